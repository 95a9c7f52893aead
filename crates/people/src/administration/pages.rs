//! What there is to administer, for those who may.

use base::Right;
use web::prelude::*;

/// The route of the front page.
pub fn routes() -> Router<App> {
    Router::new().route("/administration", get(index))
}

#[derive(Template)]
#[template(path = "administration/index.html")]
struct IndexPage {
    page: Page,
    /// Address and the last part of its messages.
    rooms: Vec<(&'static str, &'static str)>,
}

const ROOMS: &[(Right, &str, &str)] = &[
    (Right::ManagePeople, "/administration/people", "people"),
    (Right::ManageOrganisation, "/administration/departments", "departments"),
    (Right::ManageOrganisation, "/administration/locations", "locations"),
    (Right::ManageOrganisation, "/administration/teams", "teams"),
    (Right::ManageOrganisation, "/administration/services", "services"),
    (Right::ManageOrganisation, "/administration/news", "news"),
    (Right::ManageOrganisation, "/occasions", "occasions"),
    (Right::ManageOrganisation, "/administration/patron-details", "patron"),
    (Right::ManageOrganisation, "/administration/devices", "devices"),
    (Right::ManageOrganisation, "/administration/labels", "labels"),
    (Right::ManageOrganisation, "/administration/scan-rules", "scan-rules"),
    (Right::ManageOrganisation, "/administration/settings", "settings"),
    (Right::ManageOrganisation, "/administration/time-spent", "time"),
    (Right::ManageOrganisation, "/templates", "templates"),
    (Right::ManageOrganisation, "/fields", "fields"),
    (Right::ManageOrganisation, "/checklists", "checklists"),
    (Right::ManagePeople, "/administration/imports", "imports"),
    (Right::ManageOrganisation, "/administration/retention", "retention"),
    (Right::ManagePeople, "/administration/rights", "rights"),
    (Right::KeepChecks, "/administration/first-checks", "first-checks"),
    (Right::SeeAudit, "/administration/audit", "audit"),
    (Right::ManageJobs, "/administration/jobs", "jobs"),
];

async fn index(visit: Visit) -> Result<Response> {
    let rooms: Vec<_> = ROOMS
        .iter()
        .filter(|(right, ..)| visit.actor.has(*right))
        .map(|(_, href, word)| (*href, *word))
        .collect();
    if rooms.is_empty() {
        return Err(Error::Forbidden.into());
    }
    html(&IndexPage { page: visit.page_t("administration-title"), rooms })
}
