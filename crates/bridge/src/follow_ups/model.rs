//! What is asked when we look back. Pure.

/// After how many days we look back.
pub const DAYS: [i64; 2] = [30, 90];

db::words! {
    /// Whether what was decided held.
    pub enum Held {
        /// It did.
        Held = "held",
        /// Some of it.
        Partly = "partly",
        /// It did not.
        Not = "not",
    }
}

/// The beginning of what somebody wrote, to name it by.
pub fn in_short(words: &str) -> String {
    let line = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let Some((end, _)) = line.char_indices().nth(80) else { return line };
    let cut = line[..end].rfind(' ').unwrap_or(end);
    format!("{} …", &line[..cut])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_idea_is_named_by_its_beginning() {
        assert_eq!(in_short(" Two  keys "), "Two keys");
        let long = in_short(&"ääää ".repeat(40));
        assert!(long.ends_with("ääää …") && long.chars().count() <= 82, "{long}");
    }
}
