//! In what pages the system gives this process its memory.
//!
//! Small ones: in huge ones a small book took half as much again, and no book was built faster. Only where a preview
//! begins is much memory asked for at once, and then kept: there one fault gives 2 MiB instead of 4 KiB, and the first page
//! of 10,000 dossiers came a tenth sooner.
//!
//! Never fails: where the kernel has no such switch, nothing is lost but memory or time.

/// Asks for small pages from here on.
pub(crate) fn avoid() {
    switch(false);
}

/// Asks for huge pages for as long as this lives. Those given stay huge.
pub(crate) struct HugePages(());

impl HugePages {
    pub(crate) fn ask() -> HugePages {
        switch(true);
        HugePages(())
    }
}

impl Drop for HugePages {
    fn drop(&mut self) {
        avoid();
    }
}

#[cfg(target_os = "linux")]
fn switch(is_on: bool) {
    match rustix::thread::disable_transparent_huge_pages(!is_on) {
        Ok(()) | Err(_) => {}
    }
}

#[cfg(not(target_os = "linux"))]
fn switch(_is_on: bool) {}
