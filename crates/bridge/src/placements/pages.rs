//! Placements on pages and in calendars.

use super::{
    AgreementRow, PlacementRow,
    actions::{self, Seen},
    model::{Hours, NewPlacement, Part, read_clock, read_hours},
};
use crate::{
    calendar_files::{self, Appointment, Weekly},
    relationships::{Relationship, Standing},
};
use base::{day_in_words, jiff_tz::TimeZone};
use desk::drafts::{self, Editor, Sheet};
use jiff::civil::Date;
use web::prelude::*;

/// The routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/placements", get(index).post(save))
        .route("/placements/new", get(edit))
        .route("/placements/{id}", get(show).post(save))
        .route("/placements/{id}/edit", get(edit))
        .route("/placements/{id}/agreement", post(agree))
        .route("/placements/{id}/diary", post(add_entry))
        .route("/placements/{id}/diary/{entry}/sharing", post(share_entry))
        .route("/placements/{id}/ending", post(end))
        .route("/placements/{id}/withdrawal", post(withdraw))
}

/// They stand on the page of tours.
async fn index(_: Visit) -> Result<Response> {
    go("/tours")
}

#[derive(Template)]
#[template(path = "placements/edit.html")]
struct EditPage {
    page: Page,
    existing: Option<i64>,
    form: Fields,
    problems: Problems,
    mine: Vec<(Relationship, Standing)>,
    drafts: drafts::Panel,
}

fn hours_of(row: &PlacementRow) -> Option<Hours> {
    Some(Hours {
        starts_on: row.starts_on.parse().ok()?,
        ends_on: row.ends_on.parse().ok()?,
        weekday: row.weekday,
        begins: row.begins,
        minutes: row.minutes,
    })
}

fn clock(minutes: i64) -> String {
    format!("{:02}:{:02}", minutes / 60, minutes % 60)
}

/// "3" or "2.5".
fn hours(minutes: i64) -> String {
    let part = minutes % 60 * 100 / 60;
    match part {
        0 => (minutes / 60).to_string(),
        part => format!("{}.{part:02}", minutes / 60).trim_end_matches('0').to_owned(),
    }
}

fn stored(row: &PlacementRow) -> Fields {
    Fields::new([
        ("version", row.version.to_string()),
        ("aims", row.aims.clone()),
        ("starts_on", row.starts_on.clone()),
        ("ends_on", row.ends_on.clone()),
        ("weekday", row.weekday.to_string()),
        ("begins", clock(row.begins)),
        ("hours", hours(row.minutes)),
    ])
}

async fn edit_page(
    visit: &Visit,
    existing: Option<i64>,
    typed: Option<Fields>,
    problems: Problems,
) -> Result<EditPage> {
    let actor = visit.actor.clone();
    let mine = visit.app.read(move |tx| crate::relationships::list_mine(tx, &actor)).await?;
    if mine.is_empty() {
        return Err(Error::NotFound.into());
    }
    let fresh = match existing {
        Some(id) => {
            let it = actions::get(&visit.app, &visit.actor, id).await?;
            if !it.may_edit {
                return Err(Error::Forbidden.into());
            }
            stored(&it.row)
        }
        None => Fields::new([("begins", "09:00"), ("hours", "3")]),
    };
    let editor = Editor::Page(Sheet::Placement, existing.unwrap_or_default());
    let (form, drafts) = drafts::open(&visit.app, &visit.actor, editor, typed, fresh).await?;
    let title = if existing.is_some() { "placements-edit" } else { "placements-new" };
    Ok(EditPage { page: visit.page_t(title), existing, form, problems, mine, drafts })
}

async fn edit(visit: Visit, id: Option<Path<i64>>) -> Result<Response> {
    html(&edit_page(&visit, id.map(|Path(id)| id), None, Problems::default()).await?)
}

fn read(fields: &Fields) -> NewPlacement {
    let day = |name: &str| fields.get(name).trim().parse::<Date>().ok();
    NewPlacement {
        relationship: fields.number("relationship"),
        person: None,
        host: None,
        person_typed: fields.get("person").to_owned(),
        host_typed: fields.get("host").to_owned(),
        aims: fields.get("aims").to_owned(),
        starts_on: day("starts_on"),
        ends_on: day("ends_on"),
        weekday: fields.number("weekday"),
        begins: read_clock(fields.get("begins")),
        minutes: read_hours(fields.get("hours")),
    }
}

async fn save(
    visit: Visit,
    id: Option<Path<i64>>,
    Posted { mut fields, .. }: Posted,
) -> Result<Response> {
    let id = id.map(|Path(id)| id);
    let outcome = match id {
        None => actions::create(&visit.app, &visit.actor, read(&fields)).await,
        Some(id) => {
            let change = (id, fields.number("version"));
            actions::update(&visit.app, &visit.actor, change, read(&fields)).await.map(|()| id)
        }
    };
    match outcome {
        Ok(saved) => {
            let editor = Editor::Page(Sheet::Placement, id.unwrap_or_default());
            drafts::remove_sent(&visit.app, &visit.actor, editor, &fields).await;
            go(format!(
                "/placements/{saved}?said={}",
                if id.is_some() { "saved" } else { "placement-proposed" }
            ))
        }
        Err(Error::Invalid(problems)) => {
            refused_form(&edit_page(&visit, id, Some(fields), problems).await?)
        }
        Err(Error::Conflict) if id.is_some() => {
            let now = actions::get(&visit.app, &visit.actor, id.unwrap_or_default()).await?.row;
            let mut problems = Problems::default();
            problems.add_with("aims", "problem-changed-field", vec![("now", now.aims)]);
            fields.set("version", now.version.to_string());
            refused_form(&edit_page(&visit, id, Some(fields), problems).await?)
        }
        Err(error) => Err(error.into()),
    }
}

#[derive(Template)]
#[template(path = "placements/show.html")]
struct ShowPage {
    page: Page,
    it: Seen,
    form: Fields,
    problems: Problems,
    drafts: drafts::Panel,
}

impl ShowPage {
    /// As what somebody agrees, in words.
    fn part(&self, part: Part) -> String {
        let of = &self.it.of;
        let side = match part {
            Part::KeeperProvider => of.provider.as_str(),
            _ => of.customer.as_str(),
        };
        self.page.with(&format!("placement-part-{part}"), "side", side)
    }

    /// "Grace Deng, who goes, said yes Friday 10:00".
    fn agreed(&self, one: &AgreementRow) -> String {
        let (part, when) = (self.part(one.part), self.page.when(&one.at));
        let args = [("name", one.who.as_str()), ("part", &part), ("when", &when)];
        self.page.language.with("placement-yes-as", &args)
    }

    /// Who has not agreed yet: by name, or for which side.
    fn missing(&self) -> String {
        let (row, of) = (&self.it.row, &self.it.of);
        let given = |part: &&Part| self.it.agreements.iter().all(|one| one.part != **part);
        let side = |name: &str| self.page.with("placement-missing-side", "side", name);
        let names = Part::ALL.iter().filter(given).map(|part| match part {
            Part::Person => row.person.clone(),
            Part::Host => row.host.clone(),
            Part::KeeperCustomer => side(&of.customer),
            Part::KeeperProvider => side(&of.provider),
        });
        names.collect::<Vec<_>>().join(", ")
    }

    fn is(&self, state: &str) -> bool {
        self.it.row.state.as_str() == state
    }
    /// "Tuesdays from 09:00, 3 hours a week, 1 December 2026 to 29 January 2027".
    fn when(&self) -> String {
        let row = &self.it.row;
        let day = |text: &str| match text.parse::<Date>() {
            Ok(day) => day_in_words(self.page.language, day),
            Err(_) => text.to_owned(),
        };
        let weekday = self.page.word("weekday-", row.weekday);
        self.page.language.with(
            "placement-when",
            &[
                ("weekday", &weekday),
                ("clock", &clock(row.begins)),
                ("hours", &hours(row.minutes)),
                ("from", &day(&row.starts_on)),
                ("until", &day(&row.ends_on)),
            ],
        )
    }
    fn is_own(&self, by: &base::PersonId) -> bool {
        by.to_string() == self.page.person
    }
}

async fn show_page(
    visit: &Visit,
    id: i64,
    typed: Option<Fields>,
    problems: Problems,
) -> Result<ShowPage> {
    let it = actions::get(&visit.app, &visit.actor, id).await?;
    let editor = Editor::Page(Sheet::PlacementDiary, id);
    let fresh = Fields::default();
    let (form, drafts) = drafts::open(&visit.app, &visit.actor, editor, typed, fresh).await?;
    let args = [("name", it.row.person.as_str()), ("host", it.row.host.as_str())];
    let page = visit.page(visit.actor.language.with("placement-line", &args));
    Ok(ShowPage { page, it, form, problems, drafts })
}

async fn show(visit: Visit, Path(name): Path<String>) -> Result<Response> {
    let number = |text: &str| text.parse::<i64>().ok().filter(|id| *id > 0);
    if let Some(id) = name.strip_suffix(".ics") {
        let id = number(id).ok_or(Error::NotFound)?;
        return calendar(&visit, id).await;
    }
    let id = number(&name).ok_or(Error::NotFound)?;
    html(&show_page(&visit, id, None, Problems::default()).await?)
}

async fn calendar(visit: &Visit, id: i64) -> Result<Response> {
    let it = actions::get(&visit.app, &visit.actor, id).await?;
    let hours = hours_of(&it.row).ok_or(Error::NotFound)?;
    let zone = TimeZone::get(&it.row.time_zone).unwrap_or_else(|_| visit.actor.zone.clone());
    let starts_at = hours.first(&zone).ok_or(Error::NotFound)?;
    let args = [("name", it.row.person.as_str()), ("host", it.row.host.as_str())];
    let url = visit.app.config.link(&format!("/placements/{id}"));
    let host = url.split('/').nth(2).unwrap_or("footbridge").to_owned();
    let text = calendar_files::file(&Appointment {
        uid: format!("placement-{id}@{host}"),
        sequence: it.row.version,
        made_at: visit.app.now(),
        starts_at,
        minutes: hours.minutes,
        zone,
        weekly: Some(Weekly { until: hours.ends_on }),
        summary: visit.actor.language.with("placement-line", &args),
        description: it.row.aims.clone(),
        location: String::new(),
        url,
        is_cancelled: it.row.state == super::model::State::Withdrawn,
    });
    Ok(calendar_files::answer(&format!("placement-{id}"), text))
}

async fn done(
    visit: &Visit,
    id: i64,
    outcome: base::Result<()>,
    said: &str,
    fields: Fields,
) -> Result<Response> {
    match outcome {
        Ok(()) => go(format!("/placements/{id}?said={said}")),
        Err(Error::Invalid(problems)) => {
            refused_form(&show_page(visit, id, Some(fields), problems).await?)
        }
        Err(error) => Err(error.into()),
    }
}

async fn agree(
    visit: Visit,
    Path(id): Path<i64>,
    Posted { fields, .. }: Posted,
) -> Result<Response> {
    let outcome = actions::agree(&visit.app, &visit.actor, id, fields.number("version")).await;
    done(&visit, id, outcome, "placement-agreed", fields).await
}

async fn add_entry(
    visit: Visit,
    Path(id): Path<i64>,
    Posted { fields, .. }: Posted,
) -> Result<Response> {
    let outcome = actions::add_entry(&visit.app, &visit.actor, id, fields.get("entry")).await;
    if outcome.is_ok() {
        let editor = Editor::Page(Sheet::PlacementDiary, id);
        drafts::remove_sent(&visit.app, &visit.actor, editor, &fields).await;
    }
    done(&visit, id, outcome.map(drop), "placement-noted", fields).await
}

async fn share_entry(
    visit: Visit,
    Path((id, entry)): Path<(i64, i64)>,
    Posted { fields, .. }: Posted,
) -> Result<Response> {
    let is_shared = !fields.has("stop");
    let outcome = actions::share_entry(&visit.app, &visit.actor, (id, entry), is_shared).await;
    done(&visit, id, outcome, "saved", fields).await
}

async fn end(visit: Visit, Path(id): Path<i64>, Posted { fields, .. }: Posted) -> Result<Response> {
    let outcome = actions::end(&visit.app, &visit.actor, id, fields.get("learnt")).await;
    done(&visit, id, outcome, "placement-ended", fields).await
}

async fn withdraw(
    visit: Visit,
    Path(id): Path<i64>,
    Posted { fields, .. }: Posted,
) -> Result<Response> {
    let outcome = actions::withdraw(&visit.app, &visit.actor, id, fields.get("reason")).await;
    done(&visit, id, outcome, "placement-withdrawn", fields).await
}
