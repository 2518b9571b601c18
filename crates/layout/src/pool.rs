//! Things in a row, each as near as it can be to where it wishes to be.

/// The least squares under an order: pool adjacent violators.
#[derive(Debug, Default)]
pub struct Pool {
    blocks: Vec<Block>,
}

/// Things that wish to be in each other's place: all stay where their mean is.
#[derive(Debug)]
struct Block {
    sum: f64,
    weight: f64,
    count: usize,
}

impl Block {
    fn mean(&self) -> f64 {
        self.sum / self.weight
    }
}

impl Pool {
    /// Forgets everything.
    pub fn clear(&mut self) {
        self.blocks.clear();
    }

    /// Adds the next thing. Its weight must be positive.
    pub fn push(&mut self, wish: f64, weight: f64) {
        self.blocks.push(Block { sum: wish * weight, weight, count: 1 });
        while let [.., a, b] = &self.blocks[..] {
            if a.mean() <= b.mean() {
                break;
            }
            let merged =
                Block { sum: a.sum + b.sum, weight: a.weight + b.weight, count: a.count + b.count };
            self.blocks.truncate(self.blocks.len() - 2);
            self.blocks.push(merged);
        }
    }

    /// Where each is now: never left of the one before.
    pub fn places(&self) -> impl Iterator<Item = f64> {
        self.blocks.iter().flat_map(|block| std::iter::repeat_n(block.mean(), block.count))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_stays() {
        let mut pool = Pool::default();
        for (wish, weight) in [(1.0, 1.0), (6.0, 1.0), (2.0, 3.0), (4.0, 1.0)] {
            pool.push(wish, weight);
        }
        assert_eq!(pool.places().collect::<Vec<_>>(), [1.0, 3.0, 3.0, 4.0]);
    }
}
