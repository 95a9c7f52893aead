//! What can be thanked for, and who may read it. Pure.

use super::store::PraiseRow;
use base::{
    DepartmentId, PersonId, Problems, Result, TeamId, TicketId, Time, hex, jiff_tz::TimeZone,
    sha256,
};

db::words! {
    /// What was good about it: what makes two departments work well together.
    pub enum Attribute {
        /// They knew their stuff.
        Knew = "knew",
        /// They mended how it is done, and blamed nobody.
        Process = "process",
        /// They said that they were wrong, or what they cannot do.
        Owned = "owned",
        /// They worked with us and not against us.
        Cooperated = "cooperated",
        /// They helped.
        Helped = "helped",
        /// They asked for help.
        Asked = "asked",
    }
}

db::words! {
    /// Who may read it, besides whoever gave it and whoever it is for.
    pub enum Sharing {
        /// Nobody.
        Private = "private",
        /// The receiver's team.
        Team = "team",
        /// Both sides: on the page of thanks and the next slide.
        Everybody = "everybody",
    }
}

/// Whom it is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum To {
    /// One person.
    Person(PersonId),
    /// Those who work in a team.
    Team(TeamId),
    /// Everybody of a department.
    Department(DepartmentId),
}

impl To {
    /// From the value of a choice: `p5`, `t2`, `d3`.
    pub fn parse(text: &str) -> Option<Self> {
        let (kind, number) = text.split_at_checked(1)?;
        let number: i64 = number.parse().ok().filter(|n| *n > 0)?;
        match kind {
            "p" => Some(To::Person(PersonId(number))),
            "t" => Some(To::Team(TeamId(number))),
            "d" => Some(To::Department(DepartmentId(number))),
            _ => None,
        }
    }
}

impl std::fmt::Display for To {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            To::Person(id) => write!(f, "p{id}"),
            To::Team(id) => write!(f, "t{id}"),
            To::Department(id) => write!(f, "d{id}"),
        }
    }
}

/// Thanks as somebody writes them.
#[derive(Clone, Debug, Default)]
pub struct NewPraise {
    /// Whom it is for.
    pub to: Option<To>,
    /// The same as typed: a name or an address.
    pub person: String,
    /// For what.
    pub attribute: Option<Attribute>,
    /// In the giver's own words: 1 to 1000 characters.
    pub words: String,
    /// Nobody else is ever to read it.
    pub is_only_for_receiver: bool,
    /// What it was about.
    pub ticket: Option<TicketId>,
    /// The tour it was about.
    pub tour: Option<i64>,
}

impl NewPraise {
    /// Trims it, or says what is missing.
    pub fn check(mut self) -> Result<(Self, Attribute)> {
        let mut problems = Problems::default();
        if self.to.is_none() && self.person.trim().is_empty() {
            problems.add("person", "problem-praise-whom");
        }
        let attribute = problems.word("attribute", self.attribute);
        self.words = problems.text("words", &self.words, 1000);
        let few = self.words.chars().filter(|c| c.is_alphabetic()).count() < 8;
        if !self.words.is_empty() && few {
            problems.add("words", "problem-praise-short");
        }
        problems.check()?;
        Ok((self, attribute.unwrap_or(Attribute::Helped)))
    }
}

/// What makes two of it one: the same words to the same on the same day.
pub fn once(to: To, words: &str, now: Time, zone: &TimeZone) -> String {
    let day = zone.to_datetime(now.timestamp()).date();
    hex(&sha256(format!("{to} {day} {words}").as_bytes()))
}

/// Whoever reads, with where they belong.
#[derive(Clone, Debug, Default)]
pub struct Reader {
    /// Who it is; nobody for Footbridge itself.
    pub id: Option<PersonId>,
    /// Teams in which they work themselves: answering for a team is not being in it.
    pub teams: Vec<TeamId>,
    /// Where they work, and what that is part of.
    pub departments: Vec<DepartmentId>,
    /// The relationships that they have a part in.
    pub relationships: Vec<i64>,
}

impl Reader {
    /// Whether it was said to them: to the person, or to what they belong to.
    pub fn is_receiver(&self, row: &PraiseRow) -> bool {
        (row.receiver_id.is_some() && row.receiver_id == self.id)
            || row.team_id.is_some_and(|team| self.teams.contains(&team))
            || row.department_id.is_some_and(|one| self.departments.contains(&one))
    }

    /// Whether they may say who reads it.
    pub fn may_decide(&self, row: &PraiseRow) -> bool {
        self.is_receiver(row) && !row.is_only_for_receiver
    }
}

/// Whether somebody may read it: whoever gave it, whoever it is for, and whom the receiver lets.
/// `team` says whether the reader works with the receiver. No role changes this.
pub fn may_read(row: &PraiseRow, reader: &Reader, team: bool) -> bool {
    let is_theirs = reader.id.is_some() && reader.id == Some(row.giver_id);
    let is_let_in = match row.sharing {
        Sharing::Private => false,
        Sharing::Team => team,
        Sharing::Everybody => reader.relationships.contains(&row.relationship_id),
    };
    is_theirs || reader.is_receiver(row) || (is_let_in && !row.is_only_for_receiver)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::relationships::Side;

    fn row(sharing: Sharing) -> PraiseRow {
        PraiseRow {
            id: 1,
            relationship_id: 1,
            giver_id: PersonId(1),
            giver: "Ann".into(),
            receiver_id: Some(PersonId(2)),
            team_id: None,
            department_id: None,
            receiver: "Yusuf".into(),
            side: Side::Provider,
            attribute: Attribute::Helped,
            words: "You stayed until it worked.".into(),
            is_only_for_receiver: false,
            ticket_id: None,
            given_at: Time::from_micros(0),
            sharing,
            decided_by: None,
            decided_at: None,
            version: 1,
        }
    }

    fn person(id: i64) -> Reader {
        Reader { id: Some(PersonId(id)), relationships: vec![1], ..Reader::default() }
    }

    #[test]
    fn what_is_private_is_for_the_two_between_whom_it_was() {
        let row = row(Sharing::Private);
        assert!(may_read(&row, &person(1), false) && may_read(&row, &person(2), false));
        assert!(!may_read(&row, &person(3), true));
    }

    #[test]
    fn a_team_reads_what_is_let_to_it_and_everybody_what_is_let_to_all() {
        assert!(may_read(&row(Sharing::Team), &person(3), true));
        assert!(!may_read(&row(Sharing::Team), &person(3), false));
        assert!(may_read(&row(Sharing::Everybody), &person(3), false));
        let elsewhere = Reader { relationships: vec![2], ..person(3) };
        assert!(!may_read(&row(Sharing::Everybody), &elsewhere, true));
    }

    #[test]
    fn only_for_you_is_never_let_to_anybody() {
        let row = PraiseRow { is_only_for_receiver: true, ..row(Sharing::Everybody) };
        assert!(!may_read(&row, &person(3), true));
        assert!(!person(2).may_decide(&row));
    }

    #[test]
    fn nobody_is_nobodys_receiver() {
        let of_a_team =
            PraiseRow { receiver_id: None, team_id: Some(TeamId(4)), ..row(Sharing::Private) };
        assert!(!may_read(&of_a_team, &Reader::default(), false));
        let member = Reader { teams: vec![TeamId(4)], ..person(9) };
        assert!(may_read(&of_a_team, &member, false) && member.may_decide(&of_a_team));
    }

    #[test]
    fn the_same_words_on_the_same_day_are_one() {
        let at = |text: &str| text.parse::<jiff::Timestamp>().unwrap().into();
        let utc = TimeZone::UTC;
        let to = To::parse("p7").unwrap();
        let first = once(to, "Thank you", at("2026-11-23T01:00:00Z"), &utc);
        assert_eq!(first, once(to, "Thank you", at("2026-11-23T23:00:00Z"), &utc));
        assert_ne!(first, once(to, "Thank you", at("2026-11-24T01:00:00Z"), &utc));
        assert_ne!(
            first,
            once(To::parse("t7").unwrap(), "Thank you", at("2026-11-23T01:00:00Z"), &utc)
        );
        assert_eq!(To::parse("x1"), None);
        assert_eq!(To::parse(""), None);
        assert_eq!(To::parse("é1"), None);
    }
}
