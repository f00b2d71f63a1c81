//! `since` and `until` of an entity bound what it does: each of its acts lies between them, unless the act is
//! dated otherwise, which is a fault of the record.
use super::Chronology;
use super::told::{Dated, Edge, Told, begin, end, first_tick, last_tick, on_record};
use crate::program::{Anchor, EntityId, Event, EventId, Program, Value};

/// An act outside the life of its subject.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct OutsideLife {
    /// The act.
    pub event: EventId,
    /// Its subject.
    pub entity: EntityId,
    /// It is later than the subject's end, as opposed to earlier than its beginning.
    pub after_end: bool,
}

impl Edge {
    /// The fault that the edge of a life is where it cannot be kept.
    pub(super) fn outside(&self) -> Option<OutsideLife> {
        let after_end = self.early.event == self.told_by;
        self.life.map(|entity| OutsideLife { event: self.told_by, entity, after_end })
    }
}

/// Adds to what is told the bounds that lives set, except where an act is dated otherwise.
pub(super) fn add_lives(program: &Program, plain: &Chronology, told: &mut Told) -> Vec<OutsideLife> {
    let mut faults = Vec::new();
    if program.entities.iter().all(|entity| entity.since.is_none() && entity.until.is_none()) {
        return faults;
    }
    for (index, event) in program.events.iter().enumerate() {
        let id = EventId(index as u32);
        for subject in &event.act.subjects {
            let Value::Entity(entity) = *subject else { continue };
            let Some(life) = program.entities.get(entity.index()) else { continue };
            for (anchor, after_end) in [(life.since, false), (life.until, true)] {
                let fits =
                    anchor.is_none_or(|anchor| bound(program, plain, told, (id, event), (entity, anchor), after_end));
                if !fits && !event.denied {
                    faults.push(OutsideLife { event: id, entity, after_end });
                }
            }
        }
    }
    faults
}

/// Adds one bound; false where the act is told to lie on the other side of it.
fn bound(
    program: &Program,
    plain: &Chronology,
    told: &mut Told,
    (id, event): (EventId, &Event),
    (entity, anchor): (EntityId, Anchor),
    after_end: bool,
) -> bool {
    let ours = if after_end { end(id) } else { begin(id) };
    match anchor {
        Anchor::Date(date) => {
            let ranges = program.dates.get(date.index()).map(|date| date.ranges.as_slice()).unwrap_or_default();
            let (Some(first), Some(last)) = (ranges.first(), ranges.last()) else { return true };
            let range = if after_end { (i64::MIN, last_tick(last.1)) } else { (first_tick(first.0), i64::MAX) };
            let (low, high) = plain.ticks(ours);
            let fits = low <= range.1 && high >= range.0;
            if fits && on_record(program, program.entities[entity.index()].statement) {
                told.dates.push(Dated { point: ours, ranges: vec![range], told_by: id });
            }
            fits
        }
        Anchor::Event(other) => {
            if other == id || plain.same_moment(other, id) {
                return true;
            }
            let (early, late) = if after_end { (ours, begin(other)) } else { (end(other), ours) };
            let (possible, certain) = (!plain.precedes(late, early, false), plain.precedes(early, late, true));
            if possible && !certain {
                let statement = program.entities[entity.index()].statement;
                let when = if on_record(program, statement) {
                    (!told.firm[id.index()]).then_some(event.statement)
                } else {
                    Some(statement)
                };
                let edge = Edge { early, late, gap: 1, told_by: id, life: Some(entity), when };
                let edges = if when == Some(statement) { &mut told.conditional } else { &mut told.edges };
                edges.push(edge);
            }
            possible
        }
    }
}
