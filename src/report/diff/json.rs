//! A comparison for other programs; its shape is `schema/convoke-diff.schema.json`.
use crate::report::json::{At, CONTRACT, Finding, VERSION, answers, at, findings, written};
use crate::report::words::{answer_word, verdict_word};
use crate::session::diff::{Aspect, ClaimChange, Difference, Edit, EditKind};
use crate::session::outcome::Outcome;
use crate::verdict::claim_report::ClaimReport;
use indexmap::IndexMap;
use serde::Serialize;

#[derive(Serialize)]
struct Whole<'a> {
    convoke: u32,
    version: &'a str,
    compared: bool,
    base: Side<'a>,
    head: Side<'a>,
    claims: Vec<Claim<'a>>,
    edits: Vec<One<'a>>,
    renamed: Vec<Renamed<'a>>,
    appeared: Vec<Finding<'a>>,
    gone: Vec<Finding<'a>>,
    summary: Summary,
}

#[derive(Serialize)]
struct Side<'a> {
    name: &'a str,
    corpus: &'a str,
    digest: &'a str,
    incomplete: bool,
    /// What keeps it from being compared; empty where nothing does.
    errors: Vec<Finding<'a>>,
}

#[derive(Serialize)]
struct Claim<'a> {
    claim: &'a str,
    before: Option<State<'a>>,
    after: Option<State<'a>>,
    changed: Vec<&'static str>,
    causes: &'a [Vec<usize>],
    causes_unfinished: bool,
}

#[derive(Serialize)]
struct State<'a> {
    name: &'a str,
    verdict: &'static str,
    answers: Vec<&'static str>,
    on_record: &'static str,
    standpoints: IndexMap<&'a str, &'static str>,
    turns_on: crate::report::json::Turns<'a>,
    at: At<'a>,
}

#[derive(Serialize)]
struct One<'a> {
    kind: &'static str,
    sort: &'a str,
    name: &'a str,
    moved: Option<Moved<'a>>,
    before: Option<At<'a>>,
    after: Option<At<'a>>,
}

#[derive(Serialize)]
struct Moved<'a> {
    from: &'a str,
    to: &'a str,
}

#[derive(Serialize)]
struct Renamed<'a> {
    from: &'a str,
    to: &'a str,
}

#[derive(Serialize)]
struct Summary {
    verdicts_changed: usize,
    changed_otherwise: usize,
    claims_new: usize,
    claims_gone: usize,
    edits: usize,
    edits_without_effect: usize,
    faults_appeared: usize,
    faults_gone: usize,
}

/// As JSON, one object, ended by a line break.
pub fn json_diff(found: &Difference) -> String {
    let count = |test: &dyn Fn(&ClaimChange) -> bool| found.claims.iter().filter(|change| test(change)).count();
    written(&Whole {
        convoke: CONTRACT,
        version: VERSION,
        compared: found.compared(),
        base: side(&found.names.0, &found.base),
        head: side(&found.names.1, &found.head),
        claims: found.claims.iter().map(|change| claim(found, change)).collect(),
        edits: found.edits.iter().map(|edit| one(found, edit)).collect(),
        renamed: found.renamed.iter().map(|(from, to)| Renamed { from, to }).collect(),
        appeared: findings(&found.head.sources, &found.appeared),
        gone: findings(&found.base.sources, &found.gone),
        summary: Summary {
            verdicts_changed: count(&ClaimChange::verdict_changed),
            changed_otherwise: count(&|change| !change.aspects.is_empty() && !change.verdict_changed()),
            claims_new: count(&|change| change.base.is_none()),
            claims_gone: count(&|change| change.head.is_none()),
            edits: found.edits.len(),
            edits_without_effect: found.without_effect().len(),
            faults_appeared: found.appeared.len(),
            faults_gone: found.gone.len(),
        },
    })
}

fn side<'a>(name: &'a str, outcome: &'a Outcome) -> Side<'a> {
    let errors = if outcome.judged() { Vec::new() } else { findings(&outcome.sources, &outcome.diagnostics) };
    let Outcome { program, digest, incomplete, .. } = outcome;
    Side { name, corpus: &program.title, digest, incomplete: *incomplete, errors }
}

fn claim<'a>(found: &'a Difference, change: &'a ClaimChange) -> Claim<'a> {
    let named = change.head.as_ref().or(change.base.as_ref());
    Claim {
        claim: named.map_or("", |claim| claim.name.as_str()),
        before: change.base.as_ref().map(|claim| state(&found.base, claim)),
        after: change.head.as_ref().map(|claim| state(&found.head, claim)),
        changed: change.aspects.iter().map(|aspect| aspect_word(*aspect)).collect(),
        causes: &change.causes.sets,
        causes_unfinished: change.causes.unfinished,
    }
}

fn state<'a>(outcome: &'a Outcome, claim: &'a ClaimReport) -> State<'a> {
    State {
        name: &claim.name,
        verdict: verdict_word(claim.verdict),
        answers: answers(&claim.answers),
        on_record: answer_word(claim.on_record),
        standpoints: claim.standpoints.iter().map(|(name, answer)| (name.as_str(), answer_word(*answer))).collect(),
        turns_on: crate::report::json::turns(&claim.turns_on),
        at: at(&outcome.sources, claim.span),
    }
}

fn one<'a>(found: &'a Difference, edit: &'a Edit) -> One<'a> {
    One {
        kind: kind_word(edit.kind),
        sort: &edit.noun,
        name: &edit.name,
        moved: edit.moved.as_ref().map(|(from, to)| Moved { from, to }),
        before: edit.base.map(|span| at(&found.base.sources, span)),
        after: edit.head.map(|span| at(&found.head.sources, span)),
    }
}

fn aspect_word(aspect: Aspect) -> &'static str {
    match aspect {
        Aspect::Verdict => "verdict",
        Aspect::Answers => "answers",
        Aspect::OnRecord => "on_record",
        Aspect::TurnsOn => "turns_on",
        Aspect::Standpoints => "standpoints",
    }
}

fn kind_word(kind: EditKind) -> &'static str {
    match kind {
        EditKind::Added => "added",
        EditKind::Removed => "removed",
        EditKind::Changed => "changed",
        EditKind::Cited => "cited",
        EditKind::Accepted => "accepted",
        EditKind::Rejected => "rejected",
        EditKind::Recognised => "recognised",
    }
}
