//! Where dates exclude too much to be said at once: what is about to be reported is checked against the
//! whole of K, the violated conflict added, and again.
//!
//! Takes a case whose `k` says less than K (so true, false and undefined on a choice are right, and what
//! is left open may be firm). Gives the answers for which an admissible choice was found in the whole of K.
//!
//! INVARIANT: every conflict added follows from K.

use super::case::{Case, Choices};
use super::judgement::{Answers, JudgeLimits, Reading};
use super::witness::{Found, complete};
use crate::ground::clauses::Literal;
use crate::solve::answers::{Answer, Value};
use crate::solve::evaluate::Assignment;
use crate::solve::functions::{Exhausted, Function};
use crate::solve::model::Model;

const MOST_ROUNDS: usize = 100;

/// Adds conflicts until a reading of each value, and a choice with each firm answer, is one that the whole
/// of K allows, or none is left. Gives the final choices with the firm answers that were found.
pub fn refine(
    case: &mut Case<'_>,
    model: &Model,
    reading: &Reading,
    limits: &JudgeLimits,
) -> Result<(Choices, Answers), Exhausted> {
    for _ in 0..MOST_ROUNDS {
        let choices = case.choices()?;
        let mut found = Answers::default();
        let mut added = false;
        for answer in [Answer::True, Answer::False, Answer::Undefined] {
            let firm = case.store.and(choices.of(answer), choices.admissible)?;
            let so = case.where_value(value_of(answer))?;
            for target in [firm, so] {
                let readings = case.store.and(case.k, target)?;
                let Some(chosen) = case.cheapest(readings) else { continue };
                if let Some(conflict) = excluded(case, model, reading, &chosen, limits)? {
                    let forbidden = case.store.cube(&conflict)?;
                    case.k = case.store.and(case.k, forbidden.negated())?;
                    added = true;
                } else if target == firm {
                    found.insert(answer);
                }
            }
        }
        if case.k == Function::FALSE || !added {
            return Ok((case.choices()?, found));
        }
    }
    Err(Exhausted)
}

fn value_of(answer: Answer) -> Value {
    match answer {
        Answer::True => Value::True,
        Answer::False => Value::False,
        Answer::Undefined | Answer::Open => Value::Undefined,
    }
}

/// None if the whole of K allows the reading; else free literals of it that K does not allow together.
fn excluded(
    case: &Case<'_>,
    model: &Model,
    reading: &Reading,
    chosen: &Assignment,
    limits: &JudgeLimits,
) -> Result<Option<Vec<Literal>>, Exhausted> {
    let fixed = case.literals_of(chosen, reading);
    let Found::None(excluded) = complete(case.program, model, &fixed, &case.leaves, limits)? else { return Ok(None) };
    let free = |literals: &[Literal]| -> Vec<Literal> {
        literals.iter().copied().filter(|literal| reading.value(literal.atom()).is_none()).collect()
    };
    // A conflict among these literals alone says more than that they do not all hold.
    let alone = |conflict: &&Vec<Literal>| conflict.iter().all(|literal| fixed.contains(literal));
    Ok(Some(excluded.conflicts.iter().find(alone).map_or_else(|| free(&fixed), |conflict| free(conflict))))
}
