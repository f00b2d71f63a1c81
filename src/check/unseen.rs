//! Events that no rule and no claim looks at. A record may hold more than its claims need, so this is a note, and
//! where there are many, one note for all. An event is looked at
//! also by who looks at the act that its content leads to. A record without claims asks nothing of anybody.
use super::view::View;
use super::walk::{self, Mention};
use crate::diagnostic::Diagnostic;
use crate::program::*;

/// An event that no rule and no claim looks at.
pub const UNSEEN_EVENT: u16 = 550;

/// Up to this many are noted one by one.
const ONE_BY_ONE: usize = 3;
/// How many places a common note shows.
const SHOWN: usize = 12;

pub(super) fn check(view: &View, found: &mut Vec<Diagnostic>) {
    if view.program.claims.is_empty() {
        return;
    }
    let mut seen = Seen::new(view.program);
    for rule in &view.program.rules {
        for act in walk::head_acts(&rule.kind) {
            seen.pattern(act, &rule.variables);
        }
        seen.variables(&rule.variables);
        walk::rule(view.program, rule, &mut |mention| seen.mention(&rule.variables, &mention));
        seen.events(rule.period.enacted_by.into_iter().chain(rule.period.repealed_by));
        seen.time(&rule.period.time);
    }
    for claim in &view.program.claims {
        seen.variables(&claim.variables);
        walk::formula(view.program, claim.that, &mut |mention| seen.mention(&claim.variables, &mention));
        seen.claim(claim);
    }
    seen.record(view.program);
    if seen.all {
        return;
    }
    let unseen: Vec<EventId> = view.events().map(|(id, _)| id).filter(|&id| !seen.sees(view, id)).collect();
    report(view, &unseen, found);
}

fn report(view: &View, unseen: &[EventId], found: &mut Vec<Diagnostic>) {
    const HELP: &str = "nothing is wrong with that; if it should matter, name it in a claim, or check the kinds and words of the rule meant for it";
    let place = |&id: &EventId| view.span(view.event(id).statement);
    if unseen.len() <= ONE_BY_ONE {
        for id in unseen {
            let message = format!("no rule and no claim looks at {}", view.event_name(*id));
            found.push(
                Diagnostic::note(UNSEEN_EVENT, message, place(id), "told, and never asked about").with_help(HELP),
            );
        }
        return;
    }
    let message = format!("no rule and no claim looks at {} of the {} events", unseen.len(), view.program.events.len());
    let mut diagnostic = Diagnostic::note(
        UNSEEN_EVENT,
        message,
        place(&unseen[0]),
        format!("nothing asks about {}", view.event_name(unseen[0])),
    );
    for id in unseen.iter().take(SHOWN).skip(1) {
        diagnostic = diagnostic.with_label(place(id), format!("nor about {}", view.event_name(*id)));
    }
    if unseen.len() > SHOWN {
        let rest = unseen.len() - SHOWN;
        diagnostic.message.push_str(&format!(" (the first {SHOWN} are shown, {rest} are not)"));
    }
    found.push(diagnostic.with_help(HELP));
}

/// What rules and claims look at.
struct Seen<'a> {
    /// Every event, by a variable that ranges over all.
    all: bool,
    /// Verbs all of whose events are looked at.
    verbs: Vec<bool>,
    /// Single events that are named.
    named: Vec<bool>,
    /// Patterns by verb.
    patterns: Vec<Vec<(&'a ActPattern, &'a [Variable])>>,
}

impl<'a> Seen<'a> {
    fn new(program: &Program) -> Self {
        Self {
            all: false,
            verbs: vec![false; program.verbs.len()],
            named: vec![false; program.events.len()],
            patterns: vec![Vec::new(); program.verbs.len()],
        }
    }

    fn pattern(&mut self, act: &'a ActPattern, variables: &'a [Variable]) {
        self.patterns[act.verb.index()].push((act, variables));
    }

    /// A variable that ranges over the events of some verbs looks at them.
    fn variables(&mut self, variables: &[Variable]) {
        for variable in variables {
            if let Range::Event(verbs) = &variable.range {
                verbs.iter().for_each(|verb| self.verbs[verb.index()] = true);
            }
        }
    }

    fn mention(&mut self, variables: &'a [Variable], mention: &Mention<'a>) {
        match mention {
            Mention::Act(act, _) | Mention::Deontic(act, _) => self.pattern(act, variables),
            Mention::Term(Term::Value(Value::Event(event))) => self.events([*event]),
            // Asked of any event whatever whether it breaches something, or is valid.
            Mention::Status(Term::Variable(id)) | Mention::Breach(Term::Variable(id)) => {
                let range = variables.get(usize::from(id.0)).map(|variable| &variable.range);
                self.all |= matches!(range, Some(Range::Event(verbs)) if verbs.is_empty());
            }
            Mention::Term(_) | Mention::Relation(..) | Mention::Status(_) | Mention::Breach(_) => {}
        }
    }

    fn events(&mut self, events: impl IntoIterator<Item = EventId>) {
        for event in events {
            if let Some(named) = self.named.get_mut(event.index()) {
                *named = true;
            }
        }
    }

    fn anchor(&mut self, anchor: Anchor) {
        if let Anchor::Event(event) = anchor {
            self.events([event]);
        }
    }

    fn time(&mut self, time: &Time) {
        for part in &time.parts {
            match part {
                TimePart::From(anchor)
                | TimePart::Until(anchor)
                | TimePart::Before(anchor)
                | TimePart::After(anchor) => {
                    self.anchor(*anchor);
                }
                TimePart::During(event) | TimePart::With(event) => self.events([*event]),
                TimePart::On(_) | TimePart::Rivals(_) => {}
            }
        }
    }

    fn grounds<'g>(&mut self, grounds: impl IntoIterator<Item = &'g Ground>) {
        for ground in grounds {
            if let Ground::Event(event) = ground {
                self.events([*event]);
            }
        }
    }

    fn claim(&mut self, claim: &Claim) {
        self.grounds(claim.because.iter().map(|(ground, _)| ground));
        self.grounds(claim.supposing.iter().chain(&claim.without));
        self.time(&claim.made);
        if let Some(
            Moment::At(Term::Value(Value::Event(event))) | Moment::JustBefore(Term::Value(Value::Event(event))),
        ) = &claim.moment
        {
            self.events([*event]);
        }
        if let Some(expect) = &claim.expect {
            self.grounds(expect.turning_on.iter().flatten().chain(&expect.because));
        }
    }

    /// What the rest of the record hangs on: it serves, though no rule names it.
    fn record(&mut self, program: &Program) {
        for entity in &program.entities {
            entity.since.iter().chain(&entity.until).for_each(|&anchor| self.anchor(anchor));
            entity.attributes.iter().for_each(|value| self.time(&value.time));
        }
        program.facts.iter().for_each(|fact| self.time(&fact.time));
        self.events(program.orders.iter().filter_map(|order| order.enacted_by));
        for event in &program.events {
            self.time(&event.time);
            for value in event.act.subjects.iter().copied().chain(event.act.roles.iter().map(|role| role.1)) {
                if let Value::Event(event) = value {
                    self.events([event]);
                }
            }
        }
    }

    fn sees(&self, view: &View, id: EventId) -> bool {
        let event = view.event(id);
        let mut acts = std::iter::successors(Some(&event.act), |act| view.leads_to(act).filter(|_| !event.denied));
        self.named[id.index()] || acts.any(|act| self.sees_act(view, act))
    }

    fn sees_act(&self, view: &View, act: &Act) -> bool {
        self.verbs[act.verb.index()]
            || self.patterns[act.verb.index()].iter().any(|(pattern, vars)| view.fits(pattern, vars, act).is_ok())
    }
}
