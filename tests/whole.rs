//! Whole corpora on the vocabulary library, each claim with the verdict that was reasoned out by hand.
#![expect(clippy::disallowed_methods, reason = "a test may read files")]
use convoke::diagnostic::Severity;
use convoke::evidence::EvidenceTexts;
use convoke::session::{options::Options, run};
use convoke::source::Sources;
use std::path::Path;

#[test]
fn every_whole_corpus_is_judged_as_reasoned_by_hand() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/whole");
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    assert!(paths.len() >= 3, "the corpora were not found");
    let mut faults = Vec::new();
    for path in paths {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let mut sources = Sources::default();
        sources.add(name.clone(), std::fs::read_to_string(&path).unwrap());
        let outcome = run(sources, &EvidenceTexts::default(), &Options::default());
        let errors = outcome.diagnostics.iter().filter(|d| d.severity == Severity::Error);
        faults.extend(errors.map(|d| format!("{name}: {}", d.message)));
        assert!(!outcome.claims.is_empty(), "{name} has no claim");
        for claim in &outcome.claims {
            match claim.as_expected {
                Some(true) => {}
                Some(false) => faults.push(format!("{name}: {}: {}", claim.name, claim.mismatches.join("; "))),
                None => faults.push(format!("{name}: {}: nothing is expected", claim.name)),
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn interchangeable_allegations_are_said_once() {
    let people: String = (0..41).map(|i| format!("person p{i}\n")).collect();
    let votes: String = (0..41).map(|i| format!("  event b{i} {{ p{i} votes m }}\n")).collect();
    let text = format!(
        "corpus \"Ballots\"\nuse std.actors\nperson clerk\nkind motion\nmotion m\n\
         act vote | votes | voted (by person, what motion)\nrelation motion is carried\n\
         rule carrying {{ motion M is carried when at least 21 persons P where P votes M }}\n\
         {people}according to clerk {{\n{votes}}}\nclaim c {{ that m is carried }}\n"
    );
    let mut sources = Sources::default();
    sources.add("ballots.cvk", text);
    let outcome = run(sources, &EvidenceTexts::default(), &Options::default());
    let [claim] = outcome.claims.as_slice() else { panic!("one claim: {:?}", outcome.diagnostics) };
    assert_eq!(
        claim.turns_on.summaries,
        [
            "true if any 21 of these 41 are accepted: b0, b1, b2, 38 more",
            "false if any 21 of these 41 are rejected: b0, b1, b2, 38 more"
        ]
    );
    assert_eq!((claim.turns_on.true_if.len(), claim.turns_on.more), (16, true));
}
