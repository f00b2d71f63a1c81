//! The order of the points: reachability over what is told, and the range of each point, tightened along it.
//!
//! Only what is on the record moves another point's range or links two other points: an event told by a party
//! is placed by the record, and never places it. Conflicts are given back, not reported.
use super::super::components::{Rows, components, shortest_way};
use super::points::Points;
use super::ranges::Ranges;
use super::reach::Reach;
use super::told::{Told, begin, end};
use crate::program::EventId;

/// The order of the points and what contradicts it.
pub(super) struct Order {
    /// The first possible tick of each point.
    pub low: Vec<i64>,
    /// The last possible tick of each point.
    pub high: Vec<i64>,
    /// The edges that touch a point off the record, by the point before and by the point after.
    loose: [Vec<Hop>; 2],
    /// The event of a point off the record; `NONE` for the points of the record.
    owner: Vec<u32>,
    /// Where a point stands in `reach`; `NONE` where nothing but dates is told of it.
    place: Vec<u32>,
    reach: Reach,
}

pub(super) const NONE: u32 = u32::MAX;

/// A loose edge seen from one of its points.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Hop {
    from: u32,
    to: u32,
    strict: bool,
    /// Between the beginning and the end of one event.
    own: bool,
}

/// What cannot be.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Conflict {
    /// Edges that close a circle with a strict step in it, by their index.
    Circle(Vec<usize>),
    /// The latest date of the second event leaves no room for the earliest date of the first; seen at the point.
    Ranges { low_from: EventId, high_from: EventId, point: u32 },
}

/// A graph edge between points: `early + gap <= late`.
#[derive(Clone, Copy)]
pub(super) struct Step {
    pub early: u32,
    pub late: u32,
    pub gap: i64,
    pub edge: usize,
}

impl Step {
    /// Whether it only says that an event ends no earlier than it begins.
    pub(super) fn own(&self) -> bool {
        self.edge == usize::MAX
    }

    fn hop(&self, backward: bool) -> Hop {
        let (from, to) = if backward { (self.late, self.early) } else { (self.early, self.late) };
        Hop { from, to, strict: self.gap > 0, own: self.own() }
    }
}

impl Order {
    pub(super) fn new(points: &Points, told: &Told) -> (Self, Vec<Conflict>) {
        let (steps, loose_steps) = split(points, told);
        let (place, count, rest, mut conflicts) = order_graph(points, &steps);
        let mut ranges = Ranges::new(points, told);
        let forward = steps.iter().filter(|step| step.gap >= 0).count();
        ranges.tighten(&place, rest.len() == forward, &steps);
        ranges.tighten_loose(points, &loose_steps);
        conflicts.extend(ranges.conflicts(points));
        let loose = [false, true].map(|backward| {
            let mut list: Vec<Hop> = loose_steps.iter().filter(|s| s.gap >= 0).map(|s| s.hop(backward)).collect();
            list.sort_unstable();
            list.dedup();
            list
        });
        let reach = doubled(&place, count, &rest);
        (Self { low: ranges.low, high: ranges.high, loose, owner: points.owners(), place, reach }, conflicts)
    }

    /// Whether it is told that `early` comes before `late` (strictly, or at least not after it). `None`: the search
    /// was given up.
    pub(super) fn told(&self, early: u32, late: u32, strictly: bool) -> Option<bool> {
        if early == late {
            return Some(!strictly);
        }
        // A way may begin or end at a point off the record, never lead through one of a third event.
        let ends = [self.owner[early as usize], self.owner[late as usize]];
        let allowed = |hop: &(u32, bool)| ends.contains(&self.owner[hop.0 as usize]) || self.firm(hop.0);
        let mut unsure = false;
        for (from, strict_from) in self.hops(0, early).filter(allowed) {
            for (to, strict_to) in self.hops(1, late).filter(allowed) {
                match self.reaches(from, to, strictly && !strict_from && !strict_to) {
                    Some(true) => return Some(true),
                    Some(false) => {}
                    None => unsure = true,
                }
            }
        }
        if unsure { None } else { Some(false) }
    }

    fn firm(&self, point: u32) -> bool {
        self.owner[point as usize] == NONE
    }

    /// The point itself, and for one off the record those that its edges lead to, also through its own other end.
    fn hops(&self, side: usize, point: u32) -> impl Iterator<Item = (u32, bool)> {
        let one = move |point: u32| {
            let list = &self.loose[side];
            let first = list.partition_point(|hop| hop.from < point);
            list[first..].iter().take_while(move |hop| hop.from == point)
        };
        let beyond = move |hop: &Hop| {
            let (strict, own) = (hop.strict, hop.own);
            let further = one(hop.to).filter(move |_| own).map(move |next| (next.to, strict || next.strict));
            std::iter::once((hop.to, strict)).chain(further)
        };
        let edges = (!self.firm(point)).then(|| one(point).flat_map(beyond));
        std::iter::once((point, false)).chain(edges.into_iter().flatten())
    }

    fn reaches(&self, early: u32, late: u32, strictly: bool) -> Option<bool> {
        if early == late {
            return Some(!strictly);
        }
        let (from, to) = (self.place[early as usize], self.place[late as usize]);
        if from == NONE || to == NONE {
            return Some(false);
        }
        self.reach.reaches(2 * from, 2 * to + u32::from(strictly))
    }

    /// Whether anything but dates may be told of two points.
    pub(super) fn linked(&self, early: u32, late: u32) -> bool {
        let placed = |point: u32| self.place[point as usize] != NONE;
        placed(early) && placed(late) || !self.firm(early) || !self.firm(late)
    }
}

/// The steps among points of the record, and those that touch others.
fn split(points: &Points, told: &Told) -> (Vec<Step>, Vec<Step>) {
    let (mut firm, mut loose) = (Vec::new(), Vec::new());
    let mut add = |early: u32, late: u32, gap, edge| {
        let step = Step { early, late, gap, edge };
        let both = points.firm[early as usize] && points.firm[late as usize];
        if both { firm.push(step) } else { loose.push(step) }
    };
    let mut seen = vec![false; points.count];
    for (index, edge) in told.edges.iter().enumerate() {
        let (early, late) = (points.at(edge.early), points.at(edge.late));
        if early != late || edge.gap > 0 {
            add(early, late, edge.gap, index);
        }
    }
    // What lasts begins before it ends; a bare lasting event with dates only needs it too.
    for event in 0..points.of.len() as u32 {
        let event = EventId(event);
        let (from, until) = (points.at(begin(event)), points.at(end(event)));
        if from != until && !std::mem::replace(&mut seen[from as usize], true) {
            add(from, until, 0, usize::MAX);
        }
    }
    (firm, loose)
}

type Graph = (Vec<u32>, usize, Vec<(u32, u32, i64)>, Vec<Conflict>);

/// Components of the points under the steps that are not backward; the steps between components in an order in
/// which the earlier component has the higher number; the circles.
fn order_graph(points: &Points, steps: &[Step]) -> Graph {
    let forward: Vec<&Step> = steps.iter().filter(|step| step.gap >= 0).collect();
    if forward.is_empty() {
        return (vec![NONE; points.count], 0, Vec::new(), Vec::new());
    }
    // Only the points that a step touches are numbered, so that records with dates alone cost nothing.
    let mut number = vec![NONE; points.count];
    let mut count = 0;
    for step in &forward {
        for point in [step.early, step.late] {
            if number[point as usize] == NONE {
                number[point as usize] = count;
                count += 1;
            }
        }
    }
    let short = |point: u32| number[point as usize];
    let pairs: Vec<_> = forward.iter().map(|step| (short(step.early), short(step.late))).collect();
    let rows = Rows::new(count as usize, &pairs);
    let component = components(&rows);
    let mut conflicts = Vec::new();
    let mut reported = rustc_hash::FxHashSet::default();
    let mut rest = Vec::new();
    for (step, &(early, late)) in forward.iter().zip(&pairs) {
        let (a, b) = (component[early as usize], component[late as usize]);
        if a != b {
            rest.push((a, b, step.gap));
        } else if step.gap > 0 && reported.insert(a) {
            conflicts.push(circle(&rows, &forward, &pairs, (step, early, late), |n| component[n as usize] == a));
        }
    }
    let place = number.iter().map(|&n| if n == NONE { NONE } else { component[n as usize] }).collect();
    let components = component.iter().max().map_or(0, |&last| last as usize + 1);
    (place, components, rest, conflicts)
}

/// The shortest circle through a strict step, as the indexes of its edges.
fn circle(
    rows: &Rows,
    forward: &[&Step],
    pairs: &[(u32, u32)],
    (step, early, late): (&Step, u32, u32),
    inside: impl Fn(u32) -> bool,
) -> Conflict {
    let mut edges = vec![step.edge];
    if early != late
        && let Some(way) = shortest_way(rows, late, early, inside)
    {
        for hop in way.windows(2) {
            let found = pairs.iter().position(|&(a, b)| a == hop[0] && b == hop[1]);
            edges.extend(found.map(|at| forward[at].edge));
        }
    }
    edges.retain(|&edge| edge != usize::MAX);
    Conflict::Circle(edges)
}

/// Each component twice: reached, and reached with a strict step on the way.
fn doubled(place: &[u32], count: usize, rest: &[(u32, u32, i64)]) -> Reach {
    let mut edges = Vec::with_capacity(2 * rest.len() + place.len().min(2 * count));
    for &(early, late, gap) in rest {
        edges.push((2 * early, 2 * late + u32::from(gap > 0)));
        if gap == 0 {
            edges.push((2 * early + 1, 2 * late + 1));
        }
    }
    edges.extend((0..count as u32).map(|component| (2 * component + 1, 2 * component)));
    Reach::new(2 * count, &edges)
}
