//! Reasons in words: the decisive path that a claim's report shows, and the whole tree of `why`, for a
//! terminal and as plain lines. An allegation is never printed as a fact: whatever has a speaker begins
//! with "according to".
use super::clean::clean;
use super::palette::{Palette, Tone};
use super::words::*;
use crate::explain::reason::{Quotation, Reason, ReasonKind};
use crate::program::AnswerWord;
use crate::source::Sources;

/// A node and the speaker of the nearest allegation, in words, without its place.
fn node_in_words(reason: &Reason) -> String {
    let text = clean(&reason.text);
    let told = match &reason.according_to {
        Some(speaker) if !text.starts_with("according to ") => format!("according to {}, {text}", clean(speaker)),
        // whoever says it, it is said, not so
        None if reason.kind == ReasonKind::Allegation => format!("as alleged, {text}"),
        _ => text.into_owned(),
    };
    match reason.kind {
        ReasonKind::SeeAbove => format!("{told} (explained above)"),
        ReasonKind::Claim
        | ReasonKind::Rule
        | ReasonKind::Condition
        | ReasonKind::Event
        | ReasonKind::Fact
        | ReasonKind::Question
        | ReasonKind::Allegation
        | ReasonKind::Silence
        | ReasonKind::Circle => told,
    }
}

/// `seed S26 "only the All-Russian Central Executive Committee"`
fn quotation_in_words(quotation: &Quotation) -> String {
    let words = quotation.words.as_ref().map(|words| format!(" “{}”", clean(words))).unwrap_or_default();
    format!("{}{words}", clean(&quotation.place))
}

/// The decisive path from a reason to what it rests on, the claim itself left out, at most `most` steps.
/// Where it is longer its last steps are the ones that tell most, so the middle is left out.
pub fn decisive_steps(reason: &Reason, most: usize) -> Vec<&Reason> {
    let mut path = Vec::new();
    let mut node = Some(reason);
    while let Some(step) = node {
        if step.kind != ReasonKind::Claim {
            path.push(step);
        }
        node = step.because.first();
    }
    if path.len() > most {
        let tail = path.split_off(path.len() - most / 2);
        path.truncate(most - tail.len());
        path.extend(tail);
    }
    path
}

/// One step of a path: the node, its place and its words.
pub fn step_in_words(sources: &Sources, reason: &Reason) -> String {
    let mut behind: Vec<String> = reason.span.iter().map(|&span| place_in_words(sources, span)).collect();
    behind.extend(reason.quotations.iter().map(quotation_in_words));
    let behind = if behind.is_empty() { String::new() } else { format!(" ({})", behind.join("; ")) };
    let answer = match reason.kind {
        ReasonKind::Silence | ReasonKind::Circle | ReasonKind::SeeAbove => String::new(),
        _ => marker(reason),
    };
    format!("{answer}{}{behind}", node_in_words(reason))
}

/// What goes before a step that does not hold.
fn marker(reason: &Reason) -> String {
    match reason.answer {
        AnswerWord::True => String::new(),
        AnswerWord::False => "not so: ".to_string(),
        AnswerWord::Open => "open: ".to_string(),
        AnswerWord::Undefined => "undefined: ".to_string(),
    }
}

/// A tree for a terminal: each node with its answer, its place and its quotations.
pub fn draw_tree(sources: &Sources, reason: &Reason, palette: Palette) -> String {
    let mut out = String::new();
    // (node, what stands before its first line, what stands before its other lines and children)
    let mut stack = vec![(reason, String::new(), String::new())];
    while let Some((node, first, rest)) = stack.pop() {
        draw_node(&mut out, sources, node, (&first, &rest), palette);
        let last = node.because.len().saturating_sub(1);
        for (index, child) in node.because.iter().enumerate().rev() {
            let (branch, trunk) = if index == last { ("└─ ", "   ") } else { ("├─ ", "│  ") };
            stack.push((child, format!("{rest}{branch}"), format!("{rest}{trunk}")));
        }
    }
    out
}

/// The answer that goes before a node: a claim's own always, another's where what it says is not simply so.
fn told_answer(node: &Reason) -> String {
    let answer = answer_word(node.answer);
    match node.answer {
        _ if node.kind == ReasonKind::Claim => answer.to_owned(),
        AnswerWord::True => String::new(),
        AnswerWord::False | AnswerWord::Open | AnswerWord::Undefined => format!("{answer}:"),
    }
}

fn draw_node(out: &mut String, sources: &Sources, node: &Reason, (first, rest): (&str, &str), palette: Palette) {
    let answer = told_answer(node);
    let below = if node.because.is_empty() { " " } else { "│" };
    let room = if answer.is_empty() { 0 } else { answer.len() + 1 };
    let hanging = format!("{rest}{below}{}", " ".repeat(room.max(2) - 1));
    let width = palette.width.saturating_sub(columns(first) + room.max(2)).max(24);
    let place = node.span.map(|span| place_in_words(sources, span));
    let mut lines: Vec<(String, Tone)> =
        wrapped(&node_in_words(node), width).into_iter().map(|l| (l, Tone::Normal)).collect();
    push_place(&mut lines, place, width);
    for quotation in &node.quotations {
        lines.extend(wrapped(&quotation_in_words(quotation), width).into_iter().map(|l| (l, Tone::Quiet)));
    }
    for (index, (line, tone)) in lines.iter().enumerate() {
        if index == 0 {
            out.push_str(&palette.paint(Tone::Quiet, first));
            if !answer.is_empty() {
                out.push_str(&format!("{} ", palette.paint(answer_tone(node.answer), &answer)));
            }
        } else {
            out.push_str(&palette.paint(Tone::Quiet, &hanging));
        }
        out.push_str(&palette.paint(*tone, line));
        out.push('\n');
    }
}

/// The place goes at the end of the last line where it fits, else on its own.
fn push_place(lines: &mut Vec<(String, Tone)>, place: Option<String>, width: usize) {
    let Some(place) = place else { return };
    match lines.last_mut() {
        Some((line, _)) if columns(line) + columns(&place) + 3 <= width => line.push_str(&format!(" ({place})")),
        _ => lines.push((format!("({place})"), Tone::Quiet)),
    }
}

fn columns(text: &str) -> usize {
    unicode_width::UnicodeWidthStr::width(text)
}

pub(super) fn wrapped(text: &str, width: usize) -> Vec<String> {
    let options = textwrap::Options::new(width)
        .word_separator(textwrap::WordSeparator::AsciiSpace)
        .word_splitter(textwrap::WordSplitter::NoHyphenation);
    textwrap::wrap(text, options).into_iter().map(|line| line.into_owned()).collect()
}

/// A tree as plain lines: one node a line, numbered by its place in the tree (`1.2.1`), then each
/// quotation on its own line.
pub fn plain_tree(sources: &Sources, reason: &Reason, number: &str) -> String {
    let mut out = String::new();
    let mut stack = vec![(reason, number.to_string())];
    while let Some((node, number)) = stack.pop() {
        let place = node.span.map(|span| format!(" (at {})", place_in_words(sources, span))).unwrap_or_default();
        let (answer, kind) = (told_answer(node), kind_word(node.kind));
        let answer = answer.trim_end_matches(':');
        let answer = if answer.is_empty() { String::new() } else { format!("{answer}, ") };
        out.push_str(&format!("{number} {answer}{kind}: {}{place}\n", node_in_words(node)));
        for quotation in &node.quotations {
            out.push_str(&format!("{number} quoted: {}\n", quotation_in_words(quotation)));
        }
        for (index, child) in node.because.iter().enumerate().rev() {
            stack.push((child, format!("{number}.{}", index + 1)));
        }
    }
    out
}
