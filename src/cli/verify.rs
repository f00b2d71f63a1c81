//! `convoke verify`: the claims on the record's reading and each standpoint's, by engines that nobody here wrote.
use super::arguments::{Colour, Form, Format, Verify, Witness};
use super::exit::Exit;
use super::input::read_corpus;
use super::output::{Trouble, print};
use super::why::print_faults;
use convoke::export::Target;
use convoke::session::export::{Exported, export};
use convoke::session::options::Reading;
use convoke::solve::answers::Value;
use std::collections::BTreeMap;
use std::io::Write;
use std::process::{Command, Stdio};

/// Asks the witnesses.
pub fn run(arguments: &Verify) -> Result<Exit, Vec<Trouble>> {
    let corpus = read_corpus(&arguments.corpus.paths)?;
    let of = |reading: &Reading, target| export(corpus.sources.clone(), &corpus.texts, &[], reading, target);
    let record = of(&Reading::default(), Target::Prolog);
    if !record.outcome.judged() {
        print_faults(&record.outcome, &Form { format: Format::Terminal, colour: Colour::Auto });
        return Ok(Exit::Faults);
    }
    let program = &record.outcome.program;
    let named =
        |standpoint: &convoke::program::Standpoint| program.statements[standpoint.statement.index()].name.clone();
    let mut readings = vec![("the record".to_owned(), Reading::default())];
    readings.extend(
        program
            .standpoints
            .iter()
            .map(named)
            .map(|name| (format!("standpoint `{name}`"), Reading { standpoint: Some(name), ..Reading::default() })),
    );
    let witnesses = if arguments.with.is_empty() { Witness::ALL.to_vec() } else { arguments.with.clone() };
    let (mut text, mut differs, mut heard) = (String::new(), false, false);
    for witness in witnesses {
        if !is_here(witness) {
            text.push_str(&format!("{} is absent: it was asked nothing\n", witness.name()));
            continue;
        }
        heard = true;
        for (name, reading) in &readings {
            let (line, agrees) = compare(witness, name, &of(reading, witness.target()));
            differs |= !agrees;
            text.push_str(&line);
        }
    }
    print(&text);
    Ok(if differs {
        Exit::Faults
    } else if heard {
        Exit::Well
    } else {
        Exit::Usage
    })
}

/// The comparison in words, and whether nothing differs.
fn compare(witness: Witness, reading: &str, exported: &Exported) -> (String, bool) {
    let name = witness.name();
    let Some(program) = &exported.text else {
        return (format!("{name}, {reading}: no such reading is allowed\n"), true);
    };
    if let (Witness::Clingo, Some(undefined)) = (witness, &exported.undefined) {
        return (format!("{name}, {reading}: not asked, for it is undefined whether {undefined}\n"), true);
    }
    let Some(said) = answers(witness, program) else { return (format!("{name}, {reading}: gave no answer\n"), false) };
    let differing: Vec<String> = exported
        .answers
        .iter()
        .map(|(claim, value)| (claim, word(*value), said.get(claim).map_or("false", String::as_str)))
        .filter(|(_, ours, theirs)| ours != theirs)
        .map(|(claim, ours, theirs)| format!("  `{claim}`: convoke says {ours}, {name} says {theirs}\n"))
        .collect();
    let count = exported.answers.len();
    let verdict = match differing.len() {
        0 => format!("agrees on all {count} claims"),
        some => format!("differs on {some} of {count} claims"),
    };
    (format!("{name}, {reading}: {verdict}\n{}", differing.concat()), differing.is_empty())
}

const fn word(value: Value) -> &'static str {
    match value {
        Value::True => "true",
        Value::False => "false",
        Value::Undefined => "undefined",
    }
}

const CLINGO: &str = "\
import clingo, sys
control = clingo.Control(['0'], logger=lambda code, message: None)
control.add('base', [], sys.stdin.read()); control.ground([('base', [])])
with control.solve(yield_=True) as models:
    found = [[a.arguments[0].string for a in m.symbols(shown=True)] for m in models]
assert len(found) == 1
for claim in found[0]: print(claim, 'true', sep='\\t')
print('done')
";

fn command(witness: Witness) -> Command {
    match witness {
        Witness::Swipl => {
            let mut swipl = Command::new("swipl");
            swipl.args(["-q", "-g", "load_files(program, [stream(user_input)]), answers, writeln(done)", "-t", "halt"]);
            swipl
        }
        Witness::Clingo => {
            let mut python = Command::new("python3");
            python.args(["-c", CLINGO]);
            python
        }
    }
}

fn is_here(witness: Witness) -> bool {
    let mut command = match witness {
        Witness::Swipl => Command::new("swipl"),
        Witness::Clingo => Command::new("python3"),
    };
    match witness {
        Witness::Swipl => command.arg("--version"),
        Witness::Clingo => command.args(["-c", "import clingo"]),
    };
    command.output().is_ok_and(|output| output.status.success())
}

/// What the witness says of each claim; none if it did not come to an end.
fn answers(witness: Witness, program: &str) -> Option<BTreeMap<String, String>> {
    let mut command = command(witness);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut running = command.spawn().ok()?;
    // dropped at once, so that the witness sees the end of its program
    running.stdin.take()?.write_all(program.as_bytes()).ok()?;
    let output = running.wait_with_output().ok()?;
    let said = String::from_utf8(output.stdout).ok()?;
    let complete = output.status.success() && said.lines().last() == Some("done");
    let pairs = said.lines().filter_map(|line| line.split_once('\t'));
    complete.then(|| pairs.map(|(claim, answer)| (claim.to_owned(), answer.to_owned())).collect())
}
