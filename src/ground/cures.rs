//! Cures and annulments, and the statuses that an act has at a moment.
//!
//! ```text
//! healed(R,E,X)  :- cure(R), act(E), took(E), fits(R,E), where(R,E), met(R,E,X), inforce(R,X),
//!                   not excepted(R,E), not overridden(R,E).        % X: the act its condition names, else E
//! cured(E)       :- healed(R,E,X), not from_then_on(R).
//! healed_by(E,M) :- healed(R,E,X), R without `against`, (X = E | before(X,M)).
//! struck_by(R,E,M): healed_by for a cure `against R`.
//! avoidable(E,M) :- sound(E), breach(R,E), (else(R)=voidable | else(R)=unstated, not voids_R, voidable_R),
//!                   not healed_by(E,M), not struck_by(R,E,M).
//! annulled(E,X)  :- annuls(R,X,E), governs(R,X), valid(X), before(E,X), (ends(R): took(E) | undoes(R): avoidable(E,X)).
//! undone(E)      :- annulled(E,X), undoes(X).
//! gone(E,M)      :- annulled(E,X), ends(X), before(X,M).       lapsed(E,M) :- annulled(E,X), undoes(X), before(X,M).
//! stands(E,M)    :- before(E,M), (sound(E) | healed_by(E,M)), not lapsed(E,M).
//! void(E,M)      :- act(E), took(E), before(E,M), not stands(E,M).
//! voidable(E,M)  :- before(E,M), avoidable(E,M), not lapsed(E,M).
//! irregular(E,M) :- before(E,M), sound(E), not healed_by(E,M), not lapsed(E,M), breach(R,E),
//!                   (else(R)=irregular | else(R)=unstated, not voids_R, not voidable_R).
//! ```
//! A cure `against RULE` strikes those breaches from `fatal` only: the act still needs its power.
use super::clauses::AtomId;
use super::grounder::{Grounder, Truth};
use super::keys::Moment;
use super::keys::*;
use crate::program::*;

impl Grounder<'_> {
    fn cures(&self, act: ActId) -> Vec<RuleId> {
        if self.is_act(act) {
            self.index.cures.get(&self.act(act).act.verb).cloned().unwrap_or_default()
        } else {
            Vec::new()
        }
    }

    pub(super) fn can_be_cured(&self, act: ActId) -> bool {
        !self.cures(act).is_empty()
    }

    fn cure_parts(&self, rule: RuleId) -> (Vec<RuleId>, bool, Option<VariableId>) {
        match &self.rule(rule).kind {
            RuleKind::Cure { against, from_then_on, healer, .. } => (against.clone(), *from_then_on, *healer),
            _ => (Vec::new(), false, None),
        }
    }

    /// The healing acts that a cure can have for an act: those that its condition names, else the act.
    pub(super) fn healers(&mut self, rule: RuleId, act: ActId) -> Vec<ActId> {
        let (_, _, healer) = self.cure_parts(rule);
        let (Some(variable), Some(when)) = (healer, self.rule(rule).when) else { return vec![act] };
        let mut found = Vec::new();
        for instance in self.instances_of(rule, act) {
            let Some(known) = self.instance(instance) else { continue };
            let binding = self.binding(known.binding);
            for (bound, _) in self.enumerate(when, &binding, Moment::End, Some(act)) {
                if let Some(Some(Value::Event(event))) = bound.get(variable.0 as usize) {
                    let healer = ActId(event.0);
                    if !found.contains(&healer) {
                        found.push(healer);
                    }
                }
            }
        }
        found
    }

    /// The cures of an act that heal it from the healing act on.
    pub(super) fn cures_from_then_on(&mut self, act: ActId) -> Vec<(RuleId, ActId)> {
        let mut found = Vec::new();
        for rule in self.cures(act) {
            let (against, from_then_on, _) = self.cure_parts(rule);
            if from_then_on && against.is_empty() {
                found.extend(self.healers(rule, act).into_iter().map(|by| (rule, by)));
            }
        }
        found
    }

    /// The cures of an act whose healing act can be this one.
    pub(super) fn cures_that_name(&mut self, act: ActId, by: ActId) -> Vec<RuleId> {
        self.cures(act).into_iter().filter(|&rule| self.healers(rule, act).contains(&by)).collect()
    }

    pub(super) fn ground_healed(&mut self, head: AtomId, rule: RuleId, act: ActId, by: ActId) {
        let data = self.rule(rule);
        let (_, _, healer) = self.cure_parts(rule);
        for instance in self.instances_of(rule, act) {
            let Some(known) = self.instance(instance) else { continue };
            let mut binding = self.binding(known.binding);
            if let (Some(variable), Some(event)) = (healer, self.told_event(by))
                && let Some(slot) = binding.get_mut(variable.0 as usize)
            {
                *slot = Some(Value::Event(event));
            }
            let force_at = self.moment_of(by);
            let mut body = vec![self.took(act), self.in_force(rule, force_at)];
            body.push(self.all_of(data.scope, known));
            if let Some(when) = data.when {
                body.push(self.condition(when, &binding, Moment::End, Some(act)));
            }
            for &exception in &data.unless {
                body.push(self.condition(exception, &binding, Moment::End, Some(act)).not());
            }
            if self.index.overriders.contains_key(&rule) {
                body.push(self.is(Key::Overridden(instance)).not());
            }
            self.clause(head, &body);
        }
    }

    pub(super) fn ground_cured(&mut self, head: AtomId, act: ActId) {
        for rule in self.cures(act) {
            let (against, from_then_on, _) = self.cure_parts(rule);
            if from_then_on || !against.is_empty() {
                continue;
            }
            for by in self.healers(rule, act) {
                let healed = self.is(Key::Healed(rule, act, by));
                self.clause(head, &[healed]);
            }
        }
    }

    /// valid(E) where cures against some breaches, from the start, strike every fatal one.
    pub(super) fn ground_valid_by_partial_cures(&mut self, head: AtomId, act: ActId) {
        let rules: Vec<RuleId> = self.cures(act);
        let undone = self.undone(act);
        for rule in rules {
            let (against, from_then_on, _) = self.cure_parts(rule);
            if against.is_empty() || from_then_on {
                continue;
            }
            for by in self.healers(rule, act) {
                let healed = self.is(Key::Healed(rule, act, by));
                let sound = self.sound_but(act, &against);
                self.clause(head, &[healed, sound, undone.not()]);
            }
        }
    }

    /// sound(E) with these breaches struck.
    fn sound_but(&mut self, act: ActId, struck: &[RuleId]) -> Truth {
        let took = self.took(act);
        let fatal = self.fatal_but(act, struck);
        let may = self.may(act);
        self.tally(&[vec![took, may, fatal.not()]])
    }

    pub(super) fn ground_healed_by(&mut self, head: AtomId, act: ActId, moment: Moment) {
        for rule in self.cures(act) {
            let (against, _, _) = self.cure_parts(rule);
            if against.is_empty() {
                self.heal_clauses(head, rule, act, moment);
            }
        }
    }

    fn heal_clauses(&mut self, head: AtomId, rule: RuleId, act: ActId, moment: Moment) {
        for by in self.healers(rule, act) {
            let healed = self.is(Key::Healed(rule, act, by));
            let before = if by == act { Truth::TRUE } else { self.before(by, moment) };
            self.clause(head, &[healed, before]);
        }
    }

    pub(super) fn healed_by(&mut self, act: ActId, moment: Moment) -> Truth {
        if self.can_be_cured(act) { self.is(Key::HealedBy(act, moment)) } else { Truth::FALSE }
    }

    pub(super) fn ground_struck(&mut self, head: AtomId, breached: RuleId, act: ActId, moment: Moment) {
        for rule in self.cures(act) {
            let (against, _, _) = self.cure_parts(rule);
            if against.contains(&breached) {
                self.heal_clauses(head, rule, act, moment);
            }
        }
    }

    fn breaches_of_requirements(&mut self, act: ActId) -> Vec<(RuleId, Consequence, Truth)> {
        let rules = self.index.requirements.get(&self.act(act).act.verb).cloned().unwrap_or_default();
        let mut found = Vec::new();
        for rule in rules {
            if let RuleKind::Requirement { otherwise, .. } = self.rule(rule).kind {
                let breach = self.breach_of(rule, act);
                if breach != Truth::FALSE {
                    found.push((rule, otherwise, breach));
                }
            }
        }
        found
    }

    pub(super) fn ground_avoidable(&mut self, head: AtomId, act: ActId, moment: Moment) {
        let sound = self.sound(act);
        let healed = self.healed_by(act, moment);
        for (rule, otherwise, breach) in self.breaches_of_requirements(act) {
            let struck = if self.can_be_cured(act) { self.is(Key::Struck(rule, act, moment)) } else { Truth::FALSE };
            let mut body = vec![sound, breach, healed.not(), struck.not()];
            match otherwise {
                Consequence::Voidable => {}
                Consequence::Unstated => {
                    body.push(self.is(Key::Voids(rule)).not());
                    body.push(self.is(Key::MakesVoidable(rule)));
                }
                Consequence::Void | Consequence::Irregular => continue,
            }
            self.clause(head, &body);
        }
    }

    /// The annulment rules and acts that can reach an act: the acts that a role or a condition ties to it.
    fn annulments(&mut self, act: ActId, undoes: bool) -> Vec<ActId> {
        let mut found = Vec::new();
        for rule in self.index.annulments.clone() {
            let RuleKind::Annulment { act: pattern, undoes: from_start, .. } = &self.rule(rule).kind else { continue };
            if *from_start != undoes {
                continue;
            }
            for id in self.candidates_for_annulment(rule, pattern, act) {
                if !found.contains(&id) {
                    found.push(id);
                }
            }
        }
        found
    }

    fn candidates_for_annulment(&mut self, rule: RuleId, pattern: &ActPattern, act: ActId) -> Vec<ActId> {
        let RuleKind::Annulment { target, .. } = &self.rule(rule).kind else { return Vec::new() };
        let Some(event) = self.told_event(self.act(act).told) else { return Vec::new() };
        let mut binding = vec![None; self.rule(rule).variables.len()];
        if !self.fit_term(target, Value::Event(event), &mut binding) {
            return Vec::new();
        }
        self.candidates(pattern, &binding)
    }

    pub(super) fn ground_annulled(&mut self, head: AtomId, act: ActId, by: ActId, undoes: bool) {
        let Some(event) = self.told_event(self.act(act).told) else { return };
        for rule in self.index.annulments.clone() {
            let RuleKind::Annulment { act: pattern, target, undoes: from_start } = &self.rule(rule).kind else {
                continue;
            };
            if *from_start != undoes {
                continue;
            }
            let subjects = self.act(by).act.subjects.len().max(1);
            for place in 0..subjects {
                let mut binding = vec![None; self.rule(rule).variables.len()];
                let fits = self.fit_act(pattern, by, Some(place), &mut binding)
                    && self.fit_term(target, Value::Event(event), &mut binding);
                if !fits {
                    continue;
                }
                let binding = self.binding_id(&binding);
                let moment = self.moment_of(by);
                let instance = self.instance_id(Instance { rule, act: Some(by), moment, binding });
                let mut body = vec![self.governs(instance), self.force(by), self.act_before(act, by)];
                body.push(if undoes { self.avoidable(act, moment) } else { self.took(act) });
                self.clause(head, &body);
            }
        }
    }

    fn avoidable(&mut self, act: ActId, moment: Moment) -> Truth {
        if self.index.requirements.contains_key(&self.act(act).act.verb) {
            self.is(Key::Avoidable(act, moment))
        } else {
            Truth::FALSE
        }
    }

    pub(super) fn undone(&mut self, act: ActId) -> Truth {
        if self.annulments(act, true).is_empty() { Truth::FALSE } else { self.is(Key::Undone(act)) }
    }

    pub(super) fn ground_undone(&mut self, head: AtomId, act: ActId) {
        for by in self.annulments(act, true) {
            let annulled = self.is(Key::Annulled(act, by, true));
            self.clause(head, &[annulled]);
        }
    }

    pub(super) fn gone(&mut self, act: ActId, moment: Moment) -> Truth {
        if self.annulments(act, false).is_empty() { Truth::FALSE } else { self.is(Key::Gone(act, moment)) }
    }

    pub(super) fn lapsed(&mut self, act: ActId, moment: Moment) -> Truth {
        if self.annulments(act, true).is_empty() { Truth::FALSE } else { self.is(Key::Lapsed(act, moment)) }
    }

    pub(super) fn ground_gone(&mut self, head: AtomId, act: ActId, moment: Moment, undoes: bool) {
        for by in self.annulments(act, undoes) {
            let annulled = self.is(Key::Annulled(act, by, undoes));
            let before = self.before(by, moment);
            self.clause(head, &[annulled, before]);
        }
    }

    pub(super) fn ground_stands(&mut self, head: AtomId, act: ActId, moment: Moment) {
        let before = self.before(act, moment);
        let lapsed = self.lapsed(act, moment);
        let sound = self.sound(act);
        self.clause(head, &[before, sound, lapsed.not()]);
        if self.can_be_cured(act) {
            let healed = self.healed_by(act, moment);
            self.clause(head, &[before, healed, lapsed.not()]);
            for rule in self.cures(act) {
                let (against, _, _) = self.cure_parts(rule);
                if against.is_empty() {
                    continue;
                }
                for by in self.healers(rule, act) {
                    let healed = self.is(Key::Healed(rule, act, by));
                    let come = if by == act { Truth::TRUE } else { self.before(by, moment) };
                    let sound = self.sound_but(act, &against);
                    self.clause(head, &[before, healed, come, sound, lapsed.not()]);
                }
            }
        }
    }

    pub(super) fn ground_void(&mut self, head: AtomId, act: ActId, moment: Moment) {
        if !self.is_act(act) {
            return;
        }
        let took = self.took(act);
        let before = self.before(act, moment);
        let stands = self.is(Key::Stands(act, moment));
        self.clause(head, &[took, before, stands.not()]);
    }

    pub(super) fn ground_voidable(&mut self, head: AtomId, act: ActId, moment: Moment) {
        let before = self.before(act, moment);
        let avoidable = self.avoidable(act, moment);
        let lapsed = self.lapsed(act, moment);
        self.clause(head, &[before, avoidable, lapsed.not()]);
    }

    pub(super) fn ground_irregular(&mut self, head: AtomId, act: ActId, moment: Moment) {
        let before = self.before(act, moment);
        let sound = self.sound(act);
        let healed = self.healed_by(act, moment);
        let lapsed = self.lapsed(act, moment);
        for (rule, otherwise, breach) in self.breaches_of_requirements(act) {
            let mut body = vec![before, sound, healed.not(), lapsed.not(), breach];
            match otherwise {
                Consequence::Irregular => {}
                Consequence::Unstated => {
                    body.push(self.is(Key::Voids(rule)).not());
                    body.push(self.is(Key::MakesVoidable(rule)).not());
                }
                Consequence::Void | Consequence::Voidable => continue,
            }
            self.clause(head, &body);
        }
    }
}
