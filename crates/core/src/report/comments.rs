//! `-comments`: the free text in a profile.

use super::Text;
use crate::profile::Profile;

/// The report of `go tool pprof -comments`.
pub fn comments(profile: &Profile) -> Vec<u8> {
    let mut out = Text::default();
    profile.comments.iter().for_each(|&comment| out.line(profile.strings.get(comment)));
    out.0
}
