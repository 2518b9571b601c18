//! Two sides, and what changed between them: which files they are, what stands between
//! them, and a table of functions with what both spent.

mod amounts;
mod answer;
mod both;
mod flame;
mod graph;
mod legend;
mod lists;
mod markdown;
mod overlay;
mod pairs;
mod panel;
mod remarks;
mod rows;
mod setup;
mod sides;
mod table;

pub use amounts::verdict;
pub use legend::legend;
pub use panel::{named_role, offer, role};
pub use setup::{Setup, parse_mode};
pub use sides::{Candidate, Role, assign, ids, names, parse_renames, swapped_words, words};
pub use table::Table;

use super::flame::Events;
use super::lines;
use super::{Actions, Tab};
use crate::format;
use crate::params;
use crate::words::{comparing, fill};
use amounts::Amounts;
use flame::Picture;
use hearth_messages::{CompareData, CompareShown, FlameWindow};
use std::rc::Rc;
use yew::prelude::*;

/// Two sides, and what is shown of them.
pub struct Comparison {
    /// All but what is shown.
    pub data: CompareData,
    pub amounts: Amounts,
    pub shown: View,
    /// Counts what is shown: the boxes of one graph belong together.
    pub graph: u32,
    /// A number for what is compared.
    pub sides: u32,
}

/// Data that are shown.
pub enum View {
    Nothing,
    Table(Box<Table>),
    /// One graph of both sides, or those of the base and of the current side.
    Flame(Vec<Picture>),
    /// The call graph of what changed.
    Graph(Rc<super::graph::Scene>),
    Peek(Box<lists::Peek>),
    Source(Vec<lists::Part>),
}

impl Comparison {
    /// The source files whose lines are shown.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        let parts = if let View::Source(parts) = &self.shown { &**parts } else { &[] };
        parts.iter().map(|part| &*part.path)
    }

    /// Makes a view of an answer: `asked` has what was looked for.
    pub fn new(mut data: CompareData, asked: &Setup, number: u32) -> Self {
        let shown = std::mem::take(&mut data.shown);
        let amounts = Amounts::from(&data);
        let shown = match shown {
            CompareShown::Nothing => View::Nothing,
            CompareShown::Table(table) => View::Table(Box::new(Table::from(&table))),
            CompareShown::Flame(flames) => {
                let picture = |data| {
                    let (scene, pair) = overlay::scene(data, &amounts, asked);
                    Picture { scene: Rc::new(scene), pair }
                };
                View::Flame(flames.iter().map(picture).collect())
            }
            CompareShown::Peek(data) => View::Peek(Box::new(lists::Peek::from(&*data))),
            CompareShown::Source(parts) => {
                View::Source(parts.iter().map(lists::Part::from).collect())
            }
            CompareShown::Graph(data) => View::Graph(Rc::new(graph::scene(&data, &amounts, asked))),
        };
        // Within the same sides, boxes move from where they were.
        let files = asked.old.iter().chain(&asked.new);
        let sides = files.fold(asked.old.len() as u32, |hash, file| hash.wrapping_mul(31) + file);
        Self { data, amounts, shown, graph: number, sides }
    }
}

/// Look of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Look {
    /// The figure that is shown, as the link says it; empty: the one that says most.
    pub by: String,
    /// One of the orders.
    pub order: String,
    /// Also what may be chance.
    pub all: bool,
    /// Look of flame graphs.
    pub flame: super::flame::Look,
    /// Look of the call graph.
    pub graph: super::graph::Look,
    /// The part of the flame graph that fills the screen.
    pub zoom: Option<(f64, f64)>,
    /// It is a part of the base's graph.
    pub zoom_in_base: bool,
}

/// A part of a graph that fills the screen, whether the graph is the base's, and whether it
/// was one step of the user.
pub type Zoomed = (Option<(f64, f64)>, bool, bool);

#[derive(Clone, Properties)]
pub struct CompareProps {
    pub data: Rc<Comparison>,
    pub files: Vec<Candidate>,
    /// Sides that were asked for.
    pub sides: Setup,
    pub look: Look,
    /// The name of the selected function; empty: none.
    pub selected: AttrValue,
    pub actions: Actions,
    /// The source files that the user gave.
    pub source_files: Rc<super::source::Files>,
    /// Shows one file alone.
    pub on_alone: Callback<hearth_messages::FileId>,
    /// Events in flame graphs.
    pub flame_events: Events,
    /// Another part fills the screen.
    pub on_zoom: Callback<Zoomed>,
    /// Other boxes of two graphs are needed.
    pub on_windows: Callback<[FlameWindow; 2]>,
}

impl PartialEq for CompareProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.data, &other.data)
            && Rc::ptr_eq(&self.source_files, &other.source_files)
            && (&self.files, &self.sides, &self.look, &self.selected)
                == (&other.files, &other.sides, &other.look, &other.selected)
    }
}

impl CompareProps {
    /// The figure of functions that is shown: 0 flat, 1 cum, 2 what is charged to them.
    pub fn figure(&self) -> usize {
        let named = |name: &str| panel::FIGURES.iter().position(|figure| *figure == name);
        named(&self.look.by).or_else(|| named(&self.data.data.figure)).unwrap_or(0)
    }
}

#[component]
pub fn Compare(props: &CompareProps) -> Html {
    let address = Rc::as_ptr(&props.data) as usize;
    let more = Rc::new(lines::use_more(address));
    let root = use_node_ref();
    use_effect_with((root.clone(), address), |(root, _)| lines::take_keyboard(root));
    let onclick = {
        let (actions, more) = (props.actions.clone(), more.clone());
        let walks = matches!(props.data.shown, View::Peek(_));
        move |event: MouseEvent| {
            if !more.click(&event)
                && let Some(name) = lines::name_at(&event)
            {
                match walks {
                    // Back walks back.
                    true => actions.on_go.emit((Tab::Compare, name)),
                    false => actions.on_select.emit(name),
                }
            }
        }
    };
    let data = &props.data;
    let is_drawn = is_drawn(&data.shown);
    html! {
        <div
            class={classes!("compare", "lines", "sheet", is_drawn.then_some("drawn"))}
            data-testid="view-compare"
            ref={root}
            {onclick}
            oncontextmenu={lines::on_menu(&props.actions)}
            onkeydown={lines::key}
        >
            if data.data.problem.is_empty() {
                { answer::answer(props) }
                { summary(props) }
                { panel::shows(props) }
                { panel::modes(props) }
                { match &data.shown {
                    View::Table(table) => rows::rows(props, table, &more),
                    View::Flame(scenes) => flame::flames(props, scenes),
                    View::Graph(scene) => graph::graph(props, scene),
                    View::Peek(data) => lists::peek(props, data, &more),
                    View::Source(parts) => lists::source(props, parts, &props.source_files),
                    View::Nothing => Html::default(),
                } }
                if matches!(data.shown, View::Table(_)) { { panel::unmatched(props) } }
            } else {
                <div class="message" data-testid="message" data-kind="one-side">
                    <p>{ remarks::problem(&data.data) }</p>
                    { pairs::offers(props) }
                </div>
                { panel::remark_list(props) }
            }
        </div>
    }
}

/// Drawings take the room that there is.
fn is_drawn(shown: &View) -> bool {
    matches!(shown, View::Flame(_) | View::Graph(_))
}

/// Totals of both sides in a sentence, and the number of hidden rows.
fn summary(props: &CompareProps) -> Html {
    let (w, look) = (comparing(), &props.look);
    let number = |n: usize| format::count(n as f64);
    let all = match &props.data.shown {
        View::Table(table) => {
            let counts = match table.counts(props.figure()) {
                [0, 0] => w.no_difference.to_owned(),
                [real, noise] => fill(w.counts, &[&number(real), &number(noise)]),
            };
            let set = props.actions.on_set.clone();
            let value = if look.all { "" } else { "t" };
            let on_all = move |_| set.emit((vec![(params::NOISE, value.to_owned())], true));
            html! {
                <>
                    <span class="count" role="status">{ counts }</span>
                    <button
                        type="button"
                        data-testid="show-noise"
                        aria-pressed={look.all.to_string()}
                        title={w.show_all_title}
                        onclick={on_all}
                    >
                        { w.show_all }
                    </button>
                </>
            }
        }
        _ => Html::default(),
    };
    html! {
        <div class="tools summary" data-testid="compare-summary">
            <strong>{ props.data.amounts.summary() }</strong>
            { all }
            { panel::remarks(props) }
            <details class="method">
                <summary data-testid="method" title={w.method_title}>{ "i" }</summary>
                for text in w.method { <p>{ *text }</p> }
            </details>
        </div>
    }
}

/// The value of a field that an event happened in.
fn value_of(event: &Event) -> String {
    let target = event.target().map(wasm_bindgen::JsValue::from).unwrap_or_default();
    let value = js_sys::Reflect::get(&target, &"value".into());
    value.ok().and_then(|v| v.as_string()).unwrap_or_default()
}
