//! Rows of words.

use super::model::{NewTerm, Stamp, Term, Wanted, Whose};
use base::{PersonId, Time, Tx, args, row, sql};
use db::{Filter, Result, Sql};

const TERM: &str =
    "select t.id, t.name, t.side, t.is_abbreviation, t.to_library, t.to_it, t.example,
      t.synonyms, t.keeper_id, k.name as keeper, k.is_active as is_keeper_here,
      c.name as changed_by, t.changed_at, r.name as retired_by, t.retired_at, t.version
      from term t left join person k on k.id = t.keeper_id left join person c on c.id = t.changed_by
      left join person r on r.id = t.retired_by";

/// Words by name.
pub fn list(tx: &mut Tx, wanted: &Wanted) -> Result<Vec<Term>> {
    let place: Option<(String,)> =
        tx.find(sql!("select lower(name) from term where id = $1"), args![wanted.after])?;
    let (name,) = place.unwrap_or_default();
    let pattern = format!("%{}%", wanted.words.replace(['%', '_', '\\'], ""));
    let mut filter = Filter::default();
    match wanted.is_retired {
        true => filter.and("t.retired_at is not null", &[]),
        false => filter.and("t.retired_at is null", &[]),
    };
    if !wanted.words.is_empty() {
        filter.and(
            "lower(t.name) like {} or lower(t.synonyms) like {} or lower(t.to_library) like {} or lower(t.to_it) like {}",
            args![&pattern, &pattern, &pattern, &pattern],
        );
    }
    if !wanted.letter.is_empty() {
        filter.and("substr(lower(t.name), 1, 1) = {}", args![&wanted.letter]);
    }
    if let Some(side) = wanted.side {
        filter.and("t.side = {}", args![side]);
    }
    filter.and("(lower(t.name), t.id) > ({}, {})", args![&name, wanted.after]);
    let limit = filter.bind(wanted.most);
    let condition = filter.condition();
    let text = format!("{TERM} where {condition} order by lower(t.name), t.id limit {limit}");
    tx.all(&Sql::built(text), &filter.values)
}

/// The letters that words in use begin with.
pub fn list_letters(tx: &mut Tx) -> Result<Vec<(String,)>> {
    tx.all(
        sql!(
            "select distinct substr(lower(name), 1, 1) as letter from term
              where retired_at is null order by letter"
        ),
        &[],
    )
}

/// How many are in use, and how many have a keeper who left.
pub fn count(tx: &mut Tx) -> Result<(i64, i64)> {
    tx.one(
        sql!(
            "select count(*), cast(coalesce(sum(case when p.is_active then 0 when p.id is null then 0 else 1 end), 0) as bigint)
              from term t left join person p on p.id = t.keeper_id where t.retired_at is null"
        ),
        &[],
    )
}

pub fn find(tx: &mut Tx, id: i64) -> Result<Option<Term>> {
    let mut filter = Filter::default();
    filter.and("t.id = {}", args![id]);
    let text = format!("{TERM} where {}", filter.condition());
    tx.find(&Sql::built(text), &filter.values)
}

/// The one with this name, as it is told apart.
pub fn find_by_key(tx: &mut Tx, key: &str) -> Result<Option<(i64,)>> {
    tx.find(sql!("select id from term where name_key = $1"), args![key])
}

row! {
    /// A word for the memory.
    #[derive(Clone, Debug)]
    pub struct InUse {
        pub id: i64,
        pub name: String,
        pub side: Whose,
        pub is_abbreviation: bool,
        pub to_library: String,
        pub to_it: String,
        pub synonyms: String,
    }
}

/// Every word in use.
pub fn list_in_use(tx: &mut Tx) -> Result<Vec<InUse>> {
    tx.all(
        sql!(
            "select id, name, side, is_abbreviation, to_library, to_it, synonyms from term
              where retired_at is null order by id limit 20000"
        ),
        &[],
    )
}

/// What changes when anything does that the memory is made from: one row by its key, and the sums of
/// three small tables.
pub fn get_stamp(tx: &mut Tx) -> Result<Stamp> {
    tx.one(
        sql!(
            "select coalesce((select version from glossary_state where id = 1), 0),
              (select cast(coalesce(sum(version + case when ended_at is null then 1000000 else 0 end), 0) as bigint) from relationship),
              (select cast(coalesce(sum(version + 1000000), 0) as bigint) from department),
              (select cast(coalesce(sum(version + 1000000), 0) as bigint) from team)"
        ),
        &[],
    )
}

/// Says that a word changed. Whoever changes another one meanwhile waits here, so that no version
/// is ever two things.
pub fn update_state(tx: &mut Tx) -> Result<()> {
    tx.run(
        sql!(
            "insert into glossary_state (id, version) values (1, 1)
              on conflict (id) do update set version = glossary_state.version + 1"
        ),
        &[],
    )?;
    Ok(())
}

pub fn insert(tx: &mut Tx, new: &NewTerm, by: Option<PersonId>, now: Time) -> Result<i64> {
    let key = new.key();
    let (id,) = tx.one(
        sql!(
            "insert into term (name, name_key, side, is_abbreviation, to_library, to_it, example,
              synonyms, keeper_id, created_by, created_at, changed_by, changed_at)
              values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $10, $11) returning id"
        ),
        args![
            &new.name,
            &key,
            new.side,
            new.is_abbreviation,
            &new.to_library,
            &new.to_it,
            &new.example,
            &new.synonyms,
            new.keeper,
            by,
            now
        ],
    )?;
    Ok(id)
}

/// False if the row has another version by now.
pub fn update(
    tx: &mut Tx,
    (id, version): (i64, i64),
    new: &NewTerm,
    by: Option<PersonId>,
    now: Time,
) -> Result<bool> {
    let key = new.key();
    let changed = tx.run(
        sql!(
            "update term set name = $3, name_key = $4, side = $5, is_abbreviation = $6,
              to_library = $7, to_it = $8, example = $9, synonyms = $10, keeper_id = $11,
              changed_by = $12, changed_at = $13, version = version + 1
              where id = $1 and version = $2"
        ),
        args![
            id,
            version,
            &new.name,
            &key,
            new.side,
            new.is_abbreviation,
            &new.to_library,
            &new.to_it,
            &new.example,
            &new.synonyms,
            new.keeper,
            by,
            now
        ],
    )?;
    Ok(changed > 0)
}

/// Takes it out of use, or (no time) back. False if it is so already.
pub fn update_retired(
    tx: &mut Tx,
    id: i64,
    by: Option<PersonId>,
    at: Option<Time>,
) -> Result<bool> {
    let changed = tx.run(
        sql!(
            "update term set retired_by = $2, retired_at = $3, version = version + 1
              where id = $1 and (retired_at is null) = $4"
        ),
        args![id, by, at, at.is_some()],
    )?;
    Ok(changed > 0)
}

pub fn update_keeper(tx: &mut Tx, id: i64, keeper: PersonId) -> Result<()> {
    tx.run(
        sql!("update term set keeper_id = $2, version = version + 1 where id = $1"),
        args![id, keeper],
    )?;
    Ok(())
}

/// Notes that a word was looked up on a day; the same mark again changes nothing.
pub fn insert_open(tx: &mut Tx, id: i64, day: i64, mark: &str) -> Result<bool> {
    let changed = tx.run(
        sql!(
            "insert into term_open (term_id, day, mark) values ($1, $2, $3)
              on conflict (term_id, day, mark) do nothing"
        ),
        args![id, day, mark],
    )?;
    Ok(changed > 0)
}

/// Who may keep words: people in use with a role that allows it.
pub fn list_keepers(tx: &mut Tx) -> Result<Vec<(PersonId, String)>> {
    tx.all(
        sql!(
            "select distinct p.id, p.name from person p join role_grant g on g.person_id = p.id
              where p.is_active and g.role in ('department_contact', 'liaison', 'manager', 'agent',
                'it_manager', 'administrator') order by p.name, p.id limit 300"
        ),
        &[],
    )
}

/// Whether a person may keep a word.
pub fn may_keep(tx: &mut Tx, person: PersonId) -> Result<bool> {
    let found: Option<(i64,)> = tx.find(
        sql!(
            "select p.id from person p join role_grant g on g.person_id = p.id
              where p.id = $1 and p.is_active and g.role in ('department_contact', 'liaison',
                'manager', 'agent', 'it_manager', 'administrator') limit 1"
        ),
        args![person],
    )?;
    Ok(found.is_some())
}
