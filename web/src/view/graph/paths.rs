//! Ways through the drawing: what is connected with a box, the heaviest path, and where
//! a step of the keyboard leads. Pure.

use super::scene::Scene;

/// Parts that are connected with a box: itself, what leads to it, what it leads to.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Lit {
    pub boxes: Vec<bool>,
    pub arrows: Vec<bool>,
}

impl Scene {
    /// Parts that are reached from a box, both ways, with the arrows on the way.
    pub fn lit(&self, index: usize) -> Lit {
        let mut lit = Lit { boxes: vec![false; self.len()], arrows: vec![false; self.ends.len()] };
        for (mine, other) in [(0, 1), (1, 0)] {
            let mut seen = vec![false; self.len()];
            let mut todo = vec![index];
            seen[index] = true;
            while let Some(at) = todo.pop() {
                lit.boxes[at] = true;
                for &arrow in self.links(mine, at) {
                    lit.arrows[arrow as usize] = true;
                    let next = self.ends[arrow as usize][other] as usize;
                    if !std::mem::replace(&mut seen[next], true) {
                        todo.push(next);
                    }
                }
            }
        }
        lit
    }

    /// The boxes of an arrow, and itself.
    pub fn lit_arrow(&self, arrow: usize) -> Lit {
        let mut lit = Lit { boxes: vec![false; self.len()], arrows: vec![false; self.ends.len()] };
        lit.arrows[arrow] = true;
        self.ends[arrow].iter().for_each(|&end| lit.boxes[end as usize] = true);
        lit
    }

    /// Parts that a search found, and the arrows between them.
    pub fn lit_search(&self) -> Lit {
        let boxes: Vec<bool> = (0..self.len()).map(|i| self.is_found(i)).collect();
        let is_lit = |ends: &[u32; 2]| ends.iter().all(|&end| boxes[end as usize]);
        Lit { arrows: self.ends.iter().map(is_lit).collect(), boxes }
    }

    /// The path that the engine found in the stacks: merged arrows lead astray, and in circles.
    pub fn heaviest(&self) -> Lit {
        let mut lit = Lit { boxes: vec![false; self.len()], arrows: vec![false; self.ends.len()] };
        let [boxes, arrows] = &self.heaviest;
        for (all, marked) in [(boxes, &mut lit.boxes), (arrows, &mut lit.arrows)] {
            for &at in all {
                if let Some(mark) = marked.get_mut(at as usize) {
                    *mark = true;
                }
            }
        }
        lit
    }

    /// Where to begin: at the root of the largest cum, or else the node.
    pub fn start(&self) -> Option<usize> {
        let nodes = || (0..self.len()).filter(|&i| self.is_node(i));
        let size = |i: &usize| self.cum[*i].unsigned_abs();
        let roots = nodes().filter(|&i| self.arrows_of(i, false).next().is_none());
        // The first of equals: `max_by_key` takes the last.
        roots.rev().max_by_key(size).or_else(|| nodes().rev().max_by_key(size))
    }

    /// Where a step of the keyboard leads from a box: up to its heaviest caller, down to
    /// its heaviest callee, or to the next node to the left or right in about the same row.
    pub fn step(&self, from: usize, (right, down): (i32, i32)) -> Option<usize> {
        if down != 0 {
            let arrow = self.arrows_of(from, down > 0).next()?;
            return Some(self.ends[arrow][usize::from(down > 0)] as usize);
        }
        let middle = |i: usize| {
            let [left, top, width, height] = self.places[i];
            (left + width / 2.0, top + height / 2.0)
        };
        let (x, y) = middle(from);
        let [_, top, _, height] = self.places[from];
        let is_beside = |&i: &usize| {
            let (its_x, its_y) = middle(i);
            let in_row = (top..=top + height).contains(&its_y)
                || (self.places[i][1]..=self.places[i][1] + self.places[i][3]).contains(&y);
            i != from && self.is_node(i) && in_row && (its_x - x) * f64::from(right) > 0.0
        };
        let distance = |i: usize| (middle(i).0 - x).abs();
        (0..self.len()).filter(is_beside).min_by(|&a, &b| distance(a).total_cmp(&distance(b)))
    }
}

#[cfg(test)]
mod tests {
    use super::super::scene::tests::scene;

    #[test]
    fn the_keyboard_walks_along_the_heaviest_arrows() {
        let scene = scene();
        assert_eq!(scene.start(), Some(0));
        assert_eq!([0, 1, 3].map(|i| scene.step(i, (0, 1))), [Some(1), Some(3), None]);
        assert_eq!([3, 2, 0].map(|i| scene.step(i, (0, -1))), [Some(1), Some(0), None]);
        assert_eq!([1, 2].map(|i| scene.step(i, (1, 0))), [Some(2), None]);
        assert_eq!([1, 2].map(|i| scene.step(i, (-1, 0))), [None, Some(1)]);
    }

    #[test]
    fn paths_through_a_box_are_lit() {
        let scene = scene();
        let lit = scene.lit(1);
        assert_eq!(lit.boxes, [true, true, false, true, true]);
        assert_eq!(lit.arrows, [true, true, false, true, false]);
        assert_eq!(scene.heaviest().boxes, [true, true, false, true, false]);
        assert_eq!(scene.heaviest().arrows, [false, true, false, true, false]);
        assert_eq!(scene.lit_arrow(2).boxes, [true, false, true, false, false]);
    }
}
