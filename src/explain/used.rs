//! What an answer rests on: statements, rules, events, readings of the corpus's own, and its ground.
//!
//! Takes one reading's model and an atom; walks the same premises as the tree does, machinery included.
use super::choice::Choice;
use super::lookup::{Lookup, Stated};
use super::nodes::{act_of, rule_of};
use super::questions::statement_of;
use super::ruled::NotBroken;
use crate::ground::clauses::{AtomId, Leaf};
use crate::ground::keys::{ActId, AtomKey, FluentId, Key};
use crate::program::*;
use crate::solve::answers::Value as Truth;
use crate::solve::evaluate::Evaluation;
use crate::solve::index::Index;
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::BTreeSet;

/// What a refutation rests on.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum FailsBy {
    /// A rule that speaks against it, or whose conditions are not met.
    Rule,
    /// The record says otherwise: by a stated denial, by the numbers and dates that it tells, or in telling
    /// that several did together what one is said to have done alone.
    Denial,
    /// Nothing was told that would make it so.
    Silence,
    /// A chain that closes on itself, or rules that bite their own tail.
    Circle,
}

/// What is among the reasons of an answer.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Used {
    /// Rules that are named in the reasons, whether they held or failed.
    pub rules: BTreeSet<RuleId>,
    /// Events that took place on this reading and are among the reasons.
    pub events: BTreeSet<EventId>,
    /// Statements that are among the reasons: of events, facts, rules, orders, values, denials.
    pub statements: BTreeSet<StatementId>,
    /// Rules that give one told act the force of another, on which the answer depends.
    pub readings: BTreeSet<RuleId>,
    /// The ground, if the answer is false.
    pub fails_by: FailsBy,
    /// Allegations among the reasons that this reading rejects.
    pub rejected: Vec<AtomId>,
    /// The answer, true or false, rests on something not having been told.
    pub rests_on_silence: bool,
}

/// What an atom's value rests on.
pub fn used(look: &Lookup<'_>, index: &Index, reading: &Evaluation, root: AtomId) -> Used {
    used_by(look, &Choice::new(&look.grounded.program, index, reading), root)
}

/// What an atom's value rests on by premises chosen already.
pub(super) fn used_by(look: &Lookup<'_>, choice: &Choice<'_>, root: AtomId) -> Used {
    let mut walk = Walk { look, choice, flags: Flags::default(), used: nothing() };
    walk.run(root);
    let Walk { flags, used, .. } = walk;
    flags.told(choice.reading.value(root), used)
}

/// The events by one of these actors among the reasons: for a claim that fails, acts of the claimant's own
/// that speak against it. What others allege of the claimant is none.
pub fn own_acts(look: &Lookup<'_>, used: &Used, by: &[Speaker]) -> Vec<EventId> {
    let mine = |value: &Value| {
        by.iter().any(|speaker| matches!((speaker, value), (Speaker::Entity(a), Value::Entity(b)) if a == b))
    };
    let own = |event: &EventId| {
        look.event(*event)
            .is_some_and(|event| event.act.subjects.iter().any(&mine) && look.is_said_by(event.statement, by))
    };
    used.events.iter().copied().filter(own).collect()
}

pub(super) fn nothing() -> Used {
    Used {
        rules: BTreeSet::new(),
        events: BTreeSet::new(),
        statements: BTreeSet::new(),
        readings: BTreeSet::new(),
        fails_by: FailsBy::Silence,
        rejected: Vec::new(),
        rests_on_silence: false,
    }
}

/// The false atoms of one rank that lead back to one of them: a circle that supports nothing, and what leads
/// into it. Takes away what leads nowhere, again and again.
pub(super) fn leading_to_circles(edges: &[(AtomId, AtomId)]) -> FxHashSet<AtomId> {
    let mut leading: FxHashMap<AtomId, usize> = FxHashMap::default();
    let mut into: FxHashMap<AtomId, Vec<AtomId>> = FxHashMap::default();
    for &(from, to) in edges {
        *leading.entry(from).or_default() += 1;
        into.entry(to).or_default().push(from);
    }
    let mut todo: Vec<AtomId> = edges.iter().map(|(_, to)| *to).filter(|to| !leading.contains_key(to)).collect();
    while let Some(atom) = todo.pop() {
        for from in into.remove(&atom).unwrap_or_default() {
            if let Some(count) = leading.get_mut(&from) {
                *count -= 1;
                if *count == 0 {
                    todo.push(from);
                }
            }
        }
    }
    leading.into_iter().filter(|(_, count)| *count > 0).map(|(atom, _)| atom).collect()
}

/// What kinds of things are among the reasons of an atom.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Flags {
    denial: bool,
    against: bool,
    /// Rules say who may, and so who may not.
    closed: bool,
    /// Told numbers or dates were compared.
    compared: bool,
    rule: bool,
    silence: bool,
    pub(super) circle: bool,
    /// A told act is read as another.
    pub(super) reading: bool,
}

impl Flags {
    /// What one atom adds, its premises aside.
    pub(super) fn of(look: &Lookup<'_>, choice: &Choice<'_>, atom: AtomId) -> Self {
        let mut walk = Walk { look, choice, flags: Flags::default(), used: nothing() };
        walk.note(atom);
        walk.flags
    }

    pub(super) fn or(self, other: Self) -> Self {
        Self {
            denial: self.denial || other.denial,
            against: self.against || other.against,
            closed: self.closed || other.closed,
            compared: self.compared || other.compared,
            rule: self.rule || other.rule,
            silence: self.silence || other.silence,
            circle: self.circle || other.circle,
            reading: self.reading || other.reading,
        }
    }

    /// An atom that no clause could make so is false by silence, unless a rule speaks of it or the record does.
    pub(super) fn of_root(self, choice: &Choice<'_>, root: AtomId) -> Self {
        Self { silence: self.silence || (!choice.has_clauses(root) && !self.rule && !self.compared), ..self }
    }

    /// What was used, with the ground that the flags give.
    pub(super) fn told(self, value: Truth, used: Used) -> Used {
        let fails_by = match value {
            Truth::Undefined => FailsBy::Circle,
            _ if self.denial => FailsBy::Denial,
            _ if self.against => FailsBy::Rule,
            _ if self.circle => FailsBy::Circle,
            _ if self.closed || (self.rule && !self.silence) => FailsBy::Rule,
            _ if self.compared && !self.rule => FailsBy::Denial,
            _ if self.silence => FailsBy::Silence,
            _ if self.rule => FailsBy::Rule,
            _ => FailsBy::Silence,
        };
        Used { fails_by, rests_on_silence: value != Truth::Undefined && self.silence, ..used }
    }
}

struct Walk<'a> {
    look: &'a Lookup<'a>,
    choice: &'a Choice<'a>,
    flags: Flags,
    used: Used,
}

/// Of an open relation: nothing speaks for it, and something against. The answer rests on what is told against it,
/// not on what is not told for it.
pub(super) fn is_outweighed(look: &Lookup<'_>, choice: &Choice<'_>, atom: AtomId) -> bool {
    let tables = &look.grounded.tables;
    let Some(AtomKey { context, key: Key::Pro(fluent, moment) }) = tables.key(atom) else { return false };
    let against = tables.atom(AtomKey { context, key: Key::Con(fluent, moment) });
    choice.reading.value(atom) == Truth::False
        && against.is_some_and(|against| choice.reading.value(against) == Truth::True)
}

impl Walk<'_> {
    fn run(&mut self, root: AtomId) {
        let mut seen = FxHashSet::default();
        let mut level: Vec<(AtomId, AtomId)> = Vec::new();
        let mut todo = vec![root];
        seen.insert(root);
        while let Some(atom) = todo.pop() {
            self.note(atom);
            let (rank, value) = (self.choice.rank(atom), self.choice.reading.value(atom));
            if is_outweighed(self.look, self.choice, atom) {
                continue;
            }
            for literal in self.choice.premises(atom) {
                let premise = literal.atom();
                let derived = self.choice.program.leaf(premise).is_none();
                if value == Truth::False && derived && !literal.is_negative() && self.choice.rank(premise) == rank {
                    level.push((atom, premise));
                }
                if seen.insert(premise) {
                    todo.push(premise);
                }
            }
        }
        self.flags.circle = !leading_to_circles(&level).is_empty();
        self.flags = self.flags.of_root(self.choice, root);
    }

    fn note(&mut self, atom: AtomId) {
        let Some(key) = self.look.key(atom) else { return };
        let value = self.choice.reading.value(atom);
        if value == Truth::False && self.choice.program.leaf(atom) == Some(Leaf::Allegation) {
            self.used.rejected.push(atom);
        }
        if let Some(rule) = rule_of(self.look, key) {
            self.note_rule(key, rule, value);
        }
        if value == Truth::True {
            if let Some(act) = act_of(self.look, key) {
                self.note_act(act);
            }
            if let Key::Took(act) = key {
                self.note_act(act);
            }
            self.used.statements.extend(statement_of(self.look, key));
            if let Key::Accepted(statement, _) = key
                && let Some(Stated::Event(event)) = self.look.stated(statement)
                && self.look.event(event).is_some_and(|event| !event.denied)
            {
                self.used.events.insert(event);
            }
        }
        self.note_told(key, value);
        match (key, value) {
            (Key::Denied(_) | Key::Gainsaid(..), Truth::True) => self.flags.denial = true,
            (Key::Con(..), Truth::True) if !self.by_rule(atom) => self.flags.denial = true,
            (Key::Barred(_) | Key::Fatal(_) | Key::BreachOf(..) | Key::Con(..) | Key::Clipped(..), Truth::True) => {
                self.flags.against = true;
            }
            (Key::Covered(_), Truth::True) => self.flags.closed = true,
            // What a content speaks of is told by the corpus itself, or is open.
            (Key::Told(act), Truth::True) => {
                let denial = self.look.act(act).and_then(|node| self.look.denied_act(&node.act));
                if let Some(event) = denial.and_then(|event| self.look.event(event)) {
                    self.flags.denial = true;
                    self.used.statements.insert(event.statement);
                }
            }
            (Key::Condition(formula, binding, ..), _)
                if !self.look.is_told_sentence(formula) && self.choice.premises(atom).is_empty() =>
            {
                let values = self.look.binding(binding);
                if let Some(compared) = self.look.compared(formula, values) {
                    self.flags.compared = true;
                    self.used.statements.extend(self.look.compared_statements(&compared));
                } else if let Some(NotBroken { rule, .. }) = self.look.not_broken(formula, values) {
                    self.flags.rule = true;
                    self.used.rules.insert(rule);
                }
            }
            // What the theory of time, or the order of numbers, decides by what the record tells.
            (Key::Earlier(..) | Key::Exceeds(..), _) => self.flags.compared = true,
            (Key::Condition(formula, ..), Truth::False) if !self.look.is_told_sentence(formula) => {}
            (
                Key::Irregular(act, at) | Key::Voidable(act, at) | Key::Void(act, at) | Key::HealedBy(act, at),
                Truth::False,
            ) if !self.choice.has_clauses(atom) && self.look.is_told_later(act, at) => {
                self.flags.compared = true;
                self.note_act(act);
            }
            (_, Truth::False) if !self.choice.has_clauses(atom) && self.look.no_rule_for(key).is_some() => {
                self.flags.rule = true;
            }
            (Key::Holds(..) | Key::Took(_) | Key::Done(..) | Key::DeFacto(..) | Key::Condition(..), Truth::False)
                if !self.choice.has_clauses(atom) =>
            {
                self.note_untold(key);
            }
            _ => {}
        }
    }

    /// Something that no clause could make so: a stated denial stands for it, or nothing.
    fn note_untold(&mut self, key: Key) {
        let look = self.look;
        let denial = match key {
            Key::Condition(formula, binding, ..) => {
                let values = look.binding(binding);
                let event = look.told_not(formula, values).or_else(|| look.told_jointly(formula, values));
                event.and_then(|event| look.event(event)).map(|event| event.statement)
            }
            Key::Done(doing, _) => {
                let event = look.doing(doing).and_then(|act| look.denied_act(act));
                event.and_then(|event| look.event(event)).map(|event| event.statement)
            }
            Key::Holds(fluent, _) => look
                .flat_fact(fluent, true)
                .and_then(|fact| look.program.facts.get(fact.index()))
                .map(|fact| fact.statement),
            _ => None,
        };
        match denial {
            Some(statement) => {
                self.flags.denial = true;
                self.used.statements.insert(statement);
            }
            None => match self.told_of_another_time(key) {
                Some(statement) => {
                    self.flags.compared = true;
                    self.used.statements.insert(statement);
                }
                None => self.flags.silence = true,
            },
        }
    }

    /// It was told flat, and so is only not so at this time.
    fn told_of_another_time(&self, key: Key) -> Option<StatementId> {
        let look = self.look;
        match key {
            Key::Condition(formula, binding, ..) => {
                let event = look.told_by(formula, look.binding(binding))?;
                look.event(event).map(|event| event.statement)
            }
            Key::Holds(fluent, _) | Key::DeFacto(fluent, _) => {
                let fact = look.flat_fact(fluent, false)?;
                look.program.facts.get(fact.index()).map(|fact| fact.statement)
            }
            _ => None,
        }
    }

    fn by_rule(&self, atom: AtomId) -> bool {
        let premises = self.choice.premises(atom);
        premises
            .iter()
            .any(|literal| self.look.key(literal.atom()).is_some_and(|key| rule_of(self.look, key).is_some()))
    }

    fn note_rule(&mut self, key: Key, rule: RuleId, value: Truth) {
        let Some(data) = self.look.rule(rule) else { return };
        // What only looks for annulments, terms and overriding rules does not make them reasons.
        if value == Truth::False
            && matches!(key, Key::Ended(..) | Key::Overridden(_) | Key::Outgranted(..) | Key::Struck(..))
        {
            return;
        }
        self.flags.rule = true;
        self.used.rules.insert(rule);
        self.used.statements.insert(data.statement);
        if value == Truth::True && matches!((&data.kind, key), (RuleKind::CountsAs { .. }, Key::Governs(_))) {
            self.flags.reading = true;
            self.used.readings.insert(rule);
        }
    }

    fn note_act(&mut self, act: ActId) {
        if let Some(event) = self.look.told(act)
            && let Some(data) = self.look.event(event)
        {
            self.used.events.insert(event);
            self.used.statements.insert(data.statement);
        }
    }

    fn note_fact(&mut self, fluent: FluentId, denied: bool) {
        let fact = self.look.flat_fact(fluent, denied);
        if let Some(fact) = fact.and_then(|fact| self.look.program.facts.get(fact.index())) {
            self.used.statements.insert(fact.statement);
        }
    }

    /// Flat statements that grounding folded away.
    fn note_told(&mut self, key: Key, value: Truth) {
        match (key, value) {
            (Key::Condition(formula, binding, ..), Truth::True) => {
                if let Some(event) = self.look.told_by(formula, self.look.binding(binding))
                    && let Some(data) = self.look.event(event)
                {
                    self.used.events.insert(event);
                    self.used.statements.insert(data.statement);
                }
            }
            (Key::Holds(fluent, _) | Key::DeFacto(fluent, _) | Key::Pro(fluent, _), Truth::True) => {
                self.note_fact(fluent, false)
            }
            (Key::Con(fluent, _), Truth::True) => self.note_fact(fluent, true),
            _ => {}
        }
    }
}
