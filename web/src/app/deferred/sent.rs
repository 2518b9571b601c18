//! The files that a link was made for: `h.sha256` has their SHA-256, `h.files` their names.
//!
//! Both are lists in one order. Places of files in other parameters (`h.side_base=2`) count
//! along it, so they mean the same in whatever order the files are opened. Names are in a
//! parameter of their own: a link without them works all the same.

use crate::app::link::Link;
use crate::params;
use hearth_messages::FileId;

/// A file that a link was made for.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SentFile {
    /// Its SHA-256, in hexadecimal digits, or the first of them.
    pub hash: String,
    /// Its name; empty if the link does not say.
    pub name: String,
}

/// An open file that may be one of them.
#[derive(Clone, Debug, PartialEq)]
pub struct Known {
    pub id: FileId,
    pub name: String,
    /// Its SHA-256: `None` while that is not known, empty where the browser makes none.
    pub hash: Option<String>,
}

/// Number of files whose hashes have all digits in a link; of more, a link has
/// [`DIGITS`] of each: links have to stay short enough to be sent.
const FULL: usize = 8;
const DIGITS: usize = 16;
/// A prefix that is shorter says too little.
const LEAST_DIGITS: usize = 8;

/// No file name has it on any system, so it separates them.
const BETWEEN_NAMES: char = '/';

/// The files that a link waits for.
pub fn files(link: &Link) -> Vec<SentFile> {
    if link.sha256.is_empty() {
        return Vec::new();
    }
    let mut names = link.looks.get(params::FILES).split(BETWEEN_NAMES);
    let one = |hash: &str| SentFile {
        hash: hash.to_ascii_lowercase(),
        name: names.next().unwrap_or_default().to_owned(),
    };
    link.sha256.split(',').map(one).collect()
}

/// Writes the files into a link that it is made for: hashes and names in the order of places.
pub fn write(link: &mut Link, files: &[SentFile], with_names: bool) {
    let digits = if files.len() > FULL { DIGITS } else { usize::MAX };
    let short = |hash: &str| hash.get(..digits).unwrap_or(hash).to_owned();
    link.sha256 = files.iter().map(|f| short(&f.hash)).collect::<Vec<_>>().join(",");
    let names: Vec<&str> = files.iter().map(|f| &*f.name).collect();
    let names = if with_names { names.join(&BETWEEN_NAMES.to_string()) } else { String::new() };
    link.looks.set(params::FILES, &names);
}

/// The link no longer waits.
pub fn clear(link: &mut Link) {
    link.sha256.clear();
    link.looks.set(params::FILES, "");
}

/// Which of the open files each file of a link is, by content.
pub fn found(sent: &[SentFile], known: &[Known]) -> Vec<Option<FileId>> {
    let mut taken: Vec<FileId> = Vec::new();
    let one = |sent: &SentFile| {
        let is_it = |file: &&Known| {
            let hash = file.hash.as_deref().unwrap_or_default();
            sent.hash.len() >= LEAST_DIGITS && hash.starts_with(&sent.hash)
        };
        // A link may have the same content twice: then two files of it are wanted.
        let mut fit = known.iter().filter(is_it);
        let id = fit.find(|file| !taken.contains(&file.id))?.id;
        taken.push(id);
        Some(id)
    };
    sent.iter().map(one).collect()
}

/// The same where somebody wants to look whatever the contents are: files that are missing
/// are those of the same name, then any others, as they came.
pub fn guessed(sent: &[SentFile], known: &[Known]) -> Vec<Option<FileId>> {
    let mut all = found(sent, known);
    for by_name in [true, false] {
        for (file, place) in sent.iter().zip(0..) {
            if all[place].is_some() {
                continue;
            }
            let is_free = |k: &&Known| !all.contains(&Some(k.id));
            let fits = |k: &&Known| !by_name || k.name == file.name;
            all[place] = known.iter().filter(is_free).find(fits).map(|k| k.id);
        }
    }
    all
}

/// Has a link's places count along another list: `place` says where one (from 1) is now.
/// What has no place any longer is left out.
pub fn renumber(link: &mut Link, place: impl Fn(usize) -> Option<usize>) {
    let moved = |word: &str| -> Option<String> {
        let (number, more) = word.split_at(word.find(':').unwrap_or(word.len()));
        let number = match number.parse().ok()? {
            0 => 0,
            number => place(number)?,
        };
        Some([&number.to_string(), more].concat())
    };
    for name in PLACES {
        let words = link.looks.get(name);
        if words.is_empty() {
            continue;
        }
        let words: Vec<String> = words.split(',').filter_map(moved).collect();
        let words = match &*words {
            // A side that nobody is on is not one that was never chosen.
            [] if matches!(name, params::SIDE_BASE | params::SIDE_CURRENT) => "0".to_owned(),
            words => words.join(","),
        };
        link.looks.set(name, &words);
    }
}

/// The parameters that have places of files in them.
pub const PLACES: [&str; 4] =
    [params::SIDE_BASE, params::SIDE_CURRENT, params::SNAPSHOTS, params::TIMES];

#[cfg(test)]
mod tests {
    use super::*;

    fn sent(files: &[(&str, &str)]) -> Vec<SentFile> {
        let one = |&(hash, name): &(&str, &str)| SentFile { hash: hash.into(), name: name.into() };
        files.iter().map(one).collect()
    }

    fn known(files: &[(FileId, &str, &str)]) -> Vec<Known> {
        let one = |&(id, name, hash): &(FileId, &str, &str)| Known {
            id,
            name: name.to_owned(),
            hash: Some(hash.to_owned()),
        };
        files.iter().map(one).collect()
    }

    const A: &str = "aaaaaaaa00";
    const B: &str = "bbbbbbbb00";

    #[test]
    fn files_are_read_as_they_are_written() {
        let files = sent(&[(A, "old, first.pb.gz"), (B, "名 & x=1.pb.gz")]);
        let mut link = Link::default();
        write(&mut link, &files, true);
        let (read, problem) = Link::from_fragment(&link.to_fragment());
        assert_eq!((super::files(&read), problem), (files.clone(), None));
        write(&mut link, &files, false);
        let nameless = sent(&[(A, ""), (B, "")]);
        assert_eq!(super::files(&Link::from_fragment(&link.to_fragment()).0), nameless);
        clear(&mut link);
        assert_eq!(link, Link::default());
    }

    #[test]
    fn links_from_before_names_were_in_them_are_read() {
        let (link, _) = Link::from_fragment("#view=top&h.sha256=AAAAAAAA00");
        assert_eq!(files(&link), sent(&[(A, "")]));
        assert_eq!(files(&Link::default()), []);
    }

    #[test]
    fn many_files_have_short_hashes() {
        let hash = "0123456789abcdef".repeat(4);
        let files: Vec<SentFile> = (0..43).map(|_| sent(&[(&hash, "a")]).remove(0)).collect();
        let mut link = Link::default();
        write(&mut link, &files, true);
        assert!(link.to_fragment().len() < 1000);
        let open = known(&[(1, "a", &hash)]);
        assert_eq!(found(&super::files(&link)[..1], &open), [Some(1)]);
    }

    #[test]
    fn files_are_found_by_content_in_any_order() {
        let files = sent(&[(A, "a"), (B, "b")]);
        let open = known(&[(1, "x", B), (2, "a", "cccccccc"), (3, "y", A)]);
        assert_eq!(found(&files, &open), [Some(3), Some(1)]);
        assert_eq!(found(&files, &open[..2]), [None, Some(1)]);
        assert_eq!(guessed(&files, &open[..2]), [Some(2), Some(1)], "by its name");
        assert_eq!(guessed(&files, &open[..1]), [None, Some(1)]);
        let twice = sent(&[(A, "a"), (A, "a")]);
        assert_eq!(found(&twice, &open), [Some(3), None], "one file is not two");
        let open = [Known { hash: None, ..open[2].clone() }];
        assert_eq!(found(&files, &open), [None, None], "what is not known fits nothing");
    }

    #[test]
    fn a_hash_that_is_none_finds_nothing() {
        let open = known(&[(1, "a", A), (2, "b", "")]);
        for hash in ["", "a", "<b>", "zzzzzzzz"] {
            assert_eq!(found(&sent(&[(hash, "a")]), &open), [None], "{hash}");
        }
    }

    #[test]
    fn places_are_those_of_the_link() {
        let mut link = Link::default();
        for (name, value) in [
            ("h.side_base", "3"),
            ("h.side_current", "1,2"),
            ("h.snapshots", "3,1,2"),
            ("h.times", "2:60,3:120"),
        ] {
            link.looks.set(name, value);
        }
        // The third file is the first of the link; the second is not in it.
        renumber(&mut link, |place| [Some(2), None, Some(1)][place - 1]);
        let now = PLACES.map(|name| link.looks.get(name).to_owned());
        assert_eq!(now, ["1", "2", "1,2", "1:120"]);
        renumber(&mut link, |_| None);
        assert_eq!(PLACES.map(|name| link.looks.get(name).to_owned()), ["0", "0", "", ""]);
    }
}
