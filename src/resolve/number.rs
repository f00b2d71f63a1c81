//! Numbers and times in conditions: sums, shares, counts, figures, days between; what an operand is decides
//! whether `-` counts days or subtracts. A share names its base.
use super::sentence::{Reader, Reading};
use super::sentence_types::{Place, TermType};
use crate::diagnostic::Diagnostic;
use crate::program::{DayCount, Number, QuantityId, Range, Term, TimeTerm, Value};
use crate::source::Span;
use crate::syntax::tree::TokenKind;

/// How many numbers one statement may calculate with.
const OPERATOR_LIMIT: u32 = 1000;

/// Something that may be a number, a time or a thing, until it is known what it is compared with.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Operand {
    /// A term.
    Term(Term, Span),
    /// A number.
    Number(Number),
    /// A time.
    Time(TimeTerm),
}

/// Whether an operator of numbers or times comes next.
pub(super) fn operator_at(cursor: &super::cursor::Cursor<'_>) -> bool {
    use TokenKind::{Equal, Greater, GreaterEqual, Less, LessEqual, Minus, NotEqual, Plus, Times};
    matches!(cursor.kind(), Some(Equal | NotEqual | Less | LessEqual | Greater | GreaterEqual | Plus | Minus | Times))
}

impl<'s> Reader<'_, 's> {
    /// Whether an operator of numbers or times comes next.
    pub fn at_operator(&self) -> bool {
        operator_at(&self.cursor)
    }

    /// Whether only a number or a date can begin here.
    pub fn at_number(&self) -> bool {
        self.resolver.starts_date(&self.cursor)
            || self.cursor.at(TokenKind::Number)
            || self.cursor.at(TokenKind::OpenParenthesis)
            || ["count of", "sum of", "days of", "clear days between"]
                .iter()
                .any(|words| self.cursor.at_phrase(words).is_some())
            || self.at_figure()
    }

    /// `the quorum of`
    fn at_figure(&self) -> bool {
        self.cursor.at_word("the") && self.resolver.names.figure(self.cursor.text_at(1)).is_some()
    }

    /// `A + B`, `A - B`, of what was read first or from the beginning.
    pub fn expression(&mut self, first: Option<Operand>) -> Reading<'s, Operand> {
        let start = self.cursor.position();
        let mut left = self.product(first)?;
        loop {
            let minus = self.cursor.at(TokenKind::Minus);
            if !minus && !self.cursor.at(TokenKind::Plus) {
                return Ok(left);
            }
            self.cursor.advance();
            let right = self.product(None)?;
            left = self.sum(left, right, minus, start)?;
        }
    }

    fn sum(&mut self, left: Operand, right: Operand, minus: bool, start: usize) -> Reading<'s, Operand> {
        self.count_operator()?;
        let span = self.cursor.span_from(start);
        if !self.is_time(&left) {
            let (left, right) = (Box::new(self.number_of(left, span)?), Box::new(self.number_of(right, span)?));
            return Ok(Operand::Number(if minus { Number::Minus(left, right) } else { Number::Plus(left, right) }));
        }
        let left = Box::new(self.time_of(left, span)?);
        if minus && self.is_time(&right) {
            let right = Box::new(self.time_of(right, span)?);
            return Ok(Operand::Number(Number::Days(left, right, DayCount::Midnights)));
        }
        if self.is_time(&right) {
            let found = Diagnostic::error(360, "two times cannot be added", span, "not a length of time");
            return Err(found.with_help("`A - B` counts the days between them; `A + 14 days` is a later time").into());
        }
        let length = Box::new(self.number_of(right, span)?);
        Ok(Operand::Time(TimeTerm::Shifted(left, length, minus)))
    }

    fn count_operator(&mut self) -> Reading<'s, ()> {
        self.operators += 1;
        if self.operators <= OPERATOR_LIMIT {
            return Ok(());
        }
        let message = format!("more than {OPERATOR_LIMIT} numbers are calculated with in one statement");
        Err(self.error_here(306, message, "given up here").into())
    }

    fn product(&mut self, first: Option<Operand>) -> Reading<'s, Operand> {
        let start = self.cursor.position();
        let mut left = match first {
            Some(first) => first,
            None => self.operand()?,
        };
        while self.cursor.eat(TokenKind::Times).is_some() {
            self.count_operator()?;
            let right = self.operand()?;
            let span = self.cursor.span_from(start);
            let (one, other) = (self.number_of(left, span)?, self.number_of(right, span)?);
            left = Operand::Number(Number::Product(Box::new(one), Box::new(other)));
        }
        Ok(left)
    }

    /// One number, date or duration, or what stands for one: a name, an attribute, a count, brackets.
    pub fn operand(&mut self) -> Reading<'s, Operand> {
        if self.cursor.eat(TokenKind::OpenParenthesis).is_some() {
            let inside = self.deeper(|reader| reader.expression(None))?;
            self.require(TokenKind::CloseParenthesis, ")", "after the number in brackets")?;
            return Ok(inside);
        }
        if self.cursor.eat_phrase("count of") {
            return self.count();
        }
        if self.cursor.eat_phrase("sum of") {
            return self.total();
        }
        if self.cursor.eat_phrase("days of") {
            return self.days(DayCount::Both);
        }
        if self.cursor.eat_phrase("clear days between") {
            return self.days(DayCount::Clear);
        }
        if self.at_figure() {
            return self.figure();
        }
        if self.resolver.starts_date(&self.cursor) {
            let date = self.borrowed(|resolver, cursor| resolver.read_date(cursor))?;
            return Ok(Operand::Time(TimeTerm::Date(Term::Value(Value::Date(date)))));
        }
        if self.cursor.at(TokenKind::Number) || self.cursor.at_word("half") {
            return self.literal();
        }
        let (term, span) = self.term()?;
        self.operand_of(term, span)
    }

    /// A term as an operand: with `of a and b`, a part of a whole.
    pub fn operand_of(&mut self, term: Term, span: Span) -> Reading<'s, Operand> {
        if !self.cursor.at_word("of") || self.type_of(&term) != TermType::Composition {
            return Ok(Operand::Term(term, span));
        }
        self.cursor.advance();
        let mut holders = vec![self.holder()?];
        // Before the comparison every name belongs to the list; after it, names may begin the next condition.
        while self.cursor.at(TokenKind::Comma) && self.holder_follows() || self.and_joins_holder() {
            self.cursor.advance();
            self.cursor.eat_word("and");
            holders.push(self.holder()?);
        }
        Ok(Operand::Number(Number::Part(term, holders)))
    }

    fn holder_follows(&self) -> bool {
        self.cursor.kind_at(1) == Some(TokenKind::Word) && self.resolver.named(self.cursor.text_at(1)).is_some()
    }

    fn and_joins_holder(&mut self) -> bool {
        self.cursor.at_word("and") && (!self.compared && self.holder_or_variable_follows() || self.and_continues_list())
    }

    fn holder_or_variable_follows(&self) -> bool {
        self.holder_follows() || self.cursor.kind_at(1) == Some(TokenKind::Variable)
    }

    fn holder(&mut self) -> Reading<'s, Term> {
        let (term, span) = self.term()?;
        self.ask(&term, &Range::Entity(Vec::new()), span, &Place::What("the holder of a part"))?;
        Ok(term)
    }

    /// A number; before `of`, a share of what follows; a length before `after`, a later time.
    fn literal(&mut self) -> Reading<'s, Operand> {
        let start = self.cursor.position();
        let quantity = self.borrowed(|resolver, cursor| resolver.read_quantity(cursor))?;
        let span = self.cursor.span_from(start);
        let number = Number::Quantity(quantity);
        if self.cursor.eat_word("of").is_some() {
            let base = self.deeper(Self::operand)?;
            let excluded = self.excluded(&base)?;
            let base = self.number_of(base, span)?;
            return Ok(Operand::Number(Number::Share(Box::new(number), Box::new(base), excluded)));
        }
        let length = self.resolver.program.quantities.get(quantity.index()).is_some_and(|found| found.unit.is_some());
        if length && self.cursor.at_any_word(&["after", "before"]) {
            let minus = self.cursor.at_word("before");
            self.cursor.advance();
            let base = self.deeper(Self::operand)?;
            let base = self.time_of(base, span)?;
            return Ok(Operand::Time(TimeTerm::Shifted(Box::new(base), Box::new(number), minus)));
        }
        Ok(Operand::Number(number))
    }

    /// `excluding M`: a number, or the name of another attribute of what the base belongs to.
    fn excluded(&mut self, base: &Operand) -> Reading<'s, Option<Box<Number>>> {
        if self.cursor.eat_word("excluding").is_none() {
            return Ok(None);
        }
        let start = self.cursor.position();
        if let (Operand::Term(Term::Attribute(owner, _), _), Some(token)) = (base, self.cursor.peek())
            && self.resolver.named(self.cursor.text(token)).is_none()
            && token.kind == TokenKind::Word
            && !self.resolver.attributes(self.cursor.text(token)).is_empty()
        {
            self.cursor.advance();
            let owner = (**owner).clone();
            let attribute = self.attribute_of(&owner, token.span, token)?;
            return Ok(Some(Box::new(Number::Of(Term::Attribute(Box::new(owner), attribute)))));
        }
        let operand = self.deeper(Self::operand)?;
        let span = self.cursor.span_from(start);
        Ok(Some(Box::new(self.number_of(operand, span)?)))
    }

    /// Whether an operand has a place in time.
    pub fn is_time(&self, operand: &Operand) -> bool {
        match operand {
            Operand::Time(_) => true,
            Operand::Number(_) => false,
            Operand::Term(term, _) => self.type_of(term).is_time(),
        }
    }

    /// Whether an operand is known to be a number.
    pub fn is_number(&self, operand: &Operand) -> bool {
        match operand {
            Operand::Number(_) => true,
            Operand::Time(_) => false,
            Operand::Term(term, _) => self.type_of(term).is_number(),
        }
    }

    /// An operand as a number.
    pub fn number_of(&mut self, operand: Operand, span: Span) -> Reading<'s, Number> {
        match operand {
            Operand::Number(number) => Ok(number),
            Operand::Time(_) => {
                Err(Diagnostic::error(364, "a number is expected, and this is a time", span, "a time").into())
            }
            Operand::Term(term, place) => {
                if !self.type_of(&term).is_number() {
                    self.ask(&term, &Range::Number, place, &Place::What("what is calculated with"))?;
                }
                Ok(Number::Of(term))
            }
        }
    }

    /// An operand as a time.
    pub fn time_of(&mut self, operand: Operand, span: Span) -> Reading<'s, TimeTerm> {
        match operand {
            Operand::Time(time) => Ok(time),
            Operand::Number(_) => {
                Err(Diagnostic::error(364, "a time is expected, and this is a number", span, "a number").into())
            }
            Operand::Term(term, place) => {
                if self.type_of(&term) == TermType::Range(Range::Date) {
                    return Ok(TimeTerm::Date(term));
                }
                let what = Place::What("what has a place in time");
                self.ask(&term, &Range::Event(Vec::new()), place, &what)?;
                Ok(TimeTerm::Event(term))
            }
        }
    }

    /// A literal that is a share (`60 %`, `half`) and names no base.
    pub fn is_bare_share(&self, number: &Number) -> Option<QuantityId> {
        let Number::Quantity(quantity) = number else { return None };
        let found = self.resolver.program.quantities.get(quantity.index())?;
        let value = found.low.or(found.high)?.value;
        (found.unit.is_none() && (found.share || !value.is_integer())).then_some(*quantity)
    }
}
