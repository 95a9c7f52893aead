//! What can be chosen.

use crate::queue::Fact;

db::words! {
    /// How much room a row takes.
    pub enum Density {
        /// Two lines each.
        Comfortable = "comfortable",
        /// One line each, where the window is wide enough.
        Compact = "compact",
    }
}

/// A person's choice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListStyle {
    /// Room.
    pub density: Density,
    /// What a row shows beside what every row does.
    pub facts: Vec<Fact>,
}

impl Default for ListStyle {
    fn default() -> Self {
        ListStyle { density: Density::Comfortable, facts: vec![Fact::Assignee, Fact::News] }
    }
}

impl ListStyle {
    /// As it is stored.
    pub fn read(density: &str, facts: &str) -> Self {
        ListStyle {
            density: Density::parse(density).unwrap_or(Density::Comfortable),
            facts: facts.split_whitespace().filter_map(Fact::parse).collect(),
        }
    }

    /// The facts as they are stored.
    pub fn stored(&self) -> String {
        self.facts.iter().map(|fact| fact.as_str()).collect::<Vec<_>>().join(" ")
    }

    /// Whether a row shows this.
    pub fn shows(&self, word: &str) -> bool {
        self.facts.iter().any(|fact| fact.as_str() == word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_choice_is_read_back_and_old_words_are_passed_over() {
        let style =
            ListStyle { density: Density::Compact, facts: vec![Fact::Place, Fact::Updated] };
        assert_eq!(ListStyle::read("compact", &style.stored()), style);
        assert_eq!(ListStyle::read("roomy", "place moon").facts, [Fact::Place]);
    }
}
