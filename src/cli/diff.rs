//! `convoke diff`: what a change did to the verdicts, and which edits did it.
use super::arguments::{Colour, Form, Format};
use super::exit::Exit;
use super::git::read_corpus_at;
use super::input::{Corpus, read_corpus};
use super::names;
use super::output::{Trouble, palette, print};
use clap::{Args, ValueEnum};
use convoke::report::{json_diff, markdown_diff, plain_diff, terminal_diff};
use convoke::session::diff::{Difference, Side, between_standpoints, diff};
use convoke::session::options::Reading;
use std::path::{Path, PathBuf};

/// Say what a change did: which verdicts changed, and which edits made them change
///
/// BASE and HEAD are folders, or revisions of the git repository in which the corpus lies; HEAD is the folder as it
/// is now unless it is named. Two `--standpoint` compare two readings of one corpus instead.
#[derive(Args)]
#[command(after_help = EXIT, after_long_help = EXAMPLES)]
pub struct Diff {
    /// BASE [HEAD [PATH]]: two folders or revisions, then where the corpus lies [default: this folder]
    #[arg(value_name = "BASE [HEAD [PATH]]", num_args = 0..=3)]
    pub sides: Vec<String>,
    /// Judge both from this standpoint; given twice: compare the two
    #[arg(long = "standpoint", value_name = "NAME")]
    pub standpoints: Vec<String>,
    /// Exit with 1 if a verdict changed
    #[arg(long, value_name = "WHAT", value_enum)]
    pub fail_on: Option<FailOn>,
    /// How to show the result
    #[arg(long, value_enum, default_value_t = DiffFormat::Terminal)]
    pub format: DiffFormat,
    /// Whether to colour (`auto`: where the output is a terminal that wants it)
    #[arg(long, visible_alias = "color", value_enum, default_value_t = Colour::Auto, value_name = "WHEN")]
    pub colour: Colour,
}

const EXIT: &str = "\
Exit codes:
  0  compared
  1  errors in one of the two, or a verdict changed with --fail-on changed
  2  wrong use: no such revision, folder or standpoint, or no git";

const EXAMPLES: &str = "\
For each verdict that changed the edits that made it change are found by judging it again with some of
them and without others. Moves, comments, blanks and new names are no edits.

Examples:
  convoke diff main                          the folder as it is now, against the branch `main`
  convoke diff main HEAD corpus --format markdown > comment.md
  convoke diff old-folder new-folder --fail-on changed
  convoke diff --standpoint smolny --standpoint sceptic corpus

Exit codes:
  0  compared
  1  errors in one of the two, or a verdict changed with --fail-on changed
  2  wrong use: no such revision, folder or standpoint, or no git";

/// What `--fail-on` can name.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub enum FailOn {
    /// A claim has another verdict, or is gone
    Changed,
}

/// The forms.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub enum DiffFormat {
    /// For people, 80 columns wide
    Terminal,
    /// For screen readers and logs: one fact a line, no colour
    Plain,
    /// For a comment on a pull request
    Markdown,
    /// For other programs; see the schemas in `schema/`
    Json,
}

/// Compares and prints.
pub fn run(arguments: &Diff) -> Result<Exit, Vec<Trouble>> {
    let found = compared(arguments)?;
    print(&match arguments.format {
        DiffFormat::Terminal => {
            terminal_diff(&found, palette(&Form { format: Format::Terminal, colour: arguments.colour }))
        }
        DiffFormat::Plain => plain_diff(&found),
        DiffFormat::Markdown => markdown_diff(&found),
        DiffFormat::Json => json_diff(&found),
    });
    let gone = || found.claims.iter().any(|change| change.head.is_none());
    let failed = arguments.fail_on == Some(FailOn::Changed) && (found.verdict_changed() || gone());
    Ok(if !found.compared() || failed { Exit::Faults } else { Exit::Well })
}

fn compared(arguments: &Diff) -> Result<Difference, Vec<Trouble>> {
    match arguments.standpoints.as_slice() {
        [first, second] => two_standpoints(arguments, first, second),
        [] | [_] => two_corpora(arguments),
        _ => {
            let message = format!("{} standpoints cannot be compared at once", arguments.standpoints.len());
            Err(vec![Trouble::comparison(message, "give two, or one from which both corpora are judged")])
        }
    }
}

fn two_standpoints(arguments: &Diff, first: &str, second: &str) -> Result<Difference, Vec<Trouble>> {
    let paths: Vec<PathBuf> = arguments.sides.iter().map(PathBuf::from).collect();
    let Corpus { sources, texts } = read_corpus(&paths)?;
    let found = between_standpoints(Side { name: String::new(), sources, texts }, first, second);
    if found.compared() {
        let troubles = [first, second].map(from).map(|reading| names::unknown(&found.head.program, &[], &reading));
        let troubles: Vec<Trouble> = troubles.into_iter().flatten().collect();
        if !troubles.is_empty() {
            return Err(troubles);
        }
        if first == second {
            let message = format!("both standpoints are `{first}`");
            return Err(vec![Trouble::comparison(message, "name two different ones")]);
        }
    }
    Ok(found)
}

fn from(standpoint: &str) -> Reading {
    Reading { standpoint: Some(standpoint.to_string()), ..Reading::default() }
}

fn two_corpora(arguments: &Diff) -> Result<Difference, Vec<Trouble>> {
    let [base, others @ ..] = arguments.sides.as_slice() else {
        let help = "name two folders or revisions, as in `convoke diff main HEAD`, or give `--standpoint` twice";
        return Err(vec![Trouble::comparison("there is nothing to compare".to_string(), help)]);
    };
    let head = others.first().map_or(".", String::as_str);
    // A revision is read where the other side lies, unless that is said.
    let folder = |side: &str| Path::new(side).exists().then(|| PathBuf::from(side));
    let path = others.get(1).map(PathBuf::from).or_else(|| folder(head)).or_else(|| folder(base));
    let path = path.unwrap_or_else(|| PathBuf::from("."));
    let (before, after) = match (side(base, &path), side(head, &path)) {
        (Ok(before), Ok(after)) => (before, after),
        (before, after) => {
            let mut troubles: Vec<Trouble> = Vec::new();
            for trouble in [before.err(), after.err()].into_iter().flatten().flatten() {
                if !troubles.contains(&trouble) {
                    troubles.push(trouble);
                }
            }
            return Err(troubles);
        }
    };
    let reading = arguments.standpoints.first().map(|name| from(name)).unwrap_or_default();
    let found = diff(before, after, &reading);
    if found.compared() {
        let mut unknown = names::unknown(&found.base.program, &[], &reading);
        unknown.extend(names::unknown(&found.head.program, &[], &reading));
        unknown.dedup();
        if !unknown.is_empty() {
            return Err(unknown);
        }
    }
    Ok(found)
}

/// A folder where there is one; else a revision.
fn side(name: &str, path: &Path) -> Result<Side, Vec<Trouble>> {
    let Corpus { sources, texts } =
        if Path::new(name).exists() { read_corpus(&[PathBuf::from(name)])? } else { read_corpus_at(name, path)? };
    let name = if name == "." { "this folder" } else { name };
    Ok(Side { name: name.to_string(), sources, texts })
}
