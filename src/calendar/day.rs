//! Takes nothing but numbers, gives the one count on which all times are compared.
//!
//! A [`Day`] is a day of the Rata Die count (day 1 is 1 January of the year 1, Gregorian). An [`Instant`] is a minute
//! of a day: what happened in one minute is not ordered by it.
//!
//! INVARIANT: a day lies within [`Day::EARLIEST`] and [`Day::LATEST`], some 270,000 years either way. Written dates
//! lie in the years 1 to 9999, so holding the count at its ends never changes a comparison with one of them.
use std::fmt;

const MINUTES: i64 = 24 * 60;

/// One day, whatever calendar names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(i64);

impl Day {
    /// The first day that is counted.
    pub const EARLIEST: Day = Day(-100_000_000);
    /// The last day that is counted.
    pub const LATEST: Day = Day(100_000_000);

    /// The day with this Rata Die count, held within the counted days.
    pub fn new(count: i64) -> Day {
        Day(count.clamp(Day::EARLIEST.0, Day::LATEST.0))
    }

    /// The Rata Die count of this day.
    pub fn count(self) -> i64 {
        self.0
    }

    /// The day so many days later (earlier, if negative).
    pub fn plus(self, days: i64) -> Day {
        Day::new(self.0.saturating_add(days))
    }

    /// `self - earlier`: the midnights between the two days, negative if `self` comes first.
    pub fn midnights_since(self, earlier: Day) -> i64 {
        self.0 - earlier.0
    }

    /// The first minute of this day.
    pub fn start(self) -> Instant {
        Instant(self.0 * MINUTES)
    }

    /// The last minute of this day.
    pub fn end(self) -> Instant {
        Instant(self.0 * MINUTES + MINUTES - 1)
    }

    /// The minute of this day that the clock shows.
    pub fn at(self, clock: Clock) -> Instant {
        Instant(self.0 * MINUTES + i64::from(clock.0))
    }
}

/// A time of day, to the minute, by the clock of the place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Clock(u16);

impl Clock {
    /// `None` unless the hour is 0 to 23 and the minute 0 to 59.
    pub fn new(hour: u16, minute: u16) -> Option<Clock> {
        (hour < 24 && minute < 60).then_some(Clock(hour * 60 + minute))
    }

    /// Minutes since the day began.
    pub fn minutes(self) -> u16 {
        self.0
    }
}

impl fmt::Display for Clock {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:02}:{:02}", self.0 / 60, self.0 % 60)
    }
}

/// One minute of one day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Instant(i64);

impl Instant {
    /// Minutes on one count: day × 1440 + minute.
    pub fn minutes(self) -> i64 {
        self.0
    }

    /// The instant with this count of minutes, held within the counted days.
    pub fn at_minutes(minutes: i64) -> Instant {
        Instant(minutes.clamp(Day::EARLIEST.start().0, Day::LATEST.end().0))
    }

    /// The instant so many minutes later (earlier, if negative).
    pub fn plus(self, minutes: i64) -> Instant {
        Instant::at_minutes(self.0.saturating_add(minutes))
    }

    /// Whether this is the first minute of its day.
    pub fn starts_a_day(self) -> bool {
        self == self.day().start()
    }

    /// Whether this is the last minute of its day.
    pub fn ends_a_day(self) -> bool {
        self == self.day().end()
    }

    /// The day of this minute.
    pub fn day(self) -> Day {
        Day::new(self.0.div_euclid(MINUTES))
    }

    /// The time of day.
    pub fn clock(self) -> Clock {
        Clock(u16::try_from(self.0.rem_euclid(MINUTES)).unwrap_or(0))
    }

    /// The minute before, held within the counted days.
    pub fn previous(self) -> Instant {
        self.plus(-1)
    }

    /// The minute after, held within the counted days.
    pub fn next(self) -> Instant {
        self.plus(1)
    }
}
