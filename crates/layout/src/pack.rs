//! Puts the parts of a graph beside each other, and small ones below each other.

use crate::{Point, Size};

/// Where the top left corner of each part goes, and the size of all.
pub fn pack(parts: &[Size], gap: Size) -> (Vec<Point>, Size) {
    let mut order: Vec<usize> = (0..parts.len()).collect();
    order.sort_by(|&a, &b| parts[b].height.total_cmp(&parts[a].height));
    let tallest = order.first().map_or(0.0, |&part| parts[part].height);
    // Many flat parts would make a drawing that is all width.
    let area: f64 =
        (parts.iter()).map(|part| (part.width + gap.width) * (part.height + gap.height)).sum();
    let limit = tallest.max(area.sqrt() * 0.7);
    let mut corners = vec![Point::default(); parts.len()];
    let mut columns: Vec<Column> = Vec::new();
    let mut size = Size::default();
    for part in order {
        let Size { width, height } = parts[part];
        let fits =
            |column: &Column| column.bottom + gap.height + height <= limit && width <= column.width;
        let column = match columns.iter().position(fits) {
            Some(column) => &mut columns[column],
            None => {
                let x = columns.last().map_or(0.0, |last| last.x + last.width + gap.width);
                columns.push(Column { x, width, bottom: -gap.height });
                columns.last_mut().expect("was just added")
            }
        };
        let y = column.bottom + gap.height;
        corners[part] = Point { x: column.x, y };
        column.bottom = y + height;
        size.width = size.width.max(column.x + width);
        size.height = size.height.max(column.bottom);
    }
    (corners, size)
}

struct Column {
    x: f64,
    width: f64,
    bottom: f64,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_parts_go_below_each_other() {
        let size = |width, height| Size { width, height };
        let parts = [size(50.0, 20.0), size(100.0, 90.0), size(40.0, 20.0), size(70.0, 20.0)];
        let (corners, all) = pack(&parts, size(10.0, 5.0));
        let corners: Vec<(f64, f64)> = corners.iter().map(|corner| (corner.x, corner.y)).collect();
        assert_eq!(corners, [(110.0, 0.0), (0.0, 0.0), (110.0, 25.0), (170.0, 0.0)]);
        assert_eq!(all, size(240.0, 90.0));
    }

    #[test]
    fn many_flat_parts_make_no_line() {
        let (_, size) = pack(&[Size { width: 30.0, height: 10.0 }; 100], Size::default());
        assert!(size.width < 3.0 * size.height);
    }
}
