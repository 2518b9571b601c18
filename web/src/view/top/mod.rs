//! The table of functions, or of packages.
//!
//! At most [`window::MOST`] rows are mounted, whatever the profile's size; a
//! spacer as tall as all rows makes the scrollbar true. The table listens in one
//! place for all of its rows.

mod copy;
pub mod deferred;
mod head;
mod input;
mod picks;
mod ranking;
mod row;
mod table;

pub use ranking::sort;
pub use table::TopTable;

use super::Actions;
use crate::params;
use crate::view::scroll::Scroll;
use crate::view::window;
use crate::words::words;
use gloo_events::EventListener;
use hearth_messages::Slot;
use input::Pick;
use picks::Picks;
use ranking::Ranking;
use row::Row;
use std::rc::Rc;
use web_sys::HtmlElement;
use yew::prelude::*;

/// Filled when the deferred chunk is there.
pub static DEFERRED: Slot<dyn deferred::Deferred> = Slot::new();

/// The column by which rows are ordered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// By flat value.
    Flat,
    /// By what functions and everything that they called spent.
    Cum,
    /// By name.
    Name,
    /// By package, file or binary: [`table::COLUMNS`].
    Package,
    File,
    Binary,
}

impl Order {
    const ALL: [Self; 6] =
        [Self::Flat, Self::Cum, Self::Name, Self::Package, Self::File, Self::Binary];

    /// The column's name.
    pub fn name(self) -> &'static str {
        ["flat", "cum", "name", "package", "file", "binary"][self as usize]
    }

    /// Its word in the link; empty for what a query can say itself.
    pub fn word(self) -> &'static str {
        if matches!(self, Self::Flat | Self::Cum) { "" } else { self.name() }
    }

    /// Returns the meaning of a word in the link.
    pub fn from_word(word: &str) -> Self {
        Self::ALL.into_iter().find(|order| order.name() == word).unwrap_or(Self::Flat)
    }
}

/// Value of `TopProps::group` where rows are packages.
pub const PACKAGES: &str = "packages";

#[derive(Properties, PartialEq)]
pub struct TopProps {
    pub table: Rc<TopTable>,
    pub order: Order,
    /// True if the user's own functions are first; `None` where that is not offered.
    pub own_first: Option<bool>,
    pub selected: AttrValue,
    /// Search in rows: a text, or `/…/`.
    pub rows: AttrValue,
    /// Further columns, separated by commas.
    pub columns: AttrValue,
    /// Meaning of a row: a granularity's name, or [`PACKAGES`].
    pub group: &'static str,
    pub actions: Actions,
    pub on_order: Callback<Order>,
    /// The whole table is to be copied as pprof prints it.
    pub on_copy: Callback<()>,
}

pub struct Top {
    scroll: Scroll,
    /// The property's, or its packages.
    table: Rc<TopTable>,
    ranking: Rc<Ranking>,
    columns: [bool; 3],
    /// Set if the search makes no sense, so all rows are shown.
    invalid: bool,
    picks: Picks,
    /// The place where the keyboard is.
    cursor: Option<usize>,
    /// The table is to be seen from its first row on.
    restart: bool,
    /// The order was changed after the rows had arrived.
    reordered: bool,
    /// The selection came from elsewhere and has yet to be scrolled to.
    reveal: bool,
    listeners: Vec<EventListener>,
}

pub enum TopMsg {
    Measure,
    Pick(usize, Pick),
    Key(KeyboardEvent),
    Menu(MouseEvent),
    /// A row was opened by a double click.
    Open,
    /// Meaning of rows.
    Group(String),
    /// A further column comes or goes.
    Column(usize),
    /// The button, or the browser's own event.
    Copy(Option<Event>),
}

impl Component for Top {
    type Message = TopMsg;
    type Properties = TopProps;

    fn create(ctx: &Context<Self>) -> Self {
        let mut top = Self {
            scroll: Scroll::default(),
            table: Rc::default(),
            ranking: Rc::default(),
            columns: [false; 3],
            invalid: false,
            picks: Picks::default(),
            cursor: None,
            restart: false,
            reordered: false,
            reveal: true,
            listeners: Vec::new(),
        };
        top.take(ctx.props());
        top
    }

    fn changed(&mut self, ctx: &Context<Self>, old: &TopProps) -> bool {
        let props = ctx.props();
        let other_order = props.order != old.order;
        let other_table = props.group != old.group || !Rc::ptr_eq(&props.table, &old.table);
        if props.rows != old.rows {
            // What is not shown any more should not be copied.
            self.picks.set(self.picks.first());
        }
        if other_table {
            self.take(props);
        } else if other_order || props.rows != old.rows || props.columns != old.columns {
            self.rank(props);
        }
        if other_order || other_table {
            // Another order is asked for to see what comes first in it; its rows
            // may arrive a little later.
            self.restart = other_order || self.reordered || self.cursor.is_none();
            self.reordered = other_order;
            self.reveal = !self.restart;
        } else if props.rows != old.rows {
            self.restart = self.cursor.is_none();
            self.reveal = !self.restart;
        } else if props.selected != old.selected && self.first_name() != props.selected {
            self.find_selected(props);
            self.reveal = true;
        }
        true
    }

    fn update(&mut self, ctx: &Context<Self>, msg: TopMsg) -> bool {
        match msg {
            TopMsg::Measure => self.scroll.measure(self.ranking.len()),
            TopMsg::Pick(place, pick) => self.pick(ctx, place, pick),
            TopMsg::Key(event) => self.key(ctx, &event),
            TopMsg::Menu(event) => self.menu(ctx, &event),
            TopMsg::Open => self.open(ctx.props()),
            TopMsg::Group(group) => {
                let (g, h) =
                    if group == PACKAGES { ("functions", PACKAGES) } else { (&*group, "") };
                let set = vec![("g", g.to_owned()), (params::GROUP, h.to_owned())];
                ctx.props().actions.on_set.emit((set, true));
                false
            }
            TopMsg::Column(i) => {
                let mut columns = self.columns;
                columns[i] = !columns[i];
                let shown = table::COLUMNS.iter().zip(columns).filter(|(_, shown)| *shown);
                let list = shown.map(|(name, _)| *name).collect::<Vec<_>>().join(",");
                ctx.props().actions.on_set.emit((vec![(params::COLUMNS, list)], true));
                false
            }
            TopMsg::Copy(event) => self.copy(ctx.props(), event),
        }
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let (props, link) = (ctx.props(), ctx.link());
        let count = self.ranking.len();
        let active = self.cursor.filter(|c| self.scroll.mounted(self.ranking.len()).contains(c));
        let shown = self.columns.iter().filter(|shown| **shown).count();
        html! {
            <div class="top sheet" data-testid="view-top" data-rows={count.to_string()}>
                { head::tools(self, ctx) }
                <div class="table">
                    { head::head(props, self.columns) }
                    // What has the keyboard is the grid; the head above it is a part of it.
                    <div
                        class="scroller"
                        role="grid"
                        aria-owns="top-head"
                        aria-label={words().tables.functions}
                        aria-multiselectable="true"
                        aria-rowcount={(count + 1).to_string()}
                        aria-colcount={(6 + shown).to_string()}
                        ref={&self.scroll.scroller}
                        tabindex="0"
                        aria-activedescendant={active.map(|c| format!("row-{c}"))}
                        onkeydown={link.callback(TopMsg::Key)}
                        oncontextmenu={link.callback(TopMsg::Menu)}
                        oncopy={link.callback(|event| TopMsg::Copy(Some(event)))}
                    >
                        <div class="spacer" ref={&self.scroll.spacer}>
                            <div
                                class="rows"
                                ref={&self.scroll.rows}
                                onmousedown={input::keep_text_unmarked}
                                onclick={link.batch_callback(|e: MouseEvent| {
                                    Some(TopMsg::Pick(input::place_of(&e)?, input::pick_of(&e)))
                                })}
                                ondblclick={link.callback(|_| TopMsg::Open)}
                            >
                                for place in self.scroll.mounted(self.ranking.len()) {
                                    <Row
                                        key={place % window::MOST}
                                        table={&self.table}
                                        ranking={&self.ranking}
                                        {place}
                                        columns={self.columns}
                                        selected={self.picks.has(self.ranking.row(place))}
                                        current={self.cursor == Some(place)}
                                    />
                                }
                            </div>
                        </div>
                    </div>
                </div>
                if count == 0 {
                    <p class="message">{ words().tables.nothing_found }</p>
                }
            </div>
        }
    }

    fn rendered(&mut self, ctx: &Context<Self>, first: bool) {
        let Some(scroller) = self.scroll.scroller.cast::<HtmlElement>() else { return };
        if first {
            let link = ctx.link().clone();
            self.listeners.push(EventListener::new(&scroller, "scroll", move |_| {
                link.send_message(TopMsg::Measure);
            }));
            let link = ctx.link().clone();
            self.listeners.push(EventListener::new(&crate::host::frame(), "resize", move |_| {
                link.send_message(TopMsg::Measure);
            }));
            ctx.link().send_message(TopMsg::Measure);
            crate::view::focus_if_free(&scroller);
        }
        self.place_rows();
        if std::mem::take(&mut self.restart) {
            scroller.set_scroll_top(0);
        }
        if std::mem::take(&mut self.reveal) {
            self.scroll_to_cursor();
        }
    }
}

impl Top {
    /// Moves the mounted rows to where they belong.
    fn place_rows(&self) {
        let count = self.ranking.len();
        if let Some(spacer) = self.scroll.spacer.cast::<HtmlElement>() {
            let _ = spacer.style().set_property("height", &self.scroll.length(count));
        }
        if let Some(rows) = self.scroll.rows.cast::<HtmlElement>() {
            let shift = self.scroll.length(self.scroll.mounted(count).start);
            let shift = ["translateY(", &shift, ")"].concat();
            let _ = rows.style().set_property("transform", &shift);
        }
    }

    fn scroll_to_cursor(&self) {
        if let Some(cursor) = self.cursor {
            self.scroll.reveal(cursor, 0);
        }
    }

    /// Takes new data.
    fn take(&mut self, props: &TopProps) {
        self.table = match props.group {
            PACKAGES => Rc::new(props.table.by_package()),
            _ => props.table.clone(),
        };
        self.rank(props);
        self.find_selected(props);
    }

    /// Finds out which rows are shown, and in which order.
    fn rank(&mut self, props: &TopProps) {
        let is_grouped = props.group == PACKAGES;
        self.columns = if is_grouped { [false; 3] } else { table::columns(&props.columns) };
        let is_match = ranking::matcher(&props.rows);
        self.invalid = is_match.is_none();
        let keep = match is_match {
            Some(is_match) if !props.rows.is_empty() => {
                ranking::matching(&self.table, self.columns, &*is_match)
            }
            _ => vec![true; self.table.len()],
        };
        self.ranking = Rc::new(Ranking::new(&self.table, props.order, &keep));
        self.cursor = self.picks.first().and_then(|row| self.ranking.place(row));
    }

    fn find_selected(&mut self, props: &TopProps) {
        let name = &*props.selected;
        let row = self.table.names.position(name).filter(|_| !name.is_empty());
        self.picks.set(row);
        self.cursor = row.and_then(|row| self.ranking.place(row));
    }

    /// The name of the row that is selected in all views.
    fn first_name(&self) -> &str {
        self.picks.first().map_or("", |row| self.table.names.get(row))
    }
}
