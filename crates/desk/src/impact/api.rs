//! Answers about impact as JSON.

use super::Answers;
use base::Problems;
use serde::{Deserialize, Serialize};

/// Answers about impact.
#[derive(Default, Deserialize, Serialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct ImpactJson {
    /// one, several, everyone
    scope: Option<String>,
    /// patrons, staff, both
    who: Option<String>,
    /// none, slow, easy
    workaround: Option<String>,
    /// now, today, this_week, later
    hurts: Option<String>,
    /// What happens then.
    hurts_note: Option<String>,
    /// What would be good enough until it is right.
    good_enough: Option<String>,
    risks: Vec<RiskJson>,
}

/// One risk.
#[derive(Deserialize, Serialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RiskJson {
    /// financial, compliance, reputation
    kind: String,
    /// possible, likely, certain
    likelihood: String,
    #[serde(default)]
    consequence: String,
    /// A date, YYYY-MM-DD.
    bites_on: Option<String>,
}

impl ImpactJson {
    /// The answers as the form would give them; problems name the fields of the document. What was
    /// left out counts as one person, a slow way round, this week.
    pub fn answers(
        sent: Option<Self>,
        words: String,
        is_one_place: bool,
        problems: &mut Problems,
    ) -> Answers {
        let impact = sent.unwrap_or_default();
        let or =
            |value: &Option<String>, other: &str| value.clone().unwrap_or_else(|| other.to_owned());
        let get = |name: &str| match name {
            "words" => words.clone(),
            "scope" => or(&impact.scope, "one"),
            "who" => or(&impact.who, "both"),
            "workaround" => or(&impact.workaround, "slow"),
            "hurts" => or(&impact.hurts, "this_week"),
            "hurts_note" => or(&impact.hurts_note, ""),
            "good_enough" => or(&impact.good_enough, ""),
            field => impact.risk(field),
        };
        let answers = Answers::read(&get, is_one_place, problems);
        for problem in &mut problems.0 {
            problem.field = match problem.field.as_str() {
                "words" => "description".to_owned(),
                "subject" => "subject".to_owned(),
                other => format!("impact.{other}"),
            };
        }
        answers
    }

    /// One field of the form about a risk: `risk_KIND`, `risk_KIND_likelihood`, ...
    fn risk(&self, field: &str) -> String {
        let name = field.trim_start_matches("risk_");
        let (kind, part) = name.split_once('_').unwrap_or((name, ""));
        let Some(risk) = self.risks.iter().find(|risk| risk.kind == kind) else {
            return String::new();
        };
        match part {
            "" => "yes".to_owned(),
            "likelihood" => risk.likelihood.clone(),
            "consequence" => risk.consequence.clone(),
            _ => risk.bites_on.clone().unwrap_or_default(),
        }
    }
}
