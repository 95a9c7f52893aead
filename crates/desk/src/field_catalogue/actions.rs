//! Keeping custom fields: those who look after a service keep its fields, administrators all.

use crate::{
    answers::{keeps, may_keep},
    custom_fields::{
        AskedOf, ConditionRow, Facts, Field, RequiredAt, Type, insert, is_circle, key_of,
        list_conditions, list_fields, set_choices, set_condition, update_field, with_parts,
    },
    services,
    tickets::Kind,
};
use base::{Act, Actor, App, Error, Event, Problems, Result, Right, ServiceId, Tx};

/// A field as somebody writes it down.
#[derive(Clone, Debug, Default)]
pub struct NewField {
    /// Asked about this service; none: about all.
    pub service: Option<ServiceId>,
    /// As programs know it; empty: from the label.
    pub key: String,
    /// The question.
    pub label: String,
    /// What helps to answer it.
    pub help: String,
    /// What it takes.
    pub takes: Option<Type>,
    /// Of numbers.
    pub unit: String,
    /// Who is asked.
    pub asked_of: Option<AskedOf>,
    /// When there must be an answer.
    pub required_at: Option<RequiredAt>,
    /// For tickets of this kind only.
    pub kind: Option<Kind>,
    /// Lower ones come first.
    pub position: i64,
    /// Whether it is asked.
    pub is_active: bool,
    /// To choose from.
    pub choices: Vec<String>,
    /// Shown only where another field, by its key, has this value.
    pub condition: Option<(String, String)>,
}

/// The team that looks after the service keeps its fields.
fn keeper(tx: &mut Tx, actor: &Actor, service: Option<ServiceId>) -> Result<()> {
    let team = services::team_of(tx, service)?;
    may_keep(actor, team)
}

/// All that the actor keeps.
pub async fn list(app: &App, actor: &Actor) -> Result<Vec<Field>> {
    if !actor.has(Right::ManageOrganisation) {
        actor.may(Right::Work)?;
    }
    let actor = actor.clone();
    app.read(move |tx| {
        let rows = list_fields(tx)?;
        let mut fields = with_parts(tx, rows)?;
        let mut kept = Vec::new();
        for field in &fields {
            kept.push(keeps(&actor, services::team_of(tx, field.row.service_id)?));
        }
        let mut kept = kept.into_iter();
        fields.retain(|_| kept.next().unwrap_or_default());
        Ok(fields)
    })
    .await
}

/// One of them.
pub async fn get(app: &App, actor: &Actor, id: i64) -> Result<Field> {
    let found = list(app, actor).await?.into_iter().find(|field| field.row.id == id);
    found.ok_or(Error::NotFound)
}

type Whole = (Facts, Vec<String>, Option<(i64, String)>);

fn read_new(tx: &mut Tx, new: &NewField, own: i64) -> Result<Whole> {
    let mut problems = Problems::default();
    let label = problems.line("label", &new.label, 150);
    let help = problems.optional_text("help", &new.help, 500);
    let unit = problems.optional_line("unit", &new.unit, 20);
    let takes = problems.word("type", new.takes).unwrap_or(Type::Text);
    let key = if new.key.trim().is_empty() { key_of(&label) } else { new.key.trim().to_owned() };
    let is_key = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    if key.is_empty() || key.len() > 40 || !key.chars().all(is_key) {
        problems.add("key", "problem-field-key");
    }
    let mut choices: Vec<String> = Vec::new();
    for label in &new.choices {
        let label = problems.optional_line("choices", label, 100);
        if !label.is_empty() && !choices.contains(&label) {
            choices.push(label);
        }
    }
    if matches!(takes, Type::Choice | Type::Choices) && choices.is_empty() {
        problems.add("choices", "problem-empty");
    }
    let mut condition = None;
    if let Some((other, value)) = &new.condition {
        let conditions: Vec<ConditionRow> = list_conditions(tx)?;
        let found = list_fields(tx)?.into_iter().find(|f| f.key == *other);
        match found.filter(|f| f.id != own && !is_circle(&conditions, own, f.id)) {
            Some(field) => condition = Some((field.id, value.trim().to_owned())),
            None => problems.add("other", "problem-field-circle"),
        }
    }
    problems.check()?;
    let facts = Facts {
        service: new.service,
        key,
        label,
        help,
        takes,
        unit,
        asked_of: new.asked_of.unwrap_or(AskedOf::Both),
        required_at: new.required_at.unwrap_or(RequiredAt::Never),
        kind: new.kind,
        position: new.position.clamp(0, 10_000),
        is_active: new.is_active,
    };
    Ok((facts, choices, condition))
}

fn set_parts(
    act: &mut Act<'_>,
    id: i64,
    choices: &[String],
    condition: Option<&(i64, String)>,
) -> Result<()> {
    set_choices(act.tx, id, choices)?;
    let condition = condition.map(|(other, value)| (*other, value.as_str()));
    Ok(set_condition(act.tx, id, condition)?)
}

/// Adds a field.
pub async fn create(app: &App, actor: &Actor, new: NewField) -> Result<i64> {
    actor.may(Right::Report)?;
    app.act(actor, move |act| {
        keeper(act.tx, act.actor, new.service)?;
        let (facts, choices, condition) = read_new(act.tx, &new, 0)?;
        let id = insert(act.tx, &facts).map_err(Error::taken("key", "problem-field-key-taken"))?;
        set_parts(act, id, &choices, condition.as_ref())?;
        act.record(&Event {
            kind: "field.created",
            subject: format!("field {id}"),
            after: facts.label,
            ..Event::default()
        })?;
        Ok(id)
    })
    .await
}

/// Changes a field. What was answered stays readable as it was.
pub async fn update(
    app: &App,
    actor: &Actor,
    id: i64,
    version: Option<i64>,
    new: NewField,
) -> Result<()> {
    let old = get(app, actor, id).await?;
    app.act(actor, move |act| {
        keeper(act.tx, act.actor, new.service)?;
        let new = NewField { key: old.row.key.clone(), ..new.clone() };
        let (facts, choices, condition) = read_new(act.tx, &new, id)?;
        let version = version.unwrap_or(old.row.version);
        if !update_field(act.tx, id, version, &facts)? {
            return Err(Error::Conflict);
        }
        set_parts(act, id, &choices, condition.as_ref())?;
        act.record(&Event {
            kind: "field.edited",
            subject: format!("field {id}"),
            before: format!("{} ({})", old.row.label, old.row.takes),
            after: format!("{} ({})", facts.label, facts.takes),
            ..Event::default()
        })
    })
    .await
}
