//! What a claim turns on: the minimal sets of allegations to accept and to reject.
//!
//!   x_if = the prime implicants of (choices with answer x) ∨ ¬Adm that meet Adm
//!
//! A set that is named is sound, and no proper subset does it. Fewest allegations first, then in order of
//! leaves.

use std::borrow::Cow;

use super::case::{Case, Choices};
use super::judgement::{AnyOf, JudgeLimits, Summary, TurnsOn};
use crate::ground::clauses::{AtomId, Literal};
use crate::solve::answers::{Answer, Choice};
use crate::solve::functions::{Exhausted, Function};
use crate::solve::primes::CubeStore;
use crate::solve::uniform::Uniform;

/// Walks of at most this many steps look for the shapes of sets.
const SUMMARY_STEPS: u64 = 200_000;

/// The sets for every answer; and whether a budget cut them off.
pub fn turns_on(case: &mut Case<'_>, choices: &Choices, limits: &JudgeLimits) -> (TurnsOn, bool) {
    let mut made = TurnsOn::default();
    let mut cut = false;
    for answer in Answer::ALL {
        match side(case, choices, answer, limits) {
            Ok((sets, more, summaries)) => {
                made.more |= more;
                made.summaries.extend(summaries);
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
    choices: &Choices,
    answer: Answer,
    limits: &JudgeLimits,
) -> Result<(Vec<Choice>, bool, Vec<Summary>), Exhausted> {
    let so = choices.of(answer);
    if case.store.and(so, choices.admissible)? == Function::FALSE {
        return Ok((Vec::new(), false, Vec::new()));
    }
    let mut cubes = CubeStore::new(limits.splits);
    let primes = cubes.primes(&mut case.store, so)?;
    let meeting = cubes.meeting(&mut case.store, primes, choices.admissible)?;
    let (sets, more) = cubes.first(meeting, limits.sets);
    let mut summaries = Vec::new();
    if more && let Some(shape) = cubes.uniform(meeting)? {
        summaries.push(told(answer, &shape));
    } else if more {
        // Interchangeable in both functions: then in what is made of them.
        let groups = common(&case.store.interchangeable(so)?, &case.store.interchangeable(choices.admissible)?);
        let shapes = cubes.representatives(meeting, &groups, limits.sets, SUMMARY_STEPS).unwrap_or_default();
        summaries.extend(shapes.iter().map(|shape| summary(answer, shape, &groups)));
    }
    Ok((sets, more, summaries))
}

/// The groups of `these`, parted where `those` part them; what `those` do not know they do not tell apart.
fn common(these: &[Vec<AtomId>], those: &[Vec<AtomId>]) -> Vec<Vec<AtomId>> {
    let place = |leaf: &AtomId| those.iter().position(|group| group.binary_search(leaf).is_ok());
    let mut groups: Vec<Vec<AtomId>> = Vec::new();
    for group in these {
        let mut parts: Vec<(Option<usize>, Vec<AtomId>)> = Vec::new();
        for leaf in group {
            let at = place(leaf);
            match parts.iter_mut().find(|(other, _)| *other == at) {
                Some((_, part)) => part.push(*leaf),
                None => parts.push((at, vec![*leaf])),
            }
        }
        groups.extend(parts.into_iter().map(|(_, part)| part));
    }
    groups
}

fn told(answer: Answer, shape: &Uniform) -> Summary {
    let leaves = |list: &[Literal], negative: bool| -> Vec<AtomId> {
        list.iter().filter(|literal| literal.is_negative() == negative).map(|literal| literal.atom()).collect()
    };
    let parts = [(&shape.any, shape.count), (&shape.fixed, shape.fixed.len())].into_iter().flat_map(|(list, count)| {
        let sides = [true, false].map(|accept| (accept, leaves(list, !accept)));
        let sides = sides.into_iter().filter(|(_, of)| !of.is_empty());
        sides.map(move |(accept, of)| AnyOf { count: count.min(of.len()), accept, of })
    });
    Summary { answer, parts: parts.collect() }
}

fn summary(answer: Answer, shape: &Choice, groups: &[Vec<AtomId>]) -> Summary {
    let count =
        |list: &[AtomId], group: &[AtomId]| list.iter().filter(|leaf| group.binary_search(leaf).is_ok()).count();
    let parts = groups.iter().flat_map(|group| {
        [(true, count(&shape.accept, group)), (false, count(&shape.reject, group))]
            .into_iter()
            .filter(|(_, count)| *count > 0)
            .map(|(accept, count)| AnyOf { count, accept, of: group.clone() })
    });
    Summary { answer, parts: parts.collect() }
}
