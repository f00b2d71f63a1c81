//! Citations against their sources. Takes the resolved corpus and whatever is known of each source (its
//! text, or a fingerprint of it); gives the faults of quotations, and a count of what is cited, passed
//! over, broken off and forgotten. Pure: somebody else reads the files.
mod coverage;
mod fingerprint;
mod nearest;
mod quotation;
mod source_text;
mod texts;
mod verify;
mod words;

pub use coverage::{CitationCount, Coverage, Located, Remark, SourceCoverage, coverage};
pub use fingerprint::{Fingerprint, NotAFingerprint};
pub use source_text::{Sentence, SourceText, UnnumberedLine};
pub use texts::{EvidenceTexts, KnownBy, NamedFile, named_files};
pub use verify::verify;
