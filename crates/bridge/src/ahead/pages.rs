//! The piece of the home page.

use crate::{
    action_items::{self, Row, Stand},
    meetings::{self, Meeting, next_invited},
};
use web::prelude::*;

#[derive(Template)]
#[template(path = "ahead/home.html")]
struct HomePart {
    page: Page,
    next: Option<Meeting>,
    rows: Vec<Row>,
}

impl HomePart {
    fn span(&self, meeting: &Meeting) -> String {
        meetings::span(&self.page, meeting)
    }
}

/// The next meeting and what one promised; nothing where there is neither.
pub fn home(tx: &mut base::Tx, app: &App, actor: &Actor) -> base::Result<String> {
    let next = next_invited(tx, actor, app.now())?;
    let mine = action_items::list_mine(tx, actor, app.now())?;
    let page = Page::new(app, Some(actor), actor.language, String::new());
    let rows = action_items::home_rows(&page, actor, mine);
    if next.is_none() && rows.is_empty() {
        return Ok(String::new());
    }
    let part = HomePart { page, next, rows };
    part.render().map_err(|error| Error::Internal(error.to_string()))
}
