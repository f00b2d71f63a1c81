//! Random small programs: the fast engine against the slow twin, and against itself in another order.

use convoke::ground::clauses::{AtomId, Body, Constraint, Difference, GroundProgram, Leaf, Literal, PointId};
use convoke::solve::answers::{Answer, Value};
use convoke::solve::evaluate::{Assignment, evaluate};
use convoke::solve::model::{Model, SolveLimits, solve};
use convoke::solve::rules::cone;
use convoke::solve::twin;
use convoke::verdict::{
    Consistency, JudgeLimits, Reading, Verdict, answer_on_choice, contradiction, judge, reading_with,
};
use proptest::prelude::*;

const ALLEGATIONS: u32 = 4;
const QUESTIONS: u32 = 4;
const DERIVED: u32 = 8;
const LEAVES: u32 = ALLEGATIONS + QUESTIONS;
const ATOMS: u32 = LEAVES + DERIVED;
const POINTS: u32 = 4;

#[derive(Clone, Debug)]
enum Clause {
    All(u32, Vec<(u32, bool)>),
    AtLeast(u32, u64, Vec<(u32, bool, u64)>),
}

#[derive(Clone, Debug)]
enum Limit {
    Either(Vec<(u32, bool)>),
    AtMostOne(Vec<u32>),
    ExactlyOne(Vec<u32>),
}

/// Literals on which `x − y ≤ bound` hangs, x, y, the bound.
type Distance = (Vec<(u32, bool)>, u32, u32, i64);

#[derive(Clone, Debug)]
struct Draft {
    clauses: Vec<Clause>,
    limits: Vec<Limit>,
    orders: Vec<(u32, u32, u32)>,
    differences: Vec<Distance>,
    fixed: Vec<(u32, bool)>,
}

fn literal((atom, negative): (u32, bool)) -> Literal {
    if negative { Literal::negative(AtomId(atom)) } else { Literal::positive(AtomId(atom)) }
}

impl Draft {
    fn build(&self) -> GroundProgram {
        let mut program = GroundProgram::new();
        for atom in 0..ATOMS {
            program.add_atom(match atom {
                _ if atom < ALLEGATIONS => Some(Leaf::Allegation),
                _ if atom < LEAVES => Some(Leaf::Question),
                _ => None,
            });
        }
        for clause in &self.clauses {
            match clause {
                Clause::All(head, body) => {
                    let body: Vec<Literal> = body.iter().map(|l| literal(*l)).collect();
                    program.add_clause(AtomId(*head), &body);
                }
                Clause::AtLeast(head, needed, body) => {
                    let body: Vec<(Literal, u64)> = body.iter().map(|(a, n, w)| (literal((*a, *n)), *w)).collect();
                    program.add_at_least(AtomId(*head), *needed, &body);
                }
            }
        }
        let atoms = |list: &[u32]| list.iter().map(|atom| AtomId(*atom)).collect();
        for limit in &self.limits {
            program.add_constraint(match limit {
                Limit::Either(list) => Constraint::Either(list.iter().map(|l| literal(*l)).collect()),
                Limit::AtMostOne(list) => Constraint::AtMostOne(atoms(list)),
                Limit::ExactlyOne(list) => Constraint::ExactlyOne(atoms(list)),
            });
        }
        for _ in 1..POINTS {
            program.add_point();
        }
        // A question of order: the one or the other came first.
        for (question, x, y) in self.orders.iter().filter(|(_, x, y)| x != y) {
            let (before, after) = (Literal::positive(AtomId(*question)), Literal::negative(AtomId(*question)));
            program.add_difference(Difference { when: vec![before], x: PointId(*x), y: PointId(*y), bound: -1 });
            program.add_difference(Difference { when: vec![after], x: PointId(*y), y: PointId(*x), bound: 0 });
        }
        for (when, x, y, bound) in &self.differences {
            let when = when.iter().map(|l| literal(*l)).collect();
            program.add_difference(Difference { when, x: PointId(*x), y: PointId(*y), bound: *bound });
        }
        program
    }
}

fn clause() -> impl Strategy<Value = Clause> {
    let head = || LEAVES..ATOMS;
    let body = prop::collection::vec((0..ATOMS, any::<bool>()), 0..4);
    let weighted = prop::collection::vec((0..ATOMS, any::<bool>(), 0..3u64), 1..5);
    prop_oneof![
        5 => (head(), body).prop_map(|(head, body)| Clause::All(head, body)),
        1 => (head(), 0..5u64, weighted).prop_map(|(head, needed, body)| Clause::AtLeast(head, needed, body)),
    ]
}

fn limit() -> impl Strategy<Value = Limit> {
    let leaves = || prop::collection::vec(0..LEAVES, 1..4);
    prop_oneof![
        3 => prop::collection::vec((0..LEAVES, any::<bool>()), 1..4).prop_map(Limit::Either),
        1 => leaves().prop_map(Limit::AtMostOne),
        1 => leaves().prop_map(Limit::ExactlyOne),
    ]
}

fn draft() -> impl Strategy<Value = Draft> {
    let when = prop::collection::vec((0..LEAVES, any::<bool>()), 0..3);
    (
        prop::collection::vec(clause(), 4..20),
        prop::collection::vec(limit(), 0..3),
        prop::collection::vec((ALLEGATIONS..LEAVES, 1..POINTS, 1..POINTS), 0..4),
        prop::collection::vec((when, 0..POINTS, 0..POINTS, -2..4i64), 0..4),
        prop::collection::vec((0..ALLEGATIONS, any::<bool>()), 0..2),
    )
        .prop_map(|(clauses, limits, orders, differences, fixed)| Draft {
            clauses,
            limits,
            orders,
            differences,
            fixed,
        })
}

fn agree(draft: &Draft) -> Result<(), TestCaseError> {
    let program = draft.build();
    let model = solve(&program, SolveLimits::default());
    let limits = JudgeLimits { sets: 1000, ..JudgeLimits::default() };
    let reading = Reading::new(draft.fixed.iter().map(|l| literal(*l)));
    for claim in (LEAVES - 2..ATOMS).map(AtomId) {
        let Some(slow) = twin::judge(&program, claim, reading.literals()) else { panic!("small enough") };
        let Some(verdict) = slow.verdict else { continue };
        let fast = judge(&program, &model, claim, &reading, &limits);
        prop_assert!(!fast.incomplete && !fast.contradiction);
        prop_assert_eq!(fast.verdict, verdict, "claim {}", claim.0);
        prop_assert_eq!(fast.answers.iter().collect::<Vec<_>>(), slow.answers, "claim {}", claim.0);
        prop_assert_eq!(fast.on_record, slow.on_record, "claim {}", claim.0);
        for (answer, sets) in Answer::ALL.into_iter().zip(&slow.turns_on) {
            prop_assert_eq!(fast.turns_on.side(answer), sets.as_slice(), "claim {} {}", claim.0, answer.word());
        }
        prop_assert_eq!(fast.undefined_reading.is_some(), slow.undefined_somewhere, "claim {}", claim.0);
    }
    Ok(())
}

/// Every atom on one reading: the counting evaluation, the functions and the literal definition agree.
fn agree_on(draft: &Draft, reading: u32) -> Result<(), TestCaseError> {
    let program = draft.build();
    let model = solve(&program, SolveLimits::default());
    let assignment = Assignment::new((0..LEAVES).filter(|leaf| reading >> leaf & 1 == 1).map(AtomId));
    let truth: Vec<bool> = (0..ATOMS).map(|atom| assignment.holds(AtomId(atom))).collect();
    let all: Vec<AtomId> = (0..ATOMS).map(AtomId).collect();
    let plain = evaluate(&program, model.index(), &assignment, &all);
    for atom in all {
        let slow = twin::value_of(&program, &truth, atom);
        prop_assert_eq!(plain.value(atom), slow);
        let (pair, store) = (model.pair(atom), model.functions());
        let at = |f| store.value(f, |leaf| assignment.holds(leaf));
        let fast = match (at(pair.when_true), at(pair.when_possible)) {
            (true, _) => Value::True,
            (false, true) => Value::Undefined,
            (false, false) => Value::False,
        };
        prop_assert_eq!(fast, slow);
    }
    Ok(())
}

/// With too little budget for the dates, what is said firmly is still so.
fn never_firmer(draft: &Draft, steps: u64) -> Result<(), TestCaseError> {
    let program = draft.build();
    let model = solve(&program, SolveLimits::default());
    let limits = JudgeLimits { theory: steps, sets: 1000, ..JudgeLimits::default() };
    for claim in (LEAVES - 2..ATOMS).map(AtomId) {
        let Some(slow) = twin::judge(&program, claim, &[]) else { panic!("small enough") };
        let Some(verdict) = slow.verdict else { continue };
        let fast = judge(&program, &model, claim, &Reading::FREE, &limits);
        prop_assert!(fast.verdict == verdict || fast.incomplete && fast.verdict == Verdict::Undetermined);
        prop_assert!(fast.answers.iter().all(|answer| slow.answers.contains(&answer)));
        prop_assert!(fast.incomplete || fast.on_record == slow.on_record, "claim {}", claim.0);
        for (answer, sets) in Answer::ALL.into_iter().zip(&slow.turns_on).filter(|_| !fast.incomplete) {
            prop_assert_eq!(fast.turns_on.side(answer), sets.as_slice(), "claim {} {}", claim.0, answer.word());
        }
        for answer in Answer::ALL {
            for set in fast.turns_on.side(answer) {
                let within = |wide: &Vec<AtomId>, narrow: &Vec<AtomId>| narrow.iter().all(|leaf| wide.contains(leaf));
                let smaller = |least: &&convoke::verdict::Choice| {
                    within(&set.accept, &least.accept) && within(&set.reject, &least.reject)
                };
                prop_assert!(slow.turns_on[answer as usize].iter().find(smaller).is_some(), "claim {}", claim.0);
            }
        }
    }
    Ok(())
}

/// Whether the part of K that bears on the claim's cone allows the assignment.
fn allowed_near(program: &GroundProgram, model: &Model, claim: AtomId, truth: &[bool]) -> bool {
    let leaves: Vec<AtomId> =
        cone(program, model.index(), &[claim]).into_iter().filter(|atom| program.leaf(*atom).is_some()).collect();
    let Ok(near) = model.constraints().near(program, &leaves, |_| false, 1000) else { panic!("within budget") };
    let mut part = GroundProgram::new();
    for atom in 0..ATOMS {
        part.add_atom(program.leaf(AtomId(atom)));
    }
    for _ in 1..POINTS {
        part.add_point();
    }
    near.constraints.iter().for_each(|at| part.add_constraint(program.constraints()[*at as usize].clone()));
    near.differences.iter().for_each(|at| part.add_difference(program.differences()[*at as usize].clone()));
    twin::allowed(&part, truth)
}

/// Standpoints, and a reading for every value that occurs.
fn agree_on_choices(draft: &Draft, accepted: u32) -> Result<(), TestCaseError> {
    let program = draft.build();
    let model = solve(&program, SolveLimits::default());
    let limits = JudgeLimits::default();
    let accepted: Vec<AtomId> = (0..ALLEGATIONS).filter(|leaf| accepted >> leaf & 1 == 1).map(AtomId).collect();
    let reading = Reading::new(draft.fixed.iter().map(|l| literal(*l)));
    let slow = twin::judge(&program, AtomId(LEAVES), reading.literals());
    let admissible = slow.is_some_and(|slow| slow.verdict.is_some());
    let consistent = contradiction(&program, &model, reading.literals(), &limits);
    prop_assert_eq!(admissible, consistent == Consistency::Consistent, "{:?}", consistent);
    if !admissible {
        return Ok(());
    }
    for claim in (LEAVES..ATOMS).map(AtomId) {
        let answer = answer_on_choice(&program, &model, claim, &reading, &accepted, &limits);
        prop_assert!(!answer.incomplete);
        prop_assert_eq!(Some(answer.answer), twin::answer_on(&program, claim, reading.literals(), &accepted));
        let judged = judge(&program, &model, claim, &reading, &limits);
        for (value, firm) in [(Value::True, Answer::True), (Value::False, Answer::False)] {
            let found = reading_with(&program, &model, claim, &reading, value, &limits);
            let Ok(found) = found else { panic!("within budget") };
            prop_assert!(found.is_some() || !judged.answers.contains(firm));
            let Some(found) = found else { continue };
            let truth: Vec<bool> = (0..ATOMS).map(|atom| found.holds(AtomId(atom))).collect();
            prop_assert!(allowed_near(&program, &model, claim, &truth), "claim {}", claim.0);
            prop_assert_eq!(twin::value_of(&program, &truth, claim), value);
        }
    }
    Ok(())
}

/// What a verifier relies on: ranks fall along proofs, and along refutations outside their unfounded set.
fn ranks_fall(draft: &Draft, reading: u32) -> Result<(), TestCaseError> {
    let program = draft.build();
    let index = convoke::solve::index::Index::new(&program);
    let assignment = Assignment::new((0..LEAVES).filter(|leaf| reading >> leaf & 1 == 1).map(AtomId));
    let all: Vec<AtomId> = (LEAVES..ATOMS).map(AtomId).collect();
    let model = evaluate(&program, &index, &assignment, &all);
    let weight = |body: Body<'_>, counts: &dyn Fn(Literal) -> bool| -> (u64, u64) {
        match body {
            Body::All(list) => (list.len() as u64, list.iter().filter(|l| counts(**l)).count() as u64),
            Body::AtLeast(k, list) => (k, list.iter().filter(|(l, _)| counts(*l)).map(|(_, w)| w).sum()),
        }
    };
    for atom in all {
        let rank = model.rank(atom);
        match model.value(atom) {
            Value::True => {
                let Some(clause) = model.support(atom) else { panic!("true without support") };
                let proves = |l: Literal| {
                    let value = if l.is_negative() { Value::False } else { Value::True };
                    model.value(l.atom()) == value && model.rank(l.atom()) < rank
                };
                let (needed, have) = weight(program.clause(clause).1, &proves);
                prop_assert!(have >= needed);
            }
            Value::False => {
                for clause in index.clauses_of(atom) {
                    let refuted = |l: Literal| match (l.is_negative(), model.value(l.atom())) {
                        (true, Value::True) => model.rank(l.atom()) < rank,
                        (false, Value::False) => model.rank(l.atom()) <= rank,
                        _ => false,
                    };
                    let (needed, rest) = weight(program.clause(*clause).1, &|l| !refuted(l));
                    prop_assert!(rest < needed);
                }
            }
            Value::Undefined => prop_assert_eq!(rank, 0),
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 80, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn fast_engine_and_slow_twin_judge_alike(draft in draft()) {
        agree(&draft)?;
    }

    #[test]
    fn every_reading_has_one_model(draft in draft(), reading in 0..1u32 << LEAVES) {
        agree_on(&draft, reading)?;
    }

    #[test]
    fn too_small_a_budget_never_makes_it_firmer(draft in draft(), steps in 0..4u64) {
        never_firmer(&draft, steps)?;
    }

    #[test]
    fn choices_and_readings_are_what_they_say(draft in draft(), accepted in 0..1u32 << ALLEGATIONS) {
        agree_on_choices(&draft, accepted)?;
    }

    #[test]
    fn ranks_fall_along_reasons(draft in draft(), reading in 0..1u32 << LEAVES) {
        ranks_fall(&draft, reading)?;
    }

    #[test]
    fn order_of_clauses_changes_nothing(draft in draft(), seed in any::<u64>()) {
        let mut turned = draft.clone();
        let length = turned.clauses.len();
        for at in 0..length {
            turned.clauses.swap(at, (seed as usize).wrapping_mul(at + 7) % length);
        }
        turned.limits.reverse();
        turned.differences.reverse();
        let (one, other) = (draft.build(), turned.build());
        let (first, second) = (solve(&one, SolveLimits::default()), solve(&other, SolveLimits::default()));
        for claim in (0..ATOMS).map(AtomId) {
            let limits = JudgeLimits::default();
            let judged = judge(&one, &first, claim, &Reading::FREE, &limits);
            prop_assert_eq!(judged, judge(&other, &second, claim, &Reading::FREE, &limits));
        }
    }
}
