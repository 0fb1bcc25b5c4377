//! A simulation for people: the range of each figure, the chances, net cash by quarter, and the drivers
//! of the net present value.

use crate::model::{
    Input, Scenario, Unit,
    simulate::{METRICS, Metric, MetricSpec, PERCENTILES, Samples, Simulation},
};
use crate::report::{Block, Table};
use crate::text::{Style, Words, bar, capital, columns};

const PERCENTILE_TITLES: [&str; 3] = ["P10", "median", "P90"];

/// Cells of a small histogram, and of the longest bar.
const WIDTH: usize = 16;
/// The error of a percentile in standard errors of the mean, at most.
const ERROR_OF_PERCENTILE: f64 = 2.0;
/// Rows of drivers; the others are counted.
const MOST_DRIVERS: usize = 20;

/// Returns the simulation of the plan `index` as tables for people.
pub(crate) fn risk(
    scenario: &Scenario,
    index: usize,
    samples: &Samples,
    simulation: &Simulation,
) -> Vec<Block> {
    let plan = &scenario.plans[index];
    let words = Words::new(&scenario.currency, false);
    let subject = Subject {
        scenario,
        simulation,
        words,
        currency: words.currency_sign(),
    };
    vec![
        Block::Title(format!("{} ▸ {}", scenario.name, plan.name)),
        Block::Text(subject.frame(samples)),
        subject.metrics(),
        subject.chances(),
        subject.fan(),
        subject.drivers(),
    ]
}

struct Subject<'a> {
    scenario: &'a Scenario,
    simulation: &'a Simulation,
    words: Words<'a>,
    currency: String,
}

impl Subject<'_> {
    fn frame(&self, samples: &Samples) -> String {
        let (scenario, words) = (self.scenario, &self.words);
        let draws = words.people(self.simulation.n_draws() as f64);
        let seed = samples.seed();
        match scenario.uncertain.len() {
            0 => "No input of this scenario is uncertain: every draw is the base case.".into(),
            n => format!(
                "{draws} draws of {n} uncertain {}, seed {seed}: each draw takes a value of every \
                 uncertain input from its distribution. 10 % of the draws are below P10, 10 % above \
                 P90. Amounts in {}, before tax.",
                if n == 1 { "input" } else { "inputs" },
                scenario.currency,
            ),
        }
    }

    fn title(&self, what: &str) -> String {
        format!("{what}, {}", self.currency.trim_end())
    }

    fn metrics(&self) -> Block {
        let mut table = Table::new(self.title("Range of results"))
            .figures(PERCENTILE_TITLES)
            .words("distribution");
        let has_plan = self.scenario.inputs.capex_plan.is_some();
        for row in METRICS
            .iter()
            .filter(|row| has_plan || row.metric != Metric::CapexShare)
        {
            let [low, middle, high] = self.percentiles(row);
            let histogram = self.simulation.histogram(row.metric, WIDTH);
            table.row([
                capital(row.label),
                low,
                middle,
                high,
                columns(&histogram.counts),
            ]);
        }
        Block::Table(table)
    }

    fn percentiles(&self, row: &MetricSpec) -> [String; 3] {
        let spread = self.simulation.spread(row.metric);
        let error = ERROR_OF_PERCENTILE * spread.standard_error;
        let kind = match row.unit {
            Unit::People => Unit::People,
            Unit::Share | Unit::SharePerYear => Unit::Share,
            Unit::Months => Unit::Months,
            _ => Unit::Money,
        };
        ["p10", "p50", "p90"].map(|name| {
            let at = PERCENTILES.iter().position(|(known, _)| *known == name);
            let value = at.map_or(f64::NAN, |at| spread.percentiles[at]);
            match row.metric {
                Metric::PaybackMonths if value.is_nan() => "none".into(),
                _ => self.words.format(value, kind, Style::Estimate(error)),
            }
        })
    }

    fn chances(&self) -> Block {
        let (simulation, words) = (self.simulation, &self.words);
        let end = self.scenario.start.plus(self.scenario.horizon - 1);
        let chance = |metric, is_so: fn(f64) -> bool| {
            words.chance(simulation.chance(metric, is_so), simulation.n_draws())
        };
        Block::List {
            title: "Chances".into(),
            items: vec![
                format!(
                    "Payback by {end}: {}",
                    chance(Metric::PaybackMonths, |_| true)
                ),
                format!(
                    "Net present value above 0: {}",
                    chance(Metric::Npv, |npv| npv > 0.0)
                ),
            ],
        }
    }

    fn fan(&self) -> Block {
        let mut table = Table::new(self.title("Net cash to date")).figures(PERCENTILE_TITLES);
        let root = (self.simulation.n_draws() as f64).sqrt();
        for (at, band) in self.simulation.fan.iter().enumerate() {
            // The middle 80 % of a normal distribution are 2.56 standard deviations wide.
            let error = ERROR_OF_PERCENTILE * (band.p90 - band.p10) / (2.56 * root);
            let amount = |amount| {
                self.words
                    .format(amount, Unit::Money, Style::Estimate(error))
            };
            let quarter = self.scenario.start.plus(at).to_string();
            table.row([
                quarter,
                amount(band.p10),
                amount(band.p50),
                amount(band.p90),
            ]);
        }
        Block::Table(table)
    }

    fn drivers(&self) -> Block {
        let drivers = &self.simulation.sensitivity;
        if drivers.is_empty() {
            return Block::Text("No uncertain input changes the net present value.".into());
        }
        let mut table = Table::new(self.title("Drivers of the net present value"))
            .figures(["input at P10", "input at P90"])
            .words("swing");
        let widest = drivers[0].swing();
        let (shown, rest) = drivers.split_at(drivers.len().min(MOST_DRIVERS));
        for driver in shown {
            table.row([
                self.name(driver.input),
                self.words.amount(driver.low),
                self.words.amount(driver.high),
                bar(driver.swing() / widest, WIDTH),
            ]);
        }
        if !rest.is_empty() {
            let name = format!("{} more inputs", rest.len());
            table.row([name, String::new(), String::new(), String::new()]);
        }
        Block::Table(table)
    }

    fn name(&self, of: Input) -> String {
        match of {
            Input::Division(..) | Input::Option(..) => of.named(self.scenario),
            _ => capital(of.label()),
        }
    }
}
