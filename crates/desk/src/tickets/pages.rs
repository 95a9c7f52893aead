//! The ticket's page, and the forms on it.

use super::{
    actions,
    model::{Access, Channel, HoldReason, Kind, State, Timeline, can},
};
use crate::{
    affected,
    compared::{self, Told},
    conversation::{MessageRow, body_html},
    custom_fields::Asked,
    drafts::{self, Editor},
    felt::Unit,
    impact::{Hurts, Priority, Scope},
    occasions::Occasion,
    outgoing::OutgoingRow,
    resolution::Cause,
    snooze::{Quick, choices},
    timeline::{Entry, EventRow, View, entries, view},
    voices::{Voices, for_patrons},
    waiting,
};
use base::{Marker, PersonId, TeamId, TicketId};
use web::{markdown, paragraphs, prelude::*};

/// A message with more characters than this is several screens long.
const LONG: usize = 6_000;

/// The ticket's page.
#[derive(Template)]
#[template(path = "tickets/show.html")]
pub struct TicketPage {
    page: Page,
    /// Marks words that the reader may not know.
    marker: Marker,
    reader: Option<PersonId>,
    view: View,
    entries: Vec<Entry>,
    voices: Option<Voices>,
    /// What to tell patrons until it is put right.
    patrons: Option<String>,
    /// What was typed into the form that came back, and which form that was.
    form: Fields,
    problems: Problems,
    open: String,
    /// Times that are quick to promise.
    promises: Vec<(waiting::Quick, Time)>,
}

impl TicketPage {
    fn is_agent(&self) -> bool {
        self.view.access == Access::Work
    }
    fn is_own_team(&self, id: &i64) -> bool {
        self.view.ticket.team_id == Some(TeamId(*id))
    }
    fn is_reader(&self, id: &PersonId) -> bool {
        self.reader == Some(*id)
    }
    /// Whether it is theirs to give away, or to ask others about.
    fn is_by_right(&self) -> bool {
        self.view.by_right >= Access::Own
    }
    fn is_own(&self) -> bool {
        self.view.access >= Access::Own
    }
    fn priority(&self) -> Priority {
        Priority::of(self.view.ticket.priority)
    }
    fn can(&self, verb: &str) -> bool {
        let verb = match verb {
            "assign" => Timeline::Assign,
            "hold" => Timeline::Hold,
            "resolve" => Timeline::Resolve,
            "confirm" => Timeline::Confirm,
            "reopen" => Timeline::Reopen,
            "cancel" => Timeline::Cancel,
            _ => Timeline::Reweigh,
        };
        can(verb, self.view.ticket.state)
    }
    fn is_assignee(&self, id: &i64) -> bool {
        match self.is_open("assignment") {
            true => self.typed("assignment", "assignee") == id.to_string(),
            false => self.view.ticket.assignee_id == Some(PersonId(*id)),
        }
    }
    /// Whoever is in no team, as an IT manager often is, gives it to somebody who is.
    fn may_take(&self) -> bool {
        let is_me = |id: i64| self.reader == Some(PersonId(id));
        self.view.ticket.assignee_id.is_none() && self.view.agents.iter().any(|a| is_me(a.id))
    }
    fn is_team(&self, id: &i64) -> bool {
        match self.typed("assignment", "team") {
            "" => self.view.ticket.team_id == Some(TeamId(*id)),
            typed => typed == id.to_string(),
        }
    }
    fn marked_up(&self, text: &str) -> String {
        self.marker.mark(markdown(text))
    }
    /// Plain text.
    fn marked(&self, text: &str) -> String {
        self.marker.mark(paragraphs(text))
    }
    fn scopes(&self) -> &'static [Scope] {
        Scope::ALL
    }
    fn hurts(&self) -> &'static [Hurts] {
        Hurts::ALL
    }
    /// Whether an answer of the short form is the one that was typed, or else given before.
    fn is_stated(&self, field: &str, word: &str) -> bool {
        match (self.typed("worsening", field), &self.view.statement) {
            ("", Some((row, _))) => [row.scope.as_str(), row.hurts.as_str()].contains(&word),
            (typed, _) => typed == word,
        }
    }
    fn message_html(&self, message: &MessageRow) -> String {
        self.marker.mark(body_html(message, &self.view.attachments))
    }
    /// Whether a message is so long that it gets a box to scroll in: what came after it would
    /// otherwise be many screens away.
    fn is_long(&self, message: &MessageRow) -> bool {
        message.body.chars().nth(LONG).is_some()
    }
    fn typed(&self, form: &str, field: &str) -> &str {
        match self.open == form {
            true => self.form.get(field),
            false => self.view.drafts.text(form, field),
        }
    }
    /// The last event on the page, so that a form can say what its reader had seen.
    fn seen(&self) -> i64 {
        self.view.events.last().map_or(0, |event| event.id)
    }
    /// Words of a form that the page may no longer have, because the ticket moved on.
    fn kept(&self) -> Option<String> {
        let is_gone = |field: &str| {
            field == "conflict" || (field == "playback" && !self.view.playback.is_asked)
        };
        let is_conflict = self.problems.0.iter().any(|problem| is_gone(&problem.field));
        Some(self.form.words()).filter(|words| is_conflict && !words.is_empty())
    }
    fn is_open(&self, form: &str) -> bool {
        self.open == form
    }
    /// Whether there is something in a form that its reader wrote.
    fn is_written(&self, form: &str) -> bool {
        self.is_open(form) || self.view.drafts.has(form)
    }
    /// The tab that is open: that of the form that came back, or where something was written last.
    fn tab(&self) -> &'static str {
        let tabs = ["reply", "note", "resolution"];
        let refused = tabs.into_iter().find(|tab| self.is_open(tab));
        refused.or_else(|| self.view.drafts.newest(&tabs)).unwrap_or("reply")
    }
    /// Files that came with words that were not sent.
    fn kept_files(&self, form: &str) -> Vec<&str> {
        match self.is_open(form) {
            true => self.form.all("attachment"),
            false => {
                self.view.drafts.first(form).map_or(Vec::new(), |d| d.fields.all("attachment"))
            }
        }
    }
    fn waiting_html(&self, row: &OutgoingRow) -> String {
        web::markdown(&row.body)
    }
    fn causes(&self) -> Vec<Cause> {
        Cause::ALL.iter().copied().filter(Cause::is_for_helpers).collect()
    }
    /// Whether the reader is on the asking side, also where they work on it themselves.
    fn is_asking(&self) -> bool {
        let ticket = &self.view.ticket;
        let asked = [Some(ticket.requester_id), Some(ticket.reporter_id)];
        asked.contains(&self.reader) || self.view.access == Access::Own
    }
    /// What the reader is asked.
    fn questions(&self) -> Vec<Asked> {
        self.view.questions.refilled(Some(&self.form).filter(|_| self.is_open("questions")))
    }
    /// What is on, in words.
    fn occasion(&self, occasion: &Occasion) -> String {
        occasion.said(self.page.language, &self.page.zone, self.page.now)
    }
    fn reasons(&self) -> &'static [HoldReason] {
        HoldReason::ALL
    }
    fn quick(&self) -> Vec<(Quick, String)> {
        choices(self.page.language, &self.page.zone, self.page.now)
    }
    fn tomorrow(&self) -> String {
        let now = self.page.zone.to_datetime(self.page.now.timestamp());
        let day = now.date().tomorrow().unwrap_or(now.date());
        format!("{day}T09:00")
    }
    /// Whether nobody has said how bad it is: a letter answers no questions.
    fn is_guessed(&self) -> bool {
        let is_said = |event: &EventRow| event.kind == "ticket.reweighed";
        self.view.ticket.channel == Channel::Email && !self.view.events.iter().any(is_said)
    }
    fn is_own_request(&self) -> bool {
        self.view.is_mine || !self.is_agent()
    }
    /// What was expected beside what came, once it is put right: for whoever asked and those who help.
    fn compared(&self) -> Vec<String> {
        let (ticket, is_mine) = (&self.view.ticket, self.view.is_mine);
        let is_over = matches!(ticket.state, State::Resolved | State::Closed);
        let Some((row, risks)) = self.view.statement.as_ref().filter(|_| is_over) else {
            return Vec::new();
        };
        if !is_mine && !self.is_agent() && self.view.feedback.is_none() {
            return Vec::new();
        }
        let Page { language, zone, now, .. } = &self.page;
        let told = Told { language, zone, now: *now, is_mine };
        let felt = self.view.feedback.as_ref().map(|given| given.score);
        compared::lines(&told, ticket, (row, risks), felt)
    }
    fn units(&self) -> &'static [Unit] {
        Unit::ALL
    }
    /// Whether mark and words are kept from those who helped: as typed, or else as said before.
    fn is_kept(&self) -> bool {
        match self.is_written("feedback") {
            true => !self.typed("feedback", "is_kept").is_empty(),
            false => self.view.feedback.as_ref().is_some_and(|given| given.kept_at.is_some()),
        }
    }
    fn may_have_feedback(&self) -> bool {
        let is_over = matches!(self.view.ticket.state, State::Resolved | State::Closed);
        self.view.is_mine && is_over && !self.view.ticket.is_patrons() && !self.view.desk.is_fixed()
    }
}

/// The routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/tickets/{id}", get(show))
        .route("/tickets/{id}/cancellation", post(cancel))
        .route("/tickets/{id}/watching", post(watch))
}

async fn render(
    visit: &Visit,
    id: i64,
    open: &str,
    form: Fields,
    problems: Problems,
) -> Result<TicketPage> {
    let view = view(&visit.app, &visit.actor, TicketId(id)).await?;
    let title = format!("#{id} {}", view.ticket.subject);
    let language = visit.actor.language;
    let said_on = view.statement.as_ref().map_or(visit.app.now(), |(row, _)| row.at);
    let voices = view.voices(language, actions::today(&visit.app, said_on));
    let page = visit.page(title);
    let patrons = patrons(&page, &view);
    Ok(TicketPage {
        marker: Marker::new(&visit.app, &visit.actor),
        reader: visit.actor.id,
        patrons,
        promises: waiting::quick(&visit.app, &visit.actor, view.ticket.team_id).await?,
        page,
        entries: entries(language, &view),
        voices,
        view,
        form,
        problems,
        open: open.to_owned(),
    })
}

fn patrons(page: &Page, view: &View) -> Option<String> {
    let ticket = &view.ticket;
    let (row, risks) = view.statement.as_ref()?;
    if ticket.kind != Kind::Incident || !ticket.state.is_open() {
        return None;
    }
    let news = ticket.news_by.filter(|at| !page.is_past(at)).map(|at| page.when(&at));
    let answers = row.answers(risks, ticket.location_id.is_some());
    for_patrons(page.language, &answers, ticket.service.as_deref(), news.as_deref())
}

/// After a verb: back to the page with what was done, or the page with the form that was refused,
/// everything typed still in it.
pub async fn show_with(
    visit: &Visit,
    id: i64,
    outcome: base::Result<()>,
    said: &str,
    form: &str,
    fields: Fields,
) -> Result<Response> {
    match outcome {
        Ok(()) => {
            if let Some(editor) = Editor::parse(&format!("ticket/{id}/{form}")) {
                drafts::remove_sent(&visit.app, &visit.actor, editor, &fields).await;
            }
            go(format!("/tickets/{id}?said={said}"))
        }
        Err(Error::Invalid(mut problems)) => {
            // several forms on the page have a field of this name
            let own = [
                ("note", "body", "note-body"),
                ("tasks", "lines", "tasks-lines"),
                ("resolution", "words", "resolve-words"),
                ("cancellation", "why", "cancel-why"),
                ("time", "minutes", "time-minutes"),
                ("time", "note", "time-note"),
            ];
            for problem in &mut problems.0 {
                if let Some((.., id)) =
                    own.iter().find(|(f, name, _)| (*f, *name) == (form, problem.field.as_str()))
                {
                    problem.field = (*id).to_owned();
                }
            }
            refused_form(&render(visit, id, form, fields, problems).await?)
        }
        Err(Error::Conflict) => {
            let mut problems = Problems::default();
            problems.add("conflict", "problem-moved-on");
            let shown = render(visit, id, form, fields, problems).await?;
            let mut response = html(&shown)?;
            *response.status_mut() = axum::http::StatusCode::CONFLICT;
            Ok(response)
        }
        Err(error) => Err(error.into()),
    }
}

/// The page with a form that was not sent yet: what was typed is in it, and more was found.
pub async fn show_again(
    visit: &Visit,
    id: i64,
    form: &str,
    fields: Fields,
    problems: Problems,
    change: impl FnOnce(&mut View),
) -> Result<Response> {
    let is_refused = !problems.0.is_empty();
    let mut shown = render(visit, id, form, fields, problems).await?;
    change(&mut shown.view);
    if is_refused { refused_form(&shown) } else { html(&shown) }
}

async fn show(visit: Visit, Path(id): Path<i64>) -> Result<Response> {
    match render(&visit, id, "", Fields::default(), Problems::default()).await {
        Ok(shown) => html(&shown),
        // whom it stops too has a page of their own, without what others wrote
        Err(Refusal(Error::NotFound)) => {
            affected::look(&visit.app, &visit.actor, TicketId(id)).await?.only_joined()?;
            go(format!("/tickets/{id}/affected"))
        }
        Err(error) => Err(error),
    }
}

async fn cancel(
    visit: Visit,
    Path(id): Path<i64>,
    Posted { fields, .. }: Posted,
) -> Result<Response> {
    let why = fields.get("why");
    let outcome = actions::cancel(&visit.app, &visit.actor, TicketId(id), why).await;
    show_with(&visit, id, outcome, "cancelled", "cancellation", fields).await
}

async fn watch(
    visit: Visit,
    Path(id): Path<i64>,
    Posted { fields, .. }: Posted,
) -> Result<Response> {
    let is_on = !fields.has("stop");
    let outcome = actions::watch(&visit.app, &visit.actor, TicketId(id), is_on).await;
    let said = if is_on { "watching" } else { "not-watching" };
    show_with(&visit, id, outcome, said, "", fields).await
}
