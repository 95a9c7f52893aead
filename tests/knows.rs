//! What people and teams know, and who knows about something.
// tidy: allow sql because the team of a ticket and who left are rows that other stories make by hand

use crate::{
    profiles::council,
    tickets::{house, report},
};
use base::{PersonId, TicketId};
use desk::resolution::{Cause, resolve};
use testing::{TestApp, each_db};

#[test]
fn people_say_what_they_know_and_colleagues_may_suggest_it() {
    each_db(async |t| {
        let (house, _) = council(t).await;
        let (ann, yusuf) = (t.visitor(house.ann).await, t.visitor(house.yusuf).await);
        let page = format!("/people/{}", house.yusuf.0);
        let skills = format!("{page}/skills");
        let said = [("skill", "receipt  printers, SIP2.,Receipt Printers")];
        yusuf.post(&skills, &said).await.is(303);
        yusuf.post(&skills, &said).await.is(303);
        ann.get(&page).await.shows("receipt printers").shows("SIP2").hides("Receipt Printers");
        yusuf.post(&skills, &[("skill", " , ")]).await.is(422);
        let long = "x".repeat(61);
        let refused = yusuf.post(&skills, &[("skill", long.as_str())]).await;
        refused.is(422).shows("at most 60 letters");
        assert!(refused.body.contains(&format!("value=\"{long}\"")), "nothing typed is lost");
        let many: Vec<_> = (0..40).map(|n| format!("skill {n}")).collect();
        yusuf.post(&skills, &[("skill", many.join(",").as_str())]).await.is(422);
        // what a colleague thinks is between the two until he says so
        ann.post(&skills, &[("skill", "hearing loops")]).await.is(303);
        ann.get(&page).await.shows("It shows once they say so, too.");
        let ben = t.visitor(house.ben).await;
        ben.get(&page).await.hides("hearing loops");
        ben.get("/who-knows?q=hearing+loops").await.hides("Knows");
        let (_, id) = skill(t, "hearing loops").await;
        ben.post(&format!("{skills}/{id}/removal"), &[]).await.is(404);
        ben.post(&format!("{skills}/{id}/acceptance"), &[]).await.is(403);
        yusuf.get("/").await.shows("says that you know about hearing loops");
        let home = [("from", "home")];
        yusuf.post(&format!("{skills}/{id}/acceptance"), &home).await.is(303);
        yusuf.post(&format!("{skills}/{id}/acceptance"), &home).await.is(303);
        ben.get(&page).await.shows("hearing loops");
        // once it is theirs, nobody else takes it away
        ann.post(&format!("{skills}/{id}/removal"), &[]).await.is(403);
        yusuf.post(&format!("{skills}/{id}/removal"), &[]).await.is(303);
        ben.get(&page).await.hides("<span class=\"tag plain-tag\">hearing loops");
        ann.post(&skills, &[("skill", "hearing loops")]).await.is(303);
        let (_, again) = skill(t, "hearing loops").await;
        ann.post(&format!("{skills}/{again}/removal"), &[]).await.is(303);
        yusuf.get("/").await.hides("hearing loops");
    });
}

async fn skill(t: &TestApp, name: &'static str) -> (String, i64) {
    let found = t.app.db.read(move |tx| {
        tx.one(db::sql!("select name, id from skill where name = $1"), db::args![name])
    });
    found.await.unwrap()
}

async fn solve(t: &TestApp, by: PersonId, ticket: &str) {
    let id: i64 = ticket.rsplit('/').next().unwrap().parse().unwrap();
    let actor = t.actor(by).await;
    resolve(&t.app, &actor, TicketId(id), Some(Cause::Hardware), "Cleaned.").await.unwrap();
}

async fn run(t: &TestApp, text: String) {
    t.app.db.write(move |tx| tx.batch(&text)).await.unwrap();
}

#[test]
fn who_knows_names_people_by_what_they_say_and_what_they_solved() {
    each_db(async |t| {
        let house = house(t).await;
        let (ann, yusuf) = (t.visitor(house.ann).await, t.visitor(house.yusuf).await);
        let thuy = t.visitor(house.other_agent).await;
        for n in 0..2 {
            let ticket = report(&ann).await;
            let id = n + 1;
            run(t, format!("update ticket set team_id = 1, subject = 'Receipt printer jams' where id = {id}")).await;
            solve(t, house.yusuf, &ticket).await;
        }
        let ask = "/who-knows?q=receipt+printer";
        yusuf.get(ask).await.is(200).shows("Yusuf").shows("Solved 2 like this, the last on");
        // what another team's requests are about is not for everybody
        thuy.get(ask).await.hides("Solved 2 like this");
        ann.get(ask).await.hides("Solved 2 like this");
        // the service it was about is
        run(t, "update ticket set service_id = 1".into()).await;
        ann.get("/who-knows?q=self-check").await.shows("Solved 2 about Self-check");
        let mine = format!("/people/{}/skills", house.other_agent.0);
        thuy.post(&mine, &[("skill", "receipt printers")]).await.is(303);
        ann.get(ask).await.shows("Thuy").shows("Knows receipt printers");
        let team = "/teams/2/skills";
        ann.post(team, &[("skill", "receipt printers")]).await.is(403);
        thuy.post(team, &[("skill", "")]).await.is(422);
        thuy.post(team, &[("skill", "receipt printers")]).await.is(303);
        ann.get(ask).await.shows("Print");
        // the same by the API
        let found = ann.get("/api/v1/who-knows?q=receipt+printer").await.json();
        assert_eq!(found["people"][0]["why"][0]["knows"], "receipt printers");
        assert_eq!(found["teams"][0]["team"]["name"], "Print");
        // who would rather not be named is not, and who left is not either
        let card = format!("/people/{}/edit", house.other_agent.0);
        let out = [("version", "0"), ("phone_for", "nobody"), ("is_left_out", "yes")];
        thuy.post(&card, &out).await.is(303);
        ann.get(ask).await.hides("Thuy");
        run(t, format!("update person set is_active = false where id = {}", house.yusuf.0)).await;
        ann.get("/who-knows?q=self-check").await.hides("Yusuf").shows("Nobody has said so yet");
        ann.get("/who-knows?q=%00%27%3B--").await.is(200);
        ann.get(&format!("/who-knows?q={}", "x".repeat(5000))).await.is(200);
    });
}

#[test]
fn whoever_gives_a_ticket_away_is_told_who_knows_about_it() {
    each_db(async |t| {
        let house = house(t).await;
        let (ann, yusuf) = (t.visitor(house.ann).await, t.visitor(house.yusuf).await);
        let carol = t.person("carol@it.example", Some(base::DepartmentId(3))).await;
        t.grant(carol, "agent", None, Some(base::TeamId(1))).await;
        let carol_page = format!("/people/{}/skills", carol.0);
        t.visitor(carol).await.post(&carol_page, &[("skill", "self-check machines")]).await.is(303);
        let ticket = report(&ann).await;
        run(t, "update ticket set team_id = 1".into()).await;
        let seen = yusuf.get(&ticket).await;
        seen.shows("Carol : Knows self-check machines").shows("Who knows about this?");
        assert!(seen.body.contains("/who-knows?q=The+self-check"), "with the subject filled in");
        ann.get(&ticket).await.hides("Knows self-check machines");
    });
}
