//! Takes the figures of a date as written, gives its [`Parts`]. Words around them are the caller's.
//!
//! Whether the day exists depends on the calendar and is asked later, by [`Parts::span`].
use super::civil::{Calendar, CivilDate};
use super::day::Clock;
use super::error::DateError;
use super::moment::Span;
use std::fmt;

/// What a written date gives: a year, a month, or a day with or without its time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Parts {
    /// `1917`
    Year {
        /// 1 to 9999.
        year: i32,
    },
    /// `1917-10`
    Month {
        /// 1 to 9999.
        year: i32,
        /// 1 to 12.
        month: u8,
    },
    /// `1917-10-25` or `1917-10-25T22:40`
    Day {
        /// 1 to 9999.
        year: i32,
        /// 1 to 12.
        month: u8,
        /// As written.
        day: u8,
        /// The time of day, if written.
        clock: Option<Clock>,
    },
}

impl Parts {
    /// The year as written.
    pub fn year(self) -> i32 {
        match self {
            Parts::Year { year } | Parts::Month { year, .. } | Parts::Day { year, .. } => year,
        }
    }

    /// The time of day, if written.
    pub fn clock(self) -> Option<Clock> {
        match self {
            Parts::Day { clock, .. } => clock,
            Parts::Year { .. } | Parts::Month { .. } => None,
        }
    }

    /// The first and the last of what is named, in a calendar. Fails where that calendar has no such day.
    pub fn span(self, calendar: Calendar) -> Result<Span, DateError> {
        let day = |year, month, day| CivilDate::new(calendar, year, month, day).map(CivilDate::to_day);
        match self {
            Parts::Year { year } => Ok(Span::stretch(day(year, 1, 1)?, day(year, 12, 31)?)),
            Parts::Month { year, month } => {
                let last = calendar.days_in_month(year, month).ok_or(DateError::NoSuchMonth { month })?;
                Ok(Span::stretch(day(year, month, 1)?, day(year, month, last)?))
            }
            Parts::Day { year, month, day: of_month, clock: None } => Ok(Span::day(day(year, month, of_month)?)),
            Parts::Day { year, month, day: of_month, clock: Some(clock) } => {
                Ok(Span::instant(day(year, month, of_month)?.at(clock)))
            }
        }
    }
}

/// The form that [`parse_date`] reads.
impl fmt::Display for Parts {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Parts::Year { year } => write!(out, "{year:04}"),
            Parts::Month { year, month } => write!(out, "{year:04}-{month:02}"),
            Parts::Day { year, month, day, clock: None } => write!(out, "{year:04}-{month:02}-{day:02}"),
            Parts::Day { year, month, day, clock: Some(clock) } => {
                write!(out, "{year:04}-{month:02}-{day:02}T{clock}")
            }
        }
    }
}

/// Reads `1917`, `1917-10`, `1917-10-25` or `1917-10-25T22:40`. The year has four figures, so that `17` is
/// never taken for 1917 or the other way round; all else has two.
pub fn parse_date(text: &str) -> Result<Parts, DateError> {
    let (date, time) = match text.split_once('T') {
        Some((date, time)) => (date, Some(time)),
        None => (text, None),
    };
    let mut figures = date.split('-');
    let year = figures.next().map_or(Ok(0), |written| parse_year(written, text))?;
    let month = figures.next().map(|written| two_figures(written).ok_or_else(|| not_a_date(text))).transpose()?;
    let day = figures.next().map(|written| two_figures(written).ok_or_else(|| not_a_date(text))).transpose()?;
    if figures.next().is_some() {
        return Err(not_a_date(text));
    }
    if let Some(month) = month.filter(|month| !(1..=12).contains(month)) {
        return Err(DateError::NoSuchMonth { month });
    }
    let clock = time.map(parse_clock).transpose()?;
    match (month, day) {
        (Some(month), Some(day)) => Ok(Parts::Day { year, month, day, clock }),
        _ if clock.is_some() => Err(DateError::TimeWithoutDay { text: text.to_owned() }),
        (Some(month), None) => Ok(Parts::Month { year, month }),
        (None, _) => Ok(Parts::Year { year }),
    }
}

fn parse_year(written: &str, text: &str) -> Result<i32, DateError> {
    if written.is_empty() || !written.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(not_a_date(text));
    }
    match written.parse::<i32>() {
        Ok(year) if (1..=9999).contains(&year) && written.len() == 4 => Ok(year),
        _ if written.len() < 4 => Err(not_a_date(text)),
        _ => Err(DateError::YearOutOfRange { year: written.to_owned() }),
    }
}

fn parse_clock(time: &str) -> Result<Clock, DateError> {
    time.split_once(':')
        .and_then(|(hour, minute)| Clock::new(u16::from(two_figures(hour)?), u16::from(two_figures(minute)?)))
        .ok_or_else(|| DateError::NoSuchTime { text: time.to_owned() })
}

fn two_figures(written: &str) -> Option<u8> {
    match written.as_bytes() {
        [tens @ b'0'..=b'9', ones @ b'0'..=b'9'] => Some((tens - b'0') * 10 + (ones - b'0')),
        _ => None,
    }
}

fn not_a_date(text: &str) -> DateError {
    DateError::NotADate { text: text.to_owned(), likely: likely_date(text) }
}

/// `1917-1-5`, `1917/10/25` and `25.10.1917` are dates in other habits of writing. `5/1/1917` may be May or January:
/// no guess is made.
fn likely_date(text: &str) -> Option<String> {
    let separator = text.chars().find(|letter| matches!(letter, '-' | '/' | '.'))?;
    let numbers = text.split(separator).map(|figures| figures.parse().ok()).collect::<Option<Vec<u16>>>()?;
    let (year, month, day) = match (numbers.as_slice(), separator) {
        ([year @ 100..=9999, month, day], _) | ([day, month, year @ 100..=9999], '.') => (*year, *month, Some(*day)),
        ([year @ 100..=9999, month], _) | ([month, year @ 100..=9999], '.') => (*year, *month, None),
        _ => return None,
    };
    let day_fits = day.is_none_or(|day| (1..=31).contains(&day));
    match day {
        _ if !(1..=12).contains(&month) || !day_fits => None,
        Some(day) => Some(format!("{year:04}-{month:02}-{day:02}")),
        None => Some(format!("{year:04}-{month:02}")),
    }
}
