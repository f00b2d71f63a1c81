//! Comparisons of numbers with their figures: the value, the threshold and the margin.
//!
//! Takes a comparison under a binding; gives the figures where the record tells each exactly, and the
//! attributes they are taken from. Bounds and rival values are left to the open questions.
use super::conditions::Bound;
use super::lookup::Lookup;
use super::names::rational;
use crate::program::*;
use num_rational::Ratio;

/// The figures of a comparison.
pub(super) struct Figures {
    /// `91 against a threshold of 101/2, a margin of 81/2`
    pub words: String,
    /// The statements that the numbers are told in.
    pub told: Vec<(EntityId, usize)>,
}

impl Lookup<'_> {
    /// The figures of a comparison, where both sides are known exactly.
    pub(super) fn figures(&self, formula: FormulaId, values: &[Option<Value>]) -> Option<Figures> {
        let Formula::Compare(left, _, right) = self.program.formulas.get(formula.index())? else { return None };
        let bound = Bound { variables: self.variables(formula), values, this: "" };
        let mut told = Vec::new();
        let value = self.exactly(left, bound, &mut told)?;
        let threshold = self.exactly(right, bound, &mut told)?;
        let margin = checked(value, threshold, |a, b| a - b)?;
        told.dedup();
        let words = format!(
            "the figures: {} against {}, a margin of {}",
            rational(value, false),
            rational(threshold, false),
            rational(margin, false)
        );
        Some(Figures { words, told })
    }

    fn exactly(&self, number: &Number, bound: Bound<'_>, told: &mut Vec<(EntityId, usize)>) -> Option<Rational> {
        match number {
            Number::Quantity(id) => exact(self.program.quantities.get(id.index())?),
            Number::Of(term) => {
                let (entity, place) = self.told_attribute(term, bound)?;
                told.push((entity, place));
                match &self.program.entities.get(entity.index())?.attributes.get(place)?.value {
                    Holding::One(Value::Quantity(id)) => exact(self.program.quantities.get(id.index())?),
                    Holding::Composition(composition) => {
                        exact(self.program.quantities.get(composition.whole?.index())?)
                    }
                    Holding::One(_) | Holding::Text(_) => None,
                }
            }
            Number::Part(term, who) => {
                let (entity, place) = self.told_attribute(term, bound)?;
                told.push((entity, place));
                let Holding::Composition(parts) =
                    &self.program.entities.get(entity.index())?.attributes.get(place)?.value
                else {
                    return None;
                };
                self.joint(parts, who, bound)
            }
            Number::Share(share, base, excluding) => {
                let share = self.exactly(share, bound, told)?;
                let mut base = self.exactly(base, bound, told)?;
                if let Some(excluding) = excluding {
                    base = checked(base, self.exactly(excluding, bound, told)?, |a, b| a - b)?;
                }
                checked(share, base, |a, b| a * b)
            }
            Number::Plus(one, other) => {
                checked(self.exactly(one, bound, told)?, self.exactly(other, bound, told)?, |a, b| a + b)
            }
            Number::Minus(one, other) => {
                checked(self.exactly(one, bound, told)?, self.exactly(other, bound, told)?, |a, b| a - b)
            }
            Number::Product(one, other) => {
                checked(self.exactly(one, bound, told)?, self.exactly(other, bound, told)?, |a, b| a * b)
            }
            Number::Length(inner, _) => self.exactly(inner, bound, told),
            Number::Count(..) | Number::Sum(..) | Number::Figure(..) | Number::Days(..) => None,
        }
    }

    /// The one told value of an attribute.
    pub(super) fn told_attribute(&self, term: &Term, bound: Bound<'_>) -> Option<(EntityId, usize)> {
        let Term::Attribute(of, attribute) = term else { return None };
        let Some(Value::Entity(entity)) = self.term_value(of, bound) else { return None };
        let held = &self.program.entities.get(entity.index())?.attributes;
        let mut places = held.iter().enumerate().filter(|(_, held)| held.attribute == *attribute);
        match (places.next(), places.next()) {
            (Some((place, _)), None) => Some((entity, place)),
            _ => None,
        }
    }

    /// The joint part of some, each of whom has a told part of his own.
    fn joint(&self, composition: &Composition, who: &[Term], bound: Bound<'_>) -> Option<Rational> {
        let mut sum = Rational::from_integer(0);
        for term in who {
            let Some(Value::Entity(entity)) = self.term_value(term, bound) else { return None };
            let part = composition.parts.iter().find(|part| part.who == [entity] && !part.others)?;
            let quantity = self.program.quantities.get(part.amount?.index())?;
            if quantity.share {
                return None;
            }
            sum = checked(sum, exact(quantity)?, |a, b| a + b)?;
        }
        Some(sum)
    }
}

fn exact(quantity: &Quantity) -> Option<Rational> {
    match (quantity.low, quantity.high, quantity.except) {
        (Some(low), Some(high), None) if low.value == high.value && !low.strict && !high.strict => Some(low.value),
        (Some(bound), None, None) | (None, Some(bound), None) => {
            Some(bound.value).filter(|_| quantity.share && bound.strict)
        }
        _ => None,
    }
}

/// Figures of this size never overflow; larger ones are not shown.
fn checked(one: Rational, other: Rational, operation: impl Fn(Rational, Rational) -> Rational) -> Option<Rational> {
    const MOST: i128 = 1 << 30;
    let small = |value: &Ratio<i128>| value.numer().abs() < MOST && *value.denom() < MOST;
    (small(&one) && small(&other)).then(|| operation(one, other))
}
