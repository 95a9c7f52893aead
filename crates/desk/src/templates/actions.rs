//! Opening tickets from templates, and keeping templates.

use super::{
    model::{TemplateTask, task_lines, tasks_of, values_of},
    store::{self, Facts, TemplateRow},
};
use crate::{
    answers::{keeps, may_keep, own_team},
    conversation::NewMessage,
    custom_fields::{self, Typed},
    facts::tidy_tags,
    impact::{Answers, Hurts, Scope, Stopped, Workaround},
    services,
    tasks::{OneTask, add_in},
    tickets::{self, Channel, Kind, NewTicket, record},
};
use base::{
    Act, Actor, App, Error, Event, LocationId, PersonId, Problems, Result, Right, ServiceId,
    TeamId, TicketId, Tx,
};

fn is_seen(actor: &Actor, one: &TemplateRow) -> bool {
    let is_theirs = keeps(actor, one.team_id) || (one.team_id.is_none() && actor.has(Right::Work));
    is_theirs || (one.is_public && one.is_active)
}

/// Templates that the actor may use or keep, by name.
pub async fn list(app: &App, actor: &Actor) -> Result<Vec<TemplateRow>> {
    actor.may(Right::Report)?;
    let actor = actor.clone();
    app.read(move |tx| {
        let mut all = store::list(tx)?;
        all.retain(|one| is_seen(&actor, one));
        Ok(all)
    })
    .await
}

/// One of them, its tasks and values as lines.
pub async fn get(app: &App, actor: &Actor, id: i64) -> Result<(TemplateRow, String, String)> {
    actor.may(Right::Report)?;
    let actor = actor.clone();
    app.read(move |tx| {
        let found = store::list(tx)?.into_iter().find(|one| one.id == id);
        let one = found.filter(|one| is_seen(&actor, one)).ok_or(Error::NotFound)?;
        let tasks = task_lines(&store::list_tasks(tx, id)?);
        let value = |(key, value): &(String, String)| format!("{key}: {value}");
        let values: Vec<_> = store::list_values(tx, id)?.iter().map(value).collect();
        Ok((one, tasks, values.join("\n")))
    })
    .await
}

/// A template, for Footbridge itself.
pub(crate) fn find(act: &mut Act<'_>, id: i64) -> Result<TemplateRow> {
    store::list(act.tx)?.into_iter().find(|one| one.id == id).ok_or(Error::NotFound)
}

/// Which of a template's service, place and team are in use.
pub(crate) fn in_use(tx: &mut Tx, id: i64) -> Result<(bool, bool, bool)> {
    store::find_in_use(tx, id)?.ok_or(Error::NotFound)
}

/// What whoever uses a template fills in.
#[derive(Clone, Debug, Default)]
pub struct Filled {
    /// For whom, by address; empty: for oneself. Those who help may say somebody else.
    pub requester: String,
    /// In place of the template's subject; empty: that one.
    pub subject: String,
    /// Besides the template's words.
    pub words: String,
    /// In place of the template's place.
    pub location: Option<LocationId>,
    /// Answers to custom fields, over those of the template.
    pub fields: Typed,
    /// Makes sending twice harmless.
    pub key: Option<String>,
}

/// Opens a ticket from a template.
pub async fn open(app: &App, actor: &Actor, id: i64, filled: Filled) -> Result<TicketId> {
    actor.may(Right::Report)?;
    app.act(actor, move |act| {
        let found = store::list(act.tx)?.into_iter().find(|one| one.id == id);
        let one = found.filter(|one| is_seen(act.actor, one)).ok_or(Error::NotFound)?;
        if !one.is_active {
            return Err(Error::Conflict);
        }
        let email = filled.requester.trim();
        let requester = match email.is_empty() {
            true => None,
            false => match store::find_person(act.tx, email)? {
                Some((person,)) => Some(person),
                None => return Err(Error::invalid("requester", "problem-field-person")),
            },
        };
        open_for(act, &one, &filled, requester, None)
    })
    .await
}

/// The same within a transaction, for somebody who is known; whoever calls it has checked the right.
pub(crate) fn open_for(
    act: &mut Act<'_>,
    one: &TemplateRow,
    filled: &Filled,
    requester: Option<PersonId>,
    assignee: Option<PersonId>,
) -> Result<TicketId> {
    let (has_service, has_location, has_team) = in_use(act.tx, one.id)?;
    let said = filled.words.trim();
    let words =
        if said.is_empty() { one.words.clone() } else { format!("{}\n\n{said}", one.words) };
    let location = filled.location.or(one.location_id.filter(|_| has_location));
    let answers = Answers {
        words: words.clone(),
        scope: one.scope,
        who: one.who,
        workaround: one.workaround,
        hurts: one.hurts,
        hurts_note: String::new(),
        good_enough: String::new(),
        is_one_place: location.is_some(),
        risks: Vec::new(),
    };
    let subject = if filled.subject.trim().is_empty() { &one.subject } else { &filled.subject };
    let new = NewTicket {
        kind: one.kind,
        subject: subject.clone(),
        answers,
        requester,
        department: None,
        location,
        service: one.service_id.filter(|_| has_service),
        device: None,
        channel: Channel::Web,
        message: NewMessage::text(words, Channel::Web),
        key: filled.key.clone(),
    };
    let mut typed = Typed::default();
    for (key, value) in store::list_values(act.tx, one.id)? {
        if filled.fields.get(&key).is_none_or(<[String]>::is_empty) {
            typed.push(&key, &value);
        }
    }
    for (key, values) in &filled.fields.0 {
        values.iter().for_each(|value| typed.push(key, value));
    }
    let tasks = store::list_tasks(act.tx, one.id)?;
    let team = one.team_id.filter(|_| has_team);
    let tags = one.tags.clone();
    custom_fields::open_in(act, &new, &typed, false, &mut |act, id| {
        store::update_ticket(act.tx, id, team, assignee, &tags)?;
        tasks.iter().try_for_each(|task| {
            let due_at = task.due_days.map(|days| act.now.plus_seconds(days * 86_400));
            let (title, is_shown) = (task.title.clone(), task.is_shown);
            add_in(act, id, &OneTask { title, owner: assignee, due_at, is_shown }).map(drop)
        })?;
        record(act, "ticket.templated", id, "", &one.name, false)
    })
}

/// A template as somebody writes it down.
#[derive(Clone, Debug, Default)]
pub struct NewTemplate {
    /// What it is for.
    pub name: String,
    /// When to use it.
    pub about: String,
    /// Incident, request, question, ...
    pub kind: Option<Kind>,
    /// A short line.
    pub subject: String,
    /// The first message.
    pub words: String,
    /// What.
    pub service: Option<ServiceId>,
    /// Where.
    pub location: Option<LocationId>,
    /// Who works on it and keeps the template.
    pub team: Option<TeamId>,
    /// Words with blanks between.
    pub tags: String,
    /// How many are stopped.
    pub scope: Option<Scope>,
    /// Who.
    pub who: Option<Stopped>,
    /// Whether there is a way round.
    pub workaround: Option<Workaround>,
    /// By when it hurts.
    pub hurts: Option<Hurts>,
    /// A task on each line.
    pub tasks: String,
    /// Values of custom fields, `key: value` on each line.
    pub values: String,
    /// Whether people asking may order it.
    pub is_public: bool,
    /// Whether it is offered.
    pub is_active: bool,
}

type Whole = (Facts, Vec<TemplateTask>, Vec<(i64, String)>);

fn read(tx: &mut Tx, new: &NewTemplate) -> Result<Whole> {
    let mut problems = Problems::default();
    let name = problems.line("name", &new.name, 100);
    let about = problems.optional_line("about", &new.about, 300);
    let subject = problems.line("subject", &new.subject, 200);
    let words = problems.text("words", &new.words, 20_000);
    let tags = problems.optional_text("tags", &new.tags, 200);
    let kind = problems.word("kind", new.kind).unwrap_or(Kind::ServiceRequest);
    let tasks = tasks_of(&new.tasks, &mut problems);
    let typed = values_of(&new.values, &mut problems);
    if let Some(service) = new.service
        && !services::exists(tx, service)?
    {
        problems.add("service", "problem-choose");
    }
    if let Some(location) = new.location
        && !tickets::has_location(tx, location)?
    {
        problems.add("location", "problem-choose");
    }
    let fields = custom_fields::list_fields(tx)?;
    let mut values = Vec::new();
    for (key, given) in &typed.0 {
        match fields.iter().find(|field| field.key == *key) {
            Some(field) => values.extend(given.iter().map(|value| (field.id, value.clone()))),
            None => problems.add("values", "problem-template-value"),
        }
    }
    problems.check()?;
    let facts = Facts {
        name,
        about,
        kind,
        subject,
        words,
        service: new.service,
        location: new.location,
        team: new.team,
        tags: tidy_tags(&tags),
        scope: new.scope.unwrap_or(Scope::One),
        who: new.who.unwrap_or(Stopped::Staff),
        workaround: new.workaround.unwrap_or(Workaround::Slow),
        hurts: new.hurts.unwrap_or(Hurts::Later),
        is_public: new.is_public,
        is_active: new.is_active,
    };
    Ok((facts, tasks, values))
}

/// Writes a template down.
pub async fn create(app: &App, actor: &Actor, new: NewTemplate) -> Result<i64> {
    own_team(actor, new.team)?;
    app.act(actor, move |act| {
        let (facts, tasks, values) = read(act.tx, &new)?;
        let id =
            store::insert(act.tx, &facts).map_err(Error::taken("name", "problem-name-taken"))?;
        store::set_tasks(act.tx, id, &tasks)?;
        store::set_values(act.tx, id, &values)?;
        act.record(&Event {
            kind: "template.created",
            subject: format!("template {id}"),
            after: facts.name,
            ..Event::default()
        })?;
        Ok(id)
    })
    .await
}

/// Changes a template; tickets that were opened from it stay as they are.
pub async fn update(
    app: &App,
    actor: &Actor,
    id: i64,
    version: Option<i64>,
    new: NewTemplate,
) -> Result<()> {
    let (old, ..) = get(app, actor, id).await?;
    may_keep(actor, old.team_id)?;
    own_team(actor, new.team)?;
    app.act(actor, move |act| {
        let (facts, tasks, values) = read(act.tx, &new)?;
        let version = version.unwrap_or(old.version);
        if !store::update(act.tx, id, version, &facts)
            .map_err(Error::taken("name", "problem-name-taken"))?
        {
            return Err(Error::Conflict);
        }
        store::set_tasks(act.tx, id, &tasks)?;
        store::set_values(act.tx, id, &values)?;
        act.record(&Event {
            kind: "template.changed",
            subject: format!("template {id}"),
            before: old.name,
            after: facts.name,
            ..Event::default()
        })
    })
    .await
}
