//! What kinds of field there are, when they are asked, and what was typed into them. Pure.

use super::store::{ChoiceRow, ConditionRow, FieldRow, ValueRow};
use crate::tickets::Kind;
use base::{Language, day_in_words};
use web::Fields;

db::words! {
    /// What a field takes.
    pub enum Type {
        /// One line.
        Text = "text",
        /// Several lines.
        LongText = "long_text",
        /// A number, with a unit.
        Number = "number",
        /// Yes or no.
        YesNo = "yes_no",
        /// One of a list.
        Choice = "choice",
        /// Any of a list.
        Choices = "choices",
        /// A day.
        Date = "date",
        /// Somebody with an account.
        Person = "person",
        /// A device that is listed.
        Device = "device",
        /// A web address.
        Url = "url",
    }
}

db::words! {
    /// Who is asked.
    pub enum AskedOf {
        /// Whoever reports.
        Requester = "requester",
        /// Those who help.
        Agents = "agents",
        /// Both.
        Both = "both",
    }
}

db::words! {
    /// When there must be an answer.
    pub enum RequiredAt {
        /// Never.
        Never = "never",
        /// To send the report.
        Report = "report",
        /// To put the ticket right.
        Resolution = "resolution",
    }
}

/// What was typed into fields, by key; and whether by somebody who looks at the form, so that what
/// their answers lead to can be asked there.
#[derive(Clone, Debug, Default)]
pub struct Typed(pub Vec<(String, Vec<String>)>, pub bool);

impl Typed {
    /// From a form, in which the fields are named `field_KEY`. Whether any was there at all.
    pub fn from_form(form: &Fields) -> Self {
        let mut typed = Typed(Vec::new(), true);
        for (name, value) in form.pairs() {
            if let Some(key) = name.strip_prefix("field_") {
                typed.push(key, value);
            }
        }
        typed
    }

    /// Adds a value of a field; an empty one only says that the field was there.
    pub fn push(&mut self, key: &str, value: &str) {
        let at = self.0.iter().position(|(k, _)| k == key).unwrap_or_else(|| {
            self.0.push((key.to_owned(), Vec::new()));
            self.0.len() - 1
        });
        if !value.trim().is_empty() {
            self.0[at].1.push(value.trim().to_owned());
        }
    }

    /// The values of a field; none where it was not there.
    pub fn get(&self, key: &str) -> Option<&[String]> {
        self.0.iter().find(|(k, _)| k == key).map(|(_, values)| values.as_slice())
    }
}

/// A field with what belongs to it.
#[derive(Clone, Debug)]
pub struct Field {
    /// Its row.
    pub row: FieldRow,
    /// Its choices, also those out of use.
    pub choices: Vec<ChoiceRow>,
    /// Shown only where another has this value.
    pub condition: Option<ConditionRow>,
}

impl Field {
    /// Whether it is asked about a ticket of this kind, of these people. The service was looked at.
    pub fn is_asked(&self, kind: Kind, of_agent: bool) -> bool {
        let of = if of_agent { AskedOf::Agents } else { AskedOf::Requester };
        self.row.is_active
            && self.row.kind.is_none_or(|only| only == kind)
            && (self.row.asked_of == AskedOf::Both || self.row.asked_of == of)
    }

    /// The choice that an id or a label means.
    pub fn choice(&self, typed: &str) -> Option<&ChoiceRow> {
        let is_it = |c: &&ChoiceRow| {
            c.id.to_string() == typed || c.label.to_lowercase() == typed.to_lowercase()
        };
        self.choices.iter().find(is_it)
    }

    /// What a typed value says to people, without looking anything up.
    fn shown(&self, typed: &str) -> String {
        match self.row.takes {
            Type::Choice | Type::Choices => {
                self.choice(typed).map_or(typed, |c| c.label.as_str()).to_owned()
            }
            Type::YesNo => yes_no(base::language("en"), typed).unwrap_or_default(),
            _ => typed.to_owned(),
        }
    }
}

fn yes_no(language: &Language, typed: &str) -> Option<String> {
    match typed.to_lowercase().as_str() {
        "yes" | "true" => Some(language.t("fields-yes").to_owned()),
        "no" | "false" => Some(language.t("fields-no").to_owned()),
        _ => None,
    }
}

/// A value for programs and for people.
pub type Read = (String, String);

/// Reads a value that needs no look-up; the key of what is wrong with it otherwise.
pub fn read(field: &Field, typed: &str) -> Result<Read, &'static str> {
    let language = base::language("en");
    let same = |text: &str| (text.to_owned(), text.to_owned());
    let fits = |most: usize| typed.chars().count() <= most;
    match field.row.takes {
        Type::Text if fits(500) => Ok(same(&typed.replace(['\r', '\n'], " "))),
        Type::LongText if fits(10_000) => Ok(same(typed)),
        Type::Text | Type::LongText => Err("problem-field-long"),
        Type::Number => {
            let number = typed.replace(',', ".").parse::<f64>().ok().filter(|n| n.is_finite());
            let number = number.filter(|n| n.abs() < 1e15).ok_or("problem-field-number")?;
            let unit = &field.row.unit;
            let shown =
                if unit.is_empty() { format!("{number}") } else { format!("{number} {unit}") };
            Ok((format!("{number}"), shown))
        }
        Type::YesNo => {
            let shown = yes_no(language, typed).ok_or("problem-choose")?;
            let is_yes = ["yes", "true"].contains(&typed.to_lowercase().as_str());
            Ok((if is_yes { "yes" } else { "no" }.to_owned(), shown))
        }
        Type::Choice | Type::Choices => {
            let choice = field.choice(typed).ok_or("problem-choose")?;
            Ok((choice.id.to_string(), choice.label.clone()))
        }
        Type::Date => {
            let date: jiff::civil::Date = typed.parse().map_err(|_| "problem-date")?;
            Ok((date.to_string(), day_in_words(language, date).replace('\u{2060}', "")))
        }
        Type::Url => {
            let is_web = typed.starts_with("https://") || typed.starts_with("http://");
            let is_sound = is_web && fits(2000) && !typed.contains(char::is_whitespace);
            if is_sound && typed.len() > 10 { Ok(same(typed)) } else { Err("problem-field-url") }
        }
        Type::Person | Type::Device => Err("problem-choose"),
    }
}

/// Which of the fields are shown, given what was typed: a field that hangs on another is shown only
/// where that one is shown itself and has the value.
pub fn shown<'a>(fields: &'a [Field], typed: &Typed) -> Vec<&'a Field> {
    fields.iter().filter(|field| is_shown(fields, field, typed, 0)).collect()
}

fn is_shown(fields: &[Field], field: &Field, typed: &Typed, depth: usize) -> bool {
    let Some(condition) = &field.condition else { return true };
    let other = fields.iter().find(|other| other.row.id == condition.other_id);
    let Some(other) = other.filter(|_| depth < 10) else { return false };
    let wanted = condition.value.to_lowercase();
    let values = typed.get(&other.row.key).unwrap_or_default();
    values.iter().any(|value| other.shown(value).to_lowercase() == wanted)
        && is_shown(fields, other, typed, depth + 1)
}

/// Whether fields that hang on each other would go round in a circle.
pub fn is_circle(conditions: &[ConditionRow], field: i64, other: i64) -> bool {
    let mut at = other;
    for _ in 0..=conditions.len() {
        if at == field {
            return true;
        }
        match conditions.iter().find(|c| c.field_id == at) {
            Some(next) => at = next.other_id,
            None => return false,
        }
    }
    true
}

/// A field as a form asks it.
#[derive(Clone, Debug)]
pub struct Asked {
    /// `field_KEY`.
    pub name: String,
    /// The question.
    pub label: String,
    /// What helps to answer it.
    pub help: String,
    /// The word of its [`Type`].
    pub takes: &'static str,
    /// Of numbers.
    pub unit: String,
    /// To choose from: value and label.
    pub choices: Vec<(String, String)>,
    /// What is in it.
    pub values: Vec<String>,
    /// Whether it must be answered now.
    pub is_required: bool,
    /// What was answered when the field was of another type.
    pub was: String,
}

impl Asked {
    /// Whether this choice is taken.
    pub fn has(&self, value: &str) -> bool {
        self.values.iter().any(|taken| taken == value)
    }

    /// What is in a box for one value.
    pub fn value(&self) -> &str {
        self.values.first().map_or("", String::as_str)
    }
}

/// What of a stored answer fits the field as it is now, and what was answered otherwise.
pub fn refill(field: &Field, stored: &[&ValueRow]) -> (Vec<String>, String) {
    let mut values = Vec::new();
    let mut was = Vec::new();
    for value in stored {
        let now = field.row.takes;
        let is_choice = |t| matches!(t, Type::Choice | Type::Choices);
        if value.takes == now || (is_choice(value.takes) && is_choice(now)) {
            values.push(value.value.clone());
        } else if matches!(now, Type::Text | Type::LongText) {
            values.push(value.shown.clone());
        } else if let Some(choice) = field.choice(&value.shown).filter(|_| is_choice(now)) {
            values.push(choice.id.to_string());
        } else {
            was.push(value.shown.clone());
        }
    }
    (values, was.join(", "))
}

/// The key of a field that has none: its label in small letters.
pub fn key_of(label: &str) -> String {
    let words: Vec<_> = db::dialect::fold(label).split_whitespace().map(str::to_owned).collect();
    let key: String = words.join("_").chars().filter(char::is_ascii).take(40).collect();
    key.trim_matches('_').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn field(id: i64, takes: Type, condition: Option<(i64, &str)>) -> Field {
        let row = FieldRow {
            id,
            service_id: None,
            service: None,
            key: format!("f{id}"),
            label: "L".into(),
            help: String::new(),
            takes,
            unit: "GB".into(),
            asked_of: AskedOf::Both,
            required_at: RequiredAt::Never,
            kind: None,
            position: id,
            is_active: true,
            version: 1,
        };
        let choice =
            |id, label: &str| ChoiceRow { id, field_id: 1, label: label.into(), is_active: true };
        let condition = condition.map(|(other_id, value)| ConditionRow {
            field_id: id,
            other_id,
            value: value.into(),
        });
        Field { row, choices: vec![choice(7, "Laptop"), choice(8, "Phone")], condition }
    }

    #[test]
    fn values_are_read_as_their_field_says() {
        let read = |t, typed: &str| read(&field(1, t, None), typed);
        assert_eq!(read(Type::Number, "2,50"), Ok(("2.5".into(), "2.5 GB".into())));
        assert_eq!(read(Type::Choice, "laptop"), Ok(("7".into(), "Laptop".into())));
        assert_eq!(read(Type::Choice, "8"), Ok(("8".into(), "Phone".into())));
        assert_eq!(
            read(Type::Date, "2026-12-24"),
            Ok(("2026-12-24".into(), "24 December 2026".into()))
        );
        for (t, typed) in [
            (Type::Number, "many"),
            (Type::Number, "NaN"),
            (Type::Number, "1e99"),
            (Type::Choice, "Boat"),
            (Type::Date, "2026-02-30"),
            (Type::Url, "javascript:alert(1)"),
            (Type::Url, "https://a b.example"),
            (Type::YesNo, "perhaps"),
        ] {
            assert!(read(t, typed).is_err(), "{typed}");
        }
    }

    #[test]
    fn a_field_hangs_on_another_that_must_be_shown_itself() {
        let fields = [
            field(1, Type::Choice, None),
            field(2, Type::YesNo, Some((1, "laptop"))),
            field(3, Type::Text, Some((2, "Yes"))),
        ];
        let mut typed = Typed::default();
        let ids =
            |typed: &Typed| shown(&fields, typed).iter().map(|f| f.row.id).collect::<Vec<_>>();
        typed.push("f2", "yes");
        assert_eq!(ids(&typed), [1]);
        typed.push("f1", "7");
        assert_eq!(ids(&typed), [1, 2, 3]);
    }

    #[test]
    fn circles_are_seen() {
        let on = |field_id, other_id| ConditionRow { field_id, other_id, value: String::new() };
        assert!(is_circle(&[on(2, 1), on(3, 2)], 1, 3));
        assert!(!is_circle(&[on(2, 1)], 3, 2));
        assert!(is_circle(&[], 1, 1));
    }
}
