//! The boxes around the keyboard's place as a tree, for screen readers.
//!
//! It has the path down to the box, the boxes beside it and those that it called. It is
//! written straight into the document, and only when the keyboard or the selection
//! moves, or other figures are there.

use super::super::scene::Scene;
use super::super::stage::Spot;
use super::details::figures;
use std::rc::Rc;
use web_sys::{Document, Element};

/// At most this many boxes beside the keyboard's, and this many below it.
const MANY: usize = 90;

/// See the module.
pub struct Tree {
    /// Element that has the keyboard, and the role of a tree.
    root: Option<Element>,
    items: Option<Element>,
    /// Content that is written: the boxes, where the keyboard is, and what is selected.
    shown: Option<(Rc<Scene>, Option<Spot>, String)>,
    /// Counts what was written: each active item has an id of its own.
    count: u32,
}

/// An item: a box, its depth, its place among those beside it, and how many these are.
struct Item {
    index: usize,
    depth: usize,
    place: usize,
    of: usize,
}

impl Tree {
    /// The tree of a view, found by its parts' classes.
    pub fn new(view: &Element) -> Self {
        let part = |class: &str| view.query_selector(class).ok().flatten();
        Self { root: part(".canvases"), items: part(".items"), shown: None, count: 0 }
    }

    /// Writes what is around a place, unless it is written.
    pub fn show(&mut self, scene: &Rc<Scene>, focus: Option<Spot>, selected: &str) {
        let is_same = |shown: &(Rc<Scene>, Option<Spot>, String)| {
            Rc::ptr_eq(&shown.0, scene) && shown.1 == focus && shown.2 == selected
        };
        if self.shown.as_ref().is_some_and(is_same) {
            return;
        }
        self.shown = Some((scene.clone(), focus, selected.to_owned()));
        let (Some(root), Some(items)) = (&self.root, &self.items) else { return };
        let Some(document) = items.owner_document() else { return };
        items.set_text_content(None);
        let start = Spot { depth: scene.pivot_depth, position: scene.width / 2.0 };
        let at = |spot: Spot| scene.at(spot.depth, spot.position).map(|index| (spot, index));
        let Some((spot, here)) = focus.and_then(at).or_else(|| at(start)) else { return };

        self.count = self.count.wrapping_add(1);
        let id = format!("flame-item-{}", self.count);
        for item in around(scene, spot, here) {
            let Some(element) = write(&document, scene, &item, here, selected) else { return };
            if item.index == here {
                element.set_id(&id);
            }
            let _ = items.append_child(&element);
        }
        let _ = root.set_attribute("aria-activedescendant", &id);
    }
}

/// Items around a box, in the order of a tree.
fn around(scene: &Scene, spot: Spot, here: usize) -> Vec<Item> {
    let one = |index, depth| Item { index, depth, place: 1, of: 1 };
    let mut path = vec![one(here, spot.depth)];
    let mut depth = spot.depth;
    while let Some(inward) = scene.inward(depth) {
        let Some(index) = scene.at(inward, spot.position) else { break };
        // Where the one before is among those beside it.
        let among = scene.within(inward_of(inward, depth), scene.left[index], scene.right(index));
        if let Some(item) = path.last_mut() {
            (item.place, item.of) = (item.index.saturating_sub(among.start) + 1, among.len());
        }
        path.push(one(index, inward));
        depth = inward;
    }
    path.reverse();
    let Some(me) = path.pop() else { return path };
    let (first, of) = (here + 1 - me.place, me.of);
    let beside = |index| Item { index, depth: spot.depth, place: index - first + 1, of };
    let from = here.saturating_sub(MANY / 2).max(first);
    let to = (from + MANY).min(first + of);

    let mut items = path;
    items.extend((from..here).map(beside));
    items.push(me);
    for depth in children(scene, spot.depth) {
        let within = scene.within(depth, scene.left[here], scene.right(here));
        let of = within.len();
        items.extend((within.take(MANY).enumerate()).map(|(i, index)| Item {
            index,
            depth,
            place: i + 1,
            of,
        }));
    }
    items.extend((here + 1..to.max(here + 1)).map(beside));
    items
}

/// The depth of what lies on `inward`, on the side of `depth`.
fn inward_of(inward: usize, depth: usize) -> usize {
    if depth < inward { inward - 1 } else { inward + 1 }
}

/// The depths next to a box, away from the root or the pivot: two for the pivot itself.
fn children(scene: &Scene, depth: usize) -> impl Iterator<Item = usize> {
    let (up, down) = (scene.outward(depth, true), scene.outward(depth, false));
    up.into_iter().chain(down.filter(move |_| down != up))
}

fn write(
    document: &Document,
    scene: &Scene,
    item: &Item,
    here: usize,
    selected: &str,
) -> Option<Element> {
    let &Item { index, depth, place, of } = item;
    let element = document.create_element("div").ok()?;
    let set = |name: &str, value: &str| {
        let _ = element.set_attribute(name, value);
    };
    set("role", "treeitem");
    set("aria-level", &(depth.abs_diff(scene.pivot_depth) + 1).to_string());
    set("aria-posinset", &place.to_string());
    set("aria-setsize", &of.to_string());
    let (from, to) = (scene.left[index], scene.right(index));
    if children(scene, depth).any(|depth| !scene.within(depth, from, to).is_empty()) {
        // Those on the path, and the one that the keyboard is at, have theirs here.
        let on_path = from <= scene.left[here] && scene.right(here) <= to;
        let is_above =
            depth.abs_diff(scene.pivot_depth) <= scene.depth_of(here).abs_diff(scene.pivot_depth);
        set("aria-expanded", if on_path && is_above { "true" } else { "false" });
    }
    let name = scene.name(index);
    set("aria-selected", if !name.is_empty() && name == selected { "true" } else { "false" });
    let [name, _, figures] = figures(scene, index, depth);
    element.set_text_content(Some(&format!("{name}, {figures}")));
    Some(element)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::NameList;

    /// A root of 10 over boxes at 0..4 and 4..10; the second is over one at 5..8.
    fn scene() -> Scene {
        Scene {
            width: 10.0,
            left: vec![0.0, 0.0, 4.0, 5.0],
            widths: vec![10.0, 4.0, 6.0, 3.0],
            frame: vec![0, 1, 2, 3],
            names: NameList::of(&["root", "a", "b", "c"]),
            levels: vec![0, 1, 3, 4],
            ..Scene::default()
        }
    }

    fn listed(scene: &Scene, depth: usize, position: f64) -> Vec<(usize, usize, usize)> {
        let spot = Spot { depth, position };
        let here = scene.at(depth, position).unwrap();
        around(scene, spot, here).iter().map(|i| (i.index, i.place, i.of)).collect()
    }

    #[test]
    fn the_path_the_siblings_and_the_children_are_listed() {
        let scene = scene();
        assert_eq!(listed(&scene, 0, 5.0), [(0, 1, 1), (1, 1, 2), (2, 2, 2)]);
        assert_eq!(listed(&scene, 1, 6.0), [(0, 1, 1), (1, 1, 2), (2, 2, 2), (3, 1, 1)]);
        assert_eq!(listed(&scene, 1, 1.0), [(0, 1, 1), (1, 1, 2), (2, 2, 2)]);
        assert_eq!(listed(&scene, 2, 6.0), [(0, 1, 1), (2, 2, 2), (3, 1, 1)]);
    }
}
