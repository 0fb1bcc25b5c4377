//! A second implementation of section 2 of the model contract, as literal as possible, which shares only the
//! inputs with the program.

use reallot::model::{Funding, Inputs, Levers, Plan};

/// The results that a simulation follows, for one plan and one set of inputs.
pub(crate) struct Slow {
    /// The metrics in the order of their table; NaN where the contract says null.
    pub(crate) metrics: [f64; 12],
    /// N(t), the cumulative cash.
    pub(crate) cumulative: Vec<f64>,
}

fn ramp(u: f64, d: f64) -> f64 {
    match d {
        0.0 if u <= 0.0 => 0.0,
        0.0 => 1.0,
        d => (u / d).clamp(0.0, 1.0),
    }
}

/// Computes the mean of a ramp over quarter t, exactly, as it is linear between its two corners.
fn mean(t: f64, o: f64, d: f64) -> f64 {
    let mut corners = [t, t + 1.0, o.clamp(t, t + 1.0), (o + d).clamp(t, t + 1.0)];
    corners.sort_by(f64::total_cmp);
    let piece = |pair: &[f64]| (pair[1] - pair[0]) * ramp((pair[0] + pair[1]) / 2.0 - o, d);
    corners.windows(2).map(piece).sum()
}

fn step(t: f64, o: f64, d: f64) -> f64 {
    ramp(t + 1.0 - o, d) - ramp(t - o, d)
}

/// A division: its people and the cost of its positions.
struct Division {
    cut: f64,
    quits: f64,
    moved: f64,
    laid_off: f64,
    rehired: f64,
    left: f64,
    cost: f64,
    average: f64,
    per_head: f64,
    on_exit: f64,
    at: f64,
    over: f64,
    to_ai: f64,
}

fn division(inputs: &Inputs, plan: &Plan, index: usize) -> Division {
    let (a, d) = (&inputs.assumptions, &inputs.divisions[index]);
    let levers: &Levers = &plan.levers[index];
    let h = d.headcount;
    let cut = h * (levers.cut * a.delivery).min(1.0);
    let natural =
        plan.attrition_first * h * (1.0 - (1.0 - d.attrition).powf(levers.duration / 4.0));
    let quits = cut.min(natural);
    let moved = plan.redeploy * (cut - quits);
    let laid_off = cut - quits - moved;
    let managers = if h < 1.0 { 0.0 } else { (h - 1.0) / d.span };
    let share = managers / h;
    let wanted = levers.managers.unwrap_or(share) * cut;
    let managers_cut = wanted
        .max(cut - (h - managers))
        .max(0.0)
        .min(managers)
        .min(cut);
    let average = d.loaded_cost * a.cost_factor;
    let other = average / (1.0 + share * (a.manager_premium - 1.0));
    let manager = a.manager_premium * other;
    let cost = if cut > 0.0 {
        (managers_cut * manager + (cut - managers_cut) * other) / cut
    } else {
        average
    };
    let weeks = (a.severance_fixed_weeks + a.severance_weeks_per_year * d.tenure)
        .max(a.severance_min_weeks)
        .min(a.severance_max_weeks);
    let severance = cost / a.load_factor / 52.0 * weeks;
    let on_exit = severance * (1.0 + a.severance_tax)
        + a.benefits_months * a.benefits_per_month
        + a.outplacement;
    Division {
        cut,
        quits,
        moved,
        laid_off,
        rehired: a.rehire_share * laid_off,
        left: h - cut,
        cost,
        average,
        per_head: cost * a.notice_days / 365.0 + on_exit,
        on_exit,
        at: levers.start + a.slip,
        over: levers.duration,
        to_ai: levers.reallocate,
    }
}

/// Computes all results that a simulation follows.
pub(crate) fn slow(inputs: &Inputs, plan: &Plan, hires: &[bool], horizon: usize) -> Slow {
    let a = &inputs.assumptions;
    let divisions: Vec<Division> = (0..inputs.divisions.len())
        .map(|index| division(inputs, plan, index))
        .collect();
    let sum = |of: &dyn Fn(&Division) -> f64| divisions.iter().map(of).sum::<f64>();
    let (cut, laid_off) = (sum(&|d| d.cut), sum(&|d| d.laid_off));
    let before: f64 = inputs.divisions.iter().map(|d| d.headcount).sum();
    let z = 100.0 * laid_off / before;
    let f = if z >= 0.5 {
        z.powf(a.survivor_exponent)
    } else {
        2.0 * z * 0.5_f64.powf(a.survivor_exponent)
    };
    let notice = a.notice_days / 365.0 * 4.0;
    let fixed = if cut > 0.0 { a.fixed_charge } else { 0.0 };
    let (mut net, mut replacing, mut savings, mut to_ai) = (vec![], vec![], vec![], vec![]);
    for t in 0..horizon {
        let now = t as f64;
        let saved = |d: &Division| {
            d.cost / 4.0
                * (d.quits * mean(now, d.at, d.over)
                    + d.laid_off * mean(now, d.at + notice, d.over)
                    - d.rehired * mean(now, d.at + notice + a.rehire_lag, d.over))
        };
        let paid = sum(&|d| d.laid_off * d.on_exit * step(now, d.at + notice, d.over));
        let fixed_now = if laid_off > 0.0 {
            fixed * sum(&|d| d.laid_off * step(now, d.at, d.over)) / laid_off
        } else if t == 0 {
            fixed
        } else {
            0.0
        };
        let moving = sum(&|d| d.moved * a.reskilling * step(now, d.at, d.over));
        let hiring = sum(&|d| {
            d.rehired * a.rehire_cost * d.cost / a.load_factor
                * step(now, d.at + notice + a.rehire_lag, d.over)
        });
        net.push(sum(&saved) - paid - fixed_now - moving - hiring);
        replacing.push(sum(&|d| {
            d.left * a.survivor_quits * f * a.replacement_cost * d.average / a.load_factor
                * step(now, d.at, 4.0)
        }));
        savings.push(sum(&|d| saved(d).max(0.0)));
        to_ai.push(sum(&|d| d.to_ai * saved(d).max(0.0)));
    }
    let cumulative = running(&net);
    let spent = spent(plan.funding, &savings, &to_ai, &cumulative);
    let returned: Vec<f64> = (0..horizon)
        .map(|t| a.ai_return / 4.0 * read(&running(&spent), t as f64 - a.ai_lag))
        .collect();
    let q = (1.0 + inputs.discount_rate).powf(0.25) - 1.0;
    let value = |of: &dyn Fn(usize) -> f64| -> f64 {
        (0..horizon)
            .map(|t| of(t) / (1.0 + q).powf(t as f64 + 0.5))
            .sum()
    };
    let kept = |d: &Division| d.quits + d.laid_off - d.rehired;
    let run_rate = sum(&|d| d.cost * kept(d));
    let ai_run_rate = sum(&|d| d.to_ai * d.cost * kept(d));
    let hired: f64 = (0..hires.len())
        .filter(|&option| hires[option])
        .map(|option| {
            let o = &inputs.options[option];
            plan.portfolio[option] * ai_run_rate
                / (o.unit_cost * a.price_factor / o.life + o.running_cost)
        })
        .sum();
    Slow {
        metrics: [
            run_rate,
            sum(&|d| d.laid_off * d.per_head) + fixed,
            cumulative[horizon - 1],
            value(&|t| net[t]),
            value(&|t| net[t] - spent[t] + returned[t]),
            value(&|t| net[t] - replacing[t]),
            payback(&cumulative),
            ai_run_rate,
            spent.iter().sum(),
            inputs
                .capex_plan
                .map_or(f64::NAN, |amount| ai_run_rate / amount),
            cut,
            sum(&|d| d.left + d.moved + d.rehired) + hired,
        ],
        cumulative,
    }
}

fn running(values: &[f64]) -> Vec<f64> {
    (1..=values.len())
        .map(|n| values[..n].iter().sum())
        .collect()
}

fn spent(funding: Funding, savings: &[f64], to_ai: &[f64], cumulative: &[f64]) -> Vec<f64> {
    if funding == Funding::Immediate {
        return to_ai.to_vec();
    }
    let mut high: f64 = 0.0;
    let quarters = savings.iter().zip(to_ai).zip(cumulative);
    let spend = |((&savings, &to_ai), &cumulative): ((&f64, &f64), &f64)| {
        let gained = (cumulative - high).max(0.0);
        high += gained;
        if savings > 0.0 {
            to_ai / savings * gained
        } else {
            0.0
        }
    };
    quarters.map(spend).collect()
}

/// Evaluates C(k), which is linear between whole k, and 0 for k ≤ -1.
fn read(sums: &[f64], k: f64) -> f64 {
    let at = |k: f64| {
        if k < 0.0 {
            0.0
        } else {
            sums[(k as usize).min(sums.len() - 1)]
        }
    };
    let whole = k.floor();
    if k <= -1.0 {
        0.0
    } else {
        at(whole) + (k - whole) * (at(whole + 1.0) - at(whole))
    }
}

fn payback(cumulative: &[f64]) -> f64 {
    let last = cumulative.len() - 1;
    match cumulative.iter().rposition(|&n| n < 0.0) {
        None => 0.0,
        Some(k) if k == last => f64::NAN,
        Some(k) => 3.0 * (k as f64 + 1.0 + cumulative[k] / (cumulative[k] - cumulative[k + 1])),
    }
}
