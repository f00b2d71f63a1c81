//! Procedural rules and the orders they belong to.
use super::formula::*;
use super::ids::*;
use super::value::Time;
use crate::source::Span;

/// A system of rules.
#[derive(Clone, Debug)]
pub struct Order {
    /// Its statement: name, title, citations, voice.
    pub statement: StatementId,
    /// Known in parts only: what it covers and does not grant is open, save where an `only` closes it.
    pub fragmentary: bool,
    /// The orders of which at most one (this one included) is recognised.
    pub rivals: Vec<OrderId>,
    /// It is recognised only from the valid enactment on.
    pub enacted_by: Option<EventId>,
}

/// What a breach of a requirement does.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Consequence {
    /// The act is void.
    Void,
    /// The act stands until annulled.
    Voidable,
    /// The act stands all the same.
    Irregular,
    /// The record does not say.
    Unstated,
}

/// When a rule is in force; nothing said: always.
#[derive(Clone, Debug, Default)]
pub struct Period {
    /// In force from, until: dates or events.
    pub time: Time,
    /// In force only if this event was valid, from it on unless a start is named.
    pub enacted_by: Option<EventId>,
    /// Until this event, if it was valid.
    pub repealed_by: Option<EventId>,
}

/// The deadline of a duty.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Deadline {
    /// `before T`
    Before(TimeTerm),
    /// `by T`, `on or before T`
    By(TimeTerm),
    /// `within 14 days after E`
    Within(Number, TimeTerm),
}

/// What kind of rule it is, by its head.
#[derive(Clone, Debug)]
pub enum RuleKind {
    /// `[only] B may V`
    Power {
        /// Who may do what; several subjects: jointly.
        act: ActPattern,
        /// Whoever this rule does not grant lacks the power.
        only: bool,
    },
    /// `B may not V`
    Disability {
        /// The act.
        act: ActPattern,
    },
    /// `B V… only when p else c`
    Requirement {
        /// The act or deed.
        act: ActPattern,
        /// What must hold.
        held: FormulaId,
        /// What a breach does.
        otherwise: Consequence,
    },
    /// `B must V … [term]`
    Duty {
        /// What must be done.
        act: ActPattern,
        /// By when; none: by the record's end.
        term: Option<Deadline>,
    },
    /// `B must not V`
    Prohibition {
        /// What must not be done.
        act: ActPattern,
    },
    /// `B V… stands [against R, …] [from then on]`
    Cure {
        /// The defective act.
        act: ActPattern,
        /// `as E`: the name of the act that is healed.
        named: Option<VariableId>,
        /// The variable (an event) of the healing act that the conditions name with `as X`, if any.
        healer: Option<VariableId>,
        /// Only these breaches are healed; empty: whatever it is.
        against: Vec<RuleId>,
        /// Healed from the healing act on, not from the start.
        from_then_on: bool,
    },
    /// `B V1… counts as B V2…`
    CountsAs {
        /// What was done.
        done: ActPattern,
        /// What it has the force of.
        counts_as: ActPattern,
    },
    /// `B V… makes R` / `ends R`
    Effect {
        /// The act or deed.
        act: ActPattern,
        /// `as E`
        named: Option<VariableId>,
        /// What it makes.
        makes: Vec<RelationPattern>,
        /// What it ends; an unbound variable in it ranges over whatever held.
        ends: Vec<RelationPattern>,
        /// The effect begins at this time instead of the act's end.
        from: Option<TimeTerm>,
    },
    /// `B V… as X ends E` / `undoes E`: E an event.
    Annulment {
        /// The annulling act.
        act: ActPattern,
        /// The annulled event: a variable that a role of the act or the conditions bind.
        target: Term,
        /// From the start (`undoes`), or from then on (`ends`).
        undoes: bool,
    },
    /// `C is legitimate when …` / `C is not legitimate when …`
    Definition {
        /// What is defined.
        sentence: RelationPattern,
        /// A rule against.
        against: bool,
    },
    /// `the quorum of A is N`
    Figure {
        /// Which figure.
        figure: FigureId,
        /// Of what.
        of: Vec<Slot>,
        /// Its value.
        value: Number,
    },
}

/// A rule.
#[derive(Clone, Debug)]
pub struct Rule {
    /// Its statement: name, citations, voice.
    pub statement: StatementId,
    /// The order it belongs to; `None`: it binds always, all such being one complete order.
    pub order: Option<OrderId>,
    /// Its head.
    pub kind: RuleKind,
    /// Its variables.
    pub variables: Vec<Variable>,
    /// The cases it is for; for a power it may not speak of the subject.
    pub scope: Option<FormulaId>,
    /// Its `when`.
    pub when: Option<FormulaId>,
    /// Its exceptions.
    pub unless: Vec<FormulaId>,
    /// The rules whose place it takes.
    pub overrides: Vec<RuleId>,
    /// When it is in force.
    pub period: Period,
    /// The head in the corpus, for reports.
    pub head: Span,
}

/// A figure: `figure quorum of assembly`.
#[derive(Clone, Debug)]
pub struct Figure {
    /// Its statement.
    pub statement: StatementId,
    /// The kinds of what it is a figure of.
    pub of: Vec<KindId>,
}
