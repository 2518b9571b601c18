//! Documents in the sidebar: files of one kind and program are one series, whatever comes of them
//! later; others stand alone.

use super::OpenFile;
use hearth_messages::FileId;

/// Number of files up to which a series is unfolded at first.
const FEW: usize = 6;

/// Files of one kind and program, in the order in which they are listed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// Name of the group among others: its kind and its program.
    pub name: String,
    /// Indices of the files.
    pub files: Vec<usize>,
}

impl Group {
    /// Several files.
    pub fn is_series(&self) -> bool {
        self.files.len() > 1
    }
}

/// Groups of those files that were read. `order` has the indices of the files as they are listed.
pub fn groups(files: &[OpenFile], order: &[usize]) -> Vec<Group> {
    let read = order.iter().filter_map(|&at| Some((at, files.get(at)?.summary()?)));
    group(read.map(|(at, summary)| {
        (at, [&*summary.kind, &*summary.binary, family(&summary.kind, &files[at].name)].join("\n"))
    }))
}

/// Start of a file's name where its kind is not known for sure: mutex and block profiles look
/// alike, but have names of their own. Empty for others.
fn family<'a>(kind: &str, name: &'a str) -> &'a str {
    let is_ambiguous = kind.contains(" or ");
    let end = name.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(name.len());
    if is_ambiguous { &name[..end] } else { "" }
}

/// See [`groups`]: files with the names of their groups. Series come first, each where its first
/// file stands.
fn group(files: impl Iterator<Item = (usize, String)>) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for (at, name) in files {
        match groups.iter_mut().find(|group| group.name == name) {
            Some(group) => group.files.push(at),
            None => groups.push(Group { name, files: vec![at] }),
        }
    }
    groups.sort_by_key(|group| !group.is_series());
    groups
}

/// State of the sidebar.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SidebarState {
    /// It is seen, or not; `None` where the width of the page decides.
    pub is_open: Option<bool>,
    /// Series that the user folded or unfolded, by name.
    folds: Vec<(String, bool)>,
    /// Files that are marked, in the order in which they were.
    pub marked: Vec<FileId>,
}

impl SidebarState {
    /// Returns whether the files of a series are listed.
    pub fn is_unfolded(&self, group: &Group) -> bool {
        let chosen = self.folds.iter().find(|(name, _)| *name == group.name);
        chosen.map_or(group.files.len() <= FEW, |(_, is_unfolded)| *is_unfolded)
    }

    /// Marks a file, or no longer.
    pub fn mark(&mut self, file: FileId) {
        let count = self.marked.len();
        self.marked.retain(|marked| *marked != file);
        if self.marked.len() == count {
            self.marked.push(file);
        }
    }

    /// Folds a series, or unfolds it.
    pub fn fold(&mut self, name: String, is_unfolded: bool) {
        self.folds.retain(|(other, _)| *other != name);
        self.folds.push((name, is_unfolded));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grouped(names: &[&str]) -> Vec<Vec<usize>> {
        let files = names.iter().enumerate().map(|(at, name)| (at, (*name).to_owned()));
        group(files).into_iter().map(|group| group.files).collect()
    }

    #[test]
    fn series_come_before_what_stands_alone() {
        assert_eq!(grouped(&["cpu", "heap", "block", "heap"]), [vec![1, 3], vec![0], vec![2]]);
        assert!(grouped(&[]).is_empty());
    }

    #[test]
    fn names_tell_apart_what_kinds_do_not() {
        assert_eq!(family("mutex or block", "block.07.pb.gz"), "block");
        assert_eq!(family("heap", "before.pb.gz"), "", "a series may be named as one likes");
    }

    #[test]
    fn a_long_series_is_one_row_until_it_is_unfolded() {
        let group = |count| Group { name: "heap\n".to_owned(), files: (0..count).collect() };
        let mut state = SidebarState::default();
        assert!(state.is_unfolded(&group(2)) && !state.is_unfolded(&group(41)));
        state.fold("heap\n".to_owned(), true);
        assert!(state.is_unfolded(&group(41)));
        state.fold("heap\n".to_owned(), false);
        assert!(!state.is_unfolded(&group(2)));
    }
}
