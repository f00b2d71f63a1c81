//! A source's text as numbered sentences. Takes the text of a file; gives its sentences with their
//! locators. Two forms are read: a line a sentence, `S1<TAB>text` (any word may be the locator), and
//! plain prose, whose sentences are split and numbered S1, S2, … by the rules of Unicode (UAX 29).
use unicode_segmentation::UnicodeSegmentation;

/// A sentence and where it is.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Sentence {
    /// Its locator: `S26`.
    pub locator: String,
    /// Its text, on one line.
    pub text: String,
}

/// A source's text.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct SourceText {
    /// Its sentences, in order; locators may recur (an article of several sentences).
    pub sentences: Vec<Sentence>,
}

impl SourceText {
    /// Reads a text in either form.
    pub fn read(text: &str) -> Self {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        numbered(text).unwrap_or_else(|| prose(text))
    }
}

/// A text of numbered lines; `None` where some line has no locator.
fn numbered(text: &str) -> Option<SourceText> {
    let mut sentences = Vec::new();
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        let (locator, text) = line.split_once('\t')?;
        let locator = locator.trim();
        if locator.is_empty() || locator.contains(char::is_whitespace) {
            return None;
        }
        sentences.push(Sentence { locator: locator.to_string(), text: on_one_line(text) });
    }
    (!sentences.is_empty()).then_some(SourceText { sentences })
}

/// Prose: an empty line and a heading end a sentence, a single line break does not.
fn prose(text: &str) -> SourceText {
    let mut sentences = Vec::new();
    let mut paragraph = String::new();
    for line in text.lines().chain([""]) {
        if !line.trim().is_empty() && !is_heading(line) {
            paragraph.push_str(line);
            paragraph.push(' ');
            continue;
        }
        for sentence in paragraph.unicode_sentences() {
            let locator = format!("S{}", sentences.len() + 1);
            sentences.push(Sentence { locator, text: on_one_line(sentence) });
        }
        paragraph.clear();
    }
    SourceText { sentences }
}

/// A heading of a wiki page (`== Title ==`) or of a Markdown page (`# Title`) is no sentence.
fn is_heading(line: &str) -> bool {
    let line = line.trim();
    (line.len() > 2 && line.starts_with('=') && line.ends_with('=')) || line.starts_with('#')
}

fn on_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbered_lines_keep_their_locators() {
        let text = SourceText::read("\u{feff}S1\tIt sat.\r\n\r\nart.5\tIt  rose.\r\n");
        let found: Vec<_> = text.sentences.iter().map(|s| (s.locator.as_str(), s.text.as_str())).collect();
        assert_eq!(found, [("S1", "It sat."), ("art.5", "It rose.")]);
    }

    #[test]
    fn prose_is_split_and_numbered() {
        let text = SourceText::read("= Title =\nIt sat in\nPetrograd. It rose!\n== Later ==\nA remark\n\nIt ended.");
        let found: Vec<_> = text.sentences.iter().map(|s| (s.locator.as_str(), s.text.as_str())).collect();
        assert_eq!(
            found,
            [("S1", "It sat in Petrograd."), ("S2", "It rose!"), ("S3", "A remark"), ("S4", "It ended.")]
        );
    }

    #[test]
    fn nothing_is_no_sentence() {
        assert!(SourceText::read("\n \n").sentences.is_empty());
    }
}
