//! The well-founded model of a whole program over all its readings, once it is made.
//!
//! Each atom has a pair (T, P) of functions over leaves, most of them constants.
//!
//! INVARIANT: wherever T = P the pair is exact, incomplete premises or not (both are monotone in what is
//! known).

use rustc_hash::{FxHashMap, FxHashSet};

use super::constraints::ConstraintIndex;
use super::fixpoint::Pair;
use super::functions::{Budget, Function, Functions};
use super::index::Index;
use super::solver;
use crate::ground::clauses::{AtomId, GroundProgram};

/// What solving may cost.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct SolveLimits {
    /// Nodes of the whole model.
    pub nodes: usize,
    /// Nodes and steps for one component.
    pub component: Budget,
    /// Steps of the whole model, spent on functions; constants cost none.
    pub steps: u64,
}

impl Default for SolveLimits {
    fn default() -> Self {
        Self { nodes: 8_000_000, component: Budget { nodes: 500_000, steps: 10_000_000 }, steps: 200_000_000 }
    }
}

/// A pair for every atom; false for those of which nothing is stored.
pub(super) struct Pairs {
    when_true: Vec<Function>,
    // Only where it differs from `when_true`. Looked up, never iterated.
    when_possible: FxHashMap<AtomId, Function>,
}

impl Pairs {
    /// All false.
    pub fn new(count: usize) -> Self {
        Self { when_true: vec![Function::FALSE; count], when_possible: FxHashMap::default() }
    }

    /// Whether every pair stored so far is total.
    pub fn all_total(&self) -> bool {
        self.when_possible.is_empty()
    }

    /// The pair of an atom.
    pub fn get(&self, atom: AtomId) -> Pair {
        let when_true = self.when_true.get(atom.0 as usize).copied().unwrap_or(Function::FALSE);
        if self.when_possible.is_empty() {
            return Pair::total(when_true);
        }
        Pair { when_true, when_possible: self.when_possible.get(&atom).copied().unwrap_or(when_true) }
    }

    /// Stores the pair of an atom, once.
    pub fn set(&mut self, atom: AtomId, pair: Pair) {
        if let Some(slot) = self.when_true.get_mut(atom.0 as usize) {
            *slot = pair.when_true;
        }
        if !pair.is_total() {
            self.when_possible.insert(atom, pair.when_possible);
        }
    }
}

/// Every atom's pair; never changes once made.
pub struct Model {
    index: Index,
    constraints: ConstraintIndex,
    functions: Functions,
    pairs: Pairs,
    incomplete: FxHashSet<AtomId>,
}

impl Model {
    /// The pair of an atom.
    pub fn pair(&self, atom: AtomId) -> Pair {
        self.pairs.get(atom)
    }

    /// Whether a budget was reached before the atom was known.
    pub fn is_incomplete(&self, atom: AtomId) -> bool {
        self.incomplete.contains(&atom)
    }

    /// The store that holds the functions.
    pub fn functions(&self) -> &Functions {
        &self.functions
    }

    /// What stands where in K.
    pub fn constraints(&self) -> &ConstraintIndex {
        &self.constraints
    }

    /// The clauses of each atom.
    pub fn index(&self) -> &Index {
        &self.index
    }
}

/// Solves a program.
pub fn solve(program: &GroundProgram, limits: SolveLimits) -> Model {
    let index = Index::new(program);
    let solver::Solved { functions, pairs, incomplete } = solver::run(program, &index, limits);
    Model { index, constraints: ConstraintIndex::new(program), functions, pairs, incomplete }
}
