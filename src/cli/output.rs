//! What reaches the terminal: results on standard output, troubles on standard error, and quiet when
//! whoever reads has gone.
use super::arguments::{Colour, Form};
use convoke::diagnostic::Code;
use convoke::evidence::UnnumberedLine;
use convoke::report::{Palette, clean};
use std::io::Write;
use std::path::Path;

/// The width of every form for people.
const WIDTH: usize = 80;

/// Something that kept a command from its work.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Trouble {
    code: &'static str,
    message: String,
    help: Option<String>,
}

impl Trouble {
    /// A file that cannot be used.
    pub fn file(path: &Path, why: &str) -> Self {
        let message = format!("`{}` cannot be read: {why}", path.display());
        Self { code: "CV0801", message, help: None }
    }

    /// A file that cannot be written.
    pub fn unwritten(path: &Path, why: &str) -> Self {
        let message = format!("`{}` cannot be written: {why}", path.display());
        Self { code: "CV0802", message, help: None }
    }

    /// Reports that would get in each other's way.
    pub fn reports(what: &str) -> Self {
        let help = "give each form once, and all but one a file: `--format terminal --format sarif=result.sarif`";
        Self { code: "CV0808", message: format!("--format: {what}"), help: Some(help.to_string()) }
    }

    /// A corpus that cannot be written for another engine.
    pub fn unexported(why: &str, help: &str) -> Self {
        Self { code: "CV0809", message: why.to_owned(), help: Some(help.to_owned()) }
    }

    /// A folder without corpora.
    pub fn no_corpus(path: &Path) -> Self {
        let message = format!("there is no corpus in `{}`: no file there ends in `.cvk`", path.display());
        let help = "name the folder or the files of a corpus, as in `convoke check my-corpus`";
        Self { code: "CV0803", message, help: Some(help.to_string()) }
    }

    /// A text without a single sentence.
    pub fn no_words(path: &Path) -> Self {
        let message = format!("`{}` has no sentence to make a fingerprint of", path.display());
        Self { code: "CV0804", message, help: None }
    }

    /// A text of numbered lines with a line that is none.
    pub fn unnumbered(path: &Path, fault: &UnnumberedLine) -> Self {
        let message = format!("`{}` cannot be used: {fault}", path.display());
        let help = "every line of a text with locators is a locator, a tab and its sentence; plain prose has none";
        Self { code: "CV0804", message, help: Some(help.to_string()) }
    }

    /// An option that names what the corpus does not have.
    pub fn unknown_name(option: &str, name: &str, what: &str, nearest: Option<&str>) -> Self {
        let message = format!("{option}: the corpus has no {what} `{name}`");
        let help = nearest.map(|nearest| format!("did you mean `{nearest}`?"));
        Self { code: "CV0805", message, help }
    }

    /// A code that no diagnostic has.
    pub fn unknown_code(text: &str, nearest: &[Code]) -> Self {
        let near: Vec<String> = nearest.iter().map(|code| format!("`{code}`")).collect();
        let help = match near.as_slice() {
            [] => "`convoke explain` lists every code".to_owned(),
            [one] => format!("did you mean {one}?"),
            [init @ .., last] => format!("did you mean {} or {last}?", init.join(", ")),
        };
        Self { code: "CV0851", message: format!("no diagnostic has the code `{text}`"), help: Some(help) }
    }

    /// Something that keeps two corpora from being compared.
    pub fn comparison(message: String, help: &str) -> Self {
        Self { code: "CV0871", message, help: Some(help.to_string()) }
    }

    /// A revision or a file that cannot be had from a repository.
    pub fn git(message: String, help: Option<&str>) -> Self {
        Self { code: "CV0872", message, help: help.map(str::to_string) }
    }

    /// One name both accepted and rejected.
    pub fn both_ways(name: &str) -> Self {
        let message = format!("`{name}` is both accepted and rejected");
        let help = "keep one of `--accept` and `--reject`";
        Self { code: "CV0806", message, help: Some(help.to_string()) }
    }

    /// What is to be accepted or rejected is nobody's allegation.
    pub fn nothing_alleged(option: &str, name: &str, doubtful: bool, can_be_left_out: bool) -> Self {
        let why = if doubtful {
            "is doubtful: an open question, which no choice of whom to believe settles"
        } else {
            "is nobody's allegation, and so no choice accepts or rejects it"
        };
        let help = match (doubtful, can_be_left_out) {
            (true, _) => format!("a claim can be judged `supposing {name}`"),
            (false, true) => {
                format!("what stands flat is on the record; `--without {name}` judges as if it were not there")
            }
            (false, false) => "name what stands `according to` somebody, or who says it".to_owned(),
        };
        Self { code: "CV0807", message: format!("{option}: `{name}` {why}"), help: Some(help) }
    }
}

/// Says troubles on standard error.
pub fn say_trouble(troubles: &[Trouble]) {
    let mut out = String::new();
    for Trouble { code, message, help } in troubles {
        out.push_str(&format!("error {code}: {}\n", clean(message)));
        if let Some(help) = help {
            out.push_str(&format!("  help: {}\n", clean(help)));
        }
    }
    // whoever closed standard error does not want to know
    let _ = std::io::stderr().lock().write_all(out.as_bytes());
}

/// Prints a result. A reader that has gone (`| head`) is no fault.
pub fn print(text: &str) {
    let mut out = std::io::stdout().lock();
    let _ = out.write_all(text.as_bytes()).and_then(|()| out.flush());
}

/// How the form for a terminal looks.
pub fn palette(form: &Form) -> Palette {
    coloured(form.colour)
}

/// The same, by when to colour.
pub fn coloured(colour: Colour) -> Palette {
    let colour = match colour {
        Colour::Always => true,
        Colour::Never => false,
        Colour::Auto => !matches!(anstream::AutoStream::choice(&std::io::stdout()), anstream::ColorChoice::Never),
    };
    Palette { width: WIDTH, colour }
}
