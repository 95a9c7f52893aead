//! The demo: a year of requests before the ones that were written by hand, so that what is counted
//! by month has something to count. They are written as rows, all at once: playing them through
//! the actions would make everybody wait.

use crate::demo::{
    load::{Keys, get},
    store,
};
use base::{Actor, App, Error, Result, Time};
use rand::{RngExt, SeedableRng, rngs::SmallRng};
use serde_json::{Value, json};

/// Who asks for what, where, who puts it right, and in which team.
type Pattern = (&'static str, &'static str, &'static str, &'static str, &'static str, &'static str);

/// Subject, service, place, who asks, who helps, team.
const LIBRARY: [Pattern; 14] = [
    (
        "Borrowing machine 2 freezes after the card",
        "self_check",
        "northside",
        "ahmed",
        "nadia",
        "library_systems",
    ),
    (
        "The public printer takes the coin and prints nothing",
        "public_print",
        "central",
        "deborah",
        "hamish",
        "desktop_print",
    ),
    (
        "Wi-Fi in the reading room drops every few minutes",
        "public_wifi",
        "harbour",
        "siobhan",
        "yusuf",
        "network",
    ),
    ("Due date letters went out twice", "notices", "central", "joseph", "ben", "library_systems"),
    (
        "A public PC shows the last person’s page",
        "public_pcs",
        "central",
        "marcus",
        "thuy",
        "desktop_print",
    ),
    (
        "E-book app says the card has ended",
        "ebooks",
        "central",
        "daniel",
        "nadia",
        "library_systems",
    ),
    (
        "Catalogue search finds nothing with an accent",
        "catalogue",
        "central",
        "wei",
        "ben",
        "library_systems",
    ),
    (
        "Borrowing machine 2 freezes after the card",
        "self_check",
        "northside",
        "grace",
        "nadia",
        "library_systems",
    ),
    ("The gate beeps at everybody", "gates", "harbour", "linh", "hamish", "desktop_print"),
    (
        "Staff PC needs ten minutes to start",
        "staff_pcs",
        "northside",
        "tom",
        "thuy",
        "desktop_print",
    ),
    (
        "Projector in the activity room has no sound",
        "rooms_screens",
        "central",
        "anna",
        "hamish",
        "desktop_print",
    ),
    (
        "Scanned photographs do not open",
        "local_history",
        "central",
        "ruth",
        "ben",
        "library_systems",
    ),
    (
        "The public printer takes the coin and prints nothing",
        "public_print",
        "harbour",
        "owen",
        "hamish",
        "desktop_print",
    ),
    (
        "Cannot sign in after the password change",
        "accounts",
        "central",
        "priya",
        "samantha",
        "service_desk",
    ),
];

const OTHERS: [Pattern; 8] = [
    (
        "Map layers load for a minute",
        "permits_maps",
        "planning_office",
        "david",
        "elena",
        "applications",
    ),
    (
        "Permit letter has the wrong date",
        "permits_maps",
        "planning_office",
        "fiona",
        "elena",
        "applications",
    ),
    (
        "Card payments drop out",
        "rates_payments",
        "customer_counter",
        "peter",
        "elena",
        "applications",
    ),
    (
        "Receipt printer at counter 2 is blank",
        "rates_payments",
        "customer_counter",
        "sunita",
        "hamish",
        "desktop_print",
    ),
    ("Works jobs do not reach the tablets", "works_jobs", "depot", "gary", "rajiv", "applications"),
    ("Tablet will not charge", "equipment", "depot", "teresa", "hamish", "desktop_print"),
    ("Roster does not print", "care_records", "riverside", "brett", "elena", "applications"),
    (
        "Care records are slow on Mondays",
        "care_records",
        "riverside",
        "amina",
        "elena",
        "applications",
    ),
];

/// A month, the oldest first: how many of the library's requests, of ten how many promises of news
/// are broken, of ten how many come back, the middle of how it felt, and minutes to a first answer.
/// The winter was hard; then the two began to meet.
const MONTHS: [(i64, i64, i64, i64, i64); 11] = [
    (9, 2, 1, 7, 110),
    (8, 2, 1, 7, 120),
    (10, 3, 1, 6, 160),
    (12, 5, 2, 5, 280),
    (13, 6, 3, 4, 400),
    (12, 6, 3, 4, 430),
    (11, 5, 2, 5, 330),
    (10, 3, 2, 6, 210),
    (10, 2, 1, 7, 120),
    (9, 1, 1, 8, 80),
    (9, 1, 0, 8, 60),
];

const TABLES: [&str; 6] =
    ["ticket", "impact_statement", "message", "resolution", "event", "feedback"];

struct Year<'a> {
    keys: &'a Keys,
    names: Vec<(i64, String)>,
    random: SmallRng,
    tables: [Vec<Value>; 6],
    words: Vec<(i64, String)>,
    next: i64,
    now: Time,
}

/// How one request goes.
struct Course {
    opened: Time,
    /// Minutes until the first answer.
    first: i64,
    /// Minutes until it is put right.
    done: i64,
    is_missed: bool,
    is_back: bool,
    /// Minutes it waits for whoever asked, and for a supplier.
    waits: (i64, i64),
    felt: Option<i64>,
    lost: Option<i64>,
}

/// Writes them.
pub async fn fill(app: &App, keys: &Keys) -> Result<()> {
    let first = app.read(|tx| Ok(store::last_ticket(tx)?)).await? + 1;
    let names = app.read(|tx| Ok(store::list_names(tx)?)).await?;
    let mut year = Year {
        keys,
        names,
        random: SmallRng::seed_from_u64(7),
        tables: Default::default(),
        words: Vec::new(),
        next: first,
        now: app.now(),
    };
    for (at, month) in MONTHS.into_iter().enumerate() {
        year.month(11 - i64::try_from(at).unwrap_or(0), month)?;
    }
    let (tables, words) = (year.tables, year.words);
    app.act(&Actor::system(), move |act| {
        for (table, rows) in TABLES.iter().zip(&tables) {
            let Some(Value::Object(first)) = rows.first() else { continue };
            let names: Vec<&str> = first.keys().map(String::as_str).collect();
            let text = serde_json::to_string(rows).map_err(|e| Error::Internal(e.to_string()))?;
            db::dump::insert(act.tx, table, &names, &text)?;
        }
        for (ticket, words) in &words {
            db::dialect::index_ticket(act.tx, *ticket, words, "", true)?;
        }
        db::dump::reset_counters(act.tx)?;
        desk::known::rebuild(act.tx)
    })
    .await
}

impl Year<'_> {
    fn below(&mut self, end: i64) -> i64 {
        self.random.random_range(0..end.max(1))
    }

    fn around(&mut self, middle: i64) -> i64 {
        middle / 2 + self.below(middle)
    }

    fn month(&mut self, back: i64, month: (i64, i64, i64, i64, i64)) -> Result<()> {
        let (count, missed, returned, felt, first) = month;
        for n in 0..count {
            let at = usize::try_from(n + back).unwrap_or(0);
            let pattern = LIBRARY[at % LIBRARY.len()];
            let course = self.course(back, (missed, returned, felt, first));
            // the same trouble is not always at the same place
            let places = ["central", "northside", "harbour", "central_study", "harbour_children"];
            let place = match n % 3 {
                0 => pattern.2,
                _ => places[usize::try_from(self.below(5)).unwrap_or(0)],
            };
            let pattern = (pattern.0, pattern.1, place, pattern.3, pattern.4, pattern.5);
            self.add(pattern, &course)?;
        }
        for n in 0..3 {
            let at = usize::try_from(n * 3 + back).unwrap_or(0);
            let course = self.course(back, (2, 1, 7, 130));
            self.add(OTHERS[at % OTHERS.len()], &course)?;
        }
        Ok(())
    }

    fn course(
        &mut self,
        back: i64,
        (missed, returned, felt, first): (i64, i64, i64, i64),
    ) -> Course {
        let day = back * 30 + 12 + self.below(29);
        let opened = self.now.plus_seconds(-day * 86_400 + self.below(7 * 3600));
        let is_missed = self.below(10) < missed;
        let is_back = self.below(10) < returned;
        let first = self.around(first) * if is_missed { 2 } else { 1 };
        let waits = match self.below(4) {
            0 => (self.around(600), 0),
            1 if is_missed => (0, self.around(2400)),
            2 => (self.around(300), 0),
            _ => (0, 0),
        };
        let done = first + waits.0 + waits.1 + self.around(first * 3 + 120);
        let felt = (self.below(10) < 7).then(|| {
            let sour = i64::from(is_missed) + i64::from(is_back);
            (felt + self.below(4) - 1 - sour).clamp(0, 10)
        });
        let lost = felt.filter(|_| self.below(10) < 7).map(|_| 10 + self.around(first / 2 + 10));
        Course { opened, first, done, is_missed, is_back, waits, felt, lost }
    }

    fn name(&self, id: i64) -> &str {
        self.names.iter().find(|(known, _)| *known == id).map_or("", |(_, name)| name)
    }

    fn add(&mut self, pattern: Pattern, course: &Course) -> Result<()> {
        let (subject, service, place, asks, helps, team) = pattern;
        let id = self.next;
        self.next += 1;
        let (asker, agent) = (get(&self.keys.people, asks)?, get(&self.keys.people, helps)?);
        let department = match place {
            "planning_office" => "planning",
            "customer_counter" => "rates",
            "depot" => "roads",
            "riverside" => "community_care",
            _ => "library",
        };
        let team_id = get(&self.keys.teams, team)?;
        let department_id = get(&self.keys.departments, department)?;
        let at = |minutes: i64| course.opened.plus_seconds(minutes * 60).micros();
        let answer = "Thank you. I am looking at it and will write again today.";
        let solved = "It is put right and was watched for a while. Please say if it comes back.";
        self.tables[0].push(json!({
            "id": id, "kind": "incident", "subject": subject, "state": "closed", "is_open": false,
            "ball": "nobody", "impact": 3, "urgency": 2, "priority": 3, "requester_id": asker,
            "reporter_id": asker, "department_id": department_id,
            "location_id": get(&self.keys.locations, place)?,
            "service_id": get(&self.keys.services, service)?, "team_id": team_id,
            "assignee_id": agent, "channel": "web", "excerpt": solved, "created_at": at(0),
            "updated_at": at(course.done + 60), "first_response_at": at(course.first),
            "resolved_at": at(course.done), "closed_at": at(course.done + 60),
            "reopened": i64::from(course.is_back),
        }));
        self.tables[1].push(json!({
            "ticket_id": id, "words": subject, "scope": "several", "who": "patrons",
            "workaround": "slow", "hurts": "today", "impact": 3, "urgency": 2, "priority": 3,
            "by_id": asker, "at": at(0),
        }));
        let said =
            [(asker, subject, 0), (agent, answer, course.first), (agent, solved, course.done)];
        for (author, body, minutes) in said {
            self.tables[2].push(json!({
                "ticket_id": id, "author_id": author, "visibility": "public",
                "is_from_provider": author == agent, "channel": "web", "body": body,
                "created_at": at(minutes),
            }));
        }
        self.tables[3].push(json!({
            "ticket_id": id, "by_id": agent, "cause": "configuration", "words": solved,
            "at": at(course.done), "confirmed_at": at(course.done + 60),
        }));
        self.events(id, (asker, agent), course);
        if let Some(score) = course.felt {
            self.tables[5].push(json!({
                "ticket_id": id, "person_id": asker, "score": score,
                "lost_minutes": course.lost, "at": at(course.done + 60),
            }));
        }
        let team = desk::search::team_word(Some(base::TeamId(team_id)));
        let whose = desk::search::department_word(Some(base::DepartmentId(department_id)));
        let words = format!("{id} {subject} {answer} {solved} {team} {whose}");
        self.words.push((id, words));
        Ok(())
    }

    /// What was recorded of it, in order.
    fn events(&mut self, id: i64, (asker, agent): (i64, i64), course: &Course) {
        let footbridge = (None, "Footbridge".to_owned());
        let asker = (Some(asker), self.name(asker).to_owned());
        let agent = (Some(agent), self.name(agent).to_owned());
        let mut told = vec![(0, &asker, "ticket.opened", String::new())];
        if course.is_missed {
            told.push((course.first * 3 / 4, &footbridge, "ticket.news_missed", String::new()));
        }
        told.push((course.first, &agent, "message.answered", String::new()));
        let mut at = course.first + 10;
        if course.waits.0 > 0 {
            told.push((at, &agent, "ticket.held", "awaiting_requester: Which one is it?".into()));
            at += course.waits.0;
            told.push((at, &asker, "message.added", String::new()));
            told.push((at, &asker, "ticket.state_changed", "open".into()));
        }
        if course.waits.1 > 0 {
            told.push((at, &agent, "ticket.held", "awaiting_supplier: A part is coming".into()));
            at += course.waits.1;
            told.push((at, &agent, "ticket.woken", "open".into()));
        }
        if course.is_back {
            let early = at + (course.done - at) / 2;
            told.push((early, &agent, "ticket.resolved", "configuration: Restarted".into()));
            told.push((early + 30, &asker, "ticket.reopened", "It is back".into()));
        }
        told.push((course.done, &agent, "ticket.resolved", "configuration: Put right".into()));
        told.push((course.done + 60, &asker, "ticket.closed", "closed".into()));
        for (minutes, (actor_id, actor), kind, after) in told {
            self.tables[4].push(json!({
                "at": course.opened.plus_seconds(minutes * 60).micros(), "actor_id": actor_id,
                "actor": actor, "kind": kind, "subject": format!("ticket {id}"),
                "ticket_id": id, "is_internal": false, "after": after,
            }));
        }
    }
}
