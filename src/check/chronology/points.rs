//! Points of time: the events told to be together share theirs; what is momentary has one, what lasts two.
use super::told::{EventPoint, Told};
use crate::program::EventId;

/// The points of each event.
pub(super) struct Points {
    /// Beginning and end; the same number where the event is momentary.
    pub of: Vec<(u32, u32)>,
    /// How many there are.
    pub count: usize,
    /// Whether a point is one of events that are on the record.
    pub firm: Vec<bool>,
}

impl Points {
    pub(super) fn new(told: &Told) -> Self {
        let events = told.firm.len();
        // What lasts passes to whatever is told to be together with it, on the record or off it.
        let mut shapes = Union::new(events);
        let mut shared = Union::new(events);
        for &(event, other) in &told.together {
            shapes.join(event.0, other.0);
            if told.firm[event.index()] && told.firm[other.index()] {
                shared.join(event.0, other.0);
            }
        }
        let mut lasts = vec![false; events];
        for event in 0..events as u32 {
            lasts[shapes.root(event) as usize] |= told.lasting[event as usize];
        }
        let mut points = Self { of: vec![(u32::MAX, u32::MAX); events], count: 0, firm: Vec::new() };
        for event in 0..events as u32 {
            let root = shared.root(event) as usize;
            if points.of[root].0 == u32::MAX {
                let first = points.count as u32;
                let extra = u32::from(lasts[shapes.root(event) as usize]);
                points.of[root] = (first, first + extra);
                points.count += 1 + extra as usize;
                points.firm.resize(points.count, told.firm[event as usize]);
            }
            points.of[event as usize] = points.of[root];
        }
        points
    }

    pub(super) fn at(&self, point: EventPoint) -> u32 {
        let (begin, end) = self.of[point.event.index()];
        if point.end { end } else { begin }
    }

    /// The event of each point off the record; `u32::MAX` for those on it.
    pub(super) fn owners(&self) -> Vec<u32> {
        let mut owners = vec![u32::MAX; self.count];
        for (event, &(begin, end)) in self.of.iter().enumerate() {
            for point in [begin, end] {
                if !self.firm[point as usize] {
                    owners[point as usize] = event as u32;
                }
            }
        }
        owners
    }

    pub(super) fn lasts(&self, event: EventId) -> bool {
        let (begin, end) = self.of[event.index()];
        begin != end
    }
}

/// Disjoint sets, each known by its least member.
struct Union {
    parent: Vec<u32>,
}

impl Union {
    fn new(count: usize) -> Self {
        Self { parent: (0..count as u32).collect() }
    }

    fn root(&mut self, member: u32) -> u32 {
        let mut root = member;
        while self.parent[root as usize] != root {
            root = self.parent[root as usize];
        }
        let mut at = member;
        while at != root {
            at = std::mem::replace(&mut self.parent[at as usize], root);
        }
        root
    }

    fn join(&mut self, a: u32, b: u32) {
        let (a, b) = (self.root(a), self.root(b));
        self.parent[a.max(b) as usize] = a.min(b);
    }
}
