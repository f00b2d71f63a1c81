//! An expectation beside what was found.
//!
//! `turning on` names every statement that occurs in a minimal set; `because` names statements that must be
//! among the reasons; the rest is compared word for word.
use crate::program::*;

/// What was found of a claim, as far as an expectation can speak of it.
pub struct Findings<'a> {
    /// The verdict.
    pub verdict: VerdictWord,
    /// The answers that occur.
    pub answers: &'a [AnswerWord],
    /// Statements that occur in a minimal set.
    pub turns_on: &'a [StatementId],
    /// Statements among the reasons.
    pub reasons: &'a [StatementId],
    /// The answer on the record.
    pub on_record: AnswerWord,
    /// The answers from standpoints.
    pub standpoints: &'a [(StandpointId, AnswerWord)],
}

/// Each way in which an expectation was not met: expected beside found.
pub fn mismatches(program: &Program, expected: &Expectation, found: &Findings<'_>) -> Vec<String> {
    let mut missed = Vec::new();
    if expected.verdict != found.verdict {
        missed.push(format!("expected {}, found {}", verdict_word(expected.verdict), verdict_word(found.verdict)));
    }
    let same_answers = expected.answers.len() == found.answers.len()
        && expected.answers.iter().all(|answer| found.answers.contains(answer));
    if !expected.answers.is_empty() && !same_answers {
        let (wanted, got) = (answer_list(&expected.answers), answer_list(found.answers));
        missed.push(format!("expected the answers {wanted}, found {got}"));
    }
    if let Some(turning_on) = &expected.turning_on {
        let wanted: Vec<StatementId> = turning_on.iter().map(|ground| statement_of(program, *ground)).collect();
        let lacking = named(program, wanted.iter().filter(|s| !found.turns_on.contains(s)));
        let besides = named(program, found.turns_on.iter().filter(|s| !wanted.contains(s)));
        if !lacking.is_empty() {
            missed.push(format!("expected it to turn on {lacking}, but it does not"));
        }
        if !besides.is_empty() {
            missed.push(format!("it turns on {besides} too, which the expectation does not name"));
        }
    }
    for ground in &expected.because {
        let statement = statement_of(program, *ground);
        if !found.reasons.contains(&statement) {
            missed.push(format!(
                "expected {} among the reasons, but it is not",
                named(program, std::iter::once(&statement))
            ));
        }
    }
    if let Some(wanted) = expected.on_record
        && wanted != found.on_record
    {
        missed.push(format!("expected {} on the record, found {}", answer_word(wanted), answer_word(found.on_record)));
    }
    for (standpoint, wanted) in &expected.from {
        let got = found.standpoints.iter().find(|(id, _)| id == standpoint).map(|(_, answer)| *answer);
        if got != Some(*wanted) {
            let name = &program.statements[program.standpoints[standpoint.index()].statement.index()].name;
            let got = got.map_or("no answer", answer_word);
            missed.push(format!("expected {} from `{name}`, found {got}", answer_word(*wanted)));
        }
    }
    missed
}

fn named<'a>(program: &Program, statements: impl Iterator<Item = &'a StatementId>) -> String {
    let names: Vec<String> = statements.map(|s| format!("`{}`", program.statements[s.index()].name)).collect();
    names.join(", ")
}

fn answer_list(answers: &[AnswerWord]) -> String {
    let words: Vec<&str> = answers.iter().copied().map(answer_word).collect();
    words.join(" or ")
}

/// The statement of a ground.
pub fn statement_of(program: &Program, ground: Ground) -> StatementId {
    match ground {
        Ground::Rule(id) => program.rules[id.index()].statement,
        Ground::Event(id) => program.events[id.index()].statement,
        Ground::Fact(id) => program.facts[id.index()].statement,
        Ground::Order(id) => program.orders[id.index()].statement,
        Ground::Statement(id) => id,
    }
}

/// The word of a verdict.
pub const fn verdict_word(verdict: VerdictWord) -> &'static str {
    match verdict {
        VerdictWord::Upheld => "upheld",
        VerdictWord::Refuted => "refuted",
        VerdictWord::Undetermined => "undetermined",
        VerdictWord::Paradoxical => "paradoxical",
        VerdictWord::Contested => "contested",
    }
}

/// The word of an answer.
pub const fn answer_word(answer: AnswerWord) -> &'static str {
    match answer {
        AnswerWord::True => "true",
        AnswerWord::False => "false",
        AnswerWord::Open => "open",
        AnswerWord::Undefined => "undefined",
    }
}
