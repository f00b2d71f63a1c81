//! The pipeline as far as it is joined: parsing only. To be replaced by the whole story.
use super::{asked::*, options::*, outcome::Outcome};
use crate::evidence::EvidenceTexts;
use crate::source::Sources;
pub fn resolved(sources: Sources, _texts: &EvidenceTexts) -> Outcome {
    let (_, diagnostics) = crate::syntax::parse_all(&sources);
    Outcome { sources, diagnostics, ..Outcome::default() }
}
pub fn run(sources: Sources, texts: &EvidenceTexts, _options: &Options) -> Outcome {
    resolved(sources, texts)
}
pub fn why(sources: Sources, texts: &EvidenceTexts, _name: &str, _reading: &Reading) -> Explained {
    Explained { outcome: resolved(sources, texts), reasons: Vec::new() }
}
pub fn ask(sources: Sources, texts: &EvidenceTexts, condition: &str, _reading: &Reading) -> Asked {
    Asked { outcome: resolved(sources, texts), condition: condition.into(), ..Asked::default() }
}
