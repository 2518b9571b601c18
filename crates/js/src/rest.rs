//! What the first view does not need. The build cuts the functions of this module, with
//! all that only they reach, out of the engine into a module that comes after it
//! (`crates/xtask/src/split`). Who calls them has to be sure that it is there: the page
//! asks for none of this before.

use crate::bundle::{self, Bundle};
use crate::graph::{self, Drawing, Drawn};
use crate::profile::said;
use crate::thrown::Thrown;
use crate::views::{self, Refusal, Sizes};
use crate::{Pile, Sides};
use hearth_core::diagnose::code::presets;
use hearth_core::profile::Profile;
use hearth_core::query::{Pattern, Query, quote};
use hearth_core::read::{Document, ReadError, Reader};
use hearth_core::report::{self, Report};
use hearth_core::selection::{Catalog, NameKind, Selection, Session};
use hearth_core::view::top::Top;
use hearth_messages::{FileId, ViewRequest};
use js_sys::{Array, Object, Reflect, Uint8Array};
use wasm_bindgen::JsValue;

/// Reads content that is not profile.proto, or says why a file cannot be read. Returns
/// what has to be said of how it was read.
#[inline(never)]
pub fn finish(reader: &mut Reader, why: ReadError) -> Result<Vec<String>, Thrown> {
    match why {
        ReadError::OtherForm => reader.read_other_form()?,
        why => return Err(why.into()),
    }
    Ok(reader.remarks().iter().map(said).filter(|said| !said.is_empty()).collect())
}

/// Judges what was dropped: see `Bundle::ask`.
#[inline(never)]
pub fn ask_bundle(
    bundle: &mut Bundle,
    what: &str,
    bytes: &[u8],
    path: &str,
    number: f64,
) -> Result<JsValue, JsValue> {
    bundle::ask(bundle, what, bytes, path, number)
}

/// What else is in a file: a `{label, bytes}` for each further document.
#[inline(never)]
pub fn others(reader: &Reader) -> Array {
    let object = |document: &Document| {
        let object = Object::new();
        let bytes = Uint8Array::from(&*document.content);
        for (key, value) in [("label", document.label().into()), ("bytes", bytes.into())] {
            let set = Reflect::set(&object, &key.into(), &value);
            debug_assert!(set.is_ok(), "a new object takes everything");
        }
        object
    };
    reader.others().iter().map(object).collect()
}

/// Computes a view that is not among the first: a `ViewData`.
#[inline(never)]
pub fn view(
    session: &mut Session,
    sizes: Sizes,
    query: &Query,
    request: &ViewRequest,
) -> Result<JsValue, Refusal> {
    let detail = &request.detail;
    let data = match &*request.view {
        "peek" => views::peek::data(session, query, &detail.subject)?,
        "source" => views::source::data(session, query, &detail.subject)?,
        "traces" => views::traces::data(session, query, detail)?,
        "tags" => views::tags::data(session, query)?,
        "goroutines" => views::goroutines::data(session.profile(), &detail.search, &request.query)?,
        "about" => views::about::data(session.profile(), sizes),
        other => return Err(Refusal::Unknown(other.to_owned())),
    };
    Ok(hearth_messages::to_js(&data)?)
}

/// Puts the user's own functions first.
#[inline(never)]
pub fn own_first(selection: &Selection, top: &mut Top) {
    hearth_core::view::top::own_first(selection, top);
}

/// What a name that is being typed may become: see `Profile::complete`.
#[inline(never)]
pub fn complete(
    catalog: &mut Catalog,
    profile: &Profile,
    kind: &str,
    text: &str,
    limit: usize,
) -> Vec<String> {
    match kind {
        "presets" => return presets(profile).to_vec(),
        "expression" => return matching(profile, text, limit),
        _ => {}
    }
    let Some(kind) = NameKind::ALL.into_iter().find(|k| k.name() == kind) else {
        return Vec::new();
    };
    catalog.complete(profile, kind, text, limit).into_iter().map(str::to_owned).collect()
}

/// The functions that an expression matches, by their names or their files; none if it is none.
fn matching(profile: &Profile, expression: &str, limit: usize) -> Vec<String> {
    let Ok(pattern) = Pattern::new(expression) else { return Vec::new() };
    let (functions, strings) = (&profile.functions, &profile.strings);
    let texts = functions.name.iter().zip(&functions.filename);
    let fits = |id: u32| pattern.is_match(strings.get(id));
    let names = texts.filter(|&(&name, &file)| fits(name) || fits(file));
    names.take(limit).map(|(&name, _)| strings.text(name).into_owned()).collect()
}

/// Compares two sides: a `ViewData`.
#[inline(never)]
pub fn compare(sides: &mut Sides, request: JsValue) -> Result<JsValue, Refusal> {
    let request: ViewRequest = hearth_messages::from_js(request)?;
    Ok(hearth_messages::to_js(&sides.data(&request)?)?)
}

/// Begins to draw what changed between two sides.
#[inline(never)]
pub fn draw_change(sides: &mut Sides, request: JsValue) -> Result<Option<Drawing>, Refusal> {
    crate::compare::graph::draw(sides, hearth_messages::from_js(request)?)
}

/// Ends it: a `ViewData`.
#[inline(never)]
pub fn drawn_change(
    sides: &mut Sides,
    drawing: Drawing,
    request: JsValue,
) -> Result<JsValue, Refusal> {
    let request: ViewRequest = hearth_messages::from_js(request)?;
    Ok(hearth_messages::to_js(&crate::compare::graph::drawn(sides, drawing, &request)?)?)
}

/// Adds a snapshot, if it is one.
#[inline(never)]
pub fn add(pile: &mut Pile, file: FileId, name: &str, profile: &crate::Profile) {
    // What is none is left out.
    let _ = pile.take(file, name, profile);
}

/// What grows over snapshots: a `ViewData`.
#[inline(never)]
pub fn findings(pile: &mut Pile, request: JsValue) -> Result<JsValue, Refusal> {
    let request: ViewRequest = hearth_messages::from_js(request)?;
    Ok(hearth_messages::to_js(&pile.snapshots(&request))?)
}

/// Goroutines, with those that stay: a `ViewData`.
#[inline(never)]
pub fn goroutines(
    pile: &mut Pile,
    request: JsValue,
    profile: &crate::Profile,
) -> Result<JsValue, Refusal> {
    let request: ViewRequest = hearth_messages::from_js(request)?;
    Ok(hearth_messages::to_js(&pile.case(&request, profile)?)?)
}

/// Makes a file of a report.
#[inline(never)]
pub fn export(session: &mut Session, request: &ViewRequest) -> Result<Vec<u8>, Refusal> {
    let query = Query::from_url(&request.query)?;
    let subject = format!("^{}$", quote(&request.detail.subject));
    let report = Report::from_name(&request.view, &subject)
        .ok_or_else(|| Refusal::Unknown(request.view.clone()))??;
    Ok(report::export(&report, session, &query)?)
}

/// Makes a file of a report about a difference.
#[inline(never)]
pub fn export_difference(sides: &mut Sides, request: JsValue) -> Result<Vec<u8>, Refusal> {
    let request: ViewRequest = hearth_messages::from_js(request)?;
    export(&mut sides.difference(&request.detail.sides.mode)?, &request)
}

/// Begins to draw the call graph that a `ViewRequest` asks for.
#[inline(never)]
pub fn draw(session: &mut Session, drawn: &Drawn, request: JsValue) -> Result<Drawing, Refusal> {
    graph::draw(session, drawn, hearth_messages::from_js(request)?)
}

/// Goes on with it.
#[inline(never)]
pub fn step(drawing: &mut Drawing, budget: u32) -> bool {
    graph::step(drawing, budget)
}

/// Ends it: a `ViewData`.
#[inline(never)]
pub fn drawn(
    session: &mut Session,
    drawn: &mut Drawn,
    drawing: Drawing,
) -> Result<JsValue, Refusal> {
    Ok(hearth_messages::to_js(&graph::drawn(session, drawn, drawing)?)?)
}
