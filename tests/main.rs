//! Stories across features: what a browser sends, what a person sees, on both engines.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]
#![allow(clippy::too_many_lines, reason = "a story is told whole")]
#![allow(missing_docs, reason = "test names are sentences")]

mod account;
mod administration;
mod administration_of_people;
mod asking;
mod attacks;
mod beside;
mod closing;
mod command_line;
mod contract;
mod corpus;
mod counter;
mod departures;
mod devices;
mod directory_api;
mod drafts;
mod durability;
mod edits;
mod hostile;
mod hostile_forms;
mod hostile_programs;
mod hostile_work;
mod html;
mod intake;
mod keeping;
mod kept_and_found;
mod known;
mod labels;
mod links;
mod live;
mod merging;
mod merging_affected;
mod migrations;
mod notices;
mod notifications;
mod offline;
mod open_questions;
mod outgoing;
mod patron;
mod patron_drafts;
mod patron_sweep;
mod permissions;
mod plans;
mod playback;
mod program;
mod promise;
mod queue;
mod running;
mod scans;
mod settings;
mod sign_in;
mod sources;
mod statements;
mod templates;
mod tickets;
mod told;
mod uploads;
mod words;
mod work_answers;
mod work_fields;
mod work_tasks;
mod work_templates;
mod work_time;
