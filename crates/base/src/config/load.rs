//! Reading settings: a file, then the environment, each with where it came from.

use super::Config;
use std::collections::BTreeMap;
use toml::{Table, Value};

/// Where a setting came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// Nobody set it.
    Default,
    /// The file.
    File,
    /// This environment variable.
    Environment(String),
    /// An argument of the command.
    Argument,
    /// Somebody chose it in the browser.
    Browser,
}

/// One setting as `footbridge config check` prints it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setting {
    /// `section.key`.
    pub name: String,
    /// As TOML, with passwords hidden.
    pub value: String,
    /// Where from.
    pub origin: Origin,
}

/// What is wrong with the settings, in words an administrator can act on.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct ConfigError(pub String);

const PREFIX: &str = "FOOTBRIDGE_";

impl Config {
    /// From the text of a file (empty if there is none) and `FOOTBRIDGE_SECTION__KEY` variables.
    /// A variable ending in `_FILE` names a file whose content is the value. `file` is what the file
    /// is called in complaints.
    pub fn load(
        (file, text): (&str, &str),
        environment: &BTreeMap<String, String>,
    ) -> Result<(Config, Vec<Setting>), ConfigError> {
        let fail = |why: String| ConfigError(why.trim_end().to_owned());
        let mut table: Table = text.parse().map_err(|e| fail(format!("{file}: {e}")))?;
        let mut origins: BTreeMap<String, Origin> = BTreeMap::new();
        flatten("", &Value::Table(table.clone()), &mut |name, _| {
            origins.insert(name.to_owned(), Origin::File);
        });
        let usual = Value::try_from(Config::default()).map_err(|e| fail(e.to_string()))?;
        let mut known = BTreeMap::new();
        flatten("", &usual, &mut |name, value| drop(known.insert(name.to_owned(), value.clone())));
        for (variable, value) in environment {
            let Some(name) = variable.strip_prefix(PREFIX) else {
                continue;
            };
            if is_of_others(name) {
                continue;
            }
            let (name, value) = read(variable, name, value)?;
            origins.insert(name.clone(), Origin::Environment(variable.clone()));
            let path: Vec<&str> = name.split('.').collect();
            // an unknown one is refused below, with all the others
            let value = match known.get(&name) {
                Some(usual) => like(usual, &value)
                    .ok_or_else(|| fail(format!("{variable} {}", expected(usual, &value))))?,
                None => continue,
            };
            place(&mut table, &path, value).map_err(|e| fail(format!("{variable}: {e}")))?;
        }
        refuse_unknown(file, &origins, &known)?;
        let mut config: Config = table.try_into().map_err(|e| fail(format!("{file}: {e}")))?;
        config.origins = origins;
        let settings = config.list();
        Ok((config, settings))
    }

    /// Every setting by name, as TOML.
    pub(super) fn values(&self) -> Vec<(String, Value)> {
        let mut found = Vec::new();
        // every setting can be written as TOML: it is how they are read
        if let Ok(all) = Value::try_from(self) {
            flatten("", &all, &mut |name, value| found.push((name.to_owned(), value.clone())));
        }
        found
    }

    /// The same with one setting read from a text.
    pub(super) fn with_value(&self, name: &str, text: &str) -> Result<Config, ConfigError> {
        let refused = || ConfigError("problem-choose".to_owned());
        let values = self.values();
        let (_, usual) = values.iter().find(|(n, _)| n == name).ok_or_else(refused)?;
        let value = match usual {
            Value::Array(_) => {
                let parts = text.split(',').map(str::trim).filter(|part| !part.is_empty());
                Value::Array(parts.map(|part| Value::String(part.to_owned())).collect())
            }
            Value::String(_) => Value::String(text.to_owned()),
            usual => like(usual, text).ok_or_else(|| ConfigError("problem-number".to_owned()))?,
        };
        let mut table = Table::try_from(self).map_err(|e| ConfigError(e.to_string()))?;
        place(&mut table, &name.split('.').collect::<Vec<_>>(), value).map_err(ConfigError)?;
        table.try_into().map_err(|_| ConfigError("problem-number".to_owned()))
    }
}

/// The test runner's own variables, and those that Kubernetes makes for a service that is called
/// footbridge.
fn is_of_others(name: &str) -> bool {
    ["TEST_", "SERVICE_HOST", "SERVICE_PORT", "PORT"].iter().any(|word| name.starts_with(word))
}

/// The setting that a variable is for, and the value it gives.
fn read(variable: &str, name: &str, value: &str) -> Result<(String, String), ConfigError> {
    let name = name.to_lowercase().replace("__", ".");
    match name.strip_suffix("_file") {
        Some(name) => {
            let text = std::fs::read_to_string(value)
                .map_err(|e| ConfigError(format!("{variable} names the file {value}: {e}")))?;
            Ok((name.to_owned(), text.trim_end().to_owned()))
        }
        None => Ok((name, value.to_owned())),
    }
}

/// Every key that is no setting, with where it stands and what there is instead.
fn refuse_unknown(
    file: &str,
    origins: &BTreeMap<String, Origin>,
    known: &BTreeMap<String, Value>,
) -> Result<(), ConfigError> {
    let unknown = origins.iter().filter(|(name, _)| !known.contains_key(*name));
    let said: Vec<String> = unknown
        .map(|(name, origin)| {
            let from = match origin {
                Origin::Environment(variable) => variable.as_str(),
                _ => file,
            };
            let section = name.rsplit_once('.').map_or("", |(section, _)| section);
            let beside =
                known.keys().filter(|k| k.rsplit_once('.').map_or("", |(s, _)| s) == section);
            let beside: Vec<&str> = beside.map(String::as_str).collect();
            let all =
                if beside.is_empty() { known.keys().map(String::as_str).collect() } else { beside };
            format!("{from}: there is no setting {name}; there are {}", all.join(", "))
        })
        .collect();
    if said.is_empty() { Ok(()) } else { Err(ConfigError(said.join("\n"))) }
}

fn flatten(prefix: &str, value: &Value, each: &mut dyn FnMut(&str, &Value)) {
    match value {
        Value::Table(table) => {
            for (key, value) in table {
                let name = if prefix.is_empty() { key.clone() } else { format!("{prefix}.{key}") };
                flatten(&name, value, each);
            }
        }
        value => each(prefix, value),
    }
}

/// A text as a value of the same sort as the usual one: a name that is all digits stays a name.
fn like(usual: &Value, text: &str) -> Option<Value> {
    let parsed = format!("v = {text}").parse::<Table>().ok().and_then(|mut t| t.remove("v"));
    if usual.is_str() {
        return Some(
            parsed.filter(Value::is_str).unwrap_or_else(|| Value::String(text.to_owned())),
        );
    }
    parsed.filter(|value| value.same_type(usual))
}

fn expected(usual: &Value, text: &str) -> String {
    let sort = match usual {
        Value::Integer(_) => "a whole number",
        Value::Boolean(_) => "true or false",
        _ => "a list such as [\"one\", \"two\"]",
    };
    format!("must be {sort}, and is {text:?}")
}

fn place(table: &mut Table, path: &[&str], value: Value) -> Result<(), String> {
    let Some((key, rest)) = path.split_first() else {
        return Ok(());
    };
    if rest.is_empty() {
        table.insert((*key).to_owned(), value);
        return Ok(());
    }
    match table.entry(*key).or_insert_with(|| Value::Table(Table::new())) {
        Value::Table(inner) => place(inner, rest, value),
        _ => Err(format!("`{key}` is not a section")),
    }
}

/// The password in a database address, in each of the places where one may stand.
pub(super) fn hide(value: &str) -> String {
    let mut shown = value.to_owned();
    if let Some((scheme, rest)) = value.split_once("://")
        && let Some((account, host)) = rest.rsplit_once('@')
        && let Some((name, _)) = account.split_once(':')
    {
        shown = format!("{scheme}://{name}:(hidden)@{host}");
    }
    // libpq takes it as a parameter, too
    let Some((before, secret)) = shown.split_once("password=") else { return shown };
    let end =
        secret.find(|c: char| c == '&' || c == '"' || c.is_whitespace()).unwrap_or(secret.len());
    format!("{before}password=(hidden){}", &secret[end..])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
        pairs.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect()
    }

    #[test]
    fn the_environment_wins_over_the_file_and_each_says_where_it_came_from() {
        let file = "name = \"Bellwater\"\n[server]\nlisten = \"127.0.0.1:1\"\n";
        let env = with(&[("FOOTBRIDGE_SERVER__LISTEN", "127.0.0.1:2"), ("HOME", "/x")]);
        let (config, settings) = Config::load(("footbridge.toml", file), &env).unwrap();
        assert_eq!(config.server.listen, "127.0.0.1:2");
        let origin = |n: &str| settings.iter().find(|s| s.name == n).unwrap().origin.clone();
        assert_eq!(origin("name"), Origin::File);
        assert_eq!(
            origin("server.listen"),
            Origin::Environment("FOOTBRIDGE_SERVER__LISTEN".into())
        );
        assert_eq!(origin("limits.session_days"), Origin::Default);
    }

    #[test]
    fn a_link_in_a_message_leads_somewhere_though_nobody_said_what_people_type() {
        let mut config = Config::default();
        assert_eq!(config.link("/tickets/7"), "http://127.0.0.1:8080/tickets/7");
        config.server.url = "https://help.example.org/".into();
        assert_eq!(config.link("/tickets/7"), "https://help.example.org/tickets/7");
    }

    #[test]
    fn an_unknown_key_is_refused_by_name() {
        let error = Config::load(("my.toml", "[server]\nlisen = \"x\"\n"), &with(&[])).unwrap_err();
        let said = "my.toml: there is no setting server.lisen; there are server.listen, server.time_zone, server.trusted_proxies, server.url";
        assert_eq!(error.to_string(), said);
        let env = with(&[("FOOTBRIDGE_SERVER__PORT", "1")]);
        let error = Config::load(("", ""), &env).unwrap_err().to_string();
        assert!(
            error.starts_with("FOOTBRIDGE_SERVER__PORT: there is no setting server.port"),
            "{error}"
        );
    }

    #[test]
    fn a_password_in_the_database_address_is_not_printed() {
        for url in [
            "postgres://desk:hush@db/desk",
            "postgres://desk@db/desk?password=hush&sslmode=require",
            "host=db password=hush user=desk",
        ] {
            let env = with(&[("FOOTBRIDGE_DATABASE__URL", url)]);
            let (config, settings) = Config::load(("", ""), &env).unwrap();
            assert_eq!(config.database.url, url);
            assert!(settings.iter().all(|s| !s.value.contains("hush")), "{settings:?}");
        }
    }

    #[test]
    fn a_variable_is_read_as_what_its_setting_is() {
        let env = with(&[("FOOTBRIDGE_NAME", "2026"), ("FOOTBRIDGE_LIMITS__SESSION_DAYS", "7")]);
        let (config, _) = Config::load(("", ""), &env).unwrap();
        assert_eq!((config.name.as_str(), config.limits.session_days), ("2026", 7));
        let env = with(&[("FOOTBRIDGE_DATABASE__CONNECTIONS", "many")]);
        let said = Config::load(("", ""), &env).unwrap_err().to_string();
        assert_eq!(
            said,
            "FOOTBRIDGE_DATABASE__CONNECTIONS must be a whole number, and is \"many\""
        );
    }
}
