//! Takes year, month and day in one of two calendars, gives the day on the common count, and back.
//!
//! The arithmetic is that of Reingold and Dershowitz, *Calendrical Calculations* (2018), by the crate of that name.
//!
//! INVARIANT: a [`CivilDate`] exists in its calendar.
use super::day::Day;
use super::error::DateError;
use calendrical_calculations::rata_die::RataDie;
use calendrical_calculations::{gregorian, julian};
use std::fmt;

/// The calendar in which a date is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Calendar {
    /// Old style (OS): a leap year every fourth year.
    Julian,
    /// New style (NS): no leap year in centuries that 400 does not divide.
    Gregorian,
}

impl Calendar {
    /// Both, old style first.
    pub const BOTH: [Calendar; 2] = [Calendar::Julian, Calendar::Gregorian];

    /// The calendar that a word of the language names: `OS`, `NS`, `julian`, `gregorian`.
    pub fn from_word(word: &str) -> Option<Calendar> {
        match word {
            "OS" | "julian" => Some(Calendar::Julian),
            "NS" | "gregorian" => Some(Calendar::Gregorian),
            _ => None,
        }
    }

    /// `OS` or `NS`.
    pub fn label(self) -> &'static str {
        match self {
            Calendar::Julian => "OS",
            Calendar::Gregorian => "NS",
        }
    }

    /// `Julian` or `Gregorian`.
    pub fn name(self) -> &'static str {
        match self {
            Calendar::Julian => "Julian",
            Calendar::Gregorian => "Gregorian",
        }
    }

    /// The other of the two.
    pub fn other(self) -> Calendar {
        match self {
            Calendar::Julian => Calendar::Gregorian,
            Calendar::Gregorian => Calendar::Julian,
        }
    }

    /// Whether February of this year has 29 days.
    pub fn is_leap_year(self, year: i32) -> bool {
        match self {
            Calendar::Julian => julian::is_leap_year(year),
            Calendar::Gregorian => gregorian::is_leap_year(year),
        }
    }

    /// `None` if there is no such month.
    pub fn days_in_month(self, year: i32, month: u8) -> Option<u8> {
        match month {
            1 | 3 | 5 | 7 | 8 | 10 | 12 => Some(31),
            4 | 6 | 9 | 11 => Some(30),
            2 => Some(if self.is_leap_year(year) { 29 } else { 28 }),
            _ => None,
        }
    }
}

impl fmt::Display for Calendar {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.label())
    }
}

/// A day as one calendar names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct CivilDate {
    calendar: Calendar,
    year: i32,
    month: u8,
    day: u8,
}

impl CivilDate {
    /// Fails if the calendar has no such day, or if the year is not one of 1 to 9999.
    pub fn new(calendar: Calendar, year: i32, month: u8, day: u8) -> Result<CivilDate, DateError> {
        if !(1..=9999).contains(&year) {
            return Err(DateError::YearOutOfRange { year: year.to_string() });
        }
        let length = calendar.days_in_month(year, month).ok_or(DateError::NoSuchMonth { month })?;
        if !(1..=length).contains(&day) {
            return Err(DateError::NoSuchDay { year, month, day, calendar });
        }
        Ok(CivilDate { calendar, year, month, day })
    }

    /// The name that a calendar gives to a day. Years before the year 1 count 0, -1, ….
    pub fn of(day: Day, calendar: Calendar) -> CivilDate {
        let fixed = RataDie::new(day.count());
        let named = match calendar {
            Calendar::Julian => julian::julian_from_fixed(fixed),
            Calendar::Gregorian => gregorian::gregorian_from_fixed(fixed),
        };
        // Every counted day has a year that fits; the other branch only keeps this total.
        let (year, month, day) = named.unwrap_or_else(|beyond| (beyond.saturate(), 1, 1));
        CivilDate { calendar, year, month, day }
    }

    /// The day on the common count.
    pub fn to_day(self) -> Day {
        let fixed = match self.calendar {
            Calendar::Julian => julian::fixed_from_julian(self.year, self.month, self.day),
            Calendar::Gregorian => gregorian::fixed_from_gregorian(self.year, self.month, self.day),
        };
        Day::new(fixed.to_i64_date())
    }

    /// The same day of the month so many months later (earlier, if negative), in the same calendar. Where that month
    /// is too short, its last day: a month after 31 January is the last of February.
    pub fn plus_months(self, months: i64) -> Result<CivilDate, DateError> {
        let count = (i64::from(self.year) * 12 + i64::from(self.month) - 1).saturating_add(months);
        let year = count.div_euclid(12);
        let out_of_range = || DateError::YearOutOfRange { year: year.to_string() };
        let year = i32::try_from(year).map_err(|_| out_of_range())?;
        let month = u8::try_from(count.rem_euclid(12) + 1).map_err(|_| out_of_range())?;
        let last = self.calendar.days_in_month(year, month).ok_or(DateError::NoSuchMonth { month })?;
        CivilDate::new(self.calendar, year, month, self.day.min(last))
    }

    /// The calendar that names it.
    pub fn calendar(self) -> Calendar {
        self.calendar
    }

    /// The year; 0 is the year before the year 1.
    pub fn year(self) -> i32 {
        self.year
    }

    /// 1 to 12.
    pub fn month(self) -> u8 {
        self.month
    }

    /// 1 to 31.
    pub fn day(self) -> u8 {
        self.day
    }
}

/// The English name of a month.
pub(super) fn month_name(month: u8) -> &'static str {
    match month {
        1 => "January",
        2 => "February",
        3 => "March",
        4 => "April",
        5 => "May",
        6 => "June",
        7 => "July",
        8 => "August",
        9 => "September",
        10 => "October",
        11 => "November",
        _ => "December",
    }
}
