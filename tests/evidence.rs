//! Citations against texts and fingerprints, on a resolved corpus built by hand.
use convoke::diagnostic::Diagnostic;
use convoke::evidence::*;
use convoke::program::{Citation, Mark, Program, Source, SourceId, Statement, StatementId};
use convoke::source::{FileId, Sources, Span};

const CORPUS: &str = r#"source seed "The Article" { text "a.txt" fingerprint "a.print" }
fact right [seed S1 "a permanent body"]
fact wrong [seed S1 "a permanent committee"]
fact elsewhere [seed S1 "elected the committee"]
fact nowhere [seed S9 "elected the committee"]
fact short [seed S2 "elected"]
pass over seed S3 "of no weight"
gap seed S4 "breaks off"
"#;

const TEXT: &str = "S1\tIt was a permanent body of the congress.\n\
                    S2\tThe congress elected the committee of 320.\n\
                    S3\tIt moved twice.\nS4\tThe newspaper noted that\nS5\tIt ended.\n";

fn span(what: &str) -> Span {
    let start = CORPUS.find(what).expect("in the corpus") as u32;
    Span { file: FileId(0), start, end: start + what.len() as u32 }
}

fn statement(name: &str, citations: Vec<Citation>) -> Statement {
    let span = span(name);
    Statement { name: name.into(), title: None, voice: None, citations, name_span: span, span }
}

fn citation(locator: &str, words: &str) -> Citation {
    let whole = span(&format!("[seed {locator} \"{words}\"]"));
    let words_span = Some(Span { end: whole.end - 1, start: whole.end - words.len() as u32 - 3, ..whole });
    let (locator, words) = (Some(locator.to_string()), Some(words.to_string()));
    Citation { source: SourceId(0), locator, words, span: whole, words_span }
}

fn corpus(text: Option<&str>, print: Option<&str>) -> (Program, Sources) {
    let mut sources = Sources::default();
    sources.add("folder/c.cvk", CORPUS);
    let cited = [
        ("right", "S1", "a permanent body"),
        ("wrong", "S1", "a permanent committee"),
        ("elsewhere", "S1", "elected the committee"),
        ("nowhere", "S9", "elected the committee"),
        ("short", "S2", "elected"),
    ];
    let mut program = Program::default();
    program.statements.push(statement("seed", Vec::new()));
    for (name, locator, words) in cited {
        program.statements.push(statement(name, vec![citation(locator, words)]));
    }
    let named = |name: Option<&str>| name.map(|name| (name.to_string(), span(name)));
    program.sources.push(Source {
        statement: StatementId(0),
        on_record: true,
        calendar: None,
        text: named(text),
        fingerprint: named(print),
        notes: Vec::new(),
    });
    let mark = |gap, locator: &str, text: &str, whole: &str| Mark {
        gap,
        source: SourceId(0),
        locator: locator.into(),
        text: Some(text.into()),
        span: span(whole),
    };
    program.marks.push(mark(false, "S3", "of no weight", "pass over seed S3"));
    program.marks.push(mark(true, "S4", "breaks off", "gap seed S4"));
    (program, sources)
}

fn texts() -> EvidenceTexts {
    let mut texts = EvidenceTexts::default();
    texts.insert("folder/c.cvk", "a.txt", Ok(TEXT.to_string()));
    texts.insert("folder/c.cvk", "a.print", Ok(Fingerprint::of(&SourceText::read(TEXT).unwrap()).written()));
    texts
}

fn codes(found: &[Diagnostic]) -> Vec<u16> {
    found.iter().map(|diagnostic| diagnostic.code.0).collect()
}

#[test]
fn faults_of_quotations_are_told_apart_with_the_text() {
    let (program, sources) = corpus(Some("a.txt"), None);
    let found = verify(&program, &sources, &texts());
    assert_eq!(codes(&found), [810, 811, 812, 810]);
    assert_eq!(found[0].message, "these words are not in S1 of `seed`");
    let help = found[0].help.as_deref().expect("a help");
    assert_eq!(help, "the nearest passage is in S1: “a permanent body”; the source has `body`, not `committee`");
    assert_eq!(found[1].message, "these words are in S2 of `seed`, not in S1");
    assert_eq!(found[2].help.as_deref(), Some("its sentences are S1 to S5"));
    assert_eq!(found[2].labels[1].span, span("seed"));
    assert_eq!(sources.text(found[0].primary().expect("a place")), "\"a permanent committee\"");
}

#[test]
fn a_fingerprint_tells_the_same_but_for_single_words() {
    let (program, sources) = corpus(None, Some("a.print"));
    let found = verify(&program, &sources, &texts());
    assert_eq!(codes(&found), [810, 811, 812, 816, 810]);
    assert!(found[0].help.as_deref().expect("a help").contains("`permanent committee`"));
}

#[test]
fn with_neither_all_stand_unverified_and_that_is_said_once() {
    let (program, sources) = corpus(None, None);
    let found = verify(&program, &sources, &texts());
    assert_eq!(codes(&found), [817]);
    assert_eq!(found[0].message, "5 quotations of `seed` stand unverified");
}

#[test]
fn files_that_cannot_be_used_are_said() {
    let (program, sources) = corpus(Some("a.txt"), None);
    let mut texts = EvidenceTexts::default();
    texts.insert("folder/c.cvk", "a.txt", Err("there is no such file".into()));
    let found = verify(&program, &sources, &texts);
    assert_eq!(codes(&found), [813]);
    assert!(found[0].message.contains("there is no such file"));

    let (program, sources) = corpus(None, Some("a.print"));
    texts.insert("folder/c.cvk", "a.print", Ok("not a fingerprint".into()));
    assert!(verify(&program, &sources, &texts)[0].message.contains("line 1"));
}

#[test]
fn a_fingerprint_of_another_text_is_a_fault() {
    let (program, sources) = corpus(Some("a.txt"), Some("a.print"));
    let mut texts = texts();
    assert!(!codes(&verify(&program, &sources, &texts)).contains(&815));
    texts.insert("folder/c.cvk", "a.txt", Ok(TEXT.replace("twice", "once")));
    assert!(codes(&verify(&program, &sources, &texts)).contains(&815));
}

#[test]
fn a_missing_text_is_no_fault_where_a_fingerprint_stands_in() {
    let (program, sources) = corpus(Some("a.txt"), Some("a.print"));
    let mut only_print = EvidenceTexts::default();
    only_print.insert("folder/c.cvk", "a.print", Ok(Fingerprint::of(&SourceText::read(TEXT).unwrap()).written()));
    assert_eq!(codes(&verify(&program, &sources, &only_print)), [810, 811, 812, 816, 810]);
}

#[test]
fn every_sentence_is_cited_passed_over_broken_or_forgotten() {
    for (text, print) in [(Some("a.txt"), None), (None, Some("a.print"))] {
        let (program, sources) = corpus(text, print);
        let coverage = coverage(&program, &sources, &texts());
        let seed = &coverage.sources[0];
        let cited: Vec<&str> = seed.cited.iter().map(|located| located.locator.as_str()).collect();
        assert_eq!((cited, seed.sentences), (vec!["S1", "S2"], 5));
        assert_eq!(seed.cited[0].at.len(), 3);
        assert_eq!(seed.passed_over[0].text.as_deref(), Some("of no weight"));
        assert_eq!(seed.gaps[0].locator, "S4");
        assert_eq!(seed.forgotten, ["S5"]);
        assert_eq!(seed.unknown[0].locator, "S9");
        assert_eq!((seed.citations.verified + seed.citations.unverified, seed.citations.failed), (2, 3));
    }
}

#[test]
fn sentences_of_one_place_are_counted_apart() {
    const TWO: &str = "S1\tIt was a permanent body.\nS1\tIt rose.\nS1\tIt sat.\nS2\tThe congress elected the committee.\n\
                       S3\tIt moved.\nS3\tTwice.\nS4\tIt.\nS4\tThe newspaper breaks off\n";
    for (text, print) in [(Some("a.txt"), None), (None, Some("a.print"))] {
        let (mut program, sources) = corpus(text, print);
        program.statements.retain(|statement| ["seed", "right"].contains(&statement.name.as_str()));
        let mut texts = EvidenceTexts::default();
        texts.insert("folder/c.cvk", "a.txt", Ok(TWO.to_string()));
        texts.insert("folder/c.cvk", "a.print", Ok(Fingerprint::of(&SourceText::read(TWO).unwrap()).written()));
        let seed = &coverage(&program, &sources, &texts).sources[0];
        let names: Vec<&str> = seed.cited.iter().map(|located| located.locator.as_str()).collect();
        assert_eq!((names, seed.sentences), (vec!["S1 sentence 1"], 8));
        let passed: Vec<&str> = seed.passed_over.iter().map(|remark| remark.locator.as_str()).collect();
        assert_eq!(passed, ["S3 sentence 1", "S3 sentence 2"]);
        assert_eq!(seed.gaps.iter().map(|gap| gap.locator.as_str()).collect::<Vec<_>>(), ["S4 sentence 2"]);
        assert_eq!(seed.forgotten, ["S1 sentence 2", "S1 sentence 3", "S2", "S4 sentence 1"]);
    }
}

#[test]
fn marks_of_places_that_the_source_lacks_are_faults_and_not_counted() {
    let (mut program, sources) = corpus(Some("a.txt"), None);
    for mark in &mut program.marks {
        mark.locator = "S99".into();
    }
    assert_eq!(codes(&verify(&program, &sources, &texts())), [810, 811, 812, 812, 812]);
    let seed = &coverage(&program, &sources, &texts()).sources[0];
    assert!(seed.passed_over.is_empty() && seed.gaps.is_empty());
    assert_eq!(seed.unknown.iter().map(|place| place.at.len()).collect::<Vec<_>>(), [1, 2]);
    assert_eq!(seed.forgotten, ["S3", "S4", "S5"]);
}

#[test]
fn a_text_with_a_line_that_lost_its_tab_is_a_fault_even_beside_a_fingerprint() {
    for print in [None, Some("a.print")] {
        let (program, sources) = corpus(Some("a.txt"), print);
        let mut texts = texts();
        texts.insert("folder/c.cvk", "a.txt", Ok(TEXT.replace("S3\t", "S3 ")));
        let found = verify(&program, &sources, &texts);
        let fault = found.iter().find(|fault| fault.code.0 == 813).expect("a fault");
        assert!(fault.message.ends_with("line 3 has no tab after its locator"), "{}", fault.message);
        let known = coverage(&program, &sources, &texts).sources[0].known_by;
        assert_eq!(known, if print.is_some() { KnownBy::Fingerprint } else { KnownBy::Unusable });
    }
}

/// One quotation of one sentence, by text or fingerprint: the codes of what is said of it.
fn quoted(sentence: &str, words: &str, by_print: bool) -> Vec<u16> {
    let (mut program, sources) = if by_print { corpus(None, Some("a.print")) } else { corpus(Some("a.txt"), None) };
    program.marks.clear();
    program.statements.truncate(2);
    program.statements[1].citations[0].words = Some(words.to_string());
    let text = format!("S1\t{sentence}\n");
    let mut texts = EvidenceTexts::default();
    texts.insert("folder/c.cvk", "a.print", Ok(Fingerprint::of(&SourceText::read(&text).unwrap()).written()));
    texts.insert("folder/c.cvk", "a.txt", Ok(text));
    codes(&verify(&program, &sources, &texts))
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig { cases: 200, ..Default::default() })]
    /// What stands in a sentence is found there, however it is set; what does not is not.
    #[test]
    fn true_quotations_are_verified_and_false_ones_are_not(
        words in proptest::collection::vec("[a-zа-я]{1,8}", 4..30),
        start in 0usize..20,
        length in 2usize..12,
        setting in 0usize..4,
    ) {
        let start = start.min(words.len() - 4);
        let end = (start + length).min(words.len());
        let sentence = words.join(" ");
        let between = [" ", " – ", ", ", "  \u{201c}"][setting];
        let quotation = words[start..end].join(between);
        for by_print in [false, true] {
            proptest::prop_assert_eq!(quoted(&sentence, &quotation, by_print), Vec::<u16>::new());
            let wrong = format!("{quotation} {} nowhere", words[start]);
            proptest::prop_assert_eq!(quoted(&sentence, &wrong, by_print), vec![810]);
        }
    }
}
