//! `convoke fingerprint`: a file that stands in for a text.
use super::arguments::Fingerprint as Arguments;
use super::disk::{read_text, write_whole};
use super::exit::Exit;
use super::output::{Trouble, print};
use convoke::evidence::{Fingerprint, SourceText};

/// Makes a fingerprint.
pub fn run(arguments: &Arguments) -> Result<Exit, Vec<Trouble>> {
    let text = read_text(&arguments.text).map_err(|why| vec![Trouble::file(&arguments.text, &why)])?;
    let text = SourceText::read(&text).map_err(|fault| vec![Trouble::unnumbered(&arguments.text, &fault)])?;
    if text.sentences.is_empty() {
        return Err(vec![Trouble::no_words(&arguments.text)]);
    }
    let file = Fingerprint::of(&text).written();
    match &arguments.output {
        None => print(&file),
        Some(path) => write_whole(path, &file).map_err(|why| vec![Trouble::unwritten(path, &why)])?,
    }
    Ok(Exit::Well)
}
