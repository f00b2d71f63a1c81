//! What terms are and what places take: kinds are checked as sentences are read, and a variable with no kind
//! of its own gets its range from the first place it fills.
//!
//! INVARIANT: a variable's range only ever narrows, except where several cases stand side by side (`or`,
//! `not`): what one case asks is not asked in the others, so there ranges widen.
use super::sentence::{Reader, Reading};
use super::sentence_words::{in_words, list};
use crate::diagnostic::Diagnostic;
use crate::program::{
    AdjectiveId, AttributeType, KindId, Range, RelationId, RoleType, Term, Value, VariableId, VerbId,
};
use crate::source::Span;

/// What a term is.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum TermType {
    /// Something that a variable can range over.
    Range(Range),
    /// A whole and its parts.
    Composition,
    /// A length of time.
    Duration,
    /// A text.
    Text,
    /// One of these words.
    Word(Vec<AdjectiveId>),
    /// A variable of which nothing is known yet.
    Unknown,
}

impl TermType {
    /// Whether it can be compared as a number.
    pub fn is_number(&self) -> bool {
        matches!(self, TermType::Range(Range::Number) | TermType::Composition | TermType::Duration)
    }
    /// Whether it has a place in time.
    pub fn is_time(&self) -> bool {
        matches!(self, TermType::Range(Range::Event(_) | Range::Date))
    }
}

/// The place that something fills, for messages.
#[derive(Clone, Copy, Debug)]
pub(super) enum Place<'a> {
    /// A variable, whose own places tell enough.
    Variable,
    /// `what is valid or void`
    What(&'a str),
    /// What `breaches`, `makes`, `ends` or `heals`.
    Doer(&'a str),
    /// What can be `national`.
    Being(&'a str),
    /// The subject of a verb.
    Subject(VerbId),
    /// Its object.
    Object(VerbId),
    /// What it takes after a word.
    Role(VerbId, &'a str),
    /// What is permanent body of something.
    RelationSubject(RelationId),
    /// What something is permanent body of.
    RelationObject(RelationId),
    /// What has a figure.
    FigureOf(&'a str),
}

/// The range that a role asks for; content roles ask for a content.
pub(super) fn range_of_role(takes: &RoleType) -> Range {
    match takes {
        RoleType::Entity(kinds) => Range::Entity(kinds.clone()),
        RoleType::Event => Range::Event(Vec::new()),
        RoleType::Rule => Range::Rule,
        RoleType::Order => Range::Order,
        RoleType::Thing => Range::Thing,
        RoleType::Number => Range::Number,
        RoleType::Date => Range::Date,
        RoleType::Sentence | RoleType::Act => Range::Content,
    }
}

impl<'s> Reader<'_, 's> {
    /// What a term is.
    pub fn type_of(&self, term: &Term) -> TermType {
        match term {
            Term::Variable(variable) => {
                self.scope.range(*variable).map_or(TermType::Unknown, |range| TermType::Range(range.clone()))
            }
            Term::Value(value) => self.type_of_value(*value),
            Term::Attribute(_, attribute) => match self.resolver.program.attributes.get(attribute.index()) {
                Some(attribute) => match &attribute.value {
                    AttributeType::Entity(kinds) => TermType::Range(Range::Entity(kinds.clone())),
                    AttributeType::Number => TermType::Range(Range::Number),
                    AttributeType::Composition => TermType::Composition,
                    AttributeType::Date => TermType::Range(Range::Date),
                    AttributeType::Duration => TermType::Duration,
                    AttributeType::Text => TermType::Text,
                    AttributeType::Word(words) => TermType::Word(words.clone()),
                },
                None => TermType::Unknown,
            },
            Term::ThisAct => TermType::Range(Range::Event(Vec::new())),
            Term::Chosen(choice) => self.type_of(&Term::Variable(choice.variable)),
        }
    }

    fn type_of_value(&self, value: Value) -> TermType {
        TermType::Range(match value {
            Value::Entity(entity) => Range::Entity(vec![self.resolver.entity_kind(entity)]),
            Value::Event(_) => Range::Event(Vec::new()),
            Value::Rule(_) => Range::Rule,
            Value::Order(_) => Range::Order,
            Value::Word(word) => return TermType::Word(vec![word]),
            Value::Quantity(_) => Range::Number,
            Value::Date(_) => Range::Date,
            Value::Content(_) => Range::Content,
            Value::Someone(_) => Range::Entity(Vec::new()),
        })
    }

    /// Asks of a term what a place takes: narrows a variable, checks everything else. `place` names the place
    /// (`what `convene` takes after `for``).
    pub fn ask(&mut self, term: &Term, wanted: &Range, span: Span, place: &Place<'_>) -> Reading<'s, ()> {
        if let Term::Variable(variable) = term {
            return self.narrow(*variable, wanted, span);
        }
        if let Term::Chosen(choice) = term {
            let variable = choice.variable;
            return self.narrow(variable, wanted, span);
        }
        let found = self.type_of(term);
        let TermType::Range(range) = &found else {
            return Err(self.wrong_kind(&found, wanted, span, place));
        };
        let exact = matches!(term, Term::Value(_));
        if self.range_fits(range, wanted, exact) { Ok(()) } else { Err(self.wrong_kind(&found, wanted, span, place)) }
    }

    /// Whether something of a range can stand where another is wanted; `exact`: its kind is known exactly.
    fn range_fits(&self, range: &Range, wanted: &Range, exact: bool) -> bool {
        match (range, wanted) {
            (Range::Entity(kinds), Range::Entity(wanted)) => {
                kinds.is_empty()
                    || wanted.is_empty()
                    || kinds.iter().any(|kind| {
                        self.resolver.fits(*kind, wanted)
                            || !exact && wanted.iter().any(|other| self.resolver.kinds_meet(*kind, *other))
                    })
            }
            (Range::Event(_), Range::Event(_)) => true,
            (Range::Date | Range::Number | Range::Content, Range::Thing) => false,
            (_, Range::Thing) => true,
            (one, other) => one == other,
        }
    }

    fn wrong_kind(
        &self,
        found: &TermType,
        wanted: &Range,
        span: Span,
        place: &Place<'_>,
    ) -> super::sentence::Fault<'s> {
        let text = self.resolver.text(span);
        let found = self.say_type(found);
        let message = format!("{}, but `{text}` is {found}", self.say_place(place, &self.say_range(wanted)));
        Diagnostic::error(310, message, span, format!("this is {found}")).into()
    }

    /// What a place takes, in words.
    fn say_place(&self, place: &Place<'_>, wanted: &str) -> String {
        match place {
            Place::Variable => format!("{wanted} is expected"),
            Place::What(what) => format!("{what} is {wanted}"),
            Place::Doer(word) => format!("only {wanted} `{word}` something"),
            Place::Being(word) => format!("only {wanted} can be `{word}`"),
            Place::Subject(verb) => format!("only {wanted} can `{}`", self.infinitive(*verb)),
            Place::Object(verb) => format!("`{}` takes {wanted}", self.infinitive(*verb)),
            Place::Role(verb, role) => format!("`{}` takes {wanted} after `{role}`", self.infinitive(*verb)),
            Place::RelationSubject(relation) => format!("only {wanted} can be `{}`", self.phrase(*relation)),
            Place::RelationObject(relation) => format!("{wanted} stands after `{}`", self.phrase(*relation)),
            Place::FigureOf(figure) => format!("only {wanted} has a `{figure}`"),
        }
    }

    /// Restricts a variable to a range.
    fn narrow(&mut self, variable: VariableId, wanted: &Range, span: Span) -> Reading<'s, ()> {
        let Some(current) = self.scope.range(variable).cloned() else {
            self.scope.set_range(variable, wanted.clone(), span);
            return Ok(());
        };
        let narrowed = match (&current, wanted) {
            (Range::Entity(one), Range::Entity(other)) => {
                let meet = self.meet(one, other);
                match meet {
                    Some(_) if self.apart > 0 => Some(current.clone()),
                    Some(kinds) => Some(Range::Entity(kinds)),
                    None if self.apart > 0 && !self.scope.is_written(variable) => {
                        Some(Range::Entity(one.iter().chain(other).copied().collect()))
                    }
                    None => None,
                }
            }
            (Range::Event(one), Range::Event(other)) => {
                let both: Vec<_> = one.iter().filter(|verb| other.contains(verb)).copied().collect();
                Some(Range::Event(match (one.is_empty(), other.is_empty()) {
                    (true, _) if self.apart == 0 => other.clone(),
                    (false, false) if !both.is_empty() && self.apart == 0 => both,
                    _ => one.clone(),
                }))
            }
            (Range::Thing, Range::Entity(_) | Range::Event(_) | Range::Rule | Range::Order) if self.apart == 0 => {
                Some(wanted.clone())
            }
            (Range::Thing, Range::Entity(_) | Range::Event(_) | Range::Rule | Range::Order) => Some(current.clone()),
            (Range::Entity(_) | Range::Rule | Range::Order, Range::Thing) | (Range::Event(_), Range::Thing) => {
                Some(current.clone())
            }
            (one, other) if one == other => Some(current.clone()),
            _ => None,
        };
        let Some(narrowed) = narrowed else { return Err(self.disjoint(variable, &current, wanted, span)) };
        self.scope.set_range(variable, narrowed, span);
        Ok(())
    }

    fn disjoint(
        &self,
        variable: VariableId,
        current: &Range,
        wanted: &Range,
        span: Span,
    ) -> super::sentence::Fault<'s> {
        let name = self.scope.name(variable);
        let (one, other) = (self.say_range(current), self.say_range(wanted));
        let message = format!("`{name}` cannot be both {one} and {other}");
        let mut found = Diagnostic::error(311, message, span, format!("here it must be {other}"));
        if let Some(first) = self.scope.known_at(variable).filter(|first| *first != span) {
            found = found.with_label(first, format!("here it is {one}"));
        }
        found.with_help("nothing is of both kinds: use two letters if two things are meant").into()
    }

    /// What is of one of these kinds and of one of those: the lower of each pair, or the kinds below both.
    pub fn meet(&self, one: &[KindId], other: &[KindId]) -> Option<Vec<KindId>> {
        if one.is_empty() || other.is_empty() {
            return Some(if one.is_empty() { other.to_vec() } else { one.to_vec() });
        }
        let mut kinds: Vec<KindId> = Vec::new();
        for left in one {
            for right in other {
                let below: Vec<KindId> = if self.resolver.is_a(*left, *right) {
                    vec![*left]
                } else if self.resolver.is_a(*right, *left) {
                    vec![*right]
                } else {
                    self.below_both(*left, *right)
                };
                kinds.extend(below);
            }
        }
        let mut seen = Vec::new();
        for kind in kinds {
            if !seen.contains(&kind) {
                seen.push(kind);
            }
        }
        if seen.is_empty() { None } else { Some(seen) }
    }

    /// The highest kinds below two kinds.
    fn below_both(&self, one: KindId, other: KindId) -> Vec<KindId> {
        let count = self.resolver.program.kinds.len() as u32;
        let below = |kind: &KindId| self.resolver.is_a(*kind, one) && self.resolver.is_a(*kind, other);
        let common: Vec<KindId> = (0..count).map(KindId).filter(below).collect();
        let highest = |kind: &&KindId| !common.iter().any(|above| above != *kind && self.resolver.is_a(**kind, *above));
        common.iter().filter(highest).copied().collect()
    }

    /// A range in words: `a congress or conference`.
    pub fn say_range(&self, range: &Range) -> String {
        match range {
            Range::Entity(kinds) if kinds.is_empty() => "a person, body or thing".into(),
            Range::Entity(kinds) => self.say_kinds(kinds),
            Range::Event(_) => "an event".into(),
            Range::Rule => "a rule".into(),
            Range::Order => "an order".into(),
            Range::Date => "a date".into(),
            Range::Number => "a number".into(),
            Range::Content => "something said".into(),
            Range::Thing => "an entity, event, rule or order".into(),
        }
    }

    /// Kinds in words: `a congress or conference`.
    pub fn say_kinds(&self, kinds: &[KindId]) -> String {
        in_words(&list(kinds.iter().map(|kind| self.kind_name(*kind)), "or"))
    }

    /// A kind's word.
    pub fn kind_name(&self, kind: KindId) -> &str {
        self.resolver.program.kinds.get(kind.index()).and_then(|kind| kind.forms.first()).map_or("?", String::as_str)
    }

    /// A type in words.
    pub fn say_type(&self, found: &TermType) -> String {
        match found {
            TermType::Range(range) => self.say_range(range),
            TermType::Composition => "a whole with parts".into(),
            TermType::Duration => "a length of time".into(),
            TermType::Text => "a text".into(),
            TermType::Word(words) => {
                let name =
                    |word: &AdjectiveId| self.resolver.program.adjectives.get(word.index()).map(|a| a.name.as_str());
                format!("a word ({})", list(words.iter().filter_map(name), "or"))
            }
            TermType::Unknown => "not known yet".into(),
        }
    }
}
