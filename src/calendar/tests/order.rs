//! Order against all pairs of instants, each minute having an earlier and a later half.
use super::*;

/// Half minutes of a span.
fn halves(span: Span) -> std::ops::RangeInclusive<i64> {
    span.first().unwrap().minutes() * 2..=span.last().unwrap().minutes() * 2 + 1
}

/// Every beginning and end that a time may have.
fn courses(when: &When) -> Vec<(i64, i64)> {
    match when {
        When::Moment(moment) => moment.spans().flat_map(|span| halves(span).map(|half| (half, half))).collect(),
        When::Lasting(lasting) => {
            let pairs = lasting.extents().flat_map(|extent| {
                halves(extent.begin()).flat_map(move |begin| halves(extent.end()).map(move |end| (begin, end)))
            });
            pairs.filter(|(begin, end)| begin <= end).collect()
        }
    }
}

fn enumerated(one: &When, other: &When) -> (Chances, Option<bool>) {
    let moments = matches!((one, other), (When::Moment(_), When::Moment(_)));
    let mut chances = Chances { before: false, after: false, overlap: false };
    let mut within = Vec::new();
    let others = courses(other);
    for x in courses(one) {
        for y in &others {
            chances.before |= x.1 < y.0;
            chances.after |= y.1 < x.0;
            // Two momentary acts: one came first.
            chances.overlap |= !moments && x.1 >= y.0 && y.1 >= x.0;
            within.push(x.0 >= y.0 && x.1 <= y.1);
        }
    }
    (chances, verdict(&within))
}

fn small_lastings(minutes: i64) -> Vec<When> {
    let spans = small_spans(minutes);
    let pairs = spans.iter().flat_map(|begin| spans.iter().map(|end| (*begin, *end)));
    pairs.filter_map(|(begin, end)| Lasting::new(&begin.into(), &end.into()).ok()).map(When::Lasting).collect()
}

#[test]
fn moments_as_enumerated() {
    let moments: Vec<When> = small_moments(6).into_iter().map(When::Moment).collect();
    for one in &moments {
        for other in &moments {
            assert_eq!(Chances::of(one, other), enumerated(one, other).0, "{one:?} {other:?}");
        }
    }
}

#[test]
fn lasting_as_enumerated() {
    let mut times = small_lastings(3);
    times.extend(small_moments(5).into_iter().map(When::Moment));
    for one in &times {
        for other in &times {
            let (chances, within) = enumerated(one, other);
            assert_eq!(Chances::of(one, other), chances, "{one:?} {other:?}");
            if matches!(other, When::Lasting(_)) {
                assert_eq!(during(one, other), within, "{one:?} during {other:?}");
            }
        }
    }
}

#[test]
fn extents_hold_nothing_that_cannot_be() {
    for when in small_lastings(4) {
        let courses = courses(&when);
        let ends = |of: fn(&(i64, i64)) -> i64| {
            let all = || courses.iter().map(of);
            (all().min().unwrap() / 2, all().max().unwrap() / 2)
        };
        let sides = |moment: Moment| (moment.earliest().unwrap().minutes(), moment.latest().unwrap().minutes());
        assert_eq!(sides(when.begin()), ends(|course| course.0), "{when:?}");
        assert_eq!(sides(when.end()), ends(|course| course.1), "{when:?}");
    }
}

#[test]
fn certain_orders_hold_the_other_way_round() {
    let mut times = small_lastings(3);
    times.extend(small_moments(4).into_iter().map(When::Moment));
    for one in &times {
        for other in &times {
            let (here, there) = (order(one, other), order(other, one));
            let mirrored = match here {
                Order::Before => Order::After,
                Order::After => Order::Before,
                same => same,
            };
            assert_eq!(there, mirrored);
        }
    }
}

fn when(text: &str) -> When {
    When::Moment(new_style(text))
}

fn sitting(from: &str, to: &str) -> When {
    When::Lasting(Lasting::new(&new_style(from), &new_style(to)).unwrap())
}

#[test]
fn orders_that_a_reader_expects() {
    assert_eq!(order(&when("1917-11-07"), &when("1917-11-08")), Order::Before);
    assert_eq!(order(&when("1917-11-08"), &when("1917-11")), Order::Open);
    assert_eq!(order(&when("1917-11-07"), &when("1917-11-07")), Order::SameDay);
    assert_eq!(order(&when("1917-11-07T22:40"), &when("1917-11-07T22:41")), Order::Before);
    assert_eq!(order(&when("1917-11-07T22:40"), &when("1917-11-07T22:40")), Order::SameDay);
    assert_eq!(order(&when("1917-11-07T22:40"), &when("1917-11-07")), Order::SameDay);
    let congress = sitting("1917-06-16", "1917-07-07");
    assert_eq!(order(&when("1917-06-20"), &congress), Order::Overlap);
    assert_eq!(order(&when("1917-06-16"), &congress), Order::Open);
    assert_eq!(order(&congress, &when("1917-07-08")), Order::Before);
    assert_eq!(order(&congress, &sitting("1917-07-07", "1917-07-09")), Order::Open);
    assert_eq!(order(&congress, &sitting("1917-07-01", "1917-07-09")), Order::Overlap);
    assert_eq!(during(&when("1917-06-20"), &congress), Some(true));
    assert_eq!(during(&when("1917-06-16"), &congress), None);
    assert_eq!(during(&when("1917-07-08"), &congress), Some(false));
    // Which calendar decides whether it came first.
    let unlabelled = When::Moment(unlabelled("1917-10-25").moment().unwrap());
    assert_eq!(order(&unlabelled, &when("1917-11-01")), Order::Open);
    assert_eq!(order(&unlabelled, &when("1917-11-08")), Order::Before);
    assert_eq!(Chances::of(&unlabelled, &when("1917-11-08")).is_before(), Some(true));
    assert_eq!(Chances::of(&unlabelled, &when("1917-11-08")).is_after(), Some(false));
}

#[test]
fn open_sides_are_never_certain() {
    let side = |first: Option<&str>, last: Option<&str>| {
        When::Moment(Span::days(first.map(day), last.map(day)).unwrap().into())
    };
    let early = side(None, Some("1917-10-31"));
    assert_eq!(order(&early, &when("1917-11-01")), Order::Before);
    assert_eq!(order(&early, &when("1917-10-31")), Order::Open);
    assert_eq!(order(&early, &when("1000")), Order::Open);
    assert_eq!(order(&side(Some("1917-11-02"), None), &when("1917-11-01")), Order::After);
    assert_eq!(order(&side(None, None), &side(None, None)), Order::Open);
}

#[test]
fn days_are_the_same_only_when_known() {
    assert_eq!(same_day(&new_style("1917-11-07T10:00"), &new_style("1917-11-07")), Some(true));
    assert_eq!(same_day(&new_style("1917-11-07"), &new_style("1917-11")), None);
    assert_eq!(same_day(&new_style("1917-11-07"), &new_style("1917-11-08")), Some(false));
    assert_eq!(same_day(&unlabelled("1917-10-25").moment().unwrap(), &new_style("1917-11-01")), Some(false));
    assert_eq!(same_day(&Moment::new(Span::UNKNOWN), &new_style("1917-11-01")), None);
}
