//! How much of each source a corpus takes up. Takes the resolved corpus and what is known of its
//! sources; gives, by source, which sentences are cited, passed over on purpose, broken off, and
//! forgotten, and how its citations fared.
use super::quotation::Found;
use super::texts::{EvidenceTexts, KnownBy, Witness, witnesses};
use super::verify::{Cited, citations};
use crate::diagnostic::Diagnostic;
use crate::program::{Program, SourceId};
use crate::source::{Sources, Span};
use indexmap::IndexMap;
use rustc_hash::FxHashSet;

/// The coverage of every source, in the corpus's order.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Coverage {
    /// One for each source.
    pub sources: Vec<SourceCoverage>,
    /// Files of sources that could not be used.
    pub diagnostics: Vec<Diagnostic>,
}

/// The coverage of one source.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SourceCoverage {
    /// Its name.
    pub name: String,
    /// Its title.
    pub title: Option<String>,
    /// Against what it was counted.
    pub known_by: KnownBy,
    /// How many sentences (or other places) it has; 0 where nothing is known of it.
    pub sentences: usize,
    /// Sentences cited, in the source's order, with the citations; a place of several sentences has each apart.
    pub cited: Vec<Located>,
    /// Places passed over, with the reasons.
    pub passed_over: Vec<Remark>,
    /// Gaps of the source, with their words.
    pub gaps: Vec<Remark>,
    /// Places that nothing cites, passes over or marks as a gap.
    pub forgotten: Vec<String>,
    /// Places that are cited, passed over or said to have a gap, and that the source does not have.
    pub unknown: Vec<Located>,
    /// How its citations fared.
    pub citations: CitationCount,
}

/// A place of a source and where the corpus cites it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Located {
    /// The place.
    pub locator: String,
    /// The citations.
    pub at: Vec<Span>,
}

/// A place of a source and what the corpus says of it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Remark {
    /// The place.
    pub locator: String,
    /// The reason for passing over, or the words of the gap.
    pub text: Option<String>,
    /// Where it is said.
    pub at: Span,
}

/// How citations fared.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct CitationCount {
    /// Their words stand where they say.
    pub verified: usize,
    /// They do not.
    pub failed: usize,
    /// Nobody can tell.
    pub unverified: usize,
    /// They quote no words, or the place alone could be checked.
    pub without_words: usize,
}

/// Counts every source.
pub fn coverage(program: &Program, sources: &Sources, texts: &EvidenceTexts) -> Coverage {
    let (witnesses, diagnostics) = witnesses(program, sources, texts);
    let citations = citations(program);
    let sources = witnesses.iter().enumerate().map(|(index, witness)| {
        let source = SourceId(index as u32);
        let own: Vec<&Cited<'_>> = citations.iter().filter(|cited| cited.source == source).collect();
        one_source(program, source, witness, &own)
    });
    Coverage { sources: sources.collect(), diagnostics }
}

fn one_source(program: &Program, source: SourceId, witness: &Witness, own: &[&Cited<'_>]) -> SourceCoverage {
    let statement = program.statements.get(program.sources[source.index()].statement.index());
    let names = witness.locators().map(|locators| locators.sentence_names());
    let mut coverage = SourceCoverage {
        name: statement.map(|s| s.name.clone()).unwrap_or_default(),
        title: statement.and_then(|s| s.title.clone()),
        known_by: witness.known_by(),
        sentences: names.as_ref().map_or(0, Vec::len),
        cited: Vec::new(),
        passed_over: Vec::new(),
        gaps: Vec::new(),
        forgotten: Vec::new(),
        unknown: Vec::new(),
        citations: count(own, witness),
    };
    // the sentences that a place stands for; none where the source does not have it
    let meant = |locator: &str, words: Option<&str>| match &names {
        Some(names) => witness.sentences(words, locator).into_iter().filter_map(|at| names.get(at).cloned()).collect(),
        None => vec![locator.to_string()],
    };
    let (mut cited, mut unknown) = (IndexMap::new(), IndexMap::new());
    for citation in own {
        let Some(locator) = citation.locator else { continue };
        note(&mut cited, &mut unknown, meant(locator, citation.words), locator, citation.span);
    }
    for mark in program.marks.iter().filter(|mark| mark.source == source) {
        let sentences = meant(&mark.locator, mark.text.as_deref().filter(|_| mark.gap));
        let remarks = if mark.gap { &mut coverage.gaps } else { &mut coverage.passed_over };
        let remark = |locator: &String| Remark { locator: locator.clone(), text: mark.text.clone(), at: mark.span };
        remarks.extend(sentences.iter().map(remark));
        note(&mut IndexMap::new(), &mut unknown, sentences, &mark.locator, mark.span);
    }
    coverage.cited = located(cited);
    coverage.unknown = located(unknown);
    coverage.put_in_order(&names.unwrap_or_default());
    coverage
}

/// Notes a place under each of its sentences, or as one that the source does not have.
fn note(
    cited: &mut IndexMap<String, Vec<Span>>,
    unknown: &mut IndexMap<String, Vec<Span>>,
    sentences: Vec<String>,
    locator: &str,
    at: Span,
) {
    if sentences.is_empty() {
        unknown.entry(locator.to_string()).or_default().push(at);
    }
    for sentence in sentences {
        cited.entry(sentence).or_default().push(at);
    }
}

fn located(places: IndexMap<String, Vec<Span>>) -> Vec<Located> {
    places.into_iter().map(|(locator, at)| Located { locator, at }).collect()
}

impl SourceCoverage {
    /// The source's own order, and what of it is forgotten.
    fn put_in_order(&mut self, sentences: &[String]) {
        let order: IndexMap<&str, usize> = sentences.iter().enumerate().map(|(at, name)| (name.as_str(), at)).collect();
        let rank = |locator: &str| order.get(locator).copied().unwrap_or(usize::MAX);
        self.cited.sort_by_key(|located| rank(&located.locator));
        self.passed_over.sort_by_key(|remark| rank(&remark.locator));
        self.gaps.sort_by_key(|remark| rank(&remark.locator));
        let remarks = self.passed_over.iter().chain(&self.gaps).map(|remark| &remark.locator);
        let mentioned: FxHashSet<&String> = self.cited.iter().map(|located| &located.locator).chain(remarks).collect();
        self.forgotten = sentences.iter().filter(|name| !mentioned.contains(name)).cloned().collect();
    }
}

fn count(own: &[&Cited<'_>], witness: &Witness) -> CitationCount {
    let mut count = CitationCount::default();
    for cited in own {
        match (cited.words, witness.find(cited.words, cited.locator)) {
            (_, Some(Found::NoLocator | Found::Nowhere(_) | Found::Elsewhere(_))) => count.failed += 1,
            (None, _) => count.without_words += 1,
            (Some(_), Some(Found::Here)) => count.verified += 1,
            (Some(_), Some(Found::TooShort) | None) => count.unverified += 1,
        }
    }
    count
}
