//! The guided form in which an agreement is written.

use super::{
    actions::{self, Choices, Named},
    model::{NewAgreement, NewTerms, again},
};
use crate::{
    agreements::{self, Kind},
    sides::Pair,
    terms::{CELLS, Cell, ClauseKind},
    usual::{self, Usual},
};
use base::ServiceId;
use desk::{
    drafts,
    editors::{Editor, Sheet},
    impact::Priority,
    news::Unit,
};
use jiff::{ToSpan, civil::Date};
use people::administration::renew_version;
use web::prelude::*;

/// The routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/agreements", post(create))
        .route("/agreements/new", get(new))
        .route("/agreements/{id}/edit", get(edit).post(update))
        .route("/agreements/{id}/offer", post(offer))
}

#[derive(Template)]
#[template(path = "drafting/choose.html")]
struct ChoosePage {
    page: Page,
    form: Fields,
    problems: Problems,
    helped: Vec<Named>,
    helping: Vec<Named>,
    /// Whether the rest was written already, and is carried along.
    is_written: bool,
}

impl ChoosePage {
    /// What was written besides the two sides.
    fn carried(&self) -> Vec<&(String, String)> {
        let chosen = |name: &str| ["kind", "provider", "customer"].contains(&name);
        self.form.pairs().iter().filter(|(name, _)| !chosen(name)).collect()
    }

    fn kinds(&self) -> &'static [Kind] {
        Kind::ALL
    }

    fn is_kind(&self, kind: &Kind) -> bool {
        self.form.get("kind") == kind.as_str()
    }
}

/// A place of the table, as it is typed.
struct Place {
    cell: &'static Cell,
    amount: String,
    unit: String,
    /// What is usual there, in words; may be empty.
    usual: String,
}

#[derive(Template)]
#[template(path = "drafting/edit.html")]
struct EditPage {
    page: Page,
    /// 0: a new one.
    id: i64,
    kind: Kind,
    helped: Named,
    helping: Named,
    form: Fields,
    problems: Problems,
    faults: Vec<(Priority, Vec<Place>)>,
    requests: Vec<(Priority, Vec<Place>)>,
    services: Vec<(ServiceId, String)>,
    calendars: Vec<(String, String)>,
    labels: Vec<(String, String)>,
    /// Whether the numbers to begin with are what is usual.
    is_usual: bool,
    drafts: drafts::Panel,
}

impl EditPage {
    fn units(&self) -> &'static [Unit] {
        Unit::ALL
    }

    fn labels(&self) -> Vec<(&str, &str)> {
        self.labels.iter().map(|(field, key)| (field.as_str(), key.as_str())).collect()
    }

    fn is_ticked(&self, id: &ServiceId) -> bool {
        self.form.is("service", &id.to_string())
    }

    fn has_requests(&self) -> bool {
        let is_typed = |place: &Place| {
            !place.amount.trim().is_empty()
                || self.problems.0.iter().any(|one| one.field == place.cell.name)
        };
        self.requests.iter().any(|(_, places)| places.iter().any(is_typed))
    }
}

fn editor(id: i64) -> Editor {
    Editor::Page(Sheet::Agreement, id)
}

/// The first day of the next month, and a year from then.
fn first_days(today: Date) -> (Date, Date) {
    let next = today.last_of_month().tomorrow().unwrap_or(today);
    (next, next.saturating_add(1.year()).saturating_sub(1.month()))
}

fn places(visit: &Visit, form: &Fields, usual: &Usual, of: &str) -> Vec<(Priority, Vec<Place>)> {
    let tongue = visit.actor.language;
    let place = |cell: &'static Cell| {
        let middle = usual.of(cell.measure, cell.priority).filter(|_| of.is_empty());
        let said = middle.map(|one| {
            let (length, n) = (usual::about(tongue, one.minutes), one.count.to_string());
            tongue.with("agreement-usual", &[("length", length.as_str()), ("n", n.as_str())])
        });
        Place {
            cell,
            amount: form.get(cell.name).to_owned(),
            unit: form.get(cell.unit).to_owned(),
            usual: said.unwrap_or_default(),
        }
    };
    let row = |priority: &Priority| {
        let own = CELLS.iter().filter(|cell| cell.ticket_kind == of);
        let own = own.filter(|cell| cell.priority == priority.number());
        (*priority, own.map(&place).collect())
    };
    Priority::ALL.iter().map(row).collect()
}

fn labels() -> Vec<(String, String)> {
    let fixed = [
        ("name", "agreement-name"),
        ("service", "agreement-services-ask"),
        ("calendar", "agreement-hours-ask"),
        ("starts_on", "agreement-starts"),
        ("ends_on", "agreement-ends"),
        ("review_on", "agreement-reviews"),
    ];
    let fixed = fixed.map(|(field, key)| (field.to_owned(), key.to_owned())).into_iter();
    let cells =
        CELLS.iter().map(|cell| (cell.name.to_owned(), format!("agreement-cell-{}", cell.name)));
    let points = ClauseKind::ALL.iter();
    let points = points.map(|kind| (kind.to_string(), format!("agreement-ask-{kind}")));
    fixed.chain(cells).chain(points).collect()
}

/// What the form is about.
struct About {
    id: i64,
    kind: Kind,
    pair: Pair,
    helped: Named,
    helping: Named,
}

async fn edit_page(
    visit: &Visit,
    about: About,
    (form, fresh): (Option<Fields>, Fields),
    problems: Problems,
) -> Result<EditPage> {
    let Choices { services, calendars } =
        actions::choices(&visit.app, &visit.actor, about.pair.provider.department).await?;
    let usual = usual_of(visit, about.pair).await?;
    let (mut form, drafts) =
        drafts::open(&visit.app, &visit.actor, editor(about.id), form, fresh).await?;
    // a draft is of its own two; these are the ones that were chosen
    let chosen = [
        ("kind", about.kind.to_string()),
        ("provider", about.helping.0.clone()),
        ("customer", about.helped.0.clone()),
    ];
    for (name, value) in chosen {
        form.set(name, value);
    }
    renew_version(&mut form, &problems);
    let own = visit.actor.language.t("agreement-hours-own").to_owned();
    let named = calendars.into_iter().map(|(id, name, hours, _)| {
        let said = if hours.is_empty() { name } else { format!("{name} ({hours})") };
        (id.to_string(), said)
    });
    let title = if about.id == 0 { "agreements-new" } else { "agreement-edit" };
    Ok(EditPage {
        page: visit.page_t(title),
        id: about.id,
        kind: about.kind,
        helped: about.helped,
        helping: about.helping,
        faults: places(visit, &form, &usual, ""),
        requests: places(visit, &form, &usual, crate::terms::REQUESTS),
        is_usual: usual.is_known(),
        form,
        problems,
        services,
        calendars: std::iter::once((String::new(), own)).chain(named).collect(),
        labels: labels(),
        drafts,
    })
}

async fn usual_of(visit: &Visit, pair: Pair) -> Result<Usual> {
    let (app, actor) = (visit.app.clone(), visit.actor.clone());
    let departments = (pair.provider.department, pair.customer.department);
    Ok(visit.app.read(move |tx| usual::between(tx, &app, &actor, departments)).await?)
}

fn filled(new: &NewAgreement) -> Fields {
    let mut form = Fields::new(new.pairs().into_iter().filter(|(name, _)| *name != "service"));
    for service in &new.terms.services {
        form.push("service", service.to_string());
    }
    form
}

/// Who with whom; then the form with numbers to begin with.
async fn new(visit: Visit, query: Fields) -> Result<Response> {
    let (helped, helping) = actions::partners(&visit.app, &visit.actor).await?;
    let kept = drafts::load(&visit.app, &visit.actor, editor(0)).await?;
    let begun = kept.first(&editor(0).name()).map(|draft| draft.over(&Fields::default()));
    let begun = begun.filter(|_| query.pairs().is_empty());
    let chosen = begun.as_ref().unwrap_or(&query);
    let kind = if chosen.has("kind") { chosen.get("kind") } else { Kind::Sla.as_str() };
    let both = (kind, chosen.get("provider"), chosen.get("customer"));
    let mut problems = Problems::default();
    if !both.1.is_empty() && !both.2.is_empty() {
        match actions::pair_of(&visit.app, &visit.actor, both).await {
            Ok((pair, helped, helping)) => {
                let kind = Kind::parse(kind).unwrap_or(Kind::Sla);
                let about = About { id: 0, kind, pair, helped, helping };
                let fresh = fresh(&visit, &about).await?;
                return html(&edit_page(&visit, about, (None, fresh), problems).await?);
            }
            Err(Error::Invalid(found)) => problems = found,
            Err(error) => return Err(error.into()),
        }
    }
    let mut form = chosen.clone();
    form.set("kind", kind);
    let own = visit.actor.department.map(|id| format!("d{id}")).unwrap_or_default();
    let is_helping = helping.iter().any(|(code, _)| *code == own);
    let side = if is_helping { "provider" } else { "customer" };
    if form.get(side).is_empty() {
        form.set(side, own);
    }
    let (page, is_refused) = (visit.page_t("agreements-new"), !problems.0.is_empty());
    let page = ChoosePage { page, form, problems, helped, helping, is_written: false };
    if is_refused { refused_form(&page) } else { html(&page) }
}

async fn fresh(visit: &Visit, about: &About) -> Result<Fields> {
    let usual = usual_of(visit, about.pair).await?;
    let (starts, review) = first_days(agreements::today(&visit.app));
    let names = [("customer", about.helped.1.as_str()), ("provider", about.helping.1.as_str())];
    let name = visit.actor.language.with("agreement-name-first", &names);
    Ok(filled(&NewAgreement {
        name,
        terms: NewTerms {
            starts_on: starts.to_string(),
            review_on: review.to_string(),
            cells: usual::offered(&usual),
            clauses: ClauseKind::ALL.iter().map(|kind| (*kind, String::new())).collect(),
            ..NewTerms::default()
        },
        ..NewAgreement::default()
    }))
}

fn read(fields: &Fields) -> NewAgreement {
    let service = |text: &str| ServiceId(text.parse().unwrap_or_default());
    let calendar = fields.get("calendar");
    let cell = |cell: &Cell| (fields.get(cell.name).to_owned(), fields.get(cell.unit).to_owned());
    let points = |kind: &ClauseKind| (*kind, fields.get(kind.as_str()).to_owned());
    NewAgreement {
        kind: fields.get("kind").to_owned(),
        provider: fields.get("provider").to_owned(),
        customer: fields.get("customer").to_owned(),
        name: fields.get("name").to_owned(),
        terms: NewTerms {
            starts_on: fields.get("starts_on").to_owned(),
            ends_on: fields.get("ends_on").to_owned(),
            review_on: fields.get("review_on").to_owned(),
            calendar: (!calendar.is_empty()).then(|| calendar.parse().unwrap_or_default()),
            services: fields.all("service").into_iter().map(service).collect(),
            cells: CELLS.iter().map(cell).collect(),
            clauses: ClauseKind::ALL.iter().map(points).collect(),
        },
    }
}

async fn create(visit: Visit, Posted { fields, .. }: Posted) -> Result<Response> {
    let new = read(&fields);
    let both = (new.kind.clone(), new.provider.clone(), new.customer.clone());
    let problems = match actions::create(&visit.app, &visit.actor, new).await {
        Ok(id) => {
            drafts::remove_sent(&visit.app, &visit.actor, editor(0), &fields).await;
            return go(format!("/agreements/{id}?said=agreement-drafted"));
        }
        Err(Error::Invalid(problems)) => problems,
        Err(error) => return Err(error.into()),
    };
    let both = (both.0.as_str(), both.1.as_str(), both.2.as_str());
    match actions::pair_of(&visit.app, &visit.actor, both).await {
        Ok((pair, helped, helping)) => {
            let kind = Kind::parse(both.0).unwrap_or(Kind::Sla);
            let about = About { id: 0, kind, pair, helped, helping };
            let typed = (Some(fields), Fields::default());
            refused_form(&edit_page(&visit, about, typed, problems).await?)
        }
        // nobody can tell between whom it is
        Err(Error::Invalid(_)) => {
            let (helped, helping) = actions::partners(&visit.app, &visit.actor).await?;
            let (page, form, is_written) = (visit.page_t("agreements-new"), fields, true);
            refused_form(&ChoosePage { page, form, problems, helped, helping, is_written })
        }
        Err(error) => Err(error.into()),
    }
}

async fn about(visit: &Visit, id: i64) -> Result<(About, Fields)> {
    let seen = agreements::load(&visit.app, &visit.actor, id, None).await?;
    let seen = match &seen.open {
        Some(open) if open.id != seen.shown.id => {
            agreements::load(&visit.app, &visit.actor, id, Some(open.number)).await?
        }
        _ => seen,
    };
    if !seen.standing.keeps(None) {
        return Err(Error::Forbidden.into());
    }
    if !seen.may_write() {
        return Err(Error::Conflict.into());
    }
    let of = &seen.agreement;
    let pair = of.pair();
    let named = |party: crate::sides::Party, department: &str, team: &Option<String>| {
        let name = match team {
            Some(team) => format!("{department} · {team}"),
            None => department.to_owned(),
        };
        (party.code(), name)
    };
    let helped = named(pair.customer, &of.customer, &of.customer_team);
    let helping = named(pair.provider, &of.provider, &of.provider_team);
    let new = NewAgreement {
        name: of.name.clone(),
        terms: again(&seen.terms),
        ..NewAgreement::default()
    };
    let mut fresh = filled(&new);
    fresh.set("version", of.version.to_string());
    Ok((About { id, kind: of.kind, pair, helped, helping }, fresh))
}

async fn edit(visit: Visit, Path(id): Path<i64>) -> Result<Response> {
    let (about, fresh) = about(&visit, id).await?;
    html(&edit_page(&visit, about, (None, fresh), Problems::default()).await?)
}

async fn update(
    visit: Visit,
    Path(id): Path<i64>,
    Posted { fields, .. }: Posted,
) -> Result<Response> {
    let version = fields.number("version").unwrap_or_default();
    match actions::update(&visit.app, &visit.actor, id, version, read(&fields)).await {
        Ok(()) => {
            drafts::remove_sent(&visit.app, &visit.actor, editor(id), &fields).await;
            go(format!("/agreements/{id}/open?said=agreement-changed"))
        }
        Err(Error::Invalid(problems)) => {
            let (about, fresh) = about(&visit, id).await?;
            refused_form(&edit_page(&visit, about, (Some(fields), fresh), problems).await?)
        }
        Err(error) => Err(error.into()),
    }
}

async fn offer(visit: Visit, Path(id): Path<i64>) -> Result<Response> {
    match actions::offer(&visit.app, &visit.actor, id).await {
        Ok(()) => go(format!("/agreements/{id}/open?said=agreement-offered")),
        Err(error) => agreements::refused(&visit, id, Fields::default(), error).await,
    }
}
