//! The well-founded model of a whole program over all its readings.
//!
//! Takes a ground program and gives each atom a pair (T, P) of functions over leaves, most of them
//! constants. Components come dependencies first. A component of one atom is evaluated once; a larger one
//! first has its constants found by counting, is split again without them, and only what is left is solved
//! on functions. What a budget cuts off is known as `incomplete` and has the weakest bounds, as has what
//! depends on it unless the bounds meet.
//!
//! INVARIANT: wherever T = P the pair is exact, incomplete premises or not (both are monotone in what is
//! known).

use rustc_hash::{FxHashMap, FxHashSet};

use super::components::{Step, components};
use super::constraints::ConstraintIndex;
use super::fixpoint::{self, Pair, Side, literal_function, threshold};
use super::functions::{Budget, Exhausted, Function, Functions};
use super::index::{Index, literal_at, literals};
use super::rules::{Outside, Place, Rules};
use super::wellfounded::well_founded;
use crate::ground::clauses::{AtomId, Body, GroundProgram};

/// What solving may cost.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct SolveLimits {
    /// Nodes of the whole model.
    pub nodes: usize,
    /// Nodes and steps for one component.
    pub component: Budget,
    /// Steps of the whole model, spent on functions; constants cost none.
    pub steps: u64,
}

impl Default for SolveLimits {
    fn default() -> Self {
        Self { nodes: 8_000_000, component: Budget { nodes: 500_000, steps: 20_000_000 }, steps: 2_000_000_000 }
    }
}

/// Every atom's pair; never changes once made.
pub struct Model {
    index: Index,
    constraints: ConstraintIndex,
    functions: Functions,
    when_true: Vec<Function>,
    // Only where it differs from `when_true`. Looked up, never iterated.
    when_possible: FxHashMap<AtomId, Function>,
    incomplete: FxHashSet<AtomId>,
}

impl Model {
    /// The pair of an atom.
    pub fn pair(&self, atom: AtomId) -> Pair {
        let when_true = self.when_true.get(atom.0 as usize).copied().unwrap_or(Function::FALSE);
        if self.when_possible.is_empty() {
            return Pair::total(when_true);
        }
        Pair { when_true, when_possible: self.when_possible.get(&atom).copied().unwrap_or(when_true) }
    }

    /// Whether a budget was reached before the atom was known.
    pub fn is_incomplete(&self, atom: AtomId) -> bool {
        self.incomplete.contains(&atom)
    }

    /// The store that holds the functions.
    pub fn functions(&self) -> &Functions {
        &self.functions
    }

    /// What stands where in K.
    pub fn constraints(&self) -> &ConstraintIndex {
        &self.constraints
    }

    /// The clauses of each atom.
    pub fn index(&self) -> &Index {
        &self.index
    }
}

/// Solves a program.
pub fn solve(program: &GroundProgram, limits: SolveLimits) -> Model {
    let index = Index::new(program);
    let mut solver = Solver {
        program,
        index: &index,
        limits,
        functions: Functions::new(limits.component),
        when_true: vec![Function::FALSE; program.atom_count()],
        when_possible: FxHashMap::default(),
        incomplete: FxHashSet::default(),
        steps_left: limits.steps,
        places: vec![OUTSIDE; program.atom_count()],
        scratch: Scratch::default(),
    };
    components(
        program.atom_count() as u32,
        |vertex, position| next_dependency(program, &index, vertex, position),
        |members| solver.component(members),
    );
    let Solver { functions, when_true, when_possible, incomplete, .. } = solver;
    Model { index, constraints: ConstraintIndex::new(program), functions, when_true, when_possible, incomplete }
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
    when_true: Vec<Function>,
    when_possible: FxHashMap<AtomId, Function>,
    incomplete: FxHashSet<AtomId>,
    steps_left: u64,
    places: Vec<u32>,
    scratch: Scratch,
}

impl Solver<'_> {
    fn pair(&self, atom: AtomId) -> Pair {
        let when_true = self.when_true[atom.0 as usize];
        if self.when_possible.is_empty() {
            return Pair::total(when_true);
        }
        Pair { when_true, when_possible: self.when_possible.get(&atom).copied().unwrap_or(when_true) }
    }

    fn store(&mut self, atom: AtomId, pair: Pair) {
        self.when_true[atom.0 as usize] = pair.when_true;
        if !pair.is_total() {
            self.when_possible.insert(atom, pair.when_possible);
        }
    }

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
                Some(true) => return self.store(atom, Pair::total(Function::TRUE)),
                Some(false) => {}
                None => settled = false,
            }
        }
        if settled {
            return self.store(atom, Pair::total(Function::FALSE));
        }
        let pair = self.within_budget(|solver| {
            let when_true = solver.evaluate(atom, Side::Sure)?;
            let total = solver.when_possible.is_empty() || solver.premises_total(atom);
            let when_possible = if total { when_true } else { solver.evaluate(atom, Side::Possible)? };
            Ok(vec![Pair { when_true, when_possible }])
        });
        self.store_all(&[atom], pair);
    }

    fn constant_body(&self, body: Body<'_>) -> Option<bool> {
        let constant = |literal: crate::ground::clauses::Literal| match self.pair(literal.atom()) {
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
        clauses.flat_map(|id| literals(self.program.clause(*id).1)).all(|literal| self.pair(literal.atom()).is_total())
    }

    fn evaluate(&mut self, atom: AtomId, side: Side) -> Result<Function, Exhausted> {
        let mut bodies = std::mem::take(&mut self.scratch.clauses);
        let mut parts = std::mem::take(&mut self.scratch.parts);
        bodies.clear();
        for id in self.index.clauses_of(atom) {
            let of = |literal: crate::ground::clauses::Literal| {
                literal_function(self.pair(literal.atom()), literal.is_negative(), side)
            };
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
            self.store(*atom, pair);
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
                    self.store(*atom, Pair::total(Function::constant(*value)));
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
            let Solver { functions, when_true, when_possible, .. } = solver;
            fixpoint::component(functions, &rules, |atom| {
                let when_true = when_true[atom.0 as usize];
                Pair { when_true, when_possible: when_possible.get(&atom).copied().unwrap_or(when_true) }
            })
        });
        self.store_all(atoms, pairs);
    }

    fn rules_of(&mut self, atoms: &[AtomId]) -> Rules {
        for (number, atom) in atoms.iter().enumerate() {
            self.places[atom.0 as usize] = number as u32;
        }
        let rules = Rules::new(self.program, self.index, atoms, |atom| match self.places[atom.0 as usize] {
            OUTSIDE => Place::Outside(match self.pair(atom) {
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
