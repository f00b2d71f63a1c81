//! Comparisons of numbers, times and things: `=`, `<`, `is more than`, `is between A and B`, `before`, `on`.
use super::date::starts_date_or_year;
use super::number::Operand;
use super::sentence::{Reader, Reading};
use super::sentence_types::{Place, TermType};
use crate::diagnostic::Diagnostic;
use crate::program::{Comparison, Formula, FormulaId, Number, Range, Term, TimeTerm, Value};
use crate::syntax::tree::TokenKind;

const WORDS: [(&str, Comparison); 12] = [
    ("more than", Comparison::Greater),
    ("not more than", Comparison::LessEqual),
    ("no more than", Comparison::LessEqual),
    ("less than", Comparison::Less),
    ("fewer than", Comparison::Less),
    ("not less than", Comparison::GreaterEqual),
    ("no less than", Comparison::GreaterEqual),
    ("at least", Comparison::GreaterEqual),
    ("at most", Comparison::LessEqual),
    ("up to", Comparison::LessEqual),
    ("exactly", Comparison::Equal),
    ("other than", Comparison::NotEqual),
];

/// How two times are said to lie.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum TimeWord {
    /// `before`
    Before,
    /// `on or before`
    OnOrBefore,
    /// `after`
    After,
    /// `on or after`
    OnOrAfter,
    /// `on`, `at`, `in`
    On,
    /// `during`
    During,
}

/// What is compared with what.
pub(super) fn negated(comparison: Comparison) -> Comparison {
    match comparison {
        Comparison::Equal => Comparison::NotEqual,
        Comparison::NotEqual => Comparison::Equal,
        Comparison::Less => Comparison::GreaterEqual,
        Comparison::LessEqual => Comparison::Greater,
        Comparison::Greater => Comparison::LessEqual,
        Comparison::GreaterEqual => Comparison::Less,
    }
}

impl<'s> Reader<'_, 's> {
    /// Whether words of comparison come next (after `is`).
    pub fn at_comparison_words(&self) -> bool {
        WORDS.iter().any(|(words, _)| self.cursor.at_phrase(words).is_some()) || self.cursor.at_word("between")
    }

    /// What follows a first operand: an operator, a word of time, or `is` and a comparison.
    pub fn comparison(&mut self, first: Operand, start: usize) -> Reading<'s, FormulaId> {
        let left = self.expression(Some(first))?;
        if self.time_word_at().is_some() {
            return self.time_comparison(left, start);
        }
        if self.cursor.at_any_word(&["is", "are"]) {
            self.cursor.advance();
            let not = self.cursor.eat_word("not").is_some();
            return self.is_compared(left, not, start);
        }
        let comparison = match self.cursor.kind() {
            Some(TokenKind::Equal) => Comparison::Equal,
            Some(TokenKind::NotEqual) => Comparison::NotEqual,
            Some(TokenKind::Less) => Comparison::Less,
            Some(TokenKind::LessEqual) => Comparison::LessEqual,
            Some(TokenKind::Greater) => Comparison::Greater,
            Some(TokenKind::GreaterEqual) => Comparison::GreaterEqual,
            _ => return Err(self.not_compared()),
        };
        self.cursor.advance();
        let right = self.right()?;
        self.compared_with(left, comparison, right, start)
    }

    fn not_compared(&self) -> super::sentence::Fault<'s> {
        self.error_here(365, "this number or time is compared with nothing", "a comparison is expected")
            .with_help("write `is more than`, `is at least`, `=`, `<`, or for times `before`, `after`, `on`")
            .into()
    }

    /// What stands on the right of a comparison.
    fn right(&mut self) -> Reading<'s, Operand> {
        let before = std::mem::replace(&mut self.compared, true);
        let right = if !self.resolver.starts_date(&self.cursor) && self.year_here() {
            self.date_operand()
        } else {
            self.expression(None)
        };
        self.compared = before;
        right
    }

    /// A bare year where only a time can stand.
    fn year_here(&self) -> bool {
        self.expects_time && starts_date_or_year(&self.cursor)
    }

    fn date_operand(&mut self) -> Reading<'s, Operand> {
        let date = self.borrowed(|resolver, cursor| resolver.read_date(cursor))?;
        Ok(Operand::Time(TimeTerm::Date(Term::Value(Value::Date(date)))))
    }

    /// After `is [not]`: what the operand is compared with.
    pub fn is_compared(&mut self, left: Operand, not: bool, start: usize) -> Reading<'s, FormulaId> {
        if self.time_word_at().is_some() && !self.is_number(&left) {
            let formula = self.time_comparison(left, start)?;
            return Ok(if not { self.formula(Formula::Not(formula), start) } else { formula });
        }
        if self.cursor.eat_word("between").is_some() {
            let low = self.right()?;
            if self.cursor.eat_word("and").is_none() {
                return Err(self
                    .error_here(366, "`between` needs `and` and the upper end", "`and` is expected")
                    .into());
            }
            let high = self.right()?;
            let above = self.compared_with(left.clone(), Comparison::GreaterEqual, low, start)?;
            let below = self.compared_with(left, Comparison::LessEqual, high, start)?;
            let both = self.formula(Formula::And(vec![above, below]), start);
            return Ok(if not { self.formula(Formula::Not(both), start) } else { both });
        }
        let words = WORDS.iter().find(|(words, _)| self.cursor.at_phrase(words).is_some());
        let comparison = words.map_or(Comparison::Equal, |(_, comparison)| *comparison);
        if let Some((words, _)) = words {
            self.cursor.eat_phrase(words);
        }
        let comparison = if not { negated(comparison) } else { comparison };
        if let Operand::Term(term, _) = &left
            && let Some(word) = self.word_value(term)?
        {
            return self.same(term.clone(), Term::Value(word), comparison, start);
        }
        self.expects_time = self.is_time(&left);
        let right = self.right();
        self.expects_time = false;
        self.compared_with(left, comparison, right?, start)
    }

    /// A word that an attribute holds (`K.level is army`).
    fn word_value(&mut self, term: &Term) -> Reading<'s, Option<Value>> {
        let TermType::Word(words) = self.type_of(term) else { return Ok(None) };
        if self.cursor.at(TokenKind::Variable) {
            return Ok(None);
        }
        let here = self.cursor.here();
        let text = self.cursor.next_text();
        match self.resolver.adjective(text).filter(|word| words.contains(word)) {
            Some(word) => {
                self.cursor.advance();
                Ok(Some(Value::Word(word)))
            }
            None if self.cursor.kind_at(1) == Some(TokenKind::Dot) => Ok(None),
            None => {
                let allowed = self.say_type(&TermType::Word(words));
                let message = format!("`{text}` is none of the words that this attribute holds");
                Err(Diagnostic::error(367, message, here, format!("{allowed} is expected")).into())
            }
        }
    }

    /// Left compared with right, as what they are.
    fn compared_with(
        &mut self,
        left: Operand,
        comparison: Comparison,
        right: Operand,
        start: usize,
    ) -> Reading<'s, FormulaId> {
        let span = self.cursor.span_from(start);
        if self.is_time(&left) && self.is_time(&right) && !self.both_events(&left, &right, comparison) {
            let (left, right) = (self.time_of(left, span)?, self.time_of(right, span)?);
            return Ok(self.times_compared(left, comparison, right, start));
        }
        if let (Operand::Term(one, _), Operand::Term(other, place)) = (&left, &right)
            && !self.is_number(&left)
            && !self.is_number(&right)
            && matches!(comparison, Comparison::Equal | Comparison::NotEqual)
        {
            self.ask_alike(one, other, *place)?;
            return self.same(one.clone(), other.clone(), comparison, start);
        }
        let left = self.number_of(left, span)?;
        let right = self.number_of(right, span)?;
        let right = self.with_base(&left, right, span)?;
        Ok(self.formula(Formula::Compare(left, comparison, right), start))
    }

    /// Events are the same or not; only their times are before or after.
    fn both_events(&self, left: &Operand, right: &Operand, comparison: Comparison) -> bool {
        let event = |operand: &Operand| match operand {
            Operand::Term(term, _) => matches!(self.type_of(term), TermType::Range(Range::Event(_))),
            Operand::Number(_) | Operand::Time(_) => false,
        };
        event(left) && event(right) && matches!(comparison, Comparison::Equal | Comparison::NotEqual)
    }

    /// Things that are said to be the same can be of one kind.
    pub fn ask_alike(&mut self, one: &Term, other: &Term, span: crate::source::Span) -> Reading<'s, ()> {
        let place = Place::What("what stands on the other side");
        match (self.type_of(one), self.type_of(other)) {
            (TermType::Range(range), _) if !matches!(range, Range::Event(_) | Range::Thing) => {
                if matches!(other, Term::Value(_) | Term::Variable(_) | Term::Chosen(_)) {
                    self.ask(other, &range, span, &place)?;
                }
                Ok(())
            }
            (TermType::Unknown, TermType::Range(range)) => self.ask(one, &range, span, &place),
            (_, _) => Ok(()),
        }
    }

    /// `X is Y`, `X is not Y`
    pub fn same(&mut self, one: Term, other: Term, comparison: Comparison, start: usize) -> Reading<'s, FormulaId> {
        let same = self.formula(Formula::Same(one, other), start);
        match comparison {
            Comparison::Equal => Ok(same),
            Comparison::NotEqual => Ok(self.formula(Formula::Not(same), start)),
            Comparison::Less | Comparison::LessEqual | Comparison::Greater | Comparison::GreaterEqual => {
                let span = self.cursor.span_from(start);
                let message = "only numbers and times are more or less than others";
                Err(Diagnostic::error(368, message, span, "neither numbers nor times").into())
            }
        }
    }

    fn times_compared(&mut self, left: TimeTerm, comparison: Comparison, right: TimeTerm, start: usize) -> FormulaId {
        let formula = match comparison {
            Comparison::Equal => Formula::Within(left, right, true),
            Comparison::NotEqual => {
                let within = self.formula(Formula::Within(left, right, true), start);
                Formula::Not(within)
            }
            Comparison::Less => Formula::Before(left, right, false),
            Comparison::LessEqual => Formula::Before(left, right, true),
            Comparison::Greater => Formula::Before(right, left, false),
            Comparison::GreaterEqual => Formula::Before(right, left, true),
        };
        self.formula(formula, start)
    }

    /// A share that names no base is a share of the whole whose part stands on the left.
    fn with_base(&self, left: &Number, right: Number, span: crate::source::Span) -> Reading<'s, Number> {
        if self.is_bare_share(&right).is_none() {
            return Ok(right);
        }
        match left {
            Number::Part(whole, _) => Ok(Number::Share(Box::new(right), Box::new(Number::Of(whole.clone())), None)),
            Number::Of(term) if self.type_of(term) == TermType::Composition => {
                let message = "a share names its base: of what is it a share?";
                Err(Diagnostic::error(369, message, span, "a share of nothing")
                    .with_help("write `more than 1/2 of K.seats`")
                    .into())
            }
            _ => Ok(right),
        }
    }

    /// The word of time that comes next, with its length.
    pub fn time_word_at(&self) -> Option<(TimeWord, usize)> {
        const TIME_WORDS: [(&str, TimeWord); 10] = [
            ("on or before", TimeWord::OnOrBefore),
            ("at or before", TimeWord::OnOrBefore),
            ("on or after", TimeWord::OnOrAfter),
            ("at or after", TimeWord::OnOrAfter),
            ("before", TimeWord::Before),
            ("after", TimeWord::After),
            ("on", TimeWord::On),
            ("at", TimeWord::On),
            ("in", TimeWord::On),
            ("during", TimeWord::During),
        ];
        TIME_WORDS.iter().find_map(|(words, meaning)| Some((*meaning, self.cursor.at_phrase(words)?)))
    }

    /// `E1 before E2`, `D on or before D2`, `E during E2`: the first was read.
    pub fn time_comparison(&mut self, left: Operand, start: usize) -> Reading<'s, FormulaId> {
        let left = self.time_of(left, self.cursor.span_from(start))?;
        let Some((word, right)) = self.time_modifier()? else { return Err(self.not_compared()) };
        Ok(self.lies(left, word, right, start))
    }

    /// A word of time and the time after it.
    pub fn time_modifier(&mut self) -> Reading<'s, Option<(TimeWord, TimeTerm)>> {
        let Some((word, length)) = self.time_word_at() else { return Ok(None) };
        self.cursor.seek(self.cursor.position() + length);
        if word == TimeWord::On && self.asks_for_day() {
            let (term, span) = self.term()?;
            self.ask(&term, &Range::Date, span, &Place::What("the day that is asked for"))?;
            return Ok(Some((word, TimeTerm::Date(term))));
        }
        Ok(Some((word, self.time()?)))
    }

    /// `E on D` in a question, where nothing yet says what D is: the day is asked for.
    fn asks_for_day(&self) -> bool {
        let letter = self.cursor.at(TokenKind::Variable) && self.cursor.kind_at(1) != Some(TokenKind::Dot);
        if !letter || !self.resolver.is_question(self.cursor.here()) {
            return false;
        }
        let known = self.scope.find(self.cursor.next_text()).and_then(|variable| self.scope.range(variable));
        matches!(known, None | Some(Range::Date))
    }

    /// A time: an event, a date, a date that something has, or one shifted.
    pub fn time(&mut self) -> Reading<'s, TimeTerm> {
        let start = self.cursor.position();
        let expected = std::mem::replace(&mut self.expects_time, true);
        let right = self.right();
        self.expects_time = expected;
        let span = self.cursor.span_from(start);
        self.time_of(right?, span)
    }

    /// One time said to lie before, after or within another.
    pub fn lies(&mut self, left: TimeTerm, word: TimeWord, right: TimeTerm, start: usize) -> FormulaId {
        let formula = match word {
            TimeWord::Before => Formula::Before(left, right, false),
            TimeWord::OnOrBefore => Formula::Before(left, right, true),
            TimeWord::After => Formula::Before(right, left, false),
            TimeWord::OnOrAfter => Formula::Before(right, left, true),
            TimeWord::On => Formula::Within(left, right, false),
            TimeWord::During => Formula::Within(left, right, true),
        };
        self.formula(formula, start)
    }
}
