//! Says why a statement could not be read. Takes the statement's text; gives one diagnostic. Runs only
//! where the grammar has already failed, and parses that one statement once more for its message.
use super::draft::Draft;
use super::errors;
use super::grammar::{Grammar, Rule, shape, symbol};
use super::read::Reader;
use crate::diagnostic::Diagnostic;
use crate::source::Span;
use pest::Parser;
use pest::error::{ErrorVariant, InputLocation};
use std::ops::Range;
use std::sync::{Mutex, PoisonError};

/// Why the statement, which ends at `limit`, does not have the shape that its keyword asks for.
pub(super) fn explain(reader: &Reader<'_>, draft: &Draft, limit: usize) -> Diagnostic {
    let from = draft.keyword_range.end;
    if reader.text[draft.keyword_range.clone()] == *"according" {
        return errors::according_without_to(reader.span(draft.keyword_range.clone()));
    }
    let (offset, expected) = failure(shape(draft.keyword), &reader.text[from..limit]);
    let blanks = reader.text[from + offset..limit].len() - reader.text[from + offset..limit].trim_start().len();
    let at = from + offset + blanks;
    let place = Place { reader, from, at, limit };
    let keyword = &reader.text[draft.keyword_range.clone()];
    if expected.iter().any(|rule| matches!(rule, Rule::cited_source | Rule::cited_words)) {
        return place.citation();
    }
    if reader.text[at..limit].trim().is_empty() {
        let keyword_span = reader.span(draft.keyword_range.clone());
        return if expected.contains(&Rule::open_block) {
            errors::no_block(keyword, draft.keyword, keyword_span)
        } else {
            errors::cut_short(keyword, &names_of(&expected), keyword_span)
        };
    }
    match place.lexeme() {
        Some(found) => {
            let span = place.span(found.clone());
            let found = &reader.text[found];
            match found {
                "]" => errors::unopened(span, "]"),
                _ => errors::unexpected(keyword, &names_of(&expected), found, span),
            }
        }
        None => place.lexical(),
    }
}

/// What stands where a statement should begin, and begins none.
pub(super) fn stray(reader: &Reader<'_>, range: Range<usize>) -> Diagnostic {
    let place = Place { reader, from: range.start, at: range.start, limit: range.end };
    match place.lexeme() {
        Some(found) => errors::stray(&reader.text[found.clone()], reader.span(found)),
        None => place.lexical(),
    }
}

/// The name that a statement was to declare, as far as it can be seen.
pub(super) fn own_name(reader: &Reader<'_>, draft: &Draft, limit: usize) -> Option<Span> {
    let rest = &reader.text[draft.keyword_range.end..limit];
    let blanks = rest.len() - rest.trim_start().len();
    let word = word_at(&rest[blanks..])?;
    let start = draft.keyword_range.end + blanks;
    Some(reader.span(start..start + word))
}

fn word_at(text: &str) -> Option<usize> {
    let length = text.find(|c: char| !pest::unicode::XID_CONTINUE(c)).unwrap_or(text.len());
    (length > 0 && text.starts_with(pest::unicode::XID_START)).then_some(length)
}

/// Where the rule fails on the text, and what it would have taken there.
fn failure(rule: Rule, text: &str) -> (usize, Vec<Rule>) {
    // pest keeps the switch for all threads at once: one message at a time.
    static DETAIL: Mutex<()> = Mutex::new(());
    let guard = DETAIL.lock().unwrap_or_else(PoisonError::into_inner);
    pest::set_error_detail(true);
    let parsed = Grammar::parse(rule, text);
    pest::set_error_detail(false);
    drop(guard);
    let Err(error) = parsed else { return (text.len(), Vec::new()) };
    let (InputLocation::Pos(at) | InputLocation::Span((at, _))) = error.location;
    let expected = match error.variant {
        ErrorVariant::ParsingError { positives, .. } => positives,
        ErrorVariant::CustomError { .. } => Vec::new(),
    };
    (at, expected)
}

fn names_of(expected: &[Rule]) -> Vec<&'static str> {
    let mut names: Vec<&'static str> = expected.iter().filter_map(|&rule| symbol(rule)).collect();
    names.dedup();
    names
}

/// A place where reading stopped, inside the stretch from `from` to `limit`.
struct Place<'r, 't> {
    reader: &'r Reader<'t>,
    from: usize,
    at: usize,
    limit: usize,
}

impl Place<'_, '_> {
    fn rest(&self) -> &str {
        &self.reader.text[self.at..self.limit]
    }

    fn span(&self, range: Range<usize>) -> Span {
        self.reader.span(range)
    }

    /// The stretch of the lexeme at the place, if it is a good one.
    fn lexeme(&self) -> Option<Range<usize>> {
        let parsed = Grammar::parse(Rule::lexeme, self.rest()).ok()?;
        let length = parsed.as_str().len();
        (length > 0).then(|| self.at..self.at + length)
    }

    /// Something that is no lexeme at all.
    fn lexical(&self) -> Diagnostic {
        let rest = self.rest();
        let Some(first) = rest.chars().next() else {
            return errors::foreign_character('\0', self.span(self.at..self.at));
        };
        match first {
            '"' => self.open_text(),
            '[' => self.citation(),
            '0'..='9' => self.numeral(),
            _ => errors::foreign_character(first, self.span(self.at..self.at + first.len_utf8())),
        }
    }

    /// A text without an end. A mark that stands right before a letter was meant to open a text: then
    /// the text before it is the one that lacks its end.
    fn open_text(&self) -> Diagnostic {
        let (mut open, mut at) = (None, self.from);
        let bytes = self.reader.text.as_bytes();
        while at < self.at {
            match (bytes[at], open) {
                (b'"', None) => open = Some(at),
                (b'"', Some(start)) => {
                    if word_at(&self.reader.text[at + 1..self.limit]).is_some() {
                        return errors::unclosed_text(self.span(start..start + 1), Some(self.span(at..at + 1)));
                    }
                    open = None;
                }
                (b'\\', Some(_)) => at += 1,
                _ => {}
            }
            at += 1;
        }
        errors::unclosed_text(self.span(self.at..self.at + 1), None)
    }

    /// A citation that is not one.
    fn citation(&self) -> Diagnostic {
        let before = &self.reader.text.as_bytes()[self.from..self.limit.min(self.at + 1)];
        let open = before.iter().rposition(|&byte| byte == b'[').map_or(self.at, |offset| self.from + offset);
        let rest = &self.reader.text[open + 1..self.limit];
        let mark = self.span(open..open + 1);
        let inside = rest.trim_start();
        let start = self.limit - inside.len();
        let Some(source) = word_at(inside) else {
            return errors::no_source(mark, inside.starts_with(']'));
        };
        let after = &inside[source..];
        let line = after.find(['\n', ']', '"']).unwrap_or(after.len());
        let words = after[line..].trim_start();
        if !words.starts_with('"') {
            return errors::unclosed_citation(mark);
        }
        let words_at = self.limit - words.len();
        match (Place { at: words_at, from: start, ..*self }).lexeme() {
            None => Place { at: words_at, ..*self }.open_text(),
            Some(text) => {
                let next = self.reader.text[text.end..self.limit].trim_start();
                let next_at = self.limit - next.len();
                if next_at == text.end && word_at(next).is_some() {
                    errors::mark_inside(self.span(text.end - 1..text.end))
                } else if next.starts_with('"') {
                    errors::two_quotations(self.span(text), self.span(next_at..next_at + 1))
                } else {
                    errors::unclosed_citation(mark)
                }
            }
        }
    }

    /// Digits that make neither a number nor a date.
    fn numeral(&self) -> Diagnostic {
        let text = self.reader.text;
        let part = |c: char| pest::unicode::XID_CONTINUE(c) || matches!(c, '-' | ':');
        let after: usize = text[self.at..self.limit].chars().take_while(|&c| part(c)).map(char::len_utf8).sum();
        let before: usize = text[self.from..self.at].chars().rev().take_while(|&c| part(c)).map(char::len_utf8).sum();
        let range = self.at - before..self.at + after;
        errors::bad_numeral(&text[range.clone()], self.span(range))
    }
}
