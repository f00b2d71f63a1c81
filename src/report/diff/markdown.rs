//! A comparison as a comment on a pull request: a table of what changed, then the edits, folded. Takes a difference;
//! gives Markdown as GitHub and GitLab read it. Words of a corpus never become markup, links or mentions.
use super::story::{causes, edit_in_words, facts, is_of_readings, reservation, summary, verdicts};
use super::{fault_in_words, told};
use crate::diagnostic::Severity;
use crate::report::clean::{clean, clean_line};
use crate::report::words::counted;
use crate::session::diff::{ClaimChange, Difference, Edit};
use similar::TextDiff;

/// The most edits that are shown in full.
const MOST_EDITS: usize = 50;

/// The comparison as Markdown.
pub fn markdown_diff(found: &Difference) -> String {
    let mut out = format!("## Verdicts: {} → {}\n\n", escaped(&found.names.0), escaped(&found.names.1));
    if !found.compared() {
        return out + &errors(found);
    }
    out.push_str(&format!("**{}**\n", summary(found).first().map_or("", String::as_str)));
    push_table(&mut out, found);
    if !found.renamed.is_empty() {
        let names: Vec<String> =
            found.renamed.iter().map(|(old, new)| format!("{} → {}", code(old), code(new))).collect();
        out.push_str(&format!("\nRenamed: {}\n", names.join(", ")));
    }
    for (title, outcome, faults) in
        [("Faults that appeared", &found.head, &found.appeared), ("Faults that are gone", &found.base, &found.gone)]
    {
        if !faults.is_empty() {
            out.push_str(&format!("\n{title}:\n\n"));
            out.extend(faults.iter().map(|fault| format!("- {}\n", escaped(&fault_in_words(outcome, fault)))));
        }
    }
    push_edits(&mut out, found);
    out
}

fn push_table(out: &mut String, found: &Difference) {
    if found.claims.is_empty() {
        return;
    }
    out.push_str("\n| claim | verdict | made so by |\n| --- | --- | --- |\n");
    for told in told(found) {
        let title = told.claim.title.as_ref().map(|title| format!("<br>{}", escaped(title))).unwrap_or_default();
        let what = if told.what.is_empty() { String::new() } else { format!("{}: ", told.what) };
        let facts: Vec<String> =
            facts(told.change).iter().map(|(label, text)| format!("<br>{label}: {}", escaped(text))).collect();
        let (name, verdicts) = (code(&told.claim.name), verdicts(told.change));
        out.push_str(&format!(
            "| {name}{title} | {what}**{verdicts}**{} | {} |\n",
            facts.concat(),
            why(found, told.change)
        ));
    }
}

fn why(found: &Difference, change: &ClaimChange) -> String {
    let sets: Vec<String> = causes(found, change).iter().map(|text| escaped(text)).collect();
    let note = reservation(change).map(|note| format!(" ({note})")).unwrap_or_default();
    format!("{}{note}", sets.join("<br>or alone by "))
}

fn push_edits(out: &mut String, found: &Difference) {
    if found.edits.is_empty() {
        return;
    }
    let idle = found.without_effect();
    let what = if is_of_readings(found) { ("difference", "differences") } else { ("edit", "edits") };
    let count = counted(found.edits.len(), what.0, what.1);
    let without = if idle.is_empty() { String::new() } else { format!(", {} without effect on any claim", idle.len()) };
    out.push_str(&format!("\n<details><summary>{count}{without}</summary>\n\n"));
    for (place, edit) in found.edits.iter().enumerate().take(MOST_EDITS) {
        let effect = if idle.contains(&place) { " (without effect)" } else { "" };
        out.push_str(&format!("{}{effect}\n\n{}", escaped(&edit_in_words(found, edit)), changed_lines(found, edit)));
    }
    if found.edits.len() > MOST_EDITS {
        out.push_str(&format!("and {} more\n\n", found.edits.len() - MOST_EDITS));
    }
    out.push_str("</details>\n");
}

/// The statement before and after, as a block of lines taken out and put in.
fn changed_lines(found: &Difference, edit: &Edit) -> String {
    let before = edit.base.map_or("", |span| found.base.sources.text(span));
    let after = edit.head.map_or("", |span| found.head.sources.text(span));
    if before == after {
        return String::new();
    }
    let lines = |text: &str| text.lines().map(|line| format!("{}\n", clean_line(line))).collect::<String>();
    let (before, after) = (lines(before), lines(after));
    let diff = TextDiff::from_lines(before.as_str(), after.as_str());
    let body: String = diff.iter_all_changes().map(|change| format!("{}{}", change.tag(), change.value())).collect();
    let fence = "`".repeat(longest_run(&body).max(2) + 1);
    format!("{fence}diff\n{body}{fence}\n\n")
}

fn longest_run(text: &str) -> usize {
    text.split(|c| c != '`').map(str::len).max().unwrap_or(0)
}

fn errors(found: &Difference) -> String {
    let mut out = String::from("**Nothing was compared: a corpus means nothing until its errors are mended.**\n");
    for (name, outcome) in [(&found.names.0, &found.base), (&found.names.1, &found.head)] {
        if !outcome.judged() {
            out.push_str(&format!("\n{} has errors:\n\n", escaped(name)));
            let errors = outcome.diagnostics.iter().filter(|fault| fault.severity == Severity::Error);
            out.extend(errors.map(|error| format!("- {}\n", escaped(&fault_in_words(outcome, error)))));
        }
    }
    out
}

/// A name in the type of a machine.
fn code(name: &str) -> String {
    let name = clean(name);
    if name.contains(['`', '|']) { escaped(&name) } else { format!("`{name}`") }
}

/// Words that stay words: nothing in them is markup, a link or a mention.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    for c in clean(text).chars() {
        match c {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '@' => out.push_str("&#64;"),
            '#' => out.push_str("&#35;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '!' | '$' => {
                out.push('\\');
                out.push(c);
            }
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_a_corpus_are_no_markup() {
        assert_eq!(escaped("a|b <img> @all [x](y) #1"), "a\\|b &lt;img&gt; &#64;all \\[x\\](y) &#35;1");
        assert_eq!(code("old_name"), "`old_name`");
        assert_eq!(longest_run("a ``` b `"), 3);
    }
}
