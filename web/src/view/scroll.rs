//! A list of which only the rows on the screen are in the document: its elements, and
//! where they are. What the rows show is the view's.

use super::window;
use std::ops::Range;
use web_sys::{Element, HtmlElement};
use yew::NodeRef;

/// See the module.
pub struct Scroll {
    /// Element that scrolls.
    pub scroller: NodeRef,
    /// As high as all rows together.
    pub spacer: NodeRef,
    /// Around the mounted rows.
    pub rows: NodeRef,
    /// Latest measurements: a row's height, the viewport's, the scroll.
    row_height: f64,
    height: f64,
    scroll: f64,
}

impl Default for Scroll {
    fn default() -> Self {
        Self {
            scroller: NodeRef::default(),
            spacer: NodeRef::default(),
            rows: NodeRef::default(),
            row_height: 24.0,
            height: 600.0,
            scroll: 0.0,
        }
    }
}

impl Scroll {
    /// The places that are mounted, of this many.
    pub fn mounted(&self, count: usize) -> Range<usize> {
        window::mounted(count, self.row_height, self.height, self.scroll)
    }

    /// The same, of rows that are so much further down than they would be by their heights.
    pub fn mounted_above(&self, count: usize, shift: f64) -> Range<usize> {
        window::mounted(count, self.row_height, self.height, self.scroll - shift)
    }

    /// A row's height.
    pub fn row_height(&self) -> f64 {
        self.row_height
    }

    /// Scroll position.
    pub fn top(&self) -> f64 {
        self.scroll
    }

    /// Reads where the rows are; says whether others must be mounted.
    pub fn measure(&mut self, count: usize) -> bool {
        let Some(scroller) = self.scroller.cast::<HtmlElement>() else { return false };
        let before = (self.mounted(count), self.row_height);
        let row = self.rows.cast::<Element>().and_then(|rows| rows.first_element_child());
        if let Some(height) = row.map(|r| r.get_bounding_client_rect().height())
            && height > 0.0
        {
            self.row_height = height;
        }
        self.height = f64::from(scroller.client_height());
        self.scroll = f64::from(scroller.scroll_top());
        before != (self.mounted(count), self.row_height)
    }

    /// Returns the height of a number of rows, as a length in CSS.
    pub fn length(&self, count: usize) -> String {
        crate::format::number(count as f64 * self.row_height) + "px"
    }

    /// Number of rows that a page up or down goes.
    pub fn page(&self) -> usize {
        ((self.height / self.row_height) as usize).saturating_sub(1).max(1)
    }

    /// Brings a row onto the screen; `heads` rows of it are covered by a head.
    pub fn reveal(&self, place: usize, heads: usize) {
        let Some(scroller) = self.scroller.cast::<HtmlElement>() else { return };
        let height = f64::from(scroller.client_height()) - heads as f64 * self.row_height;
        let scroll = f64::from(scroller.scroll_top());
        if let Some(scroll) = window::reveal(place, self.row_height, height, scroll) {
            scroller.set_scroll_top(scroll as i32);
        }
    }

    /// Brings the element that fits a selector onto the screen, if it is mounted.
    pub fn reveal_element(&self, selector: &str) {
        let Some(scroller) = self.scroller.cast::<HtmlElement>() else { return };
        let Some(element) = scroller.query_selector(selector).ok().flatten() else { return };
        let (window, row) =
            (scroller.get_bounding_client_rect(), element.get_bounding_client_rect());
        let above = (row.top() - window.top()).min(0.0);
        let below = (row.bottom() - window.top() - f64::from(scroller.client_height())).max(0.0);
        let scroll = f64::from(scroller.scroll_top()) + above + below;
        scroller.set_scroll_top(scroll.round() as i32);
    }

    /// Where the bottom of a row is in the window, in CSS pixels.
    pub fn below(&self, place: usize) -> Option<(i32, i32)> {
        let scroller = self.scroller.cast::<HtmlElement>()?;
        let bounds = scroller.get_bounding_client_rect();
        let row = (place + 1) as f64 * self.row_height - f64::from(scroller.scroll_top());
        Some((bounds.left() as i32 + 16, (bounds.top() + row) as i32))
    }
}
