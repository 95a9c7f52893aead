//! Settings as pages.

use super::{
    actions,
    model::{SettingRow, slug},
};
use web::prelude::*;

const HOME: &str = "/administration/settings";

/// The routes of settings.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/administration/settings", get(index))
        .route("/administration/settings/{name}", get(edit).post(update))
}

#[derive(Template)]
#[template(path = "settings/index.html")]
struct IndexPage {
    page: Page,
    /// Each section with its settings.
    sections: Vec<(String, Vec<SettingRow>)>,
}

#[derive(Template)]
#[template(path = "settings/edit.html")]
struct EditPage {
    page: Page,
    it: SettingRow,
    form: Fields,
    problems: Problems,
}

impl EditPage {
    fn yes_or_no(&self) -> Vec<(String, String)> {
        let word = |value: &str| {
            let key = if value == "true" { "settings-yes" } else { "settings-no" };
            (value.to_owned(), self.page.t(key).to_owned())
        };
        vec![word("true"), word("false")]
    }
}

async fn index(visit: Visit) -> Result<Response> {
    let mut sections: Vec<(String, Vec<SettingRow>)> = Vec::new();
    for row in actions::list(&visit.app, &visit.actor)? {
        match sections.last_mut() {
            Some((section, rows)) if section == row.section() => rows.push(row),
            _ => sections.push((row.section().to_owned(), vec![row])),
        }
    }
    html(&IndexPage { page: visit.page_t("settings-title"), sections })
}

fn find(visit: &Visit, named: &str) -> Result<SettingRow> {
    let all = actions::list(&visit.app, &visit.actor)?;
    Ok(all.into_iter().find(|row| slug(&row.name) == named).ok_or(Error::NotFound)?)
}

fn page(visit: &Visit, it: SettingRow, form: Fields, problems: Problems) -> EditPage {
    let title = visit.actor.language.t(&format!("setting-{}", it.slug())).to_owned();
    EditPage { page: visit.page(title), it, form, problems }
}

async fn edit(visit: Visit, Path(named): Path<String>) -> Result<Response> {
    let it = find(&visit, &named)?;
    let form = Fields::new([("value", it.value.as_str()), ("seen", it.value.as_str())]);
    html(&page(&visit, it, form, Problems::default()))
}

async fn update(
    visit: Visit,
    Path(named): Path<String>,
    Posted { mut fields, .. }: Posted,
) -> Result<Response> {
    let it = find(&visit, &named)?;
    let seen = fields.has("seen").then(|| fields.get("seen").to_owned());
    let value = (!fields.has("usual")).then(|| fields.get("value").to_owned());
    let (seen, value) = (seen.as_deref(), value.as_deref());
    match actions::change(&visit.app, &visit.actor, &it.name, seen, value).await {
        Ok(()) => go(format!("{HOME}?said=setting-saved")),
        Err(Error::Invalid(problems)) => {
            // sent again, it replaces what is shown now
            let now = it.value.clone();
            fields.set("seen", now);
            refused_form(&page(&visit, it, fields, problems))
        }
        Err(error) => Err(error.into()),
    }
}
