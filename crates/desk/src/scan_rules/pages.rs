//! The rules on a page of administration.

use super::{actions, model::Rules};
use people::administration::renew_version;
use web::prelude::*;

/// The routes.
pub fn routes() -> Router<App> {
    Router::new().route("/administration/scan-rules", get(edit).post(update))
}

#[derive(Template)]
#[template(path = "scan_rules/edit.html")]
struct RulesPage {
    page: Page,
    form: Fields,
    problems: Problems,
}

async fn edit(visit: Visit) -> Result<Response> {
    let rules = actions::load(&visit.app, &visit.actor).await?;
    let mut form = Fields::new(rules.pairs().into_iter().filter(|(_, text)| !text.is_empty()));
    form.set("version", rules.version.to_string());
    html(&RulesPage { page: visit.page_t("scan-rules-title"), form, problems: Problems::default() })
}

async fn update(visit: Visit, Posted { mut fields, .. }: Posted) -> Result<Response> {
    let rules = Rules {
        is_on: fields.has("is_on"),
        is_all_held: fields.has("is_all_held"),
        most_an_hour: fields.number("most_an_hour").unwrap_or_default(),
        longest: fields.number("longest").unwrap_or_default(),
        is_link_held: fields.has("is_link_held"),
        is_closed_held: fields.has("is_closed_held"),
        version: fields.number("version").unwrap_or_default(),
    };
    match actions::change(&visit.app, &visit.actor, rules).await {
        Ok(()) => go("/administration/scan-rules?said=saved"),
        Err(Error::Invalid(problems)) => {
            renew_version(&mut fields, &problems);
            let page = visit.page_t("scan-rules-title");
            refused_form(&RulesPage { page, form: fields, problems })
        }
        Err(error) => Err(error.into()),
    }
}
