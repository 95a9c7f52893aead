//! Accounts, as the command line makes them: on a new, empty database, too.

use base::{Actor, App, DepartmentId, Error, PersonId, Result, Role, TeamId};
use people::{
    departments::{self, Department, Kind, NewDepartment},
    persons::{self, NewGrant, NewPerson},
    teams::{self, NewTeam, Team},
};

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
    found.ok_or_else(|| {
        let how = "make an account first: footbridge person add EMAIL --name NAME";
        Error::Unavailable(format!("nobody here has the address {email}; {how}"))
    })
}

/// Creates the account and gives the link to sign in with. Departments and teams that the role
/// needs and nobody has made yet are made, and `tell` gets a line about each.
pub async fn add(app: &App, add: Add, tell: &(dyn Fn(String) + Sync)) -> Result<String> {
    let role = Role::parse(&add.role).ok_or_else(|| unknown_role(&add.role))?;
    let system = Actor::system();
    let new = NewPerson { name: add.name, email: add.email, ..NewPerson::default() };
    // asked before anything is written, so that a slip leaves nothing behind
    let new = new.check()?;
    if persons::find_by_email(app, &system, &new.email).await?.is_some() {
        return Err(Error::invalid("email", "problem-email-taken"));
    }
    let house = House { app, role, tell };
    let team = match (&add.team, role) {
        (Some(name), _) => Some(house.named_team(name).await?),
        (None, Role::Agent) => Some(house.intake(add.department.as_deref()).await?),
        _ => None,
    };
    let department = match (&add.department, &team) {
        (Some(name), _) => Some(house.named(name).await?),
        (None, Some(team)) => Some(team.department_id),
        (None, None) => house.obvious().await?,
    };
    let person = persons::create(app, &system, NewPerson { department, ..new }).await?;
    if role != Role::Requester {
        let team = team.map(|team| team.id);
        // a confidant of a team is not one of the whole department
        let is_of_team = role == Role::PatronConfidant && team.is_some();
        let grant = NewGrant { role, department: department.filter(|_| !is_of_team), team };
        persons::grant(app, &system, person, grant).await?;
    }
    persons::issue_link(app, &system, person).await
}

fn unknown_role(role: &str) -> Error {
    let all: Vec<_> = Role::ALL.iter().map(|role| role.as_str()).collect();
    Error::Unavailable(format!("--role: {role} is none of {}", all.join(", ")))
}

/// Finding and making what a role needs.
struct House<'a> {
    app: &'a App,
    role: Role,
    tell: &'a (dyn Fn(String) + Sync),
}

impl House<'_> {
    /// Whether whoever has the role gives help.
    fn helps(&self) -> bool {
        matches!(self.role, Role::Agent | Role::ItManager)
    }

    async fn make(&self, name: &str) -> Result<DepartmentId> {
        let new = NewDepartment {
            name: name.to_owned(),
            kind: Kind::Internal,
            is_provider: self.helps(),
            parent: None,
            mission: String::new(),
            calendar: None,
        };
        let made = departments::create(self.app, &Actor::system(), new).await?;
        let what = if self.helps() { "a department that gives help" } else { "a department" };
        (self.tell)(format!("created {name}, {what}"));
        Ok(made)
    }

    /// The department of this name. Where helpers are put, help is given.
    async fn named(&self, name: &str) -> Result<DepartmentId> {
        let system = Actor::system();
        let Some(id) = departments::find_by_name(self.app, &system, name).await? else {
            return self.make(name.trim()).await;
        };
        let found = departments::get(self.app, &system, id).await?;
        if self.helps() && !found.is_provider {
            let new = NewDepartment { is_provider: true, ..found.as_new() };
            departments::update(self.app, &system, id, found.version, new).await?;
            (self.tell)(format!("{} now gives help to others", found.name));
        }
        Ok(id)
    }

    /// The department that a role is for when none was named: the only one of the fitting sort.
    async fn obvious(&self) -> Result<Option<DepartmentId>> {
        if self.role.scope().is_none() {
            return Ok(None);
        }
        let all = departments::list_all(self.app, &Actor::system()).await?;
        let fits = |d: &&Department| d.is_active && d.is_provider == self.helps();
        let fitting: Vec<_> = all.iter().filter(fits).collect();
        match fitting.as_slice() {
            [only] => {
                (self.tell)(format!("for {}", only.name));
                Ok(Some(only.id))
            }
            [] if self.helps() => self.named("IT").await.map(Some),
            _ => Err(which(self.role, &fitting)),
        }
    }

    async fn named_team(&self, name: &str) -> Result<Team> {
        let system = Actor::system();
        match teams::find_by_name(self.app, &system, name).await? {
            Some(id) => teams::get(self.app, &system, id).await,
            None => {
                let all = teams::list(self.app, &system).await?;
                let all: Vec<_> = all.iter().map(|team| team.name.as_str()).collect();
                let known = if all.is_empty() { "none yet".to_owned() } else { all.join(", ") };
                let why = format!("--team: no team is called {name}; teams here: {known}");
                Err(Error::Unavailable(why))
            }
        }
    }

    /// Where an agent without a team begins: the team that new tickets come to, or else the first
    /// of the department.
    async fn intake(&self, department: Option<&str>) -> Result<Team> {
        let system = Actor::system();
        let department = match department {
            Some(name) => Some(self.named(name).await?),
            None => None,
        };
        let intake = teams::intake(self.app, &system).await?;
        let all = teams::list_all(self.app, &system).await?;
        let mut fitting: Vec<_> = all
            .into_iter()
            .filter(|t| t.is_active && department.is_none_or(|id| t.department_id == id))
            .collect();
        fitting.sort_by_key(|team| (Some(team.id) != intake, team.id));
        if let Some(first) = fitting.into_iter().next() {
            (self.tell)(format!("joins the team {}; --team names another one", first.name));
            return Ok(first);
        }
        let department = match department {
            Some(id) => id,
            None => self.obvious().await?.ok_or(Error::NotFound)?,
        };
        let id = self.make_team(department).await?;
        teams::get(self.app, &system, id).await
    }

    /// A first team. Names of teams are taken once, so that of another department gets its own.
    async fn make_team(&self, department: DepartmentId) -> Result<TeamId> {
        let system = Actor::system();
        let owner = departments::get(self.app, &system, department).await?.name;
        let is_taken = teams::find_by_name(self.app, &system, "Service desk").await?.is_some();
        let name = match is_taken {
            true => format!("Service desk of {owner}").chars().take(120).collect(),
            false => "Service desk".to_owned(),
        };
        (self.tell)(format!("created the team {name} in {owner}"));
        let (department, email, calendar) = (Some(department), String::new(), None);
        let new = NewTeam { name, department, email, calendar };
        teams::create(self.app, &system, new).await
    }
}

fn which(role: Role, fitting: &[&Department]) -> Error {
    let names: Vec<_> = fitting.iter().map(|d| d.name.as_str()).collect();
    let choice = match names.as_slice() {
        [] => "a new one is made if there is none of that name".to_owned(),
        names => format!("there are {}", names.join(", ")),
    };
    let why = format!("--department NAME: say which department the {role} is for; {choice}");
    Error::Unavailable(why)
}
