//! Citations to their sources, and the voices that follow from them. Takes the citations of each statement;
//! gives each its source, and takes flat statements that rest only on sources off the record as allegations of
//! those sources. Where no `record` names any, every source is on the record.
use super::collect::{Collected, Task, own_citations};
use super::names::Named;
use super::normal::normal;
use super::resolver::Resolver;
use crate::program::{CalendarName, Citation, SourceId, Speaker, StatementId, Voice, VoiceId, VoiceKind};
use crate::source::Span;
use crate::syntax::tree::{Keyword, Token, TokenKind, unquote};

impl<'s> Resolver<'s> {
    /// `record seed, other` of all files.
    pub(super) fn read_record(&mut self, tasks: &[Task<'s>]) {
        let mut any = false;
        for task in tasks.iter().filter(|task| task.item.keyword == Keyword::Record) {
            any = true;
            let mut cursor = self.head(task);
            loop {
                let Some(token) = cursor.eat(TokenKind::Word) else {
                    let help = "write `record seed`";
                    self.report(super::errors::missing("the name of a source", cursor.here(), help));
                    break;
                };
                if let Some(source) = self.source_of(token.span) {
                    self.program.sources[source.index()].on_record = true;
                }
                if cursor.eat(TokenKind::Comma).is_none() && cursor.eat_word("and").is_none() {
                    self.expect_end(&mut cursor, "a further source after `,`");
                    break;
                }
            }
        }
        if !any {
            self.program.sources.iter_mut().for_each(|source| source.on_record = true);
        }
    }

    /// The source that a word names; reported where it names none.
    pub(super) fn source_of(&mut self, span: Span) -> Option<SourceId> {
        let name = self.text(span);
        match self.named(name) {
            Some(Named::Source(source)) => Some(source),
            Some(other) => {
                self.wrong_sort(name, other, span, "a source");
                None
            }
            None => {
                let word = normal(name);
                let mut sources: Vec<String> = Vec::new();
                for source in &self.program.sources {
                    sources.push(self.program.statements[source.statement.index()].name.clone());
                }
                let candidates = sources.iter().map(String::as_str).filter(|source| **source != *word);
                self.unknown_word(112, "source", name, span, candidates);
                None
            }
        }
    }

    /// A citation with its source; `None` where that is unknown (and reported).
    pub(super) fn citation(&mut self, token: Token) -> Option<Citation> {
        let TokenKind::Citation(index) = token.kind else { return None };
        let tree = self.tree_of_file.get(&token.span.file.0)?;
        let read = tree.citations.get(index as usize)?;
        let source = self.source_of(read.source)?;
        Some(Citation {
            source,
            locator: read.locator.map(|span| self.text(span).trim().to_owned()),
            words: read.words.map(|span| unquote(self.text(span))),
            span: read.span,
            words_span: read.words,
        })
    }

    /// Citations of a row of tokens, in order.
    pub(super) fn citations(&mut self, tokens: &[Token]) -> Vec<Citation> {
        let cited = tokens.iter().filter(|token| matches!(token.kind, TokenKind::Citation(_)));
        cited.filter_map(|token| self.citation(*token)).collect()
    }

    /// Gives every statement its citations, its own or those of the blocks around it, and its voice.
    pub(super) fn settle_citations(&mut self, found: &Collected<'s>) {
        let states = |keyword| {
            matches!(
                keyword,
                Keyword::Event
                    | Keyword::Fact
                    | Keyword::Rule
                    | Keyword::Order
                    | Keyword::Entity
                    | Keyword::Claim
                    | Keyword::Standpoint
                    | Keyword::Source
            )
        };
        for task in found.tasks().filter(|task| states(task.item.keyword)) {
            if matches!(task.subject, super::collect::Subject::Entity(_, true)) {
                continue;
            }
            let sources = self.sources;
            let cites = task.item.head.iter().any(|token| matches!(token.kind, TokenKind::Citation(_)));
            if !cites && task.inherited.is_empty() {
                self.program.statements[task.statement.index()].voice = task.voice;
                continue;
            }
            let own = own_citations(&task.item.head, |token| sources.text(token.span) == "or");
            let own = self.citations(&own);
            let citations = if own.is_empty() { self.citations(task.inherited) } else { own };
            let speaks = !matches!(task.item.keyword, Keyword::Claim | Keyword::Standpoint | Keyword::Source);
            let voice = if speaks { self.voice_of(task.voice, &citations) } else { task.voice };
            let statement = &mut self.program.statements[task.statement.index()];
            statement.citations = citations;
            statement.voice = voice;
        }
    }

    /// The voice of a statement: the block's, or, where it is flat and cites only sources off the record, theirs.
    pub(super) fn voice_of(&mut self, voice: Option<VoiceId>, citations: &[Citation]) -> Option<VoiceId> {
        let off_record = |citation: &Citation| !self.program.sources[citation.source.index()].on_record;
        if voice.is_some() || citations.is_empty() || !citations.iter().all(off_record) {
            return voice;
        }
        let mut speakers: Vec<SourceId> = citations.iter().map(|citation| citation.source).collect();
        speakers.sort_unstable();
        speakers.dedup();
        if let Some(known) = self.implicit_voices.get(&speakers) {
            return Some(*known);
        }
        let id = VoiceId(self.program.voices.len() as u32);
        let kind = VoiceKind::According(speakers.iter().map(|source| Speaker::Source(*source)).collect(), None);
        self.program.voices.push(Voice { kind, parent: None, span: citations[0].span });
        self.implicit_voices.insert(speakers, id);
        Some(id)
    }

    /// The calendar of bare dates under these citations: the first that a source names.
    pub(super) fn calendar_of(&self, citations: &[Citation]) -> Option<CalendarName> {
        citations.iter().find_map(|citation| self.program.sources[citation.source.index()].calendar)
    }

    /// Reads what follows under a statement's calendar.
    pub(super) fn under_calendar_of(&mut self, statement: StatementId) {
        self.bare_calendar = self.calendar_of(&self.program.statements[statement.index()].citations);
    }

    /// A rival date or value, or a value with citations: a statement beside its owner, `second_congress.opens.2`.
    pub(super) fn add_rival(
        &mut self,
        owner: StatementId,
        what: &str,
        number: usize,
        cited: &[Token],
        span: Span,
    ) -> StatementId {
        let parent = &self.program.statements[owner.index()];
        let stem = format!("{}.{what}", parent.name);
        let name = format!("{stem}.{number}");
        let (outer, inherited) = (parent.voice, parent.citations.clone());
        let own = self.citations(cited);
        let citations = if own.is_empty() { inherited } else { own };
        let voice = self.voice_of(outer, &citations);
        let id = self.add_statement(name.clone(), None, voice, span, span);
        self.program.statements[id.index()].citations = citations;
        self.names.things.entry(name.into()).or_insert((Named::Statement(id), span));
        id
    }
}
