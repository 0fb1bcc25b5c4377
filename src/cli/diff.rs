//! `diff`: what differs between two scenarios or two plans, and what that does to the figures.
//!
//! Ends like the command of that name: 0 when nothing differs, 1 when something does, 2 when it
//! cannot be told. Must not compute a result or know how a format is written.

use std::ffi::OsString;
use std::process::ExitCode;

use clap::Args;

use crate::cli::{
    chosen::{Chosen, Files},
    compare::key,
    failure::Failure,
    format::{chosen, names, text_formats},
    output::Output,
};
use crate::model::{Change, Comparison, Figure, HEADLINES, differences, plan_differences};
use crate::report::{
    Block, Tree,
    content::{Compared, sentences},
};

#[derive(Args, Debug)]
pub(super) struct Asked {
    /// The scenario to begin with.
    a: OsString,
    /// The scenario to hold against it; without it, two plans of the first are told apart.
    b: Option<OsString>,
    /// A plan: two of one scenario, or one of each of two.
    #[arg(long = "plan", value_name = "NAME")]
    plans: Vec<String>,
    /// What to write.
    #[arg(long, value_parser = names::<DiffFormat>())]
    format: Option<&'static DiffFormat>,
    #[command(flatten)]
    output: Output,
}

pub(super) fn diff(asked: &Asked) -> Result<ExitCode, Failure> {
    match told(asked) {
        // 1 means that something differs.
        Err(failure @ Failure::Problems { .. }) => {
            failure.tell();
            Ok(ExitCode::from(2))
        }
        told => told,
    }
}

fn told(asked: &Asked) -> Result<ExitCode, Failure> {
    let format = chosen(asked.format, &asked.output)?;
    let paths: Vec<OsString> = std::iter::once(&asked.a).chain(&asked.b).cloned().collect();
    let files = Files::load(&paths)?;
    let (changes, pairs) = asked.changes(&files)?;
    let [a, b] = [0, paths.len() - 1].map(|file| files.scenario(Chosen { file, plan: 0 }));
    let told = Told {
        title: match pairs.as_slice() {
            [pair] if asked.plans.len() == 2 => files.titles(pair).join(" and "),
            _ => files
                .names(&[
                    Chosen { file: 0, plan: 0 },
                    Chosen {
                        file: paths.len() - 1,
                        plan: 0,
                    },
                ])
                .join(" and "),
        },
        changes: &changes,
        currencies: [&a.currency, &b.currency],
        files: &files,
        pairs: &pairs,
        width: asked.output.width(),
    };
    let text = (format.write)(&told);
    let code = asked.output.write_bytes(text.as_bytes(), &asked.a)?;
    Ok(if changes.is_empty() {
        code
    } else {
        ExitCode::from(1)
    })
}

impl Asked {
    /// What differs, and the plans whose figures it may move.
    fn changes(&self, files: &Files) -> Result<(Vec<Change>, Vec<[Chosen; 2]>), Failure> {
        let in_file = |file: usize, name: &String| files.plan_in(file, name);
        match (&self.b, self.plans.as_slice()) {
            (None, [one, two]) => {
                let pair = [in_file(0, one)?, in_file(0, two)?];
                Ok((plan_changes(files, pair), vec![pair]))
            }
            (Some(_), [one, two]) => {
                let pair = [in_file(0, one)?, in_file(1, two)?];
                let [a, b] = pair.map(|chosen| files.scenario(chosen));
                let mut changes = differences(a, b);
                changes.retain(|change| change.plan.is_none());
                changes.extend(plan_changes(files, pair));
                Ok((changes, vec![pair]))
            }
            (Some(_), []) => {
                let [a, b] = [0, 1].map(|file| files.scenario(Chosen { file, plan: 0 }));
                let pair = |(plan, of): (usize, &crate::model::Plan)| {
                    let other = b.plan_named(&of.name)?;
                    Some([
                        Chosen { file: 0, plan },
                        Chosen {
                            file: 1,
                            plan: other,
                        },
                    ])
                };
                let pairs = a.plans.iter().enumerate().filter_map(pair).collect();
                Ok((differences(a, b), pairs))
            }
            (None, _) => Err(Failure::Unusable {
                reason: "there is nothing to hold the scenario against".into(),
                help: Some(
                    "name another scenario, or two of its plans with `--plan A --plan B`".into(),
                ),
            }),
            (Some(_), _) => Err(Failure::Unusable {
                reason: "two scenarios are told apart by all their plans, or by one plan of each"
                    .into(),
                help: Some(
                    "give `--plan` twice: first the plan of the one, then that of the other".into(),
                ),
            }),
        }
    }
}

fn plan_changes(files: &Files, [a, b]: [Chosen; 2]) -> Vec<Change> {
    plan_differences((files.scenario(a), a.plan), (files.scenario(b), b.plan))
}

/// What is written.
struct Told<'a> {
    title: String,
    changes: &'a [Change],
    currencies: [&'a str; 2],
    files: &'a Files,
    pairs: &'a [[Chosen; 2]],
    width: usize,
}

impl Told<'_> {
    fn blocks(&self, width: usize) -> Vec<Block> {
        if self.changes.is_empty() {
            return vec![Block::Text("Nothing differs.".into())];
        }
        let mut blocks = vec![Block::Title(self.title.clone())];
        blocks.extend(sentences(self.changes, self.currencies));
        let effects: Vec<Block> = self
            .pairs
            .iter()
            .flat_map(|pair| self.effects(pair, width))
            .collect();
        if effects.is_empty() && !self.pairs.is_empty() {
            blocks.push(Block::Text(
                "No figure that matters most is moved by that.".into(),
            ));
        }
        blocks.extend(effects);
        blocks
    }

    /// What the changes do to a plan: nothing to say where no figure differs.
    fn effects(&self, pair: &[Chosen; 2], width: usize) -> Vec<Block> {
        let comparison = Comparison::of(self.files.columns(pair));
        let tells = |figure: &Figure| {
            let line = comparison.line(figure.spec().path);
            line.is_some_and(|line| !comparison.is_unchanged(line))
        };
        if !HEADLINES
            .iter()
            .any(|(_, figures)| figures.iter().any(tells))
        {
            return Vec::new();
        }
        let titles = ["before".to_owned(), "after".to_owned()];
        let compared = Compared {
            comparison: &comparison,
            titles: &titles,
            keys: &[key(0), key(1)],
            base: 0,
            odds: None,
            all: false,
            only_changed: true,
            marks_best: false,
            width,
        };
        let names = pair.map(|chosen| &self.files.scenario(chosen).plans[chosen.plan].name);
        let what = match names {
            [one, other] if one == other => format!("the plan {one}"),
            [one, other] => format!("the figures, from {one} to {other}"),
        };
        let mut blocks = vec![Block::Text(format!("What that does to {what}:"))];
        blocks.extend(compared.cautions().into_iter().map(Block::Text));
        blocks.extend(compared.tables());
        blocks
    }

    fn tree(&self) -> Tree {
        let effects = self.pairs.iter().map(|pair| {
            let comparison = Comparison::of(self.files.columns(pair));
            let keys = ["from".to_owned(), "to".to_owned()];
            crate::report::comparison(&comparison, &keys, &self.files.names(pair), 0, None)
        });
        Tree::Record(vec![
            ("changes", crate::report::changes(self.changes)),
            ("effects", Tree::list(effects)),
        ])
    }
}

/// A way to write what differs.
#[derive(Debug)]
struct DiffFormat {
    name: &'static str,
    ending: &'static str,
    about: &'static str,
    write: fn(&Told<'_>) -> String,
}

const DIFF_FORMATS: &[DiffFormat] = &[
    DiffFormat {
        name: "table",
        ending: "txt",
        about: "Sentences, and tables of what they do",
        write: |told| crate::report::plain(&told.blocks(told.width), told.width),
    },
    DiffFormat {
        name: "markdown",
        ending: "md",
        about: "The same, as Markdown",
        write: |told| crate::report::markdown(&told.blocks(usize::MAX)),
    },
    DiffFormat {
        name: "json",
        ending: "json",
        about: "Everything, figures in full",
        write: |told| crate::report::json(&told.tree()),
    },
];

text_formats!("differences", DiffFormat, DIFF_FORMATS);
