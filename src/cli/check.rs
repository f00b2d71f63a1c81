//! `convoke check`: every diagnostic and every claim.
use super::arguments::{Check, CheckForm, Finding, Report, Reports};
use super::disk::write_whole;
use super::exit::Exit;
use super::input::read_corpus;
use super::names;
use super::output::{Trouble, coloured, print};
use convoke::program::VerdictWord;
use convoke::report::{github, gitlab, json, plain, rdjson, sarif, short, terminal};
use convoke::session::options::Options;
use convoke::session::outcome::Outcome;

/// Judges a corpus and prints the report.
pub fn run(arguments: &Check) -> Result<Exit, Vec<Trouble>> {
    orderly(&arguments.reports)?;
    let corpus = read_corpus(&arguments.corpus.paths)?;
    // The form for a terminal gives a line to a claim whose reasons it does not tell; the others tell its ground.
    let grounds = arguments.reports.reports.iter().any(|report| report.form != CheckForm::Terminal);
    let options = Options { claims: arguments.claims.clone(), reading: arguments.reading.reading(), grounds };
    let outcome = convoke::session::run(corpus.sources, &corpus.texts, &options);
    let unknown = names::unknown(&outcome.program, &options.claims, &options.reading);
    if outcome.judged() && !unknown.is_empty() {
        return Err(unknown);
    }
    let fail_on: Vec<VerdictWord> = arguments.fail_on.iter().map(|finding| verdict(*finding)).collect();
    write_reports(&outcome, &arguments.reports, &fail_on)?;
    let exit = exit(&outcome, &fail_on);
    // The process ends here: giving a large record back piece by piece would only take time.
    std::mem::forget(outcome);
    Ok(exit)
}

/// Each form once, each file once, and one form at most on standard output: known before anything runs.
fn orderly(asked: &Reports) -> Result<(), Vec<Trouble>> {
    let mut troubles = Vec::new();
    for (number, Report { form, file }) in asked.reports.iter().enumerate() {
        let before = &asked.reports[..number];
        if before.iter().any(|other| other.form == *form) {
            troubles.push(Trouble::reports("one form is named twice"));
        } else if before.iter().any(|other| other.file == *file) {
            troubles.push(Trouble::reports(match file {
                None => "two forms would go to standard output",
                Some(_) => "two forms would go to one file",
            }));
        }
    }
    if troubles.is_empty() { Ok(()) } else { Err(troubles) }
}

/// Files first: where one cannot be written nothing is printed.
fn write_reports(outcome: &Outcome, asked: &Reports, fail_on: &[VerdictWord]) -> Result<(), Vec<Trouble>> {
    let text = |form: CheckForm, file: bool| match form {
        CheckForm::Terminal if file => terminal(outcome, Default::default()),
        CheckForm::Terminal => terminal(outcome, coloured(asked.colour)),
        CheckForm::Plain => plain(outcome),
        CheckForm::Json => json(outcome),
        CheckForm::Short => short(outcome),
        CheckForm::Sarif => sarif(outcome, fail_on),
        CheckForm::Github => github(outcome, fail_on),
        CheckForm::Gitlab => gitlab(outcome, fail_on),
        CheckForm::Rdjson => rdjson(outcome, fail_on),
    };
    let mut troubles = Vec::new();
    for report in &asked.reports {
        if let Some(file) = &report.file {
            let written = write_whole(file, &text(report.form, true));
            troubles.extend(written.err().map(|why| Trouble::unwritten(file, &why)));
        }
    }
    if !troubles.is_empty() {
        return Err(troubles);
    }
    asked.reports.iter().filter(|report| report.file.is_none()).for_each(|report| print(&text(report.form, false)));
    Ok(())
}

fn exit(outcome: &Outcome, fail_on: &[VerdictWord]) -> Exit {
    let failed = outcome.claims.iter().any(|claim| claim.as_expected == Some(false));
    let found = outcome.claims.iter().any(|claim| fail_on.contains(&claim.verdict));
    if !outcome.judged() || failed || found { Exit::Faults } else { Exit::Well }
}

fn verdict(finding: Finding) -> VerdictWord {
    match finding {
        Finding::Refuted => VerdictWord::Refuted,
        Finding::Contested => VerdictWord::Contested,
        Finding::Undetermined => VerdictWord::Undetermined,
        Finding::Paradoxical => VerdictWord::Paradoxical,
    }
}
