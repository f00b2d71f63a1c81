//! The calendar against slow twins: days counted one by one, times enumerated one by one.
mod civil;
mod duration;
mod imprecise;
mod order;
mod parse;
mod placement;

use super::*;

/// The literal of plain figures in a calendar.
fn literal(text: &str, calendar: Calendar) -> DateLiteral {
    DateLiteral { form: at(text), calendar: WhichCalendar::Known(calendar), other: None }
}

/// `OS or NS`.
fn unlabelled(text: &str) -> DateLiteral {
    DateLiteral { form: at(text), calendar: WhichCalendar::Unknown, other: None }
}

fn at(text: &str) -> Imprecise {
    Imprecise::At(point(text))
}

fn point(text: &str) -> Point {
    Point::new(parse_date(text).unwrap())
}

/// The moment of plain figures in new style.
fn new_style(text: &str) -> Moment {
    literal(text, Calendar::Gregorian).moment().unwrap()
}

/// The day of plain figures in new style.
fn day(text: &str) -> Day {
    new_style(text).only_day().unwrap()
}

/// All moments of one or two spans of so few minutes.
fn small_moments(minutes: i64) -> Vec<Moment> {
    let spans = small_spans(minutes);
    let mut moments: Vec<Moment> = spans.iter().map(|span| Moment::new(*span)).collect();
    for one in &spans {
        for two in &spans {
            if one.last().unwrap().minutes() + 1 < two.first().unwrap().minutes() {
                moments.push(Moment::any_of(vec![*two, *one]).unwrap());
            }
        }
    }
    moments
}

/// All spans of so few minutes from day 0 on.
fn small_spans(minutes: i64) -> Vec<Span> {
    let mut spans = Vec::new();
    for first in 0..minutes {
        for last in first..minutes {
            spans.extend(Span::instants(Some(minute(first)), Some(minute(last))));
        }
    }
    spans
}

fn minute(count: i64) -> Instant {
    let clock = Clock::new(u16::try_from(count / 60).unwrap(), u16::try_from(count % 60).unwrap()).unwrap();
    Day::new(0).at(clock)
}

/// What is possible and what is not, as certainty.
fn verdict(answers: &[bool]) -> Option<bool> {
    assert!(!answers.is_empty(), "nothing was enumerated");
    answers.iter().skip(1).all(|answer| *answer == answers[0]).then_some(answers[0])
}
