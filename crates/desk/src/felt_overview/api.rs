//! The same as JSON.

use super::{
    actions,
    model::{Service, Words},
};
use crate::call_backs::Owed;
use axum::Json;
use base::{App, Time};
use serde::Serialize;
use utoipa_axum::{router::OpenApiRouter, routes};
use web::{ApiVisit, ProblemJson, Result};

/// The routes.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(get_felt))
}

/// How it feels: for those who look after teams or stand between departments.
#[derive(Serialize, utoipa::ToSchema)]
struct FeltJson {
    /// Talks that are owed, what is due first.
    owed: Vec<TalkJson>,
    /// Talks that were had in the last thirty days.
    had: Vec<TalkJson>,
    /// Of the last three months.
    services: Vec<FeltServiceJson>,
}

/// A talk with somebody who was unhappy.
#[derive(Serialize, utoipa::ToSchema)]
struct TalkJson {
    /// The ticket's number.
    ticket: i64,
    /// The task's id.
    task: i64,
    service: Option<String>,
    #[schema(value_type = Option<String>, format = DateTime)]
    due_at: Option<Time>,
    owner: Option<String>,
    team: Option<String>,
    /// Whether it is kept from those who worked on the ticket.
    is_kept: bool,
    #[schema(value_type = Option<String>, format = DateTime)]
    done_at: Option<Time>,
    done_by: Option<String>,
    /// What came of it.
    done_words: String,
}

impl From<Owed> for TalkJson {
    fn from(it: Owed) -> Self {
        TalkJson {
            ticket: it.ticket_id.0,
            task: it.task_id,
            service: it.service,
            due_at: it.due_at,
            owner: it.owner,
            team: it.team,
            is_kept: it.is_kept,
            done_at: it.done_at,
            done_by: it.done_by,
            done_words: it.done_words,
        }
    }
}

/// How it felt about one service.
#[derive(Serialize, utoipa::ToSchema)]
struct FeltServiceJson {
    /// Null: about none.
    service: Option<String>,
    /// How many answered.
    count: i64,
    /// The mean of the marks, in tenths; null: of fewer than five, or of one person.
    mean_tenths: Option<i64>,
    /// The newest first.
    words: Vec<FeltWordsJson>,
}

/// What somebody said.
#[derive(Serialize, utoipa::ToSchema)]
struct FeltWordsJson {
    score: i64,
    words: String,
    #[schema(value_type = String, format = DateTime)]
    at: Time,
    /// Null where fewer than five people work there.
    department: Option<String>,
    /// The ticket's number; null where fewer than five people work there.
    ticket: Option<i64>,
    is_kept: bool,
    /// What came of the talk.
    done_words: String,
    /// Whether a talk is owed still.
    is_owed: bool,
}

impl From<Words> for FeltWordsJson {
    fn from(it: Words) -> Self {
        FeltWordsJson {
            score: it.score,
            words: it.words,
            at: it.at,
            department: it.department,
            ticket: it.ticket.map(|id| id.0),
            is_kept: it.is_kept,
            done_words: it.done_words,
            is_owed: it.is_owed,
        }
    }
}

impl From<Service> for FeltServiceJson {
    fn from(it: Service) -> Self {
        FeltServiceJson {
            service: it.name,
            count: it.count,
            mean_tenths: it.mean,
            words: it.words.into_iter().map(FeltWordsJson::from).collect(),
        }
    }
}

/// How it feels, for those who can do something about it.
#[utoipa::path(get, path = "/felt", operation_id = "get_felt",
    responses((status = 200, body = FeltJson), (status = 403, body = ProblemJson)))]
async fn get_felt(visit: ApiVisit) -> Result<Json<FeltJson>> {
    let it = actions::load(&visit.app, &visit.actor).await?;
    Ok(Json(FeltJson {
        owed: it.owed.into_iter().map(TalkJson::from).collect(),
        had: it.had.into_iter().map(TalkJson::from).collect(),
        services: it.services.into_iter().map(FeltServiceJson::from).collect(),
    }))
}
