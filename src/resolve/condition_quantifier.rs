//! `some | every | no | at least N | … KIND X where COND [: COND]`, and choices: `the latest E where COND`.
use super::sentence::{Reader, Reading};
use super::sentence_types::Place;
use crate::diagnostic::Diagnostic;
use crate::program::{Choice, Formula, FormulaId, Quantifier, Range, Rational, Slot, Term, VariableId};
use crate::source::Span;
use crate::syntax::tree::TokenKind;

const COUNTED: [(&str, CountWord); 4] = [
    ("at least", CountWord::AtLeast),
    ("at most", CountWord::AtMost),
    ("exactly", CountWord::Exactly),
    ("more than", CountWord::MoreThan),
];

#[derive(Clone, Copy, PartialEq, Eq)]
enum CountWord {
    AtLeast,
    AtMost,
    Exactly,
    MoreThan,
}

impl<'s> Reader<'_, 's> {
    /// Whether a quantifier begins here. `some KIND X` before a verb is a plain slot.
    pub fn at_quantifier(&self) -> bool {
        if self.resolver.named(self.cursor.next_text()).is_some() {
            return false;
        }
        if self.cursor.at_any_word(&["every", "no"]) {
            return true;
        }
        let counted = COUNTED.iter().find_map(|(words, _)| self.cursor.at_phrase(words));
        if let Some(length) = counted {
            return self.cursor.kind_at(length) == Some(TokenKind::Number) || self.cursor.at_word_at(length, "half");
        }
        self.cursor.at_word("some") && {
            // `some body B where …`, `some body B: …`, `some body B, …`; the set has adjectives, kind, variable.
            let mut ahead = 1;
            while self.cursor.kind_at(ahead) == Some(TokenKind::Word) && !self.cursor.at_word_at(ahead, "where") {
                let text = self.cursor.text_at(ahead);
                let kind = self.resolver.kind(text).is_some() || self.resolver.adjective(text).is_some();
                if !kind && !["event", "act", "deed", "rule", "order", "or"].contains(&text) {
                    return false;
                }
                ahead += 1;
            }
            if self.cursor.kind_at(ahead) == Some(TokenKind::Variable) {
                ahead += 1;
            }
            self.cursor.at_word_at(ahead, "where")
                || matches!(self.cursor.kind_at(ahead), Some(TokenKind::Colon | TokenKind::Comma) | None)
        }
    }

    /// A quantified condition.
    pub fn quantified(&mut self) -> Reading<'s, FormulaId> {
        let start = self.cursor.position();
        let quantifier = self.quantifier()?;
        let positive = matches!(quantifier, Quantifier::Some | Quantifier::AtLeast(_));
        let (slot, variable, span) = self.quantified_slot()?;
        if !positive {
            self.apart += 1;
        }
        let read = self.quantified_parts(&slot, span);
        if !positive {
            self.apart -= 1;
        }
        let (condition, body) = read?;
        self.scope.leave(variable);
        let condition = self.with_adjectives(&slot, condition, start);
        Ok(self.formula(Formula::Quantified(quantifier, variable, condition, body), start))
    }

    fn quantifier(&mut self) -> Reading<'s, Quantifier> {
        if let Some(token) = self.cursor.peek().filter(|_| self.cursor.at_any_word(&["some", "every", "no"])) {
            self.cursor.advance();
            return Ok(match self.cursor.text(token) {
                "some" => Quantifier::Some,
                "every" => Quantifier::Every,
                _ => Quantifier::No,
            });
        }
        let start = self.cursor.position();
        let Some((words, counted)) = COUNTED.iter().find(|(words, _)| self.cursor.at_phrase(words).is_some()) else {
            return Err(self.error_here(353, "how many are meant is missing", "expected here").into());
        };
        // A share keeps its words (`more than 1/2`), which are a bound of the quantity.
        let after = words.split(' ').count();
        let fraction = self.cursor.kind_at(after + 1) == Some(TokenKind::Slash)
            || self.cursor.kind_at(after + 1) == Some(TokenKind::Percent)
            || self.cursor.at_word_at(after, "half");
        let quantity = self.borrowed(|resolver, cursor| {
            if !fraction {
                cursor.seek(cursor.position() + after);
            }
            resolver.read_quantity(cursor)
        })?;
        let span = self.cursor.span_from(start);
        if fraction {
            if self.cursor.eat_word("of").is_none() {
                return Err(self.error_here(353, "a share is a share of something", "`of` is expected").into());
            }
            if !matches!(counted, CountWord::AtLeast | CountWord::MoreThan) {
                return Err(Diagnostic::error(
                    353,
                    "only `at least` and `more than` go with a share of a set",
                    span,
                    "not with a share",
                )
                .into());
            }
            return Ok(Quantifier::Share(quantity));
        }
        let number = self.resolver.program.quantities.get(quantity.index()).and_then(|found| found.low);
        let whole = number.map(|bound| bound.value).filter(Rational::is_integer);
        let count = whole.and_then(|whole| u64::try_from(*whole.numer()).ok());
        let Some(count) = count else {
            return Err(Diagnostic::error(353, "a whole number is expected", span, "not a whole number").into());
        };
        Ok(match counted {
            CountWord::AtLeast => Quantifier::AtLeast(count),
            CountWord::AtMost => Quantifier::AtMost(count),
            CountWord::Exactly => Quantifier::Exactly(count),
            CountWord::MoreThan => Quantifier::AtLeast(count.saturating_add(1)),
        })
    }

    /// `[adjectives] KIND X` after a quantifier: a variable of its own, which may have no letter.
    pub fn quantified_slot(&mut self) -> Reading<'s, (Slot, VariableId, Span)> {
        let mut probe = self.cursor;
        let letter = probe.find(|at| !matches!(at.kind(), Some(TokenKind::Word)) || at.at_word("where"));
        probe.seek(letter);
        if let Some(token) = probe.peek().filter(|token| token.kind == TokenKind::Variable)
            && let Some(first) = self.scope.find(self.cursor.text(token))
        {
            let name = self.cursor.text(token);
            let message = format!("`{name}` already stands for something here");
            let before = self.scope.uses(first).first().copied().unwrap_or(token.span);
            return Err(Diagnostic::error(354, message, token.span, "a letter of its own is needed")
                .with_label(before, format!("`{name}` stands here first"))
                .into());
        }
        let start = self.cursor.position();
        self.declaring = true;
        let read = self.set_slot();
        self.declaring = false;
        let (slot, span) = read?;
        let Term::Variable(variable) = slot.term else {
            let message = "a quantifier speaks of a set: a kind and a letter";
            return Err(Diagnostic::error(353, message, self.cursor.span_from(start), "not a set")
                .with_help("write `some KIND X where …`")
                .into());
        };
        self.scope.set_quantified(variable);
        Ok((slot, variable, span))
    }

    /// `[adjectives] KIND [X]`, or a letter alone.
    fn set_slot(&mut self) -> Reading<'s, (Slot, Span)> {
        if self.cursor.at(TokenKind::Variable) {
            return self.slot();
        }
        let unnamed = self.unnamed.len();
        let slot = self.slot_of_set()?;
        self.unnamed.truncate(unnamed);
        Ok(slot)
    }

    /// `[where COND] [: COND]`, or a predicate said of the set (`no body convenes C`).
    fn quantified_parts(&mut self, slot: &Slot, span: Span) -> Reading<'s, (Option<FormulaId>, Option<FormulaId>)> {
        let condition = if self.cursor.eat_word("where").is_some() { Some(self.bracketed_condition()?) } else { None };
        if self.cursor.eat(TokenKind::Colon).is_some() || self.cursor.at(TokenKind::Comma) {
            self.cursor.eat(TokenKind::Comma);
            return Ok((condition, Some(self.deeper(Self::condition)?)));
        }
        if condition.is_none() && self.at_predicate() {
            let plain = Slot { term: slot.term.clone(), kinds: Vec::new(), adjectives: Vec::new() };
            return Ok((None, Some(self.deeper(|reader| reader.atom_after((plain, span)))?)));
        }
        Ok((condition, None))
    }

    /// What the adjectives of a set ask, with what its `where` asks.
    pub fn with_adjectives(&mut self, slot: &Slot, condition: Option<FormulaId>, start: usize) -> Option<FormulaId> {
        if slot.adjectives.is_empty() {
            return condition;
        }
        let is = self.formula(Formula::Is(slot.clone()), start);
        Some(match condition {
            Some(condition) => self.formula(Formula::And(vec![is, condition]), start),
            None => is,
        })
    }

    /// Whether `the latest`, `the first`, `the last` comes next.
    pub fn at_choice(&self) -> bool {
        ["the latest", "the first", "the last"].iter().any(|words| self.cursor.at_phrase(words).is_some())
    }

    /// `the latest | first | last [N] [event] E where COND`
    pub fn choice(&mut self) -> Reading<'s, Term> {
        self.cursor.advance();
        let latest = !self.cursor.at_word("first");
        self.cursor.advance();
        let mut rank = 1;
        if let Some(token) = self.cursor.eat(TokenKind::Number) {
            rank = self.cursor.text(token).parse::<u32>().ok().filter(|rank| *rank > 0).unwrap_or(0);
            if rank == 0 {
                return Err(Diagnostic::error(
                    355,
                    "which one is meant is a whole number from 1",
                    token.span,
                    "not one",
                )
                .into());
            }
        }
        let (_, variable, span) = self.quantified_slot()?;
        if let Some(Range::Entity(_)) = self.scope.range(variable) {
            let message = "what is chosen by its time is an event, not an entity";
            return Err(Diagnostic::error(355, message, span, "not an event")
                .with_help("name the act with `as E`: `the latest E where B convenes C as E`")
                .into());
        }
        self.ask(
            &Term::Variable(variable),
            &Range::Event(Vec::new()),
            span,
            &Place::What("what is chosen by its time"),
        )?;
        if self.cursor.eat_word("where").is_none() {
            return Err(self
                .error_here(355, "`where` and a condition must follow what is chosen", "`where` is expected")
                .into());
        }
        let condition = self.bracketed_condition()?;
        self.scope.leave(variable);
        Ok(Term::Chosen(Box::new(Choice { latest, rank, variable, condition })))
    }
}
