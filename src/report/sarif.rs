//! SARIF 2.1.0, as code scanning reads it. Takes an outcome; gives JSON: each diagnostic a result with its
//! other places, each claim that fails a result with its reasons as a code flow.
use super::clean::clean;
use super::json::{VERSION, written};
use super::listed::{Row, place, rows};
use crate::diagnostic::Severity;
use crate::diagnostic::catalogue::entry;
use crate::explain::reason::Reason;
use crate::program::VerdictWord;
use crate::session::outcome::Outcome;
use crate::source::Span;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// The help of a claim that fails.
const CLAIM_HELP: &str =
    "the claim's expectation does not hold, or the run fails on its verdict; `convoke why CLAIM` tells its reasons";

/// Every diagnostic, and every claim that fails.
pub fn sarif(outcome: &Outcome, fail_on: &[VerdictWord]) -> String {
    let rows = rows(outcome, fail_on);
    let mut rules: BTreeMap<&str, &Row> = BTreeMap::new();
    for row in &rows {
        rules.entry(&row.code).or_insert(row);
    }
    let index: BTreeMap<&str, usize> = rules.keys().enumerate().map(|(number, code)| (*code, number)).collect();
    let results: Vec<Value> = rows.iter().map(|row| result(outcome, row, index.get(row.code.as_str()))).collect();
    let rules: Vec<Value> = rules.values().map(|row| rule(row)).collect();
    written(&json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": { "name": "convoke", "semanticVersion": VERSION, "rules": rules } },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    }))
}

/// What is said of a code: its page; of a claim, how to learn more.
fn rule(row: &Row) -> Value {
    match row.diagnostic.and_then(|diagnostic| entry(diagnostic.code)) {
        Some(entry) => json!({
            "id": row.code,
            "shortDescription": { "text": entry.summary },
            "help": { "text": entry.page, "markdown": entry.page },
            "defaultConfiguration": { "level": level(entry.severity) },
        }),
        None => json!({
            "id": row.code,
            "help": { "text": CLAIM_HELP },
            "defaultConfiguration": { "level": level(row.severity) },
        }),
    }
}

fn result(outcome: &Outcome, row: &Row, index: Option<&usize>) -> Value {
    let help = row.help.as_ref().map(|help| format!("\nhelp: {help}")).unwrap_or_default();
    let mut result = json!({
        "ruleId": row.code,
        "level": level(row.severity),
        "message": { "text": format!("{}{help}", row.message) },
        "locations": [location(outcome, row.span, None)],
        "partialFingerprints": { "convoke/v1": row.fingerprint },
    });
    if let Some(index) = index {
        result["ruleIndex"] = json!(index);
    }
    if let Some(diagnostic) = row.diagnostic {
        let others = diagnostic.labels.iter().filter(|label| !label.primary);
        let related = others.map(|label| location(outcome, Some(label.span), Some(&label.text)));
        result["relatedLocations"] = related.collect();
    }
    if let Some(claim) = row.claim {
        let flows =
            claim.reasons.iter().map(|reason| json!({ "threadFlows": [{ "locations": flow(outcome, reason) }] }));
        result["codeFlows"] = flows.collect();
    }
    result
}

/// A tree of reasons in reading order, each with its depth; a reason without a place stands at its parent's.
fn flow(outcome: &Outcome, reason: &Reason) -> Vec<Value> {
    let mut out = Vec::new();
    let mut stack = vec![(reason, None, 0)];
    while let Some((node, above, depth)) = stack.pop() {
        let span = node.span.or(above);
        let text = match &node.according_to {
            Some(speaker) if !node.text.starts_with("according to ") => {
                format!("according to {speaker}, {}", node.text)
            }
            _ => node.text.clone(),
        };
        out.push(json!({ "location": location(outcome, span, Some(&text)), "nestingLevel": depth }));
        stack.extend(node.because.iter().rev().map(|child| (child, span, depth + 1)));
    }
    out
}

fn location(outcome: &Outcome, span: Option<Span>, text: Option<&str>) -> Value {
    let (path, start, end) = place(outcome, span);
    let mut location = json!({ "physicalLocation": {
        "artifactLocation": { "uri": uri(path) },
        "region": {
            "startLine": start.line, "startColumn": start.column, "endLine": end.line, "endColumn": end.column
        },
    }});
    if let Some(text) = text.filter(|text| !text.is_empty()) {
        location["message"] = json!({ "text": clean(text) });
    }
    location
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

/// A path as a reference: whatever has a meaning of its own there is written out.
fn uri(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'.' | b'_' | b'~' => out.push(char::from(byte)),
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}
