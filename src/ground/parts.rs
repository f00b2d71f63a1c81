//! Wholes and their parts, tightened by their sums; the thresholds that K orders.
use super::clauses::{AtomId, Constraint, Literal};
use super::conditions::Setting;
use super::grounder::{Grounder, Truth};
use super::keys::*;
use super::numbers::{Amount, Unknown};
use super::quantities::Interval;
use crate::program::*;
use num_traits::{CheckedAdd, Zero};

impl Grounder<'_> {
    /// The joint part of some holders. Shares of a whole that is not told are parts of one.
    pub(super) fn part_of(
        &mut self,
        term: &Term,
        who: &[Term],
        binding: &[Option<Value>],
        setting: Setting,
    ) -> Vec<Amount> {
        let Term::Attribute(of, attribute) = term else { return Vec::new() };
        let mut holders: Vec<EntityId> = Vec::new();
        for one in who {
            if let Some(Value::Entity(entity)) = self.term_value(one, binding, setting.act) {
                holders.push(entity);
            }
        }
        holders.sort_unstable();
        holders.dedup();
        let program = self.program;
        let mut values = Vec::new();
        for (base, truth) in self.term_options(of, binding, setting) {
            let Value::Entity(entity) = base else { continue };
            let unknown = Some(Unknown::Part(entity, *attribute, holders.clone()));
            let mut told = Vec::new();
            for held in program.entities[entity.index()].attributes.iter().filter(|held| held.attribute == *attribute) {
                let Holding::Composition(composition) = &held.value else { continue };
                let Some(interval) = self.joint_part(composition, &holders) else { continue };
                let holds = self.value_holds(held, setting.moment);
                told.push(holds);
                values.push(Amount { interval, unknown: unknown.clone(), when: vec![truth, holds] });
            }
            let untold = self.none_of(&told);
            if untold != Truth::FALSE {
                values.push(Amount { interval: Interval::not_negative(), unknown, when: vec![truth, untold] });
            }
        }
        values
    }

    /// Parts that are told of the same holders twice (jointly and apart) are not added up: the largest part
    /// within is a floor; a part around them, and what the largest part beside them leaves, are ceilings.
    fn nested_part(&self, composition: &Composition, holders: &[EntityId], whole: &Interval) -> Interval {
        let mut bounds = Interval { low: Interval::not_negative().low, high: whole.high, except: None };
        for part in &composition.parts {
            let Some(quantity) = part.amount.and_then(|id| self.quantities.get_index(id.index())) else { continue };
            let told = Interval::of(quantity);
            let told = if quantity.share && composition.whole.is_some() { told.product(whole) } else { told };
            let inside = part.who.iter().filter(|one| holders.contains(one)).count();
            let around = holders.iter().all(|holder| part.who.contains(holder));
            let mut ceiling = |high| {
                let limit = Interval { low: None, high, except: None };
                bounds = bounds.and(&limit).unwrap_or(bounds);
            };
            if around {
                ceiling(told.high);
            }
            if inside == 0 {
                ceiling(whole.plus(&told.negated()).high);
            }
            if inside > 0 && inside == part.who.len() && !part.others {
                let floor = Interval { low: told.low, high: None, except: None };
                bounds = bounds.and(&floor).unwrap_or(bounds);
            }
        }
        bounds
    }

    /// The bounds of a joint part, tightened by the sum: what is told of the holders, and what the others
    /// leave of the whole.
    fn joint_part(&self, composition: &Composition, holders: &[EntityId]) -> Option<Interval> {
        let zero = Interval::exactly(Rational::zero());
        let whole = match composition.whole {
            Some(id) => self.written(id).interval,
            None => Interval::exactly(Rational::from_integer(1)),
        };
        let scale = |quantity: QuantityId| {
            let data = self.quantities.get_index(quantity.index())?;
            let interval = Interval::of(data);
            let interval = if data.share && composition.whole.is_some() { interval.product(&whole) } else { interval };
            // No part is less than nothing, however little is told of it.
            Some(Interval { low: interval.low.or(zero.low), ..interval })
        };
        if overlap(&composition.parts) {
            return Some(self.nested_part(composition, holders, &whole));
        }
        let (mut mine, mut others) = (zero, zero);
        let mut named: Vec<EntityId> = Vec::new();
        let mut unsettled = Vec::new();
        for part in &composition.parts {
            let inside = part.who.iter().filter(|one| holders.contains(one)).count();
            let amount = part.amount.and_then(scale);
            named.extend(part.who.iter().filter(|one| holders.contains(one)));
            let wholly_mine = inside == part.who.len() && !part.others && inside > 0;
            match (wholly_mine, inside, amount) {
                (true, _, Some(amount)) => mine = mine.plus(&amount),
                (false, 0, Some(amount)) => others = others.plus(&amount),
                (true, _, None) | (false, 0, None) | (false, _, None) => unsettled.push(inside > 0),
                (false, _, Some(amount)) => {
                    let share = Interval { low: zero.low, high: amount.high, except: None };
                    mine = mine.plus(&share);
                    others = others.plus(&share);
                }
            }
        }
        let unnamed = holders.iter().any(|holder| !named.contains(holder));
        let told = !named.is_empty() || unsettled.contains(&true);
        let rest = whole.plus(&others.negated());
        let complete = self.is_complete_sum(composition, &whole);
        if !told && complete {
            return Some(zero);
        }
        let ceiling = Interval { low: zero.low, high: rest.high, except: None };
        let mine = if unsettled.contains(&true) || (unnamed && !complete) {
            Interval { low: mine.low, high: None, except: None }
        } else {
            mine
        };
        let only_rest_is_mine = unsettled.len() == 1 && unsettled[0] && !unnamed;
        let tightened = if only_rest_is_mine && self.rest_is_wholly(composition, holders) { rest } else { ceiling };
        mine.and(&tightened).or(Some(mine))
    }

    fn rest_is_wholly(&self, composition: &Composition, holders: &[EntityId]) -> bool {
        composition
            .parts
            .iter()
            .filter(|part| part.amount.is_none())
            .all(|part| !part.others && part.who.iter().all(|one| holders.contains(one)))
    }

    /// Whether the parts make up the whole, so that whoever is not named has nothing.
    fn is_complete_sum(&self, composition: &Composition, whole: &Interval) -> bool {
        let Some(whole) = whole.only() else { return false };
        let mut sum = Rational::zero();
        for part in &composition.parts {
            let Some(amount) = part.amount.and_then(|id| self.quantities.get_index(id.index())) else { return false };
            let value = match Interval::of(amount).only() {
                Some(value) if amount.share && composition.whole.is_some() => value * whole,
                Some(value) => value,
                None => return false,
            };
            match sum.checked_add(&value) {
                Some(next) => sum = next,
                None => return false,
            }
        }
        sum == whole
    }

    /// The thresholds of one number are ordered: what exceeds the higher exceeds the lower; two parts of one
    /// whole cannot exceed it together.
    pub(super) fn constrain_unknowns(&mut self) {
        let mut asked: Vec<(UnknownId, Rational, bool, AtomId)> = Vec::new();
        for (id, atom) in self.atoms.iter() {
            if let Key::Exceeds(unknown, threshold, or_equal) = atom.key
                && let Some(value) = self.quantities.get_index(threshold.index()).and_then(|q| Interval::of(q).only())
            {
                asked.push((unknown, value, or_equal, id));
            }
        }
        // `at least t` comes before `more than t`: each implies the one before it.
        asked.sort_by_key(|&(unknown, value, or_equal, _)| (unknown, value, !or_equal));
        for pair in asked.windows(2) {
            if let [lower, higher] = pair
                && lower.0 == higher.0
            {
                let clause = vec![Literal::negative(higher.3), Literal::positive(lower.3)];
                self.ground.add_constraint(Constraint::Either(clause));
            }
        }
        self.constrain_disjoint_parts(&asked);
    }

    fn constrain_disjoint_parts(&mut self, asked: &[(UnknownId, Rational, bool, AtomId)]) {
        let mut clauses = Vec::new();
        for (i, one) in asked.iter().enumerate() {
            for other in asked.iter().skip(i + 1) {
                let (Some(Unknown::Part(e, a, who)), Some(Unknown::Part(f, b, others))) =
                    (self.unknowns.get_index(one.0.0 as usize), self.unknowns.get_index(other.0.0 as usize))
                else {
                    continue;
                };
                if e != f || a != b || who.iter().any(|holder| others.contains(holder)) {
                    continue;
                }
                let Some(whole) = self.whole_of(*e, *a) else { continue };
                let Some(sum) = one.1.checked_add(&other.1) else { continue };
                if sum > whole || (sum == whole && (!one.2 || !other.2)) {
                    clauses.push(vec![Literal::negative(one.3), Literal::negative(other.3)]);
                }
            }
        }
        for clause in clauses {
            self.ground.add_constraint(Constraint::Either(clause));
        }
    }

    fn whole_of(&self, entity: EntityId, attribute: AttributeId) -> Option<Rational> {
        let mut wholes =
            self.program.entities[entity.index()].attributes.iter().filter(|held| held.attribute == attribute);
        match (wholes.next().map(|held| &held.value), wholes.next()) {
            (Some(Holding::Composition(composition)), None) => match composition.whole {
                Some(id) => self.written(id).interval.only(),
                None => Some(Rational::from_integer(1)),
            },
            _ => None,
        }
    }
}

/// Whether some holder is named by two parts.
fn overlap(parts: &[Part]) -> bool {
    parts
        .iter()
        .enumerate()
        .any(|(i, part)| parts.iter().skip(i + 1).any(|other| part.who.iter().any(|one| other.who.contains(one))))
}
