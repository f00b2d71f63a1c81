//! Sentences of powers and duties: who may, who must, whose duty is unmet.
use super::acts::ActOrigin;
use super::conditions::{Setting, Way};
use super::grounder::{Grounder, Truth};
use super::index::SUBJECT;
use super::keys::Moment;
use super::keys::*;
use crate::program::*;

impl Grounder<'_> {
    pub(super) fn breaches_duty(
        &mut self,
        slot: &Slot,
        rule: Option<RuleId>,
        pattern: Option<&ActPattern>,
        binding: &[Option<Value>],
        setting: Setting,
    ) -> Truth {
        let Some(actor) = self.term_value(&slot.term, binding, setting.act) else { return Truth::FALSE };
        if let Some(pattern) = pattern {
            let mut doing = self.fill_partly(pattern, binding);
            if doing.subjects.is_empty() {
                doing.subjects = vec![actor];
            }
            let doing = self.doing_id(doing);
            return self.is(Key::UnmetDoing(doing));
        }
        let Some(rule) = rule else { return Truth::FALSE };
        let data = self.rule(rule);
        let RuleKind::Duty { act, .. } = &data.kind else { return self.breached_by(actor, rule) };
        let mut seed = vec![None; data.variables.len()];
        let fits = act.subjects.first().is_none_or(|slot| self.fit_slot(slot, actor, &mut seed));
        if !fits {
            return Truth::FALSE;
        }
        let mut bodies = Vec::new();
        for (bound, _) in self.enumerate_rule(rule, &seed) {
            let binding = self.binding_id(&bound);
            let instance = self.instance_id(Instance { rule, act: None, moment: Moment::End, binding });
            bodies.push(vec![self.is(Key::Unmet(instance))]);
        }
        self.tally(&bodies)
    }

    /// `B breaches RULE` of a requirement or prohibition: some act of B's breaches it, for B as its subject.
    fn breached_by(&mut self, actor: Value, rule: RuleId) -> Truth {
        let data = self.rule(rule);
        let requirement = matches!(data.kind, RuleKind::Requirement { .. });
        if !requirement && !matches!(data.kind, RuleKind::Prohibition { .. }) {
            return Truth::FALSE;
        }
        let Some(pattern) = Self::head_act(data) else { return Truth::FALSE };
        let mut acts = self.index.with_filler(pattern.verb, SUBJECT, actor).to_vec();
        acts.extend_from_slice(self.index.by_someone(pattern.verb));
        let mut bodies = Vec::new();
        for act in acts {
            let subjects = self.act(act).act.subjects.clone();
            for (place, subject) in subjects.into_iter().enumerate() {
                let is_actor = match subject {
                    Value::Someone(_) => self.someone_is(act, actor),
                    named => Truth::Known(named == actor),
                };
                let mut binding = vec![None; data.variables.len()];
                if is_actor == Truth::FALSE || !self.fit_act(pattern, act, Some(place), &mut binding) {
                    continue;
                }
                let binding = self.binding_id(&binding);
                let moment = self.moment_of(act);
                let instance = self.instance_id(Instance { rule, act: Some(act), moment, binding });
                let breach = if requirement { self.is(Key::Breach(instance)) } else { self.governs(instance) };
                bodies.push(vec![is_actor, breach]);
            }
        }
        self.tally(&bodies)
    }

    /// The bindings that a duty's conditions allow.
    pub(super) fn enumerate_rule(&mut self, rule: RuleId, seed: &[Option<Value>]) -> Vec<Way> {
        let data = self.rule(rule);
        let mut ways = vec![(seed.to_vec(), Vec::new())];
        for formula in [data.scope, data.when].into_iter().flatten() {
            let mut next = Vec::new();
            for (bound, _) in ways {
                next.extend(self.enumerate(formula, &bound, Moment::End, None));
            }
            ways = next;
        }
        ways
    }

    /// `[only] B may V`. A power asked of a named object whose event is told is judged just before it.
    pub(super) fn may_sentence(
        &mut self,
        pattern: &ActPattern,
        only: bool,
        binding: &[Option<Value>],
        setting: Setting,
    ) -> Truth {
        let act = self.fill_partly(pattern, binding);
        let moment = self.moment_of_power(&act, setting.moment);
        let may = self.suppose(act.clone(), moment);
        let may = self.may(may);
        if !only {
            return may;
        }
        let verb = &self.program.verbs[pattern.verb.index()];
        let mut others: Vec<EntityId> =
            verb.subject.iter().flat_map(|&kind| self.index.of_kind(kind).to_vec()).collect();
        others.sort_unstable();
        others.dedup();
        let mut body = vec![may];
        for other in others {
            if act.subjects.contains(&Value::Entity(other)) {
                continue;
            }
            let supposed = self.suppose(Act { subjects: vec![Value::Entity(other)], ..act.clone() }, moment);
            body.push(self.may(supposed).not());
        }
        self.tally(&[body])
    }

    fn moment_of_power(&self, act: &Act, moment: Moment) -> Moment {
        if moment != Moment::End || act.roles.is_empty() {
            return moment;
        }
        let (role, value) = act.roles[0];
        let told = self.index.with_filler(act.verb, role, value).iter().copied().find(|&id| {
            !matches!(self.act(id).origin, ActOrigin::Content(_) | ActOrigin::Supposed(_))
                && act.roles.iter().all(|(role, value)| self.act(id).act.role(*role) == Some(*value))
        });
        told.map_or(moment, Moment::Before)
    }
}
