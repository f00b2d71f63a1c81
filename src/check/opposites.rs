//! Opposite acts of one body on one object whose order nothing tells: then nobody can know which of them stands.
use super::chronology::Trilean;
use super::view::View;
use crate::diagnostic::Diagnostic;
use crate::program::*;
use rustc_hash::FxHashMap;
use std::collections::BTreeSet;

/// Opposite acts of one body on one object.
pub const OPPOSITE_ACTS: u16 = 540;

/// With how many acts of the same body on the same object one is compared.
const MOST: usize = 16;

pub(super) fn check(view: &View, found: &mut Vec<Diagnostic>) {
    if view.program.verbs.iter().all(|verb| verb.opposite.is_none()) {
        return;
    }
    let mut opposites = vec![BTreeSet::new(); view.program.verbs.len()];
    for (index, verb) in view.program.verbs.iter().enumerate() {
        if let Some(other) = verb.opposite {
            opposites[index].insert(other);
            opposites[other.index()].insert(VerbId(index as u32));
        }
    }
    let mut groups: FxHashMap<(VerbId, &[Value], Value), Vec<EventId>> = FxHashMap::default();
    for (id, event) in view.events().filter(|(_, event)| view.happened_on_record(event)) {
        let Some(object) = object(view, &event.act) else { continue };
        let subjects = event.act.subjects.as_slice();
        for &verb in &opposites[event.act.verb.index()] {
            let others = groups.get(&(verb, subjects, object)).map(Vec::as_slice).unwrap_or_default();
            let unordered = others.iter().rev().take(MOST).rev().find(|&&other| {
                view.chronology.before(other, id) != Trilean::True && view.chronology.before(id, other) != Trilean::True
            });
            if let Some(&other) = unordered {
                found.push(report(view, id, other, subjects, object));
            }
        }
        groups.entry((event.act.verb, subjects, object)).or_default().push(id);
    }
}

fn object(view: &View, act: &Act) -> Option<Value> {
    let roles = &view.program.verbs.get(act.verb.index())?.roles;
    act.role(roles.iter().position(|role| role.name == "what")? as u8)
}

fn report(view: &View, id: EventId, other: EventId, subjects: &[Value], object: Value) -> Diagnostic {
    let subjects: Vec<String> = subjects.iter().map(|&subject| view.value_name(subject)).collect();
    let message = format!(
        "opposite acts of {} on {}, in no told order: {} and {}",
        super::view::listed(&subjects),
        view.value_name(object),
        view.event_name(other),
        view.event_name(id)
    );
    let (event, first) = (view.event(id), view.event(other));
    Diagnostic::warning(OPPOSITE_ACTS, message, event.sentence, "this act")
        .with_label(first.sentence, "and its opposite")
        .with_help(format!("say which came first: date them, or add `after {}`", view.statement(first.statement).name))
}
