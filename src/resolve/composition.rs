//! A whole and its parts. Takes `320 of { mensheviks 123, a and b 29, rest c, d and others }`; gives the composition.
use super::cursor::Cursor;
use super::errors::missing;
use super::resolver::Resolver;
use crate::diagnostic::Diagnostic;
use crate::program::{Composition, EntityId, Part};
use crate::source::Span;
use crate::syntax::tree::TokenKind;
use rustc_hash::FxHashMap;

const FORM: &str = "write `seats 320 of { mensheviks 123, srs 119, rest others }`";

impl<'s> Resolver<'s> {
    /// Reads a whole, its parts, or both.
    pub(super) fn read_composition(&mut self, cursor: &mut Cursor<'s>) -> Option<Composition> {
        let mut composition = Composition::default();
        if self.starts_quantity(cursor) {
            composition.whole = Some(self.read_plain_number(cursor)?);
            if cursor.at_word("of") && cursor.kind_at(1) == Some(TokenKind::OpenBrace) {
                cursor.advance();
            }
        } else if !cursor.at(TokenKind::OpenBrace) {
            cursor.eat_word("of");
        }
        if cursor.eat(TokenKind::OpenBrace).is_some() {
            composition.parts = self.read_parts_of_whole(cursor)?;
        } else if composition.whole.is_none() {
            self.report(missing("a number or the parts", cursor.here(), FORM));
            return None;
        }
        Some(composition)
    }

    /// The parts, up to the closing brace.
    fn read_parts_of_whole(&mut self, cursor: &mut Cursor<'s>) -> Option<Vec<Part>> {
        let mut parts = Vec::new();
        let mut seen: FxHashMap<Vec<EntityId>, Span> = FxHashMap::default();
        let mut rest: Option<Span> = None;
        let mut good = true;
        while cursor.eat(TokenKind::CloseBrace).is_none() {
            let is_rest = cursor.at_word("rest");
            let (part, known) = if is_rest { self.read_rest(cursor)? } else { self.read_part(cursor)? };
            good &= known;
            let first = if is_rest {
                rest.replace(part.span)
            } else {
                let mut who = part.who.clone();
                who.sort_unstable();
                seen.insert(who, part.span).filter(|_| !part.who.is_empty())
            };
            if let Some(first) = first {
                let what = if is_rest { "the rest" } else { "this part" };
                let diagnostic = Diagnostic::error(118, format!("{what} is given twice"), part.span, "again here");
                self.report(diagnostic.with_label(first, "first given here"));
            }
            parts.push(part);
            cursor.eat(TokenKind::Comma);
            if cursor.at_end() {
                self.report(missing("`}` after the parts", cursor.here(), FORM));
                return None;
            }
        }
        good.then_some(parts)
    }

    /// `mensheviks 123`, `a and b up to 60 %`, `others 7`
    fn read_part(&mut self, cursor: &mut Cursor<'s>) -> Option<(Part, bool)> {
        let start = cursor.position();
        let (who, others, known) = self.read_holders(cursor, false)?;
        cursor.eat(TokenKind::Colon);
        let amount = self.read_plain_number(cursor)?;
        // Its source may stand behind a part; the statement of the whole value carries it.
        self.skip_citations(cursor);
        Some((Part { who, others, amount: Some(amount), span: cursor.span_from(start) }, known))
    }

    /// `rest a, b and others`: what is left of the whole.
    fn read_rest(&mut self, cursor: &mut Cursor<'s>) -> Option<(Part, bool)> {
        let start = cursor.position();
        cursor.advance();
        let alone = cursor.at(TokenKind::CloseBrace);
        let (who, others, known) = if alone { (Vec::new(), true, true) } else { self.read_holders(cursor, true)? };
        Some((Part { who, others, amount: None, span: cursor.span_from(start) }, known))
    }

    /// Names joined by `and`; after `rest` by commas too, up to a comma before the next part. The last flag: every
    /// name is known (if not, it was reported, and the parts after it are read all the same).
    fn read_holders(&mut self, cursor: &mut Cursor<'s>, rest: bool) -> Option<(Vec<EntityId>, bool, bool)> {
        let (mut who, mut others, mut known) = (Vec::new(), false, true);
        loop {
            let Some(token) = cursor.eat(TokenKind::Word) else {
                self.report(missing("who holds the part", cursor.here(), FORM));
                return None;
            };
            if self.text(token.span) == "others" {
                others = true;
            } else {
                let holder = self.entity_named(token, "one who can hold a part");
                known &= holder.is_some();
                who.extend(holder);
            }
            if cursor.eat_word("and").is_some() {
                continue;
            }
            if rest && cursor.at(TokenKind::Comma) && self.list_goes_on(cursor) {
                cursor.advance();
                continue;
            }
            return Some((who, others, known));
        }
    }

    /// Whether the names after a comma still belong to the rest: no amount follows them.
    fn list_goes_on(&self, cursor: &Cursor<'s>) -> bool {
        let mut probe = *cursor;
        probe.advance();
        if probe.at_word("rest") || !probe.at(TokenKind::Word) {
            return false;
        }
        loop {
            probe.advance();
            if probe.eat_word("and").is_none() {
                return !self.starts_quantity(&probe) && !probe.at(TokenKind::Colon);
            }
        }
    }
}
