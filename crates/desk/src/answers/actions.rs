//! Finding answers, putting them into replies, and keeping them.

use super::{
    model::{
        Panel, Placeholder, Suggested, check_placeholders, fill, rank, stems, weights,
        without_ticket,
    },
    store::{self, AnswerRow, Eyes, Facts},
};
use crate::{
    services,
    tickets::{self, Ticket},
};
use base::{
    Act, Actor, App, Error, Event, Language, Problems, Result, Right, Scope, ServiceId, TeamId,
    TicketId, Time, Tx, when,
};

/// How many different words of a text are looked up: those with most letters.
const LOOKED_UP: usize = 12;

/// Whether somebody keeps what belongs to a team (none: to everybody): its agents, and
/// administrators.
pub(crate) fn keeps(actor: &Actor, team: Option<TeamId>) -> bool {
    let is_own = team.is_some_and(|team| actor.has(Right::Work) && actor.teams().has(&team));
    actor.has(Right::ManageOrganisation) || is_own
}

/// Refuses unless [`keeps`].
pub(crate) fn may_keep(actor: &Actor, team: Option<TeamId>) -> Result<()> {
    if keeps(actor, team) { Ok(()) } else { Err(Error::Forbidden) }
}

/// Whose answers the actor reads.
fn eyes(actor: &Actor) -> Eyes {
    if actor.has(Right::ManageOrganisation) {
        return Some(Scope::All);
    }
    actor.has(Right::Work).then(|| actor.teams())
}

/// Public answers that may help somebody who writes these words, best first. It looks up a dozen
/// words and at most 200 answers for each, however many there are.
// tidy: allow actor because it reads only what everybody may
pub fn suggest(
    tx: &mut Tx,
    words: &str,
    service: Option<ServiceId>,
    most: usize,
) -> Result<Vec<Suggested>> {
    let ids = search(tx, words, true, 2)?;
    let mut found = read_ranked(tx, &ids, &None)?;
    // those about the service first, each part in its order
    found.sort_by_key(|answer| service.is_none() || answer.service_id != service);
    found.truncate(most);
    let suggested = |answer: AnswerRow| Suggested {
        id: answer.id,
        excerpt: tickets::excerpt(&without_ticket(base::language("en"), &answer.words)),
        title: answer.title,
    };
    Ok(found.into_iter().map(suggested).collect())
}

/// The ids of answers that these words speak for, best first, at most 20. `least`: how much must
/// speak for one: 4 for a word of the title, 1 for each other.
fn search(tx: &mut Tx, words: &str, is_public: bool, least: i64) -> Result<Vec<i64>> {
    let mut wanted = stems(words);
    wanted.sort_by_key(|stem| std::cmp::Reverse(stem.len()));
    wanted.truncate(LOOKED_UP);
    let mut found = Vec::with_capacity(wanted.len());
    for stem in &wanted {
        found.push(store::list_with(tx, stem, is_public)?);
    }
    // somebody who is still typing has only the beginning of a word
    if found.iter().all(Vec::is_empty)
        && let [only] = wanted.as_slice()
    {
        found.push(store::list_beginning(tx, only, is_public)?);
    }
    let mut ids = rank(&found, least);
    ids.truncate(20);
    Ok(ids)
}

fn read_ranked(tx: &mut Tx, ids: &[i64], eyes: &Eyes) -> Result<Vec<AnswerRow>> {
    let mut found = store::list(tx, ids, eyes, false)?;
    found.sort_by_key(|answer| ids.iter().position(|id| *id == answer.id));
    Ok(found)
}

/// What to list.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// Words to look for; empty: all, by title.
    pub words: String,
    /// About this service only.
    pub service: Option<ServiceId>,
    /// After the one with this id.
    pub after: i64,
    /// How many, and one more where there are more.
    pub most: i64,
}

/// Answers the actor may read.
pub async fn list(app: &App, actor: &Actor, wanted: Wanted) -> Result<Vec<AnswerRow>> {
    actor.may(Right::Report)?;
    let actor = actor.clone();
    app.read(move |tx| {
        let eyes = eyes(&actor);
        if wanted.words.trim().is_empty() {
            let page = (wanted.after, wanted.most);
            return Ok(store::list_by_title(tx, &eyes, eyes.is_some(), wanted.service, page)?);
        }
        let ids = search(tx, &wanted.words, eyes.is_none(), 1)?;
        let mut found = read_ranked(tx, &ids, &eyes)?;
        found.retain(|a| wanted.service.is_none() || a.service_id == wanted.service);
        Ok(found)
    })
    .await
}

/// One answer, and whether the actor keeps it.
pub async fn get(app: &App, actor: &Actor, id: i64) -> Result<(AnswerRow, bool)> {
    actor.may(Right::Report)?;
    let actor = actor.clone();
    app.read(move |tx| {
        let answer = store::find(tx, id, &eyes(&actor))?.ok_or(Error::NotFound)?;
        let is_kept = keeps(&actor, answer.team_id);
        if answer.is_active || is_kept { Ok((answer, is_kept)) } else { Err(Error::NotFound) }
    })
    .await
}

/// What the composer of a ticket offers.
pub(crate) fn panel(tx: &mut Tx, actor: &Actor, ticket: &Ticket) -> Result<Panel> {
    Ok(Panel { choices: store::list_choices(tx, &eyes(actor), ticket.service_id)? })
}

/// What it offers for these words.
pub async fn choices(app: &App, actor: &Actor, ticket: TicketId, words: String) -> Result<Panel> {
    let actor = actor.clone();
    app.read(move |tx| {
        let ticket = tickets::work(tx, &actor, ticket)?;
        if words.trim().is_empty() {
            return panel(tx, &actor, &ticket);
        }
        let ids = search(tx, &words, false, 1)?;
        let found = read_ranked(tx, &ids, &eyes(&actor))?;
        let choice = |a: AnswerRow| store::ChoiceRow { id: a.id, title: a.title };
        Ok(Panel { choices: found.into_iter().map(choice).collect() })
    })
    .await
}

/// The words of an answer for a reply on this ticket, its facts filled in. Counts as a use.
pub async fn use_on(app: &App, actor: &Actor, ticket: TicketId, id: i64) -> Result<String> {
    actor.may(Right::Work)?;
    app.act(actor, move |act| {
        let ticket = tickets::work(act.tx, act.actor, ticket)?;
        let answer = store::find(act.tx, id, &eyes(act.actor))?.filter(|a| a.is_active);
        let answer = answer.ok_or_else(|| Error::invalid("answer", "problem-choose"))?;
        store::count_use(act.tx, id)?;
        let (language, organisation) = (act.actor.language, act.app.config.name.clone());
        let facts = |place| value(&ticket, act.actor, &organisation, language, act.now, place);
        Ok(fill(language, &answer.words, facts))
    })
    .await
}

fn value(
    ticket: &Ticket,
    actor: &Actor,
    organisation: &str,
    language: &Language,
    now: Time,
    place: Placeholder,
) -> Option<String> {
    let first = |name: &str| name.split_whitespace().next().map(str::to_owned);
    match place {
        Placeholder::RequesterName => Some(ticket.requester.clone()),
        Placeholder::RequesterFirstName => first(&ticket.requester),
        Placeholder::TicketNumber => Some(format!("#{}", ticket.id)),
        Placeholder::TicketSubject => Some(ticket.subject.clone()),
        Placeholder::Place => ticket.location.clone(),
        Placeholder::Service => ticket.service.clone(),
        Placeholder::Device => ticket.device.clone(),
        Placeholder::Team => ticket.team.clone(),
        // a promise that has passed is none
        Placeholder::NewsBy => {
            let at = ticket.news_by.filter(|at| *at > now)?;
            Some(when(language, &actor.zone, now, at))
        }
        Placeholder::AgentName => Some(actor.name.clone()),
        Placeholder::AgentFirstName => first(&actor.name),
        Placeholder::Organisation => Some(organisation.to_owned()),
    }
}

/// An answer as somebody writes it down.
#[derive(Clone, Debug, Default)]
pub struct NewAnswer {
    /// What it answers.
    pub title: String,
    /// Markdown with placeholders.
    pub words: String,
    /// Whose it is; none: everybody's.
    pub team: Option<TeamId>,
    /// What it is about.
    pub service: Option<ServiceId>,
    /// Whether people asking may find it.
    pub is_public: bool,
    /// Whether it is offered.
    pub is_active: bool,
}

fn read(tx: &mut Tx, new: &NewAnswer, old_team: Option<TeamId>) -> Result<Facts> {
    let mut problems = Problems::default();
    let title = problems.line("title", &new.title, 150);
    let words = problems.text("words", &new.words, 20_000);
    check_placeholders("words", &words, &mut problems);
    if let Some(team) = new.team.filter(|team| Some(*team) != old_team)
        && !store::has_team(tx, team)?
    {
        problems.add("team", "problem-choose");
    }
    if let Some(service) = new.service
        && !services::exists(tx, service)?
    {
        problems.add("service", "problem-choose");
    }
    problems.check()?;
    let (team, service) = (new.team, new.service);
    let (is_public, is_active) = (new.is_public, new.is_active);
    Ok(Facts { title, words, team, service, is_public, is_active })
}

/// An agent's answer belongs to a team of theirs; only administrators keep everybody's.
pub(crate) fn own_team(actor: &Actor, team: Option<TeamId>) -> Result<()> {
    match team {
        None if !actor.has(Right::ManageOrganisation) => {
            actor.may(Right::Work)?;
            Err(Error::invalid("team", "problem-own-team"))
        }
        team => may_keep(actor, team),
    }
}

fn index(act: &mut Act<'_>, id: i64, facts: &Facts) -> Result<()> {
    let words = match facts.is_active {
        true => weights(&facts.title, &facts.words),
        false => Vec::new(),
    };
    Ok(store::replace_words(act.tx, id, &words, facts.is_public)?)
}

/// Writes an answer down.
pub async fn create(app: &App, actor: &Actor, new: NewAnswer) -> Result<i64> {
    own_team(actor, new.team)?;
    app.act(actor, move |act| {
        let facts = read(act.tx, &new, None)?;
        let by = act.actor.person()?;
        let id = store::insert(act.tx, &facts, by, act.now)?;
        index(act, id, &facts)?;
        act.record(&Event {
            kind: "answer.created",
            subject: format!("answer {id}"),
            after: facts.title,
            ..Event::default()
        })?;
        Ok(id)
    })
    .await
}

/// Changes an answer; [`Error::Conflict`] when somebody else did meanwhile.
pub async fn update(
    app: &App,
    actor: &Actor,
    id: i64,
    version: Option<i64>,
    new: NewAnswer,
) -> Result<()> {
    actor.may(Right::Report)?;
    app.act(actor, move |act| {
        let old = store::find(act.tx, id, &eyes(act.actor))?.ok_or(Error::NotFound)?;
        may_keep(act.actor, old.team_id)?;
        own_team(act.actor, new.team)?;
        let facts = read(act.tx, &new, old.team_id)?;
        let version = version.unwrap_or(old.version);
        if !store::update(act.tx, id, version, &facts, act.now)? {
            return Err(Error::Conflict);
        }
        index(act, id, &facts)?;
        act.record(&Event {
            kind: "answer.changed",
            subject: format!("answer {id}"),
            before: format!("{}: {}", old.title, old.words),
            after: format!("{}: {}", facts.title, facts.words),
            ..Event::default()
        })
    })
    .await
}
