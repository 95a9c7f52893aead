//! The verbs of one's own account. Everybody may, for themselves only.

use super::{
    model::{AccountPage, NewAccount, may_forget},
    store,
};
use crate::{
    administration::{changed_meanwhile, changes},
    sign_in::{Password, is_right, note_try},
};
use base::{Actor, App, Error, Event, PersonId, Result, sha256};

fn about(kind: &'static str, id: PersonId) -> Event {
    Event { kind, subject: format!("person {id}"), ..Event::default() }
}

/// One's own account with everything on its page.
pub async fn show(app: &App, actor: &Actor) -> Result<AccountPage> {
    let id = actor.person()?;
    let now = app.now();
    app.read(move |tx| {
        Ok(AccountPage {
            account: store::get(tx, id)?,
            roles: store::list_roles(tx, id)?,
            sessions: store::list_sessions(tx, id, now)?,
            tokens: store::list_tokens(tx, id, now)?,
        })
    })
    .await
}

/// Changes what was read at `version`. When an administrator was quicker, the problems say what is
/// there now.
pub async fn update(app: &App, actor: &Actor, version: i64, new: NewAccount) -> Result<()> {
    let id = actor.person()?;
    let new = new.check()?;
    app.act(actor, move |act| {
        let before = store::get(act.tx, id)?.as_new().pairs();
        if !store::update(act.tx, id, version, &new)? {
            let now = store::get(act.tx, id)?;
            let stored = now.as_new().pairs();
            return Err(changed_meanwhile(now.version, &new.pairs(), &stored, &stored));
        }
        let (before, after) = changes(&before, &new.pairs());
        act.record(&Event { before, after, ..about("person.changed", id) })
    })
    .await
}

/// Changes one's password. Who has one must know it, and may be wrong a few times only, or must have
/// come by a link within the hour. The session of the cookie stays; every other ends.
pub async fn change_password(
    app: &App,
    actor: &Actor,
    old: &str,
    new: &str,
    cookie: &str,
) -> Result<()> {
    let id = actor.person()?;
    let new = Password::parse("new_password", new)?;
    let (now, kept) = (app.now(), sha256(cookie.as_bytes()));
    let (stored, sessions) = app
        .read(move |tx| Ok((store::get(tx, id)?.password, store::list_sessions(tx, id, now)?)))
        .await?;
    if stored.is_some() && !may_forget(&sessions, &kept, now) {
        note_try(app, actor, "password").await?;
        let typed = old.to_owned();
        let fits = tokio::task::spawn_blocking(move || is_right(stored.as_deref(), &typed)).await;
        if !fits.unwrap_or(false) {
            return Err(Error::invalid("password", "problem-password-wrong"));
        }
    }
    let hash = tokio::task::spawn_blocking(move || new.hash())
        .await
        .map_err(|error| Error::Internal(error.to_string()))??;
    app.act(actor, move |act| {
        store::update_password(act.tx, id, &hash)?;
        store::delete_other_sessions(act.tx, id, &kept)?;
        act.record(&about("person.password_set", id))
    })
    .await
}

/// Signs oneself out on one device, named by [`SessionRow::key`](super::SessionRow::key).
pub async fn end_session(app: &App, actor: &Actor, key: &str) -> Result<()> {
    let (id, key) = (actor.person()?, key.to_owned());
    app.act(actor, move |act| {
        let all = store::list_sessions(act.tx, id, act.now)?;
        let found = all.into_iter().find(|row| row.key() == key).ok_or(Error::NotFound)?;
        store::delete_session(act.tx, id, &found.token_hash)?;
        let before = found.device_words();
        act.record(&Event { before, ..about("person.session_ended", id) })
    })
    .await
}

/// Signs oneself out everywhere but in the session of the cookie.
pub async fn end_other_sessions(app: &App, actor: &Actor, cookie: &str) -> Result<()> {
    let (id, kept) = (actor.person()?, sha256(cookie.as_bytes()));
    app.act(actor, move |act| {
        let count = store::delete_other_sessions(act.tx, id, &kept)?;
        let before = count.to_string();
        act.record(&Event { before, ..about("person.sessions_ended", id) })
    })
    .await
}

/// Ends one of one's own API tokens.
pub async fn revoke_token(app: &App, actor: &Actor, token: i64) -> Result<()> {
    let id = actor.person()?;
    app.act(actor, move |act| {
        let found = store::revoke_token(act.tx, id, token, act.now)?;
        let (name,) = found.ok_or(Error::NotFound)?;
        act.record(&Event { before: name, ..about("token.revoked", id) })
    })
    .await
}
