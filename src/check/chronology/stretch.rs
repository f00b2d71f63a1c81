//! When a fact, a value or a rule held: two edges, each a date or an event.
use super::Chronology;
use crate::program::{Anchor, DateId, EventId, Program, Time, TimePart};

/// A whole day in minutes.
const DAY: i64 = 1440;

/// One edge of a stretch of time. Minutes are inclusive.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Edge {
    /// Nothing bounds it on this side.
    Open,
    /// Some moment within these minutes; one minute where it is exact: the first, or the last, that belongs to it.
    Date(i64, i64),
    /// As a beginning: just after this event.
    After(EventId),
    /// As an end: just before this event.
    Before(EventId),
    /// The beginning of an event, which belongs to it.
    BeginningOf(EventId),
    /// The end of an event, which belongs to it.
    EndOf(EventId),
    /// Some unknown moment, later and earlier than these where they are told.
    Unknown {
        /// Told to be later than this.
        after: Option<Anchor>,
        /// Told to be earlier than this.
        before: Option<Anchor>,
    },
}

/// A stretch of time. `from A` alone has the end `Open` and lasts until something ends it; nothing told has two
/// open edges: throughout.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Stretch {
    /// Its beginning.
    pub from: Edge,
    /// Its end.
    pub until: Edge,
}

impl Stretch {
    /// Nothing said: throughout.
    pub const THROUGHOUT: Self = Self { from: Edge::Open, until: Edge::Open };

    /// Whether it was told to begin and not told to end: it lasts until something ends it.
    pub fn lasts_until_ended(&self) -> bool {
        self.from != Edge::Open && self.until == Edge::Open
    }
}

impl Chronology {
    /// When something was so, by the words of its statement. Of several parts each edge is set by the first that
    /// bounds it. A single day is meant as a whole; of a wider date some moment is meant, nobody knows which.
    /// Rival dates are hulled: the rivals themselves are choices of the reader.
    pub fn stretch(&self, program: &Program, time: &Time) -> Stretch {
        let mut stretch = Stretch::THROUGHOUT;
        let (mut after, mut before) = (None, None);
        for part in &time.parts {
            let (from, until) = match part {
                TimePart::On(date) => {
                    let (first, last) = hull(program, [*date]);
                    (beginning(first, last), ending(first, last))
                }
                TimePart::Rivals(rivals) => {
                    let (first, last) = hull(program, rivals.iter().map(|rival| rival.1));
                    (Edge::Date(first, last), Edge::Date(first, last))
                }
                TimePart::From(Anchor::Date(date)) => {
                    let (first, last) = hull(program, [*date]);
                    (beginning(first, last), Edge::Open)
                }
                TimePart::Until(Anchor::Date(date)) => {
                    let (first, last) = hull(program, [*date]);
                    (Edge::Open, ending(first, last))
                }
                TimePart::From(Anchor::Event(event)) => (Edge::After(*event), Edge::Open),
                TimePart::Until(Anchor::Event(event)) => (Edge::Open, Edge::Before(*event)),
                TimePart::During(event) | TimePart::With(event) => (Edge::BeginningOf(*event), Edge::EndOf(*event)),
                TimePart::Before(anchor) => {
                    before = Some(*anchor);
                    (Edge::Open, Edge::Open)
                }
                TimePart::After(anchor) => {
                    after = Some(*anchor);
                    (Edge::Open, Edge::Open)
                }
            };
            if stretch.from == Edge::Open {
                stretch.from = from;
            }
            if stretch.until == Edge::Open {
                stretch.until = until;
            }
        }
        if after.is_some() || before.is_some() {
            let unknown = Edge::Unknown { after, before };
            let bounded = stretch.lasts_until_ended();
            if stretch.from == Edge::Open {
                stretch.from = unknown;
            }
            if stretch.until == Edge::Open && !bounded {
                stretch.until = unknown;
            }
        }
        stretch
    }
}

fn hull(program: &Program, dates: impl IntoIterator<Item = DateId>) -> (i64, i64) {
    let ranges = dates.into_iter().filter_map(|id| program.dates.get(id.index())).flat_map(|date| &date.ranges);
    ranges
        .fold(None, |hull: Option<(i64, i64)>, &(low, high)| {
            Some(hull.map_or((low, high), |(first, last)| (first.min(low), last.max(high))))
        })
        .unwrap_or((i64::MIN, i64::MAX))
}

fn beginning(first: i64, last: i64) -> Edge {
    Edge::Date(first, if last == i64::MAX { last } else { last.saturating_sub(DAY - 1).max(first) })
}

fn ending(first: i64, last: i64) -> Edge {
    Edge::Date(if first == i64::MIN { first } else { first.saturating_add(DAY - 1).min(last) }, last)
}

impl Chronology {
    /// The first minute at which a stretch with this beginning may begin.
    pub fn earliest(&self, from: Edge) -> i64 {
        match from {
            Edge::Open | Edge::Unknown { .. } => i64::MIN,
            Edge::Date(first, _) => first,
            Edge::After(event) | Edge::EndOf(event) => self.end(event).0,
            Edge::Before(event) | Edge::BeginningOf(event) => self.begin(event).0,
        }
    }

    /// The last minute at which a stretch with this end may end.
    pub fn latest(&self, until: Edge) -> i64 {
        match until {
            Edge::Open | Edge::Unknown { .. } => i64::MAX,
            Edge::Date(_, last) => last,
            Edge::After(event) | Edge::EndOf(event) => self.end(event).1,
            Edge::Before(event) | Edge::BeginningOf(event) => self.begin(event).1,
        }
    }
}
