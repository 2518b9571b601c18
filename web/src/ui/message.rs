//! Messages in place of a view.

use super::backticks;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct MessageProps {
    /// A word for tests: `wait`, `no-samples`, `no-values`, `no-match`, `refused`.
    pub kind: &'static str,
    pub title: AttrValue,
    #[prop_or_default]
    pub text: AttrValue,
    /// Remedies.
    #[prop_or_default]
    pub children: Html,
}

/// A message in place of a view.
#[component]
pub fn Message(props: &MessageProps) -> Html {
    html! {
        <div class={classes!("message", props.kind)} data-testid="message" data-kind={props.kind}>
            <h2>{ &props.title }</h2>
            if !props.text.is_empty() {
                <p>{ backticks(&props.text) }</p>
            }
            { props.children.clone() }
        </div>
    }
}
