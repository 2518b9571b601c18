//! What the file says of itself, and the doctor's remarks.

use crate::view::Actions;
use hearth_messages::AboutData;
use std::rc::Rc;
use yew::prelude::*;

#[derive(Properties)]
pub struct AboutProps {
    pub data: Rc<AboutData>,
    /// The name of the selected function; empty: none.
    pub selected: AttrValue,
    pub actions: Actions,
}

impl PartialEq for AboutProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.data, &other.data) && self.selected == other.selected
    }
}

#[component]
pub fn About(_props: &AboutProps) -> Html {
    html! { <div class="about" data-testid="view-about"></div> }
}
