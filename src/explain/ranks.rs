//! When each atom of a reading was decided, with what no allegation or question bears on decided first.
//!
//! Takes one reading's model; gives ranks under which its proofs still hold and look at as few leaves as
//! propagation can do without.
//!
//! INVARIANT: a true atom has a clause whose counted premises have smaller ranks; each clause of a false atom
//! falls short by premises of smaller rank, or positive ones of the same.
use super::proof::every_literal;
use crate::ground::clauses::{AtomId, Body, GroundProgram};
use crate::solve::answers::Value;
use crate::solve::evaluate::Evaluation;
use crate::solve::index::Index;
use rustc_hash::FxHashMap;

/// What the model decided only with its leaves comes after everything else.
const LATER: u64 = 1 << 32;

/// The ranks.
pub struct Ranks<'a> {
    reading: &'a Evaluation,
    early: FxHashMap<AtomId, u64>,
}

impl<'a> Ranks<'a> {
    /// Propagates over the cone with every leaf unknown.
    pub fn new(program: &GroundProgram, index: &Index, reading: &'a Evaluation) -> Self {
        let mut run = Run::new(program, index, reading);
        run.propagate();
        Self { reading, early: run.order }
    }

    /// Whether an atom is decided whatever the leaves are.
    pub fn is_early(&self, atom: AtomId) -> bool {
        self.early.contains_key(&atom)
    }

    /// The rank of an atom; leaves and undefined atoms have 0.
    pub fn of(&self, atom: AtomId) -> u64 {
        match (self.early.get(&atom), self.reading.rank(atom)) {
            (Some(&order), _) => order,
            (None, 0) => 0,
            (None, rank) => LATER + u64::from(rank),
        }
    }
}

struct Clause {
    head: AtomId,
    missing: u128,
    spare: u128,
}

struct Use {
    clause: usize,
    weight: u64,
    negative: bool,
}

struct Run<'a> {
    reading: &'a Evaluation,
    clauses: Vec<Clause>,
    uses: FxHashMap<AtomId, Vec<Use>>,
    alive: FxHashMap<AtomId, usize>,
    order: FxHashMap<AtomId, u64>,
    queue: Vec<AtomId>,
}

impl<'a> Run<'a> {
    fn new(program: &GroundProgram, index: &Index, reading: &'a Evaluation) -> Self {
        let mut run = Self {
            reading,
            clauses: Vec::new(),
            uses: FxHashMap::default(),
            alive: FxHashMap::default(),
            order: FxHashMap::default(),
            queue: Vec::new(),
        };
        for &head in reading.atoms() {
            run.alive.insert(head, index.clauses_of(head).len());
            for &clause in index.clauses_of(head) {
                run.enter(program, head, program.clause(clause).1);
            }
        }
        run
    }

    /// `spare` is the weight that can be lost before the clause falls short.
    fn enter(&mut self, program: &GroundProgram, head: AtomId, body: Body<'_>) {
        let literals = every_literal(body);
        let weights: Vec<u64> = match body {
            Body::All(list) => vec![1; list.len()],
            Body::AtLeast(_, list) => list.iter().map(|(_, weight)| *weight).collect(),
        };
        let all: u128 = weights.iter().map(|&weight| u128::from(weight)).sum();
        let missing = match body {
            Body::All(list) => list.len() as u128,
            Body::AtLeast(needed, _) => u128::from(needed),
        };
        let clause = self.clauses.len();
        for (literal, weight) in literals.into_iter().zip(weights) {
            if program.leaf(literal.atom()).is_none() {
                let used = Use { clause, weight, negative: literal.is_negative() };
                self.uses.entry(literal.atom()).or_default().push(used);
            }
        }
        match all.checked_sub(missing) {
            Some(spare) => self.clauses.push(Clause { head, missing, spare }),
            None => {
                self.clauses.push(Clause { head, missing: u128::MAX, spare: u128::MAX });
                self.lose(head);
            }
        }
    }

    fn propagate(&mut self) {
        let sure: Vec<AtomId> =
            self.clauses.iter().filter(|clause| clause.missing == 0).map(|clause| clause.head).collect();
        sure.into_iter().for_each(|head| self.decide(head));
        for &atom in self.reading.atoms() {
            if self.alive.get(&atom) == Some(&0) {
                self.decide(atom);
            }
        }
        let mut at = 0;
        while let Some(&atom) = self.queue.get(at) {
            at += 1;
            let value = self.reading.value(atom) == Value::True;
            for used in self.uses.remove(&atom).unwrap_or_default() {
                let Some(clause) = self.clauses.get_mut(used.clause) else { continue };
                let (head, weight) = (clause.head, u128::from(used.weight));
                if value != used.negative {
                    let before = clause.missing;
                    clause.missing = before.saturating_sub(weight);
                    if before > 0 && clause.missing == 0 {
                        self.decide(head);
                    }
                } else if clause.spare < weight {
                    self.fall_short(used.clause, head);
                } else {
                    clause.spare -= weight;
                }
            }
        }
    }

    /// A clause falls short once.
    fn fall_short(&mut self, clause: usize, head: AtomId) {
        if let Some(clause) = self.clauses.get_mut(clause) {
            clause.spare = u128::MAX;
            clause.missing = u128::MAX;
        }
        self.lose(head);
        if self.alive.get(&head) == Some(&0) {
            self.decide(head);
        }
    }

    fn lose(&mut self, head: AtomId) {
        if let Some(alive) = self.alive.get_mut(&head) {
            *alive = alive.saturating_sub(1);
        }
    }

    fn decide(&mut self, atom: AtomId) {
        let next = self.order.len() as u64 + 1;
        if let std::collections::hash_map::Entry::Vacant(slot) = self.order.entry(atom) {
            slot.insert(next);
            self.queue.push(atom);
        }
    }
}
