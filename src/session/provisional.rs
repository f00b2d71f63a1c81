//! The pipeline as far as it is joined: parsed, resolved, citations verified. To be replaced by the whole story.
use super::asked::{Asked, Explained};
use super::options::{Options, Reading};
use super::outcome::Outcome;
use crate::evidence::{EvidenceTexts, verify};
use crate::resolve::{library, resolve};
use crate::source::Sources;
use crate::syntax::{parse, parse_all};

/// Parses and resolves a corpus and verifies its citations; judges nothing.
pub fn resolved(mut sources: Sources, texts: &EvidenceTexts) -> Outcome {
    let (mut trees, mut diagnostics) = parse_all(&sources);
    library::add_used(&mut sources, &mut trees, |sources, file| {
        let (tree, found) = parse(sources, file);
        diagnostics.extend(found);
        tree
    });
    let (program, found) = resolve(&sources, &trees);
    diagnostics.extend(found);
    diagnostics.extend(verify(&program, &sources, texts));
    diagnostics.sort_by_key(|diagnostic| (diagnostic.primary(), diagnostic.code));
    Outcome { sources, program, diagnostics, ..Outcome::default() }
}

/// Checks a corpus.
pub fn run(sources: Sources, texts: &EvidenceTexts, _options: &Options) -> Outcome {
    resolved(sources, texts)
}

/// The reasons of a claim.
pub fn why(sources: Sources, texts: &EvidenceTexts, _name: &str, _reading: &Reading) -> Explained {
    Explained { outcome: resolved(sources, texts), reasons: Vec::new() }
}

/// The answer to a condition.
pub fn ask(sources: Sources, texts: &EvidenceTexts, condition: &str, _reading: &Reading) -> Asked {
    Asked { outcome: resolved(sources, texts), condition: condition.into(), ..Asked::default() }
}
