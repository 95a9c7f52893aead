//! The card beside a ticket.

use super::actions::{Beside, SidesRow, beside};
use crate::{
    directory::Owner,
    profiles::{Hours, WayRow, first_sentence},
};
use askama::Template;
use base::{Actor, App, Error, Result, TicketId, Tx};
use web::{Page, markdown};

#[derive(Template)]
#[template(path = "cards/asking.html")]
struct AskingPanel {
    page: Page,
    owner: Owner,
    name: String,
    mission: String,
    worried_by: String,
    hours: Hours,
    busy: Vec<(String, String)>,
}

#[derive(Template)]
#[template(path = "cards/helping.html")]
struct HelpingPanel {
    page: Page,
    owner: Owner,
    name: String,
    mission: String,
    come_for: String,
    hours: Hours,
    ways: Vec<WayRow>,
}

fn marked_up(text: Option<&String>) -> String {
    text.filter(|text| !text.is_empty()).map(|text| markdown(text)).unwrap_or_default()
}

fn asking_card(
    page: Page,
    owner: Owner,
    row: &SidesRow,
    (hours, busy): (Hours, Vec<(String, String)>),
) -> AskingPanel {
    let mission = first_sentence(row.mission.as_deref().unwrap_or_default());
    let name = row.department.clone().unwrap_or_default();
    let worried_by = marked_up(row.worried_by.as_ref());
    AskingPanel { page, owner, name, mission, worried_by, hours, busy }
}

fn helping_card(
    page: Page,
    owner: Owner,
    row: &SidesRow,
    (hours, ways): (Hours, Vec<WayRow>),
) -> HelpingPanel {
    let either = |team: &Option<String>, department: &Option<String>| {
        let team = team.clone().filter(|text| !text.is_empty());
        team.or_else(|| department.clone()).filter(|text| !text.is_empty())
    };
    let mission = either(&row.team_mission, &row.helper_mission).unwrap_or_default();
    let come_for = either(&row.team_come_for, &row.helper_come_for);
    let name = row.team.clone().unwrap_or_default();
    let (mission, come_for) = (first_sentence(&mission), marked_up(come_for.as_ref()));
    HelpingPanel { page, owner, name, mission, come_for, hours, ways }
}

/// What somebody who reads a ticket should know of the other side: two lines, and more to open.
pub fn panel(tx: &mut Tx, app: &App, actor: &Actor, id: TicketId) -> Result<String> {
    let Some(found) = beside(tx, app, actor, id)? else { return Ok(String::new()) };
    let page = Page::new(app, Some(actor), actor.language, String::new());
    let text = match found {
        Beside::Asking { owner, row, hours, busy } => {
            asking_card(page, owner, &row, (hours, busy)).render()
        }
        Beside::Helping { owner, row, hours, ways } => {
            helping_card(page, owner, &row, (hours, ways)).render()
        }
    };
    text.map_err(|e| Error::Internal(e.to_string()))
}
