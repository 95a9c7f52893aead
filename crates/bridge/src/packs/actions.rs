//! Putting a pack together: for whoever may see the meeting, with what they may see.

use super::model::{Card, Figure, Last, Pack, Part, Said};
use crate::{
    action_items::{self, ActionItem},
    agenda::{self, Section, Topic},
    attendees::{self, Guest, Role},
    health,
    meetings::{self, Meeting},
    minutes,
    profiles::{self, Owner},
    relationships::{self, Relationship},
};
use base::{Actor, App, Language, Result, Tx, day_in_words, moment_there};

/// Everything for one meeting.
pub async fn load(app: &App, actor: &Actor, id: i64) -> Result<Pack> {
    let (own, actor) = (app.clone(), actor.clone());
    app.read(move |tx| load_in(tx, &own, &actor, id)).await
}

fn load_in(tx: &mut Tx, app: &App, actor: &Actor, id: i64) -> Result<Pack> {
    let (meeting, _) = meetings::see(tx, actor, id)?;
    let of = relationships::find(tx, actor, meeting.relationship_id)?;
    let tongue = actor.language;
    let topics = agenda::load(tx, app, actor, &meeting)?;
    let active = topics.iter().filter(|topic| topic.row.aside_at.is_none());
    let (decisions, _) = minutes::load(tx, actor, id)?;
    let promised = action_items::list_by_meeting(tx, actor, id)?;
    let place = [meeting.place.as_str(), meeting.link.as_str()];
    Ok(Pack {
        id,
        title: meeting.title.clone(),
        between: format!("{} {} {}", of.customer, tongue.t("bridge-and"), of.provider),
        when: span(actor, &meeting),
        place: place.into_iter().filter(|one| !one.is_empty()).collect::<Vec<_>>().join(" · "),
        people: people(tongue, attendees::list(tx, actor, id)?),
        parts: active.map(|topic| part(tongue, topic)).collect(),
        decisions: decisions
            .into_iter()
            .map(|one| Said { text: one.words, note: one.agreed })
            .collect(),
        promised: promised.into_iter().map(|one| said(tongue, one)).collect(),
        cards: cards(tx, app, actor, &of)?,
        figures: figures(tx, app, actor, &of)?,
        last: last(tx, app, actor, &meeting)?,
    })
}

/// "Tuesday 24 November 2026, 10:00 to 11:00", by its reader's clock.
fn span(actor: &Actor, meeting: &Meeting) -> String {
    let from = moment_there(actor.language, &actor.zone, meeting.starts_at);
    let end = meeting.starts_at.plus_seconds(meeting.minutes * 60);
    let until = actor.zone.to_datetime(end.timestamp()).strftime("%H:%M").to_string();
    actor.language.with("meeting-span", &[("from", &from), ("until", &until)])
}

/// A few lines as the points of a list.
fn points(lines: impl Iterator<Item = String>) -> String {
    let all: Vec<_> =
        lines.take(FEW).map(|line| format!("- {}", line.replace('\n', " "))).collect();
    all.join("\n")
}

fn people(tongue: &Language, all: Vec<Guest>) -> Vec<Said> {
    let here = all.into_iter().filter(|one| one.is_here);
    let line = |one: Guest| {
        let role = (one.part != Role::Member)
            .then(|| tongue.t(&format!("meeting-role-{}", one.part)).to_owned());
        let answer =
            one.answer.map(|answer| tongue.t(&format!("meeting-answered-{answer}")).to_owned());
        let parts: Vec<_> = [one.department, role, answer].into_iter().flatten().collect();
        Said { text: one.name, note: parts.join(" · ") }
    };
    here.map(line).collect()
}

fn part(tongue: &Language, topic: &Topic) -> Part {
    let heading = match topic.row.kind {
        Section::Added => topic.row.title.clone(),
        kind => tongue.t(&format!("agenda-section-{kind}")).to_owned(),
    };
    let added = topic.row.added_name.as_ref().filter(|_| topic.row.kind == Section::Added);
    let added = added.map(|name| tongue.with("agenda-added-by", &[("name", name)]));
    let why: Vec<_> = [Some(topic.row.why.clone()).filter(|why| !why.is_empty()), added]
        .into_iter()
        .flatten()
        .collect();
    let line =
        |one: &agenda::Shown| Said { text: one.line.text.clone(), note: one.line.note.clone() };
    Part {
        heading,
        why: why.join(" · "),
        lines: topic.lines.iter().map(line).collect(),
        notes: topic.row.notes.clone(),
    }
}

fn said(tongue: &Language, one: ActionItem) -> Said {
    let owner = one.owner.clone().unwrap_or_else(|| tongue.t("action-nobody").to_owned());
    let due =
        one.due().map(|due| tongue.with("action-due", &[("day", &day_in_words(tongue, due))]));
    let done = one.done_at.map(|_| tongue.t("action-stand-done").to_owned());
    let outcome = Some(one.done_words.clone()).filter(|words| !words.is_empty());
    let parts: Vec<_> = [Some(owner), due, done, outcome].into_iter().flatten().collect();
    Said { text: one.words, note: parts.join(" · ") }
}

/// Who both sides are, as they say it themselves.
fn cards(tx: &mut Tx, app: &App, actor: &Actor, of: &Relationship) -> Result<Vec<Card>> {
    let mut cards = Vec::new();
    for id in [of.customer_id, of.provider_id] {
        cards.push(card(actor.language, profiles::card(tx, app, actor, Owner::Department(id))?));
    }
    Ok(cards)
}

fn card(tongue: &Language, it: profiles::Card) -> Card {
    let said = |key: &str, text: String| Said { text, note: tongue.t(key).to_owned() };
    let busy = it.busy.into_iter().map(|(when, what)| match what.is_empty() {
        true => when,
        false => format!("{when}: {what}"),
    });
    let mut lines = vec![
        Said { text: it.mission, note: String::new() },
        said("profile-come_for", it.come_for),
        said("profile-worried_by", it.worried_by),
        said("profile-judged_on", it.judged_on),
        said("profile-hours", points(it.hours.into_iter())),
        said("agenda-section-coming", points(busy)),
    ];
    lines.retain(|line| !line.text.is_empty());
    Card { name: it.name, lines }
}

/// So many hours and times of the year stand on a card.
const FEW: usize = 3;

/// So many figures go along, the first that there is something to draw of.
const FIGURES: usize = 4;

/// The figures of the relationship, as the page about how it is doing draws them.
fn figures(tx: &mut Tx, app: &App, actor: &Actor, of: &Relationship) -> Result<Vec<Figure>> {
    let all = health::figures(tx, app, actor.language, of)?.into_iter();
    let all = all.filter(|one| !one.picture.is_empty()).take(FIGURES).enumerate();
    let figure = |(at, one): (usize, crate::figures::Figure)| Figure {
        said: match one.changed.is_empty() {
            true => one.definition,
            false => format!("{} {}", one.changed, one.definition),
        },
        title: one.title,
        path: format!("/figure-{at}.svg"),
        svg: one.svg,
        picture: one.picture,
    };
    Ok(all.map(figure).collect())
}

fn last(tx: &mut Tx, app: &App, actor: &Actor, now: &Meeting) -> Result<Option<Last>> {
    let Some(before) = meetings::last_held(tx, actor, now)? else { return Ok(None) };
    let tongue = actor.language;
    let topics = agenda::load(tx, app, actor, &before)?;
    let noted = topics.iter().filter(|topic| !topic.row.notes.is_empty());
    let notes = noted.map(|topic| Part { lines: Vec::new(), ..part(tongue, topic) }).collect();
    let (decisions, _) = minutes::load(tx, actor, before.id)?;
    let promised = action_items::list_by_meeting(tx, actor, before.id)?;
    let last = Last {
        id: before.id,
        when: moment_there(tongue, &actor.zone, before.starts_at),
        notes,
        decisions: decisions
            .into_iter()
            .map(|one| Said { text: one.words, note: one.agreed })
            .collect(),
        promised: promised.into_iter().map(|one| said(tongue, one)).collect(),
    };
    Ok(Some(last).filter(|last| !last.is_empty()))
}
