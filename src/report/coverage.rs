//! The coverage of sources, for a terminal, in plain lines and as JSON.
use super::clean::clean;
use super::diagnostics::{draw_diagnostic, plain_diagnostic};
use super::json::{At, CONTRACT, Finding, VERSION, at, findings, written};
use super::palette::{Palette, Tone};
use super::reason_story::wrapped;
use super::words::{counted, place_in_words};
use crate::evidence::{Coverage, KnownBy, Located, Remark, SourceCoverage};
use crate::source::Sources;
use indexmap::IndexSet;
use serde::Serialize;

/// The column at which the text of a line begins.
const TEXT_COLUMN: usize = 15;

/// A labelled line of the coverage of a source; `bad` where something is missing.
struct Line {
    label: &'static str,
    text: String,
    bad: bool,
}

/// For a terminal.
pub fn terminal_coverage(sources: &Sources, coverage: &Coverage, palette: Palette) -> String {
    let mut out = String::new();
    for diagnostic in &coverage.diagnostics {
        out.push_str(&draw_diagnostic(sources, diagnostic, palette));
        out.push('\n');
    }
    for source in &coverage.sources {
        out.push_str(&palette.paint(Tone::Strong, &clean(&source.name)));
        out.push('\n');
        if let Some(title) = &source.title {
            for line in wrapped(&format!("“{}”", clean(title)), palette.width.saturating_sub(2)) {
                out.push_str(&format!("  {line}\n"));
            }
        }
        for line in lines(sources, source, true) {
            push_line(&mut out, &line, palette);
        }
        out.push('\n');
    }
    for line in total(coverage).lines() {
        out.push_str(&palette.paint(Tone::Strong, line));
        out.push('\n');
    }
    out
}

fn push_line(out: &mut String, line: &Line, palette: Palette) {
    let tone = if line.bad { Tone::Alarm } else { Tone::Quiet };
    let pad = " ".repeat(TEXT_COLUMN.saturating_sub(line.label.len() + 2));
    for (index, text) in
        wrapped(&clean(&line.text), palette.width.saturating_sub(TEXT_COLUMN).max(24)).iter().enumerate()
    {
        match index {
            0 => out.push_str(&format!("  {}{pad}{text}\n", palette.paint(tone, line.label))),
            _ => out.push_str(&format!("{}{text}\n", " ".repeat(TEXT_COLUMN))),
        }
    }
}

/// One fact a line.
pub fn plain_coverage(sources: &Sources, coverage: &Coverage) -> String {
    let mut out: String = coverage.diagnostics.iter().map(|diagnostic| plain_diagnostic(sources, diagnostic)).collect();
    for source in &coverage.sources {
        for line in lines(sources, source, false) {
            out.push_str(&format!("source {}, {}: {}\n", clean(&source.name), line.label, clean(&line.text)));
        }
    }
    out.extend(total(coverage).lines().map(|line| format!("summary: {line}\n")));
    out
}

fn lines(sources: &Sources, source: &SourceCoverage, short: bool) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut say = |label, text: String, bad| lines.push(Line { label, text, bad });
    let size = counted(source.sentences, "sentence", "sentences");
    match source.known_by {
        KnownBy::Text => say("known by", format!("its text, {size}"), false),
        KnownBy::Fingerprint => say("known by", format!("a fingerprint of its text, {size}"), false),
        KnownBy::Nothing => say("known by", "nothing: neither text nor fingerprint is given".into(), false),
        KnownBy::Unusable => say("known by", "nothing: the file named for it cannot be used".into(), true),
    }
    let names: Vec<&str> = source.cited.iter().map(|located| located.locator.as_str()).collect();
    if !names.is_empty() {
        say("cited", format!("{}: {}", names.len(), ranges(&names)), false);
    }
    say_remarks(&mut say, "passed over", &source.passed_over, short);
    say_remarks(&mut say, "gaps", &source.gaps, short);
    if !source.forgotten.is_empty() {
        let names: Vec<&str> = source.forgotten.iter().map(String::as_str).collect();
        say("forgotten", format!("{}: {}", names.len(), ranges(&names)), true);
    }
    for located in &source.unknown {
        let places: Vec<String> = located.at.iter().map(|&span| place_in_words(sources, span)).collect();
        say("not in it", format!("{} (named at {})", located.locator, places.join(", ")), true);
    }
    let count = source.citations;
    let parts = [
        (count.verified, "verified"),
        (count.failed, "not as the source has it"),
        (count.unverified, "unverified"),
        (count.without_words, "without words"),
    ];
    let parts: Vec<String> = parts.iter().filter(|(n, _)| *n > 0).map(|(n, what)| format!("{n} {what}")).collect();
    say("citations", if parts.is_empty() { "none".into() } else { parts.join(", ") }, count.failed > 0);
    lines
}

fn say_remarks(say: &mut impl FnMut(&'static str, String, bool), label: &'static str, remarks: &[Remark], short: bool) {
    if remarks.is_empty() {
        return;
    }
    if short {
        let names: IndexSet<&str> = remarks.iter().map(|remark| remark.locator.as_str()).collect();
        let names: Vec<&str> = names.into_iter().collect();
        say(label, format!("{}: {}", names.len(), ranges(&names)), false);
        return;
    }
    for remark in remarks {
        let text = remark.text.as_ref().map(|text| format!(", {text}")).unwrap_or_default();
        say(label, format!("{}{text}", remark.locator), false);
    }
}

/// `S1 to S8, S10`
fn ranges(names: &[&str]) -> String {
    let mut runs: Vec<(&str, &str)> = Vec::new();
    for &name in names {
        match runs.last_mut() {
            Some((_, last)) if follows(last, name) => *last = name,
            _ => runs.push((name, name)),
        }
    }
    let runs: Vec<String> = runs
        .into_iter()
        .map(|(first, last)| match (first == last, follows(first, last)) {
            (true, _) => first.to_string(),
            (false, true) => format!("{first}, {last}"),
            (false, false) => format!("{first} to {last}"),
        })
        .collect();
    runs.join(", ")
}

/// Whether two locators are the same but for their numbers, and the second's is the next.
fn follows(one: &str, two: &str) -> bool {
    let split = |name: &str| {
        let stem = name.trim_end_matches(|c: char| c.is_ascii_digit());
        (stem.to_string(), name[stem.len()..].parse::<u64>().ok())
    };
    let ((stem, number), (other, next)) = (split(one), split(two));
    stem == other && number.is_some() && number.and_then(|number| number.checked_add(1)) == next
}

/// The sums of all sources of which something is known, each sentence once: so they add up.
fn total(coverage: &Coverage) -> String {
    let (mut sentences, mut cited, mut passed_over, mut gaps, mut forgotten, mut elsewhere) = (0, 0, 0, 0, 0, 0);
    for source in &coverage.sources {
        let mut seen: IndexSet<&str> = source.cited.iter().map(|located| located.locator.as_str()).collect();
        if matches!(source.known_by, KnownBy::Nothing | KnownBy::Unusable) {
            elsewhere += seen.len();
            continue;
        }
        sentences += source.sentences;
        cited += seen.len();
        passed_over += source.passed_over.iter().filter(|remark| seen.insert(&remark.locator)).count();
        gaps += source.gaps.iter().filter(|remark| seen.insert(&remark.locator)).count();
        forgotten += source.forgotten.len();
    }
    let sum = counted(sentences, "sentence", "sentences");
    let sum = format!("{sum}: {cited} cited, {passed_over} passed over, {gaps} with gaps only, {forgotten} forgotten");
    match elsewhere {
        0 => sum,
        _ => format!("{sum}\n{} cited in sources that are not at hand", counted(elsewhere, "place", "places")),
    }
}

#[derive(Serialize)]
struct Whole<'a> {
    convoke: u32,
    version: &'a str,
    corpus: &'a str,
    sources: Vec<One<'a>>,
    diagnostics: Vec<Finding<'a>>,
}

#[derive(Serialize)]
struct One<'a> {
    source: &'a str,
    title: Option<&'a str>,
    known_by: &'static str,
    sentences: usize,
    cited: Vec<Place<'a>>,
    passed_over: Vec<PassedOver<'a>>,
    gaps: Vec<Gap<'a>>,
    forgotten: &'a [String],
    unknown: Vec<Place<'a>>,
    citations: Count,
}

#[derive(Serialize)]
struct Place<'a> {
    locator: &'a str,
    at: Vec<At<'a>>,
}

#[derive(Serialize)]
struct PassedOver<'a> {
    locator: &'a str,
    why: Option<&'a str>,
    at: At<'a>,
}

#[derive(Serialize)]
struct Gap<'a> {
    locator: &'a str,
    words: Option<&'a str>,
    at: At<'a>,
}

#[derive(Serialize)]
struct Count {
    verified: usize,
    failed: usize,
    unverified: usize,
    without_words: usize,
}

/// As JSON.
pub fn json_coverage(sources: &Sources, corpus: &str, coverage: &Coverage) -> String {
    written(&Whole {
        convoke: CONTRACT,
        version: VERSION,
        corpus,
        sources: coverage.sources.iter().map(|source| one_source(sources, source)).collect(),
        diagnostics: findings(sources, &coverage.diagnostics),
    })
}

fn one_source<'a>(sources: &'a Sources, source: &'a SourceCoverage) -> One<'a> {
    let passed_over = source.passed_over.iter().map(|remark| PassedOver {
        locator: &remark.locator,
        why: remark.text.as_deref(),
        at: at(sources, remark.at),
    });
    let gaps = source.gaps.iter().map(|remark| Gap {
        locator: &remark.locator,
        words: remark.text.as_deref(),
        at: at(sources, remark.at),
    });
    let count = source.citations;
    One {
        source: &source.name,
        title: source.title.as_deref(),
        known_by: match source.known_by {
            KnownBy::Text => "text",
            KnownBy::Fingerprint => "fingerprint",
            KnownBy::Nothing | KnownBy::Unusable => "nothing",
        },
        sentences: source.sentences,
        cited: source.cited.iter().map(|located| place(sources, located)).collect(),
        passed_over: passed_over.collect(),
        gaps: gaps.collect(),
        forgotten: &source.forgotten,
        unknown: source.unknown.iter().map(|located| place(sources, located)).collect(),
        citations: Count {
            verified: count.verified,
            failed: count.failed,
            unverified: count.unverified,
            without_words: count.without_words,
        },
    }
}

fn place<'a>(sources: &'a Sources, located: &'a Located) -> Place<'a> {
    Place { locator: &located.locator, at: located.at.iter().map(|&span| at(sources, span)).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_of_locators_are_drawn_together() {
        assert_eq!(ranges(&["S1", "S2", "S3", "S5", "S7", "S8", "p.4", "end"]), "S1 to S3, S5, S7, S8, p.4, end");
    }
}
