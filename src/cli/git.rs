//! A corpus as it was at a revision of its repository, read by the `git` program. Takes a revision and the path of the
//! corpus; gives its files and the texts of its sources, without touching the working copy.
use super::disk::text_of;
use super::input::{Corpus, is_corpus_file, shown};
use super::output::Trouble;
use convoke::evidence::{EvidenceTexts, named_files};
use convoke::source::Sources;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{ErrorKind, Write};
use std::path::{Component, Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// Where a corpus lies in a repository.
struct Place {
    /// A folder that exists, from which git is asked.
    folder: PathBuf,
    /// The path of the corpus from the top of the repository, with `/` between folders; empty: all of it.
    inside: String,
}

/// One commit, and the files in it by their paths from the top.
struct Revision {
    name: String,
    files: BTreeMap<String, String>,
}

/// Reads the corpus at `path` as it was at a revision.
pub fn read_corpus_at(revision: &str, path: &Path) -> Result<Corpus, Vec<Trouble>> {
    let place = place_of(path)?;
    let commit = commit(&place, revision)?;
    let revision = Revision { name: revision.to_string(), files: listed(&place, &commit, revision)? };
    let below = |file: &str| {
        place.inside.is_empty()
            || file == place.inside
            || file.strip_prefix(&place.inside).is_some_and(|rest| rest.starts_with('/'))
    };
    let found: Vec<&String> =
        revision.files.keys().filter(|file| below(file) && is_corpus_file(Path::new(file))).collect();
    if found.is_empty() {
        let message = format!("there is no corpus in `{}` at the revision `{}`", path.display(), revision.name);
        let help = "name the corpus's folder after the revisions, as in `convoke diff main HEAD my-corpus`";
        return Err(vec![Trouble::git(message, Some(help))]);
    }
    let wanted: BTreeSet<String> = found.iter().map(|file| (*file).clone()).collect();
    let mut texts = read_files(&place, &revision, &wanted)?;
    let mut sources = Sources::default();
    let (mut inside, mut troubles) = (BTreeMap::new(), Vec::new());
    for file in found {
        let rest = file.strip_prefix(&place.inside).unwrap_or(file).trim_start_matches('/');
        let path = if rest.is_empty() { path.to_path_buf() } else { path.join(rest) };
        match texts.remove(file).unwrap_or_else(|| Err("it is not in the repository".to_string())) {
            Ok(text) => {
                inside.insert(sources.add(shown(&path), text), file.clone());
            }
            Err(why) => troubles.push(Trouble::file(Path::new(&format!("{}:{file}", revision.name)), &why)),
        }
    }
    if !troubles.is_empty() {
        return Err(troubles);
    }
    let texts = evidence(&place, &revision, &sources, &inside)?;
    Ok(Corpus { sources, texts })
}

/// The texts and fingerprints that a corpus names, as they were at the revision.
fn evidence(
    place: &Place,
    revision: &Revision,
    sources: &Sources,
    inside: &BTreeMap<convoke::source::FileId, String>,
) -> Result<EvidenceTexts, Vec<Trouble>> {
    let named: Vec<(String, String, Option<String>)> = named_files(sources)
        .into_iter()
        .map(|named| {
            let folder =
                inside.get(&named.declared_in).and_then(|file| Path::new(file).parent()).unwrap_or(Path::new(""));
            let path = in_repository(&folder.join(&named.written));
            (sources.file(named.declared_in).path().to_string(), named.written, path)
        })
        .collect();
    let wanted =
        named.iter().filter_map(|(.., path)| path.clone()).filter(|path| revision.files.contains_key(path)).collect();
    let found = read_files(place, revision, &wanted)?;
    let mut texts = EvidenceTexts::default();
    for (declared_in, written, path) in named {
        let text = path.and_then(|path| found.get(&path).cloned());
        let missing = || Err(format!("there is no such file at `{}`", revision.name));
        texts.insert(&declared_in, &written, text.unwrap_or_else(missing));
    }
    Ok(texts)
}

/// A path without `.` and `..`; none, where it leads out of the repository.
fn in_repository(path: &Path) -> Option<String> {
    let mut parts: Vec<String> = Vec::new();
    for component in path.components() {
        match component {
            Component::Normal(part) => parts.push(part.to_str()?.to_string()),
            Component::CurDir => {}
            Component::ParentDir => {
                parts.pop()?;
            }
            Component::RootDir | Component::Prefix(_) => return None,
        }
    }
    Some(parts.join("/"))
}

fn place_of(path: &Path) -> Result<Place, Vec<Trouble>> {
    // The corpus may have been moved or taken away since: git is asked from the nearest folder that is still there.
    let mut folder = if path.as_os_str().is_empty() { PathBuf::from(".") } else { path.to_path_buf() };
    let mut rest: Vec<String> = Vec::new();
    while !folder.is_dir() {
        let Some(name) = folder.file_name().map(|name| name.to_string_lossy().into_owned()) else { break };
        rest.insert(0, name);
        folder = match folder.parent() {
            Some(parent) if !parent.as_os_str().is_empty() => parent.to_path_buf(),
            _ => PathBuf::from("."),
        };
    }
    let output = git(&folder, &["rev-parse", "--show-prefix"])?;
    if !output.status.success() {
        let message = format!("`{}` is not in a git repository{}", folder.display(), said(&output));
        return Err(vec![Trouble::git(message, Some("name two folders, or a corpus that lies in a repository"))]);
    }
    let prefix = String::from_utf8_lossy(&output.stdout).trim_end_matches('\n').to_string();
    let inside = in_repository(&Path::new(&prefix).join(rest.join("/"))).unwrap_or_default();
    Ok(Place { folder, inside })
}

/// The commit that a revision names.
fn commit(place: &Place, revision: &str) -> Result<String, Vec<Trouble>> {
    let asked = format!("{revision}^{{commit}}");
    let output = git(&place.folder, &["rev-parse", "--quiet", "--verify", "--end-of-options", &asked])?;
    let name = String::from_utf8_lossy(&output.stdout).trim().to_string();
    if output.status.success() && !name.is_empty() {
        return Ok(name);
    }
    let message =
        format!("`{revision}` is no folder, and no revision of the repository of `{}`", place.folder.display());
    Err(vec![Trouble::git(message, Some(help_for_missing(place)?))])
}

/// What to do where a revision or a file of it is not at hand.
fn help_for_missing(place: &Place) -> Result<&'static str, Vec<Trouble>> {
    let shallow = git(&place.folder, &["rev-parse", "--is-shallow-repository"])?;
    Ok(if shallow.stdout.starts_with(b"true") {
        "this is a shallow clone, which lacks older revisions: run `git fetch --unshallow`, or let the checkout fetch all (`fetch-depth: 0`)"
    } else {
        "`git branch --all` and `git tag` list the names; one that only another clone has is brought by `git fetch`"
    })
}

/// Every file of a commit, with the name of its contents.
fn listed(place: &Place, commit: &str, revision: &str) -> Result<BTreeMap<String, String>, Vec<Trouble>> {
    let output = git(&place.folder, &["ls-tree", "-r", "-z", "--full-tree", commit])?;
    if !output.status.success() {
        let message = format!("the files of `{revision}` cannot be listed{}", said(&output));
        return Err(vec![Trouble::git(message, Some(help_for_missing(place)?))]);
    }
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let files = text.split('\0').filter_map(|line| {
        let (about, path) = line.split_once('\t')?;
        let mut words = about.split(' ');
        // links and modules of other repositories hold no text of this one
        let (mode, sort, contents) = (words.next()?, words.next()?, words.next()?);
        (sort == "blob" && mode != "120000").then(|| (path.to_string(), contents.to_string()))
    });
    Ok(files.collect())
}

type Texts = BTreeMap<String, Result<String, String>>;

/// Reads files of a commit, all by one run of git.
fn read_files(place: &Place, revision: &Revision, wanted: &BTreeSet<String>) -> Result<Texts, Vec<Trouble>> {
    let wanted: Vec<(&String, &String)> = revision.files.iter().filter(|(path, _)| wanted.contains(*path)).collect();
    if wanted.is_empty() {
        return Ok(Texts::new());
    }
    let asked: String = wanted.iter().map(|(_, contents)| format!("{contents}\n")).collect();
    let output = git_with_input(&place.folder, &["cat-file", "--batch"], asked)?;
    let mut rest = output.stdout.as_slice();
    let mut texts = Texts::new();
    for (path, _) in wanted {
        let Some(end) = rest.iter().position(|&byte| byte == b'\n') else { break };
        let about = String::from_utf8_lossy(&rest[..end]).into_owned();
        rest = &rest[end + 1..];
        let length: Option<usize> = about.split(' ').nth(2).and_then(|length| length.parse().ok());
        let Some(bytes) = length.and_then(|length| rest.get(..length)) else {
            let message = format!("`{path}` of `{}` is not at hand in this clone", revision.name);
            return Err(vec![Trouble::git(message, Some(help_for_missing(place)?))]);
        };
        rest = rest.get(bytes.len() + 1..).unwrap_or_default();
        texts.insert(path.clone(), text_of(bytes.to_vec()));
    }
    Ok(texts)
}

fn git(folder: &Path, arguments: &[&str]) -> Result<Output, Vec<Trouble>> {
    let mut command = Command::new("git");
    command.arg("-C").arg(folder).args(arguments).stdin(Stdio::null());
    command.output().map_err(|error| vec![no_git(&error)])
}

fn git_with_input(folder: &Path, arguments: &[&str], input: String) -> Result<Output, Vec<Trouble>> {
    let mut command = Command::new("git");
    command.arg("-C").arg(folder).args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().map_err(|error| vec![no_git(&error)])?;
    // git answers while it is still being asked: both must go on at once, or both wait for ever
    let asking = child.stdin.take().map(|mut pipe| std::thread::spawn(move || pipe.write_all(input.as_bytes())));
    let output = child.wait_with_output().map_err(|error| vec![no_git(&error)])?;
    if let Some(asking) = asking {
        // an answer that is too short is found where it is read
        let _ = asking.join();
    }
    Ok(output)
}

fn no_git(error: &std::io::Error) -> Trouble {
    let message = match error.kind() {
        ErrorKind::NotFound => "revisions are read by the program `git`, which is not installed here".to_string(),
        _ => format!("the program `git` cannot be run: {error}"),
    };
    Trouble::git(message, Some("install git, or compare two folders"))
}

/// What git itself said, after a colon.
fn said(output: &Output) -> String {
    let text = String::from_utf8_lossy(&output.stderr);
    let line = text.lines().next().unwrap_or_default().trim_start_matches("fatal: ").trim();
    if line.is_empty() { String::new() } else { format!(": git says “{line}”") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_stay_inside_the_repository() {
        assert_eq!(in_repository(Path::new("a/./b/../c.txt")).as_deref(), Some("a/c.txt"));
        assert_eq!(in_repository(Path::new("a/../../c.txt")), None);
        assert_eq!(in_repository(Path::new("/etc/passwd")), None);
    }
}
