//! The page of an agreement.

use super::{
    actions,
    model::{Agreement, Seen, State},
};
use crate::{
    approvals::{self, ApprovalRow},
    comments::{self, CommentRow},
    coverage,
    sides::{self, Side},
    terms::{
        ALL_KINDS, Clause, ClauseKind, Measure, REQUESTS, Told, VersionRow, day, length, told,
    },
};
use base::day_in_words;
use desk::{
    drafts,
    editors::{Editor, Sheet},
    impact::Priority,
};
use web::prelude::*;

/// The pages.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/agreements/{id}", get(show_page))
        .route("/agreements/{id}/open", get(show_open))
        .route("/agreements/{id}/versions/{number}", get(show_version))
        .route("/agreements/{id}/reading", post(read))
}

/// A row of the table of numbers.
struct Row {
    priority: Priority,
    /// First answer, next news, works again; empty: nothing is promised.
    said: [String; 3],
}

/// Points under a heading, with what is said about each.
struct Part {
    heading: String,
    points: Vec<(Clause, Vec<CommentRow>)>,
}

#[derive(Template)]
#[template(path = "agreements/show.html")]
struct AgreementPage {
    page: Page,
    it: Seen,
    state: String,
    days: String,
    hours: String,
    rows: Vec<Row>,
    requests: Vec<Row>,
    parts: Vec<Part>,
    /// What is said about no point that is there.
    loose: Vec<CommentRow>,
    approvals: Vec<ApprovalRow>,
    /// Sides whose yes the reader can give.
    asked: Vec<Side>,
    /// Whether the reader writes down that a supplier signed.
    on_paper: bool,
    /// Sides of which nobody can say yes.
    nobody: Vec<String>,
    changes: Vec<Told>,
    since: Vec<Told>,
    overlaps: Vec<(i64, String, String)>,
    gap: Option<(String, String)>,
    may_end: bool,
    points: Vec<(String, String)>,
    form: Fields,
    problems: Problems,
    drafts: drafts::Panel,
}

impl AgreementPage {
    fn yes(&self, side: &Side) -> Option<&ApprovalRow> {
        self.approvals.iter().find(|one| one.side == *side && one.withdrawn_at.is_none())
    }

    fn withdrawn(&self) -> Vec<&ApprovalRow> {
        self.approvals.iter().filter(|one| one.withdrawn_at.is_some()).collect()
    }

    fn sides(&self) -> &'static [Side] {
        Side::ALL
    }

    fn name(&self, side: &Side) -> &str {
        self.it.agreement.name_of(*side)
    }

    fn may_take_back(&self, side: &Side) -> bool {
        let decides = self.it.standing.decides().contains(side);
        let paper = self.on_paper && *side == Side::Provider;
        self.it.is_open() && self.yes(side).is_some() && (decides || paper)
    }

    fn stands(&self, version: &VersionRow) -> String {
        let on = |at: Time| {
            let zone = &self.page.zone;
            day_in_words(self.page.language, zone.to_datetime(at.timestamp()).date())
        };
        let said = |key: &str, at: Time| self.page.with(key, "day", on(at));
        match (version.agreed_at, version.dropped_at, version.offered_at) {
            (Some(at), ..) => said("agreement-version-agreed", at),
            (_, Some(at), _) => said("agreement-version-dropped", at),
            (_, _, Some(at)) => said("agreement-version-offered", at),
            _ => self.page.t("agreement-version-draft").to_owned(),
        }
    }

    fn is_under_review(&self) -> bool {
        self.it.agreement.state == State::UnderReview
    }

    fn is_ended(&self) -> bool {
        self.it.agreement.state == State::Ended
    }

    fn day(&self, on: &str) -> String {
        day(self.page.language, on)
    }

    fn keeps(&self) -> bool {
        self.it.standing.keeps(None)
    }

    fn may_talk(&self) -> bool {
        self.keeps() && self.it.is_open() && self.it.shown.offered_at.is_some() && !self.is_ended()
    }

    fn is_open_elsewhere(&self) -> Option<i64> {
        let open = self.it.open.as_ref().filter(|_| !self.it.is_open() && !self.is_ended());
        open.map(|open| open.number)
    }

    fn is_late(&self) -> bool {
        self.it.current.is_some_and(|number| number != self.it.shown.number)
            && self.it.shown.agreed_at.is_some()
    }
}

fn rows(visit: &Visit, it: &Seen, kind: &str) -> Vec<Row> {
    let row = |priority: &Priority| {
        let said = [Measure::FirstResponse, Measure::NextUpdate, Measure::Resolution];
        let said = said.map(|measure| {
            let minutes = it.terms.minutes(measure, priority.number(), kind);
            minutes.map(|minutes| length(visit.actor.language, minutes)).unwrap_or_default()
        });
        Row { priority: *priority, said }
    };
    Priority::ALL.iter().map(row).filter(|row| row.said.iter().any(|s| !s.is_empty())).collect()
}

fn parts(visit: &Visit, it: &Seen, said: &[CommentRow]) -> Vec<Part> {
    let of = &it.agreement;
    let names =
        [("customer", of.name_of(Side::Customer)), ("provider", of.name_of(Side::Provider))];
    let about = |clause: &Clause| {
        let own = said.iter().filter(|one| one.clause_id == Some(clause.root_id));
        own.cloned().collect::<Vec<_>>()
    };
    let part = |kind: &ClauseKind| Part {
        heading: visit.actor.language.with(&format!("agreement-heading-{kind}"), &names),
        points: it.terms.points(*kind).into_iter().map(|one| (one.clone(), about(one))).collect(),
    };
    let order = [
        ClauseKind::ProviderPromises,
        ClauseKind::CustomerPromises,
        ClauseKind::Excluded,
        ClauseKind::Other,
    ];
    order.iter().map(part).filter(|part| !part.points.is_empty()).collect()
}

/// How far it is, in a sentence.
fn state(visit: &Visit, it: &Seen) -> String {
    let tongue = visit.actor.language;
    let of = &it.agreement;
    let key = match (of.state, it.shown.agreed_at.is_some(), it.shown.offered_at.is_some()) {
        (State::Ended, ..) => "agreement-state-ended",
        (_, false, true) => "agreement-state-negotiated",
        (_, false, false) => "agreement-state-draft",
        (State::UnderReview, ..) => "agreement-state-under_review",
        _ if it.current == Some(it.shown.number) => "agreement-state-counts",
        _ => "agreement-state-agreed",
    };
    tongue.with(key, &[("side", of.name_of(it.shown.side)), ("words", &of.state_words)])
}

/// What else the page needs.
struct Beside {
    approvals: Vec<ApprovalRow>,
    comments: Vec<CommentRow>,
    around: coverage::Around,
    on_paper: bool,
    nobody: Vec<String>,
    hours: String,
}

async fn beside(visit: &Visit, it: &Seen) -> base::Result<Beside> {
    let (app, seen, actor) = (visit.app.clone(), it.clone(), visit.actor.clone());
    let look = move |tx: &mut base::Tx| {
        let of = &seen.agreement;
        let keeps = seen.standing.keeps(None);
        let mut nobody = Vec::new();
        if keeps && seen.is_open() {
            for side in Side::ALL {
                let is_paper = *side == Side::Provider && of.is_outsourced();
                if !is_paper && sides::deciders(tx, &actor, &of.pair(), *side)?.is_empty() {
                    nobody.push(of.name_of(*side).to_owned());
                }
            }
        }
        Ok(Beside {
            approvals: approvals::list(tx, &actor, seen.shown.id)?,
            comments: match keeps && seen.is_open() {
                true => comments::list(tx, &actor, of.id)?,
                false => Vec::new(),
            },
            around: match seen.shown.dropped_at {
                None if keeps => coverage::around(tx, &actor, of, &seen.shown)?,
                _ => coverage::Around::default(),
            },
            on_paper: approvals::on_paper(tx, &actor, of, seen.standing)?,
            nobody,
            hours: actions::hours(tx, &app, &actor, &seen)?,
        })
    };
    visit.app.read(look).await
}

/// The sides whose yes the reader can give.
fn asked(it: &Seen, said: &[ApprovalRow], on_paper: bool) -> Vec<Side> {
    let yes = |side| said.iter().any(|one| one.side == side && one.withdrawn_at.is_none());
    let mut asked = it.standing.decides();
    if on_paper {
        asked.push(Side::Provider);
    }
    let is_offered = it.is_open() && it.shown.offered_at.is_some();
    asked.retain(|side| is_offered && it.agreement.state != State::Ended && !yes(*side));
    asked
}

/// What a comment can be about.
fn points(visit: &Visit, it: &Seen) -> Vec<(String, String)> {
    let whole = (String::new(), visit.actor.language.t("agreement-say-whole").to_owned());
    let short = |one: &Clause| one.words.chars().take(60).collect::<String>();
    let each = it.terms.clauses.iter().map(|one| (one.root_id.to_string(), short(one)));
    std::iter::once(whole).chain(each).collect()
}

async fn page_of(
    visit: &Visit,
    it: Seen,
    form: Fields,
    problems: Problems,
) -> Result<AgreementPage> {
    let tongue = visit.actor.language;
    let Beside { approvals, comments, around, on_paper, nobody, hours } =
        beside(visit, &it).await?;
    let parts = parts(visit, &it, &comments);
    let is_there =
        |one: &CommentRow| it.terms.clauses.iter().any(|c| Some(c.root_id) == one.clause_id);
    let loose = comments.iter().filter(|one| !is_there(one)).cloned().collect();
    let is_offered = it.is_open() && it.shown.offered_at.is_some();
    let asked = asked(&it, &approvals, on_paper);
    let points = points(visit, &it);
    let overlaps = around.overlaps.into_iter();
    let editor = Editor::Page(Sheet::AgreementComment, it.agreement.id);
    let typed = Some(form).filter(|_| !problems.0.is_empty());
    let fresh = Fields::default();
    let (form, drafts) = match is_offered && it.standing.keeps(None) {
        true => drafts::open(&visit.app, &visit.actor, editor, typed, fresh).await?,
        false => (typed.unwrap_or_default(), drafts::Panel::default()),
    };
    Ok(AgreementPage {
        page: visit.page(it.agreement.name.clone()),
        state: state(visit, &it),
        days: crate::papers::days(tongue, &it.shown),
        hours,
        rows: rows(visit, &it, ALL_KINDS),
        requests: rows(visit, &it, REQUESTS),
        points,
        changes: told(tongue, &it.changes),
        since: it.since.as_ref().map(|(_, all)| told(tongue, all)).unwrap_or_default(),
        overlaps: overlaps
            .map(|one| (one.agreement, one.name, day_in_words(tongue, one.from)))
            .collect(),
        gap: around
            .gap
            .map(|(from, until)| (day_in_words(tongue, from), day_in_words(tongue, until))),
        may_end: it.may_end(),
        parts,
        loose,
        approvals,
        asked,
        on_paper,
        nobody,
        form,
        problems,
        drafts,
        it,
    })
}

/// The page of an agreement: of the version with this number, or of that which counts; with what was
/// refused.
async fn show(
    visit: &Visit,
    id: i64,
    number: Option<i64>,
    (form, problems): (Fields, Problems),
) -> Result<Response> {
    let it = actions::load(&visit.app, &visit.actor, id, number).await?;
    let is_refused = !problems.0.is_empty();
    let page = page_of(visit, it, form, problems).await?;
    if is_refused { refused_form(&page) } else { html(&page) }
}

/// The page again, with a form on it that was refused; any other error stays what it is. The forms
/// that can be refused stand with the version that is worked on, where there is one.
pub(crate) async fn refused(
    visit: &Visit,
    id: i64,
    fields: Fields,
    error: Error,
) -> Result<Response> {
    let Error::Invalid(problems) = error else { return Err(error.into()) };
    let it = actions::load(&visit.app, &visit.actor, id, None).await?;
    let number = it.open.map(|open| open.number);
    show(visit, id, number, (fields, problems)).await
}

async fn show_page(visit: Visit, Path(id): Path<i64>) -> Result<Response> {
    show(&visit, id, None, Default::default()).await
}

async fn show_version(visit: Visit, Path((id, number)): Path<(i64, i64)>) -> Result<Response> {
    show(&visit, id, Some(number), Default::default()).await
}

/// What is worked on, or what counts where nothing is.
async fn show_open(visit: Visit, Path(id): Path<i64>, query: Fields) -> Result<Response> {
    let it = actions::load(&visit.app, &visit.actor, id, None).await?;
    let number = it.open.map(|open| open.number);
    let it = actions::load(&visit.app, &visit.actor, id, number).await?;
    let mut page = page_of(&visit, it, Fields::default(), Problems::default()).await?;
    if query.has("clause") {
        page.form.set("clause", query.get("clause"));
    }
    html(&page)
}

async fn read(visit: Visit, Path(id): Path<i64>) -> Result<Response> {
    actions::note_read(&visit.app, &visit.actor, id).await?;
    go(format!("/agreements/{id}/open"))
}

impl Agreement {
    /// Whether it ends on a day that is still to come.
    pub fn is_ending(&self) -> bool {
        self.state != State::Ended && !self.ended_on.is_empty()
    }
}
