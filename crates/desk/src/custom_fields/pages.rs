//! The part of a form that asks custom fields, for the script that shows it when a service is chosen.

use super::{
    actions::{asked, asked_on},
    model::{Asked, Typed},
};
use crate::tickets::Kind;
use base::{ServiceId, TicketId};
use web::prelude::*;

/// The routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/report/fields", post(of_report))
        .route("/tickets/{id}/fields", post(of_ticket))
}

#[derive(Template)]
#[template(path = "custom_fields/inputs.html")]
struct InputsPart {
    page: Page,
    problems: Problems,
    asked: Vec<Asked>,
}

fn about(fields: &Fields) -> (Option<ServiceId>, Kind) {
    let kind = Kind::parse(fields.get("kind")).unwrap_or(Kind::Incident);
    (fields.number("service").map(ServiceId), kind)
}

async fn of_report(visit: Visit, Posted { fields, .. }: Posted) -> Result<Response> {
    let typed = Typed::from_form(&fields);
    let asked = asked(&visit.app, &visit.actor, about(&fields), typed).await?;
    html(&InputsPart { page: visit.page(""), problems: Problems::default(), asked })
}

async fn of_ticket(
    visit: Visit,
    Path(id): Path<i64>,
    Posted { fields, .. }: Posted,
) -> Result<Response> {
    let (typed, about) = (Some(Typed::from_form(&fields)), Some(about(&fields)));
    let asked = asked_on(&visit.app, &visit.actor, TicketId(id), about, typed).await?;
    html(&InputsPart { page: visit.page(""), problems: Problems::default(), asked })
}
