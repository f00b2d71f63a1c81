//! Names to ids, sentences to acts and relations, citations to sources; one file a concern. Must never know
//! what is true.
//!
//! Two passes: `collect` numbers and names every statement of every file, so that the order of files and lines never
//! matters; then the vocabulary, the sources, and all bodies are read. A statement with an error is reported and
//! left out; all others are read all the same.
pub mod amount;
mod attribute;
mod citations;
mod claim;
mod clauses;
mod collect;
mod composition;
pub mod condition;
mod condition_atom;
mod condition_breach;
mod condition_counted;
mod condition_local;
mod condition_quantifier;
mod condition_safety;
pub mod condition_scope;
mod condition_state;
mod condition_walk;
pub mod cursor;
pub mod date;
mod declare;
mod entity;
mod errors;
mod event;
mod expect;
mod grounds;
mod intern;
mod kinds;
mod legal;
pub mod library;
pub mod names;
mod normal;
mod number;
mod number_compare;
mod number_sets;
mod phrases;
mod resolver;
pub mod rule;
mod rule_head;
mod sentence;
mod sentence_act;
mod sentence_attribute;
mod sentence_content;
mod sentence_deeds;
mod sentence_errors;
pub mod sentence_record;
mod sentence_relation;
mod sentence_roles;
mod sentence_slot;
mod sentence_types;
mod sentence_words;
mod source_items;
mod time;
mod verbs;
mod voices;

use collect::Collected;

pub use clauses::JOINING;
pub use condition_counted::gerund;
pub use condition_local::free_variables;
pub use cursor::Cursor;
pub use names::{Form, Named, Names};
pub use resolver::Resolver;

use crate::diagnostic::Diagnostic;
use crate::program::Program;
use crate::source::Sources;
use crate::syntax::tree::Tree;

/// The file in which a question to a corpus stands: a claim in it may leave variables free.
pub const QUESTION_FILE: &str = "<question>";

/// Resolves a corpus: its own trees and those of the library files that it uses ([`library::add_used`]), sorted by
/// path. The program is whole only where no diagnostic is an error.
pub fn resolve(sources: &Sources, trees: &[Tree]) -> (Program, Vec<Diagnostic>) {
    let mut resolver = Resolver::new(sources, trees);
    let found = resolver.collect();
    let Collected { entities, events, claims, others, voices } = &found;
    resolver.read_kinds(others);
    resolver.read_attributes(others);
    resolver.read_verbs(others);
    resolver.read_entity_heads(entities);
    resolver.read_corpus(others);
    resolver.read_sources(others);
    resolver.read_record(others);
    resolver.read_voices(voices);
    resolver.settle_citations(&found);
    resolver.read_entity_bodies(entities);
    resolver.read_orders(others);
    resolver.read_record_items(events);
    resolver.read_rules(others);
    resolver.read_standpoints(others);
    resolver.read_claims(claims);
    resolver.check_question();
    resolver.read_marks_of_sources(others);
    resolver.program.broken.sort_unstable();
    let mut diagnostics = resolver.diagnostics;
    diagnostics.extend(sentence_deeds::check_deeds(&resolver.program));
    diagnostics.sort_by_key(|diagnostic| diagnostic.primary());
    (resolver.program, diagnostics)
}
