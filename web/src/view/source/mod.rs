//! Source lines with their figures.

use crate::view::Actions;
use hearth_messages::SourceData;
use std::rc::Rc;
use yew::prelude::*;

#[derive(Properties)]
pub struct SourceProps {
    pub data: Rc<SourceData>,
    /// The name of the selected function; empty: none.
    pub selected: AttrValue,
    pub actions: Actions,
}

impl PartialEq for SourceProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.data, &other.data) && self.selected == other.selected
    }
}

#[component]
pub fn Source(_props: &SourceProps) -> Html {
    html! { <div class="source" data-testid="view-source"></div> }
}
