//! Files of a corpus, places in them, and the line index. Takes texts that somebody else read; gives
//! lines and columns. Must never know the disk.
//!
//! Offsets are bytes; lines and columns count from 1, columns in Unicode scalars.

/// A file of the corpus, by its place in [`Sources`].
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Default)]
pub struct FileId(pub u32);

/// A stretch of a file, in bytes; `start <= end`.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Default)]
pub struct Span {
    /// The file.
    pub file: FileId,
    /// The first byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The stretch from the start of `self` to the end of `other`, in the same file.
    pub fn to(self, other: Span) -> Span {
        Span { file: self.file, start: self.start.min(other.start), end: self.end.max(other.end) }
    }
}

/// One file: its path as shown to the reader, its text, and its line index.
#[derive(Clone, Debug)]
pub struct SourceFile {
    path: String,
    text: String,
    line_starts: Vec<u32>,
    /// The bytes that the reader wrote: all, but for a frame around them in the first and the last line.
    written: std::ops::Range<usize>,
}

/// A place: line and column, both from 1, the column in Unicode scalars.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Place {
    /// The line, from 1.
    pub line: u32,
    /// The column, from 1, in Unicode scalars.
    pub column: u32,
}

impl SourceFile {
    /// The path as shown to the reader, with `/` between folders.
    pub fn path(&self) -> &str {
        &self.path
    }
    /// The whole text.
    pub fn text(&self) -> &str {
        &self.text
    }
    /// The place of a byte offset; an offset past the end is the end, one inside a scalar its start, and one in the
    /// frame of a text the nearer end of what the reader wrote.
    pub fn place(&self, offset: u32) -> Place {
        let mut offset = (offset as usize).clamp(self.written.start, self.written.end);
        while !self.text.is_char_boundary(offset) {
            offset -= 1;
        }
        let line = self.line_starts.partition_point(|&start| start as usize <= offset);
        let start = self.line_starts.get(line.saturating_sub(1)).copied().unwrap_or(0) as usize;
        let start = start.max(self.written.start);
        let column = self.text[start..offset].chars().count();
        Place { line: line as u32, column: column as u32 + 1 }
    }
    /// The byte range of a line (from 1), without its line break; `None` past the end.
    pub fn line(&self, line: u32) -> Option<std::ops::Range<usize>> {
        let index = (line as usize).checked_sub(1)?;
        let start = *self.line_starts.get(index)? as usize;
        let end = self.line_starts.get(index + 1).map_or(self.text.len(), |&next| next as usize);
        let (start, end) = (start.max(self.written.start), end.min(self.written.end));
        let trimmed = self.text.get(start..end)?.trim_end_matches(['\n', '\r']).len();
        Some(start..start + trimmed)
    }
}

/// The files of one run, in the order in which they were added.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    files: Vec<SourceFile>,
}

impl Sources {
    /// Adds a file and gives its id.
    pub fn add(&mut self, path: impl Into<String>, text: impl Into<String>) -> FileId {
        let text = text.into();
        let written = 0..text.len();
        self.push(path.into(), text, written)
    }
    /// Adds a text that the reader wrote without what has to stand around it; that has no place and is never shown.
    pub fn add_framed(&mut self, path: impl Into<String>, before: &str, text: &str, after: &str) -> FileId {
        let written = before.len()..before.len() + text.len();
        self.push(path.into(), format!("{before}{text}{after}"), written)
    }
    fn push(&mut self, path: String, text: String, written: std::ops::Range<usize>) -> FileId {
        let line_starts =
            std::iter::once(0).chain(text.bytes().enumerate().filter(|(_, b)| *b == b'\n').map(|(i, _)| i as u32 + 1));
        let line_starts = line_starts.collect();
        self.files.push(SourceFile { path, text, line_starts, written });
        FileId(self.files.len() as u32 - 1)
    }
    /// The file of an id that this value gave.
    pub fn file(&self, id: FileId) -> &SourceFile {
        &self.files[id.0 as usize]
    }
    /// All files with their ids.
    pub fn iter(&self) -> impl Iterator<Item = (FileId, &SourceFile)> {
        self.files.iter().enumerate().map(|(i, file)| (FileId(i as u32), file))
    }
    /// The text under a span; empty where the span does not fit.
    pub fn text(&self, span: Span) -> &str {
        self.file(span.file).text.get(span.start as usize..span.end as usize).unwrap_or("")
    }
}
