//! Entities. Takes their heads and blocks; gives each its kind, number, adjectives, life and attributes. Heads come
//! before all sentences, since what fits a role depends on the kind.
use super::clauses::clauses;
use super::collect::{Subject, Task};
use super::cursor::Cursor;
use super::errors::{leftover, missing};
use super::names::Named;
use super::resolver::Resolver;
use crate::diagnostic::Diagnostic;
use crate::program::{AdjectiveId, EntityId, KindId, Quantity};
use crate::syntax::tree::{Token, TokenKind};
use rustc_hash::FxHashMap;

impl<'s> Resolver<'s> {
    /// The kind, number and adjectives of every entity.
    pub(super) fn read_entity_heads(&mut self, tasks: &[Task<'s>]) {
        for task in tasks {
            let Subject::Entity(id, adds) = task.subject else { continue };
            let mut cursor = self.cursor(&task.item.head, task.item.keyword_span);
            let count = cursor.eat(TokenKind::Number);
            let Some(word) = cursor.eat(TokenKind::Word) else {
                self.report(missing("the kind", cursor.here(), "write the kind before the name: `congress second`"));
                continue;
            };
            if let Some(kind) = self.kind(self.text(word.span)) {
                self.settle_kind(id, kind, adds, word);
            } else {
                self.unknown_kind_of_statement(word);
                let declared = self.statement_name_span(task);
                self.settle_thing(task.name, declared, Named::Broken);
            }
            self.settle_count(id, count);
            for clause in clauses(self.body(task)) {
                let adjective = self.adjective_clause(&clause);
                self.program.entities[id.index()].adjectives.extend(adjective);
            }
        }
    }

    fn statement_name_span(&self, task: &Task<'s>) -> crate::source::Span {
        self.program.statements[task.statement.index()].name_span
    }

    /// A statement that begins with an unknown word: a kind misspelled, or a keyword.
    fn unknown_kind_of_statement(&mut self, word: Token) {
        let kinds: Vec<String> = self.program.kinds.iter().flat_map(|kind| kind.forms.clone()).collect();
        let keywords = super::declare::STATEMENTS.iter().copied();
        let candidates = kinds.iter().map(String::as_str).chain(keywords);
        self.unknown_word(106, "kind or statement", self.text(word.span), word.span, candidates);
    }

    /// Gives an entity its kind, or asks that an addition names the same one.
    fn settle_kind(&mut self, id: EntityId, kind: KindId, adds: bool, word: Token) {
        let known = self.program.entities[id.index()].kind;
        if !adds {
            self.program.entities[id.index()].kind = kind;
        } else if known != kind {
            let is = self.kind_phrase(known);
            let place = self.program.statements[self.program.entities[id.index()].statement.index()].name_span;
            let name = self.text(place);
            let message = format!("`{name}` is declared as {is}");
            let diagnostic = Diagnostic::error(103, message, word.span, "another kind here");
            self.report(diagnostic.with_label(place, "declared here"));
        }
    }

    fn settle_count(&mut self, id: EntityId, count: Option<Token>) {
        let Some(token) = count else { return };
        let Some(value) = super::amount::parse_number(self.text(token.span)).filter(num_rational::Ratio::is_integer)
        else {
            let message = "an entity cannot stand for part of a thing";
            self.report(Diagnostic::error(126, message, token.span, "a whole number belongs here"));
            return;
        };
        let bound = Some(crate::program::Bound { value, strict: false });
        let quantity = Quantity { low: bound, high: bound, except: None, share: false, unit: None };
        let quantity = self.quantity(quantity);
        self.program.entities[id.index()].count = Some(quantity);
    }

    /// A clause of one word that is an adjective.
    fn adjective_clause(&self, clause: &Cursor<'s>) -> Option<AdjectiveId> {
        let word = clause.peek().filter(|token| token.kind == TokenKind::Word)?;
        let alone = !clause.tokens()[1..].iter().any(|token| !matches!(token.kind, TokenKind::Citation(_)));
        let text = self.text(word.span);
        if !alone || !self.attributes(text).is_empty() {
            return None;
        }
        self.adjective(text)
    }

    /// The blocks of all entities: adjectives are checked, lives and attributes read.
    pub(super) fn read_entity_bodies(&mut self, tasks: &[Task<'s>]) {
        for task in tasks {
            let Subject::Entity(id, _) = task.subject else { continue };
            // Of an unknown kind: what its block may say is unknown too.
            if self.named(self.entity_name(id)) == Some(Named::Broken) {
                continue;
            }
            let named = usize::from(task.item.head.first().is_some_and(|token| token.kind == TokenKind::Number)) + 2;
            let mut head = self.head(task);
            head.seek(task.taken.max(named));
            self.skip_citations(&mut head);
            self.expect_end(&mut head, "a title, a citation or a block");
            self.under_calendar_of(task.statement);
            let mut rivals = FxHashMap::default();
            let clauses = clauses(self.body(task));
            self.program.entities[id.index()].attributes.reserve_exact(clauses.len());
            for mut clause in clauses {
                self.read_entity_clause(task, id, &mut clause, &mut rivals);
            }
        }
        self.bare_calendar = None;
    }

    fn read_entity_clause(
        &mut self,
        task: &Task<'s>,
        id: EntityId,
        clause: &mut Cursor<'s>,
        seen: &mut super::attribute::Seen,
    ) {
        if let Some(adjective) = self.adjective_clause(clause) {
            self.check_adjective(id, adjective, clause);
            return;
        }
        let Some(word) = clause.peek().filter(|token| token.kind == TokenKind::Word) else {
            self.report(leftover(clause.next_text(), clause.here(), "an adjective or an attribute"));
            return;
        };
        let text = self.text(word.span);
        if matches!(text, "since" | "until") && self.attributes(text).is_empty() {
            clause.advance();
            let Some(anchor) = self.read_anchor(clause) else { return };
            let cited = self.take_citations(clause);
            let cited = self.citations(&cited);
            let entity = &mut self.program.entities[id.index()];
            if text == "since" {
                entity.since = Some(anchor)
            } else {
                entity.until = Some(anchor)
            }
            let statement = entity.statement;
            self.program.statements[statement.index()].citations.extend(cited);
            self.expect_end(clause, "a further clause after `,`");
            return;
        }
        if self.attributes(text).is_empty() {
            self.unknown_clause(id, word);
            return;
        }
        self.read_attribute_clause(task, id, clause, seen);
    }

    /// The citations that come next.
    pub(super) fn take_citations(&self, cursor: &mut Cursor<'s>) -> Vec<Token> {
        let mut cited = Vec::new();
        while let Some(token) = cursor.peek().filter(|token| matches!(token.kind, TokenKind::Citation(_))) {
            cited.push(token);
            cursor.advance();
        }
        cited
    }

    fn check_adjective(&mut self, id: EntityId, adjective: AdjectiveId, clause: &Cursor<'s>) {
        let of = self.program.adjectives[adjective.index()].of.clone();
        let kind = self.entity_kind(id);
        let known = !matches!(self.named(self.entity_name(id)), Some(Named::Broken));
        if known && (of.is_empty() || !self.fits(kind, &of)) {
            let word = self.text(clause.here());
            let declared = self.program.adjectives[adjective.index()].statement;
            let message = format!("{} cannot be `{word}`", self.kind_phrase(kind));
            let label = if of.is_empty() {
                "this word is the value of an attribute".to_owned()
            } else {
                format!("it is said of {}", self.kinds_phrase(&of))
            };
            let place = self.program.statements[declared.index()].name_span;
            let diagnostic = Diagnostic::error(108, message, clause.here(), label);
            self.report(diagnostic.with_label(place, "declared here"));
        }
    }

    /// The name of an entity.
    pub(super) fn entity_name(&self, id: EntityId) -> &str {
        &self.program.statements[self.program.entities[id.index()].statement.index()].name
    }

    fn unknown_clause(&mut self, id: EntityId, word: Token) {
        let kind = self.entity_kind(id);
        let adjectives = self.program.adjectives.iter().filter(|other| self.fits(kind, &other.of));
        let attributes = self.program.attributes.iter().filter(|other| self.fits(kind, &other.of));
        let mut candidates: Vec<String> = adjectives.map(|adjective| adjective.name.clone()).collect();
        candidates.extend(attributes.map(|attribute| attribute.name.clone()));
        candidates.extend(["since".to_owned(), "until".to_owned()]);
        let sort = "adjective or attribute";
        self.unknown_word(107, sort, self.text(word.span), word.span, candidates.iter().map(String::as_str));
    }
}
