//! The catalogue of diagnostics keeps its word: every code that the program emits is in it and the other way
//! round; the examples of every page give what the page says; `docs/diagnostics.md` is made of the pages.
//!
//! A page is prose, then `## An example`, `## Mended` and `## Why it matters`, then a line `See also CV….`.
//! Its blocks are marked `convoke fails` and `convoke mended` (a corpus each; after `convoke fails 300`, each `…` in
//! it stands for 300 of what stands twice before it), `console fails` and `console mended` (`$ convoke …` and some of
//! what it says), or with the name of a file that lies beside the corpus.
#![expect(clippy::disallowed_methods, reason = "a test may read and write files")]
use convoke::diagnostic::catalogue::{Entry, all, entry, named, nearest};
use convoke::diagnostic::{Code, Severity};
use convoke::report::markdown_pages;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        match path.is_dir() {
            true => found.extend(files(&path, ending)),
            false if path.extension().is_some_and(|found| found == ending) => found.push(path),
            false => {}
        }
    }
    found.sort();
    found
}

/// What stands after each occurrence of a beginning, blanks left out.
fn after<'a>(text: &'a str, beginning: &'a str) -> impl Iterator<Item = &'a str> {
    text.split(beginning).skip(1).map(str::trim_start)
}

fn leading(text: &str, kept: fn(char) -> bool) -> &str {
    &text[..text.find(|c| !kept(c)).unwrap_or(text.len())]
}

fn is_path(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_' || c == ':'
}

/// Every code that stands in the sources where codes are made, with the severity that is made of it, if it is told
/// there: in the constructors, the helpers around them, constants of type `u16` and texts `"CV0801"`.
fn emitted() -> BTreeMap<u16, BTreeSet<&'static str>> {
    let mut codes: BTreeMap<u16, BTreeSet<&'static str>> = BTreeMap::new();
    let (mut constants, mut uses) = (BTreeMap::new(), Vec::new());
    for path in files(&root().join("src"), "rs") {
        let text = std::fs::read_to_string(&path).unwrap();
        let code = text.split("#[cfg(test)]\nmod ").next().unwrap();
        for part in code.split("const ").skip(1) {
            let Some((name, value)) = part.split_once(": u16 = ") else { continue };
            if name.chars().all(is_path) {
                let number = leading(value, |c| c.is_ascii_digit()).parse::<u16>().unwrap();
                constants.insert((path.clone(), name.to_owned()), number);
                codes.entry(number).or_default();
            }
        }
        let makers = [
            ("Diagnostic::error(", "error"),
            ("Diagnostic::warning(", "warning"),
            ("Diagnostic::note(", "note"),
            ("error_here(", "error"),
            ("unknown_word(", "error"),
        ];
        for (maker, severity) in makers {
            for rest in after(code, maker) {
                let argument = leading(rest, is_path);
                match argument.parse::<u16>() {
                    Ok(number) => _ = codes.entry(number).or_default().insert(severity),
                    Err(_) => uses.push((path.clone(), argument.to_owned(), severity)),
                }
            }
        }
        for rest in after(code, "\"CV") {
            if let Ok(number) = leading(rest, |c| c.is_ascii_digit()).parse::<u16>() {
                codes.entry(number).or_default().insert("error");
            }
        }
    }
    for (path, argument, severity) in uses {
        let name = argument.rsplit("::").next().unwrap().to_owned();
        let here = constants.get(&(path, name.clone()));
        let number = here.or_else(|| constants.iter().find(|((_, known), _)| *known == name).map(|(_, number)| number));
        if let Some(number) = number {
            codes.entry(*number).or_default().insert(severity);
        }
    }
    codes
}

fn word(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

#[test]
fn the_catalogue_holds_what_is_emitted_and_nothing_else() {
    let emitted = emitted();
    assert!(emitted.len() > 150, "the codes were not found in the sources: {}", emitted.len());
    for (number, severities) in &emitted {
        let code = Code(*number);
        let entry = entry(code).unwrap_or_else(|| panic!("{code} is emitted: add it to src/diagnostic/catalogue.rs"));
        for severity in severities {
            assert_eq!(word(entry.severity), *severity, "{code}: the catalogue and the code that emits it differ");
        }
    }
    for entry in all() {
        assert!(emitted.contains_key(&entry.code.0), "{} is in the catalogue, and nothing emits it", entry.code);
    }
}

#[test]
fn the_catalogue_is_in_order_and_its_lines_fit() {
    for pair in all().windows(2) {
        assert!(pair[0].code < pair[1].code, "{} comes after {}", pair[1].code, pair[0].code);
    }
    for entry in all() {
        assert!(!entry.summary.ends_with('.') && entry.summary.len() <= 62, "{}: {}", entry.code, entry.summary);
        assert_eq!(self::entry(entry.code), Some(entry));
    }
    let pages: Vec<String> = files(&root().join("src/diagnostic/pages"), "md")
        .iter()
        .map(|page| page.file_stem().unwrap().to_string_lossy().into_owned())
        .collect();
    let known: Vec<String> = all().iter().map(|entry| entry.code.to_string()).collect();
    assert_eq!(pages, known, "pages without a code, or codes without their page");
}

#[test]
fn codes_are_found_however_they_are_written() {
    for text in ["CV0301", "cv0301", "301", "0301", " CV301 "] {
        assert_eq!(named(text).map(|entry| entry.code), Some(Code(301)), "{text}");
    }
    for text in ["", "CV", "CV9999", "x301", "301x", "99999999", "-1"] {
        assert_eq!(named(text), None, "{text}");
    }
    assert_eq!(nearest("CV0308"), [Code(307), Code(306), Code(305)]);
    assert!(nearest("CV0811x").is_empty() && nearest("CV0021").contains(&Code(1)), "one figure away");
    assert!(nearest("sense").is_empty());
}

/// Codes that no short text can show: the samples and tests named here do.
const SHOWN_ELSEWHERE: [(u16, &str); 3] =
    [(13, "tests/syntax_hostile.rs"), (304, "tests/ui/limit_variables.cvk"), (793, "tests/ui_judged/limit.cvk")];

/// A text in which each `…` is so many of the shortest unit that stands twice before it.
fn spread(text: &str, times: usize) -> String {
    let mut out = String::new();
    let mut parts = text.split('…').peekable();
    while let Some(part) = parts.next() {
        out += part;
        if parts.peek().is_some() {
            let half = out.len() / 2;
            let starts = (1..=half).filter_map(|length| out.get(out.len() - length..).map(|unit| (length, unit)));
            let unit = starts.into_iter().find(|(length, unit)| out[..out.len() - length].ends_with(unit)).unwrap().1;
            out += &unit.repeat(times);
        }
    }
    out
}

#[test]
fn what_stands_twice_is_spread() {
    assert_eq!(spread("not (not (… a))…", 2), "not (not (not (not ( a))))");
    assert_eq!(spread("a + b + b + … c", 1), "a + b + b + b +  c");
    assert_eq!(spread("x.y.y… is", 2), "x.y.y.y.y is");
}

struct Block<'a> {
    mark: &'a str,
    text: String,
}

fn blocks(page: &str) -> Vec<Block<'_>> {
    let mut blocks = Vec::new();
    let mut open: Option<Block> = None;
    for line in page.lines() {
        match (line.strip_prefix("```"), open.take()) {
            (Some(_), Some(block)) => blocks.push(block),
            (Some(mark), None) => open = Some(Block { mark, text: String::new() }),
            (None, Some(mut block)) => {
                block.text += line;
                block.text.push('\n');
                open = Some(block);
            }
            (None, None) => {}
        }
    }
    assert!(open.is_none(), "a block is not closed");
    blocks
}

/// What is said in a folder: the exit code, and what reached the terminal.
fn convoke(folder: &Path, arguments: &[&str]) -> (i32, String) {
    let mut command = assert_cmd::Command::new(assert_cmd::cargo::cargo_bin!("convoke"));
    let output = command.current_dir(folder).args(arguments).output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap() + &String::from_utf8(output.stderr).unwrap();
    (output.status.code().unwrap(), text)
}

/// The codes that a corpus of one file gives, each with its severity.
fn found(folder: &Path, text: &str) -> Vec<(String, String)> {
    std::fs::write(folder.join("example.cvk"), text).unwrap();
    let (_, said) = convoke(folder, &["check", "example.cvk", "--format", "json"]);
    let outcome: Value = serde_json::from_str(&said).unwrap_or_else(|_| panic!("{said}"));
    let word = |value: &Value| value.as_str().unwrap().to_owned();
    outcome["diagnostics"]
        .as_array()
        .unwrap()
        .iter()
        .map(|found| (word(&found["code"]), word(&found["severity"])))
        .collect()
}

/// Whether a sample has the code: in its snapshot, or as a number in a test.
fn shows(sample: &str, code: Code) -> bool {
    if sample.ends_with(".rs") {
        return std::fs::read_to_string(root().join(sample)).unwrap().contains(&format!("[{}]", code.0));
    }
    let name = format!("@{}.snap", sample.rsplit('/').next().unwrap());
    let snapshots = files(&root().join("tests/snapshots"), "snap");
    let mut named = snapshots.iter().filter(|path| path.to_string_lossy().ends_with(&name));
    named.any(|path| std::fs::read_to_string(path).unwrap().contains(&code.to_string()))
}

/// What is wrong with a page's examples.
fn faults(entry: &Entry) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    let blocks = blocks(entry.page);
    let (mut faults, mut failing, mut mended) = (Vec::new(), 0, 0);
    for block in &blocks {
        if let Some((_, file)) = block.mark.split_once(' ').filter(|(_, file)| file.contains('.')) {
            let path = folder.path().join(file);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, &block.text).unwrap();
        }
    }
    for Block { mark, text } in &blocks {
        let (language, rest) = mark.split_once(' ').unwrap_or((mark, ""));
        let fails = rest.starts_with("fails");
        match (language, rest) {
            ("convoke", "mended") => faults.extend(corpus_faults(folder.path(), text, entry, false)),
            ("convoke", "fails") => faults.extend(corpus_faults(folder.path(), text, entry, true)),
            ("convoke", _) if fails => {
                let times = rest.trim_start_matches("fails ").parse().unwrap();
                faults.extend(corpus_faults(folder.path(), &spread(text, times), entry, true));
            }
            ("console", "fails" | "mended") => faults.extend(console_faults(folder.path(), text, entry.code, fails)),
            (_, file) if file.contains('.') => continue,
            _ => {
                faults.push(format!("a block is marked `{mark}`"));
                continue;
            }
        }
        *(if fails { &mut failing } else { &mut mended }) += 1;
    }
    let elsewhere = SHOWN_ELSEWHERE.iter().find(|(code, _)| *code == entry.code.0);
    if let Some((_, sample)) = elsewhere.filter(|_| failing == 0) {
        assert!(shows(sample, entry.code), "{sample} does not show it");
        failing += 1;
    }
    if failing == 0 || mended == 0 {
        faults.push("a failing or a mended example is missing".to_owned());
    }
    faults
}

/// What is wrong with an example: it gives the finding and no other error, or neither.
fn corpus_faults(folder: &Path, text: &str, entry: &Entry, fails: bool) -> Option<String> {
    let (code, found) = (entry.code.to_string(), found(folder, text));
    let given = found.contains(&(code.clone(), word(entry.severity).to_owned()));
    let other_code = found.iter().any(|(other, _)| *other == code) != fails;
    let other_error = found.iter().any(|(other, severity)| *other != code && severity == "error");
    let kind = if fails { "failing" } else { "mended" };
    (given != fails || other_code || other_error).then(|| format!("the {kind} example gives {found:?}"))
}

/// The command of a block, and whether it says what stands below it.
fn console_faults(folder: &Path, text: &str, code: Code, fails: bool) -> Option<String> {
    let (command, expected) = text.strip_prefix("$ convoke ").unwrap().split_once('\n').unwrap();
    let arguments: Vec<&str> = command.split('\'').enumerate().flat_map(quoted).collect();
    let (exit, said) = convoke(folder, &arguments);
    let told = expected.lines().all(|line| said.lines().any(|other| other == line));
    let fine = told && said.contains(&code.to_string()) == fails && (!fails || exit > 0) && (fails || exit == 0);
    (!fine).then(|| format!("`convoke {command}` exits with {exit} and says\n{said}"))
}

fn quoted((number, stretch): (usize, &str)) -> Vec<&str> {
    if number % 2 == 1 { vec![stretch] } else { stretch.split_whitespace().collect() }
}

#[test]
fn the_examples_of_every_page_give_what_it_says() {
    let part = all().len().div_ceil(4).max(1);
    let wrong: Vec<String> = std::thread::scope(|scope| {
        let workers: Vec<_> = all()
            .chunks(part)
            .map(|entries| {
                scope.spawn(|| {
                    let wrong = entries.iter().map(|entry| (entry.code, faults(entry)));
                    wrong
                        .filter(|(_, faults)| !faults.is_empty())
                        .map(|(code, faults)| format!("{code}: {}", faults.join("; ")))
                        .collect::<Vec<_>>()
                })
            })
            .collect();
        workers.into_iter().flat_map(|worker| worker.join().unwrap()).collect()
    });
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The lines of a page outside its blocks, and those inside.
fn prose_and_code(page: &str) -> (Vec<&str>, Vec<&str>) {
    let (mut prose, mut code, mut inside) = (Vec::new(), Vec::new(), false);
    for line in page.lines() {
        match (line.starts_with("```"), inside) {
            (true, _) => inside = !inside,
            (false, true) => code.push(line),
            (false, false) => prose.push(line),
        }
    }
    (prose, code)
}

#[test]
fn every_page_is_made_alike() {
    let mut wrong = Vec::new();
    for Entry { code: code_of_page, page, .. } in all() {
        let (prose, code) = prose_and_code(page);
        let headings: Vec<&str> = prose.iter().filter(|line| line.starts_with('#')).copied().collect();
        if headings != ["## An example", "## Mended", "## Why it matters"] {
            wrong.push(format!("{code_of_page}: the headings are {headings:?}"));
        }
        let last = page.lines().last().unwrap_or_default();
        let related: Vec<&str> = last
            .strip_prefix("See also ")
            .map(|list| list.trim_end_matches('.').split(", ").collect())
            .unwrap_or_default();
        if related.is_empty()
            || related.iter().any(|other| named(other).is_none_or(|other| other.code == *code_of_page))
        {
            wrong.push(format!("{code_of_page}: the last line is `{last}`, and should name related codes"));
        }
        let lines = page.lines().count();
        if !(14..=50).contains(&lines) {
            wrong.push(format!("{code_of_page}: {lines} lines"));
        }
        // an example stands four columns in, and a terminal may have 80
        let wide = prose.iter().find(|line| line.chars().count() > 100);
        let wide = wide.or_else(|| code.iter().find(|line| line.chars().count() > 76));
        wrong.extend(wide.map(|line| format!("{code_of_page}: this line is too wide: {line}")));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_page_of_all_codes_is_up_to_date() {
    let path = root().join("docs/diagnostics.md");
    let made = markdown_pages(all());
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(&path, &made).unwrap();
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(kept == made, "docs/diagnostics.md is stale; make it anew: UPDATE_DOCS=1 cargo test --test diagnostics");
}

#[test]
fn pages_are_printed_in_every_form() {
    let here = root();
    let (exit, page) = convoke(here, &["explain", "cv0310", "792"]);
    assert_eq!(exit, 0);
    assert!(page.contains("CV0310: something of the wrong kind") && page.contains("CV0792: "), "{page}");
    assert!(!page.contains("```") && !page.contains("## "), "signs of Markdown reach the reader:\n{page}");
    assert!(page.lines().all(|line| line.chars().count() <= 80), "{page}");
    let (_, plain) = convoke(here, &["explain", "310", "--format", "plain"]);
    assert!(plain.contains("\nwhy it matters:\n"), "{plain}");
    let (_, list) = convoke(here, &["explain"]);
    assert_eq!(list.lines().count(), all().len());
    assert!(list.lines().all(|line| line.chars().count() <= 80), "{list}");
    let (_, json) = convoke(here, &["explain", "--format", "json"]);
    let value: Value = serde_json::from_str(&json).unwrap();
    let schema = std::fs::read_to_string(here.join("schema/convoke-explain.schema.json")).unwrap();
    let schema: Value = serde_json::from_str(&schema).unwrap();
    assert!(jsonschema::is_valid(&schema, &value));
    assert_eq!(value["pages"].as_array().unwrap().len(), all().len());
    let (exit, refusal) = convoke(here, &["explain", "CV0308"]);
    assert_eq!((exit, refusal.contains("did you mean `CV0307`")), (2, true), "{refusal}");
}
