//! `convoke export`: the claims on one reading, as a program for another engine.
use super::arguments::{Colour, Export, Form, Format, Language};
use super::exit::Exit;
use super::input::read_corpus;
use super::names;
use super::output::{Trouble, print};
use super::why::print_faults;
use convoke::export::Target;

/// Writes the program.
pub fn run(arguments: &Export) -> Result<Exit, Vec<Trouble>> {
    let corpus = read_corpus(&arguments.corpus.paths)?;
    let reading = arguments.reading.reading();
    let target = match arguments.to {
        Language::Prolog => Target::Prolog,
        Language::Asp => Target::AnswerSets,
    };
    let exported = convoke::session::export::export(corpus.sources, &corpus.texts, &arguments.claims, &reading, target);
    if !exported.outcome.judged() {
        print_faults(&exported.outcome, &Form { format: Format::Terminal, colour: Colour::Auto });
        return Ok(Exit::Faults);
    }
    let unknown = names::unknown(&exported.outcome.program, &arguments.claims, &reading);
    if !unknown.is_empty() {
        return Err(unknown);
    }
    if let (Target::AnswerSets, Some(undefined)) = (target, &exported.undefined) {
        let why = format!("on this reading it is undefined whether {undefined}: clingo knows only true and false");
        return Err(vec![Trouble::unexported(&why, "write it with `--to prolog`, or leave that claim out")]);
    }
    let Some(text) = exported.text else {
        let why = "no reading was found on which what is accepted and rejected can stand together";
        return Err(vec![Trouble::unexported(why, "accept or reject fewer allegations")]);
    };
    print(&text);
    Ok(Exit::Well)
}
