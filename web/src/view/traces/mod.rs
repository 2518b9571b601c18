//! Stacks by weight, a page at a time. Of each only the first frames are shown, until more
//! are asked for: so a hundred thousand deep stacks are as light as ten.

mod page;

use super::lines::{self, Figures, More};
use super::{Actions, NameList, Tab, shown};
use crate::format;
use crate::params;
use crate::words::{fill, lists, words};
use hearth_messages::TracesData;
use page::{FRAMES, Line, lines_of};
use std::rc::Rc;
use web_sys::Element;
use yew::prelude::*;

pub use page::STACKS;

#[derive(Properties)]
pub struct TracesProps {
    pub data: Rc<TracesData>,
    /// The name of the selected function; empty: none.
    pub selected: AttrValue,
    /// Search in stacks.
    pub search: AttrValue,
    /// The search makes no sense: what is shown is of another.
    pub invalid: bool,
    pub actions: Actions,
    /// Shows other stacks: the first, and how many.
    pub on_shown: Callback<(u32, u32)>,
}

impl PartialEq for TracesProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.data, &other.data)
            && (&self.selected, &self.search) == (&other.selected, &other.search)
            && self.invalid == other.invalid
    }
}

#[component]
pub fn Traces(props: &TracesProps) -> Html {
    let data = &props.data;
    let address = Rc::as_ptr(data) as usize;
    let more = Rc::new(lines::use_more(address));
    let root = use_node_ref();
    use_effect_with((root.clone(), address), |(root, _)| {
        if let Some(scroller) = root.cast::<Element>() {
            scroller.set_scroll_top(0);
        }
        lines::take_keyboard(root);
    });
    let stacks = Stacks::new(data);
    let lines = lines_of(&stacks.ends, |stack| FRAMES + more.steps(stack) * 200);
    let on_go = props.actions.on_go.clone();
    let on_key_line = |i: usize| if i == 0 { "0" } else { "-1" };
    html! {
        <div class="traces" data-testid="view-traces">
            { tools(props) }
            <div
                class="scroller lines sheet"
                role="treegrid"
                aria-label={lists().stacks}
                ref={root}
                onclick={on_click(props, &more)}
                ondblclick={move |event: MouseEvent| {
                    if let Some(name) = lines::name_at(&event) {
                        on_go.emit((Tab::Peek, name));
                    }
                }}
                oncontextmenu={lines::on_menu(&props.actions)}
                onkeydown={lines::key}
            >
                for (i, line) in lines.iter().enumerate() {
                    { match *line {
                        Line::Stack(stack) => stacks.head(stack, &more, on_key_line(i)),
                        Line::Frame(frame) => stacks.frame(frame, &props.selected),
                        Line::More(stack, hidden) => lines::more_line(stack, hidden),
                    } }
                }
            </div>
            if lines.is_empty() {
                <p class="message">{ words().tables.nothing_found }</p>
            }
        </div>
    }
}

/// Part of all stacks that is shown, and the way to the others.
fn tools(props: &TracesProps) -> Html {
    let (data, w) = (&*props.data, lists());
    let set = props.actions.on_set.clone();
    let on_shown = props.on_shown.clone();
    let on_search = move |text| {
        on_shown.emit((0, STACKS));
        set.emit((vec![(params::SEARCH, text)], false));
    };
    let turn = |text: &'static str, sign: &'static str, test: &'static str, to: Option<u32>| {
        let on_shown = props.on_shown.clone();
        let onclick = move |_| {
            if let Some(to) = to {
                on_shown.emit((to, STACKS));
            }
        };
        html! {
            <button
                type="button"
                aria-label={text}
                title={text}
                data-testid={test}
                disabled={to.is_none()}
                {onclick}
            >
                { sign }
            </button>
        }
    };
    let number = |n: u32| format::count(f64::from(n));
    let (count, here) = (data.count, data.weight.length());
    let end = data.first + here;
    let figures = Figures { total: data.total, unit: &data.unit, output_unit: &data.output_unit };
    let before = data.first.min(count.next_multiple_of(STACKS)).checked_sub(STACKS);
    html! {
        <div class="tools">
            { lines::search_field(&props.search, w.find_stacks, props.invalid, on_search) }
            <span class="count" role="status" data-testid="row-count">
                { fill(w.stacks_of, &[
                    &number(data.first + here.min(1)),
                    &number(end),
                    &number(count),
                    &figures.both(data.matched),
                ]) }
            </span>
            { turn(w.before, "‹", "before", before) }
            { turn(w.after, "›", "after", (end < count).then_some(end)) }
        </div>
    }
}

/// Clicks: a frame is selected, a stack opens or closes, its button copies it.
fn on_click(props: &TracesProps, more: &Rc<More>) -> Callback<MouseEvent> {
    let (data, more) = (props.data.clone(), more.clone());
    let on_select = props.actions.on_select.clone();
    Callback::from(move |event: MouseEvent| {
        if more.click(&event) {
            return;
        }
        if let Some(name) = lines::name_at(&event) {
            on_select.emit(name);
            return;
        }
        let line = lines::around(&event, "[data-stack]");
        let stack = line.and_then(|l| l.get_attribute("data-stack")?.parse().ok());
        let Some(stack) = stack else { return };
        if lines::around(&event, "button").is_some() {
            lines::copy_text(Stacks::new(&data).text(stack));
        } else {
            more.set(stack, usize::from(more.steps(stack) == 0));
        }
    })
}

/// The stacks of one page.
struct Stacks<'a> {
    data: &'a TracesData,
    figures: Figures<'a>,
    names: NameList,
    labels: NameList,
    /// Where each stack ends in `frames`.
    ends: Vec<u32>,
    frames: Vec<u32>,
}

impl<'a> Stacks<'a> {
    fn new(data: &'a TracesData) -> Self {
        let (total, unit, output_unit) = (data.total, &*data.unit, &*data.output_unit);
        Self {
            data,
            figures: Figures { total, unit, output_unit },
            names: NameList::from(&data.names),
            labels: NameList::from(&data.labels),
            ends: data.ends.to_vec(),
            frames: data.frame.to_vec(),
        }
    }

    fn name(&self, frame: usize) -> &str {
        self.frames.get(frame).map_or("", |&name| self.names.get(name as usize))
    }

    fn suffix(&self, frame: usize) -> &'static str {
        if self.data.inlined.get_index(frame as u32) == 1 { " (inline)" } else { "" }
    }

    fn head(&self, stack: usize, more: &More, tabindex: &'static str) -> Html {
        let w = lists();
        let weight = self.data.weight.get_index(stack as u32);
        let number = format::count(f64::from(self.data.first) + stack as f64 + 1.0);
        let samples = format::count(f64::from(self.data.samples.get_index(stack as u32)));
        html! {
            <div
                role="row"
                class="row stack"
                aria-level="1"
                aria-expanded={(more.steps(stack) > 0).to_string()}
                {tabindex}
                data-line=""
                data-stack={stack.to_string()}
                data-testid="row"
            >
                { lines::cell("number dim", ["#", &*number].concat()) }
                {" "}
                { self.figures.cell("weight", weight) }
                {" "}
                { lines::cell("number share", self.figures.share(weight)) }
                {" "}
                { lines::cell("dim", fill(w.samples, &[&samples])) }
                {" "}
                { lines::cell("labels", shown(self.labels.get(stack))) }
                <span role="gridcell">
                    <button type="button" class="plain" tabindex="-1" title={w.copy_stack}>
                        { words().tables.copy }
                    </button>
                </span>
            </div>
        }
    }

    fn frame(&self, frame: usize, selected: &str) -> Html {
        let name = self.name(frame);
        let is_selected = name == selected;
        html! {
            <div
                role="row"
                class={classes!("row", "frame", is_selected.then_some("selected"))}
                aria-level="2"
                aria-selected={is_selected.to_string()}
                tabindex="-1"
                data-line=""
                data-name={name.to_owned()}
                data-testid="frame"
            >
                { lines::name_cell(name, self.suffix(frame)) }
            </div>
        }
    }

    /// A stack as pprof's `-traces` prints it.
    fn text(&self, stack: usize) -> String {
        let start = stack.checked_sub(1).map_or(0, |above| self.ends[above]);
        let mut value = self.figures.value(self.data.weight.get_index(stack as u32));
        let mut text = String::new();
        for frame in start as usize..self.ends[stack] as usize {
            // Only the leaf has the value beside it.
            let value = std::mem::take(&mut value);
            text.push_str(&format!("{value:>10}   {}{}\n", self.name(frame), self.suffix(frame)));
        }
        text
    }
}
