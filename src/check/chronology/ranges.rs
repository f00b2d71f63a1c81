//! The possible ticks of each point: its own dates, tightened along the order of the record.
use super::order::{Conflict, NONE, Step};
use super::points::Points;
use super::told::{Told, shift};
use crate::program::EventId;

/// How often ranges are tightened again where a pass moved one back along an edge.
const ROUNDS: usize = 8;

/// The possible ticks of each point, and which event's date set each end.
pub(super) struct Ranges {
    pub low: Vec<i64>,
    pub high: Vec<i64>,
    low_from: Vec<u32>,
    high_from: Vec<u32>,
    /// Points with holes in their range.
    sets: Vec<(u32, Vec<(i64, i64)>)>,
}

impl Ranges {
    pub(super) fn new(points: &Points, told: &Told) -> Self {
        let count = points.count;
        let mut ranges = Self {
            low: vec![i64::MIN; count],
            high: vec![i64::MAX; count],
            low_from: vec![NONE; count],
            high_from: vec![NONE; count],
            sets: Vec::new(),
        };
        for date in &told.dates {
            let point = points.at(date.point);
            let (Some(first), Some(last)) = (date.ranges.first(), date.ranges.last()) else { continue };
            let latest = date.ranges.iter().map(|range| range.1).max().unwrap_or(last.1);
            ranges.raise(point, first.0, date.told_by.0);
            ranges.lower(point, latest, date.told_by.0);
            if date.ranges.len() > 1 {
                ranges.sets.push((point, date.ranges.clone()));
            }
        }
        ranges
    }

    fn raise(&mut self, point: u32, to: i64, from: u32) -> bool {
        let at = point as usize;
        let moved = to > self.low[at];
        if moved {
            (self.low[at], self.low_from[at]) = (to, from);
        }
        moved
    }

    fn lower(&mut self, point: u32, to: i64, from: u32) -> bool {
        let at = point as usize;
        let moved = to < self.high[at];
        if moved {
            (self.high[at], self.high_from[at]) = (to, from);
        }
        moved
    }

    fn step(&mut self, early: u32, late: u32, gap: i64) -> bool {
        let (e, l) = (early as usize, late as usize);
        let raised = self.raise(late, shift(self.low[e], gap), self.low_from[e]);
        let lowered = self.lower(early, shift(self.high[l], -gap), self.high_from[l]);
        raised | lowered
    }

    /// Passes along the order until nothing moves: components are numbered from the latest to the earliest.
    pub(super) fn tighten(&mut self, place: &[u32], acyclic: bool, steps: &[Step]) {
        if self.sets.is_empty() && steps.is_empty() {
            return;
        }
        let mut sorted: Vec<&Step> = steps.iter().filter(|step| step.gap >= 0).collect();
        let backward: Vec<&Step> = steps.iter().filter(|step| step.gap < 0).collect();
        sorted.sort_by_key(|step| std::cmp::Reverse((place[step.early as usize], step.edge)));
        for _ in 0..ROUNDS {
            let mut moved = self.snap();
            for step in &sorted {
                moved |= self.raise_late(step);
            }
            for step in sorted.iter().rev() {
                moved |= self.lower_early(step);
            }
            let mut again = false;
            for step in &backward {
                again |= self.step(step.early, step.late, step.gap);
            }
            again |= self.snap();
            if !(again || !acyclic && moved) {
                break;
            }
        }
    }

    fn raise_late(&mut self, step: &Step) -> bool {
        let early = step.early as usize;
        self.raise(step.late, shift(self.low[early], step.gap), self.low_from[early])
    }

    fn lower_early(&mut self, step: &Step) -> bool {
        let late = step.late as usize;
        self.lower(step.early, shift(self.high[late], -step.gap), self.high_from[late])
    }

    /// Moves ends out of the holes of dates with several ranges.
    fn snap(&mut self) -> bool {
        let sets = std::mem::take(&mut self.sets);
        let mut moved = false;
        for (point, set) in &sets {
            let at = *point as usize;
            let (low, high) = (self.low[at], self.high[at]);
            let first = set.iter().filter(|range| range.1 >= low).map(|range| range.0.max(low)).min();
            let last = set.iter().filter(|range| range.0 <= high).map(|range| range.1.min(high)).max();
            let (low_from, high_from) = (self.low_from[at], self.high_from[at]);
            moved |= first.is_some_and(|first| self.raise(*point, first, low_from));
            moved |= last.is_some_and(|last| self.lower(*point, last, high_from));
        }
        self.sets = sets;
        moved
    }

    /// Places what is off the record by what is on it, never the other way.
    pub(super) fn tighten_loose(&mut self, points: &Points, steps: &[Step]) {
        for _ in 0..2 {
            for step in steps {
                let (e, l) = (step.early as usize, step.late as usize);
                let own = step.own();
                if (points.firm[e] || own) && !points.firm[l] {
                    self.raise(step.late, shift(self.low[e], step.gap), self.low_from[e]);
                }
                if (points.firm[l] || own) && !points.firm[e] {
                    self.lower(step.early, shift(self.high[l], -step.gap), self.high_from[l]);
                }
            }
        }
    }

    /// One conflict for each pair of dates that leave no room between them.
    pub(super) fn conflicts(&self, points: &Points) -> Vec<Conflict> {
        let mut seen = rustc_hash::FxHashSet::default();
        let mut found = Vec::new();
        for point in 0..points.count {
            let (low_from, high_from) = (self.low_from[point], self.high_from[point]);
            let crossed = self.low[point] > self.high[point] && low_from != NONE && high_from != NONE;
            if crossed && seen.insert((low_from, high_from)) {
                let (low_from, high_from) = (EventId(low_from), EventId(high_from));
                found.push(Conflict::Ranges { low_from, high_from, point: point as u32 });
            }
        }
        found
    }
}
