//! The disk, for commands: reading one text with clear refusals, and writing a file whole or not at all.
#![expect(clippy::disallowed_types, reason = "the command line is where files are read and written")]
use std::fs::{File, OpenOptions};
use std::io::{ErrorKind, Read, Write};
use std::path::Path;

/// The most that one file may be. Places are counted in 32 bits; this leaves room for many files.
const MOST_BYTES: u64 = 512 * 1024 * 1024;

/// Reads a text: UTF-8, without the mark that some editors put at its beginning. The refusal is in words
/// that go after the name of the file ("cannot be read: …").
pub fn read_text(path: &Path) -> Result<String, String> {
    let metadata = std::fs::metadata(path).map_err(|error| in_words(&error))?;
    if metadata.is_dir() {
        return Err("it is a folder".to_string());
    }
    if !metadata.is_file() {
        return Err("it is no ordinary file".to_string());
    }
    if metadata.len() > MOST_BYTES {
        return Err(format!("it is larger than {} MB, the most that one file may be", MOST_BYTES >> 20));
    }
    let file = File::open(path).map_err(|error| in_words(&error))?;
    let mut bytes = Vec::with_capacity(metadata.len() as usize);
    file.take(MOST_BYTES).read_to_end(&mut bytes).map_err(|error| in_words(&error))?;
    text_of(bytes)
}

/// The text in these bytes.
pub fn text_of(bytes: Vec<u8>) -> Result<String, String> {
    if let Some(at) = bytes.iter().position(|&byte| byte == 0) {
        return Err(match bytes.first_chunk::<2>() {
            Some([0xff, 0xfe] | [0xfe, 0xff]) => "it is UTF-16; save it as UTF-8".to_string(),
            _ => format!("it is not text: byte {} is zero", at + 1),
        });
    }
    let text = String::from_utf8(bytes).map_err(|error| {
        let good = error.utf8_error().valid_up_to();
        let before = &error.as_bytes()[..good];
        let line = before.iter().filter(|&&byte| byte == b'\n').count() + 1;
        format!("it is not UTF-8: line {line}, byte {} of the file; save it as UTF-8", good + 1)
    })?;
    Ok(match text.strip_prefix('\u{feff}') {
        Some(rest) => rest.to_string(),
        None => text,
    })
}

/// What went wrong, in words for somebody who never programmed.
pub fn in_words(error: &std::io::Error) -> String {
    match error.kind() {
        ErrorKind::NotFound => "there is no such file".to_string(),
        ErrorKind::PermissionDenied => "it may not be read (permission denied)".to_string(),
        ErrorKind::InvalidInput => "its name cannot be used".to_string(),
        _ if is_loop(error) => "it is a link that leads back to itself".to_string(),
        _ => error.to_string(),
    }
}

/// Too many links: std has no stable kind for it yet, so by the number of Linux and of macOS.
fn is_loop(error: &std::io::Error) -> bool {
    cfg!(unix) && matches!(error.raw_os_error(), Some(40 | 62))
}

/// Writes a file whole or not at all: under another name beside it first.
pub fn write_whole(path: &Path, text: &str) -> Result<(), String> {
    if path.is_dir() {
        return Err("it is a folder".to_string());
    }
    let name = path.file_name().ok_or("it has no name")?.to_string_lossy().into_owned();
    let beside = path.with_file_name(format!(".{name}.{}.part", std::process::id()));
    let written = write_new(&beside, text).and_then(|()| std::fs::rename(&beside, path));
    written.map_err(|error| {
        // what was begun must not stay behind; that it was never begun is no second fault
        let _ = std::fs::remove_file(&beside);
        match error.kind() {
            ErrorKind::NotFound => "its folder does not exist".to_string(),
            ErrorKind::PermissionDenied => "its folder may not be written to (permission denied)".to_string(),
            _ => error.to_string(),
        }
    })
}

fn write_new(path: &Path, text: &str) -> std::io::Result<()> {
    let mut file = OpenOptions::new().write(true).create_new(true).open(path)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_text_is_said() {
        assert_eq!(text_of(b"\xef\xbb\xbfabc".to_vec()).as_deref(), Ok("abc"));
        assert!(text_of(b"ab\0c".to_vec()).is_err_and(|why| why.contains("byte 3")));
        assert!(text_of(b"\xff\xfea\0".to_vec()).is_err_and(|why| why.contains("UTF-16")));
        assert!(text_of(b"a\nb\xff".to_vec()).is_err_and(|why| why.contains("line 2, byte 4")));
    }
}
