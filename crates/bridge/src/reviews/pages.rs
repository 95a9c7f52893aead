//! The pages of reviews, and the line about them on a request.

use super::{
    PersonRow, Review,
    actions::{self, NewReview, Seat, View},
    model::Place,
};
use crate::{
    ladders::{choices, said_day},
    review_moments::{Span, folded},
    review_parts::{PartKind, PartRow},
};
use base::{PersonId, Right, ServiceId, TicketId, Tx};
use desk::{
    drafts::{self, Editor, Sheet},
    felt_repeats::begin_review,
    following::Whom,
};
use web::prelude::*;

/// The routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/reviews", get(index).post(begin))
        .route("/reviews/new", get(new))
        .route("/reviews/{id}", get(show))
        .route("/reviews/{id}/people", post(invite))
        .route("/reviews/{id}/agreement", post(agree))
        .route("/reviews/{id}/withdrawal", post(withdraw))
}

#[derive(Template)]
#[template(path = "reviews/index.html")]
struct IndexPage {
    page: Page,
    open: Vec<Review>,
    published: Vec<Review>,
    /// Those that wait for the reader.
    waiting: Vec<i64>,
    may_begin: bool,
}

async fn index(visit: Visit) -> Result<Response> {
    let all = actions::list(&visit.app, &visit.actor).await?;
    let all = all.into_iter().map(|(one, _)| one);
    let (published, open) = all.partition(|one| one.published_at.is_some());
    let waiting = actions::list_waiting(&visit.app, &visit.actor).await?;
    let may_begin = actions::may_begin(&visit.actor);
    html(&IndexPage { page: visit.page_t("reviews-title"), open, published, waiting, may_begin })
}

#[derive(Template)]
#[template(path = "reviews/show.html")]
struct ShowPage {
    page: Page,
    it: View,
    form: Fields,
    problems: Problems,
    reader: Option<PersonId>,
}

impl ShowPage {
    fn date(&self, on: &str) -> String {
        said_day(self.page.language, on)
    }

    fn takes_part(&self) -> bool {
        self.it.seat != Seat::Reads
    }

    /// Whether words can still be changed.
    fn is_open(&self) -> bool {
        self.takes_part() && self.it.review.published_at.is_none()
    }

    fn parts(&self, kind: &str) -> Vec<&PartRow> {
        self.it.parts.iter().filter(|part| part.kind.as_str() == kind).collect()
    }

    /// What one side says of itself.
    fn own(&self, side: &Place) -> Vec<&PartRow> {
        let all = self.parts(PartKind::Own.as_str()).into_iter();
        all.filter(|part| part.sort == side.as_str()).collect()
    }

    fn sides(&self) -> [(Place, &str); 2] {
        let review = &self.it.review;
        [(Place::Customer, &review.customer), (Place::Provider, &review.provider)]
    }

    fn is_mine(&self, part: &PartRow) -> bool {
        self.reader == Some(part.by_id)
    }

    fn people(&self, side: &Place) -> Vec<&PersonRow> {
        self.it.people.iter().filter(|one| one.side == *side).collect()
    }

    /// Whether somebody agrees to what it says now.
    fn agrees(&self, one: &PersonRow) -> bool {
        one.agreed_to == Some(self.it.reading)
    }

    /// Neighbours that read alike as one, for whoever reads; one by one for whoever adds to them.
    fn spans(&self) -> Vec<Span<'_>> {
        folded(&self.it.moments)
    }

    /// The time of day, there where the reader is.
    fn clock(&self, at: &Time) -> String {
        self.page.zone.to_datetime(at.timestamp()).strftime("%H:%M").to_string()
    }

    /// Whether it has to be said which request a moment is from.
    fn has_several(&self) -> bool {
        self.it.tickets.len() > 1
    }

    /// Where it stands, for those who take part: who reads it, what is missing, who agrees.
    fn state(&self) -> String {
        let tongue = self.page.language;
        let count = i64::try_from(self.it.people.len()).unwrap_or(i64::MAX);
        let mut said = vec![tongue.count("review-private-n", count)];
        for (side, name) in self.sides() {
            if self.own(&side).is_empty() {
                said.push(tongue.with("review-missing-own", &[("name", name)]));
            }
        }
        let agree: Vec<_> = self.it.people.iter().filter(|one| self.agrees(one)).collect();
        let names: Vec<_> = agree.iter().map(|one| one.name.as_str()).collect();
        said.push(match names.is_empty() {
            true => tongue.t("review-nobody-agreed").to_owned(),
            false => tongue.with("review-agreed-so-far", &[("names", &names.join(", "))]),
        });
        said.join(" ")
    }

    /// Whether the reader wrote something about their own side that stays hidden.
    fn keeps_back(&self) -> bool {
        let mut own = self.it.parts.iter().filter(|part| part.kind == PartKind::Own);
        own.any(|part| self.is_mine(part) && part.consented_at.is_none())
    }

    fn do_i_agree(&self) -> bool {
        let me = self.it.people.iter().find(|one| Some(one.person_id) == self.reader);
        me.is_some_and(|one| self.agrees(one))
    }

    /// What was done, in words.
    fn deed(&self, deed: &super::DeedRow) -> String {
        let key = format!("review-deed-{}", deed.kind.replace(['.', '_'], "-"));
        let what = match deed.kind.as_str() {
            "review.written" | "review.taken_out" => self.page.word("review-part-", &deed.words),
            _ => deed.words.clone(),
        };
        let who = deed.name.as_deref().unwrap_or("Footbridge");
        self.page.with2(&key, "who", who, "what", what)
    }
}

async fn show_again(visit: &Visit, id: i64, form: Fields, problems: Problems) -> Result<Response> {
    let it = actions::load(&visit.app, &visit.actor, id).await?;
    let page = visit.page(it.review.title.clone());
    let is_refused = !problems.0.is_empty();
    let page = ShowPage { page, it, form, problems, reader: visit.actor.id };
    if is_refused { refused_form(&page) } else { html(&page) }
}

async fn show(visit: Visit, Path(id): Path<i64>) -> Result<Response> {
    show_again(&visit, id, Fields::default(), Problems::default()).await
}

#[derive(Template)]
#[template(path = "reviews/new.html")]
struct NewPage {
    page: Page,
    form: Fields,
    problems: Problems,
    relationships: Vec<(String, String)>,
    services: Vec<(String, String)>,
    drafts: drafts::Panel,
}

async fn new_page(
    visit: &Visit,
    typed: Option<Fields>,
    (problems, ticket): (Problems, i64),
    repeat: Option<i64>,
) -> Result<NewPage> {
    visit.actor.may(Right::Report)?;
    if !actions::may_begin(&visit.actor) {
        return Err(Error::Forbidden.into());
    }
    let (relationships, services, _) = choices(&visit.app, &visit.actor).await?;
    let tickets = if ticket > 0 { ticket.to_string() } else { String::new() };
    let mut fresh = Fields::new([("tickets", tickets.clone()), ("ticket", tickets)]);
    if let Some(repeat) = repeat {
        let (service, tickets) = begin_review(&visit.app, &visit.actor, repeat).await?;
        fresh.set("service", service.to_string());
        fresh.set("tickets", tickets);
        fresh.set("repeat", repeat.to_string());
    }
    let editor = Editor::Page(Sheet::Review, ticket.max(0));
    let (form, drafts) = drafts::open(&visit.app, &visit.actor, editor, typed, fresh).await?;
    let named = |(id, name): (i64, String)| (id.to_string(), name);
    let none = (String::new(), "–".to_owned());
    Ok(NewPage {
        page: visit.page_t("reviews-new"),
        form,
        problems,
        relationships: relationships.into_iter().map(named).collect(),
        services: std::iter::once(none).chain(services.into_iter().map(named)).collect(),
        drafts,
    })
}

/// A new one, perhaps about a request.
async fn new(visit: Visit, query: Fields) -> Result<Response> {
    let ticket = query.number("ticket").unwrap_or_default();
    let repeat = query.number("repeat");
    html(&new_page(&visit, None, (Problems::default(), ticket), repeat).await?)
}

async fn begin(visit: Visit, Posted { fields, .. }: Posted) -> Result<Response> {
    let new = NewReview {
        relationship: fields.number("relationship"),
        title: fields.get("title").to_owned(),
        words: fields.get("words").to_owned(),
        service: fields.number("service").map(ServiceId),
        tickets: fields.get("tickets").to_owned(),
        repeat: fields.number("repeat"),
    };
    let ticket = fields.number("ticket").unwrap_or_default();
    let is_repeat = new.repeat.is_some();
    match actions::begin(&visit.app, &visit.actor, new).await {
        Ok(id) => {
            let editor = Editor::Page(Sheet::Review, ticket.max(0));
            drafts::remove_sent(&visit.app, &visit.actor, editor, &fields).await;
            go(format!("/reviews/{id}?said=review-begun"))
        }
        Err(Error::Invalid(problems)) => {
            refused_form(&new_page(&visit, Some(fields), (problems, ticket), None).await?)
        }
        // somebody has said meanwhile what becomes of the low marks: the page says what
        Err(Error::Conflict) if is_repeat => go("/felt"),
        Err(error) => Err(error.into()),
    }
}

async fn invite(
    visit: Visit,
    Path(id): Path<i64>,
    Posted { fields, .. }: Posted,
) -> Result<Response> {
    let whom = Whom::Typed(fields.get("person").to_owned());
    match actions::invite(&visit.app, &visit.actor, id, whom).await {
        Ok(()) => go(format!("/reviews/{id}?said=review-invited#people")),
        Err(Error::Invalid(problems)) => show_again(&visit, id, fields, problems).await,
        Err(error) => Err(error.into()),
    }
}

async fn agree(
    visit: Visit,
    Path(id): Path<i64>,
    Posted { fields, .. }: Posted,
) -> Result<Response> {
    match actions::agree(&visit.app, &visit.actor, id, fields.number("reading")).await {
        Ok(true) => go(format!("/reviews/{id}?said=review-published")),
        Ok(false) => go(format!("/reviews/{id}?said=review-agreed#people")),
        // the page that comes back says what there is to read now
        Err(Error::Invalid(problems)) => show_again(&visit, id, Fields::default(), problems).await,
        Err(error) => Err(error.into()),
    }
}

async fn withdraw(visit: Visit, Path(id): Path<i64>) -> Result<Response> {
    actions::withdraw(&visit.app, &visit.actor, id).await?;
    go(format!("/reviews/{id}?said=changed#people"))
}

#[derive(Template)]
#[template(path = "reviews/panel.html")]
struct Panel {
    page: Page,
    ticket: TicketId,
    reviews: Vec<(i64, String)>,
    may_begin: bool,
}

/// On a request that is put right: what was learned from it, or that one can look back.
pub fn ticket_panel(
    tx: &mut Tx,
    app: &App,
    actor: &Actor,
    ticket: TicketId,
) -> base::Result<String> {
    let (reviews, may_begin) = actions::of_ticket(tx, actor, ticket)?;
    if reviews.is_empty() && !may_begin {
        return Ok(String::new());
    }
    let page = Page::new(app, Some(actor), actor.language, String::new());
    let panel = Panel { page, ticket, reviews, may_begin };
    panel.render().map_err(|e| Error::Internal(e.to_string()))
}
