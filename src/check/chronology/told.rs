//! What the statements of events say of time: edges between points, and dates of points. Takes the program;
//! gives plain lists in the order of the events.
use crate::program::{Anchor, EntityId, Event, EventId, Program, StatementId, TimePart};

/// One minute has this many ticks: strict orders within one minute are told by ticks. Dates use the middle half of
/// them, so that what is just before or just after an event is still in its minute.
pub const TICKS_PER_MINUTE: i64 = 1 << 20;

/// The beginning or the end of an event.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub(super) struct EventPoint {
    pub event: EventId,
    pub end: bool,
}

pub(super) const fn begin(event: EventId) -> EventPoint {
    EventPoint { event, end: false }
}

pub(super) const fn end(event: EventId) -> EventPoint {
    EventPoint { event, end: true }
}

/// `early + gap <= late`, in ticks: 1 is strictly before, 0 is before or together, -1 at most just after.
#[derive(Clone, Copy, Debug)]
pub(super) struct Edge {
    pub early: EventPoint,
    pub late: EventPoint,
    pub gap: i64,
    /// Whose time says so.
    pub told_by: EventId,
    /// The entity whose `since` or `until` says so.
    pub life: Option<EntityId>,
    /// The statement off the record that says so.
    pub when: Option<StatementId>,
}

/// A date of a point, in ticks.
#[derive(Clone, Debug)]
pub(super) struct Dated {
    pub point: EventPoint,
    /// The ranges, inclusive and in order.
    pub ranges: Vec<(i64, i64)>,
    pub told_by: EventId,
}

/// Everything that the events tell of time.
#[derive(Clone, Default)]
pub(super) struct Told {
    pub edges: Vec<Edge>,
    /// Edges that hang on a statement of another than the event: no more than constraints.
    pub conditional: Vec<Edge>,
    pub dates: Vec<Dated>,
    /// `with`: the teller and the other.
    pub together: Vec<(EventId, EventId)>,
    /// The events that last by their own words.
    pub lasting: Vec<bool>,
    /// The events that are flat on the record and not denied: only these say something of others' time.
    pub firm: Vec<bool>,
}

impl Told {
    pub(super) fn read(program: &Program) -> Self {
        let mut told = Self::default();
        for (index, event) in program.events.iter().enumerate() {
            told.lasting.push(event.time.parts.iter().any(|p| matches!(p, TimePart::From(_) | TimePart::Until(_))));
            told.firm.push(!event.denied && on_record(program, event.statement));
            told.read_event(program, EventId(index as u32), event);
        }
        told.together.sort_unstable();
        told
    }

    fn read_event(&mut self, program: &Program, event: EventId, told: &Event) {
        let firm = self.firm[event.index()];
        let when = (!firm).then_some(told.statement);
        let mut edge = |early, late, gap| self.edges.push(Edge { early, late, gap, told_by: event, life: None, when });
        let date = |id: crate::program::DateId| date_ticks(program, id);
        let mut dates: Vec<(EventPoint, Vec<(i64, i64)>)> = Vec::new();
        for part in &told.time.parts {
            match part {
                TimePart::On(id) => {
                    dates.push((begin(event), date(*id)));
                    dates.push((end(event), date(*id)));
                }
                TimePart::From(Anchor::Date(id)) => dates.push((begin(event), date(*id))),
                TimePart::Until(Anchor::Date(id)) => dates.push((end(event), date(*id))),
                TimePart::From(Anchor::Event(other)) => {
                    edge(end(*other), begin(event), 1);
                    edge(begin(event), end(*other), -1);
                }
                TimePart::Until(Anchor::Event(other)) => {
                    edge(end(event), begin(*other), 1);
                    edge(begin(*other), end(event), -1);
                }
                TimePart::During(other) => {
                    edge(begin(*other), begin(event), 0);
                    edge(end(event), end(*other), 0);
                }
                TimePart::Before(Anchor::Event(other)) => edge(end(event), begin(*other), 1),
                TimePart::After(Anchor::Event(other)) => edge(end(*other), begin(event), 1),
                TimePart::Before(Anchor::Date(id)) => {
                    let latest = date(*id).first().map_or(i64::MAX, |range| before_minute(range.0));
                    dates.push((end(event), vec![(i64::MIN, latest)]));
                }
                TimePart::After(Anchor::Date(id)) => {
                    let earliest = date(*id).last().map_or(i64::MIN, |range| after_minute(range.1));
                    dates.push((begin(event), vec![(earliest, i64::MAX)]));
                }
                TimePart::With(other) => {
                    self.together.push((event, *other));
                    edge(begin(event), begin(*other), 0);
                    edge(begin(*other), begin(event), 0);
                    edge(end(event), end(*other), 0);
                    edge(end(*other), end(event), 0);
                }
                TimePart::Rivals(rivals) => {
                    // Where no rival is on the record none may be accepted, and then nothing was told.
                    if rivals.iter().any(|(statement, _)| on_record(program, *statement)) {
                        let mut hull: Vec<_> = rivals.iter().flat_map(|(_, id)| date(*id)).collect();
                        hull.sort_unstable();
                        dates.push((begin(event), hull.clone()));
                        dates.push((end(event), hull));
                    }
                }
            }
        }
        let dated = dates.into_iter().filter(|(_, ranges)| !ranges.is_empty());
        self.dates.extend(dated.map(|(point, ranges)| Dated { point, ranges, told_by: event }));
    }
}

/// Whether a statement is flat on the record.
pub(super) fn on_record(program: &Program, statement: StatementId) -> bool {
    program.statements.get(statement.index()).is_none_or(|statement| statement.voice.is_none())
}

/// The ranges of a date in ticks.
pub(super) fn date_ticks(program: &Program, id: crate::program::DateId) -> Vec<(i64, i64)> {
    let ranges = program.dates.get(id.index()).map(|date| date.ranges.as_slice()).unwrap_or_default();
    ranges.iter().map(|&(low, high)| (first_tick(low), last_tick(high))).collect()
}

/// The first tick of a minute that a date uses.
pub(super) fn first_tick(minute: i64) -> i64 {
    shift(ticks(minute), TICKS_PER_MINUTE / 4)
}

/// The last tick of a minute that a date uses.
pub(super) fn last_tick(minute: i64) -> i64 {
    shift(ticks(minute), TICKS_PER_MINUTE / 4 * 3)
}

/// The last tick before the minute in which a tick lies: what is before a date is in none of its minutes.
fn before_minute(tick: i64) -> i64 {
    if is_open(tick) { tick } else { tick.div_euclid(TICKS_PER_MINUTE).saturating_mul(TICKS_PER_MINUTE) - 1 }
}

/// The first tick after the minute in which a tick lies.
fn after_minute(tick: i64) -> i64 {
    if is_open(tick) { tick } else { (tick.div_euclid(TICKS_PER_MINUTE) + 1).saturating_mul(TICKS_PER_MINUTE) }
}

fn ticks(minute: i64) -> i64 {
    if is_open(minute) { minute } else { minute.saturating_mul(TICKS_PER_MINUTE) }
}

/// The minute of a tick.
pub(super) fn minute(tick: i64) -> i64 {
    if is_open(tick) { tick } else { tick.div_euclid(TICKS_PER_MINUTE) }
}

/// A tick moved; open ends stay open.
pub(super) fn shift(tick: i64, by: i64) -> i64 {
    if is_open(tick) { tick } else { tick.saturating_add(by) }
}

const fn is_open(value: i64) -> bool {
    value == i64::MIN || value == i64::MAX
}
