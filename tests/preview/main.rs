//! The preview as a program sees it: what is asked for after a save shows the save, however it was saved.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that cannot go on says so and stops"
)]

mod branches;

use std::fs;
use std::io::BufRead;
use std::io::BufReader;
use std::io::Read;
use std::io::Write;
use std::net::TcpListener;
use std::net::TcpStream;
use std::path::Path;
use std::path::PathBuf;
use std::process::Child;
use std::process::Command;
use std::process::Stdio;
use std::sync::Arc;
use std::sync::Mutex;

use keybook::app::Options;
use keybook::app::Project;
use keybook::app::compile;
use keybook::render::Site;

const PROGRAM: &str = env!("CARGO_BIN_EXE_keybook");

/// A book of `keybook init` in a scratch folder, and its preview.
struct Preview {
    _folder: tempfile::TempDir,
    root: PathBuf,
    port: u16,
    server: Child,
    /// What it said, line by line.
    said: Arc<Mutex<Vec<String>>>,
}

impl Preview {
    fn of_new_book(arguments: &[&str]) -> Preview {
        Preview::of_book(arguments, |_| ())
    }

    /// The preview of a book that something was done to before.
    fn of_book(arguments: &[&str], prepare: impl FnOnce(&Path)) -> Preview {
        Preview::launched(&[PROGRAM], arguments, prepare)
    }

    /// The preview of a book, the program started by a command.
    fn launched(command: &[&str], arguments: &[&str], prepare: impl FnOnce(&Path)) -> Preview {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().canonicalize().unwrap().join("book");
        let init = Command::new(PROGRAM).arg("init").arg(&root).output().unwrap();
        assert!(init.status.success());
        prepare(&root);
        let port = TcpListener::bind("127.0.0.1:0")
            .unwrap()
            .local_addr()
            .unwrap()
            .port();
        let mut server = Command::new(command[0])
            .args(&command[1..])
            .args(["serve", "--lang", "en", "--port", &port.to_string(), "--root"])
            .arg(&root)
            .args(arguments)
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let said = Arc::new(Mutex::new(Vec::new()));
        let (lines, heard) = (BufReader::new(server.stderr.take().unwrap()), Arc::clone(&said));
        std::thread::spawn(move || {
            for line in lines.lines().map_while(Result::ok) {
                heard.lock().unwrap().push(line);
            }
        });
        Preview {
            _folder: folder,
            root,
            port,
            server,
            said,
        }
    }

    fn connect(&mut self) -> TcpStream {
        loop {
            if let Ok(stream) = TcpStream::connect(("127.0.0.1", self.port)) {
                return stream;
            }
            assert!(self.server.try_wait().unwrap().is_none(), "the preview ended");
            std::thread::yield_now();
        }
    }

    /// Status and body of a path of the site.
    fn get(&mut self, path: &str) -> (u16, String) {
        let mut stream = self.connect();
        let port = self.port;
        write!(
            stream,
            "GET /{path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n"
        )
        .unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        let answer = String::from_utf8_lossy(&answer).into_owned();
        let status = answer.split(' ').nth(1).unwrap().parse().unwrap();
        let body = answer.split_once("\r\n\r\n").unwrap().1;
        (status, without_script(body))
    }

    fn shows(&mut self, path: &str, mark: &str) {
        let (status, body) = self.get(path);
        assert!(
            status == 200 && body.contains(mark),
            "{path} ({status}, {} bytes) shows `{mark}`",
            body.len()
        );
    }

    fn content(&self, path: &str) -> PathBuf {
        self.root.join("content").join(path)
    }

    fn edit(&self, path: &str, from: &str, to: &str) {
        let file = self.content(path);
        let text = fs::read_to_string(&file).unwrap();
        assert!(text.contains(from), "{path} contains `{from}`");
        fs::write(&file, text.replacen(from, to, 1)).unwrap();
    }

    /// How often the site was made or not made.
    fn n_made(&self) -> usize {
        let said = self.said.lock().unwrap();
        said.iter().filter(|line| line.contains("made")).count()
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        self.server.kill().unwrap();
        self.server.wait().unwrap();
    }
}

/// The page without the script that the preview adds.
fn without_script(page: &str) -> String {
    match page.split_once("<script src=\"/_keybook/live.js") {
        Some((before, rest)) => format!("{before}{}", rest.split_once("</script>").unwrap().1),
        None => page.to_owned(),
    }
}

const DOSSIER: &str = "accounts/harbour-foods.md";
const PAGE: &str = "accounts/harbour-foods/index.html";
/// What the dossier's name in 中文 begins with.
const NAME: &str = "港粮食品";

fn name_of(preview: &Preview) -> String {
    let text = fs::read_to_string(preview.content(DOSSIER)).unwrap();
    let line = text.lines().find(|line| line.starts_with("name:")).unwrap();
    let zh = line.split_once("zh: ").unwrap().1;
    zh.split([',', '}']).next().unwrap().trim().to_owned()
}

/// The text of a dossier in a folder of its own: its links lead up once more.
fn deeper(text: &str) -> String {
    text.replace("](../", "](../../")
}

#[test]
fn a_page_asked_for_before_the_first_site_is_made_waits_for_it() {
    let mut preview = Preview::of_new_book(&[]);
    assert_eq!(preview.get("").0, 200);
}

#[test]
fn a_book_that_was_built_is_shown_as_built_until_something_is_saved() {
    let build = |root: &Path| {
        let build = Command::new(PROGRAM).args(["build", "--root"]).arg(root).output();
        assert!(build.unwrap().status.success());
    };
    let stale = |root: &Path| {
        build(root);
        let file = root.join("content").join(DOSSIER);
        let text = fs::read_to_string(&file).unwrap();
        fs::write(file, text.replacen(NAME, "改过", 1)).unwrap();
    };
    let mut preview = Preview::of_book(&[], build);
    let built = fs::read_to_string(preview.root.join("output").join(PAGE)).unwrap();
    assert_eq!(preview.get(PAGE), (200, built.clone()));
    let name = name_of(&preview);
    preview.edit(DOSSIER, &name, "刚改的");
    preview.shows(PAGE, "刚改的");
    preview.edit(DOSSIER, "刚改的", &name);
    assert_eq!(
        preview.get(PAGE),
        (200, built),
        "the preview makes what a build makes"
    );
    Preview::of_book(&[], stale).shows(PAGE, "改过");
}

/// Runs a program that may watch three folders, and no more.
#[cfg(target_os = "linux")]
const WITH_FEW_WATCHES: [&str; 6] = [
    "unshare",
    "-Ur",
    "sh",
    "-c",
    "echo 3 > /proc/sys/user/max_inotify_watches && exec \"$@\"",
    "sh",
];

#[cfg(target_os = "linux")]
#[test]
fn where_the_system_allows_no_more_watches_the_preview_says_so_and_looks_for_itself() {
    let mut command = WITH_FEW_WATCHES.to_vec();
    command.push("true");
    let can_limit = Command::new(command[0]).args(&command[1..]).output();
    if !can_limit.is_ok_and(|ran| ran.status.success()) {
        println!("skipped: this machine lets nobody have a name space of their own");
        return;
    }
    command.pop();
    command.push(PROGRAM);
    let mut preview = Preview::launched(&command, &[], |_| ());
    assert_eq!(preview.get(PAGE).0, 200);
    let mut name = name_of(&preview);
    for round in 0..3 {
        let next = format!("{NAME}{round}号");
        preview.edit(DOSSIER, &name, &next);
        preview.shows(PAGE, &next);
        name = next;
    }
    let said = preview.said.lock().unwrap().join("\n");
    assert!(said.contains("fs.inotify.max_user_watches"), "{said}");
}

#[test]
fn every_page_asked_for_after_a_save_shows_it() {
    let mut preview = Preview::of_new_book(&[]);
    assert_eq!(preview.get("").0, 200);
    let mut name = name_of(&preview);
    for round in 0..12 {
        let next = format!("{NAME}{round}号");
        preview.edit(DOSSIER, &name, &next);
        let pages = [PAGE, "accounts/index.html", "index.html", "portfolio/index.html"];
        preview.shows(pages[round % pages.len()], &next);
        name = next;
    }
}

#[test]
fn however_a_file_is_saved_moved_or_deleted_its_page_follows() {
    let mut preview = Preview::of_new_book(&[]);
    let file = preview.content(DOSSIER);
    let text = fs::read_to_string(&file).unwrap();
    let with = |mark: &str| format!("{text}\n{mark}\n");
    preview.get("");

    // As vim does with a backup: the file is moved away, and a new one written in its place.
    let backup = preview.content("accounts/harbour-foods.md~");
    fs::rename(&file, &backup).unwrap();
    fs::write(&file, with("Written anew")).unwrap();
    fs::remove_file(&backup).unwrap();
    preview.shows(PAGE, "Written anew");

    // As VS Code, JetBrains and `sed -i` do: written beside, renamed over.
    let names = [
        ".harbour-foods.md.1a2b",
        "harbour-foods.md___jb_tmp___",
        "sedXYZ.tmp",
    ];
    for (number, beside) in names.into_iter().enumerate() {
        let beside = preview.content(&format!("accounts/{beside}"));
        let mark = format!("Renamed over, way {number}");
        fs::write(&beside, with(&mark)).unwrap();
        fs::rename(&beside, &file).unwrap();
        preview.shows(PAGE, &mark);
    }

    // A folder that comes with its files in it.
    let text = deeper(&text);
    let ready = preview.root.join("ready");
    fs::create_dir_all(ready.join("deep")).unwrap();
    fs::write(ready.join("index.md"), &text).unwrap();
    fs::write(ready.join("deep/plan.txt"), "x").unwrap();
    fs::rename(&ready, preview.content("accounts/new-folder")).unwrap();
    assert_eq!(preview.get("accounts/new-folder/index.html").0, 200);
    fs::rename(
        preview.content("accounts/new-folder"),
        preview.content("accounts/other-folder"),
    )
    .unwrap();
    assert_eq!(preview.get("accounts/new-folder/index.html").0, 404);
    assert_eq!(preview.get("accounts/other-folder/index.html").0, 200);
    fs::remove_dir_all(preview.content("accounts/other-folder")).unwrap();
    assert_eq!(preview.get("accounts/other-folder/index.html").0, 404);

    // A folder made step by step, a file written into it at once.
    fs::create_dir_all(preview.content("accounts/by-steps")).unwrap();
    fs::write(preview.content("accounts/by-steps/index.md"), &text).unwrap();
    assert_eq!(preview.get("accounts/by-steps/index.html").0, 200);
    fs::remove_dir_all(preview.content("accounts/by-steps")).unwrap();
    assert_eq!(preview.get("accounts/by-steps/index.html").0, 404);

    // A file renamed and renamed back; the other dossiers name neither.
    let (first, moved) = (
        preview.content("accounts/first.md"),
        preview.content("accounts/moved.md"),
    );
    fs::write(&first, text.replace("](../../", "](../")).unwrap();
    assert_eq!(preview.get("accounts/first/index.html").0, 200);
    fs::rename(&first, &moved).unwrap();
    let both = |preview: &mut Preview| {
        ["first", "moved"].map(|id| preview.get(&format!("accounts/{id}/index.html")).0)
    };
    assert_eq!(both(&mut preview), [404, 200]);
    fs::rename(&moved, &first).unwrap();
    assert_eq!(both(&mut preview), [200, 404]);
}

#[test]
fn settings_models_themes_and_linked_folders_are_watched_too() {
    let mut preview = Preview::of_new_book(&[]);
    preview.get("");
    let settings = fs::read_to_string(preview.content("book.yaml")).unwrap();
    let title = settings.lines().find(|line| line.starts_with("title:")).unwrap();
    preview.edit("book.yaml", title, "title: {zh: 换了书名, en: Another title}");
    preview.shows("index.html", "换了书名");

    let theme = preview.root.join("themes/paper/static");
    fs::create_dir_all(&theme).unwrap();
    fs::write(theme.join("style.css"), "p { color: teal }").unwrap();
    assert_eq!(preview.get("assets/style.css").1, "p { color: teal }");
    fs::remove_dir_all(preview.root.join("themes")).unwrap();
    assert_ne!(preview.get("assets/style.css").1, "p { color: teal }");

    #[cfg(unix)]
    {
        let elsewhere = tempfile::tempdir().unwrap();
        let text = deeper(&fs::read_to_string(preview.content(DOSSIER)).unwrap());
        fs::write(elsewhere.path().join("index.md"), &text).unwrap();
        std::os::unix::fs::symlink(elsewhere.path(), preview.content("accounts/linked")).unwrap();
        assert_eq!(preview.get("accounts/linked/index.html").0, 200);
        fs::write(
            elsewhere.path().join("index.md"),
            format!("{text}\nFrom elsewhere\n"),
        )
        .unwrap();
        preview.shows("accounts/linked/index.html", "From elsewhere");
    }
}

#[test]
fn a_book_that_is_deleted_and_made_again_is_shown_again() {
    let mut preview = Preview::of_new_book(&[]);
    preview.shows(PAGE, &name_of(&preview));
    let aside = preview.root.join("aside");
    fs::rename(preview.content(""), &aside).unwrap();
    // The last good site stays.
    assert_eq!(preview.get(PAGE).0, 200);
    fs::rename(&aside, preview.root.join("content")).unwrap();
    preview.edit(DOSSIER, "\n---\n", "\n---\n\nBack again\n");
    preview.shows(PAGE, "Back again");
}

#[test]
fn without_events_the_folders_are_looked_through() {
    let mut preview = Preview::of_new_book(&["--poll"]);
    preview.get("");
    preview.edit(DOSSIER, "\n---\n", "\n---\n\nPolled\n");
    preview.shows(PAGE, "Polled");
}

#[test]
fn many_files_at_once_are_few_rebuilds() {
    let mut preview = Preview::of_new_book(&[]);
    preview.get("");
    let text = fs::read_to_string(preview.content(DOSSIER)).unwrap();
    let before = preview.n_made();
    for number in 0..400 {
        fs::write(preview.content(&format!("accounts/many-{number}.md")), &text).unwrap();
    }
    assert_eq!(preview.get("accounts/many-399/index.html").0, 200);
    let n_made = preview.n_made() - before;
    assert!(n_made <= 8, "{n_made} rebuilds for 400 files");
}

/// Numbers that look random and are the same each time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % n as u64).unwrap()
    }
}

/// The site as a clean compilation plans it; none while the book has errors.
fn clean(root: &Path) -> Option<Site> {
    let project = Project::at(root)?;
    let compiled = compile(&project, &Options::default(), &mut |_| {}).unwrap();
    Some(compiled.value?.site)
}

/// What a page of it is, byte for byte.
fn bytes(site: &Site, path: &str) -> Vec<u8> {
    site.make(path).unwrap().unwrap()
}

/// One edit of any kind; what it says of itself stands in the message of a failure.
fn random_edit(preview: &Preview, dice: &mut Dice, round: usize) -> String {
    let name = |n: usize| format!("accounts/made-{n}.md");
    let text = fs::read_to_string(preview.content(DOSSIER)).unwrap_or_default();
    let own = preview.content(&name(dice.below(6)));
    match dice.below(10) {
        0..=2 => {
            let file = preview.content(DOSSIER);
            fs::write(&file, format!("{text}\nRound {round}.\n")).unwrap();
            "a sentence more".to_owned()
        }
        3 => {
            fs::write(&own, &text).unwrap();
            format!("{} written", own.display())
        }
        4 => {
            drop(fs::remove_file(&own));
            format!("{} deleted", own.display())
        }
        5 => {
            let to = preview.content(&name(dice.below(6)));
            drop(fs::rename(&own, &to));
            format!("{} renamed to {}", own.display(), to.display())
        }
        6 => {
            let file = preview.content("accounts/riverside-bank.md");
            let bank = fs::read_to_string(&file).unwrap();
            let is_broken = bank.contains("\nstatus: [");
            let mended = if is_broken {
                bank.replacen("\nstatus: [", "\nstatus: ", 1)
            } else {
                bank.replacen("\nstatus: ", "\nstatus: [", 1)
            };
            fs::write(&file, mended).unwrap();
            format!(
                "the bank's status is {}",
                if is_broken { "mended" } else { "broken" }
            )
        }
        7 => {
            let file = preview.content("book.yaml");
            let book = fs::read_to_string(&file).unwrap();
            let kept: Vec<&str> = book.lines().filter(|line| !line.starts_with("title:")).collect();
            fs::write(
                &file,
                format!(
                    "title: {{zh: 第{round}版, en: Edition {round}}}\n{}\n",
                    kept.join("\n")
                ),
            )
            .unwrap();
            "another title".to_owned()
        }
        8 => {
            let file = preview.content("labels.yaml");
            let labels = fs::read_to_string(&file).unwrap_or_default();
            fs::write(
                &file,
                format!("{labels}\nlabel-{round}: {{zh: 标签{round}, en: Label {round}}}\n"),
            )
            .unwrap();
            "one label more".to_owned()
        }
        _ => {
            let folder = preview.root.join("themes/paper/static");
            fs::create_dir_all(&folder).unwrap();
            fs::write(folder.join("extra.css"), format!("p {{ order: {round} }}")).unwrap();
            "a stylesheet".to_owned()
        }
    }
}

/// A thousand edits of every kind: after each, a page picked at random is what a clean build makes of the same disk, byte
/// for byte; every hundredth time, all of them are. While the book has errors, the last good site is.
#[test]
fn a_thousand_edits_later_every_page_is_what_a_clean_build_makes() {
    let mut preview = Preview::of_new_book(&[]);
    preview.get("");
    let mut dice = Dice(0x2545_F491_4F6C_DD1D);
    let mut good = clean(&preview.root).unwrap();
    let mut n_good = 0;
    for round in 1..=1_000 {
        let what = random_edit(&preview, &mut dice, round);
        // Asked for at once, while the preview may still be busy.
        let picked = good.paths().nth(dice.below(good.len())).unwrap();
        let picked = &picked.clone();
        let (status, page) = preview.get(picked);
        if let Some(now) = clean(&preview.root) {
            good = now;
            n_good += 1;
        }
        let is_there = good.has(picked);
        assert_eq!(
            status == 200,
            is_there,
            "round {round}, {what}: {picked} is {status}"
        );
        if is_there && picked.ends_with(".html") {
            assert!(
                page.as_bytes() == bytes(&good, picked).as_slice(),
                "round {round}, {what}: {picked} differs"
            );
        }
        if round % 100 == 0 {
            for path in good.paths().filter(|path| path.ends_with(".html")) {
                let (_, page) = preview.get(path);
                assert!(
                    page.as_bytes() == bytes(&good, path).as_slice(),
                    "round {round}: {path} differs"
                );
            }
        }
    }
    assert!(n_good > 300, "only {n_good} of the states were good");
}
