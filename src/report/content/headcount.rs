//! People: whole ones, so that what is shown adds up, down and across.

use crate::model::{DivisionOutcome, Unit, defined};
use crate::report::{Block, Table, Tone, content::Subject};
use crate::text::{apportion, apportion_to};

/// The company.
pub(super) fn company(subject: &Subject<'_>) -> [Block; 2] {
    [
        Block::Table(bridge(subject)),
        Block::Table(organisation(subject)),
    ]
}

/// The divisions.
pub(super) fn divisions(subject: &Subject<'_>) -> [Block; 2] {
    [
        Block::Table(people_of_divisions(subject)),
        Block::Table(work_of_divisions(subject)),
    ]
}

/// The years before.
pub(super) fn history(subject: &Subject<'_>) -> Block {
    let mut table = Table::new("Headcount of the years before").figures(["people"]);
    for point in &subject.scenario.history {
        let people = subject.words.people(point.headcount);
        table.row([point.period.clone(), people]);
    }
    Block::Table(table)
}

/// People of the company, rounded once for all tables.
pub(super) struct Whole {
    pub(super) before: f64,
    pub(super) laid_off: f64,
    pub(super) attrition: f64,
    pub(super) redeployed: f64,
    pub(super) rehired: f64,
    pub(super) ai_hires: f64,
}

impl Whole {
    pub(super) fn of(subject: &Subject<'_>) -> Self {
        let people = &subject.outcome.headcount;
        let ways = apportion(&[people.laid_off, people.attrition, people.redeployed]);
        Self {
            before: whole(people.before),
            laid_off: ways[0],
            attrition: ways[1],
            redeployed: ways[2],
            rehired: whole(people.rehired),
            ai_hires: whole(people.ai_hires),
        }
    }

    pub(super) fn cut(&self) -> f64 {
        self.laid_off + self.attrition + self.redeployed
    }

    pub(super) fn after(&self) -> f64 {
        self.before - self.cut() + self.redeployed + self.rehired + self.ai_hires
    }
}

fn whole(people: f64) -> f64 {
    apportion(&[people]).iter().sum()
}

/// From the people before the plan to the people after it.
fn bridge(subject: &Subject<'_>) -> Table {
    let (people, words) = (Whole::of(subject), &subject.words);
    let signed = |change: f64| {
        words
            .change(change, Unit::People)
            .unwrap_or_else(|| words.people(0.0))
    };
    // An input that goes with a figure, where the figure is not 0.
    let with = |figure: f64, text: String| if figure == 0.0 { String::new() } else { text };
    let share_before = |n: f64| words.share(n / people.before);
    let rehire_share = subject.scenario.inputs.assumptions.rehire_share;
    let mut table = Table::new("People").figures(["FTE"]).words("");
    let mut row = |name: &str, n: String, note: String| table.row([name.into(), n, note]);
    row(
        "Before the plan",
        words.people(people.before),
        String::new(),
    );
    let cut_share = with(
        people.cut(),
        format!("{} of all", share_before(people.cut())),
    );
    row("Positions cut", signed(-people.cut()), cut_share);
    for (name, n) in [
        ("laid off", people.laid_off),
        ("natural quits, left unfilled", people.attrition),
        ("moved to AI roles", people.redeployed),
    ] {
        let share = with(n, format!("{} of the cut", words.share(n / people.cut())));
        table.part([name.into(), words.people(n), share]);
    }
    let rehired = with(
        people.rehired,
        format!("{} of those laid off", words.share(rehire_share)),
    );
    let hires = with(
        people.ai_hires,
        "paid for by the yearly money for AI".into(),
    );
    let mut row = |name: &str, n: String, note: String| table.row([name.into(), n, note]);
    row(
        "Moved to AI roles",
        signed(people.redeployed),
        String::new(),
    );
    row("Later hired back", signed(people.rehired), rehired);
    row("Hired for AI", signed(people.ai_hires), hires);
    let change = people.after() - people.before;
    let note = with(
        change,
        format!("{} ({})", signed(change), share_before(change)),
    );
    table.total(["After the plan".into(), words.people(people.after()), note]);
    table
}

/// What the organisation looks like, and what it has to bear.
fn organisation(subject: &Subject<'_>) -> Table {
    let (people, words) = (&subject.outcome.headcount, &subject.words);
    let managers = [people.managers_before, people.managers_after];
    let span = [people.span_before, people.span_after];
    let layers = [people.layers_before, people.layers_after];
    let days = [people.decision_days_before, people.decision_days_after];
    let mut table = Table::new("Organisation").figures(["before", "after"]);
    for (name, [before, after]) in [
        ("Managers", managers.map(|n| words.people(whole(n)))),
        (
            "Span of control, people per manager",
            span.map(|n| words.ratio(n)),
        ),
        ("Layers of management", layers.map(|n| words.ratio(n))),
        (
            "Time a decision takes through them",
            days.map(|n| words.days(n)),
        ),
    ] {
        table.row([name.into(), before, after]);
    }
    for (name, figure) in [
        ("Work that automation does not cover, FTE", people.uncovered),
        (
            "Extra quits of survivors in the year after",
            people.extra_quits,
        ),
    ] {
        table.row([name.into(), String::new(), words.people(whole(figure))]);
    }
    table
}

fn people_of_divisions(subject: &Subject<'_>) -> Table {
    let (company, words) = (Whole::of(subject), &subject.words);
    let column = |total: f64, of: fn(&DivisionOutcome) -> f64| -> Vec<f64> {
        let parts: Vec<f64> = subject.outcome.divisions.iter().map(of).collect();
        apportion_to(total, &parts)
    };
    let before = column(company.before, |d| d.people.before);
    let laid_off = column(company.laid_off, |d| d.people.laid_off);
    let attrition = column(company.attrition, |d| d.people.attrition);
    let redeployed = column(company.redeployed, |d| d.people.redeployed);
    let rehired = column(company.rehired, |d| d.people.rehired);
    let titles = [
        "before", "laid off", "quits", "moved", "cut", "back", "after",
    ];
    let divisions = subject.outcome.divisions.iter();
    let lengths = divisions.map(|division| division.people.eliminated);
    let mut table =
        Table::new("People by division")
            .figures(titles)
            .bars("cut", Tone::Out, lengths.collect());
    let cells = |name: String, mark: &str, people: [f64; 5]| {
        let [before, laid_off, attrition, redeployed, rehired] = people;
        // What is cut follows from what is shown of it, so that rows add up and columns do.
        let cut = laid_off + attrition + redeployed;
        let after = (before - cut + rehired).max(0.0);
        let shown = |n: f64| words.people(n);
        [
            name,
            format!("{mark}{}", shown(before)),
            shown(laid_off),
            shown(attrition),
            shown(redeployed),
            shown(cut),
            shown(rehired),
            shown(after),
        ]
    };
    for index in 0..before.len() {
        let people = [&before, &laid_off, &attrition, &redeployed, &rehired];
        table.row(cells(
            subject.division_name(index),
            subject.mark(index),
            people.map(|column| column[index]),
        ));
    }
    let total = [
        company.before,
        company.laid_off,
        company.attrition,
        company.redeployed,
        company.rehired,
    ];
    table.total(cells("All, before AI roles".into(), "", total));
    table
}

fn work_of_divisions(subject: &Subject<'_>) -> Table {
    let (outcome, words) = (subject.outcome, &subject.words);
    let column = |of: fn(&DivisionOutcome) -> f64| -> Vec<f64> {
        let parts: Vec<f64> = outcome.divisions.iter().map(of).collect();
        apportion(&parts)
    };
    let columns = [
        column(|d| d.people.managers_before),
        column(|d| d.people.managers_after),
        column(|d| d.people.uncovered),
        column(|d| d.extra_quits),
    ];
    let span = |before: f64, after: f64| match (defined(before), defined(after)) {
        (None, None) => words.ratio(f64::NAN),
        _ => format!("{} → {}", words.ratio(before), words.ratio(after)),
    };
    let titles = ["managers", "after", "span", "uncovered", "extra quits"];
    let lengths = |of: fn(&DivisionOutcome) -> f64| outcome.divisions.iter().map(of).collect();
    let mut table = Table::new("Managers and work")
        .figures(titles)
        .bars(
            "uncovered",
            Tone::Out,
            lengths(|division| division.people.uncovered),
        )
        .bars(
            "extra quits",
            Tone::Out,
            lengths(|division| division.extra_quits),
        );
    let cells = |name: String, figures: [f64; 4], span: String| {
        let [before, after, uncovered, quits] = figures.map(|n| words.people(n));
        [name, before, after, span, uncovered, quits]
    };
    for (index, division) in outcome.divisions.iter().enumerate() {
        let people = &division.people;
        table.row(cells(
            subject.division_name(index),
            columns.each_ref().map(|column| column[index]),
            span(people.span_before, people.span_after),
        ));
    }
    let people = &outcome.headcount;
    table.total(cells(
        "All".into(),
        columns.each_ref().map(|column| column.iter().sum()),
        span(people.span_before, people.span_after),
    ));
    table
}
