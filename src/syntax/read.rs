//! Makes statements of the grammar's flat row of lexemes. Takes a text without comments; gives items,
//! citations and diagnostics.
//!
//! INVARIANT: the `Reader` adds diagnostics only here and in `recover`; one fault of a statement gives
//! one diagnostic, and the statement goes to `unread`.
use super::cut::{self, Line};
use super::draft::Draft;
use super::grammar::{self, Grammar, Rule};
use super::names::Names;
use super::tree::{Body, Citation, Item, Keyword, Token, TokenKind, Unread};
use super::{draft, errors};
use crate::diagnostic::Diagnostic;
use crate::source::{FileId, Span};
use pest::{Parser, Token as Lexeme};
use std::ops::Range;

/// A statement longer than this (in bytes) is cut out by hand first, so that pest never holds more.
const LONG: usize = 512 * 1024;

/// Where a stretch of text comes from.
#[derive(Clone, Copy)]
pub(super) enum Mode {
    /// Whole statements at the margin, as they stand in the file.
    Margin,
    /// One statement that was cut out of something larger; it begins on this line.
    Piece(Line),
}

/// Reads one file.
pub(super) struct Reader<'t> {
    /// The text without comments.
    pub text: &'t str,
    /// Its file.
    pub file: FileId,
    /// What was found wrong so far.
    pub diagnostics: Vec<Diagnostic>,
    /// Where the list of items stood when a `{` was found open, and whose it is (`Entity` for all but
    /// blocks of statements): for the `}` that may yet come.
    pub left_open: Vec<(usize, Keyword)>,
    /// How many blocks of statements are open around.
    pub depth: usize,
    /// A limit was reached in the block around, and told.
    pub limited: bool,
    citations: Vec<Citation>,
    unread: Vec<Unread>,
    names: Names<'t>,
}

impl<'t> Reader<'t> {
    /// A reader of a text without comments.
    pub fn new(text: &'t str, file: FileId) -> Self {
        Reader {
            text,
            file,
            diagnostics: Vec::new(),
            left_open: Vec::new(),
            depth: 0,
            limited: false,
            citations: Vec::new(),
            unread: Vec::new(),
            names: Names::default(),
        }
    }

    /// All statements of the file.
    pub fn read(&mut self) -> Vec<Item> {
        let mut items = Vec::new();
        for block in cut::blocks(self.text) {
            if block.len() > LONG {
                self.margin_pieces(block, &mut items);
            } else {
                self.block(block, Mode::Margin, &mut items);
            }
        }
        items
    }

    /// What else was found: citations, what could not be read, diagnostics.
    pub fn finish(self) -> (Vec<Citation>, Vec<Unread>, Vec<Diagnostic>) {
        (self.citations, self.unread, self.diagnostics)
    }

    /// A stretch as a span.
    pub fn span(&self, range: Range<usize>) -> Span {
        Span { file: self.file, start: range.start as u32, end: range.end as u32 }
    }

    /// Reads whole statements with the grammar.
    pub fn block(&mut self, range: Range<usize>, mode: Mode, items: &mut Vec<Item>) {
        let text: &'t str = &self.text[range.clone()];
        let lexemes = match Grammar::parse(Rule::block, text) {
            Ok(pairs) => pairs.tokens(),
            Err(_) => {
                let limit = errors::unreadable(self.span(range));
                self.diagnostics.push(limit);
                return;
            }
        };
        let mut draft: Option<Draft> = None;
        let mut start = 0;
        let mut citation = 0;
        for lexeme in lexemes {
            let (rule, end) = match lexeme {
                Lexeme::Start { rule, pos } => {
                    start = range.start + pos.pos();
                    if rule == Rule::citation {
                        citation = start;
                    }
                    draft.iter_mut().for_each(|draft| draft.begins(rule, start));
                    continue;
                }
                Lexeme::End { rule, pos } => (rule, range.start + pos.pos()),
            };
            if let Some(keyword) = grammar::keyword(rule) {
                self.conclude(draft.take(), start, mode, items);
                draft = Some(Draft::new(keyword, trimmed(self.text, start..end)));
                if keyword == Keyword::Entity {
                    self.token(draft.as_mut(), rule, start..end);
                }
            } else if rule == Rule::stray {
                self.conclude(draft.take(), start, mode, items);
                self.nothing(start..end, mode, items);
            } else if rule == Rule::citation {
                self.token(draft.as_mut(), rule, citation..end);
            } else {
                self.token(draft.as_mut(), rule, start..end);
            }
        }
        self.conclude(draft, range.end, mode, items);
    }

    /// Adds a lexeme to the statement.
    fn token(&mut self, draft: Option<&mut Draft>, rule: Rule, range: Range<usize>) {
        let Some(draft) = draft else { return };
        if draft.rest.is_some() {
            return;
        }
        let text: &'t str = &self.text[range.clone()];
        let span = self.span(range.clone());
        let kind = match rule {
            Rule::word | Rule::name | Rule::entity_word => {
                self.names.look_at(text, span, &mut self.diagnostics);
                draft::word(text)
            }
            Rule::text => TokenKind::Text,
            Rule::symbol => draft::symbol(text),
            Rule::numeral | Rule::entity_numeral => draft::numeral(text).unwrap_or_else(|| {
                if matches!(draft.keyword, Keyword::Gap | Keyword::PassOver) {
                    return TokenKind::Word; // a locator may be `12-13`
                }
                draft.fault(&mut self.diagnostics, || errors::bad_numeral(text, span));
                TokenKind::Number
            }),
            Rule::brace if text == "{" => TokenKind::OpenBrace,
            Rule::brace => TokenKind::CloseBrace,
            Rule::cited_source => {
                let text = text.trim_start();
                let span = self.span(range.end - text.len()..range.end);
                self.names.look_at(text, span, &mut self.diagnostics);
                draft.citation = Some(Citation { span, source: span, locator: None, words: None });
                return;
            }
            Rule::locator => {
                let locator = trimmed(self.text, range);
                let locator = (!locator.is_empty()).then(|| self.span(locator));
                draft.citation.iter_mut().for_each(|citation| citation.locator = locator);
                return;
            }
            Rule::cited_words => {
                draft.citation.iter_mut().for_each(|citation| citation.words = Some(span));
                return;
            }
            Rule::citation => {
                let Some(citation) = draft.citation.take() else { return };
                self.citations.push(Citation { span, ..citation });
                TokenKind::Citation(self.citations.len() as u32 - 1)
            }
            Rule::open_block => return draft.open(range, &mut self.diagnostics, self.file),
            Rule::inside => return draft.inside = Some(range),
            Rule::junk => return draft.junk = Some(range),
            _ => return,
        };
        let first_on_line = first_on_line(self.text, range.start);
        draft.push(Token { kind, span, first_on_line }, &mut self.diagnostics);
    }

    /// The statement is complete, `limit` being where the next one begins.
    fn conclude(&mut self, draft: Option<Draft>, limit: usize, mode: Mode, items: &mut Vec<Item>) {
        let Some(mut draft) = draft else { return };
        let start = draft.keyword_range.start;
        let line = match mode {
            Mode::Margin => own_line(self.text, start),
            Mode::Piece(line) => line,
        };
        if draft.junk.is_some() {
            return self.not_its_shape(&draft, limit, mode, items);
        }
        draft.complete(&mut self.diagnostics, self.file);
        if draft.left_open && self.depth == 0 {
            self.left_open.push((items.len(), Keyword::Entity));
        }
        let mut rest = draft.rest;
        let mut statements = None;
        if let Some(inside) = draft.inside.clone() {
            let (inner, close) = self.group(&draft, inside, line);
            let last = inner.last().map_or(draft.end, |item| item.span.end as usize);
            statements = Some(inner);
            if close.is_none() && self.depth == 0 {
                self.left_open.push((items.len(), draft.keyword));
            }
            draft.end = close.map_or(last, |close| close + 1);
            rest = close.map(|close| close + 1);
        }
        self.look_at_head(&mut draft);
        self.keep(draft, statements, items);
        if let Some(rest) = rest.filter(|&rest| rest < limit) {
            self.pieces(rest..limit, line.advance(self.text, start, rest), items);
        }
    }

    /// The statement goes to the items, or to the unread ones.
    fn keep(&mut self, draft: Draft, statements: Option<Vec<Item>>, items: &mut Vec<Item>) {
        if draft.faulty {
            self.unread.push(self.unread_of(&draft));
            items.extend(statements.into_iter().flatten());
            return;
        }
        let span = self.span(draft.keyword_range.start..draft.end);
        let body = statements.map(Body::Items).or(draft.body.map(Body::Tokens));
        let keyword_span = self.span(draft.keyword_range);
        items.push(Item { keyword: draft.keyword, keyword_span, head: draft.head, body, span });
    }

    /// What is known of a statement that could not be read.
    pub fn unread_of(&self, draft: &Draft) -> Unread {
        let place = usize::from(draft.keyword == Keyword::Entity);
        let name = draft.head.get(place).filter(|token| token.kind == TokenKind::Word).map(|token| token.span);
        Unread { keyword: draft.keyword, name, span: self.span(draft.keyword_range.start..draft.end) }
    }

    /// Tells the rest of the program what could not be read.
    pub fn set_aside(&mut self, unread: Unread) {
        self.unread.push(unread);
    }
}

/// The stretch without blanks at its ends.
fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let inner = &text[range.clone()];
    let start = range.start + (inner.len() - inner.trim_start().len());
    start..start + inner.trim().len()
}

/// Whether only blanks stand before a place on its line.
fn first_on_line(text: &str, at: usize) -> bool {
    let before = text.as_bytes()[..at].iter().rev().find(|byte| !matches!(byte, b' ' | b'\t' | b'\r'));
    before.is_none_or(|&byte| byte == b'\n')
}

/// The line of a statement that is the first on its line.
fn own_line(text: &str, at: usize) -> Line {
    let blanks = text.as_bytes()[..at].iter().rev().take_while(|byte| matches!(byte, b' ' | b'\t' | b'\r')).count();
    Line { start: at - blanks, indent: blanks }
}
