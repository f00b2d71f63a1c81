//! What grounding knows without an atom, found again in the corpus: flat events that fit a sentence, facts
//! that state a relation.
use super::conditions::Bound;
use super::lookup::Lookup;
use crate::ground::keys::FluentId;
use crate::program::*;

impl Lookup<'_> {
    /// Whether an event is told flat, as something that happened.
    pub fn is_flat(&self, event: EventId) -> bool {
        self.event(event).is_some_and(|event| {
            !event.denied && self.statement(event.statement).is_some_and(|statement| statement.voice.is_none())
        })
    }

    /// The first flat fact that states a relation, or denies it.
    pub fn flat_fact(&self, fluent: FluentId, denied: bool) -> Option<FactId> {
        let sentence = self.fluent(fluent)?;
        let flat = |fact: &Fact| self.statement(fact.statement).is_some_and(|statement| statement.voice.is_none());
        let fits = |fact: &Fact| fact.denied == denied && fact.sentence == sentence && flat(fact);
        self.program.facts.iter().position(fits).map(|place| FactId(place as u32))
    }

    /// Whether a condition is a sentence that events or facts can tell.
    pub(super) fn is_told_sentence(&self, formula: FormulaId) -> bool {
        matches!(
            self.program.formulas.get(formula.index()),
            Some(Formula::Act { .. } | Formula::Relation { .. } | Formula::Quantified(Quantifier::Some, ..))
        )
    }

    /// The first flat event that tells what a sentence says.
    pub(super) fn told_by(&self, formula: FormulaId, values: &[Option<Value>]) -> Option<EventId> {
        let Some(Formula::Act { pattern, negated: false, .. }) = self.program.formulas.get(formula.index()) else {
            return None;
        };
        let bound = Bound { variables: self.variables(formula), values, this: "" };
        let place = self.program.events.iter().position(|event| !event.denied && self.fits(pattern, &event.act, bound));
        place.map(|place| EventId(place as u32)).filter(|&event| self.is_flat(event))
    }

    /// The first flat event that records that what a sentence says did not happen.
    pub(super) fn told_not(&self, formula: FormulaId, values: &[Option<Value>]) -> Option<EventId> {
        let pattern = self.act_of_sentence(formula)?;
        let bound = Bound { variables: self.variables(formula), values, this: "" };
        let flat = |event: &Event| self.statement(event.statement).is_some_and(|statement| statement.voice.is_none());
        let place = self
            .program
            .events
            .iter()
            .position(|event| event.denied && flat(event) && self.fits(pattern, &event.act, bound));
        place.map(|place| EventId(place as u32))
    }

    /// The act that a sentence is about, its time left aside.
    fn act_of_sentence(&self, formula: FormulaId) -> Option<&ActPattern> {
        match self.program.formulas.get(formula.index())? {
            Formula::Act { pattern, .. } => Some(pattern),
            Formula::And(parts) => parts.iter().find_map(|&part| match self.program.formulas.get(part.index()) {
                Some(Formula::Act { pattern, .. }) => Some(pattern),
                _ => None,
            }),
            Formula::Quantified(Quantifier::Some, _, Some(inner), None) if inner.index() < formula.index() => {
                self.act_of_sentence(*inner)
            }
            _ => None,
        }
    }

    fn fits(&self, pattern: &ActPattern, act: &Act, bound: Bound<'_>) -> bool {
        let is = |slot: &Slot, value: Value| self.term_value(&slot.term, bound).is_none_or(|wanted| wanted == value);
        act.verb == pattern.verb
            && pattern.subjects.iter().all(|slot| act.subjects.iter().any(|&subject| is(slot, subject)))
            && pattern.roles.iter().all(|(role, filler)| match (act.role(*role), filler) {
                (Some(value), Filler::Slot(slot)) => is(slot, value),
                (Some(value), Filler::Act(..) | Filler::Relation(..)) => matches!(value, Value::Content(_)),
                (None, _) => false,
            })
    }
}
