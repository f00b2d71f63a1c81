//! Uncertain dates: the one day that a wide date means, its beginning and its end.
//!
//! A day, or less, is meant as a whole, and its ends are known. Of a wider date one day is meant, and nobody
//! knows which: for a date that a statement tells, a day of that statement's own; for the date of a claim, some
//! day of it, at whose end the claim is judged. Days begin at midnight, so that of an act that is known to the
//! day only its day is compared with them: what happened on one day is before a day's end together or not at all.
use super::clauses::{Difference, Literal, PointId};
use super::grounder::{Grounder, Truth};
use super::keys::*;
use super::numbers::Unknown;
use crate::check::chronology::TICKS_PER_MINUTE;
use crate::program::*;
use num_traits::ToPrimitive;

const DAY: i64 = 1440;

impl Grounder<'_> {
    /// The beginning of what a statement's date means.
    pub(super) fn day_start(&self, date: DateId, statement: StatementId) -> Instant {
        if self.is_stretch(date) { Instant::minute(self.date_hull(date).0) } else { Instant::DayStart(date, statement) }
    }

    /// The end of what a date means: told by a statement, or else of the day on which a claim is judged.
    pub(super) fn day_end(&self, date: DateId, statement: Option<StatementId>) -> Instant {
        let high = self.date_hull(date).1;
        if self.is_stretch(date) { Instant::minute(after(high)) } else { Instant::DayEnd(date, statement) }
    }

    /// A day or a shorter time, one range: the whole of it is meant, not some moment in it.
    fn is_stretch(&self, date: DateId) -> bool {
        match self.program.dates[date.index()].ranges.as_slice() {
            [(low, high)] => *low != i64::MIN && high.saturating_sub(*low) < DAY,
            _ => false,
        }
    }

    /// The first and the last minute of a date.
    pub(super) fn date_hull(&self, date: DateId) -> (i64, i64) {
        let ranges = &self.program.dates[date.index()].ranges;
        let low = ranges.iter().map(|r| r.0).min().unwrap_or(i64::MIN);
        let high = ranges.iter().map(|r| r.1).max().unwrap_or(i64::MAX);
        (low, high)
    }

    /// Whether a date is made of whole days; else of minutes.
    fn is_of_days(&self, date: DateId) -> bool {
        let whole = |&(low, high): &(i64, i64)| {
            (low == i64::MIN || low.rem_euclid(DAY) == 0) && (high == i64::MAX || after(high).rem_euclid(DAY) == 0)
        };
        self.program.dates[date.index()].ranges.iter().all(whole)
    }

    /// The midnights (or minutes) at which a wide date's day can begin or end.
    pub(super) fn day_ranges(&self, instant: Instant) -> Vec<(i64, i64)> {
        let (Instant::DayStart(date, _) | Instant::DayEnd(date, _)) = instant else { return Vec::new() };
        let unit = if self.is_of_days(date) { DAY } else { 1 };
        let range = |&(low, high): &(i64, i64)| match instant {
            Instant::DayEnd(..) => (if low == i64::MIN { low } else { low.saturating_add(unit) }, after(high)),
            _ => (low, if high == i64::MAX { high } else { high.saturating_sub(unit - 1) }),
        };
        self.program.dates[date.index()].ranges.iter().map(range).collect()
    }

    fn falls_on_midnight(&self, instant: Instant) -> bool {
        match instant {
            Instant::DayStart(date, _) | Instant::DayEnd(date, _) => self.is_of_days(date),
            Instant::Begin(_) | Instant::End(_) | Instant::Minute(_) => false,
        }
    }

    /// `x` before `y`, one of them a midnight of which nobody knows which: asked as whether it comes after the
    /// midnight with which the other's day begins. `None` where the other's day is unknown too.
    pub(super) fn compare_with_midnight(&mut self, x: Instant, y: Instant) -> Option<Truth> {
        let midnight = |minute: i64| Instant::minute(minute.div_euclid(DAY).saturating_mul(DAY));
        match (self.falls_on_midnight(x), self.falls_on_midnight(y)) {
            (false, true) => {
                let begun = midnight(self.known_day(x)?.saturating_mul(DAY));
                (begun != x).then(|| self.earlier(begun, y))
            }
            (true, false) => {
                let within = match y {
                    Instant::Minute(minute) => i64::from(minute).saturating_sub(1),
                    other => self.known_day(other)?.saturating_mul(DAY),
                };
                Some(self.earlier(midnight(within), x).not())
            }
            (true, true) | (false, false) => None,
        }
    }

    /// The day on which an instant falls for certain.
    pub(super) fn known_day(&self, instant: Instant) -> Option<i64> {
        let (low, high) = self.instant_range(instant);
        let known = low != i64::MIN && high != i64::MAX && low.div_euclid(DAY) == high.div_euclid(DAY);
        known.then_some(low.div_euclid(DAY))
    }

    /// What is told of a point that lies in one of these ranges of ticks: not before the first, not after the last,
    /// and in none of the gaps.
    pub(super) fn bound_point(&mut self, point: PointId, instant: Instant, ranges: &[(i64, i64)]) {
        let origin = PointId(0);
        let (low, high) = (ranges.iter().map(|r| r.0).min(), ranges.iter().map(|r| r.1).max());
        if let Some(bound) = high.filter(|high| *high != i64::MAX) {
            self.ground.add_difference(Difference { when: Vec::new(), x: point, y: origin, bound });
        }
        if let Some(low) = low.filter(|low| *low != i64::MIN) {
            let bound = low.saturating_neg();
            self.ground.add_difference(Difference { when: Vec::new(), x: origin, y: point, bound });
        }
        self.keep_out_of_gaps(point, instant, ranges);
    }

    /// On which side of a gap between ranges of ticks a point lies is a question.
    pub(super) fn keep_out_of_gaps(&mut self, point: PointId, instant: Instant, ranges: &[(i64, i64)]) {
        let origin = PointId(0);
        for pair in ranges.windows(2) {
            let [(_, until), (from, _)] = pair else { continue };
            if until >= from {
                continue;
            }
            let boundary = until.saturating_add(TICKS_PER_MINUTE - 1).div_euclid(TICKS_PER_MINUTE);
            let late = Literal::positive(self.atom(Key::Earlier(Instant::minute(boundary), instant)));
            let bound = from.saturating_neg();
            self.ground.add_difference(Difference { when: vec![late], x: origin, y: point, bound });
            self.ground.add_difference(Difference { when: vec![late.negated()], x: point, y: origin, bound: *until });
        }
    }

    /// A number of days that the order of time decides; `None` where it is no such number.
    pub(super) fn compare_days(&mut self, unknown: &Unknown, comparison: Comparison, value: Rational) -> Option<Truth> {
        let more = value.floor() + Rational::from_integer(1);
        Some(match comparison {
            Comparison::GreaterEqual => self.days_at_least(unknown, value)?,
            Comparison::Less => self.days_at_least(unknown, value)?.not(),
            Comparison::Greater => self.days_at_least(unknown, more)?,
            Comparison::LessEqual => self.days_at_least(unknown, more)?.not(),
            Comparison::Equal | Comparison::NotEqual => {
                let (at_least, above) = (self.days_at_least(unknown, value)?, self.days_at_least(unknown, more)?);
                let equal = if value.is_integer() { self.both(at_least, above.not()) } else { Truth::FALSE };
                if comparison == Comparison::Equal { equal } else { equal.not() }
            }
        })
    }

    /// Whether there are at least `least` days between two instants, where the day of one of them is known: then
    /// the other lies before or after a midnight, which K holds as it holds every order.
    fn days_at_least(&mut self, unknown: &Unknown, least: Rational) -> Option<Truth> {
        let Unknown::Days(to, from, count) = *unknown else { return None };
        let lasts = |instant: Instant| !matches!(instant, Instant::Minute(_)) && self.is_momentary(instant).is_none();
        if lasts(to) || lasts(from) {
            return None;
        }
        let least = least.ceil().to_integer().to_i64()?;
        let least = match count {
            DayCount::Midnights => least,
            DayCount::Both => least.checked_sub(1)?,
            DayCount::Clear if least <= 0 => return Some(Truth::TRUE),
            DayCount::Clear => least.checked_add(1)?,
        };
        let midnight = |day: i64| day.checked_mul(DAY).map(Instant::minute);
        if let Some(day) = self.known_day(from) {
            let before = self.earlier(to, midnight(day.checked_add(least)?)?);
            return Some(before.not());
        }
        let day = self.known_day(to)?;
        let limit = midnight(day.checked_sub(least)?.checked_add(1)?)?;
        Some(self.earlier(from, limit))
    }

    /// The two ends of one day are a day apart.
    pub(super) fn span_of_day(&self, date: DateId) -> i64 {
        if self.is_of_days(date) { DAY * TICKS_PER_MINUTE } else { TICKS_PER_MINUTE }
    }
}

/// The minute after one; what is open stays open.
fn after(minute: i64) -> i64 {
    minute.saturating_add(1)
}
