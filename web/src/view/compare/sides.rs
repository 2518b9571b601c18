//! Which files are compared. A link says it by their places among the open files: `2` is
//! the second one, `0` none.

use hearth_messages::FileId;

/// An open file, and its part in the comparison.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    pub id: FileId,
    pub name: String,
    /// What kind of profile it is.
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
/// is the current side, and the base one of its kind that was taken before it. The earliest of
/// its kind is the base, and the latest is compared with it. Where times are not known, the
/// base is the first other, of its kind if there is one.
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
        assign_by_time(files, shown);
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
        let newest = files.iter().filter(|f| f.role == Role::Current).map(|f| f.time).max();
        let kinds: Vec<&str> =
            files.iter().filter(|f| f.role == Role::Current).map(|f| &*f.kind).collect();
        let is_like = |f: &&Candidate| f.role == Role::None && kinds.contains(&&*f.kind);
        let has_like = files.iter().any(|f| is_like(&f));
        let is_free = |f: &&Candidate| f.role == Role::None && (!has_like || is_like(f));
        let is_earlier = |f: &&Candidate| f.time != 0 && newest.is_some_and(|time| f.time < time);
        let earlier = files.iter().filter(is_free).filter(is_earlier).max_by_key(|f| f.time);
        let base = earlier.or_else(|| files.iter().find(is_free)).map(|f| f.id);
        files.iter_mut().filter(|f| Some(f.id) == base).for_each(|f| f.role = Role::Base);
    }
}

/// Where the shown file is the earliest of its kind, it is the base of the latest.
fn assign_by_time(files: &mut [Candidate], shown: FileId) {
    let Some(first) = files.iter().position(|f| f.id == shown && f.time != 0) else { return };
    let (time, kind) = (files[first].time, files[first].kind.clone());
    let is_other = |(at, f): &(usize, &Candidate)| *at != first && f.kind == kind && f.time != 0;
    let others = || files.iter().enumerate().filter(is_other);
    if others().any(|(_, f)| f.time <= time) {
        return;
    }
    if let Some((last, _)) = others().max_by_key(|(_, f)| f.time) {
        (files[first].role, files[last].role) = (Role::Base, Role::Current);
    }
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
    [("h.side_base", Role::Base), ("h.side_current", Role::Current)].map(|(name, role)| {
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
    fn what_is_shown_is_compared_with_what_was_before() {
        assert_eq!(assigned(&[5, 9, 7], 2, "", ""), [[3], [2]]);
        assert_eq!(assigned(&[0, 0], 1, "", ""), [[2], [1]]);
        assert_eq!(assigned(&[5, 9, 7], 1, "", ""), [[1], [2]], "the first is a base");
        assert_eq!(assigned(&[5, 0], 1, "", ""), [[2], [1]]);
        assert_eq!(
            assigned(&[5, 9, 0], 1, "", ""),
            [[1], [2]],
            "a time that is not known is not early"
        );
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
    fn a_link_decides() {
        assert_eq!(assigned(&[1, 2, 3, 4], 1, "1,2", "3,4"), [[1, 2], [3, 4]]);
        assert_eq!(assigned(&[1, 2], 1, "1", ""), [[1], [2]]);
        assert_eq!(assigned(&[1, 2], 1, "9,x", "2"), [vec![], vec![2]]);
        assert_eq!(assigned(&[1, 2], 1, "0", "1,2"), [vec![], vec![1, 2]]);
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
