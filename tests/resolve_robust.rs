//! Damaged corpora: whatever is deleted, doubled or exchanged, resolving ends and gives places inside the files.
use convoke::resolve::{library, resolve};
use convoke::source::Sources;
use convoke::syntax::parse;
use proptest::prelude::*;

const CORPUS: [&str; 4] = [
    include_str!("ui_syntax/sample.cvk"),
    include_str!("../corpus/soviets-1917/institutions.cvk"),
    include_str!("../corpus/soviets-1917/charges.cvk"),
    include_str!("../corpus/std/assemblies.cvk"),
];

/// The words and marks of a text with the blanks after them.
fn pieces(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut inside_word = true;
    for (index, letter) in text.char_indices() {
        let is_word = letter.is_alphanumeric() || letter == '_';
        if index > start && (is_word != inside_word || !is_word) {
            pieces.push(&text[start..index]);
            start = index;
        }
        inside_word = is_word;
    }
    pieces.push(&text[start..]);
    pieces
}

fn damaged(text: &str, harm: &[(u8, prop::sample::Index, prop::sample::Index)]) -> String {
    let mut pieces = pieces(text);
    for (kind, one, other) in harm {
        let (one, other) = (one.index(pieces.len()), other.index(pieces.len()));
        match kind % 3 {
            0 => pieces[one] = "",
            1 => pieces[one] = pieces[other],
            _ => pieces.swap(one, other),
        }
    }
    pieces.concat()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn damage_never_stops_the_reading(
        which in 0..CORPUS.len(),
        harm in prop::collection::vec((any::<u8>(), any::<prop::sample::Index>(), any::<prop::sample::Index>()), 1..12),
    ) {
        let mut sources = Sources::default();
        let text = damaged(CORPUS[which], &harm);
        let file = sources.add("damaged.cvk", text);
        let mut trees = vec![parse(&sources, file).0];
        library::add_used(&mut sources, &mut trees, |sources, file| parse(sources, file).0);
        let (program, diagnostics) = resolve(&sources, &trees);
        for label in diagnostics.iter().flat_map(|diagnostic| &diagnostic.labels) {
            let length = sources.file(label.span.file).text().len();
            prop_assert!(label.span.start <= label.span.end && label.span.end as usize <= length, "{label:?}");
        }
        for event in &program.events {
            prop_assert!(event.statement.index() < program.statements.len());
        }
    }
}
