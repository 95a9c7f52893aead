//! The demo: ways out of trouble, and looking back.

use crate::demo::{
    load::{Keys, get},
    store,
};
use base::{Actor, App, DepartmentId, Error, LocationId, PersonId, Result, ServiceId};
use bridge::{
    briefings::{self, NewBriefing},
    endings::{self, Ending},
    guests,
    ladders::{self, NewLadder, RungKind, State},
    relationships::{self, NewRelationship},
    review_moments,
    review_parts::{self, NewPart, PartKind},
    reviews::{self, NewReview},
    rungs::{self, NewNote, Sheet},
};
use desk::following::Whom;

/// Requests of the demo by number: they are played in the order of their beginnings.
const NORTHSIDE: &str = "1";
const CERTIFICATE: &str = "5";
const MONDAYS: &str = "1, 8";

const DAY: i64 = 86_400;

/// Plays it, each thing on its day.
pub async fn fill(app: &App, keys: &Keys) -> Result<()> {
    let now = app.now();
    let played = play(app, keys).await;
    app.clock.set(now);
    played?;
    // what was told by letter in the past is not sent today
    app.act(&Actor::system(), |act| Ok(store::delete_jobs(act.tx)?)).await
}

async fn play(app: &App, keys: &Keys) -> Result<()> {
    let relationship = relationship(app, keys).await?;
    review_northside(app, keys, relationship).await?;
    mondays(app, keys, relationship).await?;
    wifi(app, keys, relationship).await?;
    reports(app, keys, relationship).await?;
    review_certificate(app, keys, relationship).await
}

async fn actor(app: &App, keys: &Keys, key: &str) -> Result<Actor> {
    let id = PersonId(get(&keys.people, key)?);
    let zone = app.config.time_zone();
    let found = app.read(move |tx| Ok(people::sign_in::actor_of(tx, id, &zone)?)).await?;
    found.ok_or(Error::NotFound)
}

fn person(keys: &Keys, key: &str) -> Result<Whom> {
    Ok(Whom::Id(PersonId(get(&keys.people, key)?)))
}

fn back(app: &App, days: i64) {
    app.clock.set(app.now().plus_seconds(-days * DAY));
}

fn on(app: &App, days: i64) {
    app.clock.set(app.now().plus_seconds(days * DAY));
}

fn date(app: &App, days: i64) -> String {
    let at = app.now().plus_seconds(days * DAY);
    app.config.time_zone().to_datetime(at.timestamp()).date().to_string()
}

/// That of the library and IT.
async fn relationship(app: &App, keys: &Keys) -> Result<i64> {
    let library = DepartmentId(get(&keys.departments, "library")?);
    let it = DepartmentId(get(&keys.departments, "it")?);
    let system = Actor::system();
    let all = {
        let system = system.clone();
        app.read(move |tx| relationships::list_mine(tx, &system)).await?
    };
    let pair = (library, it);
    if let Some((one, _)) = all.iter().find(|(r, _)| (r.customer_id, r.provider_id) == pair) {
        return Ok(one.id);
    }
    let new = NewRelationship {
        customer: Some(library),
        provider: Some(it),
        purpose: "Branches that work from the first minute, and people on both sides who know each other’s names.".into(),
    };
    relationships::create(app, &system, new).await
}

async fn rung(app: &App, actor: &Actor, ladder: i64, kind: RungKind) -> Result<i64> {
    let view = ladders::load(app, actor, ladder).await?;
    let found = view.rungs.iter().find(|rung| rung.kind == kind).map(|rung| rung.id);
    found.ok_or(Error::NotFound)
}

async fn note(
    app: &App,
    actor: &Actor,
    (ladder, kind): (i64, RungKind),
    (whom, words, days): (&str, &str, i64),
) -> Result<()> {
    let rung = rung(app, actor, ladder, kind).await?;
    let new = NewNote {
        whom: whom.into(),
        words: words.into(),
        wait_days: days.to_string(),
        ..NewNote::default()
    };
    rungs::note(app, actor, rung, new).await
}

/// Half-way up: the borrowing machines, by the systems librarian, with her manager let in.
async fn mondays(app: &App, keys: &Keys, relationship: i64) -> Result<()> {
    let priya = actor(app, keys, "priya").await?;
    back(app, 24);
    let new = NewLadder {
        relationship: Some(relationship),
        title: "Borrowing machines that stop on Monday mornings".into(),
        words: "Every few weeks the borrowing machines are dead when we open. Each time somebody mends it quickly and kindly, and each time it comes back. The desk has stopped reporting it early, because they expect it.".into(),
        wants: "Find out once why it comes back after weekend work, and tell us what you found. Until then, somebody tries one machine at each branch before 8:45 after any weekend change.".into(),
        wants_on: date(app, 45),
        service: Some(ServiceId(get(&keys.services, "self_check")?)),
        location: None,
        tickets: MONDAYS.into(),
    };
    let id = ladders::begin(app, &priya, new).await?;
    on(app, 1);
    let sheet = rung(app, &priya, id, RungKind::Expectations).await?;
    let thoughts = Sheet {
        asks: "We wrote “as soon as you can”. We could have said: before the doors open at nine, and that lending by hand is good enough until ten.".into(),
        gives: "A try at 8:30 by whoever opens, with what the screen says, and a picture. We usually wrote “all machines” and left IT to ask which.".into(),
        learned: "Nobody at IT is paid to be there before eight. What I hoped for was never agreed.".into(),
        version: 0,
    };
    rungs::save_sheet(app, &priya, sheet, thoughts).await?;
    let looked =
        "Read back through our own requests. Twice we waited an hour before we said anything.";
    note(app, &priya, (id, RungKind::Expectations), ("", looked, 60)).await?;
    on(app, 3);
    let helen = person(keys, "helen")?;
    let why = "You answer for the branches, and offered to come along to Kerryn.";
    guests::invite(app, &priya, id, (helen, why.into(), true)).await?;
    let helen = actor(app, keys, "helen").await?;
    ladders::load(app, &helen, id).await?;
    let talk = "Helen had not known that it was so often. She will ask Kerryn for half an hour, and wants one page, no adjectives. I keep a list of the mornings until then.";
    note(app, &priya, (id, RungKind::OwnManager), ("Helen Karras", talk, 7)).await?;
    on(app, 6);
    let praise = "Thanked Yusuf at the branch meeting for staying on the phone with Ahmed until the first book was lent. Kerryn was in the room and passed it on.";
    note(app, &priya, (id, RungKind::Praise), ("everybody at the branch meeting", praise, 45))
        .await?;
    on(app, 5);
    let talk = rung(app, &priya, id, RungKind::ItManager).await?;
    briefings::write_anew(app, &priya, talk).await?;
    let text = briefings::load(app, &priya, talk).await?.now;
    let words = text.words.replacen(
        "## What goes wrong\n",
        "Helen Karras and Priya Nadarajan would be glad of half an hour.\n\n## What goes wrong\n",
        1,
    );
    let new = NewBriefing { addressee: text.addressee, words, version: text.id };
    briefings::save(app, &helen, talk, new).await?;
    on(app, 9);
    Ok(())
}

/// Ended side by side: the Wi-Fi at Northside.
async fn wifi(app: &App, keys: &Keys, relationship: i64) -> Result<()> {
    let tom = actor(app, keys, "tom").await?;
    back(app, 18);
    let new = NewLadder {
        relationship: Some(relationship),
        title: "Wi-Fi in the back corner at Northside".into(),
        words: "Students sit there because it is quiet, and after four o’clock the Wi-Fi is of no use. We are told that the building is the trouble.".into(),
        wants: "A second access point before the exams, or a plain no.".into(),
        wants_on: date(app, 14),
        service: Some(ServiceId(get(&keys.services, "public_wifi")?)),
        location: Some(LocationId(get(&keys.locations, "northside")?)),
        tickets: String::new(),
    };
    let id = ladders::begin(app, &tom, new).await?;
    let said = "Helen put it on the list for next year’s budget, and asked what it does to people. I had no figures, so I counted for a week.";
    note(app, &tom, (id, RungKind::OwnManager), ("Helen Karras", said, 7)).await?;
    on(app, 8);
    let said = "Carol showed me the plan: the wall is brick and the cable would cost more than the access point. She is right about the money. I am right about the students. Neither of us moved, and it was a good talk.";
    let whom = "Carol Jennings, with Helen";
    note(app, &tom, (id, RungKind::ItManager), (whom, said, 14)).await?;
    let skipped = rung(app, &tom, id, RungKind::Agreement).await?;
    rungs::skip(app, &tom, skipped, "An agreement would promise what nobody can pay for").await?;
    on(app, 6);
    let ending = Ending {
        state: Some(State::Coexisting),
        words: "The library thinks that a study place without Wi-Fi after four is half a study place. IT thinks that the money does more good elsewhere this year. Both are fair. We put up a sign that says where the Wi-Fi is strong, and ask again when the budget is made.".into(),
        review_on: date(app, 120),
    };
    endings::end(app, &tom, id, ending).await?;
    on(app, 4);
    Ok(())
}

/// The other way round: somebody at IT, about the library.
async fn reports(app: &App, keys: &Keys, relationship: i64) -> Result<()> {
    let nadia = actor(app, keys, "nadia").await?;
    back(app, 6);
    let new = NewLadder {
        relationship: Some(relationship),
        title: "We hear of upgrades from the library a day too late".into(),
        words: "The library plans events on the days on which we plan work, and each side learns of the other’s by accident. I moved two upgrades this year, and was thanked for neither.".into(),
        wants: "One calendar that both of us look at before we choose a day.".into(),
        wants_on: date(app, 60),
        service: Some(ServiceId(get(&keys.services, "library_system")?)),
        location: None,
        tickets: String::new(),
    };
    let id = ladders::begin(app, &nadia, new).await?;
    let kerryn = person(keys, "kerryn")?;
    let why = "You are my manager, and it is about your plan, too.";
    guests::invite(app, &nadia, id, (kerryn, why.into(), false)).await?;
    on(app, 1);
    let said = "Kerryn thinks so too. She wants to hear from Helen how the library makes its program before she proposes anything.";
    note(app, &nadia, (id, RungKind::OwnManager), ("Kerryn Blackwood", said, 4)).await?;
    on(app, 5);
    Ok(())
}

async fn part(
    app: &App,
    actor: &Actor,
    review: i64,
    (kind, sort, words): (PartKind, &str, &str),
) -> Result<i64> {
    let new = NewPart { sort: sort.into(), words: words.into(), ..NewPart::default() };
    review_parts::add(app, actor, review, (Some(kind), new)).await
}

async fn change(
    app: &App,
    actor: &Actor,
    review: i64,
    (words, owner, days): (&str, i64, i64),
) -> Result<i64> {
    let new = NewPart {
        words: words.into(),
        owner: owner.to_string(),
        due_on: date(app, days),
        ..NewPart::default()
    };
    review_parts::add(app, actor, review, (Some(PartKind::Change), new)).await
}

/// Published: the morning when nobody at Northside could borrow.
#[expect(clippy::too_many_lines, reason = "a story is told whole")]
async fn review_northside(app: &App, keys: &Keys, relationship: i64) -> Result<()> {
    let yusuf = actor(app, keys, "yusuf").await?;
    let ahmed = actor(app, keys, "ahmed").await?;
    let priya = actor(app, keys, "priya").await?;
    back(app, 36);
    let new = NewReview {
        relationship: Some(relationship),
        title: "The morning when nobody at Northside could borrow".into(),
        words: "On a school morning none of the borrowing machines at Northside would lend. Three classes were waiting. People were served by hand until the line to the library system was open again.".into(),
        service: Some(ServiceId(get(&keys.services, "self_check")?)),
        tickets: NORTHSIDE.into(),
        repeat: None,
    };
    let id = reviews::begin(app, &yusuf, new).await?;
    for key in ["ahmed", "priya", "nadia"] {
        reviews::invite(app, &yusuf, id, person(keys, key)?).await?;
    }
    let nadia = actor(app, keys, "nadia").await?;
    for one in [&ahmed, &priya, &nadia] {
        reviews::load(app, one, id).await?;
    }
    on(app, 1);
    let helped =
        "The desk had paper slips ready and knew how to use them: nobody went home without a book.";
    part(app, &ahmed, id, (PartKind::Helped, "", helped)).await?;
    let helped =
        "One person stayed on the telephone from beginning to end, so nobody told the story twice.";
    part(app, &priya, id, (PartKind::Helped, "", helped)).await?;
    for (who, sort, words) in [
        (
            &yusuf,
            "process",
            "A rule on the network was tidied on the evening before, and the list of what uses it did not have the borrowing machines on it.",
        ),
        (
            &yusuf,
            "tool",
            "Nothing of ours looks whether a borrowing machine can lend. We learn it from whoever stands in front of one.",
        ),
        (
            &ahmed,
            "information",
            "The branch did not know that there had been work in the evening, so the first half hour went into switching machines off and on.",
        ),
        (&priya, "capacity", "Two people opened that morning instead of four."),
    ] {
        part(app, who, id, (PartKind::Factor, sort, words)).await?;
    }
    let ours =
        "We tidied a rule without asking anybody who depends on it. It looked unused. It was not.";
    let own = part(app, &yusuf, id, (PartKind::Own, "", ours)).await?;
    review_parts::consent(app, &yusuf, own, true).await?;
    let theirs =
        "We waited half an hour before we reported it, because last time it came back by itself.";
    let own = part(app, &ahmed, id, (PartKind::Own, "", theirs)).await?;
    review_parts::consent(app, &ahmed, own, true).await?;
    let (people, days) = (&keys.people, 14);
    let words = "Before a network rule goes, whoever looks after each service on it says yes.";
    let first = change(app, &yusuf, id, (words, get(people, "yusuf")?, days)).await?;
    let words =
        "After any evening work the branch that opens first lends one test book before nine.";
    change(app, &priya, id, (words, get(people, "priya")?, 40)).await?;
    let words =
        "A card at the desk says what to do in the first five minutes, and to call at once.";
    change(app, &ahmed, id, (words, get(people, "ahmed")?, 52)).await?;
    let view = reviews::load(app, &yusuf, id).await?;
    if let Some(moment) = view.moments.iter().find(|moment| moment.event > 0) {
        let said = "The machines had been dead for half an hour by then.";
        review_moments::mark(app, &ahmed, (id, moment.event, 0), (false, said)).await?;
    }
    on(app, 2);
    for one in [&ahmed, &yusuf] {
        let read = reviews::load(app, one, id).await?.reading;
        reviews::agree(app, one, id, Some(read)).await?;
    }
    on(app, 9);
    let done = "It is a question on the change form now, and Carol asked it twice already.";
    review_parts::finish(app, &yusuf, first, done).await?;
    on(app, 24);
    Ok(())
}

/// Not published: the certificate that everybody knew about.
async fn review_certificate(app: &App, keys: &Keys, relationship: i64) -> Result<()> {
    let nadia = actor(app, keys, "nadia").await?;
    let daniel = actor(app, keys, "daniel").await?;
    let priya = actor(app, keys, "priya").await?;
    back(app, 3);
    let new = NewReview {
        relationship: Some(relationship),
        title: "The databases certificate that ran out".into(),
        words: "People at home saw a warning page in place of our databases for most of a day. The date had been known for a year.".into(),
        service: Some(ServiceId(get(&keys.services, "databases")?)),
        tickets: CERTIFICATE.into(),
        repeat: None,
    };
    let id = reviews::begin(app, &nadia, new).await?;
    for key in ["daniel", "priya"] {
        reviews::invite(app, &nadia, id, person(keys, key)?).await?;
    }
    for one in [&daniel, &priya] {
        reviews::load(app, one, id).await?;
    }
    let words = "The reminder went to somebody who changed teams in March.";
    part(app, &nadia, id, (PartKind::Factor, "process", words)).await?;
    let words = "There was a sentence to give to people within the hour, and it was true.";
    part(app, &daniel, id, (PartKind::Helped, "", words)).await?;
    let words = "We saw the date in a meeting and thought that somebody else had written it down.";
    part(app, &nadia, id, (PartKind::Own, "", words)).await?;
    let owner = get(&keys.people, "nadia")?;
    let words = "Dates that end something stand in the team’s calendar, not in a person’s.";
    change(app, &daniel, id, (words, owner, 12)).await?;
    on(app, 3);
    Ok(())
}
