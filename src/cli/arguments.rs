//! The command line, declared once: parsing, help and completions come from here.
use super::diff::Diff;
use super::exit::IN_WORDS;
use super::explain::Explain;
use clap::{Args, Parser, Subcommand, ValueEnum};
use convoke::session::options::Reading;
use std::path::PathBuf;

/// A checker for what happened, by whose account, under which rules, and who claims what about it
///
/// A corpus is a folder of `.cvk` files: events and facts with their sources, the rules of the time, what
/// each party alleges, and the claims to be judged. Convoke says of every claim whether it stands, why,
/// and what its answer turns on.
#[derive(Parser)]
#[command(name = "convoke", version, max_term_width = 100, after_help = IN_WORDS, after_long_help = FIRST_STEPS)]
pub struct Convoke {
    #[command(subcommand)]
    pub command: Command,
}

const FIRST_STEPS: &str = "\
Examples:
  convoke check my-corpus                    judge every claim in a folder
  convoke why who_could_convene my-corpus    show the reasons of one claim
  convoke ask 'B may convene spring_meeting' my-corpus
  convoke coverage my-corpus                 which sentences of the sources are cited

Exit codes:
  0  all well: no error, and every expectation met
  1  errors in the corpus, an expectation that failed, or a finding of --fail-on
  2  wrong use: an unknown option or name, a file that cannot be read";

/// The commands.
#[derive(Subcommand)]
pub enum Command {
    Check(Check),
    Why(Why),
    Ask(Ask),
    Fingerprint(Fingerprint),
    Coverage(Coverage),
    Diff(Diff),
    Export(Export),
    Verify(Verify),
    Explain(Explain),
}

/// Judge every claim of a corpus, and report every fault of its record
#[derive(Args)]
#[command(after_help = IN_WORDS, after_long_help = CHECK_EXAMPLES)]
pub struct Check {
    #[command(flatten)]
    pub corpus: Corpus,
    #[command(flatten)]
    pub reading: ReadingArguments,
    /// Judge this claim only (may be given several times)
    #[arg(long = "claim", value_name = "NAME")]
    pub claims: Vec<String>,
    /// Exit with 1 if a claim has one of these verdicts
    #[arg(long, value_name = "VERDICT,…", value_delimiter = ',', value_enum)]
    pub fail_on: Vec<Finding>,
    #[command(flatten)]
    pub reports: Reports,
}

const CHECK_EXAMPLES: &str = "\
Examples:
  convoke check                              judge the corpus in this folder
  convoke check corpus --claim no_quorum     judge one claim only
  convoke check corpus --standpoint smolny   judge as one party sees it
  convoke check corpus --accept lower_elections --reject soldiers_vote_by_army
  convoke check corpus --format json > result.json
  convoke check corpus --format terminal --format sarif=result.sarif
  convoke check corpus --fail-on contested,undetermined

Exit codes:
  0  all well: no error, and every expectation met
  1  errors in the corpus, an expectation that failed, or a finding of --fail-on
  2  wrong use: an unknown option or name, a file that cannot be read";

/// Show the reasons of a claim as a tree, or the chain of authority of a body
#[derive(Args)]
#[command(after_help = IN_WORDS, after_long_help = WHY_EXAMPLES)]
pub struct Why {
    /// The claim, by name; or a body, for its chain of authority
    #[arg(value_name = "CLAIM")]
    pub name: String,
    #[command(flatten)]
    pub corpus: Corpus,
    #[command(flatten)]
    pub reading: ReadingArguments,
    #[command(flatten)]
    pub form: Form,
}

const WHY_EXAMPLES: &str = "\
Each line is a reason for the line above it, the decisive one first, with its place in the corpus.
What a party says stands as `according to …`; an open or contested claim has a tree for each answer.

Examples:
  convoke why private_meeting corpus
  convoke why private_meeting corpus --accept lower_elections
  convoke why private_meeting corpus --standpoint treasurer
  convoke why private_meeting corpus --without agreeing_is_convening
  convoke why board corpus                   the chain of authority of a body

Exit codes:
  0  the reasons were found
  1  errors in the corpus
  2  wrong use: an unknown option or name, a file that cannot be read";

/// Judge any condition, as if a claim said it; with variables, find who or what fits
#[derive(Args)]
#[command(after_help = IN_WORDS, after_long_help = ASK_EXAMPLES)]
pub struct Ask {
    /// The condition, in quotation marks
    #[arg(value_name = "CONDITION")]
    pub condition: String,
    #[command(flatten)]
    pub corpus: Corpus,
    #[command(flatten)]
    pub reading: ReadingArguments,
    #[command(flatten)]
    pub form: Form,
}

const ASK_EXAMPLES: &str = "\
Names with a capital letter are variables: every name that fits is listed with its verdict.

Examples:
  convoke ask 'call is void' corpus
  convoke ask 'B may convene spring_meeting on 2024-03-01' corpus
  convoke ask 'spring_meeting.present is N' corpus
  convoke ask 'E on D and E is void' corpus
  convoke ask 'call is valid under statutes' corpus

Exit codes:
  0  the condition was judged
  1  errors in the corpus or in the condition
  2  wrong use: an unknown option or name, a file that cannot be read";

/// Make a file that stands in for a text that may not be republished
#[derive(Args)]
#[command(after_long_help = FINGERPRINT_EXAMPLES)]
pub struct Fingerprint {
    /// The text: a sentence a line, `S1<TAB>words`, or plain prose, whose sentences are then numbered
    #[arg(value_name = "TEXT")]
    pub text: PathBuf,
    /// Write to this file instead of the terminal
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

const FINGERPRINT_EXAMPLES: &str = "\
A fingerprint holds, for each sentence, its locator and short hashes of its runs of words: enough to
verify a quotation of two words or more and to count coverage, not to read the source.

Examples:
  convoke fingerprint article.txt -o corpus/article.print
  then in the corpus:  source article \"…\" { fingerprint \"article.print\" }

Exit codes:
  0  the fingerprint was made
  2  the text cannot be read, or the file cannot be written";

/// Count which sentences of the sources are cited, passed over, broken off and forgotten
#[derive(Args)]
#[command(after_help = IN_WORDS)]
pub struct Coverage {
    #[command(flatten)]
    pub corpus: Corpus,
    #[command(flatten)]
    pub form: Form,
}

/// Write the claims of a corpus, on one reading, as a program for another engine
///
/// What is not accepted is rejected; open questions get answers that the dates and the constraints of the
/// record allow together. The program lists each allegation and each question, so that its reader can change
/// them.
#[derive(Args)]
#[command(after_help = IN_WORDS)]
pub struct Export {
    /// The language of the program
    #[arg(long, value_enum)]
    pub to: Language,
    /// Write this claim only (may be given several times)
    #[arg(long = "claim", value_name = "NAME")]
    pub claims: Vec<String>,
    #[command(flatten)]
    pub corpus: Corpus,
    #[command(flatten)]
    pub reading: ReadingArguments,
}

/// What `export` can write.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub enum Language {
    /// SWI-Prolog, with tabled well-founded negation
    Prolog,
    /// clingo, where no claim is undefined
    Asp,
}

/// Have another engine judge the record and each standpoint, and compare
///
/// The program is the one that `convoke export` writes. Exit code 1 where an answer differs, 2 where no
/// witness was there.
#[derive(Args)]
pub struct Verify {
    /// The engine to ask (may be given several times) [default: each]
    #[arg(long, value_name = "ENGINE", value_enum)]
    pub with: Vec<Witness>,
    #[command(flatten)]
    pub corpus: Corpus,
}

/// Engines that nobody here wrote.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub enum Witness {
    /// SWI-Prolog
    Swipl,
    /// clingo, as a module of Python
    Clingo,
}

impl Witness {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::Swipl, Self::Clingo];

    /// What it is called.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Swipl => "SWI-Prolog",
            Self::Clingo => "clingo",
        }
    }

    /// What it reads.
    pub const fn target(self) -> convoke::export::Target {
        match self {
            Self::Swipl => convoke::export::Target::Prolog,
            Self::Clingo => convoke::export::Target::AnswerSets,
        }
    }
}
/// Which corpus.
#[derive(Args)]
pub struct Corpus {
    /// Folders (with everything below them) and `.cvk` files of the corpus [default: this folder]
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
}

/// Which reading.
#[derive(Args)]
pub struct ReadingArguments {
    /// Accept this allegation, or all that a speaker alleges (may be given several times)
    #[arg(long, value_name = "NAME", value_delimiter = ',')]
    pub accept: Vec<String>,
    /// Reject this allegation, or all that a speaker alleges (may be given several times)
    #[arg(long, value_name = "NAME", value_delimiter = ',')]
    pub reject: Vec<String>,
    /// Judge from this standpoint: what it lists is accepted, the rest is not
    #[arg(long, value_name = "NAME")]
    pub standpoint: Option<String>,
    /// Recognise this order, and none of its rivals
    #[arg(long, value_name = "ORDER")]
    pub under: Option<String>,
    /// Leave this rule or event out (may be given several times)
    #[arg(long, value_name = "NAME", value_delimiter = ',')]
    pub without: Vec<String>,
}

impl ReadingArguments {
    /// In the library's terms.
    pub fn reading(&self) -> Reading {
        Reading {
            accept: self.accept.clone(),
            reject: self.reject.clone(),
            standpoint: self.standpoint.clone(),
            under: self.under.clone(),
            without: self.without.clone(),
        }
    }
}

/// In which form.
#[derive(Args)]
pub struct Form {
    /// How to show the result
    #[arg(long, value_enum, default_value_t = Format::Terminal)]
    pub format: Format,
    /// Whether to colour (`auto`: where the output is a terminal that wants it)
    #[arg(long, visible_alias = "color", value_enum, default_value_t = Colour::Auto, value_name = "WHEN")]
    pub colour: Colour,
}

/// In which forms, and where to.
#[derive(Args)]
pub struct Reports {
    /// How to show the result, and in which file (may be given several times): terminal, plain, json, short,
    /// sarif, github, gitlab or rdjson
    #[arg(long = "format", value_name = "FORM[=FILE]", default_value = "terminal", value_parser = report)]
    pub reports: Vec<Report>,
    /// Whether to colour (`auto`: where the output is a terminal that wants it)
    #[arg(long, visible_alias = "color", value_enum, default_value_t = Colour::Auto, value_name = "WHEN")]
    pub colour: Colour,
}

/// One form, on standard output or in a file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Report {
    pub form: CheckForm,
    pub file: Option<PathBuf>,
}

fn report(text: &str) -> Result<Report, String> {
    let (form, file) = text.split_once('=').map_or((text, None), |(form, file)| (form, Some(file)));
    if file == Some("") {
        return Err(format!("no file follows `{form}=`"));
    }
    Ok(Report { form: CheckForm::from_str(form, false)?, file: file.map(PathBuf::from) })
}

/// The forms of `check`.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub enum CheckForm {
    Terminal,
    Plain,
    Json,
    Short,
    Sarif,
    Github,
    Gitlab,
    Rdjson,
}

/// The forms of the other commands.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub enum Format {
    /// For people, 80 columns wide
    Terminal,
    /// For screen readers and logs: one fact a line, no boxes, no colour
    Plain,
    /// For other programs; see the schemas in `schema/`
    Json,
}

/// When to colour.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub enum Colour {
    /// Where the output is a terminal, unless `NO_COLOR` is set
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// What `--fail-on` can name.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub enum Finding {
    Refuted,
    Contested,
    Undetermined,
    Paradoxical,
}
