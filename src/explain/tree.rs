//! The tree of reasons below one atom, on one reading.
//!
//! Takes the premises that [`Choice`] gives; leaves machinery out, adds what grounding knew without an atom
//! (flat events, stated facts, heads that do not fit), and shows nothing twice. Built with a stack of its
//! own; depth, breadth and number of nodes are bounded and say so where they are reached.
use super::choice::Choice;
use super::circle::ways_out;
use super::lookup::Lookup;
use super::nodes::*;
use super::reason::{Reason, ReasonKind};
use super::ruled::NotBroken;
use super::words::wording;
use crate::ground::acts::ActOrigin;
use crate::ground::clauses::{AtomId, Literal};
use crate::ground::keys::Key;
use crate::program::*;
use crate::solve::answers::Value as Truth;
use crate::source::Span;
use rustc_hash::FxHashSet;

/// The deepest that a tree goes.
const DEEPEST: usize = 120;
/// The most nodes.
const MOST_NODES: usize = 2500;
/// The most children of one node.
const MOST_CHILDREN: usize = 40;

/// Of more premises alike than this many …
const MANY: usize = 4;
/// … this many are shown.
const ALIKE: usize = 3;

pub(super) enum Child {
    Atom(AtomId),
    Event(EventId),
    Fixed(Box<Reason>),
}

struct Built {
    parent: usize,
    atom: Option<AtomId>,
    reason: Reason,
}

/// The reasons of an atom under a head of the caller's making.
pub(super) fn grow(look: &Lookup<'_>, choice: &Choice<'_>, root: AtomId, head: Reason) -> Reason {
    let mut grower = Grower {
        look,
        choice,
        built: Vec::new(),
        shown: FxHashSet::default(),
        parents: FxHashSet::default(),
        events: FxHashSet::default(),
        circles: FxHashSet::default(),
        quoted: FxHashSet::default(),
    };
    grower.built.push(Built { parent: 0, atom: Some(root), reason: head });
    grower.shown.insert(root);
    let mut todo: Vec<(usize, usize, Child)> = Vec::new();
    grower.push_children(0, 1, root, &mut todo);
    while let Some((parent, depth, child)) = todo.pop() {
        grower.place(parent, depth, child, &mut todo);
    }
    assemble(grower.built)
}

pub(super) struct Grower<'a> {
    pub(super) look: &'a Lookup<'a>,
    pub(super) choice: &'a Choice<'a>,
    built: Vec<Built>,
    shown: FxHashSet<AtomId>,
    parents: FxHashSet<usize>,
    events: FxHashSet<EventId>,
    /// What the circles so far lead through.
    circles: FxHashSet<AtomId>,
    quoted: FxHashSet<Span>,
}

impl Grower<'_> {
    fn place(&mut self, parent: usize, depth: usize, child: Child, todo: &mut Vec<(usize, usize, Child)>) {
        match child {
            Child::Fixed(reason) => self.add(parent, None, *reason),
            Child::Event(event) => {
                if self.events.insert(event) {
                    self.add(parent, None, event_node(self.look, event));
                }
            }
            Child::Atom(atom) => {
                let value = self.choice.reading.value(atom);
                let mut reason = self.named_rule(atom, value).unwrap_or_else(|| atom_node(self.look, atom, value));
                if self.is_above(parent, atom) {
                    let text = format!("the chain closes on itself here: {}", wording(self.look, atom).yes);
                    let because = self.ways_out(atom);
                    let circle = Reason { kind: ReasonKind::Circle, quotations: Vec::new(), text, because, ..reason };
                    return self.add(parent, None, circle);
                }
                let leaf = self.choice.program.leaf(atom).is_some();
                if leaf && self.shown.contains(&atom) && self.parents.contains(&parent) {
                    return;
                }
                if !leaf && self.shown.contains(&atom) {
                    if !self.choice.premises(atom).is_empty() {
                        reason.kind = ReasonKind::SeeAbove;
                        reason.quotations.clear();
                    }
                    return self.add(parent, None, reason);
                }
                self.note_event(atom);
                self.shown.insert(atom);
                let place = self.built.len();
                self.add(parent, Some(atom), reason);
                if depth >= DEEPEST || self.built.len() >= MOST_NODES {
                    let text = "and so on: the chain goes on".to_owned();
                    self.add(place, None, node(ReasonKind::Condition, text));
                } else if !leaf {
                    self.push_children(place, depth + 1, atom, todo);
                }
            }
        }
    }

    /// The ways out of a circle that supports nothing, told where it is first seen to close.
    fn ways_out(&mut self, atom: AtomId) -> Vec<Reason> {
        if self.choice.reading.value(atom) != Truth::False || self.circles.contains(&atom) {
            return Vec::new();
        }
        let (atoms, ways) = ways_out(self.look, self.choice, atom);
        self.circles.extend(atoms);
        ways
    }

    /// Where one rule decides who may do something: that rule, and what it says.
    fn named_rule(&self, atom: AtomId, value: Truth) -> Option<Reason> {
        let look = self.look;
        match (look.key(atom)?, value) {
            (Key::Covered(act), Truth::True) => {
                let keys = self.choice.premises(atom).into_iter().filter_map(|literal| look.key(literal.atom()));
                let rule_id = keys.filter(|key| matches!(key, Key::Covers(_))).find_map(|key| rule_of(look, key))?;
                let rule = look.rule(rule_id)?;
                let what = look.act_infinitive(&look.act(act)?.act);
                let text = format!("{} says who may {what}", look.rule_name(rule_id));
                Some(Reason { span: Some(rule.head), ..stated(look, ReasonKind::Rule, text, rule.statement) })
            }
            (Key::Grants(rule, ..), Truth::False) if self.names_others(atom) => {
                let made = atom_node(look, atom, value);
                let says = look.source_words(look.rule(rule)?.head);
                Some(Reason { text: format!("{}: {says}", made.text), ..made })
            }
            _ => None,
        }
    }

    /// A power whose head speaks of others than the one who acted.
    pub(super) fn names_others(&self, atom: AtomId) -> bool {
        matches!(self.look.key(atom), Some(Key::Grants(..))) && self.choice.premises(atom).is_empty()
    }

    fn add(&mut self, parent: usize, atom: Option<AtomId>, mut reason: Reason) {
        self.parents.insert(parent);
        // What was quoted above is not quoted again, but for what is only alleged.
        let alleged = reason.kind == ReasonKind::Allegation;
        reason.quotations.retain(|quotation| self.quoted.insert(quotation.span) || alleged);
        self.built.push(Built { parent, atom, reason });
    }

    fn is_above(&self, mut at: usize, atom: AtomId) -> bool {
        loop {
            match self.built.get(at) {
                Some(built) if built.atom == Some(atom) => return true,
                Some(built) if at > 0 => at = built.parent,
                Some(_) | None => return false,
            }
        }
    }

    fn note_event(&mut self, atom: AtomId) {
        if let (Some(Key::Took(act)), Truth::True) = (self.look.key(atom), self.choice.reading.value(atom))
            && let Some(ActOrigin::Told(event)) = self.look.act(act).map(|node| node.origin)
        {
            self.events.insert(event);
        }
    }

    fn push_children(&mut self, place: usize, depth: usize, atom: AtomId, todo: &mut Vec<(usize, usize, Child)>) {
        let mut children = self.children(atom);
        if children.is_empty() && self.choice.reading.value(atom) == Truth::False {
            self.silence(place, atom);
        }
        let more = children.len().saturating_sub(MOST_CHILDREN);
        if more > 0 {
            children.truncate(MOST_CHILDREN);
            let text = format!("and {more} more of the same kind");
            children.push(Child::Fixed(Box::new(node(ReasonKind::Condition, text))));
        }
        todo.extend(children.into_iter().rev().map(|child| (place, depth, child)));
    }

    /// Nothing in the corpus could have made it so.
    fn silence(&mut self, place: usize, atom: AtomId) {
        if let Some(reason) = self.no_rule(atom) {
            return self.add(place, None, reason);
        }
        if let Some(built) = self.built.get(place)
            && built.reason.kind == ReasonKind::Claim
        {
            if let Some(Key::Condition(formula, binding, ..)) = self.look.key(atom)
                && self.look.compared(formula, self.look.binding(binding)).is_some()
            {
                // Names and counts that differ: there is no told value to show.
                let text = self.look.condition_words(formula, self.look.binding(binding), "", true);
                return self.add(place, None, node(ReasonKind::Condition, text));
            }
            let text = "nothing in the corpus tells that it is so".to_owned();
            return self.add(place, None, node(ReasonKind::Silence, text));
        }
        let factual = match self.look.key(atom) {
            Some(Key::Holds(..) | Key::Took(_) | Key::Done(..) | Key::DeFacto(..)) => true,
            Some(Key::Condition(formula, ..)) if !self.look.is_told_sentence(formula) => return,
            Some(Key::Condition(..)) => true,
            Some(Key::Tally(_)) => false,
            Some(key) if rule_of(self.look, key).is_none() => false,
            _ => return,
        };
        let Some(built) = self.built.get_mut(place) else { return };
        built.reason.kind = ReasonKind::Silence;
        if factual {
            built.reason.text = format!("nothing in the corpus makes it so that {}", wording(self.look, atom).yes);
        }
        if let Some(Key::Holds(fluent, _) | Key::DeFacto(fluent, _)) = self.look.key(atom)
            && let Some(fact) = self.look.flat_fact(fluent, false)
        {
            let stated = fact_node(self.look, fact);
            self.add(place, None, Reason { text: format!("{}, but of another time", stated.text), ..stated });
        }
    }

    /// Rules, not silence: none of them could make it so.
    fn no_rule(&self, atom: AtomId) -> Option<Reason> {
        let look = self.look;
        match look.key(atom)? {
            Key::Condition(formula, binding, ..) => {
                let NotBroken { rule, text } = look.not_broken(formula, look.binding(binding))?;
                let data = look.rule(rule)?;
                Some(Reason { span: Some(data.head), ..stated(look, ReasonKind::Rule, text, data.statement) })
            }
            key => look.no_rule_for(key).map(|text| node(ReasonKind::Rule, text)),
        }
    }

    /// What is shown below an atom.
    fn children(&self, atom: AtomId) -> Vec<Child> {
        let value = self.choice.reading.value(atom);
        let key = self.look.key(atom);
        let mut atoms = Vec::new();
        let mut spliced = vec![atom];
        self.splice(atom, key, &mut spliced, &mut atoms);
        if value == Truth::True && key.is_some_and(|key| self.is_defect(key)) {
            atoms.sort_by_key(|&child| self.defect_order(child));
        }
        if value == Truth::False {
            atoms.sort_by_key(|&child| self.relevance(child));
            let telling = atoms.iter().filter(|&&child| !self.is_idle(child)).count();
            atoms.retain(|&child| telling == 0 || !self.is_idle(child));
        }
        let known = self.known(atom, &atoms, &spliced);
        let children = self.without_repetition(atoms);
        // What is stated against it comes before the rules that might have made it so.
        let speaks = |child: &Child| matches!(child, Child::Fixed(reason) if reason.kind == ReasonKind::Fact);
        let (first, last): (Vec<Child>, Vec<Child>) =
            known.into_iter().partition(|child| value == Truth::False && speaks(child));
        first.into_iter().chain(children).chain(last).collect()
    }

    /// The atoms to show for the premises of one, machinery replaced by what it rests on.
    fn splice(&self, atom: AtomId, parent: Option<Key>, spliced: &mut Vec<AtomId>, found: &mut Vec<AtomId>) {
        let mut seen: FxHashSet<AtomId> = FxHashSet::default();
        let mut todo: Vec<Literal> = self.choice.premises(atom).into_iter().rev().collect();
        while let Some(literal) = todo.pop() {
            let premise = literal.atom();
            let value = self.choice.reading.value(premise);
            if let Some(key) = self.look.key(premise)
                && value == Truth::False
                && literal.is_negative()
                && is_background(key)
                && !self.choice.is_disputed(premise)
            {
                continue;
            }
            if is_machinery(self.look, premise, value, parent) && self.choice.program.leaf(premise).is_none() {
                if seen.insert(premise) {
                    spliced.push(premise);
                    todo.extend(self.choice.premises(premise).into_iter().rev());
                }
            } else if seen.insert(premise) {
                found.push(premise);
            }
        }
    }

    /// Of many undisputed premises that say the same of one after another, the first three and a number.
    fn without_repetition(&self, atoms: Vec<AtomId>) -> Vec<Child> {
        let shape = |atom: AtomId| {
            let alike = !self.choice.is_disputed(atom);
            let key = self.look.key(atom).map(|key| std::mem::discriminant(&key));
            alike.then_some((key, self.choice.reading.value(atom)))
        };
        let count = |wanted| atoms.iter().filter(|&&atom| shape(atom) == Some(wanted)).count();
        let mut children = Vec::new();
        let mut shown: Vec<((_, _), usize)> = Vec::new();
        for &atom in &atoms {
            let Some(own) = shape(atom) else {
                children.push(Child::Atom(atom));
                continue;
            };
            let place = shown.iter().position(|(known, _)| *known == own).unwrap_or_else(|| {
                shown.push((own, 0));
                shown.len() - 1
            });
            shown[place].1 += 1;
            match (shown[place].1, count(own)) {
                (at, all) if at <= ALIKE || all <= MANY => children.push(Child::Atom(atom)),
                (at, all) if at == ALIKE + 1 => {
                    let text = format!("and so for {} others", all - ALIKE);
                    children.push(Child::Fixed(Box::new(node(ReasonKind::Condition, text))));
                }
                _ => {}
            }
        }
        children
    }

    /// That something is wrong with an act: what is wrong is told first, that it was done last.
    fn is_defect(&self, key: Key) -> bool {
        match key {
            Key::Void(..) | Key::Voidable(..) | Key::Avoidable(..) | Key::Irregular(..) => true,
            Key::Condition(formula, ..) => {
                let formula = self.look.program.formulas.get(formula.index());
                matches!(formula, Some(Formula::Status(_, Status::Void | Status::Voidable | Status::Irregular, ..)))
            }
            _ => false,
        }
    }

    fn defect_order(&self, atom: AtomId) -> u8 {
        match self.look.key(atom) {
            Some(Key::BreachOf(..) | Key::Breach(_) | Key::Fatal(_) | Key::Barred(_)) => 0,
            Some(Key::Void(..) | Key::Voidable(..) | Key::Avoidable(..) | Key::Irregular(..)) => 0,
            Some(Key::Valid(_) | Key::Stands(..)) => 1,
            Some(Key::Took(_)) => 3,
            _ if self.choice.program.leaf(atom).is_some() => 3,
            _ => 2,
        }
    }

    /// A remedy that nobody took: it need not be mentioned where something else failed.
    fn is_idle(&self, atom: AtomId) -> bool {
        self.look.key(atom).is_some_and(is_background) && !self.choice.has_clauses(atom)
    }

    /// The most relevant first: what speaks against, then rules that nearly applied, then silence.
    fn relevance(&self, atom: AtomId) -> u8 {
        match (self.choice.reading.value(atom), self.look.key(atom)) {
            // That the question is closed matters after who is not empowered.
            (Truth::True, Some(Key::Covered(_))) => 5,
            (Truth::True, Some(key)) if rule_of(self.look, key).is_some() => 0,
            // That something is itself, or was earlier, speaks against less than what nearly applied.
            (Truth::True, Some(Key::Condition(..))) if self.choice.premises(atom).is_empty() => 4,
            (Truth::True, _) => 1,
            (_, Some(key)) if rule_of(self.look, key).is_some() => 2,
            _ if self.choice.has_clauses(atom) => 3,
            _ => 4,
        }
    }
}

/// Children come after their parents: hands each to its parent, the last first. A node whose only child
/// says the same becomes that child.
fn assemble(mut built: Vec<Built>) -> Reason {
    while built.len() > 1 {
        if let Some(Built { parent, reason, .. }) = built.pop() {
            let reason = finished(reason);
            if let Some(above) = built.get_mut(parent) {
                above.reason.because.push(reason);
            }
        }
    }
    let root = built.pop().map(|root| root.reason);
    finished(root.unwrap_or_else(|| node(ReasonKind::Silence, String::new())))
}

fn finished(mut reason: Reason) -> Reason {
    reason.because.reverse();
    let silent = |child: &Reason| child.kind == ReasonKind::Silence && child.because.is_empty();
    if reason.kind == ReasonKind::Condition && matches!(reason.because.as_slice(), [only] if silent(only)) {
        // The condition and that nothing tells of it are one thing.
        return reason.because.pop().map_or(reason.clone(), |only| Reason { span: reason.span, ..only });
    }
    let says_the_same = matches!(reason.because.as_slice(), [only] if only.text == reason.text);
    if says_the_same && reason.kind != ReasonKind::Claim {
        return reason.because.pop().unwrap_or(reason);
    }
    reason
}
