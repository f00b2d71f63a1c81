//! One line a finding and a claim, as editors and `grep` read them. Takes an outcome; gives
//! `path:line:column: error CV0101: message`, then `path:line:column: refuted claim NAME: sentence`.
use super::clean::clean;
use super::listed::{place, rows};
use super::words::{severity_word, verdict_word};
use crate::session::outcome::Outcome;

/// Every diagnostic, then every claim.
pub fn short(outcome: &Outcome) -> String {
    let mut out = String::new();
    for row in rows(outcome, &[]).iter().filter(|row| row.claim.is_none()) {
        let (path, at, _) = place(outcome, row.span);
        let severity = severity_word(row.severity);
        let (line, column) = (at.line, at.column);
        out.push_str(&format!("{}:{line}:{column}: {severity} {}: {}\n", clean(path), row.code, row.message));
    }
    for claim in &outcome.claims {
        let (path, at, _) = place(outcome, Some(claim.span));
        let expected = if claim.as_expected == Some(false) { ", not as expected" } else { "" };
        let (verdict, name, that) = (verdict_word(claim.verdict), clean(&claim.name), clean(&claim.that));
        out.push_str(&format!("{}:{}:{}: {verdict} claim {name}{expected}: {that}\n", clean(path), at.line, at.column));
    }
    out
}
