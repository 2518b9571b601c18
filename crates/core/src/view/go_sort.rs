//! Sorting in the very steps of Go's `sort.Sort`, so that what compares as equal
//! comes out in the order in which pprof shows it.
//!
//! It is a pattern-defeating quicksort, after Orson Peters
//! (<https://arxiv.org/abs/2106.05123>), with Go's choice of pivots and limits.
//! It is not stable: which of two equals comes first follows from the swaps.

/// Shorter runs are sorted by insertion.
const INSERTION: usize = 12;
/// From here on, a pivot is chosen among nine.
const NINTHER: usize = 50;

/// Sorts items by `less`, in Go's steps.
pub fn sort<T>(items: &mut [T], less: impl Fn(&T, &T) -> bool) {
    let length = items.len();
    Sorter { items, less }.quicksort(0, length, bit_length(length));
}

fn bit_length(number: usize) -> u32 {
    usize::BITS - number.leading_zeros()
}

struct Sorter<'a, T, F> {
    items: &'a mut [T],
    less: F,
}

/// Knowledge, from choosing a pivot, about the order that is there.
#[derive(PartialEq, Eq)]
enum Hint {
    Unknown,
    Increasing,
    Decreasing,
}

impl<T, F: Fn(&T, &T) -> bool> Sorter<'_, T, F> {
    fn less(&self, a: usize, b: usize) -> bool {
        (self.less)(&self.items[a], &self.items[b])
    }

    fn swap(&mut self, a: usize, b: usize) {
        self.items.swap(a, b);
    }

    fn quicksort(&mut self, mut start: usize, mut end: usize, mut limit: u32) {
        let (mut was_balanced, mut was_partitioned) = (true, true);
        loop {
            let length = end - start;
            if length <= INSERTION {
                return self.insertion_sort(start, end);
            }
            if limit == 0 {
                return self.heap_sort(start, end);
            }
            if !was_balanced {
                self.break_patterns(start, end);
                limit -= 1;
            }
            let (mut pivot, mut hint) = self.choose_pivot(start, end);
            if hint == Hint::Decreasing {
                self.items[start..end].reverse();
                pivot = (end - 1) - (pivot - start);
                hint = Hint::Increasing;
            }
            let is_likely_sorted = was_balanced && was_partitioned && hint == Hint::Increasing;
            if is_likely_sorted && self.partial_insertion_sort(start, end) {
                return;
            }
            // What is left of the start is not larger than the pivot: if it is not
            // smaller either, all that equals the pivot has its place already.
            if start > 0 && !self.less(start - 1, pivot) {
                start = self.partition_equal(start, end, pivot);
                continue;
            }
            let (middle, already_partitioned) = self.partition(start, end, pivot);
            was_partitioned = already_partitioned;
            let (left, right) = (middle - start, end - middle);
            was_balanced = left.min(right) >= length / 8;
            if left < right {
                self.quicksort(start, middle, limit);
                start = middle + 1;
            } else {
                self.quicksort(middle + 1, end, limit);
                end = middle;
            }
        }
    }

    fn insertion_sort(&mut self, start: usize, end: usize) {
        for i in start + 1..end {
            let mut j = i;
            while j > start && self.less(j, j - 1) {
                self.swap(j, j - 1);
                j -= 1;
            }
        }
    }

    fn heap_sort(&mut self, start: usize, end: usize) {
        let length = end - start;
        for root in (0..=(length - 1) / 2).rev() {
            self.sift_down(start, root, length);
        }
        for last in (0..length).rev() {
            self.swap(start, start + last);
            self.sift_down(start, 0, last);
        }
    }

    fn sift_down(&mut self, start: usize, mut root: usize, end: usize) {
        loop {
            let mut child = 2 * root + 1;
            if child >= end {
                return;
            }
            if child + 1 < end && self.less(start + child, start + child + 1) {
                child += 1;
            }
            if !self.less(start + root, start + child) {
                return;
            }
            self.swap(start + root, start + child);
            root = child;
        }
    }

    /// Swaps three items with ones chosen by a generator that the length seeds.
    fn break_patterns(&mut self, start: usize, end: usize) {
        let length = end - start;
        if length < 8 {
            return;
        }
        let mut random = length as u64;
        let mask = (1usize << bit_length(length)) - 1;
        let middle = start + length / 4 * 2;
        for i in middle - 1..=middle + 1 {
            random ^= random << 13;
            random ^= random >> 7;
            random ^= random << 17;
            let mut other = random as usize & mask;
            if other >= length {
                other -= length;
            }
            self.swap(i, start + other);
        }
    }

    fn choose_pivot(&self, start: usize, end: usize) -> (usize, Hint) {
        const ALL_SWAPS: u32 = 12;
        let length = end - start;
        let mut swaps = 0;
        let [mut i, mut j, mut k] = [1, 2, 3].map(|quarter| start + length / 4 * quarter);
        if length >= 8 {
            if length >= NINTHER {
                for place in [&mut i, &mut j, &mut k] {
                    *place = self.median([*place - 1, *place, *place + 1], &mut swaps);
                }
            }
            j = self.median([i, j, k], &mut swaps);
        }
        match swaps {
            0 => (j, Hint::Increasing),
            ALL_SWAPS => (j, Hint::Decreasing),
            _ => (j, Hint::Unknown),
        }
    }

    fn median(&self, mut places: [usize; 3], swaps: &mut u32) -> usize {
        for (a, b) in [(0, 1), (1, 2), (0, 1)] {
            if self.less(places[b], places[a]) {
                *swaps += 1;
                places.swap(a, b);
            }
        }
        places[1]
    }

    /// Sorts what is nearly sorted. Returns whether it was.
    fn partial_insertion_sort(&mut self, start: usize, end: usize) -> bool {
        const STEPS: usize = 5;
        let mut i = start + 1;
        for _ in 0..STEPS {
            while i < end && !self.less(i, i - 1) {
                i += 1;
            }
            if i == end {
                return true;
            }
            if end - start < NINTHER {
                return false;
            }
            self.swap(i, i - 1);
            if i - start >= 2 {
                let mut j = i - 1;
                while j >= 1 && self.less(j, j - 1) {
                    self.swap(j, j - 1);
                    j -= 1;
                }
            }
            if end - i >= 2 {
                let mut j = i + 1;
                while j < end && self.less(j, j - 1) {
                    self.swap(j, j - 1);
                    j += 1;
                }
            }
        }
        false
    }

    /// Puts what is smaller than the pivot before it, all else after. Returns the
    /// pivot's new place, and whether nothing had to move.
    fn partition(&mut self, start: usize, end: usize, pivot: usize) -> (usize, bool) {
        self.swap(start, pivot);
        let (mut i, mut j) = (start + 1, end - 1);
        let mut is_first = true;
        loop {
            while i <= j && self.less(i, start) {
                i += 1;
            }
            while i <= j && !self.less(j, start) {
                j -= 1;
            }
            if i > j {
                self.swap(j, start);
                return (j, is_first);
            }
            self.swap(i, j);
            (i, j, is_first) = (i + 1, j - 1, false);
        }
    }

    /// Puts what equals the pivot before what is larger: nothing is smaller.
    fn partition_equal(&mut self, start: usize, end: usize, pivot: usize) -> usize {
        self.swap(start, pivot);
        let (mut i, mut j) = (start + 1, end - 1);
        loop {
            while i <= j && !self.less(start, i) {
                i += 1;
            }
            while i <= j && self.less(start, j) {
                j -= 1;
            }
            if i > j {
                return i;
            }
            self.swap(i, j);
            (i, j) = (i + 1, j - 1);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Pairs whose second part has no say.
    fn sorted(keys: &[u8]) -> Vec<(u8, usize)> {
        let mut items: Vec<(u8, usize)> = keys.iter().copied().zip(0..).collect();
        sort(&mut items, |a, b| a.0 < b.0);
        items
    }

    #[test]
    fn few_items_keep_the_order_of_equals() {
        let places: Vec<usize> = sorted(&[2, 1, 2, 1, 1]).into_iter().map(|(_, i)| i).collect();
        assert_eq!(places, [1, 3, 4, 0, 2]);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(256))]

        #[test]
        fn everything_is_there_and_in_order(keys in proptest::collection::vec(0..20u8, 0..400)) {
            let items = sorted(&keys);
            prop_assert!(items.is_sorted_by_key(|item| item.0));
            let mut places: Vec<usize> = items.into_iter().map(|(_, i)| i).collect();
            places.sort_unstable();
            prop_assert_eq!(places, (0..keys.len()).collect::<Vec<_>>());
        }
    }
}
