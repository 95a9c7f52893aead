//! Open requests of a relationship, and in which list each stands. Pure.

use super::store::{KeeperRow, OpenRow, RepeatRow, RiskRow};
use crate::{
    agenda::Line,
    praise::PraiseRow,
    relationships::{Relationship, Standing},
};
use base::{Actor, DepartmentId, Language, TicketId, Time, near_day};
use desk::{
    impact::Priority,
    tickets::{Access, Ball, Belongs, by_right},
};
use jiff::civil::Date;

/// How many stand on the page itself.
pub const SHORT: usize = 5;

db::words! {
    /// The lists of open requests.
    pub enum Which {
        /// All of them, what hurts most first.
        Worst = "worst",
        /// What those who help have, the oldest first.
        Provider = "provider",
        /// What waits for those who asked.
        Requester = "requester",
        /// What waits for a supplier.
        Supplier = "supplier",
        /// Where news was promised and has not come.
        Late = "late",
    }
}

/// An open request as the reader may know it.
#[derive(Clone, Debug)]
pub struct Item {
    /// The row.
    pub row: OpenRow,
    /// Whether the reader may open it.
    pub may_open: bool,
}

/// What of the open requests the reader may know of: those who look after the relationship every
/// line, the others what they may open anyway. The order stays.
pub fn seen(actor: &Actor, is_keeper: bool, rows: Vec<OpenRow>) -> Vec<Item> {
    let item = |row: OpenRow| {
        let belongs = Belongs {
            requester: row.requester_id,
            reporter: row.reporter_id,
            is_patrons: false,
            department: row.department_id,
            team: row.team_id,
            assignee: row.assignee_id,
        };
        let may_open = by_right(actor, &belongs) >= Access::Read;
        (is_keeper || may_open).then_some(Item { row, may_open })
    };
    rows.into_iter().filter_map(item).collect()
}

impl Item {
    /// Its priority as a word.
    pub fn priority(&self) -> Priority {
        Priority::of(self.row.priority)
    }

    /// Whether news was promised and has not come.
    pub fn is_late(&self, now: &Time) -> bool {
        self.row.news_by.is_some_and(|by| by < *now)
    }

    /// Since when it waits for a supplier, where it was handed over to one.
    pub fn asked_at(&self) -> Option<Time> {
        self.row.asked_at.filter(|_| self.row.ball == Ball::Supplier)
    }

    /// Whether it stands in a list.
    pub fn is_in(&self, which: Which, now: Time) -> bool {
        match which {
            Which::Worst => true,
            Which::Provider => self.row.ball == Ball::Provider,
            Which::Requester => self.row.ball == Ball::Requester,
            Which::Supplier => self.row.ball == Ball::Supplier,
            Which::Late => self.is_late(&now),
        }
    }
}

/// One list: what hurts by priority, news that is late by when it was due, the others by age.
pub fn list(items: &[Item], which: Which, now: Time) -> Vec<Item> {
    let mut found: Vec<_> = items.iter().filter(|item| item.is_in(which, now)).cloned().collect();
    match which {
        Which::Worst => {
            found.sort_by_key(|item| (item.row.priority, item.row.created_at, item.row.id.0));
        }
        Which::Late => found.sort_by_key(|item| (item.row.news_by, item.row.id.0)),
        Which::Supplier => {
            found.sort_by_key(|item| {
                (item.asked_at().unwrap_or(item.row.created_at), item.row.id.0)
            });
        }
        _ => found.sort_by_key(|item| (item.row.created_at, item.row.id.0)),
    }
    found
}

/// What waits for one side.
#[derive(Clone, Debug)]
pub struct Wait {
    /// For whom.
    pub which: Which,
    /// How many.
    pub count: usize,
}

/// A promise that needs somebody now.
#[derive(Clone, Debug)]
pub struct Missed {
    /// What was promised.
    pub line: Line,
    /// "Overdue since 13 November", "Nobody yet".
    pub why: String,
}

/// Everything on the page of a relationship.
pub struct Overview {
    /// The two.
    pub of: Relationship,
    /// Where the reader stands.
    pub standing: Standing,
    /// Who looks after it.
    pub keepers: Vec<KeeperRow>,
    /// How many open requests the reader knows of.
    pub open: usize,
    /// What hurts most.
    pub worst: Vec<Item>,
    /// What waits for whom.
    pub waits: Vec<Wait>,
    /// How many promises of news have passed.
    pub late_count: usize,
    /// How many open requests the reader does not know of.
    pub unseen: usize,
    /// The same again.
    pub repeats: Vec<RepeatRow>,
    /// What may happen soon.
    pub risks: Vec<RiskRow>,
    /// Promises whose day has passed, and those that nobody has.
    pub missed: Vec<Missed>,
    /// What comes: the next meeting, and what was promised for it.
    pub next: Vec<Line>,
    /// What waits for the reader's yes.
    pub awaited: Vec<Line>,
    /// How the shared goals stand.
    pub goals: Vec<Line>,
    /// What was thanked for, the newest two.
    pub thanks: Vec<PraiseRow>,
    /// Whether the reader may begin to look back at something.
    pub may_look_back: bool,
    /// The day it is.
    pub today: Date,
    /// The requests among these that the reader may open.
    pub opened: Vec<TicketId>,
}

impl Overview {
    /// "Waits for IT: 3".
    pub fn wait_title(&self, language: &Language, wait: &Wait) -> String {
        let who = match wait.which {
            Which::Requester => self.of.customer.as_str(),
            Which::Supplier => language.t("overview-supplier"),
            _ => self.of.provider.as_str(),
        };
        let count = wait.count.to_string();
        language.with("overview-waits", &[("who", who), ("n", &count)])
    }

    /// The day from which a risk bites.
    pub fn risk_day(&self, language: &Language, risk: &RiskRow) -> String {
        let day = risk.bites_on.parse::<Date>();
        day.map_or_else(|_| risk.bites_on.clone(), |day| near_day(language, self.today, day))
    }

    /// Whether the reader may open the request of a risk.
    pub fn may_open(&self, risk: &RiskRow) -> bool {
        self.opened.contains(&risk.ticket_id)
    }

    /// Where looking back at a repeat together begins.
    pub fn review_href(&self, one: &RepeatRow) -> String {
        format!("/reviews/new?relationship={}&service={}", self.of.id, one.service_id)
    }

    /// Both departments, with who looks after it there.
    pub fn sides(&self) -> [(DepartmentId, &str, Vec<&KeeperRow>); 2] {
        let of = &self.of;
        [(of.customer_id, &of.customer), (of.provider_id, &of.provider)].map(|(id, name)| {
            let mut keepers: Vec<&KeeperRow> =
                self.keepers.iter().filter(|one| one.department_id == id).collect();
            keepers.dedup_by_key(|one| one.person_id);
            (id, name.as_str(), keepers)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use base::{Grant, PersonId, Role, TeamId, Who};

    fn row(id: i64, priority: i64, ball: Ball, news_by: Option<i64>) -> OpenRow {
        OpenRow {
            id: TicketId(id),
            subject: format!("Number {id}"),
            ball,
            priority,
            requester_id: PersonId(1),
            reporter_id: PersonId(1),
            department_id: Some(DepartmentId(2)),
            team_id: Some(TeamId(3)),
            assignee_id: None,
            location: None,
            service: None,
            service_id: None,
            location_id: None,
            stopped: String::new(),
            news_by: news_by.map(Time::from_micros),
            created_at: Time::from_micros(100 - id),
            asked_at: None,
        }
    }

    fn person(id: i64, role: Role, department: Option<i64>, team: Option<i64>) -> Actor {
        let grant = Grant {
            role,
            department: department.map(DepartmentId),
            teams: team.map(TeamId).into_iter().collect(),
        };
        let who = Who::Person;
        Actor { who, id: Some(PersonId(id)), grants: vec![grant], ..Actor::system() }
    }

    #[test]
    fn whoever_looks_after_it_knows_every_line_and_others_what_they_may_open() {
        let count = |actor: Actor, is_keeper| {
            let rows = vec![row(1, 2, Ball::Provider, None)];
            let seen = seen(&actor, is_keeper, rows);
            seen.first().map(|item| item.may_open)
        };
        assert_eq!(count(person(9, Role::Requester, None, None), false), None);
        assert_eq!(count(person(1, Role::Requester, None, None), false), Some(true));
        assert_eq!(count(person(9, Role::Agent, None, Some(4)), false), None);
        assert_eq!(count(person(9, Role::Agent, None, Some(3)), false), Some(true));
        assert_eq!(count(person(9, Role::Manager, Some(1), None), true), Some(false));
        assert_eq!(count(person(9, Role::Administrator, None, None), false), None);
    }

    #[test]
    fn each_list_has_its_own_and_its_order() {
        let rows = vec![
            row(1, 3, Ball::Provider, Some(50)),
            row(2, 1, Ball::Supplier, Some(40)),
            row(3, 2, Ball::Provider, Some(500)),
            row(4, 4, Ball::Requester, None),
        ];
        let items = seen(&person(9, Role::Requester, None, None), true, rows);
        let ids = |which| {
            let found = list(&items, which, Time::from_micros(60));
            found.iter().map(|item| item.row.id.0).collect::<Vec<_>>()
        };
        assert_eq!(ids(Which::Worst), [2, 3, 1, 4]);
        assert_eq!(ids(Which::Provider), [3, 1]);
        assert_eq!(ids(Which::Supplier), [2]);
        assert_eq!(ids(Which::Late), [2, 1]);
        // whoever was asked first has had it longest, however old the request is
        let mut asked = vec![row(1, 1, Ball::Supplier, None), row(2, 1, Ball::Supplier, None)];
        asked[0].asked_at = Some(Time::from_micros(20));
        asked[1].asked_at = Some(Time::from_micros(30));
        let items = seen(&person(9, Role::Requester, None, None), true, asked);
        let found = list(&items, Which::Supplier, Time::from_micros(60));
        assert_eq!(found[0].row.id.0, 1);
    }
}
