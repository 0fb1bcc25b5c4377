"""The simulation of benches/simulate.rs in NumPy: the same model, draws and figures, as vectors over all draws.

    reallot simulate amazon-2025 --draws 100000 --draws-csv draws.csv -o figures.json --format json --timing
    python3 benches/simulate.py draws.csv [figures.json]

It takes the drawn inputs from the program, computes all metrics with percentiles and the fan, prints the time of
the best of seven runs, and with figures.json by how much the results differ. Needs NumPy and nothing else.
Everything that does not vary is a plain number, and divisions that share their timing are added up first, as in the
program.
"""

import json
import sys
import time

import numpy as np

# The plan "As announced" of scenarios/amazon-2025.ron.
DIVISIONS = [  # headcount, loaded cost, span, cut; tenure is 4 years everywhere, managers' share 0.22
    ("pxt", 10000, 165000, 6.0, 0.150), ("devices", 30000, 240000, 7.0, 0.070), ("ops", 45000, 175000, 7.0, 0.060),
    ("aws-eng", 75000, 265000, 7.0, 0.030), ("aws-smgs", 60000, 235000, 6.5, 0.035), ("stores", 45000, 210000, 6.5, 0.030),
    ("ads", 20000, 235000, 6.5, 0.030), ("video", 15000, 220000, 6.0, 0.040), ("corporate", 20000, 195000, 6.0, 0.025),
    ("infra", 30000, 250000, 7.5, 0.010),
]
QUARTERS, MANAGERS, TENURE, PREMIUM, LOAD = 12, 0.22, 4.0, 1.5, 1.7
NOTICE, LAG, CAPEX = 90.0, 4.0, 125e9
TALENT_SHARE, TALENT_COST = 0.09, 400e3
SHARES = [0.05, 0.10, 0.25, 0.50, 0.75, 0.90, 0.95]


def ramp_area(since, duration):
    rising = np.clip(since, 0.0, duration)
    return rising * rising * (0.5 / duration) + np.maximum(since - duration, 0.0)


def phases(offset, duration):
    """Mean and step of a ramp in every quarter: quarters by draws."""
    since = np.arange(QUARTERS + 1.0)[:, None] - offset[None, :]
    return np.diff(ramp_area(since, duration), axis=0), np.diff(np.clip(since / duration, 0.0, 1.0), axis=0)


def simulate(x):
    n = len(x["discount_rate"])
    delivery, rehire, factor = x["assumptions.delivery"], x["assumptions.rehire_share"], x["assumptions.cost_factor"]
    weeks = np.clip(x["assumptions.severance_weeks_per_year"] * TENURE, 4.0, 20.0)
    before = sum(row[1] for row in DIVISIONS)
    cut, pay, stays = np.zeros(n), np.zeros(n), np.zeros(n)
    for key, people, cost, span, share in DIVISIONS:
        cost = x.get(f"divisions.{key}.loaded_cost", cost) * factor
        managers = (people - 1.0) / span
        gone = people * np.minimum(share * delivery, 1.0)
        managers_gone = np.minimum(np.maximum(MANAGERS * gone, gone - (people - managers)), np.minimum(managers, gone))
        each = cost / (1.0 + managers / people * (PREMIUM - 1.0))
        cut += gone
        pay += each * (gone + managers_gone * (PREMIUM - 1.0))
        stays += (people - gone) * cost
    severance = pay / LOAD / 52.0 * weeks
    on_exit = severance * 1.0765 + cut * (3000.0 + x["assumptions.outplacement"])
    charge = pay * (NOTICE / 365.0) + on_exit
    percent = 100.0 * cut / before
    quits = x["assumptions.survivor_quits"] * np.where(percent < 0.5, 2.0 * percent * 0.5**0.2, np.maximum(percent, 0.5) ** 0.2)
    survivors = stays * quits * 0.8 / LOAD
    notice = x["assumptions.slip"]
    leave = notice + NOTICE / 365.0 * 4.0
    exit_mean, exit_step = phases(leave, 1.0)
    back_mean, back_step = phases(leave + LAG, 1.0)
    _, survivor_step = phases(notice, 4.0)
    saved = pay / 4.0 * (exit_mean - rehire * back_mean)
    net = saved - on_exit * exit_step - rehire * 0.25 * pay / LOAD * back_step
    cumulative = np.cumsum(net, axis=0)
    growth = (1.0 + x["discount_rate"]) ** 0.25
    discount = growth[None, :] ** -(np.arange(QUARTERS)[:, None] + 0.5)
    to_ai = np.maximum(saved, 0.0)
    run_rate = pay * (1.0 - rehire)
    hires = TALENT_SHARE * run_rate / (TALENT_COST * x["assumptions.price_factor"])
    metrics = {
        "savings.run_rate": run_rate,
        "savings.charge": charge,
        "savings.net_cash": cumulative[-1],
        "savings.npv": (net * discount).sum(axis=0),
        "savings.npv_with_ai": ((net - to_ai) * discount).sum(axis=0),
        "savings.npv_after_survivors": ((net - survivors * survivor_step) * discount).sum(axis=0),
        "savings.payback_months": payback(cumulative),
        "ai.run_rate": run_rate,
        "ai.total": to_ai.sum(axis=0),
        "ai.capex_share": run_rate / CAPEX,
        "headcount.eliminated": cut,
        "headcount.after": before - cut + rehire * cut + hires,
    }
    figures = {name: spread(name, values) for name, values in metrics.items()}
    fan = np.quantile(cumulative, [0.1, 0.5, 0.9], axis=1)
    return figures, fan


def payback(cumulative):
    below = cumulative < 0.0
    last = QUARTERS - 1 - np.argmax(below[::-1], axis=0)
    after = np.minimum(last + 1, QUARTERS - 1)
    draws = np.arange(cumulative.shape[1])
    start, end = cumulative[last, draws], cumulative[after, draws]
    with np.errstate(divide="ignore", invalid="ignore"):
        months = 3.0 * (last + 1.0 + start / (start - end))
    return np.where(below.any(axis=0), np.where(below[-1], np.inf, months), 0.0)


def spread(name, values):
    method = "nearest" if name.endswith("payback_months") else "linear"
    return {"mean": values.mean(), "sd": values.std(), "p": np.quantile(values, SHARES, method=method)}


def main():
    with open(sys.argv[1]) as file:
        names = file.readline().strip().split(",")
    table = np.loadtxt(sys.argv[1], delimiter=",", skiprows=1, ndmin=2)
    inputs = {name: np.ascontiguousarray(table[:, at]) for at, name in enumerate(names) if not name.startswith(("draw", "savings", "ai.", "headcount"))}
    best = float("inf")
    for _ in range(7):
        start = time.perf_counter()
        figures, fan = simulate(inputs)
        best = min(best, time.perf_counter() - start)
    print(f"{len(table):,} draws in NumPy {np.__version__}: {best * 1e3:.1f} ms, {len(table) / best:,.0f} draws a second")
    if len(sys.argv) > 2:
        with open(sys.argv[2]) as file:
            program = json.load(file)
        keys = ["p5", "p10", "p25", "p50", "p75", "p90", "p95"]
        worst = max(
            abs(theirs - ours) / abs(ours)
            for name, ours in program["metrics"].items()
            for theirs, ours in zip([figures[name]["mean"], figures[name]["sd"], *figures[name]["p"]], [ours["mean"], ours["sd"], *(ours[key] for key in keys)])
        )
        bands = np.array([[quarter[key] for quarter in program["fan"]] for key in ("p10", "p50", "p90")])
        worst_fan = np.max(np.abs(fan - bands)) / np.max(np.abs(bands))
        print(f"the program's figures differ by at most {worst:.1e}, its fan by {worst_fan:.1e}; it took {program['elapsed_ms']:.1f} ms, {best * 1e3 / program['elapsed_ms']:.0f} times less")


main()
