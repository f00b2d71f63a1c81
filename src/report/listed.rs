//! What the forms for other tools list: every diagnostic, and every claim that fails (its expectation does
//! not hold, or the caller fails on its verdict). Takes an outcome; gives rows in its order.
//!
//! INVARIANT: a row's fingerprint is made of its code, its file and its words, never of its line, so that
//! it stays when text is moved; equal rows are told apart by their number.
use super::clean::clean;
use super::words::{joined, verdict_word};
use crate::diagnostic::{Diagnostic, Severity};
use crate::program::VerdictWord;
use crate::session::outcome::Outcome;
use crate::source::{Place, Span};
use crate::verdict::claim_report::ClaimReport;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// The code of a claim that fails.
const CLAIM: &str = "claim";

/// One thing found.
pub(super) struct Row<'a> {
    pub severity: Severity,
    pub code: String,
    /// On one line, safe to print.
    pub message: String,
    pub help: Option<String>,
    pub span: Option<Span>,
    pub fingerprint: String,
    pub diagnostic: Option<&'a Diagnostic>,
    pub claim: Option<&'a ClaimReport>,
}

/// Whether a claim fails: not as expected, or with a verdict that the caller fails on.
pub(super) fn fails(claim: &ClaimReport, fail_on: &[VerdictWord]) -> bool {
    claim.as_expected == Some(false) || fail_on.contains(&claim.verdict)
}

/// `claim NAME is refuted: expected upheld, found refuted`
pub(super) fn claim_message(claim: &ClaimReport) -> String {
    let that = if claim.mismatches.is_empty() { claim.that.clone() } else { joined(&claim.mismatches, "and") };
    clean(&format!("claim {} is {}: {that}", claim.name, verdict_word(claim.verdict))).into_owned()
}

/// Diagnostics, then claims that fail.
pub(super) fn rows<'a>(outcome: &'a Outcome, fail_on: &[VerdictWord]) -> Vec<Row<'a>> {
    let diagnostics = outcome.diagnostics.iter().map(|diagnostic| Row {
        severity: diagnostic.severity,
        code: diagnostic.code.to_string(),
        message: clean(&diagnostic.message).into_owned(),
        help: diagnostic.help.as_deref().map(|help| clean(help).into_owned()),
        span: diagnostic.primary(),
        fingerprint: String::new(),
        diagnostic: Some(diagnostic),
        claim: None,
    });
    let claims = outcome.claims.iter().filter(|claim| fails(claim, fail_on)).map(|claim| Row {
        severity: Severity::Error,
        code: CLAIM.to_string(),
        message: claim_message(claim),
        help: None,
        span: Some(claim.span),
        fingerprint: String::new(),
        diagnostic: None,
        claim: Some(claim),
    });
    let mut rows: Vec<Row> = diagnostics.chain(claims).collect();
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for row in &mut rows {
        let file = row.span.map(|span| outcome.sources.file(span.file).path()).unwrap_or_default();
        // a claim is known by its name alone: its verdict may change and it stays the same finding
        let words = row.claim.map_or(row.message.as_str(), |claim| claim.name.as_str());
        let key = format!("{}\0{file}\0{words}", row.code);
        let number = seen.entry(key.clone()).or_default();
        row.fingerprint = digest(&format!("{key}\0{number}"));
        *number += 1;
    }
    rows
}

fn digest(text: &str) -> String {
    Sha256::digest(text.as_bytes()).iter().take(16).map(|byte| format!("{byte:02x}")).collect()
}

/// Path, beginning and end of a row; the beginning of the first file where it has no place.
pub(super) fn place(outcome: &Outcome, span: Option<Span>) -> (&str, Place, Place) {
    let first = Place { line: 1, column: 1 };
    match span {
        Some(span) => {
            let file = outcome.sources.file(span.file);
            (file.path(), file.place(span.start), file.place(span.end))
        }
        None => (outcome.sources.iter().next().map_or("", |(_, file)| file.path()), first, first),
    }
}
