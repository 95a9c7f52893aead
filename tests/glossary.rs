//! Words of both sides: explained where they are read, asked about, kept; and help while writing.
// tidy: allow sql because what is stored is looked at behind the application's back

use crate::tickets::{House, house, report};
use base::{Actor, DepartmentId, PersonId};
use bridge::{
    glossary::{self, NewTerm, Whose},
    relationships::{self, NewRelationship},
};
use serde_json::json;
use testing::{TestApp, Visitor, each_db};

/// The library and IT depend on each other, and have two words.
async fn words(t: &TestApp) -> (House, Visitor, Visitor, Visitor) {
    let house = house(t).await;
    let pair = NewRelationship {
        customer: Some(DepartmentId(1)),
        provider: Some(DepartmentId(3)),
        purpose: "Books and bytes".into(),
    };
    relationships::create(&t.app, &Actor::system(), pair).await.unwrap();
    for (name, side, is_abbreviation, meaning, synonyms) in [
        ("SIP2", Whose::It, true, "What kiosks speak. Not telephones.", "self-check protocol"),
        ("Hold", Whose::Library, false, "A patron’s place in the queue for a book.", "holds"),
    ] {
        let of = |one: Whose| if side == one { String::new() } else { meaning.to_owned() };
        let new = NewTerm {
            name: name.into(),
            side: Some(side),
            is_abbreviation,
            to_library: of(Whose::Library),
            to_it: of(Whose::It),
            example: "As we say".into(),
            synonyms: synonyms.into(),
            keeper: None,
        };
        glossary::create(&t.app, &Actor::system(), new).await.unwrap();
    }
    let ann = t.visitor(house.ann).await;
    let yusuf = t.visitor(house.yusuf).await;
    let helen = t.visitor(house.contact).await;
    (house, ann, yusuf, helen)
}

const SIP2: &str = "<a class=\"term\" href=\"/glossary/1\" data-term=\"1\">SIP2</a>";
const HOLD: &str = "<a class=\"term\" href=\"/glossary/2\" data-term=\"2\">hold</a>";

fn form<'a>(name: &'a str, side: &'a str, to_library: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![("name", name), ("side", side), ("to_library", to_library), ("version", "1")]
}

/// A word, and one that somebody asked about.
pub async fn one_of_each(agent: &Visitor) {
    let new =
        [("name", "SIP2"), ("side", "it"), ("is_abbreviation", "yes"), ("to_library", "Kiosks")];
    agent.post("/glossary", &new).await.is(303);
    agent.post("/glossary/asked", &[("word", "stanza")]).await.is(303);
}

/// Everything that is stored, counted.
async fn rows(t: &TestApp) -> Vec<i64> {
    let mut counts = Vec::new();
    for table in ["event", "draft", "job", "message", "word_ask", "term_open", "withheld_detail"] {
        let text = format!("select count(*) from {table}");
        let count: Result<(i64,), base::Error> =
            t.app.read(move |tx| Ok(tx.one(&db::Sql::built(text), &[])?)).await;
        counts.push(count.map_or(-1, |(n,)| n));
    }
    counts
}

#[test]
fn each_side_sees_the_words_of_the_other_underlined_once() {
    each_db(async |t| {
        let (_, ann, yusuf, _) = words(t).await;
        let ticket = report(&ann).await;
        let said = "The SIP2 line lost a hold. SIP2! `SIP2` and sip2, https://x.example/SIP2";
        yusuf.post(&format!("{ticket}/replies"), &[("body", said)]).await.is(303);
        t.later(60);
        let of_ann = ann.get(&ticket).await;
        assert_eq!(of_ann.body.matches(SIP2).count(), 1, "{}", of_ann.body);
        of_ann.hides(HOLD).shows("The SIP2 line lost a hold. SIP2!");
        let of_yusuf = yusuf.get(&ticket).await;
        assert_eq!(of_yusuf.body.matches(HOLD).count(), 1);
        of_yusuf.hides(SIP2);
    });
}

#[test]
fn words_are_underlined_in_what_was_understood_and_put_right_and_in_answers() {
    each_db(async |t| {
        let (_, ann, yusuf, _) = words(t).await;
        let ticket = report(&ann).await;
        yusuf.post(&format!("{ticket}/playback"), &[("understood", "SIP2 stopped at noon")]).await;
        assert!(ann.get(&ticket).await.body.contains(SIP2));
        let right = [("words", "We restarted SIP2."), ("cause", "configuration")];
        yusuf.post(&format!("{ticket}/resolution"), &right).await.is(303);
        t.later(60);
        let seen = ann.get(&ticket).await;
        assert!(seen.body.contains(&format!("We restarted {SIP2}.")), "{}", seen.body);
        let answer =
            json!({"title": "Kiosks", "words": "Wait for SIP2.", "team": 1, "is_public": true});
        yusuf.json("POST", "/api/v1/answers", answer).await.is(201);
        assert!(ann.get("/answers/1").await.body.contains(SIP2));
        assert!(!yusuf.get("/answers/1").await.body.contains(SIP2));
    });
}

#[test]
fn a_changed_word_is_found_at_once_by_every_process() {
    each_db(async |t| {
        let (_, ann, yusuf, helen) = words(t).await;
        let ticket = report(&ann).await;
        yusuf
            .post(&format!("{ticket}/replies"), &[("body", "The stanza is old, SIP2 is not")])
            .await;
        t.later(60);
        let other = ann.elsewhere(&t.other_node().await);
        assert!(other.get(&ticket).await.body.contains(SIP2));
        helen.post("/glossary", &form("Stanza", "it", "Lines in the proxy")).await.is(303);
        helen.post("/glossary/1/retirement", &[]).await.is(303);
        for visitor in [&ann, &other] {
            let seen = visitor.get(&ticket).await;
            assert!(seen.body.contains("data-term=\"3\">stanza</a>"), "{}", seen.body);
            seen.hides(SIP2);
        }
        helen.get("/glossary/1").await.shows("Out of use since");
        helen.post("/glossary/1/return", &[]).await.is(303);
        assert!(other.get(&ticket).await.body.contains(SIP2));
        // sent twice it is once
        helen.post("/glossary/1/return", &[]).await.is(303);
    });
}

#[test]
fn a_word_has_a_page_that_begins_with_what_it_means_to_its_reader() {
    each_db(async |t| {
        let (_, ann, _, helen) = words(t).await;
        let both =
            [("name", "Desk"), ("side", "both"), ("to_library", "A counter"), ("to_it", "A team")];
        helen.post("/glossary", &both).await.is(303);
        let text = ann.get("/glossary/3").await.text();
        assert!(text.find("A counter") < text.find("A team"), "{text}");
        ann.get("/glossary").await.shows("SIP2").shows("What kiosks speak").shows("Hold");
        ann.get("/glossary?letter=h").await.shows("A patron’s place").hides("What kiosks speak");
        ann.get("/glossary?q=kiosk").await.shows("SIP2").hides("A patron’s place");
        ann.get("/glossary?side=library").await.shows("Hold").hides("What kiosks speak");
        ann.get("/glossary?q=%25").await.is(200);
        ann.get("/glossary/99").await.is(404);
        t.stranger().get("/glossary").await.is(303);
    });
}

#[test]
fn only_those_who_keep_words_change_them() {
    each_db(async |t| {
        let (_, ann, yusuf, helen) = words(t).await;
        for path in ["/glossary/new", "/glossary/1/edit", "/glossary/asked", "/glossary/between"] {
            ann.get(path).await.is(403);
            yusuf.get(path).await.is(200);
        }
        for path in ["/glossary", "/glossary/1", "/glossary/beginning", "/glossary/1/retirement"] {
            ann.post(path, &form("X", "it", "Y")).await.is(403);
        }
        let new =
            json!({"name": "DNS", "side": "it", "is_abbreviation": true, "to_library": "Names"});
        ann.json("POST", "/api/v1/terms", new.clone()).await.is(403);
        let made = helen.json("POST", "/api/v1/terms", new.clone()).await;
        made.is(201);
        let id = made.json()["id"].clone();
        // the same again is said beside its field
        helen.json("POST", "/api/v1/terms", new).await.is(422);
        let seen = ann.get(&format!("/api/v1/terms/{id}")).await;
        assert_eq!(seen.json()["to_library"], "Names");
    });
}

#[test]
fn what_is_wrong_with_a_word_is_said_beside_its_field_and_nothing_typed_is_lost() {
    each_db(async |t| {
        let (_, _, _, helen) = words(t).await;
        let seen =
            helen.post("/glossary", &[("name", "Proxy"), ("side", "it"), ("to_it", "Kept")]).await;
        seen.is(422).shows("Say what it means to the library").shows("Kept");
        helen.post("/glossary", &form("…", "it", "x")).await.is(422).shows("at least one letter");
        helen.post("/glossary", &form("hold", "it", "x")).await.is(422).shows("there already");
        helen.post("/glossary", &form("X", "nobody", "x")).await.is(422);
        let mut stranger = form("X", "it", "x");
        stranger.push(("keeper", "1"));
        helen.post("/glossary", &stranger).await.is(422);
    });
}

#[test]
fn the_second_of_two_who_change_a_word_is_told_and_shown_both() {
    each_db(async |t| {
        let (_, _, yusuf, helen) = words(t).await;
        let mut mine = form("SIP2", "it", "What kiosks say");
        mine.push(("is_abbreviation", "yes"));
        helen.post("/glossary/1", &mine).await.is(303);
        let mut theirs = form("SIP2", "it", "A protocol");
        theirs.push(("is_abbreviation", "yes"));
        let seen = yusuf.post("/glossary/1", &theirs).await;
        seen.is(422).shows("What kiosks say").shows("A protocol");
        assert!(seen.body.contains("name=\"version\" value=\"2\""), "{}", seen.body);
        theirs[3] = ("version", "2");
        yusuf.post("/glossary/1", &theirs).await.is(303);
    });
}

#[test]
fn when_a_keeper_left_anybody_who_keeps_words_takes_it_on() {
    each_db(async |t| {
        let (house, _, yusuf, helen) = words(t).await;
        helen.post("/glossary/1/keeping", &[]).await.is(303);
        yusuf.get("/glossary/1").await.shows("Helen").hides("I will keep this word");
        let gone: PersonId = house.contact;
        t.app
            .act(&Actor::system(), move |act| {
                Ok(act.tx.run(
                    &db::Sql::built("update person set is_active = false where id = $1".into()),
                    db::args![gone],
                )?)
            })
            .await
            .unwrap();
        yusuf.get("/glossary/1").await.shows("has left").shows("I will keep this word");
        yusuf.get("/glossary").await.shows("The keeper of one word has left");
        // a form that still names them is not refused for that
        let mut kept = form("SIP2", "it", "What kiosks say");
        let id = gone.to_string();
        kept[3] = ("version", "2");
        kept.extend([("is_abbreviation", "yes"), ("keeper", id.as_str())]);
        yusuf.post("/glossary/1", &kept).await.is(303);
        yusuf.post("/glossary/1/keeping", &[]).await.is(303);
        yusuf.get("/glossary/1").await.hides("has left");
    });
}

#[test]
fn sixty_words_are_put_in_with_one_press_and_only_once() {
    each_db(async |t| {
        let house = house(t).await;
        let helen = t.visitor(house.contact).await;
        helen.get("/glossary").await.shows("Start with sixty words");
        helen.post("/glossary/beginning", &[]).await.is(303);
        let first = helen.get("/api/v1/terms?limit=200").await.json();
        assert!(first.as_array().unwrap().len() >= 60);
        helen.post("/glossary/beginning", &[]).await.is(303);
        assert_eq!(helen.get("/api/v1/terms?limit=200").await.json(), first);
        helen.get("/glossary").await.is(200).shows("SIP2").shows("Accessioning");
    });
}

#[test]
fn looking_a_word_up_counts_once_a_day_and_nobody_can_see_who() {
    each_db(async |t| {
        let (house, ann, _, helen) = words(t).await;
        for _ in 0..3 {
            ann.post("/glossary/1/opens", &[]).await.is(200).shows("What kiosks speak");
            ann.get("/glossary/1").await.is(200);
        }
        let opens = async || -> Vec<(String,)> {
            t.app
                .read(|tx| Ok(tx.all(&db::Sql::built("select mark from term_open".into()), &[])?))
                .await
                .unwrap()
        };
        assert_eq!(opens().await.len(), 1);
        t.later(86_400);
        t.visitor(house.ann).await.post("/glossary/1/opens", &[]).await.is(200);
        let marks = opens().await;
        assert_eq!(marks.len(), 2);
        assert_ne!(marks[0], marks[1], "a person cannot be followed from day to day");
        // fewer than five could be one person
        let helen = helen.elsewhere(&t.app);
        let between = t.visitor(house.contact).await.get("/glossary/between").await;
        between.shows("SIP2").shows("under 5").hides("Ann").hides("ann@");
        drop(helen);
        let many = t.visitor(house.contact).await.get("/api/v1/terms/stumbled").await.json();
        assert_eq!(many[0]["opened"], serde_json::Value::Null);
    });
}

#[test]
fn somebody_asks_what_a_word_means_and_is_told_when_it_is_explained() {
    each_db(async |t| {
        let (house, ann, yusuf, helen) = words(t).await;
        let ask = [("word", " “stanza” "), ("sentence", "Add the stanza."), ("agreed", "yes")];
        assert_eq!(ann.post("/glossary/asked", &ask).await.location(), "/glossary?said=word-asked");
        // sent twice is asked once; without agreement nothing goes along
        ann.post("/glossary/asked", &ask).await.is(303);
        let ben = t.visitor(house.ben).await;
        ben.post("/glossary/asked", &[("word", "Stanza"), ("sentence", "Secret words")])
            .await
            .is(303);
        yusuf.get("/glossary").await.shows("Somebody asked about a word");
        yusuf.get("/glossary/asked").await.shows("2 people asked").hides("Ann").hides("Ben");
        let one = yusuf.get("/glossary/asked/1").await;
        one.shows("Add the stanza.").hides("Secret words").hides("ann@");
        ann.get("/notifications").await.hides("stanza");
        let mut new = form("Proxy lines", "it", "Lines that let a site through");
        new.push(("synonyms", "stanza"));
        helen.post("/glossary", &new).await.is(303);
        for visitor in [&ann, &ben] {
            let told = visitor.get("/notifications").await;
            told.shows("A word you asked about is explained now").shows("“Proxy lines”");
            assert!(told.body.contains("data-live-bar=\"1\""), "{}", told.body);
        }
        let rows = ann.get("/api/v1/me/tidings").await.json();
        let reading = format!("/tidings/{}/reading", rows[0]["id"]);
        ben.post(&reading, &[]).await.is(404);
        assert_eq!(ann.post(&reading, &[]).await.location(), "/glossary/3");
        ann.get("/notifications").await.hides("Unread");
        // reading the word is reading the answer
        ben.get("/glossary/3").await.is(200);
        ben.get("/notifications").await.hides("Unread").shows("is explained now: Stanza");
        yusuf.get("/glossary/asked/1").await.is(404);
        yusuf.get("/glossary/asked").await.shows("Nobody waits");
    });
}

#[test]
fn a_question_is_answered_by_pointing_or_by_saying_why_not() {
    each_db(async |t| {
        let (_, ann, yusuf, helen) = words(t).await;
        for word in ["kiosk language", "teh"] {
            ann.post("/glossary/asked", &[("word", word)]).await.is(303);
        }
        yusuf.post("/glossary/asked/1", &[("term", "")]).await.is(422);
        yusuf.post("/glossary/asked/1", &[("term", "99")]).await.is(422);
        yusuf.post("/glossary/asked/1", &[("term", "1")]).await.is(303);
        yusuf.post("/glossary/asked/1", &[("term", "1")]).await.is(303);
        // a colleague was quicker with something else
        helen.post("/glossary/asked/1", &[("why", "No")]).await.is(409);
        helen.post("/glossary/asked/2", &[("why", " ")]).await.is(422);
        helen.post("/glossary/asked/2", &[("why", "It was a typing mistake, sorry")]).await.is(303);
        let told = ann.get("/notifications").await;
        told.shows("is explained now: kiosk language").shows("“SIP2”");
        told.shows("Helen answered").shows("It was a typing mistake, sorry");
        ann.get("/glossary").await.shows("Explained").shows("Answered");
        ann.post("/glossary/asked/1", &[("term", "1")]).await.is(403);
        assert_eq!(
            ann.post("/glossary/asked", &[("word", "self-check PROTOCOL")]).await.location(),
            "/glossary/1?said=word-known"
        );
        ann.post("/glossary/asked", &[("word", " … ")]).await.is(422);
    });
}

#[test]
fn a_sentence_with_a_patron_detail_never_goes_along() {
    each_db(async |t| {
        let (_, ann, yusuf, _) = words(t).await;
        for (word, sentence) in [
            ("stanza", "The stanza of ||Mrs Secret|| is old"),
            ("resolver", "(patron detail withheld: bcdfghjklm) and the resolver"),
        ] {
            let ask = [("word", word), ("sentence", sentence), ("agreed", "yes")];
            ann.post("/glossary/asked", &ask).await.is(303);
        }
        yusuf.get("/glossary/asked/1").await.hides("Secret").hides("is old");
        yusuf.get("/glossary/asked/2").await.hides("and the resolver");
        let found: Vec<(String,)> = t
            .app
            .read(|tx| {
                Ok(tx.all(
                    &db::Sql::built("select sentence from word_ask where sentence <> ''".into()),
                    &[],
                )?)
            })
            .await
            .unwrap();
        assert_eq!(found, []);
    });
}

#[test]
fn whoever_writes_to_the_other_side_sees_words_and_wording_to_look_at_and_nothing_is_kept() {
    each_db(async |t| {
        let (_, ann, yusuf, _) = words(t).await;
        let ticket = report(&ann).await;
        yusuf.get(&ticket).await.is(200);
        let before = rows(t).await;
        let text =
            "Obviously SIP2 is down, and the hold is safe. You should have told us. Ann broke it.";
        let asked = [("words", text), ("ticket", "1")];
        let seen = yusuf.post("/wording/notes", &asked).await;
        seen.is(200).shows("One word that the library may not know").shows("“Obviously”");
        seen.shows("“You should have”").shows("“Ann broke”").hides("a patron’s place");
        let of_ann = ann.post("/wording/notes", &asked).await;
        of_ann.shows("One word that IT may not know").shows("a patron’s place").hides("kiosks");
        // what is explained does not count
        let fine = [("words", "SIP2 (what kiosks speak) is down"), ("ticket", "1")];
        assert_eq!(yusuf.post("/wording/notes", &fine).await.is(200).text().trim(), "");
        let json = json!({"text": text, "ticket": 1});
        let seen = yusuf.json("POST", "/api/v1/wording", json).await.is(200).json();
        assert_eq!(seen["terms"][0]["short"], "what kiosks speak");
        assert_eq!(rows(t).await, before);
        // of a ticket that is not theirs nobody learns who would read
        let stranger = t.person("kim@rates.example", Some(DepartmentId(2))).await;
        t.visitor(stranger).await.post("/wording/notes", &asked).await.is(404);
    });
}

#[test]
fn nothing_is_explained_to_the_writers_own_side() {
    each_db(async |t| {
        let (house, ..) = words(t).await;
        // somebody of IT asks for help like anybody else
        let hamish = t.person("hamish@it.example", Some(DepartmentId(3))).await;
        report(&t.visitor(hamish).await).await;
        let yusuf = t.visitor(house.yusuf).await;
        let asked = [("words", "SIP2 is down, and so is the hold"), ("ticket", "1")];
        assert_eq!(yusuf.post("/wording/notes", &asked).await.is(200).text().trim(), "");
    });
}

#[test]
fn without_a_script_a_button_shows_the_same_and_every_word_stays() {
    each_db(async |t| {
        let (_, ann, yusuf, _) = words(t).await;
        let ticket = report(&ann).await;
        yusuf.get(&ticket).await.shows("Look over my words");
        let typed = [("body", "Just restart it: SIP2 is down"), ("find_answer", "kiosk")];
        let seen = yusuf.post(&format!("{ticket}/wording"), &typed).await;
        seen.is(200).shows("“Just restart”").shows("What kiosks speak".to_lowercase().as_str());
        assert!(seen.body.contains("Just restart it: SIP2 is down</textarea>"), "{}", seen.body);
        let put = [("body", "Just restart it: SIP2 is down"), ("explain", "1")];
        let seen = yusuf.post(&format!("{ticket}/wording"), &put).await;
        assert!(seen.body.contains("SIP2 (what kiosks speak) is down</textarea>"), "{}", seen.body);
        ann.get(&ticket).await.hides("restart it");
        let elsewhere = [
            ("wording_to", "/reviews/1"),
            ("wording_field", "words"),
            ("words", "It was user error"),
            ("title", "The <b> outage"),
        ];
        let seen = yusuf.post("/wording", &elsewhere).await;
        seen.is(200).shows("“user error”");
        assert!(seen.body.contains("action=\"/reviews/1\""));
        assert!(
            seen.body.contains("name=\"title\" value=\"The &#60;b&#62; outage\""),
            "{}",
            seen.body
        );
        for to in ["https://evil.example/", "//evil.example", "/\\evil.example", ""] {
            let sent = [("wording_to", to), ("wording_field", "words"), ("words", "x")];
            yusuf.post("/wording", &sent).await.is(404);
        }
    });
}

#[test]
fn help_with_wording_is_turned_off_by_each_for_themselves() {
    each_db(async |t| {
        let (house, ann, yusuf, _) = words(t).await;
        let ticket = report(&ann).await;
        yusuf.get("/account").await.shows("Help with wording");
        yusuf.post("/account/wording", &[("stop", "yes")]).await.is(303);
        yusuf.post("/account/wording", &[("stop", "yes")]).await.is(303);
        yusuf.get("/account/wording").await.shows("It is off for you.");
        yusuf.get(&ticket).await.hides("data-wording-for").hides("Look over my words");
        yusuf.post("/wording/notes", &[("words", "user error")]).await.is(204);
        ann.get(&ticket).await.shows("Look over my words");
        assert_eq!(ann.get("/api/v1/me/wording").await.json()["is_on"], true);
        assert_eq!(yusuf.get("/api/v1/me/wording").await.json()["is_on"], false);
        yusuf.json("PUT", "/api/v1/me/wording", json!({"is_on": true})).await.is(200);
        yusuf.get(&ticket).await.shows("Look over my words");
        // it is in no trail
        let trail: Vec<(i64,)> = t
            .app
            .read(|tx| {
                Ok(tx.all(
                    &db::Sql::built("select id from event where kind like 'wording%'".into()),
                    &[],
                )?)
            })
            .await
            .unwrap();
        assert_eq!(trail, []);
        let _ = house;
    });
}

#[test]
fn a_program_keeps_words_with_the_same_rights() {
    each_db(async |t| {
        let (_, ann, yusuf, _) = words(t).await;
        let one = yusuf.get("/api/v1/terms/1").await;
        assert_eq!(one.headers["etag"], "\"1\"");
        let mut body = json!({"name": "SIP2", "side": "it", "is_abbreviation": true,
            "to_library": "What kiosks say", "synonyms": ["SIP"]});
        for (tag, status) in [("\"7\"", 422), ("\"1\"", 200)] {
            let request = axum::http::Request::put("/api/v1/terms/1")
                .header("content-type", "application/json")
                .header("if-match", tag)
                .body(axum::body::Body::from(body.to_string()))
                .unwrap();
            yusuf.send(request).await.is(status);
        }
        body["name"] = json!("");
        yusuf.json("PUT", "/api/v1/terms/1", body).await.is(422);
        yusuf.json("PUT", "/api/v1/terms/1/retirement", json!({})).await.is(200);
        assert_eq!(ann.get("/api/v1/terms").await.json().as_array().unwrap().len(), 1);
        assert_eq!(ann.get("/api/v1/terms?retired=yes").await.json()[0]["name"], "SIP2");
        yusuf.json("DELETE", "/api/v1/terms/1/retirement", json!({})).await.is(200);
        yusuf.json("PUT", "/api/v1/terms/1/keeper", json!({})).await.is(200);
        ann.json("PUT", "/api/v1/terms/1/keeper", json!({})).await.is(403);
        ann.json("POST", "/api/v1/terms/1/opens", json!({})).await.is(200);
        let asked = ann.json("POST", "/api/v1/unknown-words", json!({"word": "stanza"})).await;
        assert_eq!(asked.json()["outcome"], "filed");
        ann.get("/api/v1/unknown-words").await.is(403);
        assert_eq!(yusuf.get("/api/v1/unknown-words").await.json()[0]["asked"], 1);
        yusuf.get("/api/v1/unknown-words/1").await.is(200);
        let path = "/api/v1/unknown-words/1/answer";
        yusuf.json("POST", path, json!({"why": "It is SIP2"})).await.is(204);
        assert_eq!(ann.get("/api/v1/me/unknown-words").await.json()[0]["words"], "It is SIP2");
    });
}
