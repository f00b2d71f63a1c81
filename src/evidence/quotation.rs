//! Whether words stand in a source. Takes the words and what is known of the source; gives where they
//! stand. `…` and `...` inside a quotation leave something out: the parts must follow in this order.
use super::fingerprint::{Fingerprint, Print, hash};
use super::source_text::{Sentence, SourceText};
use super::words::words;
use rustc_hash::FxHashMap;

/// What became of a quotation in one source.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Found {
    /// It stands where the citation says.
    Here,
    /// It stands, but under these locators (at most three).
    Elsewhere(Vec<String>),
    /// It stands nowhere; with a fingerprint, the first words in it that do not follow each other there.
    Nowhere(Option<String>),
    /// The source has no such locator.
    NoLocator,
    /// A single word: a fingerprint cannot tell.
    TooShort,
}

/// The parts of a quotation between ellipses, each as words.
fn parts(quoted: &str) -> Vec<Vec<String>> {
    let quoted = quoted.replace("[…]", "…").replace("[...]", "…").replace("...", "…");
    let parts = quoted.split('…').map(|part| words(part).into_iter().map(|word| word.folded).collect::<Vec<_>>());
    parts.filter(|part| !part.is_empty()).collect()
}

/// Where the sentences of a source are: by locator, in order.
#[derive(Clone, Debug, Default)]
pub(super) struct Locators {
    names: Vec<String>,
    places: FxHashMap<String, Vec<usize>>,
}

impl Locators {
    fn new<'a>(names: impl Iterator<Item = &'a str>) -> Self {
        let mut locators = Self::default();
        for name in names {
            locators.places.entry(name.to_string()).or_default().push(locators.names.len());
            locators.names.push(name.to_string());
        }
        locators
    }

    /// Every locator, in order, each once.
    pub fn each(&self) -> impl Iterator<Item = &str> {
        let first =
            |(index, name): &(usize, &String)| self.places.get(*name).is_some_and(|at| at.first() == Some(index));
        self.names.iter().enumerate().filter(first).map(|(_, name)| name.as_str())
    }

    /// The sentences of a place.
    pub fn at(&self, locator: &str) -> &[usize] {
        self.places.get(locator).map_or(&[], Vec::as_slice)
    }

    /// A name for each sentence: its locator, and where that recurs which sentence of it.
    pub fn sentence_names(&self) -> Vec<String> {
        let name = |(index, locator): (usize, &String)| match self.at(locator) {
            [_] => locator.clone(),
            several => {
                let number = several.iter().position(|&at| at == index).unwrap_or_default() + 1;
                format!("{locator} sentence {number}")
            }
        };
        self.names.iter().enumerate().map(name).collect()
    }

    /// Whether there is such a place.
    pub fn has(&self, locator: &str) -> bool {
        self.places.contains_key(locator)
    }

    /// The cited place first, then all others. `None`: nowhere.
    fn look(&self, locator: Option<&str>, stands: impl Fn(usize) -> bool) -> Option<Found> {
        let Some(locator) = locator else {
            return (0..self.names.len()).any(stands).then_some(Found::Here);
        };
        let Some(places) = self.places.get(locator) else { return Some(Found::NoLocator) };
        if places.iter().any(|&index| stands(index)) {
            return Some(Found::Here);
        }
        let elsewhere = (0..self.names.len()).filter(|&index| stands(index)).map(|index| self.names[index].clone());
        let elsewhere: Vec<String> = elsewhere.take(3).collect();
        (!elsewhere.is_empty()).then_some(Found::Elsewhere(elsewhere))
    }
}

/// A text, its words and locators ready to be looked up.
#[derive(Clone, Debug, Default)]
pub(super) struct IndexedText {
    pub text: SourceText,
    folded: Vec<Vec<String>>,
    pub locators: Locators,
}

impl IndexedText {
    pub fn new(text: SourceText) -> Self {
        let fold = |sentence: &Sentence| words(&sentence.text).into_iter().map(|word| word.folded).collect();
        let folded = text.sentences.iter().map(fold).collect();
        let locators = Locators::new(text.sentences.iter().map(|sentence| sentence.locator.as_str()));
        Self { text, folded, locators }
    }

    /// Looks words up in the text.
    pub fn find(&self, quoted: Option<&str>, locator: Option<&str>) -> Found {
        let parts = quoted.map(parts).unwrap_or_default();
        let stands = |index: usize| follow(&parts, &self.folded[index]);
        self.locators.look(locator, stands).unwrap_or(Found::Nowhere(None))
    }

    /// The sentences of a place in which words stand.
    pub fn sentences(&self, quoted: &str, locator: &str) -> Vec<usize> {
        let parts = parts(quoted);
        let stands = |index: &usize| follow(&parts, &self.folded[*index]);
        self.locators.at(locator).iter().copied().filter(stands).collect()
    }
}

/// A fingerprint, its locators ready to be looked up.
#[derive(Clone, Debug, Default)]
pub(super) struct IndexedPrint {
    pub print: Fingerprint,
    pub locators: Locators,
}

impl IndexedPrint {
    pub fn new(print: Fingerprint) -> Self {
        let locators = Locators::new(print.prints.iter().map(|print| print.locator.as_str()));
        Self { print, locators }
    }

    /// Looks words up in the fingerprint.
    pub fn find(&self, quoted: Option<&str>, locator: Option<&str>) -> Found {
        let parts = quoted.map(parts).unwrap_or_default();
        if !parts.is_empty() && parts.iter().all(|part| part.len() < 2) {
            let here = locator.is_none_or(|locator| self.locators.has(locator));
            return if here { Found::TooShort } else { Found::NoLocator };
        }
        let runs: Vec<Runs> = parts.iter().map(|part| Runs::of(part, &self.print.digest)).collect();
        let stands = |index: usize| runs.iter().all(|runs| runs.first_missing(&self.print.prints[index]).is_none());
        self.locators.look(locator, stands).unwrap_or_else(|| Found::Nowhere(self.missing(&parts, &runs, locator)))
    }

    /// The sentences of a place in which words stand.
    pub fn sentences(&self, quoted: &str, locator: &str) -> Vec<usize> {
        let runs: Vec<Runs> = parts(quoted).iter().map(|part| Runs::of(part, &self.print.digest)).collect();
        let stands = |index: &usize| runs.iter().all(|r| r.first_missing(&self.print.prints[*index]).is_none());
        self.locators.at(locator).iter().copied().filter(stands).collect()
    }

    /// The first words of a quotation that do not follow each other in the cited sentence.
    fn missing(&self, parts: &[Vec<String>], runs: &[Runs], locator: Option<&str>) -> Option<String> {
        let cited = self.print.prints.iter().find(|print| Some(print.locator.as_str()) == locator)?;
        let ((start, length), part) =
            runs.iter().zip(parts).find_map(|(runs, part)| Some((runs.first_missing(cited)?, part)))?;
        part.get(start..start + length).map(|words| words.join(" "))
    }
}

/// Whether the parts stand in these words, in order.
fn follow(parts: &[Vec<String>], mut found: &[String]) -> bool {
    for part in parts {
        match found.windows(part.len()).position(|window| window == part.as_slice()) {
            Some(at) => found = &found[at + part.len()..],
            None => return false,
        }
    }
    true
}

/// The hashes of a part of a quotation.
struct Runs {
    pairs: Vec<u16>,
    triples: Vec<u16>,
}

impl Runs {
    fn of(part: &[String], digest: &str) -> Self {
        let hashes = |run: usize| part.windows(run).map(|words| hash(digest, words)).collect();
        Self { pairs: hashes(2), triples: hashes(3) }
    }

    /// The first run of words that does not stand in a sentence: its start and length.
    fn first_missing(&self, print: &Print) -> Option<(usize, usize)> {
        let pair = self.pairs.iter().position(|hash| !print.pairs.contains(hash)).map(|at| (at, 2));
        pair.or_else(|| self.triples.iter().position(|hash| !print.triples.contains(hash)).map(|at| (at, 3)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "S1\tThe congress, held in June, elected a Committee of 320 deputies.\n\
                        S2\tThe “Committee” agreed to convene it, postponing only the opening date.\n";

    fn indexed() -> (IndexedText, IndexedPrint) {
        let text = SourceText::read(TEXT).unwrap();
        let print = IndexedPrint::new(Fingerprint::of(&text));
        (IndexedText::new(text), print)
    }

    fn both(quoted: &str, locator: Option<&str>) -> (Found, Found) {
        let (text, print) = indexed();
        (text.find(Some(quoted), locator), print.find(Some(quoted), locator))
    }

    #[test]
    fn words_are_found_where_they_are_cited() {
        for quoted in ["a committee of", "Committee of 320", "congress held", "agreed to convene … opening date"] {
            let (text, print) = both(quoted, None);
            let expected = if quoted.starts_with("a c") { Found::Nowhere(None) } else { Found::Here };
            assert_eq!((&text, &print), (&expected, &expected), "{quoted}");
        }
    }

    #[test]
    fn a_wrong_locator_is_told_apart_from_wrong_words() {
        let elsewhere = Found::Elsewhere(vec!["S2".into()]);
        assert_eq!(both("agreed to convene it", Some("S1")), (elsewhere.clone(), elsewhere));
        assert_eq!(both("agreed to convene it", Some("S9")), (Found::NoLocator, Found::NoLocator));
        let missing = Found::Nowhere(Some("to summon".into()));
        assert_eq!(both("agreed to summon it", Some("S2")), (Found::Nowhere(None), missing));
    }

    #[test]
    fn parts_must_keep_their_order_where_the_text_is_at_hand() {
        assert_eq!(both("opening date … agreed to", Some("S2")).0, Found::Nowhere(None));
    }

    #[test]
    fn one_word_is_too_short_for_a_fingerprint_only() {
        assert_eq!(both("postponing", Some("S2")), (Found::Here, Found::TooShort));
    }

    #[test]
    fn a_locator_alone_is_enough() {
        let (text, print) = indexed();
        assert_eq!(text.find(None, Some("S2")), Found::Here);
        assert_eq!(print.find(None, Some("S3")), Found::NoLocator);
    }
}
