//! List of what got out when the tests tried every way in each browser. They write it
//! (`tests/browser/seal-table.mjs`).

/// For each browser a line: name, version, date, and what got out in each of three scenes.
const MEASURED: &str = include_str!("measured.tsv");

/// Measurements in one browser. The last three are lists of ways with their places, as
/// texts; empty: nothing got out.
#[derive(Debug, PartialEq, Eq)]
pub struct Measured<'a> {
    pub browser: &'a str,
    pub version: &'a str,
    pub date: &'a str,
    /// Without the site's headers.
    pub bare: &'a str,
    /// The same on a second visit, when the service worker answers.
    pub again: &'a str,
    /// With the site's headers.
    pub headers: &'a str,
}

impl Measured<'static> {
    /// The line of the browser that the page runs in.
    pub fn of_this_browser() -> Option<Self> {
        let agent = web_sys::window()?.navigator().user_agent().ok()?;
        Self::of(&agent)
    }

    /// The line of a browser, by what it says of itself.
    fn of(agent: &str) -> Option<Self> {
        let name = match agent {
            _ if agent.contains("Firefox/") => "Firefox",
            _ if agent.contains("Chrome/") => "Chromium",
            _ if agent.contains("AppleWebKit/") => "WebKit",
            _ => return None,
        };
        let line = MEASURED.lines().find(|line| line.split('\t').next() == Some(name))?;
        let mut fields = line.split('\t');
        let mut next = || fields.next();
        Some(Self {
            browser: next()?,
            version: next()?,
            date: next()?,
            bare: next()?,
            again: next()?,
            headers: next()?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_browser_that_was_measured_is_known_by_what_it_says() {
        for (agent, name) in [
            ("Mozilla/5.0 (X11; Linux x86_64; rv:153.0) Gecko/20100101 Firefox/153.0", "Firefox"),
            (
                "Mozilla/5.0 (X11) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36",
                "Chromium",
            ),
            (
                "Mozilla/5.0 (X11) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Safari/605.1.15",
                "WebKit",
            ),
        ] {
            assert_eq!(Measured::of(agent).map(|measured| measured.browser), Some(name));
        }
        assert_eq!(Measured::of("curl/8"), None);
    }
}
