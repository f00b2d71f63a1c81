//! What the literals mean, and how they are shown.
use super::*;

fn ends(span: Span) -> (Option<Day>, Option<Day>) {
    (span.first_day(), span.last_day())
}

fn from_to(first: &str, last: &str) -> (Option<Day>, Option<Day>) {
    (Some(day(first)), Some(day(last)))
}

fn meaning(form: Imprecise) -> (Option<Day>, Option<Day>) {
    ends(form.span(Calendar::Gregorian).unwrap())
}

fn third(third: Third, text: &str) -> Point {
    Point { third: Some(third), ..point(text) }
}

#[test]
fn forms_mean_their_days() {
    assert_eq!(meaning(at("1917-11-07")), from_to("1917-11-07", "1917-11-07"));
    assert_eq!(meaning(at("1916-02")), from_to("1916-02-01", "1916-02-29"));
    assert_eq!(meaning(at("1917")), from_to("1917-01-01", "1917-12-31"));
    for (part, month, year) in [
        (Third::Early, ("1917-02-01", "1917-02-10"), ("1917-01-01", "1917-04-30")),
        (Third::Mid, ("1917-02-11", "1917-02-20"), ("1917-05-01", "1917-08-31")),
        (Third::Late, ("1917-02-21", "1917-02-28"), ("1917-09-01", "1917-12-31")),
    ] {
        assert_eq!(meaning(Imprecise::At(third(part, "1917-02"))), from_to(month.0, month.1));
        assert_eq!(meaning(Imprecise::At(third(part, "1917"))), from_to(year.0, year.1));
    }
    let about = |within| Imprecise::About { point: point("1917-10-17"), within };
    assert_eq!(meaning(about(None)), from_to("1917-10-07", "1917-10-27"));
    assert_eq!(meaning(about(Some(2))), from_to("1917-10-15", "1917-10-19"));
    assert_eq!(meaning(about(Some(0))), from_to("1917-10-17", "1917-10-17"));
    let month = Imprecise::About { point: point("1917-10"), within: None };
    assert_eq!(meaning(month), from_to("1917-09-21", "1917-11-10"));
    assert_eq!(meaning(Imprecise::Before(point("1917-11"))), (None, Some(day("1917-10-31"))));
    assert_eq!(meaning(Imprecise::After(point("1917-11"))), (Some(day("1917-12-01")), None));
    let between = Imprecise::Between(point("1917-10"), point("1917-11-05"));
    assert_eq!(meaning(between), from_to("1917-10-01", "1917-11-05"));
}

#[test]
fn times_of_day_bound_to_the_minute() {
    let opening = point("1917-11-07T22:40");
    let before = Imprecise::Before(opening).span(Calendar::Gregorian).unwrap();
    assert_eq!(before.last().map(|last| last.clock().to_string()).as_deref(), Some("22:39"));
    assert_eq!(before.last_day(), Some(day("1917-11-07")));
    let about = Imprecise::About { point: opening, within: None }.span(Calendar::Gregorian).unwrap_err();
    assert_eq!(about.to_string(), "`about` counts in days, and `1917-11-07T22:40` is a minute");
}

#[test]
fn forms_that_mean_nothing() {
    let early = Imprecise::At(third(Third::Early, "1917-10-25")).span(Calendar::Julian).unwrap_err();
    assert_eq!(early.to_string(), "`early` is part of a month or a year, and `1917-10-25` is a day");
    let reversed = Imprecise::Between(point("1917-11-05"), point("1917-10")).span(Calendar::Julian).unwrap_err();
    assert_eq!(reversed.to_string(), "no day lies between `1917-11-05` and `1917-10`");
    assert_eq!(reversed.help().unwrap(), "write `between 1917-10 and 1917-11-05`");
    // 25 October OS is later than 1 November NS.
    let old = Point { calendar: Some(Calendar::Julian), ..point("1917-10-25") };
    let mixed = Imprecise::Between(old, point("1917-11-01")).span(Calendar::Gregorian).unwrap_err();
    assert_eq!(mixed.help().unwrap(), "write `between 1917-11-01 and 1917-10-25 OS`");
}

#[test]
fn unknown_calendars_are_two_spans() {
    let moment = unlabelled("1917-10-25").moment().unwrap();
    let spans: Vec<_> = moment.spans().map(ends).collect();
    assert_eq!(spans, [from_to("1917-10-25", "1917-10-25"), from_to("1917-11-07", "1917-11-07")]);
    assert_eq!(moment.only_day(), None);
    // Months overlap and are one span.
    let month = unlabelled("1917-10").moment().unwrap();
    assert_eq!(month.spans().map(ends).collect::<Vec<_>>(), [from_to("1917-10-01", "1917-11-13")]);
    // Only one calendar has this day, so it is in that one.
    let leap = unlabelled("1900-02-29").moment().unwrap();
    assert_eq!(leap.only_day(), Some(day("1900-03-13")));
    assert!(matches!(unlabelled("1917-02-30").moment(), Err(DateError::NoSuchDay { .. })));
    let before = DateLiteral { form: Imprecise::Before(point("1917-11-01")), ..unlabelled("1917") };
    assert_eq!(before.moment().unwrap().spans().map(ends).collect::<Vec<_>>(), [(None, Some(day("1917-11-13")))]);
}

#[test]
fn two_forms_are_checked_against_each_other() {
    let twice = |first: &str, calendar, second: &str, other| DateLiteral {
        form: at(first),
        calendar: WhichCalendar::Known(calendar),
        other: Some((at(second), other)),
    };
    let (old, new) = (Calendar::Julian, Calendar::Gregorian);
    let opening = twice("1917-11-07T22:40", new, "1917-10-25", old).moment().unwrap();
    assert_eq!(opening, new_style("1917-11-07T22:40"));
    let error = twice("1917-11-07", new, "1917-10-24", old).moment().unwrap_err();
    assert_eq!(error.to_string(), "`1917-11-07 NS` and `1917-10-24 OS` are not the same day");
    assert_eq!(error.help().unwrap(), "`1917-11-07 NS` is 25 October 1917 OS (7 November NS)");
    let error = twice("1917-11-07", old, "1917-10-25", new).moment().unwrap_err();
    let help = "`1917-11-07 OS` is 20 November 1917 NS (7 November OS); \
                with the labels OS and NS exchanged the two would agree";
    assert_eq!(error.help().unwrap(), help);
    let error = twice("1917-11-07T22:40", new, "1917-10-25T22:41", old).moment().unwrap_err();
    assert!(error.to_string().ends_with("are not the same time of day"), "{error}");
    // Months in two calendars leave the days of both.
    let months = twice("1917-11", new, "1917-10", old).moment().unwrap();
    assert_eq!(months.spans().map(ends).collect::<Vec<_>>(), [from_to("1917-11-01", "1917-11-13")]);
    let error = twice("1917-11-07", new, "1917-11-07", new).moment().unwrap_err();
    assert_eq!(error, DateError::OneCalendarTwice { calendar: new });
    let unknown = DateLiteral { calendar: WhichCalendar::Unknown, ..twice("1917-11-07", new, "1917-10-25", old) };
    assert_eq!(unknown.moment(), Err(DateError::UnknownCalendarTwice));
}

#[test]
fn what_lasts_keeps_to_one_calendar() {
    let lasting = DateLiteral::lasting(&unlabelled("1917-06-16"), &unlabelled("1917-07-07")).unwrap();
    assert_eq!(lasting.extents().count(), 2);
    assert_eq!(days_lasted(&lasting).only(), Some(22));
    let known = |text| literal(text, Calendar::Gregorian);
    let backwards = DateLiteral::lasting(&known("1917-07-07"), &known("1917-06-16"));
    assert_eq!(backwards, Err(DateError::EndsBeforeItBegins));
    // From some day of June to the 16th: it began by the 16th.
    let narrowed = DateLiteral::lasting(&known("1917-06"), &known("1917-06-16")).unwrap();
    assert_eq!(narrowed.begin().latest(), Some(day("1917-06-16").end()));
}

#[test]
fn dates_are_shown_in_both_calendars() {
    let shown = |form: Imprecise, calendar| show::span(form.span(calendar).unwrap(), calendar);
    let (old, new) = (Calendar::Julian, Calendar::Gregorian);
    assert_eq!(show::day(day("1917-11-07"), old), "25 October 1917 OS");
    assert_eq!(show::both(day("1917-11-07"), old), "25 October 1917 OS (7 November NS)");
    assert_eq!(show::both(day("1918-01-01"), old), "19 December 1917 OS (1 January 1918 NS)");
    assert_eq!(shown(at("1917-10"), old), "between 1 and 31 October 1917 OS (14 October and 13 November 1917 NS)");
    assert_eq!(
        shown(at("1917"), new),
        "between 1 January and 31 December 1917 NS (19 December 1916 and 18 December 1917 OS)"
    );
    assert_eq!(shown(Imprecise::Before(point("1917-11-01")), new), "before 1 November 1917 NS (19 October OS)");
    assert_eq!(shown(Imprecise::After(point("1917-11-01")), new), "after 1 November 1917 NS (19 October OS)");
    let opening = point("1917-11-07T22:40");
    assert_eq!(shown(Imprecise::At(opening), new), "22:40 on 7 November 1917 NS (25 October OS)");
    assert_eq!(shown(Imprecise::Before(opening), new), "before 22:40 on 7 November 1917 NS (25 October OS)");
    assert_eq!(shown(Imprecise::After(opening), new), "after 22:40 on 7 November 1917 NS (25 October OS)");
    assert_eq!(show::span(Span::UNKNOWN, new), "at an unknown time");
    let moment = unlabelled("1917-10-25").moment().unwrap();
    assert_eq!(show::moment(&moment, new), "25 October 1917 NS (12 October OS) or 7 November 1917 NS (25 October OS)");
    assert_eq!(show::day(Day::new(0), new), "31 December 1 BC NS");
    let within = Imprecise::About { point: third(Third::Late, "1917-09"), within: Some(3) };
    assert_eq!(within.to_string(), "about late 1917-09 within 3 days");
}

#[test]
fn moments_are_kept_as_ranges() {
    let forms = [
        at("1917-10"),
        at("1917-11-07T22:40"),
        Imprecise::Before(point("1917-11-01")),
        Imprecise::After(point("1917-11-07T22:40")),
    ];
    for form in forms {
        for calendar in [WhichCalendar::Known(Calendar::Julian), WhichCalendar::Unknown] {
            let moment = DateLiteral { form, calendar, other: None }.moment().unwrap();
            assert_eq!(Moment::from_ranges(&moment.to_ranges()), Some(moment));
        }
    }
    let unknown = Moment::new(Span::UNKNOWN);
    assert_eq!(unknown.to_ranges(), [(i64::MIN, i64::MAX)]);
    assert_eq!(Moment::from_ranges(&[(i64::MIN, i64::MAX)]), Some(unknown));
    assert_eq!(
        new_style("1917-11-07").to_ranges(),
        [(day("1917-11-07").count() * 1440, day("1917-11-08").count() * 1440 - 1)]
    );
    assert_eq!(Moment::from_ranges(&[]), None);
    assert_eq!(Moment::from_ranges(&[(2, 1)]), None);
    assert_eq!(new_style("1917-11-07T22:40").shift_minutes(90), new_style("1917-11-08T00:10"));
}
