//! Cuts a text into blocks of whole statements, and the inside of a block into its statements. Takes a
//! text without comments; gives ranges. Knows marks, braces and lines, no words.
//!
//! One rule holds everywhere: a line that begins in a statement's own column, or further left, ends that
//! statement, closed or not (unless with a bracket or the like, which can only go on with something). Column 0 is the case of it that the grammar knows.
use super::grammar::{Grammar, Rule};
use super::lift::{breaks, starts_statement};
use pest::Parser;
use std::ops::Range;

/// About how much the grammar gets at once: enough to be quick, little enough to stay in the cache.
const BLOCK: usize = 64 * 1024;

/// The line of a place: where it begins, and the column of the first character on it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Line {
    /// Its first byte.
    pub start: usize,
    /// How many blanks stand before its first character.
    pub indent: usize,
}

impl Line {
    /// The line that begins at a byte.
    pub fn at(text: &str, start: usize) -> Line {
        let indent = text.as_bytes()[start..].iter().take_while(|byte| matches!(byte, b' ' | b'\t' | b'\r')).count();
        Line { start, indent }
    }
    /// The line of a later place, given that this is the line of `from`.
    pub fn advance(self, text: &str, from: usize, to: usize) -> Line {
        match text[from..to].rfind('\n') {
            Some(newline) => Line::at(text, from + newline + 1),
            None => self,
        }
    }
}

/// What comes next where statements are listed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Piece {
    /// One statement, and the line that it begins on.
    Statement(Range<usize>, Line),
    /// The `}` that closes the list.
    Close(usize),
    /// Something that begins no statement.
    Stray(Range<usize>),
    /// The end of the text.
    End,
}

/// Cuts a text at the margin into blocks of whole statements.
pub(super) fn blocks(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        if at >= text.len() {
            return None;
        }
        let block = at..next_margin(text, at + BLOCK);
        at = block.end;
        Some(block)
    })
}

/// The first place after `from` where a line begins a statement at the margin; else the end.
pub(super) fn next_margin(text: &str, from: usize) -> usize {
    let bytes = text.as_bytes();
    let mut at = from.saturating_sub(1);
    while let Some(newline) = bytes.get(at..).and_then(|rest| rest.iter().position(|&byte| byte == b'\n')) {
        at += newline + 1;
        if breaks(text, at) {
            return at;
        }
    }
    text.len()
}

/// The next piece from `at` on, which stands on `line`.
pub(super) fn next_piece(text: &str, range: Range<usize>, line: Line) -> Piece {
    let bytes = text.as_bytes();
    let mut line = line;
    let mut at = range.start;
    while at < range.end && matches!(bytes[at], b' ' | b'\t' | b'\r' | b'\n') {
        if bytes[at] == b'\n' {
            line = Line::at(text, at + 1);
        }
        at += 1;
    }
    if at >= range.end {
        return Piece::End;
    }
    if bytes[at] == b'}' {
        return Piece::Close(at);
    }
    let indented = at - line.start == line.indent;
    if starts_statement(text, at) {
        let margin = Margin { column: line.indent, inline: !indented, stray: false };
        return Piece::Statement(at..end_of_statement(text, at..range.end, margin), line);
    }
    Piece::Stray(at..end_of_statement(text, at..range.end, Margin { column: usize::MAX, inline: false, stray: true }))
}

/// Where the lines of a statement must not begin.
#[derive(Clone, Copy)]
struct Margin {
    column: usize,
    /// It begins on the line of its block's `{`: then a line that begins with a keyword ends it too.
    inline: bool,
    /// It begins no statement: then its line's end or a keyword ends it too.
    stray: bool,
}

/// One past the last byte of the statement at the start of `range`.
fn end_of_statement(text: &str, range: Range<usize>, margin: Margin) -> usize {
    let bytes = text.as_bytes();
    let mut depth = 0_usize;
    let (mut quoted, mut cited) = (false, false);
    let mut at = range.start;
    while at < range.end {
        match bytes[at] {
            b'\n' if margin.stray && depth == 0 && !quoted => return at,
            b' ' if margin.stray && depth == 0 && !quoted && !cited && is_reserved(&text[at + 1..range.end]) => {
                return at;
            }
            b'\n' => {
                cited = false;
                if ends_at_line(text, at + 1, range.end, margin, depth == 0) {
                    return at;
                }
            }
            b'"' => quoted = !quoted,
            b'\\' if quoted => at += 1,
            _ if quoted => {}
            b'[' => cited = true,
            b']' => cited = false,
            b'{' if !cited => depth += 1,
            b'}' if !cited && depth == 0 => return at,
            b'}' if !cited => {
                depth -= 1;
                if depth == 0 {
                    return at + 1;
                }
            }
            _ => {}
        }
        at += 1;
    }
    range.end
}

/// Whether the line at `start` begins another statement.
fn ends_at_line(text: &str, start: usize, end: usize, margin: Margin, in_head: bool) -> bool {
    let line = Line::at(text, start);
    let first = start + line.indent;
    first < end
        && breaks(text, first)
        && (line.indent <= margin.column || margin.inline && in_head && is_reserved(&text[first..end]))
}

fn is_reserved(text: &str) -> bool {
    if !text.starts_with(|first| matches!(first, 'a'..='u')) {
        return false;
    }
    // The longest keyword with its blanks is far shorter; pest would index the whole line on a failure.
    let head = text.get(..64.min(text.len())).unwrap_or("");
    Grammar::parse(Rule::reserved, head).is_ok()
}

/// How many bytes of a statement do not stand in its texts.
pub(super) fn length_without_texts(text: &str) -> usize {
    let (mut quoted, mut escaped, mut length) = (false, false, 0);
    for byte in text.bytes() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if quoted => escaped = true,
            b'"' => quoted = !quoted,
            _ if !quoted => length += 1,
            _ => {}
        }
    }
    length
}
