//! Recurring tickets, for those who keep them. The dates are shown before anything is saved.

use super::{
    RecurrenceRow, RunRow,
    actions::{self, NewRecurrence},
    model::Choice,
};
use crate::{answers, kept::changed_meanwhile, templates, tickets};
use base::{LocationId, PersonId, day_in_words, jiff_tz::TimeZone};
use web::prelude::*;

/// The routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/recurring", get(index).post(save))
        .route("/recurring/new", get(new))
        .route("/recurring/{id}", get(edit).post(save))
        .route("/recurring/{id}/pause", post(pause))
        .route("/recurring/{id}/resumption", post(resume))
}

#[derive(Template)]
#[template(path = "recurring/index.html")]
struct IndexPage {
    page: Page,
    all: Vec<RecurrenceRow>,
}

#[derive(Template)]
#[template(path = "recurring/edit.html")]
struct EditPage {
    page: Page,
    existing: Option<RecurrenceRow>,
    runs: Vec<RunRow>,
    form: Fields,
    problems: Problems,
    templates: Vec<(String, String)>,
    choices: Vec<(String, String)>,
    locations: Vec<(String, String)>,
    agents: Vec<(String, String)>,
    /// The next dates in words.
    dates: Vec<String>,
    /// Whether these are the dates of what is in the form, so that it can be saved.
    is_shown: bool,
}

async fn index(visit: Visit) -> Result<Response> {
    let all = actions::list(&visit.app, &visit.actor).await?;
    html(&IndexPage { page: visit.page_t("recurring-title"), all })
}

const WEEKDAYS: [&str; 7] =
    ["weekday-1", "weekday-2", "weekday-3", "weekday-4", "weekday-5", "weekday-6", "weekday-7"];

/// "Monday 30 November 2026, 09:00", where it happens.
fn in_words(visit: &Visit, zone: &TimeZone, dates: &[Time]) -> Vec<String> {
    let language = visit.actor.language;
    let words = |at: &Time| {
        let there = zone.to_datetime(at.timestamp());
        let day = usize::try_from(there.weekday().to_monday_zero_offset()).unwrap_or_default();
        let (day, date) = (language.t(WEEKDAYS[day]), day_in_words(language, there.date()));
        format!("{day} {date}, {:02}:{:02}", there.hour(), there.minute())
    };
    dates.iter().map(words).collect()
}

async fn edit_page(
    visit: &Visit,
    id: Option<i64>,
    form: Option<Fields>,
    problems: Problems,
) -> Result<EditPage> {
    let language = visit.actor.language;
    let found = match id {
        Some(id) => Some(actions::get(&visit.app, &visit.actor, id).await?),
        None => None,
    };
    let all = templates::list(&visit.app, &visit.actor).await?;
    let kept = |one: &&templates::TemplateRow| answers::keeps(&visit.actor, one.team_id);
    let templates: Vec<_> =
        all.iter().filter(kept).map(|one| (one.id.to_string(), one.name.clone())).collect();
    if id.is_none() {
        actions::list(&visit.app, &visit.actor).await?;
    }
    let (_, places) = tickets::choices(&visit.app, &visit.actor).await?;
    let none = || vec![(String::new(), "–".to_owned())];
    let (mut locations, mut agents) = (none(), none());
    locations.extend(places.into_iter().map(|l| (l.id.to_string(), l.name)));
    let all_agents = actions::agents(&visit.app, &visit.actor).await?;
    agents.extend(all_agents.into_iter().map(|a| (a.id.to_string(), a.name)));
    let word =
        |c: &Choice| (c.to_string(), language.t(&format!("recurring-choice-{c}")).to_owned());
    let (existing, runs, stored_dates) = match found {
        Some((row, runs, dates)) => (Some(row), runs, dates),
        None => (None, Vec::new(), Vec::new()),
    };
    let mut dates = Vec::new();
    if let Some(row) = &existing {
        let zone = TimeZone::get(&row.time_zone).unwrap_or(TimeZone::UTC);
        dates = in_words(visit, &zone, &stored_dates);
    }
    let form = form.unwrap_or_else(|| existing.as_ref().map(stored).unwrap_or_default());
    let title = match &existing {
        Some(row) => row.template.clone(),
        None => language.t("recurring-new").to_owned(),
    };
    Ok(EditPage {
        page: visit.page(title),
        existing,
        runs,
        form,
        problems,
        templates,
        choices: Choice::ALL.iter().map(word).collect(),
        locations,
        agents,
        dates,
        is_shown: false,
    })
}

fn stored(row: &RecurrenceRow) -> Fields {
    Fields::new([
        ("template", row.template_id.to_string()),
        ("choice", row.choice.to_string()),
        ("rule", if row.choice == Choice::Own { row.rule.clone() } else { String::new() }),
        ("starts_at", row.starts_at.clone()),
        ("ends_on", row.ends_on.clone()),
        ("location", row.location_id.map(|id| id.to_string()).unwrap_or_default()),
        ("assignee", row.assignee_id.map(|id| id.to_string()).unwrap_or_default()),
        ("version", row.version.to_string()),
    ])
}

async fn new(visit: Visit, query: Fields) -> Result<Response> {
    let mut form = query;
    let today = tickets::today(&visit.app, visit.app.now());
    form.set("starts_at", format!("{}T09:00", today.tomorrow().unwrap_or(today)));
    html(&edit_page(&visit, None, Some(form), Problems::default()).await?)
}

async fn edit(visit: Visit, Path(id): Path<i64>) -> Result<Response> {
    html(&edit_page(&visit, Some(id), None, Problems::default()).await?)
}

fn read(fields: &Fields) -> NewRecurrence {
    NewRecurrence {
        template: fields.number("template").unwrap_or_default(),
        choice: Choice::parse(fields.get("choice")),
        rule: fields.get("rule").to_owned(),
        starts_at: fields.get("starts_at").to_owned(),
        ends_on: fields.get("ends_on").to_owned(),
        location: fields.number("location").map(LocationId),
        assignee: fields.number("assignee").map(PersonId),
    }
}

/// The form with the dates of what is in it, and the button that saves.
async fn preview(visit: &Visit, id: Option<i64>, fields: Fields) -> Result<Response> {
    match actions::dates(&visit.app, &visit.actor, read(&fields)).await {
        Ok((dates, zone)) => {
            let dates = in_words(visit, &zone, &dates);
            let shown = edit_page(visit, id, Some(fields), Problems::default()).await?;
            html(&EditPage { dates, is_shown: true, ..shown })
        }
        Err(Error::Invalid(problems)) => {
            refused_form(&edit_page(visit, id, Some(fields), problems).await?)
        }
        Err(error) => Err(error.into()),
    }
}

async fn save(
    visit: Visit,
    id: Option<Path<i64>>,
    Posted { mut fields, .. }: Posted,
) -> Result<Response> {
    let id = id.map(|Path(id)| id);
    if !fields.has("save") {
        return preview(&visit, id, fields).await;
    }
    let new = read(&fields);
    let outcome = match id {
        None => actions::create(&visit.app, &visit.actor, new).await.map(drop),
        Some(id) => {
            let version = fields.number("version").unwrap_or_default();
            actions::update(&visit.app, &visit.actor, id, Some(version), new).await
        }
    };
    let problems = match (outcome, id) {
        (Ok(()), _) => return go("/recurring?said=saved"),
        (Err(Error::Invalid(problems)), _) => problems,
        (Err(Error::Conflict), Some(id)) => {
            let (now, ..) = actions::get(&visit.app, &visit.actor, id).await?;
            let said = format!("{}, {}", now.rule, now.starts_at);
            changed_meanwhile(&mut fields, "rule", now.version, said)
        }
        (Err(error), _) => return Err(error.into()),
    };
    refused_form(&edit_page(&visit, id, Some(fields), problems).await?)
}

async fn pause(visit: Visit, Path(id): Path<i64>) -> Result<Response> {
    actions::pause(&visit.app, &visit.actor, id, true).await?;
    go(format!("/recurring/{id}?said=paused"))
}

async fn resume(visit: Visit, Path(id): Path<i64>) -> Result<Response> {
    actions::pause(&visit.app, &visit.actor, id, false).await?;
    go(format!("/recurring/{id}?said=resumed"))
}
