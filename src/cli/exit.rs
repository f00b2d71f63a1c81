//! Exit codes, the same for every command.
use std::process::{ExitCode, Termination};

/// How a run ended.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum Exit {
    /// All well: no error, every expectation met, no finding that `--fail-on` names.
    Well = 0,
    /// The corpus has errors, an expectation failed, or a finding is one that `--fail-on` names.
    Faults = 1,
    /// Nothing could be judged: a wrong option, an unknown name, a file that cannot be read.
    Usage = 2,
}

impl Termination for Exit {
    fn report(self) -> ExitCode {
        ExitCode::from(self as u8)
    }
}

/// The codes, for the help of every command.
pub const IN_WORDS: &str = "\
Exit codes:
  0  all well: no error, and every expectation met
  1  errors in the corpus, an expectation that failed, or a finding of --fail-on
  2  wrong use: an unknown option or name, a file that cannot be read";

/// A command line that clap refuses, or that asks for help.
pub fn refused(refusal: &clap::Error) -> Exit {
    // a closed pipe is no news to whoever closed it
    let _ = refusal.print();
    if refusal.use_stderr() { Exit::Usage } else { Exit::Well }
}
