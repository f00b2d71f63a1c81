//! `why`: the reasons of a claim on one reading, and what they rest on.
//!
//! Takes the model of one reading and a claim's atom; gives its tree of [`Reason`]s. A claim that is open or
//! contested has one such tree for each answer, gathered under one head.
use super::choice::Choice;
use super::circle::circle;
use super::lookup::Lookup;
use super::nodes::{node, stated};
use super::questions::question_text;
use super::reason::{Reason, ReasonKind};
use super::tree::grow;
use super::used::{Used, used_by};
use crate::ground::clauses::AtomId;
use crate::program::{AnswerWord, Claim, ClaimId};
use crate::solve::answers::Value as Truth;
use crate::solve::evaluate::Evaluation;
use crate::solve::index::Index;

/// The reasons of a claim on one reading.
pub fn why_claim(look: &Lookup<'_>, index: &Index, reading: &Evaluation, claim: ClaimId, root: AtomId) -> Reason {
    why_by(look, &Choice::new(&look.grounded.program, index, reading), claim, root)
}

/// The reasons of a claim on one reading, and what they rest on.
pub fn why_and_used(
    look: &Lookup<'_>,
    index: &Index,
    reading: &Evaluation,
    claim: ClaimId,
    root: AtomId,
) -> (Reason, Used) {
    let choice = Choice::new(&look.grounded.program, index, reading);
    (why_by(look, &choice, claim, root), used_by(look, &choice, root))
}

/// The reasons of a claim by premises chosen already.
pub(super) fn why_by(look: &Lookup<'_>, choice: &Choice<'_>, claim: ClaimId, root: AtomId) -> Reason {
    match look.program.claims.get(claim.index()) {
        Some(claim) => tree(look, choice, root, claim_node(look, claim)),
        None => node(ReasonKind::Silence, String::new()),
    }
}

/// The reasons of any atom on one reading, under a head that says it in the caller's words.
pub fn why(look: &Lookup<'_>, index: &Index, reading: &Evaluation, root: AtomId, head: Reason) -> Reason {
    tree(look, &Choice::new(&look.grounded.program, index, reading), root, head)
}

fn tree(look: &Lookup<'_>, choice: &Choice<'_>, root: AtomId, head: Reason) -> Reason {
    let value = choice.reading.value(root);
    let head = Reason { answer: answer_word(value), ..head };
    match value {
        Truth::True | Truth::False => grow(look, choice, root, head),
        Truth::Undefined => Reason { because: circle(look, choice, root), ..head },
    }
}

/// A claim that has more than one answer: its head over a reason for each, and the question on which an
/// open one depends most, with what hangs on it.
pub fn why_several(
    look: &Lookup<'_>,
    claim: ClaimId,
    answer: AnswerWord,
    question: Option<AtomId>,
    cases: Vec<Reason>,
) -> Reason {
    let Some(claim) = look.program.claims.get(claim.index()) else { return node(ReasonKind::Silence, String::new()) };
    let mut head = Reason { answer, ..claim_node(look, claim) };
    if let Some(question) = question {
        let (_, text, span) = question_text(look, question);
        head.because.push(Reason { answer: AnswerWord::Open, span, ..node(ReasonKind::Question, text) });
    }
    head.because.extend(cases.into_iter().map(as_case));
    head
}

/// One answer among several: the claim is not told again.
fn as_case(case: Reason) -> Reason {
    let text = match case.answer {
        AnswerWord::True => "there is a reading on which it is so",
        AnswerWord::False => "there is a reading on which it is not so",
        AnswerWord::Open => "there is a reading on which it stays open",
        AnswerWord::Undefined => "there is a reading on which it cannot be settled",
    };
    Reason { answer: case.answer, because: case.because, ..node(ReasonKind::Condition, text.to_owned()) }
}

/// A claim's own node: what it claims, who claims it.
pub fn claim_node(look: &Lookup<'_>, claim: &Claim) -> Reason {
    let who: Vec<String> = claim.by.iter().map(|&speaker| look.speaker_name(speaker)).collect();
    let by = if who.is_empty() { String::new() } else { format!(" (claimed by {})", who.join(" and ")) };
    let text = format!("{}: {}{by}", look.quoted(claim.statement), look.source_words(claim.that_span));
    Reason { span: Some(claim.that_span), according_to: None, ..stated(look, ReasonKind::Claim, text, claim.statement) }
}

/// The word of an answer on one reading.
pub fn answer_word(value: Truth) -> AnswerWord {
    match value {
        Truth::True => AnswerWord::True,
        Truth::False => AnswerWord::False,
        Truth::Undefined => AnswerWord::Undefined,
    }
}
