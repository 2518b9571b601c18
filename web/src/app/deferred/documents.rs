//! Acts on open files from the sidebar: the menu of one, and buttons for those that are
//! marked.

use crate::app::{App, Msg, SIDEBAR_FROM};
use crate::files::{self, Sidebar};
use crate::host::{self, Folding};
use crate::menu::{Item, Menu};
use crate::shortcuts;
use crate::view::compare::{self, Candidate, Role};
use crate::view::{Tab, shown};
use crate::words::documents::words;
use crate::words::fill;
use hearth_messages::FileId;
use std::rc::Rc;
use yew::prelude::*;

impl App {
    /// See [`Deferred::sidebar`](super::Deferred::sidebar).
    pub(in crate::app) fn sidebar(&self, ctx: &Context<Self>) -> Html {
        let (link, state) = (ctx.link(), &self.state);
        files::sidebar(&Sidebar {
            files: &state.files,
            order: &state.in_order(),
            active: state.active,
            state: &state.sidebar,
            on_activate: link.callback(Msg::Activate),
            on_close: link.callback(Msg::Close),
            on_cancel: link.callback(Msg::Cancel),
            on_fold: link.callback(Msg::Fold),
            on_mark: link.callback(Msg::Mark),
            on_menu: link.callback(|at| Msg::FileMenu(Some(at))),
            role: &|id| self.role_of(ctx, id),
            marks: &|files| self.marks(files),
        })
    }

    /// Listens to what folds the sidebar, while it lies over the view.
    pub(in crate::app) fn listen_to_drawer(&mut self, ctx: &Context<Self>) {
        let is_over =
            self.state.sidebar.is_open == Some(true) && host::root().client_width() < SIDEBAR_FROM;
        if !is_over {
            self.drawer = None;
        } else if self.drawer.is_none()
            && let Some(sidebar) = host::find("[data-part=documents]")
        {
            let link = ctx.link().clone();
            let fold = move || link.send_message(Msg::Sidebar);
            self.drawer = Folding::new(&sidebar, "[data-part=sidebar]", fold);
        }
    }

    /// The menu of a file, where it was opened.
    pub(in crate::app) fn file_menu(&self, ctx: &Context<Self>) -> Html {
        let Some((id, x, y)) = self.state.file_menu else { return Html::default() };
        let Some(file) = self.state.file(id) else { return Html::default() };
        let (w, link) = (words(), ctx.link());
        let mut items = Vec::new();
        let mut add = |name: &'static str, key: &'static str, msg: fn(FileId) -> Msg| {
            let run = link.callback(move |()| msg(id));
            items.push(Item { name: name.into(), about: AttrValue::default(), key, run });
        };
        if file.summary().is_some() {
            add(w.show, "", Msg::Activate);
            if self.state.active != Some(id) {
                add(w.compare, "", |id| Msg::Compare(Vec::new(), vec![id]));
                add(w.base, shortcuts::BASE, |id| Msg::Compare(vec![id], Vec::new()));
            }
            add(w.mark, "", Msg::Mark);
        }
        if !host::is_read_only() {
            add(w.close, "", Msg::Close);
            if self.state.files.len() > 1 {
                add(w.close_others, "", Msg::CloseOthers);
            }
        }
        html! { <Menu
            title={shown(&file.name)}
            {x}
            {y}
            items={Rc::new(items)}
            on_close={link.callback(|()| Msg::FileMenu(None))}
        /> }
    }

    /// Buttons for the files that are marked; nothing where none is.
    pub(in crate::app) fn marked(&self, ctx: &Context<Self>) -> Html {
        let marked = self.state.sidebar.marked.clone();
        if marked.is_empty() {
            return Html::default();
        }
        let (w, link) = (words(), ctx.link());
        let in_order = self.state.in_order().into_iter().map(|at| self.state.files[at].id);
        let mut ordered = in_order.filter(|id| marked.contains(id));
        let base: Vec<FileId> = ordered.next().into_iter().collect();
        let current: Vec<FileId> = ordered.collect();
        let count = fill(w.marked, &[&marked.len().to_string()]);
        html! {
            <div class="marked-files" role="group" aria-label={count.clone()} data-testid="marked">
                <span role="status">{ count }</span>
                <button
                    type="button"
                    data-testid="compare-marked"
                    disabled={current.is_empty()}
                    onclick={link.callback(move |_| Msg::Compare(base.clone(), current.clone()))}
                >
                    { w.compare_marked }
                </button>
                if !host::is_read_only() {
                    <button
                        type="button"
                        data-testid="close-marked"
                        onclick={link.callback(|_| Msg::CloseMarked)}
                    >
                        { w.close }
                    </button>
                }
                <button
                    type="button"
                    class="icon"
                    aria-label={w.unmark}
                    title={w.unmark}
                    onclick={link.callback(|_| Msg::Unmark)}
                >
                    { crate::ui::cross() }
                </button>
            </div>
        }
    }

    /// Compares files. Where a side is empty, it is the file that is shown.
    pub(in crate::app) fn compare_files(&mut self, base: &[FileId], current: &[FileId]) {
        let mut files: Vec<Candidate> = self.state.candidates();
        let is_shown = |id: FileId| self.state.active == Some(id);
        for file in &mut files {
            file.role = match file.id {
                id if base.contains(&id) || (base.is_empty() && is_shown(id)) => Role::Base,
                id if current.contains(&id) || (current.is_empty() && is_shown(id)) => {
                    Role::Current
                }
                _ => Role::None,
            };
        }
        let link = &mut self.state.link;
        for (name, value) in compare::words(&files) {
            link.set(name, value);
        }
        link.tab = Tab::Compare;
        self.state.sidebar.marked.clear();
        self.save(true);
    }
}
