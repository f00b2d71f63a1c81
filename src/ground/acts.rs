//! The acts and deeds that can have happened: told, counted as, led to by a content, supposed.
//!
//! Counted acts follow from counts-as rules: E' = (F0, verb, roles), F0 being the told event that it goes
//! back to, so that a ring of such rules makes finitely many.
use super::grounder::Grounder;
use super::keys::Moment;
use super::keys::*;
use crate::program::*;

/// Where an act comes from.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ActOrigin {
    /// An event statement tells it.
    Told(EventId),
    /// A counts-as rule gives this told act its force.
    CountedAs(ActId),
    /// It is the content of this act, and nothing tells whether it was done.
    Content(ActId),
    /// It is only supposed, at a moment, to ask who may.
    Supposed(Moment),
}

/// An act.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ActNode {
    /// Where it comes from.
    pub origin: ActOrigin,
    /// Who did what.
    pub act: Act,
    /// The told act whose moment it has.
    pub told: ActId,
    /// How many counts-as steps lie between the two: acts of one moment follow in this order.
    pub depth: u16,
    /// The instances of counts-as rules that give it.
    pub by: Vec<InstanceId>,
}

impl Grounder<'_> {
    /// Enters the told events (denials included, so that numbers agree; they never took place), what
    /// counts as something else, and what contents lead to.
    pub(super) fn tell_acts(&mut self) {
        for (index, event) in self.program.events.iter().enumerate() {
            let id = ActId(index as u32);
            let origin = ActOrigin::Told(EventId(index as u32));
            self.acts.push(ActNode { origin, act: event.act.clone(), told: id, depth: 0, by: Vec::new() });
            if !event.denied {
                self.index.enter(id, &event.act);
            }
        }
        self.count_acts(0);
        self.lead_to_contents();
    }

    /// What the acts from `first` on count as, and what that counts as in turn.
    fn count_acts(&mut self, first: usize) {
        if self.index.counts_as.is_empty() {
            return;
        }
        let mut next = first;
        while next < self.acts.len() {
            let id = ActId(next as u32);
            next += 1;
            if self.is_denial(id) {
                continue;
            }
            let verb = self.act(id).act.verb;
            let rules: Vec<RuleId> = self.index.counts_as_from(verb).to_vec();
            for rule in rules {
                self.count_act(rule, id);
            }
        }
    }

    fn count_act(&mut self, rule: RuleId, id: ActId) {
        let RuleKind::CountsAs { done, counts_as } = &self.rule(rule).kind else { return };
        let (done, counts_as) = (done.clone(), counts_as.clone());
        let variables = self.rule(rule).variables.len();
        let subjects = self.act(id).act.subjects.len().max(1);
        for subject in 0..subjects {
            let mut binding = vec![None; variables];
            if !self.fit_act(&done, id, Some(subject), &mut binding) {
                continue;
            }
            let Some(mut act) = self.fill(&counts_as, &binding) else { continue };
            // A joint act counts as a joint act: the rule's subject stands for each of them.
            let same =
                matches!((done.subjects.first(), counts_as.subjects.first()), (Some(a), Some(b)) if a.term == b.term);
            if same {
                act.subjects = self.act(id).act.subjects.clone();
            }
            let binding = self.binding_id(&binding);
            let moment = self.moment_of(id);
            let instance = self.instance_id(Instance { rule, act: Some(id), moment, binding });
            self.enter_counted(id, act, instance);
        }
    }

    fn enter_counted(&mut self, from: ActId, act: Act, instance: InstanceId) {
        let told = self.act(from).told;
        if self.act(told).act == act {
            return; // F0 itself, if it has that verb and those roles
        }
        let depth = self.act(from).depth.saturating_add(1);
        let known = self.index.candidates_exact(&act).iter().copied().find(|&a| {
            self.act(a).told == told && matches!(self.act(a).origin, ActOrigin::CountedAs(_)) && self.act(a).act == act
        });
        if let Some(known) = known {
            self.acts[known.index()].by.push(instance);
            return;
        }
        let id = ActId(self.acts.len() as u32);
        self.index.enter(id, &act);
        self.counted.entry(told).or_default().push(id);
        self.acts.push(ActNode { origin: ActOrigin::CountedAs(from), act, told, depth, by: vec![instance] });
    }

    /// The acts that a told content leads to: for each such telling one act, some time after it.
    fn lead_to_contents(&mut self) {
        let first = self.acts.len();
        for index in 0..first {
            let telling = ActId(index as u32);
            if self.is_denial(telling) {
                continue;
            }
            let node = self.act(telling);
            if !self.program.verbs[node.act.verb.index()].leads_to_content {
                continue;
            }
            let contents: Vec<Act> = node
                .act
                .roles
                .iter()
                .filter_map(|(_, value)| match value {
                    Value::Content(content) => match &self.program.contents[content.index()] {
                        Content::Act(act, false) if !act.subjects.is_empty() => Some(act.clone()),
                        Content::Act(..) | Content::Relation(..) | Content::Other(_) => None,
                    },
                    _ => None,
                })
                .collect();
            for act in contents {
                let id = ActId(self.acts.len() as u32);
                self.index.enter(id, &act);
                let origin = ActOrigin::Content(telling);
                self.acts.push(ActNode { origin, act, told: id, depth: 0, by: Vec::new() });
            }
        }
        self.count_acts(first);
    }

    /// An act that is only supposed, to ask a question of power at a moment.
    pub(super) fn suppose(&mut self, act: Act, moment: Moment) -> ActId {
        if let Some(&known) = self.supposed.get(&(act.clone(), moment)) {
            return known;
        }
        let id = ActId(self.acts.len() as u32);
        let origin = ActOrigin::Supposed(moment);
        self.acts.push(ActNode { origin, act: act.clone(), told: id, depth: 0, by: Vec::new() });
        self.supposed.insert((act, moment), id);
        id
    }

    pub(super) fn is_denial(&self, id: ActId) -> bool {
        matches!(self.act(id).origin, ActOrigin::Told(event) if self.program.events[event.index()].denied)
    }

    /// The event statement behind an act, if it was told itself.
    pub(super) fn told_event(&self, id: ActId) -> Option<EventId> {
        match self.act(id).origin {
            ActOrigin::Told(event) => Some(event),
            ActOrigin::CountedAs(_) | ActOrigin::Content(_) | ActOrigin::Supposed(_) => None,
        }
    }
}
