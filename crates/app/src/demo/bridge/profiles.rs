//! The demo: who both sides are.

use crate::demo::load::{Keys, get};
use base::{Actor, App, DepartmentId, PersonId, Result, TeamId, TicketId};
use bridge::{
    directory::{self, CardChange, Owner, PhoneFor},
    hand_overs::{self, NewHandOver},
    profiles::{self, NewProfile, Way, WayRow},
    providers::{self, NewContact, NewSupplier},
    skills,
    years::{self, NewPeriod},
};
use desk::intake;
use std::collections::HashMap;

/// Everything that departments, teams and people say of themselves.
pub async fn fill(app: &App, keys: &Keys) -> Result<()> {
    let content = content()?;
    let mut player = Player { app, keys, actors: HashMap::new() };
    for one in &content.profile {
        player.profile(one).await?;
    }
    for one in &content.person {
        player.card(one).await?;
    }
    for one in &content.team {
        let actor = player.actor(&one.by).await?;
        let team = TeamId(get(&keys.teams, &one.team)?);
        skills::say_of_team(app, &actor, team, &one.knows).await?;
    }
    for one in &content.suggestion {
        let actor = player.actor(&one.by).await?;
        let person = PersonId(get(&keys.people, &one.person)?);
        skills::say(app, &actor, person, &one.knows).await?;
    }
    for one in &content.supplier {
        player.supplier(one).await?;
    }
    Ok(())
}

#[derive(serde::Deserialize)]
struct Content {
    profile: Vec<Profile>,
    person: Vec<Person>,
    team: Vec<Team>,
    suggestion: Vec<Suggestion>,
    supplier: Vec<Supplier>,
}

#[derive(serde::Deserialize)]
struct Profile {
    by: String,
    department: Option<String>,
    team: Option<String>,
    mission: String,
    #[serde(default)]
    come_for: String,
    #[serde(default)]
    not_for: String,
    #[serde(default)]
    proud_of: String,
    #[serde(default)]
    worried_by: String,
    #[serde(default)]
    judged_on: String,
    #[serde(default)]
    hours: String,
    #[serde(default)]
    way: Vec<(Way, String, String)>,
    #[serde(default)]
    year: Vec<Period>,
}

#[derive(serde::Deserialize)]
struct Period {
    name: String,
    means: String,
    /// Days from today, for what is coming soon; else a date.
    #[serde(default)]
    in_days: Option<i64>,
    #[serde(default)]
    lasts_days: i64,
    #[serde(default)]
    from: String,
    #[serde(default)]
    until: String,
    #[serde(default)]
    is_yearly: bool,
}

#[derive(serde::Deserialize)]
struct Person {
    person: String,
    #[serde(default)]
    knows: String,
    #[serde(default)]
    about: String,
    #[serde(default)]
    phone: String,
    #[serde(default)]
    phone_for: Option<PhoneFor>,
    #[serde(default)]
    is_left_out: bool,
}

#[derive(serde::Deserialize)]
struct Team {
    by: String,
    team: String,
    knows: String,
}

#[derive(serde::Deserialize)]
struct Suggestion {
    by: String,
    person: String,
    knows: String,
}

#[derive(serde::Deserialize)]
struct Supplier {
    by: String,
    department: String,
    contract: String,
    contract_until: String,
    hand_over: String,
    portal: String,
    contact: Vec<(String, String, String, String)>,
    /// The subject of a ticket that was handed over to it, and what came back.
    #[serde(default)]
    ticket: String,
    #[serde(default)]
    sent_by: String,
    #[serde(default)]
    answer: String,
}

fn content() -> Result<Content> {
    let text = include_str!("../../../demo/people.toml");
    toml::from_str(text).map_err(|e| base::Error::Internal(format!("the demo's people: {e}")))
}

struct Player<'a> {
    app: &'a App,
    keys: &'a Keys,
    actors: HashMap<String, Actor>,
}

impl Player<'_> {
    async fn actor(&mut self, key: &str) -> Result<Actor> {
        if let Some(actor) = self.actors.get(key) {
            return Ok(actor.clone());
        }
        let person = PersonId(get(&self.keys.people, key)?);
        let zone = self.app.config.time_zone();
        let found =
            self.app.read(move |tx| Ok(people::sign_in::actor_of(tx, person, &zone)?)).await?;
        let actor = found.ok_or(base::Error::NotFound)?;
        self.actors.insert(key.to_owned(), actor.clone());
        Ok(actor)
    }

    async fn profile(&mut self, it: &Profile) -> Result<()> {
        let actor = self.actor(&it.by).await?;
        let owner = match (&it.department, &it.team) {
            (Some(key), _) => Owner::Department(DepartmentId(get(&self.keys.departments, key)?)),
            (None, key) => {
                let key = key.as_deref().unwrap_or_default();
                Owner::Team(TeamId(get(&self.keys.teams, key)?))
            }
        };
        let way = |(way, address, use_for): &(Way, String, String)| WayRow {
            way: *way,
            address: address.clone(),
            use_for: use_for.clone(),
        };
        let new = NewProfile {
            mission: it.mission.trim().to_owned(),
            come_for: it.come_for.clone(),
            not_for: it.not_for.clone(),
            proud_of: it.proud_of.clone(),
            worried_by: it.worried_by.clone(),
            judged_on: it.judged_on.clone(),
            hours: it.hours.clone(),
            ways: it.way.iter().map(way).collect(),
        };
        profiles::change(self.app, &actor, owner, 0, new).await?;
        let zone = self.app.config.time_zone();
        let day = |days: i64| {
            let at = self.app.now().plus_seconds(days * 86_400);
            zone.to_datetime(at.timestamp()).date().to_string()
        };
        for one in &it.year {
            let (from, until) = match one.in_days {
                Some(days) => (day(days), day(days + one.lasts_days)),
                None => (one.from.clone(), one.until.clone()),
            };
            let period = NewPeriod {
                name: one.name.clone(),
                means: one.means.clone(),
                starts_on: from,
                ends_on: until,
                is_yearly: one.is_yearly,
            };
            years::add(self.app, &actor, owner, period).await?;
        }
        Ok(())
    }

    async fn card(&mut self, it: &Person) -> Result<()> {
        let actor = self.actor(&it.person).await?;
        let id = actor.person()?;
        if !it.about.is_empty() || !it.phone.is_empty() || it.is_left_out {
            let change = CardChange {
                about: it.about.clone(),
                phone: it.phone.clone(),
                phone_for: Some(it.phone_for.unwrap_or(PhoneFor::Nobody)),
                is_left_out: it.is_left_out,
                manager: None,
            };
            directory::change_card(self.app, &actor, id, 0, change).await?;
        }
        match it.knows.as_str() {
            "" => Ok(()),
            knows => skills::say(self.app, &actor, id, knows).await,
        }
    }

    async fn supplier(&mut self, it: &Supplier) -> Result<()> {
        let actor = self.actor(&it.by).await?;
        let id = DepartmentId(get(&self.keys.departments, &it.department)?);
        let new = NewSupplier {
            contract: it.contract.clone(),
            contract_until: it.contract_until.clone(),
            hand_over: it.hand_over.clone(),
            portal: it.portal.clone(),
        };
        providers::change(self.app, &actor, id, 0, new).await?;
        let mut contacts = Vec::new();
        for (name, email, phone, use_for) in &it.contact {
            let new = NewContact {
                name: name.clone(),
                email: email.clone(),
                phone: phone.clone(),
                use_for: use_for.clone(),
            };
            contacts.push(providers::add_contact(self.app, &actor, id, new).await?);
        }
        match (it.ticket.as_str(), contacts.first()) {
            ("", _) | (_, None) => Ok(()),
            (subject, Some(contact)) => self.hand_over(it, subject, *contact).await,
        }
    }

    /// A letter that went out a while ago, and the answer that came just now.
    async fn hand_over(&mut self, it: &Supplier, subject: &str, contact: i64) -> Result<()> {
        let wanted = subject.to_owned();
        let found =
            self.app.read(move |tx| Ok(super::super::store::find_ticket(tx, &wanted)?)).await?;
        let Some((number,)) = found else { return Ok(()) };
        let (id, now) = (TicketId(number), self.app.now());
        let actor = self.actor(&it.sent_by).await?;
        self.app.clock.set(now.plus_seconds(-90 * 60));
        let asked = hand_overs::suggest(self.app, &actor, id, Some(contact)).await?;
        let new = NewHandOver {
            contact: Some(contact),
            subject: asked.suggestion.subject,
            words: asked.suggestion.words,
            is_on_hold: true,
            until: Some(now.plus_seconds(2 * 86_400)),
            ..NewHandOver::default()
        };
        hand_overs::send(self.app, &actor, id, new).await?;
        if !it.answer.is_empty() {
            self.app.clock.set(now.plus_seconds(-20 * 60));
            let tag = mail::subject_tag(&self.app.config.mail.tag, number);
            let letter = it.answer.replace("{tag}", &tag).replace("{subject}", subject);
            intake::deliver(self.app, letter.into_bytes(), None).await?;
        }
        self.app.clock.set(now);
        Ok(())
    }
}
