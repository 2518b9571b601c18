//! Groups of goroutines: who waits where, for what, since when, and who started them. One is
//! told of at length, and beside an earlier dump how many they were.

mod group;
mod table;
mod tools;

use crate::params;
use table::Shown;

pub use table::Groups;

use super::list::{List, Row};
use super::source::Files;
use super::{Actions, lines};
use crate::format;
use crate::words::fill;
use crate::words::snapshots::words;
use hearth_messages::FileId;
use std::rc::Rc;
use yew::prelude::*;

#[derive(Properties)]
pub struct GoroutinesProps {
    pub data: Rc<Groups>,
    /// Text that is searched for.
    pub search: AttrValue,
    /// Filters: the reason for waiting, the least and the most minutes, the function and the label.
    pub looks: [AttrValue; 5],
    /// Set if the text that is typed makes no sense: what is shown is of something else.
    pub invalid: bool,
    /// The source files that were dropped.
    pub sources: Rc<Files>,
    pub actions: Actions,
    /// All open files and their names.
    pub files: Rc<[(FileId, AttrValue)]>,
    /// An open file that has goroutines, if this one has none.
    pub other: Option<(FileId, AttrValue)>,
    pub on_show: Callback<FileId>,
}

impl PartialEq for GoroutinesProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.data, &other.data)
            && Rc::ptr_eq(&self.sources, &other.sources)
            && (&self.search, &self.looks, self.invalid, &self.other, &self.files)
                == (&other.search, &other.looks, other.invalid, &other.other, &other.files)
    }
}

#[component]
pub fn Goroutines(props: &GoroutinesProps) -> Html {
    let (groups, w) = (&props.data, words());
    let data = &groups.data;
    if data.total == 0.0 && data.waiting.is_empty() {
        return html! {
            <div class="goroutines" data-testid="view-goroutines">
                <div class="message" data-testid="message" data-kind="no-goroutines">
                    <h2>{ w.not_goroutines }</h2>
                    <p>{ w.not_goroutines_text }</p>
                    if let Some((id, name)) = props.other.clone() {
                        <button
                            type="button"
                            class="button"
                            data-testid="other-goroutines"
                            onclick={props.on_show.reform(move |_| id)}
                        >
                            { name }
                        </button>
                    }
                </div>
            </div>
        };
    }
    let open = data.open.as_ref();
    let picked = open.and_then(|open| groups.place_of(open.key));
    let on_pick = {
        let (groups, actions) = (groups.clone(), props.actions.clone());
        Callback::from(move |place: usize| {
            // A second click closes it.
            let key = groups.keys.get(place).copied().filter(|_| picked != Some(place));
            let key = key.map_or(String::new(), format::number);
            actions.on_set.emit((vec![(params::OPEN, key)], false));
            actions.on_select.emit(groups.function(place).to_owned());
        })
    };
    let shown = groups.shown();
    let row = {
        let groups = groups.clone();
        Callback::from(move |place: usize| row(&groups, shown, place))
    };
    let detail = open.zip(picked).map(|(open, place)| group::group(props, open, place));
    let changed = data.earlier.as_ref().and_then(|earlier| {
        let named = props.files.iter().find(|(file, _)| *file == earlier.file);
        Some((groups.changed(named.map_or("", |(_, name)| name))?, named))
    });
    let was_title =
        changed.as_ref().and_then(|(_, named)| Some(fill(w.was_title, &[&named.as_ref()?.1])));
    html! {
        <div class="goroutines" data-testid="view-goroutines">
            if let Some((changed, _)) = changed {
                <p class="changed" data-testid="changed">{ changed }</p>
            }
            { tools::tools(props) }
            if data.is_proof {
                <p class="hint" data-testid="proof">{ w.proof }</p>
            } else if !data.has_waits {
                <p class="hint">{ w.no_waits }</p>
            }
            <List
                label={w.goroutines}
                count={groups.keys.len()}
                of={groups.of}
                takes_keyboard=true
                {picked}
                {detail}
                head={head(shown, was_title)}
                {row}
                {on_pick}
                on_menu={props.actions.on_menu.clone()}
            />
        </div>
    }
}

/// The names of the columns that have anything to show.
fn head(shown: Shown, was_title: Option<String>) -> Html {
    let w = words();
    let [count, blocked, waiting, since, function, starter] = w.groups;
    let [was, change] = w.was;
    let column = |is_shown: bool, class: &'static str, text: &'static str| {
        if !is_shown {
            return Html::default();
        }
        html! { <span role="columnheader" {class}>{ text }</span> }
    };
    html! {
        <div role="row" class="head">
            { column(true, "number", count) }
            if shown.was {
                <span role="columnheader" class="number was" title={was_title}>{ was }</span>
            }
            { column(shown.was, "number change", change) }
            { column(shown.blocked, "verdict", blocked) }
            { column(shown.waits, "number wait", waiting) }
            { column(shown.since, "since", since) }
            { column(true, "name", function) }
            { column(shown.created, "name starter", starter) }
        </div>
    }
}

fn row(groups: &Groups, shown: Shown, place: usize) -> Row {
    if place >= groups.keys.len() {
        return Row { name: "".into(), class: Classes::new(), cells: Html::default() };
    }
    let function = groups.function(place);
    let file = without_folders(groups.place(place));
    let created = match groups.created(place).split_once(' ') {
        Some((by, at)) => [by, " ", without_folders(at)].concat(),
        None => groups.created(place).to_owned(),
    };
    let cell = |is_shown: bool, class: &'static str, text: String| match is_shown {
        true => html! { <>{ lines::cell(class, text) }{" "}</> },
        false => Html::default(),
    };
    let [was, change] = groups.was(place);
    let cells = html! {
        <>
            { cell(true, "number", format::count(f64::from(groups.count[place]))) }
            { cell(shown.was, "number was", was) }
            { cell(shown.was, "number change", change) }
            { cell(shown.blocked, "verdict", groups.blocked(place).to_owned()) }
            { cell(shown.waits, "number wait", groups.waits(place)) }
            { cell(shown.since, "since", groups.since(place)) }
            { lines::name_cell(&[function, " ", file].concat(), "") }
            {" "}
            if shown.created {
                { lines::name_cell(&created, "") }
            }
        </>
    };
    Row { name: function.to_owned().into(), class: Classes::new(), cells }
}

/// A file and its line, without the folders.
fn without_folders(place: &str) -> &str {
    place.rsplit(['/', '\\']).next().unwrap_or(place)
}
