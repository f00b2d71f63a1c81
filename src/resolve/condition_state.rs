//! What something is: relations, kinds and adjectives, status words, sameness, passives; and at what moment.
use super::condition_atom::Told;
use super::names::Form;
use super::number::Operand;
use super::number_compare::TimeWord;
use super::sentence::{Reader, Reading};
use super::sentence_act::Subjects;
use super::sentence_types::{Place, TermType};
use crate::diagnostic::Diagnostic;
use crate::program::{
    AdjectiveId, Comparison, Formula, FormulaId, Moment, Range, RelationId, Slot, Status, Term, TimeTerm, VerbId,
};
use crate::source::Span;
use crate::syntax::tree::TokenKind;

/// The words for what law makes of an act.
pub(super) const STATUS: [(&str, Status); 5] = [
    ("valid", Status::Valid),
    ("void", Status::Void),
    ("voidable", Status::Voidable),
    ("irregular", Status::Irregular),
    ("cured", Status::Cured),
];

/// What may stand after `is [not]`, each of which is tried.
#[derive(Clone, Copy)]
enum IsWord {
    Relation(RelationId, usize),
    Passive(VerbId, usize),
    Adjective(AdjectiveId),
    Thing,
}

impl<'s> Reader<'_, 's> {
    /// After `is`: what the subject is.
    pub fn state(&mut self, subject: &(Slot, Span), start: usize) -> Reading<'s, FormulaId> {
        let not = self.cursor.eat_word("not").is_some();
        let term = &subject.0.term;
        if self.cursor.eat_phrase("de facto") {
            let candidates: Vec<IsWord> = self
                .relations_here()
                .into_iter()
                .map(|(relation, length)| IsWord::Relation(relation, length))
                .collect();
            return self.state_among(&candidates, subject, not, true, start);
        }
        if self.cursor.eat_word("validly").is_some() {
            return self.validly_passive(subject, not, start);
        }
        if let Some((_, status)) = STATUS.iter().find(|(word, _)| self.cursor.at_word(word))
            && self.relations_here().is_empty()
        {
            self.cursor.advance();
            return self.status(subject, (*status, not), None, start);
        }
        let found = self.type_of(term);
        let operand = Operand::Term(term.clone(), subject.1);
        if self.cursor.at_phrase("the same as").is_some() || self.cursor.at_phrase("other than").is_some() {
            return self.sameness(subject, operand, not, start);
        }
        let compared = found.is_number() || matches!(found, TermType::Word(_) | TermType::Text);
        let timed = self.time_word_at().is_some() && (found.is_time() || found == TermType::Unknown);
        if compared || timed || self.at_comparison_words() || found == TermType::Range(Range::Date) || self.at_number()
        {
            return self.is_compared(operand, not, start);
        }
        if self.cursor.at_any_word(&["a", "an"]) && self.resolver.named(self.cursor.next_text()).is_none() {
            return self.is_of_kind(subject, not, start);
        }
        let candidates = self.is_words();
        self.state_among(&candidates, subject, not, false, start)
    }

    /// Everything that the words after `is` may be.
    fn is_words(&self) -> Vec<IsWord> {
        let relations = self.relations_here().into_iter().map(|(relation, length)| IsWord::Relation(relation, length));
        let passives = self.verbs_here(&[Form::Participle]).into_iter();
        let mut words: Vec<IsWord> =
            relations.chain(passives.map(|(verb, length)| IsWord::Passive(verb, length))).collect();
        let text = self.cursor.next_text();
        if self.cursor.at(TokenKind::Word)
            && let Some(adjective) = self.resolver.adjective(text)
        {
            words.push(IsWord::Adjective(adjective));
        }
        let thing = self.cursor.at(TokenKind::Variable)
            || self.resolver.named(text).is_some()
            || self.at_choice()
            || self.cursor.at_phrase("this act").is_some();
        if thing {
            words.push(IsWord::Thing);
        }
        words
    }

    fn state_among(
        &mut self,
        candidates: &[IsWord],
        subject: &(Slot, Span),
        negated: bool,
        de_facto: bool,
        start: usize,
    ) -> Reading<'s, FormulaId> {
        if candidates.is_empty() {
            return Err(self.unknown_relation(subject.1));
        }
        self.choose(
            candidates,
            |reader, candidate| match candidate {
                IsWord::Relation(relation, length) => {
                    let pattern = reader.relation(relation, length, subject)?;
                    let formula = reader.formula(Formula::Relation { pattern, negated, de_facto }, start);
                    reader.at_moment(formula, start)
                }
                IsWord::Passive(verb, length) => {
                    let pattern = reader.passive(verb, length, subject)?;
                    reader.act_formula(pattern, Told { validly: false, negated }, &Subjects::default(), start)
                }
                IsWord::Adjective(adjective) => {
                    let here = reader.cursor.here();
                    reader.cursor.advance();
                    reader.is_adjective(subject, adjective, here)?;
                    let slot = Slot { adjectives: vec![adjective], ..subject.0.clone() };
                    Ok(reader.perhaps_not(Formula::Is(slot), negated, start))
                }
                IsWord::Thing => {
                    let (term, span) = reader.term()?;
                    reader.ask_alike(&subject.0.term, &term, span)?;
                    let comparison = if negated { Comparison::NotEqual } else { Comparison::Equal };
                    reader.same(subject.0.term.clone(), term, comparison, start)
                }
            },
            |reader, candidate| match candidate {
                IsWord::Relation(relation, _) => reader.show_relation(relation),
                IsWord::Passive(verb, _) => reader.show_verb(verb),
                IsWord::Adjective(_) => format!("is {} (an adjective)", reader.cursor.next_text()),
                IsWord::Thing => format!("is the same as {}", reader.cursor.next_text()),
            },
        )
    }

    fn perhaps_not(&mut self, formula: Formula, not: bool, start: usize) -> FormulaId {
        let formula = self.formula(formula, start);
        if not { self.formula(Formula::Not(formula), start) } else { formula }
    }

    fn is_adjective(&mut self, subject: &(Slot, Span), adjective: AdjectiveId, here: Span) -> Reading<'s, ()> {
        let kinds = match self.type_of(&subject.0.term) {
            TermType::Range(Range::Entity(kinds)) => kinds,
            _ => Vec::new(),
        };
        self.check_adjective(adjective, &kinds, here)?;
        let of = self.resolver.program.adjectives.get(adjective.index()).map(|found| found.of.clone());
        let word = self.resolver.text(here);
        self.ask(&subject.0.term, &Range::Entity(of.unwrap_or_default()), subject.1, &Place::Being(word))
    }

    /// `is [not] a KIND`, with adjectives.
    fn is_of_kind(&mut self, subject: &(Slot, Span), not: bool, start: usize) -> Reading<'s, FormulaId> {
        let unnamed = self.unnamed.len();
        let (asked, span) = self.slot()?;
        self.unnamed.truncate(unnamed);
        if let Term::Variable(variable) = asked.term
            && self.scope.is_named(variable)
        {
            let message = "after `is a` stands a kind, without a letter";
            return Err(Diagnostic::error(370, message, span, "one letter too many").into());
        }
        self.ask(&subject.0.term, &Range::Entity(Vec::new()), subject.1, &Place::What("what can be of a kind"))?;
        if let TermType::Range(Range::Entity(kinds)) = self.type_of(&subject.0.term)
            && self.meet(&kinds, &asked.kinds).is_none()
        {
            let (one, other) = (self.say_kinds(&kinds), self.say_kinds(&asked.kinds));
            let message = format!("`{}` is {one}, and nothing is both that and {other}", self.resolver.text(subject.1));
            return Err(Diagnostic::error(311, message, span, "never so").into());
        }
        let slot = Slot { term: subject.0.term.clone(), kinds: asked.kinds, adjectives: asked.adjectives };
        Ok(self.perhaps_not(Formula::Is(slot), not, start))
    }

    fn validly_passive(&mut self, subject: &(Slot, Span), negated: bool, start: usize) -> Reading<'s, FormulaId> {
        let verbs = self.verbs_here(&[Form::Participle]);
        if verbs.is_empty() {
            return Err(self.unknown_verb(&[Form::Participle]));
        }
        self.choose(
            &verbs,
            |reader, (verb, length)| {
                let pattern = reader.passive(verb, length, subject)?;
                reader.act_formula(pattern, Told { validly: true, negated }, &Subjects::default(), start)
            },
            |reader, (verb, _)| reader.show_verb(verb),
        )
    }

    /// `[as convening] is [not] valid [under O]`; `is not valid` reads as `is void`.
    pub(super) fn status(
        &mut self,
        subject: &(Slot, Span),
        (status, not): (Status, bool),
        counted: Option<VerbId>,
        start: usize,
    ) -> Reading<'s, FormulaId> {
        self.ask(&subject.0.term, &Range::Event(Vec::new()), subject.1, &Place::What("what is valid or void"))?;
        let order = if self.cursor.eat_word("under").is_some() { Some(self.order_name()?) } else { None };
        let (status, not) = if not && status == Status::Valid { (Status::Void, false) } else { (status, not) };
        let formula = self.perhaps_not(Formula::Status(subject.0.term.clone(), status, order, counted), not, start);
        self.at_moment(formula, start)
    }

    /// `is the same as Y`, `is other than Y`
    fn sameness(&mut self, subject: &(Slot, Span), left: Operand, not: bool, start: usize) -> Reading<'s, FormulaId> {
        let mut after = self.cursor;
        let other = after.eat_phrase("other than");
        if other && (self.resolver.starts_quantity(&after) || self.is_number(&left)) {
            return self.is_compared(left, not, start);
        }
        if other {
            self.cursor = after;
        } else {
            self.cursor.eat_phrase("the same as");
        }
        let (term, span) = self.term()?;
        self.ask_alike(&subject.0.term, &term, span)?;
        let comparison = if other != not { Comparison::NotEqual } else { Comparison::Equal };
        self.same(subject.0.term.clone(), term, comparison, start)
    }

    /// A state at the moment that follows it, if one does: `on D`, `at E`, `after E`, `before E`.
    pub fn at_moment(&mut self, formula: FormulaId, start: usize) -> Reading<'s, FormulaId> {
        if self.time_word_at().is_none() {
            return Ok(formula);
        }
        let moment = self.moment()?;
        Ok(self.formula(Formula::At(moment, formula), start))
    }

    /// A moment: `on D`, `at E`, `after E`, `before E`.
    pub fn moment(&mut self) -> Reading<'s, Moment> {
        let word = self.cursor.here();
        let Some((meaning, time)) = self.time_modifier()? else {
            return Err(self
                .error_here(371, "a moment is missing", "`on`, `at`, `before` or `after` is expected")
                .into());
        };
        let refused = |message: &str, help: &str| {
            Err(Diagnostic::error(371, message.to_owned(), word, "not one moment").with_help(help.to_owned()).into())
        };
        match (meaning, time) {
            (TimeWord::During, TimeTerm::Event(_)) => {
                refused("what holds is asked at one moment, not during what lasts", "write `at E`, or `before E`")
            }
            (TimeWord::On | TimeWord::After, TimeTerm::Event(event)) => Ok(Moment::At(event)),
            (TimeWord::Before, TimeTerm::Event(event)) => Ok(Moment::JustBefore(event)),
            (TimeWord::On | TimeWord::During | TimeWord::After, time @ (TimeTerm::Date(_) | TimeTerm::Shifted(..))) => {
                Ok(Moment::On(time))
            }
            (TimeWord::Before | TimeWord::OnOrBefore | TimeWord::OnOrAfter, _) => {
                refused("this names no one moment", "name the day: `on D`, or an event: `before E`, `at E`")
            }
        }
    }
}
