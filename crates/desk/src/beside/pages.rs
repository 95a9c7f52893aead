//! What helps, as a page of its own, which a script puts beside the ticket.

use super::{
    actions::{self, Beside, COUNTED, Hours},
    model::Open,
};
use crate::occasions::Occasion;
use base::TicketId;
use web::prelude::*;

/// The routes.
pub fn routes() -> Router<App> {
    Router::new().route("/tickets/{id}/beside", get(show))
}

#[derive(Template)]
#[template(path = "beside/show.html")]
struct BesidePage {
    page: Page,
    beside: Beside,
}

impl BesidePage {
    fn said(&self, occasion: &Occasion) -> String {
        occasion.said(self.page.language, &self.page.zone, self.page.now)
    }
    /// "Northside: open until 18:00".
    fn hours(&self, hours: &Hours) -> String {
        let place = hours.place.as_str();
        let t = |key: &str| self.page.with(key, "place", place);
        let clock = |at: &Time| {
            let at = hours.zone.to_datetime(at.timestamp());
            format!("{:02}:{:02}", at.hour(), at.minute())
        };
        match &hours.open {
            None => t("beside-hours-unknown"),
            Some(Open::Until(None)) => t("beside-open-always"),
            Some(Open::Until(Some(at))) => {
                self.page.with2("beside-open-until", "place", place, "clock", clock(at))
            }
            Some(Open::From(None)) => t("beside-closed"),
            Some(Open::From(Some(at))) if !hours.why.is_empty() => {
                let when = self.page.when(at);
                let args = [("place", place), ("when", &when), ("why", &hours.why)];
                self.page.language.with("beside-opens-why", &args)
            }
            Some(Open::From(Some(at))) => {
                self.page.with2("beside-opens", "place", place, "when", self.page.when(at))
            }
        }
    }
    fn count(&self, open: &i64) -> String {
        match *open >= COUNTED {
            true => self.page.with("beside-open-many", "n", COUNTED - 1),
            false => self.page.language.count("beside-open-tickets", *open),
        }
    }
    fn short(&self, words: &str) -> String {
        let mut short: String = words.chars().take(300).collect();
        if short.len() < words.len() {
            short.push('…');
        }
        short
    }
}

async fn show(visit: Visit, Path(id): Path<i64>) -> Result<Response> {
    let beside = actions::load(&visit.app, &visit.actor, TicketId(id)).await?;
    let title = format!("#{id} {}", visit.actor.language.t("beside-title"));
    html(&BesidePage { page: visit.page(title), beside })
}
