//! Entries of the command palette: every view, document and command, with the key that does the
//! same, and the names that the engine found.

use super::Act;
use crate::app::link::Link;
use crate::app::{App, Msg};
use crate::files::Example;
use crate::filters::{Choice, Item, Kind};
use crate::host;
use crate::page::palette::{Entry, Group, Palette};
use crate::sample_type::word_for;
use crate::settings::{Settings, Theme};
use crate::shortcuts;
use crate::view::flame::Change;
use crate::view::{Tab, shown, tabs};
use crate::words::palette::words;
use crate::words::{self, Language, fill};
use hearth_messages::NameKind;
use std::rc::Rc;
use yew::prelude::*;

/// Kinds of names that are looked for, and their groups.
const NAMES: [(NameKind, Group); 4] = [
    (NameKind::Function, Group::Functions),
    (NameKind::Package, Group::Packages),
    (NameKind::File, Group::Files),
    (NameKind::Label, Group::Labels),
];

impl App {
    /// The palette, if it is open.
    pub(in crate::app) fn palette(&self, ctx: &Context<Self>) -> Html {
        let Some(number) = self.state.palette else { return Html::default() };
        let link = ctx.link();
        let on_type = link.batch_callback(|(number, text): (u32, String)| {
            let kinds = NAMES.iter().filter(|_| !text.is_empty());
            kinds.map(|(kind, _)| Msg::Complete((number, *kind, text.clone()))).collect::<Vec<_>>()
        });
        html! { <Palette
            key={number}
            entries={Rc::new(self.entries(ctx))}
            found={self.found(ctx)}
            {on_type}
            on_close={link.callback(|()| Msg::Palette(false))}
        /> }
    }

    /// Names that the engine found, each with the number of the text that it was asked for.
    fn found(&self, ctx: &Context<Self>) -> Vec<(u32, Entry)> {
        let mut found = Vec::new();
        for (kind, group) in NAMES {
            let (number, names) = &self.state.completions[kind as usize];
            for name in names {
                let item = Item { of: kind, name: name.clone() };
                let run = ctx.link().callback(move |is_filter: bool| match item.of {
                    NameKind::Function if !is_filter => Msg::Find(item.name.clone()),
                    NameKind::Label => Msg::Chip(item.chip(Kind::TagFocus)),
                    _ => Msg::Chip(item.chip(Kind::Focus)),
                });
                let name = shown(name);
                found.push((*number, Entry { group, name, key: "", run }));
            }
        }
        found
    }

    /// All entries that are there without the engine.
    fn entries(&self, ctx: &Context<Self>) -> Vec<Entry> {
        let (state, w) = (&self.state, words());
        let mut list = List { ctx, entries: Vec::new() };
        let summary = state.shown().map(|(_, summary)| summary.clone());
        if summary.is_some() {
            for tab in tabs(&state.documents(), state.link.tab) {
                list.add(Group::Views, tab.title(), tab.key(), move || Msg::Tab(tab));
            }
        }
        for file in state.in_order().into_iter().map(|at| &state.files[at]) {
            let id = file.id;
            if let Some(summary) = file.summary() {
                let name = [&*shown(&summary.kind), &shown(&file.name)].join(" ");
                list.add(Group::Documents, &name, "", move || Msg::Activate(id));
            }
        }
        let is_own = !host::is_read_only();
        if is_own {
            list.entries.push(Entry {
                group: Group::Commands,
                name: w.open.to_owned(),
                key: "",
                run: Callback::from(|_| press("#open-files")),
            });
            let names = words::examples::words().examples;
            for (example, (name, _)) in Example::ALL.into_iter().zip(names) {
                let open = move || Act::Example(example).into();
                list.command(&fill(w.example, &[name]), "", open);
            }
        }
        if let Some(summary) = summary {
            for (at, sample_type) in summary.sample_types.iter().enumerate() {
                let (name, of) = (shown(&sample_type.name), summary.clone());
                let word = move || Msg::SampleType(word_for(&of, at));
                list.command(&fill(w.sample_type, &[&name]), "", word);
            }
            self.of_shown(&mut list);
        }
        list.command(w.sidebar, shortcuts::SIDEBAR, || Msg::Sidebar);
        list.command(w.keys, shortcuts::SHEET, || Msg::Keys(true));
        self.of_settings(&mut list);
        list.entries
    }

    /// Commands for the file that is shown.
    fn of_shown(&self, list: &mut List) {
        let (state, w) = (&self.state, words());
        let selected = state.subject();
        for (text, key, tab) in
            [(w.peek, shortcuts::PEEK, Tab::Peek), (w.source, shortcuts::SOURCE, Tab::Source)]
        {
            let name = selected.clone();
            let choose = move || Msg::Choose(name.clone(), Choice::Go(tab));
            let of = if selected.is_empty() { w.heaviest.to_owned() } else { shown(&selected) };
            list.command(&fill(text, &[&of]), key, choose);
        }
        for (text, key) in [
            (w.clear, shortcuts::CLEAR),
            (w.earlier, shortcuts::EARLIER),
            (w.later, shortcuts::LATER),
            (w.base, shortcuts::BASE),
            (w.swap, shortcuts::SWAP),
        ] {
            list.command(text, key, move || Msg::Press(key.to_owned()));
        }
        let (link, look) = (&state.link, self.look());
        let pivot = if link.pivot.is_empty() { selected } else { String::new() };
        for (text, key, change) in [
            (w.collapse, "c", Change::Collapse(!look.collapse)),
            (w.pivot, "v", Change::Pivot(pivot)),
            (w.up, "y", Change::Up(!look.up)),
            (w.heavy, "w", Change::Heavy(!look.heavy)),
            (w.colors, "k", Change::Mode(look.mode.next())),
        ] {
            list.command(text, key, move || {
                let change = change.clone();
                let set = move |link: &mut Link| {
                    link.tab = Tab::Flame;
                    crate::app::update::draw_otherwise(link, change);
                };
                Msg::Change(Box::new(set), true)
            });
        }
        let forms = state.view().map_or(&[][..], |view| view.forms());
        let names = words::save().forms.into_iter().filter(|(form, _)| forms.contains(form));
        for (form, name) in names {
            list.command(&fill(w.save, &[name]), "", move || Act::Save(form).into());
        }
        if host::remote().is_none() {
            list.command(w.copy_link, "", || Act::CopyLink.into());
            list.entries.push(step(w.undo, shortcuts::UNDO, false));
            list.entries.push(step(w.redo, shortcuts::REDO, true));
        }
        if let Some(id) = state.active.filter(|_| !host::is_read_only()) {
            list.command(w.close, "", move || Msg::Close(id));
            list.command(w.close_all, "", || Msg::CloseAll);
        }
    }

    /// Commands for the themes and the languages.
    fn of_settings(&self, list: &mut List) {
        let (now, w) = (self.state.settings, words());
        for (theme, name) in Theme::ALL.into_iter().zip(words::settings().themes) {
            let set = move || Act::Settings(Settings { theme, ..now }).into();
            list.command(&fill(w.theme, &[name]), "", set);
        }
        for language in Language::ALL {
            let language_of = Settings { language: Some(language), ..now };
            let set = move || Act::Settings(language_of).into();
            list.command(&fill(w.language, &[language.name()]), "", set);
        }
    }
}

/// Entries so far.
struct List<'a> {
    ctx: &'a Context<App>,
    entries: Vec<Entry>,
}

impl List<'_> {
    fn add(
        &mut self,
        group: Group,
        name: &str,
        key: &'static str,
        msg: impl Fn() -> Msg + 'static,
    ) {
        let run = self.ctx.link().callback(move |_| msg());
        self.entries.push(Entry { group, name: name.to_owned(), key, run });
    }

    fn command(&mut self, name: &str, key: &'static str, msg: impl Fn() -> Msg + 'static) {
        self.add(Group::Commands, name, key, msg);
    }
}

/// Back or Forward.
fn step(name: &str, key: &'static str, forward: bool) -> Entry {
    let run = Callback::from(move |_| host::step(forward));
    Entry { group: Group::Commands, name: name.to_owned(), key, run }
}

/// Presses an element of the page.
fn press(selector: &str) {
    use wasm_bindgen::JsCast;
    let element = host::find(selector).and_then(|e| e.dyn_into::<web_sys::HtmlElement>().ok());
    element.into_iter().for_each(|element| element.click());
}
