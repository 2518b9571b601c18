//! Preferences of the user, kept in the browser: the language, the colors, whether the
//! view is in the address. Never anything of a profile.

use crate::host::{root, storage};
use crate::words::{self, Language};

/// Everything that Hearth keeps has a name that begins so.
const PREFIX: &str = "hearth:";
const SETTINGS: &str = "hearth:settings";

/// Light and dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    #[default]
    System,
    Light,
    Dark,
}

impl Theme {
    /// All of them, in the order of `words::settings().themes`.
    pub const ALL: [Self; 3] = [Self::System, Self::Light, Self::Dark];

    /// The value of `<html data-theme>`.
    pub fn name(self) -> &'static str {
        match self {
            Self::System => "",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }
}

/// See the module.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Settings {
    /// `None`: the browser's.
    pub language: Option<Language>,
    pub theme: Theme,
    /// The view is in the address, and each step in the browser's history.
    pub in_address: bool,
    /// Names from profiles may be in the title and the address. `None`: not if the page is a
    /// file.
    pub names: Option<bool>,
}

impl Default for Settings {
    fn default() -> Self {
        Self { language: None, theme: Theme::System, in_address: true, names: None }
    }
}

impl Settings {
    /// Loads what was kept; what cannot be read is as by default.
    pub fn load() -> Self {
        let kept = storage().and_then(|s| s.get_item(SETTINGS).ok()?);
        Self::parse(&kept.unwrap_or_default())
    }

    fn parse(text: &str) -> Self {
        let mut settings = Self::default();
        for word in text.split(' ') {
            match word {
                "here" => settings.in_address = false,
                "light" => settings.theme = Theme::Light,
                "dark" => settings.theme = Theme::Dark,
                "yes" => settings.names = Some(true),
                "no" => settings.names = Some(false),
                _ => {
                    let language = Language::ALL.into_iter().find(|l| l.tag() == word);
                    settings.language = language.or(settings.language);
                }
            }
        }
        settings
    }

    fn to_text(self) -> String {
        let address = if self.in_address { "" } else { "here" };
        let language = self.language.map_or("", Language::tag);
        [self.theme.name(), address, self.names_word(), language].join(" ")
    }

    /// The value of `<html data-names>`, which `boot/document.js` reads.
    fn names_word(self) -> &'static str {
        match self.names {
            None => "",
            Some(false) => "no",
            Some(true) => "yes",
        }
    }

    /// Keeps them, if the browser lets the page keep anything.
    pub fn keep(self) {
        if let Some(storage) = storage() {
            let _ = storage.set_item(SETTINGS, &self.to_text());
        }
    }

    /// Speaks the language and shows the colors.
    pub fn apply(self) {
        let Some(window) = web_sys::window() else { return };
        let browser = || Language::from_tag(&window.navigator().language().unwrap_or_default());
        let language = self.language.unwrap_or_else(browser);
        words::speak(language);
        let _ = root().set_attribute("lang", language.tag());
        let _ = root().set_attribute("data-theme", self.theme.name());
        let _ = root().set_attribute("data-names", self.names_word());
    }
}

/// Returns whether the page is dark now.
pub fn is_dark() -> bool {
    match root().get_attribute("data-theme").as_deref() {
        Some("light") => false,
        Some("dark") => true,
        _ => {
            let query = "(prefers-color-scheme: dark)";
            let dark = web_sys::window().and_then(|w| w.match_media(query).ok()?);
            dark.is_some_and(|m| m.matches())
        }
    }
}

/// The names of what is kept.
pub fn kept() -> Vec<String> {
    let Some(storage) = storage() else { return Vec::new() };
    let count = storage.length().unwrap_or(0);
    let names = (0..count).filter_map(|i| storage.key(i).ok()?);
    names.filter(|name| name.starts_with(PREFIX)).collect()
}

/// Forgets all of it.
pub fn forget() {
    if let Some(storage) = storage() {
        kept().iter().for_each(|name| drop(storage.remove_item(name)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_is_read() {
        let settings = Settings {
            language: Some(Language::Chinese),
            theme: Theme::Dark,
            in_address: false,
            names: Some(false),
        };
        assert_eq!(Settings::parse(&settings.to_text()), settings);
        assert_eq!(Settings::parse(&Settings::default().to_text()), Settings::default());
        assert_eq!(Settings::parse("nonsense \u{0} x=1"), Settings::default());
    }
}
