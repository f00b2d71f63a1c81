//! Takes moments, gives the days between them; takes a day and a period, gives another day.
//!
//! `A - B` counts midnights, `days of A .. B` both ends, `clear days between` neither. The day on which a period
//! begins is not counted: fourteen days after the 1st is the 15th, and the period is met when that day has ended.
//! Months and years are added to dates, in a calendar (their length depends on it); where the month that is reached
//! is too short, its last day counts. They are never compared with days.
use super::civil::{Calendar, CivilDate};
use super::day::{Day, Instant};
use super::error::DateError;
use super::lasting::Lasting;
use super::moment::{Moment, Span};
use super::order::certain;
use std::cmp::Ordering;
use std::fmt;

/// A length of time, in days or in months.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Period {
    /// Whole days.
    Days(u32),
    /// Calendar months.
    Months(u32),
}

impl Period {
    /// Seven days each.
    pub fn weeks(count: u32) -> Period {
        Period::Days(count.saturating_mul(7))
    }

    /// Twelve months each.
    pub fn years(count: u32) -> Period {
        Period::Months(count.saturating_mul(12))
    }

    /// Which is longer; days and months are not compared.
    pub fn compare(self, other: Period) -> Result<Ordering, DateError> {
        match (self, other) {
            (Period::Days(one), Period::Days(two)) | (Period::Months(one), Period::Months(two)) => Ok(one.cmp(&two)),
            (Period::Days(_), Period::Months(_)) | (Period::Months(_), Period::Days(_)) => {
                Err(DateError::UnlikePeriods { one: self, other })
            }
        }
    }

    /// The day on which the period ends that begins on `day`.
    pub fn after(self, day: Day, calendar: Calendar) -> Result<Day, DateError> {
        self.shift(day, calendar, 1)
    }

    /// The day that lies so long before `day`.
    pub fn before(self, day: Day, calendar: Calendar) -> Result<Day, DateError> {
        self.shift(day, calendar, -1)
    }

    /// The days so long after a moment, the time of day left aside.
    pub fn after_moment(self, moment: &Moment, calendar: Calendar) -> Result<Moment, DateError> {
        self.shift_moment(moment, calendar, 1)
    }

    /// The days so long before a moment, the time of day left aside.
    pub fn before_moment(self, moment: &Moment, calendar: Calendar) -> Result<Moment, DateError> {
        self.shift_moment(moment, calendar, -1)
    }

    fn shift(self, day: Day, calendar: Calendar, direction: i64) -> Result<Day, DateError> {
        match self {
            Period::Days(days) => Ok(day.plus(direction * i64::from(days))),
            Period::Months(months) => {
                let date = CivilDate::of(day, calendar).plus_months(direction * i64::from(months))?;
                Ok(date.to_day())
            }
        }
    }

    // Later days never become earlier by it, so that the ends of a span stay its ends.
    fn shift_moment(self, moment: &Moment, calendar: Calendar, direction: i64) -> Result<Moment, DateError> {
        let shift = |instant: Option<Instant>| {
            instant.map(|instant| self.shift(instant.day(), calendar, direction)).transpose()
        };
        let mut spans = Vec::new();
        for span in moment.spans() {
            spans.extend(Span::days(shift(span.first())?, shift(span.last())?));
        }
        Ok(Moment::any_of(spans).unwrap_or_else(|| Moment::new(Span::UNKNOWN)))
    }
}

impl fmt::Display for Period {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (count, unit) = match self {
            Period::Days(days) => (*days, "day"),
            Period::Months(months) if *months > 0 && months.is_multiple_of(12) => (months / 12, "year"),
            Period::Months(months) => (*months, "month"),
        };
        write!(out, "{count} {unit}{}", if count == 1 { "" } else { "s" })
    }
}

/// Numbers from a least to a most, either side perhaps open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct Range {
    least: Option<i64>,
    most: Option<i64>,
}

/// A number of days as far as the dates tell: one unknown number of some ranges.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DayCounts {
    // INVARIANT: never empty.
    ranges: Vec<Range>,
}

impl DayCounts {
    /// The least it may be, unless that side is open.
    pub fn least(&self) -> Option<i64> {
        self.ranges.iter().map(|range| range.least).min().flatten()
    }

    /// The most it may be, unless that side is open.
    pub fn most(&self) -> Option<i64> {
        self.ranges.iter().map(|range| range.most).try_fold(i64::MIN, |most, next| next.map(|next| most.max(next)))
    }

    /// The number, if only one is possible.
    pub fn only(&self) -> Option<i64> {
        self.least().filter(|least| self.most() == Some(*least))
    }

    /// Whether it is at least so many; `None` is open.
    pub fn at_least(&self, count: i64) -> Option<bool> {
        let possible = self.most().is_none_or(|most| most >= count);
        certain(possible, self.least().is_none_or(|least| least < count))
    }

    /// Whether it is at most so many; `None` is open.
    pub fn at_most(&self, count: i64) -> Option<bool> {
        let possible = self.least().is_none_or(|least| least <= count);
        certain(possible, self.most().is_none_or(|most| most > count))
    }

    /// Whether it is exactly so many; `None` is open.
    pub fn exactly(&self, count: i64) -> Option<bool> {
        let holds = |range: &Range| {
            range.least.is_none_or(|least| least <= count) && range.most.is_none_or(|most| count <= most)
        };
        certain(self.ranges.iter().any(holds), self.only() != Some(count))
    }

    fn map(self, change: fn(Range) -> Range) -> DayCounts {
        DayCounts { ranges: self.ranges.into_iter().map(change).collect() }
    }
}

/// `later - earlier`: the midnights from one to the other, negative if they come in the other order.
pub fn midnights(later: &Moment, earlier: &Moment) -> DayCounts {
    let pairs = later.spans().flat_map(|to| earlier.spans().map(move |from| (from, to)));
    DayCounts { ranges: pairs.map(|(from, to)| midnights_of(from, to)).collect() }
}

/// `days of from .. to`: both ends are counted; none, if they come in the other order.
pub fn days_of(from: &Moment, to: &Moment) -> DayCounts {
    midnights(to, from).map(both_ends)
}

/// `clear days between`: neither end is counted, whichever comes first.
pub fn clear_days_between(one: &Moment, other: &Moment) -> DayCounts {
    midnights(other, one).map(|range| {
        let (least, most) = distance(range);
        Range { least: Some((least - 1).max(0)), most: most.map(|most| (most - 1).max(0)) }
    })
}

/// The days on which it lasted, the first and the last included.
pub fn days_lasted(lasting: &Lasting) -> DayCounts {
    let ranges = lasting.extents().map(|extent| {
        let range = midnights_of(extent.begin(), extent.end());
        // It ended no earlier than it began, even where the two dates alone would allow it.
        both_ends(Range { least: Some(range.least.unwrap_or(0).max(0)), most: range.most })
    });
    DayCounts { ranges: ranges.collect() }
}

fn midnights_of(from: Span, to: Span) -> Range {
    let between = |from: Option<Day>, to: Option<Day>| Some(to?.midnights_since(from?));
    Range { least: between(from.last_day(), to.first_day()), most: between(from.first_day(), to.last_day()) }
}

fn both_ends(range: Range) -> Range {
    let count = |midnights: i64| (midnights + 1).max(0);
    Range { least: Some(range.least.map_or(0, count)), most: range.most.map(count) }
}

/// The range of the absolute values.
fn distance(range: Range) -> (i64, Option<i64>) {
    let most = range.least.zip(range.most).map(|(least, most)| least.abs().max(most.abs()));
    match (range.least, range.most) {
        (Some(least), _) if least >= 0 => (least, most),
        (_, Some(below)) if below <= 0 => (-below, most),
        _ => (0, most),
    }
}
