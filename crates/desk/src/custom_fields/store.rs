//! Rows of custom fields and of what was answered.

use super::model::{AskedOf, RequiredAt, Type};
use crate::tickets::Kind;
use base::{DeviceId, PersonId, ServiceId, TicketId, Time, Tx, args, row, sql};
use db::{Filter, Result, Sql};

row! {
    /// A field with the name of its service.
    #[derive(Clone, Debug)]
    pub struct FieldRow {
        pub id: i64,
        pub service_id: Option<ServiceId>,
        pub service: Option<String>,
        pub key: String,
        pub label: String,
        pub help: String,
        pub takes: Type,
        pub unit: String,
        pub asked_of: AskedOf,
        pub required_at: RequiredAt,
        pub kind: Option<Kind>,
        pub position: i64,
        pub is_active: bool,
        pub version: i64,
    }
}

row! {
    /// Something to choose.
    #[derive(Clone, Debug)]
    pub struct ChoiceRow {
        pub id: i64,
        pub field_id: i64,
        pub label: String,
        pub is_active: bool,
    }
}

row! {
    /// Which other field must say what.
    #[derive(Clone, Debug)]
    pub struct ConditionRow {
        pub field_id: i64,
        pub other_id: i64,
        pub value: String,
    }
}

row! {
    /// What was answered on a ticket.
    #[derive(Clone, Debug)]
    pub struct ValueRow {
        pub ticket_id: TicketId,
        pub field_id: i64,
        pub key: String,
        pub label: String,
        pub asked_of: AskedOf,
        pub takes: Type,
        pub value: String,
        pub shown: String,
    }
}

/// All fields; a few for each service.
pub fn list(tx: &mut Tx) -> Result<Vec<FieldRow>> {
    tx.all(
        sql!(
            "select f.id, f.service_id, s.name as service, f.key, f.label, f.help, f.type as takes, f.unit,
              f.asked_of, f.required_at, f.kind, f.position, f.is_active, f.version
              from custom_field f left join service s on s.id = f.service_id
              order by lower(coalesce(s.name, '')), f.position, f.id"
        ),
        &[],
    )
}

/// Those asked about a service, and those asked about all.
pub fn list_of(tx: &mut Tx, service: Option<ServiceId>) -> Result<Vec<FieldRow>> {
    tx.all(
        sql!(
            "select f.id, f.service_id, s.name as service, f.key, f.label, f.help, f.type as takes, f.unit,
              f.asked_of, f.required_at, f.kind, f.position, f.is_active, f.version
              from custom_field f left join service s on s.id = f.service_id
              where f.service_id = $1 or f.service_id is null
              order by f.position, f.id"
        ),
        args![service],
    )
}

pub fn list_choices(tx: &mut Tx) -> Result<Vec<ChoiceRow>> {
    tx.all(
        sql!(
            "select id, field_id, label, is_active from custom_field_choice
              order by field_id, position, id"
        ),
        &[],
    )
}

pub fn list_conditions(tx: &mut Tx) -> Result<Vec<ConditionRow>> {
    tx.all(sql!("select field_id, other_id, value from custom_field_condition"), &[])
}

/// What was answered on these tickets, in the order of the fields.
pub fn list_values(tx: &mut Tx, tickets: &[TicketId]) -> Result<Vec<ValueRow>> {
    let Some(last) = tickets.last() else { return Ok(Vec::new()) };
    let filled = tickets.iter().chain(std::iter::repeat(last));
    let filled = filled.take(tickets.len().next_power_of_two());
    let mut filter = Filter::default();
    let places: Vec<_> = filled.map(|id| filter.bind(*id)).collect();
    let text = format!(
        "select v.ticket_id, v.field_id, f.key, f.label, f.asked_of, v.type as takes, v.value, v.shown
          from custom_value v join custom_field f on f.id = v.field_id
          where v.ticket_id in ({}) order by f.position, f.id, v.id",
        places.join(", ")
    );
    tx.all(&Sql::built(text), &filter.values)
}

pub struct Facts {
    pub service: Option<ServiceId>,
    pub key: String,
    pub label: String,
    pub help: String,
    pub takes: Type,
    pub unit: String,
    pub asked_of: AskedOf,
    pub required_at: RequiredAt,
    pub kind: Option<Kind>,
    pub position: i64,
    pub is_active: bool,
}

pub fn insert(tx: &mut Tx, f: &Facts) -> Result<i64> {
    let (id,) = tx.one(
        sql!(
            "insert into custom_field (service_id, key, label, help, type, unit, asked_of,
              required_at, kind, position, is_active)
              values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) returning id"
        ),
        args![
            f.service,
            &f.key,
            &f.label,
            &f.help,
            f.takes,
            &f.unit,
            f.asked_of,
            f.required_at,
            f.kind,
            f.position,
            f.is_active
        ],
    )?;
    Ok(id)
}

/// False if the row has another version by now. The key stays: programs know the field by it.
pub fn update(tx: &mut Tx, id: i64, version: i64, f: &Facts) -> Result<bool> {
    let changed = tx.run(
        sql!(
            "update custom_field set service_id = $3, label = $4, help = $5, type = $6, unit = $7,
              asked_of = $8, required_at = $9, kind = $10, position = $11, is_active = $12,
              version = version + 1 where id = $1 and version = $2"
        ),
        args![
            id,
            version,
            f.service,
            &f.label,
            &f.help,
            f.takes,
            &f.unit,
            f.asked_of,
            f.required_at,
            f.kind,
            f.position,
            f.is_active
        ],
    )?;
    Ok(changed > 0)
}

/// Replaces the condition; none: always shown.
pub fn set_condition(tx: &mut Tx, id: i64, condition: Option<(i64, &str)>) -> Result<()> {
    tx.run(sql!("delete from custom_field_condition where field_id = $1"), args![id])?;
    if let Some((other, value)) = condition {
        tx.run(
            sql!(
                "insert into custom_field_condition (field_id, other_id, value) values ($1, $2, $3)"
            ),
            args![id, other, value],
        )?;
    }
    Ok(())
}

/// Makes these the choices in use, in this order. The others stay as rows, for what was answered.
pub fn set_choices(tx: &mut Tx, id: i64, labels: &[String]) -> Result<()> {
    tx.run(
        sql!("update custom_field_choice set is_active = false where field_id = $1"),
        args![id],
    )?;
    for (position, label) in (1_i64..).zip(labels) {
        let changed = tx.run(
            sql!(
                "update custom_field_choice set is_active = true, position = $3
                  where field_id = $1 and label = $2"
            ),
            args![id, label, position],
        )?;
        if changed == 0 {
            tx.run(
                sql!("insert into custom_field_choice (field_id, position, label) values ($1, $2, $3)"),
                args![id, position, label],
            )?;
        }
    }
    Ok(())
}

pub fn delete_values(tx: &mut Tx, ticket: TicketId, field: i64) -> Result<()> {
    tx.run(
        sql!("delete from custom_value where ticket_id = $1 and field_id = $2"),
        args![ticket, field],
    )?;
    Ok(())
}

pub fn insert_value(
    tx: &mut Tx,
    (ticket, field, takes): (TicketId, i64, Type),
    (value, shown): (&str, &str),
    by: Option<PersonId>,
    now: Time,
) -> Result<()> {
    tx.run(
        sql!(
            "insert into custom_value (ticket_id, field_id, type, value, shown, by_id, at)
              values ($1, $2, $3, $4, $5, $6, $7)"
        ),
        args![ticket, field, takes, value, shown, by, now],
    )?;
    Ok(())
}

/// Somebody by address or id.
pub fn find_person(tx: &mut Tx, typed: &str) -> Result<Option<(PersonId, String)>> {
    let id: i64 = typed.parse().unwrap_or_default();
    tx.find(
        sql!("select id, name from person where (email = lower($1) or id = $2) and is_active"),
        args![typed, id],
    )
}

/// A person's address, for a form.
pub fn find_address(tx: &mut Tx, id: &str) -> Result<Option<(String,)>> {
    let id: i64 = id.parse().unwrap_or_default();
    tx.find(sql!("select email from person where id = $1"), args![id])
}

pub fn find_device(tx: &mut Tx, id: DeviceId) -> Result<Option<(String,)>> {
    tx.find(sql!("select name from device where id = $1"), args![id])
}
