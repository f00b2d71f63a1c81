//! The lines of one file that a diagnostic shows, ready for miette. Takes the labels of that file; gives
//! a small text of its own made of the lines around them, safe to print and cut to the width of the
//! form, with each label at its place in it. Lines and columns come from the file's own line index.
//!
//! INVARIANT: regions are disjoint, in order, made of whole shown lines, and every label lies in one.
use super::clean::{clean, clean_line};
use crate::diagnostic::Label;
use crate::source::{Place, SourceFile};
use miette::{LabeledSpan, MietteError, MietteSpanContents, SourceCode, SourceSpan, SpanContents};
use std::collections::BTreeSet;

/// A label over more lines than this shows its first line only.
const MOST_LINES: u32 = 6;
/// Bytes of a very long line that are looked at on either side of its label.
const REACH: usize = 1024;

/// The shown lines of one file.
pub(super) struct Snippet {
    name: String,
    text: String,
    regions: Vec<Region>,
    places: Vec<(usize, Place)>,
    /// The labels, at their places in the shown text.
    pub labels: Vec<LabeledSpan>,
}

/// Shown lines that follow each other in the file.
struct Region {
    start: usize,
    end: usize,
    first_line: u32,
    lines: usize,
}

/// One shown line: which bytes of the file it shows, and where it stands in the shown text.
struct Shown {
    line: u32,
    from: usize,
    to: usize,
    at: usize,
    lead: usize,
}

impl Snippet {
    /// The lines of `file` around `labels`, at most `width` columns wide.
    pub fn new(file: &SourceFile, labels: &[&Label], width: usize) -> Self {
        let stretches: Vec<(u32, u32, usize, usize)> = labels.iter().map(|label| stretch(file, label)).collect();
        let mut wanted = BTreeSet::new();
        for &(first, last, ..) in &stretches {
            wanted.extend((first.saturating_sub(1).max(1)..=last + 1).filter(|&line| file.line(line).is_some()));
        }
        let mut snippet = Self {
            name: clean(file.path()).into_owned(),
            text: String::new(),
            regions: Vec::new(),
            places: Vec::new(),
            labels: Vec::new(),
        };
        let mut shown = Vec::new();
        for line in wanted {
            let focus = labels
                .iter()
                .zip(&stretches)
                .filter(|(_, s)| s.0 == line)
                .min_by_key(|(label, _)| !label.primary)
                .map(|(_, s)| (s.2, s.3));
            shown.extend(snippet.push_line(file, line, focus, width));
        }
        for (label, &(first, last, start, end)) in labels.iter().zip(&stretches) {
            snippet.push_label(file, &shown, label, (first, start), (last, end), width);
        }
        snippet
    }

    fn push_line(
        &mut self,
        file: &SourceFile,
        line: u32,
        focus: Option<(usize, usize)>,
        width: usize,
    ) -> Option<Shown> {
        let range = file.line(line)?;
        let (from, to) = window(file.text(), range.clone(), focus, width);
        let at = self.text.len();
        if from > range.start {
            self.text.push('…');
        }
        let lead = self.text.len() - at;
        self.text.push_str(&clean_line(&file.text()[from..to]));
        if to < range.end {
            self.text.push('…');
        }
        self.text.push('\n');
        match self.regions.last_mut() {
            Some(region) if region.first_line + region.lines as u32 == line => {
                region.end = self.text.len();
                region.lines += 1;
            }
            _ => self.regions.push(Region { start: at, end: self.text.len(), first_line: line, lines: 1 }),
        }
        Some(Shown { line, from, to, at, lead })
    }

    fn push_label(
        &mut self,
        file: &SourceFile,
        shown: &[Shown],
        label: &Label,
        start: (u32, usize),
        end: (u32, usize),
        width: usize,
    ) {
        let place = |(line, offset): (u32, usize)| {
            let shown = shown.iter().find(|s| s.line == line)?;
            let offset = offset.clamp(shown.from, shown.to);
            Some(shown.at + shown.lead + clean_line(&file.text()[shown.from..offset]).len())
        };
        let (Some(from), Some(to)) = (place(start), place(end)) else { return };
        self.places.push((from, file.place(label.span.start)));
        let text = textwrap::fill(&clean(&label.text), (width / 2).max(24));
        let text = (!text.is_empty()).then_some(text);
        let span = SourceSpan::new(from.into(), to.saturating_sub(from));
        self.labels.push(if label.primary {
            LabeledSpan::new_primary_with_span(text, span)
        } else {
            LabeledSpan::new_with_span(text, span)
        });
    }
}

/// The lines and bytes that a label is shown on: `(first line, last line, start, end)`.
fn stretch(file: &SourceFile, label: &Label) -> (u32, u32, usize, usize) {
    let floor = |offset: u32| {
        let mut offset = (offset as usize).min(file.text().len());
        while !file.text().is_char_boundary(offset) {
            offset -= 1;
        }
        offset
    };
    let (start, mut end) = (floor(label.span.start), floor(label.span.end));
    let first = file.place(start as u32).line;
    let mut last = file.place(end.max(start) as u32).line;
    // a label that ends with a line break ends on the line before
    if last > first && file.line(last).is_some_and(|range| range.start == end) {
        last -= 1;
        end = file.line(last).map_or(end, |range| range.end);
    }
    if last - first >= MOST_LINES {
        last = first;
        end = file.line(first).map_or(end, |range| range.end);
    }
    (first, last, start, end.max(start))
}

/// The bytes of a line to show: the whole line where it fits, else what stands around the label.
fn window(text: &str, line: std::ops::Range<usize>, focus: Option<(usize, usize)>, width: usize) -> (usize, usize) {
    let fits = width.saturating_sub(10).max(20);
    if line.len() <= fits {
        return (line.start, line.end);
    }
    let (focus_start, focus_end) = focus.unwrap_or((line.start, line.start));
    let focus_start = focus_start.clamp(line.start, line.end);
    let columns = |from: usize, to: usize| unicode_width::UnicodeWidthStr::width(&text[from..to]);
    let head_end = boundary(text, line.end.min(line.start + REACH));
    if focus_end <= head_end && columns(line.start, focus_end.clamp(line.start, head_end)) <= fits {
        return (line.start, forward(text, line.start, line.end, fits));
    }
    let from = backward(text, line.start, focus_start, fits / 4);
    (from, forward(text, from, line.end, fits))
}

fn boundary(text: &str, mut offset: usize) -> usize {
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}

/// The furthest offset from `from` that shows at most `columns`.
fn forward(text: &str, from: usize, end: usize, columns: usize) -> usize {
    use unicode_segmentation::UnicodeSegmentation;
    let mut used = 0;
    let near = boundary(text, end.min(from + REACH));
    for (offset, grapheme) in text[from..near].grapheme_indices(true) {
        used += unicode_width::UnicodeWidthStr::width(grapheme).max(1);
        if used > columns {
            return from + offset;
        }
    }
    near
}

/// The nearest offset before `end` that leaves at most `columns` between them.
fn backward(text: &str, start: usize, end: usize, columns: usize) -> usize {
    use unicode_segmentation::UnicodeSegmentation;
    let near = boundary(text, start.max(end.saturating_sub(REACH)));
    let mut used = 0;
    for (offset, grapheme) in text[near..end].grapheme_indices(true).rev() {
        used += unicode_width::UnicodeWidthStr::width(grapheme).max(1);
        if used >= columns {
            return near + offset;
        }
    }
    near
}

impl SourceCode for Snippet {
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        before: usize,
        after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let end = span.offset() + span.len();
        let region = self.regions.iter().find(|region| region.start <= span.offset() && end <= region.end);
        let region = region.ok_or(MietteError::OutOfBounds)?;
        // miette asks without context for the place that it prints above the lines
        let place = self.places.iter().find(|(at, _)| before + after == 0 && *at == span.offset());
        let (line, column) = place.map_or((region.first_line - 1, 0), |(_, p)| (p.line - 1, p.column - 1));
        let shown = SourceSpan::new(region.start.into(), region.end - region.start);
        let data = &self.text.as_bytes()[region.start..region.end];
        let contents =
            MietteSpanContents::new_named(self.name.clone(), data, shown, line as usize, column as usize, region.lines);
        Ok(Box::new(contents))
    }
}
