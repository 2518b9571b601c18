//! Filters of a query: one file for each.
//!
//! A filter changes a copy of the profile, and only those tables that it must:
//! focus, ignore and the tag filters take samples out, the others change stacks
//! and lines too. [`apply`] runs them in pprof's order. Frames made of
//! labels ([`tag_frames`]) come before all of them and before the total is
//! taken; [`drop_frames`] comes once, when a profile is loaded.

mod drop_frames;
mod matches;
mod names;
mod prune_from;
mod show_from;
mod stacks;
mod tag_frames;
mod tags;
mod warning;

pub use drop_frames::drop_frames;
pub use tag_frames::tag_frames;
pub use warning::Warning;

use super::LabelUnits;
use crate::profile::Profile;
use crate::query::{Pattern, Query, QueryError, TagFilter, TagTest};

/// The part of a query that [`apply`] depends on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FilterKey([String; 10], [Vec<String>; 2]);

impl FilterKey {
    /// That part of this query.
    pub fn new(query: &Query) -> Self {
        let parts = [
            &query.focus,
            &query.ignore,
            &query.hide,
            &query.show,
            &query.show_from,
            &query.prune_from,
            &query.tagfocus,
            &query.tagignore,
            &query.tagshow,
            &query.taghide,
        ];
        Self(parts.map(String::clone), [query.and_focus.clone(), query.and_tagfocus.clone()])
    }
}

/// Applies all filters of a query but tagroot and tagleaf. Returns what the user
/// should know: above all, which of them matched nothing.
///
/// # Errors
///
/// When an expression makes no sense.
pub fn apply(
    profile: &mut Profile,
    query: &Query,
    units: &LabelUnits,
) -> Result<Vec<Warning>, QueryError> {
    let names = names::Patterns {
        focus: pattern("focus", &query.focus)?,
        ignore: pattern("ignore", &query.ignore)?,
        hide: pattern("hide", &query.hide)?,
        show: pattern("show", &query.show)?,
    };
    let show_from = pattern("show_from", &query.show_from)?;
    let mut warnings = Vec::new();
    let tagfocus = tag_filter("tagfocus", &query.tagfocus, &mut warnings)?;
    let tagignore = tag_filter("tagignore", &query.tagignore, &mut warnings)?;
    let prune_from = pattern("prune_from", &query.prune_from)?;
    let and_focus: Vec<Pattern> = (query.and_focus.iter())
        .filter_map(|value| pattern("focus", value).transpose())
        .collect::<Result<_, _>>()?;
    let and_tagfocus: Vec<TagFilter> = (query.and_tagfocus.iter())
        .filter_map(|value| tag_filter("tagfocus", value, &mut warnings).transpose())
        .collect::<Result<_, _>>()?;
    let tagshow = pattern("tagshow", &query.tagshow)?;
    let taghide = pattern("taghide", &query.taghide)?;

    let mut warn = |matched: bool, option: &'static str| {
        if !matched {
            warnings.push(Warning::NoMatch(option));
        }
    };
    // What a sample must have is decided by all of its frames, like focus itself:
    // before anything is hidden.
    for pattern in &and_focus {
        warn(names::focus(profile, pattern), "Focus");
    }
    let matched = names::filter(profile, &names);
    warn(matched.focus, "Focus");
    warn(matched.ignore, "Ignore");
    warn(matched.hide, "Hide");
    warn(matched.show, "Show");
    if let Some(pattern) = &show_from {
        warn(show_from::filter(profile, pattern), "ShowFrom");
    }
    let (focused, ignored) =
        tags::filter_samples(profile, tagfocus.as_ref(), tagignore.as_ref(), units);
    warn(focused, "TagFocus");
    warn(ignored, "TagIgnore");
    for filter in &and_tagfocus {
        warn(tags::filter_samples(profile, Some(filter), None, units).0, "TagFocus");
    }
    let (shown, hidden) = tags::filter_labels(profile, tagshow.as_ref(), taghide.as_ref());
    warn(shown, "TagShow");
    warn(hidden, "TagHide");
    if let Some(pattern) = &prune_from {
        prune_from::filter(profile, pattern);
    }
    let one = [
        ("focus", &query.focus, &names.focus),
        ("ignore", &query.ignore, &names.ignore),
        ("hide", &query.hide, &names.hide),
        ("show", &query.show, &names.show),
        ("show_from", &query.show_from, &show_from),
        ("prune_from", &query.prune_from, &prune_from),
        ("tagshow", &query.tagshow, &tagshow),
        ("taghide", &query.taghide, &taghide),
    ];
    let one = one.iter().filter_map(|(option, value, p)| Some((*option, *value, p.as_ref()?)));
    let more = filled(&query.and_focus).zip(&and_focus).map(|(value, p)| ("focus", value, p));
    for (option, value, pattern) in one.chain(more) {
        pattern.check(value).map_err(|error| QueryError::Pattern { option, error })?;
    }
    let tags =
        [("tagfocus", &query.tagfocus, &tagfocus), ("tagignore", &query.tagignore, &tagignore)];
    let tags =
        tags.iter().filter_map(|(option, value, tag)| Some((*option, *value, tag.as_ref()?)));
    let more = filled(&query.and_tagfocus).zip(&and_tagfocus);
    let more = more.map(|(value, filter)| ("tagfocus", value, filter));
    for (option, value, filter) in tags.chain(more) {
        if let TagTest::Texts(patterns) = &filter.test {
            let checked = patterns.iter().try_for_each(|pattern| pattern.check(value));
            checked.map_err(|error| QueryError::Pattern { option, error })?;
        }
    }
    Ok(warnings)
}

fn filled(values: &[String]) -> impl Iterator<Item = &String> {
    values.iter().filter(|value| !value.is_empty())
}

fn pattern(option: &'static str, value: &str) -> Result<Option<Pattern>, QueryError> {
    let compile =
        |value| Pattern::new(value).map_err(|error| QueryError::Pattern { option, error });
    (!value.is_empty()).then(|| compile(value)).transpose()
}

fn tag_filter(
    option: &'static str,
    value: &str,
    warnings: &mut Vec<Warning>,
) -> Result<Option<TagFilter>, QueryError> {
    if value.is_empty() {
        return Ok(None);
    }
    let filter = TagFilter::new(value).map_err(|error| QueryError::Pattern { option, error })?;
    if let TagTest::Range(_) = filter.test {
        let value = value.split_once('=').map_or(value, |(_, value)| value).to_owned();
        warnings.push(Warning::Range { option, value });
    }
    Ok(Some(filter))
}

#[cfg(test)]
mod tests;
