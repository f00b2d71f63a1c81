//! Reads what does not stand at the margin or does not have a statement's shape: the statements inside
//! a block, several on one line, and what is left of a statement with a fault in it.
use super::cut::{self, Line, Piece};
use super::draft::Draft;
use super::read::{Mode, Reader};
use super::tree::{Item, Keyword, TokenKind, Unread};
use super::{errors, explain};
use std::ops::Range;

/// How deep blocks of statements may be nested.
const DEEPEST: usize = 16;
/// How long one statement may be, its texts not counted.
const LONGEST: usize = 4 * 1024 * 1024;

impl Reader<'_> {
    /// Statements at the margin that are too long for one go.
    pub fn margin_pieces(&mut self, block: Range<usize>, items: &mut Vec<Item>) {
        let mut at = block.start;
        while at < block.end {
            let end = cut::next_margin(self.text, at + 1).min(block.end);
            self.pieces(at..end, Line::at(self.text, at), items);
            at = end;
        }
    }

    /// Statements one after another, on any column; a `}` among them closes nothing.
    pub fn pieces(&mut self, range: Range<usize>, line: Line, items: &mut Vec<Item>) {
        let (mut at, mut line) = (range.start, line);
        while let Some(close) = self.list(at..range.end, &mut line, items) {
            self.stray_close(close, items);
            // A run of them is one mistake.
            at = close + self.text[close..range.end].bytes().take_while(|&byte| byte == b'}').count();
        }
    }

    /// Statements one after another, up to a `}` that closes their list; gives its place.
    fn list(&mut self, range: Range<usize>, line: &mut Line, items: &mut Vec<Item>) -> Option<usize> {
        let mut at = range.start;
        loop {
            match cut::next_piece(self.text, at..range.end, *line) {
                Piece::Statement(piece, own) => {
                    *line = own.advance(self.text, piece.start, piece.end);
                    at = piece.end;
                    self.piece(piece, own, items);
                }
                Piece::Stray(stray) => {
                    *line = line.advance(self.text, at, stray.end);
                    at = stray.end;
                    self.stray(stray);
                }
                Piece::Close(close) => {
                    *line = line.advance(self.text, at, close);
                    return Some(close);
                }
                Piece::End => return None,
            }
        }
    }

    /// One statement that was cut out.
    fn piece(&mut self, piece: Range<usize>, line: Line, items: &mut Vec<Item>) {
        if piece.len() > LONGEST && cut::length_without_texts(&self.text[piece.clone()]) > LONGEST {
            let span = self.span(piece.start..piece.start);
            self.diagnostics.push(errors::too_long(span, LONGEST));
            return;
        }
        self.block(piece, Mode::Piece(line), items);
    }

    /// The statements inside `according to … { }`; gives the place of the closing brace too.
    pub fn group(&mut self, draft: &Draft, inside: Range<usize>, line: Line) -> (Vec<Item>, Option<usize>) {
        let mut items = Vec::new();
        let open = draft.block_open.clone().unwrap_or(inside.start..inside.start);
        if self.depth == DEEPEST {
            let span = self.span(open);
            self.diagnostics.push(errors::too_deep(span, DEEPEST));
            self.limited = true;
            return (items, None);
        }
        self.depth += 1;
        let mut line = line.advance(self.text, draft.keyword_range.start, inside.start);
        let close = self.list(inside, &mut line, &mut items);
        self.depth -= 1;
        if close.is_none() && !self.limited {
            let span = self.span(open);
            self.diagnostics.push(errors::unclosed_brace(span));
        }
        self.limited &= self.depth > 0;
        (items, close)
    }

    /// A statement whose keyword is followed by something else than its shape.
    pub fn not_its_shape(&mut self, draft: &Draft, limit: usize, mode: Mode, items: &mut Vec<Item>) {
        let range = draft.keyword_range.start..limit;
        if let Mode::Margin = mode {
            let line = Line::at(self.text, range.start);
            return self.pieces(range, line, items);
        }
        let diagnostic = explain::explain(self, draft, limit);
        self.diagnostics.push(diagnostic);
        let name = explain::own_name(self, draft, limit);
        let span = self.span(range);
        self.set_aside(Unread { keyword: draft.keyword, name, span });
    }

    /// Something that begins with no keyword and no word.
    pub fn nothing(&mut self, range: Range<usize>, mode: Mode, items: &mut Vec<Item>) {
        match mode {
            Mode::Margin => self.pieces(range.clone(), Line::at(self.text, range.start), items),
            Mode::Piece(_) => self.stray(range),
        }
    }

    fn stray(&mut self, range: Range<usize>) {
        let diagnostic = explain::stray(self, range);
        self.diagnostics.push(diagnostic);
    }

    /// A `}` that closes nothing, unless a block above was left open by lines at the margin.
    fn stray_close(&mut self, close: usize, items: &mut Vec<Item>) {
        let opened = self.left_open.pop().filter(|&(count, keyword)| {
            let mut since = items.iter().skip(count);
            keyword != Keyword::Entity || since.all(|item| item.keyword == Keyword::Entity)
        });
        match opened {
            Some((_, Keyword::AccordingTo | Keyword::Doubtful)) => {}
            Some((count, _)) => {
                for item in items.split_off(count.min(items.len())) {
                    self.set_aside(Unread { keyword: item.keyword, name: None, span: item.span });
                }
            }
            None => {
                let span = self.span(close..close + 1);
                self.diagnostics.push(errors::unopened(span, "}"));
            }
        }
    }

    /// A name of one's own must not look like a variable.
    pub fn look_at_head(&mut self, draft: &mut Draft) {
        let Some(first) = draft.head.first().copied() else { return };
        if first.kind != TokenKind::Variable {
            return;
        }
        let text = &self.text[first.span.start as usize..first.span.end as usize];
        let entity = draft.keyword == Keyword::Entity;
        let say = if entity { errors::capital_keyword } else { errors::capital_name };
        draft.fault(&mut self.diagnostics, || say(text, first.span));
    }
}
