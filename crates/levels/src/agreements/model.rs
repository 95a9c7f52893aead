//! What an agreement is and who sees which version of it. Pure.

use crate::{
    coverage,
    sides::{Pair, Party, Side, Standing},
    terms::{Change, Terms, VersionRow},
};
use base::{DepartmentId, PersonId, TeamId, Time, row};
use jiff::civil::Date;

db::words! {
    /// Between whom it is.
    pub enum Kind {
        /// A service level agreement: between a department and those who help it.
        Sla = "sla",
        /// An operational level agreement: between those who help, so that the SLA can be kept.
        Ola = "ola",
        /// An underpinning contract: with a supplier.
        Contract = "contract",
    }
}

db::words! {
    /// How far it is.
    pub enum State {
        /// One side writes.
        Draft = "draft",
        /// Both read, comment and change it.
        Negotiated = "negotiated",
        /// Both said yes.
        Agreed = "agreed",
        /// It holds, and both look whether it still fits.
        UnderReview = "under_review",
        /// It holds no longer.
        Ended = "ended",
    }
}

row! {
    /// An agreement as it is stored, with names.
    #[derive(Clone, Debug)]
    pub struct Agreement {
        pub id: i64,
        pub kind: Kind,
        pub name: String,
        pub provider_id: DepartmentId,
        pub provider: String,
        /// internal, outsourced
        pub provider_kind: String,
        pub provider_team_id: Option<TeamId>,
        pub provider_team: Option<String>,
        pub customer_id: DepartmentId,
        pub customer: String,
        pub customer_team_id: Option<TeamId>,
        pub customer_team: Option<String>,
        pub state: State,
        pub state_words: String,
        pub review_on: String,
        pub ended_on: String,
        pub created_by: Option<PersonId>,
        pub created_at: Time,
        pub changed_by: Option<String>,
        pub changed_at: Time,
        pub version: i64,
    }
}

impl Agreement {
    /// Between whom.
    pub fn pair(&self) -> Pair {
        Pair {
            customer: Party { department: self.customer_id, team: self.customer_team_id },
            provider: Party { department: self.provider_id, team: self.provider_team_id },
        }
    }

    /// What a side is called: its team, or its department.
    pub fn name_of(&self, side: Side) -> &str {
        match side {
            Side::Customer => self.customer_team.as_deref().unwrap_or(&self.customer),
            Side::Provider => self.provider_team.as_deref().unwrap_or(&self.provider),
        }
    }

    /// Whether those who help are another organisation.
    pub fn is_outsourced(&self) -> bool {
        self.provider_kind == "outsourced"
    }

    /// Whether something is agreed, and holds or will.
    pub fn is_agreed(&self) -> bool {
        matches!(self.state, State::Agreed | State::UnderReview)
    }
}

/// Whether somebody may read a version: everybody on both sides what is agreed, whoever keeps a side
/// what was offered, and before that only those whose draft it is.
pub fn sees(standing: Standing, version: &VersionRow) -> bool {
    match (version.agreed_at, version.offered_at) {
        (Some(_), _) => standing.may_read(),
        (None, Some(_)) => standing.keeps(None),
        (None, None) => standing.keeps(Some(version.side)),
    }
}

/// The version to show first: that which counts today, else the last that was agreed, else the last.
pub fn latest<'a>(versions: &'a [VersionRow], ended_on: &str, on: Date) -> Option<&'a VersionRow> {
    let agreed = || versions.iter().rev().filter(|one| one.agreed_at.is_some());
    let counts = coverage::current(versions, ended_on, on);
    let counting = counts.and_then(|number| versions.iter().find(|one| one.number == number));
    counting.or_else(|| agreed().next()).or_else(|| {
        let alive = versions.iter().rev().find(|one| one.dropped_at.is_none());
        alive.or(versions.last())
    })
}

/// An agreement with the version that is shown, and where its reader stands.
#[derive(Clone, Debug)]
pub struct Seen {
    /// The row.
    pub agreement: Agreement,
    /// Where the reader stands.
    pub standing: Standing,
    /// The versions that the reader may read.
    pub versions: Vec<VersionRow>,
    /// The version that is shown.
    pub shown: VersionRow,
    /// What it says.
    pub terms: Terms,
    /// The version that both sides agreed on and that counts today.
    pub current: Option<i64>,
    /// The version that is worked on, where the reader may see it.
    pub open: Option<VersionRow>,
    /// Whether the other side is writing one that it has not offered.
    pub is_written_elsewhere: bool,
    /// What is different from the version before.
    pub changes: Vec<Change>,
    /// What is different from what the reader has read, and since when.
    pub since: Option<(Time, Vec<Change>)>,
}

impl Seen {
    /// Whether the version that is shown is the one that is worked on.
    pub fn is_open(&self) -> bool {
        self.open.as_ref().is_some_and(|open| open.id == self.shown.id)
    }

    /// Whether the reader may write on, or begin the next version.
    pub fn may_write(&self) -> bool {
        self.agreement.state != State::Ended
            && self.standing.keeps(None)
            && !self.is_written_elsewhere
    }

    /// Whether the reader may end it: managers what was agreed, all who keep a side what was not.
    pub fn may_end(&self) -> bool {
        let was_agreed = self.versions.iter().any(|one| one.agreed_at.is_some());
        let may = match was_agreed {
            true => !self.standing.decides().is_empty(),
            false => self.standing.keeps(None),
        };
        may && self.agreement.state != State::Ended
    }

    /// Whether the reader may show it to the other side.
    pub fn may_offer(&self) -> bool {
        self.is_open() && self.shown.offered_at.is_none()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sides::Part;

    fn version(agreed: bool, offered: bool) -> VersionRow {
        let at = |is: bool| is.then_some(Time::default());
        VersionRow {
            id: 1,
            agreement_id: 1,
            number: 1,
            side: Side::Customer,
            starts_on: "2026-07-01".into(),
            ends_on: String::new(),
            review_on: String::new(),
            calendar_id: None,
            calendar: None,
            made_by: None,
            made_at: Time::default(),
            offered_at: at(offered),
            agreed_at: at(agreed),
            dropped_at: None,
        }
    }

    #[test]
    fn a_draft_is_seen_by_those_who_write_it_then_by_both_then_by_everybody() {
        let all = |customer, provider| {
            let standing = Standing { customer, provider };
            [(false, false), (false, true), (true, true)]
                .map(|(agreed, offered)| sees(standing, &version(agreed, offered)))
        };
        assert_eq!(all(Part::Keeps, Part::None), [true, true, true]);
        assert_eq!(all(Part::None, Part::Decides), [false, true, true]);
        assert_eq!(all(Part::Reads, Part::Keeps), [false, true, true]);
        assert_eq!(all(Part::Reads, Part::None), [false, false, true]);
        assert_eq!(all(Part::None, Part::None), [false, false, false]);
    }
}
