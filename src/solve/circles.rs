//! Chains that close on themselves, on one reading.
//!
//! Takes the evaluation of a cone. *Supports nothing*: the greatest set S of false atoms each with a rule
//! whose negative conditions are true and whose positive ones are true or in S; what would follow if only
//! it followed. Its circles are shown with the ways out.
//!
//! INVARIANT: every atom of a circle is false on the reading, and each needs the next, the last the first.

use super::answers::Value;
use super::evaluate::Evaluation;
use super::graph::Graph;
use crate::ground::clauses::{AtomId, Body, GroundProgram, Literal};

/// A chain that closes on itself and so supports nothing.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Circle {
    /// Each needs the next, the last the first.
    pub atoms: Vec<AtomId>,
    /// Smallest sets of atoms that are false now and lie outside: all of one set together would carry the
    /// whole circle.
    pub ways_out: Vec<Vec<AtomId>>,
}

/// From how many places the shortest circle is looked for.
pub(super) const MOST_STARTS: usize = 400;
const MOST_WAYS_OUT: usize = 8;

/// S, in order: what is false though it would follow if only it followed.
pub fn supports_nothing(evaluation: &Evaluation) -> Vec<AtomId> {
    let (members, _) = self_supporting(evaluation);
    let mut atoms: Vec<AtomId> =
        evaluation.atoms().iter().zip(&members).filter(|(_, member)| **member).map(|(atom, _)| *atom).collect();
    atoms.sort_unstable();
    atoms
}

/// Deletes and propagates: an atom leaves S with its last rule. Gives S and, by rule, whether it is left.
fn self_supporting(evaluation: &Evaluation) -> (Vec<bool>, Vec<bool>) {
    let rules = evaluation.rules();
    let count = rules.atoms.len() as u32;
    let mut member: Vec<bool> = (0..count).map(|atom| evaluation.value_at(atom) == Some(false)).collect();
    // An outside literal that holds has been taken off what is needed; one that does not is gone.
    let mut reach: Vec<u128> = (0..rules.rules.len() as u32)
        .map(|rule| {
            let fits = |inside: Option<u32>, negative: bool| match inside.map(|atom| evaluation.value_at(atom)) {
                Some(Some(value)) => !negative || !value,
                _ => false,
            };
            let premises = rules.premises(rule).iter().filter(|p| fits(p.inside, p.literal.is_negative()));
            premises.map(|p| u128::from(p.weight)).sum()
        })
        .collect();
    let mut live: Vec<bool> = rules.rules.iter().zip(&reach).map(|(rule, reach)| *reach >= rule.needed).collect();
    let mut left: Vec<usize> =
        (0..count).map(|atom| rules.rules_of(atom).filter(|rule| live[*rule as usize]).count()).collect();
    let mut queue: Vec<u32> = (0..count).filter(|atom| member[*atom as usize] && left[*atom as usize] == 0).collect();
    queue.iter().for_each(|atom| member[*atom as usize] = false);
    while let Some(atom) = queue.pop() {
        for using in rules.uses(atom).iter().filter(|using| !using.negative) {
            let rule = using.rule as usize;
            reach[rule] = reach[rule].saturating_sub(u128::from(using.weight));
            let (needed, head) = (rules.rules[rule].needed, rules.rules[rule].head);
            if live[rule] && reach[rule] < needed {
                live[rule] = false;
                left[head as usize] -= 1;
                if left[head as usize] == 0 && std::mem::replace(&mut member[head as usize], false) {
                    queue.push(head);
                }
            }
        }
    }
    (member, live)
}

/// The shortest circle that the failing chain of an atom reaches, if it reaches one.
pub fn circle_from(program: &GroundProgram, evaluation: &Evaluation, atom: AtomId) -> Option<Circle> {
    let start = evaluation.number(atom)? as u32;
    let (member, live) = self_supporting(evaluation);
    let rules = evaluation.rules();
    let within = |live_only: bool, atom: u32| -> Vec<(u32, bool)> {
        let rules_of = rules.rules_of(atom).filter(|rule| !live_only || live[*rule as usize]);
        let premises = rules_of.flat_map(|rule| rules.premises(rule)).filter(|p| !p.literal.is_negative());
        let falls = |inside: &u32| match live_only {
            true => member[*inside as usize],
            false => evaluation.value_at(*inside) == Some(false),
        };
        premises.filter_map(|p| p.inside).filter(falls).map(|inside| (inside, false)).collect()
    };
    let failing = Graph { edges: (0..member.len() as u32).map(|atom| within(false, atom)).collect() };
    let inner = Graph {
        edges: (0..member.len() as u32)
            .map(|atom| if member[atom as usize] { within(true, atom) } else { Vec::new() })
            .collect(),
    };
    let reached = failing.reachable(start).into_iter().filter(|atom| member[*atom as usize]).take(MOST_STARTS);
    let cycles = reached.filter_map(|atom| inner.cycle(atom, |_| true, |_| true));
    let shortest = cycles.min_by_key(Vec::len)?;
    let atoms: Vec<AtomId> = shortest.iter().filter_map(|n| rules.atoms.get(*n as usize)).copied().collect();
    let ways_out = ways_out(program, evaluation, &member, &shortest);
    Some(Circle { atoms, ways_out })
}

/// For each rule of the circle's atoms that does not lean on S: what it lacks. Kept where it carries the
/// whole circle, `not` conditions staying as they are.
fn ways_out(program: &GroundProgram, evaluation: &Evaluation, member: &[bool], circle: &[u32]) -> Vec<Vec<AtomId>> {
    let rules = evaluation.rules();
    let is_member = |atom: AtomId| evaluation.number(atom).is_some_and(|number| member[number]);
    let mut found: Vec<Vec<AtomId>> = Vec::new();
    for rule in circle.iter().flat_map(|atom| rules.rules_of(*atom)) {
        let Some(stored) = rules.rules.get(rule as usize) else { continue };
        let Some(missing) = missing(program.clause(stored.clause).1, evaluation, is_member) else { continue };
        if !missing.is_empty() && carries(evaluation, member, circle, &missing, rule) {
            found.push(missing);
        }
    }
    found.sort_by_key(|set| (set.len(), set.clone()));
    found.dedup();
    let smaller = found.clone();
    found.retain(|set| !smaller.iter().any(|other| other.len() < set.len() && other.iter().all(|a| set.contains(a))));
    found.truncate(MOST_WAYS_OUT);
    found
}

/// The fewest false atoms outside S that a body lacks; none where only S, or a failing `not`, could do it.
fn missing(body: Body<'_>, evaluation: &Evaluation, is_member: impl Fn(AtomId) -> bool) -> Option<Vec<AtomId>> {
    let holds = |literal: &Literal| match evaluation.value(literal.atom()) {
        Value::True => !literal.is_negative(),
        Value::False => literal.is_negative(),
        Value::Undefined => false,
    };
    let could = |literal: &Literal| {
        !literal.is_negative() && evaluation.value(literal.atom()) == Value::False && !is_member(literal.atom())
    };
    let mut lacking: Vec<AtomId> = Vec::new();
    match body {
        Body::All(list) => {
            for literal in list.iter().filter(|literal| !holds(literal)) {
                could(literal).then(|| lacking.push(literal.atom()))?;
            }
        }
        Body::AtLeast(needed, list) => {
            let have: u128 = list.iter().filter(|(l, _)| holds(l)).map(|(_, weight)| u128::from(*weight)).sum();
            let mut gap = u128::from(needed).saturating_sub(have);
            let mut rest: Vec<&(Literal, u64)> = list.iter().filter(|(l, _)| could(l)).collect();
            rest.sort_by_key(|(literal, weight)| (std::cmp::Reverse(*weight), literal.atom()));
            for (literal, weight) in rest {
                if gap > 0 {
                    lacking.push(literal.atom());
                    gap = gap.saturating_sub(u128::from(*weight));
                }
            }
            (gap == 0).then_some(())?;
        }
    }
    lacking.sort_unstable();
    lacking.dedup();
    Some(lacking)
}

/// Whether the circle follows once `rule` fires and `given` holds: the least fixpoint over S.
fn carries(evaluation: &Evaluation, member: &[bool], circle: &[u32], given: &[AtomId], rule: u32) -> bool {
    let rules = evaluation.rules();
    let inside = (0..member.len() as u32).filter(|atom| member[*atom as usize]);
    let candidates: Vec<u32> = inside.flat_map(|atom| rules.rules_of(atom)).collect();
    let mut derived = vec![false; member.len()];
    if let Some(first) = rules.rules.get(rule as usize) {
        derived[first.head as usize] = true;
    }
    for number in given.iter().filter_map(|atom| evaluation.number(*atom)) {
        derived[number] = true;
    }
    loop {
        let mut grown = false;
        for number in &candidates {
            let Some(rule) = rules.rules.get(*number as usize).filter(|rule| !derived[rule.head as usize]) else {
                continue;
            };
            let so = |inside: Option<u32>, negative: bool| {
                inside.is_some_and(|atom| match negative {
                    true => evaluation.value_at(atom) == Some(false) && !derived[atom as usize],
                    false => evaluation.value_at(atom) == Some(true) || derived[atom as usize],
                })
            };
            let premises = rules.premises(*number).iter().filter(|p| so(p.inside, p.literal.is_negative()));
            if premises.map(|p| u128::from(p.weight)).sum::<u128>() >= rule.needed {
                derived[rule.head as usize] = true;
                grown = true;
            }
        }
        if !grown {
            return circle.iter().all(|atom| derived[*atom as usize]);
        }
    }
}
