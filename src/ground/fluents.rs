//! Relations through time: what makes them, what ends them, what facts state, what is open.
//!
//! ```text
//! holds(f,M)     :- makes(R,f,E), governs(R,E), (act: valid(E) | deed: took(E)), before(s,M), not clipped(f,s,M).
//! holds(f,M)     :- makes(R,f,E), governs(R,E), cured_then(E,X), before(X,M), not clipped(f,X,M).
//! holds(f,M)     :- given(f,T,S), on(S), M within T, not gainsaid(f,T,M), not clipped(f,T,M).
//! gainsaid(f,T,M):- stated_not(f,T',S'), on(S'), (M within T' | T is `from A` alone, T' began before M).
//! clipped(f,s,M) :- ends(R,f,G), governs(R,G), (act G: valid(G) | deed G: took(G)), before(s,G), before(G,M).
//! clipped(f,s,M) :- ends(R,f,G), governs(R,G), cured_then(G,X), before(s,X), before(X,M).
//! clipped(f,s,M) :- gone(E,M) of the E that made it.
//! holds(f,M)     :- open f: (pro, not con) | (pro, con, prevails_f) | (not pro, not con, not clipped(f,start,M), open_f).
//! de_facto(f,M)  : the holds clauses with took for valid and without gone.
//! ```
//! An act that ends and makes f leaves it made: an ender that also makes f clips only what began before it.
use super::clauses::AtomId;
use super::grounder::{Grounder, Truth};
use super::keys::Moment;
use super::keys::*;
use crate::program::*;

impl Grounder<'_> {
    pub(super) fn ground_holds(&mut self, head: AtomId, fluent: FluentId, moment: Moment) {
        let Some(sentence) = self.fluent(fluent) else { return };
        if self.program.relations[sentence.relation.index()].open.is_none() {
            self.ground_made(head, fluent, moment, false);
            self.ground_given(head, fluent, sentence, moment, (true, false));
            self.ground_defined(head, sentence, moment, false);
            return;
        }
        let (pro, con) = (self.is(Key::Pro(fluent, moment)), self.is(Key::Con(fluent, moment)));
        let prevails = self.is(Key::ProPrevails(fluent));
        self.clause(head, &[pro, con.not()]);
        self.clause(head, &[pro, con, prevails]);
        let clipped = self.clipped(fluent, Start::Always, moment, false);
        let open = self.is(Key::OpenRelation(fluent));
        self.clause(head, &[pro.not(), con.not(), clipped.not(), open]);
    }

    pub(super) fn ground_pro(&mut self, head: AtomId, fluent: FluentId, moment: Moment) {
        let Some(sentence) = self.fluent(fluent) else { return };
        self.ground_made(head, fluent, moment, false);
        self.ground_given(head, fluent, sentence, moment, (false, false));
        self.ground_defined(head, sentence, moment, false);
    }

    /// A rule against, or a stated denial; none against what a valid act makes.
    pub(super) fn ground_con(&mut self, head: AtomId, fluent: FluentId, moment: Moment) {
        let Some(sentence) = self.fluent(fluent) else { return };
        let made = if self.index.makers.contains_key(&sentence.relation) {
            self.is(Key::MadeInLaw(fluent, moment))
        } else {
            Truth::FALSE
        };
        for fact in self.facts_on(sentence, true) {
            let data = &self.program.facts[fact.index()];
            let (statement, time) = (data.statement, data.time.clone());
            let on = self.on(statement);
            let within = self.within(&time, statement, moment);
            self.clause(head, &[on, within, made.not()]);
        }
        let against = self.index.definitions.get(&sentence.relation).cloned().unwrap_or_default();
        for rule in against {
            if let Some(governs) = self.definition_governs(rule, sentence, moment, true) {
                self.clause(head, &[governs, made.not()]);
            }
        }
    }

    /// The clauses of effects: for each act that makes the relation.
    pub(super) fn ground_made(&mut self, head: AtomId, fluent: FluentId, moment: Moment, de_facto: bool) {
        let Some(sentence) = self.fluent(fluent) else { return };
        for (instance, act, start) in self.makers_of(sentence) {
            let governs = self.governs(instance);
            let force = if de_facto { self.took(act) } else { self.force(act) };
            let started = self.started(start, moment);
            if started == Truth::FALSE {
                continue;
            }
            let clipped = self.clipped(fluent, start, moment, de_facto);
            let gone = if de_facto { Truth::FALSE } else { self.gone(act, moment) };
            self.clause(head, &[governs, force, started, clipped.not(), gone.not()]);
            if !de_facto {
                self.ground_made_by_later_cure(head, fluent, moment, instance, act);
            }
        }
    }

    fn ground_made_by_later_cure(
        &mut self,
        head: AtomId,
        fluent: FluentId,
        moment: Moment,
        instance: InstanceId,
        act: ActId,
    ) {
        for (healed, by) in self.cures_then(act) {
            let governs = self.governs(instance);
            let start = Start::After(by);
            let before = self.before(by, moment);
            let clipped = self.clipped(fluent, start, moment, false);
            self.clause(head, &[governs, healed, before, clipped.not()]);
        }
    }

    /// The cures of an act that heal from then on, with their healing acts.
    fn cures_then(&mut self, act: ActId) -> Vec<(Truth, ActId)> {
        let mut found = Vec::new();
        if self.can_be_cured(act) {
            for (rule, by) in self.cures_from_then_on(act) {
                found.push((self.is(Key::Healed(rule, act, by)), by));
            }
        }
        found
    }

    /// The instances of effect rules that make a relation, with their act and where it begins.
    fn makers_of(&mut self, sentence: RelationSentence) -> Vec<(InstanceId, ActId, Start)> {
        let rules = self.index.makers.get(&sentence.relation).cloned().unwrap_or_default();
        let mut found = Vec::new();
        for rule in rules {
            let RuleKind::Effect { act: pattern, makes, from, .. } = &self.rule(rule).kind else { continue };
            for made in makes {
                let mut seed = vec![None; self.rule(rule).variables.len()];
                if !self.fit_relation(made, &sentence, &mut seed) {
                    continue;
                }
                for (instance, act) in self.effect_instances(rule, pattern, made, sentence, &seed) {
                    let start = match from {
                        None => Start::After(act),
                        Some(time) => self.start_of(time, instance, act),
                    };
                    if !found.iter().any(|(known, _, _)| *known == instance) {
                        found.push((instance, act, start));
                    }
                }
            }
        }
        found
    }

    /// The acts that fit an effect rule and give this relation by it.
    fn effect_instances(
        &mut self,
        rule: RuleId,
        pattern: &ActPattern,
        relation: &RelationPattern,
        sentence: RelationSentence,
        seed: &[Option<Value>],
    ) -> Vec<(InstanceId, ActId)> {
        let mut found = Vec::new();
        for act in self.candidates(pattern, seed) {
            for instance in self.instances_of(rule, act) {
                let Some(known) = self.instance(instance) else { continue };
                let mut binding = self.binding(known.binding);
                if self.fit_relation(relation, &sentence, &mut binding) {
                    // A relation can name more than the act does; the conditions then find the rest.
                    let full = self.binding_id(&binding);
                    let instance = self.instance_id(Instance { binding: full, ..known });
                    found.push((instance, act));
                }
            }
        }
        found
    }

    fn start_of(&mut self, time: &TimeTerm, instance: InstanceId, act: ActId) -> Start {
        let binding = self.instance(instance).map(|known| self.binding(known.binding)).unwrap_or_default();
        match time {
            TimeTerm::Date(term) => match self.term_value(term, &binding, Some(act)) {
                Some(Value::Date(date)) => Start::Date(date, self.teller_of(instance, act)),
                _ => Start::After(act),
            },
            TimeTerm::Event(term) => match self.term_value(term, &binding, Some(act)) {
                Some(Value::Event(event)) => Start::After(ActId(event.0)),
                _ => Start::After(act),
            },
            TimeTerm::Shifted(..) => Start::After(act),
        }
    }

    /// Whose statement tells a date that an effect begins on: the act's, or else the rule's.
    fn teller_of(&self, instance: InstanceId, act: ActId) -> StatementId {
        match (self.told_event(self.act(act).told), self.instance(instance)) {
            (Some(event), _) => self.program.events[event.index()].statement,
            (None, Some(known)) => self.rule(known.rule).statement,
            (None, None) => StatementId(0),
        }
    }

    pub(super) fn clipped(&mut self, fluent: FluentId, start: Start, moment: Moment, de_facto: bool) -> Truth {
        let Some(sentence) = self.fluent(fluent) else { return Truth::FALSE };
        if !self.index.enders.contains_key(&sentence.relation) {
            return Truth::FALSE;
        }
        if de_facto {
            self.is(Key::DeFactoClipped(fluent, start, moment))
        } else {
            self.is(Key::Clipped(fluent, start, moment))
        }
    }

    pub(super) fn ground_clipped(
        &mut self,
        head: AtomId,
        fluent: FluentId,
        start: Start,
        moment: Moment,
        de_facto: bool,
    ) {
        let Some(sentence) = self.fluent(fluent) else { return };
        for (instance, act) in self.enders_of(sentence) {
            let governs = self.governs(instance);
            let before = self.before(act, moment);
            let after = self.started(start, Moment::Before(act));
            if before == Truth::FALSE || after == Truth::FALSE {
                continue;
            }
            let force = if de_facto { self.took(act) } else { self.force(act) };
            self.clause(head, &[governs, force, after, before]);
            if !de_facto {
                for (healed, by) in self.cures_then(act) {
                    let before = self.before(by, moment);
                    let after = self.started(start, Moment::Before(by));
                    self.clause(head, &[governs, healed, after, before]);
                }
            }
        }
    }

    /// The instances of effect rules that end a relation, with their act.
    fn enders_of(&mut self, sentence: RelationSentence) -> Vec<(InstanceId, ActId)> {
        let rules = self.index.enders.get(&sentence.relation).cloned().unwrap_or_default();
        let mut found: Vec<(InstanceId, ActId)> = Vec::new();
        for rule in rules {
            let RuleKind::Effect { act: pattern, ends, .. } = &self.rule(rule).kind else { continue };
            for ended in ends {
                let mut seed = vec![None; self.rule(rule).variables.len()];
                if self.fit_relation(ended, &sentence, &mut seed) {
                    for pair in self.effect_instances(rule, pattern, ended, sentence, &seed) {
                        if !found.contains(&pair) {
                            found.push(pair);
                        }
                    }
                }
            }
        }
        found
    }

    /// The facts (or denials) that state exactly this relation.
    fn facts_on(&self, sentence: RelationSentence, denied: bool) -> Vec<FactId> {
        let list = self.index.facts_about.get(&(sentence.relation, sentence.subject));
        let list = list.map_or(&[][..], Vec::as_slice);
        let fits = |fact: &&FactId| {
            let data = &self.program.facts[fact.index()];
            data.denied == denied && data.sentence == sentence
        };
        list.iter().filter(fits).copied().collect()
    }

    /// The clauses of stated facts; in a closed relation denials gainsay them, in an open one they weigh.
    fn ground_given(
        &mut self,
        head: AtomId,
        fluent: FluentId,
        sentence: RelationSentence,
        moment: Moment,
        (closed, de_facto): (bool, bool),
    ) {
        for fact in self.facts_on(sentence, false) {
            let data = &self.program.facts[fact.index()];
            let (statement, time) = (data.statement, data.time.clone());
            let on = self.on(statement);
            let within = self.within(&time, statement, moment);
            let gainsaid = if closed && !self.facts_on(sentence, true).is_empty() {
                self.is(Key::Gainsaid(fact, moment))
            } else {
                Truth::FALSE
            };
            let start = start_of_fact(&time, statement);
            let clipped = self.clipped(fluent, start, moment, de_facto);
            self.clause(head, &[on, within, gainsaid.not(), clipped.not()]);
        }
    }

    pub(super) fn ground_gainsaid(&mut self, head: AtomId, fact: FactId, moment: Moment) {
        let data = &self.program.facts[fact.index()];
        let alone = matches!(data.time.parts.as_slice(), [TimePart::From(_) | TimePart::After(_)]);
        let alleged = self.program.statements[data.statement.index()].voice.is_some();
        for denial in self.facts_on(data.sentence, true) {
            let denied = &self.program.facts[denial.index()];
            let (statement, time) = (denied.statement, denied.time.clone());
            if alleged && self.program.statements[statement.index()].voice.is_none() {
                continue; // what a party says holds if accepted, whatever the record denies
            }
            let on = self.on(statement);
            let within = self.within(&time, statement, moment);
            self.clause(head, &[on, within]);
            if alone {
                let start = start_of_fact(&time, statement);
                let begun = self.started(start, moment);
                self.clause(head, &[on, begun]);
            }
        }
    }

    /// A moment lies within the time that a statement tells; none: throughout.
    pub(super) fn within(&mut self, time: &Time, statement: StatementId, moment: Moment) -> Truth {
        let mut truths = Vec::new();
        for part in &time.parts {
            truths.push(match part {
                TimePart::On(date) => {
                    let begun = self.date_begun(*date, statement, moment);
                    let over = self.date_over(*date, statement, moment);
                    self.both(begun, over.not())
                }
                TimePart::From(anchor) | TimePart::After(anchor) => self.anchor_begun(*anchor, statement, moment),
                TimePart::Until(anchor) | TimePart::Before(anchor) => {
                    self.anchor_over(*anchor, statement, moment).not()
                }
                TimePart::During(event) => self.event_running(*event, moment),
                TimePart::With(event) => self.before(ActId(event.0), moment),
                TimePart::Rivals(_) => Truth::TRUE,
            });
        }
        if truths.is_empty() { Truth::TRUE } else { self.tally(&[truths]) }
    }

    /// The clauses of definitions for (or against) a relation.
    fn ground_defined(&mut self, head: AtomId, sentence: RelationSentence, moment: Moment, against: bool) {
        let rules = self.index.definitions.get(&sentence.relation).cloned().unwrap_or_default();
        for rule in rules {
            if let Some(governs) = self.definition_governs(rule, sentence, moment, against) {
                self.clause(head, &[governs]);
            }
        }
    }

    fn definition_governs(
        &mut self,
        rule: RuleId,
        sentence: RelationSentence,
        moment: Moment,
        against: bool,
    ) -> Option<Truth> {
        let RuleKind::Definition { sentence: pattern, against: con } = &self.rule(rule).kind else { return None };
        if *con != against {
            return None;
        }
        let mut binding = vec![None; self.rule(rule).variables.len()];
        if !self.fit_relation(pattern, &sentence, &mut binding) {
            return None;
        }
        let binding = self.binding_id(&binding);
        let instance = self.instance_id(Instance { rule, act: None, moment, binding });
        Some(self.governs(instance))
    }

    pub(super) fn ground_de_facto(&mut self, head: AtomId, fluent: FluentId, moment: Moment) {
        let Some(sentence) = self.fluent(fluent) else { return };
        self.ground_made(head, fluent, moment, true);
        self.ground_given(head, fluent, sentence, moment, (true, true));
        self.ground_defined(head, sentence, moment, false);
    }

    /// makes(E,f) :- makes(R,f,E), governs(R,E), force(E).
    /// makes(E,f) :- force(E), no effect rule that fits E and f is in force at E, makes_{E,f}.      (`ends` alike)
    pub(super) fn ground_makes(&mut self, head: AtomId, act: ActId, fluent: FluentId, ends: bool) {
        let Some(sentence) = self.fluent(fluent) else { return };
        let force = self.force(act);
        let instances: Vec<(InstanceId, ActId)> = if ends {
            self.enders_of(sentence)
        } else {
            self.makers_of(sentence).into_iter().map(|(instance, by, _)| (instance, by)).collect()
        };
        let mut missing = vec![force];
        for (instance, by) in instances {
            // What this act counts as is its doing too.
            if by != act && self.act(by).told != act {
                continue;
            }
            let governs = self.governs(instance);
            let by_force = self.force(by);
            self.clause(head, &[governs, by_force]);
            if let Some(known) = self.instance(instance) {
                missing.push(self.in_force(known.rule, known.moment).not());
            }
        }
        missing.push(self.is(Key::MissingEffect(act, fluent, ends)));
        self.clause(head, &missing);
    }

    /// heals(E,E2) :- healed(R,E2,E).
    /// heals(E,E2) :- took(E), took(E2), no cure that fits both is in force at E, heals_{E,E2}.
    pub(super) fn ground_heals(&mut self, head: AtomId, by: ActId, healed: ActId) {
        let mut missing = vec![self.took(by), self.took(healed)];
        for rule in self.cures_that_name(healed, by) {
            let truth = self.is(Key::Healed(rule, healed, by));
            self.clause(head, &[truth]);
            let moment = self.moment_of(by);
            missing.push(self.in_force(rule, moment).not());
        }
        missing.push(self.is(Key::MissingCure(by, healed)));
        self.clause(head, &missing);
    }
}

/// Where what a fact states begins.
fn start_of_fact(time: &Time, statement: StatementId) -> Start {
    for part in &time.parts {
        match part {
            TimePart::From(Anchor::Date(date)) | TimePart::After(Anchor::Date(date)) | TimePart::On(date) => {
                return Start::Date(*date, statement);
            }
            TimePart::From(Anchor::Event(event)) | TimePart::After(Anchor::Event(event)) | TimePart::With(event) => {
                return Start::After(ActId(event.0));
            }
            TimePart::Until(_) | TimePart::Before(_) | TimePart::During(_) | TimePart::Rivals(_) => {}
        }
    }
    Start::Always
}
