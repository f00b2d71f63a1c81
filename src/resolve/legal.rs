//! Orders, and the heads of rules: their order, period and citations. Takes their statements and hands the bodies of
//! rules on; gives orders and rules.
use super::collect::{Subject, Task};
use super::cursor::Cursor;
use super::errors::missing;
use super::names::Named;
use super::resolver::Resolver;
use super::rule::read_rule_body;
use super::time::starts_time;
use crate::program::{ActPattern, EventId, OrderId, Period, Rule, RuleId, RuleKind, StatementId, VerbId};
use crate::source::Span;
use crate::syntax::tree::{Body, TokenKind};

/// What stands at a rule's id until its body was read, and for good where it cannot be.
pub(super) fn stand_in(statement: StatementId, head: Span) -> Rule {
    let act = ActPattern { verb: VerbId(0), subjects: Vec::new(), roles: Vec::new(), alone: true };
    Rule {
        statement,
        order: None,
        kind: RuleKind::Disability { act },
        variables: Vec::new(),
        scope: None,
        when: None,
        unless: Vec::new(),
        overrides: Vec::new(),
        period: Period::default(),
        head,
    }
}

impl<'s> Resolver<'s> {
    /// `order soviet_procedure "…", fragmentary, rival of other, enacted by E`
    pub(super) fn read_orders(&mut self, tasks: &[Task<'s>]) {
        for task in tasks {
            let Subject::Order(id) = task.subject else { continue };
            let mut cursor = self.head(task);
            loop {
                if matches!(cursor.kind(), Some(TokenKind::Comma | TokenKind::Citation(_))) {
                    cursor.advance();
                } else if cursor.eat_word("fragmentary").is_some() {
                    self.program.orders[id.index()].fragmentary = true;
                } else if cursor.eat_phrase("rival of") || cursor.eat_phrase("rivals of") {
                    self.read_rival_orders(&mut cursor, id);
                } else if cursor.eat_phrase("enacted by") {
                    let event = self.read_event_name(&mut cursor);
                    self.program.orders[id.index()].enacted_by = event;
                } else {
                    break;
                }
            }
            self.expect_end(&mut cursor, "`fragmentary`, `rival of ORDER`, `enacted by EVENT` or a citation");
        }
    }

    /// Rivalry goes both ways.
    fn read_rival_orders(&mut self, cursor: &mut Cursor<'s>, id: OrderId) {
        loop {
            let Some(rival) = self.read_order_name(cursor) else { return };
            if !self.program.orders[id.index()].rivals.contains(&rival) && rival != id {
                self.program.orders[id.index()].rivals.push(rival);
            }
            if !self.program.orders[rival.index()].rivals.contains(&id) && rival != id {
                self.program.orders[rival.index()].rivals.push(id);
            }
            if cursor.eat_word("and").is_none() {
                return;
            }
        }
    }

    /// The name of an order.
    pub(super) fn read_order_name(&mut self, cursor: &mut Cursor<'s>) -> Option<OrderId> {
        let Some(token) = cursor.eat(TokenKind::Word) else {
            self.report(missing("the name of an order", cursor.here(), "name an order that `order …` declares"));
            return None;
        };
        let name = self.text(token.span);
        match self.named(name) {
            Some(Named::Order(order)) => Some(order),
            Some(other) => {
                self.wrong_sort(name, other, token.span, "an order");
                None
            }
            None => {
                self.unknown_name(name, token.span);
                None
            }
        }
    }

    /// Reads every rule.
    pub(super) fn read_rules(&mut self, tasks: &[Task<'s>]) {
        for task in tasks {
            let Subject::Rule(id) = task.subject else { continue };
            self.under_calendar_of(task.statement);
            self.read_one_rule(task, id);
        }
        self.bare_calendar = None;
    }

    fn read_one_rule(&mut self, task: &Task<'s>, id: RuleId) {
        let head = self.read_rule_head(task);
        let Some(Body::Tokens(tokens)) = &task.item.body else {
            let place = task.item.head.last().map_or(task.item.keyword_span, |last| last.span);
            self.report(missing("the sentence of this rule", place, "write it between `{` and `}` after the head"));
            self.broken(task);
            return;
        };
        let body = read_rule_body(self, id, tokens, task.item.span);
        let (Some((order, period)), Some(body)) = (head, body) else {
            self.broken(task);
            return;
        };
        self.program.rules[id.index()] = Rule {
            statement: task.statement,
            order,
            kind: body.kind,
            variables: body.variables,
            scope: body.scope,
            when: body.when,
            unless: body.unless,
            overrides: body.overrides,
            period,
            head: body.head,
        };
    }

    /// `under ORDER from A until B enacted by E repealed by E2 [cit]`, in any order; `None`: an error.
    fn read_rule_head(&mut self, task: &Task<'s>) -> Option<(Option<OrderId>, Period)> {
        let mut cursor = self.head(task);
        let (mut order, mut period, mut good) = (None, Period::default(), true);
        while !cursor.at_end() {
            if matches!(cursor.kind(), Some(TokenKind::Comma | TokenKind::Citation(_))) {
                cursor.advance();
            } else if cursor.eat_word("under").is_some() {
                order = self.read_order_name(&mut cursor);
                good &= order.is_some();
            } else if cursor.eat_phrase("enacted by") {
                period.enacted_by = self.good_event(&mut cursor, &mut good);
            } else if cursor.eat_phrase("repealed by") {
                period.repealed_by = self.good_event(&mut cursor, &mut good);
            } else if starts_time(&cursor) {
                good &= self.read_time_part(&mut cursor, task.statement, &mut period.time);
            } else {
                let expected = "`under ORDER`, `from`, `until`, `enacted by`, `repealed by` or a citation";
                self.expect_end(&mut cursor, expected);
                good = false;
            }
        }
        good.then_some((order, period))
    }

    fn good_event(&mut self, cursor: &mut Cursor<'s>, good: &mut bool) -> Option<EventId> {
        let event = self.read_event_name(cursor);
        *good &= event.is_some();
        event
    }
}
