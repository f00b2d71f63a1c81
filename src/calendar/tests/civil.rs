//! Conversion against days counted one by one, and the arithmetic of months.
use super::*;
use proptest::prelude::*;

/// The day after, by the rules that a schoolbook gives.
fn next(calendar: Calendar, (year, month, day): (i32, u8, u8)) -> (i32, u8, u8) {
    let leap = match calendar {
        Calendar::Julian => year % 4 == 0,
        Calendar::Gregorian => (year % 4 == 0 && year % 100 != 0) || year % 400 == 0,
    };
    let lengths = [31, if leap { 29 } else { 28 }, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    if day < lengths[usize::from(month) - 1] {
        (year, month, day + 1)
    } else if month < 12 {
        (year, month + 1, 1)
    } else {
        (year + 1, 1, 1)
    }
}

#[test]
fn six_centuries_counted_day_by_day() {
    // 15 October 1582 NS followed 4 October 1582 OS: the one date that ties the calendars together.
    let anchor = CivilDate::new(Calendar::Gregorian, 1582, 10, 15).unwrap().to_day();
    assert_eq!(CivilDate::new(Calendar::Julian, 1582, 10, 5).unwrap().to_day(), anchor);
    // 1 January of the year 1 is day 1, and 1 January 2000 was day 730,120.
    assert_eq!(CivilDate::new(Calendar::Gregorian, 1, 1, 1).unwrap().to_day(), Day::new(1));
    assert_eq!(CivilDate::new(Calendar::Gregorian, 2000, 1, 1).unwrap().to_day(), Day::new(730_120));
    for (calendar, mut date) in [(Calendar::Julian, (1582, 10, 5)), (Calendar::Gregorian, (1582, 10, 15))] {
        let mut day = anchor;
        while date.0 <= 2100 {
            let (year, month, of_month) = date;
            let civil = CivilDate::new(calendar, year, month, of_month).unwrap();
            assert_eq!(civil.to_day(), day, "{civil:?}");
            assert_eq!(CivilDate::of(day, calendar), civil);
            date = next(calendar, date);
            day = day.plus(1);
        }
    }
    // And backward to 1500: count forward from 1 January 1500 and arrive at the anchor.
    for (calendar, end) in [(Calendar::Julian, (1582, 10, 5)), (Calendar::Gregorian, (1582, 10, 15))] {
        let mut date = (1500, 1, 1);
        let mut day = CivilDate::new(calendar, 1500, 1, 1).unwrap().to_day();
        while date != end {
            let civil = CivilDate::new(calendar, date.0, date.1, date.2).unwrap();
            assert_eq!(civil.to_day(), day, "{civil:?}");
            assert_eq!(CivilDate::of(day, calendar), civil);
            date = next(calendar, date);
            day = day.plus(1);
        }
        assert_eq!(day, anchor);
    }
}

#[test]
fn known_days_of_1917() {
    for (old, new) in [
        ((1917, 2, 27), (1917, 3, 12)),
        ((1917, 10, 25), (1917, 11, 7)),
        ((1917, 12, 19), (1918, 1, 1)),
        ((1900, 2, 28), (1900, 3, 12)),
        ((1900, 2, 29), (1900, 3, 13)),
        ((1900, 3, 1), (1900, 3, 14)),
        ((1918, 1, 31), (1918, 2, 13)),
    ] {
        let old = CivilDate::new(Calendar::Julian, old.0, old.1, old.2).unwrap();
        let new = CivilDate::new(Calendar::Gregorian, new.0, new.1, new.2).unwrap();
        assert_eq!(old.to_day(), new.to_day());
    }
}

#[test]
fn a_day_of_one_calendar_only_says_which_has_it() {
    let error = CivilDate::new(Calendar::Gregorian, 1900, 2, 29).unwrap_err();
    assert_eq!(error.to_string(), "`1900-02-29` does not exist in the Gregorian calendar (NS)");
    let help = "February 1900 has 28 days there; the Julian calendar has this day: `1900-02-29 OS`";
    assert_eq!(error.help().unwrap(), help);
    assert!(CivilDate::new(Calendar::Julian, 1900, 2, 29).is_ok());
    let error = CivilDate::new(Calendar::Julian, 1917, 11, 31).unwrap_err();
    assert_eq!(error.to_string(), "`1917-11-31` does not exist in the Julian calendar (OS)");
    assert_eq!(error.help().unwrap(), "November 1917 has 30 days in either calendar");
    let zeroth = CivilDate::new(Calendar::Julian, 1917, 11, 0).unwrap_err();
    assert_eq!(zeroth.to_string(), "`1917-11-00` does not exist in the Julian calendar (OS)");
    assert!(matches!(CivilDate::new(Calendar::Julian, 0, 1, 1), Err(DateError::YearOutOfRange { .. })));
    assert!(matches!(CivilDate::new(Calendar::Julian, 1917, 13, 1), Err(DateError::NoSuchMonth { month: 13 })));
}

#[test]
fn months_end_where_the_month_ends() {
    let plus = |calendar, (year, month, day), months| {
        let date = CivilDate::new(calendar, year, month, day).unwrap().plus_months(months).unwrap();
        (date.year(), date.month(), date.day())
    };
    assert_eq!(plus(Calendar::Gregorian, (1917, 1, 31), 1), (1917, 2, 28));
    assert_eq!(plus(Calendar::Gregorian, (1900, 1, 31), 1), (1900, 2, 28));
    assert_eq!(plus(Calendar::Julian, (1900, 1, 31), 1), (1900, 2, 29));
    assert_eq!(plus(Calendar::Gregorian, (1916, 2, 29), 12), (1917, 2, 28));
    assert_eq!(plus(Calendar::Gregorian, (1917, 3, 31), -1), (1917, 2, 28));
    assert_eq!(plus(Calendar::Gregorian, (1917, 1, 15), -1), (1916, 12, 15));
    let last = CivilDate::new(Calendar::Gregorian, 9999, 12, 31).unwrap();
    assert_eq!(last.plus_months(1), Err(DateError::YearOutOfRange { year: "10000".to_owned() }));
    assert!(last.plus_months(i64::MAX).is_err());
    assert!(last.plus_months(i64::MIN).is_err());
}

#[test]
fn the_ends_of_the_count_are_held() {
    for calendar in Calendar::BOTH {
        for day in [Day::EARLIEST, Day::LATEST, Day::new(i64::MIN), Day::new(i64::MAX)] {
            assert_eq!(CivilDate::of(day, calendar).to_day(), day);
            assert!(!show::both(day, calendar).is_empty());
        }
    }
    assert_eq!(Day::LATEST.plus(i64::MAX), Day::LATEST);
    assert_eq!(Day::LATEST.end().next(), Day::LATEST.end());
    assert_eq!(Day::EARLIEST.start().previous(), Day::EARLIEST.start());
}

proptest! {
    #[test]
    fn every_day_has_one_name(count in -100_000_000_i64..=100_000_000) {
        let day = Day::new(count);
        for calendar in Calendar::BOTH {
            let date = CivilDate::of(day, calendar);
            prop_assert_eq!(date.to_day(), day);
            prop_assert!(calendar.days_in_month(date.year(), date.month()).is_some_and(|days| date.day() <= days));
        }
    }

    #[test]
    fn every_minute_has_one_day(count in -1_000_000_i64..1_000_000, hour in 0_u16..24, minute in 0_u16..60) {
        let clock = Clock::new(hour, minute).unwrap();
        let instant = Day::new(count).at(clock);
        prop_assert_eq!((instant.day(), instant.clock()), (Day::new(count), clock));
        prop_assert_eq!(instant.minutes(), count * 1440 + i64::from(clock.minutes()));
    }
}
