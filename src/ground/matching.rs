//! Patterns against acts and relations: what fits, and what that binds.
use super::acts::ActOrigin;
use super::grounder::{Grounder, Truth};
use super::index::SUBJECT;
use super::keys::*;
use crate::program::*;

impl Grounder<'_> {
    /// Whether a value is of the kinds and has the adjectives that a slot asks for.
    pub(super) fn slot_takes(&self, slot: &Slot, value: Value) -> bool {
        if slot.kinds.is_empty() && slot.adjectives.is_empty() {
            return true;
        }
        let Value::Entity(entity) = value else {
            return matches!(value, Value::Someone(_)) && slot.adjectives.is_empty();
        };
        let entity = &self.program.entities[entity.index()];
        let kind = slot.kinds.is_empty() || slot.kinds.iter().any(|&k| self.index.kind_is(entity.kind, k));
        kind && slot.adjectives.iter().all(|adjective| entity.adjectives.contains(adjective))
    }

    /// Matches a term with a value: binds a free variable, compares anything else. Attributes match if one
    /// of their values does (rival values of a name in a head are compared where it is judged).
    pub(super) fn fit_term(&self, term: &Term, value: Value, binding: &mut [Option<Value>]) -> bool {
        match term {
            Term::Variable(variable) => match binding.get_mut(variable.0 as usize) {
                Some(slot @ None) => {
                    *slot = Some(value);
                    true
                }
                Some(Some(bound)) => *bound == value,
                None => false,
            },
            Term::Value(named) => *named == value,
            Term::Attribute(..) => self.attribute_values(term, binding).contains(&value),
            Term::ThisAct | Term::Chosen(_) => false,
        }
    }

    pub(super) fn fit_slot(&self, slot: &Slot, value: Value, binding: &mut [Option<Value>]) -> bool {
        self.slot_takes(slot, value) && self.fit_term(&slot.term, value, binding)
    }

    /// The values that an attribute term can have, whatever their statements' standing.
    pub(super) fn attribute_values(&self, term: &Term, binding: &[Option<Value>]) -> Vec<Value> {
        match term {
            Term::Variable(variable) => binding.get(variable.0 as usize).copied().flatten().into_iter().collect(),
            Term::Value(value) => vec![*value],
            Term::Attribute(of, attribute) => {
                let mut values = Vec::new();
                for base in self.attribute_values(of, binding) {
                    let Value::Entity(entity) = base else { continue };
                    for held in &self.program.entities[entity.index()].attributes {
                        if held.attribute == *attribute
                            && let Holding::One(value) = held.value
                        {
                            values.push(value);
                        }
                    }
                }
                values
            }
            Term::ThisAct | Term::Chosen(_) => Vec::new(),
        }
    }

    /// Whether an act fits a pattern: the verb, every role that the pattern names and, for `Some(n)`, the
    /// pattern's one subject with the act's nth subject. `None` leaves the subject out (powers).
    pub(super) fn fit_act(
        &self,
        pattern: &ActPattern,
        id: ActId,
        subject: Option<usize>,
        binding: &mut [Option<Value>],
    ) -> bool {
        let act = &self.act(id).act;
        self.fit_doing(pattern, act, subject, binding)
    }

    /// The same for an act that is not numbered (a content).
    pub(super) fn fit_doing(
        &self,
        pattern: &ActPattern,
        act: &Act,
        subject: Option<usize>,
        binding: &mut [Option<Value>],
    ) -> bool {
        if act.verb != pattern.verb || (pattern.alone && act.subjects.len() > 1) {
            return false;
        }
        for (role, filler) in &pattern.roles {
            let Some(value) = act.role(*role) else { return false };
            if !self.fit_filler(filler, value, binding) {
                return false;
            }
        }
        match (subject, pattern.subjects.as_slice()) {
            (None, _) | (_, []) => true,
            (Some(n), [slot]) => act.subjects.get(n).is_some_and(|&value| self.fit_slot(slot, value, binding)),
            (Some(_), slots) => self.fit_jointly(slots, &act.subjects, binding),
        }
    }

    /// Several slots name one joint act: each fits a subject of its own, in the order of the act.
    fn fit_jointly(&self, slots: &[Slot], subjects: &[Value], binding: &mut [Option<Value>]) -> bool {
        let mut free: Vec<Value> = subjects.to_vec();
        for slot in slots {
            let Some(place) = free.iter().position(|&value| {
                let mut trial = binding.to_vec();
                self.fit_slot(slot, value, &mut trial)
            }) else {
                return false;
            };
            let value = free.remove(place);
            if !self.fit_slot(slot, value, binding) {
                return false;
            }
        }
        true
    }

    fn fit_filler(&self, filler: &Filler, value: Value, binding: &mut [Option<Value>]) -> bool {
        match filler {
            Filler::Slot(slot) => self.fit_slot(slot, value, binding),
            Filler::Act(pattern, negated) => match self.content(value) {
                Some(Content::Act(act, not)) if not == *negated => {
                    let subject = if pattern.subjects.is_empty() { None } else { Some(0) };
                    self.fit_doing(pattern, &act, subject, binding)
                }
                _ => false,
            },
            Filler::Relation(pattern, negated) => match self.content(value) {
                Some(Content::Relation(sentence, not)) if not == *negated => {
                    self.fit_relation(pattern, &sentence, binding)
                }
                _ => false,
            },
        }
    }

    pub(super) fn content(&self, value: Value) -> Option<Content> {
        match value {
            Value::Content(id) => self.contents.borrow().get_index(id.index()).cloned(),
            _ => None,
        }
    }

    /// Whether a relation with its names fits a pattern.
    pub(super) fn fit_relation(
        &self,
        pattern: &RelationPattern,
        sentence: &RelationSentence,
        binding: &mut [Option<Value>],
    ) -> bool {
        if pattern.relation != sentence.relation || !self.fit_slot(&pattern.subject, sentence.subject, binding) {
            return false;
        }
        match (&pattern.object, sentence.object) {
            (Some(slot), Some(value)) => self.fit_slot(slot, value, binding),
            (None, _) => true,
            (Some(_), None) => false,
        }
    }

    /// The value of a term, where the binding gives it one.
    pub(super) fn term_value(&self, term: &Term, binding: &[Option<Value>], act: Option<ActId>) -> Option<Value> {
        match term {
            Term::Variable(variable) => binding.get(variable.0 as usize).copied().flatten(),
            Term::Value(value) => Some(*value),
            Term::Attribute(..) => self.attribute_values(term, binding).first().copied(),
            Term::ThisAct => act.and_then(|id| self.told_event(self.act(id).told)).map(Value::Event),
            Term::Chosen(_) => None,
        }
    }

    /// An act from a pattern whose every slot the binding fills; `None` where one is unbound.
    pub(super) fn fill(&self, pattern: &ActPattern, binding: &[Option<Value>]) -> Option<Act> {
        let subjects: Option<Vec<Value>> =
            pattern.subjects.iter().map(|slot| self.term_value(&slot.term, binding, None)).collect();
        let mut roles = Vec::with_capacity(pattern.roles.len());
        for (role, filler) in &pattern.roles {
            roles.push((*role, self.fill_filler(filler, binding)?));
        }
        roles.sort_by_key(|(role, _)| *role);
        Some(Act { verb: pattern.verb, subjects: subjects?, roles, alone: pattern.alone })
    }

    fn fill_filler(&self, filler: &Filler, binding: &[Option<Value>]) -> Option<Value> {
        match filler {
            Filler::Slot(slot) => self.term_value(&slot.term, binding, None),
            Filler::Act(pattern, negated) => {
                let act = self.fill(pattern, binding)?;
                Some(self.content_id(Content::Act(act, *negated)))
            }
            Filler::Relation(pattern, negated) => {
                let sentence = self.fill_relation(pattern, binding, None)?;
                Some(self.content_id(Content::Relation(sentence, *negated)))
            }
        }
    }

    /// The number of a content. One that nothing tells has a number too: what is open can be asked of it.
    fn content_id(&self, content: Content) -> Value {
        Value::Content(ContentId(self.contents.borrow_mut().insert_full(content).0 as u32))
    }

    /// What is left of a pattern when unbound roles and subjects are left out.
    pub(super) fn fill_partly(&self, pattern: &ActPattern, binding: &[Option<Value>]) -> Act {
        let subjects = pattern.subjects.iter().filter_map(|slot| self.term_value(&slot.term, binding, None)).collect();
        let mut roles: Vec<(u8, Value)> = pattern
            .roles
            .iter()
            .filter_map(|(role, filler)| self.fill_filler(filler, binding).map(|value| (*role, value)))
            .collect();
        roles.sort_by_key(|(role, _)| *role);
        Act { verb: pattern.verb, subjects, roles, alone: pattern.alone }
    }

    /// A relation from a pattern whose slots the binding fills.
    pub(super) fn fill_relation(
        &self,
        pattern: &RelationPattern,
        binding: &[Option<Value>],
        act: Option<ActId>,
    ) -> Option<RelationSentence> {
        let subject = self.term_value(&pattern.subject.term, binding, act)?;
        let object = match &pattern.object {
            Some(slot) => Some(self.term_value(&slot.term, binding, act)?),
            None => None,
        };
        Some(RelationSentence { relation: pattern.relation, subject, object })
    }

    /// The acts that can fit a pattern under a binding: the shortest list that the indexes give, in order.
    pub(super) fn candidates(&self, pattern: &ActPattern, binding: &[Option<Value>]) -> Vec<ActId> {
        let mut best: Option<&[ActId]> = None;
        let mut offer = |list| {
            if best.is_none_or(|known: &[ActId]| known.len() > <[ActId]>::len(list)) {
                best = Some(list);
            }
        };
        for (role, filler) in &pattern.roles {
            if let Filler::Slot(slot) = filler
                && let Some(value) = self.plain_value(&slot.term, binding)
            {
                offer(self.index.with_filler(pattern.verb, *role, value));
            }
        }
        let by_role = best.map(<[ActId]>::to_vec);
        if let [slot] = pattern.subjects.as_slice()
            && let Some(value) = self.plain_value(&slot.term, binding)
        {
            let named = self.index.with_filler(pattern.verb, SUBJECT, value);
            let unnamed = self.index.by_someone(pattern.verb);
            if by_role.as_ref().is_none_or(|list| list.len() > named.len() + unnamed.len()) {
                let mut list = [named, unnamed].concat();
                list.sort_unstable();
                list.dedup();
                return list;
            }
        }
        by_role.unwrap_or_else(|| self.index.of_verb(pattern.verb).to_vec())
    }

    /// The value of a name or bound variable; attributes may have several values and give none here.
    fn plain_value(&self, term: &Term, binding: &[Option<Value>]) -> Option<Value> {
        match term {
            Term::Variable(variable) => binding.get(variable.0 as usize).copied().flatten(),
            Term::Value(value) => Some(*value),
            Term::Attribute(..) => match self.attribute_values(term, binding).as_slice() {
                [only] => Some(*only),
                _ => None,
            },
            Term::ThisAct | Term::Chosen(_) => None,
        }
    }

    /// Whether a subject slot is met by an act whose actor is unnamed: an open question, one a name.
    pub(super) fn someone_is(&mut self, id: ActId, value: Value) -> Truth {
        let event = match self.act(self.act(id).told).origin {
            ActOrigin::Told(event) => event,
            ActOrigin::CountedAs(_) | ActOrigin::Content(_) | ActOrigin::Supposed(_) => return Truth::FALSE,
        };
        let verb = &self.program.verbs[self.act(id).act.verb.index()];
        let fits = match value {
            Value::Entity(entity) => {
                let kind = self.program.entities[entity.index()].kind;
                verb.subject.is_empty() || verb.subject.iter().any(|&k| self.index.kind_is(kind, k))
            }
            _ => false,
        };
        if fits { self.is(Key::IsSomeone(event, value)) } else { Truth::FALSE }
    }
}
