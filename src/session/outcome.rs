//! What a run gives: the one value that every output format renders.
use crate::diagnostic::{Diagnostic, Severity};
use crate::program::Program;
use crate::source::Sources;
use crate::verdict::claim_report::ClaimReport;

/// The result of checking one corpus.
#[derive(Clone, Debug, Default)]
pub struct Outcome {
    /// The files that were read, the library's included.
    pub sources: Sources,
    /// The resolved corpus, as far as it resolved.
    pub program: Program,
    /// Everything found, ordered by file, place and code.
    pub diagnostics: Vec<Diagnostic>,
    /// The claims, in the corpus's order; empty where the corpus has errors.
    pub claims: Vec<ClaimReport>,
    /// A digest of the corpus's files (SHA-256, hexadecimal).
    pub digest: String,
    /// A budget ran out somewhere.
    pub incomplete: bool,
}

impl Outcome {
    /// How many diagnostics have this severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.diagnostics.iter().filter(|d| d.severity == severity).count()
    }
    /// Whether claims were judged: there is no error.
    pub fn judged(&self) -> bool {
        self.count(Severity::Error) == 0
    }
}
