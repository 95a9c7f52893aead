//! Tours on pages, on paper and in calendars.

use super::{
    TourRow,
    actions::{self, Seen},
    model::{Diary, NewTour, State},
};
use crate::{
    calendar_files::{self, Appointment},
    consents,
    placements::{self, PlacementRow},
    relationships::{Relationship, Side, Standing},
};
use desk::drafts::{self, Editor, Sheet};
use web::prelude::*;

/// The routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/tours", get(index).post(save))
        .route("/tours/new", get(edit))
        .route("/tours/{id}", get(show).post(save))
        .route("/tours/{id}/edit", get(edit))
        .route("/tours/{id}/stops", get(stops))
        .route("/tours/{id}/dates", post(propose))
        .route("/tours/{id}/dates/{date}/acceptance", post(accept))
        .route("/tours/{id}/guests", post(join))
        .route("/tours/{id}/withdrawal", post(withdraw))
        .route("/tours/{id}/diary", post(finish))
}

#[derive(Template)]
#[template(path = "tours/index.html")]
struct IndexPage {
    page: Page,
    groups: Vec<(&'static str, Vec<TourRow>)>,
    mine: Vec<(Relationship, Standing)>,
    placements: Vec<PlacementRow>,
    /// Addresses of what waits for the reader's yes.
    awaited: Vec<String>,
}

impl IndexPage {
    fn awaits(&self, part: &str, id: &i64) -> bool {
        self.awaited.contains(&format!("/{part}/{id}"))
    }

    fn host(&self, row: &TourRow) -> String {
        let of = self.mine.iter().find(|(one, _)| one.id == row.relationship_id);
        of.map(|(one, _)| one.name_of(row.host)).unwrap_or_default()
    }
}

async fn index(visit: Visit) -> Result<Response> {
    let (all, mine) = actions::list(&visit.app, &visit.actor).await?;
    let placements = placements::list(&visit.app, &visit.actor).await?;
    let (actor, now) = (visit.actor.clone(), visit.app.now());
    let awaited = visit.app.read(move |tx| consents::list_mine(tx, &actor, now)).await?;
    let awaited = awaited.into_iter().map(|line| line.href).collect();
    let of = |states: &[State]| {
        all.iter().filter(|one| states.contains(&one.state)).cloned().collect::<Vec<_>>()
    };
    let mut groups = vec![
        ("coming", of(&[State::Agreed])),
        ("open", of(&[State::Open])),
        ("done", of(&[State::Done])),
        ("withdrawn", of(&[State::Withdrawn])),
    ];
    groups.retain(|(_, rows)| !rows.is_empty());
    html(&IndexPage { page: visit.page_t("tours-title"), groups, mine, placements, awaited })
}

#[derive(Template)]
#[template(path = "tours/edit.html")]
struct EditPage {
    page: Page,
    existing: Option<i64>,
    form: Fields,
    problems: Problems,
    mine: Vec<(Relationship, Standing)>,
    hosts: Vec<(Side, String)>,
    drafts: drafts::Panel,
}

fn stored(it: &Seen) -> Fields {
    let line = |(name, note): (&String, &String)| match note.is_empty() {
        true => name.clone(),
        false => format!("{name}: {note}"),
    };
    let stops: Vec<_> = it.stops.iter().map(|stop| line((&stop.name, &stop.note))).collect();
    Fields::new([
        ("version", it.row.version.to_string()),
        ("host", it.row.host.to_string()),
        ("title", it.row.title.clone()),
        ("place", it.row.place.clone()),
        ("minutes", it.row.minutes.to_string()),
        ("most_people", it.row.most_people.to_string()),
        ("stops", stops.join("\n")),
        ("questions", it.row.questions.clone()),
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
    let fresh = match existing {
        Some(id) => {
            let it = actions::get(&visit.app, &visit.actor, id).await?;
            if !it.may_edit {
                return Err(Error::Forbidden.into());
            }
            stored(&it)
        }
        None => Fields::new([("minutes", "60"), ("most_people", "6")]),
    };
    let of = typed.as_ref().and_then(|form| form.number("relationship"));
    let (first, standing) =
        mine.iter().find(|(one, _)| Some(one.id) == of).or(mine.first()).ok_or(Error::NotFound)?;
    let named = |side: Side| {
        let is_ours = standing.side == side;
        let key = if is_ours { "tour-host-ours" } else { "tour-host-theirs" };
        (side, visit.actor.language.with(key, &[("name", &first.name_of(side))]))
    };
    let hosts = [Side::Customer, Side::Provider].map(named).into();
    let editor = Editor::Page(Sheet::Tour, existing.unwrap_or_default());
    let (form, drafts) = drafts::open(&visit.app, &visit.actor, editor, typed, fresh).await?;
    let title = if existing.is_some() { "tours-edit" } else { "tours-new" };
    Ok(EditPage { page: visit.page_t(title), existing, form, problems, mine, hosts, drafts })
}

async fn edit(visit: Visit, id: Option<Path<i64>>) -> Result<Response> {
    html(&edit_page(&visit, id.map(|Path(id)| id), None, Problems::default()).await?)
}

fn read(fields: &Fields) -> NewTour {
    NewTour {
        relationship: fields.number("relationship"),
        host: Side::parse(fields.get("host")),
        title: fields.get("title").to_owned(),
        place: fields.get("place").to_owned(),
        minutes: fields.number("minutes"),
        most_people: fields.number("most_people"),
        stops: fields.get("stops").to_owned(),
        questions: fields.get("questions").to_owned(),
    }
}

fn time(visit: &Visit, fields: &Fields) -> Option<Time> {
    let at: jiff::civil::DateTime = fields.get("starts").trim().parse().ok()?;
    visit.actor.zone.to_timestamp(at).ok().map(Time::from)
}

async fn save(
    visit: Visit,
    id: Option<Path<i64>>,
    Posted { mut fields, .. }: Posted,
) -> Result<Response> {
    let id = id.map(|Path(id)| id);
    let outcome = match id {
        None => {
            let starts = time(&visit, &fields);
            let is_odd = starts.is_none() && !fields.get("starts").trim().is_empty();
            match is_odd {
                true => Err(Error::invalid("starts", "problem-time")),
                false => actions::create(&visit.app, &visit.actor, read(&fields), starts).await,
            }
        }
        Some(id) => {
            let version = fields.number("version");
            let change = (id, version);
            actions::update(&visit.app, &visit.actor, change, read(&fields)).await.map(|()| id)
        }
    };
    match outcome {
        Ok(saved) => {
            let editor = Editor::Page(Sheet::Tour, id.unwrap_or_default());
            drafts::remove_sent(&visit.app, &visit.actor, editor, &fields).await;
            let is_theirs = actions::get(&visit.app, &visit.actor, saved).await?.row.is_asked;
            let said = match (id, is_theirs) {
                (Some(_), _) => "saved",
                (None, true) => "tour-asked",
                (None, false) => "tour-offered",
            };
            go(format!("/tours/{saved}?said={said}"))
        }
        Err(Error::Invalid(problems)) => {
            refused_form(&edit_page(&visit, id, Some(fields), problems).await?)
        }
        Err(Error::Conflict) if id.is_some() => {
            let now = actions::get(&visit.app, &visit.actor, id.unwrap_or_default()).await?.row;
            let mut problems = Problems::default();
            problems.add_with("title", "problem-changed-field", vec![("now", now.title)]);
            fields.set("version", now.version.to_string());
            refused_form(&edit_page(&visit, id, Some(fields), problems).await?)
        }
        Err(error) => Err(error.into()),
    }
}

#[derive(Template)]
#[template(path = "tours/show.html")]
struct ShowPage {
    page: Page,
    it: Seen,
    form: Fields,
    problems: Problems,
    is_coming: bool,
    may_accept: bool,
    drafts: drafts::Panel,
}

impl ShowPage {
    fn is(&self, state: &str) -> bool {
        self.it.row.state.as_str() == state
    }
    fn host(&self) -> String {
        self.it.of.name_of(self.it.row.host)
    }
    fn is_past(&self) -> bool {
        self.it.row.starts_at.is_some_and(|at| at <= self.page.now)
    }
}

async fn show_page(
    visit: &Visit,
    id: i64,
    typed: Option<Fields>,
    problems: Problems,
) -> Result<ShowPage> {
    let it = actions::get(&visit.app, &visit.actor, id).await?;
    let editor = Editor::Page(Sheet::TourDiary, id);
    let fresh = Fields::new([
        ("saw", it.row.saw.clone()),
        ("surprised", it.row.surprised.clone()),
        ("answers", it.row.answers.clone()),
    ]);
    let (form, drafts) = drafts::open(&visit.app, &visit.actor, editor, typed, fresh).await?;
    let is_coming = it.guests.iter().any(|(one, _)| Some(*one) == visit.actor.id);
    let may_accept = it.waiting().is_some_and(|date| {
        let is_own = Some(date.by_id) == visit.actor.id;
        super::model::may_accept(date.side, is_own, it.standing) && date.starts_at > visit.app.now()
    });
    let page = visit.page(it.row.title.clone());
    Ok(ShowPage { page, it, form, problems, is_coming, may_accept, drafts })
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
    // before there is a time there is nothing for a calendar
    let starts_at = it.row.starts_at.ok_or(Error::NotFound)?;
    let tongue = visit.actor.language;
    let mut lines = vec![tongue.t("tour-stops").to_owned()];
    lines.extend(it.stops.iter().map(|stop| format!("- {} {}", stop.name, stop.note)));
    let url = visit.app.config.link(&format!("/tours/{id}"));
    let host = url.split('/').nth(2).unwrap_or("footbridge").to_owned();
    let text = calendar_files::file(&Appointment {
        uid: format!("tour-{id}@{host}"),
        sequence: it.row.version,
        made_at: visit.app.now(),
        starts_at,
        minutes: it.row.minutes,
        zone: visit.actor.zone.clone(),
        weekly: None,
        summary: it.row.title,
        description: lines.join("\n"),
        location: it.row.place,
        url,
        is_cancelled: it.row.state == State::Withdrawn,
    });
    Ok(calendar_files::answer(&format!("tour-{id}"), text))
}

#[derive(Template)]
#[template(path = "tours/stops.html")]
struct StopsPage {
    page: Page,
    it: Seen,
}

impl StopsPage {
    fn host(&self) -> String {
        self.it.of.name_of(self.it.row.host)
    }
}

async fn stops(visit: Visit, Path(id): Path<i64>) -> Result<Response> {
    let it = actions::get(&visit.app, &visit.actor, id).await?;
    html(&StopsPage { page: visit.page(it.row.title.clone()), it })
}

async fn done(
    visit: &Visit,
    id: i64,
    outcome: base::Result<()>,
    said: &str,
    fields: Fields,
) -> Result<Response> {
    match outcome {
        Ok(()) => go(format!("/tours/{id}?said={said}")),
        Err(Error::Invalid(problems)) => {
            refused_form(&show_page(visit, id, Some(fields), problems).await?)
        }
        Err(error) => Err(error.into()),
    }
}

async fn propose(
    visit: Visit,
    Path(id): Path<i64>,
    Posted { fields, .. }: Posted,
) -> Result<Response> {
    let starts = time(&visit, &fields);
    let outcome = actions::propose(&visit.app, &visit.actor, id, starts).await;
    done(&visit, id, outcome, "tour-time", fields).await
}

async fn accept(
    visit: Visit,
    Path((id, date)): Path<(i64, i64)>,
    Posted { fields, .. }: Posted,
) -> Result<Response> {
    let outcome = actions::accept(&visit.app, &visit.actor, (id, date)).await;
    done(&visit, id, outcome, "tour-agreed", fields).await
}

async fn join(
    visit: Visit,
    Path(id): Path<i64>,
    Posted { fields, .. }: Posted,
) -> Result<Response> {
    let is_coming = !fields.has("stop");
    let outcome = actions::join(&visit.app, &visit.actor, id, is_coming).await;
    done(&visit, id, outcome, if is_coming { "tour-joined" } else { "tour-left" }, fields).await
}

async fn withdraw(
    visit: Visit,
    Path(id): Path<i64>,
    Posted { fields, .. }: Posted,
) -> Result<Response> {
    let outcome = actions::withdraw(&visit.app, &visit.actor, id, fields.get("reason")).await;
    done(&visit, id, outcome, "tour-withdrawn", fields).await
}

async fn finish(
    visit: Visit,
    Path(id): Path<i64>,
    Posted { fields, .. }: Posted,
) -> Result<Response> {
    let diary = Diary {
        saw: fields.get("saw").to_owned(),
        surprised: fields.get("surprised").to_owned(),
        answers: fields.get("answers").to_owned(),
    };
    let outcome = actions::finish(&visit.app, &visit.actor, id, diary).await;
    if outcome.is_ok() {
        let editor = Editor::Page(Sheet::TourDiary, id);
        drafts::remove_sent(&visit.app, &visit.actor, editor, &fields).await;
    }
    done(&visit, id, outcome, "tour-done", fields).await
}
