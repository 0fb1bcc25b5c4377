//! Which plans of which scenarios were meant: by name, or by the name of the file before it where
//! several files have a plan of that name.
//!
//! Must not say what happens with them.

use std::ffi::OsString;
use std::path::Path;

use crate::cli::{failure::Failure, source};
use crate::file::nearest;
use crate::model::{Column, Scenario};
use crate::safe::safe_line;
use crate::shell::Disk;

/// Names are told up to this length, and so many of them.
const LONGEST_NAME: usize = 60;
const MOST_NAMES: usize = 20;

/// A plan, by its file and its place there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Chosen {
    pub(super) file: usize,
    pub(super) plan: usize,
}

/// Scenarios with what they were called.
#[derive(Debug)]
pub(super) struct Files {
    files: Vec<(String, Scenario)>,
}

impl Files {
    /// All of `names`, in their order.
    pub(super) fn load(names: &[OsString]) -> Result<Self, Failure> {
        if names.iter().filter(|name| *name == "-").count() > 1 {
            return Err(Failure::unusable(
                "the standard input can be read only once",
            ));
        }
        let load = |name: &OsString| {
            let scenario = source::load(&mut Disk::default(), name)?.scenario;
            Ok((name.to_string_lossy().into_owned(), scenario))
        };
        let files = names
            .iter()
            .map(load)
            .collect::<Result<Vec<_>, Failure>>()?;
        Ok(Self { files })
    }

    /// Every scenario.
    pub(super) fn each(&self) -> impl Iterator<Item = &Scenario> {
        self.files.iter().map(|(_, scenario)| scenario)
    }

    /// Every plan of every scenario.
    pub(super) fn all_plans(&self) -> Vec<Chosen> {
        let of = |(file, scenario): (usize, &Scenario)| {
            (0..scenario.plans.len())
                .map(move |plan| Chosen { file, plan })
                .collect::<Vec<_>>()
        };
        self.each().enumerate().flat_map(of).collect()
    }

    pub(super) fn scenario(&self, chosen: Chosen) -> &Scenario {
        &self.files[chosen.file].1
    }

    /// The plans with their results.
    pub(super) fn columns(&self, plans: &[Chosen]) -> Vec<Column<'_>> {
        plans
            .iter()
            .map(|&chosen| Column::of(self.scenario(chosen), chosen.plan))
            .collect()
    }

    /// What the file of each plan is called.
    pub(super) fn names(&self, plans: &[Chosen]) -> Vec<String> {
        plans
            .iter()
            .map(|chosen| self.files[chosen.file].0.clone())
            .collect()
    }

    /// What the plans are called beside each other: with their scenarios, or their files, where there
    /// are several.
    pub(super) fn titles(&self, plans: &[Chosen]) -> Vec<String> {
        let name = |chosen: &Chosen| &self.scenario(*chosen).plans[chosen.plan].name;
        let is_one_file = plans.windows(2).all(|pair| pair[0].file == pair[1].file);
        let scenarios: Vec<&String> = self.each().map(|scenario| &scenario.name).collect();
        let are_told_apart =
            (0..scenarios.len()).all(|at| !scenarios[..at].contains(&scenarios[at]));
        let title = |chosen: &Chosen| match (is_one_file, are_told_apart) {
            (true, _) => name(chosen).clone(),
            (_, true) => format!("{} ▸ {}", scenarios[chosen.file], name(chosen)),
            (_, false) => format!("{} ▸ {}", self.stem(chosen.file), name(chosen)),
        };
        plans.iter().map(title).collect()
    }

    /// The name of a file without its folder and its ending; in full where that is not one file's.
    fn stem(&self, file: usize) -> &str {
        let of = |at: usize| {
            let name = self.files[at].0.as_str();
            Path::new(name)
                .file_stem()
                .and_then(|stem| stem.to_str())
                .unwrap_or(name)
        };
        let is_alone = (0..self.files.len()).all(|at| at == file || of(at) != of(file));
        if is_alone {
            of(file)
        } else {
            &self.files[file].0
        }
    }

    /// The plan that `name` means: a plan's name, or `SCENARIO:NAME`.
    pub(super) fn plan(&self, name: &str) -> Result<Chosen, Failure> {
        let found: Vec<Chosen> = self
            .each()
            .enumerate()
            .filter_map(|(file, scenario)| {
                Some(Chosen {
                    file,
                    plan: scenario.plan_named(name)?,
                })
            })
            .collect();
        match found.as_slice() {
            [one] => return Ok(*one),
            [] => {}
            several => {
                let told: Vec<String> = several
                    .iter()
                    .map(|chosen| format!("{:?}", format!("{}:{name}", self.files[chosen.file].0)))
                    .collect();
                return Err(Failure::Unusable {
                    reason: format!("{} scenarios have a plan {:?}", several.len(), shown(name)),
                    help: Some(format!("say which: {}", told.join(" or "))),
                });
            }
        }
        let in_file = |(at, _): (usize, &str)| {
            let (file, plan) = (&name[..at], &name[at + 1..]);
            let is_named =
                |index: &usize| self.files[*index].0 == file || self.stem(*index) == file;
            let file = (0..self.files.len()).find(is_named)?;
            let plan = self.files[file].1.plan_named(plan)?;
            Some(Chosen { file, plan })
        };
        name.match_indices(':')
            .find_map(in_file)
            .ok_or_else(|| self.unknown(name))
    }

    /// The plan of the scenario `file` called `name`.
    pub(super) fn plan_in(&self, file: usize, name: &str) -> Result<Chosen, Failure> {
        let plan = self.files[file].1.plan_named(name);
        let found = plan.map(|plan| Chosen { file, plan });
        found.ok_or_else(|| self.unknown_in(&self.files[file..=file], name))
    }

    fn unknown(&self, name: &str) -> Failure {
        self.unknown_in(&self.files, name)
    }

    fn unknown_in(&self, files: &[(String, Scenario)], name: &str) -> Failure {
        let mut known: Vec<&str> = Vec::new();
        for plan in files.iter().flat_map(|(_, scenario)| &scenario.plans) {
            if !known.contains(&plan.name.as_str()) {
                known.push(&plan.name);
            }
        }
        let who = match files.len() {
            1 if self.files.len() > 1 => &format!("{:?} has no plan", shown(&files[0].0)),
            1 => "the scenario has no plan",
            _ => "no scenario has a plan",
        };
        let help = match nearest(name, known.iter().copied()) {
            Some(near) => format!("did you mean {:?}?", shown(near)),
            None => {
                let mut told: Vec<String> = known
                    .iter()
                    .take(MOST_NAMES)
                    .map(|name| format!("{:?}", shown(name)))
                    .collect();
                if known.len() > MOST_NAMES {
                    told.push(format!("and {} more", known.len() - MOST_NAMES));
                }
                format!("the plans are {}", told.join(", "))
            }
        };
        Failure::Unusable {
            reason: format!("{who} {:?}", shown(name)),
            help: Some(help),
        }
    }
}

fn shown(name: &str) -> String {
    safe_line(name, LONGEST_NAME).to_string()
}
