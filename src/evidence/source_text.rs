//! A source's text as numbered sentences. Takes the text of a file; gives its sentences with their
//! locators. Two forms are read: a line a sentence, `S1<TAB>text` (any word may be the locator), and
//! plain prose, whose sentences are split and numbered S1, S2, … by the rules of Unicode (UAX 29). A text
//! of numbered lines with a line that is none is refused, never read as prose.
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

/// Why a text of numbered lines cannot be used, with the line.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("line {line} {what}")]
pub struct UnnumberedLine {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong with it.
    pub what: &'static str,
}

impl SourceText {
    /// Reads a text in either form. It is one of numbered lines where its first line is numbered, or half of its
    /// lines are: then all have to be.
    pub fn read(text: &str) -> Result<Self, UnnumberedLine> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let written = || text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
        let count = written().filter(|(_, line)| numbered(line).is_ok()).count();
        let first = written().next().is_some_and(|(_, line)| numbered(line).is_ok());
        if !first && (count == 0 || count * 2 < written().count()) {
            return Ok(prose(text));
        }
        let sentence =
            |(index, line): (usize, &str)| numbered(line).map_err(|what| UnnumberedLine { line: index + 1, what });
        Ok(Self { sentences: written().map(sentence).collect::<Result<_, _>>()? })
    }
}

/// A numbered line: a locator of one word, a tab, the sentence.
fn numbered(line: &str) -> Result<Sentence, &'static str> {
    let (locator, text) = line.split_once('\t').ok_or("has no tab after its locator")?;
    let locator = locator.trim();
    match (locator.is_empty(), locator.contains(char::is_whitespace)) {
        (true, _) => Err("has no locator before its tab"),
        (_, true) => Err("has more than a locator, which is one word, before its tab"),
        _ => Ok(Sentence { locator: locator.to_string(), text: on_one_line(text) }),
    }
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
        let text = SourceText::read("\u{feff}S1\tIt sat.\r\n\r\nart.5\tIt  rose.\r\n").unwrap();
        let found: Vec<_> = text.sentences.iter().map(|s| (s.locator.as_str(), s.text.as_str())).collect();
        assert_eq!(found, [("S1", "It sat."), ("art.5", "It rose.")]);
    }

    #[test]
    fn prose_is_split_and_numbered() {
        let text =
            SourceText::read("= Title =\nIt sat in\nPetrograd. It rose!\n== Later ==\nA remark\n\nIt ended.").unwrap();
        let found: Vec<_> = text.sentences.iter().map(|s| (s.locator.as_str(), s.text.as_str())).collect();
        assert_eq!(
            found,
            [("S1", "It sat in Petrograd."), ("S2", "It rose!"), ("S3", "A remark"), ("S4", "It ended.")]
        );
    }

    #[test]
    fn a_line_that_lost_its_tab_is_named_and_makes_no_prose() {
        let fault = |text: &str| SourceText::read(text).unwrap_err().to_string();
        assert_eq!(fault("S1\tIt sat.\n\nS2   It rose.\nS3\tIt ended.\n"), "line 3 has no tab after its locator");
        assert_eq!(fault("S1 It sat.\nS2\tIt rose.\n"), "line 1 has no tab after its locator");
        assert_eq!(fault("S1\tIt sat in\nPetrograd\nand rose.\n"), "line 2 has no tab after its locator");
        assert_eq!(fault("S1\tIt sat.\n\tIt rose.\n"), "line 2 has no locator before its tab");
        let two = "S1\tIt sat.\nart. 2\tIt rose.\n";
        assert_eq!(fault(two), "line 2 has more than a locator, which is one word, before its tab");
    }

    #[test]
    fn a_tab_in_prose_makes_no_locator() {
        let prose = SourceText::read("It sat.\n\nThen\tit rose.\n\nIt ended.\n").unwrap();
        assert_eq!(prose.sentences.len(), 3);
    }

    #[test]
    fn nothing_is_no_sentence() {
        assert!(SourceText::read("\n \n").unwrap().sentences.is_empty());
    }
}
