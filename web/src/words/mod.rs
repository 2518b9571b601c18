//! All words of the page, in each language that it speaks.
//!
//! A struct for each part of the page, a constant of it for each language: what is
//! missing in one of them does not compile. `{0}`, `{1}` are filled in by [`fill`]. The
//! reference's own terms (flat, cum, focus…) stay English. What the engine says comes as codes,
//! which [`said`] has words for.

mod about;
mod beside;
pub mod code;
mod compare;
pub mod documents;
pub mod dropped;
pub mod examples;
mod filters;
mod flame;
mod graph;
pub mod guest;
mod howto;
mod links;
mod lists;
mod menus;
mod page;
pub mod palette;
pub mod recipes;
pub mod restarted;
pub mod said;
mod save;
pub mod seal;
mod settings;
pub mod snapshots;
mod source;
mod tables;
mod units;

use std::cell::Cell;

/// A language.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    #[default]
    English,
    /// Simplified.
    Chinese,
}

impl Language {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::English, Self::Chinese];

    /// Its tag, as in `<html lang>`.
    pub fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Chinese => "zh-CN",
        }
    }

    /// Name that its speakers use.
    pub fn name(self) -> &'static str {
        match self {
            Self::English => "English",
            Self::Chinese => "简体中文",
        }
    }

    /// The one that a browser's tag means.
    pub fn from_tag(tag: &str) -> Self {
        if tag.to_ascii_lowercase().starts_with("zh") { Self::Chinese } else { Self::English }
    }
}

/// The words of one language, by the part of the page that says them.
pub struct Words {
    pub page: page::Words,
    pub howto: howto::Words,
    pub filters: filters::Words,
    pub flame: flame::Words,
    pub tables: tables::Words,
}

static ENGLISH: Words = Words {
    page: page::ENGLISH,
    howto: howto::ENGLISH,
    filters: filters::ENGLISH,
    flame: flame::ENGLISH,
    tables: tables::ENGLISH,
};

static CHINESE: Words = Words {
    page: page::CHINESE,
    howto: howto::CHINESE,
    filters: filters::CHINESE,
    flame: flame::CHINESE,
    tables: tables::CHINESE,
};

thread_local! {
    static SPOKEN: Cell<Language> = const { Cell::new(Language::English) };
}

/// The words of the language that is spoken now.
pub fn words() -> &'static Words {
    match SPOKEN.get() {
        Language::English => &ENGLISH,
        Language::Chinese => &CHINESE,
    }
}

/// The words of comparisons: apart, since they come with the deferred chunk.
pub fn comparing() -> &'static compare::Words {
    match SPOKEN.get() {
        Language::English => &compare::ENGLISH,
        Language::Chinese => &compare::CHINESE,
    }
}

/// The words of links and of copies: they come with the deferred chunk, too.
pub fn links() -> &'static links::Words {
    match SPOKEN.get() {
        Language::English => &links::ENGLISH,
        Language::Chinese => &links::CHINESE,
    }
}

/// Name of a unit, with its name in options: `Microseconds (us)`. The words come with
/// the rest.
pub fn unit_name(unit: &str) -> String {
    let units = match SPOKEN.get() {
        Language::English => &units::ENGLISH,
        Language::Chinese => &units::CHINESE,
    };
    let word = units.iter().find(|(name, _)| *name == unit).map_or(unit, |(_, word)| word);
    with_name(word, unit)
}

/// A word with the name that pprof has for it, unless it is that: `Lines`,
/// `Files and functions (filefunctions)`.
pub fn with_name(word: &str, name: &str) -> String {
    let [open, close] = match SPOKEN.get() {
        _ if word.eq_ignore_ascii_case(name) => return word.to_owned(),
        Language::English => [" (", ")"],
        Language::Chinese => ["（", "）"],
    };
    [word, open, name, close].concat()
}

/// The words beside drawings and in their pictures: apart, as they are not needed first.
pub fn beside() -> &'static beside::Words {
    match SPOKEN.get() {
        Language::English => &beside::ENGLISH,
        Language::Chinese => &beside::CHINESE,
    }
}

/// The words of the call graph, which come with the deferred chunk.
pub fn graph() -> &'static graph::Words {
    match SPOKEN.get() {
        Language::English => &graph::ENGLISH,
        Language::Chinese => &graph::CHINESE,
    }
}

/// The words of About, which come with the deferred chunk.
pub fn about() -> &'static about::Words {
    match SPOKEN.get() {
        Language::English => &about::ENGLISH,
        Language::Chinese => &about::CHINESE,
    }
}

/// The words of peek, traces and tags, which come with the deferred chunk.
pub fn lists() -> &'static lists::Words {
    match SPOKEN.get() {
        Language::English => &lists::ENGLISH,
        Language::Chinese => &lists::CHINESE,
    }
}

/// The words of menus and of the keys, which come with the deferred chunk.
pub fn menus() -> &'static menus::Words {
    match SPOKEN.get() {
        Language::English => &menus::ENGLISH,
        Language::Chinese => &menus::CHINESE,
    }
}

/// The words of Source, which come with the deferred chunk.
pub fn source() -> &'static source::Words {
    match SPOKEN.get() {
        Language::English => &source::ENGLISH,
        Language::Chinese => &source::CHINESE,
    }
}

/// The words of the menu Save, which come with the deferred chunk.
pub fn save() -> &'static save::Words {
    match SPOKEN.get() {
        Language::English => &save::ENGLISH,
        Language::Chinese => &save::CHINESE,
    }
}

/// The words of the settings, which come with the deferred chunk.
pub fn settings() -> &'static settings::Words {
    match SPOKEN.get() {
        Language::English => &settings::ENGLISH,
        Language::Chinese => &settings::CHINESE,
    }
}

/// Speaks a language from now on: what is rendered after this.
pub fn speak(language: Language) {
    SPOKEN.set(language);
}

/// The language that is spoken now.
pub fn spoken() -> Language {
    SPOKEN.get()
}

/// Fills `{0}`, `{1}`… of a text.
pub fn fill(text: &str, values: &[&str]) -> String {
    let mut filled = text.to_owned();
    for (i, value) in values.iter().enumerate() {
        let place = ["{0}", "{1}", "{2}", "{3}", "{4}"][i];
        // One value must not fill another's place.
        if let Some(at) = filled.rfind(place) {
            filled.replace_range(at..at + place.len(), value);
        }
    }
    filled
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_have_the_names_of_the_reference_beside_them() {
        speak(Language::English);
        assert_eq!(unit_name("us"), "Microseconds (us)");
        assert_eq!(unit_name("furlongs"), "furlongs");
        assert_eq!(with_name("Lines", "lines"), "Lines");
        speak(Language::Chinese);
        assert_eq!(unit_name("us"), "微秒（us）");
        assert_eq!(with_name("代码行", "lines"), "代码行（lines）");
    }

    #[test]
    fn places_are_filled() {
        assert_eq!(fill("{0} of {1}", &["1", "2"]), "1 of 2");
        assert_eq!(fill("nothing", &[]), "nothing");
    }

    /// Every string of the words' files in which there is Chinese.
    fn chinese_texts() -> impl Iterator<Item = String> {
        const FILES: [&str; 25] = [
            include_str!("about.rs"),
            include_str!("beside.rs"),
            include_str!("code.rs"),
            include_str!("compare/chinese.rs"),
            include_str!("documents.rs"),
            include_str!("examples.rs"),
            include_str!("filters.rs"),
            include_str!("flame.rs"),
            include_str!("graph.rs"),
            include_str!("guest.rs"),
            include_str!("howto.rs"),
            include_str!("links.rs"),
            include_str!("lists.rs"),
            include_str!("menus.rs"),
            include_str!("page.rs"),
            include_str!("palette.rs"),
            include_str!("restarted.rs"),
            include_str!("save.rs"),
            include_str!("seal.rs"),
            include_str!("settings.rs"),
            include_str!("snapshots/chinese.rs"),
            include_str!("source.rs"),
            include_str!("tables.rs"),
            include_str!("units.rs"),
            include_str!("said/chinese.rs"),
        ];
        let texts = FILES.iter().flat_map(|file| file.lines().flat_map(|l| l.split('"').skip(1)));
        texts.filter(|text| text.chars().any(is_chinese)).map(str::to_owned)
    }

    fn is_chinese(c: char) -> bool {
        ('\u{4e00}'..='\u{9fff}').contains(&c)
    }

    #[test]
    fn chinese_has_punctuation_of_full_width() {
        for text in chinese_texts() {
            let prose: String = text.split('`').step_by(2).collect();
            let all: Vec<char> = prose.chars().collect();
            for (at, c) in all.iter().enumerate() {
                let near = [at.checked_sub(1), Some(at + 1)];
                let mut near = near.into_iter().flatten().filter_map(|i| all.get(i).copied());
                let is_half = matches!(c, ',' | ':' | ';' | '?' | '(' | ')');
                assert!(!is_half || !near.any(is_chinese), "{text}");
            }
            assert!(!text.contains('您'), "{text}");
        }
    }
}
