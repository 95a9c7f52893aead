//! Watching a ticket or a list, and saying that one is writing.

use super::{
    model::{self, GREETING, HEARTBEAT, OVER, PULSE, WRITING},
    store,
};
use crate::tickets::{self, Access};
use base::{
    Actor, App, Error, Listening, PersonId, Result, Right, Scope, TicketId, Topic, Tx, Writer,
};
use people::sign_in::{Claim, recognise};
use std::time::Duration;

/// What a page wants to be told of.
#[derive(Clone, Copy, Debug, Default)]
pub struct Wanted {
    /// Its ticket.
    pub ticket: Option<TicketId>,
    /// The tickets of its reader's teams.
    pub queue: bool,
    /// The tickets its reader asked for.
    pub requests: bool,
    /// Its meeting.
    pub meeting: Option<i64>,
    /// Its review.
    pub review: Option<i64>,
    /// What its reader has not read, as its bar says it; none: it has no bar.
    pub told: Option<i64>,
    /// The last event the page knows of.
    pub since: i64,
}

/// A stream that is open, with the rights it was opened with.
pub struct Watching {
    app: App,
    /// What proves who is reading, for as long as that is good.
    claim: Claim,
    reader: PersonId,
    wanted: Wanted,
    rights: Rights,
    listening: Listening,
    /// Said before anything else.
    first: String,
    is_over: bool,
}

/// What a stream depends on: where it changes, the stream ends, and the page asks again.
#[derive(Debug, PartialEq, Eq)]
struct Rights {
    access: Option<Access>,
    topics: Vec<Topic>,
}

/// Opens a stream. Refuses what the page itself would be refused.
pub async fn watch(app: &App, actor: &Actor, claim: Claim, wanted: Wanted) -> Result<Watching> {
    let reader = actor.person()?;
    if wanted.queue {
        actor.may(Right::Work)?;
    }
    let rights = rights(app, actor, wanted).await?;
    let sees_internal = match wanted.ticket {
        Some(_) => rights.access == Some(Access::Work),
        None => wanted.queue,
    };
    let most = app.config.limits.live_pages;
    let listening = app.live.listen(reader, rights.topics.clone(), sees_internal, most);
    let listening = listening.ok_or(Error::TooMany(60))?;
    // from here on nothing is missed; what was before is asked for once
    super::feed_once(app).await?;
    let mut first = GREETING.to_owned();
    if let Some(id) = wanted.ticket {
        let last = app.read(move |tx| Ok(store::last_of(tx, id, sees_internal)?)).await?;
        if wanted.since > 0 && last > wanted.since {
            let news = base::News { event: last, ticket: true, ..base::News::default() };
            first += &model::said(&news, wanted.ticket);
        }
    } else if wanted.since > 0 {
        // which events of a list somebody missed costs more to find out than the list
        let event = app.live.last().unwrap_or_default();
        let news = base::News { event, list: true, ..base::News::default() };
        first += &model::said(&news, None);
    }
    if let Some(told) = wanted.told
        && crate::notifications::count(app, actor).await? != told
    {
        first += &model::said(&base::News { told: true, ..base::News::default() }, None);
    }
    let app = app.clone();
    Ok(Watching { app, claim, reader, wanted, rights, listening, first, is_over: false })
}

async fn rights(app: &App, actor: &Actor, wanted: Wanted) -> Result<Rights> {
    let mut topics = Vec::new();
    let mut access = None;
    if let Some(id) = wanted.ticket {
        access = Some(tickets::load(app, actor, id).await?.1);
        topics.push(Topic::Ticket(id));
    }
    if wanted.queue
        && let Scope::Only(teams) = actor.teams()
    {
        topics.extend(teams.into_iter().map(|team| Topic::Team(Some(team))));
        topics.push(Topic::Team(None));
    }
    if wanted.requests {
        topics.push(Topic::Asker(actor.person()?));
    }
    if let Some(id) = wanted.meeting {
        let door = app.slots.meeting.ok_or(Error::NotFound)?;
        let actor = actor.clone();
        app.read(move |tx| door(tx, &actor, id)).await?;
        topics.push(Topic::Meeting(id));
    }
    if let Some(id) = wanted.review {
        let door = app.slots.review.ok_or(Error::NotFound)?;
        let actor = actor.clone();
        app.read(move |tx| door(tx, &actor, id)).await?;
        topics.push(Topic::Review(id));
    }
    if wanted.told.is_some() {
        topics.push(Topic::Told(actor.person()?));
    }
    Ok(Rights { access, topics })
}

impl Watching {
    /// Waits for something to say; none: the stream is over.
    pub async fn next(&mut self) -> Option<String> {
        if !self.first.is_empty() {
            return Some(std::mem::take(&mut self.first));
        }
        while !self.is_over {
            let news = tokio::select! {
                news = self.listening.next() => Some(news),
                () = tokio::time::sleep(Duration::from_secs(PULSE)) => None,
            };
            if news.is_some_and(|news| news.over) {
                return None;
            }
            if news.is_none_or(|news| news.check) && !self.is_still_allowed().await {
                self.is_over = true;
                return Some(OVER.to_owned());
            }
            let text = news.map(|news| model::said(&news, self.wanted.ticket));
            match text {
                None => return Some(HEARTBEAT.to_owned()),
                Some(text) if !text.is_empty() => return Some(text),
                Some(_) => {}
            }
        }
        None
    }

    /// Whether the reader is still signed in and may still have what this stream was opened for. A
    /// database that does not answer takes nobody's rights away.
    async fn is_still_allowed(&self) -> bool {
        let actor = match recognise(&self.app, &self.claim).await {
            Ok(Some((actor, _))) if actor.id == Some(self.reader) => actor,
            Ok(_) => return false,
            Err(_) => return true,
        };
        if self.wanted.queue && actor.may(Right::Work).is_err() {
            return false;
        }
        match rights(&self.app, &actor, self.wanted).await {
            Ok(rights) => rights == self.rights,
            Err(Error::Unavailable(_)) => true,
            Err(_) => false,
        }
    }
}

/// Says that somebody is writing on a ticket, or (`is_on` false) has stopped: to those who work on
/// it, and to the other side where it is meant for them. Whoever asks for help is watched by nobody.
pub async fn note_writing(
    app: &App,
    actor: &Actor,
    ticket: TicketId,
    is_public: bool,
    is_on: bool,
) -> Result<()> {
    let person = actor.person()?;
    let (row, access) = tickets::load(app, actor, ticket).await?;
    if access < Access::Work || person == row.requester_id {
        return Ok(());
    }
    let until = app.now().plus_seconds(if is_on { WRITING } else { 0 });
    let writer = Writer { person, is_public, until };
    if app.live.note_writing(ticket, writer, app.now()) {
        let is_public = u8::from(is_public);
        app.live.say(format!("writing {ticket} {person} {is_public} {}", until.micros()));
    }
    Ok(())
}

/// Says to somebody's pages, here and elsewhere, that they read what they were told.
pub(crate) fn note_reading(app: &App, person: PersonId) {
    app.live.tell_reader(person);
    app.live.say(format!("told {person}"));
}

/// Says to the pages of a review, here and elsewhere, that somebody wrote in it; never who, or what.
pub fn note_review(app: &App, review: i64) {
    app.live.tell_review(review);
    app.live.say(format!("review {review}"));
}

/// Takes a word that another process on the same database said.
// tidy: allow actor because processes of one installation talk to each other here, and nobody else
pub fn hear(app: &App, word: &str) {
    let parts: Vec<&str> = word.split(' ').collect();
    match parts.as_slice() {
        ["events"] => app.live.heard_of_events(),
        ["told", person] => {
            if let Ok(person) = person.parse() {
                app.live.tell_reader(PersonId(person));
            }
        }
        ["review", review] => {
            if let Ok(review) = review.parse() {
                app.live.tell_review(review);
            }
        }
        ["writing", ticket, person, is_public, until] => {
            let number = |text: &str| text.parse::<i64>().ok();
            let (Some(ticket), Some(person), Some(until)) =
                (number(ticket), number(person), number(until))
            else {
                return;
            };
            let writer = Writer {
                person: PersonId(person),
                is_public: *is_public == "1",
                until: base::Time::from_micros(until),
            };
            app.live.note_writing(TicketId(ticket), writer, app.now());
        }
        _ => {}
    }
}

/// Who is writing on a ticket, as its page says it.
#[derive(Clone, Debug, Default)]
pub struct Panel {
    /// The colleagues who are, by name; for those who work on the ticket.
    pub colleagues: Vec<String>,
    /// Whether somebody writes an answer; for the other side, without a name.
    pub is_answering: bool,
}

/// Who is writing, as far as somebody with this access may know.
pub fn panel(tx: &mut Tx, actor: &Actor, access: Access, writers: &[Writer]) -> Result<Panel> {
    let others = writers.iter().filter(|one| Some(one.person) != actor.id);
    if access < Access::Work {
        let is_answering = others.into_iter().any(|one| one.is_public);
        return Ok(Panel { is_answering, ..Panel::default() });
    }
    let mut colleagues = Vec::new();
    for one in others {
        colleagues.extend(store::name_of(tx, one.person)?);
    }
    Ok(Panel { colleagues, is_answering: false })
}
