//! The base with some of the edits: written out as a text, read and judged. Takes pairs and the edits to apply; gives
//! what the claims in question come to, or which edits are missing for the text to mean anything.
//!
//! Claims are judged without their `because` and `expect`, which name things and decide nothing.
use super::causes::{Judge, Profile, Profiles};
use super::edits::Part;
use super::leaves::Leaf;
use super::pairs::Pairs;
use super::renames::Renames;
use crate::diagnostic::Severity;
use crate::evidence::EvidenceTexts;
use crate::session::options::Reading;
use crate::session::run::{read, verdicts};
use crate::source::Sources;
use crate::syntax::tree::Keyword;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// Everything that a trial needs.
pub(super) struct Trial<'a> {
    /// The two corpora.
    pub pairs: &'a Pairs,
    /// The edits.
    pub parts: Vec<Part>,
    /// The claims in question, by their names in the head; none: all.
    pub claims: BTreeSet<String>,
    /// On which reading.
    pub reading: &'a Reading,
    /// About how long the text is.
    pub length: u64,
}

/// A text with the units that stand in it.
#[derive(Default)]
struct Written {
    text: String,
    places: Vec<(Range<usize>, Part)>,
}

impl Judge for Trial<'_> {
    fn cost(&self) -> u64 {
        self.length
    }

    fn judge(&self, applied: &BTreeSet<usize>) -> Result<Profiles, BTreeSet<usize>> {
        let written = self.written(applied);
        let mut sources = Sources::default();
        let file = sources.add("trial.cvk", written.text.as_str());
        let read = read(sources, &EvidenceTexts::default());
        if read.is_sound() {
            return Ok(verdicts(&read, self.reading)
                .iter()
                .map(|claim| (claim.name.clone(), Profile::of(claim)))
                .collect());
        }
        let errors = read.diagnostics.iter().filter(|found| found.severity == Severity::Error);
        let places = errors.flat_map(|found| &found.labels).filter(|label| label.span.file == file);
        let numbers: BTreeMap<Key, usize> =
            self.parts.iter().enumerate().map(|(number, part)| (key(*part), number)).collect();
        let edits = places.filter_map(|label| {
            let at = label.span.start as usize;
            let unit = written.places.iter().find(|(range, _)| range.contains(&at))?;
            numbers.get(&key(unit.1)).copied()
        });
        Err(edits.collect())
    }
}

type Key = (bool, usize);

fn key(part: Part) -> Key {
    match part {
        Part::Unit(place) => (false, place),
        Part::Block(place) => (true, place),
    }
}

impl Trial<'_> {
    fn written(&self, applied: &BTreeSet<usize>) -> Written {
        let on: BTreeSet<Key> =
            applied.iter().filter_map(|edit| self.parts.get(*edit)).map(|part| key(*part)).collect();
        let edited: BTreeSet<Key> = self.parts.iter().map(|part| key(*part)).collect();
        let mut inside: BTreeMap<Option<usize>, Vec<(usize, &Leaf, bool)>> = BTreeMap::new();
        for (place, unit) in self.pairs.units.iter().enumerate() {
            let this = key(Part::Unit(place));
            // A statement that was not edited is as it is in the base, or, if only its place changed, in either.
            let from_head = if edited.contains(&this) { on.contains(&this) } else { unit.base.is_none() };
            let leaf = if from_head { self.pairs.head_leaf(*unit) } else { self.pairs.base_leaf(*unit) };
            let Some(leaf) = leaf.filter(|leaf| self.is_wanted(leaf, from_head)) else { continue };
            let block = if from_head { self.pairs.block_of_head(leaf) } else { self.pairs.block_of_base(leaf) };
            inside.entry(block).or_default().push((place, leaf, from_head));
        }
        let mut written = Written::default();
        self.write_block(None, 0, &inside, &on, &mut written);
        written
    }

    fn is_wanted(&self, leaf: &Leaf, from_head: bool) -> bool {
        match leaf.keyword {
            Keyword::Gap | Keyword::PassOver => false,
            Keyword::Claim if !self.claims.is_empty() => {
                let name = if from_head { &leaf.name } else { self.pairs.renames.of(&leaf.name) };
                self.claims.contains(name)
            }
            _ => true,
        }
    }

    fn write_block(
        &self,
        block: Option<usize>,
        depth: usize,
        inside: &BTreeMap<Option<usize>, Vec<(usize, &Leaf, bool)>>,
        on: &BTreeSet<Key>,
        out: &mut Written,
    ) {
        let none = Renames::default();
        for (place, leaf, from_head) in inside.get(&block).into_iter().flatten() {
            let renames = if *from_head { &none } else { &self.pairs.renames };
            let needs_name = !leaf.named && matches!(leaf.keyword, Keyword::Event | Keyword::Fact | Keyword::Rule);
            let name = needs_name.then(|| format!("unnamed_{place}"));
            let start = out.text.len();
            out.text.push_str(&leaf.write(renames, 2 * depth, name.as_deref()));
            out.places.push((start..out.text.len(), Part::Unit(*place)));
        }
        for (place, unit) in self.pairs.blocks.iter().enumerate() {
            if unit.parent != block || !self.holds(place, inside) || block == Some(place) {
                continue;
            }
            let base = self.pairs.base_block(*unit).map(|block| (block, &self.pairs.renames));
            let head = self.pairs.head_block(*unit).map(|block| (block, &none));
            let head_first = on.contains(&key(Part::Block(place)));
            let Some((shown, renames)) = (if head_first { head.or(base) } else { base.or(head) }) else { continue };
            let start = out.text.len();
            out.text.push_str(&shown.write(renames, 2 * depth));
            out.places.push((start..out.text.len(), Part::Block(place)));
            self.write_block(Some(place), depth + 1, inside, on, out);
            out.text.push_str(&format!("{}}}\n", " ".repeat(2 * depth)));
        }
    }

    /// Whether anything stands in a block, however deep.
    fn holds(&self, block: usize, inside: &BTreeMap<Option<usize>, Vec<(usize, &Leaf, bool)>>) -> bool {
        inside.contains_key(&Some(block))
            || self
                .pairs
                .blocks
                .iter()
                .enumerate()
                .any(|(place, unit)| unit.parent == Some(block) && self.holds(place, inside))
    }
}
