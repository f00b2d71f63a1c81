//! A part of a ground program in a form made for counting.
//!
//! Takes some atoms, with what is known of every other atom, and gives their clauses over dense numbers:
//! each body is a threshold (a conjunction of n literals needs n of them), literals known false are gone
//! and literals known true have been taken off the threshold. Flat arrays, a few for the whole part.

use rustc_hash::FxHashSet;

use super::index::{Index, literals};
use crate::ground::clauses::{AtomId, Body, ClauseId, GroundProgram, Literal};

/// What is known of an atom outside the part.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Outside {
    /// It has this value.
    Known(bool),
    /// It is open, undefined, or both.
    Unknown,
}

/// An atom as a part sees it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// The part's own atom, by its number there.
    Inside(u32),
    /// Not the part's own.
    Outside(Outside),
}

/// A literal in a body.
#[derive(Clone, Copy)]
pub struct Premise {
    /// The part's own number of the atom; none if the atom lies outside.
    pub inside: Option<u32>,
    /// The literal in the whole program.
    pub literal: Literal,
    /// What it counts for.
    pub weight: u64,
}

/// A clause that is not settled by what is known outside.
#[derive(Clone, Copy)]
pub struct Rule {
    /// The part's own number of the head.
    pub head: u32,
    /// The clause in the whole program.
    pub clause: ClauseId,
    /// What the premises must reach.
    pub needed: u128,
    start: u32,
    end: u32,
}

/// The clauses of some atoms.
#[derive(Default)]
pub struct Rules {
    /// The atoms, by their numbers here.
    pub atoms: Vec<AtomId>,
    /// The clauses, those of one head together.
    pub rules: Vec<Rule>,
    premises: Vec<Premise>,
    rule_starts: Vec<u32>,
    use_starts: Vec<u32>,
    uses: Vec<Use>,
}

/// Where an atom stands in a body.
#[derive(Clone, Copy)]
pub struct Use {
    /// The number of the rule.
    pub rule: u32,
    /// Whether it stands there under `not`.
    pub negative: bool,
    /// What it counts for there.
    pub weight: u64,
}

impl Rules {
    /// Reads the clauses of `atoms`; `place` says where every atom of their bodies belongs.
    pub fn new(program: &GroundProgram, index: &Index, atoms: &[AtomId], place: impl Fn(AtomId) -> Place) -> Self {
        let mut made = Self { atoms: atoms.to_vec(), rule_starts: vec![0], ..Self::default() };
        for (head, atom) in atoms.iter().enumerate() {
            for clause in index.clauses_of(*atom) {
                made.add(head as u32, *clause, program.clause(*clause).1, &place);
            }
            made.rule_starts.push(made.rules.len() as u32);
        }
        made.collect_uses();
        made
    }

    fn add(&mut self, head: u32, clause: ClauseId, body: Body<'_>, place: &impl Fn(AtomId) -> Place) {
        let start = self.premises.len() as u32;
        let mut needed: u128 = 0;
        match body {
            Body::All(list) => {
                needed = list.len() as u128;
                list.iter().for_each(|literal| self.add_premise(*literal, 1, &mut needed, place));
            }
            Body::AtLeast(threshold, list) => {
                needed += u128::from(threshold);
                list.iter().for_each(|(literal, weight)| self.add_premise(*literal, *weight, &mut needed, place));
            }
        }
        self.rules.push(Rule { head, clause, needed, start, end: self.premises.len() as u32 });
    }

    fn add_premise(&mut self, literal: Literal, weight: u64, needed: &mut u128, place: &impl Fn(AtomId) -> Place) {
        let inside = match place(literal.atom()) {
            Place::Inside(number) => Some(number),
            Place::Outside(Outside::Unknown) => None,
            Place::Outside(Outside::Known(value)) => {
                if value != literal.is_negative() {
                    *needed = needed.saturating_sub(u128::from(weight));
                }
                return;
            }
        };
        self.premises.push(Premise { inside, literal, weight });
    }

    fn collect_uses(&mut self) {
        let mut starts = vec![0u32; self.atoms.len() + 1];
        let inside = |premises: &[Premise]| premises.iter().filter_map(|p| p.inside).collect::<Vec<_>>();
        for number in inside(&self.premises) {
            starts[number as usize + 1] += 1;
        }
        for i in 1..starts.len() {
            starts[i] += starts[i - 1];
        }
        let mut next = starts.clone();
        let mut uses = vec![Use { rule: 0, negative: false, weight: 0 }; starts.last().copied().unwrap_or(0) as usize];
        for (rule, stored) in self.rules.iter().enumerate() {
            for premise in &self.premises[stored.start as usize..stored.end as usize] {
                let Some(number) = premise.inside else { continue };
                let slot = &mut next[number as usize];
                let negative = premise.literal.is_negative();
                uses[*slot as usize] = Use { rule: rule as u32, negative, weight: premise.weight };
                *slot += 1;
            }
        }
        (self.use_starts, self.uses) = (starts, uses);
    }

    /// The premises of a rule that are not settled outside.
    pub fn premises(&self, rule: u32) -> &[Premise] {
        self.rules.get(rule as usize).map_or(&[], |r| &self.premises[r.start as usize..r.end as usize])
    }

    /// The numbers of the rules of an atom.
    pub fn rules_of(&self, atom: u32) -> std::ops::Range<u32> {
        self.rule_starts[atom as usize]..self.rule_starts[atom as usize + 1]
    }

    /// Where an atom stands in bodies.
    pub fn uses(&self, atom: u32) -> &[Use] {
        &self.uses[self.use_starts[atom as usize] as usize..self.use_starts[atom as usize + 1] as usize]
    }

    /// What the premises of a rule weigh together.
    pub fn weight(&self, rule: u32) -> u128 {
        self.premises(rule).iter().map(|p| u128::from(p.weight)).sum()
    }
}

/// The atoms on which some atoms depend, themselves included, in order of first discovery.
pub fn cone(program: &GroundProgram, index: &Index, roots: &[AtomId]) -> Vec<AtomId> {
    let mut seen: FxHashSet<AtomId> = FxHashSet::default();
    let mut atoms: Vec<AtomId> = roots.iter().copied().filter(|root| seen.insert(*root)).collect();
    let mut at = 0;
    while let Some(atom) = atoms.get(at).copied() {
        at += 1;
        for clause in index.clauses_of(atom) {
            atoms.extend(literals(program.clause(*clause).1).map(|l| l.atom()).filter(|atom| seen.insert(*atom)));
        }
    }
    atoms
}
