//! Footbridge under measurement: its demo as the data, an agent, somebody who reports.

use crate::{
    Failure,
    load::{self, Call},
    process::Server,
    store,
};
use http::header;
use std::{
    path::{Path, PathBuf},
    process::Stdio,
};
use tokio::process::Command;

/// How many tickets the ticket page is measured on, and how long their conversations are.
const TICKETS: usize = 500;
const MESSAGES: i64 = 6;

/// What people look for: rare and common words, phrases, two at once.
const SEARCHES: [&str; 8] = [
    "printer",
    "catalogue",
    "self check",
    "queue",
    "network",
    "supplier label",
    "cable",
    "restarted service",
];

/// What people type about: common words, which most of what is open shares.
const SAID: [&str; 6] = [
    "The borrowing machines say out of service",
    "The receipt printer at the desk prints nothing",
    "Nobody can print and there is a queue",
    "The Wi-Fi is very slow after school",
    "The catalogue finds nothing since last night",
    "The screen of the public computer is black",
];

/// A database that is ready to be measured, with what the demo said about it.
pub struct Prepared {
    folder: PathBuf,
    /// The numbers of the tickets with the long conversation.
    tickets: Vec<i64>,
    people: Vec<String>,
    password: String,
}

/// The demo with so many generated tickets; made once, then kept under `target`.
pub async fn prepare(binary: &Path, tickets: u64) -> Result<Prepared, Failure> {
    let folder = binary.with_file_name("bench-data").join(tickets.to_string());
    std::fs::create_dir_all(&folder)?;
    let (data, count) = (folder.display().to_string(), tickets.to_string());
    let args = ["demo", "--listen", "127.0.0.1:0", "--data", &data, "--tickets", &count];
    let mut demo = Server::start(binary, &args).await?;
    let (mut people, mut password) = (Vec::new(), String::new());
    while let Some(line) = demo.said.next_line().await? {
        if let Some(said) = line.strip_prefix("password for everyone: ") {
            password = said.to_owned();
            break;
        }
        let email = line.split_whitespace().next().filter(|word| word.contains('@'));
        people.extend(email.map(str::to_owned));
    }
    demo.stop().await?;
    let mut db = store::open(&folder.join("footbridge.db"))?;
    let tickets = store::lengthen(&mut db, TICKETS, MESSAGES)?;
    db.close().map_err(|(_, error)| error)?;
    Ok(Prepared { folder, tickets, people, password })
}

impl Prepared {
    /// A copy of the data that a run may write to.
    pub fn copy(&self, name: &str) -> Result<PathBuf, Failure> {
        let to = self.folder.with_file_name(format!("run-{name}"));
        if to.exists() {
            std::fs::remove_dir_all(&to)?;
        }
        std::fs::create_dir_all(&to)?;
        std::fs::copy(self.folder.join("footbridge.db"), to.join("footbridge.db"))?;
        Ok(to)
    }

    /// The calls of each measurement, for the product and for the yardstick.
    #[expect(clippy::too_many_lines, reason = "one list of everything that is measured")]
    pub async fn measurements(
        &self,
        server: &Server,
        binary: &Path,
        data: &Path,
    ) -> Result<Vec<Measurement>, Failure> {
        let (agent, email) = self.agent(server).await?;
        let asker = self.sign_in(server, &self.people[0]).await?;
        let mut tickets = Vec::new();
        for id in &self.tickets {
            let call = Call {
                credential: Some((header::COOKIE, agent.clone())),
                ..get(format!("/tickets/{id}"))
            };
            if load::one(&server.address, &call).await?.status() == 200 {
                tickets.push(call.path);
            }
        }
        let token = token(binary, data, &email).await?;
        let with = |call: Call, cookie: &str| Call {
            credential: Some((header::COOKIE, cookie.to_owned())),
            ..call
        };
        let both = |name, paths: Vec<String>| Measurement {
            name,
            product: paths.iter().map(|path| with(get(path.clone()), &agent)).collect(),
            yardstick: paths.into_iter().map(get).collect(),
        };
        let search = |q: &'static str| format!("/search?q={}", q.replace(' ', "+"));
        let mut found = Vec::new();
        for path in SEARCHES.map(search) {
            let seen = load::one(&server.address, &with(get(path.clone()), &agent)).await?;
            // the yardstick knows no teams: what the agent may not see would not be the same rows
            let page = String::from_utf8_lossy(seen.body()).into_owned();
            if page.matches(" href=\"/tickets/").count() == 20 {
                found.push(path);
            }
        }
        let report = |form: String| Call { method: "POST", form, ..get("/report".into()) };
        let words = |n: usize| {
            format!("words=The+receipt+printer+at+desk+{n}+prints+nothing%2C+and+people+wait.")
        };
        let answers = "&scope=several&who=patrons&workaround=none&hurts=today&kind=incident&send=1";
        Ok(vec![
            both("queue page, 50 rows", vec!["/queue".into()]),
            both("ticket page, 6 messages", tickets),
            both("search, 20 hits", found),
            Measurement {
                name: "suggestions while typing",
                product: SAID.iter().map(|said| with(typing(said), &asker)).collect(),
                yardstick: SAID.iter().map(|said| typing(said)).collect(),
            },
            Measurement {
                name: "report a problem (durable)",
                product: (0..100)
                    .map(|n| report(words(n) + answers))
                    .map(|call| Call { expects: 303, ..with(call, &asker) })
                    .collect(),
                yardstick: (0..100).map(|n| report(words(n))).collect(),
            },
            Measurement {
                name: "API list, 50 tickets",
                product: vec![Call {
                    credential: Some((header::AUTHORIZATION, format!("Bearer {token}"))),
                    ..get("/api/v1/tickets?limit=50".into())
                }],
                yardstick: vec![get("/list".into())],
            },
        ])
    }

    /// A tag on everything in somebody's list, 1,000 tickets at most, and off again: so many deeds.
    pub async fn bulk_deeds(&self, server: &Server, count: usize) -> Result<Vec<Call>, Failure> {
        let (agent, _) = self.agent(server).await?;
        let deed = |n: usize| {
            let deed = if n.is_multiple_of(2) { "add_tag" } else { "remove_tag" };
            Call {
                method: "POST",
                form: format!("deed={deed}&tag=measured&all=yes&list=phase%3Dany&key=bench-{n}"),
                credential: Some((header::COOKIE, agent.clone())),
                expects: 303,
                ..get("/bulk".into())
            }
        };
        Ok((0..count).map(deed).collect())
    }

    /// Somebody whose queue fills a page: cookie and address.
    async fn agent(&self, server: &Server) -> Result<(String, String), Failure> {
        for email in self.people.iter().rev() {
            let cookie = self.sign_in(server, email).await?;
            let queue =
                Call { credential: Some((header::COOKIE, cookie.clone())), ..get("/queue".into()) };
            let seen = load::one(&server.address, &queue).await?;
            let page = String::from_utf8_lossy(seen.body()).into_owned();
            if page.matches(" href=\"/tickets/").count() == 50 {
                return Ok((cookie, email.clone()));
            }
        }
        Err("nobody's queue has 50 rows".into())
    }

    async fn sign_in(&self, server: &Server, email: &str) -> Result<String, Failure> {
        let form = form_urlencoded::Serializer::new(String::new())
            .append_pair("email", email)
            .append_pair("password", &self.password)
            .finish();
        let call =
            Call { method: "POST", path: "/sign-in".into(), credential: None, form, expects: 303 };
        let seen = load::one(&server.address, &call).await?;
        let cookie = seen.headers().get(header::SET_COOKIE).and_then(|v| v.to_str().ok());
        let cookie = cookie.and_then(|text| text.split(';').next());
        Ok(cookie.ok_or_else(|| format!("{email} cannot sign in"))?.to_owned())
    }
}

/// What the form sends while somebody types.
fn typing(said: &str) -> Call {
    let form = form_urlencoded::Serializer::new(String::new()).append_pair("words", said).finish();
    Call { method: "POST", form, ..get("/report/known".into()) }
}

fn get(path: String) -> Call {
    Call { method: "GET", path, credential: None, form: String::new(), expects: 200 }
}

async fn token(binary: &Path, data: &Path, email: &str) -> Result<String, Failure> {
    let made = Command::new(binary)
        .args(["token", "create", "--scope", "read", "--person", email, "--data"])
        .arg(data)
        .stderr(Stdio::inherit())
        .output()
        .await?;
    Ok(String::from_utf8(made.stdout)?.trim().to_owned())
}

/// One thing that is measured, on both sides.
pub struct Measurement {
    /// As the table says it.
    pub name: &'static str,
    /// Of Footbridge.
    pub product: Vec<Call>,
    /// Of the yardstick.
    pub yardstick: Vec<Call>,
}
