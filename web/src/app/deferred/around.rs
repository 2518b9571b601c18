//! Parts around the view, beyond those of the first one.

use crate::app::{App, Menu, Msg};
use crate::filters::FunctionMenu;
use crate::host;
use crate::page;
use crate::ui::Message;
use crate::words;
use yew::prelude::*;

/// See [`Deferred::over`](super::Deferred::over).
pub fn over(app: &App, ctx: &Context<App>) -> Html {
    html! {
        <>
            { menu(app, ctx) }
            { app.palette(ctx) }
            { app.file_menu(ctx) }
            // Place of what screen readers say when something changed: who changes it writes it.
            <div class="hidden" data-part="said" role="status" />
            if app.state.keys_open {
                <page::Keys on_close={ctx.link().callback(|()| Msg::Keys(false))} />
            }
        </>
    }
}

/// The menu of a function, where it was opened.
fn menu(app: &App, ctx: &Context<App>) -> Html {
    let Some(Menu { name, x, y }) = app.state.menu.clone() else { return Html::default() };
    let of = name.clone();
    let on_choose = ctx.link().callback(move |choice| Msg::Choose(of.clone(), choice));
    html! { <FunctionMenu {name} {x} {y} {on_choose} /> }
}

/// See [`Deferred::nothing`](super::Deferred::nothing).
pub fn nothing(app: &App, ctx: &Context<App>) -> Option<Html> {
    let state = &app.state;
    let is_empty = state.files.is_empty() && state.gathering.is_empty();
    app.greeting(ctx).or_else(|| {
        let words = words::guest::words();
        (is_empty && host::is_read_only()).then(|| {
            html! { <Message kind="nothing" title={words.nothing} text={words.nothing_text} /> }
        })
    })
}
