//! The forms of a report, on outcomes built by hand: what stands in them, that they are safe to print,
//! and that they fit.
mod report_fixture;
use convoke::report::{Palette, claim_block, draw_diagnostic, plain, plain_why, terminal, terminal_why};
use report_fixture::*;
use unicode_width::UnicodeWidthStr;

const NARROW: Palette = Palette { width: 80, colour: false };

#[test]
fn the_terminal_form_shows_everything_of_a_claim() {
    let outcome = outcome();
    insta::assert_snapshot!("terminal", terminal(&outcome, NARROW));
}

#[test]
fn the_plain_form_has_one_fact_a_line() {
    let text = plain(&outcome());
    assert!(!text.contains(['─', '│', '╭', '\u{1b}', '×']), "{text}");
    insta::assert_snapshot!("plain", text);
}

#[test]
fn nothing_is_wider_than_the_palette() {
    let text = terminal(&outcome(), NARROW);
    for line in text.lines() {
        assert!(line.width() <= 80, "{} columns: {line}", line.width());
    }
}

#[test]
fn colour_is_only_where_it_is_asked_for() {
    let outcome = outcome();
    assert!(!terminal(&outcome, NARROW).contains('\u{1b}'));
    assert!(terminal(&outcome, Palette { colour: true, ..NARROW }).contains("\u{1b}[1m"));
}

#[test]
fn reasons_are_a_tree_and_allegations_have_a_speaker() {
    let outcome = outcome();
    let reasons = &outcome.claims[0].reasons;
    insta::assert_snapshot!("why_terminal", terminal_why(&outcome.sources, reasons, NARROW));
    let text = plain_why(&outcome.sources, reasons);
    for line in text.lines().filter(|line| line.contains("allegation")) {
        assert!(line.contains("according to vtsik, "), "{line}");
    }
    insta::assert_snapshot!("why_plain", text);
}

#[test]
fn a_claim_as_expected_is_short() {
    let outcome = outcome();
    let block = claim_block(&outcome.sources, &outcome.claims[1], NARROW);
    assert!(block.lines().count() <= 6, "{block}");
}

#[test]
fn columns_are_right_with_tabs_wide_and_combining_letters() {
    // the label stands under `fault` in each, whatever stands before it
    for before in ["\t", "日本語 ", "e\u{301}e\u{301} ", "съезд "] {
        let (sources, diagnostic) = one_line(&format!("{before}fault here"), "fault");
        let text = draw_diagnostic(&sources, &diagnostic, NARROW);
        let lines: Vec<&str> = text.lines().collect();
        let code = lines.iter().position(|line| line.contains("fault here")).expect("the line is shown");
        let start = |line: &str, what: &str| line.find(what).map(|at| line[..at].width());
        assert_eq!(start(lines[code], "fault"), start(lines[code + 1], "─"), "{text}");
        let column = before.chars().count() + 1;
        assert!(text.contains(&format!("[a.cvk:1:{column}]")), "{text}");
    }
}

#[test]
fn nothing_of_the_corpus_can_move_the_cursor() {
    let (sources, mut diagnostic) = one_line("x \u{1b}[2Jfault \u{202e}desrever", "fault");
    diagnostic.message.push_str(" \u{1b}[31m\u{2066}");
    diagnostic.help = Some("\u{7}".to_string());
    let drawn = draw_diagnostic(&sources, &diagnostic, NARROW);
    let plain = convoke::report::plain_diagnostic(&sources, &diagnostic);
    for text in [&drawn, &plain] {
        assert!(!text.contains(['\u{1b}', '\u{202e}', '\u{2066}', '\u{7}']), "{text}");
    }
    assert!(drawn.contains("\\u{1b}[2Jfault \\u{202e}desrever"), "{drawn}");
    let lines: Vec<&str> = drawn.lines().collect();
    let code = lines.iter().position(|line| line.contains("fault \\u")).expect("shown");
    let start = |line: &str, what: &str| line.find(what).map(|at| line[..at].width());
    assert_eq!(start(lines[code], "fault"), start(lines[code + 1], "─"), "{drawn}");
}

#[test]
fn a_very_long_line_is_cut_around_its_label() {
    let line = format!("{} fault {}", "a ".repeat(500_000), "b ".repeat(500_000));
    let (sources, diagnostic) = one_line(&line, "fault");
    let text = draw_diagnostic(&sources, &diagnostic, NARROW);
    assert!(text.contains("fault") && text.contains('…') && text.len() < 2_000, "{} bytes", text.len());
    assert!(text.contains("[a.cvk:1:1000002]"), "{text}");
    for line in text.lines() {
        assert!(line.width() <= 80, "{line}");
    }
}

#[test]
fn places_at_the_end_of_a_file_are_shown() {
    for text in ["", "\n", "abc", "abc\r\n", "abc\n\n"] {
        let mut sources = convoke::source::Sources::default();
        let file = sources.add("a.cvk", text);
        let end = text.len() as u32;
        let span = convoke::source::Span { file, start: end, end };
        let diagnostic = convoke::diagnostic::Diagnostic::error(1, "something is missing", span, "here");
        let drawn = draw_diagnostic(&sources, &diagnostic, NARROW);
        assert!(drawn.contains("something is missing") && drawn.contains("here"), "{text:?}\n{drawn}");
    }
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig { cases: 300, ..Default::default() })]
    /// Any labels on any text can be drawn: at ends, overlapping, inside letters, over many lines.
    #[test]
    fn any_label_can_be_drawn(
        text in "(\\PC|[\r\n\t\u{1b}\u{202e}é日]|a{60,120}){0,30}",
        labels in proptest::collection::vec((0u32..200, 0u32..60, proptest::bool::ANY, "[a-z ]{0,80}"), 1..5),
    ) {
        let mut sources = convoke::source::Sources::default();
        let files = [sources.add("a.cvk", text.clone()), sources.add("b.cvk", "one\ntwo\n")];
        let mut diagnostic = convoke::diagnostic::Diagnostic::error(1, "message", Default::default(), "");
        diagnostic.labels = labels
            .into_iter()
            .map(|(start, length, primary, text)| convoke::diagnostic::Label {
                span: convoke::source::Span { file: files[usize::from(!primary && length > 50)], start, end: start + length },
                text,
                primary,
            })
            .collect();
        let drawn = draw_diagnostic(&sources, &diagnostic, NARROW);
        proptest::prop_assert!(drawn.contains("message") && !drawn.contains(['\u{1b}', '\u{202e}']), "{}", drawn);
        proptest::prop_assert!(!drawn.contains("Failed to read"), "{}", drawn);
        convoke::report::plain_diagnostic(&sources, &diagnostic);
    }
}
