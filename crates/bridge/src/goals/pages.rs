//! The pages of goals.

use super::{
    AgreementRow,
    actions::{self, Owners},
    model::{self, Ending, NewGoal, Seen, sides},
};
use crate::{
    figures::month_in_words,
    health::Measure,
    relationships::{Relationship, Standing},
};
use base::PersonId;
use desk::{
    drafts,
    editors::{Editor, Sheet},
};
use people::administration::renew_version;
use plot::{Aim, Frame, Line, Look, Point, Table};
use web::prelude::*;

/// The pages.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/goals", get(index).post(create))
        .route("/goals/new", get(new))
        .route("/goals/{id}", get(show_page))
        .route("/goals/{id}/edit", get(edit).post(update))
        .route("/goals/{id}/agreement", post(agree))
        .route("/goals/{id}/closing", post(close))
}

#[derive(Template)]
#[template(path = "goals/index.html")]
struct GoalsPage {
    page: Page,
    mine: Vec<(Relationship, Standing, Vec<Seen>)>,
}

impl GoalsPage {
    fn has_closed(&self, all: &[Seen]) -> bool {
        all.iter().any(|seen| seen.goal.ending.is_some())
    }

    fn stands(&self, seen: &Seen) -> String {
        actions::in_words(self.page.language, seen)
    }

    fn is_warm(&self, seen: &Seen) -> bool {
        actions::is_warm(seen.stand)
    }

    fn is_reached(&self, seen: &Seen) -> bool {
        seen.stand == model::Stand::Reached
    }
}

async fn index(visit: Visit) -> Result<Response> {
    let mine = actions::list(&visit.app, &visit.actor).await?;
    html(&GoalsPage { page: visit.page_t("goals-title"), mine })
}

#[derive(Template)]
#[template(path = "goals/show.html")]
struct GoalPage {
    page: Page,
    it: Seen,
    svg: String,
    table: Table,
    form: Fields,
    problems: Problems,
    /// What could take its place.
    others: Vec<(String, String)>,
    endings: Vec<(String, String)>,
}

impl GoalPage {
    fn stands(&self) -> String {
        actions::in_words(self.page.language, &self.it)
    }

    fn amount(&self, hundredths: &i64) -> String {
        actions::amount(self.page.language, &self.it.goal, plot::Amount(*hundredths))
    }

    fn day(&self, day: &str) -> String {
        let parsed = day.parse::<jiff::civil::Date>();
        parsed.map_or_else(|_| day.to_owned(), |day| base::day_in_words(self.page.language, day))
    }

    fn definition(&self, measure: &Measure) -> String {
        let sides = [("customer", &*self.it.of.customer), ("provider", &*self.it.of.provider)];
        self.page.language.with(&format!("health-{measure}-what"), &sides)
    }

    fn is_warm(&self) -> bool {
        actions::is_warm(self.it.stand)
    }
}

/// What was typed into a form of the page, and what is wrong with it.
pub(crate) type Given = (Fields, Problems);

fn draw(visit: &Visit, it: &Seen) -> (String, Table) {
    let language = visit.actor.language;
    let this_year = actions::today(&visit.app).year();
    let goal = &it.goal;
    let unit = match goal.live() {
        Some(measure) => language.t(&format!("health-{measure}-unit")).to_owned(),
        None => goal.unit.clone(),
    };
    let name = |step: &model::Step| month_in_words(language, step.first, this_year);
    let say = |step: &model::Step| match step.amount {
        Some(amount) => actions::amount(language, goal, amount),
        None => "–".to_owned(),
    };
    let point = |step: &model::Step| Point {
        at: name(step).chars().take(3).collect(),
        amount: step.amount,
        is_small: step.is_small,
        said: format!("{}: {}", name(step), say(step)),
    };
    let last = it.steps.len().saturating_sub(1);
    let frame = Frame {
        id: "goal".into(),
        title: goal.statement.clone(),
        description: actions::in_words(language, it),
    };
    let line = Line {
        frame,
        unit: unit.clone(),
        times: language.t("health-month").to_owned(),
        points: it.steps.iter().map(point).collect(),
        range: None,
        aim: Some(Aim { from: (0, goal.from()), to: (last, goal.to()) }),
        aim_name: language.t("goal-aim-name").to_owned(),
        last: it.last.map(|last| actions::amount(language, goal, last)).unwrap_or_default(),
    };
    let rows = it.steps.iter().map(|step| vec![name(step), say(step)]).collect();
    let head = vec![language.t("health-month").to_owned(), unit];
    (line.svg(Look::Page), Table { caption: goal.statement.clone(), head, rows })
}

/// The page of a goal, with what was refused.
pub(crate) async fn show(visit: &Visit, id: i64, given: Given) -> Result<Response> {
    let it = actions::load(&visit.app, &visit.actor, id).await?;
    let (svg, table) = draw(visit, &it);
    let t = |key: &str| visit.actor.language.t(key).to_owned();
    let mut others = vec![(String::new(), t("goal-next-none"))];
    if it.may_change {
        let all = actions::list(&visit.app, &visit.actor).await?;
        let of = all.into_iter().find(|(of, ..)| of.id == it.of.id);
        let open = of.into_iter().flat_map(|(.., goals)| goals);
        let open = open.filter(|seen| seen.goal.ending.is_none() && seen.goal.id != id);
        others.extend(open.map(|seen| (seen.goal.id.to_string(), seen.goal.statement)));
    }
    let endings = Ending::ALL.iter().map(|one| (one.to_string(), t(&format!("goal-ending-{one}"))));
    let (mut form, problems) = given;
    if !form.has("on") {
        form.set("on", actions::today(&visit.app).to_string());
    }
    let is_refused = !problems.0.is_empty();
    let page = GoalPage {
        page: visit.page(it.goal.statement.clone()),
        svg,
        table,
        form,
        problems,
        others,
        endings: endings.collect(),
        it,
    };
    if is_refused { refused_form(&page) } else { html(&page) }
}

async fn show_page(visit: Visit, Path(id): Path<i64>) -> Result<Response> {
    show(&visit, id, (Fields::default(), Problems::default())).await
}

async fn agree(
    visit: Visit,
    Path(id): Path<i64>,
    Posted { fields, .. }: Posted,
) -> Result<Response> {
    match actions::agree(&visit.app, &visit.actor, id, fields.number("version")).await {
        Ok(()) => go(format!("/goals/{id}?said=goal-agreed")),
        Err(Error::Invalid(problems)) => show(&visit, id, (Fields::default(), problems)).await,
        Err(error) => Err(error.into()),
    }
}

async fn close(
    visit: Visit,
    Path(id): Path<i64>,
    Posted { fields, .. }: Posted,
) -> Result<Response> {
    let ending = Ending::parse(fields.get("ending"));
    let rest = (fields.get("ending_words"), fields.number("next"));
    match actions::close(&visit.app, &visit.actor, id, ending, rest).await {
        Ok(()) => go(format!("/goals/{id}?said=goal-closed")),
        Err(Error::Invalid(problems)) => show(&visit, id, (fields, problems)).await,
        Err(error) => Err(error.into()),
    }
}

#[derive(Template)]
#[template(path = "goals/edit.html")]
struct EditGoalPage {
    page: Page,
    /// 0: a new one.
    id: i64,
    form: Fields,
    problems: Problems,
    relationships: Vec<(String, String)>,
    measures: Vec<(String, String)>,
    customers: Vec<(String, String)>,
    providers: Vec<(String, String)>,
    drafts: drafts::Panel,
}

fn editor(id: i64) -> Editor {
    Editor::Page(Sheet::Goal, id)
}

fn options(visit: &Visit, owners: Owners) -> [Vec<(String, String)>; 2] {
    owners.map(|people| {
        let none = (String::new(), visit.actor.language.t("goal-owner-none").to_owned());
        let each = people.into_iter().map(|(id, name)| (id.to_string(), name));
        std::iter::once(none).chain(each).collect()
    })
}

fn measures(visit: &Visit) -> Vec<(String, String)> {
    let t = |key: String| visit.actor.language.t(&key).to_owned();
    let live = Measure::LIVE.iter().map(|one| (one.to_string(), t(format!("goal-measure-{one}"))));
    let by_hand = (model::BY_HAND.to_owned(), t("goal-measure-by_hand".into()));
    live.chain([by_hand]).collect()
}

async fn new_page(visit: &Visit, form: Option<Fields>, given: Given) -> Result<EditGoalPage> {
    let (query, problems) = given;
    let wanted = form.as_ref().unwrap_or(&query).number("relationship");
    let (kept, chosen, owners) = actions::choices(&visit.app, &visit.actor, wanted).await?;
    let [customers, providers] = options(visit, owners);
    let name = |of: &Relationship| {
        format!("{} {} {}", of.customer, visit.actor.language.t("bridge-and"), of.provider)
    };
    let relationships = kept.iter().map(|of| (of.id.to_string(), name(of))).collect();
    let relationship = chosen.map(|id| id.to_string()).unwrap_or_default();
    let fresh = Fields::new([("relationship", relationship.as_str()), ("measure", "felt")]);
    let (form, drafts) = drafts::open(&visit.app, &visit.actor, editor(0), form, fresh).await?;
    Ok(EditGoalPage {
        page: visit.page_t("goals-new"),
        id: 0,
        form,
        problems,
        relationships,
        measures: measures(visit),
        customers,
        providers,
        drafts,
    })
}

async fn new(
    visit: Visit,
    axum::extract::RawQuery(query): axum::extract::RawQuery,
) -> Result<Response> {
    let query = Fields::parse(query.unwrap_or_default().as_bytes());
    html(&new_page(&visit, None, (query, Problems::default())).await?)
}

fn read(fields: &Fields) -> NewGoal {
    NewGoal {
        relationship: fields.number("relationship"),
        statement: fields.get("statement").to_owned(),
        measure: fields.get("measure").to_owned(),
        unit: fields.get("unit").to_owned(),
        from: fields.get("from").to_owned(),
        to: fields.get("to").to_owned(),
        by: fields.get("by").to_owned(),
        owner_customer: fields.number("owner_customer").map(PersonId),
        owner_provider: fields.number("owner_provider").map(PersonId),
    }
}

async fn create(visit: Visit, Posted { fields, .. }: Posted) -> Result<Response> {
    match actions::create(&visit.app, &visit.actor, read(&fields)).await {
        Ok(id) => {
            drafts::remove_sent(&visit.app, &visit.actor, editor(0), &fields).await;
            go(format!("/goals/{id}?said=goal-set"))
        }
        Err(Error::Invalid(problems)) => {
            let given = (Fields::default(), problems);
            refused_form(&new_page(&visit, Some(fields), given).await?)
        }
        Err(error) => Err(error.into()),
    }
}

async fn edit_page(
    visit: &Visit,
    id: i64,
    form: Option<Fields>,
    problems: Problems,
) -> Result<EditGoalPage> {
    let it = actions::load(&visit.app, &visit.actor, id).await?;
    if !it.may_change {
        return Err(Error::Forbidden.into());
    }
    let owners = actions::owners(&visit.app, &visit.actor, id).await?;
    let [mut customers, mut providers] = options(visit, owners);
    let former = [
        (&mut customers, it.goal.owner_customer_id, &it.goal.owner_customer),
        (&mut providers, it.goal.owner_provider_id, &it.goal.owner_provider),
    ];
    for (people, owner, name) in former {
        let owner = owner.map(|id| id.to_string());
        if let (Some(owner), Some(name)) = (owner, name)
            && people.iter().all(|(id, _)| *id != owner)
        {
            people.push((owner, visit.actor.language.with("goal-owner-left", &[("name", name)])));
        }
    }
    let mut fresh = Fields::new(actions::pairs(&it.goal.as_new()));
    fresh.set("version", it.goal.version.to_string());
    let (mut form, drafts) =
        drafts::open(&visit.app, &visit.actor, editor(id), form, fresh).await?;
    renew_version(&mut form, &problems);
    Ok(EditGoalPage {
        page: visit.page_t("goals-edit"),
        id,
        form,
        problems,
        relationships: Vec::new(),
        measures: measures(visit),
        customers,
        providers,
        drafts,
    })
}

async fn edit(visit: Visit, Path(id): Path<i64>) -> Result<Response> {
    html(&edit_page(&visit, id, None, Problems::default()).await?)
}

async fn update(
    visit: Visit,
    Path(id): Path<i64>,
    Posted { fields, .. }: Posted,
) -> Result<Response> {
    let version = fields.number("version").unwrap_or_default();
    match actions::update(&visit.app, &visit.actor, id, version, read(&fields)).await {
        Ok(()) => {
            drafts::remove_sent(&visit.app, &visit.actor, editor(id), &fields).await;
            go(format!("/goals/{id}?said=goal-saved"))
        }
        Err(Error::Invalid(problems)) => {
            refused_form(&edit_page(&visit, id, Some(fields), problems).await?)
        }
        Err(error) => Err(error.into()),
    }
}

impl Seen {
    /// Who agreed for a side, and when.
    pub fn agreed(&self, side: &str) -> Option<&AgreementRow> {
        self.agreements.iter().find(|one| one.side == side)
    }

    /// Whether the reader could agree for a side that has not.
    pub fn may_agree(&self) -> bool {
        let is_open = |side: &&&str| self.agreed(side).is_none();
        self.goal.ending.is_none() && sides(self.standing).iter().any(|side| is_open(&side))
    }
}
