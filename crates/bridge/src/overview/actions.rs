//! Gathering what there is to know of a relationship, for its page and the first page of the bridge.

use super::{
    model::{Item, Missed, Overview, SHORT, Wait, Which, list, seen},
    store,
};
use crate::{
    action_items::{self, Stand},
    agenda::Line,
    consents, goals, meetings, praise,
    relationships::{self, Relationship, Standing},
    reviews,
};
use base::{Actor, App, Result, Time, Tx, moment_there, near_day};
use jiff::{ToSpan, civil::Date};

/// No list is longer; what stands further down has less weight.
const MOST: i64 = 500;
/// Repeats look back so many days, risks so many ahead.
const REPEAT_DAYS: i64 = 90;
const RISK_DAYS: i64 = 60;
/// Thanks of so many days are news.
const THANKS_DAYS: i64 = 60;
/// More would be a wall of quotes.
const MOST_THANKS: usize = 2;

/// The next meeting, if there is one.
fn meeting(tx: &mut Tx, app: &App, actor: &Actor, of: &Relationship) -> Result<Option<Line>> {
    let meeting = meetings::next_of(tx, actor, of, app.now())?;
    Ok(meeting.map(|one| Line {
        note: moment_there(actor.language, &actor.zone, one.starts_at),
        href: format!("/meetings/{}", one.id),
        text: one.title,
    }))
}

/// What was promised and is open: what needs somebody now, and what comes.
fn promised(
    tx: &mut Tx,
    app: &App,
    actor: &Actor,
    (of, today): (&Relationship, Date),
) -> Result<(Vec<Missed>, Vec<Line>)> {
    let tongue = actor.language;
    let (mut missed, mut coming) = (Vec::new(), Vec::new());
    for one in action_items::list_open(tx, actor, app, of)?.into_iter().take(SHORT) {
        let day = one.due().map(|due| near_day(tongue, today, due));
        let href = format!("/actions/{}", one.id);
        let owner = one.owner.clone().unwrap_or_default();
        let why = match one.stand(today) {
            Stand::Overdue => {
                let day = day.clone().unwrap_or_default();
                Some(tongue.with("overview-overdue-since", &[("day", &day)]))
            }
            stand @ (Stand::Nobody | Stand::Left | Stand::Today) => {
                Some(tongue.t(&format!("action-stand-{stand}")).to_owned())
            }
            _ => None,
        };
        match why {
            Some(why) => {
                missed.push(Missed { line: Line { text: one.words, href, note: owner }, why })
            }
            None => {
                let note: Vec<_> = [Some(owner), day].into_iter().flatten().collect();
                coming.push(Line { text: one.words, href, note: note.join(" · ") });
            }
        }
    }
    Ok((missed, coming))
}

/// What is open between the two, as the reader may know it.
fn open(
    tx: &mut Tx,
    actor: &Actor,
    of: &Relationship,
    standing: Standing,
) -> Result<(Vec<Item>, usize)> {
    let rows = store::list_open(tx, of.customer_id, of.provider_id, MOST)?;
    let count = rows.len();
    let items = seen(actor, standing.is_keeper, rows);
    let unseen = count - items.len();
    Ok((items, unseen))
}

fn gather(
    tx: &mut Tx,
    app: &App,
    actor: &Actor,
    (of, standing): (Relationship, Standing),
) -> Result<Overview> {
    let now = app.now();
    let (items, unseen) = open(tx, actor, &of, standing)?;
    let count = |which| list(&items, which, now).len();
    let wait = |which| Wait { which, count: count(which) };
    let waits = [Which::Requester, Which::Provider, Which::Supplier].map(wait);
    let late_count = count(Which::Late);
    let mut worst = list(&items, Which::Worst, now);
    let open = worst.len();
    worst.truncate(SHORT);
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
    let (missed, coming) = promised(tx, app, actor, (&of, today))?;
    let mut thanks = praise::list_since(tx, &of, then)?;
    thanks.truncate(MOST_THANKS);
    Ok(Overview {
        opened,
        today,
        unseen,
        missed,
        awaited: consents::list(tx, actor, (&of, standing), now)?,
        may_look_back: reviews::may_begin(actor),
        keepers: store::list_keepers(tx, pair.0, pair.1)?,
        next: meeting(tx, app, actor, &of)?.into_iter().chain(coming).collect(),
        goals: goals::for_agenda(tx, app, actor, &of, then)?,
        thanks,
        open,
        worst,
        waits: waits.into_iter().filter(|wait| wait.count > 0).collect(),
        late_count,
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
        let (mut items, _) = open(tx, &actor, &of, standing)?;
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
