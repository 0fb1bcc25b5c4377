//! Plans side by side for people: every figure, its difference from one of the plans, which plan is best
//! at what, and how often.

use crate::model::{
    Comparison, Figure, HEADLINES, Line, defined,
    simulate::{METRICS, MetricSpec, Paired},
};
use crate::report::{Block, Duels, Table};
use crate::text::{Style, Words, capital};

/// The mark of the best plan in a row.
const BEST: &str = "● ";
/// The widths of a figure and of the name of a row, in columns.
const FIGURE: usize = 11;
const NAME: usize = 26;
/// The longest title that stands over a column; longer ones are replaced by a letter.
const SHORT: usize = 9;
/// The error of a percentile in standard errors of the mean, at most.
const ERROR_OF_PERCENTILE: f64 = 2.0;

/// A comparison, and what of it is written.
pub(crate) struct Compared<'a> {
    pub(crate) comparison: &'a Comparison<'a>,
    /// The titles of the plans, and a letter for each.
    pub(crate) titles: &'a [String],
    pub(crate) keys: &'a [String],
    /// The plan that the others are compared with.
    pub(crate) base: usize,
    pub(crate) odds: Option<&'a Duels>,
    /// Whether to show every result, not only the most important.
    pub(crate) all: bool,
    /// Whether to leave out what is the same in all plans.
    pub(crate) only_changed: bool,
    /// Whether to mark the best plan in each row.
    pub(crate) marks_best: bool,
    /// The width of a text, in columns.
    pub(crate) width: usize,
}

impl Compared<'_> {
    /// Returns the whole comparison.
    pub(crate) fn blocks(&self) -> Vec<Block> {
        let mut blocks = vec![Block::Title(self.title()), self.legend()];
        blocks.extend(self.cautions().into_iter().map(Block::Text));
        blocks.extend(self.tables());
        blocks.extend(self.duels());
        blocks
    }

    /// Returns the tables alone.
    pub(crate) fn tables(&self) -> Vec<Block> {
        let groups = if self.all {
            self.everything()
        } else {
            self.headlines()
        };
        let mut blocks = Vec::new();
        for (title, lines) in groups {
            let shown = |line: &&Line| !self.only_changed || !self.comparison.is_unchanged(line);
            let lines: Vec<&Line> = lines.into_iter().filter(shown).collect();
            if !lines.is_empty() {
                blocks.extend(
                    self.parts()
                        .into_iter()
                        .map(|part| self.table(title, &lines, &part)),
                );
            }
        }
        if blocks.is_empty() {
            blocks.push(Block::Text("No figure differs.".into()));
        }
        blocks
    }

    /// Returns what is compared, in a sentence.
    pub(crate) fn lede(&self) -> String {
        let n = self.titles.len();
        let plans = if n == 1 {
            "1 plan".into()
        } else {
            format!("{n} plans")
        };
        format!("{plans}, compared with {}.", self.titles[self.base])
    }

    /// Returns the sections of a page: key, heading, blocks.
    pub(crate) fn sections(&self) -> Vec<(&'static str, &'static str, Vec<Block>)> {
        let mut sections = vec![
            ("plans", "The plans", vec![self.legend()]),
            ("figures", "In figures", self.tables()),
        ];
        if self.odds.is_some() {
            sections.push(("odds", "Draw by draw", self.duels()));
        }
        sections
    }

    pub(crate) fn title(&self) -> String {
        let first = &self.comparison.columns[0].scenario.name;
        let is_one = |name: &String| name == first;
        match self
            .comparison
            .columns
            .iter()
            .map(|column| &column.scenario.name)
            .all(is_one)
        {
            true => format!("{first}: plans compared"),
            false => "Plans compared".into(),
        }
    }

    fn legend(&self) -> Block {
        let base = &self.keys[self.base];
        let mut items: Vec<String> = self
            .keys
            .iter()
            .zip(self.titles)
            .map(|(key, title)| format!("{key}: {title}"))
            .collect();
        if self.titles.len() > 1 {
            items.push(format!(
                "Below each figure: its difference from {base}. {BEST}marks the best in a row."
            ));
        }
        Block::List {
            title: "Plans".into(),
            items,
        }
    }

    /// Returns what makes figures of several scenarios less comparable.
    pub(crate) fn cautions(&self) -> Vec<String> {
        let columns = &self.comparison.columns;
        let differing = |of: fn(&crate::model::Scenario) -> String| {
            let values: Vec<String> = columns.iter().map(|column| of(column.scenario)).collect();
            let differ = values.iter().any(|value| *value != values[0]);
            differ.then(|| {
                let each = self.keys.iter().zip(values);
                each.map(|(key, value)| format!("{key} {value}"))
                    .collect::<Vec<_>>()
                    .join(", ")
            })
        };
        let currencies = differing(|s| s.currency.clone())
            .map(|each| format!("Currencies differ ({each}): amounts are not compared."));
        let spans = differing(|s| format!("{} to {}", s.start, s.start.plus(s.horizon - 1)));
        let spans = spans.map(|each| {
            format!("The quarters modelled differ ({each}): net cash, net present value and totals end at each plan's own horizon.")
        });
        [currencies, spans].into_iter().flatten().collect()
    }

    fn headlines(&self) -> Vec<(&'static str, Vec<&Line>)> {
        let group = |(title, figures): &(&'static str, &[Figure])| {
            let lines = figures
                .iter()
                .filter_map(|&figure| self.comparison.line(figure.spec().path));
            (*title, lines.collect())
        };
        HEADLINES.iter().map(group).collect()
    }

    fn everything(&self) -> Vec<(&'static str, Vec<&Line>)> {
        let mut groups: Vec<(&'static str, Vec<&Line>)> = Vec::new();
        for line in &self.comparison.lines {
            let title = line.figure.group();
            match groups.iter_mut().find(|(known, _)| *known == title) {
                Some((_, lines)) => lines.push(line),
                None => groups.push((title, vec![line])),
            }
        }
        groups
    }

    /// The plans of each table: as many as fit beside the one that they are compared with.
    fn parts(&self) -> Vec<Vec<usize>> {
        let others: Vec<usize> = (0..self.keys.len()).filter(|&at| at != self.base).collect();
        let room = (self.width.saturating_sub(NAME) / FIGURE).max(2) - 1;
        if others.is_empty() {
            return vec![vec![self.base]];
        }
        if others.len() <= room {
            return vec![(0..self.keys.len()).collect()];
        }
        let part = |others: &[usize]| {
            std::iter::once(self.base)
                .chain(others.iter().copied())
                .collect()
        };
        others.chunks(room).map(part).collect()
    }

    fn table(&self, title: &str, lines: &[&Line], plans: &[usize]) -> Block {
        let is_short = |&at: &usize| self.titles[at].chars().count() <= SHORT;
        let are_short = plans.iter().all(is_short);
        let mut table = Table::new(title);
        for &at in plans {
            let (key, name) = (&self.keys[at], &self.titles[at]);
            table = match (are_short, self.width == usize::MAX) {
                (true, _) => table.figure(name),
                (_, true) => table.figure(&format!("{key}: {name}")),
                (_, false) => table.figure(key),
            };
        }
        for line in lines {
            let best = self.comparison.best(line);
            let value = |&at: &usize| {
                let mark = if best[at] && self.marks_best {
                    BEST
                } else {
                    ""
                };
                format!("{mark}{}", self.value(line, at))
            };
            let mut cells = vec![capital(&line.label)];
            cells.extend(plans.iter().map(value));
            table.row(cells);
            let differences: Vec<String> =
                plans.iter().map(|&at| self.difference(line, at)).collect();
            if differences.iter().any(|text| !text.is_empty()) {
                let mut cells = vec![String::new()];
                cells.extend(differences);
                table.part(cells);
            }
        }
        Block::Table(table)
    }

    fn words(&self, at: usize) -> Words<'_> {
        Words::new(&self.comparison.columns[at].scenario.currency, false)
    }

    fn value(&self, line: &Line, at: usize) -> String {
        self.words(at)
            .compared(line.values[at], line.figure.spec().unit)
    }

    fn difference(&self, line: &Line, at: usize) -> String {
        let difference = self.comparison.difference(line, at, self.base);
        let is_shown = at != self.base && defined(difference).is_some();
        let change = is_shown.then(|| {
            let (from, to) = (line.values[self.base], line.values[at]);
            self.words(at).difference(line.unit(), from, to)
        });
        change.flatten().map_or_else(String::new, |(_, text)| text)
    }

    fn duels(&self) -> Vec<Block> {
        let Some(odds) = self.odds else {
            return Vec::new();
        };
        let words = self.words(self.base);
        let base = &self.keys[self.base];
        let mut blocks = vec![Block::Text(format!(
            "Draw by draw: {} draws of the uncertain inputs, seed {}, the same for every plan. Better is \
             more savings, net cash, net present value, money for AI and people after; a lower charge, \
             an earlier payback (none is never), fewer positions eliminated.",
            words.people(odds.draws as f64),
            odds.seed,
        ))];
        for (at, rows) in odds
            .plans
            .iter()
            .enumerate()
            .filter(|(_, rows)| !rows.is_empty())
        {
            let title = format!("{} less {base}", self.keys[at]);
            let beats = format!("beats {base}");
            let mut table = Table::new(title)
                .figures(["P10", "median", "P90"])
                .figures([beats.as_str(), "equal"]);
            for (row, versus) in METRICS.iter().zip(rows) {
                let Some(versus) = versus else { continue };
                if self.only_changed && versus.equal == 1.0 || !self.can_compare(row, at) {
                    continue;
                }
                table.row(duel(&words, row, versus));
            }
            blocks.push(Block::Table(table));
        }
        blocks
    }

    fn can_compare(&self, row: &MetricSpec, at: usize) -> bool {
        let line = self.comparison.line(row.name);
        let currency = |at: usize| &self.comparison.columns[at].scenario.currency;
        line.is_none_or(|line| !line.is_money() || currency(at) == currency(self.base))
    }
}

fn duel(words: &Words<'_>, row: &MetricSpec, versus: &Paired) -> Vec<String> {
    let error = ERROR_OF_PERCENTILE * versus.standard_error;
    let gap = |gap: f64| words.format(gap, row.unit, Style::Gap(error));
    let share = |share: f64| words.likelihood(share, versus.n_draws);
    vec![
        capital(row.label),
        gap(versus.p10),
        gap(versus.p50),
        gap(versus.p90),
        share(versus.beats),
        share(versus.equal),
    ]
}
