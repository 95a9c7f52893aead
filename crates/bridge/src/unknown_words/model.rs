//! A word somebody did not know, and what may be kept of where it stood. Pure.

use base::{PersonId, Problems, Result, Time, row};

db::words! {
    /// What became of a question.
    pub enum Outcome {
        /// The word is explained now.
        Explained = "explained",
        /// It needs no entry, and it was said why.
        NotNeeded = "not_needed",
    }
}

/// A word as somebody asks about it.
#[derive(Clone, Debug, Default)]
pub struct NewAsk {
    /// 1 to 60 characters.
    pub word: String,
    /// The sentence in which it stood.
    pub sentence: String,
    /// Whether the sentence may go along.
    pub is_agreed: bool,
}

impl NewAsk {
    /// The word without the signs around it, and the sentence if it may be kept: at most 400
    /// characters, and none at all where a patron detail was withheld from it.
    pub fn check(&self) -> Result<(String, String)> {
        let mut problems = Problems::default();
        let is_sign = |c: char| !c.is_alphanumeric() && !matches!(c, '&' | '+' | '#');
        let word = problems.line("word", self.word.trim().trim_matches(is_sign), 60);
        let sentence = match self.is_agreed {
            true => problems.optional_line("sentence", &self.sentence, 400),
            false => String::new(),
        };
        problems.check()?;
        let is_withheld = sentence.contains("patron detail") || sentence.contains("||");
        Ok((word, if is_withheld { String::new() } else { sentence }))
    }
}

/// What tells a word apart.
pub fn key(word: &str) -> String {
    word.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

row! {
    /// A word that waits for an answer, however many asked.
    #[derive(Clone, Debug)]
    pub struct Waiting {
        pub id: i64,
        pub word: String,
        pub asked: i64,
        pub first_at: Time,
    }
}

row! {
    /// What became of one's own question.
    #[derive(Clone, Debug)]
    pub struct Mine {
        pub id: i64,
        pub word: String,
        pub asked_at: Time,
        pub outcome: Option<Outcome>,
        pub term_id: Option<i64>,
        pub term: Option<String>,
        pub words: String,
        pub answered_at: Option<Time>,
    }
}

row! {
    /// One question.
    #[derive(Clone, Debug)]
    pub struct Ask {
        pub id: i64,
        pub word: String,
        pub word_key: String,
        pub asker_id: PersonId,
        pub term_id: Option<i64>,
        pub answered_at: Option<Time>,
    }
}

row! {
    /// How often a word was looked up and asked about.
    #[derive(Clone, Debug)]
    pub struct Stumbled {
        pub id: i64,
        pub name: String,
        pub side: crate::glossary::Whose,
        pub opened: i64,
        pub opened_before: i64,
        pub asked: i64,
    }
}

/// Below this a number could be a person: it is not shown.
pub const FEW: i64 = 5;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_loses_its_signs_and_a_sentence_is_kept_only_if_it_may_be() {
        let new = NewAsk {
            word: " “stanza”, ".into(),
            sentence: "Add a\nstanza.".into(),
            is_agreed: true,
        };
        assert_eq!(new.check().expect("fine"), ("stanza".into(), "Add a stanza.".into()));
        let not = NewAsk { is_agreed: false, ..new.clone() };
        assert_eq!(not.check().expect("fine").1, "");
        let secret = NewAsk { sentence: "The card of [patron detail withheld]".into(), ..new };
        assert_eq!(secret.check().expect("fine").1, "");
        assert!(NewAsk { word: "…".into(), ..NewAsk::default() }.check().is_err());
        assert_eq!(key("Change  Window"), "change window");
    }
}
