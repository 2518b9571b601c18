//! Sorting layers by the weighted medians of their neighbors.

use crate::layered::Layered;
use crate::places::Order;

/// Goes over all layers, down in even rounds and up in odd ones. Which of two with the
/// same median comes first changes every other round.
pub fn sweep(layered: &Layered, order: &mut Order, round: u32) {
    let down = round.is_multiple_of(2);
    let reverse_equals = round % 4 < 2;
    let count = order.layers.len();
    let mut sorted: Vec<(f64, u32)> = Vec::new();
    let mut slots = Vec::new();
    let mut ends = Vec::new();
    for i in 1..count {
        let layer = if down { i } else { count - 1 - i };
        let neighbours = if down { &layered.above } else { &layered.below };
        sorted.clear();
        slots.clear();
        for (slot, &place) in order.layers[layer].iter().enumerate() {
            ends.clear();
            let positions = neighbours.of(place).iter();
            ends.extend(positions.map(|&other| order.position[other as usize]));
            // Nodes without a neighbor stay where they are.
            if let Some(median) = median(&mut ends) {
                sorted.push((median, place));
                slots.push(slot);
            }
        }
        if reverse_equals {
            sorted.reverse();
        }
        sorted.sort_by(|a, b| a.0.total_cmp(&b.0));
        for (&slot, &(_, place)) in slots.iter().zip(&sorted) {
            order.layers[layer][slot] = place;
        }
        order.number(layer);
    }
}

/// The weighted median: of an even number, between the middle two, nearer to the
/// side where the others are closer together.
fn median(ends: &mut [u32]) -> Option<f64> {
    ends.sort_unstable();
    let middle = ends.len() / 2;
    let at = |i: usize| f64::from(ends[i]);
    match ends.len() {
        0 => None,
        1 => Some(at(0)),
        2 => Some((at(0) + at(1)) / 2.0),
        count if count % 2 == 1 => Some(at(middle)),
        count => {
            let left = at(middle - 1) - at(0);
            let right = at(count - 1) - at(middle);
            if left + right == 0.0 {
                return Some((at(middle - 1) + at(middle)) / 2.0);
            }
            Some((at(middle - 1) * right + at(middle) * left) / (left + right))
        }
    }
}
