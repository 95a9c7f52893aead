//! Two tickets become one, and two again.

use crate::tickets::{House, house, report};
use base::TicketId;
use desk::{
    intake::{Delivered, deliver},
    merging::{NewMerge, merge},
};
use testing::{Seen, TestApp, Visitor, each_db};

/// Ben tells of the same thing in his own words.
pub async fn bens(ben: &Visitor) -> String {
    let sent = [
        ("kind", "incident"),
        ("words", "No borrowing machine works, a school class waits."),
        ("location", "1"),
        ("service", "1"),
        ("scope", "one"),
        ("who", "patrons"),
        ("workaround", "none"),
        ("hurts", "now"),
        ("send", "yes"),
    ];
    let to = ben.post("/report", &sent).await.location();
    to.split('?').next().unwrap_or_default().to_owned()
}

/// The letters since the last look: to whom, and what they say.
pub async fn letters(t: &TestApp) -> Vec<(String, String)> {
    let folder = t.app.config.data.join("outbox");
    std::fs::remove_dir_all(&folder).ok();
    t.run_jobs().await;
    let all = t.outbox().into_iter().map(|raw| mail::parse(raw.as_bytes()).unwrap());
    all.map(|letter| (letter.to[0].address.clone(), letter.text)).collect()
}

pub fn to(all: &[(String, String)], address: &str) -> String {
    all.iter().filter(|(to, _)| to == address).map(|(_, text)| text.as_str()).collect()
}

/// Somebody of another department, whose ticket is of the same team.
async fn marcos(t: &TestApp, house: &House) -> String {
    bens(&t.visitor(house.stranger).await).await
}

pub async fn join(yusuf: &Visitor, share: &str) -> Seen {
    yusuf.submit("/tickets/2/merging", &[("into", "1"), ("share", share)]).await
}

#[test]
fn complaint_8_merging_tells_both_sides_leads_later_mail_on_and_can_be_undone() {
    each_db(async |t| {
        let house = house(t).await;
        let (ann, ben) = (t.visitor(house.ann).await, t.visitor(house.ben).await);
        let yusuf = t.visitor(house.yusuf).await;
        let first = report(&ann).await;
        yusuf.submit(&format!("{first}/assignment"), &[("take", "yes")]).await;
        let raw = "From: Ben <ben@library.example>\nMessage-ID: <bens@x>\nSubject: Self-check\n\nNo borrowing machine works.\n";
        deliver(&t.app, raw.as_bytes().to_vec(), None).await.unwrap();
        letters(t).await;
        let colleague = t.person("omar@it.example", Some(base::DepartmentId(3))).await;
        t.grant(colleague, "agent", None, Some(base::TeamId(1))).await;
        let omar = t.visitor(colleague).await;
        // both sides are told
        omar.post("/tickets/2/merging", &[("into", "1")]).await.is(303);
        let told = letters(t).await;
        let (to_ben, to_yusuf) = (to(&told, "ben@library.example"), to(&told, "yusuf@it.example"));
        assert!(
            to_ben.contains(
                "Your request #2 is now handled together with #1: same news, nothing for you to do."
            ),
            "{told:?}"
        );
        assert!(to_yusuf.contains("put ticket #2 together with yours, #1"), "{told:?}");
        assert!(to_yusuf.contains("No borrowing machine works."), "{told:?}");
        // the requester sees a pointer, the ticket shows what came
        ben.get("/tickets/2").await.shows("Handled together with #1").shows("Closed");
        let page = yusuf.get("/tickets/1").await;
        page.shows("Omar put #2 together with this").shows("No borrowing machine works.");
        // later mail follows
        let later = "From: ben@library.example\nIn-Reply-To: <bens@x>\nSubject: Re: Self-check\n\nNow the left one beeps.\n";
        let filed = deliver(&t.app, later.as_bytes().to_vec(), None).await.unwrap();
        assert_eq!(filed, Delivered::Replied(TicketId(1)));
        yusuf.get("/tickets/1").await.shows("Now the left one beeps.");
        ben.get("/tickets/2").await.shows("Now the left one beeps.").shows("Went to #1");
        assert!(to(&letters(t).await, "yusuf@it.example").contains("the left one beeps"));
        // what is said on the one reaches the people of the other
        yusuf.post("/tickets/1/replies", &[("body", "We restart it.")]).await.is(303);
        let told = letters(t).await;
        assert!(to(&told, "ben@library.example").contains("We restart it."), "{told:?}");
        let done = [("words", "It had lost its line."), ("cause", "network")];
        yusuf.post("/tickets/1/resolution", &done).await.is(303);
        ben.get("/tickets/2").await.shows("News from the ticket this is handled with: put right");
        assert!(to(&letters(t).await, "ben@library.example").contains("It had lost its line."));
        // while it is over it cannot be undone, and the page says what to do
        omar.post("/tickets/2/unmerging", &[]).await.is(422).shows("Open it again first");
        ann.post("/tickets/1/reopening", &[("why", "Still dead")]).await.is(303);
        ben.get("/tickets/2").await.shows("opened again");
        // and undone
        letters(t).await;
        omar.submit("/tickets/2/unmerging", &[]).await.shows("a ticket of its own again");
        let page = ben.get("/tickets/2").await;
        page.hides("Handled together").shows("New").shows("Now the left one beeps.");
        yusuf.get("/tickets/1").await.shows("Now the left one beeps.").shows("stays here");
        let told = letters(t).await;
        assert!(to(&told, "ben@library.example").contains("on its own again"), "{told:?}");
        ben.get("/tickets/1").await.is(404);
    });
}

#[test]
fn who_looks_for_the_number_is_led_to_where_it_is_handled() {
    each_db(async |t| {
        let house = house(t).await;
        report(&t.visitor(house.ann).await).await;
        let ben = t.visitor(house.ben).await;
        bens(&ben).await;
        let yusuf = t.visitor(house.yusuf).await;
        join(&yusuf, "yes").await.shows("Put together. Both sides are told.");
        assert_eq!(yusuf.get("/search?q=2").await.location(), "/tickets/1?said=led-here");
        assert_eq!(ben.get("/search?q=2").await.location(), "/tickets/1?said=led-here");
        yusuf
            .get("/tickets/1?said=led-here")
            .await
            .shows("The ticket you looked for is handled together with this one.");
        // its own words are found, and lead to it
        yusuf.get("/search?q=class").await.shows("a school class waits");
    });
}

#[test]
fn a_reply_on_the_page_of_a_merged_ticket_follows_and_wakes_the_other() {
    each_db(async |t| {
        let house = house(t).await;
        report(&t.visitor(house.ann).await).await;
        let ben = t.visitor(house.ben).await;
        bens(&ben).await;
        let yusuf = t.visitor(house.yusuf).await;
        join(&yusuf, "yes").await;
        let ask = [("body", "Which machine?"), ("wait", "yes")];
        yusuf.submit("/tickets/1/replies", &ask).await.shows("On hold");
        ben.submit("/tickets/2/replies", &[("body", "The left one")]).await.shows("The left one");
        yusuf.get("/tickets/1").await.shows("The left one").shows("We have it");
        // an agent's words on the merged one reach both, too
        yusuf.submit("/tickets/2/replies", &[("body", "Thank you both.")]).await;
        t.visitor(house.ann).await.get("/tickets/1").await.shows("Thank you both.");
        // opening it again is not the way: the page says where to write
        ben.post("/tickets/2/reopening", &[("why", "x")])
            .await
            .is(422)
            .shows("your words go there");
    });
}

#[test]
fn undoing_gives_the_ticket_back_as_it_was() {
    each_db(async |t| {
        let house = house(t).await;
        report(&t.visitor(house.ann).await).await;
        let ben = t.visitor(house.ben).await;
        bens(&ben).await;
        let yusuf = t.visitor(house.yusuf).await;
        let api = |path: &str| format!("/api/v1{path}");
        yusuf.submit("/tickets/2/assignment", &[("take", "yes")]).await;
        let hold = [
            ("reason", "awaiting_supplier"),
            ("because", "They send a part"),
            ("wakes", "2026-11-25T09:00"),
        ];
        yusuf.submit("/tickets/2/hold", &hold).await.shows("On hold");
        let before = yusuf.get(&api("/tickets/2")).await.json();
        let weight = |json: &serde_json::Value| json["priority"].clone();
        let whole = yusuf.get(&api("/tickets/1")).await.json();
        join(&yusuf, "yes").await;
        assert_eq!(yusuf.get(&api("/tickets/2")).await.json()["state"], "closed");
        // on another day the same answers may weigh something else
        t.later(2 * 86_400);
        yusuf.submit("/tickets/2/unmerging", &[]).await.shows("They send a part");
        let after = yusuf.get(&api("/tickets/2")).await.json();
        for field in ["state", "on_hold_reason", "assignee", "team", "news_by", "closed_at"] {
            assert_eq!(before[field], after[field], "{field}");
        }
        let now = yusuf.get(&api("/tickets/1")).await.json();
        assert_eq!(weight(&whole), weight(&now));
        assert_eq!(whole["news_by"], now["news_by"], "news is due when it was");
        // undoing twice changes nothing more
        yusuf.post("/tickets/2/unmerging", &[]).await.is(409);
    });
}

#[test]
fn who_chose_to_stay_stays_and_the_others_leave_with_the_merge() {
    each_db(async |t| {
        let house = house(t).await;
        report(&t.visitor(house.ann).await).await;
        let (ben, contact) = (t.visitor(house.ben).await, t.visitor(house.contact).await);
        bens(&ben).await;
        contact.submit("/tickets/2/watching", &[]).await.shows("You follow this now");
        let yusuf = t.visitor(house.yusuf).await;
        join(&yusuf, "yes").await.shows("their own request is part of this");
        // Helen says that she wants to go on following it
        contact.post("/tickets/1/watching", &[]).await.is(303);
        yusuf.post("/tickets/2/unmerging", &[]).await.is(303);
        let left = yusuf.get("/api/v1/tickets/1/followers").await.json();
        let names: Vec<_> = left.as_array().unwrap().iter().map(|one| &one["name"]).collect();
        assert_eq!(names, ["Helen"]);
    });
}

#[test]
fn two_who_are_stopped_count_for_more_than_one_until_it_is_undone() {
    each_db(async |t| {
        let house = house(t).await;
        let (ann, ben) = (t.visitor(house.ann).await, t.visitor(house.ben).await);
        bens(&ann).await;
        bens(&ben).await;
        let yusuf = t.visitor(house.yusuf).await;
        let impact = async || yusuf.get("/api/v1/tickets/1").await.json()["impact"].clone();
        assert_eq!(impact().await, 3);
        join(&yusuf, "yes").await.shows("Some patrons are stopped");
        assert_eq!(impact().await, 2);
        yusuf.post("/tickets/2/unmerging", &[]).await.is(303);
        assert_eq!(impact().await, 3);
    });
}

#[test]
fn people_of_different_departments_do_not_read_each_other_without_anybodys_word() {
    each_db(async |t| {
        let house = house(t).await;
        let ann = t.visitor(house.ann).await;
        report(&ann).await;
        marcos(t, &house).await;
        let (marco, yusuf) = (t.visitor(house.stranger).await, t.visitor(house.yusuf).await);
        ann.post("/tickets/1/replies", &[("body", "zebrafish of the library")]).await.is(303);
        let page = yusuf.get("/tickets/2/links/new?into=1").await;
        page.shows("They work in different departments");
        letters(t).await;
        yusuf.post("/tickets/2/merging", &[("into", "1")]).await.is(303);
        assert!(to(&letters(t).await, "marco@parks.example").contains("nothing for you to do"));
        // neither reads the other, on any way
        marco.get("/tickets/1").await.is(404);
        marco.get("/tickets/2").await.shows("Handled together with #1").hides("zebrafish");
        marco.get("/search?q=zebrafish").await.shows("Nothing found");
        assert_eq!(marco.get("/search?q=2").await.location(), "/tickets/2");
        ann.get("/tickets/1").await.hides("school class").hides("Marco");
        ann.get("/api/v1/tickets/1/connections").await.hides("Marco");
        yusuf
            .get("/tickets/1")
            .await
            .shows("school class")
            .shows("Only the helping teams see this part");
        // words of each reach those who work on it, and nobody else
        marco
            .submit("/tickets/2/replies", &[("body", "axolotl of the parks")])
            .await
            .shows("axolotl");
        yusuf.get("/tickets/1").await.shows("axolotl");
        ann.get("/tickets/1").await.hides("axolotl");
        let said = "From: marco@parks.example\nSubject: [Footbridge #2] x\n\nquokka of the parks\n";
        deliver(&t.app, said.as_bytes().to_vec(), None).await.unwrap();
        yusuf.get("/tickets/1").await.shows("quokka");
        ann.get("/tickets/1").await.hides("quokka");
        letters(t).await;
        yusuf.post("/tickets/2/replies", &[("body", "Only for Marco.")]).await.is(303);
        yusuf.post("/tickets/1/replies", &[("body", "Only for Ann.")]).await.is(303);
        let told = letters(t).await;
        assert!(to(&told, "marco@parks.example").contains("Only for Marco."), "{told:?}");
        assert!(!to(&told, "marco@parks.example").contains("Only for Ann."), "{told:?}");
        assert!(!to(&told, "ann@library.example").contains("Only for Marco."), "{told:?}");
        // status and news are passed on, without the words
        let done = [("words", "platypus in the switch"), ("cause", "network")];
        yusuf.post("/tickets/1/resolution", &done).await.is(303);
        let told = to(&letters(t).await, "marco@parks.example");
        assert!(
            told.contains("Your request #2 is put right") && !told.contains("platypus"),
            "{told}"
        );
        marco.get("/tickets/2").await.shows("put right").hides("platypus");
    });
}

#[test]
fn an_internal_note_of_either_stays_with_the_helping_teams() {
    each_db(async |t| {
        let house = house(t).await;
        let (ann, ben) = (t.visitor(house.ann).await, t.visitor(house.ben).await);
        report(&ann).await;
        bens(&ben).await;
        let yusuf = t.visitor(house.yusuf).await;
        yusuf.post("/tickets/2/notes", &[("body", "wombat")]).await.is(303);
        yusuf.post("/tickets/1/notes", &[("body", "numbat")]).await.is(303);
        letters(t).await;
        join(&yusuf, "yes").await;
        yusuf.post("/tickets/2/notes", &[("body", "dingo")]).await.is(303);
        for page in
            [ann.get("/tickets/1").await, ben.get("/tickets/1").await, ben.get("/tickets/2").await]
        {
            page.is(200).hides("wombat").hides("numbat").hides("dingo");
        }
        ben.get("/api/v1/tickets/1/messages").await.hides("numbat");
        let told = format!("{:?}", letters(t).await);
        assert!(!["wombat", "numbat", "dingo"].iter().any(|word| told.contains(word)), "{told}");
    });
}

#[test]
fn what_cannot_be_put_together_is_refused_with_the_reason() {
    each_db(async |t| {
        let house = house(t).await;
        let ann = t.visitor(house.ann).await;
        let ben = t.visitor(house.ben).await;
        report(&ann).await;
        bens(&ben).await;
        bens(&ben).await;
        let (yusuf, thuy) = (t.visitor(house.yusuf).await, t.visitor(house.other_agent).await);
        let try_it = async |who: &Visitor, id: i64, into: &str| {
            who.post(&format!("/tickets/{id}/merging"), &[("into", into)]).await
        };
        try_it(&yusuf, 1, "1").await.is(422).shows("That is this ticket");
        try_it(&yusuf, 1, "99").await.is(422).shows("no ticket #99 that you can see");
        try_it(&yusuf, 1, "").await.is(422);
        try_it(&yusuf, 2, "1").await.is(303);
        try_it(&yusuf, 2, "1").await.is(422).shows("part of #1 already");
        try_it(&yusuf, 2, "3").await.is(422).shows("part of #1 already");
        try_it(&yusuf, 1, "2").await.is(422).shows("round in a circle");
        try_it(&yusuf, 3, "2").await.is(422).shows("itself part of #1");
        yusuf.post("/tickets/3/cancellation", &[("why", "x")]).await.is(303);
        try_it(&yusuf, 1, "3").await.is(422).shows("#3 is over already");
        try_it(&yusuf, 3, "1").await.is(422).shows("#3 is over already");
        // who may not work on one of them
        try_it(&thuy, 1, "2").await.is(404);
        try_it(&ann, 1, "2").await.is(403);
        bens(&ben).await;
        yusuf.post("/tickets/4/assignment", &[("team", "2")]).await.is(303);
        try_it(&yusuf, 1, "4").await.is(422).shows("no ticket #4 that you can see");
        yusuf.get("/tickets/1").await.shows("Put right");
        thuy.submit("/tickets/4/followers", &[("follower", "Yusuf")]).await.shows("Added");
        try_it(&yusuf, 1, "4").await.is(422).shows("not work on it");
        let token = t.actor(house.yusuf).await;
        let new = NewMerge { into: TicketId(1), is_shared: None };
        assert!(merge(&t.app, &token, TicketId(1), new).await.is_err());
    });
}

#[test]
fn a_number_that_is_none_comes_back_in_the_form_with_what_was_chosen() {
    each_db(async |t| {
        let house = house(t).await;
        let (ann, yusuf) = (t.visitor(house.ann).await, t.visitor(house.yusuf).await);
        let first = report(&ann).await;
        for wrong in ["twelve", "9999", ""] {
            let sent = [("into", wrong), ("share", "no")];
            let seen = yusuf.post(&format!("{first}/merging"), &sent).await;
            seen.is(422).shows("Make them one").shows("The other ticket's number");
            assert!(seen.body.contains(&format!(
                "name=\"into\" inputmode=\"numeric\" autocomplete=\"off\" value=\"{wrong}\""
            )));
            assert!(seen.body.contains("name=\"share\" value=\"no\" checked"), "{wrong}");
            assert!(seen.body.contains("aria-describedby=\"into-problem\""), "{wrong}");
            let sent = [("into", wrong), ("relation", "blocks")];
            let seen = yusuf.post(&format!("{first}/links"), &sent).await;
            seen.is(422).shows("Link them");
            assert!(seen.body.contains("value=\"blocks\" selected"), "{wrong}");
        }
        // put right there, it is done
        let second = bens(&t.visitor(house.ben).await).await;
        let into = second.rsplit('/').next().unwrap();
        yusuf.post(&format!("{first}/merging"), &[("into", into), ("share", "no")]).await.is(303);
    });
}

#[test]
fn a_chain_leads_to_its_end_and_programs_can_do_it_too() {
    each_db(async |t| {
        let house = house(t).await;
        let (ann, ben) = (t.visitor(house.ann).await, t.visitor(house.ben).await);
        report(&ann).await;
        bens(&ben).await;
        bens(&ben).await;
        let yusuf = t.visitor(house.yusuf).await;
        let into = |n: i64| serde_json::json!({"into": n, "share": true});
        yusuf.json("POST", "/api/v1/tickets/3/merging", into(2)).await.is(200);
        let whole = yusuf.json("POST", "/api/v1/tickets/2/merging", into(1)).await;
        assert_eq!(whole.is(200).json()["number"], 1);
        yusuf.json("POST", "/api/v1/tickets/1/merging", into(3)).await.is(422);
        ben.submit("/tickets/3/replies", &[("body", "From the far end")]).await.is(200);
        ann.get("/tickets/1").await.shows("From the far end");
        let tied = yusuf.get("/api/v1/tickets/1/connections").await.json();
        assert_eq!(tied["parts"][0]["number"], 2);
        let done = [("words", "Done."), ("cause", "network")];
        yusuf.post("/tickets/1/resolution", &done).await.is(303);
        ben.get("/tickets/3").await.shows("News from the ticket this is handled with: put right");
        let refused =
            yusuf.json("DELETE", "/api/v1/tickets/3/merging", serde_json::json!({})).await;
        refused.is(422);
        yusuf.post("/tickets/1/reopening", &[]).await.is(303);
        yusuf.json("DELETE", "/api/v1/tickets/2/merging", serde_json::json!({})).await.is(200);
        yusuf.json("DELETE", "/api/v1/tickets/3/merging", serde_json::json!({})).await.is(200);
        assert_eq!(yusuf.get("/api/v1/tickets/3").await.json()["state"], "new");
    });
}
