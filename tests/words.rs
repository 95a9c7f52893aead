//! Every word that a page asks for is there, and every one that is there is asked for.

use crate::sources::files;
use base::keys;
use std::collections::BTreeSet;

/// Messages are asked for by key, or by a beginning and a word: these are the words.
fn words() -> Vec<(&'static str, Vec<String>)> {
    fn all<T: ToString>(words: &[T]) -> Vec<String> {
        words.iter().map(T::to_string).collect()
    }
    fn both<A: ToString, B: ToString>(first: &[A], then: &[B]) -> Vec<String> {
        let pairs = first.iter().flat_map(|a| then.iter().map(move |b| (a, b)));
        pairs.map(|(a, b)| format!("{}-{}", a.to_string(), b.to_string())).collect()
    }
    use desk::{
        bulk::{DeedKind, Outcome},
        impact::{Hurts, Likelihood, Priority, RiskKind, Scope, Stopped, Workaround},
        list_style::Density,
        queue::{Fact, Group, Order, Phase},
        resolution::Cause,
        snooze::Quick,
        tickets::{Ball, Channel, HoldReason, Kind, State},
    };
    let roles = all(base::Role::ALL);
    let settings: Vec<_> =
        base::Config::default().list().iter().map(|s| s.name.replace(['.', '_'], "-")).collect();
    let rooms = all(&[
        "time",
        "fields",
        "templates",
        "checklists",
        "people",
        "departments",
        "locations",
        "teams",
        "services",
        "patron",
        "settings",
        "news",
        "occasions",
        "devices",
        "scan-rules",
        "labels",
        "audit",
        "jobs",
        "imports",
        "retention",
        "rights",
        "first-checks",
    ]);
    vec![
        ("state-", all(State::ALL)),
        ("felt-unit-", all(desk::felt::Unit::ALL)),
        ("felt-mark-", all(&desk::felt::MARKS.map(|(_, word)| word))),
        ("felt-ending-", all(desk::felt_repeats::Ending::ALL)),
        ("how-none-", all(&["unknown", "ended", "again", "gone", "foreign"])),
        ("how-none-title-", all(&["unknown", "ended", "again", "gone", "foreign"])),
        ("compared-needed-by-", all(&["you", "they"])),
        ("compared-needed-now-", all(&["you", "they"])),
        ("compared-needed-later-", all(&["you", "they"])),
        ("project-state-", all(bridge::projects::ProjectState::ALL)),
        ("kind-", all(Kind::ALL)),
        ("hold-", all(HoldReason::ALL)),
        ("ball-us-", all(Ball::ALL)),
        ("ball-you-", all(Ball::ALL)),
        ("ball-they-", all(Ball::ALL)),
        ("ball-class-", all(Ball::ALL)),
        ("channel-", all(Channel::ALL)),
        ("label-format-", all(&label::FORMATS.iter().map(|f| f.key).collect::<Vec<_>>())),
        ("symptom-", all(desk::scans::Symptom::ALL)),
        ("scan-reason-", all(desk::scan_rules::Reason::ALL)),
        ("scan-none-", all(&["unknown", "replaced", "unused", "off"])),
        ("scan-none-title-", all(&["unknown", "replaced", "unused", "off"])),
        ("device-kind-", all(desk::devices::DeviceKind::ALL)),
        ("cause-", all(Cause::ALL)),
        ("short-", both(Scope::ALL, Stopped::ALL)),
        ("desk-outcome-", all(desk::counter::Outcome::ALL)),
        ("desk-whom-", all(desk::counter::Whom::ALL)),
        ("desk-for-", all(desk::counter::Whom::ALL)),
        ("desk-channel-", all(&[Channel::Desk, Channel::Phone])),
        ("priority-", all(Priority::ALL)),
        ("scope-", all(Scope::ALL)),
        ("who-", all(Stopped::ALL)),
        ("workaround-", all(Workaround::ALL)),
        ("said-workaround-", all(Workaround::ALL)),
        ("read-workaround-", all(Workaround::ALL)),
        ("hurts-", all(Hurts::ALL)),
        ("said-hurts-", all(Hurts::ALL)),
        ("read-hurts-", all(Hurts::ALL)),
        ("risk-", all(RiskKind::ALL)),
        ("risk-example-", all(RiskKind::ALL)),
        ("said-risk-", all(RiskKind::ALL)),
        ("read-risk-", all(RiskKind::ALL)),
        ("assist-state-", all(desk::assists::Answer::ALL)),
        ("assist-answer-", all(desk::assists::Answer::ALL)),
        ("relation-", all(desk::links::Relation::ALL)),
        ("follower-why-", all(desk::following::Reason::ALL)),
        ("likelihood-", all(Likelihood::ALL)),
        ("risk-likelihood-", all(Likelihood::ALL)),
        ("phase-", all(Phase::ALL)),
        ("news-unit-", all(desk::news::Unit::ALL)),
        ("news-quick-", all(desk::waiting::Quick::ALL)),
        ("playback-risk-", all(RiskKind::ALL)),
        ("order-", all(Order::ALL)),
        ("group-", all(Group::ALL)),
        ("group-none-", all(Group::ALL)),
        ("fact-name-", all(Fact::ALL)),
        ("density-", all(Density::ALL)),
        ("deed-", all(DeedKind::ALL)),
        ("bulk-done-", all(DeedKind::ALL)),
        ("outcome-", all(Outcome::ALL)),
        ("snooze-quick-", all(Quick::ALL)),
        ("choices-kind-", all(desk::notifications::Kind::ALL)),
        ("choices-way-", all(desk::notifications::Way::ALL)),
        ("choices-what-", all(desk::notifications::Way::ALL)),
        ("overview-list-", all(bridge::overview::Which::ALL)),
        ("goal-stand-", all(bridge::goals::Stand::ALL)),
        ("goal-stands-", all(bridge::goals::Stand::ALL)),
        ("goal-ending-", all(bridge::goals::Ending::ALL)),
        ("goal-ended-", all(bridge::goals::Ending::ALL)),
        ("goal-measure-", all(&bridge::health::Measure::LIVE)),
        ("goal-measure-", all(&["by_hand"])),
        (
            "health-",
            both(
                bridge::health::Measure::ALL,
                &["amount", "what", "unit", "count", "counted", "same", "few", "nothing"],
            ),
        ),
        ("health-", both(&bridge::health::Measure::LIVE, &["better", "worse"])),
        ("health-", both(&["waits", "shared"], &["more", "less"])),
        ("deed-", all(&bridge::health::DEEDS)),
        ("contributions-", all(bridge::contributions::Work::ALL)),
        ("contributions-what-", all(bridge::contributions::Work::ALL)),
        ("contributions-period-", all(bridge::contributions::Period::ALL)),
        ("parity-role-", all(&["leads", "desk", "helps"])),
        ("parity-by-", all(&["department", "role", "location"])),
        (
            "parity-",
            both(
                &["first", "resolution", "reopened", "felt"],
                &["name", "what", "unit", "amount", "alike", "apart", "few"],
            ),
        ),
        ("parity-by-", both(&["department", "role", "location"], &["what"])),
        ("weekday-", all(&["1", "2", "3", "4", "5", "6", "7"])),
        ("departments-kind-", all(people::departments::Kind::ALL)),
        ("persons-role-", roles.clone()),
        ("persons-role-what-", roles),
        ("report-kind-", all(&[Kind::Incident, Kind::ServiceRequest, Kind::Question])),
        (
            "filter-",
            all(&["whose", "phase", "service", "location", "priority", "tag", "order", "group"]),
        ),
        ("administration-floor-", all(&["organisation", "help", "devices", "kept", "program"])),
        ("administration-room-", rooms.clone()),
        ("administration-what-", rooms),
        (
            "settings-section-",
            all(&["name", "server", "database", "mail", "desk", "limits", "log", "data"]),
        ),
        ("imports-kind-", all(insight::imports::Kind::ALL)),
        ("imports-outcome-", all(&["new", "changed", "same", "refused"])),
        ("retention-kind-", all(insight::retention::Kind::ALL)),
        ("retention-what-", all(insight::retention::Kind::ALL)),
        ("rights-access-", all(&["none", "read", "own", "work"])),
        ("rights-why-", all(desk::tickets::Why::ALL)),
        ("right-", base::Right::ALL.iter().map(|right| insight::rights::word(*right)).collect()),
        ("profile-", words_of(bridge::profiles::Section::ALL)),
        ("profile-teach-", words_of(bridge::profiles::Section::ALL)),
        ("way-", words_of(bridge::profiles::Way::ALL)),
        ("way-for-", words_of(bridge::profiles::Way::ALL)),
        ("phone-for-", words_of(bridge::directory::PhoneFor::ALL)),
        ("settings-from-", all(&["default", "browser", "file", "environment", "argument"])),
        ("setting-", settings.clone()),
        ("setting-what-", settings),
        ("account-scope-", all(&["read", "write", "admin"])),
        ("praise-for-", all(bridge::praise::Attribute::ALL)),
        ("praise-example-", all(bridge::praise::Attribute::ALL)),
        ("praise-sharing-", all(bridge::praise::Sharing::ALL)),
        ("praise-now-", all(bridge::praise::Sharing::ALL)),
        ("praise-choose-", all(bridge::praise::Sharing::ALL)),
        ("idea-state-", all(bridge::ideas::State::ALL)),
        ("idea-choose-", all(bridge::ideas::State::ALL)),
        ("idea-held-", all(bridge::follow_ups::Held::ALL)),
        ("tour-state-", all(bridge::tours::State::ALL)),
        ("tours-group-", all(&["coming", "open", "done", "withdrawn"])),
        ("placement-state-", all(bridge::placements::State::ALL)),
        ("placement-part-", all(bridge::placements::Part::ALL)),
        ("internet-rule-", all(&["shake", "damp", "label", "window", "return"])),
    ]
}

fn words_of<T: ToString>(words: &[T]) -> Vec<String> {
    words.iter().map(T::to_string).collect()
}

fn words_of_work() -> Vec<(&'static str, Vec<String>)> {
    let placeholders = desk::answers::Placeholder::ALL;
    let places = desk::time_spent::Where::ALL.iter().map(ToString::to_string).collect();
    vec![
        ("gap-", placeholders.iter().map(|p| p.as_str().replace('.', "-")).collect()),
        ("time-where-", places),
        ("recurring-choice-", words_of(desk::recurring::Choice::ALL)),
        ("fields-type-", words_of(desk::custom_fields::Type::ALL)),
        ("term-side-", words_of(bridge::glossary::Whose::ALL)),
        ("term-sides-", words_of(bridge::glossary::Whose::ALL)),
        ("term-to-", words_of(&["library", "it"])),
        ("ask-outcome-", words_of(bridge::unknown_words::Outcome::ALL)),
        ("wording-advice-", words_of(bridge::wording::Kind::ALL)),
        ("fields-asked-", words_of(desk::custom_fields::AskedOf::ALL)),
        ("fields-required-", words_of(desk::custom_fields::RequiredAt::ALL)),
        ("action-stand-", words_of(bridge::action_items::Stand::ALL)),
        ("actions-whose-", words_of(&["mine", "side", "all"])),
        ("actions-stand-", words_of(&["open", "overdue", "over"])),
        (
            "agenda-section-",
            bridge::agenda::Section::ALL
                .iter()
                .filter(|one| **one != bridge::agenda::Section::Added)
                .map(ToString::to_string)
                .collect(),
        ),
        ("meeting-recurs-", words_of(bridge::meetings::Recurs::ALL)),
        ("meeting-skipping-", words_of(bridge::meetings::Skipping::ALL)),
        ("meeting-role-", words_of(bridge::attendees::Role::ALL)),
        ("meeting-answered-", words_of(bridge::attendees::Answer::ALL)),
        (
            "meeting-standing-",
            words_of(&[
                "planned",
                "moved",
                "now",
                "over",
                "held",
                "confirmed",
                "cancelled",
                "left-out",
            ]),
        ),
        (
            "meeting-mail-",
            words_of(&["planned", "moved", "changed", "cancelled", "uninvited", "ended"]),
        ),
    ]
}

fn words_of_agreements() -> Vec<(&'static str, Vec<String>)> {
    use levels::{
        agreements::{Kind, State},
        terms::{CELLS, ClauseKind, Measure},
    };
    let (kinds, points) = (words_of(Kind::ALL), words_of(ClauseKind::ALL));
    let priorities = words_of(desk::impact::Priority::ALL);
    let units = words_of(desk::news::Unit::ALL);
    vec![
        ("agreement-kind-", kinds.clone()),
        ("agreement-kind-what-", kinds.clone()),
        ("agreement-between-", kinds),
        ("agreement-tag-", words_of(State::ALL)),
        ("agreement-means-", priorities),
        ("agreement-unit-", units.clone()),
        ("agreement-length-", units),
        ("agreement-measure-", words_of(Measure::ALL)),
        ("agreement-within-", words_of(Measure::ALL)),
        ("agreement-cell-", CELLS.iter().map(|cell| cell.name.to_owned()).collect()),
        ("agreement-heading-", points.clone()),
        ("agreement-ask-", points.clone()),
        ("agreement-hint-", points.clone()),
        ("agreement-clause-", points),
        ("agreement-line-", words_of(&["starts_on", "ends_on", "review_on", "hours", "services"])),
    ]
}

fn words_of_ladders() -> Vec<(&'static str, Vec<String>)> {
    use bridge::ladders::{RungKind, State};
    let kinds = words_of(RungKind::ALL);
    let sheets = words_of(&[RungKind::Expectations, RungKind::Agreement]);
    let ends = words_of(&[State::Resolved, State::Accepted, State::Coexisting]);
    let parts_of_reviews = words_of(bridge::review_parts::PartKind::ALL);
    vec![
        ("review-part-", parts_of_reviews.clone()),
        ("review-part-about-", parts_of_reviews),
        ("review-factor-", words_of(bridge::review_parts::FactorKind::ALL)),
        ("ladder-state-", words_of(State::ALL)),
        ("ladder-ended-", ends.clone()),
        ("endings-what-", ends),
        ("rung-kind-", kinds.clone()),
        ("rung-short-", kinds.clone()),
        ("rung-guide-", kinds.clone()),
        ("briefing-what-", kinds.clone()),
        ("briefing-opens-", kinds.clone()),
        ("briefing-talk-", kinds),
        ("briefing-risk-", words_of(desk::impact::RiskKind::ALL)),
        ("briefing-likely-", words_of(desk::impact::Likelihood::ALL)),
        ("sheet-link-", sheets.clone()),
        ("sheet-about-", sheets),
    ]
}

fn defined() -> BTreeSet<String> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../locales/en");
    let mut found = BTreeSet::new();
    for entry in std::fs::read_dir(folder).unwrap().flatten() {
        found.extend(keys(&std::fs::read_to_string(entry.path()).unwrap()).into_keys());
    }
    found
}

/// Every literal between quotes in sources and templates, without the tests beside the sources.
fn literals() -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for (path, text) in files("rs").into_iter().chain(files("html")) {
        if path.to_string_lossy().contains("/demo/") {
            continue;
        }
        let text = text.split("#[cfg(test)]").next().unwrap_or_default();
        // a quote mark inside text shifts what is between quotes: both halves are looked at
        for line in text.lines() {
            found.extend(line.split('"').map(str::to_owned));
        }
    }
    found
}

/// `said-{scope}-{who}` as its fixed pieces.
fn fits(pattern: &str, key: &str) -> bool {
    let pieces: Vec<_> = pattern
        .split('{')
        .enumerate()
        .map(|(i, p)| if i == 0 { p } else { p.split_once('}').map_or("", |(_, rest)| rest) })
        .collect();
    let Some(mut rest) = key.strip_prefix(pieces[0]) else { return false };
    for piece in &pieces[1..] {
        match rest.find(piece) {
            Some(at) => rest = &rest[at + piece.len()..],
            None => return false,
        }
    }
    pieces.len() == 1 && rest.is_empty()
        || pieces.len() > 1 && (rest.is_empty() || pieces.last() == Some(&""))
}

#[test]
fn every_message_asked_for_is_there() {
    let defined = defined();
    let mut missing = Vec::new();
    let calls = [".t(\"", ".with(\"", ".with2(\"", ".count(\"", ".plain(\"", "page_t(\"", "any(\""];
    let mut prefixes = BTreeSet::new();
    for (path, text) in files("rs").into_iter().chain(files("html")) {
        let text = text.split("#[cfg(test)]").next().unwrap_or_default().to_owned();
        for call in calls {
            for piece in text.split(call).skip(1) {
                let key = piece.split('"').next().unwrap_or_default();
                if !defined.contains(key) && !key.contains('/') {
                    missing.push(format!("{}: {key}", path.display()));
                }
            }
        }
        for piece in text.split("page.word(\"").skip(1) {
            prefixes.insert(piece.split('"').next().unwrap_or_default().to_owned());
        }
        // labels and hints that templates hand to the macros of a field
        let macros = text.split("call f::").skip(1).chain(text.split("call z::").skip(1));
        for piece in macros {
            // these two are told the names of fields
            if piece.starts_with("problem(") || piece.starts_with("described(") {
                continue;
            }
            let line = piece.split("%}").next().unwrap_or_default();
            for word in line.split('"').skip(1).step_by(2).filter(|w| w.contains('-')) {
                if !defined.contains(word) && word != "datetime-local" {
                    missing.push(format!("{}: {word}", path.display()));
                }
            }
        }
    }
    for literal in literals() {
        let is_key = literal.chars().all(|c| c.is_ascii_lowercase() || c == '-');
        if is_key
            && literal.starts_with("problem-")
            && literal.len() > 8
            && !defined.contains(&literal)
        {
            missing.push(literal);
        }
    }
    let known = [words(), words_of_work(), words_of_agreements(), words_of_ladders()].concat();
    for prefix in &prefixes {
        let is_known = known.iter().any(|(p, _)| p == prefix);
        assert!(is_known || prefix == "event-name-", "add the words of `{prefix}` above");
    }
    for (prefix, words) in &known {
        // nobody has this role as a grant
        for word in words.iter().filter(|w| *w != "requester" || !prefix.starts_with("persons-")) {
            let key = format!("{prefix}{word}");
            if !defined.contains(&key) {
                missing.push(key);
            }
        }
    }
    assert_eq!(missing, Vec::<String>::new());
}

#[test]
fn every_event_of_a_ticket_has_its_words() {
    let defined = defined();
    let mut missing = Vec::new();
    for literal in literals() {
        let is_kind = literal.chars().all(|c| c.is_ascii_lowercase() || c == '.' || c == '_');
        let is_ticket = ["ticket.", "message.", "feedback."]
            .iter()
            .any(|p| literal.starts_with(p) && literal.len() > p.len())
            && !literal.ends_with(".js")
            && desk::answers::Placeholder::parse(&literal).is_none();
        if is_kind && is_ticket {
            let name = literal.replace(['.', '_'], "-");
            if !defined.contains(&format!("event-name-{name}")) {
                missing.push(format!("event-name-{name}"));
            }
        }
    }
    assert_eq!(missing, Vec::<String>::new());
}

#[test]
fn every_kind_in_the_audit_trail_has_its_words() {
    let defined = defined();
    let mut missing = BTreeSet::new();
    for (_, text) in files("rs") {
        let text = text.split("#[cfg(test)]").next().unwrap_or_default();
        // how an event is written: by name, or about a ticket
        for before in ["kind: \"", "record(act, \""] {
            for piece in text.split(before).skip(1) {
                let kind = piece.split('"').next().unwrap_or_default();
                let key = format!("audit-kind-{}", kind.replace(['.', '_'], "-"));
                if kind.contains('.') && !defined.contains(&key) {
                    missing.insert(key);
                }
            }
        }
    }
    assert_eq!(missing, BTreeSet::new());
}

/// A kind nobody records would never be counted.
#[test]
fn every_kind_of_work_that_is_counted_is_recorded() {
    let elsewhere = files("rs")
        .into_iter()
        .filter(|(path, _)| !path.to_string_lossy().contains("contributions"));
    let elsewhere: String = elsewhere.map(|(_, text)| text).collect();
    let is_recorded = |kind: &str| elsewhere.contains(&format!("\"{kind}\""));
    let kinds = bridge::contributions::KINDS.iter().map(|(kind, _)| *kind);
    assert_eq!(kinds.filter(|kind| !is_recorded(kind)).collect::<Vec<_>>(), Vec::<&str>::new());
}

#[test]
fn every_message_there_is_is_asked_for() {
    let literals = literals();
    let patterns: Vec<_> = literals
        .iter()
        .filter(|l| l.chars().take_while(|c| c.is_ascii_lowercase()).count() >= 3)
        .filter(|l| l.contains('{') && l.contains('-') && !l.contains(' '))
        .collect();
    let starts: Vec<_> = literals
        .iter()
        .filter(|l| {
            l.ends_with('-') && l.len() > 3 && l.chars().all(|c| c.is_ascii_lowercase() || c == '-')
        })
        .collect();
    let unused: Vec<_> = defined()
        .into_iter()
        .filter(|key| {
            !literals.contains(key)
                && !patterns.iter().any(|pattern| fits(pattern, key))
                && !starts.iter().any(|start| key.starts_with(start.as_str()))
                // `?said=...` after a form
                && !key.strip_prefix("said-").is_some_and(|said| {
                    literals.contains(said) || literals.iter().any(|l| l.ends_with(&format!("said={said}")))
                })
        })
        .collect();
    assert_eq!(unused, Vec::<String>::new());
}
