//! Typed numbers for everything a corpus declares; dense, in order of declaration.
macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
        pub struct $name(pub u32);
        impl $name {
            /// The number as an index.
            pub const fn index(self) -> usize { self.0 as usize }
        }
    )*};
}
ids! {
    /// A kind of entity.
    KindId,
    /// An attribute of entities of a kind.
    AttributeId,
    /// An adjective said of entities of a kind.
    AdjectiveId,
    /// A relation, closed or open.
    RelationId,
    /// An act or a deed.
    VerbId,
    /// An entity.
    EntityId,
    /// A told event (an event statement; `each` gives several).
    EventId,
    /// A stated fact or denial of one.
    FactId,
    /// A rule.
    RuleId,
    /// An order (a system of rules).
    OrderId,
    /// A claim.
    ClaimId,
    /// A standpoint.
    StandpointId,
    /// A source.
    SourceId,
    /// A figure that rules define.
    FigureId,
    /// A statement: the unit of attribution, of allegation and of citation.
    StatementId,
    /// A block `according to` or `doubtful`, with what it stands in.
    VoiceId,
    /// A condition in the arena of the program.
    FormulaId,
    /// A content (what was proposed, refused, agreed), equal ones having one number.
    ContentId,
    /// A quantity, equal ones having one number.
    QuantityId,
    /// A date literal, equal ones having one number.
    DateId,
}
