//! The demo: thanks, tours, placements and ideas.

use super::actor;
use crate::demo::{
    load::{Keys, get},
    store,
};
use base::{Actor, App, PersonId, Result, TeamId, TicketId, Time};
use bridge::{
    follow_ups::{self, Held},
    ideas::{self, NewIdea, Origin, Outcome, State},
    placements::{self, NewPlacement},
    praise::{self, Attribute, NewPraise, Sharing, To},
    relationships::Side,
    tours::{self, Diary, NewTour},
};
use jiff::civil::Date;

/// Days ago, from whom, to whom, for what, in which words, about which ticket, and who may read it.
type Said = (i64, &'static str, &'static str, Attribute, &'static str, i64, Option<Sharing>);

const SAID: [Said; 12] = [
    (
        301,
        "grace",
        "hamish",
        Attribute::Helped,
        "You came out to Harbour in the rain with a spare printer under your coat, and stayed until the first receipt came out.",
        0,
        Some(Sharing::Everybody),
    ),
    (
        244,
        "samantha",
        "linh",
        Attribute::Knew,
        "You rang with the card type, the time and the exact words on the screen. We had it fixed before the kettle boiled.",
        0,
        Some(Sharing::Everybody),
    ),
    (
        188,
        "tom",
        "t:network",
        Attribute::Cooperated,
        "You moved your change to Monday so that story time could go on. Forty toddlers thank you.",
        0,
        Some(Sharing::Everybody),
    ),
    (
        141,
        "kerryn",
        "priya",
        Attribute::Process,
        "Instead of asking who forgot the form, you took the form away. Nobody has missed it.",
        0,
        Some(Sharing::Everybody),
    ),
    (
        97,
        "helen",
        "kerryn",
        Attribute::Owned,
        "You told us straight out that the update was your mistake. We trust the next one more for it.",
        0,
        Some(Sharing::Everybody),
    ),
    (
        61,
        "wei",
        "thuy",
        Attribute::Helped,
        "Two floors down to hold a cable, and you laughed about it. The queue was gone in five minutes.",
        0,
        Some(Sharing::Team),
    ),
    (
        29,
        "nadia",
        "siobhan",
        Attribute::Helped,
        "You tried thirty cards on your machines while I read the log. That saved me an hour of looking in the wrong place.",
        34,
        Some(Sharing::Everybody),
    ),
    (
        22,
        "ahmed",
        "yusuf",
        Attribute::Knew,
        "You knew at once that the machines were not lying, the line was. And you explained it so that I could tell the queue.",
        35,
        Some(Sharing::Everybody),
    ),
    (
        15,
        "yusuf",
        "ahmed",
        Attribute::Asked,
        "You asked what the red light means instead of pulling the plug. It saved the day's returns.",
        35,
        Some(Sharing::Everybody),
    ),
    (
        9,
        "priya",
        "nadia",
        Attribute::Process,
        "Your checklist for new readers' cards means that nobody has to remember the seven steps any more. I have stopped dreaming of them.",
        0,
        Some(Sharing::Everybody),
    ),
    (
        4,
        "deborah",
        "hamish",
        Attribute::Owned,
        "You said “that was us” before anybody asked. I told the patron the truth, and she thanked me.",
        0,
        None,
    ),
    (
        2,
        "ahmed",
        "nadia",
        Attribute::Helped,
        "Thank you for staying on the phone until the last patron had their book.",
        0,
        None,
    ),
];

/// Plays them.
pub async fn fill(app: &App, keys: &Keys) -> Result<()> {
    let now = app.now();
    thanks(app, keys, now).await?;
    app.clock.set(now);
    tours(app, keys, now).await?;
    app.clock.set(now);
    placements(app, keys, now).await?;
    app.clock.set(now);
    ideas(app, keys, now).await?;
    app.clock.set(now);
    let before = ago(now, 5);
    app.act(&Actor::system(), move |act| Ok(store::update_tidings(act.tx, before)?)).await
}

fn ago(now: Time, days: i64) -> Time {
    now.plus_seconds(-days * 86_400 + 3_600)
}

fn person(keys: &Keys, key: &str) -> Result<PersonId> {
    Ok(PersonId(get(&keys.people, key)?))
}

async fn thanks(app: &App, keys: &Keys, now: Time) -> Result<()> {
    for (days, from, to, attribute, words, ticket, sharing) in SAID {
        app.clock.set(ago(now, days));
        let giver = actor(app, keys, from).await?;
        let (whom, decides) = match to.strip_prefix("t:") {
            Some(team) => (To::Team(TeamId(get(&keys.teams, team)?)), "carol"),
            None => (To::Person(person(keys, to)?), to),
        };
        let mut new = NewPraise {
            to: Some(whom),
            attribute: Some(attribute),
            words: words.into(),
            ticket: Some(TicketId(ticket)).filter(|id| id.0 > 0),
            ..NewPraise::default()
        };
        // what the giver cannot see, or what was not there yet, they do not name
        if let Some(id) = new.ticket {
            let found = desk::tickets::load(app, &giver, id).await;
            new.ticket =
                new.ticket.filter(|_| found.is_ok_and(|(it, _)| it.created_at <= app.now()));
        }
        let id = praise::give(app, &giver, new).await?;
        if sharing.is_some() {
            app.clock.set(ago(now, days).plus_seconds(7_200));
            let receiver = actor(app, keys, decides).await?;
            praise::decide(app, &receiver, (id, None), sharing).await?;
        }
    }
    Ok(())
}

fn tour(host: Side, title: &str, stops: &str, questions: &str, place: &str) -> NewTour {
    NewTour {
        relationship: None,
        host: Some(host),
        title: title.into(),
        place: place.into(),
        minutes: Some(60),
        most_people: Some(6),
        stops: stops.into(),
        questions: questions.into(),
    }
}

#[expect(clippy::too_many_lines, reason = "a story is told whole")]
async fn tours(app: &App, keys: &Keys, now: Time) -> Result<()> {
    let (tom, carol) = (actor(app, keys, "tom").await?, actor(app, keys, "carol").await?);
    let (yusuf, thuy) = (actor(app, keys, "yusuf").await?, actor(app, keys, "thuy").await?);
    let ahmed = actor(app, keys, "ahmed").await?;
    app.clock.set(ago(now, 80));
    let sorter = tour(
        Side::Customer,
        "Where a returned book goes",
        "The returns slot: listen to what it says at nine in the morning\nThe sorter: why bin 4 is always full\nThe trolleys: who reads the labels, and when\nThe front desk: five minutes beside Ahmed, watching",
        "What do you do when the sorter stops?\nWhich beep do patrons ask about?",
        "Central, the staff door on Foundry Street",
    );
    let at = ago(now, 62);
    let first = tours::create(app, &tom, sorter, Some(at)).await?;
    let date = tours::get(app, &yusuf, first).await?.waiting().map_or(0, |date| date.id);
    tours::accept(app, &yusuf, (first, date)).await?;
    for guest in [&yusuf, &thuy, &carol] {
        tours::join(app, guest, first, true).await?;
    }
    app.clock.set(ago(now, 61));
    let diary = Diary {
        saw: "Four hundred returns in an hour, two people, one sorter. Bin 4 is the branch that is closed on Thursdays.".into(),
        surprised: "The machine restarts in nine minutes. Nobody had told us that nine minutes is eighty people.".into(),
        answers: "When it stops, they sort by hand and write the times on a card. The beep people ask about is the one for a held book.".into(),
    };
    tours::finish(app, &yusuf, first, diary).await?;
    note(
        app,
        &yusuf,
        "Restart the sorter before the doors open, not when the first bin is full",
        Origin { tour: Some(first), ..Origin::default() },
    )
    .await?;
    note(
        app,
        &thuy,
        "A card at the sorter: what each beep means, in one line",
        Origin { tour: Some(first), ..Origin::default() },
    )
    .await?;
    app.clock.set(ago(now, 12));
    let server = tour(
        Side::Provider,
        "A morning beside the servers",
        "The rack: what hums, and what must not\nThe red light: when it matters\nThe queue on the big screen: where a report from Northside lands\nThe spare parts shelf",
        "What would you like to know in the first minute?\nWhat happens at night?",
        "Council offices, lower ground floor",
    );
    let second = tours::create(app, &ahmed, server, Some(now.plus_seconds(7 * 86_400))).await?;
    let date = tours::get(app, &carol, second).await?.waiting().map_or(0, |date| date.id);
    tours::accept(app, &carol, (second, date)).await?;
    for guest in ["ahmed", "wei", "grace"] {
        tours::join(app, &actor(app, keys, guest).await?, second, true).await?;
    }
    app.clock.set(ago(now, 3));
    let history = tour(
        Side::Customer,
        "The scanner nobody dares to touch",
        "The large-format scanner: what it eats\nThe photographs: why they cannot go through the feeder",
        "How long does one map take?",
        "Local history room, level 1",
    );
    let linh = actor(app, keys, "linh").await?;
    tours::create(app, &linh, history, Some(now.plus_seconds(14 * 86_400))).await.map(drop)
}

#[expect(clippy::too_many_lines, reason = "a story is told whole")]
async fn placements(app: &App, keys: &Keys, now: Time) -> Result<()> {
    let day = |days: i64| -> Date {
        let at = now.plus_seconds(days * 86_400);
        app.config.time_zone().to_datetime(at.timestamp()).date()
    };
    let hamish = actor(app, keys, "hamish").await?;
    let (siobhan, priya) = (actor(app, keys, "siobhan").await?, actor(app, keys, "priya").await?);
    let kerryn = actor(app, keys, "kerryn").await?;
    let new = |host: PersonId, aims: &str, from: i64, until: i64| NewPlacement {
        host: Some(host),
        aims: aims.into(),
        starts_on: Some(day(from)),
        ends_on: Some(day(until)),
        weekday: Some(3),
        begins: Some(9 * 60 + 30),
        minutes: Some(180),
        ..NewPlacement::default()
    };
    app.clock.set(ago(now, 130));
    let aims = "Sit at the desk at Harbour and see what a dead printer costs. Afterwards both sides know which faults cannot wait for the afternoon round.";
    let first =
        placements::create(app, &hamish, new(person(keys, "siobhan")?, aims, -125, -70)).await?;
    for one in [&siobhan, &priya, &kerryn] {
        agree(app, one, first).await?;
    }
    for (days, who, words) in [
        (
            118,
            &hamish,
            "Three people asked where the toilet is and one asked about DNS. I was ready for one of these.",
        ),
        (
            111,
            &hamish,
            "The label printer runs out at a quarter to ten, every time. We come at two. That is the whole problem.",
        ),
        (
            104,
            &siobhan,
            "Hamish heard “the computer ate it” four times today and asked a good question each time.",
        ),
    ] {
        app.clock.set(ago(now, days));
        let entry = placements::add_entry(app, who, first, words).await?;
        if days == 111 {
            placements::share_entry(app, who, (first, entry), true).await?;
        }
    }
    note(
        app,
        &hamish,
        "Bring label rolls on the morning round, with a spare behind the desk",
        Origin { placement: Some(first), ..Origin::default() },
    )
    .await?;
    app.clock.set(ago(now, 68));
    let learnt = "The morning round is worth two afternoon rounds. “Slow” at the desk means a queue to the door; “slow” in a ticket sounds like a complaint.";
    placements::end(app, &hamish, first, learnt).await?;
    app.clock.set(ago(now, 6));
    let grace = actor(app, keys, "grace").await?;
    let aims = "Take calls beside the service desk: what makes a report easy to act on?";
    let second =
        placements::create(app, &grace, new(person(keys, "samantha")?, aims, 5, 60)).await?;
    agree(app, &actor(app, keys, "samantha").await?, second).await?;
    agree(app, &priya, second).await
}

/// To what it says now.
async fn agree(app: &App, who: &base::Actor, placement: i64) -> Result<()> {
    let read = placements::get(app, who, placement).await?.row.version;
    placements::agree(app, who, placement, Some(read)).await
}

async fn note(app: &App, who: &base::Actor, words: &str, origin: Origin) -> Result<i64> {
    let new = NewIdea { words: words.into(), relationship: None, origin };
    ideas::note(app, who, new).await
}

async fn ideas(app: &App, keys: &Keys, now: Time) -> Result<()> {
    let priya = actor(app, keys, "priya").await?;
    let (yusuf, hamish) = (actor(app, keys, "yusuf").await?, actor(app, keys, "hamish").await?);
    let outcome = |state, words: &str| Outcome { state: Some(state), words: words.into() };
    // those from the tour and the placement came first: 1 and 2, then 3
    app.clock.set(ago(now, 58));
    ideas::own(app, &yusuf, (1, None), Some(person(keys, "yusuf")?)).await?;
    ideas::decide(app, &yusuf, (1, None), outcome(State::Tried, "For two weeks, at Central."))
        .await?;
    app.clock.set(ago(now, 41));
    let done = "It restarts at 8:40 now, by itself. Nobody has to remember.";
    ideas::decide(app, &yusuf, (1, None), outcome(State::Adopted, done)).await?;
    app.clock.set(ago(now, 100));
    ideas::own(app, &hamish, (3, None), Some(person(keys, "hamish")?)).await?;
    let done = "Rolls come at nine, and there is a spare behind each desk.";
    ideas::decide(app, &hamish, (3, None), outcome(State::Adopted, done)).await?;
    app.clock.set(ago(now, 69));
    let looks = ideas::get(app, &hamish, 3).await?.looks;
    if let Some(look) = looks.first() {
        let words = "No desk has run out since.";
        follow_ups::answer(app, &hamish, look.id, Some(Held::Held), words).await?;
    }
    app.clock.set(ago(now, 50));
    let wei = actor(app, keys, "wei").await?;
    let slips =
        note(app, &wei, "Print held books' slips at both desks at Central", Origin::default())
            .await?;
    app.clock.set(ago(now, 35));
    let why = "Two printers for one list print everything twice. We look again when the new version is here in spring.";
    ideas::decide(app, &priya, (slips, None), outcome(State::Declined, why)).await?;
    app.clock.set(ago(now, 11));
    let ahmed = actor(app, keys, "ahmed").await?;
    let screen = note(
        app,
        &ahmed,
        "Show on the desk computers which machines IT knows about, so that we need not ring",
        Origin::default(),
    )
    .await?;
    for who in ["wei", "grace", "deborah", "samantha"] {
        ideas::support(app, &actor(app, keys, who).await?, screen, true).await?;
    }
    ideas::own(app, &priya, (screen, None), Some(person(keys, "nadia")?)).await?;
    let nadia = actor(app, keys, "nadia").await?;
    ideas::decide(
        app,
        &nadia,
        (screen, None),
        outcome(State::Tried, "At Northside, until the end of the month."),
    )
    .await?;
    app.clock.set(ago(now, 2));
    let samantha = actor(app, keys, "samantha").await?;
    note(app, &samantha, "A photograph of each branch's wiring cupboard, so that we can say “the third from the left”", Origin::default()).await.map(drop)
}
