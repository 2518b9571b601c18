//! Labels and what they amount to.

use super::Refusal;
use hearth_core::query::Query;
use hearth_core::selection::Session;
use hearth_core::view::tags::{self, tags};
use hearth_messages::{TagKey, TagsData};
use js_sys::BigInt64Array;

pub fn data(session: &mut Session, query: &Query) -> Result<TagsData, Refusal> {
    let selection = session.select(query)?;
    let key = |key: tags::TagKey| TagKey {
        key: String::from_utf8_lossy(&key.key).into_owned(),
        is_number: key.is_number,
        total: key.total,
        values: super::names(key.values.iter().map(|(value, _)| &**value)),
        weight: BigInt64Array::from(&*key.values.iter().map(|(_, w)| *w).collect::<Vec<i64>>()),
    };
    Ok(TagsData {
        total: selection.total,
        unit: selection.unit().into_owned(),
        output_unit: super::each_its_own(query),
        keys: tags(&selection, &query.unit).into_iter().map(key).collect(),
    })
}
