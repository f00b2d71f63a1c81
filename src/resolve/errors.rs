//! The wording of what several files of this room report. Takes names and places; gives diagnostics.
use super::library;
use super::names::{Named, nearest};
use super::normal::normal;
use super::resolver::Resolver;
use crate::diagnostic::{Diagnostic, Label};
use crate::source::Span;

/// Something is declared twice under one name.
pub fn duplicate(what: &str, name: &str, second: Span, first: Span) -> Diagnostic {
    let what = if what.is_empty() { String::new() } else { format!("{what} called ") };
    Diagnostic::error(101, format!("{what}`{name}` is declared twice"), second, "declared again here")
        .with_label(first, "first declared here")
        .with_help("give one of them another name")
}

/// Words that belong to no clause.
pub fn leftover(text: &str, span: Span, expected: &str) -> Diagnostic {
    Diagnostic::error(131, format!("`{text}` has no meaning here"), span, format!("{expected} can stand here"))
}

/// Something is missing.
pub fn missing(what: &str, span: Span, help: &str) -> Diagnostic {
    Diagnostic::error(130, format!("{what} is missing"), span, "it should stand here").with_help(help)
}

impl<'s> Resolver<'s> {
    /// What a name is, for messages: `a congress`, `an event`.
    pub fn describe(&self, named: Named) -> String {
        match named {
            Named::Entity(entity) => {
                let kind = self.entity_kind(entity);
                self.kind_phrase(kind)
            }
            Named::Event(_) => "an event".into(),
            Named::Fact(_) => "a fact".into(),
            Named::Rule(_) => "a rule".into(),
            Named::Order(_) => "an order".into(),
            Named::Source(_) => "a source".into(),
            Named::Statement(_) => "a stated date or value".into(),
            Named::Broken => "a statement with an error".into(),
        }
    }
    /// A kind with its article.
    pub fn kind_phrase(&self, kind: crate::program::KindId) -> String {
        let word = self.program.kinds.get(kind.index()).and_then(|kind| kind.forms.first());
        with_article(word.map_or("thing", String::as_str))
    }
    /// Several kinds, joined by `or`.
    pub fn kinds_phrase(&self, kinds: &[crate::program::KindId]) -> String {
        kinds.iter().map(|kind| self.kind_phrase(*kind)).collect::<Vec<_>>().join(" or ")
    }
    /// A name stands where another sort of thing belongs.
    pub fn wrong_sort(&mut self, name: &'s str, named: Named, span: Span, wanted: &str) {
        if named == Named::Broken {
            return;
        }
        let is = self.describe(named);
        let mut diagnostic =
            Diagnostic::error(103, format!("`{name}` is {is}, not {wanted}"), span, format!("{wanted} belongs here"));
        if let Some(declared) = self.declared_at(name) {
            diagnostic = diagnostic.with_label(declared, format!("`{name}` is declared here"));
        }
        self.report(diagnostic);
    }
    /// A word of the vocabulary that nothing declares: once for each sort, with every further place.
    pub fn unknown_word<'c>(
        &mut self,
        code: u16,
        sort: &str,
        word: &'s str,
        span: Span,
        candidates: impl Iterator<Item = &'c str>,
    ) {
        if self.unread.contains(&*normal(word)) {
            return;
        }
        let key = format!("{sort} {word}");
        if let Some(&index) = self.unknown.get(key.as_str()) {
            if let Some(diagnostic) = self.diagnostics.get_mut(index).filter(|found| found.labels.len() < 6) {
                diagnostic.labels.push(Label { span, text: "and here".into(), primary: false });
            }
            return;
        }
        let mut diagnostic =
            Diagnostic::error(code, format!("there is no {sort} `{word}`"), span, "not declared anywhere");
        let vocabulary = matches!(code, 106 | 107 | 117);
        if let Some(help) = library::use_for(&[word]).filter(|_| vocabulary) {
            diagnostic = diagnostic.with_help(help);
        } else if let Some(likely) = nearest(word, candidates) {
            diagnostic = diagnostic.with_help(format!("did you mean `{likely}`?"));
        }
        self.unknown.insert(key.into(), self.diagnostics.len());
        self.diagnostics.push(diagnostic);
    }
}

/// `a congress`, `an assembly`.
pub fn with_article(word: &str) -> String {
    let vowel = word.starts_with(['a', 'e', 'i', 'o']);
    format!("{} {word}", if vowel { "an" } else { "a" })
}
