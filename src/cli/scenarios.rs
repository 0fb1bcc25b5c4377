//! Scenarios and plans by what they are called on the command line.
//!
//! A plan is named by its name, or by `SCENARIO:NAME` if several scenarios have a plan of that name.

use std::ffi::{OsStr, OsString};
use std::path::Path;

use crate::cli::failure::Failure;
use crate::file::nearest;
use crate::model::{Column, Scenario};
use crate::safe::safe_line;
use crate::shell::{self, BUILT_IN, Disk, OpenError, OpenFailure, Opened};

/// The scenario that is shown when none is named.
pub(super) const FIRST: &str = BUILT_IN[0].0;

/// A scenario may have any number of plans, with names of any length: messages show so many.
const MOST_NAMES: usize = 20;
const LONGEST_NAME: usize = 60;

/// Opens the scenario called `name`: a file, the standard input for `-`, or a built-in scenario.
pub(super) fn open(disk: &mut Disk, name: &OsStr) -> Result<Opened, Failure> {
    let Some(name) = name.to_str() else {
        return Err(Failure::Unusable {
            reason: format!("the name {name:?} is not UTF-8"),
            help: Some("rename the file, or pipe it in and name it `-`".into()),
        });
    };
    shell::open(disk, name).map_err(|why| match why {
        OpenError::Failed(OpenFailure::Refused(reason)) => Failure::unusable(reason),
        OpenError::Failed(OpenFailure::Missing(reason)) => Failure::Unusable {
            reason,
            help: Some("`reallot list` shows the built-in scenarios".into()),
        },
        OpenError::Problems { name, problems } => Failure::Problems {
            name: if name == "-" { "<stdin>".into() } else { name },
            problems,
        },
    })
}

/// Loads the scenario called `name`.
pub(super) fn load(name: &OsStr) -> Result<Scenario, Failure> {
    Ok(open(&mut Disk::default(), name)?.scenario)
}

/// Returns the index of the plan called `name`, or of the first plan if no name is given.
pub(super) fn plan_or_first(scenario: &Scenario, name: Option<&str>) -> Result<usize, Failure> {
    name.map_or(Ok(0), |name| plan_named(scenario, name))
}

/// Returns the index of the plan called `name`.
pub(super) fn plan_named(scenario: &Scenario, name: &str) -> Result<usize, Failure> {
    scenario.plan_named(name).ok_or_else(|| Failure::Unusable {
        reason: format!("the scenario has no plan {}", quoted(name)),
        help: Some(format!("its plans are {}", listed(plan_names(scenario)))),
    })
}

/// A plan, by its file and its place there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct PlanAt {
    pub(super) file: usize,
    pub(super) plan: usize,
}

/// Scenarios, each with the name it was called by.
#[derive(Debug)]
pub(super) struct Files {
    files: Vec<(String, Scenario)>,
}

impl Files {
    /// Loads the scenarios called `names`, in their order.
    pub(super) fn load(names: &[OsString]) -> Result<Self, Failure> {
        if names.iter().filter(|name| *name == "-").count() > 1 {
            return Err(Failure::unusable(
                "the standard input can be read only once",
            ));
        }
        let load = |name: &OsString| Ok((name.to_string_lossy().into_owned(), load(name)?));
        let files = names
            .iter()
            .map(load)
            .collect::<Result<Vec<_>, Failure>>()?;
        Ok(Self { files })
    }

    /// Returns every scenario.
    pub(super) fn each(&self) -> impl Iterator<Item = &Scenario> {
        self.files.iter().map(|(_, scenario)| scenario)
    }

    /// Returns every plan of every scenario.
    pub(super) fn all_plans(&self) -> Vec<PlanAt> {
        let of = |(file, scenario): (usize, &Scenario)| {
            let plans = 0..scenario.plans.len();
            plans.map(move |plan| PlanAt { file, plan })
        };
        self.each().enumerate().flat_map(of).collect()
    }

    pub(super) fn scenario(&self, at: PlanAt) -> &Scenario {
        &self.files[at.file].1
    }

    /// Returns the name of a plan.
    pub(super) fn plan_name(&self, at: PlanAt) -> &str {
        &self.scenario(at).plans[at.plan].name
    }

    /// Returns the plans with their results.
    pub(super) fn columns(&self, plans: &[PlanAt]) -> Vec<Column<'_>> {
        let column = |&at: &PlanAt| Column::of(self.scenario(at), at.plan);
        plans.iter().map(column).collect()
    }

    /// Returns the name of each plan's file.
    pub(super) fn names(&self, plans: &[PlanAt]) -> Vec<String> {
        let name = |at: &PlanAt| self.files[at.file].0.clone();
        plans.iter().map(name).collect()
    }

    /// Returns titles that tell the plans apart: with the scenario if there are several, with the
    /// file if those have one name.
    pub(super) fn titles(&self, plans: &[PlanAt]) -> Vec<String> {
        let is_one_file = plans.windows(2).all(|pair| pair[0].file == pair[1].file);
        let scenarios: Vec<&String> = self.each().map(|scenario| &scenario.name).collect();
        let are_distinct = (0..scenarios.len()).all(|at| !scenarios[..at].contains(&scenarios[at]));
        let title = |at: &PlanAt| match (is_one_file, are_distinct) {
            (true, _) => self.plan_name(*at).to_owned(),
            (_, true) => format!("{} ▸ {}", scenarios[at.file], self.plan_name(*at)),
            (_, false) => format!("{} ▸ {}", self.stem(at.file), self.plan_name(*at)),
        };
        plans.iter().map(title).collect()
    }

    /// The name of a file without its folder and ending; in full if another file has the same.
    fn stem(&self, file: usize) -> &str {
        let of = |at: usize| {
            let name = self.files[at].0.as_str();
            let stem = Path::new(name).file_stem();
            stem.and_then(|stem| stem.to_str()).unwrap_or(name)
        };
        let is_alone = (0..self.files.len()).all(|at| at == file || of(at) != of(file));
        if is_alone {
            of(file)
        } else {
            &self.files[file].0
        }
    }

    /// Returns the plan called `name`: a plan's name, or `SCENARIO:NAME`.
    pub(super) fn plan(&self, name: &str) -> Result<PlanAt, Failure> {
        let of = |(file, scenario): (usize, &Scenario)| {
            let plan = scenario.plan_named(name)?;
            Some(PlanAt { file, plan })
        };
        let found: Vec<PlanAt> = self.each().enumerate().filter_map(of).collect();
        match found.as_slice() {
            [one] => return Ok(*one),
            [] => {}
            several => {
                let full =
                    |at: &PlanAt| format!("{:?}", format!("{}:{name}", self.files[at.file].0));
                let names: Vec<String> = several.iter().map(full).collect();
                return Err(Failure::Unusable {
                    reason: format!("{} scenarios have a plan {}", several.len(), quoted(name)),
                    help: Some(format!("name one: {}", names.join(" or "))),
                });
            }
        }
        let in_file = |(at, _): (usize, &str)| {
            let (file, plan) = (&name[..at], &name[at + 1..]);
            let is_named =
                |index: &usize| self.files[*index].0 == file || self.stem(*index) == file;
            let file = (0..self.files.len()).find(is_named)?;
            let plan = self.files[file].1.plan_named(plan)?;
            Some(PlanAt { file, plan })
        };
        name.match_indices(':')
            .find_map(in_file)
            .ok_or_else(|| match self.files.as_slice() {
                [_] => unknown("the scenario has no plan", &self.files, name),
                _ => unknown("no scenario has a plan", &self.files, name),
            })
    }

    /// Returns the plan called `name` of the scenario `file`.
    pub(super) fn plan_in(&self, file: usize, name: &str) -> Result<PlanAt, Failure> {
        let found = self.files[file].1.plan_named(name);
        let found = found.map(|plan| PlanAt { file, plan });
        found.ok_or_else(|| {
            let who = match self.files.as_slice() {
                [_] => "the scenario has no plan".into(),
                files => format!("{} has no plan", quoted(&files[file].0)),
            };
            unknown(&who, &self.files[file..=file], name)
        })
    }
}

/// That none of `files` has the plan `name`, and what was probably meant.
fn unknown(who: &str, files: &[(String, Scenario)], name: &str) -> Failure {
    let mut known: Vec<&str> = Vec::new();
    for name in files.iter().flat_map(|(_, scenario)| plan_names(scenario)) {
        if !known.contains(&name) {
            known.push(name);
        }
    }
    Failure::Unusable {
        reason: format!("{who} {}", quoted(name)),
        help: Some(match nearest(name, known.iter().copied()) {
            Some(near) => format!("did you mean {}?", quoted(near)),
            None => format!("the plans are {}", listed(known.into_iter())),
        }),
    }
}

fn plan_names(scenario: &Scenario) -> impl Iterator<Item = &str> {
    scenario.plans.iter().map(|plan| plan.name.as_str())
}

/// Names in quotes, as many as a message shows.
fn listed<'a>(mut names: impl Iterator<Item = &'a str>) -> String {
    let shown = names.by_ref().take(MOST_NAMES);
    let mut shown: Vec<String> = shown.map(quoted).collect();
    match names.count() {
        0 => {}
        more => shown.push(format!("and {more} more")),
    }
    shown.join(", ")
}

fn quoted(name: &str) -> String {
    format!("{:?}", safe_line(name, LONGEST_NAME))
}
