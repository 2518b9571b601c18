//! Options of the query that are no filters: each control writes a parameter of it.

use super::chips::Off;
use crate::names::shown;
use crate::words::{menus, unit_name, with_name, words};
use hearth_core::query;
use hearth_core::query::{Granularity, OPTIONS, Query};
use hearth_messages::Summary;
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

/// A query, with what changes it.
pub struct Changing<'a> {
    pub query: &'a Query,
    pub off: &'a Off,
    pub on_query: &'a Callback<(Query, Off)>,
}

impl Changing<'_> {
    fn value(&self, param: &str) -> String {
        let option = OPTIONS.iter().find(|o| o.param == param);
        let values = option.map(|o| o.values(&mut self.query.clone()));
        values.and_then(|v| v.into_iter().next()).unwrap_or_default()
    }

    /// Writes a parameter.
    fn set(&self, param: &'static str) -> Callback<String> {
        let (query, off) = (self.query.clone(), self.off.clone());
        self.on_query.reform(move |value: String| {
            let mut query = query.clone();
            if let Some(option) = OPTIONS.iter().find(|o| o.param == param) {
                // What the page offers, the option takes.
                let _ = option.set(&mut query, &value);
            }
            (query, off.clone())
        })
    }

    /// A choice of one of several values, each with its name.
    pub fn choice(&self, param: &'static str, label: &str, values: &[(&str, &str)]) -> Html {
        let (now, set) = (self.value(param), self.set(param));
        let on_change = move |event: Event| {
            set.emit(event.target_unchecked_into::<HtmlSelectElement>().value());
        };
        // A link may hold what is not offered here.
        let other = values.iter().all(|(value, _)| *value != now).then(|| &*now);
        let other = other.map(|value| (value, value));
        html! {
            <label>
                <span>{ label.to_owned() }</span>
                <select onchange={on_change} data-param={param} ~value={now.clone()}>
                    for (value, name) in values.iter().copied().chain(other) {
                        <option value={value.to_owned()} selected={value == now}>
                            { shown(name) }
                        </option>
                    }
                </select>
            </label>
        }
    }

    fn check(&self, param: &'static str, label: &'static str) -> Html {
        let set = self.set(param);
        let on_change = move |event: Event| {
            let is_on = event.target_unchecked_into::<HtmlInputElement>().checked();
            set.emit(if is_on { "t" } else { "f" }.to_owned());
        };
        html! {
            <label class="check">
                <input
                    type="checkbox"
                    checked={self.value(param) == "t"}
                    onchange={on_change}
                    data-param={param}
                />
                <span>{ label }</span>
            </label>
        }
    }
}

/// The options for a profile and one of its sample types.
pub fn options(changing: &Changing, summary: &Summary, unit: &str) -> Html {
    let all = words();
    let words = menus();
    let groups = &all.tables.groups;
    let granularity = Granularity::ALL.map(Granularity::name);
    let rows: Vec<String> =
        granularity.iter().zip(groups).map(|(name, word)| with_name(word, name)).collect();
    let granularity: Vec<(&str, &str)> =
        granularity.into_iter().zip(rows.iter().map(|row| &**row)).collect();
    let unit_names: Vec<String> = units_of(unit).iter().map(|unit| unit_name(unit)).collect();
    let mut units = vec![("minimum", words.unit_minimum), ("auto", words.unit_auto)];
    units.extend(units_of(unit).iter().copied().zip(unit_names.iter().map(|name| &**name)));
    let mut labels = vec![("", words.no_label)];
    labels.extend(summary.labels.iter().map(|key| (&**key, &**key)));
    html! {
        <>
            { changing.choice("g", words.granularity, &granularity) }
            { changing.choice("unit", words.unit, &units) }
            if labels.len() > 1 {
                { changing.choice(query::TAGROOT, words.tagroot, &labels) }
                { changing.choice(query::TAGLEAF, words.tagleaf, &labels) }
            }
            { changing.check("noinlines", words.noinlines) }
            { changing.check("rel", words.relative) }
            if summary.sample_types.len() > 1 {
                { changing.check("mean", words.mean) }
            }
            { changing.check("dropneg", words.drop_negative) }
        </>
    }
}

/// The units that values in a unit can be shown in.
fn units_of(unit: &str) -> &'static [&'static str] {
    match unit.trim_end_matches('s') {
        "byte" | "kilobyte" | "megabyte" | "gigabyte" => &["B", "kB", "MB", "GB"],
        "nanosecond" | "microsecond" | "millisecond" | "second" => &["ns", "us", "ms", "s", "hrs"],
        _ => &[],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use hearth_core::measure;

    #[test]
    fn units_are_those_of_the_reference() {
        for unit in ["bytes", "nanoseconds", "count", ""] {
            for to in units_of(unit) {
                assert_eq!(measure::scale(1 << 40, unit, to).1, *to, "{unit}");
            }
        }
    }
}
