//! K, checked by the verifier's own code: whether a reading is admissible, and whether cases cover K.
//!
//! Takes literals over leaves; those that it does not name are left open. Boolean constraints are
//! propagated, differences tried by Bellman and Ford's method. An answer `false` is certain; `true` is
//! certain where every leaf of K is named.
use crate::ground::clauses::{AtomId, Constraint, Difference, GroundProgram, Literal};
use rustc_hash::FxHashMap;
use std::collections::VecDeque;

type Partial = FxHashMap<AtomId, bool>;

/// Whether nothing in K excludes these literals.
pub fn admits(program: &GroundProgram, literals: &[Literal]) -> bool {
    let mut partial = Partial::default();
    for literal in literals {
        if partial.insert(literal.atom(), !literal.is_negative()).is_some_and(|old| old == literal.is_negative()) {
            return false;
        }
    }
    propagate(program, &mut partial) && feasible(program, &partial)
}

/// Whether every reading that K admits agrees with one of the cases. `None`: more splits than `limit`.
pub fn covers(program: &GroundProgram, cases: &[Vec<Literal>], limit: usize) -> Option<bool> {
    let mut todo: Vec<Vec<Literal>> = vec![Vec::new()];
    let mut splits = 0;
    while let Some(chosen) = todo.pop() {
        let holds = |literal: &Literal| chosen.contains(literal);
        if cases.iter().any(|case| case.iter().all(holds)) {
            continue;
        }
        let possible = |case: &&Vec<Literal>| !case.iter().any(|literal| chosen.contains(&literal.negated()));
        let split = cases.iter().filter(possible).flatten().find(|literal| !chosen.contains(literal));
        match split {
            None if admits(program, &chosen) => return Some(false),
            None => {}
            Some(&literal) => {
                splits += 1;
                if splits > limit {
                    return None;
                }
                for side in [literal, literal.negated()] {
                    let mut with = chosen.clone();
                    with.push(side);
                    todo.push(with);
                }
            }
        }
    }
    Some(true)
}

/// Unit propagation to the end; `false` on a contradiction.
fn propagate(program: &GroundProgram, partial: &mut Partial) -> bool {
    loop {
        let before = partial.len();
        for constraint in program.constraints() {
            let consistent = match constraint {
                Constraint::Either(literals) => either(literals, partial),
                Constraint::AtMostOne(leaves) => at_most_one(leaves, partial),
                Constraint::ExactlyOne(leaves) => {
                    let some: Vec<Literal> = leaves.iter().map(|&leaf| Literal::positive(leaf)).collect();
                    at_most_one(leaves, partial) && either(&some, partial)
                }
            };
            if !consistent {
                return false;
            }
        }
        if partial.len() == before {
            return true;
        }
    }
}

fn value(partial: &Partial, literal: Literal) -> Option<bool> {
    partial.get(&literal.atom()).map(|value| *value != literal.is_negative())
}

fn either(literals: &[Literal], partial: &mut Partial) -> bool {
    if literals.iter().any(|&literal| value(partial, literal) == Some(true)) {
        return true;
    }
    let mut open = literals.iter().filter(|&&literal| value(partial, literal).is_none());
    match (open.next(), open.next()) {
        (None, _) => false,
        (Some(only), None) => {
            partial.insert(only.atom(), !only.is_negative());
            true
        }
        (Some(_), Some(_)) => true,
    }
}

fn at_most_one(leaves: &[AtomId], partial: &mut Partial) -> bool {
    let mut chosen = leaves.iter().filter(|leaf| partial.get(leaf) == Some(&true));
    match (chosen.next().copied(), chosen.next()) {
        (Some(_), Some(_)) => false,
        (Some(only), None) => {
            for &leaf in leaves.iter().filter(|&&leaf| leaf != only) {
                partial.insert(leaf, false);
            }
            true
        }
        (None, _) => true,
    }
}

/// Whether the differences that are asserted have a solution: no cycle of negative weight.
fn feasible(program: &GroundProgram, partial: &Partial) -> bool {
    let asserted = |difference: &&Difference| difference.when.iter().all(|&when| value(partial, when) == Some(true));
    let points = program.point_count();
    let mut edges: Vec<Vec<(usize, i64)>> = vec![Vec::new(); points];
    for difference in program.differences().iter().filter(asserted) {
        if let Some(list) = edges.get_mut(difference.y.0 as usize) {
            list.push((difference.x.0 as usize, difference.bound));
        }
    }
    let mut distance = vec![0i128; points];
    let mut steps = vec![0usize; points];
    let mut waiting = vec![true; points];
    let mut queue: VecDeque<usize> = (0..points).collect();
    while let Some(y) = queue.pop_front() {
        waiting[y] = false;
        for &(x, bound) in &edges[y] {
            let Some(old) = distance.get(x).copied() else { continue };
            let new = distance[y] + i128::from(bound);
            if new < old {
                distance[x] = new;
                steps[x] = steps[y] + 1;
                if steps[x] >= points {
                    return false;
                }
                if !std::mem::replace(&mut waiting[x], true) {
                    queue.push_back(x);
                }
            }
        }
    }
    true
}
