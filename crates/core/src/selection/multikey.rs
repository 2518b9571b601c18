//! Sorting stacks by their frames, as many frames at a time as fit a number.
//!
//! An element is one number: a key in the high half, the stack in the low one.
//! Comparing one number settles most pairs, and no frame is looked at again that
//! is known to be equal.

/// Number of elements that a function takes at once. A call for each thousand: see
/// `Columns::sample` in `read/samples.rs`.
const AT_ONCE: usize = 1000;
/// From this many elements on, counting digits is faster than comparing.
const MANY: usize = 1 << 12;
const DIGIT_BITS: u32 = 11;
const DIGITS: usize = 1 << DIGIT_BITS;
const KEY_SHIFT: u32 = 32;

/// Rules by which keys are made of frames.
#[derive(Clone, Copy)]
pub struct Keys {
    /// The bits of one frame.
    bits: u32,
    /// Number of frames that a key has.
    pub frames: usize,
}

impl Keys {
    /// For frames whose ranks are 1 to `max`.
    pub fn new(max: u32) -> Self {
        let bits = (u32::BITS - max.leading_zeros()).max(1);
        Self { bits, frames: (u32::BITS / bits) as usize }
    }

    /// The element of a stack whose frames from some depth on have these ranks; 0
    /// stands for no frame.
    pub fn element(self, stack: u32, ranks: impl Iterator<Item = u32>) -> u64 {
        let key = ranks.fold(0, |key, rank| key << self.bits | u64::from(rank));
        key << KEY_SHIFT | u64::from(stack)
    }

    /// Returns whether the stacks with this element's key have no more frames.
    fn is_end(self, element: u64) -> bool {
        element >> KEY_SHIFT & ((1 << self.bits) - 1) == 0
    }

    fn key_bits(self) -> u32 {
        self.bits * self.frames as u32
    }
}

/// The stacks 0 to `count` in the order of their frames. `fill` makes the elements
/// of some stacks anew, with the frames from a depth on.
pub fn sort(count: usize, keys: Keys, fill: impl Fn(&mut [u64], usize)) -> Vec<u32> {
    let mut elements: Vec<u64> = (0..count as u64).collect();
    let mut scratch = Vec::new();
    let mut todo = vec![(0..count, 0)];
    while let Some((range, depth)) = todo.pop() {
        let part = &mut elements[range.clone()];
        part.chunks_mut(AT_ONCE).for_each(|some| fill(some, depth));
        sort_part(part, keys.key_bits(), &mut scratch);
        let mut start = range.start;
        for run in part.chunk_by(|a, b| a >> KEY_SHIFT == b >> KEY_SHIFT) {
            let end = start + run.len();
            if run.len() > 1 && !keys.is_end(run[0]) {
                todo.push((start..end, depth + keys.frames));
            }
            start = end;
        }
    }
    elements.into_iter().map(|element| element as u32).collect()
}

/// Sorts elements that are in the order of their stacks.
fn sort_part(part: &mut [u64], key_bits: u32, scratch: &mut Vec<u64>) {
    if part.len() < MANY {
        return part.sort_unstable();
    }
    scratch.resize(part.len().max(scratch.len()), 0);
    let (mut from, mut to) = (part, &mut scratch[..]);
    let mut swapped = false;
    for shift in (KEY_SHIFT..KEY_SHIFT + key_bits).step_by(DIGIT_BITS as usize) {
        let mut places = [0; DIGITS];
        from.chunks(AT_ONCE).for_each(|some| count_digits(some, shift, &mut places));
        if places.contains(&(from.len() as u32)) {
            continue;
        }
        let mut sum = 0;
        for place in &mut places {
            sum += std::mem::replace(place, sum);
        }
        from.chunks(AT_ONCE).for_each(|some| place_by_digit(some, shift, &mut places, to));
        let len = from.len();
        (from, to) = (&mut to[..len], from);
        swapped = !swapped;
    }
    if swapped {
        to[..from.len()].copy_from_slice(from);
    }
}

#[inline(never)]
fn count_digits(elements: &[u64], shift: u32, counts: &mut [u32; DIGITS]) {
    for element in elements {
        counts[(element >> shift) as usize % DIGITS] += 1;
    }
}

#[inline(never)]
fn place_by_digit(elements: &[u64], shift: u32, places: &mut [u32; DIGITS], to: &mut [u64]) {
    for &element in elements {
        let place = &mut places[(element >> shift) as usize % DIGITS];
        to[*place as usize] = element;
        *place += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Stacks of all lengths below `depth`, with frames of ranks 1 to `max`.
    fn stacks(count: usize, depth: u32, max: u32) -> Vec<Vec<u32>> {
        let mut random = 1u32;
        let mut below = |limit: u32| {
            random = random.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (random >> 8) % limit
        };
        (0..count).map(|_| (0..below(depth)).map(|_| 1 + below(max)).collect()).collect()
    }

    #[test]
    fn stacks_come_out_in_the_order_of_their_frames() {
        let cases = [(0, 5, 3), (1, 5, 3), (100, 9, 2), (20_000, 12, 3), (9000, 4, 1 << 20)];
        for (count, depth, max) in cases {
            let stacks = stacks(count, depth, max);
            let keys = Keys::new(max);
            let sorted = sort(count, keys, |elements, depth| {
                for element in elements {
                    let stack = *element as u32;
                    let frames = &stacks[stack as usize];
                    let rank = |i| frames.get(depth + i).copied().unwrap_or(0);
                    *element = keys.element(stack, (0..keys.frames).map(rank));
                }
            });
            let mut expected: Vec<u32> = (0..count as u32).collect();
            expected.sort_by_key(|&stack| (&stacks[stack as usize], stack));
            assert!(sorted == expected, "{count} stacks");
        }
    }
}
