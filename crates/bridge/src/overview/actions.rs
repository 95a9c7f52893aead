//! Gathering what there is to know of a relationship, for its page and the first page of the bridge.

use super::{
    model::{Item, Overview, SHORT, Wait, Which, list, seen},
    store,
};
use crate::{
    action_items,
    agenda::Line,
    goals, meetings, praise,
    relationships::{self, Relationship, Standing},
};
use base::{Actor, App, Result, Time, Tx, day_in_words, moment_there};
use jiff::ToSpan;

/// No list is longer; what stands further down has less weight.
const MOST: i64 = 500;
/// Repeats look back so many days, risks so many ahead.
const REPEAT_DAYS: i64 = 90;
const RISK_DAYS: i64 = 60;
/// Thanks of so many days are news.
const THANKS_DAYS: i64 = 60;

/// The next meeting, and what was promised and is open.
fn next(tx: &mut Tx, app: &App, actor: &Actor, of: &Relationship) -> Result<Vec<Line>> {
    let tongue = actor.language;
    let meeting = meetings::next_of(tx, actor, of, app.now())?;
    let meeting = meeting.map(|one| Line {
        note: moment_there(tongue, &actor.zone, one.starts_at),
        href: format!("/meetings/{}", one.id),
        text: one.title,
    });
    let promised = action_items::list_open(tx, actor, app, of)?.into_iter().take(SHORT);
    let promised = promised.map(|one| {
        let owner = one.owner.clone().unwrap_or_else(|| tongue.t("action-nobody").to_owned());
        let due = one.due().map(|due| day_in_words(tongue, due));
        let note: Vec<_> = [Some(owner), due].into_iter().flatten().collect();
        Line { text: one.words, href: format!("/actions/{}", one.id), note: note.join(" · ") }
    });
    Ok(meeting.into_iter().chain(promised).collect())
}

/// What is open between the two, as the reader may know it.
fn open(tx: &mut Tx, actor: &Actor, of: &Relationship, standing: Standing) -> Result<Vec<Item>> {
    let rows = store::list_open(tx, of.customer_id, of.provider_id, MOST)?;
    Ok(seen(actor, standing.is_keeper, rows))
}

fn gather(
    tx: &mut Tx,
    app: &App,
    actor: &Actor,
    (of, standing): (Relationship, Standing),
) -> Result<Overview> {
    let now = app.now();
    let items = open(tx, actor, &of, standing)?;
    let first = |which| {
        let mut found = list(&items, which, now);
        let count = found.len();
        found.truncate(SHORT);
        (count, found)
    };
    let wait = |which| {
        let (count, oldest) = first(which);
        Wait { which, count, oldest }
    };
    let waits = [Which::Requester, Which::Provider, Which::Supplier].map(wait);
    let (late_count, late) = first(Which::Late);
    let (open, worst) = first(Which::Worst);
    let pair = (of.customer_id, of.provider_id);
    let since = now.plus_seconds(-REPEAT_DAYS * 86_400);
    let repeats = store::list_repeats(tx, pair.0, pair.1, since)?;
    let today = app.config.time_zone().to_datetime(now.timestamp()).date();
    let until = today.checked_add(RISK_DAYS.days()).unwrap_or(today);
    let (from, until) = (today.to_string(), until.to_string());
    let mut risks = store::list_risks(tx, pair.0, pair.1, &from, &until)?;
    // a risk is as much a line of its request as the subject is
    risks.retain(|risk| items.iter().any(|item| item.row.id == risk.ticket_id));
    risks.truncate(SHORT);
    let then = now.plus_seconds(-THANKS_DAYS * 86_400);
    let opened = items.iter().filter(|item| item.may_open).map(|item| item.row.id).collect();
    Ok(Overview {
        opened,
        keepers: store::list_keepers(tx, pair.0, pair.1)?,
        next: next(tx, app, actor, &of)?,
        goals: goals::for_agenda(tx, app, actor, &of, then)?,
        thanks: praise::for_agenda(tx, app, actor, &of, then)?,
        open,
        worst,
        waits: waits.into_iter().filter(|wait| wait.count > 0).collect(),
        late_count,
        late,
        repeats,
        risks,
        of,
        standing,
    })
}

/// Every relationship of the reader with what there is to know.
pub(super) async fn list_mine(app: &App, actor: &Actor) -> Result<Vec<Overview>> {
    let (at, actor) = (app.clone(), actor.clone());
    app.read(move |tx| {
        let mine = relationships::list_mine(tx, &actor)?;
        mine.into_iter().map(|one| gather(tx, &at, &actor, one)).collect()
    })
    .await
}

/// One of them; also one that has ended.
pub(super) async fn load(app: &App, actor: &Actor, id: i64) -> Result<Overview> {
    let (at, actor) = (app.clone(), actor.clone());
    app.read(move |tx| {
        let one = relationships::see(tx, &actor, id)?;
        gather(tx, &at, &actor, one)
    })
    .await
}

/// A list of open requests, and what it is narrowed to.
pub(super) struct Listed {
    pub of: Relationship,
    pub standing: Standing,
    pub items: Vec<Item>,
    /// What each list holds.
    pub counts: Vec<(Which, usize)>,
    pub now: Time,
}

/// One list of open requests, of one service or at one place where these are named.
pub(super) async fn requests(
    app: &App,
    actor: &Actor,
    id: i64,
    which: Which,
    (service, location): (Option<i64>, Option<i64>),
) -> Result<Listed> {
    let (now, actor) = (app.now(), actor.clone());
    app.read(move |tx| {
        let (of, standing) = relationships::see(tx, &actor, id)?;
        let mut items = open(tx, &actor, &of, standing)?;
        items.retain(|item| {
            let is_service = service.is_none() || item.row.service_id.map(|id| id.0) == service;
            let is_place = location.is_none() || item.row.location_id.map(|id| id.0) == location;
            is_service && is_place
        });
        let count = |which: &Which| (*which, list(&items, *which, now).len());
        let counts = Which::ALL.iter().map(count).collect();
        Ok(Listed { of, standing, counts, items: list(&items, which, now), now })
    })
    .await
}
