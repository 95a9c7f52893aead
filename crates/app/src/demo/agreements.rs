//! The demo: what the library, IT, its teams and a supplier agreed on, each on its day.

use super::{
    load::{Keys, get},
    store,
};
use base::{Actor, App, Error, PersonId, Result, ServiceId};
use levels::{
    agreements,
    approvals::{self, Yes},
    comments::{self, NewComment},
    drafting::{self, NewAgreement, NewTerms},
    sides::Side,
    terms::{CELLS, ClauseKind},
};

const DAY: i64 = 86_400;

/// Numbers as `(place, amount, unit)`.
type Numbers = &'static [(&'static str, &'static str, &'static str)];

const FIRST: Numbers = &[
    ("first_response_1", "1", "hours"),
    ("next_update_1", "2", "hours"),
    ("resolution_1", "1", "days"),
    ("first_response_2", "4", "hours"),
    ("resolution_2", "2", "days"),
    ("first_response_3", "1", "days"),
    ("resolution_3", "5", "days"),
    ("first_response_4", "2", "days"),
];

const SECOND: Numbers = &[
    ("first_response_1", "30", "minutes"),
    ("next_update_1", "1", "hours"),
    ("resolution_1", "4", "hours"),
    ("first_response_2", "2", "hours"),
    ("next_update_2", "4", "hours"),
    ("resolution_2", "1", "days"),
    ("first_response_3", "1", "days"),
    ("next_update_3", "2", "days"),
    ("resolution_3", "5", "days"),
    ("first_response_4", "2", "days"),
    ("resolution_4", "15", "days"),
    ("requests_first_response_3", "1", "days"),
    ("requests_resolution_3", "8", "days"),
];

const TEAMS: Numbers = &[
    ("first_response_1", "15", "minutes"),
    ("resolution_1", "3", "hours"),
    ("first_response_2", "1", "hours"),
    ("resolution_2", "6", "hours"),
];

const SUPPLIER: Numbers = &[
    ("first_response_1", "30", "minutes"),
    ("next_update_1", "1", "hours"),
    ("resolution_1", "4", "hours"),
    ("first_response_2", "2", "hours"),
    ("resolution_2", "2", "days"),
];

const EVENINGS: Numbers = &[
    ("first_response_1", "30", "minutes"),
    ("next_update_1", "1", "hours"),
    ("resolution_1", "2", "hours"),
    ("first_response_2", "1", "hours"),
    ("resolution_2", "1", "days"),
];

/// Points: what those who help promise, what those who are helped promise, what is not part of it.
type Points = [&'static str; 3];

const POINTS: Points = [
    "We say so two working days before we change anything that a desk will notice\nNo change to library systems between Friday noon and Monday nine o’clock\nWhoever resolves it says what was wrong, in words the desk can repeat",
    "We try the first checks on the machine before we report it\nWe say which machine, which branch and who is stopped\nOne person at each branch can be reached while it lasts\nWe tell IT a month before exam weeks and big events",
    "Patrons’ own laptops and telephones\nE-resources that their publishers have switched off",
];

/// Plays it, each thing on its day.
pub async fn fill(app: &App, keys: &Keys) -> Result<()> {
    let now = app.now();
    app.clock.set(super::bridge::at_work(app, now));
    let played = play(app, keys).await;
    app.clock.set(now);
    played?;
    // what was told by letter in the past is not sent today
    app.act(&Actor::system(), |act| Ok(store::delete_jobs(act.tx)?)).await
}

async fn play(app: &App, keys: &Keys) -> Result<()> {
    library(app, keys).await?;
    teams(app, keys).await?;
    supplier(app, keys).await?;
    evenings(app, keys).await
}

async fn actor(app: &App, keys: &Keys, key: &str) -> Result<Actor> {
    let id = PersonId(get(&keys.people, key)?);
    let zone = app.config.time_zone();
    let found = app.read(move |tx| Ok(people::sign_in::actor_of(tx, id, &zone)?)).await?;
    found.ok_or(Error::NotFound)
}

fn on(app: &App, days: i64) {
    app.clock.set(app.now().plus_seconds(days * DAY));
}

fn date(app: &App, days: i64) -> String {
    let at = app.now().plus_seconds(days * DAY);
    app.config.time_zone().to_datetime(at.timestamp()).date().to_string()
}

fn terms(numbers: Numbers, points: &Points, days: [String; 3]) -> NewTerms {
    let cell = |cell: &levels::terms::Cell| {
        let found = numbers.iter().find(|(name, ..)| *name == cell.name);
        found.map_or((String::new(), "hours".into()), |(_, n, unit)| ((*n).into(), (*unit).into()))
    };
    let [starts_on, ends_on, review_on] = days;
    NewTerms {
        starts_on,
        ends_on,
        review_on,
        calendar: None,
        services: Vec::new(),
        cells: CELLS.iter().map(cell).collect(),
        clauses: vec![
            (ClauseKind::ProviderPromises, points[0].into()),
            (ClauseKind::CustomerPromises, points[1].into()),
            (ClauseKind::Excluded, points[2].into()),
            (ClauseKind::Other, String::new()),
        ],
    }
}

async fn yes(app: &App, actor: &Actor, id: i64, (side, signatory): (Side, &str)) -> Result<()> {
    let read = agreements::load(app, actor, id, None).await?.agreement.version;
    let yes = Yes { side: Some(side), read: Some(read), signatory: signatory.into() };
    approvals::approve(app, actor, id, yes).await
}

async fn version(app: &App, actor: &Actor, id: i64) -> Result<i64> {
    Ok(agreements::load(app, actor, id, None).await?.agreement.version)
}

/// The library and IT: the first version for a year, then a better one that counts today.
async fn library(app: &App, keys: &Keys) -> Result<()> {
    let (helen, priya) = (actor(app, keys, "helen").await?, actor(app, keys, "priya").await?);
    let kerryn = actor(app, keys, "kerryn").await?;
    on(app, -430);
    let days = [date(app, 12), date(app, 376), date(app, 340)];
    let first: Points = [
        "We say so before we change anything that a desk will notice",
        "We try the first checks on the machine before we report it\nWe say which machine, which branch and who is stopped",
        POINTS[2],
    ];
    let mut new = NewAgreement {
        kind: "sla".into(),
        provider: format!("d{}", get(&keys.departments, "it")?),
        customer: format!("d{}", get(&keys.departments, "library")?),
        name: "Library and IT".into(),
        terms: terms(FIRST, &first, days),
    };
    let id = drafting::create(app, &priya, new.clone()).await?;
    on(app, 2);
    drafting::offer(app, &priya, id).await?;
    on(app, 5);
    yes(app, &helen, id, (Side::Customer, "")).await?;
    on(app, 1);
    yes(app, &kerryn, id, (Side::Provider, "")).await?;
    on(app, 340);
    let days = [date(app, 29), String::new(), date(app, 394)];
    new.terms = terms(SECOND, &POINTS, days);
    drafting::update(app, &kerryn, id, version(app, &kerryn, id).await?, new).await?;
    drafting::offer(app, &kerryn, id).await?;
    on(app, 4);
    let said = "Four hours for a critical fault is what we hoped for. Thank you.";
    comments::add(app, &helen, id, NewComment { clause: None, words: said.into() }).await?;
    on(app, 2);
    yes(app, &kerryn, id, (Side::Provider, "")).await?;
    on(app, 1);
    yes(app, &helen, id, (Side::Customer, "")).await?;
    on(app, 75);
    Ok(())
}

/// What the network team does for the service desk, so that the promise to the library can be kept.
async fn teams(app: &App, keys: &Keys) -> Result<()> {
    let kerryn = actor(app, keys, "kerryn").await?;
    on(app, -60);
    let points: Points = [
        "One of us can be reached by telephone while the service desk is open",
        "The service desk tries the switch and the cable first, and says what it saw",
        "",
    ];
    let new = NewAgreement {
        kind: "ola".into(),
        provider: format!("t{}", get(&keys.teams, "network")?),
        customer: format!("t{}", get(&keys.teams, "service_desk")?),
        name: "Network for the Service Desk".into(),
        terms: terms(TEAMS, &points, [date(app, 10), String::new(), date(app, 200)]),
    };
    let id = drafting::create(app, &kerryn, new).await?;
    drafting::offer(app, &kerryn, id).await?;
    on(app, 3);
    yes(app, &kerryn, id, (Side::Customer, "")).await?;
    yes(app, &kerryn, id, (Side::Provider, "")).await?;
    on(app, 57);
    Ok(())
}

/// The contract with the company that hosts the library system, signed on paper.
async fn supplier(app: &App, keys: &Keys) -> Result<()> {
    let kerryn = actor(app, keys, "kerryn").await?;
    on(app, -300);
    let points: Points = [
        "A person with a name answers, not a robot\nThey tell us of maintenance a week before",
        "We send the exact time, the branch and what the screen said\nWe keep two people who may call",
        "Reports that somebody else has written",
    ];
    let new = NewAgreement {
        kind: "contract".into(),
        provider: format!("d{}", get(&keys.departments, "larkfield")?),
        customer: format!("d{}", get(&keys.departments, "it")?),
        name: "Larkfield: hosting and support".into(),
        terms: terms(SUPPLIER, &points, [date(app, 5), date(app, 734), date(app, 360)]),
    };
    let id = drafting::create(app, &kerryn, new).await?;
    drafting::offer(app, &kerryn, id).await?;
    yes(app, &kerryn, id, (Side::Customer, "")).await?;
    on(app, 2);
    yes(app, &kerryn, id, (Side::Provider, "Dana Whitlock, Larkfield")).await?;
    on(app, 298);
    Ok(())
}

/// Still talked over: the borrowing machines in the evening.
async fn evenings(app: &App, keys: &Keys) -> Result<()> {
    let (helen, priya) = (actor(app, keys, "helen").await?, actor(app, keys, "priya").await?);
    let kerryn = actor(app, keys, "kerryn").await?;
    on(app, -12);
    let points: Points = [
        "Somebody can be reached until the last branch closes\nA machine that stops in the evening works again before the doors open",
        "The branch that closes last calls, and stays on the telephone\nWe lend by hand until ten the next morning if need be",
        "Sundays and public holidays",
    ];
    let days = [date(app, 45), String::new(), date(app, 220)];
    let mut new = NewAgreement {
        kind: "sla".into(),
        provider: format!("d{}", get(&keys.departments, "it")?),
        customer: format!("d{}", get(&keys.departments, "library")?),
        name: "Borrowing machines in the evening".into(),
        terms: terms(EVENINGS, &points, days),
    };
    new.terms.services = vec![ServiceId(get(&keys.services, "self_check")?)];
    let id = drafting::create(app, &priya, new.clone()).await?;
    drafting::offer(app, &priya, id).await?;
    on(app, 3);
    let seen = agreements::load(app, &kerryn, id, None).await?;
    let promise = seen.terms.points(ClauseKind::ProviderPromises);
    let said = "We have nobody after six. If this is to be kept, it needs a roster and some money. Until seven we could try from March.";
    let clause = promise.first().map(|one| one.root_id);
    comments::add(app, &kerryn, id, NewComment { clause, words: said.into() }).await?;
    on(app, 1);
    yes(app, &helen, id, (Side::Customer, "")).await?;
    on(app, 2);
    let said = "Until seven would help at Northside and Harbour. Central closes at eight. Shall we begin with those two?";
    comments::add(app, &priya, id, NewComment { clause, words: said.into() }).await?;
    on(app, 3);
    let until_seven = points[0].replace("until the last branch closes", "until seven o’clock");
    new.terms.clauses[0].1 = until_seven;
    if let Some(works) = CELLS.iter().position(|cell| cell.name == "resolution_1") {
        new.terms.cells[works] = ("3".into(), "hours".into());
    }
    drafting::update(app, &kerryn, id, version(app, &kerryn, id).await?, new).await?;
    on(app, 3);
    Ok(())
}
