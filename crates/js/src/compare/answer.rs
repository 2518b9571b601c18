//! The answer of a comparison, to be said first.

use super::columns;
use hearth_core::compare::{Comparison, Mode, Part, Summary};
use hearth_core::query::Query;
use hearth_core::selection::SelectError;
use hearth_messages::{CompareData, CompareParts, CompareSummary};

/// Adds it to what is shown.
pub fn add(
    comparison: &mut Comparison,
    query: &Query,
    mode: Mode,
    data: &mut CompareData,
) -> Result<(), SelectError> {
    let found = comparison.summary(query, mode)?;
    let index = comparison.sample_index(query)?;
    let name = comparison.profile().sample_type_names().nth(index).unwrap_or_default();
    data.summary = message(&found, String::from_utf8_lossy(name).into_owned());
    Ok(())
}

/// No answer.
pub fn none() -> CompareSummary {
    CompareSummary {
        subject: String::new(),
        sample_type: String::new(),
        answer: String::new(),
        total: columns([].iter()),
        parts: parts(&[]),
        against: parts(&[]),
        functions: 0,
    }
}

fn message(found: &Summary, sample_type: String) -> CompareSummary {
    CompareSummary {
        subject: found.subject.name().to_owned(),
        sample_type,
        answer: found.answer.name().to_owned(),
        total: columns([found.total].iter()),
        parts: parts(&found.parts),
        against: parts(&found.against),
        functions: found.functions as u32,
    }
}

fn parts(parts: &[Part]) -> CompareParts {
    CompareParts {
        functions: parts.iter().map(|part| part.function.clone()).collect(),
        files: parts.iter().map(|part| part.file.clone()).collect(),
        lines: parts.iter().map(|part| u32::try_from(part.line).unwrap_or(0)).collect(),
        figures: columns(parts.iter().map(|part| &part.difference)),
        shares: parts.iter().map(|part| part.share).collect(),
    }
}
