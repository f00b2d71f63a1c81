//! The small cases of readings, on the fast engine and on the slow twin.

mod common;

use common::Named;
use convoke::ground::clauses::AtomId;
use convoke::solve::answers::{Answer, Choice};
use convoke::solve::circles::{circle_from, supports_nothing};
use convoke::solve::evaluate::{Assignment, evaluate};
use convoke::solve::index::Index;
use convoke::solve::model::{SolveLimits, solve};
use convoke::solve::tail::{tail_bite_from, tail_biting_sets};
use convoke::solve::twin;
use convoke::verdict::{JudgeLimits, Reading, judge};
use serde::Deserialize;

#[derive(Deserialize)]
struct Case {
    name: String,
    program: Vec<String>,
    allegations: Vec<String>,
    open: Vec<String>,
    constraints: Vec<String>,
    claim: String,
    verdict: String,
    on_record: String,
    true_if: Vec<Sets>,
    false_if: Vec<Sets>,
    open_if: Vec<Sets>,
    undefined_if: Vec<Sets>,
    circle_on_record: Vec<String>,
    negative_cycles_on_record: Vec<Vec<String>>,
}

#[derive(Deserialize, PartialEq, Eq, Debug, Clone)]
struct Sets {
    accept: Vec<String>,
    reject: Vec<String>,
}

impl Case {
    fn side(&self, answer: Answer) -> &[Sets] {
        match answer {
            Answer::True => &self.true_if,
            Answer::False => &self.false_if,
            Answer::Open => &self.open_if,
            Answer::Undefined => &self.undefined_if,
        }
    }
}

fn cases() -> Vec<(Case, Named, AtomId)> {
    let text = include_str!("readings.jsonl");
    let read = |line: &str| {
        let case: Case = serde_json::from_str(line).unwrap();
        let mut named = Named::new(&case.allegations, &case.open, &case.program, &case.constraints);
        let claim = named.atom(&case.claim.clone());
        (case, named, claim)
    };
    let cases: Vec<_> = text.lines().map(read).collect();
    assert_eq!(cases.len(), 50);
    cases
}

fn named_sets(named: &Named, sets: &[Choice]) -> Vec<Sets> {
    let names = |atoms: &[AtomId]| atoms.iter().map(|atom| named.name(*atom).to_owned()).collect();
    sets.iter().map(|set| Sets { accept: names(&set.accept), reject: names(&set.reject) }).collect()
}

#[test]
fn fast_engine_gives_what_the_definitions_give() {
    for (case, named, claim) in cases() {
        let model = solve(&named.program, SolveLimits::default());
        let judged = judge(&named.program, &model, claim, &Reading::FREE, &JudgeLimits::default());
        assert!(!judged.incomplete && !judged.contradiction, "{}", case.name);
        assert_eq!(judged.verdict.word(), case.verdict, "{}", case.name);
        assert_eq!(judged.on_record.word(), case.on_record, "{}", case.name);
        for answer in Answer::ALL {
            let found = named_sets(&named, judged.turns_on.side(answer));
            assert_eq!(found, case.side(answer), "{} {}", case.name, answer.word());
            assert_eq!(judged.answers.contains(answer), !found.is_empty(), "{} {}", case.name, answer.word());
        }
    }
}

#[test]
fn slow_twin_gives_what_the_definitions_give() {
    for (case, named, claim) in cases() {
        let judged = twin::judge(&named.program, claim, &[]).unwrap();
        assert_eq!(judged.verdict.unwrap().word(), case.verdict, "{}", case.name);
        assert_eq!(judged.on_record.word(), case.on_record, "{}", case.name);
        for (answer, sets) in Answer::ALL.into_iter().zip(&judged.turns_on) {
            assert_eq!(named_sets(&named, sets), case.side(answer), "{} {}", case.name, answer.word());
        }
    }
}

#[test]
fn circles_on_the_record_are_found_whole() {
    for (case, named, claim) in cases() {
        let all: Vec<AtomId> = named.atoms.values().copied().collect();
        let evaluation = evaluate(&named.program, &Index::new(&named.program), &Assignment::default(), &all);
        let sorted = |atoms: &[AtomId]| {
            let mut names: Vec<String> = atoms.iter().map(|atom| named.name(*atom).to_owned()).collect();
            names.sort();
            names
        };
        assert_eq!(sorted(&supports_nothing(&evaluation)), case.circle_on_record, "{}", case.name);
        let biting: Vec<_> = tail_biting_sets(&evaluation).iter().map(|set| sorted(set)).collect();
        assert_eq!(biting, case.negative_cycles_on_record, "{}", case.name);
        let circle = circle_from(&named.program, &evaluation, claim);
        assert_eq!(circle.is_some(), !case.circle_on_record.is_empty(), "{}", case.name);
        let bite = tail_bite_from(&evaluation, claim);
        assert_eq!(bite.is_some(), !case.negative_cycles_on_record.is_empty(), "{}", case.name);
        if let Some(bite) = bite {
            assert!(biting.iter().any(|set| sorted(&bite.atoms).iter().all(|name| set.contains(name))));
            assert!(bite.negated.contains(&true));
        }
    }
}

#[test]
fn a_circle_is_shown_with_its_ways_out() {
    let words = |list: &[&str]| list.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
    let clauses = ["valid_a :- cured_a.", "cured_a :- valid_b.", "valid_b :- cured_b.", "cured_b :- valid_a."];
    let outside = ["valid_a :- granted_a.", "valid_b :- ratified, noticed.", "c :- valid_a, x.", "x :- y."];
    let named = Named::new(&words(&["ratified"]), &[], &words(&[&clauses[..], &outside[..]].concat()), &[]);
    let atom = |name: &str| named.atoms[name];
    let index = Index::new(&named.program);
    let evaluation = evaluate(&named.program, &index, &Assignment::default(), &[atom("c")]);
    let circle = circle_from(&named.program, &evaluation, atom("c")).unwrap();
    assert_eq!(circle.atoms, ["valid_a", "cured_a", "valid_b", "cured_b"].map(atom));
    assert_eq!(circle.ways_out, vec![vec![atom("granted_a")], vec![atom("ratified"), atom("noticed")]]);
}
