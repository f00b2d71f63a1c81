//! The vocabulary library, Convoke text compiled into the binary. Takes the trees of a corpus; gives the texts that
//! their `use` names, and those that these use in turn.
use crate::source::{FileId, Sources};
use crate::syntax::tree::{Keyword, Tree};

/// Every file of the library, by the name after `use`.
const FILES: &[(&str, &str)] = &[
    ("std.actors", include_str!("../../corpus/std/actors.cvk")),
    ("std.acts", include_str!("../../corpus/std/acts.cvk")),
    ("std.assemblies", include_str!("../../corpus/std/assemblies.cvk")),
    ("std.deeds", include_str!("../../corpus/std/deeds.cvk")),
    ("std.legitimacy", include_str!("../../corpus/std/legitimacy.cvk")),
    ("std.soviets", include_str!("../../corpus/std/soviets.cvk")),
];

/// The text of a library file: `std.soviets`.
pub fn text(name: &str) -> Option<&'static str> {
    FILES.iter().find(|(known, _)| *known == name).map(|(_, text)| *text)
}

/// The names of all library files.
pub fn names() -> impl Iterator<Item = &'static str> {
    FILES.iter().map(|(name, _)| *name)
}

/// The names after `use` in a tree, without blanks.
fn used(sources: &Sources, tree: &Tree) -> Vec<String> {
    let uses = tree.items.iter().filter(|item| item.keyword == Keyword::Use);
    uses.map(|item| item.head.iter().map(|token| sources.text(token.span)).collect()).collect()
}

/// Adds the library files that the trees use, and those that these use, each once; `parse` reads one file. Unknown
/// names are left for `resolve` to report.
pub fn add_used(sources: &mut Sources, trees: &mut Vec<Tree>, mut parse: impl FnMut(&Sources, FileId) -> Tree) {
    let mut added: Vec<String> = Vec::new();
    let mut next = 0;
    while next < trees.len() {
        for name in used(sources, &trees[next]) {
            let Some(text) = text(&name).filter(|_| !added.contains(&name)) else { continue };
            let file = sources.add(format!("{}.cvk", name.replace('.', "/")), text);
            added.push(name);
            trees.push(parse(sources, file));
        }
        next += 1;
    }
}
