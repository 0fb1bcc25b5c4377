//! What was typed for the solver: figures, amounts, shares, keys; and what would be right.
//!
//! Must not solve.

use crate::cli::{failure::Failure, solve::Asked};
use crate::model::{
    Figure, Input, Scenario, Unit, UnknownPath,
    solve::{Ask, Failing, Goal, Target},
};
use crate::safe::safe_line;
use crate::text::typed::amount;

/// No error shows more of what was typed.
const LONGEST: usize = 80;

/// The share of draws, if one was typed and there is anything to draw.
pub(super) fn chance(scenario: &Scenario, typed: Option<&str>) -> Result<Option<f64>, Failure> {
    let Some(typed) = typed else { return Ok(None) };
    if scenario.uncertain.is_empty() {
        return Err(Failure::unusable(
            "no input of the scenario is uncertain, so --chance says nothing",
        ));
    }
    let share = amount(typed, Unit::Share).filter(|share| (0.01..=0.99).contains(share));
    share.map(Some).ok_or_else(|| Failure::Unusable {
        reason: format!("--chance {:?} is no share of draws", quoted(typed)),
        help: Some("from 1% to 99%, such as 80%".into()),
    })
}

/// When a plan counts as failed.
pub(super) fn failing(typed: &str) -> Result<Failing, Failure> {
    let (name, value) = match typed.split_once('=') {
        Some((name, value)) => (name.trim(), Some(value)),
        None => (typed.trim(), None),
    };
    let number = |unit| {
        value
            .and_then(|value| amount(value, unit))
            .filter(|n| *n >= 0.0)
    };
    let read = match (name, value) {
        ("payback", None) => Some(Failing::NoPayback),
        ("npv", None) => Some(Failing::Npv),
        ("payback", Some(_)) => number(Unit::Months).map(Failing::Payback),
        ("run-rate", Some(_)) => number(Unit::MoneyPerYear).map(Failing::RunRate),
        _ => None,
    };
    read.ok_or_else(|| Failure::Unusable {
        reason: format!("--stress {:?} is no way to fail", quoted(typed)),
        help: Some("one of payback, npv, payback=12 (months), run-rate=2bn".into()),
    })
}

/// What goal seek is asked for.
pub(super) fn goal(scenario: &Scenario, path: &str, reach: &str) -> Result<Goal, Failure> {
    let input = Input::parse(path, &scenario.divisions, &scenario.options)
        .map_err(|unknown| no_path("input", path, &unknown))?;
    let (figure, reach) = reached(scenario, reach)?;
    Ok(Goal {
        input,
        figure,
        reach,
    })
}

/// What is asked of cuts.
pub(super) fn ask(scenario: &Scenario, asked: &Asked, reach: Option<&str>) -> Result<Ask, Failure> {
    let (target, reach) = match reach {
        // A frontier may name its figure alone.
        Some(path) if asked.frontier && !path.contains('=') => (target(scenario, path)?, 0.0),
        Some(text) => {
            let (figure, reach) = reached(scenario, text)?;
            (target(scenario, &figure.path(scenario))?, reach)
        }
        None => (Target::RunRate, 0.0),
    };
    let mut locked = vec![false; scenario.divisions.len()];
    for key in &asked.keep {
        let at = scenario
            .divisions
            .iter()
            .position(|division| division.key == *key);
        let at = at.ok_or_else(|| Failure::Unusable {
            reason: format!("--keep: the scenario has no division {:?}", quoted(key)),
            help: Some(format!("its divisions are {}", keys(scenario))),
        })?;
        locked[at] = true;
    }
    let limit = asked.cash_limit.as_deref();
    let limit = limit.map(|typed| {
        let limit = amount(typed, Unit::Money).filter(|limit| *limit >= 0.0);
        limit.ok_or_else(|| Failure::Unusable {
            reason: format!("--cash-limit {:?} is no amount", quoted(typed)),
            help: Some("0 or more, such as 500m or 1.5 bn".into()),
        })
    });
    Ok(Ask {
        target,
        reach,
        least: asked.least.objective,
        caps: !asked.ignore_caps,
        locked,
        cash_limit: limit.transpose()?,
    })
}

/// A figure and what it should be.
fn reached(scenario: &Scenario, text: &str) -> Result<(Figure, f64), Failure> {
    let Some((path, value)) = text.split_once('=') else {
        return Err(Failure::Unusable {
            reason: format!("--reach {:?} names no value", quoted(text)),
            help: Some("a figure and its value, such as savings.run_rate=3bn".into()),
        });
    };
    let path = path.trim();
    let figure =
        Figure::parse(path, scenario).map_err(|unknown| no_path("result", path, &unknown))?;
    let value = amount(value, figure.spec().unit).ok_or_else(|| Failure::Unusable {
        reason: format!("--reach: {:?} is no value of {path}", quoted(value)),
        help: Some("such as 3 bn, 400k, 12 % or 6".into()),
    })?;
    Ok((figure, value))
}

fn target(scenario: &Scenario, path: &str) -> Result<Target, Failure> {
    let figure =
        Figure::parse(path, scenario).map_err(|unknown| no_path("result", path, &unknown))?;
    Target::of(figure, scenario).ok_or_else(|| {
        let paths = Target::all(scenario);
        let paths: Vec<String> = paths.iter().map(|t| t.figure().path(scenario)).collect();
        Failure::Unusable {
            reason: format!("cuts cannot be solved for {path}"),
            help: Some(format!(
                "they can for {}; --move PATH takes any result",
                paths.join(", ")
            )),
        }
    })
}

fn no_path(what: &str, path: &str, unknown: &UnknownPath) -> Failure {
    let known: Vec<&str> = unknown.known.iter().take(40).map(String::as_str).collect();
    Failure::Unusable {
        reason: format!(
            "there is no {what} {:?}: {:?} is not known",
            quoted(path),
            quoted(&unknown.part)
        ),
        help: Some(format!("known are {}", known.join(", "))),
    }
}

fn keys(scenario: &Scenario) -> String {
    let keys: Vec<&str> = scenario
        .divisions
        .iter()
        .take(40)
        .map(|d| d.key.as_str())
        .collect();
    keys.join(", ")
}

fn quoted(text: &str) -> String {
    safe_line(text, LONGEST).into_owned()
}
