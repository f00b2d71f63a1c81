//! `convoke why`: the reasons of a claim, or the chain of authority of a body.
use super::arguments::{Form, Format, Why};
use super::exit::Exit;
use super::input::read_corpus;
use super::names;
use super::output::{Trouble, palette, print};
use convoke::report::{json, json_why, plain, plain_why, terminal, terminal_why};
use convoke::session::outcome::Outcome;

/// Explains a claim.
pub fn run(arguments: &Why) -> Result<Exit, Vec<Trouble>> {
    let corpus = read_corpus(&arguments.corpus.paths)?;
    let reading = arguments.reading.reading();
    let explained = convoke::session::why(corpus.sources, &corpus.texts, &arguments.name, &reading);
    let outcome = &explained.outcome;
    if !outcome.judged() {
        print_faults(outcome, &arguments.form);
        return Ok(Exit::Faults);
    }
    let mut unknown = names::unknown(&outcome.program, &[], &reading);
    unknown.extend(names::unknown_subject(&outcome.program, &arguments.name));
    if !unknown.is_empty() {
        return Err(unknown);
    }
    print(&match arguments.form.format {
        Format::Terminal => terminal_why(&outcome.sources, &explained.reasons, palette(&arguments.form)),
        Format::Plain => plain_why(&outcome.sources, &explained.reasons),
        Format::Json => json_why(&outcome.sources, &arguments.name, &reading, &explained.reasons),
    });
    Ok(Exit::Well)
}

/// A corpus with errors has no reasons to show: the report of `check` says what to mend.
pub fn print_faults(outcome: &Outcome, form: &Form) {
    print(&match form.format {
        Format::Terminal => terminal(outcome, palette(form)),
        Format::Plain => plain(outcome),
        Format::Json => json(outcome),
    });
}
