//! Diagnostics for a terminal, drawn by miette from the plain value. Takes diagnostics and the files;
//! gives text. A diagnostic's own file comes first, then each other file that its labels name, then
//! the help.
use super::clean::clean;
use super::palette::{Palette, Tone};
use super::snippet::Snippet;
use super::words::{place_in_words, severity_word};
use crate::diagnostic::{Diagnostic, Label, Severity};
use crate::source::{FileId, Sources, Span};
use miette::{GraphicalReportHandler, GraphicalTheme, LabeledSpan, SourceCode};

/// One part of a diagnostic, in miette's terms.
struct Part {
    severity: Severity,
    message: String,
    help: Option<String>,
    snippet: Option<Snippet>,
}

impl std::fmt::Debug for Part {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.message)
    }
}
impl std::fmt::Display for Part {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.message)
    }
}
impl std::error::Error for Part {}
impl miette::Diagnostic for Part {
    fn severity(&self) -> Option<miette::Severity> {
        Some(match self.severity {
            Severity::Error => miette::Severity::Error,
            Severity::Warning => miette::Severity::Warning,
            Severity::Note => miette::Severity::Advice,
        })
    }
    fn help<'a>(&'a self) -> Option<Box<dyn std::fmt::Display + 'a>> {
        self.help.as_ref().map(|help| Box::new(help) as Box<dyn std::fmt::Display>)
    }
    fn source_code(&self) -> Option<&dyn SourceCode> {
        self.snippet.as_ref().map(|snippet| snippet as &dyn SourceCode)
    }
    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        self.snippet.as_ref().map(|s| Box::new(s.labels.iter().cloned()) as Box<dyn Iterator<Item = LabeledSpan>>)
    }
}

/// One diagnostic, drawn; ends with a line break.
pub fn draw_diagnostic(sources: &Sources, diagnostic: &Diagnostic, palette: Palette) -> String {
    let theme = if palette.colour { GraphicalTheme::unicode() } else { GraphicalTheme::unicode_nocolor() };
    let handler = GraphicalReportHandler::new_themed(theme)
        .with_width(palette.width)
        .with_links(false)
        .with_word_separator(textwrap::WordSeparator::AsciiSpace)
        .without_syntax_highlighting();
    let mut out = String::new();
    for part in parts(sources, diagnostic, palette) {
        let mut drawn = String::new();
        if handler.render_report(&mut drawn, &part).is_err() {
            drawn = fallback(sources, diagnostic);
        }
        for line in drawn.lines() {
            out.push_str(line.trim_end());
            out.push('\n');
        }
    }
    out
}

fn parts(sources: &Sources, diagnostic: &Diagnostic, palette: Palette) -> Vec<Part> {
    let head = format!("{} {}: ", severity_word(diagnostic.severity), diagnostic.code);
    let message = format!("{head}{}", clean(&diagnostic.message));
    let files = files_in_order(&diagnostic.labels);
    let mut parts: Vec<Part> = files
        .iter()
        .enumerate()
        .map(|(index, &file)| {
            let labels: Vec<&Label> = diagnostic.labels.iter().filter(|label| label.span.file == file).collect();
            let snippet = Some(Snippet::new(sources.file(file), &labels, palette.width));
            let (severity, message) = match index {
                0 => (diagnostic.severity, message.clone()),
                _ => (Severity::Note, format!("the other place is in {}", clean(sources.file(file).path()))),
            };
            Part { severity, message, help: None, snippet }
        })
        .collect();
    if parts.is_empty() {
        parts.push(Part { severity: diagnostic.severity, message, help: None, snippet: None });
    }
    if let (Some(last), Some(help)) = (parts.last_mut(), &diagnostic.help) {
        last.help = Some(clean(help).into_owned());
    }
    parts
}

/// The files that labels name: the first primary one's first, then in order of appearance.
fn files_in_order(labels: &[Label]) -> Vec<FileId> {
    let mut files: Vec<FileId> = Vec::new();
    let primary = labels.iter().find(|label| label.primary);
    for label in primary.into_iter().chain(labels) {
        if !files.contains(&label.span.file) {
            files.push(label.span.file);
        }
    }
    files
}

/// One line, should the drawing fail.
fn fallback(sources: &Sources, diagnostic: &Diagnostic) -> String {
    let place = diagnostic.primary().map(|span| format!(" ({})", place_in_words(sources, span))).unwrap_or_default();
    format!("{} {}: {}{place}\n", severity_word(diagnostic.severity), diagnostic.code, clean(&diagnostic.message))
}

/// One diagnostic as plain lines, one fact a line.
pub fn plain_diagnostic(sources: &Sources, diagnostic: &Diagnostic) -> String {
    let place = |span: Span| {
        let file = sources.file(span.file);
        let place = file.place(span.start);
        format!("{} line {} column {}", clean(file.path()), place.line, place.column)
    };
    let at = diagnostic.primary().map(|span| format!(", {}", place(span))).unwrap_or_default();
    let severity = severity_word(diagnostic.severity);
    let mut out = format!("{severity} {}{at}: {}\n", diagnostic.code, clean(&diagnostic.message));
    for label in diagnostic.labels.iter().filter(|label| !label.text.is_empty()) {
        let word = if label.primary { "here" } else { "see also" };
        out.push_str(&format!("{word}, {}: {}\n", place(label.span), clean(&label.text)));
    }
    if let Some(help) = &diagnostic.help {
        out.push_str(&format!("help: {}\n", clean(help)));
    }
    out
}

/// The tone of a severity.
pub(super) fn severity_tone(severity: Severity) -> Tone {
    match severity {
        Severity::Error => Tone::Alarm,
        Severity::Warning => Tone::Doubt,
        Severity::Note => Tone::Quiet,
    }
}
