//! Whether a fact and its denial can say anything against each other. Takes their times; gives no clash where the two
//! are certainly different times, or where the denial begins after a fact told `from A` alone: it ends that fact.
use super::chronology::{Chronology, Edge, Trilean};
use super::view::View;
use crate::program::*;

/// Whether a fact and its denial may be told of one moment.
pub(super) fn may_clash(view: &View, stated: &Time, denied: &Time) -> bool {
    let times = Times { program: view.program, order: view.chronology };
    let (fact, denial) = (times.edges(stated), times.edges(denied));
    let apart = times.ends_before(fact.1, denial.0) || times.ends_before(denial.1, fact.0);
    let alone = matches!(stated.parts.as_slice(), [TimePart::From(_) | TimePart::After(_)]);
    !(apart || alone && times.begins_before(fact.0, denial.0))
}

struct Times<'a> {
    program: &'a Program,
    order: &'a Chronology,
}

impl Times<'_> {
    /// The beginning and the end. What is only known to be later or earlier than something reaches that far at most.
    fn edges(&self, time: &Time) -> (Edge, Edge) {
        let told = self.order.stretch(self.program, time);
        let from = match told.from {
            Edge::Unknown { after: Some(Anchor::Event(event)), .. } => Edge::After(event),
            Edge::Unknown { after: Some(Anchor::Date(date)), .. } => self.hull(date),
            Edge::Unknown { after: None, .. } => Edge::Open,
            edge => edge,
        };
        let until = match told.until {
            Edge::Unknown { before: Some(Anchor::Event(event)), .. } => Edge::Before(event),
            Edge::Unknown { before: Some(Anchor::Date(date)), .. } => self.hull(date),
            Edge::Unknown { before: None, .. } => Edge::Open,
            edge => edge,
        };
        (from, until)
    }

    fn hull(&self, date: DateId) -> Edge {
        let ranges = self.program.dates.get(date.index()).map(|date| date.ranges.as_slice()).unwrap_or_default();
        let first = ranges.iter().map(|range| range.0).min().unwrap_or(i64::MIN);
        Edge::Date(first, ranges.iter().map(|range| range.1).max().unwrap_or(i64::MAX))
    }

    /// Whether what ends here is certainly over when what begins there begins.
    fn ends_before(&self, until: Edge, from: Edge) -> bool {
        let before = |e: EventId, f: EventId| self.order.before(e, f) == Trilean::True;
        let by_events = match (until, from) {
            (Edge::Before(e) | Edge::EndOf(e), Edge::After(f)) | (Edge::Before(e), Edge::BeginningOf(f)) => {
                e == f || before(e, f)
            }
            (Edge::EndOf(e), Edge::BeginningOf(f)) => before(e, f),
            _ => false,
        };
        by_events || self.order.latest(until) < self.order.earliest(from)
    }

    /// Whether what begins here has certainly begun before what begins there.
    fn begins_before(&self, early: Edge, late: Edge) -> bool {
        let by_events = match (early, late) {
            (Edge::After(e), Edge::After(f) | Edge::BeginningOf(f)) => self.order.before(e, f) == Trilean::True,
            _ => false,
        };
        by_events || self.order.latest(early) < self.order.earliest(late)
    }
}
