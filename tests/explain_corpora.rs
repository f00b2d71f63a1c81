//! Every claim of the corpora, on the readings on which it is explained: its proof is checked by the verifier,
//! which shares nothing with the solver, and a proof with one thing changed is refused.
#![expect(clippy::disallowed_methods, reason = "a test may read files")]
#[expect(dead_code, reason = "what draws trees is for the other tests")]
#[path = "explain_trees/pipeline.rs"]
mod pipeline;

use convoke::explain::proof::{Decided, Proof, prove};
use convoke::explain::verify::{Flaw, Heads, verify};
use convoke::ground::clauses::GroundProgram;
use convoke::solve::answers::Value;
use convoke::solve::evaluate::evaluate;
use convoke::solve::index::Index;
use convoke::solve::model::{SolveLimits, solve};
use convoke::verdict::bench::Bench;
use pipeline::{Corpus, corpus};
use std::path::Path;

/// The corpus files below a directory, in the order of their names.
fn files(directory: &Path) -> Vec<(String, String)> {
    let Ok(entries) = std::fs::read_dir(directory) else { return Vec::new() };
    let mut paths: Vec<_> = entries.map(|entry| entry.expect("a readable directory").path()).collect();
    paths.sort();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "cvk"));
    let text = |path: &Path| std::fs::read_to_string(path).expect("a readable corpus");
    paths.iter().map(|path| (path.display().to_string(), text(path))).collect()
}

fn read(files: &[(String, String)]) -> Corpus {
    let texts: Vec<(&str, String)> = files.iter().map(|(path, text)| (path.as_str(), text.clone())).collect();
    corpus(&texts)
}

/// What was proved and what was refused.
#[derive(Default)]
struct Count {
    proofs: usize,
    undefined: usize,
    changed: usize,
}

fn prove_all(corpus: &Corpus, count: &mut Count) {
    let program = &corpus.grounded.program;
    let model = solve(program, SolveLimits::default());
    let bench =
        Bench::new(corpus.checked.program(), &corpus.sources, &corpus.grounded, &model, Vec::new(), Vec::new(), false);
    let heads = Heads::collect(program);
    for (place, root) in corpus.roots.iter().enumerate() {
        for reading in bench.readings(root) {
            let model = evaluate(program, &corpus.index, &reading, &[root.atom]);
            let proof = prove(program, &corpus.index, &model, root.atom);
            assert_eq!(proof.value, model.value(root.atom), "claim {place}");
            assert_eq!(verify(program, &heads, &proof), Ok(()), "claim {place}");
            count.proofs += 1;
            count.undefined += usize::from(proof.value == Value::Undefined);
            for changed in changes(program, &corpus.index, &proof) {
                assert!(verify(program, &heads, &changed).is_err(), "claim {place}: {changed:#?}");
                count.changed += 1;
            }
        }
    }
}

/// How many steps of one proof are changed.
const STEPS_CHANGED: usize = 40;

/// The proof with one thing changed that it cannot do without.
fn changes(program: &GroundProgram, index: &Index, proof: &Proof) -> Vec<Proof> {
    let mut changed = Vec::new();
    let mut change = |make: &dyn Fn(&mut Proof)| {
        let mut other = proof.clone();
        make(&mut other);
        changed.push(other);
    };
    let opposite = if proof.value == Value::True { Value::False } else { Value::True };
    change(&|other| other.value = opposite);
    if let Some(&assumed) = proof.assumptions.first() {
        change(&|other| other.assumptions.push(assumed));
    }
    for (place, step) in proof.steps.iter().enumerate().take(STEPS_CHANGED) {
        match step.decided {
            Decided::TrueBy(_) => change(&|other| other.steps[place].decided = Decided::False),
            Decided::False => {
                for &clause in index.clauses_of(step.atom) {
                    change(&|other| other.steps[place].decided = Decided::TrueBy(clause));
                }
            }
        }
        if step.atom == proof.root {
            change(&|other| {
                other.steps.remove(place);
            });
        }
        let stranger = program.clauses().find(|(_, head, _)| *head != step.atom);
        if let Some((clause, _, _)) = stranger {
            change(&|other| other.steps[place].decided = Decided::TrueBy(clause));
        }
    }
    for place in 0..proof.cone.len().min(STEPS_CHANGED) {
        change(&|other| {
            other.cone.remove(place);
        });
    }
    changed
}

#[test]
fn the_claims_of_1917_are_proved_and_the_proofs_verified() {
    let files = files(Path::new("corpus/soviets-1917"));
    let mut count = Count::default();
    prove_all(&read(&files), &mut count);
    assert!(count.proofs >= 38 && count.changed > 500, "{} proofs, {} changed", count.proofs, count.changed);
}

#[test]
fn the_claims_of_small_corpora_are_proved_and_the_proofs_verified() {
    let mut count = Count::default();
    for file in files(Path::new("tests/explain_trees")) {
        prove_all(&read(&[file]), &mut count);
    }
    // The cases share one file of words.
    let is_words = |file: &(String, String)| file.0.ends_with("words.cvk");
    let (words, cases): (Vec<_>, Vec<_>) = files(Path::new("tests/cases")).into_iter().partition(is_words);
    for case in cases {
        prove_all(&read(&[words.clone(), vec![case]].concat()), &mut count);
    }
    assert!(count.proofs > 20 && count.changed > 100, "{} proofs, {} changed", count.proofs, count.changed);
    assert!(count.undefined > 0, "a tail is bitten in some of them");
}

#[test]
fn a_proof_without_its_assumptions_is_refused() {
    let corpus = read(&files(Path::new("corpus/soviets-1917")));
    let program = &corpus.grounded.program;
    let model = solve(program, SolveLimits::default());
    let bench =
        Bench::new(corpus.checked.program(), &corpus.sources, &corpus.grounded, &model, Vec::new(), Vec::new(), false);
    let heads = Heads::collect(program);
    let root = &corpus.roots[corpus.claim("second_congress_private_meeting").index()];
    let mut bare = 0;
    for reading in bench.readings(root) {
        let model = evaluate(program, &corpus.index, &reading, &[root.atom]);
        let proof = prove(program, &corpus.index, &model, root.atom);
        let without = Proof { assumptions: Vec::new(), ..proof.clone() };
        let flaw = verify(program, &heads, &without);
        if proof.assumptions.is_empty() {
            assert_eq!(flaw, Ok(()));
        } else {
            assert!(matches!(flaw, Err(Flaw::Unsupported(_) | Flaw::NotRefuted(_))), "{flaw:?}");
            bare += 1;
        }
    }
    assert!(bare > 0, "this claim turns on what one accepts");
}
