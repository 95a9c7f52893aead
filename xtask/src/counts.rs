//! How many passed, failed and were skipped, read from what each runner prints.

use std::ops::AddAssign;

/// Results of one level, or of all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    pub passed: u32,
    pub failed: u32,
    pub skipped: u32,
}

impl Count {
    /// One check that is either kept or not.
    pub fn one(is_success: bool) -> Self {
        Self { passed: u32::from(is_success), failed: u32::from(!is_success), skipped: 0 }
    }

    /// A runner that failed without naming a failed test (it did not compile, say) counts as one failure.
    pub fn with_exit(mut self, is_success: bool) -> Self {
        if !is_success && self.failed == 0 {
            self.failed = 1;
        }
        self
    }

    /// The line everything ends with.
    pub fn sentence(self) -> String {
        let skipped = match self.skipped {
            0 => String::new(),
            skipped => format!(", {skipped} skipped"),
        };
        format!("{} passed, {} failed{skipped}", self.passed, self.failed)
    }
}

impl AddAssign for Count {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.skipped += other.skipped;
    }
}

/// `Summary [ 0.2s] 5 tests run: 3 passed (1 slow), 1 failed, 1 timed out, 2 skipped` of cargo-nextest.
pub fn nextest(output: &str) -> Count {
    let summary = output.lines().rfind(|line| line.trim_start().starts_with("Summary ["));
    let line = summary.unwrap_or_default();
    Count {
        passed: number_before(line, "passed"),
        failed: ["failed", "timed", "exec"].iter().map(|word| number_before(line, word)).sum(),
        skipped: number_before(line, "skipped"),
    }
}

/// `test result: ok. 3 passed; 0 failed; 1 ignored; ...`, once for each binary of `cargo test`.
pub fn libtest(output: &str) -> Count {
    let mut count = Count::default();
    for line in output.lines().filter(|line| line.starts_with("test result:")) {
        count += Count {
            passed: number_before(line, "passed"),
            failed: number_before(line, "failed"),
            skipped: number_before(line, "ignored"),
        };
    }
    count
}

/// The closing lines of node's test runner: `ℹ pass 3`, or `# pass 3` in its other format.
pub fn node(output: &str) -> Count {
    let last = |word: &str| {
        let mut found = 0;
        for line in output.lines() {
            let mut words = line.split_whitespace();
            if matches!(words.next(), Some("ℹ" | "#")) && words.next() == Some(word) {
                found = words.next().and_then(|number| number.parse().ok()).unwrap_or(found);
            }
        }
        found
    };
    Count {
        passed: last("pass"),
        failed: last("fail") + last("cancelled"),
        skipped: last("skipped") + last("todo"),
    }
}

fn number_before(line: &str, word: &str) -> u32 {
    let words: Vec<&str> = line
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|part| !part.is_empty())
        .collect();
    words
        .windows(2)
        .filter(|pair| pair[1] == word)
        .find_map(|pair| pair[0].parse().ok())
        .unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(passed: u32, failed: u32, skipped: u32) -> Count {
        Count { passed, failed, skipped }
    }

    #[test]
    fn nextest_is_read_with_all_its_ways_to_fail() {
        let line = "     Summary [   1.23s] 9 tests run: 4 passed (1 slow, 1 flaky), 3 failed, \
                    1 exec failed, 1 timed out, 2 skipped";
        assert_eq!(nextest(line), count(4, 5, 2));
        assert_eq!(nextest("  Summary [ 0.1s] 1 test run: 1 passed, 0 skipped"), count(1, 0, 0));
        assert_eq!(nextest("error: could not compile"), count(0, 0, 0));
    }

    #[test]
    fn every_binary_of_cargo_test_is_added_up() {
        let output = "test result: ok. 3 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out\n\
                      test result: FAILED. 2 passed; 1 failed; 0 ignored; 0 measured";
        assert_eq!(libtest(output), count(5, 1, 1));
    }

    #[test]
    fn node_is_read_in_both_its_formats() {
        let spec =
            "ℹ tests 6\nℹ suites 0\nℹ pass 3\nℹ fail 1\nℹ cancelled 1\nℹ skipped 1\nℹ todo 0";
        assert_eq!(node(spec), count(3, 2, 1));
        assert_eq!(node(&spec.replace('ℹ', "#")), count(3, 2, 1));
    }

    #[test]
    fn a_runner_that_failed_by_itself_is_a_failure() {
        assert_eq!(Count::default().with_exit(false), count(0, 1, 0));
        assert_eq!(count(1, 2, 0).with_exit(false), count(1, 2, 0));
    }

    #[test]
    fn the_last_line_names_skipped_ones_only_when_there_are_some() {
        assert_eq!(count(3, 0, 0).sentence(), "3 passed, 0 failed");
        assert_eq!(count(3, 1, 2).sentence(), "3 passed, 1 failed, 2 skipped");
    }
}
