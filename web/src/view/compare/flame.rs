//! The flame graph of both sides.

use super::CompareProps;
use super::both::Both;
use super::overlay::Pair;
use crate::view::flame::{Flame, Scene};
use std::rc::Rc;
use yew::prelude::*;

/// A graph, and both sides of its boxes.
#[derive(Clone)]
pub struct Picture {
    pub scene: Rc<Scene>,
    pub pair: Rc<Pair>,
}

impl PartialEq for Picture {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.scene, &other.scene)
    }
}

/// One graph of both sides, or those of the base and of the current side.
pub fn flames(props: &CompareProps, pictures: &[Picture]) -> Html {
    let one = |picture: &Picture| {
        html! { <Flame
            has_deferred={true}
            scene={picture.scene.clone()}
            graph={props.data.graph}
            zoom={props.look.zoom}
            selected={props.selected.clone()}
            look={props.look.flame.clone()}
            events={props.flame_events.clone()}
        /> }
    };
    match pictures {
        [picture] => one(picture),
        [base, current] => {
            let pictures = [base.clone(), current.clone()];
            html! { <Both {pictures} compare={props.clone()} /> }
        }
        _ => Html::default(),
    }
}
