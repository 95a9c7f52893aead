//! The page behind the links: for whoever holds one, without signing in, a cookie or a script.

use super::actions::{self, Look, Stand};
use crate::felt::{FeedbackRow, NewFeedback, Unit, nearest, read};
use axum::{
    extract::ConnectInfo,
    http::{HeaderMap, StatusCode, header},
};
use base::language;
use std::net::SocketAddr;
use web::{Maybe, network_of, prelude::*};

/// The routes.
pub fn routes() -> Router<App> {
    Router::new().route("/how/{token}", get(show).post(answer))
}

#[derive(Template)]
#[template(path = "felt_questions/show.html")]
struct HowPage {
    page: Page,
    token: String,
    it: Look,
    form: Fields,
    problems: Problems,
    /// The mark that is chosen.
    mark: Option<i64>,
    /// Whether it was just sent.
    is_sent: bool,
}

impl HowPage {
    fn word(&self, mark: &i64) -> String {
        self.page.word("felt-mark-", nearest(*mark))
    }
    fn units(&self) -> &'static [Unit] {
        Unit::ALL
    }
    /// What the box is filled with: what was typed, else what whoever is signed in said before.
    fn typed(&self, field: &str, given: impl Fn(&FeedbackRow) -> String) -> String {
        match (self.form.has(field), &self.it.given) {
            (false, Some(row)) => given(row),
            _ => self.form.get(field).to_owned(),
        }
    }
    fn lost(&self) -> String {
        let said = |row: &FeedbackRow| row.lost_minutes.map(|n| n.to_string());
        self.typed("lost_minutes", |row| said(row).unwrap_or_default())
    }
    fn words(&self) -> String {
        self.typed("feedback", |row| row.words.clone())
    }
    /// The hint of the box for words, where it has one.
    fn hint(&self) -> &'static str {
        if self.it.given.is_none() && self.it.is_answered { "hint" } else { "" }
    }
    fn is_kept(&self) -> bool {
        let said = self.it.given.as_ref().is_some_and(|row| row.kept_at.is_some());
        self.form.has("is_kept") || (!self.form.has("more") && said)
    }
}

/// A link that leads nowhere, and why: the last part of its messages.
#[derive(Template)]
#[template(path = "felt_questions/none.html")]
struct NonePage {
    page: Page,
    why: &'static str,
    /// Where to say it instead, once signed in.
    ticket: Option<String>,
}

/// Whoever holds the link.
struct Holder {
    app: App,
    visit: Option<Visit>,
    headers: HeaderMap,
}

impl Holder {
    fn person(&self) -> Option<base::PersonId> {
        self.visit.as_ref().and_then(|visit| visit.actor.id)
    }

    fn page(&self, it: Option<&Look>) -> Page {
        if let Some(visit) = &self.visit {
            return visit.page_t("how-title");
        }
        let wanted = self.headers.get(header::ACCEPT_LANGUAGE);
        let wanted = wanted.and_then(|value| value.to_str().ok()).unwrap_or_default();
        let asker = it.and_then(Look::asker);
        let tongue = asker.map_or_else(|| language(wanted), |asker| asker.language);
        Page::new(&self.app, None, tongue, tongue.t("how-title").to_owned())
    }

    fn none(&self, why: &'static str, it: Option<&Look>, status: StatusCode) -> Result<Response> {
        let ticket = it.filter(|_| why == "ended").map(|it| it.ticket.to_string());
        let mut response = html(&NonePage { page: self.page(it), why, ticket })?;
        *response.status_mut() = status;
        Ok(response)
    }

    /// The question, or the page that says why there is none.
    async fn open(&self, token: &str) -> Result<std::result::Result<Look, Response>> {
        let it = match actions::look(&self.app, self.person(), token).await {
            Ok(it) => it,
            Err(Error::NotFound) => {
                return Ok(Err(self.none("unknown", None, StatusCode::NOT_FOUND)?));
            }
            Err(error) => return Err(error.into()),
        };
        let none = match it.stand {
            Stand::Open => return Ok(Ok(it)),
            // nothing of the ticket: whoever is signed in may have nothing to do with it
            Stand::Foreign => self.none("foreign", None, StatusCode::FORBIDDEN),
            Stand::Ended => self.none("ended", Some(&it), StatusCode::GONE),
            Stand::Again => self.none("again", None, StatusCode::CONFLICT),
            Stand::Gone => self.none("gone", None, StatusCode::GONE),
        };
        Ok(Err(none?))
    }
}

/// Chooses a mark; sends nothing.
async fn show(
    Maybe(visit): Maybe,
    State(app): State<App>,
    headers: HeaderMap,
    Path(token): Path<String>,
    query: Fields,
) -> Result<Response> {
    let holder = Holder { app, visit, headers };
    let it = match holder.open(&token).await? {
        Ok(it) => it,
        Err(none) => return Ok(none),
    };
    let given = it.given.as_ref().map(|row| row.score);
    let mark = query.number("mark").filter(|mark| (0..=10).contains(mark)).or(given);
    let is_sent = query.has("sent") && it.is_answered && mark.is_some();
    let (page, problems) = (holder.page(Some(&it)), Problems::default());
    html(&HowPage { page, token, it, form: Fields::default(), problems, mark, is_sent })
}

/// An answer: of the first form a mark alone, and the rest as it was; what the second one leaves
/// empty stays, too, because nobody who only holds the link is shown what was said before.
fn typed(fields: &Fields, is_signed_in: bool) -> NewFeedback {
    let new = read(fields);
    if !fields.has("more") {
        return NewFeedback { score: new.score, is_partial: true, ..NewFeedback::default() };
    }
    if is_signed_in {
        return new;
    }
    let words = new.words.filter(|words| !words.trim().is_empty());
    // what was kept from somebody stays kept, until whoever said it signs in
    let is_kept = new.is_kept.filter(|is_kept| *is_kept);
    NewFeedback { words, is_kept, is_partial: true, ..new }
}

async fn answer(
    Maybe(visit): Maybe,
    State(app): State<App>,
    address: Option<axum::Extension<ConnectInfo<SocketAddr>>>,
    headers: HeaderMap,
    Path(token): Path<String>,
    Posted { fields, .. }: Posted,
) -> Result<Response> {
    let network = network_of(&app.config, address.map(|a| a.0.0), &headers);
    let holder = Holder { app, visit, headers };
    let new = typed(&fields, holder.person().is_some());
    let mark = new.score;
    let outcome = actions::answer(&holder.app, holder.person(), &token, (new, &network)).await;
    let (problems, status) = match outcome {
        Ok(()) => {
            let mark = mark.unwrap_or_default();
            let sent = if fields.has("more") { "all" } else { "yes" };
            return go(format!("/how/{token}?mark={mark}&sent={sent}"));
        }
        Err(Error::Invalid(problems)) => (problems, StatusCode::UNPROCESSABLE_ENTITY),
        Err(Error::TooMany(seconds)) => {
            let minutes = vec![("minutes", (seconds / 60).to_string())];
            let mut problems = Problems::default();
            problems.add_with("score", "problem-how-too-many", minutes);
            (problems, StatusCode::TOO_MANY_REQUESTS)
        }
        // the page says why
        Err(Error::NotFound | Error::Conflict) => (Problems::default(), StatusCode::CONFLICT),
        Err(error) => return Err(error.into()),
    };
    let it = match holder.open(&token).await? {
        Ok(it) => it,
        Err(none) => return Ok(none),
    };
    let (page, is_sent) = (holder.page(Some(&it)), fields.has("more"));
    let mark = mark.filter(|mark| (0..=10).contains(mark));
    let shown = HowPage { page, token, it, form: fields, problems, mark, is_sent };
    let mut response = html(&shown)?;
    *response.status_mut() = status;
    if status == StatusCode::TOO_MANY_REQUESTS {
        response.headers_mut().insert(header::RETRY_AFTER, 600.into());
    }
    Ok(response)
}
