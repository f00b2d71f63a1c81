//! The words for an order of time that cannot be.
use super::Chronology;
use super::order::Conflict;
use super::told::{EventPoint, Told};
use crate::diagnostic::Diagnostic;
use crate::program::{EventId, Program, TimePart};
use crate::source::Span;
use std::collections::{BTreeMap, BTreeSet};

/// A circle of events each told to come before the next.
pub const CIRCLE: u16 = 500;
/// The dates of two events leave no room for their told order.
pub const ORDER_AGAINST_DATES: u16 = 501;
/// What one event's own time says contradicts itself.
pub const OWN_TIME: u16 = 502;
/// A party's time for an event contradicts the record.
pub const ALLEGED_TIME: u16 = 503;

/// How many dates that do not fit another are shown.
const SHOWN: usize = 6;

/// Two events whose dates leave no room between them, the one told to come first first, and the point at which that
/// is seen.
type Pair = (EventId, EventId, u32);

/// What is at fault in conflicts that were told: the dates of these events, and these edges.
#[derive(Default)]
pub(super) struct Fault {
    events: BTreeSet<EventId>,
    edges: BTreeSet<usize>,
}

impl Fault {
    pub(super) fn is_empty(&self) -> bool {
        self.events.is_empty() && self.edges.is_empty()
    }

    /// What is told, without it.
    pub(super) fn taken_back(&self, told: &Told) -> Told {
        let mut rest = told.clone();
        rest.dates.retain(|date| !self.events.contains(&date.told_by));
        rest.edges =
            (0..told.edges.len()).filter(|edge| !self.edges.contains(edge)).map(|edge| told.edges[edge]).collect();
        rest
    }
}

/// The diagnostics of conflicts, and what is at fault in them. A date that leaves no room for several others is told
/// once, with all of these.
pub(super) fn conflicts(
    program: &Program,
    chronology: &Chronology,
    conflicts: &[Conflict],
) -> (Vec<Diagnostic>, Fault) {
    let mut in_circles: Vec<EventId> = Vec::new();
    let mut found = Vec::new();
    let mut fault = Fault::default();
    let mut pairs: Vec<Pair> = Vec::new();
    for conflict in conflicts {
        match conflict {
            Conflict::Circle(edges) => {
                fault.edges.extend(edges);
                let edges: Vec<_> = edges.iter().map(|&edge| chronology.told.edges[edge]).collect();
                in_circles.extend(edges.iter().flat_map(|edge| [edge.early.event, edge.late.event]));
                if edges.iter().all(|edge| edge.life.is_none()) {
                    found
                        .push(circle(program, &edges.iter().map(|e| (e.early, e.late, e.told_by)).collect::<Vec<_>>()));
                }
            }
            Conflict::Ranges { low_from, high_from, point } => {
                if !in_circles.contains(low_from) && !in_circles.contains(high_from) {
                    pairs.push((*low_from, *high_from, *point));
                }
            }
        }
    }
    // What one event says of its own time, and what a party says against the record, is told by itself.
    let (alone, mut pairs): (Vec<_>, Vec<_>) =
        pairs.into_iter().partition(|(low, high, point)| low == high || !chronology.points.firm[*point as usize]);
    for (low, high, point) in alone {
        let seen = if low == high { low } else { seen_at(chronology, point).unwrap_or(low) };
        if fault.events.insert(seen) {
            found.push(ranges(program, chronology, (low, high), point));
        }
    }
    while let Some((culprit, others)) = most_contradicted(&pairs) {
        fault.events.insert(culprit);
        found.push(match others.as_slice() {
            [(low, high, point)] => ranges(program, chronology, (*low, *high), *point),
            _ => contradicts_several(program, culprit, &others),
        });
        pairs.retain(|(low, high, _)| *low != culprit && *high != culprit);
    }
    (found, fault)
}

/// The event whose date most others contradict, with these pairs; of several the first in the corpus.
fn most_contradicted(pairs: &[Pair]) -> Option<(EventId, Vec<Pair>)> {
    let mut count: BTreeMap<EventId, usize> = BTreeMap::new();
    for (low, high, _) in pairs {
        *count.entry(*low).or_default() += 1;
        *count.entry(*high).or_default() += 1;
    }
    let (culprit, _) = count.into_iter().min_by_key(|(event, count)| (std::cmp::Reverse(*count), *event))?;
    let about = pairs.iter().filter(|(low, high, _)| *low == culprit || *high == culprit).copied().collect();
    Some((culprit, about))
}

/// One date against several: each of the others is shown.
fn contradicts_several(program: &Program, culprit: EventId, pairs: &[Pair]) -> Diagnostic {
    let mut others: Vec<(EventId, bool)> =
        pairs.iter().map(|(low, high, _)| if *low == culprit { (*high, true) } else { (*low, false) }).collect();
    others.sort_unstable();
    others.dedup();
    let message = format!(
        "the date of {} leaves no room for its order with {} other events",
        name(program, culprit),
        others.len()
    );
    let mut diagnostic =
        Diagnostic::error(ORDER_AGAINST_DATES, message, span(program, culprit), printed(program, culprit));
    for (other, after) in others.iter().take(SHOWN) {
        let order = if *after { "after" } else { "before" };
        let text = format!("told to come {order} it, but {}", printed(program, *other));
        diagnostic = diagnostic.with_label(span(program, *other), text);
    }
    let more = others.len().saturating_sub(SHOWN);
    let rest = if more > 0 { format!(" ({more} more are not shown)") } else { String::new() };
    diagnostic.with_help(format!(
        "most likely this one date or its calendar is wrong; else mend the others, or the `before` and `after` between \
         them{rest}"
    ))
}

/// The event at whose beginning or end a conflict is seen.
fn seen_at(chronology: &Chronology, point: u32) -> Option<EventId> {
    let seen = chronology.points.of.iter().position(|&(begin, end)| begin == point || end == point);
    seen.map(|event| EventId(event as u32))
}

fn printed(program: &Program, event: EventId) -> String {
    let dates = dates_of(program, event);
    if dates.is_empty() { "here".to_string() } else { format!("dated {dates}") }
}

fn name(program: &Program, event: EventId) -> String {
    statement(program, event).map_or_else(|| "an event".into(), |statement| format!("`{}`", statement.name))
}

fn statement(program: &Program, event: EventId) -> Option<&crate::program::Statement> {
    program.statements.get(program.events.get(event.index())?.statement.index())
}

fn span(program: &Program, event: EventId) -> Span {
    statement(program, event).map_or(Span::default(), |statement| statement.name_span)
}

fn circle(program: &Program, edges: &[(EventPoint, EventPoint, EventId)]) -> Diagnostic {
    let Some(&(early, late, teller)) = edges.first() else {
        return Diagnostic::error(CIRCLE, "events are told in a circle", Span::default(), "");
    };
    let at = span(program, teller);
    let step = |early: EventPoint, late: EventPoint, teller: EventId| {
        if early.event == late.event {
            format!("{} is told to be before itself", name(program, early.event))
        } else if teller == late.event {
            format!("{} is told to be after {} here", name(program, late.event), name(program, early.event))
        } else {
            format!("{} is told to be before {} here", name(program, early.event), name(program, late.event))
        }
    };
    if early.event == late.event || edges.len() == 1 {
        let message = format!("{} cannot be before itself", name(program, early.event));
        return Diagnostic::error(CIRCLE, message, at, step(early, late, teller))
            .with_help("take back the `before`, `after` or `with` that names the event itself");
    }
    let mut round: Vec<String> = edges.iter().map(|edge| name(program, edge.0.event)).collect();
    round.dedup();
    let message = format!("these events come before one another in a circle: {}", round.join(", "));
    let mut diagnostic = Diagnostic::error(CIRCLE, message, at, step(early, late, teller));
    for &(early, late, teller) in edges.iter().skip(1) {
        diagnostic = diagnostic.with_label(span(program, teller), step(early, late, teller));
    }
    diagnostic
        .with_help("one of these `before`, `after`, `during` or `with` must go: no order of the events fits them all")
}

fn ranges(program: &Program, chronology: &Chronology, (low, high): (EventId, EventId), point: u32) -> Diagnostic {
    let printed = |event: EventId| printed(program, event);
    if low == high {
        let message = format!("the time of {} contradicts itself", name(program, low));
        return Diagnostic::error(
            OWN_TIME,
            message,
            span(program, low),
            format!("no moment fits all that is said: {}", dates_of(program, low)),
        )
        .with_help(
            "all that is said of one event's time holds together; for accounts that differ write `on D1 [a] or D2 [b]`",
        );
    }
    let firm = chronology.points.firm[point as usize];
    let seen = seen_at(chronology, point).unwrap_or(low);
    if !firm {
        let other = if seen == low { high } else { low };
        let message = format!(
            "{} cannot have been when it is told: the record dates {} otherwise",
            name(program, seen),
            name(program, other)
        );
        return Diagnostic::warning(ALLEGED_TIME, message, span(program, seen), printed(seen))
            .with_label(span(program, other), printed(other))
            .with_help("nobody can accept this account together with the record; check its date and its calendar");
    }
    let message = format!(
        "{} is told to come before {}, but their dates leave no room for that",
        name(program, low),
        name(program, high)
    );
    Diagnostic::error(ORDER_AGAINST_DATES, message, span(program, high), printed(high))
        .with_label(span(program, low), printed(low))
        .with_help("mend a date, its calendar, or the `before` and `after` between them")
}

/// The dates of an event as the corpus has them.
fn dates_of(program: &Program, event: EventId) -> String {
    let mut printed: Vec<String> = Vec::new();
    let mut add = |id: crate::program::DateId| {
        printed.extend(program.dates.get(id.index()).map(|date| format!("`{}`", date.printed)));
    };
    for part in program.events.get(event.index()).map(|event| event.time.parts.as_slice()).unwrap_or_default() {
        use crate::program::Anchor::Date;
        match part {
            TimePart::On(id)
            | TimePart::From(Date(id))
            | TimePart::Until(Date(id))
            | TimePart::Before(Date(id))
            | TimePart::After(Date(id)) => add(*id),
            TimePart::Rivals(rivals) => rivals.iter().for_each(|rival| add(rival.1)),
            TimePart::From(_)
            | TimePart::Until(_)
            | TimePart::Before(_)
            | TimePart::After(_)
            | TimePart::During(_)
            | TimePart::With(_) => {}
        }
    }
    printed.join(", ")
}
