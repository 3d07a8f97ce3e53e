//! A headless Chromium, its tabs, and everything that must not happen in them.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::Mutex;
use std::time::Duration;
use std::time::Instant;

use chromiumoxide::Browser;
use chromiumoxide::BrowserConfig;
use chromiumoxide::Page;
use chromiumoxide::cdp::browser_protocol::emulation::MediaFeature;
use chromiumoxide::cdp::browser_protocol::emulation::SetDeviceMetricsOverrideParams;
use chromiumoxide::cdp::browser_protocol::input::DispatchKeyEventParams;
use chromiumoxide::cdp::browser_protocol::input::DispatchKeyEventType;
use chromiumoxide::cdp::browser_protocol::log::EventEntryAdded;
use chromiumoxide::cdp::browser_protocol::log::LogEntryLevel;
use chromiumoxide::cdp::browser_protocol::network::EventRequestWillBeSent;
use chromiumoxide::cdp::browser_protocol::page::AddScriptToEvaluateOnNewDocumentParams;
use chromiumoxide::cdp::js_protocol::runtime::ConsoleApiCalledType;
use chromiumoxide::cdp::js_protocol::runtime::EventConsoleApiCalled;
use chromiumoxide::cdp::js_protocol::runtime::EventExceptionThrown;
use futures_util::StreamExt;

/// Long enough for a slow machine; a test that passes does not wait for it.
pub const PATIENCE: Duration = Duration::from_secs(60);

/// A running browser with a profile of its own.
pub struct Chromium {
    /// The browser.
    pub browser: Browser,
    _profile: tempfile::TempDir,
}

/// One tab, and everything that must not happen in it.
pub struct Tab {
    /// The page it shows.
    pub page: Page,
    wrong: Arc<Mutex<Vec<String>>>,
    requests: Arc<Mutex<Vec<String>>>,
}

fn executable() -> PathBuf {
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

impl Chromium {
    /// Starts it, without a window.
    pub async fn open() -> Chromium {
        let profile = tempfile::tempdir().unwrap();
        let flags = [
            "disable-gpu",
            "disable-background-networking",
            "disable-component-update",
            "disable-sync",
            "no-first-run",
        ];
        let config = BrowserConfig::builder()
            .chrome_executable(executable())
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
        Chromium {
            browser,
            _profile: profile,
        }
    }

    /// A new tab.
    pub async fn tab(&self) -> Tab {
        let tab = Tab {
            page: self.browser.new_page("about:blank").await.unwrap(),
            wrong: Arc::default(),
            requests: Arc::default(),
        };
        tab.listen().await;
        tab
    }

    /// Ends it.
    pub async fn close(mut self) {
        self.browser.close().await.unwrap();
        self.browser.wait().await.unwrap();
    }
}

impl Tab {
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

    /// Opens an address and waits until everything of it is there.
    pub async fn go(&self, url: &str) {
        self.page
            .goto(url)
            .await
            .unwrap_or_else(|error| panic!("{url}: {error}"));
        self.until("document.readyState === 'complete'").await;
    }

    /// What a script answers, promises waited for.
    pub async fn ask<T: serde::de::DeserializeOwned>(&self, script: &str) -> T {
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
    pub async fn until(&self, script: &str) {
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

    /// Runs a script at the beginning of every page from now on.
    pub async fn begin_with(&self, script: &str) {
        let params = AddScriptToEvaluateOnNewDocumentParams::new(script);
        self.page.execute(params).await.unwrap();
    }

    /// `light` or `dark`.
    pub async fn scheme(&self, scheme: &str) {
        let feature = MediaFeature::new("prefers-color-scheme", scheme);
        self.page.emulate_media_features(vec![feature]).await.unwrap();
    }

    /// Width and height of the window, in CSS pixels.
    pub async fn size(&self, width: i64, height: i64) {
        let params = SetDeviceMetricsOverrideParams::new(width, height, 1.0, false);
        self.page.execute(params).await.unwrap();
    }

    /// Presses a key on whatever has the focus. Names are those of `KeyboardEvent.key`; `Shift+` may stand before.
    pub async fn press(&self, key: &str) {
        let (modifiers, name) = match key.strip_prefix("Shift+") {
            Some(name) => (8, name),
            None => (0, key),
        };
        let (code, number, text) = match name {
            "Tab" => ("Tab", 9, None),
            "Enter" => ("Enter", 13, Some("\r")),
            "Escape" => ("Escape", 27, None),
            "End" => ("End", 35, None),
            "ArrowDown" => ("ArrowDown", 40, None),
            "ArrowUp" => ("ArrowUp", 38, None),
            "ArrowRight" => ("ArrowRight", 39, None),
            " " => ("Space", 32, Some(" ")),
            "/" => ("Slash", 191, Some("/")),
            _ => panic!("no such key here: {key}"),
        };
        let event = |kind| {
            DispatchKeyEventParams::builder()
                .r#type(kind)
                .modifiers(modifiers)
                .key(name)
                .code(code)
                .windows_virtual_key_code(number)
        };
        let mut down = event(if text.is_some() {
            DispatchKeyEventType::KeyDown
        } else {
            DispatchKeyEventType::RawKeyDown
        });
        if let Some(text) = text {
            down = down.text(text);
        }
        self.page.execute(down.build().unwrap()).await.unwrap();
        let up = event(DispatchKeyEventType::KeyUp).build().unwrap();
        self.page.execute(up).await.unwrap();
    }

    /// True if it has asked for an address with this in it.
    pub fn has_asked(&self, part: &str) -> bool {
        let requests = self.requests.lock().unwrap();
        requests.iter().any(|url| url.contains(part))
    }

    /// Nothing was wrong, and every request stayed in the site.
    pub fn check(&self, site: &str) {
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
