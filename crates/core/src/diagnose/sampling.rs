//! Sampled values: how much of them was really seen.

use crate::measure::exp;

/// Number of samples that a row of a heap profile stands for. Go and tcmalloc sample a byte
/// in `period` and scale what they found to what there must be: this is the way back.
///
/// `objects` and `bytes` are the row's scaled values, `size` the bytes of one object;
/// where that is not known, it is taken from both. Not scaled, with a `period` up to 1,
/// each object was seen. Source of the rule: `scaleHeapSample` of Go's `runtime/pprof`.
pub fn heap_samples(objects: i64, bytes: i64, size: Option<i64>, period: i64) -> f64 {
    let objects = objects as f64;
    if period <= 1 || objects <= 0.0 {
        return objects.max(0.0);
    }
    let size = size.filter(|&size| size > 0).map_or(bytes as f64 / objects, |size| size as f64);
    objects * (1.0 - exp(-size.max(0.0) / period as f64))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scaled_rows_are_counted_back() {
        let near = |a: f64, b: f64| (a - b).abs() < 0.01;
        // 2 samples of objects of 288 bytes.
        assert!(near(heap_samples(3642, 1_048_896, Some(288), 512 << 10), 2.0));
        // Large objects are nearly all seen.
        assert!(near(heap_samples(1, 4 << 20, None, 512 << 10), 1.0));
        assert!(near(heap_samples(7, 7 * 16, Some(16), 1), 7.0));
        assert!(near(heap_samples(0, 0, None, 512 << 10), 0.0));
        assert!(near(heap_samples(-3, -48, None, 512 << 10), 0.0));
    }
}
