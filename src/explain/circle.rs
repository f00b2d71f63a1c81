//! Circles among undefined atoms: the rules that bite their own tail.
//!
//! Takes one reading's model and an undefined atom; gives the way from it to a shortest circle with a
//! negation in it, and that circle. Breadth first, bounded.
use super::choice::Choice;
use super::lookup::Lookup;
use super::nodes::{atom_node, node, rule_of};
use super::proof::{every_literal, literal_value};
use super::reason::{Reason, ReasonKind};
use super::words::wording;
use crate::ground::clauses::{AtomId, Literal};
use crate::ground::keys::Key;
use crate::program::{AnswerWord, RuleKind};
use crate::solve::answers::Value as Truth;
use crate::solve::circles::circle_from;
use rustc_hash::FxHashMap;
use std::collections::VecDeque;

/// How many atoms are tried as the beginning of a circle, and how many each search may see.
const TRIES: usize = 200;
const SEEN: usize = 20_000;

/// The circle below an undefined atom, as the children of its node.
pub(super) fn circle(look: &Lookup<'_>, choice: &Choice<'_>, root: AtomId) -> Vec<Reason> {
    let Some((way, ring)) = find(choice, root) else { return Vec::new() };
    let mut children: Vec<Reason> = Vec::new();
    for literal in way.into_iter().filter(|literal| is_shown(look, literal.atom())) {
        children.push(atom_node(look, literal.atom(), Truth::Undefined));
    }
    let mut because = links(look, &ring);
    because.extend(mend(look, &ring));
    let text = "the rules bite their own tail: each of these turns on the next, and the last on the first".to_owned();
    children.push(Reason { answer: AnswerWord::Undefined, because, ..node(ReasonKind::Circle, text) });
    children
}

/// What a reader needs to see of a circle; the rest only joins it.
fn is_shown(look: &Lookup<'_>, atom: AtomId) -> bool {
    !matches!(
        look.key(atom),
        None | Some(Key::Tally(_) | Key::Sound(_) | Key::Granted(_) | Key::Cured(_) | Key::Pro(_, _))
    )
}

/// The circle as sentences: each that is shown with the next that is shown, as it is needed there.
fn links(look: &Lookup<'_>, ring: &[Literal]) -> Vec<Reason> {
    let mut stops: Vec<(AtomId, bool)> = Vec::new();
    let mut negative = false;
    for literal in ring {
        negative ^= literal.is_negative();
        if is_shown(look, literal.atom()) {
            stops.push((literal.atom(), negative));
            negative = false;
        }
    }
    if let Some(first) = stops.first_mut() {
        first.1 ^= negative;
    }
    let pairs = stops.iter().zip(stops.iter().cycle().skip(1));
    pairs.filter_map(|(from, to)| link(look, from.0, to.0, to.1)).collect()
}

fn link(look: &Lookup<'_>, from: AtomId, to: AtomId, negative: bool) -> Option<Reason> {
    let (from_words, to_words) = (wording(look, from).yes, wording(look, to));
    let to_words = if negative { to_words.no } else { to_words.yes };
    let text = format!("{from_words}, if {to_words}");
    (from_words != to_words).then(|| Reason { text, ..atom_node(look, from, Truth::Undefined) })
}

/// A cure from the start is mended by curing from then on only.
fn mend(look: &Lookup<'_>, ring: &[Literal]) -> Option<Reason> {
    let rule = ring.iter().find_map(|literal| {
        let rule = rule_of(look, look.key(literal.atom())?)?;
        matches!(look.rule(rule)?.kind, RuleKind::Cure { from_then_on: false, .. }).then_some(rule)
    })?;
    let text = format!(
        "a way out: if {} healed from then on only, it would not change what it rests on",
        look.rule_name(rule)
    );
    Some(Reason { span: look.rule(rule).map(|rule| rule.head), ..node(ReasonKind::Rule, text) })
}

/// The circle of false atoms that leads through an atom, and the ways out of it: what would carry all of it, and does
/// not hold. No way out: nothing that the corpus names would.
pub(super) fn ways_out(look: &Lookup<'_>, choice: &Choice<'_>, atom: AtomId) -> (Vec<AtomId>, Vec<Reason>) {
    let Some(circle) = circle_from(choice.program, choice.reading, atom) else { return (vec![atom], Vec::new()) };
    let ways = circle.ways_out.iter().map(|way| {
        let words: Vec<String> = way.iter().map(|&lacking| format!("that {}", wording(look, lacking).yes)).collect();
        let text = format!("a way out would be {}", words.join(" and "));
        let rule = way.iter().find_map(|&lacking| rule_of(look, look.key(lacking)?)).and_then(|rule| look.rule(rule));
        Reason { span: rule.map(|rule| rule.head), ..node(ReasonKind::Condition, text) }
    });
    let mut atoms = vec![atom];
    atoms.extend(circle.atoms);
    (atoms, ways.collect())
}

/// The way to a circle, and the circle; each literal as its predecessor needs it.
fn find(choice: &Choice<'_>, root: AtomId) -> Option<(Vec<Literal>, Vec<Literal>)> {
    let mut from: FxHashMap<AtomId, Option<Literal>> = FxHashMap::default();
    let mut queue = VecDeque::from([Literal::positive(root)]);
    from.insert(root, None);
    let mut tries = 0;
    while let Some(at) = queue.pop_front() {
        tries += 1;
        if tries > TRIES {
            return None;
        }
        if let Some(ring) = ring(choice, at) {
            return Some((way(&from, at, root), ring));
        }
        for next in undefined(choice, at.atom()) {
            if let std::collections::hash_map::Entry::Vacant(slot) = from.entry(next.atom()) {
                slot.insert(Some(at));
                queue.push_back(next);
            }
        }
    }
    None
}

/// From below the root to just before the circle.
fn way(from: &FxHashMap<AtomId, Option<Literal>>, circle: Literal, root: AtomId) -> Vec<Literal> {
    let mut steps = Vec::new();
    let mut at = from.get(&circle.atom()).copied().flatten();
    while let Some(step) = at.filter(|step| step.atom() != root) {
        steps.push(step);
        at = from.get(&step.atom()).copied().flatten();
    }
    steps.reverse();
    steps
}

/// An atom, and whether a negation lies on the way to it.
type State = (AtomId, bool);

/// The shortest circle through a literal's atom that has a negation in it.
fn ring(choice: &Choice<'_>, start: Literal) -> Option<Vec<Literal>> {
    let mut from: FxHashMap<State, (State, Literal)> = FxHashMap::default();
    let mut queue: VecDeque<State> = VecDeque::from([(start.atom(), false)]);
    while let Some(state) = queue.pop_front() {
        for next in undefined(choice, state.0) {
            let reached = (next.atom(), state.1 || next.is_negative());
            if reached.0 == start.atom() && !reached.1 {
                continue;
            }
            if from.len() > SEEN {
                return None;
            }
            if let std::collections::hash_map::Entry::Vacant(slot) = from.entry(reached) {
                slot.insert((state, next));
                queue.push_back(reached);
            }
            if reached == (start.atom(), true) {
                return Some(unwind(&from, reached, start.atom()));
            }
        }
    }
    None
}

fn unwind(from: &FxHashMap<State, (State, Literal)>, mut state: State, start: AtomId) -> Vec<Literal> {
    let mut ring = Vec::new();
    while let Some(&(before, literal)) = from.get(&state) {
        ring.push(literal);
        if before == (start, false) {
            break;
        }
        state = before;
    }
    ring.reverse();
    ring.rotate_right(1);
    ring
}

/// The undefined premises of clauses that do not fail.
fn undefined(choice: &Choice<'_>, atom: AtomId) -> Vec<Literal> {
    let mut found = Vec::new();
    for &clause in choice.index.clauses_of(atom) {
        let body = every_literal(choice.program.clause(clause).1);
        if !body.iter().any(|&literal| literal_value(choice.reading, literal) == Truth::False) {
            found
                .extend(body.into_iter().filter(|&literal| literal_value(choice.reading, literal) == Truth::Undefined));
        }
    }
    found
}
