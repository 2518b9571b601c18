//! Two sides: what the engine is asked of them, what it says, and what happens in their view.

use crate::app::link::{Link, zoom_word};
use crate::app::update::draw_otherwise;
use crate::app::views::actions;
use crate::app::{App, Msg};
use crate::params;
use crate::view::Tab;
use crate::view::compare;
use crate::view::flame::{self, Change};
use crate::view::snapshots;
use hearth_messages::FileId;
use yew::prelude::*;

impl App {
    /// Events in the comparison's flame graphs. Its window is not that of the flame
    /// graph: other widths are elsewhere.
    pub(in crate::app) fn compare_events(&self, ctx: &Context<Self>) -> flame::Events {
        let link = ctx.link();
        flame::Events {
            on_zoom: link.callback(|(zoom, is_step)| zoom_pair(zoom, false, is_step)),
            on_change: link.callback(|change: Change| {
                let is_step = !matches!(change, Change::Search(_));
                let set = move |link: &mut Link| {
                    if let Change::Collapse(_) | Change::Pivot(_) = change {
                        link.looks.set(params::WINDOW, "");
                    }
                    draw_otherwise(link, change);
                };
                Msg::Change(Box::new(set), is_step)
            }),
            ..self.flame_events.clone()
        }
    }

    /// A file's part in the comparison: to be chosen there, elsewhere as it was chosen.
    pub(in crate::app) fn role_of(&self, ctx: &Context<Self>, id: FileId) -> Html {
        let (state, link) = (&self.state, &self.state.link);
        match link.tab {
            // A link gives the files their parts when all of them are here.
            _ if state.shown().is_none() => Html::default(),
            Tab::Compare => compare::role(&state.candidates(), id, &actions(ctx).on_set),
            _ if link.looks.get(params::SIDE_BASE).is_empty() => Html::default(),
            _ => compare::named_role(&state.candidates(), id),
        }
    }

    /// Offer to compare, where there is something to compare.
    pub(in crate::app) fn offer_comparison(&self, ctx: &Context<Self>) -> Html {
        let state = &self.state;
        let has_view = state.shown().is_some() && state.link.tab != Tab::Compare;
        if !state.is_comparable() || !has_view {
            return Html::default();
        }
        let on_compare = ctx.link().callback(|_| Msg::Tab(Tab::Compare));
        compare::offer(&self.state.candidates(), on_compare)
    }

    /// Keys: `b` makes the file that is shown the base, or no longer; `B` has both sides
    /// change places.
    pub(in crate::app) fn choose_sides(&mut self, key: &str) {
        let set = match key {
            "b" => {
                let since = self.state.active.filter(|_| self.since() != self.state.active);
                snapshots::set_since(&self.named_files(), since)
            }
            _ => compare::swapped_words(&self.state.candidates()).into(),
        };
        let link = &mut self.state.link;
        set.into_iter().for_each(|(name, value)| link.set(name, value));
        self.save(true);
    }
}

/// Zooms to a part of a comparison's flame graph: of the base's, if there are two.
pub fn zoom_pair(zoom: Option<(f64, f64)>, in_base: bool, is_step: bool) -> Msg {
    let mut word = zoom.map_or(String::new(), zoom_word);
    if in_base && zoom.is_some() {
        word.push_str(",base");
    }
    Msg::Change(Box::new(move |link| link.looks.set(params::WINDOW, &word)), is_step)
}
