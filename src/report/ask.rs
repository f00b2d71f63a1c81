//! The answers to a condition, for a terminal, in plain lines and as JSON.
use super::clean::clean;
use super::diagnostics::{draw_diagnostic, plain_diagnostic};
use super::json::{CONTRACT, Finding, Question, Turns, VERSION, answers, findings, questions, turns, written};
use super::palette::{Palette, Tone};
use super::plain::plain_claim;
use super::reason_story::wrapped;
use super::terminal::claim_block;
use super::words::*;
use crate::session::asked::{Answer, Asked};
use crate::session::options::Reading;
use indexmap::IndexMap;
use serde::Serialize;

/// For a terminal: without variables a block as for a claim, else a line for each binding.
pub fn terminal_ask(asked: &Asked, palette: Palette) -> String {
    let sources = &asked.outcome.sources;
    let mut out = String::new();
    for diagnostic in &asked.outcome.diagnostics {
        out.push_str(&draw_diagnostic(sources, diagnostic, palette));
        out.push('\n');
    }
    if fits_nothing(asked) {
        out.extend(wrapped(NOTHING_FITS, palette.width).into_iter().map(|line| line + "\n"));
        return out;
    }
    if asked.variables.is_empty() {
        out.extend(asked.answers.iter().map(|answer| claim_block(sources, &answer.report, palette)));
        return out;
    }
    for answer in &asked.answers {
        let verdict = verdict_word(answer.report.verdict);
        let pad = " ".repeat(14usize.saturating_sub(verdict.len()));
        let verdict = palette.paint(verdict_tone(answer.report.verdict), verdict);
        out.push_str(&format!("{verdict}{pad}{}", palette.paint(Tone::Strong, &clean(&bound(asked, answer)))));
        if answer.report.answers.len() > 1 {
            out.push_str(&format!("  ({})", answers_in_words(&answer.report.answers)));
        }
        out.push('\n');
    }
    out.push_str(&format!("\n{}\n", total(asked)));
    out
}

/// One fact a line.
pub fn plain_ask(asked: &Asked) -> String {
    let sources = &asked.outcome.sources;
    let mut out: String = asked.outcome.diagnostics.iter().map(|d| plain_diagnostic(sources, d)).collect();
    for answer in &asked.answers {
        if asked.variables.is_empty() {
            out.push_str(&plain_claim(sources, &answer.report));
            continue;
        }
        let (binding, verdict) = (bound(asked, answer), verdict_word(answer.report.verdict));
        out.push_str(&format!("{}: {verdict}, {}\n", clean(&binding), answers_in_words(&answer.report.answers)));
    }
    if fits_nothing(asked) {
        out.push_str(&format!("summary: {NOTHING_FITS}\n"));
    } else if !asked.variables.is_empty() {
        out.push_str(&format!("summary: {}\n", total(asked)));
    }
    out
}

/// `B: vtsik, C: second_congress`
fn bound(asked: &Asked, answer: &Answer) -> String {
    let pairs = asked.variables.iter().zip(&answer.bindings).map(|(variable, value)| format!("{variable}: {value}"));
    pairs.collect::<Vec<_>>().join(", ")
}

fn total(asked: &Asked) -> String {
    counted(asked.answers.len(), "answer", "answers")
}

/// What is said where nothing does.
const NOTHING_FITS: &str =
    "nothing fits: nothing that the corpus names, and no number or day that it tells, makes this so";

/// Whether the condition could be judged, and for nothing that could stand for its variables is it so.
fn fits_nothing(asked: &Asked) -> bool {
    asked.outcome.judged() && asked.answers.is_empty()
}

#[derive(Serialize)]
struct Whole<'a> {
    convoke: u32,
    version: &'a str,
    corpus: &'a str,
    condition: &'a str,
    variables: &'a [String],
    reading: &'a Reading,
    incomplete: bool,
    nothing_fits: bool,
    answers: Vec<One<'a>>,
    diagnostics: Vec<Finding<'a>>,
}

#[derive(Serialize)]
struct One<'a> {
    bindings: IndexMap<&'a str, &'a str>,
    verdict: &'static str,
    answers: Vec<&'static str>,
    on_record: &'static str,
    turns_on: Turns<'a>,
    open_questions: Vec<Question<'a>>,
    standpoints: IndexMap<&'a str, &'static str>,
}

/// As JSON.
pub fn json_ask(asked: &Asked, reading: &Reading) -> String {
    let outcome = &asked.outcome;
    written(&Whole {
        convoke: CONTRACT,
        version: VERSION,
        corpus: &outcome.program.title,
        condition: &asked.condition,
        variables: &asked.variables,
        reading,
        incomplete: outcome.incomplete,
        nothing_fits: fits_nothing(asked),
        answers: asked.answers.iter().map(|answer| one(asked, answer)).collect(),
        diagnostics: findings(&outcome.sources, &outcome.diagnostics),
    })
}

fn one<'a>(asked: &'a Asked, answer: &'a Answer) -> One<'a> {
    let report = &answer.report;
    let pairs = asked.variables.iter().zip(&answer.bindings);
    One {
        bindings: pairs.map(|(variable, value)| (variable.as_str(), value.as_str())).collect(),
        verdict: verdict_word(report.verdict),
        answers: answers(&report.answers),
        on_record: answer_word(report.on_record),
        turns_on: turns(&report.turns_on),
        open_questions: questions(&asked.outcome.sources, &report.open_questions),
        standpoints: report.standpoints.iter().map(|(name, a)| (name.as_str(), answer_word(*a))).collect(),
    }
}
