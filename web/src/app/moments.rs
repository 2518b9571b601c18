//! The moment that all views show, where the open files are snapshots of one program: the
//! timeline beside the views, and its keys.

use super::views::actions;
use super::{App, Msg};
use crate::view::Tab;
use crate::view::snapshots::{self, Moments};
use hearth_messages::FileId;
use std::rc::Rc;
use yew::prelude::*;

impl App {
    /// All open files and their names, in order.
    pub(super) fn named_files(&self) -> Rc<[(FileId, AttrValue)]> {
        self.state.files.iter().map(|f| (f.id, AttrValue::from(f.name.clone()))).collect()
    }

    /// The file that is compared with, if it is one.
    pub(super) fn since(&self) -> Option<FileId> {
        let place: usize = self.state.link.look("h.side_base").parse().ok()?;
        Some(self.state.files.get(place.checked_sub(1)?)?.id)
    }

    /// The timeline beside a view; the view of snapshots has its own.
    pub(super) fn timeline(&self, ctx: &Context<Self>) -> Html {
        let state = &self.state;
        let Some(shown) = state.snapshots.as_ref().filter(|_| state.link.tab != Tab::Snapshots)
        else {
            return Html::default();
        };
        snapshots::beside(&Moments {
            data: &shown.data,
            files: &self.named_files(),
            active: state.active,
            since: self.since(),
            is_compared: state.link.tab == Tab::Compare,
            times: "",
            actions: &actions(ctx),
            on_activate: &ctx.link().callback(Msg::Activate),
        })
    }

    /// Keys: `[` and `]` go to the snapshot before and after, `b` compares with this one
    /// from now on, or no longer.
    pub(super) fn step(&mut self, key: &str) {
        let state = &self.state;
        let (Some(shown), Some(active)) = (&state.snapshots, state.active) else { return };
        let mut series = shown.data.series.iter();
        let Some(series) = series.find(|series| series.files.contains(&active)) else { return };
        let at = series.files.iter().position(|&file| file == active).unwrap_or_default();
        let to = match key {
            "[" => at.checked_sub(1),
            "]" => Some(at + 1),
            _ => {
                let since = Some(active).filter(|_| self.since() != Some(active));
                let set = snapshots::set_since(&self.named_files(), since);
                let link = &mut self.state.link;
                set.into_iter().for_each(|(name, value)| link.set(name, value));
                return self.save(true);
            }
        };
        let file = to.and_then(|to| series.files.get(to)).copied();
        if let Some(file) = file.filter(|&file| state.file(file).is_some()) {
            self.activate(file);
        }
    }
}
