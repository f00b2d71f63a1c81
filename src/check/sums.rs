//! Parts and wholes: what does not add up, by exact numbers and by bounds, and shares above 100 %.
use super::view::View;
use crate::diagnostic::Diagnostic;
use crate::program::*;

/// The parts do not add up to their whole.
pub const PARTS_AND_WHOLE: u16 = 520;
/// A share above 100 %.
pub const SHARE_ABOVE_ALL: u16 = 521;
/// Shares that exceed 100 % together.
pub const SHARES_TOGETHER: u16 = 522;

pub(super) fn check(view: &View, found: &mut Vec<Diagnostic>) {
    for (index, entity) in view.program.entities.iter().enumerate() {
        let owner = EntityId(index as u32);
        // Clauses of one attribute and one time that stand on the record speak of one whole.
        let mut groups: Vec<(String, Vec<&AttributeValue>)> = Vec::new();
        for value in &entity.attributes {
            let Holding::Composition(composition) = &value.value else { continue };
            shares_above_all(view, owner, value, composition, found);
            adds_up(view, owner, value, composition, found);
            let own = if view.on_record(value.statement) { String::new() } else { format!("{:?}", value.statement) };
            let key = format!("{:?} {:?} {own}", value.attribute, value.time);
            match groups.iter_mut().find(|(known, _)| *known == key) {
                Some((_, group)) => group.push(value),
                None => groups.push((key, vec![value])),
            }
        }
        for (_, group) in &groups {
            together(view, owner, group, found);
        }
    }
}

fn attribute_of(view: &View, owner: EntityId, value: &AttributeValue) -> String {
    let attribute = &view.program.attributes[value.attribute.index()].name;
    format!("`{attribute}` of {}", view.entity_name(owner))
}

fn quantity<'a>(view: &View<'a>, id: QuantityId) -> Option<&'a Quantity> {
    view.program.quantities.get(id.index())
}

fn shares_above_all(
    view: &View,
    owner: EntityId,
    value: &AttributeValue,
    composition: &Composition,
    found: &mut Vec<Diagnostic>,
) {
    let one = Rational::from_integer(1);
    for part in &composition.parts {
        let Some(amount) = part.amount.and_then(|id| quantity(view, id)) else { continue };
        let above = [amount.low, amount.high].into_iter().flatten().any(|bound| bound.value > one);
        if amount.share && above {
            let message = format!("a share above 100 % in {}", attribute_of(view, owner, value));
            found.push(
                Diagnostic::warning(SHARE_ABOVE_ALL, message, part.span, "more than the whole")
                    .with_help("give the number itself, without `%`, or a share of at most 100 %"),
            );
        }
    }
}

/// The sum of the least and of the greatest that the parts can be; `None` above: nothing bounds it.
struct Sum {
    low: Rational,
    high: Option<Rational>,
    low_strict: bool,
    high_strict: bool,
    /// A part is told to be what is left.
    rest: bool,
}

/// Sums up parts in the unit of the whole: numbers, or shares of it where `whole` is `None` for shares.
fn sum<'p>(view: &View, parts: impl Iterator<Item = &'p Part>, whole: Option<Rational>, shares: bool) -> Option<Sum> {
    let zero = Rational::from_integer(0);
    let mut sum = Sum { low: zero, high: Some(zero), low_strict: false, high_strict: false, rest: false };
    for part in parts {
        let Some(id) = part.amount else {
            sum.rest = true;
            continue;
        };
        let amount = quantity(view, id)?;
        let scale = match (amount.share, shares) {
            (true, true) | (false, false) => Rational::from_integer(1),
            (true, false) => whole?,
            (false, true) => continue,
        };
        if let Some(low) = amount.low {
            sum.low += low.value * scale;
            sum.low_strict |= low.strict;
        }
        sum.high = match (sum.high, amount.high) {
            (Some(high), Some(more)) => {
                sum.high_strict |= more.strict;
                Some(high + more.value * scale)
            }
            _ => None,
        };
    }
    Some(sum)
}

fn exact(quantity: &Quantity) -> Option<Rational> {
    let (low, high) = (quantity.low?, quantity.high?);
    (low.value == high.value && !low.strict && !high.strict).then_some(low.value)
}

/// One clause with its whole: the parts make it up, all of it unless there is a rest.
fn adds_up(
    view: &View,
    owner: EntityId,
    value: &AttributeValue,
    composition: &Composition,
    found: &mut Vec<Diagnostic>,
) {
    if composition.parts.is_empty() {
        return;
    }
    let Some(whole) = composition.whole.and_then(|id| quantity(view, id)) else { return };
    let Some(sum) = sum(view, composition.parts.iter(), exact(whole), false) else { return };
    let over = whole.high.is_some_and(|w| sum.low > w.value || sum.low == w.value && (sum.low_strict || w.strict));
    let under = !sum.rest
        && whole
            .low
            .zip(sum.high)
            .is_some_and(|(w, high)| high < w.value || high == w.value && (sum.high_strict || w.strict));
    if !over && !under {
        return;
    }
    let bound = if over { whole.high } else { whole.low };
    let (total, word) = if over { (Some(sum.low), "at least ") } else { (sum.high, "at most ") };
    let (Some(bound), Some(total)) = (bound, total) else { return };
    let word = if Some(sum.low) == sum.high && !sum.low_strict && !sum.high_strict { "" } else { word };
    let message = format!(
        "the parts of {} make {word}{total}, {} the {} of the whole",
        attribute_of(view, owner, value),
        if over { "more than" } else { "less than" },
        bound.value,
    );
    let help = if under { "mend a number, or tell what is missing with `rest others`" } else { "mend a number" };
    let span = composition.parts.iter().map(|part| part.span).reduce(|all, next| all.to(next)).unwrap_or(value.span);
    let diagnostic = Diagnostic::warning(PARTS_AND_WHOLE, message, span, format!("together {word}{total}"));
    found.push(diagnostic.with_label(value.span, format!("the whole is {} here", bound.value)).with_help(help));
}

/// Several clauses of one attribute: their shares together, and their parts against a whole told elsewhere.
fn together(view: &View, owner: EntityId, group: &[&AttributeValue], found: &mut Vec<Diagnostic>) {
    let one = Rational::from_integer(1);
    let mut parts: Vec<&Part> = Vec::new();
    for value in group {
        let Holding::Composition(composition) = &value.value else { continue };
        for part in &composition.parts {
            // The same holders told twice are rivals, not two parts.
            let apart = |known: &&Part| known.who.iter().all(|who| !part.who.contains(who));
            if parts.iter().all(apart) {
                parts.push(part);
            }
        }
    }
    let shares = parts
        .iter()
        .copied()
        .filter(|part| part.amount.and_then(|id| quantity(view, id)).is_some_and(|amount| amount.share));
    let shares: Vec<&Part> = shares.collect();
    let (Some(first), Some(value)) = (shares.first(), group.first()) else { return };
    let Some(sum) = sum(view, shares.iter().copied(), None, true) else { return };
    if shares.len() < 2 || sum.low < one || sum.low == one && !sum.low_strict {
        return;
    }
    let message = format!("the shares in {} exceed 100 % together", attribute_of(view, owner, value));
    let mut diagnostic = Diagnostic::warning(SHARES_TOGETHER, message, first.span, "this share");
    for part in shares.iter().skip(1).take(7) {
        diagnostic = diagnostic.with_label(part.span, "and this one");
    }
    found.push(
        diagnostic
            .with_help("one of the shares, or its base, is wrong; give each its own time if they were not at once"),
    );
}
