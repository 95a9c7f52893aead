//! The form for new meetings, and the page of those that recur.

use super::{
    actions::{self, NewPlan},
    model::SeriesChange,
};
use crate::{
    attendees::{self, Named},
    meetings::{self, Meeting, Recurs, Series, Skipping, zone_choices},
    relationships::Relationship,
};
use base::{day_in_words, moment_there};
use desk::drafts::{self, Editor, Panel, Sheet};
use web::prelude::*;

/// The routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/meetings/new", get(new).post(create))
        .route("/meetings/series/{id}", get(show).post(update))
        .route("/meetings/series/{id}/end", post(end))
}

type Choices = Vec<(String, String)>;

#[derive(Template)]
#[template(path = "series/new.html")]
struct NewMeetingPage {
    page: Page,
    of: Relationship,
    form: Fields,
    problems: Problems,
    zones: Choices,
    recurs: Choices,
    skipping: Choices,
    drafts: Panel,
}

#[derive(Template)]
#[template(path = "series/show.html")]
struct SeriesPage {
    page: Page,
    it: Series,
    /// When it began, by its own clock.
    since: String,
    /// To come, in order.
    next: Vec<Meeting>,
    /// What was, the newest first.
    past: Vec<Meeting>,
    is_keeper: bool,
    form: Fields,
    problems: Problems,
    zones: Choices,
    recurs: Choices,
    skipping: Choices,
    drafts: Panel,
}

impl SeriesPage {
    fn is_moved(&self, one: &Meeting) -> bool {
        one.slot_at != Some(one.starts_at)
    }

    fn moment(&self, at: &Time) -> String {
        moment_there(self.page.language, &self.page.zone, *at)
    }
}

fn skipping_choices(visit: &Visit) -> Choices {
    let word =
        |one: &Skipping| visit.actor.language.t(&format!("meeting-skipping-{one}")).to_owned();
    Skipping::ALL.iter().map(|one| (one.to_string(), word(one))).collect()
}

fn recurs_choices(visit: &Visit) -> Choices {
    let word = |one: &Recurs| visit.actor.language.t(&format!("meeting-recurs-{one}")).to_owned();
    Recurs::ALL.iter().map(|one| (one.to_string(), word(one))).collect()
}

async fn new_page(
    visit: &Visit,
    id: i64,
    typed: Option<Fields>,
    problems: Problems,
) -> Result<NewMeetingPage> {
    let (of, named, zones) = actions::begin(&visit.app, &visit.actor, id).await?;
    let t = |key: &str| visit.actor.language.t(key).to_owned();
    let once = (String::new(), t("meeting-recurs-once"));
    let fresh = Fields::new([
        (
            "title",
            visit.actor.language.with(
                "meeting-title-usual",
                &[("customer", &of.customer), ("provider", &of.provider)],
            ),
        ),
        ("time_zone", zones.first().cloned().unwrap_or_default()),
        ("minutes", "60".to_owned()),
        ("skipping", "move".to_owned()),
        ("chair", named.chair),
        ("minute_taker", named.minute_taker),
        ("guests", named.guests),
    ]);
    let editor = Editor::Page(Sheet::Meeting, id);
    let (form, drafts) = drafts::open(&visit.app, &visit.actor, editor, typed, fresh).await?;
    Ok(NewMeetingPage {
        page: visit.page_t("meeting-new"),
        of,
        form,
        problems,
        zones: zone_choices(zones),
        recurs: std::iter::once(once).chain(recurs_choices(visit)).collect(),
        skipping: skipping_choices(visit),
        drafts,
    })
}

async fn new(visit: Visit, query: Fields) -> Result<Response> {
    let id = query.number("relationship").ok_or(Error::NotFound)?;
    html(&new_page(&visit, id, None, Problems::default()).await?)
}

async fn create(visit: Visit, Posted { fields, .. }: Posted) -> Result<Response> {
    let id = fields.number("relationship").ok_or(Error::NotFound)?;
    let plan = NewPlan {
        first: meetings::read(&fields),
        recurs: Recurs::parse(fields.get("recurs")),
        rule: fields.get("rule").to_owned(),
        until: fields.get("until").to_owned(),
        skipping: Skipping::parse(fields.get("skipping")),
    };
    match actions::plan(&visit.app, &visit.actor, id, plan).await {
        Ok(meeting) => {
            let editor = Editor::Page(Sheet::Meeting, id);
            drafts::remove_sent(&visit.app, &visit.actor, editor, &fields).await;
            go(format!("/meetings/{meeting}?said=meeting-planned"))
        }
        Err(Error::Invalid(problems)) => {
            refused_form(&new_page(&visit, id, Some(fields), problems).await?)
        }
        Err(error) => Err(error.into()),
    }
}

/// A series as its form shows it.
fn stored(visit: &Visit, it: &Series, dates: &[Meeting], all: &[attendees::Guest]) -> Fields {
    let named = attendees::as_named(&visit.actor, all);
    let next = actions::next_date(it, dates, visit.app.now()).unwrap_or_default();
    let own = if it.recurs == Recurs::Own { it.rule.clone() } else { String::new() };
    Fields::new([
        ("title", it.title.clone()),
        ("place", it.place.clone()),
        ("link", it.link.clone()),
        ("starts", next),
        ("time_zone", it.time_zone.clone()),
        ("minutes", it.minutes.to_string()),
        ("recurs", it.recurs.to_string()),
        ("rule", own),
        ("until", it.until_on.clone()),
        ("skipping", it.skipping.to_string()),
        ("chair", named.chair),
        ("minute_taker", named.minute_taker),
        ("guests", named.guests),
        ("version", it.version.to_string()),
    ])
}

async fn show_page(
    visit: &Visit,
    id: i64,
    typed: Option<Fields>,
    problems: Problems,
) -> Result<SeriesPage> {
    let (it, dates, all) = actions::get(&visit.app, &visit.actor, id).await?;
    let is_keeper = actions::is_kept(&visit.app, &visit.actor, it.relationship_id).await?;
    let zones = match is_keeper {
        true => actions::begin(&visit.app, &visit.actor, it.relationship_id).await?.2,
        false => Vec::new(),
    };
    let fresh = stored(visit, &it, &dates, &all);
    let editor = Editor::Page(Sheet::Series, id);
    let (mut form, drafts) = drafts::open(&visit.app, &visit.actor, editor, typed, fresh).await?;
    form.set("version", it.version.to_string());
    let begun: Option<jiff::civil::DateTime> = it.starts_at.parse().ok();
    let since = begun.map(|at| {
        let day = day_in_words(visit.actor.language, at.date());
        let place = it.time_zone.rsplit('/').next().unwrap_or_default().replace('_', " ");
        let clock = at.strftime("%H:%M").to_string();
        let args = [("day", day.as_str()), ("clock", &clock), ("place", &place)];
        let today = visit.actor.zone.to_datetime(visit.app.now().timestamp()).date();
        let is_begun = at.date() <= today;
        let key = if is_begun { "meeting-since" } else { "meeting-from" };
        visit.actor.language.with(key, &args)
    });
    let now = visit.app.now();
    let (next, past): (Vec<_>, Vec<_>) = dates.into_iter().partition(|one| one.starts_at > now);
    let mut zones = zones;
    if !zones.contains(&it.time_zone) {
        zones.push(it.time_zone.clone());
    }
    Ok(SeriesPage {
        page: visit.page(it.title.clone()),
        it,
        since: since.unwrap_or_default(),
        next,
        past: past.into_iter().rev().take(60).collect(),
        is_keeper,
        form,
        problems,
        zones: zone_choices(zones),
        recurs: recurs_choices(visit),
        skipping: skipping_choices(visit),
        drafts,
    })
}

async fn show(visit: Visit, Path(id): Path<i64>) -> Result<Response> {
    html(&show_page(&visit, id, None, Problems::default()).await?)
}

async fn update(
    visit: Visit,
    Path(id): Path<i64>,
    Posted { fields, .. }: Posted,
) -> Result<Response> {
    let text = |name: &str| fields.get(name).to_owned();
    let given = |name: &str| fields.has(name).then(|| text(name));
    let change = SeriesChange {
        title: text("title"),
        place: text("place"),
        link: text("link"),
        starts: given("starts"),
        time_zone: given("time_zone"),
        minutes: given("minutes"),
        recurs: Recurs::parse(fields.get("recurs")),
        rule: given("rule"),
        until: text("until"),
        skipping: Skipping::parse(fields.get("skipping")),
        named: Named {
            chair: text("chair"),
            minute_taker: text("minute_taker"),
            guests: text("guests"),
        },
    };
    let version = fields.number("version").unwrap_or_default();
    let problems = match actions::update(&visit.app, &visit.actor, (id, version), change).await {
        Ok(()) => {
            let editor = Editor::Page(Sheet::Series, id);
            drafts::remove_sent(&visit.app, &visit.actor, editor, &fields).await;
            return go(format!("/meetings/series/{id}?said=saved"));
        }
        Err(Error::Invalid(problems)) => problems,
        Err(Error::Conflict) => {
            let (now, ..) = actions::get(&visit.app, &visit.actor, id).await?;
            if now.version == version || now.ended_at.is_some() {
                return Err(Error::Conflict.into());
            }
            let mut problems = Problems::default();
            problems.add_with("title", "problem-changed-field", vec![("now", now.title)]);
            problems
        }
        Err(error) => return Err(error.into()),
    };
    refused_form(&show_page(&visit, id, Some(fields), problems).await?)
}

async fn end(visit: Visit, Path(id): Path<i64>, Posted { fields, .. }: Posted) -> Result<Response> {
    match actions::end(&visit.app, &visit.actor, id, fields.get("end_why")).await {
        Ok(()) => go(format!("/meetings/series/{id}?said=series-ended")),
        Err(Error::Invalid(problems)) => {
            let mut page = show_page(&visit, id, None, problems).await?;
            page.form.set("end_why", fields.get("end_why"));
            refused_form(&page)
        }
        Err(error) => Err(error.into()),
    }
}
