//! Quantified conditions, counts and sums, by the rewriting that every engine shares.
//!
//! ```text
//! at least k                  monotone                at most k     is  not at least k+1
//! every V: p                  is  not some V with not p
//! more than n/d of V: p       Σ (d−n)·[v and p] + Σ n·[not (v and not p)]  ≥  1 + Σ n
//! sum … ≥ k                   a negative summand counts, with its opposite, as a condition against
//! ```
//! A share of an empty base is false.
use super::clauses::Literal;
use super::conditions::{Setting, Way};
use super::grounder::{Grounder, Truth};
use super::keys::*;
use super::numbers::Amount;
use super::quantities::Interval;
use crate::program::*;
use num_traits::{CheckedMul, ToPrimitive, Zero};

/// A member of a set: its value, whether it belongs, and how many it stands for.
struct Member {
    /// None: one that nothing in the corpus names.
    value: Option<Value>,
    belongs: Truth,
    weight: u64,
}

impl Grounder<'_> {
    #[expect(clippy::too_many_arguments, reason = "the parts of one quantified condition")]
    pub(super) fn quantified(
        &mut self,
        quantifier: &Quantifier,
        variable: VariableId,
        condition: Option<FormulaId>,
        body: Option<FormulaId>,
        binding: &[Option<Value>],
        setting: Setting,
        goal: FormulaId,
    ) -> Truth {
        // `every K where p`, `more than 1/2 of K where p` without a further condition: p is what is asked of each K.
        let (condition, body) = match (quantifier, body) {
            (Quantifier::Every | Quantifier::Share(_), None) => (None, condition),
            _ => (condition, body),
        };
        let members = self.members(goal, variable, condition, binding, setting);
        let mut cases = Vec::new(); // belongs, belongs and satisfies, weight
        for member in members {
            let satisfies = match (body, member.value) {
                (None, _) => Truth::TRUE,
                (Some(body), Some(value)) => {
                    let bound = bind(binding, variable, value);
                    self.condition(body, &bound, setting.moment, setting.act)
                }
                (Some(body), None) => {
                    let kept = self.binding_id(binding);
                    self.is(Key::MissingValue(body, kept))
                }
            };
            let both = self.both(member.belongs, satisfies);
            let fails = self.both(member.belongs, satisfies.not());
            cases.push((both, fails, member.weight));
        }
        let counted: Vec<(Truth, u64)> = cases.iter().map(|&(both, _, weight)| (both, weight)).collect();
        match quantifier {
            Quantifier::Some => self.at_least(1, &counted),
            Quantifier::No => self.at_least(1, &counted).not(),
            Quantifier::Every => {
                let failing: Vec<(Truth, u64)> = cases.iter().map(|&(_, fails, weight)| (fails, weight)).collect();
                self.at_least(1, &failing).not()
            }
            Quantifier::AtLeast(k) => self.at_least(*k, &counted),
            Quantifier::AtMost(k) => self.at_least(k.saturating_add(1), &counted).not(),
            Quantifier::Exactly(k) => {
                let low = self.at_least(*k, &counted);
                let high = self.at_least(k.saturating_add(1), &counted).not();
                self.both(low, high)
            }
            Quantifier::Share(share) => self.share_of_set(*share, &cases),
        }
    }

    fn share_of_set(&mut self, share: QuantityId, cases: &[(Truth, Truth, u64)]) -> Truth {
        let Some(low) = self.quantities.get_index(share.index()).and_then(|quantity| quantity.low) else {
            return Truth::FALSE;
        };
        let (Some(n), Some(d)) = (low.value.numer().to_u64(), low.value.denom().to_u64()) else { return Truth::FALSE };
        let mut weighted = Vec::new();
        let mut base = 0u64;
        for &(both, fails, weight) in cases {
            weighted.push((both, d.saturating_sub(n).saturating_mul(weight)));
            weighted.push((fails.not(), n.saturating_mul(weight)));
            base = base.saturating_add(n.saturating_mul(weight));
        }
        let enough = self.at_least(base.saturating_add(u64::from(low.strict)), &weighted);
        let members: Vec<(Truth, u64)> = cases.iter().flat_map(|&(both, fails, _)| [(both, 1), (fails, 1)]).collect();
        let some = self.at_least(1, &members);
        self.both(enough, some)
    }

    /// The members of a set: what the condition gives the variable, grouped by value.
    fn members(
        &mut self,
        goal: FormulaId,
        variable: VariableId,
        condition: Option<FormulaId>,
        binding: &[Option<Value>],
        setting: Setting,
    ) -> Vec<Member> {
        let mut free = binding.to_vec();
        if let Some(slot) = free.get_mut(variable.0 as usize) {
            *slot = None;
        }
        let range = self.range_of(goal, variable);
        let Some(condition) = condition else {
            return range.into_iter().map(|value| self.member(value, Truth::TRUE)).collect();
        };
        let ways: Vec<Way> = self.enumerate(condition, &free, setting.moment, setting.act);
        let mut grouped: indexmap::IndexMap<Value, Vec<Vec<Truth>>> = indexmap::IndexMap::new();
        let mut everywhere = Vec::new();
        for (bound, body) in ways {
            match bound.get(variable.0 as usize).copied().flatten() {
                Some(value) => grouped.entry(value).or_default().push(body),
                None => everywhere.push(body),
            }
        }
        let of_events = self.owner_of(goal).and_then(|ranges| ranges.get(variable.0 as usize)).map(|v| &v.range);
        let unnamed = if matches!(of_events, Some(Range::Event(_))) && !everywhere.is_empty() {
            // One that no event tells (an open verb, a content that was told): one member without a name.
            let belongs = self.tally(&std::mem::take(&mut everywhere));
            Some(Member { value: None, belongs, weight: 1 })
        } else {
            None
        };
        if !everywhere.is_empty() {
            for &value in &range {
                grouped.entry(value).or_default().extend(everywhere.iter().cloned());
            }
        }
        let mut members: Vec<Member> = unnamed.into_iter().collect();
        for (value, bodies) in grouped {
            if range.is_empty() || range.contains(&value) || matches!(value, Value::Someone(_)) {
                let belongs = self.tally(&bodies);
                members.push(self.member(value, belongs));
            }
        }
        members
    }

    /// `80 soviets local_soviets` counts as eighty.
    fn member(&self, value: Value, belongs: Truth) -> Member {
        let weight = match value {
            Value::Entity(entity) => self.program.entities[entity.index()]
                .count
                .and_then(|id| self.quantities.get_index(id.index()))
                .and_then(|quantity| Interval::of(quantity).only())
                .and_then(|count| count.to_u64())
                .unwrap_or(1),
            _ => 1,
        };
        Member { value: Some(value), belongs, weight }
    }

    /// At least `k`, weights counted.
    pub(super) fn at_least(&mut self, k: u64, cases: &[(Truth, u64)]) -> Truth {
        let mut left = k;
        let mut open: Vec<(Literal, u64)> = Vec::new();
        for &(truth, weight) in cases {
            match truth {
                Truth::Known(true) => left = left.saturating_sub(weight),
                Truth::Known(false) => {}
                Truth::Literal(literal) if weight > 0 => open.push((literal, weight)),
                Truth::Literal(_) => {}
            }
        }
        if left == 0 {
            return Truth::TRUE;
        }
        let total = open.iter().fold(0u64, |sum, (_, weight)| sum.saturating_add(*weight));
        if total < left {
            return Truth::FALSE;
        }
        if open.iter().all(|(_, weight)| *weight >= left) {
            let bodies: Vec<Vec<Truth>> = open.iter().map(|(literal, _)| vec![Truth::Literal(*literal)]).collect();
            return self.tally(&bodies);
        }
        let head = self.atom(Key::Tally(self.tallies));
        self.tallies += 1;
        self.ground.add_at_least(head, left, &open);
        Truth::Literal(Literal::positive(head))
    }

    /// A count or sum compared with an exact number stays a Boolean function of its members; `None` where
    /// the number is neither a count nor a sum, or the other side is not exact.
    pub(super) fn compare_count(
        &mut self,
        number: &Number,
        comparison: Comparison,
        other: &Number,
        binding: &[Option<Value>],
        setting: Setting,
    ) -> Option<Truth> {
        let weighted = self.summands(number, binding, setting)?;
        let goal = self.condition_of(number)?;
        let thresholds = self.number(goal, other, binding, setting);
        let mut bodies = Vec::new();
        for threshold in thresholds {
            let value = threshold.interval.only()?;
            let truth = self.compare_sum(&weighted, comparison, value)?;
            bodies.push([threshold.when, vec![truth]].concat());
        }
        if bodies.is_empty() { None } else { Some(self.tally(&bodies)) }
    }

    fn condition_of(&self, number: &Number) -> Option<FormulaId> {
        match number {
            Number::Count(_, condition) | Number::Sum(_, _, condition) => Some(*condition),
            _ => None,
        }
    }

    /// The members of a count or sum with what each adds; `None` where a summand is not exact.
    fn summands(
        &mut self,
        number: &Number,
        binding: &[Option<Value>],
        setting: Setting,
    ) -> Option<Vec<(Truth, Rational)>> {
        let (variable, condition) = match number {
            Number::Count(variable, condition) | Number::Sum(_, variable, condition) => (*variable, *condition),
            _ => return None,
        };
        let mut found = Vec::new();
        for member in self.members(condition, variable, Some(condition), binding, setting) {
            match number {
                Number::Sum(summand, ..) => {
                    let bound = bind(binding, variable, member.value?);
                    for amount in self.number(condition, summand, &bound, setting) {
                        let value = amount.interval.only()?;
                        let truth = self.tally(&[[amount.when, vec![member.belongs]].concat()]);
                        found.push((truth, value));
                    }
                }
                _ => found.push((member.belongs, Rational::from_integer(i128::from(member.weight)))),
            }
        }
        Some(found)
    }

    fn compare_sum(
        &mut self,
        summands: &[(Truth, Rational)],
        comparison: Comparison,
        value: Rational,
    ) -> Option<Truth> {
        let at_least = |g: &mut Self, strict: bool| g.sum_exceeds(summands, value, strict);
        Some(match comparison {
            Comparison::GreaterEqual => at_least(self, false)?,
            Comparison::Greater => at_least(self, true)?,
            Comparison::Less => at_least(self, false)?.not(),
            Comparison::LessEqual => at_least(self, true)?.not(),
            Comparison::Equal | Comparison::NotEqual => {
                let (low, high) = (at_least(self, false)?, at_least(self, true)?);
                let equal = self.both(low, high.not());
                if comparison == Comparison::Equal { equal } else { equal.not() }
            }
        })
    }

    /// Σ ≥ value (or > value), in whole units of the common denominator; `None` on overflow.
    fn sum_exceeds(&mut self, summands: &[(Truth, Rational)], value: Rational, strict: bool) -> Option<Truth> {
        let mut unit = *value.denom();
        for (_, summand) in summands {
            let gcd = gcd(unit, *summand.denom());
            unit = unit.checked_div(gcd)?.checked_mul(*summand.denom())?;
        }
        let scaled = |number: &Rational| number.checked_mul(&Rational::from_integer(unit)).map(|n| n.to_integer());
        let mut threshold = scaled(&value)?.checked_add(i128::from(strict))?;
        let mut cases = Vec::new();
        for (truth, summand) in summands {
            let amount = scaled(summand)?;
            if amount.is_negative() {
                threshold = threshold.checked_sub(amount)?;
                cases.push((truth.not(), amount.checked_neg()?.to_u64()?));
            } else if !amount.is_zero() {
                cases.push((*truth, amount.to_u64()?));
            }
        }
        if threshold <= 0 {
            return Some(Truth::TRUE);
        }
        Some(self.at_least(threshold.to_u64()?, &cases))
    }

    /// A count or sum whose comparison is not with an exact number: the range that its members leave.
    pub(super) fn counted(&mut self, number: &Number, binding: &[Option<Value>], setting: Setting) -> Vec<Amount> {
        let Some(summands) = self.summands(number, binding, setting) else { return Vec::new() };
        let mut interval = Interval::exactly(Rational::zero());
        for (truth, value) in summands {
            let zero = Rational::zero();
            let part = match truth {
                Truth::Known(true) => Interval::exactly(value),
                Truth::Known(false) => continue,
                Truth::Literal(_) => Interval::between(value.min(zero), value.max(zero)),
            };
            interval = interval.plus(&part);
        }
        vec![Amount { interval, unknown: None, when: Vec::new() }]
    }

    /// `the latest E where …`: among what fits, that which nothing that fits comes after (or before).
    pub(super) fn chosen(
        &mut self,
        choice: &Choice,
        binding: &[Option<Value>],
        setting: Setting,
    ) -> Vec<(Value, Truth)> {
        let members = self.members(choice.condition, choice.variable, Some(choice.condition), binding, setting);
        let events: Vec<(ActId, Truth)> = members
            .iter()
            .filter_map(|member| match member.value {
                Some(Value::Event(event)) => Some((ActId(event.0), member.belongs)),
                _ => None,
            })
            .collect();
        let mut options = Vec::new();
        for &(act, belongs) in &events {
            let mut beyond = Vec::new();
            for &(other, also) in events.iter().filter(|(other, _)| *other != act) {
                let order = if choice.latest { self.act_before(act, other) } else { self.act_before(other, act) };
                let both = self.both(also, order);
                beyond.push((both, 1));
            }
            // The nth from that end has n−1 beyond it.
            let rank = u64::from(choice.rank.max(1));
            let enough = self.at_least(rank - 1, &beyond);
            let too_many = self.at_least(rank, &beyond);
            let truth = self.tally(&[vec![belongs, enough, too_many.not()]]);
            if let Some(event) = self.told_event(act) {
                options.push((Value::Event(event), truth));
            }
        }
        options
    }
}

fn bind(binding: &[Option<Value>], variable: VariableId, value: Value) -> Vec<Option<Value>> {
    let mut bound = binding.to_vec();
    if let Some(slot) = bound.get_mut(variable.0 as usize) {
        *slot = Some(value);
    }
    bound
}

fn gcd(a: i128, b: i128) -> i128 {
    let (mut a, mut b) = (a.max(1), b.max(1));
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}
