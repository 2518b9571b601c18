//! Rows that are mounted: those on the screen and a few around them.

use std::ops::Range;

/// The most rows that are ever in the document.
pub const MOST: usize = 60;

/// Rows kept on each side of the screen, so that a short scroll finds them
/// painted.
const MARGIN: usize = 6;

/// The rows to mount, of `rows` rows of `row_height` each, in a viewport of
/// `height` that is scrolled down by `scroll`.
///
/// The first one is a multiple of `MARGIN`, so that most scrolling changes
/// nothing.
pub fn mounted(rows: usize, row_height: f64, height: f64, scroll: f64) -> Range<usize> {
    let row_height = row_height.max(1.0);
    let first = (scroll.max(0.0) / row_height) as usize;
    let fits = (height.max(0.0) / row_height).ceil() as usize + 1;
    let start = (first / MARGIN).saturating_sub(1) * MARGIN;
    let count = (fits + 3 * MARGIN).min(MOST);
    let end = (start + count).min(rows);
    // Scrolled past the end, as after a shorter table replaced a longer one.
    let start = start.min(end.saturating_sub(count.min(end)));
    start..end
}

/// Where to scroll so that row `row` is on the screen; `None` if it is.
pub fn reveal(row: usize, row_height: f64, height: f64, scroll: f64) -> Option<f64> {
    let (top, bottom) = (row as f64 * row_height, (row + 1) as f64 * row_height);
    if top < scroll {
        Some(top)
    } else if bottom > scroll + height {
        Some(bottom - height)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_is_on_the_screen_is_mounted() {
        for rows in [0, 1, 10, 59, 60, 61, 1000] {
            for scroll in 0..rows * 24 {
                let mounted = mounted(rows, 24.0, 600.0, scroll as f64);
                assert!(mounted.len() <= MOST && mounted.end <= rows);
                let last = ((scroll as f64 + 600.0) / 24.0).ceil() as usize;
                assert!(mounted.start <= scroll / 24, "{rows} {scroll}");
                assert!(mounted.end >= last.min(rows), "{rows} {scroll}");
            }
        }
    }

    #[test]
    fn a_screen_scrolled_past_the_end_shows_the_end() {
        assert_eq!(mounted(10, 24.0, 120.0, 9000.0), 0..10);
        assert_eq!(mounted(100, 24.0, 120.0, 90_000.0).end, 100);
    }

    #[test]
    fn revealing_scrolls_no_more_than_it_must() {
        assert_eq!(reveal(5, 20.0, 100.0, 100.0), None);
        assert_eq!(reveal(4, 20.0, 100.0, 100.0), Some(80.0));
        assert_eq!(reveal(10, 20.0, 100.0, 100.0), Some(120.0));
    }
}
