//! The page of one's own account.

use super::{
    actions,
    model::{
        AccountPage, NewAccount, chosen_zone, key_choices, language_choices, may_forget,
        zone_choices,
    },
};
use crate::{
    administration::renew_version,
    sign_in::{self, session_cookie},
};
use axum::http::HeaderMap;
use base::sha256;
use web::prelude::*;

/// The routes of one's account.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/account", get(show).post(update))
        .route("/account/password", post(change_password))
        .route("/account/sessions/revocation", post(end_other_sessions))
        .route("/account/sessions/{key}/revocation", post(end_session))
        .route("/account/tokens", post(create_token))
        .route("/account/tokens/{id}/revocation", post(revoke_token))
}

#[derive(Template)]
#[template(path = "account/show.html")]
struct ShowPage {
    page: Page,
    it: AccountPage,
    form: Fields,
    problems: Problems,
    zones: Vec<(String, String)>,
    languages: Vec<(String, String)>,
    keys: Vec<(String, String)>,
    days: Vec<(String, String)>,
    /// The session the page is read in.
    here: Vec<u8>,
    /// Whether a new password has to come with the old one.
    asks_old: bool,
}

#[derive(Template)]
#[template(path = "account/token.html")]
struct TokenPage {
    page: Page,
    token: String,
    name: String,
}

/// The page, with the fields of the form that was refused in place of what is stored.
async fn show_page(
    visit: &Visit,
    headers: &HeaderMap,
    typed: &Fields,
    problems: Problems,
) -> Result<ShowPage> {
    let it = actions::show(&visit.app, &visit.actor).await?;
    let mut form = Fields::new(it.account.as_new().pairs());
    form.set("version", it.account.version.to_string());
    form.set("token_days", "90");
    for (name, value) in typed.pairs() {
        let is_secret = name == "password" || name == "new_password";
        if name == "scope" {
            form.push(name, value.as_str());
        } else if !is_secret {
            form.set(name, value.as_str());
        }
    }
    renew_version(&mut form, &problems);
    let language = visit.actor.language;
    let days = ["7", "30", "90", "365", "1095"];
    let days = days.map(|n| (n.to_owned(), language.with("account-token-days-n", &[("n", n)])));
    let here = sha256(session_cookie(&visit.app, headers).unwrap_or_default().as_bytes());
    let may_forget = may_forget(&it.sessions, &here, visit.app.now());
    Ok(ShowPage {
        page: visit.page_t("account-title"),
        zones: zone_choices(form.get("time_zone"), Some(language)),
        languages: language_choices(language),
        keys: key_choices(language),
        days: days.into(),
        asks_old: it.account.password.is_some() && !may_forget,
        here,
        it,
        form,
        problems,
    })
}

/// Back to the page: with what was said, or with what is wrong.
async fn back(
    visit: &Visit,
    headers: &HeaderMap,
    typed: &Fields,
    done: base::Result<()>,
    said: &str,
) -> Result<Response> {
    match done {
        Ok(()) => go(format!("/account?said={said}")),
        Err(Error::Invalid(problems)) => {
            refused_form(&show_page(visit, headers, typed, problems).await?)
        }
        Err(error) => Err(error.into()),
    }
}

async fn show(visit: Visit, headers: HeaderMap) -> Result<Response> {
    html(&show_page(&visit, &headers, &Fields::default(), Problems::default()).await?)
}

async fn update(
    visit: Visit,
    headers: HeaderMap,
    Posted { fields, .. }: Posted,
) -> Result<Response> {
    let new = NewAccount {
        name: fields.get("name").to_owned(),
        time_zone: chosen_zone(&fields),
        locale: fields.get("locale").to_owned(),
        is_using_keys: fields.get("keys") != "off",
    };
    let version = fields.number("version").unwrap_or_default();
    let done = actions::update(&visit.app, &visit.actor, version, new).await;
    back(&visit, &headers, &fields, done, "saved").await
}

async fn change_password(
    visit: Visit,
    headers: HeaderMap,
    Posted { fields, .. }: Posted,
) -> Result<Response> {
    let cookie = session_cookie(&visit.app, &headers).unwrap_or_default();
    let (old, new) = (fields.get("password"), fields.get("new_password"));
    let done = actions::change_password(&visit.app, &visit.actor, old, new, &cookie).await;
    back(&visit, &headers, &fields, done, "password-changed").await
}

async fn end_session(
    visit: Visit,
    headers: HeaderMap,
    Path(key): Path<String>,
) -> Result<Response> {
    let done = actions::end_session(&visit.app, &visit.actor, &key).await;
    back(&visit, &headers, &Fields::default(), done, "session-ended").await
}

async fn end_other_sessions(visit: Visit, headers: HeaderMap) -> Result<Response> {
    let cookie = session_cookie(&visit.app, &headers).unwrap_or_default();
    let done = actions::end_other_sessions(&visit.app, &visit.actor, &cookie).await;
    back(&visit, &headers, &Fields::default(), done, "sessions-ended").await
}

/// Shows the new token on the answer itself: it is kept nowhere it could be read from again.
async fn create_token(
    visit: Visit,
    headers: HeaderMap,
    Posted { fields, .. }: Posted,
) -> Result<Response> {
    let scopes: Vec<String> = fields.all("scope").into_iter().map(str::to_owned).collect();
    let days = fields.number("token_days").unwrap_or_default();
    let (name, me) = (fields.get("token_name"), visit.actor.person()?);
    match sign_in::issue_token(&visit.app, &visit.actor, me, name, &scopes, days).await {
        Ok(token) => {
            let (page, name) = (visit.page_t("account-token-made"), name.trim().to_owned());
            html(&TokenPage { page, token, name })
        }
        Err(Error::Invalid(mut problems)) => {
            // the page has another form with a `name`
            for problem in &mut problems.0 {
                match problem.field.as_str() {
                    "name" => problem.field = "token_name".to_owned(),
                    "days" => problem.field = "token_days".to_owned(),
                    _ => {}
                }
            }
            refused_form(&show_page(&visit, &headers, &fields, problems).await?)
        }
        Err(error) => Err(error.into()),
    }
}

async fn revoke_token(visit: Visit, headers: HeaderMap, Path(id): Path<i64>) -> Result<Response> {
    let done = actions::revoke_token(&visit.app, &visit.actor, id).await;
    back(&visit, &headers, &Fields::default(), done, "token-revoked").await
}
