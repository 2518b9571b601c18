//! Facts of a file about itself, and oddities.

use super::Sizes;
use crate::said::said;
use hearth_core::diagnose::{Remark, examine};
use hearth_core::measure;
use hearth_core::profile::Profile;
use hearth_core::view::about::about;
use hearth_messages::AboutData;

pub fn data(profile: &Profile, sizes: Sizes) -> AboutData {
    let about = about(profile);
    let size = |bytes: usize| measure::label(bytes as i64, "bytes");
    let facts = about.facts.into_iter().map(|(name, fact)| (name.to_owned(), fact));
    let sizes = [("size", sizes.content), ("compressed size", sizes.file)]
        .map(|(name, bytes)| (name.to_owned(), size(bytes)));
    let remark = |remark: &Remark| (remark.kind().to_owned(), said(remark));
    AboutData {
        facts: facts.chain(sizes).collect(),
        comments: about.comments,
        mappings: about.mappings,
        remarks: examine(profile).iter().map(remark).collect(),
    }
}
