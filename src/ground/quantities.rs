//! Ranges of exact numbers, and what can be said of two of them.
use crate::check::chronology::Trilean;
use crate::program::{Bound, Comparison, Quantity, Rational};
use num_traits::{CheckedAdd, CheckedMul, CheckedSub, Signed, Zero};

/// A number known by its bounds; no bound is infinity. Overflow widens to infinity, so that an answer can
/// only become more open.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Interval {
    /// The lower end.
    pub low: Option<Bound>,
    /// The upper end.
    pub high: Option<Bound>,
    /// A value that it is not.
    pub except: Option<Rational>,
}

impl Interval {
    /// Nothing is known.
    pub const UNKNOWN: Interval = Interval { low: None, high: None, except: None };

    /// Exactly this.
    pub fn exactly(value: Rational) -> Self {
        let bound = Some(Bound { value, strict: false });
        Self { low: bound, high: bound, except: None }
    }

    /// At least nothing.
    pub fn not_negative() -> Self {
        Self { low: Some(Bound { value: Rational::zero(), strict: false }), high: None, except: None }
    }

    /// From `low` to `high`, both included.
    pub fn between(low: Rational, high: Rational) -> Self {
        Self {
            low: Some(Bound { value: low, strict: false }),
            high: Some(Bound { value: high, strict: false }),
            except: None,
        }
    }

    /// The bounds of a written number.
    pub fn of(quantity: &Quantity) -> Self {
        Self { low: quantity.low, high: quantity.high, except: quantity.except }
    }

    /// The number, if the bounds leave one.
    pub fn only(&self) -> Option<Rational> {
        match (self.low, self.high) {
            (Some(low), Some(high)) if low.value == high.value && !low.strict && !high.strict => Some(low.value),
            _ => None,
        }
    }

    /// The sum.
    #[must_use]
    pub fn plus(&self, other: &Self) -> Self {
        Self { low: add(self.low, other.low), high: add(self.high, other.high), except: None }
    }

    /// The negative.
    #[must_use]
    pub fn negated(&self) -> Self {
        let flip = |bound: Option<Bound>| bound.map(|b| Bound { value: -b.value, strict: b.strict });
        Self { low: flip(self.high), high: flip(self.low), except: self.except.map(|value| -value) }
    }

    /// The product with an exact number.
    #[must_use]
    pub fn times(&self, factor: Rational) -> Self {
        if factor.is_zero() {
            return Self::exactly(Rational::zero());
        }
        let scale = |bound: Option<Bound>| {
            bound.and_then(|b| Some(Bound { value: b.value.checked_mul(&factor)?, strict: b.strict }))
        };
        let except = self.except.and_then(|value| value.checked_mul(&factor));
        if factor.is_negative() {
            Self { low: scale(self.high), high: scale(self.low), except }
        } else {
            Self { low: scale(self.low), high: scale(self.high), except }
        }
    }

    /// The product of two ranges of which neither is negative; anything else is unknown.
    #[must_use]
    pub fn product(&self, other: &Self) -> Self {
        if let Some(factor) = self.only() {
            return other.times(factor);
        }
        if let Some(factor) = other.only() {
            return self.times(factor);
        }
        let low = |bound: Option<Bound>| bound.filter(|b| !b.value.is_negative());
        match (low(self.low), low(other.low)) {
            (Some(a), Some(b)) => {
                let by = |x: Bound, y: Bound| {
                    x.value.checked_mul(&y.value).map(|value| Bound { value, strict: x.strict || y.strict })
                };
                let high = match (self.high, other.high) {
                    (Some(x), Some(y)) => by(x, y),
                    _ => None,
                };
                Self { low: by(a, b), high, except: None }
            }
            _ => Self::UNKNOWN,
        }
    }

    /// What both say; `None` where they exclude each other.
    pub fn and(&self, other: &Self) -> Option<Self> {
        let low = tighter(self.low, other.low, |a, b| a > b);
        let high = tighter(self.high, other.high, |a, b| a < b);
        let both = Self { low, high, except: self.except.or(other.except) };
        let empty = match (low, high) {
            (Some(l), Some(h)) => l.value > h.value || (l.value == h.value && (l.strict || h.strict)),
            _ => false,
        };
        let excluded = |one: &Self, two: &Self| one.only().is_some() && one.only() == two.except;
        if empty || excluded(self, other) || excluded(other, self) { None } else { Some(both) }
    }

    /// Whether this compares so with an exact number.
    pub fn compare(&self, comparison: Comparison, value: Rational) -> Trilean {
        let above = self.exceeds(value, false);
        let at_least = self.exceeds(value, true);
        match comparison {
            Comparison::Greater => above,
            Comparison::GreaterEqual => at_least,
            Comparison::Less => not(at_least),
            Comparison::LessEqual => not(above),
            Comparison::Equal | Comparison::NotEqual => {
                let equal = if self.only() == Some(value) {
                    Trilean::True
                } else if above == Trilean::True || at_least == Trilean::False || self.except == Some(value) {
                    Trilean::False
                } else {
                    Trilean::Open
                };
                if comparison == Comparison::Equal { equal } else { not(equal) }
            }
        }
    }

    /// Whether this is more than (or, with `or_equal`, at least) a number.
    pub fn exceeds(&self, value: Rational, or_equal: bool) -> Trilean {
        let certainly =
            self.low.is_some_and(|low| low.value > value || (low.value == value && (or_equal || low.strict)));
        let never =
            self.high.is_some_and(|high| high.value < value || (high.value == value && (!or_equal || high.strict)));
        match (certainly, never) {
            (true, _) => Trilean::True,
            (_, true) => Trilean::False,
            _ => Trilean::Open,
        }
    }
}

fn not(answer: Trilean) -> Trilean {
    match answer {
        Trilean::True => Trilean::False,
        Trilean::False => Trilean::True,
        Trilean::Open => Trilean::Open,
    }
}

fn add(one: Option<Bound>, other: Option<Bound>) -> Option<Bound> {
    let (one, other) = (one?, other?);
    Some(Bound { value: one.value.checked_add(&other.value)?, strict: one.strict || other.strict })
}

fn tighter(one: Option<Bound>, other: Option<Bound>, beats: impl Fn(Rational, Rational) -> bool) -> Option<Bound> {
    match (one, other) {
        (Some(a), Some(b)) if a.value == b.value => Some(Bound { value: a.value, strict: a.strict || b.strict }),
        (Some(a), Some(b)) => Some(if beats(a.value, b.value) { a } else { b }),
        (a, b) => a.or(b),
    }
}

/// The difference, or `None` where it is too large to be kept exactly.
pub fn difference(one: Rational, other: Rational) -> Option<Rational> {
    one.checked_sub(&other)
}
