//! Growth over snapshots of one program: what leaks, as the command `leaks`
//! prints it, and goroutines from dump to dump.

use crate::engine::Engine;
use crate::snapshots::{Snapshots, suspect};
use crate::thrown::Thrown;
use hearth_core::snapshots::{ENOUGH, Findings, Note, Part, Suspect, TooFew};
use hearth_messages::{
    DumpsData, FileId, GoroutinesQuestion, LeakData, LeaksData, LeftOut, Message, NoteData,
    PartData, QueryErrorCode, SeriesData,
};
use wasm_bindgen::prelude::*;

/// Snapshots of one program, in any order. They are numbered as they are given, what is none
/// included.
#[wasm_bindgen]
#[derive(Default)]
pub struct Leaks {
    snapshots: Snapshots,
    given: FileId,
    left_out: Vec<LeftOut>,
}

#[wasm_bindgen]
impl Leaks {
    /// None yet.
    #[wasm_bindgen(constructor)]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds an open file.
    pub fn add(&mut self, engine: &Engine, file: FileId) {
        let Some(profile) = engine.file(file) else { return };
        match self.snapshots.take(self.given, profile) {
            Ok(()) => self.given += 1,
            Err(error) => self.leave_out(&profile.name, &error.to_string()),
        }
    }

    /// Notes a file that is no profile.
    #[wasm_bindgen(js_name = leaveOut)]
    pub fn leave_out(&mut self, name: &str, why: &str) {
        self.given += 1;
        self.left_out.push(LeftOut { name: name.to_owned(), why: why.to_owned() });
    }

    /// Returns leaks: a `LeaksData`.
    ///
    /// # Errors
    ///
    /// Never, in practice.
    pub fn find(&self) -> Result<JsValue, Thrown> {
        let findings = self.snapshots.set.findings();
        let series = &findings.series;
        let mut kinds: Vec<String> = series.iter().map(|s| s.kind.clone()).collect();
        kinds.sort_unstable();
        kinds.dedup();
        let data = LeaksData {
            snapshots: series.iter().map(|s| s.snapshots.len()).max().unwrap_or(0) as u32,
            kinds,
            suspects: self.suspects(&findings, |_| true),
            grown: self.grown(&findings, |_| true),
            headline: self.snapshots.set.summary(&findings),
            notes: findings.notes.iter().map(|note| self::note(*note)).collect(),
            enough: findings.too_few.is_none(),
            why: findings.too_few.as_ref().map(TooFew::text),
            left_out: self.left_out.clone(),
        };
        Ok(data.write())
    }

    /// The dumps of goroutines among them: a `DumpsData`. If a file is named by its number,
    /// those of one series with it; else the longest series.
    ///
    /// # Errors
    ///
    /// When there is no such dump.
    pub fn dumps(&self, file: Option<FileId>) -> Result<JsValue, Thrown> {
        let findings = self.snapshots.set.findings();
        let all: Vec<SeriesData> =
            findings.series.iter().map(|series| self.snapshots.series_data(series)).collect();
        let is_asked = |data: &SeriesData| {
            is_of_goroutines(&data.kind) && file.is_none_or(|file| data.files.contains(&file))
        };
        let index = all.iter().position(is_asked).ok_or_else(|| {
            let why = match file {
                Some(file) => format!("number {file} of what was given is no dump of goroutines"),
                None => "there is no dump of goroutines in what was given".to_owned(),
            };
            Thrown::of_question(QueryErrorCode::SampleType, &why)
        })?;
        let suspects = self.suspects(&findings, |suspect| suspect.series == index);
        let series = &findings.series[index];
        let few = TooFew {
            kind: series.kind.clone(),
            snapshots: series.longest().len(),
            different: self.snapshots.set.different(series, series.longest()).len(),
            was_restarted: series.segments.len() > 1,
        };
        let enough = few.different >= ENOUGH || !suspects.is_empty();
        let data = DumpsData {
            series: all[index].clone(),
            suspects,
            grown: self.grown(&findings, |suspect| suspect.series == index),
            enough,
            why: (!enough).then(|| few.text()),
            left_out: self.left_out.clone(),
        };
        Ok(data.write())
    }

    /// The goroutines of one of them, which is open as `file`, with those that stay from dump to
    /// dump: takes a `GoroutinesQuestion` whose file is its number here, returns a
    /// `GoroutinesData`.
    ///
    /// # Errors
    ///
    /// When what is looked for makes no sense.
    pub fn goroutines(
        &mut self,
        question: &JsValue,
        engine: &Engine,
        file: FileId,
    ) -> Result<JsValue, Thrown> {
        let asked = GoroutinesQuestion::read(question)?;
        let profile = engine.file(file).ok_or(crate::views::Refusal::Closed)?;
        Ok(self.snapshots.case(&asked, profile)?.write())
    }
}

fn note(note: Note) -> NoteData {
    NoteData {
        note: note.name().to_owned(),
        figures: note.figures().iter().map(|&figure| figure as f64).collect(),
        text: note.text(),
    }
}

fn part(part: &Part) -> PartData {
    PartData {
        function: part.function.clone(),
        file: part.file.clone(),
        line: part.line as f64,
        grew: part.grew as f64,
        share: part.share,
    }
}

fn is_of_goroutines(kind: &str) -> bool {
    ["goroutine", "goroutineleak"].contains(&kind)
}

impl Leaks {
    /// Some of the suspects, the worst first.
    fn suspects(&self, findings: &Findings, is_one: impl Fn(&Suspect) -> bool) -> Vec<LeakData> {
        let all = findings.suspects.iter().enumerate().filter(|(_, suspect)| is_one(suspect));
        let one = |(rank, (index, suspect))| self.suspect(findings, rank, Some(index), suspect);
        (1..).zip(all).map(one).collect()
    }

    /// Some of what merely grew, the most first.
    fn grown(&self, findings: &Findings, is_one: impl Fn(&Suspect) -> bool) -> Vec<LeakData> {
        let all = findings.grown.iter().filter(|suspect| is_one(suspect));
        (1..).zip(all).map(|(rank, suspect)| self.suspect(findings, rank, None, suspect)).collect()
    }

    fn suspect(
        &self,
        findings: &Findings,
        rank: u32,
        index: Option<usize>,
        suspect: &Suspect,
    ) -> LeakData {
        let series = &findings.series[suspect.series];
        let first = series.snapshots.first().map(|&n| &self.snapshots.set.snapshots()[n]);
        let said = suspect::message(findings, index, suspect);
        LeakData {
            rank,
            kind: series.kind.clone(),
            verdict: said.verdict,
            reasons: said.reasons,
            hints: said.hints,
            function: said.function,
            file: said.file,
            line: said.line,
            blocked: said.blocked,
            created: said.created,
            labels: said.labels,
            stack: suspect.stack.iter().map(|(name, ..)| name.clone()).collect(),
            values: said.values,
            unit: first.map_or(String::new(), |snapshot| snapshot.unit.clone()),
            slope_per_s: said.per_second,
            slope_per_snapshot: said.per_snapshot,
            confidence: said.confidence,
            interval: suspect.interval,
            certainty: said.certainty,
            headline: self.snapshots.set.headline(findings, suspect),
            each: said.each,
            parts: suspect.parts.iter().map(part).collect(),
        }
    }
}
