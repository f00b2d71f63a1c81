//! The form for screen readers and logs: no boxes, no colour, one fact a line, nothing that depends on
//! where something stands on the screen. Takes an outcome; gives text.
use super::claim_story::{Detail, claim_story};
use super::clean::clean;
use super::diagnostics::plain_diagnostic;
use super::reason_story::plain_tree;
use super::summary::{MOST_SHOWN, not_shown, not_told, summary_lines};
use super::words::*;
use crate::explain::reason::Reason;
use crate::session::outcome::Outcome;
use crate::source::Sources;
use crate::verdict::claim_report::ClaimReport;

/// The whole report of `check`.
pub fn plain(outcome: &Outcome) -> String {
    let mut out = String::new();
    for diagnostic in outcome.diagnostics.iter().take(MOST_SHOWN) {
        out.push_str(&plain_diagnostic(&outcome.sources, diagnostic));
    }
    out.extend(not_shown(outcome.diagnostics.len()).map(|line| format!("{line}\n")));
    for claim in &outcome.claims {
        out.push_str(&plain_claim(&outcome.sources, claim));
    }
    out.extend(not_told(&outcome.claims).map(|line| format!("{line}\n")));
    for line in summary_lines(outcome) {
        out.push_str(&format!("summary: {line}\n"));
    }
    out
}

/// One claim: its verdict first, then one line a fact.
pub fn plain_claim(sources: &Sources, claim: &ClaimReport) -> String {
    let name = clean(&claim.name);
    let mut out =
        format!("claim {name}: {} (at {})\n", verdict_word(claim.verdict), clean(&place_in_words(sources, claim.span)));
    if let Some(title) = &claim.title {
        out.push_str(&format!("claim {name}, title: {}\n", clean(title)));
    }
    for fact in claim_story(sources, claim, Detail::Full) {
        out.push_str(&format!("claim {name}, {}: {}\n", fact.label, clean(&fact.text)));
    }
    if claim.as_expected == Some(true) {
        out.push_str(&format!("claim {name}, as expected\n"));
    }
    out
}

/// The reasons of a claim, one node a line.
pub fn plain_why(sources: &Sources, reasons: &[Reason]) -> String {
    let trees = reasons.iter().enumerate().map(|(index, reason)| plain_tree(sources, reason, &(index + 1).to_string()));
    trees.collect()
}
