//! What a list asks for.

use base::{
    Actor, DepartmentId, DeviceId, LocationId, PersonId, Result, Scope, ServiceId, TeamId,
    TicketId, Time,
};
use web::Fields;

db::words! {
    /// Which part of a ticket's life.
    pub enum Phase {
        /// New, open or on hold.
        Open = "open",
        /// We have the ball.
        WaitingForUs = "waiting_for_us",
        /// Somebody else has.
        WaitingForThem = "waiting_for_them",
        /// On hold.
        OnHold = "on_hold",
        /// News was promised, and that time has passed.
        Overdue = "overdue",
        /// Asleep until some time today, or woken today.
        Waking = "waking",
        /// Out of the reader's lists until later.
        Snoozed = "snoozed",
        /// Put right, not confirmed yet.
        Resolved = "resolved",
        /// Over.
        Closed = "closed",
        /// All of them.
        Any = "any",
    }
}

db::words! {
    /// What comes first.
    pub enum Order {
        /// Most urgent, then oldest.
        Urgent = "urgent",
        /// Newest.
        Newest = "newest",
        /// Whose news is due first.
        News = "news",
    }
}

/// Whose tickets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Whose {
    /// Assigned to a person.
    Assignee(PersonId),
    /// Of these teams.
    Teams(Vec<TeamId>),
    /// Of other teams, which ask these to do their part.
    Referred(Vec<TeamId>),
    /// Asked for by a person.
    Requester(PersonId),
    /// Written down by a person, for others.
    Reported(PersonId),
    /// Of patrons without an account, at the places of these departments.
    Patrons(Vec<DepartmentId>),
    /// Of these departments.
    Departments(Vec<DepartmentId>),
    /// Followed by a person.
    Watcher(PersonId),
}

db::words! {
    /// What a row may show, beside what every row does.
    pub enum Fact {
        /// Where.
        Place = "place",
        /// What it is about.
        Service = "service",
        /// Who asked.
        Requester = "requester",
        /// Who works on it.
        Assignee = "assignee",
        /// Its tags.
        Tags = "tags",
        /// When news is due.
        News = "news",
        /// When it last changed.
        Updated = "updated",
    }
}

db::words! {
    /// What rows stand together under a heading.
    pub enum Group {
        /// Those of one place.
        Place = "place",
        /// Those of one service.
        Service = "service",
    }
}

/// How many rows are put in groups at a time: the first ones in the list's order. What is most
/// urgent stays on the first page whatever it is about.
pub const GROUPED: i64 = 200;

/// Who reads a list, and when: their snoozes and their day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reader {
    /// The person.
    pub me: PersonId,
    /// The time.
    pub now: Time,
    /// When their day began and ends.
    pub day: (Time, Time),
    /// Whether anything sleeps for them: most people's lists need not look.
    pub has_snoozes: bool,
}

impl Reader {
    /// The actor, now, where their clock hangs.
    pub fn new(actor: &Actor, now: Time) -> Result<Self> {
        let here = actor.zone.to_datetime(now.timestamp()).date();
        let start = |date: jiff::civil::Date| {
            let midnight = date.to_datetime(jiff::civil::Time::midnight());
            actor.zone.to_timestamp(midnight).map_or(now, Time::from)
        };
        let end = here.tomorrow().map_or(now.plus_seconds(86_400), start);
        let me = actor.person()?;
        Ok(Reader { me, now, day: (start(here), end), has_snoozes: true })
    }
}

/// Where a page ends: the last line's place in the list's order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cursor {
    /// Its priority, or when its news is due; nothing in order of numbers.
    pub key: i64,
    /// The ticket.
    pub id: i64,
}

impl Cursor {
    /// From a URL: `KEY.NUMBER`.
    pub fn parse(text: &str) -> Option<Self> {
        let (key, id) = text.split_once('.')?;
        Some(Cursor { key: key.parse().ok()?, id: id.parse().ok()? })
    }
}

impl std::fmt::Display for Cursor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}.{}", self.key, self.id)
    }
}

/// A list: whose tickets, in which phase, narrowed down, in which order, from where on.
#[derive(Clone, Debug)]
pub struct Filters {
    /// Whose; several are added up.
    pub whose: Vec<Whose>,
    /// Which phase.
    pub phase: Phase,
    /// Exactly this state (API).
    pub state: Option<crate::tickets::State>,
    /// Only of this service.
    pub service: Option<ServiceId>,
    /// Only at this place.
    pub location: Option<LocationId>,
    /// Only of this department.
    pub department: Option<DepartmentId>,
    /// Only of this team.
    pub team: Option<TeamId>,
    /// Only with this person.
    pub assignee: Option<PersonId>,
    /// Only of this priority.
    pub priority: Option<i64>,
    /// Only with this tag.
    pub tag: Option<String>,
    /// Only about this device.
    pub device: Option<DeviceId>,
    /// Only these, where they are in the list at all; empty: no matter.
    pub only: Vec<TicketId>,
    /// Whose snoozes count; none: nobody's.
    pub reader: Option<Reader>,
    /// What comes first.
    pub order: Order,
    /// Where the page before ended.
    pub cursor: Option<Cursor>,
    /// How many lines.
    pub limit: i64,
}

impl Filters {
    /// Open ones, most urgent first, 50 lines.
    pub fn new(whose: Vec<Whose>) -> Self {
        Filters {
            whose,
            phase: Phase::Open,
            state: None,
            service: None,
            location: None,
            department: None,
            team: None,
            assignee: None,
            priority: None,
            tag: None,
            device: None,
            only: Vec::new(),
            reader: None,
            order: Order::Urgent,
            cursor: None,
            limit: 50,
        }
    }

    /// From the queue's address: whose, in which phase, and so on.
    pub fn read(form: &Fields, actor: &Actor, now: Time) -> Result<Self> {
        let me = actor.person()?;
        let teams = match actor.teams() {
            Scope::Only(teams) => teams,
            Scope::All => Vec::new(),
        };
        let whose = match form.get("whose") {
            "mine" => Whose::Assignee(me),
            "referred" => Whose::Referred(teams),
            text => match text.parse().map(TeamId) {
                Ok(team) => Whose::Teams(vec![team]),
                Err(_) => Whose::Teams(teams),
            },
        };
        let tag = form.get("tag").trim().replace([' ', ','], "");
        let group = Group::parse(form.get("group"));
        Ok(Filters {
            phase: Phase::parse(form.get("phase")).unwrap_or(Phase::Open),
            order: Order::parse(form.get("order")).unwrap_or(Order::Urgent),
            service: form.number("service").map(ServiceId),
            location: form.number("location").map(LocationId),
            priority: form.number("priority"),
            assignee: form.number("assignee").map(PersonId),
            device: form.number("device").map(DeviceId),
            tag: Some(tag).filter(|tag| !tag.is_empty()),
            only: form.all("only").iter().filter_map(|id| id.parse().ok()).take(200).collect(),
            reader: Some(Reader::new(actor, now)?),
            cursor: Cursor::parse(form.get("after")),
            limit: group.map_or(50, |_| GROUPED),
            ..Filters::new(vec![whose])
        })
    }

    /// Urgency orders only what is open; the rest is newest first, and what is overdue by how long.
    pub fn effective_order(&self) -> Order {
        match self.phase {
            Phase::Resolved | Phase::Closed | Phase::Any => Order::Newest,
            Phase::Overdue => Order::News,
            Phase::Waking | Phase::Snoozed => Order::Urgent,
            _ => self.order,
        }
    }

    /// Whose snoozes keep tickets out of this list.
    pub fn hides_for(&self) -> Option<Reader> {
        let is_asleep = matches!(self.phase, Phase::Waking | Phase::Snoozed);
        self.reader.filter(|reader| reader.has_snoozes && !is_asleep)
    }
}

/// How many there are, as far as was counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// At least so many.
    pub n: i64,
    /// Whether there may be more.
    pub is_more: bool,
}

impl std::fmt::Display for Count {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}{}", self.n, if self.is_more { "+" } else { "" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use base::jiff_tz::TimeZone;

    #[test]
    fn a_day_begins_and_ends_where_the_reader_is() {
        let zone = TimeZone::get("Australia/Melbourne").unwrap();
        let actor = Actor { id: Some(PersonId(1)), zone, ..Actor::system() };
        let now: jiff::Timestamp = "2026-11-23T20:30:00Z".parse().unwrap();
        let (start, end) = Reader::new(&actor, now.into()).unwrap().day;
        assert_eq!(start.to_string(), "2026-11-23T13:00:00Z");
        assert_eq!(end.to_string(), "2026-11-24T13:00:00Z");
    }

    #[test]
    fn a_place_in_a_list_is_read_back() {
        let cursor = Cursor { key: 2, id: 50 };
        assert_eq!(Cursor::parse(&cursor.to_string()), Some(cursor));
        assert_eq!(Cursor::parse("x.1"), None);
    }

    #[test]
    fn a_count_says_where_it_stopped() {
        assert_eq!(Count { n: 500, is_more: true }.to_string(), "500+");
        assert_eq!(Count { n: 7, is_more: false }.to_string(), "7");
    }
}
