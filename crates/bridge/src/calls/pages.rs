//! The form for a call.

use super::actions::{self, NewCall};
use crate::{hand_overs, providers::ContactRow};
use base::TicketId;
use desk::{
    drafts::{self, Editor, Form, Panel},
    snooze::local_time,
};
use web::prelude::*;

/// The routes.
pub fn routes() -> Router<App> {
    Router::new().route("/tickets/{id}/call", get(new).post(create))
}

#[derive(Template)]
#[template(path = "calls/new.html")]
struct CallPage {
    page: Page,
    form: Fields,
    problems: Problems,
    drafts: Panel,
    ticket: TicketId,
    subject: String,
    contacts: Vec<ContactRow>,
    is_on_hold: bool,
}

impl CallPage {
    fn is_chosen(&self, id: &i64) -> bool {
        self.form.get("contact") == id.to_string()
    }
}

fn editor(id: i64) -> Editor {
    Editor::Ticket(TicketId(id), Form::Call)
}

async fn call_page(
    visit: &Visit,
    id: i64,
    typed: Option<Fields>,
    problems: Problems,
) -> Result<CallPage> {
    let it = hand_overs::suggest(&visit.app, &visit.actor, TicketId(id), None).await?;
    let page = visit.page(visit.actor.language.with("call-title", &[("n", &id.to_string())]));
    let now = page.zone.to_datetime(page.now.timestamp()).strftime("%Y-%m-%dT%H:%M").to_string();
    let mut fresh = Fields::new([
        ("contact", it.contact.map(|id| id.to_string()).unwrap_or_default()),
        ("at", now),
        ("hold", "yes".to_owned()),
        ("until", hand_overs::usual_wait(&page, it.view.ticket.news_by)),
    ]);
    if let Some(known) = it.before.iter().rev().find(|one| !one.reference.is_empty()) {
        fresh.set("reference", known.reference.as_str());
    }
    let (form, drafts) = drafts::open(&visit.app, &visit.actor, editor(id), typed, fresh).await?;
    let ticket = it.view.ticket;
    let is_on_hold = ticket.state == desk::tickets::State::OnHold;
    let (subject, contacts) = (ticket.subject, it.contacts);
    Ok(CallPage { page, form, problems, drafts, ticket: ticket.id, subject, contacts, is_on_hold })
}

async fn new(visit: Visit, Path(id): Path<i64>) -> Result<Response> {
    html(&call_page(&visit, id, None, Problems::default()).await?)
}

async fn create(
    visit: Visit,
    Path(id): Path<i64>,
    Posted { fields, .. }: Posted,
) -> Result<Response> {
    let time = |name: &str| local_time(&visit.actor, fields.get(name).trim());
    let is_on_hold = fields.has("hold");
    let call = NewCall {
        contact: fields.number("contact"),
        words: fields.get("words").to_owned(),
        reference: fields.get("reference").to_owned(),
        at: time("at"),
        is_on_hold,
        until: time("until"),
    };
    let mut problems = Problems::default();
    let is_odd = |name: &str| !fields.get(name).trim().is_empty() && time(name).is_none();
    if is_odd("at") {
        problems.add("at", "problem-time");
    }
    if is_on_hold && is_odd("until") {
        problems.add("until", "problem-wakes");
    }
    let outcome = match problems.0.is_empty() {
        true => actions::note(&visit.app, &visit.actor, TicketId(id), call).await.map(drop),
        false => Err(Error::Invalid(problems)),
    };
    match outcome {
        Ok(()) => {
            drafts::remove_sent(&visit.app, &visit.actor, editor(id), &fields).await;
            go(format!("/tickets/{id}?said=supplier-called"))
        }
        Err(Error::Invalid(problems)) => {
            refused_form(&call_page(&visit, id, Some(fields), problems).await?)
        }
        Err(error) => Err(error.into()),
    }
}
