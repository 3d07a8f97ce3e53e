//! A running `keybook serve`.

use std::io::BufRead;
use std::io::BufReader;
use std::process::Child;
use std::process::Command;
use std::process::Stdio;

use crate::book::Book;

/// A running `keybook serve`, ended with the value.
pub struct Preview {
    child: Child,
    /// Where it answers, with a slash at the end.
    pub url: String,
}

impl Preview {
    /// Serves a book until it is dropped.
    pub fn of(book: &Book) -> Preview {
        Preview::with(book, &[])
    }

    /// The same, with more arguments.
    pub fn with(book: &Book, arguments: &[&str]) -> Preview {
        let mut child = Command::new(env!("CARGO_BIN_EXE_keybook"))
            .args(["serve", "--lang", "en", "--port", "0", "--root"])
            .arg(&book.root)
            .args(arguments)
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
