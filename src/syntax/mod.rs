//! The grammar of a file and its tree. Takes sources; gives a [`Tree`] and diagnostics for each file.
//! Must never know names or kinds.
//!
//! The way of a text, each step a file of its own: `lift` blanks the comments out at equal length;
//! `cut` cuts at the margin into blocks of whole statements; the pest grammar (`grammar/convoke.pest`,
//! `grammar`) turns a block into a flat row of lexemes; `read` makes statements of them and matches
//! their brackets; `recover` takes apart what the grammar could not read, and `errors` says what is
//! wrong with it.
//!
//! INVARIANT: spans point into the text as it was given; a fault in one statement touches no other.
mod cut;
mod draft;
mod errors;
mod explain;
mod grammar;
mod lift;
mod names;
mod read;
mod recover;
pub mod tree;

use crate::diagnostic::Diagnostic;
use crate::source::{FileId, Sources, Span};
use rayon::prelude::*;
use tree::Tree;

/// Reads one file. The diagnostics stand in the order of their places.
pub fn parse(sources: &Sources, file: FileId) -> (Tree, Vec<Diagnostic>) {
    let text = sources.file(file).text();
    let empty = Tree { file, ..Tree::default() };
    if let Some(refusal) = errors::refuse(text, file) {
        return (empty, vec![refusal]);
    }
    let lifted = lift::lift(text);
    let mut reader = read::Reader::new(&lifted.text, file);
    let items = reader.read();
    let span = |range: &std::ops::Range<usize>| Span { file, start: range.start as u32, end: range.end as u32 };
    let (citations, unread, mut diagnostics) = reader.finish();
    if items.is_empty() && diagnostics.is_empty() {
        diagnostics.push(errors::nothing_stated(file));
    }
    diagnostics.sort_by_key(Diagnostic::primary);
    let comments = lifted.comments.iter().map(span).collect();
    (Tree { items, citations, comments, unread, ..empty }, diagnostics)
}

/// Reads all files, on as many threads as there are; trees and diagnostics stand in the order of the files.
pub fn parse_all(sources: &Sources) -> (Vec<Tree>, Vec<Diagnostic>) {
    let files: Vec<FileId> = sources.iter().map(|(file, _)| file).collect();
    let read: Vec<_> = files.par_iter().map(|&file| parse(sources, file)).collect();
    let mut trees = Vec::with_capacity(read.len());
    let mut diagnostics = Vec::new();
    for (tree, found) in read {
        trees.push(tree);
        diagnostics.extend(found);
    }
    (trees, diagnostics)
}
