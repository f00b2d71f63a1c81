//! What is on, who says it, and what cannot be accepted together: the statements' part of A, O and K.
//!
//! ```text
//! on(S) :- S flat, no record source denies it.       on(S) :- accepted(S) | doubt(S), along its voices.
//! ```
use super::clauses::{AtomId, Constraint, Literal};
use super::grounder::{Grounder, Truth};
use super::keys::*;
use crate::program::*;

impl Grounder<'_> {
    /// Whether a statement is on: known where it is flat and nobody on the record denies it.
    pub(super) fn on(&mut self, statement: StatementId) -> Truth {
        let plain = self.program.statements[statement.index()].voice.is_none()
            && self.context == ContextId(0)
            && !self.conflicts.contains_key(&statement);
        if plain { Truth::TRUE } else { self.is(Key::On(statement)) }
    }

    pub(super) fn ground_on(&mut self, head: AtomId, statement: StatementId) {
        if self.left_out(statement) {
            return;
        }
        let body = self.standing(statement);
        self.clause(head, &body);
    }

    /// The leaves that a statement's standing is the conjunction of.
    pub(super) fn standing(&mut self, statement: StatementId) -> Vec<Truth> {
        let mut body = Vec::new();
        let mut voice = self.program.statements[statement.index()].voice;
        if voice.is_none() {
            match self.conflicts.get(&statement).cloned() {
                None => {}
                Some(Conflict::Says) => body.push(self.is(Key::RecordSays(statement))),
                Some(Conflict::Denies(stated)) => {
                    for said in stated {
                        body.push(self.is(Key::RecordSays(said)).not());
                    }
                }
            }
        }
        while let Some(id) = voice {
            let voice_data = &self.program.voices[id.index()];
            let next = voice_data.parent;
            match voice_data.kind {
                VoiceKind::According(..) => body.push(self.is(Key::Accepted(statement, id))),
                VoiceKind::Doubtful(_) => body.push(self.is(Key::Doubt(id))),
            }
            voice = next;
        }
        body
    }

    fn left_out(&self, statement: StatementId) -> bool {
        let Some(context) = self.contexts.get_index(self.context.0 as usize) else { return false };
        context.without.iter().any(|ground| self.statement_of(*ground) == statement)
    }

    /// The statement of a ground.
    pub fn statement_of(&self, ground: Ground) -> StatementId {
        match ground {
            Ground::Rule(id) => self.program.rules[id.index()].statement,
            Ground::Event(id) => self.program.events[id.index()].statement,
            Ground::Fact(id) => self.program.facts[id.index()].statement,
            Ground::Order(id) => self.program.orders[id.index()].statement,
            Ground::Statement(id) => id,
        }
    }

    /// The leaf under which a rival date is the right one: accepted; or, flat, the record's own choice.
    pub(super) fn rival_leaf(&mut self, statement: StatementId) -> Vec<Literal> {
        let body = self.standing(statement);
        let mut literals: Vec<Literal> = body
            .into_iter()
            .filter_map(|truth| match truth {
                Truth::Literal(literal) => Some(literal),
                Truth::Known(_) => None,
            })
            .collect();
        if self.program.statements[statement.index()].voice.is_none() {
            for rival in self.rivals_of(statement) {
                if self.program.statements[rival.index()].voice.is_some() {
                    for truth in self.standing(rival) {
                        if let Truth::Literal(literal) = truth {
                            literals.push(literal.negated());
                        }
                    }
                }
            }
        }
        literals
    }

    pub(super) fn rivals_of(&self, statement: StatementId) -> Vec<StatementId> {
        self.rivals.get(&statement).cloned().unwrap_or_default()
    }

    /// accepted(O): true if flat and without rival, else in A.
    pub(super) fn order_accepted(&mut self, order: OrderId) -> Truth {
        let context = self.contexts.get_index(self.context.0 as usize);
        if let Some(Context { under: Some(under), .. }) = context {
            if *under == order {
                return Truth::TRUE;
            }
            if self.program.orders[under.index()].rivals.contains(&order) {
                return Truth::FALSE;
            }
        }
        let data = &self.program.orders[order.index()];
        if data.rivals.is_empty() && self.program.statements[data.statement.index()].voice.is_none() {
            Truth::TRUE
        } else {
            self.is(Key::OrderAccepted(order))
        }
    }

    /// Finds, once, what the record says against itself and which values rival each other.
    pub(super) fn find_conflicts(&mut self) {
        self.find_denied_events();
        self.find_denied_facts();
        self.find_rival_dates();
        self.find_rival_values();
    }

    fn is_flat(&self, statement: StatementId) -> bool {
        self.program.statements[statement.index()].voice.is_none()
    }

    fn oppose(&mut self, said: StatementId, denial: StatementId) {
        match (self.is_flat(said), self.is_flat(denial)) {
            (true, true) => {
                self.conflicts.insert(said, Conflict::Says);
                match self.conflicts.entry(denial).or_insert_with(|| Conflict::Denies(Vec::new())) {
                    Conflict::Denies(stated) => stated.push(said),
                    Conflict::Says => {}
                }
            }
            (false, false) => self.opposed.push((said, denial)),
            (true, false) | (false, true) => {}
        }
    }

    fn find_denied_events(&mut self) {
        let denials: Vec<usize> = (0..self.program.events.len()).filter(|&i| self.program.events[i].denied).collect();
        for denial in denials {
            for act in self.denied_by(EventId(denial as u32)) {
                let Some(event) = self.told_event(act) else { continue };
                let (said, denied) =
                    (self.program.events[event.index()].statement, self.program.events[denial].statement);
                self.oppose(said, denied);
            }
        }
    }

    /// The told acts that a denial speaks of: its verb, subjects and roles, at no time that excludes theirs.
    pub(super) fn denied_by(&self, denial: EventId) -> Vec<ActId> {
        let data = &self.program.events[denial.index()];
        let candidates = self.index.candidates_exact(&data.act);
        candidates
            .iter()
            .copied()
            .filter(|&id| {
                let act = &self.act(id).act;
                act.verb == data.act.verb
                    && data.act.subjects.iter().all(|subject| act.subjects.contains(subject))
                    && data.act.roles.iter().all(|(role, value)| act.role(*role) == Some(*value))
                    && self.told_event(self.act(id).told).is_none_or(|event| self.may_coincide(event, denial))
            })
            .collect()
    }

    fn may_coincide(&self, event: EventId, denial: EventId) -> bool {
        if self.program.events[denial.index()].time.parts.is_empty() {
            return true;
        }
        let (begin, end) = (self.chronology.begin(event), self.chronology.end(event));
        let (from, until) = (self.chronology.begin(denial), self.chronology.end(denial));
        begin.0 <= until.1 && end.1 >= from.0
    }

    fn find_denied_facts(&mut self) {
        for (i, denial) in self.program.facts.iter().enumerate().filter(|(_, fact)| fact.denied) {
            let sentence = denial.sentence;
            let list = self.index.facts_about.get(&(sentence.relation, sentence.subject)).cloned().unwrap_or_default();
            for fact in list {
                let stated = &self.program.facts[fact.index()];
                if stated.denied || stated.sentence != sentence {
                    continue;
                }
                if self.facts_clash(fact, FactId(i as u32)) {
                    self.oppose(stated.statement, denial.statement);
                }
            }
        }
    }

    /// Whether a denial speaks of a time of which the fact speaks too: what is stated `from A` alone is
    /// ended, not contradicted, by a denial that begins later.
    fn facts_clash(&self, fact: FactId, denial: FactId) -> bool {
        let (stated, denied) = (&self.program.facts[fact.index()].time, &self.program.facts[denial.index()].time);
        let from = |time: &Time| {
            time.parts.iter().find_map(|part| match part {
                TimePart::From(anchor) | TimePart::After(anchor) => Some(self.anchor_range(*anchor)),
                TimePart::On(date) => Some(self.date_hull(*date)),
                _ => None,
            })
        };
        let until = |time: &Time| {
            time.parts.iter().find_map(|part| match part {
                TimePart::Until(anchor) | TimePart::Before(anchor) => Some(self.anchor_range(*anchor)),
                TimePart::On(date) => Some(self.date_hull(*date)),
                _ => None,
            })
        };
        let (fact_from, fact_until) = (from(stated), until(stated));
        let (denial_from, denial_until) = (from(denied), until(denied));
        let open_ended = fact_until.is_none() && !stated.parts.is_empty();
        let begins = fact_from.map_or(i64::MIN, |r| r.0);
        let denial_begins = denial_from.map_or(i64::MIN, |r| r.0);
        if open_ended && denial_begins > begins {
            return false;
        }
        denial_until.is_none_or(|r| r.1 >= begins) && fact_until.is_none_or(|r| r.1 >= denial_begins)
    }

    fn anchor_range(&self, anchor: Anchor) -> (i64, i64) {
        match anchor {
            Anchor::Date(date) => self.date_hull(date),
            Anchor::Event(event) => (self.chronology.begin(event).0, self.chronology.end(event).1),
        }
    }

    fn find_rival_dates(&mut self) {
        for event in &self.program.events {
            for part in &event.time.parts {
                if let TimePart::Rivals(rivals) = part {
                    for (i, (one, _)) in rivals.iter().enumerate() {
                        for (other, _) in rivals.iter().skip(i + 1) {
                            enter_rivals(&mut self.rivals, &mut self.rival_pairs, *one, *other);
                        }
                    }
                }
            }
        }
    }

    fn find_rival_values(&mut self) {
        for entity in &self.program.entities {
            for (i, value) in entity.attributes.iter().enumerate() {
                for other in entity.attributes.iter().skip(i + 1) {
                    let same = value.attribute == other.attribute && value.statement != other.statement;
                    if same && self.values_exclude(value, other) {
                        enter_rivals(&mut self.rivals, &mut self.rival_pairs, value.statement, other.statement);
                    }
                }
            }
        }
        for &(one, other) in &self.rival_pairs {
            let flat = |s: StatementId| self.program.statements[s.index()].voice.is_none();
            if flat(one) && flat(other) {
                self.conflicts.insert(one, Conflict::Says);
                self.conflicts.insert(other, Conflict::Says);
            }
        }
    }

    /// K for everything that was asked: rivals, a statement and another's denial, rival orders, at most one
    /// name for an unnamed actor, thresholds of one number.
    pub(super) fn add_constraints(&mut self) {
        self.constrain_rivals();
        for (said, denial) in self.opposed.clone() {
            if self.was_asked(said) && self.was_asked(denial) {
                let mut clause = Vec::new();
                for truth in [self.standing(said), self.standing(denial)].concat() {
                    if let Truth::Literal(literal) = truth {
                        clause.push(literal.negated());
                    }
                }
                self.ground.add_constraint(Constraint::Either(clause));
            }
        }
        self.constrain_orders();
        self.constrain_someones();
        self.constrain_unknowns();
        self.constrain_prevailing();
    }

    fn was_asked(&self, statement: StatementId) -> bool {
        let Some(voice) = self.program.statements[statement.index()].voice else { return true };
        let key = match self.program.voices[voice.index()].kind {
            VoiceKind::According(..) => Key::Accepted(statement, voice),
            VoiceKind::Doubtful(_) => Key::Doubt(voice),
        };
        self.atoms.get(&AtomKey { context: ContextId(0), key }).is_some()
    }

    /// Of rivals that parties put forward at most one each pair is accepted; of rivals on the record
    /// exactly one is right.
    fn constrain_rivals(&mut self) {
        let pairs = std::mem::take(&mut self.rival_pairs);
        let mut seen: Vec<StatementId> = Vec::new();
        for &(one, other) in &pairs {
            if !self.leaf_exists(one) && !self.leaf_exists(other) {
                continue;
            }
            if !self.is_flat(one) && !self.is_flat(other) {
                let leaves = [self.standing(one), self.standing(other)].concat();
                let either = leaves.into_iter().filter_map(|truth| match truth {
                    Truth::Literal(literal) => Some(literal.negated()),
                    Truth::Known(_) => None,
                });
                self.ground.add_constraint(Constraint::Either(either.collect()));
            } else if self.is_flat(one) && self.is_flat(other) && !seen.contains(&one) {
                let mut group = vec![one];
                let mut next = 0;
                while next < group.len() {
                    for rival in self.rivals_of(group[next]) {
                        if self.is_flat(rival) && !group.contains(&rival) {
                            group.push(rival);
                        }
                    }
                    next += 1;
                }
                seen.extend(group.iter().copied());
                let atoms = group.into_iter().map(|statement| self.atom(Key::RecordSays(statement))).collect();
                self.ground.add_constraint(Constraint::ExactlyOne(atoms));
            }
        }
        self.rival_pairs = pairs;
    }

    fn leaf_exists(&self, statement: StatementId) -> bool {
        let record = AtomKey { context: ContextId(0), key: Key::RecordSays(statement) };
        (!self.is_flat(statement) && self.was_asked(statement)) || self.atoms.get(&record).is_some()
    }

    fn constrain_orders(&mut self) {
        let asked: Vec<OrderId> = self
            .atoms
            .iter()
            .filter_map(|(_, atom)| match atom.key {
                Key::OrderAccepted(order) => Some(order),
                _ => None,
            })
            .collect();
        for &order in &asked {
            for &rival in &self.program.orders[order.index()].rivals {
                if order < rival && asked.contains(&rival) {
                    let pair = vec![self.atom(Key::OrderAccepted(order)), self.atom(Key::OrderAccepted(rival))];
                    self.ground.add_constraint(Constraint::AtMostOne(pair));
                }
            }
        }
    }

    fn constrain_someones(&mut self) {
        let mut of: std::collections::BTreeMap<EventId, Vec<AtomId>> = std::collections::BTreeMap::new();
        for (id, atom) in self.atoms.iter() {
            if let Key::IsSomeone(event, _) = atom.key {
                of.entry(event).or_default().push(id);
            }
        }
        for (_, atoms) in of.into_iter().filter(|(_, atoms)| atoms.len() > 1) {
            self.ground.add_constraint(Constraint::AtMostOne(atoms));
        }
    }

    /// prevails(Q,R), per pair one way at most.
    fn constrain_prevailing(&mut self) {
        let pairs: Vec<(RuleId, RuleId)> = self
            .atoms
            .iter()
            .filter_map(|(_, atom)| match atom.key {
                Key::Prevails(q, r) => Some((q, r)),
                _ => None,
            })
            .collect();
        for &(q, r) in &pairs {
            if q < r && pairs.contains(&(r, q)) {
                let pair = vec![self.atom(Key::Prevails(q, r)), self.atom(Key::Prevails(r, q))];
                self.ground.add_constraint(Constraint::AtMostOne(pair));
            }
        }
    }
}

/// A side in what the record says against itself.
#[derive(Clone, Debug)]
pub(super) enum Conflict {
    /// It says what others on the record deny.
    Says,
    /// It denies these.
    Denies(Vec<StatementId>),
}

fn enter_rivals(
    rivals: &mut rustc_hash::FxHashMap<StatementId, Vec<StatementId>>,
    pairs: &mut Vec<(StatementId, StatementId)>,
    one: StatementId,
    other: StatementId,
) {
    rivals.entry(one).or_default().push(other);
    rivals.entry(other).or_default().push(one);
    pairs.push((one, other));
}
