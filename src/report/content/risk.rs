//! A simulation for people: how far each figure may be off, the chances, the fan, and what the net
//! present value hangs on.

use crate::model::{
    Input, Scenario, Unit,
    simulate::{METRICS, Metric, MetricSpec, PERCENTILES, Samples, Simulation},
};
use crate::report::{Block, Table};
use crate::text::{Kind, Words, bar, capital, columns, input};

/// Cells of a small histogram, and of the longest bar.
const WIDTH: usize = 16;
/// A percentile is off by more than the mean, up to twice as much.
const ERROR_OF_PERCENTILE: f64 = 2.0;
/// More uncertain inputs than a person would read.
const MOST_DRIVERS: usize = 20;

/// Everything there is to say to people of a simulation of the plan `index`.
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
            0 => "No input of this scenario is uncertain, so every draw is the report.".into(),
            n => format!(
                "{draws} draws of {n} uncertain {}, seed {seed}. Amounts in {}, before tax. Of ten \
                 draws one is below the first figure and one above the last.",
                if n == 1 { "input" } else { "inputs" },
                scenario.currency,
            ),
        }
    }

    fn title(&self, what: &str) -> String {
        format!("{what}, {}", self.currency.trim_end())
    }

    fn metrics(&self) -> Block {
        let mut table = Table::new(self.title("How far off"))
            .figures(["1 in 10 below", "even odds", "1 in 10 above"])
            .words("spread");
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
            Unit::People => Kind::People,
            Unit::Share | Unit::SharePerYear => Kind::Share,
            Unit::Months => Kind::Months,
            _ => Kind::Amount,
        };
        ["p10", "p50", "p90"].map(|name| {
            let at = PERCENTILES.iter().position(|(known, _)| *known == name);
            let value = at.map_or(f64::NAN, |at| spread.percentiles[at]);
            match row.metric {
                Metric::PaybackMonths if value.is_nan() => "none".into(),
                _ => self.words.estimate(kind, value, error),
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
        let titles = ["1 in 10 below", "even odds", "1 in 10 above"];
        let mut table = Table::new(self.title("Net cash to date")).figures(titles);
        let root = (self.simulation.n_draws() as f64).sqrt();
        for (at, band) in self.simulation.fan.iter().enumerate() {
            // As if it were a bell, of which the middle 80 % are 2.56 standard deviations wide.
            let error = ERROR_OF_PERCENTILE * (band.p90 - band.p10) / (2.56 * root);
            let amount = |amount| self.words.estimate(Kind::Amount, amount, error);
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
            return Block::Text("Nothing moves the net present value.".into());
        }
        let mut table = Table::new(self.title("What the net present value hangs on"))
            .figures(["input low", "input high"])
            .words("swing");
        let widest = drivers[0].swing();
        let (told, rest) = drivers.split_at(drivers.len().min(MOST_DRIVERS));
        for driver in told {
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
        let label = of
            .field()
            .map_or_else(|| input(self.scenario, of), |field| field.label.into());
        match of {
            Input::Division(at, _) => format!("{}, {label}", self.scenario.divisions[at].name),
            Input::Option(at, _) => format!("{}, {label}", self.scenario.options[at].name),
            _ => capital(&label),
        }
    }
}
