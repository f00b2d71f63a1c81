//! The search for the bindings of a condition: whatever is bound becomes a condition of its own; the
//! sentence with the fewest candidates gives the next values; ranges give what no sentence does.
use super::conditions::{Setting, Way};
use super::grounder::{Grounder, Truth};
use super::keys::Key;
use crate::program::*;

/// A search under way: what was found, and how many steps are left.
pub(super) struct Search {
    pub found: Vec<Way>,
    pub left: usize,
}

impl Grounder<'_> {
    pub(super) fn search(
        &mut self,
        mut goals: Vec<FormulaId>,
        alone: bool,
        binding: Vec<Option<Value>>,
        mut truths: Vec<Truth>,
        setting: Setting,
        search: &mut Search,
    ) {
        // Whatever is bound already is a condition of its own (unless it is the one that is being read).
        while !alone && let Some(place) = goals.iter().position(|&goal| self.is_bound(goal, &binding)) {
            let goal = goals.remove(place);
            match self.condition(goal, &binding, setting.moment, setting.act) {
                Truth::FALSE => return,
                Truth::TRUE => {}
                truth => truths.push(truth),
            }
        }
        if search.left == 0 {
            return;
        }
        search.left -= 1;
        if goals.is_empty() {
            search.found.push((binding, truths));
            return;
        }
        let Some(place) = self.next_goal(&goals, &binding) else {
            self.bind_by_range(goals, alone, binding, truths, setting, search);
            return;
        };
        let goal = goals.remove(place);
        self.search_unnamed(goal, &goals, &binding, &truths, setting, search);
        for (bound, body) in self.ways(goal, &binding, setting) {
            if body.contains(&Truth::FALSE) {
                continue;
            }
            let truths = [truths.clone(), body].concat();
            self.search(goals.clone(), false, bound, truths, setting, search);
        }
    }

    /// What an open verb leaves open has no event that a name could stand for: whatever else is asked of it is
    /// open with it.
    fn search_unnamed(
        &mut self,
        goal: FormulaId,
        goals: &[FormulaId],
        binding: &[Option<Value>],
        truths: &[Truth],
        setting: Setting,
        search: &mut Search,
    ) {
        let Formula::Act { pattern, named, validly, negated: false } = &self.program.formulas[goal.index()] else {
            return;
        };
        let unbound = named.filter(|v| binding.get(v.0 as usize).copied().flatten().is_none());
        if unbound.is_none() && !*validly {
            return;
        }
        let (true, Some(doing)) = (self.program.verbs[pattern.verb.index()].open, self.fill(pattern, binding)) else {
            return;
        };
        if self.is_flatly_denied(&doing) {
            return; // the record answers it
        }
        let about = |g: &Self, other: FormulaId| unbound.is_some_and(|v| g.free_variables(other).contains(&v));
        let rest: Vec<FormulaId> = goals.iter().copied().filter(|&other| !about(self, other)).collect();
        let doing = self.doing_id(doing);
        let mut body = [truths.to_vec(), vec![self.is(Key::Done(doing, setting.moment))]].concat();
        if rest.len() < goals.len() || *validly {
            let kept = self.restricted(goal, binding);
            body.push(self.is(Key::MissingValue(goal, kept)));
        }
        self.search(rest, false, binding.to_vec(), body, setting, search);
    }

    /// The goal to read next: the sentence with the fewest candidates; negated ones when nothing else is
    /// left; `None` where a variable must first be given values from its range.
    fn next_goal(&self, goals: &[FormulaId], binding: &[Option<Value>]) -> Option<usize> {
        let generator = goals
            .iter()
            .enumerate()
            .filter_map(|(place, &goal)| self.cost(goal, binding).map(|cost| (cost, place)))
            .min();
        if let Some((_, place)) = generator {
            return Some(place);
        }
        let positive = goals.iter().any(|&goal| !self.is_negated(goal) && !self.is_bound(goal, binding));
        if positive { None } else { goals.iter().position(|&goal| self.is_negated(goal)).or(Some(0)) }
    }

    /// How many ways a sentence offers; `None` where it cannot give values to its free variables.
    fn cost(&self, goal: FormulaId, binding: &[Option<Value>]) -> Option<usize> {
        match &self.program.formulas[goal.index()] {
            Formula::Act { pattern, named, negated: false, .. } => {
                // Of an open verb what is told says nothing of what is not: whoever it can be is asked.
                let loose =
                    |v: &VariableId| Some(*v) != *named && binding.get(v.0 as usize).copied().flatten().is_none();
                let open = self.program.verbs[pattern.verb.index()].open;
                let free = open && self.free_variables(goal).iter().any(loose);
                if free { None } else { Some(self.candidates(pattern, binding).len()) }
            }
            Formula::Relation { pattern, negated: false, .. } => {
                let bound = self.is_bound(goal, binding);
                let known = |slot: &Slot| self.term_value(&slot.term, binding, None).is_some();
                let half = known(&pattern.subject) || pattern.object.as_ref().is_none_or(known);
                Some(if bound {
                    0
                } else if half {
                    8
                } else {
                    1000
                })
            }
            Formula::Is(slot) => {
                Some(slot.kinds.iter().map(|&kind| self.index.of_kind(kind).len()).sum::<usize>().max(2))
            }
            Formula::Or(parts) => parts.iter().map(|&part| self.cost_of_part(part, binding)).sum(),
            Formula::Same(Term::Variable(_), _) | Formula::Same(_, Term::Variable(_)) => {
                if self.is_bound(goal, binding) || self.same_binds(goal, binding) { Some(1) } else { None }
            }
            Formula::Quantified(Quantifier::Some, ..) => Some(500),
            Formula::At(..) if self.is_of_question(goal) => Some(700),
            Formula::Compare(..) | Formula::Within(..) if self.asked_for(goal, binding).is_some() => Some(1),
            _ => self.is_bound(goal, binding).then_some(0).filter(|_| !self.is_negated(goal)),
        }
    }

    fn cost_of_part(&self, part: FormulaId, binding: &[Option<Value>]) -> Option<usize> {
        let mut goals = Vec::new();
        self.flatten(part, &mut goals);
        goals.iter().filter_map(|&goal| self.cost(goal, binding)).min().or(Some(0))
    }

    fn same_binds(&self, goal: FormulaId, binding: &[Option<Value>]) -> bool {
        let Formula::Same(one, other) = &self.program.formulas[goal.index()] else { return false };
        self.term_value(one, binding, None).is_some() || self.term_value(other, binding, None).is_some()
    }

    fn is_negated(&self, goal: FormulaId) -> bool {
        matches!(
            &self.program.formulas[goal.index()],
            Formula::Not(_)
                | Formula::Act { negated: true, .. }
                | Formula::Relation { negated: true, .. }
                | Formula::Always(_)
                | Formula::Quantified(
                    Quantifier::Every | Quantifier::No | Quantifier::AtMost(_) | Quantifier::Exactly(_),
                    ..
                )
                | Formula::Quantified(Quantifier::AtLeast(_) | Quantifier::Share(_), ..)
        )
    }

    pub(super) fn is_bound(&self, goal: FormulaId, binding: &[Option<Value>]) -> bool {
        self.free_variables(goal).iter().all(|v| binding.get(v.0 as usize).copied().flatten().is_some())
    }

    fn bind_by_range(
        &mut self,
        goals: Vec<FormulaId>,
        alone: bool,
        binding: Vec<Option<Value>>,
        truths: Vec<Truth>,
        setting: Setting,
        search: &mut Search,
    ) {
        let free = goals.iter().filter(|&&goal| !self.is_negated(goal)).find_map(|&goal| {
            let free = self.free_variables(goal);
            // What is asked for has no range: its values come once the rest is bound.
            let asked = self.could_ask_for(goal);
            let unbound = |v: &VariableId| Some(*v) != asked && binding.get(v.0 as usize).copied().flatten().is_none();
            free.iter().copied().find(unbound).map(|v| (goal, v))
        });
        let Some((goal, variable)) = free else { return };
        let values = self.holders_asked(goal, variable, &binding).unwrap_or_else(|| self.range_of(goal, variable));
        for value in values {
            let mut bound = binding.clone();
            if let Some(slot) = bound.get_mut(variable.0 as usize) {
                *slot = Some(value);
            }
            self.search(goals.clone(), alone, bound, truths.clone(), setting, search);
            if search.left == 0 {
                return;
            }
        }
    }
}
