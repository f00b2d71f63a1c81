//! The pages of the catalogue of diagnostics, for reading: in a terminal, as plain text, as JSON, and all
//! together as one page of the documentation. Takes entries; gives text. Headings lose their signs and
//! blocks of code their fences; the words stay as they are.
use super::palette::{Palette, Tone};
use super::reason_story::wrapped;
use super::words::severity_word;
use crate::diagnostic::catalogue::Entry;
use serde::Serialize;

/// One line of a page, by what it is.
enum Line<'a> {
    Heading(&'a str),
    File(&'a str),
    Code(&'a str),
    Blank,
    Words(String),
}

/// The lines of a page: those of a paragraph are one.
fn lines(page: &str) -> Vec<Line<'_>> {
    let mut lines = Vec::new();
    let mut fenced = false;
    for line in page.lines() {
        match (fenced, line, lines.last_mut()) {
            (_, fence, _) if fence.starts_with("```") => {
                fenced = !fenced;
                lines.extend(file_of(fence).map(Line::File));
            }
            (true, code, _) => lines.push(Line::Code(code)),
            (false, "", _) => lines.push(Line::Blank),
            (false, words, Some(Line::Words(before))) => {
                before.push(' ');
                before.push_str(words);
            }
            (false, words, _) => lines.push(match words.strip_prefix("## ") {
                Some(heading) => Line::Heading(heading),
                None => Line::Words(words.to_owned()),
            }),
        }
    }
    lines
}

/// The file that a block shows, if it has a name.
fn file_of(fence: &str) -> Option<&str> {
    fence.split_once(' ').map(|(_, file)| file).filter(|file| file.contains('.'))
}

/// Pages for a terminal.
pub fn terminal_pages(entries: &[&Entry], palette: Palette) -> String {
    let pages = entries.iter().map(|entry| {
        let mut out = String::new();
        let title = format!("{} {}: {}", severity_word(entry.severity), entry.code, entry.summary);
        wrapped(&title, palette.width)
            .iter()
            .for_each(|line| out.push_str(&format!("{}\n", palette.paint(Tone::Strong, line))));
        out.push('\n');
        for line in lines(entry.page) {
            match line {
                Line::Heading(heading) => out.push_str(&format!("{}\n", palette.paint(Tone::Strong, heading))),
                Line::File(file) => out.push_str(&format!("  {}\n", palette.paint(Tone::Quiet, &format!("{file}:")))),
                Line::Code("") | Line::Blank => out.push('\n'),
                Line::Code(code) => out.push_str(&format!("    {code}\n")),
                Line::Words(words) => {
                    let width = palette.width.saturating_sub(2).max(20);
                    wrapped(&words, width).iter().for_each(|line| out.push_str(&format!("  {line}\n")));
                }
            }
        }
        out
    });
    pages.collect::<Vec<_>>().join("\n\n")
}

/// Pages for screen readers: nothing depends on indentation or weight.
pub fn plain_pages(entries: &[&Entry]) -> String {
    let mut out = String::new();
    for entry in entries {
        out.push_str(&format!("{} {}: {}\n", severity_word(entry.severity), entry.code, entry.summary));
        for line in lines(entry.page) {
            match line {
                Line::Heading(heading) => out.push_str(&format!("{}:\n", heading.to_lowercase())),
                Line::File(file) => out.push_str(&format!("{file}:\n")),
                Line::Code("") | Line::Blank => {}
                Line::Code(code) => out.push_str(&format!("{code}\n")),
                Line::Words(words) => out.push_str(&format!("{words}\n")),
            }
        }
    }
    out
}

/// The list of codes, one line each, within the palette's width where the summary allows it.
pub fn terminal_codes(entries: &[&Entry], palette: Palette) -> String {
    let line = |entry: &&Entry| {
        let severity = format!("{:7}", severity_word(entry.severity));
        let severity = palette.paint(super::diagnostics::severity_tone(entry.severity), &severity);
        format!("{}  {severity}  {}\n", palette.paint(Tone::Strong, &entry.code.to_string()), entry.summary)
    };
    entries.iter().map(line).collect()
}

#[derive(Serialize)]
struct Page<'a> {
    code: String,
    severity: &'static str,
    summary: &'a str,
    page: &'a str,
}

/// Pages for other programs: an object a code, its page in Markdown.
pub fn json_pages(entries: &[&Entry]) -> String {
    let pages: Vec<Page> = entries
        .iter()
        .map(|entry| Page {
            code: entry.code.to_string(),
            severity: severity_word(entry.severity),
            summary: entry.summary,
            page: entry.page,
        })
        .collect();
    let text = serde_json::to_string_pretty(&serde_json::json!({ "convoke": 1, "pages": pages }));
    text.map(|text| text + "\n").unwrap_or_default()
}

const INTRODUCTION: &str = "\
# What Convoke says, and what it means

Every finding has a code. `convoke explain CV0310` prints its page; here are all of them. In each, the first example
gives the finding and the second does not.

This page is made from the pages in `src/diagnostic/pages`: `UPDATE_DOCS=1 cargo test --test diagnostics`.
";

/// All pages as one page of Markdown.
pub fn markdown_pages(entries: &[Entry]) -> String {
    let mut out = INTRODUCTION.to_owned();
    out.push_str("\n| code | | what it says |\n| --- | --- | --- |\n");
    for Entry { code, severity, summary, .. } in entries {
        let (anchor, severity) = (code.to_string().to_lowercase(), severity_word(*severity));
        out.push_str(&format!("| [{code}](#{anchor}) | {severity} | {summary} |\n"));
    }
    for Entry { code, severity, summary, page } in entries {
        out.push_str(&format!("\n## {code}\n\n**{}: {summary}**\n\n", severity_word(*severity)));
        for line in page.lines() {
            match (line.strip_prefix("## "), line.strip_prefix("```")) {
                (Some(heading), _) => out.push_str(&format!("### {heading}\n")),
                // the examples are tested where they stand
                (None, Some(mark)) if !mark.is_empty() => {
                    out.extend(file_of(line).map(|file| format!("`{file}`:\n\n")));
                    out.push_str("```text\n");
                }
                _ => out.push_str(&format!("{line}\n")),
            }
        }
    }
    out
}
