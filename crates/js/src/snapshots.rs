//! Open profiles as snapshots of one program.

pub(crate) mod suspect;

use crate::profile::Profile;
use crate::views::Refusal;
use crate::views::goroutines::Case;
use hearth_core::snapshots::{
    Earlier, Findings, Level, Series, SnapshotSet, Survivors, Unsuited, growth_per_second,
};
use hearth_messages::{
    Arrangement, FileId, GoroutinesData, GoroutinesQuestion, LevelData, Names, SeriesData,
    SnapshotsData, SnapshotsQuestion,
};
use js_sys::{Float64Array, Uint8Array};

/// Snapshots of one program, in any order. It keeps what counts of each profile, and what
/// it found.
#[derive(Default)]
pub struct Snapshots {
    pub(crate) set: SnapshotSet,
    /// The files of the snapshots.
    files: Vec<FileId>,
    /// The snapshots by the order in which files came; of what is no snapshot, `None`.
    places: Vec<Option<usize>>,
    /// Arrangement set by hand, as it was asked for last.
    by_hand: Arrangement,
    found: Option<Findings>,
    /// Groups of goroutines of the files that were looked at.
    cases: Vec<(FileId, Case)>,
}

impl Snapshots {
    /// Adds a profile; says why it is no snapshot, if it is none.
    pub(crate) fn take(&mut self, file: FileId, profile: &Profile) -> Result<(), Unsuited> {
        let added = self.set.add(&profile.name, profile.session.profile());
        self.places.push(added.as_ref().ok().copied());
        if added.is_ok() {
            self.files.push(file);
        }
        (self.found, self.cases) = (None, Vec::new());
        added.map(drop)
    }

    /// Takes what was set by hand: the order, and times.
    fn arrange(&mut self, by_hand: &Arrangement) {
        if *by_hand == self.by_hand {
            return;
        }
        let at =
            |place: u32| -> Option<usize> { *self.places.get((place as usize).checked_sub(1)?)? };
        let order: Vec<usize> = by_hand.order.iter().filter_map(|&place| at(place)).collect();
        let time = |&(place, seconds): &(u32, i64)| {
            Some((at(place)?, seconds.checked_mul(1_000_000_000)?))
        };
        let times: Vec<(usize, i64)> = by_hand.times.iter().filter_map(time).collect();
        self.set.set_order((!order.is_empty()).then_some(order));
        self.set.set_times(times);
        self.by_hand = by_hand.clone();
        (self.found, self.cases) = (None, Vec::new());
    }

    /// Growth.
    pub(crate) fn data(&mut self, asked: &SnapshotsQuestion) -> SnapshotsData {
        self.arrange(&asked.arrangement);
        let Self { set, found, .. } = self;
        found.get_or_insert_with(|| set.findings());
        let findings = self.found.as_ref().expect("it was made just now");
        SnapshotsData { table: self.table(findings, asked), ..self.found(findings) }
    }

    /// Goroutines of one of the profiles, with those that stay from one to the next.
    pub(crate) fn case(
        &mut self,
        asked: &GoroutinesQuestion,
        profile: &Profile,
    ) -> Result<GoroutinesData, Refusal> {
        self.arrange(&asked.arrangement);
        let profile = profile.session.profile();
        if !self.cases.iter().any(|(file, _)| *file == asked.file) {
            let (stays, earlier) = (self.stays(asked.file), self.earlier(asked.file, profile));
            self.cases.push((asked.file, Case::new(profile, stays, earlier)));
        }
        let case = self.cases.iter().find(|(file, _)| *file == asked.file);
        let (_, case) = case.expect("it was made just now");
        case.data(profile, asked)
    }

    /// Where the goroutines of a file are in other dumps, with the moments of those.
    fn stays(&self, file: FileId) -> Option<(Survivors, Vec<f64>, bool)> {
        let number = self.files.iter().position(|f| *f == file)?;
        let series = self.set.series();
        let stays = self.set.stays(&series, number)?;
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
        let earlier = self.set.earlier(number, profile)?;
        Some((self.files[earlier.number], earlier))
    }

    fn found(&self, findings: &Findings) -> SnapshotsData {
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
        let times = self.set.times();
        let totals = self.set.totals(series);
        let last = series.segments.last().cloned().unwrap_or_default();
        let seconds = series.seconds.clone().unwrap_or_default();
        let of_last = seconds.get(last.clone()).unwrap_or_default();
        SeriesData {
            per_second: growth_per_second(&totals[last], of_last),
            kind: series.kind.clone(),
            program: series.program.clone(),
            unit: self.set.snapshots()[series.snapshots[0]].unit.clone(),
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
    fn table(&self, findings: &Findings, asked: &SnapshotsQuestion) -> Option<LevelData> {
        let level = asked.level.as_deref().and_then(Level::from_name);
        let first = findings.suspects.first().or(findings.grown.first()).map_or(0, |s| s.series);
        let index = asked.series.map_or(first, |series| series as usize);
        let (level, series) = (level?, findings.series.get(index)?);
        let rows = self.set.table(series, level);
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
