//! Rows of templates.

use super::model::TemplateTask;
use crate::{
    impact::{Hurts, Scope, Stopped, Workaround},
    tickets::Kind,
};
use base::{LocationId, ServiceId, TeamId, TicketId, Tx, args, row, sql};
use db::Result;

row! {
    /// A template with the names that belong to it.
    #[derive(Clone, Debug)]
    pub struct TemplateRow {
        pub id: i64,
        pub name: String,
        pub about: String,
        pub kind: Kind,
        pub subject: String,
        pub words: String,
        pub service_id: Option<ServiceId>,
        pub service: Option<String>,
        pub location_id: Option<LocationId>,
        pub location: Option<String>,
        pub team_id: Option<TeamId>,
        pub team: Option<String>,
        pub tags: String,
        pub scope: Scope,
        pub who: Stopped,
        pub workaround: Workaround,
        pub hurts: Hurts,
        pub is_public: bool,
        pub is_active: bool,
        pub version: i64,
    }
}

/// All, by name; a handful for each team.
pub fn list(tx: &mut Tx) -> Result<Vec<TemplateRow>> {
    tx.all(
        sql!(
            "select p.id, p.name, p.about, p.kind, p.subject, p.words, p.service_id,
              s.name as service, p.location_id, l.name as location, p.team_id, t.name as team,
              p.tags, p.scope, p.who, p.workaround, p.hurts, p.is_public, p.is_active, p.version
              from ticket_template p left join service s on s.id = p.service_id
              left join location l on l.id = p.location_id left join team t on t.id = p.team_id
              order by lower(p.name), p.id"
        ),
        &[],
    )
}

pub fn list_tasks(tx: &mut Tx, id: i64) -> Result<Vec<TemplateTask>> {
    let rows: Vec<(String, Option<i64>, bool)> = tx.all(
        sql!(
            "select title, due_days, is_shown from template_task
              where template_id = $1 order by position, id"
        ),
        args![id],
    )?;
    let task = |(title, due_days, is_shown)| TemplateTask { title, due_days, is_shown };
    Ok(rows.into_iter().map(task).collect())
}

/// Keys and values of its custom fields.
pub fn list_values(tx: &mut Tx, id: i64) -> Result<Vec<(String, String)>> {
    tx.all(
        sql!(
            "select f.key, v.value from template_value v join custom_field f on f.id = v.field_id
              where v.template_id = $1 order by v.id"
        ),
        args![id],
    )
}

pub struct Facts {
    pub name: String,
    pub about: String,
    pub kind: Kind,
    pub subject: String,
    pub words: String,
    pub service: Option<ServiceId>,
    pub location: Option<LocationId>,
    pub team: Option<TeamId>,
    pub tags: String,
    pub scope: Scope,
    pub who: Stopped,
    pub workaround: Workaround,
    pub hurts: Hurts,
    pub is_public: bool,
    pub is_active: bool,
}

pub fn insert(tx: &mut Tx, f: &Facts) -> Result<i64> {
    let (id,) = tx.one(
        sql!(
            "insert into ticket_template (name, about, kind, subject, words, service_id,
              location_id, team_id, tags, scope, who, workaround, hurts, is_public, is_active)
              values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
              returning id"
        ),
        args![
            &f.name,
            &f.about,
            f.kind,
            &f.subject,
            &f.words,
            f.service,
            f.location,
            f.team,
            &f.tags,
            f.scope,
            f.who,
            f.workaround,
            f.hurts,
            f.is_public,
            f.is_active
        ],
    )?;
    Ok(id)
}

/// False if the row has another version by now.
pub fn update(tx: &mut Tx, id: i64, version: i64, f: &Facts) -> Result<bool> {
    let changed = tx.run(
        sql!(
            "update ticket_template set name = $3, about = $4, kind = $5, subject = $6, words = $7,
              service_id = $8, location_id = $9, team_id = $10, tags = $11, scope = $12, who = $13,
              workaround = $14, hurts = $15, is_public = $16, is_active = $17,
              version = version + 1 where id = $1 and version = $2"
        ),
        args![
            id,
            version,
            &f.name,
            &f.about,
            f.kind,
            &f.subject,
            &f.words,
            f.service,
            f.location,
            f.team,
            &f.tags,
            f.scope,
            f.who,
            f.workaround,
            f.hurts,
            f.is_public,
            f.is_active
        ],
    )?;
    Ok(changed > 0)
}

/// Replaces its tasks.
pub fn set_tasks(tx: &mut Tx, id: i64, tasks: &[TemplateTask]) -> Result<()> {
    tx.run(sql!("delete from template_task where template_id = $1"), args![id])?;
    for (position, task) in (1_i64..).zip(tasks) {
        tx.run(
            sql!(
                "insert into template_task (template_id, position, title, due_days, is_shown)
                  values ($1, $2, $3, $4, $5)"
            ),
            args![id, position, &task.title, task.due_days, task.is_shown],
        )?;
    }
    Ok(())
}

/// Replaces the values of its custom fields.
pub fn set_values(tx: &mut Tx, id: i64, values: &[(i64, String)]) -> Result<()> {
    tx.run(sql!("delete from template_value where template_id = $1"), args![id])?;
    for (field, value) in values {
        tx.run(
            sql!("insert into template_value (template_id, field_id, value) values ($1, $2, $3)"),
            args![id, *field, value],
        )?;
    }
    Ok(())
}

/// Gives a ticket that was just written to a team, with tags, and to a person where there is one.
pub fn update_ticket(
    tx: &mut Tx,
    id: TicketId,
    team: Option<TeamId>,
    assignee: Option<base::PersonId>,
    tags: &str,
) -> Result<()> {
    tx.run(
        sql!(
            "update ticket set team_id = coalesce($2, team_id), assignee_id = $3, tags = $4
              where id = $1"
        ),
        args![id, team, assignee, tags],
    )?;
    Ok(())
}

/// Which of a template's service, place and team are in use.
pub fn find_in_use(tx: &mut Tx, id: i64) -> Result<Option<(bool, bool, bool)>> {
    tx.find(
        sql!(
            "select coalesce(s.is_active, true), coalesce(l.is_active, true),
              coalesce(t.is_active, true) from ticket_template p
              left join service s on s.id = p.service_id
              left join location l on l.id = p.location_id
              left join team t on t.id = p.team_id where p.id = $1"
        ),
        args![id],
    )
}

/// Somebody in use, by address.
pub fn find_person(tx: &mut Tx, email: &str) -> Result<Option<(base::PersonId,)>> {
    tx.find(sql!("select id from person where email = lower($1) and is_active"), args![email])
}
