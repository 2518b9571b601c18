//! Chips: a query's filters, one by one.
//!
//! A query has an expression for each kind of filter; its alternatives are the chips of
//! that kind. Chips that must match as well have a list of their own in the query, and
//! those that are switched off one in the link.

use super::kind::Kind;
use super::pattern::{self, Pattern, quote, unquote};
use hearth_core::query::{Granularity, Query};

/// Chips that are switched off: a parameter of the query and its value.
pub type Off = Vec<(String, String)>;

/// One filter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chip {
    pub kind: Kind,
    /// For labels: the only key whose values count; empty for all.
    pub key: String,
    pub pattern: Pattern,
    /// It must match as well; otherwise one of the chips of its kind must.
    pub and: bool,
    /// It is switched off.
    pub off: bool,
}

impl Chip {
    /// A chip that is on.
    pub fn new(kind: Kind, pattern: Pattern) -> Self {
        Self { kind, key: String::new(), pattern, and: false, off: false }
    }

    /// The chip of one function, and of no other whose name contains its name.
    pub fn of_function(kind: Kind, name: &str) -> Self {
        Self::new(kind, Pattern::Exact(name.to_owned()))
    }

    /// The chip of one label. A value with a unit is a number; what is only digits can
    /// be either, and is taken for a text.
    pub fn of_label(kind: Kind, key: &str, value: &str) -> Self {
        let is_number = is_range(value) && value.ends_with(|c: char| c.is_ascii_alphabetic());
        let pattern = if is_number { Pattern::Literal } else { Pattern::Exact };
        Self { key: key.to_owned(), ..Self::new(kind, pattern(value.to_owned())) }
    }

    /// As it is shown: `main.handle`, `/^a.*b/`, `key=value`.
    pub fn text(&self) -> String {
        self.with_key(self.pattern.shown())
    }

    /// As it is shown, after its kind.
    pub fn label(&self) -> String {
        [self.kind.name(), ": ", &self.text()].concat()
    }

    /// As it is typed.
    pub fn typed(&self) -> String {
        [self.kind.name(), ": ", &self.with_key(self.pattern.typed())].concat()
    }

    /// Its value as the only one of its kind.
    pub fn value(&self) -> String {
        self.with_key(self.written())
    }

    /// The same filter, whether it is on or not.
    pub fn is_like(&self, other: &Self) -> bool {
        (self.kind, &self.key, &self.pattern) == (other.kind, &other.key, &other.pattern)
    }

    fn with_key(&self, text: String) -> String {
        if self.key.is_empty() { text } else { [&self.key, "=", &text].concat() }
    }

    /// A filter of labels is split at `=` and at commas before it is an expression.
    fn written(&self) -> String {
        self.pattern.write(match self.kind.has_key() {
            true if self.key.is_empty() => ",=",
            true => ",",
            false => "",
        })
    }

    /// It can't be one of several: a range of numbers, or a list that all must match.
    fn is_alone(&self) -> bool {
        self.kind.has_key()
            && match &self.pattern {
                Pattern::Literal(text) => {
                    is_range(text) && !text.ends_with(|c: char| c.is_ascii_digit())
                }
                Pattern::Exact(_) => false,
                Pattern::Regex(expression) => expression.contains(','),
            }
    }

    /// The same test for `key:value`, as filters without a key have it.
    fn without_key(&self) -> String {
        if self.key.is_empty() {
            return self.written();
        }
        let written = self.written();
        let value = match &self.pattern {
            Pattern::Exact(_) => written[1..].to_owned(),
            Pattern::Literal(_) => [".*", &written].concat(),
            Pattern::Regex(_) => [".*", &pattern::group(&written)].concat(),
        };
        ["^", &quote(&self.key, ",="), ":", &value].concat()
    }

    /// Reads what [`Chip::without_key`] writes.
    fn from_keyless(kind: Kind, expression: &str) -> Self {
        let keyed = || {
            let (key, value) = expression.strip_prefix('^')?.split_once(':')?;
            let key = unquote(key).filter(|k| !k.is_empty())?;
            let pattern = match value.strip_prefix(".*") {
                Some(rest) => match rest.strip_prefix("(?:").and_then(|r| r.strip_suffix(')')) {
                    Some(inner) => Pattern::Regex(inner.to_owned()),
                    None => Pattern::Literal(unquote(rest)?),
                },
                None => Pattern::Exact(unquote(value.strip_suffix('$')?)?),
            };
            Some(Self { key, ..Self::new(kind, pattern) })
        };
        keyed().unwrap_or_else(|| Self::new(kind, Pattern::read(expression)))
    }

    /// Reads a value that is one chip.
    pub fn from_value(kind: Kind, value: &str) -> Self {
        // A list of labels is one test here, and no expression.
        let read = |value: &str| match kind.has_key() && value.contains(',') {
            true => Pattern::Regex(value.to_owned()),
            false => Pattern::read(value),
        };
        match value.split_once('=').filter(|(key, _)| kind.has_key() && !key.is_empty()) {
            Some((key, value)) => Self { key: key.to_owned(), ..Self::new(kind, read(value)) },
            None if kind.has_key() && value.contains(',') => Self::new(kind, read(value)),
            None if kind.has_key() => Self::from_keyless(kind, value),
            None => Self::new(kind, Pattern::read(value)),
        }
    }
}

/// The chips of a query, by kind.
pub fn read(query: &Query, off: &Off) -> Vec<Chip> {
    let mut query = query.clone();
    let mut chips = Vec::new();
    for kind in Kind::ALL {
        read_value(&mut chips, kind, kind.field(&mut query));
        for value in kind.ands(&mut query).into_iter().flatten() {
            chips.push(Chip { and: true, ..Chip::from_value(kind, value) });
        }
        for (param, value) in off {
            let and = kind.ands(&mut query).is_some() && param == kind.and_param();
            if and || param == kind.param() {
                chips.push(Chip { and, off: true, ..Chip::from_value(kind, value) });
            }
        }
    }
    chips
}

fn read_value(chips: &mut Vec<Chip>, kind: Kind, value: &str) {
    if value.is_empty() {
        return;
    }
    let keyed = value.split_once('=').filter(|(key, _)| kind.has_key() && !key.is_empty());
    if let Some((key, values)) = keyed {
        chips.extend(
            values
                .split(',')
                .map(|value| Chip { key: key.to_owned(), ..Chip::new(kind, Pattern::read(value)) }),
        );
        return;
    }
    let mut any = value;
    let mut all = None;
    // Without a key commas mean that all must match.
    if kind.has_key() && value.contains(',') {
        if kind != Kind::TagFocus {
            return chips.push(Chip::new(kind, Pattern::Regex(value.to_owned())));
        }
        all = value.split_once(',').map(|(first, rest)| {
            any = first;
            rest
        });
    }
    let split = pattern::alternatives(any);
    chips.extend(split.into_iter().map(|part| match kind.has_key() {
        true => Chip::from_keyless(kind, part),
        false => Chip::new(kind, Pattern::read(part)),
    }));
    for part in all.iter().flat_map(|all| all.split(',')) {
        chips.push(Chip { and: true, ..Chip::from_keyless(kind, part) });
    }
}

/// Puts chips into a query, in place of its filters.
pub fn write(chips: &[Chip], query: &mut Query, off: &mut Off) {
    // What is no chip stays: a link may have been made by a newer page.
    off.retain(|(param, _)| {
        !Kind::ALL.iter().any(|k| k.param() == param || k.and_param() == param)
    });
    for kind in Kind::ALL {
        let of_kind = chips.iter().filter(|c| c.kind == kind);
        let (mut any, mut all) = (Vec::new(), Vec::new());
        for chip in of_kind {
            let place = if chip.and { kind.and_param() } else { kind.param() };
            if chip.off {
                off.push((place.to_owned(), chip.value()));
            } else if chip.and {
                all.push(chip.value());
            } else {
                any.push(chip);
            }
        }
        // What can't be one of several must match as well; where there is no such
        // list, it waits until it is alone.
        if any.len() > 1 {
            any.retain(|chip| {
                if chip.is_alone() {
                    match kind {
                        Kind::TagFocus => all.push(chip.value()),
                        _ => off.push((kind.param().to_owned(), chip.value())),
                    }
                }
                !chip.is_alone()
            });
        }
        *kind.field(query) = any_of(&any);
        if let Some(ands) = kind.ands(query) {
            *ands = all;
        }
    }
}

/// Adds a chip, or switches on the one that is like it.
pub fn add(chips: &mut Vec<Chip>, chip: Chip) {
    match chips.iter_mut().find(|c| c.is_like(&chip)) {
        Some(known) => known.off = false,
        None => chips.push(chip),
    }
}

/// The value that matches where any of the chips does.
fn any_of(chips: &[&Chip]) -> String {
    let Some(first) = chips.first() else { return String::new() };
    if chips.len() == 1 {
        return first.value();
    }
    if !first.key.is_empty() && chips.iter().all(|c| c.key == first.key) {
        let values: Vec<_> = chips.iter().map(|c| c.written()).collect();
        return first.with_key(values.join(","));
    }
    pattern::join(&chips.iter().map(|c| c.without_key()).collect::<Vec<_>>())
}

/// Returns whether pprof reads a label's value as a range of numbers: `32kb`, `:64kb`, `1s:2s`.
fn is_range(text: &str) -> bool {
    let is_number = |t: &str| {
        let digits = t.strip_prefix(['+', '-']).unwrap_or(t);
        let unit = digits.trim_start_matches(|c: char| c.is_ascii_digit());
        unit.len() < digits.len() && unit.chars().all(|c| c.is_ascii_alphabetic())
    };
    match text.split_once(':') {
        Some((from, "")) => is_number(from),
        Some(("", to)) => is_number(to),
        Some((from, to)) => is_number(from) && is_number(to),
        None => is_number(text),
    }
}

/// The function of a node: at finer granularity its name has more in it.
pub fn function_of(name: &str, granularity: Granularity) -> &str {
    use Granularity::{Addresses, FileFunctions, Files, Functions, Lines};
    let is_address = |text: &str| text.len() == 16 && text.bytes().all(|b| b.is_ascii_hexdigit());
    let with_file = match granularity {
        Functions | Files => return name,
        FileFunctions | Lines => name,
        Addresses => match name.split_once(' ') {
            Some((address, rest)) if is_address(address) => rest,
            _ => name,
        },
    };
    // Names have spaces, too (`operator new(unsigned long)`), paths rarely.
    let at = with_file.find(" /").or_else(|| with_file.rfind(' '));
    at.filter(|&at| at > 0).map_or(with_file, |at| &with_file[..at])
}

#[cfg(test)]
#[path = "chips_tests.rs"]
mod tests;
