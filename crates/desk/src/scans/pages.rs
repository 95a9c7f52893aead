//! The form behind a code: for anybody, without an account, a cookie or a script.

use super::{
    actions::{self, network_key},
    model::{NewScan, ReportRow, State as ReportState, Symptom, symptoms},
};
use crate::{
    codes::CodeRow,
    custom_fields::{Asked, Typed},
};
use axum::{
    extract::ConnectInfo,
    http::{HeaderMap, StatusCode, header},
};
use base::language;
use std::net::SocketAddr;
use web::{Maybe, network_of, prelude::*};

/// The routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/scan/{token}", get(show).post(create))
        .route("/scan/{token}/sent", get(sent))
}

#[derive(Template)]
#[template(path = "scans/show.html")]
struct ScanPage {
    page: Page,
    token: String,
    code: CodeRow,
    form: Fields,
    problems: Problems,
    symptoms: &'static [Symptom],
    /// What the device's service asks besides; nobody has to answer.
    asked: Vec<Asked>,
    /// The name of whoever is signed in.
    name: Option<String>,
}

/// A code that takes no reports, and why: the last part of its messages.
#[derive(Template)]
#[template(path = "scans/none.html")]
struct NonePage {
    page: Page,
    why: &'static str,
    place: Option<String>,
}

#[derive(Template)]
#[template(path = "scans/sent.html")]
struct SentPage {
    page: Page,
    report: ReportRow,
    /// The ticket, for the member of staff whose it is.
    ticket: Option<String>,
}

impl SentPage {
    fn is_known(&self) -> bool {
        self.report.state == ReportState::Counted
    }
    fn is_waiting(&self) -> bool {
        self.report.state == ReportState::Waiting
    }
}

/// Who holds the label: somebody signed in, or anybody.
struct Holder {
    app: App,
    visit: Option<Visit>,
    headers: HeaderMap,
}

impl Holder {
    fn actor(&self) -> Actor {
        match &self.visit {
            Some(visit) => visit.actor.clone(),
            None => {
                let wanted = self.headers.get(header::ACCEPT_LANGUAGE);
                let wanted = wanted.and_then(|value| value.to_str().ok()).unwrap_or_default();
                let zone = self.app.config.time_zone();
                Actor { language: language(wanted), zone, ..Actor::system() }
            }
        }
    }

    fn page(&self, title: &str) -> Page {
        let actor = self.actor();
        let title = actor.language.t(title).to_owned();
        Page::new(&self.app, self.visit.as_ref().map(|v| &v.actor), actor.language, title)
    }

    fn name(&self) -> Option<String> {
        self.visit.as_ref().map(|visit| visit.actor.name.clone())
    }

    fn none(
        &self,
        why: &'static str,
        place: Option<String>,
        status: StatusCode,
    ) -> Result<Response> {
        let mut response = html(&NonePage { page: self.page("scan-title"), why, place })?;
        *response.status_mut() = status;
        Ok(response)
    }
}

/// The form, or why there is none.
async fn form(
    holder: &Holder,
    token: &str,
    form: Fields,
    problems: Problems,
) -> Result<std::result::Result<ScanPage, Response>> {
    let fields = Typed::from_form(&form);
    let (code, is_on, asked) = match actions::look(&holder.app, token, fields).await {
        Ok(found) => found,
        Err(Error::NotFound) => {
            return Ok(Err(holder.none("unknown", None, StatusCode::NOT_FOUND)?));
        }
        Err(error) => return Err(error.into()),
    };
    let on = code.device.clone().or_else(|| code.location.clone());
    let why = match &code {
        code if code.replaced_at.is_some() => Some(("replaced", StatusCode::GONE)),
        code if !code.is_active => Some(("unused", StatusCode::GONE)),
        _ if !is_on => Some(("off", StatusCode::OK)),
        _ => None,
    };
    if let Some((why, status)) = why {
        return Ok(Err(holder.none(why, on, status)?));
    }
    Ok(Ok(ScanPage {
        page: holder.page("scan-title"),
        token: code.token.clone(),
        symptoms: symptoms(code.kind),
        asked,
        code,
        form,
        problems,
        name: holder.name(),
    }))
}

async fn show(
    Maybe(visit): Maybe,
    State(app): State<App>,
    headers: HeaderMap,
    Path(token): Path<String>,
) -> Result<Response> {
    let holder = Holder { app, visit, headers };
    let mut fields = Fields::new([("key", base::token())]);
    if holder.visit.is_some() {
        fields.set("named", "yes");
    }
    match form(&holder, &token, fields, Problems::default()).await? {
        Ok(page) => html(&page),
        Err(response) => Ok(response),
    }
}

async fn create(
    Maybe(visit): Maybe,
    State(app): State<App>,
    address: Option<axum::Extension<ConnectInfo<SocketAddr>>>,
    headers: HeaderMap,
    Path(token): Path<String>,
    Posted { fields, .. }: Posted,
) -> Result<Response> {
    let network = network_of(&app.config, address.map(|a| a.0.0), &headers);
    let holder = Holder { app, visit, headers };
    let actor = match fields.has("named") {
        true => holder.actor(),
        // what somebody sends without their name is in their name nowhere
        false => Actor { language: holder.actor().language, ..Actor::system() },
    };
    let new = NewScan {
        symptom: Symptom::parse(fields.get("symptom")),
        words: fields.get("words").to_owned(),
        key: fields.get("key").to_owned(),
        fields: Typed::from_form(&fields),
        network: network_key(&holder.app, &network),
        by: actor.id,
    };
    let (problems, status) = match actions::send(&holder.app, &actor, &token, new).await {
        Ok(report) => {
            let query = Fields::new([("key", report.key)]).encode();
            return go(format!("/scan/{token}/sent?{query}"));
        }
        Err(Error::Invalid(problems)) => (problems, StatusCode::UNPROCESSABLE_ENTITY),
        Err(Error::TooMany(seconds)) => {
            let minutes = vec![("minutes", (seconds / 60).to_string())];
            let mut problems = Problems::default();
            problems.add_with("words", "problem-scan-too-many", minutes);
            (problems, StatusCode::TOO_MANY_REQUESTS)
        }
        Err(Error::NotFound | Error::Conflict) => (Problems::default(), StatusCode::GONE),
        Err(error) => return Err(error.into()),
    };
    match form(&holder, &token, fields, problems).await? {
        Ok(page) => {
            let mut response = html(&page)?;
            *response.status_mut() = status;
            if status == StatusCode::TOO_MANY_REQUESTS {
                response.headers_mut().insert(header::RETRY_AFTER, 600.into());
            }
            Ok(response)
        }
        Err(response) => Ok(response),
    }
}

async fn sent(
    Maybe(visit): Maybe,
    State(app): State<App>,
    headers: HeaderMap,
    Path(token): Path<String>,
    query: Fields,
) -> Result<Response> {
    let holder = Holder { app, visit, headers };
    let report = actions::outcome(&holder.app, &token, query.get("key")).await?;
    let me = holder.visit.as_ref().and_then(|visit| visit.actor.id);
    let is_own = me.is_some() && me == report.by_id && report.state == ReportState::Opened;
    let ticket = report.ticket_id.filter(|_| is_own).map(|id| id.to_string());
    html(&SentPage { page: holder.page("scan-sent-title"), report, ticket })
}
