//! Small corpora with verdicts that were reasoned out by hand from the clauses of the language, each through the
//! whole language, and each on the slow twin beside the fast engine.
#![expect(clippy::disallowed_methods, reason = "a test may read files")]
#[expect(dead_code, reason = "each test file uses a part of it")]
#[path = "laws_support/mod.rs"]
mod support;

use convoke::verdict::claim_report::RefutationGround;
use std::path::{Path, PathBuf};
use support::{Judged, Text, errors, judged_by_twin, outcome, sets_of};

/// The words that every case uses.
const WORDS: &str = include_str!("cases/words.cvk");

/// `//: CLAIM true if +a -b or +c; false if -a; open if nothing`: minimal sets written by hand.
fn written_sets(text: &str) -> Vec<(String, String, Vec<Vec<String>>)> {
    let mut written = Vec::new();
    for line in text.lines().filter_map(|line| line.trim().strip_prefix("//:")) {
        let (claim, rest) = line.trim().split_once(' ').expect("a claim and its sets");
        for part in rest.split(';') {
            let (answer, sets) = part.trim().split_once(" if ").expect("an answer and its sets");
            let one = |set: &str| -> Vec<String> {
                let mut names: Vec<String> = set.split_whitespace().map(str::to_owned).collect();
                names.retain(|name| name != "nothing");
                names.sort();
                names
            };
            let mut sets: Vec<Vec<String>> = sets.split(" or ").map(one).collect();
            sets.sort();
            written.push((claim.to_owned(), answer.to_owned(), sets));
        }
    }
    written
}

/// `//= CLAIM silence`: what a refutation rests on, written by hand.
fn written_grounds(text: &str) -> Vec<(String, String)> {
    let lines = text.lines().filter_map(|line| line.trim().strip_prefix("//="));
    lines.filter_map(|line| line.trim().split_once(' ')).map(|(a, b)| (a.to_owned(), b.to_owned())).collect()
}

const fn ground_word(ground: RefutationGround) -> &'static str {
    match ground {
        RefutationGround::Rule => "rule",
        RefutationGround::Denial => "denial",
        RefutationGround::Silence => "silence",
        RefutationGround::Circle => "circle",
    }
}

fn cases() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.file_name().is_some_and(|name| name != "words.cvk"));
    paths.sort();
    assert!(paths.len() > 30, "the cases were not found");
    paths
}

/// What is wrong with a case; nothing if it is as its verdicts say.
fn faults(path: &Path, claims: &mut usize, twins: &mut usize) -> Vec<String> {
    let file = path.file_name().unwrap().to_string_lossy().into_owned();
    let text = std::fs::read_to_string(path).unwrap();
    let texts = [Text::new("words.cvk", WORDS), Text::new(&file, &text)];
    let found = outcome(&texts);
    let mut faults: Vec<String> = errors(&found).into_iter().map(|error| format!("{file}: {error}")).collect();
    if found.incomplete {
        faults.push(format!("{file}: incomplete"));
    }
    for claim in &found.claims {
        *claims += 1;
        match claim.as_expected {
            Some(true) => {}
            Some(false) => faults.push(format!("{file}: {}: {}", claim.name, claim.mismatches.join("; "))),
            None => faults.push(format!("{file}: {}: nothing is expected", claim.name)),
        }
    }
    for (claim, answer, expected) in written_sets(&text) {
        let Some(report) = found.claims.iter().find(|report| report.name == claim) else {
            faults.push(format!("{file}: no claim is called {claim}"));
            continue;
        };
        let found = sets_of(report, &answer);
        if found != expected {
            faults.push(format!("{file}: {claim}: expected {answer} if {expected:?}, found {found:?}"));
        }
    }
    for (claim, ground) in written_grounds(&text) {
        let report = found.claims.iter().find(|report| report.name == claim);
        let rests_on = report.and_then(|report| report.ground).map(ground_word);
        if rests_on != Some(ground.as_str()) {
            faults.push(format!("{file}: {claim}: expected to rest on {ground}, found {rests_on:?}"));
        }
    }
    if faults.is_empty() {
        for (claim, slow) in found.claims.iter().zip(judged_by_twin(&texts)) {
            let Some(slow) = slow else { continue };
            *twins += 1;
            let fast = Judged::of(claim);
            if fast != slow {
                faults.push(format!("{file}: {}: fast {fast:?}, slow {slow:?}", claim.name));
            }
        }
    }
    faults
}

#[test]
fn every_case_is_judged_as_reasoned_by_hand() {
    let (mut claims, mut twins, mut all) = (0, 0, Vec::new());
    for path in cases() {
        all.extend(faults(&path, &mut claims, &mut twins));
    }
    assert!(all.is_empty(), "{} faults among {claims} claims:\n{}", all.len(), all.join("\n"));
    assert!(claims > 400 && twins * 10 > claims * 9, "{claims} claims, {twins} on the slow twin");
}
