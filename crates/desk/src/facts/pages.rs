//! The form for a ticket's facts.

use super::actions::{self, TicketChange};
use crate::{
    custom_fields::{Asked, Typed, asked_on},
    devices::{self, Group},
    drafts,
    editors::{Editor, Form},
    services,
    tickets::{self, Access, Kind, Ticket},
};
use base::{DeviceId, LocationId, ServiceId, TicketId};
use web::prelude::*;

/// The routes.
pub fn routes() -> Router<App> {
    Router::new().route("/tickets/{id}/edit", get(edit).post(update))
}

#[derive(Template)]
#[template(path = "facts/edit.html")]
struct EditPage {
    page: Page,
    ticket: Ticket,
    form: Fields,
    problems: Problems,
    kinds: Vec<(String, String)>,
    services: Vec<(String, String)>,
    locations: Vec<(String, String)>,
    devices: Vec<Group>,
    is_stale: bool,
    asked: Vec<Asked>,
    drafts: drafts::Panel,
}

type Choice = (String, String);

fn current(id: Option<i64>, name: Option<&String>) -> Option<Choice> {
    Some((id?.to_string(), name?.clone()))
}

/// Nothing, and what there is; with what the ticket has now, even if it is out of use, so that
/// saving the form does not take it away.
fn offer(current: Option<Choice>, all: impl Iterator<Item = Choice>) -> Vec<Choice> {
    let mut offered = vec![(String::new(), "–".to_owned())];
    offered.extend(all);
    offered.extend(current.filter(|(id, _)| offered.iter().all(|(other, _)| other != id)));
    offered
}

/// The fields of the service and kind in the form, with what was typed.
async fn refresh(visit: &Visit, shown: EditPage, form: Fields) -> Result<EditPage> {
    let kind = Kind::parse(form.get("kind")).unwrap_or(shown.ticket.kind);
    let about = Some((form.number("service").map(ServiceId), kind));
    let (id, typed) = (shown.ticket.id, Some(Typed::from_form(&form)));
    let asked = asked_on(&visit.app, &visit.actor, id, about, typed).await?;
    Ok(EditPage { form, asked, ..shown })
}

fn editor(id: i64) -> Editor {
    Editor::Ticket(TicketId(id), Form::Facts)
}

async fn edit_page(visit: &Visit, id: i64) -> Result<EditPage> {
    let (ticket, access) = tickets::load(&visit.app, &visit.actor, TicketId(id)).await?;
    if access < Access::Work {
        return Err(Error::Forbidden.into());
    }
    let language = visit.actor.language;
    let all = services::list(&visit.app, &visit.actor, false).await?;
    let (_, places) = tickets::choices(&visit.app, &visit.actor).await?;
    let kind = |k: &Kind| (k.to_string(), language.t(&format!("kind-{k}")).to_owned());
    let form = Fields::new([
        ("subject", ticket.subject.clone()),
        ("kind", ticket.kind.to_string()),
        ("service", ticket.service_id.map(|v| v.to_string()).unwrap_or_default()),
        ("location", ticket.location_id.map(|v| v.to_string()).unwrap_or_default()),
        ("device", ticket.device_id.map(|v| v.to_string()).unwrap_or_default()),
        ("tags", ticket.tags.trim().to_owned()),
        ("version", ticket.version.to_string()),
    ]);
    Ok(EditPage {
        page: visit.page(format!("#{id} {}", language.t("edit-title"))),
        form,
        problems: Problems::default(),
        kinds: Kind::ALL.iter().map(kind).collect(),
        services: offer(
            current(ticket.service_id.map(|id| id.0), ticket.service.as_ref()),
            all.into_iter().map(|s| (s.id.to_string(), s.name)),
        ),
        locations: offer(
            current(ticket.location_id.map(|id| id.0), ticket.location.as_ref()),
            places.into_iter().map(|l| (l.id.to_string(), l.name)),
        ),
        devices: devices::choices_with(&visit.app, &visit.actor, ticket.device_id).await?,
        is_stale: false,
        asked: asked_on(&visit.app, &visit.actor, TicketId(id), None, None).await?,
        drafts: drafts::load(&visit.app, &visit.actor, editor(id)).await?,
        ticket,
    })
}

async fn edit(visit: Visit, Path(id): Path<i64>) -> Result<Response> {
    let shown = edit_page(&visit, id).await?;
    match shown.drafts.first(Form::Facts.as_str()).map(|draft| draft.over(&shown.form)) {
        Some(form) => html(&refresh(&visit, shown, form).await?),
        None => html(&shown),
    }
}

async fn update(
    visit: Visit,
    Path(id): Path<i64>,
    Posted { mut fields, .. }: Posted,
) -> Result<Response> {
    let change = TicketChange {
        version: fields.number("version").unwrap_or_default(),
        subject: Some(fields.get("subject").to_owned()),
        kind: Kind::parse(fields.get("kind")),
        service: Some(fields.number("service").map(ServiceId)),
        location: Some(fields.number("location").map(LocationId)),
        device: Some(fields.number("device").map(DeviceId)),
        tags: Some(fields.get("tags").to_owned()),
        fields: Some(Typed::from_form(&fields)),
        is_strict: false,
    };
    match actions::change(&visit.app, &visit.actor, TicketId(id), change).await {
        Ok(()) => {
            drafts::remove_sent(&visit.app, &visit.actor, editor(id), &fields).await;
            go(format!("/tickets/{id}?said=changed"))
        }
        Err(Error::Invalid(problems)) => {
            let shown = edit_page(&visit, id).await?;
            let shown = refresh(&visit, shown, fields).await?;
            refused_form(&EditPage { problems, ..shown })
        }
        Err(Error::Conflict) => {
            let shown = edit_page(&visit, id).await?;
            fields.set("version", shown.ticket.version.to_string());
            let shown = refresh(&visit, shown, fields).await?;
            refused_form(&EditPage { is_stale: true, ..shown })
        }
        Err(error) => Err(error.into()),
    }
}
