//! The day to show for each event where a question asks for days: the date that its statement tells, or else the
//! days between which the record places it.
use crate::calendar::{Calendar, Moment, show};
use crate::check::chronology::Chronology;
use crate::program::*;

/// For each event the date to show for it; dates that no statement has are added to the program.
pub(super) fn days_of_events(program: &mut Program, chronology: &Chronology) -> Vec<Option<DateId>> {
    let mut days = Vec::with_capacity(program.events.len());
    for place in 0..program.events.len() {
        let parts = program.events[place].time.parts.clone();
        let told = parts.iter().find_map(|part| match part {
            TimePart::On(date) => Some(*date),
            _ => None,
        });
        days.push(told.or_else(|| {
            let date = lasting(program, &parts).or_else(|| placed(chronology, EventId(place as u32)))?;
            program.dates.push(date);
            Some(DateId(program.dates.len() as u32 - 1))
        }));
    }
    days
}

/// `from A to B`
fn lasting(program: &Program, parts: &[TimePart]) -> Option<Date> {
    let date = |anchor: Anchor| match anchor {
        Anchor::Date(date) => program.dates.get(date.index()),
        Anchor::Event(_) => None,
    };
    let from = parts.iter().find_map(|part| match part {
        TimePart::From(anchor) => date(*anchor),
        _ => None,
    })?;
    let until = parts.iter().find_map(|part| match part {
        TimePart::Until(anchor) => date(*anchor),
        _ => None,
    })?;
    let range = (from.ranges.first()?.0, until.ranges.last()?.1);
    let printed = format!("from {} to {}", from.printed, until.printed);
    Some(Date { ranges: vec![range], printed, labelled: true })
}

/// Between the first and the last minute that the record allows; `None` where it allows any.
fn placed(chronology: &Chronology, event: EventId) -> Option<Date> {
    let range = (chronology.begin(event).0, chronology.end(event).1);
    if range == (i64::MIN, i64::MAX) {
        return None;
    }
    let printed = show::moment(&Moment::from_ranges(&[range])?, Calendar::Gregorian);
    Some(Date { ranges: vec![range], printed, labelled: true })
}
