//! What a list asks for.

use base::{DepartmentId, LocationId, PersonId, ServiceId, TeamId, Time};

db::words! {
    /// Which part of a ticket's life.
    pub enum Phase {
        /// New, open or on hold.
        Open = "open",
        /// We have the ball.
        WaitingForUs = "waiting_for_us",
        /// Somebody else has.
        WaitingForThem = "waiting_for_them",
        /// News was promised for a time that has passed.
        Overdue = "overdue",
        /// On hold.
        OnHold = "on_hold",
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
    /// Of these departments.
    Departments(Vec<DepartmentId>),
    /// Followed by a person.
    Watcher(PersonId),
}

/// Where a page ends: the last line's priority and number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cursor {
    /// Counts only in order of urgency.
    pub priority: i64,
    /// The ticket.
    pub id: i64,
}

impl Cursor {
    /// From a URL: `PRIORITY.NUMBER`.
    pub fn parse(text: &str) -> Option<Self> {
        let (priority, id) = text.split_once('.')?;
        Some(Cursor { priority: priority.parse().ok()?, id: id.parse().ok()? })
    }
}

impl std::fmt::Display for Cursor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}.{}", self.priority, self.id)
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
    /// What comes first.
    pub order: Order,
    /// Where the page before ended.
    pub cursor: Option<Cursor>,
    /// How many lines.
    pub limit: i64,
    /// What counts as passed.
    pub now: Time,
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
            order: Order::Urgent,
            cursor: None,
            limit: 50,
            now: Time::default(),
        }
    }

    /// Urgency orders only what is open; the rest is newest first.
    pub fn effective_order(&self) -> Order {
        match self.phase {
            Phase::Resolved | Phase::Closed | Phase::Any => Order::Newest,
            _ => self.order,
        }
    }
}
