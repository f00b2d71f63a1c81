//! What a comparison compares: the told numbers, dates and events that its answer rests on.
//!
//! Takes a condition under a binding; says whether it compares what the corpus tells, and gives what is
//! told, each with its place. What the corpus does not tell is an open question, never a failed comparison.
use super::conditions::Bound;
use super::lookup::Lookup;
use super::nodes::{event_node, value_node};
use super::reason::{Reason, ReasonKind};
use crate::program::*;

/// How deep conditions are looked into.
const DEEPEST: usize = 6;

/// What a comparison looks at.
#[derive(Default)]
pub(super) struct Compared {
    /// Told attributes.
    pub values: Vec<(EntityId, usize)>,
    /// Told events, whose times are compared.
    pub events: Vec<EventId>,
    /// Whether the condition compares at all.
    pub compares: bool,
}

impl Lookup<'_> {
    /// What a condition compares, if it does.
    pub(super) fn compared(&self, formula: FormulaId, values: &[Option<Value>]) -> Option<Compared> {
        let mut found = Compared::default();
        let bound = Bound { variables: self.variables(formula), values, this: "" };
        self.compared_in(formula, bound, DEEPEST, &mut found);
        found.values.dedup();
        found.events.dedup();
        found.compares.then_some(found)
    }

    /// The told values of a comparison as nodes: each number, each event with its day.
    pub(super) fn compared_nodes(&self, compared: &Compared) -> Vec<Reason> {
        let values = compared.values.iter().map(|&(entity, place)| value_node(self, entity, place));
        let dated = |&event: &EventId| {
            let told = event_node(self, event);
            let text = match self.told_time(event) {
                Some(time) => format!("{}, {time}", told.text),
                None => told.text.clone(),
            };
            // A denied event tells of nothing that had a day.
            Reason { text, kind: if told.according_to.is_some() { told.kind } else { ReasonKind::Event }, ..told }
        };
        values.chain(compared.events.iter().map(dated)).collect()
    }

    /// The statements behind a comparison.
    pub(super) fn compared_statements(&self, compared: &Compared) -> Vec<StatementId> {
        let held = |&(entity, place): &(EntityId, usize)| {
            let entity = self.program.entities.get(entity.index())?;
            entity.attributes.get(place).map(|held| held.statement)
        };
        let told = |&event: &EventId| self.event(event).map(|event| event.statement);
        compared.values.iter().filter_map(held).chain(compared.events.iter().filter_map(told)).collect()
    }

    /// `on 2024-03-18`, where the time of an event is told by dates.
    fn told_time(&self, event: EventId) -> Option<String> {
        let parts = &self.event(event)?.time.parts;
        let words: Vec<String> = parts
            .iter()
            .filter_map(|part| match part {
                TimePart::On(date) => Some(format!("on {}", self.date_name(*date))),
                TimePart::From(Anchor::Date(date)) => Some(format!("from {}", self.date_name(*date))),
                TimePart::Until(Anchor::Date(date)) => Some(format!("until {}", self.date_name(*date))),
                TimePart::Before(Anchor::Date(date)) => Some(format!("before {}", self.date_name(*date))),
                TimePart::After(Anchor::Date(date)) => Some(format!("after {}", self.date_name(*date))),
                TimePart::From(Anchor::Event(_))
                | TimePart::Until(Anchor::Event(_))
                | TimePart::Before(Anchor::Event(_))
                | TimePart::After(Anchor::Event(_))
                | TimePart::During(_)
                | TimePart::With(_)
                | TimePart::Rivals(_) => None,
            })
            .collect();
        (!words.is_empty()).then(|| words.join(" "))
    }

    fn compared_in(&self, formula: FormulaId, bound: Bound<'_>, depth: usize, found: &mut Compared) {
        let Some(formula) = self.program.formulas.get(formula.index()).filter(|_| depth > 0) else { return };
        match formula {
            Formula::And(parts) | Formula::Or(parts) => {
                parts.iter().for_each(|&part| self.compared_in(part, bound, depth - 1, found));
            }
            Formula::Not(inner) | Formula::At(_, inner) | Formula::Under(_, inner) => {
                self.compared_in(*inner, bound, depth - 1, found);
            }
            Formula::Compare(one, _, other) => {
                // A count of what nobody told of is nothing but silence.
                found.compares |= self.is_told_number(one) && self.is_told_number(other);
                self.number(one, bound, found);
                self.number(other, bound, found);
            }
            Formula::Same(one, other) => {
                found.compares = true;
                self.compared_term(one, bound, found);
                self.compared_term(other, bound, found);
            }
            Formula::Before(one, other, _) | Formula::Within(one, other, _) => {
                found.compares = true;
                self.time(one, bound, found);
                self.time(other, bound, found);
            }
            Formula::Act { .. }
            | Formula::Relation { .. }
            | Formula::Is(_)
            | Formula::Status(..)
            | Formula::Breaches(..)
            | Formula::BreachesDuty(..)
            | Formula::May { .. }
            | Formula::Must(_)
            | Formula::Makes(..)
            | Formula::Ends(..)
            | Formula::Heals(..)
            | Formula::Quantified(..)
            | Formula::Ever(_)
            | Formula::Always(_)
            | Formula::True => {}
        }
    }

    /// Whether what is counted in a number, if anything is, is told of at all.
    fn is_told_number(&self, number: &Number) -> bool {
        match number {
            Number::Count(_, condition) | Number::Sum(_, _, condition) => self.is_told_of(*condition, DEEPEST),
            Number::Share(one, other, excluding) => {
                let excluding = excluding.as_ref().is_none_or(|number| self.is_told_number(number));
                excluding && self.is_told_number(one) && self.is_told_number(other)
            }
            Number::Plus(one, other) | Number::Minus(one, other) | Number::Product(one, other) => {
                self.is_told_number(one) && self.is_told_number(other)
            }
            Number::Length(inner, _) => self.is_told_number(inner),
            Number::Quantity(_) | Number::Of(_) | Number::Part(..) | Number::Figure(..) | Number::Days(..) => true,
        }
    }

    /// Whether the corpus tells, flat, of anything like what a condition asks for; of what it needs no telling
    /// of, yes.
    fn is_told_of(&self, condition: FormulaId, depth: usize) -> bool {
        match self.program.formulas.get(condition.index()).filter(|_| depth > 0) {
            Some(Formula::And(parts)) => parts.iter().all(|&part| self.is_told_of(part, depth - 1)),
            Some(Formula::Act { pattern, negated: false, .. }) => {
                let tells = |event: &Event| event.act.verb == pattern.verb && !event.denied;
                self.program.events.iter().any(|event| tells(event) && self.is_flat_statement(event.statement))
            }
            Some(Formula::Relation { pattern, negated: false, .. }) => {
                let tells = |fact: &Fact| fact.sentence.relation == pattern.relation && !fact.denied;
                self.program.facts.iter().any(|fact| tells(fact) && self.is_flat_statement(fact.statement))
            }
            Some(_) | None => true,
        }
    }

    fn number(&self, number: &Number, bound: Bound<'_>, found: &mut Compared) {
        match number {
            Number::Of(term) | Number::Part(term, _) => self.compared_term(term, bound, found),
            Number::Share(one, other, excluding) => {
                [one, other].into_iter().chain(excluding).for_each(|number| self.number(number, bound, found));
            }
            Number::Plus(one, other) | Number::Minus(one, other) | Number::Product(one, other) => {
                self.number(one, bound, found);
                self.number(other, bound, found);
            }
            Number::Days(one, other, _) => {
                self.time(one, bound, found);
                self.time(other, bound, found);
            }
            Number::Length(inner, _) => self.number(inner, bound, found),
            Number::Quantity(_) | Number::Count(..) | Number::Sum(..) | Number::Figure(..) => {}
        }
    }

    fn time(&self, time: &TimeTerm, bound: Bound<'_>, found: &mut Compared) {
        match time {
            TimeTerm::Event(term) | TimeTerm::Date(term) => self.compared_term(term, bound, found),
            TimeTerm::Shifted(inner, length, _) => {
                self.time(inner, bound, found);
                self.number(length, bound, found);
            }
        }
    }

    fn compared_term(&self, term: &Term, bound: Bound<'_>, found: &mut Compared) {
        match self.told_attribute(term, bound) {
            Some(told) => found.values.push(told),
            None => {
                if let Some(Value::Event(event)) = self.term_value(term, bound) {
                    found.events.push(event);
                }
            }
        }
    }
}
