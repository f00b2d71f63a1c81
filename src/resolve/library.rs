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

/// What one line of the library declares, in the spellings that sentences use: every form of a kind, an act or a
/// deed, an adjective, an attribute, or what follows `is` in a relation.
fn declared(line: &str) -> Vec<&str> {
    let Some((keyword, rest)) = line.split_once(' ') else { return Vec::new() };
    let before = |end: &str| rest.split(end).next().unwrap_or(rest).split(" //").next().unwrap_or(rest);
    match keyword {
        "kind" => before(" is ").split('|').map(str::trim).collect(),
        "act" | "deed" => before("(").split('|').map(str::trim).collect(),
        "adjective" | "attribute" | "figure" => vec![before(" of ").trim()],
        "relation" => {
            let phrase = before(",").split_once(" is ").map_or("", |(_, phrase)| phrase.trim());
            // The kind of its object, as in `member of body`, is no part of what a sentence says.
            let without = phrase.rsplit_once(' ').map_or("", |(most, _)| most);
            if without.contains(' ') { vec![phrase, without] } else { vec![phrase] }
        }
        _ => Vec::new(),
    }
}

/// The library file that declares these words.
fn declaring(words: &str) -> Option<&'static str> {
    let declares = |text: &str| text.lines().any(|line| declared(line).contains(&words));
    FILES.iter().find(|(_, text)| !words.is_empty() && declares(text)).map(|(name, _)| *name)
}

/// How to mend that nothing declares a word: where the library does, by using its file; tried with the most words
/// first.
pub(super) fn use_for(words: &[&str]) -> Option<String> {
    (1..=words.len()).rev().find_map(|count| {
        let phrase = words.get(..count)?.join(" ");
        let name = declaring(&phrase)?;
        Some(format!(
            "`{phrase}` is a word of the library: write `use {name}` at the top of the file, or declare it yourself"
        ))
    })
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
