//! Money saved and what it costs first: each figure labelled, the charge line by line.
//!
//! Must not compute a result or round a number.

use crate::model::Unit::{Money, Months};
use crate::model::{ChargeLines, Savings, simulate::Metric};
use crate::tui::{
    Pane, Range, State,
    widgets::{
        figure::{self, Figure},
        painter::Painter,
    },
};
use ratatui::layout::Rect;

pub(crate) fn title(painter: &Painter<'_>, _: &State) -> String {
    format!(
        "Savings and cost, {}",
        painter.words.currency_sign().trim_end()
    )
}

pub(crate) fn draw(painter: &mut Painter<'_>, area: Rect, state: &State) -> usize {
    figure::draw(painter, area, state, (Pane::Savings, 0), figures(state))
}

/// As in a ledger: what is saved, what it costs first, whether it pays.
fn figures(state: &State) -> Vec<Figure> {
    let (now, base) = (&state.outcome().savings, &state.baseline().outcome.savings);
    let figure = |rank, names, kind, of: fn(&Savings) -> f64| {
        Figure::new(rank, names, kind, of(now), of(base))
    };
    let range = |figure: Figure, metric| figure.in_range(state.range(metric));
    let run_rate = ("run-rate a year", "run-rate");
    let run_rate = figure(1, run_rate, Money, |s: &Savings| s.run_rate);
    let mut figures = vec![range(run_rate, Metric::RunRate)];
    figures.extend(in_years(now, base));
    let gross = ("gross run-rate", "gross");
    figures.push(figure(9, gross, Money, |s| s.run_rate_gross));
    figures.extend(charge(now, base, state.range(Metric::Charge)));
    figures.extend([
        figure(8, ("reskilling", "reskilling"), Money, |s| s.reskilling),
        figure(8, ("rehiring", "rehiring"), Money, |s| s.rehiring),
        range(
            figure(1, ("payback", "payback"), Months, |s| s.payback_months),
            Metric::PaybackMonths,
        ),
        figure(8, ("charge ÷ run-rate", "chg/run"), Months, |s| {
            s.simple_payback_months
        }),
        range(
            figure(2, ("net cash by the horizon", "net cash"), Money, |s| {
                s.net_cash
            }),
            Metric::NetCash,
        ),
        figure(6, ("lowest net cash", "lowest"), Money, |s| s.peak_negative),
        range(
            figure(2, ("net present value", "NPV"), Money, |s| s.npv),
            Metric::Npv,
        ),
        figure(6, ("NPV with AI and its return", "NPV & AI"), Money, |s| {
            s.npv_with_ai
        }),
        figure(6, ("cost of survivors' quits", "quits"), Money, |s| {
            s.survivors
        }),
        figure(3, ("net cash after their quits", "w/ quits"), Money, |s| {
            s.net_cash_after_survivors
        }),
        figure(7, ("payback after their quits", "pb w/ q."), Months, |s| {
            s.payback_after_survivors_months
        }),
        figure(7, ("NPV after their quits", "NPV w/ q"), Money, |s| {
            s.npv_after_survivors
        }),
        figure(9, ("lost output, not cash", "lost*"), Money, |s| {
            s.lost_output
        }),
    ]);
    figures
}

/// What is saved in each calendar year.
fn in_years(now: &Savings, base: &Savings) -> impl Iterator<Item = Figure> {
    now.in_year.iter().enumerate().map(|(index, now)| {
        let names = (format!("saved in {}", now.year), format!("in {}", now.year));
        // The baseline may have another horizon.
        let base = base.in_year.get(index).map_or(f64::NAN, |base| base.amount);
        Figure::new(3, (&names.0, &names.1), Money, now.amount, base)
    })
}

/// The charge and its lines.
fn charge(now: &Savings, base: &Savings, range: Range) -> [Figure; 7] {
    let line = |names, of: fn(&ChargeLines) -> f64| {
        Figure::new(
            4,
            names,
            Money,
            of(&now.charge_lines),
            of(&base.charge_lines),
        )
    };
    let names = ("restructuring charge", "charge");
    [
        Figure::new(1, names, Money, now.charge, base.charge).in_range(range),
        line(("  notice pay", "notice"), |lines| lines.notice_pay),
        line(("  severance", "severance"), |lines| lines.severance),
        line(("  payroll tax on severance", "its tax"), |lines| {
            lines.severance_tax
        }),
        line(("  benefits", "benefits"), |lines| lines.benefits),
        line(("  outplacement", "placement"), |lines| lines.outplacement),
        line(("  fixed exit costs", "fixed"), |lines| lines.fixed),
    ]
}
