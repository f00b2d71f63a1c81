//! Takes a moment and dates that a text names, gives whether the moment lies before, within or after them.
//!
//! Unlike an event, a date that a text names is made of whole days: what happens on 25 October is not before that
//! day, whatever the hour, and a rule in force from 16 June to 7 July is in force on both.
use super::day::Instant;
use super::lasting::Extent;
use super::moment::{Moment, Span, meets};
use super::order::certain;

/// Where a moment may lie beside a date; at least one is so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Placement {
    /// It may lie before the date begins.
    pub before: bool,
    /// It may lie on the date.
    pub within: bool,
    /// It may lie after the date has ended.
    pub after: bool,
}

impl Placement {
    /// Beside a date that lasts: a day, a month, early 1917. Where it has several spans, it is one of them as a whole.
    pub fn beside_stretch(moment: &Moment, date: &Moment) -> Placement {
        Placement::of(moment, date, |moment, date| Placement {
            before: earlier(moment.first(), date.first()),
            within: meets(moment.first(), date.last()) && meets(date.first(), moment.last()),
            after: later(moment.last(), date.last()),
        })
    }

    /// Beside one unknown day (or minute) of the date: about, between, before, after.
    pub fn beside_some_day(moment: &Moment, date: &Moment) -> Placement {
        Placement::of(moment, date, |moment, date| Placement {
            before: date.last().is_none() || earlier(moment.first(), date.latest_start()),
            within: meets(moment.first(), date.last()) && meets(date.first(), moment.last()),
            after: date.first().is_none() || later(moment.last(), date.earliest_end()),
        })
    }

    fn of(moment: &Moment, date: &Moment, place: fn(Span, Span) -> Placement) -> Placement {
        let mut all = Placement { before: false, within: false, after: false };
        for (one, other) in moment.spans().flat_map(|one| date.spans().map(move |other| (one, other))) {
            let here = place(one, other);
            all.before |= here.before;
            all.within |= here.within;
            all.after |= here.after;
        }
        all
    }

    /// Whether the moment lies before the date; `None` is open.
    pub fn is_before(self) -> Option<bool> {
        certain(self.before, self.within || self.after)
    }

    /// Whether the moment lies on the date; `None` is open.
    pub fn is_within(self) -> Option<bool> {
        certain(self.within, self.before || self.after)
    }

    /// Whether the moment lies after the date; `None` is open.
    pub fn is_after(self) -> Option<bool> {
        certain(self.after, self.before || self.within)
    }
}

/// Whether some instant from `first` on lies before `limit`, where a missing limit has nothing before it.
fn earlier(first: Option<Instant>, limit: Option<Instant>) -> bool {
    limit.is_some_and(|limit| first.is_none_or(|first| first < limit))
}

/// Whether some instant up to `last` lies after `limit`, where a missing limit has nothing after it.
fn later(last: Option<Instant>, limit: Option<Instant>) -> bool {
    limit.is_some_and(|limit| last.is_none_or(|last| limit < last))
}

/// The time of a fact, of a rule in force, of an office: from the beginning of one date to the end of another, both
/// included; a missing side has no bound.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
pub struct Term {
    /// It runs from the beginning of this day.
    pub from: Option<Moment>,
    /// It runs to the end of this day.
    pub until: Option<Moment>,
}

impl Term {
    /// Whether the moment lies in the term; `None` is open. The two dates are taken as independent of each other,
    /// except that the term is not empty.
    pub fn contains(&self, moment: &Moment) -> Option<bool> {
        let mut possible = false;
        let mut otherwise = false;
        for (from, until) in self.alternatives() {
            let first = from.and_then(Span::first);
            let last = until.and_then(Span::last);
            for here in moment.spans() {
                possible |= meets(first, here.last()) && meets(here.first(), last);
                otherwise |= from.is_some_and(|from| starts_late(from, here));
                otherwise |= until.is_some_and(|until| ends_early(until, here));
            }
        }
        certain(possible, otherwise)
    }

    /// Each beginning with each end that it may have; days after every end are no beginnings.
    fn alternatives(&self) -> Vec<(Option<Span>, Option<Span>)> {
        let mut pairs = Vec::new();
        for from in sides(self.from.as_ref()) {
            for until in sides(self.until.as_ref()) {
                match (from, until) {
                    (Some(begin), Some(end)) => {
                        let narrowed = Extent::new(begin, end);
                        // A day that is cut at a minute would no longer count as a whole day.
                        let whole = begin.grain() != end.grain();
                        pairs.extend(narrowed.map(|extent| {
                            if whole { (from, until) } else { (Some(extent.begin()), Some(extent.end())) }
                        }));
                    }
                    _ => pairs.push((from, until)),
                }
            }
        }
        pairs
    }

    /// Whether the term is over before the moment; `None` is open.
    pub fn ended_before(&self, moment: &Moment) -> Option<bool> {
        match &self.until {
            None => Some(false),
            Some(until) => Placement::beside_some_day(moment, until).is_after(),
        }
    }

    /// Whether the term has begun by the moment; `None` is open.
    pub fn begun_by(&self, moment: &Moment) -> Option<bool> {
        match &self.from {
            None => Some(true),
            Some(from) => Placement::beside_some_day(moment, from).is_before().map(|before| !before),
        }
    }
}

/// The alternatives of one side; `None` has no bound.
fn sides(side: Option<&Moment>) -> Vec<Option<Span>> {
    side.map_or_else(|| vec![None], |moment| moment.spans().map(Some).collect())
}

/// Whether some beginning in `from` may lie after some instant of `here`.
fn starts_late(from: Span, here: Span) -> bool {
    from.latest_start().is_none_or(|start| earlier(here.first(), Some(start)))
}

/// Whether some end in `until` may lie before some instant of `here`.
fn ends_early(until: Span, here: Span) -> bool {
    until.earliest_end().is_none_or(|end| later(here.last(), Some(end)))
}
