//! An independent verifier of proofs: its own code, the ground clauses only, nothing of the solver.
//!
//! Takes a ground program and a [`Proof`]; gives the flaw, if there is one.
//!
//! | value | what is checked |
//! | --- | --- |
//! | true | the clause exists and heads the atom; its premises are steps of smaller rank or assumptions |
//! | false | *every* clause of the atom falls short by premises that are false at smaller ranks, or positive and false at the same |
//! | undefined | on the cone, which is closed, T = Γ(P) and P = Γ(T) |
//!
//! A true step rests on older steps; false steps of one rank are an unfounded set relative to older ones:
//! by induction on ranks both agree with the well-founded model. Of all pairs with T = Γ(P) and P = Γ(T)
//! the well-founded model decides fewest atoms, so what is undefined in any of them is undefined in it.
use super::proof::{Decided, Proof, Step};
use crate::ground::clauses::{AtomId, Body, ClauseId, GroundProgram, Literal};
use crate::solve::answers::Value;
use rustc_hash::FxHashMap;

/// What is wrong with a proof.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum Flaw {
    /// A leaf is assumed both ways, or something that is no leaf is assumed.
    #[error("atom {0:?} cannot be assumed")]
    Assumption(AtomId),
    /// The root is not decided as the proof says.
    #[error("the root is not decided as the proof says")]
    Root,
    /// An atom is decided twice, or is a leaf.
    #[error("atom {0:?} cannot be decided here")]
    Decided(AtomId),
    /// The clause does not exist or heads another atom.
    #[error("the clause of atom {0:?} is not one of its clauses")]
    Clause(AtomId),
    /// The clause's premises do not carry it.
    #[error("the premises of atom {0:?} do not carry it")]
    Unsupported(AtomId),
    /// A clause of a false atom does not fall short.
    #[error("a clause of atom {0:?} may still hold")]
    NotRefuted(AtomId),
    /// The cone leaves out an atom that it depends on.
    #[error("the cone leaves out atom {0:?}")]
    Cone(AtomId),
    /// The model of the cone does not reproduce itself.
    #[error("atom {0:?} does not come out as the proof says")]
    NotReproduced(AtomId),
}

/// The clauses of each atom, collected by the verifier itself.
pub struct Heads {
    of: FxHashMap<AtomId, Vec<ClauseId>>,
}

impl Heads {
    /// One pass over the program.
    pub fn collect(program: &GroundProgram) -> Self {
        let mut of: FxHashMap<AtomId, Vec<ClauseId>> = FxHashMap::default();
        for (id, head, _) in program.clauses() {
            of.entry(head).or_default().push(id);
        }
        Self { of }
    }

    fn clauses(&self, atom: AtomId) -> &[ClauseId] {
        self.of.get(&atom).map_or(&[], Vec::as_slice)
    }
}

/// Checks a proof.
pub fn verify(program: &GroundProgram, heads: &Heads, proof: &Proof) -> Result<(), Flaw> {
    let assumed = assumptions(program, proof)?;
    match proof.value {
        Value::True | Value::False => decided(program, heads, proof, &assumed),
        Value::Undefined => undefined(program, heads, proof, &assumed),
    }
}

type Assumed = FxHashMap<AtomId, bool>;

fn assumptions(program: &GroundProgram, proof: &Proof) -> Result<Assumed, Flaw> {
    let mut assumed = Assumed::default();
    for literal in &proof.assumptions {
        let leaf = literal.atom();
        if program.leaf(leaf).is_none() || assumed.insert(leaf, !literal.is_negative()).is_some() {
            return Err(Flaw::Assumption(leaf));
        }
    }
    Ok(assumed)
}

struct Steps<'a> {
    program: &'a GroundProgram,
    assumed: &'a Assumed,
    at: FxHashMap<AtomId, Step>,
}

fn decided(program: &GroundProgram, heads: &Heads, proof: &Proof, assumed: &Assumed) -> Result<(), Flaw> {
    let mut at = FxHashMap::default();
    for step in &proof.steps {
        if program.leaf(step.atom).is_some() || at.insert(step.atom, *step).is_some() {
            return Err(Flaw::Decided(step.atom));
        }
    }
    let steps = Steps { program, assumed, at };
    let root = match steps.at.get(&proof.root) {
        Some(step) => Some(matches!(step.decided, Decided::TrueBy(_))),
        None => assumed.get(&proof.root).copied(),
    };
    if root != Some(proof.value == Value::True) {
        return Err(Flaw::Root);
    }
    proof.steps.iter().try_for_each(|step| steps.check(heads, *step))
}

impl Steps<'_> {
    fn check(&self, heads: &Heads, step: Step) -> Result<(), Flaw> {
        match step.decided {
            Decided::TrueBy(clause) => {
                if !heads.clauses(step.atom).contains(&clause) {
                    return Err(Flaw::Clause(step.atom));
                }
                let carries = self.reaches(clause, |literal| self.holds(literal, step.rank));
                if carries { Ok(()) } else { Err(Flaw::Unsupported(step.atom)) }
            }
            Decided::False => {
                let may_hold = |clause: &ClauseId| self.reaches(*clause, |literal| !self.fails(literal, step.rank));
                if heads.clauses(step.atom).iter().any(may_hold) { Err(Flaw::NotRefuted(step.atom)) } else { Ok(()) }
            }
        }
    }

    /// Whether a body holds if just the literals that `counts` admits do.
    fn reaches(&self, clause: ClauseId, counts: impl Fn(Literal) -> bool) -> bool {
        match self.program.clause(clause).1 {
            Body::All(list) => list.iter().all(|&literal| counts(literal)),
            Body::AtLeast(needed, list) => {
                let counted = list.iter().filter(|(literal, _)| counts(*literal));
                counted.map(|(_, weight)| u128::from(*weight)).sum::<u128>() >= u128::from(needed)
            }
        }
    }

    /// Whether the proof has shown a literal to hold before this rank.
    fn holds(&self, literal: Literal, rank: u64) -> bool {
        let wanted = !literal.is_negative();
        if self.program.leaf(literal.atom()).is_some() {
            return self.assumed.get(&literal.atom()) == Some(&wanted);
        }
        self.at
            .get(&literal.atom())
            .is_some_and(|step| step.rank < rank && matches!(step.decided, Decided::TrueBy(_)) == wanted)
    }

    /// Whether the proof has shown a literal to fail: before this rank, or (positive ones) at it.
    fn fails(&self, literal: Literal, rank: u64) -> bool {
        if self.program.leaf(literal.atom()).is_some() {
            return self.assumed.get(&literal.atom()) == Some(&literal.is_negative());
        }
        self.at.get(&literal.atom()).is_some_and(|step| match (step.decided, literal.is_negative()) {
            (Decided::False, false) => step.rank <= rank,
            (Decided::TrueBy(_), true) => step.rank < rank,
            (Decided::False, true) | (Decided::TrueBy(_), false) => false,
        })
    }
}

fn undefined(program: &GroundProgram, heads: &Heads, proof: &Proof, assumed: &Assumed) -> Result<(), Flaw> {
    let mut places: FxHashMap<AtomId, usize> = FxHashMap::default();
    for (place, (atom, _)) in proof.cone.iter().enumerate() {
        if program.leaf(*atom).is_some() || places.insert(*atom, place).is_some() {
            return Err(Flaw::Decided(*atom));
        }
    }
    let root = places.get(&proof.root).and_then(|&place| proof.cone.get(place));
    if root.map(|(_, value)| *value) != Some(Value::Undefined) {
        return Err(Flaw::Root);
    }
    let cone = Cone { program, heads, proof, places, assumed };
    cone.closed()?;
    let sure: Vec<bool> = proof.cone.iter().map(|(_, value)| *value == Value::True).collect();
    let possible: Vec<bool> = proof.cone.iter().map(|(_, value)| *value != Value::False).collect();
    for (given, expected) in [(&possible, &sure), (&sure, &possible)] {
        let found = cone.least_model(given);
        if let Some(place) = (0..found.len()).find(|&place| found[place] != expected[place]) {
            return Err(Flaw::NotReproduced(proof.cone[place].0));
        }
    }
    Ok(())
}

struct Cone<'a> {
    program: &'a GroundProgram,
    heads: &'a Heads,
    proof: &'a Proof,
    places: FxHashMap<AtomId, usize>,
    assumed: &'a Assumed,
}

impl Cone<'_> {
    fn closed(&self) -> Result<(), Flaw> {
        for (atom, _) in &self.proof.cone {
            for &clause in self.heads.clauses(*atom) {
                for (literal, _) in weighted(self.program.clause(clause).1) {
                    let premise = literal.atom();
                    if !self.places.contains_key(&premise) && !self.assumed.contains_key(&premise) {
                        return Err(Flaw::Cone(premise));
                    }
                }
            }
        }
        Ok(())
    }

    /// Γ(given): the least model of the clauses with each `not b` read off `given`.
    fn least_model(&self, given: &[bool]) -> Vec<bool> {
        let mut missing: Vec<(usize, u128)> = Vec::new();
        let mut uses: Vec<Vec<(usize, u64)>> = vec![Vec::new(); given.len()];
        for (place, (atom, _)) in self.proof.cone.iter().enumerate() {
            for &clause in self.heads.clauses(*atom) {
                let body = self.program.clause(clause).1;
                let mut needed = match body {
                    Body::All(list) => list.len() as u128,
                    Body::AtLeast(needed, _) => u128::from(needed),
                };
                for (literal, weight) in weighted(body) {
                    match (self.places.get(&literal.atom()), literal.is_negative()) {
                        (Some(&premise), false) => uses[premise].push((missing.len(), weight)),
                        (Some(&premise), true) if !given[premise] => needed = needed.saturating_sub(weight.into()),
                        (Some(_), true) => {}
                        (None, negative) => {
                            if self.assumed.get(&literal.atom()) == Some(&!negative) {
                                needed = needed.saturating_sub(weight.into());
                            }
                        }
                    }
                }
                missing.push((place, needed));
            }
        }
        close(given.len(), missing, &uses)
    }
}

/// Forward chaining over clauses that still miss some weight.
fn close(count: usize, mut missing: Vec<(usize, u128)>, uses: &[Vec<(usize, u64)>]) -> Vec<bool> {
    let mut model = vec![false; count];
    let mut todo: Vec<usize> = missing.iter().filter(|(_, needed)| *needed == 0).map(|(head, _)| *head).collect();
    while let Some(atom) = todo.pop() {
        if std::mem::replace(&mut model[atom], true) {
            continue;
        }
        for &(clause, weight) in &uses[atom] {
            let (head, needed) = &mut missing[clause];
            let before = *needed;
            *needed = needed.saturating_sub(u128::from(weight));
            if before > 0 && *needed == 0 {
                todo.push(*head);
            }
        }
    }
    model
}

fn weighted(body: Body<'_>) -> Vec<(Literal, u64)> {
    match body {
        Body::All(list) => list.iter().map(|&literal| (literal, 1)).collect(),
        Body::AtLeast(_, list) => list.to_vec(),
    }
}
