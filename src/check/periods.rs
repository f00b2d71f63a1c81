//! What is told to end before it begins: periods of rules, facts and values, lives, enactments and repeals.
use super::chronology::{Edge, Trilean};
use super::view::View;
use crate::diagnostic::Diagnostic;
use crate::program::*;

/// A period that ends before it begins.
pub const ENDS_BEFORE_IT_BEGINS: u16 = 542;

pub(super) fn check(view: &View, found: &mut Vec<Diagnostic>) {
    for rule in &view.program.rules {
        time(view, &rule.period.time, rule.statement, found);
        if let (Some(enacted), Some(repealed)) = (rule.period.enacted_by, rule.period.repealed_by)
            && view.chronology.before(repealed, enacted) == Trilean::True
        {
            let name = view.name(rule.statement);
            let message = format!("{name} is repealed before it is enacted");
            found.push(
                Diagnostic::warning(ENDS_BEFORE_IT_BEGINS, message, view.span(rule.statement), "never in force")
                    .with_label(view.span(view.event(enacted).statement), "enacted by this event")
                    .with_label(view.span(view.event(repealed).statement), "repealed by this one")
                    .with_help("mend a date, or change the two events over"),
            );
        }
    }
    for fact in &view.program.facts {
        time(view, &fact.time, fact.statement, found);
    }
    for entity in &view.program.entities {
        for value in &entity.attributes {
            time(view, &value.time, value.statement, found);
        }
        let bound = |anchor: Option<Anchor>, part: fn(Anchor) -> TimePart| anchor.map(part);
        let life = [bound(entity.since, TimePart::From), bound(entity.until, TimePart::Until)];
        time(view, &Time { parts: life.into_iter().flatten().collect() }, entity.statement, found);
    }
}

fn time(view: &View, time: &Time, statement: StatementId, found: &mut Vec<Diagnostic>) {
    if time.parts.len() < 2 {
        return;
    }
    let stretch = view.chronology.stretch(view.program, time);
    let by_events = match (stretch.from, stretch.until) {
        (Edge::After(from), Edge::Before(until)) => {
            from == until || view.chronology.before(until, from) == Trilean::True
        }
        _ => false,
    };
    let (earliest, latest) = (view.chronology.earliest(stretch.from), view.chronology.latest(stretch.until));
    if !by_events && earliest <= latest {
        return;
    }
    let message = format!("{} is told to end before it begins", view.name(statement));
    let mut diagnostic = Diagnostic::warning(ENDS_BEFORE_IT_BEGINS, message, view.span(statement), "it never was");
    for edge in [stretch.from, stretch.until] {
        if let Edge::After(event) | Edge::Before(event) = edge {
            diagnostic = diagnostic.with_label(view.span(view.event(event).statement), "bounded by this event");
        }
    }
    found.push(diagnostic.with_help("mend one of its two ends, or its calendar"));
}
