//! Where a result comes from, for people and for programs: its formula in words and in numbers, and every
//! term on the way down to the inputs with their sources, each once.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Attribution, Explanation, Figure, Input, Name, Operand, Scenario, Source};
use crate::report::{Block, Table, Tree};
use crate::text::{self, Explained, Style, Words};

/// A result of a plan, explained.
pub(crate) struct Subject<'a> {
    scenario: &'a Scenario,
    plan: usize,
    figure: Figure,
    explained: Explained<'a>,
    depth: usize,
    /// The plan that it is compared with, and the effect of each difference.
    change: Option<(usize, &'a Attribution)>,
}

/// A term on the way down, and how deep it is.
struct Entry {
    term: usize,
    /// `2.1.3`: the third term of the first term of the second.
    number: String,
    depth: usize,
}

impl<'a> Subject<'a> {
    /// Returns the whole explanation of `figure`.
    pub(crate) fn of(
        scenario: &'a Scenario,
        plan: usize,
        figure: Figure,
        explanation: &'a Explanation,
    ) -> Self {
        Self {
            scenario,
            plan,
            figure,
            explained: Explained {
                scenario,
                explanation,
                words: Words::new(&scenario.currency, false),
            },
            depth: usize::MAX,
            change: None,
        }
    }

    /// Returns the same, no deeper than so many terms.
    #[must_use]
    pub(crate) fn with_depth(self, depth: usize) -> Self {
        Self { depth, ..self }
    }

    /// Returns the same with its difference from another plan, if one is given.
    #[must_use]
    pub(crate) fn with_change(self, change: Option<(usize, &'a Attribution)>) -> Self {
        Self { change, ..self }
    }

    /// Returns the explanation for people.
    pub(crate) fn blocks(&self) -> Vec<Block> {
        let plan = &self.scenario.plans[self.plan].name;
        let mut blocks = vec![
            Block::Title(format!(
                "{} ▸ {plan}: {}",
                self.scenario.name,
                self.figure.label(self.scenario)
            )),
            Block::Text(format!(
                "{} = {}",
                self.figure.path(self.scenario),
                self.explained.figure(self.figure)
            )),
        ];
        match self.explained.explanation.figure(self.figure) {
            Operand::Plain(value) => blocks.push(Block::Text(
                if value.is_nan() {
                    "It is not defined: an input that it needs is not in the scenario."
                } else {
                    "It depends on no input and no decision."
                }
                .into(),
            )),
            Operand::Written(term) => blocks.extend(self.way_down(term)),
        }
        if let Some((from, parts)) = self.change {
            blocks.push(self.changed(from, parts));
            blocks.push(Block::Text(text::method(parts)));
        }
        blocks
    }

    /// Returns the explanation for programs: every term with an id, and the ids of its own terms.
    pub(crate) fn tree(&self) -> Tree {
        let explanation = self.explained.explanation;
        let term = explanation.figure(self.figure);
        let entries = match term {
            Operand::Plain(_) => Vec::new(),
            Operand::Written(term) => self.entries(term, false),
        };
        let id = |term: usize| entries.iter().position(|entry| entry.term == term);
        let terms = entries.iter().enumerate().map(|(at, entry)| {
            let formula = explanation.reading(entry.term);
            let own = formula.as_ref().map_or_else(Vec::new, Explanation::terms);
            let own = own.into_iter().filter_map(id);
            let mut fields = vec![
                ("id", Tree::Whole(at as u64)),
                ("name", Tree::text(self.explained.name(entry.term))),
                ("path", self.path(entry.term)),
                (
                    "value",
                    Tree::figure(explanation.value(Operand::Written(entry.term))),
                ),
            ];
            if let Some(formula) = &formula {
                fields.extend([
                    (
                        "formula",
                        Tree::text(self.explained.in_words(entry.term, formula)),
                    ),
                    ("numbers", Tree::text(self.explained.in_numbers(formula))),
                    ("terms", Tree::list(own.map(|id| Tree::Whole(id as u64)))),
                ]);
            }
            if let Some(Name::Input(input)) = explanation.name(entry.term) {
                fields.extend(self.provenance(input));
            }
            Tree::Record(fields)
        });
        let mut fields = vec![
            ("scenario", Tree::text(&self.scenario.name)),
            ("plan", Tree::text(&self.scenario.plans[self.plan].name)),
            ("path", Tree::text(self.figure.path(self.scenario))),
            ("value", Tree::figure(explanation.value(term))),
            ("terms", Tree::list(terms)),
        ];
        fields.extend(
            self.change
                .map(|(from, parts)| self.change_tree(from, parts)),
        );
        Tree::Record(fields)
    }

    fn way_down(&self, term: usize) -> Vec<Block> {
        let entries = self.entries(term, true);
        let mut blocks = Vec::new();
        if let Some(formula) = self.explained.explanation.reading(term) {
            blocks.push(Block::Text(format!(
                "= {}",
                self.explained.in_words(term, &formula)
            )));
            blocks.push(Block::Text(format!(
                "= {}",
                self.explained.in_numbers(&formula)
            )));
        }
        let is_input = |entry: &&Entry| self.explained.explanation.reading(entry.term).is_none();
        let steps: Vec<String> = entries
            .iter()
            .skip(1)
            .filter(|entry| !is_input(entry))
            .map(|entry| self.step(entry))
            .collect();
        if !steps.is_empty() {
            blocks.push(Block::List {
                title: "Step by step".into(),
                items: steps,
            });
        }
        blocks.extend(self.inputs(entries.iter().filter(is_input)));
        blocks
    }

    fn step(&self, entry: &Entry) -> String {
        let formula = self.explained.explanation.reading(entry.term);
        let [words, numbers] = formula.map_or_else(Default::default, |formula| {
            [
                self.explained.in_words(entry.term, &formula),
                self.explained.in_numbers(&formula),
            ]
        });
        format!(
            "{} {}: {} = {words} = {numbers}",
            entry.number,
            self.explained.name(entry.term),
            self.explained.value(entry.term),
        )
    }

    /// The inputs among `entries`, with their ranges and sources.
    fn inputs<'e>(&self, entries: impl Iterator<Item = &'e Entry>) -> Option<Block> {
        let input = |entry: &Entry| {
            let Some(Name::Input(input)) = self.explained.explanation.name(entry.term) else {
                return None;
            };
            let value = format!(
                "{}: {}",
                self.explained.name(entry.term),
                self.explained.value(entry.term)
            );
            let source = self.source(input).map(text::source);
            let said = [Some(value), self.variation(input), source];
            Some(said.into_iter().flatten().collect::<Vec<_>>().join("; "))
        };
        let items: Vec<String> = entries.filter_map(input).collect();
        (!items.is_empty()).then(|| Block::List {
            title: "Inputs".into(),
            items,
        })
    }

    /// The range of an input, in words.
    fn variation(&self, input: Input) -> Option<String> {
        let mut uncertain = self.scenario.uncertain.iter();
        let of = uncertain.find(|uncertain| uncertain.input == input)?;
        let (field, base) = (input.field()?, self.scenario.inputs.get(input)?);
        let words = &self.explained.words;
        Some(words.distribution(&of.distribution, field.unit, base))
    }

    /// Every term on the way down, each once, the terms of a term right below it. For people only the
    /// largest of one kind, and none that is 0.
    fn entries(&self, term: usize, for_people: bool) -> Vec<Entry> {
        let explanation = self.explained.explanation;
        let mut seen = BTreeSet::new();
        let mut entries = Vec::new();
        let mut waiting = vec![Entry {
            term,
            number: String::new(),
            depth: 0,
        }];
        while let Some(entry) = waiting.pop() {
            if !seen.insert(entry.term) {
                continue;
            }
            let formula = explanation.reading(entry.term);
            let formula = formula.filter(|_| entry.depth < self.depth);
            let own = formula.as_ref().map_or_else(Vec::new, Explanation::terms);
            let own = match for_people {
                true => self.worth_opening(&own),
                false => own,
            };
            let below = own
                .into_iter()
                .enumerate()
                .rev()
                .map(|(place, term)| Entry {
                    term,
                    number: format!("{}{}.", entry.number, place + 1),
                    depth: entry.depth + 1,
                });
            waiting.extend(below);
            entries.push(entry);
        }
        entries
    }

    fn worth_opening(&self, terms: &[usize]) -> Vec<usize> {
        let size = |term: usize| {
            self.explained
                .explanation
                .value(Operand::Written(term))
                .abs()
        };
        let mut largest: BTreeMap<String, usize> = BTreeMap::new();
        for &term in terms {
            let of_kind = largest.entry(self.explained.kind(term)).or_insert(term);
            if size(term) > size(*of_kind) {
                *of_kind = term;
            }
        }
        let is_opened = |term: &usize| {
            let is_input = self.explained.explanation.formula(*term).is_none();
            largest.get(&self.explained.kind(*term)) == Some(term)
                && (is_input || size(*term) != 0.0)
        };
        terms.iter().copied().filter(is_opened).collect()
    }

    fn changed(&self, from: usize, attribution: &Attribution) -> Block {
        let words = &self.explained.words;
        let kind = self.figure.spec().unit;
        let title = format!("Compared with {}", self.scenario.plans[from].name);
        let mut table = Table::new(title).figures(["from → to", "effect"]);
        for part in &attribution.parts {
            let (name, values) = words.changed(self.scenario, &part.changed);
            table.row([name, values, words.change_or_zero(part.amount, kind)]);
        }
        table.total([
            format!(
                "{}: {} → {}",
                self.figure.label(self.scenario),
                words.format(attribution.from, kind, Style::Bare),
                words.format(attribution.to, kind, Style::Bare)
            ),
            String::new(),
            words.change_or_zero(attribution.change(), kind),
        ]);
        Block::Table(table)
    }

    fn change_tree(&self, from: usize, attribution: &Attribution) -> (&'static str, Tree) {
        let parts = attribution.parts.iter().map(|part| {
            let (name, values) = self.explained.words.changed(self.scenario, &part.changed);
            Tree::Record(vec![
                ("changed", Tree::text(name)),
                ("values", Tree::text(values)),
                ("amount", Tree::figure(part.amount)),
            ])
        });
        let change = Tree::Record(vec![
            ("against", Tree::text(&self.scenario.plans[from].name)),
            ("from", Tree::figure(attribution.from)),
            ("to", Tree::figure(attribution.to)),
            ("change", Tree::figure(attribution.change())),
            ("method", Tree::text(text::method(attribution))),
            ("parts", Tree::list(parts)),
        ]);
        ("change", change)
    }

    fn path(&self, term: usize) -> Tree {
        match self.explained.explanation.name(term) {
            Some(Name::Input(input)) => Tree::text(input.path(self.scenario)),
            Some(Name::Figure(figure)) => Tree::text(figure.path(self.scenario)),
            _ => Tree::Nothing,
        }
    }

    fn provenance(&self, input: Input) -> [(&'static str, Tree); 2] {
        let text = |text: Option<String>| text.map_or(Tree::Nothing, Tree::text);
        [
            ("uncertain", text(self.variation(input))),
            ("source", text(self.source(input).map(text::source))),
        ]
    }

    fn source(&self, input: Input) -> Option<&Source> {
        let path = input.path(self.scenario);
        let plan = &self.scenario.plans[self.plan];
        let mut sources = plan.sources.iter().chain(&self.scenario.sources);
        sources
            .find(|(of, _)| *of == path)
            .map(|(_, source)| source)
    }
}

/// Returns every result of a plan with its path.
pub(crate) fn figures(scenario: &Scenario, plan: usize, all: &[Figure]) -> Vec<Block> {
    let explanation = Explanation::of(scenario, &scenario.plans[plan]);
    let explained = Explained {
        scenario,
        explanation: &explanation,
        words: Words::new(&scenario.currency, false),
    };
    let mut table = Table::new("Results").figures(["value"]).words("name");
    for &figure in all {
        table.row([
            figure.path(scenario),
            explained.figure(figure),
            figure.label(scenario),
        ]);
    }
    vec![
        Block::Title(format!("{} ▸ {}", scenario.name, scenario.plans[plan].name)),
        Block::Table(table),
    ]
}
