//! The form of a piece of a review.

use super::{
    FactorKind, PartRow,
    actions::{self, NewPart},
    model::PartKind,
};
use crate::reviews::{self, Seat};
use desk::drafts::{self, Editor, Sheet};
use web::prelude::*;

/// The routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/reviews/{id}/parts", post(add))
        .route("/reviews/{id}/parts/new", get(new))
        .route("/reviews/parts/{part}", get(edit).post(change))
        .route("/reviews/parts/{part}/removal", post(remove))
        .route("/reviews/parts/{part}/consent", post(consent))
        .route("/reviews/parts/{part}/completion", post(finish))
}

#[derive(Template)]
#[template(path = "review_parts/edit.html")]
struct PartPage {
    page: Page,
    kind: PartKind,
    review: reviews::Review,
    existing: Option<PartRow>,
    form: Fields,
    problems: Problems,
    sorts: Vec<(String, String)>,
    owners: Vec<(String, String)>,
    drafts: drafts::Panel,
}

impl PartPage {
    fn is_factor(&self) -> bool {
        self.kind == PartKind::Factor
    }

    fn is_moment(&self) -> bool {
        self.kind == PartKind::Moment
    }

    fn is_change(&self) -> bool {
        self.kind == PartKind::Change
    }

    /// Whether its words can be changed.
    fn may_write(&self) -> bool {
        self.review.published_at.is_none()
    }

    /// Whether it can be taken out.
    fn may_remove(&self) -> bool {
        let is_open = self.review.published_at.is_none() && self.kind != PartKind::Story;
        is_open && self.existing.is_some()
    }

    /// The key of what the box is called.
    fn label(&self) -> &'static str {
        match self.kind {
            PartKind::Story => "review-part-story-label",
            PartKind::Helped => "review-part-helped-label",
            PartKind::Factor => "review-part-factor-label",
            PartKind::Own => "review-part-own-label",
            PartKind::Change => "review-part-change-label",
            PartKind::Moment => "review-part-moment-label",
        }
    }
}

fn editor(kind: PartKind, review: i64, part: Option<i64>) -> Editor {
    let sheet = match (part, kind) {
        (Some(_), _) => Sheet::ReviewPart,
        (None, PartKind::Helped) => Sheet::ReviewHelped,
        (None, PartKind::Factor) => Sheet::ReviewFactor,
        (None, PartKind::Own) => Sheet::ReviewOwn,
        (None, PartKind::Moment) => Sheet::ReviewMoment,
        (None, PartKind::Change | PartKind::Story) => Sheet::ReviewChange,
    };
    Editor::Page(sheet, part.unwrap_or(review))
}

async fn page(
    visit: &Visit,
    (kind, review): (PartKind, i64),
    existing: Option<PartRow>,
    (typed, problems): (Option<Fields>, Problems),
) -> Result<PartPage> {
    let it = reviews::load(&visit.app, &visit.actor, review).await?;
    if it.seat == Seat::Reads {
        return Err(Error::Forbidden.into());
    }
    // of what was published one can only say that a change is done
    if it.review.published_at.is_some() && (kind != PartKind::Change || existing.is_none()) {
        return Err(Error::Conflict.into());
    }
    if let Some(part) = &existing
        && part.kind == PartKind::Own
        && visit.actor.id != Some(part.by_id)
    {
        return Err(Error::Forbidden.into());
    }
    let fresh = match &existing {
        Some(part) => stored(visit, part),
        None => Fields::new([("kind", kind.to_string())]),
    };
    let part = existing.as_ref().map(|part| part.id);
    let editor = editor(kind, review, part);
    let (form, drafts) = drafts::open(&visit.app, &visit.actor, editor, typed, fresh).await?;
    let language = visit.actor.language;
    let sorts = FactorKind::ALL
        .iter()
        .map(|sort| (sort.to_string(), language.t(&format!("review-factor-{sort}")).to_owned()));
    let nobody = (String::new(), language.t("review-nobody").to_owned());
    let owners = it.people.iter().filter(|one| one.is_here);
    let owners = owners.map(|one| (one.person_id.to_string(), one.name.clone()));
    let title = match it.review.published_at {
        Some(_) => language.t("review-part-finish").to_owned(),
        None => language.t(&format!("review-part-{kind}")).to_owned(),
    };
    Ok(PartPage {
        page: visit.page(title),
        kind,
        review: it.review,
        existing,
        form,
        problems,
        sorts: sorts.collect(),
        owners: std::iter::once(nobody).chain(owners).collect(),
        drafts,
    })
}

fn stored(visit: &Visit, part: &PartRow) -> Fields {
    let at = part.happened_at.map(|at| visit.actor.zone.to_datetime(at.timestamp()));
    Fields::new([
        ("version", part.version.to_string()),
        ("words", part.words.clone()),
        ("sort", part.sort.clone()),
        ("happened", at.map(|at| at.strftime("%Y-%m-%dT%H:%M").to_string()).unwrap_or_default()),
        ("owner", part.owner_id.map(|id| id.to_string()).unwrap_or_default()),
        ("due_on", part.due_on.clone()),
    ])
}

async fn new(visit: Visit, Path(id): Path<i64>, query: Fields) -> Result<Response> {
    let kind = PartKind::parse(query.get("kind")).filter(|kind| *kind != PartKind::Story);
    let kind = kind.unwrap_or(PartKind::Factor);
    html(&page(&visit, (kind, id), None, (None, Problems::default())).await?)
}

async fn edit(visit: Visit, Path(part): Path<i64>) -> Result<Response> {
    let part = actions::get(&visit.app, &visit.actor, part).await?;
    let at = (part.kind, part.review_id);
    html(&page(&visit, at, Some(part), (None, Problems::default())).await?)
}

fn read(fields: &Fields) -> NewPart {
    NewPart {
        words: fields.get("words").to_owned(),
        sort: fields.get("sort").to_owned(),
        happened: fields.get("happened").to_owned(),
        owner: fields.get("owner").to_owned(),
        due_on: fields.get("due_on").to_owned(),
    }
}

async fn add(visit: Visit, Path(id): Path<i64>, Posted { fields, .. }: Posted) -> Result<Response> {
    // what is no kind is asked for as the one that most things are
    let kind = PartKind::parse(fields.get("kind")).filter(|kind| *kind != PartKind::Story);
    let kind = kind.unwrap_or(PartKind::Factor);
    match actions::add(&visit.app, &visit.actor, id, (Some(kind), read(&fields))).await {
        Ok(_) => {
            let editor = editor(kind, id, None);
            drafts::remove_sent(&visit.app, &visit.actor, editor, &fields).await;
            go(format!("/reviews/{id}?said=review-written"))
        }
        Err(Error::Invalid(problems)) => {
            let typed = (Some(fields), problems);
            refused_form(&page(&visit, (kind, id), None, typed).await?)
        }
        Err(error) => Err(error.into()),
    }
}

async fn change(
    visit: Visit,
    Path(id): Path<i64>,
    Posted { mut fields, .. }: Posted,
) -> Result<Response> {
    let part = actions::get(&visit.app, &visit.actor, id).await?;
    let at = (part.kind, part.review_id);
    let version = fields.number("version").unwrap_or_default();
    let outcome = actions::change(&visit.app, &visit.actor, (id, version), read(&fields)).await;
    let problems = match outcome {
        Ok(()) => {
            let editor = editor(part.kind, part.review_id, Some(id));
            drafts::remove_sent(&visit.app, &visit.actor, editor, &fields).await;
            return go(format!("/reviews/{}?said=review-written", part.review_id));
        }
        Err(Error::Invalid(problems)) => problems,
        Err(Error::Conflict) if part.version != version => {
            fields.set("version", part.version.to_string());
            let mut problems = Problems::default();
            let now = vec![("now", part.words.clone())];
            problems.add_with("words", "problem-changed-meanwhile", now);
            problems
        }
        Err(error) => return Err(error.into()),
    };
    refused_form(&page(&visit, at, Some(part), (Some(fields), problems)).await?)
}

async fn remove(visit: Visit, Path(id): Path<i64>) -> Result<Response> {
    let part = actions::get(&visit.app, &visit.actor, id).await?;
    actions::remove(&visit.app, &visit.actor, id).await?;
    go(format!("/reviews/{}?said=review-removed", part.review_id))
}

async fn consent(
    visit: Visit,
    Path(id): Path<i64>,
    Posted { fields, .. }: Posted,
) -> Result<Response> {
    let part = actions::get(&visit.app, &visit.actor, id).await?;
    let does_consent = fields.is("consent", "yes");
    actions::consent(&visit.app, &visit.actor, id, does_consent).await?;
    let said = if does_consent { "review-shared" } else { "review-kept-back" };
    go(format!("/reviews/{}?said={said}", part.review_id))
}

async fn finish(
    visit: Visit,
    Path(id): Path<i64>,
    Posted { fields, .. }: Posted,
) -> Result<Response> {
    let part = actions::get(&visit.app, &visit.actor, id).await?;
    match actions::finish(&visit.app, &visit.actor, id, fields.get("done_words")).await {
        Ok(()) => go(format!("/reviews/{}?said=review-change-done", part.review_id)),
        Err(Error::Invalid(problems)) => {
            let at = (part.kind, part.review_id);
            let mut form = stored(&visit, &part);
            form.set("done_words", fields.get("done_words"));
            refused_form(&page(&visit, at, Some(part), (Some(form), problems)).await?)
        }
        Err(error) => Err(error.into()),
    }
}
