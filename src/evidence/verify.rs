//! The faults of citations. Takes the resolved corpus and what is known of its sources; gives a
//! diagnostic for each quotation whose words are not in its source, or stand elsewhere in it, for each
//! locator that the source does not have, and one note for each source whose citations stand unverified.
use super::nearest::nearest;
use super::quotation::Found;
use super::source_text::Sentence;
use super::texts::{EvidenceTexts, Witness, witnesses};
use crate::diagnostic::Diagnostic;
use crate::program::{Program, SourceId};
use crate::source::{Sources, Span};
use indexmap::IndexMap;

/// A citation, or a mark of a gap, as far as it can be looked up.
pub(super) struct Cited<'a> {
    pub source: SourceId,
    pub locator: Option<&'a str>,
    pub words: Option<&'a str>,
    pub span: Span,
    pub words_span: Option<Span>,
}

/// Every citation of the corpus once (one on a block belongs to all statements in it), by place.
pub(super) fn citations(program: &Program) -> Vec<Cited<'_>> {
    let all = program.statements.iter().flat_map(|statement| &statement.citations);
    let mut found: IndexMap<Span, Cited<'_>> = IndexMap::new();
    for citation in all {
        found.entry(citation.span).or_insert_with(|| Cited {
            source: citation.source,
            locator: citation.locator.as_deref(),
            words: citation.words.as_deref(),
            span: citation.span,
            words_span: citation.words_span,
        });
    }
    found.sort_keys();
    found.into_values().collect()
}

/// Everything wrong with citations, gaps and passed-over sentences, by place.
pub fn verify(program: &Program, sources: &Sources, texts: &EvidenceTexts) -> Vec<Diagnostic> {
    let (witnesses, mut found) = witnesses(program, sources, texts);
    let citations = citations(program);
    for cited in &citations {
        if let Some(witness) = witnesses.get(cited.source.index()) {
            found.extend(fault(program, cited, witness));
        }
    }
    for mark in &program.marks {
        let words = mark.text.as_deref().filter(|_| mark.gap);
        let locator = Some(mark.locator.as_str());
        let cited = Cited { source: mark.source, locator, words, span: mark.span, words_span: None };
        if let Some(witness) = witnesses.get(mark.source.index()) {
            found.extend(fault(program, &cited, witness));
        }
    }
    found.extend(unverified(program, &citations, &witnesses));
    found.sort_by_key(|diagnostic| (diagnostic.primary(), diagnostic.code));
    found
}

fn name(program: &Program, source: SourceId) -> &str {
    let statement = program.sources.get(source.index()).and_then(|s| program.statements.get(s.statement.index()));
    statement.map_or("", |statement| statement.name.as_str())
}

fn declared(program: &Program, source: SourceId) -> Option<Span> {
    let statement = program.sources.get(source.index())?.statement;
    program.statements.get(statement.index()).map(|statement| statement.name_span)
}

fn fault(program: &Program, cited: &Cited<'_>, witness: &Witness) -> Option<Diagnostic> {
    let source = name(program, cited.source);
    let at = cited.words_span.unwrap_or(cited.span);
    let place = cited.locator.map(|locator| format!("{locator} of ")).unwrap_or_default();
    match witness.find(cited.words, cited.locator)? {
        Found::Here => None,
        Found::NoLocator => Some(no_locator(program, cited, witness)),
        Found::Elsewhere(places) => {
            let message = format!("these words are in {} of `{source}`, not in {}", list(&places), cited.locator?);
            let help = format!("cite it as `[{source} {} …]`", places.first()?);
            Some(Diagnostic::warning(811, message, at, "cited from another place").with_help(help))
        }
        Found::TooShort => {
            let message = format!("one word is too short to be checked against the fingerprint of `{source}`");
            let help = "quote two words or more, or keep the text at hand";
            Some(Diagnostic::note(816, message, at, "stands unverified").with_help(help))
        }
        Found::Nowhere(missing) => {
            let message = format!("these words are not in {place}`{source}`");
            let fault = Diagnostic::warning(810, message, at, "not in the source");
            Some(match nearest_in_words(cited, witness).or(missing.map(|words| gap_in_words(&words))) {
                Some(help) => fault.with_help(help),
                None => fault.with_help("quote the source's own words; mark what you leave out with `…`"),
            })
        }
    }
}

fn gap_in_words(words: &str) -> String {
    format!("the source does not have `{words}` there; quote its own words, and mark what you leave out with `…`")
}

/// The nearest passage, the cited place first; nothing where the text is not at hand.
fn nearest_in_words(cited: &Cited<'_>, witness: &Witness) -> Option<String> {
    let text = &witness.text.as_ref()?.text;
    let here = |sentence: &&Sentence| cited.locator.is_none_or(|locator| sentence.locator == locator);
    let cited_first = text.sentences.iter().filter(here);
    let others = text.sentences.iter().filter(|sentence| !here(sentence));
    let found = nearest(cited.words?, cited_first.chain(others))?;
    let what = found.differences.join("; ");
    Some(format!("the nearest passage is in {}: “{}”; {what}", found.locator, found.passage))
}

fn no_locator(program: &Program, cited: &Cited<'_>, witness: &Witness) -> Diagnostic {
    let source = name(program, cited.source);
    let locator = cited.locator.unwrap_or_default();
    let message = format!("`{source}` has no {locator}");
    let mut fault = Diagnostic::warning(812, message, cited.span, "no such place");
    if let Some(locators) = witness.locators() {
        let all: Vec<&str> = locators.each().collect();
        let help = match (all.first(), all.last()) {
            (Some(first), Some(last)) if first != last => format!("its sentences are {first} to {last}"),
            (Some(only), _) => format!("its only sentence is {only}"),
            _ => "its text is empty".to_string(),
        };
        fault = fault.with_help(help);
    }
    match declared(program, cited.source) {
        Some(span) => fault.with_label(span, format!("`{source}` is declared here")),
        None => fault,
    }
}

fn list(places: &[String]) -> String {
    match places {
        [init @ .., last] if !init.is_empty() => format!("{} and {last}", init.join(", ")),
        _ => places.join(""),
    }
}

/// One note for each source that is quoted and of which nothing is known.
fn unverified(program: &Program, citations: &[Cited<'_>], witnesses: &[Witness]) -> Vec<Diagnostic> {
    let mut notes = Vec::new();
    for (index, witness) in witnesses.iter().enumerate() {
        let source = SourceId(index as u32);
        let quoted = citations.iter().filter(|cited| cited.source == source && cited.words.is_some()).count();
        let unknown = witness.find(None, None).is_none() && !witness.failed;
        if let Some(span) = declared(program, source).filter(|_| unknown && quoted > 0) {
            let source = name(program, source);
            let (count, stand) = if quoted == 1 {
                ("one quotation".into(), "stands")
            } else {
                (format!("{quoted} quotations"), "stand")
            };
            let message = format!("{count} of `{source}` {stand} unverified");
            let note = Diagnostic::note(817, message, span, "neither text nor fingerprint is given");
            notes.push(note.with_help(
                "name its text with `text \"…\"`, or a file made by `convoke fingerprint` with `fingerprint \"…\"`",
            ));
        }
    }
    notes
}
