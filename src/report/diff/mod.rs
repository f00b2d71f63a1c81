//! A comparison for people: in a terminal, and one fact a line. Takes a difference; gives text.
mod json;
mod markdown;
mod story;

pub use json::json_diff;
pub use markdown::markdown_diff;

use super::clean::clean;
use super::diagnostics::{draw_diagnostic, plain_diagnostic};
use super::palette::{Palette, Tone};
use super::reason_story::wrapped;
use super::words::*;
use crate::diagnostic::{Diagnostic, Severity};
use crate::session::diff::{ClaimChange, Difference};
use crate::session::outcome::Outcome;
use crate::verdict::claim_report::ClaimReport;
use story::{causes, edit_in_words, facts, reservation, summary, verdicts};
use unicode_width::UnicodeWidthStr;

/// The column at which the text of a fact begins.
const TEXT_COLUMN: usize = 18;
/// The most edits without effect that are listed.
const MOST_LISTED: usize = 20;

/// One line or block of a report: a claim with its facts.
struct Told<'a> {
    change: &'a ClaimChange,
    claim: &'a ClaimReport,
    outcome: &'a Outcome,
    what: &'static str,
}

fn told(found: &Difference) -> impl Iterator<Item = Told<'_>> {
    found.claims.iter().filter_map(|change| {
        let what = match (&change.base, &change.head) {
            (Some(_), Some(_)) => "",
            (None, _) => "new",
            (Some(_), None) => "gone",
        };
        let head = change.head.as_ref().map(|claim| (claim, &found.head));
        let (claim, outcome) = head.or_else(|| change.base.as_ref().map(|claim| (claim, &found.base)))?;
        Some(Told { change, claim, outcome, what })
    })
}

/// The labels of the causes of a change, each with its text.
fn labelled_causes(found: &Difference, change: &ClaimChange) -> Vec<(&'static str, String)> {
    let sets = causes(found, change).into_iter().enumerate();
    let mut lines: Vec<(&'static str, String)> =
        sets.map(|(place, text)| (if place == 0 { "made so by" } else { "or alone by" }, text)).collect();
    lines.extend(reservation(change).map(|text| ("note", text.to_owned())));
    lines
}

/// The comparison for a terminal.
pub fn terminal_diff(found: &Difference, palette: Palette) -> String {
    if !found.compared() {
        return faults(found, |outcome, diagnostic| draw_diagnostic(&outcome.sources, diagnostic, palette) + "\n");
    }
    let mut out = String::new();
    for told in told(found) {
        out.push_str(&heading(&told, palette));
        if let Some(title) = &told.claim.title {
            let lines = wrapped(&format!("“{}”", clean(title)), palette.width.saturating_sub(2));
            out.extend(lines.iter().map(|line| format!("  {line}\n")));
        }
        for (label, text) in facts(told.change).into_iter().chain(labelled_causes(found, told.change)) {
            push_fact(&mut out, label, &text, palette);
        }
        out.push('\n');
    }
    for line in other_lines(found, MOST_LISTED) {
        let lines = wrapped(&clean(&line), palette.width.saturating_sub(2));
        out.extend(
            lines.iter().enumerate().map(|(place, line)| format!("{}{line}\n", if place == 0 { "" } else { "  " })),
        );
    }
    for (place, line) in summary(found).iter().enumerate() {
        let tone = if place == 0 { Tone::Strong } else { Tone::Normal };
        out.push_str(&format!("{}\n", palette.paint(tone, line)));
    }
    out
}

fn heading(told: &Told<'_>, palette: Palette) -> String {
    let verdicts = verdicts(told.change);
    let verdicts = if told.what.is_empty() { verdicts } else { format!("{}: {verdicts}", told.what) };
    let name = clean(&told.claim.name);
    let place = clean(&place_in_words(&told.outcome.sources, told.claim.span)).into_owned();
    let used = verdicts.width() + 2 + name.width() + place.width();
    let gap = match palette.width.checked_sub(used) {
        Some(rest) if rest >= 2 => " ".repeat(rest),
        _ => format!("\n{}", " ".repeat(palette.width.saturating_sub(place.width()).max(2))),
    };
    let verdicts = palette.paint(verdict_tone(told.claim.verdict), &verdicts);
    format!("{verdicts}  {}{gap}{}\n", palette.paint(Tone::Strong, &name), palette.paint(Tone::Quiet, &place))
}

fn push_fact(out: &mut String, label: &str, text: &str, palette: Palette) {
    let width = palette.width.saturating_sub(TEXT_COLUMN).max(24);
    let pad = " ".repeat(TEXT_COLUMN.saturating_sub(2 + label.width()));
    for (place, line) in wrapped(&clean(text), width).iter().enumerate() {
        if place == 0 {
            out.push_str(&format!("  {}{pad}{line}\n", palette.paint(Tone::Quiet, label)));
        } else {
            out.push_str(&format!("{}{line}\n", " ".repeat(TEXT_COLUMN)));
        }
    }
}

/// New names, edits without effect, faults that appeared or are gone; one sentence each.
fn other_lines(found: &Difference, most: usize) -> Vec<String> {
    let mut lines: Vec<String> =
        found.renamed.iter().map(|(old, new)| format!("renamed: {old} is now called {new}")).collect();
    let idle = found.without_effect();
    let edits = idle.iter().take(most).filter_map(|place| found.edits.get(*place));
    lines.extend(edits.map(|edit| format!("without effect: {}", edit_in_words(found, edit))));
    if idle.len() > most {
        lines.push(format!("without effect: {} more", idle.len() - most));
    }
    lines.extend(found.appeared.iter().map(|fault| format!("appeared: {}", fault_in_words(&found.head, fault))));
    lines.extend(found.gone.iter().map(|fault| format!("gone: {}", fault_in_words(&found.base, fault))));
    if !lines.is_empty() {
        lines.push(String::new());
    }
    lines
}

/// `warning CV0810: these words are not in S1 (a.cvk:3)`
fn fault_in_words(outcome: &Outcome, fault: &Diagnostic) -> String {
    let place =
        fault.primary().map(|span| format!(" ({})", place_in_words(&outcome.sources, span))).unwrap_or_default();
    format!("{} {}: {}{place}", severity_word(fault.severity), fault.code, fault.message)
}

/// Which side has errors, and what they are.
fn faults(found: &Difference, draw: impl Fn(&Outcome, &Diagnostic) -> String) -> String {
    let mut out = String::new();
    for (name, outcome) in [(&found.names.0, &found.base), (&found.names.1, &found.head)] {
        if outcome.judged() {
            continue;
        }
        out.push_str(&format!("{} has errors:\n\n", clean(name)));
        let errors = outcome.diagnostics.iter().filter(|found| found.severity == Severity::Error);
        out.extend(errors.map(|error| draw(outcome, error)));
    }
    out + "nothing was compared: a corpus means nothing until its errors are mended\n"
}

/// One fact a line.
pub fn plain_diff(found: &Difference) -> String {
    if !found.compared() {
        return faults(found, |outcome, diagnostic| plain_diagnostic(&outcome.sources, diagnostic));
    }
    let mut out = String::new();
    for told in told(found) {
        let name = clean(&told.claim.name);
        let what = if told.what.is_empty() { String::new() } else { format!("{}, ", told.what) };
        let place = clean(&place_in_words(&told.outcome.sources, told.claim.span)).into_owned();
        out.push_str(&format!("claim {name}: {what}{} (at {place})\n", verdicts(told.change)));
        for (label, text) in facts(told.change).into_iter().chain(labelled_causes(found, told.change)) {
            out.push_str(&format!("claim {name}, {label}: {}\n", clean(&text)));
        }
    }
    out.extend(
        other_lines(found, usize::MAX).iter().filter(|line| !line.is_empty()).map(|line| format!("{}\n", clean(line))),
    );
    out.extend(summary(found).iter().map(|line| format!("summary: {line}\n")));
    out
}
