//! Relation sentences: `X is R of Y`, and the patterns of effects, `K permanent body of C`.
use super::sentence::{Reader, Reading};
use super::sentence_types::Place;
use crate::program::{Range, RelationId, RelationPattern, Slot};
use crate::source::Span;
use crate::syntax::tree::TokenKind;

impl<'s> Reader<'_, 's> {
    /// Relations whose phrase comes next: the longest only.
    pub fn relations_here(&self) -> Vec<(RelationId, usize)> {
        let mut found = self.resolver.relations_at(&self.cursor);
        let longest = found.iter().map(|(_, length)| *length).max().unwrap_or(0);
        found.retain(|(_, length)| *length == longest);
        found
    }

    /// The relation whose phrase comes next, said of a subject.
    pub fn relation(
        &mut self,
        relation: RelationId,
        length: usize,
        subject: &(Slot, Span),
    ) -> Reading<'s, RelationPattern> {
        self.cursor.seek(self.cursor.position() + length);
        self.ask_of_relation(relation, &subject.0, subject.1)?;
        let object_kinds = self.resolver.program.relations.get(relation.index()).and_then(|found| found.object.clone());
        let object = match object_kinds {
            Some(kinds) => {
                let (slot, span) = self.slot()?;
                self.ask_object(relation, kinds, &slot, span)?;
                Some(slot)
            }
            None => None,
        };
        Ok(RelationPattern { relation, subject: subject.0.clone(), object })
    }

    fn ask_of_relation(&mut self, relation: RelationId, subject: &Slot, span: Span) -> Reading<'s, ()> {
        let kinds = self.resolver.program.relations.get(relation.index()).map(|found| found.subject.clone());
        self.ask(&subject.term, &Range::Entity(kinds.unwrap_or_default()), span, &Place::RelationSubject(relation))
    }

    fn ask_object(
        &mut self,
        relation: RelationId,
        kinds: Vec<crate::program::KindId>,
        object: &Slot,
        span: Span,
    ) -> Reading<'s, ()> {
        self.ask(&object.term, &Range::Entity(kinds), span, &Place::RelationObject(relation))
    }

    /// `K permanent body of C`; with `open_ended`, what stands after the phrase may be left out.
    pub fn bare_relation(&mut self, subject: (Slot, Span), open_ended: bool) -> Reading<'s, RelationPattern> {
        let mut candidates = self.relations_here();
        if candidates.is_empty() && open_ended {
            candidates = self.shortened_relations();
        }
        if candidates.is_empty() {
            return Err(self.unknown_relation(subject.1));
        }
        self.choose(
            &candidates,
            |reader, (relation, length)| {
                let declared = reader.resolver.program.relations.get(relation.index());
                let object_kinds = declared.and_then(|found| found.object.clone());
                let start = reader.cursor.position();
                reader.cursor.seek(start + length);
                let more = matches!(reader.cursor.kind(), Some(TokenKind::Variable | TokenKind::Word))
                    && !reader.at_clause()
                    && !reader.cursor.at_any_word(&["and", "from"]);
                match object_kinds {
                    Some(kinds) if open_ended && !more => {
                        reader.ask_of_relation(relation, &subject.0, subject.1)?;
                        let span = reader.cursor.span_from(start);
                        let name = reader.resolver.text(span).to_owned();
                        let object = reader.scope.declare_unnamed(&name, Range::Entity(kinds), span);
                        let object = object.ok_or_else(|| reader.too_many(span))?;
                        let object = Slot {
                            term: crate::program::Term::Variable(object),
                            kinds: Vec::new(),
                            adjectives: Vec::new(),
                        };
                        Ok(RelationPattern { relation, subject: subject.0.clone(), object: Some(object) })
                    }
                    _ => {
                        reader.cursor.seek(start);
                        reader.relation(relation, length, &subject)
                    }
                }
            },
            |reader, (relation, _)| reader.show_relation(relation),
        )
    }

    /// Relations with an object of which all words but the last (`of`, `at`) come next.
    fn shortened_relations(&self) -> Vec<(RelationId, usize)> {
        let relations = self.resolver.program.relations.iter().enumerate();
        let shortened = relations.filter(|(_, relation)| relation.object.is_some()).filter_map(|(index, relation)| {
            let (words, _) = relation.phrase.rsplit_once(' ')?;
            let length = self.cursor.at_phrase(words)?;
            Some((RelationId(index as u32), length))
        });
        let mut found: Vec<(RelationId, usize)> = shortened.collect();
        let longest = found.iter().map(|(_, length)| *length).max().unwrap_or(0);
        found.retain(|(_, length)| *length == longest);
        found
    }

    /// A relation's phrase.
    pub fn phrase(&self, relation: RelationId) -> &str {
        self.resolver.program.relations.get(relation.index()).map_or("", |relation| relation.phrase.as_str())
    }

    /// How a relation is shown among two readings.
    pub fn show_relation(&self, relation: RelationId) -> String {
        let Some(found) = self.resolver.program.relations.get(relation.index()) else { return String::new() };
        let kinds = |kinds: &[crate::program::KindId]| {
            super::sentence_words::list(kinds.iter().map(|kind| self.kind_name(*kind)), "or")
        };
        match &found.object {
            Some(object) => format!("{} is {} {}", kinds(&found.subject), found.phrase, kinds(object)),
            None => format!("{} is {}", kinds(&found.subject), found.phrase),
        }
    }
}
