//! The lists people open all day stay on their indexes, on both engines, with many tickets.
// tidy: allow sql because thousands of rows come from one statement, and plans are about SQL

use crate::tickets::{house, report};
use db::Sql;
use std::fmt::Write;
use testing::{TestApp, each_db};

const TICKETS: i64 = 20_000;

/// Thousands of tickets spread over teams, people, states and priorities, each with messages and
/// events.
async fn fill(t: &TestApp) {
    let numbers = format!(
        "with recursive n (i) as (select 10 union all select i + 1 from n where i < {TICKETS})"
    );
    let steps = [
        "insert into department (id, name, kind, is_provider) with recursive n (i) as (select 10 union all
         select i + 1 from n where i < 29) select i, 'Department ' || i, 'internal', i > 24 from n".to_owned(),
        "insert into team (id, name, department_id) with recursive n (i) as (select 10 union all
         select i + 1 from n where i < 29) select i, 'Team ' || i, 25 from n".to_owned(),
        "insert into person (id, name, email, created_at) with recursive n (i) as (select 10 union all
         select i + 1 from n where i < 409) select i, 'Person ' || i, 'p' || i || '@x.example', 1 from n".to_owned(),
        format!(
            "insert into ticket (id, kind, subject, state, is_open, ball, impact, urgency, priority,
             requester_id, reporter_id, department_id, location_id, service_id, team_id, assignee_id, channel,
             on_hold_reason, wakes_at, news_by, created_at, updated_at, resolved_at) {numbers}
             select i, 'incident', 'Printer ' || i, case when i % 97 = 0 then 'open' when i % 97 = 1 then 'on_hold'
             when i % 97 = 2 then 'resolved' else 'closed' end, i % 97 < 2, 'provider', 2, 2, 1 + i % 4,
             case when i % 400 = 3 then 1 else 10 + i % 400 end, 10 + i % 400,
             case when i % 20 = 7 then 1 else 10 + i % 20 end, 1, 1 + i % 2,
             case when i % 20 < 2 then 1 + i % 20 else 10 + i % 20 end, case when i % 60 = 0 then 5 end, 'web',
             case when i % 97 = 1 then 'scheduled' end, case when i % 97 = 1 then 9000000000000000 + i end,
             i, i, i, case when i % 97 = 2 then 1790000000000000 end from n"
        ),
        format!(
            "insert into message (ticket_id, author_id, visibility, is_from_provider, channel, body, created_at) {numbers}
             select i, 1, case when i % 3 = 0 then 'internal' else 'public' end, false, 'web', 'The tray ' || i || ' is jammed', i from n"
        ),
        "insert into attachment (ticket_id, message_id, uploaded_by, name, media_type, size, file_key, created_at) select ticket_id, id, 1, 'photo.png', 'image/png', 1, 'x', 1 from message where ticket_id % 3 = 0".to_owned(),
        format!(
            "insert into event (at, actor, kind, subject, ticket_id, is_internal) {numbers}
             select i, 'x', 'ticket.opened', 'ticket ' || i, i, false from n"
        ),
        format!("insert into watcher (ticket_id, person_id, since) {numbers} select i, 10 + i % 400, i from n"),
        format!("insert into watcher (ticket_id, person_id, since) {numbers} select i, 1, i from n where i % 500 = 0"),
        format!("insert into snooze (person_id, ticket_id, until, set_at) {numbers} select 10 + i % 400, i, 9000000000000000, 1 from n where i % 3 = 0"),
        "insert into snooze (person_id, ticket_id, until, set_at) select p.id, t.id, 9000000000000000, 1 from person p, ticket t where p.id < 10 and t.id % 7000 = 0".to_owned(),
        "insert into ticket_tag (ticket_id, tag, team_id, is_open, priority) select id, case when id % 2 = 0 then 'exam' else 'tag' || (id % 300) end, team_id, is_open, priority from ticket where id % 3 = 0".to_owned(),
        "insert into device (id, name, kind) values (1, 'PC 1', 'public_pc')".to_owned(),
        "update ticket set device_id = 1 where id % 500 = 0".to_owned(),
        format!(
            "insert into job (kind, payload, state, run_at, created_at) {numbers}
             select 'x', '', 'dead', 9000000000000000, 1 from n"
        ),
    ];
    const SQLITE: &str = "insert into ticket_search (rowid, open_words, inner_words)
        select id, lower(subject) || ' tray jammed', 'note' from ticket where id > 9";
    const POSTGRES: &str = "insert into ticket_search (ticket_id, open_words, inner_words)
        select id, to_tsvector('footbridge', subject || ' tray jammed'), to_tsvector('footbridge', subject || ' tray jammed note')
        from ticket where id > 9";
    t.app
        .db
        .write(move |tx| {
            steps.iter().try_for_each(|step| tx.batch(step))?;
            tx.batch(if tx.engine() == db::Engine::Sqlite { SQLITE } else { POSTGRES })?;
            db::dialect::analyze(tx)
        })
        .await
        .unwrap();
}

/// What a plan must not do with a table that grows.
fn faults(sql: &str, plan: &str) -> Vec<String> {
    let mut found = Vec::new();
    let grown =
        ["ticket", "message", "event", "watcher", "job", "attachment", "ticket_tag", "snooze"];
    for line in plan.lines() {
        let words: Vec<_> = line.split_whitespace().collect();
        let is_walk = |table: &str| {
            // SQLite names the alias and, walking an index whole, `SCAN t USING INDEX`
            words.windows(2).any(|two| {
                two[0] == "SCAN" && (two[1] == table || alias(sql, two[1]) == Some(table))
            }) || line.contains(&format!("Seq Scan on {table} "))
        };
        found.extend(
            grown
                .iter()
                .filter(|table| is_walk(table))
                .map(|table| format!("walks all of {table}")),
        );
    }
    found
}

fn alias<'a>(sql: &'a str, short: &str) -> Option<&'a str> {
    let words: Vec<_> = sql
        .split(|c: char| !c.is_ascii_alphanumeric() && c != '_')
        .filter(|w| !w.is_empty())
        .collect();
    let at =
        words.windows(3).find(|three| three[2] == short && ["from", "join"].contains(&three[0]))?;
    Some(at[1])
}

#[test]
fn hot_lists_stay_on_their_indexes() {
    let all = std::sync::Mutex::new(String::new());
    each_db(async |t| {
        let house = house(t).await;
        let ticket = report(&t.visitor(house.ann).await).await;
        // teams of one agent: one, and two
        t.grant(house.other_agent, "agent", None, Some(base::TeamId(1))).await;
        t.run_jobs().await;
        fill(t).await;
        crate::goals::relate(t, base::DepartmentId(1), base::DepartmentId(3)).await;
        t.grant(house.contact, "liaison", Some(base::DepartmentId(1)), None).await;
        let (one, two) = (t.visitor(house.yusuf).await, t.visitor(house.other_agent).await);
        let (ann, contact) = (t.visitor(house.ann).await, t.visitor(house.contact).await);
        let plans = db::plans_of(async {
            for agent in [&one, &two] {
                for query in [
                    "",
                    "?whose=mine",
                    "?whose=1",
                    "?phase=waiting_for_us",
                    "?order=newest",
                    "?phase=resolved",
                    "?phase=closed",
                    "?phase=on_hold",
                    "?phase=any",
                    "?after=2.50",
                    "?order=news",
                    "?order=news&whose=mine",
                    "?order=news&after=50.50",
                    "?phase=overdue",
                    "?phase=waking",
                    "?phase=snoozed",
                    "?tag=exam",
                    "?tag=exam&order=news",
                    "?tag=exam&phase=closed",
                    "?tag=exam&phase=resolved",
                    "?tag=exam&phase=any&whose=mine",
                    "?device=1",
                    "?device=1&phase=any",
                    "?group=place",
                    "?service=1&location=1",
                ] {
                    agent.get(&format!("/queue{query}")).await;
                }
                agent.get("/queue/rows?only=20&only=40").await.is(200);
                agent.get("/bulk/names").await.is(200);
                agent.get("/views").await.is(200);
                agent.get("/api/v1/tickets").await.is(200);
                agent.get("/api/v1/tickets?tag=exam&phase=open&order=urgent").await.is(200);
                agent.get("/api/v1/tickets?cursor=4000&state=open").await.is(200);
                for q in ["tray", "tray+4001", "tray+-jammed", "%22tray+50%22", "pri*"] {
                    agent.get(&format!("/search?q={q}")).await;
                }
            }
            for query in ["", "?of=followed", "?of=department", "?after=1.500"] {
                ann.get(&format!("/requests{query}")).await;
                contact.get(&format!("/requests{query}")).await;
            }
            for path in ["", "/requests", "/health", "/parity"] {
                contact.get(&format!("/relationships/1{path}")).await.is(200);
            }
            for path in ["/bridge", "/contributions/me", "/contributions/departments/1"] {
                contact.get(path).await.is(200);
            }
            ann.get("/").await.is(200);
            ann.get(&ticket).await.is(200);
            ann.get("/api/v1/tickets/20/messages").await;
            one.get("/tickets/20").await;
            t.run_jobs().await;
            desk::tickets::tidy(&t.app).await.unwrap();
        })
        .await;
        assert!(plans.len() > 100, "only {} statements were explained", plans.len());
        let mut wrong = String::new();
        let mut lists = 0;
        for (sql, plan) in &plans {
            for fault in faults(sql, plan) {
                writeln!(wrong, "{fault}: {sql}\n{plan}\n").unwrap();
            }
            // each range of a list comes from an index in the order of the page: only the rows of
            // the page itself are sorted, at the end
            let names = ["SEARCH r ", "SEARCH a ", "SEARCH l ", "SEARCH sv "];
            let end = names.iter().filter_map(|name| plan.find(name)).min();
            let ranges = &plan[..end.unwrap_or(plan.len())];
            let is_list = sql.contains("in (select id from (select ");
            // what sleeps or wakes today is a few hundred, put in order when they are together; so
            // are the tickets with one tag in order of news, and single numbers
            let is_few = sql.contains(") w cross join")
                || sql.contains("coalesce(t.news_by, 9007199254740991) as priority, g.ticket_id")
                || sql.contains("where t.id in ($");
            lists += i32::from(is_list);
            if is_list
                && !is_few
                && ranges.contains("TEMP B-TREE")
                && !sql.contains(" union select")
            {
                writeln!(wrong, "sorts the ranges of a list: {sql}\n{plan}\n").unwrap();
            }
        }
        assert!(lists > 5, "only {lists} lists");
        // what a plan looks like is known: a walk is found where there is one
        let walk = t.app.read(|tx| {
            let text = match tx.engine() {
                db::Engine::Sqlite => "select detail from (select 'SCAN t' as detail) x",
                db::Engine::Postgres => {
                    "explain select t.subject from ticket t where t.subject = 'x'"
                }
            };
            Ok(tx.all::<(String,)>(&Sql::built(text.into()), &[])?)
        });
        let (line,) = walk.await.unwrap().remove(0);
        assert_eq!(faults("select t.id from ticket t", &line), ["walks all of ticket"]);
        *all.lock().unwrap() += &wrong;
    });
    let wrong = all.into_inner().unwrap();
    assert!(wrong.is_empty(), "{wrong}");
}
