//! A reason: the tree that `convoke why` prints and the decisive path that a claim's report shows. Plain
//! data, in the corpus's words; made by `explain`, rendered by `report`.
use crate::program::AnswerWord;
use crate::source::Span;

/// One node: what is so (or not, or open), and why.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Reason {
    /// What kind of thing this node is.
    pub kind: ReasonKind,
    /// The answer to the text as it stands, on the reading that is explained. What failed is told as
    /// failing, and so it is told, that is true; a claim's own node has the claim's answer.
    pub answer: AnswerWord,
    /// The node in words, a sentence without its full stop: "`agreement` is valid", "`agreement` is not valid".
    pub text: String,
    /// Where it stands in the corpus.
    pub span: Option<Span>,
    /// The words of the sources behind it.
    pub quotations: Vec<Quotation>,
    /// Who alleges it, if it is an allegation: never printed as a fact.
    pub according_to: Option<String>,
    /// What it rests on, the decisive first.
    pub because: Vec<Reason>,
}

/// What a node is.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum ReasonKind {
    /// The claim itself.
    Claim,
    /// A rule that applies, or does not.
    Rule,
    /// A condition that held, failed or is open.
    Condition,
    /// A told event.
    Event,
    /// A stated fact.
    Fact,
    /// An open question.
    Question,
    /// An allegation, accepted or rejected on this reading.
    Allegation,
    /// Nothing in the corpus could have made it so.
    Silence,
    /// The chain closes on itself here.
    Circle,
    /// Explained already, elsewhere in this tree.
    SeeAbove,
}

/// A few words of a source.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Quotation {
    /// The source and the locator: `seed S26`.
    pub place: String,
    /// The words, if quoted.
    pub words: Option<String>,
    /// The citation in the corpus.
    pub span: Span,
}
