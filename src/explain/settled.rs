//! What no allegation and no open question bears on, explained once for all claims.
//!
//! Takes one reading that holds every claim's cone and the premises chosen on it; gives the ground of any
//! settled claim at once, and its tree of reasons or all that it rests on when asked. A large record has one
//! long chain of authority under many claims: no claim walks it alone.
//!
//! INVARIANT: a settled atom's reasons look at no leaf, so they hold on every reading.
use super::choice::Choice;
use super::lookup::Lookup;
use super::reason::Reason;
use super::used::{Flags, Used, is_outweighed, leading_to_circles, nothing, used_by};
use super::why::why_by;
use crate::ground::clauses::AtomId;
use crate::program::ClaimId;
use crate::solve::answers::Value as Truth;
use crate::solve::evaluate::Evaluation;
use crate::solve::index::Index;

/// The reasons of settled atoms.
pub struct Settled<'a> {
    look: &'a Lookup<'a>,
    choice: Choice<'a>,
    flags: Vec<Flags>,
}

impl<'a> Settled<'a> {
    /// Chooses the premises of every atom of the reading and gathers what their reasons rest on.
    pub fn new(look: &'a Lookup<'a>, index: &'a Index, reading: &'a Evaluation) -> Self {
        let choice = Choice::new(&look.grounded.program, index, reading);
        let flags = gathered(look, &choice);
        Self { look, choice, flags }
    }

    /// Whether an atom is true or false for reasons that look at no leaf.
    pub fn has(&self, atom: AtomId) -> bool {
        self.choice.reading.number(atom).is_some()
            && self.choice.reading.value(atom) != Truth::Undefined
            && !self.choice.is_disputed(atom)
    }

    /// Whether a settled atom's reasons read a told act as another.
    pub fn by_reading(&self, atom: AtomId) -> bool {
        self.flags_of(atom).reading
    }

    /// The ground of a settled atom alone: nothing that it rests on is listed.
    pub fn ground(&self, atom: AtomId) -> Used {
        let flags = self.flags_of(atom).of_root(&self.choice, atom);
        flags.told(self.choice.reading.value(atom), nothing())
    }

    /// All that a settled atom rests on.
    pub fn used(&self, atom: AtomId) -> Used {
        used_by(self.look, &self.choice, atom)
    }

    /// The reasons of a settled claim.
    pub fn why(&self, claim: ClaimId, atom: AtomId) -> Reason {
        why_by(self.look, &self.choice, claim, atom)
    }

    fn flags_of(&self, atom: AtomId) -> Flags {
        self.choice.reading.number(atom).and_then(|number| self.flags.get(number)).copied().unwrap_or_default()
    }
}

/// flags(a) = own(a) ∪ ⋃ flags(premises of a): the least fixpoint, each flag handed on once.
fn gathered(look: &Lookup<'_>, choice: &Choice<'_>) -> Vec<Flags> {
    let atoms = choice.reading.atoms();
    let number = |atom: AtomId| choice.reading.number(atom);
    let mut flags: Vec<Flags> = atoms.iter().map(|&atom| Flags::of(look, choice, atom)).collect();
    let mut above: Vec<(u32, u32)> = Vec::with_capacity(atoms.len() * 2);
    let mut level: Vec<(AtomId, AtomId)> = Vec::new();
    for (from, &atom) in atoms.iter().enumerate() {
        if is_outweighed(look, choice, atom) {
            continue;
        }
        let (rank, fails) = (choice.rank(atom), choice.reading.value(atom) == Truth::False);
        for literal in choice.premises(atom) {
            let Some(to) = number(literal.atom()) else { continue };
            above.push((to as u32, from as u32));
            if fails && !literal.is_negative() && choice.rank(literal.atom()) == rank {
                level.push((atom, literal.atom()));
            }
        }
    }
    for at in leading_to_circles(&level).into_iter().filter_map(number) {
        flags[at].circle = true;
    }
    above.sort_unstable();
    hand_on(&above, &mut flags);
    flags
}

/// `above` holds, for each atom in order, the atoms that it is a premise of.
fn hand_on(above: &[(u32, u32)], flags: &mut [Flags]) {
    let mut todo: Vec<u32> = (0..flags.len() as u32).rev().collect();
    while let Some(from) = todo.pop() {
        let given = flags[from as usize];
        let start = above.partition_point(|(premise, _)| *premise < from);
        for &(_, to) in above[start..].iter().take_while(|(premise, _)| *premise == from) {
            let slot = &mut flags[to as usize];
            let both = slot.or(given);
            if both != *slot {
                *slot = both;
                todo.push(to);
            }
        }
    }
}
