//! Sources and the corpus itself, `use`, `gap` and `pass over`. Takes their statements; fills the program's sources,
//! title, calendar and marks. Sources come before everything with a date in it.
use super::clauses::clauses;
use super::collect::{Subject, Task};
use super::cursor::Cursor;
use super::errors::{leftover, missing};
use super::names::nearest;
use super::resolver::Resolver;
use super::{errors, library};
use crate::diagnostic::Diagnostic;
use crate::program::{CalendarName, Mark, SourceId};
use crate::source::Span;
use crate::syntax::tree::{Body, Keyword, TokenKind, unquote};

impl<'s> Resolver<'s> {
    /// A cursor over the block of a task; an empty one where it has none.
    pub(super) fn body(&self, task: &Task<'s>) -> Cursor<'s> {
        let tokens = match &task.item.body {
            Some(Body::Tokens(tokens)) => tokens.as_slice(),
            Some(Body::Items(_)) | None => &[],
        };
        self.cursor(tokens, task.item.span)
    }

    /// Passes over the citations that come next.
    pub(super) fn skip_citations(&self, cursor: &mut Cursor<'s>) {
        while matches!(cursor.kind(), Some(TokenKind::Citation(_))) {
            cursor.advance();
        }
    }

    /// `corpus "…" { calendar gregorian }` and every `use`.
    pub(super) fn read_corpus(&mut self, tasks: &[Task<'s>]) {
        let mut first: Option<Span> = None;
        for task in tasks {
            match task.item.keyword {
                Keyword::Use => self.read_use(task),
                Keyword::Corpus => {
                    if let Some(first) = first {
                        let diagnostic = Diagnostic::error(
                            144,
                            "the corpus has two titles",
                            task.item.keyword_span,
                            "named again here",
                        );
                        self.report(
                            diagnostic.with_label(first, "first named here").with_help("leave out one of them"),
                        );
                    } else {
                        first = Some(task.item.keyword_span);
                        self.read_title(task);
                    }
                }
                _ => {}
            }
        }
    }

    fn read_title(&mut self, task: &Task<'s>) {
        let mut cursor = self.head(task);
        match cursor.eat(TokenKind::Text) {
            Some(title) => self.program.title = unquote(self.text(title.span)),
            None => {
                let help = "write `corpus \"The soviets of 1917\"`";
                self.report(missing("the title of the corpus", cursor.here(), help));
            }
        }
        self.expect_end(&mut cursor, "a block `{ calendar gregorian }`");
        for mut clause in clauses(self.body(task)) {
            if clause.eat_word("calendar").is_some() {
                self.corpus_calendar = self.read_calendar(&mut clause);
                self.expect_end(&mut clause, "a further clause after `,`");
            } else {
                self.report(leftover(clause.next_text(), clause.here(), "`calendar julian` or `calendar gregorian`"));
            }
        }
    }

    fn read_calendar(&mut self, cursor: &mut Cursor<'s>) -> Option<CalendarName> {
        if cursor.eat_word("gregorian").is_some() {
            return Some(CalendarName::Gregorian);
        }
        if cursor.eat_word("julian").is_some() {
            return Some(CalendarName::Julian);
        }
        self.report(leftover(cursor.next_text(), cursor.here(), "`julian` or `gregorian`"));
        cursor.advance();
        None
    }

    /// `use std.soviets`
    fn read_use(&mut self, task: &Task<'s>) {
        let head = &task.item.head;
        let name: String = head.iter().map(|token| self.text(token.span)).collect();
        let (Some(first), Some(last)) = (head.first(), head.last()) else {
            let help = "write `use std.soviets`";
            self.report(missing("the name of a vocabulary", task.item.keyword_span, help));
            return;
        };
        if library::text(&name).is_some() {
            return;
        }
        let span = first.span.to(last.span);
        let message = format!("there is no vocabulary `{name}`");
        let help = match nearest(&name, library::names()) {
            Some(likely) => format!("did you mean `{likely}`?"),
            None => format!("there are {}", library::names().collect::<Vec<_>>().join(", ")),
        };
        self.report(Diagnostic::error(113, message, span, "not part of the library").with_help(help));
    }

    /// Every source's block.
    pub(super) fn read_sources(&mut self, tasks: &[Task<'s>]) {
        for task in tasks {
            let Subject::Source(id) = task.subject else { continue };
            let mut cursor = self.head(task);
            self.skip_citations(&mut cursor);
            self.expect_end(&mut cursor, "a title in quotation marks, then the block");
            for mut clause in clauses(self.body(task)) {
                self.read_source_clause(id, &mut clause);
            }
        }
    }

    fn read_source_clause(&mut self, id: SourceId, clause: &mut Cursor<'s>) {
        let Some(word) = clause.eat(TokenKind::Word) else {
            let expected = "a word such as `author`, `year`, `calendar`, `text` or `fingerprint`";
            self.report(leftover(clause.next_text(), clause.here(), expected));
            return;
        };
        let name = self.text(word.span);
        match name {
            "calendar" => self.program.sources[id.index()].calendar = self.read_calendar(clause),
            "text" | "fingerprint" => {
                let Some(token) = clause.eat(TokenKind::Text) else {
                    let help = "write the path of the file in quotation marks";
                    self.report(missing("the path of the file", clause.here(), help));
                    return;
                };
                let path = Some((unquote(self.text(token.span)), token.span));
                let source = &mut self.program.sources[id.index()];
                if name == "text" { source.text = path } else { source.fingerprint = path }
            }
            _ => {
                let start = clause.position();
                while clause.advance().is_some() {}
                let value = if clause.position() > start { self.text(clause.span_from(start)) } else { "" };
                let value = if value.starts_with('"') { unquote(value) } else { value.to_owned() };
                self.program.sources[id.index()].notes.push((name.to_owned(), value));
            }
        }
        self.expect_end(clause, "a further clause after `,`");
    }

    /// `gap seed S29 "words"`, `pass over seed S15 "why"`
    pub(super) fn read_marks_of_sources(&mut self, tasks: &[Task<'s>]) {
        for task in tasks {
            let gap = match task.item.keyword {
                Keyword::Gap => true,
                Keyword::PassOver => false,
                _ => continue,
            };
            let mut cursor = self.head(task);
            let Some(word) = cursor.eat(TokenKind::Word) else {
                self.report(missing("the name of a source", cursor.here(), "write `gap seed S29`"));
                continue;
            };
            let source = self.source_of(word.span);
            let mut places = Vec::new();
            loop {
                let start = cursor.position();
                while !cursor.at_end() && !matches!(cursor.kind(), Some(TokenKind::Text | TokenKind::Comma)) {
                    cursor.advance();
                }
                if cursor.position() == start {
                    self.report(missing("the place in the source", cursor.here(), "write `gap seed S29`"));
                    break;
                }
                places.push(self.text(cursor.span_from(start)).trim().to_owned());
                if cursor.eat(TokenKind::Comma).is_none() {
                    break;
                }
            }
            let text = cursor.eat(TokenKind::Text).map(|token| unquote(self.text(token.span)));
            self.expect_end(&mut cursor, "words in quotation marks");
            if !gap && text.is_none() {
                self.report(errors::missing(
                    "the reason",
                    task.item.keyword_span,
                    "say in quotation marks why the sentence is passed over",
                ));
            }
            let Some(source) = source else { continue };
            let span = task.item.span;
            let mark = |locator| Mark { gap, source, locator, text: text.clone(), span };
            self.program.marks.extend(places.into_iter().map(mark));
        }
    }
}
