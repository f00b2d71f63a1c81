//! Content: what was proposed, agreed, refused, declared. Nothing in it took place by being said.
use super::names::Form;
use super::sentence::{Fault, Reader, Reading, Setting};
use super::sentence_act::Subjects;
use super::sentence_types::Place;
use crate::diagnostic::Diagnostic;
use crate::program::{Act, ActPattern, Content, Filler, Range, RelationPattern, RelationSentence, Slot, Term, Value};
use crate::source::Span;
use crate::syntax::tree::TokenKind;

/// How many contents may stand inside each other (`A proposes that B agrees to …`).
const CONTENT_LIMIT: u32 = 12;

impl<'s> Reader<'_, 's> {
    /// Goes one content deeper for the length of a reading.
    pub fn inside_content<T>(&mut self, read: impl FnOnce(&mut Self) -> Reading<'s, T>) -> Reading<'s, T> {
        if self.contents >= CONTENT_LIMIT {
            let message = format!("more than {CONTENT_LIMIT} things said stand inside each other here");
            return Err(self
                .error_here(307, message, "too deep from here on")
                .with_help("tell what was said as an event of its own, and speak of that")
                .into());
        }
        self.contents += 1;
        let result = self.deeper(read);
        self.contents -= 1;
        result
    }

    /// After `to`: `[not] INFINITIVE …`, by the same subject.
    pub fn content_act(&mut self, outer: &ActPattern) -> Reading<'s, Filler> {
        if self.cursor.at(TokenKind::Variable) {
            return self.content_variable();
        }
        let not = self.cursor.eat_word("not").is_some();
        let here = self.cursor.here();
        let list = outer.subjects.iter().map(|slot| (slot.clone(), here)).collect();
        let subjects = Subjects { list, each: false, implied: true };
        let act = self.act(&subjects, &[Form::Infinitive])?;
        Ok(Filler::Act(Box::new(act), not))
    }

    /// After `that`: a sentence.
    pub fn content_sentence(&mut self, outer: &ActPattern, role: u8) -> Reading<'s, Filler> {
        let whole_variable = self.cursor.at(TokenKind::Variable) && {
            let start = self.cursor.position();
            self.cursor.advance();
            let predicate = self.at_predicate() || self.cursor.at_word("and") || self.cursor.at(TokenKind::Dot);
            self.cursor.seek(start);
            !predicate
        };
        if whole_variable {
            return self.content_variable();
        }
        // A sentence with a verb or relation first; whatever else can be a condition is kept as written.
        let plain = |reader: &mut Self| {
            let content = reader.plain_content()?;
            if reader.content_ends(outer, role) { Ok(content) } else { Err(reader.extra_words(None)) }
        };
        self.either(plain, Self::other_content)
    }

    fn content_variable(&mut self) -> Reading<'s, Filler> {
        let (slot, span) = self.slot()?;
        self.ask(&slot.term, &Range::Content, span, &Place::What("what is said"))?;
        Ok(Filler::Slot(slot))
    }

    /// Whether nothing that belongs to the content follows.
    fn content_ends(&self, outer: &ActPattern, role: u8) -> bool {
        const GOES_ON: [&str; 3] = ["and", "or", "is"];
        if self.setting == Setting::Law {
            return true;
        }
        let Some(verb) = self.resolver.program.verbs.get(outer.verb.index()) else { return true };
        let further = verb.roles.iter().enumerate().any(|(place, role_of_verb)| {
            place != usize::from(role) && self.cursor.at_phrase(&role_of_verb.name).is_some()
        });
        self.at_end() || further || !self.cursor.at_any_word(&GOES_ON) && !self.at_operator()
    }

    /// `X V…`, `X does not V`, `X is R`, `X is not R`, `X is V-ed`.
    fn plain_content(&mut self) -> Reading<'s, Filler> {
        let start = self.cursor.position();
        let subjects = self.subjects()?;
        let subject_span = self.cursor.span_from(start);
        if self.cursor.at_word("does") || self.cursor.at_word("do") {
            self.cursor.advance();
            self.expect_not()?;
            return Ok(Filler::Act(Box::new(self.act(&subjects, &[Form::Infinitive])?), true));
        }
        if !self.cursor.at_any_word(&["is", "are"]) {
            return Ok(Filler::Act(Box::new(self.act(&subjects, &[Form::Third, Form::Infinitive])?), false));
        }
        self.cursor.advance();
        let not = self.cursor.eat_word("not").is_some();
        let [subject] = subjects.list.as_slice() else { return Err(self.unknown_relation(subject_span)) };
        match self.is_sentence(subject)? {
            Is::Relation(pattern) => Ok(Filler::Relation(Box::new(pattern), not)),
            Is::Passive(pattern) => Ok(Filler::Act(Box::new(pattern), not)),
        }
    }

    /// `not` after `does`.
    pub fn expect_not(&mut self) -> Reading<'s, ()> {
        if self.cursor.eat_word("not").is_some() {
            return Ok(());
        }
        Err(self.error_here(333, "`does` is followed by `not`", "`not` is expected").into())
    }

    /// After `is [not]`: a relation's phrase, or a participle.
    pub fn is_sentence(&mut self, subject: &(Slot, Span)) -> Reading<'s, Is> {
        let relations = self.relations_here();
        let passives = self.verbs_here(&[Form::Participle]);
        let candidates: Vec<IsWord> = relations
            .into_iter()
            .map(|(relation, length)| IsWord::Relation(relation, length))
            .chain(passives.into_iter().map(|(verb, length)| IsWord::Passive(verb, length)))
            .collect();
        if candidates.is_empty() {
            return Err(self.unknown_relation(subject.1));
        }
        self.choose(
            &candidates,
            |reader, candidate| match candidate {
                IsWord::Relation(relation, length) => Ok(Is::Relation(reader.relation(relation, length, subject)?)),
                IsWord::Passive(verb, length) => Ok(Is::Passive(reader.passive(verb, length, subject)?)),
            },
            |reader, candidate| match candidate {
                IsWord::Relation(relation, _) => reader.show_relation(relation),
                IsWord::Passive(verb, _) => reader.show_verb(verb),
            },
        )
    }

    /// Any other condition without variables, kept as written.
    fn other_content(&mut self) -> Reading<'s, Filler> {
        let start = self.cursor.position();
        let setting = std::mem::replace(&mut self.setting, Setting::Law);
        let formulas = self.resolver.program.formulas.len();
        let variables = self.scope.variables.len();
        let read = self.deeper(Self::condition);
        self.resolver.program.formulas.truncate(formulas);
        self.resolver.program.formula_spans.truncate(formulas);
        self.setting = setting;
        read?;
        let new = self.scope.ids().skip(variables).find(|id| self.scope.is_named(*id));
        if let Some(variable) = new {
            let place = self.scope.uses(variable).first().copied().unwrap_or(self.cursor.span_from(start));
            let message = format!("`{}` stands for nothing in what is said", self.scope.name(variable));
            return Err(Diagnostic::error(321, message, place, "a name is expected").into());
        }
        let text: Vec<&str> = self.resolver.text(self.cursor.span_from(start)).split_whitespace().collect();
        let content = self.resolver.content(Content::Other(text.join(" ")));
        Ok(Filler::Slot(Slot { term: Term::Value(Value::Content(content)), kinds: Vec::new(), adjectives: Vec::new() }))
    }

    /// The act of a sentence in which everything is named; whoever is not named is the event's someone.
    pub fn act_told(&mut self, pattern: &ActPattern, someone: Value, from: usize) -> Reading<'s, Act> {
        let mut subjects = Vec::new();
        for slot in &pattern.subjects {
            subjects.push(self.value_told(&slot.term, from)?);
        }
        if subjects.is_empty() {
            subjects.push(someone);
        }
        let mut roles = Vec::new();
        for (role, filler) in &pattern.roles {
            let value = match filler {
                Filler::Slot(slot) => self.value_told(&slot.term, from)?,
                Filler::Act(act, not) => {
                    let act = self.act_told(act, someone, from)?;
                    Value::Content(self.resolver.content(Content::Act(act, *not)))
                }
                Filler::Relation(relation, not) => {
                    let sentence = self.relation_told(relation, from)?;
                    Value::Content(self.resolver.content(Content::Relation(sentence, *not)))
                }
            };
            roles.push((*role, value));
        }
        Ok(Act { verb: pattern.verb, subjects, roles, alone: pattern.alone })
    }

    /// The relation sentence in which everything is named.
    pub fn relation_told(&self, pattern: &RelationPattern, from: usize) -> Reading<'s, RelationSentence> {
        let object = pattern.object.as_ref().map(|slot| self.value_told(&slot.term, from)).transpose()?;
        let subject = self.value_told(&pattern.subject.term, from)?;
        Ok(RelationSentence { relation: pattern.relation, subject, object })
    }

    fn value_told(&self, term: &Term, from: usize) -> Reading<'s, Value> {
        match term {
            Term::Value(value) => Ok(*value),
            Term::Variable(_) | Term::Attribute(..) | Term::ThisAct | Term::Chosen(_) => {
                let message = "what is told names what it speaks of: nothing here may be reached or chosen";
                let span = self.cursor.span_from(from);
                Err(Fault::from(
                    Diagnostic::error(341, message, span, "not all of it is named").with_help("write the name itself"),
                ))
            }
        }
    }
}

/// What stands after `is`.
#[derive(Clone, Debug)]
pub(super) enum Is {
    /// A relation.
    Relation(RelationPattern),
    /// An act in the passive.
    Passive(ActPattern),
}

/// How it may be read.
#[derive(Clone, Copy)]
enum IsWord {
    Relation(crate::program::RelationId, usize),
    Passive(crate::program::VerbId, usize),
}
