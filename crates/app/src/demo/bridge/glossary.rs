//! The demo: a year of words between the library and IT.

use crate::demo::load::{Keys, get};
use base::{App, PersonId, Result};
use bridge::{
    glossary::{self, NewTerm, Whose},
    unknown_words::{self, Answer, Asked, NewAsk},
};

const DAY: i64 = 86_400;

/// Words that somebody there wrote down: how many days ago, who, whose word, name, what it means to
/// the other side, how it is said.
type Written = (i64, &'static str, Whose, &'static str, &'static str, &'static str, &'static str);

const WRITTEN: [Written; 4] = [
    (
        290,
        "priya",
        Whose::Library,
        "Baby bounce",
        "Rhymes for babies at Harbour, Tuesdays at 10. Forty prams in the foyer: no lift repairs then.",
        "The screen is for baby bounce.",
        "",
    ),
    (
        204,
        "nadia",
        Whose::It,
        "Offline mode",
        "The library system lends without the catalogue, and catches up later. Never check in while it is on.",
        "Northside is in offline mode.",
        "off-line mode",
    ),
    (
        131,
        "yusuf",
        Whose::It,
        "Access point",
        "The white box on the ceiling that the Wi-Fi comes from.",
        "The access point in the study room is unplugged.",
        "access points",
    ),
    (
        60,
        "priya",
        Whose::Library,
        "Local history run",
        "The yearly scan of old council minutes. It fills a disk in a week, and is asked for by lawyers.",
        "Please no clean-up during the local history run.",
        "",
    ),
];

/// How often people looked at a word: how many days ago, the word, who.
const LOOKED_UP: [(i64, &str, &[&str]); 14] = [
    (330, "DNS", &["deborah", "wei", "joseph"]),
    (301, "SIP2", &["deborah", "grace", "ahmed", "siobhan", "joseph"]),
    (240, "Patron", &["yusuf", "nadia"]),
    (200, "Offline mode", &["grace", "deborah", "ahmed", "wei", "owen", "siobhan"]),
    (170, "Hold", &["yusuf", "nadia", "kerryn", "ben"]),
    (150, "Change freeze", &["helen", "marcus", "tom"]),
    (120, "SIP2", &["wei", "anna", "ruth"]),
    (95, "Captive portal", &["owen", "grace", "anna", "ruth", "daniel"]),
    (70, "Circulation", &["kerryn", "yusuf", "nadia", "ben"]),
    (44, "SIP2", &["deborah", "grace", "ahmed", "joseph", "tom", "linh"]),
    (30, "Workaround", &["deborah", "marcus", "anna", "ruth", "wei"]),
    (21, "Hold", &["kerryn", "yusuf", "ben", "nadia"]),
    (12, "Proxy", &["daniel", "ruth", "owen", "priya", "wei", "anna"]),
    (5, "Latency", &["deborah", "grace"]),
];

/// Sixty words, a year of looking them up, and words that people asked about.
pub async fn fill(app: &App, keys: &Keys) -> Result<()> {
    let now = app.now();
    let ago = |days: i64| app.clock.set(now.plus_seconds(-days * DAY));
    ago(352);
    let priya = super::actor(app, keys, "priya").await?;
    glossary::seed(app, &priya).await?;
    for (days, who, side, name, meaning, example, synonyms) in WRITTEN {
        ago(days);
        let writer = super::actor(app, keys, who).await?;
        let of = |one: Whose| if side == one { String::new() } else { meaning.to_owned() };
        let new = NewTerm {
            name: name.into(),
            side: Some(side),
            is_abbreviation: false,
            to_library: of(Whose::Library),
            to_it: of(Whose::It),
            example: example.into(),
            synonyms: synonyms.into(),
            keeper: writer.id,
        };
        glossary::create(app, &writer, new).await?;
    }
    for (days, name, who) in LOOKED_UP {
        ago(days);
        for one in who {
            let reader = super::actor(app, keys, one).await?;
            if let Some(id) = glossary::find(app, &reader, name).await? {
                glossary::open(app, &reader, id).await?;
            }
        }
    }
    ask(app, keys, now).await?;
    app.clock.set(now);
    Ok(())
}

async fn ask(app: &App, keys: &Keys, now: base::Time) -> Result<()> {
    let ask = async |days: i64, who: &str, word: &str, sentence: &str| -> Result<Option<i64>> {
        app.clock.set(now.plus_seconds(-days * DAY));
        let asker = super::actor(app, keys, who).await?;
        let new = NewAsk {
            word: word.into(),
            sentence: sentence.into(),
            is_agreed: !sentence.is_empty(),
        };
        Ok(match unknown_words::ask(app, &asker, new).await? {
            Asked::Filed(id) => Some(id),
            Asked::Known(_) | Asked::Waits => None,
        })
    };
    let nadia = super::actor(app, keys, "nadia").await?;
    let pointed = ask(190, "siobhan", "Wi-Fi welcome page", "").await?;
    let portal = glossary::find(app, &nadia, "Captive portal").await?;
    let typing = ask(88, "ahmed", "sever", "I will restart the sever at noon.").await?;
    app.clock.set(now.plus_seconds(-87 * DAY));
    if let Some(id) = pointed {
        unknown_words::answer(app, &nadia, id, Answer::Term(portal)).await?;
    }
    if let Some(id) = typing {
        let why =
            "That was a typing mistake of ours: it should say server. Sorry, and well spotted.";
        unknown_words::answer(app, &nadia, id, Answer::NotNeeded(why.into())).await?;
    }
    let load = "We are behind the load balancer again.";
    let told = ask(9, "deborah", "Load balancer", load).await?;
    app.clock.set(now.plus_seconds(-8 * DAY));
    if told.is_some() {
        let yusuf = super::actor(app, keys, "yusuf").await?;
        let new = NewTerm {
            name: "Load balancer".into(),
            side: Some(Whose::It),
            is_abbreviation: false,
            to_library: "A doorkeeper that shares visitors out between several computers, so that none has a queue.".into(),
            to_it: String::new(),
            example: "One of the two behind the load balancer is ill.".into(),
            synonyms: "load balancers".into(),
            keeper: Some(PersonId(get(&keys.people, "yusuf")?)),
        };
        glossary::create(app, &yusuf, new).await?;
    }
    ask(3, "grace", "Headless", "The kiosk runs headless, so there is nothing to see.").await?;
    ask(2, "wei", "headless", "").await?;
    ask(1, "kerryn", "Realia", "Please scan the realia by Friday.").await?;
    Ok(())
}
