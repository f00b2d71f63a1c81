//! The order of events. Takes the dates and the precedences that the record tells; answers whether one event was
//! over before another began: true, false, or open.
//!
//! Time is dense: each minute has ticks, so that events told one after the other may share a minute. Of two
//! momentary events of open order one came first; which, the constraints about them leave to the readings.
//! What a party tells of an event places that event, and never another (that is a conditional constraint).
mod constraints;
mod life;
mod order;
mod points;
mod ranges;
mod reach;
mod report;
mod stretch;
mod told;

pub use constraints::{Point, PointConstraint, ticks_of_minutes};
pub use life::OutsideLife;
pub use stretch::{Edge, Stretch};
pub use told::TICKS_PER_MINUTE;

use crate::diagnostic::{Diagnostic, Severity};
use crate::program::{EventId, Program};
use order::{Conflict, Order};
use points::Points;
use std::collections::BTreeSet;
use told::{EventPoint, Told, begin, end};

/// True, false, or not decided by what is told.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Trilean {
    /// It is so.
    True,
    /// It is not so.
    False,
    /// What is told leaves it open.
    Open,
}

impl From<bool> for Trilean {
    fn from(value: bool) -> Self {
        if value { Self::True } else { Self::False }
    }
}

/// How often what contradicts itself is taken back and the rest looked at again.
const MOST_LOOKS: usize = 32;

/// The order of a program's events.
pub struct Chronology {
    points: Points,
    order: Order,
    told: Told,
    /// For each event the edges about it: `about[starts[e]..starts[e + 1]]`.
    starts: Vec<u32>,
    about: Vec<u32>,
    outside: Vec<OutsideLife>,
}

impl Chronology {
    /// Reads the times of all events. What contradicts itself is reported with both places; acts outside the
    /// lives of their subjects are kept for the check of the record.
    pub fn build(program: &Program) -> (Self, Vec<Diagnostic>) {
        let (mut plain, conflicts) = Self::of(Told::read(program));
        let diagnostics = plain.contradictions(program, conflicts);
        if diagnostics.iter().any(|found| found.severity == Severity::Error) {
            return (plain, diagnostics);
        }
        let mut told = Told::read(program);
        let before = (told.edges.len(), told.dates.len());
        let mut outside = life::add_lives(program, &plain, &mut told);
        if (told.edges.len(), told.dates.len()) == before && told.conditional.is_empty() {
            plain.outside = outside;
            return (plain, diagnostics);
        }
        loop {
            let (mut full, found) = Self::of(told);
            let blamed = full.lives_at_fault(&found);
            if blamed.is_empty() {
                outside.sort_unstable();
                full.outside = outside;
                return (full, diagnostics);
            }
            // Lives that contradict the record only together: these acts are dated otherwise too.
            told = full.told;
            outside.extend(blamed.iter().filter_map(|&edge| told.edges[edge].outside()));
            let mut index = 0;
            told.edges.retain(|_| {
                index += 1;
                !blamed.contains(&(index - 1))
            });
        }
    }

    /// Everything that contradicts itself: what is at fault is taken back, and the rest looked at again, until
    /// nothing more is found.
    fn contradictions(&self, program: &Program, mut conflicts: Vec<Conflict>) -> Vec<Diagnostic> {
        let mut found = Vec::new();
        let mut rest: Option<Self> = None;
        for _ in 0..MOST_LOOKS {
            let looked_at = rest.as_ref().unwrap_or(self);
            let (diagnostics, fault) = report::conflicts(program, looked_at, &conflicts);
            found.extend(diagnostics);
            if fault.is_empty() {
                break;
            }
            let told = fault.taken_back(&looked_at.told);
            let (next, further) = Self::of(told);
            (rest, conflicts) = (Some(next), further);
        }
        found.sort_by_key(|diagnostic: &Diagnostic| (diagnostic.primary(), diagnostic.code));
        found
    }

    fn of(told: Told) -> (Self, Vec<Conflict>) {
        let points = Points::new(&told);
        let (order, conflicts) = Order::new(&points, &told);
        let (starts, about) = constraints::index(&told);
        (Self { points, order, told, starts, about, outside: Vec::new() }, conflicts)
    }

    /// The edges of lives that take part in a conflict of the record.
    fn lives_at_fault(&self, conflicts: &[Conflict]) -> BTreeSet<usize> {
        let mut found = BTreeSet::new();
        let is_life = |&edge: &usize| self.told.edges[edge].life.is_some();
        for conflict in conflicts {
            match conflict {
                Conflict::Circle(edges) => found.extend(edges.iter().copied().filter(is_life)),
                Conflict::Ranges { point, .. } if self.points.firm[*point as usize] => {
                    let crossed = |point: u32| self.order.low[point as usize] > self.order.high[point as usize];
                    let touches = |edge: &usize| {
                        let edge = &self.told.edges[*edge];
                        crossed(self.points.at(edge.early)) || crossed(self.points.at(edge.late))
                    };
                    found.extend((0..self.told.edges.len()).filter(is_life).filter(touches));
                }
                Conflict::Ranges { .. } => {}
            }
        }
        found
    }

    /// Whether `e` is over before `f` begins. Of two momentary events of open order: open; false of an event and
    /// itself, and of two that are told to be together.
    pub fn before(&self, e: EventId, f: EventId) -> Trilean {
        if e == f {
            return Trilean::False;
        }
        self.compare(self.points.at(end(e)), self.points.at(begin(f)))
    }

    /// Whether the one point is strictly before the other.
    fn compare(&self, early: u32, late: u32) -> Trilean {
        let order = &self.order;
        if early == late || order.low[early as usize] >= order.high[late as usize] {
            return Trilean::False;
        }
        if order.high[early as usize] < order.low[late as usize] {
            return Trilean::True;
        }
        if !order.linked(early, late) {
            return Trilean::Open;
        }
        if order.told(early, late, true) == Some(true) {
            Trilean::True
        } else if order.told(late, early, false) == Some(true) {
            Trilean::False
        } else {
            Trilean::Open
        }
    }

    /// Whether it is certain that one point precedes the other (strictly, or at least does not come after it).
    fn precedes(&self, early: EventPoint, late: EventPoint, strictly: bool) -> bool {
        let (early, late) = (self.points.at(early), self.points.at(late));
        let (high, low) = (self.order.high[early as usize], self.order.low[late as usize]);
        high < low || !strictly && high == low || self.order.told(early, late, strictly) == Some(true)
    }

    /// Whether the two are told to have been at the same moment.
    pub fn same_moment(&self, e: EventId, f: EventId) -> bool {
        let direct = |a: EventId, b: EventId| self.told.together.binary_search(&(a, b)).is_ok();
        self.points.of[e.index()] == self.points.of[f.index()] || direct(e, f) || direct(f, e)
    }

    /// Whether the event lasts, as opposed to happening at a moment.
    pub fn lasts(&self, e: EventId) -> bool {
        self.points.lasts(e)
    }

    /// The first and the last minute in which the event may begin; `i64::MIN` and `MAX` where open.
    pub fn begin(&self, e: EventId) -> (i64, i64) {
        self.minutes(begin(e))
    }

    /// The first and the last minute in which the event may end; `i64::MIN` and `MAX` where open.
    pub fn end(&self, e: EventId) -> (i64, i64) {
        self.minutes(end(e))
    }

    fn minutes(&self, point: EventPoint) -> (i64, i64) {
        let (low, high) = self.ticks(point);
        (told::minute(low), told::minute(high))
    }

    fn ticks(&self, point: EventPoint) -> (i64, i64) {
        let point = self.points.at(point) as usize;
        (self.order.low[point], self.order.high[point])
    }

    /// Whether the event is over before some moment within these minutes, of which nobody knows which. For the end
    /// of a day ask for the first minute of the next.
    pub fn event_before_date(&self, e: EventId, (first, last): (i64, i64)) -> Trilean {
        let (low, high) = self.end(e);
        range_before((low, high), (first, last))
    }

    /// Whether some moment within these minutes is before the event begins.
    pub fn date_before_event(&self, (first, last): (i64, i64), e: EventId) -> Trilean {
        range_before((first, last), self.begin(e))
    }

    /// Whether all of the event lies within these minutes, both included.
    pub fn event_within(&self, e: EventId, (first, last): (i64, i64)) -> Trilean {
        let ((begin, begin_last), (end_first, end)) = (self.begin(e), self.end(e));
        if begin >= first && end <= last {
            Trilean::True
        } else if begin_last < first || end_first > last {
            Trilean::False
        } else {
            Trilean::Open
        }
    }

    /// The acts told to lie outside the lives of their subjects, in the order of the events.
    pub fn outside_lives(&self) -> &[OutsideLife] {
        &self.outside
    }
}

/// Whether a moment within one range of minutes is before a moment within another.
pub fn range_before(early: (i64, i64), late: (i64, i64)) -> Trilean {
    if early.1 < late.0 {
        Trilean::True
    } else if early.0 > late.1 || early.0 == early.1 && late.0 == late.1 && early.0 == late.0 {
        Trilean::False
    } else {
        Trilean::Open
    }
}

#[cfg(test)]
mod tests;
