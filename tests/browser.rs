//! The site in a real Chromium: from the disk and from the preview, with nothing on the console and no request elsewhere.
//!
//! Without Chromium these tests fail, and say how to install it.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot go on says so and stops"
)]

use std::fs;
use std::io::BufRead;
use std::io::BufReader;
use std::path::Path;
use std::path::PathBuf;
use std::process::Child;
use std::process::Command;
use std::process::Stdio;
use std::sync::Arc;
use std::sync::Mutex;
use std::time::Duration;
use std::time::Instant;

use chromiumoxide::Browser;
use chromiumoxide::BrowserConfig;
use chromiumoxide::Page;
use chromiumoxide::cdp::browser_protocol::emulation::MediaFeature;
use chromiumoxide::cdp::browser_protocol::input::InsertTextParams;
use chromiumoxide::cdp::browser_protocol::log::EventEntryAdded;
use chromiumoxide::cdp::browser_protocol::log::LogEntryLevel;
use chromiumoxide::cdp::browser_protocol::network::EventRequestWillBeSent;
use chromiumoxide::cdp::js_protocol::runtime::ConsoleApiCalledType;
use chromiumoxide::cdp::js_protocol::runtime::EventConsoleApiCalled;
use chromiumoxide::cdp::js_protocol::runtime::EventExceptionThrown;
use futures_util::StreamExt;

/// Long enough for a slow machine; a test that passes does not wait for it.
const PATIENCE: Duration = Duration::from_secs(60);

/// The small book of `init`, built.
struct Book {
    _scratch: tempfile::TempDir,
    root: PathBuf,
}

impl Book {
    fn new() -> Book {
        let scratch = tempfile::tempdir().unwrap();
        let root = scratch.path().canonicalize().unwrap().join("book");
        let book = Book {
            _scratch: scratch,
            root,
        };
        keybook(&["init", book.root.to_str().unwrap()]);
        book
    }

    fn build(&self) -> String {
        keybook(&["build", "--root", self.root.to_str().unwrap()]);
        format!("file://{}/output/", self.root.display())
    }

    fn edit(&self, file: &str, old: &str, new: &str) {
        let path = self.root.join(file);
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains(old), "{old:?} is not in {file}");
        fs::write(path, text.replacen(old, new, 1)).unwrap();
    }
}

fn keybook(arguments: &[&str]) {
    let run = Command::new(env!("CARGO_BIN_EXE_keybook"))
        .args(arguments)
        .output()
        .unwrap();
    assert!(
        run.status.success(),
        "keybook {arguments:?}: {}",
        String::from_utf8_lossy(&run.stderr)
    );
}

/// A running `keybook serve`, ended with the value.
struct Preview {
    child: Child,
    url: String,
}

impl Preview {
    fn of(book: &Book) -> Preview {
        let mut child = Command::new(env!("CARGO_BIN_EXE_keybook"))
            .args(["serve", "--lang", "en", "--port", "0", "--root"])
            .arg(&book.root)
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stderr.take().unwrap())
            .lines()
            .map(Result::unwrap);
        let first = lines.next().unwrap();
        let url = first
            .split_whitespace()
            .find(|word| word.starts_with("http://"))
            .unwrap()
            .to_owned();
        // Somebody has to read on, or the preview would stop when the pipe is full.
        let made = lines.find(|line| line.starts_with("made:") || line.starts_with("not made"));
        assert!(made.is_some(), "the preview ended");
        std::thread::spawn(move || lines.count());
        Preview { child, url }
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

/// One tab, and everything that must not happen in it.
struct Tab {
    page: Page,
    browser: Browser,
    wrong: Arc<Mutex<Vec<String>>>,
    requests: Arc<Mutex<Vec<String>>>,
    _profile: tempfile::TempDir,
}

fn chromium() -> PathBuf {
    let names = [
        "/usr/bin/chromium",
        "/usr/bin/chromium-browser",
        "/usr/bin/google-chrome",
    ];
    let found = std::env::var_os("CHROMIUM")
        .map(PathBuf::from)
        .or_else(|| names.iter().map(PathBuf::from).find(|path| path.exists()));
    found.expect(
        "no Chromium to test with: apt-get install -y --no-install-recommends chromium fonts-noto-cjk",
    )
}

impl Tab {
    async fn open() -> Tab {
        let profile = tempfile::tempdir().unwrap();
        let flags = [
            "disable-gpu",
            "disable-background-networking",
            "disable-component-update",
            "disable-sync",
            "no-first-run",
        ];
        let config = BrowserConfig::builder()
            .chrome_executable(chromium())
            .no_sandbox()
            .user_data_dir(profile.path())
            .launch_timeout(PATIENCE)
            .request_timeout(PATIENCE)
            .disable_https_first()
            .window_size(1280, 900)
            .viewport(None)
            .args(flags)
            .build()
            .unwrap();
        let (browser, mut handler) = Browser::launch(config).await.unwrap();
        tokio::spawn(async move { while handler.next().await.is_some() {} });
        let page = browser.new_page("about:blank").await.unwrap();
        let tab = Tab {
            page,
            browser,
            wrong: Arc::default(),
            requests: Arc::default(),
            _profile: profile,
        };
        tab.listen().await;
        tab
    }

    /// Notes console errors, exceptions and requests.
    async fn listen(&self) {
        self.page.enable_log().await.unwrap();
        self.page.enable_runtime().await.unwrap();
        let mut exceptions = self.page.event_listener::<EventExceptionThrown>().await.unwrap();
        let mut calls = self.page.event_listener::<EventConsoleApiCalled>().await.unwrap();
        let mut entries = self.page.event_listener::<EventEntryAdded>().await.unwrap();
        let mut requests = self
            .page
            .event_listener::<EventRequestWillBeSent>()
            .await
            .unwrap();
        let wrong = Arc::clone(&self.wrong);
        let seen = Arc::clone(&self.requests);
        tokio::spawn(async move {
            loop {
                tokio::select! {
                    Some(event) = exceptions.next() => wrong.lock().unwrap().push(format!("{:?}", event.exception_details)),
                    Some(event) = calls.next() => if event.r#type == ConsoleApiCalledType::Error {
                        wrong.lock().unwrap().push(format!("{:?}", event.args));
                    },
                    Some(event) = entries.next() => if event.entry.level == LogEntryLevel::Error {
                        wrong.lock().unwrap().push(format!("{} ({:?})", event.entry.text, event.entry.url));
                    },
                    Some(event) = requests.next() => seen.lock().unwrap().push(event.request.url.clone()),
                    else => break,
                }
            }
        });
    }

    async fn go(&self, url: &str) {
        self.page
            .goto(url)
            .await
            .unwrap_or_else(|error| panic!("{url}: {error}"));
        self.until("document.readyState === 'complete'").await;
    }

    async fn ask<T: serde::de::DeserializeOwned>(&self, script: &str) -> T {
        let answer = self
            .page
            .evaluate(script)
            .await
            .unwrap_or_else(|error| panic!("{script}: {error}"));
        answer
            .into_value()
            .unwrap_or_else(|error| panic!("{script}: {error}"))
    }

    /// Waits until a script says true. A page that is being replaced says nothing, and is asked again.
    async fn until(&self, script: &str) {
        let begun = Instant::now();
        loop {
            let answer = self
                .page
                .evaluate(script)
                .await
                .ok()
                .and_then(|answer| answer.into_value::<bool>().ok());
            if answer == Some(true) {
                return;
            }
            if begun.elapsed() > PATIENCE {
                let text: String = self.ask("document.body.innerText.slice(0, 600)").await;
                panic!(
                    "never became true: {script}\non {}\n{text}",
                    self.ask::<String>("location.href").await
                );
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    async fn dark(&self, scheme: &str) {
        let feature = MediaFeature::new("prefers-color-scheme", scheme);
        self.page.emulate_media_features(vec![feature]).await.unwrap();
    }

    /// Ends the browser; nothing was wrong, and every request stayed in the site.
    async fn close(mut self, site: &str) {
        self.browser.close().await.unwrap();
        self.browser.wait().await.unwrap();
        let wrong = self.wrong.lock().unwrap();
        assert!(wrong.is_empty(), "on the console: {wrong:#?}");
        let requests = self.requests.lock().unwrap();
        assert!(
            requests.iter().any(|url| url.starts_with(site)),
            "no request was seen: {requests:?}"
        );
        let elsewhere: Vec<&String> = requests
            .iter()
            .filter(|url| !url.starts_with(site) && !url.starts_with("data:") && *url != "about:blank")
            .collect();
        assert!(
            elsewhere.is_empty(),
            "requests that leave the site: {elsewhere:?}"
        );
    }
}

fn block_on(test: impl Future<Output = ()>) {
    tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .unwrap()
        .block_on(test);
}

/// What holds of the site wherever it is opened from.
async fn check_site(tab: &Tab, site: &str) {
    tab.go(&format!("{site}index.html")).await;
    assert!(
        tab.ask::<usize>("document.querySelectorAll('a[href]').length")
            .await
            > 5
    );
    assert!(
        tab.ask::<String>("document.body.innerText")
            .await
            .contains("我的大客户手册")
    );

    tab.dark("light").await;
    let colour = "getComputedStyle(document.body).backgroundColor + getComputedStyle(document.documentElement).backgroundColor";
    let light: String = tab.ask(colour).await;
    tab.dark("dark").await;
    assert_ne!(
        tab.ask::<String>(colour).await,
        light,
        "dark mode has its own background"
    );
    tab.dark("light").await;

    tab.go(&format!("{site}accounts/harbour-foods/index.html")).await;
    assert!(
        tab.ask::<String>("document.querySelector('h1').innerText")
            .await
            .contains("港"),
        "the account's name"
    );
    assert!(
        tab.ask::<usize>("document.querySelectorAll('svg').length").await > 0,
        "charts"
    );

    tab.go(&format!("{site}portfolio/index.html")).await;
    assert!(
        tab.ask::<usize>("document.querySelectorAll('main section[id^=s-]').length")
            .await
            > 5,
        "sections of the portfolio"
    );
    assert!(
        tab.ask::<bool>("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
            .await,
        "the page does not scroll sideways"
    );

    tab.go(&format!("{site}accounts/index.html")).await;
    let visible =
        "[...document.querySelectorAll('table tbody tr')].filter(row => row.offsetParent !== null).length";
    assert_eq!(tab.ask::<usize>(visible).await, 2);
    let filter = tab.page.find_element("input[type=search]").await.unwrap();
    filter.click().await.unwrap();
    tab.page.execute(InsertTextParams::new("临川")).await.unwrap();
    tab.until(&format!("{visible} === 1")).await;

    tab.go(&format!("{site}accounts/index.html")).await;
    let first = "document.querySelector('table tbody tr a').innerText";
    let head = tab.page.find_element("table thead th button").await.unwrap();
    head.click().await.unwrap();
    tab.until("document.querySelector('table thead th[aria-sort=ascending]') !== null")
        .await;
    let ascending: String = tab.ask(first).await;
    head.click().await.unwrap();
    tab.until("document.querySelector('table thead th[aria-sort=descending]') !== null")
        .await;
    assert_ne!(
        tab.ask::<String>(first).await,
        ascending,
        "the other end comes first"
    );
}

#[test]
fn the_site_works_from_a_folder() {
    let book = Book::new();
    let site = book.build();
    block_on(async {
        let tab = Tab::open().await;
        check_site(&tab, &site).await;
        tab.close(&site).await;
    });
}

#[test]
fn the_site_works_from_the_preview() {
    let book = Book::new();
    let preview = Preview::of(&book);
    assert!(
        !Path::new(&book.root.join("output")).exists(),
        "the preview writes nothing"
    );
    block_on(async {
        let tab = Tab::open().await;
        check_site(&tab, &preview.url).await;
        tab.close(&preview.url).await;
    });
}

#[test]
fn a_save_reloads_the_page_and_a_mistake_shows_over_it_until_it_is_mended() {
    let book = Book::new();
    let preview = Preview::of(&book);
    block_on(async {
        let tab = Tab::open().await;
        tab.go(&format!("{}index.html", preview.url)).await;
        book.edit("content/book.yaml", "我的大客户手册", "改了书名的手册");
        tab.until("document.body.innerText.includes('改了书名的手册')")
            .await;

        let overlay = "(document.querySelector('keybook-problems')?.shadowRoot.textContent ?? '')";
        book.edit(
            "content/accounts/riverside-bank.md",
            "industry: finance",
            "industry: <b>finanse</b>",
        );
        tab.until(&format!(
            "{overlay}.includes('content/accounts/riverside-bank.md:') && {overlay}.includes('finanse')"
        ))
        .await;
        assert_eq!(
            tab.ask::<usize>(
                "document.querySelector('keybook-problems').shadowRoot.querySelectorAll('b').length"
            )
            .await,
            0
        );
        assert!(
            tab.ask::<String>("document.body.innerText")
                .await
                .contains("改了书名的手册"),
            "the last good site stays"
        );

        book.edit(
            "content/accounts/riverside-bank.md",
            "industry: <b>finanse</b>",
            "industry: finance",
        );
        tab.until("document.querySelector('keybook-problems') === null")
            .await;

        let theme = book.root.join("themes/paper");
        let template = theme.join("templates/home.html");
        fs::create_dir_all(template.parent().unwrap()).unwrap();
        fs::write(&template, "{{ no_such_thing }}").unwrap();
        tab.until(&format!("{overlay}.includes('no_such_thing')")).await;
        assert!(
            tab.ask::<String>("document.body.innerText")
                .await
                .contains("改了书名的手册"),
            "the last good page stays"
        );
        fs::write(
            &template,
            r#"<!doctype html><link rel="icon" href="data:,"><title>x</title><body>a theme of my own</body>"#,
        )
        .unwrap();
        tab.until("document.body.innerText.includes('a theme of my own')")
            .await;
        fs::remove_dir_all(book.root.join("themes")).unwrap();
        tab.until("document.body.innerText.includes('改了书名的手册')")
            .await;
        tab.close(&preview.url).await;
    });
}

#[test]
fn a_second_tab_follows_through_the_first() {
    let book = Book::new();
    let preview = Preview::of(&book);
    block_on(async {
        let tab = Tab::open().await;
        tab.go(&format!("{}index.html", preview.url)).await;
        let second = tab
            .browser
            .new_page(format!("{}index.html", preview.url))
            .await
            .unwrap();
        book.edit("content/book.yaml", "我的大客户手册", "两个标签页");
        tab.until("document.body.innerText.includes('两个标签页')").await;
        let begun = Instant::now();
        while !second.content().await.unwrap_or_default().contains("两个标签页") {
            assert!(begun.elapsed() < PATIENCE, "the second tab did not follow");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        tab.close(&preview.url).await;
    });
}

/// Types into the search page and waits for what it finds: how many pages, and the links shown.
async fn found(tab: &Tab, query: &str) -> (usize, Vec<String>) {
    let script = format!(
        "(async () => {{
            const field = document.querySelector('[data-find-here] input');
            const said = document.querySelector('[data-find-here] [role=status]');
            said.textContent = 'waiting';
            field.value = {query:?};
            field.dispatchEvent(new Event('input'));
            while (said.textContent === 'waiting') {{ await new Promise(next => setTimeout(next, 1)); }}
            const n = parseInt((said.textContent.match(/\\d+/) || ['0'])[0], 10);
            return [n, [...document.querySelectorAll('.found a')].map(link => link.getAttribute('href'))];
        }})()"
    );
    tab.ask(&script).await
}

#[test]
fn search_finds_any_part_of_a_name_its_initials_and_the_words_of_a_text() {
    let scratch = tempfile::tempdir().unwrap();
    let output = scratch.path().canonicalize().unwrap();
    keybook(&[
        "build",
        "--quiet",
        "--root",
        env!("CARGO_MANIFEST_DIR"),
        "--output-dir",
        output.to_str().unwrap(),
    ]);
    let site = format!("file://{}/", output.display());
    let document = fs::read_to_string(output.join("data/book.json")).unwrap();
    let document: serde_json::Value = serde_json::from_str(&document).unwrap();
    block_on(async {
        let tab = Tab::open().await;
        tab.go(&format!("{site}search/index.html")).await;
        let mut n_queries = 0;
        for account in document["accounts"].as_array().unwrap() {
            let id = account["id"].as_str().unwrap();
            let page = format!("accounts/{id}/index.html");
            let name: Vec<char> = account["name"]["zh"].as_str().unwrap().chars().collect();
            for (from, _) in name.iter().enumerate() {
                for to in from + 2..=name.len() {
                    let part: String = name.iter().skip(from).take(to - from).collect();
                    let (_, links) = found(&tab, &part).await;
                    assert!(
                        links.iter().any(|link| link.ends_with(&page)),
                        "{part} finds {links:?}"
                    );
                    n_queries += 1;
                }
            }
            let (_, links) = found(&tab, id.split('-').next().unwrap()).await;
            assert!(
                links.iter().any(|link| link.ends_with(&page)),
                "{id} finds {links:?}"
            );
        }
        assert!(n_queries > 100, "only {n_queries} parts of names were tried");
        let (_, links) = found(&tab, "jhyh").await;
        assert!(
            links
                .first()
                .unwrap()
                .ends_with("accounts/jinghe-bank/index.html")
        );
        let (n, links) = found(&tab, "灾备").await;
        assert!(
            n > 0 && links.iter().any(|link| link.contains("maitian-credit")),
            "{links:?}"
        );
        assert_eq!(found(&tab, "没有这样的词语组合").await, (0, vec![]));
        assert_eq!(found(&tab, "x").await.1, Vec::<String>::new());

        tab.go(&format!("{site}quality/index.html")).await;
        tab.page
            .find_element("body")
            .await
            .unwrap()
            .press_key("/")
            .await
            .unwrap();
        tab.until("document.activeElement.type === 'search'").await;
        tab.page.execute(InsertTextParams::new("泾禾")).await.unwrap();
        tab.until("document.querySelectorAll('.found a').length > 0")
            .await;
        let field = tab.page.find_element(".finder input").await.unwrap();
        field.press_key("Enter").await.unwrap();
        tab.until("location.pathname.endsWith('/accounts/jinghe-bank/index.html')")
            .await;
        tab.close(&site).await;
    });
}

#[test]
fn a_chart_is_saved_as_svg_and_as_png_and_a_table_as_csv() {
    let book = Book::new();
    let site = book.build();
    block_on(async {
        let tab = Tab::open().await;
        tab.go(&format!("{site}accounts/harbour-foods/index.html")).await;
        let saved = |button: &str| {
            format!(
                "(async () => {{
                    const kept = new Promise(done => {{ URL.createObjectURL = blob => {{ done(blob); return 'data:,'; }}; }});
                    HTMLAnchorElement.prototype.click = function () {{}};
                    const figure = [...document.querySelectorAll('figure.chart')].find(one => one.querySelector('{button}'));
                    figure.querySelector('{button}').click();
                    const late = new Promise((_, fail) => setTimeout(() => fail(new Error('nothing was saved')), 20000));
                    const blob = await Promise.race([kept, late]);
                    const bytes = new Uint8Array(await blob.arrayBuffer());
                    return [blob.type, [...bytes]];
                }})()"
            )
        };
        let (kind, bytes): (String, Vec<u8>) = tab.ask(&saved(".save button:first-child")).await;
        let svg = String::from_utf8(bytes).unwrap();
        assert_eq!(kind, "image/svg+xml");
        assert!(
            svg.starts_with("<?xml") && svg.contains("<svg") && svg.contains("font-family"),
            "{svg}"
        );
        let (kind, bytes): (String, Vec<u8>) = tab.ask(&saved(".save button:last-child")).await;
        assert_eq!(kind, "image/png");
        assert!(
            bytes.starts_with(b"\x89PNG") && bytes.len() > 5_000,
            "{} bytes",
            bytes.len()
        );
        if let Some(path) = std::env::var_os("KEYBOOK_SAVED_PNG") {
            fs::write(path, &bytes).unwrap();
        }
        let (kind, bytes): (String, Vec<u8>) = tab.ask(&saved("details .copy + .copy")).await;
        assert!(kind.starts_with("text/csv"), "{kind}");
        assert!(bytes.starts_with("\u{feff}\"".as_bytes()), "a mark for Excel");
        tab.close(&site).await;
    });
}
