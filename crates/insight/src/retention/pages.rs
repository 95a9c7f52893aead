//! Rules as pages.

use super::{
    actions::{self, MOST_COUNTED},
    model::{Kind, Rule, read_days},
};
use web::prelude::*;

const HOME: &str = "/administration/retention";

/// The routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/administration/retention", get(index))
        .route("/administration/retention/{kind}", get(edit).post(update))
}

#[derive(Template)]
#[template(path = "retention/index.html")]
struct IndexPage {
    page: Page,
    rules: Vec<Rule>,
}

#[derive(Template)]
#[template(path = "retention/edit.html")]
struct EditPage {
    page: Page,
    rule: Rule,
    form: Fields,
    problems: Problems,
    /// What the days in the form would remove now, where there are some.
    would: Option<i64>,
}

impl EditPage {
    fn is_more(&self) -> bool {
        self.would.is_some_and(|n| n >= MOST_COUNTED)
    }
}

async fn index(visit: Visit) -> Result<Response> {
    let rules = actions::list(&visit.app, &visit.actor).await?;
    html(&IndexPage { page: visit.page_t("retention-title"), rules })
}

async fn page(visit: &Visit, kind: &str, form: Option<Fields>) -> Result<(EditPage, Option<i64>)> {
    let kind = Kind::parse(kind).ok_or(Error::NotFound)?;
    let all = actions::list(&visit.app, &visit.actor).await?;
    let rule = all.into_iter().find(|rule| rule.kind == kind).ok_or(Error::NotFound)?;
    let form = form.unwrap_or_else(|| {
        Fields::new([("days", rule.days.map(|days| days.to_string()).unwrap_or_default())])
    });
    let mut problems = Problems::default();
    let days = read_days(kind, form.get("days"), &mut problems);
    let would = match days {
        Some(days) => Some(actions::preview(&visit.app, &visit.actor, kind, days).await?),
        None => None,
    };
    let title = visit.actor.language.t(&format!("retention-kind-{kind}")).to_owned();
    Ok((EditPage { page: visit.page(title), rule, form, problems, would }, days))
}

/// With `days` in the address it shows what that would remove.
async fn edit(visit: Visit, Path(kind): Path<String>, query: Fields) -> Result<Response> {
    let form = query.has("days").then_some(query);
    html(&page(&visit, &kind, form).await?.0)
}

async fn update(
    visit: Visit,
    Path(kind): Path<String>,
    Posted { fields, .. }: Posted,
) -> Result<Response> {
    let is_look = fields.has("look");
    let (shown, days) = page(&visit, &kind, Some(fields)).await?;
    if !shown.problems.0.is_empty() {
        return refused_form(&shown);
    }
    if is_look {
        return html(&shown);
    }
    actions::change(&visit.app, &visit.actor, shown.rule.kind, days).await?;
    go(format!("{HOME}?said=retention-saved"))
}
