//! Keeping the lists in administration.

use super::{
    Lists,
    actions::{self, NewLists},
};
use crate::{
    devices::DeviceKind,
    drafts::{self, Panel},
    editors::{Editor, Sheet},
};
use base::Right;
use people::administration::renew_version;
use web::prelude::*;

/// The routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/administration/first-checks", get(index))
        .route("/administration/first-checks/{kind}", get(edit).post(update))
}

#[derive(Template)]
#[template(path = "checks/index.html")]
struct ChecksPage {
    page: Page,
    kinds: Vec<(DeviceKind, i64, i64)>,
}

#[derive(Template)]
#[template(path = "checks/edit.html")]
struct EditChecksPage {
    page: Page,
    kind: DeviceKind,
    form: Fields,
    problems: Problems,
    drafts: Panel,
}

async fn index(visit: Visit) -> Result<Response> {
    let kinds = actions::overview(&visit.app, &visit.actor).await?;
    html(&ChecksPage { page: visit.page_t("checks-title"), kinds })
}

fn kind_of(word: &str) -> base::Result<DeviceKind> {
    DeviceKind::parse(word).ok_or(Error::NotFound)
}

fn editor(kind: DeviceKind) -> Editor {
    let at = DeviceKind::ALL.iter().position(|one| *one == kind).unwrap_or_default();
    Editor::Page(Sheet::Checks, i64::try_from(at).unwrap_or_default())
}

/// The lists of a kind: as they were typed, or else as they are stored.
async fn page(
    visit: &Visit,
    kind: DeviceKind,
    (typed, stored): (Option<Fields>, Fields),
    problems: Problems,
) -> Result<EditChecksPage> {
    let title = visit.actor.language.t(&format!("device-kind-{kind}")).to_owned();
    let (form, drafts) =
        drafts::open(&visit.app, &visit.actor, editor(kind), typed, stored).await?;
    Ok(EditChecksPage { page: visit.page(title), kind, form, problems, drafts })
}

async fn edit(visit: Visit, Path(kind): Path<String>) -> Result<Response> {
    visit.actor.may(Right::KeepChecks)?;
    let kind = kind_of(&kind)?;
    let lists: Lists = actions::lists(&visit.app, &visit.actor, kind).await?;
    let text = |rows: &[super::CheckRow]| {
        rows.iter().map(|row| row.words.as_str()).collect::<Vec<_>>().join("\n")
    };
    let form = Fields::new([
        ("version", lists.version()),
        ("symptoms", text(&lists.symptoms)),
        ("checks", text(&lists.checks)),
    ]);
    html(&page(&visit, kind, (None, form), Problems::default()).await?)
}

async fn update(
    visit: Visit,
    Path(kind): Path<String>,
    Posted { mut fields, .. }: Posted,
) -> Result<Response> {
    visit.actor.may(Right::KeepChecks)?;
    let kind = kind_of(&kind)?;
    let new = NewLists {
        version: fields.get("version").to_owned(),
        symptoms: fields.get("symptoms").to_owned(),
        checks: fields.get("checks").to_owned(),
    };
    match actions::replace(&visit.app, &visit.actor, kind, new).await {
        Ok(()) => {
            drafts::remove_sent(&visit.app, &visit.actor, editor(kind), &fields).await;
            go("/administration/first-checks?said=checks-saved")
        }
        Err(Error::Invalid(problems)) => {
            renew_version(&mut fields, &problems);
            let typed = (Some(fields), Fields::default());
            refused_form(&page(&visit, kind, typed, problems).await?)
        }
        Err(error) => Err(error.into()),
    }
}
