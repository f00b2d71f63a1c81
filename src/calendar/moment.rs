//! Takes spans of instants, gives what is known of when something happened: a [`Moment`], one unknown instant of them.
//!
//! A missing first or last side is open: `before 1917-11-01` has no first instant. Other rooms may keep a moment as
//! plain ranges of minutes ([`Moment::to_ranges`]).
//!
//! INVARIANT: no span is empty; the spans of a moment are in order and apart from each other.
use super::day::{Day, Instant};

/// How finely a time is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Grain {
    /// To the minute: a time of day was written.
    Minute,
    /// To the day: spans begin and end at midnight.
    Day,
}

/// Instants from a first to a last, both included, either side perhaps open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Span {
    first: Option<Instant>,
    last: Option<Instant>,
    grain: Grain,
}

impl Span {
    /// Nothing is known.
    pub const UNKNOWN: Span = Span { first: None, last: None, grain: Grain::Day };

    /// Some time of this day.
    pub fn day(day: Day) -> Span {
        Span::stretch(day, day)
    }

    /// This minute.
    pub fn instant(instant: Instant) -> Span {
        Span { first: Some(instant), last: Some(instant), grain: Grain::Minute }
    }

    /// From a first to a last day; `None` if they are in the wrong order.
    pub fn days(first: Option<Day>, last: Option<Day>) -> Option<Span> {
        Span::checked(first.map(Day::start), last.map(Day::end), Grain::Day)
    }

    /// From a first to a last minute; `None` if they are in the wrong order.
    pub fn instants(first: Option<Instant>, last: Option<Instant>) -> Option<Span> {
        Span::checked(first, last, Grain::Minute)
    }

    /// The two days are known to be in order.
    pub(super) fn stretch(first: Day, last: Day) -> Span {
        Span { first: Some(first.start()), last: Some(last.max(first).end()), grain: Grain::Day }
    }

    fn checked(first: Option<Instant>, last: Option<Instant>, grain: Grain) -> Option<Span> {
        meets(first, last).then_some(Span { first, last, grain })
    }

    /// The first possible instant, unless that side is open.
    pub fn first(self) -> Option<Instant> {
        self.first
    }

    /// The last possible instant, unless that side is open.
    pub fn last(self) -> Option<Instant> {
        self.last
    }

    /// The first possible day.
    pub fn first_day(self) -> Option<Day> {
        self.first.map(Instant::day)
    }

    /// The last possible day.
    pub fn last_day(self) -> Option<Day> {
        self.last.map(Instant::day)
    }

    /// Whether it was told in days or in minutes.
    pub fn grain(self) -> Grain {
        self.grain
    }

    /// The only possible day, if there is but one.
    pub fn only_day(self) -> Option<Day> {
        self.first_day().filter(|day| self.last_day() == Some(*day))
    }

    /// Where the last possible day (or minute) of the span begins.
    pub(super) fn latest_start(self) -> Option<Instant> {
        match self.grain {
            Grain::Minute => self.last,
            Grain::Day => self.last_day().map(Day::start),
        }
    }

    /// Where the first possible day (or minute) of the span ends.
    pub(super) fn earliest_end(self) -> Option<Instant> {
        match self.grain {
            Grain::Minute => self.first,
            Grain::Day => self.first_day().map(Day::end),
        }
    }

    /// What lies before the span; `None` if its first side is open.
    pub fn all_before(self) -> Option<Span> {
        self.first.map(|first| Span { first: None, last: Some(first.previous()), grain: self.grain })
    }

    /// What lies after the span; `None` if its last side is open.
    pub fn all_after(self) -> Option<Span> {
        self.last.map(|last| Span { first: Some(last.next()), last: None, grain: self.grain })
    }

    /// The span, wider by whole days on both sides.
    pub(super) fn widen(self, days: u32) -> Span {
        let days = i64::from(days);
        Span {
            first: self.first_day().map(|day| day.plus(-days).start()),
            last: self.last_day().map(|day| day.plus(days).end()),
            grain: Grain::Day,
        }
    }

    /// From where the first begins to where the second ends; `None` if that is nothing.
    pub(super) fn hull(self, to: Span) -> Option<Span> {
        Span::checked(self.first, to.last, self.grain.min(to.grain))
    }

    /// What both allow.
    pub fn intersect(self, other: Span) -> Option<Span> {
        let last = match (self.last, other.last) {
            (Some(one), Some(two)) => Some(one.min(two)),
            (one, two) => one.or(two),
        };
        Span::checked(self.first.max(other.first), last, self.grain.min(other.grain))
    }

    /// Not after the last instant of `limit`.
    pub(super) fn ending_by(self, limit: Span) -> Option<Span> {
        self.intersect(Span { first: None, ..limit })
    }

    /// Not before the first instant of `limit`.
    pub(super) fn starting_from(self, limit: Span) -> Option<Span> {
        self.intersect(Span { last: None, ..limit })
    }
}

/// Whether something that may be as early as `first` can be no later than something that may be as late as `last`.
pub(super) fn meets(first: Option<Instant>, last: Option<Instant>) -> bool {
    match (first, last) {
        (Some(first), Some(last)) => first <= last,
        _ => true,
    }
}

/// One unknown instant of one or more spans.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Moment {
    // Held apart from the rest, so that a moment is never without a span and most need no list.
    first: Span,
    others: Vec<Span>,
}

impl Moment {
    /// Some instant of the span.
    pub fn new(span: Span) -> Moment {
        Moment { first: span, others: Vec::new() }
    }

    /// Some instant of one of the spans, in any order; `None` if there is no span.
    pub fn any_of(mut spans: Vec<Span>) -> Option<Moment> {
        spans.sort_by_key(|span| span.first);
        let mut joined: Vec<Span> = Vec::new();
        for span in spans {
            match joined.last_mut() {
                // Spans that touch are one: 30 September and 1 October leave no instant between them.
                Some(last) if meets(span.first, last.last.map(Instant::next)) => {
                    let end = last.last.zip(span.last).map(|(one, two)| one.max(two));
                    *last = Span { first: last.first, last: end, grain: last.grain.min(span.grain) };
                }
                _ => joined.push(span),
            }
        }
        let mut spans = joined.into_iter();
        spans.next().map(|first| Moment { first, others: spans.collect() })
    }

    /// The spans, earliest first.
    pub fn spans(&self) -> impl Iterator<Item = Span> + '_ {
        std::iter::once(self.first).chain(self.others.iter().copied())
    }

    /// The first possible instant, unless that side is open.
    pub fn earliest(&self) -> Option<Instant> {
        self.first.first
    }

    /// The last possible instant, unless that side is open.
    pub fn latest(&self) -> Option<Instant> {
        self.others.last().unwrap_or(&self.first).last
    }

    /// The only possible day, if there is but one.
    pub fn only_day(&self) -> Option<Day> {
        if self.others.is_empty() { self.first.only_day() } else { None }
    }

    /// The moment so many minutes later (earlier, if negative).
    pub fn shift_minutes(&self, minutes: i64) -> Moment {
        let shifted = self.spans().map(|span| Span {
            first: span.first.map(|first| first.plus(minutes)),
            last: span.last.map(|last| last.plus(minutes)),
            grain: Grain::Minute,
        });
        Moment::any_of(shifted.collect()).unwrap_or_else(|| Moment::new(Span::UNKNOWN))
    }

    /// The spans as first and last minute of [`Instant::minutes`]; `i64::MIN` and `i64::MAX` are open sides.
    pub fn to_ranges(&self) -> Vec<(i64, i64)> {
        let minutes = |instant: Instant| instant.minutes();
        self.spans().map(|span| (span.first.map_or(i64::MIN, minutes), span.last.map_or(i64::MAX, minutes))).collect()
    }

    /// What [`Moment::to_ranges`] gave; `None` if a range is empty, or all are missing. A range that begins and ends
    /// at midnight is one of days.
    pub fn from_ranges(ranges: &[(i64, i64)]) -> Option<Moment> {
        let span = |(first, last): &(i64, i64)| {
            let first = (*first != i64::MIN).then(|| Instant::at_minutes(*first));
            let last = (*last != i64::MAX).then(|| Instant::at_minutes(*last));
            let whole = first.is_none_or(Instant::starts_a_day) && last.is_none_or(Instant::ends_a_day);
            Span::checked(first, last, if whole { Grain::Day } else { Grain::Minute })
        };
        Moment::any_of(ranges.iter().map(span).collect::<Option<Vec<_>>>()?)
    }

    /// What both allow; `None` if they exclude each other.
    pub fn intersect(&self, other: &Moment) -> Option<Moment> {
        let pairs = self.spans().flat_map(|one| other.spans().map(move |two| (one, two)));
        Moment::any_of(pairs.filter_map(|(one, two)| one.intersect(two)).collect())
    }
}

impl From<Span> for Moment {
    fn from(span: Span) -> Moment {
        Moment::new(span)
    }
}
