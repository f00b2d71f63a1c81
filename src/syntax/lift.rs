//! Lifts comments out of a text before it is parsed. Takes the text; gives one of equal length in which
//! comments, a byte order mark and foreign blanks are spaces, and the places of the comments.
//!
//! INVARIANT: every byte offset means the same place in both texts; nothing inside a text in quotation
//! marks is touched.
use std::borrow::Cow;
use std::ops::Range;

/// A text without its comments.
pub(super) struct Lifted<'t> {
    /// The text to parse.
    pub text: Cow<'t, str>,
    /// Where comments stood, in order.
    pub comments: Vec<Range<usize>>,
}

/// The bytes that matter outside texts: a mark, a slash, and the first bytes of foreign blanks.
const STOPS: [bool; 256] = {
    let mut stops = [false; 256];
    stops[b'"' as usize] = true;
    stops[b'/' as usize] = true;
    stops[0xC2] = true;
    stops[0xE1] = true;
    stops[0xE2] = true;
    stops[0xE3] = true;
    stops
};

/// Whether a statement may begin with this character: a letter or a digit.
pub(super) fn starts_statement(text: &str, at: usize) -> bool {
    match text.as_bytes().get(at) {
        None => false,
        Some(byte) if byte.is_ascii() => byte.is_ascii_alphanumeric(),
        Some(_) => text.get(at..).and_then(|rest| rest.chars().next()).is_some_and(pest::unicode::XID_START),
    }
}

/// Whether a line that begins here, at a statement's margin, ends the statement: all but blanks and what
/// can only go on with something (the grammar's `goes_on`).
pub(super) fn breaks(text: &str, at: usize) -> bool {
    const GOES_ON: &[u8] = b" \t\r\n{}()[]\",|.:";
    text.as_bytes().get(at).is_some_and(|byte| !GOES_ON.contains(byte))
}

/// Lifts the comments out.
pub(super) fn lift(text: &str) -> Lifted<'_> {
    let mut comments = Vec::new();
    let mut blanks: Vec<Range<usize>> = Vec::new();
    if text.starts_with('\u{feff}') {
        blanks.push(0..'\u{feff}'.len_utf8());
    }
    let bytes = text.as_bytes();
    let mut at = blanks.first().map_or(0, |mark| mark.end);
    while let Some(skipped) = bytes[at.min(bytes.len())..].iter().position(|&byte| STOPS[usize::from(byte)]) {
        at += skipped;
        at = match bytes[at] {
            b'"' => end_of_text(text, at),
            b'/' if bytes.get(at + 1) == Some(&b'/') && !is_address(bytes, at) => {
                let comment = at..end_of_line(bytes, at);
                let end = comment.end;
                blanks.push(comment.clone());
                comments.push(comment);
                end
            }
            b'/' => at + 1,
            _ => {
                let length = foreign_blank(text, at);
                if length > 0 {
                    blanks.push(at..at + length);
                }
                at + length.max(1)
            }
        };
    }
    Lifted { text: blank_out(text, &blanks), comments }
}

/// `https://…` in a locator begins no comment.
fn is_address(bytes: &[u8], slash: usize) -> bool {
    slash.checked_sub(1).and_then(|before| bytes.get(before)) == Some(&b':')
}

/// One past the last byte of a comment: before the line break.
fn end_of_line(bytes: &[u8], from: usize) -> usize {
    let end = bytes[from..].iter().position(|&byte| byte == b'\n').map_or(bytes.len(), |length| from + length);
    if end > from && bytes[end - 1] == b'\r' { end - 1 } else { end }
}

/// One past the closing mark of the text that opens at `open`; a text never crosses the margin.
fn end_of_text(text: &str, open: usize) -> usize {
    let bytes = text.as_bytes();
    let mut at = open + 1;
    while let Some(skipped) =
        bytes.get(at..).and_then(|rest| rest.iter().position(|byte| matches!(byte, b'"' | b'\\' | b'\n')))
    {
        at += skipped;
        match bytes[at] {
            b'"' => return at + 1,
            b'\n' if breaks(text, at + 1) => return at,
            b'\n' => at += 1,
            _ => at += 2,
        }
    }
    bytes.len()
}

/// The length of a blank that is no ASCII blank (no-break, thin, ideographic …), or 0.
fn foreign_blank(text: &str, at: usize) -> usize {
    let blank = text.get(at..).and_then(|rest| rest.chars().next());
    blank.filter(|c| c.is_whitespace() && !c.is_ascii()).map_or(0, char::len_utf8)
}

fn blank_out<'t>(text: &'t str, blanks: &[Range<usize>]) -> Cow<'t, str> {
    if blanks.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut copied = 0;
    for blank in blanks {
        out.push_str(&text[copied..blank.start]);
        out.extend(std::iter::repeat_n(' ', blank.len()));
        copied = blank.end;
    }
    out.push_str(&text[copied..]);
    Cow::Owned(out)
}
