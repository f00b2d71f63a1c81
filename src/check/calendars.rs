//! Days that do not say their calendar, in a corpus that spans two: old and new style are 13 days apart in 1917.
use super::view::View;
use super::walk::{self, Mention};
use crate::diagnostic::Diagnostic;
use crate::program::*;
use crate::source::Span;
use rustc_hash::FxHashSet;

/// An unlabelled date where the corpus spans two calendars.
pub const UNLABELLED_DATE: u16 = 561;

/// A date wider than this many minutes (62 days) is not moved by the choice of calendar as far as anybody cares.
const WIDEST: i64 = 62 * 1440;

pub(super) fn check(view: &View, found: &mut Vec<Diagnostic>) {
    if !spans_two(view.program) {
        return;
    }
    let mut report = Report { view, seen: FxHashSet::default(), found };
    let program = view.program;
    for entity in &program.entities {
        for anchor in entity.since.iter().chain(&entity.until) {
            report.anchor(*anchor, view.statement(entity.statement).span);
        }
        for value in &entity.attributes {
            report.time(&value.time, value.span);
            if let Holding::One(Value::Date(date)) = value.value {
                report.date(date, value.span);
            }
        }
    }
    for event in &program.events {
        let place = view.statement(event.statement).span;
        report.time(&event.time, place);
        event.act.roles.iter().for_each(|(_, value)| report.value(*value, place));
    }
    for fact in &program.facts {
        report.time(&fact.time, view.statement(fact.statement).span);
    }
    for rule in &program.rules {
        let place = view.statement(rule.statement).span;
        report.time(&rule.period.time, place);
        walk::rule(program, rule, &mut |mention| report.mention(&mention, place));
    }
    for claim in &program.claims {
        let place = view.statement(claim.statement).span;
        report.time(&claim.made, place);
        if let Some(Moment::On(TimeTerm::Date(Term::Value(value)))) = &claim.moment {
            report.value(*value, place);
        }
        walk::formula(program, claim.that, &mut |mention| report.mention(&mention, place));
    }
}

/// Whether the sources and the labels of dates name both calendars.
fn spans_two(program: &Program) -> bool {
    let mut seen = [false; 2];
    for source in &program.sources {
        match source.calendar {
            Some(CalendarName::Julian) => seen[0] = true,
            Some(CalendarName::Gregorian) => seen[1] = true,
            None => {}
        }
    }
    for date in program.dates.iter().filter(|date| date.labelled) {
        for word in date.printed.split(|c: char| !c.is_alphanumeric()) {
            seen[0] |= word == "OS";
            seen[1] |= word == "NS";
        }
    }
    seen == [true, true]
}

struct Report<'a, 'f> {
    view: &'a View<'a>,
    seen: FxHashSet<Span>,
    found: &'f mut Vec<Diagnostic>,
}

impl Report<'_, '_> {
    fn time(&mut self, time: &Time, place: Span) {
        // In `from A to B NS` the label at the end is read as that of both.
        let closed =
            time.parts.iter().any(|part| matches!(part, TimePart::Until(Anchor::Date(id)) if self.labelled(*id)));
        for part in &time.parts {
            if closed && matches!(part, TimePart::From(Anchor::Date(_))) {
                continue;
            }
            match part {
                TimePart::On(date) => self.date(*date, place),
                TimePart::From(anchor)
                | TimePart::Until(anchor)
                | TimePart::Before(anchor)
                | TimePart::After(anchor) => {
                    self.anchor(*anchor, place);
                }
                TimePart::Rivals(rivals) => rivals.iter().for_each(|(_, date)| self.date(*date, place)),
                TimePart::During(_) | TimePart::With(_) => {}
            }
        }
    }

    fn labelled(&self, id: DateId) -> bool {
        self.view.program.dates.get(id.index()).is_some_and(|date| date.labelled)
    }

    fn anchor(&mut self, anchor: Anchor, place: Span) {
        if let Anchor::Date(date) = anchor {
            self.date(date, place);
        }
    }

    fn value(&mut self, value: Value, place: Span) {
        if let Value::Date(date) = value {
            self.date(date, place);
        }
    }

    fn mention(&mut self, mention: &Mention, place: Span) {
        if let Mention::Term(Term::Value(value)) = mention {
            self.value(*value, place);
        }
    }

    fn date(&mut self, id: DateId, place: Span) {
        let Some(date) = self.view.program.dates.get(id.index()).filter(|date| !date.labelled) else { return };
        let wide = date.ranges.iter().any(|&(first, last)| last.saturating_sub(first) > WIDEST);
        let span = self.literal(&date.printed, place);
        if wide || date.ranges.is_empty() || !self.seen.insert(span) {
            return;
        }
        let message = format!("`{}` does not say its calendar, and this corpus has dates in two", date.printed);
        self.found.push(
            Diagnostic::warning(UNLABELLED_DATE, message, span, "old style or new style?")
                .with_help("add `OS` or `NS`; where nobody knows, write `OS or NS`"),
        );
    }

    /// The literal inside its statement, where it stands there as printed; else the whole.
    fn literal(&self, printed: &str, place: Span) -> Span {
        match self.view.sources.text(place).find(printed) {
            Some(at) if !printed.is_empty() => {
                let start = place.start + at as u32;
                Span { start, end: start + printed.len() as u32, ..place }
            }
            _ => place,
        }
    }
}
