//! The small cases of readings, on the fast engine and on the slow twin.

mod common;

use common::Named;
use convoke::ground::clauses::AtomId;
use convoke::solve::answers::{Answer, Choice};
use convoke::solve::model::{SolveLimits, solve};
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
