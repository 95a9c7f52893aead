//! Reading and keeping the lists.

use super::{
    model::{self, Part},
    store::{self, CheckRow},
};
use crate::devices::DeviceKind;
use base::{Act, Actor, App, Error, Event, Problems, Result, Right, Time, Tx};

/// The lists of a kind of device.
#[derive(Clone, Debug, Default)]
pub struct Lists {
    /// What people see go wrong.
    pub symptoms: Vec<CheckRow>,
    /// What to look at first.
    pub checks: Vec<CheckRow>,
}

impl Lists {
    fn words(rows: &[CheckRow]) -> Vec<String> {
        rows.iter().map(|row| row.words.clone()).collect()
    }

    /// Tells these lists from others.
    pub fn version(&self) -> String {
        model::version(&Self::words(&self.symptoms), &Self::words(&self.checks))
    }
}

/// Lists as typed, a line for each.
#[derive(Clone, Debug, Default)]
pub struct NewLists {
    /// The version they were made from; empty: whatever is there.
    pub version: String,
    /// What people see go wrong.
    pub symptoms: String,
    /// What to look at first.
    pub checks: String,
}

/// The lists within a transaction.
fn lists_in(tx: &mut Tx, kind: DeviceKind) -> Result<Lists> {
    let rows = store::list(tx, kind)?;
    let (symptoms, checks) = rows.into_iter().partition(|row| row.part == Part::Symptom);
    Ok(Lists { symptoms, checks })
}

/// These lines of a kind, in the order asked for; what is not there is left out.
pub(crate) fn find_all(tx: &mut Tx, kind: DeviceKind, ids: &[i64]) -> Result<Vec<CheckRow>> {
    let mut found = store::list_of(tx, kind, ids)?;
    found.sort_by_key(|row| ids.iter().position(|id| *id == row.id));
    Ok(found)
}

/// The lists of a kind of device.
pub async fn lists(app: &App, actor: &Actor, kind: DeviceKind) -> Result<Lists> {
    actor.may(Right::Report)?;
    app.read(move |tx| lists_in(tx, kind)).await
}

/// How many symptoms and checks each kind has.
pub(crate) async fn overview(app: &App, actor: &Actor) -> Result<Vec<(DeviceKind, i64, i64)>> {
    actor.may(Right::KeepChecks)?;
    let counts = app.read(|tx| Ok(store::count_by_kind(tx)?)).await?;
    let of = |kind: DeviceKind, part: Part| {
        counts.iter().find(|(k, p, _)| (*k, *p) == (kind, part)).map_or(0, |(_, _, n)| *n)
    };
    let all = DeviceKind::ALL.iter();
    Ok(all.map(|kind| (*kind, of(*kind, Part::Symptom), of(*kind, Part::Check))).collect())
}

/// Puts other lists in their place: for those who keep them. A line that stays keeps its row, so
/// that what was counted by it goes on.
pub async fn replace(app: &App, actor: &Actor, kind: DeviceKind, new: NewLists) -> Result<()> {
    actor.may(Right::KeepChecks)?;
    let mut problems = Problems::default();
    let symptoms = model::read("symptoms", &new.symptoms, &mut problems);
    let checks = model::read("checks", &new.checks, &mut problems);
    problems.check()?;
    app.act(actor, move |act| {
        let old = lists_in(act.tx, kind)?;
        if model::version(&symptoms, &checks) == old.version() {
            return Ok(());
        }
        if !new.version.is_empty() && new.version != old.version() {
            return Err(meanwhile(&old, &symptoms, &checks));
        }
        put(act, (kind, Part::Symptom), &old.symptoms, &symptoms)?;
        put(act, (kind, Part::Check), &old.checks, &checks)?;
        let said = |symptoms: &[String], checks: &[String]| {
            serde_json::json!({"symptoms": symptoms.join("; "), "checks": checks.join("; ")})
                .to_string()
        };
        act.record(&Event {
            kind: "first_checks.changed",
            subject: format!("first_checks {kind}"),
            before: said(&Lists::words(&old.symptoms), &Lists::words(&old.checks)),
            after: said(&symptoms, &checks),
            ..Event::default()
        })
    })
    .await
}

/// Says beside each list that differs what it says now, and carries the version to edit from next.
fn meanwhile(old: &Lists, symptoms: &[String], checks: &[String]) -> Error {
    let mut problems = Problems::default();
    problems.add_with("version", "problem-changed-form", vec![("version", old.version())]);
    for (field, now, typed) in
        [("symptoms", &old.symptoms, symptoms), ("checks", &old.checks, checks)]
    {
        let now = Lists::words(now);
        if now.is_empty() && !typed.is_empty() {
            problems.add(field, "problem-emptied-field");
        } else if now != typed {
            problems.add_with(field, "problem-changed-field", vec![("now", now.join("; "))]);
        }
    }
    Error::Invalid(problems)
}

fn put(
    act: &mut Act<'_>,
    (kind, part): (DeviceKind, Part),
    old: &[CheckRow],
    new: &[String],
) -> Result<()> {
    for gone in old.iter().filter(|row| !new.contains(&row.words)) {
        store::update_ended(act.tx, gone.id, act.now)?;
    }
    for (place, words) in (1..).zip(new) {
        match old.iter().find(|row| row.words == *words) {
            Some(row) => store::update_place(act.tx, row.id, place)?,
            None => {
                store::insert(act.tx, (kind, part, place), words, act.actor.id, act.now)?;
            }
        }
    }
    Ok(())
}

/// At the first start: the set that Footbridge comes with.
// tidy: allow actor because only a start can reach it
pub(crate) fn seed(tx: &mut Tx, now: Time) -> Result<()> {
    if store::has_any(tx)? {
        return Ok(());
    }
    let language = base::language("en");
    let mut rows = Vec::new();
    for kind in DeviceKind::ALL {
        let symptoms = language.t(&format!("first-symptoms-{kind}")).to_owned();
        let checks = language.t(&format!("first-checks-{kind}")).to_owned();
        for (part, text) in [(Part::Symptom, symptoms), (Part::Check, checks)] {
            for (place, words) in (1..).zip(text.lines()) {
                rows.push(serde_json::json!({
                    "kind": kind.as_str(), "part": part.as_str(), "place": place,
                    "words": words.trim(), "at": now.micros(),
                }));
            }
        }
    }
    let rows = serde_json::Value::Array(rows).to_string();
    Ok(store::insert_all(tx, &rows)?)
}
