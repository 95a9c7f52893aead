//! Which rule counts, and how people write a length of time. Pure.

use super::store::RuleRow;
use crate::impact::Priority;
use base::{ServiceId, TeamId, Time};
use calendar::Calendar;
use std::time::Duration;

/// Working minutes until the next news, by priority, where nobody has set a rule.
pub const USUAL: [i64; 4] = [30, 120, 480, 960];

/// Longest a rule may be: half a year of working days.
pub const LONGEST: i64 = 125 * Unit::Days.minutes();

db::words! {
    /// What an amount of time is counted in.
    pub enum Unit {
        /// Minutes of support hours.
        Minutes = "minutes",
        /// Hours of support hours.
        Hours = "hours",
        /// Eight such hours.
        Days = "days",
    }
}

impl Unit {
    /// How many minutes it has.
    pub const fn minutes(self) -> i64 {
        match self {
            Unit::Minutes => 1,
            Unit::Hours => 60,
            Unit::Days => 480,
        }
    }

    /// Minutes as an amount of the largest unit that fits.
    pub fn of(minutes: i64) -> (i64, Unit) {
        let fits = |unit: &Unit| minutes > 0 && minutes % unit.minutes() == 0;
        let unit = [Unit::Days, Unit::Hours].into_iter().find(fits).unwrap_or(Unit::Minutes);
        (minutes / unit.minutes(), unit)
    }
}

/// What a rule is about: everything, a team, or a service.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum About {
    /// Whatever has no rule of its own.
    Everything,
    /// A team's tickets.
    Team(TeamId),
    /// A service's tickets, whichever team has them.
    Service(ServiceId),
}

impl About {
    /// As in forms: empty, `team-3`, `service-4`.
    pub fn parse(text: &str) -> Option<Self> {
        match text.split_once('-') {
            None => text.is_empty().then_some(About::Everything),
            Some(("team", id)) => Some(About::Team(TeamId(id.parse().ok()?))),
            Some(("service", id)) => Some(About::Service(ServiceId(id.parse().ok()?))),
            Some(_) => None,
        }
    }

    /// The columns it is stored in.
    pub fn columns(self) -> (Option<TeamId>, Option<ServiceId>) {
        match self {
            About::Everything => (None, None),
            About::Team(id) => (Some(id), None),
            About::Service(id) => (None, Some(id)),
        }
    }
}

impl std::fmt::Display for About {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            About::Everything => Ok(()),
            About::Team(id) => write!(f, "team-{id}"),
            About::Service(id) => write!(f, "service-{id}"),
        }
    }
}

/// All the rules there are.
#[derive(Clone, Debug, Default)]
pub struct Rules(pub Vec<RuleRow>);

impl Rules {
    /// What is set for exactly this.
    pub fn set(&self, about: About, priority: i64) -> Option<i64> {
        let is_it = |rule: &&RuleRow| {
            rule.priority == priority && (rule.team_id, rule.service_id) == about.columns()
        };
        self.0.iter().find(is_it).map(|rule| rule.minutes)
    }

    /// Working minutes until news is due: by the service's rule, else the team's, else the general
    /// one, else as is usual.
    pub fn minutes(&self, priority: i64, team: Option<TeamId>, service: Option<ServiceId>) -> i64 {
        let number = Priority::of(priority).number();
        let service = service.and_then(|id| self.set(About::Service(id), number));
        let team = || team.and_then(|id| self.set(About::Team(id), number));
        let found = service.or_else(team).or_else(|| self.set(About::Everything, number));
        found.unwrap_or(USUAL[usize::try_from(number - 1).unwrap_or(3)])
    }
}

/// When so many working minutes have passed; a week on where nobody ever works.
pub fn after(calendar: &Calendar, now: Time, minutes: i64) -> Time {
    let working = Duration::from_secs(u64::try_from(minutes).unwrap_or_default() * 60);
    let at = calendar.add(now.timestamp(), working);
    at.map_or(now.plus_seconds(7 * 86_400), Time::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rule(priority: i64, about: About, minutes: i64) -> RuleRow {
        let (team_id, service_id) = about.columns();
        RuleRow { priority, team_id, service_id, minutes, team: None, service: None }
    }

    #[test]
    fn the_most_particular_rule_counts() {
        let (team, service) = (TeamId(3), ServiceId(4));
        let rules = Rules(vec![
            rule(1, About::Everything, 60),
            rule(1, About::Team(team), 20),
            rule(1, About::Service(service), 10),
            rule(2, About::Service(service), 5),
        ]);
        assert_eq!(rules.minutes(1, None, None), 60);
        assert_eq!(rules.minutes(1, Some(team), None), 20);
        assert_eq!(rules.minutes(1, Some(team), Some(service)), 10);
        assert_eq!(rules.minutes(2, Some(team), None), 120, "as is usual");
        assert_eq!(rules.minutes(4, None, Some(service)), 960);
    }

    #[test]
    fn an_amount_is_said_in_the_largest_unit_that_fits() {
        assert_eq!(Unit::of(30), (30, Unit::Minutes));
        assert_eq!(Unit::of(120), (2, Unit::Hours));
        assert_eq!(Unit::of(960), (2, Unit::Days));
        assert_eq!(Unit::of(90), (90, Unit::Minutes));
    }

    #[test]
    fn what_a_rule_is_about_can_be_written_and_read() {
        for about in [About::Everything, About::Team(TeamId(3)), About::Service(ServiceId(4))] {
            assert_eq!(About::parse(&about.to_string()), Some(about));
        }
        assert_eq!(About::parse("person-3"), None);
        assert_eq!(About::parse("team-x"), None);
    }
}
