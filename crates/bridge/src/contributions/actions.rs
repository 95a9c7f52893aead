//! Who may see what somebody did, and adding it up.

use super::{
    model::{FEWEST_PEOPLE, Period, Work, add_up},
    store,
};
use crate::relationships::{self, Relationship};
use base::{Actor, App, DepartmentId, Error, PersonId, Result, Right, Tx};

/// How much of each work.
pub type Sums = Vec<(Work, i64)>;

/// Somebody's page.
pub struct OfPerson {
    pub name: String,
    pub is_me: bool,
    pub sums: Sums,
}

/// What somebody did: for themselves and for their manager, and nobody else, whatever their rights.
pub async fn of_person(app: &App, actor: &Actor, id: PersonId, period: Period) -> Result<OfPerson> {
    actor.may(Right::Report)?;
    let me = actor.person()?;
    let since = app.now().plus_seconds(-period.days() * 86_400);
    app.read(move |tx| {
        let (name, department) = store::find_person(tx, id)?.ok_or(Error::NotFound)?;
        if id != me && !Managers::load(tx)?.is_manager(me, id, department) {
            return Err(Error::NotFound);
        }
        let events = store::count_of_person(tx, id, since)?;
        let things = store::count_things_of_person(tx, id, since)?;
        Ok(OfPerson { name, is_me: id == me, sums: add_up(&events, things) })
    })
    .await
}

/// Whether the actor may see what somebody did.
pub(crate) fn may_see(tx: &mut Tx, actor: &Actor, id: PersonId) -> Result<bool> {
    let Some(me) = actor.id.filter(|_| actor.has(Right::Report)) else { return Ok(false) };
    let Some((_, department)) = store::find_person(tx, id)? else { return Ok(false) };
    Ok(me == id || Managers::load(tx)?.is_manager(me, id, department))
}

/// Who leads which department, and what each is part of.
struct Managers {
    parents: Vec<(DepartmentId, Option<DepartmentId>)>,
    leads: Vec<(DepartmentId, PersonId)>,
}

impl Managers {
    fn load(tx: &mut Tx) -> Result<Managers> {
        Ok(Managers { parents: relationships::list_parents(tx)?, leads: store::list_managers(tx)? })
    }

    /// Whether somebody is a person's manager: of the nearest department from theirs upwards that
    /// has one besides themselves. Whom a card names does not count: who looks after a card could
    /// name themselves.
    fn is_manager(&self, me: PersonId, of: PersonId, department: Option<DepartmentId>) -> bool {
        let Some(department) = department.filter(|_| me != of) else { return false };
        let above = relationships::above(&self.parents, department).into_iter();
        let lead = |place| {
            let of_it = |(at, who): &&(DepartmentId, PersonId)| *at == place && *who != of;
            self.leads.iter().filter(of_it).map(|(_, who)| *who).collect::<Vec<_>>()
        };
        let nearest = above.map(lead).find(|here| !here.is_empty());
        nearest.is_some_and(|here| here.contains(&me))
    }
}

/// The department that this one became part of, for whoever has a part in what it has with others.
pub async fn successor(app: &App, actor: &Actor, id: DepartmentId) -> Result<Option<DepartmentId>> {
    actor.may(Right::SeeDirectory)?;
    let found = app.read(move |tx| Ok(people::mergers::successor(tx, id)?)).await?;
    Ok(found.map(|(next, _)| next))
}

/// The page of a side.
pub struct OfDepartment {
    pub of: Relationship,
    pub name: String,
    /// The other side, by the same measure.
    pub other: (DepartmentId, String),
    /// Those who work there and whose manager the reader is.
    pub mine: Vec<(PersonId, String)>,
    /// None: too few people work there to say anything without naming them.
    pub sums: Option<Sums>,
}

/// What a side did together: for everybody who has a part in a relationship of it.
pub async fn of_department(
    app: &App,
    actor: &Actor,
    id: DepartmentId,
    period: Period,
) -> Result<OfDepartment> {
    let since = app.now().plus_seconds(-period.days() * 86_400);
    let actor = actor.clone();
    app.read(move |tx| {
        let mine = relationships::list_mine(tx, &actor)?;
        let found = mine.into_iter().find(|(of, _)| of.customer_id == id || of.provider_id == id);
        let (of, _) = found.ok_or(Error::NotFound)?;
        let is_customer = of.customer_id == id;
        let sides = [(of.customer_id, of.customer.clone()), (of.provider_id, of.provider.clone())];
        let [customer, provider] = sides;
        let (this, other) = if is_customer { (customer, provider) } else { (provider, customer) };
        let people = store::count_people(tx, id, other.0)?;
        let sums = if people < FEWEST_PEOPLE {
            None
        } else {
            let events = store::count_of_department(tx, id, other.0, since)?;
            let things = store::count_things_of_department(tx, id, other.0, since)?;
            Some(add_up(&events, things))
        };
        let mut mine = Vec::new();
        if let Some(me) = actor.id {
            let managers = Managers::load(tx)?;
            let all = store::list_people(tx, id, other.0)?.into_iter();
            let theirs = all.filter(|(one, _, at)| managers.is_manager(me, *one, Some(*at)));
            mine.extend(theirs.map(|(one, name, _)| (one, name)));
        }
        Ok(OfDepartment { of, name: this.1, other, mine, sums })
    })
    .await
}
