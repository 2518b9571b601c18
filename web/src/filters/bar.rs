//! The bar between the files and the view: the entry, the chips, what they leave, and
//! the ways to presets and options.

use super::chips::{Chip, Off, add, read, write};
use super::completion::{self, Completions, Item};
use super::kind::Kind;
use super::options::Changing;
use super::presets::{self, Presets};
use super::{DEFERRED, chip_list, entry, panel};
use crate::clock;
use crate::host::Folding;
use crate::names::shown;
use crate::ui::sign;
use crate::view::drawing::Fitting;
use crate::words::words;
use gloo_timers::callback::Timeout;
use hearth_core::query::Query;
use hearth_messages::{NameKind, Summary};
use std::rc::Rc;
use web_sys::{Element, HtmlInputElement};
use yew::prelude::*;

/// Pause in typing before names are asked for, in milliseconds.
const PAUSE: u32 = 90;

#[derive(Properties, PartialEq)]
pub struct BarProps {
    pub query: Query,
    pub off: Off,
    pub summary: Rc<Summary>,
    /// The unit of the sample type.
    pub unit: AttrValue,
    /// Total that the filters leave, and the total without them.
    pub left: Option<(i64, i64)>,
    pub completions: Completions,
    /// The expressions of presets, where they are known: see [`Deferred::known`](super::deferred::Deferred::known).
    pub expressions: Rc<Vec<String>>,
    /// Set if the deferred chunk is there: presets and options.
    pub has_deferred: bool,
    pub on_query: Callback<(Query, Off)>,
    /// Asks for names that contain a text: the text's number, the kind of the names,
    /// and the text.
    pub on_complete: Callback<(u32, NameKind, String)>,
}

pub struct Bar {
    input: NodeRef,
    name: NodeRef,
    /// The kind of what is typed without one.
    kind: Kind,
    /// Latest text that was typed, and its number.
    text: String,
    number: u32,
    /// The list is wanted, and the item in it that Enter takes.
    open: bool,
    active: Option<usize>,
    /// The chip that is being typed anew.
    editing: Option<Chip>,
    presets: Presets,
    asking: Option<Timeout>,
    /// The chips that do not fit into the bar are shown below it.
    is_unfolded: bool,
    section: NodeRef,
    _folding: Option<Folding>,
    chips: NodeRef,
    /// Number of chips that do not fit.
    hidden: usize,
    _fitting: Option<Fitting>,
}

pub enum BarMsg {
    /// Shows what does not fit into the bar, or no longer.
    Unfold,
    /// Counts the chips that do not fit.
    Measure,
    Kind(Kind),
    Typed,
    Ask,
    Key(KeyboardEvent),
    Pick(usize),
    Leave,
    Toggle(usize),
    And(usize),
    Edit(usize),
    /// The flag says that it was removed from the keyboard, which needs another place.
    Remove(usize, bool),
    /// Applies or takes away what the profile's own presets say.
    Known(usize),
    Apply(usize),
    Save,
    Delete(usize),
}

impl Component for Bar {
    type Message = BarMsg;
    type Properties = BarProps;

    fn create(_: &Context<Self>) -> Self {
        Self {
            input: NodeRef::default(),
            name: NodeRef::default(),
            kind: Kind::default(),
            text: String::new(),
            number: 0,
            open: false,
            active: None,
            editing: None,
            presets: presets::load(),
            asking: None,
            is_unfolded: false,
            section: NodeRef::default(),
            _folding: None,
            chips: NodeRef::default(),
            hidden: 0,
            _fitting: None,
        }
    }

    fn rendered(&mut self, ctx: &Context<Self>, _: bool) {
        let Some(chips) = self.chips.cast::<Element>() else { return };
        ctx.link().send_message(BarMsg::Measure);
        if self._fitting.is_none() {
            let link = ctx.link().clone();
            self._fitting = Some(Fitting::new(&chips, move || link.send_message(BarMsg::Measure)));
        }
    }

    fn update(&mut self, ctx: &Context<Self>, msg: BarMsg) -> bool {
        let mut chips = read(&ctx.props().query, &ctx.props().off);
        match msg {
            BarMsg::Unfold => {
                self.is_unfolded = !self.is_unfolded;
                self.listen(ctx);
                if self.is_unfolded && chips.is_empty() {
                    let input = self.input.clone();
                    // Its panel is there after the next drawing.
                    clock::on_frame(move |_| {
                        if let Some(input) = input.cast::<HtmlInputElement>() {
                            let _ = input.focus();
                        }
                    });
                }
            }
            BarMsg::Measure => {
                let hidden =
                    self.chips.cast::<Element>().map_or(0, |chips| panel::overflow(&chips));
                return std::mem::replace(&mut self.hidden, hidden) != hidden;
            }
            BarMsg::Kind(kind) => {
                self.kind = kind;
                // What was typed names another one.
                if let (Some(_), rest) = entry::split(&self.text) {
                    let rest = rest.to_owned();
                    self.type_in(rest);
                }
                self.typed(ctx);
                self.focus();
            }
            BarMsg::Typed => self.typed(ctx),
            BarMsg::Ask => self.ask(ctx),
            BarMsg::Key(event) => return self.key(ctx, chips, &event),
            BarMsg::Pick(item) => {
                if let Some(item) = self.items(ctx).get(item) {
                    self.put(ctx, chips, item.chip(self.kind()));
                }
            }
            BarMsg::Leave => self.open = false,
            BarMsg::Toggle(i) => {
                chips[i].off = !chips[i].off;
                set(ctx, &chips);
            }
            BarMsg::And(i) => {
                chips[i].and = !chips[i].and;
                set(ctx, &chips);
            }
            BarMsg::Edit(i) => {
                self.type_in(chips[i].typed());
                self.editing = Some(chips.swap_remove(i));
                self.focus();
            }
            BarMsg::Remove(i, by_key) => {
                chips.remove(i);
                set(ctx, &chips);
                if by_key {
                    self.focus();
                }
            }
            BarMsg::Known(i) => {
                if let Some((chip, _)) = self.presets_known(ctx).into_iter().find(|k| k.1 == i) {
                    match chips.iter().position(|c| c.is_like(&chip) && !c.off) {
                        Some(i) => drop(chips.remove(i)),
                        None => add(&mut chips, chip),
                    }
                    set(ctx, &chips);
                }
            }
            BarMsg::Apply(i) => set(ctx, &presets::chips(&self.presets[i].1)),
            BarMsg::Save => {
                let Some(input) = self.name.cast::<HtmlInputElement>() else { return false };
                let name = input.value().trim().to_owned();
                if !name.is_empty() && !chips.is_empty() {
                    presets::add(&mut self.presets, &name, &chips);
                    presets::store(&self.presets);
                    input.set_value("");
                }
            }
            BarMsg::Delete(i) => {
                self.presets.remove(i);
                presets::store(&self.presets);
            }
        }
        true
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let (props, link, words) = (ctx.props(), ctx.link(), &words().filters);
        let chips = read(&props.query, &props.off);
        let changing = Changing { query: &props.query, off: &props.off, on_query: &props.on_query };
        html! {
            <section
                ref={&self.section}
                class={classes!("filters", self.is_unfolded.then_some("unfolded"))}
                aria-label={words.filters}
                data-testid="filters"
            >
                { panel::funnel(chips.len(), self.is_unfolded, link) }
                <div class="panel">
                { self.entry(ctx) }
                <div id="filter-kinds" class="pop" popover="auto" data-testid="filter-kinds">
                    if let Some(deferred) = DEFERRED.get() {
                        { deferred.kinds(self.kind(), link) }
                    }
                </div>
                <button
                    type="button"
                    class="button presets"
                    title={words.presets}
                    popovertarget="filter-presets"
                >
                    { sign("M4 2h8v12l-4-3-4 3z") }<span class="long">{ words.presets }</span>
                </button>
                <div id="filter-presets" class="pop" popover="auto" data-testid="presets">
                    if let Some(deferred) = DEFERRED.get() {
                        { deferred.presets(props, &chips, &self.presets, &self.name, link) }
                    }
                </div>
                <button
                    type="button"
                    class="button options"
                    title={words.options}
                    popovertarget="filter-options"
                >
                    { sign("M2 4h12M2 8h12M2 12h12M5 2.500v3M11 6.500v3M6 10.500v3") }<span class="long">{ words.options }</span>
                </button>
                <div id="filter-options" class="pop" popover="auto" data-testid="options">
                    if let Some(deferred) = DEFERRED.get() {
                        { deferred.options(&changing, &props.summary, &props.unit) }
                    }
                </div>
                { chip_list::chips(&self.chips, &chips, &self.known(ctx), link) }
                { panel::more(self.hidden, self.is_unfolded && !chips.is_empty(), link) }
                if !chips.is_empty() {
                    { chip_list::left(props, &changing) }
                }
                </div>
            </section>
        }
    }
}

impl Bar {
    /// Listens to what folds the panel, while it is unfolded.
    fn listen(&mut self, ctx: &Context<Self>) {
        let section = self.section.cast::<Element>().filter(|_| self.is_unfolded);
        let link = ctx.link().clone();
        self._folding = section.and_then(|section| {
            Folding::new(&section, ".filters", move || link.send_message(BarMsg::Unfold))
        });
    }

    /// The kind of what is typed.
    fn kind(&self) -> Kind {
        entry::split(&self.text).0.unwrap_or(self.kind)
    }

    /// The chips of the profile's own presets, each with its number among them.
    fn presets_known(&self, ctx: &Context<Self>) -> Vec<(Chip, usize)> {
        DEFERRED.get().map_or(Vec::new(), |deferred| deferred.known(&ctx.props().expressions))
    }

    /// The chips of presets, and what they are called.
    fn known(&self, ctx: &Context<Self>) -> Vec<(Chip, &'static str)> {
        DEFERRED.get().map_or(Vec::new(), |deferred| deferred.names(&ctx.props().expressions))
    }

    fn entry(&self, ctx: &Context<Self>) -> Html {
        let (link, words, kind) = (ctx.link(), &words().filters, self.kind());
        let chip = entry::chip(&self.text, self.kind);
        let mistake = chip.and_then(|chip| entry::mistake(&chip));
        let items = self.items(ctx);
        let active = self.active.filter(|&i| i < items.len()).map(|i| format!("completion-{i}"));
        html! {
            <div class="entry">
                <button
                    type="button"
                    class="kinds"
                    title={words.kind}
                    data-testid="filter-kind"
                    popovertarget="filter-kinds"
                >
                    { kind.name() }
                </button>
                <input
                    ref={&self.input}
                    type="text"
                    role="combobox"
                    aria-label={words.entry}
                    placeholder={words.placeholder}
                    title={words.entry_help}
                    autocomplete="off"
                    autocapitalize="off"
                    spellcheck="false"
                    aria-autocomplete="list"
                    aria-expanded={(!items.is_empty()).to_string()}
                    aria-controls="completions"
                    aria-activedescendant={active}
                    aria-invalid={mistake.is_some().to_string()}
                    data-testid="filter-input"
                    oninput={link.callback(|_| BarMsg::Typed)}
                    onkeydown={link.callback(BarMsg::Key)}
                    onblur={link.callback(|_| BarMsg::Leave)}
                />
                <ul id="completions" role="listbox" aria-label={words.completions} hidden={items.is_empty()}>
                    for (i, item) in items.iter().enumerate() {
                        <li
                            id={format!("completion-{i}")}
                            role="option"
                            aria-selected={(self.active == Some(i)).to_string()}
                            // Before the entry loses the keyboard.
                            onmousedown={link.callback(move |event: MouseEvent| {
                                event.prevent_default();
                                BarMsg::Pick(i)
                            })}
                        >
                            <span class="name"><bdi>{ shown(&item.name) }</bdi></span>
                            <span class="dim">{ word_of(item.of) }</span>
                        </li>
                    }
                </ul>
                if self.finds_nothing(ctx) {
                    <p class="mistake" role="status" data-testid="filter-nothing">{ DEFERRED.get().map_or("", |deferred| deferred.no_match()) }</p>
                } else if let Some(mistake) = mistake {
                    <p class="mistake" role="alert" data-testid="filter-mistake">{ mistake }</p>
                }
            </div>
        }
    }

    /// Items that are offered now.
    fn items(&self, ctx: &Context<Self>) -> Vec<Item> {
        let (props, text) = (ctx.props(), entry::split(&self.text).1);
        if !self.open || text.is_empty() {
            return Vec::new();
        }
        let nothing = completion::nothing(self.kind(), text, self.number, &props.completions);
        if let Some(Some(expression)) = nothing {
            return vec![expression];
        }
        if text.starts_with('/') {
            return Vec::new();
        }
        let labels = &props.summary.labels;
        completion::items(self.kind(), text, self.number, &props.completions, labels)
    }

    /// No function has what is typed, and nothing is offered instead.
    fn finds_nothing(&self, ctx: &Context<Self>) -> bool {
        let (props, text) = (ctx.props(), entry::split(&self.text).1);
        let nothing = || completion::nothing(self.kind(), text, self.number, &props.completions);
        self.open && !text.is_empty() && props.has_deferred && nothing() == Some(None)
    }

    /// Writes into the entry.
    fn type_in(&mut self, text: String) {
        if let Some(input) = self.input.cast::<HtmlInputElement>() {
            input.set_value(&text);
        }
        self.text = text;
        self.editing = None;
        self.active = None;
        self.open = false;
    }

    fn focus(&self) {
        if let Some(input) = self.input.cast::<HtmlInputElement>() {
            let _ = input.focus();
        }
    }

    fn typed(&mut self, ctx: &Context<Self>) {
        self.text = self.input.cast::<HtmlInputElement>().map_or(String::new(), |i| i.value());
        self.open = true;
        self.active = None;
        self.number += 1;
        let link = ctx.link().clone();
        self.asking = Some(Timeout::new(PAUSE, move || link.send_message(BarMsg::Ask)));
    }

    /// Asks for names that fit what is typed.
    fn ask(&self, ctx: &Context<Self>) {
        let (text, ask) = (entry::split(&self.text).1, &ctx.props().on_complete);
        let expression = text.strip_prefix('/').map(|text| text.strip_suffix('/').unwrap_or(text));
        let text = text.trim_matches('"');
        if text.is_empty() || expression == Some("") {
            return;
        }
        if expression.is_some() || completion::could_be_expression(text) {
            let expression = expression.unwrap_or(text).to_owned();
            ask.emit((self.number, NameKind::Expression, expression));
        }
        for &of in completion::names_of(self.kind()).iter().filter(|_| !text.starts_with('/')) {
            ask.emit((self.number, of, text.to_owned()));
        }
    }

    fn key(&mut self, ctx: &Context<Self>, chips: Vec<Chip>, event: &KeyboardEvent) -> bool {
        let items = self.items(ctx);
        let last = items.len().checked_sub(1);
        match (&*event.key(), last) {
            // A word of Chinese is being composed.
            _ if event.is_composing() => return false,
            ("ArrowDown", Some(last)) => {
                self.active = self.active.filter(|&i| i < last).map_or(Some(0), |i| Some(i + 1));
            }
            ("ArrowUp", Some(last)) => {
                self.active = self.active.and_then(|i| i.checked_sub(1)).or(Some(last));
            }
            // First the list, even one that has not come, then the text.
            ("Escape", _) if self.open => self.open = false,
            ("Escape", _) if self.text.is_empty() => {
                // The keyboard goes back to the view's keys.
                if let Some(input) = self.input.cast::<HtmlInputElement>() {
                    let _ = input.blur();
                }
            }
            ("Escape", _) => self.type_in(String::new()),
            ("Enter", _) => {
                // An expression is offered only where the text is found nowhere.
                let offered = |item: &&Item| item.of == NameKind::Expression;
                let active = self.active.and_then(|i| items.get(i));
                let chip = match active.or(items.first().filter(offered)) {
                    Some(item) => Some(item.chip(self.kind())),
                    None => entry::chip(&self.text, self.kind),
                };
                match chip {
                    Some(chip) if entry::mistake(&chip).is_none() => self.put(ctx, chips, chip),
                    _ => return false,
                }
            }
            _ => return false,
        }
        event.prevent_default();
        true
    }

    /// Adds a chip, in place of the one that was edited.
    fn put(&mut self, ctx: &Context<Self>, mut chips: Vec<Chip>, mut chip: Chip) {
        if let Some(old) = self.editing.take() {
            chip.and = old.and && chip.kind == old.kind;
            chips.retain(|c| *c != old);
        }
        add(&mut chips, chip);
        set(ctx, &chips);
        self.type_in(String::new());
    }
}

/// Makes chips those of the query.
fn set(ctx: &Context<Bar>, chips: &[Chip]) {
    let props = ctx.props();
    let (mut query, mut off) = (props.query.clone(), props.off.clone());
    write(chips, &mut query, &mut off);
    props.on_query.emit((query, off));
}

/// Words for the subject of a completion.
fn word_of(of: NameKind) -> &'static str {
    let words = words().filters.slots;
    let of_expressions = || DEFERRED.get().map_or("", |deferred| deferred.as_expression());
    words.get(of as usize).copied().unwrap_or_else(of_expressions)
}
