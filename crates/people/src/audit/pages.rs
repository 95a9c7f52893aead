//! The audit trail as a page.

use super::{
    actions,
    model::{Deed, Wanted, day_start, kind_words},
};
use web::prelude::*;

/// How many events a page holds.
const ROWS: usize = 50;

/// The routes of the audit trail.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/administration/audit", get(index))
        .route("/administration/audit.csv", get(export))
}

#[derive(Template)]
#[template(path = "audit/index.html")]
struct IndexPage {
    page: Page,
    form: Fields,
    problems: Problems,
    kinds: Vec<(String, String)>,
    deeds: Vec<Deed>,
    /// The query of the page with older events.
    next: Option<String>,
    /// The query of the same as a table.
    taken: String,
}

/// The filters, and what is wrong with them.
fn read(visit: &Visit, form: &Fields) -> (Wanted, Problems) {
    let mut problems = Problems::default();
    let mut day = |name: &'static str, days| {
        let text = form.get(name);
        let at = day_start(text, &visit.actor.zone, days);
        if at.is_none() && !text.trim().is_empty() {
            problems.add(name, "problem-date");
        }
        at
    };
    let (from, to) = (day("from", 0), day("to", 1));
    let wanted = Wanted {
        email: form.get("who").to_owned(),
        kind: form.get("kind").to_owned(),
        subject: form.get("subject").to_owned(),
        from,
        to,
        before: form.number("before").unwrap_or_default(),
    };
    (wanted, problems)
}

async fn index(visit: Visit, form: Fields) -> Result<Response> {
    let kinds = actions::kinds(&visit.app, &visit.actor).await?;
    let (wanted, mut problems) = read(&visit, &form);
    let mut deeds = Vec::new();
    if problems.0.is_empty() {
        match actions::list(&visit.app, &visit.actor, wanted, ROWS as i64 + 1).await {
            Ok(found) => deeds = found,
            Err(Error::Invalid(found)) => problems = found,
            Err(error) => return Err(error.into()),
        }
    }
    let is_more = deeds.len() > ROWS;
    deeds.truncate(ROWS);
    let last = deeds.last().filter(|_| is_more).map(|deed| deed.id.to_string());
    let next = last.map(|last| form.encode_with(&[("before", &last), ("said", "")]));
    let page = visit.page_t("audit-title");
    let mut options = vec![(String::new(), page.t("audit-every-kind").to_owned())];
    options.extend(kinds.into_iter().map(|kind| {
        let words = kind_words(&page, &kind);
        (kind, words)
    }));
    let is_wrong = !problems.0.is_empty();
    let taken = form.encode_with(&[("before", ""), ("said", "")]);
    let shown = IndexPage { page, form, problems, kinds: options, deeds, next, taken };
    if is_wrong { refused_form(&shown) } else { html(&shown) }
}

async fn export(visit: Visit, form: Fields) -> Result<Response> {
    let (wanted, problems) = read(&visit, &form);
    problems.check()?;
    let (table, _) = actions::export(&visit.app, &visit.actor, wanted).await?;
    Ok(crate::tables::download("audit.csv", table))
}
