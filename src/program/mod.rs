//! The resolved corpus: typed ids and data only. Every name is an id, every sentence has its verb, every
//! citation its source. Must never know pest.
pub mod formula;
pub mod ids;
pub mod rule;
pub mod value;
pub mod vocabulary;
pub use formula::*;
pub use ids::*;
pub use rule::*;
pub use value::*;
pub use vocabulary::*;

use crate::source::Span;
use std::sync::Arc;

/// A whole corpus. Vectors are indexed by their ids.
#[derive(Clone, Debug, Default)]
pub struct Program {
    /// Its title.
    pub title: String,
    /// Kinds.
    pub kinds: Vec<Kind>,
    /// Attributes.
    pub attributes: Vec<Attribute>,
    /// Adjectives.
    pub adjectives: Vec<Adjective>,
    /// Relations.
    pub relations: Vec<Relation>,
    /// Verbs; shared, since readers of sentences hold one while the program grows.
    pub verbs: Vec<Arc<Verb>>,
    /// Sources.
    pub sources: Vec<Source>,
    /// Statements, in the corpus's order (files by path, then lines).
    pub statements: Vec<Statement>,
    /// Blocks of voices.
    pub voices: Vec<Voice>,
    /// Entities.
    pub entities: Vec<Entity>,
    /// Events.
    pub events: Vec<Event>,
    /// Facts and denials of facts.
    pub facts: Vec<Fact>,
    /// Orders.
    pub orders: Vec<Order>,
    /// Rules.
    pub rules: Vec<Rule>,
    /// Figures.
    pub figures: Vec<Figure>,
    /// Claims.
    pub claims: Vec<Claim>,
    /// Standpoints.
    pub standpoints: Vec<Standpoint>,
    /// `gap` and `pass over`.
    pub marks: Vec<Mark>,
    /// The arena of conditions.
    pub formulas: Vec<Formula>,
    /// The place of each condition.
    pub formula_spans: Vec<Span>,
    /// Contents.
    pub contents: Vec<Content>,
    /// Quantities.
    pub quantities: Vec<Quantity>,
    /// Dates.
    pub dates: Vec<Date>,
    /// Events and rules whose sentence could not be read (and was reported), by their statements, in order: their
    /// ids hold a stand-in, which says nothing and which every check passes over.
    pub broken: Vec<StatementId>,
}

impl Program {
    /// The blocks around something, the innermost first; none: it stands flat.
    pub fn voices_around(&self, innermost: Option<VoiceId>) -> impl Iterator<Item = (VoiceId, &Voice)> {
        let voice = |id: VoiceId| self.voices.get(id.index()).map(|voice| (id, voice));
        std::iter::successors(innermost.and_then(voice), move |(_, inner)| inner.parent.and_then(voice))
    }

    /// The blocks around something that make it an allegation, the innermost first.
    pub fn allegations_around(&self, innermost: Option<VoiceId>) -> impl Iterator<Item = VoiceId> {
        let alleges = |(id, voice): (VoiceId, &Voice)| matches!(voice.kind, VoiceKind::According(..)).then_some(id);
        self.voices_around(innermost).filter_map(alleges)
    }
}

/// The calendars of bare dates.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum CalendarName {
    /// Old style.
    Julian,
    /// New style.
    Gregorian,
}

/// A source of the record or of a party.
#[derive(Clone, Debug)]
pub struct Source {
    /// Its statement.
    pub statement: StatementId,
    /// `record seed`: what it states flatly is on the record.
    pub on_record: bool,
    /// The calendar of its bare dates.
    pub calendar: Option<CalendarName>,
    /// The path of its text, as written, relative to the file of its declaration.
    pub text: Option<(String, Span)>,
    /// The path of its fingerprint, as written.
    pub fingerprint: Option<(String, Span)>,
    /// Anything else said of it (`author`, `year`, `licence`, `encyclopedia`), for reports.
    pub notes: Vec<(String, String)>,
}

/// What every named statement has.
#[derive(Clone, Debug)]
pub struct Statement {
    /// Its name (made up from its place where the corpus gives none).
    pub name: String,
    /// Its title, for reports.
    pub title: Option<String>,
    /// The block it stands in; `None`: flat on the record.
    pub voice: Option<VoiceId>,
    /// Its own citations, and those of the blocks it stands in.
    pub citations: Vec<Citation>,
    /// The name in the corpus.
    pub name_span: Span,
    /// The whole statement.
    pub span: Span,
}

/// A citation, its source known.
#[derive(Clone, Debug)]
pub struct Citation {
    /// The source.
    pub source: SourceId,
    /// Where in it, as written.
    pub locator: Option<String>,
    /// Its words.
    pub words: Option<String>,
    /// The place of the whole citation.
    pub span: Span,
    /// The place of the words.
    pub words_span: Option<Span>,
}

/// Who speaks in an `according to`.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub enum Speaker {
    /// A person, body or party.
    Entity(EntityId),
    /// A source.
    Source(SourceId),
}

/// A block that takes its statements off the record.
#[derive(Clone, Debug)]
pub struct Voice {
    /// What kind of block.
    pub kind: VoiceKind,
    /// The block around it.
    pub parent: Option<VoiceId>,
    /// Its head.
    pub span: Span,
}

/// The kinds of voices.
#[derive(Clone, Debug)]
pub enum VoiceKind {
    /// `according to X or Y "whose words?"`: each statement is an allegation with these possible speakers.
    According(Vec<Speaker>, Option<String>),
    /// `doubtful "question"`: one open question for the block.
    Doubtful(String),
}

/// An entity.
#[derive(Clone, Debug)]
pub struct Entity {
    /// Its statement.
    pub statement: StatementId,
    /// Its kind.
    pub kind: KindId,
    /// Its adjectives.
    pub adjectives: Vec<AdjectiveId>,
    /// `80 soviets local_soviets`: how many it stands for.
    pub count: Option<QuantityId>,
    /// Its attributes.
    pub attributes: Vec<AttributeValue>,
    /// `since E`, `since D`
    pub since: Option<Anchor>,
    /// `until E`, `until D`
    pub until: Option<Anchor>,
}

/// A told event, or a told denial of one.
#[derive(Clone, Debug)]
pub struct Event {
    /// Its statement.
    pub statement: StatementId,
    /// When.
    pub time: Time,
    /// What.
    pub act: Act,
    /// `X does not V …`: records that it did not happen.
    pub denied: bool,
    /// The sentence in the corpus.
    pub sentence: Span,
}

/// A stated relation, number or denial of a relation.
#[derive(Clone, Debug)]
pub struct Fact {
    /// Its statement.
    pub statement: StatementId,
    /// When it was so; empty: throughout.
    pub time: Time,
    /// What.
    pub sentence: RelationSentence,
    /// `is not`
    pub denied: bool,
    /// The sentence in the corpus.
    pub span: Span,
}

/// A named ground: something that a claim rests on, or an expectation names.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub enum Ground {
    /// A rule.
    Rule(RuleId),
    /// An event.
    Event(EventId),
    /// A fact.
    Fact(FactId),
    /// An order.
    Order(OrderId),
    /// Another statement: an attribute value or a rival date with a name.
    Statement(StatementId),
}

/// The five verdicts.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub enum VerdictWord {
    /// True on every admissible choice.
    Upheld,
    /// False on every one.
    Refuted,
    /// Open on every one.
    Undetermined,
    /// Undefined on every one.
    Paradoxical,
    /// Not the same on every one.
    Contested,
}

/// The answer on one choice.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub enum AnswerWord {
    /// True under every answer that K allows.
    True,
    /// False under every one.
    False,
    /// Not the same under every one.
    Open,
    /// Undefined under every one.
    Undefined,
}

/// `expect VERDICT [(a or b)] [turning on …] [because …] [on the record …] [from S …]`
#[derive(Clone, Debug)]
pub struct Expectation {
    /// The verdict.
    pub verdict: VerdictWord,
    /// The answers that occur, if said.
    pub answers: Vec<AnswerWord>,
    /// The statements it turns on, all of them, if said.
    pub turning_on: Option<Vec<Ground>>,
    /// What must be among the reasons.
    pub because: Vec<Ground>,
    /// The answer on the record, if said.
    pub on_record: Option<AnswerWord>,
    /// The answer from standpoints.
    pub from: Vec<(StandpointId, AnswerWord)>,
    /// Where.
    pub span: Span,
}

/// A claim.
#[derive(Clone, Debug)]
pub struct Claim {
    /// Its statement.
    pub statement: StatementId,
    /// Who makes it.
    pub by: Vec<Speaker>,
    /// When it was made.
    pub made: Time,
    /// What is claimed.
    pub that: FormulaId,
    /// Where that stands.
    pub that_span: Span,
    /// Variables bound by quantifiers inside it.
    pub variables: Vec<Variable>,
    /// The moment that it names: `on D that …`; none: the record's end.
    pub moment: Option<Moment>,
    /// `supposing E, …`
    pub supposing: Vec<Ground>,
    /// `under O`
    pub under: Option<OrderId>,
    /// `accepting A`
    pub accepting: Vec<StatementId>,
    /// `without R`
    pub without: Vec<Ground>,
    /// Its grounds.
    pub because: Vec<(Ground, Span)>,
    /// What it should come to.
    pub expect: Option<Expectation>,
}

/// A standpoint: one choice.
#[derive(Clone, Debug)]
pub struct Standpoint {
    /// Its statement.
    pub statement: StatementId,
    /// Speakers whose allegations it accepts.
    pub accepts: Vec<Speaker>,
    /// Single statements that it accepts.
    pub accepts_statements: Vec<StatementId>,
    /// Single statements that it rejects, whoever says them.
    pub rejects_statements: Vec<StatementId>,
    /// The order it recognises.
    pub under: Option<OrderId>,
}

/// `gap seed S29 "words"` or `pass over seed S15 "why"`.
#[derive(Clone, Debug)]
pub struct Mark {
    /// A gap of the source (as opposed to a sentence passed over on purpose).
    pub gap: bool,
    /// The source.
    pub source: SourceId,
    /// The locator.
    pub locator: String,
    /// The words or the reason.
    pub text: Option<String>,
    /// Where.
    pub span: Span,
}
