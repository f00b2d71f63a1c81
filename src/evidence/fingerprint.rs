//! Fingerprints: a file that stands in for a text that may not be republished. For each sentence it has
//! the locator, the number of words, and the hashes of every two and of every three words that follow
//! each other, each cut to 12 bits, sorted, repeated ones once. See `docs/evidence.md` for the format
//! and for what it does not protect.
use super::source_text::SourceText;
use super::words::words;
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use std::fmt::Write;

const HEADING: &str = "convoke fingerprint 1";

/// The hashes of a text.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Fingerprint {
    /// SHA-256 of the folded words, hexadecimal; it salts every other hash.
    pub digest: String,
    /// The sentences, in order.
    pub(super) prints: Vec<Print>,
}

/// The hashes of one sentence.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Print {
    pub locator: String,
    pub words: usize,
    pub pairs: BTreeSet<u16>,
    pub triples: BTreeSet<u16>,
}

/// Why a file is not a fingerprint, with the line.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("line {line}: {what}")]
pub struct NotAFingerprint {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong there.
    pub what: &'static str,
}

impl Fingerprint {
    /// The fingerprint of a text.
    pub fn of(text: &SourceText) -> Self {
        let sentences: Vec<(&str, Vec<String>)> = text
            .sentences
            .iter()
            .map(|s| (s.locator.as_str(), words(&s.text).into_iter().map(|word| word.folded).collect()))
            .collect();
        let mut whole = Sha256::new();
        for (locator, words) in &sentences {
            whole.update(locator.as_bytes());
            whole.update(b"\t");
            whole.update(words.join(" ").as_bytes());
            whole.update(b"\n");
        }
        let digest = hexadecimal(&whole.finalize());
        let prints = sentences.iter().map(|(locator, words)| print(&digest, locator, words)).collect();
        Self { digest, prints }
    }

    /// The file.
    pub fn written(&self) -> String {
        let mut out = format!("{HEADING}\ntext {}\n", self.digest);
        for print in &self.prints {
            let hashes = |set: &BTreeSet<u16>| set.iter().fold(String::new(), |all, hash| all + &format!("{hash:03x}"));
            // writing to a text cannot fail
            let _ = writeln!(
                out,
                "{}\t{}\t{}\t{}",
                print.locator,
                print.words,
                hashes(&print.pairs),
                hashes(&print.triples)
            );
        }
        out
    }

    /// Reads a file.
    pub fn read(file: &str) -> Result<Self, NotAFingerprint> {
        let fault = |line: usize, what| NotAFingerprint { line, what };
        let file = file.strip_prefix('\u{feff}').unwrap_or(file);
        let mut lines = file.lines().enumerate().map(|(index, line)| (index + 1, line));
        match lines.next() {
            Some((_, HEADING)) => {}
            Some((line, other)) if other.starts_with("convoke fingerprint ") => {
                return Err(fault(line, "this fingerprint was made by another version"));
            }
            _ => return Err(fault(1, "a fingerprint begins with `convoke fingerprint 1`")),
        }
        let digest = lines.next().and_then(|(_, line)| line.strip_prefix("text "));
        let digest = digest.filter(|digest| digest.len() == 64 && digest.bytes().all(|b| b.is_ascii_hexdigit()));
        let digest = digest.ok_or(fault(2, "the digest of the text is missing"))?.to_string();
        let mut prints = Vec::new();
        for (line, text) in lines.filter(|(_, text)| !text.is_empty()) {
            prints
                .push(read_print(text).ok_or(fault(line, "a sentence has a locator, a count and two rows of hashes"))?);
        }
        Ok(Self { digest, prints })
    }
}

fn read_print(line: &str) -> Option<Print> {
    let mut fields = line.split('\t');
    let locator = fields.next().filter(|locator| !locator.is_empty())?.to_string();
    let words = fields.next()?.parse().ok()?;
    let (pairs, triples) = (read_hashes(fields.next()?)?, read_hashes(fields.next()?)?);
    fields.next().is_none().then_some(Print { locator, words, pairs, triples })
}

fn read_hashes(row: &str) -> Option<BTreeSet<u16>> {
    if !row.is_ascii() || !row.len().is_multiple_of(3) {
        return None;
    }
    (0..row.len()).step_by(3).map(|at| u16::from_str_radix(row.get(at..at + 3)?, 16).ok()).collect()
}

fn print(digest: &str, locator: &str, words: &[String]) -> Print {
    let hashes = |run: usize| words.windows(run).map(|words| hash(digest, words)).collect();
    Print { locator: locator.to_string(), words: words.len(), pairs: hashes(2), triples: hashes(3) }
}

/// The first 12 bits of SHA-256 over the digest of the text and the words.
pub(super) fn hash(digest: &str, run: &[impl AsRef<str>]) -> u16 {
    let mut hasher = Sha256::new();
    hasher.update(digest.as_bytes());
    for word in run {
        hasher.update(b" ");
        hasher.update(word.as_ref().as_bytes());
    }
    let bytes = hasher.finalize();
    u16::from(bytes[0]) << 4 | u16::from(bytes[1]) >> 4
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |text, byte| text + &format!("{byte:02x}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "S1\tThe congress sat in the Tauride Palace until August.\nS2\tIt rose.\n";

    #[test]
    fn what_is_written_is_read() {
        let print = Fingerprint::of(&SourceText::read(TEXT).unwrap());
        assert_eq!(Fingerprint::read(&print.written()), Ok(print.clone()));
        assert_eq!(print.prints[0].words, 9);
        assert_eq!(print.prints[1].triples.len(), 0);
    }

    #[test]
    fn no_word_of_the_text_is_in_the_file() {
        let file = Fingerprint::of(&SourceText::read(TEXT).unwrap()).written();
        for word in ["congress", "Tauride", "August", "rose"] {
            assert!(!file.contains(word));
        }
    }

    #[test]
    fn the_order_of_runs_is_lost() {
        let row = |text: &str| Fingerprint::of(&SourceText::read(text).unwrap()).prints[0].pairs.len();
        assert_eq!(row("S1\ta b a b a b"), 2);
    }

    #[test]
    fn broken_files_are_refused_with_their_line() {
        let line = |file: &str| Fingerprint::read(file).map(|_| 0).unwrap_or_else(|fault| fault.line);
        assert_eq!(line(""), 1);
        assert_eq!(line("convoke fingerprint 9\n"), 1);
        assert_eq!(line("convoke fingerprint 1\ntext x\n"), 2);
        let good = Fingerprint::of(&SourceText::read(TEXT).unwrap()).written();
        assert_eq!(line(&good.replace("S2\t2", "S2\ttwo")), 4);
        assert_eq!(line(&format!("{good}S3\t1\tabcé\t\n")), 5);
    }
}
