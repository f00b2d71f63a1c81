//! Conditions: each one under a binding is an atom; its clauses are the ways in which it can hold.
//!
//! A variable that the binding leaves free is existential: positive sentences give its values, cheapest
//! first; what is left ranges over what the corpus names. Negated conditions are read last, so that a
//! variable of theirs alone is existential inside the `not`.
use super::clauses::AtomId;
use super::grounder::{Grounder, Limit, Truth};
use super::keys::Moment;
use super::keys::*;
use super::search::Search;
use crate::program::*;

/// One way for a condition to hold: what it binds and what must be true.
pub(super) type Way = (Vec<Option<Value>>, Vec<Truth>);

/// What a condition is judged on: the moment, and the act that `this act` means.
#[derive(Clone, Copy)]
pub(super) struct Setting {
    pub moment: Moment,
    pub act: Option<ActId>,
}

impl Grounder<'_> {
    /// The truth of a condition under a binding.
    pub(super) fn condition(
        &mut self,
        formula: FormulaId,
        binding: &[Option<Value>],
        moment: Moment,
        act: Option<ActId>,
    ) -> Truth {
        match &self.program.formulas[formula.index()] {
            Formula::True => return Truth::TRUE,
            Formula::Is(slot) => {
                if let Some(value) = self.term_value(&slot.term, binding, act)
                    && !matches!(value, Value::Someone(_))
                {
                    return Truth::Known(self.slot_takes(slot, value));
                }
            }
            _ => {}
        }
        let free = self.free_variables(formula);
        let mut kept = vec![None; binding.len()];
        for variable in free.iter() {
            if let (Some(slot), Some(value)) = (kept.get_mut(variable.0 as usize), binding.get(variable.0 as usize)) {
                *slot = *value;
            }
        }
        let binding = self.binding_id(&kept);
        let act = act.filter(|_| self.mentions_act(formula));
        self.is(Key::Condition(formula, binding, moment, act))
    }

    pub(super) fn ground_condition(
        &mut self,
        head: AtomId,
        formula: FormulaId,
        binding: BindingId,
        moment: Moment,
        act: Option<ActId>,
    ) {
        let binding = self.binding(binding);
        for (_, body) in self.enumerate(formula, &binding, moment, act) {
            self.clause(head, &body);
        }
    }

    /// The ways in which a condition can hold under a binding.
    pub(super) fn enumerate(
        &mut self,
        formula: FormulaId,
        binding: &[Option<Value>],
        moment: Moment,
        act: Option<ActId>,
    ) -> Vec<Way> {
        let mut goals = Vec::new();
        self.flatten(formula, &mut goals);
        let setting = Setting { moment, act };
        let mut search = Search { found: Vec::new(), left: self.budget.bindings };
        let alone = goals.len() == 1;
        self.search(goals, alone, binding.to_vec(), Vec::new(), setting, &mut search);
        if search.left == 0 {
            // What was not looked at can be so or not: an open question, never a silent no.
            self.limit = Some(Limit::Bindings(formula));
            let kept = self.restricted(formula, binding);
            search.found.push((binding.to_vec(), vec![self.is(Key::MissingValue(formula, kept))]));
        }
        search.found
    }

    pub(super) fn flatten(&self, formula: FormulaId, goals: &mut Vec<FormulaId>) {
        match &self.program.formulas[formula.index()] {
            Formula::And(parts) => parts.iter().for_each(|&part| self.flatten(part, goals)),
            Formula::True => {}
            _ => goals.push(formula),
        }
    }

    /// The ways in which one sentence can hold.
    pub(super) fn ways(&mut self, goal: FormulaId, binding: &[Option<Value>], setting: Setting) -> Vec<Way> {
        let program = self.program;
        let own = binding.to_vec();
        let Setting { moment, act } = setting;
        let one = |truth: Truth| vec![(own.clone(), vec![truth])];
        if self.asks_of_unnamed(goal, binding) {
            let binding = self.restricted(goal, binding);
            return one(self.is(Key::MissingValue(goal, binding)));
        }
        if let Some(asked) = self.asked_for(goal, binding) {
            return self.asked_ways(goal, asked, binding, setting);
        }
        match &program.formulas[goal.index()] {
            Formula::True => vec![(own, Vec::new())],
            Formula::And(_) => self.enumerate(goal, binding, moment, act),
            Formula::Or(parts) => {
                let mut ways = Vec::new();
                for &part in parts {
                    ways.extend(self.enumerate(part, binding, moment, act));
                }
                ways
            }
            Formula::Not(inner) => one(self.condition(*inner, binding, moment, act).not()),
            Formula::Act { pattern, validly, named, negated } => {
                let mut ways = self.act_ways(pattern, *validly, *named, binding, setting);
                ways.extend(self.unknown_ways(goal, binding, setting));
                if *negated { one(self.tally_ways(ways).not()) } else { ways }
            }
            Formula::Relation { pattern, negated, de_facto } => {
                let mut ways = self.relation_ways(pattern, *de_facto, binding, setting);
                ways.extend(self.unknown_ways(goal, binding, setting));
                if *negated { one(self.tally_ways(ways).not()) } else { ways }
            }
            Formula::Is(slot) => self.is_ways(slot, binding, act),
            Formula::Same(first, second) => self.same_ways(goal, first, second, binding, setting),
            Formula::Status(term, status, order, counted) => {
                one(self.under(*order, |g| g.status(term, *status, *counted, binding, setting)))
            }
            Formula::Breaches(term, breached) => one(self.breaches(term, breached, binding, setting)),
            Formula::BreachesDuty(slot, rule, pattern) => {
                one(self.breaches_duty(slot, *rule, pattern.as_ref(), binding, setting))
            }
            Formula::May { pattern, only, negated } => {
                let may = self.may_sentence(pattern, *only, binding, setting);
                one(if *negated { may.not() } else { may })
            }
            Formula::Must(pattern) => {
                let doing = self.fill_partly(pattern, binding);
                let doing = self.doing_id(doing);
                one(self.is(Key::Must(doing, moment)))
            }
            Formula::Makes(term, pattern) => one(self.effect_sentence(term, pattern, false, binding, setting)),
            Formula::Ends(term, pattern) => one(self.effect_sentence(term, pattern, true, binding, setting)),
            Formula::Heals(healer, healed) => one(self.heals_sentence(healer, healed, binding, setting)),
            Formula::Quantified(Quantifier::Some, variable, condition, body) if !self.is_bound(goal, binding) => {
                self.some_ways(*variable, [*condition, *body], binding, setting)
            }
            Formula::Quantified(quantifier, variable, condition, body) => {
                one(self.quantified(quantifier, *variable, *condition, *body, binding, setting, goal))
            }
            Formula::Compare(left, comparison, right) => {
                one(self.compare(goal, left, *comparison, right, binding, setting))
            }
            Formula::Before(first, second, or_same) => {
                one(self.time_before(first, second, *or_same, binding, setting, goal))
            }
            Formula::Within(first, second, whole) => {
                one(self.time_within((first, second), *whole, binding, setting, goal))
            }
            Formula::At(at, inner) => match self.named_moment(at, binding, act) {
                Some(moment) if self.is_of_question(goal) => self.enumerate(*inner, binding, moment, act),
                Some(moment) => one(self.condition(*inner, binding, moment, act)),
                None => one(self.is(Key::MissingValue(goal, BindingId(0)))),
            },
            Formula::Ever(inner) => one(self.at_some_moment(*inner, binding, act, false)),
            Formula::Always(inner) => one(self.at_some_moment(*inner, binding, act, true).not()),
            Formula::Under(order, inner) => {
                one(self.under(Some(*order), |g| g.condition(*inner, binding, moment, act)))
            }
        }
    }

    pub(super) fn tally_ways(&mut self, ways: Vec<Way>) -> Truth {
        let bodies: Vec<Vec<Truth>> = ways.into_iter().map(|(_, body)| body).collect();
        self.tally(&bodies)
    }

    /// Runs in the context in which an order is recognised.
    pub(super) fn under(&mut self, order: Option<OrderId>, run: impl FnOnce(&mut Self) -> Truth) -> Truth {
        let Some(order) = order else { return run(self) };
        let outer = self.context;
        let mut context = self.contexts.get_index(outer.0 as usize).cloned().unwrap_or_default();
        context.under = Some(order);
        self.context = ContextId(self.contexts.insert_full(context).0 as u16);
        let truth = run(self);
        self.context = outer;
        truth
    }

    fn is_ways(&mut self, slot: &Slot, binding: &[Option<Value>], act: Option<ActId>) -> Vec<Way> {
        if let Some(value) = self.term_value(&slot.term, binding, act) {
            return if self.slot_takes(slot, value) { vec![(binding.to_vec(), Vec::new())] } else { Vec::new() };
        }
        let mut ways = Vec::new();
        let mut entities: Vec<EntityId> =
            slot.kinds.iter().flat_map(|&kind| self.index.of_kind(kind).to_vec()).collect();
        if slot.kinds.is_empty() {
            entities = (0..self.program.entities.len() as u32).map(EntityId).collect();
        }
        entities.sort_unstable();
        entities.dedup();
        for entity in entities {
            let mut bound = binding.to_vec();
            if self.fit_slot(slot, Value::Entity(entity), &mut bound) {
                ways.push((bound, Vec::new()));
            }
        }
        ways
    }

    fn same_ways(
        &mut self,
        goal: FormulaId,
        first: &Term,
        second: &Term,
        binding: &[Option<Value>],
        setting: Setting,
    ) -> Vec<Way> {
        let one = self.term_options(first, binding, setting);
        let other = self.term_options(second, binding, setting);
        let mut ways = Vec::new();
        let unbound = |term: &Term| match term {
            Term::Variable(v) if binding.get(v.0 as usize).copied().flatten().is_none() => Some(v.0 as usize),
            _ => None,
        };
        let bind = |variable: usize, value: Value| {
            let mut bound = binding.to_vec();
            if let Some(slot) = bound.get_mut(variable) {
                *slot = Some(value);
            }
            bound
        };
        match (unbound(first), unbound(second)) {
            (Some(variable), _) => {
                ways.extend(other.into_iter().map(|(value, truth)| (bind(variable, value), vec![truth])))
            }
            (_, Some(variable)) => {
                ways.extend(one.into_iter().map(|(value, truth)| (bind(variable, value), vec![truth])))
            }
            (None, None) => {
                // A value that nobody tells is a question, not another value.
                for (term, told) in [(first, &one), (second, &other)] {
                    let told: Vec<Truth> = told.iter().map(|(_, truth)| *truth).collect();
                    let untold = if matches!(term, Term::Attribute(..)) { self.none_of(&told) } else { Truth::FALSE };
                    if untold != Truth::FALSE {
                        let restricted = self.restricted(goal, binding);
                        let question = self.is(Key::MissingValue(goal, restricted));
                        ways.push((binding.to_vec(), vec![untold, question]));
                    }
                }
                for (value, truth) in &one {
                    for (against, also) in &other {
                        if self.same_value(*value, *against) {
                            ways.push((binding.to_vec(), vec![*truth, *also]));
                        }
                    }
                }
            }
        }
        ways
    }

    fn same_value(&self, one: Value, other: Value) -> bool {
        match (one, other) {
            (Value::Date(a), Value::Date(b)) => {
                self.program.dates[a.index()].ranges == self.program.dates[b.index()].ranges
            }
            _ => one == other,
        }
    }

    /// The values that a term can have, each with the condition under which it has it.
    pub(super) fn term_options(
        &mut self,
        term: &Term,
        binding: &[Option<Value>],
        setting: Setting,
    ) -> Vec<(Value, Truth)> {
        match term {
            Term::Attribute(of, attribute) => {
                let mut options = Vec::new();
                for (base, truth) in self.term_options(of, binding, setting) {
                    for (value, holds) in self.attribute_options(base, *attribute, setting.moment) {
                        let both = self.both(truth, holds);
                        options.push((value, both));
                    }
                }
                options
            }
            Term::Chosen(choice) => self.chosen(choice, binding, setting),
            Term::Variable(_) | Term::Value(_) | Term::ThisAct => {
                self.term_value(term, binding, setting.act).map(|value| (value, Truth::TRUE)).into_iter().collect()
            }
        }
    }

    /// The values of an attribute, each with its statement's standing, its time, and no accepted rival.
    pub(super) fn attribute_options(
        &mut self,
        base: Value,
        attribute: AttributeId,
        moment: Moment,
    ) -> Vec<(Value, Truth)> {
        let Value::Entity(entity) = base else { return Vec::new() };
        let program = self.program;
        let mut options = Vec::new();
        for held in &program.entities[entity.index()].attributes {
            if held.attribute == attribute
                && let Holding::One(value) = held.value
            {
                let holds = self.value_holds(held, moment);
                options.push((value, holds));
            }
        }
        options
    }

    /// A told value is so: its statement is on, no rival is accepted in its place, its time is now.
    pub(super) fn value_holds(&mut self, held: &AttributeValue, moment: Moment) -> Truth {
        let mut body = vec![self.on(held.statement), self.within(&held.time, held.statement, moment)];
        if self.program.statements[held.statement.index()].voice.is_none() {
            for rival in self.rivals_of(held.statement) {
                if self.program.statements[rival.index()].voice.is_some() {
                    body.push(self.on(rival).not());
                }
            }
        }
        self.tally(&[body])
    }

    /// The act that a term names.
    pub(super) fn act_value(&self, term: &Term, binding: &[Option<Value>], act: Option<ActId>) -> Option<ActId> {
        if *term == Term::ThisAct {
            return act;
        }
        match self.term_value(term, binding, act) {
            Some(Value::Event(event)) => Some(ActId(event.0)),
            _ => None,
        }
    }

    pub(super) fn named_moment(
        &self,
        at: &crate::program::Moment,
        binding: &[Option<Value>],
        act: Option<ActId>,
    ) -> Option<Moment> {
        use crate::program::Moment as Named;
        match at {
            Named::On(TimeTerm::Date(term)) => match self.term_value(term, binding, act) {
                Some(Value::Date(date)) => Some(Moment::Date(date)),
                _ => None,
            },
            Named::On(TimeTerm::Event(term)) | Named::At(term) => self.act_value(term, binding, act).map(Moment::After),
            Named::JustBefore(term) => self.act_value(term, binding, act).map(Moment::Before),
            Named::On(TimeTerm::Shifted(..)) => None,
        }
    }
}
