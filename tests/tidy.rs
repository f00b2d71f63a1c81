//! Keeps the house in order: every room has a floor and imports only from floors below, files stay
//! short, and nothing in the library or the program can panic by a careless `unwrap`.
#![expect(clippy::disallowed_methods, reason = "a test may read files")]
use std::path::{Path, PathBuf};

/// The rooms and their floors: a room imports only rooms on lower floors.
const FLOORS: &[(u32, &str)] = &[
    (0, "source"),
    (0, "calendar"),
    (1, "diagnostic"),
    (2, "syntax"),
    (3, "format"),
    (3, "program"),
    (4, "resolve"),
    (5, "check"),
    (5, "evidence"),
    (6, "ground"),
    (7, "solve"),
    (8, "explain"),
    (8, "export"),
    (9, "verdict"),
    (10, "session"),
    (11, "report"),
    (11, "ide"),
];

/// Modules of the program itself, which see the library from the street.
const STREET: &[&str] = &["cli", "lsp"];

/// The most lines of a source file.
const MOST_LINES: usize = 450;

/// What may not stand outside tests: each can end the program on some input.
const PANICS: &[&str] = &[
    ".unwrap()",
    ".expect(",
    "panic!(",
    "unreachable!(",
    "todo!(",
    "unimplemented!(",
    ".unwrap_err()",
    ".expect_err(",
];

struct File {
    path: String,
    room: Option<String>,
    code: String,
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

fn files() -> Vec<File> {
    let mut paths = Vec::new();
    collect(&root(), &mut paths);
    paths.sort();
    assert!(paths.len() > 10, "the sources were not found");
    paths
        .into_iter()
        .map(|path| {
            let short = path.strip_prefix(root()).unwrap().to_string_lossy().replace('\\', "/");
            let room = short.split_once('/').map(|(room, _)| room.to_string());
            File { path: short, room, code: std::fs::read_to_string(&path).unwrap() }
        })
        .collect()
}

fn collect(folder: &Path, out: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, out);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            out.push(path);
        }
    }
}

fn floor(room: &str) -> Option<u32> {
    FLOORS.iter().find(|(_, name)| *name == room).map(|(floor, _)| *floor)
}

/// Code without comments (and so without the examples in them).
fn without_comments(code: &str) -> String {
    code.lines().map(|line| if line.trim_start().starts_with("//") { "" } else { line }).collect::<Vec<_>>().join("\n")
}

/// Code before the first test module, which always ends a file.
fn without_tests(code: &str) -> String {
    let code = without_comments(code);
    code.split("#[cfg(test)]\nmod ").next().unwrap_or_default().to_string()
}

/// Whether the whole file is a test module.
fn is_test(path: &str) -> bool {
    path.contains("/tests/") || path.ends_with("/tests.rs") || path.ends_with("_tests.rs")
}

/// Every room that a text names after `prefix` (`crate::` or `convoke::`), groups in braces included.
fn rooms_named(code: &str, prefix: &str) -> Vec<String> {
    let mut rooms = Vec::new();
    for (at, _) in code.match_indices(prefix) {
        let rest = &code[at + prefix.len()..];
        match rest.strip_prefix('{') {
            Some(group) => rooms.extend(group_heads(group)),
            None => rooms.extend(first_word(rest)),
        }
    }
    rooms
}

/// `a::b, c::{d, e}, f}` names `a`, `c` and `f`.
fn group_heads(group: &str) -> Vec<String> {
    let (mut heads, mut depth, mut start) = (Vec::new(), 0, 0);
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' | ',' if depth == 0 => {
                heads.extend(first_word(group[start..at].trim()));
                start = at + 1;
                if c == '}' {
                    break;
                }
            }
            '}' => depth -= 1,
            _ => {}
        }
    }
    heads
}

fn first_word(text: &str) -> Option<String> {
    let word: String = text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
    (!word.is_empty()).then_some(word)
}

#[test]
fn every_room_has_a_floor() {
    for file in files() {
        if let Some(room) = &file.room {
            let known = floor(room).is_some() || STREET.contains(&room.as_str());
            assert!(known, "{}: the room `{room}` has no floor; give it one in tests/tidy.rs", file.path);
        }
    }
}

#[test]
fn rooms_import_only_from_below() {
    let mut faults = Vec::new();
    for file in files() {
        let Some(own) = file.room.as_deref().and_then(floor) else { continue };
        let room = file.room.as_deref().unwrap_or_default();
        for other in rooms_named(&without_comments(&file.code), "crate::") {
            match floor(&other) {
                _ if other == room => {}
                Some(theirs) if theirs < own => {}
                Some(theirs) => {
                    faults.push(format!("{}: `{room}` (floor {own}) imports `{other}` (floor {theirs})", file.path))
                }
                None => faults.push(format!("{}: `crate::{other}` is no room", file.path)),
            }
        }
    }
    assert!(faults.is_empty(), "imports must go down:\n{}", faults.join("\n"));
}

#[test]
fn the_street_sees_the_library_from_outside() {
    for file in files() {
        let code = without_comments(&file.code);
        let street = file.room.as_deref().is_some_and(|room| STREET.contains(&room));
        if street || file.path == "main.rs" {
            for other in rooms_named(&code, "crate::") {
                assert!(STREET.contains(&other.as_str()), "{}: write `convoke::{other}`", file.path);
            }
        } else {
            let own_name = rooms_named(&code, "use convoke::");
            assert!(own_name.is_empty(), "{}: write `crate::`", file.path);
        }
    }
}

#[test]
fn files_are_short() {
    let long: Vec<String> = files()
        .iter()
        .map(|file| (file.path.clone(), file.code.lines().count()))
        .filter(|(_, lines)| *lines > MOST_LINES)
        .map(|(path, lines)| format!("{path}: {lines} lines"))
        .collect();
    assert!(long.is_empty(), "at most {MOST_LINES} lines a file:\n{}", long.join("\n"));
}

#[test]
fn nothing_panics_by_carelessness() {
    let mut faults = Vec::new();
    for file in files().iter().filter(|file| !is_test(&file.path)) {
        for (number, line) in without_tests(&file.code).lines().enumerate() {
            let found = PANICS.iter().filter(|panic| line.contains(*panic));
            faults.extend(found.map(|panic| format!("{}:{}: {panic}", file.path, number + 1)));
        }
    }
    assert!(faults.is_empty(), "these can end the program on some input:\n{}", faults.join("\n"));
}

#[test]
fn every_file_says_what_it_is() {
    for file in files() {
        assert!(file.code.starts_with("//!"), "{}: begin with a header `//!`", file.path);
        let header = file.code.lines().take_while(|line| line.starts_with("//!")).count();
        // 15 lines are enough for words; clauses in mathematics may need a few more
        assert!(header <= 25, "{}: a header of {header} lines; 15 are enough", file.path);
    }
}

/// The checker of the checker: what it reads out of imports.
#[test]
fn imports_are_read() {
    let code = "use crate::source::{Span, Place};\nuse crate::{program::ids::*, check::{a, b}, solve};\ncrate::calendar::day();";
    assert_eq!(rooms_named(code, "crate::"), ["source", "program", "check", "solve", "calendar"]);
    assert_eq!(without_tests("a\n// x.unwrap()\n#[cfg(test)]\nmod tests { x.unwrap() }").trim(), "a");
}
