//! Lists of names in claims and standpoints. Takes `a, b and c`; gives grounds (rules, events, facts, orders, single
//! values) or statements.
use super::cursor::Cursor;
use super::errors::missing;
use super::names::Named;
use super::resolver::Resolver;
use crate::program::{Ground, StatementId};
use crate::source::Span;
use crate::syntax::tree::TokenKind;

/// Words that begin the next clause, so that a comma before them ends a list.
const CLAUSES: [&str; 12] = [
    "supposing",
    "accepting",
    "without",
    "under",
    "that",
    "because",
    "expect",
    "turning",
    "on",
    "from",
    "accepts",
    "rejects",
];

impl<'s> Resolver<'s> {
    /// A name as it stands: one word, or that of a single value or date, `vtsik.seats.2`.
    fn read_dotted_name(&mut self, cursor: &mut Cursor<'s>) -> Option<(&'s str, Span)> {
        let start = cursor.position();
        if cursor.eat_name().is_none() {
            self.report(missing("a name", cursor.here(), "name an event, a fact or a rule"));
            return None;
        }
        while cursor.at(TokenKind::Dot) && matches!(cursor.kind_at(1), Some(TokenKind::Word | TokenKind::Number)) {
            cursor.advance();
            cursor.advance();
        }
        let span = cursor.span_from(start);
        Some((self.text(span), span))
    }

    /// Names separated by commas or `and`, each with what it stands for; bad ones are reported and left out.
    fn read_named_list(&mut self, cursor: &mut Cursor<'s>) -> Vec<(&'s str, Named, Span)> {
        let mut found = Vec::new();
        loop {
            let Some((name, span)) = self.read_dotted_name(cursor) else { return found };
            match self.named(name) {
                Some(Named::Broken) => {}
                Some(named) => found.push((name, named, span)),
                None => self.unknown_name(name, span),
            }
            let more = cursor.eat(TokenKind::Comma).is_some() || cursor.eat_word("and").is_some();
            if !more || cursor.at_any_word(&CLAUSES) {
                return found;
            }
        }
    }

    /// What a claim can rest on.
    pub(super) fn read_grounds(&mut self, cursor: &mut Cursor<'s>) -> Vec<(Ground, Span)> {
        let mut grounds = Vec::new();
        for (name, named, span) in self.read_named_list(cursor) {
            let ground = match named {
                Named::Rule(rule) => Ground::Rule(rule),
                Named::Event(event) => Ground::Event(event),
                Named::Fact(fact) => Ground::Fact(fact),
                Named::Order(order) => Ground::Order(order),
                Named::Statement(statement) => Ground::Statement(statement),
                Named::Entity(_) | Named::Source(_) | Named::Broken => {
                    self.wrong_sort(name, named, span, "a rule, an event, a fact or an order");
                    continue;
                }
            };
            grounds.push((ground, span));
        }
        grounds
    }

    /// Statements that somebody may accept or reject.
    pub(super) fn read_statements(&mut self, cursor: &mut Cursor<'s>) -> Vec<StatementId> {
        let grounds = self.read_grounds(cursor);
        grounds.into_iter().filter_map(|(ground, _)| self.statement_of(ground)).collect()
    }

    /// The statement of a ground.
    fn statement_of(&self, ground: Ground) -> Option<StatementId> {
        match ground {
            Ground::Rule(rule) => self.program.rules.get(rule.index()).map(|rule| rule.statement),
            Ground::Event(event) => self.program.events.get(event.index()).map(|event| event.statement),
            Ground::Fact(fact) => self.program.facts.get(fact.index()).map(|fact| fact.statement),
            Ground::Order(order) => self.program.orders.get(order.index()).map(|order| order.statement),
            Ground::Statement(statement) => Some(statement),
        }
    }

    /// What a standpoint accepts: whoever speaks, or single statements.
    pub(super) fn read_accepted(
        &mut self,
        cursor: &mut Cursor<'s>,
    ) -> (Vec<crate::program::Speaker>, Vec<StatementId>) {
        let (mut speakers, mut statements) = (Vec::new(), Vec::new());
        for (_, named, _) in self.read_named_list(cursor) {
            match named {
                Named::Entity(entity) => speakers.push(crate::program::Speaker::Entity(entity)),
                Named::Source(source) => speakers.push(crate::program::Speaker::Source(source)),
                Named::Rule(rule) => statements.extend(self.statement_of(Ground::Rule(rule))),
                Named::Event(event) => statements.extend(self.statement_of(Ground::Event(event))),
                Named::Fact(fact) => statements.extend(self.statement_of(Ground::Fact(fact))),
                Named::Order(order) => statements.extend(self.statement_of(Ground::Order(order))),
                Named::Statement(statement) => statements.push(statement),
                Named::Broken => {}
            }
        }
        (speakers, statements)
    }
}
