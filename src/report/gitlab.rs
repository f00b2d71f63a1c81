//! GitLab's report of code quality: a list, each finding with a fingerprint by which a merge request tells
//! new findings from old ones. Takes an outcome; gives JSON.
use super::json::written;
use super::listed::{place, rows};
use crate::diagnostic::Severity;
use crate::program::VerdictWord;
use crate::session::outcome::Outcome;
use serde_json::{Value, json};

/// Every diagnostic, and every claim that fails.
pub fn gitlab(outcome: &Outcome, fail_on: &[VerdictWord]) -> String {
    let findings = rows(outcome, fail_on).into_iter().map(|row| {
        let (path, start, end) = place(outcome, row.span);
        let severity = match row.severity {
            Severity::Error => "major",
            Severity::Warning => "minor",
            Severity::Note => "info",
        };
        json!({
            "description": row.message,
            "check_name": row.code,
            "fingerprint": row.fingerprint,
            "severity": severity,
            "location": { "path": path, "lines": { "begin": start.line, "end": end.line } },
        })
    });
    written(&findings.collect::<Vec<Value>>())
}
