//! What a saved view is. Pure.

use base::{PersonId, TeamId, row};
use web::Fields;

row! {
    /// Filters with a name.
    #[derive(Clone, Debug)]
    pub struct SavedView {
        pub id: i64,
        pub address: String,
        pub name: String,
        pub query: String,
        pub person_id: PersonId,
        pub person: String,
        pub team_id: Option<TeamId>,
        pub team: Option<String>,
        pub version: i64,
        pub place: i64,
    }
}

/// What a view may say, in the order of its address.
const FILTERS: [&str; 10] = [
    "whose", "phase", "service", "location", "priority", "assignee", "tag", "device", "order",
    "group",
];

/// Only the filters of an address, each once, in one order: two addresses that mean the same list
/// read the same.
pub fn canonical(form: &Fields) -> Fields {
    let said = |name: &&str| {
        let value = form.get(name).trim();
        let is_default =
            (*name == "phase" && value == "open") || (*name == "order" && value == "urgent");
        (!value.is_empty() && !is_default).then(|| ((*name).to_owned(), value.to_owned()))
    };
    Fields::new(FILTERS.iter().filter_map(said))
}

impl SavedView {
    /// Its filters.
    pub fn filters(&self) -> Fields {
        Fields::parse(self.query.as_bytes())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_means_one_list_however_it_is_written() {
        let one = Fields::parse(b"phase=open&order=urgent&tag=exam&said=x&after=2.5&whose=mine");
        let two = Fields::parse(b"whose=mine&tag=exam&service=");
        assert_eq!(canonical(&one).encode(), "whose=mine&tag=exam");
        assert_eq!(canonical(&one).encode(), canonical(&two).encode());
    }
}
