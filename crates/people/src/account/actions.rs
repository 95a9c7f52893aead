//! Looking after one's own account.

use super::store::{self, SessionRow, TokenRow};
use crate::sign_in::{self, Password, is_right};
use base::{Actor, App, Error, Event, Result};

/// Where one is signed in, and one's tokens.
pub async fn show(app: &App, actor: &Actor) -> Result<(Vec<SessionRow>, Vec<TokenRow>)> {
    let (person, now) = (actor.person()?, app.now());
    app.read(move |tx| {
        Ok((store::list_sessions(tx, person, now)?, store::list_tokens(tx, person, now)?))
    })
    .await
}

/// Ends one of one's own sessions.
pub async fn end_session(app: &App, actor: &Actor, hash: Vec<u8>) -> Result<()> {
    let person = actor.person()?;
    app.act(actor, move |act| {
        if !store::delete_session(act.tx, person, &hash)? {
            return Err(Error::NotFound);
        }
        let subject = format!("person {person}");
        act.record(&Event { kind: "person.session_ended", subject, ..Event::default() })
    })
    .await
}

/// Makes one of one's own tokens useless.
pub async fn revoke_token(app: &App, actor: &Actor, id: i64) -> Result<()> {
    let person = actor.person()?;
    app.act(actor, move |act| {
        if !store::revoke_token(act.tx, person, id, act.now)? {
            return Err(Error::NotFound);
        }
        let subject = format!("person {person}");
        act.record(&Event { kind: "token.revoked", subject, ..Event::default() })
    })
    .await
}

/// Changes one's password; asks for the old one if there is one. Ends all sessions.
pub async fn change_password(app: &App, actor: &Actor, old: &str, new: &str) -> Result<()> {
    let person = actor.person()?;
    let new = Password::parse("new_password", new)?;
    let stored = app.read(move |tx| Ok(store::find_password(tx, person)?)).await?;
    if let Some((Some(stored),)) = stored {
        let typed = old.to_owned();
        let fits = tokio::task::spawn_blocking(move || is_right(Some(&stored), &typed)).await;
        if !fits.unwrap_or(false) {
            return Err(Error::invalid("old_password", "problem-old-password"));
        }
    }
    sign_in::set_password(app, actor, person, new).await
}
