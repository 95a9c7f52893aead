//! Words are not lost by signing out, whatever form they were typed into: every box for more than a
//! line keeps its draft, or says why it does not.

use crate::{
    drafts::{NEW, carried, editor, in_box, keep},
    sources::files,
    tickets::{house, report},
};
use testing::{Seen, TestApp, Visitor, each_db};

/// Boxes for more than a line of which no draft is kept, and why.
const WITHOUT: &[(&str, &str)] = &[
    ("web/templates/fields.html {{", "the box itself: the forms that have it are looked at"),
    ("web/templates/error.html {{", "gives back what was typed, after an error"),
    ("web/templates/error.html typed", "the same, to copy from"),
    ("desk/src/tickets/show.html conflict", "gives back what was typed, to copy from"),
    ("bridge/src/wording/show.html {{", "carries what was typed back to its form"),
    ("desk/src/affected/over.html words", "carries what was typed back to the report"),
    ("insight/src/imports/plan.html text", "carries what was looked at along"),
    ("insight/src/imports/new.html text", "rows of a file, which is still there"),
    ("desk/src/custom_fields/inputs.html {{", "stands in the forms of reports, orders and facts"),
    ("bridge/src/meetings/plan.html guests", "stands in the forms of meetings, which keep theirs"),
    ("desk/src/home/show.html words", "the first words of a report, whose page keeps them"),
    ("desk/src/scans/show.html words", "nobody is signed in, and nothing is to be kept"),
    (
        "desk/src/felt_questions/show.html feedback",
        "nobody is signed in, and nothing is to be kept",
    ),
    ("desk/src/counter/work.html words", "the next patron must not find the last one's words"),
    ("desk/src/patron/settings.html patron_cards", "a few patterns of digits"),
    // below what keeps drafts: their crate knows of nothing on the desk
    ("people/src/locations/edit.html address", "an address"),
    ("people/src/locations/edit.html hours", "a line for each opening time"),
    ("bridge/src/ideas/index.html words", "a sentence, in ten seconds"),
    (
        "bridge/src/placements/show.html learnt",
        "the diary beside it keeps the draft; this is its last page",
    ),
    ("people/src/departments/edit.html mission", "a sentence or two, once"),
];

/// Each box for more than a line in a template: its name, and whether its form keeps its draft.
fn boxes(text: &str) -> Vec<(String, bool)> {
    let mut found = Vec::new();
    let mut keeps = false;
    for (at, _) in text.match_indices(['<', '{']) {
        let rest = &text[at..];
        let tag = rest.split('>').next().unwrap_or_default();
        if tag.starts_with("<form") {
            keeps = tag.contains(" data-draft=\"");
        } else if tag.starts_with("</form") {
            keeps = false;
        } else if tag.starts_with("<textarea") {
            let name = tag.split(" name=\"").nth(1).or(tag.split(" id=\"").nth(1));
            let name = name.unwrap_or_default().split(['"', ' ']).next().unwrap_or_default();
            found.push((name.to_owned(), keeps));
        } else if rest.starts_with("{% call f::area(") {
            let name = rest.split('"').nth(1).unwrap_or_default();
            found.push((name.to_owned(), keeps));
        }
    }
    found
}

#[test]
fn every_box_for_more_than_a_line_keeps_its_draft() {
    let mut without: Vec<String> = Vec::new();
    for (path, text) in files("html") {
        let path = path.display().to_string();
        let path = path.rsplit("/crates/").next().unwrap_or_default().to_owned();
        let loose = boxes(&text).into_iter().filter(|(_, keeps)| !keeps);
        without.extend(loose.map(|(name, _)| format!("{path} {name}")));
    }
    without.sort();
    without.dedup();
    let mut named: Vec<_> = WITHOUT.iter().map(|(place, _)| (*place).to_owned()).collect();
    named.sort();
    assert_eq!(without, named, "give the form data-draft, or say here why not");
}

/// Keeps words in a form, signs out and in again, and finds them in its box.
async fn is_kept(
    t: &TestApp,
    person: base::PersonId,
    (editor, field): (&str, &str),
    (page, id): (&str, &str),
) -> (Visitor, Seen) {
    let words = format!("Words for {editor}");
    let visitor = t.visitor(person).await;
    keep(&visitor, editor, NEW, "a", &[(field, words.as_str())]).await.2.is(200);
    visitor.post("/sign-out", &[]).await;
    let visitor = t.visitor(person).await;
    let seen = visitor.get(page).await;
    assert_eq!(in_box(&seen, id), words, "{editor}");
    (visitor, seen)
}

#[test]
fn feedback_that_is_not_sent_yet_is_not_lost_when_the_session_ends() {
    each_db(async |t| {
        let house = house(t).await;
        let ticket = report(&t.visitor(house.ann).await).await;
        let done = [("cause", "network"), ("words", "Done.")];
        let yusuf = t.visitor(house.yusuf).await;
        yusuf.post(&format!("{ticket}/resolution"), &done).await.is(303);
        let form = editor(&ticket, "feedback");
        let (ann, seen) = is_kept(t, house.ann, (&form, "feedback"), (&ticket, "feedback")).await;
        let (id, version) = carried(&seen, "feedback");
        yusuf.get(&ticket).await.hides("Words for ticket");
        // what is wrong with it comes back with them, and what is sent is no draft any more
        let mut sent = vec![
            ("feedback", "Words for all"),
            ("score", "11"),
            ("draft", id.as_str()),
            ("draft-version", version.as_str()),
        ];
        let refused = ann.post(&format!("{ticket}/feedback"), &sent).await;
        assert_eq!(in_box(refused.is(422), "feedback"), "Words for all");
        sent[1] = ("score", "9");
        ann.post(&format!("{ticket}/feedback"), &sent).await.is(303);
        let page = ann.get(&ticket).await;
        assert_eq!(in_box(&page, "feedback"), "Words for all", "what was given");
        assert_eq!(carried(&page, "feedback").0, "");
    });
}

#[test]
fn every_form_of_a_ticket_keeps_what_is_typed_into_it() {
    each_db(async |t| {
        let house = house(t).await;
        let (ann, yusuf) = (t.visitor(house.ann).await, t.visitor(house.yusuf).await);
        let ticket = report(&ann).await;
        let ask = [("helper", "ben@library.example"), ("assist-words", "What does it say?")];
        yusuf.post(&format!("{ticket}/assists"), &ask).await.is(303);
        let impact = format!("{ticket}/impact");
        let affected = format!("{ticket}/affected");
        for (person, form, field, page, id) in [
            (house.ann, "worsening", "changed", &ticket, "changed"),
            (house.ann, "closing", "fine_words", &ticket, "fine_words"),
            (house.ann, "assist", "assist-words", &ticket, "assist-words"),
            (house.ben, "assist-answer/1", "assist-answer-words", &ticket, "assist-answer-words-1"),
            (house.ann, "impact", "words", &impact, "words"),
            (house.ben, "affected", "words", &affected, "words"),
            (house.yusuf, "workaround", "workaround_words", &ticket, "workaround_words"),
            (house.yusuf, "playback", "understood", &ticket, "understood"),
            (house.yusuf, "referral", "refer-words", &ticket, "refer-words"),
            (house.yusuf, "tasks", "lines", &ticket, "tasks-lines"),
        ] {
            let name = editor(&ticket, form);
            is_kept(t, person, (&name, field), (page, id)).await;
        }
        // those of the helping teams are nobody else's to write in
        for form in ["workaround", "playback", "referral", "tasks", "referral-answer/1", "facts"] {
            keep(&ann, &editor(&ticket, form), NEW, "a", &[("lines", "x")]).await.2.is(403);
        }
        let stranger = t.visitor(house.stranger).await;
        keep(&stranger, &editor(&ticket, "affected"), NEW, "a", &[("words", "x")]).await.2.is(404);
        // sent, it is gone
        let page = yusuf.get(&ticket).await;
        let (id, version) = carried(&page, "workaround");
        let sent = [
            ("workaround_words", "By hand"),
            ("draft", id.as_str()),
            ("draft-version", version.as_str()),
        ];
        yusuf.post(&format!("{ticket}/workaround"), &sent).await.is(303);
        let page = yusuf.get(&ticket).await;
        assert_eq!(in_box(&page, "workaround_words"), "By hand");
        assert_eq!(carried(&page, "workaround").0, "");
    });
}

#[test]
fn what_is_begun_at_a_meeting_is_not_lost() {
    each_db(async |t| {
        let it = crate::meetings::both(t).await;
        crate::meetings::plan(&t.visitor(it.liaison).await, &[("recurs", "")]).await;
        for (editor, field) in
            [("agenda-item/1", "item"), ("decision/1", "decision"), ("promise/1", "action")]
        {
            let priya = t.visitor(it.liaison).await;
            let words = format!("Words for {field}");
            keep(&priya, editor, NEW, "a", &[(field, words.as_str())]).await.2.is(200);
            priya.post("/sign-out", &[]).await;
            let priya = t.visitor(it.liaison).await;
            let page = priya.get("/meetings/1").await;
            assert!(page.body.contains(&format!("value=\"{words}\"")), "{editor}");
            t.visitor(it.chief).await.get("/meetings/1").await.hides(&words);
            // sent, it is no draft any more
            let (id, version) = carried(&page, editor);
            let path = match field {
                "item" => "/meetings/1/agenda",
                "decision" => "/meetings/1/decisions",
                _ => "/meetings/1/actions",
            };
            let sent =
                [(field, words.as_str()), ("draft", id.as_str()), ("draft-version", &version)];
            priya.post(path, &sent).await.is(303);
            assert_eq!(carried(&priya.get("/meetings/1").await, editor).0, "", "{editor}");
        }
    });
}

#[test]
fn what_teams_keep_is_not_lost_while_it_is_written() {
    each_db(async |t| {
        let house = house(t).await;
        let admin = t.person("admin@it.example", None).await;
        t.grant(admin, "administrator", None, None).await;
        let yusuf = t.visitor(house.yusuf).await;
        for (sheet, field, page) in [
            ("answer/0", "words", "/answers/new"),
            ("checklist/0", "lines", "/checklists/new"),
            ("question/0", "choices", "/fields/new"),
            ("template/0", "words", "/templates/new"),
        ] {
            is_kept(t, house.yusuf, (sheet, field), (page, field)).await;
        }
        keep(&yusuf, "service/1", NEW, "a", &[("description", "x")]).await.2.is(403);
        let service = ("service/1", "description");
        let page = ("/administration/services/1", "description");
        is_kept(t, admin, service, page).await;
        let ann = t.visitor(house.ann).await;
        keep(&ann, "answer/0", NEW, "a", &[("words", "x")]).await.2.is(403);
        // saved, the next one begins empty
        let page = yusuf.get("/answers/new").await;
        let (id, version) = carried(&page, "answer/0");
        let sent = [
            ("title", "Resetting"),
            ("words", "Off and on"),
            ("team", "1"),
            ("is_active", "yes"),
            ("draft", id.as_str()),
            ("draft-version", version.as_str()),
        ];
        let made = yusuf.post("/answers", &sent).await.location();
        assert_eq!(in_box(&yusuf.get("/answers/new").await, "words"), "");
        // a draft of what a colleague changed meanwhile does not go over their words unseen
        let made = made.split('?').next().unwrap().to_owned();
        let name = format!("answer/{}", made.rsplit('/').next().unwrap());
        let draft = [("title", "Resetting"), ("words", "Off, wait, on"), ("version", "1")];
        keep(&yusuf, &name, NEW, "b", &draft).await.2.is(200);
        let theirs =
            [("title", "Resetting"), ("words", "Call us"), ("team", "1"), ("version", "1")];
        t.visitor(admin).await.post(&made, &theirs).await.is(303);
        let page = yusuf.get(&format!("{made}/edit")).await;
        assert_eq!(in_box(&page, "words"), "Off, wait, on");
        let mine =
            [("title", "Resetting"), ("words", "Off, wait, on"), ("team", "1"), ("version", "1")];
        yusuf.post(&made, &mine).await.is(422).shows("Call us").shows("Off, wait, on");
    });
}
