//! What low marks bring to a meeting.

use super::model::told;
use crate::{
    agenda::Line,
    relationships::{self, Relationship, Side},
};
use base::{Actor, App, Result, Time, Tx};
use desk::{
    between::{self, Pair},
    felt_overview::FEWEST,
};

/// So many services at most; the rest of the section is how it felt on the whole.
const MOST: usize = 3;

/// Where people were not happy since the last meeting, by service, and which talks are owed. Only what
/// both sides may read.
pub(crate) fn for_agenda(
    tx: &mut Tx,
    _app: &App,
    actor: &Actor,
    of: &Relationship,
    since: Time,
) -> Result<Vec<Line>> {
    let sides = relationships::both_sides(tx, actor, of)?;
    let pair = Pair {
        helped: sides.departments(Side::Customer),
        helping: sides.departments(Side::Provider),
    };
    let found = told(&between::low_marks(tx, actor, &pair, (since, FEWEST))?, MOST);
    let tongue = actor.language;
    let mut lines = Vec::new();
    for (service, times, owed) in found.services {
        let service = service.unwrap_or_else(|| tongue.t("felt-no-service").to_owned());
        let times = times.to_string();
        let text = tongue.with("felt-agenda-low", &[("service", &service), ("n", &times)]);
        let note = match owed {
            0 => tongue.t("felt-agenda-talked").to_owned(),
            owed => tongue.count("felt-agenda-owed", owed),
        };
        lines.push(Line { text, href: String::new(), note });
    }
    if found.has_more {
        let text = tongue.t("felt-agenda-more").to_owned();
        let note = tongue.t("felt-agenda-more-note").to_owned();
        lines.push(Line { text, href: "/felt".into(), note });
    }
    Ok(lines)
}
