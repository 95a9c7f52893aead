//! What the people who asked are asked, as JSON.

use super::{actions, model::Panel};
use crate::custom_fields::{Answered, named_fields, typed};
use axum::{Json, extract::Path};
use base::{App, TicketId};
use serde::{Deserialize, Serialize};
use utoipa_axum::{router::OpenApiRouter, routes};
use web::{ApiVisit, JsonBody, ProblemJson, Result};

/// The routes.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(list_questions, answer_questions))
}

/// The questions of a ticket.
#[derive(Serialize, utoipa::ToSchema)]
struct QuestionsJson {
    /// What the caller is asked; empty for those who are not.
    questions: Vec<QuestionJson>,
    /// What should have been answered to send the report and was not, by its label.
    not_asked_yet: Vec<String>,
}

/// A question.
#[derive(Serialize, utoipa::ToSchema)]
struct QuestionJson {
    /// The field's key.
    key: String,
    label: String,
    help: String,
    /// text, long_text, number, yes_no, choice, choices, date, person, device, url
    r#type: &'static str,
    is_required: bool,
    /// To choose from, by label.
    choices: Vec<String>,
    is_answered: bool,
}

impl From<Panel> for QuestionsJson {
    fn from(panel: Panel) -> Self {
        let questions = panel.asked.into_iter().map(|asked| QuestionJson {
            key: asked.name.trim_start_matches("field_").to_owned(),
            is_answered: !asked.values.is_empty(),
            label: asked.label,
            help: asked.help,
            r#type: asked.takes,
            is_required: asked.is_required,
            choices: asked.choices.into_iter().map(|(_, label)| label).collect(),
        });
        QuestionsJson { questions: questions.collect(), not_asked_yet: panel.missing }
    }
}

/// What the caller is asked about a ticket, and what was not asked yet.
#[utoipa::path(get, path = "/tickets/{number}/questions", operation_id = "list_questions",
    params(("number" = i64, Path)),
    responses((status = 200, body = QuestionsJson), (status = 404, body = ProblemJson)))]
async fn list_questions(visit: ApiVisit, Path(number): Path<i64>) -> Result<Json<QuestionsJson>> {
    let panel = actions::list(&visit.app, &visit.actor, TicketId(number), None).await?;
    Ok(Json(panel.into()))
}

/// Answers by key; what is left out stays.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
struct AnswersJson {
    #[schema(value_type = Object)]
    fields: Answered,
}

/// Answers what the caller is asked, or answers it anew, while the ticket is open.
#[utoipa::path(put, path = "/tickets/{number}/questions", operation_id = "answer_questions",
    params(("number" = i64, Path)), request_body = AnswersJson,
    responses((status = 200, body = QuestionsJson), (status = 403, body = ProblemJson),
        (status = 409, body = ProblemJson), (status = 422, body = ProblemJson)))]
async fn answer_questions(
    visit: ApiVisit,
    Path(number): Path<i64>,
    JsonBody(new): JsonBody<AnswersJson>,
) -> Result<Json<QuestionsJson>> {
    let typed = typed(&new.fields);
    actions::answer(&visit.app, &visit.actor, TicketId(number), typed, true)
        .await
        .map_err(named_fields)?;
    list_questions(visit, Path(number)).await
}
