//! What is known of each source. Takes the files that somebody else read, under the names that the
//! corpus gives them; gives, for each source, its text or its fingerprint ready to be looked up.
use super::fingerprint::Fingerprint;
use super::quotation::{Found, IndexedPrint, IndexedText, Locators};
use super::source_text::SourceText;
use crate::diagnostic::Diagnostic;
use crate::program::{Program, Source};
use crate::source::{FileId, Sources, Span};
use indexmap::{IndexMap, IndexSet};

/// A file that a corpus may name in `text "…"` or `fingerprint "…"`.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct NamedFile {
    /// The file that names it; the name is relative to its folder.
    pub declared_in: FileId,
    /// The name as written.
    pub written: String,
}

/// The names that follow the word `text` or `fingerprint` in any file: what a corpus may need to be
/// read before it is resolved. A name too many does no harm; those that no source declares are not used.
pub fn named_files(sources: &Sources) -> Vec<NamedFile> {
    let mut found = IndexSet::new();
    for (declared_in, file) in sources.iter() {
        for word in ["text", "fingerprint"] {
            let names = file.text().match_indices(word).filter_map(|(at, _)| name_after(file.text(), at, word));
            found.extend(names.map(|name| NamedFile { declared_in, written: name.to_string() }));
        }
    }
    found.into_iter().collect()
}

fn name_after<'a>(text: &'a str, at: usize, word: &str) -> Option<&'a str> {
    let before = text[..at].chars().next_back();
    if before.is_some_and(|c| c.is_alphanumeric() || c == '_') {
        return None;
    }
    let rest = text[at + word.len()..].trim_start().strip_prefix('"')?;
    let name = rest.split(['"', '\n']).next()?;
    (!name.is_empty() && name.len() < 1024).then_some(name)
}

/// The files that were read, each under the file that names it and the name as written.
#[derive(Clone, Debug, Default)]
pub struct EvidenceTexts {
    files: IndexMap<(String, String), Result<String, String>>,
}

impl EvidenceTexts {
    /// Adds a file: its text, or in a few words why it could not be read ("there is no such file").
    pub fn insert(&mut self, declared_in: &str, written: &str, text: Result<String, String>) {
        self.files.insert((declared_in.to_string(), written.to_string()), text);
    }

    fn get(&self, sources: &Sources, (written, span): &(String, Span)) -> Result<&str, &str> {
        let key = (sources.file(span.file).path().to_string(), written.clone());
        match self.files.get(&key) {
            Some(Ok(text)) => Ok(text),
            Some(Err(why)) => Err(why),
            None => Err("it was not read"),
        }
    }
}

/// By what a source is known.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum KnownBy {
    /// Its text.
    Text,
    /// A fingerprint of its text.
    Fingerprint,
    /// Nothing: its citations stand unverified.
    Nothing,
    /// Nothing: the file that is named cannot be used.
    Unusable,
}

/// What is known of one source.
#[derive(Clone, Debug, Default)]
pub(super) struct Witness {
    pub text: Option<IndexedText>,
    pub print: Option<IndexedPrint>,
    /// A file was named and could not be used, which has been said.
    pub failed: bool,
}

impl Witness {
    pub fn known_by(&self) -> KnownBy {
        match (&self.text, &self.print) {
            (Some(_), _) => KnownBy::Text,
            (None, Some(_)) => KnownBy::Fingerprint,
            (None, None) if self.failed => KnownBy::Unusable,
            (None, None) => KnownBy::Nothing,
        }
    }

    /// Looks words up; `None` where nothing is known.
    pub fn find(&self, quoted: Option<&str>, locator: Option<&str>) -> Option<Found> {
        match (&self.text, &self.print) {
            (Some(text), _) => Some(text.find(quoted, locator)),
            (None, Some(print)) => Some(print.find(quoted, locator)),
            (None, None) => None,
        }
    }

    /// The sentences that a citation means: those of the place that have its words, or all of the place where it
    /// quotes none or none has them.
    pub fn sentences(&self, quoted: Option<&str>, locator: &str) -> Vec<usize> {
        let found = match (quoted, &self.text, &self.print) {
            (Some(quoted), Some(text), _) => text.sentences(quoted, locator),
            (Some(quoted), None, Some(print)) => print.sentences(quoted, locator),
            _ => Vec::new(),
        };
        let whole = || self.locators().map(|locators| locators.at(locator).to_vec()).unwrap_or_default();
        if found.is_empty() { whole() } else { found }
    }

    pub fn locators(&self) -> Option<&Locators> {
        self.text.as_ref().map(|text| &text.locators).or(self.print.as_ref().map(|print| &print.locators))
    }
}

/// What is known of every source, in their order, and what is wrong with the files.
pub(super) fn witnesses(
    program: &Program,
    sources: &Sources,
    texts: &EvidenceTexts,
) -> (Vec<Witness>, Vec<Diagnostic>) {
    let mut faults = Vec::new();
    let witnesses = program.sources.iter().map(|source| witness(program, source, sources, texts, &mut faults));
    (witnesses.collect(), faults)
}

fn witness(
    program: &Program,
    source: &Source,
    sources: &Sources,
    texts: &EvidenceTexts,
    faults: &mut Vec<Diagnostic>,
) -> Witness {
    let mut witness = Witness::default();
    if let Some(named) = &source.fingerprint {
        match texts
            .get(sources, named)
            .map_err(str::to_string)
            .and_then(|t| Fingerprint::read(t).map_err(|e| e.to_string()))
        {
            Ok(print) => witness.print = Some(IndexedPrint::new(print)),
            Err(why) => {
                witness.failed = true;
                faults.push(unusable(named, "fingerprint", &why));
            }
        }
    }
    if let Some(named) = &source.text {
        match texts.get(sources, named) {
            Ok(text) => match SourceText::read(text) {
                Ok(text) => witness.text = Some(IndexedText::new(text)),
                Err(fault) => {
                    witness.failed = true;
                    faults.push(unusable(named, "text", &fault.to_string()).with_help(EVERY_LINE));
                }
            },
            // the text may well be elsewhere: that is what the fingerprint is for
            Err(_) if witness.print.is_some() => {}
            Err(why) => {
                witness.failed = true;
                faults.push(unusable(named, "text", why));
            }
        }
    }
    if let (Some(text), Some(print), Some((_, span))) = (&witness.text, &witness.print, &source.fingerprint)
        && Fingerprint::of(&text.text).digest != print.print.digest
    {
        let name = program.statements.get(source.statement.index()).map_or("", |s| s.name.as_str());
        let message = format!("the fingerprint of `{name}` is not of this text");
        let mut fault = Diagnostic::warning(815, message, *span, "made of another text")
            .with_help("make it again with `convoke fingerprint TEXT -o FILE`; the text is what counts until then");
        if let Some((_, span)) = &source.text {
            fault = fault.with_label(*span, "the text");
        }
        faults.push(fault);
    }
    witness
}

/// How to mend a text of numbered lines.
const EVERY_LINE: &str =
    "every line of a text with locators is a locator, a tab and its sentence; plain prose has none";

fn unusable((written, span): &(String, Span), what: &str, why: &str) -> Diagnostic {
    let help = match what {
        "text" => "the name is relative to this file; without a text, make a fingerprint with `convoke fingerprint`",
        _ => "the name is relative to this file; make a fingerprint with `convoke fingerprint TEXT -o FILE`",
    };
    let message = format!("the {what} `{written}` cannot be used: {why}");
    Diagnostic::warning(813, message, *span, "named here").with_help(help)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_before_anything_is_resolved() {
        let mut sources = Sources::default();
        let text = "source a \"A\" {\n  text \"a.txt\", context \"no\"\n  fingerprint\n    \"prints/a.print\"\n}\n";
        let declared_in = sources.add("c.cvk", text);
        let names: Vec<String> = named_files(&sources).into_iter().map(|n| n.written).collect();
        assert_eq!(names, ["a.txt", "prints/a.print"]);
        assert_eq!(named_files(&sources)[0].declared_in, declared_in);
    }
}
