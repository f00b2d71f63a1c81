//! The command line of Convoke.
#![forbid(unsafe_code)]
#[global_allocator]
static GLOBAL: mimalloc::MiMalloc = mimalloc::MiMalloc;

mod cli;

fn main() -> cli::Exit {
    cli::run()
}
