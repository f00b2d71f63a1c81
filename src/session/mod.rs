//! The story: one function that reads as the pipeline. Must never know terminals, the disk, or protocols.
mod ask;
pub mod asked;
mod days;
pub mod diff;
pub mod export;
mod history;
mod limits;
pub mod options;
pub mod outcome;
pub mod reading;
mod run;
pub use ask::{ask, why};
pub use run::{Read, read, resolved, run};
