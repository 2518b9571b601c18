//! Files to be saved.

use crate::Profile;
use crate::views::Refusal;
use hearth_core::query::{Query, quote};
use hearth_core::report::{Report, export};
use hearth_messages::ViewRequest;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
impl Profile {
    /// Makes a file: takes a `ViewRequest` whose view is a report of the command line
    /// (`top`, `tree`, `peek`, `traces`, `tags`, `csv`, `dot`, `folded`, `speedscope`;
    /// `proto` for the filtered profile, not compressed). `peek` is about the request's
    /// subject.
    ///
    /// # Errors
    ///
    /// When there is no such report, or the query makes no sense for this profile, in
    /// words for the user.
    #[wasm_bindgen(js_name = export)]
    pub fn export_file(&mut self, request: JsValue) -> Result<Vec<u8>, JsError> {
        let request: ViewRequest = hearth_messages::from_js(request)?;
        let query = Query::from_url(&request.query)?;
        let subject = format!("^{}$", quote(&request.detail.subject));
        let report = Report::from_name(&request.view, &subject)
            .ok_or_else(|| Refusal::Unknown(request.view.clone()))??;
        Ok(export(&report, &mut self.session, &query)?)
    }
}
