//! Names that were changed and nothing else. Takes the statements that only one side has; gives the pairs of names
//! under which they say the same.
use super::leaves::Leaf;
use std::collections::BTreeMap;

/// New names by old ones.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Renames {
    new: BTreeMap<String, String>,
}

impl Renames {
    /// The new name; the same where it was not changed.
    pub fn of<'a>(&'a self, name: &'a str) -> &'a str {
        self.new.get(name).map_or(name, String::as_str)
    }
    /// Old names with the new ones, in order.
    pub fn pairs(&self) -> impl Iterator<Item = (&String, &String)> {
        self.new.iter()
    }
    /// Finds them among the statements that are in the base alone and in the head alone.
    pub fn among(gone: &[&Leaf], new: &[&Leaf]) -> Self {
        let mut candidates = Vec::new();
        for old in gone.iter().filter(|leaf| leaf.named) {
            candidates.extend(new.iter().filter(|leaf| may_be(old, leaf)).map(|leaf| (*old, *leaf)));
        }
        loop {
            let mut renames = Self::default();
            for (old, leaf) in &candidates {
                let taken = renames.new.values().any(|name| *name == leaf.name);
                if !taken && !renames.new.contains_key(&old.name) {
                    renames.new.insert(old.name.clone(), leaf.name.clone());
                }
            }
            // What else a statement mentions must go by the same changes.
            let before = candidates.len();
            candidates.retain(|(old, leaf)| {
                renames.of(&old.name) != leaf.name || old.content(&renames) == leaf.content(&Self::default())
            });
            if candidates.len() == before {
                return renames;
            }
        }
    }
}

/// Whether two statements differ in names at most.
fn may_be(old: &Leaf, new: &Leaf) -> bool {
    new.named
        && old.keyword == new.keyword
        && old.words().count() == new.words().count()
        && old.words().zip(new.words()).all(|(a, b)| a.is_like(b))
}
