//! The form that reviewdog reads (Reviewdog Diagnostic Format). Takes an outcome; gives JSON.
use super::json::written;
use super::listed::{place, rows};
use crate::diagnostic::Severity;
use crate::program::VerdictWord;
use crate::session::outcome::Outcome;
use crate::source::Place;
use serde_json::{Value, json};

/// Every diagnostic, and every claim that fails.
pub fn rdjson(outcome: &Outcome, fail_on: &[VerdictWord]) -> String {
    let at = |place: Place| json!({ "line": place.line, "column": place.column });
    let diagnostics = rows(outcome, fail_on).into_iter().map(|row| {
        let (path, start, end) = place(outcome, row.span);
        let severity = match row.severity {
            Severity::Error => "ERROR",
            Severity::Warning => "WARNING",
            Severity::Note => "INFO",
        };
        let help = row.help.map(|help| format!("\nhelp: {help}")).unwrap_or_default();
        json!({
            "message": format!("{}{help}", row.message),
            "location": { "path": path, "range": { "start": at(start), "end": at(end) } },
            "severity": severity,
            "code": { "value": row.code },
        })
    });
    written(&json!({ "source": { "name": "convoke" }, "diagnostics": diagnostics.collect::<Vec<Value>>() }))
}
