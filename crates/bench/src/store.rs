//! The yardstick's SQL: the plainest statements that give the same rows, on the product's schema.

use rusqlite::{Connection, Result, params};
use std::fmt::Write;

/// Opens as the product does: write-ahead log, every commit pressed onto the disk.
pub fn open(file: &std::path::Path) -> Result<Connection> {
    let connection = Connection::open(file)?;
    connection.execute_batch(
        "pragma busy_timeout = 10000; pragma journal_mode = wal; pragma synchronous = full;
         pragma mmap_size = 268435456; pragma cache_size = -2048",
    )?;
    Ok(connection)
}

/// Text as HTML shows it.
pub fn escape(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c => out.push(c),
        }
    }
}

const LINE: &str = "select t.id, t.subject, t.priority, t.state, t.ball, t.stopped, t.excerpt,
    t.created_at, r.name, l.name, a.name from ticket t join person r on r.id = t.requester_id
    left join location l on l.id = t.location_id left join person a on a.id = t.assignee_id";

fn lines(
    db: &Connection,
    rest: &str,
    params: impl rusqlite::Params,
    out: &mut String,
) -> Result<()> {
    let mut statement = db.prepare_cached(&format!("{LINE} {rest}"))?;
    let mut rows = statement.query(params)?;
    while let Some(row) = rows.next()? {
        let (id, priority): (i64, i64) = (row.get(0)?, row.get(2)?);
        let _ = write!(out, "<li><a href=\"/tickets/{id}\"><b>");
        escape(row.get_ref(1)?.as_str()?, out);
        let _ = write!(out, "</b> <i>{priority}</i> {} ", row.get::<_, i64>(7)?);
        for column in [3, 4, 5, 6, 8, 9, 10] {
            escape(row.get_ref(column)?.as_str_or_null()?.unwrap_or_default(), out);
            out.push_str(" · ");
        }
        out.push_str("</a></li>\n");
    }
    Ok(())
}

/// The fifty most urgent of what is open.
pub fn queue(db: &Connection, out: &mut String) -> Result<()> {
    lines(db, "where t.is_open = 1 order by t.priority, t.id limit 50", [], out)
}

/// A ticket with its conversation.
pub fn ticket(db: &Connection, id: i64, out: &mut String) -> Result<()> {
    lines(db, "where t.id = ?1", [id], out)?;
    let mut statement = db.prepare_cached(
        "select p.name, m.body, m.created_at, m.visibility from message m
         join person p on p.id = m.author_id where m.ticket_id = ?1 order by m.id",
    )?;
    let mut rows = statement.query([id])?;
    while let Some(row) = rows.next()? {
        out.push_str("<article><h2>");
        escape(row.get_ref(0)?.as_str()?, out);
        let _ = write!(out, "</h2> {} ", row.get::<_, i64>(2)?);
        escape(row.get_ref(3)?.as_str()?, out);
        out.push_str("<p>");
        escape(row.get_ref(1)?.as_str()?, out);
        out.push_str("</p></article>\n");
    }
    Ok(())
}

/// The newest twenty in which all the words stand.
pub fn search(db: &Connection, words: &str, out: &mut String) -> Result<()> {
    lines(
        db,
        "where t.id in (select rowid from ticket_search where ticket_search match ?1
                        order by rowid desc limit 20) order by t.id desc",
        [words],
        out,
    )
}

/// The newest four that are open and have one of the longer words: what could be known already.
pub fn known(db: &Connection, words: &str, out: &mut String) -> Result<()> {
    let long = words.split(|c: char| !c.is_alphanumeric()).filter(|word| word.len() > 3);
    let any: Vec<_> = long.map(|word| format!("\"{word}\"")).collect();
    lines(
        db,
        "where t.id in (select rowid from ticket_search where ticket_search match ?1
                        order by rowid desc limit 200) and t.is_open = 1 order by t.id desc limit 4",
        [any.join(" OR ")],
        out,
    )
}

/// The newest fifty as JSON.
pub fn list(db: &Connection, out: &mut String) -> Result<()> {
    let mut statement = db.prepare_cached(&format!("{LINE} order by t.id desc limit 50"))?;
    let mut rows = statement.query([])?;
    out.push('[');
    while let Some(row) = rows.next()? {
        let text = |column| -> Result<&str> {
            Ok(row.get_ref(column)?.as_str_or_null()?.unwrap_or_default())
        };
        let (id, priority): (i64, i64) = (row.get(0)?, row.get(2)?);
        let _ = write!(
            out,
            "{}{{\"number\":{id},\"priority\":{priority},\"created_at\":{}",
            if out.len() > 1 { "," } else { "" },
            row.get::<_, i64>(7)?,
        );
        for (name, column) in [
            ("subject", 1),
            ("state", 3),
            ("ball", 4),
            ("stopped", 5),
            ("requester", 8),
            ("location", 9),
            ("assignee", 10),
        ] {
            let _ = write!(out, ",\"{name}\":{}", serde_json::Value::from(text(column)?));
        }
        out.push('}');
    }
    out.push(']');
    Ok(())
}

/// A ticket with its first message, where search finds it.
pub fn insert(db: &Connection, words: &str) -> Result<i64> {
    let subject = words.lines().next().unwrap_or_default();
    db.prepare_cached(
        "insert into ticket (kind, subject, state, is_open, ball, impact, urgency, priority,
           requester_id, reporter_id, channel, excerpt, created_at, updated_at)
         values ('incident', ?1, 'new', 1, 'provider', 3, 1, 3, 1, 1, 'web', ?2, 1, 1)",
    )?
    .execute(params![subject, words])?;
    let id = db.last_insert_rowid();
    db.prepare_cached(
        "insert into message (ticket_id, author_id, visibility, is_from_provider, channel, body,
           created_at) values (?1, 1, 'public', 0, 'web', ?2, 1)",
    )?
    .execute(params![id, words])?;
    db.prepare_cached(
        "insert into ticket_search (rowid, open_words, inner_words) values (?1, ?2, '')",
    )?
    .execute(params![id, words])?;
    Ok(id)
}

/// Gives some tickets the conversation that the ticket page is measured with: `messages` each, in
/// turn from the requester and the assignee. Gives the tickets' numbers.
pub fn lengthen(db: &mut Connection, tickets: usize, messages: i64) -> Result<Vec<i64>> {
    let tx = db.transaction()?;
    let ids: Vec<i64> = tx
        .prepare(
            "select id from ticket where assignee_id is not null and team_id is not null
               and id % 7 = 0 order by id desc limit ?1",
        )?
        .query_map([tickets as i64], |row| row.get(0))?
        .collect::<Result<_>>()?;
    for id in &ids {
        let has: i64 =
            tx.query_row("select count(*) from message where ticket_id = ?1", [id], |r| r.get(0))?;
        for number in has..messages {
            tx.execute(
                "insert into message (ticket_id, author_id, visibility, is_from_provider, channel,
                   body, created_at)
                 select id, case when ?2 then assignee_id else requester_id end, 'public', ?2,
                   'web', excerpt || ' ' || subject || '. ' || stopped, updated_at
                 from ticket where id = ?1",
                params![id, number % 2 == 1],
            )?;
        }
    }
    tx.commit()?;
    Ok(ids)
}

/// So many people who work in the team of one open ticket, each signed in: the ticket, and their
/// sessions.
pub fn watchers(db: &mut Connection, count: usize) -> Result<(i64, Vec<String>)> {
    let tx = db.transaction()?;
    let (ticket, team): (i64, i64) = tx.query_row(
        "select id, team_id from ticket where is_open = 1 and team_id is not null order by id limit 1",
        [],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?;
    let cookies: Vec<_> = (0..count).map(|n| format!("watcher-{n}")).collect();
    for cookie in &cookies {
        tx.execute(
            "insert into person (name, email, created_at) values (?1, ?1 || '@bench.example', 0)
              on conflict do nothing",
            [cookie],
        )?;
        let person: i64 = tx.query_row(
            "select id from person where email = ?1 || '@bench.example'",
            [cookie],
            |row| row.get(0),
        )?;
        tx.execute(
            "insert into role_grant (person_id, role, team_id, granted_at) values (?1, 'agent', ?2, 0)",
            [person, team],
        )?;
        tx.execute(
            "insert into session (token_hash, person_id, device, created_at, seen_at, expires_at)
              values (?1, ?2, 'bench', 0, ?3, ?3)",
            params![base::sha256(cookie.as_bytes()), person, i64::MAX],
        )?;
    }
    tx.commit()?;
    Ok((ticket, cookies))
}
