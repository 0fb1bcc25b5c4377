//! Charts of the page: the figures they show, and a description of each. A chart without figures is left out.

use crate::model::{Scenario, defined};
use crate::report::{
    Bar, Block, Chart, Drawing, Mark, Series, Slot, Tick, Tone,
    content::{
        Subject,
        trust::{KINDS, sources_by_kind},
    },
};
use crate::text::{ticks, whole};

/// The most rows of a chart.
const MOST_BARS: usize = 14;

/// Returns positions cut, by division and by how people leave.
pub(super) fn leavers(subject: &Subject<'_>) -> Option<Block> {
    let words = &subject.words;
    let divisions = subject.outcome.divisions.iter().enumerate();
    let mut rows: Vec<(String, [f64; 3])> = divisions
        .filter(|(_, division)| division.people.eliminated > 0.0)
        .map(|(index, division)| {
            let people = &division.people;
            let ways = [people.laid_off, people.attrition, people.redeployed];
            (subject.division_name(index), ways)
        })
        .collect();
    rows.sort_by(|(_, a), (_, b)| b.iter().sum::<f64>().total_cmp(&a.iter().sum()));
    let n_others = rows.len().saturating_sub(MOST_BARS);
    let others = rows.iter().skip(MOST_BARS).flat_map(|(_, ways)| ways).sum();
    rows.truncate(MOST_BARS);
    let mut text = String::from("Positions cut in each division, FTE, the largest cut first.");
    if n_others > 0 {
        text += &format!(
            " {n_others} more divisions, with {} together, are in the table.",
            words.people(whole(others))
        );
    }
    let series = [
        ("laid off", Tone::Out),
        ("natural quits, left unfilled", Tone::OutSoft),
        ("moved to AI roles", Tone::Ai),
    ];
    let used = [0, 1, 2].map(|way| rows.iter().any(|(_, ways)| ways[way] > 0.0));
    let kept = |ways: [f64; 3]| {
        (0..3)
            .filter(|&way| used[way])
            .map(|way| ways[way])
            .collect()
    };
    let bars = rows.into_iter().map(|(name, ways)| Bar {
        name,
        figure: words.people(whole(ways.iter().sum())),
        parts: kept(ways),
    });
    let series: Vec<_> = (0..3)
        .filter(|&way| used[way])
        .map(|way| series[way])
        .collect();
    some_bars("Who leaves, and how", text, &series, bars.collect())
}

/// Returns savings above the line, and the charge below it.
pub(super) fn savings(subject: &Subject<'_>) -> Option<Block> {
    let quarters = &subject.outcome.quarters;
    let saved: Vec<f64> = quarters.iter().map(|quarter| quarter.savings).collect();
    let charged: Vec<f64> = quarters.iter().map(|quarter| -quarter.charge).collect();
    let values = vec![saved, charged];
    Some(Block::Chart(Chart {
        title: "Savings and the charge, quarter by quarter".into(),
        text: format!(
            "{}. Savings stand above the line; the charge, below it, is recognised when notice is given.",
            subject.currency
        ),
        series: series(&[("savings", Tone::In), ("restructuring charge", Tone::Out)]),
        drawing: Drawing::Columns {
            slots: slots(subject.scenario),
            ticks: axis(subject, &values)?,
            values,
        },
    }))
}

/// Returns net cash to date, and the same after survivors' quits.
pub(super) fn cash(subject: &Subject<'_>) -> Option<Block> {
    let (outcome, words) = (subject.outcome, &subject.words);
    let savings = &outcome.savings;
    let planned: Vec<f64> = outcome.quarters.iter().map(|q| q.cumulative).collect();
    let after_quits = outcome.cumulative_after_survivors();
    let ends = [savings.net_cash, savings.net_cash_after_survivors].map(|end| words.amount(end));
    let lowest = defined(savings.peak_negative_quarter).map(|quarter| Mark {
        at: quarter + 1.0,
        value: savings.peak_negative,
        name: format!("lowest {}", words.amount(savings.peak_negative)),
        above: false,
    });
    let payback = |months: f64, name: &str| {
        let months = defined(months).filter(|&months| months > 0.0)?;
        Some(Mark {
            at: months / 3.0,
            value: 0.0,
            name: format!("payback{name} {}", words.months(months)),
            above: true,
        })
    };
    let marks = [
        payback(savings.payback_months, ""),
        payback(savings.payback_after_survivors_months, " after quits"),
        lowest,
    ];
    let values = vec![planned, after_quits];
    Some(Block::Chart(Chart {
        title: "Net cash to date".into(),
        text: format!("{}. {}", subject.currency, cash_in_words(subject)),
        series: series(&[
            (&format!("as planned, {} in the end", ends[0]), Tone::In),
            (&format!("after survivors’ quits, {}", ends[1]), Tone::Out),
        ]),
        drawing: Drawing::Lines {
            slots: slots(subject.scenario),
            ticks: axis(subject, &values)?,
            values,
            marks: marks.into_iter().flatten().collect(),
        },
    }))
}

fn cash_in_words(subject: &Subject<'_>) -> String {
    let (savings, words) = (&subject.outcome.savings, &subject.words);
    let low = match defined(savings.peak_negative_quarter) {
        Some(quarter) => format!(
            "It is lowest in {}, at {}",
            subject.scenario.start.plus(quarter as usize),
            words.amount(savings.peak_negative)
        ),
        None => "It is never below 0".into(),
    };
    let payback = |months: f64| match defined(months) {
        Some(0.0) => "at once".into(),
        Some(months) => format!("after {}", words.months(months)),
        None => format!("not by {}", subject.end),
    };
    format!(
        "{low}. The plan pays back {}, and {} once survivors’ quits are counted.",
        payback(savings.payback_months),
        payback(savings.payback_after_survivors_months)
    )
}

/// Returns what the yearly AI money is spent on, and what it sustains.
pub(super) fn portfolio(subject: &Subject<'_>) -> Option<Block> {
    let words = &subject.words;
    let results = subject.outcome.ai.options.iter();
    let mut bought: Vec<_> = results
        .zip(&subject.scenario.options)
        .filter(|(results, _)| results.run_rate > 0.0)
        .collect();
    bought.sort_by(|(a, _), (b, _)| b.run_rate.total_cmp(&a.run_rate));
    let bars = bought.into_iter().map(|(results, option)| Bar {
        name: option.name.clone(),
        figure: format!(
            "{} {} {} {}",
            words.amount(results.run_rate),
            words.arrow(),
            words.count(results.sustained),
            option.unit
        ),
        parts: vec![results.run_rate],
    });
    some_bars(
        "What the money for AI buys",
        format!(
            "{} a year, the plan carried out in full → what that sustains year after year.",
            subject.currency
        ),
        &[("", Tone::Ai)],
        bars.collect(),
    )
}

/// Returns the yearly AI money beside plans of capital spending.
pub(super) fn capex(subject: &Subject<'_>) -> Option<Block> {
    let (scenario, words) = (subject.scenario, &subject.words);
    let bar = |name: String, amount: f64, own: bool| Bar {
        name,
        figure: words.amount(amount),
        parts: if own {
            vec![amount, 0.0]
        } else {
            vec![0.0, amount]
        },
    };
    let run_rate = subject.outcome.ai.run_rate;
    let mut bars = vec![bar("Moves to AI a year".into(), run_rate, true)];
    let plan = scenario.inputs.capex_plan;
    bars.extend(plan.map(|plan| {
        let name = format!("The capex plan, {}", scenario.capex_period);
        bar(name, plan, false)
    }));
    let peers = scenario.peers.iter();
    bars.extend(peers.map(|peer| {
        let name = format!("{}, {}", peer.name, peer.period);
        bar(name, peer.amount, false)
    }));
    if bars.len() == 1 {
        return None;
    }
    some_bars(
        "Beside what is being spent",
        format!("{}. All bars on one scale.", subject.currency),
        &[("this plan", Tone::Ai), ("capital spending", Tone::Rest)],
        bars,
    )
}

/// Returns the headcount of the years before.
pub(super) fn history(subject: &Subject<'_>) -> Option<Block> {
    let history = &subject.scenario.history;
    let slot = |name: &String| Slot {
        name: name.clone(),
        group: String::new(),
    };
    let values = vec![history.iter().map(|point| point.headcount).collect()];
    Some(Block::Chart(Chart {
        title: "The years before".into(),
        text:
            "Headcount as the scenario records it; it may count more people than the divisions do."
                .into(),
        series: series(&[("", Tone::Rest)]),
        drawing: Drawing::Columns {
            slots: history.iter().map(|point| slot(&point.period)).collect(),
            ticks: axis(subject, &values)?,
            values,
        },
    }))
}

/// Returns the inputs by kind of source.
pub(super) fn sources(subject: &Subject<'_>) -> Option<Block> {
    let counts = sources_by_kind(subject);
    let tones = [Tone::In, Tone::InSoft, Tone::Rest, Tone::Unsure];
    let series: Vec<(&str, Tone)> = KINDS.map(|(_, name)| name).into_iter().zip(tones).collect();
    let total: usize = counts.iter().sum();
    let bar = Bar {
        name: "Inputs by kind of source".into(),
        figure: total.to_string(),
        parts: counts.map(|n| n as f64).into(),
    };
    some_bars(
        "How solid the inputs are",
        crate::report::content::trust::sources(subject.scenario, subject.plan),
        &series,
        if total == 0 { Vec::new() } else { vec![bar] },
    )
}

fn some_bars(title: &str, text: String, of: &[(&str, Tone)], bars: Vec<Bar>) -> Option<Block> {
    let is_long = |bar: &Bar| bar.parts.iter().any(|&part| part > 0.0);
    bars.iter().any(is_long).then(|| {
        Block::Chart(Chart {
            title: title.into(),
            text,
            series: series(of),
            drawing: Drawing::Bars(bars),
        })
    })
}

fn series(of: &[(&str, Tone)]) -> Vec<Series> {
    of.iter()
        .map(|&(name, tone)| Series {
            name: name.into(),
            tone,
        })
        .collect()
}

fn slots(scenario: &Scenario) -> Vec<Slot> {
    let slot = |index: usize| {
        let quarter = scenario.start.plus(index);
        Slot {
            name: format!("Q{}", quarter.of_year()),
            group: quarter.year().to_string(),
        }
    };
    (0..scenario.horizon).map(slot).collect()
}

/// An axis that includes all `values`; `None` if they are all 0.
fn axis(subject: &Subject<'_>, values: &[Vec<f64>]) -> Option<Vec<Tick>> {
    let all = || values.iter().flatten().copied();
    let (low, high) = (all().fold(0.0, f64::min), all().fold(0.0, f64::max));
    let ticks = ticks(low, high);
    let tick = |at: f64| Tick {
        at,
        name: subject.words.tick(at),
    };
    (!ticks.is_empty()).then(|| ticks.into_iter().map(tick).collect())
}
