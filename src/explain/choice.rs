//! Which clause explains what: of a true atom the one with the smallest reason, of a false one the first
//! premise of each clause that failed.
//!
//! Takes one reading's model; gives for each decided atom its premises. Costs are the sizes of trees, open
//! questions counting for many nodes, found in order of rank, so no call is ever deep.
//!
//! INVARIANT: following premises ends, but for circles of false atoms of one rank.
use super::proof::{carries, premises};
use super::ranks::Ranks;
use crate::ground::clauses::{AtomId, ClauseId, GroundProgram, Leaf, Literal};
use crate::solve::answers::Value;
use crate::solve::evaluate::Evaluation;
use crate::solve::index::Index;
use rustc_hash::FxHashSet;

/// What a premise inside a circle counts as: a way around it is preferred.
const CIRCLE: u32 = 1000;
/// What an open question counts as: what can do without its answer is preferred.
const QUESTION: u32 = 50;

/// The premises chosen on one reading.
pub struct Choice<'a> {
    /// The ground program.
    pub program: &'a GroundProgram,
    /// Its clauses by head.
    pub index: &'a Index,
    /// The model.
    pub reading: &'a Evaluation,
    ranks: Ranks<'a>,
    // By the reading's own numbers.
    chosen: Vec<Chosen>,
}

/// What was chosen for an atom.
#[derive(Clone, Copy, Default)]
struct Chosen {
    clause: Option<ClauseId>,
    cost: Option<u32>,
    disputed: bool,
}

impl<'a> Choice<'a> {
    /// Chooses for every decided atom of the cone.
    pub fn new(program: &'a GroundProgram, index: &'a Index, reading: &'a Evaluation) -> Self {
        let mut choice = Self {
            program,
            index,
            reading,
            ranks: Ranks::new(program, index, reading),
            chosen: vec![Chosen::default(); reading.atoms().len()],
        };
        let mut atoms: Vec<(u64, AtomId)> = reading.atoms().iter().map(|&atom| (choice.ranks.of(atom), atom)).collect();
        atoms.sort_unstable();
        for (_, atom) in atoms {
            match reading.value(atom) {
                Value::True => choice.choose(atom),
                Value::False => choice.refute(atom),
                Value::Undefined => {}
            }
        }
        choice
    }

    /// The premises that an atom's value rests on; an undefined one rests on nothing (see `circle`).
    pub fn premises(&self, atom: AtomId) -> Vec<Literal> {
        if self.program.leaf(atom).is_some() {
            return Vec::new();
        }
        let rank = self.ranks.of(atom);
        match self.reading.value(atom) {
            Value::True => self.of(atom).clause.map_or_else(Vec::new, |clause| {
                premises(self.program, self.reading, &self.ranks, self.program.clause(clause).1, rank, true)
            }),
            Value::False => self.failing(atom, rank),
            Value::Undefined => Vec::new(),
        }
    }

    /// When an atom was decided.
    pub fn rank(&self, atom: AtomId) -> u64 {
        self.ranks.of(atom)
    }

    /// Whether the atom's value rests on an allegation or a question.
    pub fn is_disputed(&self, atom: AtomId) -> bool {
        self.program.leaf(atom).is_some() || self.of(atom).disputed
    }

    fn of(&self, atom: AtomId) -> Chosen {
        self.reading.number(atom).and_then(|number| self.chosen.get(number)).copied().unwrap_or_default()
    }

    fn choose_for(&mut self, atom: AtomId) -> Option<&mut Chosen> {
        self.reading.number(atom).and_then(|number| self.chosen.get_mut(number))
    }

    /// Whether an atom has a clause at all.
    pub fn has_clauses(&self, atom: AtomId) -> bool {
        !self.index.clauses_of(atom).is_empty()
    }

    fn choose(&mut self, atom: AtomId) {
        let rank = self.ranks.of(atom);
        let mut best: Option<(u32, ClauseId)> = None;
        for &clause in self.index.clauses_of(atom) {
            let body = self.program.clause(clause).1;
            if !carries(self.reading, &self.ranks, body, rank) {
                continue;
            }
            let cost = self.total(&premises(self.program, self.reading, &self.ranks, body, rank, true));
            if best.is_none_or(|(known, _)| cost < known) {
                best = Some((cost, clause));
            }
        }
        if let (Some((cost, clause)), Some(slot)) = (best, self.choose_for(atom)) {
            (slot.cost, slot.clause) = (Some(cost), Some(clause));
        }
        self.note_dispute(atom);
    }

    fn refute(&mut self, atom: AtomId) {
        let cost = self.total(&self.failing(atom, self.ranks.of(atom)));
        if let Some(slot) = self.choose_for(atom) {
            slot.cost = Some(cost);
        }
        self.note_dispute(atom);
    }

    /// For each clause the premises for which it falls short, each once.
    fn failing(&self, atom: AtomId, rank: u64) -> Vec<Literal> {
        if let [clause] = self.index.clauses_of(atom) {
            return premises(self.program, self.reading, &self.ranks, self.program.clause(*clause).1, rank, false);
        }
        let mut seen = FxHashSet::default();
        let mut found = Vec::new();
        for &clause in self.index.clauses_of(atom) {
            for literal in premises(self.program, self.reading, &self.ranks, self.program.clause(clause).1, rank, false)
            {
                if seen.insert(literal) {
                    found.push(literal);
                }
            }
        }
        found
    }

    fn total(&self, premises: &[Literal]) -> u32 {
        premises.iter().fold(1u32, |sum, literal| {
            let atom = literal.atom();
            let cost = match (self.program.leaf(atom), self.of(atom).cost) {
                (Some(Leaf::Question), _) => QUESTION,
                (Some(Leaf::Allegation), _) => 1,
                (None, Some(known)) => known,
                (None, None) => CIRCLE,
            };
            sum.saturating_add(cost)
        })
    }

    fn note_dispute(&mut self, atom: AtomId) {
        let disputed = self.premises(atom).iter().any(|literal| self.is_disputed(literal.atom()));
        if let Some(slot) = self.choose_for(atom) {
            slot.disputed = disputed;
        }
    }
}
