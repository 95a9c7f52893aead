//! The letter to a supplier, before it is sent, and what stands beside the ticket.

use super::{
    actions::{self, Asked, HandOverRow, NewHandOver},
    model::{Way, link},
};
use base::{TicketId, Time, Tx};
use desk::{
    drafts::{self, Editor, Form, Panel},
    snooze::local_time,
};
use web::prelude::*;

/// The routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/tickets/{id}/hand-over", get(new).post(send))
        .route("/tickets/{id}/hand-over/{one}/reference", post(keep))
}

#[derive(Template)]
#[template(path = "hand_overs/new.html")]
struct HandOverPage {
    page: Page,
    form: Fields,
    problems: Problems,
    drafts: Panel,
    it: Asked,
    tag: String,
}

impl HandOverPage {
    fn is_chosen(&self, id: &i64) -> bool {
        self.form.get("contact") == id.to_string()
    }
    fn is_ticked(&self, id: &i64) -> bool {
        self.form.all("file").contains(&id.to_string().as_str())
    }
}

fn editor(id: i64) -> Editor {
    Editor::Ticket(TicketId(id), Form::HandOver)
}

/// Until when it waits unless somebody says otherwise, as a form has it: three working days on, at
/// nine, where the reader is; news that was promised before that stays promised.
pub(crate) fn usual_wait(page: &Page, promised: Option<Time>) -> String {
    let mut day = page.zone.to_datetime(page.now.timestamp()).date();
    let mut left = 3;
    while left > 0 {
        day = day.tomorrow().unwrap_or(day);
        left -= i32::from(day.weekday().to_monday_zero_offset() < 5);
    }
    let usual = format!("{day}T09:00");
    let local =
        |at: Time| page.zone.to_datetime(at.timestamp()).strftime("%Y-%m-%dT%H:%M").to_string();
    promised.filter(|at| *at > page.now).map(local).map_or(usual.clone(), |at| at.min(usual))
}

async fn hand_over_page(
    visit: &Visit,
    id: i64,
    (contact, form): (Option<i64>, Option<Fields>),
    problems: Problems,
) -> Result<HandOverPage> {
    let it = actions::suggest(&visit.app, &visit.actor, TicketId(id), contact).await?;
    let page = visit.page(visit.actor.language.with("hand-over-title", &[("n", &id.to_string())]));
    let mut fresh = Fields::new([
        ("contact", it.contact.map(|id| id.to_string()).unwrap_or_default()),
        ("subject", it.suggestion.subject.clone()),
        ("words", it.suggestion.words.clone()),
        ("hold", "yes".to_owned()),
        ("until", usual_wait(&page, it.view.ticket.news_by)),
    ]);
    if let Some(known) = it.before.iter().rev().find(|one| !one.reference.is_empty()) {
        fresh.set("reference", known.reference.as_str());
    }
    let (form, drafts) = drafts::open(&visit.app, &visit.actor, editor(id), form, fresh).await?;
    let tag = mail::subject_tag(&visit.app.config.mail.tag, id);
    Ok(HandOverPage { page, form, problems, drafts, it, tag })
}

async fn new(visit: Visit, Path(id): Path<i64>, query: Fields) -> Result<Response> {
    let contact = query.number("contact");
    html(&hand_over_page(&visit, id, (contact, None), Problems::default()).await?)
}

async fn send(
    visit: Visit,
    Path(id): Path<i64>,
    Posted { mut fields, .. }: Posted,
) -> Result<Response> {
    if fields.has("write") {
        // the letter to somebody else, written anew
        let contact = fields.number("contact");
        let page = hand_over_page(&visit, id, (contact, None), Problems::default()).await?;
        fields.set("subject", page.it.suggestion.subject.as_str());
        fields.set("words", page.it.suggestion.words.as_str());
        let again =
            hand_over_page(&visit, id, (contact, Some(fields)), Problems::default()).await?;
        return html(&again);
    }
    let until = fields.get("until").trim();
    let typed = local_time(&visit.actor, until);
    let is_on_hold = fields.has("hold");
    let contact = fields.number("contact");
    let new = NewHandOver {
        contact,
        subject: fields.get("subject").to_owned(),
        words: fields.get("words").to_owned(),
        files: fields.all("file").iter().filter_map(|id| id.parse().ok()).collect(),
        reference: fields.get("reference").to_owned(),
        is_on_hold,
        until: typed,
    };
    let mut problems = Problems::default();
    if is_on_hold && !until.is_empty() && typed.is_none() {
        problems.add("until", "problem-wakes");
    }
    let outcome = match problems.0.is_empty() {
        true => actions::send(&visit.app, &visit.actor, TicketId(id), new).await.map(drop),
        false => Err(Error::Invalid(problems)),
    };
    match outcome {
        Ok(()) => {
            drafts::remove_sent(&visit.app, &visit.actor, editor(id), &fields).await;
            go(format!("/tickets/{id}?said=handed-over-by-mail"))
        }
        Err(Error::Invalid(problems)) => {
            refused_form(&hand_over_page(&visit, id, (contact, Some(fields)), problems).await?)
        }
        Err(error) => Err(error.into()),
    }
}

async fn keep(
    visit: Visit,
    Path((id, one)): Path<(i64, i64)>,
    Posted { fields, .. }: Posted,
) -> Result<Response> {
    let ticket = TicketId(id);
    let reference = fields.get("reference");
    match actions::keep_reference(&visit.app, &visit.actor, ticket, one, reference).await {
        Ok(()) => go(format!("/tickets/{id}?said=reference-kept")),
        Err(Error::Invalid(problems)) => {
            let page = visit.page_t("hand-over-say-number");
            refused_form(&ReferencePage { page, form: fields, problems, ticket, one })
        }
        Err(error) => Err(error.into()),
    }
}

/// The number on its own, where what was typed cannot be one.
#[derive(Template)]
#[template(path = "hand_overs/reference.html")]
struct ReferencePage {
    page: Page,
    form: Fields,
    problems: Problems,
    ticket: TicketId,
    one: i64,
}

#[derive(Template)]
#[template(path = "hand_overs/panel.html")]
struct HandOverPanel {
    page: Page,
    ticket: TicketId,
    all: Vec<HandOverRow>,
    may_send: bool,
}

impl HandOverPanel {
    fn short(&self, words: &str) -> String {
        crate::blocks::line(words, 120)
    }

    fn link(&self, one: &HandOverRow) -> String {
        link(&one.portal, &one.reference)
    }
}

/// Beside a ticket: which supplier has it, what they call it, and the way to hand it over.
pub fn panel(tx: &mut Tx, app: &App, actor: &Actor, id: TicketId) -> base::Result<String> {
    let Some((all, may_send)) = actions::beside(tx, actor, id)? else { return Ok(String::new()) };
    if all.is_empty() && !may_send {
        return Ok(String::new());
    }
    let page = Page::new(app, Some(actor), actor.language, String::new());
    let part = HandOverPanel { page, ticket: id, all, may_send };
    part.render().map_err(|e| Error::Internal(e.to_string()))
}
