//! Mouse and keyboard on rows.

use super::{PACKAGES, Top, TopProps, picks};
use crate::params;
use crate::view::{Tab, lines};
use yew::prelude::*;

/// Way in which a row is picked.
#[derive(Clone, Copy, PartialEq)]
pub enum Pick {
    /// It alone.
    Only,
    /// With those that are selected already, or not any more.
    Toggle,
    /// With all rows between the first one and it.
    Range,
}

/// Returns the meaning of keys held with a click.
pub fn pick_of(event: &MouseEvent) -> Pick {
    match (event.shift_key(), event.ctrl_key() || event.meta_key()) {
        (true, _) => Pick::Range,
        (_, true) => Pick::Toggle,
        _ => Pick::Only,
    }
}

/// The place of the row that an event happened on.
pub fn place_of(event: &MouseEvent) -> Option<usize> {
    lines::around(event, "[data-index]")?.get_attribute("data-index")?.parse().ok()
}

/// A click with Shift selects rows, not the text between.
pub fn keep_text_unmarked(event: MouseEvent) {
    if event.shift_key() {
        event.prevent_default();
        lines::focus(lines::around(&event, ".scroller").map(Into::into));
    }
}

impl Top {
    pub(super) fn pick(&mut self, ctx: &Context<Self>, place: usize, pick: Pick) -> bool {
        if place >= self.ranking.len() {
            return false;
        }
        let (row, first) = (self.ranking.row(place), self.picks.first());
        match pick {
            Pick::Only => self.picks.set([row]),
            Pick::Toggle => self.picks.toggle(row),
            Pick::Range => {
                let from = first.and_then(|row| self.ranking.place(row)).unwrap_or(place);
                self.picks.set(picks::range(from, place).into_iter().map(|p| self.ranking.row(p)));
            }
        }
        self.cursor = Some(place);
        self.scroll_to_cursor();
        if self.picks.first() != first {
            self.tell(ctx.props());
        }
        true
    }

    /// Tells the other views what is selected.
    fn tell(&self, props: &TopProps) {
        // A package is no function, so they know nothing of it.
        if props.group != PACKAGES {
            props.actions.on_select.emit(self.first_name().to_owned());
        }
    }

    pub(super) fn key(&mut self, ctx: &Context<Self>, event: &KeyboardEvent) -> bool {
        let last = self.ranking.len().saturating_sub(1);
        let page = self.scroll.page();
        let (at, key) = (self.cursor, event.key());
        let has_modifier = event.ctrl_key() || event.meta_key() || event.alt_key();
        if key == "a" && has_modifier && !event.alt_key() {
            event.prevent_default();
            self.picks.set((0..=last).map(|p| self.ranking.row(p)).filter(|&r| r != usize::MAX));
            self.tell(ctx.props());
            return true;
        }
        if key == "Escape" && self.picks.len() > 0 {
            self.picks.set(None);
            self.cursor = None;
            self.tell(ctx.props());
            return true;
        }
        if has_modifier {
            return false;
        }
        let to = match &*key {
            "ArrowDown" => at.map_or(0, |at| at + 1),
            "ArrowUp" => at.map_or(last, |at| at.saturating_sub(1)),
            "PageDown" => at.unwrap_or(0) + page,
            "PageUp" => at.unwrap_or(0).saturating_sub(page),
            "Home" => 0,
            "End" => last,
            "Enter" => return self.open(ctx.props()),
            _ => return false,
        };
        event.prevent_default();
        let pick = if event.shift_key() { Pick::Range } else { Pick::Only };
        self.pick(ctx, to.min(last), pick)
    }

    /// Opens the menu of a function, by mouse or keyboard.
    pub(super) fn menu(&mut self, ctx: &Context<Self>, event: &MouseEvent) -> bool {
        let Some(place) = place_of(event).or(self.cursor) else { return false };
        if ctx.props().group == PACKAGES {
            return false;
        }
        event.prevent_default();
        let row = self.ranking.row(place);
        if !self.picks.has(row) {
            self.pick(ctx, place, Pick::Only);
        }
        // Asked for by keyboard, it opens at the row, not at the table.
        let by_mouse = lines::around(event, "[data-index]").is_some();
        let at = if by_mouse {
            (event.client_x(), event.client_y())
        } else {
            self.below_cursor().unwrap_or_default()
        };
        let name = self.table.names.get(row).to_owned();
        ctx.props().actions.on_menu.emit((name, at.0, at.1));
        true
    }

    fn below_cursor(&self) -> Option<(i32, i32)> {
        self.scroll.below(self.cursor?)
    }

    /// Opens the selected row: a function between its callers and callees, a package's
    /// functions.
    pub(super) fn open(&mut self, props: &TopProps) -> bool {
        let name = self.first_name().to_owned();
        if name.is_empty() {
            return false;
        }
        if props.group == PACKAGES {
            let set = [(params::GROUP, ""), (params::COLUMNS, "package"), (params::ROWS, &name)];
            let set = set.map(|(parameter, value)| (parameter, value.to_owned()));
            props.actions.on_set.emit((set.to_vec(), true));
        } else {
            props.actions.on_go.emit((Tab::Peek, name));
        }
        false
    }
}
