//! Every form with what nobody should send: nothing, too much, the wrong thing, the hostile thing.
//! Never a server error, never a lost word, and the message is beside the field.

pub use crate::hostile_values::{SCRIPT, values};
use crate::{
    hostile_agreements::{self, AGREEMENTS},
    hostile_bridge::{self, BRIDGE},
    hostile_felt::{self, FELT},
    hostile_figures::{self, FIGURES},
    hostile_forms::{AGAIN, KEEPING, WORKING, address, rows},
    hostile_meetings::{self, MEETING},
    hostile_people::{self, PEOPLE},
    hostile_private::{self, PRIVATE},
    hostile_thanks::{self, THANKS},
    hostile_words::{self, WORDS},
    hostile_work::{self, ASKING, RULES, STEPS},
    html::{controls, faults},
    permissions::cast,
    sources::routes,
};
use axum::{
    body::Body,
    http::{Request, header},
};
use std::{fmt::Write, sync::Mutex};
use testing::{Seen, TestApp, Visitor, each_db};

/// How a field comes back when its form is refused.
#[derive(Clone, Copy, PartialEq)]
pub enum Is {
    /// Letter for letter.
    Text,
    /// Chosen again, if it was one of the choices.
    Choice,
    /// Not shown: passwords, versions, buttons.
    Unseen,
}
use Is::{Choice, Text, Unseen};
pub type Field = (&'static str, &'static str, Is);

/// A form: where it goes, the state the ticket is in, and its fields with values that are right.
pub struct Form {
    pub path: &'static str,
    pub state: &'static str,
    pub fields: &'static [Field],
}

pub const fn form(path: &'static str, state: &'static str, fields: &'static [Field]) -> Form {
    Form { path, state, fields }
}

const REPORT: &[Field] = &[
    ("kind", "incident", Choice),
    ("words", "It stopped", Text),
    ("service", "1", Choice),
    ("location", "1", Choice),
    ("scope", "one", Choice),
    ("who", "staff", Choice),
    ("workaround", "none", Choice),
    ("hurts", "now", Choice),
    ("hurts_note", "story time", Text),
    ("good_enough", "one machine", Text),
    ("risk_financial", "yes", Choice),
    ("risk_financial_likelihood", "likely", Choice),
    ("risk_financial_on", "2026-12-01", Text),
    ("risk_financial_consequence", "we pay", Text),
    ("key", "", Unseen),
    ("attachment", "1", Unseen),
    ("preview", "", Unseen),
];

const DEVICE: &[Field] = &[
    ("version", "1", Unseen),
    ("name", "PC 9", Text),
    ("kind", "public_pc", Choice),
    ("location", "1", Choice),
    ("service", "1", Choice),
    ("asset_tag", "A-1", Text),
];

const TICKET_FORMS: &[Form] = &[
    form("/report", "open", REPORT),
    form("/report/statement", "open", REPORT),
    form(
        "/tickets/1/replies",
        "open",
        &[("body", "Hello", Text), ("attachment", "1", Unseen), ("wait", "yes", Unseen)],
    ),
    form("/tickets/1/notes", "open", &[("body", "Hello", Text), ("attachment", "1", Unseen)]),
    form(
        "/tickets/1/resolution",
        "open",
        &[("words", "Mended", Text), ("cause", "network", Choice)],
    ),
    form(
        "/tickets/1/hold",
        "open",
        &[
            ("reason", "scheduled", Choice),
            ("because", "A part comes", Text),
            ("wakes", "2026-12-01T09:00", Text),
        ],
    ),
    form("/tickets/1/news", "open", &[("news_by", "2026-12-01T09:00", Text)]),
    form("/tickets/1/waking", "on_hold", &[]),
    form(
        "/tickets/1/assignment",
        "open",
        &[("assignee", "", Unseen), ("team", "1", Unseen), ("seen", "0", Unseen)],
    ),
    form("/tickets/1/cancellation", "open", &[("why", "Not needed", Text)]),
    form("/tickets/1/reopening", "closed", &[("why", "Not right", Text)]),
    form("/tickets/1/confirmation", "resolved", &[]),
    form("/tickets/1/watching", "open", &[("stop", "yes", Unseen)]),
    form(
        "/tickets/1/feedback",
        "resolved",
        &[
            ("score", "7", Choice),
            ("lost_minutes", "45", Text),
            ("lost_unit", "hours", Choice),
            ("feedback", "Thanks", Text),
            ("is_kept", "yes", Choice),
        ],
    ),
    form(
        "/tickets/1/edit",
        "open",
        &[
            ("version", "1", Unseen),
            ("subject", "It stopped", Text),
            ("kind", "incident", Choice),
            ("service", "1", Choice),
            ("location", "1", Choice),
            ("tags", "a b", Text),
        ],
    ),
    form(
        "/tickets/1/impact",
        "open",
        &[
            ("seen", "1", Unseen),
            ("words", "It stopped", Text),
            ("scope", "one", Choice),
            ("who", "staff", Choice),
            ("workaround", "none", Choice),
            ("hurts", "now", Choice),
            ("hurts_note", "story time", Text),
            ("good_enough", "one machine", Text),
        ],
    ),
    form("/tickets/1/patron-details", "open", &[]),
    form("/tickets/1/patron-details/marks", "open", &[("patron_words", "It stopped", Text)]),
];

const DEPARTMENT: &[Field] = &[
    ("version", "1", Unseen),
    ("name", "Maps", Text),
    ("kind", "internal", Choice),
    ("is_provider", "yes", Choice),
    ("parent", "", Unseen),
    ("mission", "We draw", Text),
];
const LOCATION: &[Field] = &[
    ("version", "1", Unseen),
    ("name", "Southside", Text),
    ("department", "", Unseen),
    ("parent", "", Unseen),
    ("address", "1 High Street", Text),
    ("time_zone", "Australia/Melbourne", Choice),
    ("time_zone_other", "", Text),
    ("hours", "Mon-Fri 09:00-18:00", Text),
];
const TEAM: &[Field] = &[
    ("version", "1", Unseen),
    ("name", "Web", Text),
    ("department", "2", Choice),
    ("email", "web@it.example", Text),
];
const PERSON: &[Field] = &[
    ("version", "1", Unseen),
    ("name", "Nora", Text),
    ("email", "nora@library.example", Text),
    ("title", "Librarian", Text),
    ("department", "1", Choice),
    ("location", "1", Choice),
    ("time_zone", "UTC", Choice),
    ("time_zone_other", "", Text),
    ("locale", "en", Choice),
];
const SERVICE: &[Field] = &[
    ("version", "1", Unseen),
    ("name", "Maps", Text),
    ("description", "On paper", Text),
    ("team", "1", Choice),
    ("keywords", "map, atlas", Text),
    ("is_active", "yes", Choice),
];

const ADMIN_FORMS: &[Form] = &[
    form("/administration/departments", "", DEPARTMENT),
    form("/administration/departments/1", "", DEPARTMENT),
    form("/administration/departments/1/deactivation", "", &[]),
    form("/administration/departments/1/reactivation", "", &[]),
    form("/administration/locations", "", LOCATION),
    form("/administration/locations/1", "", LOCATION),
    form("/administration/locations/1/deactivation", "", &[]),
    form("/administration/locations/1/reactivation", "", &[]),
    form("/administration/teams", "", TEAM),
    form("/administration/teams/1", "", TEAM),
    form("/administration/teams/1/intake", "", &[]),
    form("/administration/teams/1/deactivation", "", &[]),
    form("/administration/teams/1/reactivation", "", &[]),
    form("/administration/people", "", PERSON),
    form("/administration/people/1", "", PERSON),
    form("/administration/people/1/deactivation", "", &[]),
    form("/administration/people/1/reactivation", "", &[]),
    form(
        "/administration/people/1/roles",
        "",
        &[("role", "agent", Choice), ("department", "1", Choice), ("team", "1", Choice)],
    ),
    form("/administration/people/1/roles/1/revocation", "", &[]),
    form("/administration/people/1/sessions/revocation", "", &[]),
    form("/administration/people/1/sign-in-link", "", &[]),
    form("/administration/services", "", SERVICE),
    form("/administration/devices", "", DEVICE),
    form("/administration/devices/1", "", DEVICE),
    form("/administration/devices/1/code", "", &[]),
    form("/administration/devices/1/deactivation", "", &[]),
    form("/administration/devices/1/reactivation", "", &[]),
    form("/administration/locations/1/code", "", &[]),
    form(
        "/administration/scan-rules",
        "",
        &[
            ("version", "1", Unseen),
            ("is_on", "yes", Unseen),
            ("most_an_hour", "5", Text),
            ("longest", "500", Text),
        ],
    ),
    form("/administration/services/1", "", SERVICE),
    form(
        "/administration/patron-details",
        "",
        &[
            ("patron_days", "30", Text),
            ("patron_cards", "2############", Text),
            ("preview", "", Unseen),
        ],
    ),
    form("/administration/jobs/retry", "", &[]),
    form("/administration/jobs/1/retry", "", &[]),
    form("/administration/jobs/1/removal", "", &[]),
    form(
        "/account",
        "",
        &[
            ("version", "1", Unseen),
            ("name", "Admin", Text),
            ("time_zone", "UTC", Choice),
            ("time_zone_other", "", Text),
            ("locale", "en", Choice),
        ],
    ),
    form(
        "/account/tokens",
        "",
        &[("token_name", "x", Text), ("scope", "read", Choice), ("token_days", "30", Choice)],
    ),
    form(
        "/account/notifications",
        "",
        &[
            ("request", "mail", Choice),
            ("asked", "mail", Choice),
            ("following", "digest", Choice),
            ("reminder", "app", Choice),
            ("felt", "mail", Choice),
            ("quiet_from", "22:00", Text),
            ("quiet_until", "07:00", Text),
            ("critical", "yes", Unseen),
            ("digest_at", "08:00", Text),
            ("day", "1", Choice),
        ],
    ),
    form("/notifications/reading", "", &[("newest", "1", Unseen), ("newest_tiding", "1", Unseen)]),
    form("/notifications/1/reading", "", &[]),
    form("/account/tokens/1/revocation", "", &[]),
    form("/account/sessions/1/revocation", "", &[]),
    form("/account/sessions/revocation", "", &[]),
];

/// Asked as nobody. A wrong password costs a tenth of a second each, so these get fewer attacks.
const DOOR_FORMS: &[Form] = &[
    form(
        "/sign-in",
        "",
        &[("email", "ann@library.example", Text), ("password", "", Unseen), ("next", "/", Unseen)],
    ),
    form("/sign-in/link", "", &[("email", "ann@library.example", Text)]),
    form("/sign-in/1", "", &[]),
    form("/account/password", "", &[("password", "", Unseen), ("new_password", "short", Unseen)]),
    form("/sign-out", "", &[]),
];

pub fn encode(fields: &[(&str, &str)]) -> String {
    web::Fields::new(fields.iter().copied()).encode()
}

fn post(path: &str, kind: &str, body: impl Into<Body>) -> Request<Body> {
    Request::post(path).header(header::CONTENT_TYPE, kind).body(body.into()).unwrap()
}

const FORM: &str = "application/x-www-form-urlencoded";

/// Bodies that are not forms at all.
fn raw(path: &str, name: &str) -> Vec<(&'static str, Request<Body>)> {
    let multipart = |what: &'static str, kind: &str, body: &'static [u8]| {
        (what, post(path, kind, Body::from(body)))
    };
    let many = format!("{name}=x&").repeat(10_000);
    vec![
        ("nothing", post(path, FORM, "")),
        ("a field 10,000 times", post(path, FORM, many)),
        ("percent garbage", post(path, FORM, format!("%=%&%zz={name}&{name}=%&=&&==&%"))),
        ("invalid UTF-8", post(path, FORM, [name.as_bytes(), b"=\xff\xfe\xc3("].concat())),
        ("a lone surrogate", post(path, FORM, format!("{name}=%ED%A0%80"))),
        ("JSON", post(path, "application/json", format!("{{\"{name}\": [1]}}"))),
        ("no type", Request::post(path).body(Body::from("x")).unwrap()),
        ("odd type", post(path, "\u{e9}", "x")),
        multipart("no boundary", "multipart/form-data", b"--B\r\n\r\nx"),
        multipart(
            "no end",
            "multipart/form-data; boundary=B",
            b"--B\r\nContent-Disposition: form-data; name=\"body\"\r\n\r\nkept words",
        ),
        multipart(
            "no name",
            "multipart/form-data; boundary=B",
            b"--B\r\nContent-Disposition: form-data\r\n\r\nx\r\n--B--\r\n",
        ),
        multipart("not multipart", "multipart/form-data; boundary=B", b"\xff\x00\xfe"),
        multipart(
            "an odd file",
            "multipart/form-data; boundary=B",
            b"--B\r\nContent-Disposition: form-data; name=\"files\"; filename=\"../\xff\x00\x22<b>.html\"\r\nContent-Type: text/html\xff\r\n\r\n<script>\r\n--B--\r\n",
        ),
    ]
}

/// What is wrong with an answer to a form.
pub fn judge(seen: &Seen, sent: &[(&str, &str, Is)]) -> Vec<String> {
    let status = seen.status.as_u16();
    let mut faults_found = Vec::new();
    if status >= 500 {
        faults_found.push(format!("answered {status}"));
    }
    if seen.body.contains("<script>alert(1)") || seen.body.contains("\"'><b>") {
        faults_found.push("shows what was typed unescaped".to_owned());
    }
    let is_for_script = status == 410 && seen.body.is_empty();
    if status >= 400 && !is_for_script {
        faults_found.extend(faults(&seen.body));
    }
    if status == 422 || status == 409 {
        let shown = controls(&seen.body);
        if status == 422 && !seen.body.contains("role=\"alert\"") && !sent.is_empty() {
            faults_found.push("no message beside a field".to_owned());
        }
        for (name, typed, is) in sent.iter().filter(|(.., is)| *is != Unseen) {
            // a browser sends line ends as CR LF and counts them so; values are compared as sent
            let is_back = shown.iter().any(|c| c.name == *name && c.value == *typed);
            if !is_back && (*is == Text || !typed.is_empty()) {
                let typed: String = typed.chars().take(40).collect();
                faults_found.push(format!("`{name}` does not come back with {typed:?}"));
            }
        }
    }
    faults_found
}

pub async fn reset(t: &TestApp, state: &'static str) {
    if state.is_empty() {
        return;
    }
    if state == hostile_meetings::STATE {
        return hostile_meetings::reset(t).await;
    }
    let rows = [
        AGAIN,
        hostile_work::AGAIN,
        hostile_words::AGAIN,
        hostile_bridge::AGAIN,
        hostile_agreements::AGAIN,
        hostile_private::AGAIN,
        hostile_thanks::AGAIN,
        hostile_felt::AGAIN,
        hostile_figures::AGAIN,
        hostile_people::AGAIN,
    ];
    let text = format!(
        "{}
         update ticket set state = '{state}', is_open = {}, ball = 'provider', on_hold_reason = {},
         team_id = 1, assignee_id = null, version = 1, service_id = 1 where id = 1;
         delete from attachment where message_id > 2; delete from message where id > 2;
         delete from event where ticket_id = 1 and kind <> 'ticket.opened';
         delete from job",
        rows.concat(),
        ["open", "on_hold"].contains(&state),
        if state == "on_hold" { "'scheduled'" } else { "null" },
    );
    t.app.db.write(move |tx| tx.batch(&text)).await.unwrap();
}

/// As it was before, where something was done; what is refused changes nothing.
pub async fn again(t: &TestApp, state: &'static str, seen: &Seen) {
    if seen.status.as_u16() < 400 {
        reset(t, state).await;
    }
}

/// Sends everything to a form; gives what was wrong.
pub async fn attack(t: &TestApp, visitor: &Visitor, form: &Form, values: &[String]) -> String {
    let mut wrong = String::new();
    let mut note = |what: &str, found: Vec<String>| {
        for fault in found {
            writeln!(wrong, "POST {} with {what}: {fault}", form.path).unwrap();
        }
    };
    let name = form.fields.iter().find(|f| f.2 == Text).map_or("body", |f| f.0);
    let path = &address(form.path);
    reset(t, form.state).await;
    for (what, request) in raw(path, name) {
        let seen = visitor.send(request).await;
        note(what, judge(&seen, &[]));
        again(t, form.state, &seen).await;
    }
    for (attacked, ..) in form.fields {
        for value in values {
            let sent: Vec<(&str, &str, Is)> = form
                .fields
                .iter()
                .map(|(name, good, is)| match name == attacked {
                    // a choice that is none cannot be shown as chosen
                    true if *is == Choice => (*name, value.as_str(), Unseen),
                    true => (*name, value.as_str(), *is),
                    false => (*name, *good, *is),
                })
                .collect();
            let pairs: Vec<_> = sent.iter().map(|(name, value, _)| (*name, *value)).collect();
            let seen = visitor.send(post(path, FORM, encode(&pairs))).await;
            let shown: String = value.chars().take(30).collect();
            let what = format!("{attacked} = {shown:?} ({})", seen.status);
            note(&what, judge(&seen, &sent));
            if seen.status == 303 {
                let after = visitor.get(&seen.location()).await;
                note(&format!("{what}, then {}", seen.location()), judge(&after, &[]));
            }
            again(t, form.state, &seen).await;
        }
    }
    wrong
}

/// Somebody of the cast, in a house with one of everything that a form can be about.
pub async fn person(t: &TestApp, role: &str) -> Visitor {
    let visitors = everybody(t).await;
    visitors.into_iter().find(|(name, _)| *name == role).expect("somebody of the cast").1
}

/// Everybody of the cast, in a house with one of everything.
pub async fn everybody(t: &TestApp) -> Vec<(&'static str, Visitor)> {
    let mut visitors = Vec::new();
    for (role, person) in cast(t).await {
        if let Some(person) = person {
            visitors.push((role, t.visitor(person).await));
        }
    }
    let find = |role: &str| &visitors.iter().find(|(name, _)| *name == role).unwrap().1;
    rows(t, find("agent"), find("requester"), find("it_manager")).await;
    visitors
}

/// Those of the bridge, part by part.
const OF_THE_BRIDGE: &[&[Form]] =
    &[BRIDGE, WORDS, PRIVATE, THANKS, FIGURES, MEETING, PEOPLE, AGREEMENTS, FELT];

pub fn all_forms() -> impl Iterator<Item = &'static Form> {
    [TICKET_FORMS, WORKING, STEPS, ASKING, ADMIN_FORMS, RULES, KEEPING, DOOR_FORMS]
        .into_iter()
        .chain(OF_THE_BRIDGE.iter().copied())
        .flatten()
}

#[test]
fn every_form_is_attacked() {
    let missing: Vec<_> = routes()
        .into_iter()
        .filter(|(path, method)| method == "POST" && !path.starts_with("/api/"))
        .filter(|(path, _)| all_forms().all(|form| form.path != path))
        .collect();
    assert_eq!(missing, [], "add these to the forms above");
}

#[test]
fn a_tickets_forms_lose_no_word() {
    let all = Mutex::new(String::new());
    each_db(async |t| {
        let agent = person(t, "agent").await;
        let mut wrong = String::new();
        for form in TICKET_FORMS.iter().filter(|form| !form.path.ends_with("/feedback")) {
            wrong += &attack(t, &agent, form, &values()).await;
        }
        *all.lock().unwrap() += &wrong;
    });
    let wrong = all.into_inner().unwrap();
    assert!(wrong.is_empty(), "{wrong}");
}

pub fn attack_as_agent(forms: &[Form]) {
    attack_as("agent", &[forms]);
}

/// All of these as somebody of the cast.
pub fn attack_as(role: &str, forms: &[&[Form]]) {
    let all = Mutex::new(String::new());
    each_db(async |t| {
        let visitor = person(t, role).await;
        let mut wrong = String::new();
        for form in forms.iter().copied().flatten() {
            wrong += &attack(t, &visitor, form, &values()).await;
        }
        *all.lock().unwrap() += &wrong;
    });
    let wrong = all.into_inner().unwrap();
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn the_forms_of_working_together_lose_no_word() {
    attack_as_agent(&WORKING[..WORKING.len() / 2]);
}

#[test]
fn the_other_forms_of_working_together_lose_no_word() {
    attack_as_agent(&WORKING[WORKING.len() / 2..]);
}

#[test]
fn the_forms_of_steps_and_templates_lose_no_word() {
    attack_as_agent(STEPS);
}

#[test]
fn a_requesters_forms_lose_no_word() {
    let all = Mutex::new(String::new());
    each_db(async |t| {
        let ann = person(t, "requester").await;
        let mut wrong = String::new();
        let own = [
            "/feedback",
            "/reopening",
            "/cancellation",
            "/impact",
            "/confirmation",
            "/affected",
            "/affected/new",
            "/followers",
            "/desk/work",
            "/correction",
            "/closing",
            "/worsening",
            "/questions",
            "/questions/fields",
        ];
        let forms = TICKET_FORMS.iter().chain(WORKING).chain(ASKING);
        for form in forms.filter(|f| own.iter().any(|own| f.path.ends_with(own))) {
            wrong += &attack(t, &ann, form, &values()).await;
        }
        *all.lock().unwrap() += &wrong;
    });
    let wrong = all.into_inner().unwrap();
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn the_forms_of_administration_lose_no_word() {
    attack_as("administrator", &[ADMIN_FORMS, RULES, KEEPING]);
}

#[test]
fn the_forms_at_the_door_lose_no_word() {
    let all = Mutex::new(String::new());
    each_db(async |t| {
        let admin = person(t, "administrator").await;
        let nobody = t.stranger();
        let few: Vec<_> = values()
            .into_iter()
            .filter(|v| v.len() > 1000 || v.contains(['\0', '<', '\r']))
            .collect();
        let mut wrong = String::new();
        for form in DOOR_FORMS {
            let is_own = ["/account/password", "/sign-out"].contains(&form.path);
            wrong += &attack(t, if is_own { &admin } else { &nobody }, form, &few).await;
        }
        *all.lock().unwrap() += &wrong;
    });
    let wrong = all.into_inner().unwrap();
    assert!(wrong.is_empty(), "{wrong}");
}
