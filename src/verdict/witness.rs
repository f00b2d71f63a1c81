//! One reading, whole: a claim's leaves and all others that bear on what is shown of it, as K allows.
//!
//! Takes some literals and gives an assignment of every leaf near them that K and the dates allow, or the
//! reason why there is none. Chooses the reading that accepts fewest allegations, then answers yes to
//! fewest questions; questions that any dates allow are answered last, from dates that fit.
//!
//! Conflicts of dates are found as they are met and then excluded (Nieuwenhuis, Oliveras and Tinelli 2006).

use rustc_hash::FxHashMap;

use super::case::{Case, constraint_function};
use super::judgement::{JudgeLimits, Reading};
use crate::ground::clauses::{AtomId, Difference, GroundProgram, Leaf, Literal, PointId};
use crate::solve::answers::Value;
use crate::solve::evaluate::Assignment;
use crate::solve::functions::{Exhausted, Function, Functions};
use crate::solve::model::Model;
use crate::solve::rules::cone;
use crate::solve::theory::consistent;

/// How often a conflict of dates is excluded before the search is given up.
const MOST_CONFLICTS: usize = 200;

/// What came of looking for a reading.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Found {
    /// This one.
    Reading(Assignment),
    /// There is none: constraints and differences, by their places in the program, that exclude it, beside
    /// what was asked for.
    None(Excluded),
}

/// What excludes a reading.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Excluded {
    /// Places in the program's constraints.
    pub constraints: Vec<u32>,
    /// Places in the program's differences.
    pub differences: Vec<u32>,
    /// For each conflict of dates that was met, the literals asked for or chosen that it forbids together.
    pub conflicts: Vec<Vec<Literal>>,
}

/// A reading on which the claim has a value, that K allows, with the leaves of the claim's whole cone set
/// as they can be together. None where there is no such reading.
pub fn reading_with(
    program: &GroundProgram,
    model: &Model,
    claim: AtomId,
    reading: &Reading,
    wanted: Value,
    limits: &JudgeLimits,
) -> Result<Option<Assignment>, Exhausted> {
    let mut case = Case::new(program, model, claim, &|leaf| reading.value(leaf), limits)?;
    let so = case.where_value(wanted)?;
    let readings = case.store.and(case.k, so)?;
    let Some(chosen) = case.cheapest(readings) else { return Ok(None) };
    let fixed = case.literals_of(&chosen, reading);
    let leaves: Vec<AtomId> =
        cone(program, model.index(), &[claim]).into_iter().filter(|atom| program.leaf(*atom).is_some()).collect();
    match complete(program, model, &fixed, &leaves, limits) {
        Ok(Found::Reading(whole)) => Ok(Some(whole)),
        // What the claim itself depends on is settled; the rest is a nicety that was too dear, or that a
        // contradiction elsewhere forbids.
        _ => Ok(Some(Assignment::new(fixed.iter().filter(|l| !l.is_negative()).map(|l| l.atom())))),
    }
}

/// Extends `fixed` to every leaf near `leaves` as K allows.
pub fn complete(
    program: &GroundProgram,
    model: &Model,
    fixed: &[Literal],
    leaves: &[AtomId],
    limits: &JudgeLimits,
) -> Result<Found, Exhausted> {
    let given = Reading::new(fixed.iter().copied());
    let asked: Vec<AtomId> = leaves.iter().copied().chain(fixed.iter().map(|l| l.atom())).collect();
    let near = model.constraints().near(program, &asked, |_| false, limits.near)?;
    let loose = |leaf: AtomId| model.constraints().is_free(leaf) && given.value(leaf).is_none();
    let mut store = Functions::new(limits.functions);
    let mut parts = Vec::with_capacity(near.constraints.len());
    for constraint in near.constraints.iter().filter_map(|place| program.constraints().get(*place as usize)) {
        let whole = constraint_function(&mut store, constraint)?;
        parts.push(store.restrict(whole, |leaf| given.value(leaf))?);
    }
    let mut k = store.all(&mut parts)?;
    let mut excluded = Excluded { constraints: near.constraints.clone(), ..Excluded::default() };
    let firm: Vec<(u32, &Difference)> = near
        .differences
        .iter()
        .filter_map(|place| program.differences().get(*place as usize).map(|difference| (*place, difference)))
        .filter(|(_, difference)| !difference.when.iter().any(|literal| loose(literal.atom())))
        .collect();
    for _ in 0..MOST_CONFLICTS {
        let cost = |leaf: AtomId| if program.leaf(leaf) == Some(Leaf::Allegation) { (1, 0) } else { (0, 1) };
        let Some(chosen) = store.cheapest(k, cost).map(Assignment::new) else { return Ok(Found::None(excluded)) };
        let value = |leaf: AtomId| given.value(leaf).unwrap_or_else(|| chosen.holds(leaf));
        let holds = |literal: Literal| value(literal.atom()) != literal.is_negative();
        match consistent(firm.iter().map(|(_, difference)| *difference), holds) {
            Ok(dates) => {
                let answer = |leaf: AtomId| {
                    if loose(leaf) { answer_by(program, leaf, &near.differences, &dates) } else { value(leaf) }
                };
                return Ok(Found::Reading(Assignment::new(near.leaves.iter().copied().filter(|leaf| answer(*leaf)))));
            }
            Err(cycle) => {
                let involved: Vec<&(u32, &Difference)> = cycle.iter().filter_map(|at| firm.get(*at)).collect();
                let mut conflict: Vec<Literal> = involved.iter().flat_map(|(_, d)| d.when.iter().copied()).collect();
                conflict.sort_unstable();
                conflict.dedup();
                excluded.differences.extend(involved.iter().map(|(place, _)| *place));
                let chosen: Vec<Literal> =
                    conflict.iter().copied().filter(|l| given.value(l.atom()).is_none()).collect();
                let forbidden = store.cube(&chosen)?;
                k = store.and(k, forbidden.negated())?;
                excluded.conflicts.push(conflict);
            }
        }
    }
    Err(Exhausted)
}

/// The answer to a question that any dates allow: the one whose inequalities these dates satisfy.
fn answer_by(program: &GroundProgram, leaf: AtomId, near: &[u32], dates: &FxHashMap<PointId, i128>) -> bool {
    let date = |point: PointId| dates.get(&point).copied().unwrap_or(0);
    let (yes, no) = (Literal::positive(leaf), Literal::negative(leaf));
    let differences = near.iter().filter_map(|place| program.differences().get(*place as usize));
    !differences
        .filter(|d| d.when.contains(&no) && !d.when.contains(&yes))
        .all(|d| date(d.x) - date(d.y) <= i128::from(d.bound))
}

impl Case<'_> {
    /// Where the claim has a value.
    pub fn where_value(&mut self, value: Value) -> Result<Function, Exhausted> {
        match value {
            Value::True => Ok(self.pair.when_true),
            Value::False => Ok(self.pair.when_possible.negated()),
            Value::Undefined => self.undefined(),
        }
    }

    /// The reading that accepts fewest allegations, then answers yes to fewest questions.
    pub fn cheapest(&self, readings: Function) -> Option<Assignment> {
        let cost = |leaf: AtomId| if self.is_question(leaf) { (0, 1) } else { (1, 0) };
        self.store.cheapest(readings, cost).map(Assignment::new)
    }

    /// Every leaf of the case and of the user's reading, as literals.
    pub fn literals_of(&self, chosen: &Assignment, reading: &Reading) -> Vec<Literal> {
        let literal = |leaf: &AtomId| {
            if chosen.holds(*leaf) { Literal::positive(*leaf) } else { Literal::negative(*leaf) }
        };
        reading.literals().iter().copied().chain(self.leaves.iter().map(literal)).collect()
    }
}
