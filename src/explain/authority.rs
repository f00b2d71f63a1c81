//! The chain of authority of a body: who made it, who made them, and so on to a stated fact or an unknown
//! title.
//!
//! Takes the corpus and the answers to "is this act valid?"; gives one line a link. What makes a body is an
//! act of which it is the object, with a verb by which rules make something or on which a definition rests;
//! failing that, the first thing told of it, if it is such an act that rules empower someone to do.
use super::lookup::{Lookup, parts};
use super::nodes::{event_node, fact_node, node};
use super::reason::{Reason, ReasonKind};
use crate::ground::acts::{ActNode, ActOrigin};
use crate::ground::keys::ActId;
use crate::program::*;
use std::collections::{BTreeMap, BTreeSet};

/// The most links that are followed.
const LONGEST: usize = 10_000;

/// The acts whose validity a chain needs to know, in its order.
pub fn chain_acts(program: &Program, acts: &[ActNode], body: EntityId) -> Vec<ActId> {
    let made = makers(program, acts);
    let mut found = Vec::new();
    let mut todo = vec![body];
    let mut seen = BTreeSet::new();
    while let Some(body) = todo.pop() {
        if !seen.insert(body) || seen.len() > LONGEST {
            continue;
        }
        for &act in made.get(&body).map_or(&[][..], Vec::as_slice) {
            found.push(act);
            todo.extend(acts[act.index()].act.subjects.iter().filter_map(|&subject| entity(subject)));
        }
    }
    found
}

/// The chain of a body, one child a link; its head names the first link that is broken or open.
pub fn chain(look: &Lookup<'_>, body: EntityId, valid: &dyn Fn(ActId) -> AnswerWord) -> Reason {
    let made = makers(look.program, look.grounded.tables.acts());
    let stated = standings(look);
    let mut links: Vec<Reason> = Vec::new();
    let mut seen = BTreeSet::new();
    let mut at = Some(body);
    while let Some(body) = at {
        if !seen.insert(body) || seen.len() > LONGEST {
            let text = format!("{} again: the chain closes on itself and supports nothing", look.entity_name(body));
            links.push(Reason { answer: AnswerWord::False, ..node(ReasonKind::Circle, text) });
            break;
        }
        let acts = made.get(&body).map_or(&[][..], Vec::as_slice);
        let best = acts.iter().copied().min_by_key(|&act| (rank(valid(act)), act));
        let link = best.map(|act| act_link(look, body, act, valid(act)));
        if let Some(&fact) = stated.get(&body) {
            // What is stated does not rest on the act; the act is told beside it.
            links.push(Reason { because: link.into_iter().collect(), ..fact_link(look, body, fact) });
            break;
        }
        links.extend(link);
        at = best.and_then(|act| look.act(act)).and_then(|node| node.act.subjects.iter().find_map(|&s| entity(s)));
        if at.is_none() {
            links.push(end(look, body, best));
        }
    }
    let broken = links.iter().position(|link| link.answer != AnswerWord::True);
    let answer = broken.and_then(|place| links.get(place)).map_or(AnswerWord::True, |link| link.answer);
    let place = broken.map_or_else(String::new, |place| {
        let how = if answer == AnswerWord::False { "breaks" } else { "is open" };
        format!(": it {how} at its {}", ordinal(place + 1))
    });
    let text = format!("the chain of authority of {}{place}", look.entity_name(body));
    Reason { answer, because: links, ..node(ReasonKind::Claim, text) }
}

fn ordinal(place: usize) -> String {
    match place {
        1 => "first link".to_owned(),
        2 => "second link".to_owned(),
        3 => "third link".to_owned(),
        _ => format!("link {place}"),
    }
}

fn rank(answer: AnswerWord) -> u8 {
    match answer {
        AnswerWord::True => 0,
        AnswerWord::Open => 1,
        AnswerWord::Undefined => 2,
        AnswerWord::False => 3,
    }
}

fn act_link(look: &Lookup<'_>, body: EntityId, act: ActId, answer: AnswerWord) -> Reason {
    let made = look.told(act).map_or_else(|| node(ReasonKind::Event, String::new()), |event| event_node(look, event));
    let standing = match answer {
        _ if !look.is_act(act) => "it merely happened",
        AnswerWord::True => "valid",
        AnswerWord::False => "not valid",
        AnswerWord::Open => "whether it is valid is open",
        AnswerWord::Undefined => "whether it is valid cannot be settled",
    };
    let counted = matches!(look.act(act).map(|node| node.origin), Some(ActOrigin::CountedAs(_)));
    let told = if counted { look.act_name(act) } else { made.text.clone() };
    Reason { answer, text: format!("{} by {told} ({standing})", look.entity_name(body)), ..made }
}

fn fact_link(look: &Lookup<'_>, body: EntityId, fact: FactId) -> Reason {
    let stated = fact_node(look, fact);
    let answer = if stated.according_to.is_some() { AnswerWord::Open } else { AnswerWord::True };
    Reason {
        answer,
        text: format!("{} by {} (stated as a fact: here the chain ends)", look.entity_name(body), stated.text),
        ..stated
    }
}

fn end(look: &Lookup<'_>, body: EntityId, made: Option<ActId>) -> Reason {
    let name = look.entity_name(body);
    let text = match made {
        Some(_) => format!("who acted in making {name} is not told: the title ends in an open question"),
        None => format!("nothing tells where {name} comes from: its title is an open question"),
    };
    let span = look.program.entities.get(body.index()).and_then(|entity| look.statement(entity.statement));
    Reason {
        answer: AnswerWord::Open,
        span: span.map(|statement| statement.name_span),
        ..node(ReasonKind::Question, text)
    }
}

fn entity(value: Value) -> Option<EntityId> {
    match value {
        Value::Entity(id) => Some(id),
        _ => None,
    }
}

/// For each body the stated fact that gives it its place; flat ones first.
fn standings(look: &Lookup<'_>) -> BTreeMap<EntityId, FactId> {
    let mut stated: BTreeMap<EntityId, (bool, FactId)> = BTreeMap::default();
    for (place, fact) in look.program.facts.iter().enumerate() {
        let open = look.program.relations.get(fact.sentence.relation.index()).is_some_and(|r| r.open.is_some());
        let Some(body) = entity(fact.sentence.subject).filter(|_| !fact.denied && !open) else { continue };
        let alleged = look.statement(fact.statement).is_some_and(|statement| statement.voice.is_some());
        let own = (alleged, FactId(place as u32));
        stated.entry(body).and_modify(|known| *known = own.min(*known)).or_insert(own);
    }
    stated.into_iter().map(|(body, (_, fact))| (body, fact)).collect()
}

/// For each body the acts of which it is the object, told or read out of a told one; those told flat first.
fn makers(program: &Program, acts: &[ActNode]) -> BTreeMap<EntityId, Vec<ActId>> {
    let verbs = making_verbs(program);
    let told = |node: &ActNode| match acts.get(node.told.index()).map(|told| told.origin) {
        Some(ActOrigin::Told(event)) => program.events.get(event.index()).filter(|event| !event.denied),
        _ => None,
    };
    let object = |node: &ActNode| {
        let roles = &program.verbs[node.act.verb.index()].roles;
        let place = roles.iter().position(|role| role.name == "what")?;
        entity(node.act.role(place as u8)?)
    };
    let mut made: BTreeMap<EntityId, Vec<(bool, ActId)>> = BTreeMap::default();
    for (place, node) in acts.iter().enumerate() {
        let stands = matches!(node.origin, ActOrigin::Told(_) | ActOrigin::CountedAs(_));
        if let (true, Some(event), Some(body)) = (stands && verbs.contains(&node.act.verb), told(node), object(node)) {
            let alleged = program.statements[event.statement.index()].voice.is_some();
            made.entry(body).or_default().push((alleged, ActId(place as u32)));
        }
    }
    for (body, act) in first_told(program, acts) {
        made.entry(body).or_insert_with(|| vec![(false, act)]);
    }
    let in_order = |(body, mut list): (EntityId, Vec<(bool, ActId)>)| {
        list.sort_unstable();
        (body, list.into_iter().map(|(_, act)| act).collect())
    };
    made.into_iter().map(in_order).collect()
}

/// For each body of which the corpus first tells that it was the object of an act in law: that act, if rules
/// say who may do it and neither it nor a rule has it end anything.
fn first_told(program: &Program, acts: &[ActNode]) -> BTreeMap<EntityId, ActId> {
    let mut empowered = BTreeSet::new();
    let mut ending = BTreeSet::new();
    for rule in &program.rules {
        match &rule.kind {
            RuleKind::Power { act, .. } => drop(empowered.insert(act.verb)),
            RuleKind::Effect { act, ends, .. } if !ends.is_empty() => drop(ending.insert(act.verb)),
            _ => {}
        }
    }
    let makes = |verb: VerbId| {
        let data = &program.verbs[verb.index()];
        let opposite = data.opposite.is_none_or(|opposite| ending.contains(&opposite));
        data.is_act && opposite && empowered.contains(&verb) && !ending.contains(&verb)
    };
    let mut first: BTreeMap<EntityId, Option<ActId>> = BTreeMap::new();
    for (place, event) in program.events.iter().enumerate() {
        let act = &event.act;
        for subject in act.subjects.iter().filter_map(|&subject| entity(subject)) {
            first.entry(subject).or_insert(None);
        }
        let roles = &program.verbs[act.verb.index()].roles;
        for (role, value) in &act.roles {
            let is_object = roles.get(*role as usize).is_some_and(|role| role.name == "what");
            let made = (is_object && makes(act.verb) && !event.denied).then_some(ActId(place as u32));
            if let Some(body) = entity(*value) {
                first.entry(body).or_insert(made);
            }
        }
    }
    let told = |act: ActId| matches!(acts.get(act.index()).map(|node| node.origin), Some(ActOrigin::Told(_)));
    first.into_iter().filter_map(|(body, act)| Some((body, act.filter(|&act| told(act))?))).collect()
}

/// The verbs by which rules make something, and those on which definitions for a relation rest.
fn making_verbs(program: &Program) -> BTreeSet<VerbId> {
    let mut verbs = BTreeSet::new();
    for rule in &program.rules {
        match &rule.kind {
            RuleKind::Effect { act, makes, .. } if !makes.is_empty() => {
                verbs.insert(act.verb);
            }
            RuleKind::Definition { against: false, .. } => {
                let mut todo: Vec<FormulaId> = [rule.scope, rule.when].into_iter().flatten().collect();
                while let Some(formula) = todo.pop().and_then(|id| program.formulas.get(id.index())) {
                    match formula {
                        Formula::Act { pattern, validly: true, .. } => {
                            verbs.insert(pattern.verb);
                        }
                        Formula::And(parts) | Formula::Or(parts) => todo.extend(parts),
                        Formula::At(..) => todo.extend(parts(formula)),
                        _ => {}
                    }
                }
            }
            _ => {}
        }
    }
    verbs
}
