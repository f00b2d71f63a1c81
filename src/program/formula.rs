//! Conditions: the formulas of rules and claims, in one arena; terms and numbers inside them.
use super::ids::*;
use super::value::{Unit, Value};

/// A variable of a rule or claim, by its place in that rule's or claim's list.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct VariableId(pub u16);

/// A variable: its name and what it ranges over.
#[derive(Clone, Debug)]
pub struct Variable {
    /// As written: begins with a capital letter. Unnamed ones (`some body where …`) have a made-up name.
    pub name: String,
    /// What it ranges over, from where it is first restricted, or from the role or relation it fills.
    pub range: Range,
}

/// What a variable can be.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Range {
    /// Entities of one of these kinds.
    Entity(Vec<KindId>),
    /// Events (of these verbs; none: any).
    Event(Vec<VerbId>),
    /// Rules.
    Rule,
    /// Orders.
    Order,
    /// Dates that fill roles or attributes.
    Date,
    /// Numbers that fill roles or attributes.
    Number,
    /// Contents.
    Content,
    /// Entities, events, rules and orders.
    Thing,
}

/// A name, a variable, or what is reached from one.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Term {
    /// A variable.
    Variable(VariableId),
    /// A name.
    Value(Value),
    /// `C.predecessor`
    Attribute(Box<Term>, AttributeId),
    /// `this act`
    ThisAct,
    /// `the latest congress E where …`, `the 2nd last …`: an event or entity chosen by its time.
    Chosen(Box<Choice>),
}

/// `the latest | first | last N E where …`
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Choice {
    /// From the end (`latest`, `last`) or from the beginning (`first`).
    pub latest: bool,
    /// Which from there: 1 is the outermost.
    pub rank: u32,
    /// The bound variable, an event.
    pub variable: VariableId,
    /// Its condition.
    pub condition: FormulaId,
}

/// A slot of an act pattern or relation pattern: a term and what is asked of it there.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Slot {
    /// The term.
    pub term: Term,
    /// `congress C`: of one of these kinds; empty: no restriction.
    pub kinds: Vec<KindId>,
    /// `all_russian congress C`: with these adjectives.
    pub adjectives: Vec<AdjectiveId>,
}

/// The filler of a role in a pattern.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Filler {
    /// A thing.
    Slot(Slot),
    /// A content that is an act (`refuses to convene C`); the flag: that it be not done.
    Act(Box<ActPattern>, bool),
    /// A content that is a relation sentence; the flag: `is not`.
    Relation(Box<RelationPattern>, bool),
}

/// `body B convenes all_russian congress C for D`
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ActPattern {
    /// The verb.
    pub verb: VerbId,
    /// The subjects: several are one joint act of all of them. In a rule's head, one slot fits a joint act for
    /// each of its subjects. Empty: whoever (a passive sentence).
    pub subjects: Vec<Slot>,
    /// Role (by its place in `Verb::roles`) and filler.
    pub roles: Vec<(u8, Filler)>,
    /// `… alone`
    pub alone: bool,
}

/// `committee K is permanent body of C`
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RelationPattern {
    /// The relation.
    pub relation: RelationId,
    /// The subject.
    pub subject: Slot,
    /// The object, where the relation has one.
    pub object: Option<Slot>,
}

/// Status words said of acts.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Status {
    /// It stands in law.
    Valid,
    /// It took place and does not stand.
    Void,
    /// It stands until annulled.
    Voidable,
    /// It stands, with a breach that does not void.
    Irregular,
    /// A cure heals it.
    Cured,
}

/// What an event is said to breach.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Breached {
    /// This rule.
    Rule(Term),
    /// Some rule that the corpus names.
    SomeRule,
    /// A rule, known or not (open where none covers the event).
    ARule,
}

/// A moment that a condition names.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Moment {
    /// `on D`: at the end of that day.
    On(TimeTerm),
    /// `at E`, `after E`: just after the event.
    At(Term),
    /// `before E` of a relation: just before the event.
    JustBefore(Term),
}

/// A time to compare.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum TimeTerm {
    /// An event: its moment (where it lasts: its beginning before, its end after).
    Event(Term),
    /// A date, a date attribute, or a variable that is one.
    Date(Term),
    /// The time plus a length; the flag: minus.
    Shifted(Box<TimeTerm>, Box<Number>, bool),
}

/// An operator of comparison.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Comparison {
    /// `is`, `=`
    Equal,
    /// `is not`, `!=`
    NotEqual,
    /// `less than`, `<`
    Less,
    /// `at most`, `<=`
    LessEqual,
    /// `more than`, `>`
    Greater,
    /// `at least`, `>=`
    GreaterEqual,
}

/// A number in a condition.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Number {
    /// A literal.
    Quantity(QuantityId),
    /// A number attribute or variable, or the whole of a composition: `K.seats`.
    Of(Term),
    /// `K.seats of bolsheviks and left_srs`: the joint part of these; the flag: as a share of the whole.
    Part(Term, Vec<Term>),
    /// `count of congress C where …`
    Count(VariableId, FormulaId),
    /// `sum of E.votes for congress E where …`
    Sum(Box<Number>, VariableId, FormulaId),
    /// `2/3 of N`; `excluding M` takes M off the base first.
    Share(Box<Number>, Box<Number>, Option<Box<Number>>),
    /// `A + B`
    Plus(Box<Number>, Box<Number>),
    /// `A - B`
    Minus(Box<Number>, Box<Number>),
    /// `A * B`
    Product(Box<Number>, Box<Number>),
    /// `the quorum of A`
    Figure(FigureId, Vec<Term>),
    /// `A - B` of two times: midnights between them, in days. The times stand as they are written: the later
    /// first in `A - B`, the earlier first in `days of A .. B` and `clear days between A and B`.
    Days(Box<TimeTerm>, Box<TimeTerm>, DayCount),
    /// A length as written, `14 days`, is a `Quantity` with its unit; this converts a plain number.
    Length(Box<Number>, Unit),
}

/// How days between two times are counted.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum DayCount {
    /// `A - B`: midnights from B to A.
    Midnights,
    /// `days of A .. B`: both ends.
    Both,
    /// `clear days between A and B`: neither end.
    Clear,
}

/// How many of a set.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Quantifier {
    /// `some`
    Some,
    /// `every`
    Every,
    /// `no`
    No,
    /// `at least N`
    AtLeast(u64),
    /// `at most N`
    AtMost(u64),
    /// `exactly N`
    Exactly(u64),
    /// `more than 1/2 of` (strict) or `at least 2/3 of` the members that fit.
    Share(QuantityId),
}

/// A condition. The free variables are those of the rule or claim that it belongs to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Formula {
    /// Every one of them.
    And(Vec<FormulaId>),
    /// One of them at least.
    Or(Vec<FormulaId>),
    /// Default negation.
    Not(FormulaId),
    /// `B convenes C`: of fact; with `validly`, of law; with a verb made an act by counts-as too.
    Act {
        /// The sentence.
        pattern: ActPattern,
        /// `validly`
        validly: bool,
        /// `as E`: names the act found.
        named: Option<VariableId>,
        /// `does not V`: with an open verb, told not to have been done; else plain negation.
        negated: bool,
    },
    /// `X is R of Y`, `X is not R of Y` (of an open relation: never true by silence).
    Relation {
        /// The sentence.
        pattern: RelationPattern,
        /// `is not`
        negated: bool,
        /// `de facto`
        de_facto: bool,
    },
    /// `X is a congress`, `X is all_russian`: what the slot asks of its term.
    Is(Slot),
    /// `E [as convening] is valid [under O]`: with a verb, of what E counts as under it.
    Status(Term, Status, Option<OrderId>, Option<VerbId>),
    /// `E breaches …`
    Breaches(Term, Breached),
    /// `B breaches a duty to V`, `B breaches RULE` (a duty): the actor's unmet duty.
    BreachesDuty(Slot, Option<RuleId>, Option<ActPattern>),
    /// `[only] B may [not] V`
    May {
        /// The subject and the act.
        pattern: ActPattern,
        /// `only`
        only: bool,
        /// `may not`
        negated: bool,
    },
    /// `B must V`
    Must(ActPattern),
    /// `E makes R`
    Makes(Term, RelationPattern),
    /// `E ends R`
    Ends(Term, RelationPattern),
    /// `E heals E2`
    Heals(Term, Term),
    /// `at least 2 soviets S where … : p`; members fit `condition`, those that count satisfy `body` as well.
    Quantified(Quantifier, VariableId, Option<FormulaId>, Option<FormulaId>),
    /// Numbers compared.
    Compare(Number, Comparison, Number),
    /// `X is the same as Y` / `X is Y` / `X other than Y` by identity (and by the attribute's value).
    Same(Term, Term),
    /// `A before B`: the flag: or on the same day / at the same moment (`on or before`).
    Before(TimeTerm, TimeTerm, bool),
    /// `A on B`, `A during B`: A lies within the day(s) of the date, or within the event. The flag: all of it
    /// (`during`); else what lasts is on each of its days.
    Within(TimeTerm, TimeTerm, bool),
    /// A condition at a named moment.
    At(Moment, FormulaId),
    /// `ever p`: at some moment of the record.
    Ever(FormulaId),
    /// `always p` as a condition: at every moment of the record.
    Always(FormulaId),
    /// A condition under an order: `under O p`.
    Under(OrderId, FormulaId),
    /// Nothing is asked.
    True,
}
