//! Stacks by weight.

use crate::view::Actions;
use hearth_messages::TracesData;
use std::rc::Rc;
use yew::prelude::*;

#[derive(Properties)]
pub struct TracesProps {
    pub data: Rc<TracesData>,
    /// The name of the selected function; empty: none.
    pub selected: AttrValue,
    pub actions: Actions,
}

impl PartialEq for TracesProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.data, &other.data) && self.selected == other.selected
    }
}

#[component]
pub fn Traces(_props: &TracesProps) -> Html {
    html! { <div class="traces" data-testid="view-traces"></div> }
}
