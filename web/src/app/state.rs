//! What the page knows: the open files, what is shown of them, and what went
//! wrong. Hovering and the camera are not here: they change with every movement.

use super::App;
use super::filters::Sums;
use super::link::{self, Link};
use crate::filters::Completions;
use crate::seal::Seal;
use crate::settings::Settings;
use crate::view::Tab;
use crate::view::compare::{self, Candidate, Role};
use crate::view::flame::Scene;
use crate::view::goroutines::Groups;
use crate::view::graph;
use crate::view::source::Files;
use crate::view::top::TopTable;
use crate::view::traces::STACKS;
use hearth_core::query::{Query, Sort, url};
use hearth_messages::{
    AboutData, Detail, FileId, PeekData, Phase, Sides, SnapshotsData, SourceData, Summary,
    TagsData, TracesData,
};
use std::rc::Rc;

/// A file that is open, or about to be.
#[derive(Clone, PartialEq)]
pub struct OpenFile {
    pub id: FileId,
    pub name: String,
    pub size: f64,
    /// The file itself: kept, so that it can be read again by another worker.
    pub blob: web_sys::File,
    pub reading: Reading,
    /// When the page got it, on the page's clock.
    pub received: f64,
    /// It is shown as soon as it is read.
    pub show: bool,
    /// Its SHA-256 in hexadecimal digits, once that was asked for.
    pub sha256: Option<String>,
    /// From `received` to the first view painted, in milliseconds.
    pub opened_in: Option<f64>,
}

/// How far a file is read.
#[derive(Clone, PartialEq)]
pub enum Reading {
    /// The worker has not begun.
    Waiting,
    /// The worker reads it.
    Under { phase: Phase, done: f64, total: f64, samples: f64 },
    /// The user asked to stop.
    Cancelling,
    /// It was read.
    Done(Rc<Summary>),
}

impl OpenFile {
    /// What is in it, once it was read.
    pub fn summary(&self) -> Option<&Rc<Summary>> {
        match &self.reading {
            Reading::Done(summary) => Some(summary),
            _ => None,
        }
    }
}

/// Something that the user has to know.
#[derive(Clone, Debug, PartialEq)]
pub struct Notice {
    pub id: u32,
    /// Something failed; otherwise something is only odd.
    pub is_error: bool,
    pub title: String,
    pub text: String,
}

/// The menu of a function, where it was opened.
#[derive(Clone, Debug, PartialEq)]
pub struct Menu {
    pub name: String,
    pub x: i32,
    pub y: i32,
}

/// What a view was asked. Its data fits as long as this is the same.
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    pub file: FileId,
    pub query: String,
    pub detail: Detail,
}

/// A view's data, and the question that it answers.
pub struct Shown<T> {
    pub question: Question,
    pub data: Rc<T>,
}

/// What the first view does not need.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Rest {
    /// It is on its way.
    #[default]
    Loading,
    Here,
    /// It will not come, and why.
    Missing(String),
}

/// See the module.
#[derive(Default)]
pub struct State {
    pub files: Vec<OpenFile>,
    pub active: Option<FileId>,
    pub link: Link,
    pub notices: Vec<Notice>,
    pub seal: Seal,
    pub rest: Rest,
    /// The example is to be opened as soon as it is there.
    pub example_wanted: bool,
    pub top: Option<Shown<TopTable>>,
    pub flame: Option<Shown<Scene>>,
    pub call_graph: Option<Shown<graph::Scene>>,
    pub peek: Option<Shown<PeekData>>,
    pub source: Option<Shown<SourceData>>,
    pub source_files: Rc<Files>,
    pub traces: Option<Shown<TracesData>>,
    pub tags: Option<Shown<TagsData>>,
    pub compare: Option<Shown<compare::Comparison>>,
    pub goroutines: Option<Shown<Groups>>,
    pub snapshots: Option<Shown<SnapshotsData>>,
    pub about: Option<Shown<AboutData>>,
    /// The traces that are on the screen: the first, and how many.
    pub traces_shown: (u32, u32),
    /// Counts the graphs that the flame view has shown.
    pub graph: u32,
    /// Why the engine could not answer a question.
    pub refused: Option<(Question, String)>,
    /// The user wants files opened although the page is not sealed.
    pub unsealed: bool,
    /// Why there is no engine, and what to do.
    pub unavailable: Option<String>,
    /// The last file that was tried could not be opened.
    pub failed: bool,
    /// Which files could not be opened and why, until a program that asked for them was told.
    pub failures: Vec<(FileId, [String; 2])>,
    pub dragging: bool,
    pub keys_open: bool,
    pub menu: Option<Menu>,
    /// What queries come to, as far as answers said.
    pub sums: Sums,
    /// The newest names that were asked for.
    pub completions: Completions,
    pub settings: Settings,
    /// A link is copied as soon as this file's hash is known.
    pub copying: Option<FileId>,
    last_id: u32,
}

impl State {
    /// A number that nothing had before.
    pub fn new_id(&mut self) -> u32 {
        self.last_id += 1;
        self.last_id
    }

    pub fn file(&self, id: FileId) -> Option<&OpenFile> {
        self.files.iter().find(|f| f.id == id)
    }

    pub fn file_mut(&mut self, id: FileId) -> Option<&mut OpenFile> {
        self.files.iter_mut().find(|f| f.id == id)
    }

    /// The file that is shown, and what is in it.
    pub fn shown(&self) -> Option<(&OpenFile, &Rc<Summary>)> {
        let file = self.file(self.active?)?;
        Some((file, file.summary()?))
    }

    /// Two files of one kind are open.
    pub fn is_comparable(&self) -> bool {
        let kinds = || self.files.iter().filter_map(|f| f.summary()).map(|s| &s.kind);
        kinds().enumerate().any(|(at, kind)| kinds().take(at).any(|other| other == kind))
    }

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
            Tab::Top | Tab::Tags | Tab::Compare | Tab::Snapshots | Tab::About => {}
        }
        Some(Question { file: file.id, query: query.to_url(), detail })
    }

    /// The files that were read, with their parts in the comparison.
    pub fn candidates(&self) -> Vec<Candidate> {
        let read = self.files.iter().filter_map(|file| {
            let summary = file.summary()?;
            let (time, kind) = (summary.time_nanos, summary.kind.clone());
            Some(Candidate { id: file.id, name: file.name.clone(), kind, time, role: Role::None })
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

    /// The page's state, as `<html data-hearth>` says it.
    pub fn word(&self) -> &'static str {
        let reading = self.files.iter().any(|f| f.summary().is_none());
        match self.shown() {
            _ if reading => "opening",
            Some((file, _)) if file.opened_in.is_none() => "opening",
            Some(_) => "ready",
            None if self.failed => "failed",
            None => "empty",
        }
    }

    /// Tells the user of something. Only the newest few are kept.
    pub fn notify(&mut self, is_error: bool, title: String, text: String) {
        let id = self.new_id();
        self.notices.retain(|n| (&n.title, &n.text) != (&title, &text));
        self.notices.push(Notice { id, is_error, title, text });
        let surplus = self.notices.len().saturating_sub(4);
        self.notices.drain(..surplus);
    }

    /// Forgets a file; shows the one beside it if it was the one that was shown.
    pub fn forget(&mut self, id: FileId) {
        let Some(at) = self.files.iter().position(|f| f.id == id) else { return };
        self.files.remove(at);
        if self.active == Some(id) {
            let read = |f: &&OpenFile| f.summary().is_some();
            let next = self.files[at..].iter().find(read).or(self.files[..at].iter().rfind(read));
            self.active = next.map(|f| f.id);
            self.link.zoom = None;
        }
        self.sums.retain(|s| s.0 != id);
        self.top = self.top.take().filter(|s| s.question.file != id);
        self.flame = self.flame.take().filter(|s| s.question.file != id);
        self.call_graph = self.call_graph.take().filter(|s| s.question.file != id);
        self.peek = self.peek.take().filter(|s| s.question.file != id);
        self.source = self.source.take().filter(|s| s.question.file != id);
        self.traces = self.traces.take().filter(|s| s.question.file != id);
        self.tags = self.tags.take().filter(|s| s.question.file != id);
        self.goroutines = self.goroutines.take().filter(|s| s.question.file != id);
        self.snapshots = self.snapshots.take().filter(|s| s.question.file != id);
        self.about = self.about.take().filter(|s| s.question.file != id);
        let is_in = |s: &Sides| s.old.contains(&id) || s.new.contains(&id);
        self.compare = self.compare.take().filter(|s| !is_in(&s.question.detail.sides));
    }
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
