//! Linear programs with few rows and many columns from 0 to 1, by the dual simplex method.
//!
//! Every column has both ends, so choosing its end by the sign of its cost is a start that no row can
//! spoil, and rows may be added later. A step passes every column that it can flip to its other end
//! on the way (the "long step" or bound-flipping ratio test): with one row that is the knapsack, sorted
//! by cost per unit and filled, in a single step. Ties of cost go by the second cost, exactly.
//! Koberstein (2005), "The dual simplex method, techniques for a fast and stable implementation".
//!
//! Must not know what it is used for.

/// Costs in their order: the second counts where the first is equal.
pub(super) type Cost = [f64; 2];

/// A program: least cost, with every row at least what it asks for.
#[derive(Clone, Debug)]
pub(super) struct Program {
    costs: Vec<Cost>,
    /// What costs were divided by.
    scale: f64,
    rows: Vec<Row>,
    /// Columns that are out of the basis, at their upper end.
    is_full: Vec<bool>,
    in_basis: Vec<bool>,
    basis: Vec<Place>,
}

#[derive(Clone, Debug)]
struct Row {
    coefficients: Vec<f64>,
    least: f64,
    /// What the row was divided by.
    scale: f64,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Place {
    Column(usize),
    /// By how much a row is more than it must be.
    Surplus(usize),
}

/// What a program came to.
#[derive(Clone, Debug)]
pub(super) struct Optimum {
    /// Columns from 0 to 1.
    pub(super) at: Vec<f64>,
    /// Cost of one more unit of each row.
    pub(super) prices: Vec<f64>,
    /// Columns that are between their ends, or could be.
    pub(super) between: Vec<usize>,
}

/// Rows are kept to this, in units of their largest entry.
const KEPT: f64 = 1e-12;
/// A column that moves a row less does not move it.
const FLAT: f64 = 1e-14;
/// A column this near to an end is there.
const SNAP: f64 = 1e-11;
/// Costs that rounding leaves.
const NOTHING: f64 = 1e-13;

impl Program {
    /// One without rows yet.
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

    /// Asks the sum of `coefficients` times columns to be at least `least`.
    pub(super) fn add(&mut self, coefficients: Vec<f64>, least: f64) {
        let sizes = coefficients.iter().map(|number| number.abs());
        let scale = sizes.fold(least.abs(), f64::max);
        let scale = if scale > 0.0 { scale } else { 1.0 };
        self.basis.push(Place::Surplus(self.rows.len()));
        self.rows.push(Row {
            coefficients: coefficients.into_iter().map(|x| x / scale).collect(),
            least: least / scale,
            scale,
        });
    }

    /// Asks another amount of a row.
    pub(super) fn ask(&mut self, row: usize, least: f64) {
        self.rows[row].least = least / self.rows[row].scale;
    }

    /// The least cost; nothing where the rows cannot all be had.
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

    fn entry(&self, row: usize, place: Place) -> f64 {
        match place {
            Place::Column(column) => self.rows[row].coefficients[column],
            Place::Surplus(of) if of == row => -1.0,
            Place::Surplus(_) => 0.0,
        }
    }

    /// The inverse of the basis, by elimination; nothing where rounding has made it singular.
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

    /// The values of what is in the basis.
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

    /// What is furthest out of its range in the basis, and whether it is below.
    fn violated(&self, values: &[f64]) -> Option<(usize, bool)> {
        let excess = |row: usize| {
            let above = match self.basis[row] {
                Place::Column(_) => values[row] - 1.0,
                Place::Surplus(_) => f64::NEG_INFINITY,
            };
            (above.max(-values[row]), values[row] < 0.0)
        };
        let all = (0..values.len()).map(|row| (row, excess(row)));
        let worst = all.max_by(|a, b| a.1.0.total_cmp(&b.1.0))?;
        (worst.1.0 > KEPT).then_some((worst.0, worst.1.1))
    }

    /// Prices of the rows for one of the costs.
    fn prices(&self, inverse: &[Vec<f64>], part: usize) -> Vec<f64> {
        let cost = |place: &Place| match *place {
            Place::Column(column) => self.costs[column][part],
            Place::Surplus(_) => 0.0,
        };
        let costs: Vec<f64> = self.basis.iter().map(cost).collect();
        let price = |row: usize| {
            let terms = costs.iter().zip(inverse);
            terms.map(|(cost, line)| cost * line[row]).sum()
        };
        (0..self.rows.len()).map(price).collect()
    }

    /// Takes what is at `row` of the basis to the end of its range that it is beyond.
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
            match candidate.place {
                Place::Column(column) if candidate.size <= left => {
                    left -= candidate.size;
                    flipped.push(column);
                    // What is reached exactly needs nothing between its ends, but the basis does.
                    if left <= KEPT * 0.1 {
                        flipped.pop();
                        entering = Some(candidate.place);
                        break;
                    }
                }
                place => {
                    entering = Some(place);
                    break;
                }
            }
        }
        let entering = entering?;
        for column in flipped {
            self.is_full[column] = !self.is_full[column];
        }
        if let Place::Column(leaving) = self.basis[row] {
            self.in_basis[leaving] = false;
            self.is_full[leaving] = !is_below;
        }
        if let Place::Column(column) = entering {
            self.in_basis[column] = true;
        }
        self.basis[row] = entering;
        Some(())
    }

    /// What could enter the basis instead of what is at `row` of it.
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
                place: Place::Column(column),
                order: column,
                size: alpha.abs(),
                ratio: ratio([reduced(0), reduced(1)], alpha.abs()),
            })
        };
        let out = |at: &usize| !self.basis.contains(&Place::Surplus(*at));
        let of_surplus = |at: usize| {
            let alpha = -line[at];
            (alpha * sign > FLAT).then(|| Candidate {
                place: Place::Surplus(at),
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
        for (place, value) in self.basis.iter().zip(values) {
            if let Place::Column(column) = *place {
                // What rounding leaves beside an end is the end.
                at[column] = match *value {
                    value if value < SNAP => 0.0,
                    value if value > 1.0 - SNAP => 1.0,
                    value => value,
                };
                between.push(column);
            }
        }
        // Those at an end would give more only where none is between.
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

/// What could enter the basis.
struct Candidate {
    place: Place,
    order: usize,
    /// What its whole range would bring.
    size: f64,
    /// Cost per unit of what it brings.
    ratio: Cost,
}

fn ratio(reduced: Cost, size: f64) -> Cost {
    let of = |cost: f64| {
        let cost = if cost.abs() < NOTHING { 0.0 } else { cost };
        // Ties are told by all digits but the last few, which rounding makes.
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
    use super::Program;

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
}
