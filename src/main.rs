//! The command line of Convoke.
#![forbid(unsafe_code)]
mod cli;

fn main() -> cli::Exit {
    cli::run()
}
