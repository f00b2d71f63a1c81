//! One atom as one node of a reason: its kind, its words, its place, its quotations.
//!
//! Also says which atoms are machinery that a reader does not need to see: what they rest on takes their
//! place in the tree.
use super::lookup::{Lookup, Stated};
use super::questions::{quotations, statement_of};
use super::reason::{Reason, ReasonKind};
use super::words::wording;
use crate::ground::acts::ActOrigin;
use crate::ground::clauses::AtomId;
use crate::ground::keys::{ActId, Key};
use crate::program::*;
use crate::solve::answers::Value as Truth;

/// A node without children.
pub(super) fn node(kind: ReasonKind, text: String) -> Reason {
    Reason {
        kind,
        answer: AnswerWord::True,
        text,
        span: None,
        quotations: Vec::new(),
        according_to: None,
        because: Vec::new(),
    }
}

/// A node that stands on a statement: its place, its words, who says it.
pub(super) fn stated(look: &Lookup<'_>, kind: ReasonKind, text: String, statement: StatementId) -> Reason {
    let according_to = look.voices(statement);
    let kind = if according_to.is_some() && matches!(kind, ReasonKind::Event | ReasonKind::Fact) {
        ReasonKind::Allegation
    } else {
        kind
    };
    Reason {
        span: look.statement(statement).map(|statement| statement.name_span),
        quotations: quotations(look, statement),
        according_to,
        ..node(kind, text)
    }
}

/// An event as a node.
pub(super) fn event_node(look: &Lookup<'_>, event: EventId) -> Reason {
    match look.event(event) {
        Some(data) => {
            let text = format!("{}: {}", look.event_name(event), look.event_words(data));
            Reason { span: Some(data.sentence), ..stated(look, ReasonKind::Event, text, data.statement) }
        }
        None => node(ReasonKind::Event, String::new()),
    }
}

/// An event that several did together, where it is asked whether one did it alone.
pub(super) fn joint_node(look: &Lookup<'_>, event: EventId) -> Reason {
    let told = event_node(look, event);
    Reason { text: format!("{}: together, not alone", told.text), ..told }
}

/// A fact as a node.
pub(super) fn fact_node(look: &Lookup<'_>, fact: FactId) -> Reason {
    match look.program.facts.get(fact.index()) {
        Some(data) => {
            let text = format!("{}: {}", look.quoted(data.statement), look.relation_words(&data.sentence, data.denied));
            Reason { span: Some(data.span), ..stated(look, ReasonKind::Fact, text, data.statement) }
        }
        None => node(ReasonKind::Fact, String::new()),
    }
}

/// A told attribute as a node.
pub(super) fn value_node(look: &Lookup<'_>, entity: EntityId, place: usize) -> Reason {
    let held = look.program.entities.get(entity.index()).and_then(|entity| entity.attributes.get(place));
    match held {
        Some(held) => {
            let text = look.attribute_words(entity, place);
            Reason { span: Some(held.span), ..stated(look, ReasonKind::Fact, text, held.statement) }
        }
        None => node(ReasonKind::Fact, String::new()),
    }
}

/// An atom as a node: what it says on the reading, so that the sentence as it stands is so.
pub(super) fn atom_node(look: &Lookup<'_>, atom: AtomId, value: Truth) -> Reason {
    let Some(key) = look.key(atom) else { return node(ReasonKind::Condition, String::new()) };
    let words = wording(look, atom);
    let text = match value {
        Truth::True => words.yes,
        Truth::False => words.no,
        Truth::Undefined => format!("it cannot be settled whether {}", words.yes),
    };
    let mut made = match key {
        Key::Accepted(statement, _) if value == Truth::False => rejected(look, statement),
        Key::Accepted(statement, _) => match look.stated(statement) {
            Some(Stated::Event(event)) => event_node(look, event),
            Some(Stated::Fact(fact)) => fact_node(look, fact),
            _ => stated(look, ReasonKind::Allegation, text, statement),
        },
        Key::OrderAccepted(order) => match look.program.orders.get(order.index()) {
            Some(order) => stated(look, ReasonKind::Allegation, text, order.statement),
            None => node(ReasonKind::Allegation, text),
        },
        Key::Took(act) if value == Truth::True => match look.act(act).map(|node| node.origin) {
            Some(ActOrigin::Told(event)) => event_node(look, event),
            _ => node(ReasonKind::Event, text),
        },
        Key::On(statement) if value == Truth::True => stated(look, ReasonKind::Fact, text, statement),
        _ => match rule_of(look, key).and_then(|rule| look.rule(rule)) {
            Some(rule) => {
                let made = stated(look, ReasonKind::Rule, text, rule.statement);
                // That a party's rule is not broken or does not apply is not what the party says.
                let according_to = made.according_to.filter(|_| value == Truth::True);
                Reason { span: Some(rule.head), according_to, ..made }
            }
            None => place(look, key, node(kind_of(look, key, atom), text)),
        },
    };
    if value == Truth::Undefined {
        made.answer = AnswerWord::Undefined;
    }
    made
}

/// What a party says and this reading does not accept.
fn rejected(look: &Lookup<'_>, statement: StatementId) -> Reason {
    let text = format!("{}; this is not accepted here", look.named_words(statement));
    stated(look, ReasonKind::Allegation, text, statement)
}

fn place(look: &Lookup<'_>, key: Key, made: Reason) -> Reason {
    let span = match key {
        Key::Condition(formula, ..) => look.program.formula_spans.get(formula.index()).copied(),
        Key::Gainsaid(fact, _) => look.program.facts.get(fact.index()).map(|fact| fact.span),
        _ => {
            let statement = act_of(look, key).and_then(|act| look.told(act)).and_then(|event| look.event(event));
            let statement = statement.map(|event| event.statement).or_else(|| statement_of(look, key));
            statement.and_then(|statement| look.statement(statement)).map(|statement| statement.name_span)
        }
    };
    let quotations = match (made.kind, statement_of(look, key)) {
        (ReasonKind::Question, Some(statement)) => quotations(look, statement),
        _ => Vec::new(),
    };
    Reason { span, quotations, ..made }
}

fn kind_of(look: &Lookup<'_>, key: Key, atom: AtomId) -> ReasonKind {
    match key {
        Key::Took(_) | Key::Denied(_) | Key::Done(..) => ReasonKind::Event,
        _ if look.grounded.program.leaf(atom).is_some() => ReasonKind::Question,
        _ => ReasonKind::Condition,
    }
}

/// The rule that an atom is about.
pub(super) fn rule_of(look: &Lookup<'_>, key: Key) -> Option<RuleId> {
    match key {
        Key::Covers(instance)
        | Key::Governs(instance)
        | Key::Overridden(instance)
        | Key::Breach(instance)
        | Key::Unmet(instance) => look.instance(instance).map(|instance| instance.rule),
        Key::InForce(rule, _)
        | Key::Ended(rule, _)
        | Key::Grants(rule, ..)
        | Key::Outgranted(rule, ..)
        | Key::BreachOf(rule, _)
        | Key::Healed(rule, ..)
        | Key::Struck(rule, ..) => Some(rule),
        _ => None,
    }
}

/// The act that an atom is about.
pub(super) fn act_of(look: &Lookup<'_>, key: Key) -> Option<ActId> {
    match key {
        Key::Covers(instance) | Key::Governs(instance) | Key::Breach(instance) => look.instance(instance)?.act,
        Key::Grants(_, act, _)
        | Key::BreachOf(_, act)
        | Key::Granted(act)
        | Key::Covered(act)
        | Key::Barred(act)
        | Key::Fatal(act)
        | Key::Sound(act)
        | Key::Healed(_, act, _)
        | Key::Cured(act)
        | Key::Valid(act)
        | Key::Stands(act, _)
        | Key::Void(act, _)
        | Key::Voidable(act, _)
        | Key::Irregular(act, _)
        | Key::BreachesSome(act)
        | Key::Wrong(act)
        | Key::Makes(act, ..) => Some(act),
        _ => None,
    }
}

/// Machinery: what it rests on is shown in its place.
pub(super) fn is_machinery(look: &Lookup<'_>, atom: AtomId, value: Truth, parent: Option<Key>) -> bool {
    let Some(key) = look.key(atom) else { return true };
    match key {
        Key::Tally(_) | Key::Sound(_) | Key::Pro(..) | Key::MadeInLaw(..) | Key::On(_) | Key::InForce(..) => true,
        Key::Con(..) => value == Truth::True,
        Key::Condition(formula, ..) => matches!(
            look.program.formulas.get(formula.index()),
            Some(
                Formula::And(_)
                    | Formula::Or(_)
                    | Formula::Not(_)
                    | Formula::True
                    | Formula::Under(..)
                    | Formula::At(..)
            )
        ),
        Key::Granted(_) | Key::Valid(_) | Key::Stands(..) => {
            value == Truth::True && !matches!(parent, None | Some(Key::Tally(_)))
        }
        Key::Fatal(_) | Key::BreachesSome(_) | Key::Barred(_) => {
            value == Truth::True || parent.is_some_and(|p| same_act(look, p, key))
        }
        Key::Covers(_) if value == Truth::True && matches!(parent, Some(Key::Covered(_))) => true,
        Key::Covers(_) | Key::Governs(_) | Key::Breach(_) => {
            parent.is_some_and(|parent| rule_of(look, parent).is_some() && rule_of(look, parent) == rule_of(look, key))
        }
        _ => false,
    }
}

fn same_act(look: &Lookup<'_>, one: Key, other: Key) -> bool {
    act_of(look, one).is_some() && act_of(look, one) == act_of(look, other)
}

/// Negated machinery that says only that nothing came between; left out where nobody disputes it.
pub(super) fn is_background(key: Key) -> bool {
    matches!(
        key,
        Key::Denied(_)
            | Key::Clipped(..)
            | Key::DeFactoClipped(..)
            | Key::Gainsaid(..)
            | Key::Undone(_)
            | Key::Gone(..)
            | Key::Lapsed(..)
            | Key::Overridden(_)
            | Key::Ended(..)
            | Key::Outgranted(..)
            | Key::Barred(_)
            | Key::Fatal(_)
            | Key::Told(_)
            | Key::HealedBy(..)
            | Key::Struck(..)
            | Key::Cured(_)
            | Key::Healed(..)
            | Key::Con(..)
            | Key::MadeInLaw(..)
    )
}
