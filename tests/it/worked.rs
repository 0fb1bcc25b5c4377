//! Worked examples: small organisations computed by hand, and nine published restructurings.
//!
//! Every expected number is derived as arithmetic, never copied from the program. The easy organisation has
//! 1,000 people at 130,000 a year and a load factor of 1.25, so that a week of base pay is
//! 130,000 / 1.25 / 52 = 2,000.

#![allow(clippy::unwrap_used)]

use reallot::file;
use reallot::model::{
    AiOption, Assumptions, DivisionInputs, Funding, Input, Inputs, Levers, OptionInputs, Outcome,
    Plan, Structure, evaluate,
};

/// An organisation, a plan and fixed settings, ready to evaluate.
struct Case {
    inputs: Inputs,
    plan: Plan,
    options: Vec<AiOption>,
    horizon: usize,
}

impl Case {
    fn outcome(&self) -> Outcome {
        let structure = Structure {
            start: "2026-Q1".parse().unwrap(),
            horizon: self.horizon,
            options: &self.options,
        };
        evaluate(&self.inputs, structure, &self.plan)
    }

    fn assume(&mut self) -> &mut Assumptions {
        &mut self.inputs.assumptions
    }
}

/// The easy organisation: notice of half a quarter, managers paid like others, nobody rehired. Notices start a
/// quarter of the way into the first quarter and take half a quarter; 10 % leave.
fn easy() -> Case {
    let assumptions = Assumptions {
        load_factor: 1.25,
        manager_premium: 1.0,
        notice_days: 45.625, // 45.625 / 365 x 4 = 0.5 quarters
        severance_tax: 0.10,
        rehire_share: 0.0,
        ..Assumptions::from_fields(|field| field.default.unwrap())
    };
    let division = DivisionInputs {
        headcount: 1_000.0,
        loaded_cost: 130_000.0,
        span: 10.0,
        tenure: 4.0,
        attrition: 0.19,
        automatable: 0.06,
        max_cut: 1.0,
    };
    let option = |unit_cost, life, running_cost| OptionInputs {
        unit_cost,
        life,
        running_cost,
    };
    let ai_option = |key: &str, hires| AiOption {
        key: key.into(),
        name: key.into(),
        unit: key.into(),
        hires,
    };
    let levers = Levers {
        cut: 0.10,
        start: 0.25,
        duration: 0.5,
        ..Levers::default()
    };
    Case {
        inputs: Inputs {
            discount_rate: 0.0,
            assumptions,
            divisions: vec![division],
            options: vec![
                option(1_000_000.0, 5.0, 60_000.0),
                option(260_000.0, 1.0, 0.0),
            ],
            capex_plan: Some(1_040_000_000.0),
        },
        plan: Plan {
            name: "plan".into(),
            levers: vec![levers],
            attrition_first: 0.0,
            redeploy: 0.0,
            funding: Funding::Immediate,
            portfolio: vec![0.75, 0.25],
            sources: Vec::new(),
        },
        options: vec![ai_option("halls", false), ai_option("people", true)],
        horizon: 4,
    }
}

#[track_caller]
fn close(got: f64, expected: f64) {
    let error = (got - expected).abs();
    assert!(
        error <= 1e-9 * expected.abs().max(1.0),
        "got {got}, by hand {expected}"
    );
}

#[test]
fn people_leave_by_attrition_then_redeployment_then_layoff() {
    let mut case = easy();
    case.plan.attrition_first = 0.5;
    case.plan.redeploy = 0.4;
    case.plan.levers[0].duration = 2.0;
    case.assume().rehire_share = 0.1;
    let people = case.outcome().divisions[0].people;
    // 10 % of 1,000.
    close(people.eliminated, 100.0);
    // In half a year 1 - 0.81^(2/4) = 1 - 0.9 = 10 % quit; half of the 100 are not replaced.
    close(people.attrition, 50.0);
    // 40 % of the other 50 are redeployed and the rest laid off, a tenth of whom are rehired.
    close(people.redeployed, 20.0);
    close(people.laid_off, 30.0);
    close(people.rehired, 3.0);
    close(people.after, 900.0 + 3.0);
    // Automation covers the work of 60, and 100 leave.
    close(people.uncovered, 40.0);
    let headcount = case.outcome().headcount;
    // The work is shared by the 900 who stay.
    close(headcount.uncovered_per_survivor(), 40.0 / 900.0);
    close(headcount.after, 900.0 + 20.0 + 3.0 + headcount.ai_hires);
}

#[test]
fn managers_go_by_their_own_share_unless_the_lever_says_otherwise() {
    let mut case = easy();
    // Everybody but the head has a manager with 10 reports: 999 / 10 managers, 9.99 % of all.
    let people = case.outcome().divisions[0].people;
    close(people.managers_before, 99.9);
    close(people.managers_eliminated, 0.0999 * 100.0);
    close(people.span_after, 899.0 / (99.9 - 9.99));
    // Half of those who leave are managers.
    case.plan.levers[0].managers = Some(0.5);
    let people = case.outcome().divisions[0].people;
    close(people.managers_after, 99.9 - 50.0);
    close(people.span_after, 899.0 / 49.9);
    // No manager should leave, but 950 people must, and only 900.1 are not managers.
    case.plan.levers[0].managers = Some(0.0);
    case.plan.levers[0].cut = 0.95;
    let people = case.outcome().divisions[0].people;
    close(people.managers_eliminated, 950.0 - 900.1);
}

#[test]
fn a_cut_of_dear_managers_saves_more_than_the_average_cost() {
    let mut case = easy();
    case.assume().manager_premium = 1.5;
    case.inputs.divisions[0].span = 9.99; // 999 / 9.99 = 100 managers, 10 %
    case.inputs.divisions[0].loaded_cost = 126_000.0;
    case.plan.levers[0].managers = Some(0.3);
    let outcome = case.outcome();
    let cost = outcome.divisions[0].cost;
    // 0.9 x 120,000 + 0.1 x 180,000 = 126,000.
    close(cost.individual, 120_000.0);
    close(cost.manager, 180_000.0);
    // 30 managers and 70 others: (30 x 180,000 + 70 x 120,000) / 100.
    close(cost.eliminated, 138_000.0);
    close(outcome.savings.run_rate, 13_800_000.0);
}

#[test]
fn the_charge_is_the_sum_of_its_lines() {
    let mut case = easy();
    case.assume().notice_days = 73.0; // a fifth of a year
    case.assume().fixed_charge = 1_000_000.0;
    let savings = case.outcome().savings;
    let lines = savings.charge_lines;
    // For each of 100 people: 130,000 / 5 = 26,000; 2 weeks x 4 years x 2,000 = 16,000; a tenth of that in tax;
    // 3 months x 1,000; 2,000.
    close(lines.notice_pay, 2_600_000.0);
    close(lines.severance, 1_600_000.0);
    close(lines.severance_tax, 160_000.0);
    close(lines.benefits, 300_000.0);
    close(lines.outplacement, 200_000.0);
    close(lines.fixed, 1_000_000.0);
    close(savings.charge, 5_860_000.0);
    // Annual savings are 100 x 130,000.
    close(savings.simple_payback_months, 12.0 * 5.86 / 13.0);
}

#[test]
fn severance_weeks_have_a_floor_and_a_ceiling() {
    let mut case = easy();
    case.assume().severance_min_weeks = 4.0;
    case.assume().severance_max_weeks = 20.0;
    // Pairs of years of service and weeks paid: 2 a year, at least 4, at most 20.
    for (tenure, weeks) in [(1.0, 4.0), (3.0, 6.0), (10.0, 20.0), (25.0, 20.0)] {
        case.inputs.divisions[0].tenure = tenure;
        let severance = case.outcome().divisions[0].charge_per_head.severance;
        close(severance, weeks * 2_000.0);
    }
}

#[test]
fn savings_start_when_people_leave_and_not_when_they_are_told() {
    // Notices run from 0.25 to 0.75 and exits from 0.75 to 1.25, in quarters. 100 people cost 3,250,000 a quarter.
    // The average share gone in quarter 0 is a triangle 0.25 wide and 0.5 high, 0.0625; in quarter 1 it is 0.25 at
    // 0.75 on average, then 0.75 at 1, 0.9375; from then on 1.
    let quarters = easy().outcome().quarters;
    close(quarters[0].savings, 0.0625 * 3_250_000.0);
    close(quarters[1].savings, 0.9375 * 3_250_000.0);
    close(quarters[2].savings, 3_250_000.0);
    // Half of them have left by the end of quarter 0.
    close(quarters[0].headcount, 950.0);
    close(quarters[1].headcount, 900.0);
}

#[test]
fn the_liability_is_booked_at_notice_and_is_paid_down_to_nothing() {
    // All notices are given in quarter 0. Per person: 130,000 / 8 = 16,250 of notice pay, and
    // 16,000 + 1,600 + 3,000 + 2,000 = 22,600 at exit.
    let quarters = easy().outcome().quarters;
    close(quarters[0].charge, 100.0 * (16_250.0 + 22_600.0));
    close(quarters[1].charge, 0.0);
    // The average on notice in quarter 0: 0.5 x 0.5 + 0.25 = 0.5 given notice, less 0.0625 gone.
    let notice = 0.4375 * 3_250_000.0;
    close(quarters[0].paid, notice + 50.0 * 22_600.0);
    close(
        quarters[0].liability,
        3_885_000.0 - 1_421_875.0 - 1_130_000.0,
    );
    close(quarters[1].paid, 0.0625 * 3_250_000.0 + 50.0 * 22_600.0);
    close(quarters[1].liability, 0.0);
    // Notice pay was budgeted: only what is paid at exit is incremental cash.
    close(quarters[0].net_cash, 203_125.0 - 1_130_000.0);
    close(quarters[1].net_cash, 3_046_875.0 - 1_130_000.0);
}

#[test]
fn payback_is_read_off_a_straight_line_between_quarter_ends() {
    let savings = easy().outcome().savings;
    // The cumulative cash is -926,875 after three months and +990,000 after six.
    close(savings.peak_negative, -926_875.0);
    close(savings.peak_negative_quarter, 0.0);
    close(
        savings.payback_months,
        3.0 + 3.0 * 926_875.0 / (926_875.0 + 990_000.0),
    );
    assert!((savings.payback_months - 4.4506).abs() < 1e-4);
}

#[test]
fn present_value_discounts_from_the_middle_of_each_quarter() {
    let mut case = easy();
    case.horizon = 2;
    case.inputs.discount_rate = 0.4641; // 1.1^4 - 1: 10 % a quarter
    let savings = case.outcome().savings;
    // -926,875 / 1.1^0.5 + 1,916,875 / 1.1^1.5.
    let by_hand = (-926_875.0 + 1_916_875.0 / 1.1) / 1.1_f64.sqrt();
    close(savings.npv, by_hand);
    assert!((savings.npv - 777_776.0).abs() < 1.0);
}

#[test]
fn rehires_come_back_a_lag_after_exit_and_lower_the_run_rate() {
    let mut case = easy();
    case.assume().rehire_share = 0.1;
    case.assume().rehire_lag = 1.0;
    let outcome = case.outcome();
    close(outcome.savings.run_rate_gross, 13_000_000.0);
    close(outcome.savings.run_rate, 11_700_000.0);
    // Exits run from 0.75 to 1.25, so 10 people return from 1.75 to 2.25: on average 0.0625 of them in quarter 1 and
    // 0.9375 in quarter 2; each costs 32,500 a quarter, and 104,000 / 4 once.
    let quarters = &outcome.quarters;
    close(quarters[1].savings, 3_046_875.0 - 0.0625 * 325_000.0);
    close(quarters[2].savings, 3_250_000.0 - 0.9375 * 325_000.0);
    close(outcome.savings.rehiring, 10.0 * 26_000.0);
    close(
        quarters[2].net_cash,
        3_250_000.0 - 304_687.5 - 0.5 * 260_000.0,
    );
    close(quarters[3].headcount, 910.0);
}

#[test]
fn ai_money_follows_the_savings_at_once() {
    let mut case = easy();
    case.plan.levers[0].reallocate = 0.8;
    case.horizon = 2;
    let outcome = case.outcome();
    close(outcome.quarters[0].ai, 0.8 * 203_125.0);
    close(outcome.quarters[1].ai, 0.8 * 3_046_875.0);
    // The run-rate is 0.8 x 13,000,000 = 10,400,000, a hundredth of the capital spending plan.
    close(outcome.ai.run_rate, 10_400_000.0);
    close(outcome.ai.capex_share, 0.01);
    close(outcome.ai.capex_days, 3.65);
    // By the horizon it is 0.8 x 3,250,000 = 2,600,000: 1,950,000 for halls, 650,000 for people.
    let [halls, people] = outcome.ai.options[..] else {
        panic!("two options");
    };
    close(halls.bought, 1.95);
    close(people.bought, 2.5);
    // Sustained: a hall costs 1,000,000 / 5 + 60,000 = 260,000 a year, as much as a person.
    close(halls.sustained, 7_800_000.0 / 260_000.0);
    close(people.sustained, 10.0);
    close(outcome.headcount.ai_hires, 10.0);
    close(outcome.headcount.after, 910.0);
    // Cash retained: -926,875 + 1,916,875 - 2,600,000.
    close(outcome.ai.retained, -1_610_000.0);
}

#[test]
fn ai_money_waits_for_payback_when_asked_to() {
    let mut case = easy();
    case.plan.levers[0].reallocate = 0.8;
    case.plan.funding = Funding::AfterPayback;
    let outcome = case.outcome();
    // Cumulative cash: -926,875, 990,000, 4,240,000, 7,490,000. Only new highs above 0 are spent.
    close(outcome.quarters[0].ai, 0.0);
    close(outcome.quarters[1].ai, 0.8 * 990_000.0);
    close(outcome.quarters[2].ai, 0.8 * 3_250_000.0);
    close(outcome.ai.total, 0.8 * 7_490_000.0);
}

#[test]
fn ai_money_returns_after_a_lag_that_need_not_be_whole() {
    let mut case = easy();
    case.plan.levers[0].reallocate = 0.8;
    case.assume().ai_return = 0.2;
    case.assume().ai_lag = 1.5;
    // Spending is 162,500, 2,437,500, 2,600,000, 2,600,000. With the lag, half of the first counts in quarter 1;
    // the first and half of the second in quarter 2; two and a half in quarter 3.
    let spent_by_then = 0.5 * 162_500.0
        + (162_500.0 + 0.5 * 2_437_500.0)
        + (162_500.0 + 2_437_500.0 + 0.5 * 2_600_000.0);
    close(spent_by_then, 5_362_500.0);
    // 7,490,000 of net cash, less 7,800,000 for AI, plus a twentieth per quarter of what was spent by then.
    close(
        case.outcome().savings.npv_with_ai,
        7_490_000.0 - 7_800_000.0 + 0.05 * 5_362_500.0,
    );
}

#[test]
fn layers_are_those_of_the_pyramid_that_has_the_span() {
    let mut case = easy();
    // 1 + 7 + 49 + 343 = 400 people in four layers; the upper three, 57, are managers.
    case.inputs.divisions[0].headcount = 400.0;
    case.inputs.divisions[0].span = 7.0;
    // 57 leave, 38 of them managers: 343 = 1 + 18 + 324 remain in three layers, 19 of them managers.
    case.plan.levers[0].cut = 57.0 / 400.0;
    case.plan.levers[0].managers = Some(38.0 / 57.0);
    let headcount = case.outcome().headcount;
    close(headcount.managers_before, 57.0);
    close(headcount.layers_before, 4.0);
    close(headcount.managers_after, 19.0);
    close(headcount.span_after, 18.0);
    close(headcount.layers_after, 3.0);
    // A decision takes three days per layer.
    close(headcount.decision_days_before, 12.0);
    close(headcount.decision_days_after, 9.0);
}

#[test]
fn survivors_quit_as_trevor_and_nyberg_found() {
    // Trevor & Nyberg (2008), Academy of Management Journal 51(2): voluntary turnover was 2.6
    // points higher after layoffs of 0.5 %, 3.2 points at 1 %, 5 points at 10 %.
    for (cut, published) in [(0.005, 0.026), (0.01, 0.032), (0.10, 0.050)] {
        let mut case = easy();
        case.plan.levers[0].cut = cut;
        let headcount = case.outcome().headcount;
        let rate = headcount.extra_quits / (headcount.before - headcount.eliminated);
        // 0.032 x (0.5, 1, 10)^0.2 = 0.0279, 0.0320, 0.0507.
        assert!(
            (rate - published).abs() <= 0.002,
            "{cut}: model {rate}, published {published}"
        );
    }
}

#[test]
fn survivors_react_to_the_company_and_not_to_their_division() {
    let mut case = easy();
    case.inputs.divisions.push(case.inputs.divisions[0]);
    case.plan.levers[0].cut = 0.02;
    case.plan.levers[0].start = 0.0;
    case.plan.levers.push(Levers::default());
    let outcome = case.outcome();
    // 20 of 2,000 are laid off, 1 %: 3.2 % of the survivors quit in either division.
    close(outcome.divisions[0].extra_quits, 0.032 * 980.0);
    close(outcome.divisions[1].extra_quits, 0.032 * 1_000.0);
    // Each costs 0.8 x 104,000, spread over four quarters.
    close(outcome.savings.survivors, 63.36 * 83_200.0);
    close(outcome.quarters[3].survivors, 63.36 * 83_200.0 / 4.0);
    close(
        outcome.savings.net_cash - outcome.savings.net_cash_after_survivors,
        63.36 * 83_200.0,
    );
}

/// A published restructuring whose charge and savings are mainly about the people who leave.
///
/// Amounts are in millions of the case's currency. The terms are plausible assumptions for the region, not facts
/// about the company. Since they are free parameters, the test shows that sensible terms can explain these
/// cases, not that the model predicts them.
struct Published {
    name: &'static str,
    source: &'static str,
    heads: f64,
    charge: (f64, f64),
    saving: (f64, f64),
    terms: Terms,
}

/// The assumed terms for people who leave.
struct Terms {
    /// Paid notice that is part of the charge, in days.
    notice_days: f64,
    fixed_weeks: f64,
    weeks_per_year: f64,
    tenure: f64,
    /// Saving per head divided by base pay.
    load_factor: f64,
    severance_tax: f64,
    /// Benefits and outplacement per head, in units of currency.
    extras: f64,
    /// The part of the charge that is not about people, in millions.
    other: f64,
    why: &'static str,
}

/// In the United States: 60 days under the WARN act, 2 weeks a year, 7.65 % payroll tax, and a load
/// factor of 1.28 (Bureau of Labor Statistics, Employer Costs for Employee Compensation, 2026).
const US: Terms = Terms {
    notice_days: 60.0,
    fixed_weeks: 0.0,
    weeks_per_year: 2.0,
    tenure: 4.0,
    load_factor: 1.28,
    severance_tax: 0.0765,
    extras: 5_000.0,
    other: 0.0,
    why: "US",
};

const PUBLISHED: [Published; 9] = [
    Published {
        name: "Southwest Airlines, corporate",
        source: "PR Newswire, Southwest Airlines announces reduction in corporate overhead, 17 Feb 2025",
        heads: 1_750.0,
        charge: (60.0, 80.0),
        saving: (300.0, 300.0),
        terms: Terms {
            notice_days: 0.0,
            tenure: 6.0,
            why: "pay until late April was ordinary payroll; longer service than in technology",
            ..US
        },
    },
    Published {
        name: "Wayfair",
        source: "Wayfair announces workforce realignment plan, 19 Jan 2024",
        heads: 1_650.0,
        charge: (70.0, 80.0),
        saving: (280.0, 280.0),
        terms: Terms {
            tenure: 3.0,
            load_factor: 280.0 / 150.0,
            why: "150 of the 280 million are cash pay, the rest equity and benefits; young staff",
            ..US
        },
    },
    Published {
        name: "Hasbro",
        source: "SEC, 8-K item 2.05, 11 Dec 2023",
        heads: 900.0,
        charge: (40.0, 40.0),
        saving: (100.0, 100.0),
        terms: Terms {
            tenure: 6.0,
            why: "an old company: longer service than in technology",
            ..US
        },
    },
    Published {
        name: "Bumble",
        source: "AP, Bumble plans to lay off about 30 % of global workforce, 26 Jun 2025",
        heads: 240.0,
        charge: (13.0, 18.0),
        saving: (40.0, 40.0),
        terms: Terms {
            fixed_weeks: 8.0,
            weeks_per_year: 1.0,
            tenure: 3.0,
            why: "packages in technology have a fixed part and 1 to 2 weeks a year; young staff",
            ..US
        },
    },
    Published {
        name: "Novo Nordisk (DKK)",
        source: "Novo Nordisk, company-wide transformation, 10 Sep 2025",
        heads: 9_000.0,
        charge: (8_000.0, 9_000.0),
        saving: (8_000.0, 8_000.0),
        terms: Terms {
            notice_days: 150.0,
            fixed_weeks: 13.0,
            weeks_per_year: 2.6,
            tenure: 7.0,
            load_factor: 1.2,
            severance_tax: 0.0,
            extras: 20_000.0,
            other: 1_000.0,
            why: "Danish notice is 3 to 6 months; the 9 billion include impairments, 8 is the net",
        },
    },
    Published {
        name: "Nestle, white-collar (CHF)",
        source: "Nestle, nine-month sales 2025, 16 Oct 2025: \"two times the annual savings\"",
        heads: 12_000.0,
        charge: (2_000.0, 2_000.0),
        saving: (1_000.0, 1_000.0),
        terms: Terms {
            notice_days: 180.0,
            fixed_weeks: 0.0,
            weeks_per_year: 4.35,
            tenure: 15.0,
            load_factor: 1.25,
            severance_tax: 0.10,
            extras: 5_000.0,
            other: 300.0,
            why: "social plans: a month a year, long service; offices and advisers beside",
        },
    },
    Published {
        name: "NHS England, boards and department (GBP)",
        source: "DHSC, 12 Nov 2025; UK Parliament, written answer 99886",
        heads: 18_000.0,
        charge: (1_000.0, 1_300.0),
        saving: (1_000.0, 1_000.0),
        terms: Terms {
            notice_days: 84.0,
            fixed_weeks: 0.0,
            weeks_per_year: 4.35,
            tenure: 14.0,
            load_factor: 1.38,
            severance_tax: 0.0,
            extras: 1_000.0,
            other: 0.0,
            why: "NHS terms: a month a year up to two years' pay, 12 weeks' notice; large pension cost",
        },
    },
    Published {
        name: "3M",
        source: "SEC, 10-K 2023, note 5: 370 of 437 million were about employees",
        heads: 8_500.0,
        charge: (700.0, 900.0),
        saving: (700.0, 900.0),
        terms: Terms {
            weeks_per_year: 2.6,
            tenure: 12.0,
            other: 120.0,
            why: "worldwide, long service; 15 % of 800 million not about employees",
            ..US
        },
    },
    Published {
        name: "Citigroup",
        source: "Bloomberg, Citi to cut 20,000 jobs, 12 Jan 2024; SEC, 10-Q Q2 2025",
        heads: 20_000.0,
        charge: (1_481.0, 1_781.0),
        saving: (2_000.0, 2_500.0),
        terms: Terms {
            weeks_per_year: 2.6,
            tenure: 11.0,
            why: "worldwide, a bank's length of service",
            ..US
        },
    },
];

/// The uncertainty of a single published figure such as "about 40": a tenth either way.
const ROUNDING: f64 = 0.10;

impl Terms {
    fn apply(&self, case: &mut Case) {
        case.inputs.divisions[0].tenure = self.tenure;
        *case.assume() = Assumptions {
            load_factor: self.load_factor,
            notice_days: self.notice_days,
            severance_fixed_weeks: self.fixed_weeks,
            severance_weeks_per_year: self.weeks_per_year,
            severance_min_weeks: 4.0,
            severance_max_weeks: 104.0,
            severance_tax: self.severance_tax,
            benefits_months: 0.0,
            outplacement: self.extras,
            fixed_charge: self.other * 1e6,
            ..*case.assume()
        };
    }
}

impl Published {
    /// Returns the shortest and the longest payback in years that the published figures allow.
    fn payback(&self) -> (f64, f64) {
        let low = self.charge.0 / self.saving.1;
        let high = self.charge.1 / self.saving.0;
        if low < high {
            (low, high)
        } else {
            (low * (1.0 - ROUNDING), high * (1.0 + ROUNDING))
        }
    }

    fn saving_mid(&self) -> f64 {
        f64::midpoint(self.saving.0, self.saving.1)
    }

    /// Computes the model's simple payback in years, with the case's saving per head as loaded cost.
    fn modelled(&self) -> f64 {
        let mut case = easy();
        let division = &mut case.inputs.divisions[0];
        division.headcount = self.heads * 10.0;
        division.loaded_cost = self.saving_mid() * 1e6 / self.heads;
        self.terms.apply(&mut case);
        let savings = case.outcome().savings;
        close(savings.run_rate, self.saving_mid() * 1e6);
        savings.simple_payback_months / 12.0
    }
}

#[test]
fn nine_published_restructurings_pay_back_when_the_model_says() {
    for case in &PUBLISHED {
        let (low, high) = case.payback();
        let modelled = case.modelled();
        assert!(
            (low..=high).contains(&modelled),
            "{}: published {low:.2} to {high:.2} years ({}), modelled {modelled:.2} ({})",
            case.name,
            case.source,
            case.terms.why,
        );
    }
}

#[test]
fn european_terms_pay_back_later_than_american_ones() {
    // The pattern of the nine cases: under half a year for a small US company, under one year for a US
    // multinational, a year or more in Europe. Here it is the same organisation under three sets of terms.
    let payback = |like: &str| {
        let published = PUBLISHED.iter().find(|c| c.name.starts_with(like)).unwrap();
        let mut case = easy();
        published.terms.apply(&mut case);
        case.assume().fixed_charge = 0.0;
        case.outcome().savings.simple_payback_months
    };
    assert!(payback("Hasbro") < 6.0);
    assert!(payback("Hasbro") < payback("Citigroup"));
    assert!(payback("Citigroup") < 12.0);
    assert!(payback("Nestle") > 12.0);
}

/// The built-in scenario must reproduce what is publicly known about October 2025.
#[test]
fn the_amazon_scenario_holds_what_is_public() {
    let scenario = file::parse(include_str!("../../scenarios/amazon-2025.ron")).unwrap();
    let of = |name: &str| scenario.evaluate(scenario.plan_named(name).unwrap());
    let announced = of("As announced");
    // 14,000 of 350,000, and up to 15 % of the 10,000 of PXT.
    close(announced.headcount.before, 350_000.0);
    close(announced.headcount.eliminated, 14_000.0);
    let pxt = announced.divisions[0].people;
    close(pxt.before, 10_000.0);
    close(pxt.eliminated, 1_500.0);
    close(of("Both rounds, 30,000").headcount.eliminated, 30_000.0);
    // 14,000 at US$200,000 to 350,000 is 2.2 to 3.9 % of US$125 billion.
    assert!((0.022..=0.039).contains(&announced.ai.capex_share));
    // US$2.53 billion of severance in the last two quarters of 2025 for 30,000 roles. Amazon has not
    // published the split between rounds, so a tenth is close enough.
    let both = of("Both rounds, 30,000").savings.charge;
    assert!((both / 2.53e9 - 1.0).abs() < 0.10, "charge {both}");
    // The plan that is meant to have the same savings as another does.
    let even = of("Same savings, spread evenly");
    close(even.savings.run_rate, announced.savings.run_rate);
}

#[test]
fn every_number_of_the_amazon_scenario_says_where_it_comes_from() {
    let scenario = file::parse(include_str!("../../scenarios/amazon-2025.ron")).unwrap();
    let inputs = &scenario.inputs;
    let mut numbers = vec![Input::Horizon, Input::DiscountRate, Input::CapexPlan];
    numbers.extend((0..Assumptions::FIELDS.len()).map(Input::Assumption));
    for i in 0..inputs.divisions.len() {
        numbers.extend((0..DivisionInputs::FIELDS.len()).map(|row| Input::Division(i, row)));
    }
    for i in 0..inputs.options.len() {
        numbers.extend((0..OptionInputs::FIELDS.len()).map(|row| Input::Option(i, row)));
    }
    let silent: Vec<String> = numbers
        .into_iter()
        .map(|input| input.path(&scenario))
        .filter(|path| !scenario.sources.iter().any(|(told, _)| told == path))
        .collect();
    assert_eq!(silent, Vec::<String>::new());
}
