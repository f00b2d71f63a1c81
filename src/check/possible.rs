//! What could come to be in any reading: which acts are told or could follow, which relations something makes. A
//! condition that nothing could ever make true is found with the part that fails.
use super::view::View;
use super::walk::{self, Mention};
use crate::program::*;
use rustc_hash::FxHashMap;
use std::cell::Cell;

/// How many comparisons of an act with a pattern all checks together may make.
const BUDGET: u64 = 20_000_000;

/// The acts and relations that could be.
pub(super) struct Possible<'a> {
    view: &'a View<'a>,
    /// The acts that are told, or that what is told leads to, by verb, with the event that tells of them.
    acts: FxHashMap<VerbId, Vec<(&'a Act, EventId)>>,
    /// Verbs whose acts may be so untold: open ones, and those that another act counts as.
    untold: Vec<bool>,
    /// Verbs of which it is asked who may or must.
    asked: Vec<bool>,
    facts: FxHashMap<RelationId, Vec<RelationSentence>>,
    /// Relations that an effect or a definition makes.
    made: Vec<bool>,
    budget: Cell<u64>,
}

impl<'a> Possible<'a> {
    pub(super) fn new(view: &'a View<'a>) -> Self {
        let program = view.program;
        let mut possible = Self {
            view,
            acts: FxHashMap::default(),
            untold: program.verbs.iter().map(|verb| verb.open).collect(),
            asked: vec![false; program.verbs.len()],
            facts: FxHashMap::default(),
            made: program.relations.iter().map(|relation| relation.open.is_some()).collect(),
            budget: Cell::new(BUDGET),
        };
        for (id, event) in view.events().filter(|(_, event)| !event.denied) {
            possible.acts.entry(event.act.verb).or_default().push((&event.act, id));
            possible.add_contents(&event.act, id);
        }
        for fact in program.facts.iter().filter(|fact| !fact.denied) {
            possible.facts.entry(fact.sentence.relation).or_default().push(fact.sentence);
        }
        for rule in &program.rules {
            possible.add_rule(rule);
        }
        let asked = &mut possible.asked;
        let mut seen = |mention: Mention| {
            if let Mention::Deontic(act, _) = mention {
                asked[act.verb.index()] = true;
            }
        };
        program.claims.iter().for_each(|claim| walk::formula(program, claim.that, &mut seen));
        program.rules.iter().for_each(|rule| walk::rule(program, rule, &mut seen));
        possible
    }

    /// The acts that an act's content leads to.
    fn add_contents(&mut self, act: &'a Act, event: EventId) {
        let view = self.view;
        for inner in std::iter::successors(view.leads_to(act), |act| view.leads_to(act)) {
            self.acts.entry(inner.verb).or_default().push((inner, event));
        }
    }

    fn add_rule(&mut self, rule: &Rule) {
        match &rule.kind {
            RuleKind::CountsAs { counts_as, .. } => self.untold[counts_as.verb.index()] = true,
            RuleKind::Effect { makes, .. } => {
                makes.iter().for_each(|relation| self.made[relation.relation.index()] = true);
            }
            RuleKind::Definition { sentence, against: false } => self.made[sentence.relation.index()] = true,
            RuleKind::Definition { .. }
            | RuleKind::Power { .. }
            | RuleKind::Disability { .. }
            | RuleKind::Requirement { .. }
            | RuleKind::Duty { .. }
            | RuleKind::Prohibition { .. }
            | RuleKind::Cure { .. }
            | RuleKind::Annulment { .. }
            | RuleKind::Figure { .. } => {}
        }
    }

    /// The acts of a verb that are told or follow from what is told.
    pub(super) fn acts(&self, verb: VerbId) -> &[(&'a Act, EventId)] {
        self.acts.get(&verb).map(Vec::as_slice).unwrap_or_default()
    }

    /// Whether acts of a verb may be so without being told.
    pub(super) fn untold(&self, verb: VerbId) -> bool {
        self.untold[verb.index()]
    }

    /// Whether some claim or rule asks who may or must do acts of a verb.
    pub(super) fn asked(&self, verb: VerbId) -> bool {
        self.asked[verb.index()]
    }

    /// Whether an act could fit a pattern; true where the budget is spent.
    pub(super) fn act(&self, pattern: &ActPattern, variables: &[Variable]) -> bool {
        self.untold(pattern.verb)
            || self.acts(pattern.verb).iter().any(|(act, _)| {
                let left = self.budget.get().saturating_sub(1);
                self.budget.set(left);
                left == 0 || self.view.fits(pattern, variables, act).is_ok()
            })
    }

    fn relation(&self, pattern: &RelationPattern, variables: &[Variable]) -> bool {
        let fits = |sentence: &RelationSentence| {
            let subject = self.view.slot_fits(&pattern.subject, variables, sentence.subject).is_ok();
            let object = pattern.object.as_ref().zip(sentence.object);
            subject && object.is_none_or(|(slot, value)| self.view.slot_fits(slot, variables, value).is_ok())
        };
        self.made[pattern.relation.index()]
            || self.facts.get(&pattern.relation).is_some_and(|told| told.iter().any(fits))
    }

    /// The part of a condition that nothing can make true, if the whole cannot be true.
    pub(super) fn failing(&self, id: FormulaId, variables: &[Variable]) -> Option<FormulaId> {
        let formula = self.view.program.formulas.get(id.index())?;
        match formula {
            Formula::And(parts) => parts.iter().find_map(|&part| self.failing(part, variables)),
            Formula::Or(parts) => {
                let mut all = parts.iter().map(|&part| self.failing(part, variables));
                let first = all.next()??;
                all.all(|part| part.is_some()).then_some(if parts.len() == 1 { first } else { id })
            }
            Formula::Act { pattern, negated: false, .. } => (!self.act(pattern, variables)).then_some(id),
            Formula::Relation { pattern, negated: false, .. } => (!self.relation(pattern, variables)).then_some(id),
            Formula::Is(slot) => {
                let possible = match &slot.term {
                    Term::Value(value) => self.view.slot_fits(slot, variables, *value).is_ok(),
                    Term::Variable(_) => self.view.somebody_fits(slot, variables),
                    Term::Attribute(..) | Term::ThisAct | Term::Chosen(_) => true,
                };
                (!possible).then_some(id)
            }
            Formula::Quantified(quantifier, _, condition, body) => {
                let needs_one = match quantifier {
                    Quantifier::Some => true,
                    Quantifier::AtLeast(n) | Quantifier::Exactly(n) => *n > 0,
                    Quantifier::Every | Quantifier::No | Quantifier::AtMost(_) | Quantifier::Share(_) => false,
                };
                let parts = condition.iter().chain(body);
                needs_one.then(|| parts.copied().find_map(|part| self.failing(part, variables))).flatten()
            }
            Formula::At(_, part) | Formula::Ever(part) | Formula::Always(part) | Formula::Under(_, part) => {
                self.failing(*part, variables)
            }
            // Negations, statuses and comparisons may always come out true.
            _ => None,
        }
    }
}
