//! `go tool pprof`'s command line, for scripts.

use hearth_cli::{FileError, Host};
use js_sys::Uint8Array;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// Services that a command line may ask of its caller: an object with these methods.
    pub type CliHost;

    /// A file's bytes; throws when it cannot be read.
    #[wasm_bindgen(method, catch)]
    fn read(this: &CliHost, path: &str) -> Result<Uint8Array, JsValue>;

    /// The folder in which relative paths start.
    #[wasm_bindgen(method, js_name = currentFolder)]
    fn current_folder(this: &CliHost) -> String;

    /// Writes the file that `-output` names; throws when it cannot be written.
    #[wasm_bindgen(method, catch)]
    fn write(this: &CliHost, path: &str, bytes: &[u8]) -> Result<(), JsValue>;

    /// Takes a line for standard error.
    #[wasm_bindgen(method)]
    fn warn(this: &CliHost, line: &str);

    /// Returns whether what is returned goes to a terminal; not, where it is not said.
    #[wasm_bindgen(method, getter, js_name = isTerminal)]
    fn is_terminal(this: &CliHost) -> Option<bool>;
}

/// Runs a command line and returns the bytes that it prints: none, if they went to a file.
///
/// # Errors
///
/// When the command line makes no sense, or the profiles cannot answer it, in
/// words for the user.
#[wasm_bindgen]
pub fn pprof(args: Vec<String>, host: &CliHost) -> Result<Vec<u8>, JsError> {
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let output = hearth_cli::pprof::run(&args, &mut JsHost(host))
        .map_err(|error| JsError::new(&error.to_string()))?;
    match output.file {
        Some(file) => {
            host.write(&file, &output.bytes).map_err(|error| JsError::new(&words(error)))?;
            Ok(Vec::new())
        }
        None => Ok(output.bytes),
    }
}

fn words(error: JsValue) -> String {
    js_sys::Error::from(error).message().into()
}

/// Host that JavaScript offers.
pub(crate) struct JsHost<'a>(pub &'a CliHost);

impl Host for JsHost<'_> {
    fn read(&mut self, path: &str) -> Result<Vec<u8>, FileError> {
        let read = self.0.read(path).map(|bytes| bytes.to_vec());
        read.map_err(|error| FileError::Other(words(error)))
    }

    fn current_folder(&self) -> String {
        self.0.current_folder()
    }

    fn warn(&mut self, line: &str) {
        self.0.warn(line);
    }

    fn is_terminal(&self) -> bool {
        self.0.is_terminal() == Some(true)
    }
}
