//! What the views have to be asked, and when: a question has all that an answer depends on.

use super::App;
use super::link;
use super::state::{Rest, State};
use crate::clock;
use crate::host;
use crate::view::compare::{self, Candidate, Role};
use crate::view::flame::MIN_PIXELS;
use crate::view::traces::STACKS;
use crate::view::{Tab, shown};
use hearth_core::query::{Query, Sort, url};
use hearth_messages::{Detail, FileId, FlameWindow, OWN_FIRST, Summary, ViewRequest};

/// What a view was asked. Its data fits as long as this is the same.
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    pub file: FileId,
    pub query: String,
    pub detail: Detail,
}

impl State {
    /// The sample type that is shown: an index into the shown file's.
    pub fn sample_type(&self) -> usize {
        self.shown().map_or(0, |(_, summary)| chosen(summary, &self.link.query.sample_index))
    }

    /// What the current view has to be asked. `None` where there is nothing to
    /// ask about.
    pub fn question(&self, tab: Tab) -> Option<Question> {
        if tab == Tab::Snapshots {
            return self.pile();
        }
        let (file, summary) = self.shown()?;
        if summary.samples == 0 && tab != Tab::About {
            return None;
        }
        let mut query = self.link.query.clone();
        query.sample_index = word_for(summary, self.sample_type());
        if tab != Tab::Top {
            // Only a table has an order of rows.
            query.sort = Sort::default();
        }
        let link = &self.link;
        let mut detail = Detail::default();
        match tab {
            Tab::Flame => {
                detail.subject.clone_from(&link.pivot);
                detail.search.clone_from(&link.search);
                detail.collapse = link.collapse;
            }
            Tab::Graph => {
                detail.search.clone_from(&link.search);
                detail.expand = link.look("h.expand").to_owned();
            }
            Tab::Peek | Tab::Source => detail.subject.clone_from(&link.selected),
            Tab::Traces => {
                detail.search.clone_from(&link.search);
                (detail.first, detail.count) = self.traces_shown;
                detail.count = detail.count.max(STACKS);
            }
            Tab::Goroutines => {
                detail.search.clone_from(&link.search);
                detail.subject = self.all_files();
                // Filters are of samples; here they would only make groups smaller.
                return Some(Question {
                    file: file.id,
                    query: self.looked_at(&link::OF_GOROUTINES),
                    detail,
                });
            }
            Tab::Compare if self.rest == Rest::Here => App::ask_comparison(self, &mut detail),
            Tab::Top if self.own_first() == Some(true) => OWN_FIRST.clone_into(&mut detail.subject),
            Tab::Top | Tab::Tags | Tab::Compare | Tab::Snapshots | Tab::About => {}
        }
        Some(Question { file: file.id, query: query.to_url(), detail })
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
        matches!(self.link.tab, Tab::Peek | Tab::Source) && self.link.selected.is_empty()
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

    /// The question about all files together; `None` while some are still read.
    fn pile(&self) -> Option<Question> {
        if self.files.iter().any(|f| f.summary().is_none()) {
            return None;
        }
        let file = self.files.first()?.id;
        let detail = Detail { subject: self.all_files(), ..Detail::default() };
        Some(Question { file, query: self.looked_at(&link::OF_SNAPSHOTS), detail })
    }

    /// The files that were read.
    fn all_files(&self) -> String {
        let read = self.files.iter().filter(|f| f.summary().is_some());
        read.map(|f| f.id.to_string()).collect::<Vec<_>>().join(",")
    }

    /// How snapshots or goroutines are looked at.
    fn looked_at(&self, names: &[&str]) -> String {
        let mut query = String::new();
        for name in names {
            let value = self.link.look(name);
            if !value.is_empty() {
                url::push_param(&mut query, name, value);
            }
        }
        query
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
        let window = matches!(tab, Tab::Flame | Tab::Compare).then(|| {
            // Of a comparison all is asked for first: its window is for its view.
            let zoom = self.state.link.zoom.filter(|_| tab == Tab::Flame);
            let (from, to) = zoom.unwrap_or_default();
            FlameWindow { from, to, min_pixels: MIN_PIXELS, pixels: host::size().0.max(1.0) }
        });
        self.ask_engine(tab, &question, window);
        self.asked[tab as usize] = Some((question, clock::now()));
        self.ask_sum();
    }

    pub(super) fn ask_engine(&self, tab: Tab, question: &Question, window: Option<FlameWindow>) {
        let Question { file, query, detail } = question.clone();
        let view = tab.name().to_owned();
        let is_drawn = tab == Tab::Graph || detail.sides.show == "graph";
        let advances = if is_drawn { Self::advances() } else { Vec::new() };
        self.engine.ask(ViewRequest { view, file, generation: 0, query, window, detail, advances });
    }

    /// Asks for other boxes of the graph that is shown.
    pub(super) fn ask_window(&mut self, window: FlameWindow, beside: Option<FlameWindow>) {
        let tab = self.state.link.tab;
        let shown = match tab {
            Tab::Compare => self.state.compare.as_ref().map(|s| s.question.clone()),
            _ => self.state.flame.as_ref().map(|s| s.question.clone()),
        };
        if let Some(question) =
            shown.filter(|shown| self.state.question(tab).as_ref() == Some(shown))
        {
            let mut asked = question.clone();
            asked.detail.sides.beside = beside;
            self.ask_engine(tab, &asked, Some(window));
            self.asked[tab as usize] = Some((question, clock::now()));
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
