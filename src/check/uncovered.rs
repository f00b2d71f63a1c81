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
    let asked = asked_in_law(view);
    if asked.is_empty() {
        return;
    }
    let mut powers: Vec<Vec<(ActPattern, &Rule)>> = vec![Vec::new(); view.program.verbs.len()];
    for (_, rule) in view.rules() {
        if let RuleKind::Power { act, .. } = &rule.kind {
            // Who does the act decides who is granted, never whether the act is covered.
            powers[act.verb.index()].push((ActPattern { subjects: Vec::new(), ..act.clone() }, rule));
        }
    }
    let mut uncovered: Vec<Vec<EventId>> = vec![Vec::new(); view.program.verbs.len()];
    for (id, event) in view.events().filter(|(_, event)| !event.denied && asked.contains(&event.act.verb)) {
        let covers = |(act, rule): &(ActPattern, &Rule)| view.fits(act, &rule.variables, &event.act).is_ok();
        if !powers[event.act.verb.index()].iter().any(covers) {
            uncovered[event.act.verb.index()].push(id);
        }
    }
    for verb in asked {
        if let [first, ..] = uncovered[verb.index()].as_slice() {
            found.push(report(view, verb, *first, &uncovered[verb.index()]));
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

/// The acts in law on whose validity some claim hangs, by way of definitions and effects.
fn asked_in_law(view: &View) -> BTreeSet<VerbId> {
    let program = view.program;
    let mut asked = Asked { view, verbs: BTreeSet::new(), relations: BTreeSet::new(), rules: BTreeSet::new() };
    for claim in &program.claims {
        walk::formula(program, claim.that, &mut |mention| asked.mention(&claim.variables, &mention));
    }
    loop {
        let before = (asked.verbs.len(), asked.relations.len(), asked.rules.len());
        for (id, rule) in view.rules() {
            if !asked.rules.contains(&id) && asked.needs(rule) {
                asked.rules.insert(id);
                asked.head(rule);
                walk::rule(program, rule, &mut |mention| asked.mention(&rule.variables, &mention));
            }
        }
        if (asked.verbs.len(), asked.relations.len(), asked.rules.len()) == before {
            return asked.verbs;
        }
    }
}

struct Asked<'a> {
    view: &'a View<'a>,
    verbs: BTreeSet<VerbId>,
    relations: BTreeSet<RelationId>,
    rules: BTreeSet<RuleId>,
}

impl Asked<'_> {
    fn verb(&mut self, verb: VerbId) {
        if self.view.program.verbs[verb.index()].is_act {
            self.verbs.insert(verb);
        }
    }

    fn mention(&mut self, variables: &[Variable], mention: &Mention) {
        match mention {
            Mention::Act(act, true) | Mention::Deontic(act, true) => self.verb(act.verb),
            Mention::Relation(relation, false) => {
                self.relations.insert(relation.relation);
            }
            Mention::Status(Term::Value(Value::Event(event))) => {
                if let Some(event) = self.view.program.events.get(event.index()) {
                    self.verb(event.act.verb);
                }
            }
            Mention::Status(Term::Variable(id)) => {
                if let Some(Range::Event(verbs)) = variables.get(usize::from(id.0)).map(|variable| &variable.range) {
                    verbs.iter().for_each(|&verb| self.verb(verb));
                }
            }
            Mention::Act(..) | Mention::Deontic(..) | Mention::Relation(..) | Mention::Status(_) | Mention::Term(_) => {
            }
        }
    }

    /// Whether the answer to something asked may depend on a rule.
    fn needs(&self, rule: &Rule) -> bool {
        let relation = |pattern: &RelationPattern| self.relations.contains(&pattern.relation);
        match &rule.kind {
            RuleKind::Definition { sentence, .. } => relation(sentence),
            RuleKind::Effect { makes, ends, .. } => makes.iter().chain(ends).any(relation),
            RuleKind::CountsAs { counts_as, .. } => self.verbs.contains(&counts_as.verb),
            RuleKind::Power { act, .. }
            | RuleKind::Disability { act }
            | RuleKind::Requirement { act, .. }
            | RuleKind::Cure { act, .. } => self.verbs.contains(&act.verb),
            RuleKind::Annulment { .. }
            | RuleKind::Duty { .. }
            | RuleKind::Prohibition { .. }
            | RuleKind::Figure { .. } => false,
        }
    }

    /// The acts whose force a needed rule passes on.
    fn head(&mut self, rule: &Rule) {
        match &rule.kind {
            RuleKind::Effect { act, .. } => self.verb(act.verb),
            RuleKind::CountsAs { done, .. } => self.verb(done.verb),
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
