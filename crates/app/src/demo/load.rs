//! Playing the demo's past through the real actions, with the clock moved to each moment.

use super::{
    content::{Content, Organisation, Step, Ticket, seconds},
    store,
};
use base::{
    Actor, App, DepartmentId, DeviceId, Error, LocationId, PersonId, Result, ServiceId, TeamId,
    TicketId, Time, withheld::Withheld,
};
use desk::{
    assignment::{Assignment, assign},
    codes,
    conversation::{self, NewMessage, StoredFile},
    custom_fields::Typed,
    felt::{self, NewFeedback},
    impact::{Answers, Hurts, Likelihood, Risk, RiskKind, Scope, Stopped, Workaround},
    occasions::{self, NewOccasion},
    playback,
    resolution::{self, Cause},
    scans::{self, NewScan, Symptom},
    tickets::{self, Channel, HoldReason, Kind, NewTicket},
    waiting::{self, HoldForm},
};
use std::collections::HashMap;

/// Everybody's, in the demo only, which does not listen beyond this machine.
pub const PASSWORD: &str = "demo-quiet-reading-room";

/// Which row each key of the content became.
#[derive(Clone, Default)]
pub struct Keys {
    pub departments: HashMap<String, i64>,
    pub locations: HashMap<String, i64>,
    pub teams: HashMap<String, i64>,
    pub services: HashMap<String, i64>,
    pub devices: HashMap<String, i64>,
    pub people: HashMap<String, i64>,
}

pub fn get(map: &HashMap<String, i64>, key: &str) -> Result<i64> {
    map.get(key).copied().ok_or_else(|| Error::Internal(format!("no `{key}` in the demo")))
}

/// Fills an empty database. The application's clock must be one that can be set.
pub async fn load(app: &App, content: &Content) -> Result<Keys> {
    let now = app.now();
    let password = people::sign_in::Password::parse("password", PASSWORD)?.hash()?;
    let organisation = super::content::read()?.organisation;
    let keys = app
        .act(&Actor::system(), move |act| insert_all(act.tx, &organisation, &password, act.now))
        .await?;
    super::told::choose(app, &keys).await?;
    let mut moments = Vec::new();
    for (at, ticket) in content.tickets.iter().enumerate() {
        let begun = now.plus_seconds(-seconds(&ticket.ago)?);
        moments.push((begun, at, None));
        for (number, step) in ticket.step.iter().enumerate() {
            moments.push((begun.plus_seconds(seconds(&step.after)?), at, Some(number)));
        }
    }
    moments.sort();
    let mut player = Player { app, keys, actors: HashMap::new(), tickets: HashMap::new() };
    for (moment, at, step) in moments {
        app.clock.set(moment);
        let ticket = &content.tickets[at];
        let played = match step {
            None => player.open(at, ticket).await,
            Some(number) => player.step(at, ticket, &ticket.step[number]).await,
        };
        played.map_err(|e| {
            Error::Internal(format!("demo: {}, step {step:?}: {e}", ticket.subject))
        })?;
    }
    app.clock.set(now);
    for occasion in &content.organisation.occasion {
        note_occasion(app, &player.keys, occasion).await?;
    }
    scan(app, &player.keys).await?;
    app.act(&Actor::system(), |act| Ok(store::delete_jobs(act.tx)?)).await?;
    Ok(player.keys)
}

async fn note_occasion(app: &App, keys: &Keys, occasion: &super::content::Occasion) -> Result<()> {
    let find = |map, key: &Option<String>| key.as_deref().map(|key| get(map, key)).transpose();
    // from the morning of one day to the evening of another
    let day = |at: Time| app.config.time_zone().to_datetime(at.timestamp()).date();
    let from = app.now().plus_seconds(seconds(&occasion.begins_in)?);
    let until = day(from.plus_seconds(seconds(&occasion.lasts)?));
    let new = NewOccasion {
        title: occasion.name.clone(),
        matters: occasion.matters.clone(),
        location: find(&keys.locations, &occasion.location)?.map(LocationId),
        department: find(&keys.departments, &occasion.department)?.map(DepartmentId),
        starts_at: Some(super::at(app, day(from), (8, 30))),
        ends_at: Some(super::at(app, until, (17, 0))),
        is_closed: false,
    };
    occasions::create(app, &Actor::system(), new).await.map(drop)
}

/// A patron who met what is reported already, and one whose words a rule holds back.
async fn scan(app: &App, keys: &Keys) -> Result<()> {
    let system = Actor::system();
    let scans = [
        ("northside_pay", Symptom::Paying, "It took two dollars twice", "demo-scan-1"),
        ("central_pc_1", Symptom::Other, "FREE PRIZES at www.prizes.example/win", "demo-scan-2"),
    ];
    for (device, symptom, words, key) in scans {
        let place = codes::Place::Device(DeviceId(get(&keys.devices, device)?));
        let token = codes::ensure(app, &system, place).await?;
        let new = NewScan {
            symptom: Some(symptom),
            words: words.into(),
            fields: Typed::default(),
            key: key.into(),
            network: String::new(),
            by: None,
        };
        scans::send(app, &system, &token, new).await?;
    }
    Ok(())
}

fn insert_all(tx: &mut db::Tx, o: &Organisation, password: &str, now: Time) -> Result<Keys> {
    let mut keys = Keys::default();
    for d in &o.department {
        let parent = d.parent.as_deref().map(|p| get(&keys.departments, p)).transpose()?;
        let id = store::insert_department(tx, d, parent)?;
        keys.departments.insert(d.key.clone(), id);
    }
    for l in &o.location {
        let parent = l.parent.as_deref().map(|p| get(&keys.locations, p)).transpose()?;
        let id = store::insert_location(tx, l, get(&keys.departments, &l.department)?, parent)?;
        keys.locations.insert(l.key.clone(), id);
    }
    for t in &o.team {
        let id = store::insert_team(tx, t, get(&keys.departments, &t.department)?)?;
        keys.teams.insert(t.key.clone(), id);
    }
    for s in &o.service {
        let department = get(&keys.departments, &s.department)?;
        let id = store::insert_service(tx, s, department, get(&keys.teams, &s.team)?)?;
        keys.services.insert(s.key.clone(), id);
    }
    for d in &o.device {
        let place = d.location.as_deref().map(|l| get(&keys.locations, l)).transpose()?;
        let service = d.service.as_deref().map(|s| get(&keys.services, s)).transpose()?;
        keys.devices.insert(d.key.clone(), store::insert_device(tx, d, place, service)?);
    }
    for p in &o.person {
        let location = p.location.as_deref().map(|l| get(&keys.locations, l)).transpose()?;
        let place = (get(&keys.departments, &p.department)?, location);
        let id = store::insert_person(tx, p, place, password, now)?;
        keys.people.insert(p.key.clone(), id);
        for role in &p.roles {
            let department =
                role.department.as_deref().map(|d| get(&keys.departments, d)).transpose()?;
            let own = (role.role == "it_manager").then_some(place.0);
            let team = role.team.as_deref().map(|t| get(&keys.teams, t)).transpose()?;
            store::insert_grant(tx, id, &role.role, (department.or(own), team), now)?;
        }
    }
    Ok(keys)
}

struct Player<'a> {
    app: &'a App,
    keys: Keys,
    actors: HashMap<String, Actor>,
    tickets: HashMap<usize, TicketId>,
}

fn word<T>(found: Option<T>, said: &str) -> Result<T> {
    found.ok_or_else(|| Error::Internal(format!("`{said}` is not a word of the desk")))
}

/// What the reporter of a ticket said about impact.
pub fn answers(t: &Ticket, today: jiff::civil::Date) -> Result<Answers> {
    let risk = |r: &super::content::Risk| -> Result<Risk> {
        let days = r.bites_in_days.map(|days| jiff::Span::new().days(days));
        Ok(Risk {
            kind: word(RiskKind::parse(&r.kind), &r.kind)?,
            likelihood: word(Likelihood::parse(&r.likelihood), &r.likelihood)?,
            consequence: r.consequence.clone(),
            bites_on: days.and_then(|span| today.checked_add(span).ok()),
        })
    };
    Ok(Answers {
        words: t.words.trim().to_owned(),
        scope: word(Scope::parse(&t.scope), &t.scope)?,
        who: word(Stopped::parse(&t.who), &t.who)?,
        workaround: word(Workaround::parse(&t.workaround), &t.workaround)?,
        hurts: word(Hurts::parse(&t.hurts), &t.hurts)?,
        hurts_note: t.hurts_note.clone(),
        good_enough: t.good_enough.clone(),
        is_one_place: t.location.is_some(),
        risks: t.risks.iter().map(risk).collect::<Result<_>>()?,
    })
}

impl Player<'_> {
    async fn actor(&mut self, key: &str) -> Result<Actor> {
        if let Some(actor) = self.actors.get(key) {
            return Ok(actor.clone());
        }
        let id = PersonId(get(&self.keys.people, key)?);
        let zone = self.app.config.time_zone();
        let found = self.app.read(move |tx| Ok(people::sign_in::actor_of(tx, id, &zone)?)).await?;
        let actor = found.ok_or(Error::NotFound)?;
        self.actors.insert(key.to_owned(), actor.clone());
        Ok(actor)
    }

    fn answers(&self, t: &Ticket) -> Result<Answers> {
        let today = self.app.config.time_zone().to_datetime(self.app.now().timestamp()).date();
        answers(t, today)
    }

    async fn open(&mut self, at: usize, t: &Ticket) -> Result<()> {
        let actor = self.actor(&t.requester).await?;
        let channel = word(Channel::parse(&t.channel), &t.channel)?;
        let location = t.location.as_deref().map(|l| get(&self.keys.locations, l)).transpose()?;
        let service = t.service.as_deref().map(|s| get(&self.keys.services, s)).transpose()?;
        let device = t.device.as_deref().map(|d| get(&self.keys.devices, d)).transpose()?;
        let new = NewTicket {
            kind: word(Kind::parse(&t.kind), &t.kind)?,
            subject: t.subject.clone(),
            answers: self.answers(t)?,
            requester: None,
            department: None,
            location: location.map(LocationId),
            service: service.map(ServiceId),
            device: device.map(DeviceId),
            channel,
            message: NewMessage::text(t.words.trim(), channel),
            key: None,
        };
        let id = tickets::open(self.app, &actor, new).await?;
        self.tickets.insert(at, id);
        Ok(())
    }

    async fn message(&self, text: &str, step: &Step) -> Result<NewMessage> {
        let mut new = NewMessage::text(text.trim(), Channel::Web);
        if let Some(file) = &step.attach {
            let text = file.text.trim_start().to_owned();
            let size = text.len() as i64;
            new.stored.push(StoredFile {
                name: file.name.clone(),
                media_type: "text/plain".into(),
                size,
                content_id: String::new(),
                key: self.app.files.put(text).await?,
            });
        }
        Ok(new)
    }

    async fn step(&mut self, at: usize, t: &Ticket, step: &Step) -> Result<()> {
        let actor = self.actor(&step.by).await?;
        let id = *self.tickets.get(&at).ok_or(Error::NotFound)?;
        let (app, actor) = (self.app, &actor);
        if let Some(text) = &step.reply {
            // what comes by a form is gone through at the door; this comes from a file
            let withheld = Withheld::default();
            let text = withheld.take_out(&app.secret, None, text).unwrap_or_else(|| text.clone());
            let new = self.message(&text, step).await?;
            return withheld.within(conversation::reply(app, actor, id, new)).await.map(drop);
        }
        if let Some(text) = &step.note {
            let new = self.message(text, step).await?;
            return conversation::add_note(app, actor, id, new).await.map(drop);
        }
        if let Some(text) = &step.understood {
            return playback::play_back(app, actor, id, text.trim()).await;
        }
        if step.is_understood == Some(true) {
            let last = playback::load(app, actor, id).await?.ok_or(Error::NotFound)?;
            return playback::confirm(app, actor, id, last.id).await;
        }
        if let Some(person) = &step.assign {
            let person = PersonId(get(&self.keys.people, person)?);
            return assign(
                app,
                actor,
                id,
                Assignment { assignee: Some(person), ..Assignment::default() },
            )
            .await;
        }
        if let Some(team) = &step.team {
            let team = TeamId(get(&self.keys.teams, team)?);
            return assign(
                app,
                actor,
                id,
                Assignment { team: Some(team), ..Assignment::default() },
            )
            .await;
        }
        if let Some(reason) = &step.hold {
            let wakes = seconds(step.wakes_in.as_deref().unwrap_or("3 d"))?;
            let form = HoldForm {
                reason: HoldReason::parse(reason),
                note: step.because.clone().unwrap_or_default(),
                wakes_at: Some(app.now().plus_seconds(wakes)),
            };
            return waiting::hold(app, actor, id, form).await;
        }
        if let Some(news) = &step.news_in {
            let by = app.now().plus_seconds(seconds(news)?);
            return waiting::promise(app, actor, id, by).await;
        }
        self.ending(actor, id, t, step).await
    }

    async fn ending(&self, actor: &Actor, id: TicketId, t: &Ticket, step: &Step) -> Result<()> {
        let app = self.app;
        if let Some(words) = &step.resolve {
            let cause = step.cause.as_deref().and_then(Cause::parse);
            return resolution::resolve(app, actor, id, cause, words).await;
        }
        if step.confirm == Some(true) || step.close == Some(true) {
            return resolution::confirm(app, actor, id).await;
        }
        if let Some(why) = &step.reopen {
            return resolution::reopen(app, actor, id, why).await;
        }
        if let Some(why) = &step.cancel {
            return tickets::cancel(app, actor, id, why).await;
        }
        if let Some(impact) = &step.impact {
            let answers = Answers {
                words: impact.words.clone(),
                scope: word(Scope::parse(&impact.scope), &impact.scope)?,
                hurts: word(Hurts::parse(&impact.hurts), &impact.hurts)?,
                ..self.answers(t)?
            };
            return desk::impact::reweigh(app, actor, id, answers, None).await;
        }
        let new = NewFeedback {
            score: step.feedback,
            lost_minutes: step.lost_minutes,
            words: Some(step.words.clone().unwrap_or_default()),
            is_kept: step.is_kept,
            is_partial: false,
        };
        felt::give(app, actor, id, new).await
    }
}
