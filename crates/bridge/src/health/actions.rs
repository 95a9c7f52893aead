//! Counting the months of a relationship.

use super::{
    model::{Counts, Measure, Month, begin, months},
    store,
};
use crate::{
    action_items,
    agenda::Line,
    figures::{self, Figure},
    relationships::{self, Relationship, Standing},
};
use base::{Actor, App, Language, Result, Time, Tx};
use jiff::civil::Date;

/// A fault like another one within so many days is a repeat.
const REPEAT_DAYS: i64 = 90;
const MINUTE: i64 = 60_000_000;

/// The last twelve months, the oldest first. Those that were counted when they were over are read,
/// the others are counted now.
// tidy: allow actor because whoever calls it has seen the relationship as the actor
pub fn year(tx: &mut Tx, app: &App, of: &Relationship) -> Result<Vec<Month>> {
    let zone = app.config.time_zone();
    let firsts = months(zone.to_datetime(app.now().timestamp()).date());
    let oldest = firsts.first().map(month_name).unwrap_or_default();
    let kept = store::list_months(tx, of.id, &oldest)?;
    let mut year = Vec::with_capacity(12);
    for (at, pair) in firsts.windows(2).enumerate() {
        let name = month_name(&pair[0]);
        let known = kept.iter().find(|(month, _)| *month == name);
        let counts = match known.and_then(|(_, text)| serde_json::from_str(text).ok()) {
            Some(counts) => counts,
            None => count(tx, app, of, (pair[0], pair[1]))?,
        };
        year.push(Month { first: pair[0], is_running: at == firsts.len() - 2, counts });
    }
    Ok(year)
}

pub(super) fn month_name(first: &Date) -> String {
    format!("{:04}-{:02}", first.year(), first.month())
}

/// Counts one month, by its first day and that of the next one. Nothing of what people wrote is read.
pub(super) fn count(
    tx: &mut Tx,
    app: &App,
    of: &Relationship,
    (first, next): (Date, Date),
) -> Result<Counts> {
    let zone = app.config.time_zone();
    let today = zone.to_datetime(app.now().timestamp()).date();
    let (from, until) = (begin(first, &zone), begin(next, &zone));
    let pair = (of.customer_id, of.provider_id);
    let promised = store::list_due(tx, of.id, &first.to_string(), &next.to_string())?;
    let (due, in_time) = action_items::in_time(&promised, today, &zone);
    let done = store::count_done(tx, pair, from, until)?;
    let (answered, first) = store::count_first(tx, pair, from, until)?;
    let waits = store::count_waits(tx, pair, from, until)?;
    let within = REPEAT_DAYS * 86_400;
    let since = from.plus_seconds(-within);
    let (opened, repeats) =
        store::count_repeats(tx, pair, (since, from, until), within * 1_000_000)?;
    let mut deeds = store::count_deeds(tx, of.id, from, until)?;
    deeds.insert(0, ("assist".to_owned(), store::count_assists(tx, pair, from, until)?));
    deeds.retain(|(_, n)| *n > 0);
    Ok(Counts {
        resolved: done.resolved,
        reopened: done.reopened,
        kept: done.kept,
        felt: done.felt,
        felt_sum: done.felt_sum,
        lost: done.lost,
        lost_minutes: done.lost_minutes,
        answered,
        first_minutes: first.map(|took| took / MINUTE),
        on_customer: waits.0 / MINUTE,
        on_provider: waits.1 / MINUTE,
        on_supplier: waits.2 / MINUTE,
        opened,
        repeats,
        deeds,
        due,
        in_time,
    })
}

/// What was counted is counted anew: its departments changed.
pub fn forget(tx: &mut Tx, relationship: i64) -> Result<()> {
    Ok(store::delete_months(tx, relationship)?)
}

/// Every figure of a relationship, drawn, for pages and documents.
pub fn figures(
    tx: &mut Tx,
    app: &App,
    language: &Language,
    of: &Relationship,
) -> Result<Vec<Figure>> {
    let months = year(tx, app, of)?;
    let sides = (of.customer.as_str(), of.provider.as_str());
    let draw = |measure: &Measure| figures::draw(language, &months, *measure, sides);
    Ok(Measure::ALL.iter().map(draw).collect())
}

/// A relationship and its figures, for its page.
pub(super) struct Seen {
    pub of: Relationship,
    pub standing: Standing,
    pub figures: Vec<Figure>,
    pub months: Vec<Month>,
}

/// Everybody on either side sees how the two are doing.
pub(super) async fn load(app: &App, actor: &Actor, id: i64) -> Result<Seen> {
    let (at, actor) = (app.clone(), actor.clone());
    app.read(move |tx| {
        let (of, standing) = relationships::see(tx, &actor, id)?;
        let months = year(tx, &at, &of)?;
        let sides = (of.customer.as_str(), of.provider.as_str());
        let draw = |measure: &Measure| figures::draw(actor.language, &months, *measure, sides);
        let figures = Measure::ALL.iter().map(draw).collect();
        Ok(Seen { of, standing, figures, months })
    })
    .await
}

/// What this brings to a meeting of the relationship: how it felt since the last meeting, and what
/// changed over the months. Only what both sides may read.
pub fn for_agenda(
    tx: &mut Tx,
    app: &App,
    actor: &Actor,
    of: &Relationship,
    since: Time,
) -> Result<Vec<Line>> {
    let language = actor.language;
    let pair = (of.customer_id, of.provider_id);
    let done = store::count_done(tx, pair, since, app.now())?;
    let href = format!("/relationships/{}/health", of.id);
    let mut lines = Vec::new();
    let counts = Counts { felt: done.felt, felt_sum: done.felt_sum, ..Counts::default() };
    let read = counts.read(Measure::Felt);
    if let Some(amount) = read.amount {
        let count = read.count.to_string();
        let text = match read.is_small() {
            true => language.with("health-agenda-few", &[("count", &count)]),
            false => {
                let amount = figures::amount_in_words(language, Measure::Felt, amount);
                language.with("health-agenda-felt", &[("amount", &amount), ("count", &count)])
            }
        };
        let n = done.resolved.to_string();
        let note = language.with("health-agenda-resolved", &[("n", &n)]);
        lines.push(Line { text, href: format!("{href}#felt"), note });
    }
    for figure in figures(tx, app, language, of)? {
        if figure.is_change && figure.id != Measure::Felt.as_str() {
            let href = format!("{href}#{}", figure.id);
            lines.push(Line { text: figure.title, href, note: figure.changed });
        }
    }
    Ok(lines)
}
