//! The files of a corpus, from the paths that the user gave: folders with everything below them, in a
//! fixed order, each file once. Gives the sources, and the texts that stand behind them.
use super::disk::{in_words, read_text};
use super::output::Trouble;
use convoke::evidence::{EvidenceTexts, named_files};
use convoke::source::Sources;
use ignore::WalkBuilder;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// How a corpus file's name ends.
const ENDING: &str = "cvk";

/// A corpus as read.
pub struct Corpus {
    pub sources: Sources,
    pub texts: EvidenceTexts,
}

/// Reads a corpus: every path that cannot be used is said, not the first alone.
pub fn read_corpus(paths: &[PathBuf]) -> Result<Corpus, Vec<Trouble>> {
    let here = [PathBuf::from(".")];
    let paths = if paths.is_empty() { &here } else { paths };
    let mut troubles = Vec::new();
    let mut found = Vec::new();
    for path in paths {
        match find(path) {
            Ok(files) => found.extend(files),
            Err(trouble) => troubles.extend(trouble),
        }
    }
    let mut sources = Sources::default();
    let mut folders = BTreeMap::new();
    for path in each_once(found) {
        let shown = shown(&path);
        match read_text(&path) {
            Ok(text) => {
                let file = sources.add(shown, text);
                folders.insert(file, path.parent().map(Path::to_path_buf).unwrap_or_default());
            }
            Err(why) => troubles.push(Trouble::file(&path, &why)),
        }
    }
    if !troubles.is_empty() {
        return Err(troubles);
    }
    let mut texts = EvidenceTexts::default();
    for named in named_files(&sources) {
        let folder = folders.get(&named.declared_in).cloned().unwrap_or_default();
        let declared_in = sources.file(named.declared_in).path().to_string();
        texts.insert(&declared_in, &named.written, read_text(&folder.join(&named.written)));
    }
    Ok(Corpus { sources, texts })
}

/// The corpus files that a path stands for, in order.
fn find(path: &Path) -> Result<Vec<PathBuf>, Vec<Trouble>> {
    let metadata = std::fs::metadata(path).map_err(|error| vec![Trouble::file(path, &in_words(&error))])?;
    if !metadata.is_dir() {
        return Ok(vec![path.to_path_buf()]);
    }
    let (mut files, mut troubles) = (Vec::new(), Vec::new());
    let walk = WalkBuilder::new(path).follow_links(true).git_global(false).build();
    for entry in walk {
        match entry {
            Ok(entry) if is_corpus_file(entry.path()) && !entry.file_type().is_some_and(|kind| kind.is_dir()) => {
                files.push(entry.into_path());
            }
            Ok(_) => {}
            // a folder that holds itself has been read once already
            Err(error) if is_loop(&error) => {}
            Err(error) => troubles.extend(walking_trouble(&error, path)),
        }
    }
    files.sort();
    match (files.is_empty(), troubles.is_empty()) {
        (_, false) => Err(troubles),
        (true, true) => Err(vec![Trouble::no_corpus(path)]),
        (false, true) => Ok(files),
    }
}

pub fn is_corpus_file(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending == ENDING)
}

fn is_loop(error: &ignore::Error) -> bool {
    match error {
        ignore::Error::Loop { .. } => true,
        ignore::Error::WithPath { err, .. }
        | ignore::Error::WithDepth { err, .. }
        | ignore::Error::WithLineNumber { err, .. } => is_loop(err),
        _ => false,
    }
}

/// A link that leads nowhere matters only if it has the name of a corpus file.
fn walking_trouble(error: &ignore::Error, root: &Path) -> Option<Trouble> {
    let path = path_of(error).unwrap_or(root);
    let why = error.io_error().map(in_words).unwrap_or_else(|| error.to_string());
    let gone = error.io_error().is_some_and(|error| error.kind() == std::io::ErrorKind::NotFound);
    (!gone || is_corpus_file(path)).then(|| Trouble::file(path, &why))
}

fn path_of(error: &ignore::Error) -> Option<&Path> {
    match error {
        ignore::Error::WithPath { path, .. } => Some(path),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => path_of(err),
        _ => None,
    }
}

/// Files named twice, by two paths or a link, are read once: where they are named first.
fn each_once(files: Vec<PathBuf>) -> Vec<PathBuf> {
    let mut seen = BTreeSet::new();
    files.into_iter().filter(|file| seen.insert(file.canonicalize().unwrap_or_else(|_| file.clone()))).collect()
}

/// A path as shown to the reader: with `/` between folders, without `./` before it.
pub fn shown(path: &Path) -> String {
    let path = path.strip_prefix(".").unwrap_or(path);
    let text = path.to_string_lossy();
    if std::path::MAIN_SEPARATOR == '/' { text.into_owned() } else { text.replace(std::path::MAIN_SEPARATOR, "/") }
}
