//! Headlines in English, for the command line and the npm package. The page words
//! the same data in its own languages.

use super::findings::Findings;
use super::snapshot_set::SnapshotSet;
use super::suspects::Suspect;
use super::trials::Strength;
use super::verdict::Verdict;
use crate::measure;

impl SnapshotSet {
    /// The headline of all that was found: of the worst suspect, or else of what grew most.
    pub fn summary(&self, findings: &Findings) -> String {
        let worst = findings.suspects.first().filter(|s| s.verdict <= Verdict::Growing);
        match (worst.or(findings.grown.first()), &findings.too_few) {
            (Some(suspect), _) => self.headline(findings, suspect),
            (None, Some(few)) if few.snapshots < 2 => "Nothing to compare".to_owned(),
            (None, Some(_)) => "Nothing grew".to_owned(),
            (None, None) => "Nothing leaks, as far as these snapshots tell".to_owned(),
        }
    }

    /// A sentence about one suspect, with its certainty: `main.f probably leaks (57%)`, or of
    /// what merely grew the values and what they cannot tell.
    pub fn headline(&self, findings: &Findings, suspect: &Suspect) -> String {
        let name = suspect.function.as_str();
        let percent = |certainty: f64| format!("{:.0}%", certainty * 100.0);
        let sure = percent(suspect.certainty().unwrap_or_default());
        let right = percent(suspect.confidence);
        match (suspect.verdict, suspect.strength()) {
            (Verdict::Leak, Some(Strength::Proven)) => format!("{name} leaks (proven)"),
            (Verdict::Leak, Some(Strength::Leaks)) => format!("{name} leaks ({sure})"),
            (Verdict::Leak, Some(Strength::VeryLikely)) => {
                format!("{name} very likely leaks ({sure})")
            }
            (Verdict::Leak, Some(Strength::Probably)) => format!("{name} probably leaks ({sure})"),
            (Verdict::Leak, _) => format!("{name} may leak ({sure})"),
            (Verdict::Growing, _) => format!("{name} grows and may leak ({sure})"),
            (Verdict::WarmUp, _) => format!("{name} grew, and then stopped ({right})"),
            (Verdict::Burst, _) => format!("{name} comes and goes ({right})"),
            (Verdict::Churn, _) => format!("{name} allocates much and frees it ({right})"),
            (Verdict::Noise, _) => format!("{name} moves no more than by chance ({right})"),
            (Verdict::Grew, _) => self.grew(findings, suspect),
        }
    }

    fn grew(&self, findings: &Findings, suspect: &Suspect) -> String {
        let series = &findings.series[suspect.series];
        let values = &suspect.values[suspect.segment.clone()];
        let unit = series.snapshots.first().map_or("", |&n| &*self.snapshots()[n].unit);
        let label = |value: Option<&i64>| measure::label(value.copied().unwrap_or(0), unit);
        let things = match &*series.kind {
            "goroutine" => " goroutines",
            "threadcreate" => " threads",
            _ => "",
        };
        let few = findings.too_few.as_ref().filter(|few| few.kind == series.kind);
        let snapshots = match few.map_or(values.len(), |few| few.different) {
            2 => "two snapshots",
            3 => "three snapshots",
            _ => "four snapshots",
        };
        let file = suspect.file.rsplit(['/', '\\']).next().unwrap_or_default();
        let place = match suspect.line {
            0 => String::new(),
            line => format!(" {file}:{line}"),
        };
        format!(
            "{}{place}: {} → {}{things}; {snapshots} cannot tell a leak from a burst: take five \
             or more",
            suspect.function,
            label(values.first()),
            label(values.last()),
        )
    }
}
