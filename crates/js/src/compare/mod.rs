//! Two sides, compared.

mod answer;
mod flame;
pub mod graph;
mod lists;
mod problem;

use crate::graph::Drawn;
use crate::profile::Profile;
#[cfg(feature = "headless")]
use crate::thrown::Thrown;
use crate::views::{self, Refusal};
use hearth_core::compare::{
    Compared, Comparison, Difference, MatchOptions, Matching, Mode, NEW, OLD, Options, Remedy,
    Scale, Width, difference,
};
use hearth_core::measure::{AUTO, MINIMUM};
use hearth_core::profile;
use hearth_core::query::Query;
use hearth_core::selection::{SelectError, Session};
use hearth_core::view::compare::top::{Row, top};
use hearth_messages::{
    self as messages, CompareColumns, CompareData, CompareQuestion, CompareRemark, CompareShown,
    CompareTable, CompareView, FileId, Sides,
};
use js_sys::{BigInt64Array, Float64Array, Uint8Array};
use problem::Problem;

/// Two sides of open profiles. They are compared when the first view is asked for.
pub struct Pair {
    sides: [Vec<profile::Profile>; 2],
    options: Options,
    /// Result of comparing them, once it was tried.
    made: Option<Result<Box<Comparison>, Problem>>,
    /// The latest drawing of what changed.
    drawn: Drawn,
}

impl Pair {
    /// Two sides of the files that `file` finds. Their large tables are shared, not copied.
    pub fn new<'a>(asked: &Sides, file: impl Fn(&FileId) -> Option<&'a Profile>) -> Self {
        let side = |files: &[FileId]| {
            let open = files.iter().filter_map(&file);
            open.map(|profile| profile.session.profile().clone()).collect()
        };
        let (strict, renames) = (asked.strict, asked.renames.clone());
        let matching = MatchOptions { strict, renames };
        let options = Options { matching, normalize: asked.normalize };
        let sides = [side(&asked.old), side(&asked.new)];
        Self { sides, options, made: None, drawn: Drawn::default() }
    }

    /// Compares now, so that what can't be compared is refused before the first view.
    ///
    /// # Errors
    ///
    /// When the sides have nothing to compare.
    #[cfg(feature = "headless")]
    pub fn compare(&mut self) -> Result<(), Thrown> {
        let code = hearth_messages::QueryErrorCode::NotComparable;
        let refused = |why: Problem| Thrown::of_question(code, &why.text);
        self.comparison().map(drop).map_err(refused)
    }
}

/// Number of functions without a match that are listed.
const LISTED: usize = 200;

impl Pair {
    /// Compares, if that was not done yet: the sides are not needed any more then.
    fn comparison(&mut self) -> Result<&mut Comparison, Problem> {
        let Self { sides, options, made, .. } = self;
        let made = made.get_or_insert_with(|| problem::compare(std::mem::take(sides), options));
        made.as_deref_mut().map_err(|problem| problem.clone())
    }

    /// The difference, as pprof makes it of files; in a mode, of scaled ones.
    pub(crate) fn difference(self, mode: messages::Mode) -> Result<Session, Refusal> {
        Ok(Session::new(difference(self.sides, &self.options, self::mode(mode))?))
    }

    pub(crate) fn data(&mut self, asked: &CompareQuestion) -> Result<CompareData, Refusal> {
        let query = Query::from_url(&asked.query)?;
        let mode = mode(asked.mode);
        let comparison = match self.comparison() {
            Ok(comparison) => comparison,
            Err(problem) => return Ok(nothing(problem)),
        };
        let index = match comparison.sample_index(&query) {
            Ok(index) => index,
            Err(error) => {
                let mut data = nothing(Problem::only_one_side(comparison, &query, &error));
                remarks(comparison, mode, 0, &mut data);
                return Ok(data);
            }
        };
        let mut data = match &asked.view {
            CompareView::Flame { shape, is_sum, window } => {
                let width = if *is_sum { Width::Sum } else { Width::default() };
                flame::data(comparison, &query, mode, shape, &[(width, *window)])?
            }
            CompareView::Both { shape, window, beside } => {
                flame::data(comparison, &query, mode, shape, &flame::both(*window, *beside))?
            }
            CompareView::Peek { function } => lists::peek(comparison, &query, mode, function)?,
            CompareView::Source { function } => lists::source(comparison, &query, mode, function)?,
            CompareView::Table | CompareView::Graph { .. } => table(comparison, &query, mode)?,
        };
        remarks(comparison, mode, index, &mut data);
        answer::add(comparison, &query, mode, &mut data)?;
        Ok(data)
    }
}

/// Mode that figures are made comparable by.
fn mode(asked: messages::Mode) -> Mode {
    match asked {
        messages::Mode::Absolute => Mode::Absolute,
        messages::Mode::Second => Mode::PerSecond,
        messages::Mode::Share => Mode::Share,
        messages::Mode::Per { old, new } => Mode::PerOperation([old, new]),
    }
}

fn nothing(problem: Problem) -> CompareData {
    CompareData {
        problem: problem.kind.to_owned(),
        problem_names: problem.names,
        problem_text: if cfg!(feature = "headless") { problem.text } else { String::new() },
        summary: answer::none(),
        figure: "flat".to_owned(),
        unit: String::new(),
        output_unit: String::new(),
        factors: Scale::ONE.factors,
        is_share: false,
        is_sampled: false,
        total: [0; 2],
        shown: CompareShown::Nothing,
        remarks: Vec::new(),
        matched: [1.0; 2],
        renamed: 0,
        unmatched: Vec::new(),
        unmatched_count: 0,
        renames: Vec::new(),
    }
}

/// Common part of all that is shown of a comparison.
fn shown(
    compared: &Compared,
    total: &Difference,
    query: &Query,
    shown: CompareShown,
) -> CompareData {
    // One unit for a whole report is the smallest figure's: no use for the large ones.
    let output_unit = if query.unit == MINIMUM { AUTO.to_owned() } else { query.unit.clone() };
    CompareData {
        unit: compared.selection.unit().into_owned(),
        output_unit,
        factors: compared.judge.scale.factors,
        is_share: compared.judge.scale.is_share,
        is_sampled: compared.judge.is_sampled,
        total: total.value,
        shown,
        figure: if compared.is_waiting { "own" } else { "flat" }.to_owned(),
        ..nothing(Problem::default())
    }
}

fn table(
    comparison: &mut Comparison,
    query: &Query,
    mode: Mode,
) -> Result<CompareData, SelectError> {
    let compared = comparison.select(query, mode)?;
    let table = top(&compared);
    let figures =
        |of: fn(&Row) -> &Difference| -> CompareColumns { columns(table.rows.iter().map(of)) };
    let rows = CompareTable {
        names: views::names(table.rows.iter().map(|row| &*row.name)),
        flat: figures(|row| &row.flat),
        cum: figures(|row| &row.cum),
        own: figures(|row| &row.own),
    };
    Ok(shown(&compared, &table.total, query, CompareShown::Table(rows)))
}

/// Both sides of some figures as columns.
fn columns<'a>(all: impl Iterator<Item = &'a Difference> + Clone) -> CompareColumns {
    let value = |side: usize| {
        BigInt64Array::from(&*all.clone().map(|d| d.value[side]).collect::<Vec<i64>>())
    };
    let half = |d: &Difference| d.interval.map_or(f64::NAN, |[low, high]| (high - low) / 2.0);
    CompareColumns {
        old: value(OLD),
        new: value(NEW),
        change: Float64Array::from(&*all.clone().map(|d| d.change).collect::<Vec<f64>>()),
        half: Float64Array::from(&*all.clone().map(half).collect::<Vec<f64>>()),
        verdict: Uint8Array::from(&*all.map(|d| d.verdict as u8).collect::<Vec<u8>>()),
    }
}

/// Remarks on the sides, and functions without a match.
fn remarks(comparison: &Comparison, mode: Mode, index: usize, data: &mut CompareData) {
    data.remarks = (comparison.remarks(mode, index).iter())
        .map(|remark| {
            let (names, numbers) = remark.values();
            CompareRemark {
                kind: remark.kind().to_owned(),
                names,
                numbers,
                text: if cfg!(feature = "headless") { remark.to_string() } else { String::new() },
                is_warning: remark.is_warning(),
                remedies: remark.remedies().into_iter().map(remedy).collect(),
            }
        })
        .collect();
    let Matching { matched, changed, unmatched, renames } = comparison.matching();
    data.matched = *matched;
    data.renamed = changed.len() as u32;
    data.unmatched_count = unmatched.len() as u32;
    let side = |is_new: bool| if is_new { "new" } else { "old" }.to_owned();
    data.unmatched = (unmatched.iter().take(LISTED))
        .map(|one| (one.name.clone(), side(one.is_new), one.share))
        .collect();
    data.renames = (renames.iter().take(LISTED))
        .map(|one| (one.old.clone(), one.new.clone(), one.likeness))
        .collect();
}

fn remedy(remedy: Remedy) -> (String, String) {
    let (kind, value) = match remedy {
        Remedy::Mode(mode) => ("mode", mode.word()),
        Remedy::Normalize => ("normalize", "t".to_owned()),
        Remedy::SampleType(name) => ("type", name),
        Remedy::Strict(strict) => ("strict", if strict { "t" } else { "" }.to_owned()),
        Remedy::Alone { is_new } => ("alone", if is_new { "new" } else { "old" }.to_owned()),
    };
    (kind.to_owned(), value)
}
