//! A ground program on one reading, as text for an engine that nobody here wrote.
//!
//! Takes the cone of some roots, the leaves that are true and the words for each atom; gives a program for
//! SWI-Prolog (tabled, well-founded negation) or clingo (where the model is total, its one stable model is the
//! well-founded one). `at least k` is rewritten as in the clauses: a ladder of atoms, each "so much of the first
//! so many". Invariant: the text says only what the ground program says; no value is computed here.
mod ladder;
mod names;
mod write;

pub use ladder::{Plain, Rule, Term, plain_rules};
pub use write::write;

use crate::ground::clauses::AtomId;

/// The language of the text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Target {
    /// SWI-Prolog.
    Prolog,
    /// Answer set programming: clingo.
    AnswerSets,
}

/// What an atom is called.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Said {
    /// Its sentence.
    pub words: String,
    /// Where in the corpus it comes from.
    pub place: Option<String>,
}

/// What is asked of the other engine.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Asked {
    /// Each claim by its name, with its root.
    pub claims: Vec<(String, AtomId)>,
    /// The leaves that are true on the reading, in order.
    pub holding: Vec<AtomId>,
    /// Lines for the head of the text.
    pub heading: Vec<String>,
}
