//! (room: verdict)
pub mod claim_report;
