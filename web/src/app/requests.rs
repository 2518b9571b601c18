//! Requests of the views, and when they are posted: a question has all that an answer depends on.

use super::state::State;
use super::{App, deferred, views};
use crate::clock;
use crate::host;
use crate::params;
use crate::sample_type::{chosen, word_for};
use crate::view::compare::{self, Candidate, Role};
use crate::view::flame::MIN_PIXELS;
use crate::view::top::TopTable;
use crate::view::{Tab, shown};
use hearth_core::query::Sort;
use hearth_messages::{CompareView, FileId, FlameWindow, Question, Summary};

impl State {
    /// The sample type that is shown: an index into the shown file's.
    pub fn sample_type(&self) -> usize {
        self.shown().map_or(0, |(_, summary)| chosen(summary, &self.link.query.sample_index))
    }

    /// Returns the question of a view. `None` where there is nothing to ask about, and before what
    /// answers it is there.
    pub fn question(&self, tab: Tab) -> Option<Question> {
        let view = views::view(tab)?;
        if view.is_of_all_files() {
            return view.question(self, 0, String::new());
        }
        let (file, summary) = self.shown()?;
        if summary.samples == 0 && tab != Tab::About {
            return None;
        }
        let (file, mut query) = (file.id, self.link.query.clone());
        query.sample_index = match self.compared(tab) {
            Some(other) => word_for(other, chosen(other, &query.sample_index)),
            None => word_for(summary, self.sample_type()),
        };
        if tab != Tab::Top {
            // Only a table has an order of rows.
            query.sort = Sort::default();
        }
        view.question(self, file, query.to_url())
    }

    /// Summary of the current side of a comparison, where the file that is shown is on neither side:
    /// its sample types mean nothing there.
    fn compared(&self, tab: Tab) -> Option<&Summary> {
        let sides = (tab == Tab::Compare).then(|| self.candidates())?;
        let is_side = |file: &&Candidate| file.role != Role::None;
        if sides.iter().filter(is_side).any(|file| Some(file.id) == self.active) {
            return None;
        }
        let current = sides.iter().find(|file| file.role == Role::Current)?;
        Some(self.file(current.id)?.summary()?)
    }

    /// Returns whether Top has the user's own functions first; `None` where that is not offered.
    /// Of goroutines and threads, flat is where they wait, in the runtime. An order that the
    /// link names is kept.
    pub fn own_first(&self) -> Option<bool> {
        let (_, summary) = self.shown().filter(|_| deferred().is_some())?;
        counts_stacks(&summary.kind).then(|| {
            self.link.query.sort == Sort::Flat && self.link.looks.get(params::SORT).is_empty()
        })
    }

    /// Name of the function that a view is about: the selected one, or else the heaviest, once Top
    /// knows it; empty before.
    pub fn subject(&self) -> String {
        if !self.link.selected.is_empty() {
            return self.link.selected.clone();
        }
        let is_current = self.answers.question(Tab::Top) == self.question(Tab::Top).as_ref();
        let top = self.answers.data::<TopTable>(Tab::Top).filter(|_| is_current);
        top.and_then(|top| top.names.iter().next().map(str::to_owned)).unwrap_or_default()
    }

    /// The view waits for Top to say which function is the heaviest.
    fn wants_subject(&self) -> bool {
        let question = self.question(Tab::Top);
        let is_refused = |(refused, _): &(Question, String)| Some(refused) == question.as_ref();
        self.wants_choices()
            && self.answers.question(Tab::Top) != question.as_ref()
            && !self.refused.as_ref().is_some_and(is_refused)
    }

    /// The view is of one function, and none is selected: Top says which.
    fn wants_choices(&self) -> bool {
        self.link.selected.is_empty() && self.view().is_some_and(|view| view.wants_choices())
    }

    /// The files that were read, with their parts in the comparison.
    pub fn candidates(&self) -> Vec<Candidate> {
        let read = self.files.iter().filter_map(|file| {
            let summary = file.summary()?;
            let (time, kind) = (summary.time_nanos, summary.kind.clone());
            Some(Candidate { id: file.id, name: shown(&file.name), kind, time, role: Role::None })
        });
        let mut files: Vec<Candidate> = read.collect();
        let link = &self.link;
        let (base, current) =
            (link.looks.get(params::SIDE_BASE), link.looks.get(params::SIDE_CURRENT));
        compare::assign(&mut files, self.active.unwrap_or_default(), base, current);
        files
    }

    /// The files that were read.
    pub(super) fn read_files(&self) -> Vec<FileId> {
        let read = self.files.iter().filter(|f| f.summary().is_some());
        read.map(|f| f.id).collect()
    }
}

impl App {
    /// Asks for what the current view has to show, unless it was asked already.
    pub(super) fn ask(&mut self) {
        let tab = self.state.link.tab;
        if !tab.is_first() && deferred().is_none() {
            return;
        }
        if self.state.wants_choices() {
            self.ask_of(Tab::Top);
        }
        if !self.state.wants_subject() {
            self.ask_of(tab);
        }
        if let Some(deferred) = deferred() {
            deferred.ask(self);
        }
        self.ask_presets();
    }

    pub(super) fn ask_of(&mut self, tab: Tab) {
        let Some(question) = self.state.question(tab) else { return };
        if self.asked.views[tab as usize].as_ref().is_some_and(|(asked, _)| *asked == question) {
            return self.ask_sum();
        }
        // Of a comparison all is asked for first: its window is for its view.
        let zoom = self.state.link.zoom.filter(|_| tab == Tab::Flame);
        let (from, to) = zoom.unwrap_or_default();
        let pixels = view_width().max(1.0);
        self.ask_part(
            tab,
            question,
            FlameWindow { from, to, min_pixels: MIN_PIXELS, pixels },
            None,
        );
        self.ask_sum();
    }

    /// Asks for a view, of flame graphs a part: in a comparison also of the base's.
    fn ask_part(
        &mut self,
        tab: Tab,
        question: Question,
        part: FlameWindow,
        part_of_base: Option<FlameWindow>,
    ) {
        let mut asked = question.clone();
        match &mut asked {
            Question::Flame(q) => q.window = Some(part),
            Question::Compare(q) => match &mut q.view {
                CompareView::Flame { window, .. } => *window = Some(part),
                CompareView::Both { window, beside, .. } => {
                    (*window, *beside) = (Some(part), part_of_base);
                }
                _ => {}
            },
            _ => {}
        }
        if let Some(deferred) = deferred() {
            deferred.prepare(&mut asked);
        }
        self.engine.ask(self.state.active.unwrap_or_default(), asked);
        self.asked.views[tab as usize] = Some((question, clock::now()));
    }

    /// Asks for other boxes of the graph that is shown.
    pub(super) fn ask_window(&mut self, window: FlameWindow, beside: Option<FlameWindow>) {
        let tab = self.state.link.tab;
        let shown = self.state.answers.question(tab).cloned();
        if shown.is_some() && self.state.question(tab) == shown {
            shown.into_iter().for_each(|question| self.ask_part(tab, question, window, beside));
        }
    }
}

/// Width that a view has, in CSS pixels: the page's without the sidebar.
fn view_width() -> f64 {
    let view = host::find("[data-part=view]").map(|view| f64::from(view.client_width()));
    view.filter(|&width| width > 0.0).unwrap_or_else(|| host::size().0)
}

/// Returns whether the values of a kind of profile are counts of stacks, and so of where they end.
pub fn counts_stacks(kind: &str) -> bool {
    kind.starts_with("goroutine") || kind == "threadcreate"
}
