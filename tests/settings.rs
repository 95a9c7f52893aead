//! Settings in the browser.

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
