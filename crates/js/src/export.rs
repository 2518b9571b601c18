//! Files to be saved.

use crate::Profile;
use crate::thrown::Thrown;
use hearth_messages::{Read, ViewRequest};
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
    pub fn export_file(&mut self, request: JsValue) -> Result<Vec<u8>, Thrown> {
        let request = ViewRequest::read(&request)?;
        Ok(crate::rest::export(&mut self.session, &request)?)
    }
}
