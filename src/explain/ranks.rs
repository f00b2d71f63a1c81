//! When each atom of a reading was decided, with what no allegation or question bears on decided first.
//!
//! Takes one reading's model; gives ranks under which its proofs still hold and look at as few leaves as
//! propagation can do without.
//!
//! INVARIANT: a true atom has a clause whose counted premises have smaller ranks; each clause of a false atom
//! falls short by premises of smaller rank, or positive ones of the same.
use crate::ground::clauses::{AtomId, Body, GroundProgram, Literal};
use crate::solve::answers::Value;
use crate::solve::evaluate::Evaluation;
use crate::solve::index::Index;

/// What the model decided only with its leaves comes after everything else.
const LATER: u64 = 1 << 32;

/// The ranks.
pub struct Ranks<'a> {
    reading: &'a Evaluation,
    // By the reading's own numbers; 0 where the atom was not decided.
    early: Vec<u64>,
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
        self.early_of(atom) != 0
    }

    /// The rank of an atom; leaves and undefined atoms have 0.
    pub fn of(&self, atom: AtomId) -> u64 {
        match (self.early_of(atom), self.reading.rank(atom)) {
            (0, 0) => 0,
            (0, rank) => LATER + u64::from(rank),
            (order, _) => order,
        }
    }

    fn early_of(&self, atom: AtomId) -> u64 {
        self.reading.number(atom).and_then(|number| self.early.get(number)).copied().unwrap_or(0)
    }
}

struct Clause {
    head: usize,
    missing: u128,
    spare: u128,
}

/// Where an atom stands in a body.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Use {
    atom: u32,
    clause: u32,
    weight: u64,
    negative: bool,
}

/// All by the reading's own numbers.
struct Run<'a> {
    reading: &'a Evaluation,
    clauses: Vec<Clause>,
    uses: Vec<Use>,
    alive: Vec<usize>,
    order: Vec<u64>,
    queue: Vec<usize>,
}

impl<'a> Run<'a> {
    fn new(program: &GroundProgram, index: &Index, reading: &'a Evaluation) -> Self {
        let mut run = Self {
            reading,
            clauses: Vec::new(),
            uses: Vec::new(),
            alive: reading.atoms().iter().map(|&atom| index.clauses_of(atom).len()).collect(),
            order: vec![0; reading.atoms().len()],
            queue: Vec::new(),
        };
        for (head, &atom) in reading.atoms().iter().enumerate() {
            for &clause in index.clauses_of(atom) {
                run.enter(head, program.clause(clause).1);
            }
        }
        run.uses.sort_unstable();
        run
    }

    /// `spare` is the weight that can be lost before the clause falls short. Leaves stay unknown.
    fn enter(&mut self, head: usize, body: Body<'_>) {
        let clause = self.clauses.len() as u32;
        let (mut all, mut needed) = (0u128, 0u128);
        let reading = self.reading;
        let mut enter = |literal: Literal, weight: u64| {
            all += u128::from(weight);
            let atom = reading.number(literal.atom()).map(|atom| atom as u32);
            let negative = literal.is_negative();
            self.uses.extend(atom.map(|atom| Use { atom, clause, weight, negative }));
        };
        match body {
            Body::All(list) => {
                needed += list.len() as u128;
                list.iter().for_each(|&literal| enter(literal, 1));
            }
            Body::AtLeast(threshold, list) => {
                needed += u128::from(threshold);
                list.iter().for_each(|&(literal, weight)| enter(literal, weight));
            }
        }
        match all.checked_sub(needed) {
            Some(spare) => self.clauses.push(Clause { head, missing: needed, spare }),
            None => {
                self.clauses.push(Clause { head, missing: u128::MAX, spare: u128::MAX });
                self.lose(head);
            }
        }
    }

    fn propagate(&mut self) {
        let sure: Vec<usize> =
            self.clauses.iter().filter(|clause| clause.missing == 0).map(|clause| clause.head).collect();
        sure.into_iter().for_each(|head| self.decide(head));
        for atom in 0..self.alive.len() {
            if self.alive[atom] == 0 {
                self.decide(atom);
            }
        }
        let uses = std::mem::take(&mut self.uses);
        let mut at = 0;
        while let Some(&atom) = self.queue.get(at) {
            at += 1;
            let value = self.reading.value(self.reading.atoms()[atom]) == Value::True;
            let start = uses.partition_point(|used| (used.atom as usize) < atom);
            for used in uses[start..].iter().take_while(|used| used.atom as usize == atom) {
                self.hand_on(*used, value);
            }
        }
    }

    fn hand_on(&mut self, used: Use, value: bool) {
        let Some(clause) = self.clauses.get_mut(used.clause as usize) else { return };
        let (head, weight) = (clause.head, u128::from(used.weight));
        if value != used.negative {
            let before = clause.missing;
            clause.missing = before.saturating_sub(weight);
            if before > 0 && clause.missing == 0 {
                self.decide(head);
            }
        } else if clause.spare < weight {
            // A clause falls short once.
            (clause.spare, clause.missing) = (u128::MAX, u128::MAX);
            self.lose(head);
            if self.alive.get(head) == Some(&0) {
                self.decide(head);
            }
        } else {
            clause.spare -= weight;
        }
    }

    fn lose(&mut self, head: usize) {
        if let Some(alive) = self.alive.get_mut(head) {
            *alive = alive.saturating_sub(1);
        }
    }

    fn decide(&mut self, atom: usize) {
        let next = self.queue.len() as u64 + 1;
        if let Some(slot @ 0) = self.order.get_mut(atom) {
            *slot = next;
            self.queue.push(atom);
        }
    }
}
