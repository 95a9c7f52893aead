//! What somebody is told. Pure.

use desk::{notifications::Kind, tidings::Tiding};

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

    /// What they are told: that there is something, and not what.
    pub fn tiding(self) -> Tiding {
        let words = match self {
            News::Invited => "private-shared",
            News::Look | News::Question => "private-look",
            News::LookingBack => "review-asked",
            News::ChangeDue => "review-change-due",
        };
        Tiding { kind: self.kind(), ..Tiding::new(words, "", self.page()) }
    }

    /// What it is among the kinds people choose for.
    fn kind(self) -> Kind {
        match self {
            News::Invited | News::LookingBack => Kind::Asked,
            News::Look | News::Question | News::ChangeDue => Kind::Reminder,
        }
    }

    /// Where it is read. A list, never the thing itself: news may be seen over a shoulder, and a
    /// letter that cannot be sent is looked at by an administrator.
    fn page(self) -> &'static str {
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
    fn no_news_names_the_thing_itself_or_leads_to_it() {
        for news in News::ALL {
            let tiding = news.tiding();
            assert!(!tiding.href.bytes().any(|b| b.is_ascii_digit()), "{news:?}");
            assert_eq!(tiding.about + &tiding.said, "", "{news:?}");
        }
    }
}
