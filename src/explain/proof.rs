//! Proofs: what `verify` can check against the ground clauses alone.
//!
//! Takes one reading's model and an atom; gives the part of the model that the atom's value rests on. A
//! proof speaks of every reading that agrees with its assumptions, so one without any speaks of all.
//!
//! INVARIANT: every step's premises are steps or assumptions; ranks fall as `verify` demands.
use super::ranks::Ranks;
use crate::ground::clauses::{AtomId, Body, ClauseId, GroundProgram, Literal};
use crate::solve::answers::Value;
use crate::solve::evaluate::Evaluation;
use crate::solve::index::Index;
use rustc_hash::FxHashSet;

/// Why an atom has its value, given the leaves that are assumed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Proof {
    /// What is proved.
    pub root: AtomId,
    /// The value that it is proved to have.
    pub value: Value,
    /// The leaves that the proof looks at, as its reading sets them.
    pub assumptions: Vec<Literal>,
    /// For true and false: a decided part of the model.
    pub steps: Vec<Step>,
    /// For undefined: the model of everything that the root can depend on.
    pub cone: Vec<(AtomId, Value)>,
}

/// One decided atom.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Step {
    /// The atom.
    pub atom: AtomId,
    /// When it was decided: premises of what is true are older; premises of what is false are older or, if
    /// positive, of the same age (an unfounded set).
    pub rank: u64,
    /// How.
    pub decided: Decided,
}

/// How a step decides its atom.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Decided {
    /// It is true by this clause.
    TrueBy(ClauseId),
    /// It is false: each of its clauses falls short.
    False,
}

/// The proof of an atom's value on the reading that was evaluated.
pub fn prove(program: &GroundProgram, index: &Index, reading: &Evaluation, root: AtomId) -> Proof {
    let value = reading.value(root);
    let ranks = Ranks::new(program, index, reading);
    let proof = empty(root, value);
    let mut builder = Builder { program, index, reading, ranks: &ranks, seen: FxHashSet::default(), proof };
    match value {
        Value::True | Value::False => builder.decided(root),
        Value::Undefined => builder.whole_cone(root),
    }
    builder.proof.assumptions.sort_unstable();
    builder.proof
}

fn empty(root: AtomId, value: Value) -> Proof {
    Proof { root, value, assumptions: Vec::new(), steps: Vec::new(), cone: Vec::new() }
}

struct Builder<'a> {
    program: &'a GroundProgram,
    index: &'a Index,
    reading: &'a Evaluation,
    ranks: &'a Ranks<'a>,
    seen: FxHashSet<AtomId>,
    proof: Proof,
}

impl Builder<'_> {
    fn decided(&mut self, root: AtomId) {
        let mut todo = vec![root];
        self.seen.insert(root);
        while let Some(atom) = todo.pop() {
            if self.program.leaf(atom).is_some() {
                self.assume(atom);
                continue;
            }
            let rank = self.ranks.of(atom);
            let clauses = self.index.clauses_of(atom);
            if self.reading.value(atom) == Value::True {
                let carrying =
                    |clause: &&ClauseId| carries(self.reading, self.ranks, self.program.clause(**clause).1, rank);
                let Some(&clause) = clauses.iter().find(carrying) else { continue };
                self.proof.steps.push(Step { atom, rank, decided: Decided::TrueBy(clause) });
                self.visit_all(clause, rank, true, &mut todo);
            } else {
                self.proof.steps.push(Step { atom, rank, decided: Decided::False });
                for &clause in clauses {
                    self.visit_all(clause, rank, false, &mut todo);
                }
            }
        }
    }

    fn visit_all(&mut self, clause: ClauseId, rank: u64, holds: bool, todo: &mut Vec<AtomId>) {
        for literal in premises(self.program, self.reading, self.ranks, self.program.clause(clause).1, rank, holds) {
            self.visit(literal, todo);
        }
    }

    fn whole_cone(&mut self, root: AtomId) {
        let mut todo = vec![root];
        self.seen.insert(root);
        while let Some(atom) = todo.pop() {
            if self.program.leaf(atom).is_some() {
                self.assume(atom);
                continue;
            }
            self.proof.cone.push((atom, self.reading.value(atom)));
            let index = self.index;
            for &clause in index.clauses_of(atom) {
                for literal in every_literal(self.program.clause(clause).1) {
                    self.visit(literal, &mut todo);
                }
            }
        }
    }

    fn visit(&mut self, literal: Literal, todo: &mut Vec<AtomId>) {
        if self.seen.insert(literal.atom()) {
            todo.push(literal.atom());
        }
    }

    fn assume(&mut self, leaf: AtomId) {
        let holds = self.reading.value(leaf) == Value::True;
        self.proof.assumptions.push(if holds { Literal::positive(leaf) } else { Literal::negative(leaf) });
    }
}

/// Whether a literal holds, fails, or neither, on the reading.
pub fn literal_value(reading: &Evaluation, literal: Literal) -> Value {
    match (reading.value(literal.atom()), literal.is_negative()) {
        (Value::Undefined, _) => Value::Undefined,
        (value, false) => value,
        (Value::True, true) => Value::False,
        (Value::False, true) => Value::True,
    }
}

/// Whether a clause holds by literals that are true and older than a rank.
pub fn carries(reading: &Evaluation, ranks: &Ranks<'_>, body: Body<'_>, rank: u64) -> bool {
    let older = |literal: Literal| literal_value(reading, literal) == Value::True && ranks.of(literal.atom()) < rank;
    match body {
        Body::All(list) => list.iter().all(|&literal| older(literal)),
        Body::AtLeast(needed, list) => {
            let counted = list.iter().filter(|(literal, _)| older(*literal));
            counted.map(|(_, weight)| u128::from(*weight)).sum::<u128>() >= u128::from(needed)
        }
    }
}

/// The premises that make a clause hold (`holds`), or fall short, for a head of a rank: of a conjunction
/// that fails the first that failed (whatever leaves say, if there is one; a leaf only where nothing else
/// failed), of a threshold all that count.
pub fn premises(
    program: &GroundProgram,
    reading: &Evaluation,
    ranks: &Ranks<'_>,
    body: Body<'_>,
    rank: u64,
    holds: bool,
) -> Vec<Literal> {
    let counts = |literal: Literal| {
        let age = ranks.of(literal.atom());
        match (holds, literal_value(reading, literal)) {
            (true, Value::True) => age < rank,
            (false, Value::False) => age < rank || (age == rank && !literal.is_negative()),
            _ => false,
        }
    };
    match body {
        Body::All(list) if holds => list.to_vec(),
        Body::All(list) => {
            let failing = list.iter().copied().filter(|&literal| counts(literal));
            let reluctance = |literal: &Literal| {
                let atom = literal.atom();
                (ranks.of(atom) == rank, !ranks.is_early(atom), program.leaf(atom).is_some())
            };
            failing.min_by_key(reluctance).into_iter().collect()
        }
        Body::AtLeast(needed, list) if holds => {
            let mut sum = 0u128;
            let mut chosen = Vec::new();
            for &(literal, weight) in list.iter().filter(|(literal, _)| counts(*literal)) {
                if sum >= u128::from(needed) {
                    break;
                }
                sum += u128::from(weight);
                chosen.push(literal);
            }
            chosen
        }
        Body::AtLeast(_, list) => list.iter().map(|(literal, _)| *literal).filter(|&literal| counts(literal)).collect(),
    }
}

/// The literals of a body.
pub fn every_literal(body: Body<'_>) -> Vec<Literal> {
    match body {
        Body::All(list) => list.to_vec(),
        Body::AtLeast(_, list) => list.iter().map(|(literal, _)| *literal).collect(),
    }
}
