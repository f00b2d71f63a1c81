//! A claim's functions together with the part of K that bears on it, in a store of their own.
//!
//! Takes a model, a claim and the leaves that are set; gives the four sets of choices on which the claim is true, false,
//! open and undefined. The store is the claim's own, so that claims can be judged side by side and none
//! can use up another's budget.
//!
//! With Adm = ∃O.K, and every set but the open one taken together with ¬Adm:
//!   true       ∀O.(K → T)             false  ∀O.(K → ¬P)
//!   undefined  ∀O.(K → P ∧ ¬T)        open   ¬(true ∨ false ∨ undefined), which lies within Adm

use super::judgement::JudgeLimits;
use crate::ground::clauses::{AtomId, Constraint, GroundProgram, Leaf, Literal};
use crate::solve::answers::Answer;
use crate::solve::conflicts::conflicts;
use crate::solve::constraints::Near;
use crate::solve::fixpoint::Pair;
use crate::solve::functions::{Budget, Exhausted, Function, Functions};
use crate::solve::model::Model;

/// The values that are set for leaves, if they are.
pub type Values<'v> = &'v dyn Fn(AtomId) -> Option<bool>;

/// The claim within K.
pub struct Case<'a> {
    /// The ground program.
    pub program: &'a GroundProgram,
    /// The store of everything here.
    pub store: Functions,
    /// The claim, restricted to what is set.
    pub pair: Pair,
    /// The part of K that bears on it, restricted to what is set.
    pub k: Function,
    /// The part's leaves that are not set, in order.
    pub leaves: Vec<AtomId>,
    /// Where K's part stands in the program.
    pub near: Near,
    /// Whether `k` says all that dates exclude.
    pub exact: bool,
}

/// Sets of choices.
#[derive(Clone, Copy)]
pub struct Choices {
    /// The admissible ones.
    pub admissible: Function,
    by_answer: [Function; 4],
}

impl Choices {
    /// Where the claim has this answer, or the choice is not admissible.
    pub fn of(&self, answer: Answer) -> Function {
        self.by_answer[answer as usize]
    }
}

impl<'a> Case<'a> {
    /// Brings a claim and its part of K together.
    pub fn new(
        program: &'a GroundProgram,
        model: &Model,
        claim: AtomId,
        value: Values<'_>,
        limits: &JudgeLimits,
    ) -> Result<Self, Exhausted> {
        let mut store = Functions::new(limits.functions);
        let stored = model.pair(claim);
        let when_true = store.import(model.functions(), stored.when_true)?;
        let when_possible = store.import(model.functions(), stored.when_possible)?;
        // Also what is set is asked of K: it may forbid just that.
        let asked = store.support(&[when_true, when_possible]);
        let when_true = store.restrict(when_true, value)?;
        let when_possible = store.restrict(when_possible, value)?;
        let fixed = |leaf: AtomId| value(leaf).is_some();
        let near = model.constraints().near(program, &asked, fixed, limits.near)?;
        let pair = Pair { when_true, when_possible };
        let leaves = near.leaves.iter().copied().filter(|leaf| !fixed(*leaf)).collect();
        let mut made = Self { program, store, pair, k: Function::TRUE, leaves, near, exact: true };
        made.constrain(value, limits)?;
        Ok(made)
    }

    /// k := ⋀ constraints ∧ ⋀ conflicts of dates, restricted to the reading.
    fn constrain(&mut self, value: Values<'_>, limits: &JudgeLimits) -> Result<(), Exhausted> {
        let mut parts = Vec::with_capacity(self.near.constraints.len());
        let program = self.program;
        for place in &self.near.constraints {
            if let Some(constraint) = program.constraints().get(*place as usize) {
                parts.push(constraint_function(&mut self.store, constraint)?);
            }
        }
        let differences = self.near.differences.iter().filter_map(|place| program.differences().get(*place as usize));
        let known = |literal: Literal| value(literal.atom()).map(|so| so != literal.is_negative());
        let boolean = self.store.all(&mut parts)?;
        self.k = self.store.restrict(boolean, value)?;
        let found = conflicts(differences, known, limits.theory);
        let size = self.store.size();
        // The diagram of many orders is large: it may take a part of the budget, not all.
        let Budget { nodes, steps } = limits.functions;
        self.store.renew(Budget { nodes: size + nodes / 4, steps: steps / 4 });
        let dated = self.without(&found.conflicts);
        self.store.renew(limits.functions);
        match dated {
            Ok(k) => (self.k, self.exact) = (k, found.complete),
            Err(Exhausted) => {
                self.store.forget_since(size);
                self.exact = false;
            }
        }
        Ok(())
    }

    /// k without the readings on which the literals of a conflict hold together.
    fn without(&mut self, conflicts: &[Vec<Literal>]) -> Result<Function, Exhausted> {
        let mut k = self.k;
        // The deepest first: what is added then meets little of what is there.
        for conflict in conflicts.iter().rev() {
            let forbidden = self.store.cube(conflict)?;
            k = self.store.and(k, forbidden.negated())?;
        }
        Ok(k)
    }

    /// Whether readings answer this leaf, whatever one accepts.
    pub fn is_question(&self, leaf: AtomId) -> bool {
        self.program.leaf(leaf) != Some(Leaf::Allegation)
    }

    /// ∃O.(K ∧ f): the choices for which some answer that K allows makes f so.
    pub fn some_answer(&mut self, f: Function) -> Result<Function, Exhausted> {
        let program = self.program;
        let both = self.store.and(self.k, f)?;
        self.store.exists(both, |leaf| program.leaf(leaf) != Some(Leaf::Allegation))
    }

    /// Where the claim is undefined: P ∧ ¬T.
    pub fn undefined(&mut self) -> Result<Function, Exhausted> {
        self.store.and(self.pair.when_possible, self.pair.when_true.negated())
    }

    /// The sets of choices by answer.
    pub fn choices(&mut self) -> Result<Choices, Exhausted> {
        let admissible = self.some_answer(Function::TRUE)?;
        let sure = self.some_answer(self.pair.when_true.negated())?.negated();
        let refuted = self.some_answer(self.pair.when_possible)?.negated();
        let bites = self.undefined()?;
        let bitten = self.some_answer(bites.negated())?.negated();
        let open = self.store.any(&mut vec![sure, refuted, bitten])?.negated();
        let mut by_answer = [Function::FALSE; 4];
        by_answer[Answer::True as usize] = sure;
        by_answer[Answer::False as usize] = refuted;
        by_answer[Answer::Undefined as usize] = bitten;
        by_answer[Answer::Open as usize] = self.store.or(open, admissible.negated())?;
        Ok(Choices { admissible, by_answer })
    }
}

/// A Boolean constraint as a function.
pub fn constraint_function(store: &mut Functions, constraint: &Constraint) -> Result<Function, Exhausted> {
    match constraint {
        Constraint::Either(literals) => {
            let opposite: Vec<Literal> = literals.iter().map(|literal| literal.negated()).collect();
            Ok(store.cube(&opposite)?.negated())
        }
        Constraint::AtMostOne(leaves) => Ok(count(store, leaves, 2)?.negated()),
        Constraint::ExactlyOne(leaves) => {
            let (one, two) = (count(store, leaves, 1)?, count(store, leaves, 2)?);
            store.and(one, two.negated())
        }
    }
}

fn count(store: &mut Functions, leaves: &[AtomId], at_least: u64) -> Result<Function, Exhausted> {
    let mut distinct = leaves.to_vec();
    distinct.sort_unstable();
    distinct.dedup();
    let mut parts = Vec::with_capacity(distinct.len());
    for leaf in distinct {
        parts.push((store.leaf(leaf)?, 1));
    }
    store.at_least(at_least, &mut parts)
}
