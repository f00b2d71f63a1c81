//! A generated record against its oracle: many short lines of congresses, and one line so long that nothing may
//! walk it on the stack.
#[path = "../benches/record/mod.rs"]
mod record;

use convoke::evidence::EvidenceTexts;
use convoke::program::{AnswerWord, VerdictWord};
use convoke::session::options::{MOST_TOLD, Options};
use convoke::session::outcome::Outcome;
use convoke::source::Sources;
use record::Record;

fn judged(record: &Record, grounds: bool) -> Outcome {
    let mut sources = Sources::default();
    for (name, text) in record::files(record) {
        sources.add(name, text);
    }
    let options = Options { grounds, ..Options::default() };
    convoke::session::run(sources, &EvidenceTexts::default(), &options)
}

fn agree(record: &Record, outcome: &Outcome) {
    assert_eq!(outcome.diagnostics, []);
    let word = |verdict: VerdictWord| match verdict {
        VerdictWord::Upheld => "upheld",
        VerdictWord::Refuted => "refuted",
        VerdictWord::Paradoxical => "paradoxical",
        VerdictWord::Contested | VerdictWord::Undetermined => "disputed",
    };
    let mut found: Vec<(String, &str)> = outcome.claims.iter().map(|c| (c.name.clone(), word(c.verdict))).collect();
    let mut expected = record::expected(record);
    found.sort();
    expected.sort();
    assert_eq!(found, expected);
}

#[test]
fn a_record_of_many_lines_comes_out_as_it_was_lived() {
    let record = Record::new(2000, 20);
    let outcome = judged(&record, true);
    agree(&record, &outcome);
    let refuted = outcome.claims.iter().filter(|claim| claim.verdict == VerdictWord::Refuted);
    assert!(refuted.clone().count() > MOST_TOLD / 2);
    refuted.for_each(|claim| assert!(claim.ground.is_some(), "{} is refuted on no ground", claim.name));
    let told = outcome.claims.iter().filter(|claim| !claim.reasons.is_empty()).count();
    assert!(told >= MOST_TOLD && told < outcome.claims.len());
}

#[test]
fn what_is_told_of_a_claim_does_not_change_it() {
    let record = Record::new(2000, 20);
    let (whole, brief) = (judged(&record, true), judged(&record, false));
    for (whole, brief) in whole.claims.iter().zip(&brief.claims) {
        assert_eq!((&whole.name, whole.verdict, whole.on_record), (&brief.name, brief.verdict, brief.on_record));
        assert_eq!(whole.reasons, brief.reasons);
    }
    let word = |claim: &convoke::verdict::claim_report::ClaimReport| claim.on_record == AnswerWord::Undefined;
    assert!(brief.claims.iter().any(word));
}

#[test]
fn a_long_line_is_walked_with_no_stack() {
    let record = Record::new(1, 400);
    agree(&record, &judged(&record, false));
}
