//! Giving thanks, deciding who reads them, and reading them.

use super::{
    model::{NewPraise, Reader, Sharing, To, may_read, once},
    store::{self, NewRow, PraiseRow},
};
use crate::{
    agenda::Line,
    receivers::{self, Found},
    relationships::Relationship,
};
use base::{
    Act, Actor, App, Error, Event, Problems, Result, Right, TicketId, Time, Tx, day_in_words,
};
use desk::{
    assists,
    tidings::{Tiding, tell},
};

/// Thanks somebody. They are told that there are words for them, and by whom; the words stay here.
/// Sent twice it is one.
pub async fn give(app: &App, actor: &Actor, new: NewPraise) -> Result<i64> {
    actor.may(Right::Report)?;
    let (new, attribute) = new.check()?;
    if let Some(ticket) = new.ticket {
        desk::tickets::load(app, actor, ticket).await?;
    }
    let inner = app.clone();
    app.act(actor, move |act| {
        let to = match new.to {
            Some(to) => to,
            None => To::Person(receivers::named_person(act.tx, "person", &new.person)?.id),
        };
        let found = receivers::find(act.tx, &inner, act.actor, "person", to)?;
        if let Some(tour) = new.tour {
            crate::tours::see(act.tx, act.actor, tour)?;
        }
        let row = Said { attribute, words: &new.words, is_only: new.is_only_for_receiver };
        insert(act, &found, &row, (new.ticket, None, new.tour))
    })
    .await
}

struct Said<'a> {
    attribute: super::model::Attribute,
    words: &'a str,
    is_only: bool,
}

fn insert(
    act: &mut Act<'_>,
    found: &Found,
    said: &Said<'_>,
    (ticket, assist, tour): (Option<TicketId>, Option<i64>, Option<i64>),
) -> Result<i64> {
    let giver = act.actor.person()?;
    let key = once(found.to, said.words, act.now, &act.actor.zone);
    let mut row = NewRow {
        relationship: found.relationship.id,
        giver,
        receiver: None,
        team: None,
        department: None,
        side: found.side,
        attribute: said.attribute,
        words: said.words,
        is_only_for_receiver: said.is_only,
        ticket,
        assist,
        tour,
        once: &key,
        now: act.now,
    };
    match found.to {
        To::Person(id) => row.receiver = Some(id),
        To::Team(id) => row.team = Some(id),
        To::Department(id) => row.department = Some(id),
    }
    let Some(id) = store::insert(act.tx, &row)? else {
        let (id,) = store::find_once(act.tx, giver, &key)?.ok_or(Error::Conflict)?;
        return Ok(id);
    };
    // neither whom nor what: the trail says that something kind was said, and by whom
    let subject = format!("praise {id}");
    act.record(&Event { kind: "praise.given", subject, ..Event::default() })?;
    let tiding = Tiding::new("praise", "", format!("/praise/{id}"));
    found.people.iter().try_for_each(|person| tell(act, *person, &tiding))?;
    Ok(id)
}

/// Makes praise of the thanks for help on a ticket, with the words that were said. Once.
pub async fn give_for_assist(app: &App, actor: &Actor, assist: i64) -> Result<i64> {
    actor.may(Right::Report)?;
    let inner = app.clone();
    app.act(actor, move |act| {
        let row = assists::find_thanked(act.tx, act.actor, assist)?;
        if let Some((id,)) = store::find_of_assist(act.tx, assist)? {
            return Ok(id);
        }
        let to = To::Person(row.helper_id);
        let found = receivers::find(act.tx, &inner, act.actor, "person", to)?;
        let plain = act.actor.language.with("praise-assist-plain", &[("words", &row.words)]);
        let words = if row.thanks.trim().is_empty() { &plain } else { &row.thanks };
        let said = Said { attribute: super::model::Attribute::Helped, words, is_only: false };
        insert(act, &found, &said, (Some(row.ticket_id), Some(assist), None))
    })
    .await
}

fn see(tx: &mut Tx, actor: &Actor, id: i64) -> Result<(PraiseRow, Reader)> {
    actor.may(Right::Report)?;
    let row = store::find(tx, id)?.ok_or(Error::NotFound)?;
    let (reader, _) = receivers::reader_of(tx, actor)?;
    let is_with = row.sharing == Sharing::Team && receivers::works_with(tx, &row, &reader)?;
    if may_read(&row, &reader, is_with) { Ok((row, reader)) } else { Err(Error::NotFound) }
}

/// Thanks that the actor may read, and whether they may say who else does.
pub async fn get(app: &App, actor: &Actor, id: i64) -> Result<(PraiseRow, bool)> {
    let actor = actor.clone();
    app.read(move |tx| {
        let (row, reader) = see(tx, &actor, id)?;
        let may_decide = reader.may_decide(&row);
        Ok((row, may_decide))
    })
    .await
}

/// Says who may read it: whoever it is for, at any time, and anew as often as they like.
/// [`Error::Conflict`] where another of the same team decided meanwhile.
pub async fn decide(
    app: &App,
    actor: &Actor,
    (id, version): (i64, Option<i64>),
    sharing: Option<Sharing>,
) -> Result<()> {
    app.act(actor, move |act| {
        let (row, reader) = see(act.tx, act.actor, id)?;
        if !reader.may_decide(&row) {
            return Err(Error::Forbidden);
        }
        let mut problems = Problems::default();
        let sharing = problems.word("sharing", sharing);
        problems.check()?;
        let Some(sharing) = sharing else { return Err(Error::Conflict) };
        // sent twice it is as they want it
        if row.sharing == sharing && row.decided_at.is_some() {
            return Ok(());
        }
        let seen = version.unwrap_or(row.version);
        let by = act.actor.person()?;
        if !store::update_sharing(act.tx, (id, seen), sharing, by, act.now)? {
            return Err(Error::Conflict);
        }
        let kind = match (row.sharing, sharing) {
            // the trail would say whom it was for
            (Sharing::Private, Sharing::Private) => None,
            (_, Sharing::Private) => Some("praise.taken_back"),
            (_, Sharing::Team | Sharing::Everybody) => Some("praise.shared"),
        };
        if let Some(kind) = kind {
            act.record(&Event { kind, subject: format!("praise {id}"), ..Event::default() })?;
        }
        if sharing == Sharing::Everybody {
            let href = format!("/praise/{id}");
            let tiding = Tiding::new("praise-shared", "", href);
            tell(act, row.giver_id, &tiding)?;
        }
        Ok(())
    })
    .await
}

/// What concerns the actor.
pub struct Mine {
    /// Said to them or to what they belong to, the newest first.
    pub received: Vec<PraiseRow>,
    /// Said by them.
    pub given: Vec<PraiseRow>,
    /// Said to people they work with, who let them read it.
    pub team: Vec<PraiseRow>,
    /// As whom they read.
    pub reader: Reader,
}

/// Reads what was said to the actor, by them, and to those they work with.
pub async fn list_mine(app: &App, actor: &Actor) -> Result<Mine> {
    actor.may(Right::Report)?;
    let (actor, person) = (actor.clone(), actor.person()?);
    app.read(move |tx| {
        let (reader, mine) = receivers::reader_of(tx, &actor)?;
        let mut received = store::list_received(tx, (person.0, 0, 0))?;
        for team in &reader.teams {
            received.extend(store::list_received(tx, (0, team.0, 0))?);
        }
        for department in &reader.departments {
            received.extend(store::list_received(tx, (0, 0, department.0))?);
        }
        received.retain(|row| row.giver_id != person);
        received.sort_by_key(|row| std::cmp::Reverse(row.id));
        received.dedup_by_key(|row| row.id);
        let mut team = Vec::new();
        for (one, _) in &mine {
            for row in store::list_for_teams(tx, one.id)? {
                let is_new = row.giver_id != person && !reader.is_receiver(&row);
                let is_with = is_new && receivers::works_with(tx, &row, &reader)?;
                if is_with && may_read(&row, &reader, true) {
                    team.push(row);
                }
            }
        }
        let given = store::list_given(tx, person)?;
        Ok(Mine { received, given, team, reader })
    })
    .await
}

/// What is shared with everybody of the actor's relationships, the newest first; of one side and
/// for one thing, where these are not empty.
pub async fn list_shared(
    app: &App,
    actor: &Actor,
    (side, attribute): (String, String),
    (before, most): (i64, i64),
) -> Result<Vec<PraiseRow>> {
    actor.may(Right::Report)?;
    let actor = actor.clone();
    app.read(move |tx| {
        let (_, mine) = receivers::reader_of(tx, &actor)?;
        let mut all = Vec::new();
        let part = (Time::from_micros(0), before, most);
        for (one, _) in &mine {
            all.extend(store::list_stream(tx, one.id, (&side, &attribute), part)?);
        }
        all.sort_by_key(|row| std::cmp::Reverse(row.id));
        all.truncate(usize::try_from(most).unwrap_or_default());
        Ok(all)
    })
    .await
}

/// What is shared with everybody of one relationship since a time, the newest first.
// tidy: allow actor because whoever has the relationship may read what everybody in it may
pub fn list_since(tx: &mut Tx, of: &Relationship, since: Time) -> Result<Vec<PraiseRow>> {
    Ok(store::list_stream(tx, of.id, ("", ""), (since, 0, 200))?)
}

/// What the actor may read of what was said about a ticket.
pub fn about(tx: &mut Tx, actor: &Actor, ticket: TicketId) -> Result<Vec<PraiseRow>> {
    let all = store::list_about(tx, ticket)?;
    if all.is_empty() {
        return Ok(all);
    }
    let (reader, _) = receivers::reader_of(tx, actor)?;
    let mut read = Vec::new();
    for row in all {
        let is_with = row.sharing == Sharing::Team && receivers::works_with(tx, &row, &reader)?;
        if may_read(&row, &reader, is_with) {
            read.push(row);
        }
    }
    Ok(read)
}

/// What this brings to a meeting of the relationship: thanks since the last one that everybody may
/// read.
pub fn for_agenda(
    tx: &mut Tx,
    _app: &App,
    actor: &Actor,
    of: &Relationship,
    since: Time,
) -> Result<Vec<Line>> {
    let shared = list_since(tx, of, since)?;
    Ok(shared.into_iter().take(8).map(|row| line(actor, &row)).collect())
}

fn line(actor: &Actor, row: &PraiseRow) -> Line {
    let args = [("from", row.giver.as_str()), ("to", row.receiver.as_str())];
    Line {
        text: format!("{}: “{}”", actor.language.with("praise-from-to", &args), row.words),
        href: format!("/praise/{}", row.id),
        // minutes and packs are read on other days
        note: day_in_words(actor.language, actor.zone.to_datetime(row.given_at.timestamp()).date()),
    }
}

/// A line of an agenda as it may be read now: nothing where the thanks were taken back since, and
/// for a guest of neither side, to whom they were never shown.
pub fn still_said(tx: &mut Tx, _app: &App, actor: &Actor, href: &str) -> Result<Option<Line>> {
    let id = href.strip_prefix("/praise/").and_then(|id| id.parse().ok());
    let Some(id) = id else { return Ok(None) };
    let row = store::find(tx, id)?.filter(|row| row.sharing == Sharing::Everybody);
    let Some(row) = row else { return Ok(None) };
    match crate::relationships::see(tx, actor, row.relationship_id) {
        Ok(_) => Ok(Some(line(actor, &row))),
        Err(Error::NotFound) => Ok(None),
        Err(error) => Err(error),
    }
}
