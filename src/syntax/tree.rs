//! The tree of one file: statements, their words, their citations, their blocks.
//!
//! Verbs, relations and kinds are the corpus's own, so the grammar cannot know them: a head or a block
//! is a row of tokens, which `resolve` reads with the declared vocabulary. Spans point into the file;
//! the text of a token is `sources.text(token.span)`.
use crate::source::{FileId, Span};

/// One parsed file.
#[derive(Clone, Debug, Default)]
pub struct Tree {
    /// The file.
    pub file: FileId,
    /// The statements, in order; those that could not be read at all are left out (and reported).
    pub items: Vec<Item>,
    /// Every citation of the file; tokens and items name them by index.
    pub citations: Vec<Citation>,
    /// Every comment, in order, kept for the formatter and the editor.
    pub comments: Vec<Span>,
    /// The statements that could not be read, each reported: what they were to declare is no unknown name.
    pub unread: Vec<Unread>,
}

/// A statement that could not be read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Unread {
    /// What it begins with.
    pub keyword: Keyword,
    /// The name that it was to declare, if that much could be read.
    pub name: Option<Span>,
    /// All of it.
    pub span: Span,
}

/// The word that a statement begins with.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Keyword {
    /// `corpus "…"`
    Corpus,
    /// `use std.soviets`
    Use,
    /// `record seed, pipes`
    Record,
    /// `source NAME "…" { … }`
    Source,
    /// `kind soviet | soviets is body`
    Kind,
    /// `attribute predecessor of congress: congress`
    Attribute,
    /// `adjective all_russian of congress`
    Adjective,
    /// `relation committee is permanent body of congress`
    Relation,
    /// `act convene | convenes | convened (by body, what congress, for date?)`
    Act,
    /// `deed refuse | refuses | refused (by actor, to act)`
    Deed,
    /// `event NAME time [citation] { sentence }`
    Event,
    /// `fact NAME time [citation] { sentence }`
    Fact,
    /// `according to X or Y "question" [citation] { items }`
    AccordingTo,
    /// `doubtful "question" [citation] { items }`
    Doubtful,
    /// `order NAME "…", fragmentary`
    Order,
    /// `rule NAME under ORDER [citation] { … }`
    Rule,
    /// `figure quorum of assembly`
    Figure,
    /// `claim NAME "…" by X [citation] { … }`
    Claim,
    /// `standpoint NAME { … }`
    Standpoint,
    /// `gap seed S29 "…"`
    Gap,
    /// `pass over seed S15 "…"`
    PassOver,
    /// Any other word (a kind of the corpus) or a number: an entity, `congress second "…" { … }`
    Entity,
}

/// One statement.
#[derive(Clone, Debug)]
pub struct Item {
    /// What it begins with.
    pub keyword: Keyword,
    /// The keyword itself; for an entity, the first token (the number or the kind's word).
    pub keyword_span: Span,
    /// Every token after the keyword and before the block, in order, citations included. For an entity
    /// the kind's word (and the number before it) is the first token of the head too.
    pub head: Vec<Token>,
    /// The block, if there is one.
    pub body: Option<Body>,
    /// From the keyword to the end of the block.
    pub span: Span,
}

/// The block of a statement.
#[derive(Clone, Debug)]
pub enum Body {
    /// `according to` and `doubtful` hold statements.
    Items(Vec<Item>),
    /// All others hold words.
    Tokens(Vec<Token>),
}

/// One token.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Token {
    /// What it is.
    pub kind: TokenKind,
    /// Where it stands (a text with its quotation marks).
    pub span: Span,
    /// Nothing but blanks and comments stand before it on its line.
    pub first_on_line: bool,
}

/// What a token is.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum TokenKind {
    /// A word or name that does not begin with a capital letter: `convenes`, `first_congress`.
    Word,
    /// A word that begins with a capital letter: a variable, or `OS`, `NS` after a date.
    Variable,
    /// `320`, `1_000`, `2.5`; `1/2` is three tokens.
    Number,
    /// `1917-10`, `1917-10-25`, `1917-10-25T22:40`; a bare year is a number.
    Date,
    /// `"…"`, on one line or several.
    Text,
    /// `[source locator "words"]`, by its index in [`Tree::citations`].
    Citation(u32),
    /// `,`
    Comma,
    /// `.` between a term and its attribute
    Dot,
    /// `..`
    DotDot,
    /// `:`
    Colon,
    /// `|`
    Bar,
    /// `/`
    Slash,
    /// `%`
    Percent,
    /// `?`
    Question,
    /// `=`
    Equal,
    /// `!=` or `≠`
    NotEqual,
    /// `<`
    Less,
    /// `<=` or `≤`
    LessEqual,
    /// `>`
    Greater,
    /// `>=` or `≥`
    GreaterEqual,
    /// `+`
    Plus,
    /// `-` or `−`
    Minus,
    /// `*` or `×`
    Times,
    /// `(`
    OpenParenthesis,
    /// `)`
    CloseParenthesis,
    /// `{` inside a block
    OpenBrace,
    /// `}` inside a block
    CloseBrace,
}

/// `[seed S1 "a permanent body"]`: where in a source, and a few of its words.
#[derive(Clone, Debug)]
pub struct Citation {
    /// The whole, brackets included.
    pub span: Span,
    /// The name of the source.
    pub source: Span,
    /// The locator as written (a page, an article, a sentence): every word between source and text.
    pub locator: Option<Span>,
    /// The quoted words, with their quotation marks.
    pub words: Option<Span>,
}

/// The inside of a text token: without its marks, with `\"`, `\\` and `\n` undone.
pub fn unquote(text: &str) -> String {
    let inner = text.strip_prefix('"').unwrap_or(text);
    let inner = inner.strip_suffix('"').unwrap_or(inner);
    let mut out = String::with_capacity(inner.len());
    let mut chars = inner.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => match chars.next() {
                Some('n') => out.push('\n'),
                Some(other) => out.push(other),
                None => out.push('\\'),
            },
            other => out.push(other),
        }
    }
    out
}
