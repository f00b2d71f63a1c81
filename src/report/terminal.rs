//! The form for a terminal: diagnostics, then a block for each claim, then the summary. Takes an outcome
//! and a palette; gives text at most as wide as the palette says, wherever words can be broken.
use super::claim_story::{Detail, Fact, claim_story};
use super::clean::clean;
use super::diagnostics::{draw_diagnostic, severity_tone};
use super::palette::{Palette, Tone};
use super::reason_story::{draw_tree, wrapped};
use super::summary::{MOST_SHOWN, count_expected, is_untold, not_shown, not_told, summary_lines};
use super::words::*;
use crate::diagnostic::Severity;
use crate::explain::reason::Reason;
use crate::session::outcome::Outcome;
use crate::source::Sources;
use crate::verdict::claim_report::ClaimReport;
use rayon::prelude::*;
use unicode_width::UnicodeWidthStr;

/// The column at which the text of a claim's facts begins.
const TEXT_COLUMN: usize = 19;

/// Claims whose blocks are drawn by one worker at a time.
const BLOCKS_TOGETHER: usize = 256;

/// The whole report of `check`.
pub fn terminal(outcome: &Outcome, palette: Palette) -> String {
    let mut out = String::new();
    for diagnostic in outcome.diagnostics.iter().take(MOST_SHOWN) {
        out.push_str(&draw_diagnostic(&outcome.sources, diagnostic, palette));
        out.push('\n');
    }
    out.extend(not_shown(outcome.diagnostics.len()).map(|line| format!("{line}\n\n")));
    let blocks = outcome.claims.par_chunks(BLOCKS_TOGETHER).map(|claims| {
        let mut blocks = String::new();
        for claim in claims {
            if is_untold(claim) {
                blocks.push_str(&heading(&outcome.sources, claim, palette));
            } else {
                blocks.push_str(&claim_block(&outcome.sources, claim, palette));
                blocks.push('\n');
            }
        }
        blocks
    });
    blocks.collect::<Vec<String>>().iter().for_each(|blocks| out.push_str(blocks));
    out.extend(not_told(&outcome.claims).map(|line| format!("\n{line}\n\n")));
    for (index, line) in summary_lines(outcome).iter().enumerate() {
        let tone = if index == 0 { Tone::Strong } else { summary_tone(outcome) };
        out.push_str(&palette.paint(tone, line));
        out.push('\n');
    }
    out
}

fn summary_tone(outcome: &Outcome) -> Tone {
    if count_expected(outcome, false) > 0 || !outcome.judged() {
        Tone::Alarm
    } else if outcome.count(Severity::Warning) > 0 {
        severity_tone(Severity::Warning)
    } else {
        Tone::Normal
    }
}

/// The block of one claim.
pub fn claim_block(sources: &Sources, claim: &ClaimReport, palette: Palette) -> String {
    let mut out = heading(sources, claim, palette);
    if let Some(title) = &claim.title {
        for line in wrapped(&format!("“{}”", clean(title)), palette.width.saturating_sub(2)) {
            out.push_str(&format!("  {line}\n"));
        }
    }
    let mut before = "";
    for fact in claim_story(sources, claim, Detail::Brief) {
        let label = if fact.label == before { "" } else { fact.label };
        before = fact.label;
        push_fact(&mut out, &fact, label, palette);
    }
    out
}

/// `contested     private_meeting                         claims.cvk:41`
fn heading(sources: &Sources, claim: &ClaimReport, palette: Palette) -> String {
    let verdict = verdict_word(claim.verdict);
    let name = clean(&claim.name);
    let place = clean(&place_in_words(sources, claim.span)).into_owned();
    let used = verdict.len() + 2 + name.width() + place.width();
    let gap = match palette.width.checked_sub(used) {
        Some(rest) if rest >= 2 => " ".repeat(rest),
        // a place that has no room in the line ends the next
        _ => format!("\n{}", " ".repeat(palette.width.saturating_sub(place.width()).max(2))),
    };
    let verdict = palette.paint(verdict_tone(claim.verdict), verdict);
    format!("{verdict}  {}{gap}{}\n", palette.paint(Tone::Strong, &name), palette.paint(Tone::Quiet, &place))
}

fn push_fact(out: &mut String, fact: &Fact, label: &str, palette: Palette) {
    let width = palette.width.saturating_sub(TEXT_COLUMN).max(24);
    let tone = if fact.alarm { Tone::Alarm } else { Tone::Quiet };
    let pad = " ".repeat(TEXT_COLUMN.saturating_sub(2 + label.width()));
    let label = palette.paint(tone, label);
    for (index, line) in wrapped(&clean(&fact.text), width - hang(fact)).iter().enumerate() {
        if index == 0 {
            out.push_str(&format!("  {label}{pad}{line}\n"));
        } else {
            out.push_str(&format!("{}{line}\n", " ".repeat(TEXT_COLUMN + hang(fact))));
        }
    }
}

/// Lists of facts under one label hang their second lines a little, so that each is seen to begin.
fn hang(fact: &Fact) -> usize {
    if matches!(fact.label, "because" | "turns on" | "would settle it" | "found") { 2 } else { 0 }
}

/// The reasons of a claim, as `why` prints them: one tree for each answer that occurs.
pub fn terminal_why(sources: &Sources, reasons: &[Reason], palette: Palette) -> String {
    let trees: Vec<String> = reasons.iter().map(|reason| draw_tree(sources, reason, palette)).collect();
    trees.join("\n")
}
