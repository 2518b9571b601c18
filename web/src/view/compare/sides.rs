//! Files that are compared. A link says it by their places among the open files: `2` is
//! the second one, `0` none.

use super::setup::Setup;
use crate::params;
use hearth_core::snapshots::order;
use hearth_messages::FileId;

/// An open file, and its part in the comparison.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    pub id: FileId,
    pub name: String,
    /// Kind of profile.
    pub kind: String,
    /// When it was taken, in nanoseconds since 1970; 0 if it does not say.
    pub time: i64,
    pub role: Role,
}

/// A file's part.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Role {
    #[default]
    None,
    Base,
    Current,
}

impl Role {
    pub const ALL: [Self; 3] = [Self::None, Self::Base, Self::Current];
}

/// Gives each file its part: what a link says; where it says nothing, the file that is shown
/// is the current side, and the base the one of its kind before it. The first of its kind is
/// the base itself, and the last is compared with it. What comes before what is the order of
/// snapshots ([`order`]): time, numbers in names, arrival.
pub fn assign(files: &mut [Candidate], shown: FileId, base: &str, current: &str) {
    let place = |word: &str| word.parse::<usize>().ok()?.checked_sub(1);
    for (word, role) in [(base, Role::Base), (current, Role::Current)] {
        for at in word.split(',').filter_map(place) {
            if let Some(file) = files.get_mut(at) {
                file.role = role;
            }
        }
    }
    if base.is_empty() && current.is_empty() {
        assign_in_order(files, shown);
    }
    let has = |files: &[Candidate], role| files.iter().any(|f| f.role == role);
    if current.is_empty() && !has(files, Role::Current) {
        let free = files.iter().position(|f| f.id == shown && f.role == Role::None);
        let free = free.or_else(|| files.iter().rposition(|f| f.role == Role::None));
        if let Some(at) = free {
            files[at].role = Role::Current;
        }
    }
    if base.is_empty() && !has(files, Role::Base) {
        let kinds: Vec<&str> =
            files.iter().filter(|f| f.role == Role::Current).map(|f| &*f.kind).collect();
        let is_like = |f: &&Candidate| f.role == Role::None && kinds.contains(&&*f.kind);
        let has_like = files.iter().any(|f| is_like(&f));
        let is_free = |f: &&Candidate| f.role == Role::None && (!has_like || is_like(f));
        let ordered = in_order(files, |f| is_free(&f) || f.role == Role::Current);
        let newest = ordered.iter().rposition(|&at| files[at].role == Role::Current);
        let before = &ordered[..newest.unwrap_or(0)];
        let earlier = before.iter().rfind(|&&at| files[at].role == Role::None);
        let base =
            earlier.map(|&at| files[at].id).or_else(|| files.iter().find(is_free).map(|f| f.id));
        files.iter_mut().filter(|f| Some(f.id) == base).for_each(|f| f.role = Role::Base);
    }
}

/// The places of some files in the order in which they were taken.
fn in_order(files: &[Candidate], is_meant: impl Fn(&Candidate) -> bool) -> Vec<usize> {
    let meant: Vec<usize> = (0..files.len()).filter(|&at| is_meant(&files[at])).collect();
    let facts: Vec<(&str, i64)> =
        meant.iter().map(|&at| (&*files[at].name, files[at].time)).collect();
    order(&facts).0.into_iter().map(|place| meant[place]).collect()
}

/// The shown file and the one before it of its kind or, if it is the first, the last one. Of
/// files of one moment, a dump is compared with a dump, and a profile with a profile.
fn assign_in_order(files: &mut [Candidate], shown: FileId) {
    let Some(at) = files.iter().position(|f| f.id == shown) else { return };
    let (kind, form) = (files[at].kind.clone(), form(&files[at].name));
    let is_like = |f: &Candidate| f.kind == kind;
    let is_alike = |f: &Candidate| is_like(f) && self::form(&f.name) == form;
    let mut ordered = in_order(files, is_alike);
    if ordered.len() < 2 {
        ordered = in_order(files, is_like);
    }
    let Some(place) = ordered.iter().position(|&other| other == at) else { return };
    let pair = match place {
        0 => ordered.last().filter(|&&last| last != at).map(|&last| [at, last]),
        place => Some([ordered[place - 1], at]),
    };
    if let Some([base, current]) = pair {
        (files[base].role, files[current].role) = (Role::Base, Role::Current);
    }
}

/// Pairs of files that can be compared: for each kind of which there are several, the earliest and
/// the latest, as indices.
pub fn pairs(files: &[Candidate]) -> Vec<[usize; 2]> {
    let mut kinds: Vec<&str> = Vec::new();
    for file in files {
        if !kinds.contains(&&*file.kind) {
            kinds.push(&file.kind);
        }
    }
    let ends = kinds.into_iter().filter_map(|kind| {
        let ordered = in_order(files, |file| file.kind == kind);
        let (&first, &last) = (ordered.first()?, ordered.last()?);
        (first != last).then_some([first, last])
    });
    ends.collect()
}

/// Rest of a file's name without its folders and numbers: `goroutine.#.debug#.txt`.
fn form(name: &str) -> String {
    let base = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let mut form = String::new();
    for c in base.chars() {
        match c {
            '0'..='9' if form.ends_with('#') => {}
            '0'..='9' => form.push('#'),
            c => form.push(c),
        }
    }
    form
}

/// Returns whether boxes of flame graphs show both sides, each in a half: where a link says it, and
/// where widths are sums, which mean little in one color.
pub fn has_halves(sides: &Setup) -> bool {
    match &*sides.boxes {
        "halves" => true,
        "solid" => false,
        _ => halves_by_default(&sides.show, &sides.width),
    }
}

/// Default of links without a word about it.
pub fn halves_by_default(show: &str, width: &str) -> bool {
    show == "flame" && width == "sum"
}

/// The files of a part.
pub fn ids(files: &[Candidate], role: Role) -> Vec<FileId> {
    files.iter().filter(|f| f.role == role).map(|f| f.id).collect()
}

/// The names of a part's files.
pub fn names(files: &[Candidate], role: Role) -> String {
    let names = files.iter().filter(|f| f.role == role).map(|f| &*f.name);
    names.collect::<Vec<_>>().join(", ")
}

/// The places of both parts' files, as a link has them.
pub fn words(files: &[Candidate]) -> [(&'static str, String); 2] {
    [(params::SIDE_BASE, Role::Base), (params::SIDE_CURRENT, Role::Current)].map(|(name, role)| {
        let places = (1..).zip(files).filter(|(_, f)| f.role == role);
        let places: Vec<String> = places.map(|(place, _): (usize, _)| place.to_string()).collect();
        (name, if places.is_empty() { "0".to_owned() } else { places.join(",") })
    })
}

/// Functions that are said to be the same, as a link has them: `old>new`, one pair a line. A
/// backslash keeps a `>` of a name from being the one between the two.
pub fn rename_word(renames: &[(String, String)]) -> String {
    let escaped = |name: &str| name.replace('\\', "\\\\").replace('>', "\\>");
    let pair = |(old, new): &(String, String)| [&escaped(old), ">", &*escaped(new)].concat();
    renames.iter().map(pair).collect::<Vec<_>>().join("\n")
}

/// Reads what [`rename_word`] writes.
pub fn parse_renames(word: &str) -> Vec<(String, String)> {
    let pair = |line: &str| {
        let mut names = [String::new(), String::new()];
        let (mut side, mut escaped) = (0, false);
        for c in line.chars() {
            match c {
                '\\' if !escaped => escaped = true,
                '>' if !escaped && side == 0 => side = 1,
                c => {
                    names[side].push(c);
                    escaped = false;
                }
            }
        }
        let [old, new] = names;
        (!old.is_empty() && !new.is_empty()).then_some((old, new))
    };
    word.lines().filter_map(pair).collect()
}

/// As [`words`], after base and current have changed places.
pub fn swapped_words(files: &[Candidate]) -> [(&'static str, String); 2] {
    words(&swapped(files))
}

/// Base and current change places.
fn swapped(files: &[Candidate]) -> Vec<Candidate> {
    let mut files = files.to_vec();
    for file in &mut files {
        file.role = match file.role {
            Role::Base => Role::Current,
            Role::Current => Role::Base,
            Role::None => Role::None,
        };
    }
    files
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(times: &[i64]) -> Vec<Candidate> {
        let file = |(id, &time): (u32, &i64)| Candidate {
            id,
            name: String::new(),
            kind: "heap".to_owned(),
            time,
            role: Role::None,
        };
        (1..).zip(times).map(file).collect()
    }

    fn assigned(times: &[i64], shown: FileId, base: &str, current: &str) -> [Vec<FileId>; 2] {
        let mut files = files(times);
        assign(&mut files, shown, base, current);
        [ids(&files, Role::Base), ids(&files, Role::Current)]
    }

    #[test]
    fn pairs_are_of_one_kind() {
        let mut files = files(&[5, 9, 7, 3, 4]);
        assert_eq!(pairs(&files), [[3, 1]], "the earliest and the latest");
        files[1].kind = "CPU".to_owned();
        assert_eq!(pairs(&files), [[3, 2]]);
        files[4].kind = "CPU".to_owned();
        assert_eq!(pairs(&files), [[3, 2], [4, 1]]);
        assert!(pairs(&files[..2]).is_empty());
    }

    #[test]
    fn what_is_shown_is_compared_with_what_was_before() {
        assert_eq!(assigned(&[5, 9, 7], 2, "", ""), [[3], [2]]);
        assert_eq!(assigned(&[5, 9, 7], 1, "", ""), [[1], [2]], "the first is a base");
        // Without times, what was opened first is the base, whichever is shown.
        assert_eq!(assigned(&[0, 0], 1, "", ""), [[1], [2]]);
        assert_eq!(assigned(&[0, 0], 2, "", ""), [[1], [2]]);
        assert_eq!(assigned(&[5, 0], 1, "", ""), [[1], [2]]);
        assert_eq!(assigned(&[5], 1, "", ""), [vec![], vec![1]]);
    }

    #[test]
    fn what_is_of_another_kind_is_only_taken_where_there_is_nothing_else() {
        let mut all = files(&[1, 2, 3]);
        "goroutine".clone_into(&mut all[1].kind);
        let mut like = all.clone();
        assign(&mut like, 3, "", "");
        assert_eq!(ids(&like, Role::Base), [1]);
        assign(&mut all, 2, "", "");
        assert_eq!(ids(&all, Role::Base), [1]);
    }

    #[test]
    fn the_older_is_the_base_in_both_orders_of_opening() {
        let dumps = ["goroutine.00.debug2.txt", "goroutine.07.debug2.txt"];
        for [first, second] in [[0, 1], [1, 0]] {
            for shown in [1, 2] {
                let mut all = files(&[0, 0]);
                dumps[first].clone_into(&mut all[0].name);
                dumps[second].clone_into(&mut all[1].name);
                assign(&mut all, shown, "", "");
                assert_eq!(names(&all, Role::Base), dumps[0], "{first} {shown}");
                assert_eq!(names(&all, Role::Current), dumps[1]);
            }
        }
        // Of one moment, there are two forms.
        let mut all = files(&[3, 0, 9, 0]);
        for (file, name) in all.iter_mut().zip(["g.0.pb", "g.0.txt", "g.1.pb", "g.1.txt"]) {
            name.clone_into(&mut file.name);
        }
        let mut dumps = all.clone();
        assign(&mut dumps, 4, "", "");
        assert_eq!([ids(&dumps, Role::Base), ids(&dumps, Role::Current)], [[2], [4]]);
        assign(&mut all, 1, "", "");
        assert_eq!([ids(&all, Role::Base), ids(&all, Role::Current)], [[1], [3]]);
        // With one side chosen, the other is the one before it.
        assert_eq!(assigned(&[5, 9, 7], 1, "", "2"), [[3], [2]]);
    }

    #[test]
    fn a_link_decides() {
        assert_eq!(assigned(&[1, 2, 3, 4], 1, "1,2", "3,4"), [[1, 2], [3, 4]]);
        assert_eq!(assigned(&[1, 2], 1, "1", ""), [[1], [2]]);
        assert_eq!(assigned(&[1, 2], 1, "9,x", "2"), [vec![], vec![2]]);
        assert_eq!(assigned(&[1, 2], 1, "0", "1,2"), [vec![], vec![1, 2]]);
    }

    #[test]
    fn boxes_are_of_one_color_unless_a_link_says_halves() {
        let halves = |show: &str, width: &str, boxes: &str| {
            let [show, width, boxes] = [show, width, boxes].map(str::to_owned);
            has_halves(&Setup { show, width, boxes, ..Setup::default() })
        };
        assert!(!halves("flame", "", "") && !halves("both", "", ""));
        assert!(halves("flame", "", "halves") && halves("both", "", "halves"));
        // Links of sums have always shown both sides.
        assert!(halves("flame", "sum", "") && !halves("flame", "sum", "solid"));
    }

    #[test]
    fn renames_are_read_as_they_are_written() {
        let pair = |old: &str, new: &str| (old.to_owned(), new.to_owned());
        let all = [pair("main.a", "main.b"), pair("operator->", "T<U>::\\x")];
        assert_eq!(rename_word(&all[..1]), "main.a>main.b");
        assert_eq!(parse_renames(&rename_word(&all)), all);
        assert_eq!(parse_renames("a\n>b\nc>"), []);
    }

    #[test]
    fn sides_are_swapped() {
        let mut files = files(&[1, 2, 3]);
        assign(&mut files, 3, "1", "2");
        assert_eq!(
            words(&swapped(&files)),
            [("h.side_base", "2".into()), ("h.side_current", "1".into())]
        );
    }
}
