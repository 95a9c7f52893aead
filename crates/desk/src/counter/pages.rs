//! The page at the counter: what is it about, what is it, what was tried, and where it goes.

use super::{
    NewWork, Today, Whom,
    actions::{self, Colleague},
    model::Fix,
};
use crate::{
    checks::{self, Lists},
    custom_fields::{Asked, Typed, asked},
    devices::{self, Device, DeviceKind},
    impact::{Hurts, Scope},
    known::{self, Suggestions},
    tickets::{self, Channel, Heading, Kind},
};
use base::{DeviceId, LocationId, PersonId, Right};
use web::prelude::*;

/// The routes.
pub fn routes() -> Router<App> {
    Router::new().route("/desk", get(show)).route("/desk/work", post(create))
}

/// What it can be about: a device, or a kind of device.
struct Tile {
    href: String,
    name: String,
    /// Of the device, where it is one.
    kind: String,
    /// The key that opens it; 0: none.
    digit: usize,
}

/// What is it about?
#[derive(Template)]
#[template(path = "counter/choose.html")]
struct DeskPage {
    page: Page,
    near: Vec<Tile>,
    kinds: Vec<Tile>,
    today: Today,
    may_keep_checks: bool,
}

/// What is it, what was tried, and where does it go?
#[derive(Template)]
#[template(path = "counter/work.html")]
struct WorkPage {
    page: Page,
    form: Fields,
    problems: Problems,
    kind: DeviceKind,
    /// What it is called: the device, or its kind.
    name: String,
    lists: Lists,
    locations: Vec<Heading>,
    colleagues: Vec<Colleague>,
    known: Suggestions,
    /// What is asked about the device's service, if it goes to IT.
    asked: Vec<Asked>,
    service: String,
}

impl WorkPage {
    fn whoms(&self) -> &'static [Whom] {
        Whom::ALL
    }
    fn scopes(&self) -> &'static [Scope] {
        Scope::ALL
    }
    fn hurts(&self) -> &'static [Hurts] {
        Hurts::ALL
    }
    fn channels(&self) -> [Channel; 2] {
        [Channel::Desk, Channel::Phone]
    }
    fn is_tried(&self, id: &i64) -> bool {
        self.form.is("tried", &id.to_string())
    }
    /// Whether the symptom was typed and not picked.
    fn has_own_words(&self) -> bool {
        !self.form.get("own").is_empty()
    }
}

async fn show(visit: Visit, query: Fields) -> Result<Response> {
    let device = query.number("device");
    let kind = DeviceKind::parse(query.get("kind"));
    if device.is_none() && kind.is_none() {
        return choose(&visit).await;
    }
    let mut form = query;
    form.set("key", base::token());
    html(&work_page(&visit, form, Problems::default()).await?)
}

async fn choose(visit: &Visit) -> Result<Response> {
    let language = visit.actor.language;
    let kind_name = |kind: &DeviceKind| language.t(&format!("device-kind-{kind}")).to_owned();
    let near = actions::near(&visit.app, &visit.actor).await?;
    let near: Vec<Tile> = near
        .iter()
        .enumerate()
        .map(|(at, device)| Tile {
            href: format!("/desk?device={}", device.id),
            name: device.name.clone(),
            kind: kind_name(&device.kind),
            digit: digit(at),
        })
        .collect();
    let kinds = DeviceKind::ALL.iter().enumerate().map(|(at, kind)| Tile {
        href: format!("/desk?kind={kind}"),
        name: kind_name(kind),
        kind: String::new(),
        digit: digit(near.len() + at),
    });
    let kinds = kinds.collect();
    let today = actions::today(&visit.app, &visit.actor).await?;
    let may_keep_checks = visit.actor.has(Right::KeepChecks);
    let page = visit.page_t("desk-title");
    html(&DeskPage { page, near, kinds, today, may_keep_checks })
}

/// 1 to 9, then none.
fn digit(at: usize) -> usize {
    if at < 9 { at + 1 } else { 0 }
}

/// The kind a form is about, and the device if it names one.
async fn about(visit: &Visit, form: &Fields) -> Result<(DeviceKind, Option<Device>)> {
    match form.number("device") {
        Some(id) => {
            let device = devices::get(&visit.app, &visit.actor, DeviceId(id)).await?;
            Ok((device.kind, Some(device)))
        }
        None => {
            let kind = DeviceKind::parse(form.get("kind")).unwrap_or(DeviceKind::Other);
            Ok((kind, None))
        }
    }
}

async fn work_page(visit: &Visit, mut form: Fields, problems: Problems) -> Result<WorkPage> {
    // what nobody said has the likeliest answer
    let defaults = [("whom", "patron"), ("channel", "desk"), ("scope", "one"), ("hurts", "today")];
    for (name, word) in defaults {
        if form.get(name).is_empty() {
            form.set(name, word);
        }
    }
    let (kind, device) = about(visit, &form).await?;
    let lists = checks::lists(&visit.app, &visit.actor, kind).await?;
    let (_, locations) = tickets::choices(&visit.app, &visit.actor).await?;
    if !form.has("location") {
        let place = match device.as_ref().and_then(|device| device.location_id) {
            Some(place) => Some(place),
            None => tickets::home_of(&visit.app, &visit.actor).await?,
        };
        form.set("location", place.map(|id| id.to_string()).unwrap_or_default());
    }
    let service = device.as_ref().and_then(|device| device.service_id);
    let typed = Typed::from_form(&form);
    let asked = asked(&visit.app, &visit.actor, (service, Kind::Incident), typed).await?;
    let name = match device {
        Some(device) => device.name,
        None => visit.actor.language.t(&format!("device-kind-{kind}")).to_owned(),
    };
    let mut typed = known::read(&form);
    if typed.device.is_none() && !typed.words.is_empty() {
        typed.words = format!("{name} {}", typed.words);
    }
    Ok(WorkPage {
        known: known::suggest(&visit.app, &visit.actor, typed).await?,
        colleagues: actions::colleagues(&visit.app, &visit.actor).await?,
        page: visit.page(name.clone()),
        form,
        problems,
        kind,
        name,
        lists,
        locations,
        asked,
        service: service.map(|id| id.to_string()).unwrap_or_default(),
    })
}

/// The colleague of this name, if there is just one.
fn find_colleague(all: &[Colleague], typed: &str, problems: &mut Problems) -> Option<PersonId> {
    let wanted = typed.trim().to_lowercase();
    if wanted.is_empty() {
        problems.add("colleague", "problem-colleague");
        return None;
    }
    let is_exact = |person: &&Colleague| person.name.to_lowercase() == wanted;
    let is_like = |person: &&Colleague| person.name.to_lowercase().contains(&wanted);
    let mut found: Vec<_> = all.iter().filter(is_exact).collect();
    if found.is_empty() {
        found = all.iter().filter(is_like).collect();
    }
    match found.as_slice() {
        [one] => return Some(one.id),
        [] => problems.add("colleague", "problem-no-colleague"),
        some => {
            let names: Vec<_> = some.iter().take(5).map(|person| person.name.clone()).collect();
            let args = vec![("names", names.join(", "))];
            problems.add_with("colleague", "problem-which-colleague", args);
        }
    }
    None
}

async fn read(visit: &Visit, form: &Fields) -> Result<(NewWork, Problems)> {
    let mut problems = Problems::default();
    let (kind, device) = about(visit, form).await?;
    let whom = Whom::parse(form.get("whom")).unwrap_or(Whom::Patron);
    let colleague = match whom {
        Whom::Colleague => {
            let all = actions::colleagues(&visit.app, &visit.actor).await?;
            find_colleague(&all, form.get("colleague"), &mut problems)
        }
        _ => None,
    };
    let channel = Channel::parse(form.get("channel"));
    let channel = channel.filter(|channel| matches!(channel, Channel::Desk | Channel::Phone));
    let own = form.get("own").trim();
    let symptom = if own.is_empty() { form.get("symptom") } else { own };
    let fix = match form.get("fixed") {
        "" => None,
        "other" => Some(Fix::Words(form.get("fixed_by").to_owned())),
        check => Some(Fix::Check(check.parse().unwrap_or_default())),
    };
    let minutes = form.get("minutes").trim();
    let new = NewWork {
        kind,
        device: device.map(|device| device.id),
        location: form.number("location").map(LocationId),
        whom,
        colleague,
        symptom: symptom.to_owned(),
        more: form.get("words").to_owned(),
        tried: form.all("tried").iter().filter_map(|id| id.parse().ok()).collect(),
        fix,
        minutes: if minutes.is_empty() { None } else { Some(minutes.parse().unwrap_or(-1)) },
        channel: channel.unwrap_or(Channel::Desk),
        scope: Scope::parse(form.get("scope")).unwrap_or(Scope::One),
        hurts: Hurts::parse(form.get("hurts")).unwrap_or(Hurts::Today),
        fields: Typed::from_form(form),
        is_strict: false,
        key: Some(form.get("key").chars().take(100).collect())
            .filter(|key: &String| !key.is_empty()),
    };
    Ok((new, problems))
}

async fn create(visit: Visit, Posted { fields: mut form, .. }: Posted) -> Result<Response> {
    visit.actor.may(Right::Report)?;
    if form.has("back") {
        return html(&work_page(&visit, form, Problems::default()).await?);
    }
    let (new, problems) = read(&visit, &form).await?;
    if !problems.0.is_empty() {
        return refused_form(&work_page(&visit, form, problems).await?);
    }
    let is_fixed = new.fix.is_some();
    match actions::record(&visit.app, &visit.actor, new).await {
        Ok(_) if is_fixed => go("/desk?said=desk-fixed"),
        Ok(id) => go(format!("/tickets/{id}?said=sent")),
        Err(Error::Invalid(problems)) => refused_form(&work_page(&visit, form, problems).await?),
        Err(Error::Conflict) => {
            // sent, gone back, changed, sent again: more work, if that is what is meant
            form.set("key", base::token());
            let mut problems = Problems::default();
            problems.add("symptom", "problem-sent-before");
            refused_form(&work_page(&visit, form, problems).await?)
        }
        Err(error) => Err(error.into()),
    }
}
