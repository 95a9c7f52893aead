//! Who is asking, and what they may do.

use crate::{DepartmentId, Error, Language, PersonId, Result, TeamId, language};
use jiff::tz::TimeZone;

db::words! {
    /// A set of rights that people have names for.
    pub enum Role {
        /// Reports and follows their own tickets. Everybody who can sign in has this.
        Requester = "requester",
        /// Speaks for a department: sees its tickets.
        DepartmentContact = "department_contact",
        /// Works on the tickets of a team.
        Agent = "agent",
        /// Looks after the relationship between a department and its providers.
        Liaison = "liaison",
        /// Answers for a department: sees its tickets.
        Manager = "manager",
        /// Answers for a provider: works on the tickets of all its teams.
        ItManager = "it_manager",
        /// May see the patron details of the tickets they can see. Gives no ticket by itself.
        PatronConfidant = "patron_confidant",
        /// Runs Footbridge: people, structure, audit trail, jobs. Does not read tickets by this.
        Administrator = "administrator",
    }
}

/// One thing a person may be allowed to do. Actions check these and nothing else.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Right {
    /// Open a ticket, and see, answer, confirm and reopen one's own.
    Report,
    /// See the tickets of a department, without internal notes.
    SeeDepartment,
    /// Work on a team's tickets: answer, note, assign, hold, resolve; see internal notes.
    Work,
    /// See people, departments, locations, teams and services as lists.
    SeeDirectory,
    /// Change people and their roles, end their sessions.
    ManagePeople,
    /// Change departments, locations, teams and services.
    ManageOrganisation,
    /// Change what the front desk checks first.
    KeepChecks,
    /// Keep the words of both sides: add and change terms, answer what people did not know.
    KeepGlossary,
    /// Look after a relationship between departments: its meetings, goals and people.
    LookAfter,
    /// Read how it felt also where that is kept from those who helped, and say what comes of it.
    HearFelt,
    /// Read the audit trail.
    SeeAudit,
    /// See failed jobs, run them again or drop them.
    ManageJobs,
    /// See patron details, in tickets that the actor sees by another right.
    SeePatronDetails,
}

impl Right {
    /// Every right.
    pub const ALL: &'static [Right] = &[
        Right::Report,
        Right::SeeDepartment,
        Right::Work,
        Right::SeeDirectory,
        Right::ManagePeople,
        Right::ManageOrganisation,
        Right::KeepChecks,
        Right::KeepGlossary,
        Right::LookAfter,
        Right::HearFelt,
        Right::SeeAudit,
        Right::ManageJobs,
        Right::SeePatronDetails,
    ];

    fn is_administration(self) -> bool {
        use Right::{ManageJobs, ManageOrganisation, ManagePeople, SeeAudit};
        matches!(self, ManagePeople | ManageOrganisation | SeeAudit | ManageJobs)
    }
}

impl Role {
    /// What the role allows, within whatever the grant names.
    pub const fn rights(self) -> &'static [Right] {
        use Right::{
            HearFelt, KeepChecks, KeepGlossary, LookAfter, ManageJobs, ManageOrganisation,
            ManagePeople, Report, SeeAudit, SeeDepartment, SeeDirectory, SeePatronDetails, Work,
        };
        match self {
            Role::Requester => &[Report, SeeDirectory],
            Role::DepartmentContact => {
                &[Report, SeeDirectory, SeeDepartment, KeepChecks, KeepGlossary]
            }
            Role::Liaison => &[
                Report,
                SeeDirectory,
                SeeDepartment,
                KeepChecks,
                KeepGlossary,
                LookAfter,
                HearFelt,
            ],
            Role::Manager => {
                &[Report, SeeDirectory, SeeDepartment, KeepChecks, KeepGlossary, LookAfter]
            }
            Role::Agent => &[Report, SeeDirectory, Work, KeepGlossary],
            Role::ItManager => &[Report, SeeDirectory, Work, KeepGlossary, LookAfter, HearFelt],
            Role::PatronConfidant => &[Report, SeeDirectory, SeePatronDetails],
            Role::Administrator => &[
                Report,
                SeeDirectory,
                ManagePeople,
                ManageOrganisation,
                KeepChecks,
                KeepGlossary,
                SeeAudit,
                ManageJobs,
            ],
        }
    }

    /// What a grant of this role must name: a `department`, a `team`, or `either` of them.
    pub const fn scope(self) -> Option<&'static str> {
        match self {
            Role::DepartmentContact | Role::Liaison | Role::Manager | Role::ItManager => {
                Some("department")
            }
            Role::Agent => Some("team"),
            Role::PatronConfidant => Some("either"),
            Role::Requester | Role::Administrator => None,
        }
    }
}

/// A role as somebody has it: for everything, one department, or one team.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grant {
    /// The role.
    pub role: Role,
    /// Only for this department.
    pub department: Option<DepartmentId>,
    /// Only for these teams: the one named, or all those of an IT manager's department.
    pub teams: Vec<TeamId>,
}

/// Over which departments or teams a right holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scope<T> {
    /// All there are.
    All,
    /// These; may be empty.
    Only(Vec<T>),
}

impl<T: PartialEq> Scope<T> {
    /// Is this one within it?
    pub fn has(&self, one: &T) -> bool {
        match self {
            Scope::All => true,
            Scope::Only(some) => some.contains(one),
        }
    }

    /// Is there anything in it?
    pub fn is_empty(&self) -> bool {
        matches!(self, Scope::Only(some) if some.is_empty())
    }
}

/// What kind of actor it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    /// A person in a browser or with an API token.
    Person,
    /// Footbridge itself: jobs, schedules, the command line.
    System,
    /// A message that came in, acting for the person it is from.
    Mail,
}

/// Whoever does something. Every action takes one and checks it first.
#[derive(Clone, Debug)]
pub struct Actor {
    /// What kind.
    pub who: Who,
    /// The person; for [`Who::System`] nobody.
    pub id: Option<PersonId>,
    /// As shown in timelines.
    pub name: String,
    /// Lower case; empty for the system.
    pub email: String,
    /// Where the person works.
    pub department: Option<DepartmentId>,
    /// What they may do.
    pub grants: Vec<Grant>,
    /// With an API token: the scopes it carries (`read`, `write`, `admin`).
    pub scopes: Option<Vec<String>>,
    /// What they read.
    pub language: &'static Language,
    /// Where their clock hangs.
    pub zone: TimeZone,
    /// Whether single letters are keys for them.
    pub is_using_keys: bool,
    /// The request this is part of, for the audit trail and the log.
    pub request: String,
}

impl Actor {
    /// Footbridge itself. May do everything.
    pub fn system() -> Self {
        Actor {
            who: Who::System,
            id: None,
            name: "Footbridge".into(),
            email: String::new(),
            department: None,
            grants: Vec::new(),
            scopes: None,
            language: language("en"),
            zone: TimeZone::UTC,
            is_using_keys: true,
            request: String::new(),
        }
    }

    /// Whether a right is held at all, over anything.
    pub fn has(&self, right: Right) -> bool {
        if self.who == Who::System {
            return true;
        }
        let is_in_scope = self.scopes.as_ref().is_none_or(|scopes| {
            !right.is_administration() || scopes.iter().any(|scope| scope == "admin")
        });
        is_in_scope && self.grants.iter().any(|grant| grant.role.rights().contains(&right))
    }

    /// Every right held, over anything.
    pub fn rights(&self) -> Vec<Right> {
        Right::ALL.iter().copied().filter(|right| self.has(*right)).collect()
    }

    /// Refuses unless the right is held, over anything.
    pub fn may(&self, right: Right) -> Result<()> {
        if self.has(right) { Ok(()) } else { Err(Error::Forbidden) }
    }

    /// The teams whose tickets this actor works on.
    pub fn teams(&self) -> Scope<TeamId> {
        if self.who == Who::System {
            return Scope::All;
        }
        let work = |grant: &&Grant| grant.role.rights().contains(&Right::Work);
        let mut teams: Vec<_> =
            self.grants.iter().filter(work).flat_map(|grant| grant.teams.clone()).collect();
        teams.sort_unstable();
        teams.dedup();
        Scope::Only(teams)
    }

    /// The departments whose tickets this actor may see.
    pub fn departments(&self) -> Scope<DepartmentId> {
        if self.who == Who::System {
            return Scope::All;
        }
        let see = |grant: &&Grant| grant.role.rights().contains(&Right::SeeDepartment);
        Scope::Only(self.grants.iter().filter(see).filter_map(|grant| grant.department).collect())
    }

    /// Whether patron details are for them to see, in tickets of this department or team that they
    /// can see. Footbridge itself has no use for them.
    pub fn is_patron_confidant(
        &self,
        department: Option<DepartmentId>,
        team: Option<TeamId>,
    ) -> bool {
        self.grants.iter().any(|grant| {
            grant.role.rights().contains(&Right::SeePatronDetails)
                && (grant.department.is_some() && grant.department == department
                    || team.is_some_and(|team| grant.teams.contains(&team)))
        })
    }

    /// The departments whose people told them how it felt, and the teams about whose help it was.
    pub fn hears(&self) -> (Vec<DepartmentId>, Vec<TeamId>) {
        let hear = |grant: &&Grant| grant.role.rights().contains(&Right::HearFelt);
        let grants: Vec<_> = self.grants.iter().filter(hear).collect();
        // the department of whoever looks after teams is the one that helps
        let asks = |grant: &&&Grant| grant.role.rights().contains(&Right::SeeDepartment);
        let departments = grants.iter().filter(asks).filter_map(|grant| grant.department);
        let teams = grants.iter().flat_map(|grant| grant.teams.clone());
        (departments.collect(), teams.collect())
    }

    /// The person, where there must be one.
    pub fn person(&self) -> Result<PersonId> {
        self.id.ok_or(Error::Forbidden)
    }
}
