//! One reading, plainly: the model of the cone of some atoms when every leaf is set.
//!
//! Takes a program and an assignment and gives values with ranks, from which reasons are read off. Shares
//! no code with the functions, so it also checks them reading by reading.
//!
//! INVARIANT: that of `wellfounded`: ranks fall along every proof, and along every refutation outside its
//! unfounded set.

use rustc_hash::{FxHashMap, FxHashSet};

use super::answers::Value;
use super::index::Index;
use super::rules::{Outside, Place, Rules, cone};
use super::wellfounded::{WellFounded, well_founded};
use crate::ground::clauses::{AtomId, ClauseId, GroundProgram};

/// A reading: every leaf named here is true, every other leaf false.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Assignment {
    leaves: Vec<AtomId>,
    members: FxHashSet<AtomId>,
}

impl Assignment {
    /// The reading in which just these leaves are true.
    pub fn new(leaves: impl IntoIterator<Item = AtomId>) -> Self {
        let mut leaves: Vec<AtomId> = leaves.into_iter().collect();
        leaves.sort_unstable();
        leaves.dedup();
        Self { members: leaves.iter().copied().collect(), leaves }
    }

    /// Whether a leaf is true.
    pub fn holds(&self, leaf: AtomId) -> bool {
        self.members.contains(&leaf)
    }

    /// The leaves that are true, in order.
    pub fn leaves(&self) -> &[AtomId] {
        &self.leaves
    }
}

/// The cone's own number of each atom: a table where the cone is most of the program, else a map.
enum Numbers {
    Table(Vec<u32>),
    Map(FxHashMap<AtomId, u32>),
}

/// Stands in a table for an atom outside the cone.
const OUTSIDE: u32 = u32::MAX;

impl Numbers {
    fn new(members: &[AtomId], atom_count: usize) -> Self {
        if members.len() < atom_count / 8 {
            return Self::Map(members.iter().zip(0..).map(|(atom, number)| (*atom, number)).collect());
        }
        let mut table = vec![OUTSIDE; atom_count];
        for (atom, number) in members.iter().zip(0..) {
            if let Some(slot) = table.get_mut(atom.0 as usize) {
                *slot = number;
            }
        }
        Self::Table(table)
    }

    fn get(&self, atom: AtomId) -> Option<u32> {
        match self {
            Self::Table(table) => table.get(atom.0 as usize).copied().filter(|number| *number != OUTSIDE),
            Self::Map(map) => map.get(&atom).copied(),
        }
    }
}

/// The model of a cone on one reading.
pub struct Evaluation {
    rules: Rules,
    numbers: Numbers,
    model: WellFounded,
    assignment: Assignment,
}

/// Evaluates the cone of `atoms` under `assignment`.
pub fn evaluate(program: &GroundProgram, index: &Index, assignment: &Assignment, atoms: &[AtomId]) -> Evaluation {
    let mut members = cone(program, index, atoms);
    members.retain(|atom| program.leaf(*atom).is_none());
    let numbers = Numbers::new(&members, program.atom_count());
    let rules = Rules::new(program, index, &members, |atom| match numbers.get(atom) {
        Some(number) => Place::Inside(number),
        None => Place::Outside(Outside::Known(assignment.holds(atom))),
    });
    let model = well_founded(&rules);
    Evaluation { rules, numbers, model, assignment: assignment.clone() }
}

impl Evaluation {
    /// Where a derived atom of the cone stands in [`Self::atoms`].
    pub fn number(&self, atom: AtomId) -> Option<usize> {
        self.numbers.get(atom).map(|number| number as usize)
    }

    /// The value of an atom of the cone (a leaf has the value that the reading gives it).
    pub fn value(&self, atom: AtomId) -> Value {
        match self.number(atom).map(|number| self.model.value[number]) {
            Some(Some(true)) => Value::True,
            Some(None) => Value::Undefined,
            Some(Some(false)) => Value::False,
            None if self.assignment.holds(atom) => Value::True,
            None => Value::False,
        }
    }

    /// When the atom was decided: every premise of a proof has a smaller rank. Leaves have rank 0, as has
    /// what is undefined.
    pub fn rank(&self, atom: AtomId) -> u32 {
        self.number(atom).map_or(0, |number| self.model.rank[number])
    }

    /// The clause by which a true atom was first derived.
    pub fn support(&self, atom: AtomId) -> Option<ClauseId> {
        let rule = self.number(atom).and_then(|number| self.model.support[number])?;
        self.rules.rules.get(rule as usize).map(|rule| rule.clause)
    }

    /// The derived atoms of the cone, in order of first discovery from the roots.
    pub fn atoms(&self) -> &[AtomId] {
        &self.rules.atoms
    }

    /// The clauses of the cone, by its own numbers.
    pub(super) fn rules(&self) -> &Rules {
        &self.rules
    }

    /// The value by the cone's own number.
    pub(super) fn value_at(&self, number: u32) -> Option<bool> {
        self.model.value.get(number as usize).copied().flatten()
    }

    /// The reading.
    pub fn assignment(&self) -> &Assignment {
        &self.assignment
    }
}
