//! `diff`: what differs between two scenarios or two plans, and what that changes in the figures.
//!
//! Ends like the command of that name: 0 when nothing differs, 1 when something does, 2 when that
//! is not known.

use std::ffi::OsString;
use std::process::ExitCode;

use clap::ValueEnum;

use crate::cli::compare::key;
use crate::cli::failure::Failure;
use crate::cli::output::Output;
use crate::cli::scenarios::{Files, PlanAt};
use crate::model::{Change, Comparison, Figure, HEADLINES, differences, plan_differences};
use crate::report::{
    self, Block, Tree,
    content::{Compared, sentences},
    json, markdown, plain,
};

#[derive(clap::Args, Debug)]
pub(super) struct Args {
    /// The scenario to begin with
    a: OsString,
    /// The scenario to compare it with; without it, two plans of the first are compared
    b: Option<OsString>,
    /// A plan: two of one scenario, or one of each of two
    #[arg(long = "plan", value_name = "NAME")]
    plans: Vec<String>,
    /// Format; by default what the name of FILE ends with, or table
    #[arg(long, value_enum)]
    format: Option<DiffFormat>,
    #[command(flatten)]
    output: Output,
}

/// A format of differences.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum DiffFormat {
    /// Sentences, and tables of their effects
    #[value(alias = "txt")]
    Table,
    /// The same, as Markdown
    #[value(alias = "md")]
    Markdown,
    /// Everything, figures in full
    Json,
}

pub(super) fn diff(args: &Args) -> Result<ExitCode, Failure> {
    match write(args) {
        // 1 means that something differs.
        Err(failure @ Failure::Problems { .. }) => {
            failure.print();
            Ok(ExitCode::from(2))
        }
        written => written,
    }
}

fn write(args: &Args) -> Result<ExitCode, Failure> {
    let output = &args.output;
    let format = output.format(args.format, Some(DiffFormat::Table))?;
    let paths: Vec<OsString> = std::iter::once(&args.a).chain(&args.b).cloned().collect();
    let files = Files::load(&paths)?;
    let (changes, pairs) = args.changes(&files)?;
    let difference = Difference {
        changes: &changes,
        files: &files,
        ends: [0, paths.len() - 1].map(|file| PlanAt { file, plan: 0 }),
        pairs: &pairs,
        of_plans: args.plans.len() == 2,
    };
    let text = match format {
        DiffFormat::Table => plain(&difference.blocks(output.width()), output.width()),
        DiffFormat::Markdown => markdown(&difference.blocks(usize::MAX)),
        DiffFormat::Json => json(&difference.tree()),
    };
    let code = output.write(text.as_bytes(), &args.a)?;
    Ok(match changes.is_empty() {
        true => code,
        false => ExitCode::from(1),
    })
}

impl Args {
    /// What differs, and the pairs of plans whose figures it may change.
    fn changes(&self, files: &Files) -> Result<(Vec<Change>, Vec<[PlanAt; 2]>), Failure> {
        match (&self.b, self.plans.as_slice()) {
            (None, [one, two]) => {
                let pair = [files.plan_in(0, one)?, files.plan_in(0, two)?];
                Ok((plan_changes(files, pair), vec![pair]))
            }
            (Some(_), [one, two]) => {
                let pair = [files.plan_in(0, one)?, files.plan_in(1, two)?];
                let [a, b] = pair.map(|at| files.scenario(at));
                let mut changes = differences(a, b);
                changes.retain(|change| change.plan.is_none());
                changes.extend(plan_changes(files, pair));
                Ok((changes, vec![pair]))
            }
            (Some(_), []) => {
                let [a, b] = [0, 1].map(|file| files.scenario(PlanAt { file, plan: 0 }));
                let pair = |(plan, name): (usize, &str)| {
                    let other = PlanAt {
                        file: 1,
                        plan: b.plan_named(name)?,
                    };
                    Some([PlanAt { file: 0, plan }, other])
                };
                let names = a.plans.iter().map(|plan| plan.name.as_str());
                let pairs = names.enumerate().filter_map(pair).collect();
                Ok((differences(a, b), pairs))
            }
            (None, _) => Err(Failure::Unusable {
                reason: "there is nothing to compare the scenario with".into(),
                help: Some(
                    "name another scenario, or two of its plans with `--plan A --plan B`".into(),
                ),
            }),
            (Some(_), _) => Err(Failure::Unusable {
                reason: "two scenarios are compared by all their plans, or by one plan of each"
                    .into(),
                help: Some(
                    "give `--plan` twice: a plan of the first, then one of the second".into(),
                ),
            }),
        }
    }
}

fn plan_changes(files: &Files, [a, b]: [PlanAt; 2]) -> Vec<Change> {
    plan_differences((files.scenario(a), a.plan), (files.scenario(b), b.plan))
}

/// What differs, as it is written.
struct Difference<'a> {
    changes: &'a [Change],
    files: &'a Files,
    /// A plan of the first scenario, and one of the last.
    ends: [PlanAt; 2],
    pairs: &'a [[PlanAt; 2]],
    /// Whether two plans were named.
    of_plans: bool,
}

impl Difference<'_> {
    fn blocks(&self, width: usize) -> Vec<Block> {
        if self.changes.is_empty() {
            return vec![Block::Text("Nothing differs.".into())];
        }
        let titles = match self.pairs {
            [pair] if self.of_plans => self.files.titles(pair),
            _ => self.files.names(&self.ends),
        };
        let currencies = self
            .ends
            .map(|at| self.files.scenario(at).currency.as_str());
        let mut blocks = vec![Block::Title(titles.join(" and "))];
        blocks.extend(sentences(self.changes, currencies));
        let pairs = self.pairs.iter();
        let effects: Vec<Block> = pairs.flat_map(|pair| self.effects(pair, width)).collect();
        if effects.is_empty() && !self.pairs.is_empty() {
            blocks.push(Block::Text(
                "None of the most important figures changes.".into(),
            ));
        }
        blocks.extend(effects);
        blocks
    }

    /// What the changes do to a plan; nothing if no important figure differs.
    fn effects(&self, pair: &[PlanAt; 2], width: usize) -> Vec<Block> {
        let comparison = Comparison::of(self.files.columns(pair));
        let differs = |figure: &Figure| {
            let line = comparison.line(figure.spec().path);
            line.is_some_and(|line| !comparison.is_unchanged(line))
        };
        if !HEADLINES
            .iter()
            .any(|(_, figures)| figures.iter().any(differs))
        {
            return Vec::new();
        }
        let compared = Compared {
            comparison: &comparison,
            titles: &["before".to_owned(), "after".to_owned()],
            keys: &[key(0), key(1)],
            base: 0,
            odds: None,
            all: false,
            only_changed: true,
            marks_best: false,
            width,
        };
        let what = match pair.map(|at| self.files.plan_name(at)) {
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
            report::comparison(&comparison, &keys, &self.files.names(pair), 0, None)
        });
        Tree::Record(vec![
            ("changes", report::changes(self.changes)),
            ("effects", Tree::list(effects)),
        ])
    }
}
