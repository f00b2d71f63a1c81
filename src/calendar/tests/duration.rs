//! Counts of days and periods.
use super::*;
use proptest::prelude::*;
use std::cmp::Ordering;

/// From midnights to the count.
type Twin = fn(i64) -> i64;

#[test]
fn three_ways_of_counting() {
    let (first, second) = (new_style("1917-11-01"), new_style("1917-11-08"));
    assert_eq!(midnights(&second, &first).only(), Some(7));
    assert_eq!(midnights(&first, &second).only(), Some(-7));
    assert_eq!(days_of(&first, &second).only(), Some(8));
    assert_eq!(days_of(&second, &first).only(), Some(0));
    assert_eq!(days_of(&first, &first).only(), Some(1));
    assert_eq!(clear_days_between(&first, &second).only(), Some(6));
    assert_eq!(clear_days_between(&second, &first).only(), Some(6));
    assert_eq!(clear_days_between(&first, &first).only(), Some(0));
    // The hour is nothing to a count of midnights.
    let late = new_style("1917-11-01T23:59");
    assert_eq!(midnights(&new_style("1917-11-02T00:00"), &late).only(), Some(1));
}

#[test]
fn uncertain_dates_give_uncertain_counts() {
    let counts = midnights(&new_style("1917-11"), &new_style("1917-10-25"));
    assert_eq!((counts.least(), counts.most(), counts.only()), (Some(7), Some(36), None));
    assert_eq!((counts.at_least(7), counts.at_least(8), counts.at_least(37)), (Some(true), None, Some(false)));
    assert_eq!((counts.at_most(36), counts.at_most(7), counts.at_most(6)), (Some(true), None, Some(false)));
    // The two calendars leave two numbers and nothing between them.
    let apart = midnights(&unlabelled("1917-10-25").moment().unwrap(), &new_style("1917-10-20"));
    assert_eq!((apart.exactly(5), apart.exactly(18), apart.exactly(10)), (None, None, Some(false)));
    let open = midnights(&Moment::new(Span::UNKNOWN), &new_style("1917"));
    assert_eq!((open.least(), open.most(), open.at_least(0), open.exactly(3)), (None, None, None, None));
    assert_eq!(clear_days_between(&Moment::new(Span::UNKNOWN), &new_style("1917")).least(), Some(0));
}

#[test]
fn counts_as_enumerated() {
    let spans: Vec<Span> = (0..5)
        .flat_map(|first| (first..5).filter_map(move |last| Span::days(Some(Day::new(first)), Some(Day::new(last)))))
        .collect();
    let days = |span: Span| span.first_day().unwrap().count()..=span.last_day().unwrap().count();
    for one in &spans {
        for two in &spans {
            let (from, to) = (Moment::new(*one), Moment::new(*two));
            let between: Vec<i64> = days(*one).flat_map(|a| days(*two).map(move |b| b - a)).collect();
            let twins: [(DayCounts, Twin); 3] = [
                (midnights(&to, &from), |count| count),
                (days_of(&from, &to), |count| if count < 0 { 0 } else { count + 1 }),
                (clear_days_between(&from, &to), |count| (count.abs() - 1).max(0)),
            ];
            for (counts, twin) in twins {
                let all: Vec<i64> = between.iter().map(|count| twin(*count)).collect();
                assert_eq!(counts.least(), all.iter().min().copied());
                assert_eq!(counts.most(), all.iter().max().copied());
                for number in -5..6 {
                    let answers = |holds: &dyn Fn(i64) -> bool| {
                        verdict(&all.iter().map(|count| holds(*count)).collect::<Vec<_>>())
                    };
                    assert_eq!(counts.at_least(number), answers(&|count| count >= number));
                    assert_eq!(counts.at_most(number), answers(&|count| count <= number));
                    assert_eq!(counts.exactly(number), answers(&|count| count == number));
                }
            }
        }
    }
}

#[test]
fn periods_are_added_to_dates() {
    let new = Calendar::Gregorian;
    assert_eq!(Period::Days(14).after(day("1917-11-01"), new), Ok(day("1917-11-15")));
    assert_eq!(Period::weeks(2).before(day("1917-11-15"), new), Ok(day("1917-11-01")));
    assert_eq!(Period::Months(1).after(day("1917-01-31"), new), Ok(day("1917-02-28")));
    assert_eq!(Period::years(1).after(day("1916-02-29"), new), Ok(day("1917-02-28")));
    // A month has the length that its calendar gives it: 31 January to 29 February 1900 OS.
    let old = CivilDate::new(Calendar::Julian, 1900, 1, 31).unwrap().to_day();
    let month_later = CivilDate::new(Calendar::Julian, 1900, 2, 29).unwrap().to_day();
    assert_eq!(Period::Months(1).after(old, Calendar::Julian), Ok(month_later));
    assert!(Period::years(u32::MAX).after(old, Calendar::Julian).is_err());
    assert_eq!(Period::Days(u32::MAX).after(old, new), Ok(Day::LATEST));
    let deadline = Period::Days(7).after_moment(&new_style("1917-11"), new).unwrap();
    assert_eq!(deadline, Span::days(Some(day("1917-11-08")), Some(day("1917-12-07"))).unwrap().into());
    let notice = Period::Months(1).before_moment(&new_style("1917-03-31T10:00"), new).unwrap();
    assert_eq!(notice.only_day(), Some(day("1917-02-28")));
}

#[test]
fn days_and_months_are_not_compared() {
    assert_eq!(Period::Days(30).compare(Period::weeks(4)), Ok(Ordering::Greater));
    assert_eq!(Period::years(1).compare(Period::Months(12)), Ok(Ordering::Equal));
    let error = Period::Days(30).compare(Period::Months(1)).unwrap_err();
    assert_eq!(error.to_string(), "`30 days` and `1 month` cannot be compared: months and years differ in length");
    assert_eq!(error.help().unwrap(), "add each to a date and compare the dates");
    assert_eq!(Period::years(2).to_string(), "2 years");
}

proptest! {
    #[test]
    fn later_days_never_become_earlier(first in 600_000_i64..800_000, gap in 0_i64..70, months in 0_u32..30) {
        for calendar in Calendar::BOTH {
            let period = Period::Months(months);
            let (one, two) = (Day::new(first), Day::new(first + gap));
            prop_assert!(period.after(one, calendar).unwrap() <= period.after(two, calendar).unwrap());
            prop_assert!(period.before(one, calendar).unwrap() <= period.before(two, calendar).unwrap());
            prop_assert!(period.after(period.before(one, calendar).unwrap(), calendar).unwrap() <= one);
        }
    }
}
