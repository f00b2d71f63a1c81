//! (room: explain)
pub mod reason;
