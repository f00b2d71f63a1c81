//! A walk over everything that a rule or a claim mentions: patterns of acts, relations, slots, terms, named events.
use crate::program::*;
use rustc_hash::FxHashSet;

/// One thing mentioned.
pub(super) enum Mention<'p> {
    /// An act sentence; the flag: its standing in law is asked (`validly`, `may`, `makes`).
    Act(&'p ActPattern, bool),
    /// A relation sentence; the flag: `de facto`.
    Relation(&'p RelationPattern, bool),
    /// A term of which the standing in law is asked.
    Status(&'p Term),
    /// A term of which a breach is asked.
    Breach(&'p Term),
    /// Any name or variable.
    Term(&'p Term),
    /// An act that one may do (the flag), must do or fails to do.
    Deontic(&'p ActPattern, bool),
}

/// Calls `seen` for everything that a formula mentions, each sub-formula once.
pub(super) fn formula<'p>(program: &'p Program, root: FormulaId, seen: &mut dyn FnMut(Mention<'p>)) {
    let mut walk = Walk { program, stack: vec![root], visited: FxHashSet::default(), seen };
    walk.run();
}

/// Calls `seen` for everything that a rule mentions outside its head's acts: head relations, conditions, figures.
pub(super) fn rule<'p>(program: &'p Program, rule: &'p Rule, seen: &mut dyn FnMut(Mention<'p>)) {
    let mut walk = Walk { program, stack: Vec::new(), visited: FxHashSet::default(), seen };
    walk.stack.extend(rule.scope.iter().chain(&rule.when).chain(&rule.unless));
    match &rule.kind {
        RuleKind::Power { .. } | RuleKind::Disability { .. } | RuleKind::Prohibition { .. } => {}
        RuleKind::Requirement { held, .. } => walk.stack.push(*held),
        RuleKind::Duty { term, .. } => match term {
            Some(Deadline::Before(time) | Deadline::By(time)) => walk.time(time),
            Some(Deadline::Within(number, time)) => {
                walk.number(number);
                walk.time(time);
            }
            None => {}
        },
        RuleKind::Cure { .. } | RuleKind::CountsAs { .. } => {}
        RuleKind::Effect { from, .. } => from.iter().for_each(|time| walk.time(time)),
        RuleKind::Annulment { target, .. } => walk.term(target),
        RuleKind::Definition { .. } => {}
        RuleKind::Figure { value, .. } => walk.number(value),
    }
    walk.run();
}

/// The acts in a rule's head.
pub(super) fn head_acts(kind: &RuleKind) -> Vec<&ActPattern> {
    match kind {
        RuleKind::Power { act, .. }
        | RuleKind::Disability { act }
        | RuleKind::Requirement { act, .. }
        | RuleKind::Duty { act, .. }
        | RuleKind::Prohibition { act }
        | RuleKind::Cure { act, .. }
        | RuleKind::Effect { act, .. }
        | RuleKind::Annulment { act, .. } => vec![act],
        RuleKind::CountsAs { done, .. } => vec![done],
        RuleKind::Definition { .. } | RuleKind::Figure { .. } => Vec::new(),
    }
}

struct Walk<'p, 'f> {
    program: &'p Program,
    stack: Vec<FormulaId>,
    visited: FxHashSet<FormulaId>,
    seen: &'f mut dyn FnMut(Mention<'p>),
}

impl<'p> Walk<'p, '_> {
    fn run(&mut self) {
        while let Some(id) = self.stack.pop() {
            if self.visited.insert(id)
                && let Some(formula) = self.program.formulas.get(id.index())
            {
                self.formula(formula);
            }
        }
    }

    fn formula(&mut self, formula: &'p Formula) {
        match formula {
            Formula::And(parts) | Formula::Or(parts) => self.stack.extend(parts.iter().rev()),
            Formula::Not(part) | Formula::Ever(part) | Formula::Always(part) | Formula::Under(_, part) => {
                self.stack.push(*part);
            }
            Formula::Act { pattern, validly, .. } => {
                self.act(pattern);
                (self.seen)(Mention::Act(pattern, *validly));
            }
            Formula::Relation { pattern, de_facto, .. } => self.relation(pattern, *de_facto),
            Formula::Is(slot) => self.term(&slot.term),
            Formula::Status(term, ..) => {
                (self.seen)(Mention::Status(term));
                self.term(term);
            }
            Formula::Breaches(term, breached) => {
                (self.seen)(Mention::Breach(term));
                self.term(term);
                match breached {
                    Breached::Rule(rule) => self.term(rule),
                    Breached::SomeRule | Breached::ARule => {}
                }
            }
            Formula::BreachesDuty(slot, _, act) => {
                self.term(&slot.term);
                act.iter().for_each(|act| self.deontic(act, false));
            }
            Formula::May { pattern, .. } => self.deontic(pattern, true),
            Formula::Must(pattern) => self.deontic(pattern, false),
            Formula::Makes(term, relation) | Formula::Ends(term, relation) => {
                (self.seen)(Mention::Status(term));
                self.term(term);
                self.relation(relation, false);
            }
            Formula::Heals(a, b) | Formula::Same(a, b) => {
                self.term(a);
                self.term(b);
            }
            Formula::Quantified(_, _, condition, body) => {
                self.stack.extend(condition.iter().chain(body));
            }
            Formula::Compare(a, _, b) => {
                self.number(a);
                self.number(b);
            }
            Formula::Before(a, b, _) | Formula::Within(a, b, _) => {
                self.time(a);
                self.time(b);
            }
            Formula::At(moment, part) => {
                match moment {
                    Moment::On(time) => self.time(time),
                    Moment::At(term) | Moment::JustBefore(term) => self.term(term),
                }
                self.stack.push(*part);
            }
            Formula::True => {}
        }
    }

    fn deontic(&mut self, act: &'p ActPattern, may: bool) {
        self.act(act);
        (self.seen)(Mention::Deontic(act, may));
    }

    fn act(&mut self, act: &'p ActPattern) {
        act.subjects.iter().for_each(|slot| self.term(&slot.term));
        for (_, filler) in &act.roles {
            match filler {
                Filler::Slot(slot) => self.term(&slot.term),
                Filler::Act(inner, _) => self.act(inner),
                Filler::Relation(inner, _) => {
                    self.term(&inner.subject.term);
                    inner.object.iter().for_each(|slot| self.term(&slot.term));
                }
            }
        }
    }

    fn relation(&mut self, relation: &'p RelationPattern, de_facto: bool) {
        self.term(&relation.subject.term);
        relation.object.iter().for_each(|slot| self.term(&slot.term));
        (self.seen)(Mention::Relation(relation, de_facto));
    }

    fn term(&mut self, term: &'p Term) {
        (self.seen)(Mention::Term(term));
        match term {
            Term::Attribute(inner, _) => self.term(inner),
            Term::Chosen(choice) => {
                self.stack.push(choice.condition);
            }
            Term::Variable(_) | Term::Value(_) | Term::ThisAct => {}
        }
    }

    fn time(&mut self, time: &'p TimeTerm) {
        match time {
            TimeTerm::Event(term) | TimeTerm::Date(term) => self.term(term),
            TimeTerm::Shifted(inner, number, _) => {
                self.time(inner);
                self.number(number);
            }
        }
    }

    fn number(&mut self, number: &'p Number) {
        match number {
            Number::Quantity(_) => {}
            Number::Of(term) => self.term(term),
            Number::Part(term, parts) => {
                self.term(term);
                parts.iter().for_each(|part| self.term(part));
            }
            Number::Count(_, condition) => {
                self.stack.push(*condition);
            }
            Number::Sum(inner, _, condition) => {
                self.number(inner);
                self.stack.push(*condition);
            }
            Number::Share(a, b, excluded) => {
                self.number(a);
                self.number(b);
                excluded.iter().for_each(|number| self.number(number));
            }
            Number::Plus(a, b) | Number::Minus(a, b) | Number::Product(a, b) => {
                self.number(a);
                self.number(b);
            }
            Number::Figure(_, terms) => terms.iter().for_each(|term| self.term(term)),
            Number::Days(a, b, _) => {
                self.time(a);
                self.time(b);
            }
            Number::Length(inner, _) => self.number(inner),
        }
    }
}
