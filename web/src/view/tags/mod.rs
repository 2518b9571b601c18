//! Labels, their values and what those come to.

use crate::view::Actions;
use hearth_messages::TagsData;
use std::rc::Rc;
use yew::prelude::*;

#[derive(Properties)]
pub struct TagsProps {
    pub data: Rc<TagsData>,
    /// The name of the selected function; empty: none.
    pub selected: AttrValue,
    pub actions: Actions,
}

impl PartialEq for TagsProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.data, &other.data) && self.selected == other.selected
    }
}

#[component]
pub fn Tags(_props: &TagsProps) -> Html {
    html! { <div class="tags" data-testid="view-tags"></div> }
}
