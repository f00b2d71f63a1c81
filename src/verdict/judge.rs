//! The verdict on a claim over all admissible choices.

use super::case::{Case, Choices};
use super::choice::{answer_on_choice, constant_answer, on_choice};
use super::judgement::{Answers, JudgeLimits, Judgement, Reading, TurnsOn};
use super::questions::{questions, unranked};
use super::refine::refine;
use super::settle::{exclude, forbidden, settle};
use super::turns_on::turns_on;
use super::witness::{Found, complete};
use crate::ground::clauses::{AtomId, GroundProgram, Literal};
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
    let judged = Case::new(program, model, claim, &|leaf| reading.value(leaf), limits).and_then(|mut case| {
        if case.exact || settle(&mut case, &|leaf| reading.value(leaf), limits) {
            within(&mut case, reading, limits)
        } else {
            within_part(&mut case, model, claim, reading, limits)
        }
    });
    judged.unwrap_or_else(|Exhausted| Judgement::unknown())
}

/// The verdict alone: neither what it turns on nor what would settle it.
pub fn verdict_alone(
    program: &GroundProgram,
    model: &Model,
    claim: AtomId,
    reading: &Reading,
    limits: &JudgeLimits,
) -> Verdict {
    if model.is_incomplete(claim) {
        return Verdict::Undetermined;
    }
    if let Some(answer) = constant_answer(model.pair(claim)) {
        return Verdict::of_sole(answer);
    }
    let value = |leaf: AtomId| reading.value(leaf);
    let found = Case::new(program, model, claim, &value, limits).and_then(|mut case| {
        if case.exact || settle(&mut case, &value, limits) {
            let choices = case.choices()?;
            return Ok(verdict(occurring(&mut case, &choices)?));
        }
        let (choices, found) = refine(&mut case, model, reading, limits)?;
        let possible = occurring(&mut case, &choices)?;
        Ok(if found.iter().nth(1).is_some() || found == possible { verdict(found) } else { Verdict::Undetermined })
    });
    found.unwrap_or(Verdict::Undetermined)
}

fn within(case: &mut Case<'_>, reading: &Reading, limits: &JudgeLimits) -> Result<Judgement, Exhausted> {
    if case.k == Function::FALSE {
        return Ok(Judgement { contradiction: true, incomplete: false, ..Judgement::unknown() });
    }
    let choices = case.choices()?;
    let answers = occurring(case, &choices)?;
    let record = on_choice(case, &choices, &Assignment::default())?;
    let (turns_on, cut) = turns_on(case, &choices, limits);
    let (questions, uncertain) = match questions(case, &choices) {
        Ok(list) => (list, false),
        Err(Exhausted) => (unranked(case), true),
    };
    Ok(Judgement {
        verdict: verdict(answers),
        answers,
        on_record: record.answer,
        turns_on,
        questions,
        undefined_reading: undefined_reading(case, reading)?,
        incomplete: cut || uncertain || !case.exact,
        contradiction: false,
    })
}

/// With a part of K only: what is said is certain, and never firmer than what the whole of K says.
fn within_part(
    case: &mut Case<'_>,
    model: &Model,
    claim: AtomId,
    reading: &Reading,
    limits: &JudgeLimits,
) -> Result<Judgement, Exhausted> {
    let (choices, found) = refine(case, model, reading, limits)?;
    if case.k == Function::FALSE {
        return Ok(Judgement { contradiction: true, incomplete: false, ..Judgement::unknown() });
    }
    let possible = occurring(case, &choices)?;
    let sole = |answer: &Answer| possible == Answers::only(*answer) && *answer != Answer::Open;
    let undefined_reading = undefined_reading(case, reading)?;
    if let Some(answer) = found.iter().find(sole) {
        // One firm answer on every choice: nothing that was left out of K could change it.
        return Ok(Judgement { undefined_reading, ..Judgement::undisputed(answer) });
    }
    let record = answer_on_choice(case.program, model, claim, reading, &[], limits);
    Ok(Judgement {
        verdict: if found.iter().count() > 1 { Verdict::Contested } else { Verdict::Undetermined },
        answers: found,
        on_record: record.answer,
        turns_on: confirmed(case, &choices, model, reading, limits)?,
        questions: questions(case, &choices)?,
        undefined_reading,
        incomplete: true,
        contradiction: false,
    })
}

/// The sets for firm answers that the whole of K admits. Each is sound; a smaller one, or another, may do.
fn confirmed(
    case: &mut Case<'_>,
    choices: &Choices,
    model: &Model,
    reading: &Reading,
    limits: &JudgeLimits,
) -> Result<TurnsOn, Exhausted> {
    let (found, _) = turns_on(case, choices, limits);
    let mut kept = TurnsOn { more: true, ..TurnsOn::default() };
    for answer in [Answer::True, Answer::False, Answer::Undefined] {
        let mut sets = Vec::new();
        for set in found.side(answer) {
            let accepted = set.accept.iter().map(|leaf| Literal::positive(*leaf));
            let rejected = set.reject.iter().map(|leaf| Literal::negative(*leaf));
            let fixed: Vec<Literal> = reading.literals().iter().copied().chain(accepted).chain(rejected).collect();
            if let Found::Reading(_) = complete(case.program, model, &fixed, &case.leaves, limits)? {
                sets.push(set.clone());
            }
        }
        *kept.side_mut(answer) = sets.into();
    }
    Ok(kept)
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

fn undefined_reading(case: &mut Case<'_>, reading: &Reading) -> Result<Option<Assignment>, Exhausted> {
    let undefined = case.undefined()?;
    loop {
        let readings = case.store.and(case.k, undefined)?;
        let Some(chosen) = case.cheapest(readings) else { return Ok(None) };
        match forbidden(case, &|leaf| reading.value(leaf), |leaf| chosen.holds(leaf)) {
            Some(conflict) => exclude(case, &conflict)?,
            None => return Ok(Some(chosen)),
        }
    }
}
