//! From texts to judged claims, by the engine as users run it and by the slow twin, in words that can be compared.
pub mod chance;
pub mod change;
pub mod generate;

use convoke::diagnostic::Severity;
use convoke::evidence::EvidenceTexts;
use convoke::explain::lookup::Lookup;
use convoke::explain::questions::allegation_name;
use convoke::ground::clauses::{AtomId, Literal};
use convoke::ground::grounder::{Budget, Grounder};
use convoke::program::ClaimId;
use convoke::session::options::{Options, Reading};
use convoke::session::{outcome::Outcome, read, run};
use convoke::solve::answers::{Answer, Choice};
use convoke::solve::twin::{self, TwinJudgement};
use convoke::source::Sources;
use convoke::verdict::claim_report::{ChoiceSet, ClaimReport};
use convoke::verdict::expectation::{answer_word, verdict_word};

/// The slow twin is asked where enumerating costs at most this many clauses.
const TWIN_COST: usize = 1_000_000;

/// A file of a corpus.
#[derive(Clone, Debug)]
pub struct Text {
    pub path: String,
    pub text: String,
}

impl Text {
    pub fn new(path: &str, text: &str) -> Self {
        Self { path: path.to_owned(), text: text.to_owned() }
    }
}

pub fn sources(texts: &[Text]) -> Sources {
    let mut sources = Sources::default();
    for text in texts {
        sources.add(text.path.clone(), text.text.clone());
    }
    sources
}

/// The whole run, on every reading.
pub fn outcome(texts: &[Text]) -> Outcome {
    run(sources(texts), &EvidenceTexts::default(), &Options::default())
}

/// The whole run, on a reading.
pub fn outcome_on(texts: &[Text], reading: Reading) -> Outcome {
    run(sources(texts), &EvidenceTexts::default(), &Options { claims: Vec::new(), reading, grounds: true })
}

/// Every error, with its place.
pub fn errors(outcome: &Outcome) -> Vec<String> {
    let wrong = outcome.diagnostics.iter().filter(|found| found.severity == Severity::Error);
    wrong
        .map(|found| {
            let place = found.primary().map_or_else(String::new, |span| {
                let file = outcome.sources.file(span.file);
                format!("{}:{}: `{}`", file.path(), file.place(span.start).line, outcome.sources.text(span))
            });
            format!("{place} {} ({})", found.message, found.help.as_deref().unwrap_or(""))
        })
        .collect()
}

/// A claim's judgement in words; sets as sorted signed names.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Judged {
    pub verdict: String,
    pub answers: Vec<String>,
    pub on_record: String,
    pub sets: [Vec<Vec<String>>; 4],
}

impl Judged {
    pub fn of(report: &ClaimReport) -> Self {
        Self {
            verdict: verdict_word(report.verdict).to_owned(),
            answers: report.answers.iter().map(|answer| answer_word(*answer).to_owned()).collect(),
            on_record: answer_word(report.on_record).to_owned(),
            sets: ["true", "false", "open", "undefined"].map(|answer| sets_of(report, answer)),
        }
    }
}

fn signed(accept: &[String], reject: &[String]) -> Vec<String> {
    let accepted = accept.iter().map(|name| format!("+{name}"));
    let mut names: Vec<String> = accepted.chain(reject.iter().map(|name| format!("-{name}"))).collect();
    names.sort();
    names
}

/// The minimal sets for an answer, as sorted signed names.
pub fn sets_of(report: &ClaimReport, answer: &str) -> Vec<Vec<String>> {
    let turns = &report.turns_on;
    let side: &[ChoiceSet] = match answer {
        "true" => &turns.true_if,
        "false" => &turns.false_if,
        "open" => &turns.open_if,
        _ => &turns.undefined_if,
    };
    let mut sets: Vec<Vec<String>> = side.iter().map(|set| signed(&set.accept, &set.reject)).collect();
    sets.sort();
    sets
}

/// Each claim by the slow twin, on a ground program of its own; none where enumerating would take long.
pub fn judged_by_twin(texts: &[Text]) -> Vec<Option<Judged>> {
    let read = read(sources(texts), &EvidenceTexts::default());
    let program = read.checked.program();
    let mut judged = Vec::new();
    for claim in (0..program.claims.len() as u32).map(ClaimId) {
        let mut grounder = Grounder::new(program, read.checked.chronology(), Budget::default());
        let root = grounder.claim(claim);
        let grounded = grounder.finish();
        let atoms = (0..grounded.program.atom_count() as u32).map(AtomId);
        let leaves = atoms.filter(|atom| grounded.program.leaf(*atom).is_some()).count();
        if leaves > 16 || (grounded.program.clauses().count() << leaves) > TWIN_COST {
            judged.push(None);
            continue;
        }
        let fixed: Vec<Literal> = root.settled.iter().map(|(leaf, so)| signed_literal(*leaf, *so)).collect();
        let look = Lookup::new(program, &read.sources, &grounded);
        let slow = twin::judge(&grounded.program, root.atom, &fixed);
        judged.push(slow.map(|slow| in_words(&slow, &look)));
    }
    judged
}

fn signed_literal(leaf: AtomId, so: bool) -> Literal {
    if so { Literal::positive(leaf) } else { Literal::negative(leaf) }
}

fn in_words(slow: &TwinJudgement, look: &Lookup<'_>) -> Judged {
    let names = |atoms: &[AtomId]| atoms.iter().map(|atom| allegation_name(look, *atom)).collect::<Vec<_>>();
    let sets = |choices: &Vec<Choice>| {
        let mut sets: Vec<Vec<String>> =
            choices.iter().map(|choice| signed(&names(&choice.accept), &names(&choice.reject))).collect();
        sets.sort();
        sets
    };
    let [true_if, false_if, open_if, undefined_if] = &slow.turns_on;
    Judged {
        verdict: slow.verdict.map_or_else(|| "none".to_owned(), |verdict| verdict.word().to_owned()),
        answers: slow.answers.iter().map(|answer: &Answer| answer.word().to_owned()).collect(),
        on_record: slow.on_record.word().to_owned(),
        sets: [sets(true_if), sets(false_if), sets(open_if), sets(undefined_if)],
    }
}
