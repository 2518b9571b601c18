//! The table of functions.
//!
//! At most [`window::MOST`] rows are mounted, whatever the profile's size; a
//! spacer as tall as all rows makes the scrollbar true. The table listens in one
//! place for all of its rows.

mod head;
pub mod row;
mod table;
pub mod window;

pub use table::TopTable;

use gloo_events::EventListener;
use head::head;
use row::Row;
use std::rc::Rc;
use table::Ranking;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};
use yew::prelude::*;

/// The column by which rows are ordered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// By what functions spent themselves.
    Flat,
    /// By what functions and everything that they called spent.
    Cum,
    /// By name.
    Name,
}

#[derive(Properties, PartialEq)]
pub struct TopProps {
    pub table: Rc<TopTable>,
    pub order: Order,
    pub selected: AttrValue,
    pub on_order: Callback<Order>,
    pub on_select: Callback<String>,
}

pub struct Top {
    scroller: NodeRef,
    spacer: NodeRef,
    rows: NodeRef,
    ranking: Rc<Ranking>,
    /// The selected row's place.
    cursor: Option<usize>,
    /// What was measured last: a row's height, the viewport's, the scroll.
    row_height: f64,
    height: f64,
    scroll: f64,
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
    Pick(usize),
    Key(KeyboardEvent),
}

impl Component for Top {
    type Message = TopMsg;
    type Properties = TopProps;

    fn create(ctx: &Context<Self>) -> Self {
        let mut top = Self {
            scroller: NodeRef::default(),
            spacer: NodeRef::default(),
            rows: NodeRef::default(),
            ranking: Rc::default(),
            cursor: None,
            row_height: 24.0,
            height: 600.0,
            scroll: 0.0,
            restart: false,
            reordered: false,
            reveal: true,
            listeners: Vec::new(),
        };
        top.rank(ctx.props());
        top
    }

    fn changed(&mut self, ctx: &Context<Self>, old: &TopProps) -> bool {
        let props = ctx.props();
        let other_order = props.order != old.order;
        if other_order || !Rc::ptr_eq(&props.table, &old.table) {
            self.rank(props);
            // Another order is asked for to see what comes first in it; its rows
            // may arrive a little later.
            self.restart = other_order || self.reordered || self.cursor.is_none();
            self.reordered = other_order;
            self.reveal = !self.restart;
        } else if props.selected != old.selected && self.selected_name(props) != props.selected {
            self.find_cursor(props);
            self.reveal = true;
        }
        true
    }

    fn update(&mut self, ctx: &Context<Self>, msg: TopMsg) -> bool {
        match msg {
            TopMsg::Measure => self.measure(ctx.props()),
            TopMsg::Pick(place) => self.pick(ctx, place),
            TopMsg::Key(event) => self.key(ctx, &event),
        }
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let props = ctx.props();
        let count = props.table.len();
        let mounted = window::mounted(count, self.row_height, self.height, self.scroll);
        let on_click = ctx.link().batch_callback(|e: MouseEvent| row_of(&e).map(TopMsg::Pick));
        let active = self.cursor.filter(|c| mounted.contains(c)).map(|c| format!("row-{c}"));
        html! {
            <div
                class="top"
                role="grid"
                aria-label="Functions"
                aria-rowcount={(count + 1).to_string()}
                aria-colcount="6"
                data-testid="view-top"
                data-rows={count.to_string()}
            >
                { head(props) }
                <div
                    class="scroller"
                    role="rowgroup"
                    ref={&self.scroller}
                    tabindex="0"
                    aria-activedescendant={active}
                    onkeydown={ctx.link().callback(TopMsg::Key)}
                >
                    <div class="spacer" ref={&self.spacer}>
                        <div class="rows" ref={&self.rows} onclick={on_click}>
                            for place in mounted {
                                <Row
                                    key={place % window::MOST}
                                    table={&props.table}
                                    ranking={&self.ranking}
                                    {place}
                                    selected={self.cursor == Some(place)}
                                />
                            }
                        </div>
                    </div>
                </div>
            </div>
        }
    }

    fn rendered(&mut self, ctx: &Context<Self>, first: bool) {
        let Some(scroller) = self.scroller.cast::<HtmlElement>() else { return };
        if first {
            let link = ctx.link().clone();
            self.listeners.push(EventListener::new(&scroller, "scroll", move |_| {
                link.send_message(TopMsg::Measure);
            }));
            let link = ctx.link().clone();
            let window = web_sys::window().expect("the page runs in a window");
            self.listeners.push(EventListener::new(&window, "resize", move |_| {
                link.send_message(TopMsg::Measure);
            }));
            ctx.link().send_message(TopMsg::Measure);
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

impl Top {
    fn rank(&mut self, props: &TopProps) {
        self.ranking = Rc::new(Ranking::new(&props.table, props.order == Order::Name));
        self.find_cursor(props);
    }

    fn find_cursor(&mut self, props: &TopProps) {
        let found = if props.selected.is_empty() {
            None
        } else {
            props.table.names.position(&props.selected)
        };
        self.cursor = found.and_then(|row| self.ranking.place(row));
    }

    fn selected_name<'a>(&self, props: &'a TopProps) -> &'a str {
        self.cursor.map_or("", |place| props.table.names.get(self.ranking.row(place)))
    }

    /// Reads where the rows are; says whether others must be mounted.
    fn measure(&mut self, props: &TopProps) -> bool {
        let Some(scroller) = self.scroller.cast::<HtmlElement>() else { return false };
        let mounted =
            |top: &Self| window::mounted(props.table.len(), top.row_height, top.height, top.scroll);
        let before = (mounted(self), self.row_height);
        let row = self.rows.cast::<Element>().and_then(|rows| rows.first_element_child());
        if let Some(height) = row.map(|r| r.get_bounding_client_rect().height())
            && height > 0.0
        {
            self.row_height = height;
        }
        self.height = f64::from(scroller.client_height());
        self.scroll = f64::from(scroller.scroll_top());
        before != (mounted(self), self.row_height)
    }

    /// Moves the mounted rows to where they belong.
    fn place_rows(&self, props: &TopProps) {
        let count = props.table.len();
        let mounted = window::mounted(count, self.row_height, self.height, self.scroll);
        if let Some(spacer) = self.spacer.cast::<HtmlElement>() {
            let height = format!("{}px", count as f64 * self.row_height);
            let _ = spacer.style().set_property("height", &height);
        }
        if let Some(rows) = self.rows.cast::<HtmlElement>() {
            let shift = format!("translateY({}px)", mounted.start as f64 * self.row_height);
            let _ = rows.style().set_property("transform", &shift);
        }
    }

    fn scroll_to_cursor(&self) {
        let (Some(scroller), Some(cursor)) = (self.scroller.cast::<HtmlElement>(), self.cursor)
        else {
            return;
        };
        let (height, scroll) =
            (f64::from(scroller.client_height()), f64::from(scroller.scroll_top()));
        if let Some(scroll) = window::reveal(cursor, self.row_height, height, scroll) {
            scroller.set_scroll_top(scroll as i32);
        }
    }

    fn pick(&mut self, ctx: &Context<Self>, place: usize) -> bool {
        let props = ctx.props();
        if place >= props.table.len() || self.cursor == Some(place) {
            return false;
        }
        self.cursor = Some(place);
        self.scroll_to_cursor();
        props.on_select.emit(self.selected_name(props).to_owned());
        true
    }

    fn key(&mut self, ctx: &Context<Self>, event: &KeyboardEvent) -> bool {
        let last = ctx.props().table.len().saturating_sub(1);
        let page = ((self.height / self.row_height) as usize).saturating_sub(1).max(1);
        let at = self.cursor;
        if event.key() == "Escape" && self.cursor.take().is_some() {
            ctx.props().on_select.emit(String::new());
            return true;
        }
        let to = match &*event.key() {
            "ArrowDown" => at.map_or(0, |at| at + 1),
            "ArrowUp" => at.map_or(last, |at| at.saturating_sub(1)),
            "PageDown" => at.unwrap_or(0) + page,
            "PageUp" => at.unwrap_or(0).saturating_sub(page),
            "Home" => 0,
            "End" => last,
            _ => return false,
        };
        if event.ctrl_key() || event.meta_key() || event.alt_key() {
            return false;
        }
        event.prevent_default();
        self.pick(ctx, to.min(last))
    }
}

/// The place of the row that an event happened on.
fn row_of(event: &MouseEvent) -> Option<usize> {
    let target: Element = event.target()?.dyn_into().ok()?;
    target.closest("[data-index]").ok()??.get_attribute("data-index")?.parse().ok()
}
