//! Validity of acts: power, disability, breach, and what together they make of an act.
//!
//! ```text
//! shut(E)    :- covers(R,E), only(R), not overridden(R,E), subject S of E, not grants(R,S,E), not outgranted(R,S,E).
//! outgranted(R,S,E) :- grants(Q,S,E), Q ≠ R, (overrides(Q,R) | prevails(Q,R)).
//! barred(E)  :- shut(E).             barred(E) :- disability(R), governs(R,E).
//! breach(R,E):- requirement(R), governs(R,E), not held(R,E).
//! fatal(E)   :- breach(R,E), (else(R)=void | else(R)=unstated, voids_R).
//! sound(E)   :- act(E), took(E), granted(E), not barred(E), not fatal(E).
//! sound(E)   :- act(E), took(E), not granted(E), not covered(E), power_E, not barred(E), not fatal(E).
//! may(e)     :- granted(e), not barred(e).     may(e) :- not granted(e), not covered(e), not barred(e), power_e.
//! valid(E)   :- sound(E), not undone(E).       valid(E) :- took(E), cured(E), not undone(E).
//! ```
use super::acts::ActOrigin;
use super::clauses::AtomId;
use super::grounder::{Grounder, Truth};
use super::keys::Moment;
use super::keys::*;
use crate::program::*;

impl Grounder<'_> {
    pub(super) fn granted(&mut self, act: ActId) -> Truth {
        if self.powers(act).is_empty() { Truth::FALSE } else { self.is(Key::Granted(act)) }
    }

    pub(super) fn covered(&mut self, act: ActId) -> Truth {
        if self.powers(act).is_empty() { Truth::FALSE } else { self.is(Key::Covered(act)) }
    }

    pub(super) fn barred(&mut self, act: ActId) -> Truth {
        let verb = self.act(act).act.verb;
        let only = |rule: &RuleId| matches!(self.rule(*rule).kind, RuleKind::Power { only: true, .. });
        let shut = self.index.powers.get(&verb).is_some_and(|rules| rules.iter().any(only));
        if shut || self.index.disabilities.contains_key(&verb) { self.is(Key::Barred(act)) } else { Truth::FALSE }
    }

    pub(super) fn ground_barred(&mut self, head: AtomId, act: ActId) {
        let verb = self.act(act).act.verb;
        for rule in self.index.disabilities.get(&verb).cloned().unwrap_or_default() {
            for instance in self.instances_of(rule, act) {
                let governs = self.governs(instance);
                self.clause(head, &[governs]);
            }
        }
        for rule in self.powers(act) {
            if !matches!(self.rule(rule).kind, RuleKind::Power { only: true, .. }) {
                continue;
            }
            for instance in self.instances_of(rule, act) {
                let covers = self.covers(instance);
                let overridden = if self.index.overriders.contains_key(&rule) {
                    self.is(Key::Overridden(instance))
                } else {
                    Truth::FALSE
                };
                let joint = self.joint_grant(rule, act);
                for subject in 0..self.act(act).act.subjects.len() {
                    let grants = self.is(Key::Grants(rule, act, subject as u8));
                    let beaten = self.outgranted(rule, act, subject as u8);
                    self.clause(head, &[covers, overridden.not(), grants.not(), beaten.not(), joint.not()]);
                }
            }
        }
    }

    /// A power that names several actors jointly does not shut out the very act that they do together.
    fn joint_grant(&mut self, rule: RuleId, act: ActId) -> Truth {
        match &self.rule(rule).kind {
            RuleKind::Power { act: pattern, .. } if pattern.subjects.len() > 1 => self.is(Key::Granted(act)),
            _ => Truth::FALSE,
        }
    }

    fn outgranted(&mut self, rule: RuleId, act: ActId, subject: u8) -> Truth {
        if self.powers(act).len() < 2 { Truth::FALSE } else { self.is(Key::Outgranted(rule, act, subject)) }
    }

    pub(super) fn ground_outgranted(&mut self, head: AtomId, rule: RuleId, act: ActId, subject: u8) {
        for other in self.powers(act) {
            if other == rule || self.are_rivals(other, rule) || self.instances_of(other, act).is_empty() {
                continue;
            }
            let grants = self.is(Key::Grants(other, act, subject));
            if self.rule(other).overrides.contains(&rule) {
                self.clause(head, &[grants]);
            } else {
                let prevails = self.is(Key::Prevails(other, rule));
                self.clause(head, &[grants, prevails]);
            }
        }
    }

    /// Rules of rival orders never meet: at most one of the orders is recognised.
    fn are_rivals(&self, one: RuleId, other: RuleId) -> bool {
        match (self.rule(one).order, self.rule(other).order) {
            (Some(one), Some(other)) => {
                let rivals = |a: OrderId, b: OrderId| self.program.orders[a.index()].rivals.contains(&b);
                rivals(one, other) || rivals(other, one)
            }
            _ => false,
        }
    }

    fn requirements(&self, act: ActId) -> Vec<RuleId> {
        self.index.requirements.get(&self.act(act).act.verb).cloned().unwrap_or_default()
    }

    pub(super) fn ground_breach(&mut self, head: AtomId, id: InstanceId) {
        let Some(instance) = self.instance(id) else { return };
        let RuleKind::Requirement { held, .. } = &self.rule(instance.rule).kind else { return };
        let governs = self.governs(id);
        let held = self.all_of(Some(*held), instance);
        self.clause(head, &[governs, held.not()]);
    }

    pub(super) fn ground_breach_of(&mut self, head: AtomId, rule: RuleId, act: ActId) {
        let requirement = matches!(self.rule(rule).kind, RuleKind::Requirement { .. });
        for instance in self.instances_of(rule, act) {
            let breach = if requirement { self.is(Key::Breach(instance)) } else { self.governs(instance) };
            self.clause(head, &[breach]);
        }
    }

    /// Breach of a requirement by an act; false where the rule does not fit it.
    pub(super) fn breach_of(&mut self, rule: RuleId, act: ActId) -> Truth {
        // Only these can be breached: who lacks a power breaches nothing by that.
        if !matches!(self.rule(rule).kind, RuleKind::Requirement { .. } | RuleKind::Prohibition { .. }) {
            return Truth::FALSE;
        }
        if self.instances_of(rule, act).is_empty() { Truth::FALSE } else { self.is(Key::BreachOf(rule, act)) }
    }

    fn fatal(&mut self, act: ActId) -> Truth {
        if self.requirements(act).is_empty() { Truth::FALSE } else { self.is(Key::Fatal(act)) }
    }

    pub(super) fn ground_fatal(&mut self, head: AtomId, act: ActId) {
        for rule in self.requirements(act) {
            let RuleKind::Requirement { otherwise, .. } = self.rule(rule).kind else { continue };
            let breach = self.breach_of(rule, act);
            if breach == Truth::FALSE {
                continue;
            }
            match otherwise {
                Consequence::Void => self.clause(head, &[breach]),
                Consequence::Unstated => {
                    let voids = self.is(Key::Voids(rule));
                    self.clause(head, &[breach, voids]);
                }
                Consequence::Voidable | Consequence::Irregular => {}
            }
        }
    }

    /// `fatal` for a cure against these rules: what is left when their breaches are struck.
    pub(super) fn fatal_but(&mut self, act: ActId, struck: &[RuleId]) -> Truth {
        let mut cases = Vec::new();
        for rule in self.requirements(act) {
            let RuleKind::Requirement { otherwise, .. } = self.rule(rule).kind else { continue };
            if struck.contains(&rule) {
                continue;
            }
            let breach = self.breach_of(rule, act);
            match otherwise {
                Consequence::Void => cases.push(vec![breach]),
                Consequence::Unstated => cases.push(vec![breach, self.is(Key::Voids(rule))]),
                Consequence::Voidable | Consequence::Irregular => {}
            }
        }
        self.tally(&cases)
    }

    pub(super) fn sound(&mut self, act: ActId) -> Truth {
        if self.is_act(act) { self.is(Key::Sound(act)) } else { Truth::FALSE }
    }

    pub(super) fn ground_sound(&mut self, head: AtomId, act: ActId) {
        let took = self.took(act);
        let (granted, covered) = (self.granted(act), self.covered(act));
        let (barred, fatal) = (self.barred(act), self.fatal(act));
        // Where a rule certainly covers it, no rule is missing: the second clause then tells only that.
        let power = if self.is_plainly_covered(act) { Truth::TRUE } else { self.power(act) };
        self.clause(head, &[took, granted, barred.not(), fatal.not()]);
        self.clause(head, &[took, granted.not(), covered.not(), power, barred.not(), fatal.not()]);
    }

    /// Whether a power rule that shuts out other powers covers an act whatever else is so.
    fn is_plainly_covered(&mut self, act: ActId) -> bool {
        self.powers(act).into_iter().any(|rule| {
            self.closes(rule) && self.instances_of(rule, act).into_iter().any(|instance| self.covers_plainly(instance))
        })
    }

    /// power_E: one question an act; a supposed act judged just before a told one that it fits asks the same.
    fn power(&mut self, act: ActId) -> Truth {
        let same = match self.act(act).origin {
            ActOrigin::Supposed(Moment::Before(told))
                if super::took::fits_doing(&self.act(act).act, &self.act(told).act)
                    && self.act(act).act.subjects == self.act(told).act.subjects =>
            {
                told
            }
            _ => act,
        };
        self.is(Key::Power(same))
    }

    pub(super) fn may(&mut self, act: ActId) -> Truth {
        self.is(Key::May(act))
    }

    pub(super) fn ground_may(&mut self, head: AtomId, act: ActId) {
        let (granted, covered, barred) = (self.granted(act), self.covered(act), self.barred(act));
        let power = self.power(act);
        self.clause(head, &[granted, barred.not()]);
        self.clause(head, &[granted.not(), covered.not(), barred.not(), power]);
    }

    pub(super) fn ground_valid(&mut self, head: AtomId, act: ActId) {
        let undone = self.undone(act);
        let sound = self.sound(act);
        self.clause(head, &[sound, undone.not()]);
        if self.can_be_cured(act) {
            let took = self.took(act);
            let cured = self.is(Key::Cured(act));
            self.clause(head, &[took, cured, undone.not()]);
            self.ground_valid_by_partial_cures(head, act);
        }
    }
}
