//! Writing the letter, if they want one.

use super::{model::News, store};
use base::{Act, Actor, App, PersonId, Result};
use desk::notifications::letter_time;
use jobs::{Letter, SEND_MAIL, enqueue_at};

/// Tells somebody; whoever caused it calls this once. In Footbridge itself it shows by its own row.
pub(crate) fn tell(act: &mut Act<'_>, person: PersonId, news: News) -> Result<()> {
    if act.actor.id == Some(person) {
        return Ok(());
    }
    let Some(at) = letter_time(act, person, news.kind())? else { return Ok(()) };
    let zone = act.app.config.time_zone();
    let Some(reader) = people::sign_in::actor_of(act.tx, person, &zone)? else { return Ok(()) };
    if reader.email.ends_with("invalid") || !reader.email.contains('@') {
        return Ok(());
    }
    let tongue = reader.language;
    let said = |part: &str| {
        let who = act.actor.name.as_str();
        tongue.with(&format!("reminder-{}-{part}", news.key()), &[("who", who)])
    };
    let link = act.app.config.link(news.page());
    let choices = act.app.config.link("/account/notifications");
    let text =
        format!("{}\n\n{link}\n\n-- \n{}\n{choices}\n", said("text"), tongue.t(news.kind().why()),);
    let letter = Letter {
        to: reader.email.clone(),
        to_name: reader.name.clone(),
        subject: said("subject"),
        text,
        written_at: act.now,
        is_automatic: true,
        ..Letter::default()
    };
    enqueue_at(act.tx, act.now, at, SEND_MAIL, &letter)?;
    Ok(())
}

/// How many things on ladders, and how many in reviews, wait for somebody.
pub(crate) async fn count(app: &App, actor: &Actor) -> Result<(i64, i64)> {
    let Some(person) = actor.id else { return Ok((0, 0)) };
    let now = app.now();
    let today = actor.zone.to_datetime(now.timestamp()).date().to_string();
    app.read(move |tx| {
        Ok((
            store::count_on_ladders(tx, person, now)?,
            store::count_in_reviews(tx, person, &today)?,
        ))
    })
    .await
}
