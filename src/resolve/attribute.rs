//! Values of attributes. Takes `predecessor first_congress`, `seats 320 of { … } [a] at 1917-06`,
//! `seats of bolsheviks: up to 60 %`, `opens D1 [a] or D2 [b]`; gives the entity its values, each with its time.
//!
//! A value with a citation, a rival value and a value told by a party are statements of their own, so that each can
//! be believed or doubted by itself.
use super::collect::Task;
use super::cursor::Cursor;
use super::errors::{leftover, missing};
use super::names::Named;
use super::resolver::Resolver;
use super::time::starts_time;
use crate::diagnostic::Diagnostic;
use crate::program::{
    AttributeId, AttributeType, AttributeValue, Composition, EntityId, Holding, KindId, Part, StatementId, Time, Value,
};
use crate::source::Span;
use crate::syntax::tree::{Token, TokenKind, unquote};
use rustc_hash::FxHashMap;

/// The values of one block so far: for an attribute and its holders, where a value without a time stands and
/// whether it was cited.
pub(super) type Seen = FxHashMap<(AttributeId, Vec<EntityId>), (Span, bool)>;

impl<'s> Resolver<'s> {
    /// Reads one clause of an entity's block that begins with the name of an attribute.
    pub(super) fn read_attribute_clause(
        &mut self,
        task: &Task<'s>,
        entity: EntityId,
        clause: &mut Cursor<'s>,
        seen: &mut Seen,
    ) {
        let start = clause.position();
        let Some(word) = clause.advance() else { return };
        let Some(attribute) = self.attribute_of(entity, word) else { return };
        let part = self.read_part_name(clause, attribute);
        let Some(part) = part else { return };
        clause.eat(TokenKind::Colon);
        let mut values = Vec::new();
        loop {
            let from = clause.position();
            let Some(holding) = self.read_holding(clause, attribute, &part) else { return };
            let span = clause.span_from(from);
            let cited = self.take_citations(clause);
            values.push((holding, cited, span));
            if clause.eat_word("or").is_none() {
                break;
            }
        }
        let mut time = Time::default();
        let owner = self.owner(entity);
        while !clause.at_end() {
            let cited = self.take_citations(clause);
            if let Some(last) = values.last_mut() {
                last.1.extend(cited);
            }
            if clause.at_end() {
                break;
            }
            if !starts_time(clause) {
                self.expect_end(clause, "a time, a citation or a further clause after `,`");
                return;
            }
            if !self.read_time_part(clause, owner, &mut time) {
                return;
            }
        }
        let cited = values.len() > 1 || values.iter().any(|value| !value.1.is_empty());
        let key = (attribute, part);
        self.check_repeated(&key, time.parts.is_empty(), cited, clause.span_from(start), seen);
        self.push_values(task, entity, attribute, values, &time);
    }

    fn owner(&self, entity: EntityId) -> StatementId {
        self.program.entities[entity.index()].statement
    }

    /// The attribute of that name that the entity's kind has.
    fn attribute_of(&mut self, entity: EntityId, word: Token) -> Option<AttributeId> {
        let kind = self.entity_kind(entity);
        let name = self.text(word.span);
        let all = self.attributes(name).to_vec();
        let found = all.iter().find(|id| self.fits(kind, &self.program.attributes[id.index()].of)).copied();
        let broken = matches!(self.named(self.entity_name(entity)), Some(Named::Broken));
        if found.is_none() && !broken {
            let of: Vec<KindId> =
                all.iter().flat_map(|id| self.program.attributes[id.index()].of.iter().copied()).collect();
            let message = format!("{} has no `{name}`", self.kind_phrase(kind));
            let label = format!("only {} has it", self.kinds_phrase(&of));
            let declared = all.first().map(|id| self.program.attributes[id.index()].statement);
            let mut diagnostic = Diagnostic::error(108, message, word.span, label);
            if let Some(declared) = declared {
                let place = self.program.statements[declared.index()].name_span;
                diagnostic = diagnostic.with_label(place, "declared here");
            }
            self.report(diagnostic);
        }
        found
    }

    /// `of bolsheviks and left_srs` before the colon: the holders of a part. `None`: an error.
    fn read_part_name(&mut self, clause: &mut Cursor<'s>, attribute: AttributeId) -> Option<Vec<EntityId>> {
        let composed = self.program.attributes[attribute.index()].value == AttributeType::Composition;
        if !composed || clause.kind_at(1) == Some(TokenKind::OpenBrace) || clause.eat_word("of").is_none() {
            return Some(Vec::new());
        }
        let mut holders = Vec::new();
        loop {
            let token = clause.eat(TokenKind::Word);
            let Some(token) = token else {
                self.report(missing("who holds the part", clause.here(), "write `seats of bolsheviks: up to 60 %`"));
                return None;
            };
            holders.push(self.entity_named(token, "one who can hold a part")?);
            if clause.eat_word("and").is_none() && clause.eat(TokenKind::Comma).is_none() {
                return Some(holders);
            }
        }
    }

    /// The entity that a word names; reported where it names none.
    pub(super) fn entity_named(&mut self, token: Token, wanted: &str) -> Option<EntityId> {
        let name = self.text(token.span);
        match self.named(name) {
            Some(Named::Entity(entity)) => Some(entity),
            Some(other) => {
                self.wrong_sort(name, other, token.span, wanted);
                None
            }
            None => {
                self.unknown_name(name, token.span);
                None
            }
        }
    }

    /// Reads a value of the attribute's type.
    fn read_holding(&mut self, clause: &mut Cursor<'s>, attribute: AttributeId, part: &[EntityId]) -> Option<Holding> {
        let wanted = self.program.attributes[attribute.index()].value.clone();
        match wanted {
            AttributeType::Composition if part.is_empty() => self.read_composition(clause).map(Holding::Composition),
            AttributeType::Composition => {
                let from = clause.position();
                let amount = self.read_plain_number(clause)?;
                let span = clause.span_from(from);
                let part = Part { who: part.to_vec(), others: false, amount: Some(amount), span };
                Some(Holding::Composition(Composition { whole: None, parts: vec![part] }))
            }
            AttributeType::Number => self.read_plain_number(clause).map(|number| Holding::One(Value::Quantity(number))),
            AttributeType::Duration => {
                let from = clause.here();
                let quantity = self.read_quantity(clause)?;
                if self.program.quantities[quantity.index()].unit.is_none() {
                    let what = "a length of time belongs here";
                    let diagnostic = Diagnostic::error(109, "this is no length of time", from, what);
                    self.report(diagnostic.with_help("write `14 days`, `3 months` or `1 year`"));
                    return None;
                }
                Some(Holding::One(Value::Quantity(quantity)))
            }
            AttributeType::Date => self.read_date(clause).map(|date| Holding::One(Value::Date(date))),
            AttributeType::Text => match clause.eat(TokenKind::Text) {
                Some(token) => Some(Holding::Text(unquote(self.text(token.span)))),
                None => self.wrong_value(clause, "a text in quotation marks"),
            },
            AttributeType::Word(words) => self.read_word(clause, &words),
            AttributeType::Entity(kinds) => self.read_entity_value(clause, &kinds),
        }
    }

    /// An amount that is no length of time.
    pub(super) fn read_plain_number(&mut self, clause: &mut Cursor<'s>) -> Option<crate::program::QuantityId> {
        let from = clause.position();
        let quantity = self.read_quantity(clause)?;
        if self.program.quantities[quantity.index()].unit.is_some() {
            let span = clause.span_from(from);
            let message = format!("`{}` is a length of time", self.text(span));
            self.report(Diagnostic::error(109, message, span, "a number belongs here"));
            return None;
        }
        Some(quantity)
    }

    fn wrong_value(&mut self, clause: &Cursor<'s>, wanted: &str) -> Option<Holding> {
        let found = clause.next_text();
        if found.is_empty() {
            self.report(missing(wanted, clause.here(), "every attribute needs a value"));
        } else {
            let message = format!("`{found}` is not {wanted}");
            self.report(Diagnostic::error(109, message, clause.here(), format!("{wanted} belongs here")));
        }
        None
    }

    fn read_word(&mut self, clause: &mut Cursor<'s>, words: &[crate::program::AdjectiveId]) -> Option<Holding> {
        let found = clause.peek().filter(|token| token.kind == TokenKind::Word);
        let adjective = found.and_then(|token| self.adjective(self.text(token.span)));
        if let Some(adjective) = adjective.filter(|adjective| words.contains(adjective)) {
            clause.advance();
            return Some(Holding::One(Value::Word(adjective)));
        }
        let names: Vec<String> =
            words.iter().map(|word| format!("`{}`", self.program.adjectives[word.index()].name)).collect();
        self.wrong_value(clause, &names.join(" or "))
    }

    fn read_entity_value(&mut self, clause: &mut Cursor<'s>, kinds: &[KindId]) -> Option<Holding> {
        let Some(token) = clause.eat(TokenKind::Word) else {
            let wanted = self.kinds_phrase(kinds);
            return self.wrong_value(clause, &wanted);
        };
        let known = self.named(self.text(token.span));
        let entity = match known {
            Some(Named::Entity(entity)) => entity,
            _ => {
                let wanted = self.kinds_phrase(kinds);
                self.entity_named(token, &wanted)?
            }
        };
        if !self.fits(self.entity_kind(entity), kinds) {
            let wanted = self.kinds_phrase(kinds);
            self.wrong_sort(self.text(token.span), Named::Entity(entity), token.span, &wanted);
            return None;
        }
        Some(Holding::One(Value::Entity(entity)))
    }

    /// Two values in one block are rivals only where different citations tell them.
    fn check_repeated(
        &mut self,
        key: &(AttributeId, Vec<EntityId>),
        timeless: bool,
        cited: bool,
        span: Span,
        seen: &mut Seen,
    ) {
        if !timeless {
            return;
        }
        match seen.get(key) {
            Some((first, first_cited)) if !(cited && *first_cited) => {
                let name = self.program.attributes[key.0.index()].name.clone();
                let diagnostic = Diagnostic::error(111, format!("`{name}` is given twice"), span, "given again here");
                self.report(
                    diagnostic
                        .with_label(*first, "first given here")
                        .with_help("say when each was so, or cite the source of each: then they are rivals"),
                );
            }
            Some(_) => {}
            None => {
                seen.insert(key.clone(), (span, cited));
            }
        }
    }

    /// Adds the values to the entity, those that can be doubted by themselves with a statement of their own.
    fn push_values(
        &mut self,
        task: &Task<'s>,
        entity: EntityId,
        attribute: AttributeId,
        values: Vec<(Holding, Vec<Token>, Span)>,
        time: &Time,
    ) {
        let owner = self.owner(entity);
        let several = values.len() > 1;
        for (value, cited, span) in values {
            let own = several || !cited.is_empty() || task.voice.is_some();
            let statement = if own {
                let name = self.program.attributes[attribute.index()].name.clone();
                self.add_value_statement(task, owner, &name, &cited, span)
            } else {
                owner
            };
            let value = AttributeValue { attribute, value, time: time.clone(), statement, span };
            self.program.entities[entity.index()].attributes.push(value);
        }
    }

    /// The statement of one value: `vtsik.seats`, a second one `vtsik.seats.2`; in the voice of the block it is
    /// written in.
    fn add_value_statement(
        &mut self,
        task: &Task<'s>,
        owner: StatementId,
        attribute: &str,
        cited: &[Token],
        span: Span,
    ) -> StatementId {
        let stem = format!("{}.{attribute}", self.program.statements[owner.index()].name);
        let taken = self.values_named.entry(stem.clone()).or_default();
        *taken += 1;
        let name = if *taken == 1 { stem } else { format!("{stem}.{taken}") };
        let inherited = if task.voice.is_some() && cited.is_empty() {
            let own: Vec<Token> = task.item.head.to_vec();
            let own = self.citations(&own);
            if own.is_empty() { self.citations(task.inherited) } else { own }
        } else {
            Vec::new()
        };
        let own = self.citations(cited);
        let citations = if cited.is_empty() { inherited } else { own };
        let citations = if citations.is_empty() && task.voice.is_none() {
            self.program.statements[owner.index()].citations.clone()
        } else {
            citations
        };
        let outer = if task.voice.is_some() { task.voice } else { self.program.statements[owner.index()].voice };
        let voice = self.voice_of(outer, &citations);
        let id = self.add_statement(name.clone(), None, voice, span, span);
        self.program.statements[id.index()].citations = citations;
        self.names.things.entry(name.into()).or_insert((Named::Statement(id), span));
        id
    }

    /// Reports a clause that begins with a mark.
    pub(super) fn misplaced(&mut self, cursor: &Cursor<'s>, expected: &str) {
        self.report(leftover(cursor.next_text(), cursor.here(), expected));
    }
}
