//! Choosing labels and printing them.

use super::actions::{self, Sheet};
use crate::{
    codes::Place,
    devices::{self, Group},
    tickets,
};
use axum::http::header;
use base::{DeviceId, LocationId, Right};
use web::prelude::*;

/// The routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/administration/labels", get(new).post(create))
        .route("/administration/labels/sheets", post(show))
}

/// A place with the devices at it.
struct Offer {
    place: Option<(i64, String)>,
    devices: Vec<(i64, String)>,
}

#[derive(Template)]
#[template(path = "labels/new.html")]
struct NewPage {
    page: Page,
    form: Fields,
    problems: Problems,
    offers: Vec<Offer>,
    formats: Vec<(String, String)>,
    /// What codes begin with, where no telephone can open it.
    here: Option<String>,
}

/// Our address, where only this machine knows it.
fn only_here(app: &App) -> Option<String> {
    let address = app.config.link("/");
    let host = address.split("://").nth(1).unwrap_or_default();
    let is_here = ["localhost", "127.", "[::1]"].iter().any(|here| host.starts_with(here));
    is_here.then(|| address.trim_end_matches('/').to_owned())
}

impl NewPage {
    fn is_chosen(&self, name: &str, id: &i64) -> bool {
        self.form.is(name, &id.to_string())
    }
    fn has_chosen(&self, offer: &Offer) -> bool {
        offer.place.as_ref().is_some_and(|(id, _)| self.is_chosen("place", id))
            || offer.devices.iter().any(|(id, _)| self.is_chosen("device", id))
    }
}

#[derive(Template)]
#[template(path = "labels/show.html")]
struct SheetsPage {
    page: Page,
    form: Fields,
    /// Each sheet as SVG, made by us.
    sheets: Vec<String>,
    /// Letters that the file prints more plainly than this page does.
    plainer: String,
    /// Address of the code and name of each thing.
    chosen: Vec<(String, String)>,
}

fn offers(places: Vec<(i64, String)>, groups: Vec<Group>) -> Vec<Offer> {
    let mut offers: Vec<_> = places
        .into_iter()
        .map(|(id, name)| Offer { place: Some((id, name)), devices: Vec::new() })
        .collect();
    for group in groups {
        let devices: Vec<_> = group.devices.into_iter().map(|(id, name, _)| (id, name)).collect();
        let is_here =
            |offer: &&mut Offer| offer.place.as_ref().map(|(_, name)| name) == group.place.as_ref();
        match offers.iter_mut().find(is_here) {
            Some(offer) => offer.devices = devices,
            None => offers.push(Offer { place: None, devices }),
        }
    }
    offers
}

async fn page(visit: &Visit, form: Fields, problems: Problems) -> Result<NewPage> {
    visit.actor.may(Right::ManageOrganisation)?;
    let groups = devices::choices(&visit.app, &visit.actor).await?;
    let (_, places) = tickets::choices(&visit.app, &visit.actor).await?;
    let places = places.into_iter().map(|place| (place.id, place.name)).collect();
    let page = visit.page_t("labels-title");
    let formats =
        label::FORMATS.iter().map(|f| (f.key.to_owned(), page.word("label-format-", f.key)));
    let formats = formats.collect();
    let (offers, here) = (offers(places, groups), only_here(&visit.app));
    Ok(NewPage { page, form, problems, offers, formats, here })
}

async fn new(visit: Visit, mut query: Fields) -> Result<Response> {
    if !query.has("format") {
        query.set("format", "l7160");
    }
    if !query.has("start") {
        query.set("start", "1");
    }
    html(&page(&visit, query, Problems::default()).await?)
}

fn read(fields: &Fields) -> Sheet {
    let places = fields.all("place").into_iter().filter_map(|id| id.parse().ok());
    let devices = fields.all("device").into_iter().filter_map(|id| id.parse().ok());
    let places = places.map(|id| Place::Location(LocationId(id)));
    Sheet {
        chosen: places.chain(devices.map(|id| Place::Device(DeviceId(id)))).collect(),
        format: label::format(fields.get("format")),
        start: fields.number("start").unwrap_or_default(),
    }
}

/// The sheets on a page.
async fn show(visit: Visit, Posted { fields, .. }: Posted) -> Result<Response> {
    let sheet = read(&fields);
    let chosen = sheet.chosen.clone();
    match actions::print(&visit.app, &visit.actor, sheet).await {
        Ok(pages) => html(&sheets_page(&visit, fields, chosen, &pages)),
        Err(Error::Invalid(problems)) => refused_form(&page(&visit, fields, problems).await?),
        Err(error) => Err(error.into()),
    }
}

/// Letters that the file prints more plainly than a page does.
fn plainer(pages: &[label::Page]) -> String {
    let text: Vec<_> = pages.iter().map(label::Page::text).collect();
    label::plainer(&text.join(" ")).join(" ")
}

fn sheets_page(
    visit: &Visit,
    form: Fields,
    chosen: Vec<Place>,
    pages: &[label::Page],
) -> SheetsPage {
    let page = visit.page_t("labels-title");
    let names = pages.iter().flat_map(|page| page.names.clone());
    let renew = |place: Place| match place {
        Place::Device(id) => format!("/administration/devices/{id}/code"),
        Place::Location(id) => format!("/administration/locations/{id}/code"),
    };
    SheetsPage {
        chosen: chosen.into_iter().map(renew).zip(names).collect(),
        plainer: plainer(pages),
        sheets: pages.iter().map(|sheet| label::svg(sheet, &page.title)).collect(),
        form,
        page,
    }
}

/// The sheets as a file to print. Where it would print a name more plainly, that is said first.
async fn create(visit: Visit, Posted { fields, .. }: Posted) -> Result<Response> {
    let sheet = read(&fields);
    let chosen = sheet.chosen.clone();
    match actions::print(&visit.app, &visit.actor, sheet).await {
        Ok(pages) if !fields.has("seen") && !plainer(&pages).is_empty() => {
            html(&sheets_page(&visit, fields, chosen, &pages))
        }
        Ok(pages) => {
            let headers = [
                (header::CONTENT_TYPE, "application/pdf"),
                (header::CONTENT_DISPOSITION, "attachment; filename=\"labels.pdf\""),
            ];
            let title = visit.actor.language.t("labels-title");
            Ok((headers, label::pdf(&pages, title)).into_response())
        }
        Err(Error::Invalid(problems)) => refused_form(&page(&visit, fields, problems).await?),
        Err(error) => Err(error.into()),
    }
}
