//! What the parser says, each finding once: its code, its words, how to mend it. Codes CV0001 to CV0099.
use super::names::Stretch;
use super::tree::Keyword;
use crate::diagnostic::Diagnostic;
use crate::source::{FileId, Span};

/// Files longer than this are refused: places are kept in 32 bits.
const LARGEST: usize = u32::MAX as usize - 1;
/// How far a file is searched for a zero byte.
const SEARCHED: usize = 64 * 1024;
const MARGIN: &str =
    "a line that begins in column 1 begins a new statement, so indent the lines that belong to this one";

/// Why a file cannot be read at all.
pub(super) fn refuse(text: &str, file: FileId) -> Option<Diagnostic> {
    if text.len() > LARGEST {
        let place = Span { file, start: 0, end: 0 };
        let message = format!("this file is too large: at most {LARGEST} bytes can be read");
        return Some(Diagnostic::error(13, message, place, "").with_help("split it into several files"));
    }
    let zero = text.bytes().take(SEARCHED).position(|byte| byte == 0)?;
    let place = Span { file, start: zero as u32, end: zero as u32 + 1 };
    let message = "this file is not a text: it holds a zero byte";
    let help = "a corpus is written in plain text in UTF-8; take the file out of the corpus or save it as such a text";
    Some(Diagnostic::error(13, message, place, "here").with_help(help))
}

/// A file without a statement.
pub(super) fn nothing_stated(file: FileId) -> Diagnostic {
    let place = Span { file, start: 0, end: 0 };
    Diagnostic::note(14, "this file states nothing", place, "")
}

/// Something that is well written, but not wanted here.
pub(super) fn unexpected(keyword: &str, expected: &[&str], found: &str, span: Span) -> Diagnostic {
    let found = shown(found);
    if expected == ["a name"] {
        return Diagnostic::error(
            1,
            format!("expected a name after `{keyword}`, found {found}"),
            span,
            "a name goes here",
        )
        .with_help(format!("give it a name of letters, digits and `_`: `{keyword} some_name`"));
    }
    if expected.contains(&"a text in quotation marks") && expected.len() == 1 {
        let message = format!("expected a text in quotation marks after `{keyword}`, found {found}");
        return Diagnostic::error(1, message, span, "a text goes here")
            .with_help(format!("put it between quotation marks: `{keyword} \"…\"`"));
    }
    if found == "`}`" {
        return unopened(span, "}");
    }
    let message = if expected.is_empty() || expected.len() > 3 {
        format!("did not expect {found} here")
    } else {
        format!("expected {}, found {found}", alternatives(expected))
    };
    Diagnostic::error(1, message, span, "not expected here")
}

/// The statement ends before it has said what it must.
pub(super) fn cut_short(keyword: &str, expected: &[&str], span: Span) -> Diagnostic {
    let expected = if expected.is_empty() { "more".to_owned() } else { alternatives(expected) };
    Diagnostic::error(1, format!("expected {expected} after `{keyword}`"), span, "nothing follows this")
        .with_help(MARGIN)
}

/// Half a keyword.
pub(super) fn according_without_to(span: Span) -> Diagnostic {
    Diagnostic::error(1, "expected `to` after `according`", span, "half of `according to`")
        .with_help("write `according to NAME \"…\" { … }`, the two words on one line")
}

/// A statement that must have a block and has none.
pub(super) fn no_block(keyword: &str, kind: Keyword, span: Span) -> Diagnostic {
    let help = match kind {
        Keyword::Event => "write what happened between braces, after its name, time and citations: `{ who did what }`",
        Keyword::Fact => "write what was so between braces, after its name, time and citations: `{ who is what }`",
        Keyword::Rule => "write the rule's sentence between braces, after its name and citations: `{ … }`",
        Keyword::Claim => "write what is claimed between braces: `{ that … }`",
        Keyword::AccordingTo | Keyword::Doubtful => "write the statements that it covers between braces: `{ … }`",
        _ => "write what belongs to it between braces: `{ … }`",
    };
    Diagnostic::error(7, format!("this `{keyword}` has no block"), span, "no `{` follows").with_help(help)
}

/// A text that never ends; `next` is the mark that seems to open the next one.
pub(super) fn unclosed_text(open: Span, next: Option<Span>) -> Diagnostic {
    let diagnostic = Diagnostic::error(2, "this text is never closed", open, "it opens here");
    match next {
        Some(next) => diagnostic
            .with_label(next, "the next quotation mark, right before a letter, seems to open another text")
            .with_help("end the text with `\"`; a quotation mark inside a text is written `\\\"`"),
        None => diagnostic.with_help(format!("end it with `\"`; {MARGIN}")),
    }
}

/// A text that ends in the middle of what it was to say.
pub(super) fn mark_inside(mark: Span) -> Diagnostic {
    Diagnostic::error(2, "this quotation mark ends the text right before a word", mark, "the text ends here")
        .with_help("a quotation mark inside a text is written `\\\"`; else leave a blank after the text")
}

/// A brace without its partner.
pub(super) fn unclosed_brace(open: Span) -> Diagnostic {
    Diagnostic::error(3, "this `{` is never closed", open, "it opens here")
        .with_help(format!("close it with `}}`; {MARGIN}"))
}

/// A parenthesis without its partner; `end` is what closes the block around it.
pub(super) fn unclosed_parenthesis(open: Span, end: Option<Span>) -> Diagnostic {
    let diagnostic =
        Diagnostic::error(3, "this `(` is never closed", open, "it opens here").with_help("close it with `)`");
    match end {
        Some(end) => diagnostic.with_label(end, "the block ends here"),
        None => diagnostic,
    }
}

/// A closing bracket without its partner.
pub(super) fn unopened(span: Span, bracket: &str) -> Diagnostic {
    let opener = match bracket {
        ")" => "(",
        "]" => "[",
        _ => "{",
    };
    Diagnostic::error(4, format!("this `{bracket}` closes nothing"), span, format!("no `{opener}` is open here"))
        .with_help(format!("take it away, or write the `{opener}` that it belongs to"))
}

/// A citation without `]`.
pub(super) fn unclosed_citation(open: Span) -> Diagnostic {
    Diagnostic::error(5, "this citation is never closed", open, "it opens here")
        .with_help("close it with `]`: `[source place \"a few words\"]`, the place on the same line as the source")
}

/// A citation that names no source.
pub(super) fn no_source(open: Span, empty: bool) -> Diagnostic {
    let message = if empty { "this citation is empty" } else { "a citation begins with the name of its source" };
    Diagnostic::error(5, message, open, "no name follows").with_help("write `[source place \"a few words\"]`")
}

/// A citation with two quotations.
pub(super) fn two_quotations(first: Span, second: Span) -> Diagnostic {
    Diagnostic::error(5, "one citation quotes one run of words", second, "a second quotation begins here")
        .with_label(first, "the first")
        .with_help("write a citation for each: `[source place \"…\"] [source place \"…\"]`")
}

/// Digits that make neither a number nor a date.
pub(super) fn bad_numeral(text: &str, span: Span) -> Diagnostic {
    let date = text.len() > 4 && text.as_bytes().iter().take(4).all(u8::is_ascii_digit) && text.as_bytes()[4] == b'-';
    let shown = shown(text);
    if date {
        Diagnostic::error(6, format!("{shown} is not a date"), span, "")
            .with_help("write the year with four digits, month and day with two: `1917-05-03`, and a clock time `1917-05-03T09:40`")
    } else {
        Diagnostic::error(6, format!("{shown} is neither a number nor a name"), span, "")
            .with_help("a name begins with a letter; write blanks around a number and around a minus")
    }
}

/// A character that the language has no use for.
pub(super) fn foreign_character(character: char, span: Span) -> Diagnostic {
    let help = match character {
        '“' | '”' | '„' | '«' | '»' | '‘' | '`' => {
            "texts stand between straight double quotation marks: `\"…\"`"
        }
        '–' | '—' | '‐' | '‑' => "words of a name are joined by `_`, and a minus is `-`",
        ';' => "sentences of a block stand on lines of their own; things in a list are joined by `,`",
        '…' => "this is a place to fill in",
        '@' | '#' | '$' | '&' | '\'' | '’' => "names are made of letters, digits and `_`",
        _ if !character.is_control() && !character.is_whitespace() && is_visible(character) => {
            "take it away, or put it into a text in quotation marks"
        }
        _ => "take this invisible character away",
    };
    let message = format!("{} has no meaning outside a text", shown_character(character));
    Diagnostic::error(8, message, span, "").with_help(help)
}

/// Something between statements that begins none.
pub(super) fn stray(found: &str, span: Span) -> Diagnostic {
    let help = if found.starts_with('[') {
        "a citation stands in the head of its statement, before `{`"
    } else if found.starts_with('"') {
        "a title stands in the head of its statement, after the name"
    } else {
        "a statement begins with a word, such as `event`, `rule` or one of the corpus's kinds"
    };
    Diagnostic::error(9, format!("no statement begins with {}", shown(found)), span, "a statement should begin here")
        .with_help(help)
}

/// A name that would be a variable.
pub(super) fn capital_name(name: &str, span: Span) -> Diagnostic {
    Diagnostic::error(10, format!("the name `{name}` begins with a capital letter"), span, "only variables of rules do")
        .with_help(format!("write `{}`, and its title in quotation marks after it", lowered(name)))
}

/// A statement that begins with a capital letter.
pub(super) fn capital_keyword(word: &str, span: Span) -> Diagnostic {
    Diagnostic::error(10, format!("a statement cannot begin with `{word}`"), span, "it begins with a capital letter")
        .with_help(format!("write `{}`", lowered(word)))
}

/// A limit: brackets or blocks in one another.
pub(super) fn too_deep(span: Span, limit: usize) -> Diagnostic {
    Diagnostic::error(11, format!("this is nested more than {limit} deep"), span, "the limit is reached here")
        .with_help("take it apart into several statements")
}

/// A limit: one statement.
pub(super) fn too_long(span: Span, limit: usize) -> Diagnostic {
    Diagnostic::error(
        12,
        format!("this statement is too long: at most {limit} bytes beside its texts can be read"),
        span,
        "",
    )
    .with_help("take it apart into several statements")
}

/// A limit of the machine: the stack is nearly used up.
pub(super) fn unreadable(span: Span) -> Diagnostic {
    Diagnostic::error(11, "these statements could not be read: too little memory is left on the stack", span, "")
}

/// A name that is written with loose marks.
pub(super) fn not_composed(name: &str, composed: &str, span: Span) -> Diagnostic {
    let message = format!("the name `{name}` is not in composed form (NFC)");
    Diagnostic::warning(15, message, span, "its marks stand apart from their letters")
        .with_help(format!("write `{composed}`, which looks the same and is taken for the same name everywhere"))
}

/// A name with letters of several scripts.
pub(super) fn mixed_scripts(name: &str, stretches: &[Stretch], span: Span) -> Diagnostic {
    let parts: Vec<String> =
        stretches.iter().map(|stretch| format!("`{}` is {}", stretch.letters, stretch.script.full_name())).collect();
    Diagnostic::warning(16, format!("the name `{name}` mixes scripts: {}", parts.join(", ")), span, "")
        .with_help("letters of two scripts can look the same and still make two names; write the name in one script")
}

fn lowered(name: &str) -> String {
    if !name.chars().any(char::is_lowercase) {
        return name.to_lowercase();
    }
    let mut characters = name.chars();
    let first: String = characters.next().map(|first| first.to_lowercase().collect()).unwrap_or_default();
    first + characters.as_str()
}

fn is_visible(character: char) -> bool {
    !pest::unicode::DEFAULT_IGNORABLE_CODE_POINT(character) && !pest::unicode::FORMAT(character)
}

fn shown_character(character: char) -> String {
    if character.is_control() || character.is_whitespace() || !is_visible(character) {
        format!("the character U+{:04X}", u32::from(character))
    } else {
        format!("`{character}`")
    }
}

/// What was found, short.
fn shown(found: &str) -> String {
    if found.starts_with('"') {
        return "a text".to_owned();
    }
    if found.starts_with('[') {
        return "a citation".to_owned();
    }
    let short: String = found.chars().take(40).collect();
    if short.len() < found.len() { format!("`{short}…`") } else { format!("`{short}`") }
}

fn alternatives(expected: &[&str]) -> String {
    match expected.split_last() {
        None => String::new(),
        Some((only, [])) => (*only).to_owned(),
        Some((last, others)) => format!("{} or {last}", others.join(", ")),
    }
}
