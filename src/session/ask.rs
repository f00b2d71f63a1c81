//! Questions to a corpus: a condition judged as if a claim said it, the reasons of a claim, the chain of
//! authority of a body.
use super::asked::{Answer, Asked, Explained};
use super::options::{Options, Reading};
use super::reading;
use super::run::{asked_program, bench, read, run, solved};
use crate::evidence::EvidenceTexts;
use crate::ground::grounder::{Budget, Grounder};
use crate::program::*;
use crate::source::Sources;

/// The file in which a question stands, as diagnostics show it.
const QUESTION_FILE: &str = "<question>";
/// The name under which a question is judged.
const QUESTION: &str = "this_question";

/// Judges a condition; with free variables, every binding that could be so.
pub fn ask(mut sources: Sources, texts: &EvidenceTexts, condition: &str, asked: &Reading) -> Asked {
    let condition_line = condition.split_whitespace().collect::<Vec<_>>().join(" ");
    sources.add(QUESTION_FILE, format!("claim {QUESTION} {{ that {condition_line} }}\n"));
    let read = read(sources, texts);
    let mut result = Asked { condition: condition.to_owned(), ..Asked::default() };
    let question = reading::claim_named(read.checked.program(), QUESTION);
    let (true, Some(id)) = (read.is_sound(), question) else {
        result.outcome = read.into_outcome();
        return result;
    };
    let program = asked_program(read.checked.program().clone(), asked);
    let mut grounder = Grounder::new(&program, read.checked.chronology(), Budget::default());
    let answers = grounder.answers(id);
    let (grounded, model) = solved(grounder);
    let bench = bench(&program, &read.sources, &grounded, &model, asked);
    let variables = &program.claims[id.index()].variables;
    let shown: Vec<usize> =
        (0..variables.len()).filter(|&place| answers.iter().any(|answer| answer.binding[place].is_some())).collect();
    result.variables = shown.iter().map(|&place| variables[place].name.clone()).collect();
    for answer in &answers {
        let bindings =
            shown.iter().map(|&place| answer.binding[place].map_or_else(String::new, |v| named(&program, v)));
        let mut report = bench.report(id, &answer.root);
        report.name.clear();
        result.answers.push(Answer { bindings: bindings.collect(), report });
    }
    let incomplete = grounded.limit.is_some() || result.answers.iter().any(|answer| answer.report.incomplete);
    result.outcome = read.into_outcome();
    result.outcome.incomplete = incomplete;
    result
}

/// The reasons of a claim, or the chain of authority of a body.
pub fn why(sources: Sources, texts: &EvidenceTexts, name: &str, asked: &Reading) -> Explained {
    let options = Options { claims: vec![name.to_owned()], reading: asked.clone() };
    let outcome = run(sources, texts, &options);
    let reasons = outcome.claims.iter().flat_map(|claim| claim.reasons.clone()).collect();
    Explained { outcome, reasons }
}

/// A value as the corpus names it.
fn named(program: &Program, value: Value) -> String {
    let name = |statement: StatementId| program.statements[statement.index()].name.clone();
    match value {
        Value::Entity(id) => name(program.entities[id.index()].statement),
        Value::Event(id) => name(program.events[id.index()].statement),
        Value::Rule(id) => name(program.rules[id.index()].statement),
        Value::Order(id) => name(program.orders[id.index()].statement),
        Value::Word(id) => program.adjectives[id.index()].name.clone(),
        Value::Date(id) => program.dates[id.index()].printed.clone(),
        Value::Someone(_) => "someone".to_owned(),
        Value::Quantity(_) | Value::Content(_) => "—".to_owned(),
    }
}
