//! Scripts and films, read back by independent decoders.
//!
//! Every script in `assets/demos` is played; a key press without effect fails the test.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};
use reallot::demo::{
    FILM_DRAWS, Film, FilmFormat, Frame, Played, play,
    player::Player,
    script::{Amount, LookName, Recorder, ScreenPosition, Script, Step, parse, write},
};
use reallot::picture::{Palette, Picture, PictureFormat};
use reallot::tui::{
    Answer, Effect, Event, Ground, Key, KeyCode, Look, Msg, Pointer, PointerKind,
    SimulationSettings, State, keys, keys_script, update,
};
use serde_json::Value;

use crate::stage::{amazon, frame, glyphs, press, program};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Returns the name and text of every script of the project.
fn demos() -> Vec<(String, String)> {
    let files = fs::read_dir(root().join("assets/demos")).unwrap();
    let mut demos: Vec<(String, String)> = files
        .map(|file| file.unwrap().path())
        .map(|path| {
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            (name, fs::read_to_string(path).unwrap())
        })
        .collect();
    demos.sort();
    assert!(demos.len() >= 8);
    demos
}

/// Plays `text` with the built-in scenario, which must succeed.
fn played(text: &str, look: Look) -> (Script, Played) {
    let parsed = parse(text).unwrap();
    assert_eq!(parsed.check(&amazon()), []);
    let played = play(&parsed.script, program(), look);
    assert_eq!((&played.faults, &played.idle), (&vec![], &vec![]));
    (parsed.script, played)
}

fn film(played: &Played) -> Film<'_> {
    Film {
        frames: &played.frames,
        palette: Palette::DARK,
        title: "A \"title\"",
        description: "What it shows",
        software: "reallot",
        scale: 1,
        frame: false,
        padding: 0,
    }
}

fn written(format: &str, film: &Film<'_>) -> Vec<u8> {
    let mut formats = FilmFormat::ALL.into_iter();
    let format = formats.find(|known| known.name() == format).unwrap();
    format.write(film).unwrap()
}

fn run(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_reallot"))
        .args(arguments)
        .current_dir(root())
        .stdin(Stdio::null())
        .env_clear()
        .output()
        .unwrap()
}

const SHORT: &str = "\
size 80x24
keys jjl
pause 0.5s
drag plan.redeploy to 35% over 0.3s
resize 100x30
keys <tab>
resize 60x18
pause 1s
click \"Devices\"
";

#[test]
fn every_demo_plays_and_does_nothing_in_vain() {
    for (name, text) in demos() {
        let path = format!("assets/demos/{name}");
        let output = run(&["demo", &path, "--format", "cast"]);
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(
            (output.status.code(), said.as_ref()),
            (Some(0), ""),
            "{name}"
        );
        let again = run(&["demo", &path, "--format", "cast"]);
        assert!(output.stdout == again.stdout, "{name}");
        let (script, played) = played(&text, Look::many(Ground::Dark));
        assert!(script.title.is_some() && script.has_captions(), "{name}");
        assert!(played.frames.length < 4_500, "{name} is too long");
    }
}

#[test]
fn a_script_that_presses_a_key_in_vain_is_told() {
    let (_, output) = by_binary("keys jK\nclick 120,40\nwheel up at 120,1\nkeys ^z\nkeys jl\n");
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(0));
    for says in [
        "a.demo:1:6: `K`, key 2 of 2, does nothing here",
        "a.demo:2:7: a click here does nothing",
        "a.demo:3:7: the wheel turned up here does nothing",
        "a.demo:4:6: demos do not suspend",
    ] {
        assert!(said.contains(&format!("warning: {says}")), "{said}");
    }
    assert_eq!(said.matches("warning").count(), 4, "{said}");
}

/// Plays a script with the real binary.
fn by_binary(text: &str) -> (tempfile::TempDir, Output) {
    let directory = tempfile::tempdir().unwrap();
    fs::write(directory.path().join("a.demo"), text).unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_reallot"))
        .args(["demo", "a.demo", "--format", "cast"])
        .current_dir(directory.path())
        .stdin(Stdio::null())
        .env_clear()
        .output()
        .unwrap();
    (directory, output)
}

#[test]
fn every_problem_of_a_script_is_told_at_once() {
    let text = "\
# A comment.
size 0x40
size 80x24
lok dark
look drak
typing 1.5
keys ab<foo>
plan Late
pause 2 s
pause 0.005s
pause 90s
drag plan.redeploy 30%
drag plan.redeploy to much
drag 3,5 to 9
drag 3,5 to 0,5
click plans
wheel left at 3,5
wheel up 3 3,5
wheel up 300 at 3,5
caption
keys
resize 600x10
drag plan.redeploy to 30% over 1s now
";
    let problems = parse(text).unwrap_err();
    let told: Vec<String> = problems
        .iter()
        .map(|problem| problem.one_line("f"))
        .collect();
    let expected = [
        "f:2:6: `0x40` is not a size",
        "f:3:1: `size` is given twice; the first is on line 2",
        "f:4:1: there is no command `lok`",
        "f:5:6: there is no look `drak`",
        "f:6:8: `1.5` is not a time",
        "f:7:8: `<foo>` is not a key",
        "f:8:1: `plan` comes too late",
        "f:9:7: `2 s` is not a time",
        "f:10:7: `0.005s` is not a time",
        "f:11:7: a step takes at most 60s",
        "f:12:20: expected `to` before `30%`",
        "f:13:23: `much` is not a value",
        "f:14:13: `9` is not a position",
        "f:15:13: `0,5` is outside any screen",
        "f:16:7: `plans` is not a position",
        "f:17:7: the wheel cannot turn `left`",
        "f:18:12: expected `at` before `3,5`",
        "f:19:10: the wheel cannot turn `300` notches",
        "f:21:1: `keys` needs an argument",
        "f:22:8: `600x10` is not a size",
        "f:23:35: unexpected `now`",
    ];
    assert_eq!(told.join("\n"), expected.join("\n"));
    let helped = problems
        .iter()
        .filter(|problem| problem.help.is_some())
        .count();
    assert!(helped >= 18, "{helped}");
    assert!(problems[2].render("f").contains("did you mean `look`?"));
}

#[test]
fn what_the_scenario_does_not_know_is_told_at_once() {
    let text = "\
plan Delayring
size 80x24
drag plan.redploy to 30%
drag plan.levers.hr.cut to 30%
drag discount_rate to 3%
drag plan.redeploy to 3
drag plan.levers.ops.duration to 30%
drag plan.redeploy to 130%
click 81,1
resize 100x30
click 81,30
caption This caption is much too long to be shown below a screen of a hundred columns, whoever reads it
";
    let parsed = parse(text).unwrap();
    let problems = parsed.check(&amazon());
    let told: Vec<String> = problems
        .iter()
        .map(|problem| problem.one_line("f"))
        .collect();
    let expected = [
        "f:1:6: the scenario has no plan `Delayring`",
        "f:3:6: there is no input `plan.redploy`",
        "f:4:6: there is no input `plan.levers.hr.cut`",
        "f:5:6: `discount_rate` has no slider",
        "f:6:6: `plan.redeploy` is a share",
        "f:7:6: `plan.levers.ops.duration` is a number of quarters",
        "f:8:6: `plan.redeploy` must be from 0% to 100%, not 130%",
        "f:9:7: 81,1 is not on the screen",
        "f:12:9: the caption is 95 columns long",
    ];
    assert_eq!(told.join("\n"), expected.join("\n"));
    assert!(problems[0].help.as_deref().unwrap().contains("Delayering"));
    assert!(problems[1].help.as_deref().unwrap().contains("redeploy"));
}

#[test]
fn what_cannot_be_played_is_a_fault_where_it_happens() {
    for (text, says) in [
        ("click \"Nowhere\"", "\"Nowhere\" is not on the screen"),
        (
            "keys p\ndrag plan.redeploy to 30%",
            "a dialog covers the sliders here",
        ),
        (
            "drag plan.levers.pxt.cut to 90%",
            "the track of the slider ends before this value",
        ),
        (
            "keys <tab><tab><tab><tab><space>\ndrag plan.portfolio.datacentres to 10%",
            "the slider cannot reach this value",
        ),
        (
            &"pause 60s\n".repeat(11),
            "the film is longer than ten minutes",
        ),
    ] {
        let (_directory, output) = by_binary(text);
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(1), "{said}");
        assert!(said.contains(says), "{said}");
        assert!(output.stdout.is_empty());
    }
}

#[test]
fn no_script_is_a_way_to_the_terminal() {
    let hostile = "title \u{1b}[31mRed\ncaption \u{1b}]0;x\u{7}\u{202e}\npause 1s\n";
    let (_directory, output) = by_binary(hostile);
    let cast = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert!(
        !cast.contains("\\u001b]0") && !cast.contains("\\u001b[31mRed"),
        "{}",
        &cast[..900]
    );
    let (_directory, output) = by_binary("type \u{1b}[31m\nkeys \u{1b}<");
    assert!(!String::from_utf8_lossy(&output.stderr).contains('\u{1b}'));
}

/// A cell as a terminal shows it: text, colours, and bold, dim, italic, underlined, reversed.
type Seen = (String, [Value; 2], [bool; 5]);

fn seen(cell: &Cell) -> Seen {
    let has = |modifier| cell.modifier.contains(modifier);
    let color = |color| match color {
        Color::Reset => Value::Null,
        Color::Indexed(n) => n.into(),
        Color::Cyan => 6.into(),
        other => panic!("{other}"),
    };
    let modifiers = [
        has(Modifier::BOLD),
        has(Modifier::DIM),
        has(Modifier::ITALIC),
        has(Modifier::UNDERLINED),
        has(Modifier::REVERSED),
    ];
    (
        cell.symbol().to_owned(),
        [color(cell.fg), color(cell.bg)],
        modifiers,
    )
}

fn on_terminal(cell: &vt100::Cell) -> Seen {
    let color = |color| match color {
        vt100::Color::Default => Value::Null,
        vt100::Color::Idx(n) => n.into(),
        vt100::Color::Rgb(..) => panic!("no look has such colours"),
    };
    let text = match cell.contents() {
        "" => " ".to_owned(),
        text => text.to_owned(),
    };
    let modifiers = [
        cell.bold(),
        cell.dim(),
        cell.italic(),
        cell.underline(),
        cell.inverse(),
    ];
    (
        text,
        [color(cell.fgcolor()), color(cell.bgcolor())],
        modifiers,
    )
}

/// Plays a cast on a terminal, and returns each screen with its time.
fn screens(cast: &str) -> (Value, Vec<(u32, vt100::Parser)>, Vec<String>) {
    let mut lines = cast.lines();
    let header: Value = serde_json::from_str(lines.next().unwrap()).unwrap();
    let is_second = header["version"] == 2;
    let size = if is_second {
        (header["height"].as_u64(), header["width"].as_u64())
    } else {
        (
            header["term"]["rows"].as_u64(),
            header["term"]["cols"].as_u64(),
        )
    };
    let size = (size.0.unwrap() as u16, size.1.unwrap() as u16);
    let mut bytes = Vec::new();
    let (mut screens, mut markers): (Vec<(u32, vt100::Parser)>, Vec<String>) = Default::default();
    let mut terminal =
        vt100::Parser::new(size.0.try_into().unwrap(), size.1.try_into().unwrap(), 0);
    let mut now = 0;
    for line in lines {
        let event: Value = serde_json::from_str(line).unwrap();
        let time = (event[0].as_f64().unwrap() * 100.0).round() as u32;
        now = if is_second { time } else { now + time };
        let data = event[2].as_str().unwrap();
        match event[1].as_str().unwrap() {
            "o" => {
                bytes.extend(data.bytes());
                terminal.process(data.as_bytes());
            }
            "r" => {
                let (columns, rows) = data.split_once('x').unwrap();
                let size = (
                    rows.parse::<u16>().unwrap(),
                    columns.parse::<u16>().unwrap(),
                );
                terminal =
                    vt100::Parser::new(size.0.try_into().unwrap(), size.1.try_into().unwrap(), 0);
                // A terminal keeps its modes when its size changes.
                terminal.process(b"\x1b[?25l\x1b[?7l");
            }
            "m" => markers.push(data.to_owned()),
            kind => panic!("{kind}"),
        }
        // A terminal cannot be cloned, but what it shows can be replayed.
        let (rows, columns) = terminal.screen().size();
        let mut copy = vt100::Parser::new(rows, columns, 0);
        copy.process(terminal.screen().state_formatted().as_bytes());
        screens.retain(|(at, _)| *at != now);
        screens.push((now, copy));
    }
    (header, screens, markers)
}

#[test]
fn a_cast_shows_cell_for_cell_what_the_program_draws() {
    let demos = demos();
    let sizes = demos
        .iter()
        .find(|demo| demo.0 == "screen-sizes.demo")
        .unwrap();
    for (text, look) in [
        (SHORT, Look::many(Ground::Dark)),
        (SHORT, Look::mono()),
        (sizes.1.as_str(), Look::many(Ground::Dark)),
    ] {
        let (script, played) = played(text, look);
        for format in ["cast", "cast3"] {
            let cast = String::from_utf8(written(format, &film(&played))).unwrap();
            let (header, screens, markers) = screens(&cast);
            assert!(header["title"].as_str().unwrap().starts_with("A \"title\""));
            assert!(header.get("timestamp").is_none());
            let captions = script.steps.iter().filter_map(|step| match step {
                Step::Caption(text) if !text.is_empty() => Some(text.clone()),
                _ => None,
            });
            assert_eq!(markers, Vec::from_iter(captions));
            assert_eq!(screens.last().unwrap().0, played.frames.length);
            for frame in played.frames.list() {
                let (_, terminal) = screens.iter().rfind(|screen| screen.0 <= frame.at).unwrap();
                compare(frame, terminal.screen());
            }
        }
    }
}

#[track_caller]
fn compare(frame: &Frame, screen: &vt100::Screen) {
    let cells = frame.cells();
    for y in 0..cells.area.height {
        for x in 0..cells.area.width {
            let shown = on_terminal(screen.cell(y, x).unwrap());
            assert_eq!(shown, seen(&cells[(x, y)]), "{x},{y} at {}", frame.at);
        }
    }
    let below = screen.contents();
    assert!(below.contains(&frame.overlay.caption) && below.contains(&frame.overlay.keys));
}

/// A GIF as a viewer plays it, one picture after another.
struct Viewer<'b> {
    decoder: gif::Decoder<&'b [u8]>,
    palette: Vec<u8>,
    canvas: Vec<[u8; 3]>,
}

impl<'b> Viewer<'b> {
    fn of(bytes: &'b [u8]) -> Self {
        let decoder = gif::DecodeOptions::new().read_info(bytes).unwrap();
        Self {
            palette: decoder.global_palette().unwrap().to_vec(),
            canvas: vec![[0; 3]; usize::from(decoder.width()) * usize::from(decoder.height())],
            decoder,
        }
    }

    fn size(&self) -> (u16, u16) {
        (self.decoder.width(), self.decoder.height())
    }

    /// Shows the next picture on `canvas` and returns for how long, in hundredths of a second.
    fn show(&mut self) -> Option<u32> {
        let canvas_width = usize::from(self.decoder.width());
        let image = self.decoder.read_next_frame().unwrap()?;
        assert_eq!(image.dispose, gif::DisposalMethod::Keep);
        let (left, width) = (usize::from(image.left), usize::from(image.width));
        for (row, indices) in image.buffer.chunks(width).enumerate() {
            let start = (usize::from(image.top) + row) * canvas_width + left;
            let pixels = &mut self.canvas[start..start + width];
            for (pixel, index) in pixels.iter_mut().zip(indices) {
                if image.transparent != Some(*index) {
                    pixel.copy_from_slice(&self.palette[3 * usize::from(*index)..][..3]);
                }
            }
        }
        Some(u32::from(image.delay))
    }
}

fn raster(cells: &Buffer) -> Vec<[u8; 3]> {
    let picture = Picture {
        cells,
        palette: Palette::DARK,
        title: "",
        description: "",
        software: "",
        scale: 1,
        frame: false,
        padding: 0,
    };
    let png = PictureFormat::Png.write(&picture).unwrap();
    let mut decoder = png::Decoder::new(std::io::Cursor::new(png));
    decoder.set_transformations(png::Transformations::EXPAND);
    let mut reader = decoder.read_info().unwrap();
    let mut bytes = vec![0; reader.output_buffer_size().unwrap()];
    reader.next_frame(&mut bytes).unwrap();
    bytes.as_chunks::<3>().0.to_vec()
}

/// Returns the largest difference of a channel, and the number of pixels that differ.
fn difference(a: &[[u8; 3]], b: &[[u8; 3]]) -> (u8, usize) {
    let off = offs(a, b);
    (
        off.clone().max().unwrap_or(0),
        off.filter(|off| *off > 0).count(),
    )
}

/// The largest difference of a channel, pixel for pixel.
fn offs(a: &[[u8; 3]], b: &[[u8; 3]]) -> impl Iterator<Item = u8> + Clone {
    assert_eq!(a.len(), b.len());
    let sides = |(a, b): (&[u8; 3], &[u8; 3])| {
        let [red, green, blue] = [0, 1, 2].map(|side| a[side].abs_diff(b[side]));
        red.max(green).max(blue)
    };
    a.iter().zip(b).map(sides)
}

#[test]
fn a_gif_shows_what_a_png_shows_and_takes_as_long_as_the_script() {
    let text = "size 60x18\nkeys jjl\npause 0.5s\nkeys <tab>h\npause 1.5s\nkeys ?\npause 0.3s\n";
    for (look, most_off) in [(Look::mono(), 0), (Look::many(Ground::Dark), 12)] {
        let (_, played) = played(text, look);
        let bytes = written("gif", &film(&played));
        let mut viewer = Viewer::of(&bytes);
        let mut length = 0;
        for frame in played.frames.list() {
            length += viewer.show().unwrap();
            let (off, n_off) = difference(&viewer.canvas, &raster(&frame.cells()));
            assert!(off <= most_off, "{off}");
            assert!(n_off * 50 < viewer.canvas.len(), "{n_off} pixels");
        }
        assert_eq!(viewer.show(), None);
        assert_eq!(length, played.frames.length);
        assert_eq!(length, 6 * 15 + 230);
        assert!(bytes.windows(9).any(|part| part == b"A \"title\""));
        assert!(written("gif", &film(&played)) == bytes);
    }
}

/// Shades that antialiasing and a table of 255 colours may round otherwise.
const SHADE: u8 = 24;

/// Says how the GIF `kept` shows something else than `made`, if it does.
///
/// Size, number of pictures and their times are the same, and of each picture all pixels but one in fifty:
/// figures and words may differ here and there, but no pane may have moved.
fn out_of_date(kept: &[u8], made: &[u8]) -> Option<String> {
    let (mut kept, mut made) = (Viewer::of(kept), Viewer::of(made));
    if kept.size() != made.size() {
        return Some(format!("{:?} pixels, not {:?}", kept.size(), made.size()));
    }
    for number in 1.. {
        let (was, is) = (kept.show(), made.show());
        if was != is {
            return Some(format!("picture {number} takes {was:?}, not {is:?}"));
        }
        was?;
        let n_off = offs(&kept.canvas, &made.canvas)
            .filter(|off| *off > SHADE)
            .count();
        if n_off * 50 > made.canvas.len() {
            return Some(format!("{n_off} pixels of picture {number} are others"));
        }
    }
    None
}

#[test]
fn the_gif_of_the_readme_is_up_to_date_but_for_some_words_short_and_small() {
    let (kept, script) = ("assets/demo.gif", "assets/demos/readme.demo");
    let made = run(&["demo", script, "--frame", "--format", "gif"]).stdout;
    let bytes = fs::read(root().join(kept)).unwrap();
    if let Some(why) = out_of_date(&bytes, &made) {
        assert!(
            std::env::var_os("UPDATE").is_some(),
            "{kept}: {why}; UPDATE=1 cargo test the_gif makes it anew"
        );
        fs::write(root().join(kept), &made).unwrap();
    }
    assert!(made.len() < 3_000_000, "{} bytes", made.len());

    let text = fs::read_to_string(root().join(script)).unwrap();
    let (_, played) = played(&text, Look::many(Ground::Dark));
    assert!(played.frames.length < 4_500);
    let frames = played.frames.list();
    let ends = frames.iter().skip(1).map(|frame| frame.at);
    let mut viewer = Viewer::of(&made);
    let width = usize::from(viewer.size().0);
    for (number, (frame, end)) in frames
        .iter()
        .zip(ends.chain([played.frames.length]))
        .enumerate()
    {
        assert_eq!(viewer.show(), Some(end - frame.at));
        if number != 0 && number != frames.len() - 1 {
            continue;
        }
        // The first and the last screen, within the window: its edge, its padding, its title.
        let rows = viewer.canvas.chunks(width).skip(13 + 32).take(40 * 20);
        let screen: Vec<[u8; 3]> = rows
            .flat_map(|row| &row[13..13 + 120 * 9])
            .copied()
            .collect();
        let (off, n_off) = difference(&screen, &raster(&frame.cells()));
        assert!(off <= SHADE && n_off * 50 < screen.len(), "{off}, {n_off}");
    }
    assert_eq!(viewer.show(), None);
}

#[test]
fn a_gif_is_out_of_date_when_more_than_some_words_differ() {
    let of = |text: &str| written("gif", &film(&played(text, Look::many(Ground::Dark)).1));
    let kept = of("size 80x24\ncaption Who goes\nkeys jl\n");
    for (other, says) in [
        ("size 80x24\ncaption Who goes\nkeys jl\n", None),
        ("size 80x24\ncaption Who is left\nkeys jl\n", None),
        (
            "size 81x24\ncaption Who goes\nkeys jl\n",
            Some("pixels, not"),
        ),
        (
            "size 80x24\ncaption Who goes\nkeys jl\npause 1s\n",
            Some("picture 2 takes"),
        ),
        (
            "size 80x24\ncaption Who goes\nkeys jlj\n",
            Some("picture 3 takes None"),
        ),
        (
            "size 80x24\ncaption Who goes\nkeys j?\n",
            Some("pixels of picture 2 are others"),
        ),
    ] {
        let made = of(other);
        assert_eq!(
            made == kept,
            other.contains("goes\nkeys jl\n") && says.is_none()
        );
        let why = out_of_date(&kept, &made);
        match says {
            None => assert_eq!(why, None),
            Some(says) => assert!(
                why.as_ref().is_some_and(|why| why.contains(says)),
                "{why:?}"
            ),
        }
    }
}

/// The text of every row of an animated SVG over time, according to its style sheet.
struct Moving<'d> {
    document: &'d roxmltree::Document<'d>,
    /// For each animation: fractions of the duration, and the vertical offset from then on.
    turns: BTreeMap<String, Vec<(f64, i32)>>,
    length: f64,
}

impl<'d> Moving<'d> {
    fn of(document: &'d roxmltree::Document<'d>) -> Self {
        let style = document
            .descendants()
            .find(|node| node.has_tag_name("style"))
            .unwrap();
        let mut moving = Self {
            document,
            turns: BTreeMap::new(),
            length: 0.0,
        };
        for line in style.text().unwrap().lines() {
            if let Some(rest) = line.strip_prefix(".m{animation:") {
                moving.length = rest.split_once('s').unwrap().0.parse().unwrap();
            }
            let Some((name, rest)) = line
                .strip_prefix("@keyframes ")
                .and_then(|l| l.split_once('{'))
            else {
                continue;
            };
            let turns = rest.split_inclusive('}').filter_map(|turn| {
                let (percent, rest) = turn.split_once("%{")?;
                let down = rest.split_once("px,")?.1.split_once("px)")?.0;
                Some((percent.parse().unwrap(), down.parse().unwrap()))
            });
            moving.turns.insert(name.to_owned(), turns.collect());
        }
        moving
    }

    /// Returns the text visible at `top` pixels from the top.
    fn letters(&self, top: u32, at: u32) -> String {
        let top = top.to_string();
        let mut windows = self.document.root_element().descendants();
        let window =
            windows.find(|node| node.has_tag_name("svg") && node.attribute("y") == Some(&top));
        let Some(window) = window else {
            return String::new();
        };
        let group = window.first_element_child();
        let style = group
            .and_then(|group| group.attribute("style"))
            .unwrap_or_default();
        let name = style
            .strip_prefix("animation-name:")
            .and_then(|rest| rest.split_once(';'));
        let (shown, within) = match name {
            None => (0, window),
            Some((name, _)) => {
                let part = f64::from(at) / self.length;
                let turns = self.turns[name].iter().rev();
                (
                    -turns.clone().find(|turn| turn.0 <= part + 1e-4).unwrap().1,
                    group.unwrap(),
                )
            }
        };
        let wanted = format!("translate(0 {shown})");
        let mut letters = String::new();
        for child in within.children() {
            let is_moved = child.attribute("transform");
            let is_here = is_moved == Some(&wanted) || is_moved.is_none() && shown == 0;
            let texts = child.descendants().filter(roxmltree::Node::is_text);
            letters.extend(texts.filter(|_| is_here).filter_map(|node| node.text()));
        }
        letters.retain(|c| c != ' ');
        letters
    }
}

#[test]
fn an_animated_svg_shows_the_letters_of_every_screen_at_its_time() {
    let (_, played) = played(SHORT, Look::many(Ground::Dark));
    let svg = String::from_utf8(written("svg", &film(&played))).unwrap();
    let document = roxmltree::Document::parse(&svg).unwrap();
    let moving = Moving::of(&document);
    assert_eq!((moving.length * 100.0).round() as u32, played.frames.length);
    assert!(svg.contains("prefers-reduced-motion:reduce"));
    for word in ["<script", "href", "url(", "http://www.w3.org/2000/svg/"] {
        assert!(!svg.contains(word), "{word}");
    }
    for frame in played.frames.list() {
        let cells = frame.cells();
        for (y, line) in glyphs(&cells).split('\n').enumerate() {
            let is_letter = |c: &char| *c != ' ' && !('\u{2500}'..='\u{259f}').contains(c);
            let expected: String = line.chars().filter(is_letter).collect();
            let shown = moving.letters(20 * y as u32, frame.at);
            assert_eq!(shown, expected, "row {y} at {}", frame.at);
        }
    }
}

#[test]
fn without_motion_the_last_screen_is_shown() {
    let (_, played) = played(SHORT, Look::many(Ground::Dark));
    let svg = String::from_utf8(written("svg", &film(&played))).unwrap();
    let document = roxmltree::Document::parse(&svg).unwrap();
    let moving = Moving::of(&document);
    let moved = document
        .descendants()
        .filter_map(|node| node.attribute("style"));
    for style in moved.filter(|style| style.starts_with("animation-name")) {
        let (name, rest) = style["animation-name:".len()..].split_once(';').unwrap();
        let last = moving.turns[name].last().unwrap().1;
        assert!(rest.ends_with(&format!(",{last}px)")), "{style}");
    }
}

#[test]
fn every_format_by_its_name_and_by_the_ending_of_a_file() {
    let directory = tempfile::tempdir().unwrap();
    let script = directory.path().join("a.demo");
    fs::write(&script, "size 60x18\nkeys jl\n").unwrap();
    let script = script.to_str().unwrap();
    for name in FilmFormat::ALL.map(FilmFormat::name) {
        let file = directory.path().join(format!("a.{name}"));
        let asked = run(&["demo", script, "--format", name]);
        assert_eq!(asked.status.code(), Some(0), "{name}");
        let made = run(&["demo", script, "-o", file.to_str().unwrap()]);
        assert_eq!(made.status.code(), Some(0));
        assert!(fs::read(&file).unwrap() == asked.stdout);
        let again = run(&["demo", script, "-o", file.to_str().unwrap()]);
        assert_eq!(again.status.code(), Some(2));
    }
    for arguments in [
        &["demo", script][..],
        &["demo", script, "-o", "a.mp4"],
        &["demo", script, "--format", "cast", "--frame"],
        &["demo", "nothing.demo", "--format", "gif"],
    ] {
        let output = run(arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(
            String::from_utf8_lossy(&output.stderr).contains("help: ") || arguments[1] != script
        );
    }
}

fn key() -> impl Strategy<Value = Key> {
    let code = prop_oneof![
        "[ -~éß漢<>^]".prop_map(|c| KeyCode::Char(c.chars().next().unwrap())),
        (1..=12_u8).prop_map(KeyCode::F),
        proptest::sample::select(vec![
            KeyCode::Left,
            KeyCode::Right,
            KeyCode::Up,
            KeyCode::Down,
            KeyCode::Home,
            KeyCode::End,
            KeyCode::PageUp,
            KeyCode::PageDown,
            KeyCode::Tab,
            KeyCode::Enter,
            KeyCode::Esc,
            KeyCode::Backspace,
            KeyCode::Delete,
        ]),
    ];
    (code, any::<[bool; 3]>()).prop_map(|(code, [ctrl, alt, shift])| Key {
        code,
        ctrl,
        alt,
        shift,
    })
}

fn step() -> impl Strategy<Value = Step> {
    let text = "[!-~é漢“”]([ -~é漢]{0,20}[!-~é漢])?";
    let time = || prop_oneof![Just(0_u32), 2..=6_000_u32];
    let cell = || (1..=500_u16, 1..=250_u16);
    let place = || {
        prop_oneof![
            cell().prop_map(|(x, y)| ScreenPosition::Cell(x, y)),
            "[!-~é漢]([ -~é漢]{0,9}[!-~é漢])?".prop_map(ScreenPosition::Text),
        ]
    };
    let amount = prop_oneof![
        (0..=10_000_u32).prop_map(|n| f64::from(n) / 1e4),
        (0.0..1.0_f64),
        Just(1e-9),
        Just(1234.5),
    ];
    let amount = (amount, any::<bool>()).prop_map(|(value, percent)| Amount { value, percent });
    prop_oneof![
        vec(key(), 1..9).prop_map(Step::Keys),
        text.prop_map(Step::Type),
        time().prop_map(Step::Pause),
        ("[a-z.]{1,12}", amount, time()).prop_map(|(path, to, over)| Step::Slide {
            path,
            to,
            over
        }),
        (cell(), cell(), time()).prop_map(|(from, to, over)| Step::Drag { from, to, over }),
        place().prop_map(Step::Click),
        (any::<bool>(), 1..=99_u16, place()).prop_map(|(up, notches, at)| Step::Wheel {
            up,
            notches,
            at
        }),
        text.prop_map(Step::Caption),
        Just(Step::Caption(String::new())),
        cell().prop_map(|(x, y)| Step::Resize(x, y)),
    ]
}

fn script() -> impl Strategy<Value = Script> {
    let name = || option::of("[!-~é漢]([ -~é漢]{0,20}[!-~é漢])?");
    let size = (1..=500_u16, 1..=250_u16);
    let look = proptest::sample::select(LookName::ALL.to_vec());
    let typing = prop_oneof![Just(0_u32), 2..=6_000_u32];
    (
        name(),
        name(),
        name(),
        size,
        look,
        typing,
        vec(step(), 0..12),
    )
        .prop_map(
            |(title, scenario, plan, size, look, typing, steps)| Script {
                title,
                scenario,
                plan,
                size,
                look,
                typing,
                steps,
            },
        )
}

/// An action of a user: a key, the pointer, a paste, a resize, or a pause.
#[derive(Clone, Debug)]
enum Deed {
    Did(Event),
    Resized(u16, u16),
    Waited(u32),
}

fn deed() -> impl Strategy<Value = Deed> {
    let usual = proptest::sample::select(
        keys(
            "jjkkllllhhHL><lt>u^r<tab><shift-tab>[]z pb?f5=D R<enter><esc><backspace>12.<home><end>^s",
        )
        .unwrap(),
    );
    let pointer = proptest::sample::select(vec![
        PointerKind::Down,
        PointerKind::Drag,
        PointerKind::Drag,
        PointerKind::Up,
        PointerKind::WheelUp,
        PointerKind::WheelDown,
    ]);
    prop_oneof![
        4 => usual.prop_map(|key| Deed::Did(Event::Key(key))),
        5 => (pointer, 0..60_u16, 0..40_u16).prop_map(|(kind, x, y)| Deed::Did(Event::Pointer(Pointer { kind, x, y }))),
        1 => "[a-z 0-9\n]{0,6}".prop_map(|text| Deed::Did(Event::Paste(text))),
        1 => proptest::sample::select(vec![(120, 40), (80, 24), (50, 10)]).prop_map(|(x, y)| Deed::Resized(x, y)),
        2 => (0..700_u32).prop_map(Deed::Waited),
    ]
}

/// Returns a player of the program, with as many draws as in a film.
fn player(size: (u16, u16)) -> Player {
    let mut state = program();
    let settings = SimulationSettings {
        draws: FILM_DRAWS,
        ..state.simulation_settings()
    };
    update(&mut state, Msg::SetSimulation(settings));
    Player::new(state, Look::mono(), size)
}

/// Returns what the program shows, its scenario, and its undo history.
fn condition(mut state: State) -> (Vec<String>, String) {
    let shown = [(120, 40), (80, 24)].map(|(x, y)| glyphs(&frame(&state, &Look::mono(), x, y).0));
    let mut past = String::new();
    press(&mut state, "<esc><esc>");
    for _ in 0..20 {
        past += &reallot::file::write(state.scenario());
        press(&mut state, "u");
    }
    (shown.to_vec(), past)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn keys_are_written_as_they_are_read(pressed in vec(key(), 0..12)) {
        prop_assert_eq!(keys(&keys_script(&pressed)), Ok(pressed));
    }

    #[test]
    fn a_script_is_written_as_it_is_read(script in script()) {
        let text = write(&script);
        let parsed = parse(&text);
        prop_assert!(parsed.is_ok(), "{text}\n{parsed:?}");
        let again = parsed.unwrap().script;
        prop_assert_eq!(&again, &script, "{}", text);
        prop_assert_eq!(write(&again), text);
    }

    #[test]
    fn any_text_is_a_script_or_has_problems(text in "(\\PC|\n|\t|\r|(keys|drag|click|wheel|pause|size|caption) ?){0,60}") {
        match parse(&text) {
            Ok(parsed) => {
                parsed.check(&amazon());
            }
            Err(problems) => prop_assert!(!problems.is_empty()),
        }
    }

}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn a_recording_ends_in_the_very_same_state(deeds in vec(deed(), 0..40)) {
        let head = Script { size: (120, 40), ..Script::default() };
        let (mut recorder, mut text) = Recorder::new(&head);
        let mut player = player(head.size);
        let mut now = 0;
        for deed in &deeds {
            now += 7;
            match deed {
                Deed::Did(input) => {
                    let reaction = player.input(input);
                    for effect in reaction.effects {
                        if let Effect::Save { path, .. } = effect {
                            let answer = Answer::Saved { path, kept: None };
                            text += &recorder.record_answer(now, &answer);
                            player.apply(Msg::Answer(answer));
                        }
                    }
                    text += &recorder.record_input(now, input, &reaction.msgs, player.state());
                }
                Deed::Resized(x, y) => {
                    player.resize((*x, *y));
                    text += &recorder.record_resize(now, (*x, *y));
                }
                Deed::Waited(time) => now += time,
            }
            // The text must be a valid script whenever the program ends.
            prop_assert!(parse(&text).is_ok(), "{text}");
        }
        text += &recorder.finish(now);
        let parsed = parse(&text);
        prop_assert!(parsed.is_ok(), "{text}\n{parsed:?}");
        let parsed = parsed.unwrap();
        prop_assert_eq!(write(&parsed.script), text.clone());
        let played = play(&parsed.script, program(), Look::mono());
        prop_assert_eq!(&played.faults, &vec![], "{}", text);
        // A frame simulates what it shows.
        player.frame();
        let (was, is) = (condition(player.state().clone()), condition(played.state));
        prop_assert_eq!(&was.0[0], &is.0[0], "{}", text);
        prop_assert!(was == is, "{text}");
    }
}

#[test]
fn a_recording_says_what_was_done() {
    let (mut recorder, mut text) = Recorder::new(&Script {
        scenario: Some("amazon-2025".into()),
        ..Script::default()
    });
    let mut player = player((120, 40));
    let mut take = |at: u32, input: Event| {
        let reaction = player.input(&input);
        text += &recorder.record_input(at, &input, &reaction.msgs, player.state());
    };
    for (n, key) in keys("jjl").unwrap().into_iter().enumerate() {
        take(200 + 12 * n as u32, Event::Key(key));
    }
    let pointer = |kind, x, y| Event::Pointer(Pointer { kind, x, y });
    // This is the track of `redeploy`.
    take(500, pointer(PointerKind::Down, 41, 16));
    take(520, pointer(PointerKind::Drag, 43, 16));
    take(560, pointer(PointerKind::Drag, 44, 17));
    take(570, pointer(PointerKind::Up, 44, 17));
    take(700, pointer(PointerKind::Down, 3, 4));
    take(705, pointer(PointerKind::Up, 3, 4));
    take(6_000, Event::Key(Key::char('5')));
    take(6_010, Event::Paste("0\n".into()));
    take(6_030, Event::Key(Key::plain(KeyCode::Enter)));
    let text = text.clone() + &recorder.finish(6_130);
    let expected = "\
scenario amazon-2025
size 120x40
typing 0.1s

pause 2s
keys jjl
pause 2.3s
drag plan.redeploy to 57% over 0.6s
pause 1.4s
click 4,5
pause 5s
keys 5
type 0
keys <enter>
pause 0.9s
";
    assert_eq!(text, expected);
}

#[test]
fn the_readme_lists_every_command() {
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    let mut table = String::from("| line | what |\n|---|---|\n");
    for command in reallot::demo::script::COMMANDS {
        let example = command.example.replace('|', "\\|");
        table += &format!("| `{example}` | {} |\n", command.help);
        assert!(example.starts_with(command.name));
        let line = command.example;
        assert!(parse(line).is_ok(), "{line}");
    }
    let (start, end) = ("<!-- commands -->\n\n", "\n<!-- /commands -->");
    let (before, rest) = readme.split_once(start).unwrap();
    let (found, after) = rest.split_once(end).unwrap();
    if std::env::var_os("UPDATE").is_some() {
        let path: PathBuf = root().join("README.md");
        fs::write(path, format!("{before}{start}{table}{end}{after}")).unwrap();
    } else {
        assert_eq!(found, table, "UPDATE=1 cargo test readme writes it anew");
    }
}
