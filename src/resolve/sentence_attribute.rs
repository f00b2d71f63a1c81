//! Attributes reached from terms: `C.predecessor`. The kind of what has it decides which attribute is meant,
//! and a variable of which nothing is known yet gets its kind from it.
use super::library;
use super::names::nearest;
use super::sentence::{Fault, Reader, Reading};
use super::sentence_types::{Place, TermType};
use super::sentence_words::list;
use crate::diagnostic::Diagnostic;
use crate::program::{AttributeId, Range, Term};
use crate::source::Span;
use crate::syntax::tree::Token;

impl<'s> Reader<'_, 's> {
    /// The attribute of a name that a term has.
    pub fn attribute_of(&mut self, owner: &Term, owner_span: Span, name: Token) -> Reading<'s, AttributeId> {
        let text = self.cursor.text(name);
        let candidates = self.resolver.attributes(text).to_vec();
        if candidates.is_empty() {
            let mut found =
                Diagnostic::error(325, format!("no attribute is called `{text}`"), name.span, "not declared");
            let mut known: Vec<&str> = self.resolver.names.attributes.keys().map(|known| &**known).collect();
            known.sort_unstable();
            if let Some(help) = library::use_for(&[text]) {
                found = found.with_help(help);
            } else if let Some(likely) = nearest(text, known.into_iter()) {
                found = found.with_help(format!("did you mean `{likely}`?"));
            }
            return Err(found.into());
        }
        let kinds = match self.type_of(owner) {
            TermType::Range(Range::Entity(kinds)) => kinds,
            TermType::Unknown | TermType::Range(Range::Thing) => Vec::new(),
            other => {
                let (owner_text, what) = (self.resolver.text(owner_span), self.say_type(&other));
                let message = format!("`{owner_text}` is {what}, and only entities have attributes");
                return Err(Diagnostic::error(326, message, name.span, "cannot be reached from it").into());
            }
        };
        let of = |reader: &Self, attribute: &AttributeId| {
            reader.resolver.program.attributes.get(attribute.index()).map_or(Vec::new(), |found| found.of.clone())
        };
        let fitting: Vec<AttributeId> =
            candidates.iter().copied().filter(|found| self.meet(&kinds, &of(self, found)).is_some()).collect();
        let exact: Vec<AttributeId> = fitting
            .iter()
            .copied()
            .filter(|found| !kinds.is_empty() && kinds.iter().all(|kind| self.resolver.fits(*kind, &of(self, found))))
            .collect();
        let chosen = match (exact.as_slice(), fitting.as_slice()) {
            ([only], _) | ([], [only]) => *only,
            (_, []) => return Err(self.no_such_attribute(text, &candidates, owner_span, name.span)),
            (_, [..]) => {
                let owner_text = self.resolver.text(owner_span);
                let message =
                    format!("several kinds have `{text}`, and nothing says yet of what kind `{owner_text}` is");
                return Err(Diagnostic::error(327, message, name.span, "which one is meant?")
                    .with_help(format!("write its kind before `{owner_text}` where it first occurs"))
                    .into());
            }
        };
        if matches!(owner, Term::Variable(_)) {
            let wanted = Range::Entity(of(self, &chosen));
            self.ask(owner, &wanted, owner_span, &Place::Variable)?;
        }
        Ok(chosen)
    }

    fn no_such_attribute(&self, text: &str, candidates: &[AttributeId], owner: Span, span: Span) -> Fault<'s> {
        let declared = candidates.iter().filter_map(|found| self.resolver.program.attributes.get(found.index()));
        let of: Vec<String> = declared.map(|found| self.say_kinds(&found.of)).collect();
        let of = list(of.iter().map(String::as_str), "or");
        let message = format!("`{}` has no `{text}`: that is an attribute of {of}", self.resolver.text(owner));
        Diagnostic::error(326, message, span, "not an attribute of it").into()
    }
}
