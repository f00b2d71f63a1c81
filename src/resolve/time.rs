//! When something was, by the words of its statement. Takes `from A until B`, `during E`, `before X`,
//! `on D1 [a] or D2 [b]`, separated by commas; gives a time, of which every part holds.
use super::cursor::Cursor;
use super::date::{label_at_the_end, starts_date_or_year};
use super::names::Named;
use super::resolver::Resolver;
use crate::diagnostic::Diagnostic;
use crate::program::{Anchor, Date, DateId, EventId, StatementId, Time, TimePart};
use crate::source::Span;
use crate::syntax::tree::{Token, TokenKind};

/// The words that a part of a time begins with.
const TIME_WORDS: [&str; 18] = [
    "on",
    "at",
    "in",
    "from",
    "until",
    "before",
    "after",
    "by",
    "during",
    "with",
    "together",
    "since",
    "early",
    "mid",
    "late",
    "about",
    "between",
    "throughout",
];

/// The words that the other clauses of a head begin with.
const CLAUSE_WORDS: [&str; 3] = ["under", "enacted", "repealed"];

/// Whether a word begins a time or another clause of a head, so that nothing can be called by it.
pub(super) fn starts_time_or_clause(word: &str) -> bool {
    TIME_WORDS.contains(&word) || CLAUSE_WORDS.contains(&word)
}

/// Whether a head without a name comes next: `late 1917-10` is a time, while `late on 1917-10-20` and `late "title"`
/// try to call something `late`.
pub(super) fn at_time_or_clause(cursor: &Cursor<'_>) -> bool {
    if starts_date_or_year(cursor) {
        return true;
    }
    if !matches!(cursor.kind(), Some(TokenKind::Word)) || !starts_time_or_clause(cursor.next_text()) {
        return false;
    }
    let mut after = *cursor;
    after.advance();
    match cursor.next_text() {
        "throughout" => !matches!(after.kind(), Some(TokenKind::Text | TokenKind::Word)),
        "early" | "mid" | "late" | "about" => false,
        "together" => after.at_word("with"),
        "enacted" | "repealed" => after.at_word("by"),
        _ => {
            let names = after.kind() == Some(TokenKind::Word) && !starts_time_or_clause(after.next_text());
            names || starts_date_or_year(&after)
        }
    }
}

/// Whether a part of a time comes next.
pub(super) fn starts_time(cursor: &Cursor<'_>) -> bool {
    cursor.at_any_word(&TIME_WORDS) || starts_date_or_year(cursor)
}

/// A date or an event, the first as it was written.
#[derive(Clone, Copy)]
enum Point {
    Date(DateId),
    Event(EventId),
}

impl Point {
    fn anchor(self) -> Anchor {
        match self {
            Point::Date(date) => Anchor::Date(date),
            Point::Event(event) => Anchor::Event(event),
        }
    }
}

impl<'s> Resolver<'s> {
    /// Reads one part of a time (`from A to B` is two); rival dates become statements beside `owner`. `false`:
    /// something was wrong, was reported and was passed over.
    pub(super) fn read_time_part(&mut self, cursor: &mut Cursor<'s>, owner: StatementId, time: &mut Time) -> bool {
        let start = cursor.position();
        let parts = self.read_parts(cursor, owner);
        if cursor.position() == start {
            cursor.advance();
        }
        match parts {
            Some(parts) => {
                time.parts.reserve_exact(parts.len());
                time.parts.extend(parts);
                true
            }
            None => {
                let next = cursor.find(|probe| {
                    matches!(probe.kind(), Some(TokenKind::Comma | TokenKind::Citation(_))) && probe.position() > start
                });
                cursor.seek(next.max(cursor.position()));
                false
            }
        }
    }

    fn read_parts(&mut self, cursor: &mut Cursor<'s>, owner: StatementId) -> Option<Vec<TimePart>> {
        if cursor.eat_word("throughout").is_some() {
            return Some(Vec::new());
        }
        if cursor.eat_word("from").is_some() || cursor.eat_word("since").is_some() {
            return self.read_lasting(cursor);
        }
        if cursor.eat_phrase("on or before") || cursor.eat_word("by").is_some() {
            return self.read_by(cursor);
        }
        if cursor.eat_word("until").is_some() {
            let end = self.read_point_in_time(cursor)?;
            return Some(vec![TimePart::Until(end.anchor())]);
        }
        if cursor.at_any_word(&["before", "after"]) {
            let before = cursor.eat_word("before").is_some();
            if !before {
                cursor.advance();
            }
            let anchor = self.read_point_in_time(cursor)?.anchor();
            return Some(vec![if before { TimePart::Before(anchor) } else { TimePart::After(anchor) }]);
        }
        if cursor.eat_word("during").is_some() {
            return Some(vec![match self.read_point_in_time(cursor)? {
                Point::Date(date) => TimePart::On(date),
                Point::Event(event) => TimePart::During(event),
            }]);
        }
        if cursor.eat_phrase("together with") || cursor.eat_word("with").is_some() {
            return Some(vec![TimePart::With(self.read_event_name(cursor)?)]);
        }
        if cursor.at_any_word(&["on", "at", "in"]) {
            cursor.advance();
        }
        let start = cursor.position();
        match self.read_point_in_time(cursor)? {
            Point::Event(event) => Some(vec![TimePart::With(event)]),
            Point::Date(date) => self.read_rivals(cursor, owner, (date, cursor.span_from(start))),
        }
    }

    /// `from A`, `from A to B`, `from A until B`, after `from`.
    fn read_lasting(&mut self, cursor: &mut Cursor<'s>) -> Option<Vec<TimePart>> {
        let start = cursor.position();
        let from = match label_at_the_end(cursor, &["to", "until"]) {
            Some(label) => Point::Date(self.read_date_labelled(cursor, Some(label))?),
            None => self.read_point_in_time(cursor)?,
        };
        let mut parts = vec![TimePart::From(from.anchor())];
        if cursor.eat_word("to").is_some() || cursor.eat_word("until").is_some() {
            let to = self.read_point_in_time(cursor)?;
            if let (Point::Date(first), Point::Date(last)) = (from, to) {
                self.check_order(first, last, cursor.span_from(start))?;
            }
            parts.push(TimePart::Until(to.anchor()));
        }
        Some(parts)
    }

    /// Reports a period none of whose possible ends comes after a possible beginning.
    fn check_order(&mut self, first: DateId, last: DateId, span: Span) -> Option<()> {
        let begins = self.program.dates[first.index()].ranges.first().map_or(i64::MIN, |range| range.0);
        let ends = self.program.dates[last.index()].ranges.last().map_or(i64::MAX, |range| range.1);
        if begins <= ends {
            return Some(());
        }
        let (from, to) = (&self.program.dates[first.index()].printed, &self.program.dates[last.index()].printed);
        let message = format!("a time from `{from}` to `{to}` would end before it begins");
        self.report(Diagnostic::error(125, message, span, "the second is the earlier one"));
        None
    }

    /// `by D`: on it at the latest.
    fn read_by(&mut self, cursor: &mut Cursor<'s>) -> Option<Vec<TimePart>> {
        Some(vec![match self.read_point_in_time(cursor)? {
            Point::Event(event) => TimePart::Before(Anchor::Event(event)),
            Point::Date(date) => {
                let date = &self.program.dates[date.index()];
                let last = date.ranges.last().map_or(i64::MAX, |range| range.1);
                let printed = format!("by {}", date.printed);
                let by = Date { ranges: vec![(i64::MIN, last)], printed, labelled: date.labelled };
                TimePart::On(self.date(by))
            }
        }])
    }

    /// `[a] or D2 [b]` after a first date: rivals, each a statement of its own.
    fn read_rivals(
        &mut self,
        cursor: &mut Cursor<'s>,
        owner: StatementId,
        (first, mut from): (DateId, Span),
    ) -> Option<Vec<TimePart>> {
        let mut ahead = 0;
        while matches!(cursor.kind_at(ahead), Some(TokenKind::Citation(_))) {
            ahead += 1;
        }
        if !cursor.at_word_at(ahead, "or") {
            return Some(vec![TimePart::On(first)]);
        }
        let mut rivals = Vec::new();
        let mut date = first;
        loop {
            let cited = self.take_rival_citations(cursor);
            let statement = self.add_rival(owner, "date", rivals.len() + 1, &cited, from);
            rivals.push((statement, date));
            if cursor.eat_word("or").is_none() {
                return Some(vec![TimePart::Rivals(rivals)]);
            }
            from = cursor.here();
            date = self.read_date(cursor)?;
            from = from.to(cursor.previous());
        }
    }

    /// The citations after a rival: all of them before `or`; after the last rival only the first, the others being
    /// the statement's.
    fn take_rival_citations(&mut self, cursor: &mut Cursor<'s>) -> Vec<Token> {
        let mut cited = Vec::new();
        while let Some(token) = cursor.peek().filter(|token| matches!(token.kind, TokenKind::Citation(_))) {
            cited.push(token);
            cursor.advance();
            if !matches!(cursor.kind(), Some(TokenKind::Citation(_))) {
                break;
            }
        }
        cited
    }

    /// A date or the name of an event.
    pub(super) fn read_anchor(&mut self, cursor: &mut Cursor<'s>) -> Option<Anchor> {
        self.read_point_in_time(cursor).map(Point::anchor)
    }

    fn read_point_in_time(&mut self, cursor: &mut Cursor<'s>) -> Option<Point> {
        if starts_date_or_year(cursor) || matches!(cursor.kind(), Some(TokenKind::Number)) {
            return self.read_date(cursor).map(Point::Date);
        }
        self.read_named_event(cursor, "an event or a date").map(Point::Event)
    }

    /// The name of an event.
    pub(super) fn read_event_name(&mut self, cursor: &mut Cursor<'s>) -> Option<EventId> {
        self.read_named_event(cursor, "an event")
    }

    fn read_named_event(&mut self, cursor: &mut Cursor<'s>, wanted: &str) -> Option<EventId> {
        let Some(token) = cursor.peek().filter(|token| token.kind == TokenKind::Word) else {
            let found = cursor.next_text();
            let message =
                if found.is_empty() { format!("{wanted} is missing") } else { format!("`{found}` is not {wanted}") };
            self.report(Diagnostic::error(124, message, cursor.here(), format!("{wanted} belongs here")));
            return None;
        };
        cursor.advance();
        let name = self.text(token.span);
        match self.named(name) {
            Some(Named::Event(event)) => Some(event),
            Some(other) => {
                self.wrong_sort(name, other, token.span, wanted);
                None
            }
            None => {
                self.unknown_name(name, token.span);
                None
            }
        }
    }
}
