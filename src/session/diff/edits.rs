//! The edits that lead from one corpus to the other: a statement added, taken out or changed, the head of a block
//! changed. Takes pairs; gives edits in the order of the base, then of the head, and for each what it does.
use super::leaves::{Block, Leaf};
use super::pairs::{BlockUnit, Pairs, Unit};
use super::renames::Renames;
use crate::source::Span;
use crate::syntax::tree::Keyword;

/// What became of a statement.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub enum EditKind {
    /// It is new.
    Added,
    /// It is gone.
    Removed,
    /// It says something else, or somebody else says it.
    Changed,
    /// Only its citations are others.
    Cited,
    /// Of two readings: the second accepts it, the first does not.
    Accepted,
    /// Of two readings: the first accepts it, the second does not.
    Rejected,
    /// Of two readings: the second recognises another order.
    Recognised,
}

/// One edit.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Edit {
    /// What became of it.
    pub kind: EditKind,
    /// What it is: `rule`, `event`, a kind of the corpus.
    pub noun: String,
    /// Its name, or a few of its words.
    pub name: String,
    /// Who said it before and who says it now, where that changed: a block's head, or "the record".
    pub moved: Option<(String, String)>,
    /// Where it stands in the base.
    pub base: Option<Span>,
    /// Where it stands in the head.
    pub head: Option<Span>,
}

/// What an edit is made of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Part {
    Unit(usize),
    Block(usize),
}

/// The edits, each with its part.
pub(super) fn edits(pairs: &Pairs) -> Vec<(Edit, Part)> {
    let mut found = Vec::new();
    for (place, unit) in pairs.blocks.iter().enumerate() {
        found.extend(block_edit(pairs, *unit).map(|edit| (edit, Part::Block(place))));
    }
    for (place, unit) in pairs.units.iter().enumerate() {
        found.extend(leaf_edit(pairs, *unit).map(|edit| (edit, Part::Unit(place))));
    }
    found
}

fn block_edit(pairs: &Pairs, unit: BlockUnit) -> Option<Edit> {
    let (old, new) = (pairs.base_block(unit)?, pairs.head_block(unit)?);
    if old.content(&pairs.renames) == new.content(&Renames::default()) {
        return None;
    }
    let (before, after) = (old.in_words(), new.in_words());
    let moved = (before != after).then(|| (before, after.clone()));
    let kind = if moved.is_some() { EditKind::Changed } else { EditKind::Cited };
    Some(Edit { kind, noun: "block".into(), name: after, moved, base: Some(old.span), head: Some(new.span) })
}

fn leaf_edit(pairs: &Pairs, unit: Unit) -> Option<Edit> {
    let made = |kind, leaf: &Leaf, base: Option<&Leaf>, head: Option<&Leaf>| Edit {
        kind,
        noun: leaf.noun.clone(),
        name: leaf.name.clone(),
        moved: None,
        base: base.map(|leaf| leaf.span),
        head: head.map(|leaf| leaf.span),
    };
    match (pairs.base_leaf(unit), pairs.head_leaf(unit)) {
        (Some(old), None) => Some(made(EditKind::Removed, old, Some(old), None)),
        (None, Some(new)) => Some(made(EditKind::Added, new, None, Some(new))),
        (None, None) => None,
        (Some(old), Some(new)) => {
            let same = old.content(&pairs.renames) == new.content(&Renames::default());
            let stays = pairs.block_of_base(old) == pairs.block_of_head(new);
            if same && stays {
                return None;
            }
            let bare = |leaf: &Leaf, renames: &Renames| leaf.content_without_citations(renames);
            let cited = stays && bare(old, &pairs.renames) == bare(new, &Renames::default());
            let kind = if cited { EditKind::Cited } else { EditKind::Changed };
            let voices = || (voice(pairs.base.blocks.as_slice(), old), voice(pairs.head.blocks.as_slice(), new));
            Some(Edit { moved: (!stays).then(voices), ..made(kind, new, Some(old), Some(new)) })
        }
    }
}

/// Who says it.
fn voice(blocks: &[Block], leaf: &Leaf) -> String {
    let block = leaf.block.and_then(|block| blocks.get(block));
    block.map_or_else(|| "the record".to_owned(), Block::in_words)
}

/// Whether an edit can bear on a verdict at all: what marks a source says nothing of what happened.
pub(super) fn can_bear(pairs: &Pairs, part: Part) -> bool {
    let Part::Unit(place) = part else { return true };
    let leaf = pairs.units.get(place).and_then(|unit| pairs.base_leaf(*unit).or_else(|| pairs.head_leaf(*unit)));
    leaf.is_some_and(|leaf| !matches!(leaf.keyword, Keyword::Gap | Keyword::PassOver))
}
