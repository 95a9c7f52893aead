//! Seeing, marking, and the settings.

use super::{
    model::{Detail, Panel, Settings, USUAL_DAYS, hide_words, may_ask, may_see, replace_words},
    store::{self, Sight},
};
use crate::{
    facts::tidy_tags,
    tickets::{self, Access, Ticket, record, reindex},
};
use base::{
    Act, Actor, App, Error, Event, Problems, Result, Right, TicketId, Tx,
    withheld::{USUAL_CARDS, new_key, token_of},
};
use mail::subject_tag;

/// The names of our rows among the settings.
const DAYS: &str = "patron_days";
const CARDS: &str = "patron_cards";

/// What the ticket's page says; one query.
pub(crate) fn load_panel(
    tx: &mut Tx,
    actor: &Actor,
    ticket: &Ticket,
    access: Access,
) -> Result<Panel> {
    let mut details = store::list(tx, ticket.id)?;
    details.retain(|d| !d.is_internal || access == Access::Work || d.by_id == actor.id);
    Ok(Panel::of(actor, ticket, access, &details))
}

/// The details of a ticket that the actor may see. Every look is recorded, without the words.
/// [`Error::Forbidden`] for those who see the ticket and may not see them.
pub async fn show(app: &App, actor: &Actor, id: TicketId) -> Result<Vec<Detail>> {
    app.act(actor, move |act| {
        let (ticket, access) = tickets::see(act.tx, act.actor, id)?;
        let mut details = store::list(act.tx, id)?;
        if !may_ask(act.actor, &ticket, access, &details) {
            return Err(Error::Forbidden);
        }
        details.retain(|detail| may_see(act.actor, &ticket, access, detail));
        if details.iter().any(|detail| detail.purged_at.is_none()) {
            let count = details.iter().filter(|detail| detail.purged_at.is_none()).count();
            record(act, "ticket.patron_details_seen", id, "", &count.to_string(), false)?;
        }
        Ok(details)
    })
    .await
}

/// Whether the actor may have the source of a mail: where the ticket has details, the source has
/// them readable, so that looking at it is looking at them.
pub(crate) fn may_see_source(act: &mut Act<'_>, id: TicketId) -> Result<()> {
    let (ticket, access) = tickets::see(act.tx, act.actor, id)?;
    let details = store::list(act.tx, id)?;
    if details.is_empty() {
        return Ok(());
    }
    if !details.iter().all(|detail| may_see(act.actor, &ticket, access, detail)) {
        return Err(Error::Forbidden);
    }
    record(act, "ticket.patron_details_seen", id, "", &details.len().to_string(), false)
}

/// Withholds words that somebody wrote without marking them: from every text of the ticket and of
/// those that have copies of it, because they were split from it or joined with it; from tags,
/// from search, and from letters that wait to be sent. Anybody who can read the ticket may: who sees the
/// words can hide them, and only confidants see them from then on. What has left by mail cannot be
/// taken back.
pub async fn mark(app: &App, actor: &Actor, id: TicketId, words: &str) -> Result<()> {
    actor.may(Right::Report)?;
    let mut problems = Problems::default();
    let words = problems.text("patron_words", words.trim().trim_matches('|'), 500);
    if !words.is_empty() && words.chars().filter(|c| c.is_alphanumeric()).count() < 3 {
        problems.add("patron_words", "problem-patron-short");
    }
    problems.check()?;
    app.act(actor, move |act| {
        let (_, access) = tickets::see(act.tx, act.actor, id)?;
        let by = act.actor.person()?;
        let key = new_key(&act.app.secret, None);
        let found = hide(act, id, &words, &token_of(&key), access)?;
        for other in connected(act, id)? {
            hide(act, other, &words, &token_of(&key), Access::Work)?;
            reindex(act.tx, other);
        }
        let Some(is_internal) = found else {
            return Err(Error::invalid("patron_words", "problem-patron-not-there"));
        };
        store::insert(act.tx, (&key, &words), id, is_internal, by, act.now)?;
        reindex(act.tx, id);
        record(act, "ticket.patron_detail_marked", id, "", "", false)
    })
    .await
}

/// The tickets that may have copies of what this one says, near and far.
fn connected(act: &mut Act<'_>, id: TicketId) -> Result<Vec<TicketId>> {
    let mut all = vec![id];
    let mut at = 0;
    // a family of tickets is small; the bound is for one that is not
    while at < all.len().min(50) {
        for (other,) in store::list_connected(act.tx, all[at])? {
            if !all.contains(&other) {
                all.push(other);
            }
        }
        at += 1;
    }
    all.remove(0);
    Ok(all)
}

/// Takes off the tags that have the words in them: they are too short to say that something is
/// withheld.
fn untag(act: &mut Act<'_>, id: TicketId, words: &str) -> Result<()> {
    let Some((tags,)) = store::find_tags(act.tx, id)? else { return Ok(()) };
    let says = |tag: &&str| replace_words(&tag.replace(['-', '_'], " "), words, "").is_some();
    let kept: Vec<&str> = tags.split_whitespace().filter(|tag| !says(tag)).collect();
    if kept.len() < tags.split_whitespace().count() {
        store::update_tags(act.tx, id, &tidy_tags(&kept.join(" ")))?;
    }
    Ok(())
}

/// Puts the token in place of the words in everything written on the ticket, or where it is named.
/// Gives whether all the places were notes; none where the actor could see the words nowhere on the
/// ticket: whether they stand in somebody's draft, in thanks or in a letter must not be found out by
/// trying.
fn hide(
    act: &mut Act<'_>,
    id: TicketId,
    words: &str,
    token: &str,
    access: Access,
) -> Result<Option<bool>> {
    let places = store::list_texts(act.tx, id)?;
    let is_seen = |place: &store::Place| match place.sight {
        Sight::Everybody => true,
        Sight::Helpers => access == Access::Work,
        Sight::Others => false,
    };
    let mut found = None;
    for place in &places {
        let Some(text) = hide_words(&place.text, words, token) else { continue };
        store::update_text(act.tx, place, &text)?;
        if is_seen(place) {
            found = Some(found.unwrap_or(true) && place.sight == Sight::Helpers);
        }
    }
    untag(act, id, words)?;
    let tag = subject_tag(&act.app.config.mail.tag, id.0);
    for (job, payload) in store::list_letters(act.tx, &tag)? {
        let mut letter: serde_json::Value =
            serde_json::from_str(&payload).map_err(|e| Error::Internal(e.to_string()))?;
        let mut is_changed = false;
        for part in ["subject", "text", "html"] {
            let text = letter.get(part).and_then(|text| text.as_str());
            if let Some(text) = text.and_then(|text| hide_words(text, words, token)) {
                letter[part] = text.into();
                is_changed = true;
            }
        }
        if is_changed {
            store::update_letter(act.tx, job, &letter.to_string())?;
        }
    }
    Ok(found)
}

/// How they are kept, for those who may change it.
pub async fn settings(app: &App, actor: &Actor) -> Result<Settings> {
    actor.may(Right::ManageOrganisation)?;
    read_settings(app).await
}

pub(super) async fn read_settings(app: &App) -> Result<Settings> {
    app.read(|tx| {
        let days = store::find_setting(tx, DAYS)?.and_then(|(text,)| text.parse().ok());
        let cards = store::find_setting(tx, CARDS)?.map(|(text,)| text);
        Ok(Settings {
            days: days.unwrap_or(USUAL_DAYS),
            cards: cards.unwrap_or_else(|| USUAL_CARDS.to_owned()),
        })
    })
    .await
}

/// What card numbers look like here, for the script that asks about them while somebody types.
pub async fn card_patterns(app: &App, actor: &Actor) -> Result<String> {
    actor.may(Right::Report)?;
    Ok(read_settings(app).await?.cards)
}

/// Keeps them.
pub async fn save_settings(app: &App, actor: &Actor, days: &str, cards: &str) -> Result<()> {
    actor.may(Right::ManageOrganisation)?;
    let new = Settings::read(days, cards)?;
    let old = read_settings(app).await?;
    app.act(actor, move |act| {
        store::upsert_setting(act.tx, DAYS, &new.days.to_string())?;
        store::upsert_setting(act.tx, CARDS, &new.cards)?;
        let told = |s: &Settings| {
            serde_json::json!({"patron_days": s.days, "patron_cards": s.cards}).to_string()
        };
        act.record(&Event {
            kind: "patron.settings_changed",
            subject: "patron details".into(),
            before: told(&old),
            after: told(&new),
            ..Event::default()
        })
    })
    .await
}

/// How many details in how many tickets would be removed now, with so many days.
pub async fn count_due(app: &App, actor: &Actor, days: i64) -> Result<(i64, i64)> {
    actor.may(Right::ManageOrganisation)?;
    let before = app.now().plus_seconds(-days * 86_400);
    let due = app.read(move |tx| Ok(store::list_due(tx, before, 100_000)?)).await?;
    let tickets = due.iter().filter(|(ticket, _)| *ticket > 0).count();
    Ok((due.iter().map(|(_, count)| count).sum(), i64::try_from(tickets).unwrap_or(i64::MAX)))
}
