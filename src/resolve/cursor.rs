//! A place in a row of tokens. Takes the tokens of a head or block with the sources they point into; gives
//! words one by one. Copying a cursor is how a reading is tried and taken back. Must never know names.
use crate::source::{Sources, Span};
use crate::syntax::tree::{Token, TokenKind};

/// A place in a row of tokens.
#[derive(Clone, Copy, Debug)]
pub struct Cursor<'s> {
    sources: &'s Sources,
    tokens: &'s [Token],
    position: usize,
    /// Where the row ends in the file, for messages about what is missing there.
    end: Span,
}

impl<'s> Cursor<'s> {
    /// A cursor at the first token; `around` is what an empty row is reported at.
    pub fn new(sources: &'s Sources, tokens: &'s [Token], around: Span) -> Self {
        let end = tokens.last().map_or(around, |last| last.span);
        let end = Span { file: end.file, start: end.end, end: end.end };
        Self { sources, tokens, position: 0, end }
    }
    /// The sources.
    pub fn sources(&self) -> &'s Sources {
        self.sources
    }
    /// The next token.
    pub fn peek(&self) -> Option<Token> {
        self.peek_at(0)
    }
    /// The token `ahead` places after the next.
    pub fn peek_at(&self, ahead: usize) -> Option<Token> {
        self.tokens.get(self.position + ahead).copied()
    }
    /// The kind of the next token.
    pub fn kind(&self) -> Option<TokenKind> {
        self.peek().map(|token| token.kind)
    }
    /// The kind of a token further on.
    pub fn kind_at(&self, ahead: usize) -> Option<TokenKind> {
        self.peek_at(ahead).map(|token| token.kind)
    }
    /// Takes the next token.
    pub fn advance(&mut self) -> Option<Token> {
        let token = self.peek()?;
        self.position += 1;
        Some(token)
    }
    /// The text of a token.
    pub fn text(&self, token: Token) -> &'s str {
        self.sources.text(token.span)
    }
    /// The text of the next token; empty at the end.
    pub fn next_text(&self) -> &'s str {
        self.text_at(0)
    }
    /// The text of a token further on; empty past the end.
    pub fn text_at(&self, ahead: usize) -> &'s str {
        self.peek_at(ahead).map_or("", |token| self.text(token))
    }
    /// Whether the next token is this word.
    pub fn at_word(&self, word: &str) -> bool {
        self.at_word_at(0, word)
    }
    /// Whether a token further on is this word.
    pub fn at_word_at(&self, ahead: usize, word: &str) -> bool {
        self.peek_at(ahead).is_some_and(|token| token.kind == TokenKind::Word && self.text(token) == word)
    }
    /// Whether the next token is one of these words.
    pub fn at_any_word(&self, words: &[&str]) -> bool {
        words.iter().any(|word| self.at_word(word))
    }
    /// Takes the next token if it is this word.
    pub fn eat_word(&mut self, word: &str) -> Option<Token> {
        if self.at_word(word) { self.advance() } else { None }
    }
    /// How many tokens the words of a phrase (`on or before`) take, if they come next.
    pub fn at_phrase(&self, phrase: &str) -> Option<usize> {
        let mut count = 0;
        for word in phrase.split(' ') {
            if !self.at_word_at(count, word) {
                return None;
            }
            count += 1;
        }
        Some(count)
    }
    /// Takes a phrase if it comes next.
    pub fn eat_phrase(&mut self, phrase: &str) -> bool {
        let Some(count) = self.at_phrase(phrase) else { return false };
        self.position += count;
        true
    }
    /// Whether the next token is of this kind.
    pub fn at(&self, kind: TokenKind) -> bool {
        self.kind() == Some(kind)
    }
    /// Takes the next token if it is of this kind.
    pub fn eat(&mut self, kind: TokenKind) -> Option<Token> {
        if self.at(kind) { self.advance() } else { None }
    }
    /// Takes the next token if it is a name, capitalised by mistake or not.
    pub fn eat_name(&mut self) -> Option<Token> {
        self.eat(TokenKind::Word).or_else(|| self.eat(TokenKind::Variable))
    }
    /// How many tokens were taken.
    pub fn position(&self) -> usize {
        self.position
    }
    /// Goes to a place that [`Cursor::position`] gave.
    pub fn seek(&mut self, position: usize) {
        self.position = position.min(self.tokens.len());
    }
    /// Whether nothing is left.
    pub fn at_end(&self) -> bool {
        self.position >= self.tokens.len()
    }
    /// The place of the next token, or an empty place after the last.
    pub fn here(&self) -> Span {
        self.peek().map_or(self.end, |token| token.span)
    }
    /// The place of the token taken last; of the next one where none was taken.
    pub fn previous(&self) -> Span {
        self.position.checked_sub(1).and_then(|last| self.tokens.get(last)).map_or(self.here(), |token| token.span)
    }
    /// The place of the tokens from a position up to the one taken last.
    pub fn span_from(&self, position: usize) -> Span {
        let first = self.tokens.get(position).map_or(self.end, |token| token.span);
        if self.position > position { first.to(self.previous()) } else { first }
    }
    /// A cursor over the tokens between two positions.
    pub fn slice(&self, from: usize, to: usize) -> Cursor<'s> {
        let to = to.min(self.tokens.len());
        let from = from.min(to);
        let end = self.tokens.get(to).map_or(self.end, |token| Span { end: token.span.start, ..token.span });
        let end = if to > from { self.tokens[to - 1].span } else { end };
        Self { sources: self.sources, tokens: &self.tokens[from..to], position: 0, end: Span { start: end.end, ..end } }
    }
    /// A cursor over what is left.
    pub fn rest(&self) -> Cursor<'s> {
        self.slice(self.position, self.tokens.len())
    }
    /// All tokens of the row.
    pub fn tokens(&self) -> &'s [Token] {
        self.tokens
    }
    /// The position of the first token from here on, outside all brackets, that answers; else the end.
    pub fn find(&self, stop: impl Fn(&Cursor<'s>) -> bool) -> usize {
        let mut probe = *self;
        let mut depth = 0_usize;
        while let Some(token) = probe.peek() {
            if depth == 0 && stop(&probe) {
                break;
            }
            match token.kind {
                TokenKind::OpenBrace | TokenKind::OpenParenthesis => depth += 1,
                TokenKind::CloseBrace | TokenKind::CloseParenthesis => depth = depth.saturating_sub(1),
                _ => {}
            }
            probe.position += 1;
        }
        probe.position
    }
}
