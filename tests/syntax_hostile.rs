//! The parser on bad and on random texts: it never panics, never hangs, loses no other statement, and its
//! spans always fit.
use convoke::diagnostic::{Diagnostic, Severity};
use convoke::source::{FileId, Sources, Span};
use convoke::syntax::parse;
use convoke::syntax::tree::{Body, Item, Token, TokenKind, Tree};
use proptest::prelude::*;
use std::time::{Duration, Instant};

fn read(text: &str) -> (Sources, Tree, Vec<Diagnostic>) {
    let mut sources = Sources::default();
    let file = sources.add("test.cvk", text);
    let (tree, diagnostics) = parse(&sources, file);
    (sources, tree, diagnostics)
}

fn codes(diagnostics: &[Diagnostic]) -> Vec<u16> {
    diagnostics.iter().map(|diagnostic| diagnostic.code.0).collect()
}

/// Every token of an item, those of the statements in it too.
fn tokens(item: &Item) -> Vec<Token> {
    let mut all = item.head.clone();
    match &item.body {
        None => {}
        Some(Body::Tokens(body)) => all.extend(body),
        Some(Body::Items(items)) => items.iter().for_each(|item| all.extend(tokens(item))),
    }
    all
}

fn texts(sources: &Sources, tree: &Tree) -> Vec<Vec<(TokenKind, String)>> {
    let text = |token: &Token| (token.kind, sources.text(token.span).to_owned());
    tree.items.iter().map(|item| tokens(item).iter().map(text).collect()).collect()
}

/// Spans fit the text, lie inside their statement, and follow one another.
fn spans_fit(sources: &Sources, tree: &Tree, diagnostics: &[Diagnostic]) {
    let text = sources.file(FileId(0)).text();
    let fits = |span: Span| text.get(span.start as usize..span.end as usize).is_some();
    for item in &tree.items {
        assert!(fits(item.span));
        let mut at = item.span.start;
        for token in tokens(item) {
            assert!(fits(token.span) && !token.span.file.0 > 0, "{token:?}");
            assert!(at <= token.span.start && token.span.end <= item.span.end, "{token:?} in {item:?}");
            at = token.span.end;
        }
    }
    for citation in &tree.citations {
        assert!(fits(citation.span) && text[citation.span.start as usize..citation.span.end as usize].ends_with(']'));
        assert!(citation.span.start < citation.source.start && citation.source.end < citation.span.end);
    }
    assert!(tree.comments.iter().all(|span| sources.text(*span).starts_with("//")));
    assert!(diagnostics.iter().flat_map(|diagnostic| &diagnostic.labels).all(|label| fits(label.span)));
    assert!(diagnostics.iter().map(Diagnostic::primary).collect::<Vec<_>>().is_sorted());
}

#[test]
fn an_empty_text_states_nothing() {
    for text in ["", "\n\n", "\u{feff}", "// only a note\r\n"] {
        let (_, tree, diagnostics) = read(text);
        assert!(tree.items.is_empty());
        assert_eq!(diagnostics[0].severity, Severity::Note);
        assert_eq!(codes(&diagnostics), [14]);
    }
}

#[test]
fn a_binary_file_is_one_diagnostic() {
    let (sources, tree, diagnostics) = read("ELF\u{1}\u{0}\u{0}event a { b sits }");
    assert!(tree.items.is_empty());
    assert_eq!(codes(&diagnostics), [13]);
    assert_eq!(sources.text(diagnostics[0].labels[0].span), "\u{0}");
}

#[test]
fn marks_of_other_systems_change_nothing() {
    let plain = include_str!("ui_syntax/sample.cvk");
    let (sources, tree, _) = read(plain);
    let changed = format!("\u{feff}{}", plain.replace('\n', "\r\n").replace("  ", " \u{a0}"));
    let (other_sources, other, diagnostics) = read(&changed);
    assert_eq!(diagnostics, []);
    assert_eq!(texts(&sources, &tree), texts(&other_sources, &other));
    assert_eq!(tree.comments.len(), other.comments.len());
    spans_fit(&other_sources, &other, &[]);
    assert!(other.comments.iter().all(|span| !other_sources.text(*span).contains(['\r', '\n'])));
}

#[test]
fn fifty_errors_are_fifty_diagnostics() {
    let faults = ["event e; { a sits }\n", "fact { a is b }\n", "rule r { a (b }\n", "claim c \"x { y }\n", "use\n"];
    let text: String = faults.iter().cycle().take(50).copied().collect();
    let (_, tree, diagnostics) = read(&format!("{text}event good {{ a sits }}\n"));
    assert_eq!(diagnostics.len(), 50);
    assert_eq!(tree.items.len(), 1);
    assert_eq!(tree.unread.len(), 50);
    let lines: Vec<u32> = diagnostics.iter().filter_map(Diagnostic::primary).map(|span| span.start).collect();
    assert!(lines.windows(2).all(|pair| pair[0] < pair[1]));
}

#[test]
fn depth_is_a_named_limit_and_costs_no_time() {
    let begun = Instant::now();
    for (text, code) in [
        (format!("event a {{{}", "(".repeat(100_000)), 11),
        (format!("event a {}", "{".repeat(100_000)), 11),
        ("according to x { ".repeat(100_000), 11),
        (format!("event a {}", "[".repeat(100_000)), 5),
        (format!("event a {}", "( { ".repeat(50_000)), 3),
        ("[".repeat(100_000), 5),
        ("}".repeat(100_000), 4),
        (format!("\"{}", "\\".repeat(100_001)), 2),
    ] {
        let (_, _, diagnostics) = read(&format!("{text}\nevent good {{ a sits }}\n"));
        assert_eq!(codes(&diagnostics), [code], "{}", &text[..40]);
    }
    assert!(begun.elapsed() < Duration::from_secs(60), "{:?}", begun.elapsed());
}

#[test]
fn ten_megabytes_on_one_line_are_read() {
    let long = "word ".repeat(2_000_000);
    let (_, tree, diagnostics) = read(&format!("party p \"{long}\" {{ a }}"));
    assert_eq!((tree.items.len(), diagnostics.len()), (1, 0));
    let many = "event e on 1917-05-03 { a sits } ".repeat(3_000);
    let (sources, tree, diagnostics) = read(&many);
    assert_eq!((tree.items.len(), diagnostics.len()), (3_000, 0));
    spans_fit(&sources, &tree, &diagnostics);
    let (_, tree, diagnostics) = read(&format!("party p {{ {} }}\nparty q", "a, ".repeat(1_500_000)));
    assert_eq!((tree.items.len(), codes(&diagnostics)), (1, vec![12]));
}

const STATEMENTS: [&str; 10] = [
    "event told on 1917-05-03 NS [seed S1 \"some \\\"words\\\"\"] { a convenes b }\n",
    "rule power under o [seed] {\n  body B may convene C // why\n    when (B is body of C.x) and 1/2 <= 0.5\n}\n",
    "kind soviet |\n  soviets is body\n",
    "80 soviets local \"The 80\" { seats 5 of { a 2, rest b } }\n",
    "according to x or y \"who?\" [s S2] {\n  event inner { a sits }\n  order o \"O\",\n    fragmentary\n  gap s S3\n}\n",
    "doubtful \"was it?\" { fact f from e { a is b } fact g { c is d } }\n",
    "party p \"over\n  two lines // no comment\" { }\n",
    "gap seed S29 \"why\"\n",
    "// a note with a \" in it\nuse std.words\n",
    "съезд первый \"Первый\" { с e }\n",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_text_makes_it_panic(text in any::<String>()) {
        let (sources, tree, diagnostics) = read(&text);
        spans_fit(&sources, &tree, &diagnostics);
    }

    #[test]
    fn no_heap_of_pieces_makes_it_panic(
        pieces in prop::collection::vec(prop::sample::select(vec![
            "event ", "according to x ", "doubtful ", "rule r ", "corpus ", "gap", "use", "name ", "Big ", "{", "}", "(",
            ")", "[", "]", "\"", "\\", "\n", "\n  ", "\n    ", " ", "//", "1917-05-03", "1917-5", "2nd", "3.5", "..", ".",
            ",", "≥", ";", "é", "\u{301}", "東", "\u{feff}", "\r\n", "\t", "[seed S1 \"w\"]", "\"text\"", "http://a",
        ]), 0..60)
    ) {
        let (sources, tree, diagnostics) = read(&pieces.concat());
        spans_fit(&sources, &tree, &diagnostics);
        prop_assert!(!tree.items.is_empty() || !diagnostics.is_empty());
    }

    #[test]
    fn statements_one_after_another_are_all_read(chosen in prop::collection::vec(0..STATEMENTS.len(), 1..30)) {
        let text: String = chosen.iter().map(|&index| STATEMENTS[index]).collect();
        let (sources, tree, diagnostics) = read(&text);
        prop_assert_eq!(&diagnostics, &[]);
        prop_assert_eq!(tree.items.len(), chosen.len());
        spans_fit(&sources, &tree, &diagnostics);
        for (item, &index) in tree.items.iter().zip(&chosen) {
            let (alone_sources, alone, _) = read(STATEMENTS[index]);
            prop_assert_eq!(sources.text(item.span), alone_sources.text(alone.items[0].span));
        }
    }

    #[test]
    fn a_fault_in_one_statement_hides_no_other(
        chosen in prop::collection::vec(0..STATEMENTS.len(), 1..8),
        which in any::<prop::sample::Index>(),
        place in any::<prop::sample::Index>(),
        damage in prop::sample::select(vec!["", "{", "}", "(", ")", "[", "]", "\"", ";", "\\", "x", "Z", "9", " ", "//"]),
    ) {
        let which = which.index(chosen.len());
        let damaged: Vec<char> = STATEMENTS[chosen[which]].trim_end().chars().collect();
        // The first letter and the line ends stay: they are what keeps statements apart.
        let at = 1 + place.index(damaged.len() - 1);
        prop_assume!(damaged[at] != '\n' && damaged[at - 1] != '\n');
        let kept: String = damaged[..at].iter().collect();
        let rest: String = damaged[at + 1..].iter().collect();
        let mut text = String::new();
        for (number, &index) in chosen.iter().enumerate() {
            text += &if number == which { format!("{kept}{damage}{rest}\n") } else { STATEMENTS[index].to_owned() };
        }
        let (sources, tree, diagnostics) = read(&text);
        spans_fit(&sources, &tree, &diagnostics);
        let read_whole: Vec<&str> = tree.items.iter().map(|item| sources.text(item.span)).collect();
        for (number, &index) in chosen.iter().enumerate() {
            let (alone_sources, alone, _) = read(STATEMENTS[index]);
            let whole = alone_sources.text(alone.items[0].span);
            let expected = chosen.iter().enumerate().filter(|&(other, &same)| same == index && other != which).count();
            if number != which {
                prop_assert!(read_whole.iter().filter(|text| **text == whole).count() >= expected, "{}", whole);
            }
        }
    }

    #[test]
    fn comments_change_nothing(chosen in prop::collection::vec(0..STATEMENTS.len(), 1..6), blanks in 0usize..4) {
        let text: String = chosen.iter().map(|&index| STATEMENTS[index]).collect();
        let note = format!("{}// a \"note\" {{ ( [\n", " ".repeat(blanks));
        let mut noted = note.clone();
        let mut quoted = false;
        for line in text.split_inclusive('\n') {
            noted += line;
            let code = line.split("//").next().unwrap_or("");
            quoted ^= code.replace("\\\"", "").matches('"').count() % 2 == 1 && !line.contains("no comment");
            if !line.contains("over") && !quoted {
                noted += &note;
            }
        }
        let (sources, tree, _) = read(&text);
        let (noted_sources, noted_tree, diagnostics) = read(&noted);
        prop_assert_eq!(diagnostics, vec![]);
        prop_assert_eq!(texts(&sources, &tree), texts(&noted_sources, &noted_tree));
    }
}
