//! The door to the deferred chunk: what the first view does not need. The build finds what can be
//! reached through this module alone, and moves that into a module of its own, which comes later
//! (`crates/xtask/src/split`). Nothing but the slots of other modules leads there.

use crate::{app, engine, filters, names, page, ui, view};

/// Fills the slots of all modules: the chunk is there. Before that a call of this traps.
#[inline(never)]
pub fn install() {
    names::DEFERRED.fill(&names::deferred::Chunk);
    ui::DEFERRED.fill(&ui::deferred::Chunk);
    engine::DEFERRED.fill(&engine::deferred::Chunk);
    filters::DEFERRED.fill(&filters::deferred::Chunk);
    page::DEFERRED.fill(&page::deferred::Chunk);
    view::top::DEFERRED.fill(&view::top::deferred::Chunk);
    view::flame::DEFERRED.fill(&view::flame::deferred::Chunk);
    app::DEFERRED.fill(&app::deferred::Chunk);
}
