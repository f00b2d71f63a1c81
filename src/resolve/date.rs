//! Dates as the corpus writes them. Takes `about 1917-11-01 NS`, `1917-11-07T22:40 NS (1917-10-25 OS)`,
//! `early 1917-09`, `between D and D`, `1917-10-25 OS or NS`; gives the moments that they can mean.
//!
//! A bare date is in the calendar of the statement's source, else the corpus's, else the Gregorian. Impossible
//! dates, and two calendars that disagree, are errors here.
use super::cursor::Cursor;
use super::resolver::Resolver;
use crate::calendar::{Calendar, DateError, DateLiteral, Imprecise, Point, Third, WhichCalendar, parse_date};
use crate::diagnostic::Diagnostic;
use crate::program::{CalendarName, Date, DateId};
use crate::source::Span;
use crate::syntax::tree::TokenKind;

/// The code of a date that does not exist.
const NO_SUCH_DATE: u16 = 120;
/// The code of one day told in two calendars that disagree.
const CALENDARS_DISAGREE: u16 = 121;
/// The code of what is no date.
const UNREADABLE_DATE: u16 = 122;

/// Words that stand before a date and make it wider.
const BEFORE_DATES: [&str; 7] = ["early", "mid", "late", "about", "before", "after", "between"];

fn label_at(cursor: &Cursor<'_>, ahead: usize) -> Option<Calendar> {
    match (cursor.kind_at(ahead), cursor.text_at(ahead)) {
        (Some(TokenKind::Variable), "OS") => Some(Calendar::Julian),
        (Some(TokenKind::Variable), "NS") => Some(Calendar::Gregorian),
        _ => None,
    }
}

fn third_at(cursor: &Cursor<'_>) -> Option<Third> {
    match cursor.next_text() {
        "early" => Some(Third::Early),
        "mid" => Some(Third::Mid),
        "late" => Some(Third::Late),
        _ => None,
    }
}

/// `OS or NS` comes next.
fn unknown_calendar_at(cursor: &Cursor<'_>) -> bool {
    label_at(cursor, 0).is_some() && cursor.at_word_at(1, "or") && label_at(cursor, 2).is_some()
}

/// The figures of a date stand `ahead` tokens further on: `1917-10-25`, or `1917` before `OS`.
fn figures_at(cursor: &Cursor<'_>, ahead: usize) -> bool {
    match cursor.kind_at(ahead) {
        Some(TokenKind::Date) => true,
        Some(TokenKind::Number) => cursor.text_at(ahead).len() == 4 && !cursor.text_at(ahead).contains(['.', '_']),
        _ => false,
    }
}

/// How far the words before a date go: `about early 1917` has two.
fn words_before(cursor: &Cursor<'_>) -> usize {
    (0..3).take_while(|ahead| BEFORE_DATES.iter().any(|word| cursor.at_word_at(*ahead, word))).count()
}

/// Goes to where the label of a date stands.
fn skip_figures(cursor: &mut Cursor<'_>) -> Option<()> {
    let words = words_before(cursor);
    figures_at(cursor, words).then(|| cursor.seek(cursor.position() + words + 1))
}

/// Whether a date comes next. A bare number of four figures counts only where a word or label makes it a year.
pub fn starts_date(cursor: &Cursor<'_>) -> bool {
    let words = words_before(cursor);
    match cursor.kind_at(words) {
        Some(TokenKind::Date) => true,
        Some(TokenKind::Number) => figures_at(cursor, words) && (words > 0 || label_at(cursor, 1).is_some()),
        _ => false,
    }
}

/// Whether a date comes next in a place where only dates and events can stand: a bare year counts too.
pub fn starts_date_or_year(cursor: &Cursor<'_>) -> bool {
    figures_at(cursor, words_before(cursor))
}

/// The label that stands only at the end of `A to B NS`, with `to` or another of the words `between` them: it is that
/// of both dates.
pub(super) fn label_at_the_end(cursor: &Cursor<'_>, between: &[&str]) -> Option<WhichCalendar> {
    let mut ahead = *cursor;
    skip_figures(&mut ahead)?;
    if !between.contains(&ahead.next_text()) {
        return None;
    }
    ahead.advance();
    skip_figures(&mut ahead)?;
    let known = label_at(&ahead, 0).map(WhichCalendar::Known);
    if unknown_calendar_at(&ahead) { Some(WhichCalendar::Unknown) } else { known }
}

/// A label as it is printed after a date that shares it.
fn label_word(calendar: WhichCalendar) -> &'static str {
    match calendar {
        WhichCalendar::Known(Calendar::Julian) => " OS",
        WhichCalendar::Known(Calendar::Gregorian) => " NS",
        WhichCalendar::Unknown => " OS or NS",
    }
}

/// The calendar as the program names it.
fn calendar_of(name: CalendarName) -> Calendar {
    match name {
        CalendarName::Julian => Calendar::Julian,
        CalendarName::Gregorian => Calendar::Gregorian,
    }
}

impl<'s> Resolver<'s> {
    /// Whether a date comes next.
    pub fn starts_date(&self, cursor: &Cursor<'s>) -> bool {
        starts_date(cursor)
    }

    /// Reads a date; what is wrong with it is reported.
    pub fn read_date(&mut self, cursor: &mut Cursor<'s>) -> Option<DateId> {
        self.read_date_labelled(cursor, None)
    }

    /// Reads a date that has no label of its own but this one, if any; it is printed with it.
    pub(super) fn read_date_labelled(
        &mut self,
        cursor: &mut Cursor<'s>,
        shared: Option<WhichCalendar>,
    ) -> Option<DateId> {
        let start = cursor.position();
        let plain = self.plain_date(cursor, shared);
        if let Some(known) = plain.and_then(|key| self.plain_dates.get(&key)) {
            cursor.advance();
            return Some(*known);
        }
        let (form, label) = self.read_imprecise(cursor)?;
        let mut calendar = label.map(WhichCalendar::Known);
        if calendar.is_none() && unknown_calendar_at(cursor) {
            cursor.seek(cursor.position() + 3);
            calendar = Some(WhichCalendar::Unknown);
        }
        let other = self.read_other_form(cursor, calendar)?;
        if let (None, Some((_, second))) = (calendar, other) {
            calendar = Some(WhichCalendar::Known(second.other()));
        }
        let shared = shared.filter(|_| calendar.is_none());
        let calendar = calendar.or(shared);
        let labelled = calendar.is_some();
        let bare = self.bare_calendar.or(self.corpus_calendar).map_or(Calendar::Gregorian, calendar_of);
        let literal = DateLiteral { form, calendar: calendar.unwrap_or(WhichCalendar::Known(bare)), other };
        let span = cursor.span_from(start);
        match literal.moment() {
            Ok(moment) => {
                let mut printed = self.text(span).split_whitespace().collect::<Vec<_>>().join(" ");
                printed.push_str(shared.map_or("", label_word));
                let date = self.date(Date { ranges: moment.to_ranges(), printed, labelled });
                self.plain_dates.extend(plain.map(|key| (key, date)));
                Some(date)
            }
            Err(error) => {
                self.bad_date(&error, span);
                None
            }
        }
    }

    /// The figures of a date without words before it or a label after it, and their calendar: most dates are such,
    /// and many are written again.
    fn plain_date(&self, cursor: &Cursor<'s>, shared: Option<WhichCalendar>) -> Option<(&'s str, CalendarName)> {
        let alone = shared.is_none()
            && cursor.at(TokenKind::Date)
            && !matches!(cursor.kind_at(1), Some(TokenKind::Variable | TokenKind::OpenParenthesis));
        alone.then(|| {
            let calendar = self.bare_calendar.or(self.corpus_calendar).unwrap_or(CalendarName::Gregorian);
            (cursor.next_text(), calendar)
        })
    }

    /// `(1917-10-25 OS)`: the same date in the other calendar. The outer `None` is an error.
    #[expect(clippy::option_option, reason = "absent and unreadable differ")]
    fn read_other_form(
        &mut self,
        cursor: &mut Cursor<'s>,
        calendar: Option<WhichCalendar>,
    ) -> Option<Option<(Imprecise, Calendar)>> {
        let mut inside = *cursor;
        if inside.eat(TokenKind::OpenParenthesis).is_none() || !starts_date_or_year(&inside) {
            return Some(None);
        }
        let (form, label) = self.read_imprecise(&mut inside)?;
        let first = match calendar {
            Some(WhichCalendar::Known(calendar)) => calendar,
            _ => self.bare_calendar.or(self.corpus_calendar).map_or(Calendar::Gregorian, calendar_of),
        };
        if inside.eat(TokenKind::CloseParenthesis).is_none() {
            self.malformed_date(inside.here(), "`)` is missing after the date in brackets");
            return None;
        }
        *cursor = inside;
        Some(Some((form, label.unwrap_or(first.other()))))
    }

    /// Reads a date with the words before it, and the label of its calendar.
    fn read_imprecise(&mut self, cursor: &mut Cursor<'s>) -> Option<(Imprecise, Option<Calendar>)> {
        if cursor.eat_word("about").is_some() {
            let (point, label) = self.read_point(cursor)?;
            let within = self.read_within(cursor)?;
            return Some((Imprecise::About { point, within }, label));
        }
        if cursor.eat_word("before").is_some() {
            let (point, label) = self.read_point(cursor)?;
            return Some((Imprecise::Before(point), label));
        }
        if cursor.eat_word("after").is_some() {
            let (point, label) = self.read_point(cursor)?;
            return Some((Imprecise::After(point), label));
        }
        if cursor.eat_word("between").is_some() {
            let (first, one) = self.read_point(cursor)?;
            if cursor.eat_word("and").is_none() {
                self.malformed_date(cursor.here(), "`and` and the later date are missing here");
                return None;
            }
            let (last, two) = self.read_point(cursor)?;
            let form = Imprecise::Between(Point { calendar: one, ..first }, Point { calendar: two, ..last });
            return Some((form, two.or(one)));
        }
        let (point, label) = self.read_point(cursor)?;
        Some((Imprecise::At(point), label))
    }

    /// `within 5 days` after `about D`. The outer `None` is an error.
    #[expect(clippy::option_option, reason = "absent and unreadable differ")]
    fn read_within(&mut self, cursor: &mut Cursor<'s>) -> Option<Option<u32>> {
        if cursor.eat_word("within").is_none() {
            return Some(None);
        }
        let days = cursor.eat(TokenKind::Number).and_then(|token| cursor.text(token).parse::<u32>().ok());
        if days.is_none() || (cursor.eat_word("days").is_none() && cursor.eat_word("day").is_none()) {
            self.malformed_date(cursor.here(), "`within` needs a number of days here");
            return None;
        }
        Some(days)
    }

    /// Reads `early 1917-09`, `1917-10-25 OS`: figures with the word before and the label after them.
    fn read_point(&mut self, cursor: &mut Cursor<'s>) -> Option<(Point, Option<Calendar>)> {
        let third = third_at(cursor);
        if third.is_some() {
            cursor.advance();
        }
        if !matches!(cursor.kind(), Some(TokenKind::Date | TokenKind::Number)) {
            self.malformed_date(cursor.here(), "a date is missing here");
            return None;
        }
        let token = cursor.advance()?;
        let parts = match parse_date(cursor.text(token)) {
            Ok(parts) => parts,
            Err(error) => {
                self.bad_date(&error, token.span);
                return None;
            }
        };
        let label = if unknown_calendar_at(cursor) { None } else { label_at(cursor, 0) };
        if label.is_some() {
            cursor.advance();
        }
        Some((Point { third, ..Point::new(parts) }, label))
    }

    fn malformed_date(&mut self, span: Span, what: &str) {
        self.report(
            Diagnostic::error(UNREADABLE_DATE, "this date cannot be read", span, what)
                .with_help("dates are spelled `1917-10-25 OS`, `1917-10`, `early 1917-09`, `about 1917-11-01 NS`"),
        );
    }

    fn bad_date(&mut self, error: &DateError, span: Span) {
        let code = match error {
            DateError::CalendarsDisagree { .. } | DateError::OneCalendarTwice { .. } => CALENDARS_DISAGREE,
            DateError::NotADate { .. } | DateError::UnknownCalendarTwice => UNREADABLE_DATE,
            _ => NO_SUCH_DATE,
        };
        let mut diagnostic = Diagnostic::error(code, error.to_string(), span, "");
        diagnostic.help = error.help();
        self.report(diagnostic);
    }
}
