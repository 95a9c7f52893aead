//! What the rules of wording look for, in English. Words in lower case; `|` stands between words
//! that may take each other's place.

use crate::wording::Kind;

/// Some words in a row.
pub struct Rule {
    pub kind: Kind,
    pub words: &'static str,
    /// Innocent before one of these.
    pub not_before: &'static str,
    /// Only before one of these; empty: before anything.
    pub only_before: &'static str,
    /// Only where a sentence begins with it.
    pub is_at_start: bool,
}

const fn rule(kind: Kind, words: &'static str) -> Rule {
    Rule { kind, words, not_before: "", only_before: "", is_at_start: false }
}

const fn unless(kind: Kind, words: &'static str, not_before: &'static str) -> Rule {
    Rule { not_before, ..rule(kind, words) }
}

const fn only(kind: Kind, words: &'static str, only_before: &'static str) -> Rule {
    Rule { only_before, ..rule(kind, words) }
}

/// What an error is printed in or written to.
const PRINTED: &str = "message messages report reports code codes log logs page pages number";
/// "You should have access" promises something; it blames nobody.
const PROMISED: &str = "a an the access your no it its them this that enough both everything \
    received got had two three one another now by been some more full to in";
/// What people are said always to do.
const ALWAYS: &str = "forget forgets break ignore complain lose blame shout";
/// What people are said never to do.
const NEVER: &str = "listen listened answer answered reply replied read tell told call called \
    check checked follow followed test tested fix fixed help helped think learn learned learnt ask \
    asked care";
const KEEP: &str = "breaking forgetting losing ignoring asking sending complaining calling ringing";

pub const RULES: &[Rule] = &[
    unless(Kind::UserError, "user|operator|pilot error|errors", PRINTED),
    unless(Kind::HumanError, "human error|errors", PRINTED),
    rule(Kind::Joke, "pebkac|pebcak|id10t|rtfm"),
    rule(Kind::Joke, "layer 8|eight"),
    rule(Kind::Joke, "between keyboard|chair and chair|keyboard"),
    rule(Kind::Joke, "rocket science"),
    unless(Kind::ShouldHave, "you should|could|might have", PROMISED),
    unless(Kind::ShouldHave, "you should've", PROMISED),
    rule(Kind::ShouldHave, "you ought to have"),
    unless(Kind::ShouldHave, "you shouldn't|mustn't have", "any a to the trouble problems problem"),
    unless(Kind::ShouldHave, "you should not have", "any a to the trouble problems problem"),
    rule(Kind::ShouldHave, "you were supposed|meant|told to"),
    rule(Kind::ShouldHave, "why didn't|don't|haven't you"),
    rule(Kind::ShouldHave, "why did you not"),
    rule(Kind::ShouldHave, "you failed|forgot|neglected|omitted|refused to"),
    rule(Kind::ShouldHave, "you didn't|don't bother|listen|read|check|follow"),
    rule(Kind::ShouldHave, "you did not bother|listen|read|check|follow"),
    rule(Kind::ShouldHave, "if you had read|checked|followed|listened|told|asked|waited"),
    rule(Kind::ShouldHave, "if you'd read|checked|followed|listened|told|asked|waited"),
    rule(Kind::Obvious, "obviously"),
    rule(Kind::Obvious, "needless to say"),
    rule(Kind::Obvious, "as everyone|everybody knows|can"),
    rule(Kind::Obvious, "everyone|everybody knows that"),
    rule(Kind::Obvious, "any fool|child can|knows|could"),
    Rule { is_at_start: true, ..rule(Kind::Obvious, "clearly") },
    rule(
        Kind::SaidAlready,
        "as|like i|we already|previously|just said|mentioned|explained|wrote|told|stated",
    ),
    rule(
        Kind::SaidAlready,
        "as|like i've|we've already|previously said|mentioned|explained|written|told|stated",
    ),
    rule(
        Kind::SaidAlready,
        "as|like i|we have already|previously said|mentioned|explained|written|told|stated",
    ),
    rule(
        Kind::SaidAlready,
        "as|like i|we said|mentioned|explained|wrote|told|stated before|already|earlier|previously|above",
    ),
    rule(Kind::SaidAlready, "like i|we said"),
    rule(
        Kind::SaidAlready,
        "as already|previously said|mentioned|explained|discussed|stated|advised",
    ),
    rule(Kind::SaidAlready, "i|we|i've|we've already told|explained"),
    rule(Kind::SaidAlready, "i|we have already told|explained"),
    rule(
        Kind::SaidAlready,
        "per my|our last|previous|earlier email|mail|message|e-mail|note|reply",
    ),
    unless(Kind::Fault, "your|his|her|their fault|mistake|blunder|carelessness", PRINTED),
    unless(Kind::Fault, "your|his|her|their own fault|mistake|error|blunder|carelessness", PRINTED),
    rule(Kind::Fault, "you|he|she|they are|is to blame"),
    rule(Kind::Fault, "you're|they're|he's|she's to blame"),
    rule(Kind::Fault, "who is|was to blame"),
    rule(Kind::Fault, "who's to blame"),
    rule(Kind::Fault, "whose fault|mistake"),
    only(Kind::Always, "you always", ALWAYS),
    only(Kind::Always, "you never", NEVER),
    only(Kind::Always, "you keep", KEEP),
    rule(Kind::Always, "you people|lot"),
    unless(
        Kind::Insult,
        "stupid|idiot|idiots|idiotic|moron|morons|incompetent|incompetence|clueless|illiterate",
        "",
    ),
    unless(Kind::Insult, "lazy", "loading load evaluation"),
    unless(Kind::Insult, "careless", ""),
    unless(Kind::Insult, "dumb", "terminal terminals waiter"),
    rule(Kind::Insult, "calm down"),
];

/// What "just" and "simply" make small.
pub const IMPERATIVES: &[&str] = &[
    "restart", "reboot", "click", "press", "turn", "switch", "log", "sign", "type", "enter",
    "open", "close", "check", "read", "follow", "use", "try", "call", "ask", "go", "do", "plug",
    "unplug", "reset", "install", "update", "refresh", "look", "wait", "send", "make", "put",
    "run", "clear", "ring", "tell", "print", "scan", "select", "choose", "add", "delete", "change",
    "set", "move", "copy", "remember", "google", "phone", "email",
];

/// What only people do wrong: beside a name it blames, whoever it is. Programs fail and break too,
/// and are not hurt.
pub const HUMAN_VERBS: &[&str] = &[
    "forgot|forgets|neglected|neglects",
    "messed|screwed|stuffed|mucked up",
    "failed to tell|say|answer|reply|check|read|inform|call|ring|come|notify|follow|listen|do|test|mention|ask",
    "refused to help|answer|come|look|listen|reply",
    "didn't bother|listen|think|tell|read|check|answer|reply|call|ring|follow",
    "did not bother|listen|think|tell|read|check|answer|reply|call|ring|follow",
    "couldn't be bothered",
    "should have told|known|checked|asked|read|said|tested|thought|listened|called|rung",
    "should know better",
    "never listens|answers|replies|reads|tells|checks|tests",
    "always forgets|ignores|complains",
];

/// What somebody does wrong who is known to be a person.
pub const NAMED_VERBS: &[&str] = &[
    "broke|breaks|caused|ruined|misconfigured|ignored|failed|lost|dropped|crashed|deleted|missed",
    "got it|this wrong",
    "made a|the mistake|error",
];

/// Words that sentences begin with, and names of what is no person.
pub const NOT_NAMES: &[&str] = &[
    "the",
    "it",
    "we",
    "i",
    "you",
    "they",
    "this",
    "that",
    "these",
    "those",
    "who",
    "which",
    "nobody",
    "somebody",
    "someone",
    "everyone",
    "everybody",
    "anyone",
    "people",
    "staff",
    "patrons",
    "patron",
    "and",
    "but",
    "so",
    "if",
    "when",
    "what",
    "then",
    "there",
    "one",
    "both",
    "some",
    "many",
    "nothing",
    "something",
    "windows",
    "koha",
    "outlook",
    "excel",
    "word",
    "chrome",
    "edge",
    "firefox",
    "teams",
    "server",
    "printer",
    "system",
    "update",
    "router",
    "firewall",
    "scanner",
    "kiosk",
    "computer",
    "program",
    "browser",
    "monitor",
    "screen",
    "gate",
    "sorter",
    "terminal",
    "proxy",
    "network",
    "machine",
    "login",
    "installer",
    "support",
];

/// Words in capitals that are common words: somebody shouts.
pub const COMMON: &[&str] = &[
    "the", "not", "is", "are", "was", "you", "your", "this", "that", "why", "now", "please",
    "still", "do", "does", "have", "has", "and", "again", "never", "always", "urgent", "stop",
    "read", "we", "to", "on", "in", "no", "my", "can", "can't", "cannot", "don't", "doesn't",
    "how", "many", "times", "what", "all", "down", "broken", "help", "nothing", "nobody", "works",
    "working", "fix", "yet", "be", "will", "must", "at", "for", "with", "our", "every", "day",
];

/// Abbreviations that look like common words, and what is often written so.
pub const CAPITALS_KEPT: &[&str] = &["IT", "OK", "PIN", "ID", "US", "UK", "AM", "PM"];
