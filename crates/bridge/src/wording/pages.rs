//! The notes beside a box, the page that shows the same without a script, and the choice.

use super::{
    actions::{self, Notes},
    model::Kind,
};
use crate::glossary::{Reader, explain};
use base::{TicketId, Tx};
use desk::{conversation, tickets};
use web::prelude::*;

/// The routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/wording", post(look_over))
        .route("/wording/notes", post(notes))
        .route("/tickets/{id}/wording", post(on_ticket))
        .route("/account/wording", get(edit).post(update))
}

/// A text of more letters is a document, not a message.
const LONGEST: usize = 100_000;

#[derive(Template)]
#[template(path = "wording/notes.html")]
struct NotesPart {
    page: Page,
    notes: Notes,
    /// Where a button without a script leads to; empty: there is a script.
    action: String,
    /// Whether it was asked for, so that it also says that there is nothing.
    is_asked: bool,
}

impl NotesPart {
    /// How many words, and for whom.
    fn count(&self) -> String {
        let key = match self.notes.reader {
            Some(Reader::It) => "wording-words-it",
            _ => "wording-words-library",
        };
        self.page.with(key, "n", self.notes.terms.len())
    }
    fn kind(&self, kind: &Kind) -> &'static str {
        kind.as_str()
    }
}

/// The notes on a text, for the script. Nothing where the writer turned them off.
async fn notes(visit: Visit, Posted { fields, .. }: Posted) -> Result<Response> {
    if !actions::is_on(&visit.app, &visit.actor).await? {
        return Ok(axum::http::StatusCode::NO_CONTENT.into_response());
    }
    let text: String = fields.get("words").chars().take(LONGEST).collect();
    let ticket = fields.number("ticket").map(TicketId);
    let notes = actions::notes(&visit.app, &visit.actor, &text, ticket).await?;
    html(&NotesPart { page: visit.page(""), notes, action: String::new(), is_asked: false })
}

#[derive(Template)]
#[template(path = "wording/show.html")]
struct WordingPage {
    page: Page,
    /// Where the form goes that this came from, with everything in it.
    to: String,
    /// The box that was looked over, and its words.
    field: String,
    words: String,
    carried: Vec<(String, String)>,
    notes: String,
}

/// What a form holds is shown with notes on one of its boxes, and can be sent on from there.
async fn look_over(visit: Visit, Posted { mut fields, .. }: Posted) -> Result<Response> {
    let (to, field) = (fields.get("wording_to").to_owned(), fields.get("wording_field").to_owned());
    // back to where it came from, and nowhere outside
    let is_here = to.starts_with('/') && !to.starts_with("//") && !to.contains(['\\', '\n', '\r']);
    if !is_here || field.is_empty() {
        return Err(Error::NotFound.into());
    }
    put_in(&visit, None, &field, &mut fields).await?;
    let words = fields.get(&field).to_owned();
    let notes = actions::notes(&visit.app, &visit.actor, &words, None).await?;
    let part =
        NotesPart { page: visit.page(""), notes, action: "/wording".to_owned(), is_asked: true };
    let notes = part.render().map_err(|error| Error::Internal(error.to_string()))?;
    let not_carried = ["wording_to", "wording_field", "explain", field.as_str()];
    let carried = fields.pairs().iter().filter(|(name, _)| !not_carried.contains(&name.as_str()));
    let carried = carried.cloned().collect();
    html(&WordingPage { page: visit.page_t("wording-title"), to, field, words, carried, notes })
}

/// Puts the short explanation of a word into the text, where a button asked for that.
async fn put_in(
    visit: &Visit,
    ticket: Option<TicketId>,
    field: &str,
    fields: &mut Fields,
) -> Result<()> {
    let Some(id) = fields.number("explain") else { return Ok(()) };
    let words = fields.get(field).to_owned();
    let notes = actions::notes(&visit.app, &visit.actor, &words, ticket).await?;
    if let Some(one) = notes.terms.iter().find(|one| one.id == id) {
        fields.set(field, explain(&words, one));
    }
    Ok(())
}

/// The ticket's page with everything that was typed, and notes below the box.
async fn on_ticket(visit: Visit, Path(id): Path<i64>, posted: Posted) -> Result<Response> {
    let (mut form, ticket) = (posted.fields, TicketId(id));
    for file in conversation::stage(&visit.app, &visit.actor, posted.files).await? {
        form.push("attachment", file.to_string());
    }
    put_in(&visit, Some(ticket), "body", &mut form).await?;
    let notes = actions::notes(&visit.app, &visit.actor, form.get("body"), Some(ticket)).await?;
    let action = format!("/tickets/{id}/wording");
    let part = NotesPart { page: visit.page(""), notes, action: action.clone(), is_asked: true };
    let notes = part.render().map_err(|error| Error::Internal(error.to_string()))?;
    let below = BelowPanel { page: visit.page(""), ticket: id, action, notes };
    let below = below.render().map_err(|error| Error::Internal(error.to_string()))?;
    let change = |view: &mut desk::timeline::View| view.slots_reply = vec![below];
    tickets::show_again(&visit, id, "reply", form, Problems::default(), change).await
}

#[derive(Template)]
#[template(path = "wording/below.html")]
struct BelowPanel {
    page: Page,
    ticket: i64,
    action: String,
    notes: String,
}

/// What stands below the box for a reply.
pub(crate) fn below_reply(
    tx: &mut Tx,
    app: &App,
    actor: &Actor,
    ticket: TicketId,
) -> base::Result<String> {
    if !actions::is_on_in(tx, actor)? {
        return Ok(String::new());
    }
    let page = Page::new(app, Some(actor), actor.language, String::new());
    let action = format!("/tickets/{ticket}/wording");
    let part = BelowPanel { page, ticket: ticket.0, action, notes: String::new() };
    part.render().map_err(|error| Error::Internal(error.to_string()))
}

#[derive(Template)]
#[template(path = "wording/edit.html")]
struct ChoicePage {
    page: Page,
    is_on: bool,
}

async fn edit(visit: Visit) -> Result<Response> {
    let is_on = actions::is_on(&visit.app, &visit.actor).await?;
    html(&ChoicePage { page: visit.page_t("wording-title"), is_on })
}

async fn update(visit: Visit, Posted { fields, .. }: Posted) -> Result<Response> {
    actions::choose(&visit.app, &visit.actor, !fields.has("stop")).await?;
    go("/account/wording?said=saved")
}
