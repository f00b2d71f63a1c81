//! Days, the two calendars, imprecise dates, order and durations. Must never know the rest of the crate.
//!
//! The way through: [`parse_date`] reads the figures of a date into [`Parts`]; the caller joins them with the words
//! around them (`about`, `OS`, …) to a [`DateLiteral`]; its [`DateLiteral::moment`] is the [`Moment`], the set of
//! instants at which it may have been. An event is [`When`]: a moment, or [`Lasting`] from one to another;
//! [`order`] says which of two came first. [`Term`] is the time of a rule or a fact, [`Placement`] where a moment
//! lies beside a date named in a condition, [`Period`] and [`DayCounts`] are the durations, [`show`] prints.
//!
//! Both calendars are carried back and forward without end, as historians of other countries use them: which one a
//! source follows is for the corpus to say. All comparisons are made on one count of minutes, [`Instant`].
mod civil;
mod day;
mod duration;
mod error;
mod imprecise;
mod lasting;
mod moment;
mod order;
mod parts;
mod placement;
pub mod show;
#[cfg(test)]
mod tests;

pub use civil::{Calendar, CivilDate};
pub use day::{Clock, Day, Instant};
pub use duration::{DayCounts, Period, clear_days_between, days_lasted, days_of, midnights};
pub use error::DateError;
pub use imprecise::{DateLiteral, Imprecise, Point, Third, WhichCalendar};
pub use lasting::{Extent, Lasting};
pub use moment::{Grain, Moment, Span};
pub use order::{Chances, Order, When, during, order, same_day};
pub use parts::{Parts, parse_date};
pub use placement::{Placement, Term};
