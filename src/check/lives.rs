//! What a body does before it existed or after it ended, and what is done to it after its end.
use super::chronology::Trilean;
use super::view::View;
use crate::diagnostic::Diagnostic;
use crate::program::*;

/// A body acts before it existed or after it ended.
pub const OUTSIDE_LIFE: u16 = 504;
/// An act is done to what had ended.
pub const AFTER_THE_END: u16 = 541;

pub(super) fn check(view: &View, found: &mut Vec<Diagnostic>) {
    for fault in view.chronology.outside_lives() {
        let (event, entity) = (view.event(fault.event), &view.program.entities[fault.entity.index()]);
        let (word, clause, anchor) = if fault.after_end {
            ("after its end", "until", entity.until)
        } else {
            ("before it existed", "since", entity.since)
        };
        let name = view.entity_name(fault.entity);
        let bound = anchor.map(|anchor| anchor_words(view, anchor)).unwrap_or_default();
        let message = format!("{name} acts {word}: {}", view.event_name(fault.event));
        found.push(
            Diagnostic::warning(OUTSIDE_LIFE, message, view.span(event.statement), format!("done by {name}"))
                .with_label(view.span(entity.statement), format!("`{clause}` {bound}"))
                .with_help(format!("mend the date of the event, or the `{clause}` of {name}")),
        );
    }
    done_to_the_ended(view, found);
}

/// Acts whose object had ended for certain.
fn done_to_the_ended(view: &View, found: &mut Vec<Diagnostic>) {
    for (id, event) in view.events().filter(|(_, event)| view.happened_on_record(event)) {
        let Some(verb) = view.program.verbs.get(event.act.verb.index()).filter(|verb| verb.is_act) else { continue };
        let object = verb.roles.iter().position(|role| role.name == "what");
        let Some(Value::Entity(object)) = object.and_then(|role| event.act.role(role as u8)) else { continue };
        let Some(entity) = view.program.entities.get(object.index()) else { continue };
        let Some(anchor) = entity.until.filter(|_| view.on_record(entity.statement)) else { continue };
        let over = match anchor {
            Anchor::Event(end) => view.chronology.before(end, id) == Trilean::True,
            Anchor::Date(date) => {
                let last = view.program.dates[date.index()].ranges.last();
                last.is_some_and(|&(_, last)| view.chronology.begin(id).0 > last)
            }
        };
        if over {
            let name = view.entity_name(object);
            let message = format!("{} is done to {name} after its end", view.event_name(id));
            found.push(
                Diagnostic::warning(AFTER_THE_END, message, view.span(event.statement), "this act")
                    .with_label(view.span(entity.statement), format!("`until` {}", anchor_words(view, anchor)))
                    .with_help(format!("mend the date of the event, or the `until` of {name}")),
            );
        }
    }
}

fn anchor_words(view: &View, anchor: Anchor) -> String {
    match anchor {
        Anchor::Date(date) => view.value_name(Value::Date(date)),
        Anchor::Event(event) => view.event_name(event),
    }
}
