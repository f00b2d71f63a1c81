//! `convoke explain`: the pages of the catalogue of diagnostics.
use super::arguments::{Form, Format};
use super::exit::Exit;
use super::output::{Trouble, palette, print};
use clap::Args;
use convoke::diagnostic::catalogue::{self, Entry};
use convoke::report::{json_pages, plain_pages, terminal_codes, terminal_pages};

/// Tell what a code such as CV0310 means, with an example and its mend
#[derive(Args)]
#[command(after_long_help = EXPLAIN_EXAMPLES)]
pub struct Explain {
    /// The codes, as `CV0310` or `310` [default: a list of all]
    #[arg(value_name = "CODE")]
    pub codes: Vec<String>,
    #[command(flatten)]
    pub form: Form,
}

const EXPLAIN_EXAMPLES: &str = "\
Examples:
  convoke explain CV0310                     the page of one code
  convoke explain                            every code, one a line

Exit codes:
  0  the pages were printed
  2  there is no such code";

/// Prints the pages asked for; without a code, the list of all.
pub fn run(arguments: &Explain) -> Result<Exit, Vec<Trouble>> {
    let (mut entries, mut troubles): (Vec<&Entry>, Vec<Trouble>) = (Vec::new(), Vec::new());
    for code in &arguments.codes {
        match catalogue::named(code) {
            Some(entry) => entries.push(entry),
            None => troubles.push(Trouble::unknown_code(code, &catalogue::nearest(code))),
        }
    }
    if !troubles.is_empty() {
        return Err(troubles);
    }
    let list = entries.is_empty();
    if list {
        entries = catalogue::all().iter().collect();
    }
    let palette = palette(&arguments.form);
    print(&match arguments.form.format {
        Format::Json => json_pages(&entries),
        Format::Terminal | Format::Plain if list => terminal_codes(&entries, palette),
        Format::Terminal => terminal_pages(&entries, palette),
        Format::Plain => plain_pages(&entries),
    });
    Ok(Exit::Well)
}
