//! Who speaks in `according to X or Y "whose words?"`, and what `doubtful "…"` asks. Takes the heads of blocks;
//! gives each voice its speakers or its question.
use super::collect::OpenVoice;
use super::cursor::Cursor;
use super::errors::missing;
use super::names::Named;
use super::resolver::Resolver;
use crate::program::{Speaker, VoiceKind};
use crate::source::Span;
use crate::syntax::tree::{Keyword, TokenKind, unquote};

impl<'s> Resolver<'s> {
    /// Reads the head of every block.
    pub(super) fn read_voices(&mut self, voices: &[OpenVoice<'s>]) {
        for open in voices {
            let mut cursor = self.cursor(&open.item.head, open.item.keyword_span);
            let speaks = open.item.keyword == Keyword::AccordingTo;
            let speakers = if speaks { self.read_speakers(&mut cursor) } else { Vec::new() };
            let text = cursor.eat(TokenKind::Text).map(|token| unquote(self.text(token.span)));
            while matches!(cursor.kind(), Some(TokenKind::Citation(_))) {
                cursor.advance();
            }
            self.expect_end(&mut cursor, "a question in quotation marks or a citation");
            let kind = if speaks {
                VoiceKind::According(speakers, text)
            } else {
                if text.is_none() {
                    let help = "write the question that the record leaves open: `doubtful \"was it adopted?\" { … }`";
                    self.report(missing("the question", open.item.keyword_span, help));
                }
                VoiceKind::Doubtful(text.unwrap_or_default())
            };
            self.program.voices[open.voice.index()].kind = kind;
        }
    }

    /// `X or Y`
    fn read_speakers(&mut self, cursor: &mut Cursor<'s>) -> Vec<Speaker> {
        let mut speakers = Vec::new();
        loop {
            let Some(token) = cursor.eat_name() else {
                let help = "name a source, a person, a body or a party";
                self.report(missing("who speaks", cursor.here(), help));
                return speakers;
            };
            speakers.extend(self.speaker_of(token.span));
            if cursor.eat_word("or").is_none() {
                return speakers;
            }
        }
    }

    /// The entity or source that a word names.
    pub(super) fn speaker_of(&mut self, span: Span) -> Option<Speaker> {
        let name = self.text(span);
        match self.named(name) {
            Some(Named::Entity(entity)) => Some(Speaker::Entity(entity)),
            Some(Named::Source(source)) => Some(Speaker::Source(source)),
            Some(other) => {
                self.wrong_sort(name, other, span, "one who speaks: a source, a person, a body or a party");
                None
            }
            None => {
                self.unknown_name(name, span);
                None
            }
        }
    }
}
