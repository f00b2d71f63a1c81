//! Arguments, disk and terminal. Takes the command line; gives text and an exit code. One file a
//! command; everything that is said comes from the library's reports.
mod arguments;
mod ask;
mod check;
mod coverage;
mod diff;
mod disk;
mod exit;
mod explain;
mod export;
mod fingerprint;
mod git;
mod input;
mod names;
mod output;
mod verify;
mod why;

pub use exit::Exit;

use arguments::{Command, Convoke};
use clap::Parser;

/// Reads the command line and does what it says.
pub fn run() -> Exit {
    let arguments = match Convoke::try_parse() {
        Ok(arguments) => arguments,
        Err(refusal) => return exit::refused(&refusal),
    };
    let done = match &arguments.command {
        Command::Check(check) => check::run(check),
        Command::Why(why) => why::run(why),
        Command::Ask(ask) => ask::run(ask),
        Command::Fingerprint(fingerprint) => fingerprint::run(fingerprint),
        Command::Coverage(coverage) => coverage::run(coverage),
        Command::Diff(diff) => diff::run(diff),
        Command::Export(export) => export::run(export),
        Command::Verify(verify) => verify::run(verify),
        Command::Explain(explain) => explain::run(explain),
    };
    done.unwrap_or_else(|trouble| {
        output::say_trouble(&trouble);
        Exit::Usage
    })
}
