//! Part of the deferred chunk: what the app does beyond the first view. The initial chunk reaches it
//! through [`Deferred`] alone.

mod acts;
mod around;
mod comparing;
mod documents;
mod gathering;
mod links;
mod order;
mod palette;
pub mod sent;

pub use acts::Act;
pub use comparing::zoom_pair;

use super::views::{self, View};
use super::{App, State, remote};
use crate::host;
use crate::view::{Tab, graph};
use crate::words;
use hearth_core::codes::{self, Coded};
use hearth_messages::{CompareView, FileId, Question, Reply};
use yew::prelude::*;

/// Functions of the deferred chunk.
pub trait Deferred: Sync {
    /// Begins: the chunk is there.
    fn begin(&self, app: &mut App, ctx: &Context<App>);

    /// Does what the initial chunk cannot.
    fn act(&self, app: &mut App, ctx: &Context<App>, act: Act);

    /// Takes a reply to what the initial chunk does not ask for.
    fn receive(&self, app: &mut App, reply: Reply);

    /// The view of a tab.
    fn view(&self, tab: Tab) -> &'static dyn View;

    /// Adds to a question what only the page can measure.
    fn prepare(&self, question: &mut Question);

    /// Asks for what is shown beside the view.
    fn ask(&self, app: &mut App);

    /// Asks for the source files that the view shows.
    fn ask_sources(&self, app: &mut App);

    /// A file was read.
    fn opened(&self, app: &mut App, file: FileId);

    /// A file could not be read, and why.
    fn not_read(&self, app: &mut App, name: &str, why: &str);

    /// The address has another link.
    fn navigated(&self, app: &mut App);

    /// Compares files; where a side is empty, it is the file that is shown.
    fn compare(&self, app: &mut App, base: &[FileId], current: &[FileId]);

    /// A key goes to another snapshot, or chooses with which one to compare.
    fn step_moment(&self, app: &mut App, key: &str);

    /// An engine ended: what it was to export will not come.
    fn give_up(&self, app: &mut App, why: &str);

    /// Says that the engine ended, nobody knows why, and was started again.
    fn say_restarted(&self, app: &mut App);

    /// Says how many source files there are, and which could not be read.
    fn tell_of_sources(&self, state: &mut State, count: u32, problems: &[String]);

    /// Tells a program, and those who hear the page instead of seeing it, what changed.
    fn announce(&self, app: &mut App, ctx: &Context<App>);

    /// The open files, by kind of document.
    fn sidebar(&self, app: &App, ctx: &Context<App>) -> Html;

    /// The moment of a series that is shown, in the bar.
    fn moment(&self, app: &App, ctx: &Context<App>) -> Html;

    /// Offers and lists below the files.
    fn below_files(&self, app: &App, ctx: &Context<App>) -> Html;

    /// The timeline of the series that is shown.
    fn timeline(&self, app: &App, ctx: &Context<App>) -> Html;

    /// Parts that lie over the page: the menu of a function, the sheet of keys.
    fn over(&self, app: &App, ctx: &Context<App>) -> Html;

    /// Message where no file is shown and none is read; `None` where the empty page says it.
    fn nothing(&self, app: &App, ctx: &Context<App>) -> Option<Html>;
}

/// See [`Deferred`].
pub struct Chunk;

impl Deferred for Chunk {
    fn begin(&self, app: &mut App, ctx: &Context<App>) {
        if host::remote().is_some() {
            remote::listen(ctx.link().clone());
        }
        app.listen_to_copies(ctx);
        app.state.word_what_was_said();
        self.navigated(app);
        for act in std::mem::take(&mut app.state.waiting) {
            self.act(app, ctx, act);
        }
    }

    fn act(&self, app: &mut App, ctx: &Context<App>, act: Act) {
        acts::act(app, ctx, act);
    }

    fn receive(&self, app: &mut App, reply: Reply) {
        acts::receive(app, reply);
    }

    fn view(&self, tab: Tab) -> &'static dyn View {
        views::any(tab)
    }

    fn prepare(&self, question: &mut Question) {
        let shape = match question {
            Question::Graph(question) => &mut question.shape,
            Question::Compare(question) => match &mut question.view {
                CompareView::Graph { shape, .. } => shape,
                _ => return,
            },
            _ => return,
        };
        shape.advances = graph::advances();
    }

    fn ask(&self, app: &mut App) {
        if app.state.may_be_series() {
            app.ask_of(Tab::Growth);
        }
    }

    fn ask_sources(&self, app: &mut App) {
        app.ask_sources();
    }

    fn opened(&self, app: &mut App, file: FileId) {
        app.receive_sent(Some(file));
    }

    fn not_read(&self, app: &mut App, name: &str, why: &str) {
        app.not_read(name, why);
    }

    fn navigated(&self, app: &mut App) {
        if let Some(problem) = app.state.bad_link.take() {
            let why = codes::write(&problem.statements());
            app.state.notify(true, words::words().page.bad_link.to_owned(), why);
        }
        app.receive_sent(None);
    }

    fn compare(&self, app: &mut App, base: &[FileId], current: &[FileId]) {
        app.compare_files(base, current);
    }

    fn step_moment(&self, app: &mut App, key: &str) {
        app.step(key);
    }

    fn give_up(&self, app: &mut App, why: &str) {
        app.give_up_exports(why);
    }

    fn say_restarted(&self, app: &mut App) {
        let words = words::restarted::words();
        app.state.notify(false, words.title.to_owned(), words.text.to_owned());
    }

    fn tell_of_sources(&self, state: &mut State, count: u32, problems: &[String]) {
        acts::tell_of_sources(state, count, problems);
    }

    fn announce(&self, app: &mut App, ctx: &Context<App>) {
        app.listen_to_drawer(ctx);
        if host::remote().is_some() {
            app.tell_remote();
        }
        app.say_what_changed();
    }

    fn sidebar(&self, app: &App, ctx: &Context<App>) -> Html {
        app.sidebar(ctx)
    }

    fn moment(&self, app: &App, ctx: &Context<App>) -> Html {
        app.moment(ctx)
    }

    fn below_files(&self, app: &App, ctx: &Context<App>) -> Html {
        html! {
            <>
                { app.marked(ctx) }
                { app.offer_comparison(ctx) }
                { app.dropped(ctx) }
            </>
        }
    }

    fn timeline(&self, app: &App, ctx: &Context<App>) -> Html {
        app.timeline(ctx)
    }

    fn over(&self, app: &App, ctx: &Context<App>) -> Html {
        around::over(app, ctx)
    }

    fn nothing(&self, app: &App, ctx: &Context<App>) -> Option<Html> {
        around::nothing(app, ctx)
    }
}
