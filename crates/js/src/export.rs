//! Files to be saved.

use crate::engine::Engine;
use crate::views::Refusal;
use hearth_core::query::{Query, quote};
use hearth_core::report::{self, Report};
use hearth_core::selection::Session;
use hearth_messages::{ExportOf, ExportQuestion};

/// Makes a file of a report: of a profile, or of the difference of two sides, as `-diff_base` has
/// it with the base, and `-normalize` where the sides are compared with it.
pub fn export(engine: &mut Engine, asked: &ExportQuestion) -> Result<Vec<u8>, Refusal> {
    match &asked.of {
        ExportOf::File { file } => {
            let profile = engine.file_mut(*file).ok_or(Refusal::Closed)?;
            report(&mut profile.session, asked)
        }
        ExportOf::Difference { sides, mode } => {
            report(&mut engine.new_pair(sides).difference(*mode)?, asked)
        }
    }
}

fn report(session: &mut Session, asked: &ExportQuestion) -> Result<Vec<u8>, Refusal> {
    let query = Query::from_url(&asked.query)?;
    let function = format!("^{}$", quote(&asked.function));
    let report = Report::from_name(&asked.report, &function)
        .ok_or_else(|| Refusal::Unknown(asked.report.clone()))??;
    Ok(report::export(&report, session, &query)?)
}
