//! Devices on the pages of administration.

use super::{
    actions,
    model::{Device, DeviceKind, NewDevice},
};
use crate::{services, tickets};
use base::{DeviceId, LocationId, Right, ServiceId};
use people::administration::renew_version;
use web::prelude::*;

const HOME: &str = "/administration/devices";

/// The routes of devices.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/administration/devices", get(index).post(save))
        .route("/administration/devices/new", get(new))
        .route("/administration/devices/{id}", get(edit).post(save))
        .route("/administration/devices/{id}/deactivation", post(deactivate))
        .route("/administration/devices/{id}/reactivation", post(reactivate))
}

type Choice = (String, String);

#[derive(Template)]
#[template(path = "devices/index.html")]
struct IndexPage {
    page: Page,
    /// Place and what stands there.
    places: Vec<(String, Vec<Device>)>,
}

#[derive(Template)]
#[template(path = "devices/edit.html")]
struct EditPage {
    page: Page,
    form: Fields,
    problems: Problems,
    /// None: it is being added.
    existing: Option<Device>,
    kinds: Vec<Choice>,
    locations: Vec<Choice>,
    services: Vec<Choice>,
}

async fn index(visit: Visit) -> Result<Response> {
    let all = actions::list(&visit.app, &visit.actor).await?;
    let page = visit.page_t("devices-title");
    let mut places: Vec<(String, Vec<Device>)> = Vec::new();
    for device in all {
        let place =
            device.location.clone().unwrap_or_else(|| page.t("devices-no-place").to_owned());
        match places.last_mut() {
            Some((name, devices)) if *name == place => devices.push(device),
            _ => places.push((place, vec![device])),
        }
    }
    html(&IndexPage { page, places })
}

/// What can be chosen, and what is chosen now even if it is out of use.
fn offer(
    none: &str,
    all: impl Iterator<Item = (i64, String)>,
    now: Option<(i64, String)>,
) -> Vec<Choice> {
    let mut offered = vec![(String::new(), none.to_owned())];
    offered.extend(all.map(|(id, name)| (id.to_string(), name)));
    let now = now.map(|(id, name)| (id.to_string(), name));
    offered.extend(now.filter(|(id, _)| offered.iter().all(|(other, _)| other != id)));
    offered
}

async fn edit_page(
    visit: &Visit,
    id: Option<DeviceId>,
    form: Option<Fields>,
    problems: Problems,
) -> Result<EditPage> {
    visit.actor.may(Right::ManageOrganisation)?;
    let existing = match id {
        Some(id) => Some(actions::get(&visit.app, &visit.actor, id).await?),
        None => None,
    };
    let mut form = form.unwrap_or_else(|| match &existing {
        Some(device) => {
            let mut form = Fields::new(device.as_new().pairs());
            form.set("version", device.version.to_string());
            form
        }
        None => Fields::default(),
    });
    renew_version(&mut form, &problems);
    let t = |key: &str| visit.actor.language.t(key).to_owned();
    let all = services::list(&visit.app, &visit.actor, false).await?;
    let (_, places) = tickets::choices(&visit.app, &visit.actor).await?;
    let at = existing.as_ref().and_then(|d| Some((d.location_id?.0, d.location.clone()?)));
    let serves = existing.as_ref().and_then(|d| Some((d.service_id?.0, d.service.clone()?)));
    let mut kinds = vec![(String::new(), t("devices-kind-choose"))];
    kinds.extend(DeviceKind::ALL.iter().map(|k| (k.to_string(), t(&format!("device-kind-{k}")))));
    let title = existing.as_ref().map_or_else(|| t("devices-new"), |device| device.name.clone());
    Ok(EditPage {
        page: visit.page(title),
        form,
        problems,
        existing,
        kinds,
        locations: offer(&t("devices-no-place"), places.into_iter().map(|l| (l.id, l.name)), at),
        services: offer(
            &t("devices-no-service"),
            all.into_iter().map(|s| (s.id.0, s.name)),
            serves,
        ),
    })
}

async fn new(visit: Visit, query: Fields) -> Result<Response> {
    html(&edit_page(&visit, None, Some(query), Problems::default()).await?)
}

async fn edit(visit: Visit, Path(id): Path<i64>) -> Result<Response> {
    html(&edit_page(&visit, Some(DeviceId(id)), None, Problems::default()).await?)
}

fn read(fields: &Fields) -> NewDevice {
    NewDevice {
        name: fields.get("name").to_owned(),
        kind: DeviceKind::parse(fields.get("kind")),
        location: fields.number("location").map(LocationId),
        service: fields.number("service").map(ServiceId),
        asset_tag: fields.get("asset_tag").to_owned(),
    }
}

async fn save(
    visit: Visit,
    id: Option<Path<i64>>,
    Posted { fields, .. }: Posted,
) -> Result<Response> {
    let (id, new) = (id.map(|Path(id)| DeviceId(id)), read(&fields));
    let outcome = match id {
        None => actions::create(&visit.app, &visit.actor, new).await.map(drop),
        Some(id) => {
            let version = fields.number("version").unwrap_or_default();
            actions::update(&visit.app, &visit.actor, id, version, new).await
        }
    };
    match outcome {
        Ok(()) => go(format!("{HOME}?said=saved")),
        Err(Error::Invalid(problems)) => {
            refused_form(&edit_page(&visit, id, Some(fields), problems).await?)
        }
        Err(error) => Err(error.into()),
    }
}

async fn deactivate(visit: Visit, Path(id): Path<i64>) -> Result<Response> {
    actions::deactivate(&visit.app, &visit.actor, DeviceId(id)).await?;
    go(format!("{HOME}/{id}?said=deactivated"))
}

async fn reactivate(visit: Visit, Path(id): Path<i64>) -> Result<Response> {
    actions::reactivate(&visit.app, &visit.actor, DeviceId(id)).await?;
    go(format!("{HOME}/{id}?said=reactivated"))
}
