//! Rows of answers, and the words that find them.

use base::{PersonId, Scope, ServiceId, TeamId, Time, Tx, args, row, sql};
use db::{Filter, Result, Sql};

row! {
    /// An answer with the names that belong to it.
    #[derive(Clone, Debug)]
    pub struct AnswerRow {
        pub id: i64,
        pub title: String,
        pub words: String,
        pub team_id: Option<TeamId>,
        pub team: Option<String>,
        pub service_id: Option<ServiceId>,
        pub service: Option<String>,
        pub is_public: bool,
        pub is_active: bool,
        pub used: i64,
        pub updated_at: Time,
        pub version: i64,
    }
}

row! {
    /// An answer to choose.
    #[derive(Clone, Debug)]
    pub struct ChoiceRow {
        pub id: i64,
        pub title: String,
    }
}

/// Whose answers somebody may read: everybody's, and besides those of these teams; none: only
/// public ones.
pub type Eyes = Option<Scope<TeamId>>;

fn seen<'a>(filter: &mut Filter<'a>, eyes: &'a Eyes, with_inactive: bool) {
    if !with_inactive {
        filter.and("a.is_active", &[]);
    }
    match eyes {
        None => {
            filter.and("a.is_public and a.is_active", &[]);
        }
        Some(Scope::All) => {}
        Some(Scope::Only(teams)) => {
            let places = vec!["{}"; teams.len()].join(", ");
            let own = if teams.is_empty() {
                "false".to_owned()
            } else {
                format!("a.team_id in ({places})")
            };
            let values: Vec<_> = teams.iter().map(|team| db::Value::from(*team)).collect();
            filter.and(&format!("a.is_public or a.team_id is null or {own}"), &values);
        }
    }
}

const ANSWER: &str = "select a.id, a.title, a.words, a.team_id, t.name as team, a.service_id,
      s.name as service, a.is_public, a.is_active, a.used, a.updated_at, a.version
      from answer a left join team t on t.id = a.team_id
      left join service s on s.id = a.service_id";

pub fn find(tx: &mut Tx, id: i64, eyes: &Eyes) -> Result<Option<AnswerRow>> {
    let mut filter = Filter::default();
    seen(&mut filter, eyes, eyes.is_some());
    filter.and("a.id = {}", args![id]);
    let text = format!("{ANSWER} where {}", filter.condition());
    tx.find(&Sql::built(text), &filter.values)
}

/// By title after the one that has this id.
pub fn list_by_title(
    tx: &mut Tx,
    eyes: &Eyes,
    with_inactive: bool,
    service: Option<ServiceId>,
    (after, most): (i64, i64),
) -> Result<Vec<AnswerRow>> {
    let place: Option<(String,)> =
        tx.find(sql!("select lower(title) from answer where id = $1"), args![after])?;
    let (title,) = place.unwrap_or_default();
    let mut filter = Filter::default();
    seen(&mut filter, eyes, with_inactive);
    if let Some(service) = service {
        filter.and("a.service_id = {}", args![service]);
    }
    filter.and("(lower(a.title), a.id) > ({}, {})", args![&title, after]);
    let limit = filter.bind(most);
    let condition = filter.condition();
    let text = format!("{ANSWER} where {condition} order by lower(a.title), a.id limit {limit}");
    tx.all(&Sql::built(text), &filter.values)
}

/// Those of the ids that may be read, in no particular order.
pub fn list(tx: &mut Tx, ids: &[i64], eyes: &Eyes, with_inactive: bool) -> Result<Vec<AnswerRow>> {
    let Some(last) = ids.last() else { return Ok(Vec::new()) };
    let mut filter = Filter::default();
    seen(&mut filter, eyes, with_inactive);
    // filled up to a power of two, so that a handful of statements serve lists of every length
    let filled = ids.iter().chain(std::iter::repeat(last)).take(ids.len().next_power_of_two());
    let values: Vec<_> = filled.map(db::Value::from).collect();
    let places = vec!["{}"; values.len()].join(", ");
    filter.and(&format!("a.id in ({places})"), &values);
    tx.all(&Sql::built(format!("{ANSWER} where {}", filter.condition())), &filter.values)
}

/// The answers to offer on a ticket about a service: its own first, then the most used.
pub fn list_choices(
    tx: &mut Tx,
    eyes: &Eyes,
    service: Option<ServiceId>,
) -> Result<Vec<ChoiceRow>> {
    let mut filter = Filter::default();
    seen(&mut filter, eyes, false);
    let own = filter.bind(service.map_or(0, |id| id.0));
    let text = format!(
        "select a.id, a.title from answer a where {}
          order by case when a.service_id = {own} then 0 else 1 end, a.used desc, a.title, a.id limit 30",
        filter.condition()
    );
    tx.all(&Sql::built(text), &filter.values)
}

/// Which answers a stem stands in, at most 200 of them.
pub fn list_with(tx: &mut Tx, stem: &str, is_public: bool) -> Result<Vec<(i64, i64)>> {
    if is_public {
        return tx.all(
            sql!(
                "select answer_id, weight from answer_word where word = $1 and is_public limit 200"
            ),
            args![stem],
        );
    }
    tx.all(sql!("select answer_id, weight from answer_word where word = $1 limit 200"), args![stem])
}

/// Which answers have a word that begins so, at most 200 of them.
pub fn list_beginning(tx: &mut Tx, start: &str, is_public: bool) -> Result<Vec<(i64, i64)>> {
    let pattern = format!("{start}%");
    tx.all(
        sql!(
            "select answer_id, max(weight) as weight from answer_word
              where word like $1 and (is_public or not $2) group by answer_id limit 200"
        ),
        args![&pattern, is_public],
    )
}

pub struct Facts {
    pub title: String,
    pub words: String,
    pub team: Option<TeamId>,
    pub service: Option<ServiceId>,
    pub is_public: bool,
    pub is_active: bool,
}

pub fn insert(tx: &mut Tx, facts: &Facts, by: PersonId, now: Time) -> Result<i64> {
    let (id,) = tx.one(
        sql!(
            "insert into answer (title, words, team_id, service_id, is_public, is_active, by_id,
              created_at, updated_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $8) returning id"
        ),
        args![
            &facts.title,
            &facts.words,
            facts.team,
            facts.service,
            facts.is_public,
            facts.is_active,
            by,
            now
        ],
    )?;
    Ok(id)
}

/// False if the row has another version by now.
pub fn update(tx: &mut Tx, id: i64, version: i64, facts: &Facts, now: Time) -> Result<bool> {
    let changed = tx.run(
        sql!(
            "update answer set title = $3, words = $4, team_id = $5, service_id = $6,
              is_public = $7, is_active = $8, updated_at = $9, version = version + 1
              where id = $1 and version = $2"
        ),
        args![
            id,
            version,
            &facts.title,
            &facts.words,
            facts.team,
            facts.service,
            facts.is_public,
            facts.is_active,
            now
        ],
    )?;
    Ok(changed > 0)
}

/// Replaces the words that find an answer.
pub fn replace_words(tx: &mut Tx, id: i64, words: &[(String, i64)], is_public: bool) -> Result<()> {
    tx.run(sql!("delete from answer_word where answer_id = $1"), args![id])?;
    for (word, weight) in words {
        tx.run(
            sql!(
                "insert into answer_word (answer_id, word, weight, is_public)
                  values ($1, $2, $3, $4)"
            ),
            args![id, word, *weight, is_public],
        )?;
    }
    Ok(())
}

pub fn count_use(tx: &mut Tx, id: i64) -> Result<()> {
    tx.run(sql!("update answer set used = used + 1 where id = $1"), args![id])?;
    Ok(())
}

pub fn has_team(tx: &mut Tx, id: TeamId) -> Result<bool> {
    let found: Option<(i64,)> =
        tx.find(sql!("select id from team where id = $1 and is_active"), args![id])?;
    Ok(found.is_some())
}
