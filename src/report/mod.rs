//! What a run gives, in words: one file a format. Takes an outcome (or reasons, answers, a coverage);
//! gives text. Never decides anything, must never know the solver.
mod ask;
mod claim_story;
mod clean;
mod coverage;
mod diagnostics;
mod diff;
mod json;
mod palette;
mod plain;
mod reason_story;
mod snippet;
mod summary;
mod terminal;
mod words;

pub use ask::{json_ask, plain_ask, terminal_ask};
pub use clean::clean;
pub use coverage::{json_coverage, plain_coverage, terminal_coverage};
pub use diagnostics::{draw_diagnostic, plain_diagnostic};
pub use diff::{json_diff, markdown_diff, plain_diff, terminal_diff};
pub use json::{json, json_why};
pub use palette::{Palette, Tone};
pub use plain::{plain, plain_claim, plain_why};
pub use terminal::{claim_block, terminal, terminal_why};
