//! Every template is rendered in a story, and every file of one is used.

use crate::{permissions::cast, sources::files};
use people::sign_in::{Password, set_password};
use std::collections::BTreeSet;
use testing::{Seen, each_db};

/// The pages of the sources: module and type, as `desk::report::ReportPage`.
fn pages() -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for (path, text) in files("rs") {
        for piece in text.split("#[template(path = \"").skip(1) {
            let Some((_, rest)) = piece.split_once("struct ") else { continue };
            let name: String = rest.chars().take_while(char::is_ascii_alphanumeric).collect();
            let template = piece.split('"').next().unwrap_or_default();
            let _ = &path;
            // a panel is finished inside a page of another feature, which is the one that is seen
            if !name.ends_with("Panel") {
                found.insert(format!("{name} {template}"));
            }
        }
    }
    found
}

/// Pieces of other pages, which are no pages of their own: their stories read those pages.
const IN_SLOTS: &[&str] = &["HomePart ahead/home.html"];

#[test]
fn every_template_is_rendered() {
    let mut wanted: BTreeSet<String> = pages();
    wanted.retain(|page| !IN_SLOTS.contains(&page.as_str()));
    assert!(wanted.len() > 20, "{wanted:?}");
    let seen = std::sync::Mutex::new(BTreeSet::new());
    each_db(async |t| {
        let cast = cast(t).await;
        let who = |role: &str| cast.iter().find(|(r, _)| *r == role).and_then(|(_, p)| *p).unwrap();
        let note = |page: &Seen| {
            assert!(page.status.as_u16() < 500, "{}", page.text());
            if let Some(name) = page.page {
                seen.lock().unwrap().insert(name.to_owned());
            }
        };
        let (ann, agent) = (t.visitor(who("requester")).await, t.visitor(who("agent")).await);
        let admin = t.visitor(who("administrator")).await;
        for path in [
            "/",
            "/report",
            "/requests",
            "/report/waiting",
            "/search?q=stopped",
            "/tickets/1",
            "/tickets/1/impact",
            "/tickets/1/beside",
            "/tickets/1/affected",
            "/desk",
            "/desk?kind=printer",
            "/tickets/1/writers",
            "/notifications/waiting",
            "/nowhere",
        ] {
            note(&ann.get(path).await);
        }
        note(
            &ann.post("/report/statement", &[("words", "x"), ("scope", "one"), ("hurts", "now")])
                .await,
        );
        note(&ann.post("/report/known", &[("words", "x")]).await);
        let joined = [("from", "report"), ("scope", "one"), ("who", "staff")];
        note(&ann.post("/tickets/99/affected", &joined).await);
        for path in [
            "/queue",
            "/queue/rows?only=1",
            "/queue/style",
            "/views/new?phase=any",
            "/bulk/new?ticket=1&deed=assign",
            "/tickets/1/edit",
            "/account",
            "/bridge",
            "/praise",
            "/praise/new",
            "/praise/mine",
            "/praise/1",
            "/praise/slide",
            "/ideas",
            "/ideas/1",
            "/tours",
            "/tours/new",
            "/tours/1",
            "/tours/1/stops",
            "/placements/new",
            "/placements/1",
            "/the-internet",
            "/goals",
            "/goals/1",
            "/contributions/me",
            "/contributions/departments/1",
            "/relationships/1",
            "/relationships/1/requests",
            "/relationships/1/health",
            "/glossary",
            "/glossary/1",
            "/glossary/new",
            "/glossary/asked",
            "/glossary/asked/form",
            "/glossary/asked/1",
            "/glossary/between",
            "/account/wording",
            "/ladders",
            "/ladders/new",
            "/ladders/1",
            "/ladders/1/ending",
            "/ladders/rungs/1",
            "/ladders/rungs/1/briefing",
            "/ladders/rungs/1/briefing/edit",
            "/ladders/rungs/1/worksheet",
            "/reviews",
            "/reviews/new",
            "/reviews/1",
            "/reviews/1/parts/new?kind=factor",
            "/reviews/parts/1",
            "/meetings",
            "/meetings/1",
            "/meetings/1/pack",
            "/actions",
            "/actions/new",
            "/actions/1",
            "/account/calendar",
            "/glossary",
            "/glossary/1",
            "/glossary/new",
            "/glossary/asked",
            "/glossary/asked/form",
            "/glossary/asked/1",
            "/glossary/between",
            "/account/wording",
            "/projects",
            "/projects/1",
            "/projects/1/edit",
            "/milestones/1",
        ] {
            note(&agent.get(path).await);
        }
        let event = agent.get("/api/v1/reviews/1").await.json()["moments"][0]["event"].clone();
        note(&agent.get(&format!("/reviews/1/moments/{event}")).await);
        note(&agent.post("/glossary/1/opens", &[]).await);
        note(&agent.post("/glossary/asked", &[("word", "x"), ("part", "yes")]).await);
        note(&agent.post("/glossary/asked", &[("word", "")]).await);
        note(&agent.post("/wording/notes", &[("words", "user error")]).await);
        let over = [("wording_to", "/x"), ("wording_field", "words"), ("words", "user error")];
        note(&agent.post("/wording", &over).await);
        note(&crate::drafts::one_of_each(&agent).await);
        let liaison = t.visitor(who("liaison")).await;
        for path in [
            "/agreements",
            "/agreements/new",
            "/agreements/new?provider=2&customer=1",
            "/agreements/1",
            "/agreements/1/plain",
            "/agreements/usual?provider=2&customer=1",
        ] {
            note(&liaison.get(path).await);
        }
        for path in ["/meetings/new?relationship=1", "/meetings/1/edit", "/meetings/series/1"] {
            note(&liaison.get(path).await);
        }
        note(&ann.post("/tickets/1/questions/fields", &[("field_x", "1")]).await);
        note(&agent.post("/report/fields", &[("service", "1")]).await);
        for path in [
            "/answers",
            "/fields",
            "/templates",
            "/templates/1",
            "/templates/1/edit",
            "/recurring",
            "/recurring/1",
            "/fields/1",
            "/answers/1",
            "/answers/new",
            "/checklists",
            "/checklists/1",
            "/tasks",
            "/tickets/1/tasks/1",
            "/tickets/1/time/1",
            "/tickets/1/answers",
        ] {
            note(&agent.get(path).await);
        }
        agent.post("/views", &[("name", "Mine"), ("query", "whose=mine")]).await.is(303);
        note(&agent.get("/views").await);
        let tagged = [("deed", "add_tag"), ("tag", "exam"), ("tickets", "1")];
        note(&agent.submit("/bulk", &tagged).await);
        for path in [
            "/queue",
            "/tickets/1/edit",
            "/tickets/1/links/new",
            "/messages/1/splitting",
            "/account/assists",
            "/account/notifications",
            "/notifications",
            "/account",
        ] {
            note(&agent.get(path).await);
        }
        note(
            &agent
                .post(
                    "/account/tokens",
                    &[("token_name", "x"), ("scope", "read"), ("token_days", "7")],
                )
                .await,
        );
        note(&t.visitor(who("requester")).await.get("/tickets/1/patron-details").await);
        let chief = t.visitor(who("it_manager")).await;
        for path in
            ["/relationships/new", "/relationships/1/edit", "/relationships/1/parity", "/goals/new"]
        {
            note(&chief.get(path).await);
        }
        note(&chief.get("/felt").await);
        note(&agent.get("/tickets/1/talk").await);
        let base = "/administration";
        note(&admin.get(base).await);
        for path in [
            "audit",
            "time-spent",
            "first-checks",
            "first-checks/printer",
            "departments",
            "departments/1",
            "departments/1/merger",
            "devices",
            "devices/1",
            "scan-rules",
            "labels",
            "jobs",
            "calendars",
            "calendars/1",
            "calendars/1/days/new",
            "calendars/1/files",
            "locations",
            "locations/1",
            "news",
            "patron-details",
            "people",
            "people/1",
            "people/1/edit",
            "services",
            "services/1",
            "people/1/departure",
            "imports",
            "retention",
            "retention/audit",
            "rights?who=ann%40library.example&ticket=1",
            "settings",
            "settings/name",
            "teams",
            "teams/1",
        ] {
            note(&admin.get(&format!("{base}/{path}")).await);
        }
        note(&admin.get("/occasions").await);
        note(&admin.get("/occasions/new").await);
        note(&admin.post(&format!("{base}/people/1/sign-in-link"), &[]).await);
        let sheet = [("place", "1"), ("format", "a6"), ("start", "1")];
        note(&admin.post(&format!("{base}/labels/sheets"), &sheet).await);
        note(&agent.get("/scan-reports").await);
        let table = [("kind", "locations"), ("text", "name\nHall\n")];
        note(&admin.post(&format!("{base}/imports"), &table).await);
        crate::profiles::one_of_each(t).await;
        for path in crate::profiles::PAGES {
            note(&admin.get(path).await);
        }
        note(&agent.get("/tickets/1/hand-over").await);
        note(&agent.get("/tickets/1/call").await);
        let long = "1".repeat(100);
        let number = [("reference", long.as_str())];
        note(&agent.post("/tickets/1/hand-over/1/reference", &number).await);
        let nobody = t.stranger();
        note(&nobody.get("/how/nothing").await);
        note(&nobody.get("/scan/nothing").await);
        note(&nobody.get("/scan/1").await);
        note(&nobody.get("/scan/1/sent?key=waiting-for-you").await);
        let link = crate::felt::question(t, who("requester")).await;
        note(&nobody.get(&link).await);
        note(&nobody.get("/sign-in").await);
        note(&nobody.get("/sign-in/some-token").await);
        let password = Password::parse("password", "quiet reading room").unwrap();
        let ann = who("requester");
        set_password(&t.app, &t.actor(ann).await, ann, password).await.unwrap();
        let kept = [
            ("email", "ann@library.example"),
            ("password", "quiet reading room"),
            ("kept-words", "x"),
        ];
        note(&nobody.post("/sign-in", &kept).await);
    });
    // these are parts of pages: a story of theirs looks at each
    let parts = ["TicketPanel panels/ticket.html", "HomePanel panels/home.html"];
    wanted.retain(|page| !parts.contains(&page.as_str()));
    let seen: Vec<_> = seen.into_inner().unwrap().into_iter().collect();
    // a type of this name, in the module its template is named for
    wanted.retain(|page| {
        let (name, template) = page.split_once(' ').unwrap();
        let folder = template.split('/').next().unwrap_or_default();
        !seen.iter().any(|s| {
            s.ends_with(&format!("::{name}"))
                && (s.contains(&format!("::{folder}::")) || !template.contains('/'))
        })
    });
    assert_eq!(wanted, BTreeSet::new(), "no story renders these; seen: {seen:?}");
}

#[test]
fn every_file_of_a_template_is_used() {
    let everything: String =
        files("rs").into_iter().chain(files("html")).map(|(_, text)| text).collect();
    for (path, _) in files("html") {
        let path = path.to_string_lossy().into_owned();
        let name = path.split("/src/").nth(1).or(path.split("/templates/").nth(1)).unwrap();
        assert!(everything.contains(&format!("\"{name}\"")), "{name} is used nowhere");
    }
}
