//! Makes text of a corpus safe to print. Takes any text; gives the same with control, direction and
//! invisible characters written out (`\u{202e}`), so that nothing in a corpus can move a terminal's
//! cursor, colour a line or show words in another order than they stand in.
use std::borrow::Cow;

/// Whether a character may not reach a terminal as it is.
fn is_harmful(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}'
            | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}'
            | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// Text on one line: line breaks and tabs become blanks, runs of them one.
pub fn clean(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_harmful) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '\n' | '\r' | '\t' => {
                if !out.ends_with(' ') {
                    out.push(' ');
                }
            }
            _ => push_clean(&mut out, c),
        }
    }
    Cow::Owned(out)
}

/// Text of one line of a file, where tabs keep their place.
pub fn clean_line(text: &str) -> Cow<'_, str> {
    if !text.chars().any(|c| c != '\t' && is_harmful(c)) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        if c == '\t' {
            out.push(c);
        } else {
            push_clean(&mut out, c);
        }
    }
    Cow::Owned(out)
}

fn push_clean(out: &mut String, c: char) {
    if is_harmful(c) {
        out.extend(c.escape_unicode());
    } else {
        out.push(c);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn harmless_text_is_left_alone() {
        assert!(matches!(clean("съезд “Zemlja” é 日本"), Cow::Borrowed(_)));
    }

    #[test]
    fn escapes_and_directions_are_written_out() {
        assert_eq!(clean("a\u{1b}[31mb\u{202e}c"), "a\\u{1b}[31mb\\u{202e}c");
        assert_eq!(clean("two\r\n\tlines"), "two lines");
        assert_eq!(clean_line("\tx\u{7}"), "\tx\\u{7}");
    }
}
