//! Explanations in words and in numbers: the same formula twice, terms by their names or by their values.
//!
//! Must not compute anything, and must not know where on a screen anything goes.

use crate::model::{
    Explanation, Figure, Formula, Input, Name, Operand, Place, Savings, Scenario, Unit,
};
use crate::text::{Kind, UNDEFINED, Words, input, kind_of};

/// An explanation, and what its terms are called.
#[derive(Clone, Copy, Debug)]
pub struct Explained<'a> {
    /// The scenario that is explained.
    pub scenario: &'a Scenario,
    /// The explanation of one of its plans.
    pub explanation: &'a Explanation,
    /// How figures are written.
    pub words: Words<'a>,
}

/// How tightly the parts of a formula hold together.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Hold {
    Choice,
    Sum,
    Product,
    Power,
    Whole,
}

/// How terms are told.
#[derive(Clone, Copy, PartialEq)]
enum Say {
    /// By their names; what they are of where it is another place than this.
    Words(Place),
    /// By what they are called of any division and quarter.
    Anywhere,
    /// By their values.
    Numbers,
}

/// Sums of at least so many parts of one kind are told as such.
const MANY: usize = 3;
/// So many of the largest of their values are shown.
const SHOWN: usize = 3;

impl Explained<'_> {
    /// What a term is called, and of what it is.
    pub fn name(&self, term: usize) -> String {
        self.explanation
            .name(term)
            .map_or_else(String::new, |name| self.called(name))
    }

    /// How a term is measured.
    pub fn unit(&self, term: usize) -> Unit {
        self.explanation.name(term).map_or(Unit::Ratio, unit_of)
    }

    /// The value of a term in its unit; a quarter by its label.
    pub fn value(&self, term: usize) -> String {
        let value = self.explanation.value(Operand::Written(term));
        let name = self.explanation.name(term);
        name.map_or_else(|| self.number(value), |name| self.written(name, value))
    }

    /// The value of a result; a quarter by its label.
    pub fn figure(&self, figure: Figure) -> String {
        let value = self.explanation.value(self.explanation.figure(figure));
        self.written(Name::Figure(figure), value)
    }

    /// A formula of `term` in words; what its terms are of is left out where it is the same.
    pub fn in_words(&self, term: usize, formula: &Formula) -> String {
        let here = self
            .explanation
            .name(term)
            .map_or_else(Place::default, place_of);
        self.write(formula, Say::Words(here)).0
    }

    /// What a term is called by one that is of `here`.
    fn name_from(&self, term: usize, here: Place) -> String {
        let Some(name) = self.explanation.name(term) else {
            return String::new();
        };
        let place = place_of(name);
        let is_here = |there: Option<usize>, here: Option<usize>| there.is_none() || there == here;
        match (
            is_here(place.division, here.division),
            is_here(place.quarter, here.quarter),
        ) {
            (true, true) => self.called_anywhere(name),
            (false, true) => self.called(without_quarter(name)),
            (true, false) => self.called(without_division(name)),
            (false, false) => self.called(name),
        }
    }

    /// The same formula in numbers.
    pub fn in_numbers(&self, formula: &Formula) -> String {
        self.write(formula, Say::Numbers).0
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

    /// What a term is, wherever it is: the same for all divisions and quarters.
    pub fn kind(&self, term: usize) -> String {
        let name = self.explanation.name(term);
        name.map_or_else(String::new, |name| self.called_anywhere(name))
    }

    fn called(&self, name: Name) -> String {
        match name {
            Name::Input(of) => input(self.scenario, of),
            Name::Figure(figure) => figure.label(self.scenario),
            Name::Step(label, _, place) => {
                let division = place.division.map(|at| &self.scenario.divisions[at].name);
                let quarter = place
                    .quarter
                    .map(|at| self.scenario.start.plus(at).to_string());
                let places = division.into_iter().cloned().chain(quarter);
                places.fold(label.to_owned(), |name, place| format!("{name}, {place}"))
            }
        }
    }

    /// What a term is called wherever it is.
    fn called_anywhere(&self, name: Name) -> String {
        match name {
            Name::Input(of) => of.label().into(),
            Name::Figure(figure) => figure.spec().label.into(),
            Name::Step(label, ..) => label.into(),
        }
    }

    fn written(&self, name: Name, value: f64) -> String {
        let is_label = match name {
            Name::Figure(figure) => figure == Savings::PEAK_NEGATIVE_QUARTER,
            Name::Step(label, ..) => label.starts_with("quarter of"),
            Name::Input(_) => false,
        };
        match name {
            _ if !value.is_finite() => UNDEFINED.into(),
            _ if is_label => self.scenario.start.plus(value as usize).to_string(),
            Name::Input(of) => self.words.given(value, unit_of(Name::Input(of))),
            name => match (kind_of(unit_of(name)), unit_of(name)) {
                (Kind::Amount, _) => self.words.money(value),
                (Kind::Ratio, unit) => self.words.given(value, unit),
                (kind, _) => self.words.figure(kind, value),
            },
        }
    }

    /// A plain number: as few digits as tell it.
    fn number(&self, value: f64) -> String {
        match value.is_finite() {
            true => self.words.given(value, Unit::Ratio),
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

    /// Parts of one kind together: a sum over divisions or quarters is told once.
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

    /// Many parts of one kind: `the sum over 10 divisions of pay`, or the largest of their values.
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

    /// What the parts of a sum are counted by.
    fn over(&self, members: &[&Formula]) -> &'static str {
        let places = |part: &&Formula| {
            let terms = Explanation::terms(part);
            terms
                .into_iter()
                .filter_map(|term| self.explanation.name(term))
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

    /// A formula as it is of all divisions and quarters, each part of a sum for itself.
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

/// How what has a name is measured.
fn unit_of(name: Name) -> Unit {
    match name {
        Name::Figure(figure) => figure.spec().unit,
        Name::Step(_, unit, _) => unit,
        Name::Input(Input::Horizon) => Unit::Quarters,
        Name::Input(Input::Lever(_, lever)) => lever.spec().unit,
        Name::Input(Input::Plan(_) | Input::Share(_)) => Unit::Share,
        Name::Input(of) => of.field().map_or(Unit::Ratio, |field| field.unit),
    }
}

/// Of what a term is.
fn place_of(name: Name) -> Place {
    match name {
        Name::Step(_, _, place) => place,
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

fn without_quarter(name: Name) -> Name {
    match name {
        Name::Step(label, unit, place) => Name::Step(
            label,
            unit,
            Place {
                quarter: None,
                ..place
            },
        ),
        name => name,
    }
}

fn without_division(name: Name) -> Name {
    match name {
        Name::Step(label, unit, place) => Name::Step(
            label,
            unit,
            Place {
                division: None,
                ..place
            },
        ),
        name => name,
    }
}
