//! What is told about an event's points as inequalities, for the theory of time that readings are held against.
use super::Chronology;
use super::told::{EventPoint, Told, begin, date_ticks, end, first_tick, last_tick, on_record};
use crate::program::{EventId, Program, StatementId, TimePart};

/// A point of time: the beginning or end of an event, or the origin at which ticks are counted from 0. A momentary
/// event has its beginning only.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub enum Point {
    /// Tick 0.
    Origin,
    /// The beginning of an event, or its moment.
    Begin(EventId),
    /// The end of an event that lasts.
    End(EventId),
}

/// `x - y <= bound`, in ticks ([`super::TICKS_PER_MINUTE`] a minute; a strict order is a bound of -1).
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct PointConstraint {
    /// The minuend.
    pub x: Point,
    /// The subtrahend.
    pub y: Point,
    /// The largest difference.
    pub bound: i64,
    /// It holds only if these statements (off the record, or a rival date) are accepted: the one that tells it, and
    /// the one that tells of the other event.
    pub when: [Option<StatementId>; 2],
}

/// For each event the edges about it, in rows.
pub(super) fn index(told: &Told) -> (Vec<u32>, Vec<u32>) {
    let mut pairs = Vec::new();
    for (number, edge) in told.edges.iter().chain(&told.conditional).enumerate() {
        pairs.push((edge.early.event.0, number as u32));
        if edge.late.event != edge.early.event {
            pairs.push((edge.late.event.0, number as u32));
        }
    }
    pairs.sort_unstable();
    let mut starts = vec![0u32; told.firm.len() + 1];
    for (event, _) in &pairs {
        if let Some(start) = starts.get_mut(*event as usize + 1) {
            *start += 1;
        }
    }
    for index in 1..starts.len() {
        starts[index] += starts[index - 1];
    }
    (starts, pairs.into_iter().map(|(_, edge)| edge).collect())
}

impl Chronology {
    /// The point, one for both ends of a momentary event.
    pub fn point(&self, event: EventId, at_end: bool) -> Point {
        if at_end && self.lasts(event) { Point::End(event) } else { Point::Begin(event) }
    }

    fn named(&self, point: EventPoint) -> Point {
        self.point(point.event, point.end)
    }

    /// The constraint of an edge; none for what a denial of the record says of other events, and for the tie of a
    /// momentary event to itself.
    fn between(&self, program: &Program, number: usize) -> Option<PointConstraint> {
        let told = &self.told;
        let edge = told.edges.get(number).or_else(|| told.conditional.get(number - told.edges.len()))?;
        let teller = &program.events[edge.told_by.index()];
        if teller.denied && on_record(program, teller.statement) {
            return None;
        }
        let (x, y) = (self.named(edge.early), self.named(edge.late));
        let off = |event: EventId| {
            let statement = program.events[event.index()].statement;
            (!told.firm[event.index()] && Some(statement) != edge.when).then_some(statement)
        };
        let other = off(edge.early.event).or_else(|| off(edge.late.event));
        let constraint = PointConstraint { x, y, bound: -edge.gap, when: [edge.when, other] };
        (x != y || edge.gap > 0).then_some(constraint)
    }

    /// Everything that is told about the event's points: its dates against the origin, tightened by the record (of
    /// dates with several ranges the hull), rival dates each under its statement, and its order to other events.
    /// Those of an event off the record hold under its own statement.
    pub fn constraints_about<'a>(
        &'a self,
        program: &'a Program,
        event: EventId,
    ) -> impl Iterator<Item = PointConstraint> + 'a {
        let row = self.starts[event.index()] as usize..self.starts[event.index() + 1] as usize;
        let edges = self.about[row].iter().filter_map(|&number| self.between(program, number as usize));
        let own = if self.lasts(event) { 2 } else { 1 };
        let statement = program.events[event.index()].statement;
        let when = [(!self.told.firm[event.index()]).then_some(statement), None];
        let ends = [begin(event), end(event)].into_iter().take(own);
        let dates = ends.clone().flat_map(move |point| range(self.named(point), self.ticks(point), when));
        let span = (own == 2).then_some(PointConstraint {
            x: Point::Begin(event),
            y: Point::End(event),
            bound: 0,
            when: [None; 2],
        });
        let rivals = program.events[event.index()].time.parts.iter().filter_map(|part| match part {
            TimePart::Rivals(rivals) => Some(rivals),
            _ => None,
        });
        let rivals = rivals.flatten().flat_map(move |&(statement, date)| {
            let ranges = date_ticks(program, date);
            let hull = (
                ranges.iter().map(|range| range.0).min().unwrap_or(i64::MIN),
                ranges.iter().map(|range| range.1).max().unwrap_or(i64::MAX),
            );
            let ends = [begin(event), end(event)].into_iter().take(own);
            ends.flat_map(move |point| range(self.named(point), hull, [Some(statement), None]))
        });
        dates.chain(span).chain(rivals).chain(edges)
    }
}

/// The two sides of a range that are not open.
fn range(
    point: Point,
    (low, high): (i64, i64),
    when: [Option<StatementId>; 2],
) -> impl Iterator<Item = PointConstraint> {
    let upper = (high != i64::MAX).then_some(PointConstraint { x: point, y: Point::Origin, bound: high, when });
    let lower = (low != i64::MIN).then(|| PointConstraint { x: Point::Origin, y: point, bound: -low, when });
    lower.into_iter().chain(upper)
}

/// The ticks of a stretch of minutes, both included: the unit of [`PointConstraint::bound`].
pub fn ticks_of_minutes((first, last): (i64, i64)) -> (i64, i64) {
    (first_tick(first), last_tick(last))
}
