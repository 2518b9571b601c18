//! The moment that all views show, where the open files are snapshots of one program: the
//! timeline beside the views, and its keys.

use super::views::actions;
use super::{App, Msg, State};
use crate::params;
use crate::view::snapshots::{self, Moments};
use crate::view::{Tab, shown};
use hearth_messages::{FileId, SeriesData, SnapshotsData};
use std::rc::Rc;
use yew::prelude::*;

impl State {
    /// Two open files are of one kind, and may be snapshots of one program: of what is there
    /// or adds up, not of what was spent meanwhile.
    pub(super) fn may_be_series(&self) -> bool {
        let kinds = || self.files.iter().filter_map(|f| f.summary()).map(|s| &*s.kind);
        let is_one = |&(_, kind): &(usize, &str)| kind != "CPU";
        kinds().enumerate().filter(is_one).any(|(at, kind)| kinds().take(at).any(|k| k == kind))
    }
}

impl App {
    /// Shows the newest of the files that were opened together, if they are a series: the
    /// state in which a leak is to be seen. That is the series of which most is said.
    pub(super) fn activate_newest(&mut self) {
        let state = &mut self.state;
        if !state.newest_wanted {
            return;
        }
        let (shown, active) = (state.answers.get::<SnapshotsData>(Tab::Growth), state.active);
        let (Some((question, data)), Some(active)) = (shown, active) else { return };
        if state.question(Tab::Growth).as_ref() != Some(question) {
            return;
        }
        state.newest_wanted = false;
        let series = |is_one: &dyn Fn(&SeriesData) -> bool| {
            data.series.iter().find(|s| s.files.len() > 1 && is_one(s))
        };
        let own = series(&|s| s.files.contains(&active));
        let told = snapshots::suspects(&data).first().map(|s| s.series as usize);
        let told = told.and_then(|told| data.series.get(told)).filter(|s| s.files.len() > 1);
        if let Some(&newest) = told.or(own).and_then(|series| series.files.last()) {
            self.activate(newest);
        }
    }

    /// All open files and their names, in order.
    pub(super) fn named_files(&self) -> Rc<[(FileId, AttrValue)]> {
        self.state.files.iter().map(|f| (f.id, AttrValue::from(shown(&f.name)))).collect()
    }

    /// The file that is compared with, if it is one.
    pub(super) fn since(&self) -> Option<FileId> {
        let place: usize = self.state.link.looks.get(params::SIDE_BASE).parse().ok()?;
        Some(self.state.files.get(place.checked_sub(1)?)?.id)
    }

    /// The timeline beside a view; the view of snapshots has its own.
    pub(super) fn timeline(&self, ctx: &Context<Self>) -> Html {
        let state = &self.state;
        if state.link.tab == Tab::Growth {
            return Html::default();
        }
        let Some(data) = state.answers.data::<SnapshotsData>(Tab::Growth) else {
            // Its place is kept, so that nothing moves when it is there.
            return match state.may_be_series() {
                true => html! { <section class="moments" aria-hidden="true" /> },
                false => Html::default(),
            };
        };
        snapshots::beside(&Moments {
            data: &data,
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

    /// Marks of a series in the sidebar: its totals, and how many leaks are in it.
    pub(super) fn marks(&self, files: &[FileId]) -> Html {
        let data = self.state.answers.data::<SnapshotsData>(Tab::Growth);
        data.map_or(Html::default(), |data| snapshots::marks(&data, files, self.state.active))
    }

    /// Which snapshot of its series is shown, between buttons for the ones before and after.
    pub(super) fn moment(&self, ctx: &Context<Self>) -> Html {
        let files = self.moments();
        let at = files.iter().position(|&file| Some(file) == self.state.active);
        let (Some(at), true) = (at, files.len() > 1) else { return Html::default() };
        let go = |to: Option<usize>| {
            let file = to.and_then(|to| files.get(to)).copied();
            (file.is_none(), ctx.link().batch_callback(move |_| file.map(Msg::Activate)))
        };
        snapshots::stepper(at, files.len(), go(at.checked_sub(1)), go(Some(at + 1)))
    }

    /// Files of the series that is shown, in order; empty where it is none.
    fn moments(&self) -> Vec<FileId> {
        let data = self.state.answers.data::<SnapshotsData>(Tab::Growth);
        let mut series = data.iter().flat_map(|data| &data.series);
        let active = self.state.active;
        let here = series.find(|series| active.is_some_and(|file| series.files.contains(&file)));
        here.map_or(Vec::new(), |series| series.files.clone())
    }

    /// Keys: `[` and `]` go to the snapshot before and after, or to the file where there are
    /// no snapshots; others choose what is compared.
    pub(super) fn step(&mut self, key: &str) {
        let state = &self.state;
        let Some(active) = state.active else { return };
        let mut files = self.moments();
        if files.len() < 2 {
            let all = state.in_order().into_iter().map(|at| &state.files[at]);
            files = all.filter(|f| f.summary().is_some()).map(|file| file.id).collect();
        }
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
