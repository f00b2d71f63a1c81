//! One plain value for everything that the checker has to say about a corpus, and the catalogue of its
//! codes. Takes spans and words; must never know colours, terminals or miette.
pub mod catalogue;

use crate::source::Span;

/// How grave a finding is.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub enum Severity {
    /// The corpus means nothing until it is mended.
    Error,
    /// A fault of the record: the corpus is judged all the same.
    Warning,
    /// Something worth knowing.
    Note,
}

/// A stable code, printed `CVnnnn`.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct Code(pub u16);

impl std::fmt::Display for Code {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "CV{:04}", self.0)
    }
}

/// A place that a diagnostic points at, in any file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Label {
    /// Where.
    pub span: Span,
    /// What is there, in a few words; may be empty.
    pub text: String,
    /// The place of the fault itself (as opposed to a place that explains it).
    pub primary: bool,
}

/// One finding.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Diagnostic {
    /// Its stable code.
    pub code: Code,
    /// How grave it is.
    pub severity: Severity,
    /// What is wrong: lower case, no full stop, the user's words in backticks.
    pub message: String,
    /// How to mend it.
    pub help: Option<String>,
    /// The places; the first primary one is where the finding is.
    pub labels: Vec<Label>,
}

impl Diagnostic {
    /// An error at a place.
    pub fn error(code: u16, message: impl Into<String>, span: Span, text: impl Into<String>) -> Self {
        Self::new(Severity::Error, code, message, span, text)
    }
    /// A warning at a place.
    pub fn warning(code: u16, message: impl Into<String>, span: Span, text: impl Into<String>) -> Self {
        Self::new(Severity::Warning, code, message, span, text)
    }
    /// A note at a place.
    pub fn note(code: u16, message: impl Into<String>, span: Span, text: impl Into<String>) -> Self {
        Self::new(Severity::Note, code, message, span, text)
    }
    fn new(severity: Severity, code: u16, message: impl Into<String>, span: Span, text: impl Into<String>) -> Self {
        let label = Label { span, text: text.into(), primary: true };
        Self { code: Code(code), severity, message: message.into(), help: None, labels: vec![label] }
    }
    /// Adds another place that explains the fault.
    #[must_use]
    pub fn with_label(mut self, span: Span, text: impl Into<String>) -> Self {
        self.labels.push(Label { span, text: text.into(), primary: false });
        self
    }
    /// Says how to mend it.
    #[must_use]
    pub fn with_help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
    /// The first primary place.
    pub fn primary(&self) -> Option<Span> {
        self.labels.iter().find(|label| label.primary).map(|label| label.span)
    }
}
