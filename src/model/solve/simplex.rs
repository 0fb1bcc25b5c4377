//! Linear programs with few rows and many columns from 0 to 1, by the dual simplex method.
//!
//! Every column is bounded at both ends, so each may start at the end that the sign of its cost prefers: that is dual
//! feasible whatever the rows, and rows may be added later. A step passes every column that it can flip to its other
//! end on the way (the "long step" or bound-flipping ratio test): with one row that is the knapsack problem, sorted by
//! cost per unit and filled, in a single step. Equal costs are decided by a second cost, exactly.
//! Koberstein (2005), "The dual simplex method, techniques for a fast and stable implementation".

/// A cost, and a second one that decides where the first is equal.
pub(super) type Cost = [f64; 2];

/// A linear program: the least cost with every row at least its right-hand side.
#[derive(Clone, Debug)]
pub(super) struct Program {
    costs: Vec<Cost>,
    /// The divisor that first costs were scaled by.
    scale: f64,
    rows: Vec<Row>,
    /// For each column out of the basis, whether it is at its upper end.
    is_full: Vec<bool>,
    in_basis: Vec<bool>,
    basis: Vec<Variable>,
}

#[derive(Clone, Debug)]
struct Row {
    coefficients: Vec<f64>,
    least: f64,
    /// The divisor that the row was scaled by.
    scale: f64,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Variable {
    Column(usize),
    /// How much a row is above its right-hand side.
    Surplus(usize),
}

/// An optimum of a program.
#[derive(Clone, Debug)]
pub(super) struct Optimum {
    /// The value of each column, from 0 to 1.
    pub(super) at: Vec<f64>,
    /// The cost of one more unit of each row.
    pub(super) prices: Vec<f64>,
    /// Columns that are between their ends; those of the basis where none is.
    pub(super) between: Vec<usize>,
}

/// The tolerance of rows, in units of their largest entry.
const KEPT: f64 = 1e-12;
/// A column that moves a row by less does not move it.
const FLAT: f64 = 1e-14;
/// A column this near to an end is at the end.
const SNAP: f64 = 1e-11;
/// Costs below this are what rounding leaves of 0.
const NOTHING: f64 = 1e-13;

impl Program {
    /// Creates a program without rows.
    pub(super) fn new(costs: &[Cost]) -> Self {
        let largest = |part: usize| {
            let sizes = costs.iter().map(|cost| cost[part].abs());
            let most = sizes.fold(0.0, f64::max);
            if most > 0.0 { most } else { 1.0 }
        };
        let scales = [largest(0), largest(1)];
        let costs: Vec<Cost> = costs
            .iter()
            .map(|cost| [cost[0] / scales[0], cost[1] / scales[1]])
            .collect();
        Self {
            is_full: costs.iter().map(|&cost| is_below(cost)).collect(),
            in_basis: vec![false; costs.len()],
            scale: scales[0],
            rows: Vec::new(),
            basis: Vec::new(),
            costs,
        }
    }

    /// Adds a row: the sum of `coefficients` times columns must be at least `least`.
    pub(super) fn add(&mut self, coefficients: Vec<f64>, least: f64) {
        let sizes = coefficients.iter().map(|number| number.abs());
        let scale = sizes.fold(least.abs(), f64::max);
        let scale = if scale > 0.0 { scale } else { 1.0 };
        self.basis.push(Variable::Surplus(self.rows.len()));
        self.rows.push(Row {
            coefficients: coefficients.into_iter().map(|x| x / scale).collect(),
            least: least / scale,
            scale,
        });
    }

    /// Changes the right-hand side of a row.
    pub(super) fn ask(&mut self, row: usize, least: f64) {
        self.rows[row].least = least / self.rows[row].scale;
    }

    /// Finds the least cost, or `None` where the rows cannot all be met.
    pub(super) fn solve(&mut self) -> Option<Optimum> {
        let most_steps = 100 + 4 * self.rows.len() * (self.rows.len() + 8);
        for _ in 0..most_steps {
            let inverse = self.inverse()?;
            let values = self.values(&inverse);
            let Some((row, is_below)) = self.violated(&values) else {
                return Some(self.optimum(&inverse, &values));
            };
            self.step(&inverse, row, &values, is_below)?;
        }
        let inverse = self.inverse()?;
        let values = self.values(&inverse);
        Some(self.optimum(&inverse, &values))
    }

    fn entry(&self, row: usize, variable: Variable) -> f64 {
        match variable {
            Variable::Column(column) => self.rows[row].coefficients[column],
            Variable::Surplus(of) if of == row => -1.0,
            Variable::Surplus(_) => 0.0,
        }
    }

    /// Computes the inverse of the basis by elimination; `None` where rounding has made it singular.
    fn inverse(&self) -> Option<Vec<Vec<f64>>> {
        let n = self.rows.len();
        let mut left: Vec<Vec<f64>> = (0..n)
            .map(|row| self.basis.iter().map(|&p| self.entry(row, p)).collect())
            .collect();
        let mut right: Vec<Vec<f64>> = (0..n)
            .map(|row| (0..n).map(|at| f64::from(u8::from(at == row))).collect())
            .collect();
        for at in 0..n {
            let by_size = |a: &usize, b: &usize| left[*a][at].abs().total_cmp(&left[*b][at].abs());
            let pivot = (at..n).max_by(by_size)?;
            left.swap(at, pivot);
            right.swap(at, pivot);
            let size = left[at][at];
            if size == 0.0 || !size.is_finite() {
                return None;
            }
            for number in left[at].iter_mut().chain(&mut right[at]) {
                *number /= size;
            }
            let (pivot_left, pivot_right) = (left[at].clone(), right[at].clone());
            for row in (0..n).filter(|&row| row != at) {
                let factor = left[row][at];
                for (number, pivot) in left[row].iter_mut().zip(&pivot_left) {
                    *number -= factor * pivot;
                }
                for (number, pivot) in right[row].iter_mut().zip(&pivot_right) {
                    *number -= factor * pivot;
                }
            }
        }
        Some(right)
    }

    /// Computes the values of the variables in the basis.
    fn values(&self, inverse: &[Vec<f64>]) -> Vec<f64> {
        let is_full = |column: usize| self.is_full[column] && !self.in_basis[column];
        let left = |row: &Row| {
            let full = row.coefficients.iter().enumerate();
            let full = full.filter(|(column, _)| is_full(*column));
            row.least - full.map(|(_, number)| number).sum::<f64>()
        };
        let left: Vec<f64> = self.rows.iter().map(left).collect();
        inverse.iter().map(|row| dot(row, &left)).collect()
    }

    /// Returns the row of the basis whose variable is furthest out of its range, and whether it is below.
    fn violated(&self, values: &[f64]) -> Option<(usize, bool)> {
        let excess = |row: usize| {
            let above = match self.basis[row] {
                Variable::Column(_) => values[row] - 1.0,
                Variable::Surplus(_) => f64::NEG_INFINITY,
            };
            (above.max(-values[row]), values[row] < 0.0)
        };
        let all = (0..values.len()).map(|row| (row, excess(row)));
        let worst = all.max_by(|a, b| a.1.0.total_cmp(&b.1.0))?;
        (worst.1.0 > KEPT).then_some((worst.0, worst.1.1))
    }

    /// Computes the prices of the rows for one of the two costs.
    fn prices(&self, inverse: &[Vec<f64>], part: usize) -> Vec<f64> {
        let cost = |variable: &Variable| match *variable {
            Variable::Column(column) => self.costs[column][part],
            Variable::Surplus(_) => 0.0,
        };
        let costs: Vec<f64> = self.basis.iter().map(cost).collect();
        let price = |row: usize| {
            let terms = costs.iter().zip(inverse);
            terms.map(|(cost, line)| cost * line[row]).sum()
        };
        (0..self.rows.len()).map(price).collect()
    }

    /// Replaces the variable at `row` of the basis, which is out of its range, and leaves it at that end; `None` where
    /// nothing can take its place.
    fn step(
        &mut self,
        inverse: &[Vec<f64>],
        row: usize,
        values: &[f64],
        is_below: bool,
    ) -> Option<()> {
        let sign = if is_below { -1.0 } else { 1.0 };
        let mut left = if is_below {
            -values[row]
        } else {
            values[row] - 1.0
        };
        let mut candidates = self.candidates(inverse, row, sign);
        candidates.sort_by(|a, b| {
            let by_cost = a.ratio[0].total_cmp(&b.ratio[0]);
            let by_second = a.ratio[1].total_cmp(&b.ratio[1]);
            by_cost.then(by_second).then(a.order.cmp(&b.order))
        });
        let mut entering = None;
        let mut flipped = Vec::new();
        for candidate in candidates {
            match candidate.variable {
                Variable::Column(column) if candidate.size <= left => {
                    left -= candidate.size;
                    flipped.push(column);
                    // A row that is met exactly needs no column between its ends, but the basis needs a variable.
                    if left <= KEPT * 0.1 {
                        flipped.pop();
                        entering = Some(candidate.variable);
                        break;
                    }
                }
                variable => {
                    entering = Some(variable);
                    break;
                }
            }
        }
        let entering = entering?;
        for column in flipped {
            self.is_full[column] = !self.is_full[column];
        }
        if let Variable::Column(leaving) = self.basis[row] {
            self.in_basis[leaving] = false;
            self.is_full[leaving] = !is_below;
        }
        if let Variable::Column(column) = entering {
            self.in_basis[column] = true;
        }
        self.basis[row] = entering;
        Some(())
    }

    /// Returns what could enter the basis in place of the variable at `row`.
    fn candidates(&self, inverse: &[Vec<f64>], row: usize, sign: f64) -> Vec<Candidate> {
        let prices = [self.prices(inverse, 0), self.prices(inverse, 1)];
        let line = &inverse[row];
        let columns = (0..self.costs.len()).filter(|&column| !self.in_basis[column]);
        let of_column = |column: usize| {
            let entry = |at: usize| self.rows[at].coefficients[column];
            let alpha: f64 = (0..line.len()).map(|at| line[at] * entry(at)).sum();
            let end = if self.is_full[column] { -1.0 } else { 1.0 };
            let reduced = |part: usize| {
                let paid: f64 = (0..line.len()).map(|at| prices[part][at] * entry(at)).sum();
                end * (self.costs[column][part] - paid)
            };
            let helps = alpha * end * sign > FLAT;
            helps.then(|| Candidate {
                variable: Variable::Column(column),
                order: column,
                size: alpha.abs(),
                ratio: ratio([reduced(0), reduced(1)], alpha.abs()),
            })
        };
        let out = |at: &usize| !self.basis.contains(&Variable::Surplus(*at));
        let of_surplus = |at: usize| {
            let alpha = -line[at];
            (alpha * sign > FLAT).then(|| Candidate {
                variable: Variable::Surplus(at),
                order: self.costs.len() + at,
                size: alpha.abs(),
                ratio: ratio([prices[0][at], prices[1][at]], alpha.abs()),
            })
        };
        let surpluses = (0..line.len()).filter(out).filter_map(of_surplus);
        columns.filter_map(of_column).chain(surpluses).collect()
    }

    fn optimum(&self, inverse: &[Vec<f64>], values: &[f64]) -> Optimum {
        let full = |column: usize| f64::from(u8::from(self.is_full[column]));
        let mut at: Vec<f64> = (0..self.costs.len()).map(full).collect();
        let mut between = Vec::new();
        for (variable, value) in self.basis.iter().zip(values) {
            if let Variable::Column(column) = *variable {
                // Rounding may leave a column just beside an end.
                at[column] = match *value {
                    value if value < SNAP => 0.0,
                    value if value > 1.0 - SNAP => 1.0,
                    value => value,
                };
                between.push(column);
            }
        }
        // Columns of the basis at an end are marginal only where none is between its ends.
        let is_inside = |column: &usize| at[*column] > 0.0 && at[*column] < 1.0;
        if between.iter().any(is_inside) {
            between.retain(is_inside);
        }
        let prices = self.prices(inverse, 0);
        let price = |(price, row): (f64, &Row)| price.max(0.0) * self.scale / row.scale;
        Optimum {
            at,
            prices: prices.into_iter().zip(&self.rows).map(price).collect(),
            between,
        }
    }
}

/// A variable that could enter the basis.
struct Candidate {
    variable: Variable,
    order: usize,
    /// How much its whole range moves the row.
    size: f64,
    /// Its cost per unit of that.
    ratio: Cost,
}

fn ratio(reduced: Cost, size: f64) -> Cost {
    let of = |cost: f64| {
        let cost = if cost.abs() < NOTHING { 0.0 } else { cost };
        // The last few digits are rounding and must not break a tie.
        f64::from_bits((cost / size).to_bits() & !0xfff)
    };
    [of(reduced[0]).max(0.0), of(reduced[1])]
}

fn is_below(cost: Cost) -> bool {
    cost[0] < 0.0 || cost[0] == 0.0 && cost[1] < 0.0
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

#[cfg(test)]
mod tests {
    use super::{Cost, Optimum, Program};
    use proptest::prelude::*;

    #[test]
    fn one_row_is_a_knapsack() {
        let mut program = Program::new(&[[3.0, 0.0], [1.0, 0.0], [2.0, 0.0]]);
        program.add(vec![1.0, 1.0, 1.0], 1.5);
        let found = program.solve();
        assert!(found.is_some_and(|optimum| {
            optimum.at == [0.0, 1.0, 0.5] && (optimum.prices[0] - 2.0).abs() < 1e-12
        }));
        program.add(vec![0.0, -1.0, 0.0], -0.25);
        let found = program.solve();
        assert!(found.is_some_and(|optimum| optimum.at == [0.25, 0.25, 1.0]));
        program.ask(0, 2.5);
        assert!(program.solve().is_none());
    }

    const COLUMNS: usize = 5;
    const TOLERANCE: f64 = 1e-9;

    type Column = [f64; COLUMNS];

    /// Whole numbers, which make ties and rows that are met exactly, or any numbers.
    fn number() -> impl Strategy<Value = f64> {
        prop_oneof![(-3_i8..=3).prop_map(f64::from), -3.0..3.0]
    }

    fn rows() -> impl Strategy<Value = Vec<(Column, f64)>> {
        let row = (prop::array::uniform5(number()), number());
        prop::collection::vec(row, 1..=3)
    }

    fn dot(a: &[f64], b: &[f64]) -> f64 {
        a.iter().zip(b).map(|(a, b)| a * b).sum()
    }

    fn costs_at(costs: &[Cost], at: &[f64]) -> Cost {
        [0, 1].map(|part| costs.iter().zip(at).map(|(cost, x)| cost[part] * x).sum())
    }

    /// Solves a square system by Cramer's rule; nothing where it is singular. One to three unknowns.
    fn solved(matrix: &[Vec<f64>], right: &[f64]) -> Option<Vec<f64>> {
        fn determinant(matrix: &[Vec<f64>]) -> f64 {
            let Some((first, rest)) = matrix.split_first() else {
                return 1.0;
            };
            let term = |column: usize| {
                let without = |row: &Vec<f64>| {
                    let kept = row.iter().enumerate().filter(|(at, _)| *at != column);
                    kept.map(|(_, number)| *number).collect()
                };
                let minor: Vec<Vec<f64>> = rest.iter().map(without).collect();
                let sign = if column.is_multiple_of(2) { 1.0 } else { -1.0 };
                sign * first[column] * determinant(&minor)
            };
            (0..first.len()).map(term).sum()
        }
        let whole = determinant(matrix);
        let of = |column: usize| {
            let mut replaced = matrix.to_vec();
            for (row, right) in replaced.iter_mut().zip(right) {
                row[column] = *right;
            }
            determinant(&replaced) / whole
        };
        (whole.abs() > 1e-7).then(|| (0..right.len()).map(of).collect())
    }

    fn subsets(of: usize) -> impl Iterator<Item = Vec<usize>> {
        (0_u32..1 << of).map(move |bits| (0..of).filter(|at| bits >> at & 1 == 1).collect())
    }

    /// Every corner of what the rows and the ends of columns allow.
    fn corners(rows: &[(Column, f64)]) -> Vec<Column> {
        let mut corners = Vec::new();
        for (between, exact) in subsets(COLUMNS).flat_map(|between| {
            let exact = subsets(rows.len()).filter(move |exact| exact.len() <= COLUMNS);
            exact.map(move |exact| (between.clone(), exact))
        }) {
            if between.len() != exact.len() {
                continue;
            }
            for full in subsets(COLUMNS) {
                if full.iter().any(|column| between.contains(column)) {
                    continue;
                }
                let mut at = [0.0; COLUMNS];
                full.iter().for_each(|&column| at[column] = 1.0);
                let matrix: Vec<Vec<f64>> = exact
                    .iter()
                    .map(|&row| between.iter().map(|&column| rows[row].0[column]).collect())
                    .collect();
                let left = |&row: &usize| rows[row].1 - dot(&rows[row].0, &at);
                let right: Vec<f64> = exact.iter().map(left).collect();
                let Some(values) = solved(&matrix, &right) else {
                    continue;
                };
                for (&column, value) in between.iter().zip(values) {
                    at[column] = value;
                }
                corners.push(at);
            }
        }
        corners.retain(|at| {
            let is_within = |x: &f64| (-TOLERANCE..=1.0 + TOLERANCE).contains(x);
            let is_kept = |(row, least): &(Column, f64)| dot(row, at) >= least - TOLERANCE;
            at.iter().all(is_within) && rows.iter().all(is_kept)
        });
        corners
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(400))]

        /// The optimum is feasible, no corner costs less, none that costs the same has less of the second cost, and
        /// the prices prove it.
        #[test]
        fn no_corner_of_a_random_program_is_better(
            costs in prop::array::uniform5([number(), number()]),
            rows in rows(),
        ) {
            let mut program = Program::new(&costs);
            for (row, least) in &rows {
                program.add(row.to_vec(), *least);
            }
            let best = corners(&rows).into_iter().map(|at| costs_at(&costs, &at)).reduce(|a, b| {
                let (near, less) = ((a[0] - b[0]).abs() <= TOLERANCE, b[0] < a[0]);
                if less && !near || near && b[1] < a[1] { b } else { a }
            });
            let found = program.solve();
            prop_assert_eq!(found.is_some(), best.is_some());
            let (Some(Optimum { at, prices, .. }), Some(best)) = (found, best) else {
                return Ok(());
            };
            let cost = costs_at(&costs, &at);
            prop_assert!((cost[0] - best[0]).abs() <= 1e-7, "{:?} and {:?}", cost, best);
            prop_assert!((cost[1] - best[1]).abs() <= 1e-6, "{:?} and {:?}", cost, best);
            prop_assert!(at.iter().all(|x| (0.0..=1.0).contains(x)));
            prop_assert!(rows.iter().all(|(row, least)| dot(row, &at) >= least - TOLERANCE));
            let reduced = |column: usize| {
                let worth = rows.iter().zip(&prices).map(|((row, _), price)| price * row[column]);
                (costs[column][0] - worth.sum::<f64>()).min(0.0)
            };
            let asked = rows.iter().zip(&prices).map(|((_, least), price)| price * least);
            let bound = asked.sum::<f64>() + (0..COLUMNS).map(reduced).sum::<f64>();
            prop_assert!(prices.iter().all(|price| *price >= 0.0));
            prop_assert!((bound - cost[0]).abs() <= 1e-7, "{} and {}", bound, cost[0]);
        }
    }
}
