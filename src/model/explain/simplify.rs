//! Explanations made short enough to be read, with the same values.

use crate::model::{
    Explanation, Formula, Name, Operand, QuarterOutcome, TermRole, explain::formula::sum,
};

impl Explanation {
    /// Returns the simplified formula of a term, which has the same value.
    ///
    /// A choice is reduced to what was chosen, a value that is passed on from quarter to quarter is taken where it
    /// began, and a running sum is written over all its quarters.
    pub fn reading(&self, term: usize) -> Option<Formula> {
        let whole = self.formula(term)?;
        match self.read(whole.clone()) {
            // A plain number explains nothing: what it was chosen from does.
            Formula::Plain(_) => match self.chosen(&whole) {
                Some(from) => self.reading(from),
                None => Some(whole),
            },
            formula => Some(formula),
        }
    }

    /// Returns the step whose value a formula only passes on.
    fn chosen(&self, formula: &Formula) -> Option<usize> {
        match self.passed(formula) {
            Some(Formula::Term(term)) => {
                matches!(self.names[*term], Some(Name::Step(..))).then_some(*term)
            }
            _ => None,
        }
    }

    /// Returns the part that a formula passes on unchanged, if it does nothing else.
    fn passed<'f>(&self, formula: &'f Formula) -> Option<&'f Formula> {
        match formula {
            Formula::Term(_) | Formula::Plain(_) => Some(formula),
            Formula::Choice(all) => {
                let [a, b, yes, no] = all.as_ref();
                let is_yes = self.worth(a) < self.worth(b);
                self.passed(if is_yes { yes } else { no })
            }
            Formula::Smaller(pair) | Formula::Larger(pair) if self.is_carried(pair) => {
                self.passed(self.taken(formula, pair))
            }
            _ => None,
        }
    }

    /// Returns the one of two that a minimum or maximum takes.
    fn taken<'f>(&self, formula: &Formula, [a, b]: &'f [Formula; 2]) -> &'f Formula {
        let is_second = match formula {
            Formula::Smaller(_) => self.worth(b) < self.worth(a),
            _ => self.worth(b) > self.worth(a),
        };
        if is_second { b } else { a }
    }

    /// Returns the terms of a formula, those of one kind together and the largest of them first.
    pub fn terms_by_kind(&self, formula: &Formula) -> Vec<usize> {
        let kind = |term: usize| match self.names[term] {
            Some(Name::Input(input)) => input.label(),
            Some(Name::Figure(figure)) => figure.spec().name,
            Some(Name::Step(label)) => label.text,
            None => "",
        };
        let mut terms = Self::terms(formula);
        let mut kinds: Vec<&str> = Vec::new();
        for &term in &terms {
            if !kinds.contains(&kind(term)) {
                kinds.push(kind(term));
            }
        }
        let place = |term: usize| kinds.iter().position(|&known| known == kind(term));
        let size = |term: usize| self.value(Operand::Written(term)).abs();
        terms.sort_by(|&a, &b| {
            let by_kind = place(a).cmp(&place(b));
            by_kind.then_with(|| size(b).total_cmp(&size(a)))
        });
        terms
    }

    fn read(&self, formula: Formula) -> Formula {
        let two = |two: Box<[Formula; 2]>| Box::new(two.map(|part| self.read(part)));
        match formula {
            Formula::Term(term) => self.resolved(term),
            Formula::Plain(_) => formula,
            Formula::Choice(all) => {
                let [a, b, yes, no] = *all;
                let chosen = if self.worth(&a) < self.worth(&b) {
                    yes
                } else {
                    no
                };
                self.read(chosen)
            }
            Formula::Smaller(ref pair) | Formula::Larger(ref pair) if self.is_carried(pair) => {
                self.read(self.taken(&formula, pair).clone())
            }
            Formula::Sum(parts) => self.read_sum(parts),
            Formula::Product(parts) => {
                let parts = parts.into_iter().map(|part| self.read(part));
                Formula::Product(parts.collect())
            }
            Formula::Quotient(pair) => Formula::Quotient(two(pair)),
            Formula::Smaller(pair) => Formula::Smaller(two(pair)),
            Formula::Larger(pair) => Formula::Larger(two(pair)),
            Formula::Power(pair) => Formula::Power(two(pair)),
            Formula::Logarithm(one) => Formula::Logarithm(Box::new(self.read(*one))),
            Formula::Root(one) => Formula::Root(Box::new(self.read(*one))),
        }
    }

    fn read_sum(&self, mut waiting: Vec<(bool, Formula)>) -> Formula {
        let mut parts = Vec::new();
        waiting.reverse();
        while let Some((minus, part)) = waiting.pop() {
            let running = match part {
                Formula::Term(term) if self.is_running(term) => self.formula(term),
                _ => None,
            };
            match running {
                Some(Formula::Sum(inner)) => {
                    let inner = inner.into_iter().rev();
                    waiting.extend(inner.map(|(inner_minus, part)| (minus != inner_minus, part)));
                }
                running => parts.push((minus, self.read(running.unwrap_or(part)))),
            }
        }
        sum(parts)
    }

    /// Returns the term itself, or the one that it only passes on.
    fn resolved(&self, mut term: usize) -> Formula {
        while let Some(Name::Step(..)) = self.names[term] {
            let formula = self.formula(term);
            match formula.as_ref().and_then(|formula| self.passed(formula)) {
                Some(Formula::Term(next)) => term = *next,
                Some(plain) => return plain.clone(),
                None => break,
            }
        }
        Formula::Term(term)
    }

    fn worth(&self, formula: &Formula) -> f64 {
        formula.value(&|term| self.written[term].value)
    }

    /// Returns whether one of two is the highest or the lowest value before this quarter.
    fn is_carried(&self, pair: &[Formula; 2]) -> bool {
        let is_extreme = |part: &Formula| match part {
            Formula::Term(term) => match self.names[*term] {
                Some(Name::Step(label)) => label.role == TermRole::RunningExtreme,
                _ => false,
            },
            _ => false,
        };
        pair.iter().any(is_extreme)
    }

    /// Returns whether a term only adds a quarter to those before.
    fn is_running(&self, term: usize) -> bool {
        match self.names[term] {
            Some(Name::Figure(figure)) => figure.at(0) == QuarterOutcome::CUMULATIVE,
            Some(Name::Step(label)) => label.role == TermRole::RunningTotal,
            _ => false,
        }
    }
}
