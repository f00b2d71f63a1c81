//! The checker's own verbs: `breaches`, `makes`, `ends`, `heals`, said of events; of anybody else they are the
//! corpus's verbs, where it has such.
use super::condition_atom::Told;
use super::names::Form;
use super::sentence::{Reader, Reading};
use super::sentence_act::Subjects;
use super::sentence_types::{Place, TermType};
use crate::diagnostic::Diagnostic;
use crate::program::{Breached, Formula, FormulaId, Range, Slot, Term, Value};
use crate::source::Span;

/// A word of the checker's own that can also be a verb of the corpus.
#[derive(Clone, Copy)]
enum OwnWord {
    Own,
    Verb,
}

impl<'s> Reader<'_, 's> {
    /// `breaches`, `makes`, `ends`, `heals` of an event; of anybody else the corpus's own verb, if it has one.
    pub fn own_word(&mut self, subject: &(Slot, Span), subjects: &Subjects, start: usize) -> Reading<'s, FormulaId> {
        let has_verb = !self.verbs_here(&[Form::Third]).is_empty();
        let candidates: &[OwnWord] = match self.type_of(&subject.0.term) {
            TermType::Range(Range::Event(_)) => &[OwnWord::Own],
            TermType::Range(_) if has_verb => &[OwnWord::Verb],
            _ if has_verb => &[OwnWord::Own, OwnWord::Verb],
            _ => &[OwnWord::Own],
        };
        self.choose(
            candidates,
            |reader, candidate| match candidate {
                OwnWord::Own => reader.own_predicate(subject, start),
                OwnWord::Verb => {
                    let pattern = reader.act(subjects, &[Form::Third])?;
                    reader.act_formula(pattern, Told::default(), subjects, start)
                }
            },
            |reader, candidate| match candidate {
                OwnWord::Own => format!("EVENT {} …", reader.cursor.next_text()),
                OwnWord::Verb => {
                    let verb = reader.verbs_here(&[Form::Third]).first().map(|(verb, _)| *verb);
                    verb.map(|verb| reader.show_verb(verb)).unwrap_or_default()
                }
            },
        )
    }

    fn own_predicate(&mut self, subject: &(Slot, Span), start: usize) -> Reading<'s, FormulaId> {
        let word = self.cursor.next_text();
        self.cursor.advance();
        if word == "breaches" {
            return self.breaches(subject, start);
        }
        self.ask(&subject.0.term, &Range::Event(Vec::new()), subject.1, &Place::Doer(word))?;
        let event = subject.0.term.clone();
        let formula = match word {
            "heals" => {
                let (other, span) = self.term()?;
                self.ask(&other, &Range::Event(Vec::new()), span, &Place::What("what is healed"))?;
                Formula::Heals(event, other)
            }
            "makes" => {
                let subject = self.slot()?;
                Formula::Makes(event, self.bare_relation(subject, false)?)
            }
            _ => {
                let subject = self.slot()?;
                Formula::Ends(event, self.bare_relation(subject, false)?)
            }
        };
        Ok(self.formula(formula, start))
    }

    /// After `breaches`: `RULE`, `some rule`, `a rule`, `a duty to V`.
    pub fn breaches(&mut self, subject: &(Slot, Span), start: usize) -> Reading<'s, FormulaId> {
        if self.cursor.eat_phrase("a duty") {
            if self.cursor.eat_word("to").is_none() {
                return Err(self
                    .error_here(356, "`a duty` needs `to` and what was to be done", "`to` is expected")
                    .into());
            }
            let subjects = Subjects { list: vec![subject.clone()], ..Subjects::default() };
            let pattern = self.act(&subjects, &[Form::Infinitive])?;
            let duty = Formula::BreachesDuty(subject.0.clone(), None, Some(pattern));
            return Ok(self.formula(duty, start));
        }
        let breached = if self.cursor.eat_phrase("some rule") {
            Breached::SomeRule
        } else if self.cursor.eat_phrase("a rule") || self.cursor.eat_phrase("any rule") {
            Breached::ARule
        } else {
            let (term, span) = self.term()?;
            self.ask(&term, &Range::Rule, span, &Place::What("what is breached"))?;
            Breached::Rule(term)
        };
        let formula = match (self.type_of(&subject.0.term), breached) {
            (TermType::Range(Range::Entity(_)), Breached::Rule(Term::Value(Value::Rule(rule)))) => {
                Formula::BreachesDuty(subject.0.clone(), Some(rule), None)
            }
            (TermType::Range(Range::Entity(_)), Breached::Rule(_) | Breached::SomeRule | Breached::ARule) => {
                let message = "an act breaches rules; of who does it, say which duty or which rule is breached";
                return Err(Diagnostic::error(356, message, subject.1, "not an event")
                    .with_help("name the act with `as E`, and say `E breaches a rule`; or `breaches a duty to …`")
                    .into());
            }
            (_, breached) => {
                self.ask(&subject.0.term, &Range::Event(Vec::new()), subject.1, &Place::Doer("breaches"))?;
                Formula::Breaches(subject.0.term.clone(), breached)
            }
        };
        Ok(self.formula(formula, start))
    }
}
