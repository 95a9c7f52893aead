//! Inviting people, and saying whether one comes.

use super::{
    model::{Answer, Role, names, parts},
    store::{self, Guest},
};
use crate::{meetings, relationships::Relationship};
use base::{Act, Actor, App, Error, Event, PersonId, Problems, Result, Tx};
use desk::following::{Whom, find_one};

/// Who is invited to a meeting that the actor may see.
pub(crate) fn list(tx: &mut Tx, _actor: &Actor, meeting: i64) -> Result<Vec<Guest>> {
    Ok(store::list_guests(tx, meeting)?)
}

/// What the actor does at a meeting, if they are invited.
pub(crate) fn role_of(tx: &mut Tx, actor: &Actor, meeting: i64) -> Result<Option<Role>> {
    let Some(person) = actor.id else { return Ok(None) };
    Ok(store::find_guest(tx, meeting, person)?.map(|(role,)| role))
}

/// Whom a plan names.
#[derive(Clone, Debug, Default)]
pub struct Named {
    /// Who leads: a name or an address; may be empty.
    pub chair: String,
    /// Who writes the minutes.
    pub minute_taker: String,
    /// Everybody else, one in each line.
    pub guests: String,
}

/// The people a plan means; who cannot be found, or has left, is named beside the field.
pub(crate) fn read(
    tx: &mut Tx,
    _actor: &Actor,
    problems: &mut Problems,
    named: &Named,
) -> Result<Vec<(PersonId, Role)>> {
    let mut one = |field: &'static str, name: &str| match find_one(
        tx,
        field,
        &Whom::Typed(name.to_owned()),
    ) {
        Ok(found) => Ok(Some(found.id)),
        Err(Error::Invalid(found)) => {
            for problem in found.0 {
                let mut args = problem.args;
                args.push(("name", name.chars().take(80).collect()));
                let key = match problem.key {
                    "problem-no-such-person" => "problem-guest-unknown",
                    other => other,
                };
                problems.add_with(field, key, args);
            }
            Ok(None)
        }
        Err(error) => Err(error),
    };
    let lead = |text: &str| (!text.trim().is_empty()).then(|| text.trim().to_owned());
    let chair = lead(&named.chair).map(|name| one("chair", &name)).transpose()?.flatten();
    let taker =
        lead(&named.minute_taker).map(|name| one("minute_taker", &name)).transpose()?.flatten();
    let mut members = Vec::new();
    for name in names(&named.guests).iter().take(MOST) {
        members.extend(one("guests", name)?);
    }
    let all = parts(chair, taker, &members);
    if all.is_empty() && problems.0.is_empty() {
        problems.add("guests", "problem-meeting-nobody");
    }
    Ok(all)
}

/// More are no meeting.
const MOST: usize = 60;

/// Invites exactly these. Gives whether somebody came or went.
pub(crate) fn set(act: &mut Act<'_>, meeting: i64, all: &[(PersonId, Role)]) -> Result<Vec<Guest>> {
    let before = store::list_guests(act.tx, meeting)?;
    for (person, role) in all {
        store::upsert_guest(act.tx, meeting, *person, *role)?;
    }
    let mut gone = Vec::new();
    for guest in before {
        if all.iter().all(|(person, _)| *person != guest.person_id) {
            store::delete_guest(act.tx, meeting, guest.person_id)?;
            gone.push(guest);
        }
    }
    Ok(gone)
}

/// Who is invited to a meeting after a change for many: whoever was added or taken out of the list
/// that was shown comes or goes, and whoever was asked to this one alone stays.
pub(crate) fn merged(
    shown: &[Guest],
    wanted: &[(PersonId, Role)],
    here: &[Guest],
) -> Vec<(PersonId, Role)> {
    let of =
        |all: &[Guest], id: PersonId| all.iter().find(|it| it.person_id == id).map(|it| it.part);
    let stays = here.iter().filter(|one| {
        let is_wanted = wanted.iter().any(|(id, _)| *id == one.person_id);
        is_wanted || of(shown, one.person_id).is_none()
    });
    let mut all: Vec<(PersonId, Role)> = stays.map(|one| (one.person_id, one.part)).collect();
    for (id, role) in wanted {
        match all.iter_mut().find(|(known, _)| known == id) {
            Some(known) if of(shown, *id) != Some(*role) => known.1 = *role,
            Some(_) => {}
            None if of(shown, *id).is_none() => all.push((*id, *role)),
            // taken out of this one alone
            None => {}
        }
    }
    all
}

/// Those who look after either side, to begin a plan with: whoever leads, whoever writes, the others.
pub(crate) fn usual(tx: &mut Tx, _actor: &Actor, of: &Relationship) -> Result<Named> {
    let ours = store::list_keepers(tx, of.customer_id)?;
    let theirs = store::list_keepers(tx, of.provider_id)?;
    let liaison = ours.iter().chain(&theirs).find(|(.., role)| role == "liaison");
    let chair = liaison.map(|(_, name, _)| name.clone()).unwrap_or_default();
    let others = ours.iter().chain(&theirs).map(|(_, name, _)| name.clone());
    let others: Vec<_> = others.filter(|name| *name != chair).collect();
    Ok(Named { chair, minute_taker: String::new(), guests: others.join("\n") })
}

/// How those who are invited are named in a form.
pub(crate) fn as_named(_actor: &Actor, all: &[Guest]) -> Named {
    let of = |role: Role| all.iter().filter(move |one| one.part == role && one.is_here);
    let first = |role: Role| of(role).next().map(|one| one.email.clone()).unwrap_or_default();
    let members: Vec<_> = of(Role::Member).map(|one| one.email.clone()).collect();
    Named {
        chair: first(Role::Chair),
        minute_taker: first(Role::Minutes),
        guests: members.join("\n"),
    }
}

/// Takes note of what the actor answered elsewhere: they are invited, and the meeting is to come.
pub(crate) fn note_answer(
    act: &mut Act<'_>,
    meeting: i64,
    answer: Answer,
    words: &str,
) -> Result<()> {
    let person = act.actor.person()?;
    store::update_answer(act.tx, (meeting, person), answer, (words, act.now))?;
    act.record(&Event {
        kind: "meeting.answered",
        subject: format!("meeting {meeting}"),
        after: answer.to_string(),
        ..Event::default()
    })
}

/// Says whether one comes; why not, where one cannot. Only for oneself.
pub async fn answer(
    app: &App,
    actor: &Actor,
    meeting: i64,
    answer: Option<Answer>,
    words: &str,
) -> Result<()> {
    let mut problems = Problems::default();
    let answer = problems.word("answer", answer);
    let words = match answer {
        Some(Answer::Cannot) => problems.line("because", words, 200),
        _ => problems.optional_line("because", words, 200),
    };
    problems.check()?;
    let Some(answer) = answer else { return Err(Error::Conflict) };
    app.act(actor, move |act| {
        let (found, _) = meetings::see(act.tx, act.actor, meeting)?;
        if found.cancelled_at.is_some() || found.held_at.is_some() {
            return Err(Error::Conflict);
        }
        let person = act.actor.person()?;
        if store::find_guest(act.tx, meeting, person)?.is_none() {
            return Err(Error::Forbidden);
        }
        note_answer(act, meeting, answer, &words)
    })
    .await
}
