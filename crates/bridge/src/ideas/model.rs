//! What becomes of an idea. Pure.

use base::{Problems, Result, TicketId};

db::words! {
    /// Where an idea stands.
    pub enum State {
        /// Written down.
        Noted = "noted",
        /// Somebody tries it.
        Tried = "tried",
        /// We do it this way now.
        Adopted = "adopted",
        /// We do not, and why.
        Declined = "declined",
    }
}

impl State {
    /// Whether it is decided: then we look back after thirty and ninety days.
    pub fn is_decided(self) -> bool {
        matches!(self, State::Adopted | State::Declined)
    }

    /// What it can become.
    pub fn next(self) -> &'static [State] {
        match self {
            State::Noted => &[State::Tried, State::Adopted, State::Declined],
            State::Tried => &[State::Adopted, State::Declined],
            // what did not hold is tried anew
            State::Adopted => &[State::Tried, State::Declined],
            State::Declined => &[State::Tried, State::Adopted],
        }
    }
}

/// Where it came from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Origin {
    /// A ticket.
    pub ticket: Option<TicketId>,
    /// A tour.
    pub tour: Option<i64>,
    /// A placement.
    pub placement: Option<i64>,
}

/// An idea as somebody notes it.
#[derive(Clone, Debug, Default)]
pub struct NewIdea {
    /// In their words: 1 to 1000 characters.
    pub words: String,
    /// Between whom; none: the only relationship they have a part in.
    pub relationship: Option<i64>,
    /// Where it came from.
    pub origin: Origin,
}

/// What became of it.
#[derive(Clone, Debug, Default)]
pub struct Outcome {
    /// What it is now.
    pub state: Option<State>,
    /// How, or why not: at most 1000 characters; needed to decline and to adopt.
    pub words: String,
}

impl Outcome {
    /// Trims it, or says what is missing.
    pub fn check(mut self, now: State) -> Result<(State, String)> {
        let mut problems = Problems::default();
        let allowed = self.state.filter(|state| now.next().contains(state));
        let state = problems.word("state", allowed);
        self.words = problems.optional_text("reason", &self.words, 1000);
        if self.words.is_empty() {
            match state {
                Some(State::Declined) => problems.add("reason", "problem-idea-why"),
                Some(State::Adopted) => problems.add("reason", "problem-idea-how"),
                _ => {}
            }
        }
        problems.check()?;
        Ok((state.unwrap_or(now), self.words))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outcome(state: State, words: &str) -> Outcome {
        Outcome { state: Some(state), words: words.into() }
    }

    #[test]
    fn no_is_said_with_its_reason() {
        assert!(outcome(State::Declined, " ").check(State::Noted).is_err());
        assert!(outcome(State::Adopted, "").check(State::Tried).is_err());
        assert!(outcome(State::Tried, "").check(State::Noted).is_ok());
        let (state, why) = outcome(State::Declined, " Too dear. ").check(State::Tried).unwrap();
        assert_eq!((state, why.as_str()), (State::Declined, "Too dear."));
    }

    #[test]
    fn nothing_becomes_what_it_is_or_goes_back_to_being_new() {
        for now in State::ALL {
            assert!(!now.next().contains(now) && !now.next().contains(&State::Noted));
            assert!(outcome(*now, "words").check(*now).is_err());
        }
    }
}
