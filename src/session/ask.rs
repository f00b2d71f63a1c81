//! Questions to a corpus: a condition judged as if a claim said it, the reasons of a claim, the chain of
//! authority of a body.
use super::asked::{Answer, Asked, Explained};
use super::days::days_of_events;
use super::options::{Options, Reading};
use super::reading;
use super::run::{Read, asked_program, bench, judged, read, solved};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::evidence::EvidenceTexts;
use crate::explain::authority::{chain, chain_acts};
use crate::explain::lookup::Lookup;
use crate::explain::names::amount;
use crate::ground::grounded::{Grounded, Root};
use crate::ground::grounder::{Budget, Grounder};
use crate::ground::keys::ActId;
use crate::program::*;
use crate::resolve::QUESTION_FILE;
use crate::source::{Sources, Span};
use std::collections::BTreeMap;

/// Codes from here on are faults of a record.
const FIRST_RECORD_FAULT: Code = Code(500);
/// A letter of a question for which no values can be listed.
const UNLISTED: u16 = 394;
/// The name under which a question is judged.
const QUESTION: &str = "this_question";

/// Judges a condition; with free variables, every binding that could be so.
pub fn ask(mut sources: Sources, texts: &EvidenceTexts, condition: &str, asked: &Reading) -> Asked {
    let condition_line = condition.split_whitespace().collect::<Vec<_>>().join(" ");
    sources.add_framed(QUESTION_FILE, &format!("claim {QUESTION} {{ that "), &condition_line, " }\n");
    let mut read = read(sources, texts);
    // Record faults are for `check`; of the question itself only what is wrong with its words matters.
    let about = |span: Span, sources: &Sources| sources.file(span.file).path() == QUESTION_FILE;
    read.diagnostics.retain(|diagnostic| {
        let asked = diagnostic.primary().is_some_and(|span| about(span, &read.sources));
        diagnostic.severity == Severity::Error || (asked && diagnostic.code < FIRST_RECORD_FAULT)
    });
    let mut result = Asked { condition: condition.to_owned(), ..Asked::default() };
    let question = reading::claim_named(read.checked.program(), QUESTION);
    let (true, Some(id)) = (read.is_sound(), question) else {
        result.outcome = read.into_outcome();
        return result;
    };
    let mut program = asked_program(read.checked.program(), asked);
    let claim = &program.claims[id.index()];
    let days = if claim.variables.iter().any(|variable| variable.range == Range::Date) {
        days_of_events(program.to_mut(), read.checked.chronology())
    } else {
        Vec::new()
    };
    let mut grounder = Grounder::new(&program, read.checked.chronology(), Budget::default());
    grounder.ask_with(days);
    let claim = &program.claims[id.index()];
    let unlisted = grounder.only_compared(claim.that, &claim.variables);
    if !unlisted.is_empty() {
        read.diagnostics.extend(unlisted.iter().map(|variable| only_compared(claim, *variable)));
        result.outcome = read.into_outcome();
        return result;
    }
    let answers = grounder.answers(id);
    let (grounded, model) = solved(grounder);
    let bench = bench(&program, &read.sources, &grounded, &model, asked);
    let variables = &program.claims[id.index()].variables;
    let shown: Vec<usize> =
        (0..variables.len()).filter(|&place| answers.iter().any(|answer| answer.binding[place].is_some())).collect();
    result.variables = shown.iter().map(|&place| variables[place].name.clone()).collect();
    for answer in &answers {
        let bindings = shown
            .iter()
            .map(|&place| answer.binding[place].map_or_else(String::new, |v| named(&program, &grounded, v)));
        let mut report = bench.report(id, &answer.root);
        report.name.clear();
        result.answers.push(Answer { bindings: bindings.collect(), report });
    }
    // What fails for want of anything told comes last, in the corpus's order like the rest.
    result.answers.sort_by_key(|answer| answer.report.verdict == VerdictWord::Refuted);
    let incomplete = grounded.limit.is_some() || result.answers.iter().any(|answer| answer.report.incomplete);
    result.outcome = read.into_outcome();
    result.outcome.incomplete = incomplete;
    result
}

/// A letter for a number or a day that the question only compares: no list of values would end.
fn only_compared(question: &Claim, variable: VariableId) -> Diagnostic {
    let asked = question.variables.get(variable.0 as usize);
    let name = asked.map_or("", |asked| asked.name.as_str());
    let (what, form) = match asked.map(|asked| &asked.range) {
        Some(Range::Date) => ("day", format!("`E on {name}`, and compare `{name}` after `and`")),
        _ => ("number", format!("`C.present is {name}`, and compare `{name}` after `and`")),
    };
    let message = format!("`{name}` could be any {what}: nothing in the question says what it is");
    Diagnostic::error(UNLISTED, message, question.that_span, format!("no list of {what}s would end"))
        .with_help(format!("ask for the {what} itself, as in {form}; or write a {what} in place of `{name}`"))
}

/// The reasons of a claim, or the chain of authority of a body.
pub fn why(sources: Sources, texts: &EvidenceTexts, name: &str, asked: &Reading) -> Explained {
    let mut corpus = read(sources, texts);
    corpus.diagnostics.retain(|diagnostic| diagnostic.severity == Severity::Error);
    let body = reading::entity_named(corpus.checked.program(), name);
    let is_claim = reading::claim_named(corpus.checked.program(), name).is_some();
    match body {
        Some(body) if corpus.is_sound() && !is_claim => chain_of(corpus, body, asked),
        _ => {
            let options = Options { claims: vec![name.to_owned()], reading: asked.clone(), grounds: true };
            let outcome = judged(corpus, &options);
            let reasons = outcome.claims.iter().flat_map(|claim| claim.reasons.clone()).collect();
            Explained { outcome, reasons }
        }
    }
}

/// One line a link, from the body to the fact or the unknown title where its chain ends.
fn chain_of(corpus: Read, body: EntityId, asked: &Reading) -> Explained {
    let program = asked_program(corpus.checked.program(), asked);
    let mut grounder = Grounder::new(&program, corpus.checked.chronology(), Budget::default());
    let acts = chain_acts(&program, grounder.acts(), body);
    let roots: Vec<_> =
        acts.into_iter().map(|act| (act, Root { atom: grounder.standing_of(act), settled: Vec::new() })).collect();
    let (grounded, model) = solved(grounder);
    let bench = bench(&program, &corpus.sources, &grounded, &model, asked);
    let answers: BTreeMap<ActId, AnswerWord> = roots.iter().map(|(act, root)| (*act, bench.answer(root))).collect();
    let look = Lookup::new(&program, &corpus.sources, &grounded);
    let reason = chain(&look, body, &|act| answers.get(&act).copied().unwrap_or(AnswerWord::Open));
    Explained { outcome: corpus.into_outcome(), reasons: vec![reason] }
}

/// A value as the corpus names it.
fn named(program: &Program, grounded: &Grounded, value: Value) -> String {
    let name = |statement: StatementId| program.statements[statement.index()].name.clone();
    match value {
        Value::Entity(id) => name(program.entities[id.index()].statement),
        // A number beyond the events stands for what a told content led to.
        Value::Event(id) => program
            .events
            .get(id.index())
            .map_or_else(|| "what was told of it".to_owned(), |event| name(event.statement)),
        Value::Rule(id) => name(program.rules[id.index()].statement),
        Value::Order(id) => name(program.orders[id.index()].statement),
        Value::Word(id) => program.adjectives[id.index()].name.clone(),
        Value::Date(id) => program.dates[id.index()].printed.clone(),
        Value::Someone(_) => "someone".to_owned(),
        Value::Quantity(id) => grounded.tables.quantity(id).map_or_else(String::new, amount),
        Value::Content(_) => "—".to_owned(),
    }
}
