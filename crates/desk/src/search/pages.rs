//! The search page.

use super::{
    actions::{Found, search},
    model::{Query, parse, problems_of},
};
use crate::{
    merging,
    queue::{Cursor, Filters, Line},
    tickets,
};
use base::TicketId;
use db::dialect::fold;
use web::{highlight, prelude::*};

/// The routes.
pub fn routes() -> Router<App> {
    Router::new().route("/search", get(index))
}

#[derive(Template)]
#[template(path = "search/index.html")]
struct SearchPage {
    page: Page,
    q: String,
    problems: Problems,
    found: Vec<Found>,
    marks: Vec<String>,
    next: String,
}

impl SearchPage {
    /// The text with what was found marked, as safe HTML.
    fn marked(&self, text: &str) -> String {
        highlight(text, fold, &self.marks)
    }
    /// Whether somebody looks for all of it at once.
    fn is_the_internet(&self) -> bool {
        let words = self.q.trim().trim_matches('"').to_lowercase();
        words == "the internet"
    }
    fn priority(&self, line: &Line) -> crate::impact::Priority {
        crate::impact::Priority::of(line.priority)
    }
}

async fn index(visit: Visit, form: Fields) -> Result<Response> {
    let q = form.get("q").to_owned();
    let mut shown = SearchPage {
        page: visit.page_t("search-title"),
        problems: Problems::default(),
        found: Vec::new(),
        marks: Vec::new(),
        next: String::new(),
        q,
    };
    let query = match parse(&shown.q) {
        Ok(query) => query,
        Err(error) => {
            shown.problems = problems_of(error)?;
            return refused_form(&shown);
        }
    };
    if let Some(number) = query.number
        && tickets::load(&visit.app, &visit.actor, TicketId(number)).await.is_ok()
    {
        let whole = merging::lead_on(&visit.app, &visit.actor, TicketId(number)).await?;
        if let Some(whole) = whole {
            return go(format!("/tickets/{whole}?said=led-here"));
        }
        return go(format!("/tickets/{number}"));
    }
    if query != Query::default() {
        shown.marks = query.marks();
        let cursor = form.number("before").map(|id| Cursor { key: 0, id });
        let filters = Filters { cursor, limit: 20, ..Filters::new(Vec::new()) };
        let (found, next) = search(&visit.app, &visit.actor, query, filters).await?;
        shown.found = found;
        if let Some(next) = next {
            shown.next = form.encode_with(&[("before", &next.to_string())]);
        }
    }
    html(&shown)
}
