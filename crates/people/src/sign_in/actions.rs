//! The verbs of signing in.
// tidy: allow actor because nobody is signed in yet; what follows a sign-in takes the actor

use super::{
    mail,
    model::{
        LINK_HOURS, LINKS_PER_NETWORK, Password, TRIES_PER_NETWORK, TRIES_PER_PERSON,
        TRIES_PER_PERSON_ANYWHERE, WINDOW, is_right,
    },
    store,
};
use base::{
    Act, Actor, App, Error, Event, PersonId, Problems, Result, Right, Time, Tx, sha256, token,
};

/// What a request shows of who it is from.
#[derive(Clone, Debug)]
pub enum Claim {
    /// A session cookie.
    Session(String),
    /// An API token.
    Token(String),
}

/// A new session: the cookie's content.
pub struct Session(pub String);

impl Claim {
    fn hash(&self) -> (Vec<u8>, bool) {
        match self {
            Claim::Session(cookie) => (sha256(cookie.as_bytes()), false),
            Claim::Token(token) => (sha256(token.as_bytes()), true),
        }
    }
}

/// Who a claim is from, and when it was last used. A page that only stays open does not use it.
pub async fn recognise(app: &App, claim: &Claim) -> Result<Option<(Actor, Option<Time>)>> {
    let now = app.now();
    let zone = app.config.time_zone();
    let (key, is_token) = claim.hash();
    app.read(move |tx| {
        if is_token {
            let Some((person, scopes, seen)) = store::find_by_token(tx, &key, now)? else {
                return Ok(None);
            };
            let actor = store::load_person(tx, person, &zone)?;
            Ok(actor.map(|actor| (with_scopes(actor, &scopes), seen)))
        } else {
            let Some((person, seen)) = store::find_by_session(tx, &key, now)? else {
                return Ok(None);
            };
            Ok(store::load_person(tx, person, &zone)?.map(|actor| (actor, Some(seen))))
        }
    })
    .await
}

/// Who a request is from; nobody if the claim is not good (any more).
pub async fn identify(app: &App, claim: Claim) -> Result<Option<Actor>> {
    let Some((actor, seen)) = recognise(app, &claim).await? else { return Ok(None) };
    let now = app.now();
    let (hash, is_token) = claim.hash();
    // once in five minutes is enough to know which sessions and tokens are in use
    if seen.is_none_or(|seen| now.seconds_since(seen) > 300) {
        let expires = now.plus_seconds(app.config.limits.session_days * 86_400);
        let app = app.clone();
        tokio::spawn(async move {
            let touch = move |tx: &mut Tx| match is_token {
                true => store::touch_token(tx, &hash, now),
                false => store::touch_session(tx, &hash, now, expires),
            };
            app.db.write(touch).await
        });
    }
    Ok(Some(actor))
}

fn with_scopes(mut actor: Actor, scopes: &str) -> Actor {
    actor.scopes = Some(scopes.split_whitespace().map(str::to_owned).collect());
    actor
}

/// Signs in by password. Tries are counted before the password is looked at, so that many at once
/// do not slip through.
pub async fn sign_in(
    app: &App,
    email: &str,
    password: &str,
    network: &str,
    device: &str,
) -> Result<Session> {
    let now = app.now();
    let (email, network) = (email.trim().to_lowercase(), format!("from {network}"));
    let mut problems = Problems::default();
    problems.text("email", &email, 320);
    problems.text("password", password, 1000);
    problems.check()?;
    // a prefix each, so that nobody can use up the tries of something else by its name
    let (anywhere, from) = (tries_of(&email), network.clone());
    let here = format!("{anywhere} {network}");
    let (address, near) = (email.clone(), here.clone());
    let account = app
        .db
        .write(move |tx| {
            let since = now.plus_seconds(-WINDOW);
            if store::count_tries(tx, &near, since)? >= TRIES_PER_PERSON
                || store::count_tries(tx, &anywhere, since)? >= TRIES_PER_PERSON_ANYWHERE
                || store::count_tries(tx, &from, since)? >= TRIES_PER_NETWORK
            {
                return Err(Error::TooMany(WINDOW.unsigned_abs()));
            }
            for subject in [&near, &anywhere, &from] {
                store::insert_try(tx, subject, now)?;
            }
            Ok(store::find_account(tx, &address)?)
        })
        .await?;
    let typed = password.to_owned();
    let stored = account.as_ref().and_then(|account| account.password.clone());
    let fits = tokio::task::spawn_blocking(move || is_right(stored.as_deref(), &typed))
        .await
        .unwrap_or(false);
    match account {
        Some(account) if fits => {
            // a whole library may come in by one address: who is let in has not guessed
            let long_ago = now.plus_seconds(-86_400);
            let forget = move |tx: &mut base::Tx| {
                store::forget_tries(tx, &here, long_ago)?;
                store::forget_last_try(tx, &network)
            };
            app.db.write(forget).await?;
            begin_session(app, account.id, device, Some(&email)).await
        }
        _ => Err(Error::invalid("password", "problem-sign-in")),
    }
}

fn tries_of(email: &str) -> String {
    format!("as {email}")
}

/// `email` is what was typed with a password; none: they came by a link.
async fn begin_session(
    app: &App,
    person: PersonId,
    device: &str,
    email: Option<&str>,
) -> Result<Session> {
    let cookie = token();
    let hash = sha256(cookie.as_bytes());
    let device: String = device.chars().take(200).collect();
    let is_by_link = email.is_none();
    let (tries, zone) = (tries_of(email.unwrap_or_default()), app.config.time_zone());
    let actor = app.read(move |tx| Ok(store::load_person(tx, person, &zone)?)).await?;
    let actor = actor.ok_or(Error::NotFound)?;
    let expires = app.now().plus_seconds(app.config.limits.session_days * 86_400);
    app.act(&actor, move |act| {
        store::insert_session(act.tx, &hash, person, &device, is_by_link, (act.now, expires))?;
        store::forget_tries(act.tx, &tries, act.now.plus_seconds(-86_400))?;
        act.record(&Event {
            kind: "person.signed_in",
            subject: format!("person {person}"),
            after: device,
            ..Event::default()
        })
    })
    .await?;
    Ok(Session(cookie))
}

/// Ends the session behind a cookie.
pub async fn sign_out(app: &App, actor: &Actor, cookie: &str) -> Result<()> {
    let hash = sha256(cookie.as_bytes());
    let subject = format!("person {}", actor.person()?);
    app.act(actor, move |act| {
        store::delete_session(act.tx, &hash)?;
        act.record(&Event { kind: "person.signed_out", subject, ..Event::default() })
    })
    .await
}

/// Makes a one-time link for a person and gives its path. Only those who manage people may.
pub async fn issue_link(app: &App, actor: &Actor, person: PersonId) -> Result<String> {
    actor.may(Right::ManagePeople)?;
    let token = token();
    let path = format!("/sign-in/{token}");
    app.act(actor, move |act| {
        write_link(act, person, &token)?;
        act.record(&Event {
            kind: "person.link_issued",
            subject: format!("person {person}"),
            ..Event::default()
        })
    })
    .await?;
    Ok(path)
}

fn write_link(act: &mut Act<'_>, person: PersonId, token: &str) -> Result<()> {
    let expires = act.now.plus_seconds(LINK_HOURS * 3600);
    Ok(store::insert_link(act.tx, &sha256(token.as_bytes()), person, expires)?)
}

/// Mails a one-time link, if somebody has this address. Never says whether anybody does.
pub async fn mail_link(app: &App, email: &str, network: &str) -> Result<()> {
    let mut problems = Problems::default();
    let email = problems.text("email", &email.to_lowercase(), 320);
    problems.check()?;
    let from = format!("links from {network}");
    app.act(&Actor::system(), move |act| {
        let since = act.now.plus_seconds(-WINDOW);
        let subject = format!("link {email}");
        if store::count_tries(act.tx, &from, since)? >= LINKS_PER_NETWORK {
            return Err(Error::TooMany(WINDOW.unsigned_abs()));
        }
        store::insert_try(act.tx, &from, act.now)?;
        if store::count_tries(act.tx, &subject, since)? >= 3 {
            return Ok(());
        }
        store::insert_try(act.tx, &subject, act.now)?;
        let Some(account) = store::find_account(act.tx, &email)? else { return Ok(()) };
        let zone = act.app.config.time_zone();
        let Some(person) = store::load_person(act.tx, account.id, &zone)? else { return Ok(()) };
        let token = token();
        write_link(act, account.id, &token)?;
        mail::sign_in_link(act, &person, &format!("/sign-in/{token}"))
    })
    .await
}

/// Signs in by a one-time link.
pub async fn use_link(app: &App, token: &str, device: &str) -> Result<Session> {
    let hash = sha256(token.as_bytes());
    let now = app.now();
    let person = app.db.write(move |tx| store::use_link(tx, &hash, now)).await?;
    begin_session(app, person.ok_or(Error::NotFound)?, device, None).await
}

/// Makes an API token for a person: for oneself, or for anybody by those who manage people.
/// Scopes are `read`, `write` and `admin`; gives the token, which is not stored.
pub async fn issue_token(
    app: &App,
    actor: &Actor,
    person: PersonId,
    name: &str,
    scopes: &[String],
    days: i64,
) -> Result<String> {
    if actor.id != Some(person) {
        actor.may(Right::ManagePeople)?;
    }
    let mut problems = Problems::default();
    let name = problems.line("name", name, 100);
    if scopes.is_empty() || scopes.iter().any(|s| !["read", "write", "admin"].contains(&s.as_str()))
    {
        problems.add("scope", "problem-scope");
    }
    if !(1..=3650).contains(&days) {
        problems.add("days", "problem-days");
    }
    problems.check()?;
    let token = format!("fb_{}", token());
    let hash = sha256(token.as_bytes());
    let scopes = scopes.join(" ");
    app.act(actor, move |act| {
        let times = (act.now, act.now.plus_seconds(days * 86_400));
        store::insert_token(act.tx, &hash, person, &name, &scopes, times)?;
        act.record(&Event {
            kind: "token.issued",
            subject: format!("person {person}"),
            after: format!("{name}: {scopes}"),
            ..Event::default()
        })
    })
    .await?;
    Ok(token)
}

/// Counts a try at something secret of one's own; refuses after too many in a quarter of an hour.
pub async fn note_try(app: &App, actor: &Actor, what: &str) -> Result<()> {
    let subject = format!("{what} of person {}", actor.person()?);
    let now = app.now();
    app.db
        .write(move |tx| {
            if store::count_tries(tx, &subject, now.plus_seconds(-WINDOW))? >= TRIES_PER_PERSON {
                return Err(Error::TooMany(WINDOW.unsigned_abs()));
            }
            Ok(store::insert_try(tx, &subject, now)?)
        })
        .await
}

/// Sets a password and ends the person's sessions: for oneself, or by those who manage people.
pub async fn set_password(
    app: &App,
    actor: &Actor,
    person: PersonId,
    password: Password,
) -> Result<()> {
    if actor.id != Some(person) {
        actor.may(Right::ManagePeople)?;
    }
    let hash = tokio::task::spawn_blocking(move || password.hash())
        .await
        .map_err(|e| Error::Internal(e.to_string()))??;
    app.act(actor, move |act| {
        store::update_password(act.tx, person, &hash)?;
        store::delete_sessions_of(act.tx, person)?;
        act.record(&Event {
            kind: "person.password_set",
            subject: format!("person {person}"),
            ..Event::default()
        })
    })
    .await
}
