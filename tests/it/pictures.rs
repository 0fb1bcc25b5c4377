//! Pictures of the screen, with the real binary, read back by independent decoders.

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use crate::stage::{frame, glyphs, press, program, settle};
use proptest::prelude::*;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier, Style};
use reallot::picture::{Palette, Picture, PictureFormat};
use reallot::tui::{Ground, Look, Role, State};

const LOOKS: [&str; 4] = ["dark", "light", "mono", "ascii"];

fn run(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_reallot"))
        .arg("snapshot")
        .args(arguments)
        .stdin(Stdio::null())
        .env_clear()
        .output()
        .unwrap()
}

fn made(arguments: &[&str]) -> Vec<u8> {
    let output = run(arguments);
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(
        (output.status.code(), said.as_ref()),
        (Some(0), ""),
        "{arguments:?}"
    );
    output.stdout
}

fn text(arguments: &[&str]) -> String {
    String::from_utf8(made(arguments)).unwrap()
}

/// Returns a picture of made-up cells.
fn picture(cells: &Buffer) -> Picture<'_> {
    Picture {
        cells,
        palette: Palette::DARK,
        title: "Title",
        description: "Description",
        software: "reallot",
        scale: 1,
        frame: false,
        padding: 0,
    }
}

fn written(name: &str, picture: &Picture<'_>) -> Vec<u8> {
    let mut formats = PictureFormat::ALL.into_iter();
    let format = formats.find(|format| format.name() == name);
    format.unwrap().write(picture).unwrap()
}

fn cells(text: &str, width: u16, style: Style) -> Buffer {
    let mut cells = Buffer::empty(Rect::new(0, 0, width, 1));
    cells.set_string(0, 0, text, style);
    cells
}

/// A decoded PNG.
struct Pixels {
    width: u32,
    height: u32,
    bytes: Vec<u8>,
    texts: Vec<(String, String)>,
}

impl Pixels {
    fn at(&self, x: u32, y: u32) -> [u8; 3] {
        let start = 3 * (y * self.width + x) as usize;
        self.bytes[start..start + 3].try_into().unwrap()
    }
}

fn decoded(bytes: &[u8]) -> Pixels {
    let mut decoder = png::Decoder::new(std::io::Cursor::new(bytes));
    decoder.set_transformations(png::Transformations::EXPAND);
    let mut reader = decoder.read_info().unwrap();
    let mut bytes = vec![0; reader.output_buffer_size().unwrap()];
    let info = reader.next_frame(&mut bytes).unwrap();
    reader.finish().unwrap();
    assert_eq!(info.color_type, png::ColorType::Rgb);
    let texts = reader.info().utf8_text.iter();
    let texts = texts
        .map(|chunk| (chunk.keyword.clone(), chunk.get_text().unwrap()))
        .collect();
    Pixels {
        width: info.width,
        height: info.height,
        bytes,
        texts,
    }
}

const GROUND: [u8; 3] = [0x14, 0x17, 0x1d];

#[test]
fn the_same_picture_is_the_same_bytes() {
    for format in PictureFormat::ALL.map(PictureFormat::name) {
        for look in LOOKS {
            let arguments = [
                "amazon-2025",
                "--keys",
                "jjlll",
                "--look",
                look,
                "--format",
                format,
            ];
            assert!(made(&arguments) == made(&arguments), "{format} {look}");
        }
    }
}

#[test]
fn txt_is_the_glyphs_of_the_screen() {
    let mut state = program();
    press(&mut state, "jjlll");
    settle(&mut state, 300);
    for (width, height) in [(80, 24), (120, 40), (200, 60)] {
        let (buffer, _) = frame(&state, &Look::mono(), width, height);
        let size = format!("{width}x{height}");
        let keys = ["amazon-2025", "--keys", "jjlll", "--draws", "300"];
        let shown = text(&[&keys[..], &["--size", &size]].concat());
        assert_eq!(shown, glyphs(&buffer) + "\n", "{size}");
    }
}

#[test]
fn ansi_and_html_hold_the_same_text_and_only_ansi_has_escapes() {
    let shown = text(&["amazon-2025"]);
    let ansi = text(&["amazon-2025", "--format", "ansi"]);
    let mut parser = vt100::Parser::new(41.try_into().unwrap(), 120.try_into().unwrap(), 0);
    parser.process(ansi.replace('\n', "\r\n").as_bytes());
    let screen = parser.screen().contents();
    assert_eq!(screen.trim_end(), shown.trim_end());
    let html = text(&["amazon-2025", "--format", "html"]);
    let body = &html[html.find("<pre>").unwrap() + 5..html.find("</pre>").unwrap()];
    let mut bare = String::new();
    for piece in body.split('<') {
        bare.push_str(piece.split_once('>').map_or(piece, |(_, rest)| rest));
    }
    assert_eq!(bare.replace("&gt;", ">").replace("&lt;", "<"), shown);
    for page in [shown, html] {
        assert!(!page.contains('\u{1b}'));
    }
}

#[test]
fn a_png_is_as_large_as_was_asked_and_names_what_it_shows() {
    for scale in 1..=4 {
        let n = scale.to_string();
        let bytes = made(&[
            "amazon-2025",
            "--size",
            "80x24",
            "--format",
            "png",
            "--scale",
            &n,
        ]);
        let pixels = decoded(&bytes);
        assert_eq!(
            (pixels.width, pixels.height),
            (80 * 9 * scale, 24 * 20 * scale)
        );
        assert_eq!(pixels.at(0, 0), GROUND);
        assert!(pixels.bytes.chunks(3).any(|pixel| pixel == [0, 0xaf, 0xaf]));
        let title = "Amazon, October 2025 ▸ As announced".to_owned();
        assert!(
            pixels.texts.contains(&("Title".into(), title)),
            "{:?}",
            pixels.texts
        );
    }
}

#[test]
fn an_svg_has_its_words_as_text_and_every_column_in_its_place() {
    let svg = text(&["amazon-2025", "--format", "svg", "--title", "<A> & \"B\""]);
    let document = roxmltree::Document::parse(&svg).unwrap();
    let root = document.root_element();
    assert_eq!(root.attribute("viewBox"), Some("0 0 1080 800"));
    let of = |name| {
        let found = root.children().find(|node| node.has_tag_name(name));
        found.unwrap().text().unwrap().to_owned()
    };
    assert_eq!(of("title"), "<A> & \"B\"");
    assert!(of("desc").contains("Amazon, October 2025 ▸ As announced"));
    let mut words = String::new();
    for span in document
        .descendants()
        .filter(|node| node.has_tag_name("tspan"))
    {
        let shown = span.text().unwrap();
        let places: Vec<u32> = span
            .attribute("x")
            .unwrap()
            .split(' ')
            .map(|x| x.parse().unwrap())
            .collect();
        assert_eq!(places.len(), shown.chars().count(), "{shown}");
        assert!(places.iter().all(|x| x % 9 == 0) && places.is_sorted());
        assert!(
            shown
                .chars()
                .all(|c| !('\u{2500}'..='\u{259f}').contains(&c))
        );
        words.push_str(shown);
    }
    for word in ["Headcount, FTE", "People Experie…", "Savings and cost, US$"] {
        assert!(words.contains(word), "{word}");
    }
    assert!(!svg.contains("href") && !svg.contains("url("));
}

#[test]
fn blocks_and_lines_reach_the_edges_of_their_cells() {
    let style = Style::new().fg(Color::Rgb(250, 0, 0));
    let pixels = decoded(&written("png", &picture(&cells("█▌─│▄", 5, style))));
    let red = [250, 0, 0];
    assert!((0..9).all(|x| (0..20).all(|y| pixels.at(x, y) == red)));
    assert_eq!((pixels.at(9, 5), pixels.at(17, 5)), (red, GROUND));
    assert!((18..27).all(|x| pixels.at(x, 9) == red && pixels.at(x, 8) == GROUND));
    assert!((0..20).all(|y| pixels.at(31, y) == red && pixels.at(30, y) == GROUND));
    assert_eq!((pixels.at(40, 9), pixels.at(40, 10)), (GROUND, red));
}

#[test]
fn more_colours_than_a_table_holds_are_all_kept() {
    let mut cells = Buffer::empty(Rect::new(0, 0, 300, 1));
    for x in 0..300 {
        cells[(x, 0)].bg = Color::Rgb((x % 256) as u8, (x / 256) as u8, 7);
    }
    let pixels = decoded(&written("png", &picture(&cells)));
    for x in 0..300u32 {
        let expected = [(x % 256) as u8, (x / 256) as u8, 7];
        assert_eq!(pixels.at(9 * x + 4, 10), expected);
    }
}

#[test]
fn modifiers_are_seen() {
    let brightest = |modifier| {
        let cells = cells("H", 1, Style::new().add_modifier(modifier));
        let pixels = decoded(&written("png", &picture(&cells)));
        let sum = |pixel: &[u8]| pixel.iter().map(|n| u32::from(*n)).sum::<u32>();
        let brightest = pixels.bytes.chunks(3).map(sum).max().unwrap();
        let all: u32 = pixels.bytes.iter().map(|n| u32::from(*n)).sum();
        (brightest, all, pixels.at(0, 0))
    };
    let plain = brightest(Modifier::empty());
    assert!(brightest(Modifier::DIM).0 < plain.0);
    assert!(brightest(Modifier::BOLD).1 > plain.1);
    assert_ne!(brightest(Modifier::REVERSED).2, GROUND);
}

#[test]
fn a_wide_glyph_takes_two_cells_and_one_that_is_missing_is_a_box() {
    let wide = cells("漢a", 3, Style::new());
    let pixels = decoded(&written("png", &picture(&wide)));
    assert_ne!(pixels.at(1, 8), GROUND);
    assert_ne!(pixels.at(16, 8), GROUND);
    assert_eq!(pixels.at(9, 8), GROUND);
    let svg = String::from_utf8(written("svg", &picture(&wide))).unwrap();
    assert!(
        svg.contains("x=\"0\">漢<") && svg.contains("x=\"18\">a<"),
        "{svg}"
    );
    assert_eq!(written("txt", &picture(&wide)), "漢a\n".as_bytes());
}

#[test]
fn a_mark_stands_on_its_letter() {
    let bytes = |text| decoded(&written("png", &picture(&cells(text, 3, Style::new()))));
    let (with, without) = (bytes("aea"), bytes("ae\u{301}a"));
    let differing: Vec<u32> = (0..27)
        .filter(|x| (0..20).any(|y| with.at(*x, y) != without.at(*x, y)))
        .collect();
    assert!(!differing.is_empty());
    assert!(
        differing.iter().all(|x| (9..18).contains(x)),
        "{differing:?}"
    );
}

#[test]
fn every_glyph_of_the_program_is_drawn_in_a_way_of_its_own() {
    let glyphs = "→←↑↓▲▼▶◀●◆✓▸…·−–×÷€£¥┆┄╌┊─│╭╮╯╰├┤┬┴┼█▉▊▋▌▍▎▏▇▆▅▄▃▂▁äßøŁğΩжЖ⠿⡇░▒▓";
    let mut seen: Vec<(char, Vec<u8>)> = Vec::new();
    let missing = decoded(&written("png", &picture(&cells("ꙮ", 1, Style::new())))).bytes;
    for c in glyphs.chars() {
        let cells = cells(&c.to_string(), 1, Style::new());
        let bytes = decoded(&written("png", &picture(&cells))).bytes;
        assert!(bytes.chunks(3).any(|pixel| pixel != GROUND), "{c} is blank");
        assert!(bytes != missing, "{c} is missing");
        let twin = seen
            .iter()
            .find(|(other, known)| *known == bytes && *other != c);
        assert!(twin.is_none(), "{c} looks like {twin:?}");
        seen.push((c, bytes));
    }
}

#[test]
fn frame_and_padding_go_around_the_cells() {
    let around = ["--frame", "--padding", "20", "--title", "A picture"];
    let base = ["amazon-2025", "--size", "40x10", "--format"];
    let png = made(&[&base[..], &["png"], &around].concat());
    let pixels = decoded(&png);
    assert_eq!(
        (pixels.width, pixels.height),
        (40 * 9 + 42, 10 * 20 + 42 + 32)
    );
    assert_ne!(pixels.at(0, 0), GROUND);
    let svg = text(&[&base[..], &["svg"], &around].concat());
    let document = roxmltree::Document::parse(&svg).unwrap();
    assert_eq!(
        document.root_element().attribute("viewBox"),
        Some("0 0 402 274")
    );
    assert!(svg.contains(">A picture</text>"));
}

#[test]
fn every_size_and_look_makes_a_picture_that_opens() {
    let state = program();
    let looks = [
        Look::many(Ground::Dark),
        Look::mono(),
        Look::many(Ground::Dark).with_ascii(),
    ];
    for (index, width) in (1..=24).chain([59, 60, 80, 121, 171, 250]).enumerate() {
        for height in [1, 2, 3, 7, 17, 18, 33, 60] {
            let look = &looks[index % looks.len()];
            let (buffer, _) = frame(&state, look, width, height);
            let picture = Picture {
                palette: [Palette::DARK, Palette::LIGHT][index % 2],
                frame: index % 3 == 1,
                padding: index as u32 % 7,
                ..picture(&buffer)
            };
            let svg = String::from_utf8(written("svg", &picture)).unwrap();
            roxmltree::Document::parse(&svg).unwrap();
            if width < 90 && height < 34 {
                decoded(&written("png", &picture));
            }
            let txt = String::from_utf8(written("txt", &picture)).unwrap();
            assert_eq!(txt, glyphs(&buffer) + "\n");
            written("ansi", &picture);
            written("html", &picture);
        }
    }
}

#[test]
fn what_cannot_be_done_is_told_in_a_line_or_two() {
    for (arguments, says) in [
        (&["--keys", "l<foo>"][..], "\"<foo>\" is not a key"),
        (&["--size", "0x3"], "a size is like 120x40"),
        (&["--size", "120"], "a size is like 120x40"),
        (&["--size", "501x40"], "500x250"),
        (&["--look", "pink"], "possible values: dark, light"),
        (&["--format", "gif"], "svg, png, txt, ansi, html"),
        (&["--scale", "5"], "1..=4"),
        (&["--frame"], "has no frame"),
        (&["--plan", "Nope"], "no plan \"Nope\""),
        (
            &["--size", "500x250", "--format", "png", "--scale", "4"],
            "too large",
        ),
        (&["--keys", "\u{1b}[31m<"], "is not a key"),
    ] {
        let output = run(&[&["amazon-2025"], arguments].concat());
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {said}");
        assert!(
            said.contains(says) && !said.contains('\u{1b}'),
            "{arguments:?}: {said}"
        );
        assert!(output.stdout.is_empty());
    }
}

#[test]
fn a_file_is_written_by_its_ending_and_never_replaced_unasked() {
    let directory = tempfile::tempdir().unwrap();
    let path = |name: &str| directory.path().join(name).to_str().unwrap().to_owned();
    for format in PictureFormat::ALL.map(PictureFormat::name) {
        let file = path(&format!("picture.{format}"));
        assert!(made(&["amazon-2025", "-o", &file]).is_empty());
        let asked = made(&["amazon-2025", "--format", format]);
        assert!(fs::read(&file).unwrap() == asked, "{format}");
        let again = run(&["amazon-2025", "-o", &file]);
        assert_eq!(again.status.code(), Some(2));
        made(&["amazon-2025", "-o", &file, "--force"]);
    }
    for name in ["picture.jpg", "picture"] {
        let output = run(&["amazon-2025", "-o", &path(name)]);
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2));
        assert!(said.contains("svg, png, txt, ansi, html"), "{said}");
        assert!(!Path::new(&path(name)).exists());
    }
}

#[test]
fn keys_that_save_and_quit_touch_nothing() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("a.ron");
    let scenario = include_str!("../../scenarios/amazon-2025.ron");
    fs::write(&path, scenario).unwrap();
    made(&[path.to_str().unwrap(), "--keys", "lll^sq"]);
    assert_eq!(fs::read_to_string(&path).unwrap(), scenario);
    assert_eq!(fs::read_dir(directory.path()).unwrap().count(), 1);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn hostile_names_stay_text(name in "\\PC*|[\\x00-\\x1f\\u{80}-\\u{9f}\\u{202a}-\\u{202e}\\u{e0020}-\\u{e007f}\u{1f468}\u{200d}\u{ffff}<>&\"'漢a ]{1,40}|</text><script>|]]>|&#27;|--><!--") {
        let mut scenario = crate::stage::amazon();
        scenario.divisions[0].name.clone_from(&name);
        scenario.name.clone_from(&name);
        let state = State::new(scenario, None);
        let (buffer, _) = frame(&state, &Look::many(Ground::Dark), 120, 40);
        let picture = Picture { title: &name, description: &name, ..picture(&buffer) };
        let svg = String::from_utf8(written("svg", &picture)).unwrap();
        let document = roxmltree::Document::parse(&svg);
        prop_assert!(document.is_ok(), "{document:?}");
        let html = String::from_utf8(written("html", &picture)).unwrap();
        for page in [&svg, &html] {
            prop_assert!(!page.contains("<script"));
            prop_assert!(!page.chars().any(|c| c.is_control() && c != '\n'));
        }
        decoded(&written("png", &picture));
    }
}

/// Computes the contrast ratio of WCAG 2.2.
fn contrast(a: [u8; 3], b: [u8; 3]) -> f64 {
    let linear = |part: u8| {
        let part = f64::from(part) / 255.0;
        if part <= 0.04045 {
            part / 12.92
        } else {
            ((part + 0.055) / 1.055).powf(2.4)
        }
    };
    let light = |c: [u8; 3]| 0.2126 * linear(c[0]) + 0.7152 * linear(c[1]) + 0.0722 * linear(c[2]);
    let (high, low) = (light(a).max(light(b)), light(a).min(light(b)));
    (high + 0.05) / (low + 0.05)
}

/// WCAG 2.2 requires a ratio of 4.5 for text and 3 for graphics.
#[test]
fn every_role_is_readable_on_its_ground() {
    let shapes = [
        Role::Fill,
        Role::FillCursor,
        Role::Bar,
        Role::Limit,
        Role::Border,
        Role::Track,
    ];
    for (ground, palette) in [
        (Ground::Dark, Palette::DARK),
        (Ground::Light, Palette::LIGHT),
    ] {
        for &role in Role::ALL {
            let style = Look::many(ground).style(role);
            let cells = cells("█ ", 2, style);
            let bytes = written(
                "png",
                &Picture {
                    palette,
                    ..picture(&cells)
                },
            );
            let pixels = decoded(&bytes);
            let least = if shapes.contains(&role) { 3.0 } else { 4.5 };
            let found = contrast(pixels.at(4, 10), pixels.at(14, 10));
            assert!(found >= least, "{role:?} on {ground:?}: {found:.2}");
        }
    }
}
