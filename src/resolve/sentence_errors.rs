//! What to say of sentences that cannot be read: the likely word, and how the verb is written.
use super::condition_state::STATUS;
use super::library;
use super::names::{Form, nearest};
use super::resolver::Resolver;
use super::sentence::{Fault, Reader, Setting};
use super::sentence_words::{shape, written};
use crate::diagnostic::{Code, Diagnostic};
use crate::program::VerbId;
use crate::source::Span;
use crate::syntax::tree::TokenKind;

/// No verb is called so.
const UNKNOWN_VERB: u16 = 335;
/// No relation, adjective or kind is called so.
const UNKNOWN_RELATION: u16 = 339;

/// What to write in place of an English helping verb, which no corpus needs to declare.
fn helping_verb(word: &str) -> Option<&'static str> {
    match word {
        "was" | "were" | "has" | "had" | "have" | "did" | "will" => {
            Some("sentences are told in the present: the verb itself, as declared, or `is`")
        }
        "shall" | "should" | "can" | "could" | "might" => {
            Some("write `may` for a power, `must` for a duty, `must not` for a prohibition")
        }
        _ => None,
    }
}

impl Resolver<'_> {
    /// Keeps a diagnostic. Words that the vocabulary lacks are reported once, with their further places.
    pub(super) fn report_once(&mut self, found: Diagnostic) {
        let place = found.primary().filter(|span| span.end > span.start);
        let known = [UNKNOWN_VERB, UNKNOWN_RELATION].map(Code).contains(&found.code);
        let Some(place) = place.filter(|_| known) else { return self.report(found) };
        // What is likely meant belongs to the key: two phrases may begin with one word.
        let help = found.help.as_deref().unwrap_or_default();
        let key = format!("{} {} {help}", found.code, self.text(place));
        if !self.add_place(&key, place) {
            self.unknown.insert(key.into(), self.diagnostics.len());
            self.report(found);
        }
    }
}

impl<'s> Reader<'_, 's> {
    /// No verb begins here.
    pub fn unknown_verb(&self, forms: &[Form]) -> Fault<'s> {
        let here = self.cursor.here();
        if !matches!(self.cursor.kind(), Some(TokenKind::Word)) {
            return self.no_predicate(here);
        }
        let text = self.cursor.next_text();
        let other_form = Form::ALL.into_iter().filter(|form| !forms.contains(form)).find_map(|form| {
            let verb = self.resolver.verbs_at(&self.cursor, form).first()?.0;
            Some((form, verb))
        });
        if let Some((form, verb)) = other_form {
            return self.wrong_form(text, form, verb, forms, here);
        }
        let mut found = Diagnostic::error(
            UNKNOWN_VERB,
            format!("no act or deed is called `{text}`"),
            here,
            "not a verb that the corpus declares",
        );
        if let Some(help) = library::use_for(&self.next_words()) {
            found = found.with_help(help);
        } else if let Some(help) = helping_verb(text) {
            found = found.with_help(help);
        } else if let Some((likely, verb)) = self.likely_verb(text, forms) {
            found = found.with_help(format!("did you mean `{likely}`? {}", written(&self.resolver.program, verb)));
        } else {
            found = found.with_help("declare it with `act` or `deed`, with its three forms and its roles");
        }
        found.into()
    }

    fn wrong_form(&self, text: &str, form: Form, verb: VerbId, forms: &[Form], here: Span) -> Fault<'s> {
        let wanted = forms.first().copied().unwrap_or(Form::Third);
        let right =
            self.resolver.program.verbs.get(verb.index()).map_or("", |verb| verb.forms[wanted.index()].as_str());
        let message = match (form, wanted) {
            (Form::Participle, Form::Third) => format!("sentences are told in the present: `{right}`, not `{text}`"),
            (_, _) => format!("`{right}` is expected here, not `{text}`"),
        };
        Diagnostic::error(336, message, here, format!("write `{right}`"))
            .with_help(written(&self.resolver.program, verb))
            .into()
    }

    /// Something is named, and nothing is said of it.
    pub fn no_predicate(&self, here: Span) -> Fault<'s> {
        let message = "something is named here, but nothing is said of it";
        let help = match self.setting {
            Setting::Law => "a name alone is never a condition: say what it does, or what it is",
            Setting::Record(_) => "an event's sentence has a verb: who does what",
            Setting::Fact => "a fact's sentence is `X is R of Y`, or `X.attribute is 300`",
        };
        Diagnostic::error(337, message, here, "a verb or `is` is expected").with_help(help).into()
    }

    /// The verb whose form is nearest to a word.
    fn likely_verb(&self, text: &str, wanted: &[Form]) -> Option<(&str, VerbId)> {
        let verbs = &self.resolver.program.verbs;
        let form = |form: Form| verbs.iter().map(move |verb| verb.forms[form.index()].as_str());
        let likely = wanted.iter().find_map(|wanted| nearest(text, form(*wanted)))?;
        let verb = verbs.iter().position(|verb| verb.forms.iter().any(|form| form == likely))?;
        Some((likely, VerbId(verb as u32)))
    }

    /// Words are left after a whole sentence.
    pub fn extra_words(&self, verb: Option<VerbId>) -> Fault<'s> {
        let text = self.cursor.next_text();
        let rest = self.cursor.here();
        let message = format!("the sentence is complete before `{text}`");
        let mut found = Diagnostic::error(338, message, rest, "this belongs to nothing");
        if let Some(verb) = verb {
            found = found.with_help(written(&self.resolver.program, verb));
        }
        found.into()
    }

    /// No relation begins here.
    pub fn unknown_relation(&self, subject: Span) -> Fault<'s> {
        let text = self.cursor.next_text();
        let here = self.cursor.here();
        if text.is_empty() {
            return Diagnostic::error(UNKNOWN_RELATION, "the sentence breaks off after `is`", here, "what is it?")
                .into();
        }
        let subject = self.resolver.text(subject);
        let message = format!("nothing in the vocabulary says what `{subject} is {text}` means");
        let found = Diagnostic::error(UNKNOWN_RELATION, message, here, "no relation, adjective or kind of that name");
        let words = self.next_words();
        let likely = || self.likely_state(&words).map(|likely| format!("did you mean `is {likely}`?"));
        let declare = || format!("declare it: `relation KIND is {text}`, with `of KIND` where it is of something");
        let help = library::use_for(&words).or_else(likely).unwrap_or_else(declare);
        found.with_help(help).into()
    }

    /// The next words, as many as the phrase of a verb or a relation may have.
    fn next_words(&self) -> Vec<&'s str> {
        (0..6).map(|ahead| self.cursor.text_at(ahead)).take_while(|word| !word.is_empty()).collect()
    }

    /// What may stand after `is` and is nearest to these words: a relation, an adjective; in conditions also a status
    /// or the participle of a verb.
    fn likely_state(&self, words: &[&str]) -> Option<&str> {
        let program = &self.resolver.program;
        let mut known: Vec<&str> = program.relations.iter().map(|relation| relation.phrase.as_str()).collect();
        known.extend(program.adjectives.iter().map(|adjective| adjective.name.as_str()));
        if self.setting == Setting::Law {
            known.extend(STATUS.map(|(word, _)| word));
            known.extend(program.verbs.iter().map(|verb| verb.forms[Form::Participle.index()].as_str()));
        }
        known.sort_unstable();
        (1..=words.len()).rev().find_map(|count| nearest(&words[..count].join(" "), known.iter().copied()))
    }

    /// How a verb's sentence is shown among two readings.
    pub fn show_verb(&self, verb: VerbId) -> String {
        shape(&self.resolver.program, verb)
    }
}
