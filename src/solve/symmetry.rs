//! Leaves that a function cannot tell apart.
//!
//! Takes a function and gives the groups of leaves that may be exchanged: x and y such that
//! f(x=1, y=0) = f(x=0, y=1), which is an equivalence. Neighbours in the order are compared on the diagram
//! as it stands; the groups so found are then compared with each other by restriction.

use rustc_hash::FxHashSet;

use super::functions::{Exhausted, Function, Functions};
use crate::ground::clauses::AtomId;

/// Above this many groups of neighbours they are left as they are.
const MOST_GROUPS: usize = 48;

impl Functions {
    /// The support of f in groups of interchangeable leaves, each in order, groups in order of their first.
    pub fn interchangeable(&mut self, f: Function) -> Result<Vec<Vec<AtomId>>, Exhausted> {
        let support = self.support(&[f]);
        let joined = self.exchangeable_neighbours(f, &support);
        let mut runs: Vec<Vec<AtomId>> = Vec::new();
        for (place, leaf) in support.iter().enumerate() {
            match runs.last_mut() {
                Some(run) if joined[place] => run.push(*leaf),
                _ => runs.push(vec![*leaf]),
            }
        }
        if runs.len() > MOST_GROUPS {
            return Ok(runs);
        }
        let mut groups: Vec<Vec<AtomId>> = Vec::new();
        for run in runs {
            let mut home = None;
            for (place, group) in groups.iter().enumerate() {
                if home.is_none() && self.exchangeable(f, group[0], run[0])? {
                    home = Some(place);
                }
            }
            match home.and_then(|place| groups.get_mut(place)) {
                Some(group) => group.extend(run),
                None => groups.push(run),
            }
        }
        Ok(groups)
    }

    fn exchangeable(&mut self, f: Function, x: AtomId, y: AtomId) -> Result<bool, Exhausted> {
        let mut with = |true_one: AtomId| self.restrict(f, |leaf| (leaf == x || leaf == y).then_some(leaf == true_one));
        Ok(with(x)? == with(y)?)
    }

    /// For each leaf of the support whether it may be exchanged with the one before it.
    fn exchangeable_neighbours(&self, f: Function, support: &[AtomId]) -> Vec<bool> {
        let place = |level: u32| support.partition_point(|leaf| leaf.0 < level);
        let mut joined = vec![true; support.len()];
        let mut passed_over: FxHashSet<usize> = FxHashSet::default();
        passed_over.insert(place(self.level(f)));
        for edge in self.edges_below(&[f]) {
            let Some((leaf, low, high)) = self.branches(edge) else { continue };
            let here = place(leaf.0);
            for child in [low, high].into_iter().filter(|child| !child.is_constant()) {
                // An edge that leaps over a leaf to its neighbour depends on the one and not on the other.
                if place(self.level(child)) > here + 1 {
                    passed_over.insert(place(self.level(child)));
                }
            }
            let Some(next) = support.get(here + 1) else { continue };
            let cofactor = |child: Function, high: bool| match self.branches(child) {
                Some((leaf, low, up)) if leaf == *next => {
                    if high {
                        up
                    } else {
                        low
                    }
                }
                _ => child,
            };
            if cofactor(low, true) != cofactor(high, false) {
                joined[here + 1] = false;
            }
        }
        for at in passed_over {
            if let Some(joined) = joined.get_mut(at) {
                *joined = false;
            }
        }
        joined
    }
}
