//! The app: one component that holds the state, reacts to what happens, and lays
//! out the page.
//!
//! It is the only place that knows both the engine and the views. It does not
//! know what a profile is made of: it passes columns on.

mod address;
mod filters;
mod keys;
mod link;
mod open_files;

mod rows;
mod save;
mod sources;
mod state;
mod update;

use crate::engine::{Engine, Event};
use crate::files::{self, Intake, Strip};
use crate::filters::{Choice, Off};
use crate::page::{self, Empty, Header, Keys, Message, Notices, Status, Unsealed};
use crate::seal::{Seal, Traffic, Watch};
use crate::settings::Settings;
use crate::view::about::About;
use crate::view::flame::{Change, Events, Flame, Look, Mode};
use crate::view::peek::Peek;
use crate::view::source::{self, Source};
use crate::view::tags::Tags;
use crate::view::top::{Order, PACKAGES, Top};
use crate::view::traces::Traces;
use crate::view::{Actions, Tab};
use crate::words::{self, words};
use gloo_events::EventListener;
use hearth_core::query::{Query, Sort};
use hearth_messages::{FileId, FlameWindow};
use link::Link;
pub use state::{Menu, Notice, OpenFile, Question, Reading, Shown, State, word_for};
use yew::prelude::*;

/// What can happen.
pub enum Msg {
    Engine(Event),
    Traffic(Traffic),
    OpenAnyway,
    Open(Vec<web_sys::File>),
    /// Source files, with their paths in what was dropped or chosen.
    Sources(Vec<(String, web_sys::File)>),
    /// Which of several source files a profile's path means.
    ChooseSource((String, String)),
    Example,
    Cancel(FileId),
    CancelOverdue(FileId),
    Close(FileId),
    Activate(FileId),
    Tab(Tab),
    /// A sample type's word, for the query.
    SampleType(String),
    Order(Order),
    /// A function's name.
    Select(String),
    /// Selects a function and goes to a view.
    Go(Tab, String),
    /// Opens the menu of a function, or closes it.
    Menu(Option<Menu>),
    /// Opens the menu of the selected function, if there is one, at a place.
    MenuOfSelection(i32, i32),
    /// The flame graph's zoom, and whether it was one step of the user.
    Zoom((Option<(f64, f64)>, bool)),
    Window(FlameWindow),
    /// Changes what is shown; the flag says that it is a step of the user, which Back
    /// should undo.
    Change(Box<dyn FnOnce(&mut Link)>, bool),
    /// The query with other filters, and what is switched off.
    Filters(Box<(Query, Off)>),
    /// Asks for names: a text's number, what they are of, and the text.
    Complete((u32, usize, String)),
    /// What was chosen in the menu of a function.
    Choose(String, Choice),
    /// A letter was pressed, wherever the keyboard is.
    Press(String),
    /// The traces that are on the screen: the first, and how many.
    TracesShown((u32, u32)),
    /// Something of this file is on the screen: which view, and when it was
    /// asked for.
    Painted(FileId, Option<Tab>, f64),
    Navigated,
    Dismiss(u32),
    Dragging(bool),
    Keys(bool),
    /// Takes the view away in a form.
    Save(&'static str),
    Settings(Settings),
    /// Forgets what is kept in the browser.
    Forget,
    CopyLink,
}

pub struct App {
    state: State,
    engine: Engine,
    /// What each view was asked last, and when.
    asked: [Option<(Question, f64)>; Tab::ALL.len()],
    watch: Option<Watch>,
    flame_events: Events,
    sources: sources::Given,
    /// What the engine is to export.
    pending: Vec<save::Pending>,
    _intake: Intake,
    _listeners: Vec<EventListener>,
}

impl Component for App {
    type Message = Msg;
    type Properties = ();

    fn create(ctx: &Context<Self>) -> Self {
        let link = ctx.link();
        let (start, problem) = address::read();
        let mut state = State::default();
        state.settings = Settings::load();
        state.settings.apply();
        state.link = start;
        if let Some(problem) = problem {
            state.notify(true, words().page.bad_link.to_owned(), problem);
        }
        Self {
            state,
            engine: Engine::start(link.callback(Msg::Engine)),
            asked: Default::default(),
            watch: None,
            pending: Vec::new(),
            flame_events: Events {
                on_window: link.callback(Msg::Window),
                on_zoom: link.callback(Msg::Zoom),
                on_select: link.callback(Msg::Select),
                on_menu: link.callback(|(name, x, y)| Msg::Menu(Some(Menu { name, x, y }))),
                on_change: link.callback(|change| {
                    // What is typed is no step.
                    let is_step = !matches!(change, Change::Search(_));
                    Msg::Change(Box::new(|link| update::draw_otherwise(link, change)), is_step)
                }),
            },
            sources: sources::Given::default(),
            _intake: files::listen(
                link.callback(Msg::Open),
                link.callback(Msg::Sources),
                link.callback(Msg::Dragging),
            ),
            _listeners: keys::listen(ctx),
        }
    }

    fn update(&mut self, ctx: &Context<Self>, msg: Msg) -> bool {
        self.react(ctx, msg)
    }

    fn rendered(&mut self, _: &Context<Self>, _: bool) {
        let document = web_sys::window().and_then(|w| w.document());
        let Some(document) = document else { return };
        if let Some(root) = document.document_element() {
            let word = self.state.word();
            if root.get_attribute("data-hearth").as_deref() != Some(word) {
                let _ = root.set_attribute("data-hearth", word);
            }
        }
        let title =
            self.state.shown().map_or("Hearth".to_owned(), |(f, _)| format!("{} · Hearth", f.name));
        if document.title() != title {
            document.set_title(&title);
        }
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let (link, state) = (ctx.link(), &self.state);
        let summary = state.shown().map(|(_, summary)| summary.clone());
        html! {
            // Another language is another page.
            <div class="page" key={words::spoken().tag()}>
                <Header
                    {summary}
                    sample_type={state.sample_type()}
                    tab={state.link.tab}
                    on_sample_type={link.callback(Msg::SampleType)}
                    on_tab={link.callback(Msg::Tab)}
                    on_files={link.callback(Msg::Open)}
                    on_keys={link.callback(|()| Msg::Keys(true))}
                    on_save={link.callback(Msg::Save)}
                    on_copy_link={link.callback(|()| Msg::CopyLink)}
                    settings={state.settings}
                    on_settings={link.callback(Msg::Settings)}
                    on_forget={link.callback(|()| Msg::Forget)}
                />
                <div class="context">
                <Strip
                    files={state.files.clone()}
                    active={state.active}
                    on_activate={link.callback(Msg::Activate)}
                    on_close={link.callback(Msg::Close)}
                    on_cancel={link.callback(Msg::Cancel)}
                />
                { self.filter_bar(ctx) }
                </div>
                <Notices notices={state.notices.clone()} on_dismiss={link.callback(Msg::Dismiss)} />
                <main class="view">
                    { self.main(ctx) }
                </main>
                <Status
                    text={self.status()}
                    opened_in={state.shown().and_then(|(f, _)| f.opened_in)}
                    legend={self.legend()}
                    seal={state.seal.clone()}
                    traffic={state.traffic}
                />
                if state.dragging {
                    <div class="drop-here" aria-hidden="true"><p>{ words().page.drop_here }</p></div>
                }
                { self.menu(ctx) }
                if state.keys_open {
                    <Keys on_close={link.callback(|()| Msg::Keys(false))} />
                }
            </div>
        }
    }
}

impl App {
    /// The view, or what there is to say in its place.
    fn main(&self, ctx: &Context<Self>) -> Html {
        let state = &self.state;
        let Some((_, summary)) = state.shown() else {
            return self.nothing(ctx);
        };
        let tab = state.link.tab;
        let Some(question) = state.question(tab) else {
            return html! { <Message
                kind="no-samples"
                title={words().page.no_samples}
                text={page::no_samples(&summary.kind)}
            /> };
        };
        if let Some((refused, why)) = &state.refused
            && *refused == question
            && !self.is_search_alone(&question)
        {
            return html! {
                <Message kind="refused" title={words().page.refused} text={why.clone()}>
                    { self.way_out(ctx, why) }
                </Message>
            };
        }
        let Some((answered, html)) = self.shown_view(ctx, tab) else {
            return html! { <Message kind="wait" title={words().page.adding_up} /> };
        };
        let is_new = *answered == question;
        // Old data stays, dimmed if the new takes long, until the new is there.
        let class = classes!("shown", (!is_new).then_some("old"));
        html! {
            <div
                {class}
                key={tab.name()}
                id="view"
                role="tabpanel"
                aria-label={tab.title()}
                aria-busy={(!is_new).to_string()}
            >
                { html }
            </div>
        }
    }

    /// Whether a question differs only in its search from what is shown. What is typed
    /// may make no sense yet: then the view stays, and its field says so.
    fn is_search_alone(&self, question: &Question) -> bool {
        let state = &self.state;
        let shown = match state.link.tab {
            Tab::Flame => state.flame.as_ref().map(|shown| &shown.question),
            Tab::Traces => state.traces.as_ref().map(|shown| &shown.question),
            _ => None,
        };
        !question.detail.search.is_empty()
            && shown.is_some_and(|s| (s.file, &s.query) == (question.file, &question.query))
    }

    /// What a view shows, and the question that it answers; `None` before there is
    /// anything.
    fn shown_view(&self, ctx: &Context<Self>, tab: Tab) -> Option<(&Question, Html)> {
        let (link, state) = (ctx.link(), &self.state);
        let selected = AttrValue::from(state.link.selected.clone());
        let actions = Actions {
            on_select: link.callback(Msg::Select),
            on_menu: link.callback(|(name, x, y)| Msg::Menu(Some(Menu { name, x, y }))),
            on_go: link.callback(|(tab, name)| Msg::Go(tab, name)),
            on_set: link.callback(|(parameters, is_step): (Vec<(_, _)>, _)| {
                let set = move |link: &mut Link| {
                    parameters.into_iter().for_each(|(name, value)| link.set(name, value));
                };
                Msg::Change(Box::new(set), is_step)
            }),
        };
        Some(match tab {
            Tab::Top => {
                let Shown { question, data } = state.top.as_ref()?;
                let html = match data.len() {
                    0 => no_rows(data.total, self.way_out(ctx, "")),
                    _ => html! { <Top
                        table={data.clone()}
                        order={self.order()}
                        {selected}
                        rows={AttrValue::from(state.link.look("h.rows").to_owned())}
                        columns={AttrValue::from(state.link.look("h.columns").to_owned())}
                        group={self.group()}
                        {actions}
                        on_order={link.callback(Msg::Order)}
                        on_copy={link.callback(|()| Msg::Save("copy"))}
                    /> },
                };
                (question, html)
            }
            Tab::Flame => {
                let Shown { question, data } = state.flame.as_ref()?;
                let html = match data.width {
                    width if width <= 0.0 => no_rows(data.total, self.way_out(ctx, "")),
                    _ => html! { <Flame
                        scene={data.clone()}
                        graph={state.graph}
                        zoom={state.link.zoom}
                        {selected}
                        look={self.look()}
                        events={self.flame_events.clone()}
                    /> },
                };
                (question, html)
            }
            Tab::Peek => {
                let Shown { question, data } = state.peek.as_ref()?;
                (
                    question,
                    html! { <Peek
                        data={data.clone()}
                        {selected}
                        top={state.top.as_ref().map(|top| top.data.clone())}
                        {actions}
                    /> },
                )
            }
            Tab::Source => {
                let Shown { question, data } = state.source.as_ref()?;
                let query = &state.link.query;
                let html = html! { <Source
                    data={data.clone()}
                    {selected}
                    {actions}
                    files={state.source_files.clone()}
                    paths={[query.trim_path.clone().into(), query.source_path.clone().into()]}
                    whole={!state.link.look("h.whole").is_empty()}
                    events={source::Events {
                        on_files: link.callback(Msg::Sources),
                        on_choose: link.callback(Msg::ChooseSource),
                        on_path: link.callback(sources::change_path),
                        on_whole: link.callback(sources::change_whole),
                    }}
                /> };
                (question, html)
            }
            Tab::Traces => {
                let Shown { question, data } = state.traces.as_ref()?;
                (
                    question,
                    html! { <Traces
                        data={data.clone()}
                        {selected}
                        search={AttrValue::from(state.link.search.clone())}
                        invalid={state.refused.as_ref().is_some_and(|(refused, _)| {
                            Some(refused) == state.question(tab).as_ref()
                        })}
                        {actions}
                        on_shown={link.callback(Msg::TracesShown)}
                    /> },
                )
            }
            Tab::Tags => {
                let Shown { question, data } = state.tags.as_ref()?;
                (question, html! { <Tags data={data.clone()} {actions} /> })
            }
            Tab::About => {
                let Shown { question, data } = state.about.as_ref()?;
                (question, html! { <About data={data.clone()} /> })
            }
        })
    }

    /// How the flame graph is drawn.
    fn look(&self) -> Look {
        let (state, link) = (&self.state, &self.state.link);
        let (file, summary) = state.shown().unzip();
        let kind = summary.and_then(|s| s.sample_types.get(state.sample_type()));
        let mut filters = vec![self.status()];
        filters.extend(link_filters(&link.query.to_url()));
        for (name, value) in [("pivot", &link.pivot), ("search", &link.search)] {
            filters.extend((!value.is_empty()).then(|| [name, value].join("=")));
        }
        Look {
            search: link.search.clone(),
            collapse: link.collapse,
            pivot: link.pivot.clone(),
            up: link.look("h.up") == "t",
            mode: Mode::from_word(link.look("h.colour")),
            title: [file.map_or("", |f| &f.name), " · ", kind.map_or("", |k| &k.name)].concat(),
            filters: filters.join(" · "),
        }
    }

    /// What there is to see while no file is shown.
    fn nothing(&self, ctx: &Context<Self>) -> Html {
        let (link, state) = (ctx.link(), &self.state);
        if state.files.is_empty() {
            return html! { <Empty on_example={link.callback(|()| Msg::Example)} /> };
        }
        match &state.seal {
            Seal::Broken(why) if !state.unsealed => html! {
                <Unsealed why={why.clone()} on_open_anyway={link.callback(|()| Msg::OpenAnyway)} />
            },
            _ => html! { <Message kind="wait" title={words().page.reading} /> },
        }
    }

    fn order(&self) -> Order {
        let link = &self.state.link;
        let (word, columns) = (link.look("h.sort"), link.look("h.columns"));
        // A column that is not shown orders nothing, and packages have no cum.
        let is_grouped = self.group() == PACKAGES;
        let shown = word == "name" || !is_grouped && columns.split(',').any(|c| c == word);
        match link.query.sort {
            _ if shown && !word.is_empty() => Order::from_word(word),
            Sort::Cum if !is_grouped => Order::Cum,
            _ => Order::Flat,
        }
    }

    /// What a row of Top stands for: a granularity, or `packages`.
    fn group(&self) -> &'static str {
        let link = &self.state.link;
        if link.look("h.group") == PACKAGES { PACKAGES } else { link.query.granularity.name() }
    }

    /// What the view shows of everything that there is.
    fn status(&self) -> String {
        let state = &self.state;
        let Some((_, summary)) = state.shown() else { return String::new() };
        let sample_type = summary.sample_types.get(state.sample_type());
        let name = sample_type.map_or("", |t| &t.name);
        match state.link.tab {
            Tab::Top => state.top.as_ref().map_or(String::new(), |shown| shown.data.status(name)),
            Tab::Flame => {
                let zoom = state.link.zoom;
                state.flame.as_ref().map_or(String::new(), |shown| shown.data.status(name, zoom))
            }
            _ => String::new(),
        }
    }

    fn legend(&self) -> Html {
        let state = &self.state;
        let Some((_, summary)) = state.shown().filter(|(_, s)| s.samples > 0) else {
            return Html::default();
        };
        let name = summary.sample_types.get(state.sample_type()).map_or("", |t| &t.name);
        page::legend(state.link.tab, name, Mode::from_word(state.link.look("h.colour")))
    }
}

/// A query's parameters, to be read: `f=main`.
fn link_filters(query: &str) -> Vec<String> {
    let params = hearth_core::query::url::params(query);
    params.filter(|(name, _)| name != "si").map(|(name, value)| [name, value].join("=")).collect()
}

/// What to say where a view has nothing to show.
fn no_rows(total: i64, way_out: Html) -> Html {
    if total == 0 {
        return html! { <Message
            kind="no-values"
            title={words().page.no_values}
            text={words().page.no_values_text}
        /> };
    }
    html! { <Message
        kind="no-match"
        title={words().page.no_match}
        text={words().page.no_match_text}
    >
        { way_out }
    </Message> }
}
