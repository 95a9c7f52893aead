//! Settings in the browser, and the audit trail of them.

use testing::each_db;

#[test]
fn a_setting_says_what_it_changes_and_holds_at_once() {
    each_db(async |t| {
        let admin = t.person("rajiv@it.example", None).await;
        t.grant(admin, "administrator", None, None).await;
        let rajiv = t.visitor(admin).await;
        let all = rajiv.get("/administration/settings").await;
        all.shows("Closed after, in days").shows("closes by itself after so many days");
        let hours = "/administration/settings/desk-support-hours";
        let seen = t.app.config.desk.support_hours.clone();
        let form = |value| [("seen", seen.as_str()), ("value", value)];
        let refused = rajiv.post(hours, &form("Mon-Fri 18-9")).await;
        refused.is(422);
        assert!(refused.body.contains("Mon-Fri 18-9"), "what was typed is still there");
        rajiv.submit(hours, &form("Mon-Fri 08:00-16:00")).await.shows("It holds from now on");
        assert_eq!(t.app.config.desk.support_hours, "Mon-Fri 08:00-16:00");
        // whoever had the form open meanwhile is told
        rajiv
            .post(hours, &form("Mon-Sun 00:00-24:00"))
            .await
            .is(422)
            .shows("It says now: Mon-Fri 08:00-16:00");
        let back = [("seen", "Mon-Fri 08:00-16:00"), ("usual", "yes")];
        rajiv.submit(hours, &back).await.is(200);
        assert_eq!(t.app.config.desk.support_hours, seen);
        rajiv.get("/administration/audit").await.shows("Changed a setting");
    });
}

#[test]
fn what_belongs_to_the_machine_is_shown_and_cannot_be_changed_here() {
    each_db(async |t| {
        let admin = t.person("rajiv@it.example", None).await;
        t.grant(admin, "administrator", None, None).await;
        let rajiv = t.visitor(admin).await;
        rajiv.get("/administration/settings/database-url").await.shows("Change it there");
        let refused = rajiv.post("/administration/settings/database-url", &[("value", "x")]).await;
        refused.is(422).shows("Change it there");
        rajiv.get("/administration/settings/no-such").await.is(404);
    });
}

#[test]
fn a_setting_outlives_a_new_start() {
    each_db(async |t| {
        let admin = t.person("rajiv@it.example", None).await;
        t.grant(admin, "administrator", None, None).await;
        let path = "/administration/settings/name";
        t.visitor(admin).await.submit(path, &[("value", "Bellwater Libraries")]).await.is(200);
        let config = t.app.config.at_start().clone();
        let settings = t.app.db.settings().clone();
        let again = footbridge::wiring::open_with(config, t.app.clock.clone(), settings).await;
        let again = again.unwrap();
        assert_eq!(again.config.name, "Bellwater Libraries");
        let db = again.db.clone();
        std::thread::spawn(move || db.close()).join().unwrap();
    });
}

#[test]
fn the_audit_trail_is_narrowed_down_and_taken_along() {
    each_db(async |t| {
        let admin = t.person("rajiv@it.example", None).await;
        t.grant(admin, "administrator", None, None).await;
        let rajiv = t.visitor(admin).await;
        let path = "/administration/settings/name";
        rajiv.submit(path, &[("value", "=Bellwater")]).await.is(200);
        rajiv.submit("/administration/settings/mail-tag", &[("value", "Desk")]).await.is(200);
        let some = rajiv.get("/administration/audit?subject=setting+name").await;
        some.shows("setting name").hides("setting mail.tag");
        let file = rajiv.get("/administration/audit.csv?subject=setting+name").await;
        assert_eq!(file.headers["content-type"], "text/csv; charset=utf-8; header=present");
        assert_eq!(file.body.lines().count(), 2, "{}", file.body);
        assert!(file.body.contains("setting.changed") && file.body.contains("=Bellwater"));
        // whoever takes it along is written down
        rajiv.get("/administration/audit").await.shows("Took the audit trail along");
        let found = rajiv.get("/api/v1/audit?subject=setting+name").await.json();
        assert_eq!(found.as_array().unwrap().len(), 1);
        assert_eq!(found[0]["kind"], "setting.changed");
        rajiv.get("/api/v1/audit?actor=nobody@x.org").await.is(422);
    });
}
