//! What grounding knows without an atom, found again in the corpus: flat events that fit a sentence, facts
//! that state a relation.
use super::conditions::Bound;
use super::lookup::Lookup;
use crate::ground::keys::FluentId;
use crate::program::*;
use crate::source::Sources;
use rustc_hash::{FxHashMap, FxHashSet};

/// Events by their fillers, facts by what they state; lists are in the corpus's order.
#[derive(Default)]
pub(super) struct Told {
    events: FxHashMap<(VerbId, Option<Value>), Vec<EventId>>,
    facts: FxHashMap<RelationSentence, Vec<FactId>>,
    many: FxHashSet<EntityId>,
}

impl Told {
    /// One pass over the corpus.
    pub(super) fn build(program: &Program, sources: &Sources) -> Self {
        let mut told = Self::default();
        for (place, event) in program.events.iter().enumerate() {
            let act = &event.act;
            if let [Value::Entity(subject)] = act.subjects.as_slice()
                && is_written_as_many(program, sources.text(event.sentence), act.verb, *subject)
            {
                told.many.insert(*subject);
            }
            let fillers = act.subjects.iter().copied().chain(act.roles.iter().map(|(_, value)| *value));
            for filler in fillers.map(Some).chain([None]) {
                told.events.entry((act.verb, filler)).or_default().push(EventId(place as u32));
            }
        }
        for (place, fact) in program.facts.iter().enumerate() {
            told.facts.entry(fact.sentence).or_default().push(FactId(place as u32));
        }
        told
    }

    /// Whether the corpus itself speaks of an entity as of several.
    pub(super) fn is_written_as_many(&self, entity: EntityId) -> bool {
        self.many.contains(&entity)
    }
}

/// `bolsheviks overstate …`, not `bolsheviks overstates …`
fn is_written_as_many(program: &Program, sentence: &str, verb: VerbId, subject: EntityId) -> bool {
    let name =
        program.entities.get(subject.index()).and_then(|entity| program.statements.get(entity.statement.index()));
    let (Some(name), Some(verb)) = (name, program.verbs.get(verb.index())) else { return false };
    let Some(predicate) = sentence.trim_start().strip_prefix(name.name.as_str()) else { return false };
    let begins = |form: &str| {
        let rest = predicate.trim_start().strip_prefix(form);
        rest.is_some_and(|rest| !rest.starts_with(|next: char| next.is_alphanumeric() || next == '_'))
    };
    let [infinitive, third, _] = &verb.forms;
    begins(infinitive) && !begins(third)
}

impl Lookup<'_> {
    /// Whether an event is told flat, as something that happened.
    pub fn is_flat(&self, event: EventId) -> bool {
        self.event(event).is_some_and(|event| {
            !event.denied && self.statement(event.statement).is_some_and(|statement| statement.voice.is_none())
        })
    }

    /// The first flat fact that states a relation, or denies it.
    pub fn flat_fact(&self, fluent: FluentId, denied: bool) -> Option<FactId> {
        let stated = self.told.facts.get(&self.fluent(fluent)?)?;
        stated.iter().copied().find(|fact| {
            let fact = self.program.facts.get(fact.index());
            fact.is_some_and(|fact| fact.denied == denied && self.is_flat_statement(fact.statement))
        })
    }

    /// Whether a statement stands in no block of a voice.
    pub(super) fn is_flat_statement(&self, id: StatementId) -> bool {
        self.statement(id).is_some_and(|statement| statement.voice.is_none())
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
        self.fitting(pattern, bound, |event| {
            let as_asked = !pattern.alone || event.act.subjects.len() < 2;
            as_asked && !event.denied
        })
    }

    /// The first flat event that records that what a sentence says did not happen.
    pub(super) fn told_not(&self, formula: FormulaId, values: &[Option<Value>]) -> Option<EventId> {
        let pattern = self.act_of_sentence(formula)?;
        self.fitting(pattern, Bound { variables: self.variables(formula), values, this: "" }, |event| event.denied)
    }

    /// The first flat event in which several did together what a sentence says that one did alone.
    pub(super) fn told_jointly(&self, formula: FormulaId, values: &[Option<Value>]) -> Option<EventId> {
        let pattern = self.act_of_sentence(formula).filter(|pattern| pattern.alone)?;
        let bound = Bound { variables: self.variables(formula), values, this: "" };
        self.fitting(pattern, bound, |event| !event.denied && event.act.subjects.len() > 1)
    }

    /// The first flat event that records that an act was not done.
    pub(super) fn denied_act(&self, act: &Act) -> Option<EventId> {
        let fillers = act.subjects.iter().chain(act.roles.iter().map(|(_, value)| value)).copied().map(Some);
        let lists = fillers.chain([None]).map(|filler| self.told.events.get(&(act.verb, filler)));
        let shortest = lists.min_by_key(|list| list.map_or(0, Vec::len)).flatten()?;
        shortest.iter().copied().find(|&event| {
            self.event(event).is_some_and(|event| {
                event.denied
                    && self.is_flat_statement(event.statement)
                    && act.subjects.iter().all(|subject| event.act.subjects.contains(subject))
                    && event.act.roles.iter().all(|(role, value)| act.role(*role).is_none_or(|own| own == *value))
            })
        })
    }

    /// The first flat event that fits a pattern and is of the wanted sort.
    fn fitting(&self, pattern: &ActPattern, bound: Bound<'_>, wanted: impl Fn(&Event) -> bool) -> Option<EventId> {
        let slots = pattern.roles.iter().filter_map(|(_, filler)| match filler {
            Filler::Slot(slot) => Some(slot),
            Filler::Act(..) | Filler::Relation(..) => None,
        });
        let fillers = slots.chain(&pattern.subjects).filter_map(|slot| self.term_value(&slot.term, bound)).map(Some);
        let lists = fillers.chain([None]).map(|filler| self.told.events.get(&(pattern.verb, filler)));
        let shortest = lists.min_by_key(|list| list.map_or(0, Vec::len)).flatten()?;
        shortest.iter().copied().find(|event| {
            self.event(*event).is_some_and(|event| {
                wanted(event) && self.is_flat_statement(event.statement) && self.fits(pattern, &event.act, bound)
            })
        })
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
                (Some(value), Filler::Act(content, negated)) => match self.told_content(value) {
                    Some(Content::Act(told, not)) => not == negated && self.fits(content, told, bound),
                    _ => false,
                },
                (Some(value), Filler::Relation(content, negated)) => match self.told_content(value) {
                    Some(Content::Relation(told, not)) => {
                        not == negated
                            && told.relation == content.relation
                            && is(&content.subject, told.subject)
                            && match (&content.object, told.object) {
                                (Some(slot), Some(object)) => is(slot, object),
                                (wanted, _) => wanted.is_none(),
                            }
                    }
                    _ => false,
                },
                (None, _) => false,
            })
    }

    fn told_content(&self, value: Value) -> Option<&Content> {
        match value {
            Value::Content(id) => self.program.contents.get(id.index()),
            _ => None,
        }
    }
}
