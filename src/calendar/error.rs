//! What can be wrong with a date, in the words of someone who writes dates.
//!
//! The caller knows the place in the corpus; the message says what is wrong and [`DateError::help`] how to mend it.
use super::civil::{Calendar, month_name};
use super::duration::Period;
use super::imprecise::Third;
use thiserror::Error;

/// Why a date means nothing.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum DateError {
    /// The text has not the form of a date.
    #[error("`{text}` is not a date")]
    NotADate {
        /// As written.
        text: String,
        /// The same date in the form that is read, where it can be guessed.
        likely: Option<String>,
    },
    /// Years 1 to 9999 are read.
    #[error("the year `{year}` is not one of the years 1 to 9999")]
    YearOutOfRange {
        /// As written or computed.
        year: String,
    },
    /// Months 1 to 12 exist.
    #[error("`{month:02}` is not a month")]
    NoSuchMonth {
        /// As written.
        month: u8,
    },
    /// The day does not exist in the calendar, though it may in the other.
    #[error("`{year:04}-{month:02}-{day:02}` does not exist in the {} calendar ({})", calendar.name(), calendar.label())]
    NoSuchDay {
        /// Year as written.
        year: i32,
        /// Month as written.
        month: u8,
        /// Day as written.
        day: u8,
        /// The calendar in which it was read.
        calendar: Calendar,
    },
    /// Hours 00 to 23 and minutes 00 to 59 exist.
    #[error("`{text}` is not a time of day")]
    NoSuchTime {
        /// As written, without the `T`.
        text: String,
    },
    /// A time of day without a day.
    #[error("`{text}` gives a time of day but no day")]
    TimeWithoutDay {
        /// As written.
        text: String,
    },
    /// `about 1917-10-25T22:40`.
    #[error("`about` counts in days, and `{date}` is a minute")]
    AboutAMinute {
        /// The date with its time.
        date: String,
    },
    /// `early 1917-10-25`.
    #[error("`{third}` is part of a month or a year, and `{date}` is a day")]
    PartOfADay {
        /// The word before the date.
        third: Third,
        /// The date.
        date: String,
    },
    /// `between` the later and the earlier.
    #[error("no day lies between `{first}` and `{last}`")]
    NothingBetween {
        /// As written first.
        first: String,
        /// As written last.
        last: String,
        /// Exchanging the two would mend it.
        exchanged: bool,
    },
    /// `from` the later `to` the earlier.
    #[error("it would end before it begins")]
    EndsBeforeItBegins,
    /// The date in brackets is in the same calendar.
    #[error("both dates are in the {} calendar ({})", calendar.name(), calendar.label())]
    OneCalendarTwice {
        /// That calendar.
        calendar: Calendar,
    },
    /// `1917-11-07 OS or NS (1917-10-25 OS)`.
    #[error("the date in brackets settles the calendar that `OS or NS` leaves open")]
    UnknownCalendarTwice,
    /// The two calendars name different days.
    #[error("`{first}` and `{second}` are not the same {what}")]
    CalendarsDisagree {
        /// The date before the brackets.
        first: String,
        /// The date in brackets.
        second: String,
        /// `day` or `time of day`.
        what: &'static str,
        /// What the first is in the calendar of the second.
        first_is: String,
        /// The dates agree if the two labels change places.
        exchanged: bool,
    },
    /// Days against months.
    #[error("`{one}` and `{other}` cannot be compared: months and years differ in length")]
    UnlikePeriods {
        /// One period.
        one: Period,
        /// The other.
        other: Period,
    },
}

impl DateError {
    /// How to mend it, where that is more than the message says.
    pub fn help(&self) -> Option<String> {
        match self {
            DateError::NotADate { likely: Some(likely), .. } => Some(format!("write `{likely}`")),
            DateError::NotADate { likely: None, .. } => Some(
                "write the year in four figures, month and day in two, as `1917-10-25`, `1917-10` or `1917`".to_owned(),
            ),
            DateError::NoSuchMonth { .. } => Some("months are written `01` to `12`".to_owned()),
            DateError::NoSuchDay { year, month, day, calendar } => Some(no_such_day(*year, *month, *day, *calendar)),
            DateError::NoSuchTime { .. } => Some(
                "times run from `00:00` to `23:59`; the midnight that ends a day is `00:00` of the next".to_owned(),
            ),
            DateError::TimeWithoutDay { .. } => {
                Some("write the whole date before the time, as `1917-10-25T22:40`".to_owned())
            }
            DateError::AboutAMinute { .. } => Some("leave out the time, or write `between … and …`".to_owned()),
            DateError::PartOfADay { .. } => {
                Some("write `early 1917-10`, or the day without the word before it".to_owned())
            }
            DateError::NothingBetween { first, last, exchanged: true } => {
                Some(format!("write `between {last} and {first}`"))
            }
            DateError::OneCalendarTwice { calendar } => {
                Some(format!("label one of them `{}`, or leave out the one in brackets", calendar.other().label()))
            }
            DateError::UnknownCalendarTwice => Some("name the calendar of the first date, `OS` or `NS`".to_owned()),
            DateError::CalendarsDisagree { first, first_is, exchanged, .. } => Some(if *exchanged {
                format!("`{first}` is {first_is}; with the labels OS and NS exchanged the two would agree")
            } else {
                format!("`{first}` is {first_is}")
            }),
            DateError::UnlikePeriods { .. } => Some("add each to a date and compare the dates".to_owned()),
            DateError::YearOutOfRange { .. }
            | DateError::NothingBetween { exchanged: false, .. }
            | DateError::EndsBeforeItBegins => None,
        }
    }
}

/// The month's length here, and the calendar that has the day, if one has.
fn no_such_day(year: i32, month: u8, day: u8, calendar: Calendar) -> String {
    let length = calendar.days_in_month(year, month).unwrap_or(0);
    let name = month_name(month);
    let here = format!("{name} {year} has {length} days there");
    let other = calendar.other();
    match other.days_in_month(year, month) {
        Some(days) if (1..=days).contains(&day) => {
            let label = other.label();
            format!("{here}; the {} calendar has this day: `{year:04}-{month:02}-{day:02} {label}`", other.name())
        }
        _ => format!("{name} {year} has {length} days in either calendar"),
    }
}
