//! Source lines with their figures, and the source itself where the user gave it.
//!
//! Rows are of one height: functions, their files, lines, and what was inlined into
//! them. Short listings are mounted whole, so that the browser finds text in them; of
//! long ones only what is on the screen, as in Top.

mod lexer;
mod line;
mod rows;
mod text;
mod tools;

pub use line::colored;
pub use text::{Files, Text};

use super::top::TopTable;
use super::{Tab, lines};
use crate::shortcuts;
use crate::view::Actions;
use crate::view::scroll::Scroll;
use crate::words::{fill, source};
use gloo_events::EventListener;
use hearth_messages::SourceData;
use rows::{Listing, Row};
use std::collections::BTreeSet;
use std::ops::Range;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};
use yew::prelude::*;

/// Up to this many rows are mounted all at once.
const FEW: usize = 500;

/// Events for what the user can change here.
#[derive(Clone, PartialEq)]
pub struct Events {
    /// Source files: their paths in what was chosen, and they themselves.
    pub on_files: Callback<Vec<(String, web_sys::File)>>,
    /// A path of the profile, and which of several files it means.
    pub on_choose: Callback<(String, String)>,
    /// `trim_path` or `source_path`, and what it is now.
    pub on_path: Callback<(&'static str, String)>,
    /// True if whole files are shown.
    pub on_whole: Callback<bool>,
}

#[derive(Properties)]
pub struct SourceProps {
    pub data: Rc<SourceData>,
    /// The name of the selected function; empty: none.
    pub selected: AttrValue,
    /// The table of functions, if there is one: it has something to choose from.
    pub top: Option<Rc<TopTable>>,
    pub files: Rc<Files>,
    /// `trim_path` and `source_path`.
    pub paths: [AttrValue; 2],
    pub whole: bool,
    pub events: Events,
    pub actions: Actions,
}

impl PartialEq for SourceProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.data, &other.data)
            && Rc::ptr_eq(&self.files, &other.files)
            && self.top.as_ref().map(Rc::as_ptr) == other.top.as_ref().map(Rc::as_ptr)
            && (self.whole, &self.paths, &self.selected)
                == (other.whole, &other.paths, &other.selected)
    }
}

pub struct Source {
    scroll: Scroll,
    listing: Listing,
    rows: Vec<Row>,
    folded: BTreeSet<(usize, usize)>,
    cursor: Option<usize>,
    /// The lines are to be seen from the first one on.
    restart: bool,
    /// The cursor has yet to be scrolled to.
    reveal: bool,
    listeners: Vec<EventListener>,
}

pub enum SourceMsg {
    Measure,
    Pick(usize),
    /// Shows or hides what was inlined into a row.
    Fold(usize),
    Open(usize),
    Menu(usize, i32, i32),
    Key(KeyboardEvent),
}

impl Component for Source {
    type Message = SourceMsg;
    type Properties = SourceProps;

    fn create(ctx: &Context<Self>) -> Self {
        let mut source = Self {
            scroll: Scroll::default(),
            listing: Listing::from(&*ctx.props().data),
            rows: Vec::new(),
            folded: BTreeSet::new(),
            cursor: None,
            restart: false,
            reveal: false,
            listeners: Vec::new(),
        };
        source.fill(ctx.props());
        source
    }

    fn changed(&mut self, ctx: &Context<Self>, old: &SourceProps) -> bool {
        let props = ctx.props();
        if !Rc::ptr_eq(&props.data, &old.data) {
            self.listing = Listing::from(&*props.data);
            self.folded.clear();
            self.cursor = None;
            self.restart = true;
        }
        self.fill(props);
        if props.whole != old.whole {
            self.cursor = self.cursor.or_else(|| self.hot(0, 1));
            self.reveal = true;
        }
        true
    }

    fn update(&mut self, ctx: &Context<Self>, msg: SourceMsg) -> bool {
        match msg {
            SourceMsg::Measure => return self.scroll.measure(self.rows.len()),
            SourceMsg::Pick(place) => return self.pick(place),
            SourceMsg::Fold(place) => return self.fold(ctx.props(), place),
            SourceMsg::Open(place) => {
                if let Some(Row::Inlined { .. }) = self.rows.get(place) {
                    ctx.props().actions.on_go.emit((Tab::Source, self.function(place)));
                }
            }
            SourceMsg::Menu(place, x, y) => {
                ctx.props().actions.on_menu.emit((self.function(place), x, y));
            }
            SourceMsg::Key(event) => return self.key(ctx, &event),
        }
        false
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let props = ctx.props();
        let words = source();
        let link = ctx.link();
        let on_click = link.batch_callback(|e: MouseEvent| row_of(&e).map(SourceMsg::Pick));
        let on_open = link.batch_callback(|e: MouseEvent| row_of(&e).map(SourceMsg::Open));
        let cursor = self.cursor;
        let on_menu = link.batch_callback(move |e: MouseEvent| {
            // The keyboard asks for the menu of the whole list.
            let place = row_of(&e).or(cursor)?;
            e.prevent_default();
            Some(SourceMsg::Menu(place, e.client_x(), e.client_y()))
        });
        let mounted = self.mounted();
        let active = self.cursor.filter(|c| mounted.contains(c)).map(|c| format!("line-{c}"));
        let nothing = match (&*self.listing.parts, &*props.selected) {
            ([], "") => Some([words.no_subject.to_owned(), how_to_select()]),
            ([], _) => Some([words.nothing, words.nothing_text].map(str::to_owned)),
            _ => None,
        };
        let on_go = props.actions.on_go.clone();
        let on_choice = move |event: MouseEvent| {
            if let Some(name) = lines::name_at(&event) {
                on_go.emit((Tab::Source, name));
            }
        };
        html! {
            <div class="source" data-testid="view-source" data-rows={self.rows.len().to_string()}>
                { tools::tools(props) }
                if let Some([title, text]) = nothing {
                    <div class="message" onclick={on_choice}>
                        <h2>{ title }</h2>
                        <p>{ text }</p>
                        { lines::choices(props.top.as_deref(), &props.actions) }
                    </div>
                } else {
                    <div class="listing">
                        <div
                            class="scroller"
                            role="treegrid"
                            aria-label={words.table}
                            aria-rowcount={(self.rows.len() + 1).to_string()}
                            aria-colcount="5"
                            ref={&self.scroll.scroller}
                            tabindex="0"
                            aria-activedescendant={active}
                            onkeydown={link.callback(SourceMsg::Key)}
                            oncontextmenu={on_menu}
                        >
                            <div class="spacer" ref={&self.scroll.spacer}>
                                <div role="row" class="row head" aria-rowindex="1">
                                    <span role="presentation" class="figures">
                                        for i in 0..4 {
                                            <span
                                                role="columnheader"
                                                class={if i == 3 { "number share" } else { "number" }}
                                                title={words.meanings[i]}
                                            >
                                                { words.columns[i] }
                                            </span>
                                        }
                                    </span>
                                    <span role="columnheader" class="code" title={words.meanings[4]}>{ words.columns[4] }</span>
                                </div>
                                <div ref={&self.scroll.rows} onclick={on_click} ondblclick={on_open}>
                                    for place in mounted {
                                        { line::row(self, ctx, place) }
                                    }
                                </div>
                            </div>
                        </div>
                    </div>
                }
            </div>
        }
    }

    fn rendered(&mut self, ctx: &Context<Self>, first: bool) {
        if first {
            let link = ctx.link().clone();
            self.listeners.push(EventListener::new(&crate::host::frame(), "resize", move |_| {
                link.send_message(SourceMsg::Measure);
            }));
        }
        let Some(scroller) = self.scroll.scroller.cast::<HtmlElement>() else {
            self.listeners.truncate(1);
            return;
        };
        // There is no scroller while there is nothing to show.
        if self.listeners.len() < 2 {
            let link = ctx.link().clone();
            self.listeners.push(EventListener::new(&scroller, "scroll", move |_| {
                link.send_message(SourceMsg::Measure);
            }));
            ctx.link().send_message(SourceMsg::Measure);
            crate::view::focus_if_free(&scroller);
        }
        self.place_rows(ctx.props());
        if std::mem::take(&mut self.restart) {
            scroller.set_scroll_top(0);
        }
        if std::mem::take(&mut self.reveal) {
            self.scroll_to_cursor();
        }
    }
}

impl Source {
    /// Makes the rows, and finds the cursor's again.
    fn fill(&mut self, props: &SourceProps) {
        let at = self.cursor.and_then(|c| self.rows.get(c).copied());
        self.rows = rows::rows(&self.listing, &props.files, props.whole, &self.folded);
        self.cursor = at.and_then(|at| self.rows.iter().position(|&row| row == at));
    }

    fn mounted(&self) -> Range<usize> {
        match self.rows.len() {
            few @ 0..=FEW => 0..few,
            many => self.scroll.mounted(many),
        }
    }

    /// The function that a row is about.
    fn function(&self, place: usize) -> String {
        match self.rows.get(place) {
            Some(&Row::Inlined { part, at }) => {
                let name = &self.listing.parts[part].inlined[at].name;
                name.rsplit_once(' ').map_or(&**name, |(function, _)| function).to_owned()
            }
            Some(&(Row::Head(part) | Row::File(part) | Row::Line { part, .. })) => {
                self.listing.parts[part].function.clone()
            }
            None => String::new(),
        }
    }

    /// Moves the mounted rows to where they belong, and makes room for all.
    fn place_rows(&self, props: &SourceProps) {
        if let Some(spacer) = self.scroll.spacer.cast::<HtmlElement>() {
            let texts = self.listing.parts.iter().filter_map(|p| props.files.text(&p.path));
            let widest = texts.map(|t| t.widest).max().unwrap_or(0);
            let style = spacer.style();
            let height = self.scroll.length(self.rows.len() + 1);
            let _ = style.set_property("height", &height);
            let _ = style.set_property("--widest", &format!("{widest}ch"));
        }
        if let Some(rows) = self.scroll.rows.cast::<HtmlElement>() {
            let shift = self.scroll.length(self.mounted().start);
            let _ = rows.style().set_property("padding-top", &shift);
        }
    }

    fn scroll_to_cursor(&self) {
        if let Some(cursor) = self.cursor {
            // The names of the columns stay above the rows.
            self.scroll.reveal(cursor, 1);
        }
    }

    fn pick(&mut self, place: usize) -> bool {
        if place >= self.rows.len() || self.cursor == Some(place) {
            return false;
        }
        self.cursor = Some(place);
        self.scroll_to_cursor();
        true
    }

    fn fold(&mut self, props: &SourceProps, place: usize) -> bool {
        let Some(&Row::Line { part, at: Some(at), .. }) = self.rows.get(place) else {
            return false;
        };
        if !self.folded.remove(&(part, at)) {
            self.folded.insert((part, at));
        }
        self.cursor = Some(place);
        self.fill(props);
        true
    }

    /// The next line from a row on, or the one before it, that has at least a
    /// twentieth of what its function costs.
    fn hot(&self, from: usize, step: isize) -> Option<usize> {
        let is_hot = |row: Row| match row {
            Row::Line { part, at: Some(at), .. } => {
                let part = &self.listing.parts[part];
                part.lines[at].cum.unsigned_abs() >= part.cum.unsigned_abs() / 20
            }
            _ => false,
        };
        let places = std::iter::successors(Some(from), |place| place.checked_add_signed(step));
        places.take_while(|&p| p < self.rows.len()).find(|&p| is_hot(self.rows[p]))
    }

    fn key(&mut self, ctx: &Context<Self>, event: &KeyboardEvent) -> bool {
        if event.ctrl_key() || event.meta_key() || event.alt_key() {
            return false;
        }
        let last = self.rows.len().saturating_sub(1);
        let page = self.scroll.page();
        let at = self.cursor;
        let to = match &*event.key() {
            "ArrowDown" => at.map_or(0, |at| at + 1),
            "ArrowUp" => at.map_or(last, |at| at.saturating_sub(1)),
            "PageDown" => at.unwrap_or(0) + page,
            "PageUp" => at.unwrap_or(0).saturating_sub(page),
            "Home" => 0,
            "End" => last,
            "n" => match self.hot(at.map_or(0, |at| at + 1), 1) {
                Some(to) => to,
                None => return false,
            },
            "N" => match at.and_then(|at| self.hot(at.checked_sub(1)?, -1)) {
                Some(to) => to,
                None => return false,
            },
            "Enter" => {
                let Some(at) = at else { return false };
                event.prevent_default();
                ctx.link().send_message(SourceMsg::Open(at));
                return self.fold(ctx.props(), at);
            }
            _ => return false,
        };
        event.prevent_default();
        self.pick(to.min(last))
    }
}

/// The place of the row that an event happened on.
fn row_of(event: &MouseEvent) -> Option<usize> {
    let target: Element = event.target()?.dyn_into().ok()?;
    if target.closest("button, label").ok()?.is_some() {
        return None;
    }
    target.closest("[data-index]").ok()??.get_attribute("data-index")?.parse().ok()
}

/// Hint on selecting a function, with the key that comes back here, where there are keys.
fn how_to_select() -> String {
    let [with_key, without] = source().no_subject_text;
    if shortcuts::has_keyboard() {
        fill(with_key, &[shortcuts::SOURCE])
    } else {
        without.to_owned()
    }
}
