//! People, rounded so that tables add up, down and across.

use crate::model::{DivisionOutcome, Figure, Headcount, Unit, defined};
use crate::report::{Block, Table, Tone, content::Subject};
use crate::text::{apportion, apportion_to};

/// Returns the tables of the company.
pub(super) fn company(subject: &Subject<'_>) -> [Block; 2] {
    [
        Block::Table(bridge(subject)),
        Block::Table(organisation(subject)),
    ]
}

/// Returns the tables of the divisions.
pub(super) fn divisions(subject: &Subject<'_>) -> [Block; 2] {
    [
        Block::Table(people_of_divisions(subject)),
        Block::Table(work_of_divisions(subject)),
    ]
}

/// Returns the headcount of the years before.
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

/// Returns how people before the plan become people after it.
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

/// Returns managers, span and layers, and the work and quits that the plan leaves.
fn organisation(subject: &Subject<'_>) -> Table {
    let words = &subject.words;
    let shown = |figure: Figure| match figure.spec().unit {
        Unit::People => words.people(whole(subject.value(figure))),
        _ => subject.figure(figure),
    };
    #[rustfmt::skip]
    let rows = [
        ("Managers", Some(Headcount::MANAGERS_BEFORE), Headcount::MANAGERS_AFTER),
        ("Span of control, people per manager", Some(Headcount::SPAN_BEFORE), Headcount::SPAN_AFTER),
        ("Layers of management", Some(Headcount::LAYERS_BEFORE), Headcount::LAYERS_AFTER),
        ("Time a decision takes through them", Some(Headcount::DECISION_DAYS_BEFORE), Headcount::DECISION_DAYS_AFTER),
        ("Work that automation does not cover, FTE", None, Headcount::UNCOVERED),
        ("Extra quits of survivors in the year after", None, Headcount::EXTRA_QUITS),
    ];
    let mut table = Table::new("Organisation").figures(["before", "after"]);
    for (name, before, after) in rows {
        let before = before.map_or_else(String::new, shown);
        table.row([name.into(), before, shown(after)]);
    }
    table
}

/// Returns a result of each division.
fn by_division(subject: &Subject<'_>, figure: Figure) -> Vec<f64> {
    let divisions = 0..subject.outcome.divisions.len();
    divisions.map(|at| subject.value(figure.at(at))).collect()
}

fn people_of_divisions(subject: &Subject<'_>) -> Table {
    let (company, words) = (Whole::of(subject), &subject.words);
    // Before, laid off, quits, moved, back.
    let totals = [
        (DivisionOutcome::BEFORE, company.before),
        (DivisionOutcome::LAID_OFF, company.laid_off),
        (DivisionOutcome::ATTRITION, company.attrition),
        (DivisionOutcome::REDEPLOYED, company.redeployed),
        (DivisionOutcome::REHIRED, company.rehired),
    ];
    let columns = totals.map(|(figure, total)| apportion_to(total, &by_division(subject, figure)));
    let titles = [
        "before", "laid off", "quits", "moved", "cut", "back", "after",
    ];
    let lengths = by_division(subject, DivisionOutcome::ELIMINATED);
    let mut table = Table::new("People by division")
        .figures(titles)
        .bars(4, Tone::Out, lengths);
    let cells = |name: String, mark: &str, people: [f64; 5]| {
        let [before, laid_off, attrition, redeployed, rehired] = people;
        // What is cut follows from what is shown of it, so that rows add up and columns do.
        let cut = laid_off + attrition + redeployed;
        let after = (before - cut + rehired).max(0.0);
        let mut cells = vec![name, format!("{mark}{}", words.people(before))];
        let others = [laid_off, attrition, redeployed, cut, rehired, after];
        cells.extend(others.map(|n| words.people(n)));
        cells
    };
    for at in 0..subject.outcome.divisions.len() {
        let people = columns.each_ref().map(|column| column[at]);
        table.row(cells(subject.division_name(at), subject.mark(at), people));
    }
    let total = totals.map(|(_, total)| total);
    table.total(cells("All, before AI roles".into(), "", total));
    table
}

fn work_of_divisions(subject: &Subject<'_>) -> Table {
    let words = &subject.words;
    let figures = [
        DivisionOutcome::MANAGERS_BEFORE,
        DivisionOutcome::MANAGERS_AFTER,
        DivisionOutcome::UNCOVERED,
        DivisionOutcome::EXTRA_QUITS,
    ];
    let columns = figures.map(|figure| apportion(&by_division(subject, figure)));
    let span = |before: f64, after: f64| match (defined(before), defined(after)) {
        (None, None) => words.ratio(f64::NAN),
        _ => format!("{} → {}", words.ratio(before), words.ratio(after)),
    };
    let lengths = |figure| by_division(subject, figure);
    let mut table = Table::new("Managers and work")
        .figures(["managers", "after", "span", "uncovered", "extra quits"])
        .bars(3, Tone::Out, lengths(DivisionOutcome::UNCOVERED))
        .bars(4, Tone::Out, lengths(DivisionOutcome::EXTRA_QUITS));
    let cells = |name: String, figures: [f64; 4], span: String| {
        let [before, after, uncovered, quits] = figures.map(|n| words.people(n));
        [name, before, after, span, uncovered, quits]
    };
    for (at, division) in subject.outcome.divisions.iter().enumerate() {
        let people = &division.people;
        table.row(cells(
            subject.division_name(at),
            columns.each_ref().map(|column| column[at]),
            span(people.span_before, people.span_after),
        ));
    }
    let [before, after] =
        [Headcount::SPAN_BEFORE, Headcount::SPAN_AFTER].map(|of| subject.value(of));
    let sums = columns.each_ref().map(|column| column.iter().sum());
    table.total(cells("All".into(), sums, span(before, after)));
    table
}
