//! What the panel of a ticket's page is made of.

use crate::{
    assists::{Answer, AssistRow},
    conversation::MessageRow,
    links::{Kind, Relation},
    mentions::UntoldRow,
    merging::MergeRow,
    referral::ReferralRow,
    tickets::{Ball, State, Ticket},
};
use base::{PersonId, TeamId, TicketId, Time};

db::words! {
    /// How two tickets are tied.
    pub enum What {
        /// Somebody linked them.
        Link = "link",
        /// A message of one became the other.
        Split = "split",
        /// One is part of the other.
        Merge = "merge",
        /// A message that was written on one went to the other.
        Moved = "moved",
    }
}

/// One tie to another ticket.
#[derive(Clone, Debug)]
pub struct Tie {
    /// Its row.
    pub id: i64,
    /// How they are tied.
    pub what: What,
    /// What this ticket is to the other, for links.
    pub relation: Option<Relation>,
    /// Whether the tie goes out from this ticket.
    pub is_first: bool,
    /// The message it is about, if it is about one.
    pub message: i64,
    /// The other ticket's number.
    pub number: TicketId,
    /// The other ticket, for those who may see it.
    pub ticket: Option<Ticket>,
}

/// The ticket that this one is part of.
#[derive(Clone, Debug)]
pub struct PartOf {
    /// How it came to be.
    pub row: MergeRow,
    /// How the other one stands: this much everybody on this one may know.
    pub state: State,
    /// Who has the ball there.
    pub ball: Ball,
    /// When there is news.
    pub news_by: Option<Time>,
    /// Whether the reader may open it.
    pub is_visible: bool,
}

/// A ticket that is part of this one.
#[derive(Clone, Debug)]
pub struct Part {
    /// How it came to be.
    pub row: MergeRow,
    /// Its short line.
    pub subject: String,
    /// Whom it is for.
    pub requester: String,
    /// What was said on it that everybody there reads.
    pub messages: Vec<MessageRow>,
    /// Whether the reader may open it.
    pub is_visible: bool,
}

/// All of it.
#[derive(Clone, Debug, Default)]
pub struct Panel {
    /// What this ticket is part of.
    pub part_of: Option<PartOf>,
    /// What is part of this ticket.
    pub parts: Vec<Part>,
    /// Links and splits, and messages that went elsewhere.
    pub ties: Vec<Tie>,
    /// Teams that were asked to do their part.
    pub referrals: Vec<ReferralRow>,
    /// Calls for help that the reader may read.
    pub assists: Vec<AssistRow>,
    /// Who was named in a note and not told.
    pub untold: Vec<UntoldRow>,
    /// Who reads.
    pub reader: Option<PersonId>,
    /// The teams on whose tickets the reader works.
    pub teams: Vec<TeamId>,
}

impl Panel {
    /// Whether there is nothing to show beside the ticket.
    pub fn is_empty(&self) -> bool {
        self.part_of.is_none() && self.parts.is_empty() && self.shown().is_empty()
    }

    /// The ties that the panel lists.
    pub fn shown(&self) -> Vec<&Tie> {
        self.ties.iter().filter(|tie| matches!(tie.what, What::Link | What::Split)).collect()
    }

    /// What became of a message: a ticket of its own, or it went to the one this is part of.
    pub fn became(&self, message: &i64) -> Option<&Tie> {
        let about = |tie: &&Tie| {
            tie.message == *message && tie.is_first && matches!(tie.what, What::Split | What::Moved)
        };
        self.ties.iter().find(about)
    }

    /// Whether the reader hands back for this team.
    pub fn may_hand_back(&self, row: &ReferralRow) -> bool {
        row.is_open() && self.teams.contains(&row.team_id)
    }

    /// Whether the reader may take the question back.
    pub fn may_withdraw(&self, row: &ReferralRow, own: &Option<TeamId>) -> bool {
        let is_own = own.as_ref().is_none_or(|team| self.teams.contains(team));
        row.is_open() && (is_own || self.reader == Some(row.asked_by))
    }

    /// Whether the reader is the one who was asked, and has not answered.
    pub fn is_for_reader(&self, row: &AssistRow) -> bool {
        self.reader == Some(row.helper_id) && row.answer.is_none()
    }

    /// Whether the reader may say thank you.
    pub fn may_thank(&self, row: &AssistRow) -> bool {
        let has_helped = row.answer.is_some_and(|answer| answer == Answer::Gave);
        self.reader == Some(row.asked_by) && has_helped && row.thanked_at.is_none()
    }

    /// Who was named in a message and not told.
    pub fn untold_in(&self, message: &i64) -> String {
        let of = self.untold.iter().filter(|row| row.message_id == *message);
        of.map(|row| row.name.as_str()).collect::<Vec<_>>().join(", ")
    }

    /// Whether messages that were written on this ticket stand on another.
    pub fn has_moved(&self) -> bool {
        self.ties.iter().any(|tie| tie.what == What::Moved)
    }

    /// The part with this number, by its place.
    pub fn part(&self, number: TicketId) -> Option<usize> {
        self.parts.iter().position(|part| part.row.from_ticket == number)
    }

    /// Open tickets that this one has to be put right with: its parts in the sense of a link.
    pub fn open_of(&self, kind: Kind) -> Vec<&Tie> {
        let open = |tie: &&Tie| tie.ticket.as_ref().is_some_and(|other| other.state.is_open());
        let fits = |tie: &&Tie| tie.relation == Some(Relation::of(kind, true));
        self.ties.iter().filter(fits).filter(open).collect()
    }

    /// The same for parts.
    pub fn open_children(&self) -> Vec<&Tie> {
        self.open_of(Kind::ParentOf)
    }

    /// Open tickets that wait for this one.
    pub fn waiting(&self) -> Vec<&Tie> {
        self.open_of(Kind::Blocks)
    }

    /// Open tickets that this one is the reason for.
    pub fn caused(&self) -> Vec<&Tie> {
        self.open_of(Kind::Causes)
    }
}

/// The number in what an event keeps about a merge: `#7: subject`.
pub fn number_in(text: &str) -> Option<TicketId> {
    let digits = text.strip_prefix('#')?.split(':').next()?;
    digits.parse().ok().map(TicketId)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_event_names_the_ticket_that_came() {
        assert_eq!(number_in("#7: No sound"), Some(TicketId(7)));
        assert_eq!(number_in("#12"), Some(TicketId(12)));
        assert_eq!(number_in("7"), None);
    }
}
