//! What every check looks at: the program, its order of time, the texts, and the words for things.
use super::chronology::Chronology;
use crate::program::*;
use crate::source::{FileId, Sources, Span};

/// The program with what checks ask of it again and again.
pub(super) struct View<'a> {
    pub program: &'a Program,
    pub chronology: &'a Chronology,
    pub sources: &'a Sources,
    library: &'a (dyn Fn(FileId) -> bool + Sync),
    /// For each kind, itself and every kind above it, sorted.
    above: Vec<Vec<KindId>>,
}

impl<'a> View<'a> {
    pub(super) fn new(
        program: &'a Program,
        chronology: &'a Chronology,
        sources: &'a Sources,
        library: &'a (dyn Fn(FileId) -> bool + Sync),
    ) -> Self {
        let above = (0..program.kinds.len() as u32).map(|kind| ancestors(program, KindId(kind))).collect();
        Self { program, chronology, sources, library, above }
    }

    /// Whether one kind is the other or a kind of it.
    pub(super) fn is_a(&self, kind: KindId, of: KindId) -> bool {
        self.above.get(kind.index()).is_some_and(|above| above.binary_search(&of).is_ok())
    }

    /// Whether some kind is below both; an empty list restricts nothing.
    pub(super) fn kinds_meet(&self, a: &[KindId], b: &[KindId]) -> bool {
        let meet = |&x: &KindId, &y: &KindId| {
            self.above.iter().any(|above| above.binary_search(&x).is_ok() && above.binary_search(&y).is_ok())
        };
        a.is_empty() || b.is_empty() || a.iter().any(|x| b.iter().any(|y| meet(x, y)))
    }

    pub(super) fn statement(&self, id: StatementId) -> &'a Statement {
        &self.program.statements[id.index()]
    }

    /// The name of a statement, in backticks.
    pub(super) fn name(&self, id: StatementId) -> String {
        format!("`{}`", self.statement(id).name)
    }

    /// The smallest place that names a statement.
    pub(super) fn span(&self, id: StatementId) -> Span {
        self.statement(id).name_span
    }

    /// Whether a statement is flat on the record.
    pub(super) fn on_record(&self, id: StatementId) -> bool {
        self.statement(id).voice.is_none()
    }

    /// Whether a statement belongs to the vocabulary library.
    pub(super) fn in_library(&self, id: StatementId) -> bool {
        (self.library)(self.statement(id).span.file)
    }

    pub(super) fn event(&self, id: EventId) -> &'a Event {
        &self.program.events[id.index()]
    }

    pub(super) fn event_name(&self, id: EventId) -> String {
        self.name(self.event(id).statement)
    }

    pub(super) fn entity_name(&self, id: EntityId) -> String {
        self.name(self.program.entities[id.index()].statement)
    }

    /// A kind's singular, in backticks.
    pub(super) fn kind_name(&self, id: KindId) -> String {
        let kind = &self.program.kinds[id.index()];
        format!("`{}`", kind.forms.first().map_or("", |form| form.as_str()))
    }

    pub(super) fn adjective_name(&self, id: AdjectiveId) -> String {
        format!("`{}`", self.program.adjectives[id.index()].name)
    }

    /// A verb's infinitive, in backticks.
    pub(super) fn infinitive(&self, id: VerbId) -> String {
        format!("`{}`", self.program.verbs[id.index()].forms[0])
    }

    /// A verb's third person, in backticks.
    pub(super) fn verb_name(&self, id: VerbId) -> String {
        format!("`{}`", self.program.verbs[id.index()].forms[1])
    }

    /// A value by its name, in backticks; empty for what has none.
    pub(super) fn value_name(&self, value: Value) -> String {
        match value {
            Value::Entity(id) => self.entity_name(id),
            Value::Event(id) => self.event_name(id),
            Value::Rule(id) => self.name(self.program.rules[id.index()].statement),
            Value::Order(id) => self.name(self.program.orders[id.index()].statement),
            Value::Word(id) => self.adjective_name(id),
            Value::Date(id) => format!("`{}`", self.program.dates[id.index()].printed),
            Value::Someone(_) => "`someone`".to_string(),
            Value::Quantity(_) | Value::Content(_) => String::new(),
        }
    }

    /// Whether an event is told to have happened and is flat on the record.
    pub(super) fn happened_on_record(&self, event: &Event) -> bool {
        !event.denied && self.on_record(event.statement)
    }

    /// The act that the content of an act leads to, which nothing but this telling may show. Contents hold contents only
    /// as deep as the corpus nests them.
    pub(super) fn leads_to(&self, act: &'a Act) -> Option<&'a Act> {
        self.program.verbs.get(act.verb.index()).filter(|verb| verb.leads_to_content)?;
        act.roles.iter().find_map(|(_, value)| match value {
            Value::Content(id) => match self.program.contents.get(id.index()) {
                Some(Content::Act(inner, false)) => Some(inner),
                _ => None,
            },
            _ => None,
        })
    }

    /// The events with their numbers.
    pub(super) fn events(&self) -> impl Iterator<Item = (EventId, &'a Event)> + use<'a> {
        self.program.events.iter().enumerate().map(|(index, event)| (EventId(index as u32), event))
    }

    /// The rules with their numbers.
    pub(super) fn rules(&self) -> impl Iterator<Item = (RuleId, &'a Rule)> + use<'a> {
        self.program.rules.iter().enumerate().map(|(index, rule)| (RuleId(index as u32), rule))
    }
}

fn ancestors(program: &Program, kind: KindId) -> Vec<KindId> {
    let mut found = vec![kind];
    let mut next = 0;
    while let Some(&kind) = found.get(next) {
        for &parent in program.kinds.get(kind.index()).map(|kind| kind.parents.as_slice()).unwrap_or_default() {
            if !found.contains(&parent) {
                found.push(parent);
            }
        }
        next += 1;
    }
    found.sort_unstable();
    found
}

/// Words in a row: `a`, `a and b`, `a, b and c`.
pub(super) fn listed(words: &[String]) -> String {
    match words {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}
