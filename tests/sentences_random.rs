//! Random rows of the language's words: never a panic, and never more than one error for one statement.
#[expect(dead_code, reason = "each test file uses a part of it")]
mod wording;
use convoke::diagnostic::Severity;
use proptest::prelude::*;
use wording::read;

const VOCABULARY: &[&str] = &[
    "vtsik",
    "first",
    "second",
    "lenin",
    "agreement",
    "B",
    "C",
    "E",
    "body",
    "congress",
    "national",
    "a",
    "some",
    "no",
    "every",
    "convenes",
    "convene",
    "convened",
    "elects",
    "sits",
    "sat",
    "is",
    "are",
    "not",
    "(",
    ")",
    "and",
    "or",
    "permanent body of",
    "legitimate",
    "valid",
    "void",
    "may",
    "must",
    "only",
    "when",
    "where",
    "unless",
    "only when",
    "stands",
    "counts as",
    "makes",
    "ends",
    "undoes",
    "as",
    "before",
    "after",
    "on",
    "at",
    "during",
    "to",
    "that",
    "of",
    "by",
    "for",
    ",",
    ":",
    ".",
    "seats",
    "predecessor",
    "more than",
    "at least",
    "1/2",
    "3",
    "14 days",
    "1917-10-25 OS",
    "+",
    "-",
    ">=",
    "=",
    "the latest",
    "count of",
    "sum of",
    "the quorum of",
    "breaches",
    "a rule",
    "a duty to",
    "heals",
    "each",
    "alone",
    "someone",
    "does not",
    "under",
    "charter",
    "from then on",
    "else",
    "voidable",
    "overrides",
    "bare_rule",
    "this act",
    "de facto",
    "validly",
    "between",
    "excluding",
    "within",
    "clear days between",
    "..",
];

fn rows() -> impl Strategy<Value = String> {
    proptest::collection::vec(proptest::sample::select(VOCABULARY), 0..14).prop_map(|words| words.join(" "))
}

fn errors(text: &str) -> usize {
    // Brackets that do not close are the grammar's to report.
    if text.matches('(').count() != text.matches(')').count() || text.find(')') < text.find('(') {
        return 0;
    }
    let errors = read(text).said.into_iter().filter(|found| found.severity == Severity::Error);
    errors.filter(|found| found.code.0 < 390).count()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]
    #[test]
    fn rows_of_words_are_read_or_refused(row in rows()) {
        for text in [
            format!("claim tested {{ that first sits and {row} }}"),
            format!("rule tested {{ body B {row} }}"),
            format!("event tested {{ vtsik {row} }}"),
            format!("fact tested {{ vtsik {row} }}"),
        ] {
            let count = errors(&text);
            prop_assert!(count <= 1, "{}: {} errors", text, count);
        }
    }
}
