//! Writing the letter, if they want one.

use super::{model::News, store};
use base::{Act, Actor, PersonId, Result, Tx};
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
    if !mail::is_reachable(&reader.email) {
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

/// How many things wait for somebody.
pub(crate) fn count(tx: &mut Tx, actor: &Actor) -> Result<i64> {
    match actor.id {
        Some(person) => Ok(store::count(tx, person)?),
        None => Ok(0),
    }
}

/// What waits for somebody: the news, where it is read, and whom or what it is about.
pub(crate) fn list(tx: &mut Tx, actor: &Actor) -> Result<Vec<(News, String, String)>> {
    let Some(person) = actor.id else { return Ok(Vec::new()) };
    let mut all = Vec::new();
    for (id, who) in store::list_invitations(tx, person)? {
        all.push((News::Invited, format!("/ladders/{id}"), who));
    }
    for (id, title) in store::list_looks(tx, person)? {
        all.push((News::Look, format!("/ladders/rungs/{id}"), title));
    }
    for (id, title) in store::list_questions(tx, person)? {
        all.push((News::Question, format!("/ladders/{id}"), title));
    }
    for (id, title) in store::list_reviews(tx, person)? {
        all.push((News::LookingBack, format!("/reviews/{id}"), title));
    }
    for (id, words) in store::list_changes(tx, person)? {
        let words = crate::blocks::line(&words, 80);
        all.push((News::ChangeDue, format!("/reviews/parts/{id}"), words));
    }
    Ok(all)
}
