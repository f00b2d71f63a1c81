//! The pages keep their word: every corpus shown is checked without errors, every output shown is what the
//! program prints, every link leads somewhere.
//!
//! Blocks of code are marked by their first word:
//!  - `convoke`: a corpus, if it begins with `corpus`; else a part of one, completed by `tests/docs_preamble.cvk`
//!  - `convoke FILE`: the same, kept as a file for the page's console blocks
//!  - `convoke rules`: heads and clauses of rules, one a paragraph; `convoke conditions`: one a line
//!  - `console`: `$ convoke …` and what it prints; a line `…` stands for any lines
#![expect(clippy::disallowed_methods, reason = "a test may read files")]
use convoke::diagnostic::Severity;
use convoke::evidence::EvidenceTexts;
use convoke::session::options::Options;
use convoke::source::Sources;
use std::path::{Path, PathBuf};

struct Block {
    page: String,
    line: usize,
    marks: String,
    text: String,
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every page for readers.
fn pages() -> Vec<PathBuf> {
    let mut pages = vec![root().join("README.md"), root().join("CHANGELOG.md")];
    for folder in ["docs", "corpus/soviets-1917"] {
        for entry in std::fs::read_dir(root().join(folder)).unwrap() {
            pages.push(entry.unwrap().path());
        }
    }
    pages.retain(|page| page.extension().is_some_and(|extension| extension == "md"));
    pages.sort();
    pages
}

fn shown(page: &Path) -> String {
    page.strip_prefix(root()).unwrap().to_string_lossy().replace('\\', "/")
}

fn blocks() -> Vec<Block> {
    let mut blocks = Vec::new();
    for page in pages() {
        let text = std::fs::read_to_string(&page).unwrap();
        let mut open: Option<Block> = None;
        for (number, line) in text.lines().enumerate() {
            match (line.strip_prefix("```"), open.take()) {
                (Some(_), Some(block)) => blocks.push(block),
                (Some(marks), None) => {
                    let marks = marks.trim().to_string();
                    open = Some(Block { page: shown(&page), line: number + 1, marks, text: String::new() });
                }
                (None, Some(mut block)) => {
                    block.text += line;
                    block.text.push('\n');
                    open = Some(block);
                }
                (None, None) => {}
            }
        }
        assert!(open.is_none(), "{}: a block of code is not closed", page.display());
    }
    blocks
}

/// A block as the statements of a corpus.
fn statements(block: &Block) -> String {
    match block.marks.as_str() {
        "convoke rules" => block
            .text
            .split("\n\n")
            .filter(|rule| !rule.trim().is_empty())
            .enumerate()
            .map(|(number, rule)| format!("rule shown_{number} {{\n  {}\n}}\n", rule.trim().replace('\n', "\n  ")))
            .collect(),
        "convoke conditions" => block
            .text
            .lines()
            .filter(|line| !line.trim().is_empty() && !line.trim_start().starts_with("//"))
            .enumerate()
            .map(|(number, condition)| format!("claim shown_{number} {{ that {}\n}}\n", condition.trim()))
            .collect(),
        _ => block.text.clone(),
    }
}

/// What is wrong with a block: its errors, and expectations that do not hold.
fn faults(block: &Block) -> Vec<String> {
    let text = statements(block);
    let mut sources = Sources::default();
    if !text.starts_with("corpus ") {
        let preamble = std::fs::read_to_string(root().join("tests/docs_preamble.cvk")).unwrap();
        sources.add("preamble.cvk", preamble);
    }
    sources.add("block.cvk", text);
    let outcome = convoke::session::run(sources, &EvidenceTexts::default(), &Options::default());
    let errors = outcome.diagnostics.iter().filter(|found| found.severity == Severity::Error).map(|found| {
        let place = found.primary().map(|span| outcome.sources.text(span)).unwrap_or_default();
        format!("CV{:04} {}: `{place}`", found.code.0, found.message)
    });
    let unexpected = outcome.claims.iter().filter(|claim| claim.as_expected == Some(false));
    errors.chain(unexpected.map(|claim| format!("`{}`: {}", claim.name, claim.mismatches.join("; ")))).collect()
}

#[test]
fn every_corpus_shown_is_checked_without_errors() {
    let (mut wrong, mut count) = (Vec::new(), 0);
    for block in blocks().iter().filter(|block| block.marks.split(' ').next() == Some("convoke")) {
        count += 1;
        let faults = faults(block);
        if !faults.is_empty() {
            wrong.push(format!("{}:{}\n  {}", block.page, block.line, faults.join("\n  ")));
        }
    }
    assert!(count > 0, "no corpus was found in the pages");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Runs `convoke …` where the files that a page shows lie.
fn run(command: &str, folder: &Path) -> String {
    let arguments: Vec<&str> = command.split('\'').enumerate().flat_map(quoted).collect();
    let folder = if command.contains("corpus/") { root() } else { folder };
    let mut program = assert_cmd::Command::new(assert_cmd::cargo::cargo_bin!("convoke"));
    let output = program.args(&arguments).current_dir(folder).output().unwrap();
    String::from_utf8(output.stdout).unwrap()
}

/// The arguments in a stretch of a command: those between quotation marks are one each.
fn quoted((number, stretch): (usize, &str)) -> Vec<&str> {
    if number % 2 == 1 { vec![stretch] } else { stretch.split_whitespace().collect() }
}

/// A line without the numbers of lines in the corpus and the blanks that go with them: these may move.
fn unplaced(line: &str) -> String {
    let mut parts = line.split(".cvk:");
    let mut plain = parts.next().unwrap_or_default().to_string();
    for part in parts {
        plain += ".cvk";
        plain += part.trim_start_matches(|c: char| c.is_ascii_digit());
    }
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether lines are those expected, `…` standing for any.
fn matches(expected: &[&str], found: &[&str]) -> bool {
    match expected.split_first() {
        None => found.is_empty(),
        Some((&"…", rest)) => (0..=found.len()).any(|skipped| matches(rest, &found[skipped..])),
        Some((line, rest)) => {
            found.first().is_some_and(|other| unplaced(other) == unplaced(line)) && matches(rest, &found[1..])
        }
    }
}

#[test]
fn every_output_shown_is_what_the_program_prints() {
    let folder = tempfile::tempdir().unwrap();
    let blocks = blocks();
    let (mut wrong, mut count) = (Vec::new(), 0);
    for block in &blocks {
        if let Some(file) = block.marks.strip_prefix("convoke ").filter(|file| file.ends_with(".cvk")) {
            std::fs::write(folder.path().join(file), &block.text).unwrap();
        }
        if block.marks != "console" {
            continue;
        }
        for part in block.text.split("$ convoke ").skip(1) {
            count += 1;
            let (command, expected) = part.split_once('\n').unwrap();
            let found = run(command, folder.path());
            let expected: Vec<&str> = expected.trim_end().lines().collect();
            if !matches(&expected, &found.trim_end().lines().collect::<Vec<_>>()) {
                wrong.push(format!("{}:{}: `convoke {command}` prints\n{found}", block.page, block.line));
            }
        }
    }
    assert!(count > 0, "no output was found in the pages");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_link_leads_somewhere() {
    let mut wrong = Vec::new();
    for page in pages() {
        let text = std::fs::read_to_string(&page).unwrap();
        for (at, _) in text.match_indices("](") {
            let target = text[at + 2..].split(')').next().unwrap_or_default();
            let file = target.split('#').next().unwrap_or_default();
            let outside = target.starts_with("https://") || target.is_empty() || target.contains(char::is_whitespace);
            if !outside && !file.is_empty() && !page.parent().unwrap().join(file).exists() {
                wrong.push(format!("{}: {target}", shown(&page)));
            }
        }
    }
    assert!(wrong.is_empty(), "these lead nowhere:\n{}", wrong.join("\n"));
}

/// The table of a corpus's page: `| claim | verdict (answers) | …`; `…` before a name stands for that of the row above.
fn answers_told() -> Vec<(String, String)> {
    let page = std::fs::read_to_string(root().join("corpus/soviets-1917/README.md")).unwrap();
    let rows = page
        .split("## The answers")
        .nth(1)
        .unwrap()
        .lines()
        .filter(|line| line.starts_with("| ") && line.contains('`'));
    let mut told: Vec<(String, String)> = Vec::new();
    for row in rows {
        let mut cells = row.split('|').skip(1).map(str::trim);
        let name = cells.next().unwrap_or_default().split('`').nth(1).unwrap_or_default();
        let before = told.last().map_or("", |(name, _)| name.as_str());
        let name = name.strip_prefix('…').map_or(name.to_string(), |rest| format!("{before}{rest}"));
        told.push((name, cells.next().unwrap_or_default().to_string()));
    }
    told
}

#[test]
fn the_answers_told_of_1917_are_those_given() {
    let json = run("check corpus/soviets-1917 --format json", root());
    let outcome: serde_json::Value = serde_json::from_str(&json).unwrap();
    let word = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_string();
    let given = outcome["claims"].as_array().unwrap().iter().map(|claim| {
        let answers: Vec<String> = claim["answers"].as_array().unwrap().iter().map(word).collect();
        let verdict = word(&claim["verdict"]);
        let shown = match answers.as_slice() {
            [one, two] if verdict == "contested" => format!("contested ({one} or {two})"),
            [one, two, three] if verdict == "contested" => format!("contested ({one}, {two} or {three})"),
            _ => verdict,
        };
        (word(&claim["claim"]), shown)
    });
    let mut given: Vec<(String, String)> = given.collect();
    let mut told = answers_told();
    given.sort();
    told.sort();
    assert_eq!(told, given);
}

/// The page's list of the library is whole.
#[test]
fn every_word_of_the_library_is_listed() {
    let page = std::fs::read_to_string(root().join("docs/language.md")).unwrap();
    let listed = page.split("## 12. The library").nth(1).unwrap().split("## 13.").next().unwrap();
    let mut missing = Vec::new();
    for entry in std::fs::read_dir(root().join("corpus/std")).unwrap() {
        let path = entry.unwrap().path();
        let text = std::fs::read_to_string(&path).unwrap();
        for line in text.lines() {
            let Some((keyword, rest)) = line.split_once(' ') else { continue };
            let word = match keyword {
                "kind" | "act" | "deed" => rest.split(['|', '/']).next().unwrap_or_default().split(" is ").next(),
                "adjective" | "attribute" | "figure" => rest.split(" of ").next(),
                _ => None,
            };
            let word = word.map(str::trim).filter(|word| !listed.contains(word));
            missing.extend(word.map(|word| format!("{}: {word}", shown(&path))));
        }
    }
    assert!(missing.is_empty(), "add to docs/language.md, section 12:\n{}", missing.join("\n"));
}

/// The checker of the checker.
#[test]
fn lines_left_out_are_any_lines() {
    assert!(matches(&["a", "…", "c"], &["a", "b", "b", "c"]));
    assert!(matches(&["a", "…"], &["a"]));
    assert!(!matches(&["a", "…", "c"], &["a", "b"]));
    assert!(!matches(&["a"], &["a", "b"]));
    assert_eq!(unplaced("a   (x.cvk:12; y.cvk:3)"), "a (x.cvk; y.cvk)");
    let arguments: Vec<&str> = "ask 'B sits' first.cvk".split('\'').enumerate().flat_map(quoted).collect();
    assert_eq!(arguments, ["ask", "B sits", "first.cvk"]);
}
