//! Two sides that were compared, kept for as long as the same are asked for.

use crate::compare::Pair;
use crate::profile::Profile;
use hearth_messages::{FileId, Sides};

/// See the module.
#[derive(Default)]
pub struct Pairs(Vec<Kept>);

struct Kept {
    sides: Sides,
    pair: Pair,
    /// By how many programs they are held.
    #[cfg(feature = "headless")]
    holders: usize,
}

impl Pairs {
    /// The pair of these sides; what is not open is left out of it.
    pub fn get_or_make<'a>(
        &mut self,
        sides: &Sides,
        file: impl Fn(&FileId) -> Option<&'a Profile>,
    ) -> &mut Pair {
        let at = self.0.iter().position(|kept| kept.sides == *sides).unwrap_or_else(|| {
            // The page looks at two sides at a time; programs close by themselves what they hold.
            if !cfg!(feature = "headless") {
                self.0.clear();
            }
            self.0.push(Kept {
                sides: sides.clone(),
                pair: Pair::new(sides, file),
                #[cfg(feature = "headless")]
                holders: 0,
            });
            self.0.len() - 1
        });
        &mut self.0[at].pair
    }

    /// The pair of these sides, if it is kept.
    pub fn get(&mut self, sides: &Sides) -> Option<&mut Pair> {
        self.0.iter_mut().find(|kept| kept.sides == *sides).map(|kept| &mut kept.pair)
    }

    /// Forgets all that a file is in.
    pub fn forget(&mut self, file: FileId) {
        let is_in = |sides: &Sides| sides.old.contains(&file) || sides.new.contains(&file);
        self.0.retain(|kept| !is_in(&kept.sides));
    }
}

#[cfg(feature = "headless")]
impl Pairs {
    /// Keeps two sides until they are released as often.
    pub fn hold(&mut self, sides: &Sides) {
        self.0.iter_mut().filter(|kept| kept.sides == *sides).for_each(|kept| kept.holders += 1);
    }

    /// Forgets two sides that nobody else holds.
    pub fn release(&mut self, sides: &Sides) {
        for kept in self.0.iter_mut().filter(|kept| kept.sides == *sides) {
            kept.holders = kept.holders.saturating_sub(1);
        }
        self.0.retain(|kept| kept.sides != *sides || kept.holders > 0);
    }
}
