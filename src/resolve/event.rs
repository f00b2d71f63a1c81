//! Events and facts. Takes their heads (name, title, time, citations) and hands their sentences on; gives the told
//! acts and the stated relations and numbers.
use super::collect::{Subject, Task};
use super::errors::missing;
use super::names::Named;
use super::resolver::Resolver;
use super::sentence_record::{FactSentence, read_event_sentence, read_fact_sentence};
use super::time::starts_time;
use crate::program::{
    Act, AttributeValue, Composition, Event, EventId, Fact, FactId, Holding, Part, StatementId, Time, Value,
};
use crate::source::Span;
use crate::syntax::tree::{Body, Keyword, TokenKind};

impl<'s> Resolver<'s> {
    /// Reads every event and fact.
    pub(super) fn read_record_items(&mut self, tasks: &[Task<'s>]) {
        for task in tasks {
            match (task.item.keyword, task.subject) {
                (Keyword::Event, Subject::Event(id)) => self.read_event(task, id),
                (Keyword::Fact, _) => self.read_fact(task),
                _ => {}
            }
        }
        self.bare_calendar = None;
    }

    /// The time in a head; `None`: something in it was wrong (and reported).
    fn read_head_time(&mut self, task: &Task<'s>) -> Option<Time> {
        let mut cursor = self.head(task);
        let mut time = Time::default();
        let mut good = true;
        while !cursor.at_end() {
            if matches!(cursor.kind(), Some(TokenKind::Citation(_) | TokenKind::Comma)) {
                cursor.advance();
            } else if starts_time(&cursor) {
                good &= self.read_time_part(&mut cursor, task.statement, &mut time);
            } else {
                self.expect_end(&mut cursor, "a time (`on`, `from`, `before`, `after`, `during`) or a citation");
                good = false;
            }
        }
        good.then_some(time)
    }

    /// The block with the sentence; reported where it is missing.
    fn has_sentence(&mut self, task: &Task<'s>) -> bool {
        let has = matches!(&task.item.body, Some(Body::Tokens(tokens)) if !tokens.is_empty());
        if !has {
            let word = self.text(task.item.keyword_span);
            let what = format!("the sentence of this {word}");
            let head = task.item.head.last().map_or(task.item.keyword_span, |last| last.span);
            self.report(missing(&what, head, "write it between `{` and `}` after the head"));
        }
        has
    }

    fn read_event(&mut self, task: &Task<'s>, id: EventId) {
        self.under_calendar_of(task.statement);
        let time = self.read_head_time(task);
        if !self.has_sentence(task) {
            self.broken(task);
            return;
        }
        let mut cursor = self.body(task);
        let sentence = Span { end: cursor.tokens().last().map_or(0, |last| last.span.end), ..cursor.here() };
        let told = read_event_sentence(self, &mut cursor, id);
        let (Some(time), Some(told)) = (time, told) else {
            self.broken(task);
            return;
        };
        self.place_event(task.statement, id, time, told, sentence);
    }

    /// Puts the told acts in place: the first has the statement's id, those of `each` follow at the end.
    fn place_event(&mut self, statement: StatementId, id: EventId, time: Time, told: Vec<(Act, bool)>, sentence: Span) {
        for (index, (act, denied)) in told.into_iter().enumerate() {
            let event = Event { statement, time: time.clone(), act, denied, sentence };
            if index == 0 {
                self.program.events[id.index()] = event;
            } else {
                self.program.events.push(event);
            }
        }
    }

    /// Remembers that a statement could not be read: its name stays known, and nothing is said of it again.
    pub(super) fn broken(&mut self, task: &Task<'s>) {
        self.program.broken.push(task.statement);
        let declared = self.program.statements[task.statement.index()].name_span;
        self.settle_thing(task.name, declared, Named::Broken);
    }

    fn read_fact(&mut self, task: &Task<'s>) {
        self.under_calendar_of(task.statement);
        let time = self.read_head_time(task);
        let declared = self.program.statements[task.statement.index()].name_span;
        if !self.has_sentence(task) {
            self.settle_thing(task.name, declared, Named::Broken);
            return;
        }
        let mut cursor = self.body(task);
        let span = Span { end: cursor.tokens().last().map_or(0, |last| last.span.end), ..cursor.here() };
        let stated = read_fact_sentence(self, &mut cursor);
        let (Some(time), Some(stated)) = (time, stated) else {
            self.settle_thing(task.name, declared, Named::Broken);
            return;
        };
        match stated {
            FactSentence::Relation(sentence, denied) => {
                let id = FactId(self.program.facts.len() as u32);
                self.program.facts.push(Fact { statement: task.statement, time, sentence, denied, span });
                self.settle_thing(task.name, declared, Named::Fact(id));
            }
            FactSentence::Number { entity, attribute, of, quantity, span } => {
                let composed = matches!(
                    self.program.attributes[attribute.index()].value,
                    crate::program::AttributeType::Composition
                );
                let value = match (composed, of.is_empty()) {
                    (false, _) => Holding::One(Value::Quantity(quantity)),
                    (true, true) => Holding::Composition(Composition { whole: Some(quantity), parts: Vec::new() }),
                    (true, false) => {
                        let part = Part { who: of, others: false, amount: Some(quantity), span };
                        Holding::Composition(Composition { whole: None, parts: vec![part] })
                    }
                };
                let value = AttributeValue { attribute, value, time, statement: task.statement, span };
                self.program.entities[entity.index()].attributes.push(value);
            }
        }
    }
}
