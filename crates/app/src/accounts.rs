//! Accounts, as the command line makes them.

use crate::store;
use base::{Actor, App, Error, PersonId, Result, Role};
use people::persons::{self, NewGrant, NewPerson};

/// What `person add` was given.
pub struct Add {
    pub email: String,
    pub name: String,
    pub role: String,
    pub department: Option<String>,
    pub team: Option<String>,
}

/// The person with this address.
pub async fn find(app: &App, email: &str) -> Result<PersonId> {
    let found = persons::find_by_email(app, &Actor::system(), email).await?;
    found.ok_or_else(|| Error::Unavailable(format!("nobody here has the address {email}")))
}

/// Creates the account and gives the link to sign in with.
pub async fn add(app: &App, add: Add) -> Result<String> {
    let role = Role::parse(&add.role).ok_or_else(|| Error::invalid("role", "problem-choose"))?;
    let (department, team) = (add.department.clone(), add.team.clone());
    let (department, team) = app
        .read(move |tx| {
            let unknown = |field| move || Error::invalid(field, "problem-choose");
            let department = match department {
                Some(name) => {
                    Some(store::find_department(tx, &name)?.ok_or_else(unknown("department"))?.0)
                }
                None => None,
            };
            let team = match team {
                Some(name) => Some(store::find_team(tx, &name)?.ok_or_else(unknown("team"))?.0),
                None => None,
            };
            Ok((department, team))
        })
        .await?;
    let system = Actor::system();
    let grant = NewGrant { role, department, team };
    // asked before anything is written, so that a wrong role leaves no account behind
    let grant = if role == Role::Requester { None } else { Some(grant.check()?) };
    let new = NewPerson { name: add.name, email: add.email, department, ..NewPerson::default() };
    let person = persons::create(app, &system, new).await?;
    if let Some(grant) = grant {
        persons::grant(app, &system, person, grant).await?;
    }
    persons::issue_link(app, &system, person).await
}
