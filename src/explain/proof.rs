//! Proofs: what `verify` can check against the ground clauses alone.
//!
//! Takes one reading's model and an atom; gives the part of the model that the atom's value rests on. A
//! proof speaks of every reading that agrees with its assumptions, so one without any speaks of all.
//!
//! INVARIANT: every step's premises are steps or assumptions; ranks fall as `verify` demands.
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
    pub rank: u32,
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
    let mut builder = Builder { program, index, reading, seen: FxHashSet::default(), proof: empty(root, value) };
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
            let rank = self.reading.rank(atom);
            if let (Value::True, Some(clause)) = (self.reading.value(atom), self.reading.support(atom)) {
                self.proof.steps.push(Step { atom, rank, decided: Decided::TrueBy(clause) });
                for literal in premises(self.reading, self.program.clause(clause).1, rank, true) {
                    self.visit(literal, &mut todo);
                }
            } else {
                self.proof.steps.push(Step { atom, rank, decided: Decided::False });
                let index = self.index;
                for &clause in index.clauses_of(atom) {
                    for literal in premises(self.reading, self.program.clause(clause).1, rank, false) {
                        self.visit(literal, &mut todo);
                    }
                }
            }
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

/// The premises that make a clause hold (`holds`), or fall short, for a head of a rank: of a conjunction
/// that fails the one that failed first, of a threshold all that count.
pub fn premises(reading: &Evaluation, body: Body<'_>, rank: u32, holds: bool) -> Vec<Literal> {
    let counts = |literal: Literal| {
        let age = reading.rank(literal.atom());
        match (holds, literal_value(reading, literal)) {
            (true, Value::True) => age < rank || rank == 0,
            (false, Value::False) => age < rank || (age == rank && !literal.is_negative()),
            _ => false,
        }
    };
    match body {
        Body::All(list) if holds => list.to_vec(),
        Body::All(list) => {
            let failing = list.iter().copied().filter(|&literal| counts(literal));
            failing.min_by_key(|literal| u32::from(reading.rank(literal.atom()) == rank)).into_iter().collect()
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
