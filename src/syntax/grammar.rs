//! The pest parser that `grammar/convoke.pest` compiles to, and what its rules are called: the keyword
//! that a rule stands for, the shape that must follow it, and the words of "expected …".
use super::tree::Keyword;

/// The generated parser.
#[derive(pest_derive::Parser)]
#[grammar = "../grammar/convoke.pest"]
pub(super) struct Grammar;

/// The keyword that a rule reads; `None` for all other rules.
pub(super) fn keyword(rule: Rule) -> Option<Keyword> {
    Some(match rule {
        Rule::kw_event => Keyword::Event,
        Rule::kw_fact => Keyword::Fact,
        Rule::kw_rule => Keyword::Rule,
        Rule::kw_claim => Keyword::Claim,
        Rule::kw_standpoint => Keyword::Standpoint,
        Rule::kw_doubtful => Keyword::Doubtful,
        Rule::kw_according_to | Rule::kw_according => Keyword::AccordingTo,
        Rule::kw_order => Keyword::Order,
        Rule::kw_source => Keyword::Source,
        Rule::kw_record => Keyword::Record,
        Rule::kw_use => Keyword::Use,
        Rule::kw_kind => Keyword::Kind,
        Rule::kw_attribute => Keyword::Attribute,
        Rule::kw_adjective => Keyword::Adjective,
        Rule::kw_relation => Keyword::Relation,
        Rule::kw_act => Keyword::Act,
        Rule::kw_deed => Keyword::Deed,
        Rule::kw_figure => Keyword::Figure,
        Rule::kw_gap => Keyword::Gap,
        Rule::kw_pass_over => Keyword::PassOver,
        Rule::kw_corpus => Keyword::Corpus,
        Rule::entity_word | Rule::entity_numeral => Keyword::Entity,
        _ => return None,
    })
}

/// The rule that reads what follows a keyword, to the end of the text.
pub(super) fn shape(keyword: Keyword) -> Rule {
    match keyword {
        Keyword::Event | Keyword::Fact | Keyword::Rule | Keyword::Claim | Keyword::Standpoint => {
            Rule::only_named_with_block
        }
        Keyword::AccordingTo => Rule::only_named_group,
        Keyword::Doubtful => Rule::only_group,
        Keyword::Corpus => Rule::only_titled,
        Keyword::Entity => Rule::only_anything,
        Keyword::Use
        | Keyword::Record
        | Keyword::Source
        | Keyword::Kind
        | Keyword::Attribute
        | Keyword::Adjective
        | Keyword::Relation
        | Keyword::Act
        | Keyword::Deed
        | Keyword::Order
        | Keyword::Figure
        | Keyword::Gap
        | Keyword::PassOver => Rule::only_named,
    }
}

/// What a rule is called in "expected …"; `None` for rules that no reader should hear of.
pub(super) fn symbol(rule: Rule) -> Option<&'static str> {
    Some(match rule {
        Rule::name => "a name",
        Rule::word => "a word",
        Rule::text => "a text in quotation marks",
        Rule::numeral => "a number or a date",
        Rule::citation => "a citation",
        Rule::cited_source => "the name of a source",
        Rule::cited_words => "a few quoted words",
        Rule::open_block => "`{`",
        Rule::brace => "`}`",
        Rule::EOI => "the end of the statement",
        _ => return None,
    })
}
