//! What somebody does at a meeting, and how they are named when it is planned. Pure.

use base::PersonId;

db::words! {
    /// What somebody does at a meeting.
    pub enum Role {
        /// Leads it.
        Chair = "chair",
        /// Writes the minutes.
        Minutes = "minutes",
        /// Is there.
        Member = "member",
    }
}

db::words! {
    /// Whether somebody comes.
    pub enum Answer {
        /// They do.
        Coming = "coming",
        /// They do not know yet.
        Maybe = "maybe",
        /// They cannot.
        Cannot = "cannot",
    }
}

/// The people a form names: one in each line, with commas or semicolons between as well.
pub fn names(typed: &str) -> Vec<String> {
    let all = typed.split(['\n', ',', ';']).map(str::trim).filter(|name| !name.is_empty());
    all.map(str::to_owned).collect()
}

/// Who is invited, each once: whoever leads and whoever writes besides those who are named.
pub fn parts(
    chair: Option<PersonId>,
    minutes: Option<PersonId>,
    members: &[PersonId],
) -> Vec<(PersonId, Role)> {
    let mut all: Vec<(PersonId, Role)> = Vec::new();
    let leading = chair.map(|id| (id, Role::Chair));
    let writing = minutes.map(|id| (id, Role::Minutes));
    let members = members.iter().map(|id| (*id, Role::Member));
    for one in leading.into_iter().chain(writing).chain(members) {
        if all.iter().all(|(id, _)| *id != one.0) {
            all.push(one);
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everybody_is_invited_once() {
        assert_eq!(names(" Ann\n\nBen, cy@x.example;"), ["Ann", "Ben", "cy@x.example"]);
        let (ann, ben) = (PersonId(1), PersonId(2));
        let all = parts(Some(ann), Some(ann), &[ben, ann, ben]);
        assert_eq!(all, [(ann, Role::Chair), (ben, Role::Member)]);
    }
}
