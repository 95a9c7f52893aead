//! Settings as JSON.

use super::{actions, model::SettingRow};
use axum::{Json, extract::Path};
use base::App;
use serde::{Deserialize, Serialize};
use utoipa_axum::{router::OpenApiRouter, routes};
use web::{ApiVisit, JsonBody, Result};

/// The routes.
pub fn api() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(list_settings)).routes(routes!(change_setting))
}

/// A setting.
#[derive(Serialize, utoipa::ToSchema)]
struct SettingJson {
    /// `section.key`
    name: String,
    /// As it would be typed; passwords hidden.
    value: String,
    /// What it is when nobody says otherwise.
    usual: String,
    /// default, browser, file, environment, argument
    from: &'static str,
    /// Whether it can be changed here.
    is_open: bool,
}

impl From<SettingRow> for SettingJson {
    fn from(row: SettingRow) -> Self {
        let from = row.from();
        let SettingRow { name, value, usual, is_open, .. } = row;
        SettingJson { name, value, usual, from, is_open }
    }
}

/// Every setting there is. With a token this needs the scope `admin`.
#[utoipa::path(get, path = "/settings", operation_id = "list_settings",
    responses((status = 200, body = Vec<SettingJson>)))]
async fn list_settings(visit: ApiVisit) -> Result<Json<Vec<SettingJson>>> {
    let all = actions::list(&visit.app, &visit.actor)?;
    Ok(Json(all.into_iter().map(SettingJson::from).collect()))
}

/// A new value.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
struct SettingChangeJson {
    /// Left out: as it usually is.
    value: Option<String>,
}

/// Changes one setting.
#[utoipa::path(patch, path = "/settings/{name}", operation_id = "change_setting",
    params(("name" = String, Path)), request_body = SettingChangeJson,
    responses((status = 200, body = SettingJson), (status = 422, body = web::ProblemJson)))]
async fn change_setting(
    visit: ApiVisit,
    Path(name): Path<String>,
    JsonBody(new): JsonBody<SettingChangeJson>,
) -> Result<Json<SettingJson>> {
    actions::change(&visit.app, &visit.actor, &name, None, new.value.as_deref()).await?;
    let all = actions::list(&visit.app, &visit.actor)?;
    let found = all.into_iter().find(|row| row.name == name).ok_or(base::Error::NotFound)?;
    Ok(Json(found.into()))
}
