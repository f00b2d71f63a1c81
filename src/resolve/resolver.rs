//! What all files of this room work on: the sources and trees, the names, the program under construction and
//! the diagnostics so far. Readers of sentences, dates and amounts are further `impl` blocks in their files.
use super::cursor::Cursor;
use super::intern::Interners;
use super::names::{Form, Named, Names};
use super::normal::normal;
use crate::diagnostic::Diagnostic;
use crate::program::{
    AdjectiveId, AttributeId, CalendarName, Content, ContentId, Date, DateId, EntityId, Formula, FormulaId, KindId,
    Program, Quantity, QuantityId, RelationId, SourceId, VerbId, VoiceId,
};
use crate::source::{Sources, Span};
use crate::syntax::tree::{Token, Tree};
use rustc_hash::{FxHashMap, FxHashSet};
use std::borrow::Cow;

/// How many names may be looked at in one run to find the likely ones for unknown ones.
const SUGGESTION_COST: usize = 500_000;

/// How many places a diagnostic of an unknown name or phrase shows.
const SHOWN_PLACES: usize = 6;

/// The corpus while it is being resolved.
pub struct Resolver<'s> {
    /// The files.
    pub sources: &'s Sources,
    /// Their trees.
    pub trees: &'s [Tree],
    /// The tree of each file, by its number.
    pub(super) tree_of_file: FxHashMap<u32, &'s Tree>,
    /// The program so far.
    pub program: Program,
    /// Every declared name; complete before the first sentence is read.
    pub names: Names<'s>,
    /// What was found so far.
    pub diagnostics: Vec<Diagnostic>,
    /// The calendar of the corpus.
    pub(super) corpus_calendar: Option<CalendarName>,
    /// The calendar of bare dates in the statement that is being read (its source's, else the corpus's).
    pub bare_calendar: Option<CalendarName>,
    pub(super) interners: Interners,
    /// Whole days that were written before without label or other form, by their figures and calendar.
    pub(super) plain_dates: FxHashMap<(&'s str, CalendarName), DateId>,
    /// For each kind, itself and every kind above it, in order.
    pub(super) ancestors: Vec<Vec<KindId>>,
    /// The diagnostic of each unknown name or phrase: it is reported once, with the other places.
    pub(super) unknown: FxHashMap<Cow<'s, str>, usize>,
    /// How many further places of such a diagnostic are counted and not shown.
    unshown: FxHashMap<usize, usize>,
    /// How many names were looked at for suggestions so far.
    suggested: usize,
    /// The names of statements that the parser could not read.
    pub(super) unread: FxHashSet<Cow<'s, str>>,
    /// The voices of sources off the record, by these sources.
    pub(super) implicit_voices: FxHashMap<Vec<SourceId>, VoiceId>,
    /// How many values of one attribute of one entity have statements of their own, by their common name.
    pub(super) values_named: FxHashMap<String, u32>,
}

impl<'s> Resolver<'s> {
    /// An empty program over these files.
    pub fn new(sources: &'s Sources, trees: &'s [Tree]) -> Self {
        let tree_of_file = trees.iter().map(|tree| (tree.file.0, tree)).collect();
        Self {
            sources,
            trees,
            tree_of_file,
            program: Program::default(),
            names: Names::default(),
            diagnostics: Vec::new(),
            corpus_calendar: None,
            bare_calendar: None,
            interners: Interners::default(),
            plain_dates: FxHashMap::default(),
            ancestors: Vec::new(),
            unknown: FxHashMap::default(),
            unshown: FxHashMap::default(),
            suggested: 0,
            unread: FxHashSet::default(),
            implicit_voices: FxHashMap::default(),
            values_named: FxHashMap::default(),
        }
    }
    /// A cursor over tokens; `around` is where an empty row is reported.
    pub fn cursor(&self, tokens: &'s [Token], around: Span) -> Cursor<'s> {
        Cursor::new(self.sources, tokens, around)
    }
    /// The text under a span.
    pub fn text(&self, span: Span) -> &'s str {
        self.sources.text(span)
    }
    /// Keeps a diagnostic.
    pub fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// What a name stands for.
    pub fn named(&self, name: &str) -> Option<Named> {
        self.names.thing(name)
    }
    /// The kind of which a word is a form.
    pub fn kind(&self, word: &str) -> Option<KindId> {
        self.names.kind(word)
    }
    /// The adjective of a word.
    pub fn adjective(&self, word: &str) -> Option<AdjectiveId> {
        self.names.adjective(word)
    }
    /// The attributes of a name.
    pub fn attributes(&self, name: &str) -> &[AttributeId] {
        self.names.attributes(name)
    }
    /// Every verb of which the next words are this form, with their number, longest first.
    pub fn verbs_at(&self, cursor: &Cursor<'s>, form: Form) -> Vec<(VerbId, usize)> {
        self.names.verbs_at(cursor, form)
    }
    /// Every relation whose phrase (after `is`) the next words are, with their number, longest first.
    pub fn relations_at(&self, cursor: &Cursor<'s>) -> Vec<(RelationId, usize)> {
        self.names.relations_at(cursor)
    }
    /// Where a thing that sentences name was declared.
    pub fn declared_at(&self, name: &str) -> Option<Span> {
        self.names.things.get(&*normal(name)).map(|(_, span)| *span)
    }

    /// Whether a kind is another or a kind of it.
    pub fn is_a(&self, kind: KindId, above: KindId) -> bool {
        kind == above || self.ancestors.get(kind.index()).is_some_and(|above_it| above_it.contains(&above))
    }
    /// Whether a kind is one of these or a kind of one of them; none: no restriction.
    pub fn fits(&self, kind: KindId, wanted: &[KindId]) -> bool {
        wanted.is_empty() || wanted.iter().any(|above| self.is_a(kind, *above))
    }
    /// Whether something can be of both kinds: some kind is below both.
    pub fn kinds_meet(&self, one: KindId, other: KindId) -> bool {
        self.ancestors.iter().any(|above| above.contains(&one) && above.contains(&other))
    }
    /// The kind of an entity.
    pub fn entity_kind(&self, entity: EntityId) -> KindId {
        self.program.entities.get(entity.index()).map_or(KindId(0), |entity| entity.kind)
    }
    /// Whether an entity has an adjective.
    pub fn entity_has_adjective(&self, entity: EntityId, adjective: AdjectiveId) -> bool {
        self.program.entities.get(entity.index()).is_some_and(|entity| entity.adjectives.contains(&adjective))
    }

    /// The number of a content.
    pub fn content(&mut self, content: Content) -> ContentId {
        self.interners.content(&mut self.program.contents, content)
    }
    /// The number of a quantity.
    pub fn quantity(&mut self, quantity: Quantity) -> QuantityId {
        self.interners.quantity(&mut self.program.quantities, quantity)
    }
    /// The number of a date.
    pub fn date(&mut self, date: Date) -> DateId {
        self.interners.date(&mut self.program.dates, date)
    }
    /// Puts a condition into the arena.
    pub fn formula(&mut self, formula: Formula, span: Span) -> FormulaId {
        self.program.formulas.push(formula);
        self.program.formula_spans.push(span);
        FormulaId(self.program.formulas.len() as u32 - 1)
    }

    /// Adds a further place to what was reported under a key; `false`: nothing was.
    pub(super) fn add_place(&mut self, key: &str, span: Span) -> bool {
        let Some(&index) = self.unknown.get(key) else { return false };
        let Some(diagnostic) = self.diagnostics.get_mut(index) else { return true };
        if diagnostic.labels.len() < SHOWN_PLACES {
            diagnostic.labels.push(crate::diagnostic::Label { span, text: "and here".into(), primary: false });
        } else if let Some(last) = diagnostic.labels.last_mut() {
            let more = self.unshown.entry(index).or_insert(0);
            *more += 1;
            let places = if *more == 1 { "place" } else { "places" };
            last.text = format!("and here, and in {more} {places} more");
        }
        true
    }

    /// Reports a name that nothing declares: once, with the likely one and every further place.
    pub fn unknown_name(&mut self, name: &'s str, span: Span) {
        let key = normal(name);
        if self.add_place(&key, span) {
            return;
        }
        let mut diagnostic =
            Diagnostic::error(100, format!("nothing in the corpus is called `{name}`"), span, "not declared anywhere");
        if name == "the" {
            diagnostic = diagnostic.with_help(
                "names stand without an article: leave `the` out, unless a figure that a rule defines follows it",
            );
        }
        // A corpus of many names with many unknown ones: the first ones get a suggestion, the others would take minutes.
        let cost = self.names.things.len();
        let affordable = self.suggested + cost <= SUGGESTION_COST || self.suggested == 0;
        self.suggested += cost;
        if let Some((likely, declared)) = affordable.then(|| self.names.likely(name)).flatten() {
            diagnostic = diagnostic
                .with_label(declared, format!("`{likely}` is declared here"))
                .with_help(format!("did you mean `{likely}`?"));
        }
        self.unknown.insert(key, self.diagnostics.len());
        self.diagnostics.push(diagnostic);
    }
}
