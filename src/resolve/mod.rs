//! Names to ids, sentences to acts and relations, citations to sources; one file a concern. Must never know
//! what is true.
pub mod amount;
pub mod cursor;
pub mod date;
mod intern;
pub mod names;
mod normal;
mod phrases;
mod resolver;

pub use cursor::Cursor;
pub use names::{Form, Named, Names};
pub use resolver::Resolver;
