//! The tree → rank correlations, and whether they can all hold.
//!
//! Must not know how correlated inputs are drawn.

use std::collections::BTreeMap;

use crate::file::{
    organisation::Organisation,
    problem::{Path, Words},
    reader::{Fields, Reader},
    tree::{Kind, Node},
    uncertainty::{input, never_uncertain},
};
use crate::model::{
    Correlation, Input,
    simulate::{Impossible, impossible},
};

/// The pairs that were correlated before, and where.
type Pairs = BTreeMap<[Input; 2], Node>;

/// The rank correlations of a scenario with the `fields`.
pub(super) fn read(
    reader: &mut Reader<'_>,
    fields: &Fields,
    organisation: &Organisation,
) -> Vec<Correlation> {
    let root = Path::ROOT;
    let path = root.to("correlations");
    let Some(node) = fields.get("correlations") else {
        return Vec::new();
    };
    let n_problems = reader.problems.len();
    let mut pairs = Pairs::new();
    let (mut read, mut nodes) = (Vec::new(), Vec::new());
    for (index, item) in reader.list(node, &path).enumerate() {
        let path = path.nth(index);
        read.extend(correlation(reader, item, &path, organisation, &mut pairs));
        nodes.push(item);
    }
    if reader.problems.len() == n_problems
        && let Some(fault) = impossible(&read)
    {
        let (Impossible::Contradiction { index, .. } | Impossible::TooMany { index, .. }) = fault;
        reader.refuse(nodes[index], &path.nth(index), || {
            words(&fault, read[index].rho)
        });
    }
    read
}

fn words(fault: &Impossible, rho: f64) -> Words {
    match *fault {
        Impossible::TooMany { most, .. } => Words::of(format!(
            "more than {most} inputs are correlated with one another, directly or through others"
        )),
        Impossible::Contradiction { allowed, .. } => {
            let words = Words::of(format!("a correlation of {rho} contradicts the others"));
            let Some((low, high)) = allowed else {
                return words
                    .help("no numbers can have all these correlations: some must be nearer to 0");
            };
            // Hundredths within the range, so that what is proposed is right.
            let (low, high) = (
                (low * 100.0).ceil() / 100.0 + 0.0,
                (high * 100.0).floor() / 100.0 + 0.0,
            );
            words.help(if low < high {
                format!("with the others as they are it can be from {low} to {high}")
            } else {
                format!("with the others as they are it can be near {low}")
            })
        }
    }
}

fn correlation(
    reader: &mut Reader<'_>,
    node: Node,
    path: &Path<'_>,
    organisation: &Organisation,
    pairs: &mut Pairs,
) -> Option<Correlation> {
    let tree = reader.tree;
    let mut inside = tree.items(node).filter(|_| node.kind == Kind::Tuple);
    let parts = [inside.next(), inside.next(), inside.next(), inside.next()];
    let [Some(a), Some(b), Some(rho), None] = parts else {
        reader.refuse_kind(
            node,
            path,
            "a correlation in the form `(\"path\", \"path\", 0.5)`",
        );
        return None;
    };
    let ends = [a, b].map(|node| {
        let key = reader.text(node, path)?;
        let input = input(reader, node, &key, path, organisation)?;
        // One that has no distribution may be correlated: it then has nothing to follow.
        if !input.may_be_uncertain() {
            reader.refuse(node, path, || never_uncertain(&key));
            return None;
        }
        Some(input)
    });
    let size = reader.any_number(rho, path);
    if let Some(size) = size.filter(|size| !(-1.0..=1.0).contains(size)) {
        reader.refuse(rho, path, || {
            Words::of(format!("a correlation of {size} must be from -1 to 1"))
        });
    }
    let [a, b] = [ends[0]?, ends[1]?];
    let mut pair = [a, b];
    pair.sort_unstable();
    if pair[0] == pair[1] {
        reader.refuse(node, path, || {
            Words::of("an input cannot be correlated with itself")
        });
    } else if let Some(first) = pairs.insert(pair, node) {
        reader.refuse(node, path, || Words {
            first: Some(first.span()),
            ..Words::of("this pair is correlated twice")
        });
    }
    Some(Correlation { a, b, rho: size? })
}
