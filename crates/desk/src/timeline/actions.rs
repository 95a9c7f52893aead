//! Reading a ticket whole.

use super::{
    model::View,
    store::{EventRow, list_events},
};
use crate::{
    affected, answers,
    assignment::list_agents,
    connected,
    conversation::{list_attachments, list_messages},
    counter, custom_fields, drafts, felt, following,
    impact::find_statement,
    live, merging, open_questions, outgoing, playback,
    resolution::find_resolution,
    scans, snooze, tasks,
    tickets::{self, Access},
    time_spent, workaround,
};
use base::{Actor, App, Result, Slots, TicketId, Tx};

/// Everything the ticket's page shows, in one read, without what the actor may not see.
pub async fn view(app: &App, actor: &Actor, id: TicketId) -> Result<View> {
    let (app, of) = (app.clone(), actor.clone());
    app.clone().read(move |tx| load(tx, &app, &of, id)).await
}

/// The ticket's events that its reader may know of. Who may not read the mark does not read of it
/// between the lines, either.
fn events(
    tx: &mut Tx,
    id: TicketId,
    (is_agent, reads_feedback): (bool, bool),
) -> Result<Vec<EventRow>> {
    let mut events = list_events(tx, id)?;
    events.retain(|event| {
        (is_agent || !event.is_internal) && (reads_feedback || !event.kind.starts_with("feedback."))
    });
    Ok(events)
}

fn load(tx: &mut Tx, app: &App, actor: &Actor, id: TicketId) -> Result<View> {
    let now = app.now();
    let (ticket, access) = tickets::see(tx, actor, id)?;
    let is_agent = access == Access::Work;
    let connected = connected::load(tx, actor, id, access)?;
    let mut messages = list_messages(tx, id, is_agent, 0, 1000)?;
    if connected.has_moved() {
        messages.extend(merging::list_moved(tx, id)?);
        messages.sort_by_key(|message| message.id);
    }
    let feedback = felt::shown(tx, actor, &ticket, access)?;
    let events = events(tx, id, (is_agent, feedback.is_some()))?;
    let watchers = following::list(tx, id)?;
    let (teams, agents) = match is_agent {
        true => (tickets::list_teams(tx)?, list_agents(tx, ticket.team_id)?),
        false => (Vec::new(), Vec::new()),
    };
    let answers = match is_agent {
        true => answers::panel(tx, actor, &ticket)?,
        false => answers::Panel::default(),
    };
    Ok(View {
        slots_side: Slots::of_ticket(app.slots.ticket_side, tx, app, actor, id)?,
        slots_below: Slots::of_ticket(app.slots.ticket_below, tx, app, actor, id)?,
        slots_assign: match is_agent {
            true => Slots::of_ticket(app.slots.ticket_assign, tx, app, actor, id)?,
            false => Vec::new(),
        },
        slots_reply: Slots::of_ticket(app.slots.ticket_reply, tx, app, actor, id)?,
        fields: custom_fields::panel(tx, id, access)?,
        questions: open_questions::panel(tx, actor, &ticket, access)?,
        tasks: tasks::panel(tx, actor, &ticket, access)?,
        time: time_spent::panel(tx, &ticket, access)?,
        is_watching: watchers.iter().any(|one| Some(one.id) == actor.id),
        answers,
        is_mine: actor.id == Some(ticket.requester_id)
            || (ticket.is_patrons() && access == Access::Own),
        statement: find_statement(tx, id)?,
        messages,
        connected,
        attachments: list_attachments(tx, id, is_agent)?,
        resolution: find_resolution(tx, id)?,
        feedback,
        playback: playback::panel(tx, actor, &ticket, access, app.now())?,
        affected: affected::panel(tx, id)?,
        desk: counter::panel(tx, id)?,
        workaround: workaround::find(tx, id)?,
        scans: scans::list_of_ticket(tx, id)?,
        events,
        watchers,
        teams,
        agents,
        snoozed_until: if is_agent { snooze::asleep_until(tx, actor, id, now)? } else { None },
        drafts: drafts::panel(tx, actor, id, access)?,
        outgoing: outgoing::panel(tx, actor, id, access)?,
        patron: crate::patron::load_panel(tx, actor, &ticket, access)?,
        live: live::panel(tx, actor, access, &app.live.writers(id, app.now()))?,
        by_right: tickets::by_right(actor, &ticket.belongs()),
        access,
        ticket,
    })
}
