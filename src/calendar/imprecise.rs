//! Takes a date literal as written, gives the [`Moment`] it means.
//!
//! Early, mid and late are thirds: of a month the days 1 to 10, 11 to 20 and 21 to its end; of a year the months
//! January to April, May to August and September to December. `before D` ends before D begins, `after D` begins when
//! D has ended; `between A and B` runs from the first day of A to the last of B; `about D` is D with ten days before
//! and after it, or with as many as it says. With `OS or NS` the date is in one of the calendars, which is unknown;
//! a day that exists in only one of them is in that one. With a second form in brackets it is what both forms allow.
use super::civil::{Calendar, CivilDate};
use super::duration::Period;
use super::error::DateError;
use super::lasting::{Extent, Lasting};
use super::moment::{Moment, Span};
use super::parts::Parts;
use super::placement::Placement;
use super::show;
use std::fmt;

/// `about D` without a number is D and so many days to either side.
const ABOUT_DAYS: u32 = 10;

/// A third of a month or of a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Third {
    /// Days 1 to 10, or January to April.
    Early,
    /// Days 11 to 20, or May to August.
    Mid,
    /// From day 21, or from September, to the end.
    Late,
}

impl fmt::Display for Third {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Third::Early => "early",
            Third::Mid => "mid",
            Third::Late => "late",
        })
    }
}

/// One date in a literal: `1917-10-25`, `early 1917-09`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Point {
    /// The word before the figures.
    pub third: Option<Third>,
    /// The figures.
    pub parts: Parts,
    /// A label of its own, as in `between 1917-10-25 OS and 1917-11-10 NS`; else the calendar of the literal.
    pub calendar: Option<Calendar>,
}

impl Point {
    /// Figures alone.
    pub fn new(parts: Parts) -> Point {
        Point { third: None, parts, calendar: None }
    }

    fn span(self, literal: Calendar) -> Result<Span, DateError> {
        let calendar = self.calendar.unwrap_or(literal);
        let whole = self.parts.span(calendar)?;
        let Some(third) = self.third else { return Ok(whole) };
        let (first, last) = match (self.parts, third) {
            (Parts::Day { .. }, _) => {
                return Err(DateError::PartOfADay { third, date: self.parts.to_string() });
            }
            (Parts::Month { year, month }, Third::Early) => ((year, month, 1), Some((year, month, 10))),
            (Parts::Month { year, month }, Third::Mid) => ((year, month, 11), Some((year, month, 20))),
            (Parts::Month { year, month }, Third::Late) => ((year, month, 21), None),
            (Parts::Year { year }, Third::Early) => ((year, 1, 1), Some((year, 4, 30))),
            (Parts::Year { year }, Third::Mid) => ((year, 5, 1), Some((year, 8, 31))),
            (Parts::Year { year }, Third::Late) => ((year, 9, 1), None),
        };
        let day = |(year, month, day)| CivilDate::new(calendar, year, month, day).map(CivilDate::to_day);
        let first = day(first)?;
        let last = last.map_or(Ok(whole.last_day().unwrap_or(first)), day)?;
        Ok(Span::stretch(first, last))
    }
}

impl fmt::Display for Point {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(third) = self.third {
            write!(out, "{third} ")?;
        }
        write!(out, "{}", self.parts)?;
        self.calendar.map_or(Ok(()), |calendar| write!(out, " {calendar}"))
    }
}

/// What a date literal says, its calendar aside.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Imprecise {
    /// `1917-10-25`, `1917-10`, `early 1917`.
    At(Point),
    /// `about D` or `about D within N days`.
    About {
        /// The date in the middle.
        point: Point,
        /// Days to either side, if written.
        within: Option<u32>,
    },
    /// `before D`.
    Before(Point),
    /// `after D`.
    After(Point),
    /// `between A and B`: one unknown day of these.
    Between(Point, Point),
}

impl Imprecise {
    /// The possible days, read in one calendar.
    pub fn span(self, calendar: Calendar) -> Result<Span, DateError> {
        match self {
            Imprecise::At(point) => point.span(calendar),
            Imprecise::About { point, within } => {
                let span = point.span(calendar)?;
                if point.parts.clock().is_some() {
                    return Err(DateError::AboutAMinute { date: point.parts.to_string() });
                }
                Ok(span.widen(within.unwrap_or(ABOUT_DAYS)))
            }
            // A written date has two sides, so that neither of these is ever unbounded for want of one.
            Imprecise::Before(point) => Ok(point.span(calendar)?.all_before().unwrap_or(Span::UNKNOWN)),
            Imprecise::After(point) => Ok(point.span(calendar)?.all_after().unwrap_or(Span::UNKNOWN)),
            Imprecise::Between(from, to) => {
                let (first, last) = (from.span(calendar)?, to.span(calendar)?);
                first.hull(last).ok_or_else(|| DateError::NothingBetween {
                    first: from.to_string(),
                    last: to.to_string(),
                    exchanged: last.hull(first).is_some(),
                })
            }
        }
    }

    /// Whether it names a stretch of days (a day, a month) rather than one unknown day among some.
    pub fn is_stretch(self) -> bool {
        matches!(self, Imprecise::At(_))
    }
}

impl fmt::Display for Imprecise {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Imprecise::At(point) => write!(out, "{point}"),
            Imprecise::About { point, within: None } => write!(out, "about {point}"),
            Imprecise::About { point, within: Some(days) } => {
                write!(out, "about {point} within {}", Period::Days(*days))
            }
            Imprecise::Before(point) => write!(out, "before {point}"),
            Imprecise::After(point) => write!(out, "after {point}"),
            Imprecise::Between(from, to) => write!(out, "between {from} and {to}"),
        }
    }
}

/// The calendar of a literal, from itself, its source or the corpus.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum WhichCalendar {
    /// One of the two.
    Known(Calendar),
    /// `OS or NS`.
    Unknown,
}

/// A date literal with its calendar and, perhaps, the same date in the other calendar in brackets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct DateLiteral {
    /// What it says.
    pub form: Imprecise,
    /// In which calendar.
    pub calendar: WhichCalendar,
    /// The second form, `(1917-10-25 OS)`.
    pub other: Option<(Imprecise, Calendar)>,
}

impl DateLiteral {
    /// When it may have been.
    pub fn moment(&self) -> Result<Moment, DateError> {
        match (self.calendar, self.other) {
            (WhichCalendar::Known(calendar), None) => self.form.span(calendar).map(Moment::new),
            (WhichCalendar::Known(calendar), Some((second, other))) => {
                agreed(self.form, calendar, second, other).map(Moment::new)
            }
            (WhichCalendar::Unknown, Some(_)) => Err(DateError::UnknownCalendarTwice),
            (WhichCalendar::Unknown, None) => {
                either(Calendar::BOTH.map(|calendar| self.form.span(calendar)), Moment::any_of)
            }
        }
    }

    /// `from A to B`. An unknown calendar of both is one and the same.
    pub fn lasting(from: &DateLiteral, to: &DateLiteral) -> Result<Lasting, DateError> {
        if (from.calendar, to.calendar) != (WhichCalendar::Unknown, WhichCalendar::Unknown) {
            return Lasting::new(&from.moment()?, &to.moment()?);
        }
        if from.other.is_some() || to.other.is_some() {
            return Err(DateError::UnknownCalendarTwice);
        }
        let extents = Calendar::BOTH.map(|calendar| {
            let (begin, end) = (from.form.span(calendar)?, to.form.span(calendar)?);
            Extent::new(begin, end).ok_or(DateError::EndsBeforeItBegins)
        });
        either(extents, |extents| Lasting::any_of(extents).ok())
    }

    /// Where a moment lies beside this date, when a condition names it: `before 1917-10`, `on 1917-10-25`.
    pub fn place(&self, moment: &Moment) -> Result<Placement, DateError> {
        let date = self.moment()?;
        Ok(if self.form.is_stretch() {
            Placement::beside_stretch(moment, &date)
        } else {
            Placement::beside_some_day(moment, &date)
        })
    }
}

/// What is possible in either calendar; the first error if it is impossible in both.
fn either<T, R>(readings: [Result<T, DateError>; 2], join: impl FnOnce(Vec<T>) -> Option<R>) -> Result<R, DateError> {
    let mut possible = Vec::new();
    let mut fault = DateError::EndsBeforeItBegins;
    for reading in readings.into_iter().rev() {
        match reading {
            Ok(reading) => possible.insert(0, reading),
            Err(error) => fault = error,
        }
    }
    join(possible).ok_or(fault)
}

/// The days that both forms allow.
fn agreed(first: Imprecise, calendar: Calendar, second: Imprecise, other: Calendar) -> Result<Span, DateError> {
    if calendar == other {
        return Err(DateError::OneCalendarTwice { calendar });
    }
    let (one, two) = (first.span(calendar)?, second.span(other)?);
    one.intersect(two).ok_or_else(|| {
        let day = one.only_day();
        DateError::CalendarsDisagree {
            first: format!("{first} {calendar}"),
            second: format!("{second} {other}"),
            what: if day.is_some() && day == two.only_day() { "time of day" } else { "day" },
            first_is: show::span(one, other),
            exchanged: exchanged(first, other, second, calendar),
        }
    })
}

/// Whether the forms agree once each is read in the calendar of the other.
fn exchanged(first: Imprecise, calendar: Calendar, second: Imprecise, other: Calendar) -> bool {
    match (first.span(calendar), second.span(other)) {
        (Ok(one), Ok(two)) => one.intersect(two).is_some(),
        _ => false,
    }
}
