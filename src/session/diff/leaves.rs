//! What a corpus states, one leaf a statement, without what says nothing: comments, blanks, the order of lines.
//! Takes the files of a corpus and its resolved program; gives its leaves and the blocks of voices they stand in.
//!
//! INVARIANT: two leaves of equal content say the same; [`Leaf::write`] gives a text that reads as the leaf does.
use super::renames::Renames;
use crate::program::Program;
use crate::resolve::JOINING;
use crate::source::{Sources, Span};
use crate::syntax::tree::{Body, Item, Keyword, Token, TokenKind, Tree};
use std::collections::BTreeMap;

/// What stands before a word.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Gap {
    Nothing,
    Blank,
    Line,
}

/// One token of a statement.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Word {
    kind: TokenKind,
    /// As written, runs of blanks made one; the source of a citation stands apart.
    text: String,
    source: Option<String>,
    gap: Gap,
}

impl Word {
    /// Whether all but the name is the same.
    pub fn is_like(&self, other: &Word) -> bool {
        match (self.kind, other.kind) {
            (TokenKind::Citation(_), TokenKind::Citation(_)) => self.text == other.text,
            (TokenKind::Word | TokenKind::Variable, TokenKind::Word | TokenKind::Variable) => true,
            (a, b) => a == b && self.text == other.text,
        }
    }
    fn said(&self, renames: &Renames) -> String {
        match (&self.source, self.kind) {
            (Some(source), _) => format!("[{} {}", renames.of(source), self.text),
            (None, TokenKind::Word | TokenKind::Variable) => renames.of(&self.text).to_owned(),
            (None, _) => self.text.clone(),
        }
    }
}

/// A statement.
#[derive(Clone, Debug)]
pub(super) struct Leaf {
    /// What it begins with.
    pub keyword: Keyword,
    /// That, as written; for an entity, its kind.
    pub noun: String,
    /// Its name; of what has none, a few of its words.
    pub name: String,
    /// Whether the corpus gives it that name.
    pub named: bool,
    /// The block it stands in.
    pub block: Option<usize>,
    /// Where it stands.
    pub span: Span,
    head: Vec<Word>,
    body: Option<Vec<Word>>,
}

/// The head of an `according to` or `doubtful`.
#[derive(Clone, Debug)]
pub(super) struct Block {
    /// What it begins with.
    pub keyword: Keyword,
    /// The block around it.
    pub parent: Option<usize>,
    /// Its head.
    pub span: Span,
    noun: String,
    head: Vec<Word>,
}

/// A corpus in leaves.
#[derive(Clone, Debug, Default)]
pub(super) struct Leaves {
    /// The statements, in order.
    pub leaves: Vec<Leaf>,
    /// The blocks, each after the one around it.
    pub blocks: Vec<Block>,
}

struct Reader<'a> {
    sources: &'a Sources,
    tree: &'a Tree,
    names: &'a BTreeMap<(u32, u32), (&'a str, bool)>,
    found: Leaves,
}

/// The leaves of a corpus.
pub(super) fn leaves(sources: &Sources, trees: &[Tree], program: &Program) -> Leaves {
    let places = program.statements.iter().map(|statement| {
        // a name made up for what has none is given the place of the keyword
        let named = statement.name_span.start != statement.span.start;
        ((statement.span.file.0, statement.span.start), (statement.name.as_str(), named))
    });
    let names: BTreeMap<_, _> = places.collect();
    let mut found = Leaves::default();
    for tree in trees {
        let mut reader = Reader { sources, tree, names: &names, found };
        reader.items(&tree.items, None);
        found = reader.found;
    }
    found
}

impl Reader<'_> {
    fn items(&mut self, items: &[Item], block: Option<usize>) {
        for item in items {
            let noun = fold(self.sources.text(item.keyword_span));
            let head = self.words(&item.head, item.keyword_span);
            if let Some(Body::Items(inner)) = &item.body {
                let span = item.head.last().map_or(item.keyword_span, |last| item.keyword_span.to(last.span));
                self.found.blocks.push(Block { keyword: item.keyword, parent: block, span, noun, head });
                self.items(inner, Some(self.found.blocks.len() - 1));
                continue;
            }
            let body = match &item.body {
                Some(Body::Tokens(tokens)) => Some(self.words(tokens, item.keyword_span)),
                Some(Body::Items(_)) | None => None,
            };
            let (name, named) = self.name(item, &head);
            let noun = if item.keyword == Keyword::Entity { kind_of(&head) } else { noun };
            let (keyword, span) = (item.keyword, item.span);
            self.found.leaves.push(Leaf { keyword, noun, name, named, block, span, head, body });
        }
    }

    fn name(&self, item: &Item, head: &[Word]) -> (String, bool) {
        let known = self.names.get(&(item.span.file.0, item.span.start)).filter(|(_, named)| *named);
        match item.keyword {
            Keyword::Entity => {
                let place = if head.first().is_some_and(|word| word.kind == TokenKind::Number) { 2 } else { 1 };
                (head.get(place).map_or_else(String::new, |word| word.text.clone()), true)
            }
            Keyword::Event
            | Keyword::Fact
            | Keyword::Rule
            | Keyword::Order
            | Keyword::Source
            | Keyword::Claim
            | Keyword::Standpoint => {
                known.map_or_else(|| (few_words(head), false), |(name, _)| ((*name).to_owned(), true))
            }
            _ => (few_words(head), false),
        }
    }

    fn words(&self, tokens: &[Token], before: Span) -> Vec<Word> {
        let mut end = before.end;
        let words = tokens.iter().map(|token| {
            let gap = match (token.span.start == end, token.first_on_line) {
                (_, true) => Gap::Line,
                (true, false) => Gap::Nothing,
                (false, false) => Gap::Blank,
            };
            end = token.span.end;
            let (mut text, mut source) = (fold(self.sources.text(token.span)), None);
            let mut kind = token.kind;
            if let TokenKind::Citation(index) = token.kind {
                let cited = self.tree.citations.get(index as usize).map(|citation| citation.source);
                let rest = cited.map(|cited| Span { start: cited.end, ..token.span });
                source = cited.map(|cited| self.sources.text(cited).to_owned());
                text = rest.map_or(text, |rest| fold(self.sources.text(rest)));
                kind = TokenKind::Citation(0);
            }
            Word { kind, text, source, gap }
        });
        words.collect()
    }
}

impl Leaf {
    /// Every word, of the head and of the block.
    pub fn words(&self) -> impl Iterator<Item = &Word> {
        self.head.iter().chain(self.body.iter().flatten())
    }
    /// All that it says but where it stands.
    pub fn content(&self, renames: &Renames) -> String {
        format!("{}\u{1}{}\u{1}{}", self.noun, said(&self.head, renames), self.said_in_block(renames))
    }
    /// All but its citations.
    pub fn content_without_citations(&self, renames: &Renames) -> String {
        let kept = |words: &[Word]| {
            words.iter().filter(|word| !matches!(word.kind, TokenKind::Citation(_))).cloned().collect::<Vec<_>>()
        };
        let bare = Leaf { head: kept(&self.head), body: self.body.as_deref().map(kept), ..self.clone() };
        bare.content(renames)
    }
    /// Whether its block, or its head, is that of another.
    pub fn shares(&self, other: &Leaf, renames: &Renames) -> bool {
        let none = Renames::default();
        let body = self.body.is_some() && self.said_in_block(renames) == other.said_in_block(&none);
        body || (!self.head.is_empty() && said(&self.head, renames) == said(&other.head, &none))
    }
    fn said_in_block(&self, renames: &Renames) -> String {
        match (&self.body, self.keyword) {
            (Some(body), Keyword::Entity | Keyword::Source | Keyword::Corpus) => clauses(body, renames),
            (Some(body), _) => said(body, renames),
            (None, _) => String::new(),
        }
    }
    /// The statement as text. A claim without what it names as its grounds and what it is expected to come to;
    /// what has no name gets one.
    pub fn write(&self, renames: &Renames, indent: usize, name: Option<&str>) -> String {
        let mut out = " ".repeat(indent);
        if self.keyword != Keyword::Entity {
            out.push_str(&self.noun);
        }
        if let Some(name) = name {
            out.push_str(&format!(" {name} "));
        }
        write_words(&mut out, &self.head, renames, indent + 4);
        if self.keyword == Keyword::Entity {
            // its first word is the keyword itself
            let kept = out.trim_start().to_owned();
            out = " ".repeat(indent) + &kept;
        }
        if let Some(body) = &self.body {
            out.push_str(" { ");
            let body = if self.keyword == Keyword::Claim { &what_is_claimed(body) } else { body };
            write_words(&mut out, body, renames, indent + 2);
            out.push_str(" }");
        }
        out.push('\n');
        out
    }
}

impl Block {
    /// All that it says but where it stands.
    pub fn content(&self, renames: &Renames) -> String {
        format!("{}\u{1}{}", self.noun, said(&self.head, renames))
    }
    /// Its beginning, for people: `according to vtsik or seed`.
    pub fn in_words(&self) -> String {
        let words = self.head.iter().take_while(|word| !matches!(word.kind, TokenKind::Citation(_) | TokenKind::Text));
        let words: Vec<&str> = words.map(|word| word.text.as_str()).collect();
        format!("{} {}", self.noun, words.join(" ")).trim_end().to_owned()
    }
    /// The head as text.
    pub fn write(&self, renames: &Renames, indent: usize) -> String {
        let mut out = format!("{}{}", " ".repeat(indent), self.noun);
        write_words(&mut out, &self.head, renames, indent + 4);
        out + " {\n"
    }
}

/// A claim's block without the clauses `because` and `expect`.
fn what_is_claimed(body: &[Word]) -> Vec<Word> {
    const OTHERS: [&str; 7] = ["on", "at", "under", "supposing", "accepting", "without", "that"];
    let mut kept = Vec::new();
    let (mut within, mut depth) = (false, 0_usize);
    for (place, word) in body.iter().enumerate() {
        match word.kind {
            TokenKind::OpenParenthesis | TokenKind::OpenBrace => depth += 1,
            TokenKind::CloseParenthesis | TokenKind::CloseBrace => depth = depth.saturating_sub(1),
            TokenKind::Word if depth == 0 => {
                let begins = word.gap == Gap::Line && OTHERS.contains(&word.text.as_str());
                let on_the_record = body.get(place + 1).is_some_and(|next| next.text == "the");
                within = match word.text.as_str() {
                    "because" | "expect" => true,
                    _ => within && (on_the_record || !begins),
                };
            }
            _ => {}
        }
        if !within {
            kept.push(word.clone());
        }
    }
    kept
}

fn write_words(out: &mut String, words: &[Word], renames: &Renames, indent: usize) {
    for word in words {
        match word.gap {
            Gap::Nothing => {}
            Gap::Blank => out.push(' '),
            Gap::Line => {
                let kept = out.trim_end_matches(' ').len();
                out.truncate(kept);
                out.push('\n');
                out.extend(std::iter::repeat_n(' ', indent));
            }
        }
        out.push_str(&word.said(renames));
    }
}

fn said(words: &[Word], renames: &Renames) -> String {
    words.iter().map(|word| word.said(renames)).collect::<Vec<_>>().join(" ")
}

/// In the blocks of entities and sources a new line parts clauses as a comma does.
fn clauses(words: &[Word], renames: &Renames) -> String {
    let mut parts: Vec<String> = Vec::new();
    for word in words {
        let comma = word.kind == TokenKind::Comma;
        let begins = word.gap == Gap::Line && word.kind == TokenKind::Word && !JOINING.contains(&word.text.as_str());
        if (comma || begins) && parts.last().is_some_and(|part| part != ",") {
            parts.push(",".to_owned());
        }
        if !comma {
            parts.push(word.said(renames));
        }
    }
    parts.join(" ")
}

fn kind_of(head: &[Word]) -> String {
    head.iter().find(|word| word.kind == TokenKind::Word).map_or_else(String::new, |word| word.text.clone())
}

/// Of a statement without a name, what it begins with.
fn few_words(head: &[Word]) -> String {
    const MOST: usize = 60;
    let text = said(head, &Renames::default());
    match text.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}

fn fold(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
