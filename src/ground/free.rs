//! The free variables of conditions, and what a variable can be.
use super::grounder::Grounder;
use super::keys::ActId;
use crate::program::*;
use std::rc::Rc;

impl Grounder<'_> {
    /// The free variables of a condition, in order.
    pub(super) fn free_variables(&self, formula: FormulaId) -> Rc<[VariableId]> {
        if let Some(known) = self.free.borrow().get(&formula) {
            return Rc::clone(known);
        }
        let mut found = Vec::new();
        self.collect(formula, &mut found);
        found.sort_unstable();
        found.dedup();
        let found: Rc<[VariableId]> = found.into();
        self.free.borrow_mut().insert(formula, Rc::clone(&found));
        found
    }

    fn collect(&self, formula: FormulaId, found: &mut Vec<VariableId>) {
        match &self.program.formulas[formula.index()] {
            Formula::True => {}
            Formula::And(parts) | Formula::Or(parts) => parts.iter().for_each(|&part| self.collect(part, found)),
            Formula::Not(inner) | Formula::Ever(inner) | Formula::Always(inner) | Formula::Under(_, inner) => {
                self.collect(*inner, found);
            }
            Formula::Act { pattern, named, .. } => {
                of_act(pattern, found);
                found.extend(named);
            }
            Formula::Relation { pattern, .. } => of_relation(pattern, found),
            Formula::Is(slot) => of_term(&slot.term, found),
            Formula::Status(term, ..) => of_term(term, found),
            Formula::Breaches(term, breached) => {
                of_term(term, found);
                if let Breached::Rule(rule) = breached {
                    of_term(rule, found);
                }
            }
            Formula::BreachesDuty(slot, _, pattern) => {
                of_term(&slot.term, found);
                if let Some(pattern) = pattern {
                    of_act(pattern, found);
                }
            }
            Formula::May { pattern, .. } | Formula::Must(pattern) => of_act(pattern, found),
            Formula::Makes(term, pattern) | Formula::Ends(term, pattern) => {
                of_term(term, found);
                of_relation(pattern, found);
            }
            Formula::Heals(one, other) | Formula::Same(one, other) => {
                of_term(one, found);
                of_term(other, found);
            }
            Formula::Quantified(_, variable, condition, body) => {
                self.collect_bound(*variable, [*condition, *body].into_iter().flatten(), found);
            }
            Formula::Compare(left, _, right) => {
                self.of_number(left, found);
                self.of_number(right, found);
            }
            Formula::Before(one, other, _) | Formula::Within(one, other, _) => {
                self.of_time(one, found);
                self.of_time(other, found);
            }
            Formula::At(moment, inner) => {
                match moment {
                    Moment::On(time) => self.of_time(time, found),
                    Moment::At(term) | Moment::JustBefore(term) => of_term(term, found),
                }
                self.collect(*inner, found);
            }
        }
        self.of_choices(formula, found);
    }

    fn collect_bound(&self, bound: VariableId, parts: impl Iterator<Item = FormulaId>, found: &mut Vec<VariableId>) {
        let mut inner = Vec::new();
        parts.for_each(|part| self.collect(part, &mut inner));
        found.extend(inner.into_iter().filter(|&variable| variable != bound));
    }

    fn of_number(&self, number: &Number, found: &mut Vec<VariableId>) {
        match number {
            Number::Quantity(_) => {}
            Number::Of(term) => of_term(term, found),
            Number::Part(term, who) => {
                of_term(term, found);
                who.iter().for_each(|term| of_term(term, found));
            }
            Number::Count(variable, condition) => self.collect_bound(*variable, std::iter::once(*condition), found),
            Number::Sum(summand, variable, condition) => {
                let mut inner = Vec::new();
                self.of_number(summand, &mut inner);
                self.collect(*condition, &mut inner);
                found.extend(inner.into_iter().filter(|v| v != variable));
            }
            Number::Share(one, other, excluding) => {
                self.of_number(one, found);
                self.of_number(other, found);
                if let Some(excluding) = excluding {
                    self.of_number(excluding, found);
                }
            }
            Number::Plus(one, other) | Number::Minus(one, other) | Number::Product(one, other) => {
                self.of_number(one, found);
                self.of_number(other, found);
            }
            Number::Figure(_, terms) => terms.iter().for_each(|term| of_term(term, found)),
            Number::Days(one, other, _) => {
                self.of_time(one, found);
                self.of_time(other, found);
            }
            Number::Length(number, _) => self.of_number(number, found),
        }
    }

    fn of_time(&self, time: &TimeTerm, found: &mut Vec<VariableId>) {
        match time {
            TimeTerm::Event(term) | TimeTerm::Date(term) => of_term(term, found),
            TimeTerm::Shifted(time, number, _) => {
                self.of_time(time, found);
                self.of_number(number, found);
            }
        }
    }

    /// `the latest E where …` binds its own variable; the others in its condition are free here.
    fn of_choices(&self, formula: FormulaId, found: &mut Vec<VariableId>) {
        let mut choices = Vec::new();
        for_each_term(&self.program.formulas[formula.index()], &mut |term| {
            if let Term::Chosen(choice) = root(term) {
                choices.push((choice.variable, choice.condition));
            }
        });
        for (variable, condition) in choices {
            self.collect_bound(variable, std::iter::once(condition), found);
        }
    }

    /// Whether a condition speaks of `this act`.
    pub(super) fn mentions_act(&self, formula: FormulaId) -> bool {
        match &self.program.formulas[formula.index()] {
            Formula::And(parts) | Formula::Or(parts) => parts.iter().any(|&part| self.mentions_act(part)),
            Formula::Not(inner)
            | Formula::Ever(inner)
            | Formula::Always(inner)
            | Formula::Under(_, inner)
            | Formula::At(_, inner) => self.mentions_act(*inner) || self.own_mention(formula),
            Formula::Quantified(_, _, condition, body) => {
                [condition, body].into_iter().flatten().any(|&part| self.mentions_act(part))
            }
            Formula::Compare(..) => true, // numbers can hold conditions; their cost is a few more atoms
            _ => self.own_mention(formula),
        }
    }

    fn own_mention(&self, formula: FormulaId) -> bool {
        let mut found = false;
        for_each_term(&self.program.formulas[formula.index()], &mut |term| {
            found |= matches!(root(term), Term::ThisAct | Term::Chosen(_));
        });
        found
    }

    /// The values that a free variable of a condition can have.
    pub(super) fn range_of(&self, goal: FormulaId, variable: VariableId) -> Vec<Value> {
        let Some(ranges) = self.owner_of(goal) else { return Vec::new() };
        match ranges.get(variable.0 as usize).map(|v| &v.range) {
            Some(range) => self.values_of(range),
            None => Vec::new(),
        }
    }

    pub(super) fn values_of(&self, range: &Range) -> Vec<Value> {
        let entities = |n: usize| (0..n as u32).map(|i| Value::Entity(EntityId(i)));
        let events = || {
            let count = self.program.events.len() as u32;
            (0..count).filter(|&i| !self.is_denial(ActId(i))).map(|i| Value::Event(EventId(i)))
        };
        match range {
            Range::Entity(kinds) if kinds.is_empty() => entities(self.program.entities.len()).collect(),
            Range::Entity(kinds) => {
                let mut found: Vec<Value> =
                    kinds.iter().flat_map(|&kind| self.index.of_kind(kind)).map(|&e| Value::Entity(e)).collect();
                found.sort_unstable();
                found.dedup();
                found
            }
            Range::Event(verbs) if verbs.is_empty() => events().collect(),
            Range::Event(verbs) => events()
                .filter(|value| match value {
                    Value::Event(event) => verbs.contains(&self.act(ActId(event.0)).act.verb),
                    _ => false,
                })
                .collect(),
            Range::Rule => (0..self.program.rules.len() as u32).map(|i| Value::Rule(RuleId(i))).collect(),
            Range::Order => (0..self.program.orders.len() as u32).map(|i| Value::Order(OrderId(i))).collect(),
            Range::Date | Range::Number | Range::Content => Vec::new(),
            Range::Thing => {
                let rules = (0..self.program.rules.len() as u32).map(|i| Value::Rule(RuleId(i)));
                let orders = (0..self.program.orders.len() as u32).map(|i| Value::Order(OrderId(i)));
                entities(self.program.entities.len()).chain(events()).chain(rules).chain(orders).collect()
            }
        }
    }

    /// The variables of the rule or claim that a condition belongs to.
    pub(super) fn owner_of(&self, formula: FormulaId) -> Option<&[Variable]> {
        match self.index.owners.get(formula.index())? {
            super::index::Owner::Rule(rule) => Some(&self.program.rules[rule.index()].variables),
            super::index::Owner::Claim(claim) => Some(&self.program.claims[claim.index()].variables),
            super::index::Owner::Nobody => None,
        }
    }
}

/// The term under attributes.
fn root(term: &Term) -> &Term {
    let mut term = term;
    while let Term::Attribute(of, _) = term {
        term = of;
    }
    term
}

fn of_term(term: &Term, found: &mut Vec<VariableId>) {
    if let Term::Variable(variable) = root(term) {
        found.push(*variable);
    }
}

pub(super) fn of_act(pattern: &ActPattern, found: &mut Vec<VariableId>) {
    pattern.subjects.iter().for_each(|slot| of_term(&slot.term, found));
    for (_, filler) in &pattern.roles {
        match filler {
            Filler::Slot(slot) => of_term(&slot.term, found),
            Filler::Act(inner, _) => of_act(inner, found),
            Filler::Relation(inner, _) => of_relation(inner, found),
        }
    }
}

fn of_relation(pattern: &RelationPattern, found: &mut Vec<VariableId>) {
    of_term(&pattern.subject.term, found);
    if let Some(object) = &pattern.object {
        of_term(&object.term, found);
    }
}

/// The terms that stand in a formula itself (not in its parts).
pub(super) fn for_each_term(formula: &Formula, see: &mut impl FnMut(&Term)) {
    fn act(pattern: &ActPattern, see: &mut impl FnMut(&Term)) {
        let mut rest = vec![pattern];
        while let Some(pattern) = rest.pop() {
            pattern.subjects.iter().for_each(|slot| see(&slot.term));
            for (_, filler) in &pattern.roles {
                match filler {
                    Filler::Slot(slot) => see(&slot.term),
                    Filler::Act(inner, _) => rest.push(inner),
                    Filler::Relation(inner, _) => relation(inner, see),
                }
            }
        }
    }
    fn relation(pattern: &RelationPattern, see: &mut impl FnMut(&Term)) {
        see(&pattern.subject.term);
        if let Some(object) = &pattern.object {
            see(&object.term);
        }
    }
    fn time(time_term: &TimeTerm, see: &mut impl FnMut(&Term)) {
        let mut time_term = time_term;
        while let TimeTerm::Shifted(inner, _, _) = time_term {
            time_term = inner;
        }
        if let TimeTerm::Event(term) | TimeTerm::Date(term) = time_term {
            see(term);
        }
    }
    match formula {
        Formula::Act { pattern, .. } | Formula::May { pattern, .. } | Formula::Must(pattern) => act(pattern, see),
        Formula::Relation { pattern, .. } => relation(pattern, see),
        Formula::Is(slot) => see(&slot.term),
        Formula::Status(term, ..) => see(term),
        Formula::Breaches(term, breached) => {
            see(term);
            if let Breached::Rule(rule) = breached {
                see(rule);
            }
        }
        Formula::BreachesDuty(slot, _, pattern) => {
            see(&slot.term);
            if let Some(pattern) = pattern {
                act(pattern, see);
            }
        }
        Formula::Makes(term, pattern) | Formula::Ends(term, pattern) => {
            see(term);
            relation(pattern, see);
        }
        Formula::Heals(one, other) | Formula::Same(one, other) => {
            see(one);
            see(other);
        }
        Formula::Before(one, other, _) | Formula::Within(one, other, _) => {
            time(one, see);
            time(other, see);
        }
        Formula::At(Moment::At(term) | Moment::JustBefore(term), _) => see(term),
        Formula::At(Moment::On(of), _) => time(of, see),
        Formula::And(_)
        | Formula::Or(_)
        | Formula::Not(_)
        | Formula::Quantified(..)
        | Formula::Compare(..)
        | Formula::Ever(_)
        | Formula::Always(_)
        | Formula::Under(..)
        | Formula::True => {}
    }
}
