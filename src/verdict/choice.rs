//! The answer on one choice: on the record, or from a standpoint.
//!
//! Takes what is accepted (the rest is rejected). Where K does not admit that choice, the conflict is left
//! open: the admissible choices that differ from it in the smallest sets of allegations (by inclusion) are
//! looked at instead; if they agree theirs is the answer, else it is open; and the allegations in which
//! they differ are named.

use super::case::{Case, Choices, Values};
use super::judgement::{JudgeLimits, Reading};
use super::settle::settle;
use super::witness::{Found, complete};
use crate::ground::clauses::{AtomId, GroundProgram, Leaf, Literal};
use crate::solve::answers::Answer;
use crate::solve::evaluate::Assignment;
use crate::solve::fixpoint::Pair;
use crate::solve::functions::{Exhausted, Function};
use crate::solve::model::Model;

/// The answer on one choice.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ChoiceAnswer {
    /// The answer.
    pub answer: Answer,
    /// Allegations that K does not let stand as they were chosen, in order; none if the choice is
    /// admissible. Only those that bear on the claim.
    pub conflict: Vec<AtomId>,
    /// A budget was reached, and `answer` says nothing.
    pub incomplete: bool,
}

impl ChoiceAnswer {
    const UNKNOWN: Self = Self { answer: Answer::Open, conflict: Vec::new(), incomplete: true };
}

/// The claim's answer where exactly `accepted` is accepted, beyond what the reading sets.
pub fn answer_on_choice(
    program: &GroundProgram,
    model: &Model,
    claim: AtomId,
    reading: &Reading,
    accepted: &[AtomId],
    limits: &JudgeLimits,
) -> ChoiceAnswer {
    if let Some(answer) = constant_answer(model.pair(claim)) {
        return ChoiceAnswer { answer, conflict: Vec::new(), incomplete: false };
    }
    if model.is_incomplete(claim) {
        return ChoiceAnswer::UNKNOWN;
    }
    let chosen = Assignment::new(accepted.iter().copied());
    let admitted = on_admitted(program, model, claim, reading, &chosen, limits);
    let found = admitted.and_then(|admitted| match admitted {
        Some(answer) => Ok(answer),
        None => {
            let mut case = Case::new(program, model, claim, &|leaf| reading.value(leaf), limits)?;
            if !case.exact {
                settle(&mut case, &|leaf| reading.value(leaf), limits);
            }
            let choices = case.choices()?;
            if case.exact { on_choice(&mut case, &choices, &chosen) } else { Err(Exhausted) }
        }
    });
    found.unwrap_or(ChoiceAnswer::UNKNOWN)
}

/// The answer where K admits the choice. With every allegation set, little of K is left to look at.
fn on_admitted(
    program: &GroundProgram,
    model: &Model,
    claim: AtomId,
    reading: &Reading,
    chosen: &Assignment,
    limits: &JudgeLimits,
) -> Result<Option<ChoiceAnswer>, Exhausted> {
    let value = |leaf: AtomId| {
        let by_choice = || (program.leaf(leaf) == Some(Leaf::Allegation)).then(|| chosen.holds(leaf));
        reading.value(leaf).or_else(by_choice)
    };
    let mut case = Case::new(program, model, claim, &value, limits)?;
    if case.k == Function::FALSE {
        return Ok(None);
    }
    if !case.exact && settle(&mut case, &value, limits) && case.k == Function::FALSE {
        return Ok(None);
    }
    let choices = case.choices()?;
    let firm = [Answer::True, Answer::False, Answer::Undefined];
    let answer = firm.into_iter().find(|answer| choices.of(*answer) == Function::TRUE);
    // A firm answer under part of K is firm under the whole; that none is firm may be K's missing part.
    match answer {
        None if !case.exact => Err(Exhausted),
        Some(_) if !case.exact && !is_allowed(&case, model, &value, limits)? => Err(Exhausted),
        _ => Ok(Some(ChoiceAnswer { answer: answer.unwrap_or(Answer::Open), conflict: Vec::new(), incomplete: false })),
    }
}

fn is_allowed(case: &Case<'_>, model: &Model, value: Values<'_>, limits: &JudgeLimits) -> Result<bool, Exhausted> {
    let literal =
        |leaf: &AtomId| value(*leaf).map(|so| if so { Literal::positive(*leaf) } else { Literal::negative(*leaf) });
    let fixed: Vec<Literal> = case.near.leaves.iter().filter_map(literal).collect();
    Ok(matches!(complete(case.program, model, &fixed, &case.near.leaves, limits)?, Found::Reading(_)))
}

/// The answer of a claim that is the same on every reading, if it is.
pub fn constant_answer(pair: Pair) -> Option<Answer> {
    match (pair.when_true, pair.when_possible) {
        (Function::TRUE, _) => Some(Answer::True),
        (_, Function::FALSE) => Some(Answer::False),
        (Function::FALSE, Function::TRUE) => Some(Answer::Undefined),
        _ => None,
    }
}

/// The answer within a case.
pub fn on_choice(case: &mut Case<'_>, choices: &Choices, chosen: &Assignment) -> Result<ChoiceAnswer, Exhausted> {
    let on = |case: &Case<'_>, f: Function| case.store.value(f, |leaf| chosen.holds(leaf));
    if on(case, choices.admissible) {
        let answer = Answer::ALL.into_iter().find(|answer| on(case, choices.of(*answer)));
        return Ok(ChoiceAnswer { answer: answer.unwrap_or(Answer::Open), conflict: Vec::new(), incomplete: false });
    }
    // In terms of what differs from the choice, the nearest choices are the least ones.
    let allegations: Vec<AtomId> = case.leaves.iter().copied().filter(|leaf| !case.is_question(*leaf)).collect();
    let turned = case.store.flip(choices.admissible, |leaf| chosen.holds(leaf))?;
    let least = case.store.minimal(turned, &allegations)?;
    let nearest = case.store.flip(least, |leaf| chosen.holds(leaf))?;
    let mut answer = Answer::Open;
    for candidate in [Answer::True, Answer::False, Answer::Undefined] {
        if nearest != Function::FALSE && case.store.and(nearest, choices.of(candidate).negated())? == Function::FALSE {
            answer = candidate;
        }
    }
    let mut conflict = Vec::new();
    for leaf in allegations {
        let differs = case.store.leaf(leaf)?;
        if case.store.and(least, differs)? != Function::FALSE {
            conflict.push(leaf);
        }
    }
    Ok(ChoiceAnswer { answer, conflict, incomplete: false })
}
