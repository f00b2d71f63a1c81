//! One `.cvk` a diagnostic: each file of `tests/ui` is read, resolved and checked, and its snapshot holds the text and
//! everything that is said of it.
#![expect(clippy::disallowed_methods, reason = "a test reads its own files")]
use convoke::check::check;
use convoke::diagnostic::{Diagnostic, Severity};
use convoke::resolve::{library, resolve};
use convoke::source::{Sources, Span};
use convoke::syntax::parse;
use std::path::Path;

/// Reads, resolves and checks one text; what is said of its own file and of the library.
fn diagnose(name: &str, text: &str) -> (Sources, Vec<Diagnostic>) {
    let mut sources = Sources::default();
    let file = sources.add(name, text);
    let (tree, mut diagnostics) = parse(&sources, file);
    let mut trees = vec![tree];
    library::add_used(&mut sources, &mut trees, |sources, file| {
        let (tree, found) = parse(sources, file);
        assert!(found.is_empty(), "the library does not parse: {found:#?}");
        tree
    });
    let (program, found) = resolve(&sources, &trees);
    diagnostics.extend(found);
    if diagnostics.iter().all(|diagnostic| diagnostic.severity != Severity::Error) {
        diagnostics.extend(check(program, &sources, &|found| found != file).1);
    }
    (sources, diagnostics)
}

fn place(sources: &Sources, span: Span) -> String {
    let file = sources.file(span.file);
    let (start, end) = (file.place(span.start), file.place(span.end));
    format!("{}:{}:{}-{}:{}", file.path(), start.line, start.column, end.line, end.column)
}

fn shown(sources: &Sources, diagnostic: &Diagnostic) -> String {
    let severity = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    };
    let mut out = format!("{severity}[{}]: {}\n", diagnostic.code, diagnostic.message);
    for label in &diagnostic.labels {
        let mark = if label.primary { "-->" } else { "   " };
        out += &format!("  {mark} {} `{}` {}\n", place(sources, label.span), sources.text(label.span), label.text);
    }
    if let Some(help) = &diagnostic.help {
        out += &format!("  help: {help}\n");
    }
    out
}

#[test]
fn every_diagnostic_looks_as_approved() {
    insta::glob!(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/ui"), "*.cvk", |path| {
        let text = std::fs::read_to_string(path).unwrap();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let (sources, diagnostics) = diagnose(&name, &text);
        let said: Vec<String> = diagnostics.iter().map(|diagnostic| shown(&sources, diagnostic)).collect();
        insta::assert_snapshot!(format!("{text}\n──────\n{}", said.join("\n")));
    });
}

/// Every file of the library is compiled in, and nothing is wrong with it.
#[test]
fn the_library_resolves() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/std");
    for entry in std::fs::read_dir(folder).unwrap() {
        let name = entry.unwrap().file_name().to_string_lossy().replace(".cvk", "");
        let (sources, diagnostics) = diagnose("test.cvk", &format!("corpus \"Words\"\nuse std.{name}\n"));
        let said: Vec<String> = diagnostics.iter().map(|diagnostic| shown(&sources, diagnostic)).collect();
        assert!(said.is_empty(), "std.{name}:\n{}", said.join("\n"));
    }
}

/// The corpus of 1917, all files in the order of their paths.
#[test]
fn the_corpus_of_1917_resolves() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/soviets-1917");
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "cvk"));
    paths.sort();
    let mut sources = Sources::default();
    let mut trees = Vec::new();
    for path in &paths {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let file = sources.add(name, std::fs::read_to_string(path).unwrap());
        let (tree, found) = parse(&sources, file);
        assert!(found.is_empty(), "{found:#?}");
        trees.push(tree);
    }
    library::add_used(&mut sources, &mut trees, |sources, file| parse(sources, file).0);
    let (program, diagnostics) = resolve(&sources, &trees);
    let said: Vec<String> = diagnostics.iter().map(|diagnostic| shown(&sources, diagnostic)).collect();
    assert!(said.is_empty(), "{}", said.join("\n"));
    assert!(program.broken.is_empty());
    assert_eq!(program.title, "The soviets of 1917");
}
