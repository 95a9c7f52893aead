//! Calendars on the pages of administration.

use super::{
    actions,
    model::{Calendar, KeeperRow, NewCalendar, OpenHours},
};
use crate::{
    account,
    administration::renew_version,
    calendar_days::{self, Day},
};
use ::calendar::WeeklyHours;
use base::{Right, day_in_words, jiff_tz::TimeZone};
use jiff::{ToSpan, civil::Date};
use web::prelude::*;

const HOME: &str = "/administration/calendars";

/// The routes of calendars.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/administration/calendars", get(index).post(save))
        .route("/administration/calendars/new", get(edit))
        .route("/administration/calendars/{id}", get(edit).post(save))
        .route("/administration/calendars/{id}/usual", post(make_usual))
        .route("/administration/calendars/{id}/deactivation", post(deactivate))
        .route("/administration/calendars/{id}/reactivation", post(reactivate))
}

#[derive(Template)]
#[template(path = "calendars/index.html")]
struct IndexPage {
    page: Page,
    items: Vec<(Calendar, Vec<KeeperRow>)>,
    /// What counts where there is no calendar.
    settings: String,
}

impl IndexPage {
    /// The first few by name, and how many more.
    fn kept_by(&self, keepers: &[KeeperRow]) -> String {
        const NAMED: usize = 4;
        let names: Vec<_> = keepers.iter().take(NAMED).map(|one| one.name.as_str()).collect();
        let names = names.join(", ");
        match keepers.len().saturating_sub(NAMED) {
            0 => names,
            more => self.page.with2("calendars-and-more", "names", names, "n", more),
        }
    }
}

/// A day that differs, as the page of its calendar shows it.
struct Shown {
    days: String,
    name: String,
    /// Empty: closed.
    hours: String,
    /// The last part of the message that says where it comes from.
    from: &'static str,
    /// The feed it was read from.
    feed: String,
    /// Its row, if somebody noted it.
    noted: Option<i64>,
    first: Date,
}

#[derive(Template)]
#[template(path = "calendars/edit.html")]
struct EditPage {
    page: Page,
    form: Fields,
    problems: Problems,
    /// None: it is being added.
    existing: Option<Calendar>,
    keepers: Vec<KeeperRow>,
    zones: Vec<(String, String)>,
    countries: Vec<(String, String)>,
    regions: Vec<(String, String)>,
    /// Whether it is open, in words.
    now: String,
    days: Vec<Shown>,
}

async fn index(visit: Visit) -> Result<Response> {
    visit.actor.may(Right::ManageOrganisation)?;
    let items = actions::list(&visit.app, &visit.actor).await?;
    let settings = visit.app.config.desk.support_hours.clone();
    html(&IndexPage { page: visit.page_t("calendars-title"), items, settings })
}

fn coded(none: String, all: Vec<(&str, &str)>) -> Vec<(String, String)> {
    let all = all.into_iter().map(|(code, name)| (code.to_owned(), name.to_owned()));
    std::iter::once((String::new(), none)).chain(all).collect()
}

/// The calendars to choose from for a team, a department or a place that has this one.
pub(crate) async fn offered(visit: &Visit, now: Option<i64>) -> Result<Vec<(String, String)>> {
    let none = visit.actor.language.t("calendars-choose-none").to_owned();
    let all = actions::choices(&visit.app, &visit.actor, now).await?.into_iter();
    let all = all.map(|one| (one.id.to_string(), one.name));
    Ok(std::iter::once((String::new(), none)).chain(all).collect())
}

/// What differs in the year to come, the earliest first.
fn shown(page: &Page, it: &Calendar, days: &[Day]) -> Vec<Shown> {
    let today = page.zone.to_datetime(page.now.timestamp()).date();
    let year = (today, today.saturating_add(1.year()));
    let words = |first: Date, last: Date| match first == last {
        true => {
            let weekday = page.word("weekday-", first.weekday().to_monday_one_offset());
            let day = day_in_words(page.language, first);
            page.with2("calendars-one-day", "weekday", weekday, "day", day)
        }
        false => page.with2(
            "calendars-span",
            "from",
            day_in_words(page.language, first),
            "until",
            day_in_words(page.language, last),
        ),
    };
    let mut all: Vec<Shown> = ::calendar::holidays(&it.country, &it.region, year)
        .into_iter()
        .map(|(day, name)| Shown {
            days: words(day, day),
            name: name.to_owned(),
            hours: String::new(),
            from: "holiday",
            feed: String::new(),
            noted: None,
            first: day,
        })
        .collect();
    let differing = days.iter().filter_map(|day| Some((day, day.differs()?)));
    let coming = differing.filter(|(_, one)| one.until >= year.0 && one.from <= year.1);
    all.extend(coming.map(|(day, one)| Shown {
        days: words(one.from, one.until),
        name: one.name,
        hours: day.hours.clone(),
        from: if day.feed_id.is_some() { "feed" } else { "noted" },
        feed: day.feed.clone().unwrap_or_default(),
        noted: day.feed_id.is_none().then_some(day.id),
        first: one.from,
    }));
    all.sort_by_key(|one| (one.first, one.noted.is_none()));
    all
}

/// "Open until 17:00", by the calendar's own clock.
fn now_in_words(page: &Page, it: &Calendar, days: &[Day]) -> String {
    let zone = TimeZone::get(&it.time_zone).unwrap_or(TimeZone::UTC);
    let Ok(week) = WeeklyHours::parse(&it.hours) else { return String::new() };
    let calendar = OpenHours::new(week, zone, it, days).calendar;
    let at = page.now.timestamp();
    let when = |at: Option<jiff::Timestamp>| at.map(|at| page.when(&at.into()));
    match (calendar.is_open(at), when(calendar.closes_at(at)), when(calendar.next_open(at))) {
        (true, Some(when), _) => page.with("calendars-open-until", "when", when),
        (true, None, _) => page.t("calendars-always").to_owned(),
        (false, _, Some(when)) => page.with("calendars-opens", "when", when),
        (false, ..) => page.t("calendars-never").to_owned(),
    }
}

async fn edit_page(
    visit: &Visit,
    id: Option<i64>,
    form: Option<Fields>,
    problems: Problems,
) -> Result<EditPage> {
    visit.actor.may(Right::ManageOrganisation)?;
    let (existing, keepers, days) = match id {
        Some(id) => {
            let (it, keepers) = actions::get(&visit.app, &visit.actor, id).await?;
            (Some(it), keepers, calendar_days::list(&visit.app, &visit.actor, id).await?)
        }
        None => (None, Vec::new(), Vec::new()),
    };
    let mut form = form.unwrap_or_else(|| match &existing {
        Some(it) => {
            let mut form = Fields::new(it.as_new().pairs());
            form.set("version", it.version.to_string());
            form
        }
        None => Fields::new([
            ("time_zone", visit.app.config.server.time_zone.as_str()),
            ("hours", visit.app.config.desk.support_hours.as_str()),
        ]),
    });
    renew_version(&mut form, &problems);
    let t = |key: &str| visit.actor.language.t(key).to_owned();
    let title = existing.as_ref().map_or_else(|| t("calendars-new"), |it| it.name.clone());
    let page = visit.page(title);
    let mut regions = coded(t("calendars-whole-country"), ::calendar::regions(form.get("country")));
    let region = form.get("region");
    if regions.iter().all(|(code, _)| code != region) {
        // of another country: it was typed, and stays to be seen
        regions.push((region.to_owned(), region.to_owned()));
    }
    let known = existing.as_ref();
    Ok(EditPage {
        zones: account::zone_choices(form.get("time_zone"), None),
        countries: coded(t("calendars-no-country"), ::calendar::countries()),
        regions,
        now: known.map(|it| now_in_words(&page, it, &days)).unwrap_or_default(),
        days: known.map(|it| shown(&page, it, &days)).unwrap_or_default(),
        page,
        form,
        problems,
        keepers,
        existing,
    })
}

async fn edit(visit: Visit, id: Option<Path<i64>>) -> Result<Response> {
    html(&edit_page(&visit, id.map(|Path(id)| id), None, Problems::default()).await?)
}

fn read(fields: &Fields) -> NewCalendar {
    NewCalendar {
        name: fields.get("name").to_owned(),
        time_zone: account::chosen_zone(fields),
        hours: fields.get("hours").to_owned(),
        country: fields.get("country").to_owned(),
        region: fields.get("region").to_owned(),
    }
}

async fn save(
    visit: Visit,
    id: Option<Path<i64>>,
    Posted { mut fields, .. }: Posted,
) -> Result<Response> {
    let id = id.map(|Path(id)| id);
    if fields.has("regions") {
        // another country was chosen: its regions, and everything that was typed
        fields.set("region", "");
        return html(&edit_page(&visit, id, Some(fields), Problems::default()).await?);
    }
    let new = read(&fields);
    let outcome = match id {
        None => actions::create(&visit.app, &visit.actor, new).await,
        Some(id) => {
            let version = fields.number("version").unwrap_or_default();
            actions::update(&visit.app, &visit.actor, (id, version), new).await.map(|()| id)
        }
    };
    match outcome {
        Ok(id) => go(format!("{HOME}/{id}?said=calendar-saved")),
        Err(Error::Invalid(problems)) => {
            refused_form(&edit_page(&visit, id, Some(fields), problems).await?)
        }
        Err(error) => Err(error.into()),
    }
}

async fn make_usual(visit: Visit, Path(id): Path<i64>) -> Result<Response> {
    actions::make_usual(&visit.app, &visit.actor, id).await?;
    go(format!("{HOME}/{id}?said=calendar-saved"))
}

async fn deactivate(visit: Visit, Path(id): Path<i64>) -> Result<Response> {
    match actions::deactivate(&visit.app, &visit.actor, id).await {
        Err(Error::Invalid(problems)) => {
            refused_form(&edit_page(&visit, Some(id), None, problems).await?)
        }
        Ok(()) => go(format!("{HOME}/{id}?said=deactivated")),
        Err(error) => Err(error.into()),
    }
}

async fn reactivate(visit: Visit, Path(id): Path<i64>) -> Result<Response> {
    actions::reactivate(&visit.app, &visit.actor, id).await?;
    go(format!("{HOME}/{id}?said=reactivated"))
}
