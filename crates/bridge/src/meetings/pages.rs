//! The list of meetings, and the one page that each has before, while and after it is held.

use super::{
    Meeting,
    actions::{self, Change, NewMeeting, Part, Shown},
};
use crate::{
    action_items::{self, Row, Stand},
    agenda::{self, Section, Topic},
    attendees::{self, Answer, Guest, Named, Role},
    meeting_boxes::{self, Boxes},
    minutes::{self, Amendment, Decision},
};
use base::{jiff_tz::TimeZone, moment_there};
use desk::drafts::{self, Editor, Panel, Sheet};
use web::prelude::*;

/// The routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/meetings", get(index))
        .route("/meetings/{id}", get(show).post(update))
        .route("/meetings/{id}/edit", get(edit))
        .route("/meetings/{id}/cancellation", post(cancel))
}

fn clock(zone: &TimeZone, at: Time) -> String {
    zone.to_datetime(at.timestamp()).strftime("%H:%M").to_string()
}

/// When a meeting is, by its reader's clock.
pub(crate) fn span(page: &Page, meeting: &Meeting) -> String {
    let end = meeting.starts_at.plus_seconds(meeting.minutes * 60);
    let from = moment_there(page.language, &page.zone, meeting.starts_at);
    page.with2("meeting-span", "from", from, "until", clock(&page.zone, end))
}

/// The time there, where another clock hangs; empty where it is the reader's.
fn there(page: &Page, meeting: &Meeting) -> String {
    let zone = TimeZone::get(&meeting.time_zone).unwrap_or(TimeZone::UTC);
    let at = meeting.starts_at.timestamp();
    if zone.to_datetime(at) == page.zone.to_datetime(at) {
        return String::new();
    }
    let place = meeting.time_zone.rsplit('/').next().unwrap_or_default().replace('_', " ");
    page.with2("meeting-there", "clock", clock(&zone, meeting.starts_at), "place", place)
}

/// How a meeting stands, as a word.
fn standing(meeting: &Meeting, now: Time) -> &'static str {
    match () {
        () if meeting.cancelled_at.is_some() && meeting.cancelled_by.is_none() => "left-out",
        () if meeting.cancelled_at.is_some() => "cancelled",
        () if meeting.confirmed_at.is_some() => "confirmed",
        () if meeting.held_at.is_some() => "held",
        () if meeting.starts_at.plus_seconds(meeting.minutes * 60) < now => "over",
        () if meeting.starts_at <= now => "now",
        () if meeting.slot_at.is_some_and(|slot| slot != meeting.starts_at) => "moved",
        () => "planned",
    }
}

#[derive(Template)]
#[template(path = "meetings/index.html")]
struct MeetingsPage {
    page: Page,
    shown: Vec<Shown>,
    elsewhere: Vec<Meeting>,
}

impl MeetingsPage {
    fn span(&self, meeting: &Meeting) -> String {
        span(&self.page, meeting)
    }

    fn there(&self, meeting: &Meeting) -> String {
        there(&self.page, meeting)
    }

    fn standing(&self, meeting: &Meeting) -> &'static str {
        standing(meeting, self.page.now)
    }
}

#[derive(Template)]
#[template(path = "meetings/show.html")]
struct MeetingPage {
    page: Page,
    it: Meeting,
    part: Part,
    guests: Vec<Guest>,
    topics: Vec<Topic>,
    decisions: Vec<Decision>,
    amendments: Vec<Amendment>,
    promised: Vec<Row>,
    /// What was typed into a form that was refused.
    form: Fields,
    problems: Problems,
    /// The topic whose notes are being written.
    noting: Option<i64>,
    notes: Fields,
    drafts: Panel,
    boxes: Boxes,
}

impl MeetingPage {
    fn span(&self) -> String {
        span(&self.page, &self.it)
    }

    fn there(&self) -> String {
        there(&self.page, &self.it)
    }

    fn standing(&self) -> &'static str {
        standing(&self.it, self.page.now)
    }

    fn is_open(&self) -> bool {
        self.it.cancelled_at.is_none() && self.it.confirmed_at.is_none()
    }

    fn is_written(&self) -> bool {
        self.part.may_write && self.is_open()
    }

    fn is_begun(&self) -> bool {
        self.it.starts_at <= self.page.now
    }

    fn answer(&self) -> Option<Answer> {
        let me = self.guests.iter().find(|one| one.person_id.to_string() == self.page.person);
        me.and_then(|me| me.answer)
    }

    fn active(&self) -> Vec<&Topic> {
        let is_on = |topic: &&Topic| topic.row.aside_at.is_none() || self.is_noting(topic);
        self.topics.iter().filter(is_on).collect()
    }

    fn aside(&self) -> Vec<&Topic> {
        let is_off = |topic: &&Topic| topic.row.aside_at.is_some() && !self.is_noting(topic);
        self.topics.iter().filter(is_off).collect()
    }

    fn heading(&self, topic: &Topic) -> String {
        match topic.row.kind {
            Section::Added => topic.row.title.clone(),
            kind => self.page.word("agenda-section-", kind),
        }
    }

    fn is_noting(&self, topic: &Topic) -> bool {
        self.noting == Some(topic.row.id)
    }

    fn may_remove(&self, topic: &Topic) -> bool {
        let is_own = topic.row.added_by.is_some_and(|id| id.to_string() == self.page.person);
        self.is_open() && topic.row.notes.is_empty() && (self.part.may_write || is_own)
    }

    fn left(&self) -> Vec<&Guest> {
        self.guests.iter().filter(|one| !one.is_here).collect()
    }

    fn html(&self, notes: &str) -> String {
        web::markdown(notes)
    }
}

async fn index(visit: Visit) -> Result<Response> {
    let (shown, elsewhere) = actions::list(&visit.app, &visit.actor).await?;
    html(&MeetingsPage { page: visit.page_t("meetings-title"), shown, elsewhere })
}

async fn page(
    visit: &Visit,
    id: i64,
    (mut form, problems): (Fields, Problems),
    (noting, typed): (Option<i64>, Option<Fields>),
) -> Result<MeetingPage> {
    let (app, actor) = (visit.app.clone(), visit.actor.clone());
    let load = move |tx: &mut base::Tx| {
        let (it, part) = actions::see(tx, &actor, id)?;
        let guests = attendees::list(tx, &actor, id)?;
        let mut topics = agenda::load_all(tx, &app, &actor, &it)?;
        // a topic on which there is nothing yet shows while somebody notes on it
        topics.retain(|topic| topic.is_shown() || Some(topic.row.id) == noting);
        let (decisions, amendments) = minutes::load(tx, &actor, id)?;
        let promised = action_items::list_by_meeting(tx, &actor, id)?;
        Ok((it, part, guests, topics, decisions, amendments, promised))
    };
    let (it, part, guests, topics, decisions, amendments, promised) = visit.app.read(load).await?;
    let is_open = part.may_write && it.cancelled_at.is_none() && it.confirmed_at.is_none();
    let noted = topics.iter().find(|topic| is_open && Some(topic.row.id) == noting);
    let (mut notes, mut panel) = (Fields::default(), Panel::default());
    let stored = match noted {
        Some(topic) => Some((
            Editor::Page(Sheet::Topic, topic.row.id),
            Fields::new([
                ("notes", topic.row.notes.clone()),
                ("version", topic.row.version.to_string()),
            ]),
        )),
        None if part.may_write && it.confirmed_at.is_some() => {
            Some((Editor::Page(Sheet::Minutes, id), Fields::default()))
        }
        None => None,
    };
    let noting = noted.map(|topic| topic.row.id);
    if let Some((editor, fresh)) = stored {
        let given = typed.or_else(|| form.has("amendment").then(|| form.clone()));
        (notes, panel) = drafts::open(&visit.app, &visit.actor, editor, given, fresh).await?;
    }
    let mut boxes = Boxes::default();
    if it.cancelled_at.is_none() && it.confirmed_at.is_none() {
        boxes = meeting_boxes::open(visit, id, &mut form, part.may_write).await?;
    }
    let frame = visit.page(it.title.clone());
    let promised = action_items::rows(&frame, promised);
    Ok(MeetingPage {
        page: frame,
        it,
        part,
        guests,
        topics,
        decisions,
        amendments,
        promised,
        form,
        problems,
        noting,
        notes,
        drafts: panel,
        boxes,
    })
}

async fn show(visit: Visit, Path(id): Path<i64>, query: Fields) -> Result<Response> {
    let nothing = (Fields::default(), Problems::default());
    html(&page(&visit, id, nothing, (query.number("note"), None)).await?)
}

/// After a form of the page was sent: on to what it did, or back with what was typed.
pub(crate) async fn show_with(
    visit: &Visit,
    id: i64,
    outcome: base::Result<()>,
    (form, said): (&str, &str),
    fields: Fields,
) -> Result<Response> {
    match outcome {
        Ok(()) => go(format!("/meetings/{id}?said={said}#{form}")),
        Err(Error::Invalid(problems)) => {
            let noting = form.strip_prefix("notes/").and_then(|id| id.parse().ok());
            let typed = noting.map(|_: i64| fields.clone());
            refused_form(&page(visit, id, (fields, problems), (noting, typed)).await?)
        }
        Err(error) => Err(error.into()),
    }
}

#[derive(Template)]
#[template(path = "meetings/edit.html")]
struct EditPage {
    page: Page,
    it: Meeting,
    form: Fields,
    problems: Problems,
    zones: Vec<(String, String)>,
    drafts: Panel,
}

/// A time zone as people read it.
pub(crate) fn zone_choices(zones: Vec<String>) -> Vec<(String, String)> {
    let named = |zone: String| (zone.clone(), zone.replace('_', " "));
    zones.into_iter().map(named).collect()
}

fn stored(it: &Meeting, named: Named) -> Fields {
    let zone = TimeZone::get(&it.time_zone).unwrap_or(TimeZone::UTC);
    let local = zone.to_datetime(it.starts_at.timestamp()).strftime("%Y-%m-%dT%H:%M").to_string();
    Fields::new([
        ("title", it.title.clone()),
        ("starts", local),
        ("time_zone", it.time_zone.clone()),
        ("minutes", it.minutes.to_string()),
        ("place", it.place.clone()),
        ("link", it.link.clone()),
        ("chair", named.chair),
        ("minute_taker", named.minute_taker),
        ("guests", named.guests),
        ("version", it.version.to_string()),
    ])
}

async fn edit_page(
    visit: &Visit,
    id: i64,
    typed: Option<Fields>,
    problems: Problems,
) -> Result<EditPage> {
    let (it, part, all) = actions::load(&visit.app, &visit.actor, id).await?;
    if !part.is_keeper {
        return Err(Error::Forbidden.into());
    }
    let (app, actor, relationship) = (visit.app.clone(), visit.actor.clone(), it.relationship_id);
    let read = move |tx: &mut base::Tx| {
        let of = crate::relationships::find(tx, &actor, relationship)?;
        actions::zones(tx, &app, &actor, &of)
    };
    let mut zones = visit.app.read(read).await?;
    if !zones.contains(&it.time_zone) {
        zones.push(it.time_zone.clone());
    }
    let fresh = stored(&it, attendees::as_named(&visit.actor, &all));
    let editor = Editor::Page(Sheet::MeetingChange, id);
    let (mut form, drafts) = drafts::open(&visit.app, &visit.actor, editor, typed, fresh).await?;
    form.set("version", it.version.to_string());
    let zones = zone_choices(zones);
    Ok(EditPage { page: visit.page_t("meeting-edit"), it, form, problems, zones, drafts })
}

async fn edit(visit: Visit, Path(id): Path<i64>) -> Result<Response> {
    html(&edit_page(&visit, id, None, Problems::default()).await?)
}

/// What a form says of a meeting; that for new ones has the same fields.
pub(crate) fn read(fields: &Fields) -> NewMeeting {
    let text = |name: &str| fields.get(name).to_owned();
    NewMeeting {
        title: text("title"),
        starts: text("starts"),
        time_zone: text("time_zone"),
        minutes: text("minutes"),
        place: text("place"),
        link: text("link"),
        named: Named {
            chair: text("chair"),
            minute_taker: text("minute_taker"),
            guests: text("guests"),
        },
    }
}

async fn update(
    visit: Visit,
    Path(id): Path<i64>,
    Posted { fields, .. }: Posted,
) -> Result<Response> {
    let version = fields.number("version").unwrap_or_default();
    let change = Change { new: read(&fields), why: fields.get("why").to_owned() };
    let problems = match actions::update(&visit.app, &visit.actor, (id, version), change).await {
        Ok(()) => {
            let editor = Editor::Page(Sheet::MeetingChange, id);
            drafts::remove_sent(&visit.app, &visit.actor, editor, &fields).await;
            return go(format!("/meetings/{id}?said=meeting-changed"));
        }
        Err(Error::Invalid(problems)) => problems,
        Err(Error::Conflict) => {
            let (now, ..) = actions::load(&visit.app, &visit.actor, id).await?;
            if now.version == version || now.cancelled_at.is_some() || now.held_at.is_some() {
                return Err(Error::Conflict.into());
            }
            let shown = format!("{}, {}", now.title, span(&visit.page(""), &now));
            let mut problems = Problems::default();
            problems.add_with("title", "problem-changed-field", vec![("now", shown)]);
            problems
        }
        Err(error) => return Err(error.into()),
    };
    refused_form(&edit_page(&visit, id, Some(fields), problems).await?)
}

async fn cancel(
    visit: Visit,
    Path(id): Path<i64>,
    Posted { fields, .. }: Posted,
) -> Result<Response> {
    match actions::cancel(&visit.app, &visit.actor, id, fields.get("cancel_why")).await {
        Ok(()) => go(format!("/meetings/{id}?said=meeting-cancelled")),
        Err(Error::Invalid(problems)) => {
            let (it, _, all) = actions::load(&visit.app, &visit.actor, id).await?;
            let mut form = stored(&it, attendees::as_named(&visit.actor, &all));
            form.set("cancel_why", fields.get("cancel_why"));
            refused_form(&edit_page(&visit, id, Some(form), problems).await?)
        }
        Err(error) => Err(error.into()),
    }
}
