//! The counts that end every report.
use super::claim_story::is_plain_sailing;
use super::words::{counted, verdict_word};
use crate::diagnostic::Severity;
use crate::program::VerdictWord;
use crate::session::outcome::Outcome;
use crate::verdict::claim_report::ClaimReport;

/// The most diagnostics that the forms for people show; JSON has all.
pub(super) const MOST_SHOWN: usize = 500;

/// A line for the diagnostics that are not shown.
pub(super) fn not_shown(found: usize) -> Option<String> {
    let rest = found.checked_sub(MOST_SHOWN).filter(|rest| *rest > 0)?;
    Some(format!("{} found and not shown here", counted(rest, "more fault was", "more faults were")))
}

/// A line for the claims whose reasons are not told.
pub(super) fn not_told(claims: &[ClaimReport]) -> Option<String> {
    let untold = claims.iter().filter(|claim| is_untold(claim)).count();
    let told = "`convoke why CLAIM` tells those of any";
    (untold > 0).then(|| format!("the reasons of {} are not told here: {told}", counted(untold, "claim", "claims")))
}

/// Whether a claim was judged and its reasons were not told: of a large record, a claim that nobody disputes.
pub(super) fn is_untold(claim: &ClaimReport) -> bool {
    claim.reasons.is_empty() && !claim.answers.is_empty() && is_plain_sailing(claim)
}

/// The verdicts in the order in which they are counted.
pub(super) const VERDICTS: [VerdictWord; 5] = [
    VerdictWord::Upheld,
    VerdictWord::Refuted,
    VerdictWord::Contested,
    VerdictWord::Undetermined,
    VerdictWord::Paradoxical,
];

/// How many claims have this verdict.
pub(super) fn count_verdict(outcome: &Outcome, verdict: VerdictWord) -> usize {
    outcome.claims.iter().filter(|claim| claim.verdict == verdict).count()
}

/// How many claims came out as expected (`true`) or not (`false`).
pub(super) fn count_expected(outcome: &Outcome, met: bool) -> usize {
    outcome.claims.iter().filter(|claim| claim.as_expected == Some(met)).count()
}

/// The summary as sentences of one line each: claims, expectations, diagnostics.
pub fn summary_lines(outcome: &Outcome) -> Vec<String> {
    let mut lines = Vec::new();
    if outcome.judged() {
        let verdicts: Vec<String> = VERDICTS
            .iter()
            .map(|&verdict| (count_verdict(outcome, verdict), verdict))
            .filter(|(number, _)| *number > 0)
            .map(|(number, verdict)| format!("{number} {}", verdict_word(verdict)))
            .collect();
        let claims = counted(outcome.claims.len(), "claim", "claims");
        let list = if verdicts.is_empty() { String::new() } else { format!(": {}", verdicts.join(", ")) };
        lines.push(format!("{claims}{list}"));
        let (met, failed) = (count_expected(outcome, true), count_expected(outcome, false));
        if met + failed > 0 {
            lines.push(match failed {
                0 => format!("{met} as expected"),
                _ => format!("{met} as expected, {failed} not as expected"),
            });
        }
    } else {
        lines.push("no claim was judged: the corpus means nothing until its errors are mended".to_string());
    }
    let faults = [
        (Severity::Error, "error", "errors"),
        (Severity::Warning, "warning", "warnings"),
        (Severity::Note, "note", "notes"),
    ];
    let faults: Vec<String> =
        faults.iter().map(|&(severity, one, many)| counted(outcome.count(severity), one, many)).collect();
    lines.push(faults.join(", "));
    if outcome.incomplete {
        lines.push("incomplete: a limit was reached, and some verdicts may be weaker than the truth".to_string());
    }
    lines
}
