//! Takes an unknown beginning and an unknown end, gives what is known of what lasts.
//!
//! Beginning and end may be tied to each other (one unknown calendar for both), so what lasts is a list of alternatives.
//!
//! INVARIANT: in an [`Extent`] every beginning has an end that is not before it, and every end a beginning that is not
//! after it.
use super::error::DateError;
use super::moment::{Moment, Span};

/// An unknown beginning and an unknown end, the end not before the beginning.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Extent {
    begin: Span,
    end: Span,
}

impl Extent {
    /// Leaves out beginnings after every end and ends before every beginning; `None` if nothing remains.
    pub fn new(begin: Span, end: Span) -> Option<Extent> {
        Some(Extent { begin: begin.ending_by(end)?, end: end.starting_from(begin)? })
    }

    /// The moment is its own beginning and end.
    pub(super) fn of_moment(span: Span) -> Extent {
        Extent { begin: span, end: span }
    }

    /// When it may have begun.
    pub fn begin(self) -> Span {
        self.begin
    }

    /// When it may have ended.
    pub fn end(self) -> Span {
        self.end
    }
}

/// What lasts, from one unknown instant to another.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Lasting {
    first: Extent,
    others: Vec<Extent>,
}

impl Lasting {
    /// From a beginning to an end that are independent of each other.
    pub fn new(begin: &Moment, end: &Moment) -> Result<Lasting, DateError> {
        let pairs = begin.spans().flat_map(|from| end.spans().map(move |to| (from, to)));
        Lasting::any_of(pairs.filter_map(|(from, to)| Extent::new(from, to)).collect())
    }

    /// One of these extents; fails if there is none.
    pub fn any_of(extents: Vec<Extent>) -> Result<Lasting, DateError> {
        let mut extents = extents.into_iter();
        let first = extents.next().ok_or(DateError::EndsBeforeItBegins)?;
        let mut others: Vec<Extent> = Vec::new();
        for extent in extents {
            if extent != first && !others.contains(&extent) {
                others.push(extent);
            }
        }
        Ok(Lasting { first, others })
    }

    /// The alternatives, in the order given.
    pub fn extents(&self) -> impl Iterator<Item = Extent> + '_ {
        std::iter::once(self.first).chain(self.others.iter().copied())
    }

    /// When it began, whatever its end.
    pub fn begin(&self) -> Moment {
        self.side(Extent::begin)
    }

    /// When it ended, whatever its beginning.
    pub fn end(&self) -> Moment {
        self.side(Extent::end)
    }

    fn side(&self, of: fn(Extent) -> Span) -> Moment {
        let spans = self.extents().map(of).collect();
        Moment::any_of(spans).unwrap_or_else(|| Moment::new(of(self.first)))
    }
}
