//! Annotations on a pull request, as GitHub's runner reads them from a step's output: one workflow command a
//! line. Takes an outcome; gives `::error file=…,line=…,col=…,title=…::message`.
use super::clean::clean;
use super::listed::{place, rows};
use crate::diagnostic::Severity;
use crate::program::VerdictWord;
use crate::session::outcome::Outcome;

/// Every diagnostic, and every claim that fails.
pub fn github(outcome: &Outcome, fail_on: &[VerdictWord]) -> String {
    let mut out = String::new();
    for row in rows(outcome, fail_on) {
        let command = match row.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "notice",
        };
        let (path, start, end) = place(outcome, row.span);
        let mut properties = format!("file={},line={},endLine={}", property(path), start.line, end.line);
        // the runner refuses columns of a stretch over several lines
        if start.line == end.line {
            properties += &format!(",col={},endColumn={}", start.column, end.column);
        }
        let help = row.help.map(|help| format!("\nhelp: {help}")).unwrap_or_default();
        let message = data(&format!("{}{help}", row.message));
        out.push_str(&format!("::{command} {properties},title={}::{message}\n", property(&row.code)));
    }
    out
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(&clean(text)).replace(':', "%3A").replace(',', "%2C")
}
