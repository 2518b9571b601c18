//! Two flame graphs beside each other, of the base and of the current side. Their boxes have
//! widths of their own, but whatever is done in one of them is done in the other: zooming,
//! pointing, scrolling, selecting.

use super::flame::Picture;
use super::{CompareProps, sides};
use crate::view::flame::{Events, Flame, MIN_PIXELS, Seen, Span, Spot, Stage};
use crate::words::comparing;
use hearth_messages::FlameWindow;
use std::cell::RefCell;
use std::rc::Rc;
use yew::prelude::*;

/// State between the two graphs; each array has the base first.
#[derive(Default)]
struct Between {
    stages: [Option<Stage>; 2],
    /// The whole graphs, and the windows that were asked for last.
    whole: [Option<Picture>; 2],
    latest: [Option<Picture>; 2],
    windows: [Option<FlameWindow>; 2],
    /// The one that the user is at: the other one follows.
    leader: usize,
    seen: Option<Seen>,
}

#[derive(Properties, PartialEq)]
pub struct BothProps {
    pub pictures: [Picture; 2],
    pub compare: CompareProps,
}

#[component]
pub fn Both(props: &BothProps) -> Html {
    let between: Rc<RefCell<Between>> = use_mut_ref(Between::default);
    let BothProps { pictures, compare } = props;
    {
        let mut between = between.borrow_mut();
        for (side, picture) in pictures.iter().enumerate() {
            if picture.scene.covers(0.0, picture.scene.width) {
                between.whole[side] = Some(picture.clone());
            }
            between.latest[side] = Some(picture.clone());
        }
    }
    let half = |side: usize| {
        let on_stage = {
            let between = between.clone();
            move |stage: Stage| take(&between, side, stage)
        };
        let lead = {
            let between = between.clone();
            move || between.borrow_mut().leader = side
        };
        let (lead_by_pointer, lead_by_key) = (lead.clone(), lead);
        let zoom = compare.look.zoom.map(|zoom| match compare.look.zoom_in_base == (side == 0) {
            true => zoom,
            false => {
                let to = part(&pictures[1 - side], &pictures[side], Span::new(zoom.0, zoom.1));
                (to.from, to.to)
            }
        });
        let role = [sides::Role::Base, sides::Role::Current][side];
        let names = sides::names(&compare.files, role);
        html! {
            <section
                data-testid={["side-by-side-", ["base", "current"][side]].concat()}
                onpointerenter={move |_| lead_by_pointer()}
                onfocusin={move |_| lead_by_key()}
            >
                <h3>{ comparing().roles[1 + side] }{ " " }<span class="dim">{ names }</span></h3>
                <Flame
                    has_deferred={true}
                    scene={pictures[side].scene.clone()}
                    graph={compare.data.graph}
                    {zoom}
                    selected={compare.selected.clone()}
                    look={compare.look.flame.clone()}
                    events={events(compare, &between, side)}
                    on_stage={Callback::from(on_stage)}
                />
            </section>
        }
    };
    html! { <div class="both">{ half(0) }{ half(1) }</div> }
}

/// Events in one of the graphs: its zoom says whose it is, and windows of both are
/// asked for together.
fn events(props: &CompareProps, between: &Rc<RefCell<Between>>, side: usize) -> Events {
    let (on_zoom, on_windows) = (props.on_zoom.clone(), props.on_windows.clone());
    let between = between.clone();
    let on_window = move |window: FlameWindow| {
        let mut between = between.borrow_mut();
        between.windows[side] = Some(window);
        let whole = FlameWindow { from: 0.0, to: 0.0, min_pixels: MIN_PIXELS, ..window };
        on_windows.emit(between.windows.map(|window| window.unwrap_or(whole)));
    };
    Events {
        on_window: Callback::from(on_window),
        on_zoom: Callback::from(move |(zoom, is_step)| on_zoom.emit((zoom, side == 0, is_step))),
        ..props.flame_events.clone()
    }
}

/// Takes the stage of one of the graphs: what is seen of it, the other one follows.
fn take(between: &Rc<RefCell<Between>>, side: usize, stage: Stage) {
    let weak = Rc::downgrade(between);
    stage.watch(move |seen| {
        let Some(between) = weak.upgrade() else { return };
        let mut between = between.borrow_mut();
        if between.leader != side || between.seen == Some(seen) {
            return;
        }
        between.seen = Some(seen);
        let at = |side: usize| {
            let covers = |picture: &&Picture| picture.scene.covers(seen.view.from, seen.view.to);
            between.latest[side].as_ref().filter(covers).or(between.whole[side].as_ref())
        };
        let (Some(here), Some(there)) = (at(side), between.whole[1 - side].as_ref()) else {
            return;
        };
        let view = part(here, there, seen.view);
        let finer =
            between.latest[1 - side].as_ref().filter(|p| p.scene.covers(view.from, view.to));
        let there = finer.unwrap_or(there);
        let hover = seen.hover.and_then(|hover| spot(here, there, hover));
        let other = between.stages[1 - side].clone();
        let followed = Seen { view: part(here, there, seen.view), hover, scroll: seen.scroll };
        drop(between);
        if let Some(other) = other {
            other.follow(followed);
        }
    });
    between.borrow_mut().stages[side] = Some(stage);
}

/// The boxes of both graphs from the root, or from the pivot, down to a position in the
/// first one, as long as both have them.
fn shared(from: &Picture, to: &Picture, position: f64) -> Vec<(usize, usize)> {
    let (one, other) = (&from.scene, &to.scene);
    let mut path: Vec<(usize, usize)> = Vec::new();
    for depth in one.pivot_depth..one.depths() {
        let Some(here) = one.at(depth, position).filter(|&here| !one.is_many(here)) else { break };
        let among = match path.last() {
            Some(&(_, above)) => other.within(depth, other.left[above], other.right(above)),
            None => other.level(depth),
        };
        let stacks = from.pair.stacks[here];
        let Some(there) = among.into_iter().find(|&at| to.pair.stacks[at] == stacks) else { break };
        path.push((here, there));
    }
    path
}

/// The part of another graph that shows what a part of one shows: the innermost box that it
/// lies within has the same place on the screen in both.
fn part(from: &Picture, to: &Picture, view: Span) -> Span {
    let (one, other) = (&from.scene, &to.scene);
    let slack = view.width() * 1e-6;
    let holds = |&&(here, _): &&(usize, usize)| {
        one.left[here] <= view.from + slack && view.to <= one.right(here) + slack
    };
    let path = shared(from, to, (view.from + view.to) / 2.0);
    let Some(&(here, there)) = path.iter().rfind(holds) else {
        return Span::new(0.0, other.width);
    };
    let scale = other.widths[there] / one.widths[here].max(f64::MIN_POSITIVE);
    let at = |x: f64| other.left[there] + (x - one.left[here]) * scale;
    Span::new(at(view.from), at(view.to)).clamped(other.width)
}

/// The same box in another graph, if it is there.
fn spot(from: &Picture, to: &Picture, spot: Spot) -> Option<Spot> {
    let path = shared(from, to, spot.position);
    let &(here, there) = path.get(spot.depth.checked_sub(from.scene.pivot_depth)?)?;
    let middle = to.scene.left[there] + to.scene.widths[there] / 2.0;
    (from.scene.depth_of(here) == spot.depth).then_some(Spot { position: middle, ..spot })
}

#[cfg(test)]
mod tests {
    use super::super::overlay::Pair;
    use super::*;
    use crate::view::flame::Scene;

    /// A root over `a` (stacks 0 to 4) and `b` (4 to 6); `c` is in `a`.
    fn picture(lefts: [f64; 4], widths: [f64; 4]) -> Picture {
        let scene = Scene {
            width: widths[0],
            to: widths[0],
            left: lefts.into(),
            widths: widths.into(),
            frame: vec![0, 1, 2, 3],
            levels: vec![0, 1, 3, 4],
            ..Scene::default()
        };
        let left_is_a = lefts[1] == 0.0;
        let [first, second] = if left_is_a { [[0, 4], [4, 6]] } else { [[4, 6], [0, 4]] };
        let pair = Pair::of_stacks(vec![[0, 6], first, second, [0, 2]]);
        Picture { scene: Rc::new(scene), pair: Rc::new(pair) }
    }

    fn pictures() -> [Picture; 2] {
        // In the first, `a` is 60 wide with `c` of 40; in the second 10 and 5, after `b`.
        [
            picture([0.0, 0.0, 60.0, 20.0], [100.0, 60.0, 40.0, 40.0]),
            picture([0.0, -1.0, 90.0, 95.0], [100.0, 91.0, 10.0, 5.0]),
        ]
    }

    #[test]
    fn a_box_fills_the_screen_in_both() {
        let [one, other] = pictures();
        assert_eq!(part(&one, &other, Span::new(0.0, 60.0)), Span::new(90.0, 100.0));
        assert_eq!(part(&one, &other, Span::new(20.0, 60.0)), Span::new(95.0, 100.0));
        assert_eq!(part(&one, &other, Span::new(0.0, 100.0)), Span::new(0.0, 100.0));
        // Half of `c` is half of `c`.
        assert_eq!(part(&one, &other, Span::new(20.0, 40.0)), Span::new(95.0, 97.5));
    }

    #[test]
    fn what_is_pointed_at_is_pointed_at_in_both() {
        let [one, other] = pictures();
        let at = |depth, position| Spot { depth, position };
        assert_eq!(spot(&one, &other, at(2, 30.0)), Some(at(2, 97.5)));
        assert_eq!(spot(&one, &other, at(1, 5.0)), Some(at(1, 95.0)));
        assert_eq!(spot(&one, &other, at(3, 30.0)), None);
    }
}
