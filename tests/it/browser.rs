//! The HTML report in a real headless browser: it logs nothing to the console and makes no requests.
//!
//! `REALLOT_BROWSER` names the browser and makes these tests mandatory, as in CI. Without it, a Chromium on
//! the path is used; if there is none, the tests print a note and pass.
#![allow(clippy::print_stderr)]

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::reports::page;
use serde_json::Value;

/// Returns the browser to use, or `None` if there is none and none is required.
fn browser() -> Option<PathBuf> {
    if let Some(named) = std::env::var_os("REALLOT_BROWSER").filter(|name| !name.is_empty()) {
        return Some(named.into());
    }
    let folders = std::env::var_os("PATH")?;
    let names = ["chromium", "chromium-browser", "google-chrome"];
    let found = std::env::split_paths(&folders)
        .flat_map(|folder| names.map(|name| folder.join(name)))
        .find(|path| path.is_file());
    if found.is_none() {
        eprintln!(
            "no browser was found: REALLOT_BROWSER=path/to/chromium would test the page in it"
        );
    }
    found
}

/// What a browser made of a page.
struct Seen {
    /// The document as the browser serialises it.
    document: String,
    /// The messages on the console.
    console: Vec<String>,
    /// The requests made, other than for the page itself.
    requests: Vec<String>,
}

fn start(browser: &Path, folder: &Path, page: &str, arguments: &[&str]) -> (String, String) {
    let file = folder.join("page.html");
    fs::write(&file, page).unwrap();
    let profile = tempfile::tempdir().unwrap();
    let (out, err) = (folder.join("out"), folder.join("err"));
    let mut child = Command::new(browser)
        .args([
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--hide-scrollbars",
            "--enable-logging=stderr",
            "--v=0",
            // No host name resolves, so no request leaves the machine.
            "--host-resolver-rules=MAP * ~NOTFOUND",
        ])
        .arg(format!("--user-data-dir={}", profile.path().display()))
        .args(arguments)
        .arg(format!("file://{}", file.display()))
        .stdin(Stdio::null())
        .stdout(File::create(&out).unwrap())
        .stderr(File::create(&err).unwrap())
        .spawn()
        .unwrap_or_else(|error| panic!("{}: {error}", browser.display()));
    let deadline = Instant::now() + Duration::from_secs(120);
    let status = loop {
        if let Some(status) = child.try_wait().unwrap() {
            break status;
        }
        if Instant::now() > deadline {
            let _ = child.kill();
            let _ = child.wait();
            panic!("the browser does not end");
        }
        std::thread::sleep(Duration::from_millis(20));
    };
    let read = |path| String::from_utf8_lossy(&fs::read(path).unwrap()).into_owned();
    let said = read(err);
    assert!(status.success(), "{status}: {said}");
    (read(out), said)
}

fn open(browser: &Path, page: &str) -> Seen {
    let folder = tempfile::tempdir().unwrap();
    let log = folder.path().join("net.json");
    let log_to = format!("--log-net-log={}", log.display());
    let (document, said) = start(browser, folder.path(), page, &[&log_to, "--dump-dom"]);
    let console = said.lines().filter(|line| line.contains("CONSOLE"));
    Seen {
        document,
        console: console.map(Into::into).collect(),
        requests: requests(&fs::read_to_string(log).unwrap()),
    }
}

/// Returns the addresses a page requested. Browsers also make requests of their own, which are left out.
fn requests(log: &str) -> Vec<String> {
    let log: Value = serde_json::from_str(log).unwrap();
    let asked = &log["constants"]["logEventTypes"]["URL_REQUEST_START_JOB"];
    assert!(asked.is_number(), "the log has changed");
    let events = log["events"].as_array().unwrap().iter();
    events
        .filter(|event| event["type"] == *asked)
        .map(|event| &event["params"])
        .filter(|params| params["initiator"] != "not an origin")
        .filter_map(|params| params["url"].as_str().map(str::to_owned))
        .collect()
}

#[test]
fn a_browser_shows_the_page_and_has_nothing_to_say() {
    let Some(browser) = browser() else { return };
    for plan in ["As announced", "Redeploy and reskill"] {
        let page = page(plan);
        let seen = open(&browser, &page);
        assert_eq!(seen.console, [""; 0]);
        assert_eq!(seen.requests, [""; 0]);
        for tag in [
            "<table", "<caption", "<svg", "<rect", "<path", "<text", "<th ", "<li",
        ] {
            let (is, was) = (seen.document.matches(tag), page.matches(tag));
            assert_eq!(is.count(), was.count(), "{tag}");
        }
        assert!(seen.document.contains(&format!("Plan: {plan}</p>")));
    }
}

#[test]
fn what_a_page_must_not_do_would_be_seen_and_the_policy_forbids_it() {
    let Some(browser) = browser() else { return };
    let evil =
        "<img src=\"http://example.invalid/x.png\"/><script>console.error(\"mine\")</script>";
    let page = page("As announced").replacen("<footer>", &format!("{evil}<footer>"), 1);
    let kept = open(&browser, &page);
    assert_eq!(kept.requests, [""; 0]);
    assert_eq!(kept.console.len(), 2, "{:?}", kept.console);
    assert!(
        kept.console
            .iter()
            .all(|line| line.contains("Content Security Policy"))
    );

    let start = page.find("<meta http-equiv=").unwrap();
    let end = start + page[start..].find("/>").unwrap() + 2;
    let free = open(&browser, &format!("{}{}", &page[..start], &page[end..]));
    assert_eq!(free.requests, ["http://example.invalid/x.png"]);
    assert!(
        free.console.iter().any(|line| line.contains("\"mine\"")),
        "{:?}",
        free.console
    );
}

/// Returns red, green and blue of the first pixel.
fn paper(png: &Path) -> [u8; 3] {
    let file = std::io::BufReader::new(File::open(png).unwrap());
    let mut reader = png::Decoder::new(file).read_info().unwrap();
    let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
    reader.next_frame(&mut pixels).unwrap();
    [pixels[0], pixels[1], pixels[2]]
}

#[test]
fn the_page_follows_light_and_dark_and_prints() {
    let Some(browser) = browser() else { return };
    let page = page("As announced");
    let shot = |arguments: &[&str]| {
        let folder = tempfile::tempdir().unwrap();
        let picture = folder.path().join("page.png");
        let to = format!("--screenshot={}", picture.display());
        start(
            &browser,
            folder.path(),
            &page,
            &[&[to.as_str()], arguments].concat(),
        );
        paper(&picture)
    };
    assert_eq!(
        shot(&["--blink-settings=preferredColorScheme=1"]),
        [0xfc, 0xfc, 0xfa]
    );
    assert_eq!(
        shot(&["--blink-settings=preferredColorScheme=0"]),
        [0x14, 0x17, 0x1d]
    );

    let folder = tempfile::tempdir().unwrap();
    let printed = folder.path().join("page.pdf");
    let to = format!("--print-to-pdf={}", printed.display());
    start(
        &browser,
        folder.path(),
        &page,
        &[&to, "--no-pdf-header-footer"],
    );
    assert!(fs::read(printed).unwrap().starts_with(b"%PDF-"));
}
