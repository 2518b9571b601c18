//! A list of which only the rows on the screen are in the document, walked by the arrow
//! keys. What its rows show is the view's.

use super::lines;
use super::scroll::Scroll;
use super::window;
use gloo_events::EventListener;
use std::ops::Range;
use web_sys::HtmlElement;
use yew::prelude::*;

/// Content of a row.
pub struct Row {
    /// The function that it is of: what its menu is about.
    pub name: AttrValue,
    pub class: Classes,
    pub cells: Html,
}

#[derive(Properties, PartialEq)]
pub struct ListProps {
    pub label: AttrValue,
    /// Number of rows.
    pub count: usize,
    /// Other rows than before have another number: they are seen from the first one on.
    pub of: usize,
    /// The row that is told of at length.
    #[prop_or_default]
    pub picked: Option<usize>,
    /// Details, below the row; without it, that is elsewhere.
    #[prop_or_default]
    pub detail: Option<Html>,
    /// It takes the keyboard as soon as it is there, unless something else has it.
    #[prop_or_default]
    pub takes_keyboard: bool,
    pub head: Html,
    pub row: Callback<usize, Row>,
    pub on_pick: Callback<usize>,
    pub on_menu: Callback<(String, i32, i32)>,
}

pub struct List {
    scroll: Scroll,
    /// Details below the picked row, and their height when they were last seen.
    detail: NodeRef,
    detail_height: f64,
    /// Where the keyboard is.
    cursor: usize,
    listeners: Vec<EventListener>,
}

pub enum ListMsg {
    Measure,
    Key(KeyboardEvent),
    Pick(usize),
    Menu(MouseEvent),
}

impl Component for List {
    type Message = ListMsg;
    type Properties = ListProps;

    fn create(_: &Context<Self>) -> Self {
        Self {
            scroll: Scroll::default(),
            detail: NodeRef::default(),
            detail_height: 0.0,
            cursor: 0,
            listeners: Vec::new(),
        }
    }

    fn changed(&mut self, ctx: &Context<Self>, old: &ListProps) -> bool {
        if ctx.props().of != old.of {
            self.cursor = 0;
            if let Some(scroller) = self.scroll.scroller.cast::<HtmlElement>() {
                scroller.set_scroll_top(0);
            }
        }
        true
    }

    fn update(&mut self, ctx: &Context<Self>, msg: ListMsg) -> bool {
        let props = ctx.props();
        match msg {
            ListMsg::Measure => self.measure(props),
            ListMsg::Key(event) => self.key(props, &event),
            ListMsg::Pick(place) => {
                self.cursor = place;
                props.on_pick.emit(place);
                true
            }
            ListMsg::Menu(event) => {
                let line = lines::around(&event, "[data-place]");
                if let (Some(name), Some(line)) = (lines::name_at(&event), line)
                    && !name.is_empty()
                {
                    event.prevent_default();
                    let (x, y) = lines::menu_place(&event, &line);
                    props.on_menu.emit((name, x, y));
                }
                false
            }
        }
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let (props, link) = (ctx.props(), ctx.link());
        let mounted = self.mounted(props);
        let active = Some(self.cursor).filter(|cursor| mounted.contains(cursor));
        let on_click = link.batch_callback(|event: MouseEvent| {
            // The second click of a double click would undo the first.
            if event.detail() > 1 {
                return None;
            }
            let line = lines::around(&event, "[data-place]")?;
            Some(ListMsg::Pick(line.get_attribute("data-place")?.parse().ok()?))
        });
        let detail = |detail: Html| {
            html! {
                <div key="detail" role="row" class="detail" ref={&self.detail}>
                    <div role="gridcell">{ detail }</div>
                </div>
            }
        };
        let rows: Vec<Html> = mounted
            .flat_map(|place| {
                let below = self.detail_of(props, place).map(detail);
                [Some(self.row(props, place)), below].into_iter().flatten()
            })
            .collect();
        html! {
            <div class="list lines sheet">
                <div role="rowgroup" id="list-head">{ props.head.clone() }</div>
                // What has the keyboard is the grid; the head above it is a part of it.
                <div
                    class="scroller"
                    role="grid"
                    aria-owns="list-head"
                    aria-label={props.label.clone()}
                    aria-rowcount={(props.count + 1).to_string()}
                    ref={&self.scroll.scroller}
                    tabindex="0"
                    aria-activedescendant={active.map(|place| format!("line-{place}"))}
                    onkeydown={link.callback(ListMsg::Key)}
                    onclick={on_click}
                    oncontextmenu={link.callback(ListMsg::Menu)}
                >
                    <div class="spacer" ref={&self.scroll.spacer}>
                        <div class="rows" ref={&self.scroll.rows}>
                            { rows }
                        </div>
                    </div>
                </div>
            </div>
        }
    }

    fn rendered(&mut self, ctx: &Context<Self>, first: bool) {
        let Some(scroller) = self.scroll.scroller.cast::<HtmlElement>() else { return };
        if first {
            let window = web_sys::window().expect("the page runs in a window");
            for (target, name) in [(scroller.as_ref(), "scroll"), (window.as_ref(), "resize")] {
                let link = ctx.link().clone();
                self.listeners.push(EventListener::new(target, name, move |_| {
                    link.send_message(ListMsg::Measure);
                }));
            }
            if ctx.props().takes_keyboard {
                super::focus_if_free(&scroller);
            }
            if let Some(picked) = ctx.props().picked {
                self.cursor = picked;
                self.scroll.reveal(picked, 0);
            }
        }
        let props = ctx.props();
        let length = |rows: usize| {
            // The detail is as high as some more rows.
            let is_below = props.detail.is_some() && props.picked.is_some_and(|at| at < rows);
            let more = if is_below { self.detail_height } else { 0.0 };
            crate::format::number(rows as f64 * self.scroll.row_height() + more) + "px"
        };
        let height = length(props.count);
        if let Some(spacer) = self.scroll.spacer.cast::<HtmlElement>() {
            let _ = spacer.style().set_property("height", &height);
        }
        if let Some(rows) = self.scroll.rows.cast::<HtmlElement>() {
            let shift = length(self.mounted(props).start);
            let _ = rows.style().set_property("transform", &["translateY(", &shift, ")"].concat());
        }
        // Rows are measured once they are there; only if others must be mounted is there
        // more to render.
        ctx.link().send_message(ListMsg::Measure);
    }
}

impl List {
    /// Details below a row.
    fn detail_of(&self, props: &ListProps, place: usize) -> Option<Html> {
        props.detail.clone().filter(|_| props.picked == Some(place))
    }

    /// The places that are mounted. Those below the detail are so much further down.
    fn mounted(&self, props: &ListProps) -> Range<usize> {
        let below = props.picked.filter(|_| props.detail.is_some()).map_or(0.0, |picked| {
            let end = (picked + 1) as f64 * self.scroll.row_height();
            (self.scroll.top() - end).clamp(0.0, self.detail_height)
        });
        self.scroll.mounted_above(props.count, below)
    }

    /// Reads where rows are; says whether there is more to render.
    fn measure(&mut self, props: &ListProps) -> bool {
        let before = (self.mounted(props), self.scroll.row_height(), self.detail_height);
        self.scroll.measure(props.count);
        if let Some(detail) = self.detail.cast::<HtmlElement>() {
            self.detail_height = detail.get_bounding_client_rect().height();
        }
        before != (self.mounted(props), self.scroll.row_height(), self.detail_height)
    }

    fn row(&self, props: &ListProps, place: usize) -> Html {
        let Row { name, class, cells } = props.row.emit(place);
        let is_current = self.cursor == place;
        html! {
            <div
                key={place % window::MOST}
                role="row"
                id={format!("line-{place}")}
                class={classes!(
                    "row",
                    class,
                    is_current.then_some("current"),
                    (props.picked == Some(place)).then_some("selected"),
                )}
                aria-rowindex={(place + 2).to_string()}
                aria-selected={(props.picked == Some(place)).to_string()}
                data-place={place.to_string()}
                data-name={name}
                data-testid="row"
            >
                { cells }
            </div>
        }
    }

    /// Keys: the arrows walk, Enter does what a click does. Says whether rows changed.
    fn key(&mut self, props: &ListProps, event: &KeyboardEvent) -> bool {
        if event.ctrl_key() || event.meta_key() || event.alt_key() || props.count == 0 {
            return false;
        }
        let (last, page) = (props.count - 1, self.scroll.page());
        let to = match &*event.key() {
            "ArrowDown" => self.cursor + 1,
            "ArrowUp" => self.cursor.saturating_sub(1),
            "PageDown" => self.cursor + page,
            "PageUp" => self.cursor.saturating_sub(page),
            "Home" => 0,
            "End" => last,
            "Enter" | " " => {
                event.prevent_default();
                props.on_pick.emit(self.cursor);
                return true;
            }
            _ => return false,
        };
        event.prevent_default();
        self.cursor = to.min(last);
        match props.picked.filter(|&at| props.detail.is_some() && at < self.cursor) {
            // Only the document knows how far below the detail it is.
            Some(_) => self.scroll.reveal_element(&format!("#line-{}", self.cursor)),
            None => self.scroll.reveal(self.cursor, 0),
        }
        true
    }
}
