//! The well-founded model of one component as functions of the reading.
//!
//! Takes the rules of atoms that depend on each other, with the functions of everything else, and gives
//! each atom a pair (T, P): on which readings it is true, on which it is possible (true or undefined).
//!
//!   Γ(N) = the least fixpoint of  head := ⋁ rules (⋀ positive ∧ ⋀ ¬N of the negated)
//!   T₀ = 0,  Pᵢ = Γ(Tᵢ),  Tᵢ₊₁ = Γ(Pᵢ)
//!
//! Restriction to a reading commutes with ∧, ∨ and ¬, hence with every step, so the sequence restricts to
//! that of each reading. Van Gelder, "The Alternating Fixpoint of Logic Programs with Negation", 1993.

use super::functions::{Exhausted, Function, Functions};
use super::rules::{Premise, Rules};
use crate::ground::clauses::AtomId;

/// The two functions of an atom; equal where no reading leaves it undefined.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Pair {
    /// T: the readings on which it is true.
    pub when_true: Function,
    /// P: the readings on which it is true or undefined.
    pub when_possible: Function,
}

impl Pair {
    /// A pair without undefined readings.
    pub const fn total(function: Function) -> Self {
        Self { when_true: function, when_possible: function }
    }
    /// Whether no reading leaves it undefined.
    pub fn is_total(self) -> bool {
        self.when_true == self.when_possible
    }
    /// Nothing known: the weakest bounds.
    pub const UNKNOWN: Self = Self { when_true: Function::FALSE, when_possible: Function::TRUE };
}

/// Which of the two is being computed.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// T: positive premises by their T, negated ones by their P.
    Sure,
    /// P: positive premises by their P, negated ones by their T.
    Possible,
}

/// What a literal contributes to one side.
pub fn literal_function(pair: Pair, negative: bool, side: Side) -> Function {
    match (negative, side) {
        (false, Side::Sure) => pair.when_true,
        (false, Side::Possible) => pair.when_possible,
        (true, Side::Sure) => pair.when_possible.negated(),
        (true, Side::Possible) => pair.when_true.negated(),
    }
}

/// Computes the pairs of a component, in the order of its atoms.
pub fn component(
    functions: &mut Functions,
    rules: &Rules,
    outside: impl Fn(AtomId) -> Pair,
) -> Result<Vec<Pair>, Exhausted> {
    let mut run = Run { functions, rules, outside };
    let count = rules.atoms.len();
    let all = 0..rules.rules.len() as u32;
    let inner = |p: &&Premise| p.inside.is_some();
    let bites = all.clone().any(|r| rules.premises(r).iter().filter(inner).any(|p| p.literal.is_negative()));
    let total = all.clone().all(|r| {
        rules.premises(r).iter().filter(|p| p.inside.is_none()).all(|p| (run.outside)(p.literal.atom()).is_total())
    });
    let nothing = vec![Function::FALSE; count];
    if !bites {
        let sure = run.least(&nothing, Side::Sure)?;
        let possible = if total { sure.clone() } else { run.least(&nothing, Side::Possible)? };
        return Ok(pairs(sure, possible));
    }
    let mut sure = nothing;
    loop {
        let possible = run.least(&sure, Side::Possible)?;
        let next = run.least(&possible, Side::Sure)?;
        if next == sure {
            return Ok(pairs(sure, possible));
        }
        sure = next;
    }
}

fn pairs(sure: Vec<Function>, possible: Vec<Function>) -> Vec<Pair> {
    sure.into_iter().zip(possible).map(|(when_true, when_possible)| Pair { when_true, when_possible }).collect()
}

struct Run<'a, F> {
    functions: &'a mut Functions,
    rules: &'a Rules,
    outside: F,
}

impl<F: Fn(AtomId) -> Pair> Run<'_, F> {
    /// Γ on one side: `negated` gives N for the component's own atoms.
    fn least(&mut self, negated: &[Function], side: Side) -> Result<Vec<Function>, Exhausted> {
        let rules = self.rules;
        let mut value = vec![Function::FALSE; rules.atoms.len()];
        let mut waiting = vec![true; rules.rules.len()];
        let mut queue: std::collections::VecDeque<u32> = (0..rules.rules.len() as u32).collect();
        while let Some(rule) = queue.pop_front() {
            waiting[rule as usize] = false;
            self.functions.step()?;
            let body = self.body(rule, &value, negated, side)?;
            let head = rules.rules[rule as usize].head;
            let grown = self.functions.or(value[head as usize], body)?;
            if grown != value[head as usize] {
                value[head as usize] = grown;
                for using in rules.uses(head).iter().filter(|using| !using.negative) {
                    if !std::mem::replace(&mut waiting[using.rule as usize], true) {
                        queue.push_back(using.rule);
                    }
                }
            }
        }
        Ok(value)
    }

    fn body(&mut self, rule: u32, value: &[Function], negated: &[Function], side: Side) -> Result<Function, Exhausted> {
        let needed = self.rules.rules[rule as usize].needed;
        let premises = self.rules.premises(rule);
        let outside = &self.outside;
        let of = |premise: &Premise| match (premise.inside, premise.literal.is_negative()) {
            (Some(atom), false) => value[atom as usize],
            (Some(atom), true) => negated[atom as usize].negated(),
            (None, negative) => literal_function(outside(premise.literal.atom()), negative, side),
        };
        threshold(self.functions, needed, self.rules.weight(rule), premises.iter().map(|p| (of(p), p.weight)))
    }
}

/// "The parts that hold weigh `needed`": a conjunction where all are needed, else a threshold.
pub fn threshold(
    functions: &mut Functions,
    needed: u128,
    weight: u128,
    parts: impl Iterator<Item = (Function, u64)>,
) -> Result<Function, Exhausted> {
    if needed == weight {
        let mut list: Vec<Function> = parts.filter(|(_, weight)| *weight > 0).map(|(f, _)| f).collect();
        return functions.all(&mut list);
    }
    match u64::try_from(needed) {
        Ok(needed) => functions.at_least(needed, &mut parts.collect()),
        Err(_) => Ok(Function::FALSE),
    }
}
