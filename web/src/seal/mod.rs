//! The seal: before the page accepts a file, it gives up its own access to the
//! network, tries to reach out all the same, and says "sealed" only when it was
//! refused.
//!
//! A policy added to a document can never be loosened by it, and a worker
//! started from a blob has the policy of the page that started it. This room
//! knows nothing of files or of the engine. A few quick tries come before the first
//! file; the full proof comes after it (`rest`). What no page can forbid is written down in
//! [`policy`].

mod policy;
mod probe;
pub mod rest;

/// Whether the page can still reach the network.
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

/// The entry in the browser's list of marks that says since when the page is sealed.
const SEALED: &str = "hearth:sealed";

/// Adds the policy and tries it.
pub async fn close() -> Seal {
    if let Err(why) = policy::add() {
        return Seal::Broken(why);
    }
    say_why();
    match probe::reach_out().await {
        Ok(()) => {
            if let Some(performance) = web_sys::window().and_then(|w| w.performance()) {
                let _ = performance.mark(SEALED);
            }
            Seal::Sealed
        }
        Err(why) => Seal::Broken(why),
    }
}

/// Browsers write an error into their console for each attempt that they refuse.
fn say_why() {
    let why = "The next errors are Hearth trying to get out, on purpose: each was refused.";
    web_sys::console::info_1(&why.into());
}
