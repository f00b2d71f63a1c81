//! `expect contested (false or open) turning on a, b on the record false from smolny true because r`. Takes the words
//! after a claim's condition; gives the expectation.
use super::cursor::Cursor;
use super::errors::leftover;
use super::names::nearest;
use super::normal::normal;
use super::resolver::Resolver;
use crate::diagnostic::Diagnostic;
use crate::program::{AnswerWord, Expectation, StandpointId, VerdictWord};
use crate::syntax::tree::TokenKind;

const VERDICTS: [(&str, VerdictWord); 5] = [
    ("upheld", VerdictWord::Upheld),
    ("refuted", VerdictWord::Refuted),
    ("undetermined", VerdictWord::Undetermined),
    ("paradoxical", VerdictWord::Paradoxical),
    ("contested", VerdictWord::Contested),
];

const ANSWERS: [(&str, AnswerWord); 4] = [
    ("true", AnswerWord::True),
    ("false", AnswerWord::False),
    ("open", AnswerWord::Open),
    ("undefined", AnswerWord::Undefined),
];

impl<'s> Resolver<'s> {
    /// Reads an expectation; `None`: it could not be read (and that was reported).
    pub(super) fn read_expectation(&mut self, body: &mut Cursor<'s>) -> Option<Expectation> {
        let start = body.position();
        body.advance();
        let verdict = self.read_choice(body, &VERDICTS, "verdict")?;
        let mut answers = Vec::new();
        if body.eat(TokenKind::OpenParenthesis).is_some() {
            loop {
                answers.push(self.read_choice(body, &ANSWERS, "answer")?);
                if body.eat_word("or").is_none() && body.eat(TokenKind::Comma).is_none() {
                    break;
                }
            }
            if body.eat(TokenKind::CloseParenthesis).is_none() {
                self.report(leftover(body.next_text(), body.here(), "`or` and a further answer, or `)`,"));
                return None;
            }
        }
        let span = body.span_from(start);
        let mut expectation = Expectation {
            verdict,
            answers,
            turning_on: None,
            because: Vec::new(),
            on_record: None,
            from: Vec::new(),
            span,
        };
        self.read_expected_reasons(body, &mut expectation)?;
        expectation.span = body.span_from(start);
        Some(expectation)
    }

    fn read_expected_reasons(&mut self, body: &mut Cursor<'s>, expectation: &mut Expectation) -> Option<()> {
        loop {
            if body.eat_phrase("turning on") {
                let grounds = self.read_grounds(body);
                let grounds = grounds.into_iter().map(|(ground, _)| ground);
                expectation.turning_on.get_or_insert_default().extend(grounds);
            } else if body.eat_phrase("on the record") {
                expectation.on_record = Some(self.read_choice(body, &ANSWERS, "answer")?);
            } else if body.eat_word("from").is_some() {
                let standpoint = self.read_standpoint_name(body);
                let answer = self.read_choice(body, &ANSWERS, "answer")?;
                expectation.from.extend(standpoint.map(|standpoint| (standpoint, answer)));
            } else if body.eat_word("because").is_some() {
                let grounds = self.read_grounds(body);
                expectation.because.extend(grounds.into_iter().map(|(ground, _)| ground));
            } else if body.eat(TokenKind::Comma).is_none() {
                return Some(());
            }
        }
    }

    /// One of a few words.
    fn read_choice<T: Copy>(&mut self, body: &mut Cursor<'s>, words: &[(&str, T)], what: &str) -> Option<T> {
        let found = body.next_text();
        if let Some((_, value)) = words.iter().find(|(word, _)| body.at_word(word)) {
            body.advance();
            return Some(*value);
        }
        let all: Vec<String> = words.iter().map(|(word, _)| format!("`{word}`")).collect();
        let message =
            if found.is_empty() { format!("the {what} is missing") } else { format!("`{found}` is no {what}") };
        let mut diagnostic =
            Diagnostic::error(140, message, body.here(), format!("one of {} belongs here", all.join(", ")));
        if let Some(likely) = nearest(found, words.iter().map(|(word, _)| *word)) {
            diagnostic = diagnostic.with_help(format!("did you mean `{likely}`?"));
        }
        self.report(diagnostic);
        None
    }

    fn read_standpoint_name(&mut self, body: &mut Cursor<'s>) -> Option<StandpointId> {
        let Some(token) = body.eat(TokenKind::Word) else {
            self.report(leftover(body.next_text(), body.here(), "the name of a standpoint"));
            return None;
        };
        let name = self.text(token.span);
        if let Some((id, _)) = self.names.standpoints.get(&normal(name)) {
            return Some(*id);
        }
        let names: Vec<String> = self.names.standpoints.keys().map(|name| name.to_string()).collect();
        self.unknown_word(119, "standpoint", name, token.span, names.iter().map(String::as_str));
        None
    }
}
