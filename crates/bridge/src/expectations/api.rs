//! Both sides of an expectation, for programs.

use super::{actions, model::Row};
use crate::record::Median;
use axum::{Json, extract::Path};
use base::App;
use serde::Serialize;
use utoipa_axum::{router::OpenApiRouter, routes};
use web::{ApiVisit, ProblemJson, Result};

/// The calls.
pub fn api() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(get_ladder_expectations))
}

/// What one request asked, and what there was to work with.
#[derive(Serialize, utoipa::ToSchema)]
struct AskedJson {
    ticket: i64,
    subject: String,
    /// now, today, this_week, later; empty: nobody said
    hurts: String,
    needed: String,
    has_place: bool,
    has_device: bool,
    has_file: bool,
    asked_back: usize,
    promises_made: usize,
    promises_kept: usize,
    seconds_to_answer: Option<i64>,
    seconds_to_repair: Option<i64>,
}

impl From<Row> for AskedJson {
    fn from(it: Row) -> Self {
        AskedJson {
            ticket: it.id.0,
            subject: it.subject,
            hurts: it.hurts,
            needed: it.needed,
            has_place: it.has_place,
            has_device: it.has_device,
            has_file: it.has_file,
            asked_back: it.asked_back,
            promises_made: it.promises.made,
            promises_kept: it.promises.kept,
            seconds_to_answer: it.answered,
            seconds_to_repair: it.repaired,
        }
    }
}

/// A middle, and how many it rests on.
#[derive(Serialize, utoipa::ToSchema)]
struct MedianJson {
    seconds: i64,
    count: usize,
}

fn median(it: Option<Median>) -> Option<MedianJson> {
    it.map(|it| MedianJson { seconds: it.seconds, count: it.count })
}

/// Everything side by side.
#[derive(Serialize, utoipa::ToSchema)]
struct ExpectationsJson {
    /// The newest first, at most twelve.
    asked: Vec<AskedJson>,
    count: usize,
    own_answer: Option<MedianJson>,
    own_repair: Option<MedianJson>,
    /// What requests like these are like.
    like: String,
    /// None where it rests on fewer than five.
    usual_answer: Option<MedianJson>,
    usual_repair: Option<MedianJson>,
}

/// What was asked, what there was to work with, what was promised, and what is usual.
#[utoipa::path(get, path = "/ladders/{id}/expectations", operation_id = "get_ladder_expectations",
    params(("id" = i64, Path)),
    responses((status = 200, body = ExpectationsJson), (status = 404, body = ProblemJson)))]
async fn get_ladder_expectations(
    visit: ApiVisit,
    Path(id): Path<i64>,
) -> Result<Json<ExpectationsJson>> {
    let it = actions::load(&visit.app, &visit.actor, id).await?;
    Ok(Json(ExpectationsJson {
        count: it.count,
        own_answer: median(it.own_answer),
        own_repair: median(it.own_repair),
        like: it.like,
        usual_answer: median(it.usual.answer),
        usual_repair: median(it.usual.repair),
        asked: it.rows.into_iter().map(AskedJson::from).collect(),
    }))
}
