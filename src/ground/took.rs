//! What took place.
//!
//! ```text
//! took(E)    :- stated(E,S), on(S), not denied(E).        denied(E) :- denial(E,S), on(S).
//! took(E')   :- counts_as(R,F,E'), governs(R,F), (act F: valid(F) | deed F: took(F)).
//! told(F,v)  :- E fits v, not before(E,F), (took(E) | a denial of E is on | a doubtful statement tells E).
//! took(E_v)  :- content(v,F) of a verb that leads to it, took(F), not told(F,v), done_v.
//! done(v,M)  :- took(E), fits(v,E), before(E,M).
//! done(v,M)  :- open_verb(v), not denied(v), took_v(M).
//! ```
//! Beyond the page: where the record itself denies what a party alleges, the party's statement holds if
//! accepted, as its denial of the record does; a flat denial therefore does not touch an alleged event.
use super::acts::ActOrigin;
use super::clauses::AtomId;
use super::grounder::{Grounder, Truth};
use super::keys::Moment;
use super::keys::*;
use crate::program::*;

impl Grounder<'_> {
    /// took(E); known for a flat event that nothing denies.
    pub(super) fn took(&mut self, act: ActId) -> Truth {
        if let ActOrigin::Told(event) = self.act(act).origin {
            let data = &self.program.events[event.index()];
            if data.denied {
                return Truth::FALSE;
            }
            if !self.index.denials.contains_key(&data.act.verb) {
                return self.on(data.statement);
            }
        }
        self.is(Key::Took(act))
    }

    pub(super) fn ground_took(&mut self, head: AtomId, act: ActId) {
        match self.act(act).origin {
            ActOrigin::Told(event) => {
                let on = self.on(self.program.events[event.index()].statement);
                let denied = self.is(Key::Denied(act));
                self.clause(head, &[on, denied.not()]);
            }
            ActOrigin::CountedAs(_) => {
                for instance in self.act(act).by.clone() {
                    let Some(Instance { act: Some(from), .. }) = self.instance(instance) else { continue };
                    let governs = self.governs(instance);
                    let force = self.force(from);
                    self.clause(head, &[governs, force]);
                }
            }
            ActOrigin::Content(telling) => {
                let took = self.took(telling);
                let told = self.is(Key::Told(act));
                let done = self.is(Key::ContentDone(act));
                self.clause(head, &[took, told.not(), done]);
            }
            ActOrigin::Supposed(_) => {}
        }
    }

    /// act: valid(E); deed: took(E).
    pub(super) fn force(&mut self, act: ActId) -> Truth {
        if self.is_act(act) { self.is(Key::Valid(act)) } else { self.took(act) }
    }

    pub(super) fn ground_denied(&mut self, head: AtomId, act: ActId) {
        let Some(event) = self.told_event(act) else { return };
        let alleged = self.program.statements[self.program.events[event.index()].statement.index()].voice.is_some();
        let verb = self.act(act).act.verb;
        for denial in self.index.denials.get(&verb).cloned().unwrap_or_default() {
            if !self.denied_by(denial).contains(&act) {
                continue;
            }
            let statement = self.program.events[denial.index()].statement;
            let flat = self.program.statements[statement.index()].voice.is_none();
            if flat && alleged {
                continue;
            }
            let on = self.on(statement);
            self.clause(head, &[on]);
        }
    }

    pub(super) fn ground_told(&mut self, head: AtomId, content: ActId) {
        let ActOrigin::Content(telling) = self.act(content).origin else { return };
        let wanted = self.act(content).act.clone();
        for id in self.index.candidates_exact(&wanted).to_vec() {
            if matches!(self.act(id).origin, ActOrigin::Content(_)) || !fits_doing(&wanted, &self.act(id).act) {
                continue;
            }
            let not_before = self.act_before(id, telling).not();
            let took = self.took(id);
            self.clause(head, &[not_before, took]);
            if let Some(event) = self.told_event(self.act(id).told)
                && self.is_doubtful(self.program.events[event.index()].statement)
            {
                self.clause(head, &[not_before]);
            }
        }
        for denial in self.index.denials.get(&wanted.verb).cloned().unwrap_or_default() {
            let data = &self.program.events[denial.index()];
            if fits_doing(&data.act, &wanted) {
                let on = self.on(data.statement);
                self.clause(head, &[on]);
            }
        }
    }

    fn is_doubtful(&self, statement: StatementId) -> bool {
        let voice = self.program.statements[statement.index()].voice;
        voice.is_some() && self.program.allegations_around(voice).next().is_none()
    }

    /// done(v,M) for a doing whose names are all given (a duty's, a claim's).
    pub(super) fn done(&mut self, doing: DoingId, moment: Moment) -> Truth {
        self.is(Key::Done(doing, moment))
    }

    pub(super) fn ground_done(&mut self, head: AtomId, doing: DoingId, moment: Moment) {
        let Some(wanted) = self.doing(doing) else { return };
        for id in self.index.candidates_exact(&wanted).to_vec() {
            if fits_doing(&wanted, &self.act(id).act) {
                let took = self.took(id);
                let before = self.before(id, moment);
                self.clause(head, &[took, before]);
            }
        }
        for id in self.index.by_someone(wanted.verb).to_vec() {
            let act = self.act(id).act.clone();
            let roles = wanted.roles.iter().all(|(role, value)| act.role(*role) == Some(*value));
            if let ([subject], true) = (wanted.subjects.as_slice(), roles) {
                let is = self.someone_is(id, *subject);
                let took = self.took(id);
                let before = self.before(id, moment);
                self.clause(head, &[is, took, before]);
            }
        }
        self.ground_open_done(head, doing, &wanted);
    }

    /// took_v is a question; once done, done. It is asked of an open verb unless a denial answers it.
    pub(super) fn ground_open_done(&mut self, head: AtomId, doing: DoingId, wanted: &Act) {
        if !self.program.verbs[wanted.verb.index()].open {
            return;
        }
        let mut body = Vec::new();
        for denial in self.index.denials.get(&wanted.verb).cloned().unwrap_or_default() {
            let data = &self.program.events[denial.index()];
            if fits_doing(&data.act, wanted) {
                let on = self.on(data.statement);
                body.push(on.not());
            }
        }
        body.push(self.is(Key::OpenDone(doing)));
        self.clause(head, &body);
    }

    /// Whether the record denies a doing, whatever anybody says.
    pub(super) fn is_flatly_denied(&self, wanted: &Act) -> bool {
        self.index.denials.get(&wanted.verb).into_iter().flatten().any(|denial| {
            let data = &self.program.events[denial.index()];
            let flat = self.program.statements[data.statement.index()].voice.is_none();
            flat && !self.conflicts.contains_key(&data.statement) && fits_doing(&data.act, wanted)
        })
    }

    pub(super) fn is_told(&self, act: ActId) -> bool {
        matches!(self.act(act).origin, ActOrigin::Told(_))
    }
}

/// Whether an act is one of those that a (partly filled) doing describes: its subjects are among the act's
/// and each of its roles is the act's.
pub(super) fn fits_doing(wanted: &Act, act: &Act) -> bool {
    act.verb == wanted.verb
        && wanted.subjects.iter().all(|subject| act.subjects.contains(subject))
        && wanted.roles.iter().all(|(role, value)| act.role(*role) == Some(*value))
        && (!wanted.alone || act.subjects.len() == wanted.subjects.len())
}
