//! Takes two times, gives which came first, as far as the dates tell.
//!
//! What lasts is before another if it ended before that began: it is judged before it began, and its effects follow
//! its end; overlapping, they are neither before nor after each other. Of two moments one came first, though nobody
//! may know which: within one minute, as within one day, the dates leave it open. Whether the record says that two
//! were one moment (`together with`), or orders them otherwise, is for the caller, and so is that an event is not
//! compared with itself.
//!
//! With a, b the unknown instants: before(X, Y) is possible iff some end of X ≤ some beginning of Y, that is, iff the
//! earliest end of X ≤ the latest beginning of Y; so only the outermost instants are looked at.
use super::day::Day;
use super::lasting::{Extent, Lasting};
use super::moment::{Moment, meets};

/// When an event was.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum When {
    /// At one instant.
    Moment(Moment),
    /// From one instant to another.
    Lasting(Lasting),
}

impl When {
    /// When it began: conditions are judged before this.
    pub fn begin(&self) -> Moment {
        match self {
            When::Moment(moment) => moment.clone(),
            When::Lasting(lasting) => lasting.begin(),
        }
    }

    /// When it ended: effects follow this.
    pub fn end(&self) -> Moment {
        match self {
            When::Moment(moment) => moment.clone(),
            When::Lasting(lasting) => lasting.end(),
        }
    }

    // No list is made: orders are asked for by the million.
    fn extents(&self) -> impl Iterator<Item = Extent> + '_ {
        let (moment, lasting) = match self {
            When::Moment(moment) => (Some(moment), None),
            When::Lasting(lasting) => (None, Some(lasting)),
        };
        let moments = moment.into_iter().flat_map(Moment::spans).map(Extent::of_moment);
        moments.chain(lasting.into_iter().flat_map(Lasting::extents))
    }

    fn is_moment(&self) -> bool {
        matches!(self, When::Moment(_))
    }

    /// The only day on which it may have begun and ended.
    fn only_day(&self) -> Option<Day> {
        self.begin().only_day().filter(|day| self.end().only_day() == Some(*day))
    }
}

/// What the dates say of the order of two events.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Order {
    /// The first certainly came before the second.
    Before,
    /// The first certainly came after the second.
    After,
    /// They certainly overlap: neither is before the other.
    Overlap,
    /// Both certainly fall on one day; which came first there is open.
    SameDay,
    /// The dates leave it open.
    Open,
}

/// Which orders of two events the dates allow; at least one is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Chances {
    /// The first may have come before the second.
    pub before: bool,
    /// The first may have come after the second.
    pub after: bool,
    /// They may overlap.
    pub overlap: bool,
}

impl Chances {
    /// The orders of `one` beside `other` that the dates allow.
    pub fn of(one: &When, other: &When) -> Chances {
        let mut chances = Chances { before: false, after: false, overlap: false };
        let moments = one.is_moment() && other.is_moment();
        for x in one.extents() {
            for y in other.extents() {
                chances.before |= meets(x.end().first(), y.begin().last());
                chances.after |= meets(y.end().first(), x.begin().last());
                chances.overlap |=
                    !moments && meets(y.begin().first(), x.end().last()) && meets(x.begin().first(), y.end().last());
            }
        }
        chances
    }

    /// Whether the first came before the second: certainly, certainly not, or open.
    pub fn is_before(self) -> Option<bool> {
        certain(self.before, self.after || self.overlap)
    }

    /// Whether the first came after the second: certainly, certainly not, or open.
    pub fn is_after(self) -> Option<bool> {
        certain(self.after, self.before || self.overlap)
    }
}

/// What the dates say of the order of two events.
pub fn order(one: &When, other: &When) -> Order {
    let chances = Chances::of(one, other);
    match (chances.before, chances.after, chances.overlap) {
        (true, false, false) => Order::Before,
        (false, true, false) => Order::After,
        (false, false, true) => Order::Overlap,
        _ if one.only_day().is_some_and(|day| other.only_day() == Some(day)) => Order::SameDay,
        _ => Order::Open,
    }
}

/// Whether two moments fall on one day; `None` is open.
pub fn same_day(one: &Moment, other: &Moment) -> Option<bool> {
    if one.only_day().is_some_and(|day| other.only_day() == Some(day)) {
        return Some(true);
    }
    let possible = one.spans().any(|x| {
        other.spans().any(|y| {
            meets(x.first_day().map(Day::start), y.last_day().map(Day::end))
                && meets(y.first_day().map(Day::start), x.last_day().map(Day::end))
        })
    });
    if possible { None } else { Some(false) }
}

/// Whether `inner` happened while `outer` lasted: it began no earlier and ended no later. `None` is open.
pub fn during(inner: &When, outer: &When) -> Option<bool> {
    let mut possible = false;
    let mut otherwise = false;
    for x in inner.extents() {
        for y in outer.extents() {
            possible |= contained(x, y);
            // Possibly begun before it began, or ended after it ended; within one minute either may come first.
            otherwise |= meets(x.begin().first(), y.begin().last()) || meets(y.end().first(), x.end().last());
        }
    }
    certain(possible, otherwise)
}

/// Whether `x` may lie within `y`: it may begin late enough and end early enough, and, since its beginning is not after
/// its end, neither may be pushed out of `y` by the other.
fn contained(x: Extent, y: Extent) -> bool {
    meets(y.begin().first(), x.begin().last())
        && meets(x.end().first(), y.end().last())
        && meets(x.begin().first(), y.end().last())
        && meets(y.begin().first(), x.end().last())
}

/// Certain, certainly not, or open, from what is possible.
pub(super) fn certain(possible: bool, otherwise: bool) -> Option<bool> {
    match (possible, otherwise) {
        (true, false) => Some(true),
        (true, true) => None,
        (false, _) => Some(false),
    }
}
