//! A statement being put together: its tokens, and the stack that matches its brackets. Takes tokens
//! one by one; gives the head, the body, and a diagnostic for a bracket that has no partner.
use super::errors;
use super::grammar::{Rule, keyword};
use super::tree::{Citation, Keyword, Token, TokenKind};
use crate::diagnostic::Diagnostic;
use crate::source::{FileId, Span};
use std::ops::Range;

/// How deep brackets may be nested in one statement.
pub(super) const DEEPEST: usize = 200;

/// A statement being put together.
pub(super) struct Draft {
    /// What it begins with.
    pub keyword: Keyword,
    /// The keyword's place.
    pub keyword_range: Range<usize>,
    /// The tokens before the block.
    pub head: Vec<Token>,
    /// The tokens of the block.
    pub body: Option<Vec<Token>>,
    /// The inside of a block of statements, up to the end of the statement's text.
    pub inside: Option<Range<usize>>,
    /// What did not have the statement's shape.
    pub junk: Option<Range<usize>>,
    /// Where something stands after the closing brace.
    pub rest: Option<usize>,
    /// One past its last byte so far.
    pub end: usize,
    /// A bracket is wrong, and told.
    pub faulty: bool,
    /// A brace was never closed.
    pub left_open: bool,
    /// The citation being read.
    pub citation: Option<Citation>,
    /// The place of the block's `{`.
    pub block_open: Option<Range<usize>>,
    stack: Vec<(TokenKind, Span)>,
    closed: bool,
}

impl Draft {
    /// A statement of which only the keyword is read.
    pub fn new(keyword: Keyword, keyword_range: Range<usize>) -> Draft {
        Draft {
            keyword,
            end: keyword_range.end,
            keyword_range,
            head: Vec::with_capacity(8),
            body: None,
            inside: None,
            junk: None,
            rest: None,
            faulty: false,
            left_open: false,
            citation: None,
            block_open: None,
            stack: Vec::new(),
            closed: false,
        }
    }

    /// A lexeme begins: after the closing brace, it belongs to something else.
    pub fn begins(&mut self, rule: Rule, at: usize) {
        if self.closed && self.rest.is_none() && keyword(rule).is_none() {
            self.rest = Some(at);
        }
    }

    /// The block's `{`.
    pub fn open(&mut self, range: Range<usize>, diagnostics: &mut Vec<Diagnostic>, file: FileId) {
        self.unclosed(diagnostics);
        self.stack.clear();
        self.end = range.end;
        let span = Span { file, start: range.start as u32, end: range.end as u32 };
        self.stack.push((TokenKind::OpenBrace, span));
        self.block_open = Some(range);
        self.body = Some(Vec::with_capacity(8));
    }

    /// Another token.
    pub fn push(&mut self, token: Token, diagnostics: &mut Vec<Diagnostic>) {
        self.end = token.span.end as usize;
        let before = self.body.as_ref().unwrap_or(&self.head).last();
        if before.is_some_and(|before| runs_into(*before, token)) {
            self.fault(diagnostics, || {
                errors::mark_inside(Span { start: token.span.start - 1, end: token.span.start, ..token.span })
            });
        }
        match token.kind {
            TokenKind::OpenParenthesis | TokenKind::OpenBrace => self.deeper(token, diagnostics),
            TokenKind::CloseParenthesis | TokenKind::CloseBrace => {
                self.close(token, diagnostics);
                if self.closed {
                    return;
                }
            }
            _ => {}
        }
        self.body.as_mut().unwrap_or(&mut self.head).push(token);
    }

    fn deeper(&mut self, token: Token, diagnostics: &mut Vec<Diagnostic>) {
        if self.stack.len() == DEEPEST {
            self.fault(diagnostics, || errors::too_deep(token.span, DEEPEST));
        }
        self.stack.push((token.kind, token.span));
    }

    fn close(&mut self, token: Token, diagnostics: &mut Vec<Diagnostic>) {
        let opener = match token.kind {
            TokenKind::CloseBrace => TokenKind::OpenBrace,
            _ => TokenKind::OpenParenthesis,
        };
        match self.stack.last().copied() {
            Some((open, _)) if open == opener => {
                self.stack.pop();
            }
            Some((_, open)) if opener == TokenKind::OpenBrace => {
                // A `}` closes its `{` whatever parentheses are open inside.
                self.fault(diagnostics, || errors::unclosed_parenthesis(open, Some(token.span)));
                while self.stack.pop().is_some_and(|(kind, _)| kind != TokenKind::OpenBrace) {}
            }
            _ => self.fault(diagnostics, || errors::unopened(token.span, ")")),
        }
        self.closed = self.body.is_some() && self.stack.is_empty();
    }

    /// The statement is at its end: what is still open was never closed.
    pub fn complete(&mut self, diagnostics: &mut Vec<Diagnostic>, file: FileId) {
        if self.inside.is_some() || self.closed {
            return;
        }
        let block = self.block_open.clone();
        if let Some(open) = block.filter(|_| !self.closed) {
            self.left_open = true;
            let span = Span { file, start: open.start as u32, end: open.end as u32 };
            let inner = self.stack.iter().rev().find(|(kind, _)| *kind == TokenKind::OpenBrace);
            let span = inner.map_or(span, |(_, span)| *span);
            let parenthesis = self.stack.last().filter(|(kind, _)| *kind == TokenKind::OpenParenthesis).copied();
            match parenthesis {
                Some((_, open)) => self.fault(diagnostics, || errors::unclosed_parenthesis(open, None)),
                None => self.fault(diagnostics, || errors::unclosed_brace(span)),
            }
        } else {
            self.unclosed(diagnostics);
        }
    }

    /// Tells of a parenthesis that the head leaves open.
    fn unclosed(&mut self, diagnostics: &mut Vec<Diagnostic>) {
        if let Some((_, open)) = self.stack.first().copied() {
            self.fault(diagnostics, || errors::unclosed_parenthesis(open, None));
        }
    }

    /// Only the first fault of a statement is told.
    pub fn fault(&mut self, diagnostics: &mut Vec<Diagnostic>, diagnostic: impl FnOnce() -> Diagnostic) {
        if !self.faulty {
            self.faulty = true;
            diagnostics.push(diagnostic());
        }
    }
}

/// Whether a text ends right before a word: then the mark at its end was meant to stand inside it.
fn runs_into(before: Token, token: Token) -> bool {
    before.kind == TokenKind::Text
        && before.span.end == token.span.start
        && matches!(token.kind, TokenKind::Word | TokenKind::Variable | TokenKind::Number | TokenKind::Text)
}

/// A word, or a variable if it begins with a capital letter.
pub(super) fn word(text: &str) -> TokenKind {
    let first = text.chars().next();
    if first.is_some_and(capital) { TokenKind::Variable } else { TokenKind::Word }
}

fn capital(first: char) -> bool {
    if first.is_ascii() { first.is_ascii_uppercase() } else { pest::unicode::UPPERCASE_LETTER(first) }
}

/// The kind of what begins with a digit, if it is well formed.
pub(super) fn numeral(text: &str) -> Option<TokenKind> {
    let bytes = text.as_bytes();
    if bytes.iter().all(u8::is_ascii_digit) {
        return Some(TokenKind::Number);
    }
    if bytes.get(4) == Some(&b'-') {
        const FORM: &[u8] = b"0000-00-00T00:00";
        let fits = |(byte, form): (&u8, &u8)| if *form == b'0' { byte.is_ascii_digit() } else { byte == form };
        let whole = matches!(bytes.len(), 7 | 10 | 16) && bytes.iter().zip(FORM).all(fits);
        return whole.then_some(TokenKind::Date);
    }
    let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    (whole.split('_').all(digits) && digits(fraction)).then_some(TokenKind::Number)
}

/// The kind of a symbol.
pub(super) fn symbol(text: &str) -> TokenKind {
    match text {
        "," => TokenKind::Comma,
        "(" => TokenKind::OpenParenthesis,
        ")" => TokenKind::CloseParenthesis,
        "." => TokenKind::Dot,
        ".." => TokenKind::DotDot,
        ":" => TokenKind::Colon,
        "|" => TokenKind::Bar,
        "/" => TokenKind::Slash,
        "%" => TokenKind::Percent,
        "=" => TokenKind::Equal,
        "!=" | "≠" => TokenKind::NotEqual,
        "<" => TokenKind::Less,
        "<=" | "≤" => TokenKind::LessEqual,
        ">" => TokenKind::Greater,
        ">=" | "≥" => TokenKind::GreaterEqual,
        "+" => TokenKind::Plus,
        "-" | "−" => TokenKind::Minus,
        "*" | "×" => TokenKind::Times,
        _ => TokenKind::Question,
    }
}
