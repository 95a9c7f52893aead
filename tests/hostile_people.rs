//! The forms in which people say who they are, what they know, and how they work with suppliers, for
//! `hostile`.
// tidy: allow sql because each attack wants everything as it was before

use crate::hostile::{
    Field, Form,
    Is::{Choice, Text, Unseen},
    attack, form, person, values,
};
use std::sync::Mutex;
use testing::each_db;

const PROFILE: &[Field] = &[
    ("version", "1", Unseen),
    ("mission", "We lend books", Text),
    ("come_for", "Anything", Text),
    ("not_for", "Parking", Text),
    ("proud_of", "Our people", Text),
    ("worried_by", "The roof", Text),
    ("judged_on", "Loans", Text),
    ("hours", "Mon-Fri 09:00-17:00", Text),
    ("mail", "desk@library.example", Text),
    ("mail_for", "Anything", Text),
    ("phone", "5555 0100", Text),
    ("phone_for", "What is urgent", Text),
    ("chat", "#library", Text),
    ("chat_for", "Small things", Text),
    ("counter", "Level 1", Text),
    ("counter_for", "A chat", Text),
];

const PERIOD: &[Field] = &[
    ("version", "1", Unseen),
    ("name", "Exam weeks", Text),
    ("means", "Every seat is taken", Text),
    ("starts_on", "2026-11-02", Text),
    ("ends_on", "2026-11-13", Text),
    ("is_yearly", "yes", Choice),
];

const CARD: &[Field] = &[
    ("version", "1", Unseen),
    ("about", "Ask me about maps", Text),
    ("phone", "5555 0101", Text),
    ("phone_for", "helpers", Choice),
    ("is_left_out", "yes", Choice),
    ("manager", "2", Choice),
];

const SUPPLIER: &[Field] = &[
    ("version", "1", Unseen),
    ("hand_over", "Say the site number", Text),
    ("contract", "C-1", Text),
    ("contract_until", "2027-06-30", Text),
    ("portal", "https://help.supplier.example/{number}", Text),
];

const CONTACT: &[Field] = &[
    ("version", "1", Unseen),
    ("name", "Case desk", Text),
    ("email", "cases@supplier.example", Text),
    ("phone", "5555 0102", Text),
    ("use_for", "Anything", Text),
];

const LETTER: &[Field] = &[
    ("contact", "1", Choice),
    ("subject", "It stopped", Text),
    ("words", "Please look", Text),
    ("reference", "CAS-1", Text),
    ("file", "1", Unseen),
    ("hold", "yes", Choice),
    ("until", "2026-12-01T09:00", Text),
];

const CALL: &[Field] = &[
    ("contact", "1", Choice),
    ("at", "", Text),
    ("words", "They look at it tomorrow", Text),
    ("reference", "CAS-1", Text),
    ("hold", "yes", Choice),
    ("until", "2026-12-01T09:00", Text),
];

/// Asked by the administrator, but for the letter, which is the agent's.
pub const PEOPLE: &[Form] = &[
    form("/departments/1/edit", "open", PROFILE),
    form("/teams/1/edit", "open", PROFILE),
    form("/departments/1/year", "open", PERIOD),
    form("/departments/1/year/1", "open", PERIOD),
    form("/departments/1/year/1/removal", "open", &[]),
    form("/teams/1/year", "open", PERIOD),
    form("/teams/1/year/1", "open", PERIOD),
    form("/teams/1/year/1/removal", "open", &[]),
    form("/people/1/edit", "open", CARD),
    form("/people/1/skills", "open", &[("skill", "maps", Text)]),
    form("/people/1/skills/1/acceptance", "open", &[("from", "home", Unseen)]),
    form("/people/1/skills/1/removal", "open", &[("from", "", Unseen)]),
    form("/teams/1/skills", "open", &[("skill", "maps", Text)]),
    form("/teams/1/skills/1/removal", "open", &[]),
    form("/departments/1/supplier", "open", SUPPLIER),
    form("/departments/1/contacts", "open", CONTACT),
    form("/departments/1/contacts/1", "open", CONTACT),
    form("/departments/1/contacts/1/removal", "open", &[]),
    form("/tickets/1/hand-over", "open", LETTER),
    form("/tickets/1/hand-over", "open", &[("contact", "1", Unseen), ("write", "yes", Unseen)]),
    form("/tickets/1/call", "open", CALL),
    form("/tickets/1/hand-over/1/reference", "open", &[("reference", "CAS-1", Text)]),
];

/// Brings back what `profiles::one_of_each` made.
pub const AGAIN: &str = "
    update profile set version = 1;
    delete from profile_way where profile_id > 2;
    delete from profile where id > 2;
    update busy_period set removed_at = null, removed_by = null, version = 1;
    delete from busy_period where id > 2;
    update person_card set version = 1;
    delete from person_skill where not (person_id = 10 and skill_id = 1);
    update person_skill set accepted_at = null;
    insert into person_skill (person_id, skill_id, suggested_by, at)
      select 10, 1, 2, 1 from person where id = 10
      on conflict (person_id, skill_id) do nothing;
    delete from team_skill where skill_id > 1;
    insert into team_skill (team_id, skill_id, at) select 1, id, 1 from skill where id = 1
      on conflict (team_id, skill_id) do nothing;
    update supplier set version = 1;
    update supplier_contact set removed_at = null, removed_by = null, version = 1,
      email = 'cases@supplier.example', name = 'Case desk';
    delete from hand_over where id > 1;
    delete from supplier_contact where id > 1;
    update hand_over set reference = '', found_reference = 'CAS-2';
    delete from draft where editor like '%profile/%' or editor like '%hand-over%'
      or editor like '%/call';
";

#[test]
fn the_forms_of_who_we_are_lose_no_word() {
    let all = Mutex::new(String::new());
    each_db(async |t| {
        let (admin, agent) = (person(t, "administrator").await, t.actor(base::PersonId(7)).await);
        let agent = t.visitor(agent.id.unwrap()).await;
        let mut wrong = String::new();
        for form in PEOPLE {
            let is_letter = form.path.contains("/tickets/");
            let visitor = if is_letter { &agent } else { &admin };
            wrong += &attack(t, visitor, form, &values()).await;
        }
        *all.lock().unwrap() += &wrong;
    });
    let wrong = all.into_inner().unwrap();
    assert!(wrong.is_empty(), "{wrong}");
}
