//! Reading the figures.
use super::*;
use proptest::prelude::*;

#[test]
fn four_forms_are_read() {
    assert_eq!(parse_date("1917"), Ok(Parts::Year { year: 1917 }));
    assert_eq!(parse_date("0988"), Ok(Parts::Year { year: 988 }));
    assert_eq!(parse_date("1917-10"), Ok(Parts::Month { year: 1917, month: 10 }));
    assert_eq!(parse_date("1917-10-25"), Ok(Parts::Day { year: 1917, month: 10, day: 25, clock: None }));
    let clock = Clock::new(22, 40);
    assert_eq!(parse_date("1917-11-07T22:40"), Ok(Parts::Day { year: 1917, month: 11, day: 7, clock }));
    assert_eq!(parse_date("1917-11-07T22:40").unwrap().clock(), clock);
}

#[test]
fn what_is_not_a_date_says_how_to_write_it() {
    let said = |text: &str| {
        let error = parse_date(text).unwrap_err();
        format!("{error} | {}", error.help().unwrap_or_default())
    };
    assert_eq!(said("1917-1-5"), "`1917-1-5` is not a date | write `1917-01-05`");
    assert_eq!(said("25.10.1917"), "`25.10.1917` is not a date | write `1917-10-25`");
    assert_eq!(said("1917/10/25"), "`1917/10/25` is not a date | write `1917-10-25`");
    let general = "write the year in four figures, month and day in two, as `1917-10-25`, `1917-10` or `1917`";
    for text in ["5/1/1917", "17", "", "T", "-", "1917-", "1917-10-25-", "october", "1917-10-25x", "١٩١٧"] {
        assert_eq!(said(text), format!("`{text}` is not a date | {general}"));
    }
    assert_eq!(said("0000"), "the year `0000` is not one of the years 1 to 9999 | ");
    assert_eq!(said("12345-01-01"), "the year `12345` is not one of the years 1 to 9999 | ");
    assert_eq!(said("1917-13"), "`13` is not a month | months are written `01` to `12`");
    assert_eq!(said("1917-00-01"), "`00` is not a month | months are written `01` to `12`");
    let times = "times run from `00:00` to `23:59`; the midnight that ends a day is `00:00` of the next";
    assert_eq!(said("1917-10-25T24:00"), format!("`24:00` is not a time of day | {times}"));
    assert_eq!(said("1917-10-25T9:00"), format!("`9:00` is not a time of day | {times}"));
    assert_eq!(
        said("1917-10T22:40"),
        "`1917-10T22:40` gives a time of day but no day | write the whole date before the time, as `1917-10-25T22:40`"
    );
}

proptest! {
    #[test]
    fn no_text_panics(text in ".{0,24}") {
        let _ = parse_date(&text);
    }

    #[test]
    fn what_is_printed_is_read_again(
        year in 1_i32..=9999, month in 1_u8..=12, day in 1_u8..=31, hour in 0_u16..24, minute in 0_u16..60,
    ) {
        for parts in [
            Parts::Year { year },
            Parts::Month { year, month },
            Parts::Day { year, month, day, clock: None },
            Parts::Day { year, month, day, clock: Clock::new(hour, minute) },
        ] {
            prop_assert_eq!(parse_date(&parts.to_string()), Ok(parts));
        }
    }

    #[test]
    fn dates_that_look_alike_are_never_panics(text in "[0-9T:./ -]{0,20}") {
        if let Err(error) = parse_date(&text) {
            prop_assert!(!error.to_string().is_empty());
            if let DateError::NotADate { likely: Some(likely), .. } = error {
                prop_assert!(parse_date(&likely).is_ok());
            }
        }
    }
}
