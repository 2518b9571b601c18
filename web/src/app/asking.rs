//! What the views have to be asked, and when: a question has all that an answer depends on.

use super::state::{Rest, State};
use super::{App, views};
use crate::clock;
use crate::host;
use crate::view::compare::{self, Candidate, Role};
use crate::view::flame::MIN_PIXELS;
use crate::view::{Tab, shown};
use hearth_core::query::{Query, Sort};
use hearth_messages::{CompareView, FileId, FlameWindow, Question, Summary};

impl State {
    /// The sample type that is shown: an index into the shown file's.
    pub fn sample_type(&self) -> usize {
        self.shown().map_or(0, |(_, summary)| chosen(summary, &self.link.query.sample_index))
    }

    /// What a view has to be asked. `None` where there is nothing to ask about, and before what
    /// answers it is there.
    pub fn question(&self, tab: Tab) -> Option<Question> {
        if !tab.is_first() && self.rest != Rest::Here {
            return None;
        }
        if tab == Tab::Snapshots {
            // It is of all files, whatever is shown.
            return views::view(tab, &self.rest)?.question(self, 0, String::new());
        }
        let (file, summary) = self.shown()?;
        if summary.samples == 0 && tab != Tab::About {
            return None;
        }
        let (file, mut query) = (file.id, self.link.query.clone());
        query.sample_index = word_for(summary, self.sample_type());
        if tab != Tab::Top {
            // Only a table has an order of rows.
            query.sort = Sort::default();
        }
        let query = query.to_url();
        views::view(tab, &self.rest)?.question(self, file, query)
    }

    /// Returns whether Top has the user's own functions first; `None` where that is not offered.
    /// Of goroutines and threads, flat is where they wait, in the runtime. An order that the
    /// link names is kept.
    pub fn own_first(&self) -> Option<bool> {
        let (_, summary) = self.shown().filter(|_| self.rest == Rest::Here)?;
        counts_stacks(&summary.kind)
            .then(|| self.link.query.sort == Sort::Flat && self.link.look("h.sort").is_empty())
    }

    /// The view is of one function, and none is selected: it offers some of Top's.
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
        let (base, current) = (link.look("h.side_base"), link.look("h.side_current"));
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
        if !tab.is_first() && self.state.rest != Rest::Here {
            return;
        }
        if self.state.wants_choices() {
            self.ask_of(Tab::Top);
        }
        self.ask_of(tab);
        if self.state.rest == Rest::Here {
            self.ask_for_series();
        }
        self.ask_presets();
    }

    pub(super) fn ask_of(&mut self, tab: Tab) {
        let Some(question) = self.state.question(tab) else { return };
        if self.asked[tab as usize].as_ref().is_some_and(|(asked, _)| *asked == question) {
            return self.ask_sum();
        }
        // Of a comparison all is asked for first: its window is for its view.
        let zoom = self.state.link.zoom.filter(|_| tab == Tab::Flame);
        let (from, to) = zoom.unwrap_or_default();
        let pixels = host::size().0.max(1.0);
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
            Question::Graph(q) => q.shape.advances = Self::advances(),
            Question::Compare(q) => match &mut q.view {
                CompareView::Flame { window, .. } => *window = Some(part),
                CompareView::Both { window, beside, .. } => {
                    (*window, *beside) = (Some(part), part_of_base);
                }
                CompareView::Graph { shape, .. } => shape.advances = Self::advances(),
                _ => {}
            },
            _ => {}
        }
        self.engine.ask(self.state.active.unwrap_or_default(), asked);
        self.asked[tab as usize] = Some((question, clock::now()));
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

/// Returns whether the values of a kind of profile are counts of stacks, and so of where they end.
pub fn counts_stacks(kind: &str) -> bool {
    kind.starts_with("goroutine") || kind == "threadcreate"
}

/// The sample type that a word means, as in `go tool pprof`: a name, a name
/// without `inuse_`, or a number. Other files may have other types: a word that
/// means nothing here means the default.
fn chosen(summary: &Summary, word: &str) -> usize {
    let types = &summary.sample_types;
    let named = |name: &str| types.iter().position(|t| t.name == name);
    named(word)
        .or_else(|| named(&format!("inuse_{word}")))
        .or_else(|| word.parse().ok().filter(|&i: &usize| i < types.len()))
        .unwrap_or((summary.default_sample_type as usize).min(types.len().saturating_sub(1)))
}

/// The word for a sample type: its name, or its number where two have that name.
pub fn word_for(summary: &Summary, index: usize) -> String {
    let types = &summary.sample_types;
    let Some(wanted) = types.get(index) else { return Query::default().sample_index };
    let is_first = types.iter().position(|t| t.name == wanted.name) == Some(index);
    if is_first && !wanted.name.is_empty() { wanted.name.clone() } else { index.to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use hearth_messages::SampleType;

    fn summary(names: &[&str]) -> Summary {
        let sample_type = |n: &&str| SampleType { name: (*n).to_owned(), unit: String::new() };
        Summary {
            kind: String::new(),
            sample_types: names.iter().map(sample_type).collect(),
            default_sample_type: names.len() as u32 - 1,
            samples: 1,
            stacks: 1,
            functions: 1,
            bytes: 0.0,
            uncompressed: 0.0,
            time_nanos: 0,
            duration_nanos: 0,
            binary: String::new(),
            remarks: Vec::new(),
            library: String::new(),
            modules: Vec::new(),
            labels: Vec::new(),
        }
    }

    #[test]
    fn a_word_means_what_it_means_to_pprof() {
        let heap = summary(&["alloc_objects", "alloc_space", "inuse_objects", "inuse_space"]);
        for (word, index) in [
            ("", 3),
            ("alloc_space", 1),
            ("objects", 2),
            ("space", 3),
            ("0", 0),
            ("9", 3),
            ("cpu", 3),
        ] {
            assert_eq!(chosen(&heap, word), index, "{word}");
        }
    }

    #[test]
    fn every_sample_type_has_a_word_of_its_own() {
        let odd = summary(&["a", "", "a"]);
        for index in 0..3 {
            assert_eq!(chosen(&odd, &word_for(&odd, index)), index);
        }
    }
}
