//! A notice that goes by itself, unless it tells of an error. It stays while it is pointed
//! at, and while the keyboard is in it.

use super::Notice;
use super::notices::word;
use crate::view::backticks;
use crate::words::words;
use gloo_timers::callback::Timeout;
use yew::prelude::*;

/// A short one is there for so long, in milliseconds.
const SHORT: u32 = 5000;
/// Whoever reads slowly reads this many characters in a second.
const READ: u32 = 15;
/// And none is there for longer.
const LONG: u32 = 20_000;

/// Time for which a text is shown, in milliseconds.
fn time_for(notice: &Notice) -> u32 {
    // A Chinese character says as much as three letters.
    let size = |c: char| if c.is_ascii() { 1 } else { 3 };
    let letters: u32 = notice.title.chars().chain(notice.text.chars()).map(size).sum();
    // Confirmations are glanced at.
    (letters.saturating_sub(40) * 1000 / READ).clamp(SHORT, LONG)
}

#[derive(Properties, PartialEq)]
pub struct ToastProps {
    pub notice: Notice,
    pub on_dismiss: Callback<u32>,
}

#[component]
pub fn Toast(props: &ToastProps) -> Html {
    let ToastProps { notice, on_dismiss } = props;
    let id = notice.id;
    let pointed_at = use_state(|| false);
    let has_keyboard = use_state(|| false);
    let is_held = *pointed_at || *has_keyboard;
    use_effect_with((id, is_held), {
        let (goes, time) = (!notice.is_error && !is_held, time_for(notice));
        let on_dismiss = on_dismiss.clone();
        move |_| {
            let timeout = goes.then(|| Timeout::new(time, move || on_dismiss.emit(id)));
            move || drop(timeout)
        }
    });
    let set = |state: &UseStateHandle<bool>, to: bool| {
        let state = state.clone();
        move || state.set(to)
    };
    let (enter, leave) = (set(&pointed_at, true), set(&pointed_at, false));
    let (focus, blur) = (set(&has_keyboard, true), set(&has_keyboard, false));
    html! {
        <div
            class={if notice.is_error { "notice error" } else { "notice" }}
            role={notice.is_error.then_some("alert")}
            data-testid={word(notice)}
            onpointerenter={move |_| enter()}
            onpointerleave={move |_| leave()}
            onfocusin={move |_| focus()}
            onfocusout={move |_| blur()}
        >
            <p>
                <strong>{ &notice.title }</strong>
                if !notice.text.is_empty() {
                    { ": " }
                    <span>{ backticks(&notice.text) }</span>
                }
            </p>
            <button
                type="button"
                class="icon"
                aria-label={words().page.dismiss}
                title={words().page.dismiss}
                onclick={on_dismiss.reform(move |_: MouseEvent| id)}
            >
                { crate::ui::cross() }
            </button>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_longer_is_shown_longer() {
        let notice = |text: &str| Notice {
            id: 1,
            is_error: false,
            title: "Copied".to_owned(),
            text: text.to_owned(),
        };
        assert_eq!(time_for(&notice("main.main")), 5000);
        assert!((4000..=6000).contains(&time_for(&notice(&"x".repeat(100)))));
        assert!(time_for(&notice(&"x".repeat(240))) > 12_000);
        assert_eq!(time_for(&notice(&"长".repeat(999))), 20_000);
    }
}
