//! Numbers in conditions: exact where the record gives them, else bounds; a comparison that the bounds do
//! not decide is one question a threshold, and the thresholds of one number are ordered by K.
use super::conditions::Setting;
use super::grounder::{Grounder, Truth};
use super::keys::*;
use super::quantities::Interval;
use crate::check::chronology::Trilean;
use crate::program::*;
use num_traits::Zero;

/// What an unsettled number is the number of; equal ones are one number.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Unknown {
    /// An attribute of an entity, as one statement gives it (or as none does).
    Attribute(EntityId, AttributeId, Option<StatementId>),
    /// The joint part of some in a composition.
    Part(EntityId, AttributeId, Vec<EntityId>),
    /// A figure of these things, where no rule gives it.
    Figure(FigureId, Vec<Option<Value>>),
    /// What the first is more than the second, neither being settled.
    Gap(UnknownId, UnknownId),
    /// A value that a condition computes.
    Computed(FormulaId, BindingId, u16),
    /// A number of days between two things.
    Days(Instant, Instant, DayCount),
    /// A written number that is known by its bounds only.
    Written(QuantityId),
}

/// One value that a number can have: its bounds, what it is the number of, and under which condition.
#[derive(Clone, Debug)]
pub(super) struct Amount {
    pub interval: Interval,
    pub unknown: Option<Unknown>,
    pub when: Vec<Truth>,
}

impl Grounder<'_> {
    /// The truth of a comparison of two numbers.
    pub(super) fn compare(
        &mut self,
        goal: FormulaId,
        left: &Number,
        comparison: Comparison,
        right: &Number,
        binding: &[Option<Value>],
        setting: Setting,
    ) -> Truth {
        if let Some(truth) = self.compare_count(left, comparison, right, binding, setting) {
            return truth;
        }
        if let Some(truth) = self.compare_count(right, flipped(comparison), left, binding, setting) {
            return truth;
        }
        let right = self.share_of_own_whole(left, right, binding, setting);
        let left = self.share_of_own_whole(right, left, binding, setting);
        let lefts = self.number(goal, left, binding, setting);
        let rights = self.number(goal, right, binding, setting);
        let empty_base = self.share_of_nothing(&lefts, left) || self.share_of_nothing(&rights, right);
        if empty_base {
            return Truth::FALSE;
        }
        let mut bodies = Vec::new();
        for one in &lefts {
            for other in &rights {
                let truth = self.compare_values(goal, one, comparison, other, binding);
                bodies.push([one.when.clone(), other.when.clone(), vec![truth]].concat());
            }
        }
        if lefts.is_empty() || rights.is_empty() {
            let binding = self.restricted(goal, binding);
            return self.is(Key::MissingValue(goal, binding));
        }
        self.tally(&bodies)
    }

    /// Equal comparisons are one question: that of the first, wherever it stands.
    fn first_of_its_like(&mut self, goal: FormulaId) -> FormulaId {
        let formulas = &self.program.formulas;
        let words = |formula: &Formula| match formula {
            Formula::Compare(left, _, right) => Some(format!("{left:?} {right:?}")),
            _ => None,
        };
        if self.alike.is_empty() {
            for (place, formula) in formulas.iter().enumerate() {
                if let Some(words) = words(formula) {
                    self.alike.entry(words).or_insert(FormulaId(place as u32));
                }
            }
        }
        words(&formulas[goal.index()]).and_then(|words| self.alike.get(&words).copied()).unwrap_or(goal)
    }

    /// A part of a whole that is not told, known by its share, against a share of that whole: shares of one.
    fn share_of_own_whole<'n>(
        &mut self,
        part: &Number,
        share: &'n Number,
        binding: &[Option<Value>],
        setting: Setting,
    ) -> &'n Number {
        let (Number::Part(whole, _), Number::Share(of, base, None)) = (part, share) else { return share };
        let (Number::Of(base), Term::Attribute(holder, attribute)) = (base.as_ref(), whole) else { return share };
        if base != whole {
            return share;
        }
        let program = self.program;
        for (entity, _) in self.term_options(holder, binding, setting) {
            let Value::Entity(entity) = entity else { return share };
            let mut held = program.entities[entity.index()].attributes.iter().filter(|h| h.attribute == *attribute);
            let is_share = |id: QuantityId| self.quantities.get_index(id.index()).is_some_and(|q| q.share);
            let by_shares = |value: &Holding| match value {
                Holding::Composition(told) => {
                    told.whole.is_none() && told.parts.iter().filter_map(|part| part.amount).all(is_share)
                }
                Holding::One(_) | Holding::Text(_) => false,
            };
            if !held.all(|held| by_shares(&held.value)) {
                return share;
            }
        }
        of
    }

    /// A share of an empty base is false.
    fn share_of_nothing(&self, values: &[Amount], number: &Number) -> bool {
        matches!(number, Number::Share(..))
            && !values.is_empty()
            && values.iter().all(|value| value.interval.only().is_some_and(|n| n.is_zero()))
    }

    pub(super) fn restricted(&mut self, goal: FormulaId, binding: &[Option<Value>]) -> BindingId {
        let free = self.free_variables(goal);
        let mut kept = vec![None; binding.len()];
        for variable in free.iter() {
            if let (Some(slot), Some(value)) = (kept.get_mut(variable.0 as usize), binding.get(variable.0 as usize)) {
                *slot = *value;
            }
        }
        self.binding_id(&kept)
    }

    fn compare_values(
        &mut self,
        goal: FormulaId,
        one: &Amount,
        comparison: Comparison,
        other: &Amount,
        binding: &[Option<Value>],
    ) -> Truth {
        if let Some(value) = other.interval.only() {
            return self.compare_with(one, comparison, value, goal, binding);
        }
        if let Some(value) = one.interval.only() {
            return self.compare_with(other, flipped(comparison), value, goal, binding);
        }
        if one.unknown.is_some() && one.unknown == other.unknown {
            return Truth::Known(matches!(
                comparison,
                Comparison::Equal | Comparison::LessEqual | Comparison::GreaterEqual
            ));
        }
        let (Some(first), Some(second)) = (&one.unknown, &other.unknown) else {
            let alike = self.first_of_its_like(goal);
            let unknown = Some(Unknown::Computed(alike, self.restricted(goal, binding), u16::MAX));
            let gap = Amount { interval: one.interval.plus(&other.interval.negated()), unknown, when: Vec::new() };
            return self.compare_with(&gap, comparison, Rational::zero(), goal, binding);
        };
        // Two numbers have one gap between them, whichever is named first.
        let first = UnknownId(self.unknowns.insert_full(first.clone()).0 as u32);
        let second = UnknownId(self.unknowns.insert_full(second.clone()).0 as u32);
        let (low, high, comparison) =
            if first < second { (one, other, comparison) } else { (other, one, flipped(comparison)) };
        let unknown = Some(Unknown::Gap(first.min(second), first.max(second)));
        let gap = Amount { interval: low.interval.plus(&high.interval.negated()), unknown, when: Vec::new() };
        self.compare_with(&gap, comparison, Rational::zero(), goal, &[])
    }

    pub(super) fn compare_with(
        &mut self,
        one: &Amount,
        comparison: Comparison,
        value: Rational,
        goal: FormulaId,
        binding: &[Option<Value>],
    ) -> Truth {
        match one.interval.compare(comparison, value) {
            Trilean::True => Truth::TRUE,
            Trilean::False => Truth::FALSE,
            Trilean::Open => {
                if let Some(truth) = one.unknown.as_ref().and_then(|days| self.compare_days(days, comparison, value)) {
                    return truth;
                }
                let unknown = match &one.unknown {
                    Some(unknown) => unknown.clone(),
                    None => {
                        let binding = self.restricted(goal, binding);
                        Unknown::Computed(self.first_of_its_like(goal), binding, u16::MAX)
                    }
                };
                let id = UnknownId(self.unknowns.insert_full(unknown).0 as u32);
                let exact = Quantity {
                    low: Some(Bound { value, strict: false }),
                    high: Some(Bound { value, strict: false }),
                    except: None,
                    share: false,
                    unit: None,
                };
                let threshold = QuantityId(self.quantities.insert_full(exact).0 as u32);
                match comparison {
                    Comparison::Greater => self.is(Key::Exceeds(id, threshold, false)),
                    Comparison::GreaterEqual => self.is(Key::Exceeds(id, threshold, true)),
                    Comparison::Less => self.is(Key::Exceeds(id, threshold, true)).not(),
                    Comparison::LessEqual => self.is(Key::Exceeds(id, threshold, false)).not(),
                    Comparison::Equal | Comparison::NotEqual => {
                        let at_least = self.is(Key::Exceeds(id, threshold, true));
                        let above = self.is(Key::Exceeds(id, threshold, false));
                        let equal = self.both(at_least, above.not());
                        if comparison == Comparison::Equal { equal } else { equal.not() }
                    }
                }
            }
        }
    }

    /// The values that a number can have.
    pub(super) fn number(
        &mut self,
        goal: FormulaId,
        number: &Number,
        binding: &[Option<Value>],
        setting: Setting,
    ) -> Vec<Amount> {
        match number {
            Number::Quantity(id) => vec![self.written(*id)],
            Number::Of(term) => self.number_of(term, binding, setting),
            Number::Part(term, who) => self.part_of(term, who, binding, setting),
            Number::Count(..) | Number::Sum(..) => self.counted(number, binding, setting),
            Number::Share(share, base, excluding) => {
                let share = self.number(goal, share, binding, setting);
                let mut base = self.number(goal, base, binding, setting);
                if let Some(excluding) = excluding {
                    let off = self.number(goal, excluding, binding, setting);
                    base = combine(&base, &off, |a, b| a.plus(&b.negated()));
                }
                combine(&share, &base, Interval::product)
            }
            Number::Plus(one, other) => self.arithmetic(goal, one, other, binding, setting, Interval::plus),
            Number::Minus(one, other) => {
                self.arithmetic(goal, one, other, binding, setting, |a, b| a.plus(&b.negated()))
            }
            Number::Product(one, other) => self.arithmetic(goal, one, other, binding, setting, Interval::product),
            Number::Figure(figure, of) => self.figure(goal, *figure, of, binding, setting),
            // `A - B` names the later first, the other counts the earlier.
            Number::Days(later, earlier, DayCount::Midnights) => {
                self.days(later, earlier, DayCount::Midnights, binding, setting)
            }
            Number::Days(earlier, later, count) => self.days(later, earlier, *count, binding, setting),
            Number::Length(number, _) => self.number(goal, number, binding, setting),
        }
    }

    fn arithmetic(
        &mut self,
        goal: FormulaId,
        one: &Number,
        other: &Number,
        binding: &[Option<Value>],
        setting: Setting,
        operation: impl Fn(&Interval, &Interval) -> Interval,
    ) -> Vec<Amount> {
        let ones = self.number(goal, one, binding, setting);
        let others = self.number(goal, other, binding, setting);
        combine(&ones, &others, operation)
    }

    pub(super) fn written(&self, id: QuantityId) -> Amount {
        let interval = self.quantities.get_index(id.index()).map_or(Interval::UNKNOWN, Interval::of);
        let unknown = interval.only().is_none().then_some(Unknown::Written(id));
        Amount { interval, unknown, when: Vec::new() }
    }

    /// A number attribute, the whole of a composition, or a bound number.
    fn number_of(&mut self, term: &Term, binding: &[Option<Value>], setting: Setting) -> Vec<Amount> {
        let Term::Attribute(of, attribute) = term else {
            return match self.term_value(term, binding, setting.act) {
                Some(Value::Quantity(id)) => vec![self.written(id)],
                _ => Vec::new(),
            };
        };
        let program = self.program;
        let mut values = Vec::new();
        for (base, truth) in self.term_options(of, binding, setting) {
            let Value::Entity(entity) = base else { continue };
            let mut told = Vec::new();
            for held in program.entities[entity.index()].attributes.iter().filter(|held| held.attribute == *attribute) {
                let quantity = match &held.value {
                    Holding::One(Value::Quantity(id)) => Some(*id),
                    Holding::Composition(composition) => composition.whole,
                    Holding::One(_) | Holding::Text(_) => None,
                };
                let Some(quantity) = quantity else { continue };
                let holds = self.value_holds(held, setting.moment);
                told.push(holds);
                let unknown = Some(Unknown::Attribute(entity, *attribute, Some(held.statement)));
                let interval = self.written(quantity).interval;
                values.push(Amount { interval, unknown, when: vec![truth, holds] });
            }
            let untold = self.none_of(&told);
            if untold != Truth::FALSE {
                let unknown = Some(Unknown::Attribute(entity, *attribute, None));
                values.push(Amount { interval: Interval::not_negative(), unknown, when: vec![truth, untold] });
            }
        }
        values
    }

    /// None of these is so: then the value is missing, which is a question, never false by silence.
    pub(super) fn none_of(&mut self, told: &[Truth]) -> Truth {
        if told.contains(&Truth::TRUE) {
            return Truth::FALSE;
        }
        let bodies: Vec<Vec<Truth>> = told.iter().map(|truth| vec![*truth]).collect();
        self.tally(&bodies).not()
    }

    /// The values that rules give a figure, each while its rule governs; where none does, it is unknown.
    fn figure(
        &mut self,
        goal: FormulaId,
        figure: FigureId,
        of: &[Term],
        binding: &[Option<Value>],
        setting: Setting,
    ) -> Vec<Amount> {
        let given: Vec<Option<Value>> = of.iter().map(|term| self.term_value(term, binding, setting.act)).collect();
        let (mut values, mut governing) = (Vec::new(), Vec::new());
        for rule in self.index.figures.get(&figure).cloned().unwrap_or_default() {
            let RuleKind::Figure { of: slots, value, .. } = &self.rule(rule).kind else { continue };
            let mut bound = vec![None; self.rule(rule).variables.len()];
            let fits =
                slots.iter().zip(&given).all(|(slot, value)| value.is_some_and(|v| self.fit_slot(slot, v, &mut bound)));
            if !fits || slots.len() != given.len() {
                continue;
            }
            let id = self.binding_id(&bound);
            let instance = self.instance_id(Instance { rule, act: None, moment: setting.moment, binding: id });
            let governs = self.governs(instance);
            governing.push(governs);
            for mut value in self.number(goal, value, &bound, setting) {
                value.when.push(governs);
                values.push(value);
            }
        }
        // Where none of the rules governs, the figure is not known.
        let none: Vec<Truth> = governing.into_iter().map(Truth::not).collect();
        if !none.contains(&Truth::FALSE) {
            let unknown = Some(Unknown::Figure(figure, given));
            values.push(Amount { interval: Interval::UNKNOWN, unknown, when: none });
        }
        values
    }

    /// Whether two told values of one attribute exclude each other.
    pub(super) fn values_exclude(&self, one: &AttributeValue, other: &AttributeValue) -> bool {
        if !one.time.parts.is_empty() || !other.time.parts.is_empty() {
            return false; // told of different times: neither denies the other
        }
        let interval = |id: &QuantityId| self.quantities.get_index(id.index()).map(Interval::of);
        match (&one.value, &other.value) {
            (Holding::One(Value::Quantity(a)), Holding::One(Value::Quantity(b))) => match (interval(a), interval(b)) {
                (Some(a), Some(b)) => a.and(&b).is_none(),
                _ => false,
            },
            (Holding::One(a), Holding::One(b)) => !self.values_agree(*a, *b),
            (Holding::Text(a), Holding::Text(b)) => a != b,
            (Holding::Composition(a), Holding::Composition(b)) => {
                let wholes = match (a.whole.as_ref().and_then(&interval), b.whole.as_ref().and_then(&interval)) {
                    (Some(a), Some(b)) => a.and(&b).is_none(),
                    _ => false,
                };
                wholes
                    || a.parts.iter().any(|part| {
                        let twin = b.parts.iter().find(|other| other.who == part.who && other.others == part.others);
                        match (
                            part.amount.as_ref().and_then(&interval),
                            twin.and_then(|t| t.amount.as_ref()).and_then(&interval),
                        ) {
                            (Some(a), Some(b)) => a.and(&b).is_none(),
                            _ => false,
                        }
                    })
            }
            _ => true,
        }
    }

    fn values_agree(&self, one: Value, other: Value) -> bool {
        match (one, other) {
            (Value::Date(a), Value::Date(b)) => {
                let (a, b) = (self.date_hull(a), self.date_hull(b));
                a.0 <= b.1 && b.0 <= a.1
            }
            _ => one == other,
        }
    }
}

fn combine(ones: &[Amount], others: &[Amount], operation: impl Fn(&Interval, &Interval) -> Interval) -> Vec<Amount> {
    let mut values = Vec::new();
    for one in ones {
        for other in others {
            let interval = operation(&one.interval, &other.interval);
            let when = [one.when.clone(), other.when.clone()].concat();
            values.push(Amount { interval, unknown: None, when });
        }
    }
    values
}

/// `a < b` as `b > a`.
pub(super) fn flipped(comparison: Comparison) -> Comparison {
    match comparison {
        Comparison::Less => Comparison::Greater,
        Comparison::LessEqual => Comparison::GreaterEqual,
        Comparison::Greater => Comparison::Less,
        Comparison::GreaterEqual => Comparison::LessEqual,
        Comparison::Equal | Comparison::NotEqual => comparison,
    }
}
