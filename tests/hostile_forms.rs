//! The forms of working together, of lists, of the counter and of scanning, and of administration,
//! for `hostile`; and the rows that they are about.

// tidy: allow sql because each attack wants everything as it was before

use crate::hostile::{
    Field, Form,
    Is::{Choice, Text, Unseen},
    form,
};
use testing::{TestApp, Visitor};

const ANSWER: &[Field] = &[
    ("version", "1", Unseen),
    ("title", "Resetting", Text),
    ("words", "Switch it off and on, {{requester.first_name}}", Text),
    ("team", "1", Choice),
    ("service", "1", Choice),
    ("is_public", "yes", Choice),
    ("is_active", "yes", Choice),
];

const VIEW: &[Field] = &[
    ("version", "1", Unseen),
    ("name", "Mine", Text),
    ("team", "1", Choice),
    ("query", "order=newest", Unseen),
];

const AFFECTED: &[Field] = &[
    ("location", "1", Choice),
    ("scope", "one", Choice),
    ("who", "staff", Choice),
    ("hurts", "now", Unseen),
    ("words", "Here too", Text),
    ("from", "", Unseen),
];

const DRAFT: &[Field] = &[
    ("draft-editor", "ticket/1/note", Unseen),
    ("draft", "", Unseen),
    ("draft-version", "", Unseen),
    ("draft-tab", "cast", Unseen),
    ("body", "Kept", Unseen),
];

const WORK: &[Field] = &[
    ("kind", "self_check", Unseen),
    ("device", "1", Unseen),
    ("location", "1", Choice),
    ("whom", "colleague", Choice),
    ("colleague", "Ann", Text),
    ("symptom", "", Unseen),
    ("own", "It beeps", Text),
    ("words", "Since noon", Text),
    // what was tried is asked by kind: of a kind that is none it cannot be shown
    ("tried", "1", Unseen),
    ("fixed", "", Unseen),
    ("fixed_by", "", Text),
    ("minutes", "5", Text),
    ("channel", "phone", Choice),
    ("scope", "one", Choice),
    ("hurts", "now", Choice),
    ("key", "", Unseen),
];

const FIXED: &[Field] = &[
    ("kind", "self_check", Unseen),
    ("whom", "patron", Choice),
    ("own", "It beeps", Text),
    ("fixed", "other", Unseen),
    ("fixed_by", "Off and on", Text),
    ("minutes", "5", Text),
    ("channel", "desk", Choice),
];

const SHEET: &[Field] = &[
    ("place", "1", Choice),
    ("device", "1", Choice),
    ("format", "l7160", Choice),
    ("start", "1", Text),
];

/// Asked by the agent about ticket 1; `reset` brings back what they are about.
pub const WORKING: &[Form] = &[
    form("/answers", "open", ANSWER),
    form("/answers/1", "open", ANSWER),
    form(
        "/tickets/1/answers",
        "open",
        &[
            ("body", "Good morning", Text),
            ("find_answer", "reset", Text),
            ("answer", "1", Unseen),
            ("insert", "yes", Unseen),
        ],
    ),
    form("/views", "open", VIEW),
    form("/views/1/edit", "open", VIEW),
    form("/views/1/place", "open", &[("up", "yes", Unseen)]),
    form("/views/1/deletion", "open", &[]),
    form(
        "/tickets/1/snooze",
        "open",
        &[("quick", "", Unseen), ("until", "2026-12-01T09:00", Text)],
    ),
    form("/tickets/1/snooze/end", "open", &[]),
    form(
        "/queue/style",
        "open",
        &[("density", "compact", Unseen), ("fact", "service", Unseen), ("next", "", Unseen)],
    ),
    form("/bulk", "open", &[deed("add_tag"), MANY, ("tag", "a", Text)]),
    form("/bulk", "open", &[deed("assign"), MANY, ("assignee", "", Unseen), ("who", "", Unseen)]),
    form("/bulk", "open", &[deed("hand_over"), MANY, ("team", "2", Choice)]),
    form("/bulk", "open", &[deed("snooze"), MANY, ("until", "2026-12-01T09:00", Text)]),
    form(
        "/bulk",
        "open",
        &[
            deed("hold"),
            MANY,
            ("reason", "scheduled", Choice),
            ("because", "A part comes", Text),
            ("wakes", "2026-12-01T09:00", Text),
        ],
    ),
    form("/bulk", "open", &[deed("service"), MANY, ("service", "1", Choice)]),
    form("/bulk", "open", &[deed("location"), MANY, ("location", "1", Choice)]),
    form(
        "/bulk",
        "open",
        &[
            deed("priority"),
            MANY,
            ("changed", "Exams start", Text),
            ("scope", "several", Choice),
            ("hurts", "now", Choice),
        ],
    ),
    form("/bulk", "open", &[deed("reply"), MANY, ("words", "Hello", Text)]),
    form(
        "/bulk",
        "open",
        &[deed("resolve"), MANY, ("cause", "network", Choice), ("words", "Mended", Text)],
    ),
    form(
        "/bulk",
        "open",
        &[deed("cancel"), MANY, ("why", "Not needed", Text), ("key", "k", Unseen)],
    ),
    form(
        "/bulk",
        "open",
        &[deed("close"), ("all", "yes", Unseen), ("list", "order=newest", Unseen)],
    ),
    form("/bulk/1/undoing", "open", &[]),
    form("/bulk/1/continuation", "open", &[]),
    form("/tickets/1/workaround", "open", &[("workaround_words", "By hand", Text)]),
    form("/tickets/1/followers", "open", &[("follower", "marco@parks.example", Text)]),
    form("/tickets/1/followers/1/removal", "open", &[]),
    form("/report/known", "open", &[("symptom", "", Unseen), ("words", "self-check", Unseen)]),
    form("/tickets/1/affected", "open", AFFECTED),
    form("/tickets/1/affected/new", "open", AFFECTED),
    form("/tickets/1/affected/removal", "open", &[]),
    form("/drafts", "open", DRAFT),
    form("/drafts/1/sharing", "open", &[("stop", "", Unseen)]),
    form("/drafts/1/choice", "open", &[]),
    form(
        "/drafts/1/continuation",
        "open",
        &[("version", "1", Unseen), ("draft-editor", "ticket/1/reply", Unseen)],
    ),
    form("/drafts/1/removal", "open", &[]),
    form("/desk/work", "open", WORK),
    form("/desk/work", "open", FIXED),
    form("/tickets/1/outgoing/1/withdrawal", "open", &[]),
    form("/tickets/1/links", "open", &[("relation", "causes", Choice), ("into", "2", Unseen)]),
    form("/tickets/1/links/1/removal", "open", &[]),
    form(
        "/tickets/1/referrals",
        "open",
        &[
            ("refer-team", "3", Choice),
            ("refer-words", "The line is slow", Text),
            ("refer-by", "2026-12-01", Text),
        ],
    ),
    form("/tickets/1/referrals/1/answer", "open", &[("refer-answer", "A cable", Text)]),
    form("/tickets/1/referrals/1/withdrawal", "open", &[]),
    form(
        "/tickets/1/assists",
        "open",
        &[("helper", "chief@it.example", Text), ("assist-words", "The log?", Text)],
    ),
    form(
        "/tickets/1/assists/1/answer",
        "open",
        &[("helped", "gave", Choice), ("assist-answer-words", "Look at line 9", Text)],
    ),
    form("/tickets/1/assists/1/thanks", "open", &[("assist-thanks", "That was it", Text)]),
    form(
        "/scan/1",
        "open",
        &[
            // one that every label offers: what a label does not offer nobody can choose
            ("symptom", "other", Choice),
            ("words", "At the door", Text),
            ("named", "", Unseen),
            ("key", "hostile", Unseen),
        ],
    ),
    form("/scan-reports/1/approval", "open", &[]),
    form("/scan-reports/1/dismissal", "open", &[]),
    form(
        "/messages/1/splitting",
        "open",
        &[
            ("subject", "Another thing", Text),
            ("requester", "ann@library.example", Text),
            ("kind", "incident", Choice),
        ],
    ),
    form("/tickets/1/merging", "open", &[("into", "2", Unseen), ("share", "yes", Unseen)]),
    form("/tickets/1/unmerging", "open", &[]),
];

const MANY: Field = ("tickets", "1 2", Unseen);

const fn deed(kind: &'static str) -> Field {
    ("deed", kind, Unseen)
}

/// Asked by an administrator.
pub const KEEPING: &[Form] = &[
    form(
        "/administration/first-checks/1",
        "open",
        &[("version", "", Unseen), ("symptoms", "It beeps", Text), ("checks", "Off and on", Text)],
    ),
    form("/administration/labels", "", SHEET),
    form("/administration/labels/sheets", "", SHEET),
    form("/administration/retention/1", "", &[("days", "400", Text)]),
    form("/administration/retention/1", "", &[("days", "400", Text), ("look", "yes", Unseen)]),
    form(
        "/administration/imports",
        "",
        &[("kind", "locations", Choice), ("text", "name,address\nSouth,1 High Street", Text)],
    ),
    form(
        "/administration/imports",
        "",
        &[
            ("kind", "people", Choice),
            ("text", "name,email\nNora,nora@library.example", Text),
            ("bring_in", "yes", Unseen),
        ],
    ),
    form("/administration/settings/1", "", &[("value", "Mon-Fri 9-17", Text)]),
    form("/administration/people/1/merger", "", &[("into", "nobody@library.example", Text)]),
    form("/administration/people/1/anonymity", "", &[("sure", "yes", Unseen)]),
];

/// Where a form whose address has a word and not a number in it is sent.
pub fn address(path: &str) -> String {
    let word = [
        ("first-checks/1", "first-checks/self_check"),
        ("/administration/retention/1", "/administration/retention/audit"),
        ("/administration/settings/1", "/administration/settings/desk-support-hours"),
        ("/v1/retention/1", "/v1/retention/audit"),
        ("/v1/settings/1", "/v1/settings/desk.support_hours"),
        // the first is the agent's to give thanks for, the second for them to answer
        ("assists/1/answer", "assists/2/answer"),
        // a change, and what somebody says of their own side
        ("parts/1/completion", "parts/3/completion"),
        ("parts/1/consent", "parts/4/consent"),
        // the supplier is the last department, and people change what stands on their own card
        ("/departments/1/supplier", "/departments/5/supplier"),
        ("/departments/1/contacts", "/departments/5/contacts"),
        ("/teams/1/year/1", "/teams/1/year/2"),
        ("/people/1/edit", "/people/10/edit"),
        ("/people/1/skills", "/people/10/skills"),
        // the first is agreed, the second talked over, the third looked at again
        ("/agreements/1/approval", "/agreements/2/approval"),
        ("/agreements/1/comments", "/agreements/2/comments"),
        ("/agreements/1/review/closing", "/agreements/3/review/closing"),
    ];
    word.iter().fold(path.to_owned(), |path, (number, word)| path.replace(number, word))
}

/// What the forms are about, besides what the cast has: a second ticket, a link, a request for help,
/// an occasion, a view, a deed.
pub async fn rows(t: &TestApp, agent: &Visitor, ann: &Visitor, chief: &Visitor) {
    let check = "insert into first_check (kind, part, place, words, at)
        values ('self_check', 'check', 1, 'Is it plugged in?', 1);
        insert into occasion (title, location_id, starts_at, ends_at)
        values ('Exam week', 1, 1830000000000000, 1830300000000000)";
    t.app.db.write(|tx| tx.batch(check)).await.expect("a check");
    let it = t.department("Web office", true).await;
    t.team("Web", it).await;
    let person = agent.get("/api/v1/me").await.is(200).json()["id"].as_i64().expect("an id");
    // of the team that is asked, too, to answer what it is asked
    t.grant(base::PersonId(person), "agent", None, Some(base::TeamId(2))).await;
    let report = [
        ("kind", "incident"),
        ("words", "It stopped again"),
        ("service", "1"),
        ("scope", "one"),
        ("who", "staff"),
        ("workaround", "none"),
        ("hurts", "now"),
        ("send", "yes"),
    ];
    ann.post("/report", &report).await.is(303);
    agent.post("/tickets/1/links", &[("relation", "related"), ("into", "2")]).await.is(303);
    let ask = [("helper", "agent@it.example"), ("assist-words", "What does it say?")];
    chief.post("/tickets/1/assists", &ask).await.is(303);
    agent.post("/views", &[("name", "All"), ("query", "order=newest")]).await.is(303);
    let many = [("deed", "add_tag"), ("tickets", "1 2"), ("tag", "first"), ("key", "rows")];
    agent.post("/bulk", &many).await.is(303);
    crate::profiles::one_of_each(t).await;
}

/// Brings back what `rows` made.
pub const AGAIN: &str = "
    update referral set ended_by = null, ended_at = null, answer = '', is_withdrawn = false
      where id = 1;
    delete from referral where id > 1;
    update assist set answer = null, answered_at = null, answer_words = '' where id = 2;
    update assist set answer = 'gave', answered_at = 1, thanks = '', thanked_at = null,
      thanked_by = null where id = 1;
    delete from assist where id > 2;
    update ticket_link set removed_by = null, removed_at = null where id = 1;
    delete from ticket_link where id > 1;
    update watcher set merge_id = null where merge_id is not null;
    delete from merged_message;
    delete from merge;
    delete from split;
    delete from mention;
    update message set ticket_id = 1 where id = 1;
    delete from snooze;
    delete from affected where ticket_id = 1;
    delete from workaround where ticket_id = 1;
    delete from view_place;
    update saved_view set deleted_at = null, deleted_by = null, version = 1;
    delete from saved_view where id > 1;
    delete from bulk_ticket where bulk_deed_id > 1;
    delete from bulk_deed where id > 1;
    update answer set version = 1;
    delete from scan_try;
    delete from scan_report where id > 1;
";
