//! Where sources of the record say different things: values, dates, facts and events against their denials.
use super::chronology::{Trilean, range_before};
use super::denied_times::may_clash;
use super::view::View;
use crate::diagnostic::Diagnostic;
use crate::program::*;
use rustc_hash::FxHashMap;

/// Two values of one attribute on the record.
pub const VALUES: u16 = 530;
/// Two dates of one event on the record.
pub const DATES: u16 = 531;
/// A fact and its denial on the record.
pub const FACTS: u16 = 532;
/// An event and its denial on the record.
pub const EVENTS: u16 = 533;

const HELP: &str = "where both are sources of the record this is one open question; where one is a party's, say so with `according to`";

pub(super) fn check(view: &View, found: &mut Vec<Diagnostic>) {
    values(view, found);
    dates(view, found);
    facts(view, found);
    events(view, found);
}

fn sources(view: &View, statement: StatementId) -> String {
    let citations = &view.statement(statement).citations;
    let mut names: Vec<String> = citations
        .iter()
        .filter_map(|c| view.program.sources.get(c.source.index()))
        .map(|s| view.name(s.statement))
        .collect();
    names.dedup();
    if names.is_empty() { "told here".into() } else { format!("told by {}", super::view::listed(&names)) }
}

fn values(view: &View, found: &mut Vec<Diagnostic>) {
    for (index, entity) in view.program.entities.iter().enumerate() {
        let told: Vec<_> = entity.attributes.iter().filter(|value| view.on_record(value.statement)).collect();
        for (at, value) in told.iter().enumerate() {
            let clash = told[..at].iter().find(|other| {
                other.attribute == value.attribute
                    && format!("{:?}", other.time) == format!("{:?}", value.time)
                    && differ(view, &other.value, &value.value)
            });
            let Some(other) = clash else { continue };
            let attribute = &view.program.attributes[value.attribute.index()].name;
            let owner = view.entity_name(EntityId(index as u32));
            let message = format!("the record gives `{attribute}` of {owner} two values");
            found.push(
                Diagnostic::warning(VALUES, message, value.span, sources(view, value.statement))
                    .with_label(other.span, sources(view, other.statement))
                    .with_help(HELP),
            );
        }
    }
}

/// Whether two values cannot both be so.
fn differ(view: &View, a: &Holding, b: &Holding) -> bool {
    match (a, b) {
        (Holding::One(Value::Quantity(a)), Holding::One(Value::Quantity(b))) => disjoint(view, *a, *b),
        (Holding::One(Value::Date(a)), Holding::One(Value::Date(b))) => {
            let hull = |id: &DateId| {
                let ranges = &view.program.dates[id.index()].ranges;
                (ranges.first().map_or(i64::MIN, |range| range.0), ranges.last().map_or(i64::MAX, |range| range.1))
            };
            let (a, b) = (hull(a), hull(b));
            range_before(a, b) == Trilean::True || range_before(b, a) == Trilean::True
        }
        (Holding::One(a), Holding::One(b)) => a != b,
        (Holding::Text(a), Holding::Text(b)) => a != b,
        (Holding::Composition(a), Holding::Composition(b)) => {
            let wholes = a.whole.zip(b.whole).is_some_and(|(a, b)| disjoint(view, a, b));
            let parts = a.parts.iter().any(|one| {
                let same = |two: &&Part| one.who == two.who && one.others == two.others;
                let other = b.parts.iter().find(same).and_then(|two| two.amount);
                one.amount.zip(other).is_some_and(|(a, b)| disjoint(view, a, b))
            });
            wholes || parts
        }
        _ => false,
    }
}

/// Whether no number fits both quantities.
fn disjoint(view: &View, a: QuantityId, b: QuantityId) -> bool {
    let (Some(a), Some(b)) = (view.program.quantities.get(a.index()), view.program.quantities.get(b.index())) else {
        return false;
    };
    let below = |high: Option<Bound>, low: Option<Bound>| {
        high.zip(low)
            .is_some_and(|(high, low)| high.value < low.value || high.value == low.value && (high.strict || low.strict))
    };
    a.unit == b.unit && a.share == b.share && (below(a.high, b.low) || below(b.high, a.low))
}

fn dates(view: &View, found: &mut Vec<Diagnostic>) {
    for (id, event) in view.events() {
        for part in &event.time.parts {
            let TimePart::Rivals(rivals) = part else { continue };
            let told: Vec<_> = rivals.iter().filter(|(statement, _)| view.on_record(*statement)).collect();
            let [first, second, ..] = told.as_slice() else { continue };
            let message = format!("the record dates {} in {} ways", view.event_name(id), told.len());
            let at = |rival: &(StatementId, DateId)| view.statement(rival.0).span;
            let words = |rival: &(StatementId, DateId)| {
                format!("{}, {}", view.value_name(Value::Date(rival.1)), sources(view, rival.0))
            };
            found.push(
                Diagnostic::warning(DATES, message, at(second), words(second))
                    .with_label(at(first), words(first))
                    .with_help(HELP),
            );
        }
    }
}

fn facts(view: &View, found: &mut Vec<Diagnostic>) {
    let mut told: FxHashMap<RelationSentence, Vec<&Fact>> = FxHashMap::default();
    for fact in view.program.facts.iter().filter(|fact| view.on_record(fact.statement)) {
        let others = told.entry(fact.sentence).or_default();
        let clash = others.iter().find(|&&other| {
            let (stated, denied) = if fact.denied { (other, fact) } else { (fact, other) };
            other.denied != fact.denied && may_clash(view, &stated.time, &denied.time)
        });
        if let Some(other) = clash {
            let (one, two) = (view.name(other.statement), view.name(fact.statement));
            let message = format!("the record both states and denies one thing: {one} and {two}");
            found.push(
                Diagnostic::warning(FACTS, message, fact.span, sources(view, fact.statement))
                    .with_label(other.span, sources(view, other.statement))
                    .with_help(HELP),
            );
        }
        others.push(fact);
    }
}

fn events(view: &View, found: &mut Vec<Diagnostic>) {
    let denials: Vec<_> = view.events().filter(|(_, e)| e.denied && view.on_record(e.statement)).collect();
    if denials.is_empty() {
        return;
    }
    let mut told: FxHashMap<&Act, Vec<EventId>> = FxHashMap::default();
    for (id, event) in view.events().filter(|(_, event)| view.happened_on_record(event)) {
        told.entry(&event.act).or_default().push(id);
    }
    for (id, denial) in denials {
        let apart = |&&other: &&EventId| {
            view.chronology.before(other, id) != Trilean::True && view.chronology.before(id, other) != Trilean::True
        };
        let Some(&other) = told.get(&denial.act).and_then(|others| others.iter().find(apart)) else { continue };
        let message =
            format!("the record both tells and denies one act: {} and {}", view.event_name(other), view.event_name(id));
        let event = view.event(other);
        found.push(
            Diagnostic::warning(EVENTS, message, denial.sentence, sources(view, denial.statement))
                .with_label(event.sentence, sources(view, event.statement))
                .with_help(HELP),
        );
    }
}
