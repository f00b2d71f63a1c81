//! What stands in a condition: its parts, its terms, its variables. Everything that looks into formulas here
//! goes through these functions, so a new form of condition is added in one place.
use crate::program::{
    ActPattern, Breached, Filler, Formula, FormulaId, Moment, Number, RelationPattern, Slot, Term, TimeTerm, VariableId,
};

/// What is found in a condition, without going into the conditions inside it.
#[derive(Clone, Debug, Default)]
pub(super) struct Parts {
    /// Conditions directly inside.
    pub inside: Vec<FormulaId>,
    /// Conditions of sets and choices inside it, with the variable that each binds.
    pub sets: Vec<(VariableId, FormulaId)>,
    /// Variables that stand in it by themselves where a sentence binds them.
    pub plain: Vec<VariableId>,
    /// Variables that stand anywhere else in it.
    pub reached: Vec<VariableId>,
    /// Those before which a kind is written here.
    pub kinded: Vec<VariableId>,
}

impl Parts {
    fn term(&mut self, term: &Term, binds: bool) {
        match term {
            Term::Variable(variable) if binds => self.plain.push(*variable),
            Term::Variable(variable) => self.reached.push(*variable),
            Term::Attribute(owner, _) => self.term(owner, false),
            Term::Chosen(choice) => self.sets.push((choice.variable, choice.condition)),
            Term::Value(_) | Term::ThisAct => {}
        }
    }
    fn slot(&mut self, slot: &Slot) {
        self.term(&slot.term, true);
        if let (Term::Variable(variable), false) = (&slot.term, slot.kinds.is_empty()) {
            self.kinded.push(*variable);
        }
    }
    /// What stands in an act sentence.
    pub fn act(&mut self, pattern: &ActPattern) {
        for slot in &pattern.subjects {
            self.slot(slot);
        }
        for (_, filler) in &pattern.roles {
            match filler {
                Filler::Slot(slot) => self.slot(slot),
                Filler::Act(act, _) => self.act(act),
                Filler::Relation(relation, _) => self.relation(relation),
            }
        }
    }
    /// What stands in a relation sentence.
    pub fn relation(&mut self, pattern: &RelationPattern) {
        self.slot(&pattern.subject);
        if let Some(object) = &pattern.object {
            self.slot(object);
        }
    }
    /// What stands in a time.
    pub fn time(&mut self, time: &TimeTerm) {
        match time {
            TimeTerm::Event(term) | TimeTerm::Date(term) => self.term(term, false),
            TimeTerm::Shifted(base, length, _) => {
                self.time(base);
                self.number(length);
            }
        }
    }
    /// What stands in a term that is only looked at.
    pub fn looked_at(&mut self, term: &Term) {
        self.term(term, false);
    }
    /// What stands in a number.
    pub fn number(&mut self, number: &Number) {
        match number {
            Number::Quantity(_) => {}
            Number::Of(term) => self.term(term, false),
            Number::Part(whole, holders) => {
                self.term(whole, false);
                holders.iter().for_each(|holder| self.term(holder, false));
            }
            Number::Count(variable, condition) => self.sets.push((*variable, *condition)),
            Number::Sum(summed, variable, condition) => {
                let mut inner = Parts::default();
                inner.number(summed);
                inner.reached.retain(|found| found != variable);
                self.reached.extend(inner.reached);
                self.sets.extend(inner.sets);
                self.sets.push((*variable, *condition));
            }
            Number::Share(share, base, excluded) => {
                self.number(share);
                self.number(base);
                if let Some(excluded) = excluded {
                    self.number(excluded);
                }
            }
            Number::Plus(one, other) | Number::Minus(one, other) | Number::Product(one, other) => {
                self.number(one);
                self.number(other);
            }
            Number::Figure(_, of) => of.iter().for_each(|term| self.term(term, false)),
            Number::Days(one, other, _) => {
                self.time(one);
                self.time(other);
            }
            Number::Length(length, _) => self.number(length),
        }
    }
    /// Everything in a condition.
    pub fn of(formula: &Formula) -> Self {
        let mut parts = Parts::default();
        match formula {
            Formula::And(all) | Formula::Or(all) => parts.inside.clone_from(all),
            Formula::Not(inside) | Formula::Ever(inside) | Formula::Always(inside) | Formula::Under(_, inside) => {
                parts.inside.push(*inside);
            }
            Formula::At(moment, inside) => {
                match moment {
                    Moment::On(time) => parts.time(time),
                    Moment::At(term) | Moment::JustBefore(term) => parts.term(term, false),
                }
                parts.inside.push(*inside);
            }
            Formula::Quantified(_, _, condition, body) => parts.inside.extend(condition.iter().chain(body)),
            Formula::Act { pattern, named, .. } => {
                parts.act(pattern);
                parts.plain.extend(named);
            }
            Formula::Relation { pattern, .. } => parts.relation(pattern),
            Formula::Is(slot) => parts.slot(slot),
            Formula::Status(term, ..) => parts.term(term, false),
            Formula::Breaches(term, breached) => {
                parts.term(term, false);
                if let Breached::Rule(rule) = breached {
                    parts.term(rule, true);
                }
            }
            Formula::BreachesDuty(slot, _, pattern) => {
                parts.slot(slot);
                pattern.iter().for_each(|pattern| parts.act(pattern));
            }
            Formula::May { pattern, .. } | Formula::Must(pattern) => parts.act(pattern),
            Formula::Makes(term, pattern) | Formula::Ends(term, pattern) => {
                parts.term(term, false);
                parts.relation(pattern);
            }
            Formula::Heals(one, other) => {
                parts.term(one, true);
                parts.term(other, true);
            }
            Formula::Compare(one, _, other) => {
                parts.number(one);
                parts.number(other);
            }
            Formula::Same(one, other) => {
                parts.term(one, false);
                parts.term(other, false);
            }
            Formula::Before(one, other, _) | Formula::Within(one, other, _) => {
                parts.time(one);
                parts.time(other);
            }
            Formula::True => {}
        }
        parts
    }
}
