//! What rules ask of an actor whom nobody names.
//!
//! ```text
//! a condition of a rule that speaks of the subject is a question in O where the subject is `someone`; where he
//! is x (is_{E,x} in O, at most one x) it has the value that the rule gives x
//! ```
//! The names x are those that some sentence of the corpus asks of the verb; whoever else it may have been, the
//! condition stays a question of its own. So an unnamed actor never meets or fails a condition by silence.
use super::grounder::{Grounder, Truth};
use super::keys::*;
use crate::program::*;

impl Grounder<'_> {
    /// The event whose one actor is unnamed.
    pub(super) fn unnamed_actor(&self, act: ActId) -> Option<Value> {
        match self.act(act).act.subjects.as_slice() {
            [someone @ Value::Someone(_)] => Some(*someone),
            _ => None,
        }
    }

    /// The names that sentences ask of a verb's subject, in order; found once.
    pub(super) fn names_asked(&self, verb: VerbId) -> Vec<Value> {
        let mut found = self.subjects_asked.borrow_mut();
        if found.is_empty() {
            let sentences = self.program.formulas.iter().filter_map(|formula| match formula {
                Formula::Act { pattern, .. } => Some(pattern),
                _ => None,
            });
            for pattern in sentences.chain(self.program.rules.iter().filter_map(Self::head_act)) {
                let names = found.entry(pattern.verb).or_default();
                names.extend(pattern.subjects.iter().filter_map(|slot| match slot.term {
                    Term::Value(value @ Value::Entity(_)) => Some(value),
                    _ => None,
                }));
            }
        }
        found.get(&verb).map_or_else(Vec::new, |names| names.iter().copied().collect())
    }

    /// Whether a rule asks anything of its subject that an unnamed actor may meet or not.
    pub(super) fn asks_of_subject(&self, rule: &Rule, pattern: &ActPattern) -> bool {
        let spoken = |formula: &FormulaId| self.speaks_of(*formula, &pattern.subjects);
        let held = match &rule.kind {
            RuleKind::Requirement { held, .. } => spoken(held),
            _ => false,
        };
        let named = |slot: &Slot| matches!(slot.term, Term::Value(_)) || self.asks_more(pattern, slot);
        let of = |slot: &Slot| pattern.subjects.iter().any(|subject| subject.term == slot.term);
        let about = |relation: &RelationPattern| of(&relation.subject) || relation.object.as_ref().is_some_and(of);
        let changed = match &rule.kind {
            RuleKind::Effect { makes, ends, .. } => makes.iter().chain(ends).any(about),
            _ => false,
        };
        held || changed
            || pattern.subjects.iter().any(named)
            || rule.scope.iter().chain(&rule.when).chain(&rule.unless).any(spoken)
    }

    /// Whether a slot asks more than the verb does of whoever does it.
    fn asks_more(&self, pattern: &ActPattern, slot: &Slot) -> bool {
        let verb = &self.program.verbs[pattern.verb.index()];
        let within = |kind: &KindId| slot.kinds.iter().any(|&asked| self.index.kind_is(*kind, asked));
        !slot.adjectives.is_empty() || !(slot.kinds.is_empty() || verb.subject.iter().all(within))
    }

    /// The instances of a rule (no power) for an unnamed actor: one for whoever he is, one for each name.
    pub(super) fn bind_unnamed(
        &self,
        rule: &Rule,
        pattern: &ActPattern,
        act: ActId,
        someone: Value,
    ) -> Vec<Vec<Option<Value>>> {
        let mut binding = vec![None; rule.variables.len()];
        let [slot] = pattern.subjects.as_slice() else { return Vec::new() };
        if !self.fit_act(pattern, act, None, &mut binding) {
            return Vec::new();
        }
        let Term::Variable(variable) = slot.term else { return vec![binding] };
        let mut found = Vec::new();
        let mut whoever = binding.clone();
        if let Some(place @ None) = whoever.get_mut(variable.0 as usize) {
            *place = Some(someone);
            found.push(whoever);
        }
        // A cure is asked without `covers`, in which names are told apart.
        if !matches!(rule.kind, RuleKind::Cure { .. }) && self.asks_of_subject(rule, pattern) {
            for name in self.names_asked(pattern.verb) {
                let mut bound = binding.clone();
                if self.fit_slot(slot, name, &mut bound) && !found.contains(&bound) {
                    found.push(bound);
                }
            }
        }
        found
    }

    /// What must be so of an unnamed actor for an instance to be about him.
    pub(super) fn unnamed_is_meant(&mut self, instance: Instance) -> Truth {
        let data = self.rule(instance.rule);
        let (Some(act), Some(pattern)) = (instance.act, Self::head_act(data)) else { return Truth::TRUE };
        let ([slot], Some(_)) = (pattern.subjects.as_slice(), self.unnamed_actor(act)) else { return Truth::TRUE };
        if matches!(data.kind, RuleKind::Power { .. }) {
            return Truth::TRUE;
        }
        match self.term_value(&slot.term, &self.binding(instance.binding), None) {
            Some(name @ Value::Entity(_)) => self.someone_is(act, name),
            Some(Value::Someone(_)) if self.asks_of_subject(data, pattern) => {
                let mut body = self.nobody_named(pattern.verb, act);
                if self.asks_more(pattern, slot) {
                    body.push(self.is(Key::SomeoneFits(instance.rule, act)));
                }
                self.tally(&[body])
            }
            _ => Truth::TRUE,
        }
    }

    /// The unnamed actor is none of those that sentences name.
    pub(super) fn nobody_named(&mut self, verb: VerbId, act: ActId) -> Vec<Truth> {
        let names = self.names_asked(verb);
        names.into_iter().map(|name| self.someone_is(act, name).not()).collect()
    }

    /// A sentence about an unnamed actor is a question of its own.
    pub(super) fn asks_of_unnamed(&self, goal: FormulaId, binding: &[Option<Value>]) -> bool {
        let sentence = matches!(
            self.program.formulas[goal.index()],
            Formula::Act { .. }
                | Formula::Relation { .. }
                | Formula::Is(_)
                | Formula::Same(..)
                | Formula::May { .. }
                | Formula::Must(_)
                | Formula::BreachesDuty(..)
                | Formula::Makes(..)
                | Formula::Ends(..)
                | Formula::Compare(..)
        );
        let unnamed = |v: &VariableId| matches!(binding.get(v.0 as usize), Some(Some(Value::Someone(_))));
        sentence && self.free_variables(goal).iter().any(unnamed)
    }
}
