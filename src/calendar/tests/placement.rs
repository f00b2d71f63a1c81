//! Moments beside named dates, against all pairs of days.
use super::*;

const HOURS: [u16; 3] = [0, 12, 23];

/// All spans of so few whole days.
fn day_spans(days: i64) -> Vec<Span> {
    let pairs = (0..days).flat_map(|first| (first..days).map(move |last| (first, last)));
    pairs.filter_map(|(first, last)| Span::days(Some(Day::new(first)), Some(Day::new(last)))).collect()
}

/// One span, or two that are apart.
fn day_moments(days: i64) -> Vec<Moment> {
    let spans = day_spans(days);
    let mut moments: Vec<Moment> = spans.iter().map(|span| Moment::new(*span)).collect();
    for one in &spans {
        moments.extend(
            spans
                .iter()
                .filter(|two| one.last_day().unwrap().plus(1) < two.first_day().unwrap())
                .map(|two| Moment::any_of(vec![*one, *two]).unwrap()),
        );
    }
    moments
}

fn days(moment: &Moment) -> Vec<Day> {
    moment.spans().flat_map(days_in).collect()
}

fn days_in(span: Span) -> impl Iterator<Item = Day> {
    (span.first_day().unwrap().count()..=span.last_day().unwrap().count()).map(Day::new)
}

/// Moments told in days, and some told to the minute.
fn moments(count: i64) -> Vec<Moment> {
    let mut all = day_moments(count);
    for day in 0..count {
        all.extend(HOURS.map(|hour| Span::instant(Day::new(day).at(Clock::new(hour, 0).unwrap())).into()));
    }
    all
}

#[test]
fn beside_dates_as_enumerated() {
    for moment in moments(5) {
        for date in day_moments(5) {
            let mut some = (false, false, false);
            let mut stretch = (false, false, false);
            for here in days(&moment) {
                for there in days(&date) {
                    some = (some.0 | (here < there), some.1 | (here == there), some.2 | (here > there));
                }
                for span in date.spans() {
                    let (first, last) = (span.first_day().unwrap(), span.last_day().unwrap());
                    stretch.0 |= here < first;
                    stretch.1 |= first <= here && here <= last;
                    stretch.2 |= last < here;
                }
            }
            let flat = |placement: Placement| (placement.before, placement.within, placement.after);
            assert_eq!(flat(Placement::beside_some_day(&moment, &date)), some, "{moment:?} {date:?}");
            assert_eq!(flat(Placement::beside_stretch(&moment, &date)), stretch, "{moment:?} {date:?}");
        }
    }
}

#[test]
fn terms_as_enumerated() {
    let sides: Vec<Option<Moment>> = std::iter::once(None).chain(day_moments(4).into_iter().map(Some)).collect();
    for moment in moments(4) {
        for from in &sides {
            for until in &sides {
                let mut answers = Vec::new();
                let firsts = from.as_ref().map_or_else(|| vec![Day::EARLIEST], days);
                let lasts = until.as_ref().map_or_else(|| vec![Day::LATEST], days);
                for first in &firsts {
                    for last in lasts.iter().filter(|last| first <= *last) {
                        answers.extend(days(&moment).iter().map(|here| first <= here && here <= last));
                    }
                }
                let term = Term { from: from.clone(), until: until.clone() };
                if !answers.is_empty() {
                    assert_eq!(term.contains(&moment), verdict(&answers), "{moment:?} {term:?}");
                }
            }
        }
    }
}

#[test]
fn a_named_date_is_its_whole_days() {
    let beside = |moment: &str, date: &str| literal(date, Calendar::Gregorian).place(&new_style(moment)).unwrap();
    assert_eq!(beside("1917-11-07", "1917-11-07").is_before(), Some(false));
    assert_eq!(beside("1917-11-07T00:00", "1917-11-07").is_within(), Some(true));
    assert_eq!(beside("1917-10-15", "1917-10").is_before(), Some(false));
    assert_eq!(beside("1917-10-15", "1917-10").is_within(), Some(true));
    assert_eq!(beside("1917-10", "1917-10-15").is_before(), None);
    assert_eq!(beside("1917-11-07T22:39", "1917-11-07T22:40").is_before(), Some(true));
    assert_eq!(beside("1917-11-07", "1917-11-06").is_after(), Some(true));
    // About the 15th: nobody knows whether that is after the 10th.
    let about = DateLiteral {
        form: Imprecise::About { point: point("1917-10-15"), within: None },
        ..literal("1917", Calendar::Gregorian)
    };
    assert_eq!(about.place(&new_style("1917-10-10")).unwrap().is_before(), None);
    assert_eq!(about.place(&new_style("1917-10-04")).unwrap().is_before(), Some(true));
    let any = Placement::beside_some_day(&new_style("1917-10-04"), &Moment::new(Span::UNKNOWN));
    assert_eq!((any.is_before(), any.is_within(), any.is_after()), (None, None, None));
}

#[test]
fn a_term_includes_its_first_and_last_day() {
    let term = Term { from: Some(new_style("1917-06-16")), until: Some(new_style("1917-07-07")) };
    assert_eq!(term.contains(&new_style("1917-06-16T00:00")), Some(true));
    assert_eq!(term.contains(&new_style("1917-07-07T23:59")), Some(true));
    assert_eq!(term.contains(&new_style("1917-07-08")), Some(false));
    assert_eq!(term.contains(&new_style("1917-07")), None);
    assert_eq!(term.begun_by(&new_style("1917-06-16")), Some(true));
    assert_eq!(term.ended_before(&new_style("1917-07-07")), Some(false));
    assert_eq!(term.ended_before(&new_style("1917-07-08")), Some(true));
    let always = Term::default();
    assert_eq!(always.contains(&Moment::new(Span::UNKNOWN)), Some(true));
    let noon = Term { from: Some(new_style("1917-06-16")), until: Some(new_style("1917-06-16T12:00")) };
    assert_eq!(noon.contains(&new_style("1917-06-16T10:00")), Some(true));
    assert_eq!(noon.contains(&new_style("1917-06-16T12:01")), Some(false));
    let since = Term { from: Some(new_style("1917-06")), until: None };
    assert_eq!(since.contains(&new_style("1917-06-10")), None);
    assert_eq!(since.contains(&new_style("1917-06-30")), Some(true));
}
