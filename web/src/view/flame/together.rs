//! Two graphs that are looked at together: one tells what is seen of it, another follows.

use super::stage::{Seen, Stage};
use std::rc::Rc;

impl Stage {
    /// Calls `watcher` after each frame.
    pub fn watch(&self, watcher: impl Fn(Seen) + 'static) {
        self.with(|inner| inner.watcher = Some(Rc::new(watcher)));
    }

    /// Shows this, at once.
    pub fn follow(&self, seen: Seen) {
        self.with(|inner| {
            inner.hover = seen.hover;
            if inner.camera.goal != seen.view || inner.screen.scroll != seen.scroll {
                inner.camera.jump(seen.view);
                inner.screen.scroll = seen.scroll;
                inner.touch();
            }
        });
        self.ask();
    }
}
