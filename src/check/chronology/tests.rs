//! The order of events against the enumeration of every way in which they may have happened.
use super::*;
use crate::program::{
    Act, Anchor, Date, DateId, Event, Statement, StatementId, Time, TimePart, VerbId, Voice, VoiceId, VoiceKind,
};
use crate::source::Span;
use std::sync::LazyLock;

/// Minutes that the enumeration knows, and moments in each.
const MINUTES: i64 = 3;
const MOMENTS: i64 = 3;

#[derive(Clone, Debug)]
struct Told {
    parts: Vec<TimePart>,
    off_record: bool,
}

/// A program whose dates are the ranges of `ranges()` in their order.
fn program(events: &[Told]) -> Program {
    let date = |ranges: Vec<_>| Date { printed: format!("{ranges:?}"), ranges, labelled: true };
    let mut program = Program { dates: ranges().into_iter().map(date).collect(), ..Program::default() };
    program.voices.push(Voice { kind: VoiceKind::According(Vec::new(), None), parent: None, span: Span::default() });
    for (index, told) in events.iter().enumerate() {
        program.statements.push(Statement {
            name: format!("e{index}"),
            title: None,
            voice: told.off_record.then_some(VoiceId(0)),
            citations: Vec::new(),
            name_span: Span { start: index as u32, ..Span::default() },
            span: Span::default(),
        });
        program.events.push(Event {
            statement: StatementId(index as u32),
            time: Time { parts: told.parts.clone() },
            act: Act { verb: VerbId(0), subjects: Vec::new(), roles: Vec::new(), alone: false },
            denied: false,
            sentence: Span::default(),
        });
    }
    program
}

/// Every date of these minutes: the whole ranges, and last one with a hole.
fn ranges() -> Vec<Vec<(i64, i64)>> {
    let whole = (0..MINUTES).flat_map(|low| (low..MINUTES).map(move |high| vec![(low, high)]));
    whole.chain([vec![(0, 0), (MINUTES - 1, MINUTES - 1)]]).collect()
}

/// The minutes of each date as bits.
static MASKS: LazyLock<Vec<u32>> = LazyLock::new(|| {
    let minutes =
        |ranges: &Vec<(i64, i64)>| ranges.iter().flat_map(|&(low, high)| low..=high).fold(0, |m, b| m | 1 << b);
    ranges().iter().map(minutes).collect()
});

/// One way in which the events may have happened: begin and end of each.
type World = Vec<(i64, i64)>;

fn lasting(told: &Told) -> bool {
    told.parts.iter().any(|part| matches!(part, TimePart::From(_) | TimePart::Until(_)))
}

/// Whether a world fits what the event tells.
fn fits(world: &World, at: usize, told: &Told) -> bool {
    let (begin, end) = world[at];
    let within = |moment: i64, date: &DateId| MASKS[date.index()] >> (moment / MOMENTS) & 1 == 1;
    told.parts.iter().all(|part| match part {
        TimePart::On(date) => within(begin, date) && within(end, date),
        TimePart::From(Anchor::Date(date)) => within(begin, date),
        TimePart::Until(Anchor::Date(date)) => within(end, date),
        TimePart::During(other) => world[other.index()].0 <= begin && end <= world[other.index()].1,
        TimePart::Before(Anchor::Event(other)) => end < world[other.index()].0,
        TimePart::After(Anchor::Event(other)) => world[other.index()].1 < begin,
        TimePart::With(other) => world[other.index()] == (begin, end),
        _ => panic!("not used by these tests"),
    })
}

/// Every world of events of these shapes.
fn worlds(shapes: &[bool]) -> Vec<World> {
    let mut all: Vec<World> = vec![Vec::new()];
    for &lasts in shapes {
        let spans = (0..MINUTES * MOMENTS).flat_map(|b| (b..MINUTES * MOMENTS).map(move |e| (b, e)));
        let spans: Vec<_> = spans.filter(|&(b, e)| lasts || b == e).collect();
        all = all.iter().flat_map(|w| spans.iter().map(move |&s| [w.as_slice(), &[s]].concat())).collect();
    }
    all
}

/// What every possible world says of `e` before `f`; `None` where no world is possible.
fn enumerate(worlds: &[World], events: &[Told], e: usize, f: usize) -> Option<Trilean> {
    let counts = |index: usize| !events[index].off_record || index == e || index == f;
    // What names a third event off the record says nothing of these two.
    let known = |part: &TimePart| match part {
        TimePart::Before(Anchor::Event(other)) | TimePart::After(Anchor::Event(other)) => counts(other.index()),
        TimePart::With(other) | TimePart::During(other) => counts(other.index()),
        _ => true,
    };
    let read = |told: &Told| Told { parts: told.parts.iter().filter(|p| known(p)).cloned().collect(), ..*told };
    let told: Vec<_> = events.iter().map(read).collect();
    let possible = worlds.iter().filter(|w| (0..events.len()).all(|i| !counts(i) || fits(w, i, &told[i])));
    let mut seen = [false; 2];
    for world in possible {
        seen[usize::from(world[e].1 < world[f].0)] = true;
        if seen == [true, true] {
            return Some(Trilean::Open);
        }
    }
    match seen {
        [false, false] => None,
        [true, false] => Some(Trilean::False),
        [_, true] => Some(Trilean::True),
    }
}

fn compare(worlds: &[World], events: &[Told]) {
    let program = program(events);
    let (chronology, diagnostics) = Chronology::build(&program);
    for e in 0..events.len() {
        for f in 0..events.len() {
            let Some(expected) = enumerate(worlds, events, e, f) else {
                if !events.iter().any(|told| told.off_record) {
                    assert!(!diagnostics.is_empty(), "an impossible record is silent: {events:?}");
                }
                return;
            };
            let found = chronology.before(EventId(e as u32), EventId(f as u32));
            assert_eq!(found, expected, "e{e} before e{f} in {events:?}");
            constraints_agree(&program, &chronology, (e as u32, f as u32), expected);
        }
    }
    let errors = diagnostics.iter().filter(|found| found.severity == Severity::Error);
    assert_eq!(errors.count(), 0, "{diagnostics:?} in {events:?}");
}

/// What is certain follows from the constraints that are given away.
fn constraints_agree(program: &Program, chronology: &Chronology, (e, f): (u32, u32), expected: Trilean) {
    let statements = [StatementId(e), StatementId(f)];
    let holds = |c: &PointConstraint| c.when.iter().flatten().all(|statement| statements.contains(statement));
    let events = (0..program.events.len() as u32).map(EventId);
    let told = events.flat_map(|event| chronology.constraints_about(program, event)).filter(holds);
    let mut all: Vec<_> = told.collect();
    let (end, begin) = (chronology.point(EventId(e), true), chronology.point(EventId(f), false));
    assert!(consistent(&all), "{all:?}");
    match expected {
        Trilean::True => all.push(PointConstraint { x: begin, y: end, bound: 0, when: [None; 2] }),
        Trilean::False => all.push(PointConstraint { x: end, y: begin, bound: -1, when: [None; 2] }),
        Trilean::Open => return,
    }
    assert!(!consistent(&all), "e{e} before e{f} is {expected:?}, and the constraints allow the contrary: {all:?}");
}

/// Whether some points satisfy all the constraints (Bellman and Ford).
fn consistent(constraints: &[PointConstraint]) -> bool {
    let mut value = std::collections::BTreeMap::new();
    for _ in 0..=2 * constraints.len() {
        let mut moved = false;
        for c in constraints {
            let most = value.get(&c.y).copied().unwrap_or(0_i64) + c.bound;
            if value.get(&c.x).copied().unwrap_or(0) > most {
                value.insert(c.x, most);
                moved = true;
            }
        }
        if !moved {
            return true;
        }
    }
    false
}

fn event(part: TimePart, more: Option<TimePart>) -> Told {
    Told { parts: std::iter::once(part).chain(more).collect(), off_record: false }
}

fn lasts(from: u32, until: u32, more: Option<TimePart>) -> Told {
    let parts = [TimePart::From(Anchor::Date(DateId(from))), TimePart::Until(Anchor::Date(DateId(until)))];
    Told { parts: parts.into_iter().chain(more).collect(), off_record: false }
}

fn words(other: u32) -> [Option<TimePart>; 5] {
    let other = EventId(other);
    [
        None,
        Some(TimePart::Before(Anchor::Event(other))),
        Some(TimePart::After(Anchor::Event(other))),
        Some(TimePart::With(other)),
        Some(TimePart::During(other)),
    ]
}

#[test]
fn every_pair_of_events() {
    let dates = ranges().len() as u32;
    let mut shapes: Vec<(bool, u32, u32)> = (0..dates).map(|on| (false, on, on)).collect();
    shapes.extend((0..dates).flat_map(|from| (0..dates).map(move |until| (true, from, until))));
    let build = |(lasting, from, until): (bool, u32, u32), more| {
        if lasting { lasts(from, until, more) } else { event(TimePart::On(DateId(from)), more) }
    };
    let all = [[false, false], [false, true], [true, false], [true, true]].map(|shape| (shape, worlds(&shape)));
    for (index, &first) in shapes.iter().enumerate() {
        for (number, &second) in shapes.iter().enumerate() {
            // Of the pairs that both last few are taken, for time.
            if first.0 && second.0 && (index + number) % 41 != 0 {
                continue;
            }
            for (word, more) in words(0).into_iter().enumerate() {
                let events = [build(first, None), build(second, more)];
                let shape = if word == 3 { [first.0 || second.0; 2] } else { [first.0, second.0] };
                let Some((_, worlds)) = all.iter().find(|(known, _)| *known == shape) else { panic!("no such shape") };
                compare(worlds, &events);
            }
        }
    }
}

#[test]
fn every_three_momentary_events() {
    let worlds = worlds(&[false; 3]);
    let dates = [0, 1, 3, 5];
    for (a, b, c) in dates.iter().flat_map(|&a| dates.iter().flat_map(move |&b| dates.map(move |c| (a, b, c)))) {
        for first in words(1).into_iter().take(3) {
            for second in words(2).into_iter().take(4) {
                for third in words(0).into_iter().take(4) {
                    let on = |date, more: &Option<TimePart>| event(TimePart::On(DateId(date)), more.clone());
                    compare(&worlds, &[on(a, &first), on(b, &second), on(c, &third)]);
                }
            }
        }
    }
}

/// A small deterministic generator.
fn next(state: &mut u64, below: usize) -> usize {
    *state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    (*state >> 33) as usize % below
}

#[test]
fn mixed_events_on_and_off_the_record() {
    let mut state = 1917;
    let known: Vec<_> = (0..8).map(|bits| [bits & 1 != 0, bits & 2 != 0, bits & 4 != 0]).collect();
    let known: Vec<_> =
        known.into_iter().filter(|s| s.iter().filter(|&&l| l).count() < 2).map(|s| (s, worlds(&s))).collect();
    for _ in 0..150 {
        let (shape, worlds) = &known[next(&mut state, known.len())];
        let mut events = Vec::new();
        for (at, &lasting) in shape.iter().enumerate() {
            let other = (at + 1 + next(&mut state, 2)) % 3;
            let word = [0, 1, 2, 4][next(&mut state, 4)];
            let more = words(other as u32)[word].clone();
            let (from, until) = (next(&mut state, 6) as u32, next(&mut state, 6) as u32);
            let mut told = if lasting { lasts(from, until, more) } else { event(TimePart::On(DateId(from)), more) };
            told.off_record = next(&mut state, 3) == 0;
            events.push(told);
        }
        compare(worlds, &events);
    }
    assert!(known.iter().all(|(shape, _)| shape.len() == 3));
}

#[test]
fn together_is_the_same_moment() {
    let with = |other| event(TimePart::With(EventId(other)), None);
    let events = [event(TimePart::On(DateId(0)), None), with(0), with(1), event(TimePart::On(DateId(0)), None)];
    assert!(!events.iter().any(lasting));
    let (chronology, diagnostics) = Chronology::build(&program(&events));
    assert!(diagnostics.is_empty());
    assert!(chronology.same_moment(EventId(0), EventId(2)));
    assert_eq!(chronology.before(EventId(0), EventId(2)), Trilean::False);
    assert!(!chronology.same_moment(EventId(0), EventId(3)));
    assert_eq!(chronology.before(EventId(0), EventId(3)), Trilean::Open);
    assert_eq!(chronology.end(EventId(2)), (0, 0));
}

#[test]
fn a_period_between_events_touches_both() {
    let period = [TimePart::From(Anchor::Event(EventId(0))), TimePart::Until(Anchor::Event(EventId(1)))];
    let on = |date| event(TimePart::On(DateId(date)), None);
    let within = event(TimePart::During(EventId(2)), None);
    let after = event(TimePart::After(Anchor::Event(EventId(2))), None);
    let events = [on(0), on(5), Told { parts: period.to_vec(), off_record: false }, within, after];
    let (chronology, diagnostics) = Chronology::build(&program(&events));
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
    let before = |e, f| chronology.before(EventId(e), EventId(f));
    assert!(chronology.lasts(EventId(2)));
    assert_eq!(
        (before(0, 2), before(2, 1), before(0, 3), before(3, 1)),
        (Trilean::True, Trilean::True, Trilean::True, Trilean::True)
    );
    assert_eq!(before(4, 1), Trilean::Open);
    assert_eq!(chronology.begin(EventId(2)), (0, 0));
    assert_eq!(chronology.end(EventId(2)), (MINUTES - 1, MINUTES - 1));
}

#[test]
fn a_circle_is_named_whole() {
    let after = |other| event(TimePart::After(Anchor::Event(EventId(other))), None);
    let (_, diagnostics) = Chronology::build(&program(&[after(2), after(0), after(1)]));
    assert_eq!(diagnostics.len(), 1);
    assert_eq!(diagnostics[0].code.0, report::CIRCLE);
    assert_eq!(diagnostics[0].labels.len(), 3);
    assert!(["`e0`", "`e1`", "`e2`"].iter().all(|name| diagnostics[0].message.contains(name)));
}

#[test]
fn constraints_say_what_is_told() {
    let mut events = [event(TimePart::On(DateId(0)), None), event(TimePart::After(Anchor::Event(EventId(0))), None)];
    events[1].off_record = true;
    let program = program(&events);
    let (chronology, _) = Chronology::build(&program);
    let about: Vec<_> = chronology.constraints_about(&program, EventId(1)).collect();
    let (first, second) = (Point::Begin(EventId(0)), Point::Begin(EventId(1)));
    let when = [Some(StatementId(1)), None];
    assert!(about.contains(&PointConstraint { x: first, y: second, bound: -1, when }));
    assert!(about.contains(&PointConstraint { x: Point::Origin, y: second, bound: -(TICKS_PER_MINUTE / 4) - 1, when }));
    let about: Vec<_> = chronology.constraints_about(&program, EventId(0)).collect();
    assert!(about.contains(&PointConstraint {
        x: first,
        y: Point::Origin,
        bound: TICKS_PER_MINUTE / 4 * 3,
        when: [None; 2]
    }));
}

#[test]
fn a_hundred_thousand_events_and_a_chain() {
    let chain = |index: u32| event(TimePart::After(Anchor::Event(EventId(index))), None);
    let mut events = vec![event(TimePart::On(DateId(0)), None)];
    events.extend((0..99_999).map(chain));
    let (chronology, diagnostics) = Chronology::build(&program(&events));
    assert!(diagnostics.is_empty());
    for index in 0..99_000 {
        assert_eq!(chronology.before(EventId(index), EventId(index + 900)), Trilean::True);
        assert_eq!(chronology.before(EventId(index + 900), EventId(index)), Trilean::False);
    }
}
