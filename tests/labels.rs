//! Labels with codes, for devices and places.

use crate::tickets::house;
use base::LocationId;
use testing::{TestApp, Visitor, each_db};

async fn administrator(t: &TestApp) -> Visitor {
    let admin = t.person("admin@it.example", None).await;
    t.grant(admin, "administrator", None, None).await;
    t.visitor(admin).await
}

#[test]
fn labels_are_chosen_looked_at_and_printed() {
    each_db(async |t| {
        house(t).await;
        t.device("Public PC <4>", "public_pc", LocationId(1)).await;
        let admin = administrator(t).await;
        admin.get("/administration").await.shows("Labels");
        admin.get("/administration/labels").await.shows("Northside").shows("Public PC");
        let form = [("device", "1"), ("place", "1"), ("format", "l7160"), ("start", "20")];
        let seen = admin.post("/administration/labels/sheets", &form).await;
        seen.is(200).shows("No name needed.").shows("http://localhost/scan/");
        // the last place of the first sheet is used; there is no second one
        assert_eq!(seen.body.matches("<svg xmlns").count(), 1, "{}", seen.body);
        assert!(!seen.body.contains("<4>") && seen.body.contains("&lt;4&gt;"));
        let pdf = admin.post("/administration/labels", &form).await;
        pdf.is(200);
        assert_eq!(pdf.headers["content-type"], "application/pdf");
        assert!(pdf.bytes.starts_with(b"%PDF"));
        // what is printed again has the same code
        let address = |seen: &testing::Seen| {
            let from = seen.body.find("/scan/").unwrap();
            seen.body[from..from + 20].to_owned()
        };
        let again = admin.post("/administration/labels/sheets", &form).await;
        assert_eq!(address(&seen), address(&again));
        let more = [("device", "1"), ("place", "1"), ("format", "l7160"), ("start", "21")];
        let two = admin.post("/administration/labels/sheets", &more).await;
        assert_eq!(two.body.matches("<svg xmlns").count(), 2);
    });
}

#[test]
fn labels_that_cannot_be_printed_say_why() {
    each_db(async |t| {
        let house = house(t).await;
        let admin = administrator(t).await;
        let path = "/administration/labels";
        let form = [("place", "1"), ("format", "l7160"), ("start", "22")];
        admin.post(path, &form).await.is(422).shows("This sheet has labels 1 to 21.");
        admin
            .post(path, &[("format", "l7160"), ("start", "1")])
            .await
            .is(422)
            .shows("at least one");
        admin.post(path, &[("place", "1"), ("format", "l1"), ("start", "1")]).await.is(422);
        admin.post(path, &[("place", "99"), ("format", "a6"), ("start", "1")]).await.is(404);
        let ann = t.visitor(house.ann).await;
        ann.get(path).await.is(403);
        ann.post(path, &form).await.is(403);
    });
}

#[test]
fn programs_print_labels_and_a_renewed_code_is_printed_next() {
    each_db(async |t| {
        house(t).await;
        t.device("PC 4", "public_pc", LocationId(1)).await;
        let admin = administrator(t).await;
        let sheet = serde_json::json!({"devices": [1], "format": "a6"});
        let pdf = admin.json("POST", "/api/v1/labels", sheet).await;
        assert!(pdf.bytes.starts_with(b"%PDF"));
        let code = async || {
            let seen = admin.json("POST", "/api/v1/devices/1/code", serde_json::json!({})).await;
            seen.json()["address"].as_str().unwrap().replace("http://localhost", "")
        };
        let old = code().await;
        let seen = admin.submit("/administration/devices/1/code", &[]).await;
        seen.shows("There is a new code.").shows("PC 4");
        assert_ne!(code().await, old);
        t.stranger().get(&old).await.is(410);
        t.stranger().get(&code().await).await.is(200);
    });
}

#[test]
fn letters_that_the_pdf_prints_more_plainly_are_named_before_it_is_made() {
    each_db(async |t| {
        house(t).await;
        t.device("Bibliotheek Łódź, Te Aka Mauri ā", "public_pc", LocationId(1)).await;
        t.device("図書館 Київ", "public_pc", LocationId(1)).await;
        let admin = administrator(t).await;
        let path = "/administration/labels";
        let form = |device| [("device", device), ("format", "a6"), ("start", "1")];
        let whole = admin.post(path, &form("1")).await;
        assert_eq!(whole.is(200).headers["content-type"], "application/pdf");
        admin.post("/administration/labels/sheets", &form("1")).await.hides("more plainly");
        let told = admin.post(path, &form("2")).await;
        told.is(200).shows("prints these letters more plainly").shows("図 書 館 К и ї в");
        // the page has them, and whoever was told may have the file
        told.shows("図書館");
        let seen = [("device", "2"), ("format", "a6"), ("start", "1"), ("seen", "yes")];
        let file = admin.post(path, &seen).await;
        assert_eq!(file.is(200).headers["content-type"], "application/pdf");
    });
}
