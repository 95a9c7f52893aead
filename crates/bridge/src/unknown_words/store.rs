//! Rows of words that somebody did not know.

use super::model::{Ask, Mine, Outcome, Stumbled, Waiting};
use base::{DepartmentId, PersonId, Time, Tx, args, sql};
use db::Result;

/// None if the same person asks about it already.
pub fn insert(
    tx: &mut Tx,
    (word, key, sentence): (&str, &str, &str),
    asker: PersonId,
    now: Time,
) -> Result<Option<i64>> {
    let made: Option<(i64,)> = tx.find(
        sql!(
            "insert into word_ask (word, word_key, sentence, asker_id, asked_at)
              values ($1, $2, $3, $4, $5) on conflict do nothing returning id"
        ),
        args![word, key, sentence, asker, now],
    )?;
    Ok(made.map(|(id,)| id))
}

pub fn find(tx: &mut Tx, id: i64) -> Result<Option<Ask>> {
    tx.find(
        sql!(
            "select id, word, word_key, asker_id, term_id, answered_at from word_ask where id = $1"
        ),
        args![id],
    )
}

/// Words that wait, those of most people first.
pub fn list_waiting(tx: &mut Tx) -> Result<Vec<Waiting>> {
    tx.all(
        sql!(
            "select min(id) as id, min(word) as word, count(*) as asked, min(asked_at) as first_at
              from word_ask where answered_at is null
              group by word_key order by asked desc, id limit 200"
        ),
        &[],
    )
}

/// The sentences in which a word stood that waits, and where those who asked work.
pub fn list_sentences(tx: &mut Tx, key: &str) -> Result<Vec<(String, Option<DepartmentId>)>> {
    tx.all(
        sql!(
            "select a.sentence, p.department_id from word_ask a
              join person p on p.id = a.asker_id
              where a.word_key = $1 and a.answered_at is null and a.sentence <> ''
              order by a.id limit 10"
        ),
        args![key],
    )
}

/// Whether anybody waits for a word.
pub fn count_waiting(tx: &mut Tx, key: &str) -> Result<i64> {
    let (count,) = tx.one(
        sql!("select count(*) from word_ask where word_key = $1 and answered_at is null"),
        args![key],
    )?;
    Ok(count)
}

/// Answers everybody who waits for a word. The sentences are dropped: they were for finding the
/// answer. Gives who they are, and how each wrote it.
pub fn update_answered(
    tx: &mut Tx,
    key: &str,
    (outcome, term, words): (Outcome, Option<i64>, &str),
    (by, now): (Option<PersonId>, Time),
) -> Result<Vec<(PersonId, String)>> {
    tx.all(
        sql!(
            "update word_ask set outcome = $2, term_id = $3, words = $4, sentence = '',
              answered_by = $5, answered_at = $6
              where word_key = $1 and answered_at is null returning asker_id, word"
        ),
        args![key, outcome, term, words, by, now],
    )
}

/// One's own questions, the newest first.
pub fn list_mine(tx: &mut Tx, asker: PersonId, most: i64) -> Result<Vec<Mine>> {
    tx.all(
        sql!(
            "select a.id, a.word, a.asked_at, a.outcome, a.term_id, t.name as term, a.words,
              a.answered_at from word_ask a left join term t on t.id = a.term_id
              where a.asker_id = $1 order by a.id desc limit $2"
        ),
        args![asker, most],
    )
}

/// Whoever has the most to do with words: who keeps one, and liaisons.
pub fn list_keepers(tx: &mut Tx) -> Result<Vec<(PersonId,)>> {
    tx.all(
        sql!(
            "select p.id from person p where p.is_active
              and (exists (select 1 from term t where t.keeper_id = p.id and t.retired_at is null)
                or exists (select 1 from role_grant g where g.person_id = p.id
                  and g.role = 'liaison'))
              order by p.id limit 100"
        ),
        &[],
    )
}

/// Who else may look after words and answers for a department, where nobody has most to do with
/// them.
pub fn list_stand_ins(tx: &mut Tx) -> Result<Vec<(PersonId,)>> {
    tx.all(
        sql!(
            "select distinct p.id from person p join role_grant g on g.person_id = p.id
              where p.is_active and g.role in ('department_contact', 'manager', 'it_manager')
              order by p.id limit 100"
        ),
        &[],
    )
}

/// Words that were looked up or asked about since a day, with how often in as long a time before.
pub fn list_stumbled(
    tx: &mut Tx,
    (since_day, before_day): (i64, i64),
    since: Time,
) -> Result<Vec<Stumbled>> {
    tx.all(
        sql!(
            "select t.id, t.name, t.side,
              (select count(*) from term_open o where o.term_id = t.id and o.day >= $1) as opened,
              (select count(*) from term_open o where o.term_id = t.id and o.day >= $2 and o.day < $1)
                as opened_before,
              (select count(*) from word_ask a where a.term_id = t.id and a.asked_at >= $3) as asked
              from term t where t.retired_at is null order by 4 desc, 6 desc, lower(t.name), t.id
              limit 40"
        ),
        args![since_day, before_day, since],
    )
}

/// How often words were looked up in each stretch of thirty days up to a day, counted back from 0.
pub fn list_months(tx: &mut Tx, last_day: i64) -> Result<Vec<(i64, i64)>> {
    tx.all(
        sql!(
            "select ($1 - day) / 30 as back, count(*) from term_open
              where day > $1 - 360 and day <= $1 group by 1 order by 1"
        ),
        args![last_day],
    )
}

/// Words that were asked about and got no entry, with how many asked.
pub fn list_not_needed(tx: &mut Tx, since: Time) -> Result<Vec<(String, i64)>> {
    tx.all(
        sql!(
            "select min(word) as word, count(*) from word_ask
              where asked_at >= $1 and outcome = 'not_needed'
              group by word_key order by 2 desc, 1 limit 20"
        ),
        args![since],
    )
}
