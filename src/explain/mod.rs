//! (room: explain)
