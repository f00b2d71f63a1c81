//! The verdict on a claim over all admissible choices.

use super::case::{Case, Choices};
use super::choice::{constant_answer, on_choice};
use super::judgement::{Answers, JudgeLimits, Judgement, Reading};
use super::questions::questions;
use super::turns_on::turns_on;
use crate::ground::clauses::{AtomId, GroundProgram};
use crate::solve::answers::{Answer, Verdict};
use crate::solve::evaluate::Assignment;
use crate::solve::functions::{Exhausted, Function};
use crate::solve::model::Model;

/// Judges a claim on the choices and answers that a reading leaves free.
pub fn judge(
    program: &GroundProgram,
    model: &Model,
    claim: AtomId,
    reading: &Reading,
    limits: &JudgeLimits,
) -> Judgement {
    if model.is_incomplete(claim) {
        return Judgement::unknown();
    }
    if let Some(answer) = constant_answer(model.pair(claim)) {
        return Judgement::undisputed(answer);
    }
    let judged = Case::new(program, model, claim, reading, limits).and_then(|mut case| within(&mut case, limits));
    judged.unwrap_or_else(|Exhausted| Judgement::unknown())
}

fn within(case: &mut Case<'_>, limits: &JudgeLimits) -> Result<Judgement, Exhausted> {
    if case.k == Function::FALSE {
        return Ok(Judgement { contradiction: true, incomplete: false, ..Judgement::unknown() });
    }
    let choices = case.choices()?;
    let answers = occurring(case, &choices)?;
    let record = on_choice(case, &choices, &Assignment::default())?;
    let (turns_on, cut) = turns_on(case, &choices, limits);
    let (questions, uncertain) = match questions(case, &choices) {
        Ok(list) => (list, false),
        Err(Exhausted) => (Vec::new(), true),
    };
    Ok(Judgement {
        verdict: verdict(answers),
        answers,
        on_record: record.answer,
        turns_on,
        questions,
        undefined_reading: undefined_reading(case)?,
        incomplete: cut || uncertain || !case.exact,
        contradiction: false,
    })
}

fn occurring(case: &mut Case<'_>, choices: &Choices) -> Result<Answers, Exhausted> {
    let mut answers = Answers::default();
    for answer in Answer::ALL {
        if case.store.and(choices.of(answer), choices.admissible)? != Function::FALSE {
            answers.insert(answer);
        }
    }
    Ok(answers)
}

fn verdict(answers: Answers) -> Verdict {
    let mut occurring = answers.iter();
    match (occurring.next(), occurring.next()) {
        (Some(sole), None) => Verdict::of_sole(sole),
        (Some(_), Some(_)) => Verdict::Contested,
        (None, _) => Verdict::Undetermined,
    }
}

fn undefined_reading(case: &mut Case<'_>) -> Result<Option<Assignment>, Exhausted> {
    let undefined = case.undefined()?;
    let readings = case.store.and(case.k, undefined)?;
    let cost = |leaf: AtomId| if case.is_question(leaf) { (0, 1) } else { (1, 0) };
    Ok(case.store.cheapest(readings, cost).map(Assignment::new))
}
