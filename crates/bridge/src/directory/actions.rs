//! Reading the directory, and what people say of themselves.

use super::{
    model::{Organisation, PhoneFor, Shown},
    store::{self, CardRow, NewCard},
};
use base::{Actor, App, Error, Event, PersonId, Problems, Result, Right, Tx, Who};

/// Everybody and everything, for whoever may see the directory.
pub fn organisation(tx: &mut Tx, actor: &Actor) -> Result<Organisation> {
    actor.may(Right::SeeDirectory)?;
    Ok(Organisation {
        departments: store::list_departments(tx)?,
        teams: store::list_teams(tx)?,
        people: store::list_people(tx)?,
        roles: store::list_roles(tx)?,
    })
}

/// Somebody's card. Who left is said to have left, and nothing else; who writes from outside is
/// shown to those who work on requests.
pub fn show_person(tx: &mut Tx, actor: &Actor, id: PersonId) -> Result<Shown> {
    let organisation = organisation(tx, actor)?;
    let mut card = store::find_card(tx, id)?.ok_or(Error::NotFound)?;
    let is_me = actor.id == Some(id);
    let is_outside = card.department_id.is_none();
    if is_outside && !is_me && !actor.has(Right::Work) && !actor.has(Right::ManagePeople) {
        return Err(Error::NotFound);
    }
    let is_for_reader = match card.phone_for {
        PhoneFor::Everybody => true,
        PhoneFor::Helpers => actor.has(Right::Work),
        PhoneFor::Nobody => false,
    };
    if !is_me && (!is_for_reader || !card.is_active) {
        card.phone = String::new();
    }
    if !card.is_active {
        card.about = String::new();
        card.email = String::new();
    }
    let manager = organisation.line_manager(id).cloned();
    let may_set_manager = may_set_manager(&organisation, actor, &card);
    Ok(Shown { card, manager, is_me, may_set_manager, organisation })
}

/// Those who look after their department, and whoever looks after people's accounts.
fn may_set_manager(organisation: &Organisation, actor: &Actor, card: &CardRow) -> bool {
    let looks_after = |id| actor.has(Right::LookAfter) && organisation.looks_after(actor, id);
    actor.who == Who::System
        || actor.has(Right::ManagePeople)
        || card.department_id.is_some_and(looks_after)
}

/// What is to stand on somebody's card.
#[derive(Clone, Debug, Default)]
pub struct CardChange {
    /// A few words: at most 500 characters. Only the person writes these.
    pub about: String,
    /// At most 60 characters.
    pub phone: String,
    /// Who may see it.
    pub phone_for: Option<PhoneFor>,
    /// Whether they are left out of "who knows about this?".
    pub is_left_out: bool,
    /// Whom they answer to; none: whoever the roles say. From somebody who may not say so, it is
    /// left as it is.
    pub manager: Option<PersonId>,
}

/// Changes somebody's card, which was read at `version`: the person themselves; whom they answer to
/// is for those who look after their department.
pub async fn change_card(
    app: &App,
    actor: &Actor,
    id: PersonId,
    version: i64,
    new: CardChange,
) -> Result<()> {
    let mut problems = Problems::default();
    let about = problems.optional_text("about", &new.about, 500);
    let phone = problems.optional_line("phone", &new.phone, 60);
    let phone_for = problems.word("phone_for", new.phone_for);
    problems.check()?;
    app.act(actor, move |act| {
        let shown = show_person(act.tx, act.actor, id)?;
        let is_own = shown.is_me || act.actor.who == Who::System;
        if !is_own && !shown.may_set_manager {
            return Err(Error::Forbidden);
        }
        if !shown.is_here() {
            return Err(Error::Conflict);
        }
        // the number as it is stored: the one who only says whom they answer to may not see it
        let stored = store::find_card(act.tx, id)?.ok_or(Error::NotFound)?;
        let manager = if shown.may_set_manager { new.manager } else { stored.manager_id };
        let is_known = |manager| manager != id && shown.organisation.person(manager).is_some();
        if shown.may_set_manager && manager.is_some_and(|manager| !is_known(manager)) {
            return Err(Error::invalid("manager", "problem-choose"));
        }
        let row = match is_own {
            true => NewCard {
                about: &about,
                phone: &phone,
                phone_for: phone_for.unwrap_or(stored.phone_for),
                is_left_out: new.is_left_out,
                manager,
            },
            false => NewCard {
                about: &stored.about,
                phone: &stored.phone,
                phone_for: stored.phone_for,
                is_left_out: stored.is_left_out,
                manager,
            },
        };
        if !store::update_card(act.tx, id, version, &row)? {
            return Err(Error::Conflict);
        }
        let name = |id: Option<PersonId>| {
            id.and_then(|id| shown.organisation.person(id)).map(|one| one.name.clone())
        };
        act.record(&Event {
            kind: "card.changed",
            subject: format!("person {id}"),
            before: name(stored.manager_id).unwrap_or_default(),
            after: name(manager).unwrap_or_default(),
            ..Event::default()
        })
    })
    .await
}
