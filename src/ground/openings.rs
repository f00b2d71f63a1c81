//! Ways that are not one told act or relation: of some thing, of a value that is not told, at some moment.
use super::conditions::{Setting, Way};
use super::grounder::{Grounder, Truth};
use super::keys::Moment;
use super::keys::*;
use crate::program::*;

impl Grounder<'_> {
    /// `some V where …` beside names that are still free: its sentences give them their values, and the
    /// variable of its own is let go again.
    pub(super) fn some_ways(
        &mut self,
        variable: VariableId,
        parts: [Option<FormulaId>; 2],
        binding: &[Option<Value>],
        setting: Setting,
    ) -> Vec<Way> {
        let place = variable.0 as usize;
        let outer = binding.get(place).copied().flatten();
        let mut inner = binding.to_vec();
        if let Some(slot) = inner.get_mut(place) {
            *slot = None;
        }
        let mut ways: Vec<Way> = vec![(inner, Vec::new())];
        for part in parts.into_iter().flatten() {
            let mut next = Vec::new();
            for (bound, body) in ways {
                for (more, also) in self.enumerate(part, &bound, setting.moment, setting.act) {
                    next.push((more, [body.clone(), also].concat()));
                }
            }
            ways = next;
        }
        for (bound, _) in &mut ways {
            if let Some(slot) = bound.get_mut(place) {
                *slot = outer;
            }
        }
        ways
    }

    /// A sentence about an attribute of which no told value holds is open: what a block leaves out is
    /// unknown, not none.
    pub(super) fn unknown_ways(&mut self, goal: FormulaId, binding: &[Option<Value>], setting: Setting) -> Vec<Way> {
        let mut terms = Vec::new();
        super::free::for_each_term(&self.program.formulas[goal.index()], &mut |term| {
            if matches!(term, Term::Attribute(..)) {
                terms.push(term.clone());
            }
        });
        let mut ways = Vec::new();
        for term in terms {
            let Term::Attribute(of, attribute) = &term else { continue };
            for (base, is_base) in self.term_options(of, binding, setting) {
                let mut body = vec![is_base];
                for (_, holds) in self.attribute_options(base, *attribute, setting.moment) {
                    body.push(holds.not());
                }
                if matches!(base, Value::Entity(_)) && !body.contains(&Truth::FALSE) {
                    let kept = self.restricted(goal, binding);
                    body.push(self.is(Key::MissingValue(goal, kept)));
                    ways.push((binding.to_vec(), body));
                }
            }
        }
        ways
    }

    /// Some moment of the record at which a condition holds (with `fails`: does not hold): after each told
    /// act, and at its end.
    pub(super) fn at_some_moment(
        &mut self,
        inner: FormulaId,
        binding: &[Option<Value>],
        act: Option<ActId>,
        fails: bool,
    ) -> Truth {
        let mut moments: Vec<Moment> = Vec::new();
        for id in (0..self.acts.len() as u32).map(ActId) {
            if self.is_told(id) && !self.is_denial(id) {
                if moments.is_empty() {
                    moments.push(Moment::Before(id));
                }
                moments.push(Moment::After(id));
            }
        }
        // What facts state can begin or end on a day on which nothing happens.
        for fact in &self.program.facts {
            for part in &fact.time.parts {
                if let TimePart::On(date)
                | TimePart::From(Anchor::Date(date))
                | TimePart::After(Anchor::Date(date))
                | TimePart::Until(Anchor::Date(date))
                | TimePart::Before(Anchor::Date(date)) = part
                    && !moments.contains(&Moment::Date(*date))
                {
                    moments.push(Moment::Date(*date));
                }
            }
        }
        moments.push(Moment::End);
        let mut bodies = Vec::new();
        for moment in moments {
            let truth = self.condition(inner, binding, moment, act);
            bodies.push(vec![if fails { truth.not() } else { truth }]);
        }
        self.tally(&bodies)
    }
}
