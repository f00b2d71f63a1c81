//! `cargo bench --bench stages`: what each stage of `convoke check` costs on a generated record of 10,000 events.
#[path = "record/mod.rs"]
mod record;

use convoke::check::{Checked, check};
use convoke::ground::grounded::{Grounded, Root};
use convoke::ground::grounder::{Budget, Grounder};
use convoke::program::{ClaimId, Program};
use convoke::resolve::resolve;
use convoke::session::options::{MOST_TOLD, Options};
use convoke::solve::model::{Model, SolveLimits, solve};
use convoke::source::Sources;
use convoke::syntax::parse_all;
use convoke::verdict::bench::{Bench, Telling};
use divan::Bencher;

/// Events in the record, and congresses in each of its lines.
const SIZE: (usize, usize) = (10_000, 50);

fn main() {
    divan::main();
}

fn sources() -> Sources {
    let mut sources = Sources::default();
    for (name, text) in record::files(&record::Record::new(SIZE.0, SIZE.1)) {
        sources.add(name, text);
    }
    sources
}

fn resolved(sources: &Sources) -> Program {
    resolve(sources, &parse_all(sources).0).0
}

fn checked(sources: &Sources) -> Checked {
    check(resolved(sources), sources, &|_| false).0
}

fn grounded(checked: &Checked) -> (Vec<Root>, Grounded) {
    let program = checked.program();
    let mut grounder = Grounder::new(program, checked.chronology(), Budget::default());
    let roots = (0..program.claims.len() as u32).map(|claim| grounder.claim(ClaimId(claim))).collect();
    (roots, grounder.finish())
}

fn solved(grounded: &Grounded) -> Model {
    solve(&grounded.program, SolveLimits::default())
}

#[divan::bench]
fn a_parse(bencher: Bencher<'_, '_>) {
    let sources = sources();
    bencher.bench_local(|| parse_all(&sources));
}

#[divan::bench]
fn b_resolve(bencher: Bencher<'_, '_>) {
    let sources = sources();
    let trees = parse_all(&sources).0;
    bencher.bench_local(|| resolve(&sources, &trees));
}

#[divan::bench]
fn c_check(bencher: Bencher<'_, '_>) {
    let sources = sources();
    bencher.with_inputs(|| resolved(&sources)).bench_local_values(|program| check(program, &sources, &|_| false));
}

#[divan::bench]
fn d_ground(bencher: Bencher<'_, '_>) {
    let checked = checked(&sources());
    bencher.bench_local(|| grounded(&checked));
}

#[divan::bench]
fn e_solve(bencher: Bencher<'_, '_>) {
    let checked = checked(&sources());
    let (_, grounded) = grounded(&checked);
    bencher.bench_local(|| solved(&grounded));
}

/// Verdicts with every refutation's ground, and the reasons of the first claims.
#[divan::bench]
fn f_judge(bencher: Bencher<'_, '_>) {
    let sources = sources();
    let checked = checked(&sources);
    let (roots, grounded) = grounded(&checked);
    let model = solved(&grounded);
    let ids: Vec<ClaimId> = (0..checked.program().claims.len() as u32).map(ClaimId).collect();
    bencher.bench_local(|| {
        let bench = Bench::new(checked.program(), &sources, &grounded, &model, Vec::new(), Vec::new(), false);
        let plain = bench.plain_reading(&roots.iter().map(|root| root.atom).collect::<Vec<_>>());
        let settled = bench.settled(&plain);
        let telling = |place: usize| if place < MOST_TOLD { Telling::Reasons } else { Telling::Ground };
        let claims = ids.iter().zip(&roots).enumerate();
        claims.map(|(place, (id, root))| bench.report_among(*id, root, &settled, telling(place))).collect::<Vec<_>>()
    });
}

/// All of it.
#[divan::bench]
fn g_whole(bencher: Bencher<'_, '_>) {
    let options = Options { grounds: true, ..Options::default() };
    bencher
        .with_inputs(sources)
        .bench_local_values(|sources| convoke::session::run(sources, &Default::default(), &options));
}
