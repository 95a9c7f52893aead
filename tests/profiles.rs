//! Who we are: the tree, the pages of departments, teams and people, and their years.
// tidy: allow sql because one of each is made at once for the tests of every page

use crate::tickets::{house, report};
use base::{DepartmentId, PersonId};
use serde_json::json;
use testing::{TestApp, Visitor, each_db};

/// The pages of who we are, in a house with one of each.
pub const PAGES: [&str; 16] = [
    "/who-we-are",
    "/who-knows",
    "/who-knows?q=maps",
    "/departments/1",
    "/departments/1/edit",
    "/departments/1/year",
    "/departments/1/year/1",
    "/teams/1",
    "/teams/1/edit",
    "/teams/1/year/2",
    "/people/1",
    "/people/2",
    "/people/10",
    "/people/10/edit",
    "/departments/4/supplier",
    "/departments/4/contacts/1",
];

/// Beside the cast: profiles, a year, a card, a skill, a supplier with a contact, a hand-over.
pub async fn one_of_each(t: &TestApp) {
    let supplier = t.department("Larkfield", true).await;
    let text = format!(
        "update department set kind = 'outsourced' where id = {supplier};
         insert into profile (department_id, come_for, changed_at) values (1, 'Books', 1);
         insert into profile (team_id, mission, changed_at) values (1, 'Cables', 1);
         insert into busy_period (department_id, name, starts_on, ends_on, is_yearly, added_at)
           values (1, 'Exam weeks', '2025-11-01', '2025-11-14', true, 1);
         insert into busy_period (team_id, name, starts_on, ends_on, is_yearly, added_at)
           values (1, 'Change freeze', '2025-12-15', '2026-01-10', true, 1);
         insert into person_card (person_id, phone) values (10, '5555 0100');
         insert into skill (name) values ('maps');
         insert into person_skill (person_id, skill_id, suggested_by, at) values (10, 1, 2, 1);
         insert into team_skill (team_id, skill_id, at) values (1, 1, 1);
         insert into supplier (department_id, contract) values ({supplier}, 'C-1');
         insert into supplier_contact (department_id, name, email, added_at)
           values ({supplier}, 'Case desk', 'cases@supplier.example', 1);
         insert into hand_over (ticket_id, department_id, contact_id, email, subject, words, at,
           found_reference) select id, {supplier}, 1, 'cases@supplier.example', 'x', 'y', 1, 'CAS-2'
           from ticket where id = 1;"
    );
    t.app.db.write(move |tx| tx.batch(&text)).await.expect("one of each");
}

/// The house with a council above both sides and who leads what: Margaret above Helen (library) and
/// Kerryn (IT).
pub struct Council {
    pub kerryn: PersonId,
}

pub async fn council(t: &TestApp) -> (crate::tickets::House, Council) {
    let house = house(t).await;
    let council = t.department("Council", false).await;
    t.app
        .db
        .write(move |tx| {
            tx.batch(&format!("update department set parent_id = {council} where id in (1, 2, 3)"))
        })
        .await
        .unwrap();
    let margaret = t.person("margaret@council.example", Some(council)).await;
    let helen = t.person("karras@library.example", Some(DepartmentId(1))).await;
    let kerryn = t.person("kerryn@it.example", Some(DepartmentId(3))).await;
    t.grant(margaret, "manager", Some(council), None).await;
    t.grant(helen, "manager", Some(DepartmentId(1)), None).await;
    t.grant(kerryn, "it_manager", Some(DepartmentId(3)), None).await;
    let relationship = bridge::relationships::NewRelationship {
        customer: Some(DepartmentId(1)),
        provider: Some(DepartmentId(3)),
        purpose: String::new(),
    };
    let system = base::Actor::system();
    bridge::relationships::create(&t.app, &system, relationship).await.unwrap();
    (house, Council { kerryn })
}

#[test]
fn everybody_sees_their_place_and_the_manager_both_sides_share() {
    each_db(async |t| {
        let (house, council) = council(t).await;
        let ann = t.visitor(house.ann).await;
        let page = ann.get("/who-we-are").await;
        page.is(200).shows("Library").shows("IT").shows("Network").shows("Parks");
        page.shows("Karras and Kerryn both answer to Margaret, the manager both sides share");
        // the same from the page of somebody on the other side
        let yusuf = ann.get(&format!("/people/{}", house.yusuf.0)).await;
        yusuf.is(200).shows("Answers to").shows("Kerryn");
        yusuf.shows("Ann answers to Karras").shows("Yusuf answers to Kerryn");
        yusuf.shows("Karras and Kerryn both answer to Margaret");
        // whom somebody answers to can be said otherwise by those who look after their department
        let card = format!("/people/{}/edit", house.yusuf.0);
        let other = house.other_agent.0.to_string();
        let manager = [("version", "0"), ("manager", other.as_str())];
        ann.post(&card, &manager).await.is(403);
        let kerryn = t.visitor(council.kerryn).await;
        kerryn.get(&card).await.is(200).hides("Telephone");
        kerryn.post(&card, &manager).await.is(303);
        let said = ann.get(&format!("/people/{}", house.yusuf.0)).await;
        said.shows("Yusuf answers to Thuy").shows("Thuy answers to Kerryn");
        // parks has no part in the relationship, and sees its own place
        let marco = t.visitor(house.stranger).await;
        marco.get("/who-we-are").await.is(200).hides("both sides share").shows("Margaret");
    });
}

#[test]
fn a_department_says_who_it_is_and_everybody_else_reads_it() {
    each_db(async |t| {
        let (house, _) = council(t).await;
        let (contact, yusuf) = (t.visitor(house.contact).await, t.visitor(house.yusuf).await);
        let page = "/departments/1";
        // what is empty teaches those who may write, and is left out for the others
        contact.get(page).await.is(200).shows("What worries us").shows("Say who you are");
        yusuf.get(page).await.is(200).hides("What worries us").shows("has not said anything");
        let edit = format!("{page}/edit");
        yusuf.get(&edit).await.is(403);
        let fields = [
            ("version", "0"),
            ("mission", "Anyone can **walk in**."),
            ("worried_by", "Machines that stop on exam days <script>"),
            ("hours", "mon-fri 9-17"),
            ("phone", "5555 0100"),
            ("phone_for", "If nobody can borrow"),
        ];
        yusuf.post(&edit, &fields).await.is(403);
        contact.post(&edit, &fields).await.is(303);
        let seen = yusuf.get(page).await;
        seen.shows("Anyone can walk in").shows("What worries us").shows("If nobody can borrow");
        seen.shows("Mon-Fri 09:00-17:00").hides("<script> ").hides("What we are proud of");
        assert!(seen.body.contains("<strong>walk in</strong>"));
        // somebody else was quicker: nothing typed is lost, and saving again puts it in its place
        let mut mine = fields;
        mine[1] = ("mission", "Open to all.");
        let late = contact.post(&edit, &mine).await;
        late.is(422).shows("Somebody changed this meanwhile").shows("Open to all.");
        late.shows("It says now: Anyone can **walk in**.").hides("It is empty now");
        assert!(late.body.contains("name=\"version\" id=\"version\" value=\"1\""));
        let odd = [("version", "1"), ("hours", "now and then"), ("mail_for", "What?")];
        let refused = contact.post(&edit, &odd).await;
        refused.is(422).shows("Say how to reach you this way");
        // a department of somebody else is not theirs to write
        contact.post("/departments/2/edit", &[("version", "0")]).await.is(403);
        contact.get("/departments/99").await.is(404);
    });
}

#[test]
fn a_team_is_written_by_its_agents_and_the_api_does_the_same() {
    each_db(async |t| {
        let (house, _) = council(t).await;
        let (yusuf, thuy) = (t.visitor(house.yusuf).await, t.visitor(house.other_agent).await);
        let call = "/api/v1/teams/1/profile";
        let body = json!({
            "mission": "We keep the branches on line.",
            "ways": [{"way": "chat", "address": "#network", "use_for": "Small things"}],
        });
        thuy.json("PUT", call, body.clone()).await.is(403);
        let written = yusuf.json("PUT", call, body.clone()).await;
        written.is(200);
        assert_eq!(written.headers["etag"], "\"1\"");
        let odd = json!({"ways": [{"way": "pigeon", "address": "loft"}]});
        yusuf.json("PUT", call, odd).await.is(422);
        let ann = t.visitor(house.ann).await;
        ann.get("/teams/1").await.shows("We keep the branches on line.").shows("#network");
        assert_eq!(ann.get(call).await.json()["may_edit"], false);
        // a team that is no longer there says so
        let gone = "update team set is_active = false where id = 1";
        t.app.db.write(move |tx| tx.batch(gone)).await.unwrap();
        ann.get("/teams/1").await.is(200).shows("is not there any more");
    });
}

#[test]
fn the_load_says_that_the_library_is_one_of_several_and_shames_nobody() {
    each_db(async |t| {
        let (house, _) = council(t).await;
        let (ann, marco) = (t.visitor(house.ann).await, t.visitor(house.stranger).await);
        ann.get("/departments/3").await.shows("No request is open");
        report(&ann).await;
        report(&ann).await;
        report(&marco).await;
        let team = "update ticket set team_id = 1";
        t.app.db.write(move |tx| tx.batch(team)).await.unwrap();
        for page in ["/departments/3", "/teams/1"] {
            let seen = ann.get(page).await;
            seen.shows("3 open requests from 2 departments.");
            seen.shows("Library is one of the 2, with 2 of them.").hides("Parks is");
        }
        let kerryn = t.visitor(house.yusuf).await;
        kerryn.get("/teams/1").await.shows("3 open requests from 2 departments.").hides("one of");
    });
}

fn period<'a>(name: &'a str, from: &'a str, until: &'a str) -> [(&'a str, &'a str); 5] {
    let means = "Every seat is taken";
    [
        ("name", name),
        ("means", means),
        ("starts_on", from),
        ("ends_on", until),
        ("is_yearly", "yes"),
    ]
}

#[test]
fn a_year_is_shown_beside_requests_and_in_the_agenda() {
    each_db(async |t| {
        let (house, _) = council(t).await;
        let (contact, yusuf) = (t.visitor(house.contact).await, t.visitor(house.yusuf).await);
        let today = jiff_date(t, 10);
        let until = jiff_date(t, 20);
        let page = "/departments/1/year";
        yusuf.post(page, &period("Exam weeks", &today, &until)).await.is(403);
        contact.post(page, &period("Exam weeks", "never", &until)).await.is(422);
        contact.post(page, &period("Exam weeks", &until, &today)).await.is(422);
        contact.post(page, &period("Exam weeks", &today, &until)).await.is(303);
        // sent twice it is there once
        contact.post(page, &period("Exam weeks", &today, &until)).await.is(303);
        let seen = yusuf.get("/departments/1").await;
        seen.shows("Exam weeks").shows("Every seat is taken").shows("every year");
        assert_eq!(seen.body.matches("Exam weeks").count(), 1);
        // beside a request of the library, for those who work on it
        let ticket = report(&t.visitor(house.ann).await).await;
        let team = "update ticket set team_id = 1";
        t.app.db.write(move |tx| tx.batch(team)).await.unwrap();
        yusuf.get(&ticket).await.shows("Exam weeks").shows("Every seat is taken");
        // and in the agenda of the two
        let (app, actor) = (t.app.clone(), t.actor(house.yusuf).await);
        let lines = t
            .app
            .read(move |tx| {
                let (one, _) = bridge::relationships::see(tx, &actor, 1)?;
                bridge::profiles::for_agenda(tx, &app, &actor, &one, app.now())
            })
            .await
            .unwrap();
        assert!(lines[0].text.starts_with("Exam weeks (Library): "), "{lines:?}");
        assert_eq!(lines[0].note, "Every seat is taken");
        // what is changed meanwhile is told, and what is taken out is gone
        let one = "/departments/1/year/1";
        let mut change = period("Exams", &today, &until).to_vec();
        change.push(("version", "7"));
        contact.post(one, &change).await.is(422).shows("It says now: Exam weeks");
        contact.post("/teams/1/year/1", &change).await.is(403);
        contact.post(&format!("{one}/removal"), &[]).await.is(303);
        yusuf.get("/departments/1").await.hides("Exam weeks");
        contact.get(one).await.is(404);
    });
}

/// A day so many days from now.
fn jiff_date(t: &TestApp, days: i64) -> String {
    let at = t.app.now().plus_seconds(days * 86_400);
    t.app.config.time_zone().to_datetime(at.timestamp()).date().to_string()
}

#[test]
fn each_side_sees_the_card_of_the_other_beside_a_request() {
    each_db(async |t| {
        let (house, _) = council(t).await;
        let (ann, yusuf) = (t.visitor(house.ann).await, t.visitor(house.yusuf).await);
        let mine = [("version", "0"), ("mission", "Help with cables. And more."), ("chat", "#net")];
        yusuf.post("/teams/1/edit", &mine).await.is(303);
        let contact = t.visitor(house.contact).await;
        let ours = [("version", "0"), ("mission", "Anyone can walk in."), ("worried_by", "Exams")];
        contact.post("/departments/1/edit", &ours).await.is(303);
        let ticket = report(&ann).await;
        let team = "update ticket set team_id = 1";
        t.app.db.write(move |tx| tx.batch(team)).await.unwrap();
        let seen = ann.get(&ticket).await;
        seen.shows("With Network").shows("Help with cables.").shows("#net").hides("Exams</p>");
        let seen = yusuf.get(&ticket).await;
        seen.shows("Anyone can walk in.").shows("What worries us").hides("With Network");
        // the facts lead to the pages
        for link in ["/departments/1\"", "/teams/1\"", &format!("/people/{}\"", house.ann.0)] {
            assert!(seen.body.contains(&format!("href=\"{link}")), "{link}");
        }
        // nobody is told who they are themselves
        let own = report(&yusuf).await;
        yusuf.get(&own).await.hides("beside-card");
    });
}

async fn leave(t: &TestApp, person: PersonId) {
    let text = format!("update person set is_active = false where id = {person}");
    t.app.db.write(move |tx| tx.batch(&text)).await.unwrap();
}

#[test]
fn a_card_says_what_its_person_allows_and_who_left_is_said_to_have_left() {
    each_db(async |t| {
        let (house, council) = council(t).await;
        let (ann, yusuf) = (t.visitor(house.ann).await, t.visitor(house.yusuf).await);
        let page = format!("/people/{}", house.yusuf.0);
        let edit = format!("{page}/edit");
        ann.get(&edit).await.is(403);
        let card = |phone_for: &'static str, version: &'static str| {
            [
                ("version", version),
                ("about", "Ask me about cables"),
                ("phone", "5555 0199"),
                ("phone_for", phone_for),
            ]
        };
        yusuf.post(&edit, &card("nobody", "0")).await.is(303);
        ann.get(&page).await.shows("Ask me about cables").hides("5555 0199");
        yusuf.get(&page).await.shows("5555 0199");
        yusuf.post(&edit, &card("helpers", "1")).await.is(303);
        ann.get(&page).await.hides("5555 0199");
        let thuy = t.visitor(house.other_agent).await;
        thuy.get(&page).await.shows("5555 0199");
        assert_eq!(ann.get(&format!("/api/v1{page}/card")).await.json()["phone"], "");
        yusuf.post(&edit, &card("everybody", "2")).await.is(303);
        ann.get(&page).await.shows("5555 0199");
        // whoever says whom they answer to changes nothing else
        let kerryn = t.visitor(council.kerryn).await;
        kerryn.post(&edit, &[("version", "3"), ("manager", ""), ("phone", "0")]).await.is(303);
        ann.get(&page).await.shows("5555 0199").shows("Ask me about cables");
        kerryn
            .post(&edit, &[("version", "4"), ("manager", &house.yusuf.0.to_string())])
            .await
            .is(422);
        leave(t, house.yusuf).await;
        let gone = ann.get(&page).await;
        gone.is(200).shows("does not work here any more").hides("5555 0199").hides("cables");
        gone.hides("yusuf@it.example");
        ann.get("/teams/1").await.is(200).hides("Yusuf");
        ann.get("/who-we-are").await.is(200).hides("Yusuf");
        kerryn.post(&edit, &[("version", "5"), ("manager", "")]).await.is(403);
        // whoever writes from outside is nobody's colleague
        let zoe = t.person("zoe@elsewhere.example", None).await;
        ann.get(&format!("/people/{}", zoe.0)).await.is(404);
        thuy.get(&format!("/people/{}", zoe.0)).await.is(200).shows("writes to us from outside");
    });
}

/// What every role is answered.
async fn statuses(
    t: &TestApp,
    cast: Vec<(&'static str, Option<PersonId>)>,
    path: &str,
) -> Vec<(&'static str, u16)> {
    let mut seen = Vec::new();
    for (role, person) in cast {
        let visitor: Visitor = match person {
            Some(person) => t.visitor(person).await,
            None => t.stranger(),
        };
        seen.push((role, visitor.get(path).await.status.as_u16()));
    }
    seen
}

#[test]
fn contracts_are_for_those_who_work_on_requests_or_look_after_the_relationship() {
    each_db(async |t| {
        let cast = crate::permissions::cast(t).await;
        let supplier = t.department("Larkfield", true).await;
        let kind = format!("update department set kind = 'outsourced' where id = {supplier}");
        t.app.db.write(move |tx| tx.batch(&kind)).await.unwrap();
        let seen = statuses(t, cast, &format!("/departments/{supplier}/supplier")).await;
        for (role, status) in seen {
            let wanted = match role {
                "nobody" => 303,
                "liaison" | "manager" | "agent" | "it_manager" | "administrator" => 200,
                _ => 403,
            };
            assert_eq!(status, wanted, "{role}");
        }
        // another supplier's agents see their own contract only
        let other = t.department("Tallowood", true).await;
        let text = format!("update department set kind = 'outsourced' where id = {other}");
        t.app.db.write(move |tx| tx.batch(&text)).await.unwrap();
        let team = t.team("Field service", other).await;
        let shane = t.person("shane@tallowood.example", Some(other)).await;
        t.grant(shane, "agent", None, Some(team)).await;
        let shane = t.visitor(shane).await;
        shane.get(&format!("/departments/{supplier}/supplier")).await.is(403);
        shane.get(&format!("/departments/{supplier}")).await.is(200).hides("Working with them");
        shane.get(&format!("/departments/{other}")).await.is(200).shows("Working with them");
        // a department of ours is no supplier
        shane.get("/departments/2/supplier").await.is(404);
    });
}

#[test]
fn what_a_supplier_is_worked_with_is_kept_by_those_who_do() {
    each_db(async |t| {
        let (house, _) = council(t).await;
        let supplier = t.department("Larkfield", true).await;
        let kind = format!("update department set kind = 'outsourced' where id = {supplier}");
        t.app.db.write(move |tx| tx.batch(&kind)).await.unwrap();
        let (ann, yusuf) = (t.visitor(house.ann).await, t.visitor(house.yusuf).await);
        let page = format!("/departments/{supplier}");
        let facts = [
            ("version", "0"),
            ("contract", "C-311: an answer within four hours"),
            ("contract_until", "2027-06-30"),
            ("portal", "javascript:alert(1)"),
        ];
        yusuf.post(&format!("{page}/supplier"), &facts).await.is(422).shows("begins with https");
        let facts = [facts[0], facts[1], facts[2], ("portal", "https://help.example/{number}")];
        yusuf.post(&format!("{page}/supplier"), &facts).await.is(303);
        yusuf.post(&format!("{page}/supplier"), &facts).await.is(422).shows("meanwhile");
        let contact = [("name", "Case desk"), ("email", "Cases@Larkfield.example")];
        yusuf.post(&format!("{page}/contacts"), &[("name", "x"), ("email", "y")]).await.is(422);
        yusuf.post(&format!("{page}/contacts"), &contact).await.is(303);
        yusuf.get(&page).await.shows("within four hours").shows("cases@larkfield.example");
        ann.get(&page).await.is(200).hides("four hours").hides("cases@larkfield.example");
        ann.post(&format!("{page}/contacts"), &contact).await.is(403);
        yusuf.post(&format!("{page}/contacts/1/removal"), &[]).await.is(303);
        yusuf.get(&page).await.hides("cases@larkfield.example");
    });
}
