//! The program as scripts see it: arguments, output, exit codes.

use crate::program::{Folder, Ran, Server, exported, run, run_on_full_disk, run_with};
use serde_json::{Value, json};
use testing::each_db;

fn add(data: &str, email: &str, role: &str, more: &[&str]) -> Ran {
    let args = ["person", "add", email, "--name", "N", "--role", role, "--data", data];
    run(&[&args, more].concat())
}

#[test]
fn the_first_person_of_an_empty_database_may_have_any_role() {
    let folder = Folder::new();
    for role in base::Role::ALL {
        let data = folder.at(role.as_str());
        let ran = add(&data, "first@it.example", role.as_str(), &["--department", "New"]).is(0);
        let [link] = ran.out.lines().collect::<Vec<_>>().try_into().unwrap();
        assert!(link.starts_with("http://127.0.0.1:8080/sign-in/"), "{link}");
        ran.says("created New");
        let token =
            run(&["token", "create", "--person", "first@it.example", "--data", &data]).is(0);
        assert_eq!(token.err, "");
        let server = Server::start(&data);
        let me = server.client().token(token.out.trim()).get("/api/v1/me").is(200);
        let me: Value = serde_json::from_str(&me.body).unwrap();
        assert_eq!(me["department"]["name"], "New");
        match role {
            base::Role::Requester => assert_eq!(me["roles"], json!([])),
            _ => assert_eq!(me["roles"][0]["role"], role.as_str()),
        }
        if *role == base::Role::Agent {
            assert_eq!(me["roles"][0]["team"], "Service desk");
        }
        let path = link.strip_prefix("http://127.0.0.1:8080").unwrap();
        let used = "said=link-used";
        assert!(!server.client().form(path, &[]).is(303).head.contains(used));
        assert!(server.client().form(path, &[]).is(303).head.contains(used));
    }
}

#[test]
fn a_role_gets_the_obvious_department_and_otherwise_the_flag_is_named() {
    let folder = Folder::new();
    let data = folder.at("data");
    add(&data, "m@x.example", "manager", &[]).is(1).says("--department NAME");
    add(&data, "a@x.example", "agent", &[]).is(0).says("created IT").says("team Service desk");
    add(&data, "b@x.example", "agent", &[]).is(0).says("joins the team Service desk");
    add(&data, "i@x.example", "it_manager", &[]).is(0).says("for IT");
    add(&data, "m@x.example", "manager", &["--department", "Library"]).is(0);
    add(&data, "l@x.example", "liaison", &[]).is(0).says("for Library");
    let other = add(&data, "c@x.example", "agent", &["--department", "Digital"]).is(0);
    other.says("created the team Service desk of Digital");
    add(&data, "j@x.example", "it_manager", &[]).is(1).says("Digital, IT");
    add(&data, "d@x.example", "agent", &["--team", "Nope"]).is(1).says("teams here: Service desk");
    add(&data, "d@x.example", "agent", &["--department", "library"]).is(0).says("now gives help");
    add(&data, "k@x.example", "king", &[]).is(1).says("none of requester, department_contact");
    // a slip leaves nothing behind
    add(&data, "a@x.example", "agent", &["--department", "Slip"]).is(1).says("already");
    add(&data, "nobody", "agent", &["--department", "Slip"]).is(1).says("e-mail address");
    run(&["export", &folder.at("out"), "--data", &data]).is(0);
    let departments = exported(&folder.at("out"), "department");
    assert_eq!(departments.len(), 3, "{departments:?}");
}

#[test]
fn a_token_is_all_that_is_printed_and_what_is_wrong_is_said() {
    let folder = Folder::new();
    let data = folder.at("data");
    let create = |more: &[&str]| run(&[&["token", "create", "--data", &data], more].concat());
    create(&["--person", "a@x.example"]).is(1).says("there is no database at");
    add(&data, "a@x.example", "requester", &[]).is(0);
    create(&["--person", "b@x.example"]).is(1).says("footbridge person add");
    create(&["--person", "a@x.example", "--scope", "king"]).is(1).says("read, write and admin");
    create(&["--person", "a@x.example", "--days", "0"]).is(1).says("between 1 and 3650");
    let read = create(&["--person", "A@x.example", "--scope", "read"]).is(0);
    let server = Server::start(&data);
    let client = server.client().token(read.out.strip_suffix('\n').unwrap());
    client.get("/api/v1/me").is(200);
    client.post("/api/v1/tickets", &json!({"subject": "x", "description": "x"})).is(403);
}

#[test]
fn delivering_ends_as_mail_servers_expect() {
    let folder = Folder::new();
    let data = folder.at("data");
    let deliver =
        |data: &str, raw: &str| run_with(&["mail", "deliver", "--data", data], &[], raw.as_bytes());
    let raw = "From: ann@library.example\nMessage-ID: <1@x>\nSubject: Down\n\nNobody can borrow.\n";
    let filed = deliver(&data, raw).is(0);
    assert_eq!((filed.out.as_str(), filed.err.as_str()), ("", ""));
    deliver(&data, raw).is(0);
    deliver(&data, "From: desk@localhost\nSubject: x\n\nx\n").is(0).says("dropped: ");
    deliver(&data, "").is(65).says("not a message");
    // nothing that can be put right later may end as a refusal
    std::fs::write(folder.at("file"), "").unwrap();
    deliver(&folder.at("file"), raw).is(75);
    run_with(&["mail", "deliver", "--no-such-flag"], &[], raw.as_bytes()).is(75);
    let unknown = [("FOOTBRIDGE_MAIL__FORM", "x")];
    let wrong = run_with(&["mail", "deliver", "--data", &data], &unknown, raw.as_bytes()).is(75);
    wrong.says("FOOTBRIDGE_MAIL__FORM: there is no setting mail.form");
    std::fs::create_dir_all(folder.at("broken")).unwrap();
    std::fs::write(folder.at("broken/footbridge.db"), "no database".repeat(100)).unwrap();
    deliver(&folder.at("broken"), raw).is(75).says("damaged");
    let other = raw.replace("<1@x>", "<2@x>");
    run_on_full_disk(&["mail", "deliver", "--data", &data], other.as_bytes()).is(75);
    let tickets = |out: &str| {
        run(&["export", &folder.at(out), "--data", &data]).is(0);
        exported(&folder.at(out), "ticket").len()
    };
    assert_eq!(tickets("out"), 1);
    deliver(&data, &other).is(0);
    assert_eq!(tickets("later"), 2, "the mail server tried again");
}

#[test]
fn config_check_shows_where_settings_came_from_and_no_secrets() {
    let folder = Folder::new();
    let (url, file) = (folder.at("url"), folder.at("f.toml"));
    std::fs::write(&url, "postgres://desk:hush@db/desk\n").unwrap();
    std::fs::write(&file, "name = \"Bellwater\"\n").unwrap();
    let env =
        [("FOOTBRIDGE_DATABASE__URL_FILE", url.as_str()), ("FOOTBRIDGE_LIMITS__SESSION_DAYS", "7")];
    let args = ["config", "check", "--config", &file, "--data", "elsewhere"];
    let ran = run_with(&args, &env, b"").is(0);
    ran.says(
        "database.url = \"postgres://desk:(hidden)@db/desk\"  (FOOTBRIDGE_DATABASE__URL_FILE)",
    );
    ran.says("limits.session_days = 7  (FOOTBRIDGE_LIMITS__SESSION_DAYS)");
    ran.says("name = \"Bellwater\"  (file)").says("data = \"elsewhere\"  (command line)");
    ran.says("limits.close_after_days = 14  (default)");
    assert!(!ran.out.contains("hush") && !ran.err.contains("hush"), "{ran:?}");
    std::fs::write(&file, "[server]\nlisen = \"x\"\nport = 1\n").unwrap();
    let ran = run(&["config", "check", "--config", &file]).is(1);
    ran.says("no setting server.lisen; there are server.listen").says("no setting server.port");
    run(&["config", "check", "--config", &folder.at("none.toml")]).is(1).says("cannot read");
}

#[test]
fn the_same_seed_gives_the_same_demo_and_it_stays_on_this_machine() {
    let folder = Folder::new();
    let fill = |name: &str, seed: &str| {
        let data = folder.at(name);
        let server = Server::demo(&["--data", &data, "--tickets", "20", "--seed", seed]);
        assert!(server.greeting[1].contains("ahmed.haddad@bellwater.example"));
        let out = folder.at(&format!("{name}-out"));
        // beside the running server
        run(&["export", &out, "--data", &data]).is(0);
        server.signal("TERM");
        assert_eq!(server.ended(), 0);
        let mut told = Vec::new();
        for table in ["department", "location", "team", "service", "ticket", "message"] {
            for mut row in exported(&out, table) {
                // the demo's past is as long ago as ever, and so at other times
                let is_time = |name: &str| name.ends_with("_at") || name.ends_with("_by");
                row.as_object_mut().unwrap().retain(|name, _| !is_time(name));
                // a patron detail is known by a key that nobody can guess, in the demo too
                let is_withheld = |value: &serde_json::Value| {
                    value.as_str().is_some_and(|text| text.contains("patron detail withheld"))
                };
                row.as_object_mut().unwrap().retain(|_, value| !is_withheld(value));
                told.push(row);
            }
        }
        told
    };
    let (one, other) = std::thread::scope(|scope| {
        let other = scope.spawn(|| fill("other", "4"));
        (fill("one", "3"), other.join().unwrap())
    });
    assert_eq!(one.len(), other.len());
    assert_ne!(one, other);
    assert_eq!(one, fill("again", "3"));
    let data = folder.at("one");
    let again = Server::demo(&["--data", &data, "--tickets", "20", "--seed", "3"]);
    drop(again);
    let demo = |more: &[&str]| run(&[&["demo", "--listen", "127.0.0.1:0"], more].concat());
    demo(&["--data", &data, "--seed", "5"]).is(1).says("holds another demo");
    add(&folder.at("real"), "a@x.example", "requester", &[]).is(0);
    demo(&["--data", &folder.at("real")]).is(1).says("not a demo");
    for address in ["0.0.0.0:0", "[::]:0", "192.0.2.1:0"] {
        run(&["demo", "--listen", address]).is(1).says("only listens on this machine");
    }
}

#[test]
fn told_to_stop_the_server_finishes_what_it_has_in_hand() {
    let folder = Folder::new();
    let data = folder.at("data");
    let server = Server::start(&data);
    assert!(server.greeting[0].starts_with("listening on http://127.0.0.1:"));
    add(&data, "a@x.example", "agent", &[]).is(0);
    let token = run(&["token", "create", "--person", "a@x.example", "--data", &data]).is(0);
    server.client().get("/healthz").is(200);
    let ready = server.client().get("/readyz").is(200);
    assert_eq!(ready.body, "database: ok\nfiles: ok\n");
    let client = server.client().token(token.out.trim());
    let begun = json!({"subject": "begun", "description": "Half of it was sent."});
    let status = client.post_slowly("/api/v1/tickets", &begun, || {
        server.signal("TERM");
        // nobody new is let in
        while client.is_answered() {
            std::thread::yield_now();
        }
    });
    assert_eq!(status, 201, "whoever was in is served");
    assert_eq!(server.ended(), 0);
    let left: Vec<_> = std::fs::read_dir(&data).unwrap().flatten().map(|e| e.file_name()).collect();
    assert!(left.iter().all(|name| !name.to_string_lossy().ends_with("-wal")), "{left:?}");
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    run(&["serve", "--data", &data, "--listen", &address]).is(1).says("cannot listen on");
}

#[test]
fn everything_is_kept_and_brought_back_by_commands_beside_a_running_server() {
    each_db(async |t| {
        let folder = Folder::new();
        let (data, url) = (folder.at("data"), t.app.db.settings().url.clone());
        let with = |args: &[&str], input: &str| {
            let args = [args, &["--data", &data]].concat();
            run_with(&args, &[("FOOTBRIDGE_DATABASE__URL", &url)], input.as_bytes())
        };
        let add = ["person", "add", "a@x.example", "--name", "A", "--role", "agent"];
        with(&add, "").is(0).says("created IT").says("created the team Service desk");
        with(&["token", "create", "--person", "a@x.example"], "").is(0);
        with(&["mail", "deliver"], "From: b@x.example\nSubject: One\n\nOne.\n").is(0);
        let (file, out) = (folder.at("backup.tar"), folder.at("out"));
        with(&["backup", &file], "").is(0).says("1  ticket").says("1  files");
        with(&["backup", &folder.at("")], "").is(1).says("is a folder");
        with(&["mail", "deliver"], "From: b@x.example\nSubject: Two\n\nTwo.\n").is(0);
        with(&["restore", &file], "").is(1).says("add --force to replace what is there");
        with(&["export", &out], "").is(0).says("2  ticket");
        with(&["import", "footbridge", &out], "").is(1).says("a new, empty database");
        let would = with(&["import", "footbridge", &out, "--dry-run"], "").is(1);
        would.says("2  ticket").says("nothing was changed, and nothing would be");
        with(&["restore", &file, "--force"], "").is(0).says("start it anew");
        with(&["check"], "").is(0).says("1 of 1 tickets can be found");
        let other = folder.at("other");
        let import = ["import", "footbridge", &out, "--data", &other];
        let would = run(&[&import[..], &["--dry-run"]].concat()).is(0);
        would.says("2  ticket").says("nothing was changed");
        assert!(!std::path::Path::new(&other).exists());
        run(&import).is(0).says("2  ticket");
        run(&["check", "--data", &other]).is(0).says("2 of 2 tickets can be found");
    });
}

#[test]
fn a_backup_that_does_not_fit_on_the_disk_leaves_nothing_behind() {
    let folder = Folder::new();
    let (data, file) = (folder.at("data"), folder.at("backup.tar"));
    add(&data, "a@x.example", "agent", &[]).is(0);
    run(&["backup", &file, "--data", &data]).is(0);
    let whole = std::fs::read(&file).unwrap();
    run_on_full_disk(&["backup", &file, "--data", &data], b"").is(1);
    assert_eq!(std::fs::read(&file).unwrap(), whole, "the one before is still there");
    assert!(!std::path::Path::new(&folder.at("backup.tar.part")).exists());
}
