//! A line on the terminal that says what is being done, when it takes longer than people wait without a word.

use std::io::{self, IsTerminal, Write};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

/// How long nothing is said.
const PATIENCE: Duration = Duration::from_secs(1);

/// Something that is being done. When it is dropped, its line is taken away.
pub struct Progress {
    /// Dropped first, which ends the thread.
    under_way: Option<Sender<()>>,
    line: Option<JoinHandle<()>>,
}

impl Progress {
    /// Begins; `what` is said on the standard error, where that is a terminal.
    pub fn of(what: String) -> Self {
        match io::stderr().is_terminal() {
            true => Self::on(io::stderr(), what, PATIENCE),
            false => Self { under_way: None, line: None },
        }
    }

    fn on(out: impl Write + Send + 'static, what: String, patience: Duration) -> Self {
        let (under_way, ended) = mpsc::channel::<()>();
        let line = thread::spawn(move || {
            let mut line = Line { out, width: 0 };
            let start = Instant::now();
            while ended.recv_timeout(patience) == Err(RecvTimeoutError::Timeout) {
                line.show(&format!("{what} … {} s", start.elapsed().as_secs()));
            }
            line.show("");
        });
        Self { under_way: Some(under_way), line: Some(line) }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.under_way = None;
        if let Some(line) = self.line.take() {
            // It has nothing to tell that is worth an error.
            let _ = line.join();
        }
    }
}

/// One line, written over each time. Blanks and returns do that on every terminal.
struct Line<W> {
    out: W,
    width: usize,
}

impl<W: Write> Line<W> {
    fn show(&mut self, text: &str) {
        let width = text.chars().count();
        if width == 0 && self.width == 0 {
            return;
        }
        let (old, end) = (self.width, if width == 0 { "\r" } else { "" });
        // A terminal that has gone away reads nothing.
        let _ = write!(self.out, "\r{text:old$}{end}").and_then(|()| self.out.flush());
        self.width = width;
    }
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, Mutex};

    use super::*;

    #[derive(Clone, Default)]
    struct Screen(Arc<Mutex<String>>);

    impl Screen {
        fn text(&self) -> String {
            self.0.lock().unwrap().clone()
        }
    }

    impl Write for Screen {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.lock().unwrap().push_str(std::str::from_utf8(bytes).unwrap());
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn what_takes_long_is_said_and_taken_away() {
        let screen = Screen::default();
        let progress = Progress::on(screen.clone(), "Writing".to_owned(), Duration::from_millis(1));
        while screen.text().is_empty() {
            thread::yield_now();
        }
        drop(progress);
        let text = screen.text();
        assert!(text.starts_with("\rWriting … 0 s\r"), "{text:?}");
        let last = format!("\r{}\r", " ".repeat("Writing … 0 s".chars().count()));
        assert!(text.ends_with(&last) && !text.contains('\u{1b}'), "{text:?}");
    }

    #[test]
    fn what_is_quick_says_nothing() {
        let screen = Screen::default();
        drop(Progress::on(screen.clone(), "Writing".to_owned(), Duration::from_secs(3600)));
        assert_eq!(screen.text(), "");
    }
}
