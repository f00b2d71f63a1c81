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
    /// Places cited, in the source's order, with the citations.
    pub cited: Vec<Located>,
    /// Places passed over, with the reasons.
    pub passed_over: Vec<Remark>,
    /// Gaps of the source, with their words.
    pub gaps: Vec<Remark>,
    /// Places that nothing cites, passes over or marks as a gap.
    pub forgotten: Vec<String>,
    /// Cited places that the source does not have.
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
    let places: Vec<&str> = witness.locators().map(|locators| locators.each().collect()).unwrap_or_default();
    let order: IndexMap<&str, usize> = places.iter().enumerate().map(|(index, place)| (*place, index)).collect();
    let rank = |locator: &str| order.get(locator).copied().unwrap_or(usize::MAX);
    let mut cited: IndexMap<&str, Vec<Span>> = IndexMap::new();
    for citation in own {
        if let Some(locator) = citation.locator {
            cited.entry(locator).or_default().push(citation.span);
        }
    }
    let (unknown, cited): (Vec<Located>, Vec<Located>) = cited
        .into_iter()
        .map(|(locator, at)| Located { locator: locator.to_string(), at })
        .partition(|located| !places.is_empty() && !order.contains_key(located.locator.as_str()));
    let mut coverage = SourceCoverage {
        name: statement.map(|s| s.name.clone()).unwrap_or_default(),
        title: statement.and_then(|s| s.title.clone()),
        known_by: witness.known_by(),
        sentences: places.len(),
        cited,
        passed_over: remarks(program, source, false),
        gaps: remarks(program, source, true),
        forgotten: Vec::new(),
        unknown,
        citations: count(own, witness),
    };
    coverage.cited.sort_by_key(|located| rank(&located.locator));
    coverage.passed_over.sort_by_key(|remark| rank(&remark.locator));
    coverage.gaps.sort_by_key(|remark| rank(&remark.locator));
    coverage.forgotten =
        places.iter().filter(|place| !coverage.mentions(place)).map(|place| place.to_string()).collect();
    coverage
}

impl SourceCoverage {
    fn mentions(&self, place: &str) -> bool {
        self.cited.iter().any(|located| located.locator == place)
            || self.passed_over.iter().chain(&self.gaps).any(|remark| remark.locator == place)
    }
}

fn remarks(program: &Program, source: SourceId, gap: bool) -> Vec<Remark> {
    let marks = program.marks.iter().filter(|mark| mark.source == source && mark.gap == gap);
    marks.map(|mark| Remark { locator: mark.locator.clone(), text: mark.text.clone(), at: mark.span }).collect()
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
