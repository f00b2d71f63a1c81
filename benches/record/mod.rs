//! A record of any size, made by a fixed seed: regions with lines of congresses, the law that they lived under,
//! and one claim a congress with the verdict that it must get.
//!
//! In each region every congress is convened by somebody (one in ten by the wrong committee, one in ten with
//! too little notice; urgent ones need less), ratified now and then by the committee of the region that
//! oversees it, most often in time, meets, but for one in fifty, with so many present of those entitled, and
//! elects its own committee, one in twenty without a quorum. Some committees are
//! dissolved from the region above; regions oversee one another in a ring, so that law looks at law through
//! negation, all around the ring, always back in time. Two arbiters a region each deny the other's title.
//!
//! The verdicts come from [`oracle`], a simulation day by day that shares nothing with the checker.
#![allow(dead_code, unused_imports, reason = "each benchmark, and the test, uses a part")]

mod oracle;
mod text;

pub use text::{clingo, expected, files, prolog};

/// A congress and what happened around it. Days count from 1800-01-01; none means that it did not happen.
pub struct Congress {
    pub region: usize,
    pub place: usize,
    pub urgent: bool,
    pub present: u32,
    pub entitled: u32,
    pub opens: u32,
    pub convened: Option<Convening>,
    pub met: Option<u32>,
    pub ratified: Option<Deed>,
    pub elected: Option<u32>,
    pub dissolved: Option<Deed>,
    /// Whether its committee is its permanent body when the record ends.
    pub expected: bool,
}

/// Who convened a congress, and when.
pub struct Convening {
    pub by: Committee,
    pub day: u32,
}

/// What a committee did on a day.
pub struct Deed {
    pub by: Committee,
    pub day: u32,
}

/// A committee, by the congress that elected it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Committee {
    pub region: usize,
    pub place: usize,
}

/// The whole record, region by region.
pub struct Record {
    pub regions: usize,
    pub congresses: Vec<Congress>,
    pub events: usize,
}

/// Days from one congress of a line to the next.
const PERIOD: u32 = 64;

impl Record {
    /// A record of at least so many events, each line so many congresses long.
    pub fn new(events: usize, line: usize) -> Self {
        let mut chance = Chance(0x1917_1107);
        let mut record = Self { regions: 0, congresses: Vec::new(), events: 0 };
        let per_congress = 3.3;
        let regions = ((events as f64 / (line as f64 * per_congress)).ceil() as usize).max(2);
        // Not a multiple of five: of two regions that follow each other around the ring, no two acts of one
        // kind fall on one day.
        record.regions = regions.next_multiple_of(5);
        for region in 0..record.regions {
            for place in 0..line {
                let made = record.congress(&mut chance, region, place);
                let acts =
                    [made.convened.is_some(), made.met.is_some(), made.ratified.is_some(), made.elected.is_some()];
                record.events += acts.iter().filter(|so| **so).count() + usize::from(made.dissolved.is_some());
                record.congresses.push(made);
            }
        }
        let expected = oracle::verdicts(&record, line);
        for (congress, expected) in record.congresses.iter_mut().zip(expected) {
            congress.expected = expected;
        }
        record
    }

    /// The region that oversees another: the next around the ring.
    pub fn above(&self, region: usize) -> usize {
        (region + 1) % self.regions
    }

    fn congress(&self, chance: &mut Chance, region: usize, place: usize) -> Congress {
        // Kinds of acts fall on days of their own, so that no answer hangs on the order within a day.
        let base = place as u32 * PERIOD;
        let slot = 4 * (region % 5) as u32;
        let urgent = chance.one_in(6);
        let short = chance.one_in(10);
        let ahead = match (urgent, short) {
            (false, false) => 14 + 4 * chance.below(3),
            (false, true) => 6 + 4 * chance.below(2),
            (true, false) => 3 + 4 * chance.below(2),
            (true, true) => 2,
        };
        let opens = base + 30;
        let wrong = chance.one_in(10);
        let (ratifies, dissolves, small) = (chance.one_in(4), chance.one_in(10), chance.one_in(20));
        let (late, never_met) = (chance.one_in(5), chance.one_in(50));
        let entitled = 80 + chance.below(400);
        let present = if small { entitled / 2 - chance.below(20) } else { entitled / 2 + 1 + chance.below(39) };
        let first = place == 0;
        let before = Committee { region, place: place.saturating_sub(1) };
        let above = self.above(region);
        let by = if wrong { Committee { region: above, ..before } } else { before };
        Congress {
            region,
            place,
            urgent,
            present,
            entitled,
            opens,
            convened: (!first).then_some(Convening { by, day: opens - ahead }),
            ratified: (!first && ratifies).then_some(Deed {
                by: Committee { region: above, ..before },
                day: if late { opens + 40 } else { opens - 1 },
            }),
            met: (!first && !never_met).then_some(opens),
            elected: (!first).then_some(opens + 2),
            dissolved: dissolves.then_some(Deed { by: Committee { region: above, place }, day: opens + 5 + slot }),
            expected: false,
        }
    }
}

/// A small generator of numbers (xorshift64*), so that every machine makes the same record.
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 16
    }

    fn below(&mut self, bound: u32) -> u32 {
        (self.next() % u64::from(bound)) as u32
    }

    fn one_in(&mut self, many: u32) -> bool {
        self.below(many) == 0
    }
}
