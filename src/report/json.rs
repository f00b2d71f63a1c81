//! The form that other programs read. Field names and their order are a published contract
//! (`schema/convoke-check.schema.json` and its neighbours): change both together, and only by adding.
//! Lines and columns count from 1, columns in Unicode scalars.
use super::summary::{VERDICTS, count_expected, count_verdict};
use super::words::*;
use crate::diagnostic::{Diagnostic, Severity};
use crate::explain::reason::{Quotation, Reason};
use crate::program::AnswerWord;
use crate::session::options::Reading;
use crate::session::outcome::Outcome;
use crate::source::{Sources, Span};
use crate::verdict::claim_report::{ChoiceSet, ClaimReport, OpenQuestion, TurnsOn};
use indexmap::IndexMap;
use serde::Serialize;

/// The number of the contract.
pub(super) const CONTRACT: u32 = 1;
/// The version of the program.
pub(super) const VERSION: &str = env!("CARGO_PKG_VERSION");

#[derive(Serialize)]
struct Check<'a> {
    convoke: u32,
    version: &'a str,
    corpus: &'a str,
    digest: &'a str,
    incomplete: bool,
    claims: Vec<Claim<'a>>,
    diagnostics: Vec<Finding<'a>>,
    summary: Summary,
}

#[derive(Serialize)]
pub(super) struct Claim<'a> {
    claim: &'a str,
    by: &'a [String],
    verdict: &'static str,
    answers: Vec<&'static str>,
    ground: Option<&'static str>,
    on_record: &'static str,
    expected: Option<&'a str>,
    as_expected: Option<bool>,
    turns_on: Turns<'a>,
    open_questions: Vec<Question<'a>>,
    standpoints: IndexMap<&'a str, &'static str>,
    grounds: Vec<NamedGround<'a>>,
    own_act_against: &'a [String],
    at: At<'a>,
}

#[derive(Serialize)]
pub(super) struct Turns<'a> {
    true_if: Vec<Choice<'a>>,
    false_if: Vec<Choice<'a>>,
    open_if: Vec<Choice<'a>>,
    undefined_if: Vec<Choice<'a>>,
    more: bool,
}

#[derive(Serialize)]
struct Choice<'a> {
    accept: &'a [String],
    reject: &'a [String],
}

#[derive(Serialize)]
pub(super) struct Question<'a> {
    id: &'a str,
    text: &'a str,
    at: Option<At<'a>>,
}

#[derive(Serialize)]
struct NamedGround<'a> {
    name: &'a str,
    bearing: &'static str,
}

/// A stretch of a file.
#[derive(Serialize)]
pub(super) struct At<'a> {
    file: &'a str,
    line: u32,
    column: u32,
    end_line: u32,
    end_column: u32,
}

#[derive(Serialize)]
pub(super) struct Finding<'a> {
    code: String,
    severity: &'static str,
    message: &'a str,
    help: Option<&'a str>,
    labels: Vec<LabelAt<'a>>,
}

#[derive(Serialize)]
struct LabelAt<'a> {
    file: &'a str,
    line: u32,
    column: u32,
    end_line: u32,
    end_column: u32,
    text: &'a str,
    primary: bool,
}

#[derive(Serialize)]
struct Summary {
    claims: usize,
    upheld: usize,
    refuted: usize,
    contested: usize,
    undetermined: usize,
    paradoxical: usize,
    as_expected: usize,
    not_as_expected: usize,
    errors: usize,
    warnings: usize,
    notes: usize,
}

#[derive(Serialize)]
struct Why<'a> {
    convoke: u32,
    version: &'a str,
    claim: &'a str,
    reading: &'a Reading,
    reasons: Vec<Node<'a>>,
}

#[derive(Serialize)]
struct Node<'a> {
    kind: &'static str,
    answer: &'static str,
    text: &'a str,
    according_to: Option<&'a str>,
    at: Option<At<'a>>,
    quotations: Vec<Quoted<'a>>,
    because: Vec<Node<'a>>,
}

#[derive(Serialize)]
struct Quoted<'a> {
    place: &'a str,
    words: Option<&'a str>,
    at: At<'a>,
}

/// The whole report of `check`, one object, ended by a line break.
pub fn json(outcome: &Outcome) -> String {
    let sources = &outcome.sources;
    written(&Check {
        convoke: CONTRACT,
        version: VERSION,
        corpus: &outcome.program.title,
        digest: &outcome.digest,
        incomplete: outcome.incomplete,
        claims: outcome.claims.iter().map(|report| claim(sources, report)).collect(),
        diagnostics: findings(sources, &outcome.diagnostics),
        summary: summary(outcome),
    })
}

/// The reasons of a claim, one object, ended by a line break.
pub fn json_why(sources: &Sources, claim: &str, reading: &Reading, reasons: &[Reason]) -> String {
    let reasons = reasons.iter().map(|reason| node(sources, reason)).collect();
    written(&Why { convoke: CONTRACT, version: VERSION, claim, reading, reasons })
}

/// The text of a value. None of ours can fail to be written: keys are text, numbers are whole.
pub(super) fn written(value: &impl Serialize) -> String {
    serde_json::to_string_pretty(value).map(|text| text + "\n").unwrap_or_default()
}

pub(super) fn claim<'a>(sources: &'a Sources, report: &'a ClaimReport) -> Claim<'a> {
    Claim {
        claim: &report.name,
        by: &report.by,
        verdict: verdict_word(report.verdict),
        answers: answers(&report.answers),
        ground: report.ground.map(ground_word),
        on_record: answer_word(report.on_record),
        expected: report.expected.as_deref(),
        as_expected: report.as_expected,
        turns_on: turns(&report.turns_on),
        open_questions: questions(sources, &report.open_questions),
        standpoints: report.standpoints.iter().map(|(name, a)| (name.as_str(), answer_word(*a))).collect(),
        grounds: report.grounds.iter().map(|(name, b)| NamedGround { name, bearing: bearing_word(*b) }).collect(),
        own_act_against: &report.own_act_against,
        at: at(sources, report.span),
    }
}

pub(super) fn answers(answers: &[AnswerWord]) -> Vec<&'static str> {
    answers.iter().map(|&answer| answer_word(answer)).collect()
}

pub(super) fn turns(turns: &TurnsOn) -> Turns<'_> {
    Turns {
        true_if: turns.true_if.iter().map(choice).collect(),
        false_if: turns.false_if.iter().map(choice).collect(),
        open_if: turns.open_if.iter().map(choice).collect(),
        undefined_if: turns.undefined_if.iter().map(choice).collect(),
        more: turns.more,
    }
}

fn choice(set: &ChoiceSet) -> Choice<'_> {
    Choice { accept: &set.accept, reject: &set.reject }
}

pub(super) fn questions<'a>(sources: &'a Sources, questions: &'a [OpenQuestion]) -> Vec<Question<'a>> {
    questions
        .iter()
        .map(|q| Question {
            id: &q.id,
            text: &q.text,
            at: place_of_answer(sources, q.span).map(|span| at(sources, span)),
        })
        .collect()
}

pub(super) fn at(sources: &Sources, span: Span) -> At<'_> {
    let file = sources.file(span.file);
    let (start, end) = (file.place(span.start), file.place(span.end));
    At { file: file.path(), line: start.line, column: start.column, end_line: end.line, end_column: end.column }
}

pub(super) fn findings<'a>(sources: &'a Sources, diagnostics: &'a [Diagnostic]) -> Vec<Finding<'a>> {
    diagnostics.iter().map(|diagnostic| finding(sources, diagnostic)).collect()
}

fn finding<'a>(sources: &'a Sources, diagnostic: &'a Diagnostic) -> Finding<'a> {
    let labels = diagnostic.labels.iter().map(|label| {
        let At { file, line, column, end_line, end_column } = at(sources, label.span);
        LabelAt { file, line, column, end_line, end_column, text: &label.text, primary: label.primary }
    });
    Finding {
        code: diagnostic.code.to_string(),
        severity: severity_word(diagnostic.severity),
        message: &diagnostic.message,
        help: diagnostic.help.as_deref(),
        labels: labels.collect(),
    }
}

fn summary(outcome: &Outcome) -> Summary {
    let [upheld, refuted, contested, undetermined, paradoxical] =
        VERDICTS.map(|verdict| count_verdict(outcome, verdict));
    Summary {
        claims: outcome.claims.len(),
        upheld,
        refuted,
        contested,
        undetermined,
        paradoxical,
        as_expected: count_expected(outcome, true),
        not_as_expected: count_expected(outcome, false),
        errors: outcome.count(Severity::Error),
        warnings: outcome.count(Severity::Warning),
        notes: outcome.count(Severity::Note),
    }
}

fn node<'a>(sources: &'a Sources, reason: &'a Reason) -> Node<'a> {
    Node {
        kind: kind_word(reason.kind),
        answer: answer_word(reason.answer),
        text: &reason.text,
        according_to: reason.according_to.as_deref(),
        at: reason.span.map(|span| at(sources, span)),
        quotations: reason.quotations.iter().map(|quotation| quoted(sources, quotation)).collect(),
        because: reason.because.iter().map(|child| node(sources, child)).collect(),
    }
}

fn quoted<'a>(sources: &'a Sources, quotation: &'a Quotation) -> Quoted<'a> {
    Quoted { place: &quotation.place, words: quotation.words.as_deref(), at: at(sources, quotation.span) }
}
