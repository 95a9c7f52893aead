//! Patron details in words that are not sent yet: their writer's alone, to whom they come back as
//! they were typed; claimed by what is sent, whoever sends it.
// tidy: allow sql because what is stored is looked at behind the application's back

use crate::{
    drafts::{NEW, carried, editor, in_box, keep},
    tickets::{House, house, report},
};
use base::{DepartmentId, TeamId, sql};
use testing::{TestApp, Visitor, each_db};

const BODY: &str = "The card of ||Mrs Secret 2957|| is locked.";

struct Desk {
    house: House,
    ticket: String,
    yusuf: Visitor,
    mei: Visitor,
    /// Named for the library's patron details.
    nora: Visitor,
}

async fn desk(t: &TestApp) -> Desk {
    let house = house(t).await;
    let ticket = report(&t.visitor(house.ann).await).await;
    let mei = t.person("mei@it.example", None).await;
    t.grant(mei, "agent", None, Some(TeamId(1))).await;
    let library = Some(DepartmentId(1));
    let nora = t.person("nora@library.example", library).await;
    t.grant(nora, "department_contact", library, None).await;
    t.grant(nora, "patron_confidant", library, None).await;
    let (yusuf, mei, nora) =
        (t.visitor(house.yusuf).await, t.visitor(mei).await, t.visitor(nora).await);
    Desk { house, ticket, yusuf, mei, nora }
}

/// What is kept apart: the words, the ticket, and whether they are not sent yet.
async fn kept(t: &TestApp) -> Vec<(String, Option<i64>, bool)> {
    let sql = sql!("select words, ticket_id, is_draft from patron_detail order by id");
    t.app.db.read(move |tx| tx.all(sql, &[])).await.unwrap()
}

async fn is_stored(t: &TestApp, words: &'static str) -> bool {
    let all: Result<Vec<(String,)>, db::Error> =
        t.app.db.read(|tx| tx.all(sql!("select fields from draft"), &[])).await;
    all.unwrap().iter().any(|(fields,)| fields.contains(words))
}

fn number(id: &str) -> i64 {
    id.parse().unwrap()
}

#[test]
fn a_draft_comes_back_to_its_writer_with_the_words_they_marked() {
    each_db(async |t| {
        let Desk { house, ticket, yusuf, mei, nora } = desk(t).await;
        let reply = editor(&ticket, "reply");
        let (id, version, _) = keep(&yusuf, &reply, NEW, "a", &[("body", BODY)]).await;
        assert!(!is_stored(t, "Secret").await);
        // signed out, and in again on another device
        yusuf.post("/sign-out", &[]).await;
        let yusuf = t.visitor(house.yusuf).await;
        let page = yusuf.get(&ticket).await;
        assert_eq!(in_box(&page, "body"), BODY);
        yusuf.get("/api/v1/drafts").await.shows("||Mrs Secret 2957||");
        // and to nobody else: not to colleagues, nor to those who may see details once they are sent
        let ann = t.visitor(house.ann).await;
        for visitor in [&mei, &nora, &ann] {
            visitor.get(&ticket).await.hides("Secret");
            visitor.get("/api/v1/drafts").await.hides("Secret");
            visitor.post(&format!("{ticket}/patron-details"), &[]).await.hides("Secret");
        }
        // written on, there is still one of it
        let more = [("body", "The card of ||Mrs Secret 2957|| is locked again.")];
        let (same, version, _) = keep(&yusuf, &reply, (&id, &version), "b", &more).await;
        assert_eq!(same, id);
        assert_eq!(kept(t).await, [("Mrs Secret 2957".to_owned(), Some(1), true)]);
        // in the other place where it is written, too
        t.later(1);
        keep(&yusuf, &reply, (&id, "1"), "c", &[("body", "By phone: ||Mrs Other||")]).await;
        yusuf.get(&ticket).await.shows("||Mrs Secret 2957||");
        // what is gone from it is gone
        let (id, version) = (id.as_str(), version.as_str());
        keep(&yusuf, &reply, (id, version), "b", &[("body", "The card is locked")]).await;
        assert_eq!(kept(t).await, [("Mrs Other".to_owned(), Some(1), true)]);
        let page = yusuf.get(&ticket).await;
        let other = page.body.split("/drafts/").skip(1).map(|rest| rest.split('/').next().unwrap());
        let other = other.map(number).max().unwrap();
        yusuf.post(&format!("/drafts/{other}/removal"), &[]).await.is(303);
        assert_eq!(kept(t).await, []);
    });
}

#[test]
fn a_report_that_is_not_sent_yet_comes_back_with_what_was_marked() {
    each_db(async |t| {
        let ann = t.visitor(house(t).await.ann).await;
        let words = "||Mrs Secret|| cannot sign in";
        keep(&ann, "report", NEW, "a", &[("words", words)]).await.2.is(200);
        let page = ann.get("/report").await;
        assert_eq!(in_box(&page, "words"), words);
        let sent = [
            ("kind", "incident"),
            ("words", words),
            ("scope", "one"),
            ("who", "patrons"),
            ("workaround", "none"),
            ("hurts", "now"),
            ("send", "yes"),
            ("draft-tab", "a"),
        ];
        ann.post("/report", &sent).await.is(303);
        assert_eq!(kept(t).await, [("Mrs Secret".to_owned(), Some(1), false)]);
        ann.get("/tickets/1").await.shows("withheld").hides("Secret");
    });
}

#[test]
fn a_colleague_who_sends_a_shared_draft_leaves_its_marked_words_with_the_ticket() {
    each_db(async |t| {
        let Desk { house, ticket, yusuf, mei, nora } = desk(t).await;
        let reply = editor(&ticket, "reply");
        let show = format!("{ticket}/patron-details");
        let (id, ..) = keep(&yusuf, &reply, NEW, "a", &[("body", BODY)]).await;
        yusuf.get(&ticket).await.shows("only you can read").shows("Let my team see");
        yusuf.submit(&format!("/drafts/{id}/sharing"), &[]).await.shows("Your team can see");
        // whoever goes on with it reads that it is withheld
        let page = mei.get(&ticket).await;
        page.shows("Yusuf shares a draft").shows("patron detail withheld").hides("Secret");
        let version = page.body.split("name=\"version\" value=\"").nth(1).unwrap();
        let version = version.split('"').next().unwrap();
        let go_on = [("version", version), ("draft-editor", reply.as_str())];
        mei.submit(&format!("/drafts/{id}/continuation"), &go_on)
            .await
            .shows("yours to go on with");
        let page = mei.get(&ticket).await;
        let body = in_box(&page, "body");
        assert!(body.contains("patron detail withheld") && !body.contains("Secret"), "{body}");
        // with something of her own, which she alone reads
        let (id, version) = carried(&page, "reply");
        let body = format!("{body} So is that of ||Mr Hidden||.");
        keep(&mei, &reply, (&id, &version), "m", &[("body", body.as_str())]).await.2.is(200);
        let page = mei.get(&ticket).await;
        let body = in_box(&page, "body");
        assert!(body.contains("||Mr Hidden||") && !body.contains("Secret"), "{body}");
        yusuf.get(&ticket).await.shows("Mrs Secret 2957").hides("Hidden");
        nora.post(&show, &[]).await.hides("Secret").hides("Hidden");
        // sent, both are claimed by the message, and nothing is left that nobody claims
        let (id, version) = carried(&page, "reply");
        let sent = [("body", body.as_str()), ("draft", &id), ("draft-version", &version)];
        mei.post(&format!("{ticket}/replies"), &sent).await.is(303);
        let mut all = kept(t).await;
        all.sort();
        let claimed = |words: &str| (words.to_owned(), Some(1), false);
        assert_eq!(all, [claimed("Mr Hidden"), claimed("Mrs Secret 2957")]);
        // for whoever was named, whom it is for, and each writer their own
        let ann = t.visitor(house.ann).await;
        for visitor in [&nora, &ann] {
            visitor.get(&ticket).await.shows("patron detail withheld").hides("Secret");
            visitor.post(&show, &[]).await.is(200).shows("Mrs Secret 2957").shows("Mr Hidden");
        }
        mei.post(&show, &[]).await.is(200).shows("Mr Hidden").hides("Secret");
        yusuf.post(&show, &[]).await.is(200).shows("Mrs Secret 2957").hides("Hidden");
    });
}

#[test]
fn an_answer_that_is_taken_back_comes_back_with_what_was_marked() {
    each_db(async |t| {
        t.app.config.choose(&[("desk.undo_seconds".to_owned(), "15".to_owned())]);
        let Desk { house, ticket, yusuf, mei, nora } = desk(t).await;
        let show = format!("{ticket}/patron-details");
        let undo = async |seen: &testing::Seen| {
            let action = format!("{ticket}/outgoing/");
            let rest = seen.body.split(&format!("action=\"{action}")).nth(1).expect("to undo");
            let id = rest.split('/').next().unwrap().to_owned();
            yusuf.submit(&format!("{action}{id}/withdrawal"), &[]).await
        };
        // pressed twice from one open page it waits once
        let fields = [("body", BODY), ("draft-tab", "a")];
        yusuf.post(&format!("{ticket}/replies"), &fields).await.is(303);
        let seen = yusuf.submit(&format!("{ticket}/replies"), &fields).await;
        assert_eq!(seen.body.matches("/withdrawal\"").count(), 1);
        nora.post(&show, &[]).await.hides("Secret");
        let page = undo(&seen).await;
        assert_eq!(in_box(&page, "body"), BODY);
        mei.get(&ticket).await.hides("Secret").hides("withheld");
        nora.post(&show, &[]).await.hides("Secret");
        assert_eq!(kept(t).await, [("Mrs Secret 2957".to_owned(), Some(1), true)]);
        // the same for how it was put right
        let fields = [("words", "Lent to ||Mr Hidden|| by hand."), ("cause", "network")];
        let seen = yusuf.submit(&format!("{ticket}/resolution"), &fields).await;
        let page = undo(&seen).await;
        assert_eq!(in_box(&page, "resolve-words"), "Lent to ||Mr Hidden|| by hand.");
        // sent after all, they are the ticket's; what is not is still nobody else's
        let (id, version) = carried(&page, "reply");
        let again = [("body", BODY), ("draft", id.as_str()), ("draft-version", version.as_str())];
        yusuf.post(&format!("{ticket}/replies"), &again).await.is(303);
        t.later(15);
        t.run_jobs().await;
        let mut all = kept(t).await;
        all.sort();
        let hidden = ("Mr Hidden".to_owned(), Some(1), true);
        assert_eq!(all, [hidden, ("Mrs Secret 2957".to_owned(), Some(1), false)]);
        let ann = t.visitor(house.ann).await;
        ann.get(&ticket).await.shows("patron detail withheld").hides("Secret");
        nora.post(&show, &[]).await.is(200).shows("Mrs Secret").hides("Hidden");
        // a shared draft that waits, too, goes with its marked words
        keep(&yusuf, &editor(&ticket, "reply"), NEW, "b", &[("body", "Ask ||Ms Third||")]).await;
        t.later(31 * 86_400);
        desk::tickets::tidy(&t.app).await.unwrap();
        assert_eq!(kept(t).await.len(), 1, "drafts that nobody touched are gone, words and all");
    });
}
