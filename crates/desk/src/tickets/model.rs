//! What a ticket is and how it moves. Pure.

use base::{Actor, DepartmentId, PersonId, TeamId};

db::words! {
    /// What kind of thing it is, in the field's terms.
    pub enum Kind {
        /// Something that worked has stopped or got worse.
        Incident = "incident",
        /// Something ordinary that is offered.
        ServiceRequest = "service_request",
        /// Somebody wants to know something.
        Question = "question",
        /// The reason behind repeated trouble.
        Problem = "problem",
        /// An alteration to a working system.
        Change = "change",
    }
}

db::words! {
    /// Where a ticket is in its life.
    pub enum State {
        /// Nobody has looked at it yet.
        New = "new",
        /// Somebody works on it, or should.
        Open = "open",
        /// It waits for something that is named.
        OnHold = "on_hold",
        /// The provider says it is done; the requester may say otherwise.
        Resolved = "resolved",
        /// Done for both, or time has passed.
        Closed = "closed",
        /// It turned out not to be needed.
        Cancelled = "cancelled",
    }
}

db::words! {
    /// What a ticket on hold waits for.
    pub enum HoldReason {
        /// An answer from the person who asked.
        AwaitingRequester = "awaiting_requester",
        /// A supplier.
        AwaitingSupplier = "awaiting_supplier",
        /// A planned change.
        AwaitingChange = "awaiting_change",
        /// A date.
        Scheduled = "scheduled",
    }
}

db::words! {
    /// Who has the ball.
    pub enum Ball {
        /// The people who help.
        Provider = "provider",
        /// The person who asked.
        Requester = "requester",
        /// A supplier.
        Supplier = "supplier",
        /// It is over.
        Nobody = "nobody",
    }
}

db::words! {
    /// How it came in.
    pub enum Channel {
        /// The form.
        Web = "web",
        /// Somebody stood at the desk.
        Desk = "desk",
        /// A message.
        Email = "email",
        /// A program.
        Api = "api",
        /// A call.
        Phone = "phone",
        /// A code on a device.
        Qr = "qr",
        /// A monitor.
        Probe = "probe",
    }
}

/// What somebody may do with a ticket. Later ones include earlier ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Access {
    /// Not even know that it is there.
    None,
    /// Read it and add to it, as a follower or for the department.
    Read,
    /// Also confirm, reopen, cancel, and say how it felt: the person it is for.
    Own,
    /// Also work on it and see internal notes.
    Work,
}

/// Whom a ticket belongs to, as far as rights go.
pub struct Belongs {
    /// Whom it is for.
    pub requester: PersonId,
    /// Who wrote it down.
    pub reporter: PersonId,
    /// Whether it is for people without an account, so that their department speaks for them.
    pub is_patrons: bool,
    /// Whose department.
    pub department: Option<DepartmentId>,
    /// Which team works on it; none: every agent may.
    pub team: Option<TeamId>,
    /// Who works on it.
    pub assignee: Option<PersonId>,
}

impl Belongs {
    /// Whether somebody asked: it is for them, or they wrote it down.
    pub fn is_of(&self, actor: &Actor) -> bool {
        actor.id == Some(self.requester) || actor.id == Some(self.reporter)
    }

    /// Whether somebody is on the asking side of it: whoever asked, also where they work on it
    /// themselves, and whoever else may do what they may.
    pub fn is_asked_by(&self, actor: &Actor, access: Access) -> bool {
        self.is_of(actor) || access == Access::Own
    }
}

db::words! {
    /// Why somebody may do something with a ticket.
    pub enum Why {
        /// They work in its team.
        Team = "team",
        /// It has no team yet, and they work in one.
        NoTeam = "no_team",
        /// It was given to them.
        Assignee = "assignee",
        /// It is for them.
        Requester = "requester",
        /// They wrote it down.
        Reporter = "reporter",
        /// They speak for its department.
        Department = "department",
        /// They follow it.
        Following = "following",
        /// They are asked for help.
        Asked = "asked",
        /// They gave help.
        Helped = "helped",
        /// Their team is asked to do its part.
        Referred = "referred",
        /// They work on the ticket that it was merged into.
        Merged = "merged",
    }
}

/// Every reason that rights alone can give, what it allows, and whether it holds.
pub fn reasons(actor: &Actor, ticket: &Belongs) -> [(Why, Access, bool); 6] {
    let teams = actor.teams();
    let is_agent = !teams.is_empty();
    let is_me = |person: PersonId| actor.id == Some(person);
    let speaks_for = |department| actor.departments().has(&department);
    // of patrons' tickets nobody else can say whether they are right
    let for_department = if ticket.is_patrons { Access::Own } else { Access::Read };
    [
        (Why::Team, Access::Work, ticket.team.is_some_and(|team| teams.has(&team))),
        (Why::NoTeam, Access::Work, ticket.team.is_none() && is_agent),
        (Why::Assignee, Access::Work, is_agent && ticket.assignee.is_some_and(is_me)),
        (Why::Requester, Access::Own, is_me(ticket.requester)),
        (Why::Reporter, Access::Own, is_me(ticket.reporter)),
        (Why::Department, for_department, ticket.department.is_some_and(speaks_for)),
    ]
}

/// What an actor may do with a ticket by their rights alone: the most that any reason allows.
pub fn access(actor: &Actor, ticket: &Belongs) -> Access {
    let all = reasons(actor, ticket);
    let held = all.into_iter().filter(|(.., holds)| *holds);
    held.map(|(_, access, _)| access).max().unwrap_or(Access::None)
}

/// The subject given, on one line and at most 200 characters, or else the first words.
pub fn subject_of(given: &str, words: &str) -> String {
    match given.trim() {
        "" => first_words(words),
        given => shortened(&given.split_whitespace().collect::<Vec<_>>().join(" "), 200),
    }
}

/// The first sentence of what somebody wrote, at most 100 characters.
pub fn first_words(text: &str) -> String {
    let line = text.trim().lines().next().unwrap_or_default();
    let sentence = line.split_inclusive(['.', '!', '?']).next().unwrap_or(line);
    shortened(sentence.trim_end_matches(['.', '!']), 100)
}

/// At most so many characters, cut at a word.
fn shortened(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let cut: String = text.chars().take(most).collect();
    let whole_words = cut.rsplit_once(' ').map_or(cut.as_str(), |(head, _)| head);
    format!("{whole_words}…")
}

/// What an actor may do with a ticket without being asked; Footbridge itself everything.
pub fn by_right(actor: &Actor, ticket: &Belongs) -> Access {
    if actor.who == base::Who::System { Access::Work } else { access(actor, ticket) }
}

/// A verb on the ticket's state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the verbs say it")]
pub enum Timeline {
    Assign,
    Hold,
    Resolve,
    Confirm,
    Reopen,
    Cancel,
    Reweigh,
    /// Say back what was understood, and answer that.
    PlayBack,
    /// Whoever asked closes it: it is fine now.
    Settle,
}

/// Whether a verb makes sense in a state.
pub fn can(verb: Timeline, state: State) -> bool {
    use State::{Cancelled, Closed, New, OnHold, Open, Resolved};
    match verb {
        Timeline::Assign
        | Timeline::Hold
        | Timeline::Resolve
        | Timeline::Cancel
        | Timeline::Reweigh
        | Timeline::PlayBack => {
            matches!(state, New | Open | OnHold)
        }
        Timeline::Settle => matches!(state, New | Open | OnHold | Resolved),
        Timeline::Confirm => state == Resolved,
        Timeline::Reopen => matches!(state, Resolved | Closed | Cancelled),
    }
}

impl State {
    /// New, open or on hold.
    pub fn is_open(self) -> bool {
        matches!(self, State::New | State::Open | State::OnHold)
    }
}

impl HoldReason {
    /// Who has the ball while it waits for this.
    pub fn ball(self) -> Ball {
        match self {
            HoldReason::AwaitingRequester => Ball::Requester,
            HoldReason::AwaitingSupplier => Ball::Supplier,
            HoldReason::AwaitingChange | HoldReason::Scheduled => Ball::Provider,
        }
    }
}

/// What a public message does to state and ball. An answer from the other side ends a wait for it
/// and reopens what was resolved; a message after closing changes nothing by itself.
pub fn after_reply(
    state: State,
    reason: Option<HoldReason>,
    ball: Ball,
    is_from_provider: bool,
) -> (State, Option<HoldReason>, Ball) {
    match (state, is_from_provider) {
        (State::New, true) => (State::Open, None, Ball::Provider),
        (State::OnHold, false) if reason == Some(HoldReason::AwaitingRequester) => {
            (State::Open, None, Ball::Provider)
        }
        (State::Resolved, false) => (State::Open, None, Ball::Provider),
        // they were asked whether we understood
        (State::Open, false) => (State::Open, None, Ball::Provider),
        _ => (state, reason, ball),
    }
}

/// The first words of a message, on one line.
pub fn excerpt(body: &str) -> String {
    let mut out = String::new();
    for word in body.split_whitespace() {
        if out.chars().count() + word.chars().count() > 120 {
            out.push('…');
            break;
        }
        if !out.is_empty() {
            out.push(' ');
        }
        out.extend(word.chars().take(80));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use base::{Grant, Role};

    fn actor(id: i64, role: Role, department: Option<i64>, team: Option<i64>) -> Actor {
        Actor {
            who: base::Who::Person,
            id: Some(PersonId(id)),
            grants: vec![Grant {
                role,
                department: department.map(DepartmentId),
                teams: team.map(TeamId).into_iter().collect(),
            }],
            ..Actor::system()
        }
    }

    #[test]
    fn each_part_sees_what_is_its_own() {
        let ticket = Belongs {
            requester: PersonId(1),
            reporter: PersonId(1),
            is_patrons: false,
            department: Some(DepartmentId(7)),
            team: Some(TeamId(3)),
            assignee: None,
        };
        let sees = |actor: Actor| access(&actor, &ticket);
        assert_eq!(sees(actor(1, Role::Requester, None, None)), Access::Own);
        assert_eq!(sees(actor(2, Role::Requester, None, None)), Access::None);
        assert_eq!(sees(actor(2, Role::DepartmentContact, Some(7), None)), Access::Read);
        assert_eq!(sees(actor(2, Role::DepartmentContact, Some(8), None)), Access::None);
        assert_eq!(sees(actor(2, Role::Agent, None, Some(3))), Access::Work);
        assert_eq!(sees(actor(2, Role::Agent, None, Some(4))), Access::None);
        assert_eq!(sees(actor(2, Role::Administrator, None, None)), Access::None);
        let ticket = Belongs { is_patrons: true, ..ticket };
        let contact = actor(2, Role::DepartmentContact, Some(7), None);
        assert_eq!(access(&contact, &ticket), Access::Own);
    }

    #[test]
    fn an_answer_ends_the_wait_for_it() {
        let waiting = Some(HoldReason::AwaitingRequester);
        let after = after_reply(State::OnHold, waiting, Ball::Requester, false);
        assert_eq!(after, (State::Open, None, Ball::Provider));
        let supplier = Some(HoldReason::AwaitingSupplier);
        let after = after_reply(State::OnHold, supplier, Ball::Supplier, false);
        assert_eq!(after, (State::OnHold, supplier, Ball::Supplier));
        let after = after_reply(State::Open, None, Ball::Requester, false);
        assert_eq!(after, (State::Open, None, Ball::Provider), "asked whether we understood");
        let after = after_reply(State::Closed, None, Ball::Nobody, false);
        assert_eq!(after, (State::Closed, None, Ball::Nobody));
    }

    #[test]
    fn an_excerpt_is_one_line() {
        assert_eq!(excerpt("one\n\ntwo   three"), "one two three");
        assert!(excerpt(&"word ".repeat(100)).chars().count() <= 121);
    }
}
