//! Times in conditions: events and dates compared, shifted, and counted in days.
use super::conditions::Setting;
use super::grounder::{Grounder, Truth};
use super::keys::Moment;
use super::keys::*;
use super::numbers::{Amount, Unknown};
use super::quantities::Interval;
use crate::calendar::{Calendar, Day, Period};
use crate::program::*;
use num_traits::ToPrimitive;

const MINUTES: i64 = 1440;

/// The end of a term: where it lies, and whether it has passed within the record.
pub(super) struct TimeEnd {
    place: Place,
    /// Whether the record reaches past it.
    pub passed: Truth,
}

/// A time that a condition names.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
enum Place {
    Act(ActId),
    /// The possible minutes, inclusive; `true`: the whole of it is meant (a day), not some moment in it.
    Range(i64, i64, bool),
}

impl Grounder<'_> {
    /// The times that a term can name, each with the condition under which it does.
    fn places(&mut self, time: &TimeTerm, binding: &[Option<Value>], setting: Setting) -> Vec<(Place, Truth)> {
        match time {
            TimeTerm::Event(term) | TimeTerm::Date(term) => {
                let mut places = Vec::new();
                for (value, truth) in self.term_options(term, binding, setting) {
                    let place = match value {
                        Value::Event(event) => Place::Act(ActId(event.0)),
                        Value::Date(date) => {
                            let (low, high) = self.date_hull(date);
                            Place::Range(low, high, high.saturating_sub(low) < MINUTES)
                        }
                        _ => continue,
                    };
                    places.push((place, truth));
                }
                places
            }
            TimeTerm::Shifted(time, length, back) => {
                let bases = self.places(time, binding, setting);
                bases
                    .into_iter()
                    .filter_map(|(base, truth)| self.shifted(base, length, *back).map(|place| (place, truth)))
                    .collect()
            }
        }
    }

    fn shifted(&self, base: Place, length: &Number, back: bool) -> Option<Place> {
        let (low, high) = self.place_range(base);
        let length = match length {
            Number::Quantity(id) => *self.quantities.get_index(id.index())?,
            _ => return None,
        };
        let amount = Interval::of(&length).only()?.to_integer().to_i64()?;
        let amount = if back { amount.checked_neg()? } else { amount };
        let (low, high) = (shift(low, amount, length.unit)?, shift(high, amount, length.unit)?);
        let whole_days = !matches!(length.unit, Some(Unit::Minutes));
        let (low, high) = if whole_days { day_of(low, high) } else { (low, high) };
        Some(Place::Range(low, high, high.saturating_sub(low) < MINUTES))
    }

    /// The one time that a term names; `None` where none is told, or rival ones are.
    fn place(&mut self, time: &TimeTerm, binding: &[Option<Value>], setting: Setting) -> Option<Place> {
        match self.places(time, binding, setting).as_slice() {
            [(place, _)] => Some(*place),
            _ => None,
        }
    }

    /// A comparison of two times, whichever of their options are so; open where none is told.
    fn compare_places(
        &mut self,
        (first, second): (&TimeTerm, &TimeTerm),
        binding: &[Option<Value>],
        setting: Setting,
        goal: FormulaId,
        compare: impl Fn(&mut Self, Place, Place) -> Truth,
    ) -> Truth {
        let ones = self.places(first, binding, setting);
        let others = self.places(second, binding, setting);
        if ones.is_empty() || others.is_empty() {
            let binding = self.restricted(goal, binding);
            return self.is(Key::MissingValue(goal, binding));
        }
        let mut bodies = Vec::new();
        for &(one, is_one) in &ones {
            for &(other, is_other) in &others {
                let took = self.both_took(one, other);
                let order = compare(self, one, other);
                bodies.push(vec![is_one, is_other, took, order]);
            }
        }
        self.tally(&bodies)
    }

    fn place_range(&self, place: Place) -> (i64, i64) {
        match place {
            Place::Range(low, high, _) => (low, high),
            Place::Act(act) => (
                self.instant_range(Instant::Begin(self.act(act).told)).0,
                self.instant_range(Instant::End(self.act(act).told)).1,
            ),
        }
    }

    /// `A before B`: A is over before B begins; with `or_same`, not after it.
    pub(super) fn time_before(
        &mut self,
        first: &TimeTerm,
        second: &TimeTerm,
        or_same: bool,
        binding: &[Option<Value>],
        setting: Setting,
        goal: FormulaId,
    ) -> Truth {
        self.compare_places((first, second), binding, setting, goal, |g, one, other| {
            g.places_before(one, other, or_same, goal, binding)
        })
    }

    /// A told time is compared only if what it is the time of took place.
    fn both_took(&mut self, one: Place, other: Place) -> Truth {
        let mut took = |place: Place| match place {
            Place::Act(act) => self.took(act),
            Place::Range(..) => Truth::TRUE,
        };
        let (first, second) = (took(one), took(other));
        self.both(first, second)
    }

    fn places_before(
        &mut self,
        one: Place,
        other: Place,
        or_same: bool,
        goal: FormulaId,
        binding: &[Option<Value>],
    ) -> Truth {
        match (one, other) {
            (Place::Act(a), Place::Act(b)) if or_same => self.act_before(b, a).not(),
            (Place::Act(a), Place::Act(b)) => self.act_before(a, b),
            (Place::Act(a), Place::Range(low, high, true)) => {
                let limit = if or_same { high.saturating_add(1) } else { low };
                let end = Instant::End(self.act(a).told);
                self.earlier(end, Instant::minute(limit))
            }
            (Place::Range(low, high, true), Place::Act(b)) => {
                let limit = if or_same { low } else { high.saturating_add(1) };
                let begin = Instant::Begin(self.act(b).told);
                self.earlier(Instant::minute(limit), begin)
            }
            (one, other) => {
                let ((low, high), (from, until)) = (self.place_range(one), self.place_range(other));
                // A day is meant as a whole: what falls on it is on it, neither before nor after.
                let whole = matches!(other, Place::Range(_, _, true));
                let (sure, never) = match (or_same, whole) {
                    (true, true) => (high <= until, low > until),
                    (true, false) => (high <= from, low > until),
                    (false, true) => (high < from, low >= from),
                    (false, false) => (high < from, low >= until),
                };
                match (sure, never) {
                    (true, _) => Truth::TRUE,
                    (_, true) => Truth::FALSE,
                    _ => {
                        let binding = self.restricted(goal, binding);
                        self.is(Key::MissingValue(goal, binding))
                    }
                }
            }
        }
    }

    /// `A during E`: the whole of A lies within it. `A on D`: some of it does, for what lasts is on each of its days.
    pub(super) fn time_within(
        &mut self,
        (first, second): (&TimeTerm, &TimeTerm),
        whole: bool,
        binding: &[Option<Value>],
        setting: Setting,
        goal: FormulaId,
    ) -> Truth {
        self.compare_places((first, second), binding, setting, goal, |g, one, other| {
            g.place_within(one, other, whole, goal, binding)
        })
    }

    fn place_within(
        &mut self,
        one: Place,
        other: Place,
        whole: bool,
        goal: FormulaId,
        binding: &[Option<Value>],
    ) -> Truth {
        // What must not lie before the other begins, and what not after it ends.
        let ends = |act: ActId| {
            let (begin, end) = (Instant::Begin(act), Instant::End(act));
            if whole { (begin, end) } else { (end, begin) }
        };
        match (one, other) {
            (Place::Act(a), Place::Range(low, high, _)) => {
                let (first, last) = ends(self.act(a).told);
                let after = self.earlier(Instant::minute(low), first);
                let before = self.earlier(last, Instant::minute(high.saturating_add(1)));
                self.both(after, before)
            }
            (Place::Act(a), Place::Act(b)) => {
                // Ends may touch: what is told to happen during something may begin with it.
                let (a, b) = (self.act(a).told, self.act(b).told);
                if self.told_within(a, b) || (!whole && self.told_within(b, a)) {
                    return Truth::TRUE;
                }
                let (first, last) = ends(a);
                let early = self.earlier(first, Instant::Begin(b));
                let late = self.earlier(Instant::End(b), last);
                self.both(early.not(), late.not())
            }
            (Place::Range(..), _) => {
                let ((low, high), (from, until)) = (self.place_range(one), self.place_range(other));
                if low >= from && high <= until {
                    Truth::TRUE
                } else if high < from || low > until {
                    Truth::FALSE
                } else {
                    let binding = self.restricted(goal, binding);
                    self.is(Key::MissingValue(goal, binding))
                }
            }
        }
    }

    /// The record says of an event that it was during another, in so many words or by way of others.
    fn told_within(&self, inner: ActId, outer: ActId) -> bool {
        let (Some(outer), Some(first)) = (self.told_event(outer), self.told_event(inner)) else { return false };
        let mut todo = vec![first];
        let mut seen = Vec::new();
        while let Some(event) = todo.pop() {
            let data = &self.program.events[event.index()];
            let flat = self.program.statements[data.statement.index()].voice.is_none();
            if seen.contains(&event) || !flat {
                continue;
            }
            seen.push(event);
            for part in &data.time.parts {
                if let TimePart::During(within) | TimePart::With(within) = part {
                    if *within == outer {
                        return true;
                    }
                    todo.push(*within);
                }
            }
        }
        false
    }

    /// Days between two times, counted as asked; exact where both days are known.
    pub(super) fn days(
        &mut self,
        later: &TimeTerm,
        earlier: &TimeTerm,
        count: DayCount,
        binding: &[Option<Value>],
        setting: Setting,
    ) -> Vec<Amount> {
        let (Some(to), Some(from)) = (self.place(later, binding, setting), self.place(earlier, binding, setting))
        else {
            return Vec::new();
        };
        vec![self.gap(to, from, count)]
    }

    fn gap(&self, to: Place, from: Place, count: DayCount) -> Amount {
        let days = |place: Place| {
            let (low, high) = self.place_range(place);
            let known = |minute: i64| (minute != i64::MIN && minute != i64::MAX).then(|| minute.div_euclid(MINUTES));
            (known(low), known(high))
        };
        let ((to_low, to_high), (from_low, from_high)) = (days(to), days(from));
        let gap = |a: Option<i64>, b: Option<i64>| Some(i128::from(a?.checked_sub(b?)?));
        let bound = |value: Option<i128>| {
            value.map(|n| Bound {
                value: Rational::from_integer(match count {
                    DayCount::Midnights => n,
                    DayCount::Both => n + 1,
                    DayCount::Clear => (n - 1).max(0),
                }),
                strict: false,
            })
        };
        let interval =
            Interval { low: bound(gap(to_low, from_high)), high: bound(gap(to_high, from_low)), except: None };
        // Some day of a wide date is no number of the record's: what is counted to it is a number of its own.
        let instant = |place: Place| match place {
            Place::Act(act) => Some(Instant::End(self.act(act).told)),
            Place::Range(low, _, true) => Some(Instant::minute(low)),
            Place::Range(_, _, false) => None,
        };
        let ends = if interval.only().is_none() { instant(to).zip(instant(from)) } else { None };
        Amount { interval, unknown: ends.map(|(to, from)| Unknown::Days(to, from, count)), when: Vec::new() }
    }

    /// A term that runs from a day which nobody knows: whether it has passed within the record, and whether an
    /// act (if it took place) fell within it. `None` where the day is known.
    pub(super) fn open_term(
        &mut self,
        length: &Number,
        from: &TimeTerm,
        binding: &[Option<Value>],
        acts: &[ActId],
    ) -> Option<(Truth, Vec<Truth>)> {
        let from = self.place(from, binding, Setting { moment: Moment::End, act: None })?;
        let (low, high) = self.place_range(from);
        let Number::Quantity(id) = length else { return None };
        let quantity = *self.quantities.get_index(id.index())?;
        let days = Interval::of(&quantity).only()?;
        if high.saturating_sub(low) < MINUTES || !matches!(quantity.unit, None | Some(Unit::Days)) {
            return None;
        }
        let began = self.both_took(from, from);
        let end = self.record_end();
        let since = self.gap(Place::Range(end, end, true), from, DayCount::Midnights);
        let passed = self.compare_with(&since, Comparison::Greater, days, FormulaId(0), &[]);
        let mut within = Vec::new();
        for &act in acts {
            let after = self.gap(Place::Act(act), from, DayCount::Midnights);
            within.push(self.compare_with(&after, Comparison::LessEqual, days, FormulaId(0), &[]));
        }
        Some((self.both(began, passed), within))
    }

    /// When a term ends, and whether the record reaches past it; `None` where that is not known.
    pub(super) fn time_of(
        &mut self,
        time: &TimeTerm,
        binding: &[Option<Value>],
        act: Option<ActId>,
    ) -> Option<TimeEnd> {
        let place = self.place(time, binding, Setting { moment: Moment::End, act })?;
        let passed = match place {
            Place::Act(event) => self.took(event),
            Place::Range(_, high, _) => Truth::Known(self.record_end() >= high),
        };
        Some(TimeEnd { place, passed })
    }

    /// The last minute of which the record tells.
    fn record_end(&self) -> i64 {
        let last = self.program.events.iter().enumerate().filter(|(_, event)| !event.denied);
        last.map(|(i, _)| self.chronology.end(EventId(i as u32)).0).filter(|&m| m != i64::MAX).max().unwrap_or(i64::MIN)
    }

    /// An act is over by the end of a term (strictly before it, where the term is `before`).
    pub(super) fn act_by(&mut self, act: ActId, end: &TimeEnd, strict: bool) -> Truth {
        match end.place {
            Place::Act(other) => {
                if strict {
                    self.act_before(act, other)
                } else {
                    self.act_before(other, act).not()
                }
            }
            Place::Range(low, high, _) => {
                let limit = if strict { low } else { high.saturating_add(1) };
                let told = self.act(act).told;
                self.earlier(Instant::End(told), Instant::minute(limit))
            }
        }
    }
}

fn day_of(low: i64, high: i64) -> (i64, i64) {
    let start = if low == i64::MIN { low } else { low.div_euclid(MINUTES) * MINUTES };
    let end = if high == i64::MAX { high } else { high.div_euclid(MINUTES) * MINUTES + MINUTES - 1 };
    (start, end)
}

/// A minute some time later: whole days, or months of the Gregorian calendar, clamped to the month's end.
fn shift(minute: i64, amount: i64, unit: Option<Unit>) -> Option<i64> {
    if minute == i64::MIN || minute == i64::MAX {
        return Some(minute);
    }
    match unit {
        None | Some(Unit::Days) => minute.checked_add(amount.checked_mul(MINUTES)?),
        Some(Unit::Minutes) => minute.checked_add(amount),
        Some(Unit::Months | Unit::Years) => {
            let months = if unit == Some(Unit::Years) { amount.checked_mul(12)? } else { amount };
            let day = Day::new(minute.div_euclid(MINUTES));
            let period = Period::Months(u32::try_from(months.unsigned_abs()).ok()?);
            let shifted = if months < 0 {
                period.before(day, Calendar::Gregorian).ok()?
            } else {
                period.after(day, Calendar::Gregorian).ok()?
            };
            shifted.count().checked_mul(MINUTES)?.checked_add(minute.rem_euclid(MINUTES))
        }
    }
}
