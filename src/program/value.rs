//! Things that sentences name: values, quantities, dates, times.
use super::ids::*;
use crate::source::Span;
use num_rational::Ratio;

/// An exact number.
pub type Rational = Ratio<i128>;

/// Anything a role, a term or an attribute can be. Equal values are equal numbers.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub enum Value {
    /// An entity.
    Entity(EntityId),
    /// An event.
    Event(EventId),
    /// A rule.
    Rule(RuleId),
    /// An order.
    Order(OrderId),
    /// An adjective, as the value of an attribute.
    Word(AdjectiveId),
    /// A number or its bounds.
    Quantity(QuantityId),
    /// A date.
    Date(DateId),
    /// A content.
    Content(ContentId),
    /// The unnamed actor of an event.
    Someone(EventId),
}

/// One end of a range of numbers.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Bound {
    /// The number.
    pub value: Rational,
    /// Whether the number itself is outside.
    pub strict: bool,
}

/// A number known exactly (`low == high`, neither strict) or by its bounds.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Quantity {
    /// `at least`, `more than`.
    pub low: Option<Bound>,
    /// `up to`, `at most`, `less than`.
    pub high: Option<Bound>,
    /// `other than`.
    pub except: Option<Rational>,
    /// Written in percent, as a share of a whole: `60 %` has the value 60/100.
    pub share: bool,
    /// A length of time, if it is one; the numbers count this unit.
    pub unit: Option<Unit>,
}

/// Units of durations; days, months and years are never compared with each other (a year is 12 months).
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Unit {
    /// Minutes: hours and minutes.
    Minutes,
    /// Whole days; weeks are 7.
    Days,
    /// Months.
    Months,
    /// Years.
    Years,
}

/// A date literal: the set of days (or minutes) that it can mean.
///
/// Minutes are `day × 1440 + minute`, the day being `calendar::Day`. A whole day is its 1440 minutes.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Date {
    /// The possible moments, as disjoint inclusive ranges in order; `i64::MIN`/`MAX` are open ends. Two or
    /// more for `OS or NS`.
    pub ranges: Vec<(i64, i64)>,
    /// As the corpus has it.
    pub printed: String,
    /// Whether the literal itself names its calendar.
    pub labelled: bool,
}

/// When something was, by the words of one statement. All that is said holds together.
#[derive(Clone, Debug, Default)]
pub struct Time {
    /// What is said, in order.
    pub parts: Vec<TimePart>,
}

/// One thing said of a time.
#[derive(Clone, Debug)]
pub enum TimePart {
    /// `on D`, `at D`, `in D`, or a bare date: a moment in it, unknown which.
    On(DateId),
    /// `from A`, `from A to B`, `from A until B`: it lasts.
    From(Anchor),
    /// The other end of what lasts: `to B` (inclusive), `until B` (exclusive for an event, else its day).
    Until(Anchor),
    /// `during E`: within what lasts.
    During(EventId),
    /// `before X`
    Before(Anchor),
    /// `after X`
    After(Anchor),
    /// `with E`, `together with E`: at the same moment.
    With(EventId),
    /// `on D1 [a] or D2 [b]`: rival dates, each a statement of its own.
    Rivals(Vec<(StatementId, DateId)>),
}

/// A date or an event as the end of a period.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Anchor {
    /// A date.
    Date(DateId),
    /// An event.
    Event(EventId),
}

/// An act or deed with every name filled in: what an event tells, or what a content holds.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Act {
    /// The verb.
    pub verb: VerbId,
    /// The joint subjects, in order; for `someone` its value.
    pub subjects: Vec<Value>,
    /// Role (by its place in [`super::Verb::roles`]) and filler, in order of the roles.
    pub roles: Vec<(u8, Value)>,
    /// `… alone`: nobody else took part.
    pub alone: bool,
}

impl Act {
    /// The filler of a role.
    pub fn role(&self, role: u8) -> Option<Value> {
        self.roles.iter().find(|(r, _)| *r == role).map(|(_, value)| *value)
    }
}

/// What was said, proposed, refused or intended.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Content {
    /// An act (after `to`, or a `that` sentence with a verb); `true`: that it was not done or should not be.
    Act(Act, bool),
    /// A relation sentence; the flag: `is not`.
    Relation(RelationSentence, bool),
    /// Any other condition, with no variable in it, kept as written.
    Other(String),
}

/// `X is R of Y` with its names filled in.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct RelationSentence {
    /// The relation.
    pub relation: RelationId,
    /// The subject.
    pub subject: Value,
    /// The object, where the relation has one.
    pub object: Option<Value>,
}

/// The value of an attribute of an entity.
#[derive(Clone, Debug)]
pub struct AttributeValue {
    /// Which attribute.
    pub attribute: AttributeId,
    /// What it is.
    pub value: Holding,
    /// When it was so; empty: throughout.
    pub time: Time,
    /// The statement that says so: the entity's own, or one of its own for rival values or a value with
    /// citations.
    pub statement: StatementId,
    /// Where.
    pub span: Span,
}

/// What an attribute value holds.
#[derive(Clone, Debug)]
pub enum Holding {
    /// One value.
    One(Value),
    /// A text.
    Text(String),
    /// A whole and its parts.
    Composition(Composition),
}

/// `320 of { mensheviks 123, …, rest a, b and others }`
#[derive(Clone, Debug, Default)]
pub struct Composition {
    /// The whole, if told.
    pub whole: Option<QuantityId>,
    /// The parts.
    pub parts: Vec<Part>,
}

/// A part of a whole.
#[derive(Clone, Debug)]
pub struct Part {
    /// Who has it; several have it jointly.
    pub who: Vec<EntityId>,
    /// `and others`, or the word `others` alone: unnamed further holders.
    pub others: bool,
    /// How much; `None` is `rest`: what is left of the whole.
    pub amount: Option<QuantityId>,
    /// Where.
    pub span: Span,
}
