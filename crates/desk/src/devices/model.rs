//! What a device is, and how devices are offered: by place.

use base::{DeviceId, LocationId, Problems, Result, ServiceId, row};
use people::administration::Pairs;
use std::collections::HashMap;

db::words! {
    /// What kind of device it is: the first checks depend on it.
    pub enum DeviceKind {
        /// A computer that patrons use.
        PublicPc = "public_pc",
        /// A computer that staff use.
        StaffPc = "staff_pc",
        /// A kiosk at which patrons borrow and return.
        SelfCheck = "self_check",
        /// Prints, copies or scans on paper.
        Printer = "printer",
        /// Prints receipts or labels.
        ReceiptPrinter = "receipt_printer",
        /// Reads barcodes or RFID tags.
        Reader = "reader",
        /// A security gate.
        Gate = "gate",
        /// Sorts what is returned.
        Sorter = "sorter",
        /// Wireless network.
        Wifi = "wifi",
        /// A screen that shows notices or bookings.
        Display = "display",
        /// A telephone.
        Phone = "phone",
        /// Helps people who could not use the rest.
        Assistive = "assistive",
        /// Anything else.
        Other = "other",
    }
}

row! {
    /// A device with the names that belong to it.
    #[derive(Clone, Debug)]
    pub struct Device {
        /// Its row.
        pub id: DeviceId,
        /// As people at the desk call it.
        pub name: String,
        /// What kind of device it is.
        pub kind: DeviceKind,
        /// Where it stands; none: it has no place of its own.
        pub location_id: Option<LocationId>,
        /// That place's name.
        pub location: Option<String>,
        /// What it serves.
        pub service_id: Option<ServiceId>,
        /// That service's name.
        pub service: Option<String>,
        /// What its owner's inventory calls it.
        pub asset_tag: String,
        /// Whether it can be chosen.
        pub is_active: bool,
        /// Counts edits.
        pub version: i64,
    }
}

/// A device as somebody writes it down.
#[derive(Clone, Debug)]
pub struct NewDevice {
    /// 1 to 100 characters; no two at one place have the same.
    pub name: String,
    /// None is refused.
    pub kind: Option<DeviceKind>,
    /// Where it stands.
    pub location: Option<LocationId>,
    /// What it serves.
    pub service: Option<ServiceId>,
    /// At most 60 characters.
    pub asset_tag: String,
}

impl NewDevice {
    /// Trims it, or says what is wrong.
    pub fn check(mut self) -> Result<(Self, DeviceKind)> {
        let mut problems = Problems::default();
        self.name = problems.line("name", &self.name, 100);
        let kind = problems.word("kind", self.kind);
        self.asset_tag = problems.optional_line("asset_tag", &self.asset_tag, 60);
        problems.check()?;
        Ok((self, kind.unwrap_or(DeviceKind::Other)))
    }

    /// By the names in the form.
    pub fn pairs(&self) -> Pairs {
        let id = |id: Option<i64>| id.map(|id| id.to_string()).unwrap_or_default();
        vec![
            ("name", self.name.clone()),
            ("kind", self.kind.map(|kind| kind.to_string()).unwrap_or_default()),
            ("location", id(self.location.map(|id| id.0))),
            ("service", id(self.service.map(|id| id.0))),
            ("asset_tag", self.asset_tag.clone()),
        ]
    }
}

impl Device {
    /// As it would be written down again.
    pub fn as_new(&self) -> NewDevice {
        NewDevice {
            name: self.name.clone(),
            kind: Some(self.kind),
            location: self.location_id,
            service: self.service_id,
            asset_tag: self.asset_tag.clone(),
        }
    }

    /// The same with names in place of ids.
    pub fn shown(&self) -> Pairs {
        let mut pairs = self.as_new().pairs();
        for (name, text) in &mut pairs {
            match *name {
                "location" => *text = self.location.clone().unwrap_or_default(),
                "service" => *text = self.service.clone().unwrap_or_default(),
                _ => {}
            }
        }
        pairs
    }
}

/// The devices of one place, as a form offers them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// The place's name; none: devices without a place.
    pub place: Option<String>,
    /// The place and whatever it is inside, as ids with blanks between: choosing any of these keeps
    /// the group on offer. Empty: always on offer.
    pub within: String,
    /// Id, name and kind of each.
    pub devices: Vec<(i64, String, DeviceKind)>,
}

/// Which places each place is inside, itself first. Survives a circle.
pub fn chain(parents: &HashMap<i64, i64>, place: i64) -> Vec<i64> {
    let mut chain = vec![place];
    while let Some(parent) = chain.last().and_then(|last| parents.get(last))
        && !chain.contains(parent)
    {
        chain.push(*parent);
    }
    chain
}

/// Devices by place, from a list in that order.
pub fn groups(devices: &[Device], parents: &HashMap<i64, i64>) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for device in devices {
        if groups.last().is_none_or(|group| group.place != device.location) {
            let within = device.location_id.map(|id| chain(parents, id.0)).unwrap_or_default();
            let within = within.iter().map(i64::to_string).collect::<Vec<_>>().join(" ");
            groups.push(Group { place: device.location.clone(), within, devices: Vec::new() });
        }
        if let Some(group) = groups.last_mut() {
            group.devices.push((device.id.0, device.name.clone(), device.kind));
        }
    }
    groups
}

#[cfg(test)]
mod tests {
    use super::*;

    fn device(id: i64, place: Option<(i64, &str)>) -> Device {
        Device {
            id: DeviceId(id),
            name: format!("PC {id}"),
            kind: DeviceKind::PublicPc,
            location_id: place.map(|(id, _)| LocationId(id)),
            location: place.map(|(_, name)| name.to_owned()),
            service_id: None,
            service: None,
            asset_tag: String::new(),
            is_active: true,
            version: 1,
        }
    }

    #[test]
    fn a_room_is_offered_with_its_branch() {
        let parents = HashMap::from([(2, 1)]);
        let all = [device(1, None), device(2, Some((1, "Branch"))), device(3, Some((2, "Room")))];
        let groups = groups(&all, &parents);
        let within: Vec<_> = groups.iter().map(|g| g.within.as_str()).collect();
        assert_eq!(within, ["", "1", "2 1"]);
    }

    #[test]
    fn places_in_a_circle_end() {
        assert_eq!(chain(&HashMap::from([(1, 2), (2, 1)]), 1), [1, 2]);
    }

    #[test]
    fn what_is_missing_is_said() {
        let new = Device::as_new(&device(1, None));
        let bad = NewDevice { name: " ".into(), kind: None, ..new };
        let Err(base::Error::Invalid(problems)) = bad.check() else { panic!() };
        let fields: Vec<_> = problems.0.iter().map(|p| p.field.as_str()).collect();
        assert_eq!(fields, ["name", "kind"]);
    }
}
