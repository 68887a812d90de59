//! A row of steps that all run, each with its time, and one verdict at the end.

use std::fmt;
use std::time::{Duration, Instant};

use anyhow::{Result, bail};

/// The steps so far.
#[derive(Default)]
pub struct Steps {
    done: Vec<(&'static str, Outcome)>,
}

enum Outcome {
    Passed(Duration),
    Failed(Duration),
    /// With the reason.
    NotRun(&'static str),
}

impl Steps {
    /// Runs one step; what it gives, if it succeeds.
    pub fn run<T>(&mut self, name: &'static str, work: impl FnOnce() -> Result<T>) -> Option<T> {
        println!("\n==> {name}");
        let start = Instant::now();
        let result = work();
        let took = start.elapsed();
        let (outcome, value) = match result {
            Ok(value) => (Outcome::Passed(took), Some(value)),
            Err(error) => {
                eprintln!("error: {name}: {error:#}");
                (Outcome::Failed(took), None)
            }
        };
        println!("==> {name}: {outcome}");
        self.done.push((name, outcome));
        value
    }

    /// Notes that a step could not run; this, too, is a failure.
    pub fn skip(&mut self, name: &'static str, reason: &'static str) {
        self.done.push((name, Outcome::NotRun(reason)));
    }

    /// Prints every step, and fails if one of them did.
    pub fn finish(self) -> Result<()> {
        println!("\n{}", self.summary());
        let failed: Vec<_> = self
            .done
            .iter()
            .filter(|(_, outcome)| !matches!(outcome, Outcome::Passed(_)))
            .map(|(name, _)| *name)
            .collect();
        if failed.is_empty() { Ok(()) } else { bail!("not passed: {}", failed.join(", ")) }
    }

    fn summary(&self) -> String {
        let width = self.done.iter().map(|(name, _)| name.len()).max().unwrap_or_default();
        let lines: Vec<_> =
            self.done.iter().map(|(name, outcome)| format!("{name:width$}  {outcome}")).collect();
        lines.join("\n")
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Passed(took) => write!(f, "ok in {}", shown(*took)),
            Self::Failed(took) => write!(f, "FAILED after {}", shown(*took)),
            Self::NotRun(reason) => write!(f, "NOT RUN: {reason}"),
        }
    }
}

fn shown(time: Duration) -> String {
    let seconds = time.as_secs();
    if seconds < 60 {
        format!("{:.1} s", time.as_secs_f64())
    } else {
        format!("{} min {:02} s", seconds / 60, seconds % 60)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failing_step_stops_no_other_and_fails_the_row() {
        let mut steps = Steps::default();
        assert_eq!(steps.run("first", || Ok(1)), Some(1));
        assert_eq!(steps.run("second", || -> Result<u8> { bail!("no") }), None);
        assert_eq!(steps.run("third", || Ok(3)), Some(3));
        steps.skip("fourth", "second failed");
        assert!(steps.summary().contains("fourth  NOT RUN: second failed"));
        let error = steps.finish().map_err(|error| error.to_string());
        assert_eq!(error, Err("not passed: second, fourth".to_owned()));
    }

    #[test]
    fn steps_that_all_pass_pass() {
        let mut steps = Steps::default();
        steps.run("only", || Ok(()));
        assert!(steps.finish().is_ok());
    }

    #[test]
    fn times_are_short() {
        let check = |milliseconds, expected| assert_eq!(shown(Duration::from_millis(milliseconds)), expected);
        check(340, "0.3 s");
        check(59_900, "59.9 s");
        check(60_000, "1 min 00 s");
        check(125_400, "2 min 05 s");
    }
}
