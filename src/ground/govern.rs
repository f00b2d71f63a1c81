//! What a rule covers, governs and grants, and which rule takes another's place.
//!
//! ```text
//! covers(R,E)     :- took(E), fits(R,E), inforce(R,E), where(R,E).
//! governs(R,E)    :- covers(R,E), met(R,E), not excepted(R,E), not overridden(R,E).
//! overridden(R,E) :- overrides(Q,R), governs(Q,E),
//!                    (not power(Q) | power(R), free(Q,E) | not power(R), every subject S of E: grants(Q,S,E)).
//! grants(R,S,E)   :- governs(R,E), power(R), subject_fits(R,S,E), when(R,S,E), not excepted(R,S,E).
//! ```
//! A rule fits a joint act for each of its subjects: an instance is a rule, an act and what the head binds.
use super::clauses::AtomId;
use super::grounder::{Grounder, Truth};
use super::keys::*;
use crate::program::*;

impl Grounder<'_> {
    /// The pattern that a rule's act must fit.
    pub(super) fn head_act(rule: &Rule) -> Option<&ActPattern> {
        match &rule.kind {
            RuleKind::Power { act, .. }
            | RuleKind::Disability { act }
            | RuleKind::Requirement { act, .. }
            | RuleKind::Duty { act, .. }
            | RuleKind::Prohibition { act }
            | RuleKind::Cure { act, .. }
            | RuleKind::Effect { act, .. }
            | RuleKind::Annulment { act, .. } => Some(act),
            RuleKind::CountsAs { done, .. } => Some(done),
            RuleKind::Definition { .. } | RuleKind::Figure { .. } => None,
        }
    }

    /// The instances in which a rule fits an act: one a subject, for powers one that leaves it out.
    pub(super) fn instances_of(&mut self, rule: RuleId, act: ActId) -> Vec<InstanceId> {
        let data = self.rule(rule);
        let Some(pattern) = Self::head_act(data) else { return Vec::new() };
        let is_power = matches!(data.kind, RuleKind::Power { .. });
        let subjects = self.act(act).act.subjects.len().max(1);
        let places: Vec<Option<usize>> = if is_power || pattern.subjects.is_empty() {
            vec![None]
        } else if pattern.subjects.len() > 1 {
            vec![Some(0)]
        } else {
            (0..subjects).map(Some).collect()
        };
        let mut found = Vec::new();
        if let (false, Some(someone), [_]) = (is_power, self.unnamed_actor(act), pattern.subjects.as_slice()) {
            for binding in self.bind_unnamed(data, pattern, act, someone) {
                let binding = self.named_binding(rule, act, binding);
                let moment = self.moment_of(act);
                found.push(self.instance_id(Instance { rule, act: Some(act), moment, binding }));
            }
            return found;
        }
        for place in places {
            let mut binding = vec![None; data.variables.len()];
            if self.fit_act(pattern, act, place, &mut binding) {
                let binding = self.named_binding(rule, act, binding);
                let moment = self.moment_of(act);
                let instance = self.instance_id(Instance { rule, act: Some(act), moment, binding });
                if !found.contains(&instance) {
                    found.push(instance);
                }
            }
        }
        found
    }

    /// Binds the name that a head gives its act (`as E`).
    fn named_binding(&mut self, rule: RuleId, act: ActId, mut binding: Vec<Option<Value>>) -> BindingId {
        let named = match &self.rule(rule).kind {
            RuleKind::Effect { named, .. } | RuleKind::Cure { named, .. } => *named,
            _ => None,
        };
        if let Some(variable) = named
            && let Some(event) = self.told_event(self.act(act).told)
            && let Some(slot) = binding.get_mut(variable.0 as usize)
        {
            *slot = Some(Value::Event(event));
        }
        self.binding_id(&binding)
    }

    pub(super) fn covers(&mut self, instance: InstanceId) -> Truth {
        self.is(Key::Covers(instance))
    }

    pub(super) fn ground_covers(&mut self, head: AtomId, id: InstanceId) {
        let Some(instance) = self.instance(id) else { return };
        let body = self.covering(instance);
        self.clause(head, &body);
    }

    /// What has to be so for a rule to cover what its instance names.
    fn covering(&mut self, instance: Instance) -> [Truth; 5] {
        let data = self.rule(instance.rule);
        let took = match instance.act {
            Some(act) => self.took_for_rule(act),
            None => Truth::TRUE,
        };
        let in_force = self.in_force(instance.rule, instance.moment);
        let scope = self.all_of(data.scope, instance);
        let extra = match data.kind {
            RuleKind::Requirement { .. } => self.all_of(data.when, instance),
            _ => Truth::TRUE,
        };
        let meant = self.unnamed_is_meant(instance);
        [took, in_force, scope, extra, meant]
    }

    /// Whether a rule covers an instance as soon as it fits: what was done is flat on the record, and the rule is
    /// always in force and without scope. No more than that is asked here, for most instances are such.
    pub(super) fn covers_plainly(&mut self, id: InstanceId) -> bool {
        let Some(instance) = self.instance(id) else { return false };
        let data = self.rule(instance.rule);
        let conditional =
            data.scope.is_some() || (data.when.is_some() && matches!(data.kind, RuleKind::Requirement { .. }));
        !conditional && self.covering(instance) == [Truth::TRUE; 5]
    }

    /// took(E), dropped for what is only supposed.
    fn took_for_rule(&mut self, act: ActId) -> Truth {
        match self.act(act).origin {
            super::acts::ActOrigin::Supposed(_) => Truth::TRUE,
            _ => self.took(act),
        }
    }

    /// An optional condition of a rule on an instance; none is true.
    pub(super) fn all_of(&mut self, formula: Option<FormulaId>, instance: Instance) -> Truth {
        match formula {
            None => Truth::TRUE,
            Some(formula) => {
                let binding = self.binding(instance.binding);
                self.condition(formula, &binding, instance.moment, instance.act)
            }
        }
    }

    pub(super) fn governs(&mut self, instance: InstanceId) -> Truth {
        self.is(Key::Governs(instance))
    }

    pub(super) fn ground_governs(&mut self, head: AtomId, id: InstanceId) {
        let Some(instance) = self.instance(id) else { return };
        let data = self.rule(instance.rule);
        // A power's covering is asked of by itself: it shuts others out.
        let plain = !matches!(data.kind, RuleKind::Power { .. }) && self.covers_plainly(id);
        let mut body = vec![if plain { Truth::TRUE } else { self.covers(id) }];
        let speaks_of_subject = |g: &Self, f: FormulaId| match &data.kind {
            RuleKind::Power { act, .. } => g.speaks_of(f, &act.subjects),
            _ => false,
        };
        match data.kind {
            RuleKind::Power { .. } | RuleKind::Requirement { .. } => {}
            _ => body.push(self.all_of(data.when, instance)),
        }
        for &exception in &data.unless {
            if !speaks_of_subject(self, exception) {
                body.push(self.all_of(Some(exception), instance).not());
            }
        }
        body.push(self.overridden(id).not());
        self.clause(head, &body);
    }

    /// Whether a condition mentions a variable of these slots.
    pub(super) fn speaks_of(&self, formula: FormulaId, slots: &[Slot]) -> bool {
        let free = self.free_variables(formula);
        slots.iter().any(|slot| matches!(slot.term, Term::Variable(v) if free.contains(&v)))
    }

    fn overridden(&mut self, id: InstanceId) -> Truth {
        let Some(instance) = self.instance(id) else { return Truth::FALSE };
        if self.index.overriders.contains_key(&instance.rule) { self.is(Key::Overridden(id)) } else { Truth::FALSE }
    }

    pub(super) fn ground_overridden(&mut self, head: AtomId, id: InstanceId) {
        let Some(instance) = self.instance(id) else { return };
        let overriders = self.index.overriders.get(&instance.rule).cloned().unwrap_or_default();
        let power = matches!(self.rule(instance.rule).kind, RuleKind::Power { .. });
        for other in overriders {
            if let (RuleKind::Cure { .. }, Some(act)) = (&self.rule(other).kind, instance.act) {
                // A cure governs an act if it heals it.
                for by in self.healers(other, act) {
                    let healed = self.is(Key::Healed(other, act, by));
                    self.clause(head, &[healed]);
                }
                continue;
            }
            for rival in self.overriding_instances(other, instance) {
                let mut body = vec![self.governs(rival)];
                if let Some(act) = instance.act
                    && matches!(self.rule(other).kind, RuleKind::Power { .. })
                {
                    if power {
                        body.push(self.free_conditions(rival));
                    } else {
                        for subject in 0..self.act(act).act.subjects.len() {
                            body.push(self.is(Key::Grants(other, act, subject as u8)));
                        }
                    }
                }
                self.clause(head, &body);
            }
        }
    }

    /// The instances of the overriding rule that speak of the same act, or of the same relation.
    fn overriding_instances(&mut self, other: RuleId, instance: Instance) -> Vec<InstanceId> {
        match (instance.act, &self.rule(other).kind) {
            (Some(act), _) => self.instances_of(other, act),
            (None, RuleKind::Definition { sentence, .. }) => {
                let sentence = sentence.clone();
                let own = match &self.rule(instance.rule).kind {
                    RuleKind::Definition { sentence, .. } => {
                        let binding = self.binding(instance.binding);
                        self.fill_relation(sentence, &binding, None)
                    }
                    _ => None,
                };
                let mut binding = vec![None; self.rule(other).variables.len()];
                match own {
                    Some(own) if self.fit_relation(&sentence, &own, &mut binding) => {
                        let binding = self.binding_id(&binding);
                        vec![self.instance_id(Instance { rule: other, act: None, moment: instance.moment, binding })]
                    }
                    _ => Vec::new(),
                }
            }
            (None, RuleKind::Figure { figure, of, .. }) => {
                let RuleKind::Figure { figure: own, of: own_of, .. } = &self.rule(instance.rule).kind else {
                    return Vec::new();
                };
                let own_binding = self.binding(instance.binding);
                let given: Vec<_> = own_of.iter().map(|slot| self.term_value(&slot.term, &own_binding, None)).collect();
                let mut binding = vec![None; self.rule(other).variables.len()];
                let mut pairs = of.iter().zip(&given);
                let fits = own == figure
                    && of.len() == given.len()
                    && pairs.all(|(slot, value)| value.is_some_and(|v| self.fit_slot(slot, v, &mut binding)));
                if !fits {
                    return Vec::new();
                }
                let binding = self.binding_id(&binding);
                vec![self.instance_id(Instance { rule: other, act: None, moment: instance.moment, binding })]
            }
            (None, RuleKind::Duty { .. }) => {
                let RuleKind::Duty { act, .. } = &self.rule(instance.rule).kind else { return Vec::new() };
                let binding = self.binding(instance.binding);
                let doing = self.fill_partly(act, &binding);
                let instances = self.duty_instances(other, &doing);
                let at = instances.into_iter().filter_map(|id| self.instance(id)).collect::<Vec<_>>();
                at.into_iter().map(|known| self.instance_id(Instance { moment: instance.moment, ..known })).collect()
            }
            (None, _) => Vec::new(),
        }
    }

    /// free: those conditions of a power's `when` that do not speak of its subject.
    fn free_conditions(&mut self, id: InstanceId) -> Truth {
        let Some(instance) = self.instance(id) else { return Truth::FALSE };
        let data = self.rule(instance.rule);
        let (Some(when), RuleKind::Power { act, .. }) = (data.when, &data.kind) else { return Truth::TRUE };
        let parts = match &self.program.formulas[when.index()] {
            Formula::And(parts) => parts.clone(),
            _ => vec![when],
        };
        let free: Vec<FormulaId> = parts.into_iter().filter(|&part| !self.speaks_of(part, &act.subjects)).collect();
        let mut truths = Vec::new();
        for part in free {
            truths.push(self.all_of(Some(part), instance));
        }
        self.tally(&[truths])
    }

    /// `unless` of a power that speaks of its subject is part of the grant.
    pub(super) fn ground_grants(&mut self, head: AtomId, rule: RuleId, act: ActId, subject: u8) {
        let data = self.rule(rule);
        let RuleKind::Power { act: pattern, .. } = &data.kind else { return };
        for instance in self.instances_of(rule, act) {
            let Some(known) = self.instance(instance) else { continue };
            let governs = self.governs(instance);
            let mut binding = self.binding(known.binding);
            let Some(&value) = self.act(act).act.subjects.get(subject as usize) else { continue };
            if self.unnamed_actor(act).is_some() && self.asks_of_subject(data, pattern) {
                self.ground_grants_unnamed(head, rule, act, instance);
                continue;
            }
            let fits = match pattern.subjects.as_slice() {
                [] => true,
                [slot] => self.fit_slot(slot, value, &mut binding),
                _ => false,
            };
            if !fits {
                continue;
            }
            let mut body = vec![governs];
            if let Some(when) = data.when {
                body.push(self.condition(when, &binding, known.moment, Some(act)));
            }
            for &exception in &data.unless {
                if self.speaks_of(exception, &pattern.subjects) {
                    body.push(self.condition(exception, &binding, known.moment, Some(act)).not());
                }
            }
            self.clause(head, &body);
        }
    }

    /// Grants to an unnamed actor: to each name what the rule gives it, to whoever else an open question.
    fn ground_grants_unnamed(&mut self, head: AtomId, rule: RuleId, act: ActId, instance: InstanceId) {
        let data = self.rule(rule);
        let (RuleKind::Power { act: pattern, .. }, Some(known)) = (&data.kind, self.instance(instance)) else { return };
        let [slot] = pattern.subjects.as_slice() else { return };
        let governs = self.governs(instance);
        let mut whoever = self.nobody_named(pattern.verb, act);
        whoever.extend([governs, self.is(Key::SomeoneFits(rule, act))]);
        self.clause(head, &whoever);
        for name in self.names_asked(pattern.verb) {
            let mut binding = self.binding(known.binding);
            if !self.fit_slot(slot, name, &mut binding) {
                continue;
            }
            let mut body = vec![governs, self.someone_is(act, name)];
            if let Some(when) = data.when {
                body.push(self.condition(when, &binding, known.moment, Some(act)));
            }
            for &exception in &data.unless {
                if self.speaks_of(exception, &pattern.subjects) {
                    body.push(self.condition(exception, &binding, known.moment, Some(act)).not());
                }
            }
            self.clause(head, &body);
        }
    }

    /// granted(E) :- every subject S: some grants(R,S,E), or a head that names them jointly.
    pub(super) fn ground_granted(&mut self, head: AtomId, act: ActId) {
        let rules = self.powers(act);
        let subjects = self.act(act).act.subjects.len();
        let mut each = Vec::new();
        for subject in 0..subjects {
            let mut some = Vec::new();
            for &rule in &rules {
                some.push(vec![self.is(Key::Grants(rule, act, subject as u8))]);
            }
            each.push(self.tally(&some));
        }
        if subjects > 0 {
            self.clause(head, &each);
        }
        for &rule in &rules {
            self.ground_joint_grant(head, rule, act);
        }
    }

    fn ground_joint_grant(&mut self, head: AtomId, rule: RuleId, act: ActId) {
        let data = self.rule(rule);
        let RuleKind::Power { act: pattern, .. } = &data.kind else { return };
        if pattern.subjects.len() < 2 || pattern.subjects.len() != self.act(act).act.subjects.len() {
            return;
        }
        let mut binding = vec![None; data.variables.len()];
        if !self.fit_act(pattern, act, Some(0), &mut binding) {
            return;
        }
        let moment = self.moment_of(act);
        for instance in self.instances_of(rule, act) {
            let mut body = vec![self.governs(instance)];
            if let Some(when) = data.when {
                body.push(self.condition(when, &binding, moment, Some(act)));
            }
            for &exception in &data.unless {
                if self.speaks_of(exception, &pattern.subjects) {
                    body.push(self.condition(exception, &binding, moment, Some(act)).not());
                }
            }
            self.clause(head, &body);
        }
    }

    /// The power rules whose verb is the act's.
    pub(super) fn powers(&self, act: ActId) -> Vec<RuleId> {
        self.index.powers.get(&self.act(act).act.verb).cloned().unwrap_or_default()
    }

    /// covered(E) :- covers(R,E), power(R), (R's order complete | only(R)).
    pub(super) fn ground_covered(&mut self, head: AtomId, act: ActId) {
        for rule in self.powers(act) {
            if self.closes(rule) {
                for instance in self.instances_of(rule, act) {
                    let covers = self.covers(instance);
                    self.clause(head, &[covers]);
                }
            }
        }
    }

    /// Whether no other power than this one grants can be missing: it says `only`, or its order is complete.
    pub(super) fn closes(&self, rule: RuleId) -> bool {
        let data = self.rule(rule);
        matches!(data.kind, RuleKind::Power { only: true, .. }) || self.is_complete(data.order)
    }

    /// Rules in no order bind always and count as one complete order.
    pub(super) fn is_complete(&self, order: Option<OrderId>) -> bool {
        order.is_none_or(|order| !self.program.orders[order.index()].fragmentary)
    }
}
