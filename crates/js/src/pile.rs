//! Open profiles as snapshots of one program.

pub(crate) mod suspect;

use crate::thrown::Thrown;
use crate::views::Refusal;
use crate::views::goroutines::Case;
use crate::{Profile, rest};
use hearth_core::query::url;
use hearth_core::snapshots::{Earlier, Findings, Level, Series, Unsuited, growth_per_second};
use hearth_messages::{FileId, LevelData, Names, SeriesData, SnapshotsData, ViewData, ViewRequest};
use js_sys::{Float64Array, Uint8Array};
use wasm_bindgen::prelude::*;

/// Snapshots of one program, in any order. It keeps what counts of each profile, and what
/// it found.
#[wasm_bindgen]
#[derive(Default)]
pub struct Pile {
    pub(crate) pile: hearth_core::snapshots::Pile,
    /// The files of the snapshots.
    files: Vec<FileId>,
    /// The snapshots by the order in which files came; of what is no snapshot, `None`.
    places: Vec<Option<usize>>,
    /// What was set by hand, as it was asked for last.
    by_hand: [String; 2],
    found: Option<Findings>,
    /// The case files of goroutines that were looked at.
    cases: Vec<(FileId, Case)>,
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
        rest::add(self, file, name, profile);
    }

    /// What grows: takes a `ViewRequest`, returns a `ViewData`.
    ///
    /// # Errors
    ///
    /// Never, in practice.
    pub fn view(&mut self, request: JsValue) -> Result<JsValue, Thrown> {
        Ok(rest::findings(self, request)?)
    }

    /// The goroutines of one of the profiles, with those that stay from one to the next:
    /// takes a `ViewRequest`, returns a `ViewData`.
    ///
    /// # Errors
    ///
    /// When what is looked for makes no sense, in words for the user.
    pub fn goroutines(&mut self, request: JsValue, profile: &Profile) -> Result<JsValue, Thrown> {
        Ok(rest::goroutines(self, request, profile)?)
    }
}

impl Pile {
    /// Adds a profile; says why it is no snapshot, if it is none.
    pub(crate) fn take(
        &mut self,
        file: FileId,
        name: &str,
        profile: &Profile,
    ) -> Result<(), Unsuited> {
        let added = self.pile.add(name, profile.session.profile());
        self.places.push(added.as_ref().ok().copied());
        if added.is_ok() {
            self.files.push(file);
        }
        (self.found, self.cases) = (None, Vec::new());
        added.map(drop)
    }

    /// Takes what was set by hand: the order, and times.
    fn arrange(&mut self, query: &str) {
        let of = |wanted: &str| {
            let found = url::params(query).find(|(name, _)| name == wanted);
            found.map_or(String::new(), |(_, value)| value)
        };
        let by_hand = ["h.snapshots", "h.times"].map(of);
        if by_hand == self.by_hand {
            return;
        }
        let at = |place: &str| -> Option<usize> {
            *self.places.get(place.parse::<usize>().ok()?.checked_sub(1)?)?
        };
        let order: Vec<usize> = by_hand[0].split(',').filter_map(at).collect();
        let times: Vec<(usize, i64)> = by_hand[1]
            .split(',')
            .filter_map(|pair| {
                let (place, seconds) = pair.split_once(':')?;
                Some((at(place)?, seconds.parse::<i64>().ok()?.checked_mul(1_000_000_000)?))
            })
            .collect();
        self.pile.set_order((!order.is_empty()).then_some(order));
        self.pile.set_times(times);
        self.by_hand = by_hand;
        (self.found, self.cases) = (None, Vec::new());
    }

    pub(crate) fn snapshots(&mut self, request: &ViewRequest) -> ViewData {
        self.arrange(&request.query);
        let Self { pile, found, .. } = self;
        found.get_or_insert_with(|| pile.findings());
        let findings = self.found.as_ref().expect("it was made just now");
        let mut data = self.data(findings);
        data.table = self.table(findings, &request.query);
        ViewData::Snapshots(Box::new(data))
    }

    pub(crate) fn case(
        &mut self,
        request: &ViewRequest,
        profile: &Profile,
    ) -> Result<ViewData, Refusal> {
        self.arrange(&request.query);
        let profile = profile.session.profile();
        if !self.cases.iter().any(|(file, _)| *file == request.file) {
            let (stays, earlier) = (self.stays(request.file), self.earlier(request.file, profile));
            self.cases.push((request.file, Case::new(profile, stays, earlier)));
        }
        let case = self.cases.iter().find(|(file, _)| *file == request.file);
        let (_, case) = case.expect("it was made just now");
        case.data(profile, &request.detail.search, &request.query)
    }

    /// Where the goroutines of a file are in other dumps, with the moments of those.
    fn stays(&self, file: FileId) -> Option<(hearth_core::snapshots::Stays, Vec<f64>, bool)> {
        let number = self.files.iter().position(|f| *f == file)?;
        let series = self.pile.series();
        let stays = self.pile.stays(&series, number)?;
        let series = series.iter().find(|s| s.snapshots.contains(&number))?;
        let moments = match &series.seconds {
            Some(seconds) => seconds[stays.dumps.clone()].to_vec(),
            None => stays.dumps.clone().map(|place| place as f64).collect(),
        };
        Some((stays, moments, series.seconds.is_some()))
    }

    /// Goroutines of the first dump before a file.
    fn earlier(
        &mut self,
        file: FileId,
        profile: &hearth_core::profile::Profile,
    ) -> Option<(FileId, Earlier)> {
        let number = self.files.iter().position(|f| *f == file)?;
        let earlier = self.pile.earlier(number, profile)?;
        Some((self.files[earlier.number], earlier))
    }

    fn data(&self, findings: &Findings) -> SnapshotsData {
        let suspects = findings.suspects.iter().enumerate();
        SnapshotsData {
            series: findings.series.iter().map(|series| self.series_data(series)).collect(),
            suspects: suspects.map(|(i, s)| suspect::message(findings, Some(i), s)).collect(),
            grown: findings.grown.iter().map(|s| suspect::message(findings, None, s)).collect(),
            notes: findings.notes.iter().map(suspect::note).collect(),
            too_few: findings
                .too_few
                .as_ref()
                .map(|few| (few.kind.clone(), few.different as u32, few.was_restarted)),
            table: None,
        }
    }

    pub(crate) fn series_data(&self, series: &Series) -> SeriesData {
        let times = self.pile.times();
        let totals = self.pile.totals(series);
        let last = series.segments.last().cloned().unwrap_or_default();
        let seconds = series.seconds.clone().unwrap_or_default();
        let of_last = seconds.get(last.clone()).unwrap_or_default();
        SeriesData {
            per_second: growth_per_second(&totals[last], of_last),
            kind: series.kind.clone(),
            program: series.program.clone(),
            unit: self.pile.snapshots()[series.snapshots[0]].unit.clone(),
            files: series.snapshots.iter().map(|&n| self.files[n]).collect(),
            times: series.snapshots.iter().map(|&n| (times[n] / 1_000_000_000) as f64).collect(),
            ordered_by: series.ordered_by.name().to_owned(),
            totals: totals.into_iter().map(|total| total as f64).collect(),
            restarts: series.segments.iter().skip(1).map(|s| s.start as u32).collect(),
            seconds,
        }
    }

    /// All that moves at the grain that is asked for, if one is: of the series that is asked
    /// for, or else that of the first suspect.
    fn table(&self, findings: &Findings, query: &str) -> Option<LevelData> {
        let (mut level, mut index) =
            (None, findings.suspects.first().or(findings.grown.first()).map_or(0, |s| s.series));
        for (name, value) in url::params(query) {
            match &*name {
                "h.level" => level = Level::from_name(&value),
                "h.series" => index = value.parse().unwrap_or(index),
                _ => {}
            }
        }
        let (level, series) = (level?, findings.series.get(index)?);
        let rows = self.pile.table(series, level);
        let values: Vec<f64> =
            rows.iter().flat_map(|row| row.values.iter().map(|&value| value as f64)).collect();
        let verdicts: Vec<u8> =
            rows.iter().map(|row| row.verdict.map_or(6, |verdict| verdict as u8)).collect();
        let slopes: Vec<f64> = rows.iter().map(|row| row.slope).collect();
        Some(LevelData {
            level: level.name().to_owned(),
            series: index as u32,
            width: series.longest().len() as u32,
            names: Names::new(rows.iter().map(|row| &*row.name)),
            verdicts: Uint8Array::from(&*verdicts),
            slopes: Float64Array::from(&*slopes),
            values: Float64Array::from(&*values),
        })
    }
}
