//! The forms in which people write at length. Pure.

use base::TicketId;

db::words! {
    /// A form on a ticket in which people write at length.
    pub enum Form {
        /// An answer that everybody on the ticket reads.
        Reply = "reply",
        /// A note for those who work on the ticket.
        Note = "note",
        /// How it was put right.
        Resolution = "resolution",
        /// Why it waits.
        Hold = "hold",
        /// Why it is not needed.
        Cancellation = "cancellation",
        /// Why it is not right yet.
        Reopening = "reopening",
        /// How it felt.
        Feedback = "feedback",
        /// How it stops people, answered anew.
        Impact = "impact",
        /// What got worse.
        Worsening = "worsening",
        /// How it stops somebody else, too.
        Affected = "affected",
        /// What it is about, and what its service asks.
        Facts = "facts",
        /// Why it may be closed.
        Closing = "closing",
        /// What was understood.
        Playback = "playback",
        /// What was misunderstood.
        Correction = "correction",
        /// What people can do meanwhile.
        Workaround = "workaround",
        /// What is to be done, step by step.
        Tasks = "tasks",
        /// What another team is asked.
        Referral = "referral",
        /// What it answers.
        ReferralAnswer = "referral-answer",
        /// What a colleague is asked.
        Assist = "assist",
        /// What they answer.
        AssistAnswer = "assist-answer",
        /// The letter to a supplier.
        HandOver = "hand-over",
        /// What a supplier said on the telephone.
        Call = "call",
    }
}

impl Form {
    /// Whether only those who work on a ticket have it.
    pub fn is_inner(self) -> bool {
        let inner = [
            Form::Note,
            Form::Resolution,
            Form::Hold,
            Form::Facts,
            Form::Playback,
            Form::Workaround,
            Form::Tasks,
            Form::Referral,
            Form::ReferralAnswer,
            Form::HandOver,
            Form::Call,
        ];
        inner.contains(&self)
    }

    /// Whether somebody who writes in it counts as writing, and whether the other side will read
    /// it.
    pub fn writes(self) -> Option<bool> {
        match self {
            Form::Reply | Form::Resolution => Some(true),
            Form::Note => Some(false),
            _ => None,
        }
    }
}

db::words! {
    /// A form on a page of its own.
    pub enum Sheet {
        /// Words for many replies.
        Answer = "answer",
        /// Steps for many tickets.
        Checklist = "checklist",
        /// What a service asks.
        Question = "question",
        /// A ticket to begin with.
        Template = "template",
        /// A ticket made from one.
        Order = "order",
        /// Something that IT looks after.
        Service = "service",
        /// What is tried first; its number is that of the kind of device.
        Checks = "checks",
        /// One thing for many tickets; its number is that of the deed.
        Bulk = "bulk",
        /// Thanks.
        Praise = "praise",
        /// A tour of the other side.
        Tour = "tour",
        /// What was seen on one.
        TourDiary = "tour-diary",
        /// A few hours a week with the other side.
        Placement = "placement",
        /// A day of them.
        PlacementDiary = "placement-diary",
        /// What becomes of an idea.
        Idea = "idea",
        /// What two departments want of each other.
        Relationship = "relationship",
        /// Something both sides want to reach.
        Goal = "goal",
        /// A word of the glossary.
        Term = "term",
        /// A way out of trouble.
        Ladder = "ladder",
        /// How one ended.
        LadderEnding = "ladder-ending",
        /// What was done and said on a step of one.
        Rung = "rung",
        /// What is written for whoever is spoken to.
        Briefing = "briefing",
        /// What somebody thinks through for themselves.
        Worksheet = "worksheet",
        /// The beginning of looking back; its number is that of the ticket.
        Review = "review",
        /// Something new in a review; the number is that of the review.
        ReviewHelped = "review-helped",
        /// A contributing factor.
        ReviewFactor = "review-factor",
        /// What one's own side got wrong or cannot do.
        ReviewOwn = "review-own",
        /// A change of the process.
        ReviewChange = "review-change",
        /// A moment that no ticket knows of.
        ReviewMoment = "review-moment",
        /// A piece of a review that is there; the number is its own.
        ReviewPart = "review-part",
        /// Meetings that are planned; its number is that of the relationship.
        Meeting = "meeting",
        /// One meeting that is changed.
        MeetingChange = "meeting-change",
        /// Meetings that recur and are changed.
        Series = "series",
        /// What is noted on a topic of a meeting.
        Topic = "topic",
        /// Something for the agenda of a meeting; the number is that of the meeting.
        AgendaItem = "agenda-item",
        /// What a meeting decides.
        Decision = "decision",
        /// What somebody promises at a meeting.
        Promise = "promise",
        /// What is added to minutes after they were confirmed.
        Minutes = "minutes",
        /// What a department says of itself.
        DepartmentProfile = "department-profile",
        /// What a team says of itself.
        TeamProfile = "team-profile",
        /// What somebody says of themselves.
        Card = "card",
        /// How we work with a supplier; its number is that of the department.
        Supplier = "supplier",
        /// Something both sides do together.
        Project = "project",
        /// What is said in one.
        ProjectTalk = "project-talk",
        /// How far one is.
        ProjectState = "project-state",
        /// What two sides agree on.
        Agreement = "agreement",
        /// What is said about a point of it.
        AgreementComment = "agreement-comment",
    }
}

/// Where words are written: `ticket/7/reply`, `answer/3`, or `report`. No two editors share a draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Editor {
    /// A form on a ticket.
    Ticket(TicketId, Form),
    /// One of several like it on a ticket, with the number of what it is about.
    Row(TicketId, Form, i64),
    /// A form on a page of its own, of one thing or (0) of a new one.
    Page(Sheet, i64),
    /// The report of a problem.
    Report,
}

impl Editor {
    /// From its name.
    pub fn parse(name: &str) -> Option<Self> {
        let number = |text: &str| text.parse().ok().filter(|number: &i64| *number >= 0);
        let ticket = |text: &str| number(text).filter(|id| *id > 0).map(TicketId);
        let parts: Vec<&str> = name.split('/').collect();
        match parts.as_slice() {
            ["report"] => Some(Editor::Report),
            ["ticket", id, form] => Some(Editor::Ticket(ticket(id)?, Form::parse(form)?)),
            ["ticket", id, form, row] => {
                Some(Editor::Row(ticket(id)?, Form::parse(form)?, number(row)?))
            }
            [sheet, id] => Some(Editor::Page(Sheet::parse(sheet)?, number(id)?)),
            _ => None,
        }
    }

    /// The ticket it belongs to.
    pub fn ticket(self) -> Option<TicketId> {
        match self {
            Editor::Ticket(id, _) | Editor::Row(id, ..) => Some(id),
            Editor::Page(..) | Editor::Report => None,
        }
    }

    /// The form on a ticket.
    pub fn form(self) -> Option<Form> {
        match self {
            Editor::Ticket(_, form) | Editor::Row(_, form, _) => Some(form),
            Editor::Page(..) | Editor::Report => None,
        }
    }

    /// What its page calls it: without the ticket, which the page is about.
    pub fn name(self) -> String {
        match self {
            Editor::Ticket(_, form) => form.to_string(),
            Editor::Row(_, form, row) => format!("{form}/{row}"),
            Editor::Page(..) | Editor::Report => self.to_string(),
        }
    }

    /// Whether colleagues may be let in on a draft of it.
    pub fn is_shareable(self) -> bool {
        self.form().is_some_and(|form| form.writes().is_some())
    }

    /// The page it stands on.
    pub fn page(self) -> String {
        match self {
            Editor::Ticket(
                id,
                form @ (Form::Impact | Form::Affected | Form::HandOver | Form::Call),
            ) => {
                format!("/tickets/{id}/{form}")
            }
            Editor::Ticket(id, Form::Facts) => format!("/tickets/{id}/edit"),
            Editor::Ticket(id, _) | Editor::Row(id, ..) => format!("/tickets/{id}"),
            Editor::Page(sheet, id) => sheet.page(id),
            Editor::Report => "/report".to_owned(),
        }
    }
}

impl Sheet {
    /// Whether it is of a ladder or a review.
    pub fn is_of_the_bridge(self) -> bool {
        !self.bridge_page(0).is_empty()
    }

    /// Empty where it belongs elsewhere.
    fn bridge_page(self, id: i64) -> String {
        let new = |kind: &str| format!("/reviews/{id}/parts/new?kind={kind}");
        match self {
            Sheet::Ladder if id == 0 => "/ladders/new".to_owned(),
            Sheet::Ladder => format!("/ladders/{id}/edit"),
            Sheet::LadderEnding => format!("/ladders/{id}/ending"),
            Sheet::Rung => format!("/ladders/rungs/{id}"),
            Sheet::Briefing => format!("/ladders/rungs/{id}/briefing/edit"),
            Sheet::Worksheet => format!("/ladders/rungs/{id}/worksheet"),
            Sheet::Review if id == 0 => "/reviews/new".to_owned(),
            Sheet::Review => format!("/reviews/new?ticket={id}"),
            Sheet::ReviewHelped => new("helped"),
            Sheet::ReviewFactor => new("factor"),
            Sheet::ReviewOwn => new("own"),
            Sheet::ReviewChange => new("change"),
            Sheet::ReviewMoment => new("moment"),
            Sheet::ReviewPart => format!("/reviews/parts/{id}"),
            _ => String::new(),
        }
    }

    fn agreement_page(self, id: i64) -> String {
        match (self, id) {
            (Sheet::Agreement, 0) => "/agreements/new".to_owned(),
            (Sheet::Agreement, id) => format!("/agreements/{id}/edit"),
            (_, id) => format!("/agreements/{id}/open"),
        }
    }

    fn page(self, id: i64) -> String {
        match (self, id) {
            (
                Sheet::Ladder
                | Sheet::LadderEnding
                | Sheet::Rung
                | Sheet::Briefing
                | Sheet::Worksheet
                | Sheet::Review
                | Sheet::ReviewHelped
                | Sheet::ReviewFactor
                | Sheet::ReviewOwn
                | Sheet::ReviewChange
                | Sheet::ReviewMoment
                | Sheet::ReviewPart,
                id,
            ) => self.bridge_page(id),
            (Sheet::Answer, 0) => "/answers/new".to_owned(),
            (Sheet::Answer, id) => format!("/answers/{id}/edit"),
            (Sheet::Checklist, 0) => "/checklists/new".to_owned(),
            (Sheet::Checklist, id) => format!("/checklists/{id}"),
            (Sheet::Question, 0) => "/fields/new".to_owned(),
            (Sheet::Question, id) => format!("/fields/{id}"),
            (Sheet::Template, 0) => "/templates/new".to_owned(),
            (Sheet::Template, id) => format!("/templates/{id}/edit"),
            (Sheet::Order, id) => format!("/templates/{id}"),
            (Sheet::Service, 0) => "/administration/services/new".to_owned(),
            (Sheet::Service, id) => format!("/administration/services/{id}"),
            (Sheet::Checks, _) => "/administration/first-checks".to_owned(),
            (Sheet::Project, 0) => "/projects/new".to_owned(),
            (Sheet::Project, id) => format!("/projects/{id}/edit"),
            (Sheet::ProjectTalk | Sheet::ProjectState, id) => format!("/projects/{id}"),
            (Sheet::Agreement | Sheet::AgreementComment, id) => self.agreement_page(id),
            (Sheet::Bulk, _) => "/queue".to_owned(),
            (Sheet::Praise, _) => "/praise/new".to_owned(),
            (Sheet::Tour, 0) => "/tours/new".to_owned(),
            (Sheet::Tour, id) => format!("/tours/{id}/edit"),
            (Sheet::TourDiary, id) => format!("/tours/{id}"),
            (Sheet::Placement, 0) => "/placements/new".to_owned(),
            (Sheet::Placement, id) => format!("/placements/{id}/edit"),
            (Sheet::PlacementDiary, id) => format!("/placements/{id}"),
            (Sheet::Idea, id) => format!("/ideas/{id}"),
            (Sheet::Relationship, 0) => "/relationships/new".to_owned(),
            (Sheet::Relationship, id) => format!("/relationships/{id}/edit"),
            (Sheet::Goal, 0) => "/goals/new".to_owned(),
            (Sheet::Goal, id) => format!("/goals/{id}/edit"),
            (Sheet::DepartmentProfile, id) => format!("/departments/{id}/edit"),
            (Sheet::TeamProfile, id) => format!("/teams/{id}/edit"),
            (Sheet::Card, id) => format!("/people/{id}/edit"),
            (Sheet::Supplier, id) => format!("/departments/{id}/supplier"),
            (Sheet::Term, 0) => "/glossary/new".to_owned(),
            (Sheet::Term, id) => format!("/glossary/{id}/edit"),
            (Sheet::Meeting, id) => format!("/meetings/new?relationship={id}"),
            (Sheet::MeetingChange, id) => format!("/meetings/{id}/edit"),
            (Sheet::Series, id) => format!("/meetings/series/{id}"),
            (Sheet::Topic, id) => format!("/agenda/{id}"),
            (Sheet::Minutes | Sheet::AgendaItem | Sheet::Decision | Sheet::Promise, id) => {
                format!("/meetings/{id}")
            }
        }
    }
}

impl std::fmt::Display for Editor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Editor::Ticket(id, form) => write!(f, "ticket/{id}/{form}"),
            Editor::Row(id, form, row) => write!(f, "ticket/{id}/{form}/{row}"),
            Editor::Page(sheet, id) => write!(f, "{sheet}/{id}"),
            Editor::Report => write!(f, "report"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_editor_is_a_ticket_and_a_form_and_nothing_else() {
        for name in
            ["ticket/7/reply", "ticket/7/note", "ticket/7/assist-answer/3", "answer/0", "report"]
        {
            assert_eq!(Editor::parse(name).unwrap().to_string(), name);
        }
        for name in [
            "",
            "ticket/7",
            "ticket/x/reply",
            "ticket/7/password",
            "ticket/-1/reply",
            "a/b",
            "answer/-1",
        ] {
            assert_eq!(Editor::parse(name), None, "{name}");
        }
    }
}
