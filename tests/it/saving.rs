//! Saving: whatever happens, a file is complete, and its previous content is not lost.

use std::{
    fs,
    os::unix::fs::{MetadataExt, PermissionsExt, symlink},
    path::{Path, PathBuf},
    process::{Command, Stdio},
    time::{Duration, Instant},
};

use reallot::shell::{Disk, OpenFailure};
use reallot::tui::{Answer, Product, SaveGuard};

fn directory() -> tempfile::TempDir {
    tempfile::tempdir().unwrap()
}

fn name(path: &Path) -> &str {
    path.to_str().unwrap()
}

fn saved(path: &Path, kept: bool) -> Answer {
    let kept = kept.then(|| format!("{}~", name(path)));
    Answer::Saved {
        path: name(path).into(),
        kept,
    }
}

/// Returns whether `answer` is a failure that mentions `what`.
fn failed(answer: &Answer, what: &str) {
    match answer {
        Answer::Failed { reason } => assert!(reason.contains(what), "{reason:?} lacks {what:?}"),
        other => panic!("{other:?} instead of a failure that says {what:?}"),
    }
}

fn names(directory: &Path) -> Vec<String> {
    let entries = fs::read_dir(directory).unwrap();
    let mut names: Vec<String> = entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[test]
fn a_session_keeps_the_version_it_found_and_not_those_it_wrote() {
    let dir = directory();
    let path = dir.path().join("plan.ron");
    let kept = || fs::read_to_string(dir.path().join("plan.ron~")).unwrap();
    let mut disk = Disk::default();
    let mut save = |text: &str, guard| disk.save(name(&path), text, guard);
    assert_eq!(save("one", SaveGuard::New), saved(&path, false));
    assert_eq!(save("two", SaveGuard::Unchanged), saved(&path, false));
    assert_eq!(names(dir.path()), ["plan.ron"], "all its own");

    fs::write(&path, "// theirs").unwrap();
    assert_eq!(save("three", SaveGuard::Replace), saved(&path, true));
    assert_eq!(save("four", SaveGuard::Unchanged), saved(&path, false));
    assert_eq!(save("five", SaveGuard::Unchanged), saved(&path, false));
    assert_eq!(fs::read_to_string(&path).unwrap(), "five");
    assert_eq!(kept(), "// theirs");
    assert_eq!(save("six", SaveGuard::Replace), saved(&path, true));
    assert_eq!(kept(), "five", "as the question says");
    assert_eq!(names(dir.path()), ["plan.ron", "plan.ron~"]);
}

#[test]
fn a_file_that_already_held_what_is_saved_is_still_somebody_else_s() {
    let dir = directory();
    let path = dir.path().join("plan.ron");
    fs::write(&path, "one").unwrap();
    let mut disk = Disk::default();
    disk.open(&path).unwrap();
    let mut save = |text: &str| disk.save(name(&path), text, SaveGuard::Unchanged);
    assert_eq!(save("one"), saved(&path, false));
    assert_eq!(save("two"), saved(&path, true));
}

#[test]
fn saving_the_same_again_keeps_the_version_before() {
    let dir = directory();
    let path = dir.path().join("plan.ron");
    fs::write(&path, "one").unwrap();
    let mut disk = Disk::default();
    disk.save(name(&path), "two", SaveGuard::Replace);
    assert_eq!(
        disk.save(name(&path), "two", SaveGuard::Unchanged),
        saved(&path, false)
    );
    assert_eq!(
        fs::read_to_string(dir.path().join("plan.ron~")).unwrap(),
        "one"
    );
}

#[test]
fn a_file_that_is_there_is_not_replaced_unasked() {
    let dir = directory();
    let path = dir.path().join("plan.ron");
    fs::write(&path, "theirs").unwrap();
    let mut disk = Disk::default();
    let exists = Answer::Exists {
        product: Product::Scenario,
        path: name(&path).into(),
    };
    assert_eq!(disk.save(name(&path), "ours", SaveGuard::New), exists);
    assert_eq!(
        disk.save(name(&path), "ours", SaveGuard::Unchanged),
        exists,
        "never opened"
    );
    assert_eq!(names(dir.path()), ["plan.ron"]);
    assert_eq!(
        disk.save(name(&path), "ours", SaveGuard::Replace),
        saved(&path, true)
    );
    assert_eq!(
        fs::read_to_string(dir.path().join("plan.ron~")).unwrap(),
        "theirs"
    );
}

#[test]
fn a_file_that_somebody_else_changed_is_not_replaced_unasked() {
    let dir = directory();
    let path = dir.path().join("plan.ron");
    fs::write(&path, "opened").unwrap();
    let mut disk = Disk::default();
    assert_eq!(disk.open(&path).unwrap(), b"opened");

    // Length and time are unchanged; only the content differs.
    fs::write(&path, "theirs").unwrap();
    let changed = Answer::Changed {
        path: name(&path).into(),
    };
    assert_eq!(
        disk.save(name(&path), "ours", SaveGuard::Unchanged),
        changed
    );
    assert_eq!(fs::read_to_string(&path).unwrap(), "theirs");

    fs::write(&path, "opened").unwrap();
    assert_eq!(
        disk.save(name(&path), "ours", SaveGuard::Unchanged),
        saved(&path, true)
    );
    fs::remove_file(&path).unwrap();
    assert_eq!(
        disk.save(name(&path), "ours again", SaveGuard::Unchanged),
        saved(&path, false)
    );
}

#[test]
fn a_link_stays_a_link_and_the_file_it_leads_to_is_written() {
    let dir = directory();
    let (real_dir, links) = (dir.path().join("real"), dir.path().join("links"));
    fs::create_dir(&real_dir).unwrap();
    fs::create_dir(&links).unwrap();
    let real = real_dir.join("plan.ron");
    fs::write(&real, "one").unwrap();
    symlink("../real/plan.ron", links.join("relative")).unwrap();
    symlink(links.join("relative"), links.join("chain")).unwrap();
    symlink("../real/new.ron", links.join("dangling")).unwrap();
    symlink("round", links.join("round")).unwrap();
    let mut disk = Disk::default();

    assert_eq!(disk.open(&links.join("chain")).unwrap(), b"one");
    let answer = disk.save(name(&links.join("chain")), "two", SaveGuard::Unchanged);
    let kept = fs::canonicalize(real_dir.join("plan.ron~")).unwrap();
    let kept = Some(name(&kept).to_owned());
    assert_eq!(
        answer,
        Answer::Saved {
            path: name(&links.join("chain")).into(),
            kept
        }
    );
    assert_eq!(fs::read_to_string(&real).unwrap(), "two");

    let dangling = links.join("dangling");
    assert_eq!(
        disk.save(name(&dangling), "new", SaveGuard::New),
        saved(&dangling, false)
    );
    assert_eq!(fs::read_to_string(real_dir.join("new.ron")).unwrap(), "new");
    failed(
        &disk.save(name(&links.join("round")), "x", SaveGuard::New),
        "loop",
    );

    assert_eq!(names(&links), ["chain", "dangling", "relative", "round"]);
    assert_eq!(names(&real_dir), ["new.ron", "plan.ron", "plan.ron~"]);
    for link in names(&links) {
        assert!(links.join(&link).is_symlink(), "{link}");
    }
}

#[test]
fn the_mode_stays_as_it_was() {
    let dir = directory();
    let path = dir.path().join("plan.ron");
    fs::write(&path, "one").unwrap();
    for mode in [0o640, 0o600, 0o664, 0o755] {
        fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
        let mut disk = Disk::default();
        assert_eq!(
            disk.save(name(&path), &format!("{mode}"), SaveGuard::Replace),
            saved(&path, true)
        );
        assert_eq!(fs::metadata(&path).unwrap().mode() & 0o7777, mode);
    }
}

/// A directory without write permission, and a write-protected file; root ignores both.
#[test]
fn what_is_protected_is_not_written() {
    let dir = directory();
    let path = dir.path().join("plan.ron");
    fs::write(&path, "one").unwrap();
    let is_root = fs::metadata(&path).unwrap().uid() == 0;
    let mut disk = Disk::default();
    let protect = |path: &Path, mode| {
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    };

    protect(&path, 0o444);
    let answer = disk.save(name(&path), "two", SaveGuard::Replace);
    if is_root {
        assert_eq!(answer, saved(&path, true));
        return;
    }
    failed(&answer, "write-protected");
    protect(&path, 0o644);
    protect(dir.path(), 0o555);
    failed(
        &disk.save(name(&path), "two", SaveGuard::Replace),
        "permission to write to its directory",
    );
    protect(dir.path(), 0o755);
    assert_eq!(fs::read_to_string(&path).unwrap(), "one");
    assert_eq!(names(dir.path()), ["plan.ron"]);
}

#[test]
fn only_files_are_written_and_a_failure_leaves_nothing_behind() {
    let dir = directory();
    let pipe = dir.path().join("pipe");
    assert!(
        Command::new("mkfifo")
            .arg(&pipe)
            .status()
            .unwrap()
            .success()
    );
    fs::create_dir(dir.path().join("sub")).unwrap();
    let blocked = dir.path().join("blocked");
    fs::write(&blocked, "one").unwrap();
    fs::create_dir(dir.path().join("blocked~")).unwrap();
    let mut disk = Disk::default();
    let mut save = |path: &str| disk.save(path, "x", SaveGuard::Replace);

    failed(&save(name(&pipe)), "regular file");
    failed(&save("/dev/null"), "regular file");
    failed(&save(name(&dir.path().join("sub"))), "directory");
    failed(
        &save(name(&dir.path().join("new/"))),
        "not the name of a file",
    );
    failed(&save(""), "not the name of a file");
    failed(
        &save(name(&dir.path().join("none/plan.ron"))),
        "there is no directory",
    );
    failed(&save(name(&dir.path().join("n".repeat(300)))), "too long");
    failed(&save(name(&dir.path().join("n\0l"))), "cannot save");
    failed(&save(name(&blocked)), "blocked~");

    assert_eq!(fs::read_to_string(&blocked).unwrap(), "one");
    assert_eq!(names(dir.path()), ["blocked", "blocked~", "pipe", "sub"]);
}

#[test]
fn a_path_in_a_message_cannot_command_the_terminal() {
    let mut disk = Disk::default();
    let answer = disk.save("/none/\u{1b}[2Jplan", "x", SaveGuard::New);
    let Answer::Failed { reason } = answer else {
        panic!("{answer:?}")
    };
    assert!(!reason.contains('\u{1b}'), "{reason:?}");
}

#[test]
fn only_files_of_a_scenario_s_size_are_opened() {
    let dir = directory();
    let large = dir.path().join("large");
    fs::File::create(&large)
        .unwrap()
        .set_len(8 * 1024 * 1024 + 1)
        .unwrap();
    let pipe = dir.path().join("pipe");
    assert!(
        Command::new("mkfifo")
            .arg(&pipe)
            .status()
            .unwrap()
            .success()
    );
    let mut disk = Disk::default();
    for (path, says) in [
        (dir.path().to_owned(), "directory"),
        (pipe, "not a regular file"),
        (PathBuf::from("/dev/zero"), "not a regular file"),
        (large, "8388609 bytes; the limit is 8388608"),
    ] {
        match disk.open(&path) {
            Err(OpenFailure::Refused(sentence)) => assert!(sentence.contains(says), "{sentence}"),
            other => panic!("{path:?}: {other:?}"),
        }
    }
    let missing = disk.open(&dir.path().join("none"));
    assert!(
        matches!(missing, Err(OpenFailure::Missing(_))),
        "{missing:?}"
    );
}

/// Set for the child process, which saves until it is killed.
const SAVE_INTO: &str = "REALLOT_TEST_SAVE_INTO";
const KILLS: u32 = 60;

/// Every line states the version, so that a partial file is recognised.
fn version(number: u32) -> String {
    format!("version {number}\n").repeat(2_000)
}

fn is_whole(text: &str) -> bool {
    let number = text
        .lines()
        .next()
        .and_then(|line| line.strip_prefix("version ")?.parse().ok());
    number.is_some_and(|number| text == version(number))
}

#[test]
fn a_file_whose_writer_is_killed_is_the_old_one_or_the_new_one() {
    if let Some(path) = std::env::var_os(SAVE_INTO) {
        save_until_killed(Path::new(&path));
    }
    let dir = directory();
    let path = dir.path().join("plan.ron");
    fs::write(&path, version(0)).unwrap();
    let this = "saving::a_file_whose_writer_is_killed_is_the_old_one_or_the_new_one";
    for kill in 0..KILLS {
        let before = fs::read(&path).unwrap();
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args([this, "--exact", "--nocapture"])
            .env(SAVE_INTO, &path)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        let limit = Instant::now() + Duration::from_secs(20);
        while fs::read(&path).unwrap() == before {
            assert!(Instant::now() < limit, "the child saves nothing");
            assert!(
                child.try_wait().unwrap().is_none(),
                "the child ended by itself"
            );
            std::thread::yield_now();
        }
        // Each kill hits another point of a save, which takes a few milliseconds.
        let moment = Instant::now() + Duration::from_micros(u64::from(kill) * 150);
        while Instant::now() < moment {
            std::thread::yield_now();
        }
        child.kill().unwrap();
        child.wait().unwrap();
        for whole in [path.clone(), dir.path().join("plan.ron~")] {
            let text = fs::read_to_string(&whole).unwrap();
            assert!(
                is_whole(&text),
                "{whole:?} is torn after kill {kill}: {} bytes",
                text.len()
            );
        }
    }
}

fn save_until_killed(path: &Path) -> ! {
    let mut disk = Disk::default();
    let opened = String::from_utf8(disk.open(path).unwrap()).unwrap();
    let first: u32 = opened.split_whitespace().nth(1).unwrap().parse().unwrap();
    for number in first + 1.. {
        let answer = disk.save(
            path.to_str().unwrap(),
            &version(number),
            SaveGuard::Unchanged,
        );
        assert!(matches!(answer, Answer::Saved { .. }), "{answer:?}");
    }
    unreachable!("there are more numbers than kills")
}
