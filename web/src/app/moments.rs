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
            has_room: false,
            times: "",
            actions: &actions(ctx),
            on_activate: &ctx.link().callback(Msg::Activate),
        })
    }

    /// Keys: `[` and `]` go to the snapshot before and after, or to the file where there are
    /// no snapshots; others choose what is compared.
    pub(super) fn step(&mut self, key: &str) {
        let state = &self.state;
        let Some(active) = state.active else { return };
        let mut series = state.snapshots.iter().flat_map(|shown| &shown.data.series);
        let files = match series.find(|series| series.files.contains(&active)) {
            Some(series) if series.files.len() > 1 => series.files.clone(),
            _ => {
                let files = state.in_order().into_iter().map(|at| &state.files[at]);
                files.filter(|f| f.summary().is_some()).map(|file| file.id).collect()
            }
        };
        let at = files.iter().position(|&file| file == active).unwrap_or_default();
        let to = match key {
            "[" => at.checked_sub(1),
            "]" => Some(at + 1),
            _ => return self.choose_sides(key),
        };
        let file = to.and_then(|to| files.get(to)).copied();
        if let Some(file) = file.filter(|&file| state.file(file).is_some()) {
            self.activate(file);
        }
    }
}
