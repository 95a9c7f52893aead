//! Agreements: drafted by one side, talked over by both, agreed by both, and changed only by the
//! next version.

use crate::tickets::{House, house};
use base::{DepartmentId, PersonId};
use testing::{Seen, TestApp, Visitor, each_db};

pub type Pairs = Vec<(&'static str, &'static str)>;

/// An agreement between the first department and one that helps, as the form sends it.
pub fn form(provider: &'static str, changes: &[(&'static str, &'static str)]) -> Pairs {
    let mut form = vec![
        ("kind", "sla"),
        ("provider", provider),
        ("customer", "d1"),
        ("name", "Library and IT"),
        ("first_response_1", "30"),
        ("first_response_1_unit", "minutes"),
        ("next_update_1", "1"),
        ("next_update_1_unit", "hours"),
        ("resolution_1", "4"),
        ("resolution_1_unit", "hours"),
        ("resolution_4", "10"),
        ("resolution_4_unit", "days"),
        ("calendar", ""),
        ("provider_promises", "We say so before we change something"),
        ("customer_promises", "We say which machine it is\nWe try the first checks"),
        ("excluded", "Patrons’ own laptops"),
        ("other", ""),
        ("starts_on", "2026-06-01"),
        ("ends_on", ""),
        ("review_on", "2027-06-01"),
    ];
    for (name, value) in changes {
        form.retain(|(known, _)| known != name);
        form.push((name, value));
    }
    form
}

/// Says yes as it stands on the page.
pub async fn say_yes(who: &Visitor, path: &str) -> Seen {
    let page = who.get(&format!("{path}/open")).await;
    let read = page.body.split_once("name=\"version\" value=\"").map(|(_, rest)| rest);
    let read = read.unwrap_or_default().split('"').next().unwrap_or_default().to_owned();
    who.post(&format!("{path}/approval"), &[("version", &read)]).await
}

/// For the cast: an agreement that counts, one that both sides work on, with a comment, and one that
/// is looked at again.
pub async fn one_of_each(t: &TestApp, cast: &[(&'static str, Option<PersonId>)]) {
    let find = |role| cast.iter().find(|(name, _)| *name == role).and_then(|(_, p)| *p).unwrap();
    let manager = t.visitor(find("manager")).await;
    let chief = t.visitor(find("it_manager")).await;
    let draft = async |path: &str, changes: &[(&'static str, &'static str)]| {
        manager.post("/agreements", &form("d2", changes)).await.is(303);
        manager.post(&format!("{path}/offer"), &[]).await.is(303);
    };
    draft("/agreements/1", &[("name", "Self-check"), ("service", "1")]).await;
    draft("/agreements/2", &[]).await;
    draft("/agreements/3", &[("name", "Everything")]).await;
    for path in ["/agreements/1", "/agreements/3"] {
        say_yes(&manager, path).await.is(303);
        say_yes(&chief, path).await.is(303);
    }
    let said = [("clause", ""), ("words", "Four hours is brave")];
    chief.post("/agreements/2/comments", &said).await.is(303);
    chief.post("/agreements/3/review", &[("review_words", "It grew")]).await.is(303);
}

/// The house, with managers of both sides and a liaison of the library.
pub struct Both {
    pub house: House,
    pub helen: PersonId,
    pub priya: PersonId,
    pub kerryn: PersonId,
}

pub async fn both(t: &TestApp) -> Both {
    let house = house(t).await;
    let (library, it) = (DepartmentId(1), DepartmentId(3));
    let helen = t.person("manager@library.example", Some(library)).await;
    t.grant(helen, "manager", Some(library), None).await;
    let priya = t.person("priya@library.example", Some(library)).await;
    t.grant(priya, "liaison", Some(library), None).await;
    let kerryn = t.person("kerryn@it.example", Some(it)).await;
    t.grant(kerryn, "it_manager", Some(it), None).await;
    Both { house, helen, priya, kerryn }
}

/// Drafted by the liaison, shown, and agreed by both managers.
pub async fn agreed(t: &TestApp, it: &Both, form: &Pairs) -> String {
    let (priya, helen) = (t.visitor(it.priya).await, t.visitor(it.helen).await);
    let kerryn = t.visitor(it.kerryn).await;
    let to = priya.post("/agreements", form).await.location();
    let path = to.split('?').next().unwrap().to_owned();
    priya.post(&format!("{path}/offer"), &[]).await.is(303);
    say_yes(&helen, &path).await.is(303);
    say_yes(&kerryn, &path).await.is(303);
    path
}

#[test]
fn a_draft_is_written_shown_talked_over_and_agreed_by_both() {
    each_db(async |t| {
        let it = both(t).await;
        let (priya, helen) = (t.visitor(it.priya).await, t.visitor(it.helen).await);
        let (kerryn, ann) = (t.visitor(it.kerryn).await, t.visitor(it.house.ann).await);
        priya.get("/agreements").await.shows("Nothing is agreed yet").shows("Write an agreement");
        ann.get("/agreements").await.is(200).hides("Write an agreement");
        priya.get("/agreements/new").await.is(200).shows("Who is helped?").shows("(SLA)");
        let page = priya.get("/agreements/new?kind=sla&provider=d3&customer=d1").await;
        page.is(200).shows("IT helps Library.").shows("Many people are stopped");
        assert!(page.body.contains("value=\"30\""));
        let to = priya.post("/agreements", &form("d3", &[])).await.location();
        assert_eq!(to, "/agreements/1?said=agreement-drafted");
        // sent twice it is one
        assert_eq!(priya.post("/agreements", &form("d3", &[])).await.location(), to);
        let page = priya.get("/agreements/1").await;
        page.shows("A draft. Only Library sees it.").shows("30 minutes").shows("10 working days");
        page.shows("Patrons’ own laptops").shows("Show it to the other side");
        kerryn.get("/agreements/1").await.is(404);
        // nobody says yes to what was not shown
        helen.post("/agreements/1/approval", &[("version", "1")]).await.is(409);
        priya.submit("/agreements/1/offer", &[]).await.shows("Both sides are working on it.");
        kerryn.get("/notifications").await.shows("shows you an agreement to talk over");
        let page = kerryn.get("/agreements/1").await;
        page.is(200).shows("Say yes for IT").shows("Say something");
        let root = page.body.split_once("/open?clause=").unwrap().1.split('#').next().unwrap();
        let said = [("clause", root), ("words", "Before any change, or before big ones?")];
        kerryn.submit("/agreements/1/comments", &said).await.shows("Before any change");
        kerryn.post("/agreements/1/comments", &said).await.is(303);
        let page = priya.get("/agreements/1").await;
        assert_eq!(page.body.matches("<p class=\"pre\">Before any change").count(), 1);
        priya.get("/notifications").await.shows("said something about a point");
        let page = priya.submit("/agreements/comments/1/settlement", &[]).await;
        page.shows("settled by Priya");
        // the liaison writes, the manager says yes
        page.hides("Say yes for");
        priya.post("/agreements/1/approval", &[("version", "2")]).await.is(403);
        say_yes(&helen, "/agreements/1").await.is(303);
        kerryn.get("/agreements").await.shows("Waits for your yes");
        ann.get("/agreements/1").await.is(404);
        say_yes(&kerryn, "/agreements/1").await.is(303);
        let page = ann.get("/agreements/1").await;
        page.is(200).shows("Agreed. It counts today.").shows("30 minutes").shows("Manager");
        page.hides("Before any change").hides("Change it").hides("End it");
        ann.get("/agreements").await.shows("Library and IT").shows("Agreed");
        kerryn.post("/agreements/1/comments", &said).await.is(409);
    });
}

#[test]
fn what_somebody_said_yes_to_is_never_changed() {
    each_db(async |t| {
        let it = both(t).await;
        let (helen, kerryn) = (t.visitor(it.helen).await, t.visitor(it.kerryn).await);
        helen.post("/agreements", &form("d3", &[])).await.is(303);
        helen.post("/agreements/1/offer", &[]).await.is(303);
        say_yes(&helen, "/agreements/1").await.is(303);
        kerryn.get("/agreements/1").await.is(200);
        // the other side wants more time: that is the next version, to which nobody said yes yet
        let version = |page: &Seen| {
            let rest = page.body.split_once("name=\"version\" value=\"").unwrap().1;
            rest.split('"').next().unwrap().to_owned()
        };
        let page = kerryn.get("/agreements/1/edit").await;
        assert!(page.is(200).body.contains("value=\"30\""));
        let read = version(&page);
        let mut longer = form("d3", &[("resolution_1", "1"), ("resolution_1_unit", "days")]);
        longer.push(("version", &read));
        let page = kerryn.submit("/agreements/1/edit", &longer).await;
        page.shows("Version 2").shows("Works again").shows("4 hours").shows("1 working day");
        page.shows("Not yet").hides("Say yes for Library");
        let page = helen.get("/agreements/1").await;
        page.shows("Changed since you last read it").shows("1 working day");
        helen.submit("/agreements/1/reading", &[]).await.hides("Changed since you last read it");
        let first = helen.get("/agreements/1/versions/1").await;
        first.is(200).shows("4 hours").hides("1 working day").shows("given up");
        // whoever has not read it does not say yes to it
        let stale = helen.post("/agreements/1/approval", &[("version", "1")]).await;
        stale.is(422).shows("It was changed since you opened this page");
        say_yes(&helen, "/agreements/1").await.is(303);
        helen.post("/agreements/1/approval/withdrawal", &[]).await.is(303);
        kerryn.get("/agreements/1").await.shows("took the yes of Library back");
        say_yes(&helen, "/agreements/1").await.is(303);
        say_yes(&kerryn, "/agreements/1").await.is(303);
        helen.get("/agreements/1").await.shows("It counts today");
        // after that a change is the next version beside it, and what was agreed goes on
        let page = helen.get("/agreements/1/edit").await;
        let read = version(&page);
        let mut next =
            form("d3", &[("starts_on", "2027-07-01"), ("review_on", ""), ("other", "Tea")]);
        next.push(("version", &read));
        helen.submit("/agreements/1/edit", &next).await.shows("Version 3").shows("a draft");
        helen
            .get("/agreements/1")
            .await
            .shows("Version 3 is being worked on")
            .shows("1 working day");
        let page = kerryn.get("/agreements/1").await;
        page.hides("Tea").shows("The other side is writing the next version");
        kerryn.get("/agreements/1/versions/3").await.is(404);
        kerryn.get("/agreements/1/edit").await.is(409);
        helen.submit("/agreements/1/dropping", &[]).await.hides("is being worked on");
    });
}

#[test]
fn drafts_are_for_their_writers_and_what_is_agreed_for_both_departments() {
    each_db(async |t| {
        let it = both(t).await;
        let library = DepartmentId(1);
        let confidant = t.person("confidant@library.example", Some(library)).await;
        t.grant(confidant, "patron_confidant", Some(library), None).await;
        let admin = t.person("admin@parks.example", Some(DepartmentId(2))).await;
        t.grant(admin, "administrator", None, None).await;
        let everybody = [
            // who, sees a draft of the library, what was offered, what is agreed
            ("contact", it.house.contact, true, true, true),
            ("liaison", it.priya, true, true, true),
            ("manager", it.helen, true, true, true),
            ("it_manager", it.kerryn, false, true, true),
            ("requester", it.house.ann, false, false, true),
            ("agent", it.house.yusuf, false, false, true),
            ("confidant", confidant, false, false, true),
            ("administrator", admin, false, false, false),
            ("stranger", it.house.stranger, false, false, false),
        ];
        let paths = [
            "/agreements/1",
            "/agreements/1/open",
            "/agreements/1/versions/1",
            "/agreements/1/plain",
            "/agreements/1/agreement.pdf",
            "/api/v1/agreements/1",
            "/api/v1/agreements/1/plain.pdf",
        ];
        let look = async |stage: usize| {
            for (role, person, draft, offered, agreed) in everybody {
                let visitor = t.visitor(person).await;
                let sees = [draft, offered, agreed][stage];
                for path in paths {
                    let status = visitor.get(path).await.status.as_u16();
                    assert_eq!(status == 200, sees, "{role} {path} at {stage}: {status}");
                    assert!(sees || status == 404, "{role} {path} at {stage}: {status}");
                }
                let list = visitor.get("/agreements").await;
                assert_eq!(list.body.contains("Secret name"), sees, "{role} at {stage}");
                let list = visitor.get("/api/v1/agreements").await;
                assert_eq!(list.body.contains("Secret name"), sees, "{role} at {stage}");
                let said = visitor.get("/api/v1/agreements/1/comments").await;
                let keeps = offered && stage > 0;
                assert_eq!(said.body.contains("Only for us"), keeps, "{role} at {stage}");
            }
        };
        let priya = t.visitor(it.priya).await;
        priya.post("/agreements", &form("d3", &[("name", "Secret name")])).await.is(303);
        look(0).await;
        priya.post("/agreements/1/offer", &[]).await.is(303);
        let said = [("clause", ""), ("words", "Only for us")];
        priya.post("/agreements/1/comments", &said).await.is(303);
        look(1).await;
        say_yes(&t.visitor(it.helen).await, "/agreements/1").await.is(303);
        say_yes(&t.visitor(it.kerryn).await, "/agreements/1").await.is(303);
        look(2).await;
        // nobody but the keepers writes, and nobody but managers ends it
        for (role, person, ..) in everybody {
            let visitor = t.visitor(person).await;
            let keeps = ["contact", "liaison", "manager", "it_manager"].contains(&role);
            let status = visitor.get("/agreements/1/edit").await.status.as_u16();
            assert_eq!(status == 200, keeps, "{role}: {status}");
            let ending = [("ending_words", ""), ("last_on", "")];
            let status = visitor.post("/agreements/1/ending", &ending).await.status.as_u16();
            let decides = ["manager", "it_manager"].contains(&role);
            assert_eq!(status == 422, decides, "{role}: {status}");
        }
        // and nobody writes for two departments that are not theirs
        let other = form("d3", &[("customer", "d2")]);
        t.visitor(it.priya).await.post("/agreements", &other).await.is(403);
    });
}

#[test]
fn each_mistake_stands_beside_its_field_and_nothing_is_lost() {
    each_db(async |t| {
        let it = both(t).await;
        let priya = t.visitor(it.priya).await;
        for (field, value, said) in [
            ("resolution_1", "0", "Nobody can do it in no time"),
            ("resolution_4", "soon", "Write a number"),
            ("resolution_4", "9999", "longer than half a year"),
            ("first_response_1", "999", "It cannot work again before somebody has answered"),
            ("starts_on", "", "Say on which day it begins"),
            ("starts_on", "tomorrow", "Write a day"),
            ("ends_on", "2026-01-01", "The last day is before the first"),
            ("review_on", "2026-05-31", "This day is before the first"),
            ("name", "", "Please fill this in"),
            ("calendar", "77", "Please choose one"),
            ("service", "77", "Please choose one"),
        ] {
            let typed = form("d3", &[(field, value)]);
            let page = priya.post("/agreements", &typed).await;
            page.is(422).shows(said).shows("Patrons’ own laptops").shows("We try the first checks");
            assert!(page.body.contains("aria-invalid") || field == "service", "{field}");
        }
        let both = form("d3", &[("ends_on", "2026-12-31"), ("review_on", "2027-01-01")]);
        priya.post("/agreements", &both).await.is(422).shows("This day is after the last");
        let empty: Pairs = vec![
            ("kind", "sla"),
            ("provider", "d3"),
            ("customer", "d1"),
            ("name", "Nothing"),
            ("starts_on", "2026-06-01"),
        ];
        let to = priya.post("/agreements", &empty).await.location();
        let page = priya.post(&format!("{}/offer", to.split('?').next().unwrap()), &[]).await;
        page.is(422).shows("There is nothing in it yet");
        for (kind, provider, customer, said) in [
            ("sla", "d3", "d3", "Choose two that are not the same"),
            ("contract", "d3", "d1", "Choose a supplier from outside"),
            ("ola", "d3", "d1", "Choose a department or a team that helps others"),
            ("sla", "t1", "d1", "Teams are for promises between IT teams"),
            ("sla", "d99", "d1", "Please choose one"),
        ] {
            let who = if kind == "sla" && provider == customer { it.kerryn } else { it.helen };
            let path =
                format!("/agreements/new?kind={kind}&provider={provider}&customer={customer}");
            t.visitor(who).await.get(&path).await.is(422).shows(said);
        }
    });
}

#[test]
fn what_is_usual_is_shown_where_nothing_is_agreed() {
    each_db(async |t| {
        let it = both(t).await;
        let ann = t.visitor(it.house.ann).await;
        let path = "/agreements/usual?provider=3&customer=1";
        ann.get("/agreements").await.shows("Without an agreement").shows("What is usual");
        ann.get(path).await.is(200).shows("too few requests").shows("Nobody has promised it");
        let yusuf = t.visitor(it.house.yusuf).await;
        for _ in 0..5 {
            let ticket = crate::tickets::report(&ann).await;
            let number = ticket.rsplit('/').next().unwrap().to_owned();
            yusuf.post(&format!("/tickets/{number}/assignment"), &[("team", "1")]).await;
            t.later(1800);
            yusuf.post(&format!("{ticket}/replies"), &[("body", "On it.")]).await.is(303);
        }
        let page = ann.get(path).await;
        page.is(200).shows("(the middle of 5)").shows("too few to say");
        let json = ann.get("/api/v1/agreements/usual?provider=3&customer=1").await.is(200).json();
        let known = json.as_array().unwrap().iter().find(|row| !row["first_response"].is_null());
        assert_eq!(known.unwrap()["first_response"]["count"], 5);
        t.visitor(it.house.stranger).await.get(path).await.is(404);
        let new = "/agreements/new?kind=sla&provider=3&customer=1";
        t.visitor(it.priya).await.get(new).await.shows("Usual: ").shows("rounded up");
    });
}
