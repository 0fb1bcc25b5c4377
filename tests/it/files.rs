//! Scenario files: every refusal, every hostile text, and the law that what is written reads back.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use proptest::prelude::*;

use reallot::file;
use reallot::model::Scenario;

use crate::arbitrary;

/// The smallest scenario with something of everything.
const SAMPLE: &str = include_str!("sample.ron");

#[test]
fn a_file_with_everything_is_read() {
    let scenario = file::parse(SAMPLE).unwrap();
    assert_eq!(scenario.divisions.len(), 2);
    println!("{}", file::write(&scenario));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn what_is_written_reads_back_bit_for_bit(scenario in arbitrary::scenario()) {
        let text = file::write(&scenario);
        let again = read_back(&text);
        // Debug output tells -0.0 from 0.0, and every other two numbers that differ.
        prop_assert_eq!(format!("{again:?}"), format!("{scenario:?}"));
        prop_assert_eq!(file::write(&again), text);
    }
}

fn read_back(text: &str) -> Scenario {
    file::parse(text).unwrap_or_else(|problems| {
        let told: Vec<String> = problems.iter().map(|p| p.render("written.ron")).collect();
        panic!("{}\n{text}", told.join("\n"))
    })
}
