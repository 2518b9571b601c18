//! The call graph of what changed.

use super::CompareProps;
use super::amounts::{Amounts, Columns, NOISE};
use super::setup::Setup;
use crate::params;
use crate::view::Actions;
use crate::view::graph::{Graph, Scene, all_too_small};
use hearth_messages::CompareGraph;
use std::rc::Rc;
use yew::prelude::*;

/// Color of what may be chance.
const GREY: u32 = 0xb2_b2b2;

/// The drawing; what is said of its boxes has both sides.
pub fn scene(data: &CompareGraph, amounts: &Amounts, asked: &Setup) -> Scene {
    let mut scene = Scene::from(&data.graph);
    scene.search.clone_from(&asked.search);
    let [flat, cum] = [Columns::from(&data.flat), Columns::from(&data.cum)];
    let may_be_chance = |index: usize| flat.verdict[index].max(cum.verdict[index]) <= NOISE;
    for index in 0..scene.len() {
        if may_be_chance(index) {
            scene.paint_box(index, GREY);
        }
    }
    let arrows = Columns::from(&data.arrows);
    // Labels' arrows, and those of a call tree, have no figures.
    scene.arrow_notes = vec![String::new(); scene.ends.len()];
    for arrow in 0..scene.ends.len() {
        let is_grey = if arrows.old[arrow] != 0 || arrows.new[arrow] != 0 {
            scene.arrow_notes[arrow] = amounts.said(&arrows, arrow);
            arrows.verdict[arrow] <= NOISE
        } else {
            // What passes between two boxes that may be chance is no more than they are.
            scene.ends[arrow].iter().all(|&end| may_be_chance(end as usize))
        };
        if is_grey {
            scene.paint_arrow(arrow, GREY);
        }
    }
    let note = |index: usize| {
        let [flat, cum] = [amounts.said(&flat, index), amounts.said(&cum, index)];
        ["flat ", &flat, " · cum ", &cum].concat()
    };
    scene.notes = (0..scene.len()).map(note).collect();
    scene
}

/// The call graph of what changed.
pub fn graph(props: &CompareProps, scene: &Rc<Scene>) -> Html {
    if let Some(message) = all_too_small(scene, &props.actions) {
        return message;
    }
    // Its camera is not that of the call graph: other boxes are elsewhere.
    let on_set =
        props.actions.on_set.reform(|(mut set, is_step): (Vec<(&'static str, String)>, bool)| {
            for (name, _) in set.iter_mut().filter(|(name, _)| *name == params::AT) {
                *name = params::PAIR_AT;
            }
            (set, is_step)
        });
    html! { <Graph
        scene={scene.clone()}
        file={props.data.sides}
        selected={props.selected.clone()}
        look={props.look.graph.clone()}
        actions={Actions { on_set, ..props.actions.clone() }}
    /> }
}
