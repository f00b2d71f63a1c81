//! `convoke check`: every diagnostic and every claim.
use super::arguments::{Check, Finding, Format};
use super::exit::Exit;
use super::input::read_corpus;
use super::names;
use super::output::{Trouble, palette, print};
use convoke::program::VerdictWord;
use convoke::report::{json, plain, terminal};
use convoke::session::options::Options;
use convoke::session::outcome::Outcome;

/// Judges a corpus and prints the report.
pub fn run(arguments: &Check) -> Result<Exit, Vec<Trouble>> {
    let corpus = read_corpus(&arguments.corpus.paths)?;
    // The form for a terminal gives a line to a claim whose reasons it does not tell; the others tell its ground.
    let grounds = arguments.form.format != Format::Terminal;
    let options = Options { claims: arguments.claims.clone(), reading: arguments.reading.reading(), grounds };
    let outcome = convoke::session::run(corpus.sources, &corpus.texts, &options);
    let unknown = names::unknown(&outcome.program, &options.claims, &options.reading);
    if outcome.judged() && !unknown.is_empty() {
        return Err(unknown);
    }
    print(&match arguments.form.format {
        Format::Terminal => terminal(&outcome, palette(&arguments.form)),
        Format::Plain => plain(&outcome),
        Format::Json => json(&outcome),
    });
    let exit = exit(&outcome, &arguments.fail_on);
    // The process ends here: giving a large record back piece by piece would only take time.
    std::mem::forget(outcome);
    Ok(exit)
}

fn exit(outcome: &Outcome, fail_on: &[Finding]) -> Exit {
    let failed = outcome.claims.iter().any(|claim| claim.as_expected == Some(false));
    let found = outcome.claims.iter().any(|claim| fail_on.iter().any(|finding| verdict(*finding) == claim.verdict));
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
