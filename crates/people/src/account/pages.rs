//! One's own account as pages.

use super::{
    actions::{self, Account},
    model::{NewAccount, OwnSession, OwnToken, ZONES, device, from_hex, hex},
};
use crate::{administration::renew_version, sign_in::session_hash};
use axum::http::HeaderMap;
use base::{Language, languages};
use web::prelude::*;

/// The routes of one's account.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/account", get(show).post(update))
        .route("/account/password", post(change_password))
        .route("/account/sessions/revocation", post(end_other_sessions))
        .route("/account/sessions/{hash}/revocation", post(end_session))
        .route("/account/tokens", get(list_tokens).post(create_token))
        .route("/account/tokens/{id}/revocation", post(revoke_token))
}

#[derive(Template)]
#[template(path = "account/show.html")]
struct ShowPage {
    page: Page,
    account: Account,
    form: Fields,
    problems: Problems,
    zones: Vec<(String, String)>,
    languages: Vec<(String, String)>,
    /// The session this page was opened with.
    here: Vec<u8>,
}

#[derive(Template)]
#[template(path = "account/tokens.html")]
struct TokensPage {
    page: Page,
    tokens: Vec<OwnToken>,
    form: Fields,
    problems: Problems,
    /// Just made; shown this once.
    made: Option<String>,
}

impl ShowPage {
    fn device(&self, session: &OwnSession) -> String {
        let language = self.page.language;
        match device(&session.device) {
            ("", "") => language.t("account-device-unknown").to_owned(),
            (one, "") | ("", one) => one.to_owned(),
            (browser, system) => {
                language.with("account-device", &[("browser", browser), ("system", system)])
            }
        }
    }

    fn address(&self, session: &OwnSession) -> String {
        format!("/account/sessions/{}/revocation", hex(&session.token_hash))
    }

    fn is_here(&self, session: &OwnSession) -> bool {
        session.token_hash == self.here
    }
}

impl TokensPage {
    fn scopes(&self, token: &OwnToken) -> String {
        let words = token.scopes.split_whitespace().map(|s| self.page.word("account-scope-", s));
        words.collect::<Vec<_>>().join(", ")
    }
}

/// The time zones to choose from: the usual ones and the one there is now; `language` names the
/// choice of none in particular, where that is one.
pub fn zone_choices(now: &str, language: Option<&Language>) -> Vec<(String, String)> {
    let mut zones = Vec::new();
    if let Some(language) = language {
        zones.push((String::new(), language.t("account-zone-default").to_owned()));
    }
    let is_usual = now.is_empty() || ZONES.contains(&now);
    let own = (!is_usual).then_some(now);
    let words = |zone: &str| (zone.to_owned(), zone.replace('_', " "));
    zones.extend(own.into_iter().chain(ZONES).map(words));
    zones
}

/// The time zone in a form: what was typed counts more than what was chosen.
pub fn chosen_zone(fields: &Fields) -> String {
    let typed = fields.get("time_zone_other").trim();
    if typed.is_empty() { fields.get("time_zone").to_owned() } else { typed.to_owned() }
}

/// The languages to choose from.
pub fn language_choices(reader: &Language) -> Vec<(String, String)> {
    let words = |tag: &str| reader.t(&format!("account-language-{tag}")).to_owned();
    languages().iter().map(|language| (language.tag.to_owned(), words(language.tag))).collect()
}

async fn show_page(
    visit: &Visit,
    headers: &HeaderMap,
    form: Option<Fields>,
    problems: Problems,
) -> Result<ShowPage> {
    let account = actions::show(&visit.app, &visit.actor).await?;
    let mut form = form.unwrap_or_else(|| {
        let mut form = Fields::new(account.own.as_new().pairs());
        form.set("version", account.own.version.to_string());
        form
    });
    renew_version(&mut form, &problems);
    Ok(ShowPage {
        page: visit.page_t("account-title"),
        account,
        zones: zone_choices(form.get("time_zone"), Some(visit.actor.language)),
        languages: language_choices(visit.actor.language),
        form,
        problems,
        here: session_hash(&visit.app, headers).unwrap_or_default(),
    })
}

async fn show(visit: Visit, headers: HeaderMap) -> Result<Response> {
    html(&show_page(&visit, &headers, None, Problems::default()).await?)
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
    };
    let version = fields.number("version").unwrap_or_default();
    match actions::update(&visit.app, &visit.actor, version, new).await {
        Ok(()) => go("/account?said=account-saved"),
        Err(Error::Invalid(problems)) => {
            refused_form(&show_page(&visit, &headers, Some(fields), problems).await?)
        }
        Err(error) => Err(error.into()),
    }
}

async fn change_password(
    visit: Visit,
    headers: HeaderMap,
    Posted { fields, .. }: Posted,
) -> Result<Response> {
    let kept = session_hash(&visit.app, &headers).unwrap_or_default();
    let (current, password) = (fields.get("current"), fields.get("password"));
    match actions::change_password(&visit.app, &visit.actor, current, password, kept).await {
        Ok(()) => go("/account?said=password-saved"),
        Err(Error::Invalid(problems)) => {
            refused_form(&show_page(&visit, &headers, None, problems).await?)
        }
        Err(error) => Err(error.into()),
    }
}

async fn end_session(visit: Visit, Path(hash): Path<String>) -> Result<Response> {
    let hash = from_hex(&hash).ok_or(Error::NotFound)?;
    actions::end_session(&visit.app, &visit.actor, hash).await?;
    go("/account?said=session-ended")
}

async fn end_other_sessions(visit: Visit, headers: HeaderMap) -> Result<Response> {
    let kept = session_hash(&visit.app, &headers).unwrap_or_default();
    actions::end_other_sessions(&visit.app, &visit.actor, kept).await?;
    go("/account?said=other-sessions-ended")
}

async fn tokens_page(
    visit: &Visit,
    form: Fields,
    problems: Problems,
    made: Option<String>,
) -> Result<TokensPage> {
    let tokens = actions::list_tokens(&visit.app, &visit.actor).await?;
    Ok(TokensPage { page: visit.page_t("account-tokens-title"), tokens, form, problems, made })
}

fn new_token() -> Fields {
    Fields::new([("days", "90"), ("scope", "read")])
}

async fn list_tokens(visit: Visit) -> Result<Response> {
    html(&tokens_page(&visit, new_token(), Problems::default(), None).await?)
}

async fn create_token(visit: Visit, Posted { fields, .. }: Posted) -> Result<Response> {
    let scopes: Vec<_> = fields.all("scope").into_iter().map(str::to_owned).collect();
    let days = fields.number("days").unwrap_or_default();
    let name = fields.get("name");
    match actions::create_token(&visit.app, &visit.actor, name, &scopes, days).await {
        Ok(token) => {
            html(&tokens_page(&visit, new_token(), Problems::default(), Some(token)).await?)
        }
        Err(Error::Invalid(problems)) => {
            refused_form(&tokens_page(&visit, fields, problems, None).await?)
        }
        Err(error) => Err(error.into()),
    }
}

async fn revoke_token(visit: Visit, Path(id): Path<i64>) -> Result<Response> {
    actions::revoke_token(&visit.app, &visit.actor, id).await?;
    go("/account/tokens?said=token-revoked")
}
