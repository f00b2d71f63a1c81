//! The clauses of a block. Takes its tokens; gives one cursor for each clause, which ends at a comma or at the end
//! of its line, outside all brackets. A line that begins with a mark or a joining word goes on with the one above.
use super::cursor::Cursor;
use crate::syntax::tree::TokenKind;

/// Words that no clause begins with: a line that begins with one continues the clause above.
pub const JOINING: [&str; 11] = ["or", "and", "of", "to", "at", "on", "in", "by", "during", "before", "after"];

/// The clauses of a row of tokens, none of them empty.
pub(super) fn clauses<'s>(cursor: Cursor<'s>) -> Vec<Cursor<'s>> {
    let mut found = Vec::new();
    let mut start = cursor.position();
    let mut probe = cursor;
    let mut depth = 0_usize;
    while let Some(token) = probe.peek() {
        let at = probe.position();
        let new_line = token.first_on_line && token.kind == TokenKind::Word && !probe.at_any_word(&JOINING);
        if depth == 0 && at > start && (new_line || token.kind == TokenKind::Comma) {
            found.push(cursor.slice(start, at));
            start = at;
        }
        match token.kind {
            TokenKind::OpenBrace | TokenKind::OpenParenthesis => depth += 1,
            TokenKind::CloseBrace | TokenKind::CloseParenthesis => depth = depth.saturating_sub(1),
            _ => {}
        }
        probe.advance();
        if depth == 0 && token.kind == TokenKind::Comma {
            start = at + 1;
        }
    }
    if probe.position() > start {
        found.push(cursor.slice(start, probe.position()));
    }
    found
}
