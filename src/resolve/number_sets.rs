//! Numbers that are counted out: `count of`, `sum of`, days between two times, figures.
use super::date::label_at_the_end;
use super::number::Operand;
use super::sentence::{Reader, Reading};
use super::sentence_types::Place;
use crate::program::{DayCount, Formula, Number, Range, Term, TimeTerm, Value};
use crate::syntax::tree::TokenKind;

impl<'s> Reader<'_, 's> {
    /// After `count of`: `KIND X [where COND]`.
    pub fn count(&mut self) -> Reading<'s, Operand> {
        let start = self.cursor.position();
        let (slot, variable, _) = self.quantified_slot()?;
        let condition = if self.cursor.eat_word("where").is_some() { Some(self.set_condition()?) } else { None };
        self.scope.leave(variable);
        let condition = self.with_adjectives(&slot, condition, start);
        let condition = condition.unwrap_or_else(|| self.formula(Formula::True, start));
        Ok(Operand::Number(Number::Count(variable, condition)))
    }

    /// The condition of a counted set: what one member must be is not asked of the others.
    fn set_condition(&mut self) -> Reading<'s, crate::program::FormulaId> {
        self.apart += 1;
        let condition = self.bracketed_condition();
        self.apart -= 1;
        condition
    }

    /// After `sum of`: `NUMBER for KIND X [where COND]`; the set is read first, for its kind.
    pub fn total(&mut self) -> Reading<'s, Operand> {
        let start = self.cursor.position();
        let set = self.cursor.find(|at| at.at_word("for"));
        self.cursor.seek(set);
        if self.cursor.eat_word("for").is_none() {
            return Err(self
                .error_here(361, "`sum of` needs the set that it goes over", "`for KIND X` is expected")
                .into());
        }
        let (slot, variable, _) = self.quantified_slot()?;
        let after_set = self.cursor.position();
        self.cursor.seek(start);
        let summed = self.deeper(|reader| reader.expression(None))?;
        if self.cursor.position() != set {
            return Err(self.error_here(361, "`for` must follow what is summed", "`for` is expected").into());
        }
        let summed = self.number_of(summed, self.cursor.span_from(start))?;
        self.cursor.seek(after_set);
        let condition = if self.cursor.eat_word("where").is_some() { Some(self.set_condition()?) } else { None };
        self.scope.leave(variable);
        let condition = self.with_adjectives(&slot, condition, start);
        let condition = condition.unwrap_or_else(|| self.formula(Formula::True, start));
        Ok(Operand::Number(Number::Sum(Box::new(summed), variable, condition)))
    }

    /// After `days of`: `A .. B`; after `clear days between`: `A and B`.
    pub fn days(&mut self, count: DayCount) -> Reading<'s, Operand> {
        let start = self.cursor.position();
        let joint = if count == DayCount::Clear { "and" } else { ".." };
        let first = match label_at_the_end(&self.cursor, &[joint]) {
            Some(label) => {
                let date = self.borrowed(|resolver, cursor| resolver.read_date_labelled(cursor, Some(label)))?;
                Operand::Time(TimeTerm::Date(Term::Value(Value::Date(date))))
            }
            None => self.deeper(Self::operand)?,
        };
        let joined = match count {
            DayCount::Clear => self.cursor.eat_word("and").is_some(),
            DayCount::Both | DayCount::Midnights => self.cursor.eat(TokenKind::DotDot).is_some(),
        };
        if !joined {
            return Err(self
                .error_here(362, format!("`{joint}` and the other end are missing"), format!("`{joint}` is expected"))
                .into());
        }
        let second = self.deeper(Self::operand)?;
        let span = self.cursor.span_from(start);
        let (first, second) = (self.time_of(first, span)?, self.time_of(second, span)?);
        Ok(Operand::Number(Number::Days(Box::new(first), Box::new(second), count)))
    }

    /// `the quorum of A`
    pub fn figure(&mut self) -> Reading<'s, Operand> {
        self.cursor.advance();
        let here = self.cursor.here();
        let Some(figure) = self.resolver.names.figure(self.cursor.next_text()) else {
            return Err(self.error_here(363, "no figure is called so", "not declared").into());
        };
        self.cursor.advance();
        if self.cursor.eat_word("of").is_none() {
            return Err(self.error_here(363, "a figure is a figure of something", "`of` is expected").into());
        }
        let (term, span) = self.term()?;
        let kinds = self.resolver.program.figures.get(figure.index()).map(|found| found.of.clone()).unwrap_or_default();
        let place = Place::FigureOf(self.resolver.text(here));
        self.ask(&term, &Range::Entity(kinds), span, &place)?;
        Ok(Operand::Number(Number::Figure(figure, vec![term])))
    }
}
