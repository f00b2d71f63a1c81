//! What a claim turns on: the minimal sets of allegations to accept and to reject.
//!
//!   x_if = the prime implicants of (choices with answer x) ∨ ¬Adm that meet Adm
//!
//! A set that is named is sound, and no proper subset does it. Fewest allegations first, then in order of
//! leaves.

use std::borrow::Cow;

use super::case::{Case, Choices};
use super::judgement::{JudgeLimits, TurnsOn};
use crate::solve::answers::{Answer, Choice};
use crate::solve::functions::{Exhausted, Function};
use crate::solve::primes::CubeStore;

/// The sets for every answer; and whether a budget cut them off.
pub fn turns_on(case: &mut Case<'_>, choices: &Choices, limits: &JudgeLimits) -> (TurnsOn, bool) {
    let mut made = TurnsOn::default();
    let mut cut = false;
    for answer in Answer::ALL {
        match side(case, choices.of(answer), choices.admissible, limits) {
            Ok(mut sets) => {
                made.more |= sets.len() > limits.sets;
                sets.truncate(limits.sets);
                *made.side_mut(answer) = Cow::Owned(sets);
            }
            Err(Exhausted) => cut = true,
        }
    }
    made.more |= cut;
    (made, cut)
}

fn side(
    case: &mut Case<'_>,
    choices: Function,
    admissible: Function,
    limits: &JudgeLimits,
) -> Result<Vec<Choice>, Exhausted> {
    if case.store.and(choices, admissible)? == Function::FALSE {
        return Ok(Vec::new());
    }
    let mut cubes = CubeStore::new(limits.splits);
    let primes = cubes.primes(&mut case.store, choices)?;
    let meeting = cubes.meeting(&mut case.store, primes, admissible)?;
    Ok(cubes.first(meeting, limits.sets + 1))
}
