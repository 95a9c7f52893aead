//! Rows of who is invited.

use super::model::{Answer, Role};
use base::{DepartmentId, PersonId, Time, Tx, args, row, sql};
use db::Result;

row! {
    /// Somebody who is invited.
    #[derive(Clone, Debug)]
    pub struct Guest {
        pub person_id: PersonId,
        pub name: String,
        pub email: String,
        pub department: Option<String>,
        pub department_id: Option<DepartmentId>,
        /// Not left.
        pub is_here: bool,
        pub part: Role,
        pub answer: Option<Answer>,
        pub answer_words: String,
    }
}

/// Who is invited: first who leads and who writes, then by name.
pub fn list_guests(tx: &mut Tx, meeting: i64) -> Result<Vec<Guest>> {
    tx.all(
        sql!(
            "select g.person_id, p.name, p.email, d.name as department, p.department_id,
              p.is_active as is_here, g.part, g.answer, g.answer_words
              from meeting_guest g join person p on p.id = g.person_id
              left join department d on d.id = p.department_id where g.meeting_id = $1
              order by case g.part when 'chair' then 0 when 'minutes' then 1 else 2 end,
              lower(p.name), p.id limit 200"
        ),
        args![meeting],
    )
}

pub fn find_guest(tx: &mut Tx, meeting: i64, person: PersonId) -> Result<Option<(Role,)>> {
    tx.find(
        sql!("select part from meeting_guest where meeting_id = $1 and person_id = $2"),
        args![meeting, person],
    )
}

/// Invites somebody, or changes what they do there; what they answered stays.
pub fn upsert_guest(tx: &mut Tx, meeting: i64, person: PersonId, part: Role) -> Result<()> {
    tx.run(
        sql!(
            "insert into meeting_guest (meeting_id, person_id, part) values ($1, $2, $3)
              on conflict (meeting_id, person_id) do update set part = excluded.part"
        ),
        args![meeting, person, part],
    )?;
    Ok(())
}

pub fn delete_guest(tx: &mut Tx, meeting: i64, person: PersonId) -> Result<()> {
    tx.run(
        sql!("delete from meeting_guest where meeting_id = $1 and person_id = $2"),
        args![meeting, person],
    )?;
    Ok(())
}

pub fn update_answer(
    tx: &mut Tx,
    (meeting, person): (i64, PersonId),
    answer: Answer,
    (words, now): (&str, Time),
) -> Result<bool> {
    let changed = tx.run(
        sql!(
            "update meeting_guest set answer = $3, answer_words = $4, answered_at = $5
              where meeting_id = $1 and person_id = $2"
        ),
        args![meeting, person, answer, words, now],
    )?;
    Ok(changed > 0)
}

/// Those who look after a department: what a meeting begins with.
pub fn list_keepers(
    tx: &mut Tx,
    department: DepartmentId,
) -> Result<Vec<(PersonId, String, String)>> {
    tx.all(
        sql!(
            "select p.id, p.name, min(g.role) from role_grant g join person p on p.id = g.person_id
              where g.department_id = $1 and g.role in ('liaison', 'manager', 'it_manager')
              and p.is_active group by p.id, p.name order by p.name limit 10"
        ),
        args![department],
    )
}
