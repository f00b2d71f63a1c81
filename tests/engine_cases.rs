//! What the engine must do on programs written for one purpose each.

mod common;

use common::Named;
use convoke::ground::clauses::{AtomId, Constraint, Difference, GroundProgram, Leaf, Literal, PointId};
use convoke::solve::functions::{Budget, Exhausted, Function, Functions};
use convoke::solve::model::{Model, SolveLimits, solve};
use convoke::verdict::{
    Answer, Consistency, JudgeLimits, Judgement, Reading, Verdict, answer_on_choice, contradiction, judge,
};

fn named(allegations: &[&str], questions: &[&str], clauses: &[&str], constraints: &[&str]) -> Named {
    let words = |list: &[&str]| list.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
    Named::new(&words(allegations), &words(questions), &words(clauses), &words(constraints))
}

fn judged(program: &GroundProgram, model: &Model, claim: AtomId) -> Judgement {
    judge(program, model, claim, &Reading::FREE, &JudgeLimits::default())
}

#[test]
fn a_threshold_takes_as_many_nodes_as_its_table() {
    let mut store = Functions::new(Budget { nodes: 1_000_000, steps: 10_000_000 });
    let leaves: Result<Vec<_>, Exhausted> = (0..200).map(|leaf| Ok((store.leaf(AtomId(leaf))?, 1))).collect();
    let made = store.at_least(101, &mut leaves.unwrap()).unwrap();
    assert_eq!(store.nodes_below(made), 101 * 100);
    assert!(store.value(made, |leaf| leaf.0 < 101) && !store.value(made, |leaf| leaf.0 < 100));
}

#[test]
fn constants_never_touch_the_store() {
    let mut store = Functions::new(Budget { nodes: 0, steps: 0 });
    assert_eq!(store.and(Function::TRUE, Function::FALSE), Ok(Function::FALSE));
    assert_eq!(store.or(Function::TRUE, Function::FALSE), Ok(Function::TRUE));
    assert_eq!(store.at_least(2, &mut vec![(Function::TRUE, 1), (Function::TRUE, 1)]), Ok(Function::TRUE));
    assert_eq!(store.leaf(AtomId(3)), Err(Exhausted));
}

#[test]
fn a_store_that_forgets_is_as_if_it_had_never_known() {
    let mut store = Functions::new(Budget { nodes: 10_000, steps: 100_000 });
    let (a, b) = (store.leaf(AtomId(1)).unwrap(), store.leaf(AtomId(2)).unwrap());
    let size = store.size();
    let first = store.and(a, b).unwrap();
    let chain = (3..100).try_fold(first, |all, leaf| store.leaf(AtomId(leaf)).and_then(|leaf| store.and(all, leaf)));
    assert!(chain.is_ok() && store.size() > size);
    store.forget_since(size);
    assert_eq!(store.size(), size);
    assert_eq!(store.and(b, a), Ok(first));
    assert_eq!(store.or(first, a), Ok(a));
}

#[test]
fn a_chain_of_a_hundred_thousand_acts_is_one_pass() {
    let mut program = GroundProgram::new();
    let charge = program.add_atom(Some(Leaf::Allegation));
    let mut last = program.add_atom(None);
    program.add_clause(last, &[Literal::negative(charge)]);
    for _ in 0..100_000 {
        let next = program.add_atom(None);
        program.add_clause(next, &[Literal::positive(last)]);
        last = next;
    }
    let model = solve(&program, SolveLimits::default());
    let judgement = judged(&program, &model, last);
    assert_eq!(judgement.verdict, Verdict::Contested);
    assert_eq!(judgement.turns_on.true_if[0].reject, [charge]);
    assert!(model.functions().size() < 10);
}

#[test]
fn interchangeable_allegations_are_told_in_one_line() {
    let mut program = GroundProgram::new();
    let ballots: Vec<AtomId> = (0..200).map(|_| program.add_atom(Some(Leaf::Allegation))).collect();
    let quashed = program.add_atom(Some(Leaf::Allegation));
    let (majority, carried) = (program.add_atom(None), program.add_atom(None));
    let weighted: Vec<(Literal, u64)> = ballots.iter().map(|ballot| (Literal::positive(*ballot), 1)).collect();
    program.add_at_least(majority, 101, &weighted);
    program.add_clause(carried, &[Literal::positive(majority), Literal::negative(quashed)]);
    let model = solve(&program, SolveLimits::default());
    let turns_on = judged(&program, &model, carried).turns_on;
    assert!(turns_on.more);
    assert_eq!(turns_on.true_if.len(), 16);
    assert_eq!(turns_on.true_if[0].accept, ballots[..101]);
    assert_eq!(turns_on.false_if[0].accept, [quashed]);
    let told: Vec<_> = turns_on.summaries.iter().map(|s| (s.answer, s.parts.clone())).collect();
    let shape = |parts: &[convoke::verdict::AnyOf]| parts.iter().map(|p| (p.count, p.accept, p.of.len())).collect();
    type Shape = Vec<(usize, bool, usize)>;
    let shapes: Vec<(Answer, Shape)> = told.iter().map(|(a, parts)| (*a, shape(parts))).collect();
    assert_eq!(
        shapes,
        [
            (Answer::True, vec![(101, true, 200), (1, false, 1)]),
            (Answer::False, vec![(1, true, 1)]),
            (Answer::False, vec![(100, false, 200)]),
        ]
    );
}

#[test]
fn the_most_decisive_question_comes_first() {
    let case = named(&[], &["minor", "major", "idle"], &["c :- major, minor.", "c :- major, idle."], &[]);
    let model = solve(&case.program, SolveLimits::default());
    let judgement = judged(&case.program, &model, case.atoms["c"]);
    assert_eq!(judgement.verdict, Verdict::Undetermined);
    let order: Vec<&str> = judgement.questions.iter().map(|question| case.name(*question)).collect();
    assert_eq!(order, ["major", "minor", "idle"]);
}

#[test]
fn a_question_that_settles_a_claim_through_constraints_alone_is_asked() {
    let case = named(&[], &["o", "p"], &["c :- o."], &["implies(p,o)"]);
    let model = solve(&case.program, SolveLimits::default());
    let order = judged(&case.program, &model, case.atoms["c"]).questions;
    assert_eq!(order, ["o", "p"].map(|name| case.atoms[name]));
}

#[test]
fn a_standpoint_with_a_conflict_inside_is_left_open() {
    let case = named(&["o1", "o2", "x"], &[], &["c :- o2.", "d :- o1.", "d :- o2."], &["atmost1(o1,o2)"]);
    let model = solve(&case.program, SolveLimits::default());
    let [o1, o2, x, c, d] = ["o1", "o2", "x", "c", "d"].map(|name| case.atoms[name]);
    let limits = JudgeLimits::default();
    let on = |claim, accepted: &[AtomId]| {
        let found = answer_on_choice(&case.program, &model, claim, &Reading::FREE, accepted, &limits);
        (found.answer, found.conflict)
    };
    assert_eq!(on(c, &[o1, o2, x]), (Answer::Open, vec![o1, o2]));
    assert_eq!(on(d, &[o1, o2]), (Answer::True, vec![o1, o2]));
    assert_eq!(on(c, &[o2, x]), (Answer::True, vec![]));
}

#[test]
fn what_the_user_sets_is_no_longer_free() {
    let case = named(&["a", "b"], &[], &["c :- a, b."], &[]);
    let model = solve(&case.program, SolveLimits::default());
    let [a, b, c] = ["a", "b", "c"].map(|name| case.atoms[name]);
    let with = |literals: &[Literal]| {
        judge(&case.program, &model, c, &Reading::new(literals.iter().copied()), &JudgeLimits::default())
    };
    assert_eq!(with(&[Literal::negative(a)]).verdict, Verdict::Refuted);
    let accepted = with(&[Literal::positive(a)]);
    assert_eq!((accepted.verdict, accepted.on_record), (Verdict::Contested, Answer::False));
    assert_eq!(accepted.turns_on.true_if[0].accept, [b]);
}

#[test]
fn dates_forbid_what_no_constraint_names() {
    // The convening came first or the dissolution did; both are dated, one of the dates by an allegation.
    let mut program = GroundProgram::new();
    let early = program.add_atom(Some(Leaf::Allegation));
    let first = program.add_atom(Some(Leaf::Question));
    let claim = program.add_atom(None);
    program.add_clause(claim, &[Literal::positive(first)]);
    let (convened, dissolved, origin) = (program.add_point(), program.add_point(), PointId(0));
    let mut order = |when: Vec<Literal>, x, y, bound| program.add_difference(Difference { when, x, y, bound });
    order(vec![Literal::positive(first)], convened, dissolved, -1);
    order(vec![Literal::negative(first)], dissolved, convened, 0);
    order(vec![], origin, dissolved, -10);
    order(vec![Literal::positive(early)], convened, origin, 9);
    let model = solve(&program, SolveLimits::default());
    let judgement = judged(&program, &model, claim);
    assert_eq!(judgement.verdict, Verdict::Contested);
    assert_eq!(judgement.answers.iter().collect::<Vec<_>>(), [Answer::True, Answer::Open]);
    assert_eq!(judgement.turns_on.true_if[0].accept, [early]);
    assert_eq!(judgement.on_record, Answer::Open);
}

#[test]
fn a_record_whose_dates_contradict_each_other_is_shown_where() {
    let mut program = GroundProgram::new();
    let (a, b, c) = (program.add_point(), program.add_point(), program.add_point());
    for (x, y) in [(a, b), (b, c), (c, a)] {
        program.add_difference(Difference { when: vec![], x, y, bound: -1 });
    }
    program.add_difference(Difference { when: vec![], x: a, y: PointId(0), bound: 5 });
    let model = solve(&program, SolveLimits::default());
    match contradiction(&program, &model, &[], &JudgeLimits::default()) {
        Consistency::Contradiction(mut found) => {
            found.differences.sort_unstable();
            assert_eq!(found.differences, [0, 1, 2]);
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn constraints_that_contradict_each_other_are_shown_alone() {
    let mut program = GroundProgram::new();
    let leaves: Vec<AtomId> = (0..4).map(|_| program.add_atom(Some(Leaf::Allegation))).collect();
    program.add_constraint(Constraint::AtMostOne(vec![leaves[2], leaves[3]]));
    program.add_constraint(Constraint::Either(vec![Literal::positive(leaves[0])]));
    program.add_constraint(Constraint::Either(vec![Literal::positive(leaves[1]), Literal::positive(leaves[2])]));
    program.add_constraint(Constraint::ExactlyOne(vec![leaves[0], leaves[1]]));
    program.add_constraint(Constraint::Either(vec![Literal::positive(leaves[1])]));
    let model = solve(&program, SolveLimits::default());
    match contradiction(&program, &model, &[], &JudgeLimits::default()) {
        Consistency::Contradiction(found) => assert_eq!(found.constraints, [1, 3, 4]),
        other => panic!("{other:?}"),
    }
}

#[test]
fn where_a_budget_ends_the_answer_is_incomplete_and_nothing_firmer() {
    // Pairs far apart in the order: the diagram of their disjunction doubles with each.
    let mut program = GroundProgram::new();
    let leaves: Vec<AtomId> = (0..40).map(|_| program.add_atom(Some(Leaf::Allegation))).collect();
    let [pairs, after, known, sure] = [(); 4].map(|()| program.add_atom(None));
    for at in 0..20 {
        program.add_clause(pairs, &[Literal::positive(leaves[at]), Literal::positive(leaves[at + 20])]);
    }
    program.add_clause(after, &[Literal::negative(pairs)]);
    program.add_clause(known, &[Literal::positive(leaves[0])]);
    program.add_clause(sure, &[]);
    program.add_clause(sure, &[Literal::positive(pairs)]);
    let limits = SolveLimits { component: Budget { nodes: 5_000, steps: 100_000 }, ..SolveLimits::default() };
    let model = solve(&program, limits);
    for cut in [pairs, after] {
        let judgement = judged(&program, &model, cut);
        assert!(judgement.incomplete && judgement.verdict == Verdict::Undetermined);
    }
    assert_eq!(judged(&program, &model, known).verdict, Verdict::Contested);
    assert_eq!(judged(&program, &model, sure).verdict, Verdict::Upheld);
}

#[test]
fn undefined_is_reported_whatever_the_verdict() {
    let case = named(&["liar"], &["q"], &["p :- liar, q, not p.", "c :- p.", "c :- not q."], &[]);
    let model = solve(&case.program, SolveLimits::default());
    let judgement = judged(&case.program, &model, case.atoms["c"]);
    assert_eq!(judgement.answers.iter().collect::<Vec<_>>(), [Answer::Open]);
    let reading = judgement.undefined_reading.unwrap();
    assert_eq!(reading.leaves(), ["liar", "q"].map(|name| case.atoms[name]));
}
