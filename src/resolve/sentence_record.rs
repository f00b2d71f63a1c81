//! What is told: the sentences of events and facts, in which everything is named.
use super::condition_scope::VariableScope;
use super::cursor::Cursor;
use super::names::Form;
use super::resolver::Resolver;
use super::sentence::{Fault, Reader, Reading, Setting};
use super::sentence_act::Subjects;
use super::sentence_content::Is;
use super::sentence_types::{Place, TermType};
use crate::diagnostic::Diagnostic;
use crate::program::{
    Act, ActPattern, AttributeId, EntityId, EventId, QuantityId, Range, RelationSentence, Term, Value, VerbId,
};
use crate::source::Span;
use crate::syntax::tree::TokenKind;

/// What a fact states.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum FactSentence {
    /// `X is R of Y`; the flag: `is not`.
    Relation(RelationSentence, bool),
    /// `Y.attribute [of a and b] is 300`.
    Number {
        /// Whose.
        entity: EntityId,
        /// Which number of it.
        attribute: AttributeId,
        /// The holders of a part of it; none: the whole.
        of: Vec<EntityId>,
        /// How much.
        quantity: QuantityId,
        /// Where.
        span: Span,
    },
}

/// Reads the sentence of an event: an act (several for `each`), and whether it is denied (`does not`).
/// `event` stands for its unnamed actor.
pub fn read_event_sentence<'s>(
    resolver: &mut Resolver<'s>,
    cursor: &mut Cursor<'s>,
    event: EventId,
) -> Option<Vec<(Act, bool)>> {
    let mut scope = VariableScope::default();
    let mut reader = Reader::new(resolver, *cursor, &mut scope, Setting::Record(event));
    let reading = reader.event(event);
    let result = reader.finish(reading);
    *cursor = reader.cursor;
    result
}

/// Reads the sentence of a fact.
pub fn read_fact_sentence<'s>(resolver: &mut Resolver<'s>, cursor: &mut Cursor<'s>) -> Option<FactSentence> {
    let mut scope = VariableScope::default();
    let mut reader = Reader::new(resolver, *cursor, &mut scope, Setting::Fact);
    let reading = reader.fact();
    let result = reader.finish(reading);
    *cursor = reader.cursor;
    result
}

impl<'s> Reader<'_, 's> {
    fn event(&mut self, event: EventId) -> Reading<'s, Vec<(Act, bool)>> {
        let subjects = self.subjects()?;
        let (pattern, denied) = self.told(&subjects)?;
        if !self.at_end() {
            return Err(self.extra_words(Some(pattern.verb)));
        }
        self.check_roles_told(&pattern, 0)?;
        let someone = Value::Someone(event);
        let act = self.act_told(&pattern, someone, 0)?;
        if !subjects.each {
            return Ok(vec![(act, denied)]);
        }
        let apiece = act.subjects.iter().map(|subject| (Act { subjects: vec![*subject], ..act.clone() }, denied));
        Ok(apiece.collect())
    }

    /// What is said of the subjects of an event.
    fn told(&mut self, subjects: &Subjects) -> Reading<'s, (ActPattern, bool)> {
        const DUTIES: [&str; 6] = ["may", "must", "can", "could", "should", "will"];
        let here = self.cursor.here();
        if self.cursor.at_any_word(&["does", "do"]) {
            self.cursor.advance();
            self.expect_not()?;
            return Ok((self.act(subjects, &[Form::Infinitive])?, true));
        }
        if self.cursor.at_any_word(&DUTIES) && self.verbs_here(&[Form::Third, Form::Infinitive]).is_empty() {
            let word = self.cursor.next_text();
            let message = format!("an event tells what happened; `{word}` belongs in a rule");
            return Err(Diagnostic::error(342, message, here, "not something that happened").into());
        }
        if !self.cursor.at_any_word(&["is", "are"]) {
            return Ok((self.act(subjects, &[Form::Third, Form::Infinitive])?, false));
        }
        self.cursor.advance();
        let denied = self.cursor.eat_word("not").is_some();
        let [subject] = subjects.list.as_slice() else {
            let message = "a passive sentence speaks of one thing";
            return Err(Diagnostic::error(343, message, here, "said of several, or of nobody")
                .with_help("say who did it: `A convenes C`, or write an event for each")
                .into());
        };
        match self.is_sentence(subject)? {
            Is::Passive(pattern) => Ok((pattern, denied)),
            Is::Relation(pattern) => {
                let message = format!("`is {}` is a state of things, not an event", self.phrase(pattern.relation));
                Err(Diagnostic::error(344, message, here, "nothing happens here")
                    .with_help("tell it with `fact`, or tell the act that brought it about")
                    .into())
            }
        }
    }

    fn fact(&mut self) -> Reading<'s, FactSentence> {
        let start = self.cursor.position();
        let subject = self.slot()?;
        if matches!(subject.0.term, Term::Attribute(..)) {
            return self.number_fact(&subject.0.term, start);
        }
        if self.cursor.at_word("and") {
            let message = "a fact states one sentence of one thing";
            return Err(self.error_here(343, message, "further subjects").into());
        }
        if !self.cursor.at_any_word(&["is", "are"]) {
            let verbs = self.verbs_here(&Form::ALL);
            let Some((verb, _)) = verbs.first() else { return Err(self.no_predicate(self.cursor.here())) };
            return Err(self.event_not_fact(*verb));
        }
        self.cursor.advance();
        let denied = self.cursor.eat_word("not").is_some();
        let sentence = match self.is_sentence(&subject)? {
            Is::Relation(pattern) => self.relation_told(&pattern, start)?,
            Is::Passive(pattern) => return Err(self.event_not_fact(pattern.verb)),
        };
        if !self.at_end() {
            return Err(self.extra_words(None));
        }
        Ok(FactSentence::Relation(sentence, denied))
    }

    fn event_not_fact(&self, verb: VerbId) -> Fault<'s> {
        let message = format!("`{}` is something that happens, not a state of things", self.infinitive(verb));
        Diagnostic::error(344, message, self.cursor.here(), "not a fact")
            .with_help("tell it with `event`; what it brought about is a fact of its own, or follows from a rule")
            .into()
    }

    /// `Y.seats [of a and b] is 300`.
    fn number_fact(&mut self, term: &Term, start: usize) -> Reading<'s, FactSentence> {
        let span = self.cursor.span_from(start);
        let found = self.type_of(term);
        let (Term::Attribute(owner, attribute), true) = (term, found.is_number()) else {
            let message = format!("a fact may state a number of something, and this is {}", self.say_type(&found));
            return Err(Diagnostic::error(345, message, span, "not a number")
                .with_help("write other attributes in the entity's own block")
                .into());
        };
        let Term::Value(Value::Entity(entity)) = **owner else {
            return Err(
                Diagnostic::error(341, "a fact names whose number it states", span, "reached, not named").into()
            );
        };
        let mut of = Vec::new();
        if found == TermType::Composition && self.cursor.eat_word("of").is_some() {
            loop {
                let (slot, place) = self.slot()?;
                self.ask(&slot.term, &Range::Entity(Vec::new()), place, &Place::What("the holder of a part"))?;
                if let Term::Value(Value::Entity(holder)) = slot.term {
                    of.push(holder);
                }
                if self.cursor.eat(TokenKind::Comma).is_none() && self.cursor.eat_word("and").is_none() {
                    break;
                }
            }
        }
        if self.cursor.eat_word("is").is_none() {
            return Err(self.error_here(345, "the number is stated after `is`", "`is` is expected").into());
        }
        let quantity = self.borrowed(|resolver, cursor| resolver.read_quantity(cursor))?;
        if !self.at_end() {
            return Err(self.extra_words(None));
        }
        Ok(FactSentence::Number { entity, attribute: *attribute, of, quantity, span: self.cursor.span_from(start) })
    }
}
