//! A build of what was built before does nothing and says the same; anything else that a site depends on makes it anew.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says so and stops")]

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::process::Command;
use std::process::Output;
use std::time::Duration;
use std::time::Instant;
use std::time::SystemTime;

const DOSSIER: &str = "content/accounts/harbour-foods.md";
const PAGE: &str = "output/accounts/harbour-foods/index.html";
const NOTHING: &str = "nothing has changed since the last build";

/// A book of `keybook init`, built once.
struct Book {
    _folder: tempfile::TempDir,
    root: PathBuf,
}

impl Book {
    fn built() -> Book {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().join("book");
        let book = Book {
            _folder: folder,
            root,
        };
        assert!(
            run(Command::new(PROGRAM).arg("init").arg(&book.root))
                .status
                .success()
        );
        book.is_anew("the first build", &[]);
        book.is_again("the second build", &[]);
        book
    }

    fn build(&self, arguments: &[&str]) -> Output {
        self.build_in("en", arguments)
    }

    fn build_in(&self, lang: &str, arguments: &[&str]) -> Output {
        let mut command = Command::new(PROGRAM);
        command
            .args(["build", "--lang", lang, "--root"])
            .arg(&self.root)
            .args(arguments);
        run(&mut command)
    }

    fn says_nothing_changed(&self, arguments: &[&str]) -> bool {
        let output = self.build(&[arguments, &["-v"]].concat());
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(output.status.success(), "{said}");
        said.contains(NOTHING)
    }

    fn is_again(&self, what: &str, arguments: &[&str]) {
        let before = self.tree();
        assert!(self.says_nothing_changed(arguments), "{what} is built anew");
        assert!(self.tree() == before, "{what} touches the output");
    }

    fn is_anew(&self, what: &str, arguments: &[&str]) {
        assert!(!self.says_nothing_changed(arguments), "{what} is not seen");
    }

    /// How many files a build made, of how many; it says so only where it did not make them all.
    fn made(&self, arguments: &[&str]) -> (usize, usize) {
        let output = self.build(&[arguments, &["-v"]].concat());
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(output.status.success(), "{said}");
        let line = said.lines().find(|line| line.contains("files were made"));
        let Some(line) = line else {
            let n = self
                .tree()
                .keys()
                .filter(|path| !path.starts_with(self.path("output/.keybook")))
                .count();
            return (n, n);
        };
        let mut numbers = line.split(' ').filter_map(|word| word.parse().ok());
        (numbers.next().unwrap(), numbers.next().unwrap())
    }

    /// The output is what a first build into another folder makes.
    fn is_as_new(&self, what: &str) {
        let files = |output: PathBuf| -> BTreeMap<PathBuf, Vec<u8>> {
            let walk = walkdir::WalkDir::new(&output).into_iter().map(Result::unwrap);
            let files = walk.filter(|entry| entry.file_type().is_file());
            let read = |entry: walkdir::DirEntry| {
                let path = entry.path().strip_prefix(&output).unwrap().to_owned();
                (path, fs::read(entry.path()).unwrap())
            };
            let ours = |path: &PathBuf| path.starts_with(".keybook");
            files.map(read).filter(|(path, _)| !ours(path)).collect()
        };
        let new = self.path("new");
        assert!(
            self.build(&["--output-dir", &new.display().to_string()])
                .status
                .success()
        );
        let (before, now) = (files(self.path("output")), files(new.clone()));
        let differ: Vec<&PathBuf> = now
            .keys()
            .filter(|path| before.get(*path) != now.get(*path))
            .collect();
        assert!(
            differ.is_empty() && before.len() == now.len(),
            "after {what}: {differ:?}"
        );
        fs::remove_dir_all(new).unwrap();
    }

    /// Times and bytes of the output.
    fn tree(&self) -> BTreeMap<PathBuf, (SystemTime, Vec<u8>)> {
        let walk = walkdir::WalkDir::new(self.root.join("output"))
            .into_iter()
            .map(Result::unwrap);
        let files = walk.filter(|entry| entry.file_type().is_file());
        let read = |entry: walkdir::DirEntry| {
            let time = entry.metadata().unwrap().modified().unwrap();
            (entry.path().to_owned(), (time, fs::read(entry.path()).unwrap()))
        };
        files.map(read).collect()
    }

    fn path(&self, path: &str) -> PathBuf {
        self.root.join(path)
    }

    fn text(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap()
    }

    fn write(&self, path: &str, text: &str) {
        fs::create_dir_all(self.path(path).parent().unwrap()).unwrap();
        fs::write(self.path(path), text).unwrap();
    }
}

const PROGRAM: &str = env!("CARGO_BIN_EXE_keybook");

fn run(command: &mut Command) -> Output {
    command.output().unwrap()
}

#[test]
fn a_touched_file_is_no_change_and_an_edit_is_one_until_it_is_built() {
    let book = Book::built();
    let text = book.text(DOSSIER);
    let hour_ago = SystemTime::now() - Duration::from_secs(3600);
    let file = fs::File::options().append(true).open(book.path(DOSSIER)).unwrap();
    file.set_modified(hour_ago).unwrap();
    book.is_again("a touched dossier", &[]);

    book.write(DOSSIER, &format!("{text}\nOne edit.\n"));
    book.is_anew("an edit", &[]);
    assert!(book.text(PAGE).contains("One edit."));
    book.is_again("an edit that was built", &[]);
    book.write(DOSSIER, &text);
    book.is_anew("an edit taken back", &[]);
    assert!(!book.text(PAGE).contains("One edit."));
}

#[test]
fn inputs_that_look_the_same_are_not_read_and_no_time_given_back_hides_an_edit() {
    let book = Book::built();
    let stamp = "output/.keybook/stamp";
    let looks = |text: &str| text.lines().nth(2).unwrap().to_owned();
    assert_eq!(
        looks(&book.text(stamp)),
        "-",
        "just written, so not sure to look new when written again"
    );
    let begin = Instant::now();
    while looks(&book.text(stamp)) == "-" {
        assert!(
            begin.elapsed() < Duration::from_secs(60),
            "the book does not settle"
        );
        book.is_anew("a build by force", &["--force"]);
    }
    // With another print of the contents the stamp is believed for the looks alone.
    let text = book.text(stamp);
    let (_, body) = text.split_once('\n').unwrap();
    let (_, rest) = body.split_once('\n').unwrap();
    let body = format!("another print\n{rest}");
    let sum = xxhash_rust::xxh3::xxh3_128(body.as_bytes());
    book.write(stamp, &format!("keybook-stamp-3 {sum:032x}\n{body}"));
    book.is_again("a book that looks the same", &[]);

    // The same size and the same time, other bytes.
    let time = fs::metadata(book.path(DOSSIER)).unwrap().modified().unwrap();
    let dossier = book.text(DOSSIER);
    let other = dossier
        .replacen("\nstatus: active", "\nstatus: at-risk", 1)
        .replacen("\n\n", "\n", 1);
    assert_eq!(other.len(), dossier.len());
    book.write(DOSSIER, &other);
    let file = fs::File::options().append(true).open(book.path(DOSSIER)).unwrap();
    file.set_modified(time).unwrap();
    book.is_anew("an edit that was given its old time", &[]);
}

#[test]
fn one_edit_writes_only_the_files_it_must() {
    let book = Book::built();
    let before = book.tree();
    book.write(DOSSIER, &format!("{}\nOne edit.\n", book.text(DOSSIER)));
    book.is_anew("an edit", &[]);
    let after = book.tree();
    let own = book.path("output/.keybook");
    let written: Vec<_> = after
        .iter()
        .filter(|(path, now)| !path.starts_with(&own) && before.get(*path) != Some(now))
        .collect();
    let (n_written, n_all) = (written.len(), after.len());
    assert!(
        (1..n_all / 4).contains(&n_written),
        "{n_written} of {n_all} files written"
    );
    let differ = written
        .iter()
        .all(|(path, (_, bytes))| before.get(*path).is_none_or(|(_, then)| then != bytes));
    assert!(differ, "a file is written with the bytes it had");
}

#[test]
fn one_edit_makes_only_the_pages_that_may_have_changed() {
    let book = Book::built();
    book.write(DOSSIER, &format!("{}\nOne edit.\n", book.text(DOSSIER)));
    let (n_made, n) = book.made(&[]);
    // All but the other account's page, its brief and its numbers, in two languages.
    let most = n - 6;
    assert!(n_made <= most, "{n_made} of {n} files made");
    book.is_as_new("an edit");
    book.is_again("an edit that was built", &[]);

    book.write(
        DOSSIER,
        &book.text(DOSSIER).replacen("en: Harbour Foods", "en: Harbour", 1),
    );
    book.is_anew("another name", &[]);
    book.is_as_new("another name");
    let people = book
        .text("content/people.yaml")
        .replacen("en: Wei Ning", "en: Wei", 1);
    book.write("content/people.yaml", &people);
    let (n_made, n) = book.made(&[]);
    assert_eq!(n_made, n, "a person stands on any page");
    book.is_as_new("another person");
    book.write("content/static/terms.txt", "terms");
    let (n_made, n) = book.made(&[]);
    assert!(
        n_made <= most,
        "{n_made} of {n} files made for one that is copied"
    );
    book.is_as_new("a file that is copied");
}

#[test]
fn what_is_not_known_to_stand_is_made() {
    let book = Book::built();
    let edit = |n: u32| book.write(DOSSIER, &format!("{}\nEdit {n}.\n", book.text(DOSSIER)));
    let other = book.path("output/accounts/riverside-bank/index.html");
    let good = fs::read(&other).unwrap();

    // Changed by hand, with its size; deleted.
    edit(1);
    fs::write(&other, good.to_ascii_uppercase()).unwrap();
    book.is_anew("an edit", &[]);
    assert!(fs::read(&other).unwrap() == good);
    edit(2);
    fs::remove_file(&other).unwrap();
    book.is_anew("an edit", &[]);
    assert!(fs::read(&other).unwrap() == good);

    // A stamp of an older build beside newer pages, as a build killed at the very end leaves them.
    let stamp = book.text("output/.keybook/stamp");
    let (dossier, page) = (book.text(DOSSIER), book.text(PAGE));
    edit(3);
    book.is_anew("an edit", &[]);
    assert!(book.text(PAGE) != page);
    book.write("output/.keybook/stamp", &stamp);
    book.write(DOSSIER, &dossier);
    book.is_anew("an edit taken back", &[]);
    assert!(book.text(PAGE) == page, "a page of another edit stays");
    book.is_as_new("an edit taken back");
}

#[test]
fn everything_a_site_depends_on_is_seen() {
    let book = Book::built();
    for (path, text) in [
        ("content/static/terms.txt", "terms"),
        ("content/labels.yaml", "tier: {zh: 级别, en: Level}\n"),
        (
            "content/ledgers/orders.csv",
            "id,account,date,amount\no-1,harbour-foods,2026-05-01,100\n",
        ),
        ("themes/paper/static/extra.css", "p { order: 1 }"),
    ] {
        book.write(path, text);
        book.is_anew(path, &[]);
        book.is_again(path, &[]);
        fs::remove_file(book.path(path)).unwrap();
        book.is_anew(&format!("{path} deleted"), &[]);
        book.is_again(&format!("{path} deleted"), &[]);
    }
    for options in [
        &["--as-of", "2026-03-31"] as &[&str],
        &["--base-url", "https://kam.example"],
        &["--drafts"],
    ] {
        book.is_anew(&options.join(" "), options);
        book.is_again(&options.join(" "), options);
        book.is_anew("the usual options", &[]);
    }
    book.is_anew(
        "another folder",
        &["--output-dir", &book.path("other").display().to_string()],
    );
    book.is_anew("a build by force", &["--force"]);
    book.is_again("after a build by force", &[]);
    // The language of the messages is none of the site's.
    let other = book.build_in("zh", &["-v"]);
    assert!(
        String::from_utf8(other.stderr)
            .unwrap()
            .contains("与上次构建相比没有变化")
    );
}

#[test]
fn another_commit_is_another_site() {
    let book = Book::built();
    let git = |arguments: &[&str], day: &str| {
        let mut command = Command::new("git");
        command
            .env("GIT_COMMITTER_DATE", format!("{day}T12:00:00Z"))
            .env("GIT_AUTHOR_DATE", format!("{day}T12:00:00Z"))
            .args(["-c", "user.name=Lin", "-c", "user.email=lin@kam.example"])
            .args(arguments)
            .current_dir(&book.root);
        let output = run(&mut command);
        assert!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
    };
    let settings = book.text("content/book.yaml");
    let without_day: Vec<&str> = settings
        .lines()
        .filter(|line| !line.starts_with("as_of:"))
        .collect();
    assert!(without_day.len() < settings.lines().count());
    book.write("content/book.yaml", &without_day.join("\n"));
    git(&["init", "-q"], "2026-07-01");
    git(&["add", "content"], "2026-07-01");
    git(&["commit", "-q", "-m", "one"], "2026-07-01");
    book.is_anew("the first commit", &[]);
    book.is_again("the first commit", &[]);
    git(&["commit", "-q", "--allow-empty", "-m", "two"], "2026-07-01");
    let (n_made, n) = book.made(&[]);
    assert!(
        n_made < n,
        "{n_made} of {n} files made for a commit of the same day"
    );
    book.is_as_new("the second commit");
    book.is_again("the second commit", &[]);
    // The day of the commit is the day of the book.
    git(&["commit", "-q", "--allow-empty", "-m", "three"], "2026-09-01");
    book.is_anew("a commit of another day", &[]);
    book.is_as_new("a commit of another day");
}

#[test]
fn a_page_changed_or_deleted_by_hand_is_made_again() {
    let book = Book::built();
    let good = book.text(PAGE);
    fs::remove_file(book.path(PAGE)).unwrap();
    book.is_anew("a deleted page", &[]);
    assert!(book.text(PAGE) == good);
    book.is_again("a page made again", &[]);
    // A file of others is none of ours.
    book.write("output/CNAME", "kam.example");
    book.is_again("a stranger's file", &[]);
    // The same size, other bytes: only its time tells.
    book.write(PAGE, &good.replacen("<title>", "<tITLE>", 1));
    assert!(book.text(PAGE) != good && book.text(PAGE).len() == good.len());
    book.is_anew("a page changed by hand", &[]);
    assert!(book.text(PAGE) == good);
}

#[test]
fn a_stamp_that_is_not_whole_or_not_ours_is_not_believed() {
    let book = Book::built();
    let stamp = "output/.keybook/stamp";
    let good = book.text(stamp);
    let first = good.lines().next().unwrap();
    let last = good.lines().last().unwrap();
    for (what, text) in [
        ("an empty stamp", String::new()),
        ("half a stamp", good.get(..good.len() / 2).unwrap().to_owned()),
        ("a line less", good.replacen(&format!("{last}\n"), "", 1)),
        (
            "another layout",
            good.replacen("keybook-stamp-3", "keybook-stamp-0", 1),
        ),
        (
            "another sum",
            good.replacen(first, "keybook-stamp-3 00000000000000000000000000000000", 1),
        ),
    ] {
        assert!(text != good, "{what}");
        book.write(stamp, &text);
        book.is_anew(what, &[]);
        book.is_again(what, &[]);
    }
    // What a killed build left is looked at by the next one.
    fs::create_dir(book.path(".keybook-stage-output")).unwrap();
    fs::write(book.path(".keybook-stage-output/lock"), "").unwrap();
    book.is_anew("a killed build", &[]);
    book.is_again("a killed build", &[]);
}

#[test]
fn a_build_with_errors_never_says_later_that_all_is_well() {
    let book = Book::built();
    let text = book.text(DOSSIER);
    book.write(DOSSIER, &text.replacen("\nstatus: ", "\nstatus: [", 1));
    for _ in 0..2 {
        let output = book.build(&["-v"]);
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(1), "{said}");
        assert!(
            !said.contains(NOTHING) && said.contains("no site was made"),
            "{said}"
        );
    }
    // The site still stands as it was made from the book as it is again.
    book.write(DOSSIER, &text);
    book.is_again("a mistake taken back", &[]);
}

#[test]
fn warnings_are_said_again_byte_for_byte_and_denied_again() {
    let book = Book::built();
    book.write(
        "content/ledgers/orders.csv",
        "id,account,date,amount\no-1,nobody,2026-05-01,100\n",
    );
    let findings = |output: &Output| {
        let said = String::from_utf8(output.stderr.clone()).unwrap();
        let (findings, summary) = said.trim_end().rsplit_once('\n').unwrap();
        assert!(summary.contains("warning"), "{said}");
        findings.to_owned()
    };
    let denied = book.build(&["--deny-warnings"]);
    let cold = book.build(&[]);
    let warm = book.build(&[]);
    assert!(findings(&cold).contains("nobody"));
    assert_eq!(findings(&warm), findings(&cold));
    assert_eq!((cold.status.code(), warm.status.code()), (Some(0), Some(0)));
    let again = book.build(&["--deny-warnings"]);
    assert_eq!((denied.status.code(), again.status.code()), (Some(1), Some(1)));
    assert_eq!(again.stderr, denied.stderr);
    let quiet = book.build(&["--quiet"]);
    assert_eq!(
        (quiet.status.code(), quiet.stderr.len(), quiet.stdout.len()),
        (Some(0), 0, 0)
    );
    let chinese = book.build_in("zh", &[]);
    assert!(
        String::from_utf8(chinese.stderr)
            .unwrap()
            .contains("写入 0 个文件")
    );
}
