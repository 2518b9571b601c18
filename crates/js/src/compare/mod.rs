//! Two sides, compared.

mod answer;
mod flame;
pub mod graph;
mod lists;
mod problem;

use crate::Profile;
use crate::graph::Drawn;
use crate::thrown::Thrown;
use crate::views::{self, Refusal};
use hearth_core::compare::{
    Compared, Comparison, Difference, MatchOptions, Matching, Mode, NEW, OLD, Options, Remedy,
    Scale, difference,
};
use hearth_core::measure::{AUTO, MINIMUM};
use hearth_core::profile;
use hearth_core::query::Query;
use hearth_core::selection::{SelectError, Session};
use hearth_core::view::compare::top::{Row, top};
use hearth_messages::{
    CompareColumns, CompareData, CompareRemark, CompareShown, CompareTable, ViewData, ViewRequest,
};
use js_sys::{BigInt64Array, Float64Array, Uint8Array};
use problem::Problem;
use wasm_bindgen::prelude::*;

/// Two sides of open profiles. They are compared when the first view is asked for.
#[wasm_bindgen]
pub struct Sides {
    sides: [Vec<profile::Profile>; 2],
    options: Options,
    /// What came of comparing them, once it was tried.
    made: Option<Result<Box<Comparison>, Problem>>,
    /// The latest drawing of what changed.
    drawn: Drawn,
}

#[wasm_bindgen]
impl Sides {
    /// Two sides without any profile. With `normalize` the current side is scaled to the
    /// base's totals; with `strict` only equal names match.
    #[wasm_bindgen(constructor)]
    pub fn new(normalize: bool, strict: bool) -> Self {
        let matching = MatchOptions { strict, ..MatchOptions::default() };
        let options = Options { matching, normalize };
        Self { sides: Default::default(), options, made: None, drawn: Drawn::default() }
    }

    /// Adds a profile to a side. Its large tables are shared, not copied.
    pub fn add(&mut self, profile: &Profile, is_new: bool) {
        self.sides[usize::from(is_new)].push(profile.session.profile().clone());
    }

    /// Says that a function of the base is one of the current side under another name. To be
    /// called before the first view.
    pub fn rename(&mut self, old: String, new: String) {
        self.options.matching.renames.push((old, new));
    }

    /// Makes a file of the difference, as `-diff_base` with the base, and `-normalize` where
    /// the sides were made with it: takes a `ViewRequest` as `Profile.export` does. To be
    /// called instead of `view`.
    ///
    /// # Errors
    ///
    /// When a side has no profile, when there is no such report, or the query makes no sense,
    /// in words for the user.
    #[wasm_bindgen(js_name = export)]
    pub fn export_file(&mut self, request: JsValue) -> Result<Vec<u8>, Thrown> {
        Ok(crate::rest::export_difference(self, request)?)
    }

    /// Computes the view `compare`: takes a `ViewRequest`, returns a `ViewData`.
    ///
    /// # Errors
    ///
    /// When the query makes no sense, in words for the user. What stands between the sides
    /// is said in the answer.
    pub fn view(&mut self, request: JsValue) -> Result<JsValue, Thrown> {
        Ok(crate::rest::compare(self, request)?)
    }
}

#[cfg(feature = "headless")]
#[wasm_bindgen]
impl Sides {
    /// Compares now, so that what can't be compared is refused before the first view.
    ///
    /// # Errors
    ///
    /// When the sides have nothing to compare.
    pub fn compare(&mut self) -> Result<(), Thrown> {
        let code = hearth_messages::QueryErrorCode::NotComparable;
        let refused = |why: Problem| Thrown::of_question(code, &why.text);
        self.comparison().map(drop).map_err(refused)
    }
}

/// So many functions that do not match are listed.
const LISTED: usize = 200;

impl Sides {
    /// Compares, if that was not done yet: the sides are not needed any more then.
    fn comparison(&mut self) -> Result<&mut Comparison, Problem> {
        let Self { sides, options, made, .. } = self;
        let made = made.get_or_insert_with(|| problem::compare(std::mem::take(sides), options));
        made.as_deref_mut().map_err(|problem| problem.clone())
    }

    /// The difference, as the reference makes it of files; in a mode, of scaled ones.
    pub(crate) fn difference(&mut self, mode: &str) -> Result<Session, Refusal> {
        let sides = std::mem::take(&mut self.sides);
        let mode = Mode::parse(mode).unwrap_or_default();
        Ok(Session::new(difference(sides, &self.options, mode)?))
    }

    pub(crate) fn data(&mut self, request: &ViewRequest) -> Result<ViewData, Refusal> {
        let query = Query::from_url(&request.query)?;
        let mode = Mode::parse(&request.detail.sides.mode).unwrap_or_default();
        let data = match self.comparison() {
            Err(problem) => nothing(problem),
            Ok(comparison) => match comparison.sample_index(&query) {
                Ok(index) => {
                    let mut data = match &*request.detail.sides.show {
                        "flame" | "both" => flame::data(comparison, &query, mode, request)?,
                        "peek" => lists::peek(comparison, &query, mode, &request.detail.subject)?,
                        "source" => {
                            lists::source(comparison, &query, mode, &request.detail.subject)?
                        }
                        _ => table(comparison, &query, mode)?,
                    };
                    remarks(comparison, mode, index, &mut data);
                    answer::add(comparison, &query, mode, &mut data)?;
                    data
                }
                Err(error) => {
                    let mut data = nothing(Problem::only_one_side(comparison, &query, &error));
                    remarks(comparison, mode, 0, &mut data);
                    data
                }
            },
        };
        Ok(ViewData::Compare(Box::new(data)))
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

/// What all that is shown of a comparison has in common.
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

/// What stands between the sides, and what does not match.
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
