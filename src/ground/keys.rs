//! What ground atoms mean: their keys, the moments and bindings inside them, and the table that numbers
//! them. Names of the variants follow `docs/engine.md` and the clauses above the code that expands them.
use super::clauses::Leaf;
use crate::program::*;
use indexmap::IndexSet;
use rustc_hash::FxBuildHasher;

/// An act or deed that the ground program speaks of: told, counted as, led to by a content, or supposed
/// for a question of power. The told events come first, under their own numbers.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct ActId(pub u32);

impl ActId {
    /// The number as an index.
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

/// A moment at which something is judged.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub enum Moment {
    /// Just before an act.
    Before(ActId),
    /// Just after an act.
    After(ActId),
    /// The end of a day; of a wider or uncertain date, some moment of it.
    Date(DateId),
    /// The end of the record.
    End,
}

/// Where a relation began to hold.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub enum Start {
    /// Before everything that is told.
    Always,
    /// After an act.
    After(ActId),
    /// From the beginning of the date that a statement tells.
    Date(DateId, StatementId),
}

/// A context: the program as it is, or with an order recognised or rules left out.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Default)]
pub struct ContextId(pub u16);

/// What a context changes.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default)]
pub struct Context {
    /// `under O`: this order is recognised and its rivals are not.
    pub under: Option<OrderId>,
    /// `without …`: these are not on.
    pub without: Vec<Ground>,
}

/// A binding of the variables of a rule or claim, numbered.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct BindingId(pub u32);

/// A relation with its names filled in, numbered.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct FluentId(pub u32);

/// An act pattern with its names filled in (unbound roles left out), numbered: the `v` of the clauses.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct DoingId(pub u32);

/// A point of time that order questions compare.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub enum Instant {
    /// The beginning of an act.
    Begin(ActId),
    /// The end of an act; of a momentary act, the act.
    End(ActId),
    /// The beginning of the one day that an uncertain date of a statement means.
    DayStart(DateId, StatementId),
    /// The end of that day; where no statement tells the date, of the day on which a claim is judged.
    DayEnd(DateId, Option<StatementId>),
    /// A minute of the day count.
    Minute(Minute),
}

impl Instant {
    /// The instant of a minute.
    pub(crate) fn minute(minute: i64) -> Self {
        Self::Minute(Minute::from(minute))
    }
}

/// A minute of the day count, in two halves, so that keys stay small.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct Minute {
    high: i32,
    low: u32,
}

impl From<i64> for Minute {
    fn from(minute: i64) -> Self {
        Self { high: (minute >> 32) as i32, low: minute as u32 }
    }
}

impl From<Minute> for i64 {
    fn from(minute: Minute) -> Self {
        (i64::from(minute.high) << 32) | i64::from(minute.low)
    }
}

/// A number whose value the record does not settle.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct UnknownId(pub u32);

/// The binding of a rule's head by an act (or by a relation, for definitions), numbered.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct InstanceId(pub u32);

/// What an instance is of.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Instance {
    /// The rule.
    pub rule: RuleId,
    /// The act that it fits; for definitions and figures none.
    pub act: Option<ActId>,
    /// The moment at which its conditions are judged.
    pub moment: Moment,
    /// The variables that the head binds.
    pub binding: BindingId,
}

/// What a ground atom says. Leaves come first.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Key {
    /// A: the statement is accepted on the word of this voice.
    Accepted(StatementId, VoiceId),
    /// A: an order that has rivals, or that a party puts forward, is recognised.
    OrderAccepted(OrderId),
    /// O: the answer to a `doubtful` block is yes.
    Doubt(VoiceId),
    /// O: of two sources of the record that contradict each other, this statement is right.
    RecordSays(StatementId),
    /// O: `x` comes before `y`.
    Earlier(Instant, Instant),
    /// O: a missing power: somebody had it.
    Power(ActId),
    /// O: breaches of a rule whose consequence is unstated make void.
    Voids(RuleId),
    /// O: … make voidable, where they do not make void.
    MakesVoidable(RuleId),
    /// O: between an `only` and another's grant, the first prevails.
    Prevails(RuleId, RuleId),
    /// O: the title of an open relation, where nothing settles it.
    OpenRelation(FluentId),
    /// O: where rules stand for and against it, those for it prevail.
    ProPrevails(FluentId),
    /// O: an act of an open verb, of which nothing is told, was done.
    OpenDone(DoingId),
    /// O: a content that was told was carried out.
    ContentDone(ActId),
    /// O: a duty that no rule lays down.
    MissingDuty(DoingId),
    /// O: it was done, but later than the missing duty asked.
    Late(DoingId),
    /// O: a rule that no one names was breached.
    MissingRule(ActId),
    /// O: an act has an effect that no rule gives it.
    MissingEffect(ActId, FluentId, bool),
    /// O: an act heals another though no rule says so.
    MissingCure(ActId, ActId),
    /// O: the unnamed actor of an event is this one.
    IsSomeone(EventId, Value),
    /// O: the unnamed actor meets what a rule asks of its subject.
    SomeoneFits(RuleId, ActId),
    /// O: an unknown number is more than (or, with `true`, at least) this quantity.
    Exceeds(UnknownId, QuantityId, bool),
    /// O: a value that nothing in the corpus gives makes a condition true.
    MissingValue(FormulaId, BindingId),

    /// The statement is on.
    On(StatementId),
    /// An order is recognised at a moment.
    Recognised(OrderId, Moment),
    /// A rule is in force at a moment.
    InForce(RuleId, Moment),
    /// A rule's period has ended at a moment.
    Ended(RuleId, Moment),
    /// A rule covers what its instance names.
    Covers(InstanceId),
    /// A rule governs it.
    Governs(InstanceId),
    /// Another rule takes its place there.
    Overridden(InstanceId),
    /// A power rule grants the act to its subject (by its place).
    Grants(RuleId, ActId, u8),
    /// An act took place.
    Took(ActId),
    /// It is denied.
    Denied(ActId),
    /// What a content says is told, done or not, after the telling.
    Told(ActId),
    /// An act is granted to every subject.
    Granted(ActId),
    /// A power rule of a complete order (or an `only`) covers it.
    Covered(ActId),
    /// An `only` shuts it out, or a disability bars it.
    Barred(ActId),
    /// Another's grant beats this `only`, for a subject.
    Outgranted(RuleId, ActId, u8),
    /// The instance of a requirement is breached.
    Breach(InstanceId),
    /// The rule is breached by the act, whichever the instance.
    BreachOf(RuleId, ActId),
    /// A breach makes the act void.
    Fatal(ActId),
    /// The act is sound.
    Sound(ActId),
    /// The act may be exercised: a question of power.
    May(ActId),
    /// A cure heals an act, the healing act being the second.
    Healed(RuleId, ActId, ActId),
    /// An act is cured from the start.
    Cured(ActId),
    /// An act is healed by a moment.
    HealedBy(ActId, Moment),
    /// The breach of a rule is struck by a cure by a moment.
    Struck(RuleId, ActId, Moment),
    /// The act is avoidable at a moment.
    Avoidable(ActId, Moment),
    /// An annulment from the start reaches the act.
    Undone(ActId),
    /// The first is annulled by the second; `true`: from the start.
    Annulled(ActId, ActId, bool),
    /// An annulment from then on has come.
    Gone(ActId, Moment),
    /// An annulment from the start has come.
    Lapsed(ActId, Moment),
    /// The act is valid.
    Valid(ActId),
    /// The act is valid as it stood at a moment.
    Stands(ActId, Moment),
    /// It took place by then and does not stand.
    Void(ActId, Moment),
    /// It is voidable at a moment.
    Voidable(ActId, Moment),
    /// It is irregular at a moment.
    Irregular(ActId, Moment),
    /// The act (or deed) breaches some rule that the corpus names.
    BreachesSome(ActId),
    /// … some rule, or one that is missing.
    Wrong(ActId),
    /// A rule's duty binds somebody to a doing.
    Must(DoingId, Moment),
    /// A duty of a rule is unmet by its instance.
    Unmet(InstanceId),
    /// The duty to do this is unmet, whichever rule lays it down.
    UnmetDoing(DoingId),
    /// What is described was done by a moment.
    Done(DoingId, Moment),
    /// A relation holds at a moment.
    Holds(FluentId, Moment),
    /// It was ended between its start and a moment.
    Clipped(FluentId, Start, Moment),
    /// A stated fact is gainsaid at a moment.
    Gainsaid(FactId, Moment),
    /// A rule or a fact for an open relation.
    Pro(FluentId, Moment),
    /// A rule or a denial against it.
    Con(FluentId, Moment),
    /// A valid act made it, and nothing ended it.
    MadeInLaw(FluentId, Moment),
    /// It holds in fact, whatever the law says.
    DeFacto(FluentId, Moment),
    /// It was ended in fact.
    DeFactoClipped(FluentId, Start, Moment),
    /// An act makes (or, with `true`, ends) a relation.
    Makes(ActId, FluentId, bool),
    /// An act heals another.
    Heals(ActId, ActId),
    /// A condition under a binding, at a moment, about an act.
    Condition(FormulaId, BindingId, Moment, Option<ActId>),
    /// A number of the condition's ground members hold: the members are clauses of this atom.
    Tally(u32),
}

impl Key {
    /// The leaf that a key is, if it is one.
    pub const fn leaf(&self) -> Option<Leaf> {
        match self {
            Key::Accepted(..) | Key::OrderAccepted(_) => Some(Leaf::Allegation),
            Key::Doubt(_)
            | Key::RecordSays(_)
            | Key::Earlier(..)
            | Key::Power(_)
            | Key::Voids(_)
            | Key::MakesVoidable(_)
            | Key::Prevails(..)
            | Key::OpenRelation(_)
            | Key::ProPrevails(_)
            | Key::OpenDone(_)
            | Key::ContentDone(_)
            | Key::MissingDuty(_)
            | Key::Late(_)
            | Key::MissingRule(_)
            | Key::MissingEffect(..)
            | Key::MissingCure(..)
            | Key::IsSomeone(..)
            | Key::SomeoneFits(..)
            | Key::Exceeds(..)
            | Key::MissingValue(..) => Some(Leaf::Question),
            _ => None,
        }
    }
}

/// An atom's key in its context.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct AtomKey {
    /// The context.
    pub context: ContextId,
    /// What it says there.
    pub key: Key,
}

/// An interner that gives dense numbers in order of first sight.
pub(crate) type Interner<T> = IndexSet<T, FxBuildHasher>;
