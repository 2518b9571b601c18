//! One function between its callers and its callees.

use crate::view::Actions;
use hearth_messages::PeekData;
use std::rc::Rc;
use yew::prelude::*;

#[derive(Properties)]
pub struct PeekProps {
    pub data: Rc<PeekData>,
    /// The name of the selected function; empty: none.
    pub selected: AttrValue,
    pub actions: Actions,
}

impl PartialEq for PeekProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.data, &other.data) && self.selected == other.selected
    }
}

#[component]
pub fn Peek(_props: &PeekProps) -> Html {
    html! { <div class="peek" data-testid="view-peek"></div> }
}
