//! Suppliers, as JSON. For those who work on requests or look after a working relationship.

use super::actions::{self, ContactRow, NewContact, NewSupplier};
use axum::{
    Json,
    extract::Path,
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
};
use base::{App, DepartmentId, Error};
use serde::{Deserialize, Serialize};
use utoipa_axum::{router::OpenApiRouter, routes};
use web::{ApiVisit, JsonBody, Result, etag, if_match};

/// The routes.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(show_supplier, change_supplier))
        .routes(routes!(add_supplier_contact))
        .routes(routes!(change_supplier_contact, remove_supplier_contact))
}

/// Somebody to turn to at a supplier.
#[derive(Serialize, utoipa::ToSchema)]
struct ContactJson {
    id: i64,
    name: String,
    email: String,
    phone: String,
    use_for: String,
}

impl From<ContactRow> for ContactJson {
    fn from(it: ContactRow) -> Self {
        let ContactRow { id, name, email, phone, use_for, .. } = it;
        ContactJson { id, name, email, phone, use_for }
    }
}

/// How we work with a supplier.
#[derive(Serialize, utoipa::ToSchema)]
struct SupplierJson {
    contract: String,
    #[schema(value_type = String, format = Date)]
    contract_until: String,
    hand_over: String,
    /// A link with `{number}` where their number goes.
    portal: String,
    contacts: Vec<ContactJson>,
}

async fn shown(visit: &ApiVisit, id: i64) -> Result<Response> {
    let actor = visit.actor.clone();
    let found = visit.app.read(move |tx| actions::show(tx, &actor, DepartmentId(id))).await?;
    let (_, row, contacts) = found;
    let json = SupplierJson {
        contract: row.contract,
        contract_until: row.contract_until,
        hand_over: row.hand_over,
        portal: row.portal,
        contacts: contacts.into_iter().map(ContactJson::from).collect(),
    };
    Ok((etag(row.version), Json(json)).into_response())
}

/// How we work with an outsourced provider, and whom to turn to there.
#[utoipa::path(get, path = "/departments/{id}/supplier", operation_id = "show_supplier",
    params(("id" = i64, Path)),
    responses((status = 200, body = SupplierJson), (status = 404, body = web::ProblemJson)))]
async fn show_supplier(visit: ApiVisit, Path(id): Path<i64>) -> Result<Response> {
    shown(&visit, id).await
}

/// How we work with a supplier; what is left out is emptied.
#[derive(Default, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields, default)]
struct NewSupplierJson {
    contract: String,
    #[schema(value_type = String, format = Date)]
    contract_until: String,
    hand_over: String,
    portal: String,
}

/// Writes it anew.
#[utoipa::path(put, path = "/departments/{id}/supplier", operation_id = "change_supplier",
    params(("id" = i64, Path)), request_body = NewSupplierJson,
    responses((status = 200, body = SupplierJson), (status = 409, body = web::ProblemJson)))]
async fn change_supplier(
    visit: ApiVisit,
    Path(id): Path<i64>,
    headers: HeaderMap,
    JsonBody(new): JsonBody<NewSupplierJson>,
) -> Result<Response> {
    let (actor, department) = (visit.actor.clone(), DepartmentId(id));
    let (_, now, _) = visit.app.read(move |tx| actions::show(tx, &actor, department)).await?;
    let version = if_match(&headers, now.version);
    let new = NewSupplier {
        contract: new.contract,
        contract_until: new.contract_until,
        hand_over: new.hand_over,
        portal: new.portal,
    };
    actions::change(&visit.app, &visit.actor, department, version, new).await?;
    shown(&visit, id).await
}

/// Somebody to turn to.
#[derive(Default, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields, default)]
struct NewContactJson {
    name: String,
    email: String,
    phone: String,
    use_for: String,
}

impl From<NewContactJson> for NewContact {
    fn from(it: NewContactJson) -> Self {
        let NewContactJson { name, email, phone, use_for } = it;
        NewContact { name, email, phone, use_for }
    }
}

/// Its number.
#[derive(Serialize, utoipa::ToSchema)]
struct MadeContactJson {
    id: i64,
}

/// Adds somebody to turn to.
#[utoipa::path(post, path = "/departments/{id}/contacts", operation_id = "add_supplier_contact",
    params(("id" = i64, Path)), request_body = NewContactJson,
    responses((status = 201, body = MadeContactJson), (status = 422, body = web::ProblemJson)))]
async fn add_supplier_contact(
    visit: ApiVisit,
    Path(id): Path<i64>,
    JsonBody(new): JsonBody<NewContactJson>,
) -> Result<(StatusCode, Json<MadeContactJson>)> {
    let of = DepartmentId(id);
    let id = actions::add_contact(&visit.app, &visit.actor, of, new.into()).await?;
    Ok((StatusCode::CREATED, Json(MadeContactJson { id })))
}

/// Writes a contact anew.
#[utoipa::path(put, path = "/departments/{id}/contacts/{contact}",
    operation_id = "change_supplier_contact",
    params(("id" = i64, Path), ("contact" = i64, Path)), request_body = NewContactJson,
    responses((status = 204), (status = 409, body = web::ProblemJson)))]
async fn change_supplier_contact(
    visit: ApiVisit,
    Path((id, contact)): Path<(i64, i64)>,
    headers: HeaderMap,
    JsonBody(new): JsonBody<NewContactJson>,
) -> Result<StatusCode> {
    let (actor, of) = (visit.actor.clone(), DepartmentId(id));
    let (.., all) = visit.app.read(move |tx| actions::show(tx, &actor, of)).await?;
    let now = all.into_iter().find(|one| one.id == contact).ok_or(Error::NotFound)?;
    let key = (contact, if_match(&headers, now.version));
    actions::change_contact(&visit.app, &visit.actor, of, key, new.into()).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Takes a contact away.
#[utoipa::path(delete, path = "/departments/{id}/contacts/{contact}",
    operation_id = "remove_supplier_contact",
    params(("id" = i64, Path), ("contact" = i64, Path)),
    responses((status = 204), (status = 404, body = web::ProblemJson)))]
async fn remove_supplier_contact(
    visit: ApiVisit,
    Path((id, contact)): Path<(i64, i64)>,
) -> Result<StatusCode> {
    actions::remove_contact(&visit.app, &visit.actor, DepartmentId(id), contact).await?;
    Ok(StatusCode::NO_CONTENT)
}
