//! Takes days and moments, gives the words that reports use for them: in one calendar, with the other in brackets.
use super::civil::{Calendar, CivilDate, month_name};
use super::day::{Day, Instant};
use super::moment::{Moment, Span};

/// `25 October 1917 OS`
pub fn day(day: Day, calendar: Calendar) -> String {
    format!("{} {calendar}", bare(day, calendar))
}

/// `25 October 1917 OS (7 November NS)`; the year is repeated where it differs.
pub fn both(day: Day, calendar: Calendar) -> String {
    let other = calendar.other();
    let (here, there) = (CivilDate::of(day, calendar), CivilDate::of(day, other));
    let there = if here.year() == there.year() { without_year(there) } else { bare(day, other) };
    format!("{} {calendar} ({there} {other})", bare(day, calendar))
}

/// `22:40 on 25 October 1917 OS (7 November NS)`
pub fn instant(instant: Instant, calendar: Calendar) -> String {
    format!("{} on {}", instant.clock(), both(instant.day(), calendar))
}

/// One span of possible days: `between 1 and 31 October 1917 OS (14 October and 13 November NS)`,
/// `before 1 November 1917 OS (14 November NS)`.
pub fn span(span: Span, calendar: Calendar) -> String {
    match (span.first(), span.last()) {
        (None, None) => "at an unknown time".to_owned(),
        // The limit itself is outside: the span ends with the minute before it, the day before it.
        (None, Some(last)) => {
            format!("before {}", limit(last.next(), last.ends_a_day(), calendar))
        }
        (Some(first), None) => {
            let previous = first.previous();
            format!("after {}", limit(previous, first.starts_a_day(), calendar))
        }
        (Some(first), Some(last)) if first == last => instant(first, calendar),
        (Some(first), Some(last)) => bounded(first, last, calendar),
    }
}

/// All possible days, `or` between the spans.
pub fn moment(moment: &Moment, calendar: Calendar) -> String {
    moment.spans().map(|each| span(each, calendar)).collect::<Vec<_>>().join(" or ")
}

fn limit(at: Instant, whole_day: bool, calendar: Calendar) -> String {
    if whole_day { both(at.day(), calendar) } else { instant(at, calendar) }
}

fn bounded(first: Instant, last: Instant, calendar: Calendar) -> String {
    let whole = first.starts_a_day() && last.ends_a_day();
    match (first.day(), last.day()) {
        (one, two) if whole && one == two => both(one, calendar),
        (one, two) if whole => {
            let other = calendar.other();
            let (here, there) = (pair(one, two, calendar), pair(one, two, other));
            format!("between {here} {calendar} ({there} {other})")
        }
        (one, two) if one == two => {
            format!("between {} and {} on {}", first.clock(), last.clock(), both(one, calendar))
        }
        _ => format!("between {} and {}", instant(first, calendar), instant(last, calendar)),
    }
}

/// Two days, saying once what they share.
fn pair(first: Day, last: Day, calendar: Calendar) -> String {
    let (one, two) = (CivilDate::of(first, calendar), CivilDate::of(last, calendar));
    let start = if one.year() != two.year() {
        bare(first, calendar)
    } else if one.month() != two.month() {
        without_year(one)
    } else {
        one.day().to_string()
    };
    format!("{start} and {}", bare(last, calendar))
}

fn bare(day: Day, calendar: Calendar) -> String {
    let date = CivilDate::of(day, calendar);
    match date.year() {
        year if year > 0 => format!("{} {year}", without_year(date)),
        year => format!("{} {} BC", without_year(date), 1 - i64::from(year)),
    }
}

fn without_year(date: CivilDate) -> String {
    format!("{} {}", date.day(), month_name(date.month()))
}
