//! Duties, prohibitions and breaches.
//!
//! ```text
//! must(v,M)      :- duty(R), inforce(R,M), fits(R,v), where(R,v,M), when(R,v,M), not excepted, not overridden.
//! must(v,M)      :- no duty of a complete order that fits v is in force at M with its `where`, duty_v.
//! unmet(R,v)     :- must by R, term T within the record, not done(v,T).
//! unmet(v)       :- duty_v as above, (not done(v,end) | late_v).
//! breaches(E,R)  :- (requirement(R), breach(R,E)) | (prohibition(R), governs(R,E)).
//! wrong(E)       :- breaches(E,R).
//! wrong(E)       :- took(E), nothing breached, no requirement, duty or prohibition of a complete order covers E, wrong_E.
//! ```
//! A duty is judged on the whole record; its doing is what its head names once its variables are bound.
use super::clauses::AtomId;
use super::grounder::{Grounder, Truth};
use super::keys::Moment;
use super::keys::*;
use crate::program::*;

impl Grounder<'_> {
    /// The instances of a duty that can bind somebody to this doing.
    pub(super) fn duty_instances(&mut self, rule: RuleId, doing: &Act) -> Vec<InstanceId> {
        let RuleKind::Duty { act: pattern, .. } = &self.rule(rule).kind else { return Vec::new() };
        let mut found = Vec::new();
        for subject in 0..doing.subjects.len().max(1) {
            let mut binding = vec![None; self.rule(rule).variables.len()];
            if self.fit_doing(pattern, doing, Some(subject), &mut binding) {
                let binding = self.binding_id(&binding);
                found.push(self.instance_id(Instance { rule, act: None, moment: Moment::End, binding }));
            }
        }
        found
    }

    fn duties(&self, verb: VerbId) -> Vec<RuleId> {
        self.index.duties.get(&verb).cloned().unwrap_or_default()
    }

    pub(super) fn ground_must(&mut self, head: AtomId, doing: DoingId, moment: Moment) {
        let Some(wanted) = self.doing(doing) else { return };
        let mut missing = Vec::new();
        for rule in self.duties(wanted.verb) {
            for instance in self.duty_instances(rule, &wanted) {
                let Some(known) = self.instance(instance) else { continue };
                let at = self.instance_id(Instance { moment, ..known });
                let governs = self.governs(at);
                self.clause(head, &[governs]);
                if self.is_complete(self.rule(rule).order) {
                    missing.push(self.covers(at).not());
                }
            }
        }
        missing.push(self.is(Key::MissingDuty(doing)));
        self.clause(head, &missing);
    }

    pub(super) fn ground_unmet(&mut self, head: AtomId, id: InstanceId) {
        let Some(instance) = self.instance(id) else { return };
        let RuleKind::Duty { act: pattern, term } = &self.rule(instance.rule).kind else { return };
        let binding = self.binding(instance.binding);
        let doing = self.fill_partly(pattern, &binding);
        let doing = self.doing_id(doing);
        let (passed, in_time) = match term {
            None => (Truth::TRUE, self.done(doing, Moment::End)),
            Some(term) => self.done_in_time(doing, term, &binding),
        };
        // It bound when its term ran out, or binds on the whole record.
        let at_term = term.as_ref().and_then(|term| self.moment_of_term(term, &binding));
        for moment in [Some(Moment::End), at_term].into_iter().flatten() {
            let at = self.instance_id(Instance { moment, ..instance });
            let governs = self.governs(at);
            self.clause(head, &[governs, passed, in_time.not()]);
        }
    }

    /// The moment at which a term runs out; of a length after an event, that event (from then on it bound).
    fn moment_of_term(&self, term: &Deadline, binding: &[Option<Value>]) -> Option<Moment> {
        let (time, before) = match term {
            Deadline::Before(time) | Deadline::By(time) => (time, true),
            Deadline::Within(_, time) => (time, false),
        };
        let (TimeTerm::Event(term) | TimeTerm::Date(term)) = time else { return None };
        match self.term_value(term, binding, None) {
            Some(Value::Event(event)) if before => Some(Moment::Before(ActId(event.0))),
            Some(Value::Event(event)) => Some(Moment::After(ActId(event.0))),
            Some(Value::Date(date)) => Some(Moment::Date(date)),
            _ => None,
        }
    }

    /// Whether the term has passed within the record, and whether the doing was done by then.
    fn done_in_time(&mut self, doing: DoingId, term: &Deadline, binding: &[Option<Value>]) -> (Truth, Truth) {
        let time = match term {
            Deadline::Before(time) | Deadline::By(time) => time.clone(),
            Deadline::Within(length, from) => {
                TimeTerm::Shifted(Box::new(from.clone()), Box::new(length.clone()), false)
            }
        };
        let strict = matches!(term, Deadline::Before(_));
        let Some(wanted) = self.doing(doing) else { return (Truth::FALSE, Truth::FALSE) };
        let acts = self.index.candidates_exact(&wanted).to_vec();
        let acts: Vec<ActId> =
            acts.into_iter().filter(|&id| super::took::fits_doing(&wanted, &self.act(id).act)).collect();
        if let Deadline::Within(length, from) = term
            && let Some((passed, within)) = self.open_term(length, from, binding, &acts)
        {
            let mut cases = Vec::new();
            for (&id, in_time) in acts.iter().zip(within) {
                cases.push(vec![self.took(id), in_time]);
            }
            return (passed, self.tally(&cases));
        }
        let Some(end) = self.time_of(&time, binding, None) else {
            return (Truth::FALSE, Truth::TRUE); // the record does not know when the term ends: not passed within it
        };
        let mut cases = Vec::new();
        for id in acts {
            let took = self.took(id);
            let early = self.act_by(id, &end, strict);
            cases.push(vec![took, early]);
        }
        // Of an unnamed actor it may have been this one.
        for id in self.index.by_someone(wanted.verb).to_vec() {
            let act = self.act(id).act.clone();
            let roles = wanted.roles.iter().all(|(role, value)| act.role(*role) == Some(*value));
            if let ([subject], true) = (wanted.subjects.as_slice(), roles) {
                let is = self.someone_is(id, *subject);
                let (took, early) = (self.took(id), self.act_by(id, &end, strict));
                cases.push(vec![is, took, early]);
            }
        }
        let in_time = self.tally(&cases);
        (end.passed, in_time)
    }

    /// `B breaches a duty to V`: a known duty unmet, or one that no rule lays down.
    pub(super) fn ground_unmet_doing(&mut self, head: AtomId, doing: DoingId) {
        let Some(wanted) = self.doing(doing) else { return };
        let mut missing = Vec::new();
        for rule in self.duties(wanted.verb) {
            for instance in self.duty_instances(rule, &wanted) {
                // What its conditions name besides (the act that a term runs from) is found by them.
                let Some(known) = self.instance(instance) else { continue };
                let seed = self.binding(known.binding);
                for (bound, _) in self.enumerate_rule(rule, &seed) {
                    let binding = self.binding_id(&bound);
                    let full = self.instance_id(Instance { binding, ..known });
                    let unmet = self.is(Key::Unmet(full));
                    self.clause(head, &[unmet]);
                }
                if self.is_complete(self.rule(rule).order) {
                    missing.push(self.covers(instance).not());
                }
            }
        }
        missing.push(self.is(Key::MissingDuty(doing)));
        let done = self.done(doing, Moment::End);
        let late = self.is(Key::Late(doing));
        let undone = [missing.clone(), vec![done.not()]].concat();
        self.clause(head, &undone);
        missing.push(late);
        self.clause(head, &missing);
    }

    /// The requirements and prohibitions whose verb is the act's.
    pub(super) fn breachable(&self, act: ActId) -> Vec<RuleId> {
        let verb = self.act(act).act.verb;
        let lists = [self.index.requirements.get(&verb), self.index.prohibitions.get(&verb)];
        let mut rules: Vec<RuleId> = lists.into_iter().flatten().flatten().copied().collect();
        rules.sort_unstable();
        rules
    }

    /// `E breaches some rule`: one that the corpus names.
    pub(super) fn ground_breaches_some(&mut self, head: AtomId, act: ActId) {
        for id in self.own_acts(act) {
            for rule in self.breachable(id) {
                let breach = self.breach_of(rule, id);
                self.clause(head, &[breach]);
            }
        }
    }

    /// An act and what it counts as: what one does in the guise of another act is one's doing too.
    pub(super) fn own_acts(&self, act: ActId) -> Vec<ActId> {
        let mut own = vec![act];
        own.extend(self.counted.get(&act).into_iter().flatten().copied());
        own
    }

    pub(super) fn ground_wrong(&mut self, head: AtomId, act: ActId) {
        let some = self.is(Key::BreachesSome(act));
        self.clause(head, &[some]);
        let mut missing = vec![self.took(act), some.not()];
        for rule in self.breachable(act) {
            if self.is_complete(self.rule(rule).order) {
                for instance in self.instances_of(rule, act) {
                    missing.push(self.covers(instance).not());
                }
            }
        }
        let doing = self.act(act).act.clone();
        for rule in self.duties(doing.verb) {
            if self.is_complete(self.rule(rule).order) {
                for instance in self.duty_instances(rule, &doing) {
                    missing.push(self.covers(instance).not());
                }
            }
        }
        missing.push(self.is(Key::MissingRule(act)));
        self.clause(head, &missing);
    }
}
