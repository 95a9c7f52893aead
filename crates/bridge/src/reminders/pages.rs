//! What waits for somebody, on the list of what they were told.

use super::{actions, model::News};
use base::Tx;
use web::prelude::*;

#[derive(Template)]
#[template(path = "reminders/told.html")]
struct ToldPanel {
    page: Page,
    all: Vec<(News, String, String)>,
}

impl ToldPanel {
    fn line(&self, news: &News, about: &str) -> String {
        self.page.with(&format!("reminder-line-{}", news.key()), "what", about)
    }
}

/// What is private to somebody and waits for them.
pub(crate) fn told(tx: &mut Tx, app: &App, actor: &Actor) -> base::Result<String> {
    let all = actions::list(tx, actor)?;
    if all.is_empty() {
        return Ok(String::new());
    }
    let page = Page::new(app, Some(actor), actor.language, String::new());
    ToldPanel { page, all }.render().map_err(|error| Error::Internal(error.to_string()))
}
