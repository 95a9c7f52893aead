//! What is marked, what is not, and that nothing else changes, whatever the HTML.

use super::{Entry, Glossary};
use proptest::prelude::*;

fn entry(id: i64, forms: &[(&str, bool)]) -> Entry {
    Entry { id, forms: forms.iter().map(|(form, exact)| ((*form).to_owned(), *exact)).collect() }
}

fn glossary() -> Glossary {
    Glossary::new(&[
        entry(1, &[("SIP", true)]),
        entry(2, &[("SIP2", true), ("self-check protocol", false)]),
        entry(3, &[("hold", false), ("holds", false)]),
        entry(4, &[("hold on", false)]),
        entry(5, &[("single sign-on", false), ("SSO", true)]),
        entry(6, &[("R&D", true)]),
        entry(7, &[("amp", false)]),
        entry(8, &[("Ünïcode", false)]),
        entry(9, &[("port", false)]),
        entry(10, &[("knowledge base", false)]),
        entry(11, &[("knowledge base", false)]),
    ])
}

/// The HTML with each link as `[id|word]`.
fn marked(html: &str) -> String {
    short(&glossary().mark(html, |_| true))
}

fn short(html: &str) -> String {
    let mut out = String::new();
    for (i, piece) in html.split("<a class=\"term\" href=\"/glossary/").enumerate() {
        if i == 0 {
            out.push_str(piece);
            continue;
        }
        let (id, rest) = piece.split_once('"').unwrap();
        let (word, rest) = rest.split_once('>').unwrap().1.split_once("</a>").unwrap();
        out.push_str(&format!("[{id}|{word}]{rest}"));
    }
    out
}

#[test]
fn words_are_marked_whole_the_longest_first_and_each_once() {
    for (html, wanted) in [
        ("<p>The SIP2 line is down.</p>", "<p>The [2|SIP2] line is down.</p>"),
        ("SIP SIP2 SIP", "[1|SIP] [2|SIP2] SIP"),
        ("sip of tea, Sip2", "sip of tea, Sip2"),
        ("gossip SIPHON SIP3 xSIP", "gossip SIPHON SIP3 xSIP"),
        ("SIP2-based, (SIP)", "[2|SIP2]-based, ([1|SIP])"),
        ("a hold on it", "a [4|hold on] it"),
        // what is longer but ends inside a word hides nothing
        ("a hold online", "a [3|hold] online"),
        ("HOLDS and Hold", "[3|HOLDS] and Hold"),
        ("on-hold hold-up hold's", "on-hold hold-up hold's"),
        ("Single\nsign-on", "[5|Single\nsign-on]"),
        ("Single  sign-on", "Single  sign-on"),
        ("sso SSO", "sso [5|SSO]"),
        ("port.", "[9|port]."),
        ("port 80. Port", "[9|port] 80. Port"),
        (
            "see port.example and https://x.example/port or port@x.example",
            "see port.example and https://x.example/port or port@x.example",
        ),
        ("port/hold", "[9|port]/[3|hold]"),
        ("ünïcode ÜNÏCODE", "[8|ünïcode] ÜNÏCODE"),
        ("éport porté", "éport porté"),
    ] {
        assert_eq!(marked(html), wanted, "{html}");
    }
}

#[test]
fn links_code_headings_quoted_mail_and_what_is_inside_tags_are_left_alone() {
    for html in [
        "<a href=\"/x\">SIP2</a>",
        "<a href=\"/x\"><b>the SIP2</b></a>",
        "<button>SIP2</button>",
        "<code>SIP2</code><pre>hold</pre>",
        "<blockquote><p>On Monday: SIP2</p></blockquote>",
        "<h3>SIP2</h3>",
        "<img alt=\"SIP2\" title='a > hold'>",
        "<!-- SIP2 <b>hold</b> -->",
        "&amp; &lt;amp&gt;b".trim_end_matches("&lt;amp&gt;b"),
        "<p data-x=\"hold",
        "un<b>port</b> <b>ex</b>port",
    ] {
        assert_eq!(marked(html), html, "{html}");
    }
    assert_eq!(marked("<a href=\"/x\">y</a> SIP2"), "<a href=\"/x\">y</a> [2|SIP2]");
    assert_eq!(marked("</a>SIP2"), "</a>[2|SIP2]");
    assert_eq!(marked("<p>hold</p><p>on</p>"), "<p>[3|hold]</p><p>on</p>");
    assert_eq!(marked("<b>SIP2</b>"), "<b>[2|SIP2]</b>");
    assert_eq!(marked("1 < 2 hold"), "1 < 2 [3|hold]");
}

#[test]
fn signs_that_html_writes_otherwise_are_found_and_never_cut() {
    assert_eq!(marked("the R&amp;D team"), "the [6|R&amp;D] team");
    assert_eq!(marked("this &amp; that"), "this &amp; that");
    assert_eq!(marked("an amp &amp; more"), "an [7|amp] &amp; more");
}

#[test]
fn a_reader_gets_what_they_may_not_know_and_of_two_meanings_theirs() {
    let known = |entry: usize| entry != 1 && entry != 9;
    assert_eq!(short(&glossary().mark("SIP2, SIP", known)), "SIP2, [1|SIP]");
    assert_eq!(short(&glossary().mark("knowledge base", known)), "[11|knowledge base]");
    assert_eq!(marked("knowledge base"), "[10|knowledge base]");
}

#[test]
fn words_are_found_in_plain_text_where_they_stand() {
    let text = "R&D: <b> & SIP2 – hold";
    let found = glossary().find(text, |_| true);
    let words: Vec<_> = found.iter().map(|one| (one.entry, &text[one.from..one.to])).collect();
    assert_eq!(words, [(5, "R&D"), (1, "SIP2"), (2, "hold")]);
    assert_eq!(glossary().find("", |_| true), []);
}

#[test]
fn what_stands_for_a_patron_detail_stays_as_it_is() {
    let patron = Glossary::new(&[entry(1, &[("patron", false), ("withheld", false)])]);
    let html = "<p>(patron detail withheld: bcdfghjklm) is a patron</p>";
    let wanted = "<p>(patron detail withheld: bcdfghjklm) is a [1|patron]</p>";
    assert_eq!(short(&patron.mark(html, |_| true)), wanted);
}

#[test]
fn a_glossary_without_words_changes_nothing() {
    let empty = Glossary::new(&[]);
    assert_eq!(empty.mark("<p>SIP2</p>", |_| true), "<p>SIP2</p>");
    let odd = Glossary::new(&[entry(1, &[("", false), (" … ", true)])]);
    assert_eq!(odd.mark("a … b", |_| true), "a … b");
}

/// The output without what was put in.
fn taken_out(html: &str) -> String {
    let mut out = String::new();
    for (i, piece) in html.split("<a class=\"term\" href=\"/glossary/").enumerate() {
        if i == 0 {
            out.push_str(piece);
            continue;
        }
        let (_, rest) = piece.split_once('>').unwrap();
        let (word, rest) = rest.split_once("</a>").unwrap();
        assert!(!word.contains('<'), "a mark holds a tag: {word}");
        out.push_str(word);
        out.push_str(rest);
    }
    out
}

const PIECES: &[&str] = &[
    "SIP2",
    "SIP",
    "sip",
    "hold",
    "hold on",
    "line",
    "single sign-on",
    "SSO",
    "R&amp;D",
    "amp",
    "&amp;",
    "&lt;",
    "Ünïcode",
    "port",
    "-",
    "'",
    ".",
    " ",
    " ",
    "\n",
    "<p>",
    "</p>",
    "<b>",
    "</b>",
    "<a href=\"/x?hold=1\">",
    "</a>",
    "<code>",
    "</code>",
    "<blockquote>",
    "</blockquote>",
    "<br>",
    "<h2>",
    "</h2>",
    "<",
    ">",
    "\"",
    "&",
    ";",
    "<!-- hold -->",
    "🙂",
];

fn piece() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => proptest::sample::select(PIECES).prop_map(str::to_owned),
        1 => "\\PC{0,4}",
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_but_marks_is_added_whatever_the_html(pieces in proptest::collection::vec(piece(), 0..40)) {
        let html = pieces.concat();
        let once = glossary().mark(&html, |_| true);
        prop_assert_eq!(taken_out(&once), html);
        // each entry once, and a second time changes nothing
        let again = glossary().mark(&once, |_| true);
        prop_assert_eq!(&again, &once);
        for id in 1..=11 {
            let count = once.matches(&format!("data-term=\"{id}\"")).count();
            prop_assert!(count <= 1, "{}", once);
        }
    }

    #[test]
    fn no_link_stands_in_another(pieces in proptest::collection::vec(piece(), 0..40)) {
        let once = glossary().mark(&pieces.concat(), |_| true);
        // only as far as the text itself opens none inside another
        let mut open = 0_i32;
        let mut rest = once.as_str();
        // a tag goes to its end: what looks like another inside it is none
        while let Some((_, tag)) = rest.split_once('<') {
            let is_tag = tag.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/');
            if tag.starts_with("a class=\"term\"") {
                prop_assert!(open == 0, "{}", once);
                open += 1;
            } else if tag.starts_with("a href") {
                open += 1;
            } else if tag.starts_with("/a>") {
                open = (open - 1).max(0);
            }
            rest = if is_tag { tag.split_once('>').map_or("", |(_, rest)| rest) } else { tag };
        }
    }

    #[test]
    fn plain_text_is_cut_only_between_letters(text in "\\PC{0,60}") {
        for found in glossary().find(&text, |_| true) {
            prop_assert!(text.get(found.from..found.to).is_some());
        }
    }
}
