//! What the words of a corpus mean: kinds, attributes, adjectives, relations, verbs.
use super::ids::{AdjectiveId, KindId, StatementId, VerbId};

/// A kind of entity: `kind soviet | soviets is body`.
#[derive(Clone, Debug)]
pub struct Kind {
    /// Its forms, singular first.
    pub forms: Vec<String>,
    /// The kinds that it is a kind of, directly.
    pub parents: Vec<KindId>,
    /// Its declaration.
    pub statement: StatementId,
}

/// What an attribute holds.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum AttributeType {
    /// An entity of one of these kinds (or a kind below).
    Entity(Vec<KindId>),
    /// A number.
    Number,
    /// A whole and its parts (`seats 320 of { … }`, `seats of bolsheviks: up to 60 %`).
    Composition,
    /// A date.
    Date,
    /// Days, months or years.
    Duration,
    /// A text; conditions may compare it for equality only.
    Text,
    /// One of these adjectives (`attribute level of committee: army or corps or division`).
    Word(Vec<AdjectiveId>),
}

/// `attribute predecessor of congress: congress`
#[derive(Clone, Debug)]
pub struct Attribute {
    /// Its name.
    pub name: String,
    /// The kinds that have it.
    pub of: Vec<KindId>,
    /// What it holds.
    pub value: AttributeType,
    /// Its declaration.
    pub statement: StatementId,
}

/// `adjective all_russian of congress`, or a word that an attribute takes.
#[derive(Clone, Debug)]
pub struct Adjective {
    /// Its name.
    pub name: String,
    /// The kinds that it is said of; empty for a word that only an attribute takes.
    pub of: Vec<KindId>,
    /// Its declaration.
    pub statement: StatementId,
}

/// `relation committee is permanent body of congress`,
/// `relation congress is legitimate, open "was {subject} legitimate"`
#[derive(Clone, Debug)]
pub struct Relation {
    /// The words after `is`: `permanent body of`, `legitimate`.
    pub phrase: String,
    /// The kinds of the subject.
    pub subject: Vec<KindId>,
    /// The kinds of the object, where there is one.
    pub object: Option<Vec<KindId>>,
    /// The question in words where the relation is open; `{subject}` and `{object}` stand for the names.
    pub open: Option<String>,
    /// At any time at most one thing stands in it to its object: an office has one holder.
    pub one_holder: bool,
    /// Its declaration.
    pub statement: StatementId,
}

/// What a role takes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum RoleType {
    /// An entity of one of these kinds.
    Entity(Vec<KindId>),
    /// An event.
    Event,
    /// A rule.
    Rule,
    /// An order.
    Order,
    /// An event, rule, order or entity, whatever is named.
    Thing,
    /// A number.
    Number,
    /// A date.
    Date,
    /// `that`: a sentence, proposed or declared.
    Sentence,
    /// `to`: an act, intended or refused.
    Act,
}

/// One role of a verb.
#[derive(Clone, Debug)]
pub struct Role {
    /// The word before its filler (`for`, `to`, `against`); `by` is the subject, `what` the object (no
    /// word stands before either), `that` and `to` with content hold content.
    pub name: String,
    /// What it takes.
    pub takes: RoleType,
    /// A sentence may leave it out.
    pub optional: bool,
}

/// `act convene | convenes | convened (by body, what congress, for date?)`
#[derive(Clone, Debug)]
pub struct Verb {
    /// Its forms: infinitive, third person (the sentence's form), participle.
    pub forms: [String; 3],
    /// An act in law (valid or void), as opposed to a deed that merely happens.
    pub is_act: bool,
    /// Silence proves nothing.
    pub open: bool,
    /// What is told as its content is open, not false by silence.
    pub leads_to_content: bool,
    /// Opposite acts of one body on one object are a record fault.
    pub opposite: Option<VerbId>,
    /// The kinds of its subject.
    pub subject: Vec<KindId>,
    /// The roles other than the subject, in order of declaration.
    pub roles: Vec<Role>,
    /// Its declaration.
    pub statement: StatementId,
}
