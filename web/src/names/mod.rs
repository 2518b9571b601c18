//! Function names: lists of them in little memory, their parts, and their visible form.

pub mod deferred;

use deferred::Deferred;
use hearth_messages::{Names, Slot};

/// Filled when the deferred chunk is there: names are made visible from then on.
pub static DEFERRED: Slot<dyn Deferred> = Slot::new();

/// Names as one text. A table of a hundred thousand functions is not worth a
/// hundred thousand allocations for the sixty that are on the screen.
#[derive(Debug, Default, PartialEq)]
pub struct NameList {
    text: String,
    ends: Vec<u32>,
}

impl NameList {
    /// Number of names.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// One name; empty if there is none of this number.
    pub fn get(&self, index: usize) -> &str {
        let Some(&end) = self.ends.get(index) else { return "" };
        let start = if index == 0 { 0 } else { self.ends[index - 1] };
        self.text.get(start as usize..end as usize).unwrap_or("")
    }

    /// All names, in order.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).map(|i| self.get(i))
    }

    /// The number of the first such name.
    pub fn position(&self, name: &str) -> Option<usize> {
        self.iter().position(|n| n == name)
    }

    /// A list of these.
    pub fn of(names: &[&str]) -> Self {
        let mut list = Self::default();
        for name in names {
            list.text.push_str(name);
            list.ends.push(list.text.len() as u32);
        }
        list
    }
}

impl From<&Names> for NameList {
    fn from(names: &Names) -> Self {
        // The messages promise UTF-8; what breaks the promise shows as nothing.
        let text = String::from_utf8(names.utf8.to_vec()).unwrap_or_default();
        Self { text, ends: names.ends.to_vec() }
    }
}

/// A name as it is shown: nothing in it is hidden, and of a long one the middle is left out.
/// What is done with a function needs its own name.
pub fn shown(name: &str) -> String {
    let is_plain = name.len() < LONGEST && name.bytes().all(|byte| (b'!'..=b'~').contains(&byte));
    if is_plain {
        name.to_owned()
    } else if let Some(deferred) = DEFERRED.get() {
        deferred.shown(name, LONGEST)
    } else {
        without_controls(name)
    }
}

/// A name until it can be spelled out: what would leave its row does not.
fn without_controls(name: &str) -> String {
    name.replace(|c: char| c.is_ascii_control(), "\u{fffd}")
}

/// Number of characters of a name that are shown; browsers take seconds for lines of a hundred
/// thousand.
const LONGEST: usize = 2000;

/// Splits a name before the part that tells functions apart: a Go name after
/// its import path's last slash, a C++ or Rust name after its last `::` that is
/// outside brackets. `("github.com/a/", "b.(*T).M")`.
pub fn split_name(name: &str) -> (&str, &str) {
    let mut at = 0;
    let mut depth = 0_u32;
    let bytes = name.as_bytes();
    for (i, byte) in bytes.iter().enumerate() {
        match byte {
            b'[' | b'(' | b'<' | b'{' => depth += 1,
            b']' | b')' | b'>' | b'}' => depth = depth.saturating_sub(1),
            b'/' if depth == 0 => at = i + 1,
            // `f::{closure}` says nothing without its `f`.
            b':' if depth == 0 && name[..i].ends_with(':') && bytes.get(i + 1) != Some(&b'{') => {
                at = i + 1;
            }
            b' ' => break,
            _ => {}
        }
    }
    if at >= name.len() { ("", name) } else { name.split_at(at) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_slices_of_one_text() {
        let names = NameList::of(&["root", "", "main.main"]);
        assert_eq!(names.iter().collect::<Vec<_>>(), ["root", "", "main.main"]);
        assert_eq!(names.get(3), "");
        assert_eq!(names.position("main.main"), Some(2));
    }

    #[test]
    fn a_name_is_shown_with_all_that_is_hidden_and_without_its_middle() {
        assert_eq!(without_controls("a\u{202e}\nb"), "a\u{202e}\u{fffd}b");
        DEFERRED.fill(&deferred::Chunk);
        assert_eq!(shown("main.f"), "main.f");
        assert_eq!(shown("a\u{202e}b\nc"), "a\\u202eb\\nc");
        let long = ["a", &"b".repeat(1_000_000), "c"].concat();
        let cut = shown(&long);
        assert!(cut.len() < 2100 && cut.starts_with("ab") && cut.ends_with("bc"), "{cut}");
        assert!(cut.contains("1000002 bytes"), "{cut}");
    }

    #[test]
    fn a_name_is_split_where_its_own_part_begins() {
        for (name, own) in [
            ("main.main", "main.main"),
            ("github.com/a/b.(*T).M", "b.(*T).M"),
            (
                "slices.SortFunc[go.shape.[]a/b.T,go.shape.int]",
                "slices.SortFunc[go.shape.[]a/b.T,go.shape.int]",
            ),
            ("std::vec::Vec<a::b>::push", "push"),
            ("a::b::{{closure}}", "b::{{closure}}"),
            ("operator/", "operator/"),
            ("a/b.c /srv/x.go:12", "b.c /srv/x.go:12"),
            ("", ""),
        ] {
            assert_eq!(split_name(name).1, own, "{name}");
        }
    }
}
