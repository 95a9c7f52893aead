//! What happened today at the counters and around them: work put right on the spot, people whom
//! something stops too, a ticket that became part of another, ways to get by, words not sent yet,
//! talks that were had.

use super::load::{Keys, get};
use base::{Actor, App, DeviceId, Error, LocationId, PersonId, Result, ServiceId, TicketId};
use desk::{
    affected::{self, NewAffected},
    conversation::NewMessage,
    counter::{self, Fix, NewWork, Whom},
    custom_fields::Typed,
    devices::DeviceKind,
    drafts::{self, Editor, Form, Save},
    impact::{Answers, Hurts, Scope, Stopped, Workaround},
    merging::{self, NewMerge},
    tasks::{self, OneTask},
    tickets::{self, Channel, Kind, NewTicket},
    workaround,
};
use web::Fields;

/// The app that knows no card, the machines that lend nothing, the wireless that leads nowhere.
const EBOOKS: TicketId = TicketId(34);
const MACHINES: TicketId = TicketId(35);
const WIFI: TicketId = TicketId(39);

/// Through the real actions, as everything in the demo.
pub async fn fill(app: &App, keys: &Keys) -> Result<()> {
    work_at_the_desk(app, keys).await?;
    join(app, keys).await?;
    merge(app, keys).await?;
    get_by(app, keys).await?;
    begin_to_write(app, keys).await?;
    talk(app, keys).await
}

/// Who, on what, for whom, what they saw, what put it right, in how many minutes.
type Work = (&'static str, &'static str, Whom, &'static str, &'static str, i64);

const WORK: [Work; 6] = [
    ("ahmed", "northside_pc_2", Whom::Patron, "The mouse does nothing", "Plugged it in again", 2),
    (
        "ahmed",
        "northside_printer",
        Whom::Patron,
        "The paper is jammed",
        "Took a folded sheet out of tray 2",
        4,
    ),
    ("grace", "northside_pc_4", Whom::Patron, "The text is tiny", "Showed how to zoom", 5),
    ("deborah", "central_printer", Whom::Patron, "Prints pink", "New toner", 6),
    ("joseph", "central_receipts", Whom::Own, "No receipts", "New roll", 1),
    ("daniel", "central_pc_3", Whom::Colleague, "Won't sign in", "Caps lock was on", 1),
];

async fn work_at_the_desk(app: &App, keys: &Keys) -> Result<()> {
    for (who, device, whom, symptom, fixed_by, minutes) in WORK {
        let new = NewWork {
            kind: DeviceKind::Other,
            device: Some(DeviceId(get(&keys.devices, device)?)),
            location: None,
            whom,
            colleague: match whom {
                Whom::Colleague => Some(PersonId(get(&keys.people, "deborah")?)),
                _ => None,
            },
            symptom: symptom.into(),
            more: String::new(),
            tried: Vec::new(),
            fix: Some(Fix::Words(fixed_by.into())),
            minutes: Some(minutes),
            channel: Channel::Desk,
            scope: Scope::One,
            hurts: Hurts::Today,
            fields: Typed::default(),
            is_strict: false,
            key: None,
        };
        counter::record(app, &actor(app, keys, who).await?, new).await?;
    }
    Ok(())
}

/// Who adds themselves to what, where, and what they see.
const JOINED: [(&str, TicketId, &str, Stopped, &str); 5] = [
    ("grace", MACHINES, "northside", Stopped::Both, "The one by the lift says the same."),
    ("siobhan", EBOOKS, "harbour", Stopped::Patrons, "Two people at my desk, both with new cards."),
    ("daniel", EBOOKS, "central", Stopped::Patrons, "Since about nine."),
    ("wei", EBOOKS, "central", Stopped::Staff, "My own card, too."),
    ("linh", WIFI, "harbour", Stopped::Patrons, "The study tables are asking every few minutes."),
];

async fn join(app: &App, keys: &Keys) -> Result<()> {
    for (who, ticket, place, stopped, words) in JOINED {
        let new = NewAffected {
            location: Some(LocationId(get(&keys.locations, place)?)),
            scope: Some(Scope::Several),
            who: Some(stopped),
            hurts: Some(Hurts::Today),
            words: words.into(),
        };
        affected::add(app, &actor(app, keys, who).await?, ticket, new).await?;
    }
    Ok(())
}

/// Owen did not see that it is known; Yusuf makes it one.
async fn merge(app: &App, keys: &Keys) -> Result<()> {
    let words = "Nobody gets past the welcome page of the wireless at Harbour.";
    let new = NewTicket {
        kind: Kind::Incident,
        subject: "Welcome page of the wireless does not come up".into(),
        answers: Answers {
            words: words.into(),
            scope: Scope::Several,
            who: Stopped::Patrons,
            workaround: Workaround::None,
            hurts: Hurts::Today,
            hurts_note: String::new(),
            good_enough: String::new(),
            is_one_place: true,
            risks: Vec::new(),
        },
        requester: None,
        department: None,
        location: Some(LocationId(get(&keys.locations, "harbour")?)),
        service: Some(ServiceId(get(&keys.services, "public_wifi")?)),
        device: None,
        channel: Channel::Web,
        message: NewMessage::text(words, Channel::Web),
        key: None,
    };
    let id = tickets::open(app, &actor(app, keys, "owen").await?, new).await?;
    let yusuf = actor(app, keys, "yusuf").await?;
    merging::merge(app, &yusuf, id, NewMerge { into: WIFI, is_shared: None }).await
}

async fn get_by(app: &App, keys: &Keys) -> Result<()> {
    let ways = [
        (
            "nadia",
            TicketId(8),
            "Switch the screen off and on at the back, and wait three minutes. It lends again until the next Monday.",
        ),
        (
            "yusuf",
            TicketId(16),
            "The tables by the entrance have room to spare: send people there after three.",
        ),
        (
            "nadia",
            EBOOKS,
            "Borrow e-books on the website with the same card; the app finds them there later.",
        ),
    ];
    for (who, ticket, words) in ways {
        workaround::say(app, &actor(app, keys, who).await?, ticket, words).await?;
    }
    Ok(())
}

/// Words that wait where they were written: one's own, and one that a colleague may go on with.
async fn begin_to_write(app: &App, keys: &Keys) -> Result<()> {
    let drafts = [
        (
            "nadia",
            EBOOKS,
            Form::Reply,
            "Hello Joseph,\n\nthe supplier says that their side is up again. Before I tell everybody: could you try one card in the app and one on",
        ),
        (
            "ben",
            TicketId(26),
            Form::Note,
            "Compared with the knowledge base: our coverage says 2009, theirs says 2011. Next I would",
        ),
    ];
    for (who, ticket, form, words) in drafts {
        let actor = actor(app, keys, who).await?;
        let editor = Editor::Ticket(ticket, form);
        let fields = Fields::new([("body", words)]);
        let save = Save { editor, draft: None, version: 0, tab: format!("demo-{who}"), fields };
        drafts::save(app, &actor, save).await?;
        if form == Form::Note
            && let Some(draft) = drafts::list(app, &actor).await?.first()
        {
            drafts::share(app, &actor, draft.id, true).await?;
        }
    }
    let grace = actor(app, keys, "grace").await?;
    let words = "The scanner in the children's corner beeps twice and";
    let fields = Fields::new([("kind", "incident"), ("words", words)]);
    let save =
        Save { editor: Editor::Report, draft: None, version: 0, tab: "demo-grace".into(), fields };
    drafts::save(app, &grace, save).await.map(drop)
}

/// Those who were unhappy were spoken to; one of them is called tomorrow.
async fn talk(app: &App, keys: &Keys) -> Result<()> {
    let kerryn = actor(app, keys, "kerryn").await?;
    const SAID: [(&str, i64, &str); 4] = [
        (
            "samantha",
            3,
            "Whoever starts somebody new now gets one list with all names on it, ours and Facilities'.",
        ),
        ("hamish", 4, "I said sorry for how it sounded. The sign moves to where people stand."),
        ("hamish", 14, "She gets a line from me before I close the next one."),
        ("", 10, ""),
    ];
    for (who, ticket, words) in SAID {
        let id = TicketId(ticket);
        let owed = tasks::list(app, &kerryn, id).await?;
        for task in owed.into_iter().filter(|task| task.is_call_back) {
            if !who.is_empty() {
                let actor = actor(app, keys, who).await?;
                tasks::complete(app, &actor, id, task.id, (true, words)).await?;
                continue;
            }
            let due_at = Some(app.now().plus_seconds(86_400));
            let (title, is_shown) = (task.title, task.is_shown);
            let later = OneTask { title, owner: None, due_at, is_shown };
            let yusuf = actor(app, keys, "yusuf").await?;
            tasks::change(app, &yusuf, id, task.id, later).await?;
        }
    }
    Ok(())
}

async fn actor(app: &App, keys: &Keys, key: &str) -> Result<Actor> {
    let id = PersonId(get(&keys.people, key)?);
    let zone = app.config.time_zone();
    let found = app.read(move |tx| Ok(people::sign_in::actor_of(tx, id, &zone)?)).await?;
    found.ok_or(Error::NotFound)
}
