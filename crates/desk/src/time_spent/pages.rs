//! Time on a ticket's page, and where it is noted.

use super::{EntryRow, actions, model::Where};
use crate::tickets::{Heading, Ticket, show_with};
use base::{TeamId, TicketId};
use web::prelude::*;

/// The routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/tickets/{id}/time", post(add))
        .route("/tickets/{id}/time/{entry}", get(edit).post(correct))
        .route("/administration/time-spent", get(setting).post(choose))
}

#[derive(Template)]
#[template(path = "time_spent/edit.html")]
struct EditPage {
    page: Page,
    ticket: Ticket,
    entry: EntryRow,
    before: Vec<super::CorrectionRow>,
    form: Fields,
    problems: Problems,
    is_own: bool,
}

#[derive(Template)]
#[template(path = "time_spent/setting.html")]
struct SettingPage {
    page: Page,
    places: &'static [Where],
    place: Where,
    teams: Vec<Heading>,
    chosen: Vec<TeamId>,
    problems: Problems,
}

impl SettingPage {
    fn is_chosen(&self, team: &i64) -> bool {
        self.chosen.contains(&TeamId(*team))
    }
}

async fn add(visit: Visit, Path(id): Path<i64>, Posted { fields, .. }: Posted) -> Result<Response> {
    let (minutes, note) = (fields.get("minutes"), fields.get("note"));
    let outcome = actions::add(&visit.app, &visit.actor, TicketId(id), minutes, note).await;
    show_with(&visit, id, outcome.map(drop), "time-noted", "time", fields).await
}

async fn edit_page(
    visit: &Visit,
    (id, entry): (i64, i64),
    form: Option<Fields>,
    problems: Problems,
) -> Result<EditPage> {
    let (ticket, entry, before) =
        actions::get(&visit.app, &visit.actor, TicketId(id), entry).await?;
    let form = form.unwrap_or_else(|| {
        Fields::new([("minutes", entry.minutes.to_string()), ("note", entry.note.clone())])
    });
    let is_own = visit.actor.id == Some(entry.person_id);
    let page = visit.page_t("time-correct");
    Ok(EditPage { page, ticket, entry, before, form, problems, is_own })
}

async fn edit(visit: Visit, Path(at): Path<(i64, i64)>) -> Result<Response> {
    html(&edit_page(&visit, at, None, Problems::default()).await?)
}

async fn correct(
    visit: Visit,
    Path((id, entry)): Path<(i64, i64)>,
    Posted { fields, .. }: Posted,
) -> Result<Response> {
    let (minutes, note) = (fields.get("minutes"), fields.get("note"));
    let ticket = TicketId(id);
    match actions::correct(&visit.app, &visit.actor, ticket, entry, minutes, note).await {
        Ok(()) => go(format!("/tickets/{id}?said=saved")),
        Err(Error::Invalid(problems)) => {
            refused_form(&edit_page(&visit, (id, entry), Some(fields), problems).await?)
        }
        Err(error) => Err(error.into()),
    }
}

async fn setting_page(visit: &Visit, problems: Problems) -> Result<SettingPage> {
    let (place, teams, chosen) = actions::setting(&visit.app, &visit.actor).await?;
    let page = visit.page_t("time-setting");
    Ok(SettingPage { page, places: Where::ALL, place, teams, chosen, problems })
}

async fn setting(visit: Visit) -> Result<Response> {
    html(&setting_page(&visit, Problems::default()).await?)
}

async fn choose(visit: Visit, Posted { fields, .. }: Posted) -> Result<Response> {
    let teams: Vec<TeamId> =
        fields.all("team").iter().filter_map(|id| id.parse().ok()).map(TeamId).collect();
    let place = Where::parse(fields.get("where"));
    match actions::choose(&visit.app, &visit.actor, place, teams.clone()).await {
        Ok(()) => go("/administration/time-spent?said=saved"),
        Err(Error::Invalid(problems)) => {
            let mut shown = setting_page(&visit, problems).await?;
            shown.chosen = teams;
            shown.place = place.unwrap_or(shown.place);
            refused_form(&shown)
        }
        Err(error) => Err(error.into()),
    }
}
