//! The tables of names. Takes every declaration of every file (pass one), so that the order of files and lines
//! never matters; gives what a word or phrase stands for, and the likely one where nothing does.
//!
//! One table holds what sentences name (entities, events, facts, rules, orders, sources, statements); claims,
//! standpoints and the vocabulary have tables of their own.
use super::cursor::Cursor;
use super::normal::normal;
use super::phrases::Phrases;
use crate::program::{
    AdjectiveId, AttributeId, ClaimId, EntityId, EventId, FactId, FigureId, KindId, OrderId, RelationId, RuleId,
    SourceId, StandpointId, StatementId, VerbId,
};
use crate::source::Span;
use rustc_hash::FxHashMap;
use std::borrow::Cow;

/// What a name stands for.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Named {
    /// An entity.
    Entity(EntityId),
    /// An event.
    Event(EventId),
    /// A fact.
    Fact(FactId),
    /// A rule.
    Rule(RuleId),
    /// An order.
    Order(OrderId),
    /// A source.
    Source(SourceId),
    /// A rival date or value.
    Statement(StatementId),
    /// Declared, but its statement could not be read (and that was reported).
    Broken,
}

/// A form of a verb.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Form {
    /// `convene`
    Infinitive,
    /// `convenes`
    Third,
    /// `convened`
    Participle,
}

impl Form {
    /// The forms in the order in which a verb declares them.
    pub const ALL: [Form; 3] = [Form::Infinitive, Form::Third, Form::Participle];
    /// Its place in `Verb::forms`.
    pub const fn index(self) -> usize {
        match self {
            Form::Infinitive => 0,
            Form::Third => 1,
            Form::Participle => 2,
        }
    }
}

/// A table from names to what they stand for and where they were declared.
pub type Table<'s, T> = FxHashMap<Cow<'s, str>, (T, Span)>;

/// Every name of a corpus.
#[derive(Debug, Default)]
pub struct Names<'s> {
    /// What sentences name.
    pub things: Table<'s, Named>,
    /// Claims.
    pub claims: Table<'s, ClaimId>,
    /// Standpoints.
    pub standpoints: Table<'s, StandpointId>,
    /// Kinds, by each of their forms; the flag: this is not the first form.
    pub kinds: Table<'s, (KindId, bool)>,
    /// Adjectives and the words of attributes.
    pub adjectives: Table<'s, AdjectiveId>,
    /// Attributes: several kinds may each have one of the same name.
    pub attributes: FxHashMap<Cow<'s, str>, Vec<AttributeId>>,
    /// Figures.
    pub figures: Table<'s, FigureId>,
    /// Verbs, by form.
    pub verbs: [Phrases<'s, VerbId>; 3],
    /// Relations, by the phrase after `is`.
    pub relations: Phrases<'s, RelationId>,
}

/// The most letters by which a name may differ from what was meant, by its length.
fn tolerance(length: usize) -> usize {
    match length {
        0..=2 => 0,
        3..=5 => 1,
        6..=9 => 2,
        _ => 3,
    }
}

/// The candidate nearest to a word, if any is near; ties go to the one that sorts first.
pub fn nearest<'c>(word: &str, candidates: impl Iterator<Item = &'c str>) -> Option<&'c str> {
    let length = word.chars().count();
    let limit = tolerance(length);
    candidates
        .filter(|candidate| {
            // Measuring is slow: most candidates are too long or too short whatever their letters.
            let allowed = if word.is_ascii() && candidate.is_ascii() { limit } else { limit * 4 };
            candidate.len().abs_diff(word.len()) <= allowed && *candidate != word
        })
        .map(|candidate| (strsim::osa_distance(word, candidate), candidate))
        .filter(|(distance, _)| *distance <= limit)
        .min()
        .map(|(_, candidate)| candidate)
}

impl<'s> Names<'s> {
    /// What a name stands for.
    pub fn thing(&self, name: &str) -> Option<Named> {
        self.things.get(&*normal(name)).map(|(named, _)| *named)
    }
    /// The kind of which a word is a form.
    pub fn kind(&self, word: &str) -> Option<KindId> {
        self.kinds.get(&*normal(word)).map(|((kind, _), _)| *kind)
    }
    /// The adjective of a word.
    pub fn adjective(&self, word: &str) -> Option<AdjectiveId> {
        self.adjectives.get(&*normal(word)).map(|(adjective, _)| *adjective)
    }
    /// The attributes of a name.
    pub fn attributes(&self, name: &str) -> &[AttributeId] {
        self.attributes.get(&*normal(name)).map_or(&[], Vec::as_slice)
    }
    /// The figure of a name.
    pub fn figure(&self, name: &str) -> Option<FigureId> {
        self.figures.get(&*normal(name)).map(|(figure, _)| *figure)
    }
    /// Every verb of which the next words are this form, with their number, longest first.
    pub fn verbs_at(&self, cursor: &Cursor<'s>, form: Form) -> Vec<(VerbId, usize)> {
        self.verbs[form.index()].at(cursor)
    }
    /// Every relation whose phrase (after `is`) the next words are, with their number, longest first.
    pub fn relations_at(&self, cursor: &Cursor<'s>) -> Vec<(RelationId, usize)> {
        self.relations.at(cursor)
    }
    /// The declared name nearest to a word, and where it was declared.
    pub fn likely(&self, word: &str) -> Option<(&str, Span)> {
        let word = normal(word);
        let name = nearest(&word, self.things.keys().map(|name| &**name))?;
        self.things.get(name).map(|(_, span)| (name, *span))
    }
}
