//! Answers to custom fields as JSON: `fields: {key: value}` of a ticket.

use super::{
    ValueRow,
    model::{Type, Typed},
};
use base::Error;
use serde_json::{Map, Value, json};

/// Values by key.
pub type Answered = Map<String, Value>;

/// Stored answers for programs: numbers, truth values, lists of labels, ids, words.
pub fn answered<'a>(values: impl Iterator<Item = &'a ValueRow>) -> Answered {
    let mut map = Answered::new();
    for value in values {
        let one = match value.takes {
            Type::Number => json!(value.value.parse::<f64>().unwrap_or_default()),
            Type::YesNo => json!(value.value == "yes"),
            Type::Person | Type::Device => json!(value.value.parse::<i64>().unwrap_or_default()),
            Type::Choice | Type::Choices => json!(value.shown),
            _ => json!(value.value),
        };
        match (value.takes, map.get_mut(&value.key)) {
            (Type::Choices, Some(Value::Array(list))) => list.push(one),
            (Type::Choices, None) => drop(map.insert(value.key.clone(), json!([one]))),
            _ => drop(map.insert(value.key.clone(), one)),
        }
    }
    map
}

/// What a program sent, as if it had been typed.
pub fn typed(fields: &Answered) -> Typed {
    let mut typed = Typed::default();
    for (key, value) in fields {
        typed.push(key, "");
        let text = |value: &Value| match value {
            Value::String(text) => text.clone(),
            Value::Bool(is_so) => if *is_so { "yes" } else { "no" }.to_owned(),
            Value::Null => String::new(),
            other => other.to_string(),
        };
        match value {
            Value::Array(list) => list.iter().for_each(|one| typed.push(key, &text(one))),
            one => typed.push(key, &text(one)),
        }
    }
    typed
}

/// Problems named as the document names its fields.
pub fn named_fields(error: Error) -> Error {
    match error {
        Error::Invalid(mut problems) => {
            for problem in &mut problems.0 {
                if let Some(key) = problem.field.strip_prefix("field_") {
                    problem.field = format!("fields.{key}");
                }
            }
            Error::Invalid(problems)
        }
        other => other,
    }
}
