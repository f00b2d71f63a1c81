//! What a question asks for: the number or the day that something is said to be. `C.present is N`, `E on D`.
//!
//! Takes an equation whose one side is a variable that nothing else binds; gives it each value that the record
//! tells of the other side, under the condition that this is so. Numbers known by their bounds are shown by them;
//! an event whose day is not told, by the days between which it lies. Only questions leave such variables free:
//! rules and claims are refused where nothing binds a letter.
use super::conditions::{Setting, Way};
use super::grounder::{Grounder, Truth};
use super::index::Owner;
use super::keys::*;
use super::numbers::{Amount, Unknown};
use crate::program::*;
use num_traits::Zero;

impl Grounder<'_> {
    /// Claims are questions from here on: what their equations ask for is listed. `days`: for each event the date to
    /// show for it, if the question asks for days.
    pub fn ask_with(&mut self, days: Vec<Option<DateId>>) {
        self.asking = Some(days);
    }

    /// The variable that an equation asks for, where it is still free and all else is bound.
    pub(super) fn asked_for(&self, goal: FormulaId, binding: &[Option<Value>]) -> Option<VariableId> {
        let unbound = |v: &VariableId| binding.get(v.0 as usize).copied().flatten().is_none();
        let asked = equated(&self.program.formulas[goal.index()]).filter(unbound)?;
        self.free_variables(goal).iter().all(|v| *v == asked || !unbound(v)).then_some(asked)
    }

    /// The variable that an equation would ask for; in a question also a word or a thing that an attribute holds.
    pub(super) fn could_ask_for(&self, goal: FormulaId) -> Option<VariableId> {
        let formula = &self.program.formulas[goal.index()];
        equated(formula).or_else(|| held_by_attribute(formula).filter(|_| self.is_of_question(goal)))
    }

    /// Whether a condition belongs to a question that is asked.
    pub(super) fn is_of_question(&self, goal: FormulaId) -> bool {
        self.asking.is_some() && matches!(self.index.owners.get(goal.index()), Some(Owner::Claim(_)))
    }

    /// The values that the record gives what is asked for.
    pub(super) fn asked_ways(
        &mut self,
        goal: FormulaId,
        asked: VariableId,
        binding: &[Option<Value>],
        setting: Setting,
    ) -> Vec<Way> {
        let values = match &self.program.formulas[goal.index()] {
            Formula::Compare(left, _, right) => {
                let number = if of_variable(left) == Some(asked) { right } else { left };
                self.told_numbers(goal, number, binding, setting)
            }
            Formula::Within(time, ..) => self.told_days(time, binding, setting),
            _ => Vec::new(),
        };
        let bind = |(value, truths): (Value, Vec<Truth>)| {
            let mut bound = binding.to_vec();
            if let Some(slot) = bound.get_mut(asked.0 as usize) {
                *slot = Some(value);
            }
            (bound, truths)
        };
        values.into_iter().map(bind).collect()
    }

    /// Each number that is told, exactly or by bounds, under its condition; what nothing tells is left out.
    fn told_numbers(
        &mut self,
        goal: FormulaId,
        number: &Number,
        binding: &[Option<Value>],
        setting: Setting,
    ) -> Vec<(Value, Vec<Truth>)> {
        let (share, unit) = self.measure_of(number, binding);
        let mut values = Vec::new();
        // What is told of one number under one condition is one number.
        let mut amounts: Vec<Amount> = Vec::new();
        for amount in self.number(goal, number, binding, setting) {
            let same = |known: &&mut Amount| known.unknown == amount.unknown && known.when == amount.when;
            let both = |known: &mut Amount| amount.interval.and(&known.interval).map(|both| known.interval = both);
            if amount.unknown.is_none() || amounts.iter_mut().find(same).and_then(both).is_none() {
                amounts.push(amount);
            }
        }
        for Amount { interval, unknown, when } in amounts {
            let nothing_told = matches!(unknown, Some(Unknown::Attribute(_, _, None) | Unknown::Figure(..)));
            // That a number is no less than nothing is not told of it.
            let low = interval.low.filter(|low| interval.only().is_some() || low.strict || !low.value.is_zero());
            let bounded = low.is_some() || interval.high.is_some() || interval.except.is_some();
            if nothing_told || !bounded || when.contains(&Truth::FALSE) {
                continue;
            }
            let quantity = Quantity { low, high: interval.high, except: interval.except, share, unit };
            let id = QuantityId(self.quantities.insert_full(quantity).0 as u32);
            values.push((Value::Quantity(id), when));
        }
        values
    }

    /// How a number is written: in percent, as a length of time.
    fn measure_of(&self, number: &Number, binding: &[Option<Value>]) -> (bool, Option<Unit>) {
        let told = |term: &Term| {
            let Term::Attribute(of, attribute) = term else { return None };
            let Some(Value::Entity(entity)) = self.term_value(of, binding, None) else { return None };
            let mut held =
                self.program.entities[entity.index()].attributes.iter().filter(|h| h.attribute == *attribute);
            held.find_map(|held| match &held.value {
                Holding::One(Value::Quantity(id)) => Some(*id),
                Holding::Composition(told) => told.whole.or_else(|| told.parts.iter().find_map(|part| part.amount)),
                Holding::One(_) | Holding::Text(_) => None,
            })
        };
        match number {
            Number::Days(..) => (false, Some(Unit::Days)),
            Number::Length(_, unit) => (false, Some(*unit)),
            Number::Of(term) | Number::Part(term, _) => {
                let quantity = told(term).and_then(|id| self.quantities.get_index(id.index()));
                quantity.map_or((false, None), |quantity| (quantity.share, quantity.unit))
            }
            Number::Plus(one, _) | Number::Minus(one, _) => self.measure_of(one, binding),
            _ => (false, None),
        }
    }

    /// The days of a time: of an event its own, each of rival ones under its condition; of an attribute its dates.
    fn told_days(&mut self, time: &TimeTerm, binding: &[Option<Value>], setting: Setting) -> Vec<(Value, Vec<Truth>)> {
        let (TimeTerm::Event(term) | TimeTerm::Date(term)) = time else { return Vec::new() };
        let mut days = Vec::new();
        for (value, truth) in self.term_options(term, binding, setting) {
            match value {
                Value::Date(_) => days.push((value, vec![truth])),
                Value::Event(event) => {
                    let took = self.took(ActId(event.0));
                    let rivals = self.rival_days(event);
                    if rivals.is_empty() {
                        let day = self.asking.as_ref().and_then(|days| days.get(event.index()).copied().flatten());
                        days.extend(day.map(|day| (Value::Date(day), vec![truth, took])));
                    }
                    for (day, so) in rivals {
                        days.push((Value::Date(day), [vec![truth, took], so].concat()));
                    }
                }
                _ => {}
            }
        }
        days
    }

    fn rival_days(&mut self, event: EventId) -> Vec<(DateId, Vec<Truth>)> {
        let Some(data) = self.program.events.get(event.index()) else { return Vec::new() };
        let rivals = data.time.parts.iter().filter_map(|part| match part {
            TimePart::Rivals(rivals) => Some(rivals),
            _ => None,
        });
        let rivals: Vec<(StatementId, DateId)> = rivals.flatten().copied().collect();
        let so = |(statement, day)| (day, self.rival_leaf(statement).into_iter().map(Truth::Literal).collect());
        rivals.into_iter().map(so).collect()
    }

    /// Who holds a part of what a condition asks of, where its holder is what is asked.
    pub(super) fn holders_asked(
        &self,
        goal: FormulaId,
        variable: VariableId,
        binding: &[Option<Value>],
    ) -> Option<Vec<Value>> {
        let Formula::Compare(left, _, right) = &self.program.formulas[goal.index()] else { return None };
        let (term, who) = [left, right].into_iter().find_map(|number| match number {
            Number::Part(term, who) => Some((term, who)),
            _ => None,
        })?;
        let Term::Attribute(of, attribute) = term else { return None };
        let Value::Entity(entity) = self.term_value(of, binding, None)? else { return None };
        if !who.contains(&Term::Variable(variable)) {
            return None;
        }
        let held = self.program.entities[entity.index()].attributes.iter().filter(|held| held.attribute == *attribute);
        let parts = held.filter_map(|held| match &held.value {
            Holding::Composition(told) => Some(&told.parts),
            Holding::One(_) | Holding::Text(_) => None,
        });
        let mut holders: Vec<Value> =
            parts.flatten().flat_map(|part| &part.who).map(|holder| Value::Entity(*holder)).collect();
        holders.sort_unstable();
        holders.dedup();
        Some(holders)
    }

    /// Numbers and days that a question compares and nowhere asks for, so that no value can be listed for them.
    pub fn only_compared(&self, question: FormulaId, variables: &[Variable]) -> Vec<VariableId> {
        let mut listed = Vec::new();
        self.listed(question, &mut listed);
        let measured = |v: &VariableId| {
            let range = variables.get(v.0 as usize).map(|variable| &variable.range);
            matches!(range, Some(Range::Number | Range::Date)) && !listed.contains(v)
        };
        self.free_variables(question).iter().copied().filter(measured).collect()
    }

    /// The variables that the equations of a question ask for, words and things included.
    pub(super) fn equated_in(&self, formula: FormulaId, found: &mut Vec<VariableId>) {
        let mut goals = Vec::new();
        self.flatten(formula, &mut goals);
        for goal in goals {
            found.extend(self.could_ask_for(goal));
        }
    }

    /// The variables for which some sentence or equation gives values.
    fn listed(&self, formula: FormulaId, found: &mut Vec<VariableId>) {
        found.extend(self.could_ask_for(formula));
        match &self.program.formulas[formula.index()] {
            Formula::And(parts) | Formula::Or(parts) => parts.iter().for_each(|&part| self.listed(part, found)),
            Formula::At(_, inner) | Formula::Ever(inner) | Formula::Under(_, inner) => self.listed(*inner, found),
            Formula::Quantified(_, _, condition, body) => {
                [condition, body].into_iter().flatten().for_each(|&part| self.listed(part, found));
            }
            Formula::Act { pattern, .. } => super::free::of_act(pattern, found),
            Formula::Same(one, other) => {
                found.extend([one, other].into_iter().filter_map(|term| match term {
                    Term::Variable(variable) => Some(*variable),
                    _ => None,
                }));
            }
            _ => {}
        }
    }
}

/// The variable alone on one side of an equation of numbers, or the day on which something is said to be.
fn equated(formula: &Formula) -> Option<VariableId> {
    match formula {
        Formula::Compare(left, Comparison::Equal, right) => of_variable(right).or_else(|| of_variable(left)),
        Formula::Within(_, TimeTerm::Date(Term::Variable(day)), _) => Some(*day),
        _ => None,
    }
}

/// `K.level is W`
fn held_by_attribute(formula: &Formula) -> Option<VariableId> {
    match formula {
        Formula::Same(Term::Attribute(..), Term::Variable(asked))
        | Formula::Same(Term::Variable(asked), Term::Attribute(..)) => Some(*asked),
        _ => None,
    }
}

fn of_variable(number: &Number) -> Option<VariableId> {
    match number {
        Number::Of(Term::Variable(variable)) => Some(*variable),
        _ => None,
    }
}
