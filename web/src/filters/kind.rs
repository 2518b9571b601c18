//! The kinds of filters, as pprof has them.

use hearth_core::query;
use hearth_core::query::Query;

/// A kind of filter.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Kind {
    /// Only stacks with a frame that matches.
    #[default]
    Focus,
    /// No stacks with a frame that matches.
    Ignore,
    /// Frames that match are taken out of their stacks.
    Hide,
    /// Frames that do not match are taken out of their stacks.
    Show,
    /// Stacks are cut above a match.
    ShowFrom,
    /// Stacks are cut below a match.
    PruneFrom,
    /// Only samples with a label that matches.
    TagFocus,
    /// No samples with a label that matches.
    TagIgnore,
    /// Only labels whose key matches.
    TagShow,
    /// No labels whose key matches.
    TagHide,
}

/// Name, parameter of the URL, and what it may be called when it is typed.
const NAMES: [(&str, &str, &str); 10] = [
    ("focus", "f", "f"),
    ("ignore", "i", "i"),
    ("hide", "h", "h"),
    ("show", "s", "s"),
    ("show from", "sf", "r"),
    ("prune from", "prunefrom", "p"),
    ("tag focus", "tf", "tf"),
    ("tag ignore", "ti", "ti"),
    ("tag show", "ts", "ts"),
    ("tag hide", "th", "th"),
];

impl Kind {
    /// All of them, in the order of chips.
    pub const ALL: [Self; 10] = [
        Self::Focus,
        Self::Ignore,
        Self::Hide,
        Self::Show,
        Self::ShowFrom,
        Self::PruneFrom,
        Self::TagFocus,
        Self::TagIgnore,
        Self::TagShow,
        Self::TagHide,
    ];

    /// Those that are about functions: the ones that a key applies to the selection.
    pub fn of_functions() -> &'static [Self] {
        &Self::ALL[..6]
    }

    /// Name in pprof.
    pub fn name(self) -> &'static str {
        NAMES[self as usize].0
    }

    /// Its parameter in the URL.
    pub fn param(self) -> &'static str {
        NAMES[self as usize].1
    }

    /// The key that applies it to the selection, or what it may be called for short.
    pub fn short(self) -> &'static str {
        NAMES[self as usize].2
    }

    /// The parameter for chips of this kind that must match as well.
    pub fn and_param(self) -> &'static str {
        if self == Self::TagFocus { query::AND_TAGFOCUS } else { query::AND_FOCUS }
    }

    /// The kind of a short name.
    pub fn from_short(short: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|k| k.short() == short || k.param() == short)
    }

    /// The kind of a name, with or without what separates its words.
    pub fn from_name(name: &str) -> Option<Self> {
        let plain = |text: &str| -> String {
            let letters = text.chars().filter(|c| !matches!(c, ' ' | '_' | '-'));
            letters.map(|c| c.to_ascii_lowercase()).collect()
        };
        let name = plain(name);
        Self::ALL.into_iter().find(|k| plain(k.name()) == name).or_else(|| Self::from_short(&name))
    }

    /// It tests labels' values, so `KEY=` may come before its expression.
    pub fn has_key(self) -> bool {
        matches!(self, Self::TagFocus | Self::TagIgnore)
    }

    /// It is about keys of labels.
    pub fn is_of_keys(self) -> bool {
        matches!(self, Self::TagShow | Self::TagHide)
    }

    /// Its place in a query.
    pub fn field(self, query: &mut Query) -> &mut String {
        match self {
            Self::Focus => &mut query.focus,
            Self::Ignore => &mut query.ignore,
            Self::Hide => &mut query.hide,
            Self::Show => &mut query.show,
            Self::ShowFrom => &mut query.show_from,
            Self::PruneFrom => &mut query.prune_from,
            Self::TagFocus => &mut query.tagfocus,
            Self::TagIgnore => &mut query.tagignore,
            Self::TagShow => &mut query.tagshow,
            Self::TagHide => &mut query.taghide,
        }
    }

    /// The place of those that must match as well, where there is one.
    pub fn ands(self, query: &mut Query) -> Option<&mut Vec<String>> {
        match self {
            Self::Focus => Some(&mut query.and_focus),
            Self::TagFocus => Some(&mut query.and_tagfocus),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use hearth_core::query::OPTIONS;

    #[test]
    fn kinds_are_known_by_their_names() {
        for kind in Kind::ALL {
            assert_eq!(Kind::from_name(kind.name()), Some(kind));
            assert_eq!(Kind::from_name(kind.param()), Some(kind));
            assert_eq!(Kind::from_short(kind.short()), Some(kind));
        }
        assert_eq!(Kind::from_name("Show_From"), Some(Kind::ShowFrom));
        assert_eq!(Kind::from_name("tagfocus"), Some(Kind::TagFocus));
        assert_eq!(Kind::from_name("std"), None);
    }

    #[test]
    fn a_kind_is_where_its_parameter_is() {
        for kind in Kind::ALL {
            let mut query = Query::default();
            let option = OPTIONS.iter().find(|o| o.param == kind.param()).unwrap();
            option.set(&mut query, "x").unwrap();
            assert_eq!(kind.field(&mut query), "x");
            if let Some(ands) = kind.ands(&mut query) {
                ands.push("y".to_owned());
                assert!(query.to_url().contains(&format!("{}=y", kind.and_param())));
            }
        }
    }
}
