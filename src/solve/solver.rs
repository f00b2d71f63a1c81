//! How a whole program is solved.
//!
//! Takes a ground program, component by component, dependencies first. An atom alone is evaluated once; a
//! larger component first has its constants found by counting, is split again without them, and only what
//! is left is solved on functions. What a budget cuts off is `incomplete` and has the weakest bounds, as
//! has what depends on it unless the bounds meet.

use rustc_hash::FxHashSet;

use super::components::{Step, components};
use super::fixpoint::{self, Pair, Side, literal_function, threshold};
use super::functions::{Budget, Exhausted, Function, Functions};
use super::index::{Index, literal_at, literals};
use super::model::{Pairs, SolveLimits};
use super::rules::{Outside, Place, Rules};
use super::wellfounded::well_founded;
use crate::ground::clauses::{AtomId, Body, GroundProgram, Literal};

/// What solving gives.
pub struct Solved {
    /// The store.
    pub functions: Functions,
    /// Every atom's pair.
    pub pairs: Pairs,
    /// What a budget cut off.
    pub incomplete: FxHashSet<AtomId>,
}

/// Solves every atom.
pub fn run(program: &GroundProgram, index: &Index, limits: SolveLimits) -> Solved {
    let mut solver = Solver {
        program,
        index,
        limits,
        functions: Functions::new(limits.component),
        pairs: Pairs::new(program.atom_count()),
        incomplete: FxHashSet::default(),
        steps_left: limits.steps,
        places: vec![OUTSIDE; program.atom_count()],
        scratch: Scratch::default(),
    };
    components(
        program.atom_count() as u32,
        |vertex, position| next_dependency(program, index, vertex, position),
        |members| solver.component(members),
    );
    Solved { functions: solver.functions, pairs: solver.pairs, incomplete: solver.incomplete }
}

/// A position is a clause's place among the head's clauses, then a literal's place in its body.
fn next_dependency(program: &GroundProgram, index: &Index, vertex: u32, position: u64) -> Step {
    let clauses = index.clauses_of(AtomId(vertex));
    let (mut clause, mut place) = ((position >> 32) as usize, (position & 0xFFFF_FFFF) as usize);
    while let Some(id) = clauses.get(clause) {
        if let Some(literal) = literal_at(program.clause(*id).1, place) {
            return Step::To(literal.atom().0, (clause as u64) << 32 | (place as u64 + 1));
        }
        (clause, place) = (clause + 1, 0);
    }
    Step::Done
}

const OUTSIDE: u32 = u32::MAX;

#[derive(Default)]
struct Scratch {
    clauses: Vec<Function>,
    parts: Vec<Function>,
}

struct Solver<'a> {
    program: &'a GroundProgram,
    index: &'a Index,
    limits: SolveLimits,
    functions: Functions,
    pairs: Pairs,
    incomplete: FxHashSet<AtomId>,
    steps_left: u64,
    places: Vec<u32>,
    scratch: Scratch,
}

impl Solver<'_> {
    fn component(&mut self, members: &[u32]) {
        match members {
            [only] if !self.leans_on_itself(AtomId(*only)) => self.single(AtomId(*only)),
            _ => self.circle(members),
        }
    }

    fn leans_on_itself(&self, atom: AtomId) -> bool {
        let clauses = self.index.clauses_of(atom).iter();
        clauses.flat_map(|id| literals(self.program.clause(*id).1)).any(|literal| literal.atom() == atom)
    }

    /// An atom that does not depend on itself: constants by inspection, else one evaluation of each side.
    fn single(&mut self, atom: AtomId) {
        if self.program.leaf(atom).is_some() {
            let pair = self.within_budget(|solver| Ok(vec![Pair::total(solver.functions.leaf(atom)?)]));
            return self.store_all(&[atom], pair);
        }
        let mut settled = true;
        for id in self.index.clauses_of(atom) {
            match self.constant_body(self.program.clause(*id).1) {
                Some(true) => return self.pairs.set(atom, Pair::total(Function::TRUE)),
                Some(false) => {}
                None => settled = false,
            }
        }
        if settled {
            return self.pairs.set(atom, Pair::total(Function::FALSE));
        }
        let pair = self.within_budget(|solver| {
            let when_true = solver.evaluate(atom, Side::Sure)?;
            let total = solver.pairs.all_total() || solver.premises_total(atom);
            let when_possible = if total { when_true } else { solver.evaluate(atom, Side::Possible)? };
            Ok(vec![Pair { when_true, when_possible }])
        });
        self.store_all(&[atom], pair);
    }

    fn constant_body(&self, body: Body<'_>) -> Option<bool> {
        let constant = |literal: Literal| match self.pairs.get(literal.atom()) {
            Pair { when_true: Function::TRUE, .. } => Some(!literal.is_negative()),
            Pair { when_possible: Function::FALSE, .. } => Some(literal.is_negative()),
            _ => None,
        };
        match body {
            Body::All(list) => list
                .iter()
                .try_fold(true, |all, literal| match constant(*literal) {
                    Some(false) => Err(()),
                    Some(true) => Ok(all),
                    None => Ok(false),
                })
                .map_or(Some(false), |all| all.then_some(true)),
            Body::AtLeast(needed, list) => {
                let sum = |wanted: fn(Option<bool>) -> bool| -> u128 {
                    list.iter().filter(|(literal, _)| wanted(constant(*literal))).map(|(_, w)| u128::from(*w)).sum()
                };
                match (sum(|c| c == Some(true)) >= needed.into(), sum(|c| c != Some(false)) >= needed.into()) {
                    (true, _) => Some(true),
                    (_, false) => Some(false),
                    _ => None,
                }
            }
        }
    }

    fn premises_total(&self, atom: AtomId) -> bool {
        let clauses = self.index.clauses_of(atom).iter();
        clauses
            .flat_map(|id| literals(self.program.clause(*id).1))
            .all(|literal| self.pairs.get(literal.atom()).is_total())
    }

    fn evaluate(&mut self, atom: AtomId, side: Side) -> Result<Function, Exhausted> {
        let mut bodies = std::mem::take(&mut self.scratch.clauses);
        let mut parts = std::mem::take(&mut self.scratch.parts);
        bodies.clear();
        for id in self.index.clauses_of(atom) {
            let of = |literal: Literal| literal_function(self.pairs.get(literal.atom()), literal.is_negative(), side);
            bodies.push(match self.program.clause(*id).1 {
                Body::All(list) => {
                    parts.clear();
                    parts.extend(list.iter().map(|literal| of(*literal)));
                    self.functions.all(&mut parts)?
                }
                Body::AtLeast(needed, list) => {
                    let weight = list.iter().map(|(_, w)| u128::from(*w)).sum();
                    let weighted: Vec<(Function, u64)> = list.iter().map(|(literal, w)| (of(*literal), *w)).collect();
                    threshold(&mut self.functions, needed.into(), weight, weighted.into_iter())?
                }
            });
        }
        let made = self.functions.any(&mut bodies)?;
        (self.scratch.clauses, self.scratch.parts) = (bodies, parts);
        Ok(made)
    }

    /// Runs `work` under the component's budget; what it leaves behind on failure is forgotten.
    fn within_budget<T>(&mut self, work: impl FnOnce(&mut Self) -> Result<T, Exhausted>) -> Option<T> {
        let size = self.functions.size();
        let Budget { nodes, steps } = self.limits.component;
        let nodes = size.saturating_add(nodes).min(self.limits.nodes);
        self.functions.renew(Budget { nodes, steps: steps.min(self.steps_left) });
        let result = work(self);
        self.steps_left = self.steps_left.saturating_sub(self.functions.steps_taken());
        result.inspect_err(|Exhausted| self.functions.forget_since(size)).ok()
    }

    fn store_all(&mut self, atoms: &[AtomId], pairs: Option<Vec<Pair>>) {
        let unknown = pairs.is_none();
        for (i, atom) in atoms.iter().enumerate() {
            let pair = pairs.as_ref().and_then(|pairs| pairs.get(i).copied()).unwrap_or(Pair::UNKNOWN);
            self.pairs.set(*atom, pair);
            if !pair.is_total() && (unknown || self.rests_on_incomplete(atoms)) {
                self.incomplete.insert(*atom);
            }
        }
    }

    fn rests_on_incomplete(&self, atoms: &[AtomId]) -> bool {
        if self.incomplete.is_empty() {
            return false;
        }
        let clauses = atoms.iter().flat_map(|atom| self.index.clauses_of(*atom));
        clauses.flat_map(|id| literals(self.program.clause(*id).1)).any(|l| self.incomplete.contains(&l.atom()))
    }

    /// Atoms that depend on each other: constants by counting, then again in the components that are left.
    fn circle(&mut self, members: &[u32]) {
        let mut waiting: Vec<Vec<AtomId>> = vec![members.iter().map(|m| AtomId(*m)).collect()];
        while let Some(atoms) = waiting.pop() {
            if let [only] = atoms[..]
                && !self.leans_on_itself(only)
            {
                self.single(only);
                continue;
            }
            let rules = self.rules_of(&atoms);
            let known = well_founded(&rules);
            let left: Vec<AtomId> =
                atoms.iter().zip(&known.value).filter(|(_, value)| value.is_none()).map(|(atom, _)| *atom).collect();
            for (atom, value) in atoms.iter().zip(&known.value) {
                if let Some(value) = value {
                    self.pairs.set(*atom, Pair::total(Function::constant(*value)));
                }
            }
            let parts = if left.len() < atoms.len() { self.split(&left) } else { vec![left] };
            match <[Vec<AtomId>; 1]>::try_from(parts) {
                Ok([whole]) => self.solve_circle(&whole, (whole.len() == atoms.len()).then_some(rules)),
                Err(parts) => waiting.extend(parts.into_iter().rev()),
            }
        }
    }

    fn solve_circle(&mut self, atoms: &[AtomId], rules: Option<Rules>) {
        let rules = rules.unwrap_or_else(|| self.rules_of(atoms));
        let pairs = self.within_budget(|solver| {
            let Solver { functions, pairs, .. } = solver;
            fixpoint::component(functions, &rules, |atom| pairs.get(atom))
        });
        self.store_all(atoms, pairs);
    }

    fn rules_of(&mut self, atoms: &[AtomId]) -> Rules {
        for (number, atom) in atoms.iter().enumerate() {
            self.places[atom.0 as usize] = number as u32;
        }
        let rules = Rules::new(self.program, self.index, atoms, |atom| match self.places[atom.0 as usize] {
            OUTSIDE => Place::Outside(match self.pairs.get(atom) {
                Pair { when_true: Function::TRUE, .. } => Outside::Known(true),
                Pair { when_possible: Function::FALSE, .. } => Outside::Known(false),
                _ => Outside::Unknown,
            }),
            number => Place::Inside(number),
        });
        for atom in atoms {
            self.places[atom.0 as usize] = OUTSIDE;
        }
        rules
    }

    /// The components of some atoms once the constants among them are taken out, dependencies first.
    fn split(&mut self, atoms: &[AtomId]) -> Vec<Vec<AtomId>> {
        let rules = self.rules_of(atoms);
        let targets: Vec<Vec<u32>> = (0..atoms.len() as u32)
            .map(|atom| rules.rules_of(atom).flat_map(|r| rules.premises(r)).filter_map(|p| p.inside).collect())
            .collect();
        let mut parts: Vec<Vec<AtomId>> = Vec::new();
        let next = |vertex: u32, at: u64| match targets[vertex as usize].get(at as usize) {
            Some(target) => Step::To(*target, at + 1),
            None => Step::Done,
        };
        components(atoms.len() as u32, next, |part| {
            parts.push(part.iter().map(|member| atoms[*member as usize]).collect());
        });
        parts
    }
}
