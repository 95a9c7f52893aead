//! Reading the report form.

use crate::{
    conversation::NewMessage,
    impact::Answers,
    tickets::{Channel, Kind, NewTicket},
};
use base::{DeviceId, LocationId, Problems, ServiceId};
use web::Fields;

/// What the form says so far, with everything that is missing noted.
pub fn read(form: &Fields) -> (NewTicket, Problems) {
    let mut problems = Problems::default();
    let location = form.number("location").map(LocationId);
    let kind = Kind::parse(form.get("kind")).unwrap_or(Kind::Incident);
    let get = |name: &str| match (name, form.get(name)) {
        // who is stopped and a way round are only asked when something has stopped
        ("scope", "") if kind != Kind::Incident => "one".to_owned(),
        ("who", "") if kind != Kind::Incident => "staff".to_owned(),
        ("workaround", "") if kind != Kind::Incident => "slow".to_owned(),
        (_, value) => value.to_owned(),
    };
    let answers = Answers::read(&get, location.is_some(), &mut problems);
    let staged = form.all("attachment").iter().filter_map(|id| id.parse().ok()).collect();
    let message = NewMessage::text(answers.words.clone(), Channel::Web).with_staged(staged);
    let key = Some(form.get("key").chars().take(100).collect::<String>()).filter(|k| !k.is_empty());
    let new = NewTicket {
        kind,
        // the form has no box for it: the first words become it
        subject: String::new(),
        answers,
        requester: None,
        department: None,
        location,
        service: form.number("service").map(ServiceId),
        device: form.number("device").map(DeviceId),
        channel: Channel::Web,
        message,
        key,
    };
    (new, problems)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_needs_no_words_about_who_is_stopped() {
        let form = Fields::new([
            ("kind", "question"),
            ("words", "Who sees screenshots?"),
            ("hurts", "later"),
        ]);
        let (_, problems) = read(&form);
        assert_eq!(problems, Problems::default());
        let form = Fields::new([("kind", "incident"), ("words", "It stopped"), ("hurts", "now")]);
        let (_, problems) = read(&form);
        assert_eq!(
            problems.0.iter().map(|p| p.field.as_str()).collect::<Vec<_>>(),
            ["scope", "who", "workaround"]
        );
    }
}
