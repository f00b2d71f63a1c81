//! Words of a source as they are compared: white space, dashes and quotation marks are folded away, and
//! so is other punctuation; letters, their case, digits and signs like `%` must agree. A word is a run
//! of letters, digits and their marks; an apostrophe inside one belongs to it; scripts written without
//! blanks (Chinese, Japanese, Thai and their like) count each letter as a word.
//!
//! INVARIANT: fingerprints depend on these rules. Change them only with the number of their format.
use std::ops::Range;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use unicode_script::{Script, UnicodeScript};

/// A word: its folded form, and its stretch in the text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Word {
    pub folded: String,
    pub at: Range<usize>,
}

/// The words of a text, in order.
pub(super) fn words(text: &str) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut open: Option<usize> = None;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let end = at + c.len_utf8();
        if is_combining_mark(c) {
            // a mark belongs to the letter before it, wherever that is
            match (open, words.last_mut()) {
                (None, Some(last)) if last.at.end == at => last.at.end = end,
                _ => {}
            }
        } else if stands_alone(c) {
            close(&mut words, &mut open, at);
            words.push(Word { folded: String::new(), at: at..end });
        } else if c.is_alphanumeric() {
            open.get_or_insert(at);
        } else if !(is_apostrophe(c) && open.is_some() && chars.peek().is_some_and(|(_, next)| joins(*next))) {
            close(&mut words, &mut open, at);
        }
    }
    close(&mut words, &mut open, text.len());
    for word in &mut words {
        word.folded = folded(&text[word.at.clone()]);
    }
    words
}

fn close(words: &mut Vec<Word>, open: &mut Option<usize>, end: usize) {
    if let Some(start) = open.take() {
        words.push(Word { folded: String::new(), at: start..end });
    }
}

fn folded(word: &str) -> String {
    word.nfc().map(|c| if is_apostrophe(c) { '\'' } else { c }).collect()
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | 'ʼ' | '＇')
}

/// Whether a letter continues the word before it.
fn joins(c: char) -> bool {
    c.is_alphanumeric() && !stands_alone(c)
}

/// Signs that mean something, and letters of scripts that put no blanks between words.
fn stands_alone(c: char) -> bool {
    matches!(c, '%' | '‰' | '§' | '№' | '$' | '€' | '£' | '¥' | '₽' | '+' | '=' | '<' | '>' | '±' | '×' | '÷' | '°')
        || matches!(
            c.script(),
            Script::Han
                | Script::Hiragana
                | Script::Katakana
                | Script::Thai
                | Script::Lao
                | Script::Khmer
                | Script::Myanmar
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded_words(text: &str) -> Vec<String> {
        words(text).into_iter().map(|word| word.folded).collect()
    }

    #[test]
    fn blanks_dashes_and_quotation_marks_do_not_matter() {
        let one = folded_words("“Socialist Revolutionary–Menshevik”,\n corps-level");
        assert_eq!(one, folded_words("\"Socialist   Revolutionary - Menshevik\" corps level"));
        assert_eq!(one, ["Socialist", "Revolutionary", "Menshevik", "corps", "level"]);
    }

    #[test]
    fn case_digits_and_signs_matter() {
        assert_eq!(folded_words("up to 90% Was"), ["up", "to", "90", "%", "Was"]);
        assert_ne!(folded_words("was"), folded_words("Was"));
    }

    #[test]
    fn apostrophes_inside_words_are_kept_and_folded() {
        assert_eq!(folded_words("the people’s soldiers' 'deputies'"), ["the", "people's", "soldiers", "deputies"]);
    }

    #[test]
    fn composed_and_decomposed_letters_agree() {
        assert_eq!(folded_words("cafe\u{301} и\u{306}"), folded_words("café й"));
        assert_eq!(words("cafe\u{301}")[0].at, 0..6);
    }

    #[test]
    fn scripts_without_blanks_count_letters() {
        assert_eq!(folded_words("全俄苏维埃 2"), ["全", "俄", "苏", "维", "埃", "2"]);
    }
}
