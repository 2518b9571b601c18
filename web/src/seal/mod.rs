//! The seal: before the page accepts a file, it gives up its own access to the
//! network, tries to reach out all the same, and says "sealed" only when it was
//! refused.
//!
//! A policy added to a document can never be loosened by it, and a worker
//! started from a blob has the policy of the page that started it. This module
//! knows nothing of files or of the engine. The policy and a few quick tries, which come before
//! the first file, are in `web/boot/seal.js`; the full proof comes after it (`proof`). What no
//! page can forbid is in docs/seal.md.

pub mod proof;

use crate::host;

/// State of the seal: can the page still reach the network?
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Seal {
    /// The page still loads its own files.
    #[default]
    Loading,
    /// The policy was added and is being tried.
    Trying,
    /// Every attempt was refused.
    Sealed,
    /// An attempt was not refused: which one.
    Broken(String),
    /// The document is somebody else's, and so is its policy.
    Guest,
}

/// Adds the policy and tries it.
pub async fn close() -> Seal {
    say_why();
    match host::seal().await {
        Ok(()) => Seal::Sealed,
        Err(why) => Seal::Broken(why),
    }
}

/// Browsers write an error into their console for each attempt that they refuse.
fn say_why() {
    let why = "The next errors are Hearth trying to get out, on purpose: each was refused.";
    web_sys::console::info_1(&why.into());
}
