//! K near a leaf: which constraints and differences bear on it, directly or through others.
//!
//! Takes a program once and gives, for the leaves of a claim, the part of K that can say something about
//! them. Two things keep it small: parts joined only by the origin of time never bear on each other (a
//! negative cycle passes the origin once), and an open question whose answer the dates always allow is
//! left out unless the claim itself asks it.
//!
//! INVARIANT: every assignment of the leaves found that satisfies the part found extends to the leaves
//! left out that are joined with it.

use rustc_hash::FxHashSet;

use super::functions::Exhausted;
use crate::ground::clauses::{AtomId, Constraint, Difference, GroundProgram, Leaf, Literal, PointId};

/// Rows of numbers, flat.
#[derive(Clone, Default)]
struct Rows {
    starts: Vec<u32>,
    values: Vec<u32>,
}

impl Rows {
    fn new(count: usize, mut pairs: Vec<(u32, u32)>) -> Self {
        pairs.sort_unstable();
        pairs.dedup();
        let mut starts = vec![0u32; count + 1];
        for (row, _) in &pairs {
            if let Some(start) = starts.get_mut(*row as usize + 1) {
                *start += 1;
            }
        }
        for i in 1..starts.len() {
            starts[i] += starts[i - 1];
        }
        Self { starts, values: pairs.into_iter().map(|(_, value)| value).collect() }
    }

    fn row(&self, row: u32) -> &[u32] {
        match (self.starts.get(row as usize), self.starts.get(row as usize + 1)) {
            (Some(start), Some(end)) => &self.values[*start as usize..*end as usize],
            _ => &[],
        }
    }
}

/// What stands where in K.
#[derive(Clone, Default)]
pub struct ConstraintIndex {
    of_leaf: Rows,
    differences_of_leaf: Rows,
    differences_of_point: Rows,
    free: FxHashSet<AtomId>,
}

/// A part of K.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Near {
    /// The leaves it speaks of and those it was asked for, in order.
    pub leaves: Vec<AtomId>,
    /// Places in the program's constraints, in order.
    pub constraints: Vec<u32>,
    /// Places in the program's differences, in order.
    pub differences: Vec<u32>,
}

/// The leaves of a constraint.
pub fn leaves_of(constraint: &Constraint) -> Vec<AtomId> {
    match constraint {
        Constraint::Either(literals) => literals.iter().map(|literal| literal.atom()).collect(),
        Constraint::AtMostOne(leaves) | Constraint::ExactlyOne(leaves) => leaves.clone(),
    }
}

impl ConstraintIndex {
    /// Reads K once.
    pub fn new(program: &GroundProgram) -> Self {
        let constraints = program.constraints().iter().zip(0..);
        let of_leaf = constraints.flat_map(|(c, i)| leaves_of(c).into_iter().map(move |leaf| (leaf.0, i))).collect();
        let differences = || program.differences().iter().zip(0u32..);
        let by_leaf = differences().flat_map(|(d, i)| d.when.iter().map(move |literal| (literal.atom().0, i)));
        let by_point = differences().flat_map(|(d, i)| [(d.x.0, i), (d.y.0, i)]).filter(|(point, _)| *point != 0);
        let mut made = Self {
            of_leaf: Rows::new(program.atom_count(), of_leaf),
            differences_of_leaf: Rows::new(program.atom_count(), by_leaf.collect()),
            differences_of_point: Rows::new(program.point_count(), by_point.collect()),
            free: FxHashSet::default(),
        };
        let asked = program.differences().iter().flat_map(|d| d.when.iter().map(|literal| literal.atom()));
        made.free = asked.filter(|leaf| made.any_dates_allow(program, *leaf)).collect();
        made
    }

    /// Whether the leaf is a question to which any dates allow an answer.
    pub fn is_free(&self, leaf: AtomId) -> bool {
        self.free.contains(&leaf)
    }

    /// Whether any dates allow an answer to this question: nothing hangs on one of the answers, or each
    /// answer asserts one inequality and one of the two always holds.
    fn any_dates_allow(&self, program: &GroundProgram, leaf: AtomId) -> bool {
        if program.leaf(leaf) != Some(Leaf::Question) || !self.of_leaf.row(leaf.0).is_empty() {
            return false;
        }
        let all = program.differences();
        let (mut yes, mut no): (Vec<&Difference>, Vec<&Difference>) = (Vec::new(), Vec::new());
        for difference in self.differences_of_leaf.row(leaf.0).iter().filter_map(|place| all.get(*place as usize)) {
            let has = |literal: Literal| difference.when.contains(&literal);
            match (has(Literal::positive(leaf)), has(Literal::negative(leaf))) {
                (true, false) => yes.push(difference),
                (false, true) => no.push(difference),
                _ => {}
            }
        }
        match (yes.as_slice(), no.as_slice()) {
            ([], _) | (_, []) => true,
            ([yes], [no]) => {
                let alone = yes.when.len() == 1 && no.when.len() == 1;
                let reversed = yes.x == no.y && yes.y == no.x;
                // x − y ≤ b or y − x ≤ c, whatever x and y are, when −c ≤ b + 1.
                alone && reversed && i128::from(yes.bound) + i128::from(no.bound) + 1 >= 0
            }
            _ => false,
        }
    }

    /// The part of K that bears on some leaves. `fixed` leaves are set already, so none of them is free.
    pub fn near(
        &self,
        program: &GroundProgram,
        leaves: &[AtomId],
        fixed: impl Fn(AtomId) -> bool,
        limit: usize,
    ) -> Result<Near, Exhausted> {
        let mut walk = Walk { waiting_leaves: Vec::new(), waiting_points: Vec::new(), ..Walk::default() };
        leaves.iter().for_each(|leaf| walk.leaf(*leaf));
        loop {
            if walk.differences.len() + walk.constraints.len() + walk.leaves.len() > limit {
                return Err(Exhausted);
            }
            if let Some(leaf) = walk.waiting_leaves.pop() {
                for place in self.of_leaf.row(leaf.0) {
                    if walk.constraints.insert(*place)
                        && let Some(constraint) = program.constraints().get(*place as usize)
                    {
                        leaves_of(constraint).into_iter().for_each(|leaf| walk.leaf(leaf));
                    }
                }
                self.differences_of_leaf.row(leaf.0).iter().for_each(|place| walk.difference(program, *place));
            } else if let Some(point) = walk.waiting_points.pop() {
                for place in self.differences_of_point.row(point.0) {
                    let Some(difference) = program.differences().get(*place as usize) else { continue };
                    let loose = |l: &Literal| {
                        self.free.contains(&l.atom()) && !fixed(l.atom()) && !walk.leaves.contains(&l.atom())
                    };
                    if !difference.when.iter().any(loose) {
                        walk.difference(program, *place);
                    }
                }
            } else {
                return Ok(walk.finish());
            }
        }
    }
}

#[derive(Default)]
struct Walk {
    leaves: FxHashSet<AtomId>,
    points: FxHashSet<PointId>,
    constraints: FxHashSet<u32>,
    differences: FxHashSet<u32>,
    waiting_leaves: Vec<AtomId>,
    waiting_points: Vec<PointId>,
}

impl Walk {
    fn leaf(&mut self, leaf: AtomId) {
        if self.leaves.insert(leaf) {
            self.waiting_leaves.push(leaf);
        }
    }

    fn difference(&mut self, program: &GroundProgram, place: u32) {
        let Some(difference) = program.differences().get(place as usize) else { return };
        if !self.differences.insert(place) {
            return;
        }
        difference.when.iter().for_each(|literal| self.leaf(literal.atom()));
        for point in [difference.x, difference.y] {
            if point.0 != 0 && self.points.insert(point) {
                self.waiting_points.push(point);
            }
        }
    }

    fn finish(self) -> Near {
        fn sorted<T: Ord>(set: FxHashSet<T>) -> Vec<T> {
            let mut list: Vec<T> = set.into_iter().collect();
            list.sort_unstable();
            list
        }
        Near {
            leaves: sorted(self.leaves),
            constraints: sorted(self.constraints),
            differences: sorted(self.differences),
        }
    }
}
