//! Conditions: `and`, `or`, `not (…)`, conditions at a moment or under an order, brackets. Takes tokens; gives
//! formulas in the arena. `and` binds tighter than `or`. What follows `where` or `:` reaches as far as it can; `where (…)` ends with its
//! brackets.
use super::condition_scope::VariableScope;
use super::cursor::Cursor;
use super::names::Named;
use super::resolver::Resolver;
use super::sentence::{Reader, Reading, Setting};
use crate::diagnostic::Diagnostic;
use crate::program::{Formula, FormulaId, Moment, Quantifier, Status};
use crate::source::Span;
use crate::syntax::tree::TokenKind;

/// Words that begin a clause of a rule or claim, so that a condition ends before them.
const CLAUSES: [&str; 11] = [
    "where",
    "when",
    "unless",
    "overrides",
    "else",
    "supposing",
    "accepting",
    "without",
    "because",
    "expect",
    "enacted",
];

/// Reads a condition as far as it goes. Its variables are put into `scope`, and checked by
/// `condition_safety::check_claim_variables` or with the rule that they belong to.
pub fn read_condition<'s>(
    resolver: &mut Resolver<'s>,
    cursor: &mut Cursor<'s>,
    scope: &mut VariableScope,
) -> Option<FormulaId> {
    let mut reader = Reader::new(resolver, *cursor, scope, Setting::Law);
    let reading = reader.condition();
    let result = reader.finish(reading);
    *cursor = reader.cursor;
    result
}

/// Reads a condition to which all words of a row belong.
pub fn read_whole_condition<'s>(
    resolver: &mut Resolver<'s>,
    cursor: Cursor<'s>,
    scope: &mut VariableScope,
) -> Option<FormulaId> {
    let mut reader = Reader::new(resolver, cursor, scope, Setting::Law);
    let reading = reader
        .condition()
        .and_then(|formula| if reader.at_end() { Ok(formula) } else { Err(reader.after_condition()) });
    reader.finish(reading)
}

/// Reads a moment: `on D`, `at E`, `after E`, `before E`.
pub fn read_moment<'s>(
    resolver: &mut Resolver<'s>,
    cursor: &mut Cursor<'s>,
    scope: &mut VariableScope,
) -> Option<Moment> {
    let mut reader = Reader::new(resolver, *cursor, scope, Setting::Law);
    let reading = reader.moment();
    let result = reader.finish(reading);
    *cursor = reader.cursor;
    result
}

impl<'s> Reader<'_, 's> {
    /// `COND or COND …`
    pub fn condition(&mut self) -> Reading<'s, FormulaId> {
        let start = self.cursor.position();
        let first = self.conjunction()?;
        if !self.cursor.at_word("or") {
            return Ok(first);
        }
        let mut cases = vec![first];
        self.apart += 1;
        while self.cursor.eat_word("or").is_some() {
            let case = self.conjunction();
            if case.is_err() {
                self.apart -= 1;
            }
            cases.push(case?);
        }
        self.apart -= 1;
        Ok(self.formula(Formula::Or(cases), start))
    }

    /// `COND and COND …`
    fn conjunction(&mut self) -> Reading<'s, FormulaId> {
        let start = self.cursor.position();
        let first = self.single()?;
        if !self.cursor.at_word("and") {
            return Ok(first);
        }
        let mut all = vec![first];
        while self.cursor.eat_word("and").is_some() {
            all.push(self.single()?);
        }
        Ok(self.formula(Formula::And(all), start))
    }

    /// Whether a clause of the rule or claim begins here.
    pub fn at_clause(&self) -> bool {
        self.at_end()
            || self.cursor.at_any_word(&CLAUSES)
            || self.cursor.at_phrase("only when").is_some()
            || self.cursor.at_phrase("from then on").is_some()
    }

    /// One condition of a conjunction.
    fn single(&mut self) -> Reading<'s, FormulaId> {
        let start = self.cursor.position();
        if self.cursor.at(TokenKind::OpenParenthesis) && !self.brackets_hold_number() {
            self.cursor.advance();
            let inside = self.deeper(Self::condition)?;
            self.require(TokenKind::CloseParenthesis, ")", "after the condition in brackets")?;
            return Ok(inside);
        }
        if self.cursor.at_word("not") && self.resolver.named("not").is_none() {
            return self.not();
        }
        for (word, make) in [("ever", Formula::Ever as fn(FormulaId) -> Formula), ("always", Formula::Always)] {
            if self.cursor.at_word(word) && self.resolver.named(word).is_none() {
                self.cursor.advance();
                let inside = self.deeper(Self::single)?;
                return Ok(self.formula(make(inside), start));
            }
        }
        if self.cursor.at_word("under") {
            return self.under();
        }
        if self.cursor.at_any_word(&["at", "on", "before", "after"]) && !self.at_quantifier() {
            let moment = self.moment()?;
            let inside = self.governed("the moment")?;
            return Ok(self.formula(Formula::At(moment, inside), start));
        }
        self.atom_with_unnamed()
    }

    /// A sentence; unnamed things in it (`a congress`) are bound around it.
    fn atom_with_unnamed(&mut self) -> Reading<'s, FormulaId> {
        let start = self.cursor.position();
        let outer = std::mem::take(&mut self.unnamed);
        let read = if self.at_quantifier() { self.quantified() } else { self.atom() };
        let unnamed = std::mem::replace(&mut self.unnamed, outer);
        let mut formula = read?;
        for variable in unnamed {
            formula = self.formula(Formula::Quantified(Quantifier::Some, variable, Some(formula), None), start);
        }
        Ok(formula)
    }

    /// `not (COND)`
    fn not(&mut self) -> Reading<'s, FormulaId> {
        let start = self.cursor.position();
        self.cursor.advance();
        if !self.cursor.at(TokenKind::OpenParenthesis) {
            return Err(self
                .error_here(350, "what is denied stands in brackets after `not`", "`(` is expected")
                .with_help("write `not (…)`, or deny the sentence itself: `does not`, `is not`")
                .into());
        }
        self.cursor.advance();
        self.apart += 1;
        let inside = self.deeper(Self::condition);
        self.apart -= 1;
        let inside = inside?;
        self.require(TokenKind::CloseParenthesis, ")", "after what is denied")?;
        if let Some(Formula::Status(_, Status::Valid, ..)) = self.resolver.program.formulas.get(inside.index()) {
            self.hint_not_valid(inside, start);
        }
        Ok(self.formula(Formula::Not(inside), start))
    }

    fn hint_not_valid(&mut self, inside: FormulaId, start: usize) {
        let span = self.cursor.span_from(start);
        let sentence = self.resolver.program.formula_spans.get(inside.index()).copied().unwrap_or(span);
        let sentence = self.resolver.text(sentence).replacen(" is ", " is not ", 1);
        let message = "this is also true where the act never took place";
        self.notes.push(
            Diagnostic::note(380, message, span, "plain negation")
                .with_help(format!("to say that the act took place and is void, write `{sentence}`")),
        );
    }

    /// `under ORDER: COND`, `under ORDER (COND)`
    fn under(&mut self) -> Reading<'s, FormulaId> {
        let start = self.cursor.position();
        self.cursor.advance();
        let order = self.order_name()?;
        let inside = self.governed("the order")?;
        Ok(self.formula(Formula::Under(order, inside), start))
    }

    /// The name of an order.
    pub fn order_name(&mut self) -> Reading<'s, crate::program::OrderId> {
        let text = self.cursor.next_text();
        let here = self.cursor.here();
        match self.resolver.named(text) {
            Some(Named::Order(order)) => {
                self.cursor.advance();
                Ok(order)
            }
            Some(Named::Broken) => Err(super::sentence::Fault::Silent),
            Some(_) => {
                let message = format!("`{text}` is not an order");
                Err(Diagnostic::error(351, message, here, "the name of an order is expected after `under`").into())
            }
            None if text.is_empty() => {
                Err(Diagnostic::error(351, "the name of an order is missing", here, "expected here").into())
            }
            None => Err(super::sentence::Fault::Unknown(text, here)),
        }
    }

    /// What a moment or order governs: the rest after `:`, or what stands in brackets.
    fn governed(&mut self, what: &str) -> Reading<'s, FormulaId> {
        if self.cursor.eat(TokenKind::Colon).is_some() {
            return self.deeper(Self::condition);
        }
        if self.cursor.at(TokenKind::OpenParenthesis) {
            self.cursor.advance();
            let inside = self.deeper(Self::condition)?;
            self.require(TokenKind::CloseParenthesis, ")", "after the condition in brackets")?;
            return Ok(inside);
        }
        let message = format!("`:` is missing between {what} and the condition");
        Err(self.error_here(352, message, "`:` is expected").with_help("write `at E: COND` or `at E (COND)`").into())
    }

    /// Whether the brackets that open here hold a number: an operator of numbers or `is` follows them.
    fn brackets_hold_number(&self) -> bool {
        let after = self.after_brackets();
        super::number::operator_at(&after) || after.at_word("is")
    }

    /// The place after the brackets that open here.
    fn after_brackets(&self) -> Cursor<'s> {
        let mut probe = self.cursor;
        let mut depth = 0_usize;
        while let Some(token) = probe.advance() {
            match token.kind {
                TokenKind::OpenParenthesis => depth += 1,
                TokenKind::CloseParenthesis => depth = depth.saturating_sub(1),
                _ => {}
            }
            if depth == 0 {
                break;
            }
        }
        probe
    }

    /// The condition of what is chosen: where it stands in brackets only that, since more may be said of what
    /// is chosen.
    pub fn bracketed_condition(&mut self) -> Reading<'s, FormulaId> {
        if !self.cursor.at(TokenKind::OpenParenthesis) || super::number::operator_at(&self.after_brackets()) {
            return self.deeper(Self::condition);
        }
        self.cursor.advance();
        let inside = self.deeper(Self::condition)?;
        self.require(TokenKind::CloseParenthesis, ")", "after the condition in brackets")?;
        Ok(inside)
    }

    /// Words are left after a condition.
    pub fn after_condition(&self) -> super::sentence::Fault<'s> {
        let text = self.cursor.next_text();
        let here: Span = self.cursor.here();
        let message = format!("the condition is complete before `{text}`");
        Diagnostic::error(338, message, here, "this belongs to nothing")
            .with_help("join conditions with `and` or `or`")
            .into()
    }
}
