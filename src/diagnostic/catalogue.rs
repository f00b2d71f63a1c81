//! Every code that the program can emit, declared once: its severity, what it says in a line, and its page.
//! Takes a code; gives its entry. Invariant: `tests/diagnostics.rs` holds the list against the code that
//! emits, and runs the examples of every page (`pages/CVnnnn.md`, compiled in).
use super::{Code, Severity};
use Severity::{Error, Note, Warning};

/// What is known of a code before anything is found.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Entry {
    /// The code.
    pub code: Code,
    /// What findings of this code say, in one line.
    pub summary: &'static str,
    /// How grave they are, unless a corpus says otherwise.
    pub severity: Severity,
    /// Its page, in Markdown: what it means, an example and its mend, why it matters, related codes.
    pub page: &'static str,
}

/// Every code, in order.
pub fn all() -> &'static [Entry] {
    CATALOGUE
}

/// The entry of a code; none for a code that the program never emits.
pub fn entry(code: Code) -> Option<&'static Entry> {
    let place = CATALOGUE.binary_search_by_key(&code, |entry| entry.code).ok()?;
    CATALOGUE.get(place)
}

/// The entry that a reader means by `CV0301`, `cv301` or `301`.
pub fn named(text: &str) -> Option<&'static Entry> {
    entry(Code(number(text)?))
}

/// Known codes that look like a text which names none, the likeliest first: at most three.
pub fn nearest(text: &str) -> Vec<Code> {
    let Some(number) = number(text) else { return Vec::new() };
    let wanted = Code(number).to_string();
    let distance = |entry: &Entry| {
        let shown = entry.code.to_string();
        (strsim::damerau_levenshtein(&shown, &wanted), entry.code.0.abs_diff(number))
    };
    let mut near: Vec<&Entry> = CATALOGUE.iter().filter(|entry| distance(entry).0 <= 1).collect();
    near.sort_by_key(|entry| distance(entry));
    near.iter().take(3).map(|entry| entry.code).collect()
}

fn number(text: &str) -> Option<u16> {
    let text = text.trim();
    let digits = text.strip_prefix("CV").or_else(|| text.strip_prefix("cv")).or_else(|| text.strip_prefix("Cv"));
    let digits = digits.unwrap_or(text);
    let plain = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| digits.parse().ok()).flatten()
}

macro_rules! catalogue {
    ($($number:literal $severity:ident $summary:literal;)*) => {
        #[expect(clippy::zero_prefixed_literal, reason = "codes are printed with four digits")]
        const CATALOGUE: &[Entry] = &[$(Entry {
            code: Code($number),
            summary: $summary,
            severity: $severity,
            page: include_str!(concat!("pages/CV", stringify!($number), ".md")),
        }),*];
    };
}

catalogue! {
    // Syntax
    0001 Error "something else is expected here";
    0002 Error "a text in quotation marks is never closed, or too early";
    0003 Error "a bracket or a block is never closed";
    0004 Error "a bracket closes nothing";
    0005 Error "a citation is not written as one";
    0006 Error "a date or a number is not written as one";
    0007 Error "a statement has no block";
    0008 Error "a sign has no meaning outside a text";
    0009 Error "something between the statements begins none";
    0010 Error "a name or a statement begins with a capital letter";
    0011 Error "brackets or blocks stand too deep inside each other";
    0012 Error "a statement is too long";
    0013 Error "a file cannot be read as a text";
    0014 Note "a file states nothing";
    0015 Warning "a name is written with loose marks";
    0016 Warning "a name mixes letters of several scripts";
    // Names and declarations
    0100 Error "nothing in the corpus has this name";
    0101 Error "one name is declared twice";
    0102 Error "a word of the language is used as a name";
    0103 Error "a name stands for something of another sort";
    0104 Error "a declared name begins with a capital letter";
    0106 Error "there is no such kind";
    0107 Error "there is no such adjective or attribute";
    0108 Error "an adjective or attribute belongs to another kind";
    0109 Error "an attribute holds something else";
    0111 Error "an attribute is given twice";
    0112 Error "there is no such source";
    0113 Error "there is no such vocabulary";
    0114 Error "a kind is above itself";
    0115 Error "one role is declared twice";
    0117 Error "an opposite is no verb of the corpus";
    0118 Error "a part of a whole is given twice";
    0119 Error "there is no such standpoint";
    0120 Error "a date does not exist";
    0121 Error "two calendars disagree about one day";
    0122 Error "a date cannot be read";
    0124 Error "an event or a date is missing";
    0125 Error "a time would end before it begins";
    0126 Error "an amount cannot be read";
    0127 Error "the larger end of a range comes first";
    0130 Error "a part of a statement is missing";
    0131 Error "something has no meaning here";
    0140 Error "an expectation names no verdict or answer";
    0141 Error "a claim claims several things";
    0144 Error "the corpus has two titles";
    // Sentences
    0300 Error "conditions stand too deep inside each other";
    0301 Error "a sentence has too many readings to try";
    0302 Error "a closing bracket of a condition is missing";
    0303 Error "a sentence can be read in two ways";
    0304 Error "a statement speaks of too many different things";
    0305 Error "too many attributes are reached one from another";
    0306 Error "a statement calculates with too many numbers";
    0307 Error "too many things said stand inside each other";
    0310 Error "something of the wrong kind is named";
    0311 Error "a letter would stand for two kinds at once";
    0320 Error "a kind is expected";
    0321 Error "a letter stands for something where only names can";
    0322 Error "a name is missing in a sentence";
    0323 Error "a word that an attribute holds is said of a thing";
    0324 Error "an adjective is said of something of another kind";
    0325 Error "no attribute has this name";
    0326 Error "this has no such attribute";
    0327 Error "an attribute of several kinds is asked of an unknown one";
    0329 Error "a sentence speaks of something that sentences cannot name";
    0330 Error "a kind is named where one thing is meant";
    0331 Error "it is not said whether several acted together";
    0332 Error "a passive sentence has a verb without object";
    0333 Error "`does` stands without `not`";
    0334 Error "a sentence leaves out a role that its verb needs";
    0335 Error "no act or deed has this name";
    0336 Error "a verb stands in the wrong form";
    0337 Error "something is named, but nothing is said of it";
    0338 Error "a sentence or a condition is complete before further words";
    0339 Error "no relation says what `is …` means here";
    0341 Error "a told sentence reaches for what it should name";
    0342 Error "an event tells what ought to be";
    0343 Error "several stand where a sentence speaks of one";
    0344 Error "an event states what lasts, or a fact what happens";
    0345 Error "a fact states no number";
    // Conditions
    0350 Error "what is denied does not stand in brackets";
    0351 Error "`under` names no order";
    0352 Error "the mark between a moment and its condition is missing";
    0353 Error "it is not said how many, or of what";
    0354 Error "one letter stands for two things";
    0355 Error "what is first, last or latest is not well said";
    0356 Error "`breaches` is not well said";
    0357 Error "`only` stands without `may`";
    0358 Error "a condition asks for a prohibition";
    0359 Error "an act is named that cannot have a name";
    0360 Error "two times are added";
    0361 Error "a sum does not say over what it goes";
    0362 Error "a stretch of days has no other end";
    0363 Error "a figure is not well said";
    0364 Error "a time stands for a number, or a number for a time";
    0365 Error "a number or a time is compared with nothing";
    0366 Error "`between` has no upper end";
    0367 Error "an attribute is compared with a word that it never holds";
    0368 Error "what has no size is said to be more or less";
    0369 Error "a share does not say of what";
    0370 Error "`is a` is not followed by a kind";
    0371 Error "what holds is asked at no one moment";
    0372 Error "`as` is not well said of what an act counts as";
    0380 Note "a denial is also true where the act never took place";
    0381 Note "a letter occurs only once";
    0390 Error "nothing says what a letter stands for";
    0391 Error "the `where` of a power speaks of who has it";
    0392 Error "a deed is treated as an act in law";
    0393 Error "an act is asked about as what it never counts as";
    0394 Error "a question asks for values that no list would end";
    // Rules
    0400 Error "a rule does not say what kind of rule it is";
    0401 Error "a kind of rule is not part of the language yet";
    0402 Error "a prohibition has a term";
    0403 Error "a rule has two conditions of one sort";
    0404 Error "a rule overrides itself";
    0405 Error "`from then on` stands in what is no cure";
    0406 Error "the head of a rule is complete before further words";
    0407 Error "`else` does not say what a breach does";
    0408 Error "what is overridden is no rule";
    0409 Error "a rule speaks of several subjects at once";
    0410 Error "a term is not well said";
    0411 Error "a rule names its act wrongly";
    0412 Error "what is annulled is not named by its letter";
    // The record
    0500 Error "events come before one another in a circle";
    0501 Error "an order of events does not fit their dates";
    0502 Error "the time of an event contradicts itself";
    0503 Warning "an allegation dates what the record dates otherwise";
    0504 Warning "something acts before it existed or after its end";
    0511 Error "rules override one another in a circle";
    0512 Warning "a fact states what only a definition decides";
    0520 Warning "the parts do not add up to their whole";
    0521 Warning "a share is above 100 %";
    0522 Warning "shares exceed 100 % together";
    0530 Warning "the record gives an attribute two values";
    0531 Warning "the record dates an event in several ways";
    0532 Warning "the record both states and denies a fact";
    0533 Warning "the record both tells and denies an event";
    0534 Warning "an office for one is held by two at once";
    0540 Warning "opposite acts are told in no order";
    0541 Warning "something is done to what has ended";
    0542 Warning "something ends before it begins";
    0550 Note "no rule and no claim looks at an event";
    0551 Warning "a rule never applies";
    0552 Warning "an exception can never fire";
    0560 Warning "a claim has no source";
    0561 Warning "a date does not say its calendar";
    0562 Warning "no rule covers an act, though claims hang on it";
    0570 Warning "two rules give one question opposite answers";
    // Verdicts
    0790 Note "nothing turns on an allegation";
    0791 Warning "a claim is not judged as expected";
    0792 Error "nothing can be believed without contradiction";
    0793 Warning "a limit was reached, and something counts as open";
    // Files, names in options, evidence, comparisons
    0801 Error "a file cannot be read";
    0802 Error "a file cannot be written";
    0803 Error "a folder has no corpus";
    0804 Error "a text has nothing to make a fingerprint of";
    0805 Error "an option names what the corpus does not have";
    0806 Error "a name is both accepted and rejected";
    0807 Error "what is to be accepted or rejected is nobody's allegation";
    0808 Error "two results would go to one place";
    0809 Error "a corpus cannot be written for another engine";
    0810 Warning "a quotation is not in its source";
    0811 Warning "a quotation is in another place of its source";
    0812 Warning "a source has no such place";
    0813 Warning "a text or fingerprint cannot be used";
    0815 Warning "a fingerprint is of another text";
    0816 Note "a quotation is too short to be checked";
    0817 Note "the citations of a source stand unverified";
    0851 Error "no diagnostic has this code";
    0871 Error "two corpora cannot be compared";
    0872 Error "a revision or a file cannot be had from a repository";
}
