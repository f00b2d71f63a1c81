//! The open questions that would settle a claim, the most decisive first.
//!
//! A choice remains where the claim is open on it. A question's answer v makes the claim firm there if K
//! allows v and, with it, the claim is true, or false, or undefined under every answer that K allows. The
//! most decisive question is the one whose answer makes the claim firm in the largest share of the
//! remaining readings: score(q) = |{σ ∈ K, σ|A open : the claim is firm at (σ|A, σ(q))}|. Ties go by place.
//! Questions that alone make nothing firm follow, if the claim depends on them.

use super::case::{Case, Choices};
use crate::ground::clauses::AtomId;
use crate::solve::answers::Answer;
use crate::solve::functions::{Exhausted, Function};

/// The questions in order.
pub fn questions(case: &mut Case<'_>, choices: &Choices) -> Result<Vec<AtomId>, Exhausted> {
    let open = case.store.and(choices.of(Answer::Open), choices.admissible)?;
    let remaining = case.store.and(open, case.k)?;
    if remaining == Function::FALSE {
        return Ok(Vec::new());
    }
    let asked = case.store.support(&[case.pair.when_true, case.pair.when_possible]);
    let candidates: Vec<AtomId> = case.leaves.iter().copied().filter(|leaf| case.is_question(*leaf)).collect();
    let mut scored = Vec::new();
    let size = case.store.size();
    for question in candidates {
        let score = score(case, remaining, question);
        // Only the number is kept: what was made to find it makes room for the next.
        case.store.forget_since(size);
        let Some(score) = score? else { continue };
        if score > 0 || asked.binary_search(&question).is_ok() {
            scored.push((std::cmp::Reverse(score), question));
        }
    }
    scored.sort_unstable();
    Ok(scored.into_iter().map(|(_, question)| question).collect())
}

/// The questions that the claim depends on, in their own order.
pub fn unranked(case: &Case<'_>) -> Vec<AtomId> {
    let asked = case.store.support(&[case.pair.when_true, case.pair.when_possible]);
    asked.into_iter().filter(|leaf| case.is_question(*leaf)).collect()
}

/// The share of the remaining readings that an answer makes firm; `None` where K allows but one answer.
fn score(case: &mut Case<'_>, remaining: Function, question: AtomId) -> Result<Option<u128>, Exhausted> {
    let yes = case.store.leaf(question)?;
    let (with, without) = (case.store.and(remaining, yes)?, case.store.and(remaining, yes.negated())?);
    if with == Function::FALSE || without == Function::FALSE {
        return Ok(None);
    }
    let (if_yes, if_no) = (firm(case, yes)?, firm(case, yes.negated())?);
    let (settled_yes, settled_no) = (case.store.and(with, if_yes)?, case.store.and(without, if_no)?);
    Ok(Some(case.store.density(settled_yes) + case.store.density(settled_no)))
}

/// The choices on which the claim is firm once `answer` is given.
fn firm(case: &mut Case<'_>, answer: Function) -> Result<Function, Exhausted> {
    let undefined = case.undefined()?;
    let mut firm = Vec::with_capacity(3);
    for wanted in [case.pair.when_true, case.pair.when_possible.negated(), undefined] {
        let otherwise = case.store.and(answer, wanted.negated())?;
        firm.push(case.some_answer(otherwise)?.negated());
    }
    case.store.any(&mut firm)
}
