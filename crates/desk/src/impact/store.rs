//! Rows of impact statements and their risks.

use super::model::{
    Answers, Hurts, Likelihood, Risk, RiskKind, Scope, Stopped, Weight, Workaround,
};
use base::{PersonId, TicketId, Time, Tx, args, row, sql};
use db::Result;

row! {
    /// What was said about impact, at one time.
    #[derive(Clone, Debug)]
    pub struct StatementRow {
        pub id: i64,
        pub words: String,
        pub scope: Scope,
        pub who: Stopped,
        pub workaround: Workaround,
        pub hurts: Hurts,
        pub hurts_note: String,
        pub good_enough: String,
        pub by_id: PersonId,
        pub by_name: String,
        pub at: Time,
    }
}

impl StatementRow {
    /// The answers as they were given.
    pub fn answers(&self, risks: &[Risk], is_one_place: bool) -> Answers {
        Answers {
            words: self.words.clone(),
            scope: self.scope,
            who: self.who,
            workaround: self.workaround,
            hurts: self.hurts,
            hurts_note: self.hurts_note.clone(),
            good_enough: self.good_enough.clone(),
            is_one_place,
            risks: risks.to_vec(),
        }
    }
}

/// The statement that counts, with its risks.
pub fn find_statement(tx: &mut Tx, ticket: TicketId) -> Result<Option<(StatementRow, Vec<Risk>)>> {
    let statement: Option<StatementRow> = tx.find(
        sql!(
            "select i.id, i.words, i.scope, i.who, i.workaround, i.hurts, i.hurts_note,
              i.good_enough, i.by_id, p.name as by_name, i.at from impact_statement i join person p on p.id = i.by_id
              where i.ticket_id = $1 order by i.id desc limit 1"
        ),
        args![ticket],
    )?;
    let Some(statement) = statement else { return Ok(None) };
    let risks = list_risks(tx, statement.id)?;
    Ok(Some((statement, risks)))
}

/// One statement, whether or not it still counts.
pub fn find_statement_by_id(tx: &mut Tx, id: i64) -> Result<Option<(StatementRow, Vec<Risk>)>> {
    let statement: Option<StatementRow> = tx.find(
        sql!(
            "select i.id, i.words, i.scope, i.who, i.workaround, i.hurts, i.hurts_note,
              i.good_enough, i.by_id, p.name as by_name, i.at from impact_statement i join person p on p.id = i.by_id
              where i.id = $1"
        ),
        args![id],
    )?;
    let Some(statement) = statement else { return Ok(None) };
    let risks = list_risks(tx, id)?;
    Ok(Some((statement, risks)))
}

fn list_risks(tx: &mut Tx, statement: i64) -> Result<Vec<Risk>> {
    let rows: Vec<(RiskKind, Likelihood, String, String)> = tx.all(
        sql!("select kind, likelihood, consequence, bites_on from risk where statement_id = $1 order by id"),
        args![statement],
    )?;
    let risks = rows.into_iter().map(|(kind, likelihood, consequence, bites_on)| Risk {
        kind,
        likelihood,
        consequence,
        bites_on: bites_on.parse().ok(),
    });
    Ok(risks.collect())
}

pub fn insert_statement(
    tx: &mut Tx,
    ticket: TicketId,
    answers: &Answers,
    weight: &Weight,
    by: PersonId,
    now: Time,
) -> Result<()> {
    let (id,): (i64,) = tx.one(
        sql!(
            "insert into impact_statement (ticket_id, words, scope, who, workaround, hurts,
              hurts_note, impact, urgency, priority, by_id, at, good_enough)
              values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) returning id"
        ),
        args![
            ticket,
            &answers.words,
            answers.scope,
            answers.who,
            answers.workaround,
            answers.hurts,
            &answers.hurts_note,
            weight.impact,
            weight.urgency,
            weight.priority().number(),
            by,
            now,
            &answers.good_enough
        ],
    )?;
    for risk in &answers.risks {
        let on = risk.bites_on.map(|on| on.to_string()).unwrap_or_default();
        tx.run(
            sql!(
                "insert into risk (statement_id, kind, likelihood, consequence, bites_on)
                  values ($1, $2, $3, $4, $5)"
            ),
            args![id, risk.kind, risk.likelihood, &risk.consequence, &on],
        )?;
    }
    Ok(())
}

pub fn update_weight(
    tx: &mut Tx,
    id: TicketId,
    weight: &Weight,
    stopped: &str,
    now: Time,
) -> Result<()> {
    tx.run(
        sql!(
            "update ticket set impact = $2, urgency = $3, priority = $4, stopped = $5,
              updated_at = $6, version = version + 1 where id = $1"
        ),
        args![id, weight.impact, weight.urgency, weight.priority().number(), stopped, now],
    )?;
    Ok(())
}
