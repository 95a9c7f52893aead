//! When help is there and when branches are open, with the public holidays of Victoria.

use super::{here, load::Keys};
use base::{Actor, App, Result};
use people::{
    calendar_days::{self, NewDay},
    calendars::{self, NewCalendar},
    locations::{self, Location},
};

pub async fn keep(app: &App, keys: &Keys) -> Result<()> {
    let system = Actor::system();
    let year = here(app).year();
    let support = NewCalendar {
        name: "IT support".to_owned(),
        hours: app.config.desk.support_hours.clone(),
        ..victoria(app)
    };
    // the first one is the usual one
    let support = calendars::create(app, &system, support).await?;
    let branches = NewCalendar {
        name: "Branches".to_owned(),
        hours: "Mon-Fri 09:00-18:00; Sat 10:00-16:00".to_owned(),
        ..victoria(app)
    };
    let branches = calendars::create(app, &system, branches).await?;
    let summer = "Mon-Fri 10:00-15:00";
    for (calendar, name, from, until, hours) in [
        (support, "Summer hours", (year, "12-27"), (year + 1, "01-08"), summer),
        (branches, "Closed between the years", (year, "12-24"), (year + 1, "01-01"), ""),
        (branches, "Staff day", (year + 1, "03-19"), (year + 1, "03-19"), ""),
    ] {
        let day = |(year, day): (i16, &str)| format!("{year}-{day}");
        let (name, hours) = (name.to_owned(), hours.to_owned());
        let day = NewDay { name, starts_on: day(from), ends_on: day(until), hours };
        calendar_days::add(app, &system, calendar, day).await?;
    }
    // rooms are as open as what they are inside
    let library = keys.departments.get("library").copied();
    let is_branch = |place: &Location| {
        place.parent_id.is_none() && place.department_id.map(|id| id.0) == library
    };
    for place in locations::list_all(app, &system).await?.into_iter().filter(is_branch) {
        let new = locations::NewLocation { calendar: Some(branches), ..place.as_new() };
        locations::update(app, &system, place.id, place.version, new).await?;
    }
    Ok(())
}

fn victoria(app: &App) -> NewCalendar {
    NewCalendar {
        time_zone: app.config.server.time_zone.clone(),
        country: "AU".to_owned(),
        region: "VIC".to_owned(),
        ..NewCalendar::default()
    }
}
