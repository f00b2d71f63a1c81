//! The answer on one choice: on the record, or from a standpoint.
//!
//! Takes what is accepted (the rest is rejected). Where K does not admit that choice, the conflict is left
//! open: the admissible choices that differ from it in the smallest sets of allegations (by inclusion) are
//! looked at instead; if they agree theirs is the answer, else it is open; and the allegations in which
//! they differ are named.

use super::case::{Case, Choices};
use super::judgement::{JudgeLimits, Reading};
use crate::ground::clauses::{AtomId, GroundProgram};
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
    let found = Case::new(program, model, claim, reading, limits).and_then(|mut case| {
        let choices = case.choices()?;
        let exact = case.exact;
        on_choice(&mut case, &choices, &Assignment::new(accepted.iter().copied())).map(|answer| (answer, exact))
    });
    match found {
        Ok((answer, exact)) if exact && !model.is_incomplete(claim) => answer,
        _ => ChoiceAnswer::UNKNOWN,
    }
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
