//! What leaks, as the example `leaks` of core prints it.

use crate::Profile;
use crate::thrown::Thrown;
use hearth_core::snapshots::{Findings, Pile, Suspect};
use hearth_messages::{LeakData, LeaksData, LeftOut};
use wasm_bindgen::prelude::*;

/// Snapshots of one program, in any order.
#[wasm_bindgen]
#[derive(Default)]
pub struct Leaks {
    pile: Pile,
    left_out: Vec<LeftOut>,
}

#[wasm_bindgen]
impl Leaks {
    /// None yet.
    #[wasm_bindgen(constructor)]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a profile. It is not needed any more afterwards.
    pub fn add(&mut self, name: &str, profile: &Profile) {
        if let Err(error) = self.pile.add(name, profile.session.profile()) {
            self.leave_out(name, &error.to_string());
        }
    }

    /// Notes a file that is no profile.
    #[wasm_bindgen(js_name = leaveOut)]
    pub fn leave_out(&mut self, name: &str, why: &str) {
        self.left_out.push(LeftOut { name: name.to_owned(), why: why.to_owned() });
    }

    /// What leaks: a `LeaksData`.
    ///
    /// # Errors
    ///
    /// Never, in practice.
    pub fn find(self) -> Result<JsValue, Thrown> {
        let findings = self.pile.findings();
        let series = &findings.series;
        let mut kinds: Vec<String> = series.iter().map(|s| s.kind.clone()).collect();
        kinds.sort_unstable();
        kinds.dedup();
        let suspects = findings.suspects.iter().enumerate();
        let data = LeaksData {
            snapshots: series.iter().map(|s| s.snapshots.len()).max().unwrap_or(0) as u32,
            kinds,
            suspects: suspects.map(|(index, s)| self.suspect(&findings, index + 1, s)).collect(),
            enough: findings.too_few.is_none(),
            why: findings.too_few.as_ref().map(|few| few.text()),
            left_out: self.left_out,
        };
        Ok(hearth_messages::to_js_with_null(&data)?)
    }
}

impl Leaks {
    fn suspect(&self, findings: &Findings, rank: usize, suspect: &Suspect) -> LeakData {
        let series = &findings.series[suspect.series];
        let first = series.snapshots.first().map(|&n| &self.pile.snapshots()[n]);
        LeakData {
            rank: rank as u32,
            kind: series.kind.clone(),
            verdict: suspect.verdict.name().to_owned(),
            function: suspect.function.clone(),
            file: suspect.file.clone(),
            line: suspect.line as f64,
            stack: suspect.stack.iter().map(|(name, ..)| name.clone()).collect(),
            values: suspect.values.iter().map(|&value| value as f64).collect(),
            unit: first.map_or(String::new(), |snapshot| snapshot.unit.clone()),
            slope_per_s: suspect.slope_per_second,
            slope_per_snapshot: suspect.slope_per_snapshot,
            confidence: suspect.confidence,
        }
    }
}
