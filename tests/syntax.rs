//! The parser on good texts: tokens, spans, the margin, and the excerpt of the language's page.
use convoke::source::Sources;
use convoke::syntax::tree::{Body, Item, Keyword, TokenKind, Tree};
use convoke::syntax::{parse, parse_all};

fn read(text: &str) -> (Sources, Tree) {
    let mut sources = Sources::default();
    let file = sources.add("test.cvk", text);
    let (tree, diagnostics) = parse(&sources, file);
    assert!(diagnostics.is_empty(), "{diagnostics:#?}");
    (sources, tree)
}

fn words<'s>(sources: &'s Sources, tokens: &[convoke::syntax::tree::Token]) -> Vec<&'s str> {
    tokens.iter().map(|token| sources.text(token.span)).collect()
}

fn body(item: &Item) -> &[convoke::syntax::tree::Token] {
    match &item.body {
        Some(Body::Tokens(tokens)) => tokens,
        other => panic!("no words: {other:?}"),
    }
}

fn statements(item: &Item) -> &[Item] {
    match &item.body {
        Some(Body::Items(items)) => items,
        other => panic!("no statements: {other:?}"),
    }
}

#[test]
fn the_excerpt_of_the_language_page_parses_whole() {
    let (sources, tree) = read(include_str!("ui_syntax/sample.cvk"));
    let keywords: Vec<Keyword> = tree.items.iter().map(|item| item.keyword).collect();
    use Keyword::*;
    assert_eq!(
        keywords,
        [
            Corpus,
            Use,
            Record,
            Source,
            Source,
            Entity,
            Entity,
            Entity,
            Entity,
            Entity,
            Event,
            Event,
            Fact,
            Event,
            Rule,
            Order,
            Rule,
            AccordingTo,
            Doubtful,
            Claim,
            Claim,
            Standpoint,
            Standpoint
        ]
    );
    let told: Vec<Keyword> = statements(&tree.items[17]).iter().map(|item| item.keyword).collect();
    assert_eq!(told, [Event, Rule]);
    assert_eq!(statements(&tree.items[18]).len(), 1);
    assert_eq!(tree.comments.len(), 11);
    assert_eq!(tree.citations.len(), 12);
    let citation = &tree.citations[0];
    assert_eq!(sources.text(citation.source), "seed");
    assert_eq!(citation.locator.map(|span| sources.text(span)), Some("S1"));
    assert_eq!(citation.words.map(|span| sources.text(span)), Some("\"held from June 16 to July 7, 1917\""));
}

#[test]
fn every_file_is_read_in_order() {
    let mut sources = Sources::default();
    for number in 0..20 {
        sources.add(format!("{number}.cvk"), format!("event e{number} {{ a sits }}\nevent {{ }}\n"));
    }
    let (trees, diagnostics) = parse_all(&sources);
    assert_eq!(trees.iter().map(|tree| tree.items.len()).collect::<Vec<_>>(), [1; 20]);
    let files: Vec<u32> = diagnostics.iter().filter_map(|found| found.primary()).map(|span| span.file.0).collect();
    assert_eq!(files, (0..20).collect::<Vec<_>>());
}

#[test]
fn heads_go_on_over_indented_lines_and_end_at_the_margin() {
    let text =
        "use std.soviets\nkind soviet |\n  soviets is body\n\n  // a note\norder o \"O\", fragmentary\nparty p\n";
    let (sources, tree) = read(text);
    let heads: Vec<_> = tree.items.iter().map(|item| words(&sources, &item.head).join(" ")).collect();
    assert_eq!(heads, ["std . soviets", "soviet | soviets is body", "o \"O\" , fragmentary", "party p"]);
    assert!(tree.items.iter().all(|item| item.body.is_none()));
    let first: Vec<_> = tree.items[1].head.iter().map(|token| token.first_on_line).collect();
    assert_eq!(first, [false, false, true, false, false]);
}

#[test]
fn statements_without_blocks_stand_on_lines_of_one_column() {
    let text =
        "according to x or y \"who?\" [s] {\n  order a \"A\",\n    fragmentary\n  order b \"B\"\n  gap s S2\n}\n";
    let (sources, tree) = read(text);
    let inner = statements(&tree.items[0]);
    let heads: Vec<_> = inner.iter().map(|item| words(&sources, &item.head).join(" ")).collect();
    assert_eq!(heads, ["a \"A\" , fragmentary", "b \"B\"", "s S2"]);
    assert_eq!(words(&sources, &tree.items[0].head), ["x", "or", "y", "\"who?\"", "[s]"]);
}

#[test]
fn tokens_have_their_kinds() {
    let text = "rule r { B convenes C.x, 1_000 2.5 1..3 1/2 > >= < <= = != \u{2260} \u{2264} \u{2265} + - \u{2212} * \u{d7} \
                ( ) { } : | % ? 1917-10 1917-10-25 1917-10-25T22:40 1917 \"a \\\" b\" [s p. 3-4 \"w\"] }";
    let (sources, tree) = read(text);
    use TokenKind::*;
    let kinds: Vec<_> = body(&tree.items[0]).iter().map(|token| token.kind).collect();
    assert_eq!(
        kinds,
        [
            Variable,
            Word,
            Variable,
            Dot,
            Word,
            Comma,
            Number,
            Number,
            Number,
            DotDot,
            Number,
            Number,
            Slash,
            Number,
            Greater,
            GreaterEqual,
            Less,
            LessEqual,
            Equal,
            NotEqual,
            NotEqual,
            LessEqual,
            GreaterEqual,
            Plus,
            Minus,
            Minus,
            Times,
            Times,
            OpenParenthesis,
            CloseParenthesis,
            OpenBrace,
            CloseBrace,
            Colon,
            Bar,
            Percent,
            Question,
            Date,
            Date,
            Date,
            Number,
            Text,
            Citation(0)
        ]
    );
    assert_eq!(tree.citations[0].locator.map(|span| sources.text(span)), Some("p. 3-4"));
    assert_eq!(tree.items[0].span.end as usize, text.len());
}
