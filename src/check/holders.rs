//! An office held twice: two facts of the record that name two holders of a relation that has one at a time, both
//! certainly so on some day. Takes relations declared `, one holder`; what parties allege is theirs to reconcile.
//!
//! ```text
//! twice(f,g) : one_holder(R), f = R(a,o) within T, g = R(b,o) within T', a ≠ b,
//!              latest begin of T and of T' + one day ≤ earliest end of T and of T'
//! ```
//! A day on which one hands over to the other is no fault. What was told to begin and not to end lasts, unless a
//! denial or a rule of the corpus could have ended it.
use super::chronology::Edge;
use super::view::View;
use crate::diagnostic::Diagnostic;
use crate::program::*;
use std::collections::BTreeMap;

/// An office held twice.
pub const HELD_TWICE: u16 = 534;

/// A whole day in minutes.
const DAY: i64 = 1440;

/// When something certainly was so: from the latest moment at which it can have begun to the earliest at which it
/// can have ended.
struct Certain {
    fact: FactId,
    from: i64,
    until: i64,
}

pub(super) fn check(view: &View, found: &mut Vec<Diagnostic>) {
    let mut held: BTreeMap<(RelationId, Option<Value>), Vec<Certain>> = BTreeMap::new();
    for (index, fact) in view.program.facts.iter().enumerate() {
        let relation = &view.program.relations[fact.sentence.relation.index()];
        if relation.one_holder && !fact.denied && view.on_record(fact.statement) {
            let certain = certain(view, FactId(index as u32), fact);
            held.entry((fact.sentence.relation, fact.sentence.object)).or_default().extend(certain);
        }
    }
    for mut facts in held.into_values() {
        facts.sort_by_key(|certain| (certain.from, certain.fact));
        // Each is compared with the one before it that lasts longest.
        let mut longest: Option<&Certain> = None;
        for next in &facts {
            if let Some(first) = longest
                && next.from.saturating_add(DAY) <= first.until.min(next.until)
                && view.program.facts[first.fact.index()].sentence.subject
                    != view.program.facts[next.fact.index()].sentence.subject
            {
                found.push(report(view, first.fact, next.fact));
            }
            if longest.is_none_or(|first| next.until > first.until) {
                longest = Some(next);
            }
        }
    }
}

fn certain(view: &View, id: FactId, fact: &Fact) -> Option<Certain> {
    let stretch = view.chronology.stretch(view.program, &fact.time);
    let from = match stretch.from {
        Edge::Open => i64::MIN,
        Edge::Date(_, last) => last,
        Edge::After(event) | Edge::EndOf(event) => view.chronology.end(event).1,
        Edge::Before(event) | Edge::BeginningOf(event) => view.chronology.begin(event).1,
        Edge::Unknown { .. } => return None,
    };
    let until = match stretch.until {
        Edge::Open if stretch.lasts_until_ended() && could_end(view, fact) => return None,
        Edge::Open => i64::MAX,
        Edge::Date(first, _) => first,
        Edge::After(event) | Edge::EndOf(event) => view.chronology.end(event).0,
        Edge::Before(event) | Edge::BeginningOf(event) => view.chronology.begin(event).0,
        Edge::Unknown { .. } => return None,
    };
    (from < until).then_some(Certain { fact: id, from, until })
}

/// Whether something that the corpus tells could have ended what a fact says began.
fn could_end(view: &View, fact: &Fact) -> bool {
    let ends = |rule: &Rule| match &rule.kind {
        RuleKind::Effect { ends, .. } => ends.iter().any(|ended| ended.relation == fact.sentence.relation),
        _ => false,
    };
    let denied = |other: &Fact| other.denied && other.sentence == fact.sentence;
    view.program.facts.iter().any(denied) || view.program.rules.iter().any(ends)
}

fn report(view: &View, first: FactId, next: FactId) -> Diagnostic {
    let (first, next) = (&view.program.facts[first.index()], &view.program.facts[next.index()]);
    let sentence = next.sentence;
    let phrase = &view.program.relations[sentence.relation.index()].phrase;
    let what = match sentence.object {
        Some(object) => format!("{phrase} {}", view.value_name(object)),
        None => phrase.clone(),
    };
    let (one, other) = (view.value_name(first.sentence.subject), view.value_name(sentence.subject));
    let message = format!("the record has two at one time who are {what}: {one} and {other}");
    Diagnostic::warning(HELD_TWICE, message, next.span, "told of the one here")
        .with_label(first.span, "and of the other here")
        .with_help(
            "say until when the first held it (`from D1 until D2`), or, if it can be held by several, take `one holder` \
             from the relation's declaration",
        )
}
