//! Before and after: constant where the dates tell, else a question of order that K holds as a theory.
//!
//! ```text
//! before(F,E)  is an order atom: constant, or an open question held by K
//! ```
//! Of two momentary acts one came first, so their question has one atom for both directions. Numbers of
//! the theory are the chronology's ticks, so that acts of one minute can follow each other; a minute, as an
//! instant, is the boundary at which it begins.
use super::acts::ActOrigin;
use super::clauses::{Difference, Literal, PointId};
use super::grounder::{Grounder, Truth};
use super::keys::Moment;
use super::keys::*;
use crate::check::chronology::{Point, TICKS_PER_MINUTE, Trilean, ticks_of_minutes};
use crate::program::*;
use rustc_hash::FxHashMap;

impl Grounder<'_> {
    /// `a` is over before `b` begins.
    pub(super) fn act_before(&mut self, a: ActId, b: ActId) -> Truth {
        let (told_a, told_b) = (self.act(a).told, self.act(b).told);
        if told_a == told_b {
            return Truth::Known(self.act(a).depth < self.act(b).depth);
        }
        if let Some(known) = self.order_with_content(told_a, told_b) {
            return known;
        }
        self.earlier(Instant::End(told_a), Instant::Begin(told_b))
    }

    /// What a content leads to comes after its telling, and after what came before that.
    fn order_with_content(&mut self, a: ActId, b: ActId) -> Option<Truth> {
        if let ActOrigin::Content(telling) = self.act(b).origin
            && (self.act(telling).told == a || self.act_before(a, telling) == Truth::TRUE)
        {
            return Some(Truth::TRUE);
        }
        if let ActOrigin::Content(telling) = self.act(a).origin
            && (self.act(telling).told == b || self.act_before(b, telling) == Truth::TRUE)
        {
            return Some(Truth::FALSE);
        }
        None
    }

    /// An act is over by a moment.
    pub(super) fn before(&mut self, act: ActId, moment: Moment) -> Truth {
        match moment {
            Moment::End => Truth::TRUE,
            Moment::Before(other) => self.act_before(act, other),
            Moment::After(other) => {
                if act == other
                    || (self.act(act).told == self.act(other).told && self.act(act).depth <= self.act(other).depth)
                {
                    return Truth::TRUE;
                }
                match (self.act_before(act, other), self.same_moment(act, other)) {
                    (_, true) => Truth::TRUE,
                    (truth, false) => truth,
                }
            }
            Moment::Date(date) => {
                let told = self.act(act).told;
                let end = self.day_end(date, None);
                self.earlier(Instant::End(told), end)
            }
        }
    }

    fn same_moment(&self, a: ActId, b: ActId) -> bool {
        match (self.event_of(a), self.event_of(b)) {
            (Some(e), Some(f)) => self.chronology.same_moment(e, f),
            _ => false,
        }
    }

    fn event_of(&self, act: ActId) -> Option<EventId> {
        self.told_event(self.act(act).told)
    }

    /// A start of a relation lies before a moment.
    pub(super) fn started(&mut self, start: Start, moment: Moment) -> Truth {
        match start {
            Start::Always => Truth::TRUE,
            Start::After(act) => self.before(act, moment),
            Start::Date(date, statement) => self.date_begun(date, statement, moment),
        }
    }

    /// A moment lies at or after the beginning of a statement's date.
    pub(super) fn date_begun(&mut self, date: DateId, statement: StatementId, moment: Moment) -> Truth {
        let start = self.day_start(date, statement);
        match moment {
            Moment::End => Truth::TRUE,
            Moment::Before(act) => {
                let begin = Instant::Begin(self.act(act).told);
                self.earlier(start, begin)
            }
            Moment::After(act) => {
                let end = Instant::End(self.act(act).told);
                self.earlier(start, end)
            }
            Moment::Date(other) => {
                let end = self.day_end(other, None);
                self.earlier(start, end)
            }
        }
    }

    /// A statement's date is over by a moment: at the end of its day it is not.
    pub(super) fn date_over(&mut self, date: DateId, statement: StatementId, moment: Moment) -> Truth {
        let over = self.day_end(date, Some(statement));
        match moment {
            Moment::End => Truth::TRUE,
            Moment::Before(act) => {
                let begin = Instant::Begin(self.act(act).told);
                self.earlier_or_same(over, begin)
            }
            Moment::After(act) => {
                let end = Instant::End(self.act(act).told);
                self.earlier_or_same(over, end)
            }
            Moment::Date(other) => {
                let end = self.day_end(other, None);
                self.earlier(over, end)
            }
        }
    }

    fn earlier_or_same(&mut self, x: Instant, y: Instant) -> Truth {
        self.earlier(y, x).not()
    }

    pub(super) fn instant_range(&self, instant: Instant) -> (i64, i64) {
        match instant {
            Instant::Minute(minute) => (minute.into(), minute.into()),
            Instant::DayStart(..) | Instant::DayEnd(..) => {
                let ranges = self.day_ranges(instant);
                let (low, high) = (ranges.iter().map(|r| r.0).min(), ranges.iter().map(|r| r.1).max());
                (low.unwrap_or(i64::MIN), high.unwrap_or(i64::MAX))
            }
            Instant::Begin(act) | Instant::End(act) => match self.act(act).origin {
                ActOrigin::Told(event) if matches!(instant, Instant::Begin(_)) => self.chronology.begin(event),
                ActOrigin::Told(event) => self.chronology.end(event),
                ActOrigin::Content(telling) => {
                    let telling = self.act(telling).told;
                    (self.instant_range(Instant::Begin(telling)).0, i64::MAX)
                }
                ActOrigin::CountedAs(_) | ActOrigin::Supposed(_) => (i64::MIN, i64::MAX),
            },
        }
    }

    pub(super) fn is_momentary(&self, instant: Instant) -> Option<ActId> {
        match instant {
            Instant::Begin(act) | Instant::End(act) => {
                let momentary = self.told_event(act).is_none_or(|event| !self.chronology.lasts(event));
                momentary.then_some(act)
            }
            Instant::DayStart(..) | Instant::DayEnd(..) | Instant::Minute(_) => None,
        }
    }

    /// Acts that are told to be of one moment have one point: that of the first of them.
    fn canonical(&self, instant: Instant) -> Instant {
        let (Instant::Begin(act) | Instant::End(act)) = instant else { return instant };
        let Some(event) = self.told_event(act) else { return instant };
        let first = self.together.get(&event).copied().unwrap_or(event);
        let act = ActId(first.0);
        if matches!(instant, Instant::Begin(_)) { Instant::Begin(act) } else { Instant::End(act) }
    }

    /// Finds, once, what the record tells to be of one moment: the first event of each such group.
    pub(super) fn find_together(&mut self) {
        let mut first: FxHashMap<EventId, EventId> = FxHashMap::default();
        let find = |first: &FxHashMap<EventId, EventId>, mut event: EventId| {
            while let Some(&next) = first.get(&event) {
                event = next;
            }
            event
        };
        for (i, event) in self.program.events.iter().enumerate() {
            let flat = self.program.statements[event.statement.index()].voice.is_none();
            for part in &event.time.parts {
                if let (TimePart::With(other), true) = (part, flat) {
                    let (one, two) = (find(&first, EventId(i as u32)), find(&first, *other));
                    if one != two {
                        first.insert(one.max(two), one.min(two));
                    }
                }
            }
        }
        let members: Vec<EventId> = first.keys().copied().collect();
        self.together = members.into_iter().map(|event| (event, find(&first, event))).collect();
    }

    /// `x` strictly before `y`.
    pub(super) fn earlier(&mut self, x: Instant, y: Instant) -> Truth {
        let (x, y) = (self.canonical(x), self.canonical(y));
        if x == y {
            return Truth::FALSE;
        }
        if let (Instant::End(a), Instant::Begin(b)) = (x, y)
            && let (Some(e), Some(f)) = (self.told_event(a), self.told_event(b))
        {
            match self.chronology.before(e, f) {
                Trilean::True => return Truth::TRUE,
                Trilean::False => return Truth::FALSE,
                Trilean::Open => {}
            }
        } else {
            let ((x_low, x_high), (y_low, y_high)) = (self.instant_range(x), self.instant_range(y));
            // A minute, or the end of a day, is a boundary: what happens in the minute comes after.
            let after_boundary = is_boundary(x) && !is_boundary(y) && x_high == y_low && x_high != i64::MIN;
            if (x_high < y_low || after_boundary) && y_low != i64::MIN {
                return Truth::TRUE;
            }
            let at_boundary = is_boundary(y) && x_low >= y_high;
            if (x_low > y_high || at_boundary) && x_low != i64::MIN {
                return Truth::FALSE;
            }
            if let Some(truth) = self.compare_with_midnight(x, y) {
                return truth;
            }
        }
        match (self.is_momentary(x), self.is_momentary(y)) {
            (Some(a), Some(b)) if a < b => self.is(Key::Earlier(Instant::End(a), Instant::End(b))),
            (Some(a), Some(b)) => self.is(Key::Earlier(Instant::End(b), Instant::End(a))).not(),
            (Some(a), None) => self.is(Key::Earlier(Instant::End(a), y)),
            (None, Some(b)) => self.is(Key::Earlier(x, Instant::End(b))),
            (None, None) => self.is(Key::Earlier(x, y)),
        }
    }

    /// The theory part of K for the order questions that were asked: what each answer means, and what
    /// the record tells of the points and of all that it ties to them.
    pub(super) fn add_theory(&mut self) {
        let asked: Vec<(Literal, Instant, Instant)> = self
            .atoms
            .iter()
            .filter_map(|(id, atom)| match atom.key {
                Key::Earlier(x, y) => Some((Literal::positive(id), x, y)),
                _ => None,
            })
            .collect();
        let mut points: Points = Points::default();
        for (literal, x, y) in asked {
            let (from, to) = (self.point(x, &mut points), self.point(y, &mut points));
            let (x_shift, y_shift) = (shift(x), shift(y));
            let bound = y_shift - x_shift - 1;
            self.ground.add_difference(Difference { when: vec![literal], x: from, y: to, bound });
            // Not strict: of a circle of answers one is always strict, for atoms are oriented by number; and so
            // the two answers complement each other, which spares K the questions that were not asked.
            let bound = x_shift - y_shift;
            self.ground.add_difference(Difference { when: vec![literal.negated()], x: to, y: from, bound });
        }
        while let Some(event) = points.todo.pop() {
            self.tie(event, &mut points);
        }
    }

    /// The point of an instant. Minutes are the origin, shifted.
    fn point(&mut self, instant: Instant, points: &mut Points) -> PointId {
        let instant = match (instant, self.is_momentary(instant)) {
            (Instant::Minute(_), _) => return PointId(0),
            (_, Some(act)) => Instant::End(act),
            (other, None) => other,
        };
        if let Some(&point) = points.of.get(&instant) {
            return point;
        }
        let point = self.ground.add_point();
        points.of.insert(instant, point);
        match instant {
            Instant::Begin(act) | Instant::End(act) => match self.act(act).origin {
                ActOrigin::Told(event) => points.todo.push(event),
                ActOrigin::Content(telling) => {
                    let telling = self.act(telling).told;
                    let other = self.point(Instant::End(telling), points);
                    self.ground.add_difference(Difference { when: Vec::new(), x: other, y: point, bound: -1 });
                }
                ActOrigin::CountedAs(_) | ActOrigin::Supposed(_) => {}
            },
            Instant::DayStart(date, statement) => {
                // Both ends of the day, a day apart.
                let end = self.point(Instant::DayEnd(date, Some(statement)), points);
                let bound = self.span_of_day(date);
                self.ground.add_difference(Difference { when: Vec::new(), x: end, y: point, bound });
                let bound = bound.saturating_neg();
                self.ground.add_difference(Difference { when: Vec::new(), x: point, y: end, bound });
            }
            Instant::DayEnd(..) => {
                let ticks = |minute: i64| {
                    let open = minute == i64::MIN || minute == i64::MAX;
                    if open { minute } else { minute.saturating_mul(TICKS_PER_MINUTE) }
                };
                let ranges = self.day_ranges(instant).into_iter().map(|(low, high)| (ticks(low), ticks(high)));
                self.bound_point(point, instant, &ranges.collect::<Vec<_>>());
            }
            Instant::Minute(_) => {}
        }
        point
    }

    /// Everything that the record tells of an event's points.
    fn tie(&mut self, event: EventId, points: &mut Points) {
        let told: Vec<_> = self.chronology.constraints_about(self.program, event).collect();
        for constraint in told {
            let when = constraint.when.into_iter().flatten().flat_map(|statement| self.rival_leaf(statement)).collect();
            let (x, y) = (self.told_point(constraint.x, points), self.told_point(constraint.y, points));
            self.ground.add_difference(Difference { when, x, y, bound: constraint.bound });
        }
        self.tie_calendars(event, points);
    }

    /// A date whose calendar is unknown is on one of two days, not between them.
    fn tie_calendars(&mut self, event: EventId, points: &mut Points) {
        let data = &self.program.events[event.index()];
        if self.program.statements[data.statement.index()].voice.is_some() {
            return;
        }
        let instant = Instant::End(ActId(event.0));
        for part in &data.time.parts {
            let TimePart::On(date) = part else { continue };
            let ranges = &self.program.dates[date.index()].ranges;
            if ranges.len() > 1 && self.is_momentary(instant).is_some() {
                let ranges: Vec<(i64, i64)> = ranges.iter().map(|range| ticks_of_minutes(*range)).collect();
                let point = self.point(instant, points);
                self.keep_out_of_gaps(point, instant, &ranges);
            }
        }
    }

    fn told_point(&mut self, point: Point, points: &mut Points) -> PointId {
        match point {
            Point::Origin => PointId(0),
            Point::Begin(event) => self.point(Instant::Begin(ActId(event.0)), points),
            Point::End(event) => self.point(Instant::End(ActId(event.0)), points),
        }
    }
}

/// An instant between minutes, not in one.
const fn is_boundary(instant: Instant) -> bool {
    matches!(instant, Instant::Minute(_) | Instant::DayStart(..) | Instant::DayEnd(..))
}

/// A minute is the origin, so its ticks move to the bound.
fn shift(instant: Instant) -> i64 {
    match instant {
        Instant::Minute(minute) => i64::from(minute).saturating_mul(TICKS_PER_MINUTE),
        Instant::Begin(_) | Instant::End(_) | Instant::DayStart(..) | Instant::DayEnd(..) => 0,
    }
}

#[derive(Default)]
struct Points {
    of: FxHashMap<Instant, PointId>,
    todo: Vec<EventId>,
}
