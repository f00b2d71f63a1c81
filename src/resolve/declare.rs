//! Names enter the tables here. Takes the token of a name and what it stands for; reports names that are taken,
//! reserved, or capitalised like variables.
use super::errors::duplicate;
use super::names::Named;
use super::normal::normal;
use super::resolver::Resolver;
use super::time::starts_time_or_clause;
use crate::diagnostic::Diagnostic;
use crate::source::Span;
use crate::syntax::tree::{Token, TokenKind};
use std::collections::hash_map::Entry;

/// Words that sentences are built with: a thing of that name could never be named in one.
const RESERVED: [&str; 43] = [
    "accepting",
    "after",
    "alone",
    "always",
    "and",
    "as",
    "at",
    "because",
    "before",
    "between",
    "by",
    "count",
    "during",
    "each",
    "else",
    "ever",
    "every",
    "expect",
    "from",
    "if",
    "in",
    "is",
    "may",
    "must",
    "no",
    "not",
    "on",
    "only",
    "or",
    "others",
    "rest",
    "since",
    "some",
    "someone",
    "sum",
    "supposing",
    "that",
    "the",
    "unless",
    "until",
    "when",
    "where",
    "without",
];

/// Words that begin a statement, which no kind may be called: its entities could not be told from it.
pub(super) const STATEMENTS: [&str; 20] = [
    "according",
    "act",
    "adjective",
    "attribute",
    "claim",
    "corpus",
    "deed",
    "doubtful",
    "event",
    "fact",
    "figure",
    "gap",
    "kind",
    "order",
    "pass",
    "record",
    "relation",
    "rule",
    "source",
    "standpoint",
];

impl<'s> Resolver<'s> {
    /// Whether a token can be the name of a thing; if not, says why. Where the name may be left out, it cannot be
    /// a word that begins what would follow it.
    pub(super) fn can_be_named(&mut self, token: Token, optional: bool) -> bool {
        let name = self.text(token.span);
        if token.kind == TokenKind::Variable {
            let help = format!("write `{}`", name.to_lowercase());
            let message = format!("the name `{name}` begins with a capital letter");
            self.report(Diagnostic::error(104, message, token.span, "only the variables of rules do").with_help(help));
            // A variable in a sentence would not find it either: saying so once is enough.
            return false;
        }
        let label = if RESERVED.contains(&name) {
            Some("sentences are built with this word")
        } else if optional && starts_time_or_clause(name) {
            Some("a time, or another part of a statement, begins with this word")
        } else {
            None
        };
        if let Some(label) = label {
            let message = format!("`{name}` cannot be a name");
            self.report(Diagnostic::error(102, message, token.span, label).with_help("choose another name"));
            return false;
        }
        true
    }

    /// Whether a word can be the form of a kind.
    pub(super) fn can_be_kind(&mut self, token: Token) -> bool {
        let name = self.text(token.span);
        if STATEMENTS.contains(&name) || RESERVED.contains(&name) || name == "use" {
            let message = format!("`{name}` cannot be a kind");
            let label = "statements and sentences are built with this word";
            self.report(Diagnostic::error(102, message, token.span, label).with_help("choose another word"));
            return false;
        }
        true
    }

    /// Declares what sentences name.
    pub(super) fn declare_thing(&mut self, token: Token, named: Named) {
        let name = normal(self.text(token.span));
        match self.names.things.entry(name) {
            Entry::Vacant(entry) => {
                entry.insert((named, token.span));
            }
            Entry::Occupied(entry) => {
                let first = entry.get().1;
                let diagnostic = duplicate("", entry.key(), token.span, first);
                self.report(diagnostic);
            }
        }
    }

    /// Says of a declared name what it turned out to stand for; a second declaration changes nothing.
    pub(super) fn settle_thing(&mut self, name: &str, declared: Span, named: Named) {
        if let Some(entry) = self.names.things.get_mut(&*normal(name)).filter(|entry| entry.1 == declared) {
            entry.0 = named;
        }
    }
}
