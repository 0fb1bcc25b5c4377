//! Explanations in words and in numbers: the same formula twice, terms by their names or by their values.

use crate::model::{
    Explanation, Figure, Formula, Input, Label, Name, Operand, Place, Scenario, TermRole, Unit,
};
use crate::text::{Style, UNDEFINED, Words};

/// An explanation, with what is needed to write it.
#[derive(Clone, Copy, Debug)]
pub struct Explained<'a> {
    /// The scenario that is explained.
    pub scenario: &'a Scenario,
    /// The explanation of one of its plans.
    pub explanation: &'a Explanation,
    /// How figures are written.
    pub words: Words<'a>,
}

/// How tightly the parts of a formula hold together: a looser part within a tighter one gets brackets.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Hold {
    Choice,
    Sum,
    Product,
    Power,
    Whole,
}

/// How terms are written.
#[derive(Clone, Copy, PartialEq)]
enum Say {
    /// By their names, with their division and quarter where those are others than here.
    Words(Place),
    /// By their names alone, the same for every division and quarter.
    Anywhere,
    /// By their values.
    Numbers,
}

/// Sums of at least so many parts of one kind are written as such.
const MANY: usize = 3;
/// So many of the largest of their values are shown.
const SHOWN: usize = 3;

impl Explained<'_> {
    /// Returns the name of a term, with its division and quarter.
    pub fn name(&self, term: usize) -> String {
        let name = self.explanation.name(term);
        name.map_or_else(String::new, |name| self.called(name))
    }

    /// Returns the unit of a term.
    pub fn unit(&self, term: usize) -> Unit {
        self.explanation.name(term).map_or(Unit::Ratio, unit_of)
    }

    /// Writes the value of a term in its unit; a date as its quarter.
    pub fn value(&self, term: usize) -> String {
        let value = self.explanation.value(Operand::Written(term));
        let name = self.explanation.name(term);
        name.map_or_else(|| self.number(value), |name| self.written(name, value))
    }

    /// Writes the value of a result; a date as its quarter.
    pub fn figure(&self, figure: Figure) -> String {
        let value = self.explanation.value(self.explanation.figure(figure));
        self.written(Name::Figure(figure), value)
    }

    /// Writes a formula of `term` in words; the division and quarter of its terms are left out where
    /// they are its own.
    pub fn in_words(&self, term: usize, formula: &Formula) -> String {
        let name = self.explanation.name(term);
        let here = name.map_or_else(Place::default, place_of);
        self.write(formula, Say::Words(here)).0
    }

    /// Writes the same formula in numbers.
    pub fn in_numbers(&self, formula: &Formula) -> String {
        self.write(formula, Say::Numbers).0
    }

    /// Returns what a term is called in every division and quarter.
    pub fn kind(&self, term: usize) -> String {
        let name = self.explanation.name(term);
        name.map_or_else(String::new, |name| label_of(name).into())
    }

    /// The name of a term, without the division and the quarter of `here`.
    fn name_from(&self, term: usize, here: Place) -> String {
        let Some(name) = self.explanation.name(term) else {
            return String::new();
        };
        let place = place_of(name);
        let is_here = |there: Option<usize>, here| there.is_none() || there == here;
        let same_division = is_here(place.division, here.division);
        let same_quarter = is_here(place.quarter, here.quarter);
        match name {
            name if same_division && same_quarter => label_of(name).into(),
            Name::Step(label) => {
                let place = Place {
                    division: place.division.filter(|_| !same_division),
                    quarter: place.quarter.filter(|_| !same_quarter),
                };
                self.called(Name::Step(Label { place, ..label }))
            }
            name => self.called(name),
        }
    }

    fn say(&self, term: usize, say: Say) -> String {
        match say {
            Say::Words(here) => self.name_from(term, here),
            Say::Anywhere => self.kind(term),
            Say::Numbers => {
                let value = self.value(term);
                match value.starts_with('−') {
                    true => format!("({value})"),
                    false => value,
                }
            }
        }
    }

    fn called(&self, name: Name) -> String {
        match name {
            Name::Input(of) => of.named(self.scenario),
            Name::Figure(figure) => figure.label(self.scenario),
            Name::Step(Label { text, place, .. }) => {
                let division = place.division.map(|at| &self.scenario.divisions[at].name);
                let quarter = place
                    .quarter
                    .map(|at| self.scenario.start.plus(at).to_string());
                let places = division.into_iter().cloned().chain(quarter);
                places.fold(text.to_owned(), |name, place| format!("{name}, {place}"))
            }
        }
    }

    fn written(&self, name: Name, value: f64) -> String {
        let unit = unit_of(name);
        let is_date = match name {
            // A result in quarters is always a point in time.
            Name::Figure(_) => unit == Unit::Quarters,
            Name::Step(label) => label.role == TermRole::Date,
            Name::Input(_) => false,
        };
        let style = match (name, unit) {
            _ if !value.is_finite() => return UNDEFINED.into(),
            _ if is_date => return self.scenario.start.plus(value as usize).to_string(),
            (Name::Input(_), _) => Style::Given,
            (_, Unit::Ratio | Unit::Weeks | Unit::Quarters | Unit::Years) => Style::Given,
            _ => Style::Result,
        };
        self.words.format(value, unit, style)
    }

    /// A plain number: as few digits as tell it.
    fn number(&self, value: f64) -> String {
        match value.is_finite() {
            true => self.words.format(value, Unit::Ratio, Style::Given),
            false => "undefined".into(),
        }
    }

    fn write(&self, formula: &Formula, say: Say) -> (String, Hold) {
        let held = |part: &Formula, least: Hold| {
            let (text, hold) = self.write(part, say);
            if hold < least {
                format!("({text})")
            } else {
                text
            }
        };
        match formula {
            Formula::Term(of) => (self.say(*of, say), Hold::Whole),
            Formula::Plain(plain) => (self.number(*plain), Hold::Whole),
            Formula::Sum(parts) => self.sum(parts, say),
            Formula::Product(parts) => {
                let parts = parts.iter().map(|part| held(part, Hold::Power));
                (parts.collect::<Vec<_>>().join(" × "), Hold::Product)
            }
            Formula::Quotient(two) => {
                let (above, below) = (held(&two[0], Hold::Product), held(&two[1], Hold::Power));
                (format!("{above} ÷ {below}"), Hold::Product)
            }
            Formula::Power(two) => {
                let [base, exponent] = [&two[0], &two[1]].map(|part| held(part, Hold::Whole));
                (format!("{base} ^ {exponent}"), Hold::Power)
            }
            Formula::Smaller(two) => (self.listed("the smaller of", two, say), Hold::Whole),
            Formula::Larger(two) => (self.listed("the larger of", two, say), Hold::Whole),
            Formula::Logarithm(one) => (format!("ln({})", self.write(one, say).0), Hold::Whole),
            Formula::Root(one) => (format!("√({})", self.write(one, say).0), Hold::Whole),
            Formula::Choice(all) => {
                let [a, b, yes, no] = all.as_ref();
                let of = |part| held(part, Hold::Sum);
                let text = format!("{} where {} < {}, else {}", of(yes), of(a), of(b), of(no));
                (text, Hold::Choice)
            }
        }
    }

    fn listed(&self, what: &str, two: &[Formula; 2], say: Say) -> String {
        let [a, b] = [&two[0], &two[1]].map(|part| self.write(part, say).0);
        format!("{what} ({a}; {b})")
    }

    /// A sum, its parts of one kind together: those over divisions or quarters are written once.
    fn sum(&self, parts: &[(bool, Formula)], say: Say) -> (String, Hold) {
        let kind = |(minus, part): &(bool, Formula)| (*minus, self.write_apart(part));
        let mut groups: Vec<((bool, String), Vec<&Formula>)> = Vec::new();
        for part in parts {
            let of = kind(part);
            match groups.iter_mut().find(|(known, _)| *known == of) {
                Some((_, members)) => members.push(&part.1),
                None => groups.push((of, vec![&part.1])),
            }
        }
        let mut text = String::new();
        let one = groups.len() == 1 && !groups[0].0.0;
        for ((minus, anywhere), members) in &groups {
            let sign = match (text.is_empty(), minus) {
                (true, false) => "",
                (true, true) => "−",
                (false, false) => " + ",
                (false, true) => " − ",
            };
            text.push_str(sign);
            if members.len() >= MANY {
                text.push_str(&self.summed(anywhere, members, say));
                continue;
            }
            let members = members.iter().map(|part| {
                let (text, hold) = self.write(part, say);
                if hold < Hold::Product {
                    format!("({text})")
                } else {
                    text
                }
            });
            let between = if *minus { " − " } else { " + " };
            text.push_str(&members.collect::<Vec<_>>().join(between));
        }
        let hold = if one && parts.len() >= MANY || parts.len() == 1 {
            Hold::Whole
        } else {
            Hold::Sum
        };
        (text, hold)
    }

    /// Many parts of one kind: `the sum over 10 divisions of (pay)`, or the largest of their values.
    fn summed(&self, anywhere: &str, members: &[&Formula], say: Say) -> String {
        let value =
            |part: &Formula| part.value(&|term| self.explanation.value(Operand::Written(term)));
        if say != Say::Numbers {
            let over = self.over(members);
            return format!("the sum over {} {over} of ({anywhere})", members.len());
        }
        let mut order: Vec<&&Formula> = members.iter().collect();
        order.sort_by(|a, b| value(b).abs().total_cmp(&value(a).abs()));
        let largest = order.iter().take(SHOWN).map(|part| self.write(part, say).0);
        let largest = largest.collect::<Vec<_>>().join(" + ");
        match members.len() - members.len().min(SHOWN) {
            0 => format!("({largest})"),
            more => format!("({largest} + {more} more)"),
        }
    }

    /// What the parts of a sum differ in.
    fn over(&self, members: &[&Formula]) -> &'static str {
        let places = |part: &&Formula| {
            let terms = Explanation::terms(part).into_iter();
            let names = terms.filter_map(|term| self.explanation.name(term));
            names
                .map(place_of)
                .fold(Place::default(), |all, place| Place {
                    division: all.division.or(place.division),
                    quarter: all.quarter.or(place.quarter),
                })
        };
        let (first, second) = (places(&members[0]), places(&members[1]));
        match first.division != second.division {
            true => "divisions",
            false if first.quarter != second.quarter => "quarters",
            false => "parts",
        }
    }

    /// A formula without divisions and quarters, every part of a sum on its own: the same for all parts
    /// of one kind.
    fn write_apart(&self, formula: &Formula) -> String {
        let Formula::Sum(parts) = formula else {
            return self.write(formula, Say::Anywhere).0;
        };
        let signed = parts.iter().map(|(minus, part)| {
            let sign = if *minus { "−" } else { "+" };
            format!("{sign} {}", self.write_apart(part))
        });
        let text = signed.collect::<Vec<_>>().join(" ");
        format!("({})", text.trim_start_matches("+ "))
    }
}

fn unit_of(name: Name) -> Unit {
    match name {
        Name::Figure(figure) => figure.spec().unit,
        Name::Step(label) => label.unit,
        Name::Input(input) => input.unit(),
    }
}

/// What a term is called in every division and quarter.
fn label_of(name: Name) -> &'static str {
    match name {
        Name::Input(of) => of.label(),
        Name::Figure(figure) => figure.spec().label,
        Name::Step(label) => label.text,
    }
}

/// The division and the quarter of a term, if it has them.
fn place_of(name: Name) -> Place {
    match name {
        Name::Step(label) => label.place,
        Name::Figure(Figure::Quarter(quarter, _)) => Place {
            quarter: Some(quarter),
            ..Place::default()
        },
        Name::Figure(Figure::Division(division, _))
        | Name::Input(Input::Lever(division, _) | Input::Division(division, _)) => Place {
            division: Some(division),
            ..Place::default()
        },
        _ => Place::default(),
    }
}
