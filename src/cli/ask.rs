//! `convoke ask`: any condition, judged.
use super::arguments::{Ask, Format};
use super::exit::Exit;
use super::input::read_corpus;
use super::names;
use super::output::{Trouble, palette, print};
use convoke::report::{json_ask, plain_ask, terminal_ask};

/// Judges a condition.
pub fn run(arguments: &Ask) -> Result<Exit, Vec<Trouble>> {
    let corpus = read_corpus(&arguments.corpus.paths)?;
    let reading = arguments.reading.reading();
    let asked = convoke::session::ask(corpus.sources, &corpus.texts, &arguments.condition, &reading);
    let unknown = names::unknown(&asked.outcome.program, &[], &reading);
    if asked.outcome.judged() && !unknown.is_empty() {
        return Err(unknown);
    }
    print(&match arguments.form.format {
        Format::Terminal => terminal_ask(&asked, palette(&arguments.form)),
        Format::Plain => plain_ask(&asked),
        Format::Json => json_ask(&asked, &reading),
    });
    Ok(if asked.outcome.judged() { Exit::Well } else { Exit::Faults })
}
