//! What subjects and roles of a verb take, and which a told sentence may not leave out.
use super::sentence::{Fault, Reader, Reading};
use super::sentence_act::OBJECT;
use super::sentence_types::{Place, range_of_role};
use super::sentence_words::written;
use crate::diagnostic::Diagnostic;
use crate::program::{ActPattern, Range, RoleType, Slot, Term, VerbId};
use crate::source::Span;

impl<'s> Reader<'_, 's> {
    /// Asks of a filler what its role takes.
    pub fn ask_role(&mut self, verb: VerbId, role: &str, takes: &RoleType, term: &Term, span: Span) -> Reading<'s, ()> {
        let place = if role == OBJECT { Place::Object(verb) } else { Place::Role(verb, role) };
        self.ask(term, &range_of_role(takes), span, &place).map_err(|fault| self.with_shape(fault, verb))
    }

    /// Asks of a subject what the verb's subject is.
    pub fn ask_subject(&mut self, verb: VerbId, slot: &Slot, span: Span) -> Reading<'s, ()> {
        let kinds = self.resolver.program.verbs.get(verb.index()).map(|verb| verb.subject.clone()).unwrap_or_default();
        let asked = self.ask(&slot.term, &Range::Entity(kinds), span, &Place::Subject(verb));
        asked.map_err(|fault| self.with_shape(fault, verb))
    }

    /// A fault with the help that tells how the verb is written, unless it has help already.
    fn with_shape(&self, fault: Fault<'s>, verb: VerbId) -> Fault<'s> {
        match fault {
            Fault::Found(found) if found.help.is_none() => {
                Fault::Found(Box::new(found.with_help(written(&self.resolver.program, verb))))
            }
            other => other,
        }
    }

    /// A verb's infinitive.
    pub fn infinitive(&self, verb: VerbId) -> &str {
        self.resolver.program.verbs.get(verb.index()).map_or("", |verb| verb.forms[0].as_str())
    }

    /// Roles that the verb does not let a told sentence leave out.
    pub fn check_roles_told(&self, pattern: &ActPattern, from: usize) -> Reading<'s, ()> {
        let Some(verb) = self.resolver.program.verbs.get(pattern.verb.index()) else { return Ok(()) };
        let told = |place: usize| pattern.roles.iter().any(|(role, _)| usize::from(*role) == place);
        let missing = verb.roles.iter().enumerate().find(|(place, role)| !role.optional && !told(*place));
        let Some((_, role)) = missing else { return Ok(()) };
        let wanted = self.say_range(&range_of_role(&role.takes));
        let infinitive = &verb.forms[0];
        let message = match (role.name.as_str(), &role.takes) {
            (OBJECT, _) => format!("the sentence does not say what is done to: `{infinitive}` needs {wanted}"),
            (name, RoleType::Act) => format!("`{infinitive}` needs `{name}` and what is to be done"),
            (name, RoleType::Sentence) => format!("`{infinitive}` needs `{name}` and a sentence"),
            (name, _) => format!("`{infinitive}` needs `{name}` and {wanted}"),
        };
        Err(Diagnostic::error(334, message, self.cursor.span_from(from), "something is missing")
            .with_help(written(&self.resolver.program, pattern.verb))
            .into())
    }
}
