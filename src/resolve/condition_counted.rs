//! `E as convening is valid`: what law makes of what an act or deed counts as. The verb stands in the form
//! that a title would have, made from its infinitive as English makes it, or in any form that it declares.
use super::condition_state::STATUS;
use super::names::Form;
use super::sentence::{Reader, Reading};
use crate::diagnostic::Diagnostic;
use crate::program::{FormulaId, Slot, VerbId};
use crate::source::Span;
use crate::syntax::tree::TokenKind;

impl<'s> Reader<'_, 's> {
    /// `as` and a word come next: after the name of an event, what it counts as.
    pub(super) fn at_counted(&self) -> bool {
        self.cursor.at_word("as") && self.cursor.kind_at(1) == Some(TokenKind::Word)
    }

    /// After the name of an event: `as convening is [not] valid`.
    pub(super) fn counted_status(&mut self, subject: &(Slot, Span), start: usize) -> Reading<'s, FormulaId> {
        self.cursor.advance();
        let here = self.cursor.here();
        let Some((verb, length)) = self.verb_named() else { return Err(self.no_verb_named(here).into()) };
        self.cursor.seek(self.cursor.position() + length);
        let is = self.cursor.eat_word("is").is_some();
        let not = is && self.cursor.eat_word("not").is_some();
        let status = STATUS.iter().find(|(word, _)| is && self.cursor.at_word(word));
        let Some((_, status)) = status else {
            let words: Vec<String> = STATUS.iter().map(|(word, _)| format!("`{word}`")).collect();
            let message = "of what an act counts as, a condition can ask what law makes of it";
            let label = format!("`is` and one of {} are expected", words.join(", "));
            return Err(self.error_here(372, message, &label).into());
        };
        self.cursor.advance();
        self.status(subject, (*status, not), Some(verb), start)
    }

    /// The verb that the next words name, and how many words that takes; the longest.
    fn verb_named(&self) -> Option<(VerbId, usize)> {
        let forms = self.verbs_here(&Form::ALL).into_iter();
        let verbs = self.resolver.program.verbs.iter().enumerate();
        let titles = verbs.filter_map(|(index, verb)| {
            let words: Vec<&str> = verb.forms[Form::Infinitive.index()].split(' ').collect();
            let (first, rest) = words.split_first()?;
            let follows = rest.iter().enumerate().all(|(ahead, word)| self.cursor.text_at(ahead + 1) == *word);
            let named = follows && is_gerund(self.cursor.next_text(), first);
            named.then_some((VerbId(index as u32), words.len()))
        });
        forms.chain(titles).max_by_key(|(verb, length)| (*length, std::cmp::Reverse(*verb)))
    }

    fn no_verb_named(&self, here: Span) -> Diagnostic {
        let text = self.resolver.text(here);
        let titles = self.resolver.program.verbs.iter().map(|verb| gerund(&verb.forms[0]));
        let likely = titles
            .map(|title| (strsim::jaro_winkler(text, &title), title))
            .filter(|(alike, _)| *alike > 0.8)
            .max_by(|one, other| one.0.total_cmp(&other.0).then_with(|| other.1.cmp(&one.1)));
        let diagnostic =
            Diagnostic::error(372, format!("no act or deed is called `{text}`"), here, "what does it count as?");
        diagnostic.with_help(match likely {
            Some((_, likely)) => format!("did you mean `{likely}`?"),
            None => "name an act as in `agreement as convening is valid`".to_owned(),
        })
    }
}

/// The noun of a verb: `convening` of `convene`, `taking part in` of `take part in`.
pub fn gerund(infinitive: &str) -> String {
    let (first, rest) = infinitive.split_once(' ').map_or((infinitive, ""), |(first, rest)| (first, rest));
    let noun = if let Some(stem) = first.strip_suffix("ie") {
        format!("{stem}ying")
    } else if first.ends_with('e') && !["ee", "oe", "ye"].iter().any(|end| first.ends_with(end)) {
        format!("{}ing", &first[..first.len() - 1])
    } else {
        match doubled(first) {
            Some(last) => format!("{first}{last}ing"),
            None => format!("{first}ing"),
        }
    };
    if rest.is_empty() { noun } else { format!("{noun} {rest}") }
}

/// The consonant that a short word doubles before an ending: `sit`, `sitting`.
fn doubled(word: &str) -> Option<char> {
    let vowel = |letter: char| "aeiou".contains(letter);
    let mut letters = word.chars().rev();
    let (last, middle, before) = (letters.next()?, letters.next()?, letters.next()?);
    let short = word.chars().filter(|letter| vowel(*letter)).count() == 1;
    (short && !vowel(last) && !"wxy".contains(last) && vowel(middle) && !vowel(before)).then_some(last)
}

/// Whether a word is the noun of a verb, with or without the doubled consonant that only stress decides.
fn is_gerund(word: &str, infinitive: &str) -> bool {
    let Some(stem) = word.strip_suffix("ing") else { return false };
    let last = infinitive.chars().next_back();
    word == gerund(infinitive)
        || stem == infinitive
        || last.is_some_and(|last| stem.strip_suffix(last) == Some(infinitive))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nouns_of_verbs() {
        for (verb, noun) in [
            ("convene", "convening"),
            ("elect", "electing"),
            ("sit", "sitting"),
            ("agree", "agreeing"),
            ("take part in", "taking part in"),
            ("tie", "tying"),
            ("enter", "entering"),
        ] {
            assert_eq!(gerund(verb), noun);
        }
        assert!(is_gerund("permitting", "permit") && is_gerund("permiting", "permit"));
        assert!(!is_gerund("convened", "convene") && !is_gerund("electing", "elec"));
    }
}
