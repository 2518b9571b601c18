//! Where the rows are on the screen.

use super::{Top, window};
use std::ops::Range;
use web_sys::{Element, HtmlElement};

impl Top {
    /// The places that are mounted.
    pub(super) fn mounted(&self) -> Range<usize> {
        window::mounted(self.ranking.len(), self.row_height, self.height, self.scroll)
    }

    /// Reads where the rows are; says whether others must be mounted.
    pub(super) fn measure(&mut self) -> bool {
        let Some(scroller) = self.scroller.cast::<HtmlElement>() else { return false };
        let before = (self.mounted(), self.row_height);
        let row = self.rows.cast::<Element>().and_then(|rows| rows.first_element_child());
        if let Some(height) = row.map(|r| r.get_bounding_client_rect().height())
            && height > 0.0
        {
            self.row_height = height;
        }
        self.height = f64::from(scroller.client_height());
        self.scroll = f64::from(scroller.scroll_top());
        before != (self.mounted(), self.row_height)
    }

    /// Moves the mounted rows to where they belong.
    pub(super) fn place_rows(&self) {
        if let Some(spacer) = self.spacer.cast::<HtmlElement>() {
            let height = format!("{}px", self.ranking.len() as f64 * self.row_height);
            let _ = spacer.style().set_property("height", &height);
        }
        if let Some(rows) = self.rows.cast::<HtmlElement>() {
            let shift = format!("translateY({}px)", self.mounted().start as f64 * self.row_height);
            let _ = rows.style().set_property("transform", &shift);
        }
    }

    pub(super) fn scroll_to_cursor(&self) {
        let (Some(scroller), Some(cursor)) = (self.scroller.cast::<HtmlElement>(), self.cursor)
        else {
            return;
        };
        let (height, scroll) =
            (f64::from(scroller.client_height()), f64::from(scroller.scroll_top()));
        if let Some(scroll) = window::reveal(cursor, self.row_height, height, scroll) {
            scroller.set_scroll_top(scroll as i32);
        }
    }
}
