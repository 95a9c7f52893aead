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
    floors: Vec<Floor>,
}

/// A group of rooms: the last part of its message, and address and word of each room.
struct Floor {
    word: &'static str,
    rooms: Vec<(&'static str, &'static str)>,
}

type Rooms = &'static [(Right, &'static str, &'static str)];

const FLOORS: &[(&str, Rooms)] = &[
    (
        "organisation",
        &[
            (Right::ManagePeople, "/administration/people", "people"),
            (Right::ManageOrganisation, "/administration/departments", "departments"),
            (Right::ManageOrganisation, "/administration/teams", "teams"),
            (Right::ManageOrganisation, "/administration/locations", "locations"),
            (Right::ManageOrganisation, "/administration/calendars", "calendars"),
            (Right::ManagePeople, "/administration/imports", "imports"),
        ],
    ),
    (
        "help",
        &[
            (Right::ManageOrganisation, "/administration/services", "services"),
            (Right::ManageOrganisation, "/fields", "fields"),
            (Right::KeepChecks, "/administration/first-checks", "first-checks"),
            (Right::ManageOrganisation, "/administration/news", "news"),
            (Right::ManageOrganisation, "/occasions", "occasions"),
            (Right::ManageOrganisation, "/templates", "templates"),
            (Right::ManageOrganisation, "/checklists", "checklists"),
            (Right::ManageOrganisation, "/administration/time-spent", "time"),
        ],
    ),
    (
        "devices",
        &[
            (Right::ManageOrganisation, "/administration/devices", "devices"),
            (Right::ManageOrganisation, "/administration/labels", "labels"),
            (Right::ManageOrganisation, "/administration/scan-rules", "scan-rules"),
        ],
    ),
    (
        "kept",
        &[
            (Right::ManagePeople, "/administration/rights", "rights"),
            (Right::ManageOrganisation, "/administration/patron-details", "patron"),
            (Right::ManageOrganisation, "/administration/retention", "retention"),
            (Right::SeeAudit, "/administration/audit", "audit"),
        ],
    ),
    (
        "program",
        &[
            (Right::ManageOrganisation, "/administration/settings", "settings"),
            (Right::ManageJobs, "/administration/jobs", "jobs"),
        ],
    ),
];

async fn index(visit: Visit) -> Result<Response> {
    let open = |rooms: Rooms| {
        let may = rooms.iter().filter(|(right, ..)| visit.actor.has(*right));
        may.map(|(_, href, word)| (*href, *word)).collect::<Vec<_>>()
    };
    let floors: Vec<_> = FLOORS
        .iter()
        .map(|(word, rooms)| Floor { word, rooms: open(rooms) })
        .filter(|floor| !floor.rooms.is_empty())
        .collect();
    if floors.is_empty() {
        return Err(Error::Forbidden.into());
    }
    html(&IndexPage { page: visit.page_t("administration-title"), floors })
}
