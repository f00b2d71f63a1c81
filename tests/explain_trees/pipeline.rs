//! From text to trees of reasons, without the session: for tests.
use convoke::check::{Checked, check};
use convoke::explain::lookup::Lookup;
use convoke::explain::proof::prove;
use convoke::explain::reason::Reason;
use convoke::explain::verify::{Heads, verify};
use convoke::explain::why::why_claim;
use convoke::ground::clauses::AtomId;
use convoke::ground::grounded::{Grounded, Root};
use convoke::ground::grounder::{Budget, Grounder};
use convoke::ground::keys::Key;
use convoke::program::*;
use convoke::resolve::{library, resolve};
use convoke::solve::evaluate::{Assignment, Evaluation, evaluate};
use convoke::solve::index::Index;
use convoke::source::{FileId, Sources};
use convoke::syntax::parse;

/// A corpus, grounded.
pub struct Corpus {
    pub sources: Sources,
    pub checked: Checked,
    pub grounded: Grounded,
    pub index: Index,
    pub roots: Vec<Root>,
}

/// Grounds the claims of some texts and the library files that they use.
pub fn corpus(texts: &[(&str, String)]) -> Corpus {
    let mut sources = Sources::default();
    let mut trees = Vec::new();
    for (path, text) in texts {
        let file = sources.add(*path, text.clone());
        let (tree, found) = parse(&sources, file);
        assert!(found.is_empty(), "{found:#?}");
        trees.push(tree);
    }
    library::add_used(&mut sources, &mut trees, |sources, file| parse(sources, file).0);
    let (program, found) = resolve(&sources, &trees);
    let errors: Vec<_> = found.iter().filter(|one| one.severity == convoke::diagnostic::Severity::Error).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    let own = texts.len() as u32;
    let (checked, found) = check(program, &sources, &|file: FileId| file.0 >= own);
    let errors: Vec<_> = found.iter().filter(|one| one.severity == convoke::diagnostic::Severity::Error).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    let (grounded, roots) = {
        let mut grounder = Grounder::new(checked.program(), checked.chronology(), Budget::default());
        let claims = checked.program().claims.len() as u32;
        let roots: Vec<Root> = (0..claims).map(|claim| grounder.claim(ClaimId(claim))).collect();
        (grounder.finish(), roots)
    };
    let index = Index::new(&grounded.program);
    Corpus { sources, checked, grounded, index, roots }
}

impl Corpus {
    /// What explanations read.
    pub fn look(&self) -> Lookup<'_> {
        Lookup::new(self.checked.program(), &self.sources, &self.grounded)
    }

    /// A claim by its name.
    pub fn claim(&self, name: &str) -> ClaimId {
        let program = self.checked.program();
        let named = |claim: &Claim| program.statements[claim.statement.index()].name == name;
        ClaimId(program.claims.iter().position(named).expect(name) as u32)
    }

    /// The reading that accepts these statements (by name) and answers yes to these questions (by id).
    pub fn reading(&self, yes: &[&str]) -> Assignment {
        let look = self.look();
        let mut leaves = Vec::new();
        for (atom, key) in self.grounded.tables.atoms() {
            if self.grounded.program.leaf(atom).is_none() {
                continue;
            }
            let name = match key.key {
                Key::Accepted(..) | Key::OrderAccepted(_) => convoke::explain::questions::allegation_name(&look, atom),
                _ => convoke::explain::questions::question_text(&look, atom).0,
            };
            if yes.contains(&name.as_str()) {
                leaves.push(atom);
            }
        }
        Assignment::new(leaves)
    }

    /// The model of a claim's cone.
    pub fn evaluate(&self, claim: ClaimId, yes: &[&str]) -> (Evaluation, AtomId) {
        let root = &self.roots[claim.index()];
        let settled = root.settled.iter().filter(|(_, value)| *value).map(|(leaf, _)| *leaf);
        let reading = Assignment::new(self.reading(yes).leaves().iter().copied().chain(settled));
        (evaluate(&self.grounded.program, &self.index, &reading, &[root.atom]), root.atom)
    }

    /// The tree of a claim on a reading, its proof verified on the way.
    pub fn why(&self, name: &str, yes: &[&str]) -> Reason {
        let claim = self.claim(name);
        let (reading, root) = self.evaluate(claim, yes);
        let proof = prove(&self.grounded.program, &self.index, &reading, root);
        assert_eq!(verify(&self.grounded.program, &Heads::collect(&self.grounded.program), &proof), Ok(()), "{name}");
        why_claim(&self.look(), &self.index, &reading, claim, root)
    }
}

/// A tree as indented lines.
pub fn draw(reason: &Reason) -> String {
    let mut out = String::new();
    let mut todo = vec![(reason, 0)];
    while let Some((node, depth)) = todo.pop() {
        let by = node.according_to.as_ref().map_or_else(String::new, |who| format!("according to {who}, "));
        let answer = match node.answer {
            AnswerWord::True => "",
            AnswerWord::False => "not so: ",
            AnswerWord::Open => "open: ",
            AnswerWord::Undefined => "undefined: ",
        };
        out.push_str(&format!("{}{:?}: {answer}{by}{}", "  ".repeat(depth), node.kind, node.text));
        for quotation in &node.quotations {
            let words = quotation.words.as_deref().unwrap_or("");
            out.push_str(&format!(" [{} \"{words}\"]", quotation.place));
        }
        out.push('\n');
        todo.extend(node.because.iter().rev().map(|child| (child, depth + 1)));
    }
    out
}
