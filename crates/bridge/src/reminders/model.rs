//! What somebody is told. Pure.

use desk::notifications::Kind;

/// One thing to tell somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum News {
    /// They were let in on a ladder.
    Invited,
    /// A step of theirs is to be looked at again.
    Look,
    /// The two sides went on beside each other until today: is that still so?
    Question,
    /// They were asked to look back together.
    LookingBack,
    /// A change that they own is due.
    ChangeDue,
}

impl News {
    /// Every one.
    pub const ALL: [News; 5] =
        [News::Invited, News::Look, News::Question, News::LookingBack, News::ChangeDue];

    /// Between `reminder-` and `-subject` or `-text` in the translations.
    pub fn key(self) -> &'static str {
        match self {
            News::Invited => "invited",
            News::Look => "look",
            News::Question => "question",
            News::LookingBack => "looking-back",
            News::ChangeDue => "change-due",
        }
    }

    /// What it is among the kinds people choose for.
    pub fn kind(self) -> Kind {
        match self {
            News::Invited | News::LookingBack => Kind::Asked,
            News::Look | News::Question | News::ChangeDue => Kind::Reminder,
        }
    }

    /// Where it is read. A list, never the thing itself: a letter may be seen over a shoulder, and
    /// one that cannot be sent is looked at by an administrator.
    pub fn page(self) -> &'static str {
        match self {
            News::Invited | News::Look | News::Question => "/ladders",
            News::LookingBack | News::ChangeDue => "/reviews",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_letter_leads_to_the_thing_itself() {
        for news in News::ALL {
            assert!(!news.page().bytes().any(|b| b.is_ascii_digit()), "{news:?}");
        }
    }
}
