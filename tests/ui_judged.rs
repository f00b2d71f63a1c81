//! What only a whole run can say: citations against texts and fingerprints, and what judging finds. Each `.cvk` of
//! `tests/ui_judged` is judged with the texts that lie beside it; a first line `// accept A, B` narrows the reading.
//! Its snapshot holds the diagnostics as the plain form has them.
#![expect(clippy::disallowed_methods, reason = "a test reads its own files")]
use convoke::evidence::EvidenceTexts;
use convoke::report::plain;
use convoke::session::options::{Options, Reading};
use convoke::source::Sources;
use std::path::Path;

/// The texts that a corpus names, as its folder has them.
fn texts(name: &str, text: &str, folder: &Path) -> EvidenceTexts {
    let mut texts = EvidenceTexts::default();
    for written in text.split('"').filter(|word| word.ends_with(".txt") || word.ends_with(".print")) {
        let read = std::fs::read_to_string(folder.join(written)).map_err(|_| "there is no such file".to_owned());
        texts.insert(name, written, read);
    }
    texts
}

fn accepted(text: &str) -> Vec<String> {
    let names = text.lines().next().and_then(|line| line.strip_prefix("// accept ")).unwrap_or_default();
    names.split(", ").filter(|name| !name.is_empty()).map(str::to_owned).collect()
}

#[test]
fn every_finding_of_a_run_looks_as_approved() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/ui_judged");
    insta::glob!(&folder, "*.cvk", |path| {
        let text = std::fs::read_to_string(path).unwrap();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let mut sources = Sources::default();
        sources.add(name.clone(), text.clone());
        let reading = Reading { accept: accepted(&text), ..Reading::default() };
        let options = Options { reading, ..Options::default() };
        let outcome = convoke::session::run(sources, &texts(&name, &text, &folder), &options);
        let shown = plain(&outcome);
        let mut said = String::new();
        for line in shown.lines().take_while(|line| !line.starts_with("claim ")) {
            said.push_str(line);
            said.push('\n');
        }
        assert!(said.contains(" CV"), "{name} says nothing:\n{shown}");
        insta::assert_snapshot!(format!("{text}\n──────\n{said}"));
    });
}
