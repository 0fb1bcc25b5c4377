//! How a page looks: on light and dark, on a small screen, and on paper. Colours are the palette's.

use crate::picture::palette::PageColors;
use std::fmt::Write as _;

/// Returns the style sheet of a page.
pub(super) fn rules() -> String {
    let light = variables(&PageColors::LIGHT);
    let dark = variables(&PageColors::DARK);
    format!(
        ":root {{ color-scheme: light dark;\n{light}}}\n\
         @media screen and (prefers-color-scheme: dark) {{ :root {{\n{dark}}} }}\n{RULES}"
    )
}

fn variables(paper: &PageColors) -> String {
    let mut text = String::new();
    for (name, colour) in paper.colours() {
        let _ = writeln!(text, "--{name}: {colour};");
    }
    text
}

const RULES: &str = r#"* { box-sizing: border-box }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; scroll-padding-top: 1rem }
body { margin: 0; background: var(--paper); color: var(--ink);
  font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", "Liberation Sans", Arial, sans-serif;
  overflow-wrap: break-word }
header, nav, main, footer { max-width: 66rem; margin: 0 auto; padding: 0 1.25rem }
header { padding-top: 2.5rem; position: relative }
h1, h2, .lede { font-family: Georgia, "Liberation Serif", "Times New Roman", serif }
h1 { font-size: 2.5rem; line-height: 1.1; margin: 0; font-weight: 700; letter-spacing: -0.01em }
h2 { font-size: 1.625rem; line-height: 1.2; margin: 0 0 1rem; padding-top: 0.6rem; border-top: 3px solid var(--ink) }
h3, caption { font-size: 1rem; line-height: 1.35; font-weight: 700; margin: 0 0 0.25rem; text-align: left }
p { margin: 0 0 0.75rem; max-width: 44rem }
header p { color: var(--soft) }
header .plan { font-size: 1.125rem; margin: 0.35rem 0 1.25rem; color: var(--soft) }
header .lede { font-size: 1.375rem; line-height: 1.4; color: var(--ink); margin-bottom: 1rem }
a { color: var(--link); text-underline-offset: 0.2em }
a:focus-visible, [tabindex]:focus-visible { outline: 3px solid var(--link); outline-offset: 2px }
.skip { position: absolute; left: -999rem; top: 0.5rem; padding: 0.25rem 0.5rem; background: var(--paper) }
.skip:focus { left: 1.25rem }
nav ul { list-style: none; display: flex; flex-wrap: wrap; gap: 0.15rem 1.1rem; padding: 0.6rem 0; margin: 1rem 0 0;
  border-top: 1px solid var(--rule) }
nav a { display: inline-block; padding: 0.2rem 0 }
section { padding: 2.25rem 0 0.5rem; display: grid; gap: 1.75rem 2.5rem;
  grid-template-columns: repeat(2, minmax(0, 1fr)); align-items: start }
section > * { grid-column: 1 / -1; min-width: 0; margin-top: 0; margin-bottom: 0 }
section > h3 { margin-bottom: -1.5rem }
section > ul { max-width: 44rem; padding-left: 1.2rem }
section li { margin-bottom: 0.35rem }
dl { display: grid; grid-template-columns: repeat(4, minmax(0, 1fr)); gap: 1rem 1.5rem; margin: 0 }
#figures { gap: 0.5rem }
#figures h3 { margin: 0.9rem 0 0; padding-top: 0.5rem; border-top: 1px solid var(--rule); color: var(--soft) }
#figures h2 + h3 { border-top: 0; margin-top: 0; padding-top: 0 }
dt { font-size: 0.9375rem; line-height: 1.3 }
dd { margin: 0 }
dd.figure { font-size: 1.375rem; letter-spacing: -0.01em; line-height: 1.25; font-weight: 650; font-variant-numeric: tabular-nums lining-nums }
dd.note { font-size: 0.875rem; line-height: 1.35; color: var(--soft) }
figure { margin: 0 }
figcaption p { font-size: 0.9375rem; color: var(--soft); margin: 0 0 0.5rem }
.key { list-style: none; display: flex; flex-wrap: wrap; gap: 0.1rem 1.25rem; padding: 0; margin: 0 0 0.6rem; font-size: 0.9375rem }
.key li { display: flex; align-items: center; gap: 0.4rem; margin: 0 }
.key svg { width: 1.6em; height: 0.8em; flex: none }
.patterns { position: absolute; width: 0; height: 0 }
.chart { display: block; font-size: 0.875rem; overflow: visible }
.chart text { fill: var(--ink); font-variant-numeric: tabular-nums lining-nums }
.chart .figure, .chart .mark { font-weight: 650 }
.chart .tick { fill: var(--soft) }
.plot { overflow: visible }
.in { fill: var(--in); stroke: var(--in) } .out { fill: var(--out); stroke: var(--out) }
.ai { fill: var(--ai); stroke: var(--ai) } .rest { fill: var(--rest); stroke: var(--rest) }
rect { stroke-width: 0 }
.in-soft { fill: url(#hatched-in); stroke: var(--in); stroke-width: 1px }
.out-soft { fill: url(#hatched-out); stroke: var(--out); stroke-width: 1px }
.unsure { fill: url(#hatched-rest); stroke: var(--rest); stroke-width: 1px }
.line { fill: none; stroke-width: 2.5px; stroke-linejoin: round; stroke-linecap: round; vector-effect: non-scaling-stroke }
.dashed { stroke-dasharray: 2 6 }
.grid { stroke: var(--rule); stroke-width: 1px } .zero { stroke: var(--ink); stroke-width: 1.25px }
.leader { stroke: var(--soft); stroke-width: 1px; stroke-dasharray: 2 3 }
.dot { fill: var(--paper); stroke: var(--ink); stroke-width: 2px }
.table { overflow-x: auto }
table { border-collapse: collapse; width: 100%; font-size: 0.9375rem; line-height: 1.35 }
caption { padding-bottom: 0.3rem }
th, td { padding: 0.3rem 0.6rem 0.3rem 0; vertical-align: top; text-align: left; font-weight: 400 }
tr > :last-child { padding-right: 0 }
tbody tr { border-top: 1px solid var(--rule) }
thead th { color: var(--soft); vertical-align: bottom; font-size: 0.875rem }
tbody th { min-width: 8rem }
th.figure, td.figure { text-align: right; font-variant-numeric: tabular-nums lining-nums; white-space: nowrap }
th.figure { white-space: normal }
td.words { color: var(--soft); padding-left: 0.4rem; min-width: 8rem } th.words { padding-left: 0.4rem }
.part th { padding-left: 1.1rem }
.total th, .total td { font-weight: 700; border-top: 2px solid var(--ink) }
.bar { display: block; width: 5rem; height: 0.35rem; margin: 0.15rem 0 0.2rem auto }
footer { padding-top: 2rem; padding-bottom: 3rem; color: var(--soft); font-size: 0.875rem }
.narrow { display: none }
@media print, (min-width: 58rem) {
  section > .table, section > .short, section > .tall { grid-column: span 1 }
  section > .tall { grid-row: span 2 }
  section > .table.wide, #warnings > .tall, #plan > .table, #inputs > .table { grid-column: 1 / -1 }
  #plan table, #inputs table { table-layout: fixed }
  #plan thead td:first-child, #inputs thead td:first-child { width: 28% }
  #plan thead .figure, #inputs thead .figure { width: 18% }
  #plan td.figure, #inputs td.figure { white-space: normal }
  #plan thead .words:not(:last-child), #inputs thead .words:not(:last-child) { width: 20% }
}
@media screen and (max-width: 48rem) {
  dl { grid-template-columns: repeat(2, minmax(0, 1fr)) }
  h1 { font-size: 1.875rem } header { padding-top: 1.5rem } header .lede { font-size: 1.1875rem }
}
@media screen and (max-width: 30rem) {
  text.wide { display: none } .narrow { display: inline }
  header, nav, main, footer { padding-left: 1rem; padding-right: 1rem }
  table { font-size: 0.875rem }
  .table:not([tabindex]) tbody th, .table:not([tabindex]) td.words { min-width: 0; overflow-wrap: anywhere; hyphens: auto }
}
@media screen and (max-width: 22rem) { dl { grid-template-columns: minmax(0, 1fr) } }
@page { margin: 15mm 14mm 17mm; @bottom-right { content: counter(page) " / " counter(pages); font: 8pt sans-serif } }
@media print {
  html { font-size: 9.5pt }
  body { background: none }
  header, nav, main, footer { max-width: none; padding-left: 0; padding-right: 0 }
  header { padding-top: 0 }
  nav, .skip { display: none }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact }
  header p { max-width: none } dd.figure { font-size: 1.1rem; letter-spacing: -0.02em } dl { gap: 0.5rem 1rem }
  section { padding-top: 1.25rem; gap: 1.1rem 1.75rem }
  .table { overflow: visible }
  figure, table, dl, tr, li, section > ul { break-inside: avoid }
  table.long { break-inside: auto }
  h2, h3, caption, figcaption { break-after: avoid }
  th, td { padding-top: 0.15rem; padding-bottom: 0.15rem }
}
"#;
