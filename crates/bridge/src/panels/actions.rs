//! The panels: each costs a look or two by an index, and nothing where there is nothing to say.

use crate::{
    agenda::Line,
    consents,
    praise::{self, PraiseRow},
    receivers, relationships,
};
use askama::Template;
use base::{Actor, App, Error, PersonId, Result, TicketId, Tx};
use web::Page;

#[derive(Template)]
#[template(path = "panels/ticket.html")]
struct TicketPanel {
    page: Page,
    ticket: TicketId,
    /// Who had a hand in it.
    hands: Vec<(PersonId, String)>,
    /// What the reader may read of what was said.
    said: Vec<PraiseRow>,
    /// Thanks for help that are no praise yet.
    thanked: Vec<(i64, String, String)>,
}

fn finished(template: &impl Template) -> Result<String> {
    template.render().map_err(|e| Error::Internal(e.to_string()))
}

/// Below a ticket: whom to thank, and what was said.
pub fn on_ticket(tx: &mut Tx, app: &App, actor: &Actor, ticket: TicketId) -> Result<String> {
    let hands = receivers::hands(tx, actor, ticket)?;
    if hands.is_empty() || relationships::list_mine(tx, actor)?.is_empty() {
        return Ok(String::new());
    }
    let page = Page::new(app, Some(actor), actor.language, String::new());
    finished(&TicketPanel {
        page,
        ticket,
        hands,
        said: praise::about(tx, actor, ticket)?,
        thanked: receivers::thanked(tx, actor, ticket)?,
    })
}

#[derive(Template)]
#[template(path = "panels/home.html")]
struct HomePanel {
    page: Page,
    asked: Vec<(TicketId, String, String)>,
    awaited: Vec<Line>,
}

/// At home: who asks for the reader's help, and what waits for their yes.
pub fn at_home(tx: &mut Tx, app: &App, actor: &Actor) -> Result<String> {
    let asked = desk::assists::waiting_for(tx, actor)?;
    let awaited = consents::list_mine(tx, actor, app.now())?;
    if asked.is_empty() && awaited.is_empty() {
        return Ok(String::new());
    }
    let page = Page::new(app, Some(actor), actor.language, String::new());
    finished(&HomePanel { page, asked, awaited })
}
