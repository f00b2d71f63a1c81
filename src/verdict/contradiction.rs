//! Whether K, the whole of it, admits any choice at all.
//!
//! Takes a program and gives what contradicts itself, if something does: first the dates that stand
//! whatever one accepts, then each part of K that hangs together.

use rustc_hash::FxHashSet;

use super::case::constraint_function;
use super::judgement::JudgeLimits;
use super::witness::{Excluded, Found, complete};
use crate::ground::clauses::{AtomId, GroundProgram, Literal};
use crate::solve::functions::{Exhausted, Function, Functions};
use crate::solve::model::Model;
use crate::solve::theory::consistent;

/// Above this many, what contradicts itself is shown as it was found, not made smaller.
const MOST_TO_REDUCE: usize = 60;

/// What K says of itself.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Consistency {
    /// Some choice is admissible.
    Consistent,
    /// None is; these constraints, differences and conflicts suffice to show it.
    Contradiction(Excluded),
    /// A budget was reached in some part, and no other part contradicts itself.
    Unknown,
}

/// Checks the whole of K where the `fixed` literals hold.
pub fn contradiction(program: &GroundProgram, model: &Model, fixed: &[Literal], limits: &JudgeLimits) -> Consistency {
    let always = program.differences().iter().enumerate().filter(|(_, difference)| difference.when.is_empty());
    let always: Vec<_> = always.collect();
    if let Err(cycle) = consistent(always.iter().map(|(_, difference)| *difference), |_| true) {
        let differences = cycle.iter().filter_map(|at| always.get(*at)).map(|(place, _)| *place as u32).collect();
        return Consistency::Contradiction(Excluded { differences, ..Excluded::default() });
    }
    let mut unknown = false;
    let mut seen: FxHashSet<AtomId> = FxHashSet::default();
    for leaf in constrained_leaves(program) {
        if seen.contains(&leaf) || model.constraints().is_free(leaf) {
            continue;
        }
        match model.constraints().near(program, &[leaf], |_| false, limits.near) {
            Ok(near) => {
                let here: Vec<Literal> =
                    fixed.iter().copied().filter(|l| near.leaves.binary_search(&l.atom()).is_ok()).collect();
                match complete(program, model, &here, &near.leaves, limits) {
                    Ok(Found::None(excluded)) => return Consistency::Contradiction(reduced(program, excluded, &here)),
                    Ok(Found::Reading(_)) => {}
                    Err(Exhausted) => unknown = true,
                }
                seen.extend(near.leaves);
            }
            Err(Exhausted) => unknown = true,
        }
    }
    if unknown { Consistency::Unknown } else { Consistency::Consistent }
}

fn constrained_leaves(program: &GroundProgram) -> Vec<AtomId> {
    let by_constraint = program.constraints().iter().flat_map(crate::solve::constraints::leaves_of);
    let by_difference = program.differences().iter().flat_map(|d| d.when.iter().map(|literal| literal.atom()));
    let mut leaves: Vec<AtomId> = by_constraint.chain(by_difference).collect();
    leaves.sort_unstable();
    leaves.dedup();
    leaves
}

/// Leaves out, one after another, what the contradiction does not need.
fn reduced(program: &GroundProgram, excluded: Excluded, fixed: &[Literal]) -> Excluded {
    if excluded.constraints.len() + excluded.conflicts.len() > MOST_TO_REDUCE {
        return excluded;
    }
    let mut left = excluded;
    for at in (0..left.constraints.len()).rev() {
        let mut without = left.clone();
        without.constraints.remove(at);
        if contradicts(program, &without, fixed) == Ok(true) {
            left = without;
        }
    }
    for at in (0..left.conflicts.len()).rev() {
        let mut without = left.clone();
        without.conflicts.remove(at);
        if contradicts(program, &without, fixed) == Ok(true) {
            left = without;
        }
    }
    let needed: FxHashSet<Literal> = left.conflicts.iter().flatten().copied().collect();
    let stands = |place: &u32| {
        let difference = program.differences().get(*place as usize);
        difference.is_some_and(|difference| difference.when.iter().all(|literal| needed.contains(literal)))
    };
    left.differences.retain(stands);
    left.differences.sort_unstable();
    left.differences.dedup();
    left
}

fn contradicts(program: &GroundProgram, excluded: &Excluded, fixed: &[Literal]) -> Result<bool, Exhausted> {
    let mut store = Functions::new(JudgeLimits::default().functions);
    let mut parts = vec![store.cube(fixed)?];
    for constraint in excluded.constraints.iter().filter_map(|place| program.constraints().get(*place as usize)) {
        parts.push(constraint_function(&mut store, constraint)?);
    }
    for conflict in &excluded.conflicts {
        parts.push(store.cube(conflict)?.negated());
    }
    Ok(store.all(&mut parts)? == Function::FALSE)
}
