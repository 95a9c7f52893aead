//! Changing the impact from the page: "it is worse now".

use super::{Answers, Hurts, Risk, Scope, Stopped, Workaround, actions};
use crate::{
    drafts,
    editors::Form,
    playback,
    tickets::{Access, Ticket, show_with},
    timeline::view,
};
use base::TicketId;
use web::prelude::*;

/// The routes.
pub fn routes() -> Router<App> {
    Router::new().route("/tickets/{id}/impact", get(edit_impact).post(update_impact))
}

#[derive(Template)]
#[template(path = "impact/edit.html")]
struct ImpactPage {
    page: Page,
    ticket: Ticket,
    form: Fields,
    problems: Problems,
    drafts: drafts::Panel,
}

impl ImpactPage {
    fn scopes(&self) -> &'static [Scope] {
        Scope::ALL
    }
    fn whos(&self) -> &'static [Stopped] {
        Stopped::ALL
    }
    fn workarounds(&self) -> &'static [Workaround] {
        Workaround::ALL
    }
    fn hurts(&self) -> &'static [Hurts] {
        Hurts::ALL
    }
}

async fn impact_page(visit: &Visit, id: i64) -> Result<(ImpactPage, Vec<Risk>)> {
    let view = view(&visit.app, &visit.actor, TicketId(id)).await?;
    if view.access < Access::Own {
        return Err(Error::Forbidden.into());
    }
    let mut form = Fields::default();
    let mut kept = Vec::new();
    if let Some((row, risks)) = &view.statement {
        form.set("seen", row.id.to_string());
        form.set("words", row.words.clone());
        form.set("scope", row.scope.as_str());
        form.set("who", row.who.as_str());
        form.set("workaround", row.workaround.as_str());
        form.set("hurts", row.hurts.as_str());
        form.set("hurts_note", row.hurts_note.clone());
        form.set("good_enough", row.good_enough.clone());
        kept.clone_from(risks);
    }
    let page = visit.page(format!("#{id} {}", visit.actor.language.t("impact-title")));
    let (problems, drafts) = (Problems::default(), view.drafts);
    Ok((ImpactPage { page, ticket: view.ticket, form, problems, drafts }, kept))
}

async fn edit_impact(visit: Visit, Path(id): Path<i64>, query: Fields) -> Result<Response> {
    let (mut shown, _) = impact_page(&visit, id).await?;
    if query.get("from") == "correction"
        && let Some(last) = playback::load(&visit.app, &visit.actor, TicketId(id)).await?
        && !last.correction.is_empty()
    {
        shown.form.set("words", last.correction);
    } else if let Some(draft) = shown.drafts.first(Form::Impact.as_str()) {
        shown.form = draft.over(&shown.form);
    }
    html(&shown)
}

async fn update_impact(
    visit: Visit,
    Path(id): Path<i64>,
    Posted { mut fields, .. }: Posted,
) -> Result<Response> {
    let (shown, risks) = impact_page(&visit, id).await?;
    let mut problems = Problems::default();
    let get = |name: &str| fields.get(name).to_owned();
    let answers = Answers::read(&get, shown.ticket.location_id.is_some(), &mut problems);
    if !problems.0.is_empty() {
        return refused_form(&ImpactPage { form: fields, problems, ..shown });
    }
    let answers = Answers { risks, ..answers };
    let seen = fields.number("seen");
    let outcome = actions::reweigh(&visit.app, &visit.actor, TicketId(id), answers, seen).await;
    if let Err(Error::Invalid(problems)) = outcome {
        let (shown, _) = impact_page(&visit, id).await?;
        fields.set("seen", shown.form.get("seen"));
        return refused_form(&ImpactPage { form: fields, problems, ..shown });
    }
    show_with(&visit, id, outcome, "reweighed", Form::Impact.as_str(), fields).await
}
