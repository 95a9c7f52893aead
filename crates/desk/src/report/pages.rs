//! The report form, its preview, and the statement that grows beside it.

use super::model::read;
use crate::{
    conversation::{self, AttachmentRow},
    custom_fields::{self, Asked, Typed, asked},
    devices::{self, Group},
    drafts::{self, Editor},
    hours,
    impact::{Hurts, Likelihood, RiskKind, Scope, Stopped, Workaround},
    known::{self, Suggestions},
    news::{self, Rules},
    once::sent_key,
    services::{self, ServiceRow, best_match},
    templates,
    tickets::{self, Heading, Kind},
    voices::{Voices, voices},
};
use axum::{
    Json,
    http::{HeaderMap, StatusCode},
};
use web::prelude::*;

/// The routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/report", get(new).post(create))
        .route("/report/kept", get(kept))
        .route("/report/waiting", get(waiting))
        .route("/report/statement", post(statement))
}

/// The statement as it stands, if there is enough to say.
struct Shown {
    voices: Voices,
    priority: i64,
    news: Time,
    /// The service we think it is, when none was chosen.
    guessed: Option<String>,
}

#[derive(Template)]
#[template(path = "report/new.html")]
struct ReportPage {
    page: Page,
    form: Fields,
    problems: Problems,
    services: Vec<ServiceRow>,
    locations: Vec<Heading>,
    devices: Vec<Group>,
    staged: Vec<AttachmentRow>,
    asked: Vec<Asked>,
    offered: Vec<templates::TemplateRow>,
    shown: Option<Shown>,
    is_preview: bool,
    /// The form that a browser keeps for when the network is away: without a name on it.
    is_kept: bool,
    /// What was written here before and not sent.
    drafts: drafts::Panel,
    /// Whose form it is.
    by: String,
    limit: u64,
    known: Suggestions,
}

impl ReportPage {
    fn kinds(&self) -> [Kind; 3] {
        [Kind::Incident, Kind::ServiceRequest, Kind::Question]
    }
    fn scopes(&self) -> &'static [Scope] {
        Scope::ALL
    }
    fn whos(&self) -> &'static [Stopped] {
        Stopped::ALL
    }
    fn workarounds(&self) -> &'static [Workaround] {
        Workaround::ALL
    }
    fn hurts(&self) -> &'static [Hurts] {
        Hurts::ALL
    }
    fn risks(&self) -> &'static [RiskKind] {
        RiskKind::ALL
    }
    fn likelihoods(&self) -> &'static [Likelihood] {
        Likelihood::ALL
    }
    fn field(&self, kind: &RiskKind, part: &str) -> String {
        format!("risk_{kind}{part}")
    }
}

#[derive(Template)]
#[template(path = "report/statement.html")]
struct StatementPart {
    page: Page,
    shown: Option<Shown>,
}

async fn page(visit: &Visit, form: Fields, problems: Problems) -> Result<ReportPage> {
    let services = services::list(&visit.app, &visit.actor, false).await?;
    let (_, locations) = tickets::choices(&visit.app, &visit.actor).await?;
    let wanted: Vec<i64> = form.all("attachment").iter().filter_map(|id| id.parse().ok()).collect();
    let staged = match wanted.is_empty() {
        true => Vec::new(),
        false => conversation::staged(&visit.app, &visit.actor, wanted).await?,
    };
    let rules = news::list(&visit.app, &visit.actor).await?;
    let shown = show(visit, &form, &services, &locations, &rules).await?;
    let (about, typed) = (read(&form).0, Typed::from_form(&form));
    let about = (about.service, about.kind);
    let known = known::suggest(&visit.app, &visit.actor, known::read(&form)).await?;
    Ok(ReportPage {
        offered: templates::offered(visit).await?,
        asked: asked(&visit.app, &visit.actor, about, typed).await?,
        page: visit.page_t("report-title"),
        form,
        problems,
        services,
        locations,
        devices: devices::choices(&visit.app, &visit.actor).await?,
        staged,
        shown,
        is_preview: false,
        known,
        is_kept: false,
        drafts: drafts::Panel::default(),
        by: visit.actor.id.map(|id| id.to_string()).unwrap_or_default(),
        limit: visit.app.config.limits.upload_megabytes,
    })
}

/// What the answers so far amount to; nothing until there are words and an idea of when it hurts.
async fn show(
    visit: &Visit,
    form: &Fields,
    services: &[ServiceRow],
    places: &[Heading],
    rules: &Rules,
) -> Result<Option<Shown>> {
    let (new, problems) = read(form);
    if problems.0.iter().any(|p| ["words", "scope", "hurts"].contains(&p.field.as_str())) {
        return Ok(None);
    }
    let now = visit.app.now();
    let weight = new.answers.weigh(tickets::today(&visit.app, now));
    let chosen = new.service.and_then(|id| services.iter().find(|s| s.id == id));
    let guess = best_match(&new.answers.words, services.iter().map(|s| s.keywords.as_str()));
    let guessed = guess.map(|at| services[at].name.clone()).filter(|_| chosen.is_none());
    let service = chosen.map(|s| s.name.clone()).or_else(|| guessed.clone());
    let place = new.location.and_then(|id| places.iter().find(|l| l.id == id.0));
    let place = place.map(|l| l.name.as_str());
    let kind = new.kind.as_str();
    let language = visit.actor.language;
    let voices = voices(language, &new.answers, &weight, kind, service.as_deref(), place);
    let priority = weight.priority().number();
    let about = chosen.or_else(|| guess.map(|at| &services[at]));
    let (team, about) = (about.and_then(|s| s.team_id), about.map(|s| s.id));
    let minutes = rules.minutes(priority, team, about);
    let open = hours::of_team_now(&visit.app, &visit.actor, team).await?;
    let news = news::after(&open.calendar, now, minutes);
    Ok(Some(Shown { voices, priority, news, guessed }))
}

async fn new(visit: Visit, query: Fields) -> Result<Response> {
    begin(&visit, query).await
}

/// The form with what is known already. The front page posts the first words here: they may have
/// patron details in them, which must not stand in an address.
async fn begin(visit: &Visit, mut form: Fields) -> Result<Response> {
    let drafts = drafts::load(&visit.app, &visit.actor, Editor::Report).await?;
    // whoever comes with words of their own means those
    if let Some(draft) = drafts.first("report").filter(|_| !form.has("words")) {
        form = draft.fields.clone();
    }
    form.set("key", base::token());
    if !form.has("kind") {
        form.set("kind", "incident");
    }
    if !form.has("location")
        && let Some(place) = tickets::home_of(&visit.app, &visit.actor).await?
    {
        form.set("location", place.to_string());
    }
    html(&ReportPage { drafts, ..page(visit, form, Problems::default()).await? })
}

/// The form as a browser keeps it for when the network is away. Nobody's name is on it, and nothing
/// is chosen: what is private stays here.
async fn kept(visit: Visit) -> Result<Response> {
    let form = Fields::new([("kind", "incident")]);
    let mut shown = page(&visit, form, Problems::default()).await?;
    let title = visit.actor.language.t("report-title").to_owned();
    shown.page = Page::new(&visit.app, None, visit.actor.language, title);
    html(&ReportPage { is_kept: true, ..shown })
}

#[derive(Template)]
#[template(path = "report/waiting.html")]
struct WaitingPage {
    page: Page,
}

/// The reports that wait in this browser: the page's script lists them.
async fn waiting(visit: Visit) -> Result<Response> {
    html(&WaitingPage { page: visit.page_t("reports-title") })
}

async fn create(visit: Visit, headers: HeaderMap, mut posted: Posted) -> Result<Response> {
    let Some(key) = sent_key(&headers) else { return create_by_hand(visit, posted).await };
    // sent by a script that kept it: its writer is the one who may send it
    let is_theirs = posted.fields.number("by") == visit.actor.id.map(|id| id.0);
    if !is_theirs {
        return Ok(StatusCode::UNAUTHORIZED.into_response());
    }
    posted.fields.set("key", key);
    Ok(create_by_script(&visit, posted).await.unwrap_or_else(|problem| problem))
}

/// The same action for a report that waited for the network: answers in JSON, because nobody looks.
async fn create_by_script(
    visit: &Visit,
    posted: Posted,
) -> std::result::Result<Response, Response> {
    let plain = |error: Error| refused_to_script(visit, error);
    let mut form = posted.fields;
    for id in conversation::stage(&visit.app, &visit.actor, posted.files).await.map_err(plain)? {
        form.push("attachment", id.to_string());
    }
    let (new, problems) = read(&form);
    problems.check().map_err(plain)?;
    let id = tickets::open(&visit.app, &visit.actor, new).await.map_err(plain)?;
    drafts::remove_sent(&visit.app, &visit.actor, Editor::Report, &form).await;
    Ok((StatusCode::CREATED, Json(serde_json::json!({ "number": id.0 }))).into_response())
}

fn refused_to_script(visit: &Visit, error: Error) -> Response {
    let page = visit.page("");
    let mut conflict = Problems::default();
    conflict.add("words", "problem-sent-before");
    let (problems, status) = match error {
        Error::Invalid(problems) => (problems, StatusCode::UNPROCESSABLE_ENTITY),
        Error::Conflict => (conflict, StatusCode::CONFLICT),
        error => return Refusal(error).into_response(),
    };
    // whoever chose it cannot see the list any more: say what is wrong with the choice
    let gone = |problem: &base::Problem| match (problem.field.as_str(), problem.key) {
        ("location", "problem-choose") => Some(page.t("reports-place-gone").to_owned()),
        ("device", "problem-choose") => Some(page.t("reports-device-gone").to_owned()),
        _ => None,
    };
    let said = |problem: &base::Problem| {
        let message = gone(problem).unwrap_or_else(|| page.problem_in_summary(problem));
        serde_json::json!({ "field": problem.field, "message": message })
    };
    let errors: Vec<_> = problems.0.iter().map(said).collect();
    (status, Json(serde_json::json!({ "errors": errors }))).into_response()
}

async fn create_by_hand(visit: Visit, posted: Posted) -> Result<Response> {
    let mut form = posted.fields;
    if form.has("begin") {
        return begin(&visit, Fields::new([("words", form.get("words"))])).await;
    }
    for id in conversation::stage(&visit.app, &visit.actor, posted.files).await? {
        form.push("attachment", id.to_string());
    }
    if form.has("back") {
        return html(&page(&visit, form, Problems::default()).await?);
    }
    let (new, problems) = read(&form);
    if !problems.0.is_empty() {
        return refused_form(&page(&visit, form, problems).await?);
    }
    if form.has("preview") {
        let shown = page(&visit, form, problems).await?;
        return html(&ReportPage { is_preview: true, ..shown });
    }
    let typed = Typed::from_form(&form);
    match custom_fields::open(&visit.app, &visit.actor, new, typed, false).await {
        Ok(id) => {
            drafts::remove_sent(&visit.app, &visit.actor, Editor::Report, &form).await;
            go(format!("/tickets/{id}?said=sent"))
        }
        Err(Error::Invalid(problems)) => refused_form(&page(&visit, form, problems).await?),
        Err(Error::Conflict) => {
            // sent, gone back, changed, sent again: another ticket, if that is what is meant
            form.set("key", base::token());
            let mut problems = Problems::default();
            problems.add("words", "problem-sent-before");
            refused_form(&page(&visit, form, problems).await?)
        }
        Err(error) => Err(error.into()),
    }
}

/// The statement alone, for the script that shows it growing.
async fn statement(visit: Visit, Posted { fields, .. }: Posted) -> Result<Response> {
    let services = services::list(&visit.app, &visit.actor, false).await?;
    let (_, locations) = tickets::choices(&visit.app, &visit.actor).await?;
    let rules = news::list(&visit.app, &visit.actor).await?;
    let shown = show(&visit, &fields, &services, &locations, &rules).await?;
    html(&StatementPart { page: visit.page(""), shown })
}
