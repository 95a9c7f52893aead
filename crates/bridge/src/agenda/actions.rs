//! What a meeting talks about: written by itself, added, put in order, put aside, and noted.

use super::{
    model::{Kept, Section, Shown, Topic, Way, moved},
    store::{self, TopicRow},
};
use crate::meetings::{self, Meeting, announce};
use base::{Act, Actor, App, Error, Problems, Result, TicketId, Tx};

/// Makes the topics of a new meeting.
pub(crate) fn prepare(act: &mut Act<'_>, meeting: i64) -> Result<()> {
    for (at, section) in Section::written().enumerate() {
        store::insert_written(act.tx, meeting, section, at as i64 + 1)?;
    }
    Ok(())
}

/// Everything that writes itself now, for keeping it once the meeting was held.
pub(crate) fn written(
    tx: &mut Tx,
    app: &App,
    actor: &Actor,
    meeting: &Meeting,
) -> Result<Vec<Kept>> {
    if meeting.held_at.is_some() {
        return Ok(serde_json::from_str(&meeting.agenda).unwrap_or_default());
    }
    crate::sections::write(tx, app, actor, meeting)
}

/// The agenda, for somebody who may see the meeting. A ticket's subject stands on it for those who
/// may see that ticket; the others read what it is about.
pub fn load(tx: &mut Tx, app: &App, actor: &Actor, meeting: &Meeting) -> Result<Vec<Topic>> {
    let mut topics = load_all(tx, app, actor, meeting)?;
    topics.retain(Topic::is_shown);
    Ok(topics)
}

/// The same with the topics on which there is nothing yet.
pub(crate) fn load_all(
    tx: &mut Tx,
    app: &App,
    actor: &Actor,
    meeting: &Meeting,
) -> Result<Vec<Topic>> {
    let rows = store::list(tx, meeting.id)?;
    let aside: Vec<String> = store::list_aside(tx, meeting.id)?.into_iter().map(|(k,)| k).collect();
    let kept = match meeting.cancelled_at {
        Some(_) => Vec::new(),
        None => written(tx, app, actor, meeting)?,
    };
    let mut ids: Vec<_> = kept.iter().filter_map(Kept::ticket).collect();
    ids.sort_unstable();
    ids.dedup();
    let subjects = match ids.is_empty() {
        true => Vec::new(),
        false => crate::action_items::subjects(tx, actor, &ids)?,
    };
    let mut topics: Vec<Topic> =
        rows.into_iter().map(|row| Topic { row, lines: Vec::new(), aside: Vec::new() }).collect();
    for mut one in kept {
        let section = Section::parse(&one.section);
        if section == Some(Section::Praise) {
            let now = crate::praise::still_said(tx, app, actor, &one.line.href)?;
            let Some(line) = now else { continue };
            one.line = line;
        }
        let found = topics.iter_mut().find(|topic| Some(topic.row.kind) == section);
        let Some(topic) = found else { continue };
        let shown = shown(one, &subjects, &aside);
        if shown.is_aside { topic.aside.push(shown) } else { topic.lines.push(shown) }
    }
    Ok(topics)
}

fn shown(one: Kept, subjects: &[(TicketId, String)], aside: &[String]) -> Shown {
    let (key, ticket) = (one.key(), one.ticket());
    let mut line = one.line;
    if let Some(id) = ticket {
        match subjects.iter().find(|(found, _)| *found == id) {
            Some((_, subject)) => {
                line.note = format!("{} · {}", line.text, line.note);
                line.text = format!("#{id} {subject}");
            }
            None => {
                line.text = format!("#{id} {}", line.text);
                line.href = String::new();
            }
        }
    }
    Shown { is_aside: aside.contains(&key), key, line, ticket }
}

/// Something somebody puts on an agenda.
#[derive(Clone, Debug, Default)]
pub struct NewItem {
    /// 1 to 200 characters.
    pub title: String,
    /// Why: at most 300 characters.
    pub why: String,
}

/// Puts something on the agenda: anybody who may see the meeting, until its minutes are confirmed.
pub async fn add(app: &App, actor: &Actor, meeting: i64, new: NewItem) -> Result<i64> {
    let mut problems = Problems::default();
    let title = problems.line("item", &new.title, 200);
    let why = problems.optional_line("item_why", &new.why, 300);
    problems.check()?;
    app.act(actor, move |act| {
        meetings::open(act.tx, act.actor, meeting)?;
        let by = act.actor.person()?;
        let there = store::list(act.tx, meeting)?;
        let same = there.iter().find(|one| one.title == title && one.added_by == Some(by));
        if let Some(same) = same {
            return Ok(same.id);
        }
        if there.len() > 100 {
            return Err(Error::invalid("item", "problem-agenda-full"));
        }
        let id = store::insert_added(act.tx, meeting, (&title, &why), by, act.now)?;
        announce(act, "agenda.item_added", meeting, ("", &title))?;
        Ok(id)
    })
    .await
}

fn find(act: &mut Act<'_>, id: i64) -> Result<TopicRow> {
    store::find(act.tx, id)?.ok_or(Error::NotFound)
}

/// The meeting of a topic that the actor may see.
pub async fn meeting_of(app: &App, actor: &Actor, id: i64) -> Result<i64> {
    let actor = actor.clone();
    app.read(move |tx| {
        let row = store::find(tx, id)?.ok_or(Error::NotFound)?;
        Ok(meetings::see(tx, &actor, row.meeting_id)?.0.id)
    })
    .await
}

/// Takes away what was added: whoever put it there, and those who write the minutes.
pub async fn remove(app: &App, actor: &Actor, id: i64) -> Result<i64> {
    app.act(actor, move |act| {
        let row = find(act, id)?;
        let (_, part) = meetings::open(act.tx, act.actor, row.meeting_id)?;
        if !part.may_write && act.actor.id != row.added_by {
            return Err(Error::Forbidden);
        }
        if row.kind != Section::Added || !row.notes.is_empty() {
            return Err(Error::Conflict);
        }
        store::update_removed(act.tx, id, act.actor.id, act.now)?;
        announce(act, "agenda.item_removed", row.meeting_id, (&row.title, ""))?;
        Ok(row.meeting_id)
    })
    .await
}

/// Moves a topic past its neighbour.
pub async fn shift(app: &App, actor: &Actor, id: i64, way: Option<Way>) -> Result<i64> {
    let way = way.ok_or_else(|| Error::invalid("way", "problem-choose"))?;
    app.act(actor, move |act| {
        let row = find(act, id)?;
        let meeting = meetings::write(act.tx, act.actor, row.meeting_id)?;
        let shown = load(act.tx, act.app, act.actor, &meeting)?;
        let shown: Vec<_> = shown.iter().map(|topic| topic.row.id).collect();
        let rows = store::list(act.tx, meeting.id)?;
        let all: Vec<_> = rows.iter().map(|row| row.id).collect();
        for (at, topic) in moved(&all, &shown, id, way).into_iter().enumerate() {
            let position = at as i64 + 1;
            if rows.iter().any(|row| row.id == topic && row.position != position) {
                store::update_position(act.tx, topic, position)?;
            }
        }
        announce(act, "agenda.reordered", meeting.id, ("", ""))?;
        Ok(meeting.id)
    })
    .await
}

/// Notes what was said on a topic. [`Error::Conflict`] where somebody noted something else since
/// `version`.
pub async fn note(app: &App, actor: &Actor, (id, version): (i64, i64), notes: &str) -> Result<i64> {
    let mut problems = Problems::default();
    let notes = problems.optional_text("notes", notes, 10_000);
    problems.check()?;
    app.act(actor, move |act| {
        let row = find(act, id)?;
        let meeting = meetings::write(act.tx, act.actor, row.meeting_id)?;
        if row.notes == notes {
            return Ok(meeting.id);
        }
        let who = (act.actor.id, act.now);
        if !store::update_notes(act.tx, (id, version), &notes, who)? {
            return Err(Error::Conflict);
        }
        announce(act, "minutes.noted", meeting.id, ("", ""))?;
        Ok(meeting.id)
    })
    .await
}

/// One topic, with its notes as they are now.
pub async fn get(app: &App, actor: &Actor, id: i64) -> Result<TopicRow> {
    let actor = actor.clone();
    app.read(move |tx| {
        let row = store::find(tx, id)?.ok_or(Error::NotFound)?;
        meetings::see(tx, &actor, row.meeting_id)?;
        Ok(row)
    })
    .await
}

/// Puts a whole topic aside for this time, or takes it up again.
pub async fn put_aside(app: &App, actor: &Actor, id: i64, is_aside: bool) -> Result<i64> {
    app.act(actor, move |act| {
        let row = find(act, id)?;
        let meeting = meetings::write(act.tx, act.actor, row.meeting_id)?;
        let at = is_aside.then_some(act.now);
        store::update_aside(act.tx, id, act.actor.id, at)?;
        announce(act, "agenda.reordered", meeting.id, ("", ""))?;
        Ok(meeting.id)
    })
    .await
}

/// Puts one line aside for this time, or takes it up again.
pub async fn put_line_aside(
    app: &App,
    actor: &Actor,
    (meeting, line): (i64, String),
    is_aside: bool,
) -> Result<()> {
    let is_key = line.len() == 24 && line.bytes().all(|b| b.is_ascii_hexdigit());
    if !is_key {
        return Err(Error::NotFound);
    }
    app.act(actor, move |act| {
        meetings::write(act.tx, act.actor, meeting)?;
        let by = act.actor.person()?;
        match is_aside {
            true => store::insert_aside(act.tx, meeting, &line, by, act.now)?,
            false => store::delete_aside(act.tx, meeting, &line)?,
        }
        announce(act, "agenda.reordered", meeting, ("", ""))
    })
    .await
}
