//! Open profiles as snapshots of one program.

use crate::thrown::Thrown;
use crate::{Profile, rest};
use hearth_core::snapshots::{Findings, Reason, Series, Shared, Suspect, growth_per_second};
use hearth_messages::{FileId, SeriesData, SnapshotsData, SuspectData, ViewData};
use wasm_bindgen::prelude::*;

/// Snapshots of one program, in any order. It keeps what counts of each profile.
#[wasm_bindgen]
#[derive(Default)]
pub struct Pile {
    pile: hearth_core::snapshots::Pile,
    files: Vec<FileId>,
}

#[wasm_bindgen]
impl Pile {
    /// An empty one.
    #[wasm_bindgen(constructor)]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a profile by its number and its file's name. What is no snapshot (a CPU
    /// profile) is left out.
    pub fn add(&mut self, file: FileId, name: &str, profile: &Profile) {
        if rest::add(&mut self.pile, name, profile.session.profile()) {
            self.files.push(file);
        }
    }

    /// What grows: a `ViewData`.
    ///
    /// # Errors
    ///
    /// Never, in practice.
    pub fn findings(&self) -> Result<JsValue, Thrown> {
        Ok(rest::findings(self)?)
    }
}

impl Pile {
    pub(crate) fn view(&self) -> ViewData {
        ViewData::Snapshots(Box::new(self.data(&self.pile.findings())))
    }

    fn data(&self, findings: &Findings) -> SnapshotsData {
        let per_second = |series: &Series| {
            let last = series.segments.last().cloned().unwrap_or_default();
            let seconds = series.seconds.as_deref().unwrap_or_default();
            let totals = self.pile.totals(series);
            growth_per_second(&totals[last.clone()], seconds.get(last).unwrap_or_default())
        };
        let series = findings.series.iter().map(|series| SeriesData {
            per_second: per_second(series),
            kind: series.kind.clone(),
            program: series.program.clone(),
            unit: self.pile.snapshots()[series.snapshots[0]].unit.clone(),
            files: series.snapshots.iter().map(|&n| self.files[n]).collect(),
            seconds: series.seconds.clone().unwrap_or_default(),
            totals: self.pile.totals(series).into_iter().map(|total| total as f64).collect(),
            restarts: series.segments.iter().skip(1).map(|s| s.start as u32).collect(),
        });
        let suspects = findings.suspects.iter().enumerate();
        SnapshotsData {
            series: series.collect(),
            suspects: suspects.map(|(index, s)| suspect(findings, index, s)).collect(),
            too_few: findings
                .too_few
                .as_ref()
                .map(|few| (few.kind.clone(), few.snapshots as u32, few.was_restarted)),
        }
    }
}

fn suspect(findings: &Findings, index: usize, suspect: &Suspect) -> SuspectData {
    let join = findings.joins.iter().find(|join| join.suspect == index);
    let frame = |(name, file, line): &(String, String, i64)| format!("{name} {file}:{line}");
    let numbers = |values: &[i64]| values.iter().map(|&value| value as f64).collect();
    SuspectData {
        series: suspect.series as u32,
        verdict: suspect.verdict.name().to_owned(),
        confidence: suspect.confidence,
        function: suspect.function.clone(),
        file: suspect.file.clone(),
        line: suspect.line as f64,
        blocked: suspect.blocked.map_or(String::new(), |on| on.name().to_owned()),
        created: suspect.created.as_ref().map_or(String::new(), |(by, at)| format!("{by} {at}")),
        stack: suspect.stack.iter().map(frame).collect::<Vec<_>>().join("\n"),
        values: numbers(&suspect.values),
        per_second: suspect.slope_per_second,
        per_snapshot: suspect.slope_per_snapshot,
        reasons: suspect.reasons.iter().map(reason).collect(),
        hints: suspect.hints.iter().map(|hint| hint.name().to_owned()).collect(),
        join: join.map(|join| {
            let name = match join.shared {
                Shared::Package => format!("{}.*", join.name),
                _ => join.name.clone(),
            };
            (name, join.goroutines as f64, join.bytes as f64)
        }),
    }
}

/// A reason's name, and its figures.
fn reason(reason: &Reason) -> (String, f64, f64) {
    let (name, a, b) = match *reason {
        Reason::From(from, to) => ("from", from as f64, to as f64),
        Reason::OnlyRises => ("only-rises", 0.0, 0.0),
        Reason::BeyondChance(z) => ("beyond-chance", z, 0.0),
        Reason::WithinChance(z) => ("within-chance", z, 0.0),
        Reason::FewSamples(samples) => ("few-samples", samples, 0.0),
        Reason::Steady(ratio) => ("steady", ratio, 0.0),
        Reason::Flattens(ratio) => ("flattens", ratio, 0.0),
        Reason::Gone(came, went) => ("gone", came, went),
        Reason::Survival { allocated, kept } => ("survival", allocated as f64, kept as f64),
        Reason::OneStep(part) => ("one-step", part, 0.0),
        Reason::LoadDriven => ("load-driven", 0.0, 0.0),
        Reason::ComesAndGoes(most, usual) => ("comes-and-goes", most as f64, usual as f64),
        Reason::MeanAge(seconds) => ("mean-age", seconds, 0.0),
        Reason::Waits(_) => ("waits", 0.0, 0.0),
        Reason::Proven(count) => ("proven", count as f64, 0.0),
        Reason::StillThere(left, of) => ("still-there", left as f64, of as f64),
    };
    (name.to_owned(), a, b)
}
