//! Single sentences of conditions: what they speak of, then what is said of it.
use super::names::Form;
use super::number::Operand;
use super::number_compare::TimeWord;
use super::sentence::{Reader, Reading};
use super::sentence_act::Subjects;
use super::sentence_types::{Place, TermType};
use super::sentence_words::that;
use crate::diagnostic::Diagnostic;
use crate::program::{ActPattern, Formula, FormulaId, Quantifier, Range, Slot, Term, TimeTerm, VariableId};
use crate::source::Span;
use crate::syntax::tree::TokenKind;

impl<'s> Reader<'_, 's> {
    /// One sentence.
    pub fn atom(&mut self) -> Reading<'s, FormulaId> {
        let start = self.cursor.position();
        if self.cursor.at_word("only") {
            self.cursor.advance();
            let subjects = self.subjects()?;
            return self.may(&subjects, true, start);
        }
        if self.at_number() {
            let first = self.expression(None)?;
            return self.comparison(first, start);
        }
        if self.cursor.at_word("someone") && self.resolver.named("someone").is_none() {
            let subjects = self.subjects()?;
            return self.predicate(&subjects, start);
        }
        let slot = self.slot()?;
        self.atom_after(slot)
    }

    /// What is said of a slot that was read.
    pub fn atom_after(&mut self, first: (Slot, Span)) -> Reading<'s, FormulaId> {
        let start = self.position_of(first.1);
        let plain = first.0.kinds.is_empty() && first.0.adjectives.is_empty();
        let (term, span) = (first.0.term.clone(), first.1);
        let found = self.type_of(&term);
        let part = found == TermType::Composition && self.cursor.at_word("of");
        if self.at_operator() || part {
            let operand = self.operand_of(term, span)?;
            return self.comparison(operand, start);
        }
        let timely = found.is_time() || found == TermType::Unknown || !plain;
        if timely && self.time_word_at().is_some() {
            return self.time_comparison(Operand::Term(term, span), start);
        }
        if plain && self.at_counted() {
            return self.counted_status(&first, start);
        }
        let subjects = self.subjects_after(first)?;
        self.predicate(&subjects, start)
    }

    /// The position of the token that begins at a place.
    fn position_of(&self, span: Span) -> usize {
        self.cursor.tokens().partition_point(|token| token.span.start < span.start)
    }

    /// What is said of subjects.
    fn predicate(&mut self, subjects: &Subjects, start: usize) -> Reading<'s, FormulaId> {
        if self.cursor.eat_word("validly").is_some() {
            let pattern = self.act(subjects, &[Form::Third, Form::Infinitive])?;
            return self.act_formula(pattern, Told { validly: true, ..Told::default() }, subjects, start);
        }
        if self.cursor.at_any_word(&["does", "do"]) {
            return self.does_not(subjects, start);
        }
        if self.cursor.at_word("may") {
            return self.may(subjects, false, start);
        }
        if self.cursor.at_word("must") {
            return self.must(subjects, start);
        }
        if self.cursor.at_any_word(&["is", "are"])
            && let [subject] = subjects.list.as_slice()
        {
            self.cursor.advance();
            return self.state(subject, start);
        }
        if let [subject] = subjects.list.as_slice()
            && self.cursor.at_any_word(&["breaches", "makes", "ends", "heals"])
        {
            return self.own_word(subject, subjects, start);
        }
        if self.cursor.at_word("or") || self.at_clause() {
            return Err(self.bare_name(subjects));
        }
        let pattern = self.act(subjects, &[Form::Third, Form::Infinitive])?;
        self.act_formula(pattern, Told::default(), subjects, start)
    }

    fn bare_name(&self, subjects: &Subjects) -> super::sentence::Fault<'s> {
        let here = self.cursor.here();
        let place = subjects.list.first().map_or(here, |(_, span)| *span);
        let place = subjects.list.last().map_or(place, |(_, span)| place.to(*span));
        let text = self.resolver.text(place);
        let message = format!("`{text}` alone is not a condition");
        let help = if self.cursor.at_word("or") {
            "say it of each: `A convenes C or B convenes C`"
        } else {
            "say what it does or what it is"
        };
        Diagnostic::error(337, message, place, "a verb or `is` must follow").with_help(help).into()
    }

    /// `does not V`, `does not breach R`
    fn does_not(&mut self, subjects: &Subjects, start: usize) -> Reading<'s, FormulaId> {
        self.cursor.advance();
        self.expect_not()?;
        if let [subject] = subjects.list.as_slice()
            && self.cursor.eat_word("breach").is_some()
        {
            let inside = self.breaches(subject, start)?;
            return Ok(self.formula(Formula::Not(inside), start));
        }
        let validly = self.cursor.eat_word("validly").is_some();
        let pattern = self.act(subjects, &[Form::Infinitive])?;
        self.act_formula(pattern, Told { validly, negated: true }, subjects, start)
    }

    /// `may [not] V`
    fn may(&mut self, subjects: &Subjects, only: bool, start: usize) -> Reading<'s, FormulaId> {
        if self.cursor.eat_word("may").is_none() {
            return Err(self
                .error_here(357, "`only` goes with `may`: `only B may convene C`", "`may` is expected")
                .into());
        }
        let negated = self.cursor.eat_word("not").is_some();
        if negated && only {
            let message = "`only` and `not` do not go together: who may not is everybody else";
            return Err(Diagnostic::error(357, message, self.cursor.previous(), "not with `only`").into());
        }
        let pattern = self.act(subjects, &[Form::Infinitive])?;
        let formula = self.formula(Formula::May { pattern, only, negated }, start);
        self.at_moment(formula, start)
    }

    /// `must V`
    fn must(&mut self, subjects: &Subjects, start: usize) -> Reading<'s, FormulaId> {
        self.cursor.advance();
        if let Some(not) = self.cursor.eat_word("not") {
            let message = "a prohibition is a rule; a condition can ask whether an act breaches it";
            return Err(Diagnostic::error(358, message, not.span, "not in a condition")
                .with_help("write `E breaches RULE`, or `B may not …` for what is without effect")
                .into());
        }
        let pattern = self.act(subjects, &[Form::Infinitive])?;
        let formula = self.formula(Formula::Must(pattern), start);
        self.at_moment(formula, start)
    }

    /// An act sentence with what follows it: `as E`, `before T`, `after T`, `on T`, `during T`.
    pub fn act_formula(
        &mut self,
        pattern: ActPattern,
        told: Told,
        subjects: &Subjects,
        start: usize,
    ) -> Reading<'s, FormulaId> {
        let mut named = None;
        let mut times: Vec<(TimeWord, TimeTerm)> = Vec::new();
        loop {
            if self.cursor.at_word("as") && self.cursor.kind_at(1) == Some(TokenKind::Variable) {
                named = Some(self.act_name(&pattern, told, subjects)?);
            } else if let Some(time) = self.time_modifier()? {
                times.push(time);
            } else {
                break;
            }
        }
        if !subjects.each {
            return self.one_act(pattern, told, named, times, start);
        }
        let mut all = Vec::new();
        for subject in &pattern.subjects {
            let one = ActPattern { subjects: vec![subject.clone()], ..pattern.clone() };
            all.push(self.one_act(one, told, None, times.clone(), start)?);
        }
        Ok(self.formula(Formula::And(all), start))
    }

    /// `as E`
    fn act_name(&mut self, pattern: &ActPattern, told: Told, subjects: &Subjects) -> Reading<'s, VariableId> {
        let word = self.cursor.here();
        self.cursor.advance();
        let Some(token) = self.cursor.advance() else { return Err(super::sentence::Fault::Silent) };
        let span = word.to(token.span);
        if told.negated || subjects.each {
            let message = if told.negated {
                "an act that is denied cannot be named"
            } else {
                "several acts cannot have one name"
            };
            return Err(Diagnostic::error(359, message, span, "no one act to name").into());
        }
        let variable = self.variable(token)?;
        self.ask(&Term::Variable(variable), &Range::Event(vec![pattern.verb]), token.span, &Place::Variable)?;
        Ok(variable)
    }

    fn one_act(
        &mut self,
        pattern: ActPattern,
        told: Told,
        named: Option<VariableId>,
        times: Vec<(TimeWord, TimeTerm)>,
        start: usize,
    ) -> Reading<'s, FormulaId> {
        let Told { validly, negated } = told;
        if times.is_empty() {
            return Ok(self.formula(Formula::Act { pattern, validly, named, negated }, start));
        }
        // The time is that of an act which has no letter of its own.
        let span = self.cursor.span_from(start);
        let variable = match named {
            Some(variable) => variable,
            None => {
                let name = that(self.resolver.text(span));
                let variable = self.scope.declare_unnamed(&name, Range::Event(vec![pattern.verb]), span);
                variable.ok_or_else(|| self.too_many(span))?
            }
        };
        let mut all =
            vec![self.formula(Formula::Act { pattern, validly, named: Some(variable), negated: false }, start)];
        for (word, time) in times {
            let event = TimeTerm::Event(Term::Variable(variable));
            all.push(self.lies(event, word, time, start));
        }
        let mut formula = self.formula(Formula::And(all), start);
        if named.is_none() {
            formula = self.formula(Formula::Quantified(Quantifier::Some, variable, Some(formula), None), start);
        }
        Ok(if negated { self.formula(Formula::Not(formula), start) } else { formula })
    }
}

/// How an act is told.
#[derive(Clone, Copy, Default)]
pub(super) struct Told {
    /// `validly`
    pub validly: bool,
    /// `does not`
    pub negated: bool,
}
