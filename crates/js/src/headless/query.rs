//! A query as an object.

use crate::thrown::Thrown;
use hearth_core::measure;
use hearth_core::query::{Field, OPTIONS, Query, QueryError, QueryOption};
use js_sys::{Array, Object};
use wasm_bindgen::prelude::*;

/// These belong to reports: views are of one profile, as it was opened.
pub const OF_REPORTS: [&str; 2] = ["all_frames", "normalize"];

/// These are other profiles, which have no names here.
pub const NOT_HERE: [&str; 2] = ["base", "diff_base"];

/// The URL form of a query that is written as an object, under the names of `go tool
/// pprof`'s options. What is `undefined` or `null` is not there.
///
/// # Errors
///
/// When there is no such option, or when it does not take such a value.
#[wasm_bindgen(js_name = queryUrl)]
pub fn query_url(object: &Object, is_report: bool) -> Result<String, Thrown> {
    let mut query = Query::default();
    for entry in Object::entries(object) {
        let entry: Array = entry.unchecked_into();
        let (name, value) = (entry.get(0).as_string().unwrap_or_default(), entry.get(1));
        if value.is_undefined() || value.is_null() {
            continue;
        }
        let option = OPTIONS.iter().find(|option| option.name == name);
        let option = option
            .filter(|option| !NOT_HERE.contains(&option.name))
            .filter(|option| is_report || !OF_REPORTS.contains(&option.name))
            .ok_or(QueryError::Unknown(name))?;
        set(&mut query, option, &value)?;
    }
    Ok(query.to_url())
}

fn set(query: &mut Query, option: &QueryOption, value: &JsValue) -> Result<(), QueryError> {
    match value.dyn_ref::<Array>() {
        Some(values) if matches!(option.field(query), Field::Texts(_)) => {
            values.iter().try_for_each(|value| option.set(query, &text(option, &value)?))
        }
        _ => option.set(query, &text(option, value)?),
    }
}

/// A value as the option reads it.
fn text(option: &QueryOption, value: &JsValue) -> Result<String, QueryError> {
    let of_bool = |yes| if yes { "t" } else { "f" }.to_owned();
    (value.as_string())
        .or_else(|| value.as_bool().map(of_bool))
        .or_else(|| value.as_f64().map(measure::shortest))
        .ok_or_else(|| QueryError::Value {
            option: option.name,
            value: Object::from(value.clone()).to_string().into(),
            takes: option.takes(),
        })
}
