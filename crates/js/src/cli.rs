//! `go tool pprof`'s command line, for scripts.

use hearth_core::report::cli::{self, Host};
use js_sys::Uint8Array;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// What a command line may ask of its caller: an object with these methods.
    pub type CliHost;

    /// A file's bytes; throws when it cannot be read.
    #[wasm_bindgen(method, catch)]
    fn read(this: &CliHost, path: &str) -> Result<Uint8Array, JsValue>;

    /// The folder in which relative paths start.
    #[wasm_bindgen(method, js_name = currentFolder)]
    fn current_folder(this: &CliHost) -> String;

    /// Takes a line for standard error.
    #[wasm_bindgen(method)]
    fn warn(this: &CliHost, line: &str);
}

/// Runs a command line and returns the bytes that it prints.
///
/// # Errors
///
/// When the command line makes no sense, or the profiles cannot answer it, in
/// words for the user.
#[wasm_bindgen]
pub fn pprof(args: Vec<String>, host: &CliHost) -> Result<Vec<u8>, JsError> {
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let output = cli::run(&args, &mut JsHost(host)).map_err(|error| JsError::new(&error))?;
    Ok(output.bytes)
}

struct JsHost<'a>(&'a CliHost);

impl Host for JsHost<'_> {
    fn read(&mut self, path: &str) -> Result<Vec<u8>, String> {
        let words = |error: JsValue| {
            let message = js_sys::Error::from(error).message();
            String::from(message)
        };
        self.0.read(path).map(|bytes| bytes.to_vec()).map_err(words)
    }

    fn current_folder(&self) -> String {
        self.0.current_folder()
    }

    fn warn(&mut self, line: &str) {
        self.0.warn(line);
    }
}
