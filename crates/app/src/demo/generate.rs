//! Many more tickets, for seeing how Footbridge does when it has been used for years. They are
//! written as rows, a thousand tickets at a time, because playing a million through the actions
//! would take a day.

use super::{
    content::{Content, Ticket},
    load::{Keys, answers, get},
    store,
};
use base::{Actor, App, DepartmentId, Error, Result, TeamId, Time};
use desk::{
    impact::Answers,
    search::{department_word, team_word},
    tickets,
};
use indicatif::{ProgressBar, ProgressStyle};
use rand::{RngExt, SeedableRng, rngs::SmallRng};
use serde::Deserialize;
use serde_json::{Value, json};
use std::collections::HashMap;

/// How many tickets share one commit.
const BATCH: u64 = 1000;
/// Over how long they are spread: three years, in seconds.
const SPAN: i64 = 3 * 365 * 86_400;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Pieces {
    detail: Vec<String>,
    reply: Vec<String>,
    thanks: Vec<String>,
    resolution: Vec<String>,
    cause: Vec<String>,
}

/// A ticket of the written content, as the pattern of generated ones.
struct Pattern {
    kind: String,
    subject: String,
    words: String,
    answers: Answers,
    service: Option<i64>,
    team: i64,
    agents: Vec<i64>,
}

/// Somebody who asks.
struct Asker {
    id: i64,
    name: String,
    department: i64,
    location: Option<i64>,
    place: String,
}

/// The rows of a thousand tickets, and the words to find them by.
#[derive(Default)]
struct Batch {
    tables: [Vec<Value>; 5],
    words: Vec<(i64, String)>,
}

const TABLES: [&str; 5] = ["ticket", "impact_statement", "message", "resolution", "event"];

struct Generator {
    random: SmallRng,
    pieces: Pieces,
    patterns: Vec<Pattern>,
    askers: Vec<Asker>,
    names: HashMap<i64, String>,
    now: Time,
}

/// Adds generated tickets; the same seed gives the same ones.
pub async fn generate(
    app: &App,
    content: &Content,
    keys: &Keys,
    (count, seed): (u64, u64),
) -> Result<()> {
    let first = app.read(|tx| Ok(store::last_ticket(tx)?)).await? + 1;
    let mut generator = Generator::new(app, content, keys, seed)?;
    let style = "{bar:40} {human_pos} of {human_len} tickets, {per_sec}, {eta} left";
    let bar =
        ProgressBar::new(count).with_style(ProgressStyle::with_template(style).map_err(internal)?);
    let mut done = 0;
    while done < count {
        let size = BATCH.min(count - done);
        let mut batch = Batch::default();
        for at in done..done + size {
            generator.add(&mut batch, first + at as i64, (at, count));
        }
        app.act(&Actor::system(), move |act| write(act.tx, &batch)).await?;
        done += size;
        bar.set_position(done);
    }
    app.act(&Actor::system(), |act| {
        db::dump::reset_counters(act.tx)?;
        desk::known::rebuild(act.tx)?;
        Ok(db::dialect::analyze(act.tx)?)
    })
    .await?;
    bar.finish_and_clear();
    Ok(())
}

fn internal(error: impl std::fmt::Display) -> Error {
    Error::Internal(error.to_string())
}

fn write(tx: &mut db::Tx, batch: &Batch) -> Result<()> {
    for (table, rows) in TABLES.iter().zip(&batch.tables) {
        let Some(Value::Object(first)) = rows.first() else { continue };
        let names: Vec<&str> = first.keys().map(String::as_str).collect();
        let text = serde_json::to_string(rows).map_err(internal)?;
        db::dump::insert(tx, table, &names, &text)?;
    }
    for (ticket, words) in &batch.words {
        db::dialect::index_ticket(tx, *ticket, words, "", true)?;
    }
    Ok(())
}

impl Generator {
    fn new(app: &App, content: &Content, keys: &Keys, seed: u64) -> Result<Self> {
        let o = &content.organisation;
        let now = app.now();
        let today = app.config.time_zone().to_datetime(now.timestamp()).date();
        let mut agents: HashMap<&str, Vec<i64>> = HashMap::new();
        let mut names = HashMap::new();
        for person in &o.person {
            let id = get(&keys.people, &person.key)?;
            names.insert(id, person.name.clone());
            for team in person.roles.iter().filter(|r| r.role == "agent") {
                agents.entry(team.team.as_deref().unwrap_or_default()).or_default().push(id);
            }
        }
        let pattern = |t: &Ticket| -> Result<Pattern> {
            let service =
                t.service.as_ref().and_then(|key| o.service.iter().find(|s| &s.key == key));
            let team = service.map_or(o.team[0].key.as_str(), |s| s.team.as_str());
            Ok(Pattern {
                kind: t.kind.clone(),
                subject: t.subject.clone(),
                words: t.words.trim().to_owned(),
                answers: answers(t, today)?,
                service: service.map(|s| get(&keys.services, &s.key)).transpose()?,
                team: get(&keys.teams, team)?,
                agents: agents.get(team).cloned().unwrap_or_default(),
            })
        };
        let patterns = content.tickets.iter().map(pattern).collect::<Result<Vec<_>>>()?;
        let asks = o.person.iter().filter(|p| p.roles.iter().all(|r| r.role != "agent"));
        let asker = |p: &super::content::Person| -> Result<Asker> {
            let place = o.location.iter().find(|l| Some(&l.key) == p.location.as_ref());
            Ok(Asker {
                id: get(&keys.people, &p.key)?,
                name: p.name.clone(),
                department: get(&keys.departments, &p.department)?,
                location: place.map(|l| get(&keys.locations, &l.key)).transpose()?,
                place: place.map(|l| l.name.clone()).unwrap_or_default(),
            })
        };
        Ok(Generator {
            random: SmallRng::seed_from_u64(seed),
            pieces: toml::from_str(include_str!("../../demo/generated.toml")).map_err(internal)?,
            patterns: patterns.into_iter().filter(|p| !p.agents.is_empty()).collect(),
            askers: asks.map(asker).collect::<Result<_>>()?,
            names,
            now,
        })
    }

    fn below(&mut self, end: usize) -> usize {
        self.random.random_range(0..end)
    }

    /// One ticket with its statement, three messages, its end if it has one, and what was recorded.
    fn add(&mut self, batch: &mut Batch, id: i64, (at, count): (u64, u64)) {
        let asker_at = self.below(self.askers.len());
        let pattern_at = self.below(self.patterns.len());
        let device = format!("{}-{}", ["CE", "NS", "HA"][self.below(3)], 1000 + self.below(9000));
        let (detail, reply) = (self.below(6), self.below(5));
        let (thanks, end) = (self.below(4), self.below(4));
        let age = SPAN - (SPAN as f64 * (at as f64 / count as f64)) as i64;
        let opened = self.now.plus_seconds(-age - self.below(3600) as i64 - 60);
        // what is still open is among the newest fiftieth; of the rest all is over
        let is_recent = at + count / 50 >= count;
        let state = if is_recent { STATES[self.below(STATES.len())] } else { STATES[0] };
        let agent_at = self.below(64);
        let pattern = &self.patterns[pattern_at];
        let asker = &self.askers[asker_at];
        let agent = pattern.agents[agent_at % pattern.agents.len()];
        let say = |list: &[String], n: usize| list[n % list.len()].replace("{device}", &device);
        let subject = format!("{} ({device})", pattern.subject);
        let words = format!("{} {}", pattern.words, say(&self.pieces.detail, detail));
        let answered = say(&self.pieces.reply, reply);
        let thanked = say(&self.pieces.thanks, thanks);
        let one = One { id, opened, asker, agent, agent_name: &self.names[&agent], state };
        batch.tables[0].push(one.ticket(pattern, &subject, &thanked));
        batch.tables[1].push(one.statement(pattern));
        let said = [(asker.id, &words), (agent, &answered), (asker.id, &thanked)];
        for (minutes, (author, body)) in [0, 40, 75].into_iter().zip(said) {
            batch.tables[2].push(one.message(author, body, minutes));
        }
        if !state.is_open {
            let text = say(&self.pieces.resolution, end);
            batch.tables[3]
                .push(one.resolution(&self.pieces.cause[end % self.pieces.cause.len()], &text));
            batch.tables[4].push(one.event("ticket.resolved", agent, one.agent_name, 90));
        }
        batch.tables[4].push(one.event("ticket.opened", asker.id, &asker.name, 0));
        let owners = [
            team_word(Some(TeamId(pattern.team))),
            department_word(Some(DepartmentId(asker.department))),
        ];
        batch.words.push((
            id,
            format!(
                "{id} {subject} {} {words} {} {answered} {thanked} {}",
                asker.name,
                one.agent_name,
                owners.join(" ")
            ),
        ));
    }
}

/// A state with everything that goes with it.
#[derive(Clone, Copy)]
struct State {
    word: &'static str,
    is_open: bool,
    ball: &'static str,
    hold: Option<&'static str>,
    is_closed: bool,
}

const fn state(word: &'static str, is_open: bool, ball: &'static str) -> State {
    State { word, is_open, ball, hold: None, is_closed: false }
}

const STATES: [State; 5] = [
    State { is_closed: true, ..state("closed", false, "nobody") },
    state("open", true, "provider"),
    State { hold: Some("awaiting_supplier"), ..state("on_hold", true, "supplier") },
    state("open", true, "requester"),
    state("resolved", false, "requester"),
];

/// What the rows of one ticket share.
struct One<'a> {
    id: i64,
    opened: Time,
    asker: &'a Asker,
    agent: i64,
    agent_name: &'a str,
    state: State,
}

impl One<'_> {
    fn at(&self, minutes: i64) -> i64 {
        self.opened.plus_seconds(minutes * 60).micros()
    }

    fn ticket(&self, pattern: &Pattern, subject: &str, last: &str) -> Value {
        let (asker, state) = (self.asker, self.state);
        let weight = pattern.answers.weigh(jiff::civil::Date::MAX);
        let place = Some(asker.place.as_str()).filter(|place| !place.is_empty());
        let language = base::language("en");
        json!({
            "id": self.id, "kind": pattern.kind, "subject": subject, "state": state.word,
            "is_open": state.is_open, "ball": state.ball, "on_hold_reason": state.hold,
            "wakes_at": state.hold.map(|_| self.at(60 * 24 * 400)),
            "impact": weight.impact, "urgency": weight.urgency,
            "priority": weight.priority().number(), "requester_id": asker.id,
            "reporter_id": asker.id, "department_id": asker.department,
            "location_id": asker.location, "service_id": pattern.service, "team_id": pattern.team,
            "assignee_id": self.agent, "channel": "web",
            "stopped": desk::voices::stopped_in_short(language, &pattern.answers, place),
            "excerpt": tickets::excerpt(last), "created_at": self.at(0),
            "updated_at": self.at(if state.is_open { 75 } else { 90 }),
            "first_response_at": self.at(40),
            "resolved_at": (!state.is_open).then(|| self.at(90)),
            "closed_at": state.is_closed.then(|| self.at(60 * 24 * 14)),
        })
    }

    fn statement(&self, pattern: &Pattern) -> Value {
        let (a, weight) = (&pattern.answers, pattern.answers.weigh(jiff::civil::Date::MAX));
        json!({
            "ticket_id": self.id, "words": a.words, "scope": a.scope.to_string(),
            "who": a.who.to_string(), "workaround": a.workaround.to_string(),
            "hurts": a.hurts.to_string(), "hurts_note": a.hurts_note, "impact": weight.impact,
            "urgency": weight.urgency, "priority": weight.priority().number(),
            "by_id": self.asker.id, "at": self.at(0),
        })
    }

    fn message(&self, author: i64, body: &str, minutes: i64) -> Value {
        json!({
            "ticket_id": self.id, "author_id": author, "visibility": "public",
            "is_from_provider": author == self.agent, "channel": "web", "body": body,
            "created_at": self.at(minutes),
        })
    }

    fn resolution(&self, cause: &str, words: &str) -> Value {
        json!({
            "ticket_id": self.id, "by_id": self.agent, "cause": cause, "words": words,
            "at": self.at(90), "confirmed_at": self.state.is_closed.then(|| self.at(120)),
        })
    }

    fn event(&self, kind: &str, by: i64, name: &str, minutes: i64) -> Value {
        json!({
            "at": self.at(minutes), "actor_id": by, "actor": name, "kind": kind,
            "subject": format!("ticket {}", self.id), "ticket_id": self.id, "is_internal": false,
        })
    }
}
