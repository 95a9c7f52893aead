//! The verbs of one's own account. Each is for the person who does it; API tokens may only read.

use super::{
    api::{MeJson, RoleJson},
    model::{NewAccount, Own, OwnRole, OwnSession, OwnToken},
    store,
};
use crate::{
    Named,
    administration::{changed_meanwhile, changes},
    sign_in::{Password, count_own_try, fits},
};
use base::{Actor, App, Error, Event, PersonId, Result};

/// One's account and where one is signed in.
pub struct Account {
    /// The account.
    pub own: Own,
    /// The devices, the last used first.
    pub sessions: Vec<OwnSession>,
}

/// The person, where it is one in a browser: a token must not change who may get in.
fn person(actor: &Actor) -> Result<PersonId> {
    if actor.scopes.is_some() {
        return Err(Error::Forbidden);
    }
    actor.person()
}

/// One's account.
pub async fn show(app: &App, actor: &Actor) -> Result<Account> {
    let (id, now) = (actor.person()?, app.now());
    app.read(move |tx| {
        Ok(Account { own: store::get(tx, id)?, sessions: store::list_sessions(tx, id, now)? })
    })
    .await
}

/// Who the caller is, for programs.
pub async fn me(app: &App, actor: &Actor) -> Result<MeJson> {
    let (id, scopes) = (actor.person()?, actor.scopes.clone());
    app.read(move |tx| {
        let own = store::get(tx, id)?;
        let named = |(id, name)| Named { id, name };
        let role = |it: OwnRole| RoleJson {
            role: it.role,
            department: it.department_id.zip(it.department).map(named),
            team: it.team_id.zip(it.team).map(named),
        };
        Ok(MeJson {
            id: id.0,
            name: own.name,
            email: own.email,
            department: store::find_department(tx, id)?,
            time_zone: own.time_zone,
            locale: own.locale,
            roles: store::list_roles(tx, id)?.into_iter().map(role).collect(),
            scopes,
        })
    })
    .await
}

/// Changes one's account, read at `version`. When somebody was quicker, the problems say what is
/// there now.
pub async fn update(app: &App, actor: &Actor, version: i64, new: NewAccount) -> Result<()> {
    let id = person(actor)?;
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

/// Sets one's password; asks for the current one if there is one. Ends every session but `kept`.
pub async fn change_password(
    app: &App,
    actor: &Actor,
    current: &str,
    password: &str,
    kept: Vec<u8>,
) -> Result<()> {
    let id = person(actor)?;
    let password = Password::parse("password", password)?;
    let former = app.read(move |tx| Ok(store::get(tx, id)?)).await?.password;
    if let Some(former) = former.clone() {
        // counted as at the sign-in page: a borrowed browser must not become a guessing machine
        count_own_try(app, actor).await?;
        if !fits(Some(former), current).await {
            return Err(Error::invalid("current", "problem-current-password"));
        }
    }
    let hash = tokio::task::spawn_blocking(move || password.hash())
        .await
        .map_err(|e| Error::Internal(e.to_string()))??;
    app.act(actor, move |act| {
        if !store::update_password(act.tx, id, former.as_deref(), &hash)? {
            return Err(Error::Conflict);
        }
        store::delete_other_sessions(act.tx, id, &kept)?;
        act.record(&about("person.password_set", id))
    })
    .await
}

/// Signs one out on a device. One that is signed out already is no problem.
pub async fn end_session(app: &App, actor: &Actor, hash: Vec<u8>) -> Result<()> {
    let id = person(actor)?;
    app.act(actor, move |act| match store::delete_session(act.tx, id, &hash)? {
        0 => Ok(()),
        count => {
            let before = count.to_string();
            act.record(&Event { before, ..about("person.sessions_ended", id) })
        }
    })
    .await
}

/// Signs one out everywhere but here.
pub async fn end_other_sessions(app: &App, actor: &Actor, kept: Vec<u8>) -> Result<()> {
    let id = person(actor)?;
    app.act(actor, move |act| {
        let before = store::delete_other_sessions(act.tx, id, &kept)?.to_string();
        act.record(&Event { before, ..about("person.sessions_ended", id) })
    })
    .await
}

/// One's API tokens, the newest first.
pub async fn list_tokens(app: &App, actor: &Actor) -> Result<Vec<OwnToken>> {
    let id = person(actor)?;
    app.read(move |tx| Ok(store::list_tokens(tx, id)?)).await
}

/// Makes an API token and gives it; it is not stored.
pub async fn create_token(
    app: &App,
    actor: &Actor,
    name: &str,
    scopes: &[String],
    days: i64,
) -> Result<String> {
    let id = person(actor)?;
    crate::sign_in::issue_token(app, actor, id, name, scopes, days).await
}

/// Takes an API token back at once.
pub async fn revoke_token(app: &App, actor: &Actor, token: i64) -> Result<()> {
    let id = person(actor)?;
    app.act(actor, move |act| {
        let Some((before,)) = store::revoke_token(act.tx, id, token, act.now)? else {
            return Ok(());
        };
        act.record(&Event { before, ..about("token.revoked", id) })
    })
    .await
}

fn about(kind: &'static str, id: PersonId) -> Event {
    Event { kind, subject: format!("person {id}"), ..Event::default() }
}
