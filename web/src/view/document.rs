//! Documents: what can be selected, each kind with its views. A tab that means nothing for what is
//! open is not offered.

use super::Tab;

/// A kind of document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Document {
    /// A profile.
    Profile,
    /// Goroutines of a program at a moment.
    Goroutines,
    /// Two sides, each of one profile or several.
    Comparison,
    /// Profiles of one kind, taken of one program one after the other.
    Series,
}

impl Document {
    /// Returns whether it has a view: the table of tabs says so. Goroutines are a profile, too.
    pub fn has(self, view: Tab) -> bool {
        let of = view.document();
        of == self || (of == Self::Profile && self == Self::Goroutines)
    }
}

/// Tabs of the documents that can be selected, in order. The one that is shown is among them:
/// a link may lead to it before its files are open.
pub fn tabs(documents: &[Document], shown: Tab) -> Vec<Tab> {
    let is_offered =
        |tab: &Tab| *tab == shown || documents.iter().any(|document| document.has(*tab));
    Tab::ALL.into_iter().filter(is_offered).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: [Document; 4] =
        [Document::Profile, Document::Goroutines, Document::Comparison, Document::Series];

    #[test]
    fn every_view_is_of_a_document() {
        assert_eq!(tabs(&ALL, Tab::Flame), Tab::ALL);
    }

    #[test]
    fn what_means_nothing_is_not_offered() {
        let of_one = tabs(&[Document::Profile], Tab::Top);
        assert!(of_one.contains(&Tab::Flame) && of_one.contains(&Tab::About));
        for tab in [Tab::Compare, Tab::Goroutines, Tab::Growth] {
            assert!(!of_one.contains(&tab), "{tab:?}");
            assert!(tabs(&[Document::Profile], tab).contains(&tab), "a link leads to it");
        }
    }
}
