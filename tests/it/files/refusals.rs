//! Every problem a file can have: its position, its message and its help.

use reallot::file::{self, Problem};

use super::SAMPLE;

/// A part of the sample, its replacement, and part of the expected problem. `«…»` marks the expected
/// span.
type Refusal = (&'static str, &'static str, &'static str);

#[test]
fn a_number_must_be_within_its_range() {
    check(&[
        (
            "headcount: 22000",
            "headcount: «-5»",
            "divisions.hr.headcount: `-5` must be more than 0, at most 1e15",
        ),
        (
            "headcount: 22000",
            "headcount: «0.0»",
            "`0.0` must be more than 0",
        ),
        (
            "headcount: 22000",
            "headcount: «2e15»",
            "`2e15` must be from -1e15 to 1e15",
        ),
        (
            "headcount: 22000",
            "headcount: «1e999»",
            "`1e999` is not a finite number",
        ),
        (
            "headcount: 22000",
            "headcount: «inf»",
            "`inf` is not a finite number",
        ),
        (
            "headcount: 22000",
            "headcount: «-inf»",
            "`-inf` is not a finite number",
        ),
        (
            "headcount: 22000",
            "headcount: «NaN»",
            "`NaN` is not a finite number",
        ),
        (
            "headcount: 22000",
            "headcount: «-NaN»",
            "`-NaN` is not a finite number",
        ),
        (
            "span: 6.0",
            "span: «1»",
            "divisions.hr.span: `1` must be more than 1",
        ),
        (
            "cut: 0.15",
            "cut: «15»",
            "plans #1.levers.hr.cut: `15` must be from 0 to 1\nhelp: shares are plain fractions: write 0.15 for 15 %",
        ),
        ("cut: 0.15", "cut: «-0.1»", "`-0.1` must be from 0 to 1"),
        (
            "duration: 2.0",
            "duration: «81»",
            "plans #1.levers.hr.duration: `81` must be from 0 to 80",
        ),
        (
            "redeploy: 0.1",
            "redeploy: «1.01»",
            "plans #1.redeploy: `1.01` must be from 0 to 1",
        ),
        (
            "discount_rate: 0.09",
            "discount_rate: «9»",
            "discount_rate: `9` must be from 0 to 1\nhelp: shares are plain fractions: write 0.09 for 9 %",
        ),
        (
            "notice_days: 90",
            "notice_days: «731»",
            "assumptions.notice_days: `731` must be from 0 to 730",
        ),
        (
            "notice_days: 90",
            "delivery: «95»",
            "assumptions.delivery: `95` must be from 0 to 2\nhelp: shares are plain fractions: write 0.95 for 95 %",
        ),
        (
            "amount: 125e9",
            "amount: «0»",
            "ai.capex_plan.amount: `0` must be more than 0",
        ),
        (
            "amount: 88.2e9",
            "amount: «-1»",
            "ai.peers #1.amount: `-1` must be more than 0",
        ),
        (
            "life: 8.0",
            "life: «0»",
            "ai.options.datacentres.life: `0` must be more than 0",
        ),
        (
            "headcount: 798000",
            "headcount: «0»",
            "history #1.headcount: `0` must be more than 0",
        ),
        (
            "severance_min_weeks: 4.0",
            "severance_min_weeks: «30»",
            "assumptions.severance_min_weeks: `severance_min_weeks` (30) must not be above `severance_max_weeks` (22)",
        ),
        (
            "severance_min_weeks: 4.0, // as in the guideline\n        severance_max_weeks: 22.0",
            "severance_max_weeks: «3»",
            "`severance_min_weeks` (4) must not be above `severance_max_weeks` (3)",
        ),
    ]);
}

#[test]
fn a_value_must_be_of_its_kind() {
    check(&[
        (
            "headcount: 22000",
            "headcount: «\"many\"»",
            "must be a number, not text in quotes",
        ),
        (
            "headcount: 22000",
            "headcount: «\"22000\"»",
            "not text in quotes\nhelp: write 22000 without quotes",
        ),
        (
            "cut: 0.15",
            "cut: «\"15 %\"»",
            "not text in quotes\nhelp: shares are plain fractions: write 0.15 for 15 %",
        ),
        (
            "headcount: 22000",
            "headcount: «(1)»",
            "must be a number, not a group `( … )`",
        ),
        (
            "headcount: 22000",
            "headcount: «[1]»",
            "must be a number, not a list `[ … ]`",
        ),
        (
            "headcount: 22000",
            "headcount: «1..2»",
            "must be a number, not `1..2`",
        ),
        (
            "headcount: 22000",
            "headcount: «inf..2»",
            "must be a number, not `inf..2`",
        ),
        (
            "headcount: 22000",
            "headcount: «0x10»",
            "must be a number, not `0x10`",
        ),
        (
            "headcount: 22000",
            "headcount: «'a'»",
            "must be a number, not `'a'`",
        ),
        (
            "headcount: 22000",
            "headcount: «b\"a\"»",
            "must be a number, not `b\"a\"`",
        ),
        (
            "headcount: 22000",
            "headcount: «true»",
            "must be a number, not `true`",
        ),
        (
            "headcount: 22000",
            "headcount: «None»",
            "must be a number, not `None`",
        ),
        (
            "name: \"Example\"",
            "name: «Example»",
            "name: must be text in double quotes, not `Example`\nhelp: write it in quotes: \"Example\"",
        ),
        (
            "name: \"Example\"",
            "name: «5»",
            "name: must be text in double quotes, not `5`",
        ),
        (
            "hires: true",
            "hires: «yes»",
            "ai.options.talent.hires: `yes` is not one of the accepted words\nhelp: expected one of: `true`, `false`",
        ),
        (
            "funding: Immediate",
            "funding: «Imediate»",
            "`Imediate` is not one of the accepted words\nhelp: did you mean `Immediate`?",
        ),
        (
            "funding: Immediate",
            "funding: «\"Immediate\"»",
            "must be the word Immediate, not text in quotes\nhelp: write Immediate without quotes",
        ),
        (
            "kind: Illustrative",
            "kind: «Invented»",
            "sources.divisions.hr.span.kind: `Invented` is not one of the accepted words\nhelp: expected one of: `Sourced`, `Derived`",
        ),
        (
            "confidence: High",
            "confidence: «Hihg»",
            "did you mean `High`?",
        ),
        (
            "history: [(period: \"2019\", headcount: 798000)]",
            "history: «(period: \"2019\", headcount: 798000)»",
            "history: must be a list in the form `[ … ]`, not a group",
        ),
        (
            "portfolio: { \"talent\": 1 }",
            "portfolio: «[1]»",
            "must be a map in the form `{ \"key\": value, … }`, not a list",
        ),
        (
            "portfolio: { \"talent\": 1 }",
            "portfolio: { «talent»: 1 }",
            "must be text in double quotes, not `talent`",
        ),
        (
            "assumptions: (\n        notice_days: 90,\n        severance_min_weeks: 4.0, // as in the guideline\n        severance_max_weeks: 22.0,\n    )",
            "assumptions: «{}»",
            "assumptions: must be the assumptions in the form `(name: value, …)`, not a map",
        ),
    ]);
}

#[test]
fn fields_must_be_known_given_and_given_once() {
    check(&[
        (
            "headcount: 22000",
            "«headcuont»: 22000",
            "divisions.hr.headcuont: `headcuont` is not a field of a division\nhelp: did you mean `headcount`?",
        ),
        (
            "span: 6.0",
            "«elsewhere»: 6.0",
            "`elsewhere` is not a field of a division\nhelp: expected one of: `key`, `name`, `headcount`",
        ),
        (
            "cut: 0.15",
            "«Cut»: 0.15",
            "plans #1.levers.hr.Cut: `Cut` is not a field of the levers\nhelp: did you mean `cut`?",
        ),
        (
            "span: 6.0",
            "span: 6.0, «span»: 2",
            "`span` is given twice; the first is on line 10",
        ),
        (
            "headcount: 9000, loaded_cost: 190000)",
            "loaded_cost: 190000«)»",
            "divisions.it.headcount: `headcount` is missing",
        ),
        (
            "    currency: \"USD\",\n",
            "",
            "currency: `currency` is missing",
        ),
        (
            "portfolio: { \"talent\": 1 }, ",
            "",
            "plans #2.portfolio: `portfolio` is missing",
        ),
        (
            "life: 8.0, ",
            "",
            "ai.options.datacentres.life: `life` is missing",
        ),
        (
            "kind: Illustrative, ",
            "",
            "sources.divisions.hr.span.kind: `kind` is missing",
        ),
        (
            "period: \"2025\"",
            "",
            "ai.capex_plan.period: `period` is missing",
        ),
        (
            "p90: 182000",
            "",
            "uncertain.divisions.hr.loaded_cost.p90: `p90` is missing",
        ),
    ]);
}

#[test]
fn the_head_of_a_file_must_be_right() {
    check(&[
        (
            "schema: 1",
            "schema: «2», nonsense: 1",
            "schema: this file needs a newer reallot: its schema is 2, this version reads 1",
        ),
        ("schema: 1", "schema: «0»", "schema: `0` must be 1"),
        (
            "schema: 1",
            "schema: «1.5»",
            "schema: `1.5` must be a whole number",
        ),
        (
            "schema: 1",
            "schema: «\"1\"»",
            "schema: must be a number, not text in quotes",
        ),
        (
            "currency: \"USD\"",
            "currency: «\"usd\"»",
            "`usd` must be a currency code of three capital letters, such as USD",
        ),
        (
            "currency: \"USD\"",
            "currency: «\"US€\"»",
            "`US€` must be a currency code",
        ),
        (
            "start: \"2025-Q4\"",
            "start: «\"2025-Q5\"»",
            "start: `2025-Q5` must be a quarter in the form 2025-Q4",
        ),
        (
            "start: \"2025-Q4\"",
            "start: «\"+025-Q4\"»",
            "start: `+025-Q4` must be a quarter",
        ),
        (
            "horizon: 12",
            "horizon: «81»",
            "horizon: `81` must be a whole number of quarters from 1 to 80",
        ),
        (
            "horizon: 12",
            "horizon: «0»",
            "horizon: `0` must be a whole number of quarters from 1 to 80",
        ),
        (
            "horizon: 12",
            "horizon: «12.5»",
            "horizon: `12.5` must be a whole number",
        ),
    ]);
}

#[test]
fn keys_and_names_must_be_right() {
    check(&[
        (
            "key: \"it\"",
            "key: «\"IT dept\"»",
            "divisions #2.key: `IT dept` must consist of a to z, 0 to 9, _ and - only\nhelp: write \"it-dept\"",
        ),
        ("key: \"it\"", "key: «\"\"»", "must consist of a to z"),
        (
            "key: \"it\"",
            "key: «\"hr\"»",
            "divisions #2.key: `hr` is given twice; the first is on line 10",
        ),
        (
            "key: \"it\"",
            "key: «7»",
            "divisions #2.key: must be text in double quotes, not `7`",
        ),
        (
            "\"hr\": (cut",
            "«\"hrr\"»: (cut",
            "plans #1.levers.hrr: `hrr` is not the key of a division\nhelp: did you mean `hr`?",
        ),
        (
            "\"hr\": (cut: 0.15",
            "\"hr\": (), «\"hr\"»: (cut: 0.15",
            "plans #1.levers.hr: `hr` is given twice; the first is on line 30",
        ),
        (
            "{ \"talent\": 1 }",
            "{ \"talent\": 1, «\"gpus\"»: 0 }",
            "plans #2.portfolio.gpus: `gpus` is not the key of an AI option\nhelp: expected one of: `datacentres`, `talent`",
        ),
        (
            "{ \"talent\": 1 }",
            "{ \"talent\": 1, «\"talent\"»: 1 }",
            "plans #2.portfolio.talent: `talent` is given twice",
        ),
        (
            "{ \"talent\": 1 }",
            "«{ \"talent\": 0.9 }»",
            "plans #2.portfolio: the shares sum to 0.9; they must sum to 1",
        ),
        (
            "{ \"talent\": 1 }",
            "«{ \"talent\": 0.99999, \"datacentres\": 0.00002 }»",
            "the shares sum to 1.00001; they must sum to 1",
        ),
        (
            "{ \"talent\": 1 }",
            "«{}»",
            "the shares sum to 0; they must sum to 1",
        ),
        (
            "{ \"talent\": 1 }",
            "{ \"talent\": «100» }",
            "plans #2.portfolio.talent: `100` must be from 0 to 1\nhelp: shares are plain fractions: write 1 for 100 %",
        ),
        (
            "name: \"Nothing\"",
            "name: «\"\"»",
            "plans #2.name: must not be empty",
        ),
        (
            "name: \"Nothing\"",
            "name: «\"As announced\"»",
            "plans #2.name: two plans are called `As announced`; the first is on line 28",
        ),
    ]);
}

#[test]
fn a_scenario_needs_a_division_an_option_and_a_plan() {
    let text = r#"(schema: 1, name: "", currency: "EUR", start: "2030-Q1",
        divisions: «[]», ai: (options: «[]»), plans: «[]»)"#;
    let told = told(&text.replace(['«', '»'], ""));
    assert_eq!(
        told,
        [
            "2:20: divisions: must have at least one division",
            "2:38: ai.options: must have at least one option",
            "2:50: plans: must have at least one plan",
        ]
    );
}

#[test]
fn what_is_named_by_path_must_be_there() {
    check(&[
        (
            "\"divisions.hr.headcount\": (kind",
            "«\"divisions.hrr.headcount\"»: (kind",
            "sources: `divisions.hrr.headcount` is not a path: `hrr` is unknown\nhelp: did you mean `hr`?",
        ),
        (
            "\"divisions.hr.headcount\": (kind",
            "«\"divisions.hr.heads\"»: (kind",
            "`divisions.hr.heads` is not a path: `heads` is unknown\nhelp: expected one of: `headcount`",
        ),
        (
            "\"divisions.hr.headcount\": (kind",
            "«\"headcount\"»: (kind",
            "`headcount` is not the path of an input\nhelp: paths look like divisions.KEY.headcount",
        ),
        (
            "\"divisions.hr.headcount\": (kind",
            "\"divisions.it.span\": (kind: Derived, text: \"\"), «\"divisions.it.span\"»: (kind",
            "is given twice",
        ),
        (
            "\"plan.levers.hr.cut\": (kind",
            "«\"plan.levers.hr.cat\"»: (kind",
            "plans #1.sources: `plan.levers.hr.cat` is not a path: `cat` is unknown\nhelp: did you mean `cut`?",
        ),
        (
            "\"assumptions.slip\": Discrete",
            "«\"horizon\"»: Discrete",
            "uncertain.horizon: `horizon` cannot be uncertain\nhelp: a lever is a decision and the horizon a choice of view",
        ),
        (
            "\"assumptions.slip\": Discrete",
            "«\"plan.levers.hr.cut\"»: Discrete",
            "`plan.levers.hr.cut` cannot be uncertain",
        ),
        (
            "capex_plan: (amount: 125e9, period: \"2025\"),",
            "",
            "uncertain: `ai.capex_plan.amount` is named, but `ai` has no `capex_plan`",
        ),
        (
            "(\"assumptions.cost_factor\", \"assumptions.price_factor\", 0.4)",
            "(\"assumptions.cost_factor\", «\"plan.redeploy\"», 0.4)",
            "correlations #1: `plan.redeploy` cannot be uncertain",
        ),
        (
            "\"assumptions.price_factor\", 0.4)",
            "\"assumptions.price_factor\", «1.5»)",
            "correlations #1: a correlation of 1.5 must be from -1 to 1",
        ),
        (
            "(\"assumptions.cost_factor\", \"assumptions.price_factor\", 0.4)",
            "«(\"assumptions.slip\", \"assumptions.slip\", 0.4)»",
            "an input cannot be correlated with itself",
        ),
        (
            "\"assumptions.price_factor\", 0.4)]",
            "\"assumptions.price_factor\", 0.4),\n«(\"assumptions.price_factor\", \"assumptions.cost_factor\", 0.1)»]",
            "this pair is correlated twice; the first is on line 49",
        ),
        (
            "[(\"assumptions.cost_factor\", \"assumptions.price_factor\", 0.4)]",
            "[(\"assumptions.cost_factor\", \"assumptions.price_factor\", 0.9),\n\
             (\"assumptions.cost_factor\", \"discount_rate\", 0.9),\n\
             «(\"discount_rate\", \"assumptions.price_factor\", -0.4)»]",
            "correlations #3: a correlation of -0.4 contradicts the others\n\
             help: given the others, it can be from 0.64 to 0.99",
        ),
        (
            "[(\"assumptions.cost_factor\", \"assumptions.price_factor\", 0.4)]",
            "[(\"assumptions.cost_factor\", \"assumptions.price_factor\", 1),\n\
             (\"assumptions.cost_factor\", \"discount_rate\", 1),\n\
             «(\"discount_rate\", \"assumptions.price_factor\", 0.5)»]",
            "correlations #3: a correlation of 0.5 contradicts the others",
        ),
        (
            "\"assumptions.price_factor\", 0.4)",
            "«\"assumptions.price\"», 0.4)",
            "`assumptions.price` is not a path: `price` is unknown",
        ),
        (
            "[(\"assumptions.cost_factor\", \"assumptions.price_factor\", 0.4)]",
            "[«(\"assumptions.cost_factor\", 0.4)»]",
            "must be a correlation in the form",
        ),
    ]);
}

#[test]
fn a_distribution_must_be_one() {
    let slip = "Discrete([(0, 0.5), (1, 0.5)])";
    check(&[
        (
            slip,
            "«Uniform(0.2, 0.1)»",
            "uncertain.assumptions.slip: `Uniform(0.2, 0.1)` needs lo < hi",
        ),
        (
            slip,
            "«Triangular(0, 3, 2)»",
            "`Triangular(0, 3, 2)` needs lo <= mode <= hi and lo < hi",
        ),
        (
            slip,
            "«Pert(1, 1, 1)»",
            "needs lo <= mode <= hi and lo < hi",
        ),
        (slip, "«Normal(1, 0)»", "`Normal(1, 0)` needs sd > 0"),
        (slip, "«LogNormal(p10: 0, p90: 1)»", "needs 0 < p10 < p90"),
        (
            slip,
            "«Discrete([])»",
            "needs at least two different values with weight above 0",
        ),
        (
            slip,
            "«Discrete([(1, 1), (2, -1)])»",
            "needs weights of 0 or more",
        ),
        (
            slip,
            "Discrete([(1, 1), «(2)»])",
            "must be a pair in the form `(value, weight)`, not a group",
        ),
        (
            slip,
            "«Discrete(1, 2)»",
            "must be `Discrete([(value, weight), …])`",
        ),
        (slip, "«Uniform(1)»", "must be `Uniform(lo, hi)`"),
        (
            slip,
            "«Uniform(0,1, 0,2)»",
            "must be `Uniform(lo, hi)`\nhelp: write a decimal point: 0.1",
        ),
        (slip, "«Uniform»", "must be `Uniform(lo, hi)`"),
        (
            slip,
            "«Pert(lo: 1, mode: 2, hi: 3)»",
            "must be `Pert(lo, mode, hi)`",
        ),
        (
            slip,
            "«LogNormal(1, 2)»",
            "must be `LogNormal(p10: lo, p90: hi)`",
        ),
        (
            slip,
            "LogNormal(p10: 1, p90: 2, «p50»: 1)",
            "`p50` is not a field of a LogNormal",
        ),
        (slip, "Uniform(0, «inf»)", "`inf` is not a finite number"),
        (
            slip,
            "Uniform(0, «\"1\"»)",
            "must be a number, not text in quotes",
        ),
        (
            slip,
            "«Triangel(0, 1, 2)»",
            "`Triangel` is not a distribution\nhelp: did you mean `Triangular`?",
        ),
        (
            slip,
            "«0.5»",
            "must be a distribution, such as `Uniform(0.1, 0.2)`, not `0.5`",
        ),
        (slip, "«(0.1, 0.2)»", "must be a distribution"),
    ]);
}

#[test]
fn a_text_must_be_ron() {
    for (text, place, message) in [
        ("(a: 1\n b: 2)", "2:2", "`,` is missing before `b`"),
        (
            "(a: 0,1, b: 2)",
            "1:5",
            "`0,1` contains a comma\nhelp: write a decimal point: 0.1",
        ),
        (
            "(a: 22,000)",
            "1:5",
            "`22,000` contains a comma\nhelp: numbers have no thousands separators: 22000",
        ),
        (
            "(a: 10%)",
            "1:7",
            "numbers are written without `%`\nhelp: shares are plain fractions: write 0.1 for 10 %",
        ),
        ("(a: 10k)", "1:5", "`10k` is not a number"),
        (
            "(a: 1 000)",
            "1:7",
            "`,` is missing before `000`\nhelp: numbers contain no spaces: 1000",
        ),
        ("(a: 1.000.000)", "1:5", "`1.000.000` is not a number"),
        ("(a: -)", "1:5", "`-` is not a number"),
        ("(a: €5)", "1:5", "amounts are written without `€`"),
        (
            "{\"a\": 1}",
            "1:1",
            "a scenario is a group `(name: value, …)`, not a map `{ … }`\nhelp: this may be JSON",
        ),
        (
            "[1]",
            "1:1",
            "must be a scenario in the form `(name: value, …)`, not a list",
        ),
        (
            "(a: [1, 2\n b: 3)",
            "2:2",
            "`,` is missing before `b`\nhelp: or the `[` on line 1 is not closed",
        ),
        ("(a: (b: 1,\n c: 2", "1:5", "this `(` is never closed"),
        ("(a: 1))", "1:7", "`)` has no opening bracket"),
        ("(a: 1,\n]", "2:1", "`]` does not match the `(` on line 1"),
        (
            "a: 1, b: 2",
            "1:2",
            "unexpected `:` after the end of the scenario\nhelp: a scenario is one group",
        ),
        (
            "(a: 1) x",
            "1:8",
            "unexpected `x` after the end of the scenario",
        ),
        (
            "(a: \"xyz)\n",
            "1:5",
            "this text is never closed: `\"` is missing",
        ),
        ("(a: 'text')", "1:6", "text goes in double quotes"),
        ("(a: “text”)", "1:5", "text goes in straight double quotes"),
        (
            "(\"a\": 1)",
            "1:5",
            "field names are written without quotes",
        ),
        (
            "(my-key: 1)",
            "1:4",
            "field names consist of letters, digits and `_`",
        ),
        (
            "(a: 1, # no\n b: 2)",
            "1:8",
            "unexpected `#`\nhelp: comments begin with `//`",
        ),
        (
            "(a = 1)",
            "1:4",
            "unexpected `=`\nhelp: a field is written `name: value`",
        ),
        (
            "(a: 1; b: 2)",
            "1:6",
            "unexpected `;`\nhelp: fields end with a comma",
        ),
        (
            "(a: /* open )",
            "1:5",
            "this comment is never closed: `*/` is missing",
        ),
        ("(a: )", "1:5", "a value is missing before `)`"),
        (
            "(a: 1,, b: 2)",
            "1:7",
            "expected a field `name: value`, found `,`",
        ),
        ("(a: \"\\q\")", "1:6", "unknown escape"),
        ("(a: {\"c\" 2})", "1:10", "`:` is missing before `2`"),
        ("// nothing else", "1:1", "unexpected end of the file"),
        ("#![enable(magic)]\n(a: 1)", "1:16", "invalid syntax"),
    ] {
        let problems = file::parse(text).unwrap_err();
        let [problem] = problems.as_slice() else {
            panic!("{text}: {problems:?}");
        };
        let line = format!("{}: {}", place, message.split('\n').next().unwrap());
        assert!(
            one_line(problem).starts_with(&line),
            "{text}: {}",
            one_line(problem)
        );
        assert!(
            with_help(problem).contains(message),
            "{text}: {}",
            with_help(problem)
        );
    }
}

#[test]
fn all_problems_are_told_at_once_in_the_order_of_the_file() {
    let text = SAMPLE
        .replace("currency: \"USD\"", "currency: \"dollars\"")
        .replace("horizon: 12", "horizon: 0")
        .replace("headcount: 22000", "headcount: -1")
        .replace("key: \"it\"", "key: \"I T\"")
        .replace("notice_days: 90", "notice_dayz: 90")
        .replace("life: 8.0, ", "")
        .replace("cut: 0.15", "cut: 1.5")
        .replace("{ \"talent\": 1 }", "{ \"talent\": 0.5 }")
        .replace("Pert(0.0, 0.053, 0.30)", "Pert(0.5, 0.1, 0.2)")
        .replace("\"divisions.hr.span\": (", "\"divisions.hr.spam\": (");
    let places: Vec<String> = told(&text)
        .iter()
        .map(|line| line.split(": ").take(2).collect::<Vec<_>>().join(" "))
        .collect();
    assert_eq!(
        places,
        [
            "5:15 currency",
            "7:14 horizon",
            "10:57 divisions.hr.headcount",
            "11:15 divisions #2.key",
            "14:9 assumptions.notice_dayz",
            "21:104 ai.options.datacentres.life",
            "30:29 plans #1.levers.hr.cut",
            "38:38 plans #2.portfolio",
            "42:37 uncertain.assumptions.rehire_share",
            "52:9 sources",
        ]
    );
}

#[test]
fn of_a_million_problems_the_first_fifty_are_told_and_the_rest_counted() {
    let text = format!("({})", "a: 1,\n".repeat(1000));
    let told = told(&text);
    assert_eq!(told.len(), 51);
    assert_eq!(told[49], "50:1: a: `a` is not a field of a scenario");
    // A thousand unknown fields and seven missing ones, less the fifty listed.
    assert_eq!(told[50], "50:1: and 957 more problems");
}

fn check(refusals: &[Refusal]) {
    for &(from, to, expected) in refusals {
        assert_eq!(
            SAMPLE.matches(from).count(),
            1,
            "{from} must stand in the sample once"
        );
        let marked = SAMPLE.replace(from, to);
        let text = marked.replace(['«', '»'], "");
        let problems = file::parse(&text).unwrap_err();
        let [problem] = problems.as_slice() else {
            panic!("{to}: {problems:#?}");
        };
        let said = with_help(problem);
        assert!(
            said.contains(expected),
            "{to}\nexpected: {expected}\nsaid: {said}"
        );
        if let (Some(from), Some(to)) = (marked.find('«'), marked.find('»')) {
            let before = &marked[..from];
            let line = 1 + before.matches('\n').count();
            let column = 1 + before.chars().rev().take_while(|&c| c != '\n').count();
            assert_eq!((problem.line, problem.column), (line, column), "{said}");
            let n_carets = problem.render("").matches('^').count();
            let wide = marked[from..to].chars().count() - 1;
            assert!(
                n_carets == wide || marked[from..to].contains('€'),
                "{}",
                problem.render("")
            );
        }
    }
}

/// Returns all problems of `text`, without a file name.
fn told(text: &str) -> Vec<String> {
    file::parse(text)
        .unwrap_err()
        .iter()
        .map(one_line)
        .collect()
}

fn one_line(problem: &Problem) -> String {
    problem.one_line("")[1..].into()
}

fn with_help(problem: &Problem) -> String {
    match &problem.help {
        Some(help) => format!("{}\nhelp: {help}", one_line(problem)),
        None => one_line(problem),
    }
}
