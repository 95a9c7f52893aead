//! What is asked on a ticket's own page. Pure.

use crate::custom_fields::{Asked, Field, Type};
use web::Fields;

/// The questions of a ticket.
#[derive(Clone, Debug, Default)]
pub struct Panel {
    /// Everything that the reader is asked, with what was answered; empty for those who are not.
    pub asked: Vec<Asked>,
    /// What should have been answered to send the report and was not, by its label.
    pub missing: Vec<String>,
}

impl Panel {
    /// Whether something is asked that should have been answered by now.
    pub fn is_waiting(&self) -> bool {
        !self.missing.is_empty()
    }

    /// The questions, with what was typed into a form that came back.
    pub fn refilled(&self, form: Option<&Fields>) -> Vec<Asked> {
        let mut asked = self.asked.clone();
        for one in asked.iter_mut() {
            if let Some(form) = form.filter(|form| form.has(&one.name)) {
                let typed = form.all(&one.name).into_iter().filter(|text| !text.is_empty());
                one.values = typed.map(str::to_owned).collect();
            }
        }
        asked
    }
}

/// Questions on a form for strangers, at most.
const FEW: usize = 3;

/// Whether strangers at a device may be asked it: a tap, a number, a day; nothing that invites
/// anybody to write about themselves, and nothing that comes only after another answer.
fn is_for_strangers(field: &Field) -> bool {
    let is_plain = matches!(
        field.row.takes,
        Type::Choice | Type::Choices | Type::YesNo | Type::Number | Type::Date
    );
    is_plain && field.condition.is_none()
}

/// What the form behind a code asks, of all that is asked about a service.
pub fn for_strangers(fields: Vec<Field>) -> Vec<Field> {
    fields.into_iter().filter(is_for_strangers).take(FEW).collect()
}
