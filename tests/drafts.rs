//! Words that are not sent yet: kept for each person and editor, wherever they go on.

use crate::tickets::{House, house, report};
use testing::{Seen, TestApp, Visitor, each_db};

/// What a page sends to be kept; gives the draft and its version.
pub async fn keep(
    who: &Visitor,
    editor: &str,
    (draft, version): (&str, &str),
    tab: &str,
    fields: &[(&str, &str)],
) -> (String, String, Seen) {
    let mut all = vec![
        ("draft-editor", editor),
        ("draft", draft),
        ("draft-version", version),
        ("draft-tab", tab),
    ];
    all.extend_from_slice(fields);
    let seen = who.post("/drafts", &all).await;
    let header = |name: &str| {
        seen.headers.get(name).map(|v| v.to_str().unwrap().to_owned()).unwrap_or_default()
    };
    (header("x-draft"), header("x-draft-version"), seen)
}

/// A draft, for the tests that go through every route.
pub async fn one_of_each(agent: &Visitor) -> Seen {
    keep(agent, "ticket/1/reply", NEW, "cast", &[("body", "We are on it")]).await.2
}

pub const NEW: (&str, &str) = ("", "");

pub fn editor(ticket: &str, form: &str) -> String {
    format!("{}/{form}", ticket.trim_start_matches('/').replace("tickets", "ticket"))
}

async fn desk(t: &TestApp) -> (House, String) {
    let house = house(t).await;
    let ticket = report(&t.visitor(house.ann).await).await;
    (house, ticket)
}

/// What stands in a text box of a page.
pub fn in_box(page: &Seen, id: &str) -> String {
    let after = page.body.split(&format!("id=\"{id}\"")).nth(1).expect("the box is there");
    let text = after.split_once('>').unwrap().1.split("</textarea>").next().unwrap();
    text.trim_start_matches('\n').to_owned()
}

/// The number and version of the draft that a page carries for a form.
pub fn carried(page: &Seen, form: &str) -> (String, String) {
    let forms = page.body.split("data-draft=\"").skip(1);
    let is_it = |name: &str| name == form || name.ends_with(&format!("/{form}"));
    let mut forms = forms.filter(|rest| is_it(rest.split('"').next().unwrap_or_default()));
    let after = forms.next().expect("the form is there");
    let value = |name: &str| {
        let rest = after.split(&format!("name=\"{name}\" value=\"")).nth(1).unwrap();
        rest.split('"').next().unwrap().to_owned()
    };
    (value("draft"), value("draft-version"))
}

#[test]
fn complaint_21_work_is_not_lost_when_the_session_ends_or_the_browser_does() {
    each_db(async |t| {
        let (house, ticket) = desk(t).await;
        let yusuf = t.visitor(house.yusuf).await;
        let reply = editor(&ticket, "reply");
        let (id, version, seen) =
            keep(&yusuf, &reply, NEW, "a", &[("body", "We are on our way with")]).await;
        seen.is(200).shows("Draft from").shows("Drop it");
        let words = [("body", "We are on our way with a new switch.")];
        let (same, next, _) = keep(&yusuf, &reply, (&id, &version), "a", &words).await;
        assert_eq!(id, same);
        assert_ne!(version, next);
        // signed out, and in again on another device
        yusuf.post("/sign-out", &[]).await;
        let seen = keep(&yusuf, &reply, (&id, &next), "a", &[("body", "and more")]).await.2;
        seen.is(401);
        let at_home = t.visitor(house.yusuf).await;
        let page = at_home.get(&ticket).await;
        page.shows("Draft from").shows("kept.");
        assert_eq!(in_box(&page, "body"), "We are on our way with a new switch.");
        // it is nobody else's
        t.visitor(house.ann).await.get(&ticket).await.hides("new switch");
        // sent, it is gone
        let version = carried(&page, "reply").1;
        let sent = [
            ("body", "We are on our way with a new switch."),
            ("draft", id.as_str()),
            ("draft-version", version.as_str()),
        ];
        at_home.submit(&format!("{ticket}/replies"), &sent).await.hides("Draft from");
        let page = at_home.get(&ticket).await;
        assert_eq!(in_box(&page, "body"), "");
        // also what its page kept in the moment of sending, whose number the page never learned
        keep(&at_home, &reply, NEW, "late", &[("body", "And one more")]).await.2.is(200);
        let sent = [("body", "And one more thing."), ("draft", ""), ("draft-tab", "late")];
        at_home.submit(&format!("{ticket}/replies"), &sent).await.hides("Draft from");
    });
}

#[test]
fn complaint_22_the_words_of_a_note_never_stand_in_a_reply() {
    each_db(async |t| {
        let (house, ticket) = desk(t).await;
        let yusuf = t.visitor(house.yusuf).await;
        let secret = [("body", "Their manager asked us to go slow.")];
        keep(&yusuf, &editor(&ticket, "note"), NEW, "a", &secret).await.2.is(200);
        let page = yusuf.get(&ticket).await;
        assert_eq!(in_box(&page, "note-body"), "Their manager asked us to go slow.");
        assert_eq!(in_box(&page, "body"), "");
        assert_eq!(in_box(&page, "resolve-words"), "");
        // not even by a page that mixes them up: the row belongs to its editor
        let (id, version, _) =
            keep(&yusuf, &editor(&ticket, "reply"), NEW, "a", &[("body", "Dear Ann")]).await;
        keep(&yusuf, &editor(&ticket, "note"), (&id, &version), "a", &[("body", "Hm.")]).await;
        let page = yusuf.get(&ticket).await;
        assert_eq!(in_box(&page, "body"), "Dear Ann");
        // and a reply that is refused brings back its own words alone
        let refused = yusuf.post(&format!("{ticket}/replies"), &[("body", " ")]).await;
        refused.is(422);
        assert_eq!(in_box(&refused, "body").trim(), "");
        assert_eq!(in_box(&refused, "note-body"), "Hm.");
        // the person asking has neither
        t.visitor(house.ann).await.get(&ticket).await.hides("Dear Ann").hides("go slow");
    });
}

#[test]
fn two_devices_with_the_same_draft_overwrite_nothing_of_each_other() {
    each_db(async |t| {
        let (house, ticket) = desk(t).await;
        let (desk, phone) = (t.visitor(house.ann).await, t.visitor(house.ann).await);
        let reply = editor(&ticket, "reply");
        let (id, version, _) = keep(&desk, &reply, NEW, "desk", &[("body", "At the desk")]).await;
        t.later(60);
        // the phone went on from it, and then the desk did from what it knew
        let both = (id.as_str(), version.as_str());
        keep(&phone, &reply, both, "phone", &[("body", "On the phone")]).await.2.is(200);
        t.later(60);
        let (other, _, seen) =
            keep(&desk, &reply, both, "desk", &[("body", "At the desk again")]).await;
        assert_ne!(other, id, "the phone's words are in their own place");
        seen.shows("You also wrote this in another place").shows("On the phone").shows("Use it");
        let page = desk.get(&ticket).await;
        assert_eq!(in_box(&page, "body"), "At the desk again");
        page.shows("On the phone");
        // use it
        phone.submit(&format!("/drafts/{id}/choice"), &[]).await.shows("You go on with this draft");
        let page = phone.get(&ticket).await;
        assert_eq!(in_box(&page, "body"), "On the phone");
        page.shows("At the desk again");
        // drop it
        desk.submit(&format!("/drafts/{other}/removal"), &[]).await.hides("At the desk again");
        t.later(1);
        // the answer to a save that was lost on its way is no second writer
        let (id, _, _) = keep(&desk, &reply, NEW, "new", &[("body", "One")]).await;
        let (same, _, seen) = keep(&desk, &reply, NEW, "new", &[("body", "One two")]).await;
        assert_eq!(id, same);
        seen.hides("One two");
    });
}

#[test]
fn a_draft_works_without_javascript_and_can_be_dropped() {
    each_db(async |t| {
        let (house, ticket) = desk(t).await;
        let ann = t.visitor(house.ann).await;
        let (id, version, _) =
            keep(&ann, &editor(&ticket, "reply"), NEW, "a", &[("body", "It is the red one")]).await;
        let page = ann.get(&ticket).await;
        page.shows("Draft from").shows("Drop it").hides("Let my team see");
        assert!(page.body.contains(&format!("name=\"draft\" value=\"{id}\"")));
        ann.submit(&format!("/drafts/{id}/removal"), &[]).await.shows("The draft is gone.");
        assert_eq!(in_box(&ann.get(&ticket).await, "body"), "");
        // a page that still has it open is told, and keeps on anew
        let late =
            keep(&ann, &editor(&ticket, "reply"), (&id, &version), "a", &[("body", "x")]).await;
        late.2.is(410);
        // emptied, it is gone, too
        let (id, version, _) =
            keep(&ann, &editor(&ticket, "reply"), NEW, "b", &[("body", "again")]).await;
        keep(&ann, &editor(&ticket, "reply"), (&id, &version), "b", &[("body", " ")])
            .await
            .2
            .is(200);
        ann.get(&ticket).await.hides("Draft from");
    });
}

#[test]
fn long_reasons_are_kept_like_answers() {
    each_db(async |t| {
        let (house, ticket) = desk(t).await;
        let (ann, yusuf) = (t.visitor(house.ann).await, t.visitor(house.yusuf).await);
        let because =
            [("because", "The part comes from overseas"), ("reason", "awaiting_supplier")];
        keep(&yusuf, &editor(&ticket, "hold"), NEW, "a", &because).await.2.is(200);
        assert_eq!(in_box(&yusuf.get(&ticket).await, "because"), "The part comes from overseas");
        let put_right = [("words", "A new cable, and"), ("cause", "hardware")];
        keep(&yusuf, &editor(&ticket, "resolution"), NEW, "a", &put_right).await.2.is(200);
        let page = yusuf.get(&ticket).await;
        assert_eq!(in_box(&page, "resolve-words"), "A new cable, and");
        keep(&ann, &editor(&ticket, "cancellation"), NEW, "a", &[("why", "It went away")]).await;
        assert_eq!(in_box(&ann.get(&ticket).await, "cancel-why"), "It went away");
        ann.post(&format!("{ticket}/cancellation"), &[("why", "It went away")]).await.is(303);
    });
}

#[test]
fn a_shared_draft_is_seen_and_continued_by_the_team_alone() {
    each_db(async |t| {
        let (house, ticket) = desk(t).await;
        let mei = t.person("mei@it.example", None).await;
        t.grant(mei, "agent", None, Some(base::TeamId(1))).await;
        let (yusuf, mei) = (t.visitor(house.yusuf).await, t.visitor(mei).await);
        let reply = editor(&ticket, "reply");
        let (id, first, _) =
            keep(&yusuf, &reply, NEW, "a", &[("body", "Dear Ann, we found")]).await;
        mei.get(&ticket).await.hides("we found");
        mei.post(&format!("/drafts/{id}/continuation"), &[("version", "1")]).await.is(404);
        yusuf.submit(&format!("/drafts/{id}/sharing"), &[]).await.shows("Your team sees it");
        let page = mei.get(&ticket).await;
        page.shows("Yusuf shares a draft of this").shows("Dear Ann, we found").shows("Continue it");
        t.visitor(house.ann).await.get(&ticket).await.hides("we found");
        t.visitor(house.other_agent).await.get(&ticket).await.is(404);
        // Yusuf writes on while Mei is looking at it: she sees what is new first
        let (_, second, _) =
            keep(&yusuf, &reply, (&id, &first), "a", &[("body", "Dear Ann, we found the fault")])
                .await;
        let form = [("version", first.as_str()), ("draft-editor", reply.as_str())];
        mei.submit(&format!("/drafts/{id}/continuation"), &form).await.shows("It was changed");
        let form = [("version", second.as_str()), ("draft-editor", reply.as_str())];
        let page = mei.submit(&format!("/drafts/{id}/continuation"), &form).await;
        page.shows("Yusuf began this, and you go on with it.");
        assert_eq!(in_box(&mei.get(&ticket).await, "body"), "Dear Ann, we found the fault");
        // what Yusuf still types is kept beside it, and he sees hers
        let (other, _, seen) =
            keep(&yusuf, &reply, (&id, &second), "a", &[("body", "Dear Ann, we found two")]).await;
        assert_ne!(other, id);
        seen.shows("Mei shares a draft of this").shows("Dear Ann, we found the fault");
        mei.submit(&format!("/drafts/{id}/sharing"), &[("stop", "yes")]).await;
        yusuf.get(&ticket).await.hides("Mei shares");
        // the timeline says who had a hand in it, to colleagues
        mei.get(&ticket).await.shows("Mei continues a draft of Yusuf");
        t.visitor(house.ann).await.get(&ticket).await.hides("a draft");
    });
}

#[test]
fn nobody_keeps_or_reads_drafts_where_they_may_not_write() {
    each_db(async |t| {
        let (house, ticket) = desk(t).await;
        let (ann, stranger) = (t.visitor(house.ann).await, t.visitor(house.stranger).await);
        let words = [("body", "Hello")];
        keep(&stranger, &editor(&ticket, "reply"), NEW, "a", &words).await.2.is(404);
        keep(&ann, &editor(&ticket, "note"), NEW, "a", &words).await.2.is(403);
        keep(&ann, "people/7/password", NEW, "a", &words).await.2.is(404);
        let (id, _, _) = keep(&ann, &editor(&ticket, "reply"), NEW, "a", &words).await;
        for path in ["removal", "choice", "sharing"] {
            stranger.post(&format!("/drafts/{id}/{path}"), &[]).await.is(404);
        }
        let long = "x".repeat(200_001);
        keep(&ann, &editor(&ticket, "reply"), NEW, "b", &[("body", &long)]).await.2.is(422);
        // somebody who does not work on it any more sees no draft of a note
        let yusuf = t.visitor(house.yusuf).await;
        keep(&yusuf, &editor(&ticket, "note"), NEW, "a", &[("body", "Inner")]).await.2.is(200);
        yusuf.post(&format!("{ticket}/watching"), &[]).await.is(303);
        yusuf.post(&format!("{ticket}/assignment"), &[("team", "2")]).await.is(303);
        yusuf.get(&ticket).await.is(200).hides("Inner");
    });
}

#[test]
fn a_draft_that_nobody_touches_is_gone_after_thirty_days() {
    each_db(async |t| {
        let (house, ticket) = desk(t).await;
        let words = [("body", "Some day")];
        let ann = t.visitor(house.ann).await;
        keep(&ann, &editor(&ticket, "reply"), NEW, "a", &words).await.2.is(200);
        t.later(29 * 86_400);
        desk::tickets::tidy(&t.app).await.unwrap();
        let ann = t.visitor(house.ann).await;
        ann.get(&ticket).await.shows("Some day");
        t.later(2 * 86_400);
        desk::tickets::tidy(&t.app).await.unwrap();
        t.visitor(house.ann).await.get(&ticket).await.hides("Some day");
    });
}

#[test]
fn drafts_pass_through_nothing_else() {
    each_db(async |t| {
        let (house, ticket) = desk(t).await;
        let yusuf = t.visitor(house.yusuf).await;
        let words = [("body", "Xylophone")];
        keep(&yusuf, &editor(&ticket, "reply"), NEW, "a", &words).await.2.is(200);
        yusuf.get("/search?q=xylophone").await.hides("Xylophone");
        yusuf.get("/queue").await.hides("Xylophone");
        assert_eq!(t.run_jobs().await, 0, "nothing is mailed");
        let folder = t.app.config.data.join("exported");
        footbridge::backup::export(&t.config(), &folder, t.app.now()).await.unwrap();
        let exported = std::fs::read_dir(folder.join("rows")).unwrap().flatten();
        let names: Vec<_> = exported.map(|file| file.file_name().into_string().unwrap()).collect();
        assert!(
            names.len() > 5 && !names.iter().any(|n| n.contains("draft") || n.contains("outgoing")),
            "{names:?}"
        );
    });
}

#[test]
fn programs_keep_drafts_like_pages() {
    each_db(async |t| {
        let (house, ticket) = desk(t).await;
        let ann = t.visitor(house.ann).await;
        let reply = editor(&ticket, "reply");
        let body = serde_json::json!({"editor": reply, "fields": {"body": "From my own app"}});
        let kept = ann.json("POST", "/api/v1/drafts", body).await;
        kept.is(200);
        let id = kept.json()["id"].as_i64().unwrap();
        let page = ann.get(&ticket).await;
        assert_eq!(in_box(&page, "body"), "From my own app");
        let all = ann.get("/api/v1/drafts").await.json();
        assert_eq!(all.as_array().unwrap().len(), 1);
        // sharing is for those who work on the ticket
        let shared = serde_json::json!({
            "editor": reply, "fields": {"body": "From my own app"}, "draft": id, "is_shared": true
        });
        ann.json("POST", "/api/v1/drafts", shared).await.is(403);
        ann.json("DELETE", &format!("/api/v1/drafts/{id}"), serde_json::json!({})).await.is(204);
        ann.get(&ticket).await.hides("From my own app");
    });
}

#[test]
fn a_report_that_is_not_sent_yet_is_kept_too() {
    each_db(async |t| {
        let (house, _) = desk(t).await;
        let ann = t.visitor(house.ann).await;
        let words = [("words", "The scanner hums and"), ("scope", "several"), ("kind", "incident")];
        keep(&ann, "report", NEW, "a", &words).await.2.is(200).shows("Draft from");
        let page = t.visitor(house.ann).await.get("/report").await;
        assert_eq!(in_box(&page, "words"), "The scanner hums and");
        page.shows("Draft from").shows("Drop it").hides("Let my team see");
        // the page that a browser keeps for when the network is away has nothing of it
        ann.get("/report/kept").await.hides("scanner");
        // somebody who comes with words of their own has them in the form
        let page = ann.get("/report?words=Something+else").await;
        assert_eq!(in_box(&page, "words"), "Something else");
        let sent = [
            ("kind", "incident"),
            ("words", "The scanner hums and smokes."),
            ("scope", "several"),
            ("who", "staff"),
            ("workaround", "none"),
            ("hurts", "now"),
            ("send", "yes"),
            ("draft-tab", "a"),
        ];
        ann.post("/report", &sent).await.is(303);
        ann.get("/report").await.hides("scanner");
    });
}
