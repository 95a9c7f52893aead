//! Comparing, for those who look after a relationship.

use super::{
    model::{By, Group, Sample, groups},
    store::{self, SampleRow},
};
use crate::relationships::{self, Relationship};
use base::{Actor, App, DepartmentId, Language, LocationId, PersonId, Result, Role, Tx};
use std::collections::HashMap;

/// No more are looked at: the newest of a year.
pub const MOST: i64 = 20_000;
const DAYS: i64 = 365;

/// The report.
pub struct Report {
    /// The relationship.
    pub of: Relationship,
    /// How many requests it rests on.
    pub requests: usize,
    /// Whether there were more than could be looked at.
    pub is_cut: bool,
    /// By department, role and place.
    pub parts: Vec<(By, Vec<Group>)>,
}

/// What everything is called and where it stands.
struct Names {
    departments: Vec<(DepartmentId, String, Option<DepartmentId>)>,
    locations: HashMap<LocationId, (String, Option<LocationId>)>,
    roles: HashMap<PersonId, &'static str>,
}

impl Names {
    fn read(tx: &mut Tx) -> Result<Self> {
        let mut roles = HashMap::new();
        for (person, role) in store::list_roles(tx)? {
            // whoever speaks for others and helps, too, is counted with those who help
            let word =
                if matches!(role, Role::Agent | Role::ItManager) { "helps" } else { "leads" };
            let known = roles.entry(person).or_insert(word);
            if word == "helps" {
                *known = word;
            }
        }
        let locations = store::list_locations(tx)?;
        let locations = locations.into_iter().map(|(id, name, above)| (id, (name, above)));
        let departments = store::list_departments(tx)?;
        Ok(Names { departments, locations: locations.collect(), roles })
    }

    fn department(&self, id: DepartmentId) -> Option<String> {
        let found = self.departments.iter().find(|(known, ..)| *known == id);
        found.map(|(_, name, _)| name.clone())
    }

    /// The branch that a room is in.
    fn place(&self, id: LocationId) -> Option<String> {
        let mut at = self.locations.get(&id)?;
        for _ in 0..self.locations.len() {
            match at.1.and_then(|above| self.locations.get(&above)) {
                Some(above) => at = above,
                None => break,
            }
        }
        Some(at.0.clone())
    }

    fn role(&self, language: &Language, id: PersonId) -> String {
        let word = self.roles.get(&id).copied().unwrap_or("desk");
        language.t(&format!("parity-role-{word}")).to_owned()
    }
}

fn sample(row: &SampleRow, group: Option<String>) -> Sample {
    const MINUTE: i64 = 60_000_000;
    Sample {
        person: row.requester_id.0,
        group,
        first: row.first.map(|took| took / MINUTE),
        resolution: row.resolution / MINUTE,
        is_reopened: row.reopened > 0,
        felt: row.felt,
    }
}

/// How those who help serve departments, roles and places: for whoever looks after the relationship.
/// Only groups are told, never people.
pub async fn load(app: &App, actor: &Actor, id: i64) -> Result<Report> {
    let (now, actor) = (app.now(), actor.clone());
    app.read(move |tx| {
        let of = relationships::see_kept(tx, &actor, id)?;
        let since = now.plus_seconds(-DAYS * 86_400);
        let (customer, provider) = (of.customer_id, of.provider_id);
        let rows = store::list(tx, customer, provider, since, MOST)?;
        let names = Names::read(tx)?;
        let parents: Vec<_> =
            names.departments.iter().map(|(id, _, above)| (*id, *above)).collect();
        let is_ours =
            |row: &&SampleRow| relationships::is_within(&parents, row.department_id, customer);
        let part = |by: By| {
            let samples: Vec<Sample> = match by {
                By::Department => rows
                    .iter()
                    .map(|row| sample(row, names.department(row.department_id)))
                    .collect(),
                By::Role => rows
                    .iter()
                    .filter(is_ours)
                    .map(|row| sample(row, Some(names.role(actor.language, row.requester_id))))
                    .collect(),
                By::Location => rows
                    .iter()
                    .filter(is_ours)
                    .map(|row| sample(row, row.location_id.and_then(|id| names.place(id))))
                    .collect(),
            };
            (by, groups(&samples))
        };
        let parts = By::ALL.iter().map(|by| part(*by)).collect();
        let is_cut = i64::try_from(rows.len()).is_ok_and(|n| n == MOST);
        Ok(Report { parts, requests: rows.len(), is_cut, of })
    })
    .await
}
