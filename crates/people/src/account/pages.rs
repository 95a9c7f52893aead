//! The page of one's own account.

use super::{SessionRow as Session, TokenRow as Token, actions};
use crate::sign_in::issue_token;
use web::prelude::*;

/// The routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/account", get(show))
        .route("/account/password", post(change_password))
        .route("/account/sessions/{hash}/revocation", post(end_session))
        .route("/account/tokens", post(create_token))
        .route("/account/tokens/{id}/revocation", post(revoke_token))
}

#[derive(Template)]
#[template(path = "account/show.html")]
struct AccountPage {
    page: Page,
    form: Fields,
    problems: Problems,
    email: String,
    sessions: Vec<(String, Session)>,
    tokens: Vec<Token>,
    /// A token just made: shown once.
    token: String,
}

async fn page(
    visit: &Visit,
    form: Fields,
    problems: Problems,
    token: String,
) -> Result<AccountPage> {
    let (sessions, tokens) = actions::show(&visit.app, &visit.actor).await?;
    let hex = |s: &Session| s.token_hash.iter().map(|b| format!("{b:02x}")).collect::<String>();
    let sessions = sessions.into_iter().map(|s| (hex(&s), s)).collect();
    let (page, email) = (visit.page_t("account-title"), visit.actor.email.clone());
    Ok(AccountPage { page, form, problems, email, sessions, tokens, token })
}

async fn show(visit: Visit) -> Result<Response> {
    html(&page(&visit, Fields::default(), Problems::default(), String::new()).await?)
}

async fn change_password(visit: Visit, Posted { fields, .. }: Posted) -> Result<Response> {
    let (old, new) = (fields.get("old_password"), fields.get("new_password"));
    match actions::change_password(&visit.app, &visit.actor, old, new).await {
        Ok(()) => go("/sign-in?said=password-changed"),
        Err(Error::Invalid(problems)) => {
            refused_form(&page(&visit, Fields::default(), problems, String::new()).await?)
        }
        Err(error) => Err(error.into()),
    }
}

async fn end_session(visit: Visit, Path(hash): Path<String>) -> Result<Response> {
    let byte = |at: usize| u8::from_str_radix(hash.get(at..at + 2)?, 16).ok();
    let bytes: Option<Vec<u8>> = (0..hash.len()).step_by(2).map(byte).collect();
    let hash = bytes.ok_or(Error::NotFound)?;
    actions::end_session(&visit.app, &visit.actor, hash).await?;
    go("/account?said=session-ended")
}

async fn create_token(visit: Visit, Posted { fields, .. }: Posted) -> Result<Response> {
    let scopes: Vec<String> = fields.all("scope").into_iter().map(str::to_owned).collect();
    let person = visit.actor.person()?;
    let days = fields.number("days").unwrap_or_default();
    let made =
        issue_token(&visit.app, &visit.actor, person, fields.get("name"), &scopes, days).await;
    match made {
        Ok(token) => html(&page(&visit, Fields::default(), Problems::default(), token).await?),
        Err(Error::Invalid(problems)) => {
            refused_form(&page(&visit, fields, problems, String::new()).await?)
        }
        Err(error) => Err(error.into()),
    }
}

async fn revoke_token(visit: Visit, Path(id): Path<i64>) -> Result<Response> {
    actions::revoke_token(&visit.app, &visit.actor, id).await?;
    go("/account?said=token-revoked")
}
