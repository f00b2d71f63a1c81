//! Acts that no power rule covers though claims hang on their validity: the questions "who may do this?" that the
//! corpus leaves open. Once a verb, at its declaration where that is the corpus's own.
use super::view::View;
use super::walk::{self, Mention};
use crate::diagnostic::Diagnostic;
use crate::program::*;
use std::collections::BTreeSet;

/// No power rule covers an act on which claims hang.
pub const UNCOVERED_ACT: u16 = 562;

/// How many of the acts are pointed at.
const SHOWN: usize = 3;

pub(super) fn check(view: &View, found: &mut Vec<Diagnostic>) {
    let asked = Asked::of(view);
    let verbs = view.program.verbs.len();
    let mut powers: Vec<Vec<(ActPattern, &Rule)>> = vec![Vec::new(); verbs];
    for (_, rule) in view.rules() {
        if let RuleKind::Power { act, .. } = &rule.kind {
            // Who does the act decides who is granted, never whether the act is covered.
            powers[act.verb.index()].push((ActPattern { subjects: Vec::new(), ..act.clone() }, rule));
        }
    }
    let mut uncovered: Vec<Vec<EventId>> = vec![Vec::new(); verbs];
    for (id, event) in view.events().filter(|(id, event)| !event.denied && asked.event(*id, &event.act)) {
        let covers = |(act, rule): &(ActPattern, &Rule)| view.fits(act, &rule.variables, &event.act).is_ok();
        if !powers[event.act.verb.index()].iter().any(covers) {
            uncovered[event.act.verb.index()].push(id);
        }
    }
    for (verb, events) in uncovered.iter().enumerate() {
        if let [first, ..] = events.as_slice() {
            found.push(report(view, VerbId(verb as u32), *first, events));
        }
    }
}

fn report(view: &View, verb: VerbId, first: EventId, events: &[EventId]) -> Diagnostic {
    let declaration = view.program.verbs[verb.index()].statement;
    let words = view.infinitive(verb);
    let message = format!("no rule says who may {words}, though claims hang on it");
    let sentence = |event: EventId| view.event(event).sentence;
    let (mut diagnostic, shown) = if view.in_library(declaration) {
        (Diagnostic::warning(UNCOVERED_ACT, message, sentence(first), "valid or void? nothing tells"), &events[1..])
    } else {
        (Diagnostic::warning(UNCOVERED_ACT, message, view.span(declaration), "declared here"), events)
    };
    for &event in shown.iter().take(SHOWN) {
        diagnostic = diagnostic.with_label(sentence(event), "no power covers this");
    }
    diagnostic.with_help(format!(
        "if a source has the rule, write it: `rule … {{ body B may {} … }}`; if none has, the question stays open",
        view.program.verbs[verb.index()].forms[0]
    ))
}

/// Up to how many patterns of one verb or relation are told apart; beyond that all of it is asked about.
const TOLD_APART: usize = 32;

/// A sentence asked about, with the variables that it uses.
type Sentence<'a, P> = (&'a P, &'a [Variable]);

/// The acts in law on whose validity some claim hangs, by way of definitions and effects.
struct Asked<'a> {
    view: &'a View<'a>,
    events: BTreeSet<EventId>,
    /// Verbs of these events.
    named: Vec<bool>,
    /// Verbs all of whose acts are asked about.
    whole: Vec<bool>,
    /// By verb.
    acts: Vec<Vec<Sentence<'a, ActPattern>>>,
    /// By relation.
    relations: Vec<Vec<Sentence<'a, RelationPattern>>>,
    rules: BTreeSet<RuleId>,
}

impl<'a> Asked<'a> {
    fn of(view: &'a View<'a>) -> Self {
        let program = view.program;
        let mut asked = Self {
            view,
            events: BTreeSet::new(),
            named: vec![false; program.verbs.len()],
            whole: vec![false; program.verbs.len()],
            acts: vec![Vec::new(); program.verbs.len()],
            relations: vec![Vec::new(); program.relations.len()],
            rules: BTreeSet::new(),
        };
        for claim in &program.claims {
            walk::formula(program, claim.that, &mut |mention| asked.mention(&claim.variables, &mention));
        }
        loop {
            let before = asked.rules.len();
            for (id, rule) in view.rules() {
                if !asked.rules.contains(&id) && asked.needs(rule) {
                    asked.rules.insert(id);
                    asked.head(rule);
                    walk::rule(program, rule, &mut |mention| asked.mention(&rule.variables, &mention));
                }
            }
            if asked.rules.len() == before {
                return asked;
            }
        }
    }

    /// Whether some claim hangs on the validity of an event.
    fn event(&self, id: EventId, act: &Act) -> bool {
        let sentences = &self.acts[act.verb.index()];
        let fits = |(pattern, variables): &Sentence<ActPattern>| self.view.fits(pattern, variables, act).is_ok();
        let whole = self.whole[act.verb.index()] || sentences.len() >= TOLD_APART;
        self.view.program.verbs[act.verb.index()].is_act
            && (self.events.contains(&id) || whole || sentences.iter().any(fits))
    }

    fn act(&mut self, pattern: &'a ActPattern, variables: &'a [Variable]) {
        let sentences = &mut self.acts[pattern.verb.index()];
        if sentences.len() < TOLD_APART {
            sentences.push((pattern, variables));
        }
    }

    fn mention(&mut self, variables: &'a [Variable], mention: &Mention<'a>) {
        match mention {
            Mention::Act(act, true) | Mention::Deontic(act, true) => self.act(act, variables),
            Mention::Relation(relation, false) => {
                let sentences = &mut self.relations[relation.relation.index()];
                if sentences.len() < TOLD_APART {
                    sentences.push((relation, variables));
                }
            }
            Mention::Status(Term::Value(Value::Event(event))) => {
                self.events.insert(*event);
                self.named[self.view.event(*event).act.verb.index()] = true;
            }
            Mention::Status(Term::Variable(id)) => {
                let range = variables.get(usize::from(id.0)).map(|variable| &variable.range);
                if let Some(Range::Event(verbs)) = range {
                    verbs.iter().for_each(|verb| self.whole[verb.index()] = true);
                }
            }
            Mention::Act(..)
            | Mention::Deontic(..)
            | Mention::Relation(..)
            | Mention::Status(_)
            | Mention::Breach(_)
            | Mention::Term(_) => {}
        }
    }

    /// Whether the answer to something asked may depend on a rule.
    fn needs(&self, rule: &Rule) -> bool {
        let relation = |pattern: &RelationPattern| {
            let asked = &self.relations[pattern.relation.index()];
            let meet = |(other, variables): &Sentence<RelationPattern>| {
                let slots = |a: &Slot, b: &Slot| self.view.slots_meet((a, variables), (b, &rule.variables));
                let object = other.object.as_ref().zip(pattern.object.as_ref());
                slots(&other.subject, &pattern.subject) && object.is_none_or(|(a, b)| slots(a, b))
            };
            asked.len() >= TOLD_APART || asked.iter().any(meet)
        };
        let verb = |act: &ActPattern| {
            let verb = act.verb.index();
            self.whole[verb] || self.named[verb] || !self.acts[verb].is_empty()
        };
        match &rule.kind {
            RuleKind::Definition { sentence, .. } => relation(sentence),
            RuleKind::Effect { makes, ends, .. } => makes.iter().chain(ends).any(relation),
            RuleKind::CountsAs { counts_as, .. } => verb(counts_as),
            RuleKind::Power { act, .. }
            | RuleKind::Disability { act }
            | RuleKind::Requirement { act, .. }
            | RuleKind::Cure { act, .. } => verb(act),
            RuleKind::Annulment { .. }
            | RuleKind::Duty { .. }
            | RuleKind::Prohibition { .. }
            | RuleKind::Figure { .. } => false,
        }
    }

    /// The acts whose force a needed rule passes on.
    fn head(&mut self, rule: &'a Rule) {
        match &rule.kind {
            RuleKind::Effect { act, .. } => self.act(act, &rule.variables),
            RuleKind::CountsAs { done, .. } => self.act(done, &rule.variables),
            RuleKind::Definition { .. }
            | RuleKind::Power { .. }
            | RuleKind::Disability { .. }
            | RuleKind::Requirement { .. }
            | RuleKind::Cure { .. }
            | RuleKind::Annulment { .. }
            | RuleKind::Duty { .. }
            | RuleKind::Prohibition { .. }
            | RuleKind::Figure { .. } => {}
        }
    }
}
