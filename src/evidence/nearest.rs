//! The passage of a text that is nearest to a quotation, and what differs. Takes words; gives the
//! stretch of one sentence that needs the least change (Sellers 1980: edit distance of a
//! pattern to any stretch of a text), and the changes in words.
use super::source_text::Sentence;
use super::words::{Word, words};

/// A sentence so long that the table would have more cells than this is passed by.
const MOST_CELLS: usize = 4_000_000;

/// What a word costs that the quotation leaves out, changes, or puts in: a changed word is likelier than
/// one put in at the end, one left out likelier than a changed beginning.
const LEFT_OUT: usize = 2;
const CHANGED: usize = 3;
const PUT_IN: usize = 4;

/// The nearest passage.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Nearest {
    /// Where it is.
    pub locator: String,
    /// The passage as it stands in the source.
    pub passage: String,
    /// What differs, in words.
    pub differences: Vec<String>,
}

/// The nearest passage among sentences; earlier ones, and those tried first, win ties. Nothing where less
/// than half of the words would stay.
pub(super) fn nearest<'a>(quoted: &str, sentences: impl Iterator<Item = &'a Sentence>) -> Option<Nearest> {
    let quotation = words(quoted);
    let mut best: Option<(usize, Alignment, &Sentence, Vec<Word>)> = None;
    for sentence in sentences {
        let found = words(&sentence.text);
        if quotation.len().saturating_mul(found.len()) > MOST_CELLS {
            continue;
        }
        let alignment = align(&quotation, &found);
        if best.as_ref().is_none_or(|(cost, ..)| alignment.cost < *cost) {
            best = Some((alignment.cost, alignment, sentence, found));
        }
    }
    let (cost, alignment, sentence, found) = best?;
    if cost * 2 > quotation.len() * CHANGED || quotation.is_empty() {
        return None;
    }
    let (first, last) = (found.get(alignment.from)?, found.get(alignment.to.checked_sub(1)?)?);
    Some(Nearest {
        locator: sentence.locator.clone(),
        passage: sentence.text.get(first.at.start..last.at.end)?.to_string(),
        differences: differences(&alignment, (quoted, &quotation), (&sentence.text, &found)),
    })
}

struct Alignment {
    cost: usize,
    from: usize,
    to: usize,
    /// Pairs of words in order: of the quotation, of the sentence; one alone is left out or put in.
    steps: Vec<(Option<usize>, Option<usize>)>,
}

fn align(quotation: &[Word], found: &[Word]) -> Alignment {
    let (rows, columns) = (quotation.len() + 1, found.len() + 1);
    let mut cost = vec![0usize; rows * columns];
    for row in 1..rows {
        for column in 0..columns {
            let above = cost[(row - 1) * columns + column] + PUT_IN;
            cost[row * columns + column] = if column == 0 {
                above
            } else {
                let same = quotation[row - 1].folded == found[column - 1].folded;
                let across = cost[(row - 1) * columns + column - 1] + CHANGED * usize::from(!same);
                above.min(across).min(cost[row * columns + column - 1] + LEFT_OUT)
            };
        }
    }
    let last = (rows - 1) * columns;
    let to = (0..columns).min_by_key(|column| cost[last + column]).unwrap_or(0);
    let (mut row, mut column, mut steps) = (rows - 1, to, Vec::new());
    while row > 0 {
        let here = cost[row * columns + column];
        if column > 0 {
            let same = quotation[row - 1].folded == found[column - 1].folded;
            if here == cost[(row - 1) * columns + column - 1] + CHANGED * usize::from(!same) {
                (row, column) = (row - 1, column - 1);
                steps.push((Some(row), Some(column)));
                continue;
            }
            if here == cost[row * columns + column - 1] + LEFT_OUT {
                column -= 1;
                steps.push((None, Some(column)));
                continue;
            }
        }
        row -= 1;
        steps.push((Some(row), None));
    }
    steps.reverse();
    Alignment { cost: cost[last + to], from: column, to, steps }
}

fn differences(
    alignment: &Alignment,
    (quoted, quotation): (&str, &[Word]),
    (text, found): (&str, &[Word]),
) -> Vec<String> {
    let same = |step: &(Option<usize>, Option<usize>)| match step {
        (Some(q), Some(f)) => quotation[*q].folded == found[*f].folded,
        _ => false,
    };
    let mut out = Vec::new();
    for group in alignment.steps.split(same).filter(|group| !group.is_empty()) {
        let here = stretch(quoted, quotation, group.iter().filter_map(|step| step.0));
        let there = stretch(text, found, group.iter().filter_map(|step| step.1));
        out.push(match (here, there) {
            (Some(here), Some(there)) if here.to_lowercase() == there.to_lowercase() => {
                format!("`{here}` differs from `{there}` only in capital letters")
            }
            (Some(here), Some(there)) => format!("the source has `{there}`, not `{here}`"),
            (Some(here), None) => format!("the source does not have `{here}`"),
            (None, Some(there)) => format!("the quotation leaves out `{there}`"),
            (None, None) => continue,
        });
    }
    out
}

fn stretch(text: &str, words: &[Word], mut indices: impl Iterator<Item = usize>) -> Option<String> {
    let first = indices.next()?;
    let last = indices.last().unwrap_or(first);
    text.get(words.get(first)?.at.start..words.get(last)?.at.end).map(str::to_string)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn find(quoted: &str) -> Option<Nearest> {
        let sentences = [
            Sentence { locator: "S1".into(), text: "It supported the actions of the Government.".into() },
            Sentence {
                locator: "S2".into(), text: "Only the Committee – the permanent body – may convene it.".into()
            },
        ];
        nearest(quoted, sentences.iter())
    }

    #[test]
    fn a_changed_word_is_named() {
        let found = find("only the committee, a permanent body").expect("near enough");
        assert_eq!((found.locator.as_str(), found.passage.as_str()), ("S2", "Only the Committee – the permanent body"));
        assert_eq!(found.differences[0], "`only` differs from `Only` only in capital letters");
        assert_eq!(found.differences[1], "the source has `Committee – the`, not `committee, a`");
    }

    #[test]
    fn words_left_out_and_put_in_are_named() {
        let out = find("supported actions of the Government").expect("near enough");
        assert_eq!(out.differences, ["the quotation leaves out `the`"]);
        let put_in = find("supported all the actions of the Government").expect("near enough");
        assert_eq!(put_in.differences, ["the source does not have `all`"]);
    }

    #[test]
    fn what_is_far_off_is_not_shown() {
        assert_eq!(find("a private meeting of individual Soviets"), None);
        assert_eq!(find(""), None);
    }
}
