//! `convoke coverage`: how much of each source a corpus takes up.
use super::arguments::{Coverage, Format};
use super::exit::Exit;
use super::input::read_corpus;
use super::output::{Trouble, palette, print};
use super::why::print_faults;
use convoke::report::{json_coverage, plain_coverage, terminal_coverage};

/// Counts the sentences of every source.
pub fn run(arguments: &Coverage) -> Result<Exit, Vec<Trouble>> {
    let corpus = read_corpus(&arguments.corpus.paths)?;
    let outcome = convoke::session::resolved(corpus.sources, &corpus.texts);
    if !outcome.judged() {
        print_faults(&outcome, &arguments.form);
        return Ok(Exit::Faults);
    }
    let counted = convoke::evidence::coverage(&outcome.program, &outcome.sources, &corpus.texts);
    print(&match arguments.form.format {
        Format::Terminal => terminal_coverage(&outcome.sources, &counted, palette(&arguments.form)),
        Format::Plain => plain_coverage(&outcome.sources, &counted),
        Format::Json => json_coverage(&outcome.sources, &outcome.program.title, &counted),
    });
    Ok(Exit::Well)
}
