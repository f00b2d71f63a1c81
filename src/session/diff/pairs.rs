//! Which statement of one corpus is which of the other, and so the edits that lead from one to the other. Takes the
//! leaves of both; gives units, each of which has a version on one side or on both. Where a statement stands in a
//! file, and in which, is no difference; in which block of a voice it stands is.
use super::leaves::{Block, Leaf, Leaves};
use super::renames::Renames;
use crate::syntax::tree::Keyword;
use std::collections::{BTreeMap, BTreeSet};

/// A statement as it is on each side.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Unit {
    /// Its place among the leaves of the base.
    pub base: Option<usize>,
    /// … of the head.
    pub head: Option<usize>,
}

/// A block of a voice as it is on each side.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct BlockUnit {
    /// Its place among the blocks of the base.
    pub base: Option<usize>,
    /// … of the head.
    pub head: Option<usize>,
    /// The unit of the block around it.
    pub parent: Option<usize>,
}

/// Two corpora, statement by statement.
#[derive(Clone, Debug, Default)]
pub(super) struct Pairs {
    /// The base.
    pub base: Leaves,
    /// The head.
    pub head: Leaves,
    /// The names that were changed.
    pub renames: Renames,
    /// The statements.
    pub units: Vec<Unit>,
    /// The blocks, each after the one around it.
    pub blocks: Vec<BlockUnit>,
    /// The unit of each block of the base.
    pub base_blocks: Vec<usize>,
    /// … of the head.
    pub head_blocks: Vec<usize>,
}

/// Statements of one class and name: their places on either side.
type Group = (Vec<usize>, Vec<usize>);

/// Pairs the statements of two corpora.
pub(super) fn pairs(base: Leaves, head: Leaves) -> Pairs {
    let mut pairs = Pairs { base, head, ..Pairs::default() };
    pairs.match_all();
    let one_sided = |unit: &&Unit| unit.base.is_none() || unit.head.is_none();
    let gone: Vec<&Leaf> = pairs.units.iter().filter(one_sided).filter_map(|unit| pairs.base_leaf(*unit)).collect();
    let new: Vec<&Leaf> = pairs.units.iter().filter(one_sided).filter_map(|unit| pairs.head_leaf(*unit)).collect();
    pairs.renames = Renames::among(&gone, &new);
    if pairs.renames != Renames::default() {
        pairs.match_all();
    }
    pairs
}

/// Names live in one space, those of claims and of standpoints in their own; vocabulary has several words.
fn class(keyword: Keyword) -> &'static str {
    match keyword {
        Keyword::Event | Keyword::Fact | Keyword::Rule | Keyword::Order | Keyword::Source | Keyword::Entity => "thing",
        Keyword::Claim => "claim",
        Keyword::Standpoint => "standpoint",
        Keyword::Corpus => "corpus",
        Keyword::Use => "use",
        Keyword::Record => "record",
        Keyword::Kind => "kind",
        Keyword::Attribute => "attribute",
        Keyword::Adjective => "adjective",
        Keyword::Relation => "relation",
        Keyword::Act | Keyword::Deed => "verb",
        Keyword::Figure => "figure",
        Keyword::Gap => "gap",
        Keyword::PassOver => "pass over",
        Keyword::AccordingTo | Keyword::Doubtful => "block",
    }
}

impl Pairs {
    /// The statement in the base.
    pub fn base_leaf(&self, unit: Unit) -> Option<&Leaf> {
        self.base.leaves.get(unit.base?)
    }
    /// The statement in the head.
    pub fn head_leaf(&self, unit: Unit) -> Option<&Leaf> {
        self.head.leaves.get(unit.head?)
    }
    /// The unit of the block that a leaf of the base stands in.
    pub fn block_of_base(&self, leaf: &Leaf) -> Option<usize> {
        leaf.block.and_then(|block| self.base_blocks.get(block).copied())
    }
    /// … that a leaf of the head stands in.
    pub fn block_of_head(&self, leaf: &Leaf) -> Option<usize> {
        leaf.block.and_then(|block| self.head_blocks.get(block).copied())
    }
    /// The block in the base.
    pub fn base_block(&self, unit: BlockUnit) -> Option<&Block> {
        self.base.blocks.get(unit.base?)
    }
    /// The block in the head.
    pub fn head_block(&self, unit: BlockUnit) -> Option<&Block> {
        self.head.blocks.get(unit.head?)
    }

    fn match_all(&mut self) {
        self.match_blocks();
        self.match_leaves();
    }

    fn match_blocks(&mut self) {
        (self.blocks, self.base_blocks, self.head_blocks) = (Vec::new(), Vec::new(), Vec::new());
        for (place, block) in self.base.blocks.iter().enumerate() {
            let parent = block.parent.and_then(|parent| self.base_blocks.get(parent).copied());
            let content = block.content(&self.renames);
            // Two equal blocks `according to` say what one would; a doubt is a question of its own.
            let same = (block.keyword == Keyword::AccordingTo)
                .then(|| {
                    self.blocks.iter().position(|unit| {
                        unit.parent == parent
                            && self.base_block(*unit).is_some_and(|other| other.content(&self.renames) == content)
                    })
                })
                .flatten();
            let unit = same.unwrap_or_else(|| {
                self.blocks.push(BlockUnit { base: Some(place), head: None, parent });
                self.blocks.len() - 1
            });
            self.base_blocks.push(unit);
        }
        for place in 0..self.head.blocks.len() {
            let unit = self.unit_of_head_block(place);
            self.head_blocks.push(unit);
        }
    }

    fn unit_of_head_block(&mut self, place: usize) -> usize {
        let none = Renames::default();
        let block = &self.head.blocks[place];
        let parent = block.parent.and_then(|parent| self.head_blocks.get(parent).copied());
        let content = block.content(&none);
        let is_free = |unit: &BlockUnit| unit.head.is_none() || block.keyword == Keyword::AccordingTo;
        let same = self.blocks.iter().position(|unit| {
            let theirs = self.base_block(*unit).map(|other| other.content(&self.renames));
            let theirs = theirs.or_else(|| self.head_block(*unit).map(|other| other.content(&none)));
            unit.parent == parent && is_free(unit) && theirs.as_ref() == Some(&content)
        });
        let unit = same.or_else(|| self.block_with_other_head(place, parent)).unwrap_or(self.blocks.len());
        match self.blocks.get_mut(unit) {
            Some(known) => known.head = known.head.or(Some(place)),
            None => self.blocks.push(BlockUnit { base: None, head: Some(place), parent }),
        }
        unit
    }

    /// A block of the base whose head is on neither side's other blocks, and which holds one of the same statements.
    fn block_with_other_head(&self, place: usize, parent: Option<usize>) -> Option<usize> {
        let none = Renames::default();
        let block = self.head.blocks.get(place)?;
        let names = |leaves: &Leaves, block: usize| -> BTreeSet<String> {
            let inside = leaves.leaves.iter().filter(|leaf| leaf.block == Some(block) && leaf.named);
            inside.map(|leaf| leaf.name.clone()).collect()
        };
        let mine = names(&self.head, place);
        self.blocks.iter().position(|unit| {
            let Some((old, at)) = self.base_block(*unit).zip(unit.base) else { return false };
            let content = old.content(&self.renames);
            let kept = self.head.blocks.iter().any(|other| other.content(&none) == content);
            let shared = names(&self.base, at).iter().any(|name| mine.contains(self.renames.of(name)));
            unit.head.is_none() && unit.parent == parent && old.keyword == block.keyword && !kept && shared
        })
    }

    fn match_leaves(&mut self) {
        let none = Renames::default();
        let mut groups: BTreeMap<(&'static str, String), Group> = BTreeMap::new();
        for (place, leaf) in self.base.leaves.iter().enumerate() {
            let name = if leaf.named { self.renames.of(&leaf.name).to_owned() } else { String::new() };
            groups.entry((class(leaf.keyword), name)).or_default().0.push(place);
        }
        for (place, leaf) in self.head.leaves.iter().enumerate() {
            let name = if leaf.named { leaf.name.clone() } else { String::new() };
            groups.entry((class(leaf.keyword), name)).or_default().1.push(place);
        }
        let base: Vec<String> = self.base.leaves.iter().map(|leaf| leaf.content(&self.renames)).collect();
        let head: Vec<String> = self.head.leaves.iter().map(|leaf| leaf.content(&none)).collect();
        let mut partner: Vec<Option<usize>> = vec![None; base.len()];
        for ((_, name), (old, mut new)) in groups {
            let same_block = |a: &usize, b: &usize| {
                self.block_of_base(&self.base.leaves[*a]) == self.block_of_head(&self.head.leaves[*b])
            };
            let exact = |a: &usize, b: &usize| base[*a] == head[*b] && same_block(a, b);
            let alike = |a: &usize, b: &usize| base[*a] == head[*b];
            let akin = |a: &usize, b: &usize| {
                let (a, b) = (&self.base.leaves[*a], &self.head.leaves[*b]);
                !name.is_empty() || a.keyword == b.keyword && a.shares(b, &self.renames)
            };
            take(&old, &mut new, &mut partner, &exact);
            take(&old, &mut new, &mut partner, &alike);
            take(&old, &mut new, &mut partner, &akin);
        }
        let taken: BTreeSet<usize> = partner.iter().flatten().copied().collect();
        self.units = partner.iter().enumerate().map(|(base, head)| Unit { base: Some(base), head: *head }).collect();
        let new = (0..head.len()).filter(|place| !taken.contains(place));
        self.units.extend(new.map(|place| Unit { base: None, head: Some(place) }));
    }
}

/// Gives each of the old that has no partner yet the first of the new that fits.
fn take(old: &[usize], new: &mut Vec<usize>, partner: &mut [Option<usize>], fits: &dyn Fn(&usize, &usize) -> bool) {
    for place in old {
        if partner[*place].is_none()
            && let Some(found) = new.iter().position(|other| fits(place, other))
        {
            partner[*place] = Some(new.remove(found));
        }
    }
}
