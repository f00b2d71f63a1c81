//! Orders and rules in force.
//!
//! ```text
//! recognised(O,E) :- accepted(O), (no enactment | enacts(X,O), valid(X), before(X,E), not gone(X,E)).
//! inforce(R,E)    :- on(R), (no order(R) | recognised(order(R),E)), begun(R,E), not ended(R,E).
//! begun(R,E)      :- (no start | start before E),
//!                    (no enactment | enacts(X,R), valid(X), not gone(X,E), (start named | before(X,E))).
//! ended(R,E)      :- (end before E | repeals(Y,R), valid(Y), (end named | before(Y,E))).
//! ```
use super::clauses::AtomId;
use super::grounder::{Grounder, Truth};
use super::keys::Moment;
use super::keys::*;
use crate::program::*;

impl Grounder<'_> {
    pub(super) fn recognised(&mut self, order: OrderId, moment: Moment) -> Truth {
        match self.program.orders[order.index()].enacted_by {
            None => self.order_accepted(order),
            Some(_) => self.is(Key::Recognised(order, moment)),
        }
    }

    pub(super) fn ground_recognised(&mut self, head: AtomId, order: OrderId, moment: Moment) {
        let Some(event) = self.program.orders[order.index()].enacted_by else { return };
        let act = ActId(event.0);
        let body =
            [self.order_accepted(order), self.force(act), self.before(act, moment), self.gone(act, moment).not()];
        self.clause(head, &body);
    }

    /// Whether a rule is in force at a moment; known where it stands flat, in no rival order, without period.
    pub(super) fn in_force(&mut self, rule: RuleId, moment: Moment) -> Truth {
        let data = self.rule(rule);
        let plain =
            data.period.time.parts.is_empty() && data.period.enacted_by.is_none() && data.period.repealed_by.is_none();
        if plain {
            let on = self.on(data.statement);
            let recognised = match data.order {
                None => Truth::TRUE,
                Some(order) => self.recognised(order, moment),
            };
            match (on, recognised) {
                (Truth::TRUE, other) | (other, Truth::TRUE) => return other,
                (Truth::FALSE, _) | (_, Truth::FALSE) => return Truth::FALSE,
                (Truth::Literal(_), Truth::Literal(_)) => {}
            }
        }
        self.is(Key::InForce(rule, moment))
    }

    pub(super) fn ground_in_force(&mut self, head: AtomId, rule: RuleId, moment: Moment) {
        let data = self.rule(rule);
        let mut body = vec![self.on(data.statement)];
        if let Some(order) = data.order {
            body.push(self.recognised(order, moment));
        }
        let mut start_named = false;
        for part in &data.period.time.parts {
            match part {
                TimePart::From(anchor) | TimePart::After(anchor) => {
                    start_named = true;
                    body.push(self.anchor_begun(*anchor, data.statement, moment));
                }
                TimePart::On(date) => {
                    start_named = true;
                    body.push(self.date_begun(*date, data.statement, moment));
                }
                TimePart::During(event) => {
                    start_named = true;
                    body.push(self.event_running(*event, moment));
                }
                TimePart::With(event) => {
                    start_named = true;
                    body.push(self.before(ActId(event.0), moment));
                }
                TimePart::Until(_) | TimePart::Before(_) | TimePart::Rivals(_) => {}
            }
        }
        if let Some(event) = data.period.enacted_by {
            let act = ActId(event.0);
            body.push(self.force(act));
            body.push(self.gone(act, moment).not());
            if !start_named {
                body.push(self.before(act, moment));
            }
        }
        body.push(self.ended(rule, moment).not());
        self.clause(head, &body);
    }

    fn ended(&mut self, rule: RuleId, moment: Moment) -> Truth {
        let period = &self.rule(rule).period;
        let ends = |part: &TimePart| matches!(part, TimePart::Until(_) | TimePart::Before(_));
        if period.repealed_by.is_none() && !period.time.parts.iter().any(ends) {
            return Truth::FALSE;
        }
        self.is(Key::Ended(rule, moment))
    }

    pub(super) fn ground_ended(&mut self, head: AtomId, rule: RuleId, moment: Moment) {
        let Rule { period, statement, .. } = self.rule(rule);
        let mut end_named = Vec::new();
        for part in &period.time.parts {
            if let TimePart::Until(anchor) | TimePart::Before(anchor) = part {
                end_named.push(self.anchor_over(*anchor, *statement, moment));
            }
        }
        match period.repealed_by {
            // A repeal whose day of effect is named ends the rule on that day, if the repeal is valid.
            Some(event) => {
                let act = ActId(event.0);
                let valid = self.force(act);
                if end_named.is_empty() {
                    let before = self.before(act, moment);
                    self.clause(head, &[valid, before]);
                } else {
                    end_named.push(valid);
                    self.clause(head, &end_named);
                }
            }
            None => {
                for end in end_named {
                    self.clause(head, &[end]);
                }
            }
        }
    }

    /// A moment lies at or after a date's beginning, or after an event (its effects follow its end).
    pub(super) fn anchor_begun(&mut self, anchor: Anchor, statement: StatementId, moment: Moment) -> Truth {
        match anchor {
            Anchor::Date(date) => self.date_begun(date, statement, moment),
            Anchor::Event(event) => self.before(ActId(event.0), moment),
        }
    }

    /// A date is over at a moment, or an event has come.
    pub(super) fn anchor_over(&mut self, anchor: Anchor, statement: StatementId, moment: Moment) -> Truth {
        match anchor {
            Anchor::Date(date) => self.date_over(date, statement, moment),
            Anchor::Event(event) => self.before(ActId(event.0), moment),
        }
    }

    /// A moment lies within a lasting event.
    pub(super) fn event_running(&mut self, event: EventId, moment: Moment) -> Truth {
        let act = ActId(event.0);
        let (begun, over) = (self.begun(act, moment), self.before(act, moment));
        self.both(begun, over.not())
    }

    /// What lasts has begun by a moment.
    fn begun(&mut self, act: ActId, moment: Moment) -> Truth {
        let begin = Instant::Begin(self.act(act).told);
        match moment {
            Moment::End => Truth::TRUE,
            Moment::Before(other) => {
                let other = Instant::Begin(self.act(other).told);
                self.earlier(begin, other)
            }
            Moment::After(other) => {
                let other = Instant::End(self.act(other).told);
                self.earlier(begin, other)
            }
            Moment::Date(date) => {
                let end = self.day_end(date, None);
                self.earlier(begin, end)
            }
        }
    }

    /// An act was done by a moment, once it was over; a deed that lasts is so from its beginning.
    pub(super) fn done_by(&mut self, act: ActId, moment: Moment) -> Truth {
        let lasts = self.told_event(self.act(act).told).is_some_and(|event| self.chronology.lasts(event));
        let itself = match moment {
            Moment::Before(other) | Moment::After(other) => self.act(other).told == self.act(act).told,
            Moment::Date(_) | Moment::End => false,
        };
        if lasts && !itself && !self.is_act(act) { self.begun(act, moment) } else { self.before(act, moment) }
    }

    /// The conjunction of two.
    pub(super) fn both(&mut self, one: Truth, other: Truth) -> Truth {
        match (one, other) {
            (Truth::TRUE, truth) | (truth, Truth::TRUE) => truth,
            (Truth::FALSE, _) | (_, Truth::FALSE) => Truth::FALSE,
            (Truth::Literal(_), Truth::Literal(_)) => self.tally(&[vec![one, other]]),
        }
    }

    /// A fresh atom for a disjunction of conjunctions.
    pub(super) fn tally(&mut self, bodies: &[Vec<Truth>]) -> Truth {
        if bodies.iter().any(|body| body.iter().all(|truth| *truth == Truth::TRUE)) {
            return Truth::TRUE;
        }
        let open: Vec<&Vec<Truth>> = bodies.iter().filter(|body| !body.contains(&Truth::FALSE)).collect();
        match open.as_slice() {
            [] => Truth::FALSE,
            [one] if one.iter().filter(|t| **t != Truth::TRUE).count() == 1 => {
                one.iter().copied().find(|t| *t != Truth::TRUE).unwrap_or(Truth::TRUE)
            }
            _ => {
                let head = self.atom(Key::Tally(self.tallies));
                self.tallies += 1;
                for body in bodies {
                    self.clause(head, body);
                }
                Truth::Literal(super::clauses::Literal::positive(head))
            }
        }
    }
}
