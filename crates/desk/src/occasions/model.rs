//! What an occasion is, who may keep it, and how it is said. Pure.

use base::{
    Actor, DepartmentId, Error, Language, LocationId, Problems, Result, Right, Time,
    jiff_tz::TimeZone, row, when,
};

/// How far ahead an occasion counts as near, in days.
pub const NEAR_DAYS: i64 = 14;

row! {
    /// An occasion with the names that belong to it.
    #[derive(Clone, Debug)]
    pub struct Occasion {
        /// Its row.
        pub id: i64,
        /// "Exam week".
        pub title: String,
        /// How it matters; may be empty.
        pub matters: String,
        /// Where; none: everywhere the department is.
        pub location_id: Option<LocationId>,
        /// That place's name.
        pub location: Option<String>,
        /// Whose place it is.
        pub location_department_id: Option<DepartmentId>,
        /// Whose; none: whoever is at the place.
        pub department_id: Option<DepartmentId>,
        /// That department's name.
        pub department: Option<String>,
        /// From when.
        pub starts_at: Time,
        /// Until when.
        pub ends_at: Time,
        /// Nobody is there then: meetings go round it.
        pub is_closed: bool,
        /// Counts edits.
        pub version: i64,
    }
}

/// An occasion as somebody writes it down.
#[derive(Clone, Debug, Default)]
pub struct NewOccasion {
    /// 1 to 120 characters.
    pub title: String,
    /// At most 300 characters.
    pub matters: String,
    /// Where.
    pub location: Option<LocationId>,
    /// Whose.
    pub department: Option<DepartmentId>,
    /// From when.
    pub starts_at: Option<Time>,
    /// Until when.
    pub ends_at: Option<Time>,
    /// Nobody is there then.
    pub is_closed: bool,
}

impl NewOccasion {
    /// Trims it, or says what is wrong; gives from and until.
    pub fn check(&mut self, now: Time) -> Result<(Time, Time)> {
        let mut problems = Problems::default();
        self.title = problems.line("name", &self.title, 120);
        self.matters = problems.optional_line("matters", &self.matters, 300);
        if self.location.is_none() && self.department.is_none() {
            problems.add("location", "problem-occasion-where");
        }
        match (self.starts_at, self.ends_at) {
            (None, _) => problems.add("starts", "problem-time"),
            (_, None) => problems.add("ends", "problem-time"),
            (Some(from), Some(until)) if until <= from => {
                problems.add("ends", "problem-occasion-ends");
            }
            (_, Some(until)) if until <= now => problems.add("ends", "problem-occasion-over"),
            _ => {}
        }
        problems.check()?;
        self.starts_at.zip(self.ends_at).ok_or(Error::Conflict)
    }
}

/// Whether somebody may keep an occasion of this department and of a place of that one: those who
/// look after the organisation any, those who speak for a department its own.
pub fn may_keep(
    actor: &Actor,
    department: Option<DepartmentId>,
    place_of: Option<Option<DepartmentId>>,
) -> bool {
    if actor.has(Right::ManageOrganisation) {
        return true;
    }
    let own = |one: &DepartmentId| actor.departments().has(one);
    let is_own_place = place_of.is_none_or(|of| of.as_ref().is_some_and(own));
    let is_own_department = department.as_ref().is_none_or(own);
    (department.is_some() || place_of.is_some()) && is_own_place && is_own_department
}

impl Occasion {
    /// "Exam week starts Monday 09:00.", "Exam week is on until Friday 17:00."
    pub fn said(&self, language: &Language, zone: &TimeZone, now: Time) -> String {
        let (key, at) = match self.starts_at <= now {
            true => ("occasion-on", self.ends_at),
            false => ("occasion-starts", self.starts_at),
        };
        language.with(key, &[("title", &self.title), ("when", &when(language, zone, now, at))])
    }

    /// Whether the actor may keep it.
    pub fn is_kept_by(&self, actor: &Actor) -> bool {
        let place_of = self.location_id.map(|_| self.location_department_id);
        may_keep(actor, self.department_id, place_of)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use base::{Grant, Role, language};

    fn at(text: &str) -> Time {
        text.parse::<jiff::Timestamp>().unwrap().into()
    }

    fn new(starts: &str, ends: &str) -> Result<(Time, Time)> {
        NewOccasion {
            title: "Exam week".into(),
            location: Some(LocationId(1)),
            starts_at: Some(at(starts)),
            ends_at: Some(at(ends)),
            ..NewOccasion::default()
        }
        .check(at("2026-11-23T00:00:00Z"))
    }

    fn field(outcome: Result<(Time, Time)>) -> String {
        let Err(Error::Invalid(problems)) = outcome else { panic!("{outcome:?}") };
        problems.0[0].field.clone()
    }

    #[test]
    fn it_ends_after_it_starts_and_is_not_over() {
        assert!(new("2026-11-20T00:00:00Z", "2026-11-27T00:00:00Z").is_ok());
        assert_eq!(field(new("2026-11-27T00:00:00Z", "2026-11-26T00:00:00Z")), "ends");
        assert_eq!(field(new("2026-11-27T00:00:00Z", "2026-11-27T00:00:00Z")), "ends");
        assert_eq!(field(new("2026-11-01T00:00:00Z", "2026-11-02T00:00:00Z")), "ends");
        let mut nowhere = NewOccasion { title: "x".into(), ..NewOccasion::default() };
        assert_eq!(field(nowhere.check(at("2026-11-23T00:00:00Z"))), "location");
    }

    #[test]
    fn a_contact_keeps_what_is_on_in_their_own_department() {
        let contact = |role, department| Actor {
            who: base::Who::Person,
            grants: vec![Grant { role, department, teams: Vec::new() }],
            ..Actor::system()
        };
        let (ours, theirs) = (DepartmentId(1), DepartmentId(2));
        let contact_of = contact(Role::DepartmentContact, Some(ours));
        assert!(may_keep(&contact_of, Some(ours), None));
        assert!(may_keep(&contact_of, None, Some(Some(ours))));
        assert!(!may_keep(&contact_of, Some(theirs), None));
        assert!(!may_keep(&contact_of, Some(ours), Some(Some(theirs))));
        assert!(!may_keep(&contact_of, None, Some(None)), "a place that is nobody's");
        assert!(!may_keep(&contact_of, None, None));
        assert!(may_keep(&contact(Role::Administrator, None), Some(theirs), Some(None)));
        assert!(!may_keep(&contact(Role::Requester, None), Some(ours), None));
    }

    #[test]
    fn it_is_said_as_people_say_it() {
        let occasion = Occasion {
            id: 1,
            title: "Exam week".into(),
            matters: String::new(),
            location_id: None,
            location: None,
            location_department_id: None,
            department_id: None,
            department: None,
            starts_at: at("2026-11-29T22:00:00Z"),
            ends_at: at("2026-12-04T06:00:00Z"),
            is_closed: false,
            version: 1,
        };
        let zone = TimeZone::get("Australia/Melbourne").unwrap();
        let say = |now| occasion.said(language("en"), &zone, at(now));
        assert_eq!(say("2026-11-24T22:00:00Z"), "Exam week starts Monday 09:00.");
        assert_eq!(say("2026-11-30T22:00:00Z"), "Exam week is on until Friday 17:00.");
    }
}
